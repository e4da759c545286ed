-- How much more or less than the others a judge gives: the mean, over the entries that every judge has
-- scored, of the judge's sheet less the mean of all sheets of that entry. A judge without any sheet is
-- no judge here; where no entry was scored by all, there is nothing to compare by and no row.
--
-- lembar_juri  lembar_juri.sql
--
-- In hundredths of a point it is beda / (bagi * $penyebut): with C entries scored by all J judges,
-- X what the judge gave to them and T what all gave, X / C - T / (J * C) = (J * X - T) / (J * C).
-- Over the same entries a judge who gives the same amount less everywhere lies that much lower, and
-- taking it off moves every entry by one and the same amount.
WITH lembar AS (
  SELECT kbk, juri, nomor, nilai FROM lembar_juri WHERE keadaan = 'ada'
),
semua_juri AS (
  SELECT COUNT(DISTINCT juri) AS jumlah FROM lembar
),
banyak AS (
  SELECT kbk, COUNT(*) AS jumlah FROM lembar GROUP BY kbk
),
bersama AS (
  SELECT b.kbk FROM banyak b JOIN semua_juri s ON s.jumlah = b.jumlah
),
diberi AS (
  SELECT l.juri, l.nomor, SUM(l.nilai) AS jumlah, COUNT(*) AS bersama
  FROM lembar l
  JOIN bersama b ON b.kbk = l.kbk
  GROUP BY l.juri, l.nomor
),
seluruhnya AS (
  SELECT SUM(jumlah) AS jumlah FROM diberi
)
SELECT d.juri, d.nomor, d.bersama, s.jumlah * d.bersama AS bagi,
       s.jumlah * d.jumlah - t.jumlah AS beda
FROM diberi d
CROSS JOIN semua_juri s
CROSS JOIN seluruhnya t
ORDER BY d.nomor
