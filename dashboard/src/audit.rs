//! An event as it may be shown, and how many were recorded between two moments.

use std::collections::BTreeMap;

use ingest::frame::{Body, RecordedEvent, StoredEvent};
use ingest::identity::Position;
use ingest::log::{Log, LogError};

/// The data of an event as JSON. An answer that stands alone hides the class of post and the value
/// (AMB-015): only the ledger's proof of them is anyone's business.
pub fn data_as_shown(event: &RecordedEvent) -> String {
    let stored = String::from_utf8_lossy(&event.data).into_owned();
    let hidden: &[&str] = match event.type_name.as_str() {
        "form-submitted" => &["kelas_jabatan"],
        "answer-given" => &["kelas_jabatan", "jawaban"],
        _ => return stored,
    };
    match serde_json::from_str::<serde_json::Value>(&stored) {
        Ok(mut data) => {
            for field in hidden {
                data[*field] = serde_json::Value::Null;
            }
            data.to_string()
        }
        // Unreadable data is shown as nothing rather than as an answer.
        Err(_) => "null".to_owned(),
    }
}

/// The Gelar of a judge's sheet, where the event is one.
pub fn gelar_of_sheet(event: &RecordedEvent) -> Option<String> {
    let data: serde_json::Value = serde_json::from_slice(&event.data).ok()?;
    let sheet = match event.type_name.as_str() {
        "gelar-scored" => &data,
        "gelar-score-corrected" => &data["menjadi"],
        _ => return None,
    };
    Some(sheet["gelar"].as_str()?.to_owned())
}

/// The data of a judge's sheet without its marks.
pub fn sheet_as_shown(event: &RecordedEvent) -> String {
    let data = serde_json::from_slice(&event.data);
    let mut data: serde_json::Value = data.unwrap_or_default();
    let sheet = if data["menjadi"].is_object() { &mut data["menjadi"] } else { &mut data };
    sheet["nilai"] = serde_json::Value::Null;
    data.to_string()
}

/// Whether some of an event's data is hidden when it is shown.
pub fn is_partly_hidden(event: &RecordedEvent) -> bool {
    matches!(event.type_name.as_str(), "form-submitted" | "answer-given")
}

/// Events of one type, and of one form or kind where the type has several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// Type.
    pub type_name: String,
    /// Code of the form, or the kind of what was withdrawn; none of other types.
    pub jenis: Option<String>,
    /// How many.
    pub count: u64,
    /// The first of them.
    pub first: Position,
    /// The last of them.
    pub last: Position,
}

/// What the log holds after one event up to and including another, by type and kind.
/// Errors: [`LogError`].
pub fn recorded_between(
    log: &Log,
    after: Position,
    to: Position,
) -> Result<Vec<Recorded>, LogError> {
    let mut found: BTreeMap<(String, Option<String>), (u64, Position, Position)> = BTreeMap::new();
    let mut add = |type_name: &str, jenis: Option<String>, first: u64, last: u64| {
        let (first, last) = (first.max(after.0 + 1), last.min(to.0));
        if first > last {
            return;
        }
        let events = found.entry((type_name.to_owned(), jenis)).or_insert((
            0,
            Position(first),
            Position(last),
        ));
        *events = (events.0 + last - first + 1, events.1, Position(last));
    };
    log.frames(Position(after.0 + 1), Some(to), |frame| {
        let first = frame.first.0;
        match &frame.body {
            Body::Form(_) => {
                add("form-submitted", None, first, first);
                add("answer-given", None, first + 1, frame.last().0);
            }
            Body::Events(events) => {
                for (position, event) in (first..).zip(events) {
                    add(&event.type_name, kind_of(event), position, position);
                }
            }
        }
        Ok::<bool, LogError>(true)
    })?;
    let recorded = |((type_name, jenis), (count, first, last))| Recorded {
        type_name,
        jenis,
        count,
        first,
        last,
    };
    Ok(found.into_iter().map(recorded).collect())
}

/// The form of an entry, or the kind of what was withdrawn.
fn kind_of(event: &StoredEvent) -> Option<String> {
    let path = match event.type_name.as_str() {
        "catatan-recorded" => "/formulir",
        "catatan-corrected" => "/menjadi/formulir",
        "entry-withdrawn" => "/jenis",
        _ => return None,
    };
    let data: serde_json::Value = serde_json::from_slice(&event.data).ok()?;
    Some(data.pointer(path)?.as_str()?.to_owned())
}

#[cfg(test)]
mod tests {
    use ingest::event::{EntryWithdrawn, Event, KelasJabatan, SealedText};
    use ingest::frame::{Form, Questions};
    use ingest::identity::{Instant, Kode, StreamName, parse_date};
    use ingest::log::{Expected, Submission};

    use super::*;

    #[test]
    fn every_type_of_event_has_its_words() {
        for name in Event::TYPE_NAMES {
            assert!(!crate::text::t(&format!("kejadian-{name}")).is_empty(), "{name}");
        }
    }

    #[test]
    fn what_lies_between_two_events_is_counted_even_where_a_form_is_cut() {
        let dir = tempfile::tempdir().unwrap();
        let log = Log::in_folder(dir.path()).unwrap();
        let kode = |text: &str| Kode::parse(text).unwrap();
        let form = Form {
            opd: kode("A"),
            periode: kode("EV"),
            kelas_jabatan: KelasJabatan::Pelaksana,
            terlambat: false,
            pertanyaan: Questions::of(&["q1".to_owned(), "q2".to_owned(), "q3".to_owned()]),
            jawaban: [1, 2, 3].into(),
        };
        let withdrawn = Event::EntryWithdrawn(EntryWithdrawn {
            jenis: "masalah".into(),
            kode: kode("M1"),
            alasan: SealedText { komitmen: "ab".repeat(32) },
        });
        for (number, body) in [Body::Form(form), Body::of(&[withdrawn])].into_iter().enumerate() {
            let submission = Submission {
                stream: StreamName::new("uji", &kode("contoh"), number),
                expected: Expected::NoStream,
                command: number.to_string(),
                actor: None,
                occurred_on: parse_date("2026-01-02").unwrap(),
                now: Instant(1),
                body,
            };
            log.append(submission).unwrap();
        }
        let lines = |after: u64, to: u64| {
            let found = recorded_between(&log, Position(after), Position(to)).unwrap();
            let line = |one: &Recorded| {
                let jenis = one.jenis.as_deref().unwrap_or("-");
                let Recorded { type_name, count, first, last, .. } = one;
                format!("{type_name} {jenis} {count} {first}-{last}")
            };
            found.iter().map(line).collect::<Vec<_>>()
        };
        // 0 is the form, 1 to 3 its answers, 4 the withdrawal.
        assert_eq!(lines(0, 4), ["answer-given - 3 1-3", "entry-withdrawn masalah 1 4-4"]);
        assert_eq!(lines(1, 2), ["answer-given - 1 2-2"]);
        assert_eq!(lines(3, 4), ["entry-withdrawn masalah 1 4-4"]);
        assert!(lines(4, 4).is_empty());
    }
}
