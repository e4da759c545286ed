-- How much of each culture value's weight a KBK reached, in hundredths of a percent of that weight.
-- Source: Perbup Purbalingga 11/2020, Lampiran I (bobot unsur nilai).
WITH bobot_nilai AS (
  SELECT nilai, SUM(bobot) AS bobot FROM butir GROUP BY nilai
),
lembar AS (
  SELECT s.kbk, s.penilai, b.nilai, SUM(s.sign * s.persen * b.bobot) AS jumlah
  FROM scorecard s
  JOIN butir b ON b.kode = s.butir
  WHERE s.ronde = $ronde AND s.asal <= $ditutup_pada AND s.occurred_on <= $terjadi_sampai
  GROUP BY s.kbk, s.penilai, b.nilai
  HAVING SUM(s.sign) > 0
)
SELECT l.kbk, l.nilai, SUM(l.jumlah) AS jumlah, COUNT(*) * v.bobot AS pembagi
FROM lembar l
JOIN bobot_nilai v ON v.nilai = l.nilai
GROUP BY l.kbk, l.nilai, v.bobot
ORDER BY l.kbk, l.nilai
