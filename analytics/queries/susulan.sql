-- What came late: recorded first after position $setelah, about $selesai or an earlier day, by unit. What
-- was only corrected since then was recorded before.
--
-- kbk_unit  kbk_unit.sql: the unit a KBK was in, by days
-- entri     entri.sql      letak  letak.sql      satuan  satuan.sql
WITH semua AS (
  SELECT 'kegiatan' AS jenis, a.kode, u.opd, a.occurred_on AS tanggal, MIN(a.asal) AS position
  FROM kegiatan a
  JOIN kbk_unit u
    ON u.kbk = a.kbk AND u.sejak <= a.occurred_on AND (a.occurred_on < u.hingga OR u.hingga IS NULL)
  GROUP BY a.kode, u.opd, a.occurred_on HAVING SUM(a.sign) > 0
  UNION ALL
  SELECT 'rapat' AS jenis, kode, opd, occurred_on AS tanggal, MIN(position) AS position
  FROM rapat
  GROUP BY kode, opd, occurred_on HAVING SUM(sign) > 0
  UNION ALL
  SELECT e.formulir AS jenis, e.kode, l.opd, e.occurred_on AS tanggal, e.pertama AS position
  FROM entri e
  LEFT JOIN letak l ON l.formulir = e.formulir AND l.kode = e.kode
  WHERE e.formulir NOT IN ('kegiatan', 'rapat', 'kbk')
)
SELECT s.jenis, o.kode AS opd, o.nama AS opd_nama, COUNT(DISTINCT s.kode) AS jumlah,
       MIN(s.tanggal) AS dari, MAX(s.tanggal) AS sampai, MIN(s.position) AS position
FROM semua s
LEFT JOIN satuan o ON o.opd = s.opd
WHERE s.position > $setelah AND s.tanggal <= $selesai
GROUP BY s.jenis, o.kode, o.nama
ORDER BY o.nama, o.kode, s.jenis
