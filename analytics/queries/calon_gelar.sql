-- Who may enter a Gelar, and why not: every KBK that was formed by its last day, and those that have
-- entered.
--
-- hasil_syarat  scorecard.sql of the round that decides who may enter
-- opd_pada      opd_pada.sql: units as they are called on the last day of the Gelar
-- kbk_pada      kbk_pada.sql: KBK in the unit they were in on that day
--
-- $syarat is the place of the lowest category that opens the Gelar, -1 where every KBK may enter;
-- $ada_ronde says whether the round that decides is closed. A KBK that was not scored in it is not
-- failing. Source: Perbup Purbalingga 11/2020, Pasal 16 ayat (1) huruf d angka 2; AMB-028, AMB-039,
-- AMB-047.
WITH ikut AS (
  SELECT kbk, MAX(kategori) AS kelas, MIN(position) AS position
  FROM gelar_peserta
  WHERE gelar = $gelar AND position <= $ditutup_pada
  GROUP BY kbk
)
SELECT k.kbk, k.kode, k.nama, k.opd AS kunci_opd, o.kode AS opd, o.nama AS opd_nama,
       k.berakhir, y.kategori, i.kelas, i.position AS ikut_pada,
       CASE
         WHEN k.berakhir < $buka THEN 'berakhir'
         WHEN $syarat < 0 THEN 'boleh'
         WHEN $ada_ronde = 0 THEN 'tanpa_ronde'
         WHEN y.kategori IS NULL THEN 'belum_dinilai'
         WHEN y.kategori_urutan <= $syarat THEN 'boleh'
         ELSE 'di_bawah_syarat'
       END AS kelayakan
FROM kbk_pada k
JOIN opd_pada o ON o.opd = k.opd
LEFT JOIN hasil_syarat y ON y.kbk = k.kbk
LEFT JOIN ikut i ON i.kbk = k.kbk
WHERE k.dibentuk <= $tutup OR i.kbk IS NOT NULL
ORDER BY o.nama, o.kode, k.kode
