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
        let leaves = cores::map(frames.iter().collect(), Frame::leaves);
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    use rusqlite::{Connection, params};

    use crate::checkpoint::Signer;
    use crate::identity::Kode;
    use crate::log::LOG_FILE;
    use crate::log::contract::{form, opd};

    fn contoh() -> Kode {
        Kode::parse("contoh").unwrap()
    }

    /// A unit and 20 forms; the answers of one of them may be others.
    fn log_of(dir: &Path, other: Option<u32>) -> Log {
        let log = Log::in_folder(dir).unwrap();
        log.append(opd(&contoh(), "DINKES", "Dinas Kesehatan", 1)).unwrap();
        for number in 0..20 {
            let answer = if other == Some(number) { 2 } else { 1 };
            log.append(form(&contoh(), &format!("t{number}"), &[answer; 32], 2)).unwrap();
        }
        log
    }

    fn all_leaves(log: &Log) -> Vec<Hash> {
        let mut leaves = Vec::new();
        log.frames(Position(0), None, |frame| {
            leaves.extend(frame.leaves());
            Ok::<bool, LogError>(true)
        })
        .unwrap();
        leaves
    }

    fn verified(log: &Log, checkpoints: &[Checkpoint], bundle: &[Hash]) -> Result<u64, LogFault> {
        verify_log(log, checkpoints, bundle, |_| ()).map(|ledger| ledger.size)
    }

    #[test]
    fn a_log_that_was_written_anew_is_found_out_by_what_was_signed() {
        let (dir, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let log = log_of(dir.path(), None);
        let signer = Signer::open(dir.path(), &contoh(), 1).unwrap();
        for size in [1, 100, 300] {
            signer.sign_at(&log, size).unwrap();
        }
        signer.sign(&log).unwrap();
        let (signed, leaves) = (signer.signed().unwrap(), all_leaves(&log));
        assert_eq!(verified(&log, &signed, &leaves).unwrap(), 661);
        // Form number 8 begins at 265; its first answer is the event after.
        let forged = log_of(elsewhere.path(), Some(8));
        assert_eq!(verified(&forged, &[], &[]).unwrap(), 661, "it agrees with itself");
        let found = verified(&forged, &signed, &[]);
        assert!(
            matches!(&found, Err(LogFault::Signed { checkpoint, after: 100 })
                if checkpoint.ledger.size == 300),
            "{found:?}"
        );
        let found = verified(&forged, &signed, &leaves);
        assert!(
            matches!(found, Err(LogFault::OtherEvent { position: Position(266) })),
            "{found:?}"
        );
    }

    /// What is found after somebody who knows the file has changed it.
    fn after(change: impl FnOnce(&Connection)) -> LogFault {
        let dir = tempfile::tempdir().unwrap();
        let log = log_of(dir.path(), None);
        let signer = Signer::open(dir.path(), &contoh(), 1).unwrap();
        let signed = signer.sign(&log).unwrap();
        drop(log);
        change(&Connection::open(dir.path().join(LOG_FILE)).unwrap());
        let log = Log::read_only(dir.path()).unwrap();
        verified(&log, &[signed], &[]).unwrap_err()
    }

    /// Sums a row again, as one does who wants the change to stay.
    fn sum_again(file: &Connection, position: i64) {
        let row = "SELECT count, revision, recorded_at, form, stream, body FROM frame
                   WHERE position = ?1";
        let (numbers, stream, body) = file
            .query_row(row, [position], |row| {
                let numbers: [i64; 4] = [row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?];
                Ok((numbers, row.get::<_, String>(4)?, row.get::<_, Vec<u8>>(5)?))
            })
            .unwrap();
        let mut crc = crc32fast::Hasher::new();
        crc.update(&position.to_le_bytes());
        numbers.iter().for_each(|number| crc.update(&number.to_le_bytes()));
        crc.update(stream.as_bytes());
        crc.update(&body);
        let sql = "UPDATE frame SET crc = ?1 WHERE position = ?2";
        file.execute(sql, params![crc.finalize(), position]).unwrap();
    }

    #[test]
    fn every_kind_of_change_is_found_where_it_is() {
        let set = |column: &'static str| {
            move |file: &Connection| {
                let sql = format!("UPDATE frame SET {column} WHERE position = 331");
                assert_eq!(file.execute(&sql, []).unwrap(), 1);
            }
        };
        let summed = |column: &'static str| {
            move |file: &Connection| {
                set(column)(file);
                sum_again(file, 331);
            }
        };
        let found = after(set("recorded_at = 3"));
        assert!(
            matches!(found, LogFault::Log(LogError::Frame { position: Position(331), .. })),
            "{found:?}"
        );
        let found = after(summed("recorded_at = 1"));
        assert!(matches!(found, LogFault::Time { position: Position(331) }), "{found:?}");
        let found = after(summed("revision = 4"));
        assert!(matches!(found, LogFault::Revision { position: Position(331), .. }), "{found:?}");
        let found = after(summed("stream = 'evaluasi-contoh:lain'"));
        assert!(
            matches!(found, LogFault::Tile { from: Position(256), to: Position(511) }),
            "{found:?}"
        );
        let found = after(|file| _ = file.execute("DELETE FROM frame WHERE position = 331", []));
        assert!(
            matches!(found, LogFault::Log(LogError::Missing { expected: Position(331), .. })),
            "{found:?}"
        );
        let found = after(|file| _ = file.execute("DELETE FROM frame WHERE position > 600", []));
        assert!(matches!(found, LogFault::Shorter { size: 628, .. }), "{found:?}");
        let found = after(|file| _ = file.execute("DELETE FROM tile WHERE number = 1", []));
        assert!(matches!(found, LogFault::Log(LogError::MissingTile { .. })), "{found:?}");
    }
}
