//! Events as a reader saw them, put together again into the frame they were written as.
//!
//! Whatever carried them (another log, a bundle, a client on the wire), nothing enters that this
//! jejak could not write itself: the frame is rebuilt, its events are derived from it again, and
//! every byte must be the same.

use super::{Actor, Body, Form, Frame, Metadata, Questions, RecordedEvent, StoredEvent};
use crate::event::Event;
use crate::identity::{Instant, parse_date};

/// The events are not one submission of this jejak. Nothing of them was taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[allow(missing_docs)] // the fields are what the message names
pub enum AssembleError {
    /// There is no event.
    #[error("there is no event")]
    Empty,
    /// The vocabulary does not know an event.
    #[error("event {index}: {reason}")]
    Unknown { index: usize, reason: String },
    /// The metadata is not jejak's.
    #[error("event {index}: metadata must be jejak's JSON with recorded_at and occurred_on")]
    Metadata { index: usize },
    /// A form must be followed by one answer for each of its questions.
    #[error("a form is its form-submitted and as many answers as it says; this one is not")]
    Form,
    /// The event is not the one that its stream, command and content give.
    #[error("event {index}: {field} is not what its stream, command and content give")]
    Differs { index: usize, field: &'static str },
}

impl Frame {
    /// The frame that wrote these events, which are neighbours in one stream.
    ///
    /// Errors: [`AssembleError`] names the first event that does not belong.
    pub fn of_events(events: &[RecordedEvent]) -> Result<Self, AssembleError> {
        let first = events.first().ok_or(AssembleError::Empty)?;
        let unreadable = AssembleError::Metadata { index: 0 };
        let metadata: Metadata<'_> =
            serde_json::from_slice(&first.metadata).map_err(|_| unreadable.clone())?;
        let recorded_at = Instant::parse(&metadata.recorded_at).ok_or(unreadable.clone())?;
        let occurred_on = parse_date(&metadata.occurred_on).ok_or(unreadable.clone())?;
        let actor = match (metadata.actor, metadata.role) {
            (Some(pseudonym), Some(role)) => Some(Actor { pseudonym, role: role.into() }),
            (None, None) => None,
            _ => return Err(unreadable),
        };
        let (command, body) = match metadata.command {
            Some(command) => (command.into_owned(), stored_events(events)?),
            None => (first.stream.rest().to_owned(), Body::Form(form_of(events)?)),
        };
        let frame = Self {
            first: first.position,
            stream: first.stream.clone(),
            first_revision: first.revision,
            recorded_at,
            occurred_on,
            actor,
            command,
            body,
        };
        for (index, (given, own)) in events.iter().zip(frame.events()).enumerate() {
            if let Some(field) = difference(given, &own) {
                return Err(AssembleError::Differs { index, field });
            }
        }
        Ok(frame)
    }

    /// How many events follow the first in its frame, where the first alone says so: a form names
    /// the number of its answers. None for other events, whose frame ends where the command does.
    pub fn answers_announced(first: &RecordedEvent) -> Option<usize> {
        match Event::read(&first.type_name, first.version, &first.data) {
            Ok(Event::FormSubmitted(form)) => Some(form.jawaban as usize),
            _ => None,
        }
    }
}

fn stored_events(events: &[RecordedEvent]) -> Result<Body, AssembleError> {
    let mut stored = Vec::with_capacity(events.len());
    for (index, event) in events.iter().enumerate() {
        let event = StoredEvent {
            type_name: event.type_name.clone(),
            version: event.version,
            data: event.data.clone(),
        };
        event
            .read()
            .map_err(|error| AssembleError::Unknown { index, reason: error.to_string() })?;
        stored.push(event);
    }
    Ok(Body::Events(stored))
}

fn form_of(events: &[RecordedEvent]) -> Result<Form, AssembleError> {
    let mut form = None;
    let (mut codes, mut answers) = (Vec::new(), Vec::new());
    for (index, event) in events.iter().enumerate() {
        let unknown = |error: crate::event::ReadError| AssembleError::Unknown {
            index,
            reason: error.to_string(),
        };
        match Event::read(&event.type_name, event.version, &event.data).map_err(unknown)? {
            Event::FormSubmitted(submitted) if index == 0 => form = Some(submitted),
            // A scale has at most nine choices, and half a byte holds one.
            Event::AnswerGiven(answer) if index > 0 && answer.jawaban < 16 => {
                codes.push(answer.pertanyaan);
                answers.push(answer.jawaban);
            }
            _ => return Err(AssembleError::Form),
        }
    }
    let form = form.filter(|form| form.jawaban as usize == answers.len());
    let form = form.ok_or(AssembleError::Form)?;
    Ok(Form {
        opd: form.opd,
        periode: form.periode,
        kelas_jabatan: form.kelas_jabatan,
        terlambat: form.terlambat,
        pertanyaan: Questions::of(&codes),
        jawaban: answers.into(),
    })
}

fn difference(given: &RecordedEvent, own: &RecordedEvent) -> Option<&'static str> {
    [
        ("id", given.id == own.id),
        ("stream", given.stream == own.stream),
        ("revision", given.revision == own.revision),
        ("position", given.position == own.position),
        ("type", given.type_name == own.type_name && given.version == own.version),
        ("metadata", given.metadata == own.metadata),
        ("data", given.data == own.data),
    ]
    .into_iter()
    .find(|(_, same)| !same)
    .map(|(field, _)| field)
}

#[cfg(test)]
mod tests {
    use super::super::golden;
    use super::*;

    #[test]
    fn every_golden_frame_is_put_together_again() {
        for frame in golden::frames() {
            assert_eq!(Frame::of_events(&frame.events()).as_ref(), Ok(&frame));
        }
    }

    #[test]
    fn any_changed_event_is_refused() {
        for frame in golden::frames() {
            let events = frame.events();
            for index in 0..events.len() {
                let mut other = events.clone();
                other[index].id = uuid::Uuid::nil();
                assert_eq!(
                    Frame::of_events(&other),
                    Err(AssembleError::Differs { index, field: "id" })
                );
                let mut other = events.clone();
                other[index].data.push(b' ');
                // What an event says is its own word, but of a form all is said by its frame.
                let of_a_form = matches!(frame.body, Body::Form(_));
                assert_eq!(Frame::of_events(&other).is_err(), of_a_form);
                let mut other = events.clone();
                other[index].metadata.push(b' ');
                assert!(Frame::of_events(&other).is_err());
                let mut other = events.clone();
                other[index].revision.0 += 1;
                assert!(Frame::of_events(&other).is_err() || events.len() == 1);
            }
            if matches!(frame.body, Body::Form(_)) {
                let short = &events[..events.len() - 1];
                assert_eq!(Frame::of_events(short), Err(AssembleError::Form));
            }
        }
        assert_eq!(Frame::of_events(&[]), Err(AssembleError::Empty));
    }
}
