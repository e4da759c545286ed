-- Activities of a unit's KBK and meetings of the unit in a period, by the date they were held.
WITH kegiatan_opd AS (
  SELECT k.opd, SUM(a.sign) AS kegiatan, SUM(a.sign * a.peserta) AS peserta,
         SUM(a.sign * a.durasi_menit) AS durasi_menit
  FROM kegiatan a
  JOIN kbk k ON k.kbk = a.kbk
  WHERE a.occurred_on BETWEEN $mulai AND $selesai AND a.occurred_on <= $terjadi_sampai
  GROUP BY k.opd
),
rapat_opd AS (
  SELECT opd, SUM(sign) AS rapat
  FROM rapat
  WHERE occurred_on BETWEEN $mulai AND $selesai AND occurred_on <= $terjadi_sampai
  GROUP BY opd
)
SELECT o.opd, COALESCE(a.kegiatan, 0) AS kegiatan, COALESCE(a.peserta, 0) AS peserta,
       COALESCE(a.durasi_menit, 0) AS durasi_menit, COALESCE(r.rapat, 0) AS rapat
FROM opd o
LEFT JOIN kegiatan_opd a ON a.opd = o.opd
LEFT JOIN rapat_opd r ON r.opd = o.opd
ORDER BY o.opd
