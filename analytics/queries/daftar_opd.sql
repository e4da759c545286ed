-- Every unit with its KBK, in the order of names; what has ended stands last.
--
-- opd_pada  opd_pada.sql      kbk_pada  kbk_pada.sql
SELECT o.opd, o.kode, o.nama, o.jenis, i.kode AS induk, o.position,
       o.berakhir, o.perubahan, o.menjadi, o.berakhir_pada,
       k.kode AS kbk, k.nama AS kbk_nama, k.sk_nomor, k.sk_tanggal, k.position AS kbk_position,
       k.berakhir AS kbk_berakhir, k.berakhir_pada AS kbk_berakhir_pada
FROM opd_pada o
LEFT JOIN opd_pada i ON i.opd = o.induk
LEFT JOIN kbk_pada k ON k.opd = o.opd
ORDER BY COALESCE(o.berakhir <= $pada, FALSE), o.nama, o.kode, k.kode
