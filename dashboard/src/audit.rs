//! An event as it may be shown.

use ingest::frame::RecordedEvent;

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
