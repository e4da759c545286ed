-- The sheets of a Gelar: what each judge gave each KBK, in parts of the rubric's common denominator.
--
-- rubrik  the criteria in force: weight, and how many common parts one mark is worth
--
-- The same sheets that gelar.sql takes the mean of.
-- Source: Perbup Purbalingga 11/2020, Pasal 16 ayat (1) huruf d; AMB-040.
SELECT n.kbk, n.juri AS orang, SUM(n.sign * n.nilai_x100 * r.bobot * r.bagian) AS nilai
FROM gelar_nilai n
JOIN rubrik r ON r.kode = n.kriteria
WHERE n.gelar = $gelar AND n.position <= $ditutup_pada AND n.occurred_on <= $terjadi_sampai
GROUP BY n.kbk, n.juri
HAVING SUM(n.sign) > 0
ORDER BY n.kbk, n.juri
