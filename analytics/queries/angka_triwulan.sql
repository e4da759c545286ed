-- What was recorded about a quarter: how many, of how many units, and the newest event that each
-- number rests on. Agents are those who serve on the last day asked about.
--
-- kbk_unit  kbk_unit.sql: the unit a KBK was in, by days
-- entri     entri.sql      lanjutan  lanjutan.sql      letak  letak.sql
WITH kegiatan_ada AS (
  SELECT a.kode, u.opd, MAX(a.position) AS position
  FROM kegiatan a
  JOIN kbk_unit u
    ON u.kbk = a.kbk AND u.sejak <= a.occurred_on AND (a.occurred_on < u.hingga OR u.hingga IS NULL)
  WHERE a.occurred_on BETWEEN $mulai AND $selesai
  GROUP BY a.kode, u.opd HAVING SUM(a.sign) > 0
),
rapat_ada AS (
  SELECT kode, opd, MAX(position) AS position
  FROM rapat
  WHERE occurred_on BETWEEN $mulai AND $selesai
  GROUP BY kode, opd HAVING SUM(sign) > 0
),
diganti AS (
  SELECT DISTINCT ke_kode FROM lanjutan
  WHERE formulir = 'penggantian_agen' AND ke_formulir = 'agen'
),
agen_ada AS (
  SELECT e.kode, e.opd, e.position
  FROM entri e
  LEFT JOIN diganti d ON d.ke_kode = e.kode
  WHERE e.formulir = 'agen' AND d.ke_kode IS NULL
    AND COALESCE(e.mulai, e.occurred_on) <= $tanggal
    AND COALESCE(e.selesai, DATE '9999-12-31') >= $tanggal
),
monev_ada AS (
  SELECT e.kode, l.opd, e.position
  FROM entri e
  LEFT JOIN letak l ON l.formulir = e.formulir AND l.kode = e.kode
  WHERE e.formulir = 'monev_agen' AND e.occurred_on BETWEEN $mulai AND $selesai
)
SELECT 'kegiatan' AS ukuran, 1 AS urutan, COUNT(DISTINCT kode) AS jumlah, COUNT(DISTINCT opd) AS opd,
       MAX(position) AS position
FROM kegiatan_ada HAVING COUNT(*) > 0
UNION ALL
SELECT 'rapat' AS ukuran, 2 AS urutan, COUNT(DISTINCT kode) AS jumlah, COUNT(DISTINCT opd) AS opd,
       MAX(position) AS position
FROM rapat_ada HAVING COUNT(*) > 0
UNION ALL
SELECT 'agen' AS ukuran, 3 AS urutan, COUNT(DISTINCT kode) AS jumlah, COUNT(DISTINCT opd) AS opd,
       MAX(position) AS position
FROM agen_ada HAVING COUNT(*) > 0
UNION ALL
SELECT 'monev_agen' AS ukuran, 4 AS urutan, COUNT(DISTINCT kode) AS jumlah, COUNT(DISTINCT opd) AS opd,
       MAX(position) AS position
FROM monev_ada HAVING COUNT(*) > 0
ORDER BY urutan
