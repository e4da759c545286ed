-- The ranking: one row a unit, by its best KBK.
--
-- calon      calon.sql: the KBK with their scores and whether they may enter the Gelar
-- indeks     indeks.sql; empty where no policy is adopted
-- opd_pada   opd_pada.sql: units as they are called at the end of the period
--
-- A unit that had ended when the period began is not there.
-- $dasar says what places are given by: 'indeks' where a policy is adopted, else 'gelar' once it is
-- closed, else 'scorecard'. Equal printed scores share a place and the next is skipped (1, 1, 3); a unit
-- without a score has no place. With $kelas = 1 places restart in each kategori of the Gelar.
-- Source: Perbup Purbalingga 11/2020, Pasal 16 ayat (1) huruf d; AMB-039, AMB-041, AMB-042, AMB-066.
WITH bernilai AS (
  SELECT c.*, i.indeks_x100,
         CASE $dasar
           WHEN 'indeks' THEN i.indeks_x100
           WHEN 'gelar' THEN c.gelar_x100
           ELSE c.skor_x100
         END AS nilai_x100
  FROM calon c
  LEFT JOIN indeks i ON i.kbk = c.kunci_kbk
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
         CASE WHEN $kelas = 1 THEN t.kelas END AS kelas,
         t.pembilang, t.pembagi, t.juri, t.indeks_x100, t.nilai_x100
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
