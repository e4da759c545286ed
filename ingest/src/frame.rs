//! One submission as it is stored: the frame codec, and the canonical bytes it gives back.
//!
//! A frame holds what its events share (times, actor, command) once. An evaluation form, which is
//! 33 events to a reader, is one small frame here: its answers are packed and everything else is
//! rebuilt. Whatever the packing, [`Frame::events`] gives back the exact bytes of every event, and
//! those bytes alone are hashed into the ledger. **Codec 1 is frozen**: `tests/fixtures/` holds
//! golden vectors; another packing is another codec number.

mod assemble;
mod codec;
#[cfg(test)]
mod golden;

use std::borrow::Cow;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use time::Date;
use uuid::Uuid;

pub use assemble::AssembleError;
pub(crate) use codec::CODEC;
pub use codec::{FrameError, MAX_FRAME};

use crate::event::{AnswerGiven, Event, FormSubmitted, KelasJabatan, ReadError, Word};
use crate::identity::{
    EventIds, Instant, Kode, Position, Pseudonym, Revision, StreamName, date_text,
};
use crate::ledger::{Hash, leaf_hash};

/// Who acted, and by which right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// Stands for the person.
    pub pseudonym: Pseudonym,
    /// Role at that moment, such as `tim`.
    pub role: Arc<str>,
}

/// An event as stored, not yet read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredEvent {
    /// Stored type name.
    pub type_name: String,
    /// Version of the data.
    pub version: u16,
    /// JSON, byte for byte as written.
    pub data: Vec<u8>,
}

impl StoredEvent {
    /// The event in this jejak's vocabulary. Errors: [`ReadError`].
    pub fn read(&self) -> Result<Event, ReadError> {
        Event::read(&self.type_name, self.version, &self.data)
    }
}

impl From<&Event> for StoredEvent {
    fn from(event: &Event) -> Self {
        Self {
            type_name: event.type_name().to_owned(),
            version: event.version(),
            data: event.data(),
        }
    }
}

/// Codes of a form's questions, in order.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Questions {
    /// `prefix` followed by consecutive numbers: `q1`, `q2`, ...
    Run {
        /// What stands before each number.
        prefix: Arc<str>,
        /// The first number.
        first: u32,
        /// How many questions.
        count: u32,
    },
    /// Any other codes.
    List(Arc<[String]>),
}

impl Questions {
    /// The codes as they stand, in the shortest notation.
    pub fn of(codes: &[String]) -> Self {
        let run = codes.first().and_then(|code| {
            let prefix = code.trim_end_matches(|c: char| c.is_ascii_digit());
            let first: u32 = code[prefix.len()..].parse().ok()?;
            let follows = |(index, code): (usize, &String)| {
                *code == format!("{prefix}{}", first + index as u32)
            };
            codes.iter().enumerate().all(follows).then_some((prefix, first))
        });
        match run {
            Some((prefix, first)) => {
                Self::Run { prefix: prefix.into(), first, count: codes.len() as u32 }
            }
            None => Self::List(codes.into()),
        }
    }

    /// How many questions.
    pub fn len(&self) -> usize {
        match self {
            Self::Run { count, .. } => *count as usize,
            Self::List(codes) => codes.len(),
        }
    }

    /// Whether there is no question.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The codes.
    pub fn codes(&self) -> Vec<String> {
        match self {
            Self::Run { prefix, first, count } => {
                (*first..first + count).map(|number| format!("{prefix}{number}")).collect()
            }
            Self::List(codes) => codes.to_vec(),
        }
    }
}

/// A complete evaluation form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// Unit.
    pub opd: Kode,
    /// Round.
    pub periode: Kode,
    /// Class of post.
    pub kelas_jabatan: KelasJabatan,
    /// Dated after the round's last day.
    pub terlambat: bool,
    /// Question codes.
    pub pertanyaan: Questions,
    /// One answer per question, the number of the choice.
    pub jawaban: Box<[u8]>,
}

impl Form {
    fn submitted(&self) -> Event {
        Event::FormSubmitted(FormSubmitted {
            opd: self.opd.clone(),
            periode: self.periode.clone(),
            kelas_jabatan: self.kelas_jabatan,
            jawaban: self.jawaban.len() as u32,
            terlambat: self.terlambat,
        })
    }

    fn answer(&self, index: usize, code: String) -> Event {
        Event::AnswerGiven(AnswerGiven {
            opd: self.opd.clone(),
            periode: self.periode.clone(),
            kelas_jabatan: self.kelas_jabatan,
            pertanyaan: code,
            jawaban: self.jawaban[index],
        })
    }
}

/// What a submission says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// Its events.
    Events(Vec<StoredEvent>),
    /// A form, which is one `form-submitted` and one `answer-given` per question.
    Form(Form),
}

impl Body {
    /// A body of these events.
    pub fn of(events: &[Event]) -> Self {
        Self::Events(events.iter().map(StoredEvent::from).collect())
    }

    /// How many events it is.
    pub fn count(&self) -> usize {
        match self {
            Self::Events(events) => events.len(),
            Self::Form(form) => form.jawaban.len() + 1,
        }
    }

    /// Bytes of what it says.
    pub fn weight(&self) -> usize {
        match self {
            Self::Events(events) => events.iter().map(|event| event.data.len()).sum(),
            Self::Form(form) => form.jawaban.len(),
        }
    }

    /// Its events as stored.
    pub fn stored(&self) -> Vec<StoredEvent> {
        match self {
            Self::Events(events) => events.clone(),
            Self::Form(form) => std::iter::once(form.submitted())
                .chain(
                    form.pertanyaan
                        .codes()
                        .into_iter()
                        .enumerate()
                        .map(|(i, code)| form.answer(i, code)),
                )
                .map(|event| StoredEvent::from(&event))
                .collect(),
        }
    }
}

/// One submission in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// Position of its first event.
    pub first: Position,
    /// Stream.
    pub stream: StreamName,
    /// Revision of its first event.
    pub first_revision: Revision,
    /// When jejak wrote it; never earlier than the frame before.
    pub recorded_at: Instant,
    /// The local date it is about, as claimed.
    pub occurred_on: Date,
    /// Who acted; nobody for a form.
    pub actor: Option<Actor>,
    /// Command key: the same key is the same submission.
    pub command: String,
    /// What it says.
    pub body: Body,
}

/// One event as a reader sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordedEvent {
    /// UUIDv5, see [`EventIds`].
    pub id: Uuid,
    /// Stream.
    pub stream: StreamName,
    /// Number in the stream.
    pub revision: Revision,
    /// Number in the ledger.
    pub position: Position,
    /// Stored type name.
    pub type_name: String,
    /// Version of the data.
    pub version: u16,
    /// JSON: times, actor, command key.
    pub metadata: Vec<u8>,
    /// JSON.
    pub data: Vec<u8>,
}

impl RecordedEvent {
    /// Type and version in one word, for a log that has no place for the version: `form-submitted`
    /// is version 1, `form-submitted@2` version 2.
    pub fn wire_type(&self) -> Cow<'_, str> {
        match self.version {
            1 => Cow::Borrowed(&self.type_name),
            version => Cow::Owned(format!("{}@{version}", self.type_name)),
        }
    }

    /// Type and version from [`RecordedEvent::wire_type`].
    pub fn type_of(wire_type: &str) -> (String, u16) {
        let later = wire_type.split_once('@');
        let later = later.and_then(|(name, version)| Some((name, version.parse().ok()?)));
        let (name, version) = later.filter(|(_, version)| *version > 1).unwrap_or((wire_type, 1));
        (name.to_owned(), version)
    }

    /// The bytes that are hashed: id, stream, revision, type, version, metadata, data, each as a
    /// little-endian u32 length and the bytes, integers as u64. Nothing that a server assigns.
    pub fn canonical(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(256);
        write_canonical(
            &mut bytes,
            &self.id,
            self.stream.as_str(),
            self.revision,
            (&self.type_name, self.version),
            &self.metadata,
            &self.data,
        );
        bytes
    }
}

pub(crate) fn write_canonical(
    bytes: &mut Vec<u8>,
    id: &Uuid,
    stream: &str,
    revision: Revision,
    (type_name, version): (&str, u16),
    metadata: &[u8],
    data: &[u8],
) {
    let revision = revision.0.to_le_bytes();
    let version = u64::from(version).to_le_bytes();
    let fields: [&[u8]; 7] = [
        id.as_bytes(),
        stream.as_bytes(),
        &revision,
        type_name.as_bytes(),
        &version,
        metadata,
        data,
    ];
    for field in fields {
        bytes.extend_from_slice(&(field.len() as u32).to_le_bytes());
        bytes.extend_from_slice(field);
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Metadata<'a> {
    recorded_at: String,
    occurred_on: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    actor: Option<Pseudonym>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[serde(borrow)]
    role: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[serde(borrow)]
    command: Option<Cow<'a, str>>,
}

impl Frame {
    /// Position of its last event.
    pub fn last(&self) -> Position {
        Position(self.first.0 + self.body.count() as u64 - 1)
    }

    /// Its event at this position of the ledger.
    pub fn event_at(&self, position: Position) -> Option<RecordedEvent> {
        let index = usize::try_from(position.0.checked_sub(self.first.0)?).ok()?;
        self.events().into_iter().nth(index)
    }

    /// Metadata that its events share. Answers are nobody's: a form names no actor and no command.
    fn metadata(&self) -> Vec<u8> {
        let named = matches!(self.body, Body::Events(_));
        let metadata = Metadata {
            recorded_at: self.recorded_at.to_string(),
            occurred_on: date_text(self.occurred_on),
            actor: self.actor.as_ref().map(|actor| actor.pseudonym),
            role: self.actor.as_ref().map(|actor| Cow::Borrowed(&*actor.role)),
            command: named.then_some(Cow::Borrowed(self.command.as_str())),
        };
        serde_json::to_vec(&metadata).unwrap_or_default()
    }

    /// Its events, each with its exact bytes.
    pub fn events(&self) -> Vec<RecordedEvent> {
        let ids = EventIds::of(&self.stream, &self.command);
        let metadata = self.metadata();
        let recorded = |(index, event): (usize, StoredEvent)| RecordedEvent {
            id: ids.id(index),
            stream: self.stream.clone(),
            revision: Revision(self.first_revision.0 + index as u64),
            position: Position(self.first.0 + index as u64),
            type_name: event.type_name,
            version: event.version,
            metadata: metadata.clone(),
            data: event.data,
        };
        self.body.stored().into_iter().enumerate().map(recorded).collect()
    }

    /// Ledger leaves of its events.
    pub fn leaves(&self) -> Vec<Hash> {
        match &self.body {
            Body::Events(_) => self.events().iter().map(|e| leaf_hash(&e.canonical())).collect(),
            Body::Form(form) => self.form_leaves(form),
        }
    }

    /// As [`Frame::leaves`] over [`Frame::events`], without building 33 events to hash them.
    fn form_leaves(&self, form: &Form) -> Vec<Hash> {
        let ids = EventIds::of(&self.stream, &self.command);
        let metadata = self.metadata();
        let mut leaves = Vec::with_capacity(form.jawaban.len() + 1);
        let (mut bytes, mut data) = (Vec::with_capacity(512), Vec::with_capacity(128));
        let mut leaf = |index: usize, kind: (&str, u16), data: &[u8]| {
            bytes.clear();
            let revision = Revision(self.first_revision.0 + index as u64);
            write_canonical(
                &mut bytes,
                &ids.id(index),
                self.stream.as_str(),
                revision,
                kind,
                &metadata,
                data,
            );
            leaves.push(leaf_hash(&bytes));
        };
        let submitted = form.submitted();
        leaf(0, (submitted.type_name(), submitted.version()), &submitted.data());
        // Codes are plain letters and digits (Kode), so the JSON needs no escapes.
        let prefix = format!(
            "{{\"opd\":\"{}\",\"periode\":\"{}\",\"kelas_jabatan\":\"{}\",\"pertanyaan\":\"",
            form.opd,
            form.periode,
            form.kelas_jabatan.word()
        );
        for (index, code) in form.pertanyaan.codes().iter().enumerate() {
            data.clear();
            data.extend_from_slice(prefix.as_bytes());
            data.extend_from_slice(code.as_bytes());
            data.extend_from_slice(b"\",\"jawaban\":");
            data.extend_from_slice(form.jawaban[index].to_string().as_bytes());
            data.push(b'}');
            leaf(index + 1, ("answer-given", 1), &data);
        }
        leaves
    }
}

#[cfg(test)]
mod tests {
    use super::codec::EVENTS_PACKED;
    use super::*;
    use crate::identity::parse_date;

    fn form_frame() -> Frame {
        let pemda = Kode::parse("contoh").unwrap();
        let codes: Vec<String> = (1..=5).map(|n| format!("q{n}")).collect();
        Frame {
            first: Position(7),
            stream: StreamName::new("evaluasi", &pemda, "00ff"),
            first_revision: Revision(0),
            recorded_at: Instant(1_767_225_600_123),
            occurred_on: parse_date("2026-01-01").unwrap(),
            actor: None,
            command: "00ff".into(),
            body: Body::Form(Form {
                opd: Kode::parse("DINKES").unwrap(),
                periode: Kode::parse("EV-2026").unwrap(),
                kelas_jabatan: KelasJabatan::Pelaksana,
                terlambat: false,
                pertanyaan: Questions::of(&codes),
                jawaban: [1, 2, 3, 4, 1].into(),
            }),
        }
    }

    fn decode(frame: &Frame, bytes: &[u8]) -> Result<Frame, FrameError> {
        Frame::decode(
            frame.first,
            frame.stream.clone(),
            frame.first_revision,
            frame.recorded_at,
            bytes,
        )
    }

    #[test]
    fn a_form_is_its_submission_and_one_event_per_answer() {
        let frame = form_frame();
        let events = frame.events();
        assert_eq!(events.len(), 6);
        assert_eq!(frame.last(), Position(12));
        assert_eq!(
            String::from_utf8_lossy(&events[2].data),
            r#"{"opd":"DINKES","periode":"EV-2026","kelas_jabatan":"pelaksana","pertanyaan":"q2","jawaban":2}"#
        );
        assert_eq!(
            String::from_utf8_lossy(&events[2].metadata),
            r#"{"recorded_at":"2026-01-01T00:00:00.123Z","occurred_on":"2026-01-01"}"#
        );
        let slow: Vec<Hash> = events.iter().map(|e| leaf_hash(&e.canonical())).collect();
        assert_eq!(frame.leaves(), slow, "the fast path hashes the same bytes");
    }

    #[test]
    fn frames_come_back_exactly() {
        let form = form_frame();
        assert_eq!(decode(&form, &form.encode()), Ok(form.clone()));
        let events = Body::Events(
            (0..40)
                .map(|n| StoredEvent {
                    type_name: "opd-registered".into(),
                    version: 1,
                    data: format!("{{\"nama\":\"Dinas {n}\"}}").into_bytes(),
                })
                .collect(),
        );
        let actor = Some(Actor { pseudonym: Pseudonym(Uuid::from_u128(5)), role: "tim".into() });
        let frame = Frame { body: events, actor, command: "opd:\"X\"".into(), ..form };
        let bytes = frame.encode();
        assert_eq!(bytes[1], EVENTS_PACKED);
        assert_eq!(decode(&frame, &bytes), Ok(frame.clone()));
    }

    #[test]
    fn damaged_bytes_are_refused_without_panic() {
        let frame = form_frame();
        let whole = frame.encode();
        for cut in 0..whole.len() {
            assert!(decode(&frame, &whole[..cut]).is_err(), "cut at {cut}");
        }
        for at in 0..whole.len() {
            for bit in 0..8 {
                let mut bytes = whole.clone();
                bytes[at] ^= 1 << bit;
                // Either refused, or another frame, which the ledger then shows.
                assert_ne!(decode(&frame, &bytes), Ok(frame.clone()), "byte {at} bit {bit}");
            }
        }
        assert_eq!(decode(&frame, &[9, 0]), Err(FrameError::UnknownCodec(9)));
    }

    #[test]
    fn other_codes_than_a_run_are_listed() {
        let codes = ["a".to_owned(), "c".to_owned()];
        assert_eq!(Questions::of(&codes).codes(), codes);
        let gap = ["q1".to_owned(), "q3".to_owned()];
        assert!(matches!(Questions::of(&gap), Questions::List(_)));
    }
}
