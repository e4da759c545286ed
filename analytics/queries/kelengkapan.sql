-- How complete each unit is in each duty: its windows that have begun, counted by how they stand.
--
-- jendela_opd  the windows of the calendar of duties (kewajiban.sql); an empty unit is the government
SELECT opd, nama, kewajiban, urutan,
       SUM(CASE WHEN keadaan = 'terpenuhi' THEN 1 ELSE 0 END) AS terpenuhi,
       SUM(CASE WHEN keadaan = 'terpenuhi_terlambat' THEN 1 ELSE 0 END) AS terlambat,
       SUM(CASE WHEN keadaan = 'belum_jatuh_tempo' THEN 1 ELSE 0 END) AS menunggu,
       SUM(CASE WHEN keadaan IN ('terlambat', 'tidak_ada') THEN 1 ELSE 0 END) AS terlewat,
       SUM(CASE WHEN keadaan = 'belum' THEN 1 ELSE 0 END) AS belum
FROM jendela_opd
WHERE keadaan <> 'akan_datang'
GROUP BY opd, nama, kewajiban, urutan
ORDER BY nama, opd, urutan
