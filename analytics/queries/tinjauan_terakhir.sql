-- The review before that of $periode: the newest earlier quarter for which something was decided, and
-- the last decision for it that was recorded before the first one for $periode.
WITH ini AS (
  SELECT MIN(position) AS pertama FROM keputusan WHERE status IS NULL AND periode = $periode
)
SELECT k.periode, MAX(k.position) AS position
FROM keputusan k
CROSS JOIN ini i
WHERE k.status IS NULL AND k.periode < $periode AND (i.pertama IS NULL OR k.position < i.pertama)
GROUP BY k.periode
ORDER BY k.periode DESC
LIMIT 1
