//! What can be taken away as proof: the newest checkpoint, and the receipt of an event as a file and
//! as a QR code. Nothing is signed because somebody looks at a page.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, ETAG};
use axum::response::{IntoResponse, Response};
use ingest::checkpoint::{Checkpoint, Signer};
use ingest::identity::Position;
use ingest::ledger::{hex, leaf_hash};
use ingest::receipt::{NoReceipt, Receipt, event_for_receipt};

use crate::app::App;
use crate::asked::Address;
use crate::charts::qr_svg;
use crate::pages::answer;
use crate::user_error::UserError;

/// `/checkpoint`: the newest signed checkpoint.
pub async fn checkpoint(State(app): State<Arc<App>>) -> Response {
    let found = newest(&app).and_then(|newest| newest.ok_or_else(UserError::no_checkpoint));
    match found {
        Ok(found) => file("text/plain; charset=utf-8", "checkpoint.txt", found.note),
        Err(error) => answer::error(&app, &Address::of("/checkpoint"), None, &error),
    }
}

fn newest(app: &App) -> Result<Option<Checkpoint>, UserError> {
    let signer = Signer::existing(app.dir())?;
    Ok(signer.map(|signer| signer.last()).transpose()?.flatten())
}

/// `/audit/kejadian/{nomor}/tanda-terima.tlog-proof`.
pub async fn receipt(State(app): State<Arc<App>>, Path(nomor): Path<String>) -> Response {
    match receipt_of(&app, &nomor).await {
        Ok(receipt) => {
            let name = format!("kejadian-{nomor}.tlog-proof");
            file("text/plain; charset=utf-8", &name, receipt.text())
        }
        Err(error) => refused(&app, &nomor, &error),
    }
}

/// `/audit/kejadian/{nomor}/tanda-terima.svg`: the receipt without the event's text, as a QR code.
pub async fn receipt_qr(State(app): State<Arc<App>>, Path(nomor): Path<String>) -> Response {
    let drawn = receipt_of(&app, &nomor)
        .await
        .and_then(|receipt| qr_svg(&receipt.short().text()).ok_or_else(UserError::too_long_for_qr));
    match drawn {
        Ok(drawn) => {
            let tag = format!("W/\"{}\"", &hex(&leaf_hash(drawn.as_bytes()))[..16]);
            ([(CONTENT_TYPE, "image/svg+xml".to_owned()), (ETAG, tag)], drawn).into_response()
        }
        Err(error) => refused(&app, &nomor, &error),
    }
}

fn refused(app: &App, nomor: &str, error: &UserError) -> Response {
    answer::error(app, &Address::of(&format!("/audit/kejadian/{nomor}")), None, error)
}

async fn receipt_of(app: &App, nomor: &str) -> Result<Receipt, UserError> {
    let last = app.log().head()?.map_or(0, |head| head.position.0);
    let missing = || UserError::no_such_event(nomor, last, format!("/audit/kejadian/{last}"));
    let position = nomor.parse().map(Position).map_err(|_| missing())?;
    let event = event_for_receipt(app.log(), position).map_err(|error| match error {
        NoReceipt::NoEvent => missing(),
        NoReceipt::OfAForm => UserError::form_receipt(),
        NoReceipt::Log(error) => error.into(),
    })?;
    if app.is_secret_sheet(&app.view(None)?, &event).await? {
        return Err(UserError::sheet_receipt());
    }
    let covering = newest(app)?.filter(|newest| newest.ledger.size > position.0);
    Ok(Receipt::of(app.log(), &event, &covering.ok_or_else(UserError::no_checkpoint)?)?)
}

/// A file to be saved.
pub fn file(kind: &'static str, name: &str, text: String) -> Response {
    let disposition = format!("attachment; filename=\"{name}\"");
    let tag = format!("W/\"{}\"", &hex(&leaf_hash(text.as_bytes()))[..16]);
    let headers =
        [(CONTENT_TYPE, kind.to_owned()), (CONTENT_DISPOSITION, disposition), (ETAG, tag)];
    (headers, text).into_response()
}
