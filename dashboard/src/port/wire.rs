//! Events, ids and refusals in the protocol's own shape.

use std::collections::HashMap;

use ingest::frame::{Frame, RecordedEvent};
use ingest::identity::{Instant, Position, Revision};
use ingest::log::LogError;
use prost::Message;
use prost_types::Any;
use tonic::Status;
use uuid::Uuid;

use super::protocol::client;
use super::protocol::client::streams::ReadResp;
use super::protocol::client::streams::read_resp::read_event::{self, Position as EventPosition};
use super::protocol::client::streams::read_resp::{Content, ReadEvent};
use super::protocol::google::rpc;

/// An id as text, or as two halves.
pub(super) fn uuid(id: Uuid, structured: bool) -> client::Uuid {
    let value = if structured {
        let (most_significant_bits, least_significant_bits) = id.as_u64_pair();
        client::uuid::Value::Structured(client::uuid::Structured {
            most_significant_bits: most_significant_bits as i64,
            least_significant_bits: least_significant_bits as i64,
        })
    } else {
        client::uuid::Value::String(id.to_string())
    };
    client::Uuid { value: Some(value) }
}

pub(super) fn uuid_of(id: Option<client::Uuid>) -> Option<Uuid> {
    match id?.value? {
        client::uuid::Value::String(text) => Uuid::parse_str(&text).ok(),
        client::uuid::Value::Structured(halves) => Some(Uuid::from_u64_pair(
            halves.most_significant_bits as u64,
            halves.least_significant_bits as u64,
        )),
    }
}

pub(super) fn stream(name: &str) -> client::StreamIdentifier {
    client::StreamIdentifier { stream_name: name.as_bytes().to_vec() }
}

/// A stream's name. Errors: it is none.
pub(super) fn stream_of(identifier: Option<client::StreamIdentifier>) -> Result<String, Status> {
    let name = identifier.and_then(|identifier| String::from_utf8(identifier.stream_name).ok());
    name.filter(|name| !name.is_empty())
        .ok_or_else(|| Status::invalid_argument("the stream has no name in UTF-8"))
}

/// Steps of 100 ns since 1970.
pub(super) fn ticks(moment: Instant) -> u64 {
    moment.0.max(0) as u64 * 10_000
}

pub(super) fn timestamp(moment: Instant) -> prost_types::Timestamp {
    prost_types::Timestamp {
        seconds: moment.0.div_euclid(1_000),
        nanos: (moment.0.rem_euclid(1_000) * 1_000_000) as i32,
    }
}

/// An event of a frame as a client reads it.
pub(super) fn event(frame: &Frame, event: RecordedEvent, structured: bool) -> ReadResp {
    let position = event.position.0;
    let metadata = HashMap::from([
        ("type".to_owned(), event.wire_type().into_owned()),
        ("content-type".to_owned(), "application/json".to_owned()),
        ("created".to_owned(), ticks(frame.recorded_at).to_string()),
    ]);
    let recorded = read_event::RecordedEvent {
        id: Some(uuid(event.id, structured)),
        stream_identifier: Some(stream(event.stream.as_str())),
        stream_revision: event.revision.0,
        prepare_position: position,
        commit_position: position,
        metadata,
        custom_metadata: event.metadata,
        data: event.data,
    };
    content(Content::Event(ReadEvent {
        event: Some(recorded),
        link: None,
        position: Some(EventPosition::CommitPosition(position)),
    }))
}

pub(super) fn content(content: Content) -> ReadResp {
    ReadResp { content: Some(content) }
}

pub(super) fn all_position(position: Position) -> client::AllStreamPosition {
    client::AllStreamPosition { commit_position: position.0, prepare_position: position.0 }
}

/// The log failed while it was read; the cause stays on this side.
pub(super) fn failed(error: &LogError) -> Status {
    tracing::error!(%error, "the log cannot be read for a client of the port");
    Status::internal("the log of jejak failed; its own output says why")
}

/// What a writer believed of a stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Believed {
    Any,
    StreamExists,
    NoStream,
    Revision(u64),
}

/// Why nothing was appended.
pub(super) enum Refused {
    WrongRevision { believed: Believed, actual: Option<Revision> },
    TooLarge { most: u32 },
    NotJejaks(String),
    OtherContent(String),
    Failed(LogError),
}

impl Refused {
    /// The error of one append in a batch.
    pub(super) fn status(self) -> rpc::Status {
        match self {
            Self::WrongRevision { believed, actual } => {
                let detail = wrong_expected_version(believed, actual);
                status(
                    rpc::Code::AlreadyExists,
                    "WrongExpectedVersion",
                    "WrongExpectedVersion",
                    &detail,
                )
            }
            Self::TooLarge { most } => {
                let detail = client::MaximumAppendSizeExceeded { max_append_size: most };
                let name = "MaximumAppendSizeExceeded";
                status(rpc::Code::InvalidArgument, name, name, &detail)
            }
            Self::NotJejaks(message) => bad_request(rpc::Code::InvalidArgument, message),
            Self::OtherContent(message) => bad_request(rpc::Code::AlreadyExists, message),
            Self::Failed(error) => {
                bad_request(rpc::Code::Internal, failed(&error).message().to_owned())
            }
        }
    }
}

fn bad_request(code: rpc::Code, message: String) -> rpc::Status {
    let detail = client::BadRequest { message: message.clone() };
    status(code, &message, "BadRequest", &detail)
}

fn status(code: rpc::Code, message: &str, name: &str, detail: &impl Message) -> rpc::Status {
    let type_url = format!("type.googleapis.com/event_store.client.{name}");
    let details = Some(Any { type_url, value: detail.encode_to_vec() });
    rpc::Status { code: code.into(), message: message.to_owned(), details }
}

fn wrong_expected_version(
    believed: Believed,
    actual: Option<Revision>,
) -> client::WrongExpectedVersion {
    use client::wrong_expected_version::{
        CurrentStreamRevisionOption as Current, ExpectedStreamPositionOption as Expected,
    };
    client::WrongExpectedVersion {
        current_stream_revision_option: Some(match actual {
            Some(revision) => Current::CurrentStreamRevision(revision.0),
            None => Current::CurrentNoStream(()),
        }),
        expected_stream_position_option: Some(match believed {
            Believed::Any => Expected::ExpectedAny(()),
            Believed::StreamExists => Expected::ExpectedStreamExists(()),
            Believed::NoStream => Expected::ExpectedNoStream(()),
            Believed::Revision(revision) => Expected::ExpectedStreamPosition(revision),
        }),
    }
}
