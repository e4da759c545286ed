//! A small Gelar in, its result as text out.

use ingest::event::{
    Closed, Corrected, Event, GelarCriteriaSet, GelarDecided, GelarJuriAppointed, GelarKbkEntered,
    GelarOpened, GelarScored, JenisOpd, KbkChanged, KbkFormed, KelasJabatan, Kriteria as Row,
    NilaiKriteria, OpdRegistered, PegawaiRegistered, PerubahanKbk, SealedText, StatusPegawai,
};
use ingest::frame::Body;
use ingest::identity::{Hundredths, Instant, Kode, Pseudonym, StreamName, parse_date};
use ingest::log::{Expected, Log, Submission};
use ingest::rule_pack::{LoadedPack, RulePack};
use projections::{Projections, Snapshot};
use tempfile::TempDir;

use super::*;
use crate::Limit;
use crate::periode::Periode;

fn kode(text: &str) -> Kode {
    Kode::parse(text).unwrap()
}

fn person(number: u128) -> Pseudonym {
    Pseudonym(uuid::Uuid::from_u128(number))
}

fn sealed(digit: &str) -> SealedText {
    SealedText { komitmen: digit.repeat(64) }
}

/// A log that is filled by hand, past every rule, and the rules of a city whose Gelar is open to all.
struct Given {
    log: Log,
    pack: RulePack,
    written: u64,
    _dir: TempDir,
}

impl Given {
    /// Units A, B, C and D, each with a KBK; the judge of number 9 stands on the list of D.
    fn units() -> Self {
        let dir = TempDir::new().unwrap();
        let log = Log::in_folder(dir.path()).unwrap();
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../regulations/tangerang/perwali_62_2018");
        let pack = LoadedPack::read(std::path::Path::new(path)).unwrap().pack;
        let mut given = Self { log, pack, written: 0, _dir: dir };
        for code in ["A", "B", "C", "D"] {
            given.event(Event::OpdRegistered(OpdRegistered {
                kode: kode(code),
                nama: format!("Dinas {code}"),
                jenis: JenisOpd::PerangkatDaerah,
                induk: None,
            }));
            given.event(Event::KbkFormed(KbkFormed {
                kode: kode(&format!("K-{code}")),
                opd: kode(code),
                nama: code.into(),
                sk_nomor: "1".into(),
                sk_tanggal: parse_date("2026-01-01").unwrap(),
            }));
        }
        given.event(Event::PegawaiRegistered(PegawaiRegistered {
            pegawai: person(9),
            opd: kode("D"),
            status: StatusPegawai::Pns,
            kelas_jabatan: KelasJabatan::Fungsional,
            identitas: sealed("1"),
        }));
        given.event(Event::GelarOpened(GelarOpened {
            kode: kode("G"),
            tahun: 2026,
            ronde: None,
            buka: parse_date("2026-08-01").unwrap(),
            tutup: parse_date("2026-08-31").unwrap(),
            topik: "Layanan".into(),
            rule_pack: String::new(),
        }));
        let kriteria = vec![Row { kode: "K".into(), nama: "Karya".into(), bobot: 100, maks: 100 }];
        given.event(Event::GelarCriteriaSet(GelarCriteriaSet { gelar: kode("G"), kriteria }));
        given
    }

    fn event(&mut self, event: Event) {
        self.event_on("2026-06-01", event);
    }

    fn event_on(&mut self, day: &str, event: Event) {
        self.written += 1;
        let stream = StreamName::new("uji", &kode("contoh"), self.written);
        let submission = Submission {
            command: stream.rest().to_owned(),
            stream,
            expected: Expected::NoStream,
            actor: None,
            occurred_on: parse_date(day).unwrap(),
            now: Instant(0),
            body: Body::of(&[event]),
        };
        self.log.append(submission).unwrap();
    }

    fn judges(&mut self, judges: &[u128]) {
        for judge in judges {
            let juri = person(*judge);
            self.event(Event::GelarJuriAppointed(GelarJuriAppointed { gelar: kode("G"), juri }));
        }
    }

    fn enter(&mut self, unit: &str, kategori: Option<&str>) {
        let (kbk, kategori) = (kode(&format!("K-{unit}")), kategori.map(str::to_owned));
        let entered = GelarKbkEntered { gelar: kode("G"), kbk, kategori };
        self.event(Event::GelarKbkEntered(entered));
    }

    /// A sheet of so many points.
    fn sheet(&mut self, unit: &str, judge: u128, marks: i64) {
        let nilai = vec![NilaiKriteria { kriteria: "K".into(), nilai: Hundredths(marks * 100) }];
        let (kbk, juri) = (kode(&format!("K-{unit}")), person(judge));
        self.event(Event::GelarScored(GelarScored { gelar: kode("G"), kbk, juri, nilai }));
    }

    fn close(&mut self) {
        self.event(Event::GelarClosed(Closed { kode: kode("G"), alasan: None }));
    }

    fn decision(kategori: Option<&str>, unit: &str, alasan: &str) -> GelarDecided {
        let (gelar, kbk) = (kode("G"), kode(&format!("K-{unit}")));
        let kategori = kategori.map(str::to_owned);
        GelarDecided { gelar, kategori, kbk, alasan: sealed(alasan) }
    }

    fn snapshot(&self) -> Snapshot {
        Projections::replay(&self.log, None).unwrap().snapshot()
    }

    async fn gelar(&self) -> Gelar {
        let snapshot = self.snapshot();
        let bench = Bench::new(&snapshot, &self.pack, Limit::default());
        let acara = bench.gelar_list().await.unwrap().remove(0);
        bench.gelar(&acara).await.unwrap()
    }
}

/// A number with its place, marked where it is shared.
fn measure(found: &Option<Ukuran>) -> String {
    let Some(found) = found else { return "-".to_owned() };
    let place = found.tempat.map_or("-".to_owned(), |place| place.to_string());
    let shared = if found.sama > 1 { "=" } else { "" };
    format!("{} #{place}{shared}", found.nilai.printed)
}

/// Kategori, KBK, sheets, and the three measures.
fn lines(gelar: &Gelar) -> Vec<String> {
    let line = |hasil: &Hasil| {
        let measures = [&hasil.rata, &hasil.median, &hasil.koreksi].map(measure).join(" | ");
        let kelas = hasil.kelas.as_ref().map(|kelas| format!("{kelas} ")).unwrap_or_default();
        format!("{kelas}{} {} lembar | {measures}", hasil.kbk.kode, hasil.lembar)
    };
    gelar.hasil.iter().map(line).collect()
}

/// Sheets by entry and judge. Judge 9 owes none for D, and is 4 points stricter than judges 1 and 2.
const SHEETS: [(&str, [Option<i64>; 3]); 4] = [
    ("A", [Some(86), Some(84), Some(82)]),
    ("B", [Some(84), Some(88), Some(80)]),
    ("C", [Some(75), Some(77), Some(70)]),
    ("D", [Some(83), Some(85), None]),
];

/// The Gelar of [`SHEETS`], the third judge giving so many points more.
fn judged(more: i64) -> Given {
    let mut given = Given::units();
    given.judges(&[1, 2, 9]);
    for (unit, _) in SHEETS {
        given.enter(unit, None);
    }
    for (unit, marks) in SHEETS {
        for (judge, mark) in [1, 2, 9].into_iter().zip(marks) {
            let more = if judge == 9 { more } else { 0 };
            if let Some(mark) = mark {
                given.sheet(unit, judge, mark + more);
            }
        }
    }
    given.close();
    given
}

#[tokio::test]
async fn three_measures_stand_side_by_side_and_places_go_by_the_mean() {
    let gelar = judged(0).gelar().await;
    // On A, B and C judge 1 gave 245, judge 2 249 and judge 9 232 of 726 points: with three judges and
    // three entries (3 x 245 - 726) / 9 = 1.00, 2.33 and -3.33 points more than the mean of all.
    let condong: Vec<String> =
        gelar.juri.iter().map(|juri| juri.condong.as_ref().unwrap().printed.clone()).collect();
    assert_eq!(condong, ["1.00", "2.33", "-3.33"]);
    assert_eq!(gelar.bersama, 3);
    assert_eq!(
        lines(&gelar),
        [
            "K-A 3 lembar | 84.00 #1= | 84.00 #1= | 84.00 #1=",
            "K-B 3 lembar | 84.00 #1= | 84.00 #1= | 84.00 #1=",
            // Only the two mild judges saw it: 84 less the mean of 1.00 and 2.33.
            "K-D 2 lembar | 84.00 #1= | 84.00 #1= | 82.33 #3",
            "K-C 3 lembar | 74.00 #4 | 75.00 #4 | 74.00 #4",
        ]
    );
    let (low, high, apart) = gelar.hasil[1].rentang.clone().unwrap();
    let printed = [low, high, apart].map(|score| score.printed);
    assert_eq!(printed, ["80.00", "88.00", "8.00"]);
    let first: Vec<&str> = gelar.pertama(&None).map(|hasil| hasil.kbk.kode.as_str()).collect();
    assert_eq!(first, ["K-A", "K-B", "K-D"], "all at place 1 are proposed");
}

#[tokio::test]
async fn a_judge_who_always_gives_five_points_less_moves_no_place_of_the_corrected_view() {
    let (as_given, lower) = (judged(0).gelar().await, judged(-5).gelar().await);
    let corrected = |gelar: &Gelar| -> Vec<(String, Option<i64>, i64)> {
        let mut found: Vec<_> = gelar
            .hasil
            .iter()
            .map(|hasil| {
                let koreksi = hasil.koreksi.clone().unwrap();
                (hasil.kbk.kode.clone(), koreksi.tempat, koreksi.nilai.x100())
            })
            .collect();
        found.sort();
        found
    };
    let (before, after) = (corrected(&as_given), corrected(&lower));
    for ((kbk, place, number), (_, other_place, other)) in before.iter().zip(&after) {
        assert_eq!(place, other_place, "{kbk}");
        // Every entry moves by a third of the 5 points, those too that this judge never saw.
        assert!([166, 167].contains(&(number - other)), "{kbk}: {number} {other}");
    }
    let means = |gelar: &Gelar| lines(gelar).iter().map(|line| line[..3].to_owned()).collect();
    let (before, after): (Vec<String>, Vec<String>) = (means(&as_given), means(&lower));
    assert_eq!((before[0].as_str(), after[0].as_str()), ("K-A", "K-D"), "the mean does move");
}

#[tokio::test]
async fn the_mean_is_the_number_of_the_ranking() {
    let given = judged(-5);
    let gelar = given.gelar().await;
    let snapshot = given.snapshot();
    let bench = Bench::new(&snapshot, &given.pack, Limit::default());
    let ranking = bench.rank(Periode::calendar("2026").unwrap()).await.unwrap();
    for hasil in &gelar.hasil {
        let row = ranking.rows.iter().find(|row| row.opd == hasil.opd.kode).unwrap();
        let ranked = row.gelar.as_ref().unwrap();
        assert_eq!(hasil.rata.as_ref().unwrap().nilai.printed, ranked.score.printed);
        assert_eq!((hasil.tempat(), hasil.lembar), (row.rank, ranked.judges));
    }
}

#[tokio::test]
async fn sheets_are_owed_by_every_judge_but_those_of_the_own_unit() {
    let mut given = Given::units();
    given.judges(&[1, 9]);
    given.enter("A", None);
    given.enter("D", None);
    given.sheet("A", 9, 80);
    let gelar = given.gelar().await;
    assert_eq!(gelar.acara.ditutup, None);
    let state = |lembar: &Lembar| match lembar {
        Lembar::Ada(score, _) => score.printed.clone(),
        Lembar::UnitSendiri => "unit sendiri".to_owned(),
        Lembar::Belum => "belum".to_owned(),
    };
    let sheets: Vec<String> = gelar
        .lembar
        .iter()
        .map(|(kbk, sheets)| {
            format!("{kbk}: {}", sheets.iter().map(state).collect::<Vec<_>>().join(", "))
        })
        .collect();
    assert_eq!(sheets, ["K-A: belum, 80.00", "K-D: belum, unit sendiri"]);
    assert_eq!((gelar.masuk(), gelar.kurang()), (1, 2));
    assert_eq!(gelar.beku, gelar.calon[0].ikut, "the first entry freezes the rubric");
    let hasil = &gelar.hasil[1];
    assert_eq!((hasil.tempat(), hasil.rata.as_ref()), (None, None), "nothing without a sheet");
}

#[tokio::test]
async fn without_an_entry_that_all_have_scored_nothing_is_corrected() {
    let mut given = Given::units();
    given.judges(&[1, 2]);
    given.enter("A", None);
    given.enter("B", None);
    given.sheet("A", 1, 80);
    given.sheet("B", 2, 90);
    given.close();
    let gelar = given.gelar().await;
    assert_eq!(gelar.bersama, 0);
    assert_eq!(gelar.juri.iter().filter(|juri| juri.condong.is_some()).count(), 0);
    assert_eq!(
        lines(&gelar),
        ["K-B 1 lembar | 90.00 #1 | 90.00 #1 | -", "K-A 1 lembar | 80.00 #2 | 80.00 #2 | -"]
    );
}

#[tokio::test]
async fn places_restart_in_each_kategori_and_equal_ones_are_shared() {
    let mut given = Given::units();
    given.judges(&[1]);
    for (unit, kategori, mark) in
        [("A", "besar", 80), ("B", "besar", 80), ("C", "kecil", 70), ("D", "besar", 60)]
    {
        given.enter(unit, Some(kategori));
        given.sheet(unit, 1, mark);
    }
    given.close();
    let gelar = given.gelar().await;
    let by_mean: Vec<String> =
        lines(&gelar).iter().map(|line| line.split(" | ").take(2).collect::<String>()).collect();
    assert_eq!(
        by_mean,
        [
            "besar K-A 1 lembar80.00 #1=",
            "besar K-B 1 lembar80.00 #1=",
            "besar K-D 1 lembar60.00 #3",
            "kecil K-C 1 lembar70.00 #1",
        ]
    );
    assert_eq!(gelar.kelas(), [Some("besar".to_owned()), Some("kecil".to_owned())]);
}

#[tokio::test]
async fn a_decision_stands_as_it_was_corrected_last() {
    let mut given = judged(0);
    assert_eq!(given.gelar().await.keputusan, []);
    given.event_on("2026-09-02", Event::GelarDecided(Given::decision(None, "B", "a")));
    let told = given.gelar().await.keputusan;
    assert_eq!((told.len(), told[0].kbk.as_str(), &told[0].koreksi), (1, "K-B", &None));
    assert_eq!(told[0].tanggal, parse_date("2026-09-02").unwrap());
    let corrected = Corrected { alasan: sealed("c"), menjadi: Given::decision(None, "A", "b") };
    given.event_on("2026-09-03", Event::GelarDecisionCorrected(corrected));
    let told = given.gelar().await.keputusan;
    assert_eq!((told.len(), told[0].kbk.as_str()), (1, "K-A"));
    assert_eq!(
        (told[0].alasan.as_str(), told[0].koreksi.clone()),
        (&*"b".repeat(64), Some("c".repeat(64)))
    );
}

#[tokio::test]
async fn a_kbk_that_had_ended_may_not_enter_and_one_formed_later_is_no_candidate() {
    let mut given = Given::units();
    given.event_on(
        "2026-07-31",
        Event::KbkChanged(KbkChanged {
            kode: kode("P-1"),
            kbk: kode("K-B"),
            perubahan: PerubahanKbk::Berakhir,
            nama: None,
            opd: None,
            sk_nomor: None,
            sk_tanggal: None,
        }),
    );
    given.event(Event::KbkFormed(KbkFormed {
        kode: kode("K-E"),
        opd: kode("A"),
        nama: "E".into(),
        sk_nomor: "2".into(),
        sk_tanggal: parse_date("2026-09-01").unwrap(),
    }));
    let gelar = given.gelar().await;
    let state = |calon: &Calon| format!("{} {:?}", calon.kbk.kode, calon.kelayakan);
    let told: Vec<String> = gelar.calon.iter().map(state).collect();
    assert_eq!(told, ["K-A Boleh", "K-B Berakhir(2026-07-31)", "K-C Boleh", "K-D Boleh"]);
}
