-- What may be said of a person who is on a unit's list: class of post, employment, unit.
WITH urut AS (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY orang ORDER BY position DESC, sign DESC) AS ke
  FROM pegawai
)
SELECT u.orang, u.kelas_jabatan, u.status, o.kode AS opd
FROM urut u
LEFT JOIN opd o ON o.opd = u.opd AND u.sign = 1
WHERE u.ke = 1
ORDER BY u.orang
