//! `/api/v1`: rows of every import kind, taken one request at a time.
//!
//! A request is judged and recorded like a JSONL file of the same rows: whole or not at all, each row
//! known by its natural key, so that the same request twice adds nothing. Only the Tim's own machine
//! may ask (`serve --tim`), and no page of another site can: the body is JSON, which a browser sends
//! to a stranger only after asking, and the answer to that is no; the `Host` must be this machine.

mod openapi;

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError};

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{Path, Query, State};
use axum::http::header::{CONTENT_TYPE, HOST, LOCATION, RETRY_AFTER};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use ingest::accept::Refusal;
use ingest::files::{self, FileError, ImportError, Kind, Problem, RowError, Summary};
use ingest::log::LogError;
use ingest::record::RecordError;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::app::App;
use crate::asked::event_path;
use crate::cli::now;
use crate::text::message;
use crate::user_error::UserError;

pub use openapi::describe;

/// Largest body, in bytes.
pub const LARGEST_BODY: usize = 16 << 20;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
const PROBLEM: &str = "application/problem+json";

/// How a request is to be carried out.
#[derive(Deserialize)]
pub struct Manner {
    /// `ya`: judged, and nothing recorded.
    periksa: Option<String>,
    /// The rows correct what is recorded under their keys, for this reason.
    koreksi: Option<String>,
}

/// Rows of one kind: one JSON object, an array of them, or an object a line.
pub async fn submit(
    State(app): State<Arc<App>>,
    Path(kind): Path<String>,
    Query(manner): Query<Manner>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    let id = request_id(&headers);
    let body = body.map_err(|_| UserError::api_too_large(LARGEST_BODY >> 20));
    let answer = match body.and_then(|body| rows_of(&app, &kind, &headers, &body)) {
        Ok(lines) => {
            let asked = Arc::clone(&app);
            let done = tokio::task::spawn_blocking(move || import(&asked, &kind, &lines, &manner));
            match done.await {
                Ok(Ok(done)) => done,
                Ok(Err(error)) => problem(&error, &[]),
                Err(panicked) => problem(&UserError::internal(panicked), &[]),
            }
        }
        Err(error) => problem(&error, &[]),
    };
    with_id(answer, &id)
}

/// The description of this API, OpenAPI 3.1.
pub async fn description(State(app): State<Arc<App>>, headers: HeaderMap) -> Response {
    let text = describe(app.pack());
    with_id(([(CONTENT_TYPE, "application/json")], text).into_response(), &request_id(&headers))
}

/// The name under which a request is found again: the caller's, or one of ours.
fn request_id(headers: &HeaderMap) -> String {
    let given = headers.get(REQUEST_ID).and_then(|id| id.to_str().ok());
    let sound = |id: &&str| {
        (1..=64).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    match given.filter(sound) {
        Some(id) => id.to_owned(),
        None => own_id(),
    }
}

/// When the server was asked, and the how many-th request that was.
fn own_id() -> String {
    static ASKED: AtomicU64 = AtomicU64::new(0);
    format!("{:x}-{}", now().0, ASKED.fetch_add(1, Ordering::Relaxed))
}

fn with_id(mut response: Response, id: &str) -> Response {
    if let Ok(id) = HeaderValue::from_str(id) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    response
}

/// The rows of a request as JSON lines that name their kind.
fn rows_of(app: &App, kind: &str, headers: &HeaderMap, body: &Bytes) -> Result<Vec<u8>, UserError> {
    if app.desk().is_none() {
        return Err(UserError::api_closed());
    }
    if !is_this_machine(headers) {
        return Err(UserError::api_stranger());
    }
    let content_type = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let content_type = content_type.map(|kind| kind.split(';').next().unwrap_or(kind).trim());
    let rows = match content_type {
        Some("application/json") => match serde_json::from_slice(body) {
            Ok(Value::Array(rows)) => rows,
            Ok(row) => vec![row],
            Err(error) => return Err(UserError::api_not_json(&error)),
        },
        Some("application/x-ndjson" | "application/jsonl") => {
            let lines =
                body.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty());
            lines
                .map(serde_json::from_slice)
                .collect::<Result<_, _>>()
                .map_err(|error| UserError::api_not_json(&error))?
        }
        _ => return Err(UserError::api_content_type()),
    };
    if rows.is_empty() {
        return Err(UserError::api_empty());
    }
    let mut lines = Vec::with_capacity(body.len() + 32 * rows.len());
    for row in rows {
        let Value::Object(mut row) = row else {
            return Err(UserError::api_no_row());
        };
        let named = row.entry("kind").or_insert_with(|| kind.into());
        if named != kind {
            return Err(UserError::api_other_kind(kind, &named.to_string()));
        }
        // Writing a value of strings and numbers to memory cannot fail.
        lines.extend(serde_json::to_vec(&row).unwrap_or_default());
        lines.push(b'\n');
    }
    Ok(lines)
}

/// The request names this machine, so no name that a stranger's site points here was used.
fn is_this_machine(headers: &HeaderMap) -> bool {
    let host = headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let name = host.rsplit_once(':').map_or(host, |(name, port)| {
        if port.bytes().all(|byte| byte.is_ascii_digit()) { name } else { host }
    });
    ["localhost", "127.0.0.1", "[::1]"].contains(&name)
}

/// Judges and records the rows.
fn import(app: &App, kind: &str, lines: &[u8], manner: &Manner) -> Result<Response, UserError> {
    let Some(desk) = app.desk() else {
        return Err(UserError::api_closed());
    };
    let mut record = desk.lock().unwrap_or_else(PoisonError::into_inner);
    if Kind::parse(kind, &record.rules.pack).is_none() {
        let known: Vec<String> = Kind::all(&record.rules.pack)
            .map(|kind| kind.name(&record.rules.pack).to_owned())
            .collect();
        return Err(UserError::api_no_kind(kind, &known));
    }
    let dry_run = manner.periksa.as_deref() == Some("ya");
    let koreksi = manner.koreksi.as_deref();
    let done = files::import_lines(lines, &mut record, now(), dry_run, koreksi);
    drop(record);
    match done {
        Ok(summary) if summary.errors.is_empty() => {
            app.catch_up()?;
            Ok(recorded(kind, &summary))
        }
        Ok(summary) => Ok(refused(&summary.errors)),
        Err(ImportError::Files(wrong)) => Ok(unreadable(&wrong)),
        // Others were first, again and again.
        Err(ImportError::Record(RecordError::Log(LogError::RegisterMoved))) => {
            let mut busy = problem(&UserError::api_busy(), &[]);
            busy.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("1"));
            Ok(busy)
        }
        Err(ImportError::Record(error)) => Err(error.into()),
    }
}

fn recorded(kind: &str, summary: &Summary) -> Response {
    let body = json!({
        "jenis": kind,
        "baris": summary.rows,
        "baru": summary.accepted,
        "ulang": summary.repeated,
        "kejadian": summary.written.map(|at| at.0),
        "saran": summary.hints.iter().map(|hint| json!({
            "baris": hint.row, "pesan": hint.pesan, "sumber": hint.sumber,
        })).collect::<Vec<_>>(),
    });
    match summary.written {
        Some(at) => {
            (StatusCode::CREATED, [(LOCATION, event_path(at))], axum::Json(body)).into_response()
        }
        None => (StatusCode::OK, axum::Json(body)).into_response(),
    }
}

/// 409 where a row is recorded with other content, 422 for everything else that is wrong with rows.
fn refused(errors: &[RowError]) -> Response {
    let is_conflict =
        |error: &RowError| matches!(&error.problem, Problem::Refused(Refusal::IsiBerbeda { .. }));
    let rows: Vec<Value> = errors
        .iter()
        .map(|error| {
            let (prefix, facts) = match &error.problem {
                Problem::Cell(problem) => ("sel", serde_json::to_value(problem)),
                Problem::Refused(refusal) => ("tolak", serde_json::to_value(refusal)),
            };
            let facts = facts.unwrap_or_default();
            json!({
                "baris": error.row,
                "kolom": error.column,
                "pesan": message(prefix, "alasan", &facts),
                "alasan": facts.get("alasan"),
                "sumber": facts.get("sumber"),
            })
        })
        .collect();
    let error = UserError::api_refused(errors.len(), errors.iter().any(is_conflict));
    problem(&error, &rows)
}

fn unreadable(wrong: &[FileError]) -> Response {
    let rows: Vec<Value> = wrong
        .iter()
        .map(|error| json!({"pesan": message("berkas", "alasan", &error.problem)}))
        .collect();
    problem(&UserError::api_refused(wrong.len(), false), &rows)
}

/// Problem JSON (RFC 9457) with what is wrong in each row.
fn problem(error: &UserError, rows: &[Value]) -> Response {
    if let Some(cause) = &error.cause {
        tracing::error!(cause, "a request failed");
    }
    let mut body = match error.json() {
        Value::Object(body) => body,
        _ => Map::new(),
    };
    if !rows.is_empty() {
        body.insert("galat".into(), rows.into());
    }
    let text = format!("{:#}\n", Value::Object(body));
    (error.status, [(CONTENT_TYPE, PROBLEM)], text).into_response()
}

/// Any other method.
pub async fn no_such_method(headers: HeaderMap) -> Response {
    with_id(problem(&UserError::api_method(), &[]), &request_id(&headers))
}
