-- How many civil servants stand on each unit's list.
SELECT opd, SUM(sign) AS terdaftar FROM pegawai GROUP BY opd ORDER BY opd
