//! Power fails at every moment of a run, and what was not synced is there, lost or torn.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

use faults::disk::{Disk, Fate, Files, Medium, Op};
use ingest::log::{EmbeddedLog, Submission};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};

use faults::forms::{self, Run, each, folder, form, log_in, units};

/// The run that is broken: about 50 appends with everything a log does between them.
struct Script {
    disk: Arc<Disk>,
    path: std::path::PathBuf,
    log: Option<EmbeddedLog>,
    sent: Vec<Submission>,
    /// Tokens of a batch but its last.
    together: BTreeSet<String>,
}

impl Script {
    fn log(&self) -> &EmbeddedLog {
        self.log.as_ref().expect("the log is open")
    }

    fn append(&mut self, submission: Submission) {
        let appended = self.log().append(submission.clone()).expect("the disk is sound");
        assert!(!appended.repeated);
        self.disk.acknowledged(appended.last.0 + 1);
        self.sent.push(submission);
    }

    fn append_all(&mut self, batch: Vec<Submission>) {
        let appended = self.log().append_all(batch.clone(), None, &|_| ()).expect("a sound disk");
        self.disk.acknowledged(appended.last().expect("a batch").last.0 + 1);
        let all_but_last = &batch[..batch.len() - 1];
        self.together.extend(all_but_last.iter().map(|submission| submission.command.clone()));
        self.sent.extend(batch);
    }

    fn repeat(&mut self, index: usize) {
        let again = self.log().append(self.sent[index].clone()).expect("the disk is sound");
        assert!(again.repeated);
        self.disk.acknowledged(again.last.0 + 1);
    }

    /// Several writers at once, so that the log commits some of them together.
    fn append_at_once(&mut self, batch: Vec<Submission>) {
        let (disk, log) = (&self.disk, self.log());
        std::thread::scope(|scope| {
            for submission in &batch {
                scope.spawn(move || {
                    let appended = log.append(submission.clone()).expect("the disk is sound");
                    disk.acknowledged(appended.last.0 + 1);
                });
            }
        });
        self.sent.extend(batch);
    }

    /// As another process does it.
    fn checkpoint(&self, mode: &str) {
        let other = rusqlite::Connection::open(&self.path).expect("the disk is sound");
        let sql = format!("PRAGMA wal_checkpoint({mode})");
        other.query_row(&sql, [], |_| Ok(())).expect("the disk is sound");
    }

    fn reopen(&mut self) {
        self.log = None;
        self.log = Some(EmbeddedLog::open(&self.path).expect("the disk is sound"));
    }
}

/// What was asked of the disk during the script, and what the log held at its end.
fn script() -> &'static (Vec<Op>, Run) {
    static SCRIPT: OnceLock<(Vec<Op>, Run)> = OnceLock::new();
    SCRIPT.get_or_init(perform)
}

fn perform() -> (Vec<Op>, Run) {
    let dir = folder();
    let disk = Disk::watch(dir.path());
    let path = log_in(dir.path());
    let log = Some(EmbeddedLog::open(&path).expect("the disk is sound"));
    let (sent, together) = (Vec::new(), BTreeSet::new());
    let mut script = Script { disk: Arc::clone(&disk), path, log, sent, together };
    let forms = |name: &str, count: usize| -> Vec<Submission> {
        (0..count).map(|n| form(&format!("{name}{n}"))).collect()
    };
    script.append(units("first", 1));
    // The ninth form crosses the border of a tile.
    forms("a", 9).into_iter().for_each(|form| script.append(form));
    script.append_all(forms("b", 3));
    script.repeat(4);
    script.append(units("many", 200));
    script.checkpoint("PASSIVE");
    forms("c", 6).into_iter().for_each(|form| script.append(form));
    script.append_at_once(forms("d", 4));
    script.append_all(forms("e", 12));
    script.checkpoint("RESTART");
    forms("f", 5).into_iter().for_each(|form| script.append(form));
    script.reopen();
    script.repeat(2);
    forms("g", 6).into_iter().for_each(|form| script.append(form));
    script.append_all(forms("h", 40));
    script.append(units("more", 30));
    script.append_at_once(forms("i", 6));
    script.checkpoint("TRUNCATE");
    forms("j", 5).into_iter().for_each(|form| script.append(form));
    script.reopen();
    forms("k", 3).into_iter().for_each(|form| script.append(form));
    let run = Run::of(script.log(), &script.sent, &script.together);
    script.log = None;
    (disk.ops(), run)
}

/// The disk at a moment, and up to where the log was acknowledged.
#[derive(Clone)]
struct Moment {
    after: usize,
    medium: Medium,
    acknowledged: u64,
}

/// Every moment of a run, from before its first request to after its last.
fn moments(ops: &[Op]) -> Vec<Moment> {
    moments_from(Medium::default(), 0, ops)
}

fn moments_from(medium: Medium, acknowledged: u64, ops: &[Op]) -> Vec<Moment> {
    let mut now = Moment { after: 0, medium, acknowledged };
    let mut moments = Vec::with_capacity(ops.len() + 1);
    for (index, op) in ops.iter().enumerate() {
        let mut medium = now.medium.clone();
        medium.apply(op);
        let acknowledged = match op {
            Op::Acknowledged { end } => now.acknowledged.max(*end),
            _ => now.acknowledged,
        };
        moments
            .push(std::mem::replace(&mut now, Moment { after: index + 1, medium, acknowledged }));
    }
    moments.push(now);
    moments
}

/// Opens what power loss left, as the next start would.
fn check(run: &Run, files: &Files, acknowledged: u64, dir: &Path) -> Result<(), String> {
    for entry in std::fs::read_dir(dir).expect("the folder is ours") {
        std::fs::remove_file(entry.expect("the folder is ours").path()).expect("it is a file");
    }
    for (name, content) in files {
        std::fs::write(dir.join(name), content).expect("the folder is ours");
    }
    catch_unwind(AssertUnwindSafe(|| run.check(dir, acknowledged)))
        .unwrap_or_else(|_| Err("panicked".into()))
}

/// Lost, kept or torn, with a preference that is itself drawn.
fn any_fate(random: &mut ChaCha8Rng) -> impl FnMut(usize) -> Fate {
    let inclination = random.next_u32() % 10;
    move |_| match random.next_u32() % 10 {
        roll if roll < inclination => Fate::Lost,
        roll if roll % 2 == 0 => Fate::Torn(random.next_u64()),
        _ => Fate::Kept,
    }
}

/// Every moment, with nothing, everything, each beginning and 64 random parts of what was uncertain.
#[test]
fn power_loss_at_every_request_loses_halves_and_doubles_nothing() {
    let (ops, run) = script();
    let moments = moments(ops);
    let images = AtomicUsize::new(0);
    let wrong = each(moments.len(), |index, dir| {
        let moment = &moments[index];
        let uncertain = moment.medium.pending();
        let mut random = ChaCha8Rng::seed_from_u64(index as u64);
        let mut parts: BTreeSet<Vec<bool>> =
            (0..=uncertain).map(|kept| (0..uncertain).map(|n| n < kept).collect()).collect();
        for _ in 0..64 {
            parts.insert((0..uncertain).map(|_| random.next_u32() & 1 == 1).collect());
        }
        for part in parts {
            let fate = |n: usize| if part[n] { Fate::Kept } else { Fate::Lost };
            images.fetch_add(1, Ordering::Relaxed);
            check(run, &moment.medium.after_power_loss(fate), moment.acknowledged, dir).map_err(
                |wrong| format!("after request {}, kept {part:?}: {wrong}", moment.after),
            )?;
        }
        Ok(())
    });
    println!("{} requests, {} images", ops.len(), images.into_inner());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Seeded moments, with each uncertain request lost, kept or torn between its sectors.
#[test]
fn twenty_thousand_torn_disks_lose_halve_and_double_nothing() {
    let (ops, run) = script();
    let moments = moments(ops);
    let wrong = each(20_000, |seed, dir| {
        let mut random = ChaCha8Rng::seed_from_u64(seed as u64);
        let moment = &moments[random.next_u64() as usize % moments.len()];
        let fate = any_fate(&mut random);
        check(run, &moment.medium.after_power_loss(fate), moment.acknowledged, dir)
            .map_err(|wrong| format!("seed {seed}, after request {}: {wrong}", moment.after))
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Goes on where a process ended and left `medium`, as its next start does, until that has answered
/// a repeat and an append. Power fails at every moment on the way: what either process acknowledged
/// must be there.
fn start_again(
    run: &Run,
    (medium, acknowledged): (Medium, u64),
    seed: u64,
    spare: &Path,
) -> Result<(), String> {
    let dir = folder();
    let disk = Disk::watch_from(dir.path(), medium.clone());
    let log = EmbeddedLog::open(&log_in(dir.path())).map_err(|error| error.to_string())?;
    let seen = forms::end(&log).map_err(|error| error.to_string())?;
    run.repeat(&log, seen)?;
    disk.acknowledged(seen);
    disk.acknowledged(run.go_on(&log, seen)?);
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    for moment in moments_from(medium, acknowledged, &disk.ops()) {
        let fate = any_fate(&mut random);
        check(run, &moment.medium.after_power_loss(fate), moment.acknowledged, spare)
            .map_err(|wrong| format!("after request {} of the next: {wrong}", moment.after))?;
        if moment.acknowledged > acknowledged {
            let lost = moment.medium.after_power_loss(|_| Fate::Lost);
            check(run, &lost, moment.acknowledged, spare)?;
        }
    }
    Ok(())
}

#[test]
#[cfg(target_os = "linux")] // where the log's own syncs are seen
fn what_is_acknowledged_after_a_kill_survives_power_loss() {
    let (ops, run) = script();
    let moments = moments(ops);
    let wrong = each(moments.len(), |index, spare| {
        let moment = &moments[index];
        start_again(run, (moment.medium.clone(), moment.acknowledged), index as u64, spare)
            .map_err(|wrong| format!("killed after request {}: {wrong}", moment.after))
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A sync fails and drops what it was to write; the process ends, and the next one finds it in the
/// cache all the same.
#[test]
#[cfg(target_os = "linux")] // where the log's own syncs are seen
fn what_is_acknowledged_after_a_failed_sync_survives_power_loss() {
    let (ops, run) = script();
    let moments = moments(ops);
    let wrong = each(ops.len(), |index, spare| {
        let Op::Sync { file } = ops[index] else { return Ok(()) };
        let Moment { mut medium, acknowledged, .. } = moments[index].clone();
        medium.apply(&Op::Dropped { file, forgotten: false });
        start_again(run, (medium, acknowledged), index as u64, spare)
            .map_err(|wrong| format!("request {index} failed: {wrong}"))
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
