-- Every KBK, its unit, and since when it is there: the day of its decree.
--
-- kbk_pada  kbk_pada.sql: name, decree and unit in force, and the day a KBK ended
SELECT k.kbk, k.kode, k.opd, k.nama, k.sk_nomor, k.dibentuk AS dari,
       COALESCE(k.berakhir, DATE '9999-12-31') AS sampai
FROM kbk_pada k
ORDER BY k.kode
