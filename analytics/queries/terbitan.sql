-- Rankings that were published, the newest first.
SELECT position, recorded_at, periode, posisi, akar, paket, kebijakan, mesin, hasil
FROM terbitan
ORDER BY position DESC
