//! What a ranking may never do. Each test catches a mistake that is planted by a patch of
//! `tests/mutants`; the records are filled by hand, past every rule.

use analytics::Limit;
use analytics::periode::Periode;
use analytics::ranking::{Bench, Ranking};
use ingest::event::{
    ButirRated, Closed, Event, GelarCriteriaSet, GelarJuriAppointed, GelarKbkEntered, GelarOpened,
    GelarScored, JenisOpd, JenisPeriode, KbkFormed, KelasJabatan, Kriteria, NilaiKriteria,
    OpdRegistered, PeriodeOpened, ScorecardSubmitted,
};
use ingest::frame::{Body, Form};
use ingest::identity::{Hundredths, Instant, Kode, Pseudonym, StreamName, parse_date};
use ingest::log::{Expected, Log, Submission};
use ingest::rule_pack::{LoadedPack, RulePack};
use projections::Projections;
use tempfile::TempDir;
use time::Date;

fn kode(text: &str) -> Kode {
    Kode::parse(text).expect("a code")
}

fn date(text: &str) -> Date {
    parse_date(text).expect("a date")
}

fn person(number: u128) -> Pseudonym {
    Pseudonym(uuid::Uuid::from_u128(number))
}

/// A log under the pack of Purbalingga, whose rounds run through May 2026.
struct Given {
    log: Log,
    pack: RulePack,
    written: u64,
    _dir: TempDir,
}

impl Given {
    fn units(codes: &[&str]) -> Self {
        let path =
            concat!(env!("CARGO_MANIFEST_DIR"), "/../regulations/purbalingga/perbup_11_2020");
        let pack = LoadedPack::read(std::path::Path::new(path)).expect("a pack").pack;
        let dir = TempDir::new().expect("a folder");
        let log = Log::in_folder(dir.path()).expect("a log");
        let mut given = Self { log, pack, written: 0, _dir: dir };
        for code in codes {
            given.event(Event::OpdRegistered(OpdRegistered {
                kode: kode(code),
                nama: format!("Dinas {code}"),
                jenis: JenisOpd::PerangkatDaerah,
                induk: None,
            }));
            given.event(Event::KbkFormed(KbkFormed {
                kode: kode(&format!("K-{code}")),
                opd: kode(code),
                nama: code.to_string(),
                sk_nomor: "1".into(),
                sk_tanggal: date("2026-01-01"),
            }));
        }
        for (code, jenis) in
            [("SC", JenisPeriode::RondeScorecard), ("EV", JenisPeriode::RondeEvaluasi)]
        {
            given.event(Event::PeriodeOpened(PeriodeOpened {
                kode: kode(code),
                jenis,
                mulai: date("2026-05-01"),
                selesai: date("2026-05-31"),
                rule_pack: String::new(),
            }));
        }
        given
    }

    fn write(&mut self, on: &str, category: &str, body: Body) {
        self.written += 1;
        let stream = StreamName::new(category, &kode("contoh"), self.written);
        let submission = Submission {
            command: stream.rest().to_owned(),
            stream,
            expected: Expected::NoStream,
            actor: None,
            occurred_on: date(on),
            now: Instant(0),
            body,
        };
        self.log.append(submission).expect("it is written");
    }

    fn event(&mut self, event: Event) {
        self.write("2026-05-20", "uji", Body::of(&[event]));
    }

    fn close(&mut self, code: &str) {
        self.event(Event::PeriodeClosed(Closed { kode: kode(code), alasan: None }));
    }

    /// A sheet that rates the first `full` lines in full and one more with `rest` percent.
    fn sheet(&mut self, on: &str, kbk: &str, penilai: u128, full: usize, rest: u8) {
        let lines = &self.pack.scorecard.as_ref().expect("a scorecard").butir;
        let percent = |index: usize| match index {
            index if index < full => 100,
            index if index == full => rest,
            _ => 0,
        };
        let rated = lines.iter().enumerate();
        let butir = rated
            .map(|(index, line)| ButirRated { butir: line.kode.clone(), persen: percent(index) });
        let sheet = ScorecardSubmitted {
            kbk: kode(kbk),
            periode: kode("SC"),
            penilai: person(penilai),
            butir: butir.collect(),
            alasan: None,
        };
        self.write(on, "uji", Body::of(&[Event::ScorecardSubmitted(sheet)]));
    }

    fn form(&mut self, on: &str, opd: &str, answer: u8) {
        let pertanyaan = self.pack.instrumen[0].questions();
        let form = Form {
            opd: kode(opd),
            periode: kode("EV"),
            kelas_jabatan: KelasJabatan::Pelaksana,
            terlambat: false,
            pertanyaan,
            jawaban: vec![answer; 32].into(),
        };
        self.write(on, "evaluasi", Body::Form(form));
    }

    /// A closed Gelar that asks for no category, with two criteria of 45 and 55, marked up to 8 and 100.
    fn gelar(&mut self, marks: &[(&str, [i64; 2])]) {
        self.pack.gelar.as_mut().expect("a Gelar").syarat = None;
        let gelar = kode("G");
        self.event(Event::GelarOpened(GelarOpened {
            kode: gelar.clone(),
            tahun: 2026,
            ronde: Some(kode("SC")),
            buka: date("2026-08-01"),
            tutup: date("2026-08-31"),
            topik: String::new(),
            rule_pack: String::new(),
        }));
        let kriteria = [("C1", 45, 8), ("C2", 55, 100)].map(|(code, bobot, maks)| Kriteria {
            kode: code.into(),
            nama: code.into(),
            bobot,
            maks,
        });
        let kriteria = kriteria.to_vec();
        self.event(Event::GelarCriteriaSet(GelarCriteriaSet { gelar: gelar.clone(), kriteria }));
        let juri = person(9);
        self.event(Event::GelarJuriAppointed(GelarJuriAppointed { gelar: gelar.clone(), juri }));
        for (kbk, marks) in marks {
            let (gelar, kbk) = (gelar.clone(), kode(kbk));
            self.event(Event::GelarKbkEntered(GelarKbkEntered {
                gelar: gelar.clone(),
                kbk: kbk.clone(),
                kategori: None,
            }));
            let mark = |(code, nilai): (&str, i64)| NilaiKriteria {
                kriteria: code.into(),
                nilai: Hundredths(nilai),
            };
            let nilai = ["C1", "C2"].into_iter().zip(*marks).map(mark).collect();
            self.event(Event::GelarScored(GelarScored { gelar, kbk, juri, nilai }));
        }
        self.event(Event::GelarClosed(Closed { kode: gelar, alasan: None }));
    }

    async fn ranking(&self) -> Ranking {
        let snapshot = Projections::replay(&self.log, None).expect("it replays").snapshot();
        let bench = Bench::new(&snapshot, &self.pack, Limit::default());
        bench.rank(Periode::calendar("2026").expect("a year")).await.expect("a ranking")
    }

    /// Place, unit, scorecard and category of whoever has a place.
    async fn places(&self) -> Vec<String> {
        let ranking = self.ranking().await;
        let placed = ranking.rows.iter().filter_map(|row| {
            let card = row.scorecard.as_ref();
            let card = card.map(|card| format!(" {} {}", card.score.printed, card.category));
            Some(format!("{} {}{}", row.rank?, row.opd, card.unwrap_or_default()))
        });
        placed.collect()
    }
}

#[tokio::test]
async fn equal_scores_share_a_place_whoever_came_first() {
    for units in [["C", "A", "B"], ["A", "B", "C"], ["B", "C", "A"]] {
        let mut given = Given::units(&units);
        for unit in units {
            let full = if unit == "C" { 29 } else { 30 };
            given.sheet("2026-05-20", &format!("K-{unit}"), 1, full, 0);
        }
        given.close("SC");
        assert_eq!(
            given.places().await,
            ["1 A 92.00 A", "1 B 92.00 A", "3 C 90.00 A"],
            "{units:?}"
        );
    }
}

/// Ten sheets of 75.00 and one of 74.95: the mean is 74.99545, which rounds to the edge.
#[tokio::test]
async fn a_mean_just_below_an_edge_takes_the_lower_category() {
    let mut given = Given::units(&["A"]);
    for penilai in 1..=10 {
        given.sheet("2026-05-20", "K-A", penilai, 23, 0);
    }
    given.sheet("2026-05-20", "K-A", 11, 22, 99);
    given.close("SC");
    assert_eq!(given.places().await, ["1 A 74.995 B"]);
}

#[tokio::test]
async fn what_is_handed_in_after_the_closing_counts_for_nothing_whatever_date_it_bears() {
    let mut given = Given::units(&["A"]);
    // Told before the closing, though it bears a later date: it counts.
    given.sheet("2026-06-03", "K-A", 1, 30, 0);
    given.form("2026-06-03", "A", 1);
    given.close("SC");
    given.close("EV");
    // Told after it, though it bears an earlier date: it does not.
    given.sheet("2026-05-20", "K-A", 2, 0, 0);
    given.form("2026-05-20", "A", 4);
    assert_eq!(given.places().await, ["1 A 92.00 A"]);
    let ranking = given.ranking().await;
    let evaluation = ranking.rows[0].evaluation.as_ref().expect("a form counts");
    assert_eq!(evaluation.respondents, 1);
}

/// 0.12 of 8 and 60.00 of 100 is 33.675, half a hundredth, which no binary float can hold: it goes up
/// to 33.68 and before 33.67.
#[tokio::test]
async fn half_a_hundredth_goes_up_exactly() {
    let mut given = Given::units(&["A", "B"]);
    given.close("SC");
    given.gelar(&[("K-A", [12, 6_000]), ("K-B", [12, 5_999])]);
    assert_eq!(given.places().await, ["1 A", "2 B"]);
}
