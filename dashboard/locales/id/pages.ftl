## Halaman: bagian yang sama di mana-mana

hal-merek = jejak
hal-merek-label = jejak, ke beranda
hal-lewati = Langsung ke isi
hal-navigasi = Utama
hal-beranda = Beranda
hal-peringkat = Peringkat
hal-opd = OPD
hal-nilai = Nilai budaya
hal-status = Status
hal-contoh = Data contoh. Pemerintah daerah, orang, dan angka di sini rekaan.
hal-mengapa = Mengapa?
hal-kosong = tidak ada
hal-dan = { $daftar } dan { $akhir }
hal-rentang = { $mulai } sampai { $selesai }
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
hal-saat-lampau = Anda melihat keadaan { $saat } (kejadian nomor { $nomor }).
hal-kembali-terkini = Kembali ke keadaan terkini
hal-saat-lain = Lihat keadaan pada tanggal lain
hal-saat-legenda = Keadaan pada akhir tanggal
hal-saat-tampilkan = Tampilkan
hal-tanggal = Tanggal
hal-bulan = Bulan
hal-tahun = Tahun

hal-unduh = Unduhan
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
hal-kolom-nilai = Nilai
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
beranda-evaluasi-isi = { $jawaban } jawaban dari { $terdaftar } pegawai terdaftar di OPD itu
beranda-evaluasi-belum = Belum ada ronde evaluasi yang ditutup tahun ini
beranda-kegiatan = Kegiatan { $periode }
beranda-kegiatan-diam = { $ada } dari { $dari } OPD belum mencatat kegiatan
beranda-peringkat = Peringkat { $periode }
beranda-teratas = Teratas. Pilih nama OPD untuk melihat alasannya.
beranda-terbawah = Terbawah di antara yang berperingkat
beranda-peringkat-lengkap = Lihat peringkat lengkap
beranda-terbuka = Yang masih terbuka
beranda-terbuka-tidak = Semua ronde dan Gelar yang berakhir pada { $periode } sudah ditutup.
beranda-terbuka-ada = Belum ditutup, jadi angkanya belum dihitung:

## Peringkat

peringkat-judul = Peringkat { $periode }
peringkat-memimpin = { $nama } memimpin peringkat { $periode } dengan nilai { $nilai }.
peringkat-berbagi = { $nama } berbagi peringkat 1 { $periode } dengan nilai { $nilai }.
peringkat-kelas-kalimat = Kelas { $kelas }: { $kalimat }
peringkat-tanpa-dasar = Tidak ada peringkat { $periode }: aturan { $peraturan } tidak memberi ukuran untuk memeringkat.
peringkat-tanpa-ronde = Belum ada peringkat { $periode }: belum ada ronde scorecard yang ditutup pada periode ini.
peringkat-tanpa-nilai = Belum ada peringkat { $periode }: belum ada OPD yang dinilai.
peringkat-kelas = Kelas { $kelas }
peringkat-grafik = Peringkat { $periode }
peringkat-grafik-arti = { $jumlah } OPD menurut { $dasar }, dari { $tertinggi } sampai { $terendah } pada skala 0 sampai 100. Warna dan huruf menunjukkan kategori scorecard. Pilih satu baris untuk melihat alasannya.
peringkat-grafik-sama = nilainya sama dengan OPD lain
peringkat-tabel = Peringkat { $periode }: pilih nama OPD untuk melihat alasannya
peringkat-tabel-kelas = Peringkat { $periode }, kelas { $kelas }: pilih nama OPD untuk melihat alasannya
peringkat-boleh = boleh mengikuti Gelar
peringkat-arah-skor = Nilai Gelar dan scorecard: makin besar makin baik ↑.
peringkat-arah-evaluasi = Evaluasi: { $arah }, dan yang tercetak adalah rata-rata jumlah skor tiap formulir.
peringkat-seri = Nilai yang sama berbagi tempat, lalu tempat berikutnya dilewati (1, 1, 3).
peringkat-dasar-judul = Dasar peringkat ini
peringkat-dasar = Tempat diberikan menurut: { $dasar }.
peringkat-ronde-gelar = Gelar { $kode }, { $rentang }, ditutup pada kejadian
peringkat-ronde-syarat = Yang boleh mengikuti Gelar: scorecard ronde { $kode }, { $rentang }, ditutup pada kejadian
peringkat-ronde-scorecard = Skor: scorecard ronde { $kode }, { $rentang }, ditutup pada kejadian
peringkat-ronde-evaluasi = Evaluasi: ronde { $kode }, { $rentang }, ditutup pada kejadian
peringkat-ronde-terbuka = { $kode } belum ditutup, jadi angkanya belum dihitung.

## Mengapa

mengapa-judul = Mengapa { $nama } di tempatnya? { $periode }
mengapa-scorecard = { $nama } peringkat { $peringkat } dari { $dari } pada { $periode } dengan skor { $nilai } ({ $kategori }, { $kategori_nama }).
mengapa-gelar = { $nama } peringkat { $peringkat } dari { $dari } pada { $periode } dengan nilai Gelar { $nilai }.
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
opd-ronde = Skor dari ronde { $kode }, ronde scorecard terakhir yang ditutup.
opd-tabel = Seluruh OPD menurut nama
opd-induk = di bawah { $induk }
opd-tanpa-kbk = belum memiliki KBK
profil-kalimat = { $nama } peringkat { $peringkat } pada { $periode } dengan nilai { $nilai }.
profil-terdaftar = terdaftar pada kejadian
profil-induk = Di bawah
profil-kbk = { $nama } ({ $kode }), SK { $sk } tanggal { $tanggal }, kejadian
profil-ronde = pada ronde { $kode }.
profil-nilai-judul = Nilai budaya
profil-nilai-arti = Bagian bobot tiap nilai yang tercapai pada scorecard ronde { $kode }.
profil-nilai-tabel = Bagian bobot tiap nilai budaya yang tercapai
profil-kegiatan-judul = Kegiatan
profil-kegiatan-kosong = Belum ada kegiatan tercatat. KBK mencatatnya setelah kegiatan dilaksanakan.
profil-kegiatan-grafik = Kegiatan tiap triwulan
profil-kegiatan-grafik-arti = { $jumlah } kegiatan dari { $awal } sampai { $akhir }.
profil-kegiatan-tabel = { $tampil } kegiatan terakhir dari { $jumlah }
profil-skor-judul = Scorecard dari ronde ke ronde
profil-skor-grafik = Skor scorecard tiap ronde
profil-skor-grafik-arti = { $jumlah } ronde yang sudah ditutup, skala 0 sampai 100.
profil-evaluasi-lihat = Lihat hasil evaluasi dan alasannya

## Nilai budaya

nilai-judul = Nilai budaya tiap OPD
nilai-kalimat = { $nilai } paling sering lemah: { $jumlah } dari { $dari } OPD berada di kategori { $kategori } ({ $kategori_nama }) untuk nilai ini pada ronde { $ronde }.
nilai-kosong = Belum ada ronde scorecard yang ditutup, jadi belum ada yang dapat dibandingkan.
nilai-ronde = Ronde { $kode }, { $rentang }. Angka adalah persen bobot nilai yang tercapai; makin besar makin baik ↑.
nilai-pita = { $nama }, mulai { $dari }
nilai-warna = Warna mengikuti batas kategori scorecard, bukan perbandingan antar-OPD: bila semua baik, semuanya berwarna baik. Peraturan memberi kategori untuk skor keseluruhan; untuk tiap nilai batas yang sama dipakai sebagai penunjuk saja.
nilai-grafik = OPD dan nilai budaya
nilai-grafik-arti = { $jumlah } OPD dan { $nilai } nilai; tiap sel berisi persen bobot yang tercapai, dibulatkan. Angka tepat ada di tabel.
nilai-sel = { $nilai } { $persen } persen, { $kategori }
nilai-tabel = Persen bobot tiap nilai budaya yang tercapai
nilai-belum = Belum dinilai pada ronde ini: { $daftar }.
nilai-arti-judul = Arti tiap nilai

## Kejadian

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
status-periksa-judul = Cara memeriksa
status-periksa = Angka di halaman ini tidak perlu dipercaya begitu saja.
status-langkah-1 = Simpan nomor kejadian dan sidik jari dari kaki halaman, misalnya dengan mencetaknya. Buka lagi tautan abadinya kapan saja: sidik jari harus tetap sama.
status-langkah-2 = Baca sendiri setiap kejadian di komputer yang menyimpan catatan:
status-langkah-3 = Hitung ulang peringkat pada nomor kejadian yang sama dan bandingkan dengan halaman:

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
galat-dua-saat = Alamat ini menyebut dua saat: per dan kejadian.
galat-dua-saat-tindakan = Pakai salah satu saja.
galat-tanggal = Tidak ada tanggal { $tanggal }.
galat-tanggal-tindakan = Isi tanggal 1 sampai 31 yang ada pada bulannya, dan tahun dengan empat angka, misalnya 31 Maret 2026. Kembali dengan tombol peramban untuk memperbaikinya.
galat-opd = Tidak ada OPD dengan kode "{ $kode }" pada saat itu.
galat-opd-tindakan = Periksa kodenya, atau pilih dari daftar OPD.
galat-opd-mungkin = Maksud Anda { $kode }?
galat-opd-daftar = Daftar OPD
galat-periode = Periode "{ $kode }" tidak dikenal.
galat-periode-tindakan = Pakai tahun (2026) atau triwulan (2026-T3). Yang berisi data:
galat-periode-dikenal = Pakai tahun (2026), triwulan (2026-T3), atau salah satu dari: { $daftar }.
galat-kejadian = Tidak ada kejadian nomor "{ $nomor }" pada saat itu. Kejadian terbaru bernomor { $terbaru }.
galat-kejadian-tindakan = Pakai nomor itu atau yang lebih kecil.
galat-kejadian-tautan = Lihat kejadian nomor { $nomor }
galat-tanpa-catatan = Folder { $folder } tidak berisi catatan.
galat-tanpa-catatan-tindakan = Mulai dengan jejak init, atau periksa --data.
galat-catatan-ada = Folder { $folder } sudah berisi catatan.
galat-catatan-ada-tindakan = Pilih folder lain dengan --data, atau lanjutkan dengan catatan itu.
galat-paket-lain = { $berkas } bukan paket peraturan yang disebut catatan (sidik { $sidik }).
galat-paket-lain-tindakan = Kembalikan berkas itu dari cadangan; catatan tidak diubah.
galat-folder = Folder { $folder } tidak dapat ditulis: { $sebab }.
galat-folder-tindakan = Periksa hak tulis dan ruang kosong.
