//! Frames of codec 1 as they were first written, one for each event type.
//!
//! The fixture is frozen: whatever becomes of the code, these stored bytes give back these events,
//! these ids and these leaves. It was written once, and every id, canonical byte and leaf in it was
//! rebuilt from the stored rows by a program in another language.

use std::collections::BTreeSet;

use super::codec::{EVENTS, EVENTS_PACKED, FORM};
use super::*;
use crate::ledger::hex;

const FIXTURE: &str = include_str!("../../../tests/fixtures/golden_v1.jsonl");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Golden {
    /// The event type it is here for.
    #[serde(rename = "type")]
    type_name: String,
    position: u64,
    stream: String,
    revision: u64,
    recorded_at: i64,
    row: String,
    events: Vec<GoldenEvent>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GoldenEvent {
    #[serde(rename = "type")]
    type_name: String,
    id: Uuid,
    canonical: String,
    leaf: String,
}

fn unhex(text: &str) -> Vec<u8> {
    let pairs = text.as_bytes().chunks(2);
    pairs.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap()).collect()
}

fn goldens() -> Vec<(Golden, Frame)> {
    let decode = |line: &str| {
        let golden: Golden = serde_json::from_str(line).unwrap();
        let frame = Frame::decode(
            Position(golden.position),
            StreamName::from_stored(&golden.stream),
            Revision(golden.revision),
            Instant(golden.recorded_at),
            &unhex(&golden.row),
        );
        (golden, frame.unwrap())
    };
    FIXTURE.lines().map(decode).collect()
}

/// The frames of the fixture.
pub(super) fn frames() -> Vec<Frame> {
    goldens().into_iter().map(|(_, frame)| frame).collect()
}

#[test]
fn stored_bytes_give_back_the_same_events_for_ever() {
    for (golden, frame) in goldens() {
        let events = frame.events();
        assert_eq!(events.len(), golden.events.len(), "{}", golden.type_name);
        for (event, expected) in events.iter().zip(&golden.events) {
            assert_eq!(event.type_name, expected.type_name);
            assert_eq!(event.id, expected.id);
            assert_eq!(hex(&event.canonical()), expected.canonical);
            assert_eq!(hex(&leaf_hash(&event.canonical())), expected.leaf);
        }
        let leaves: Vec<String> = frame.leaves().iter().map(|leaf| hex(leaf)).collect();
        let expected: Vec<&String> = golden.events.iter().map(|event| &event.leaf).collect();
        assert_eq!(leaves.iter().collect::<Vec<_>>(), expected, "{}", golden.type_name);
    }
}

#[test]
fn every_stored_event_can_still_be_read_and_written_again() {
    let mut next = 0;
    for (golden, frame) in goldens() {
        assert_eq!(frame.first, Position(next));
        next = frame.last().0 + 1;
        for stored in frame.body.stored() {
            let event = stored.read().unwrap();
            // An older version is read as its successor; the same version is the same bytes.
            if event.version() == stored.version {
                assert_eq!(StoredEvent::from(&event), stored, "{}", golden.type_name);
            }
        }
        let again = Frame::decode(
            frame.first,
            frame.stream.clone(),
            frame.first_revision,
            frame.recorded_at,
            &frame.encode(),
        );
        assert_eq!(again.as_ref(), Ok(&frame));
    }
}

#[test]
fn there_is_a_golden_frame_for_every_event_type() {
    let named: BTreeSet<String> =
        goldens().into_iter().map(|(golden, _)| golden.type_name).collect();
    let types: BTreeSet<String> = Event::TYPE_NAMES.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(named, types);
    for (golden, frame) in goldens() {
        let first = frame.events().remove(0).type_name;
        let of_a_form = matches!(frame.body, Body::Form(_));
        assert!(of_a_form || first == golden.type_name, "{}", golden.type_name);
    }
}

#[test]
fn both_notations_of_questions_and_every_kind_of_row_stand_in_the_fixture() {
    let kinds: BTreeSet<u8> = goldens().iter().map(|(golden, _)| unhex(&golden.row)[1]).collect();
    assert_eq!(kinds, BTreeSet::from([EVENTS, FORM, EVENTS_PACKED]));
    let mut runs: Vec<bool> = goldens()
        .iter()
        .filter_map(|(_, frame)| match &frame.body {
            Body::Form(form) => Some(matches!(form.pertanyaan, Questions::Run { .. })),
            Body::Events(_) => None,
        })
        .collect();
    runs.sort_unstable();
    assert_eq!(runs, [false, true]);
}
