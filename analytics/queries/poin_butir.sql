-- What each line of the scorecard brings each KBK in a round: the sum of weight * percent over its
-- sheets, which is the line's points in hundredths, times the sheets.
--
-- butir  the weight of each line (rule pack)
-- Source: Perbup Purbalingga 11/2020, Lampiran I; AMB-004, AMB-006, AMB-027.
WITH lembar AS (
  SELECT s.kbk, s.penilai, s.butir, SUM(s.sign * s.persen * b.bobot) AS jumlah
  FROM scorecard s
  JOIN butir b ON b.kode = s.butir
  WHERE s.ronde = $ronde AND s.asal <= $ditutup_pada AND s.occurred_on <= $terjadi_sampai
  GROUP BY s.kbk, s.penilai, s.butir
  HAVING SUM(s.sign) > 0
)
SELECT kbk, butir, SUM(jumlah) AS jumlah, COUNT(*) AS penilai
FROM lembar
GROUP BY kbk, butir
ORDER BY kbk, butir
