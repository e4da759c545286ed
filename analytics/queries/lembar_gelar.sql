-- Every mark behind a KBK's Gelar score, with the event it stands in.
SELECT n.kriteria, n.position, n.juri, n.nilai_x100
FROM gelar_nilai n
WHERE n.kbk = $kbk AND n.gelar = $gelar AND n.position <= $ditutup_pada
  AND n.occurred_on <= $terjadi_sampai
ORDER BY n.kriteria, n.position
