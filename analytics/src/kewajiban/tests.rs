//! A small record in, the calendar of duties as text out.

use std::collections::BTreeMap;

use ingest::event::{
    CatatanRecorded, Corrected, EntryWithdrawn, Event, Isi, JenisOpd, JenisPeriode, KbkFormed,
    KegiatanRecorded, OpdRegistered, PeriodeOpened, RapatRecorded, Rujukan, SealedText,
};
use ingest::frame::Body;
use ingest::identity::{Instant, Kode, Pseudonym, StreamName};
use ingest::log::{Expected, Log, Submission};
use ingest::rule_pack::LoadedPack;
use projections::Projections;
use tempfile::TempDir;

use super::*;
use crate::Limit;

pub(crate) fn kode(text: &str) -> Kode {
    Kode::parse(text).unwrap()
}

pub(crate) fn date(text: &str) -> Date {
    parse_date(text).unwrap()
}

const HEAD: &str = r#"
kode = "uji"
judul = "Peraturan uji"
pemda = "Contoh"
[berlaku]
mulai = 2026-01-02
sumber = "Pasal 9"
[peringkat]
seri = "berbagi"
sumber = "ketentuan daerah"
"#;

pub(crate) fn pack(duties: &str) -> RulePack {
    let text = format!("{HEAD}{duties}");
    LoadedPack::of(std::path::Path::new("uji"), text.into_bytes()).unwrap().pack
}

fn duty(more: &str, oleh: &str) -> String {
    format!(
        "[[kewajiban]]\nnama = \"Kewajiban\"\nsumber = \"Pasal 1\"\n{more}\ndipenuhi = {oleh}\n"
    )
}

/// A log that is filled by hand, past every rule: what is tested here is what follows from it.
pub(crate) struct Given {
    pub(crate) log: Log,
    written: u64,
    _dir: TempDir,
}

/// An entry of a form as a test writes it.
pub(crate) struct Entry<'a> {
    pub(crate) formulir: &'a str,
    pub(crate) kode: &'a str,
    pub(crate) opd: Option<&'a str>,
    pub(crate) kbk: Option<&'a str>,
    pub(crate) isi: &'a [(&'a str, &'a str)],
    pub(crate) rujukan: &'a [(&'a str, &'a str)],
}

impl Entry<'_> {
    pub(crate) fn recorded(&self) -> CatatanRecorded {
        let isi = self.isi.iter().map(|(kolom, isi)| {
            let isi = match isi.split_once(';') {
                Some(_) => Isi::Banyak(isi.split(';').map(String::from).collect()),
                None => Isi::Satu((*isi).to_owned()),
            };
            ((*kolom).to_owned(), isi)
        });
        let rujukan = self.rujukan.iter().map(|(formulir, code)| Rujukan {
            kolom: (*formulir).to_owned(),
            formulir: (*formulir).to_owned(),
            kode: kode(code),
        });
        CatatanRecorded {
            formulir: self.formulir.to_owned(),
            kode: kode(self.kode),
            opd: self.opd.map(kode),
            kbk: self.kbk.map(kode),
            isi: isi.collect::<BTreeMap<_, _>>(),
            rujukan: rujukan.collect(),
            teks: None,
        }
    }
}

pub(crate) fn entry<'a>(formulir: &'a str, kode: &'a str) -> Entry<'a> {
    Entry { formulir, kode, opd: None, kbk: None, isi: &[], rujukan: &[] }
}

pub(crate) fn sealed() -> SealedText {
    SealedText { komitmen: "0".repeat(64) }
}

impl Given {
    /// Units registered on 5 January 2026, each with a KBK decreed on 20 January.
    pub(crate) fn units(codes: &[&str]) -> Self {
        let dir = TempDir::new().unwrap();
        let mut given = Self { log: Log::in_folder(dir.path()).unwrap(), written: 0, _dir: dir };
        for code in codes {
            given.unit(code, "2026-01-05");
        }
        given
    }

    pub(crate) fn event(&mut self, occurred_on: &str, event: Event) {
        self.written += 1;
        let stream = StreamName::new("uji", &kode("contoh"), self.written);
        let submission = Submission {
            command: stream.rest().to_owned(),
            stream,
            expected: Expected::NoStream,
            actor: None,
            occurred_on: date(occurred_on),
            now: Instant(0),
            body: Body::of(&[event]),
        };
        self.log.append(submission).unwrap();
    }

    fn unit(&mut self, code: &str, on: &str) {
        self.unit_under(None, code, on);
    }

    pub(crate) fn unit_under(&mut self, induk: Option<&str>, code: &str, on: &str) {
        let opd = OpdRegistered {
            kode: kode(code),
            nama: format!("Dinas {code}"),
            jenis: if code.starts_with("KEC") {
                JenisOpd::Kecamatan
            } else {
                JenisOpd::PerangkatDaerah
            },
            induk: induk.map(kode),
        };
        self.event(on, Event::OpdRegistered(opd));
        let kbk = KbkFormed {
            kode: kode(&format!("K-{code}")),
            opd: kode(code),
            nama: format!("KBK {code}"),
            sk_nomor: "1".into(),
            sk_tanggal: date(&format!("{}20", &on[..8])),
        };
        self.event(on, Event::KbkFormed(kbk));
    }

    pub(crate) fn rapat(&mut self, code: &str, opd: &str, on: &str) {
        let rapat = RapatRecorded {
            kode: kode(code),
            opd: kode(opd),
            pimpinan: Pseudonym(uuid::Uuid::nil()),
            peserta: 5,
            notulen: None,
        };
        self.event(on, Event::RapatRecorded(rapat));
    }

    pub(crate) fn kegiatan(&mut self, code: &str, kbk: &str, on: &str, jenis: &str) {
        let kegiatan = KegiatanRecorded {
            kode: kode(code),
            kbk: kode(kbk),
            jenis: jenis.into(),
            metode: "lainnya".into(),
            nilai: None,
            peserta: 3,
            durasi_menit: 10,
            tema: None,
            bukti: None,
        };
        self.event(on, Event::KegiatanRecorded(kegiatan));
    }

    pub(crate) fn entry(&mut self, on: &str, entry: &Entry<'_>) {
        self.event(on, Event::CatatanRecorded(entry.recorded()));
    }

    /// The calendar as text: one line a duty, the window, how it stands.
    async fn calendar(&self, pack: &RulePack, periode: &str, tanggal: &str) -> String {
        let snapshot = Projections::replay(&self.log, None).unwrap().snapshot();
        let bench = Bench::new(&snapshot, pack, Limit::default());
        let periode = Periode::calendar(periode).unwrap();
        let calendar = bench.duties(periode, date(tanggal)).await.unwrap();
        let line = |row: &DutyRow| {
            let code =
                |named: &Option<(String, String)>| named.as_ref().map(|named| named.0.clone());
            let entry = row.entri.as_ref().map(|(_, kode)| kode.clone());
            let who = entry.or_else(|| code(&row.kbk)).or_else(|| code(&row.opd));
            let proof =
                row.bukti.as_ref().map(|bukti| format!(" {} {}", bukti.kode, bukti.tanggal));
            let days = if row.hari > 0 { format!(" {} hari", row.hari) } else { String::new() };
            format!(
                "{} {} {} s.d. {}: {}{days}{}",
                row.kewajiban,
                who.unwrap_or_else(|| "pemda".to_owned()),
                row.jendela,
                row.tenggat,
                row.keadaan.word(),
                proof.unwrap_or_default(),
            )
        };
        calendar.rows.iter().map(line).collect::<Vec<_>>().join("\n")
    }
}

#[tokio::test]
async fn a_duty_is_due_until_its_last_day_and_late_from_the_day_after() {
    let yearly = duty(
        "kode = \"program\"\nsiapa = \"opd\"\ntiap = \"tahun\"\npaling_lambat = \"01-31\"\nkekuatan = \"wajib\"",
        "{ oleh = \"rapat\" }",
    );
    let pack = pack(&yearly);
    let mut given = Given::units(&["A", "B", "C"]);
    given.rapat("R1", "B", "2026-01-31");
    given.rapat("R2", "C", "2026-02-01");
    assert_eq!(
        given.calendar(&pack, "2026", "2026-01-31").await,
        "program A 2026 s.d. 2026-01-31: belum_jatuh_tempo\n\
         program C 2026 s.d. 2026-01-31: belum_jatuh_tempo\n\
         program B 2026 s.d. 2026-01-31: terpenuhi R1 2026-01-31"
    );
    assert_eq!(
        given.calendar(&pack, "2026", "2026-02-01").await,
        "program A 2026 s.d. 2026-01-31: terlambat 1 hari\n\
         program C 2026 s.d. 2026-01-31: terpenuhi_terlambat R2 2026-02-01\n\
         program B 2026 s.d. 2026-01-31: terpenuhi R1 2026-01-31"
    );
    let over = given.calendar(&pack, "2026", "2027-01-01").await;
    assert!(over.starts_with("program A 2026 s.d. 2026-01-31: tidak_ada 335 hari\n"), "{over}");
    // The regulation is in force since 2 January 2026, the record since that year.
    assert_eq!(given.calendar(&pack, "2025", "2026-02-01").await, "");
}

#[tokio::test]
async fn what_is_advised_is_never_late() {
    for (kekuatan, word) in [
        ("wajib", "tidak_ada 1 hari"),
        ("hendaknya", "belum"),
        ("dianjurkan", "belum"),
        ("pengingat", "belum"),
    ] {
        let monthly = duty(
            &format!(
                "kode = \"temu\"\nsiapa = \"opd\"\ntiap = \"bulan\"\nkekuatan = \"{kekuatan}\""
            ),
            "{ oleh = \"rapat\" }",
        );
        let given = Given::units(&["A"]);
        let text = given.calendar(&pack(&monthly), "2026-T1", "2026-02-01").await;
        let wanted = format!(
            "temu A 2026-01 s.d. 2026-01-31: {word}\n\
             temu A 2026-02 s.d. 2026-02-28: belum_jatuh_tempo\n\
             temu A 2026-03 s.d. 2026-03-31: akan_datang"
        );
        assert_eq!(text, wanted);
    }
}

#[tokio::test]
async fn a_meeting_counts_only_when_its_columns_say_who_led_it() {
    let monthly = duty(
        "kode = \"temu\"\nsiapa = \"opd\"\njenis = [\"perangkat_daerah\"]\ntiap = \"bulan\"\nkekuatan = \"wajib\"",
        "{ oleh = \"rapat\", dengan = { sebagai = [\"kepala\", \"plt\"] } }",
    );
    let column = r#"
[[formulir]]
kode = "rapat"
nama = "Rapat"
untuk = "opd"
kekuatan = "wajib"
sumber = "Pasal 2"
kolom = [{ kode = "sebagai", judul = "Sebagai", isi = "nomor" }]
"#;
    let pack = pack(&format!("{monthly}{column}"));
    let mut given = Given::units(&["A", "KEC-B"]);
    for (code, on, sebagai) in [
        ("R1", "2026-01-10", "lainnya"),
        ("R2", "2026-01-20", "plt"),
        ("R3", "2026-02-03", "lainnya"),
    ] {
        given.rapat(code, "A", on);
        given.entry(
            on,
            &Entry { opd: Some("A"), isi: &[("sebagai", sebagai)], ..entry("rapat", code) },
        );
    }
    // Kecamatan are not bound: the duty names another kind of unit.
    let text = "temu A 2026-02 s.d. 2026-02-28: tidak_ada 1 hari\n\
                temu A 2026-03 s.d. 2026-03-31: belum_jatuh_tempo\n\
                temu A 2026-01 s.d. 2026-01-31: terpenuhi R2 2026-01-20";
    assert_eq!(given.calendar(&pack, "2026-T1", "2026-03-01").await, text);
    // The column of the third meeting is corrected: its head led it.
    let right = Entry { opd: Some("A"), isi: &[("sebagai", "kepala")], ..entry("rapat", "R3") };
    let corrected = Corrected { alasan: sealed(), menjadi: right.recorded() };
    given.event("2026-02-03", Event::CatatanCorrected(corrected));
    assert!(
        given.calendar(&pack, "2026-T1", "2026-03-01").await.contains(": terpenuhi R3 2026-02-03")
    );
    let withdrawn = EntryWithdrawn { jenis: "rapat".into(), kode: kode("R3"), alasan: sealed() };
    given.event("2026-02-04", Event::EntryWithdrawn(withdrawn));
    assert_eq!(given.calendar(&pack, "2026-T1", "2026-03-01").await, text);
}

#[tokio::test]
async fn nothing_is_owed_before_one_was_there() {
    let mut duties = duty(
        "kode = \"program\"\nsiapa = \"kbk\"\ntiap = \"tahun\"\npaling_lambat = \"01-31\"\nkekuatan = \"wajib\"",
        "{ oleh = \"kegiatan\" }",
    );
    duties += &duty(
        "kode = \"temu\"\nsiapa = \"opd\"\ntiap = \"triwulan\"\nkekuatan = \"wajib\"",
        "{ oleh = \"rapat\" }",
    );
    duties += &duty(
        "kode = \"bentuk\"\nsiapa = \"opd\"\ntiap = \"sekali\"\nkekuatan = \"wajib\"",
        "{ oleh = \"kbk\" }",
    );
    let mut given = Given::units(&["A"]);
    given.unit("B", "2027-05-03");
    // B and its KBK came in May 2027: no programme of that year, no meeting of the first quarter.
    assert_eq!(
        given.calendar(&pack(&duties), "2027", "2027-07-01").await,
        "program K-A 2027 s.d. 2027-01-31: terlambat 151 hari\n\
         temu A 2027-T1 s.d. 2027-03-31: tidak_ada 92 hari\n\
         temu A 2027-T2 s.d. 2027-06-30: tidak_ada 1 hari\n\
         temu B 2027-T2 s.d. 2027-06-30: tidak_ada 1 hari\n\
         temu A 2027-T3 s.d. 2027-09-30: belum_jatuh_tempo\n\
         temu B 2027-T3 s.d. 2027-09-30: belum_jatuh_tempo\n\
         bentuk B sekali s.d. 2027-12-31: terpenuhi K-B 2027-05-20\n\
         temu A 2027-T4 s.d. 2027-12-31: akan_datang\n\
         temu B 2027-T4 s.d. 2027-12-31: akan_datang"
    );
}

#[tokio::test]
async fn a_duty_that_is_owed_once_stays_open_until_it_is_met() {
    let once = duty(
        "kode = \"ikrar\"\nsiapa = \"opd\"\ntiap = \"sekali\"\npaling_lambat = \"06-30\"\nkekuatan = \"wajib\"",
        "{ oleh = \"deklarasi\" }",
    );
    let pack = pack(&(once + &form("deklarasi", "opd", "")));
    let mut given = Given::units(&["A", "B"]);
    given.entry("2026-06-30", &Entry { opd: Some("A"), ..entry("deklarasi", "D1") });
    assert_eq!(
        given.calendar(&pack, "2026", "2026-07-01").await,
        "ikrar B sekali s.d. 2026-06-30: terlambat 1 hari\n\
         ikrar A sekali s.d. 2026-06-30: terpenuhi D1 2026-06-30"
    );
    assert_eq!(
        given.calendar(&pack, "2028", "2028-01-01").await,
        "ikrar B sekali s.d. 2026-06-30: terlambat 550 hari"
    );
    given.entry("2028-02-01", &Entry { opd: Some("B"), ..entry("deklarasi", "D2") });
    assert_eq!(
        given.calendar(&pack, "2028", "2028-03-01").await,
        "ikrar B sekali s.d. 2026-06-30: terpenuhi_terlambat D2 2028-02-01"
    );
    assert_eq!(given.calendar(&pack, "2029", "2029-03-01").await, "");
}

pub(crate) fn form(kode: &str, untuk: &str, kolom: &str) -> String {
    format!(
        "[[formulir]]\nkode = \"{kode}\"\nnama = \"{kode}\"\nuntuk = \"{untuk}\"\nkekuatan = \"wajib\"\n\
         sumber = \"Pasal 2\"\nkolom = [{kolom}]\n"
    )
}

#[tokio::test]
async fn an_entry_owes_it_while_it_stands_and_what_follows_it_fulfils_it() {
    let mut duties = duty(
        "kode = \"monev\"\nsiapa = \"agen\"\ntiap = \"triwulan\"\nkekuatan = \"wajib\"",
        "{ oleh = \"monev_agen\" }",
    );
    let names = |form: &str| {
        format!("{{ kode = \"{form}\", judul = \"Dari\", isi = \"rujuk\", rujuk = \"{form}\" }}")
    };
    duties += &form("agen", "opd", "");
    duties += &form("rencana_tindak", "opd", &names("agen"));
    duties += &form("monev_agen", "opd", &names("rencana_tindak"));
    let mut given = Given::units(&["A"]);
    let term = [("mulai", "2026-02-01"), ("selesai", "2026-09-29")];
    given.entry("2026-01-25", &Entry { opd: Some("A"), isi: &term, ..entry("agen", "AG1") });
    let plan =
        Entry { opd: Some("A"), rujukan: &[("agen", "AG1")], ..entry("rencana_tindak", "RT1") };
    given.entry("2026-02-10", &plan);
    let check = Entry {
        opd: Some("A"),
        rujukan: &[("rencana_tindak", "RT1")],
        ..entry("monev_agen", "M1")
    };
    given.entry("2026-03-31", &check);
    // The term ends a day before the last day of the third quarter.
    assert_eq!(
        given.calendar(&pack(&duties), "2026", "2026-12-31").await,
        "monev AG1 2026-T2 s.d. 2026-06-30: tidak_ada 184 hari\n\
         monev AG1 2026-T1 s.d. 2026-03-31: terpenuhi M1 2026-03-31"
    );
}

#[tokio::test]
async fn a_record_of_the_whole_government_counts_for_the_unit_it_names() {
    let mut duties = duty(
        "kode = \"pantau\"\nsiapa = \"opd\"\ntiap = \"tahun\"\nkekuatan = \"wajib\"",
        "{ oleh = \"monev\" }",
    );
    duties += &duty(
        "kode = \"tim\"\nsiapa = \"pemda\"\ntiap = \"semester\"\nkekuatan = \"wajib\"",
        "{ oleh = \"monev\" }",
    );
    duties += &form("monev", "pemda", "{ kode = \"dipantau\", judul = \"OPD\", isi = \"opd\" }");
    let mut given = Given::units(&["A", "B"]);
    given.entry("2026-08-01", &Entry { isi: &[("dipantau", "B")], ..entry("monev", "M1") });
    assert_eq!(
        given.calendar(&pack(&duties), "2026", "2026-09-01").await,
        "tim pemda 2026-S1 s.d. 2026-06-30: tidak_ada 63 hari\n\
         pantau A 2026 s.d. 2026-12-31: belum_jatuh_tempo\n\
         pantau B 2026 s.d. 2026-12-31: terpenuhi M1 2026-08-01\n\
         tim pemda 2026-S2 s.d. 2026-12-31: terpenuhi M1 2026-08-01"
    );
}

#[tokio::test]
async fn a_yearly_record_counts_for_the_year_it_names() {
    let mut duties = duty(
        "kode = \"program\"\nsiapa = \"kbk\"\ntiap = \"tahun\"\npaling_lambat = \"01-31\"\nkekuatan = \"wajib\"",
        "{ oleh = \"program_kbk\" }",
    );
    duties +=
        &form("program_kbk", "kbk", "{ kode = \"tahun\", judul = \"Tahun\", isi = \"nomor\" }");
    let pack = pack(&duties);
    let mut given = Given::units(&["A", "B", "C"]);
    for (code, kbk, on, tahun) in [
        ("P1", "K-A", "2026-12-14", "2027"),
        ("P2", "K-B", "2027-01-11", "2028"),
        ("P3", "K-C", "2028-02-07", "2027"),
    ] {
        given.entry(
            on,
            &Entry { kbk: Some(kbk), isi: &[("tahun", tahun)], ..entry("program_kbk", code) },
        );
    }
    let early = given.calendar(&pack, "2027", "2027-01-31").await;
    assert_eq!(
        early,
        "program K-B 2027 s.d. 2027-01-31: belum_jatuh_tempo\n\
         program K-C 2027 s.d. 2027-01-31: belum_jatuh_tempo\n\
         program K-A 2027 s.d. 2027-01-31: terpenuhi P1 2026-12-14"
    );
    let late = given.calendar(&pack, "2027", "2028-02-07").await;
    assert_eq!(
        late,
        "program K-B 2027 s.d. 2027-01-31: tidak_ada 372 hari\n\
         program K-C 2027 s.d. 2027-01-31: terpenuhi_terlambat P3 2028-02-07\n\
         program K-A 2027 s.d. 2027-01-31: terpenuhi P1 2026-12-14"
    );
}

#[tokio::test]
async fn a_weekly_day_is_skipped_only_where_a_holiday_is_recorded() {
    let mut duties = duty(
        "kode = \"kamisan\"\nsiapa = \"kbk\"\ntiap = \"minggu\"\nhari = \"kamis\"\nkekuatan = \"wajib\"",
        "{ oleh = \"kegiatan\", dengan = { jenis = [\"bahasa\"] } }",
    );
    duties += &form("hari_libur", "pemda", "");
    let pack = pack(&duties);
    let mut given = Given::units(&["A"]);
    for (code, on, jenis) in [
        ("G1", "2026-12-24", "bahasa"),
        ("G2", "2027-01-01", "bahasa"),
        ("G3", "2027-01-07", "busana"),
    ] {
        given.kegiatan(code, "K-A", on, jenis);
    }
    let from = |text: String| {
        text.lines()
            .filter(|line| line.contains("2026-W5") || line.contains("2027-W01"))
            .map(String::from)
            .collect::<Vec<_>>()
    };
    // The last Thursday of 2026 lies in week 53; G2 was held on the Friday after it.
    let december = given.calendar(&pack, "2026-T4", "2027-01-08").await;
    assert_eq!(
        from(december),
        [
            "kamisan K-A 2026-W50 s.d. 2026-12-10: tidak_ada 29 hari",
            "kamisan K-A 2026-W51 s.d. 2026-12-17: tidak_ada 22 hari",
            "kamisan K-A 2026-W53 s.d. 2026-12-31: terpenuhi_terlambat G2 2027-01-01",
            "kamisan K-A 2026-W52 s.d. 2026-12-24: terpenuhi G1 2026-12-24",
        ]
    );
    let january = given.calendar(&pack, "2027-T1", "2027-01-08").await;
    assert_eq!(from(january), ["kamisan K-A 2027-W01 s.d. 2027-01-07: terlambat 1 hari"]);
    let days = [("mulai", "2026-12-10"), ("selesai", "2026-12-17")];
    given.entry("2026-12-10", &Entry { isi: &days, ..entry("hari_libur", "H1") });
    let december = given.calendar(&pack, "2026-T4", "2027-01-08").await;
    assert_eq!(from(december).len(), 2, "two Thursdays were holidays");
}

#[tokio::test]
async fn a_period_may_begin_the_record() {
    let yearly = duty(
        "kode = \"program\"\nsiapa = \"pemda\"\ntiap = \"tahun\"\nkekuatan = \"wajib\"",
        "{ oleh = \"gelar\" }",
    );
    let text = HEAD.replace("2026-01-02", "2020-01-02") + &yearly;
    let pack = LoadedPack::of(std::path::Path::new("uji"), text.into_bytes()).unwrap().pack;
    let mut given = Given::units(&["A"]);
    assert_eq!(given.calendar(&pack, "2025", "2026-02-01").await, "");
    given.event(
        "2025-01-01",
        Event::PeriodeOpened(PeriodeOpened {
            kode: kode("P25"),
            jenis: JenisPeriode::Tahun,
            mulai: date("2025-01-01"),
            selesai: date("2025-12-31"),
            rule_pack: String::new(),
        }),
    );
    assert_eq!(
        given.calendar(&pack, "2025", "2026-02-01").await,
        "program pemda 2025 s.d. 2025-12-31: tidak_ada 32 hari"
    );
}

fn named(tiap: &str, dari: &str, sampai: &str) -> String {
    let text = duty(
        &format!("kode = \"k\"\nsiapa = \"opd\"\nkekuatan = \"wajib\"\n{tiap}"),
        "{ oleh = \"rapat\" }",
    );
    let shown = |window: &Window| {
        format!("{} {}..{} {}", window.jendela, window.mulai, window.selesai, window.tenggat)
    };
    let windows = windows(&pack(&text).kewajiban[0], date(dari), date(sampai));
    windows.iter().map(shown).collect::<Vec<_>>().join("\n")
}

#[test]
fn windows_follow_the_calendar() {
    assert_eq!(
        named("tiap = \"bulan\"", "2024-02-01", "2024-03-30"),
        "2024-02 2024-02-01..2024-02-29 2024-02-29",
        "March ends after the 30th"
    );
    assert_eq!(
        named("tiap = \"tahun\"\npaling_lambat = \"02-29\"", "2027-01-01", "2028-12-31"),
        "2027 2027-01-01..2027-12-31 2027-02-28\n2028 2028-01-01..2028-12-31 2028-02-29"
    );
    assert_eq!(
        named("tiap = \"semester\"", "2026-01-01", "2026-12-31"),
        "2026-S1 2026-01-01..2026-06-30 2026-06-30\n2026-S2 2026-07-01..2026-12-31 2026-12-31"
    );
    assert_eq!(
        named("tiap = \"minggu\"\nhari = \"minggu\"", "2026-12-25", "2027-01-10"),
        "2026-W52 2026-12-27..2026-12-27 2026-12-27\n\
         2026-W53 2027-01-03..2027-01-03 2027-01-03\n\
         2027-W01 2027-01-10..2027-01-10 2027-01-10"
    );
    assert_eq!(
        named("tiap = \"minggu\"\nhari = \"rabu\"", "2026-12-30", "2027-01-05"),
        "2026-W53 2026-12-30..2027-01-03 2026-12-30"
    );
    assert_eq!(
        named("tiap = \"sekali\"\npaling_lambat = \"03-31\"", "2026-04-01", "2027-12-31"),
        "sekali 2027-01-01..2027-12-31 2027-03-31"
    );
}
