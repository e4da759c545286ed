## Baris perintah

perintah-jejak = Mencatat, memeringkat, dan mengaudit program budaya kerja pemerintah daerah.
perintah-demo = Membuat pemerintah contoh, lalu membukanya di peramban.
perintah-serve = Menjalankan halaman untuk satu folder data.
perintah-init = Memulai catatan sebuah pemerintah daerah dengan satu paket peraturan.
perintah-import = Membaca berkas CSV, XLSX, atau JSONL ke dalam catatan.
perintah-template = Membuat berkas kosong dengan judul kolom yang benar.
perintah-rank = Menampilkan peringkat suatu periode.
perintah-explain = Menjelaskan mengapa sebuah perangkat daerah berada di tempatnya.
perintah-events = Menampilkan kejadian di dalam catatan, satu kejadian satu baris.
perintah-periode = Menutup atau membuka kembali ronde dan Gelar.
perintah-close = Menutup ronde atau Gelar; yang datang sesudahnya tidak dihitung.
perintah-reopen = Membuka kembali ronde atau Gelar yang sudah ditutup.

opsi-data = Folder yang berisi seluruh catatan satu pemerintah daerah.
opsi-listen = Alamat dan porta, misalnya 127.0.0.1:8420.
opsi-regulation = Folder paket peraturan, atau nama paket bawaan seperti purbalingga/perbup_11_2020.
opsi-pemda = Kode singkat pemerintah daerah: huruf, angka, titik, atau garis bawah.
opsi-nama = Nama pemerintah daerah.
opsi-zona = Zona waktu: WIB, WITA, atau WIT.
opsi-files = Berkas .csv, .xlsx, atau .jsonl; jenisnya dikenali dari judul kolom.
opsi-dry_run = Memeriksa saja, tidak mencatat apa pun.
opsi-kind = Jenis isian, misalnya opd, pegawai, evaluasi, scorecard.
opsi-output = Berkas tujuan (.csv atau .xlsx); tanpa ini ke layar.
opsi-periode = Tahun (2026), triwulan (2026-T3), atau kode periode.
opsi-as_of = Keadaan pada nomor kejadian, tanggal (2026-03-31), atau saat tertentu (2026-03-31T16:00:00+07:00).
opsi-terjadi_sampai = Hanya yang terjadi sampai tanggal ini, menurut yang diketahui sekarang.
opsi-format = Bentuk keluaran.
opsi-opd = Kode perangkat daerah.
opsi-stream = Hanya aliran ini, misalnya kbk-contoh:KBK-DINKES.
opsi-from = Mulai dari nomor kejadian ini.
opsi-to = Sampai nomor kejadian ini.
opsi-kode = Kode ronde atau Gelar.
opsi-alasan = Alasan, disimpan tersegel.
opsi-help = Menampilkan bantuan ini.
opsi-version = Menampilkan versi.

kemajuan-membaca = Membaca catatan
kemajuan-demo = Menulis data contoh
kemajuan-memeriksa = Memeriksa baris
kemajuan-mencatat = Mencatat

init-selesai = Catatan dimulai di { $folder } dengan { $peraturan } (sidik paket { $sidik }). Berikutnya: jejak import --data { $folder } BERKAS...
init-kode-pemda = Kode pemda "{ $nilai }" tidak dapat dipakai. Pakai huruf, angka, titik, atau garis bawah tanpa spasi dan tanpa tanda hubung, misalnya contoh atau 33.03.
init-zona = Zona "{ $nilai }" tidak dikenal. Pilih WIB, WITA, atau WIT.
init-nama-kosong = Nama pemerintah daerah masih kosong. Tulis misalnya --nama "Kabupaten Contoh".
bukan-kode = "{ $nilai }" bukan kode. Kode terdiri atas 1 sampai 64 huruf, angka, titik, tanda hubung, atau garis bawah.
bukan-tanggal = "{ $nilai }" bukan tanggal. Tulis tahun-bulan-hari, misalnya 2026-03-31.
periode-tutup-selesai = { $kode } ditutup pada kejadian nomor { $posisi }. Yang datang sesudahnya tidak dihitung.
periode-buka-selesai = { $kode } dibuka kembali pada kejadian nomor { $posisi }.
periode-buka-alasan = Membuka kembali { $kode } memerlukan alasan. Tulis --alasan "...".

rank-ronde-terbuka = { $kode } belum ditutup, jadi angkanya belum dihitung. Tutup dengan: jejak periode close { $kode }
rank-kaki =
    Peringkat menurut { $dasar }. Paket peraturan { $paket }.
    Data sampai kejadian nomor { $posisi }, { $saat } { $zona }. Sidik jari { $sidik }

explain-peringkat = { $nama }: peringkat { $peringkat } dari { $dari } dengan nilai { $skor }.
explain-tanpa-peringkat = { $nama }: tanpa peringkat. { $alasan }
explain-di-atas = Satu tempat di atasnya: { $nama } ({ $skor }).
explain-di-bawah = Satu tempat di bawahnya: { $nama } ({ $skor }).
explain-scorecard = Scorecard ronde { $ronde }: { $skor }. Tiap lembar: persen (#nomor kejadian).
explain-gelar = Gelar { $ronde }: { $skor }. Tiap lembar: nilai (#nomor kejadian).

kolom-peringkat = Peringkat
kolom-opd = OPD
kolom-nama = Nama
kolom-skor = Scorecard
kolom-kategori = Kategori
kolom-gelar = Gelar
kolom-kelompok = Evaluasi { $kode }
kolom-responden = Responden
kolom-kegiatan = Kegiatan
kolom-keterangan = Keterangan
kolom-kode = Kode
kolom-bobot = Bobot
kolom-poin = Poin
kolom-lembar = Lembar
kolom-teks = Uraian
kolom-pembulatan = Pembulatan

template-jenis = Jenis "{ $nilai }" tidak dikenal. Pilih salah satu: { $pilihan }.
template-akhiran = "{ $nilai }" harus berakhiran .csv atau .xlsx.
template-selesai = Berkas kosong { $jenis } ditulis ke { $berkas }.
template-gagal = { $berkas } tidak dapat ditulis: { $sebab }

impor-periksa = Diperiksa: { $baris } baris, { $baru } catatan baru, { $ulang } sudah ada. Tidak ada yang dicatat (--dry-run).
impor-selesai = Selesai: { $baris } baris dibaca, { $baru } catatan baru, { $ulang } sudah ada sebelumnya. Kejadian terakhir nomor { $posisi }.
impor-kosong = Selesai: { $baris } baris dibaca, semuanya sudah ada. Tidak ada yang ditambahkan.
impor-ditolak = { $jumlah } kesalahan ditemukan. Tidak ada yang dicatat; perbaiki lalu jalankan lagi perintah yang sama.
impor-masih = ... dan { $jumlah } kesalahan lain.
impor-di-baris = { $berkas } baris { $baris }: { $pesan }
impor-di-kolom = { $berkas } baris { $baris }, kolom { $kolom }: { $pesan }
impor-di-berkas = { $berkas }: { $pesan }
impor-bergerak = Penulis lain terus mengubah daftar unit atau ronde saat berkas diperiksa. Tidak ada yang dicatat; coba lagi sebentar.

serve-siap = jejak berjalan di http://{ $alamat }/ (Ctrl-C untuk berhenti)
serve-lokal = Selama belum ada akun pengguna, halaman hanya dapat dibuka dari komputer ini.
serve-alamat = "{ $nilai }" bukan alamat. Tulis misalnya 127.0.0.1:8420.
serve-hanya-lokal = { $nilai } dapat dibuka dari komputer lain, sedangkan akun pengguna belum ada. Pakai 127.0.0.1:8420 atau [::1]:8420.
serve-gagal = Tidak dapat menerima permintaan di { $alamat }: { $sebab }. Pilih porta lain dengan --listen.
demo-bukan-contoh = Folder { $folder } berisi catatan yang bukan data contoh. Pilih folder lain dengan --data.
demo-tanda = Folder ini berisi data contoh buatan jejak demo. Boleh dihapus kapan saja.
demo-hapus = Ini data contoh. Untuk menghapusnya: hentikan jejak, lalu hapus folder { $folder }.

## Alasan tanpa peringkat atau tidak memenuhi syarat

alasan-tanpa-kbk = belum membentuk KBK
alasan-tanpa-ronde = belum ada ronde scorecard yang ditutup
alasan-belum-dinilai = belum dinilai
alasan-di-bawah-syarat = kategori { $kategori }, syarat Gelar paling rendah { $perlu }
alasan-tidak-ikut = tidak mengikuti Gelar
alasan-tanpa-nilai-gelar = belum ada nilai juri
alasan-tanpa-scorecard = peraturan ini tidak memberi ukuran untuk peringkat
dasar-gelar = hasil Gelar
dasar-scorecard = scorecard ronde terakhir yang ditutup
dasar-tidak-ada = tidak ada: peraturan ini tidak memberi ukuran untuk peringkat

## Penolakan menurut aturan

tolak-tanpa-paket = Belum ada paket peraturan. Jalankan jejak init lebih dahulu.
tolak-opd-tidak-dikenal = Kode OPD "{ $kode }" tidak dikenal.{ $mungkin ->
    [tidak] { "" } Daftarkan dahulu lewat impor opd.
   *[lain] { " " }Maksud Anda "{ $mungkin }"?
  }
tolak-induk-tidak-dikenal = OPD induk "{ $kode }" tidak dikenal.{ $mungkin ->
    [tidak] { "" } Daftarkan induknya dahulu, atau kosongkan kolom induk.
   *[lain] { " " }Maksud Anda "{ $mungkin }"?
  }
tolak-kbk-tidak-dikenal = Kode KBK "{ $kode }" tidak dikenal.{ $mungkin ->
    [tidak] { "" } Daftarkan dahulu lewat impor kbk.
   *[lain] { " " }Maksud Anda "{ $mungkin }"?
  }
tolak-periode-tidak-dikenal = Periode "{ $kode }" tidak dikenal.{ $mungkin ->
    [tidak] { "" } Buka dahulu lewat impor periode.
   *[lain] { " " }Maksud Anda "{ $mungkin }"?
  }
tolak-gelar-tidak-dikenal = Gelar "{ $kode }" tidak dikenal.{ $mungkin ->
    [tidak] { "" } Umumkan dahulu lewat impor gelar.
   *[lain] { " " }Maksud Anda "{ $mungkin }"?
  }
tolak-kode-dipakai-sistem = Kode "{ $kode }" dipakai untuk alamat halaman. Pilih kode lain.
tolak-bukan-ronde = "{ $kode }" berjenis { $jenis }, sedangkan isian ini memerlukan { $perlu }.
tolak-hanya-ronde-atau-gelar = "{ $kode }" tidak dapat ditutup atau dibuka: tahun dan triwulan mengikuti kalender. Yang ditutup hanya ronde dan Gelar.
tolak-periode-ditutup = { $kode } sudah ditutup pada kejadian nomor { $posisi }. Ajukan pembukaan kembali dengan alasan kepada Tim: jejak periode reopen { $kode } --alasan "..."
tolak-belum-ditutup = { $kode } belum ditutup, jadi tidak perlu dibuka kembali.
tolak-sudah-ditutup = { $kode } sudah ditutup pada kejadian nomor { $posisi }.
tolak-sebelum-ronde = Tanggal { $tanggal } mendahului { $periode }, yang dimulai { $mulai }. Periksa tanggal atau periodenya.
tolak-tanggal-terbalik = Tanggal selesai { $selesai } mendahului tanggal mulai { $mulai }. Tukar atau perbaiki salah satunya.
tolak-tanpa-evaluasi = Paket { $paket } tidak memiliki kuesioner evaluasi.
tolak-jumlah-jawaban = Ada { $ada } jawaban, seharusnya { $perlu }.
tolak-jawaban-di-luar-skala = Jawaban { $jawaban } untuk { $pertanyaan } di luar skala. Isi bilangan 1 sampai { $terbesar } ({ $sumber }).
tolak-tanpa-scorecard = Paket { $paket } tidak memiliki scorecard.
tolak-butir-tidak-dikenal = Butir "{ $butir }" tidak ada di scorecard.{ $mungkin ->
    [tidak] { "" } Lihat daftar butir di paket peraturan.
   *[lain] { " " }Maksud Anda "{ $mungkin }"?
  }
tolak-butir-ganda = Butir { $butir } dinilai dua kali pada lembar yang sama. Hapus salah satunya.
tolak-butir-kurang = Lembar belum lengkap: { $jumlah } butir belum dinilai ({ $butir }).
tolak-langkah-tidak-sah = { $persen } persen untuk butir { $butir } tidak diperbolehkan. Pilih { $langkah } ({ $sumber }).
tolak-alasan-kosong = Setiap penilaian memerlukan alasan tertulis ({ $sumber }; AMB-004).
tolak-unit-sendiri = Penilai berasal dari { $opd }, unit { $kbk } sendiri. Tunjuk penilai dari unit lain (AMB-006, AMB-040).
tolak-jenis-kegiatan-tidak-dikenal = Jenis kegiatan "{ $jenis }" tidak dikenal. Pilih { $pilihan }.
tolak-nilai-tidak-dikenal = Nilai "{ $nilai }" tidak dikenal. Pilih { $pilihan }, atau kosongkan.
tolak-tanpa-gelar = Paket { $paket } tidak mengatur Gelar.
tolak-kriteria-beku = Kriteria { $gelar } sudah beku karena sudah ada KBK yang terdaftar (AMB-040).
tolak-bobot-kriteria = Jumlah bobot kriteria { $gelar } adalah { $jumlah }, seharusnya 100.
tolak-kriteria-ganda = Kriteria { $kriteria } tertulis dua kali. Hapus salah satunya.
tolak-kriteria-maks = Nilai maksimum { $maks } untuk kriteria { $kriteria } tidak dapat dipakai. Pilih bilangan 1 sampai 1000 yang lazim, misalnya 5, 10, atau 100.
tolak-kriteria-belum-ada = Kriteria { $gelar } belum ditetapkan. Impor gelar_kriteria lebih dahulu (AMB-040).
tolak-kriteria-tidak-dikenal = Kriteria "{ $kriteria }" tidak ada dalam Gelar ini. Pilih { $pilihan }.
tolak-kriteria-kurang = Lembar juri belum lengkap: kriteria { $kriteria } belum dinilai.
tolak-nilai-melebihi-maks = Nilai { $nilai } untuk kriteria { $kriteria } melebihi maksimum { $maks }.
tolak-bukan-juri = Juri ini belum ditunjuk untuk { $gelar }. Impor gelar_juri lebih dahulu.
tolak-bukan-peserta = KBK { $kbk } tidak terdaftar sebagai peserta { $gelar }. Impor gelar_peserta lebih dahulu.
tolak-lembar-kurang = { $gelar } belum lengkap: { $jumlah } lembar juri belum ada, misalnya untuk { $contoh }. Lengkapi, atau tutup dengan alasan: --alasan "..."
tolak-isi-berbeda = Kunci yang sama sudah tercatat pada kejadian nomor { $posisi } dengan isi lain. Catatan tidak diubah; koreksi diajukan sebagai catatan tersendiri.

## Berkas yang tidak dapat diimpor

berkas-unreadable = Berkas tidak dapat dibaca: { $galat }. Periksa nama dan letaknya.
berkas-empty = Berkas kosong. Baris pertama harus berisi judul kolom; buat dengan jejak template.
berkas-other-format = Berkas ini { $format }. Simpan sebagai CSV (UTF-8) atau XLSX, lalu impor lagi.
berkas-damaged-workbook = Buku kerja XLSX rusak atau terpotong ({ $rincian }). Buka di Excel, simpan ulang, lalu impor lagi.
berkas-workbook-too-large = Isi buku kerja ({ $bagian }) melebihi { $paling_besar_mib } MiB setelah dibuka. Pecah menjadi beberapa berkas, atau simpan sebagai CSV.
berkas-far-cell = Sel { $sel } terisi jauh di luar isian (paling banyak { $paling_banyak_kolom } kolom dan { $paling_banyak_baris } baris). Hapus isinya, lalu simpan lagi.
berkas-wrong-encoding = Baris { $baris } tidak berpengodean UTF-8 (tampaknya { $pengodean }). Di Excel: Simpan Sebagai, pilih "CSV UTF-8".
berkas-truncated = Berkas terpotong pada baris { $baris }. Ambil lagi berkas yang utuh.
berkas-line-too-long = Baris { $baris } lebih panjang dari { $paling_banyak } huruf. Mungkin ada tanda kutip yang tidak ditutup.
berkas-unknown-kind = Judul kolom ({ $kolom }) bukan judul isian mana pun. Jenis yang dikenal: { $pilihan }. Contoh judul: jejak template JENIS.
berkas-missing-columns = Kolom yang kurang untuk { $jenis }: { $kolom }. Judul lengkap: jejak template { $jenis }.
berkas-unknown-column = Kolom "{ $kolom }" tidak dikenal untuk { $jenis }.{ $mungkin ->
    [tidak] { "" } Hapus kolom itu.
   *[lain] { " " }Maksud Anda "{ $mungkin }"?
  }
berkas-duplicate-column = Kolom "{ $kolom }" tertulis dua kali. Hapus atau ganti salah satunya.
berkas-not-in-rules = Paket { $paket } tidak mengatur { $jenis }, jadi berkas ini tidak dapat diimpor.

## Sel dan baris yang tidak dapat dibaca

sel-kosong = Isian ini wajib, tetapi kosong.
sel-sel-rusak = Isi "{ $isi }" adalah galat atau susunan yang tidak dapat dibaca. Isi dengan nilai biasa.
sel-teks-terlalu-panjang = Teks { $panjang } huruf, paling banyak { $paling_banyak }. Persingkat.
sel-karakter-kendali = Teks satu baris ini berisi ganti baris atau huruf kendali. Hapus.
sel-teks-sebagai-angka = "{ $isi }" tersimpan sebagai angka dan mungkin sudah kehilangan digit. Ubah format kolom menjadi Teks, lalu ketik ulang.
sel-kode-tidak-sah = "{ $isi }" bukan kode. Pakai 1 sampai 64 huruf, angka, titik, tanda hubung, atau garis bawah.
sel-bukan-bilangan-bulat = "{ $isi }" bukan bilangan bulat. Isi misalnya 1 atau 25.
sel-di-luar-rentang = "{ $isi }" di luar rentang { $paling_kecil } sampai { $paling_besar }.
sel-bukan-desimal = "{ $isi }" bukan angka dengan paling banyak dua desimal. Isi misalnya 85 atau 85,50.
sel-bukan-tanggal = "{ $isi }" bukan tanggal. Tulis tahun-bulan-hari, misalnya 2026-03-31.
sel-bukan-pilihan = "{ $isi }" tidak dikenal.{ $mungkin ->
    [tidak] { "" } Pilih { $pilihan }.
   *[lain] { " " }Maksud Anda "{ $mungkin }"? Pilihan: { $pilihan }.
  }
sel-nip-sebagai-angka = NIP tersimpan sebagai angka sehingga digit terakhirnya hilang. Ubah format kolom menjadi Teks, lalu ketik ulang NIP.
sel-nip-tidak-sah = NIP terdiri atas 18 angka; isian ini { $panjang } huruf. Periksa lagi.
sel-pegawai-tidak-dikenal = NIP ini belum terdaftar di unit mana pun. Impor pegawai lebih dahulu.
sel-bukan-nip-atau-kode = Isi dengan NIP yang terdaftar, atau dengan kode yang tidak menyebut nama, misalnya TIM-1.
sel-pertanyaan-belum-dijawab = { $jumlah } pertanyaan belum dijawab: nomor { $nomor }. Seluruh pertanyaan harus diisi (Lampiran IV; AMB-012).
sel-induk-melingkar = Unit ini dan induknya saling menjadi induk ({ $induk }). Kosongkan induk salah satunya.
sel-tanggal-lembar-berbeda = Tanggal { $tanggal } berbeda dari { $tanggal_pertama } pada baris { $baris_pertama } untuk lembar yang sama. Satu lembar satu tanggal.
sel-baris-berbeda = Kunci yang sama sudah ada di { $berkas } baris { $baris } dengan isi lain. Hapus atau perbaiki salah satunya.
sel-jumlah-kolom = Baris ini berisi { $ada } kolom, seharusnya { $perlu }. Mungkin ada pemisah yang lebih atau baris yang terpotong.
sel-sel-tanpa-judul = Kolom ke-{ $kolom } terisi tetapi tidak berjudul. Beri judul, atau kosongkan.
sel-tanda-kutip = Ada huruf sesudah tanda kutip penutup. Periksa tanda kutip pada baris ini.
sel-json-tidak-sah = Baris ini bukan objek JSON yang utuh (kolom { $kolom }).
sel-kind-tidak-dikenal = Jenis (kind) "{ $isi }" tidak dikenal.{ $mungkin ->
    [tidak] { "" } Pilih { $pilihan }.
   *[lain] { " " }Maksud Anda "{ $mungkin }"?
  }
sel-kunci-tidak-dikenal = Kunci "{ $kunci }" tidak dikenal untuk { $jenis }.{ $mungkin ->
    [tidak] { "" } Hapus kunci itu.
   *[lain] { " " }Maksud Anda "{ $mungkin }"?
  }
sel-kunci-ganda = Kunci "{ $kunci }" tertulis dua kali pada baris ini.

## Paket peraturan yang belum dapat dipakai

paket-tidak-terbaca = Paket peraturan { $berkas } tidak dapat dibaca: { $sebab }. Tunjuk folder yang berisi rule_pack.toml.
paket-tidak-sah = Paket peraturan { $berkas } baris { $baris }: { $sebab }
paket-belum-utuh = Paket peraturan { $berkas } belum dapat dipakai. { $jumlah } masalah:
paket-kode-ganda = Kode "{ $kode }" tertulis dua kali di { $daftar }.
paket-tidak-dikenal = { $tempat } menyebut { $menyebut }, yang tidak ada di paket ini.
paket-kode-tidak-sah = { $tempat }: kode "{ $kode }" tidak dapat menjadi judul kolom. Pakai huruf, angka, titik, tanda hubung, atau garis bawah.
paket-tanpa-sumber = { $tempat } tidak menyebut sumber (pasal atau lampiran).
paket-pertanyaan-tanpa-kelompok = Pertanyaan { $pertanyaan } pada { $instrumen } berada di { $kali } kelompok, seharusnya tepat satu.
paket-pita-bolong = { $tempat }: jumlah skor { $nilai } tidak berada di kategori mana pun.
paket-pita-tumpang-tindih = { $tempat }: jumlah skor { $nilai } berada di lebih dari satu kategori.
paket-bobot-bukan-seratus = Jumlah bobot scorecard { $jumlah }, seharusnya 100.
paket-pita-scorecard = Kategori { $kode } pada scorecard mulai dari { $dari }: kategori harus menurun dari yang terbaik dan yang terakhir mulai dari 0.
paket-langkah-tidak-sah = Langkah penilaian { $langkah } tidak sah: isi paling sedikit satu, masing-masing 0 sampai 100.
paket-skala-tidak-sah = Skala { $kode } memiliki { $pilihan } pilihan, seharusnya 2 sampai 9.
paket-syarat-tidak-sah = Syarat Gelar menunjuk { $instrumen }, yang tidak memiliki kategori di paket ini.
paket-tanggal-terbalik = Tanggal berlaku terbalik: sampai mendahului mulai.
