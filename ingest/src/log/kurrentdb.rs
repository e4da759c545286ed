//! The log on a KurrentDB cluster, shared by every installation that names its address.
//!
//! What is written there is what is hashed here: ids, metadata and data of each event, byte for
//! byte. A position is the number of an event counted over `$all`; only streams named like jejak's
//! (`category-pemda:rest`) count, and the cluster's own position is nothing but a token to go on
//! from. What was counted is remembered by the tile, so that a question about one position reads one
//! tile.
//!
//! The cluster promises less than the file: an append is whole, a batch is not
//! ([`super::Log::batches_are_whole`]); and of two writers at once, the later may carry the earlier
//! clock, so that moments are compared by the latest seen up to each event.

use std::collections::HashMap;
use std::sync::mpsc::sync_channel;
use std::sync::{Mutex, MutexGuard, PoisonError};

use kurrentdb::{
    AppendToStreamOptions, Client, ClientSettings, CurrentRevision, Error, EventData,
    Position as Token, ReadAllOptions, ReadStream, ReadStreamOptions, StreamPosition, StreamState,
    SubscriptionFilter,
};
use serde_json::value::RawValue;
use tokio::runtime::Runtime;

use super::{Appended, Expected, Head, LedgerRoot, LogError, Submission};
use crate::frame::{Body, Frame, RecordedEvent};
use crate::identity::{Instant, Kode, Position, Revision, StreamName};
use crate::ledger::{Hash, TILE, root_of};

/// Events asked for at first, and at most: a question about one event reads little, a replay much.
const BATCH: std::ops::RangeInclusive<usize> = 512..=4_096;
/// Submissions written before they are counted.
const RUN: usize = 256;
/// A cluster takes no larger append unless it is told to: 1 MiB, with room for ids and names.
const MAX_APPEND: usize = 1_000_000;
/// The log on a cluster.
pub struct KurrentLog {
    client: Client,
    /// As it may be printed.
    address: String,
    /// The government whose streams count; none counts every government's.
    pemda: Option<Kode>,
    /// Gone only while the log is dropped.
    runtime: Option<Runtime>,
    known: Mutex<Known>,
}

/// A place between two frames.
#[derive(Clone, Copy)]
struct Mark {
    /// Position of the next event.
    next: u64,
    /// The event before it, for the cluster.
    after: Option<Token>,
    /// Latest moment recorded before it.
    recorded_at: Instant,
}

const START: Mark = Mark { next: 0, after: None, recorded_at: Instant(i64::MIN) };

/// 256 events that have been counted.
struct Tile {
    root: Hash,
    /// The last place between frames at or before its first event.
    mark: Mark,
    /// Whether anything that is no form begins in it.
    register: bool,
}

/// Neighbouring tiles in which something begins that is no form.
struct Run {
    begin: u64,
    /// Position after the last of them.
    end: u64,
    mark: Mark,
}

/// What has been counted so far.
struct Known {
    end: Mark,
    tiles: Vec<Tile>,
    /// Leaves after the last complete tile.
    leaves: Vec<Hash>,
    /// As [`Tile::mark`] and [`Tile::register`], of the tile being filled.
    mark: Mark,
    register: bool,
    /// Where the newest frame begins that is no form.
    register_head: Option<Position>,
}

impl Known {
    fn add(&mut self, frame: &Frame, before: Mark, after: Mark) {
        if !matches!(frame.body, Body::Form(_)) {
            self.register = true;
            self.register_head = Some(frame.first);
        }
        self.leaves.extend(frame.leaves());
        self.end = after;
        while self.leaves.len() as u64 >= TILE {
            let root = root_of(&self.leaves[..TILE as usize]);
            self.leaves.drain(..TILE as usize);
            self.tiles.push(Tile { root, mark: self.mark, register: self.register });
            self.register = false;
            // The next tile begins inside this frame, unless it ends with it.
            self.mark = if self.leaves.is_empty() { after } else { before };
        }
    }

    /// Where to look for everything that is no form; the tile being filled always belongs.
    fn register_runs(&self) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        let complete = (0..).zip(&self.tiles).filter(|(_, tile)| tile.register);
        let filling = (self.tiles.len() as u64, self.mark);
        for (number, mark) in complete.map(|(number, tile)| (number, tile.mark)).chain([filling]) {
            let (begin, end) = (number * TILE, (number + 1) * TILE);
            match runs.last_mut() {
                Some(run) if run.end == begin => run.end = end,
                _ => runs.push(Run { begin, end, mark }),
            }
        }
        if let Some(last) = runs.last_mut() {
            last.end = u64::MAX;
        }
        runs
    }

    /// A place to read from, not after this position.
    fn mark_before(&self, position: Position) -> Mark {
        match self.tiles.get((position.0 / TILE) as usize) {
            Some(tile) => tile.mark,
            None => self.mark,
        }
    }
}

/// An event as the cluster gave it; its position is not yet known.
struct Seen {
    event: RecordedEvent,
    token: Token,
}

impl KurrentLog {
    /// Connects to a cluster and counts what it holds. Errors: [`LogError::UnknownAddress`],
    /// [`LogError::Cluster`], [`LogError::Foreign`].
    pub fn open(address: &str) -> Result<Self, LogError> {
        Self::connect(address, None)
    }

    /// As [`KurrentLog::open`], on a cluster that several governments share: only the streams of
    /// this one count. Errors: [`KurrentLog::open`].
    pub fn open_for(address: &str, pemda: &Kode) -> Result<Self, LogError> {
        Self::connect(address, Some(pemda.clone()))
    }

    fn connect(address: &str, pemda: Option<Kode>) -> Result<Self, LogError> {
        let settings: ClientSettings =
            address.parse().map_err(|_| LogError::UnknownAddress(without_password(address)))?;
        let cannot = |error: &dyn std::fmt::Display| LogError::Cluster(error.to_string());
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("jejak-kurrentdb")
            .enable_all()
            .build()
            .map_err(|error| cannot(&error))?;
        let client = Client::with_runtime_handle(runtime.handle().clone(), settings);
        let client = client.map_err(|error| cannot(&error))?;
        let known = Known {
            end: START,
            tiles: Vec::new(),
            leaves: Vec::new(),
            mark: START,
            register: false,
            register_head: None,
        };
        let (address, runtime) = (without_password(address), Some(runtime));
        let log = Self { client, address, pemda, runtime, known: Mutex::new(known) };
        drop(log.caught_up()?);
        Ok(log)
    }

    /// Appends one submission; on stable storage when it returns. Blocks; call from a thread that
    /// may. Errors: [`LogError`].
    pub fn append(&self, submission: Submission) -> Result<Appended, LogError> {
        let appended = self.append_all(vec![submission], None, &|_| ())?;
        appended.into_iter().next().ok_or(LogError::Closed)
    }

    /// Appends submissions one after the other, each whole. The register is compared once, before
    /// the first. After an error those before stay, and the same call finishes the rest.
    /// Errors: [`LogError`].
    pub fn append_all(
        &self,
        submissions: Vec<Submission>,
        register: Option<Option<Position>>,
        progress: &(dyn Fn(usize) + Sync),
    ) -> Result<Vec<Appended>, LogError> {
        for submission in &submissions {
            submission.check_size(MAX_APPEND)?;
        }
        // Held through each run, so that what this call writes is counted by this call.
        let mut known = self.caught_up()?;
        if register.is_some_and(|register| register != known.register_head) {
            return Err(LogError::RegisterMoved);
        }
        let mut answers: Vec<Appended> = Vec::with_capacity(submissions.len());
        while answers.len() < submissions.len() {
            let rest = &submissions[answers.len()..];
            let run = &rest[..rest.len().min(RUN)];
            let last = known.end.recorded_at;
            let (written, refused) =
                self.write(run.iter().map(|one| Write::of(one, last)).collect())?;
            let mut counted = HashMap::new();
            self.count(&mut known, |frame| {
                counted.insert((frame.stream.clone(), frame.first_revision), frame.clone());
            })?;
            for submission in &run[..written] {
                let place = (submission.stream.clone(), submission.expected.first_revision());
                answers.push(match counted.get(&place) {
                    Some(frame) if frame.body == submission.body => {
                        let repeated = frame.recorded_at != submission.now.max(last);
                        Appended { first: frame.first, last: frame.last(), repeated }
                    }
                    // The cluster knows ids, not content: these were there before.
                    _ => self.standing(&known, submission, None)?,
                });
            }
            if let Some(actual) = refused {
                answers.push(self.standing(&known, &run[written], actual)?);
            }
            progress(written + usize::from(refused.is_some()));
            if answers.len() < submissions.len() {
                // Readers of this process have their turn.
                drop(known);
                known = self.caught_up()?;
            }
        }
        Ok(answers)
    }

    /// Sends appends until one is refused. Answers how many were taken and, of the one that was not,
    /// the revision its stream is at. Errors: the cluster did not answer.
    fn write(&self, writes: Vec<Write>) -> Result<(usize, Option<Option<Revision>>), LogError> {
        let client = self.client.clone();
        self.wait(async move {
            let mut written = 0;
            for Write { stream, expected, events } in writes {
                let options = AppendToStreamOptions::default().stream_state(expected);
                let current = match client.append_to_stream(stream, &options, events).await {
                    Ok(_) => {
                        written += 1;
                        continue;
                    }
                    Err(Error::WrongExpectedVersion { current, .. }) => current,
                    // Ours says so of ids that stand with other content.
                    Err(Error::ResourceAlreadyExists) => CurrentRevision::NoStream,
                    Err(error) => return Err(error),
                };
                let actual = match current {
                    CurrentRevision::Current(revision) => Some(Revision(revision)),
                    CurrentRevision::NoStream => None,
                };
                return Ok((written, Some(actual)));
            }
            Ok((written, None))
        })
    }

    /// What stands in the stream of a submission that was not written: the same, or something else.
    fn standing(
        &self,
        known: &Known,
        submission: &Submission,
        actual: Option<Revision>,
    ) -> Result<Appended, LogError> {
        let stream = submission.stream.clone();
        let frames = self.placed(known, &stream, self.read_stream(&stream)?)?;
        match frames.into_iter().find(|frame| frame.command == submission.command) {
            Some(frame) if frame.body == submission.body => {
                Ok(Appended { first: frame.first, last: frame.last(), repeated: true })
            }
            Some(frame) => Err(LogError::OtherContent { stream, first: frame.first }),
            None => {
                let expected = submission.expected;
                Err(LogError::WrongExpectedRevision { stream, expected, actual })
            }
        }
    }

    /// The newest event, or none while the log is empty. Errors: [`LogError`].
    pub fn head(&self) -> Result<Option<Head>, LogError> {
        let end = self.caught_up()?.end;
        let head = |last| Head { position: Position(last), recorded_at: end.recorded_at };
        Ok(end.next.checked_sub(1).map(head))
    }

    /// Where the newest submission begins that is not a form. Errors: [`LogError`].
    pub fn register_head(&self) -> Result<Option<Position>, LogError> {
        Ok(self.caught_up()?.register_head)
    }

    /// Reads frames in order, from the one that holds `from`. Stops after the frame that holds `to`,
    /// or when `each` answers false. Errors: [`LogError`], or whatever `each` answers.
    pub fn frames<E: From<LogError>>(
        &self,
        from: Position,
        to: Option<Position>,
        mut each: impl FnMut(Frame) -> Result<bool, E>,
    ) -> Result<(), E> {
        let mark = self.known().mark_before(from);
        self.scan(mark, |frame, _| {
            if to.is_some_and(|to| frame.first > to) {
                return Ok(false);
            }
            Ok(frame.last() < from || each(frame)?)
        })
    }

    /// Reads every frame that is not a form, in order; tiles that hold only forms are not read.
    /// Errors: [`LogError`], or whatever `each` answers.
    pub fn register_frames<E: From<LogError>>(
        &self,
        to: Option<Position>,
        mut each: impl FnMut(Frame) -> Result<bool, E>,
    ) -> Result<(), E> {
        let mut goes_on = true;
        let runs = self.caught_up()?.register_runs();
        for Run { begin, end, mark } in runs {
            if !goes_on {
                break;
            }
            self.scan(mark, |frame, _| {
                let is_asked = frame.first.0 >= begin && !matches!(frame.body, Body::Form(_));
                if frame.first.0 < end && is_asked {
                    goes_on = to.is_none_or(|to| frame.first <= to) && each(frame)?;
                    return Ok::<bool, E>(goes_on);
                }
                Ok(frame.first.0 < end)
            })?;
        }
        Ok(())
    }

    /// Every frame of one stream, in order. Errors: [`LogError`].
    pub fn stream(&self, stream: &StreamName) -> Result<Vec<Frame>, LogError> {
        let frames = self.read_stream(stream)?;
        if frames.is_empty() {
            return Ok(Vec::new());
        }
        let known = self.caught_up()?;
        self.placed(&known, stream, frames)
    }

    /// Position of the last event recorded before `moment`. Errors: [`LogError`].
    pub fn position_before(&self, moment: Instant) -> Result<Option<Position>, LogError> {
        let mut last = {
            let known = self.caught_up()?;
            let early = known.tiles.partition_point(|tile| tile.mark.recorded_at < moment);
            match known.mark.recorded_at < moment {
                true => known.mark,
                false => early.checked_sub(1).map_or(START, |tile| known.tiles[tile].mark),
            }
        };
        self.scan(last, |_, after| {
            if after.recorded_at >= moment {
                return Ok::<bool, LogError>(false);
            }
            last = after;
            Ok(true)
        })?;
        Ok(last.next.checked_sub(1).map(Position))
    }

    /// Root of the ledger over the first `size` events. Errors: [`LogError`].
    pub fn root(&self, size: u64) -> Result<LedgerRoot, LogError> {
        let full = size / TILE;
        let (mut hashes, leaves) = {
            let known = self.caught_up()?;
            if size > known.end.next {
                let (expected, found) = (Position(size - 1), Position(known.end.next));
                return Err(LogError::Missing { expected, found });
            }
            let hashes: Vec<Hash> =
                known.tiles.iter().take(full as usize).map(|tile| tile.root).collect();
            let at_end = known.tiles.len() as u64 == full;
            (hashes, at_end.then(|| known.leaves[..(size - full * TILE) as usize].to_vec()))
        };
        if !size.is_multiple_of(TILE) {
            let leaves = match leaves {
                Some(leaves) => leaves,
                None => self.leaves(full * TILE, size)?,
            };
            hashes.push(root_of(&leaves));
        }
        Ok(LedgerRoot { size, root: root_of(&hashes) })
    }

    /// Roots of these complete tiles, as they were counted. Errors: [`LogError`].
    pub fn tiles(&self, from: u64, end: u64) -> Result<Vec<Hash>, LogError> {
        let known = self.caught_up()?;
        let tiles = known.tiles.get(from as usize..end as usize);
        let tiles = tiles.ok_or(LogError::MissingTile { from, end })?;
        Ok(tiles.iter().map(|tile| tile.root).collect())
    }

    /// Leaves of these events. Errors: [`LogError`].
    pub(super) fn leaves(&self, from: u64, end: u64) -> Result<Vec<Hash>, LogError> {
        let mut leaves = Vec::new();
        self.frames(Position(from), Some(Position(end - 1)), |frame| {
            let skip = from.saturating_sub(frame.first.0) as usize;
            leaves.extend(frame.leaves().into_iter().skip(skip));
            Ok::<bool, LogError>(true)
        })?;
        leaves.truncate((end - from) as usize);
        Ok(leaves)
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        // A panic while counting leaves whole frames only.
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Counts what the cluster holds by now.
    fn caught_up(&self) -> Result<MutexGuard<'_, Known>, LogError> {
        let mut known = self.known();
        self.count(&mut known, |_| ())?;
        Ok(known)
    }

    fn count(&self, known: &mut Known, mut each: impl FnMut(&Frame)) -> Result<(), LogError> {
        let mut before = known.end;
        self.scan(before, |frame, after| {
            each(&frame);
            known.add(&frame, before, after);
            before = after;
            Ok(true)
        })
    }

    /// Reads frames with the place after each, from a place to the end.
    fn scan<E: From<LogError>>(
        &self,
        from: Mark,
        mut each: impl FnMut(Frame, Mark) -> Result<bool, E>,
    ) -> Result<(), E> {
        let (mut at, mut batch) = (from, *BATCH.start());
        loop {
            let (seen, is_end) = self.read_all(at.after, batch)?;
            let mut rest = &seen[..];
            while let Some(length) = first_frame(rest, is_end) {
                let (events, others) = rest.split_at(length);
                let frame = assemble(events, at.next)?;
                at = Mark {
                    next: frame.last().0 + 1,
                    after: Some(events[length - 1].token),
                    recorded_at: at.recorded_at.max(frame.recorded_at),
                };
                rest = others;
                if !each(frame, at)? {
                    return Ok(());
                }
            }
            if is_end {
                return Ok(());
            }
            // A frame larger than the largest batch is asked for again, with more room.
            let needs_room = !seen.is_empty() && rest.len() == seen.len();
            batch = if needs_room { batch * 2 } else { (batch * 2).min(*BATCH.end()) };
        }
    }

    /// Events of `$all` after a token, and whether they reach its end.
    fn read_all(&self, after: Option<Token>, count: usize) -> Result<(Vec<Seen>, bool), LogError> {
        let (client, pemda) = (self.client.clone(), self.pemda.clone());
        self.wait(async move {
            let from = after.map_or(StreamPosition::Start, StreamPosition::Position);
            // The event of the token itself comes first.
            let asked = count + usize::from(after.is_some());
            let pattern = pemda.as_ref().map_or("[^:]+", |pemda| pemda.as_str());
            let pattern = format!("^[a-z][a-z_]*-{pattern}:.");
            let ours = SubscriptionFilter::on_stream_name().regex(pattern);
            let options = ReadAllOptions::default().position(from).max_count(asked).filter(ours);
            let mut stream = client.read_all(&options).await?;
            let (mut seen, mut given) = (Vec::new(), 0);
            while let Some(event) = next_event(&mut stream).await? {
                given += 1;
                let is_new = after.is_none_or(|after| event.token > after);
                if is_new && counts(&event.event.stream, pemda.as_ref()) {
                    seen.push(event);
                }
            }
            Ok((seen, given < asked))
        })
    }

    /// The frames of a stream with the token of each, their positions not yet known.
    fn read_stream(&self, stream: &StreamName) -> Result<Vec<(Frame, Token)>, LogError> {
        let (client, name) = (self.client.clone(), stream.as_str().to_owned());
        let seen = self.wait(async move {
            let mut seen = Vec::new();
            let options = ReadStreamOptions::default().max_count(usize::MAX);
            let mut events = match client.read_stream(name, &options).await {
                Err(Error::ResourceNotFound) => return Ok(seen),
                events => events?,
            };
            loop {
                match next_event(&mut events).await {
                    Err(Error::ResourceNotFound) | Ok(None) => return Ok(seen),
                    event => seen.extend(event?),
                }
            }
        })?;
        let (mut frames, mut rest) = (Vec::new(), &seen[..]);
        while let Some(length) = first_frame(rest, true) {
            frames.push((assemble(&rest[..length], 0)?, rest[0].token));
            rest = &rest[length..];
        }
        Ok(frames)
    }

    /// Gives the frames of one stream their positions; every tile is read once at most.
    fn placed(
        &self,
        known: &Known,
        stream: &StreamName,
        frames: Vec<(Frame, Token)>,
    ) -> Result<Vec<Frame>, LogError> {
        let mut places: HashMap<Revision, Position> = HashMap::new();
        let mut placed = Vec::with_capacity(frames.len());
        for (mut frame, token) in frames {
            if !places.contains_key(&frame.first_revision) {
                // Older servers give no position with the events of a stream: then from the start.
                let is_before = |mark: &Mark| {
                    token.commit != u64::MAX && mark.after.is_none_or(|after| after < token)
                };
                let tile = known.tiles.partition_point(|tile| is_before(&tile.mark));
                let from = match is_before(&known.mark) {
                    true => known.mark,
                    false => tile.checked_sub(1).map_or(START, |tile| known.tiles[tile].mark),
                };
                let mut is_found = false;
                self.scan(from, |other, after| {
                    if other.stream == *stream {
                        places.insert(other.first_revision, other.first);
                        is_found |= other.first_revision == frame.first_revision;
                    }
                    Ok::<bool, LogError>(!is_found || after.next < from.next + TILE)
                })?;
            }
            let gone = || LogError::Cluster(format!("{stream} is not in $all as it stands"));
            frame.first = *places.get(&frame.first_revision).ok_or_else(gone)?;
            placed.push(frame);
        }
        Ok(placed)
    }

    /// Runs work of the client to its end, from any thread.
    fn wait<T: Send + 'static>(
        &self,
        work: impl Future<Output = Result<T, Error>> + Send + 'static,
    ) -> Result<T, LogError> {
        let (answer, answered) = sync_channel(1);
        let runtime = self.runtime.as_ref().ok_or(LogError::Closed)?;
        runtime.spawn(async move {
            let _ = answer.send(work.await);
        });
        answered.recv().map_err(|_| LogError::Closed)?.map_err(|error| match error {
            Error::GrpcConnectionError(_) | Error::ConnectionClosed => {
                LogError::Unreachable(self.address.clone())
            }
            error => LogError::Cluster(error.to_string()),
        })
    }
}

impl Drop for KurrentLog {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            // Nothing is under way: every call waits for its own work.
            runtime.shutdown_background();
        }
    }
}

/// One append.
struct Write {
    stream: String,
    expected: StreamState,
    events: Vec<EventData>,
}

impl Write {
    fn of(submission: &Submission, last: Instant) -> Self {
        let frame = submission.frame(Position(0), submission.now.max(last));
        Self {
            stream: submission.stream.as_str().to_owned(),
            expected: match submission.expected {
                Expected::NoStream => StreamState::NoStream,
                Expected::Revision(revision) => StreamState::StreamRevision(revision.0),
            },
            events: frame.events().into_iter().map(proposed).collect(),
        }
    }
}

/// An event as the cluster takes it, its data marked as JSON and unchanged to the byte.
fn proposed(event: RecordedEvent) -> EventData {
    let wire_type = event.wire_type().into_owned();
    let marked = std::str::from_utf8(&event.data)
        .ok()
        .and_then(|text| serde_json::from_str::<&RawValue>(text).ok())
        .and_then(|data| EventData::json(&wire_type, &data).ok());
    let proposed = marked.unwrap_or_else(|| EventData::binary(&wire_type, event.data.into()));
    proposed.id(event.id).metadata(event.metadata.into())
}

async fn next_event(stream: &mut ReadStream) -> Result<Option<Seen>, Error> {
    let Some(resolved) = stream.next().await? else {
        return Ok(None);
    };
    let event = resolved.get_original_event();
    let (type_name, version) = RecordedEvent::type_of(&event.event_type);
    let stored = RecordedEvent {
        id: event.id,
        stream: StreamName::from_stored(event.stream_id()),
        revision: Revision(event.revision),
        position: Position(0),
        type_name,
        version,
        metadata: event.custom_metadata.to_vec(),
        data: event.data.to_vec(),
    };
    Ok(Some(Seen { event: stored, token: event.position }))
}

/// How many events the first frame has, if it is here whole.
fn first_frame(seen: &[Seen], is_end: bool) -> Option<usize> {
    let first = &seen.first()?.event;
    if let Some(answers) = Frame::answers_announced(first) {
        return (answers < seen.len()).then_some(answers + 1);
    }
    // The command stands in the metadata, so no other submission has the same.
    let belongs = |(index, other): (usize, &Seen)| {
        let other = &other.event;
        other.stream == first.stream
            && other.metadata == first.metadata
            && other.revision.0 == first.revision.0 + index as u64
    };
    let length = seen.iter().enumerate().take_while(|(index, other)| belongs((*index, other)));
    let length = length.count();
    (is_end || length < seen.len()).then_some(length)
}

fn assemble(seen: &[Seen], first: u64) -> Result<Frame, LogError> {
    let at = |(position, seen): (u64, &Seen)| RecordedEvent {
        position: Position(position),
        ..seen.event.clone()
    };
    let events: Vec<RecordedEvent> = (first..).zip(seen).map(at).collect();
    let foreign = |source| LogError::Foreign { stream: seen[0].event.stream.clone(), source };
    Frame::of_events(&events).map_err(foreign)
}

/// Whether a stream is named like one of jejak's, `category-pemda:rest`, and is this government's.
fn counts(stream: &StreamName, pemda: Option<&Kode>) -> bool {
    let category = stream.category();
    category.starts_with(|letter: char| letter.is_ascii_lowercase())
        && category.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
        && pemda.map_or(!stream.pemda().is_empty(), |pemda| pemda.as_str() == stream.pemda())
        && !stream.rest().is_empty()
}

/// An address as it may be printed.
fn without_password(address: &str) -> String {
    match address.split_once("://").zip(address.rsplit_once('@')) {
        Some(((scheme, _), (_, host))) => format!("{scheme}://{host}"),
        None => address.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_streams_named_like_jejaks_count() {
        let pemda = Kode::parse("contoh").unwrap();
        let counts = |name: &str, pemda| counts(&StreamName::from_stored(name), pemda);
        assert!(counts("rule_pack-contoh:x", None) && counts("opd-lain:x-y:z", None));
        assert!(counts("opd-contoh:x", Some(&pemda)) && !counts("opd-lain:x", Some(&pemda)));
        for other in ["$stats-127.0.0.1:2113", "order-17", "opd-:x", "opd-contoh:", "-contoh:x"] {
            assert!(!counts(other, None), "{other}");
        }
    }

    #[test]
    fn an_address_is_printed_without_its_password() {
        assert_eq!(without_password("esdb://jejak:r@hasia@host:2113"), "esdb://host:2113");
        assert_eq!(without_password("kdb://host:2113?tls=false"), "kdb://host:2113?tls=false");
    }
}
