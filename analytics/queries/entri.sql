-- The entries of forms that stand: the latest fact of each, without those that were withdrawn.
-- An entry of a KBK is also one of the unit that the KBK was in on that day. kali: how often it was told; pertama: the event that
-- told it first.
--
-- kbk_unit  kbk_unit.sql: the unit a KBK belonged to, by days
WITH urut AS (
  SELECT *,
         ROW_NUMBER() OVER (PARTITION BY formulir, kode ORDER BY position DESC) AS ke,
         COUNT(*) OVER (PARTITION BY formulir, kode) AS kali,
         MIN(position) OVER (PARTITION BY formulir, kode) AS pertama
  FROM catatan
)
SELECT u.formulir, u.kode, COALESCE(u.opd, k.opd) AS opd, u.kbk, u.occurred_on, u.position,
       u.recorded_at, u.kali, u.pertama, u.target_x100, u.realisasi_x100, u.mulai, u.selesai,
       u.waktu, u.teks, u.alasan
FROM urut u
LEFT JOIN kbk_unit k
  ON k.kbk = u.kbk AND k.sejak <= u.occurred_on AND (u.occurred_on < k.hingga OR k.hingga IS NULL)
WHERE u.ke = 1 AND u.ditarik = 0 AND u.occurred_on <= $terjadi_sampai
ORDER BY u.formulir, u.occurred_on, u.kode
