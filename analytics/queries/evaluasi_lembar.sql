-- Total scores of every form of a unit in a round, by class of post and then by the totals
-- themselves: nothing tells in which order they were handed in (AMB-015).
-- The program writes the table of the questionnaire and, for each group of the rule pack, a column
-- q1 + q2 + .... Source: Perbup Purbalingga 11/2020, Lampiran IV (TOTAL SCORE).
SELECT kelas_jabatan{jumlah}
FROM {tabel}
WHERE ronde = $ronde AND opd = $opd AND position <= $ditutup_pada AND sign = 1
ORDER BY kelas_jabatan{urutan}
