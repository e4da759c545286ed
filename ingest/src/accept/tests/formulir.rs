//! The rules of forms, each stated once: given entries, when another comes, then it is taken or not.

use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::event::{CatatanRecorded, EntryWithdrawn, Isi, Rujukan};

/// Between them these forms have every attribute that a rule can be written with.
const FORMS: &str = r#"
[profil]
nomor = "Peraturan Uji"
penandatangan = "Bupati"
pimpinan_daerah = "Bupati"
label_opd = "Dinas"
label_kbk = "KBK"
sumber = "Judul"

[kbk]
wajib_pada = ["perangkat_daerah"]
nama = "wajib"
sumber = "Pasal 9"
keputusan = "AMB-001"

[[formulir]]
kode = "kegiatan"
nama = "Kegiatan"
untuk = "kbk"
kekuatan = "wajib"
sumber = "Pasal 3"
kolom = [
    { kode = "kasus", judul = "Kasus", isi = "nomor", wajib = true, bila = { metode = ["bedah_kasus"] } },
    { kode = "catatan", judul = "Catatan", isi = "teks" },
]

[[formulir]]
kode = "masalah"
nama = "Masalah"
untuk = "kbk"
kekuatan = "wajib"
sumber = "Pasal 4"
keputusan = "AMB-002"
salah_satu = ["orang", "alat"]
unik = ["nomor", "bulan"]
kolom = [
    { kode = "nomor", judul = "Nomor", isi = "nomor", wajib = true },
    { kode = "bulan", judul = "Bulan", isi = "nomor" },
    { kode = "nilai", judul = "Nilai", isi = "pilihan_banyak", daftar = "nilai" },
    { kode = "mendesak", judul = "Mendesak", isi = "ya_tidak" },
    { kode = "alasan", judul = "Alasan", isi = "teks", wajib = true, bila = { mendesak = ["ya"] } },
    { kode = "orang", judul = "Orang", isi = "teks" },
    { kode = "alat", judul = "Alat", isi = "teks" },
]

[[formulir]]
kode = "rencana"
nama = "Rencana"
untuk = "kbk"
kekuatan = "wajib"
sumber = "Pasal 5"
kolom = [
    { kode = "masalah", judul = "Masalah", isi = "rujuk", rujuk = "masalah", wajib = true, sumber = "Pasal 5 huruf a" },
    { kode = "lain", judul = "Rencana lain", isi = "rujuk", rujuk = "rencana", lintas = true },
    { kode = "asal", judul = "Asal", isi = "rujuk", rujuk = "kegiatan" },
    { kode = "mulai", judul = "Mulai", isi = "tanggal", sesudah = "tanggal" },
    { kode = "selesai", judul = "Selesai", isi = "tanggal", sesudah = "mulai" },
]

[[formulir]]
kode = "setuju"
nama = "Persetujuan"
untuk = "kbk"
kekuatan = "wajib"
sumber = "Pasal 6"
kolom = [
    { kode = "rencana", judul = "Rencana", isi = "rujuk", rujuk = "rencana", wajib = true },
    { kode = "hasil", judul = "Hasil", isi = "pilihan", wajib = true, pilihan = [
        { kode = "ya", nama = "Disetujui" },
        { kode = "tidak", nama = "Dikembalikan" },
    ] },
]

[[formulir.aturan]]
formulir = "setuju"
melalui = "rencana"
kolom = "rencana"
dengan = { hasil = ["ya"] }
paling_banyak = 0
pesan = "Rencana ini sudah disetujui"
sumber = "Pasal 6 huruf a"
keputusan = "AMB-003"

[[formulir.aturan]]
formulir = "setuju"
melalui = "rencana"
kolom = "rencana"
dengan = { hasil = ["tidak"] }
bila = { hasil = ["ya"] }
paling_sedikit = 2
pesan = "Disetujui sesudah dua kali dikembalikan"
sumber = "Pasal 6 huruf b"

[[formulir]]
kode = "calon"
nama = "Calon"
untuk = "opd"
kekuatan = "dianjurkan"
sumber = "Pasal 7"
kolom = [
    { kode = "nip", judul = "Pegawai", isi = "orang", unit_sendiri = true },
    { kode = "pns", judul = "PNS", isi = "orang", status = ["pns"] },
    { kode = "pejabat", judul = "Pejabat", isi = "orang", kelas_jabatan = ["pengawas", "pimpinan"] },
    { kode = "wakil", judul = "Wakil", isi = "orang" },
    { kode = "bersih", judul = "Bebas hukuman", isi = "ya_tidak", harus = "ya", sumber = "Pasal 7 huruf b" },
    { kode = "kelompok", judul = "Kelompok", isi = "kbk" },
    { kode = "tujuan", judul = "Tujuan", isi = "opd" },
]

[[formulir.saran]]
bila = { bersih = ["ya"] }
jenis = ["perangkat_daerah"]
kolom = "wakil"
sebaiknya = ["pengawas"]
pesan = "Wakil sebaiknya pengawas"
sumber = "Pasal 7 huruf c"

[[formulir.saran]]
kolom = "kelompok"
sebaiknya = ["KBK-A"]
pesan = "Kelompok sebaiknya KBK-A"
sumber = "Pasal 7 huruf d"

[[formulir]]
kode = "khusus"
nama = "Uji air"
untuk = "opd"
hanya_opd = ["DINAS-B"]
kekuatan = "wajib"
sumber = "Pasal 8"
kolom = [{ kode = "titik", judul = "Titik", isi = "nomor" }]

[[formulir]]
kode = "putusan"
nama = "Putusan"
untuk = "pemda"
kekuatan = "wajib"
sumber = "Pasal 10"
kolom = [{ kode = "calon", judul = "Calon", isi = "rujuk", rujuk = "calon", wajib = true }]
"#;

const DISKUSI: &str = r#"
kode = "diskusi"
nama = "Diskusi"
sumber = "Pasal 3 huruf b"
metode = [
    { kode = "bedah_kasus", nama = "Bedah kasus", sumber = "Pasal 3 huruf b" },
    { kode = "lainnya", nama = "Lainnya", sumber = "Pasal 3 huruf b" },
]
"#;

/// An office under those forms. DINAS-A has ANI and KBK-A, DINAS-B has BUDI and KBK-B.
fn office() -> Given {
    let mut given = Given::office();
    given.pack = toml::from_str(&format!("{PACK}\n{FORMS}")).unwrap();
    given.pack.jenis_kegiatan.push(toml::from_str(DISKUSI).unwrap());
    assert_eq!(given.pack.problems(), []);
    given
}

/// An entry as a row would give it: `kbk=KBK-A`, `nomor=1`, `masalah>masalah:M-1`, `orang~`.
fn entry(formulir: &str, code: &str, columns: &str) -> Isian {
    let (mut opd, mut kbk) = (None, None);
    let (mut isi, mut rujukan, mut terisi) = (BTreeMap::new(), Vec::new(), BTreeSet::new());
    for column in columns.split_whitespace() {
        if let Some(text) = column.strip_suffix('~') {
            terisi.insert(text.to_owned());
        } else if let Some((kolom, named)) = column.split_once('>') {
            let (formulir, code) = named.split_once(':').unwrap();
            let (kolom, formulir) = (kolom.to_owned(), formulir.to_owned());
            rujukan.push(Rujukan { kolom, formulir, kode: kode(code) });
        } else {
            let (kolom, held) = column.split_once('=').unwrap();
            let many = || Isi::Banyak(held.split(';').map(str::to_owned).collect());
            match kolom {
                "opd" => opd = Some(kode(held)),
                "kbk" => kbk = Some(kode(held)),
                "nilai" => _ = isi.insert(kolom.to_owned(), many()),
                _ => _ = isi.insert(kolom.to_owned(), Isi::Satu(held.to_owned())),
            }
        }
    }
    let teks = (!terisi.is_empty()).then(|| sealed('9'));
    let (formulir, code) = (formulir.to_owned(), kode(code));
    let catatan = CatatanRecorded { formulir, kode: code, opd, kbk, isi, rujukan, teks };
    Isian { catatan, terisi }
}

impl Given {
    fn recorded(self, formulir: &str, code: &str, columns: &str) -> Self {
        let isian = entry(formulir, code, columns);
        assert_eq!(self.against(formulir, code, columns), []);
        self.and(Event::CatatanRecorded(isian.catatan))
    }

    fn withdrawn(self, jenis: &str, code: &str) -> Self {
        self.and(Event::EntryWithdrawn(withdrawal(jenis, code)))
    }

    /// Everything that speaks against an entry of 4 May 2026.
    fn against(&self, formulir: &str, code: &str, columns: &str) -> Vec<Refusal> {
        let intent = Intent::RecordCatatan(entry(formulir, code, columns));
        let command = Command { key: "kunci".into(), occurred_on: date("2026-05-04"), intent };
        refusals(&command, &self.register, &self.pack)
    }

    /// The one thing that speaks against an entry.
    fn only(&self, formulir: &str, columns: &str) -> Refusal {
        let mut found = self.against(formulir, "BARU", columns);
        assert_eq!(found.len(), 1, "{found:?}");
        found.remove(0)
    }
}

fn withdrawal(jenis: &str, code: &str) -> EntryWithdrawn {
    EntryWithdrawn { jenis: jenis.to_owned(), kode: kode(code), alasan: sealed('8') }
}

fn dasar(kolom: &str, judul: &str, sumber: &str) -> Box<Dasar> {
    let (kolom, judul, sumber) = (text(kolom), text(judul), text(sumber));
    Box::new(Dasar { kolom, judul, sumber, keputusan: None })
}

/// Of the form `masalah`, which a decision closes.
fn of_masalah(kolom: &str, judul: &str) -> Box<Dasar> {
    Box::new(Dasar { keputusan: maybe("AMB-002"), ..*dasar(kolom, judul, "Pasal 4") })
}

#[test]
fn an_entry_is_recorded_with_what_it_names() {
    let given = office().recorded("masalah", "M-1", "kbk=KBK-A nomor=1 nilai=jujur alat~");
    let plan = entry("rencana", "R-1", "kbk=KBK-A masalah>masalah:M-1 mulai=2026-05-04");
    assert_eq!(
        given.when(Intent::RecordCatatan(plan.clone())),
        Ok(vec![Event::CatatanRecorded(plan.catatan)])
    );
}

#[test]
fn an_entry_belongs_to_a_known_unit_or_kbk_and_to_a_form_of_the_rules() {
    let given = office();
    assert_eq!(
        given.only("calon", "opd=DINAS-C"),
        Refusal::OpdTidakDikenal { kode: text("DINAS-C"), mungkin: maybe("DINAS-A") }
    );
    assert_eq!(
        given.only("rencana", "kbk=KBK-X"),
        Refusal::KbkTidakDikenal { kode: text("KBK-X"), mungkin: maybe("KBK-A") }
    );
    assert_eq!(
        given.only("masalh", "kbk=KBK-A"),
        Refusal::FormulirTidakDikenal { formulir: text("masalh"), mungkin: maybe("masalah") }
    );
}

#[test]
fn some_forms_are_for_some_units_only() {
    let given = office().recorded("khusus", "K-1", "opd=DINAS-B titik=1");
    let only = |judul: &str, sumber: &str, hanya: &str| Refusal::HanyaUnitTertentu {
        dasar: dasar("opd", judul, sumber),
        opd: text("DINAS-A"),
        hanya: text(hanya),
    };
    assert_eq!(given.only("khusus", "opd=DINAS-A"), only("Uji air", "Pasal 8", "DINAS-B"));
    let mut given = given;
    given.pack.profil.as_mut().unwrap().hanya_opd = vec!["DINAS-B".into()];
    assert_eq!(given.only("calon", "opd=DINAS-A"), only("Calon", "Pasal 7", "DINAS-B"));
}

#[test]
fn a_column_is_filled_where_the_form_says_so() {
    let given = office();
    assert_eq!(
        given.only("masalah", "kbk=KBK-A alat~"),
        Refusal::KolomKosong { dasar: of_masalah("nomor", "Nomor"), bila: None }
    );
    assert_eq!(
        given.only("masalah", "kbk=KBK-A nomor=1 alat~ mendesak=ya"),
        Refusal::KolomKosong { dasar: of_masalah("alasan", "Alasan"), bila: maybe("Mendesak: ya") }
    );
    for enough in ["mendesak=tidak", "mendesak=ya alasan~", ""] {
        let row = format!("kbk=KBK-A nomor=1 alat~ {enough}");
        assert_eq!(given.against("masalah", "M-1", &row), [], "{enough}");
    }
}

#[test]
fn at_least_one_of_some_columns_is_filled() {
    let (daftar, sumber, keputusan) = (text("Orang, Alat"), text("Pasal 4"), maybe("AMB-002"));
    assert_eq!(
        office().only("masalah", "kbk=KBK-A nomor=1"),
        Refusal::SalahSatuKosong { daftar, sumber, keputusan }
    );
    assert_eq!(office().against("masalah", "M-1", "kbk=KBK-A nomor=1 orang~"), []);
}

#[test]
fn a_choice_is_one_of_its_list() {
    let given = office().recorded("masalah", "M-1", "kbk=KBK-A nomor=1 alat~");
    assert_eq!(
        given.only("masalah", "kbk=KBK-A nomor=2 alat~ nilai=jujur;jujor"),
        Refusal::PilihanTidakDikenal {
            dasar: of_masalah("nilai", "Nilai"),
            isi: text("jujor"),
            pilihan: text("jujur"),
            mungkin: maybe("jujur"),
        }
    );
    let given = given.recorded("rencana", "R-1", "kbk=KBK-A masalah>masalah:M-1");
    assert_eq!(
        given.only("setuju", "kbk=KBK-A rencana>rencana:R-1 hasil=mungkin"),
        Refusal::PilihanTidakDikenal {
            dasar: dasar("hasil", "Hasil", "Pasal 6"),
            isi: text("mungkin"),
            pilihan: text("ya, tidak"),
            mungkin: None,
        }
    );
}

#[test]
fn a_condition_that_must_hold_holds() {
    assert_eq!(
        office().only("calon", "opd=DINAS-A bersih=tidak"),
        Refusal::KolomHarus {
            dasar: dasar("bersih", "Bebas hukuman", "Pasal 7 huruf b"),
            isi: text("tidak"),
            harus: text("ya"),
        }
    );
    assert_eq!(office().against("calon", "C-1", "opd=DINAS-A bersih=ya"), []);
}

#[test]
fn no_date_lies_before_the_one_it_follows() {
    let given = office().recorded("masalah", "M-1", "kbk=KBK-A nomor=1 alat~");
    let plan = |dates: &str| {
        given.against("rencana", "R-1", &format!("kbk=KBK-A masalah>masalah:M-1 {dates}"))
    };
    let before = |kolom: &str, judul: &str, tanggal: &str, sesudah: &str, batas: &str| {
        vec![Refusal::TanggalMendahului {
            dasar: dasar(kolom, judul, "Pasal 5"),
            tanggal: text(tanggal),
            sesudah: text(sesudah),
            batas: text(batas),
        }]
    };
    assert_eq!(
        plan("mulai=2026-05-03"),
        before("mulai", "Mulai", "2026-05-03", "tanggal", "2026-05-04")
    );
    assert_eq!(
        plan("mulai=2026-05-10 selesai=2026-05-09"),
        before("selesai", "Selesai", "2026-05-09", "Mulai", "2026-05-10")
    );
    for dates in ["mulai=2026-05-04 selesai=2026-05-04", "selesai=2020-01-01"] {
        assert_eq!(plan(dates), [], "{dates}");
    }
}

#[test]
fn a_person_is_of_the_unit_the_status_and_the_class_that_the_column_asks_for() {
    let pppk = PegawaiRegistered {
        status: StatusPegawai::Pppk,
        kelas_jabatan: KelasJabatan::Pengawas,
        ..pegawai("DINAS-A", Pseudonym(Uuid::from_u128(4)))
    };
    let given = office().and(Event::PegawaiRegistered(pppk));
    let (ani, budi, tim) = (ANI.to_string(), BUDI.to_string(), TIM.to_string());
    let cici = Pseudonym(Uuid::from_u128(4)).to_string();
    let calon = |kolom: &str, who: &str| given.only("calon", &format!("opd=DINAS-A {kolom}={who}"));
    assert_eq!(
        calon("nip", &budi),
        Refusal::PegawaiUnitLain {
            dasar: dasar("nip", "Pegawai", "Pasal 7"),
            opd: text("DINAS-A")
        }
    );
    assert_eq!(
        calon("pns", &cici),
        Refusal::StatusPegawai {
            dasar: dasar("pns", "PNS", "Pasal 7"),
            status: text("pppk"),
            perlu: text("pns"),
        }
    );
    assert_eq!(
        calon("pejabat", &ani),
        Refusal::KelasPegawai {
            dasar: dasar("pejabat", "Pejabat", "Pasal 7"),
            kelas: text("pelaksana"),
            perlu: text("pengawas, pimpinan"),
        }
    );
    assert_eq!(calon("pns", &tim), Refusal::BukanPegawai { dasar: dasar("pns", "PNS", "Pasal 7") });
    let good = format!("opd=DINAS-A nip={ani} pns={ani} pejabat={cici} wakil={tim}");
    assert_eq!(given.against("calon", "C-1", &good), []);
    // The head of an OPD answers for a unit below it, and not the other way round.
    let given = given.and(Event::OpdRegistered(opd("UPT-A", Some("DINAS-A"))));
    assert_eq!(given.against("calon", "C-1", &format!("opd=UPT-A nip={ani}")), []);
    assert_eq!(given.against("calon", "C-1", &format!("opd=UPT-A nip={budi}")).len(), 1);
}

#[test]
fn what_a_column_names_is_known_stands_and_is_ones_own() {
    let given = office()
        .recorded("masalah", "M-1", "kbk=KBK-A nomor=1 alat~")
        .recorded("masalah", "M-2", "kbk=KBK-B nomor=1 alat~")
        .recorded("masalah", "M-3", "kbk=KBK-A nomor=3 alat~")
        .withdrawn("masalah", "M-3");
    let (jenis, at) = (text("masalah"), || dasar("masalah", "Masalah", "Pasal 5 huruf a"));
    let plan = |code: &str| given.only("rencana", &format!("kbk=KBK-A masalah>masalah:{code}"));
    assert_eq!(
        plan("M-11"),
        Refusal::RujukanTidakDikenal {
            dasar: at(),
            jenis: jenis.clone(),
            kode: text("M-11"),
            mungkin: maybe("M-1"),
        }
    );
    assert_eq!(
        plan("M-2"),
        Refusal::RujukanLintas { dasar: at(), jenis: jenis.clone(), kode: text("M-2") }
    );
    assert_eq!(plan("M-3"), Refusal::RujukanDitarik { dasar: at(), jenis, kode: text("M-3") });

    let given = given.recorded("rencana", "R-2", "kbk=KBK-B masalah>masalah:M-2");
    // Another KBK's, where the column says so.
    let across = "kbk=KBK-A masalah>masalah:M-1 lain>rencana:R-2";
    assert_eq!(given.against("rencana", "R-1", across), []);
    // Units and KBK are named by code, and activities are entries too.
    let named = |jenis: &str, judul: &str, code: &str, mungkin: &str| {
        let kolom = if jenis == "opd" { "tujuan" } else { "kelompok" };
        let (dasar, jenis, kode) = (dasar(kolom, judul, "Pasal 7"), text(jenis), text(code));
        Refusal::RujukanTidakDikenal { dasar, jenis, kode, mungkin: maybe(mungkin) }
    };
    assert_eq!(
        given.only("calon", "opd=DINAS-A tujuan=DINAS-C"),
        named("opd", "Tujuan", "DINAS-C", "DINAS-A")
    );
    assert_eq!(
        given.only("calon", "opd=DINAS-A kelompok=KBK-C"),
        named("kbk", "Kelompok", "KBK-C", "KBK-A")
    );
    let from = "kbk=KBK-A masalah>masalah:M-1 asal>kegiatan:KG-1";
    assert!(matches!(given.only("rencana", from), Refusal::RujukanTidakDikenal { .. }));
    let given = given.and(Event::KegiatanRecorded(kegiatan()));
    assert_eq!(given.against("rencana", "R-1", from), []);
}

#[test]
fn an_entry_of_the_government_names_that_of_any_unit() {
    let given = office().recorded("calon", "C-1", "opd=DINAS-B");
    assert_eq!(given.against("putusan", "K-1", "calon>calon:C-1"), []);
}

#[test]
fn no_two_entries_of_a_kbk_share_what_is_unique() {
    let given = office().recorded("masalah", "M-1", "kbk=KBK-A nomor=1 bulan=5 alat~").recorded(
        "masalah",
        "M-2",
        "kbk=KBK-A nomor=1 alat~",
    );
    let twice = |code: &str| Refusal::EntriGanda {
        daftar: text("Nomor, Bulan"),
        kode: text(code),
        sumber: text("Pasal 4"),
        keputusan: maybe("AMB-002"),
    };
    assert_eq!(given.only("masalah", "kbk=KBK-A nomor=1 bulan=5 orang~"), twice("M-1"));
    // What is left out is the same as what is left out.
    assert_eq!(given.only("masalah", "kbk=KBK-A nomor=1 orang~"), twice("M-2"));
    for other in ["kbk=KBK-B nomor=1 bulan=5", "kbk=KBK-A nomor=1 bulan=6", "kbk=KBK-A nomor=2"] {
        assert_eq!(given.against("masalah", "M-3", &format!("{other} alat~")), [], "{other}");
    }
    let given = given.withdrawn("masalah", "M-1");
    assert_eq!(given.against("masalah", "M-3", "kbk=KBK-A nomor=1 bulan=5 alat~"), []);
}

/// With a plan R-1 that was sent back as often as said.
fn sent_back(times: usize) -> Given {
    let given = office()
        .recorded("masalah", "M-1", "kbk=KBK-A nomor=1 alat~")
        .recorded("rencana", "R-1", "kbk=KBK-A masalah>masalah:M-1")
        .recorded("rencana", "R-2", "kbk=KBK-A masalah>masalah:M-1");
    (0..times).fold(given, |given, number| {
        let code = format!("S-{number}");
        given.recorded("setuju", &code, "kbk=KBK-A rencana>rencana:R-1 hasil=tidak")
    })
}

const APPROVED: &str = "kbk=KBK-A rencana>rencana:R-1 hasil=ya";

#[test]
fn so_many_entries_must_be_there_first() {
    let too_few = |ada: usize| Refusal::BelumAda {
        dasar: dasar("rencana", "Rencana", "Pasal 6 huruf b"),
        pesan: text("Disetujui sesudah dua kali dikembalikan"),
        ada,
        perlu: 2,
    };
    assert_eq!(sent_back(0).only("setuju", APPROVED), too_few(0));
    assert_eq!(sent_back(1).only("setuju", APPROVED), too_few(1));
    assert_eq!(sent_back(2).against("setuju", "S-9", APPROVED), []);
    // Those of another plan do not count, nor does one that is withdrawn.
    let other = "kbk=KBK-A rencana>rencana:R-2 hasil=ya";
    assert_eq!(sent_back(2).only("setuju", other), too_few(0));
    assert_eq!(sent_back(2).withdrawn("setuju", "S-0").only("setuju", APPROVED), too_few(1));
}

#[test]
fn no_more_than_so_many_entries_may_be_there() {
    let given = sent_back(2).recorded("setuju", "S-9", APPROVED);
    let too_many = Refusal::SudahAda {
        dasar: Box::new(Dasar {
            keputusan: maybe("AMB-003"),
            ..*dasar("rencana", "Rencana", "Pasal 6 huruf a")
        }),
        pesan: text("Rencana ini sudah disetujui"),
        kode: text("S-9"),
    };
    // Whatever is decided now; the other rule asks only of approvals.
    for hasil in ["ya", "tidak"] {
        let row = format!("kbk=KBK-A rencana>rencana:R-1 hasil={hasil}");
        assert_eq!(given.only("setuju", &row), too_many);
    }
}

#[test]
fn an_entry_never_counts_itself_so_a_correction_is_judged_afresh() {
    let given = sent_back(2).recorded("setuju", "S-9", APPROVED);
    let correct = |code: &str, columns: &str| {
        let menjadi = Box::new(Intent::RecordCatatan(entry("setuju", code, columns)));
        given.when(Intent::Correct { alasan: sealed('7'), menjadi })
    };
    let corrected = correct("S-9", APPROVED).unwrap();
    assert!(matches!(corrected[..], [Event::CatatanCorrected(_)]));
    // Of the two that were sent back one would be missing.
    let given_back = correct("S-0", APPROVED).unwrap_err();
    assert!(matches!(given_back, Refusal::SudahAda { .. }), "{given_back:?}");
    let later = given.and(Event::CatatanCorrected(Corrected {
        alasan: sealed('7'),
        menjadi: entry("setuju", "S-9", "kbk=KBK-A rencana>rencana:R-2 hasil=tidak").catatan,
    }));
    assert_eq!(later.against("setuju", "S-8", APPROVED), [], "S-9 is about another plan now");
}

#[test]
fn what_another_entry_refers_to_is_not_withdrawn() {
    let given = sent_back(0);
    let withdraw = |given: &Given, jenis: &str, code: &str| {
        given.when(Intent::Withdraw(withdrawal(jenis, code)))
    };
    assert_eq!(
        withdraw(&given, "masalah", "M-1"),
        Err(Refusal::MasihDirujuk {
            jenis: text("masalah"),
            kode: text("M-1"),
            formulir: text("rencana"),
            oleh: text("R-1"),
        })
    );
    let given = given.withdrawn("rencana", "R-1").withdrawn("rencana", "R-2");
    assert!(withdraw(&given, "masalah", "M-1").is_ok());
    assert_eq!(
        withdraw(&given, "rencana", "R-1"),
        Err(Refusal::EntriDitarik { jenis: text("rencana"), kode: text("R-1") })
    );
}

#[test]
fn everything_that_speaks_against_an_entry_is_told() {
    let found = office().against(
        "rencana",
        "R-1",
        "kbk=KBK-A lain>rencana:R-7 asal>kegiatan:KG-7 mulai=2026-05-01 selesai=2026-04-01",
    );
    let columns: Vec<&str> = found.iter().filter_map(Refusal::column).collect();
    assert_eq!(columns, ["masalah", "lain", "asal", "mulai", "selesai"]);
}

// Advice.

#[test]
fn advice_refuses_nothing() {
    let given = |columns: &str| {
        let given = office().recorded("calon", "C-1", &format!("opd=DINAS-A {columns}"));
        let entry = given.register.entries.get("calon", &kode("C-1")).unwrap();
        let said = saran(entry, &given.register, &given.pack);
        said.iter().map(|saran| saran.pesan.clone()).collect::<Vec<_>>()
    };
    let wakil = format!("wakil={ANI} kelompok=KBK-A");
    assert_eq!(given(&format!("{wakil} bersih=ya")), ["Wakil sebaiknya pengawas"]);
    assert_eq!(given(&wakil), [""; 0], "the advice is for those without a sanction");
    assert_eq!(given(&format!("wakil={TIM} kelompok=KBK-A bersih=ya")), [""; 0]);
    assert_eq!(given("kelompok=KBK-B"), ["Kelompok sebaiknya KBK-A"]);
    assert_eq!(given(""), ["Kelompok sebaiknya KBK-A"]);
}

#[test]
fn advice_is_for_the_kinds_of_unit_that_it_names() {
    let unit = OpdRegistered { jenis: crate::event::JenisOpd::Uptd, ..opd("UPTD", None) };
    let given = office().and(Event::OpdRegistered(unit));
    let columns = format!("opd=UPTD wakil={ANI} kelompok=KBK-A bersih=ya");
    let given = given.recorded("calon", "C-1", &columns);
    let entry = given.register.entries.get("calon", &kode("C-1")).unwrap();
    assert_eq!(saran(entry, &given.register, &given.pack).len(), 0);
}

// What a pack adds to the kinds that every record has.

fn together(kegiatan: KegiatanRecorded, columns: &str) -> Intent {
    let code = kegiatan.kode.to_string();
    let columns = format!("kbk={} {columns}", kegiatan.kbk);
    let pokok = Command {
        key: format!("kegiatan:{code}"),
        occurred_on: date("2026-05-04"),
        intent: Intent::RecordKegiatan(kegiatan),
    };
    Intent::RecordTogether { pokok: Box::new(pokok), tambahan: entry("kegiatan", &code, &columns) }
}

#[test]
fn what_a_pack_adds_is_a_second_event_of_the_same_submission() {
    let given = office();
    let both = given.when(together(kegiatan(), "kasus=7")).unwrap();
    let [Event::KegiatanRecorded(held), Event::CatatanRecorded(added)] = &both[..] else {
        panic!("{both:?}")
    };
    assert_eq!((held, &added.formulir, &added.kode), (&kegiatan(), &text("kegiatan"), &held.kode));
    let alone = given.when(together(kegiatan(), "")).unwrap();
    assert_eq!(alone, [Event::KegiatanRecorded(kegiatan())]);
}

#[test]
fn an_added_column_may_depend_on_the_activity() {
    let given = office();
    let held = |metode: &str| KegiatanRecorded {
        jenis: "diskusi".into(),
        metode: metode.into(),
        ..kegiatan()
    };
    assert_eq!(
        given.refusal(together(held("bedah_kasus"), "")),
        Refusal::KolomKosong {
            dasar: dasar("kasus", "Kasus", "Pasal 3"),
            bila: maybe("metode: bedah_kasus"),
        }
    );
    assert!(given.when(together(held("bedah_kasus"), "kasus=7")).is_ok());
    assert!(given.when(together(held("lainnya"), "")).is_ok());
}

#[test]
fn a_kind_of_activity_has_its_methods() {
    let given = office();
    let held = |jenis: &str, metode: &str| {
        let (jenis, metode) = (jenis.to_owned(), metode.to_owned());
        given.when(Intent::RecordKegiatan(KegiatanRecorded { jenis, metode, ..kegiatan() }))
    };
    assert_eq!(
        held("diskusi", "bedah_kasu"),
        Err(Refusal::MetodeTidakDikenal {
            dasar: dasar("metode", "Diskusi", "Pasal 3 huruf b"),
            metode: text("bedah_kasu"),
            pilihan: text("bedah_kasus, lainnya"),
            mungkin: maybe("bedah_kasus"),
        })
    );
    assert!(held("diskusi", "lainnya").is_ok());
    assert!(held("apel", "apa saja").is_ok(), "a kind without a list takes any");
}

#[test]
fn a_kbk_has_a_name_where_the_regulation_wants_one() {
    let nameless = || KbkFormed { nama: String::new(), ..formed("KBK-C", "DINAS-A") };
    let mut given = office();
    let keputusan = maybe("AMB-001");
    assert_eq!(
        given.refusal(Intent::FormKbk(nameless())),
        Refusal::NamaKbkKosong {
            dasar: Box::new(Dasar { keputusan, ..*dasar("nama", "", "Pasal 9") })
        }
    );
    given.pack.kbk.as_mut().unwrap().nama = NamaKbk::Opsional;
    assert!(given.when(Intent::FormKbk(nameless())).is_ok());
}

// The Gelar of a regulation without a scorecard, and one about values.

#[test]
fn a_gelar_names_a_round_only_where_there_is_a_scorecard() {
    let open = |ronde: Option<&str>| Intent::OpenGelar {
        kode: kode("G"),
        tahun: 2026,
        ronde: ronde.map(kode),
        buka: date("2026-08-01"),
        tutup: date("2026-08-31"),
        topik: String::new(),
    };
    let mut given = office();
    assert_eq!(
        given.refusal(open(None)),
        Refusal::RondeKosong { dasar: dasar("ronde", "Gelar", "Pasal 6") }
    );
    given.pack.scorecard = None;
    let opened = given.when(open(None)).unwrap();
    assert!(matches!(&opened[..], [Event::GelarOpened(gelar)] if gelar.ronde.is_none()));
}

#[test]
fn the_topic_of_a_gelar_is_a_value_where_the_regulation_wants_that() {
    let mut given = office();
    given.pack.gelar.as_mut().unwrap().topik = crate::rule_pack::Topik::Nilai;
    let about = |topik: &str| {
        let mut intent = open_gelar("G", "SC", "2026-08-01", "2026-08-31");
        if let Intent::OpenGelar { topik: own, .. } = &mut intent {
            *own = topik.to_owned();
        }
        given.when(intent)
    };
    for wrong in ["", "rapi", "jujur;rapi"] {
        assert_eq!(
            about(wrong),
            Err(Refusal::TopikBukanNilai {
                dasar: dasar("topik", "Gelar", "Pasal 6"),
                topik: text(wrong),
                pilihan: text("jujur"),
            })
        );
    }
    assert!(about("jujur").is_ok() && about("jujur; jujur").is_ok());
}
