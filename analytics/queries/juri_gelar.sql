-- The judges of a Gelar, numbered in the order of their appointment, each with the unit on whose list
-- they stand: they do not judge its KBK. Source: AMB-040.
WITH daftar AS (
  SELECT orang, CASE WHEN sign = 1 THEN opd END AS opd,
         ROW_NUMBER() OVER (PARTITION BY orang ORDER BY position DESC, sign DESC) AS ke
  FROM pegawai
  WHERE position <= $ditutup_pada
),
ditunjuk AS (
  SELECT juri, orang, MIN(position) AS position
  FROM gelar_juri
  WHERE gelar = $gelar AND position <= $ditutup_pada
  GROUP BY juri, orang
)
SELECT j.juri, j.orang, j.position, d.opd,
       CAST(ROW_NUMBER() OVER (ORDER BY j.position) AS BIGINT) AS nomor
FROM ditunjuk j
LEFT JOIN daftar d ON d.orang = j.orang AND d.ke = 1
ORDER BY j.position
