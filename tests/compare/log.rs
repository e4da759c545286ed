//! The log beside its peers: durable submissions, import, replay, bytes on disk, verification.
//!
//! `tests/compare/log` starts PostgreSQL and runs this; what is compared is measured turn by turn in
//! one run. Absolute times mean nothing across machines; ratios within one run do.

// A benchmark reads the clock: that is what it is for.
#![allow(clippy::disallowed_methods, missing_docs)]

mod government;
mod postgres;
mod stopwatch;

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::time::{Duration, Instant};

use ingest::bundle::{self, Contents, Expectations};
use ingest::checkpoint::Signer;
use ingest::event::KelasJabatan;
use ingest::frame::{Body, Form, Frame, Questions};
use ingest::identity::{Kode, Position, Revision, StreamName, parse_date};
use ingest::log::{EmbeddedLog, Expected, Log, LogError, Submission};
use ingest::record::Record;
use ingest::sealed::Randomness;
use ingest::verify::verify_log;
use projections::Projections;

use government::{Government, NOW, begun, imported};
use postgres::{Postgres, write_row};
use stopwatch::{Spent, timed};

/// Turns of everything that is measured, except a very large import, which has one.
const ROUNDS: usize = 3;
/// Seconds of durable submissions in one turn.
const SECONDS: u64 = 5;
/// Events that are verified.
const VERIFIED: usize = 1_000_000;

fn main() {
    let asked = std::env::args().nth(1).and_then(|forms| forms.parse().ok());
    let forms: usize = asked.unwrap_or(100_000);
    let folder = std::env::var_os("JEJAK_BENCH_DIR").expect("tests/compare/log names the folder");
    let folder = PathBuf::from(folder);
    let postgres = Postgres::standing();
    println!("{}", postgres.ask("SELECT version()"));
    println!("load {}", std::fs::read_to_string("/proc/loadavg").unwrap_or_default().trim());
    durable_submissions(&folder.join("durable"), &postgres);
    whole_government(&folder.join("government"), forms, &postgres);
    verification(&folder.join("verification"));
}

/// Prints an aim and whether it is met: a ratio that must be at least, or at most, so much.
fn aim(what: &str, measured: f64, least: Option<f64>, most: Option<f64>) {
    let short = least.map_or(0.0, |least| least / measured);
    let over = most.map_or(0.0, |most| measured / most);
    let verdict = match short.max(over) {
        far if far <= 1.0 => "met".to_owned(),
        far => format!("MISSED by {far:.2} x"),
    };
    let (word, bound) = least.map_or(("most", most.unwrap_or(0.0)), |least| ("least", least));
    println!("aim: {what}: {measured:.3} x, at {word} {bound} x: {verdict}");
}

/// The middle one.
fn median(values: impl IntoIterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.into_iter().collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// Ratios of neighbouring turns, the middle one.
fn ratio(of: &[f64], to: &[f64]) -> f64 {
    median(of.iter().zip(to).map(|(of, to)| of / to))
}

/// One form that nobody handed in before.
fn form() -> Submission {
    static NUMBER: AtomicU64 = AtomicU64::new(0);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    // splitmix64, S. Vigna, 2015: tokens in no order, as keyed hashes are.
    let mixed = |salt: u64| {
        let mut z = (number ^ salt).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    };
    let token = format!("{:016x}{:016x}", mixed(1 << 40), mixed(1 << 50));
    let kode = |text: &str| Kode::parse(text).expect("a code");
    Submission {
        stream: StreamName::new("evaluasi", &kode("contoh"), &token),
        expected: Expected::NoStream,
        command: token,
        actor: None,
        occurred_on: parse_date("2026-05-04").expect("a date"),
        now: NOW,
        body: Body::Form(Form {
            opd: kode(&format!("OPD-{:05}", number % 1_000)),
            periode: kode("EV-2026"),
            kelas_jabatan: KelasJabatan::Pelaksana,
            terlambat: false,
            pertanyaan: Questions::Run { prefix: "q".into(), first: 1, count: 32 },
            jawaban: (0..32).map(|question| 1 + (mixed(question) % 4) as u8).collect(),
        }),
    }
}

/// The frame that a submission becomes, but for its place.
fn frame_of(form: Submission) -> Frame {
    Frame {
        first: Position(0),
        stream: form.stream,
        first_revision: Revision(0),
        recorded_at: form.now,
        occurred_on: form.occurred_on,
        actor: form.actor,
        command: form.command,
        body: form.body,
    }
}

/// What one turn of durable submissions came to.
struct Turn {
    /// Submissions a second.
    rate: f64,
    /// Microseconds of processor time a submission.
    cpu: f64,
}

impl Turn {
    fn of((submissions, spent): (u64, Spent)) -> Self {
        let submissions = submissions as f64;
        Self { rate: submissions / spent.wall, cpu: spent.cpu * 1e6 / submissions }
    }
}

fn durable_submissions(place: &Path, postgres: &Postgres) {
    let _ = std::fs::remove_dir_all(place);
    std::fs::create_dir_all(place).expect("the folder is ours");
    let log = EmbeddedLog::open(&place.join("log.db")).expect("a log");
    let words = frame_of(form()).events();
    for clients in [1, 64] {
        println!("\ndurable submissions, {clients} clients, a form of 33 events each");
        let (mut file, mut ours, mut theirs) = (vec![], vec![], vec![]);
        for _ in 0..ROUNDS {
            file.push(Turn::of(bare_file(&place.join("frames"), clients)));
            ours.push(Turn::of(timed(|| {
                hand_in(clients, |form| {
                    log.append(form).expect("it is taken");
                })
            })));
            theirs.push(Turn::of(postgres.timed(|| postgres.hand_in(&words, clients, SECONDS))));
        }
        let rates = |turns: &[Turn]| turns.iter().map(|turn| turn.rate).collect::<Vec<_>>();
        let names = ["file, appended and synced", "jejak", "PostgreSQL (server's cpu)"];
        for (name, turns) in names.iter().zip([&file, &ours, &theirs]) {
            let (rate, cpu) = (median(rates(turns)), median(turns.iter().map(|turn| turn.cpu)));
            let to_file = ratio(&rates(turns), &rates(&file));
            let turns: Vec<String> = rates(turns).iter().map(|rate| format!("{rate:.0}")).collect();
            let turns = turns.join(" ");
            println!("{name:<28} {rate:>8.0}/s {cpu:>7.0} us cpu {to_file:>6.2} x file  [{turns}]");
        }
        let faster = ratio(&rates(&ours), &rates(&theirs));
        match clients {
            1 => println!("jejak to PostgreSQL: {faster:.2} x"),
            _ => aim("submissions to PostgreSQL's", faster, Some(4.0), None),
        }
    }
}

/// So many clients hand in one form after the other. Answers how many were handed in.
fn hand_in(clients: usize, submit: impl Fn(Submission) + Sync) -> u64 {
    let until = Instant::now() + Duration::from_secs(SECONDS);
    let taken = AtomicU64::new(0);
    std::thread::scope(|scope| {
        for _ in 0..clients {
            scope.spawn(|| {
                while Instant::now() < until {
                    submit(form());
                    taken.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
    });
    taken.into_inner()
}

/// What the disk allows: the bytes of frames appended to a file, and `fdatasync`. No index, no
/// question about a stream, nothing hashed. Many clients share a sync.
fn bare_file(path: &Path, clients: usize) -> (u64, Spent) {
    let file = Mutex::new(File::create(path).expect("the folder is ours"));
    let append = |bytes: &[u8]| {
        let mut file = file.lock().expect("nobody panicked");
        file.write_all(bytes).expect("it is written");
        file.sync_data().expect("it is synced");
    };
    let bytes_of = |form: Submission| {
        let frame = frame_of(form);
        [frame.stream.as_str().as_bytes(), &frame.encode()].concat()
    };
    if clients == 1 {
        return timed(|| hand_in(1, |form| append(&bytes_of(form))));
    }
    std::thread::scope(|scope| {
        let (queue, waiting) = sync_channel::<(Vec<u8>, SyncSender<()>)>(1_024);
        scope.spawn(move || {
            while let Ok((mut bytes, answer)) = waiting.recv() {
                let mut answers = vec![answer];
                while let Ok((more, answer)) = waiting.try_recv() {
                    bytes.extend(more);
                    answers.push(answer);
                }
                append(&bytes);
                answers.iter().for_each(|answer| answer.send(()).expect("a client waits"));
            }
        });
        timed(move || {
            hand_in(clients, |form| {
                let (answer, answered) = sync_channel(1);
                queue.send((bytes_of(form), answer)).expect("the writer runs");
                answered.recv().expect("it is synced");
            })
        })
    })
}

fn whole_government(place: &Path, forms: usize, postgres: &Postgres) {
    let government = Government { units: (forms / 40).max(1), forms };
    government.write(place).expect("the folder is ours");
    let csv = place.join("evaluasi.csv");
    let rounds = if forms > 200_000 { 1 } else { ROUNDS };
    println!("\na government of {forms} forms, {} answers, {} events", forms * 32, forms * 33);
    let (mut imports, mut copies) = (vec![], vec![]);
    for _ in 0..rounds {
        let mut record = begun(place);
        let (_, spent) = timed(|| imported(&mut record, &csv));
        imports.push(spent);
        postgres.empty();
        let copy = || postgres.copy_in(|lines| write_events(&record.log, lines));
        copies.push(postgres.timed(copy).1);
    }
    let imported = printed_turns("import: validated, sealed, hashed, durable", &imports);
    let copied = printed_turns("PostgreSQL: COPY, unvalidated (server's cpu)", &copies);
    aim("events/s imported to COPY's", ratio(&copied, &imported), Some(2.0), None);

    // Otherwise the first to read would mark every row as committed.
    postgres.ask("VACUUM (FREEZE, ANALYZE) event");
    let record = Record::open(&place.join("data"), None, Randomness::System).expect("it opens");
    let events = record.log.head().expect("a head").expect("events").position.0 + 1;
    let (mut replays, mut selects) = (vec![], vec![]);
    for _ in 0..rounds {
        let (_, spent) = timed(|| Projections::replay(&record.log, None).expect("it replays"));
        replays.push(spent);
        let (selected, spent) = postgres.timed(|| postgres.select_all());
        assert_eq!(selected, events, "both hold the same events");
        selects.push(spent);
    }
    let replayed = printed_turns("replay of every event into tables", &replays);
    let selected = printed_turns("PostgreSQL: SELECT of every event, unread", &selects);
    aim("events/s replayed to SELECT's", ratio(&selected, &replayed), Some(10.0), None);

    drop(record);
    let answers = (forms * 32) as f64;
    let bytes = |sql: &str| postgres.ask(sql).parse::<f64>().expect("a size") / answers;
    let ours =
        std::fs::metadata(place.join("data/log.db")).expect("the log").len() as f64 / answers;
    let bare = bytes("SELECT pg_table_size('event')");
    let indexed = bytes("SELECT pg_total_relation_size('event')");
    println!("bytes an answer: jejak {ours:.2}, with its index");
    println!("bytes an answer: PostgreSQL {bare:.1}, with its indexes {indexed:.1}");
    aim("bytes to PostgreSQL's without indexes", ours / bare, None, Some(0.1));
    aim("bytes to PostgreSQL's with indexes", ours / indexed, None, Some(0.1));
}

/// Prints the middle of some turns, and answers the seconds on the wall of each.
fn printed_turns(what: &str, turns: &[Spent]) -> Vec<f64> {
    let walls: Vec<f64> = turns.iter().map(|spent| spent.wall).collect();
    let (wall, cpu) = (median(walls.clone()), median(turns.iter().map(|spent| spent.cpu)));
    println!("{what:<46} {wall:>8.3} s wall {cpu:>8.3} s cpu  ({} turns)", turns.len());
    walls
}

/// Every event of a log as lines for `COPY`.
fn write_events(log: &Log, lines: &mut dyn Write) {
    let written = log.frames(Position(0), None, |frame| {
        for event in frame.events() {
            write_row(lines, &event).expect("PostgreSQL reads");
        }
        Ok::<bool, LogError>(true)
    });
    written.expect("the log is read");
}

fn verification(place: &Path) {
    let government = Government { units: 40, forms: VERIFIED.div_ceil(33) };
    government.write(place).expect("the folder is ours");
    let mut record = begun(place);
    imported(&mut record, &place.join("evaluasi.csv"));
    let signer = Signer::open(&place.join("data"), &record.pemda.kode, 1).expect("a key");
    let signed = [signer.sign(&record.log).expect("it signs")];
    let (canonical, carried) = (place.join("canonical"), place.join("bundle.jsonl"));
    let size = write_canonical(&record.log, &canonical);
    let contents = Contents {
        pemda: &record.pemda,
        key: &signer.key,
        checkpoints: &signed,
        packs: std::slice::from_ref(&*record.rules),
        results: &[],
    };
    let file = File::create(&carried).expect("the folder is ours");
    let written = bundle::write(BufWriter::new(file), &record.log, &contents, |_| ());
    written.expect("the bundle is written");
    run_on("gzip", &["-kf"], &carried);
    let deflated = carried.with_extension("jsonl.gz");

    let megabytes = std::fs::metadata(&canonical).expect("it is written").len() / 1_000_000;
    println!("\nverification of {size} events, {megabytes} MB of canonical bytes");
    let check_log = || {
        let sound = verify_log(&record.log, &signed, &[], |_| ()).expect("the log is whole");
        assert_eq!(sound, signed[0].ledger);
    };
    let check_bundle = |path: &Path| {
        let lines = bundle::open(File::open(path).expect("it was written")).expect("it opens");
        let sound = bundle::verify(lines, Expectations::default(), |_| ());
        assert_eq!(sound.expect("the bundle is whole").root, signed[0].ledger.root);
    };
    let works: [(&str, &dyn Fn()); 5] = [
        ("sha256sum of the canonical bytes", &|| run_on("sha256sum", &[], &canonical)),
        ("openssl, with the processor's SHA-256", &|| {
            run_on("openssl", &["dgst", "-sha256"], &canonical);
        }),
        ("jejak verify --data: the log", &check_log),
        ("jejak verify --bundle, plain", &|| check_bundle(&carried)),
        ("jejak verify --bundle, deflated", &|| check_bundle(&deflated)),
    ];
    let mut turns: [Vec<Spent>; 5] = Default::default();
    for _ in 0..ROUNDS {
        for ((_, work), turns) in works.iter().zip(&mut turns) {
            turns.push(timed(work).1);
        }
    }
    let walls: Vec<Vec<f64>> =
        works.iter().zip(&turns).map(|((what, _), turns)| printed_turns(what, turns)).collect();
    for ((what, _), wall) in works.iter().zip(&walls).skip(2) {
        aim(&format!("{what}, to sha256sum"), ratio(wall, &walls[0]), None, Some(4.0));
    }
}

/// Writes the canonical bytes of every event. Answers how many events.
fn write_canonical(log: &Log, path: &Path) -> u64 {
    let mut out = BufWriter::new(File::create(path).expect("the folder is ours"));
    let mut size = 0;
    let written = log.frames(Position(0), None, |frame| {
        for event in frame.events() {
            out.write_all(&event.canonical()).expect("it is written");
            size += 1;
        }
        Ok::<bool, LogError>(true)
    });
    written.expect("the log is read");
    out.flush().expect("it is written");
    size
}

/// Runs a program on a file to its good end.
fn run_on(program: &str, args: &[&str], file: &Path) {
    let done = Command::new(program).args(args).arg(file).output().expect("the program runs");
    assert!(done.status.success(), "{program} reads the file");
}
