-- How often each choice was given, per unit and group of questions.
SELECT c.opd, p.kelompok, c.jawaban, SUM(c.jumlah) AS jumlah
FROM cacah c
JOIN pertanyaan p ON p.pertanyaan = c.pertanyaan
GROUP BY c.opd, p.kelompok, c.jawaban
ORDER BY c.opd, p.kelompok, c.jawaban
