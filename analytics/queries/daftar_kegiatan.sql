-- The activities of a unit's KBK, newest first.
SELECT a.position, a.occurred_on, a.jenis, a.metode, a.nilai, a.peserta, a.durasi_menit, k.kode AS kbk
FROM kegiatan a
JOIN kbk k ON k.kbk = a.kbk
WHERE k.opd = $opd AND a.occurred_on <= $terjadi_sampai
ORDER BY a.occurred_on DESC, a.position DESC
