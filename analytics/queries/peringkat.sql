-- The ranking: one row a unit, by its best KBK.
--
-- hasil_scorecard  scorecard.sql of the round that counts for the period
-- hasil_syarat     scorecard.sql of the round that decides who may enter the Gelar
-- hasil_gelar      gelar.sql
-- opd_pada         opd_pada.sql: units as they are called at the end of the period
-- kbk_pada         kbk_pada.sql: KBK in the unit they were in when the round or the Gelar took place
--
-- A unit or a KBK that had ended when the period began is not there.
-- Eligibility comes first: the category of the KBK is at least the one the rule pack asks for.
-- $dasar says what places are given by: 'gelar' once it is closed, else 'scorecard'.
-- Equal printed scores share a place and the next is skipped (1, 1, 3); places restart in each
-- kategori of the Gelar; a unit without a score has no place.
-- Source: Perbup Purbalingga 11/2020, Pasal 16 ayat (1) huruf d; AMB-039, AMB-042, AMB-066.
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
         p.ikut, p.kelas,
         g.pembilang, g.pembagi, g.juri, g.nilai_x100 AS gelar_x100
  FROM kbk_pada k
  LEFT JOIN hasil_scorecard s ON s.kbk = k.kbk
  LEFT JOIN hasil_syarat y ON y.kbk = k.kbk
  LEFT JOIN peserta p ON p.kbk = k.kbk
  LEFT JOIN hasil_gelar g ON g.kbk = k.kbk
  WHERE k.berakhir IS NULL OR k.berakhir > $mulai
),
bernilai AS (
  SELECT *,
         CASE $dasar
           WHEN 'gelar' THEN CASE WHEN layak AND ikut > 0 THEN gelar_x100 END
           ELSE skor_x100
         END AS nilai_x100
  FROM calon
),
terbaik AS (
  SELECT *,
         ROW_NUMBER() OVER (
           PARTITION BY opd
           ORDER BY nilai_x100 DESC NULLS LAST, skor_x100 DESC NULLS LAST, kbk
         ) AS urut
  FROM bernilai
),
baris AS (
  SELECT o.opd, o.kode, o.nama, o.jenis,
         t.kbk, t.kunci_kbk, t.jumlah, t.penilai, t.kategori, t.kategori_urutan, t.kategori_syarat,
         COALESCE(t.layak, FALSE) AS layak, COALESCE(t.ikut, 0) AS ikut,
         CASE WHEN $dasar = 'gelar' THEN t.kelas END AS kelas,
         t.pembilang, t.pembagi, t.juri, t.nilai_x100
  FROM opd_pada o
  LEFT JOIN terbaik t ON t.opd = o.opd AND t.urut = 1
  WHERE o.berakhir IS NULL OR o.berakhir > $mulai
)
SELECT *,
       CASE WHEN nilai_x100 IS NOT NULL
         THEN RANK() OVER (PARTITION BY kelas ORDER BY nilai_x100 DESC NULLS LAST)
       END AS peringkat
FROM baris
ORDER BY nilai_x100 IS NULL, kelas NULLS FIRST, nilai_x100 DESC, nama, kode
