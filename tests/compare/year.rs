//! One government's year, and a million forms: import, replay and ranking, measured.
//!
//! `cargo bench -p tests` prints a line a figure; `tests/compare/run` puts DuckDB beside them on the
//! same rows. Absolute times mean nothing across machines; ratios within one run do.

// A benchmark reads the clock: that is what it is for.
#![allow(clippy::disallowed_methods, missing_docs)]

mod government;
mod stopwatch;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use analytics::Limit;
use analytics::periode::Periode;
use analytics::ranking::Bench;
use ingest::accept::{Command, Intent};
use ingest::event::Closed;
use ingest::identity::{Kode, parse_date};
use ingest::record::Record;
use ingest::sealed::Randomness;
use projections::Projections;

use government::{Government, NOW, begun, imported};
use stopwatch::timed;

const SIZES: [(&str, Government); 2] = [
    ("one government", Government { units: 40, forms: 8_000 }),
    ("a million forms", Government { units: 25_000, forms: 1_000_000 }),
];

fn main() {
    let folder = std::env::args().nth(1).filter(|arg| !arg.starts_with("--")).map(PathBuf::from);
    let kept = folder.or_else(|| std::env::var_os("JEJAK_BENCH_DIR").map(PathBuf::from));
    let temporary = tempfile::tempdir().expect("a folder for temporary files");
    let folder = kept.unwrap_or_else(|| temporary.path().to_path_buf());
    for (name, government) in SIZES {
        let Government { units, forms } = government;
        println!("\n{name}: {units} units, {forms} forms, {} answers", forms * 32);
        measure(&government, &folder.join(name.replace(' ', "_")));
    }
}

/// Does the work, and prints what it took under its name.
fn printed<T>(what: &str, work: impl FnOnce() -> T) -> T {
    let (result, spent) = timed(work);
    println!("{what:<44} {:>9.3} s wall {:>9.3} s cpu", spent.wall, spent.cpu);
    result
}

fn measure(government: &Government, place: &Path) {
    government.write(place).expect("the folder is ours");
    let mut record = begun(place);
    let csv = place.join("evaluasi.csv");
    printed("import, validated, durable, hashed", || imported(&mut record, &csv));
    let closed = Closed { kode: Kode::parse("EV-2026").expect("a code"), alasan: None };
    let occurred_on = parse_date("2026-06-01").expect("a date");
    let close = Command { key: "tutup".into(), occurred_on, intent: Intent::ClosePeriode(closed) };
    record.record(close, NOW).expect("the round closes");
    let rules = record.rules.clone();
    drop(record);
    let data = place.join("data");
    let bytes = std::fs::metadata(data.join("log.db")).expect("the log").len();
    let answers = (government.forms * 32) as f64;
    println!("{:<44} {:>9.2} bytes an answer", "log on disk", bytes as f64 / answers);

    let record = Record::open(&data, None, Randomness::System).expect("the record opens");
    printed("root of the ledger, from the file", || {
        let size = record.log.head().expect("a head").expect("events").position.0 + 1;
        record.log.root(size).expect("a root")
    });
    let projections = printed("replay into tables", || {
        Projections::replay(&record.log, None).expect("it replays")
    });
    let snapshot = projections.snapshot();
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let rank = || {
        let bench = Bench::new(&snapshot, &rules.pack, Limit::default());
        let year = Periode::calendar("2026").expect("a year");
        runtime.block_on(bench.rank(year)).expect("a ranking")
    };
    let ranking = printed("whole ranking, first", rank);
    printed("whole ranking, again", rank);
    let round = ranking.evaluation.expect("the round is closed");
    let bench = Bench::new(&snapshot, &rules.pack, Limit::default());
    for again in ["first", "again"] {
        let counts =
            printed(&format!("evaluation counted, {again}"), || bench.sums_from_counts(&round));
        let forms = printed(&format!("evaluation by DataFusion, {again}"), || {
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
