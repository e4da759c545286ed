//! A small record in, the ranking as text out.

mod change;
mod firmness;
mod perubahan;

use ingest::event::{
    ButirRated, Closed, Event, GelarCriteriaSet, GelarJuriAppointed, GelarKbkEntered, GelarOpened,
    GelarScored, JenisOpd, JenisPeriode, KbkFormed, KegiatanRecorded, KelasJabatan, Kriteria,
    NilaiKriteria, OpdRegistered, PeriodeOpened, PolicyAdopted, ScorecardSubmitted, Ukuran,
};
use ingest::frame::{Body, Form};
use ingest::identity::{Hundredths, Instant, Kode, Pseudonym, StreamName, parse_date};
use ingest::log::{Expected, Log, Submission};
use ingest::rule_pack::{LoadedPack, RulePack};
use projections::Projections;
use tempfile::TempDir;
use time::Date;

use super::*;

fn kode(text: &str) -> Kode {
    Kode::parse(text).unwrap()
}

fn date(text: &str) -> Date {
    parse_date(text).unwrap()
}

fn pack() -> RulePack {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../regulations/purbalingga/perbup_11_2020");
    LoadedPack::read(std::path::Path::new(path)).unwrap().pack
}

/// A log that is filled by hand, past every rule: what is tested here is what follows from it.
struct Given {
    log: Log,
    pack: RulePack,
    written: u64,
    _dir: TempDir,
}

impl Given {
    fn units(codes: &[&str]) -> Self {
        let dir = TempDir::new().unwrap();
        let log = Log::in_folder(dir.path()).unwrap();
        let mut given = Self { log, pack: pack(), written: 0, _dir: dir };
        for code in codes {
            given.event(Event::OpdRegistered(OpdRegistered {
                kode: kode(code),
                nama: format!("Dinas {code}"),
                jenis: JenisOpd::PerangkatDaerah,
                induk: None,
            }));
            given.kbk(&format!("K-{code}"), code);
        }
        given.round("SC", JenisPeriode::RondeScorecard);
        given.round("EV", JenisPeriode::RondeEvaluasi);
        given
    }

    fn write(&mut self, category: &str, body: Body) {
        self.write_on("2026-06-01", category, body);
    }

    fn write_on(&mut self, day: &str, category: &str, body: Body) {
        self.written += 1;
        let stream = StreamName::new(category, &kode("contoh"), self.written);
        let submission = Submission {
            command: stream.rest().to_owned(),
            stream,
            expected: Expected::NoStream,
            actor: None,
            occurred_on: date(day),
            now: Instant(0),
            body,
        };
        self.log.append(submission).unwrap();
    }

    fn event(&mut self, event: Event) {
        self.write("uji", Body::of(&[event]));
    }

    fn kbk(&mut self, code: &str, opd: &str) {
        self.event(Event::KbkFormed(KbkFormed {
            kode: kode(code),
            opd: kode(opd),
            nama: code.into(),
            sk_nomor: "1".into(),
            sk_tanggal: date("2026-01-01"),
        }));
    }

    fn round(&mut self, code: &str, jenis: JenisPeriode) {
        self.event(Event::PeriodeOpened(PeriodeOpened {
            kode: kode(code),
            jenis,
            mulai: date("2026-05-01"),
            selesai: date("2026-05-31"),
            rule_pack: String::new(),
        }));
    }

    fn close(&mut self, code: &str) {
        self.event(Event::PeriodeClosed(Closed { kode: kode(code), alasan: None }));
    }

    /// A sheet that rates the first `full` lines in full and one more with `rest` percent.
    fn sheet(&mut self, kbk: &str, penilai: u128, full: usize, rest: u8) {
        let lines = &self.pack.scorecard.as_ref().unwrap().butir;
        let rate = |(index, line): (usize, &ingest::rule_pack::Butir)| ButirRated {
            butir: line.kode.clone(),
            persen: match index {
                index if index < full => 100,
                index if index == full => rest,
                _ => 0,
            },
        };
        let butir = lines.iter().enumerate().map(rate).collect();
        self.event(Event::ScorecardSubmitted(ScorecardSubmitted {
            kbk: kode(kbk),
            periode: kode("SC"),
            penilai: Pseudonym(uuid::Uuid::from_u128(penilai)),
            butir,
            alasan: None,
        }));
    }

    /// A form whose first answers are as given, the rest 1.
    fn form(&mut self, opd: &str, first: &[u8]) {
        let mut jawaban = vec![1; 32];
        jawaban[..first.len()].copy_from_slice(first);
        let body = Body::Form(Form {
            opd: kode(opd),
            periode: kode("EV"),
            kelas_jabatan: KelasJabatan::Pelaksana,
            terlambat: false,
            pertanyaan: self.pack.instrumen[0].questions(),
            jawaban: jawaban.into(),
        });
        self.write("evaluasi", body);
    }

    fn gelar(&mut self, marks: &[(&str, u128, i64)]) {
        self.gelar_in(&|_| None, marks);
    }

    /// A closed Gelar whose organiser put each KBK in a kategori.
    fn gelar_in(&mut self, kategori: &dyn Fn(&str) -> Option<String>, marks: &[(&str, u128, i64)]) {
        self.event(Event::GelarOpened(GelarOpened {
            kode: kode("G"),
            tahun: 2026,
            ronde: self.pack.scorecard.as_ref().map(|_| kode("SC")),
            buka: date("2026-08-01"),
            tutup: date("2026-08-31"),
            topik: String::new(),
            rule_pack: String::new(),
        }));
        let kriteria = Kriteria { kode: "C1".into(), nama: "Karya".into(), bobot: 100, maks: 10 };
        self.event(Event::GelarCriteriaSet(GelarCriteriaSet {
            gelar: kode("G"),
            kriteria: vec![kriteria],
        }));
        for (kbk, juri, mark) in marks {
            let (gelar, juri) = (kode("G"), Pseudonym(uuid::Uuid::from_u128(*juri)));
            self.event(Event::GelarJuriAppointed(GelarJuriAppointed {
                gelar: gelar.clone(),
                juri,
            }));
            self.event(Event::GelarKbkEntered(GelarKbkEntered {
                gelar: gelar.clone(),
                kbk: kode(kbk),
                kategori: kategori(kbk),
            }));
            let nilai = vec![NilaiKriteria { kriteria: "C1".into(), nilai: Hundredths(*mark) }];
            self.event(Event::GelarScored(GelarScored { gelar, kbk: kode(kbk), juri, nilai }));
        }
        self.event(Event::GelarClosed(Closed { kode: kode("G"), alasan: None }));
    }

    /// Place, unit, KBK, score and category, Gelar, and why there is no place.
    async fn ranking(&self) -> Vec<String> {
        let snapshot = Projections::replay(&self.log, None).unwrap().snapshot();
        let bench = Bench::new(&snapshot, &self.pack, Limit::default());
        let ranking = bench.rank(Periode::calendar("2026").unwrap()).await.unwrap();
        let line = |row: &Row| {
            let place = row.rank.map_or("-".to_owned(), |rank| rank.to_string());
            let tied = if row.tied { "=" } else { "" };
            let card = row.scorecard.as_ref();
            let card =
                card.map_or("-".to_owned(), |s| format!("{} {}", s.score.printed, s.category));
            let gelar = row.gelar.as_ref().map_or("-", |gelar| &gelar.score.printed);
            let kbk = row.kbk.as_deref().unwrap_or("-");
            let reason = row.reason.as_ref().map(|r| format!(" {r:?}")).unwrap_or_default();
            format!("{place}{tied} {} {kbk} {card} {gelar}{reason}", row.opd)
        };
        ranking.rows.iter().map(line).collect()
    }
}

#[tokio::test]
async fn a_score_on_an_edge_takes_the_higher_category() {
    let mut given = Given::units(&["A", "B", "C", "D"]);
    // Lines weigh 4,4,4,4,4, 2 x 10, 4 x 5, 5 x 4, 2 x 10.
    given.sheet("K-A", 1, 23, 0);
    given.sheet("K-B", 1, 12, 50);
    given.sheet("K-C", 1, 7, 50);
    given.sheet("K-D", 1, 6, 75);
    given.close("SC");
    assert_eq!(
        given.ranking().await,
        [
            "1 A K-A 75.00 A -",
            "2 B K-B 35.00 C - DiBawahSyarat { kategori: \"C\", perlu: \"B\" }",
            "3 C K-C 25.00 C - DiBawahSyarat { kategori: \"C\", perlu: \"B\" }",
            "4 D K-D 23.50 D - DiBawahSyarat { kategori: \"D\", perlu: \"B\" }",
        ]
    );
}

#[tokio::test]
async fn equal_scores_share_a_place_and_the_next_is_skipped() {
    let mut given = Given::units(&["C", "B", "A", "D"]);
    for unit in ["A", "B"] {
        given.sheet(&format!("K-{unit}"), 1, 30, 0);
    }
    given.sheet("K-C", 1, 29, 0);
    given.close("SC");
    assert_eq!(
        given.ranking().await,
        [
            "1= A K-A 92.00 A -",
            "1= B K-B 92.00 A -",
            "3 C K-C 90.00 A -",
            "- D K-D - - BelumDinilai"
        ]
    );
}

#[tokio::test]
async fn assessors_are_averaged_and_the_best_kbk_counts() {
    let mut given = Given::units(&["A"]);
    given.kbk("K-A2", "A");
    given.sheet("K-A", 1, 34, 0);
    given.sheet("K-A", 2, 30, 0);
    given.sheet("K-A", 3, 29, 0);
    given.sheet("K-A2", 1, 31, 0);
    given.close("SC");
    assert_eq!(given.ranking().await, ["1 A K-A 94.00 A -"]);
}

#[tokio::test]
async fn an_open_round_counts_for_nothing_and_what_comes_after_closing_neither() {
    let mut given = Given::units(&["A"]);
    given.sheet("K-A", 1, 30, 0);
    assert_eq!(given.ranking().await, ["- A K-A - - TanpaRonde"]);
    given.close("SC");
    given.sheet("K-A", 2, 0, 0);
    assert_eq!(given.ranking().await, ["1 A K-A 92.00 A -"]);
}

#[tokio::test]
async fn a_closed_gelar_ranks_whom_the_scorecard_lets_in() {
    let mut given = Given::units(&["A", "B", "C", "D"]);
    for (unit, full) in [("A", 30), ("B", 25), ("C", 3)] {
        given.sheet(&format!("K-{unit}"), 1, full, 0);
    }
    given.close("SC");
    given.gelar(&[("K-A", 1, 850), ("K-B", 1, 910), ("K-A", 2, 851), ("K-C", 1, 1_000)]);
    assert_eq!(
        given.ranking().await,
        [
            "1 B K-B 82.00 A 91.00",
            "2 A K-A 92.00 A 85.05",
            "- C K-C 12.00 D 100.00 DiBawahSyarat { kategori: \"D\", perlu: \"B\" }",
            "- D K-D - - BelumDinilai",
        ]
    );
}

#[tokio::test]
async fn a_regulation_without_a_scorecard_ranks_whoever_enters_its_gelar() {
    let mut given = Given::units(&["A", "B", "C"]);
    given.pack.scorecard = None;
    given.pack.gelar.as_mut().unwrap().syarat = None;
    given.gelar(&[("K-A", 1, 850), ("K-B", 1, 910)]);
    assert_eq!(
        given.ranking().await,
        ["1 B K-B - 91.00", "2 A K-A - 85.00", "- C K-C - - TidakIkut"]
    );
}

#[tokio::test]
async fn a_mean_is_rounded_half_up_before_its_category() {
    let mut given = Given::units(&["A", "B"]);
    given.form("A", &[2]);
    given.form("A", &[2, 2]);
    for extra in [1, 1, 2] {
        given.form("B", &[extra, 2]);
    }
    given.close("EV");
    let snapshot = Projections::replay(&given.log, None).unwrap().snapshot();
    let bench = Bench::new(&snapshot, &given.pack, Limit::default());
    let ranking = bench.rank(Periode::calendar("2026").unwrap()).await.unwrap();
    let group = |opd: &str| {
        let row = ranking.rows.iter().find(|row| row.opd == opd).unwrap();
        let evaluation = row.evaluation.as_ref().unwrap();
        assert!(!evaluation.shown && evaluation.groups[0].histogram.is_none(), "fewer than five");
        format!("{} {}", evaluation.groups[0].mean.printed, evaluation.groups[0].category)
    };
    assert_eq!([group("A"), group("B")], ["11.50 BELUM BAGUS", "11.33 BAGUS"]);
}

#[tokio::test]
async fn places_restart_in_each_kategori_the_organiser_declared() {
    let mut given = Given::units(&["A", "B", "C", "D"]);
    for unit in ["A", "B", "C", "D"] {
        given.sheet(&format!("K-{unit}"), 1, 30, 0);
    }
    given.close("SC");
    let kategori = |kbk: &str| Some(if kbk < "K-C" { "besar" } else { "kecil" }.to_owned());
    given
        .gelar_in(&kategori, &[("K-A", 1, 700), ("K-B", 1, 900), ("K-C", 1, 800), ("K-D", 1, 800)]);
    assert_eq!(
        given.ranking().await,
        [
            "1 B K-B 92.00 A 90.00",
            "2 A K-A 92.00 A 70.00",
            "1= C K-C 92.00 A 80.00",
            "1= D K-D 92.00 A 80.00",
        ]
    );
}

/// `scorecard 50, evaluasi.I 30` and so on, each with its worst and its best value.
fn policy(measures: &[(&str, u32, i64, i64)]) -> PolicyAdopted {
    let ukuran = |(kode, bobot, terburuk, terbaik): &(&str, u32, i64, i64)| Ukuran {
        kode: (*kode).to_owned(),
        bobot: *bobot,
        terburuk: Hundredths(*terburuk),
        terbaik: Hundredths(*terbaik),
        bobot_terendah: 0,
        bobot_tertinggi: 100,
    };
    PolicyAdopted {
        periode: kode("2026"),
        ukuran: measures.iter().map(ukuran).collect(),
        alasan: None,
        sesudah_jawaban: false,
    }
}

/// Scorecards of 92, 92 and 90; the evaluation of A and C; one activity of A.
fn compared() -> Given {
    let mut given = Given::units(&["A", "B", "C"]);
    for (kbk, full) in [("K-A", 30), ("K-B", 30), ("K-C", 29)] {
        given.sheet(kbk, 1, full, 0);
    }
    for first in [2, 2, 1, 1, 1] {
        given.form("A", &[first]);
        given.form("C", &[1]);
    }
    given.form("B", &[1]);
    given.event(Event::KegiatanRecorded(KegiatanRecorded {
        kode: kode("KG-1"),
        kbk: kode("K-A"),
        jenis: "sosialisasi".into(),
        metode: "apel".into(),
        nilai: None,
        peserta: 9,
        durasi_menit: 60,
        tema: None,
        bukti: None,
    }));
    given
}

const MEASURES: [(&str, u32, i64, i64); 3] =
    [("scorecard", 50, 0, 100_00), ("evaluasi.I", 30, 40_00, 10_00), ("kegiatan", 20, 0, 4_00)];

#[tokio::test]
async fn an_index_is_the_weighted_sum_of_what_is_printed() {
    let mut given = compared();
    given.event(Event::PolicyAdopted(policy(&MEASURES)));
    given.close("SC");
    given.close("EV");
    let snapshot = Projections::replay(&given.log, None).unwrap().snapshot();
    let bench = Bench::new(&snapshot, &given.pack, Limit::default());
    let ranking = bench.rank(Periode::calendar("2026").unwrap()).await.unwrap();
    let line = |row: &Row| {
        let place = row.rank.map_or("-".to_owned(), |rank| rank.to_string());
        let index = row.index.as_ref().map_or("-", |index| &index.printed);
        let worth = |measured: &Measured| {
            let number = |number: Option<Hundredths>| number.map(|number| number.to_string());
            let (asli, nilai) = (number(measured.asli), number(measured.nilai));
            format!("{}>{}", asli.as_deref().unwrap_or("-"), nilai.as_deref().unwrap_or("-"))
        };
        let measures: Vec<String> = row.measures.iter().map(worth).collect();
        let reason = row.reason.as_ref().map(|r| format!(" {r:?}")).unwrap_or_default();
        format!("{place} {} {index} {}{reason}", row.opd, measures.join(" "))
    };
    // A: (40 - 10.40) / 30 = 98.67 of 100; 46 + 29.601 + 5 = 80.601. One form of B is too few.
    assert_eq!(
        ranking.rows.iter().map(line).collect::<Vec<_>>(),
        [
            "1 A 80.60 92.00>92.00 10.40>98.67 1.00>25.00",
            "2 C 75.00 90.00>90.00 10.00>100.00 0.00>0.00",
            "- B - 92.00>92.00 ->- 0.00>0.00 TanpaUkuran([\"evaluasi.I\"])",
        ]
    );
    let explanation = bench.explain(&ranking, "A").await.unwrap();
    let index = explanation.index.unwrap();
    let shares: Vec<String> = index.lines.iter().map(Measured::poin).collect();
    assert_eq!(shares, ["46.0000", "29.6010", "5.0000"]);
    assert_eq!((index.score.printed.as_str(), index.rounding.as_str()), ("80.60", "-0.0010"));
}

#[tokio::test]
async fn the_latest_policy_of_the_period_counts_and_the_regulation_alone_may_be_asked() {
    let mut given = compared();
    given.event(Event::PolicyAdopted(policy(&[("kegiatan", 100, 0, 1_00)])));
    let changed = PolicyAdopted {
        alasan: Some("Keputusan Tim".to_owned()),
        sesudah_jawaban: true,
        ..policy(&[("scorecard", 90, 0, 100_00), ("kegiatan", 10, 2_00, 0)])
    };
    given.event(Event::PolicyAdopted(changed));
    given.close("SC");
    let snapshot = Projections::replay(&given.log, None).unwrap().snapshot();
    let year = || Periode::calendar("2026").unwrap();
    let bench = || Bench::new(&snapshot, &given.pack, Limit::default());
    let places = |ranking: &Ranking| -> Vec<String> {
        let printed = |row: &Row| row.ranked_by(ranking.basis).map(|by| by.printed.clone());
        let line = |row: &Row| format!("{} {}", row.opd, printed(row).unwrap_or_default());
        ranking.rows.iter().map(line).collect()
    };
    let ranking = bench().rank(year()).await.unwrap();
    assert_eq!(ranking.basis, Basis::Indeks);
    // One activity is half of the way from the worst, two, to the best, none.
    assert_eq!(places(&ranking), ["B 92.80", "C 91.00", "A 87.80"]);
    assert_eq!(ranking.policies.len(), 2);
    assert!(ranking.policy().unwrap().sesudah_jawaban);
    let alone = bench().by(By::Regulation).rank(year()).await.unwrap();
    assert_eq!((alone.basis, alone.policies.len()), (Basis::Scorecard, 0));
    assert_eq!(places(&alone), ["A 92.00", "B 92.00", "C 90.00"]);
    let quarter = bench().rank(Periode::calendar("2026-T2").unwrap()).await.unwrap();
    assert_eq!(quarter.basis, Basis::Scorecard, "a policy is for the period it names");
}

#[tokio::test]
async fn a_gelar_is_a_measure_of_those_it_let_in() {
    let mut given = Given::units(&["A", "B", "C"]);
    for (kbk, full) in [("K-A", 30), ("K-B", 25), ("K-C", 3)] {
        given.sheet(kbk, 1, full, 0);
    }
    given.close("SC");
    given.event(Event::PolicyAdopted(policy(&[
        ("scorecard", 40, 0, 100_00),
        ("gelar", 60, 0, 100_00),
    ])));
    given.gelar(&[("K-A", 1, 850), ("K-B", 1, 910), ("K-C", 1, 1_000)]);
    assert_eq!(
        given.ranking().await,
        [
            "1 A K-A 92.00 A 85.00",
            "2 B K-B 82.00 A 91.00",
            "- C K-C 12.00 D 100.00 TanpaUkuran([\"gelar\"])",
        ]
    );
}
