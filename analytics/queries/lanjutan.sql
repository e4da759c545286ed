-- Which entry follows which: it names the other in one of its columns, or names one that does.
-- A chain of references is at most three long, as from a monitoring to a plan to an agent.
--
-- entri  entri.sql: the entries that stand
WITH langsung AS (
  SELECT DISTINCT r.formulir, r.kode, r.ke_formulir, r.ke_kode
  FROM rujukan r
  JOIN entri e ON e.formulir = r.formulir AND e.kode = r.kode AND e.position = r.position
),
dua AS (
  SELECT DISTINCT a.formulir, a.kode, b.ke_formulir, b.ke_kode
  FROM langsung a
  JOIN langsung b ON b.formulir = a.ke_formulir AND b.kode = a.ke_kode
),
tiga AS (
  SELECT DISTINCT a.formulir, a.kode, b.ke_formulir, b.ke_kode
  FROM dua a
  JOIN langsung b ON b.formulir = a.ke_formulir AND b.kode = a.ke_kode
)
SELECT formulir, kode, ke_formulir, ke_kode, MIN(langkah) AS langkah
FROM (
  SELECT *, 1 AS langkah FROM langsung
  UNION ALL SELECT *, 2 FROM dua
  UNION ALL SELECT *, 3 FROM tiga
) semua
GROUP BY formulir, kode, ke_formulir, ke_kode
ORDER BY formulir, kode, ke_formulir, ke_kode
