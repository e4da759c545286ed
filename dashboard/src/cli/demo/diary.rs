//! The diary of the sample: who records what, and when; then written page by page as it happened.

use ingest::accept::{Command, Intent};
use ingest::event::SealedText;
use ingest::identity::{Instant, Pseudonym};
use ingest::log::Submission;
use ingest::record::{Planner, Record, RecordError};
use ingest::sealed::{Sealed, SealedError};
use time::Date;

/// Commands that are appended together.
const BATCH: usize = 512;

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
        self.0.push(Page {
            at,
            occurred_on,
            write: Box::new(write),
        });
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
        while pages.peek().is_some() {
            let batch: Vec<Page> = pages.by_ref().take(BATCH).collect();
            written += batch.len() as u64;
            write_batch(record, batch)?;
            progress(written, total);
        }
        Ok(())
    }
}

/// Seals, decides and appends these pages, each recorded at its own moment.
fn write_batch(record: &mut Record, batch: Vec<Page>) -> Result<(), RecordError> {
    let Some(first) = batch.first().map(|page| page.at) else {
        return Ok(());
    };
    let actor = record.tim()?;
    let mut commands = Vec::with_capacity(batch.len());
    for Page {
        at,
        occurred_on,
        write,
    } in batch
    {
        let (key, intent) = write(&mut record.sealed)?;
        commands.push((
            at,
            Command {
                key,
                occurred_on,
                intent,
            },
        ));
    }
    record.sealed.commit()?;
    let mut planner = Planner::new(record, actor, first)?;
    let mut moments = Vec::with_capacity(commands.len());
    for (at, command) in &commands {
        if planner.decide(command)?.is_none() {
            moments.push(*at);
        }
    }
    // One plan has one clock; the pages have each their own.
    let (submissions, register) = planner.into_submissions();
    let at_its_moment = |(submission, now)| Submission { now, ..submission };
    let submissions = submissions
        .into_iter()
        .zip(moments)
        .map(at_its_moment)
        .collect();
    record
        .log
        .append_all(submissions, Some(register), &|_| ())?;
    Ok(())
}

/// Someone who assesses, judges or presides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Person {
    /// A civil servant, by NIP and sealed identity.
    Pegawai { nip: String, identity: String },
    /// A code that names nobody.
    Sandi(String),
}

impl Person {
    /// The pseudonym, and the identity as it is sealed. As the import seals it, so that a list of
    /// the sample's people can be imported again and adds nothing.
    pub(super) fn seal(&self, sealed: &mut Sealed) -> Result<(Pseudonym, SealedText), SealedError> {
        match self {
            Self::Pegawai { nip, identity } => sealed.person(nip, identity),
            Self::Sandi(code) => sealed.person(&format!("kode:{code}"), code),
        }
    }

    /// The pseudonym.
    pub(super) fn pseudonym(&self, sealed: &mut Sealed) -> Result<Pseudonym, SealedError> {
        Ok(self.seal(sealed)?.0)
    }
}
