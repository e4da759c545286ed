//! One log, one result: whatever the number of threads, the zone, the language, the process.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU64, Ordering};

use analytics::Limit;
use dashboard::app::App;
use dashboard::export::{Reader, csv, ranking_json, ranking_rows};
use ingest::ledger::{fingerprint, hex};
use ingest::log::Log;
use ingest::rule_pack::LoadedPack;
use tempfile::TempDir;
use tests::{binary, root};
use tokio::runtime::{Builder, Runtime};

use crate::random_log;

/// Into how many parts, and over how many threads, the work of a question is split.
const THREADS: [usize; 3] = [1, 2, 8];

/// Logs that are counted where `JEJAK_LOGS` does not say how many. Planning some fifteen questions is what
/// one costs, about 0.09 s on two cores: ten thousand take a quarter of an hour, and the gate has an hour for everything.
const LOGS: u64 = 3_000;

/// Logs that are also counted by the real binary, in processes of their own.
const PROCESSES: u64 = 51;

/// Zones, languages and threads under which a process runs.
const SETTINGS: [(&str, &str, &str); 6] = [
    ("UTC", "C", "1"),
    ("Asia/Jakarta", "id_ID.UTF-8", "2"),
    ("America/St_Johns", "tr_TR.UTF-8", "8"),
    ("Pacific/Kiritimati", "de_DE.UTF-8", "2"),
    ("Pacific/Pago_Pago", "C.UTF-8", "8"),
    ("Asia/Kathmandu", "ja_JP.UTF-8", "1"),
];

/// The fictional pack of this repository.
pub(crate) fn pack() -> LoadedPack {
    LoadedPack::read(&root().join("regulations/kabupaten_contoh/perbup_1_2025")).expect("a pack")
}

/// A folder in memory where the machine has one: so many logs wait for no disk.
fn folder() -> TempDir {
    let memory = Path::new("/dev/shm");
    let made = if memory.is_dir() { TempDir::new_in(memory) } else { TempDir::new() };
    made.expect("a folder for temporary files")
}

fn runtimes() -> Vec<Runtime> {
    let runtime = |threads| Builder::new_multi_thread().worker_threads(threads).build();
    THREADS.into_iter().map(|threads| runtime(threads).expect("threads")).collect()
}

/// What a log gives: the hash of each table, and the ranking of its year as JSON and as CSV.
#[derive(Debug, PartialEq, Eq)]
struct Outcome {
    tables: Vec<(String, String)>,
    json: String,
    csv: String,
}

/// Replays a log into tables of its own and ranks its year, in so many parts; how firm its places are is
/// counted where it is asked for.
fn outcome(dir: &Path, threads: usize, runtime: &Runtime, is_firm: bool) -> Outcome {
    let log = Log::read_only(dir).expect("the log opens");
    let app = App::open_log(log, PathBuf::from(dir), &mut |_| ()).expect("the tables open");
    let app = app.in_parts(threads);
    let view = app.view(None).expect("a view");
    let ranking = runtime.block_on(app.ranking(&view, "2026", Limit::default()));
    let ranking = ranking.expect("a ranking");
    let firmness = is_firm.then(|| {
        let firmness = runtime.block_on(app.firmness(&view, &ranking, Limit::default()));
        firmness.expect("how firm it is")
    });
    let firmness = firmness.flatten();
    let tables = view.snapshot.tables.iter();
    Outcome {
        tables: tables.map(|(name, table)| (name.clone(), hex(&table.hash()))).collect(),
        json: ranking_json(&app, &view, &ranking, firmness.as_deref(), Reader::Tim).to_string(),
        csv: csv(&ranking_rows(&app, &ranking, firmness.as_deref(), Reader::Tim), b','),
    }
}

impl Outcome {
    /// One hash of everything.
    fn hash(&self) -> String {
        fingerprint(format!("{:?}\n{}\n{}", self.tables, self.json, self.csv).as_bytes())
    }
}

/// How many logs are asked for: `JEJAK_LOGS`.
fn asked_for() -> u64 {
    let given = std::env::var("JEJAK_LOGS").ok();
    given.map_or(LOGS, |number| number.parse().expect("JEJAK_LOGS is a number"))
}

/// What all seeds did, over every core.
fn over_all(seeds: u64, each: impl Fn(u64, &[Runtime]) + Sync) {
    let next = AtomicU64::new(0);
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| {
                let runtimes = runtimes();
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= seeds {
                        break;
                    }
                    each(seed, &runtimes);
                }
            });
        }
    });
}

#[test]
fn every_random_log_has_one_result_over_one_two_and_eight_threads() {
    let (pack, logs) = (pack(), asked_for());
    let (events, ranked, tied) = (AtomicU64::new(0), AtomicU64::new(0), AtomicU64::new(0));
    over_all(logs, |seed, runtimes| {
        let dir = folder();
        events.fetch_add(random_log::write(seed, &pack, dir.path()), Ordering::Relaxed);
        // One thread is held against two and against eight in turn; every tenth log against both.
        let against = match seed % 10 {
            0 => 1..3,
            odd if odd % 2 == 1 => 1..2,
            _ => 2..3,
        };
        let of = |which: usize| outcome(dir.path(), THREADS[which], &runtimes[which], false);
        let outcomes: Vec<Outcome> = std::iter::once(0).chain(against).map(of).collect();
        let hashes: Vec<String> = outcomes.iter().map(Outcome::hash).collect();
        if hashes.iter().any(|hash| *hash != hashes[0]) {
            panic!("log {seed} has several results: {outcomes:#?}");
        }
        ranked.fetch_add(u64::from(outcomes[0].json.contains("\"rank\":1")), Ordering::Relaxed);
        let places = outcomes[0].json.matches("\"rank\":1,").count();
        tied.fetch_add(u64::from(places > 1), Ordering::Relaxed);
    });
    let (events, ranked) = (events.into_inner(), ranked.into_inner());
    let tied = tied.into_inner();
    eprintln!(
        "{logs} random logs of {events} events over {THREADS:?} threads: one hash per log; {ranked} \
         give places, {tied} share the first"
    );
    assert!(ranked * 3 > logs, "many logs give places");
    assert!(tied * 50 > logs, "places are shared now and then");
}

/// What the real binary answers about a log, in a process with its own zone, language and threads.
fn process(dir: &Path, setting: u64, args: &[&str]) -> String {
    let (zone, language, threads) = SETTINGS[setting as usize % SETTINGS.len()];
    let mut command = Command::new(binary());
    command.args(args).arg("--data").arg(dir);
    if args[0] == "rank" {
        command.args(["--periode", "2026", "--utas", threads]);
    }
    for (name, value) in
        [("TZ", zone), ("LANG", language), ("LC_ALL", language), ("TOKIO_WORKER_THREADS", threads)]
    {
        command.env(name, value);
    }
    let answer = command.output().expect("the binary runs");
    let said = String::from_utf8_lossy(&answer.stderr);
    assert!(answer.status.success(), "{args:?} in {zone}: {said}");
    String::from_utf8(answer.stdout).expect("UTF-8")
}

#[test]
fn processes_in_other_zones_languages_and_threads_give_the_same_bytes() {
    let pack = pack();
    binary();
    over_all(PROCESSES, |seed, runtimes| {
        let dir = folder();
        random_log::write(seed, &pack, dir.path());
        let here = outcome(dir.path(), 1, &runtimes[0], true);
        let json = process(dir.path(), seed, &["rank", "--format", "json"]);
        assert_eq!(json.trim_end(), here.json, "log {seed} as JSON");
        let table = process(dir.path(), seed + 1, &["rank", "--format", "csv"]);
        assert_eq!(table, here.csv, "log {seed} as CSV");
        let replayed = process(dir.path(), seed + 2, &["replay"]);
        for (name, hash) in &here.tables {
            let row = replayed.lines().find(|line| line.split_whitespace().next() == Some(name));
            let row = row.unwrap_or_else(|| panic!("{name} is not replayed: {replayed}"));
            assert!(row.contains(hash.as_str()), "log {seed}: {name} {hash}: {row}");
        }
    });
    eprintln!("{PROCESSES} random logs in {} processes", PROCESSES * 3);
}
