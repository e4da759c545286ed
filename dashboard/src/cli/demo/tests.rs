use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use analytics::Limit;
use analytics::capaian::Pembanding;
use analytics::kewajiban::Keadaan;
use analytics::periode::Periode;
use analytics::ranking::Bench;
use ingest::event::{Corrected, Event, FormSubmitted, GelarScored, Isi, KegiatanRecorded};
use ingest::files::import;
use ingest::frame::{Body, Frame};
use ingest::identity::{Kode, Position, Pseudonym, date_text};
use ingest::ledger::{hex, root_of};
use ingest::log::LogError;
use ingest::register::{Entry, Register};
use ingest::rule_pack::Untuk;
use projections::{Projections, Snapshot};
use time::Date;

use super::calendar::{LAST_DAY, Triwulan, is_working};
use super::*;

/// Root of everything in the sample that does not carry the hash of the rule pack, and so changes
/// only with the sample itself or with what jejak writes.
const ROOT: &str = "843dd8929f22911393168906ef928aac2c4d119d2d8cf8c6354406a184d37c12";

fn pack(name: &str) -> LoadedPack {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../regulations/purbalingga");
    LoadedPack::read(&folder.join(name)).unwrap()
}

fn rules() -> LoadedPack {
    pack("perbup_11_2020")
}

/// The rules of one unit beside those of the government.
fn beside() -> LoadedPack {
    pack("dpmptsp_503_1403_2021")
}

/// The whole sample, written once for all tests that only read it.
struct Sample {
    frames: Vec<Frame>,
    register: Register,
    snapshot: Snapshot,
    /// Those of the unit among them.
    rules: Arc<LoadedPack>,
}

fn sample() -> &'static Sample {
    static SAMPLE: OnceLock<Sample> = OnceLock::new();
    SAMPLE.get_or_init(|| {
        let dir = tempfile::tempdir().unwrap();
        let record = write_sample(dir.path(), rules(), beside(), &|_, _| ()).unwrap();
        let mut frames = Vec::new();
        record
            .log
            .frames(Position(0), None, |frame| {
                frames.push(frame);
                Ok::<bool, LogError>(true)
            })
            .unwrap();
        let register = Register::read(&record.log, None).unwrap();
        let snapshot = Projections::replay(&record.log, None).unwrap().snapshot();
        Sample { frames, register, snapshot, rules: record.rules }
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
    let record = write(dir, &opd, rules(), beside(), &|_, _| ()).unwrap();
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
        let types =
            ["rule-pack-adopted", "rule-pack-supplemented", "periode-opened", "gelar-opened"];
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
        assert!(gelar.peserta.keys().all(|kbk| scores[kbk.as_str()] >= 50 * 300));
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
fn every_form_of_the_regulations_has_entries() {
    let mut entries: BTreeMap<String, usize> = BTreeMap::new();
    for (_, event) in sample().events() {
        if let Event::CatatanRecorded(catatan) = event {
            *entries.entry(catatan.formulir).or_default() += 1;
        }
    }
    let forms = &sample().rules.pack.formulir;
    let empty: Vec<&str> = forms.iter().map(|form| form.kode.as_str()).collect();
    let empty: Vec<&&str> = empty.iter().filter(|kode| !entries.contains_key(**kode)).collect();
    assert!(empty.is_empty(), "{empty:?}");
    let all: usize = entries.values().sum();
    assert!((3_000..6_000).contains(&all), "{all}: {entries:?}");
}

/// An entry of the sample.
fn entry(formulir: &str, kode: &str) -> &'static Entry {
    sample().register.entries.get(formulir, &table::kode(kode)).unwrap()
}

#[test]
fn agents_are_chosen_refused_replaced_and_some_not_yet() {
    let entries = &sample().register.entries;
    let count = |form: &str, kolom: &str, isi: &str| entries.holding(form, kolom, isi).count();
    let agents: Vec<&str> = entries.codes("agen").collect();
    let units: BTreeSet<&str> =
        agents.iter().flat_map(|kode| entry("agen", kode).holds("opd")).collect();
    assert_eq!((agents.len(), units.len()), (18, 13), "{agents:?}");
    assert_eq!(count("penelaahan_agen", "hasil", "tidak_lolos"), 3);
    let open = ["SL-BAPPERIDA-1", "SL-DISTAN-1"];
    assert!(open.iter().all(|kode| count("calon_agen", "seleksi", kode) > 2));
    assert!(open.iter().all(|kode| count("sk_agen", "seleksi", kode) == 0));
    assert_eq!(count("penggantian_agen", "agen", "AG-DINSOS-1-1"), 1);
    assert_eq!(entry("agen", "AG-DINSOS-1-1").holds("selesai"), ["2026-03-02"]);
    assert_eq!(entry("agen", "AG-KEC-BANYUARUM-1-1").holds("selesai"), ["2026-07-31"]);
    assert_eq!(count("monev_agen", "agen", "AG-DISHUB-1-1"), 6, "2026 was never approved");
}

#[test]
fn some_posts_are_vacant_and_some_findings_stay_open() {
    let register = &sample().register;
    let today = date_text(LAST_DAY);
    let is_vacant = |kbk: &Kode, peran: &str| {
        let mut seats = register.entries.holding("kbk_anggota", "kbk", kbk.as_str());
        seats.all(|seat| {
            let is_over = seat.holds("selesai").iter().any(|last| *last < today.as_str());
            seat.holds("peran") != [peran] || is_over
        })
    };
    let vacant = |peran: &str| register.kbk.keys().filter(|kbk| is_vacant(kbk, peran)).count();
    assert_eq!(vacant("penanggungjawab"), 0);
    for peran in ["ketua", "sekretaris"] {
        assert!((1..14).contains(&vacant(peran)), "{peran}: {}", vacant(peran));
    }
    let (mut open, mut answered) = (0, 0);
    for kode in register.entries.codes("monev") {
        let answers = register.entries.holding("tindak_lanjut", "monev", kode).count();
        *(if answers == 0 { &mut open } else { &mut answered }) += 1;
    }
    assert!(open > 20 && answered > 40, "{open} open, {answered} answered");
}

#[test]
fn two_units_became_one_at_the_turn_of_the_year() {
    let register = &sample().register;
    let [from, to] = opd::MERGED.map(table::kode);
    assert_eq!(register.opd_of_kbk(&table::kode("KBK-DKPP")), Some(&to));
    assert!(register.pegawai.values().all(|pegawai| pegawai.opd.as_ref() != Some(&from)));
    let forms = sample().forms();
    let of =
        |ronde: &str, opd: &Kode| forms.get(&(ronde.to_owned(), opd.to_string())).map(Vec::len);
    assert!(of("EV-2025", &from) > Some(30) && of("EV-2026", &from).is_none());
    assert!(of("EV-2026", &to) > of("EV-2025", &to));
}

#[tokio::test]
async fn duties_are_met_missed_and_open() {
    let sample = sample();
    let bench = Bench::new(&sample.snapshot, &sample.rules.pack, Limit::default());
    let mut states: BTreeMap<Keadaan, usize> = BTreeMap::new();
    for year in ["2025", "2026"] {
        let calendar = bench.duties(Periode::calendar(year).unwrap(), LAST_DAY).await.unwrap();
        for row in calendar.rows {
            *states.entry(row.keadaan).or_default() += 1;
        }
    }
    let expected = [
        Keadaan::TidakAda,
        Keadaan::Belum,
        Keadaan::BelumJatuhTempo,
        Keadaan::Terpenuhi,
        Keadaan::AkanDatang,
    ];
    assert!(expected.iter().all(|state| states.contains_key(state)), "{states:?}");
}

#[tokio::test]
async fn achievements_of_agents_differ_and_two_are_equal() {
    let sample = sample();
    let bench = Bench::new(&sample.snapshot, &sample.rules.pack, Limit::default());
    let rows = bench.achievements("rencana_tindak").await.unwrap();
    let by = Pembanding {
        pemilik: "agen",
        mandiri: "penilaian_mandiri_rb",
        pengganti: "penggantian_agen",
        oleh: "tim_rbi",
        tanggal: Periode::calendar("2025").unwrap().selesai,
    };
    let means = bench.mean_achievements("rencana_tindak", by).await.unwrap();
    assert!(rows.len() > 50 && rows.iter().any(|row| row.turun), "{}", rows.len());
    let percent: BTreeMap<&str, i64> =
        means.iter().map(|mean| (mean.kode.as_str(), mean.persen.0)).collect();
    assert_eq!(percent["AG-DUKCAPIL-1-1"], 9_333);
    assert_eq!(percent["AG-BKPSDM-1-1"], 9_333);
    assert!(percent["AG-DISHUB-1-1"] < 3_000, "{percent:?}");
    let first = means.first().expect("an agent");
    assert_eq!((first.peringkat, first.kode.as_str()), (1, "AG-DPMPTSP-1-1"));
    let award = entry("penghargaan", "PG-AGEN-2025");
    assert_eq!(award.holds("penerima_agen"), ["AG-DPMPTSP-1-1"]);
}

#[test]
fn an_import_of_the_entries_adds_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let mut opd = Opd::all();
    opd.truncate(5);
    let mut record = write(dir.path(), &opd, rules(), beside(), &|_, _| ()).unwrap();
    let mut entries = BTreeMap::new();
    let take = |frame: Frame| {
        for stored in frame.body.stored() {
            match stored.read().unwrap() {
                Event::CatatanRecorded(e)
                | Event::CatatanCorrected(Corrected { menjadi: e, .. }) => {
                    entries.insert((e.formulir.clone(), e.kode.clone()), (frame.occurred_on, e));
                }
                Event::EntryWithdrawn(e) => _ = entries.remove(&(e.jenis, e.kode)),
                _ => {}
            }
        }
        Ok::<bool, LogError>(true)
    };
    record.log.frames(Position(0), None, take).unwrap();
    // What is added to an activity is imported with it.
    entries.retain(|(formulir, _), _| formulir != "kegiatan");

    let mut files: BTreeMap<String, csv::Writer<Vec<u8>>> = BTreeMap::new();
    let rows = entries.len();
    for ((formulir, kode), (day, entry)) in entries {
        let form = record.rules.pack.formulir(&formulir).unwrap();
        let whose = match form.untuk {
            Untuk::Pemda => None,
            Untuk::Opd => Some("opd"),
            Untuk::Kbk => Some("kbk"),
        };
        let columns = form.kolom.iter().map(|kolom| kolom.kode.as_str());
        let file = files.entry(formulir.clone()).or_insert_with(|| {
            let mut file = csv::Writer::from_writer(Vec::new());
            let head = ["kode"].into_iter().chain(whose).chain(["tanggal"]).chain(columns.clone());
            file.write_record(head).unwrap();
            file
        });
        let texts = entry.teks.as_ref().map(|teks| record.sealed.reveal(teks).unwrap().unwrap());
        let texts: BTreeMap<String, String> =
            texts.map(|texts| serde_json::from_str(&texts).unwrap()).unwrap_or_default();
        let cell = |kolom: &str| -> String {
            let rujukan = entry.rujukan.iter().find(|rujukan| rujukan.kolom == kolom);
            match (entry.isi.get(kolom), rujukan, texts.get(kolom)) {
                (Some(Isi::Satu(one)), ..) => name_of(one, &record),
                (Some(Isi::Banyak(many)), ..) => many.join(";"),
                (_, Some(rujukan), _) => rujukan.kode.to_string(),
                (.., text) => text.cloned().unwrap_or_default(),
            }
        };
        let owner = entry.opd.as_ref().or(entry.kbk.as_ref()).map(Kode::to_string);
        let head = [kode.to_string()].into_iter().chain(owner).chain([date_text(day)]);
        file.write_record(head.chain(columns.map(cell))).unwrap();
    }
    let paths = files.into_iter().map(|(formulir, file)| {
        let path = dir.path().join(format!("{formulir}.csv"));
        std::fs::write(&path, file.into_inner().unwrap()).unwrap();
        path
    });
    let paths: Vec<PathBuf> = paths.collect();
    let summary = import(&paths, &mut record, moment(LAST_DAY, 17, 0), true, &|_| ()).unwrap();
    assert_eq!((summary.errors, summary.repeated, summary.accepted), (vec![], rows, 0));
}

/// The NIP or the code behind a pseudonym; anything else as it stands.
fn name_of(one: &str, record: &Record) -> String {
    let person: Option<Pseudonym> = serde_json::from_value(one.into()).ok();
    let Some(identity) = person.and_then(|one| record.sealed.identity(one).unwrap()) else {
        return one.to_owned();
    };
    let read: Result<BTreeMap<String, String>, _> = serde_json::from_str(&identity);
    read.map_or(identity, |mut read| read.remove("nip").unwrap())
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
