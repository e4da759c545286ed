-- How many civil servants stood on each unit's list when a round was opened: the list is fixed at the
-- start of the round (AMB-013).
SELECT opd, SUM(sign) AS terdaftar
FROM pegawai
WHERE position <= $dibuka_pada
GROUP BY opd
ORDER BY opd
