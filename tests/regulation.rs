//! *Uji Pasal*: a rule pack that cannot be obeyed is refused with its file, its line and its pasal.

use std::collections::BTreeSet;
use std::path::Path;

use dashboard::user_error::pack_fault;
use ingest::rule_pack::{PackProblem, Uji};
use serde_json::Value;
use tests::{Installation, binary, root};

const SOUND: &str = include_str!("fixtures/uji/rule_pack.toml");

fn uji(text: &str) -> Uji {
    Uji::of(Path::new("rule_pack.toml"), text.as_bytes().to_vec())
}

/// Every message about a pack, in the order of the file.
fn messages(text: &str) -> Vec<String> {
    let uji = uji(text);
    uji.faults.iter().map(|fault| pack_fault(&uji.file, fault)).collect()
}

/// What is written in the sound pack, what instead, and what is said of it after the file's name.
type Case = (&'static str, &'static str, &'static [&'static str]);

#[rustfmt::skip]
const CASES: &[Case] = &[
    // What the file is made of.
    ("nama = \"Santun\"", "nama = \"Santun", &["20, nilai.santun: Baris ini tidak dapat dibaca: tanda kutip, kurung, atau tanda sama dengan kurang atau berlebih, atau sebuah isian tertulis dua kali (invalid basic string, expected `\"`). (Pasal 4 huruf a)"]),
    ("dasar = \"Gelar\"", "dasarnya = \"Gelar\"", &["199, penghargaan.kbk_terbaik: Isian \"dasarnya\" tidak dikenal di sini. Yang dikenal: kode, nama, untuk, dasar, bentuk, sumber, keputusan. (Pasal 15)"]),
    ("skala = \"S\"\nsumber = \"Lampiran I angka 1\"", "sumber = \"Lampiran I angka 1\"", &["52, instrumen.evaluasi.pertanyaan.q1: Isian \"skala\" belum ada. (Lampiran I angka 1)"]),
    ("alasan = \"wajib\"", "alasan = \"harus\"", &["70, scorecard: \"harus\" tidak dikenal di sini. Pilih salah satu: wajib, dianjurkan. (Lampiran II)"]),
    ("bobot = 60", "bobot = \"60\"", &["92, scorecard.butir.S01: Seharusnya bilangan bulat tanpa tanda kutip, yang tertulis teks. (Lampiran II angka 1)"]),
    // Dates.
    ("sampai = 2030-12-31", "sampai = 2025-12-31", &["6, berlaku: Tanggal terbalik: 2025-12-31 mendahului 2026-02-01. (Pasal 20)"]),
    ("diundangkan = 2026-01-20", "diundangkan = 2026-01-10", &["8, profil: Tanggal terbalik: 2026-01-10 mendahului 2026-01-15. (Judul)"]),
    ("mulai = 2026-02-01,", "mulai = 07:30:00,", &["6, berlaku: Hari 07:30:00 tidak ada di kalender. (Pasal 20)"]),
    ("paling_lambat = \"01-31\"", "paling_lambat = \"02-30\"", &["173, kewajiban.rencana_tahunan: Hari 02-30 tidak ada di kalender. (Pasal 13)"]),
    ("tiap = \"tahun\"", "tiap = \"minggu\"", &["173, kewajiban.rencana_tahunan: \"hari\" ditulis untuk kewajiban setiap minggu, dan hanya untuk itu. (Pasal 13)"]),
    ("tiap = \"tahun\"", "tiap = \"bulan\"\nhari = \"rabu\"", &["173, kewajiban.rencana_tahunan: \"hari\" ditulis untuk kewajiban setiap minggu, dan hanya untuk itu. (Pasal 13)"]),
    // Codes, sources and decisions.
    ("kode = \"tuntas\"", "kode = \"santun\"", &["24, nilai.santun: Kode \"santun\" tertulis dua kali. (Pasal 4 huruf b)", "96, scorecard.butir.S02: Menyebut nilai tuntas, yang tidak ada di paket ini. (Lampiran II angka 2)"]),
    ("kode = \"pedoman\"\n", "kode = \"pe do man\"\n", &["125, bacaan.pe do man: Kode \"pe do man\" tidak sah. Pakai huruf, angka, titik, tanda hubung, atau garis bawah. (Lampiran III)", "192, laporan.tahunan.bagian.3: Menyebut bacaan pedoman, yang tidak ada di paket ini. (Pasal 14)"]),
    ("sumber = \"Pasal 4 huruf b\"", "sumber = \" \"", &["24, nilai.tuntas: Tidak menyebut sumber (pasal atau lampiran). (sumber belum ditulis)"]),
    ("AMB-042", "AMB-142", &["109, peringkat: Keputusan AMB-142 tidak ada. (ketentuan daerah)"]),
    // The questionnaire.
    ("pilihan = [\"Selalu\", \"Jarang\", \"Tidak\"]", "pilihan = [\"Selalu\"]", &["29, skala.S: Skala memiliki 1 pilihan, seharusnya 2 sampai 9. (Lampiran I)"]),
    ("skala = \"S\"\nsumber = \"Lampiran I angka 1\"", "skala = \"U\"\nsumber = \"Lampiran I angka 1\"", &["52, instrumen.evaluasi.pertanyaan.q1: Menyebut skala U, yang tidak ada di paket ini. (Lampiran I angka 1)"]),
    ("pertanyaan = [\"q1\", \"q2\"]", "pertanyaan = [\"q1\", \"q1\", \"q3\"]", &["42, instrumen.evaluasi.kelompok.I: Menyebut pertanyaan q3, yang tidak ada di paket ini. (Lampiran I huruf A)", "52, instrumen.evaluasi.pertanyaan.q1: Pertanyaan ini berada di 2 kelompok, seharusnya tepat satu. (Lampiran I angka 1)", "59, instrumen.evaluasi.pertanyaan.q2: Pertanyaan ini berada di 0 kelompok, seharusnya tepat satu. (Lampiran I angka 2)"]),
    ("{ dari = 4, sampai = 6,", "{ dari = 3, sampai = 6,", &["42, instrumen.evaluasi.kelompok.I: Skor 3 berada di lebih dari satu kategori. (Lampiran I huruf A)"]),
    ("{ dari = 4, sampai = 6,", "{ dari = 4, sampai = 5,", &["42, instrumen.evaluasi.kelompok.I: Jumlah skor 6 tidak berada di kategori mana pun. (Lampiran I huruf A)"]),
    ("pembulatan = { cara = \"setengah_ke_atas\", sumber = \"Pasal 8\" }\n", "", &["41, instrumen.evaluasi.kelompok.I: Rata-rata antara 3 dan 4 tidak berada di kategori mana pun: cara pembulatannya belum ditulis. (Lampiran I huruf A)"]),
    // The scorecard.
    ("bobot = 40", "bobot = 39", &["66, scorecard: Jumlah bobot scorecard 99, selisih 1 dari 100. (Lampiran II)"]),
    ("bobot = 40\n", "", &["66, scorecard: Jumlah bobot scorecard 60, selisih 40 dari 100. (Lampiran II)", "96, scorecard.butir.S02: Bobotnya hilang. (Lampiran II angka 2)"]),
    ("langkah = [0, 50, 100]", "langkah = [0, 150]", &["66, scorecard: Langkah penilaian [0, 150] tidak sah: isi paling sedikit satu, masing-masing 0 sampai 100. (Lampiran II)"]),
    ("batas = \"masuk_ke_atas\"\n", "", &["72, scorecard.kategori.A: Skor 50 berada di kategori ini dan di B: belum ada batas beserta keputusannya. (Pasal 9 huruf a)"]),
    ("keputusan = \"AMB-001\"\n", "", &["73, scorecard.kategori.A: Skor 50 berada di kategori ini dan di B: belum ada batas beserta keputusannya. (Pasal 9 huruf a)"]),
    ("sampai = 50", "sampai = 49", &["81, scorecard.kategori.B: Skor antara 49 dan 50 tidak berada di kategori mana pun. (Pasal 9 huruf b)"]),
    ("sampai = 50", "sampai = 60", &["81, scorecard.kategori.B: Skor 60 berada di lebih dari satu kategori. (Pasal 9 huruf b)"]),
    ("sampai = 100", "sampai = 99", &["73, scorecard.kategori.A: Kategori terbaik berakhir di 99, seharusnya 100. (Pasal 9 huruf a)"]),
    ("dari = 0\n", "dari = 10\n", &["81, scorecard.kategori.B: Kategori mulai dari 10: kategori harus menurun dari yang terbaik dan yang terakhir mulai dari 0. (Pasal 9 huruf b)"]),
    ("paling_rendah = \"A\"", "paling_rendah = \"C\"", &["107, gelar.syarat: Menyebut kategori C, yang tidak ada di paket ini. (Pasal 10 ayat (2))"]),
    ("instrumen = \"scorecard\",", "instrumen = \"evaluasi\",", &["107, gelar.syarat: Syarat Gelar menunjuk evaluasi, yang tidak memiliki kategori di paket ini. (Pasal 10 ayat (2))"]),
    ("batas = \"masuk_ke_atas\"\n\n[[scorecard.kategori]]\nkode = \"A\"\nnama = \"Baik\"\ndari = 50\nsampai = 100\nsumber = \"Pasal 9 huruf a\"\nkeputusan = \"AMB-001\"\n\n[[scorecard.kategori]]\nkode = \"B\"\nnama = \"Kurang\"\ndari = 0\nsampai = 50\n", "\n[[scorecard.kategori]]\nkode = \"A\"\nnama = \"Baik\"\ndari = 50\nsumber = \"Pasal 9 huruf a\"\n\n[[scorecard.kategori]]\nkode = \"B\"\nnama = \"Kurang\"\ndari = 0\n", &["66, scorecard: Belum ditulis kategori mana yang memiliki skor tepat di batas. (Lampiran II)"]),
    // Bodies and texts.
    ("wajib_pada = [\"perangkat_daerah\"]", "wajib_pada = [\"dinas\"]", &["114, kbk: Menyebut jenis unit dinas, yang tidak ada di paket ini. (Pasal 6)"]),
    ("badan = \"kbk\"", "badan = \"tim\"", &["119, peran.ketua: Menyebut badan tim, yang tidak ada di paket ini. (Pasal 7)"]),
    ("di = [\"kbk\"]", "di = [\"opd\"]", &["125, bacaan.pedoman: Menyebut halaman opd, yang tidak ada di paket ini. (Lampiran III)"]),
    ("untuk = \"kbk\"\ndasar", "untuk = \"tim\"\ndasar", &["195, penghargaan.kbk_terbaik: Menyebut penerima tim, yang tidak ada di paket ini. (Pasal 15)"]),
    // Forms.
    ("[[kewajiban]]", "[[formulir]]\nkode = \"gelar\"\nnama = \"Gelar\"\nuntuk = \"pemda\"\nkekuatan = \"wajib\"\nsumber = \"Pasal 16\"\nkolom = []\n\n[[kewajiban]]", &["173, formulir.gelar: \"gelar\" sudah nama impor yang dimiliki setiap catatan. Beri nama lain. (Pasal 16)"]),
    ("kode = \"uraian\"", "kode = \"Uraian\"", &["141, formulir.masalah.kolom.Uraian: \"Uraian\" tidak dapat menjadi judul kolom atau nama impor. Pakai huruf kecil, angka, dan garis bawah; kode, tanggal, kind, dan kolom pemilik isian (opd atau kbk) sudah terpakai. (Pasal 11)"]),
    ("kode = \"uraian\"", "kode = \"kbk\"", &["141, formulir.masalah.kolom.kbk: \"kbk\" tidak dapat menjadi judul kolom atau nama impor. Pakai huruf kecil, angka, dan garis bawah; kode, tanggal, kind, dan kolom pemilik isian (opd atau kbk) sudah terpakai. (Pasal 11)"]),
    ("unik = [\"mendesak\"]", "unik = [\"bulan\"]", &["133, formulir.masalah: masalah tidak memiliki kolom bulan. (Pasal 11)"]),
    ("unik = [\"mendesak\"]", "unik = [\"uraian\"]", &["133, formulir.masalah: Isi kolom uraian tersegel atau menyebut orang, jadi tidak dapat dibandingkan. (Pasal 11)"]),
    ("rujuk = \"masalah\"", "rujuk = \"soal\"", &["152, formulir.rencana.kolom.masalah: Menyebut formulir soal, yang tidak ada di paket ini. (Pasal 12)", "158, formulir.rencana.aturan.1: Kolom masalah dan kode menyebut hal yang berbeda, jadi tidak pernah sama. (Pasal 12 ayat (2))", "191, laporan.tahunan.bagian.2: Isian rencana tidak merujuk masalah. (Pasal 14)"]),
    ("isi = \"orang\", status = [\"pns\"]", "isi = \"orang\", status = [\"honorer\"]", &["153, formulir.rencana.kolom.pj: Menyebut status honorer, yang tidak ada di paket ini. (Pasal 12)"]),
    ("isi = \"orang\", status = [\"pns\"]", "isi = \"nomor\", status = [\"pns\"]", &["153, formulir.rencana.kolom.pj: \"status\" tidak berlaku untuk kolom seperti ini. (Pasal 12)"]),
    ("sesudah = \"tanggal\"", "sesudah = \"selesai\"", &["154, formulir.rencana.kolom.mulai: rencana tidak memiliki kolom selesai. (Pasal 12)"]),
    ("pilihan = [{ kode = \"jalan\", nama = \"Berjalan\" }]", "daftar = \"tim\"", &["155, formulir.rencana.kolom.keadaan: Kolom pilihan memerlukan tepat satu daftar yang ada isinya: \"pilihan\" atau \"daftar\". (Pasal 12)"]),
    ("isi = \"ya_tidak\", wajib = true", "isi = \"ya_tidak\", wajib = true, harus = \"benar\"", &["142, formulir.masalah.kolom.mendesak: Kolom mendesak tidak menerima \"benar\". (Pasal 11)"]),
    ("isi = \"ya_tidak\", wajib = true", "isi = \"ya_tidak\", wajib = true, bila = { uraian = [\"ada\"] }", &["142, formulir.masalah.kolom.mendesak: Isi kolom uraian tersegel atau menyebut orang, jadi tidak dapat dibandingkan. (Pasal 11)"]),
    ("isi = \"teks\", wajib = true", "isi = \"teks\", rujuk = \"rencana\"", &["141, formulir.masalah.kolom.uraian: \"rujuk\" tidak berlaku untuk kolom seperti ini. (Pasal 11)"]),
    ("isi = \"ya_tidak\", wajib = true", "isi = \"rujuk\", rujuk = \"rencana\", wajib = true", &["133, formulir.masalah: Formulir saling merujuk berputar: masalah → rencana → masalah. (Pasal 11)"]),
    ("isi = \"teks\", wajib = true", "isi = \"teks\", bila = { mendesak = [\"ya\"] }", &["141, formulir.masalah.kolom.uraian: \"bila\" tidak berlaku untuk kolom seperti ini. (Pasal 11)"]),
    ("pesan = \"Rencana hanya untuk masalah yang mendesak\"", "pesan = \"\"", &["158, formulir.rencana.aturan.1: Belum ada pesan. (Pasal 12 ayat (2))"]),
    // Rules and advice.
    ("formulir = \"masalah\"\nmelalui", "formulir = \"soal\"\nmelalui", &["158, formulir.rencana.aturan.1: Menyebut formulir soal, yang tidak ada di paket ini. (Pasal 12 ayat (2))"]),
    ("paling_sedikit = 1\n", "", &["158, formulir.rencana.aturan.1: Aturan ini tidak meminta apa pun: isi paling_sedikit atau paling_banyak. (Pasal 12 ayat (2))"]),
    ("melalui = \"kode\"", "melalui = \"kbk\"", &["158, formulir.rencana.aturan.1: Kolom masalah dan kbk menyebut hal yang berbeda, jadi tidak pernah sama. (Pasal 12 ayat (2))"]),
    ("dengan = { mendesak = [\"ya\"] }\npaling", "dengan = { mendesak = [\"mungkin\"] }\npaling", &["158, formulir.rencana.aturan.1: Kolom mendesak tidak menerima \"mungkin\". (Pasal 12 ayat (2))"]),
    ("sebaiknya = [\"administrator\"]", "sebaiknya = [\"camat\"]", &["167, formulir.rencana.saran.1: Menyebut kelas jabatan camat, yang tidak ada di paket ini. (Pasal 12 ayat (3))"]),
    ("sebaiknya = [\"administrator\"]", "sebaiknya = []", &["167, formulir.rencana.saran.1: Belum ada sebaiknya. (Pasal 12 ayat (3))"]),
    // Duties and reports.
    ("siapa = \"kbk\"", "siapa = \"agen\"", &["173, kewajiban.rencana_tahunan: Menyebut formulir agen, yang tidak ada di paket ini. (Pasal 13)"]),
    ("dipenuhi = { oleh = \"rencana\" }", "dipenuhi = { oleh = \"masalah\" }\nhanya_opd = [\"DINAS A\"]", &["173, kewajiban.rencana_tahunan: Kode \"DINAS A\" tidak sah. Pakai huruf, angka, titik, tanda hubung, atau garis bawah. (Pasal 13)"]),
    ("siapa = \"kbk\"", "siapa = \"rencana\"", &["173, kewajiban.rencana_tahunan: Isian rencana tidak merujuk rencana. (Pasal 13)"]),
    ("dipenuhi = { oleh = \"rencana\" }", "dipenuhi = { oleh = \"rapat\", dengan = { sebagai = [\"kepala\"] } }", &["173, kewajiban.rencana_tahunan: rapat tidak memiliki kolom sebagai. (Pasal 13)"]),
    ("dipenuhi = { oleh = \"rencana\" }", "dipenuhi = { oleh = \"survei\" }", &["173, kewajiban.rencana_tahunan: Menyebut formulir survei, yang tidak ada di paket ini. (Pasal 13)"]),
    ("lanjutan = \"rencana\"", "lanjutan = \"masalah\"", &["191, laporan.tahunan.bagian.2: Isian masalah tidak merujuk masalah. (Pasal 14)"]),
    ("formulir = \"masalah\", lanjutan", "lanjutan", &["191, laporan.tahunan.bagian.2: Belum ada formulir. (Pasal 14)"]),
    ("jenis = \"bacaan\", bacaan = \"pedoman\"", "jenis = \"capaian\", formulir = \"rencana\"", &["192, laporan.tahunan.bagian.3: rencana tidak memiliki kolom target. (Pasal 14)"]),
];

#[test]
fn every_fault_is_told_with_its_line_and_its_pasal() {
    assert_eq!(messages(SOUND), [""; 0]);
    let mut wrong = Vec::new();
    for (found, instead, expected) in CASES {
        assert_eq!(SOUND.matches(found).count(), 1, "{found} stands once");
        let said = messages(&SOUND.replace(found, instead));
        let expected: Vec<String> =
            expected.iter().map(|end| format!("rule_pack.toml baris {end}")).collect();
        if said != expected {
            wrong.push(format!("{found} -> {instead}\n  {said:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The names of the variants of [`PackProblem`], as its source writes them.
fn variants() -> BTreeSet<String> {
    let source = root().join("ingest/src/rule_pack/soundness.rs");
    let source = std::fs::read_to_string(source).expect("a source file");
    let body = source.split_once("pub enum PackProblem {").expect("the enum").1;
    let lines = body.split_once("\n}").expect("its end").0.lines();
    let word = |line: &str| line.trim().chars().take_while(char::is_ascii_alphanumeric).collect();
    lines
        .map(word)
        .filter(|word: &String| word.starts_with(|c: char| c.is_ascii_uppercase()))
        .collect()
}

#[test]
fn every_kind_of_fault_is_found_in_some_spoilt_pack() {
    let mut seen = BTreeSet::new();
    for (found, instead, _) in CASES {
        let uji = uji(&SOUND.replace(found, instead));
        let name = |problem: &PackProblem| format!("{problem:?}");
        let word = |text: String| text.chars().take_while(char::is_ascii_alphanumeric).collect();
        seen.extend(uji.faults.iter().map(|fault| word(name(&fault.masalah))));
    }
    let rencana = "kode = \"rencana\"\nnama";
    let twice = "kode = \"arsip\"\nnama = \"Arsip\"\nuntuk = \"kbk\"\nkekuatan = \"wajib\"\n\
                 sumber = \"Pasal 12\"\nkolom = [{ kode = \"uraian\", judul = \"Uraian\", isi = \"teks\" }, \
                 { kode = \"mendesak\", judul = \"Mendesak\", isi = \"ya_tidak\" }]\n\n[[formulir]]\n";
    let same = uji(&SOUND.replace(rencana, &format!("{twice}{rencana}")));
    assert!(same.faults.is_empty(), "{:?}", same.faults);
    assert_eq!(
        same.notes.iter().map(|note| pack_fault(&same.file, note)).collect::<Vec<_>>(),
        [
            "rule_pack.toml baris 145, formulir.arsip: Catatan: kolomnya sama dengan masalah. Beri nama \
          berkas atau lembar menurut formulirnya, agar dikenali. (Pasal 12)"
        ]
    );
    seen.insert("KepalaSama".to_owned());
    let missing: Vec<String> = variants().difference(&seen).cloned().collect();
    assert!(missing.is_empty(), "no case for {missing:?}");
}

/// What `jejak regulation check` answers.
fn check(args: &[&str]) -> tests::Answer {
    let mut command = std::process::Command::new(binary());
    // Away from the repository, so that a shipped name finds no folder.
    let output = command.args(["regulation", "check"]).args(args).current_dir(std::env::temp_dir());
    output.output().expect("the binary runs").into()
}

fn checked(args: &[&str], status: i32) -> Value {
    let answer = check(&[args, &["--format", "json"]].concat());
    assert_eq!(answer.status, status, "{args:?}: {}{}", answer.out, answer.err);
    serde_json::from_str(&answer.out).expect("JSON")
}

/// Every folder under `regulations/` that holds a rule pack, as `init --regulation` names it.
fn packs() -> Vec<String> {
    let folder = root().join("regulations");
    let inside = |path: &Path| -> Vec<std::path::PathBuf> {
        let entries = std::fs::read_dir(path).expect("a folder").flatten();
        entries.map(|entry| entry.path()).filter(|path| path.is_dir()).collect()
    };
    let packs = inside(&folder).into_iter().flat_map(|pemda| inside(&pemda));
    let packs = packs.filter(|path| path.join("rule_pack.toml").exists());
    let name = |path: std::path::PathBuf| {
        let name = path.strip_prefix(&folder).expect("inside").display().to_string();
        name.replace('\\', "/")
    };
    packs.map(name).collect()
}

#[test]
fn every_shipped_pack_is_sound_and_built_in() {
    let packs = packs();
    assert!(packs.len() > 1);
    for pack in packs {
        let answer = checked(&[&pack], 0);
        assert_eq!(answer["sah"], true, "{pack}");
        let file = root().join("regulations").join(&pack).join("rule_pack.toml");
        assert_eq!(answer["hash"], tests::sha256(&file), "{pack} is the one built in");
        let begun = Installation::empty();
        begun.ok(&["init", "--regulation", &pack, "--pemda", "contoh", "--nama", "Contoh"]);
    }
}

#[test]
fn a_check_lists_what_is_open_lost_and_local() {
    let own = Installation::empty();
    let file = own.file("rule_pack.toml", SOUND);
    let answer = check(&[&file]);
    assert_eq!(answer.status, 0);
    let hash = tests::sha256(Path::new(&file));
    assert_eq!(
        answer.out,
        format!(
            "{file}: sah. 42 entri, sidik {hash}.\n\n\
Dibiarkan terbuka oleh teks dan ditutup oleh keputusan (3):\n\
\x20 AMB-001 Skor yang tepat di batas masuk kategori yang lebih tinggi, tanpa dibulatkan dahulu.\n\
\x20   baris 73, scorecard.kategori.A (Pasal 9 huruf a)\n\
\x20 AMB-014 Di bawah lima jawaban atau separuh daftar pegawai, hasilnya ditandai belum memadai.\n\
\x20   baris 40, instrumen.evaluasi.responden (ketentuan daerah)\n\
\x20 AMB-042 Nilai yang sama berbagi tempat dan tempat berikutnya dilompati: 1, 1, 3.\n\
\x20   baris 109, peringkat (ketentuan daerah)\n\n\
Teks yang hilang atau tidak lengkap (1):\n\
\x20 baris 59, instrumen.evaluasi.pertanyaan.q2 (Lampiran I angka 2): tidak lengkap\n\n\
Ketentuan daerah, bukan dari peraturan (2):\n\
\x20 baris 40, instrumen.evaluasi.responden (ketentuan daerah) AMB-014\n\
\x20 baris 109, peringkat (ketentuan daerah) AMB-042\n"
        )
    );
    let spoilt = own.file("rule_pack.toml", SOUND.replace("bobot = 40", "bobot = 39"));
    let answer = check(&[&spoilt]);
    assert_eq!(answer.status, 1);
    assert_eq!(answer.err, format!("{spoilt}: belum dapat dipakai, 1 masalah.\n"));
    let first = format!(
        "{spoilt} baris 66, scorecard: Jumlah bobot scorecard 99, selisih 1 dari 100. (Lampiran II)"
    );
    assert_eq!(answer.out.lines().next(), Some(first.as_str()));
    let json = checked(&[&spoilt], 1);
    assert_eq!(json["masalah"][0]["baris"], 66);
    assert_eq!(json["masalah"][0]["sumber"], "Lampiran II");
    let refused =
        own.no(&["init", "--regulation", &spoilt, "--pemda", "contoh", "--nama", "Contoh"]);
    assert!(refused.contains("baris 66, scorecard: Jumlah bobot"), "{refused}");
    assert!(!own.data().exists(), "nothing is begun with a pack that is not sound");
    assert_eq!(check(&["tidak/ada"]).status, 1);
}

/// Places of everything that is wrong of one kind.
fn places(uji: &Value, masalah: &str) -> Vec<String> {
    let all = uji["masalah"].as_array().expect("a list");
    let such = all.iter().filter(|fault| fault["masalah"]["masalah"] == masalah);
    such.map(|fault| fault["tempat"].as_str().unwrap_or_default().to_owned()).collect()
}

/// The regulation of Purbalingga as its scan prints it: both ends of every band, weights only where
/// they can be read, and no word on averages.
fn purbalingga_as_printed() -> String {
    let path = root().join("regulations/purbalingga/perbup_11_2020/rule_pack.toml");
    let mut text = std::fs::read_to_string(path).expect("the pack");
    let (before, rest) = text.split_once("[instrumen.pembulatan]").expect("its rounding");
    text = format!("{before}[{}", rest.split_once("\n[").expect("what follows").1);
    text = text.replace("batas = \"masuk_ke_atas\"\n", "");
    for (kode, dari, sampai) in [("A", 75, 100), ("B", 50, 75), ("C", 25, 50), ("D", 0, 25)] {
        let head = format!("[[scorecard.kategori]]\nkode = \"{kode}\"\n");
        let (before, rest) = text.split_once(&head).expect("a band");
        let end = rest.find("\n\n").expect("its end");
        let both = format!("dari = {dari}\nsampai = {sampai}");
        let band: Vec<&str> =
            rest[..end].lines().filter(|line| !line.starts_with("sampai")).collect();
        let band = band.join("\n").replace(&format!("dari = {dari}"), &both);
        text = format!("{before}{head}{band}{}", &rest[end..]);
    }
    for kode in ["S13", "S17", "S20"] {
        let head = format!("kode = \"{kode}\"\n");
        let (before, rest) = text.split_once(&head).expect("a line");
        let (line, after) = rest.split_once("bobot = ").expect("its weight");
        let after = after.split_once('\n').expect("the next line").1;
        text = format!("{before}{head}{line}{after}");
    }
    text
}

#[test]
fn what_the_scan_of_purbalingga_leaves_open_is_found() {
    let own = Installation::empty();
    let printed = checked(&[&own.file("rule_pack.toml", purbalingga_as_printed())], 1);
    assert_eq!(
        places(&printed, "batas-ganda"),
        ["scorecard.kategori.A", "scorecard.kategori.B", "scorecard.kategori.C"]
    );
    let edges: Vec<&Value> = printed["masalah"]
        .as_array()
        .expect("a list")
        .iter()
        .filter(|fault| fault["masalah"]["masalah"] == "batas-ganda")
        .map(|fault| &fault["masalah"]["nilai"])
        .collect();
    assert_eq!(edges, [75, 50, 25]);
    let groups = |kode| format!("instrumen.evaluasi.kelompok.{kode}");
    let gaps: Vec<String> = ["I", "II", "III"].iter().flat_map(|k| vec![groups(k); 3]).collect();
    assert_eq!(places(&printed, "pita-rata-rata"), gaps);
    assert_eq!(
        places(&printed, "bobot-hilang"),
        ["scorecard.butir.S13", "scorecard.butir.S17", "scorecard.butir.S20"]
    );
    assert_eq!(places(&printed, "bobot-bukan-seratus"), ["scorecard"]);
    assert_eq!(printed["masalah"].as_array().map(Vec::len), Some(16));

    let shipped = checked(&["purbalingga/perbup_11_2020"], 0);
    let closed = |nomor: &str| -> Vec<String> {
        let all = shipped["putusan"].as_array().expect("a list").iter();
        let such = all.filter(|entry| entry["keputusan"] == nomor);
        such.map(|entry| entry["tempat"].as_str().unwrap_or_default().to_owned()).collect()
    };
    for band in ["A", "B", "C"] {
        assert!(closed("AMB-001").contains(&format!("scorecard.kategori.{band}")));
    }
    assert_eq!(closed("AMB-002"), ["instrumen.evaluasi.pembulatan"]);
    for line in ["S13", "S17", "S20"] {
        assert!(closed("AMB-007").contains(&format!("scorecard.butir.{line}")));
    }
}
