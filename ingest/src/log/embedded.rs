//! The embedded log: one SQLite file, a row per submission, one writer thread.
//!
//! Writers hand their submissions to the thread through a bounded queue; whatever waits there is
//! committed together with one fsync (`synchronous = FULL`). Positions are taken inside the write
//! transaction, so that other processes may write to the same file.

use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{
    Connection, OpenFlags, OptionalExtension, Transaction, TransactionBehavior, params,
};

use super::{Appended, Head, LedgerRoot, LogError, Submission};
use crate::frame::{Body, Frame, FrameError, MAX_FRAME};
use crate::identity::{Instant, Position, Revision, StreamName};
use crate::ledger::{Hash, TILE, root_of};

/// `PRAGMA application_id`: "jejk".
const APPLICATION: i64 = 0x6a65_6a6b;
/// `PRAGMA user_version`.
const FORMAT: i64 = 2;
/// Submissions that may wait for the writer before callers are held back.
const QUEUE: usize = 1_024;
/// Submissions committed with one fsync at most.
const GROUP: usize = 512;
/// Frames read in one short transaction, so that no reader pins the WAL.
const CHUNK: i64 = 4_096;

const SCHEMA: &str = "
    CREATE TABLE IF NOT EXISTS frame (
      position INTEGER PRIMARY KEY,   -- of its first event
      count INTEGER NOT NULL,         -- events in it
      stream TEXT NOT NULL,
      revision INTEGER NOT NULL,      -- of its first event
      recorded_at INTEGER NOT NULL,   -- milliseconds since 1970, UTC
      form INTEGER NOT NULL,          -- 1 for an evaluation form
      body BLOB NOT NULL,             -- frame codec 1
      crc INTEGER NOT NULL            -- CRC-32 of all that stands before it, so that bit rot is
                                      -- found at the row, before anything is read from it
    ) STRICT;
    CREATE UNIQUE INDEX IF NOT EXISTS frame_stream ON frame (stream, revision);
    CREATE INDEX IF NOT EXISTS frame_register ON frame (position) WHERE form = 0;
    CREATE TABLE IF NOT EXISTS tile (  -- roots of complete runs of 256 leaves
      number INTEGER PRIMARY KEY, root BLOB NOT NULL) STRICT;";

/// The default log.
pub struct EmbeddedLog {
    reader: Mutex<Connection>,
    queue: Option<SyncSender<Job>>,
    writer: Option<JoinHandle<()>>,
}

/// Submissions that share fate, with everything that could be computed before the lock.
struct Job {
    submissions: Vec<Prepared>,
    /// Last position of what is not a form, as the caller knew it when it decided.
    register: Option<Option<Position>>,
    answer: SyncSender<Result<Vec<Appended>, LogError>>,
}

struct Prepared {
    submission: Submission,
    recorded_at: Instant,
    body: Vec<u8>,
    leaves: Vec<Hash>,
}

impl Prepared {
    fn of(submission: Submission, recorded_at: Instant) -> Self {
        let frame = submission.frame(Position(0), recorded_at);
        Self { body: frame.encode(), leaves: frame.leaves(), submission, recorded_at }
    }
}

impl EmbeddedLog {
    /// Opens or creates the log file.
    ///
    /// Errors: [`LogError::UnknownFormat`] before anything is written, [`LogError::Store`].
    pub fn open(path: &Path) -> Result<Self, LogError> {
        let connection = Connection::open(path)?;
        prepare(&connection)?;
        connection.execute_batch(SCHEMA)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let reader = Connection::open_with_flags(path, flags)?;
        reader.busy_timeout(Duration::from_secs(30))?;
        keep_plans(&reader)?;
        let (queue, jobs) = sync_channel(QUEUE);
        let mut writer =
            Writer { connection, next: 0, last_recorded: Instant(i64::MIN), leaves: vec![] };
        let thread = std::thread::Builder::new().name("jejak-log".into());
        let writer = thread.spawn(move || writer.run(&jobs)).map_err(|_| LogError::Closed)?;
        Ok(Self { reader: Mutex::new(reader), queue: Some(queue), writer: Some(writer) })
    }

    /// Appends one submission; on stable storage when it returns. Blocks; call from a thread that
    /// may. Errors: [`LogError`], and then nothing was written.
    pub fn append(&self, submission: Submission) -> Result<Appended, LogError> {
        let appended = self.append_all(vec![submission], None, &|_| ())?;
        appended.into_iter().next().ok_or(LogError::Closed)
    }

    /// Appends many submissions in one transaction: all of them or none.
    ///
    /// `register` is what [`EmbeddedLog::register_head`] answered when the caller decided; if units,
    /// rounds or rules were recorded since, nothing is written. `progress` is told how many
    /// submissions have been prepared. Errors: [`LogError`].
    pub fn append_all(
        &self,
        submissions: Vec<Submission>,
        register: Option<Option<Position>>,
        progress: &(dyn Fn(usize) + Sync),
    ) -> Result<Vec<Appended>, LogError> {
        for submission in &submissions {
            submission.check_size(MAX_FRAME / 2)?;
        }
        let last = self.head()?.map_or(Instant(i64::MIN), |head| head.recorded_at);
        let submissions = prepare_all(submissions, last, progress);
        let (answer, answered) = sync_channel(1);
        let job = Job { submissions, register, answer };
        self.queue.as_ref().ok_or(LogError::Closed)?.send(job).map_err(|_| LogError::Closed)?;
        answered.recv().map_err(|_| LogError::Closed)?
    }

    fn reader(&self) -> MutexGuard<'_, Connection> {
        // A reader that panicked holds no transaction: the connection stays good.
        self.reader.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The newest event, or none while the log is empty.
    pub fn head(&self) -> Result<Option<Head>, LogError> {
        head_of(&self.reader())
    }

    /// Last position of what is not a form: the register is a function of everything up to here.
    pub fn register_head(&self) -> Result<Option<Position>, LogError> {
        register_head_of(&self.reader())
    }

    /// Reads frames in order, from the one that holds `from`, in short transactions.
    ///
    /// Stops after the frame that holds `to`, or when `each` answers false.
    /// Errors: [`LogError`], or whatever `each` answers.
    pub fn frames<E: From<LogError>>(
        &self,
        from: Position,
        to: Option<Position>,
        each: impl FnMut(Frame) -> Result<bool, E>,
    ) -> Result<(), E> {
        let start =
            "SELECT position FROM frame WHERE position <= ?1 ORDER BY position DESC LIMIT 1";
        let found: Option<i64> = self
            .reader()
            .query_row(start, [from.0 as i64], |row| row.get(0))
            .optional()
            .map_err(LogError::from)?;
        let sql = "SELECT position, stream, revision, recorded_at, body, count, crc FROM frame
                   WHERE position >= ?1 ORDER BY position LIMIT ?2";
        let (mut expected, mut each) = (found.unwrap_or(0) as u64, each);
        self.in_chunks(sql, found.unwrap_or(0), to, |frame| {
            if frame.first.0 != expected {
                let error = LogError::Missing { expected: Position(expected), found: frame.first };
                return Err(error.into());
            }
            expected = frame.last().0 + 1;
            Ok(frame.last() < from || each(frame)?)
        })
    }

    /// Reads every frame that is not a form, in order: what the register is made of.
    pub fn register_frames<E: From<LogError>>(
        &self,
        to: Option<Position>,
        each: impl FnMut(Frame) -> Result<bool, E>,
    ) -> Result<(), E> {
        let sql = "SELECT position, stream, revision, recorded_at, body, count, crc FROM frame
                   WHERE position >= ?1 AND form = 0 ORDER BY position LIMIT ?2";
        self.in_chunks(sql, 0, to, each)
    }

    fn in_chunks<E: From<LogError>>(
        &self,
        sql: &str,
        start: i64,
        to: Option<Position>,
        mut each: impl FnMut(Frame) -> Result<bool, E>,
    ) -> Result<(), E> {
        let mut next = start;
        loop {
            // A frame holds one event at least, so what is asked for needs no more rows than this.
            let asked =
                to.map_or(u64::MAX, |to| to.0.saturating_sub(next as u64).saturating_add(1));
            let limit = i64::try_from(asked).unwrap_or(CHUNK).min(CHUNK);
            let chunk = {
                let reader = self.reader();
                let mut statement = reader.prepare_cached(sql).map_err(LogError::from)?;
                let rows =
                    statement.query_map(params![next, limit], frame_of).map_err(LogError::from)?;
                rows.collect::<Result<Result<Vec<_>, _>, _>>().map_err(LogError::from)??
            };
            let whole = chunk.len() as i64 == limit;
            for frame in chunk {
                next = frame.last().0 as i64 + 1;
                if to.is_some_and(|to| frame.first > to) {
                    return Ok(());
                }
                if !each(frame)? {
                    return Ok(());
                }
            }
            if !whole {
                return Ok(());
            }
        }
    }

    /// Every frame of one stream, in order. Errors: [`LogError`].
    pub fn stream(&self, stream: &StreamName) -> Result<Vec<Frame>, LogError> {
        stream_of(&self.reader(), stream)
    }

    /// Position of the last event recorded before `moment`. Errors: [`LogError`].
    pub fn position_before(&self, moment: Instant) -> Result<Option<Position>, LogError> {
        let reader = self.reader();
        // recorded_at never goes back, so it can be searched like the position itself.
        let at_or_after = "SELECT position, count, recorded_at FROM frame
                           WHERE position >= ?1 ORDER BY position LIMIT 1";
        let Some(head) = head_of(&reader)? else {
            return Ok(None);
        };
        let (mut low, mut high) = (0, head.position.0 as i64 + 1);
        while low < high {
            let middle = low + (high - low) / 2;
            let row = reader
                .prepare_cached(at_or_after)?
                .query_row([middle], |row| {
                    Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?, row.get(2)?))
                })
                .optional()?;
            match row {
                Some((position, count, recorded)) if Instant(recorded) < moment => {
                    low = position + count
                }
                _ => high = middle,
            }
        }
        Ok(u64::try_from(low - 1).ok().map(Position))
    }

    /// Root of the ledger over the first `size` events. Errors: [`LogError`].
    pub fn root(&self, size: u64) -> Result<LedgerRoot, LogError> {
        let full = size / TILE;
        let mut hashes = Vec::with_capacity(full as usize + 1);
        {
            let reader = self.reader();
            let mut tiles =
                reader.prepare_cached("SELECT root FROM tile WHERE number < ?1 ORDER BY number")?;
            for root in tiles.query_map([full as i64], |row| row.get::<_, Hash>(0))? {
                hashes.push(root?);
            }
        }
        if !size.is_multiple_of(TILE) {
            hashes.push(root_of(&self.leaves(full * TILE, size)?));
        }
        Ok(LedgerRoot { size, root: root_of(&hashes) })
    }

    fn leaves(&self, from: u64, end: u64) -> Result<Vec<Hash>, LogError> {
        let mut leaves = Vec::new();
        self.frames(Position(from), Some(Position(end.saturating_sub(1))), |frame| {
            let skip = from.saturating_sub(frame.first.0) as usize;
            leaves.extend(frame.leaves().into_iter().skip(skip));
            Ok::<bool, LogError>(true)
        })?;
        leaves.truncate((end - from) as usize);
        Ok(leaves)
    }
}

impl Drop for EmbeddedLog {
    fn drop(&mut self) {
        self.queue = None;
        if let Some(writer) = self.writer.take() {
            // The writer answers everything queued before it ends; a panic in it is already reported.
            let _ = writer.join();
        }
    }
}

/// Encodes and hashes on every core: this is most of the work of a bulk append.
fn prepare_all(
    submissions: Vec<Submission>,
    last: Instant,
    progress: &(dyn Fn(usize) + Sync),
) -> Vec<Prepared> {
    let prepare = |submission: Submission| {
        let recorded_at = submission.now.max(last);
        progress(1);
        Prepared::of(submission, recorded_at)
    };
    if submissions.len() < 64 {
        return submissions.into_iter().map(prepare).collect();
    }
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let share = submissions.len().div_ceil(cores);
    let mut rest = submissions.into_iter();
    let parts: Vec<Vec<Submission>> =
        (0..cores).map(|_| rest.by_ref().take(share).collect()).collect();
    std::thread::scope(|scope| {
        let spawn = |part: Vec<Submission>| {
            scope.spawn(move || part.into_iter().map(prepare).collect::<Vec<_>>())
        };
        let threads: Vec<_> = parts.into_iter().map(spawn).collect();
        threads
            .into_iter()
            .flat_map(|thread| {
                thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
            })
            .collect()
    })
}

/// Query plans do not depend on bound values. Otherwise the partial index makes SQLite plan a query
/// by stream anew each time it runs, which costs more than the query.
fn keep_plans(connection: &Connection) -> Result<(), LogError> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(())
}

fn prepare(connection: &Connection) -> Result<(), LogError> {
    connection.busy_timeout(Duration::from_secs(30))?;
    keep_plans(connection)?;
    let pragma = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let (application, format) = (pragma("application_id")?, pragma("user_version")?);
    let tables: i64 =
        connection.query_row("SELECT count(*) FROM sqlite_master", [], |row| row.get(0))?;
    if tables > 0 && (application != APPLICATION || format != FORMAT) {
        return Err(LogError::UnknownFormat { found: format, known: FORMAT });
    }
    connection.execute_batch(&format!(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536;
         PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {FORMAT};"
    ))?;
    Ok(())
}

fn head_of(connection: &Connection) -> Result<Option<Head>, LogError> {
    let sql = "SELECT position + count - 1, recorded_at FROM frame ORDER BY position DESC LIMIT 1";
    let head = connection.prepare_cached(sql)?.query_row([], |row| {
        let position = Position(row.get::<_, i64>(0)? as u64);
        Ok(Head { position, recorded_at: Instant(row.get(1)?) })
    });
    Ok(head.optional()?)
}

fn register_head_of(connection: &Connection) -> Result<Option<Position>, LogError> {
    let sql = "SELECT max(position) FROM frame WHERE form = 0";
    let found: Option<i64> = connection.prepare_cached(sql)?.query_row([], |row| row.get(0))?;
    Ok(found.map(|position| Position(position as u64)))
}

fn stream_of(connection: &Connection, stream: &StreamName) -> Result<Vec<Frame>, LogError> {
    let sql = "SELECT position, stream, revision, recorded_at, body, count, crc FROM frame
               WHERE stream = ?1 ORDER BY revision";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([stream.as_str()], frame_of)?;
    rows.collect::<Result<Result<Vec<_>, _>, _>>()?
}

fn frame_of(row: &rusqlite::Row<'_>) -> rusqlite::Result<Result<Frame, LogError>> {
    let position = Position(row.get::<_, i64>(0)? as u64);
    let stream = StreamName::from_stored(row.get_ref(1)?.as_str()?);
    let revision = Revision(row.get::<_, i64>(2)? as u64);
    let recorded_at = Instant(row.get(3)?);
    let body = row.get_ref(4)?.as_blob()?;
    let count: i64 = row.get(5)?;
    let damaged = || LogError::Frame { position, source: FrameError::Damaged };
    if row.get::<_, u32>(6)? != row_crc(position, count, &stream, revision, recorded_at, body) {
        return Ok(Err(damaged()));
    }
    let frame = Frame::decode(position, stream, revision, recorded_at, body);
    Ok(match frame {
        Ok(frame) if frame.body.count() as i64 == count => Ok(frame),
        Ok(_) => Err(damaged()),
        Err(source) => Err(LogError::Frame { position, source }),
    })
}

/// Check sum of a row. It finds damage; only the ledger finds forgery.
fn row_crc(
    position: Position,
    count: i64,
    stream: &StreamName,
    revision: Revision,
    recorded_at: Instant,
    body: &[u8],
) -> u32 {
    let mut crc = crc32fast::Hasher::new();
    for number in [position.0 as i64, count, revision.0 as i64, recorded_at.0] {
        crc.update(&number.to_le_bytes());
    }
    crc.update(stream.as_str().as_bytes());
    crc.update(body);
    crc.finalize()
}

/// The one thread that writes.
struct Writer {
    connection: Connection,
    /// Next free position, as this writer last left it.
    next: u64,
    last_recorded: Instant,
    /// Leaves after the last complete tile.
    leaves: Vec<Hash>,
}

impl Writer {
    fn run(&mut self, jobs: &Receiver<Job>) {
        while let Ok(first) = jobs.recv() {
            let mut group = vec![first];
            let mut waiting = group[0].submissions.len();
            while waiting < GROUP {
                let Ok(job) = jobs.try_recv() else { break };
                waiting += job.submissions.len();
                group.push(job);
            }
            self.commit(group);
        }
        // Leaves one file behind. If it fails, the write-ahead log simply stays.
        let _ = self.connection.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)");
    }

    /// Commits a group with one fsync, then answers each job. A job that fails leaves the others be.
    fn commit(&mut self, group: Vec<Job>) {
        let mut answers = Vec::with_capacity(group.len());
        let committed = self.write(&group, &mut answers);
        match committed {
            Ok(()) => {
                for (job, answer) in group.into_iter().zip(answers) {
                    let _ = job.answer.send(answer);
                }
            }
            Err(error) => {
                // Nothing of the group is acknowledged; the next group reads the file afresh.
                self.next = u64::MAX;
                let message = error.to_string();
                for job in group {
                    let failed = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_IOERR);
                    let error = rusqlite::Error::SqliteFailure(failed, Some(message.clone()));
                    let _ = job.answer.send(Err(LogError::Store(error)));
                }
            }
        }
    }

    fn write(
        &mut self,
        group: &[Job],
        answers: &mut Vec<Result<Vec<Appended>, LogError>>,
    ) -> Result<(), LogError> {
        let mut place =
            Place { next: self.next, last_recorded: self.last_recorded, leaves: vec![] };
        std::mem::swap(&mut place.leaves, &mut self.leaves);
        let mut transaction =
            self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        place.refresh(&transaction)?;
        for job in group {
            let before = place.clone();
            let savepoint = transaction.savepoint()?;
            let answer = place.append(&savepoint, job);
            match &answer {
                Ok(_) => savepoint.commit()?,
                Err(_) => {
                    drop(savepoint);
                    place = before;
                }
            }
            answers.push(answer);
        }
        transaction.commit()?;
        (self.next, self.last_recorded, self.leaves) =
            (place.next, place.last_recorded, place.leaves);
        Ok(())
    }
}

/// Where the next frame goes.
#[derive(Clone)]
struct Place {
    next: u64,
    last_recorded: Instant,
    leaves: Vec<Hash>,
}

impl Place {
    /// Reads the end of the log again when another process wrote to it, or at the start.
    fn refresh(&mut self, transaction: &Transaction<'_>) -> Result<(), LogError> {
        let head = head_of(transaction)?;
        let next = head.map_or(0, |head| head.position.0 + 1);
        if next == self.next {
            return Ok(());
        }
        self.next = next;
        self.last_recorded = head.map_or(Instant(i64::MIN), |head| head.recorded_at);
        self.leaves.clear();
        let from = next / TILE * TILE;
        let sql = "SELECT position, stream, revision, recorded_at, body, count, crc FROM frame
                   WHERE position >= (SELECT max(position) FROM frame WHERE position <= ?1)
                   AND position + count > ?1 ORDER BY position";
        let mut statement = transaction.prepare_cached(sql)?;
        for frame in statement.query_map([from as i64], frame_of)? {
            let frame = frame??;
            let skip = from.saturating_sub(frame.first.0) as usize;
            self.leaves.extend(frame.leaves().into_iter().skip(skip));
        }
        Ok(())
    }

    fn append(&mut self, connection: &Connection, job: &Job) -> Result<Vec<Appended>, LogError> {
        if let Some(known) = job.register
            && register_head_of(connection)? != known
        {
            return Err(LogError::RegisterMoved);
        }
        job.submissions.iter().map(|prepared| self.append_one(connection, prepared)).collect()
    }

    fn append_one(
        &mut self,
        connection: &Connection,
        prepared: &Prepared,
    ) -> Result<Appended, LogError> {
        let submission = &prepared.submission;
        let sql = "SELECT revision + count - 1 FROM frame WHERE stream = ?1
                   ORDER BY revision DESC LIMIT 1";
        let actual: Option<i64> = connection
            .prepare_cached(sql)?
            .query_row([submission.stream.as_str()], |row| row.get(0))
            .optional()?;
        let first_revision = submission.expected.first_revision();
        if actual.map_or(0, |last| last as u64 + 1) != first_revision.0 {
            return repeated(connection, submission, actual);
        }
        // Another writer's later clock moves this frame's, and so its bytes.
        let late;
        let prepared = if prepared.recorded_at < self.last_recorded {
            late = Prepared::of(submission.clone(), self.last_recorded);
            &late
        } else {
            prepared
        };
        let first = self.next;
        let sql = "INSERT INTO frame VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
        let count = prepared.leaves.len() as i64;
        let crc = row_crc(
            Position(first),
            count,
            &submission.stream,
            first_revision,
            prepared.recorded_at,
            &prepared.body,
        );
        connection.prepare_cached(sql)?.execute(params![
            first as i64,
            count,
            submission.stream.as_str(),
            first_revision.0 as i64,
            prepared.recorded_at.0,
            matches!(submission.body, Body::Form(_)),
            prepared.body,
            crc,
        ])?;
        self.next += prepared.leaves.len() as u64;
        self.last_recorded = prepared.recorded_at;
        self.leaves.extend(&prepared.leaves);
        self.store_tiles(connection)?;
        Ok(Appended { first: Position(first), last: Position(self.next - 1), repeated: false })
    }

    fn store_tiles(&mut self, connection: &Connection) -> Result<(), LogError> {
        while self.leaves.len() as u64 >= TILE {
            let number = (self.next - self.leaves.len() as u64) / TILE;
            let root = root_of(&self.leaves[..TILE as usize]);
            let sql = "INSERT INTO tile VALUES (?1, ?2)";
            connection.prepare_cached(sql)?.execute(params![number as i64, root])?;
            self.leaves.drain(..TILE as usize);
        }
        Ok(())
    }
}

/// Decides whether a submission that came at the wrong revision is one that is already there.
fn repeated(
    connection: &Connection,
    submission: &Submission,
    actual: Option<i64>,
) -> Result<Appended, LogError> {
    let frames = stream_of(connection, &submission.stream)?;
    match frames.iter().find(|frame| frame.command == submission.command) {
        Some(frame) if frame.body == submission.body => {
            Ok(Appended { first: frame.first, last: frame.last(), repeated: true })
        }
        Some(frame) => {
            Err(LogError::OtherContent { stream: submission.stream.clone(), first: frame.first })
        }
        None => Err(LogError::WrongExpectedRevision {
            stream: submission.stream.clone(),
            expected: submission.expected,
            actual: actual.map(|last| Revision(last as u64)),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Log, contract};
    use super::*;
    use crate::identity::Kode;

    #[test]
    fn keeps_the_contract() {
        contract::run(|| {
            let dir = tempfile::tempdir().unwrap();
            let open = Box::new(move || Log::in_folder(dir.path()).unwrap());
            contract::Given { open, pemda: Kode::parse("contoh").unwrap() }
        });
    }

    #[test]
    fn a_log_of_another_format_is_left_alone() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("log.db");
        drop(EmbeddedLog::open(&path).unwrap());
        let connection = Connection::open(&path).unwrap();
        connection.execute_batch("PRAGMA user_version = 3").unwrap();
        assert!(matches!(
            EmbeddedLog::open(&path),
            Err(LogError::UnknownFormat { found: 3, known: 2 })
        ));
    }
}
