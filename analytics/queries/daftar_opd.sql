-- Every unit with its KBK, in the order of names.
SELECT o.opd, o.kode, o.nama, o.jenis, i.kode AS induk, o.position,
       k.kode AS kbk, k.nama AS kbk_nama, k.sk_nomor, k.sk_tanggal, k.position AS kbk_position
FROM opd o
LEFT JOIN opd i ON i.opd = o.induk
LEFT JOIN kbk k ON k.opd = o.opd
ORDER BY o.nama, o.kode, k.kode
