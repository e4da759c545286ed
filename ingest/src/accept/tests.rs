//! Given events, when a command, then events or a refusal. The name of a test is the rule.

mod formulir;
mod kebijakan;

use uuid::Uuid;

use super::*;
use crate::event::{
    ButirRated, Corrected, Kriteria, NilaiKriteria, PerubahanKbk, PerubahanOpd, SealedText,
    StatusPegawai,
};
use crate::identity::{Hundredths, Instant, Zona, parse_date};
use crate::record::{Record, RecordError};
use crate::rule_pack::LoadedPack;
use crate::sealed::Randomness;

/// The smallest rules that can refuse everything there is to refuse.
const PACK: &str = r#"
kode = "uji"
judul = "Peraturan Uji"
pemda = "Kabupaten Uji"
berlaku = { mulai = 2025-01-01, sumber = "Pasal 9" }
peringkat = { seri = "berbagi", sumber = "Pasal 8" }
jenis_kegiatan = [{ kode = "apel", nama = "Apel", sumber = "Pasal 3" }]

[[nilai]]
kode = "jujur"
nama = "Jujur"
sumber = "Pasal 2"

[[skala]]
kode = "Y"
pilihan = ["Ya", "Kadang", "Tidak"]
sumber = "Lampiran II"

[[instrumen]]
kode = "evaluasi"
nama = "Evaluasi"
arah = "makin_kecil_makin_baik"
pembulatan = { cara = "setengah_ke_atas", sumber = "Lampiran II" }
responden = { paling_sedikit = 5, memadai_persen = 50, sumber = "Lampiran II" }
sumber = "Lampiran II"
pertanyaan = [
    { kode = "q1", teks = "Satu", skala = "Y", sumber = "Lampiran II angka 1", status = "utuh" },
    { kode = "q2", teks = "Dua", skala = "Y", sumber = "Lampiran II angka 2", status = "utuh" },
]

[[instrumen.kelompok]]
kode = "I"
nama = "Semua"
sumber = "Lampiran II"
pertanyaan = ["q1", "q2"]
kategori = [{ dari = 2, sampai = 6, nama = "ADA", sumber = "Lampiran II" }]

[scorecard]
nama = "Kartu"
sumber = "Lampiran I"
langkah = [0, 50, 100]
alasan = "wajib"
batas = "masuk_ke_atas"
butir = [
    { kode = "S1", nilai = "jujur", teks = "Satu", bobot = 60, sumber = "Lampiran I", status = "utuh" },
    { kode = "S2", nilai = "jujur", teks = "Dua", bobot = 40, sumber = "Lampiran I", status = "utuh" },
]
kategori = [{ kode = "A", nama = "Ada", dari = 0, sumber = "Pasal 5" }]

[gelar]
nama = "Gelar"
sumber = "Pasal 6"
"#;

fn pack() -> RulePack {
    let pack: RulePack = toml::from_str(PACK).unwrap();
    assert_eq!(pack.problems(), []);
    pack
}

fn kode(text: &str) -> Kode {
    Kode::parse(text).unwrap()
}

fn date(text: &str) -> Date {
    parse_date(text).unwrap()
}

fn sealed(digit: char) -> SealedText {
    SealedText { komitmen: digit.to_string().repeat(64) }
}

/// Belongs to DINAS-A.
const ANI: Pseudonym = Pseudonym(Uuid::from_u128(1));
/// Belongs to DINAS-B.
const BUDI: Pseudonym = Pseudonym(Uuid::from_u128(2));
/// Belongs to no unit.
const TIM: Pseudonym = Pseudonym(Uuid::from_u128(3));

/// What has happened, and by which rules.
struct Given {
    register: Register,
    pack: RulePack,
    next: u64,
}

impl Given {
    fn nothing() -> Self {
        Self { register: Register::default(), pack: pack(), next: 0 }
    }

    fn and(self, event: Event) -> Self {
        self.and_on("2026-05-04", event)
    }

    fn and_on(mut self, day: &str, event: Event) -> Self {
        self.register.apply(&event, Position(self.next), date(day));
        self.next += 1;
        self
    }

    /// Two units, each with a civil servant and a KBK, a year, and a round of each instrument.
    fn office() -> Self {
        let hash = "ab".repeat(32);
        let (judul, kode_pack) = ("Peraturan Uji".to_owned(), "uji".to_owned());
        let mut given = Self::nothing()
            .and(Event::PemdaRegistered(pemda()))
            .and(Event::RulePackAdopted(RulePackAdopted { kode: kode_pack, judul, hash }));
        for (unit, kbk, person) in [("DINAS-A", "KBK-A", ANI), ("DINAS-B", "KBK-B", BUDI)] {
            given = given
                .and(Event::OpdRegistered(opd(unit, None)))
                .and(Event::PegawaiRegistered(pegawai(unit, person)))
                .and(Event::KbkFormed(formed(kbk, unit)));
        }
        given
            .and(periode("2026", JenisPeriode::Tahun))
            .and(periode("EV", JenisPeriode::RondeEvaluasi))
            .and(periode("SC", JenisPeriode::RondeScorecard))
    }

    /// A Gelar with a rubric, two judges and one entry.
    fn gelar() -> Self {
        Self::office()
            .and(Event::GelarOpened(GelarOpened {
                kode: kode("G"),
                tahun: 2026,
                ronde: Some(kode("SC")),
                buka: date("2026-08-01"),
                tutup: date("2026-08-31"),
                topik: String::new(),
                rule_pack: "ab".repeat(32),
            }))
            .and(Event::GelarCriteriaSet(rubric(&[("A", 60, 10), ("B", 40, 5)])))
            .and(Event::GelarJuriAppointed(juri(TIM)))
            .and(Event::GelarJuriAppointed(juri(ANI)))
            .and(Event::GelarKbkEntered(entry("KBK-A")))
    }

    fn when(&self, intent: Intent) -> Result<Vec<Event>, Refusal> {
        self.on("2026-05-04", intent)
    }

    fn on(&self, day: &str, intent: Intent) -> Result<Vec<Event>, Refusal> {
        let command = Command { key: "kunci".into(), occurred_on: date(day), intent };
        let body = accept(&command, &self.register, &self.pack)?;
        Ok(body.stored().iter().map(|stored| stored.read().unwrap()).collect())
    }

    fn refusal(&self, intent: Intent) -> Refusal {
        self.when(intent).unwrap_err()
    }
}

fn pemda() -> PemdaRegistered {
    PemdaRegistered { kode: kode("uji"), nama: "Kabupaten Uji".into(), zona: Zona::WIB }
}

fn opd(unit: &str, induk: Option<&str>) -> OpdRegistered {
    let jenis = crate::event::JenisOpd::PerangkatDaerah;
    OpdRegistered { kode: kode(unit), nama: unit.into(), jenis, induk: induk.map(kode) }
}

fn pegawai(unit: &str, pegawai: Pseudonym) -> PegawaiRegistered {
    PegawaiRegistered {
        pegawai,
        opd: kode(unit),
        status: StatusPegawai::Pns,
        kelas_jabatan: KelasJabatan::Pelaksana,
        identitas: sealed('1'),
    }
}

fn formed(kbk: &str, unit: &str) -> KbkFormed {
    KbkFormed {
        kode: kode(kbk),
        opd: kode(unit),
        nama: kbk.into(),
        sk_nomor: "1".into(),
        sk_tanggal: date("2026-01-05"),
    }
}

fn open(code: &str, jenis: JenisPeriode) -> Intent {
    let (mulai, selesai) = (date("2026-05-01"), date("2026-05-31"));
    Intent::OpenPeriode { kode: kode(code), jenis, mulai, selesai }
}

fn periode(code: &str, jenis: JenisPeriode) -> Event {
    Event::PeriodeOpened(PeriodeOpened {
        kode: kode(code),
        jenis,
        mulai: date("2026-05-01"),
        selesai: date("2026-05-31"),
        rule_pack: "ab".repeat(32),
    })
}

fn closed(code: &str) -> Closed {
    Closed { kode: kode(code), alasan: None }
}

fn reopened(code: &str) -> Reopened {
    Reopened { kode: kode(code), alasan: sealed('2') }
}

fn form(unit: &str, ronde: &str, answers: &[u8]) -> Intent {
    Intent::SubmitForm {
        opd: kode(unit),
        periode: kode(ronde),
        kelas_jabatan: KelasJabatan::Pelaksana,
        jawaban: answers.into(),
    }
}

fn sheet(kbk: &str, penilai: Pseudonym, rated: &[(&str, u8)]) -> ScorecardSubmitted {
    let line =
        |(butir, persen): &(&str, u8)| ButirRated { butir: (*butir).into(), persen: *persen };
    ScorecardSubmitted {
        kbk: kode(kbk),
        periode: kode("SC"),
        penilai,
        butir: rated.iter().map(line).collect(),
        alasan: Some(sealed('3')),
    }
}

const RATED: [(&str, u8); 2] = [("S1", 100), ("S2", 50)];

fn scored(kbk: &str, penilai: Pseudonym, rated: &[(&str, u8)]) -> Intent {
    Intent::SubmitScorecard(sheet(kbk, penilai, rated))
}

fn kegiatan() -> KegiatanRecorded {
    KegiatanRecorded {
        kode: kode("KG-1"),
        kbk: kode("KBK-A"),
        jenis: "apel".into(),
        metode: "apel".into(),
        nilai: Some("jujur".into()),
        peserta: 8,
        durasi_menit: 20,
        tema: None,
        bukti: None,
    }
}

fn rapat(unit: &str) -> RapatRecorded {
    RapatRecorded { kode: kode("R-1"), opd: kode(unit), pimpinan: TIM, peserta: 8, notulen: None }
}

fn open_gelar(code: &str, ronde: &str, buka: &str, tutup: &str) -> Intent {
    Intent::OpenGelar {
        kode: kode(code),
        tahun: 2026,
        ronde: Some(kode(ronde)),
        buka: date(buka),
        tutup: date(tutup),
        topik: String::new(),
    }
}

fn rubric(lines: &[(&str, u32, u32)]) -> GelarCriteriaSet {
    let line = |(code, bobot, maks): &(&str, u32, u32)| Kriteria {
        kode: (*code).into(),
        nama: (*code).into(),
        bobot: *bobot,
        maks: *maks,
    };
    GelarCriteriaSet { gelar: kode("G"), kriteria: lines.iter().map(line).collect() }
}

fn juri(juri: Pseudonym) -> GelarJuriAppointed {
    GelarJuriAppointed { gelar: kode("G"), juri }
}

fn entry(kbk: &str) -> GelarKbkEntered {
    GelarKbkEntered { gelar: kode("G"), kbk: kode(kbk), kategori: None }
}

fn marks(kbk: &str, juri: Pseudonym, marks: &[(&str, i64)]) -> GelarScored {
    let mark = |(kriteria, nilai): &(&str, i64)| NilaiKriteria {
        kriteria: (*kriteria).into(),
        nilai: Hundredths(*nilai),
    };
    let nilai = marks.iter().map(mark).collect();
    GelarScored { gelar: kode("G"), kbk: kode(kbk), juri, nilai }
}

const MARKED: [(&str, i64); 2] = [("A", 1_000), ("B", 450)];

fn text(text: &str) -> String {
    text.to_owned()
}

fn maybe(text: &str) -> Option<String> {
    Some(text.to_owned())
}

// Units, people, KBK.

#[test]
fn a_unit_may_stand_below_a_known_one() {
    let given = Given::office();
    let unit = opd("UPTD-1", Some("DINAS-A"));
    assert_eq!(given.when(Intent::RegisterOpd(unit.clone())), Ok(vec![Event::OpdRegistered(unit)]));
    assert_eq!(
        given.refusal(Intent::RegisterOpd(opd("UPTD-1", Some("DINS-A")))),
        Refusal::IndukTidakDikenal { kode: text("DINS-A"), mungkin: maybe("DINAS-A") }
    );
}

#[test]
fn no_code_is_a_word_of_addresses() {
    let reserved = |kode: &str| Refusal::KodeDipakaiSistem { kode: text(kode) };
    let given = Given::office();
    assert_eq!(given.refusal(Intent::RegisterOpd(opd("mengapa", None))), reserved("mengapa"));
    assert_eq!(given.refusal(open("gerak", JenisPeriode::Tahun)), reserved("gerak"));
    assert_eq!(
        given.refusal(open_gelar("gerak", "SC", "2026-08-01", "2026-08-31")),
        reserved("gerak")
    );
}

#[test]
fn who_belongs_to_a_unit_belongs_to_a_known_one() {
    let given = Given::office();
    assert!(given.when(Intent::RegisterPegawai(pegawai("DINAS-B", TIM))).is_ok());
    let unknown = Refusal::OpdTidakDikenal { kode: text("DINS-B"), mungkin: maybe("DINAS-B") };
    assert_eq!(given.refusal(Intent::RegisterPegawai(pegawai("DINS-B", TIM))), unknown);
    assert_eq!(given.refusal(Intent::FormKbk(formed("KBK-C", "DINS-B"))), unknown);
    assert_eq!(given.refusal(Intent::RecordRapat(rapat("DINS-B"))), unknown);
    assert_eq!(given.refusal(form("DINS-B", "EV", &[1, 2])), unknown);
}

#[test]
fn a_code_far_from_every_other_is_no_slip_of_the_pen() {
    assert_eq!(
        Given::office().refusal(Intent::RecordRapat(rapat("RSUD"))),
        Refusal::OpdTidakDikenal { kode: text("RSUD"), mungkin: None }
    );
}

// Periods and rounds.

#[test]
fn a_round_names_the_rules_in_force() {
    let opened = Given::office().when(open("EV-2", JenisPeriode::RondeEvaluasi));
    assert_eq!(opened, Ok(vec![periode("EV-2", JenisPeriode::RondeEvaluasi)]));
    let before_rules = Given::nothing().and(Event::PemdaRegistered(pemda()));
    assert_eq!(before_rules.refusal(open("EV", JenisPeriode::RondeEvaluasi)), Refusal::TanpaPaket);
}

#[test]
fn a_period_does_not_end_before_it_begins() {
    let given = Given::office();
    let (mulai, selesai) = (date("2026-06-01"), date("2026-05-31"));
    let backwards =
        Intent::OpenPeriode { kode: kode("X"), jenis: JenisPeriode::Triwulan, mulai, selesai };
    assert_eq!(
        given.refusal(backwards),
        Refusal::TanggalTerbalik { mulai: text("2026-06-01"), selesai: text("2026-05-31") }
    );
    let one_day = Intent::OpenPeriode {
        kode: kode("X"),
        jenis: JenisPeriode::Triwulan,
        mulai: selesai,
        selesai,
    };
    assert!(given.when(one_day).is_ok());
}

#[test]
fn only_rounds_and_gelar_close() {
    let given = Given::office();
    assert_eq!(
        given.when(Intent::ClosePeriode(closed("EV"))),
        Ok(vec![Event::PeriodeClosed(closed("EV"))])
    );
    assert_eq!(
        given.refusal(Intent::ClosePeriode(closed("2026"))),
        Refusal::HanyaRondeAtauGelar { kode: text("2026") }
    );
    assert_eq!(
        given.refusal(Intent::ClosePeriode(closed("E"))),
        Refusal::PeriodeTidakDikenal { kode: text("E"), mungkin: maybe("EV") }
    );
}

#[test]
fn what_is_closed_opens_again_and_nothing_closes_twice() {
    let given = Given::office().and(Event::PeriodeClosed(closed("EV")));
    assert_eq!(
        given.refusal(Intent::ClosePeriode(closed("EV"))),
        Refusal::SudahDitutup { kode: text("EV"), posisi: 11 }
    );
    assert_eq!(
        given.when(Intent::ReopenPeriode(reopened("EV"))),
        Ok(vec![Event::PeriodeReopened(reopened("EV"))])
    );
    assert_eq!(
        given.refusal(Intent::ReopenPeriode(reopened("SC"))),
        Refusal::BelumDitutup { kode: text("SC") }
    );
    let again = given.and(Event::PeriodeReopened(reopened("EV")));
    assert!(again.when(form("DINAS-A", "EV", &[1, 2])).is_ok());
}

// Evaluation forms.

#[test]
fn a_form_is_its_submission_and_an_answer_a_question() {
    let events = Given::office().when(form("DINAS-A", "EV", &[1, 3])).unwrap();
    let names: Vec<&str> = events.iter().map(Event::type_name).collect();
    assert_eq!(names, ["form-submitted", "answer-given", "answer-given"]);
    let Event::FormSubmitted(submitted) = &events[0] else { panic!() };
    assert_eq!((submitted.jawaban, submitted.terlambat), (2, false));
    let Event::AnswerGiven(second) = &events[2] else { panic!() };
    assert_eq!((second.pertanyaan.as_str(), second.jawaban), ("q2", 3));
}

#[test]
fn a_form_after_the_last_day_is_taken_and_marked_late() {
    let late =
        |day: &str| match &Given::office().on(day, form("DINAS-A", "EV", &[1, 2])).unwrap()[0] {
            Event::FormSubmitted(submitted) => submitted.terlambat,
            other => panic!("{other:?}"),
        };
    assert_eq!([late("2026-05-31"), late("2026-06-01")], [false, true]);
}

#[test]
fn a_form_after_closing_is_refused() {
    let given = Given::office().and(Event::PeriodeClosed(closed("EV")));
    assert_eq!(
        given.refusal(form("DINAS-A", "EV", &[1, 2])),
        Refusal::PeriodeDitutup { kode: text("EV"), posisi: 11 }
    );
}

#[test]
fn a_form_before_the_round_begins_is_refused() {
    assert_eq!(
        Given::office().on("2026-04-30", form("DINAS-A", "EV", &[1, 2])),
        Err(Refusal::SebelumRonde {
            tanggal: text("2026-04-30"),
            mulai: text("2026-05-01"),
            periode: text("EV")
        })
    );
}

#[test]
fn a_form_belongs_to_a_round_of_its_instrument() {
    let given = Given::office();
    assert_eq!(
        given.refusal(form("DINAS-A", "SC", &[1, 2])),
        Refusal::BukanRonde {
            kode: text("SC"),
            jenis: text("ronde_scorecard"),
            perlu: text("ronde_evaluasi")
        }
    );
    // Only rounds of the instrument are offered instead.
    assert_eq!(
        given.refusal(form("DINAS-A", "S", &[1, 2])),
        Refusal::PeriodeTidakDikenal { kode: text("S"), mungkin: None }
    );
}

#[test]
fn a_form_is_complete_and_within_its_scale() {
    let given = Given::office();
    assert_eq!(
        given.refusal(form("DINAS-A", "EV", &[1])),
        Refusal::JumlahJawaban { ada: 1, perlu: 2 }
    );
    for jawaban in [0, 4] {
        assert_eq!(
            given.refusal(form("DINAS-A", "EV", &[1, jawaban])),
            Refusal::JawabanDiLuarSkala {
                pertanyaan: text("q2"),
                jawaban,
                terbesar: 3,
                sumber: text("Lampiran II angka 2")
            }
        );
    }
}

#[test]
fn rules_without_a_questionnaire_take_no_form() {
    let mut given = Given::office();
    given.pack.instrumen.clear();
    assert_eq!(
        given.refusal(form("DINAS-A", "EV", &[1, 2])),
        Refusal::TanpaEvaluasi { paket: text("uji") }
    );
}

// Scorecards.

#[test]
fn a_whole_sheet_with_grounds_is_taken() {
    let whole = sheet("KBK-A", TIM, &RATED);
    assert_eq!(
        Given::office().when(Intent::SubmitScorecard(whole.clone())),
        Ok(vec![Event::ScorecardSubmitted(whole)])
    );
}

#[test]
fn a_sheet_has_every_line_once_and_no_other() {
    let refused = |rated: &[(&str, u8)]| Given::office().refusal(scored("KBK-A", TIM, rated));
    assert_eq!(refused(&[("S1", 100)]), Refusal::ButirKurang { butir: text("S2"), jumlah: 1 });
    assert_eq!(
        refused(&[("S1", 100), ("S2", 50), ("S1", 0)]),
        Refusal::ButirGanda { butir: text("S1") }
    );
    assert_eq!(
        refused(&[("S1", 100), ("S3", 50)]),
        Refusal::ButirTidakDikenal { butir: text("S3"), mungkin: maybe("S1") }
    );
}

#[test]
fn a_line_is_rated_in_the_steps_of_the_rules() {
    assert_eq!(
        Given::office().refusal(scored("KBK-A", TIM, &[("S1", 100), ("S2", 75)])),
        Refusal::LangkahTidakSah {
            butir: text("S2"),
            persen: 75,
            langkah: text("0, 50, 100"),
            sumber: text("Lampiran I")
        }
    );
}

#[test]
fn a_sheet_without_grounds_is_refused_where_the_rules_want_them() {
    let bare =
        Intent::SubmitScorecard(ScorecardSubmitted { alasan: None, ..sheet("KBK-A", TIM, &RATED) });
    let mut given = Given::office();
    assert_eq!(given.refusal(bare.clone()), Refusal::AlasanKosong { sumber: text("Lampiran I") });
    let scorecard = given.pack.scorecard.as_mut().unwrap();
    scorecard.alasan = Alasan::Dianjurkan;
    assert!(given.when(bare).is_ok());
}

#[test]
fn nobody_scores_the_own_unit() {
    let given = Given::office();
    assert_eq!(
        given.refusal(scored("KBK-A", ANI, &RATED)),
        Refusal::UnitSendiri { kbk: text("KBK-A"), opd: text("DINAS-A") }
    );
    assert!(given.when(scored("KBK-B", ANI, &RATED)).is_ok());
    assert!(given.when(scored("KBK-A", BUDI, &RATED)).is_ok());
}

#[test]
fn a_sheet_is_about_a_known_kbk_in_an_open_round() {
    let given = Given::office().and(Event::PeriodeClosed(closed("SC")));
    assert_eq!(
        given.refusal(scored("KBK", TIM, &RATED)),
        Refusal::KbkTidakDikenal { kode: text("KBK"), mungkin: maybe("KBK-A") }
    );
    assert_eq!(
        given.refusal(scored("KBK-A", TIM, &RATED)),
        Refusal::PeriodeDitutup { kode: text("SC"), posisi: 11 }
    );
}

#[test]
fn rules_without_a_scorecard_take_no_sheet() {
    let mut given = Given::office();
    given.pack.scorecard = None;
    assert_eq!(
        given.refusal(scored("KBK-A", TIM, &RATED)),
        Refusal::TanpaScorecard { paket: text("uji") }
    );
}

// Activities and meetings.

#[test]
fn an_activity_is_of_a_kind_and_a_value_that_the_rules_have() {
    let given = Given::office();
    let held = |kegiatan: KegiatanRecorded| given.when(Intent::RecordKegiatan(kegiatan));
    assert_eq!(held(kegiatan()), Ok(vec![Event::KegiatanRecorded(kegiatan())]));
    assert_eq!(
        held(KegiatanRecorded { jenis: "lomba".into(), ..kegiatan() }),
        Err(Refusal::JenisKegiatanTidakDikenal { jenis: text("lomba"), pilihan: text("apel") })
    );
    assert_eq!(
        held(KegiatanRecorded { nilai: maybe("jujor"), ..kegiatan() }),
        Err(Refusal::NilaiTidakDikenal { nilai: text("jujor"), pilihan: text("jujur") })
    );
    assert!(held(KegiatanRecorded { nilai: None, ..kegiatan() }).is_ok());
}

#[test]
fn rules_that_list_no_kinds_take_any_activity() {
    let mut given = Given::office();
    given.pack.jenis_kegiatan.clear();
    let other = KegiatanRecorded { jenis: "lomba".into(), ..kegiatan() };
    assert!(given.when(Intent::RecordKegiatan(other)).is_ok());
}

#[test]
fn a_meeting_of_a_known_unit_is_recorded() {
    let held = Given::office().when(Intent::RecordRapat(rapat("DINAS-A")));
    assert_eq!(held, Ok(vec![Event::RapatRecorded(rapat("DINAS-A"))]));
}

// The Gelar.

#[test]
fn a_gelar_is_tied_to_a_scorecard_round_and_the_rules_in_force() {
    let given = Given::office();
    let opened = given.when(open_gelar("G", "SC", "2026-08-01", "2026-08-31")).unwrap();
    let Event::GelarOpened(gelar) = &opened[0] else { panic!() };
    assert_eq!((gelar.ronde.as_ref().map(Kode::as_str), gelar.rule_pack.len()), (Some("SC"), 64));
    assert_eq!(
        given.refusal(open_gelar("G", "EV", "2026-08-01", "2026-08-31")),
        Refusal::BukanRonde {
            kode: text("EV"),
            jenis: text("ronde_evaluasi"),
            perlu: text("ronde_scorecard")
        }
    );
    assert_eq!(
        given.refusal(open_gelar("G", "SC", "2026-08-31", "2026-08-01")),
        Refusal::TanggalTerbalik { mulai: text("2026-08-31"), selesai: text("2026-08-01") }
    );
}

#[test]
fn rules_without_a_gelar_open_none() {
    let mut given = Given::office();
    given.pack.gelar = None;
    assert_eq!(
        given.refusal(open_gelar("G", "SC", "2026-08-01", "2026-08-31")),
        Refusal::TanpaGelar { paket: text("uji") }
    );
}

#[test]
fn nothing_belongs_to_an_unknown_gelar() {
    let unknown = Refusal::GelarTidakDikenal { kode: text("G"), mungkin: None };
    let given = Given::office();
    for intent in [
        Intent::SetGelarCriteria(rubric(&[("A", 100, 10)])),
        Intent::AppointJuri(juri(TIM)),
        Intent::EnterKbk(entry("KBK-A")),
        Intent::ScoreGelar(marks("KBK-A", TIM, &MARKED)),
        Intent::CloseGelar(closed("G")),
        Intent::ReopenGelar(reopened("G")),
    ] {
        assert_eq!(given.refusal(intent), unknown);
    }
}

#[test]
fn weights_of_a_rubric_sum_to_one_hundred() {
    let refused = |lines: &[(&str, u32, u32)]| {
        let opened = Given::office().and(gelar_opened());
        opened.refusal(Intent::SetGelarCriteria(rubric(lines)))
    };
    assert_eq!(
        refused(&[("A", 60, 10), ("B", 30, 5)]),
        Refusal::BobotKriteria { gelar: text("G"), jumlah: 90 }
    );
    assert_eq!(
        refused(&[("A", 60, 10), ("A", 40, 5)]),
        Refusal::KriteriaGanda { kriteria: text("A") }
    );
    for maks in [0, 1_001] {
        assert_eq!(
            refused(&[("A", 60, 10), ("B", 40, maks)]),
            Refusal::KriteriaMaks { kriteria: text("B"), maks }
        );
    }
    // Marks whose sum would not stay exact.
    assert_eq!(
        refused(&[("A", 40, 997), ("B", 30, 991), ("C", 30, 983)]),
        Refusal::KriteriaMaks { kriteria: text("C"), maks: 983 }
    );
}

fn gelar_opened() -> Event {
    let opened = Given::office().when(open_gelar("G", "SC", "2026-08-01", "2026-08-31"));
    opened.unwrap().remove(0)
}

#[test]
fn a_rubric_is_frozen_once_a_kbk_is_entered() {
    let other = || Intent::SetGelarCriteria(rubric(&[("A", 100, 10)]));
    assert!(Given::office().and(gelar_opened()).when(other()).is_ok());
    assert_eq!(Given::gelar().refusal(other()), Refusal::KriteriaBeku { gelar: text("G") });
}

#[test]
fn no_kbk_enters_before_the_rubric_is_known() {
    let given = Given::office().and(gelar_opened()).and(Event::GelarJuriAppointed(juri(TIM)));
    let unknown = Refusal::KriteriaBelumAda { gelar: text("G") };
    assert_eq!(given.refusal(Intent::EnterKbk(entry("KBK-A"))), unknown);
    assert_eq!(given.refusal(Intent::ScoreGelar(marks("KBK-A", TIM, &MARKED))), unknown);
    assert!(Given::gelar().when(Intent::EnterKbk(entry("KBK-B"))).is_ok());
}

#[test]
fn an_appointed_judge_marks_an_entry_whole() {
    let given = Given::gelar();
    let refused = |sheet: GelarScored| given.refusal(Intent::ScoreGelar(sheet));
    assert!(given.when(Intent::ScoreGelar(marks("KBK-A", TIM, &MARKED))).is_ok());
    assert_eq!(refused(marks("KBK-A", BUDI, &MARKED)), Refusal::BukanJuri { gelar: text("G") });
    assert_eq!(
        refused(marks("KBK-B", TIM, &MARKED)),
        Refusal::BukanPeserta { gelar: text("G"), kbk: text("KBK-B") }
    );
    assert_eq!(
        refused(marks("KBK-A", TIM, &[("A", 1_000)])),
        Refusal::KriteriaKurang { kriteria: text("B") }
    );
    assert_eq!(
        refused(marks("KBK-A", TIM, &[("A", 1_000), ("C", 100)])),
        Refusal::KriteriaTidakDikenal { kriteria: text("C"), pilihan: text("A, B") }
    );
    assert_eq!(
        refused(marks("KBK-A", TIM, &[("A", 1_000), ("A", 100)])),
        Refusal::KriteriaGanda { kriteria: text("A") }
    );
    assert_eq!(
        refused(marks("KBK-A", TIM, &[("A", 1_001), ("B", 100)])),
        Refusal::NilaiMelebihiMaks { kriteria: text("A"), nilai: text("10.01"), maks: 10 }
    );
}

#[test]
fn no_judge_marks_the_own_unit() {
    assert_eq!(
        Given::gelar().refusal(Intent::ScoreGelar(marks("KBK-A", ANI, &MARKED))),
        Refusal::UnitSendiri { kbk: text("KBK-A"), opd: text("DINAS-A") }
    );
}

#[test]
fn a_gelar_closes_with_a_sheet_of_every_judge_or_with_a_reason() {
    let given = Given::gelar().and(Event::GelarKbkEntered(entry("KBK-B")));
    // ANI marks KBK-B alone, TIM both: three sheets.
    assert_eq!(
        given.refusal(Intent::CloseGelar(closed("G"))),
        Refusal::LembarKurang { gelar: text("G"), jumlah: 3, contoh: text("KBK-A") }
    );
    let with_reason = Closed { alasan: Some(sealed('4')), ..closed("G") };
    assert!(given.when(Intent::CloseGelar(with_reason)).is_ok());
    let complete = given
        .and(Event::GelarScored(marks("KBK-A", TIM, &MARKED)))
        .and(Event::GelarScored(marks("KBK-B", TIM, &MARKED)))
        .and(Event::GelarScored(marks("KBK-B", ANI, &MARKED)));
    assert!(complete.when(Intent::CloseGelar(closed("G"))).is_ok());
}

fn decision(kbk: &str, kategori: Option<&str>) -> Intent {
    Intent::DecideGelar(GelarDecided {
        gelar: kode("G"),
        kategori: kategori.map(text),
        kbk: kode(kbk),
        alasan: sealed('6'),
    })
}

#[test]
fn of_those_at_place_1_one_is_chosen_once_the_gelar_is_closed() {
    let large = GelarKbkEntered { kategori: maybe("besar"), ..entry("KBK-B") };
    let open = Given::gelar().and(Event::GelarKbkEntered(large));
    assert_eq!(
        open.refusal(decision("KBK-A", None)),
        Refusal::GelarBelumDitutup { gelar: text("G") }
    );
    let given = open.and(Event::GelarClosed(closed("G")));
    let on = |kbk, kategori| given.on("2026-09-02", decision(kbk, kategori));
    assert_eq!(on("KBK-A", None).unwrap()[0].type_name(), "gelar-decided");
    assert!(on("KBK-B", Some("besar")).is_ok());
    let lain =
        |kbk: &str, kategori, diputus| Refusal::KategoriLain { kbk: text(kbk), kategori, diputus };
    assert_eq!(on("KBK-A", Some("besar")), Err(lain("KBK-A", None, maybe("besar"))));
    assert_eq!(on("KBK-B", None), Err(lain("KBK-B", maybe("besar"), None)));
    assert_eq!(
        given.on("2026-07-31", decision("KBK-A", None)),
        Err(Refusal::SebelumRonde {
            tanggal: text("2026-07-31"),
            mulai: text("2026-08-01"),
            periode: text("G")
        })
    );
    assert!(matches!(on("KBK-C", None), Err(Refusal::KbkTidakDikenal { .. })));
    let alone = Given::gelar().and(Event::GelarClosed(closed("G")));
    assert_eq!(
        alone.on("2026-09-02", decision("KBK-B", None)),
        Err(Refusal::BukanPeserta { gelar: text("G"), kbk: text("KBK-B") })
    );
    let reopened = given.and(Event::GelarReopened(reopened("G")));
    assert!(matches!(
        reopened.on("2026-09-02", decision("KBK-A", None)),
        Err(Refusal::GelarBelumDitutup { .. })
    ));
}

#[test]
fn a_closed_gelar_takes_nothing_until_it_is_open_again() {
    let given = Given::gelar().and(Event::GelarClosed(closed("G")));
    let refused = Refusal::PeriodeDitutup { kode: text("G"), posisi: 16 };
    for intent in [
        Intent::SetGelarCriteria(rubric(&[("A", 100, 10)])),
        Intent::AppointJuri(juri(BUDI)),
        Intent::EnterKbk(entry("KBK-B")),
        Intent::ScoreGelar(marks("KBK-A", TIM, &MARKED)),
    ] {
        assert_eq!(given.refusal(intent), refused);
    }
    assert_eq!(
        given.refusal(Intent::CloseGelar(closed("G"))),
        Refusal::SudahDitutup { kode: text("G"), posisi: 16 }
    );
    assert!(given.when(Intent::ReopenGelar(reopened("G"))).is_ok());
    let again = given.and(Event::GelarReopened(reopened("G")));
    assert!(again.when(Intent::ScoreGelar(marks("KBK-A", TIM, &MARKED))).is_ok());
    assert_eq!(
        again.refusal(Intent::ReopenGelar(reopened("G"))),
        Refusal::BelumDitutup { kode: text("G") }
    );
}

// Repeats.

/// A record under these rules, and the moment of its beginning.
fn record(dir: &std::path::Path) -> (Record, Instant) {
    let path = dir.join("uji.toml");
    std::fs::write(&path, PACK).unwrap();
    let (rules, now) = (LoadedPack::read(&path).unwrap(), Instant(1_780_272_000_000));
    let randomness = Randomness::SampleData(1);
    (Record::init(&dir.join("data"), None, rules, pemda(), randomness, now).unwrap(), now)
}

fn named(key: &str, intent: Intent) -> Command {
    Command { key: key.into(), occurred_on: date("2026-05-04"), intent }
}

#[test]
fn a_repeat_answers_with_its_first_position_before_any_rule_is_asked() {
    let dir = tempfile::tempdir().unwrap();
    let (mut record, now) = record(dir.path());
    let unit = named("opd:DINAS-A", Intent::RegisterOpd(opd("DINAS-A", None)));
    let round = named("periode:EV", open("EV", JenisPeriode::RondeEvaluasi));
    let answers = named("t1", form("DINAS-A", "EV", &[1, 2]));
    record.record(unit, now).unwrap();
    record.record(round, now).unwrap();
    let first = record.record(answers.clone(), now).unwrap();
    record.record(named("tutup:1", Intent::ClosePeriode(closed("EV"))), now).unwrap();

    let again = record.record(answers, now).unwrap();
    assert_eq!((again.first, again.last, again.repeated), (first.first, first.last, true));
    let late = record.record(named("t2", form("DINAS-A", "EV", &[1, 2])), now);
    assert!(matches!(late, Err(RecordError::Refused(Refusal::PeriodeDitutup { .. }))), "{late:?}");
}

#[test]
fn the_same_key_with_other_content_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let (mut record, now) = record(dir.path());
    let unit = |nama: &str| OpdRegistered { nama: nama.into(), ..opd("DINAS-A", None) };
    record.record(named("opd:DINAS-A", Intent::RegisterOpd(unit("Dinas A"))), now).unwrap();
    let other = record.record(named("opd:DINAS-A", Intent::RegisterOpd(unit("Dinas B"))), now);
    let Err(RecordError::Refused(refusal)) = other else { panic!("{other:?}") };
    assert_eq!(refusal, Refusal::IsiBerbeda { posisi: 2 });
}

// Units, KBK and people over time.

fn change(opd: &str, perubahan: PerubahanOpd, nama: Option<&str>, menjadi: &[&str]) -> OpdChanged {
    OpdChanged {
        kode: kode(&format!("P-{opd}-{}", menjadi.join("-"))),
        opd: kode(opd),
        perubahan,
        nama: nama.map(text),
        menjadi: menjadi.iter().map(|code| kode(code)).collect(),
        dasar: text("Perda 1/2026"),
    }
}

fn changed(kbk: &str, perubahan: PerubahanKbk) -> KbkChanged {
    KbkChanged {
        kode: kode(&format!("P-{kbk}")),
        kbk: kode(kbk),
        perubahan,
        nama: None,
        opd: None,
        sk_nomor: None,
        sk_tanggal: None,
    }
}

/// DINAS-A goes into DINAS-B on 1 June 2026.
fn merged() -> Given {
    let into = change("DINAS-A", PerubahanOpd::Bergabung, None, &["DINAS-B"]);
    Given::office().and_on("2026-06-01", Event::OpdChanged(into))
}

#[test]
fn an_ended_unit_takes_no_facts_of_a_later_day() {
    let given = merged();
    let ended = Refusal::OpdBerakhir {
        opd: text("DINAS-A"),
        sejak: text("2026-06-01"),
        menjadi: maybe("DINAS-B"),
        posisi: 11,
    };
    let facts = || {
        [
            Intent::RecordRapat(rapat("DINAS-A")),
            Intent::RecordKegiatan(kegiatan()),
            form("DINAS-A", "EV", &[1, 2]),
            scored("KBK-A", TIM, &RATED),
            Intent::FormKbk(formed("KBK-C", "DINAS-A")),
            Intent::RegisterPegawai(pegawai("DINAS-A", TIM)),
            Intent::RegisterOpd(opd("UPTD-1", Some("DINAS-A"))),
        ]
    };
    for fact in facts() {
        assert_eq!(given.on("2026-06-02", fact.clone()), Err(ended.clone()), "{fact:?}");
    }
    // What was before stays as it was, and so does the day of the change.
    for (day, fact) in
        facts().into_iter().flat_map(|f| [("2026-05-31", f.clone()), ("2026-06-01", f)])
    {
        assert!(given.on(day, fact.clone()).is_ok(), "{day} {fact:?}");
    }
    assert!(given.on("2026-06-02", Intent::RecordRapat(rapat("DINAS-B"))).is_ok());
}

#[test]
fn a_kbk_of_a_merged_unit_goes_on_in_its_successor() {
    let to_b =
        KbkChanged { opd: Some(kode("DINAS-B")), ..changed("KBK-A", PerubahanKbk::BergantiOpd) };
    let moved = merged();
    assert!(moved.on("2026-06-01", Intent::ChangeKbk(to_b.clone())).is_ok());
    let moved = moved.and_on("2026-06-01", Event::KbkChanged(to_b));
    assert!(moved.on("2026-07-01", Intent::RecordKegiatan(kegiatan())).is_ok());
    // Nobody scores the KBK of the own unit: it is DINAS-B's now.
    assert_eq!(
        moved.refusal(scored("KBK-A", BUDI, &RATED)),
        Refusal::UnitSendiri { kbk: text("KBK-A"), opd: text("DINAS-B") }
    );
    assert!(moved.when(scored("KBK-A", ANI, &RATED)).is_ok());
}

#[test]
fn an_ended_kbk_takes_no_facts_of_a_later_day() {
    let ends = Intent::ChangeKbk(changed("KBK-A", PerubahanKbk::Berakhir));
    let given = Given::office()
        .and_on("2026-06-01", Event::KbkChanged(changed("KBK-A", PerubahanKbk::Berakhir)));
    let ended = Refusal::KbkBerakhir { kbk: text("KBK-A"), sejak: text("2026-06-01"), posisi: 11 };
    for fact in [Intent::RecordKegiatan(kegiatan()), scored("KBK-A", TIM, &RATED)] {
        assert_eq!(given.on("2026-06-02", fact.clone()), Err(ended.clone()));
        assert!(given.on("2026-06-01", fact).is_ok());
    }
    let again = Intent::ChangeKbk(KbkChanged {
        kode: kode("P-2"),
        ..changed("KBK-A", PerubahanKbk::Berakhir)
    });
    assert_eq!(given.on("2026-05-01", again), Err(ended), "nothing ends twice");
    assert!(Given::office().when(ends).is_ok());
}

#[test]
fn each_kind_of_change_has_its_own_columns() {
    use PerubahanOpd::{Berakhir, Bergabung, BergantiInduk, BergantiNama, Dipecah};
    let given = Given::office()
        .and(Event::OpdRegistered(opd("DINAS-C", None)))
        .and(Event::OpdRegistered(opd("DINAS-D", None)));
    let (c, cd): (&[&str], &[&str]) = (&["DINAS-C"], &["DINAS-C", "DINAS-D"]);
    type Case<'c> = (PerubahanOpd, Option<&'c str>, &'c [&'c str], Option<(&'c str, Perlu)>);
    let table: &[Case<'_>] = &[
        (BergantiNama, Some("Dinas Baru"), &[], None),
        (BergantiNama, None, &[], Some(("nama", Perlu::Isi))),
        (BergantiNama, Some("Dinas Baru"), c, Some(("menjadi", Perlu::Kosong))),
        (BergantiInduk, None, c, None),
        (BergantiInduk, None, &[], None),
        (BergantiInduk, None, cd, Some(("menjadi", Perlu::PalingBanyakSatu))),
        (Bergabung, None, c, None),
        (Bergabung, None, &[], Some(("menjadi", Perlu::Satu))),
        (Bergabung, Some("X"), c, Some(("nama", Perlu::Kosong))),
        (Dipecah, None, cd, None),
        (Dipecah, None, c, Some(("menjadi", Perlu::Dua))),
        (Berakhir, None, &[], None),
        (Berakhir, None, c, Some(("menjadi", Perlu::Kosong))),
    ];
    for (perubahan, nama, menjadi, refused) in table {
        let intent = Intent::ChangeOpd(change("DINAS-A", *perubahan, *nama, menjadi));
        let expected = refused.map(|(kolom, perlu)| Refusal::PerubahanKolom {
            perubahan: text(perubahan.word()),
            kolom: text(kolom),
            perlu,
        });
        assert_eq!(given.when(intent).err(), expected, "{perubahan:?} {nama:?} {menjadi:?}");
    }
    use PerubahanKbk as Kbk;
    let (nama, unit) = (maybe("Baru"), Some(kode("DINAS-C")));
    let (sk, hari) = (maybe("9/2026"), Some(date("2026-05-01")));
    let table = [
        (KbkChanged { nama: nama.clone(), ..changed("KBK-A", Kbk::BergantiNama) }, None),
        (changed("KBK-A", Kbk::BergantiNama), Some("nama")),
        (KbkChanged { opd: unit.clone(), ..changed("KBK-A", Kbk::BergantiOpd) }, None),
        (changed("KBK-A", Kbk::BergantiOpd), Some("opd")),
        (changed("KBK-A", Kbk::BergantiSk), Some("sk_nomor")),
        (
            KbkChanged { sk_nomor: sk.clone(), ..changed("KBK-A", Kbk::BergantiSk) },
            Some("sk_tanggal"),
        ),
        (KbkChanged { sk_nomor: sk, sk_tanggal: hari, ..changed("KBK-A", Kbk::BergantiSk) }, None),
        (KbkChanged { nama, ..changed("KBK-A", Kbk::Berakhir) }, Some("nama")),
        (KbkChanged { sk_tanggal: hari, ..changed("KBK-A", Kbk::Berakhir) }, Some("sk_tanggal")),
    ];
    for (change, column) in table {
        let refused = given.when(Intent::ChangeKbk(change.clone())).err();
        assert_eq!(refused.as_ref().and_then(Refusal::column), column, "{change:?}");
    }
}

#[test]
fn what_comes_out_of_a_unit_is_another_registered_unit_that_lives() {
    let given = merged().and(Event::OpdRegistered(opd("DINAS-C", None)));
    let into = |menjadi: &[&str]| {
        given.on(
            "2026-07-01",
            Intent::ChangeOpd(change("DINAS-C", PerubahanOpd::Dipecah, None, menjadi)),
        )
    };
    assert_eq!(
        into(&["DINAS-B", "DINS-B"]),
        Err(Refusal::MenjadiTidakDikenal { kode: text("DINS-B"), mungkin: maybe("DINAS-B") })
    );
    assert_eq!(
        into(&["DINAS-B", "DINAS-C"]),
        Err(Refusal::MenjadiSendiri { kode: text("DINAS-C") })
    );
    assert!(matches!(into(&["DINAS-B", "DINAS-A"]), Err(Refusal::OpdBerakhir { .. })));
    // And a unit ends once.
    let again = change("DINAS-A", PerubahanOpd::Berakhir, None, &[]);
    assert!(matches!(
        given.on("2026-04-01", Intent::ChangeOpd(again)),
        Err(Refusal::OpdBerakhir { .. })
    ));
}

#[test]
fn no_unit_stands_above_itself() {
    let under = |unit: &str, induk: &str| change(unit, PerubahanOpd::BergantiInduk, None, &[induk]);
    let given = Given::office()
        .and(Event::OpdRegistered(opd("BIDANG", Some("DINAS-A"))))
        .and(Event::OpdRegistered(opd("SEKSI", Some("BIDANG"))));
    let circle = |opd: &str, induk: &str| {
        Err(Refusal::IndukMelingkar { opd: text(opd), induk: text(induk) })
    };
    assert_eq!(
        given.when(Intent::ChangeOpd(under("DINAS-A", "SEKSI"))),
        circle("DINAS-A", "SEKSI")
    );
    assert_eq!(given.when(Intent::ChangeOpd(under("BIDANG", "SEKSI"))), circle("BIDANG", "SEKSI"));
    assert_eq!(
        given.when(Intent::ChangeOpd(under("SEKSI", "SEKSI"))),
        Err(Refusal::MenjadiSendiri { kode: text("SEKSI") })
    );
    // Once BIDANG stands elsewhere, DINAS-A may stand under it.
    let moved = given.and(Event::OpdChanged(under("BIDANG", "DINAS-B")));
    assert!(moved.when(Intent::ChangeOpd(under("DINAS-A", "SEKSI"))).is_ok());
}

#[test]
fn a_code_names_one_change() {
    let given = merged();
    let mut other = change("DINAS-B", PerubahanOpd::BergantiNama, Some("Dinas B Baru"), &[]);
    other.kode = kode("P-DINAS-A-DINAS-B");
    assert_eq!(
        given.when(Intent::ChangeOpd(other.clone())),
        Err(Refusal::KodePerubahanDipakai { kode: text("P-DINAS-A-DINAS-B") })
    );
    let of_kbk = KbkChanged { kode: other.kode, ..changed("KBK-B", PerubahanKbk::Berakhir) };
    assert!(given.when(Intent::ChangeKbk(of_kbk)).is_err());
}

fn moved(person: Pseudonym, opd: Option<&str>) -> PegawaiChanged {
    let (status, kelas_jabatan) = (StatusPegawai::Pns, KelasJabatan::Pengawas);
    PegawaiChanged { pegawai: person, opd: opd.map(kode), status, kelas_jabatan }
}

#[test]
fn nobody_scores_the_unit_they_are_in_now() {
    let given =
        Given::office().and_on("2026-05-03", Event::PegawaiChanged(moved(ANI, Some("DINAS-B"))));
    assert!(given.when(scored("KBK-A", ANI, &RATED)).is_ok());
    assert_eq!(
        given.refusal(scored("KBK-B", ANI, &RATED)),
        Refusal::UnitSendiri { kbk: text("KBK-B"), opd: text("DINAS-B") }
    );
    let left = given.and_on("2026-05-03", Event::PegawaiChanged(moved(ANI, None)));
    assert!(left.when(scored("KBK-B", ANI, &RATED)).is_ok(), "who has left belongs to no unit");
    // A change that is older than what is known comes too late.
    assert_eq!(
        left.on("2026-05-01", Intent::ChangePegawai(moved(ANI, Some("DINAS-A")))),
        Err(Refusal::PerubahanMundur { tanggal: text("2026-05-01"), sejak: text("2026-05-03") })
    );
    assert!(left.when(Intent::ChangePegawai(moved(ANI, Some("DINAS-A")))).is_ok());
}

// Locks.

#[test]
fn a_locked_period_takes_nothing_dated_in_it() {
    let quarter = Closed { alasan: Some(sealed('5')), ..closed("2026-T2") };
    assert_eq!(
        Given::office().when(Intent::LockPeriode(quarter.clone())),
        Ok(vec![Event::PeriodeLocked(quarter.clone())])
    );
    let given = Given::office().and(Event::PeriodeLocked(quarter));
    let locked = |day: &str| Refusal::PeriodeDikunci {
        kode: text("2026-T2"),
        tanggal: text(day),
        posisi: 11,
    };
    let rename = change("DINAS-A", PerubahanOpd::BergantiNama, Some("Baru"), &[]);
    let facts = [
        Intent::RecordRapat(rapat("DINAS-A")),
        Intent::RecordKegiatan(kegiatan()),
        form("DINAS-A", "EV", &[1, 2]),
        scored("KBK-A", TIM, &RATED),
        Intent::FormKbk(formed("KBK-C", "DINAS-A")),
        Intent::ChangeOpd(rename),
        Intent::ChangeKbk(changed("KBK-A", PerubahanKbk::Berakhir)),
        Intent::ChangePegawai(moved(ANI, None)),
    ];
    for fact in facts {
        for day in ["2026-05-04", "2026-06-30"] {
            assert_eq!(given.on(day, fact.clone()), Err(locked(day)), "{fact:?}");
        }
        assert!(given.on("2026-07-01", fact.clone()).is_ok(), "{fact:?}");
    }
    let correction = Intent::Correct {
        alasan: sealed('6'),
        menjadi: Box::new(Intent::RecordKegiatan(kegiatan())),
    };
    assert!(given.when(correction).is_ok(), "a correction is how it is put right");
    // Registering is no fact about a day.
    assert!(given.when(Intent::RegisterOpd(opd("DINAS-C", None))).is_ok());
    let open = given.and(Event::PeriodeUnlocked(reopened("2026-T2")));
    assert!(open.when(Intent::RecordKegiatan(kegiatan())).is_ok());
}

#[test]
fn a_decision_is_taken_while_its_quarter_is_locked_but_not_about_a_unit_that_ended() {
    let ended = change("DINAS-B", PerubahanOpd::Berakhir, None, &[]);
    let given = Given::office()
        .and(Event::PeriodeLocked(closed("2026-T2")))
        .and_on("2026-05-31", Event::OpdChanged(ended));
    let about = |unit: Option<&str>| {
        Intent::RecordKeputusan(KeputusanRecorded {
            kode: kode("KP-1"),
            periode: kode("2026-T2"),
            opd: unit.map(kode),
            penanggung_jawab: Some(ANI),
            tenggat: None,
            teks: sealed('7'),
        })
    };
    for unit in [None, Some("DINAS-A")] {
        assert!(given.on("2026-06-30", about(unit)).is_ok(), "{unit:?}");
    }
    let refused = given.on("2026-06-30", about(Some("DINAS-B")));
    assert!(matches!(refused, Err(Refusal::OpdBerakhir { .. })), "{refused:?}");
}

#[test]
fn years_and_quarters_lock_and_nothing_locks_twice() {
    let given = Given::office().and(Event::PeriodeLocked(closed("2026")));
    assert_eq!(
        given.refusal(Intent::LockPeriode(closed("2026"))),
        Refusal::SudahDikunci { kode: text("2026"), posisi: 11 }
    );
    assert_eq!(
        given.refusal(Intent::LockPeriode(closed("EV"))),
        Refusal::HanyaTahunAtauTriwulan { kode: text("EV") }
    );
    assert_eq!(
        given.refusal(Intent::LockPeriode(closed("202"))),
        Refusal::PeriodeTidakDikenal { kode: text("202"), mungkin: maybe("2026") }
    );
    assert_eq!(
        given.refusal(Intent::UnlockPeriode(reopened("2026-T1"))),
        Refusal::BelumDikunci { kode: text("2026-T1") }
    );
    assert!(given.when(Intent::UnlockPeriode(reopened("2026"))).is_ok());
}

// Corrections.

fn refused<T: std::fmt::Debug>(result: Result<T, RecordError>) -> Refusal {
    match result {
        Err(RecordError::Refused(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

fn corrected(menjadi: Intent) -> Intent {
    Intent::Correct { alasan: sealed('7'), menjadi: Box::new(menjadi) }
}

#[test]
fn a_correction_is_judged_by_the_rules_of_what_it_corrects() {
    let given = Given::office();
    let lomba = KegiatanRecorded { jenis: "lomba".into(), ..kegiatan() };
    assert_eq!(
        given.refusal(corrected(Intent::RecordKegiatan(lomba))),
        Refusal::JenisKegiatanTidakDikenal { jenis: text("lomba"), pilihan: text("apel") }
    );
    let events = given.when(corrected(Intent::RecordKegiatan(kegiatan()))).unwrap();
    let expected = Corrected { alasan: sealed('7'), menjadi: kegiatan() };
    assert_eq!(events, [Event::KegiatanCorrected(expected)]);
    assert_eq!(
        given.refusal(corrected(Intent::RegisterOpd(opd("DINAS-A", None)))),
        Refusal::TanpaKoreksi
    );
}

#[test]
fn a_sheet_is_corrected_after_its_round_and_a_mark_only_in_an_open_gelar() {
    let given =
        Given::gelar().and(Event::PeriodeClosed(closed("SC"))).and(Event::GelarClosed(closed("G")));
    assert!(given.when(corrected(scored("KBK-A", TIM, &RATED))).is_ok());
    assert!(matches!(
        given.on("2026-04-30", corrected(scored("KBK-A", TIM, &RATED))),
        Err(Refusal::SebelumRonde { .. })
    ));
    let mark = || corrected(Intent::ScoreGelar(marks("KBK-A", TIM, &MARKED)));
    assert!(matches!(given.refusal(mark()), Refusal::PeriodeDitutup { .. }));
    assert!(given.and(Event::GelarReopened(reopened("G"))).when(mark()).is_ok());
}

#[test]
fn an_entry_is_corrected_back_and_forth_and_reads_as_it_was_corrected_last() {
    let dir = tempfile::tempdir().unwrap();
    let (mut record, now) = record(dir.path());
    for intent in
        [Intent::RegisterOpd(opd("DINAS-A", None)), Intent::FormKbk(formed("KBK-A", "DINAS-A"))]
    {
        let key = format!("{intent:?}");
        record.record(named(&key, intent), now).unwrap();
    }
    let held = |peserta| KegiatanRecorded { peserta, ..kegiatan() };
    let command = |peserta| named("kegiatan:KG-1", Intent::RecordKegiatan(held(peserta)));
    record.record(command(8), now).unwrap();
    let mut correct = |peserta: u32| {
        let (mut planner, sealed) = record.planner(now).unwrap();
        let decided =
            planner.correct(&command(peserta), &mut |name| sealed.seal(name, "salah hitung"))?;
        let (submissions, register) = planner.into_submissions();
        record.sealed.commit().unwrap();
        record.log.append_all(submissions, Some(register), &|_| ()).unwrap();
        Ok::<bool, RecordError>(decided.is_none())
    };
    assert!(correct(9).unwrap());
    assert!(!correct(9).unwrap(), "it reads so already");
    assert!(correct(8).unwrap(), "back");
    assert!(correct(9).unwrap(), "and forth");
    // What is recorded, and what it reads by now, are both repeats; anything else is refused.
    assert!(record.record(command(8), now).unwrap().repeated);
    assert!(record.record(command(9), now).unwrap().repeated);
    assert!(matches!(
        record.record(command(10), now),
        Err(RecordError::Refused(Refusal::IsiBerbeda { .. }))
    ));
    let dated = Command { occurred_on: date("2026-05-05"), ..command(9) };
    assert!(matches!(
        record.record(dated, now),
        Err(RecordError::Refused(Refusal::IsiBerbeda { .. }))
    ));

    let withdraw = |jenis: &str, kode_entry: &str| {
        let (jenis, alasan) = (jenis.to_owned(), sealed('8'));
        Intent::Withdraw(EntryWithdrawn { jenis, kode: kode(kode_entry), alasan })
    };
    assert_eq!(
        refused(record.record(named("tarik:1", withdraw("kegiatan", "KG-2")), now)),
        Refusal::EntriTidakDikenal {
            jenis: text("kegiatan"),
            kode: text("KG-2"),
            mungkin: maybe("KG-1")
        }
    );
    for jenis in ["pegawai", "kbk"] {
        assert_eq!(
            refused(record.record(named("tarik:1", withdraw(jenis, "KG-1")), now)),
            Refusal::FormulirTidakDikenal { formulir: text(jenis), mungkin: None }
        );
    }
    record.record(named("tarik:1", withdraw("kegiatan", "KG-1")), now).unwrap();
    let gone = || Refusal::EntriDitarik { jenis: text("kegiatan"), kode: text("KG-1") };
    assert_eq!(refused(record.record(named("tarik:2", withdraw("kegiatan", "KG-1")), now)), gone());
    assert!(record.record(command(8), now).unwrap().repeated, "an old import adds nothing");
    let (mut planner, sealed) = record.planner(now).unwrap();
    let corrected = planner.correct(&command(9), &mut |name| sealed.seal(name, "hidup lagi"));
    assert_eq!(refused(corrected), gone());
}

#[test]
fn a_result_is_published_once_and_a_later_one_stands_beside_it() {
    let published = |periode: &str, hasil: &str| {
        Intent::PublishRanking(RankingPublished {
            periode: kode(periode),
            posisi: 4,
            akar: "cd".repeat(32),
            paket: "ab".repeat(32),
            kebijakan: None,
            mesin: "0.1.0".into(),
            hasil: hasil.repeat(32),
        })
    };
    let office = Given::office();
    let next = office.next;
    let Ok([first]) = <[Event; 1]>::try_from(office.when(published("2026", "01")).unwrap()) else {
        panic!("one event");
    };
    let given = office.and(first);
    let refused = Refusal::SudahDiterbitkan { periode: text("2026"), posisi: next };
    assert_eq!(given.refusal(published("2026", "01")), refused);
    assert!(given.when(published("2026", "02")).is_ok());
    // A locked year may still be published: nothing is dated in it.
    let locked = given.and(Event::PeriodeLocked(closed("2026")));
    assert!(locked.when(published("2026", "03")).is_ok());
}
