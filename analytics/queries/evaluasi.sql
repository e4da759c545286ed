-- The evaluation of a round: per unit and group of questions, the respondents, the sum of their
-- total scores and the category of the mean.
--
-- jumlah  evaluasi_baris.sql: forms and sums per unit and group
-- pita    the bands of each group, best first (rule pack)
--
-- The mean is total / responden. Its category is looked up after rounding to a whole number, as the
-- rule pack says. Source: Perbup Purbalingga 11/2020, Lampiran IV; AMB-002, AMB-016.
WITH bulat AS (
  SELECT opd, kelompok, total, responden,
         CASE $pembulatan
           WHEN 'setengah_ke_atas' THEN (2 * total + responden) / (2 * responden)
           WHEN 'selalu_ke_atas'   THEN (total + responden - 1) / responden
           ELSE                         total / responden
         END AS bilangan_bulat
  FROM jumlah
)
SELECT b.opd, b.kelompok, b.total, b.responden, t.nama AS kategori, t.urutan AS kategori_urutan
FROM bulat b
JOIN pita t ON t.kelompok = b.kelompok AND b.bilangan_bulat BETWEEN t.dari AND t.sampai
ORDER BY b.opd, b.kelompok
