-- What became of a unit, and what came into it, in the order of days.
--
-- opd_pada  opd_pada.sql: units
SELECT p.occurred_on, p.position, o.kode AS opd, p.perubahan, p.nama, i.kode AS induk, p.menjadi,
       p.dasar
FROM opd_perubahan p
JOIN opd_pada o ON o.opd = p.opd
LEFT JOIN opd_pada i ON i.opd = p.induk
WHERE p.occurred_on <= $terjadi_sampai
  AND (p.opd = $opd OR (p.berakhir = 1 AND strpos(concat(' ', p.menjadi, ' '), $disebut) > 0))
ORDER BY p.occurred_on, p.position
