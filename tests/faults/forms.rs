//! Submissions for a log that is to be broken, and what must hold of the log afterwards.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use ingest::event::{Event, JenisOpd, KelasJabatan, OpdRegistered};
use ingest::frame::{Body, Form, Frame, Questions};
use ingest::identity::{Instant, Kode, Position, StreamName, parse_date};
use ingest::ledger::{Hash, root_of};
use ingest::log::{EmbeddedLog, Expected, LogError, Submission};

fn kode(text: &str) -> Kode {
    Kode::parse(text).expect("a code")
}

/// The evaluation form with this token: 33 events.
pub fn form(token: &str) -> Submission {
    let codes: Vec<String> = (1..=32).map(|n| format!("q{n}")).collect();
    let sum: usize = token.bytes().map(usize::from).sum();
    let jawaban = (0..32).map(|n| ((sum + n) % 4 + 1) as u8).collect();
    Submission {
        stream: StreamName::new("evaluasi", &kode("contoh"), token),
        expected: Expected::NoStream,
        command: token.into(),
        actor: None,
        occurred_on: parse_date("2026-05-04").expect("a date"),
        now: Instant(sum as i64),
        body: Body::Form(Form {
            opd: kode("DINKES"),
            periode: kode("EV-2026"),
            kelas_jabatan: KelasJabatan::Pelaksana,
            terlambat: false,
            pertanyaan: Questions::of(&codes),
            jawaban,
        }),
    }
}

/// A submission of so many units: not a form, and larger than a page when there are many.
pub fn units(token: &str, count: usize) -> Submission {
    let unit = |n| {
        Event::OpdRegistered(OpdRegistered {
            kode: kode(&format!("U{n}")),
            nama: format!("Dinas {token} ke-{n}"),
            jenis: JenisOpd::PerangkatDaerah,
            induk: None,
        })
    };
    let events: Vec<Event> = (0..count).map(unit).collect();
    Submission {
        stream: StreamName::new("opd", &kode("contoh"), token),
        body: Body::of(&events),
        ..form(token)
    }
}

/// Every frame of a log, in order.
pub fn frames(log: &EmbeddedLog) -> Result<Vec<Frame>, LogError> {
    let mut frames = Vec::new();
    log.frames(Position(0), None, |frame| {
        frames.push(frame);
        Ok::<bool, LogError>(true)
    })?;
    Ok(frames)
}

/// The position after the last event.
pub fn end(log: &EmbeddedLog) -> Result<u64, LogError> {
    Ok(log.head()?.map_or(0, |head| head.position.0 + 1))
}

/// Whether a frame says what was submitted.
pub fn says(frame: &Frame, submission: &Submission) -> bool {
    frame.stream == submission.stream
        && frame.command == submission.command
        && frame.body == submission.body
        && frame.first_revision == submission.expected.first_revision()
}

/// What a log holds after a run in which nothing went wrong.
pub struct Run {
    frames: Vec<Frame>,
    /// Where each append ended, and the root there.
    roots: BTreeMap<u64, Hash>,
}

impl Run {
    /// Reads the log after the run, and checks that it holds what was sent: each once, and whole.
    /// `together` names tokens that were appended as one batch, by the tokens that are not the last.
    pub fn of(log: &EmbeddedLog, sent: &[Submission], together: &BTreeSet<String>) -> Self {
        let frames = frames(log).expect("nothing went wrong");
        assert_eq!(frames.len(), sent.len(), "each submission is one frame");
        for submission in sent {
            let found = frames.iter().filter(|frame| says(frame, submission)).count();
            assert_eq!(found, 1, "{} is there once and whole", submission.stream);
        }
        let apart = frames.iter().filter(|frame| !together.contains(&frame.command));
        let ends = apart.map(|frame| frame.last().0 + 1).chain([0]);
        let leaves: Vec<Hash> = frames.iter().flat_map(Frame::leaves).collect();
        let roots = ends.map(|end| (end, root_of(&leaves[..end as usize]))).collect();
        Self { frames, roots }
    }

    /// Sends the submission that ends at `end` again, which must be known.
    pub fn repeat(&self, log: &EmbeddedLog, end: u64) -> Result<(), String> {
        let Some(last) = self.frames.iter().find(|frame| frame.last().0 + 1 == end) else {
            return Ok(());
        };
        match log.append(again(last)) {
            Ok(appended) if appended.repeated => Ok(()),
            other => Err(format!("a repeat is answered with {other:?}")),
        }
    }

    /// Sends what the run appended after `end`. Answers where the log ends now.
    pub fn go_on(&self, log: &EmbeddedLog, end: u64) -> Result<u64, String> {
        let Some((next, _)) = self.roots.range(end + 1..).next() else { return Ok(end) };
        let ahead = |frame: &&Frame| frame.first.0 >= end && frame.first.0 < *next;
        let append = self.frames.iter().filter(ahead).map(again).collect();
        log.append_all(append, None, &|_| ()).map_err(|error| format!("append: {error}"))?;
        Ok(*next)
    }

    /// Whether the log in `dir` holds a beginning of this run with everything up to `acknowledged`,
    /// and goes on. The answer says what is wrong.
    pub fn check(&self, dir: &Path, acknowledged: u64) -> Result<(), String> {
        let log = EmbeddedLog::open(&log_in(dir)).map_err(|error| format!("open: {error}"))?;
        let found = frames(&log).map_err(|error| format!("read: {error}"))?;
        let differs = found.iter().zip(&self.frames).position(|(found, sent)| found != sent);
        if let Some(index) = differs {
            return Err(format!("frame {index} is not the one that was sent"));
        }
        if found.len() > self.frames.len() {
            return Err(format!("{} frames, {} were sent", found.len(), self.frames.len()));
        }
        let end = found.last().map_or(0, |frame| frame.last().0 + 1);
        if end < acknowledged {
            return Err(format!("ends at {end}, {acknowledged} was acknowledged"));
        }
        let Some(root) = self.roots.get(&end) else {
            return Err(format!("ends at {end}, in the middle of an append"));
        };
        if log.root(end).map_err(|error| format!("root: {error}"))?.root != *root {
            return Err(format!("the root at {end} is not that of its own frames"));
        }
        let after = log.append(form("after")).map_err(|error| format!("append: {error}"))?;
        if (after.first.0, after.repeated) != (end, false) {
            return Err(format!("the next append went to {after:?}, not to {end}"));
        }
        Ok(())
    }
}

/// The submission that a frame was made of.
fn again(frame: &Frame) -> Submission {
    Submission {
        stream: frame.stream.clone(),
        command: frame.command.clone(),
        now: frame.recorded_at,
        body: frame.body.clone(),
        ..form("any")
    }
}

/// Whether a log is in order after faults: it holds nothing but what was tried, each at most once
/// and whole, all that was acknowledged, and its root is that of its own frames.
pub fn in_order(
    log: &EmbeddedLog,
    tried: &[Submission],
    acknowledged: &BTreeSet<String>,
) -> Result<(), String> {
    let found = frames(log).map_err(|error| format!("read: {error}"))?;
    let mut commands = BTreeSet::new();
    for frame in &found {
        if !tried.iter().any(|submission| says(frame, submission)) {
            return Err(format!("{} was never submitted so", frame.stream));
        }
        if !commands.insert(frame.command.clone()) {
            return Err(format!("{} is there twice", frame.stream));
        }
    }
    if let Some(lost) = acknowledged.difference(&commands).next() {
        return Err(format!("{lost} was acknowledged and is not there"));
    }
    let leaves: Vec<Hash> = found.iter().flat_map(Frame::leaves).collect();
    let root = log.root(leaves.len() as u64).map_err(|error| format!("root: {error}"))?;
    match root.root == root_of(&leaves) {
        true => Ok(()),
        false => Err("the root is not that of its own frames".into()),
    }
}

/// The log's file in a folder.
pub fn log_in(dir: &Path) -> PathBuf {
    dir.join("log.db")
}

/// A folder in memory where there is one: these tests sync often.
pub fn folder() -> tempfile::TempDir {
    let memory = Path::new("/dev/shm");
    let folder = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
    folder.expect("a folder for temporary files")
}

/// Does the work of every number below `count`, on two threads, and collects what went wrong.
pub fn each(count: usize, work: impl Fn(usize, &Path) -> Result<(), String> + Sync) -> Vec<String> {
    let next = AtomicUsize::new(0);
    let work_on = || {
        let dir = folder();
        let mut wrong = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            // A log that loses everything need not be shown losing everything.
            if index >= count || wrong.len() >= 10 {
                return wrong;
            }
            wrong.extend(work(index, dir.path()).err());
        }
    };
    std::thread::scope(|scope| {
        let threads = [scope.spawn(work_on), scope.spawn(work_on)];
        threads.into_iter().flat_map(|thread| thread.join().expect("no panic leaves")).collect()
    })
}
