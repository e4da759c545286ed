//! The event log: what every log promises, whichever engine keeps it.
//!
//! - An append is whole or nothing, and on stable storage before it is answered.
//! - Its events are neighbours, in their stream and in the ledger.
//! - Positions are dense and never change; `recorded_at` never goes back.
//! - A repeated append answers with the first position and writes nothing.
//!
//! `log/contract.rs` states these as tests that any log must pass.

#[cfg(test)]
pub(crate) mod contract;
mod embedded;

use time::Date;

pub use embedded::EmbeddedLog;

use crate::frame::{Actor, Body, Frame, FrameError};
use crate::identity::{Instant, Position, Revision, StreamName};
use crate::ledger::Hash;

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

impl Submission {
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
    #[error("{stream}: a submission holds 1 event to 4 MiB, this one is {bytes} bytes")]
    WrongSize { stream: StreamName, bytes: usize },
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
    /// The store failed; nothing of the submission was acknowledged.
    #[error("log store: {0}")]
    Store(#[from] rusqlite::Error),
    /// No such proof exists: an index or a size outside the tree.
    #[error("no proof: {0}")]
    NoProof(String),
    /// The writer has stopped.
    #[error("the log is closed")]
    Closed,
}

/// Root of the ledger over the first `size` events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LedgerRoot {
    /// Events covered.
    pub size: u64,
    /// RFC 6962 root.
    pub root: Hash,
}
