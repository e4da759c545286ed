-- Months without any activity, per unit or for one KBK. No number is computed of it: AMB-036.
--
-- bulan   the months that are over (calendar)
-- satuan  satuan.sql      kelompok  kelompok.sql      kbk_unit  kbk_unit.sql
WITH ada AS (
  SELECT u.opd, k.kode AS kbk, a.occurred_on
  FROM kegiatan a
  JOIN kelompok k ON k.kbk = a.kbk
  JOIN kbk_unit u
    ON u.kbk = a.kbk AND u.sejak <= a.occurred_on AND (a.occurred_on < u.hingga OR u.hingga IS NULL)
  WHERE $kelompok = '' OR k.kode = $kelompok
  GROUP BY u.opd, k.kode, a.occurred_on
  HAVING SUM(a.sign) > 0
),
berisi AS (
  SELECT DISTINCT a.opd, b.bulan
  FROM ada a
  JOIN bulan b ON a.occurred_on >= b.mulai AND a.occurred_on <= b.selesai
),
siapa AS (
  SELECT s.opd, s.kode, s.nama, GREATEST(s.dari, COALESCE(k.dari, s.dari)) AS dari, s.sampai
  FROM satuan s
  LEFT JOIN kelompok k ON k.opd = s.opd AND k.kode = $kelompok
  WHERE ($unit = '' OR s.kode = $unit) AND ($kelompok = '' OR k.kode IS NOT NULL)
)
SELECT s.kode, s.nama, b.bulan
FROM siapa s
CROSS JOIN bulan b
LEFT JOIN berisi i ON i.opd = s.opd AND i.bulan = b.bulan
WHERE i.bulan IS NULL AND b.selesai >= s.dari AND b.mulai <= s.sampai
ORDER BY s.nama, s.kode, b.bulan
