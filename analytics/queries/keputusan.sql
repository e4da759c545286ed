-- The decisions of quarterly reviews, each with the newest that is said of it and the last day set for it.
--
-- satuan  satuan.sql: units
WITH diputuskan AS (
  SELECT * FROM keputusan WHERE status IS NULL
),
kemajuan AS (
  SELECT kode, status, occurred_on, position, teks,
         ROW_NUMBER() OVER (PARTITION BY kode ORDER BY position DESC) AS ke
  FROM keputusan WHERE status IS NOT NULL
),
tenggat_terakhir AS (
  SELECT kode, tenggat, ROW_NUMBER() OVER (PARTITION BY kode ORDER BY position DESC) AS ke
  FROM keputusan WHERE tenggat IS NOT NULL
)
SELECT d.kode, d.periode, o.kode AS opd, o.nama AS opd_nama, d.penanggung_jawab,
       d.occurred_on AS tanggal, d.position, d.teks, d.tenggat AS tenggat_semula, t.tenggat,
       k.status, k.occurred_on AS kemajuan_tanggal, k.position AS kemajuan_position,
       k.teks AS kemajuan_teks
FROM diputuskan d
LEFT JOIN satuan o ON o.opd = d.opd
LEFT JOIN kemajuan k ON k.kode = d.kode AND k.ke = 1
LEFT JOIN tenggat_terakhir t ON t.kode = d.kode AND t.ke = 1
ORDER BY d.periode, d.position
