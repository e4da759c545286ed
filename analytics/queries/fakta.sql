-- Everything recorded that can fulfil a duty, by the day it is about, and the year that its column
-- tahun names where it has one.
--
-- ciri     ciri.sql: what the columns hold
-- entri    entri.sql: the entries that stand    letak  letak.sql: which unit and KBK they are about
-- kelompok kelompok.sql: KBK          kbk_unit  kbk_unit.sql: the unit a KBK was in, by days
-- lembar   the first questionnaire of each unit in each round: neither form nor event is named
WITH kegiatan_ada AS (
  SELECT kode, kbk, occurred_on, MAX(position) AS position
  FROM kegiatan GROUP BY kode, kbk, occurred_on HAVING SUM(sign) > 0
),
rapat_ada AS (
  SELECT kode, opd, occurred_on, MAX(position) AS position
  FROM rapat GROUP BY kode, opd, occurred_on HAVING SUM(sign) > 0
),
lembar_scorecard AS (
  SELECT s.kbk, s.ronde, s.penilai, s.occurred_on, MAX(s.position) AS position
  FROM scorecard s GROUP BY s.kbk, s.ronde, s.penilai, s.occurred_on HAVING SUM(s.sign) > 0
),
gelar_tutup AS (
  SELECT gelar, ditutup, position,
         ROW_NUMBER() OVER (PARTITION BY gelar ORDER BY position DESC) AS ke
  FROM penutupan WHERE gelar IS NOT NULL
),
semua AS (
  SELECT e.formulir, e.kode, l.opd, l.kbk, e.occurred_on AS tanggal, e.position
  FROM entri e
  LEFT JOIN letak l ON l.formulir = e.formulir AND l.kode = e.kode
  WHERE e.formulir NOT IN ('kegiatan', 'rapat', 'kbk')
  UNION ALL
  SELECT 'kbk' AS formulir, k.kode, k.opd, k.kbk, k.sk_tanggal AS tanggal, k.position FROM kbk k
  UNION ALL
  SELECT 'kegiatan' AS formulir, a.kode, k.opd, a.kbk, a.occurred_on AS tanggal, a.position
  FROM kegiatan_ada a
  JOIN kbk_unit k
    ON k.kbk = a.kbk AND k.sejak <= a.occurred_on AND (a.occurred_on < k.hingga OR k.hingga IS NULL)
  UNION ALL
  SELECT 'rapat' AS formulir, kode, opd, CAST(NULL AS INT) AS kbk, occurred_on AS tanggal, position
  FROM rapat_ada
  UNION ALL
  SELECT 'scorecard' AS formulir, p.kode, k.opd, s.kbk, s.occurred_on AS tanggal, s.position
  FROM lembar_scorecard s
  JOIN kbk_unit k
    ON k.kbk = s.kbk AND k.sejak <= s.occurred_on AND (s.occurred_on < k.hingga OR k.hingga IS NULL)
  JOIN periode p ON p.periode = s.ronde
  UNION ALL
  SELECT 'evaluasi' AS formulir, p.kode, l.opd, CAST(NULL AS INT) AS kbk, l.tanggal,
         CAST(NULL AS BIGINT) AS position
  FROM lembar l JOIN periode p ON p.periode = l.ronde
  UNION ALL
  SELECT 'gelar' AS formulir, g.kode, CAST(NULL AS INT) AS opd, CAST(NULL AS INT) AS kbk,
         g.tutup AS tanggal, x.position
  FROM gelar g JOIN gelar_tutup x ON x.gelar = g.gelar AND x.ke = 1 AND x.ditutup = 1
  UNION ALL
  SELECT 'gelar' AS formulir, g.kode, k.opd, p.kbk, p.occurred_on AS tanggal,
         MAX(p.position) AS position
  FROM gelar_peserta p JOIN gelar g ON g.gelar = p.gelar JOIN kelompok k ON k.kbk = p.kbk
  GROUP BY g.kode, k.opd, p.kbk, p.occurred_on HAVING SUM(p.sign) > 0
)
SELECT DISTINCT s.formulir, s.kode, s.opd, s.kbk, s.tanggal, s.position, c.isi AS tahun
FROM semua s
LEFT JOIN ciri c ON c.formulir = s.formulir AND c.kode = s.kode AND c.kolom = 'tahun'
ORDER BY s.formulir, s.kode, s.opd, s.kbk, s.tanggal, s.position
