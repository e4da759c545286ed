## Baris perintah

perintah-jejak = Mencatat, memeringkat, dan mengaudit program budaya kerja pemerintah daerah.
perintah-demo = Membuat pemerintah contoh, lalu membukanya di peramban.
perintah-serve = Menjalankan halaman untuk satu folder data.
perintah-init = Memulai catatan sebuah pemerintah daerah dengan satu paket peraturan.
perintah-import = Membaca berkas CSV, XLSX, atau JSONL ke dalam catatan.
perintah-template = Membuat berkas kosong dengan judul kolom yang benar.
perintah-rank = Menampilkan peringkat suatu periode.
perintah-publish = Menerbitkan peringkat suatu periode: sidik jari hasilnya dicatat dan dapat dihitung ulang siapa pun.
perintah-explain = Menjelaskan mengapa sebuah perangkat daerah berada di tempatnya.
perintah-kewajiban = Menampilkan kewajiban suatu periode: siapa, kapan, dan mana yang terlewat.
perintah-review = Menyusun tinjauan triwulan: keputusan lalu, posisi, perubahan, yang terlambat, dan yang diputuskan.
perintah-laporan = Menyusun laporan peraturan dari catatan, termasuk teks yang tersegel.
perintah-gelar = Menampilkan Gelar dari pengumuman sampai penghargaan: siapa boleh ikut, lembar juri, hasil, keputusan.
perintah-formulir = Menampilkan entri sebuah formulir dengan kolom cetaknya, termasuk teks yang tersegel.
perintah-events = Menampilkan kejadian di dalam catatan, satu kejadian satu baris.
perintah-checkpoint = Menandatangani buku besar sebagaimana adanya, untuk disimpan di luar mesin ini.
perintah-receipt = Membuat tanda terima: bukti bahwa sebuah kejadian ada di dalam buku besar.
perintah-bundle = Membuat berkas untuk dibawa pulang pemeriksa: kejadian, paket peraturan, checkpoint, hasil.
perintah-verify = Memeriksa bahwa tidak ada yang diubah, atau menunjukkan letaknya. Tidak memperbaiki apa pun.
perintah-log = Memindahkan catatan kejadian antara folder dan klaster KurrentDB.
perintah-copy = Menyalin semua kejadian, lalu membandingkan sidik jari keduanya.
perintah-periode = Menutup atau membuka kembali ronde dan Gelar; mengunci tahun atau triwulan.
perintah-policy = Kebijakan peringkat: ukuran dan bobot indeks daerah.
perintah-close = Menutup ronde atau Gelar; yang datang sesudahnya tidak dihitung.
perintah-reopen = Membuka kembali ronde atau Gelar yang sudah ditutup.
perintah-lock = Mengunci tahun atau triwulan: yang bertanggal di dalamnya hanya masuk sebagai koreksi.
perintah-unlock = Melepas kunci tahun atau triwulan.
perintah-tarik = Menarik isian yang seharusnya tidak pernah ada; sejak itu tidak dihitung.
perintah-regulation = Memeriksa dan memakai paket peraturan.
perintah-check = Uji Pasal: menunjukkan setiap masalah dan setiap hal yang dibiarkan terbuka dalam sebuah paket peraturan.
perintah-adopt = Mulai sekarang memakai isi berkas: paket peraturan (regulation), atau ukuran dan bobot indeks daerah (policy).
perintah-backup = Menyalin catatan yang sedang berjalan ke folder cadangan, lalu membacanya kembali.
perintah-restore = Memulihkan cadangan ke folder data baru dan mencatat apa yang hilang.
perintah-replay = Membangun ulang semua tabel dari catatan dan membandingkannya.

bantuan-perintah = Perintah
bantuan-pilihan = Pilihan
bantuan-isian = Isian
bantuan-susunan =
    { $isi }
    Pemakaian: { $pakai }

    { $semua }

opsi-data = Folder yang berisi seluruh catatan satu pemerintah daerah.
opsi-log = Alamat klaster KurrentDB yang menyimpan catatan, misalnya kurrentdb://localhost:2113?tls=false; tanpa ini berkas di folder data.
opsi-listen = Alamat dan porta, misalnya 127.0.0.1:8420.
opsi-kurrentdb_listen = Alamat dan porta untuk klien KurrentDB, misalnya 127.0.0.1:2113; tanpa ini porta itu tertutup.
opsi-kurrentdb_append = Porta itu juga menerima penambahan. Aturan peraturan tidak diperiksa di sana, dan yang sudah dicatat tidak dapat dihapus.
opsi-regulation = Folder paket peraturan, atau nama paket bawaan seperti purbalingga/perbup_11_2020.
opsi-path = Folder paket peraturan, berkas rule_pack.toml, atau nama paket bawaan.
opsi-pemda = Kode singkat pemerintah daerah: huruf, angka, titik, atau garis bawah.
opsi-nama = Nama pemerintah daerah.
opsi-zona = Zona waktu: WIB, WITA, atau WIT.
opsi-files = Berkas .csv, .xlsx, atau .jsonl; jenisnya dikenali dari judul kolom.
opsi-dry_run = Memeriksa saja, tidak mencatat apa pun.
opsi-kind = Jenis isian, misalnya opd, pegawai, evaluasi, scorecard.
opsi-output = Berkas tujuan (template: .csv atau .xlsx; bundel: .jsonl atau .jsonl.gz; formulir: .xlsx, .csv, atau .json; laporan dan tinjauan: .html, .xlsx, .csv, atau .json); bila boleh dilewati, tanpa ini ke layar.
opsi-cetak_kunci = Hanya mencetak kunci pemeriksa, untuk dicatat di berita acara.
opsi-kejadian = Nomor kejadian.
opsi-token = Token lembar evaluasi; tanda terimanya hanya membuktikan keikutsertaan.
opsi-qr = Berkas SVG tujuan untuk kode QR.
opsi-bundle = Berkas yang dibuat jejak bundle.
opsi-receipt = Berkas tanda terima (.tlog-proof).
opsi-checkpoint = Checkpoint yang disimpan dari dahulu.
opsi-checkpoint_folder = Folder di luar mesin ini, misalnya berkas bersama, tempat checkpoint harian disimpan.
opsi-checkpoint_command = Perintah yang menerima checkpoint dari masukan baku, misalnya: mail -s checkpoint inspektorat@contoh.go.id
opsi-checkpoint_witness = Alamat saksi (C2SP tlog-witness) yang ikut menandatangani.
opsi-pemeriksa = Kunci pemeriksa seperti tertulis di berita acara.
opsi-periode = Tahun (2026), triwulan (2026-T3), atau kode periode.
opsi-as_of = Keadaan pada nomor kejadian, tanggal (2026-03-31), atau saat tertentu (2026-03-31T16:00:00+07:00).
opsi-terjadi_sampai = Keadaan seperti terjadi sampai tanggal ini, dengan yang dicatat belakangan.
opsi-dari = Periode pembanding, misalnya 2026-T1: mengapa berubah sejak itu.
opsi-dari_saat = Saat pembanding: nomor kejadian, tanggal, atau saat tertentu; tanpa ini saat yang sama.
opsi-utas = Banyaknya bagian hitungan yang dikerjakan bersamaan; tanpa ini menurut mesinnya. Hasilnya tidak bergantung padanya.
opsi-format = Bentuk keluaran.
opsi-opd = Kode perangkat daerah.
opsi-laporan = Kode laporan, misalnya laporan_tahunan.
opsi-formulir = Kode formulir, misalnya masalah.
opsi-kbk = Hanya KBK ini.
opsi-stream = Hanya aliran ini, misalnya kbk-contoh:KBK-DINKES.
opsi-from = Mulai dari nomor kejadian ini.
opsi-to = Sampai nomor kejadian ini.
opsi-asal = Folder data atau alamat klaster yang disalin.
opsi-tujuan = Folder atau alamat klaster tujuan: kosong, atau berisi awal yang sama.
opsi-kode = Kode ronde, Gelar, tahun (2026), triwulan (2026-T2), atau isian.
opsi-jenis = Jenis isian: kegiatan, rapat, atau kode formulir.
opsi-berkas = Berkas yang dibaca.
opsi-under = Paket peraturan, foldernya, atau berkas kebijakan lain: peringkat dihitung juga menurut itu dan disandingkan.
opsi-koreksi = Alasan koreksi: baris yang sudah tercatat dengan isi lain dikoreksi, dan alasan ini disimpan tersegel.
opsi-alasan = Alasan, disimpan tersegel.
opsi-cadangan = Folder cadangan.
opsi-kunci = Folder tersendiri untuk kunci (keys.db); jangan di media yang sama dengan cadangan.
opsi-titik = Berkas checkpoint terakhir yang Anda pegang, untuk mengetahui apa yang hilang.
opsi-help = Menampilkan bantuan ini.
opsi-version = Menampilkan versi.

kemajuan-menyalin = Menyalin
kemajuan-membaca = Membaca catatan
kemajuan-demo = Menulis data contoh
kemajuan-memeriksa = Memeriksa baris
kemajuan-mencatat = Mencatat
kemajuan-membaca-kembali = Membaca kembali
kemajuan-menyusun = Menyusun tabel

init-selesai = Catatan dimulai di { $folder } dengan { $peraturan } (sidik paket { $sidik }). Berikutnya: jejak import --data { $folder } BERKAS...
init-kode-pemda = Kode pemda "{ $nilai }" tidak dapat dipakai. Pakai huruf, angka, titik, atau garis bawah tanpa spasi dan tanpa tanda hubung, misalnya contoh atau 33.03.
init-zona = Zona "{ $nilai }" tidak dikenal. Pilih WIB, WITA, atau WIT.
init-nama-kosong = Nama pemerintah daerah masih kosong. Tulis misalnya --nama "Kabupaten Contoh".
bukan-kode = "{ $nilai }" bukan kode. Kode terdiri atas 1 sampai 64 huruf, angka, titik, tanda hubung, atau garis bawah.
bukan-tanggal = "{ $nilai }" bukan tanggal. Tulis tahun-bulan-hari, misalnya 2026-03-31.
periode-tutup-selesai = { $kode } ditutup pada kejadian nomor { $posisi }. Yang datang sesudahnya tidak dihitung.
periode-buka-selesai = { $kode } dibuka kembali pada kejadian nomor { $posisi }.
periode-kunci-selesai = { $kode } dikunci pada kejadian nomor { $posisi }. Yang bertanggal di dalamnya hanya masuk sebagai koreksi beralasan.
periode-lepas-selesai = Kunci { $kode } dilepas pada kejadian nomor { $posisi }.
periode-alasan = Perintah ini untuk { $kode } memerlukan alasan. Tulis --alasan "...".
tarik-selesai = { $jenis } { $kode } ditarik pada kejadian nomor { $posisi }. Catatan asalnya tetap ada dan tidak dihitung lagi.
tarik-alasan = Penarikan memerlukan alasan. Tulis --alasan "...".
paket-dipakai = { $peraturan } dipakai sejak kejadian nomor { $posisi } (sidik paket { $sidik }). Ronde dan Gelar yang sudah dibuka tetap dinilai menurut paket yang disebutnya.
paket-dipakai-opd = { $peraturan } dipakai untuk { $opd } di samping paket pemerintah daerah sejak kejadian nomor { $posisi } (sidik paket { $sidik }).

uji-sah = { $berkas }: sah. { $jumlah } entri, sidik { $sidik }.
uji-belum-sah = { $berkas }: belum dapat dipakai, { $jumlah } masalah.
uji-putusan = Dibiarkan terbuka oleh teks dan ditutup oleh keputusan ({ $jumlah }):
uji-teks = Teks yang hilang atau tidak lengkap ({ $jumlah }):
uji-daerah = Ketentuan daerah, bukan dari peraturan ({ $jumlah }):
uji-tidak-ada = tidak ada
uji-letak = baris { $baris }, { $tempat } ({ $sumber })
uji-hilang = hilang seluruhnya
uji-sebagian = tidak lengkap

cadangan-selesai =
    Cadangan selesai dan sudah dibaca kembali seluruhnya: { $folder }
    { $jumlah } kejadian, { $kib } KiB. Sidik jari { $akar }
cadangan-kunci = Kunci disalin ke { $folder }. Simpan di media lain daripada cadangan.
cadangan-tanpa-kunci = Kunci (keys.db) tidak ikut. Tanpa kunci, yang tersegel tidak dapat dibuka sesudah pemulihan; salin ke media lain dengan --kunci FOLDER.
pulih-selesai =
    Catatan dipulihkan ke { $folder }: { $jumlah } kejadian, sidik jari { $akar }
    Zaman { $epoch } dimulai dengan kejadian nomor { $posisi }.
pulih-hilang = Yang hilang: kejadian nomor { $dari } sampai { $sampai } ({ $jumlah } kejadian). Minta pengirimnya menyerahkan lagi; tanda terima mereka menyebut nomornya.
pulih-tidak-hilang = Menurut checkpoint itu tidak ada kejadian yang hilang.
pulih-tidak-diketahui = Tanpa --checkpoint tidak diketahui apakah ada kejadian yang hilang.
pulih-alasan = Pemulihan memerlukan alasan. Tulis --alasan "...".
pulih-titik-tidak-terbaca = Berkas checkpoint { $berkas } tidak dapat dibaca: { $sebab }.
pulih-bukan-titik = { $berkas } bukan checkpoint: baris pertamanya harus nama buku catatan, lalu jumlah kejadian, lalu sidik jari.
kunci-hilang = Peringatan: keys.db di folder ini bukan kunci dari sealed.db. Nama, NIP, dan alasan yang tersegel tidak dapat dibuka, dan impor ditolak sampai keys.db yang benar dikembalikan.
replay-sama = Semua tabel sama sampai kejadian nomor { $posisi }: dibangun bertahap seperti di server, dan dibangun ulang sekaligus dari catatan.
replay-berbeda = { $jumlah } tabel berbeda sampai kejadian nomor { $posisi }. Catatannya tidak berubah; hentikan server, jalankan lagi, dan laporkan tabel itu.
replay-tabel-sama = sama
replay-tabel-berbeda = berbeda
kolom-tabel = Tabel
kolom-baris = Baris
kolom-sidik = SHA-256

rank-ronde-terbuka = { $kode } belum ditutup, jadi angkanya belum dihitung. Tutup dengan: jejak periode close { $kode }
rank-sidik = Sidik hasil ini: { $sidik }
rank-kaki =
    Peringkat menurut { $dasar }. Paket peraturan { $paket }.
    Data sampai kejadian nomor { $posisi }, { $saat } { $zona }. Sidik jari { $sidik }

rank-terjadi = Seperti terjadi sampai { $tanggal }, dengan yang dicatat belakangan.

explain-bagian = { $ukuran } ronde { $ronde }: { $skor }.
explain-peringkat = { $nama }: peringkat { $peringkat } dari { $dari } dengan nilai { $skor }.
explain-tanpa-peringkat = { $nama }: tanpa peringkat. { $alasan }
explain-di-atas = Satu tempat di atasnya: { $nama } ({ $skor }).
explain-setara = Berbagi tempat dengan { $nama } ({ $skor }).
explain-di-bawah = Satu tempat di bawahnya: { $nama } ({ $skor }).
explain-perubahan = { $ukuran }: { $dari } menjadi { $ke }.
explain-lembar = Tiap lembar: nilai (#nomor kejadian).

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
kolom-selang = Selang
kolom-setara = Setara
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
impor-koreksi-periksa = Diperiksa: { $baris } baris, { $baru } dikoreksi, { $ulang } sudah sesuai. Tidak ada yang dicatat (--dry-run).
impor-koreksi-selesai = Selesai: { $baris } baris dibaca, { $baru } dikoreksi, { $ulang } sudah sesuai. Kejadian terakhir nomor { $posisi }.
impor-koreksi-alasan = Koreksi memerlukan alasan. Tulis --koreksi "...".
impor-kosong = Selesai: { $baris } baris dibaca, semuanya sudah ada. Tidak ada yang ditambahkan.
impor-ditolak = { $jumlah } kesalahan ditemukan. Tidak ada yang dicatat; perbaiki lalu jalankan lagi perintah yang sama.
impor-masih = ... dan { $jumlah } kesalahan lain.
impor-di-baris = { $berkas } baris { $baris }: { $pesan }
impor-di-kolom = { $berkas } baris { $baris }, kolom { $kolom }: { $pesan }
impor-di-berkas = { $berkas }: { $pesan }
impor-saran = Saran untuk { $berkas } baris { $baris }, { $jenis } { $kode }: { $pesan } ({ $sumber }).
impor-saran-lain = ... dan { $jumlah } saran lain.
impor-bergerak = Penulis lain terus mengubah daftar unit atau ronde saat berkas diperiksa. Tidak ada yang dicatat; coba lagi sebentar.

serve-siap = jejak berjalan di http://{ $alamat }/ (Ctrl-C untuk berhenti)
serve-lokal = Selama belum ada akun pengguna, halaman hanya dapat dibuka dari komputer ini.
serve-alamat = "{ $nilai }" bukan alamat. Tulis misalnya 127.0.0.1:8420.
serve-hanya-lokal = { $nilai } dapat dibuka dari komputer lain, sedangkan akun pengguna belum ada. Pakai 127.0.0.1:8420 atau [::1]:8420.
serve-porta = Klien KurrentDB membaca dan mengikuti catatan di kurrentdb://{ $alamat }?tls=false (hanya dari komputer ini, tanpa kata sandi).
serve-porta-hanya-lokal = { $nilai } dapat dicapai dari komputer lain, sedangkan porta klien KurrentDB tidak memakai kata sandi. Pakai 127.0.0.1:2113 atau [::1]:2113.
serve-porta-gagal = Porta klien KurrentDB tidak dapat dibuka di { $alamat }: { $sebab }. Pilih porta lain dengan --kurrentdb-listen.
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
dasar-indeks = indeks daerah menurut kebijakan yang ditetapkan
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
tolak-sudah-diterbitkan = Hasil { $periode } yang sama sudah diterbitkan pada kejadian nomor { $posisi }.
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
tolak-gelar-belum-ditutup = { $gelar } belum ditutup, jadi hasilnya belum tetap. Tutup dahulu, lalu catat keputusannya: jejak periode close { $gelar }
tolak-kategori-lain = KBK { $kbk } terdaftar { $kategori ->
    [tidak] tanpa kategori
   *[other] dalam kategori { $kategori }
    }, bukan { $diputus ->
    [tidak] tanpa kategori
   *[other] dalam kategori { $diputus }
    }. Tulis kategori yang sama dengan pendaftarannya.
tolak-isi-berbeda = Kunci yang sama sudah tercatat pada kejadian nomor { $posisi } dengan isi lain. Catatan tidak diubah; koreksi diajukan dengan alasan: jejak import --koreksi "..." BERKAS
tolak-opd-berakhir = { $opd } berakhir { $sejak } (kejadian nomor { $posisi }), jadi yang bertanggal sesudahnya tidak dicatat di sana.{ $menjadi ->
    [tidak] { "" } Catat pada OPD lain.
   *[lain] { " " }Catat pada { $menjadi }.
  }
tolak-kbk-berakhir = KBK { $kbk } berakhir { $sejak } (kejadian nomor { $posisi }), jadi yang bertanggal sesudahnya tidak dicatat di sana. Catat pada KBK lain.
tolak-menjadi-tidak-dikenal = OPD "{ $kode }" belum terdaftar.{ $mungkin ->
    [tidak] { "" } Daftarkan dahulu lewat impor opd.
   *[lain] { " " }Maksud Anda "{ $mungkin }"?
  }
tolak-menjadi-sendiri = { $kode } tidak dapat menjadi dirinya sendiri. Sebutkan OPD lain.
tolak-induk-melingkar = { $induk } berada di bawah { $opd }, jadi tidak dapat menjadi induknya.
tolak-perubahan-kolom = Untuk { $perubahan }, kolom { $kolom } { $perlu ->
    [kosong] dikosongkan
    [satu] berisi tepat satu kode
    [paling-banyak-satu] berisi paling banyak satu isian
    [dua] berisi dua kode atau lebih, dipisah titik koma
   *[isi] wajib diisi
  }.
tolak-kode-perubahan-dipakai = Kode "{ $kode }" sudah menyebut perubahan lain. Pilih kode baru.
tolak-perubahan-mundur = Perubahan pegawai ini bertanggal { $tanggal }, sedangkan perubahan bertanggal { $sejak } sudah tercatat. Yang berlaku adalah yang terakhir; catat perubahan menurut urutan tanggalnya.
tolak-periode-dikunci = Tanggal { $tanggal } berada dalam { $kode }, yang dikunci pada kejadian nomor { $posisi }. Yang sudah tercatat dikoreksi dengan alasan (jejak import --koreksi "..."); untuk catatan baru, lepas kuncinya lebih dahulu (jejak periode unlock { $kode } --alasan "...").
tolak-hanya-tahun-atau-triwulan = "{ $kode }" tidak dapat dikunci: yang dikunci hanya tahun dan triwulan. Ronde dan Gelar ditutup dengan jejak periode close.
tolak-sudah-dikunci = { $kode } sudah dikunci pada kejadian nomor { $posisi }.
tolak-belum-dikunci = { $kode } tidak sedang dikunci.
tolak-belum-tercatat = Belum ada catatan dengan kunci ini, jadi tidak ada yang dikoreksi. Catat dahulu tanpa --koreksi.
tolak-tanpa-koreksi = Jenis ini tidak dikoreksi lewat impor. Perubahan OPD, KBK, dan pegawai dicatat lewat opd_perubahan, kbk_perubahan, dan pegawai_perubahan; keputusan yang keliru dibatalkan lewat keputusan_kemajuan, lalu dicatat yang benar.
tolak-ukuran-tidak-dikenal = Ukuran "{ $kode }" tidak ada pada peraturan ini.{ $mungkin ->
    [tidak] { "" }
   *[other] { " " }Maksud Anda "{ $mungkin }"?
  } Pilihannya: { $pilihan }.
tolak-ukuran-ganda = Ukuran "{ $kode }" ditulis dua kali. Gabungkan bobotnya dalam satu baris.
tolak-ukuran-tanpa-rentang = Ukuran "{ $kode }": terburuk dan terbaik sama ({ $nilai }). Tulis dua nilai yang berbeda.
tolak-bobot-ukuran = Ukuran "{ $kode }" berbobot { $bobot }, padahal bobot harus lebih dari 0 dan di antara bobot_terendah { $terendah } dan bobot_tertinggi { $tertinggi } (paling banyak 100).
tolak-bobot-kebijakan = Bobot semua ukuran berjumlah { $jumlah }, seharusnya 100. Perbaiki bobotnya (AMB-041).
tolak-alasan-menyebut-orang = Alasan kebijakan dicetak pada setiap laporan dan memuat nomor yang panjangnya seperti NIP atau NIK. Tulis tanpa nomor orang.
tolak-kebijakan-sudah-berlaku = Kebijakan { $periode } dengan ukuran dan bobot ini sudah berlaku sejak kejadian nomor { $posisi }.
tolak-kebijakan-tanpa-alasan = Ronde di { $periode } sudah berisi jawaban (yang pertama kejadian nomor { $posisi }), jadi kebijakan hanya dapat ditetapkan atau diubah dengan alasan. Isi alasan di berkas kebijakan; alasan itu dicetak pada setiap laporan ronde itu.
tolak-paket-sudah-berlaku = Paket { $paket } dengan isi ini sudah berlaku.
tolak-paket-untuk-opd = Paket { $paket } hanya berlaku untuk { $opd }. Pakai di samping paket pemerintah daerah: jejak regulation adopt PAKET --opd { $opd }
tolak-paket-bertabrakan = Kode "{ $kode }" di { $daftar } paket { $paket } sudah dipakai paket lain yang berlaku bersamanya. Ganti kodenya di paket baru.
tolak-dasar = ({ $sumber }{ $keputusan ->
    [tidak] { "" }
   *[lain] { "" }; { $keputusan }
  })
tolak-nama-kbk-kosong = Setiap kelompok harus mempunyai nama { tolak-dasar }.
tolak-metode-tidak-dikenal = Metode "{ $metode }" tidak dikenal untuk { $judul }{ $mungkin ->
    [tidak] { "" }.
   *[lain] { "" }. Maksud Anda "{ $mungkin }"?
  } Pilih { $pilihan } { tolak-dasar }.
tolak-ronde-kosong = { $judul } memerlukan ronde scorecard yang menentukan siapa boleh ikut { tolak-dasar }.
tolak-topik-bukan-nilai = Topik { $judul } harus satu nilai atau lebih dengan tanda ; di antaranya, bukan "{ $topik }". Pilih { $pilihan } { tolak-dasar }.
tolak-formulir-tidak-dikenal = Formulir "{ $formulir }" tidak ada dalam peraturan ini.{ $mungkin ->
    [tidak] { "" }
   *[lain] { " " }Maksud Anda "{ $mungkin }"?
  }
tolak-hanya-unit-tertentu = { $judul } tidak berlaku bagi { $opd }, hanya bagi { $hanya } { tolak-dasar }.
tolak-kolom-kosong = "{ $judul }" harus diisi{ $bila ->
    [tidak] { "" }
   *[lain] { " " }bila { $bila }
  } { tolak-dasar }.
tolak-salah-satu-kosong = Isi paling sedikit salah satu: { $daftar } { tolak-dasar }.
tolak-pilihan-tidak-dikenal = "{ $isi }" bukan pilihan kolom ini{ $mungkin ->
    [tidak] { "" }.
   *[lain] { "" }. Maksud Anda "{ $mungkin }"?
  } Pilihannya: { $pilihan } { tolak-dasar }.
tolak-kolom-harus = "{ $judul }" berisi "{ $isi }", padahal harus "{ $harus }" { tolak-dasar }.
tolak-tanggal-mendahului = "{ $judul }" { $tanggal } mendahului { $sesudah } { $batas }. Perbaiki salah satunya { tolak-dasar }.
tolak-bukan-pegawai = "{ $judul }" harus pegawai yang terdaftar, dengan NIP { tolak-dasar }.
tolak-status-pegawai = "{ $judul }" berstatus { $status }, seharusnya { $perlu } { tolak-dasar }.
tolak-kelas-pegawai = "{ $judul }" memegang jabatan { $kelas }, seharusnya { $perlu } { tolak-dasar }.
tolak-pegawai-unit-lain = "{ $judul }" bukan pegawai { $opd }. Pilih pegawai dari unit itu { tolak-dasar }.
tolak-rujukan-tidak-dikenal = Tidak ada { $jenis } dengan kode "{ $kode }".{ $mungkin ->
    [tidak] { "" } Catat dahulu yang dirujuk, atau periksa kodenya
   *[lain] { " " }Maksud Anda "{ $mungkin }"?
  } { tolak-dasar }.
tolak-rujukan-ditarik = { $jenis } { $kode } sudah ditarik, jadi tidak dapat dirujuk { tolak-dasar }.
tolak-rujukan-lintas = { $jenis } { $kode } milik unit atau kelompok lain. Rujuk catatan sendiri { tolak-dasar }.
tolak-entri-ganda = Sudah ada { $kode } dengan isi yang sama pada { $daftar }. Perbaiki, atau ajukan koreksi atas { $kode } { tolak-dasar }.
tolak-belum-ada = { $pesan }: perlu { $perlu }, baru ada { $ada } { tolak-dasar }.
tolak-sudah-ada = { $pesan }: sudah tercatat pada { $kode } { tolak-dasar }.
tolak-entri-tidak-dikenal = Tidak ada { $jenis } dengan kode "{ $kode }".{ $mungkin ->
    [tidak] { "" }
   *[lain] { " " }Maksud Anda "{ $mungkin }"?
  }
tolak-entri-ditarik = { $jenis } { $kode } sudah ditarik. Catat yang benar dengan kode lain.
tolak-bukan-triwulan = Periode "{ $kode }" bukan triwulan kalender. Isi triwulan yang ditinjau, misalnya 2026-T3.
tolak-tenggat-mendahului = Tenggat { $tenggat } mendahului tanggal { $tanggal }. Isi tenggat pada hari itu atau sesudahnya.
tolak-keputusan-tidak-dikenal = Tidak ada keputusan dengan kode "{ $kode }".{ $mungkin ->
    [tidak] { "" } Catat keputusannya lebih dahulu, atau periksa kodenya.
   *[lain] { " " }Maksud Anda "{ $mungkin }"?
  }
tolak-keputusan-berakhir = Keputusan { $kode } sudah { $status } sejak { $sejak }. Bila masih ada yang harus dikerjakan, catat keputusan baru.
tolak-kemajuan-mundur = Kemajuan { $kode } bertanggal { $tanggal }, sedangkan yang terakhir tercatat bertanggal { $sejak }. Catat kemajuan menurut urutan tanggalnya.
tolak-masih-dirujuk = { $jenis } { $kode } tidak dapat ditarik: masih dirujuk { $formulir } { $oleh }. Tarik atau koreksi { $oleh } lebih dahulu.

## Berkas yang tidak dapat diimpor

berkas-gagal = { $berkas } tidak dapat dibaca atau ditulis: { $sebab }. Periksa nama, letak, dan haknya.
berkas-unreadable = Berkas tidak dapat dibaca: { $galat }. Periksa nama dan letaknya.
berkas-not-found = Berkas tidak ditemukan. Periksa nama dan letaknya.
berkas-empty = Berkas kosong. Baris pertama harus berisi judul kolom; buat dengan jejak template.
berkas-other-format = Berkas ini { $format }. Simpan sebagai CSV (UTF-8) atau XLSX, lalu impor lagi.
berkas-damaged-workbook = Buku kerja XLSX rusak atau terpotong ({ $rincian }). Buka di Excel, simpan ulang, lalu impor lagi.
berkas-workbook-too-large = Isi buku kerja ({ $bagian }) melebihi { $paling_besar_mib } MiB setelah dibuka. Pecah menjadi beberapa berkas, atau simpan sebagai CSV.
berkas-far-cell = Sel { $sel } terisi jauh di luar isian (paling banyak { $paling_banyak_kolom } kolom dan { $paling_banyak_baris } baris). Hapus isinya, lalu simpan lagi.
berkas-wrong-encoding = Baris { $baris } tidak berpengodean UTF-8 (tampaknya { $pengodean }). Di Excel: Simpan Sebagai, pilih "CSV UTF-8".
berkas-truncated = Berkas terpotong pada baris { $baris }. Ambil lagi berkas yang utuh.
berkas-line-too-long = Baris { $baris } lebih panjang dari { $paling_banyak } huruf. Mungkin ada tanda kutip yang tidak ditutup.
berkas-unknown-kind = Judul kolom ({ $kolom }) bukan judul isian mana pun. Jenis yang dikenal: { $pilihan }. Contoh judul: jejak template JENIS.
berkas-ambiguous-kind = Judul kolom cocok untuk beberapa jenis: { $pilihan }. Beri nama berkas atau lembarnya menurut jenisnya.
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
sel-nomor-seperti-orang = Angka sepanjang ini seperti NIP atau NIK. Kolom ini terbuka bagi pembaca; isi nomor yang tidak menunjuk orang.
sel-bukan-pilihan = "{ $isi }" tidak dikenal.{ $mungkin ->
    [tidak] { "" } Pilih { $pilihan }.
   *[lain] { " " }Maksud Anda "{ $mungkin }"? Pilihan: { $pilihan }.
  }
sel-nip-sebagai-angka = NIP tersimpan sebagai angka sehingga digit terakhirnya hilang. Ubah format kolom menjadi Teks, lalu ketik ulang NIP.
sel-nip-tidak-sah = NIP terdiri atas 18 angka; isian ini { $panjang } huruf. Periksa lagi.
sel-pegawai-tidak-dikenal = NIP ini belum terdaftar di unit mana pun. Impor pegawai lebih dahulu.
sel-bukan-nip-atau-kode = Isi dengan NIP yang terdaftar, atau dengan kode yang tidak menyebut nama, misalnya TIM-1.
sel-pertanyaan-ronde-lain = Pertanyaan di berkas ini bukan pertanyaan { $periode }: ronde itu dinilai menurut paket peraturan yang berlaku saat dibuka. Impor formulirnya dalam berkas tersendiri dengan judul kolom kuesioner itu.
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
paket-belum-utuh = Paket peraturan { $berkas } belum dapat dipakai. { $jumlah } masalah:
paket-uji-masalah = { $berkas } baris { $baris }, { $tempat }: { $pesan } ({ $sumber })
paket-uji-berkas = seluruh berkas
paket-uji-tanpa = sumber belum ditulis
paket-bukan-toml = Baris ini tidak dapat dibaca: tanda kutip, kurung, atau tanda sama dengan kurang atau berlebih, atau sebuah isian tertulis dua kali ({ $pesan }).
paket-kunci-tidak-dikenal = Isian "{ $kunci }" tidak dikenal di sini. Yang dikenal: { $boleh }.
paket-kunci-kurang = Isian "{ $kunci }" belum ada.
paket-kata-tidak-dikenal = "{ $kata }" tidak dikenal di sini. Pilih salah satu: { $boleh }.
paket-isi-salah = Seharusnya { $perlu ->
        [teks] teks dalam tanda kutip
        [bilangan] bilangan bulat tanpa tanda kutip
        [pecahan] angka tanpa tanda kutip
        [ya_tidak] true atau false
        [tanggal] tanggal seperti 2026-01-31 tanpa tanda kutip
        [daftar] daftar dalam kurung siku
        [tabel] isian di bawah judul sendiri atau dalam kurung kurawal
       *[lain] { $perlu }
    }, yang tertulis { $ada ->
        [teks] teks
        [bilangan] bilangan di luar yang boleh
        [pecahan] angka pecahan
        [ya_tidak] true atau false
        [tanggal] tanggal
        [daftar] daftar
        [tabel] isian dalam kurung kurawal
       *[lain] { $ada }
    }.
paket-kode-ganda = Kode "{ $kode }" tertulis dua kali.
paket-tidak-dikenal = Menyebut { $menyebut }, yang tidak ada di paket ini.
paket-kode-tidak-sah = Kode "{ $kode }" tidak sah. Pakai huruf, angka, titik, tanda hubung, atau garis bawah.
paket-judul-tidak-sah = "{ $kode }" tidak dapat menjadi judul kolom atau nama impor. Pakai huruf kecil, angka, dan garis bawah; kode, tanggal, kind, dan kolom pemilik isian (opd atau kbk) sudah terpakai.
paket-jenis-bawaan = "{ $kode }" sudah nama impor yang dimiliki setiap catatan. Beri nama lain.
paket-kepala-sama = Catatan: kolomnya sama dengan { $lain }. Beri nama berkas atau lembar menurut formulirnya, agar dikenali.
paket-tanpa-sumber = Tidak menyebut sumber (pasal atau lampiran).
paket-keputusan-tidak-ada = Keputusan { $nomor } tidak ada.
paket-pertanyaan-tanpa-kelompok = Pertanyaan ini berada di { $kali } kelompok, seharusnya tepat satu.
paket-pita-bolong = Jumlah skor { $nilai } tidak berada di kategori mana pun.
paket-pita-tumpang-tindih = Skor { $nilai } berada di lebih dari satu kategori.
paket-pita-rata-rata = Rata-rata antara { $dari } dan { $sampai } tidak berada di kategori mana pun: cara pembulatannya belum ditulis.
paket-batas-ganda = Skor { $nilai } berada di kategori ini dan di { $lain }: belum ada batas beserta keputusannya.
paket-sela-scorecard = Skor antara { $dari } dan { $sampai } tidak berada di kategori mana pun.
paket-puncak-scorecard = Kategori terbaik berakhir di { $sampai }, seharusnya 100.
paket-tanpa-batas = Belum ditulis kategori mana yang memiliki skor tepat di batas.
paket-bobot-hilang = Bobotnya hilang.
paket-bobot-bukan-seratus = Jumlah bobot scorecard { $jumlah }, selisih { $selisih } dari 100.
paket-pita-scorecard = Kategori mulai dari { $dari }: kategori harus menurun dari yang terbaik dan yang terakhir mulai dari 0.
paket-langkah-tidak-sah = Langkah penilaian { $langkah } tidak sah: isi paling sedikit satu, masing-masing 0 sampai 100.
paket-skala-tidak-sah = Skala memiliki { $pilihan } pilihan, seharusnya 2 sampai 9.
paket-syarat-tidak-sah = Syarat Gelar menunjuk { $instrumen }, yang tidak memiliki kategori di paket ini.
paket-tanggal-terbalik = Tanggal terbalik: { $akhir } mendahului { $awal }.
paket-hari-tidak-ada = Hari { $hari } tidak ada di kalender.
paket-hari-tanpa-minggu = "hari" ditulis untuk kewajiban setiap minggu, dan hanya untuk itu.
paket-pilihan-kosong = Kolom pilihan memerlukan tepat satu daftar yang ada isinya: "pilihan" atau "daftar".
paket-tidak-untuk-isi = "{ $kunci }" tidak berlaku untuk kolom seperti ini.
paket-kolom-tidak-ada = { $formulir } tidak memiliki kolom { $kolom }.
paket-kolom-tertutup = Isi kolom { $kolom } tersegel atau menyebut orang, jadi tidak dapat dibandingkan.
paket-kode-pilihan = Kolom { $kolom } tidak menerima "{ $kode }".
paket-rujukan-melingkar = Formulir saling merujuk berputar: { $jalur }.
paket-aturan-kosong = Aturan ini tidak meminta apa pun: isi paling_sedikit atau paling_banyak.
paket-aturan-tak-bertemu = Kolom { $kolom } dan { $melalui } menyebut hal yang berbeda, jadi tidak pernah sama.
paket-bagian-kurang = Belum ada { $perlu }.
paket-tanpa-rujukan = Isian { $dari } tidak merujuk { $ke }.

## Halaman

## Halaman: bagian yang sama di mana-mana

hal-merek = jejak
hal-merek-label = jejak, ke beranda
hal-lewati = Langsung ke isi
hal-navigasi = Utama
hal-beranda = Beranda
hal-peringkat = Peringkat
hal-opd = OPD
hal-nilai = Nilai budaya
hal-agen = Agen Perubahan
hal-kewajiban = Kewajiban
hal-tinjauan = Tinjauan
hal-formulir = Formulir
hal-laporan = Laporan
hal-paket = Peraturan
hal-status = Status
hal-contoh = Data contoh. Pemerintah daerah, orang, dan angka di sini rekaan.
hal-mengapa = Mengapa?
hal-kosong = tidak ada
hal-dan = { $daftar } dan { $akhir }
hal-rentang = { $mulai } sampai { $selesai }
hal-kategori = { $kode }, { $nama }
hal-persen = { $nilai } %
hal-sumber = Sumber: { $sumber }
hal-triwulan = Triwulan { $nomor } { $tahun }
hal-periode-lain = Periode lain
hal-tempat-sama = { $peringkat } (sama)
hal-kejadian-nomor = nomor { $nomor }
hal-makin-kecil = makin kecil makin baik ↓
hal-makin-besar = makin besar makin baik ↑
hal-teks-belum-lengkap = teks belum lengkap
hal-belum-memadai = Jumlah yang menjawab belum memadai, jadi hasilnya dibaca dengan hati-hati.
hal-terlalu-sedikit = Hanya { $jumlah } jawaban. Hasil ditampilkan mulai { $paling_sedikit } jawaban agar tidak ada yang dapat dikenali.
hal-data-grafik = Data grafik ini sebagai tabel

hal-saat = { $tanggal } pukul { $jam } { $zona }
hal-saat-label = Waktu yang dilihat
hal-saat-lampau = Anda melihat keadaan seperti diketahui pada { $saat } (kejadian nomor { $nomor }).
hal-saat-terjadi = Anda melihat keadaan seperti terjadi sampai { $tanggal }, dengan yang dicatat belakangan sampai { $saat } (kejadian nomor { $nomor }).
hal-saat-ke-diketahui = Lihat seperti diketahui pada { $tanggal }
hal-saat-ke-terjadi = Lihat seperti terjadi sampai { $tanggal }, dengan yang dicatat belakangan
hal-saat-cara-diketahui = seperti diketahui pada tanggal itu
hal-saat-cara-terjadi = seperti terjadi sampai tanggal itu, dengan yang dicatat belakangan
hal-kembali-terkini = Kembali ke keadaan terkini
hal-saat-lain = Lihat keadaan pada tanggal lain
hal-saat-legenda = Keadaan pada akhir tanggal
hal-saat-tampilkan = Tampilkan
hal-tanggal = Tanggal
hal-bulan = Bulan
hal-tahun = Tahun

hal-unduh = Unduhan
hal-unduh-xlsx = Unduh Excel
hal-unduh-csv = Unduh CSV
hal-unduh-csv-id = Unduh CSV untuk Excel Indonesia
hal-unduh-json = Unduh JSON

hal-kaki-data = Data sampai kejadian nomor { $nomor }, { $saat }
hal-kaki-sidik = sidik jari
hal-kaki-abadi = Salin tautan abadi
hal-kaki-lengkap = Sidik jari lengkap dan artinya
hal-kaki-arti = Sidik jari dihitung dari seluruh kejadian sampai nomor itu. Satu kejadian yang diubah, dihapus, disisipkan, atau ditukar urutannya mengubah seluruh sidik jari. Tautan abadi membuka halaman ini dengan data sampai kejadian yang sama; salin alamatnya setelah terbuka.
hal-kaki-aturan = Aturan { $kode }, sidik paket { $sidik }…
hal-kaki-zona = Waktu { $zona }

hal-kolom-opd = OPD
hal-kolom-kelas = Kelas
hal-kolom-kategori = Kategori
hal-kolom-kbk = KBK
hal-kolom-jenis = Jenis
hal-kolom-responden = Responden
hal-kolom-syarat = Keterangan
hal-kolom-pertanyaan = Pertanyaan
hal-kolom-rata-rata = Rata-rata
hal-kolom-sumber = Sumber
hal-kolom-tercapai = Tercapai
hal-kolom-nilai-budaya = Nilai budaya
hal-kolom-kegiatan = Kegiatan
hal-kolom-peserta = Peserta
hal-kolom-menit = Menit
hal-kolom-kejadian = Kejadian
hal-kolom-triwulan = Triwulan
hal-kolom-ronde = Ronde

bulan-1 = Januari
bulan-2 = Februari
bulan-3 = Maret
bulan-4 = April
bulan-5 = Mei
bulan-6 = Juni
bulan-7 = Juli
bulan-8 = Agustus
bulan-9 = September
bulan-10 = Oktober
bulan-11 = November
bulan-12 = Desember

jenis-perangkat_daerah = Perangkat daerah
jenis-kecamatan = Kecamatan
jenis-kelurahan = Kelurahan
jenis-uptd = UPTD
jenis-bagian = Bagian
jenis-unit = Unit

## Beranda

beranda-judul = Budaya kerja { $nama }
beranda-dari = { $ada } dari { $dari }
beranda-dinilai = OPD sudah dinilai
beranda-dinilai-lihat = Lihat yang belum
beranda-kbk = OPD sudah memiliki KBK
beranda-kbk-lihat = Lihat daftar OPD
beranda-evaluasi = OPD mengisi evaluasi
beranda-evaluasi-isi = { $jawaban } formulir dari { $terdaftar } pegawai terdaftar di OPD itu
beranda-evaluasi-belum = Belum ada ronde evaluasi yang ditutup tahun ini
beranda-kegiatan = Kegiatan { $periode }
beranda-kegiatan-lihat = Lihat triwulan ini
beranda-kolom-kategori = Kategori scorecard
beranda-tanpa-peringkat = { $jumlah } OPD lain belum berperingkat.
beranda-kegiatan-semua = Semua OPD mencatat kegiatan
beranda-kegiatan-diam = { $ada } dari { $dari } OPD belum mencatat kegiatan
beranda-peringkat = Peringkat { $periode }
beranda-teratas = Teratas. Pilih nama OPD untuk melihat alasannya.
beranda-terbawah = Terbawah di antara yang berperingkat
beranda-peringkat-lengkap = Lihat peringkat lengkap
beranda-terbuka = Yang masih terbuka
beranda-terbuka-tidak = Tidak ada ronde atau Gelar { $periode } yang masih terbuka.
beranda-terbuka-ada = Belum ditutup, jadi angkanya belum dihitung:

## Peringkat

peringkat-judul = Peringkat { $periode }
peringkat-memimpin = { $nama } memimpin peringkat { $periode } dengan nilai { $nilai }.
peringkat-berbagi = { $nama } berbagi peringkat 1 { $periode } dengan nilai { $nilai }.
peringkat-kelas-kalimat = Kelas { $kelas }: { $kalimat }
peringkat-tanpa-dasar = Tidak ada peringkat { $periode }: aturan { $peraturan } tidak memberi ukuran untuk memeringkat.
peringkat-tanpa-ronde = Belum ada peringkat { $periode }: belum ada ronde scorecard yang ditutup pada periode ini.
peringkat-tanpa-nilai = Belum ada peringkat { $periode }: belum ada OPD yang dinilai.
peringkat-tanpa-peringkat = Tanpa peringkat
peringkat-kelas = Kelas { $kelas }
peringkat-grafik = Peringkat { $periode }
peringkat-grafik-arti = { $jumlah } OPD menurut { $dasar }, dari { $tertinggi } sampai { $terendah } pada skala 0 sampai 100. Warna dan huruf menunjukkan kategori scorecard. Pilih satu baris untuk melihat alasannya.
peringkat-grafik-sama = nilainya sama dengan OPD lain
peringkat-tabel = Peringkat { $periode }: pilih nama OPD untuk melihat alasannya
peringkat-tabel-kelas = Peringkat { $periode }, kelas { $kelas }: pilih nama OPD untuk melihat alasannya
peringkat-boleh = memenuhi syarat Gelar
peringkat-arah-skor = Nilai Gelar dan scorecard: makin besar makin baik ↑.
peringkat-arah-evaluasi = Evaluasi dibaca { $arah }. Yang tercetak rata-rata jumlah skor tiap formulir. Evaluasi tidak menentukan peringkat.
peringkat-evaluasi-tabel = Hasil evaluasi ronde { $kode }, { $arah }
peringkat-responden = { $jawaban } dari { $terdaftar }
peringkat-seri = Nilai yang sama berbagi tempat, lalu tempat berikutnya dilewati (1, 1, 3).
peringkat-dasar-judul = Dasar peringkat ini
peringkat-dasar = Tempat diberikan menurut: { $dasar }.
peringkat-ronde-gelar = Gelar { $kode }, { $rentang }, ditutup pada kejadian
peringkat-ronde-syarat = Yang boleh mengikuti Gelar: scorecard ronde { $kode }, { $rentang }, ditutup pada kejadian
peringkat-ronde-scorecard = Skor: scorecard ronde { $kode }, { $rentang }, ditutup pada kejadian
peringkat-ronde-evaluasi = Evaluasi: ronde { $kode }, { $rentang }, ditutup pada kejadian
peringkat-bukti-judul = Sidik hasil
peringkat-bukti-sidik = Sidik jari peringkat di halaman ini, untuk dibandingkan dengan hitungan ulang dari bundel (jejak verify --bundle):
peringkat-bukti-terbit = Diterbitkan { $saat }, pada kejadian
peringkat-bukti-per = keadaan per kejadian
peringkat-bukti-belum = Peringkat periode ini belum diterbitkan.
peringkat-ronde-terbuka = { $kode } belum ditutup, jadi angkanya belum dihitung.

## Gelar

gelar-judul = Gelar
gelar-kalimat = Setiap Gelar dari pengumuman sampai penghargaan. Pilih kodenya.
gelar-tidak-ada = Belum ada Gelar yang diumumkan.
gelar-asing = Gelar "{ $kode }" tidak tercatat.{ $mungkin ->
    [tidak] { "" }
   *[other] { " " }Mungkin maksudnya { $mungkin }.
    }
gelar-nama = { $nama } { $kode }
gelar-kbk = { $kbk } ({ $opd })
gelar-isi = Bagian halaman ini
gelar-semua = Semua Gelar
gelar-peringkat = Peringkat OPD { $tahun }
gelar-lihat = Gelar { $kode }
gelar-lihat-ditutup = ditutup { $tanggal }; peserta, juri, hasil, dan keputusannya
gelar-lihat-terbuka = masih terbuka; siapa boleh ikut dan lembar mana yang belum masuk
gelar-kelas-kalimat = Kategori { $kelas }: { $kalimat }
gelar-terbuka = { $nama } masih terbuka: { $masuk } lembar juri sudah masuk, { $kurang } belum. Angka juri ditampilkan sesudah ditutup.
gelar-terbuka-tim = { $nama } masih terbuka: { $masuk } lembar juri sudah masuk, { $kurang } belum. Angka di bawah hanya untuk Tim dan belum tetap.
gelar-terbaik = { $siapa } meraih nilai terbaik { $nilai } pada { $nama }.
gelar-terbaik-bersama = { $siapa } berbagi nilai terbaik { $nilai } pada { $nama }.
gelar-tanpa-hasil = { $nama } ditutup tanpa peserta yang dinilai.

gelar-waktu = Waktu
gelar-topik-kepala = Topik
gelar-diumumkan = Diumumkan pada kejadian
gelar-ditutup = Ditutup
gelar-ditutup-isi = { $tanggal }, kejadian nomor { $nomor }
gelar-belum-ditutup = belum ditutup
gelar-kolom-keadaan = Ditutup

gelar-topik = Topik
gelar-topik-arti = Arti
gelar-topik-perilaku = Perilaku

gelar-peserta = Siapa boleh ikut
gelar-syarat = Yang boleh ikut: KBK dengan kategori { $perlu } atau lebih baik pada scorecard ronde { $ronde } ({ $sumber }).
gelar-syarat-tidak = Setiap KBK yang terdaftar boleh ikut; peraturan ini tidak menyebut syarat (AMB-047).
gelar-peserta-jumlah = { $boleh } dari { $semua } KBK boleh ikut; { $ikut } mengikuti.
gelar-peserta-tabel = Setiap KBK, boleh ikut atau tidak dan alasannya
gelar-peserta-kosong = Belum ada KBK yang terdaftar.
gelar-kolom-boleh = Boleh ikut
gelar-kolom-ikut = Terdaftar pada
gelar-kolom-kelas = Kategori
gelar-boleh = boleh
gelar-kbk-berakhir = tidak: KBK berakhir { $tanggal }
gelar-ronde-terbuka = tidak: ronde { $ronde } belum ditutup
gelar-di-bawah-syarat = tidak: di bawah kategori { $perlu }

gelar-rubrik = Kriteria
gelar-rubrik-kosong = Kriteria belum ditetapkan. Tanpa kriteria belum ada KBK yang dapat didaftarkan (AMB-040).
gelar-rubrik-beku = Kriteria beku sejak kejadian nomor { $nomor }, saat KBK pertama terdaftar (AMB-040).
gelar-rubrik-terbuka = Kriteria masih dapat diganti sampai KBK pertama terdaftar (AMB-040).
gelar-rubrik-belum = Belum ada kriteria.
gelar-kolom-kriteria = Kriteria
gelar-kolom-maks = Nilai maksimum

gelar-lembar = Lembar juri
gelar-lembar-jumlah = { $masuk } lembar masuk, { $kurang } belum.
gelar-lembar-aturan = Setiap juri menilai setiap peserta, kecuali KBK dari unitnya sendiri (AMB-040). Juri disebut dengan nomor menurut urutan penunjukan.
gelar-lembar-tertutup = Angkanya ditampilkan sesudah Gelar ditutup.
gelar-lembar-tabel = Lembar tiap peserta
gelar-lembar-kosong = Belum ada peserta, atau belum ada juri.
gelar-lembar-ada = masuk
gelar-lembar-belum = belum
gelar-lembar-unit-sendiri = unit sendiri
gelar-juri = Juri
gelar-juri-kosong = Belum ada juri yang ditunjuk.
gelar-juri-nomor = Juri { $nomor }
gelar-kolom-juri = Juri
gelar-kolom-ditunjuk = Ditunjuk pada
gelar-kolom-condong = Kecenderungan

gelar-hasil = Hasil
gelar-hasil-tertutup = Hasil ditampilkan sesudah Gelar ditutup.
gelar-hasil-tabel = Hasil menurut tempat
gelar-hasil-kelas = Hasil kategori { $kelas }
gelar-hasil-kosong = Belum ada peserta.
gelar-cara-rata = Rata-rata: jumlah nilai semua lembar dibagi banyaknya lembar. Inilah hasil yang sah, dan tempat diberikan menurut angka ini (AMB-040).
gelar-cara-median = Median: nilai lembar yang berada di tengah, sehingga satu lembar yang jauh berbeda tidak menggesernya. Hanya pembanding.
gelar-cara-koreksi = Terkoreksi: rata-rata lembar sesudah dikurangi kecenderungan jurinya, yaitu berapa nilai juri itu di atas atau di bawah rata-rata semua juri pada { $bersama } peserta yang dinilai semua juri. Hanya pembanding.
gelar-cara-koreksi-tidak = Terkoreksi tidak dapat dihitung: tidak ada peserta yang dinilai oleh semua juri.
gelar-beda-tidak = Menurut cara yang lain pun yang berada di tempat pertama sama.
gelar-beda-median = Menurut median yang pertama adalah { $siapa }.
gelar-beda-koreksi = Menurut nilai terkoreksi yang pertama adalah { $siapa }.
gelar-tanpa-tempat = { $kbk } terdaftar tetapi tidak mendapat tempat: { $alasan }.
gelar-kolom-tempat = Tempat
gelar-kolom-rata = Rata-rata ↑
gelar-kolom-median = Median ↑
gelar-kolom-tempat-median = Tempat menurut median
gelar-kolom-koreksi = Terkoreksi ↑
gelar-kolom-tempat-koreksi = Tempat terkoreksi
gelar-kolom-rentang = Lembar terendah–tertinggi

gelar-keputusan = Keputusan
gelar-keputusan-aturan = Nilai yang sama berbagi tempat. Semua yang di tempat pertama diusulkan; pilihan di antaranya dibuat juri atau Tim dan dicatat dengan alasannya (AMB-042).
gelar-keputusan-tertutup = Keputusan dicatat sesudah Gelar ditutup.
gelar-keputusan-tabel = Keputusan yang tercatat
gelar-keputusan-kosong = Belum ada keputusan yang tercatat.
gelar-keputusan-perlu = Belum diputuskan. Catat pilihannya lewat impor gelar_keputusan.
gelar-keputusan-lama = Keputusan yang tercatat mendahului penutupan terakhir, jadi hasilnya mungkin sudah lain.
gelar-keputusan-dikoreksi = Keputusannya sudah pernah dikoreksi.
gelar-kolom-alasan = Alasan
gelar-usulan = Diusulkan: { $siapa }.
gelar-usulan-bersama = Diusulkan { $jumlah } KBK yang berbagi tempat pertama: { $siapa }.
gelar-bukan-pertama = Perhatian: yang diputuskan, { $siapa }, berada di tempat { $tempat }, bukan di tempat pertama.
gelar-bukan-bertempat = Perhatian: yang diputuskan, { $siapa }, tidak mendapat tempat.

gelar-penghargaan = Penghargaan
gelar-penghargaan-tertutup = Penghargaan ditampilkan sesudah Gelar ditutup.
gelar-penghargaan-kosong = Belum ada penghargaan yang tercatat untuk Gelar ini.
gelar-penghargaan-belum = Belum ada penghargaan yang tercatat untuk { $siapa }.

gelar-berita-acara = Berita acara
gelar-ba-tercetak = Bila halaman ini dicetak, hanya bagian ini yang tercetak.
gelar-ba-tentang = Tentang
gelar-ba-pemda = Pemerintah daerah
gelar-ba-kriteria = { $nama } ({ $bobot })
gelar-ba-peserta = Peserta
gelar-ba-juri = Juri
gelar-ba-hasil = Hasil yang sah adalah rata-rata nilai semua lembar juri, dua desimal; nilai yang sama berbagi tempat.
gelar-ba-tabel = Hasil yang sah
gelar-ba-tabel-kelas = Hasil yang sah, kategori { $kelas }
gelar-ba-putusan = Diputuskan { $tanggal }: { $siapa } (kejadian nomor { $nomor }, dengan alasan yang tersimpan tersegel).
gelar-ba-panitia = Panitia
## Keteguhan peringkat

teguh-judul = Seberapa teguh peringkat ini
teguh-kalimat = Selang adalah tempat sebuah OPD dalam { $persen } persen dari { $kali } hitung ulang yang mengundi kembali { $apa }; tempat menurut peraturan tidak berubah.
teguh-bobot = bobot ukuran di dalam batas kebijakan
teguh-responden = pegawai yang menjawab
teguh-juri = juri Gelar
teguh-penilai = penilai scorecard
teguh-tidak = Tidak ada selang: tidak ada bobot, responden, juri, atau penilai pada peringkat ini yang dapat diundi kembali dengan hasil lain.
teguh-selang = { $dari }–{ $sampai }
teguh-grafik = selang { $selang }
teguh-tanda = setara { $nomor }
teguh-setara = OPD dalam satu kelompok setara belum tentu berbeda: yang teratas di kelompok itu mengungguli tiap OPD lainnya dalam kurang dari { $persen } persen hitung ulang.
teguh-kelompok = Setara { $nomor }: { $nama }.
teguh-tanpa-kelompok = Tidak ada OPD yang setara.
teguh-opd = Dalam { $kali } hitung ulang, { $nama } berada di tempat { $selang } (selang { $persen } persen).
teguh-opd-pertama = Dalam { $kali } hitung ulang, { $nama } berada di tempat { $selang } (selang { $persen } persen) dan pertama dalam { $pertama } persen.
teguh-opd-setara = Belum tentu berbeda dengan { $nama }.

## Mengapa

mengapa-judul = Mengapa { $nama } peringkat { $peringkat } pada { $periode }?
mengapa-judul-tanpa = Mengapa { $nama } belum berperingkat pada { $periode }?
mengapa-scorecard = { $nama } peringkat { $peringkat } dari { $dari } pada { $periode } dengan skor { $nilai } ({ $kategori }).
mengapa-gelar = { $nama } peringkat { $peringkat } dari { $dari } pada { $periode } dengan nilai Gelar { $nilai }.
mengapa-gelar-scorecard = Skor scorecard-nya { $nilai } ({ $kategori }).
mengapa-tanpa = { $nama } belum mendapat peringkat { $periode }: { $alasan }.
mengapa-sama = Tempat ini dibagi dengan OPD lain yang nilainya sama.
mengapa-kelas = Peringkat dihitung di kelas { $kelas }.
mengapa-syarat = Keterangan: { $alasan }.
mengapa-di-atas = Di atasnya, peringkat { $peringkat }:
mengapa-di-bawah = Di bawahnya, peringkat { $peringkat }:
mengapa-selisih = dengan nilai { $nilai }, selisih { $selisih }.
mengapa-profil = Profil { $nama }
mengapa-ronde = Ronde { $kode }.
mengapa-penilai = Rata-rata dari { $jumlah } lembar penilai.
mengapa-juri = Rata-rata dari { $jumlah } lembar juri.
mengapa-poin-arti = Poin sebuah butir adalah bobot dikali persen yang diberikan; makin besar makin baik ↑.
mengapa-scorecard-judul = Dari mana skor scorecard
mengapa-scorecard-tidak = Belum ada scorecard yang dihitung untuk OPD ini.
mengapa-scorecard-tabel = Butir scorecard menurut nilai budaya; poin, pembulatan, dan jumlahnya tepat
mengapa-gelar-judul = Dari mana nilai Gelar
mengapa-gelar-tabel = Kriteria Gelar; poin, pembulatan, dan jumlahnya tepat
mengapa-lembar = Penilaian tiap lembar
mengapa-lembar-juri = Nilai tiap juri
mengapa-lembar-arti = Penilai { $orang }: { $nilai } persen, kejadian nomor { $nomor }
mengapa-lembar-juri-arti = Juri { $orang }: { $nilai }, kejadian nomor { $nomor }
mengapa-jumlah = Jumlah
mengapa-rata-rata-jumlah = Rata-rata jumlah skor

jarak-judul = Apa yang akan mengubah peringkat
jarak-arti = Ini hitungan, bukan saran: persen bobot yang nilainya sama dengan selisih itu, sebagai rata-rata semua lembar.
jarak-di-atas = Untuk menyamai peringkat { $peringkat } ({ $nama }) kurang { $poin } poin; untuk melewatinya harus lebih dari itu.
jarak-di-bawah = Lebih { $poin } poin daripada peringkat { $peringkat } ({ $nama }).
jarak-sebutir = Selisih { $poin } poin setara dengan { $persen } persen dari bobot { $bobot } pada { $kode }, yang masih terbuka { $terbuka } poin.
jarak-lebih-dari-sebutir = Selisih { $poin } poin lebih besar daripada yang masih terbuka pada satu baris mana pun; yang terbanyak { $kode }, { $terbuka } poin dari bobot { $bobot }.
jarak-tabel = Baris dengan poin terbuka paling banyak
jarak-terbuka = Poin yang masih terbuka
jarak-setara = Setara selisih ke peringkat di atasnya
jarak-setara-persen = { $persen } persen dari bobotnya
jarak-setara-kurang = kurang dari selisih itu
jarak-lihat = Lihat { $nama }

## Perubahan

perubahan-apa = Apa yang berubah sejak { $periode }?
perubahan-kenapa-turun = Kenapa turun sejak { $periode }?
perubahan-kenapa-naik = Kenapa naik sejak { $periode }?
perubahan-judul = Apa yang berubah pada { $nama }?
perubahan-judul-turun = Kenapa { $nama } turun?
perubahan-judul-naik = Kenapa { $nama } naik?
perubahan-sisi = { $periode } (seperti diketahui { $saat }, kejadian nomor { $nomor })
perubahan-turun = { $nama } turun dari peringkat { $dari } ({ $nilaidari }) pada { $sisidari } ke peringkat { $ke } ({ $nilaike }) pada { $sisike }.
perubahan-naik = { $nama } naik dari peringkat { $dari } ({ $nilaidari }) pada { $sisidari } ke peringkat { $ke } ({ $nilaike }) pada { $sisike }.
perubahan-tetap = { $nama } tetap di peringkat { $ke }: nilai { $nilaidari } pada { $sisidari }, { $nilaike } pada { $sisike }.
perubahan-belum-ada = Pada { $sisi }, { $nama } tidak ada di daftar OPD.
perubahan-tanpa-peringkat = Pada { $sisi }, { $nama } tanpa peringkat: { $alasan }.
perubahan-berperingkat = Pada { $sisi }, { $nama } peringkat { $peringkat } dengan nilai { $nilai }.
perubahan-dasar = Dasar peringkatnya berbeda ({ $dari }, lalu { $ke }), jadi nilainya tidak dapat dibandingkan langsung; tiap ukuran dibandingkan sendiri di bawah.
perubahan-nilai-turun = { $ukuran } turun { $selisih } poin, dari { $dari } menjadi { $ke }.
perubahan-nilai-naik = { $ukuran } naik { $selisih } poin, dari { $dari } menjadi { $ke }.
perubahan-nilai-tetap = { $ukuran } tetap { $ke }.
perubahan-menurunkan = Yang menurunkan: { $daftar }.
perubahan-menurunkan-lagi = Yang paling menurunkan: { $daftar }, dan { $lagi } baris lain.
perubahan-menaikkan = Yang menaikkan: { $daftar }.
perubahan-menaikkan-lagi = Yang paling menaikkan: { $daftar }, dan { $lagi } baris lain.
perubahan-butir = { $kode } ({ $andil })
perubahan-butir-hilang = Hanya ada pada sisi sebelumnya (ronde atau paket peraturan lain): { $daftar }.
perubahan-butir-baru = Hanya ada pada sisi sesudahnya (ronde atau paket peraturan lain): { $daftar }.
perubahan-kbk = KBK yang dihitung berganti: { $dari }, lalu { $ke }.
perubahan-kini-di-atas = Yang kini di atasnya: { $daftar }.
perubahan-tidak-lagi-di-atas = Yang tidak lagi di atasnya: { $daftar }.
perubahan-hitung = Tempatnya: { $dari } + { $masuk } yang kini di atasnya − { $keluar } yang tidak lagi di atasnya = { $ke }.
perubahan-lain = { $nama } ({ $dari } menjadi { $ke })
perubahan-tanpa-nilai = tanpa nilai
perubahan-mengapa = Mengapa peringkat { $periode }
perubahan-tanpa-sebelum = Ukuran ini tidak ada pada sisi sebelumnya, jadi tidak ada yang dibandingkan.
perubahan-tanpa-sesudah = Ukuran ini tidak ada pada sisi sesudahnya, jadi tidak ada yang dibandingkan.
perubahan-ronde = Ronde { $dari }, lalu { $ke }.
perubahan-tepat = Andil tiap baris dan pembulatan berjumlah tepat sebesar perubahan nilai yang tercetak.
perubahan-sama = Tidak berubah: { $jumlah } baris lain.
perubahan-tabel = { $ukuran }: andil tiap baris pada perubahannya
perubahan-sebelum = Sebelum
perubahan-sesudah = Sesudah
perubahan-andil = Andil
perubahan-bobot = (bobot { $dari } menjadi { $ke })
perubahan-tidak-ada = tidak ada
perubahan-lain-judul = OPD lain yang mengubah tempatnya
perubahan-lain-tabel = OPD yang kini di atasnya atau tidak lagi di atasnya
perubahan-letak = Letak
perubahan-masuk = kini di atasnya
perubahan-keluar = tidak lagi di atasnya
perubahan-peringkat-sebelum = Peringkat sebelum
perubahan-peringkat-sesudah = Peringkat sesudah
perubahan-nilai-sebelum = Nilai sebelum
perubahan-nilai-sesudah = Nilai sesudah

## Belakangan

belakangan-judul = Dicatat belakangan
belakangan-arti = Dicatat sesudah hari yang diceritakannya. Keadaan seperti diketahui pada suatu hari belum memuatnya; keadaan seperti terjadi memuatnya.
belakangan-kosong = Semua dicatat pada harinya.
belakangan-tabel = Yang dicatat sesudah harinya, menurut jenis
belakangan-jumlah = Jumlah
belakangan-terlama = Paling lama
belakangan-hari = { $hari } hari
belakangan-rincian = { $jenis }: { $jumlah } kejadian
belakangan-sebagian = Ditampilkan { $jumlah } yang paling lama; semuanya ada di unduhan JSON.
belakangan-tentang = Tentang hari
belakangan-dicatat = Dicatat
belakangan-selisih = Selisih
belakangan-evaluasi = Formulir evaluasi
belakangan-gelar = Gelar
belakangan-gelar-nilai = Lembar nilai juri
belakangan-gelar-peserta = Peserta Gelar
belakangan-kbk = KBK
belakangan-kbk-perubahan = Perubahan KBK
belakangan-kegiatan = Kegiatan
belakangan-opd = OPD
belakangan-opd-perubahan = Perubahan OPD
belakangan-pegawai = Daftar pegawai
belakangan-periode = Periode atau ronde
belakangan-rapat = Rapat
belakangan-scorecard = Lembar scorecard

## Banding

peringkat-banding = Apa yang dicatat sejak akhir triwulan lalu, dan akibatnya pada peringkat ini
banding-judul = Apa yang berubah di antara dua saat?
banding-saat = kejadian nomor { $nomor } ({ $saat })
banding-kalimat = { $jumlah } kejadian dicatat sesudah { $dari } sampai { $ke }.
banding-legenda = Dua saat: tanggal (2026-03-31), saat (2026-03-31T16:00:00Z), atau nomor kejadian
banding-isi-dari = Dari
banding-isi-ke = Sampai
banding-dicatat = Yang dicatat di antaranya
banding-dicatat-kosong = Tidak ada yang dicatat di antaranya.
banding-pertama = Pertama
banding-terakhir = Terakhir
banding-terlambat = Di antaranya yang terlambat
banding-terlambat-arti = Dicatat sesudah saat pertama, tetapi tentang { $tanggal } atau hari sebelumnya.
banding-terlambat-kosong = Tidak ada yang dicatat sesudah saat pertama tentang { $tanggal } atau hari sebelumnya.
banding-peringkat = Akibatnya pada peringkat { $periode }
banding-periode-belum = Pada saat pertama periode ini belum ada di catatan, jadi belum ada peringkatnya.
banding-dasar = Dasar peringkatnya berbeda: { $dari }, lalu { $ke }.
banding-gerak = Naik { $naik }, turun { $turun }, tetap { $tetap }, baru berperingkat { $masuk }, tidak lagi berperingkat { $keluar }.
banding-tabel = Peringkat { $periode } pada kedua saat
banding-tanpa-peringkat = Tidak ada OPD yang berperingkat { $periode } pada kedua saat.
banding-perubahan = Perubahan
banding-alasan = Alasan
banding-naik = naik { $tempat }
banding-turun = turun { $tempat }
banding-tetap = tetap
banding-masuk = baru berperingkat
banding-keluar = tidak lagi berperingkat
banding-kenapa-turun = Kenapa turun?
banding-kenapa-naik = Kenapa naik?
banding-kenapa = Apa yang berubah?
mengapa-evaluasi-judul = Evaluasi pegawai
mengapa-evaluasi-tanpa-ronde = Belum ada ronde evaluasi yang ditutup pada periode ini.
mengapa-evaluasi-kosong = Belum ada formulir evaluasi dari OPD ini.
mengapa-evaluasi-ronde = Ronde { $kode }: { $jawaban } formulir dari { $terdaftar } pegawai terdaftar.
mengapa-evaluasi-arah = Evaluasi dibaca { $arah }. Evaluasi tidak menentukan peringkat.
mengapa-kelompok = Kelompok { $kode }: { $nama }
mengapa-rata-rata = Rata-rata jumlah skor { $nilai }
mengapa-sebaran = Berapa kali tiap pilihan diberikan, kelompok { $kode }
mengapa-pertanyaan = Rata-rata tiap pertanyaan ({ $jumlah })
mengapa-pertanyaan-tabel = Rata-rata jawaban tiap pertanyaan, kelompok { $kode }
mengapa-kegiatan-judul = Kegiatan
mengapa-kegiatan = { $kegiatan } kegiatan pada { $periode } dengan { $peserta } peserta dan { $menit } menit, serta { $rapat } rapat. Kegiatan tidak menentukan peringkat.

## OPD

opd-judul = Daftar OPD
opd-kalimat = { $jumlah } OPD terdaftar; { $tanpa } di antaranya belum memiliki KBK.
opd-ronde = Skor dari ronde { $kode }, ronde scorecard terakhir yang ditutup. Bila ada beberapa KBK, skor KBK yang menentukan peringkat OPD itu.
opd-tabel = Seluruh OPD menurut nama
opd-induk = di bawah { $induk }
opd-berakhir = berakhir { $tanggal }
opd-menjadi = berakhir { $tanggal }, menjadi { $menjadi }
opd-tanpa-kbk = belum memiliki KBK
profil-kalimat = { $nama } peringkat { $peringkat } pada { $periode } dengan nilai { $nilai }.
profil-terdaftar = terdaftar pada kejadian
profil-induk = Di bawah
profil-kbk = ({ $kode }), SK { $sk } tanggal { $tanggal }, kejadian
profil-ronde = untuk { $kbk } pada ronde { $kode }.
profil-nilai-judul = Nilai budaya
profil-nilai-arti = Bagian bobot tiap nilai yang tercapai { $kbk } pada scorecard ronde { $kode }.
profil-nilai-tabel = Bagian bobot tiap nilai budaya yang tercapai
profil-kegiatan-judul = Kegiatan
profil-kegiatan-kosong = Belum ada kegiatan tercatat. KBK mencatatnya setelah kegiatan dilaksanakan.
profil-kegiatan-grafik = Kegiatan tiap triwulan
profil-kegiatan-grafik-arti = { $jumlah } kegiatan dari { $awal } sampai { $akhir }. Triwulan terakhir mungkin masih berjalan.
profil-kegiatan-koreksi = dikoreksi { $saat }
profil-kegiatan-semula = semula
profil-berakhir = Keadaan
profil-riwayat-judul = Riwayat perubahan
profil-riwayat-arti = Perubahan berlaku sejak tanggalnya. Yang tercatat sebelumnya tetap memakai nama dan susunan lama.
profil-riwayat-sejak = Sejak
profil-riwayat-perubahan = Perubahan
profil-riwayat-dasar = Dasar
perubahan-berganti_nama = berganti nama
perubahan-berganti_induk = berganti induk
perubahan-bergabung = bergabung
perubahan-dipecah = dipecah
perubahan-berakhir = berakhir
profil-kegiatan-tabel = { $tampil } kegiatan terakhir dari { $jumlah }
profil-skor-judul = Scorecard dari ronde ke ronde
profil-skor-grafik = Skor scorecard tiap ronde
profil-skor-grafik-arti = { $jumlah } ronde yang sudah ditutup, skala 0 sampai 100. Bila ada beberapa KBK, yang skornya tertinggi pada tiap ronde.
profil-evaluasi-lihat = Lihat hasil evaluasi dan alasannya

## Nilai budaya

nilai-judul = Nilai budaya tiap OPD
nilai-kalimat = { $nilai } paling lemah: dari { $dari } OPD yang dinilai, { $bagian }.
nilai-bagian = { $jumlah } di kategori { $kategori }
nilai-merata = Tidak ada nilai yang lebih lemah dari yang lain: sebaran kategorinya sama.
nilai-kosong = Belum ada ronde scorecard yang ditutup, jadi belum ada yang dapat dibandingkan.
nilai-ronde = Ronde { $kode }, { $rentang }. Angka adalah persen bobot nilai yang tercapai; makin besar makin baik ↑.
nilai-pita = mulai { $dari }
nilai-warna = Warna mengikuti batas kategori scorecard, bukan perbandingan antar-OPD: bila semua baik, semuanya berwarna baik. Peraturan memberi kategori untuk skor keseluruhan; untuk tiap nilai batas yang sama dipakai sebagai penunjuk saja.
nilai-grafik = OPD dan nilai budaya
nilai-grafik-arti = { $jumlah } OPD dan { $nilai } nilai; tiap sel berisi persen bobot yang tercapai, dibulatkan. Angka tepat ada di tabel.
nilai-sel = { $nilai } { $persen } persen, { $kategori }
nilai-tabel = Persen bobot tiap nilai budaya yang tercapai
nilai-belum = Belum dinilai pada ronde ini: { $daftar }.
nilai-arti-judul = Arti tiap nilai

## Paket peraturan

paket-daftar-judul = Peraturan
paket-daftar-kalimat = Semua yang dihitung dan diperiksa di sini mengikuti paket peraturan ini. Sidik paket dicatat sebagai kejadian, jadi setiap hasil dapat dihitung lagi dengan aturan pada saat itu.
paket-daftar-tabel = Paket peraturan yang dipakai catatan ini, yang terbaru di atas
paket-seluruh-pemda = Seluruh pemerintah daerah
paket-masih-dipakai = Masih dipakai
paket-pemda = Pemerintah daerah
paket-nomor = Nomor
paket-ditetapkan = Ditetapkan
paket-diundangkan = Diundangkan
paket-penandatangan = Ditandatangani oleh
paket-pimpinan-daerah = Pimpinan daerah
paket-label-opd = Sebutan unit
paket-label-kbk = Sebutan kelompok
paket-hanya-opd = Hanya untuk
paket-berlaku = Berlaku
paket-berlaku-sejak = Sejak { $mulai }.
paket-berlaku-sampai = Sampai { $sampai }.
paket-daftar-isi = Daftar isi
paket-kolom-peraturan = Peraturan
paket-kolom-untuk = Untuk
paket-kolom-dipakai = Dipakai sejak
paket-kolom-sampai = Sampai
paket-kolom-sidik = Sidik paket (SHA-256)
paket-kolom-nomor = No.
paket-kolom-perilaku = Perilaku
paket-kolom-ukuran = Ukuran keberhasilan
paket-kolom-kedudukan = Kedudukan
paket-kolom-pejabat = Pejabat
paket-kolom-tugas = Tugas
paket-kolom-metode = Cara
paket-kolom-jumlah-skor = Jumlah skor
paket-kolom-saran = Saran
paket-kolom-rentang = Skor
paket-kolom-judul = Kolom
paket-kolom-isi = Isian
paket-kolom-kewajiban = Kewajiban
paket-kolom-siapa = Siapa
paket-kolom-kapan = Kapan
paket-kolom-dipenuhi = Dipenuhi dengan
paket-kolom-keputusan = Keputusan
paket-kolom-putusan = Cara membaca
paket-kolom-entri = Untuk

paket-bacaan = Bacaan
paket-nilai = Nilai budaya kerja
paket-perilaku = Perilaku { $nilai }
paket-ukuran = Ukuran keberhasilan { $nilai }
paket-semboyan = Motto, salam, dan budaya malu
paket-semboyan-kosong = Peraturan menyebutnya tanpa memberi isinya.
paket-semboyan-motto = Motto
paket-semboyan-salam = Salam
paket-semboyan-slogan = Slogan
paket-semboyan-yel-yel = Yel-yel
paket-semboyan-employer-branding = Employer branding
paket-semboyan-sesanti = Sesanti
paket-semboyan-budaya-malu = Budaya malu
paket-kekuatan-wajib = wajib
paket-kekuatan-hendaknya = hendaknya
paket-kekuatan-dianjurkan = dianjurkan
paket-kekuatan-pengingat = pengingat

paket-kbk-wajib = { $kbk } wajib ada pada: { $jenis }.
paket-kbk-nama-wajib = { $kbk } wajib memiliki nama sendiri.
paket-kbk-nama-opsional = { $kbk } boleh memiliki nama sendiri.
paket-sk-jenis = Untuk jenis unit: { $jenis }.
paket-sk-atas-nama = Atas nama { $atas_nama }.
paket-struktur = Susunan untuk { $jenis }
paket-merangkap = (merangkap anggota)
paket-peran-unit = Kedudukan pada unit.
paket-peran-koordinasi = Pada bagan berdiri di samping garis komando, dengan garis koordinasi.
paket-fungsi-menyetujui = Menyetujui.
paket-fungsi-menandatangani = Menandatangani.
paket-fungsi-menulis = Menulis.
paket-fungsi-mengikuti = Mengikuti.
paket-tim = Tim
paket-tim-ditetapkan = Ditetapkan oleh: { $oleh }.
paket-kegiatan = Jenis dan cara kegiatan
paket-metode = Cara { $jenis }

paket-instrumen = Kuesioner
paket-instrumen-mati = Tersedia, tetapi belum dipakai: daerah menyalakannya dalam paketnya sendiri.
paket-skala = Skala jawaban { $kode }
paket-bulat-setengah-ke-atas = Rata-rata dibulatkan ke bilangan bulat terdekat, setengah ke atas, sebelum kategorinya dibaca.
paket-bulat-selalu-ke-atas = Rata-rata selalu dibulatkan ke atas sebelum kategorinya dibaca.
paket-bulat-selalu-ke-bawah = Rata-rata selalu dibulatkan ke bawah sebelum kategorinya dibaca.
paket-responden = Di bawah { $sedikit } jawaban hasilnya tidak ditampilkan; di bawah { $persen } % pegawai terdaftar hasilnya ditandai belum memadai.
paket-kategori = Kategori kelompok { $kelompok }
paket-pertanyaan = Pertanyaan kelompok { $kelompok }
paket-rentang = { $dari } sampai { $sampai }
paket-scorecard = Scorecard
paket-scorecard-kategori = Kategori scorecard
paket-scorecard-butir = Butir scorecard dengan bobotnya
paket-langkah = Setiap butir dinilai { $langkah } persen dari bobotnya.
paket-alasan-wajib = Alasan tertulis wajib.
paket-alasan-dianjurkan = Alasan tertulis dianjurkan.
paket-batas-masuk-ke-atas = Skor yang tepat di batas masuk kategori yang lebih tinggi.
paket-batas-masuk-ke-bawah = Skor yang tepat di batas masuk kategori yang lebih rendah.
paket-jumlah = Jumlah
paket-gelar = Gelar dan peringkat
paket-topik-bebas = Topik bebas.
paket-topik-nilai = Topiknya satu nilai budaya kerja atau lebih.
paket-syarat = Yang boleh ikut: KBK dengan scorecard paling rendah { $kategori } ({ $nama }).
paket-tanpa-syarat = Setiap KBK boleh ikut.
paket-seri-berbagi = Nilai yang sama berbagi tempat; tempat berikutnya dilompati (1, 1, 3).

paket-formulir = Formulir
paket-formulir-untuk = Diisi untuk: { $untuk }. Setiap isian memiliki kode dan tanggal. Nama berkas impornya { $kode }.
paket-formulir-tambahan = Kolom-kolom ini menambah isian { $jenis } dan boleh dikosongkan di sana.
paket-formulir-hanya = Hanya untuk { $opd }.
paket-formulir-unik = { $untuk } yang sama tidak boleh mengulang { $kolom } yang sama.
paket-formulir-salah-satu = Paling sedikit satu diisi: { $kolom }.
paket-formulir-tanda-tangan = Ditandatangani oleh { $oleh }.
paket-formulir-kolom = Kolom { $nama }
paket-untuk-pemda = Pemerintah daerah
paket-aturan = Aturan
paket-saran = Saran
paket-atau = { $daftar } atau { $akhir }
paket-isi-teks = Teks, disimpan tersegel.
paket-isi-tanggal = Tanggal.
paket-isi-bilangan = Bilangan bulat mulai 0.
paket-isi-desimal = Angka mulai 0 dengan paling banyak dua desimal.
paket-isi-ya-tidak = Ya atau tidak.
paket-isi-orang = Pegawai, dengan NIP.
paket-isi-opd = Kode unit.
paket-isi-kbk = Kode kelompok.
paket-isi-nomor = Nomor atau tahun.
paket-isi-pilihan = Satu pilihan:
paket-isi-pilihan-daftar = Satu pilihan dari daftar { $daftar }.
paket-isi-pilihan-bacaan = Satu butir dari { $judul }.
paket-isi-pilihan-banyak = Satu pilihan atau lebih:
paket-isi-pilihan-banyak-daftar = Satu pilihan atau lebih dari daftar { $daftar }.
paket-isi-pilihan-banyak-bacaan = Satu butir atau lebih dari { $judul }.
paket-isi-rujuk = Kode isian { $formulir } dari unit atau kelompok yang sama.
paket-isi-rujuk-lintas = Kode isian { $formulir }.
paket-isi-boleh = Boleh kosong.
paket-isi-wajib = Wajib diisi.
paket-isi-wajib-bila = Wajib diisi bila { $bila }.
paket-isi-harus = Hanya diterima: { $isi }.
paket-isi-sesudah = Tidak boleh sebelum { $kolom }.
paket-isi-status = Hanya { $status }.
paket-isi-kelas = Kelas jabatan: { $kelas }.
paket-isi-unit-sendiri = Dari unit sendiri.
paket-isi-tidak-dicetak = Tidak ikut dicetak.
paket-daftar-nilai = nilai budaya kerja
paket-daftar-perilaku = perilaku
paket-daftar-ukuran = ukuran keberhasilan
paket-daftar-peran-kbk = kedudukan dalam kelompok
paket-daftar-peran-tim = kedudukan dalam tim
paket-daftar-tim = tim
paket-daftar-jenis-kegiatan = jenis kegiatan
paket-daftar-laporan = laporan
paket-daftar-penghargaan = penghargaan
paket-kepala-kode = kode isian ini
paket-kepala-opd = unit
paket-kepala-kbk = kelompok
paket-kepala-tanggal = tanggal isian
paket-jenis-kegiatan = kegiatan
paket-jenis-rapat = rapat
paket-jenis-kbk = pembentukan kelompok
paket-jenis-evaluasi = kuesioner
paket-jenis-scorecard = scorecard
paket-jenis-gelar = Gelar
paket-kolom-berisi = { $kolom } = { $isi }
paket-aturan-bila = Berlaku bila { $bila }.
paket-aturan-sedikit = Harus sudah ada paling sedikit { $jumlah } isian { $formulir } untuk { $kolom } yang sama.
paket-aturan-belum = Belum boleh ada isian { $formulir } untuk { $kolom } yang sama.
paket-aturan-banyak = Paling banyak { $jumlah } isian { $formulir } untuk { $kolom } yang sama boleh sudah ada.
paket-aturan-dengan = Yang dihitung: { $dengan }.
paket-saran-jenis = Untuk jenis unit { $jenis }.
paket-saran-isi = { $kolom } sebaiknya { $isi }. Isian lain tetap diterima.

paket-kewajiban = Kewajiban dan waktunya
paket-siapa-formulir = Setiap { $formulir }, dari mulai sampai selesainya
paket-tiap-minggu = Setiap minggu
paket-tiap-hari = Setiap { $hari }
paket-tiap-bulan = Setiap bulan
paket-tiap-triwulan = Setiap triwulan
paket-tiap-semester = Setiap semester
paket-tiap-tahun = Setiap tahun
paket-tiap-sekali = Satu kali
paket-hari-senin = Senin
paket-hari-selasa = Selasa
paket-hari-rabu = Rabu
paket-hari-kamis = Kamis
paket-hari-jumat = Jumat
paket-hari-sabtu = Sabtu
paket-hari-minggu = Minggu
paket-paling-lambat = paling lambat { $hari } { $bulan }
paket-dipenuhi-dengan = { $formulir } dengan { $dengan }
paket-laporan = Laporan
paket-laporan-tentang = Tentang
paket-laporan-penyusun = Disusun oleh
paket-laporan-kepada = Kepada
paket-laporan-tembusan = Tembusan
paket-bagian-formulir = isian { $formulir }.
paket-bagian-tanpa = yang tanpa { $formulir }.
paket-bagian-tanpa-lanjutan = isian { $formulir } yang belum diikuti { $lanjutan }.
paket-bagian-lewat-waktu = isian { $formulir } yang lewat waktunya dan belum diikuti { $lanjutan }.
paket-bagian-capaian = capaian terhadap target pada { $formulir }.
paket-bagian-kewajiban = kewajiban dan keadaannya.
paket-bagian-kegiatan = kegiatan.
paket-bagian-bulan-kosong = bulan tanpa kegiatan.
paket-bagian-tanpa-kegiatan = butir { $bacaan } yang belum disebut { $formulir }.
paket-bagian-struktur = kedudukan dengan pemegangnya dan bagan.
paket-bagian-evaluasi = hasil kuesioner.
paket-bagian-scorecard = hasil scorecard.
paket-bagian-nilai = tabel nilai, perilaku, dan ukuran.
paket-bagian-bacaan = { $bacaan }.
paket-bagian-dengan = Hanya { $dengan }.
paket-penghargaan = Penghargaan
paket-penghargaan-dasar = Dasar
paket-penghargaan-bentuk = Bentuk
paket-penerima-kbk = Kelompok Budaya Kerja
paket-penerima-agen = Agen perubahan
paket-penerima-pegawai = Pegawai
paket-penerima-opd = Unit
paket-keputusan-judul = Yang dibiarkan terbuka dan cara membacanya
paket-keputusan-arti = Di tempat-tempat ini teks peraturan hilang, berlawanan, atau diam. Setiap keputusan menyebut cara membacanya di sini.

## Kejadian

kejadian-bukti = Tanda terima
kejadian-bukti-berkas = Simpan tanda terima (.tlog-proof)
kejadian-bukti-qr = Kode QR
kejadian-bukti-guna = Membuktikan tanpa server ini bahwa kejadian ini ada di dalam buku besar, pada tempat ini.
kejadian-judul = Kejadian nomor { $nomor }
kejadian-tetangga = Kejadian sebelum dan sesudahnya
kejadian-sebelum = Sebelumnya: nomor { $nomor }
kejadian-sesudah = Berikutnya: nomor { $nomor }
kejadian-nama = Nama tersimpan
kejadian-versi = versi { $versi }
kejadian-dicatat = Dicatat
kejadian-tanggal = Tanggal yang dilaporkan
kejadian-pelaku = Dicatat oleh
kejadian-peran = sebagai { $peran }
kejadian-tanpa-pelaku = tidak ada: jawaban tidak menyebut siapa pun
kejadian-aliran = Aliran
kejadian-revisi = Urutan dalam aliran
kejadian-id = Tanda pengenal
kejadian-daun = Sidik kejadian ini
kejadian-data = Isi
kejadian-data-tabel = Isi kejadian
kejadian-kolom = Kolom
kejadian-isi = Isi
kejadian-kosong = kosong
kejadian-ya = ya
kejadian-tidak = tidak
kejadian-tersegel = tersegel, komitmen
kejadian-disembunyikan = disembunyikan
kejadian-jawaban-tersembunyi = Ini bagian dari formulir evaluasi. Kelas jabatan dan jawabannya disembunyikan agar tidak ada yang dapat dikenali. Tanda pengenal, ujung nama aliran, dan sidiknya ikut disembunyikan karena dapat dipakai menebak jawaban itu.
kejadian-lembar-tersembunyi = Ini lembar juri sebuah Gelar yang masih terbuka. Nilainya ditampilkan sesudah Gelar ditutup; tanda pengenal, ujung nama aliran, dan sidiknya ikut disembunyikan karena dapat dipakai menebak nilai itu.
kejadian-json = Isi seperti tersimpan (JSON)
kejadian-json-sebagian = Isi dengan bagian tersembunyi dikosongkan (JSON)

kejadian-pemda-registered = Catatan pemerintah daerah dimulai.
kejadian-rule-pack-adopted = Paket peraturan mulai dipakai.
kejadian-opd-registered = OPD didaftarkan.
kejadian-pegawai-registered = Pegawai masuk daftar sebuah OPD, dengan nama samaran.
kejadian-kbk-formed = KBK dibentuk.
kejadian-periode-opened = Periode atau ronde dibuka.
kejadian-periode-closed = Ronde ditutup; yang datang sesudahnya tidak dihitung.
kejadian-periode-reopened = Ronde dibuka kembali.
kejadian-form-submitted = Formulir evaluasi diserahkan.
kejadian-answer-given = Satu jawaban formulir evaluasi.
kejadian-participation-recorded = Keikutsertaan dalam evaluasi dicatat, terpisah dari jawabannya.
kejadian-scorecard-submitted = Lembar scorecard seorang penilai diserahkan.
kejadian-kegiatan-recorded = Kegiatan KBK dicatat.
kejadian-rapat-recorded = Rapat OPD dicatat.
kejadian-gelar-opened = Gelar diumumkan.
kejadian-gelar-criteria-set = Kriteria Gelar ditetapkan.
kejadian-gelar-juri-appointed = Juri Gelar ditunjuk.
kejadian-gelar-kbk-entered = KBK terdaftar sebagai peserta Gelar.
kejadian-gelar-scored = Lembar nilai seorang juri diserahkan.
kejadian-gelar-closed = Gelar ditutup; yang datang sesudahnya tidak dihitung.
kejadian-gelar-reopened = Gelar dibuka kembali.
kejadian-kegiatan-corrected = Kegiatan KBK dikoreksi; isi sebelumnya tetap tercatat.
kejadian-rapat-corrected = Rapat OPD dikoreksi; isi sebelumnya tetap tercatat.
kejadian-scorecard-corrected = Lembar scorecard dikoreksi; isi sebelumnya tetap tercatat.
kejadian-gelar-score-corrected = Lembar nilai juri dikoreksi; isi sebelumnya tetap tercatat.
kejadian-catatan-recorded = Isian formulir dicatat.
kejadian-gelar-decided = Penerima sebuah kategori Gelar diputuskan; alasannya tersegel.
kejadian-gelar-decision-corrected = Keputusan Gelar dikoreksi; isi sebelumnya tetap tercatat.
kejadian-catatan-corrected = Isian formulir dikoreksi; isi sebelumnya tetap tercatat.
kejadian-entry-withdrawn = Sebuah isian ditarik; sejak ini tidak dihitung.
kejadian-opd-changed = OPD berganti nama, berganti induk, bergabung, dipecah, atau berakhir.
kejadian-kbk-changed = KBK berganti nama, SK, atau OPD, atau berakhir.
kejadian-pegawai-changed = Pegawai berpindah OPD atau jabatan, atau keluar dari daftar.
kejadian-periode-locked = Tahun atau triwulan dikunci; yang bertanggal di dalamnya hanya masuk sebagai koreksi.
kejadian-periode-unlocked = Kunci tahun atau triwulan dilepas.
kejadian-keputusan-recorded = Keputusan tinjauan triwulan dicatat.
kejadian-keputusan-followed = Kemajuan sebuah keputusan tinjauan dicatat.
kejadian-rule-pack-supplemented = Paket peraturan sebuah OPD mulai dipakai di samping paket pemerintah daerah.
kejadian-policy-adopted = Kebijakan peringkat sebuah tahun atau triwulan dipakai.
kejadian-ranking-published = Peringkat sebuah periode diterbitkan; sidik jarinya dapat diperiksa dengan menghitung ulang.
kejadian-log-restored = Catatan dipulihkan dari cadangan; zaman catatan yang baru dimulai.

## Status

status-judul = Status
status-kalimat = { $jumlah } kejadian tercatat, yang terakhir { $saat }.
status-versi = Versi
status-terakhir = Kejadian terakhir
status-akar = Sidik jari seluruh catatan
status-peraturan = Peraturan
status-peraturan-sidik = Sidik paket peraturan
status-folder = Folder data
status-tabel-judul = Isi tabel
status-tabel = Baris tiap tabel yang dibangun dari kejadian
status-tabel-nama = Tabel
status-tabel-baris = Baris
status-jaga-judul = Checkpoint
status-jaga-terakhir = Checkpoint terakhir mencakup { $kejadian } kejadian dari { $jumlah }.
status-jaga-keluar = Terakhir disimpan di luar mesin ini { $saat }.
status-jaga-belum = Belum ada checkpoint yang disimpan di luar mesin ini. Siapa pun yang menguasai mesin ini masih dapat menulis ulang seluruh catatan.
status-jaga-terlambat = Sudah lebih dari 36 jam tidak ada checkpoint yang keluar dari mesin ini. Yang tercatat sesudahnya masih dapat ditulis ulang tanpa ketahuan.
status-jaga-cara = Sebutkan tempat di luar mesin ini (folder bersama, perintah surel, atau saksi) saat menjalankan:
status-jaga-unduh = Simpan checkpoint ini di tempat lain
status-jaga-kunci = Kunci pemeriksa
status-jaga-gagal = Checkpoint tidak dapat dibaca: { $sebab }
status-periksa-judul = Cara memeriksa
status-periksa = Angka di halaman ini tidak perlu dipercaya begitu saja.
status-langkah-1 = Simpan nomor kejadian dan sidik jari dari kaki halaman, misalnya dengan mencetaknya. Buka lagi tautan abadinya kapan saja: sidik jari harus tetap sama.
status-langkah-2 = Baca sendiri setiap kejadian di komputer yang menyimpan catatan:
status-langkah-3 = Hitung ulang peringkat pada nomor kejadian yang sama dan bandingkan dengan halaman:
status-langkah-4 = Bawa pulang seluruh catatan dan periksa di komputer lain, tanpa jaringan:
status-langkah-4-lalu = lalu
status-langkah-5 = Cocokkan sidik hasil yang tercetak dengan yang diterbitkan

## Hasil yang diterbitkan

periksa-halaman-judul = Periksa hasil
periksa-halaman-kalimat = Setiap peringkat yang diterbitkan dicatat bersama sidik jarinya. Tempelkan sidik jari dari kertas atau berkas untuk melihat kapan hasil itu diterbitkan dan apakah hitungan ulang masih memberi hasil yang sama.
periksa-halaman-legenda = Cari sidik hasil
periksa-halaman-isian = Sidik jari, seluruhnya atau sedikitnya 8 angka pertama
periksa-halaman-tombol = Periksa
periksa-halaman-kosong = Belum ada hasil yang diterbitkan sampai saat ini. Terbitkan dengan
periksa-halaman-tabel = Hasil yang diterbitkan, yang terbaru di atas
periksa-diterbitkan = Diterbitkan
periksa-per = Keadaan per kejadian
periksa-sidik = Sidik hasil
periksa-akar = Sidik jari catatan sampai kejadian itu
periksa-paket = Sidik paket peraturan
periksa-kebijakan = Kebijakan peringkat
periksa-tanpa-kebijakan = tanpa kebijakan
periksa-mesin = Versi yang menghitung
periksa-lihat = lihat peringkatnya
periksa-hasil-judul = Hasil { $periode } yang diterbitkan
periksa-cocok = Cocok, huruf demi huruf. Baru saja dihitung ulang dari kejadian-kejadiannya, hasilnya sama dengan yang diterbitkan.
periksa-tidak-cocok = Tidak cocok. { $sebab }
periksa-sendiri-judul = Periksa sendiri
periksa-sendiri-unduh = Unduh hasil yang diterbitkan
periksa-sendiri-sidik = lalu hitung sidik jarinya; angkanya harus sama dengan sidik hasil di atas:
periksa-sendiri-bundel = Hitung ulang di komputer lain dari bundel pemeriksa, tanpa jaringan:
periksa-semua = Semua hasil yang diterbitkan
terbitan-beda-akar = Kejadian yang mendasarinya bukan yang dahulu dihitung: saat diterbitkan sidik jari catatan { $dicatat }, sekarang { $ada }. Periksa catatan dengan jejak verify.
terbitan-beda-paket = Paket peraturannya lain: diterbitkan dengan paket bersidik { $dicatat }, sekarang { $ada }. Kembalikan paket yang dahulu dipakai ke folder data.
terbitan-beda-mesin = Hasil ini dihitung oleh jejak versi { $dicatat }, sedangkan ini versi { $ini }, dan hitungannya berbeda. Hitung ulang dengan versi { $dicatat }.
terbitan-beda-hasil = Kejadian, paket peraturan, dan versinya sama, tetapi hasil hitungannya lain. Sampaikan kepada pengelola; catatan tidak diubah.
terbitan-beda-gagal = Hasil ini tidak dapat dihitung ulang: { $sebab }
terbit-selesai =
    Diterbitkan pada kejadian nomor { $kejadian }: peringkat { $periode }, keadaan per kejadian nomor { $posisi }.
    Sidik hasil: { $sidik }
    Alamat: /periksa/{ $sidik }
    Periksa kapan saja dengan: jejak verify --data { $folder }
terbit-ronde-terbuka = Peringkat { $periode } belum dapat diterbitkan: { $ronde } belum ditutup. Tutup dahulu dengan jejak periode close { $pertama }, atau sebutkan saat sebelum dibuka dengan --as-of.
terbit-tanpa-tempat = Peringkat { $periode } belum dapat diterbitkan: tidak ada satu OPD pun yang mendapat tempat. Lihat alasannya dengan jejak rank --periode { $periode }.
terbit-sudah = Peringkat { $periode } dengan isi yang sama sudah diterbitkan pada kejadian nomor { $kejadian }, keadaan per kejadian nomor { $posisi }. Sidik hasil: { $sidik }. Alamat: /periksa/{ $sidik }
galat-sidik = Tidak ada hasil yang diterbitkan dengan sidik jari { $sidik }.
galat-sidik-tindakan = Periksa angkanya. Bila benar, hasil itu tidak pernah diterbitkan dari catatan ini.
galat-sidik-daftar = Semua hasil yang diterbitkan
galat-sidik-pendek = "{ $sidik }" terlalu pendek untuk dicari.
galat-sidik-pendek-tindakan = Tuliskan sidik jari itu seluruhnya, atau sedikitnya { $jumlah } angka pertamanya.
galat-sidik-ganda = Ada beberapa hasil yang sidik jarinya diawali { $sidik }.
galat-sidik-ganda-tindakan = Tuliskan lebih banyak angka, atau pilih salah satu.
galat-hasil-lain = Hasil ini tidak dapat diberikan lagi seperti saat diterbitkan. { $sebab }
galat-hasil-lain-tindakan = Lihat keterangannya di halaman /periksa.

## Galat di halaman

galat-judul = Galat: { $galat }
galat-lain = Terjadi galat.
galat-dalam = Terjadi galat di pihak kami. Catatan tidak berubah.
galat-dalam-tindakan = Coba lagi sebentar. Bila berulang, sampaikan alamat halaman ini kepada pengelola.
galat-halaman = Tidak ada halaman di { $alamat }.
galat-halaman-tindakan = Periksa alamatnya, atau mulai dari beranda.
galat-hanya-baca = Halaman ini hanya dapat dibaca.
galat-hanya-baca-tindakan = Buka alamat ini dengan tautan biasa. Data dicatat lewat jejak import.
galat-alamat = Alamat ini tidak dapat dibaca.
galat-alamat-tindakan = Periksa bagian sesudah tanda tanya; tiap isian hanya boleh sekali.
galat-kosong = Belum ada kejadian yang tercatat.
galat-kosong-tindakan = Mulai dengan jejak init, lalu jejak import.
galat-sebelum-awal = Belum ada data pada saat itu. Kejadian pertama tercatat { $tanggal }.
galat-sebelum-awal-tindakan = Pilih tanggal itu atau sesudahnya.
galat-sebelum-awal-tautan = Lihat keadaan { $tanggal }
galat-sesudah-akhir = Kejadian dengan nomor itu belum ada. Kejadian terbaru bernomor { $nomor }.
galat-sesudah-akhir-tindakan = Pakai nomor itu atau yang lebih kecil.
galat-sesudah-akhir-tautan = Lihat keadaan pada kejadian nomor { $nomor }
galat-saat = "{ $nilai }" bukan saat yang dapat dibaca.
galat-saat-tindakan = Tulis tanggal (per=2026-03-31), saat dengan zona (per=2026-03-31T16:00:00%2B07:00), atau nomor kejadian (kejadian=1200).
galat-dua-saat = Alamat ini menyebut dua saat: tanggal dan nomor kejadian.
galat-dua-saat-tindakan = Pakai salah satu saja.
galat-bukan-hari = "{ $nilai }" pada { $nama } bukan tanggal.
galat-bukan-hari-tindakan = Tulis tahun-bulan-hari, misalnya terjadi=2026-03-31.
galat-tanpa-pembanding = Periode { $periode } tidak mengikuti periode lain, jadi belum jelas dibandingkan dengan apa.
galat-tanpa-pembanding-tindakan = Sebut periode pembanding, misalnya dari=2026-T1, atau saat pembanding, misalnya dari_per=2026-03-31.
galat-saat-terbalik = Saat pertama (kejadian nomor { $dari }) lebih baru daripada saat kedua (kejadian nomor { $ke }).
galat-saat-terbalik-tindakan = Tukar keduanya: yang lebih lama dahulu.
galat-tanggal = Tidak ada tanggal { $tanggal }.
galat-tanggal-tindakan = Isi tanggal yang ada pada bulannya dan tahun dengan empat angka, misalnya 31 Maret 2026.
galat-opd = Tidak ada OPD dengan kode "{ $kode }" pada saat itu.
galat-opd-tindakan = Periksa kodenya, atau pilih dari daftar OPD.
galat-opd-mungkin = Maksud Anda { $kode }?
galat-opd-daftar = Daftar OPD
galat-paket = Peraturan { $kode } tidak dipakai dalam catatan ini.
galat-paket-tindakan = Pilih salah satu yang dipakai:
galat-periode = Periode "{ $kode }" tidak dikenal.
galat-periode-tindakan = Pakai tahun (2026) atau triwulan (2026-T3). Yang berisi data:
galat-periode-dikenal = Pakai tahun (2026), triwulan (2026-T3), atau salah satu dari: { $daftar }.
galat-kejadian = Tidak ada kejadian nomor "{ $nomor }" pada saat itu. Kejadian terbaru bernomor { $terbaru }.
galat-kejadian-tindakan = Pakai nomor itu atau yang lebih kecil.
galat-kejadian-tautan = Lihat kejadian nomor { $nomor }
galat-format-baru = Catatan di folder ini berformat { $ada }, sedangkan jejak ini hanya mengenal format { $dikenal }.
galat-bentuk-baru = Kejadian nomor { $posisi } tersimpan dalam bentuk { $bentuk }, yang belum dikenal jejak ini.
galat-jenis-baru = Catatan berisi kejadian berjenis { $jenis } versi { $versi }, yang belum dikenal jejak ini.
galat-lebih-baru-tindakan = Tidak ada yang diubah. Pakai jejak yang lebih baru.
galat-format-lain = Berkas log.db di folder ini bukan catatan jejak, atau ditulis sebelum jejak dirilis.
galat-format-lain-tindakan = Tidak ada yang diubah. Periksa apakah foldernya benar.
galat-rusak = Kejadian nomor { $posisi } rusak di media penyimpanan.
galat-hilang = Kejadian nomor { $dari } sampai { $sampai } hilang dari catatan.
galat-rusak-tindakan = Hentikan jejak dan salin seluruh folder data apa adanya. Periksa media penyimpanannya, lalu pulihkan cadangan terakhir ke folder baru dengan jejak restore.
galat-tanpa-catatan = Folder { $folder } tidak berisi catatan.
galat-tanpa-catatan-tindakan = Mulai dengan jejak init, atau periksa --data.
galat-catatan-ada = Folder { $folder } sudah berisi catatan.
galat-catatan-ada-tindakan = Pilih folder lain dengan --data, atau lanjutkan dengan catatan itu.
galat-paket-lain = { $berkas } bukan paket peraturan yang disebut catatan (sidik { $sidik }).
galat-paket-lain-tindakan = Kembalikan berkas itu dari cadangan; catatan tidak diubah.
log-disalin =
    { $jumlah } kejadian ada di tujuan, { $awal } di antaranya sudah ada sebelumnya.
    Sidik jari asal:   { $asal }
    Sidik jari tujuan: { $tujuan }
log-akar-berbeda = Sidik jari keduanya berbeda: jangan pakai tujuan itu. Salin ulang ke tempat yang kosong.
log-tidak-disalin = Yang tidak disalin: data pribadi tersegel (sealed.db) dan kuncinya (keys.db). Keduanya tetap di folder asal; pindahkan sendiri bersama-sama bila folder tujuan akan dipakai.
log-tujuan-lain = { $tujuan } sudah berisi kejadian lain. Pilih tujuan yang kosong, atau yang berisi awal catatan yang sama.
log-tujuan-berubah = Ada yang menulis ke tujuan selama penyalinan. Hentikan penulis itu, lalu salin ke tempat yang kosong.
log-waktu-mundur = Kejadian nomor { $nomor } tercatat lebih dini daripada kejadian sebelumnya; jejak tidak dapat menulisnya kembali tanpa mengubahnya.
galat-log-alamat = "{ $alamat }" bukan alamat KurrentDB.
galat-log-alamat-tindakan = Tulis misalnya kurrentdb://localhost:2113?tls=false atau esdb://localhost:2113, atau jalankan tanpa --log.
galat-tanpa-kurrentdb = Bangunan jejak ini tidak mengenal KurrentDB.
galat-tanpa-kurrentdb-tindakan = Pakai jejak yang dibangun dengan fitur kurrentdb, atau jalankan tanpa --log.
galat-checkpoint-bukan = Ini bukan checkpoint bertanda tangan.
galat-checkpoint-bukan-tindakan = Pakai berkas yang dibuat jejak checkpoint, tanpa diubah.
galat-kunci-bukan = Ini bukan kunci pemeriksa.
galat-kunci-bukan-tindakan = Salin seutuhnya dari berita acara, atau cetak dengan jejak checkpoint --cetak-kunci.
galat-checkpoint-asal = Checkpoint ini milik { $ada }, bukan { $perlu }.
galat-checkpoint-asal-tindakan = Pakai checkpoint dari buku besar yang sama.
galat-checkpoint-tanda = Checkpoint ini tidak bertanda tangan sah dari { $asal }.
galat-checkpoint-tanda-tindakan = Jangan percayai isinya; minta lagi dari sumber lain.
galat-checkpoint-beda = Buku besar tidak lagi sama dengan yang ditandatangani pada { $ukuran } kejadian. Tidak ada yang ditandatangani.
galat-checkpoint-beda-tindakan = Jalankan jejak verify, simpan salinan seluruh folder data apa adanya, dan laporkan ke Inspektorat.
galat-checkpoint-pendek = Buku besar berisi { $ada } kejadian, padahal { $ditandatangani } sudah ditandatangani. Tidak ada yang ditandatangani.
galat-tanpa-checkpoint = Belum ada checkpoint bertanda tangan yang mencakup ini.
galat-tanpa-checkpoint-tindakan = Checkpoint dibuat sekali sehari, dan setiap kali ronde atau Gelar ditutup. Coba lagi sesudahnya, atau jalankan jejak checkpoint.
galat-tanda-terima-lembar = Kejadian ini bagian dari lembar evaluasi, dan tanda terima lembar hanya membuktikan keikutsertaan.
galat-tanda-terima-lembar-tindakan = Minta kepada Tim dengan token lembar itu: jejak receipt --token TOKEN --opd KODE --periode RONDE.
galat-tanda-terima-juri = Kejadian ini lembar juri sebuah Gelar yang masih terbuka, dan tanda terimanya memuat nilainya.
galat-tanda-terima-juri-tindakan = Minta kembali sesudah Gelar ditutup, atau minta kepada Tim: jejak receipt NOMOR.
galat-tanda-terima-qr = Tanda terima ini terlalu panjang untuk kode QR.
galat-tanda-terima-qr-tindakan = Simpan berkas .tlog-proof saja.
galat-bundel-akar = Kejadian di catatan tidak sama dengan akar yang ditandatangani. Bundel tidak dibuat.
galat-bundel-akar-tindakan = Jalankan jejak verify --data untuk mengetahui letaknya, dan simpan salinan seluruh folder data apa adanya.
galat-bundel = Baris { $baris } bundel tidak dapat dibaca.
galat-bundel-tindakan = Periksa bundelnya dengan jejak verify --bundle.
galat-klaster-jauh = Klaster KurrentDB di { $alamat } tidak dapat dihubungi.
galat-klaster-jauh-tindakan = Periksa alamatnya dan apakah klaster berjalan; klaster tanpa TLS memerlukan ?tls=false. Lalu ulangi: yang sudah diterima tidak dicatat dua kali.
galat-klaster = Klaster KurrentDB menolak: { $sebab }.
galat-klaster-tindakan = Periksa hak pada klaster itu, lalu ulangi; yang sudah diterima tidak dicatat dua kali.
galat-folder = Folder { $folder } tidak dapat ditulis: { $sebab }.
galat-folder-tindakan = Periksa hak tulis dan ruang kosong.
galat-folder-berisi = Folder { $folder } sudah ada dan berisi.
galat-folder-berisi-tindakan = Pilih folder yang belum ada. Tidak ada yang ditimpa.
galat-kunci-bersama = Kunci tidak boleh disimpan di { $folder }, bersama catatan atau cadangannya.
galat-kunci-bersama-tindakan = Pilih folder lain untuk --kunci, sebaiknya di media lain.
galat-bukan-cadangan = Folder { $folder } bukan cadangan yang utuh ({ $sebab }).
galat-bukan-cadangan-tindakan = Tunjuk folder yang dibuat jejak backup.
galat-cadangan-berubah = Berkas { $berkas } di cadangan bukan berkas yang dulu disalin.
galat-cadangan-berubah-tindakan = Pakai cadangan lain. Tidak ada yang dipulihkan.
galat-salinan-rusak = Salinan catatan tidak lolos pemeriksaan.
galat-salinan-rusak-tindakan = Salinan ini sudah dibuang. Periksa media penyimpanan dan catatan asalnya.
galat-akar-lain = { $jumlah } kejadian memberi sidik jari { $ada }, seharusnya { $perlu }.
galat-akar-lain-tindakan = Salinan ini tidak dapat dipakai dan sudah dibuang. Pakai cadangan lain, dan periksa catatan asalnya.
galat-titik-lain = Checkpoint atas { $jumlah } kejadian bukan dari catatan yang dicadangkan di sini.
galat-titik-lain-tindakan = Periksa apakah cadangan atau checkpoint-nya tertukar. Tidak ada yang dipulihkan.
galat-kunci-hilang = Catatan ini tidak dapat ditambah tanpa kuncinya (keys.db): lembar atau pegawai yang sama bisa terhitung dua kali.
galat-kunci-hilang-tindakan = Kembalikan keys.db dari folder --kunci saat jejak backup. Membaca, memeriksa, dan memeringkat tetap bisa.
galat-kunci-lain = Kunci itu bukan kunci dari cadangan ini.
galat-kunci-lain-tindakan = Tunjuk folder kunci yang benar dengan --kunci. Tidak ada yang dipulihkan.
galat-berkas = { $berkas }: { $sebab }.
galat-berkas-tindakan = Periksa nama, hak akses, dan ruang kosong.

## Bukti

bundel-selesai = { $berkas }: { $kejadian } kejadian, akar { $akar }. Kunci pemeriksa (samakan dengan berita acara): { $kunci }
periksa-apa = Sebutkan yang diperiksa: --data FOLDER, --bundle BERKAS, atau --receipt BERKAS.
periksa-utuh = Utuh. { $kejadian } kejadian, akar { $akar }.
periksa-checkpoint = Cocok dengan { $jumlah } checkpoint bertanda tangan; yang terakhir mencakup { $sampai } kejadian. Yang sesudahnya belum dijaga siapa pun di luar mesin ini.
periksa-tanpa-checkpoint = Belum ada checkpoint bertanda tangan: yang diperiksa hanya kesesuaian catatan dengan dirinya sendiri. Buat dengan jejak checkpoint, lalu simpan di tempat lain.
periksa-kunci = Kunci pemeriksa: { $kunci }
periksa-kunci-di-kertas = Kunci di dalam bundel membuktikan siapa yang menandatangani hanya bila sama dengan yang tertulis di berita acara. Samakan, atau ulangi dengan --kunci.
periksa-bundel-utuh = Utuh. { $pemda }: { $kejadian } kejadian, akar { $akar }, { $jumlah } checkpoint sah. Ditandatangani oleh { $kunci }
periksa-hasil-sama = Peringkat { $periode } dihitung ulang dari kejadian di bundel ini: sama, huruf demi huruf. Sidik hasil: { $sidik }
periksa-terbitan-cocok = Hasil { $periode } yang diterbitkan pada kejadian nomor { $kejadian } (keadaan per kejadian nomor { $per }) cocok, huruf demi huruf. Sidik hasil: { $sidik }
periksa-terbitan-lain = TIDAK COCOK. Hasil { $periode } yang diterbitkan pada kejadian nomor { $kejadian } (keadaan per kejadian nomor { $per }, sidik { $sidik }) tidak sama dengan hitungan ulang.
periksa-terbitan-paket = TIDAK COCOK. Hasil yang diterbitkan tidak dapat dihitung ulang: { $sebab }
periksa-hasil-lain = TIDAK COCOK. Peringkat { $periode } di bundel ini bukan hasil dari kejadian dan paket peraturannya.
periksa-berkas-rusak = RUSAK. Berkas log.db rusak: { $sebab }. Tidak ada yang diperbaiki; salin folder data apa adanya sebelum memulihkan cadangan.
periksa-revisi = TIDAK UTUH. Kejadian nomor { $posisi } bukan lanjutan aliran { $aliran }: ada yang hilang atau disisipkan di sana.
periksa-waktu = TIDAK UTUH. Kejadian nomor { $posisi } tercatat lebih awal daripada kejadian di depannya.
periksa-berubah = TIDAK UTUH. Kejadian nomor { $dari } sampai { $sampai } bukan yang dahulu dicatat. Dengan bundel lama (--bundle) nomornya ditunjukkan tepat.
periksa-bukan-yang-ditandatangani = TIDAK UTUH. Di antara kejadian nomor { $dari } dan { $sampai } ada yang bukan yang dahulu ditandatangani. Dengan bundel lama (--bundle) nomornya ditunjukkan tepat.
periksa-terpotong = TIDAK UTUH. Catatan berisi { $ada } kejadian, padahal { $ditandatangani } sudah ditandatangani: ujungnya hilang.
periksa-beda-bundel = TIDAK UTUH. Kejadian nomor { $posisi } bukan yang ada di bundel.
periksa-tidak-terbaca = TIDAK UTUH. { $sebab }
bundel-tempat = { " " }(di tempat kejadian nomor { $posisi })
bundel-truncated = TIDAK UTUH. Bundel terpotong pada baris { $baris }{ $tempat }.
bundel-unreadable = TIDAK UTUH. Baris { $baris }{ $tempat } tidak tertulis seperti yang ditulis jejak.
bundel-order = TIDAK UTUH. Baris { $baris }{ $tempat } tidak pada tempatnya.
bundel-format = Bundel ini berbentuk lain daripada yang dikenal jejak ini (baris { $baris }).
bundel-key = TIDAK COCOK. Kunci pada baris { $baris } bukan kunci yang sah atau bukan yang diharapkan.
bundel-note = TIDAK UTUH. Checkpoint pada baris { $baris } tidak terbaca (baris 0: checkpoint dari luar).
bundel-origin = TIDAK COCOK. Checkpoint pada baris { $baris } milik buku besar lain (baris 0: checkpoint dari luar).
bundel-signature = TIDAK UTUH. Tanda tangan checkpoint pada baris { $baris } tidak sah (baris 0: checkpoint dari luar).
bundel-size = TIDAK UTUH. Banyaknya kejadian tidak cocok dengan baris { $baris } (baris 0: checkpoint dari luar mencakup lebih banyak kejadian).
bundel-header = TIDAK UTUH. Baris { $baris } tidak cocok dengan isi bundel.
bundel-rule-pack = TIDAK UTUH. Paket peraturan pada baris { $baris } diubah, atau paket yang disebut kejadian tidak ada di bundel.
bundel-leaf = TIDAK UTUH. Kejadian nomor { $posisi } (baris { $baris }) diubah.
bundel-position = TIDAK UTUH. Pada baris { $baris }{ $tempat } ada kejadian yang hilang, berganda, atau berpindah: yang ada bernomor { $posisi }.
bundel-revision = TIDAK UTUH. Kejadian nomor { $posisi } (baris { $baris }) bukan lanjutan alirannya.
bundel-root = TIDAK UTUH. Kejadian di bundel bukan yang ditandatangani checkpoint pada baris { $baris } (baris 0: checkpoint dari luar).
bundel-result = TIDAK UTUH. Hasil pada baris { $baris } diubah.
bundel-published = TIDAK COCOK. Hasil pada baris { $baris } bukan yang diterbitkan untuk periode dan saat itu.
bundel-end = TIDAK UTUH. Baris penutup { $baris } tidak cocok dengan isi bundel.
tanda-terima-token = Tidak ada keikutsertaan dengan token itu pada perangkat daerah dan ronde tersebut. Periksa ketiganya.
tanda-terima-tidak-ada = Tidak ada kejadian nomor { $nomor }.
tanda-terima-sah = Sah. Kejadian nomor { $nomor } ada di buku besar dengan { $kejadian } kejadian.
tanda-terima-unreadable = TIDAK SAH. Ini bukan tanda terima, atau kejadiannya tidak disertakan: periksa bersama --bundle.
tanda-terima-note = TIDAK SAH. Checkpoint di dalamnya tidak terbaca.
tanda-terima-origin = TIDAK SAH. Checkpoint di dalamnya milik buku besar lain.
tanda-terima-signature = TIDAK SAH. Checkpoint di dalamnya tidak ditandatangani oleh kunci ini.
tanda-terima-proof = TIDAK SAH. Kejadian ini tidak ada di buku besar itu pada tempat itu.
kemajuan-bundel = Menulis bundel

## Kewajiban

kewajiban-judul = Kewajiban { $periode }
kewajiban-tanpa = Peraturan ini tidak memuat kewajiban bertanggal.
kewajiban-kalimat = Sampai { $tanggal } ada { $terlewat } kewajiban yang terlewat, { $menunggu } menunggu jatuh tempo, dan { $terpenuhi } sudah terpenuhi.
kewajiban-kalimat-tidak = Sampai { $tanggal } tidak ada kewajiban yang terlewat; { $menunggu } menunggu jatuh tempo dan { $terpenuhi } sudah terpenuhi.
kewajiban-mulai-berlaku = Kewajiban dihitung sejak peraturan berlaku, { $tanggal }. Yang jatuh temponya sebelum itu, atau sebelum unit atau kelompoknya ada, tidak dihitung.
kewajiban-mulai-catatan = Kewajiban dihitung sejak tahun pertama catatan ini, { $tanggal }. Yang jatuh temponya sebelum itu, atau sebelum unit atau kelompoknya ada, tidak dihitung.
kewajiban-terlewat = Yang terlewat
kewajiban-menunggu = Menunggu jatuh tempo
kewajiban-belum = Anjuran dan pengingat yang belum ada catatannya
kewajiban-terpenuhi = Yang sudah terpenuhi
kewajiban-terpenuhi-jumlah = { $jumlah } kewajiban terpenuhi
kewajiban-kosong = Tidak ada.
kewajiban-kolom = Kewajiban
kewajiban-siapa = Siapa
kewajiban-untuk = Untuk
kewajiban-sejak = Sejak
kewajiban-sampai = Paling lambat
kewajiban-hari = Hari
kewajiban-keadaan = Keadaan
kewajiban-dipenuhi = Dipenuhi
kewajiban-kekuatan = Sifat
kewajiban-bukti = { $tanggal }, { $kode }
kewajiban-beruntun = { $jumlah } kali, { $awal } sampai { $akhir }
kewajiban-kbk = { $kbk }, { $opd }
kewajiban-dan-sumber = { $nama } ({ $sumber })
kewajiban-semua = Kalender kewajiban selengkapnya
kewajiban-dari = { $ada }/{ $dari }
kewajiban-peta = Unit dan kewajibannya
kewajiban-peta-arti = Angka: berapa yang terpenuhi dari yang sudah dimulai dalam periode ini, termasuk kewajiban kelompok dan entri unit itu.
kewajiban-huruf-t = terpenuhi
kewajiban-huruf-j = menunggu jatuh tempo
kewajiban-huruf-b = anjuran atau pengingat belum ada catatannya
kewajiban-huruf-l = ada yang terlewat
keadaan-terlambat = terlambat
keadaan-tidak_ada = tidak ada
keadaan-belum = belum
keadaan-belum_jatuh_tempo = belum jatuh tempo
keadaan-terpenuhi_terlambat = terpenuhi, terlambat
keadaan-terpenuhi = terpenuhi
keadaan-akan_datang = akan datang
kekuatan-wajib = wajib
kekuatan-hendaknya = hendaknya
kekuatan-dianjurkan = dianjurkan
kekuatan-pengingat = pengingat
jendela-minggu = { $hari } { $tanggal } (minggu { $nomor })
jendela-semester = Semester { $nomor } { $tahun }
jendela-sekali = satu kali
hari-1 = Senin
hari-2 = Selasa
hari-3 = Rabu
hari-4 = Kamis
hari-5 = Jumat
hari-6 = Sabtu
hari-7 = Minggu
saring-legenda = Tampilkan hanya
saring-semua = Semua
saring-semua-waktu = Semua waktu
saring-periode = Periode

beranda-kewajiban = { $jumlah } yang terlewat
beranda-kewajiban-tidak = Tidak ada kewajiban yang terlewat.

## Tinjauan triwulan

tinjauan-judul = Tinjauan { $periode }
tinjauan-daftar = Tinjauan triwulan
tinjauan-daftar-kalimat = { $terbuka } keputusan masih terbuka, { $lewat } di antaranya lewat tenggat.
tinjauan-daftar-arti = Keputusan dicatat dengan jejak import (jenis keputusan), kemajuannya dengan keputusan_kemajuan. Yang belum selesai dibawa ke tinjauan berikutnya.
tinjauan-kalimat = { $terbuka } keputusan tinjauan lalu masih terbuka ({ $lewat } lewat tenggat), { $selesai } selesai atau dibatalkan sejak itu. { $terlewat } kewajiban terlewat.
tinjauan-kalimat-tanpa = Tidak ada keputusan tinjauan lalu yang masih terbuka. { $terlewat } kewajiban terlewat.
tinjauan-ringkas = Ringkasan
tinjauan-sebelumnya = Tinjauan sebelumnya
tinjauan-sebelumnya-keputusan = { $periode }, seperti diketahui saat keputusan terakhirnya dicatat: { $saat } (kejadian nomor { $nomor }).
tinjauan-sebelumnya-akhir = Belum ada keputusan dari tinjauan sebelumnya. Dibandingkan dengan { $periode } seperti diketahui pada akhir hari terakhirnya: { $saat } (kejadian nomor { $nomor }).
tinjauan-sebelumnya-tidak = Catatan belum menceritakan triwulan sebelumnya, jadi tidak ada yang dibandingkan.
tinjauan-pimpinan = Pimpinan tinjauan
tinjauan-semua = Semua tinjauan
tinjauan-peta = Peta kewajiban menurut OPD
tinjauan-tersegel = Isi keputusan dan kemajuannya tersimpan tersegel dan hanya dibaca Tim: jejak serve --tim, atau perintah jejak review.
tinjauan-bagian-lalu = Keputusan tinjauan lalu
tinjauan-bagian-angka = Angka triwulan ini
tinjauan-bagian-lengkap = Kelengkapan
tinjauan-bagian-sejak = Sejak tinjauan lalu
tinjauan-bagian-terlambat = Yang terlambat
tinjauan-bagian-putus = Yang diputuskan
tinjauan-rincian = Rincian kelengkapan
tinjauan-lalu-kosong = Tidak ada keputusan tinjauan lalu yang masih terbuka, dan tidak ada yang selesai sejak itu.
tinjauan-putus-kosong = Belum ada keputusan yang dicatat untuk triwulan ini.
tinjauan-kolom-keputusan = Keputusan
tinjauan-kolom-penanggung-jawab = Penanggung jawab
tinjauan-kolom-tenggat = Tenggat
tinjauan-kolom-keadaan = Keadaan
tinjauan-kolom-kemajuan = Kemajuan terakhir
tinjauan-kolom-diputuskan = Diputuskan
tinjauan-kolom-terbuka = Masih terbuka
tinjauan-kolom-lewat = Lewat tenggat
tinjauan-kolom-ukuran = Ukuran
tinjauan-kolom-angka = Angka
tinjauan-kolom-sandaran = Bersandar pada
tinjauan-kolom-apa = Catatan
tinjauan-kolom-jumlah = Jumlah
tinjauan-kolom-tanggal = Bertanggal
tinjauan-status-terbuka = Belum ada kemajuan
tinjauan-status-berjalan = Berjalan per { $tanggal }
tinjauan-status-selesai = Selesai { $tanggal }
tinjauan-status-dibatalkan = Dibatalkan { $tanggal }
tinjauan-lewat = lewat tenggat { $hari } hari
tinjauan-sisa = sisa { $hari } hari
tinjauan-tenggat-diubah = { $tenggat } (semula { $semula })
tinjauan-ukuran-peringkat = Peringkat
tinjauan-ukuran-scorecard = Scorecard
tinjauan-ukuran-evaluasi = Evaluasi budaya kerja
tinjauan-ukuran-kegiatan = Kegiatan
tinjauan-ukuran-rapat = Rapat
tinjauan-ukuran-agen = Agen Perubahan bertugas
tinjauan-ukuran-monev_agen = Monev Agen Perubahan
tinjauan-angka-peringkat = { $jumlah } OPD berperingkat menurut { $dasar }; pertama { $pertama }
tinjauan-angka-juara = { $nama } ({ $nilai })
tinjauan-angka-kategori = { $kategori }: { $jumlah } OPD
tinjauan-angka-evaluasi = { $jumlah } dari { $terdaftar } pegawai terdaftar di { $opd } OPD
tinjauan-angka-jumlah = { $jumlah } di { $opd } OPD
tinjauan-angka-kosong = Belum ada yang tercatat tentang triwulan ini.
tinjauan-sandaran = yang terakhir tercatat { $tanggal } (kejadian nomor { $nomor })
tinjauan-sandaran-ronde = { $ronde }, ditutup { $tanggal } (kejadian nomor { $nomor })
tinjauan-ronde-terbuka = Masih terbuka, jadi belum dihitung: { $daftar }.
tinjauan-lengkap-arti = Dihitung per jendela kewajiban yang sudah mulai dalam triwulan ini. Persen adalah yang terpenuhi, tepat waktu atau terlambat, dari yang wajib sudah ada.
tinjauan-lengkap-kewajiban = Menurut kewajiban
tinjauan-lengkap-opd = Menurut OPD
tinjauan-terpenuhi = Tepat waktu
tinjauan-terlambat = Terlambat
tinjauan-menunggu = Menunggu
tinjauan-terlewat = Terlewat
tinjauan-belum = Belum (anjuran)
tinjauan-persen = Persen
tinjauan-persen-isi = { $persen }%
tinjauan-tanpa-peringkat = Tidak ada peringkat triwulan ini dan sebelumnya dengan dasar yang sama, jadi yang dibandingkan kelengkapannya.
tinjauan-naik = Peringkat naik dibanding { $periode }
tinjauan-turun = Peringkat turun dibanding { $periode }
tinjauan-lengkap-naik = Kelengkapan naik dibanding { $periode }
tinjauan-lengkap-turun = Kelengkapan turun dibanding { $periode }
tinjauan-dulu = Dulu
tinjauan-kini = Kini
tinjauan-gerak-kosong = Tidak ada.
tinjauan-diam = Belum melapor
tinjauan-diam-kosong = Setiap OPD yang memiliki KBK sudah mencatat sesuatu tentang triwulan ini.
tinjauan-susulan = Tercatat sesudah tinjauan lalu, bertanggal sampai akhir { $periode }
tinjauan-susulan-kosong = Tidak ada yang menyusul.
tinjauan-menunggu-jumlah = { $jumlah } kewajiban lain belum jatuh tempo.
tinjauan-bukan-triwulan = "{ $nilai }" bukan triwulan. Tulis misalnya --periode 2026-T3.
tinjauan-tanpa-pdf = "{ $nilai }": PDF belum dibuat langsung. Tulis berkas .html, buka di peramban, lalu cetak (Ctrl+P) atau simpan sebagai PDF.

## KBK dan susunannya

kbk-judul = KBK { $nama }
kbk-sk = Keputusan
kbk-sk-isi = Nomor { $nomor } tanggal { $tanggal }
kbk-atas-nama = atas nama { $pejabat }
kbk-perubahan = Perubahan
kbk-perubahan-kosong = Belum ada entri yang dikoreksi.
kbk-koreksi = { $formulir } { $kode } ({ $tanggal }) dikoreksi:
susunan-judul = Susunan
susunan-tabel = { $nama } ({ $sumber })
susunan-tanpa = Peraturan ini tidak memuat susunan untuk jenis unit ini.
susunan-kedudukan = Kedudukan
susunan-diisi = Pejabat
susunan-pemegang = Pemegang sekarang
susunan-sejak = Sejak
susunan-tugas = Tugas
susunan-merangkap = , merangkap anggota
susunan-kosong = belum diisi
susunan-untuk = untuk: { $pejabat }
susunan-lagi = dan { $jumlah } lagi
susunan-berakhir = { $jumlah } kedudukan sudah berakhir
susunan-bagan = Bagan organisasi { $nama }
susunan-bagan-komando = Garis dari atas ke bawah: komando.
susunan-bagan-arti = Garis utuh dari atas ke bawah: komando. Garis putus-putus ke samping: koordinasi.
susunan-komando = Garis komando
susunan-koordinasi = Garis koordinasi

## Agen perubahan

agen-judul = Agen Perubahan
agen-tanpa = Peraturan ini tidak memuat agen perubahan.
agen-kalimat = Pada { $tanggal } ada { $jumlah } agen perubahan yang bertugas.
agen-pada-daftar = Peraturan ini tidak mengatur seleksinya: yang dicatat hanya daftar dengan masa tugasnya.
agen-daftar = Agen
agen-kolom-orang = Pemegang
agen-kolom-mulai = Mulai
agen-kolom-selesai = Selesai
agen-kolom-keadaan = Keadaan
agen-kolom-rencana = Baris rencana tindak
agen-kolom-disetujui = Disetujui
agen-kolom-monev = Monev terakhir
agen-keadaan-akan_datang = akan datang
agen-keadaan-bertugas = bertugas
agen-keadaan-sisa = bertugas, sisa { $hari } hari
agen-keadaan-diganti = diganti
agen-keadaan-berakhir = berakhir
agen-monev-kosong = belum ada
agen-monev-isi = { $tanggal } ({ $kode })
agen-kosong = Belum ada agen yang tercatat.
agen-pengingat = Tanpa monev pada { $periode }
agen-pengingat-arti = Pengingat, bukan pelanggaran: agen yang bertugas tetapi belum punya monev bertanggal dalam triwulan berjalan.
agen-pengingat-tidak = Setiap agen yang bertugas sudah punya monev pada triwulan ini.
agen-seleksi = Seleksi
agen-seleksi-kosong = Belum ada seleksi yang tercatat.
agen-kolom-seleksi = Seleksi
agen-kolom-dibuka = Dibuka
agen-kolom-calon = Calon
agen-kolom-diusulkan = Diusulkan
agen-kolom-lolos = Lolos
agen-kolom-direkomendasikan = Direkomendasikan
agen-kolom-ditetapkan = Ditetapkan
agen-tahap-1 = 1. Penjaringan awal
agen-tahap-2 = 2. Assesment
agen-tahap-3 = 3. Penetapan formal
agen-tahap-belum = belum dibuka
agen-tahap-terbuka = terbuka
agen-tahap-selesai = selesai
agen-unit = { $label } tanpa agen atau dengan seleksi terbuka
agen-unit-tidak = Tidak ada: semua punya agen yang bertugas dan tidak ada seleksi yang terbuka.
agen-kolom-bertugas = Agen bertugas
agen-kolom-terbuka = Seleksi terbuka
agen-kolom-role-model = Keputusan Role Model
agen-ada = ada
agen-belum = belum ada
agen-capaian = Usulan peringkat capaian { $tahun }
agen-capaian-usulan = Peringkat ini usulan: { $oleh } yang memutuskan penerima penghargaan dan mencatat alasannya.
agen-capaian-cara = Rata-rata realisasi terhadap target atas semua baris rencana tindak tahun itu, tiap baris paling tinggi 100 persen; yang dihitung hanya monev eksternal oleh { $oleh }, dan baris tanpa monev itu bernilai 0. Nilai yang sama berbagi peringkat. Penilaian mandiri unit hanya mengurutkan yang sama.
agen-capaian-kosong = Belum ada agen yang bertugas dengan rencana tindak pada tahun ini.
agen-penghargaan = Penghargaan Agen Perubahan
agen-penghargaan-kosong = Belum ada penghargaan agen yang tercatat.
agen-usulan = Diusulkan untuk penghargaan: { $agen }, di tempat pertama. { $oleh } yang memutuskan.
agen-usulan-bersama = Diusulkan { $jumlah } agen yang berbagi tempat pertama: { $agen }. { $oleh } memilih di antaranya dan menulis alasannya pada penghargaan; urutan di dalam tempat yang sama menurut penilaian mandiri unit.
agen-usulan-tidak = Belum ada agen yang diusulkan: belum ada rencana tindak tahun itu yang dipantau { $oleh }.
agen-kolom-agen = Agen
agen-kolom-capaian = Rata-rata capaian (%)
agen-kolom-baris = Baris rencana
agen-kolom-tanpa = Tanpa monev { $oleh }
agen-kolom-mandiri = Penilaian mandiri unit

## Laporan

laporan-judul = Laporan
laporan-tanpa = Peraturan ini tidak memuat laporan.
laporan-kalimat = Peraturan ini memuat { $jumlah } laporan. Masing-masing dapat disusun kapan saja.
laporan-kolom = Laporan
laporan-tentang = Tentang
laporan-penyusun = Disusun oleh
laporan-kepada = Kepada
laporan-tembusan = Tembusan
laporan-keadaan = Keadaan sampai
laporan-bukti = Data sampai kejadian nomor { $nomor }, { $saat }. Sidik jari { $akar }
laporan-tidak-ada = Tidak ada.
laporan-tidak-dikenal = Laporan "{ $kode }" tidak ada dalam peraturan ini. Yang ada:{ $daftar }
laporan-kode-asing = "{ $kode }" tidak tercatat.{ $mungkin ->
    [tidak] { "" }
   *[lain] { " " }Maksud Anda "{ $mungkin }"?
  }
laporan-butuh-opd = Laporan { $laporan } adalah laporan satu perangkat daerah. Tambahkan --opd KODE.
laporan-butuh-kbk = Laporan { $laporan } adalah laporan satu KBK. Tambahkan --kbk KODE, atau --opd KODE untuk semua KBK-nya.
laporan-akhiran = "{ $nilai }" harus berakhiran .html, .xlsx, .csv, atau .json.
laporan-lengkap = Tidak ada; semuanya sudah.
laporan-butir-lengkap = Tidak ada; setiap butir sudah disebut.
laporan-bulan = Bulan tanpa kegiatan
laporan-bulan-lengkap = Tidak ada bulan tanpa kegiatan.
laporan-metode = Metode
laporan-rapat = Rapat
laporan-nilai = Nilai
laporan-penilai = Penilai
laporan-ronde = { $instrumen }, ronde { $kode }.
laporan-ts = TS { $kode }
laporan-ka = Ka { $kode }
laporan-n-dari = { $n } dari { $dari } pegawai
laporan-rata-rata = RATA-RATA ({ $jumlah })
laporan-rata-semua = RATA-RATA seluruh responden
laporan-belum-memadai = jumlah responden belum memadai
laporan-terlalu-sedikit = terlalu sedikit jawaban untuk ditampilkan
laporan-tanpa-evaluasi = Peraturan ini tidak memuat kuesioner yang dipakai.
laporan-nilai-arti = Nilai budaya kerja
laporan-nilai-nama = Nilai
laporan-arti = Arti
laporan-nilai-perilaku = Perilaku utama
laporan-perilaku = Perilaku
laporan-nilai-ukuran = Pengukuran keberhasilan
laporan-ukuran = Ukuran
capaian-realisasi = Realisasi
capaian-persen = Capaian (%)
capaian-belum = belum ada

## Entri formulir

formulir-tidak-ada = Formulir "{ $kode }" tidak ada dalam peraturan ini.{ $mungkin ->
    [tidak] { "" } Lihat daftarnya di halaman /formulir.
   *[lain] { " " }Maksud Anda "{ $mungkin }"?
  }
formulir-akhiran = "{ $nilai }" harus berakhiran .xlsx, .csv, atau .json.
formulir-judul = Formulir
formulir-tanpa = Peraturan ini tidak memuat formulir.
formulir-kalimat = Peraturan ini memuat { $jumlah } formulir; tercatat { $entri } entri.
formulir-untuk = Diisi untuk { $siapa }
formulir-kolom = Formulir
formulir-kolom-entri = Entri
formulir-judul-cetak = Judul cetak
tanda-tangan-tempat = ………………………, …………………………
tanda-tangan-nama = Nama: ………………………………
entri-no = No
entri-saran = Saran
entri-tersegel-arti = Teks bebas tersimpan tersegel dan hanya dibaca Tim: jejak serve --tim, atau perintah jejak formulir.
entri-ya = Ya
entri-tidak = Tidak
entri-tersegel = (tersimpan tersegel)
entri-kosong = Belum ada entri.
entri-dikoreksi = { $nomor } (dikoreksi { $kali } kali)
orang-nama = { $nama } ({ $nip })
orang-kelas = { $kelas } ({ $status })
orang-lain = bukan pegawai terdaftar
kelas-pimpinan = pimpinan
kelas-administrator = administrator
kelas-pengawas = pengawas
kelas-fungsional = fungsional
kelas-pelaksana = pelaksana

galat-laporan = Laporan { $kode } tidak ada dalam peraturan ini.
galat-laporan-tindakan = Pilih dari daftar laporan.
galat-laporan-daftar = Daftar laporan
galat-kbk = KBK { $kode } tidak dikenal.
galat-kbk-tindakan = Pilih dari daftar unit dan KBK-nya.
galat-kbk-daftar = Daftar unit dan KBK
galat-gelar = Gelar { $kode } tidak dikenal.
galat-gelar-tindakan = Pilih dari daftar Gelar.
galat-gelar-daftar = Daftar Gelar
galat-formulir = Formulir { $kode } tidak ada dalam peraturan ini.
galat-formulir-tindakan = Pilih dari daftar formulir.
galat-formulir-daftar = Daftar formulir
## Buku kerja (XLSX)

buku-lembar = Data
buku-keterangan = Keterangan
buku-halaman = Halaman
buku-alamat = Alamat
buku-saat = Keadaan pada
buku-kejadian = Kejadian terakhir
buku-akar = Akar buku besar
buku-aturan = Peraturan
buku-catatan = Catatan
galat-buku = Halaman ini tidak muat dalam satu lembar Excel.
galat-buku-tindakan = Unduh sebagai CSV.

## Kolom impor: arti dan contohnya

impor-kolom-opd-kode = Kode unit, tetap selamanya: huruf, angka, titik, tanda hubung.
impor-kolom-opd-kode-contoh = DINKES
impor-kolom-kbk-kode = Kode kelompok, tetap selamanya.
impor-kolom-kbk-kode-contoh = KBK-DINKES
impor-kolom-periode-kode = Kode periode atau ronde.
impor-kolom-periode-kode-contoh = SC-2026
impor-kolom-kegiatan-kode = Kode kegiatan; kode yang sama adalah kegiatan yang sama.
impor-kolom-kegiatan-kode-contoh = KG-2026-001
impor-kolom-rapat-kode = Kode rapat; kode yang sama adalah rapat yang sama.
impor-kolom-rapat-kode-contoh = RP-2026-001
impor-kolom-gelar-kode = Kode Gelar.
impor-kolom-gelar-kode-contoh = GB-2026
impor-kolom-gelar-kriteria-kode = Kode kriteria.
impor-kolom-gelar-kriteria-kode-contoh = inovasi
impor-kolom-opd-perubahan-kode = Kode perubahan; kode yang sama adalah perubahan yang sama.
impor-kolom-opd-perubahan-kode-contoh = UB-2026-01
impor-kolom-kbk-perubahan-kode = Kode perubahan; kode yang sama adalah perubahan yang sama.
impor-kolom-kbk-perubahan-kode-contoh = KB-2026-01
impor-kolom-formulir-kode = Kode baris; kode yang sama adalah baris yang sama, dan dipakai formulir lain untuk menyebutnya.
impor-kolom-formulir-kode-contoh = F-2026-001
impor-kolom-opd-nama = Nama unit seperti tercetak.
impor-kolom-opd-nama-contoh = Dinas Kesehatan
impor-kolom-pegawai-nama = Nama pegawai; disimpan tersegel, terpisah dari catatan.
impor-kolom-pegawai-nama-contoh = Ani Lestari
impor-kolom-kbk-nama = Nama kelompok.
impor-kolom-kbk-nama-contoh = Melati
impor-kolom-gelar-kriteria-nama = Nama kriteria.
impor-kolom-gelar-kriteria-nama-contoh = Inovasi
impor-kolom-opd-perubahan-nama = Nama baru; diisi untuk berganti_nama.
impor-kolom-opd-perubahan-nama-contoh = Dinas Kesehatan dan Keluarga
impor-kolom-kbk-perubahan-nama = Nama baru; diisi untuk berganti_nama.
impor-kolom-kbk-perubahan-nama-contoh = Kenanga
impor-kolom-opd-jenis = Jenis unit.
impor-kolom-opd-jenis-contoh = perangkat_daerah
impor-kolom-periode-jenis = Jenis periode.
impor-kolom-periode-jenis-contoh = ronde_scorecard
impor-kolom-kegiatan-jenis = Jenis kegiatan menurut peraturan.
impor-kolom-kegiatan-jenis-contoh = sosialisasi
impor-kolom-kegiatan-nilai = Kode nilai budaya kerja yang diangkat; boleh kosong.
impor-kolom-kegiatan-nilai-contoh = integritas
impor-kolom-gelar-nilai-nilai = Angka dari juri, 0 sampai nilai maksimum kriteria, paling banyak dua desimal.
impor-kolom-gelar-nilai-nilai-contoh = 85.50
impor-kolom-evaluasi-tanggal = Tanggal lembar diisi.
impor-kolom-evaluasi-tanggal-contoh = 2026-05-04
impor-kolom-scorecard-tanggal = Tanggal penilaian; sama di semua baris satu lembar.
impor-kolom-scorecard-tanggal-contoh = 2026-05-04
impor-kolom-kegiatan-tanggal = Tanggal kegiatan dilaksanakan.
impor-kolom-kegiatan-tanggal-contoh = 2026-05-04
impor-kolom-rapat-tanggal = Tanggal rapat dilaksanakan.
impor-kolom-rapat-tanggal-contoh = 2026-05-04
impor-kolom-gelar-keputusan-tanggal = Tanggal keputusan juri atau Tim.
impor-kolom-gelar-keputusan-tanggal-contoh = 2026-09-02
impor-kolom-gelar-keputusan-kbk = Kode KBK yang diputuskan; harus peserta dalam kategori itu.
impor-kolom-gelar-keputusan-kbk-contoh = KBK-DINKES
impor-kolom-gelar-keputusan-kategori = Kategori lomba seperti pada pendaftaran; kosong bila tidak dibagi. Satu keputusan untuk satu kategori.
impor-kolom-gelar-keputusan-kategori-contoh = dinas
impor-kolom-gelar-keputusan-alasan = Alasan memilih KBK ini; wajib diisi, disimpan tersegel.
impor-kolom-gelar-keputusan-alasan-contoh = Nilai sama; manfaatnya paling luas
impor-kolom-opd-perubahan-tanggal = Tanggal perubahan berlaku.
impor-kolom-opd-perubahan-tanggal-contoh = 2026-07-01
impor-kolom-kbk-perubahan-tanggal = Tanggal perubahan berlaku.
impor-kolom-kbk-perubahan-tanggal-contoh = 2026-07-01
impor-kolom-pegawai-perubahan-tanggal = Tanggal perubahan berlaku.
impor-kolom-pegawai-perubahan-tanggal-contoh = 2026-07-01
impor-kolom-formulir-tanggal = Tanggal peristiwa yang dicatat.
impor-kolom-formulir-tanggal-contoh = 2026-05-04
impor-kolom-opd-perubahan-perubahan = Apa yang berubah.
impor-kolom-opd-perubahan-perubahan-contoh = berganti_nama
impor-kolom-kbk-perubahan-perubahan = Apa yang berubah.
impor-kolom-kbk-perubahan-perubahan-contoh = berganti_sk
impor-kolom-opd-perubahan-menjadi = Kode unit induk baru, unit tujuan penggabungan, atau unit hasil pemecahan (dipisah titik koma).
impor-kolom-opd-perubahan-menjadi-contoh = DINKES
impor-kolom-induk = Kode unit di atasnya; kosong untuk Perangkat Daerah.
impor-kolom-induk-contoh = SETDA
impor-kolom-keputusan-kode = Kode keputusan; kode yang sama adalah keputusan yang sama.
impor-kolom-keputusan-kode-contoh = KP-2026T3-1
impor-kolom-keputusan-periode = Triwulan yang ditinjau.
impor-kolom-keputusan-periode-contoh = 2026-T3
impor-kolom-keputusan-tanggal = Tanggal keputusan diambil.
impor-kolom-keputusan-tanggal-contoh = 2026-10-05
impor-kolom-keputusan-keputusan = Apa yang diputuskan; disimpan tersegel.
impor-kolom-keputusan-keputusan-contoh = Mendampingi KBK yang dua triwulan belum melapor
impor-kolom-penanggung-jawab = NIP pegawai terdaftar yang menjalankannya; boleh kosong.
impor-kolom-penanggung-jawab-contoh = 198001012005019001
impor-kolom-tenggat = Hari terakhir untuk menyelesaikannya; pada kemajuan, tenggat baru bila diundur. Boleh kosong.
impor-kolom-tenggat-contoh = 2026-11-30
impor-kolom-keputusan-kemajuan-keputusan = Kode keputusan.
impor-kolom-keputusan-kemajuan-keputusan-contoh = KP-2026T3-1
impor-kolom-keputusan-kemajuan-tanggal = Tanggal kemajuan; satu baris untuk satu keputusan dan satu tanggal.
impor-kolom-keputusan-kemajuan-tanggal-contoh = 2026-11-02
impor-kolom-keputusan-kemajuan-status = Sejauh mana.
impor-kolom-keputusan-kemajuan-status-contoh = berjalan
impor-kolom-keterangan = Apa yang sudah dikerjakan, atau mengapa belum; disimpan tersegel.
impor-kolom-keterangan-contoh = Tiga dari lima KBK sudah didampingi
impor-kolom-opd = Kode unit.
impor-kolom-opd-contoh = DINKES
impor-kolom-nip = NIP, 18 angka; format sel sebagai Teks.
impor-kolom-nip-contoh = 198001012005019001
impor-kolom-status = Status kepegawaian.
impor-kolom-status-contoh = pns
impor-kolom-kelas-jabatan = Kelas jabatan.
impor-kolom-kelas-jabatan-contoh = pelaksana
impor-kolom-sk-nomor = Nomor keputusan.
impor-kolom-sk-nomor-contoh = 188.4/12/2026
impor-kolom-sk-tanggal = Tanggal keputusan.
impor-kolom-sk-tanggal-contoh = 2026-01-12
impor-kolom-mulai = Hari pertama.
impor-kolom-mulai-contoh = 2026-05-01
impor-kolom-selesai = Hari terakhir.
impor-kolom-selesai-contoh = 2026-05-31
impor-kolom-periode = Kode ronde.
impor-kolom-periode-contoh = EV-2026
impor-kolom-token = Tanda lembar yang tidak menyebut orang; lembar yang sama bertanda sama.
impor-kolom-token-contoh = a1b2c3
impor-kolom-kbk = Kode kelompok.
impor-kolom-kbk-contoh = KBK-DINKES
impor-kolom-penilai = NIP penilai, atau kode yang tidak menyebut orang.
impor-kolom-penilai-contoh = TIM-1
impor-kolom-butir = Kode butir scorecard; satu baris untuk setiap butir.
impor-kolom-butir-contoh = S01
impor-kolom-persen = Pemenuhan butir, dalam persen dari bobotnya.
impor-kolom-persen-contoh = 75
impor-kolom-alasan = Alasan nilai butir; disimpan tersegel.
impor-kolom-alasan-contoh = Laporan bulanan lengkap
impor-kolom-metode = Cara pelaksanaan.
impor-kolom-metode-contoh = ceramah
impor-kolom-tema = Tema; disimpan tersegel.
impor-kolom-tema-contoh = Pelayanan yang ramah
impor-kolom-peserta = Jumlah peserta.
impor-kolom-peserta-contoh = 35
impor-kolom-durasi-menit = Lama, dalam menit.
impor-kolom-durasi-menit-contoh = 90
impor-kolom-bukti = Keterangan atau tautan bukti; disimpan tersegel.
impor-kolom-bukti-contoh = Foto di folder kegiatan Mei
impor-kolom-pimpinan = NIP pemimpin rapat, atau kode yang tidak menyebut orang.
impor-kolom-pimpinan-contoh = 198001012005019001
impor-kolom-notulen = Notulen; disimpan tersegel.
impor-kolom-notulen-contoh = Membahas jadwal triwulan
impor-kolom-tahun = Tahun.
impor-kolom-tahun-contoh = 2026
impor-kolom-ronde = Kode ronde scorecard yang menentukan siapa boleh ikut; kosong bila peraturan tidak mensyaratkannya.
impor-kolom-ronde-contoh = SC-2026
impor-kolom-buka = Hari pertama pendaftaran.
impor-kolom-buka-contoh = 2026-09-01
impor-kolom-tutup = Hari terakhir.
impor-kolom-tutup-contoh = 2026-10-31
impor-kolom-topik = Topik.
impor-kolom-topik-contoh = Pelayanan
impor-kolom-gelar = Kode Gelar.
impor-kolom-gelar-contoh = GB-2026
impor-kolom-bobot = Bobot; semua kriteria satu Gelar berjumlah 100.
impor-kolom-bobot-contoh = 40
impor-kolom-maks = Angka tertinggi.
impor-kolom-maks-contoh = 100
impor-kolom-juri = NIP juri, atau kode yang tidak menyebut orang.
impor-kolom-juri-contoh = JURI-1
impor-kolom-kategori = Kategori lomba; kosong bila tidak dibagi.
impor-kolom-kategori-contoh = dinas
impor-kolom-kriteria = Kode kriteria.
impor-kolom-kriteria-contoh = inovasi
impor-kolom-dasar = Dasar hukum perubahan.
impor-kolom-dasar-contoh = Perda Nomor 3 Tahun 2026
impor-kolom-bila = Wajib diisi bila { $kolom } berisi { $isi }.
impor-kolom-harus = Hanya "{ $isi }" yang diterima.
impor-kolom-sesudah = Tidak sebelum { $kolom }.
impor-kolom-rujuk = Kode dari formulir { $formulir } ({ $nama }).
impor-kolom-langkah = { $persen }% dari bobot
contoh-teks = Uraian singkat
contoh-tanggal = 2026-05-04
contoh-nomor = 2026
contoh-nip = 198001012005019001

## API

api-judul = API jejak
api-pengantar = Mencatat baris setiap jenis impor dan membaca setiap halaman sebagai JSON. Aturan yang berlaku: { $peraturan }. Satu permintaan dicatat seluruhnya atau tidak sama sekali; baris yang sama dua kali tidak menambah apa pun.
api-catat = Mencatat { $jenis }
api-periksa = ya: diperiksa saja, tidak dicatat
api-koreksi = Alasan koreksi: baris-baris ini mengoreksi yang sudah tercatat dengan kode yang sama
api-nomor-permintaan = Nomor permintaan dari pemanggil; dikembalikan di jawaban
api-posisi = Nomor kejadian terakhir yang dicatat; kosong bila tidak ada yang baru
api-per = Keadaan pada tanggal ini, 2026-03-31
api-kejadian = Keadaan sesudah kejadian nomor ini
api-201 = Dicatat, tersimpan dengan aman
api-200 = Tidak ada yang baru: semua baris sudah tercatat, atau hanya diperiksa
api-400 = Isi permintaan bukan JSON
api-403 = Server tidak menerima catatan
api-404 = Tidak ada
api-409 = Kode yang sama sudah tercatat dengan isi lain
api-413 = Isi permintaan terlalu besar
api-415 = Isi permintaan harus application/json atau application/x-ndjson
api-422 = Baris ditolak; alasan dan pasalnya ada pada setiap galat
api-503 = Penulis lain sedang mencatat; coba lagi
api-halaman = Isi halaman sebagai JSON
api-galat = Galat (RFC 9457) dengan keterangan setiap baris
api-contoh-galat = 1 baris ditolak.
galat-api-tertutup = Server ini tidak menerima catatan.
galat-api-tertutup-tindakan = Jalankan jejak serve dengan --tim di komputer Tim, atau pakai jejak import.
galat-api-asing = Permintaan tidak menyebut komputer ini sebagai tujuannya.
galat-api-asing-tindakan = Panggil http://127.0.0.1 atau http://localhost.
galat-api-bukan-json = Isi permintaan bukan JSON: { $sebab }.
galat-api-bukan-json-tindakan = Kirim satu objek JSON, larik objek, atau satu objek per baris.
galat-api-isi = Isi permintaan tidak menyebut jenisnya.
galat-api-isi-tindakan = Kirim Content-Type: application/json atau application/x-ndjson.
galat-api-besar = Isi permintaan lebih dari { $mib } MiB.
galat-api-besar-tindakan = Kirim dalam beberapa permintaan, atau pakai jejak import.
galat-api-kosong = Permintaan tidak berisi baris.
galat-api-kosong-tindakan = Kirim paling sedikit satu objek.
galat-api-bukan-baris = Setiap baris adalah objek JSON dengan nama kolom sebagai kunci.
galat-api-bukan-baris-tindakan = Lihat /api/v1/openapi.json.
galat-api-jenis-lain = Alamat ini untuk { $jenis }, baris menyebut { $disebut }.
galat-api-jenis-lain-tindakan = Hapus kunci kind, atau kirim ke alamat jenisnya.
galat-api-tanpa-jenis = Tidak ada jenis impor { $jenis }.
galat-api-tanpa-jenis-mungkin = Maksud Anda { $mungkin }? Jenis yang ada: { $pilihan }.
galat-api-tanpa-jenis-tindakan = Jenis yang ada: { $pilihan }.
galat-api-ditolak = { $jumlah } galat; tidak ada yang dicatat.
galat-api-ditolak-tindakan = Perbaiki baris-baris itu, lalu kirim seluruhnya lagi.
galat-api-sibuk = Penulis lain terus mendahului.
galat-api-sibuk-tindakan = Kirim permintaan yang sama lagi sebentar lagi.
galat-api-cara = Alamat ini hanya menerima POST.
galat-api-cara-tindakan = Uraian API ada di /api/v1/openapi.json.
opsi-tim = Siapa pun di komputer ini berhak seperti Tim: teks tersegel ditampilkan dan /api/v1 menerima catatan
serve-tim = Server ini bekerja dengan hak Tim: teks tersegel ditampilkan dan /api/v1 menerima catatan.

## Templat Excel

template-lembar-daftar = Daftar
template-lembar-petunjuk = Petunjuk
template-pilihan-judul = Tidak ada dalam daftar
template-pilihan = Pilih salah satu kode dari daftar. Artinya ada di lembar Petunjuk.
template-wajib = Wajib diisi.
template-boleh-kosong = Boleh kosong.
template-contoh = Contoh: { $contoh }
template-contoh-baris = Contoh satu baris terisi (di lembar ini saja; tidak ikut diimpor)
template-jenis-impor = Formulir impor { $jenis }
template-cara = Isi lembar pertama mulai baris kedua, satu baris untuk satu catatan. Kolom berwarna wajib diisi. Jangan mengubah judul kolom. Lalu impor berkas ini; mengimpornya dua kali tidak menambah apa pun.
template-kolom-kolom = Kolom
template-kolom-judul = Judul
template-kolom-wajib = Wajib
template-kolom-isi = Isi
template-kolom-pilihan = Pilihan
template-kolom-contoh = Contoh
hal-ya = ya
hal-tidak = tidak

# Kebijakan peringkat
ukuran-scorecard = Scorecard
ukuran-gelar = Gelar
ukuran-agen = Capaian Agen Perubahan
ukuran-kegiatan = Jumlah kegiatan
ukuran-evaluasi = Evaluasi kelompok { $kelompok }
alasan-tanpa-ukuran = ukuran indeks daerah belum ada: { $ukuran }
kolom-indeks = Indeks daerah
kolom-ukuran = Ukuran
kolom-terukur = Terukur
kolom-nilai-100 = Nilai 0–100
explain-indeks = Indeks daerah { $skor }:
mengapa-indeks = { $nama } di peringkat { $peringkat } dari { $dari } pada { $periode } dengan indeks daerah { $nilai }.
mengapa-indeks-judul = Dari mana indeksnya
mengapa-indeks-arti = Tiap ukuran diambil seperti tercetak, diubah menjadi 0–100, lalu dikalikan bobotnya. Jumlahnya dibulatkan sekali, dua angka di belakang koma.
mengapa-indeks-tabel = Indeks daerah menurut ukurannya
mengapa-indeks-jumlah = Indeks daerah
kebijakan-judul = Kebijakan peringkat (indeks daerah)
kebijakan-arti = Indeks ini ketentuan daerah, bukan ketentuan peraturan: tidak ada peraturan yang menggabungkan ukuran-ukuran ini (AMB-041). Siapa pun dapat menghitungnya ulang dari angka yang tercetak.
kebijakan-tidak = Belum ada kebijakan peringkat. Peringkat mengikuti hasil Gelar yang sudah ditutup, atau scorecard ronde terakhir.
kebijakan-tabel = Ukuran dan bobot { $periode }
kebijakan-kolom-konversi = Arah dan konversi
kebijakan-kolom-batas = Bobot yang masih wajar
kebijakan-makin-besar = makin besar makin baik: { $terburuk } menjadi 0, { $terbaik } menjadi 100
kebijakan-makin-kecil = makin kecil makin baik: { $terburuk } menjadi 0, { $terbaik } menjadi 100
kebijakan-batas = { $dari } sampai { $sampai }
kebijakan-bobot = { $ukuran } { $bobot } persen
kebijakan-dasar = Indeks daerah: { $bobot }. Ketentuan daerah, bukan ketentuan peraturan.
kebijakan-alasan = Alasan: { $alasan }
kebijakan-sesudah-jawaban = Perhatian: kebijakan ini ditetapkan pada { $tanggal }, sesudah jawaban pertama masuk. Alasan: { $alasan }
kebijakan-dipakai = Ditetapkan { $tanggal }
kebijakan-dipakai-terlambat = Ditetapkan { $tanggal }, sesudah jawaban pertama masuk
kebijakan-dicatat = Kebijakan peringkat { $periode } ditetapkan pada kejadian nomor { $posisi }:
kebijakan-dicatat-ukuran = { $ukuran }: bobot { $bobot }, { $terburuk } menjadi 0, { $terbaik } menjadi 100
kebijakan-tidak-terbaca = { $berkas }: { $sebab }
kebijakan-bukan-toml = bukan berkas kebijakan. { $sebab }
kebijakan-tanpa-skala = ukuran "{ $ukuran }" tidak mempunyai skala sendiri. Tambahkan terburuk dan terbaik, misalnya terburuk = 0 dan terbaik = 12.
kebijakan-bukan-angka = "{ $isi }" pada ukuran "{ $ukuran }" bukan bilangan dengan paling banyak dua angka di belakang koma.

# Dua aturan
aturan-judul = { $periode } menurut dua aturan
aturan-arti = Kejadian yang sama dihitung menurut aturan lain dan disandingkan. Peringkat yang berlaku tidak berubah.
aturan-tanpa-kebijakan = Menurut peraturan saja, tanpa indeks daerah
aturan-kebijakan = Kebijakan: { $bobot }
aturan-kebijakan-sejak = ({ $periode }, ditetapkan { $tanggal })
aturan-tanpa-pilihan = Belum ada aturan lain untuk disandingkan. Simpan rancangan kebijakan (.toml) atau paket peraturan di folder { $folder } di dalam folder data, atau jalankan jejak rank --under BERKAS.
aturan-usulan = Rancangan kebijakan (.toml) atau paket peraturan yang disimpan di folder { $folder } di dalam folder data ikut muncul di sini.
aturan-kalimat = { $periode } menurut "{ $aturan }": { $jumlah } dari { $dari } unit berpindah tempat.
aturan-dasar = Dasar peringkat berubah dari { $dari } menjadi { $menjadi }.
aturan-tidak-sebanding = Tidak seluruhnya sebanding: butir { $butir } hanya ada di salah satu aturan. Yang tidak pernah dinilai dihitung 0.
aturan-tabel = Tempat dan nilai menurut kedua aturan, { $periode }
aturan-kolom-sini = Tempat sekarang
aturan-kolom-sana = Menurut aturan lain
aturan-kolom-sebab = Baris aturan yang memindahkannya
aturan-tidak-ada = tidak ada
aturan-butir = Butir { $kode }: bobot { $dari } menjadi { $menjadi } ({ $sumber })
aturan-ukuran = { $ukuran }: bobot { $dari } menjadi { $menjadi }
aturan-syarat = Syarat ikut Gelar: paling rendah { $dari } menjadi { $menjadi } ({ $sumber })
aturan-cara = Baris yang memindahkan sebuah unit adalah baris dengan bagian terbesar dalam selisihnya dengan unit-unit yang dilewati atau melewatinya.
peringkat-aturan-lain = Bandingkan dengan aturan lain
kolom-nilai = Nilai
galat-aturan = Tidak ada aturan lain bernama "{ $kode }".
galat-aturan-tindakan = Pilih salah satu dari daftar, atau simpan rancangannya di folder usulan.
galat-aturan-daftar = Daftar aturan yang dapat disandingkan
kebijakan-tidak-terbaca-tindakan = Contoh dan arti isinya ada di panduan paket peraturan (regulations/PANDUAN.md).
