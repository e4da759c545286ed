-- The entries of a form that nothing of another form refers to.
--
-- entri  entri.sql      lanjutan  lanjutan.sql
SELECT e.kode
FROM entri e
LEFT JOIN lanjutan l
  ON l.formulir = $lanjutan AND l.ke_formulir = e.formulir AND l.ke_kode = e.kode
WHERE e.formulir = $formulir AND l.kode IS NULL
ORDER BY e.kode
