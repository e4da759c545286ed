//! From a page or an error to what travels.

use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, ETAG, LOCATION};
use axum::http::{HeaderName, StatusCode};
use axum::response::{IntoResponse, Response};
use maud::html;
use rust_xlsxwriter::XlsxError;
use serde_json::Value;

use crate::app::{App, View};
use crate::asked::{Address, Asked, Format};
use crate::export;
use crate::pages::{Page, shell};
use crate::text::{t, tf};
use crate::user_error::UserError;
use crate::workbook::Table;

const POSITION: HeaderName = HeaderName::from_static("x-jejak-position");
const NOTE: HeaderName = HeaderName::from_static("x-jejak-catatan");
const HTML: &str = "text/html; charset=utf-8";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Answers with a page, or with why there is none.
pub async fn show<P: Page>(asked: Asked) -> Response {
    if P::IS_OF_A_POSITION && asked.is_known() {
        return kept(&asked, StatusCode::NOT_MODIFIED.into_response());
    }
    match P::load(&asked).await {
        Ok(page) => kept(&asked, drawn(&asked, &page)),
        Err(failed) => error(&asked.app, &asked.address, Some(&asked.view), &failed),
    }
}

fn drawn<P: Page>(asked: &Asked, page: &P) -> Response {
    let title = page.title(asked);
    match asked.address.format {
        Format::Page => {
            let whole = shell::page(asked, &title, page.body(asked));
            ([(CONTENT_TYPE, HTML)], whole.into_string()).into_response()
        }
        Format::Json => {
            let mut json = page.json(asked);
            if let (true, Value::Object(fields)) = (asked.app.is_sample, &mut json) {
                fields.insert("catatan".into(), t("hal-contoh").into());
            }
            as_json("application/json", &json)
        }
        Format::Csv => as_csv(asked, page.rows(asked)),
        Format::Xlsx => match page.document(asked) {
            Some(document) => {
                let at = asked.view.recorded_at;
                let bytes = match P::SHEET_A_PART {
                    true => document.to_sheets(at),
                    false => document.to_bytes(&t("buku-lembar"), at),
                };
                workbook(asked, bytes)
            }
            None => as_workbook(asked, &title, &page.rows(asked)),
        },
    }
}

fn as_json(content_type: &'static str, json: &Value) -> Response {
    // Printing a value of strings and numbers cannot fail.
    let text = serde_json::to_string_pretty(json).unwrap_or_default();
    ([(CONTENT_TYPE, content_type)], format!("{text}\n")).into_response()
}

fn as_csv(asked: &Asked, rows: Vec<Vec<String>>) -> Response {
    let text = match asked.address.indonesian_csv {
        // The mark at the start tells Excel that the text is UTF-8.
        true => format!("\u{feff}{}", export::csv(&indonesian(rows), b';')),
        false => export::csv(&rows, b','),
    };
    let file = attachment(asked, "csv");
    let headers =
        [(CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (CONTENT_DISPOSITION, file)];
    let mut response = (headers, text).into_response();
    if asked.app.is_sample
        && let Ok(note) = t("hal-contoh").parse()
    {
        response.headers_mut().insert(NOTE, note);
    }
    response
}

/// A page's rows as a workbook, with what they show on a second sheet.
fn as_workbook(asked: &Asked, title: &str, rows: &[Vec<String>]) -> Response {
    let mut about = vec![
        (t("buku-halaman"), title.to_owned()),
        (t("buku-alamat"), asked.link(&asked.address.path)),
        (t("buku-saat"), asked.at(asked.view.recorded_at)),
        (t("buku-kejadian"), asked.view.position.to_string()),
        (t("buku-akar"), asked.view.root.clone()),
        (t("buku-aturan"), asked.app.pack().judul.clone()),
    ];
    if asked.app.is_sample {
        about.push((t("buku-catatan"), t("hal-contoh")));
    }
    let name = t("buku-lembar");
    let at = asked.view.recorded_at;
    let table = Table { name: &name, titles: &[], rows, below: &[], about: &about, at };
    workbook(asked, table.to_bytes())
}

fn workbook(asked: &Asked, bytes: Result<Vec<u8>, XlsxError>) -> Response {
    match bytes {
        Ok(bytes) => {
            let file = attachment(asked, "xlsx");
            ([(CONTENT_TYPE, XLSX.to_owned()), (CONTENT_DISPOSITION, file)], bytes).into_response()
        }
        Err(cause) => {
            let failed = UserError::no_workbook(&cause);
            error(&asked.app, &asked.address, Some(&asked.view), &failed)
        }
    }
}

fn attachment(asked: &Asked, ending: &str) -> String {
    let path = asked.address.path.trim_start_matches('/').replace('/', "-");
    let name = if path.is_empty() { "jejak" } else { &path };
    format!("attachment; filename=\"{name}-{}.{ending}\"", asked.view.position)
}

/// Columns of decimals with decimal commas. A column counts only when each of its cells is one, so
/// that no code is changed.
fn indonesian(mut rows: Vec<Vec<String>>) -> Vec<Vec<String>> {
    let columns = rows.first().map_or(0, Vec::len);
    for column in 0..columns {
        let mut cells = rows.iter().skip(1).filter_map(|row| row.get(column));
        if cells.all(|cell| cell.is_empty() || is_decimal(cell)) {
            for cell in rows.iter_mut().skip(1).filter_map(|row| row.get_mut(column)) {
                *cell = cell.replace('.', ",");
            }
        }
    }
    rows
}

fn is_decimal(cell: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    match cell.trim_start_matches('-').split_once('.') {
        Some((whole, part)) => digits(whole) && digits(part),
        None => digits(cell),
    }
}

/// What says which state an answer shows, and that it may be kept until that changes.
fn kept(asked: &Asked, mut response: Response) -> Response {
    let values = [
        (ETAG, asked.tag()),
        (CACHE_CONTROL, "no-cache".to_owned()),
        (POSITION, asked.view.position.to_string()),
    ];
    for (name, value) in values {
        if let Ok(value) = value.parse() {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

/// Sends the browser to another address.
pub fn redirect(address: &str) -> Response {
    (StatusCode::SEE_OTHER, [(LOCATION, address)], ()).into_response()
}

/// Says what is not as asked: as a page, or as problem JSON where a file was asked for.
pub fn error(app: &App, address: &Address, view: Option<&View>, error: &UserError) -> Response {
    if let Some(cause) = &error.cause {
        tracing::error!(path = address.path, cause, "a page failed");
    }
    let mut response = match address.format {
        Format::Page => {
            let title = tf("galat-judul", &[("galat", error.happened.trim_end_matches('.'))]);
            let body = html! {
                div.error {
                    h1 { (error.happened) }
                    p { (error.todo) }
                    @if let Some(sumber) = &error.sumber {
                        p.muted { (sumber) }
                    }
                    @if !error.links.is_empty() {
                        ul {
                            @for (target, words) in &error.links {
                                li { a href=(target) { (words) } }
                            }
                        }
                    }}
                @if error.asks_date { (shell::as_of_form(address, None)) }
            };
            let whole = shell::bare(app, address, view, &title, &body);
            ([(CONTENT_TYPE, HTML)], whole.into_string()).into_response()
        }
        Format::Json | Format::Csv | Format::Xlsx => {
            as_json("application/problem+json", &error.json())
        }
    };
    *response.status_mut() = error.status;
    response.headers_mut().insert(CACHE_CONTROL, axum::http::HeaderValue::from_static("no-store"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_columns_of_decimals_get_commas() {
        let text = |row: [&str; 4]| row.map(String::from).to_vec();
        let rows = vec![
            text(["skor", "sk", "kegiatan", "selisih"]),
            text(["84.00", "800.11", "3", "-0.01"]),
            text(["", "440/021", "12", "0.10"]),
        ];
        let shown = indonesian(rows);
        assert_eq!(shown[1], ["84,00", "800.11", "3", "-0,01"]);
        assert_eq!(shown[2], ["", "440/021", "12", "0,10"]);
    }
}
