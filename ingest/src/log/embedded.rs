//! The embedded log: one SQLite file, a row per submission, one writer thread.
//!
//! Writers hand their submissions to the thread through a bounded queue; whatever waits there is
//! committed together with one fsync (`synchronous = FULL`). Positions are taken inside the write
//! transaction, so that other processes may write to the same file. A log that is opened and not
//! written to is left byte for byte as it was.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{
    Connection, ErrorCode, OpenFlags, OptionalExtension, Transaction, TransactionBehavior, params,
};

use super::{Appended, Head, LedgerRoot, LogError, Submission};
use crate::cores;
use crate::frame::{Body, CODEC, Frame, FrameError, MAX_FRAME};
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
/// Frames read in one short transaction, so that no reader pins the WAL; and what they may weigh
/// together, so that a reader that has stopped holds no more.
const CHUNK: i64 = 4_096;
const CHUNK_BYTES: usize = 8 << 20;

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
    // Closed before the writer, whose connection clears away SQLite's side files.
    reader: Mutex<Connection>,
    /// None where the log is only read.
    writer: Option<WriterThread>,
}

/// The way to the writer; dropping it waits until everything queued is answered.
struct WriterThread {
    queue: Option<SyncSender<Job>>,
    thread: Option<JoinHandle<()>>,
    /// When the last frame was recorded that it knows of, in milliseconds since 1970. Whoever
    /// prepares a frame looks here, so that nobody asks the file.
    last_recorded: Arc<AtomicI64>,
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
    /// Errors: [`LogError::UnknownFormat`] and [`LogError::Frame`] where a newer jejak has written,
    /// before anything is written; [`LogError::Store`].
    pub fn open(path: &Path) -> Result<Self, LogError> {
        write_again(path)?;
        let left_over = has_left_over(path);
        let connection = Connection::open(path)?;
        // What a crash left in the write-ahead log is moved by the next writer, not by a reader.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, left_over)?;
        prepare(&connection)?;
        let reader = open_reader(path)?;
        let last_recorded = head_of(&reader)?.map_or(i64::MIN, |head| head.recorded_at.0);
        let last_recorded = Arc::new(AtomicI64::new(last_recorded));
        let (queue, jobs) = sync_channel(QUEUE);
        let mut writer = Writer {
            connection,
            has_written: false,
            next: 0,
            last_recorded: Arc::clone(&last_recorded),
            leaves: vec![],
        };
        let thread = std::thread::Builder::new().name("jejak-log".into());
        let thread = thread.spawn(move || writer.run(&jobs)).map_err(|_| LogError::Closed)?;
        let writer = WriterThread { queue: Some(queue), thread: Some(thread), last_recorded };
        Ok(Self { reader: Mutex::new(reader), writer: Some(writer) })
    }

    /// Opens a log that nobody writes to, such as a backup; appending answers [`LogError::Closed`].
    /// Errors: as [`EmbeddedLog::open`].
    pub fn open_read_only(path: &Path) -> Result<Self, LogError> {
        let reader = open_reader(path)?;
        is_known(&reader)?;
        Ok(Self { reader: Mutex::new(reader), writer: None })
    }

    /// Writes a consistent copy to a file that does not exist yet, while others go on writing.
    /// The caller puts it on stable storage. Errors: [`LogError::Store`].
    pub fn copy_to(&self, target: &Path) -> Result<(), LogError> {
        let source = self.reader().path().map(PathBuf::from).ok_or(LogError::Closed)?;
        // A connection of its own, so that nobody waits for the copy.
        open_reader(&source)?.execute("VACUUM INTO ?1", [target.to_string_lossy()])?;
        Ok(())
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
        let writer = self.writer.as_ref().ok_or(LogError::Closed)?;
        let last = Instant(writer.last_recorded.load(Ordering::Relaxed));
        let submissions = prepare_all(submissions, last, progress);
        let (answer, answered) = sync_channel(1);
        let job = Job { submissions, register, answer };
        writer.queue.as_ref().ok_or(LogError::Closed)?.send(job).map_err(|_| LogError::Closed)?;
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
        let sql =
            "SELECT position, stream, revision, recorded_at, body, count, form, crc FROM frame
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
        let sql =
            "SELECT position, stream, revision, recorded_at, body, count, form, crc FROM frame
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
            let (chunk, is_full) = self.chunk(sql, next, limit)?;
            for frame in chunk {
                next = frame.last().0 as i64 + 1;
                if to.is_some_and(|to| frame.first > to) {
                    return Ok(());
                }
                if !each(frame)? {
                    return Ok(());
                }
            }
            // Not until nothing comes any more: under a steady writer that would never end.
            if !is_full {
                return Ok(());
            }
        }
    }

    /// The frames from a position on, `limit` at most, that one short transaction reads, and whether
    /// more may follow.
    fn chunk(&self, sql: &str, from: i64, limit: i64) -> Result<(Vec<Frame>, bool), LogError> {
        let reader = self.reader();
        let mut statement = reader.prepare_cached(sql)?;
        let mut rows = statement.query(params![from, limit])?;
        let (mut chunk, mut bytes) = (Vec::new(), 0);
        while bytes < CHUNK_BYTES
            && let Some(row) = rows.next()?
        {
            let frame = frame_of(row)??;
            bytes += frame.body.weight();
            chunk.push(frame);
        }
        let is_full = chunk.len() as i64 == limit || bytes >= CHUNK_BYTES;
        Ok((chunk, is_full))
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
        let tiles = size / TILE;
        let mut hashes = self.tiles(0, tiles)?;
        if !size.is_multiple_of(TILE) {
            hashes.push(root_of(&self.leaves(tiles * TILE, size)?));
        }
        Ok(LedgerRoot { size, root: root_of(&hashes) })
    }

    /// Stored roots of these complete tiles. Errors: [`LogError`].
    pub fn tiles(&self, from: u64, end: u64) -> Result<Vec<Hash>, LogError> {
        let reader = self.reader();
        let sql = "SELECT root FROM tile WHERE number >= ?1 AND number < ?2 ORDER BY number";
        let mut statement = reader.prepare_cached(sql)?;
        let roots = statement.query_map([from as i64, end as i64], |row| row.get::<_, Hash>(0))?;
        let roots = roots.collect::<Result<Vec<_>, _>>()?;
        match roots.len() as u64 == end - from {
            true => Ok(roots),
            false => Err(LogError::MissingTile { from, end }),
        }
    }

    /// What SQLite finds wrong with its file, if anything. Errors: [`LogError`].
    pub fn damage(&self) -> Result<Option<String>, LogError> {
        let reader = self.reader();
        let found: String = reader.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
        Ok((found != "ok").then_some(found))
    }

    /// Leaves of these events. Errors: [`LogError`].
    pub(super) fn leaves(&self, from: u64, end: u64) -> Result<Vec<Hash>, LogError> {
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

impl Drop for WriterThread {
    fn drop(&mut self) {
        self.queue = None;
        if let Some(thread) = self.thread.take() {
            // The writer answers everything queued before it ends; a panic in it is already reported.
            let _ = thread.join();
        }
    }
}

fn open_reader(path: &Path) -> Result<Connection, LogError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let reader = Connection::open_with_flags(path, flags)?;
    reader.busy_timeout(Duration::from_secs(30))?;
    keep_plans(&reader)?;
    Ok(reader)
}

/// Whether another process, or a crash, has something in the write-ahead log.
fn has_left_over(path: &Path) -> bool {
    std::fs::metadata(write_ahead_log(path)).is_ok_and(|wal| wal.len() > 0)
}

fn write_ahead_log(path: &Path) -> PathBuf {
    let mut wal = path.as_os_str().to_owned();
    wal.push("-wal");
    wal.into()
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
    cores::map(submissions, prepare)
}

/// Query plans do not depend on bound values. Otherwise the partial index makes SQLite plan a query
/// by stream anew each time it runs, which costs more than the query.
fn keep_plans(connection: &Connection) -> Result<(), LogError> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(())
}

/// Writes again, and syncs, what a process that did not end well left in the write-ahead log.
///
/// What is read there may be in the system's cache alone: not synced yet, or, after a failed sync,
/// never to be written by a later one. SQLite takes it for committed, and jejak would answer for it
/// and build on it. Nothing is done while another process has the log open: what SQLite shares
/// between processes names only what was synced.
fn write_again(path: &Path) -> Result<(), LogError> {
    let wal = write_ahead_log(path);
    // Who may not write to it builds on nothing.
    let Ok(file) = File::options().read(true).write(true).open(&wal) else { return Ok(()) };
    let alone = Connection::open(path)?;
    alone.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    alone.busy_timeout(Duration::ZERO)?;
    let locked =
        alone.execute_batch("PRAGMA locking_mode = EXCLUSIVE; SELECT 1 FROM sqlite_master");
    match locked {
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) => return Ok(()),
        locked => locked?,
    }
    write_over(&file).map_err(|error| store_failed(format!("{}: {error}", wal.display())))
}

/// Gives a file the bytes it has.
fn write_over(mut file: &File) -> std::io::Result<()> {
    let (mut bytes, mut offset) = (vec![0; 1 << 16], 0);
    loop {
        let read = file.read(&mut bytes)?;
        if read == 0 {
            return file.sync_data();
        }
        file.seek(SeekFrom::Start(offset))?;
        file.write_all(&bytes[..read])?;
        offset += read as u64;
    }
}

fn store_failed(message: String) -> LogError {
    let failed = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_IOERR);
    LogError::Store(rusqlite::Error::SqliteFailure(failed, Some(message)))
}

fn prepare(connection: &Connection) -> Result<(), LogError> {
    connection.busy_timeout(Duration::from_secs(30))?;
    keep_plans(connection)?;
    let is_new = !is_known(connection)?;
    connection.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536;",
    )?;
    if is_new {
        connection.execute_batch(&format!(
            "BEGIN IMMEDIATE; PRAGMA application_id = {APPLICATION};
             PRAGMA user_version = {FORMAT}; {SCHEMA} COMMIT;"
        ))?;
    }
    Ok(())
}

/// Whether there is a log that this jejak can read; false for a file that is still empty.
///
/// Only reads. What is no form is read whole into the register; of the forms the newest are looked
/// at, since a newer jejak packs them otherwise from some form on.
fn is_known(connection: &Connection) -> Result<bool, LogError> {
    let pragma = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let (application, format) = (pragma("application_id")?, pragma("user_version")?);
    let tables: i64 =
        connection.query_row("SELECT count(*) FROM sqlite_master", [], |row| row.get(0))?;
    if tables == 0 {
        return Ok(false);
    }
    if application != APPLICATION || format != FORMAT {
        return Err(LogError::UnknownFormat { found: format, known: FORMAT });
    }
    let sql = "SELECT position, stream, revision, recorded_at, body, count, form, crc
               FROM (SELECT * FROM frame ORDER BY position DESC LIMIT ?1)
               WHERE substr(body, 1, 1) <> ?2 ORDER BY position";
    let mut statement = connection.prepare(sql)?;
    for frame in statement.query_map(params![CHUNK, [CODEC]], frame_of)? {
        // Damage is left to whoever reads the row: it is no reason to keep the others back.
        if let Err(error @ LogError::Frame { source: FrameError::UnknownCodec(_), .. }) = frame? {
            return Err(error);
        }
    }
    Ok(true)
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
    let sql = "SELECT position, stream, revision, recorded_at, body, count, form, crc FROM frame
               WHERE stream = ?1 ORDER BY revision";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([stream.as_str()], frame_of)?;
    rows.collect::<Result<Result<Vec<_>, _>, _>>()?
}

fn frame_of(row: &rusqlite::Row<'_>) -> rusqlite::Result<Result<Frame, LogError>> {
    let position = Position(row.get::<_, i64>(0)? as u64);
    // A value of another type is damage like any other, and the position says where.
    let frame = frame_at(position, row).unwrap_or(Err(FrameError::Damaged));
    Ok(frame.map_err(|source| LogError::Frame { position, source }))
}

fn frame_at(
    position: Position,
    row: &rusqlite::Row<'_>,
) -> rusqlite::Result<Result<Frame, FrameError>> {
    let stream = StreamName::from_stored(row.get_ref(1)?.as_str()?);
    let revision = Revision(row.get::<_, i64>(2)? as u64);
    let recorded_at = Instant(row.get(3)?);
    let body = row.get_ref(4)?.as_blob()?;
    let (count, form): (i64, bool) = (row.get(5)?, row.get(6)?);
    let crc = row_crc(position, count, &stream, revision, recorded_at, form, body);
    if row.get::<_, u32>(7)? != crc {
        return Ok(Err(FrameError::Damaged));
    }
    let frame = Frame::decode(position, stream, revision, recorded_at, body);
    Ok(frame.and_then(|frame| {
        let as_stored =
            frame.body.count() as i64 == count && matches!(frame.body, Body::Form(_)) == form;
        if as_stored { Ok(frame) } else { Err(FrameError::Damaged) }
    }))
}

/// Check sum of a row. It finds damage; only the ledger finds forgery.
fn row_crc(
    position: Position,
    count: i64,
    stream: &StreamName,
    revision: Revision,
    recorded_at: Instant,
    form: bool,
    body: &[u8],
) -> u32 {
    let mut crc = crc32fast::Hasher::new();
    let numbers = [position.0 as i64, count, revision.0 as i64, recorded_at.0, i64::from(form)];
    for number in numbers {
        crc.update(&number.to_le_bytes());
    }
    crc.update(stream.as_str().as_bytes());
    crc.update(body);
    crc.finalize()
}

/// The one thread that writes.
struct Writer {
    connection: Connection,
    has_written: bool,
    /// Next free position, as this writer last left it.
    next: u64,
    /// As [`WriterThread::last_recorded`].
    last_recorded: Arc<AtomicI64>,
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
        if self.has_written {
            // Leaves one file behind. If it fails, the write-ahead log simply stays.
            let _ = self.connection.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)");
        }
    }

    /// Commits a group with one fsync, then answers each job. A job that is refused leaves the others
    /// be; where the store fails, none is written.
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
                    let _ = job.answer.send(Err(store_failed(message.clone())));
                }
            }
        }
    }

    fn write(
        &mut self,
        group: &[Job],
        answers: &mut Vec<Result<Vec<Appended>, LogError>>,
    ) -> Result<(), LogError> {
        let last_recorded = Instant(self.last_recorded.load(Ordering::Relaxed));
        let mut place = Place { next: self.next, last_recorded, leaves: vec![] };
        std::mem::swap(&mut place.leaves, &mut self.leaves);
        if !self.has_written {
            let keeps_wal = DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE;
            self.connection.set_db_config(keeps_wal, false)?;
            self.has_written = true;
        }
        let mut transaction =
            self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        place.refresh(&transaction)?;
        for job in group {
            let before = place.clone();
            let savepoint = transaction.savepoint()?;
            let answer = place.append(&savepoint, job);
            match answer {
                Ok(_) => savepoint.commit()?,
                // SQLite may have taken back the whole transaction: none of the group is written.
                Err(LogError::Store(error)) => return Err(error.into()),
                Err(_) => {
                    drop(savepoint);
                    place = before;
                }
            }
            answers.push(answer);
        }
        transaction.commit()?;
        (self.next, self.leaves) = (place.next, place.leaves);
        self.last_recorded.store(place.last_recorded.0, Ordering::Relaxed);
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
        let sql =
            "SELECT position, stream, revision, recorded_at, body, count, form, crc FROM frame
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
        let form = matches!(submission.body, Body::Form(_));
        let crc = row_crc(
            Position(first),
            count,
            &submission.stream,
            first_revision,
            prepared.recorded_at,
            form,
            &prepared.body,
        );
        connection.prepare_cached(sql)?.execute(params![
            first as i64,
            count,
            submission.stream.as_str(),
            first_revision.0 as i64,
            prepared.recorded_at.0,
            form,
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

    fn pemda() -> Kode {
        Kode::parse("contoh").unwrap()
    }

    #[test]
    fn keeps_the_contract() {
        contract::run(|| {
            let dir = tempfile::tempdir().unwrap();
            let open = Box::new(move || Log::in_folder(dir.path()).unwrap());
            contract::Given { open, pemda: pemda() }
        });
    }

    #[test]
    fn a_slow_clock_follows_that_of_another_writer() {
        let dir = tempfile::tempdir().unwrap();
        let open = || EmbeddedLog::open(&dir.path().join("log.db")).unwrap();
        let (fast, slow) = (open(), open());
        fast.append(contract::form(&pemda(), "t1", &[1; 32], 5_000)).unwrap();
        slow.append(contract::form(&pemda(), "t2", &[1; 32], 1_000)).unwrap();
        open().append(contract::form(&pemda(), "t3", &[1; 32], 2_000)).unwrap();
        let mut times = Vec::new();
        let read = slow.frames(Position(0), None, |frame| {
            times.push(frame.recorded_at.0);
            Ok::<bool, LogError>(true)
        });
        read.unwrap();
        assert_eq!(times, [5_000; 3]);
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

    /// How many frames a reader sees that stops at the first of them, until everything after the
    /// first `kept` is taken away: what it has read ahead, and no more.
    fn read_ahead(submissions: Vec<Submission>, kept: i64) -> i64 {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("log.db");
        let log = EmbeddedLog::open(&path).unwrap();
        log.append_all(submissions, None, &|_| ()).unwrap();
        let mut seen = 0;
        let mut each = |_| {
            seen += 1;
            if seen == 1 {
                let other = Connection::open(&path).unwrap();
                other.execute("DELETE FROM frame WHERE position >= ?1", [kept]).unwrap();
                // Busy is 1 where somebody still reads from the write-ahead log.
                let busy = "PRAGMA wal_checkpoint(TRUNCATE)";
                assert_eq!(other.query_row(busy, [], |row| row.get::<_, i64>(0)).unwrap(), 0);
            }
            Ok::<bool, LogError>(true)
        };
        log.frames(Position(0), None, &mut each).unwrap();
        seen
    }

    #[test]
    fn a_reader_that_stops_holds_one_chunk_and_no_transaction() {
        let opd = |n: i64, nama: &str| contract::opd(&pemda(), &format!("D-{n}"), nama, 1);
        let small = (0..3 * CHUNK).map(|n| opd(n, "Dinas")).collect();
        assert_eq!(read_ahead(small, 1), CHUNK);
        let name = "x".repeat(1 << 20);
        let large = (0..30).map(|n| opd(n, &name)).collect();
        assert_eq!(read_ahead(large, 1), 8, "eight of a mebibyte each");
    }
}
