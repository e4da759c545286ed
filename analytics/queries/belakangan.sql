-- What was recorded after the day it is about, by the calendar of the government's zone.
--
-- A correction or withdrawal is about the day of what it takes back: of two days the earlier counts.
-- A form is counted with its unit and round, and named by nothing else (AMB-015). What a rule pack adds
-- to an activity, a meeting or a KBK is told with it and not counted again.
--
-- lembar_masuk  the forms of every questionnaire
-- kbk_unit      kbk_unit.sql: the unit a KBK was in, by days
-- $selisih_ms   what the zone is ahead of UTC
-- $sesudah      only events after this position     $sampai  only what is about this day or earlier
-- $opd          only this unit; all where negative
WITH isian_masuk AS (
  SELECT formulir AS jenis, kode, opd, kbk, position, recorded_at,
         LEAST(occurred_on,
               COALESCE(LAG(occurred_on) OVER (PARTITION BY formulir, kode ORDER BY position), occurred_on)
         ) AS tanggal
  FROM catatan
  WHERE formulir NOT IN ('kegiatan', 'rapat', 'kbk')
),
semua AS (
  SELECT 'kegiatan' AS jenis, kode, CAST(NULL AS INT) AS opd, kbk, position, recorded_at,
         occurred_on AS tanggal
  FROM kegiatan
  UNION ALL
  SELECT 'rapat', kode, opd, CAST(NULL AS INT), position, recorded_at, occurred_on FROM rapat
  UNION ALL
  SELECT 'scorecard', p.kode, CAST(NULL AS INT), s.kbk, s.position, s.recorded_at, s.occurred_on
  FROM scorecard s JOIN periode p ON p.periode = s.ronde
  UNION ALL
  SELECT 'gelar_nilai', g.kode, CAST(NULL AS INT), n.kbk, n.position, n.recorded_at, n.occurred_on
  FROM gelar_nilai n JOIN gelar g ON g.gelar = n.gelar
  UNION ALL
  SELECT 'gelar_peserta', g.kode, CAST(NULL AS INT), p.kbk, p.position, p.recorded_at, p.occurred_on
  FROM gelar_peserta p JOIN gelar g ON g.gelar = p.gelar
  UNION ALL
  SELECT 'gelar', kode, CAST(NULL AS INT), CAST(NULL AS INT), position, recorded_at, occurred_on
  FROM gelar
  UNION ALL
  SELECT 'periode', kode, CAST(NULL AS INT), CAST(NULL AS INT), position, recorded_at, occurred_on
  FROM periode
  UNION ALL
  SELECT 'opd', kode, opd, CAST(NULL AS INT), position, recorded_at, occurred_on FROM opd
  UNION ALL
  SELECT 'opd_perubahan', kode, opd, CAST(NULL AS INT), position, recorded_at, occurred_on
  FROM opd_perubahan
  UNION ALL
  SELECT 'kbk', kode, opd, kbk, position, recorded_at, occurred_on FROM kbk
  UNION ALL
  SELECT 'kbk_perubahan', kode, CAST(NULL AS INT), kbk, position, recorded_at, occurred_on
  FROM kbk_perubahan
  UNION ALL
  SELECT 'pegawai', CAST(NULL AS VARCHAR), opd, CAST(NULL AS INT), position, recorded_at, occurred_on
  FROM pegawai WHERE sign = 1
  UNION ALL
  SELECT 'evaluasi', p.kode, l.opd, CAST(NULL AS INT), l.position, l.recorded_at, l.occurred_on
  FROM lembar_masuk l JOIN periode p ON p.periode = l.ronde
  UNION ALL
  SELECT jenis, kode, opd, kbk, position, recorded_at, tanggal FROM isian_masuk
),
sekali AS (
  SELECT jenis, kode, opd, kbk, position, recorded_at, MIN(tanggal) AS tanggal
  FROM semua
  WHERE position > $sesudah
  GROUP BY jenis, kode, opd, kbk, position, recorded_at
),
terhitung AS (
  SELECT s.*, CAST((s.recorded_at + $selisih_ms) / 86400000 AS BIGINT) - CAST(CAST(s.tanggal AS INT) AS BIGINT)
           AS hari
  FROM sekali s
)
SELECT t.jenis, t.kode, o.kode AS opd, t.position, t.recorded_at, t.tanggal, t.hari
FROM terhitung t
LEFT JOIN kbk_unit u
  ON u.kbk = t.kbk AND u.sejak <= t.tanggal AND (t.tanggal < u.hingga OR u.hingga IS NULL)
LEFT JOIN opd o ON o.opd = COALESCE(t.opd, u.opd)
WHERE t.hari > 0 AND t.tanggal <= $sampai AND ($opd < 0 OR o.opd = $opd)
ORDER BY t.jenis, t.position, o.kode
