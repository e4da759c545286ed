-- Which unit and KBK an entry is about: its own or, for an entry of the whole government, those that
-- its columns name.
--
-- entri   entri.sql: the entries that stand     ciri      ciri.sql: their columns
-- satuan  satuan.sql: units                     kelompok  kelompok.sql: KBK
-- tempat  columns of forms of the whole government that name a unit or a KBK (rule pack)
WITH disebut AS (
  SELECT e.formulir, e.kode, COALESCE(o.opd, k.opd) AS opd, k.kbk
  FROM entri e
  JOIN tempat t ON t.formulir = e.formulir
  JOIN ciri c ON c.formulir = e.formulir AND c.kode = e.kode AND c.kolom = t.kolom
  LEFT JOIN satuan o ON t.isi = 'opd' AND o.kode = c.isi
  LEFT JOIN kelompok k ON t.isi = 'kbk' AND k.kode = c.isi
  UNION ALL
  SELECT formulir, kode, opd, kbk FROM entri
)
SELECT DISTINCT formulir, kode, opd,
       COALESCE(kbk, MAX(kbk) OVER (PARTITION BY formulir, kode, opd)) AS kbk
FROM disebut
WHERE opd IS NOT NULL
