-- The sheets of a scorecard round: what each assessor gave each KBK, in hundredths of a point.
--
-- butir  the weight of each line (rule pack)
--
-- The same sheets that scorecard.sql takes the mean of.
-- Source: Perbup Purbalingga 11/2020, Pasal 16 ayat (1) huruf a; AMB-004, AMB-006.
SELECT s.kbk, s.penilai AS orang, SUM(s.sign * s.persen * b.bobot) AS nilai
FROM scorecard s
JOIN butir b ON b.kode = s.butir
WHERE s.ronde = $ronde AND s.asal <= $ditutup_pada AND s.occurred_on <= $terjadi_sampai
GROUP BY s.kbk, s.penilai
HAVING SUM(s.sign) > 0
ORDER BY s.kbk, s.penilai
