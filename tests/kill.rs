//! The real server is killed while sixteen clients submit forms through its port.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use faults::forms::{form, says};
use ingest::identity::Position;
use ingest::log::{KurrentLog, Log, LogError};
use ingest::verify::verify_log;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};
use tests::Installation;

use crate::kurrentdb::Server;

/// Serves a record, lets the clients submit until so long after the first answer, and kills the
/// server. Answers which forms were acknowledged.
fn killed_after(data: &Path, run: u32, moment: Duration) -> BTreeSet<String> {
    let server = Server::over(data);
    let connect = || KurrentLog::open(&server.port).expect("the server is there");
    let clients: Vec<KurrentLog> = std::thread::scope(|scope| {
        let connecting: Vec<_> = (0..16).map(|_| scope.spawn(connect)).collect();
        connecting.into_iter().map(|client| client.join().expect("no panic")).collect()
    });
    let told = Arc::new(Mutex::new(BTreeSet::new()));
    let killed = Arc::new(AtomicBool::new(false));
    let (answer, answered) = channel();
    for (number, client) in clients.into_iter().enumerate() {
        let (told, killed, answer) = (Arc::clone(&told), Arc::clone(&killed), answer.clone());
        // Not waited for: a client may take its time to see that nobody answers any more.
        std::thread::spawn(move || {
            for n in 0.. {
                let token = format!("{run}-{number}-{n}");
                let appended = client.append(form(&token));
                // Only the first answer is waited for.
                let _ = answer.send(appended.as_ref().map(drop).map_err(ToString::to_string));
                match appended {
                    Ok(_) => _ = told.lock().unwrap_or_else(PoisonError::into_inner).insert(token),
                    Err(_) if killed.load(Ordering::Relaxed) => return,
                    Err(_) => {}
                }
            }
        });
    }
    assert_eq!(answered.recv().expect("a client is there"), Ok(()), "a form is submitted");
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
        if frame.stream.category() == "evaluasi" {
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

/// 40 kills, or as many as `JEJAK_KILLS` says; a server takes its time to start.
#[test]
fn a_killed_server_loses_and_doubles_nothing() {
    let kills = std::env::var("JEJAK_KILLS").map_or(40, |kills| kills.parse().expect("a number"));
    let mut random = ChaCha8Rng::seed_from_u64(u64::from(kills));
    let government = Installation::begun("purbalingga/perbup_11_2020");
    let (mut record, mut acknowledged, mut all) = (government.copied(), BTreeSet::new(), 0);
    for kill in 0..kills {
        // Every client counts what is in the record before it writes: it is kept small.
        if kill % 5 == 0 {
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
