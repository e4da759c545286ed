//! The real server is killed while sixteen clients submit forms through its port.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use faults::forms::{form, says};
use ingest::identity::Position;
use ingest::log::{KurrentLog, Log, LogError};
use ingest::verify::verify_log;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};

use crate::kurrentdb::Server;
use crate::rule_packs::example;

/// Serves a record, lets the clients submit for so long, and kills the server. Answers which forms
/// were acknowledged.
fn killed_after(data: &Path, run: u32, moment: Duration) -> BTreeSet<String> {
    let server = Server::over(data);
    let clients: Vec<KurrentLog> =
        (0..16).map(|_| KurrentLog::open(&server.port).expect("the server is there")).collect();
    let told = Arc::new(Mutex::new(BTreeSet::new()));
    let killed = Arc::new(AtomicBool::new(false));
    for (number, client) in clients.into_iter().enumerate() {
        let (told, killed) = (Arc::clone(&told), Arc::clone(&killed));
        // Not waited for: a client may take its time to see that nobody answers any more.
        std::thread::spawn(move || {
            for n in 0.. {
                let token = format!("{run}-{number}-{n}");
                match client.append(form(&token)) {
                    Ok(_) => _ = told.lock().unwrap_or_else(PoisonError::into_inner).insert(token),
                    Err(_) if killed.load(Ordering::Relaxed) => return,
                    Err(_) => {}
                }
            }
        });
    }
    std::thread::sleep(moment);
    killed.store(true, Ordering::Relaxed);
    drop(server);
    told.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

/// Whether every acknowledged form is in the record once, everything in it is whole, and the record
/// is in order.
fn check(data: &Path, acknowledged: &BTreeSet<String>) -> Result<(), String> {
    let log = Log::in_folder(data).map_err(|error| error.to_string())?;
    verify_log(&log, &[], &[], |_| ()).map_err(|error| error.to_string())?;
    let mut found = BTreeSet::new();
    let mut wrong = Ok(());
    log.frames(Position(0), None, |frame| {
        // Tokens of this test hold two dashes; the record's own forms are not its business.
        if frame.command.matches('-').count() == 2 && frame.stream.category() == "evaluasi" {
            if !says(&frame, &form(&frame.command)) {
                wrong = Err(format!("{} is not whole", frame.stream));
            }
            if !found.insert(frame.command.clone()) {
                wrong = Err(format!("{} is there twice", frame.stream));
            }
        }
        Ok::<bool, LogError>(true)
    })
    .map_err(|error| error.to_string())?;
    match acknowledged.difference(&found).next() {
        Some(lost) => Err(format!("{lost} was acknowledged and is not there")),
        None => wrong,
    }
}

/// 200 kills, or as many as `JEJAK_KILLS` says.
#[test]
fn a_killed_server_loses_and_doubles_nothing() {
    let kills = std::env::var("JEJAK_KILLS").map_or(200, |kills| kills.parse().expect("a number"));
    let mut random = ChaCha8Rng::seed_from_u64(u64::from(kills));
    let government = example("purbalingga/perbup_11_2020", true);
    let (mut record, mut acknowledged, mut all) = (government.copied(), BTreeSet::new(), 0);
    for kill in 0..kills {
        if kill % 10 == 0 {
            (record, acknowledged) = (government.copied(), BTreeSet::new());
        }
        let moment = Duration::from_millis(u64::from(random.next_u32() % 200));
        let told = killed_after(&record.data(), kill, moment);
        all += told.len();
        acknowledged.extend(told);
        assert_eq!(check(&record.data(), &acknowledged), Ok(()), "kill {kill}");
    }
    println!("{kills} kills, {all} forms acknowledged");
    assert!(all > 0, "the clients submit");
}
