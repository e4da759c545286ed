//! The disk refuses, once or for good, and is sound again later.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use faults::disk::{Disk, Fate, Fault, How, Io};
use ingest::log::{EmbeddedLog, Submission};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};

use faults::forms::{folder, form, frames, in_order, log_in};

/// Writers and what they were told.
#[derive(Default)]
struct Clients {
    tried: Vec<Submission>,
    acknowledged: BTreeSet<String>,
}

impl Clients {
    /// Appends a batch. Answers whether it was acknowledged.
    fn append(&mut self, log: &EmbeddedLog, batch: Vec<Submission>) -> bool {
        let answer = log.append_all(batch.clone(), None, &|_| ());
        if answer.is_ok() {
            self.acknowledged.extend(batch.iter().map(|submission| submission.command.clone()));
        }
        let new = |submission: &Submission| {
            self.tried.iter().all(|tried| tried.command != submission.command)
        };
        let new: Vec<Submission> = batch.into_iter().filter(new).collect();
        self.tried.extend(new);
        answer.is_ok()
    }

    fn in_order(&self, log: &EmbeddedLog) -> Result<(), String> {
        in_order(log, &self.tried, &self.acknowledged)
    }

    /// The log that power loss leaves now, when everything uncertain is lost, and when it is kept.
    fn survive_power_loss(&self, disk: &Disk) -> Result<(), String> {
        for fate in [Fate::Lost, Fate::Kept] {
            let left = folder();
            for (name, content) in disk.medium().after_power_loss(|_| fate) {
                std::fs::write(left.path().join(name), content).expect("the folder is ours");
            }
            let log = EmbeddedLog::open(&log_in(left.path())).map_err(|error| error.to_string())?;
            self.in_order(&log).map_err(|wrong| format!("power loss, {fate:?}: {wrong}"))?;
        }
        Ok(())
    }
}

fn checkpoint(path: &Path, mode: &str) {
    // Whether it succeeds is not the question: the fault may meet it.
    if let Ok(other) = rusqlite::Connection::open(path) {
        let _ = other.query_row(&format!("PRAGMA wal_checkpoint({mode})"), [], |_| Ok(()));
    }
}

/// A log meets this fault while it is written, read, checkpointed and opened. Answers how many
/// requests were refused.
fn meets(fault: Fault) -> Result<u64, String> {
    let dir = folder();
    let disk = Disk::watch(dir.path());
    let path = log_in(dir.path());
    let log = EmbeddedLog::open(&path).map_err(|error| error.to_string())?;
    let mut clients = Clients::default();
    let batches = |name: &str| -> Vec<Vec<Submission>> {
        let form = |n: usize| form(&format!("{name}{n}"));
        vec![vec![form(0)], vec![form(1)], (2..6).map(form).collect(), vec![form(6)]]
    };
    for batch in batches("before") {
        assert!(clients.append(&log, batch), "the disk is sound");
    }
    disk.fail(fault);
    let mut refused = Vec::new();
    for (batch, mode) in
        batches("during").into_iter().zip(["PASSIVE", "FULL", "RESTART", "TRUNCATE"])
    {
        if !clients.append(&log, batch.clone()) {
            refused.push(batch);
        }
        // Readers go on; only a disk that cannot be read is no disk to read from.
        if fault.io != Io::Read {
            clients.in_order(&log).map_err(|wrong| format!("readers: {wrong}"))?;
        }
        checkpoint(&path, mode);
    }
    // Another process opens the log, and may not be able to.
    let other = EmbeddedLog::open(&path);
    clients.survive_power_loss(&disk)?;
    let met = disk.heal();
    if met == 0 && !refused.is_empty() {
        return Err("refused without a fault".into());
    }
    drop(other);
    // The clients ask again, the log was never closed.
    for batch in refused.into_iter().chain(batches("after")) {
        if !clients.append(&log, batch.clone()) {
            return Err(format!("{} is refused by a sound disk", batch[0].command));
        }
    }
    clients.in_order(&log)?;
    clients.survive_power_loss(&disk)?;
    drop(log);
    let log = EmbeddedLog::open(&path).map_err(|error| format!("open: {error}"))?;
    clients.in_order(&log).map_err(|wrong| format!("opened again: {wrong}"))?;
    clients.survive_power_loss(&disk)?;
    Ok(met)
}

fn meets_all(io: Io, hows: &[How], count: u64) {
    let (mut wrong, mut met) = (Vec::new(), 0);
    for &how in hows {
        for lasting in [false, true] {
            for after in 0..count {
                let fault = Fault { io, after, lasting, how };
                match meets(fault) {
                    Ok(refused) => met += u64::from(refused > 0),
                    Err(error) => wrong.push(format!("{fault:?}: {error}")),
                }
            }
        }
    }
    println!("{io:?}: {met} of {} faults were met", hows.len() as u64 * 2 * count);
    assert!(met >= count, "the faults are met");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_refused_write_is_not_acknowledged_and_the_next_one_succeeds() {
    meets_all(Io::Write, &[How::Broken, How::Full], 60);
}

#[test]
fn a_failed_sync_is_not_acknowledged_and_nothing_builds_on_it() {
    meets_all(Io::Sync, &[How::Broken, How::DropsPages, How::ForgetsPages], 16);
}

#[test]
fn a_refused_truncation_opening_or_reading_loses_nothing() {
    meets_all(Io::Truncate, &[How::Broken], 2);
    meets_all(Io::Open, &[How::Broken], 6);
    meets_all(Io::Read, &[How::Broken], 40);
}

/// Two processes' worth of writers, so that every commit reads what the other wrote, on a disk that
/// refuses now and then.
#[test]
fn many_writers_on_a_failing_disk_lose_and_double_nothing() {
    for seed in 0..20 {
        let dir = folder();
        let disk = Disk::watch(dir.path());
        let open = || EmbeddedLog::open(&log_in(dir.path())).expect("the disk is sound");
        let logs = [open(), open()];
        let clients = Mutex::new(Clients::default());
        std::thread::scope(|scope| {
            for writer in 0..16 {
                let (log, clients) = (&logs[writer % 2], &clients);
                scope.spawn(move || {
                    for n in 0..8 {
                        let form = form(&format!("w{writer}-{n}"));
                        let told = log.append(form.clone()).is_ok();
                        let mut clients = clients.lock().expect("no writer panics");
                        if told {
                            clients.acknowledged.insert(form.command.clone());
                        }
                        clients.tried.push(form);
                    }
                });
            }
            let mut random = ChaCha8Rng::seed_from_u64(seed);
            for _ in 0..200 {
                let io = [Io::Read, Io::Write, Io::Sync][random.next_u32() as usize % 3];
                let after = u64::from(random.next_u32() % 20);
                disk.fail(Fault { io, after, lasting: false, how: How::Broken });
                std::thread::yield_now();
            }
        });
        disk.heal();
        let mut clients = clients.into_inner().expect("no writer panics");
        let refused: Vec<Submission> = clients.tried.clone();
        let order = clients.in_order(&logs[0]).and_then(|()| clients.in_order(&logs[1]));
        assert_eq!(order, Ok(()), "seed {seed}");
        for form in refused {
            assert!(clients.append(&logs[0], vec![form]), "seed {seed}: a sound disk");
        }
        assert_eq!(clients.in_order(&logs[1]), Ok(()), "seed {seed}");
        assert_eq!(clients.survive_power_loss(&disk), Ok(()), "seed {seed}");
    }
}

/// One of several submissions that are committed together meets a page that cannot be read. SQLite
/// then takes back the whole transaction, also what came before in it.
#[test]
fn a_fault_in_one_of_a_group_leaves_no_gap() {
    let dir = folder();
    let disk = Disk::watch(dir.path());
    let open = || EmbeddedLog::open(&log_in(dir.path())).expect("the disk is sound");
    let (log, other) = (open(), open());
    let mut clients = Clients::default();
    // Enough for an index of several pages, of which the log at first knows none.
    assert!(clients.append(&log, (0..900).map(|n| form(&format!("{n}"))).collect()));
    let mut met = 0;
    for after in 0..12 {
        assert!(clients.append(&other, vec![form(&format!("other{after}"))]));
        disk.hold_syncs();
        let group: Vec<Submission> =
            (0..8).map(|n| form(&format!("{n}{n}{after}-in-a-group"))).collect();
        let told: Vec<bool> = std::thread::scope(|scope| {
            let append = |form: &Submission| {
                let form = form.clone();
                let log = &log;
                scope.spawn(move || log.append(form).is_ok())
            };
            let mut writers = vec![append(&group[0])];
            disk.wait_for_sync();
            writers.extend(group[1..].iter().map(append));
            // The others wait for the first one's commit and make a group; if one comes late, the
            // group is smaller.
            std::thread::sleep(Duration::from_millis(50));
            disk.fail(Fault { io: Io::Read, after, lasting: false, how: How::Broken });
            disk.release();
            writers.into_iter().map(|writer| writer.join().expect("no panic")).collect()
        });
        met += disk.heal();
        let told = group.iter().zip(told).filter(|(_, told)| *told);
        clients.acknowledged.extend(told.map(|(form, _)| form.command.clone()));
        clients.tried.extend(group);
        assert_eq!(clients.in_order(&log), Ok(()), "the read after {after} failed");
    }
    assert!(met > 0, "the faults are met");
}

/// What a reader saw cannot be taken back by power loss: nothing shows before its sync is done.
#[test]
fn readers_see_nothing_before_the_disk_has_it() {
    let dir = folder();
    let disk = Disk::watch(dir.path());
    let log = Arc::new(EmbeddedLog::open(&log_in(dir.path())).expect("the disk is sound"));
    log.append(form("before")).expect("the disk is sound");
    let (head, root) = (log.head().expect("readable"), log.root(33).expect("readable"));
    disk.hold_syncs();
    let writer = {
        let log = Arc::clone(&log);
        std::thread::spawn(move || log.append(form("held")).expect("the disk is sound"))
    };
    disk.wait_for_sync();
    let seen = (log.head().expect("readable"), frames(&log).expect("readable").len());
    let tree = log.root(33).expect("readable");
    let answered = writer.is_finished();
    disk.release();
    writer.join().expect("the writer ends");
    assert_eq!((seen, tree, answered), ((head, 1), root, false));
    assert_eq!(frames(&log).expect("readable").len(), 2);
}
