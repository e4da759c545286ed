-- Every unit as it is on a day: its name and the unit above it in force, and whether it has ended.
--
-- A change holds from the day it is dated; of one day the later event. What a unit was called before
-- stays its name in every question about an earlier day.
WITH nama AS (
  SELECT opd, nama, ROW_NUMBER() OVER (PARTITION BY opd ORDER BY occurred_on DESC, position DESC) AS ke
  FROM opd_perubahan
  WHERE perubahan = 'berganti_nama' AND occurred_on <= $pada
),
induk AS (
  SELECT opd, induk, ROW_NUMBER() OVER (PARTITION BY opd ORDER BY occurred_on DESC, position DESC) AS ke
  FROM opd_perubahan
  WHERE perubahan = 'berganti_induk' AND occurred_on <= $pada
),
akhir AS (
  SELECT opd, perubahan, menjadi, occurred_on, position
  FROM opd_perubahan
  WHERE berakhir = 1 AND occurred_on <= $terjadi_sampai
)
SELECT o.opd, o.kode, COALESCE(n.nama, o.nama) AS nama, o.jenis,
       CASE WHEN i.opd IS NULL THEN o.induk ELSE i.induk END AS induk,
       o.position, o.occurred_on, a.occurred_on AS berakhir, a.perubahan, a.menjadi,
       a.position AS berakhir_pada
FROM opd o
LEFT JOIN nama n ON n.opd = o.opd AND n.ke = 1
LEFT JOIN induk i ON i.opd = o.opd AND i.ke = 1
LEFT JOIN akhir a ON a.opd = o.opd
ORDER BY o.opd
