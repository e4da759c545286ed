-- Every KBK that may be a unit's best: its scores, whether it may enter the Gelar, and whether it did.
--
-- hasil_scorecard  scorecard.sql of the round that counts for the period
-- hasil_syarat     scorecard.sql of the round that decides who may enter the Gelar
-- hasil_gelar      gelar.sql
-- kbk_pada         kbk_pada.sql: KBK in the unit they were in when the round or the Gelar took place
--
-- A KBK that had ended when the period began is not there. Eligibility comes first: the category of
-- the KBK is at least the one the rule pack asks for; only who is eligible and entered has a Gelar
-- score that counts. Source: Perbup Purbalingga 11/2020, Pasal 16 ayat (1) huruf d; AMB-039.
WITH peserta AS (
  SELECT kbk, MAX(kategori) AS kelas, SUM(sign) AS ikut
  FROM gelar_peserta
  WHERE gelar = $gelar
  GROUP BY kbk
),
calon AS (
  SELECT k.opd, k.kode AS kbk, k.kbk AS kunci_kbk,
         s.jumlah, s.penilai, s.skor_x100, s.kategori, s.kategori_urutan,
         y.kategori AS kategori_syarat,
         CASE WHEN $syarat < 0 THEN TRUE ELSE COALESCE(y.kategori_urutan <= $syarat, FALSE) END AS layak,
         COALESCE(p.ikut, 0) AS ikut, p.kelas,
         g.pembilang, g.pembagi, g.juri, g.nilai_x100
  FROM kbk_pada k
  LEFT JOIN hasil_scorecard s ON s.kbk = k.kbk
  LEFT JOIN hasil_syarat y ON y.kbk = k.kbk
  LEFT JOIN peserta p ON p.kbk = k.kbk
  LEFT JOIN hasil_gelar g ON g.kbk = k.kbk
  WHERE k.berakhir IS NULL OR k.berakhir > $mulai
)
SELECT opd, kbk, kunci_kbk, jumlah, penilai, skor_x100, kategori, kategori_urutan, kategori_syarat,
       layak, ikut, kelas, pembilang, pembagi, juri,
       CASE WHEN layak AND ikut > 0 THEN nilai_x100 END AS gelar_x100
FROM calon
