//! Appends: one whole submission, exactly as jejak writes it.

use std::collections::HashMap;

use ingest::frame::{Frame, RecordedEvent};
use ingest::identity::{Position, Revision, StreamName};
use ingest::log::{Appended, Log, LogError, Submission};
use tokio::sync::mpsc;
use tokio_stream::StreamExt;
use tokio_stream::wrappers::ReceiverStream;
use tonic::{Status, Streaming};
use uuid::Uuid;

use super::Port;
use super::protocol::client;
use super::protocol::client::streams::append_req::options::ExpectedStreamRevision;
use super::protocol::client::streams::append_req::{Content, Options};
use super::protocol::client::streams::batch_append_req;
use super::protocol::client::streams::batch_append_req::options::ExpectedStreamPosition;
use super::protocol::client::streams::{
    AppendReq, AppendResp, BatchAppendReq, BatchAppendResp, append_resp, batch_append_resp,
};
use super::wire::{self, Believed, Refused};

/// Bytes of one append at most, as on a KurrentDB server.
const MAX_APPEND: usize = 1 << 20;
/// Where an error says how much that is.
const MAX_APPEND_KEY: &str = "maximum-append-size";
/// Appends of one batch connection that may be incomplete at once.
const MAX_OPEN: usize = 64;
/// Answers that wait for a slow client before its next append is taken up.
const QUEUE: usize = 16;

/// Events of one append as they come in.
#[derive(Default)]
struct Proposed {
    events: Vec<Event>,
    bytes: usize,
}

/// One event, its revision not yet known.
struct Event {
    id: Option<Uuid>,
    wire_type: Option<String>,
    metadata: Vec<u8>,
    data: Vec<u8>,
}

impl Proposed {
    /// Takes an event up; past the size limit only its size.
    fn add(
        &mut self,
        id: Option<client::Uuid>,
        mut metadata: HashMap<String, String>,
        custom_metadata: Vec<u8>,
        data: Vec<u8>,
    ) {
        self.bytes = self.bytes.saturating_add(custom_metadata.len() + data.len());
        if self.bytes <= MAX_APPEND {
            self.events.push(Event {
                id: wire::uuid_of(id),
                wire_type: metadata.remove("type"),
                metadata: custom_metadata,
                data,
            });
        } else {
            self.events.clear();
        }
    }

    /// Appends them. Answers the revision of the last, and where they stand.
    fn append(
        self,
        port: &Port,
        stream: String,
        believed: Believed,
    ) -> Result<(Revision, Appended), Refused> {
        if self.bytes > MAX_APPEND {
            return Err(Refused::TooLarge { most: MAX_APPEND as u32 });
        }
        let stream = StreamName::from_stored(&stream);
        if stream.pemda() != port.pemda.as_str() || stream.rest().is_empty() {
            return Err(Refused::NotJejaks(format!(
                "{stream}: jejak takes streams named category-{}:rest and no others",
                port.pemda
            )));
        }
        let first = first_revision(&port.log, &stream, believed, &self.events)?;
        let events = self.recorded(&stream, first)?;
        let frame = Frame::of_events(&events).map_err(|error| {
            Refused::NotJejaks(format!(
                "{stream}: {error}; jejak takes one whole submission an append, each event with the \
                 id, metadata and data that jejak itself would write"
            ))
        })?;
        let last = Revision(first + events.len() as u64 - 1);
        match port.log.append(Submission::from(frame)) {
            Ok(appended) if appended.repeated => {
                // It may stand elsewhere in the stream than this writer believes.
                let frames = port.log.stream(&stream).map_err(Refused::Failed)?;
                let there = frames.iter().find(|frame| frame.first == appended.first);
                let count = events.len() as u64;
                let last = there.map_or(last, |frame| Revision(frame.first_revision.0 + count - 1));
                Ok((last, appended))
            }
            Ok(appended) => Ok((last, appended)),
            Err(LogError::WrongExpectedRevision { actual, .. }) => {
                Err(Refused::WrongRevision { believed, actual })
            }
            Err(LogError::WrongSize { .. }) => Err(Refused::TooLarge { most: MAX_APPEND as u32 }),
            Err(error @ LogError::OtherContent { .. }) => {
                Err(Refused::OtherContent(error.to_string()))
            }
            Err(error) => Err(Refused::Failed(error)),
        }
    }

    /// The events as the log would hold them.
    fn recorded(self, stream: &StreamName, first: u64) -> Result<Vec<RecordedEvent>, Refused> {
        let recorded = |(index, event): (usize, Event)| {
            let (Some(id), Some(wire_type)) = (event.id, event.wire_type) else {
                let message = format!("{stream}: event {index} has no id or no type");
                return Err(Refused::NotJejaks(message));
            };
            let (type_name, version) = RecordedEvent::type_of(&wire_type);
            Ok(RecordedEvent {
                id,
                stream: stream.clone(),
                revision: Revision(first + index as u64),
                position: Position(index as u64),
                type_name,
                version,
                metadata: event.metadata,
                data: event.data,
            })
        };
        self.events.into_iter().enumerate().map(recorded).collect()
    }
}

/// The revision of the first event: as believed or, for a writer that does not say, where its events
/// stand already or else after the stream's end.
fn first_revision(
    log: &Log,
    stream: &StreamName,
    believed: Believed,
    events: &[Event],
) -> Result<u64, Refused> {
    match believed {
        Believed::NoStream => return Ok(0),
        Believed::Revision(last) => {
            let next = last.checked_add(1).filter(|next| *next < i64::MAX as u64);
            return next.ok_or(Refused::WrongRevision { believed, actual: None });
        }
        Believed::Any | Believed::StreamExists => {}
    }
    let frames = log.stream(stream).map_err(Refused::Failed)?;
    if frames.is_empty() && believed == Believed::StreamExists {
        return Err(Refused::WrongRevision { believed, actual: None });
    }
    let id = events.first().and_then(|event| event.id);
    let there = frames.iter().find(|frame| frame.events().first().map(|event| event.id) == id);
    let end = |frame: &Frame| frame.first_revision.0 + frame.body.count() as u64;
    Ok(there.map_or_else(|| frames.last().map_or(0, end), |frame| frame.first_revision.0))
}

/// The call for one append.
pub(super) async fn append(
    port: &Port,
    mut requests: Streaming<AppendReq>,
) -> Result<AppendResp, Status> {
    let (mut options, mut proposed) = (None, Proposed::default());
    while let Some(request) = requests.next().await {
        match request?.content {
            Some(Content::Options(first)) if options.is_none() => options = Some(first),
            Some(Content::ProposedMessage(event)) if options.is_some() => {
                proposed.add(event.id, event.metadata, event.custom_metadata, event.data);
            }
            _ => return Err(Status::invalid_argument("an append is its options, then its events")),
        }
    }
    let options = options.ok_or_else(|| Status::invalid_argument("an append has options"))?;
    let Options { stream_identifier, expected_stream_revision } = options;
    let stream = wire::stream_of(stream_identifier)?;
    let believed = match expected_stream_revision {
        Some(ExpectedStreamRevision::NoStream(_)) => Believed::NoStream,
        Some(ExpectedStreamRevision::Revision(revision)) => Believed::Revision(revision),
        Some(ExpectedStreamRevision::StreamExists(_)) => Believed::StreamExists,
        Some(ExpectedStreamRevision::Any(_)) | None => Believed::Any,
    };
    let port = port.clone();
    let answer = blocking(move || proposed.append(&port, stream, believed)).await?;
    let result = match answer {
        Ok((last, appended)) => {
            use append_resp::success::{CurrentRevisionOption, PositionOption};
            let (commit_position, prepare_position) = (appended.last.0, appended.last.0);
            let position = append_resp::Position { commit_position, prepare_position };
            append_resp::Result::Success(append_resp::Success {
                current_revision_option: Some(CurrentRevisionOption::CurrentRevision(last.0)),
                position_option: Some(PositionOption::Position(position)),
            })
        }
        Err(Refused::WrongRevision { believed, actual }) => {
            append_resp::Result::WrongExpectedVersion(wrong_expected_version(believed, actual))
        }
        Err(Refused::TooLarge { most }) => return Err(too_large(most)),
        Err(Refused::NotJejaks(message)) => return Err(Status::invalid_argument(message)),
        Err(Refused::OtherContent(message)) => return Err(Status::already_exists(message)),
        Err(Refused::Failed(error)) => return Err(wire::failed(&error)),
    };
    Ok(AppendResp { result: Some(result) })
}

fn too_large(most: u32) -> Status {
    let mut status = Status::invalid_argument(format!("Maximum Append Size of {most} Exceeded."));
    let metadata = status.metadata_mut();
    metadata.insert(
        "exception",
        tonic::metadata::MetadataValue::from_static("maximum-append-size-exceeded"),
    );
    metadata.insert(MAX_APPEND_KEY, most.into());
    status
}

fn wrong_expected_version(
    believed: Believed,
    actual: Option<Revision>,
) -> append_resp::WrongExpectedVersion {
    use append_resp::wrong_expected_version::{
        CurrentRevisionOption as Current, ExpectedRevisionOption as Expected,
    };
    let empty = client::Empty {};
    append_resp::WrongExpectedVersion {
        current_revision_option: Some(match actual {
            Some(revision) => Current::CurrentRevision(revision.0),
            None => Current::CurrentNoStream(empty),
        }),
        expected_revision_option: Some(match believed {
            Believed::Any => Expected::ExpectedAny(empty),
            Believed::StreamExists => Expected::ExpectedStreamExists(empty),
            Believed::NoStream => Expected::ExpectedNoStream(empty),
            Believed::Revision(revision) => Expected::ExpectedRevision(revision),
        }),
        // What servers before 20.6.1 answered; clients of today do not look at it.
        current_revision_option_20_6_0: None,
        expected_revision_option_20_6_0: None,
    }
}

/// One append of a batch connection, its events still coming.
struct Open {
    options: batch_append_req::Options,
    proposed: Proposed,
}

/// The call for many appends: they are taken up one after the other, and each is answered for itself.
pub(super) fn batch_append(
    port: Port,
    requests: Streaming<BatchAppendReq>,
) -> ReceiverStream<Result<BatchAppendResp, Status>> {
    let (answers, stream) = mpsc::channel(QUEUE);
    tokio::spawn(async move {
        if let Err(status) = batches(port, requests, &answers).await {
            let _ = answers.send(Err(status)).await;
        }
    });
    ReceiverStream::new(stream)
}

async fn batches(
    port: Port,
    mut requests: Streaming<BatchAppendReq>,
    answers: &mpsc::Sender<Result<BatchAppendResp, Status>>,
) -> Result<(), Status> {
    let mut open: HashMap<Uuid, Open> = HashMap::new();
    while let Some(request) = requests.next().await {
        let request = request?;
        let correlation = wire::uuid_of(request.correlation_id.clone())
            .ok_or_else(|| Status::invalid_argument("a batch has a correlation id"))?;
        if let Some(options) = request.options {
            if open.len() >= MAX_OPEN {
                return Err(Status::resource_exhausted("too many unfinished appends"));
            }
            open.insert(correlation, Open { options, proposed: Proposed::default() });
        }
        let batch = open
            .get_mut(&correlation)
            .ok_or_else(|| Status::invalid_argument("a batch begins with its options"))?;
        for event in request.proposed_messages {
            batch.proposed.add(event.id, event.metadata, event.custom_metadata, event.data);
        }
        if !request.is_final {
            continue;
        }
        if let Some(batch) = open.remove(&correlation) {
            let answer = finish(&port, batch, request.correlation_id).await?;
            if answers.send(Ok(answer)).await.is_err() {
                return Ok(());
            }
        }
    }
    Ok(())
}

/// Appends one batch and words its answer.
async fn finish(
    port: &Port,
    batch: Open,
    correlation_id: Option<client::Uuid>,
) -> Result<BatchAppendResp, Status> {
    use batch_append_resp::ExpectedStreamPosition as Echo;
    let Open { options, proposed } = batch;
    let stream = wire::stream_of(options.stream_identifier.clone())?;
    let (believed, echo) = match options.expected_stream_position {
        Some(ExpectedStreamPosition::NoStream(())) => (Believed::NoStream, Echo::NoStream(())),
        Some(ExpectedStreamPosition::StreamPosition(revision)) => {
            (Believed::Revision(revision), Echo::StreamPosition(revision))
        }
        Some(ExpectedStreamPosition::StreamExists(())) => {
            (Believed::StreamExists, Echo::StreamExists(()))
        }
        Some(ExpectedStreamPosition::Any(())) | None => (Believed::Any, Echo::Any(())),
    };
    let port = port.clone();
    let result = match blocking(move || proposed.append(&port, stream, believed)).await? {
        Ok((last, appended)) => {
            use batch_append_resp::success::{CurrentRevisionOption, PositionOption};
            batch_append_resp::Result::Success(batch_append_resp::Success {
                current_revision_option: Some(CurrentRevisionOption::CurrentRevision(last.0)),
                position_option: Some(PositionOption::Position(wire::all_position(appended.last))),
            })
        }
        Err(refused) => batch_append_resp::Result::Error(refused.status()),
    };
    Ok(BatchAppendResp {
        correlation_id,
        stream_identifier: options.stream_identifier,
        expected_stream_position: Some(echo),
        result: Some(result),
    })
}

/// Runs what waits for the disk on a thread that may.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Status> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|_| Status::internal("jejak failed while it appended"))
}
