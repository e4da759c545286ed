-- Every mark behind a KBK's Gelar score as it reads now, with the event it stands in.
WITH urut AS (
  SELECT *,
         ROW_NUMBER() OVER (PARTITION BY juri, kriteria ORDER BY position DESC, sign DESC) AS ke
  FROM gelar_nilai
  WHERE kbk = $kbk AND gelar = $gelar AND position <= $ditutup_pada
    AND occurred_on <= $terjadi_sampai
)
SELECT kriteria, position, juri, nilai_x100
FROM urut
WHERE ke = 1 AND sign = 1
ORDER BY kriteria, position
