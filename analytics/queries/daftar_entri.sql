-- The entries of a form in a period, of all or of one unit or KBK. An entry belongs to the period it
-- is dated in and, where it says from when to when it stands, to every period it stands in.
--
-- entri  entri.sql      satuan    satuan.sql
-- letak  letak.sql      kelompok  kelompok.sql
SELECT e.kode, o.kode AS opd, o.nama AS opd_nama, o.jenis AS opd_jenis, k.kode AS kbk,
       k.nama AS kbk_nama, e.occurred_on, e.position, e.pertama, e.kali, e.mulai, e.selesai, e.waktu,
       e.teks, e.alasan
FROM entri e
LEFT JOIN satuan o ON o.opd = e.opd
LEFT JOIN kelompok k ON k.kbk = e.kbk
LEFT JOIN (
  SELECT DISTINCT l.formulir, l.kode
  FROM letak l
  JOIN satuan s ON s.opd = l.opd
  LEFT JOIN kelompok g ON g.kbk = l.kbk
  WHERE ($unit = '' OR s.kode = $unit) AND ($kelompok = '' OR g.kode = $kelompok)
) d ON d.formulir = e.formulir AND d.kode = e.kode
WHERE e.formulir = $formulir
  AND (d.kode IS NOT NULL OR ($unit = '' AND $kelompok = ''))
  AND ((e.occurred_on >= $mulai AND e.occurred_on <= $selesai)
       OR (e.mulai <= $selesai AND COALESCE(e.selesai, DATE '9999-12-31') >= $mulai))
ORDER BY e.occurred_on, e.kode
