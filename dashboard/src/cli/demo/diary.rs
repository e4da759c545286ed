//! The diary of the sample: who records what, and when; then written page by page as it happened.

use ingest::accept::{Command, Intent};
use ingest::identity::Instant;
use ingest::log::Submission;
use ingest::record::{Planner, Record, RecordError};
use ingest::sealed::{Sealed, SealedError};
use time::Date;

/// Commands that are appended together.
const BATCH: usize = 2_048;

/// The key of a command and what it wants.
pub(super) type Entry = (String, Intent);

/// Makes the command of a page, sealing what is personal in it.
type Write = Box<dyn FnOnce(&mut Sealed) -> Result<Entry, SealedError>>;

/// One command that somebody gives at a moment.
pub(super) struct Page {
    at: Instant,
    occurred_on: Date,
    write: Write,
}

/// Everything that is going to happen, in the order it was thought of.
#[derive(Default)]
pub(super) struct Diary(Vec<Page>);

impl Diary {
    /// Notes a command that names nobody and says nothing in free text.
    pub(super) fn note(&mut self, at: Instant, occurred_on: Date, key: String, intent: Intent) {
        self.note_sealed(at, occurred_on, move |_| Ok((key, intent)));
    }

    /// Notes a command that has something to seal when its time comes.
    pub(super) fn note_sealed(
        &mut self,
        at: Instant,
        occurred_on: Date,
        write: impl FnOnce(&mut Sealed) -> Result<Entry, SealedError> + 'static,
    ) {
        self.0.push(Page { at, occurred_on, write: Box::new(write) });
    }

    /// Writes every page in the order of time. Errors: [`RecordError`]; a page that the rules refuse
    /// ends it.
    pub(super) fn write(
        mut self,
        record: &mut Record,
        progress: &dyn Fn(u64, u64),
    ) -> Result<(), RecordError> {
        self.0.sort_by_key(|page| page.at);
        let total = self.0.len() as u64;
        let mut written = 0;
        let mut pages = self.0.into_iter().peekable();
        while let Some(first) = pages.peek().map(|page| page.at) {
            let batch = seal(record, pages.by_ref().take(BATCH))?;
            let actor = record.tim()?;
            record.sealed.commit()?;
            let mut planner = Planner::new(record, actor, first)?;
            let mut moments = Vec::with_capacity(batch.len());
            for (at, command) in &batch {
                if planner.decide(command)?.is_none() {
                    moments.push(*at);
                }
                written += 1;
                progress(written, total);
            }
            // One plan has one clock; the pages have each their own.
            let (planned, register) = planner.into_submissions();
            let at_its_moment = |(submission, now)| Submission { now, ..submission };
            let submissions = planned.into_iter().zip(moments).map(at_its_moment).collect();
            record.log.append_all(submissions, Some(register), &|_| ())?;
        }
        Ok(())
    }
}

/// The commands of these pages, each with its moment; what is personal in them is sealed.
fn seal(
    record: &mut Record,
    pages: impl Iterator<Item = Page>,
) -> Result<Vec<(Instant, Command)>, SealedError> {
    pages
        .map(|page| {
            let (key, intent) = (page.write)(&mut record.sealed)?;
            let occurred_on = page.occurred_on;
            Ok((page.at, Command { key, occurred_on, intent }))
        })
        .collect()
}
