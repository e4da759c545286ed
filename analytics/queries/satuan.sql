-- Every unit and since when it is there. Units registered in the year of the first registration are
-- the government as it was found: they are there since the record tells anything.
--
-- opd_pada  opd_pada.sql: names in force, and the day a unit ended
SELECT o.opd, o.kode, o.nama, o.jenis,
       CASE WHEN o.occurred_on <= $daftar_awal THEN $awal ELSE o.occurred_on END AS dari,
       COALESCE(o.berakhir, DATE '9999-12-31') AS sampai
FROM opd_pada o
ORDER BY o.nama, o.kode
