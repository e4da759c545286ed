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
    let mut count = |type_name: &str, jenis: Option<String>, first: u64, last: u64| {
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
                count("form-submitted", None, first, first);
                count("answer-given", None, first + 1, frame.last().0);
            }
            Body::Events(events) => {
                for (position, event) in (first..).zip(events) {
                    count(&event.type_name, kind_of(event), position, position);
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
