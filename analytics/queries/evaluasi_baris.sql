-- The same sums as evaluasi.sql, from the forms themselves instead of the counts: one row a unit.
-- {jumlah} is written by the program: SUM(sign * (q1 + q2 + ...)) for each group of the rule pack.
SELECT opd, SUM(CAST(sign AS BIGINT)) AS responden{jumlah}
FROM {tabel}
WHERE ronde = $ronde AND position <= $ditutup_pada AND occurred_on <= $terjadi_sampai
GROUP BY opd
ORDER BY opd
