-- Every KBK, its unit, and since when it is there: the day of its decree.
SELECT k.kbk, k.kode, k.opd, k.nama, k.sk_nomor, k.sk_tanggal AS dari, DATE '9999-12-31' AS sampai
FROM kbk k
ORDER BY k.kode
