-- Activities of each unit per calendar quarter, counted as year * 4 + quarter - 1.
SELECT k.opd,
       CAST(date_part('year', a.occurred_on) AS BIGINT) * 4
         + CAST(date_part('quarter', a.occurred_on) AS BIGINT) - 1 AS triwulan,
       SUM(a.sign) AS kegiatan
FROM kegiatan a
JOIN kbk k ON k.kbk = a.kbk
WHERE a.occurred_on <= $terjadi_sampai
GROUP BY 1, 2
ORDER BY 1, 2
