-- Since when the record tells anything, and when its first unit was registered. Decrees and
-- appointments do not count: they may be much older than the record.
SELECT MIN(tanggal) AS awal, MIN(daftar) AS daftar
FROM (
  SELECT occurred_on AS tanggal, occurred_on AS daftar FROM opd
  UNION ALL SELECT mulai, CAST(NULL AS DATE) FROM periode
  UNION ALL SELECT occurred_on, CAST(NULL AS DATE) FROM kegiatan
  UNION ALL SELECT occurred_on, CAST(NULL AS DATE) FROM rapat
) semua
HAVING COUNT(*) > 0
