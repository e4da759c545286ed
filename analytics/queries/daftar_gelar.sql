-- Every Gelar that was announced, newest first: the round that decides who may enter, and whether it
-- is closed. A Gelar is closed by an event, never by the clock; the latest closing or reopening stands.
WITH keadaan AS (
  SELECT gelar, ditutup, position AS ditutup_pada, occurred_on AS ditutup_tanggal,
         ROW_NUMBER() OVER (PARTITION BY gelar ORDER BY position DESC) AS ke
  FROM penutupan
  WHERE gelar IS NOT NULL
),
ikut AS (
  SELECT gelar, COUNT(*) AS jumlah
  FROM gelar_peserta
  GROUP BY gelar
)
SELECT g.gelar AS kunci, g.kode, g.tahun, r.kode AS ronde, g.buka, g.tutup, g.topik, g.rule_pack,
       g.position, COALESCE(i.jumlah, 0) AS peserta,
       CASE WHEN k.ditutup = 1 THEN k.ditutup_pada END AS ditutup_pada,
       CASE WHEN k.ditutup = 1 THEN k.ditutup_tanggal END AS ditutup_tanggal
FROM gelar g
LEFT JOIN periode r ON r.periode = g.ronde
LEFT JOIN keadaan k ON k.gelar = g.gelar AND k.ke = 1
LEFT JOIN ikut i ON i.gelar = g.gelar
ORDER BY g.tahun DESC, g.tutup DESC, g.position DESC
