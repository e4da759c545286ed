use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use ingest::event::{Event, FormSubmitted, GelarScored, KegiatanRecorded};
use ingest::frame::{Body, Frame};
use ingest::identity::{Position, date_text};
use ingest::ledger::{hex, root_of};
use ingest::log::LogError;
use ingest::register::Register;
use time::Date;

use super::calendar::{LAST_DAY, Triwulan, is_working};
use super::*;

/// Root of everything in the sample that does not carry the hash of the rule pack, and so changes
/// only with the sample itself or with what jejak writes.
const ROOT: &str = "2d29ff001cc91c4959cb966e473a50b19687ac3c35c57bf440f4c3d73c93b13b";

fn rules() -> LoadedPack {
    let folder = "../regulations/purbalingga/perbup_11_2020";
    LoadedPack::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap()
}

/// The whole sample, written once for all tests that only read it.
struct Sample {
    frames: Vec<Frame>,
    register: Register,
    rules: LoadedPack,
}

fn sample() -> &'static Sample {
    static SAMPLE: OnceLock<Sample> = OnceLock::new();
    SAMPLE.get_or_init(|| {
        let dir = tempfile::tempdir().unwrap();
        let record = write_sample(dir.path(), rules(), &|_, _| ()).unwrap();
        let mut frames = Vec::new();
        record
            .log
            .frames(Position(0), None, |frame| {
                frames.push(frame);
                Ok::<bool, LogError>(true)
            })
            .unwrap();
        let register = Register::read(&record.log, None).unwrap();
        Sample { frames, register, rules: rules() }
    })
}

impl Sample {
    /// Every event that is not part of a form, with its date.
    fn events(&self) -> impl Iterator<Item = (Date, Event)> {
        self.frames.iter().flat_map(|frame| match &frame.body {
            Body::Events(events) => {
                let read = |stored: &ingest::frame::StoredEvent| stored.read().unwrap();
                events.iter().map(|e| (frame.occurred_on, read(e))).collect::<Vec<_>>()
            }
            Body::Form(_) => Vec::new(),
        })
    }

    fn forms(&self) -> BTreeMap<(String, String), Vec<FormSubmitted>> {
        let mut forms: BTreeMap<_, Vec<FormSubmitted>> = BTreeMap::new();
        for frame in self.frames.iter().filter(|frame| matches!(frame.body, Body::Form(_))) {
            let Event::FormSubmitted(form) = frame.body.stored()[0].read().unwrap() else {
                panic!("a form begins otherwise");
            };
            let key = (form.periode.to_string(), form.opd.to_string());
            forms.entry(key).or_default().push(form);
        }
        forms
    }

    /// Hundredths of a point that each KBK reached in a round, all sheets together.
    fn scores(&self, ronde: &str) -> BTreeMap<String, i64> {
        let butir = &self.rules.pack.scorecard.as_ref().unwrap().butir;
        let mut scores: BTreeMap<String, i64> = BTreeMap::new();
        for (_, event) in self.events() {
            let Event::ScorecardSubmitted(sheet) = event else {
                continue;
            };
            if sheet.periode.as_str() != ronde {
                continue;
            }
            let line = |(butir, rated): (&ingest::rule_pack::Butir, &ingest::event::ButirRated)| {
                i64::from(butir.bobot) * i64::from(rated.persen)
            };
            let points: i64 = butir.iter().zip(&sheet.butir).map(line).sum();
            *scores.entry(sheet.kbk.to_string()).or_default() += points;
        }
        scores
    }
}

fn write_some(dir: &Path, units: usize) -> String {
    let mut opd = Opd::all();
    opd.truncate(units);
    let mut record = begin(dir, rules()).unwrap();
    let diary = five_quarters(&opd, &rules().pack);
    diary.write(&mut record, &|_, _| ()).unwrap();
    let size = record.log.head().unwrap().unwrap().position.0 + 1;
    hex(&record.log.root(size).unwrap().root)
}

#[test]
fn the_same_bytes_come_out_every_time() {
    let [first, second] = [(); 2].map(|()| tempfile::tempdir().unwrap());
    assert_eq!(write_some(first.path(), 5), write_some(second.path(), 5));
    for file in ["log.db", "sealed.db", "keys.db"] {
        let read = |dir: &tempfile::TempDir| std::fs::read(PathBuf::from(dir.path()).join(file));
        assert!(read(&first).unwrap() == read(&second).unwrap(), "{file}");
    }
}

#[test]
fn the_sample_is_the_one_that_was_released() {
    let names_the_pack = |frame: &&Frame| {
        let types = ["rule-pack-adopted", "periode-opened", "gelar-opened"];
        match &frame.body {
            Body::Events(events) => types.contains(&events[0].type_name.as_str()),
            Body::Form(_) => false,
        }
    };
    let frames = sample().frames.iter().filter(|frame| !names_the_pack(frame));
    let leaves: Vec<_> = frames.flat_map(Frame::leaves).collect();
    assert_eq!(hex(&root_of(&leaves)), ROOT, "if that is meant, this is the new one");
}

#[test]
fn forty_units_keep_a_record_of_five_quarters() {
    let sample = sample();
    let register = &sample.register;
    assert_eq!((register.opd.len(), register.kbk.len()), (40, 53));
    assert!((3_400..3_600).contains(&register.pegawai.len()), "{}", register.pegawai.len());
    let of_unit = |kode: &str| {
        let units = register.pegawai.values().filter_map(|pegawai| pegawai.opd.as_ref());
        units.filter(|opd| opd.as_str() == kode).count()
    };
    assert_eq!(of_unit("UPTD-METROLOGI"), 7);
    let closed = register.periode.values().filter(|periode| periode.closed.is_some());
    assert_eq!(closed.count(), 4);
    assert!(register.gelar.values().all(|gelar| gelar.closed.is_some()));

    let (first, last) = (&sample.frames[0], &sample.frames[sample.frames.len() - 1]);
    assert_eq!(first.recorded_at.to_string(), "2025-07-01T01:00:00.000Z");
    assert_eq!(last.recorded_at.to_string(), "2026-09-30T09:20:00.000Z");
    let days: BTreeSet<Date> =
        sample.frames.iter().map(|frame| ZONA.date_of(frame.recorded_at)).collect();
    assert!(days.iter().all(|day| is_working(*day)), "offices are closed on some of {days:?}");
    let early = sample.frames.iter().filter(|frame| {
        let plans_ahead = frame.stream.category() == "periode";
        frame.occurred_on > ZONA.date_of(frame.recorded_at) && !plans_ahead
    });
    assert_eq!(early.count(), 0, "nothing is recorded before it happens");
}

#[test]
fn most_forms_come_at_the_end_and_some_come_late() {
    let forms = sample().forms();
    let all = || forms.values().flatten();
    assert!((4_300..4_700).contains(&all().count()), "{}", all().count());
    for ronde in ["EV-2025", "EV-2026"] {
        let of_round = || all().filter(|form| form.periode.as_str() == ronde);
        let late = of_round().filter(|form| form.terlambat).count();
        assert!((5..60).contains(&late), "{ronde}: {late}");
        let small = forms.iter().filter(|((r, _), forms)| r == ronde && forms.len() < 5);
        assert_eq!(small.count(), 1, "{ronde}");
    }
    let of_2026 = sample().frames.iter().filter(|frame| match &frame.body {
        Body::Form(form) => form.periode.as_str() == "EV-2026",
        Body::Events(_) => false,
    });
    let days: Vec<String> = of_2026.map(|frame| date_text(frame.occurred_on)).collect();
    let last_days = days.iter().filter(|day| day.as_str() >= "2026-06-15").count();
    assert!(last_days * 2 > days.len(), "{last_days} of {}", days.len());
}

#[test]
fn units_differ_in_what_their_people_answer() {
    let mut means: BTreeMap<(String, String), (i64, i64)> = BTreeMap::new();
    for frame in &sample().frames {
        if let Body::Form(form) = &frame.body {
            let mean = means.entry((form.periode.to_string(), form.opd.to_string())).or_default();
            mean.0 += form.jawaban[..10].iter().map(|answer| i64::from(*answer)).sum::<i64>();
            mean.1 += 1;
        }
    }
    let instrumen = sample().rules.pack.evaluasi().unwrap();
    let mut categories: BTreeMap<&str, usize> = BTreeMap::new();
    for (sum, forms) in means.values() {
        let whole = (2 * sum + forms) / (2 * forms);
        let bands = &instrumen.kelompok[0].kategori;
        let band = bands.iter().find(|band| (band.dari..=band.sampai).contains(&whole)).unwrap();
        *categories.entry(&band.nama).or_default() += 1;
    }
    assert_eq!(categories.len(), 4, "{categories:?}");
    let middle = categories["BELUM BAGUS"] + categories["KURANG BAGUS"];
    assert!(middle > 60, "{categories:?}");
}

#[test]
fn scorecards_have_a_tie_an_unscored_kbk_and_every_category() {
    let scores = sample().scores("SC-2026");
    assert_eq!(scores.len(), 52, "one of 53 was not ready");
    assert!(!scores.contains_key("KBK-DISPORAPAR"));
    assert_eq!(scores["KBK-BAPPERIDA"], scores["KBK-DINSOS"]);
    let reaches = |points: i64| scores.values().filter(|sum| **sum >= points * 300).count();
    let (a, b, c) = (reaches(75), reaches(50) - reaches(75), reaches(25) - reaches(50));
    assert!((3..9).contains(&a) && b > 25 && c > 8, "A {a}, B {b}, C {c}");
    assert!((1..4).contains(&(52 - reaches(25))), "D {}", 52 - reaches(25));
}

#[test]
fn only_kbk_that_may_enter_the_gelar_and_the_top_is_close() {
    let register = &sample().register;
    for (gelar, ronde, entries) in [("GELAR-2025", "SC-2025", 12), ("GELAR-2026", "SC-2026", 18)] {
        let gelar = &register.gelar[&table::kode(gelar)];
        let scores = sample().scores(ronde);
        assert_eq!(gelar.peserta.len(), entries);
        assert!(gelar.peserta.iter().all(|kbk| scores[kbk.as_str()] >= 50 * 300));
    }
    let mut results: BTreeMap<String, (i64, i64)> = BTreeMap::new();
    let rubric = &register.gelar[&table::kode("GELAR-2026")].kriteria;
    for (_, event) in sample().events() {
        let Event::GelarScored(GelarScored { gelar, kbk, nilai, .. }) = event else {
            continue;
        };
        if gelar.as_str() == "GELAR-2026" {
            let sheet = nilai.iter().zip(rubric).map(|(n, k)| n.nilai.0 * i64::from(k.bobot));
            let result = results.entry(kbk.to_string()).or_default();
            *result = (result.0 + sheet.sum::<i64>(), result.1 + 1);
        }
    }
    // Hundredths of a point.
    let mut points: Vec<i64> = results.values().map(|(sum, juri)| sum / juri / 100).collect();
    points.sort_unstable_by_key(|points| -points);
    assert!(points[0] - points[1] < 100 && points[1] - points[4] < 100, "{points:?}");
}

#[test]
fn every_kbk_is_active_and_none_is_before_its_decree() {
    let register = &sample().register;
    let mut held: BTreeMap<(String, Triwulan), usize> = BTreeMap::new();
    for (day, event) in sample().events() {
        let Event::KegiatanRecorded(KegiatanRecorded { kbk, .. }) = event else {
            continue;
        };
        assert!(day > register.kbk[&kbk].sk_tanggal, "{kbk} on {day}");
        let triwulan = Triwulan::ALL.into_iter().find(|triwulan| day <= triwulan.last());
        *held.entry((kbk.to_string(), triwulan.unwrap())).or_default() += 1;
    }
    assert!(held.values().all(|count| (1..=9).contains(count)), "{held:?}");
    let formed_late: Vec<&str> = register
        .kbk
        .values()
        .filter(|kbk| kbk.sk_tanggal.year() == 2026)
        .map(|kbk| kbk.kode.as_str())
        .collect();
    assert_eq!(formed_late, ["KBK-BPBD", "KBK-DISDIK-2"]);
    // 51 KBK in five quarters, two in three.
    assert_eq!(held.len(), 51 * 5 + 2 * 3);
}

#[test]
fn tables_are_read_whole() {
    let opd = Opd::all();
    let mut nip = BTreeSet::new();
    for unit in &opd {
        assert!((35..=95).contains(&unit.isi[0]) && (35..=95).contains(&unit.isi[1]));
        assert!(!unit.kbk.is_empty() && unit.kegiatan > 0 && unit.rapat > 0);
        for pegawai in &unit.pegawai {
            let pegawai::Person::Pegawai { nip: number, .. } = pegawai.person() else {
                panic!("a civil servant without NIP");
            };
            assert_eq!((number.len(), number.as_bytes()[14]), (18, b'9'), "{number}");
            assert!(nip.insert(number), "two people have one NIP");
        }
    }
    let days = Triwulan::ALL.map(|triwulan| triwulan.last());
    assert!(days.is_sorted() && days[4] == LAST_DAY);
}
