-- Which unit each KBK belonged to, from which day up to and without which; none while it stands.
WITH pindah AS (
  SELECT kbk, opd, DATE '0001-01-01' AS sejak, CAST(-1 AS BIGINT) AS position FROM kbk
  UNION ALL
  SELECT kbk, opd, occurred_on AS sejak, position
  FROM kbk_perubahan
  WHERE opd IS NOT NULL AND occurred_on <= $terjadi_sampai
)
SELECT kbk, opd, sejak,
       LEAD(sejak) OVER (PARTITION BY kbk ORDER BY sejak, position) AS hingga
FROM pindah
ORDER BY kbk, sejak
