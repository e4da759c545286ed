-- Activities of a unit's KBK and meetings of the unit in a period, by the date they were held. An
-- activity belongs to the unit that its KBK was in on that day.
--
-- kbk_unit  kbk_unit.sql: the unit a KBK belonged to, by days
WITH kegiatan_opd AS (
  SELECT u.opd, SUM(a.sign) AS kegiatan, SUM(a.sign * a.peserta) AS peserta,
         SUM(a.sign * a.durasi_menit) AS durasi_menit
  FROM kegiatan a
  JOIN kbk_unit u
    ON u.kbk = a.kbk AND u.sejak <= a.occurred_on AND (a.occurred_on < u.hingga OR u.hingga IS NULL)
  WHERE a.occurred_on BETWEEN $mulai AND $selesai AND a.occurred_on <= $terjadi_sampai
  GROUP BY u.opd
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
