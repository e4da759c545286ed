-- Forms and sums of total scores per unit, from the forms themselves, one row a form. A round counts
-- whole once it has ended, whatever day is asked about: two days side by side would tell the forms of one
-- of them (AMB-015).
-- The program writes the table of the questionnaire and, for each group of the rule pack, a column
-- SUM(sign * (q1 + q2 + ...)). Source: Perbup Purbalingga 11/2020, Lampiran IV (TOTAL SCORE).
SELECT opd, SUM(CAST(sign AS BIGINT)) AS responden{jumlah}
FROM {tabel}
WHERE ronde = $ronde AND position <= $ditutup_pada
GROUP BY opd
HAVING SUM(CAST(sign AS BIGINT)) > 0
ORDER BY opd
