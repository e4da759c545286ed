-- What the judges of a Gelar gave each entry, by three measures, in whole numbers throughout: each is
-- a numerator and a denominator, and its places are given by the number as printed.
--
-- rata     the mean of the sheets: the result
-- median   the middle sheet; of an even number the mean of the two in the middle
-- koreksi  the mean of the sheets, each less what its judge gives more than the others
--
-- calon_gelar   calon_gelar.sql       lembar_juri  lembar_juri.sql
-- condong_juri  condong_juri.sql
--
-- An entry that may not enter, or has no sheet, has no place. Equal numbers share one and the next is
-- skipped (1, 1, 3); places restart in each kategori. A corrected number may lie below 0 or above 100;
-- 20000 hundredths are added before it is rounded half up and taken off again, since division drops
-- towards 0. Source: Perbup Purbalingga 11/2020, Pasal 16 ayat (1) huruf d angka 3; AMB-040, AMB-042.
WITH lembar AS (
  SELECT kbk, juri, nilai FROM lembar_juri WHERE keadaan = 'ada'
),
urut AS (
  SELECT kbk, nilai,
         CAST(ROW_NUMBER() OVER (PARTITION BY kbk ORDER BY nilai) AS BIGINT) AS ke,
         COUNT(*) OVER (PARTITION BY kbk) AS banyak
  FROM lembar
),
tengah AS (
  SELECT kbk, SUM(nilai) * 2 / COUNT(*) AS dua_kali
  FROM urut
  WHERE 2 * ke = banyak OR 2 * ke = banyak + 1 OR 2 * ke = banyak + 2
  GROUP BY kbk
),
angka AS (
  SELECT l.kbk, COUNT(*) AS lembar, SUM(l.nilai) AS jumlah, MIN(l.nilai) AS terendah,
         MAX(l.nilai) AS tertinggi, SUM(c.beda) AS beda, MAX(c.bagi) AS bagi
  FROM lembar l
  LEFT JOIN condong_juri c ON c.juri = l.juri
  GROUP BY l.kbk
),
ukuran AS (
  SELECT a.kbk, a.lembar, a.terendah, a.tertinggi,
         a.jumlah AS rata, a.lembar * $penyebut AS rata_bagi,
         t.dua_kali AS median, 2 * $penyebut AS median_bagi,
         a.bagi * a.jumlah - a.beda AS koreksi, a.bagi * a.lembar * $penyebut AS koreksi_bagi
  FROM angka a
  JOIN tengah t ON t.kbk = a.kbk
),
bulat AS (
  SELECT c.kode, c.nama, c.opd, c.opd_nama, c.kelas, c.kelayakan, u.*,
         c.kelayakan = 'boleh' AND u.lembar > 0 AS bertempat,
         (2 * u.rata + u.rata_bagi) / (2 * u.rata_bagi) AS rata_x100,
         (2 * u.median + u.median_bagi) / (2 * u.median_bagi) AS median_x100,
         (2 * u.koreksi + 40001 * u.koreksi_bagi) / (2 * u.koreksi_bagi) - 20000 AS koreksi_x100
  FROM calon_gelar c
  LEFT JOIN ukuran u ON u.kbk = c.kbk
  WHERE c.ikut_pada IS NOT NULL
),
tempat AS (
  SELECT *,
         CASE WHEN bertempat THEN RANK() OVER (PARTITION BY kelas, bertempat ORDER BY rata_x100 DESC) END AS rata_tempat,
         CASE WHEN bertempat THEN COUNT(*) OVER (PARTITION BY kelas, bertempat, rata_x100) END AS rata_sama,
         CASE WHEN bertempat THEN RANK() OVER (PARTITION BY kelas, bertempat ORDER BY median_x100 DESC) END AS median_tempat,
         CASE WHEN bertempat THEN COUNT(*) OVER (PARTITION BY kelas, bertempat, median_x100) END AS median_sama,
         CASE WHEN bertempat AND koreksi_x100 IS NOT NULL THEN RANK() OVER (PARTITION BY kelas, bertempat ORDER BY koreksi_x100 DESC) END AS koreksi_tempat,
         CASE WHEN bertempat AND koreksi_x100 IS NOT NULL THEN COUNT(*) OVER (PARTITION BY kelas, bertempat, koreksi_x100) END AS koreksi_sama
  FROM bulat
)
SELECT * FROM tempat
ORDER BY kelas NULLS FIRST, rata_tempat NULLS LAST, opd_nama, kode
