-- The measures of a ranking policy: per KBK what was measured, what it is worth from 0 to 100, and its
-- share of the index.
--
-- calon           calon.sql
-- kebijakan_pada  kebijakan.sql: the measures of the policy that the period is ranked by
-- hasil_evaluasi  the mean of each group of questions, as printed, where there are enough forms
-- hasil_kegiatan  kegiatan.sql
-- hasil_agen      the mean achievement of the unit's agents of change, as printed
--
-- A measure is taken as printed, in hundredths. It is worth (x - terburuk) / (terbaik - terburuk) * 100,
-- at least 0 and at most 100, printed with two decimals, half up. What the unit does is counted for each
-- of its KBK. Source: AMB-003, AMB-014, AMB-041, AMB-043.
WITH asli AS (
  SELECT c.kunci_kbk AS kbk, u.urutan, u.ukuran, u.bobot, u.terburuk_x100, u.terbaik_x100,
         CASE u.ukuran
           WHEN 'scorecard' THEN c.skor_x100
           WHEN 'gelar' THEN c.gelar_x100
           WHEN 'kegiatan' THEN k.kegiatan * 100
           WHEN 'agen' THEN a.capaian_x100
           ELSE e.rata_x100
         END AS asli_x100
  FROM calon c
  CROSS JOIN kebijakan_pada u
  LEFT JOIN hasil_kegiatan k ON k.opd = c.opd
  LEFT JOIN hasil_agen a ON a.opd = c.opd
  LEFT JOIN hasil_evaluasi e ON e.opd = c.opd AND e.ukuran = u.ukuran
),
jarak AS (
  SELECT *,
         CASE WHEN terbaik_x100 > terburuk_x100 THEN asli_x100 - terburuk_x100
              ELSE terburuk_x100 - asli_x100 END AS dari,
         CASE WHEN terbaik_x100 > terburuk_x100 THEN terbaik_x100 - terburuk_x100
              ELSE terburuk_x100 - terbaik_x100 END AS rentang
  FROM asli
)
SELECT kbk, urutan, ukuran, bobot, asli_x100,
       CASE
         WHEN dari IS NULL THEN NULL
         WHEN dari <= 0 THEN 0
         WHEN dari >= rentang THEN 10000
         ELSE (2 * dari * 10000 + rentang) / (2 * rentang)
       END AS nilai_x100
FROM jarak
ORDER BY kbk, urutan
