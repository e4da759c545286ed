//! One bit of the log's file turns over, as it may on a disk that nobody reads for years.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use ingest::ledger::Hash;
use ingest::log::{EmbeddedLog, Log};
use ingest::verify::verify_log;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};

use faults::forms::{each, folder, form, frames, log_in, units};

/// What a full check answers for the log in a folder: its frames and root, or what it refuses.
fn read_all(dir: &Path) -> Result<(Vec<String>, Hash), String> {
    let log = EmbeddedLog::open_read_only(&log_in(dir)).map_err(|error| error.to_string())?;
    let found = frames(&log).map_err(|error| error.to_string())?;
    let frames = found.iter().map(|frame| format!("{frame:?}")).collect();
    // What a question about one stream is answered from.
    for frame in &found {
        let stream = log.stream(&frame.stream).map_err(|error| error.to_string())?;
        if !stream.contains(frame) {
            return Err(format!("{} is not found by its name", frame.stream));
        }
    }
    let log = Log::Embedded(log);
    let end = log.head().map_err(|error| error.to_string())?.map_or(0, |head| head.position.0 + 1);
    let root = log.root(end).map_err(|error| error.to_string())?.root;
    let checked = verify_log(&log, &[], &[], |_| ()).map_err(|error| error.to_string())?;
    match checked.root == root {
        true => Ok((frames, root)),
        false => Err("the stored root is not that of the events".into()),
    }
}

#[test]
fn two_thousand_flipped_bits_are_refused_or_harmless() {
    let dir = folder();
    let log = EmbeddedLog::open(&log_in(dir.path())).expect("the disk is sound");
    log.append(units("units", 120)).expect("the disk is sound");
    for round in 0..5 {
        let batch = (0..12).map(|n| form(&format!("form{round}-{n}"))).collect();
        log.append_all(batch, None, &|_| ()).expect("the disk is sound");
        log.append(units(&format!("more{round}"), 1 + round)).expect("the disk is sound");
    }
    drop(log);
    let whole = read_all(dir.path()).expect("nothing is flipped yet");
    let sound = std::fs::read(log_in(dir.path())).expect("readable");
    let (refused, harmless) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let wrong = each(2_000, |seed, dir| {
        let mut random = ChaCha8Rng::seed_from_u64(seed as u64);
        let bit = random.next_u64() as usize % (sound.len() * 8);
        let mut rotten = sound.clone();
        rotten[bit / 8] ^= 1 << (bit % 8);
        std::fs::write(log_in(dir), rotten).expect("the folder is ours");
        match catch_unwind(AssertUnwindSafe(|| read_all(dir))) {
            Ok(Err(_)) => refused.fetch_add(1, Ordering::Relaxed),
            Ok(Ok(read)) if read == whole => harmless.fetch_add(1, Ordering::Relaxed),
            Ok(Ok(_)) => return Err(format!("bit {bit}: other content, and nobody noticed")),
            Err(_) => return Err(format!("bit {bit}: panicked")),
        };
        Ok(())
    });
    let (refused, harmless) = (refused.into_inner(), harmless.into_inner());
    println!("{} bytes: {refused} flips refused, {harmless} harmless", sound.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    // The rest is room that SQLite left free in its pages.
    assert!(refused > 500, "a good part of the file is content");
}

#[test]
fn a_row_that_is_gone_is_missed_where_it_was() {
    let dir = folder();
    let log = EmbeddedLog::open(&log_in(dir.path())).expect("the disk is sound");
    for n in 0..3 {
        log.append(form(&format!("form{n}"))).expect("the disk is sound");
    }
    drop(log);
    let file = rusqlite::Connection::open(log_in(dir.path())).expect("it is a database");
    assert_eq!(file.execute("DELETE FROM frame WHERE position = 33", []), Ok(1));
    drop(file);
    let log = EmbeddedLog::open(&log_in(dir.path())).expect("the file is sound");
    let found = frames(&log).map(|frames| frames.len()).map_err(|error| error.to_string());
    assert_eq!(found, Err("after position 33 the log goes on at 66: events are missing".into()));
}
