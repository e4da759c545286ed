-- What the columns of the entries of a form hold in clear, and which entries they name.
--
-- entri  entri.sql: the entries that stand
SELECT i.kode, i.kolom, i.urutan, i.isi, CAST(NULL AS VARCHAR) AS ke_formulir
FROM isian i
JOIN entri e ON e.formulir = i.formulir AND e.kode = i.kode AND e.position = i.position
WHERE i.formulir = $formulir
UNION ALL
SELECT r.kode, r.kolom, 0 AS urutan, r.ke_kode AS isi, r.ke_formulir
FROM rujukan r
JOIN entri e ON e.formulir = r.formulir AND e.kode = r.kode AND e.position = r.position
WHERE r.formulir = $formulir
ORDER BY kode, kolom, urutan, isi
