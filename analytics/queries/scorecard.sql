-- The scorecard of a round: per KBK, the sum of its sheets and the category of their mean.
--
-- butir     the weight of each line           (rule pack)
-- kategori  the bands, best first             (rule pack)
--
-- A sheet is worth the sum of weight * percent, which is its score in hundredths of a point.
-- Several assessors are averaged: jumlah / penilai. The category is looked up on the exact value,
-- without rounding; a score on an edge belongs to the band the rule pack names.
-- A sheet counts by the event that handed it in (asal), and as it was corrected since (AMB-027).
-- Source: Perbup Purbalingga 11/2020, Pasal 16 ayat (1) huruf a; AMB-001, AMB-004, AMB-006.
WITH lembar AS (
  SELECT s.kbk, s.penilai, SUM(s.sign * s.persen * b.bobot) AS nilai_x100
  FROM scorecard s
  JOIN butir b ON b.kode = s.butir
  WHERE s.ronde = $ronde AND s.asal <= $ditutup_pada AND s.occurred_on <= $terjadi_sampai
  GROUP BY s.kbk, s.penilai
  HAVING SUM(s.sign) > 0
),
rata_rata AS (
  SELECT kbk, SUM(nilai_x100) AS jumlah, COUNT(*) AS penilai
  FROM lembar
  GROUP BY kbk
)
SELECT r.kbk, r.jumlah, r.penilai,
       (2 * r.jumlah + r.penilai) / (2 * r.penilai) AS skor_x100,
       k.kode AS kategori, k.urutan AS kategori_urutan
FROM rata_rata r
JOIN kategori k
  ON CASE WHEN k.batas_masuk_ke_atas
       THEN r.jumlah >= k.dari * 100 * r.penilai AND r.jumlah < k.hingga * 100 * r.penilai
       ELSE (r.jumlah > k.dari * 100 * r.penilai OR k.dari = 0)
            AND r.jumlah <= k.hingga * 100 * r.penilai
     END
ORDER BY r.kbk
