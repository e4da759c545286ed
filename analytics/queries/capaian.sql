-- Numbers reached against numbers aimed at, one row an entry of a form that has a target.
--
-- What was reached stands in the entry itself or, newer, in the latest entry that refers to it. It is
-- counted in hundredths of a percent of the target, half up, at most 100 percent; where less is
-- better, the target is counted against what was reached. Nothing reached yet counts 0.
-- Where a target is one of several units, each of them has a row of its own. With $oleh, only what
-- these reported counts (AMB-112).
-- Source: Perbup Purbalingga 11/2020, Pasal 17 ayat (1) huruf a; AMB-043.
--
-- entri  entri.sql      lanjutan  lanjutan.sql      ciri      ciri.sql
-- satuan satuan.sql     kelompok  kelompok.sql
WITH tercapai AS (
  SELECT l.ke_kode AS kode, r.opd, r.kbk, r.realisasi_x100, r.position,
         ROW_NUMBER() OVER (
           PARTITION BY l.ke_kode, r.opd, r.kbk ORDER BY r.occurred_on DESC, r.position DESC
         ) AS ke
  FROM lanjutan l
  JOIN entri r ON r.formulir = l.formulir AND r.kode = l.kode
  LEFT JOIN ciri o ON o.formulir = r.formulir AND o.kode = r.kode AND o.kolom = 'oleh'
  WHERE l.ke_formulir = $formulir AND l.langkah = 1 AND r.realisasi_x100 IS NOT NULL
    AND ($oleh = '' OR o.isi = $oleh)
),
angka AS (
  SELECT e.kode, COALESCE(t.opd, e.opd) AS opd, COALESCE(t.kbk, e.kbk) AS kbk,
         e.target_x100 AS target, COALESCE(t.realisasi_x100, e.realisasi_x100) AS realisasi,
         COALESCE(t.position, e.position) AS position, COALESCE(a.isi, 'naik') AS arah
  FROM entri e
  LEFT JOIN tercapai t ON t.kode = e.kode AND t.ke = 1
  LEFT JOIN ciri a ON a.formulir = e.formulir AND a.kode = e.kode AND a.kolom = 'arah'
  WHERE e.formulir = $formulir AND e.target_x100 IS NOT NULL
)
SELECT a.kode, o.kode AS opd, o.nama AS opd_nama, k.kode AS kbk, a.target, a.realisasi,
       a.position, a.arah,
       CASE
         WHEN realisasi IS NULL THEN 0
         WHEN arah = 'turun' THEN
           CASE WHEN realisasi <= target THEN 10000
                ELSE (2 * target * 10000 + realisasi) / (2 * realisasi) END
         WHEN realisasi >= target THEN 10000
         ELSE (2 * realisasi * 10000 + target) / (2 * target)
       END AS capaian_x100
FROM angka a
LEFT JOIN satuan o ON o.opd = a.opd
LEFT JOIN kelompok k ON k.kbk = a.kbk
ORDER BY a.kode, o.nama, o.kode, k.kode
