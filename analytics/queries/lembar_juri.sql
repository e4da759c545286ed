-- Which sheet is there: one row an entry and a judge.
--
-- calon_gelar  calon_gelar.sql      juri_gelar  juri_gelar.sql
-- rubrik       the criteria in force: weight, and how many common parts one mark is worth
--
-- A sheet is worth nilai / $penyebut hundredths of a point, as in gelar.sql. A judge owes a sheet for
-- every entry but those of the own unit. Source: AMB-040.
WITH lembar AS (
  SELECT n.kbk, n.juri, SUM(n.sign * n.nilai_x100 * r.bobot * r.bagian) AS nilai,
         MAX(n.position) AS position
  FROM gelar_nilai n
  JOIN rubrik r ON r.kode = n.kriteria
  WHERE n.gelar = $gelar AND n.position <= $ditutup_pada AND n.occurred_on <= $terjadi_sampai
  GROUP BY n.kbk, n.juri
  HAVING SUM(n.sign) > 0
)
SELECT c.kbk, c.kode, j.juri, j.nomor, l.nilai, l.position,
       CASE
         WHEN l.nilai IS NOT NULL THEN 'ada'
         WHEN j.opd = c.kunci_opd THEN 'unit_sendiri'
         ELSE 'belum'
       END AS keadaan
FROM calon_gelar c
CROSS JOIN juri_gelar j
LEFT JOIN lembar l ON l.kbk = c.kbk AND l.juri = j.juri
WHERE c.ikut_pada IS NOT NULL
ORDER BY c.kode, j.nomor
