-- The combined index: per KBK the weighted sum of its measures as printed, rounded once, half up.
-- A KBK that lacks a measure has none.
--
-- ukuran  ukuran.sql
--
-- Weights sum to 100, so the sum of weight * hundredths is the index in ten-thousandths.
-- Source: AMB-041.
SELECT kbk,
       CASE WHEN COUNT(nilai_x100) = COUNT(*)
         THEN (2 * SUM(nilai_x100 * bobot) + 100) / 200
       END AS indeks_x100
FROM ukuran
GROUP BY kbk
ORDER BY kbk
