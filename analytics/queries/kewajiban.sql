-- The calendar of duties: who owes what in which window, and how it stands on $tanggal.
--
-- kewajiban  the duties in force                          (rule pack)
-- jendela    their windows, each with its last day        (rule pack and calendar)
-- dengan     what columns must hold to fulfil one         (rule pack)
-- bagi_jenis, bagi_opd   kinds of unit and units it binds (rule pack)
-- entri      entri.sql      lanjutan  lanjutan.sql    satuan    satuan.sql
-- ciri       ciri.sql       fakta     fakta.sql       kelompok  kelompok.sql
--
-- A window is owed by whoever was there on its last day, so nothing is owed whose last day had
-- passed before the unit was there or before the rule was in force. What fulfils it is the first
-- record dated inside the window. A duty that is owed once is owed in the first year possible; any
-- earlier record fulfils it too, and while it is open every later period shows it.
-- A yearly record that names its year counts for that year, whatever its day.
-- A weekly day that is recorded as a holiday is skipped.
-- Source: AMB-029 to AMB-037.
WITH subjek AS (
  SELECT d.kewajiban, 'pemda' AS siapa, CAST(NULL AS INT) AS opd, CAST(NULL AS INT) AS kbk,
         CAST(NULL AS VARCHAR) AS formulir, CAST(NULL AS VARCHAR) AS entri,
         $sejak AS dari, DATE '9999-12-31' AS sampai
  FROM kewajiban d
  WHERE d.siapa = 'pemda'
  UNION ALL
  SELECT d.kewajiban, concat('opd:', CAST(o.opd AS VARCHAR)) AS siapa, o.opd,
         CAST(NULL AS INT) AS kbk, CAST(NULL AS VARCHAR) AS formulir, CAST(NULL AS VARCHAR) AS entri,
         o.dari, o.sampai
  FROM kewajiban d
  CROSS JOIN satuan o
  WHERE d.siapa = 'opd'
  UNION ALL
  SELECT d.kewajiban, concat('kbk:', CAST(k.kbk AS VARCHAR)) AS siapa, k.opd, k.kbk,
         CAST(NULL AS VARCHAR) AS formulir, CAST(NULL AS VARCHAR) AS entri, k.dari, k.sampai
  FROM kewajiban d
  CROSS JOIN kelompok k
  WHERE d.siapa = 'kbk'
  UNION ALL
  SELECT d.kewajiban, concat(e.formulir, '/', e.kode) AS siapa, l.opd, l.kbk,
         e.formulir, e.kode AS entri, COALESCE(e.mulai, e.occurred_on) AS dari,
         COALESCE(e.selesai, DATE '9999-12-31') AS sampai
  FROM kewajiban d
  JOIN entri e ON e.formulir = d.siapa
  LEFT JOIN (
    SELECT formulir, kode, MIN(opd) AS opd, MIN(kbk) AS kbk FROM letak GROUP BY formulir, kode
  ) l ON l.formulir = e.formulir AND l.kode = e.kode
),
terikat AS (
  SELECT s.*
  FROM subjek s
  JOIN kewajiban d ON d.kewajiban = s.kewajiban
  LEFT JOIN satuan o ON o.opd = s.opd
  LEFT JOIN bagi_jenis j ON j.kewajiban = s.kewajiban AND j.jenis = o.jenis
  LEFT JOIN bagi_opd b ON b.kewajiban = s.kewajiban AND b.opd = o.kode
  WHERE s.opd IS NULL
     OR ((d.semua_jenis = 1 OR j.jenis IS NOT NULL) AND (d.semua_opd = 1 OR b.opd IS NOT NULL))
),
libur AS (
  SELECT DISTINCT j.kewajiban, j.tenggat
  FROM jendela j
  JOIN entri e ON e.formulir = 'hari_libur'
   AND j.tenggat BETWEEN COALESCE(e.mulai, e.occurred_on)
                     AND COALESCE(e.selesai, e.mulai, e.occurred_on)
  WHERE j.berhari = 1
),
terutang AS (
  SELECT t.*, j.urutan AS urutan_jendela, j.jendela, j.mulai, j.selesai, j.tenggat, j.sekali,
         j.tahunan,
         ROW_NUMBER() OVER (PARTITION BY t.kewajiban, t.siapa ORDER BY j.tenggat) AS ke
  FROM terikat t
  JOIN jendela j ON j.kewajiban = t.kewajiban
  LEFT JOIN libur l ON l.kewajiban = j.kewajiban AND l.tenggat = j.tenggat
  WHERE j.tenggat >= t.dari AND j.tenggat <= t.sampai AND l.tenggat IS NULL
),
cocok AS (
  SELECT y.kewajiban, c.formulir, c.kode, COUNT(DISTINCT y.kolom) AS kolom
  FROM dengan y
  JOIN kewajiban d ON d.kewajiban = y.kewajiban
  JOIN ciri c ON c.formulir = d.oleh AND c.kolom = y.kolom AND c.isi = y.isi
  GROUP BY y.kewajiban, c.formulir, c.kode
),
memenuhi AS (
  SELECT d.kewajiban, d.siapa AS macam, f.opd, f.kbk, f.formulir, f.kode, f.tanggal, f.position,
         f.tahun
  FROM kewajiban d
  JOIN fakta f ON f.formulir = d.oleh
  LEFT JOIN cocok c ON c.kewajiban = d.kewajiban AND c.formulir = f.formulir AND c.kode = f.kode
  WHERE (d.kolom = 0 OR c.kolom = d.kolom) AND f.tanggal <= $tanggal
),
bukti AS (
  SELECT kewajiban, 'pemda' AS siapa, kode, tanggal, position, tahun
  FROM memenuhi WHERE macam = 'pemda'
  UNION ALL
  SELECT kewajiban, concat('opd:', CAST(opd AS VARCHAR)) AS siapa, kode, tanggal, position,
         tahun
  FROM memenuhi WHERE macam = 'opd' AND opd IS NOT NULL
  UNION ALL
  SELECT m.kewajiban, concat('kbk:', CAST(k.kbk AS VARCHAR)) AS siapa, m.kode, m.tanggal, m.position,
         m.tahun
  FROM memenuhi m
  JOIN kelompok k ON k.opd = m.opd AND (m.kbk IS NULL OR m.kbk = k.kbk)
  WHERE m.macam = 'kbk'
  UNION ALL
  SELECT m.kewajiban, concat(l.ke_formulir, '/', l.ke_kode) AS siapa, m.kode, m.tanggal, m.position,
         m.tahun
  FROM memenuhi m
  JOIN lanjutan l ON l.formulir = m.formulir AND l.kode = m.kode AND l.ke_formulir = m.macam
),
urut AS (
  SELECT t.*, b.kode AS bukti, b.tanggal AS dipenuhi, b.position,
         ROW_NUMBER() OVER (
           PARTITION BY t.kewajiban, t.siapa, t.urutan_jendela ORDER BY b.tanggal, b.position, b.kode
         ) AS urut
  FROM terutang t
  LEFT JOIN bukti b
    ON b.kewajiban = t.kewajiban AND b.siapa = t.siapa
   AND CASE
         WHEN t.tahunan = 1 AND b.tahun IS NOT NULL THEN b.tahun = t.jendela
         ELSE b.tanggal >= t.mulai AND b.tanggal <= t.selesai
       END
  WHERE t.sekali = 0 OR t.ke = 1
),
keadaan AS (
  SELECT u.*, d.urutan,
         CASE
           WHEN u.dipenuhi <= u.tenggat THEN 'terpenuhi'
           WHEN u.dipenuhi IS NOT NULL THEN 'terpenuhi_terlambat'
           WHEN u.mulai > $tanggal THEN 'akan_datang'
           WHEN u.tenggat >= $tanggal THEN 'belum_jatuh_tempo'
           WHEN d.wajib = 0 THEN 'belum'
           WHEN u.selesai >= $tanggal THEN 'terlambat'
           ELSE 'tidak_ada'
         END AS keadaan
  FROM urut u
  JOIN kewajiban d ON d.kewajiban = u.kewajiban
  WHERE u.urut = 1
    AND (u.sekali = 0 OR u.tenggat >= $mulai OR u.dipenuhi IS NULL OR u.dipenuhi >= $mulai)
)
SELECT a.kewajiban, a.urutan, o.kode AS opd, o.nama AS opd_nama, o.jenis AS opd_jenis, k.kode AS kbk, k.nama AS kbk_nama,
       a.formulir, a.entri, a.jendela, a.mulai, a.selesai, a.tenggat, a.keadaan,
       a.dipenuhi, a.position, a.bukti
FROM keadaan a
LEFT JOIN satuan o ON o.opd = a.opd
LEFT JOIN kelompok k ON k.kbk = a.kbk
ORDER BY CASE a.keadaan
           WHEN 'terlambat' THEN 0 WHEN 'tidak_ada' THEN 1 WHEN 'belum' THEN 2
           WHEN 'belum_jatuh_tempo' THEN 3 WHEN 'terpenuhi_terlambat' THEN 4
           WHEN 'terpenuhi' THEN 5 ELSE 6
         END,
         a.tenggat, a.urutan, o.nama, o.kode, k.kode, a.formulir, a.entri, a.jendela
