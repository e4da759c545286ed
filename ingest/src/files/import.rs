//! An import that has been decided, on its way into the record.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::{OnProgress, Progress, REPORT_EVERY, Summary};
use crate::identity::Position;
use crate::log::{Log, LogError, Submission};
use crate::record::{Record, RecordError};

/// Forms that are written in one transaction. A larger import goes in several, and what a crash
/// leaves out is written by running it again.
pub const FORMS_AT_ONCE: usize = 100_000;

/// An import that has been decided and not yet written.
#[must_use = "an import is written by `commit` or forgotten by `discard`"]
pub struct Import {
    /// What it would do.
    pub summary: Summary,
    pub(super) submissions: Vec<Submission>,
    /// What the register was when the import was decided.
    pub(super) register: Option<Position>,
}

/// What became of an import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It is on stable storage, whole.
    Written(Summary),
    /// Rows are wrong; nothing was written.
    Refused(Summary),
    /// Another writer was first, and what was decided may no longer hold: plan again. Chunks that
    /// were written before that stay, and count as repeated from then on.
    Moved,
}

impl Import {
    /// Forgets the import and everything sealed for it. Answers what it would have done.
    pub fn discard(self, record: &mut Record) -> Summary {
        record.sealed.discard();
        self.summary
    }

    /// Writes the import: what is sealed first, then the events.
    ///
    /// All in one transaction if it holds no more than [`FORMS_AT_ONCE`] forms, else everything that
    /// is no form with the first forms, and the other forms in transactions of that many. Errors:
    /// [`RecordError`].
    pub fn commit(
        self,
        record: &mut Record,
        progress: &OnProgress<'_>,
    ) -> Result<Outcome, RecordError> {
        self.commit_in_chunks(FORMS_AT_ONCE, record, progress)
    }

    pub(super) fn commit_in_chunks(
        self,
        forms_at_once: usize,
        record: &mut Record,
        progress: &OnProgress<'_>,
    ) -> Result<Outcome, RecordError> {
        if !self.summary.errors.is_empty() {
            return Ok(Outcome::Refused(self.discard(record)));
        }
        record.sealed.commit()?;
        let Self { mut summary, mut submissions, register } = self;
        let of = submissions.len();
        let prepared = AtomicUsize::new(0);
        let mut writing = Writing { log: &record.log, register, of, done: 0, prepared, progress };
        let mut chunk: Vec<Submission> = submissions.extract_if(.., |s| !s.is_form()).collect();
        // Forms enter in the order of their keyed hashes: the order of the file, which could tell who
        // answered what, is not kept, and the index of streams is filled from one end to the other.
        submissions.sort_unstable_by(|one, other| one.stream.cmp(&other.stream));
        let mut forms = submissions.into_iter();
        chunk.extend(forms.by_ref().take(forms_at_once));
        while !chunk.is_empty() {
            match writing.write(chunk) {
                Ok(last) => summary.written = last.or(summary.written),
                Err(error) if was_first(&error) => return Ok(Outcome::Moved),
                Err(error) => return Err(error.into()),
            }
            chunk = forms.by_ref().take(forms_at_once).collect();
        }
        Ok(Outcome::Written(summary))
    }
}

/// An import that is being written, chunk by chunk.
struct Writing<'w> {
    log: &'w Log,
    /// What the register is, as far as this import knows.
    register: Option<Position>,
    of: usize,
    done: usize,
    prepared: AtomicUsize,
    progress: &'w OnProgress<'w>,
}

impl Writing<'_> {
    /// Writes what shares one transaction. Answers the position of the last event that is new.
    fn write(&mut self, chunk: Vec<Submission>) -> Result<Option<Position>, LogError> {
        let (count, of) = (chunk.len(), self.of);
        let others = chunk.iter().take_while(|submission| !submission.is_form()).count();
        let tell = |count: usize| {
            let done = self.prepared.fetch_add(count, Ordering::Relaxed) + count;
            if done.is_multiple_of(REPORT_EVERY) || done == of {
                (self.progress)(Progress::Prepared { done, of });
            }
        };
        let appended = self.log.append_all(chunk, Some(self.register), &tell)?;
        // What was just written is part of what the next chunk is decided against.
        self.register = appended[..others].last().map(|at| at.first).or(self.register);
        self.done += count;
        (self.progress)(Progress::Written { done: self.done, of });
        Ok(appended.iter().filter(|at| !at.repeated).map(|at| at.last).max())
    }
}

/// Whether another writer changed what the plan was decided against.
fn was_first(error: &LogError) -> bool {
    matches!(
        error,
        LogError::RegisterMoved
            | LogError::WrongExpectedRevision { .. }
            | LogError::OtherContent { .. }
    )
}
