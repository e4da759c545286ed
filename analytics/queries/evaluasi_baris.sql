-- The same sums as evaluasi.sql, from the forms themselves instead of the counts: one row a unit.
-- The program writes the table of the questionnaire and, for each group of the rule pack, a column
-- SUM(sign * (q1 + q2 + ...)).
SELECT opd, SUM(CAST(sign AS BIGINT)) AS responden{jumlah}
FROM {tabel}
WHERE ronde = $ronde AND position <= $ditutup_pada AND occurred_on <= $terjadi_sampai
GROUP BY opd
ORDER BY opd
