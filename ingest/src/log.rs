//! The event log: what every log promises, whichever engine keeps it.
//!
//! - An append is whole or nothing, and on stable storage before it is answered. So is a batch in
//!   the embedded log; on a cluster each of its submissions is.
//! - Its events are neighbours, in their stream and in the ledger.
//! - Positions are dense and never change; `recorded_at` never goes back.
//! - A repeated append answers with the first position and writes nothing.
//!
//! `log/contract.rs` states these as tests that any log must pass.

#[cfg(any(test, feature = "contract"))]
#[doc(hidden)]
pub mod contract;
mod embedded;
#[cfg(feature = "kurrentdb")]
mod kurrentdb;

use std::path::Path;

use time::Date;

pub use embedded::EmbeddedLog;
#[cfg(feature = "kurrentdb")]
pub use kurrentdb::KurrentLog;

use crate::frame::{Actor, AssembleError, Body, Frame, FrameError};
use crate::identity::{Instant, Position, Revision, StreamName};
use crate::ledger::{Hash, TILE, root_of};

/// What the writer believes of a stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// It does not exist.
    NoStream,
    /// Its last event has this revision.
    Revision(Revision),
}

impl Expected {
    /// Revision of the first event that is appended.
    pub fn first_revision(self) -> Revision {
        match self {
            Self::NoStream => Revision(0),
            Self::Revision(last) => Revision(last.0 + 1),
        }
    }
}

/// What one command writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submission {
    /// Stream.
    pub stream: StreamName,
    /// What the writer believes of it.
    pub expected: Expected,
    /// Command key; the same key is the same submission.
    pub command: String,
    /// Who acts; nobody for a form.
    pub actor: Option<Actor>,
    /// The local date it is about, as claimed.
    pub occurred_on: Date,
    /// The writer's clock; the log records this moment or, if later, that of its last frame.
    pub now: Instant,
    /// What it says.
    pub body: Body,
}

impl From<Frame> for Submission {
    /// What would write this frame again, wherever its log stands.
    fn from(frame: Frame) -> Self {
        let expected = match frame.first_revision.0.checked_sub(1) {
            None => Expected::NoStream,
            Some(last) => Expected::Revision(Revision(last)),
        };
        Self {
            stream: frame.stream,
            expected,
            command: frame.command,
            actor: frame.actor,
            occurred_on: frame.occurred_on,
            now: frame.recorded_at,
            body: frame.body,
        }
    }
}

impl Submission {
    /// Whether it is an evaluation form.
    pub fn is_form(&self) -> bool {
        matches!(self.body, Body::Form(_))
    }

    /// Errors: [`LogError::WrongSize`] if it says nothing, or more than this many bytes.
    fn check_size(&self, most: usize) -> Result<(), LogError> {
        let bytes = self.body.weight();
        if self.body.count() == 0 || bytes > most {
            return Err(LogError::WrongSize { stream: self.stream.clone(), bytes, most });
        }
        Ok(())
    }

    /// The frame it becomes at this place and moment.
    fn frame(&self, first: Position, recorded_at: Instant) -> Frame {
        Frame {
            first,
            stream: self.stream.clone(),
            first_revision: self.expected.first_revision(),
            recorded_at,
            occurred_on: self.occurred_on,
            actor: self.actor.clone(),
            command: self.command.clone(),
            body: self.body.clone(),
        }
    }
}

/// What became of a submission.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Appended {
    /// Position of its first event.
    pub first: Position,
    /// Position of its last event.
    pub last: Position,
    /// It was there already; nothing was written.
    pub repeated: bool,
}

/// The newest event of a log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// Its position.
    pub position: Position,
    /// When it was written.
    pub recorded_at: Instant,
}

/// The log did not take or give what was asked.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs)] // the fields are what the message names
pub enum LogError {
    /// Another writer was first.
    #[error("{stream} is at revision {actual:?}, not {expected:?}: read it and decide again")]
    WrongExpectedRevision { stream: StreamName, expected: Expected, actual: Option<Revision> },
    /// The same command key was used for other content.
    #[error("{stream}: this command is already recorded at position {first} with other content")]
    OtherContent { stream: StreamName, first: Position },
    /// The register moved since the caller decided.
    #[error("another writer recorded units, rounds or rules meanwhile: read and decide again")]
    RegisterMoved,
    /// A submission without events, or larger than a frame may be.
    #[error("{stream}: a submission holds 1 event to {most} bytes, this one is {bytes} bytes")]
    WrongSize { stream: StreamName, bytes: usize, most: usize },
    /// Stored bytes are not readable.
    #[error("at position {position}: {source}")]
    Frame { position: Position, source: FrameError },
    /// Events that were recorded are not there any more.
    #[error("after position {expected} the log goes on at {found}: events are missing")]
    Missing { expected: Position, found: Position },
    /// Roots of tiles are not there any more.
    #[error("the roots of tiles {from} to {end} are not all there")]
    MissingTile { from: u64, end: u64 },
    /// The file belongs to another program or a newer jejak.
    #[error("the log has format {found}, this jejak knows {known}")]
    UnknownFormat { found: i64, known: i64 },
    /// It lies on a cluster, and only a file is asked for here.
    #[error("this log is no file: copy it to a folder with `jejak log copy`")]
    NotAFile,
    /// The store failed; nothing of the submission was acknowledged.
    #[error("log store: {0}")]
    Store(#[from] rusqlite::Error),
    /// No such proof exists: an index or a size outside the tree.
    #[error("no proof: {0}")]
    NoProof(String),
    /// The address names no cluster.
    #[error("{0:?} is no KurrentDB address: write kurrentdb://host:2113 or esdb://host:2113")]
    UnknownAddress(String),
    /// This jejak was built without the feature `kurrentdb`.
    #[error("this build has no KurrentDB")]
    NoKurrentDb,
    /// Nobody answers at this address, or not with TLS as it says.
    #[error("KurrentDB at {0} cannot be reached")]
    Unreachable(String),
    /// The cluster refused; what was acknowledged before stays.
    #[error("KurrentDB: {0}")]
    Cluster(String),
    /// The cluster holds what jejak did not write, in a stream of its own.
    #[error("{stream}: {source}")]
    Foreign { stream: StreamName, source: AssembleError },
    /// The writer has stopped.
    #[error("the log is closed")]
    Closed,
}

/// The log of one installation.
pub enum Log {
    /// In a file.
    Embedded(EmbeddedLog),
    /// On a cluster.
    #[cfg(feature = "kurrentdb")]
    KurrentDb(Box<KurrentLog>),
}

/// The same call on whichever log it is.
macro_rules! on {
    ($log:expr, $name:ident => $call:expr) => {
        match $log {
            Log::Embedded($name) => $call,
            #[cfg(feature = "kurrentdb")]
            Log::KurrentDb($name) => $call,
        }
    };
}

impl Log {
    /// Opens or creates the log file in a data folder. Errors: [`EmbeddedLog::open`].
    pub fn in_folder(dir: &Path) -> Result<Self, LogError> {
        Ok(Self::Embedded(EmbeddedLog::open(&dir.join(LOG_FILE))?))
    }

    /// The log file in a data folder, to read only. Errors: [`EmbeddedLog::open_read_only`].
    pub fn read_only(dir: &Path) -> Result<Self, LogError> {
        Ok(Self::Embedded(EmbeddedLog::open_read_only(&dir.join(LOG_FILE))?))
    }

    /// The log of the cluster at `kurrentdb://...` or `esdb://...`; a plain `host:port` is not one.
    ///
    /// Errors: [`LogError::UnknownAddress`], [`LogError::NoKurrentDb`], [`LogError::Cluster`].
    pub fn at(address: &str) -> Result<Self, LogError> {
        if !is_address(address) {
            return Err(LogError::UnknownAddress(address.to_owned()));
        }
        #[cfg(feature = "kurrentdb")]
        return Ok(Self::KurrentDb(Box::new(KurrentLog::open(address)?)));
        #[cfg(not(feature = "kurrentdb"))]
        Err(LogError::NoKurrentDb)
    }

    /// Appends one submission; on stable storage when it returns. Blocks; call from a thread that
    /// may. Errors: [`LogError`], and then nothing was written.
    pub fn append(&self, submission: Submission) -> Result<Appended, LogError> {
        on!(self, log => log.append(submission))
    }

    /// Appends many submissions, in one transaction if [`Log::batches_are_whole`].
    ///
    /// `register` is what [`Log::register_head`] answered when the caller decided; if units, rounds
    /// or rules were recorded since, nothing is written. `progress` is told how many submissions
    /// have been prepared. Errors: [`LogError`].
    pub fn append_all(
        &self,
        submissions: Vec<Submission>,
        register: Option<Option<Position>>,
        progress: &(dyn Fn(usize) + Sync),
    ) -> Result<Vec<Appended>, LogError> {
        on!(self, log => log.append_all(submissions, register, progress))
    }

    /// Whether a batch that fails leaves nothing behind. Where it does not, the submissions before
    /// the one that failed stay, each whole, and the same call finishes the rest.
    pub fn batches_are_whole(&self) -> bool {
        matches!(self, Self::Embedded(_))
    }

    /// The newest event, or none while the log is empty. Errors: [`LogError`].
    pub fn head(&self) -> Result<Option<Head>, LogError> {
        on!(self, log => log.head())
    }

    /// Position where the newest submission begins that is not a form: the register is a function of
    /// everything up to here. Errors: [`LogError`].
    pub fn register_head(&self) -> Result<Option<Position>, LogError> {
        on!(self, log => log.register_head())
    }

    /// Reads frames in order, from the one that holds `from`.
    ///
    /// Stops after the frame that holds `to`, or when `each` answers false.
    /// Errors: [`LogError`], or whatever `each` answers.
    pub fn frames<E: From<LogError>>(
        &self,
        from: Position,
        to: Option<Position>,
        each: impl FnMut(Frame) -> Result<bool, E>,
    ) -> Result<(), E> {
        on!(self, log => log.frames(from, to, each))
    }

    /// The frame that holds this position. Errors: [`LogError`].
    pub fn frame_at(&self, position: Position) -> Result<Option<Frame>, LogError> {
        let mut found = None;
        self.frames(position, Some(position), |frame| {
            found = Some(frame);
            Ok::<bool, LogError>(false)
        })?;
        Ok(found)
    }

    /// Reads every frame that is not a form, in order: what the register is made of.
    /// Errors: [`LogError`], or whatever `each` answers.
    pub fn register_frames<E: From<LogError>>(
        &self,
        to: Option<Position>,
        each: impl FnMut(Frame) -> Result<bool, E>,
    ) -> Result<(), E> {
        on!(self, log => log.register_frames(to, each))
    }

    /// Every frame of one stream, in order. Errors: [`LogError`].
    pub fn stream(&self, stream: &StreamName) -> Result<Vec<Frame>, LogError> {
        on!(self, log => log.stream(stream))
    }

    /// Position of the last event recorded before `moment`. Errors: [`LogError`].
    pub fn position_before(&self, moment: Instant) -> Result<Option<Position>, LogError> {
        on!(self, log => log.position_before(moment))
    }

    /// Root of the ledger over the first `size` events. Errors: [`LogError`].
    pub fn root(&self, size: u64) -> Result<LedgerRoot, LogError> {
        on!(self, log => log.root(size))
    }

    /// Root over the run of `count` events from `first` on, a node of the ledger's tree: `count` is
    /// a power of two and divides `first`. Errors: [`LogError`].
    pub fn subtree(&self, first: u64, count: u64) -> Result<Hash, LogError> {
        Ok(root_of(&match count < TILE {
            true => on!(self, log => log.leaves(first, first + count))?,
            false => self.tiles(first / TILE, (first + count) / TILE)?,
        }))
    }

    /// Kept roots of these complete tiles. Errors: [`LogError`].
    pub fn tiles(&self, from: u64, end: u64) -> Result<Vec<Hash>, LogError> {
        on!(self, log => log.tiles(from, end))
    }

    /// Writes a consistent copy to a file that does not exist yet, while others go on writing.
    /// The caller puts it on stable storage. Errors: [`LogError::Store`], [`LogError::NotAFile`].
    pub fn copy_to(&self, target: &Path) -> Result<(), LogError> {
        match self {
            Self::Embedded(log) => log.copy_to(target),
            #[cfg(feature = "kurrentdb")]
            Self::KurrentDb(_) => Err(LogError::NotAFile),
        }
    }

    /// What the store itself finds wrong with its file, if it has one. Errors: [`LogError`].
    pub fn damage(&self) -> Result<Option<String>, LogError> {
        match self {
            Self::Embedded(log) => log.damage(),
            #[cfg(feature = "kurrentdb")]
            Self::KurrentDb(_) => Ok(None),
        }
    }
}

/// The log's file in a data folder.
pub const LOG_FILE: &str = "log.db";

/// Whether a text names a cluster rather than a folder.
pub fn is_address(text: &str) -> bool {
    let scheme = text.split_once("://").map_or("", |(scheme, _)| scheme);
    let scheme = scheme.strip_suffix("+discover").unwrap_or(scheme);
    matches!(scheme, "kurrentdb" | "kurrent" | "kdb" | "esdb")
}

/// Root of the ledger over the first `size` events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LedgerRoot {
    /// Events covered.
    pub size: u64,
    /// RFC 6962 root.
    pub root: Hash,
}
