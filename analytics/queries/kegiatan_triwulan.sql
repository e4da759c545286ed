-- Activities of each unit per calendar quarter, counted as year * 4 + quarter - 1.
--
-- kbk_unit  kbk_unit.sql: the unit a KBK belonged to, by days
SELECT u.opd,
       CAST(date_part('year', a.occurred_on) AS BIGINT) * 4
         + CAST(date_part('quarter', a.occurred_on) AS BIGINT) - 1 AS triwulan,
       SUM(a.sign) AS kegiatan
FROM kegiatan a
JOIN kbk_unit u
  ON u.kbk = a.kbk AND u.sejak <= a.occurred_on AND (a.occurred_on < u.hingga OR u.hingga IS NULL)
WHERE a.occurred_on <= $terjadi_sampai
GROUP BY 1, 2
HAVING SUM(a.sign) > 0
ORDER BY 1, 2
