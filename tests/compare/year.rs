//! One government's year, and a million forms: import, replay and ranking, measured.
//!
//! `cargo bench -p tests` prints a line a figure; `tests/compare/run` puts DuckDB beside them on the
//! same rows. Absolute times mean nothing across machines; ratios within one run do.

// A benchmark reads the clock: that is what it is for.
#![allow(clippy::disallowed_methods, missing_docs)]

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::Instant as Stopwatch;

use analytics::Limit;
use analytics::periode::Periode;
use analytics::ranking::Bench;
use ingest::accept::{Command, Intent};
use ingest::event::{Closed, PemdaRegistered};
use ingest::files;
use ingest::identity::{Instant, Kode, Zona, parse_date};
use ingest::record::Record;
use ingest::rule_pack::LoadedPack;
use ingest::sealed::Randomness;
use projections::Projections;
use tests::root;

/// A government as large as asked.
struct Size {
    name: &'static str,
    units: usize,
    forms: usize,
}

const SIZES: [Size; 2] = [
    Size { name: "one government", units: 40, forms: 8_000 },
    Size { name: "a million forms", units: 25_000, forms: 1_000_000 },
];

/// 2026-06-01T00:00:00Z: a bench reads no clock for what it records.
const NOW: Instant = Instant(1_780_272_000_000);

fn main() {
    let folder = std::env::args().nth(1).filter(|arg| !arg.starts_with("--")).map(PathBuf::from);
    let kept = folder.or_else(|| std::env::var_os("JEJAK_BENCH_DIR").map(PathBuf::from));
    let temporary = tempfile::tempdir().expect("a folder for temporary files");
    let folder = kept.unwrap_or_else(|| temporary.path().to_path_buf());
    for size in SIZES {
        println!(
            "\n{}: {} units, {} forms, {} answers",
            size.name,
            size.units,
            size.forms,
            size.forms * 32
        );
        let place = folder.join(size.name.replace(' ', "_"));
        std::fs::create_dir_all(&place).expect("the folder is ours");
        measure(&size, &place);
    }
}

fn timed<T>(what: &str, work: impl FnOnce() -> T) -> T {
    let (wall, cpu) = (Stopwatch::now(), cpu_seconds());
    let result = work();
    println!(
        "{what:<44} {:>9.3} s wall {:>9.3} s cpu",
        wall.elapsed().as_secs_f64(),
        cpu_seconds() - cpu
    );
    result
}

/// User and system time of this process so far, all threads.
fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let ticks =
        |field: usize| after_name.split_whitespace().nth(field).and_then(|f| f.parse::<f64>().ok());
    (ticks(11).unwrap_or(0.0) + ticks(12).unwrap_or(0.0)) / 100.0
}

fn measure(size: &Size, place: &Path) {
    let csv = place.join("evaluasi.csv");
    write_forms(size, &csv).expect("the folder is ours");
    let units = place.join("opd.csv");
    write_units(size, &units).expect("the folder is ours");
    let data = place.join("data");
    let _ = std::fs::remove_dir_all(&data);
    let pack = root().join("regulations/purbalingga/perbup_11_2020");
    let rules = LoadedPack::read(&pack).expect("the pack is sound");
    let pemda = PemdaRegistered {
        kode: Kode::parse("contoh").expect("a code"),
        nama: "Kabupaten Contoh".into(),
        zona: Zona::WIB,
    };
    let mut record =
        Record::init(&data, None, rules, pemda, Randomness::System, NOW).expect("a record");
    let periode = place.join("periode.csv");
    let round = "kode,jenis,mulai,selesai\nEV-2026,ronde_evaluasi,2026-05-01,2026-05-31\n";
    std::fs::write(&periode, round).expect("the folder is ours");
    let import = |record: &mut Record, path: &Path| {
        let done =
            files::import(&[path.to_path_buf()], record, NOW, false, &|_| ()).expect("it imports");
        assert!(done.errors.is_empty(), "{:?}", done.errors.first());
    };
    import(&mut record, &units);
    import(&mut record, &periode);
    timed("import, validated, durable, hashed", || import(&mut record, &csv));
    let closed = Closed { kode: Kode::parse("EV-2026").expect("a code"), alasan: None };
    let occurred_on = parse_date("2026-06-01").expect("a date");
    let close = Command { key: "tutup".into(), occurred_on, intent: Intent::ClosePeriode(closed) };
    record.record(close, NOW).expect("the round closes");
    let rules = record.rules.clone();
    drop(record);
    let bytes = std::fs::metadata(data.join("log.db")).expect("the log").len();
    let answers = (size.forms * 32) as f64;
    println!("{:<44} {:>9.2} bytes an answer", "log on disk", bytes as f64 / answers);

    let record = Record::open(&data, None, Randomness::System).expect("the record opens");
    timed("root of the ledger, from the file", || {
        let size = record.log.head().expect("a head").expect("events").position.0 + 1;
        record.log.root(size).expect("a root")
    });
    let projections =
        timed("replay into tables", || Projections::replay(&record.log, None).expect("it replays"));
    let snapshot = projections.snapshot();
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let rank = || {
        let bench = Bench::new(&snapshot, &rules.pack, Limit::default());
        let year = Periode::calendar("2026").expect("a year");
        runtime.block_on(bench.rank(year)).expect("a ranking")
    };
    let ranking = timed("whole ranking, first", rank);
    timed("whole ranking, again", rank);
    let round = ranking.evaluation.expect("the round is closed");
    let bench = Bench::new(&snapshot, &rules.pack, Limit::default());
    for again in ["first", "again"] {
        let counts =
            timed(&format!("evaluation counted, {again}"), || bench.sums_from_counts(&round));
        let forms = timed(&format!("evaluation by DataFusion, {again}"), || {
            runtime.block_on(bench.sums_from_rows(&round)).expect("sums")
        });
        assert_eq!(counts, forms);
    }
    let mut sums = String::new();
    for ((opd, group), (forms, total)) in bench.sums_from_counts(&round) {
        let _ = writeln!(sums, "{opd},{group},{forms},{total}");
    }
    std::fs::write(place.join("sums.csv"), sums).expect("the folder is ours");
}

fn write_units(size: &Size, path: &Path) -> std::io::Result<()> {
    let mut out = std::io::BufWriter::new(std::fs::File::create(path)?);
    writeln!(out, "kode,nama,jenis,induk")?;
    for unit in 0..size.units {
        writeln!(out, "OPD-{unit:05},Perangkat Daerah {unit:05},perangkat_daerah,")?;
    }
    out.flush()
}

/// Answers from a small generator with a fixed seed, in the order in which forms arrive.
fn write_forms(size: &Size, path: &Path) -> std::io::Result<()> {
    let mut out = std::io::BufWriter::new(std::fs::File::create(path)?);
    let questions: Vec<String> = (1..=32).map(|n| format!("q{n}")).collect();
    writeln!(out, "opd,periode,token,kelas_jabatan,tanggal,{}", questions.join(","))?;
    let classes = ["pelaksana", "fungsional", "pengawas", "administrator", "pimpinan"];
    let mut state = 20_260_601_u64;
    let mut draw = |below: u64| {
        // xorshift64*, S. Vigna, 2016.
        state ^= state >> 12;
        state ^= state << 25;
        state ^= state >> 27;
        (state.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) % below
    };
    let mut row = String::new();
    for form in 0..size.forms {
        row.clear();
        let (unit, day) = (draw(size.units as u64), 1 + draw(31));
        let class = classes[(draw(16) as usize).min(4)];
        let _ = write!(row, "OPD-{unit:05},EV-2026,t{form:08},{class},2026-05-{day:02}");
        for _ in 0..32 {
            let _ = write!(row, ",{}", 1 + draw(4).min(draw(4)));
        }
        writeln!(out, "{row}")?;
    }
    out.flush()
}
