-- Units, or KBK, that nothing of this kind is recorded about in a period.
--
-- fakta  fakta.sql      satuan  satuan.sql      kelompok  kelompok.sql
SELECT s.kode AS opd, s.nama AS opd_nama, s.jenis, CAST(NULL AS VARCHAR) AS kbk,
       CAST(NULL AS VARCHAR) AS kbk_nama
FROM satuan s
LEFT JOIN fakta f ON f.formulir = $formulir AND f.opd = s.opd
 AND f.tanggal >= $mulai AND f.tanggal <= $selesai
WHERE $untuk = 'opd' AND f.kode IS NULL AND s.dari <= $selesai AND s.sampai >= $mulai
  AND ($unit = '' OR s.kode = $unit)
UNION ALL
SELECT s.kode AS opd, s.nama AS opd_nama, s.jenis, k.kode AS kbk, k.nama AS kbk_nama
FROM kelompok k
JOIN satuan s ON s.opd = k.opd
LEFT JOIN fakta f ON f.formulir = $formulir AND f.kbk = k.kbk
 AND f.tanggal >= $mulai AND f.tanggal <= $selesai
WHERE $untuk = 'kbk' AND f.kode IS NULL AND k.dari <= $selesai AND k.sampai >= $mulai
  AND ($unit = '' OR s.kode = $unit) AND ($kelompok = '' OR k.kode = $kelompok)
ORDER BY opd_nama, opd, kbk
