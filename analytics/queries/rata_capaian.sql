-- The mean achievement of those whose plan it is: the rows of the plan as printed, in hundredths of
-- a percent, half up. Equal means share a place and the next is skipped (1, 1, 3).
-- Source: Perbup Purbalingga 11/2020, Pasal 17 ayat (1) huruf a; AMB-042, AMB-043.
--
-- capaian  capaian.sql of the plan      lanjutan  lanjutan.sql
WITH rata AS (
  SELECT l.ke_kode AS kode, COUNT(*) AS baris, SUM(c.capaian_x100) AS jumlah,
         SUM(CASE WHEN c.realisasi IS NULL THEN 1 ELSE 0 END) AS belum
  FROM capaian c
  JOIN lanjutan l ON l.formulir = $formulir AND l.kode = c.kode
   AND l.ke_formulir = $pemilik AND l.langkah = 1
  GROUP BY l.ke_kode
)
SELECT kode, baris, belum, (2 * jumlah + baris) / (2 * baris) AS rata_x100
FROM rata
ORDER BY rata_x100 DESC, kode
