-- Every rated line behind a KBK's scorecard as it reads now, with the event it stands in. What was
-- handed in before the round was closed counts, and so do corrections of it (AMB-027).
WITH urut AS (
  SELECT *,
         ROW_NUMBER() OVER (PARTITION BY penilai, butir ORDER BY position DESC, sign DESC) AS ke
  FROM scorecard
  WHERE kbk = $kbk AND ronde = $ronde AND asal <= $ditutup_pada AND occurred_on <= $terjadi_sampai
)
SELECT butir, position, penilai, persen, occurred_on
FROM urut
WHERE ke = 1 AND sign = 1
ORDER BY butir, position
