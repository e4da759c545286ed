-- The rubric of a Gelar: the latest one set, in its order.
SELECT kode, nama, bobot, maks
FROM gelar_kriteria
WHERE gelar = $gelar
  AND position = (SELECT MAX(position) FROM gelar_kriteria WHERE gelar = $gelar)
ORDER BY urutan
