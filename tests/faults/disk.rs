//! A disk that is watched: every write, truncation, sync, creation and removal SQLite asks for in a
//! folder passes through to the real file and is noted in order. A [`Disk`] can also refuse what
//! is asked, and hold a sync back. From the notes a [`Medium`] knows what power loss could leave.
//!
//! What is modelled:
//!
//! - A write is certain only after a sync of its file; before, each of its 512-byte sectors may or
//!   may not be there, in any order. A sector that is only partly written keeps its other bytes
//!   (SQLite relies on the same: `SQLITE_IOCAP_POWERSAFE_OVERWRITE`).
//! - A new or removed name is certain only after a sync of the folder. SQLite does one with the
//!   first sync of a write-ahead log or journal it created, and when it asks so on removal.
//! - A failed sync may drop what it was to write: readers still see it, or see the old bytes once
//!   the cache lets go of it, and no later sync writes it.
//! - The `-shm` file is memory: it does not survive power loss, and is made anew.

mod vfs;

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use rusqlite::ffi;

/// Bytes a disk writes at once or not at all.
const SECTOR: usize = 512;

/// When the files of a medium were last written, until they are written again.
const UNTOUCHED: SystemTime = SystemTime::UNIX_EPOCH;

/// The files of a folder, by name.
pub type Files = BTreeMap<String, Vec<u8>>;

/// What was asked of the disk, or marked by the test. A file is named by a number, because its name
/// may be removed and given again.
#[derive(Debug, Clone)]
#[allow(missing_docs)] // the fields are what the variant says
pub enum Op {
    /// Bytes were written.
    Write { file: usize, offset: usize, bytes: Arc<[u8]> },
    /// The length was set.
    Truncate { file: usize, size: usize },
    /// A name was given to a new file.
    Create { file: usize, name: String },
    /// A name was removed.
    Remove { name: String },
    /// A file was synced.
    Sync { file: usize },
    /// A sync failed and dropped what it was to write, from the cache too if it forgot.
    Dropped { file: usize, forgotten: bool },
    /// The folder was synced.
    SyncFolder,
    /// A writer was told that the log is on stable storage up to this position, exclusive.
    Acknowledged { end: u64 },
}

/// Kinds of requests that can be refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Io {
    /// Opening a file.
    Open,
    /// Reading.
    Read,
    /// Writing.
    Write,
    /// Setting the length.
    Truncate,
    /// Syncing.
    Sync,
}

/// What a disk that refuses does.
#[derive(Debug, Clone, Copy)]
pub struct Fault {
    /// The kind of request.
    pub io: Io,
    /// How many of them pass first.
    pub after: u64,
    /// Whether it refuses for good, or once.
    pub lasting: bool,
    /// How it refuses.
    pub how: How,
}

/// How a request is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// `EIO`.
    Broken,
    /// `ENOSPC`.
    Full,
    /// `EIO` of a sync that leaves what it was to write in the cache, marked as written.
    DropsPages,
    /// The same, and the cache lets go of it: the old bytes are read again.
    ForgetsPages,
}

/// A watched folder.
pub struct Disk {
    folder: PathBuf,
    state: Mutex<State>,
    sync_waits: Condvar,
}

struct State {
    base: Medium,
    ops: Vec<Op>,
    files: HashMap<String, usize>,
    fault: Option<Fault>,
    met: u64,
    hold: bool,
    waiting: u32,
}

impl Disk {
    /// Watches an empty folder.
    pub fn watch(folder: &Path) -> Arc<Self> {
        Self::watch_from(folder, Medium::default())
    }

    /// Watches a folder that holds what a process sees that starts again on this medium, whose
    /// cache is still warm.
    pub fn watch_from(folder: &Path, base: Medium) -> Arc<Self> {
        let seen = base.names();
        for (name, file) in &seen {
            let path = folder.join(name);
            std::fs::write(&path, base.seen(*file)).expect("the folder is ours");
            let file = std::fs::File::options().write(true).open(&path);
            file.and_then(|file| file.set_modified(UNTOUCHED)).expect("the folder is ours");
        }
        let state = State {
            base,
            ops: Vec::new(),
            files: seen.into_iter().collect(),
            fault: None,
            met: 0,
            hold: false,
            waiting: 0,
        };
        let disk = Arc::new(Self {
            folder: folder.to_owned(),
            state: Mutex::new(state),
            sync_waits: Condvar::new(),
        });
        vfs::watch(&disk);
        disk
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes that a writer was told its submission is safe; `end` is the position after its last.
    pub fn acknowledged(&self, end: u64) {
        self.state().ops.push(Op::Acknowledged { end });
    }

    /// Everything noted so far.
    pub fn ops(&self) -> Vec<Op> {
        self.state().ops.clone()
    }

    /// What stands on stable storage now, and what does not yet.
    pub fn medium(&self) -> Medium {
        let state = self.state();
        let mut medium = state.base.clone();
        state.ops.iter().for_each(|op| medium.apply(op));
        medium
    }

    /// Refuses from now on.
    pub fn fail(&self, fault: Fault) {
        let mut state = self.state();
        (state.fault, state.met) = (Some(fault), 0);
    }

    /// Refuses no more. Answers how many requests were refused.
    pub fn heal(&self) -> u64 {
        let mut state = self.state();
        state.fault = None;
        std::mem::take(&mut state.met)
    }

    /// Holds every sync back until [`Disk::release`].
    pub fn hold_syncs(&self) {
        self.state().hold = true;
    }

    /// Waits until a sync is held back.
    pub fn wait_for_sync(&self) {
        let state = self.state();
        let waiting = self.sync_waits.wait_while(state, |state| state.waiting == 0);
        drop(waiting.unwrap_or_else(PoisonError::into_inner));
    }

    /// Lets held syncs go on.
    pub fn release(&self) {
        self.state().hold = false;
        self.sync_waits.notify_all();
    }

    /// Whether this request is refused, and with which SQLite code.
    fn refuses(&self, io: Io) -> Option<(How, i32)> {
        let mut state = self.state();
        let fault = state.fault.as_mut().filter(|fault| fault.io == io)?;
        if fault.after > 0 {
            fault.after -= 1;
            return None;
        }
        let how = fault.how;
        if !fault.lasting {
            state.fault = None;
        }
        state.met += 1;
        let code = match (io, how) {
            (Io::Open, _) => ffi::SQLITE_CANTOPEN,
            (Io::Write, How::Full) => ffi::SQLITE_FULL,
            (Io::Read, _) => ffi::SQLITE_IOERR_READ,
            (Io::Write, _) => ffi::SQLITE_IOERR_WRITE,
            (Io::Truncate, _) => ffi::SQLITE_IOERR_TRUNCATE,
            (Io::Sync, _) => ffi::SQLITE_IOERR_FSYNC,
        };
        Some((how, code))
    }

    fn opened(&self, name: &str, new: bool) -> usize {
        let mut state = self.state();
        if let (false, Some(file)) = (new, state.files.get(name).copied()) {
            return file;
        }
        let created = state.ops.iter().filter(|op| matches!(op, Op::Create { .. })).count();
        let file = state.base.durable.len() + created;
        state.files.insert(name.to_owned(), file);
        state.ops.push(Op::Create { file, name: name.to_owned() });
        file
    }

    fn removed(&self, name: &str, sync_folder: bool) {
        let mut state = self.state();
        state.files.remove(name);
        state.ops.push(Op::Remove { name: name.to_owned() });
        if sync_folder {
            state.ops.push(Op::SyncFolder);
        }
    }

    /// Notes that something but SQLite synced a file, and wrote all of it before if it wrote to it.
    fn synced_by_the_log(&self, name: &str) {
        let mut state = self.state();
        if let Some(file) = state.files.get(name).copied() {
            let path = self.folder.join(name);
            let modified = std::fs::metadata(&path).and_then(|known| known.modified());
            if modified.expect("the folder is ours") != UNTOUCHED {
                let bytes = std::fs::read(path).expect("the folder is ours");
                state.ops.push(Op::Write { file, offset: 0, bytes: bytes.into() });
            }
            state.ops.push(Op::Sync { file });
        }
    }

    fn note(&self, op: Op) {
        self.state().ops.push(op);
    }

    fn wait_while_held(&self) {
        let mut state = self.state();
        if state.hold {
            state.waiting += 1;
            self.sync_waits.notify_all();
            state = self
                .sync_waits
                .wait_while(state, |state| state.hold)
                .unwrap_or_else(PoisonError::into_inner);
            state.waiting -= 1;
        }
    }
}

/// What stands on stable storage, and what was asked since.
#[derive(Debug, Clone, Default)]
pub struct Medium {
    durable: Vec<Vec<u8>>,
    names: BTreeMap<String, usize>,
    pending: Vec<Pending>,
}

#[derive(Debug, Clone)]
struct Pending {
    op: Op,
    /// A failed sync dropped it: it will never be written.
    dropped: bool,
}

/// What becomes of a request that no sync made certain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It is lost.
    Lost,
    /// It is there.
    Kept,
    /// Of its sectors, those whose bit is set are there.
    Torn(u64),
}

impl Medium {
    /// Goes on by one request.
    pub fn apply(&mut self, op: &Op) {
        match op {
            Op::Sync { file } => {
                let (durable, file) = (&mut self.durable[*file], *file);
                self.pending.retain(|pending| {
                    let synced = pending.op.content_of() == Some(file) && !pending.dropped;
                    if synced {
                        write(durable, &pending.op, Fate::Kept);
                    }
                    !synced
                });
            }
            Op::SyncFolder => {
                let names = &mut self.names;
                self.pending.retain(|pending| !rename(names, &pending.op));
            }
            Op::Dropped { file, forgotten } => self.pending.retain_mut(|pending| {
                let of_file = pending.op.content_of() == Some(*file);
                pending.dropped |= of_file;
                !(of_file && *forgotten)
            }),
            Op::Acknowledged { .. } => {}
            Op::Create { .. } | Op::Write { .. } | Op::Truncate { .. } | Op::Remove { .. } => {
                if let Op::Create { .. } = op {
                    self.durable.push(Vec::new());
                }
                self.pending.push(Pending { op: op.clone(), dropped: false });
            }
        }
    }

    /// How many requests are not certain.
    pub fn pending(&self) -> usize {
        self.pending.len()
    }

    /// The files that power loss leaves, when each uncertain request meets this fate.
    pub fn after_power_loss(&self, mut fate: impl FnMut(usize) -> Fate) -> Files {
        let (mut contents, mut names) = (self.durable.clone(), self.names.clone());
        for (index, pending) in self.pending.iter().enumerate() {
            let fate = fate(index);
            match pending.op.content_of() {
                Some(_) if pending.dropped => {}
                Some(file) => write(&mut contents[file], &pending.op, fate),
                // A name is a word in the folder: never torn.
                None if fate != Fate::Lost => _ = rename(&mut names, &pending.op),
                None => {}
            }
        }
        names.into_iter().map(|(name, file)| (name, std::mem::take(&mut contents[file]))).collect()
    }

    fn names(&self) -> BTreeMap<String, usize> {
        let mut names = self.names.clone();
        self.pending.iter().for_each(|pending| _ = rename(&mut names, &pending.op));
        names
    }

    /// A file as a running process reads it.
    fn seen(&self, file: usize) -> Vec<u8> {
        let mut content = self.durable[file].clone();
        let of_file = |pending: &&Pending| pending.op.content_of() == Some(file);
        self.pending.iter().filter(of_file).for_each(|pending| {
            write(&mut content, &pending.op, Fate::Kept);
        });
        content
    }
}

impl Op {
    /// The file whose content it changes.
    fn content_of(&self) -> Option<usize> {
        match self {
            Self::Write { file, .. } | Self::Truncate { file, .. } => Some(*file),
            _ => None,
        }
    }
}

fn write(content: &mut Vec<u8>, op: &Op, fate: Fate) {
    match op {
        _ if fate == Fate::Lost => {}
        Op::Truncate { size, .. } => content.resize(*size, 0),
        Op::Write { offset, bytes, .. } => {
            let end = offset + bytes.len();
            for sector in offset / SECTOR..end.div_ceil(SECTOR) {
                let there = match fate {
                    Fate::Torn(sectors) => sectors >> ((sector - offset / SECTOR) % 64) & 1 == 1,
                    _ => true,
                };
                if there {
                    let (from, to) =
                        ((sector * SECTOR).max(*offset), ((sector + 1) * SECTOR).min(end));
                    if content.len() < to {
                        content.resize(to, 0);
                    }
                    content[from..to].copy_from_slice(&bytes[from - offset..to - offset]);
                }
            }
        }
        _ => {}
    }
}

/// Carries out a change of names. Answers whether it is one.
fn rename(names: &mut BTreeMap<String, usize>, op: &Op) -> bool {
    match op {
        Op::Create { file, name } => _ = names.insert(name.clone(), *file),
        Op::Remove { name } => _ = names.remove(name),
        _ => return false,
    }
    true
}
