-- Units with a KBK that told nothing about a period: no activity, no meeting, no entry of a form.
--
-- satuan  satuan.sql      kelompok  kelompok.sql      fakta  fakta.sql
WITH melapor AS (
  SELECT DISTINCT opd FROM fakta
  WHERE tanggal BETWEEN $mulai AND $selesai AND opd IS NOT NULL
    AND formulir NOT IN ('kbk', 'evaluasi', 'scorecard', 'gelar')
),
ber_kbk AS (
  SELECT DISTINCT opd FROM kelompok WHERE dari <= $selesai AND sampai >= $mulai
)
SELECT s.kode AS opd, s.nama AS opd_nama
FROM satuan s
JOIN ber_kbk k ON k.opd = s.opd
LEFT JOIN melapor m ON m.opd = s.opd
WHERE m.opd IS NULL AND s.dari <= $selesai AND s.sampai >= $mulai
ORDER BY s.nama, s.kode
