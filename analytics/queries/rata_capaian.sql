-- The mean achievement of those whose plan it is, who stand on $tanggal and were not replaced by then:
-- the rows of that year's plan as printed, in hundredths of a percent, half up. The place is a
-- proposal. Equal means share it and the next is skipped (1, 1, 3); inside a shared place the unit's
-- assessment of itself orders, where one is recorded.
-- Source: Perbup Purbalingga 11/2020, Pasal 17 ayat (1); AMB-042, AMB-043, AMB-108, AMB-109.
--
-- capaian  capaian.sql of the plan      lanjutan  lanjutan.sql
-- entri    entri.sql                    ciri      ciri.sql
WITH rata AS (
  SELECT l.ke_kode AS kode, COUNT(*) AS baris, SUM(c.capaian_x100) AS jumlah,
         SUM(CASE WHEN c.realisasi IS NULL THEN 1 ELSE 0 END) AS belum
  FROM capaian c
  JOIN lanjutan l ON l.formulir = $formulir AND l.kode = c.kode
   AND l.ke_formulir = $pemilik AND l.langkah = 1
  LEFT JOIN ciri y ON y.formulir = $formulir AND y.kode = c.kode AND y.kolom = 'tahun'
  WHERE y.isi IS NULL OR y.isi = $tahun
  GROUP BY l.ke_kode
),
diganti AS (
  SELECT DISTINCT l.ke_kode AS kode
  FROM lanjutan l
  JOIN entri e ON e.formulir = l.formulir AND e.kode = l.kode
  WHERE l.formulir = $pengganti AND l.ke_formulir = $pemilik AND l.langkah = 1
    AND e.occurred_on <= $tanggal
),
mandiri AS (
  SELECT e.opd, TRY_CAST(c.isi AS DECIMAL(20, 2)) AS nilai,
         ROW_NUMBER() OVER (PARTITION BY e.opd ORDER BY e.occurred_on DESC, e.position DESC) AS ke
  FROM entri e
  JOIN ciri c ON c.formulir = e.formulir AND c.kode = e.kode AND c.kolom = 'nilai'
  WHERE e.formulir = $mandiri AND e.occurred_on <= $tanggal
),
hasil AS (
  SELECT r.kode, e.opd, r.baris, r.belum, (2 * r.jumlah + r.baris) / (2 * r.baris) AS rata_x100,
         CAST(m.nilai * 100 AS BIGINT) AS mandiri_x100
  FROM rata r
  JOIN entri e ON e.formulir = $pemilik AND e.kode = r.kode
  LEFT JOIN diganti d ON d.kode = r.kode
  LEFT JOIN mandiri m ON m.opd = e.opd AND m.ke = 1
  WHERE d.kode IS NULL
    AND COALESCE(e.mulai, e.occurred_on) <= $tanggal
    AND COALESCE(e.selesai, DATE '9999-12-31') >= $tanggal
)
SELECT *, RANK() OVER (ORDER BY rata_x100 DESC) AS peringkat
FROM hasil
ORDER BY peringkat, mandiri_x100 DESC NULLS LAST, kode
