-- Total scores of every form of a round, unit after unit, by the totals themselves: nothing tells in
-- which order they were handed in (AMB-015).
-- The program writes the table of the questionnaire and, for each group asked for, a column
-- q1 + q2 + .... Source: Perbup Purbalingga 11/2020, Lampiran IV (TOTAL SCORE).
SELECT opd{jumlah}
FROM {tabel}
WHERE ronde = $ronde AND position <= $ditutup_pada AND occurred_on <= $terjadi_sampai AND sign = 1
ORDER BY opd{urutan}
