-- The entries of a form whose last or planned day has passed and that nothing of another form refers
-- to: a reminder. A day is passed from the day after it.
--
-- entri  entri.sql      lanjutan  lanjutan.sql
SELECT e.kode
FROM entri e
LEFT JOIN lanjutan l
  ON l.formulir = $lanjutan AND l.ke_formulir = e.formulir AND l.ke_kode = e.kode
WHERE e.formulir = $formulir AND l.kode IS NULL AND COALESCE(e.selesai, e.waktu) < $tanggal
ORDER BY e.kode
