-- The ranking policies of a period, or of all where $periode is empty, the newest first, each with its measures in order: the first is in
-- force. Source: AMB-041.
SELECT periode, position, occurred_on, urutan, ukuran, bobot, terburuk_x100, terbaik_x100,
       bobot_terendah, bobot_tertinggi, alasan, sesudah_jawaban
FROM kebijakan
WHERE $periode IN ('', periode)
ORDER BY position DESC, urutan
