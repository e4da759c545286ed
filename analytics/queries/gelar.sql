-- The result of a Gelar: per KBK the mean of its judges' sheets.
--
-- rubrik  the criteria in force: weight, and how many common parts one mark is worth
--
-- A sheet is worth sum(bobot * nilai / maks) points of 100. All marks are brought to the rubric's
-- common denominator ($penyebut), so that every number here is whole: the score in hundredths is
-- pembilang / pembagi. Source: Perbup Purbalingga 11/2020, Pasal 16 ayat (1) huruf d; AMB-040.
WITH lembar AS (
  SELECT n.kbk, n.juri, SUM(n.sign * n.nilai_x100 * r.bobot * r.bagian) AS nilai
  FROM gelar_nilai n
  JOIN rubrik r ON r.kode = n.kriteria
  WHERE n.gelar = $gelar AND n.position <= $ditutup_pada AND n.occurred_on <= $terjadi_sampai
  GROUP BY n.kbk, n.juri
  HAVING SUM(n.sign) > 0
)
SELECT kbk, SUM(nilai) AS pembilang, COUNT(*) * $penyebut AS pembagi, COUNT(*) AS juri,
       (2 * SUM(nilai) + COUNT(*) * $penyebut) / (2 * COUNT(*) * $penyebut) AS nilai_x100
FROM lembar
GROUP BY kbk
ORDER BY kbk
