-- Every KBK as it is on a day: name, decree and unit in force, and whether it has ended.
--
-- kbk_unit  kbk_unit.sql: the unit it belonged to, by days
WITH nama AS (
  SELECT kbk, nama, ROW_NUMBER() OVER (PARTITION BY kbk ORDER BY occurred_on DESC, position DESC) AS ke
  FROM kbk_perubahan
  WHERE nama IS NOT NULL AND occurred_on <= $pada
),
sk AS (
  SELECT kbk, sk_nomor, sk_tanggal,
         ROW_NUMBER() OVER (PARTITION BY kbk ORDER BY occurred_on DESC, position DESC) AS ke
  FROM kbk_perubahan
  WHERE sk_nomor IS NOT NULL AND occurred_on <= $pada
),
akhir AS (
  SELECT kbk, occurred_on, position
  FROM kbk_perubahan
  WHERE berakhir = 1 AND occurred_on <= $terjadi_sampai
)
SELECT k.kbk, k.kode, u.opd, COALESCE(n.nama, k.nama) AS nama,
       COALESCE(s.sk_nomor, k.sk_nomor) AS sk_nomor, COALESCE(s.sk_tanggal, k.sk_tanggal) AS sk_tanggal,
       k.sk_tanggal AS dibentuk, k.position, a.occurred_on AS berakhir, a.position AS berakhir_pada
FROM kbk k
JOIN kbk_unit u
  ON u.kbk = k.kbk AND u.sejak <= $pada AND ($pada < u.hingga OR u.hingga IS NULL)
LEFT JOIN nama n ON n.kbk = k.kbk AND n.ke = 1
LEFT JOIN sk s ON s.kbk = k.kbk AND s.ke = 1
LEFT JOIN akhir a ON a.kbk = k.kbk
ORDER BY k.kbk
