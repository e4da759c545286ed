//! Checks a live log against itself and against what was signed. Reads only; repairs nothing.

use std::collections::HashMap;

use crate::checkpoint::Checkpoint;
use crate::cores;
use crate::frame::{Body, Frame};
use crate::identity::{Instant, Position, Revision, StreamName};
use crate::ledger::{Fold, Hash, TILE, root_of};
use crate::log::{LedgerRoot, Log, LogError};

/// Frames that are hashed together, on every core.
const BATCH: usize = 4_096;

/// The first thing that is wrong with a log.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs)] // the fields are what the message names
pub enum LogFault {
    /// The file is damaged below the level of rows.
    #[error("the file of the log is damaged: {0}")]
    Structure(String),
    /// A stream has a gap or a double.
    #[error("position {position}: {stream} does not go on at revision {found}")]
    Revision { position: Position, stream: StreamName, found: Revision },
    /// Time goes back.
    #[error("position {position} was recorded before the event in front of it")]
    Time { position: Position },
    /// Events are not those whose root was stored.
    #[error("the events from position {from} to {to} are not those that were recorded")]
    Tile { from: Position, to: Position },
    /// Events are not those that were signed.
    #[error("the {} events up to here are not those that were signed", checkpoint.ledger.size)]
    Signed { checkpoint: Box<Checkpoint>, after: u64 },
    /// Events that were signed are gone.
    #[error("{} events were signed, and the log has {size}", checkpoint.ledger.size)]
    Shorter { checkpoint: Box<Checkpoint>, size: u64 },
    /// An event is not the one of a bundle that was taken earlier.
    #[error("position {position} is not the event that the bundle holds")]
    OtherEvent { position: Position },
    /// The log cannot be read; the error says where.
    #[error(transparent)]
    Log(#[from] LogError),
}

/// Checks every event of a log: rows, order, revisions, times, tiles, and each signed checkpoint.
///
/// `bundle` holds the leaves of a bundle that was taken earlier, if there is one: then the first event
/// that differs is named exactly. `progress` is told how many events are checked.
/// Errors: the first [`LogFault`].
pub fn verify_log(
    log: &Log,
    checkpoints: &[Checkpoint],
    bundle: &[Hash],
    mut progress: impl FnMut(u64),
) -> Result<LedgerRoot, LogFault> {
    if let Some(damage) = log.damage()? {
        return Err(LogFault::Structure(damage));
    }
    let mut walk = Walk::new(log, checkpoints, bundle);
    let mut batch = Vec::with_capacity(BATCH);
    log.frames(Position(0), None, |frame| {
        batch.push(frame);
        if batch.len() == BATCH {
            walk.check(&batch)?;
            progress(walk.fold.size());
            batch.clear();
        }
        Ok::<bool, LogFault>(true)
    })?;
    walk.check(&batch)?;
    walk.end()
}

struct Walk<'v> {
    log: &'v Log,
    /// Checkpoints not yet reached, smallest first.
    ahead: Vec<Checkpoint>,
    /// Events that the last good checkpoint covers.
    signed: u64,
    bundle: &'v [Hash],
    fold: Fold,
    /// Leaves after the last complete tile.
    tile: Vec<Hash>,
    revisions: HashMap<StreamName, u64>,
    recorded_at: Instant,
}

impl<'v> Walk<'v> {
    fn new(log: &'v Log, checkpoints: &[Checkpoint], bundle: &'v [Hash]) -> Self {
        let mut ahead = checkpoints.to_vec();
        ahead.sort_by_key(|checkpoint| std::cmp::Reverse(checkpoint.ledger.size));
        Self {
            log,
            ahead,
            signed: 0,
            bundle,
            fold: Fold::default(),
            tile: Vec::new(),
            revisions: HashMap::new(),
            recorded_at: Instant(i64::MIN),
        }
    }

    fn check(&mut self, frames: &[Frame]) -> Result<(), LogFault> {
        let tiles_done = self.fold.size() / TILE;
        let leaves = cores::map(frames, Frame::leaves);
        let count: usize = leaves.iter().map(Vec::len).sum();
        let stored = self.log.tiles(tiles_done, (self.fold.size() + count as u64) / TILE)?;
        let mut stored = stored.iter();
        for (frame, leaves) in frames.iter().zip(leaves) {
            self.order(frame)?;
            for leaf in leaves {
                let position = self.fold.size();
                if self.bundle.get(position as usize).is_some_and(|known| *known != leaf) {
                    return Err(LogFault::OtherEvent { position: Position(position) });
                }
                self.fold.push(leaf);
                self.tile.push(leaf);
                if self.tile.len() as u64 == TILE {
                    if stored.next() != Some(&root_of(&self.tile)) {
                        let (from, to) = (Position(position + 1 - TILE), Position(position));
                        return Err(LogFault::Tile { from, to });
                    }
                    self.tile.clear();
                }
                self.reach()?;
            }
        }
        Ok(())
    }

    /// Revisions without gaps, and time that does not go back.
    fn order(&mut self, frame: &Frame) -> Result<(), LogFault> {
        let position = frame.first;
        if frame.recorded_at < self.recorded_at {
            return Err(LogFault::Time { position });
        }
        self.recorded_at = frame.recorded_at;
        // A form is alone in its stream, and the store lets no revision stand twice.
        let expected = match frame.body {
            Body::Form(_) => 0,
            Body::Events(_) => {
                let next = self.revisions.entry(frame.stream.clone()).or_default();
                std::mem::replace(next, frame.first_revision.0 + frame.body.count() as u64)
            }
        };
        if frame.first_revision.0 != expected {
            let (stream, found) = (frame.stream.clone(), frame.first_revision);
            return Err(LogFault::Revision { position, stream, found });
        }
        Ok(())
    }

    /// Compares the root so far with every checkpoint of this size.
    fn reach(&mut self) -> Result<(), LogFault> {
        let size = self.fold.size();
        while let Some(next) = self.ahead.pop_if(|next| next.ledger.size <= size) {
            if next.ledger.size == size && next.ledger.root != self.fold.root() {
                return Err(LogFault::Signed { checkpoint: Box::new(next), after: self.signed });
            }
            self.signed = size;
        }
        Ok(())
    }

    fn end(mut self) -> Result<LedgerRoot, LogFault> {
        let size = self.fold.size();
        if let Some(checkpoint) = self.ahead.pop().filter(|next| next.ledger.size > size) {
            return Err(LogFault::Shorter { checkpoint: Box::new(checkpoint), size });
        }
        if (self.bundle.len() as u64) > size {
            return Err(LogFault::OtherEvent { position: Position(size) });
        }
        Ok(LedgerRoot { size, root: self.fold.root() })
    }
}
