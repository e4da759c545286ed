-- What the columns of everything recorded hold in clear: those of an entry, and of an activity or
-- a meeting its own and those that the rule pack adds to it.
--
-- entri  entri.sql: the entries that stand
WITH kegiatan_ada AS (
  SELECT kode, jenis, metode, nilai
  FROM kegiatan GROUP BY kode, jenis, metode, nilai HAVING SUM(sign) > 0
)
SELECT i.formulir, i.kode, i.kolom, i.isi
FROM isian i
JOIN entri e ON e.formulir = i.formulir AND e.kode = i.kode AND e.position = i.position
UNION ALL
SELECT 'kegiatan' AS formulir, kode, 'jenis' AS kolom, jenis AS isi FROM kegiatan_ada
UNION ALL
SELECT 'kegiatan' AS formulir, kode, 'metode' AS kolom, metode AS isi FROM kegiatan_ada
UNION ALL
SELECT 'kegiatan' AS formulir, kode, 'nilai' AS kolom, nilai AS isi
FROM kegiatan_ada WHERE nilai IS NOT NULL
