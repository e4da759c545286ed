-- The activities of a unit's KBK as they read now, newest first. An activity belongs to the unit that
-- its KBK was in on that day. Where it was corrected, asal is the event that recorded it first.
--
-- kbk_unit  kbk_unit.sql: the unit a KBK belonged to, by days
WITH urut AS (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY kode ORDER BY position DESC, sign DESC) AS ke
  FROM kegiatan
  WHERE occurred_on <= $terjadi_sampai
)
SELECT a.kode, a.position, a.recorded_at, a.asal, a.occurred_on, a.jenis, a.metode, a.nilai,
       a.peserta, a.durasi_menit, k.kode AS kbk
FROM urut a
JOIN kbk k ON k.kbk = a.kbk
JOIN kbk_unit u
  ON u.kbk = a.kbk AND u.sejak <= a.occurred_on AND (a.occurred_on < u.hingga OR u.hingga IS NULL)
WHERE a.ke = 1 AND a.sign = 1 AND u.opd = $opd
ORDER BY a.occurred_on DESC, a.position DESC
