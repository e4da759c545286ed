-- Whom the jury or the Tim chose of each kategori, as it reads now. Source: AMB-042.
WITH urut AS (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY kategori ORDER BY position DESC) AS ke
  FROM gelar_keputusan
  WHERE gelar = $gelar
)
SELECT u.kategori, k.kode AS kbk, u.alasan, u.koreksi, u.occurred_on, u.position
FROM urut u
JOIN kbk k ON k.kbk = u.kbk
WHERE u.ke = 1
ORDER BY u.kategori NULLS FIRST
