-- Which rounds and Gelar decide about a period: the closed ones that end inside it, newest first.
-- A round is closed by an event, never by the clock; the latest closing or reopening stands.
-- Source: AMB-027, AMB-028.
WITH keadaan AS (
  SELECT periode, gelar, ditutup, position AS ditutup_pada,
         ROW_NUMBER() OVER (PARTITION BY periode, gelar ORDER BY position DESC) AS urut
  FROM penutupan
),
semua AS (
  SELECT p.jenis, p.periode AS kunci, p.kode, p.mulai, p.selesai, p.position, p.rule_pack,
         CAST(NULL AS INT) AS ronde
  FROM periode p
  WHERE p.jenis IN ('ronde_evaluasi', 'ronde_scorecard')
  UNION ALL
  SELECT 'gelar', g.gelar, g.kode, g.buka, g.tutup, g.position, g.rule_pack, g.ronde
  FROM gelar g
)
SELECT s.jenis, s.kunci, s.kode, s.mulai, s.selesai, s.ronde, s.rule_pack,
       s.position AS dibuka_pada,
       COALESCE(k.ditutup, 0) AS ditutup,
       CASE WHEN k.ditutup = 1 THEN k.ditutup_pada END AS ditutup_pada
FROM semua s
LEFT JOIN keadaan k
  ON k.urut = 1
 AND k.ditutup IS NOT NULL
 AND ((s.jenis = 'gelar' AND k.gelar = s.kunci) OR (s.jenis <> 'gelar' AND k.periode = s.kunci))
WHERE s.selesai BETWEEN $mulai AND $selesai
ORDER BY s.jenis, s.selesai DESC, s.position DESC
