-- The sum of the answers to each question in one unit, and how many answered.
SELECT c.pertanyaan, p.kelompok, SUM(c.jawaban * c.jumlah) AS total, SUM(c.jumlah) AS responden
FROM cacah c
JOIN pertanyaan p ON p.pertanyaan = c.pertanyaan
WHERE c.opd = $opd
GROUP BY c.pertanyaan, p.kelompok
ORDER BY c.pertanyaan
