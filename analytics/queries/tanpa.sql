-- Units, or KBK, that nothing of this kind is recorded about in a period: of the chosen unit and of
-- every unit below it. What names its year is of that year, where the period is one.
--
-- fakta  fakta.sql      satuan  satuan.sql      kelompok  kelompok.sql
-- bawah  the chosen unit and every unit below it
SELECT s.kode AS opd, s.nama AS opd_nama, s.jenis, CAST(NULL AS VARCHAR) AS kbk,
       CAST(NULL AS VARCHAR) AS kbk_nama
FROM satuan s
LEFT JOIN fakta f ON f.formulir = $formulir AND f.opd = s.opd
 AND CASE
       WHEN $tahun <> '' AND f.tahun IS NOT NULL THEN f.tahun = $tahun
       ELSE f.tanggal >= $mulai AND f.tanggal <= $selesai
     END
LEFT JOIN bawah b ON b.kode = s.kode
WHERE $untuk = 'opd' AND f.kode IS NULL AND s.dari <= $selesai AND s.sampai >= $mulai
  AND ($unit = '' OR b.kode IS NOT NULL)
UNION ALL
SELECT s.kode AS opd, s.nama AS opd_nama, s.jenis, k.kode AS kbk, k.nama AS kbk_nama
FROM kelompok k
JOIN satuan s ON s.opd = k.opd
LEFT JOIN fakta f ON f.formulir = $formulir AND f.kbk = k.kbk
 AND CASE
       WHEN $tahun <> '' AND f.tahun IS NOT NULL THEN f.tahun = $tahun
       ELSE f.tanggal >= $mulai AND f.tanggal <= $selesai
     END
LEFT JOIN bawah b ON b.kode = s.kode
WHERE $untuk = 'kbk' AND f.kode IS NULL AND k.dari <= $selesai AND k.sampai >= $mulai
  AND ($unit = '' OR b.kode IS NOT NULL) AND ($kelompok = '' OR k.kode = $kelompok)
ORDER BY opd_nama, opd, kbk
