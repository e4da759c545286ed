-- Every rated line behind a KBK's scorecard, with the event it stands in.
SELECT s.butir, s.position, s.penilai, s.persen, s.occurred_on
FROM scorecard s
WHERE s.kbk = $kbk AND s.ronde = $ronde AND s.position <= $ditutup_pada
  AND s.occurred_on <= $terjadi_sampai
ORDER BY s.butir, s.position
