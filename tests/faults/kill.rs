//! Processes with sixteen writers are killed at any moment.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use ingest::log::EmbeddedLog;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};

use faults::forms::{folder, form, frames, log_in, says};

/// Runs one process for so long, and answers which forms it had acknowledged when it was killed.
fn killed_after(folder: &Path, run: u32, moment: Duration) -> Vec<String> {
    let mut process = Command::new(env!("CARGO_BIN_EXE_faults-writer"))
        .arg(folder)
        .arg(run.to_string())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the writer runs");
    let output = BufReader::new(process.stdout.take().expect("it is piped"));
    let acknowledged = std::thread::spawn(move || {
        let lines = output.lines().map(|line| line.expect("the writer prints text"));
        lines.collect::<Vec<String>>()
    });
    std::thread::sleep(moment);
    process.kill().expect("the writer never ends by itself");
    process.wait().expect("the writer has ended");
    acknowledged.join().expect("the pipe is closed")
}

/// Whether every acknowledged form is in the log once, and everything in it is whole.
fn check(folder: &Path, acknowledged: &BTreeSet<String>) -> Result<(), String> {
    let log = EmbeddedLog::open(&log_in(folder)).map_err(|error| error.to_string())?;
    let mut found = BTreeSet::new();
    for frame in frames(&log).map_err(|error| error.to_string())? {
        if !says(&frame, &form(&frame.command)) {
            return Err(format!("{} is not whole", frame.stream));
        }
        if !found.insert(frame.command.clone()) {
            return Err(format!("{} is there twice", frame.stream));
        }
    }
    match acknowledged.difference(&found).next() {
        Some(lost) => Err(format!("{lost} was acknowledged and is not there")),
        None => Ok(()),
    }
}

/// 200 kills, or as many as `JEJAK_KILLS` says.
#[test]
fn killed_writers_lose_and_double_nothing() {
    let kills = std::env::var("JEJAK_KILLS").map_or(200, |kills| kills.parse().expect("a number"));
    let mut random = ChaCha8Rng::seed_from_u64(u64::from(kills));
    let (mut dir, mut acknowledged, mut all) = (folder(), BTreeSet::new(), 0);
    for kill in 0..kills {
        if kill % 10 == 0 {
            (dir, acknowledged) = (folder(), BTreeSet::new());
        }
        let moment = Duration::from_millis(u64::from(random.next_u32() % 200));
        let told = killed_after(dir.path(), kill, moment);
        all += told.len();
        acknowledged.extend(told);
        assert_eq!(check(dir.path(), &acknowledged), Ok(()), "kill {kill}");
    }
    println!("{kills} kills, {all} forms acknowledged");
    assert!(all > 0, "the writers write");
}
