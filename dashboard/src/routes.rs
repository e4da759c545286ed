//! Every address of jejak, in one list.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, IF_NONE_MATCH, REFERRER_POLICY,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get};
use ingest::ledger::{hex, leaf_hash};
use tower_http::compression::CompressionLayer;
use tower_http::set_header::SetResponseHeaderLayer;

use crate::app::App;
use crate::asked::{Address, Asked};
use crate::pages::answer::{self, show};
use crate::pages::{home, kejadian, mengapa, nilai, opd, peringkat, profil, status};
use crate::user_error::UserError;

/// One address.
pub struct Route {
    /// As the router matches it; `{...}` is any one segment.
    pub pattern: &'static str,
    /// The question it answers.
    pub question: &'static str,
    /// Also as `.json` and `.csv`.
    pub formats: bool,
    serve: fn() -> MethodRouter<Arc<App>>,
}

/// Every address. Nothing else is served.
#[rustfmt::skip]
pub const ROUTES: &[Route] = &[
    page("/", "How are we doing, and what is open?", || get(show::<home::Home>)),
    page("/peringkat", "The ranking of the newest period", || get(newest_ranking)),
    page("/peringkat/{periode}", "Who stands where?", || get(show::<peringkat::Peringkat>)),
    page("/peringkat/{periode}/mengapa/{opd}", "Why does this unit stand there?", || get(show::<mengapa::Mengapa>)),
    page("/opd", "Which units are there?", || get(show::<opd::Opd>)),
    page("/opd/{kode}", "How is this unit?", || get(show::<profil::Profil>)),
    page("/nilai", "Which value is weak, and where?", || get(show::<nilai::Nilai>)),
    page("/audit/kejadian/{nomor}", "What exactly happened here?", || get(show::<kejadian::Kejadian>)),
    page("/status", "What runs here, and how is it checked?", || get(show::<status::Status>)),
    asset("/jejak.css", "The stylesheet", || get(stylesheet)),
    asset("/jejak.svg", "The icon", || get(icon)),
];

const fn page(
    pattern: &'static str,
    question: &'static str,
    serve: fn() -> MethodRouter<Arc<App>>,
) -> Route {
    Route {
        pattern,
        question,
        formats: true,
        serve,
    }
}

const fn asset(
    pattern: &'static str,
    question: &'static str,
    serve: fn() -> MethodRouter<Arc<App>>,
) -> Route {
    Route {
        pattern,
        question,
        formats: false,
        serve,
    }
}

impl Route {
    /// The patterns the router needs: a pattern that ends in a segment takes the ending itself.
    pub fn patterns(&self) -> Vec<String> {
        let mut patterns = vec![self.pattern.to_owned()];
        if self.formats && !self.pattern.ends_with('}') {
            let stem = if self.pattern == "/" {
                "/index"
            } else {
                self.pattern
            };
            patterns.extend(["json", "csv"].map(|ending| format!("{stem}.{ending}")));
        }
        patterns
    }
}

/// The pages of an installation.
pub fn router(app: Arc<App>) -> Router {
    let mut router = Router::new();
    for route in ROUTES {
        for pattern in route.patterns() {
            router = router.route(&pattern, (route.serve)());
        }
    }
    let router = router
        .fallback(no_such_page)
        .method_not_allowed_fallback(read_only)
        .layer(CompressionLayer::new());
    let guarded = GUARDS.into_iter().fold(router, |router, (name, value)| {
        let value = HeaderValue::from_static(value);
        router.layer(SetResponseHeaderLayer::overriding(name, value))
    });
    guarded.with_state(app)
}

/// What every answer tells a browser not to do.
const GUARDS: [(HeaderName, &str); 3] = [
    (
        CONTENT_SECURITY_POLICY,
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; \
         base-uri 'none'; frame-ancestors 'none'",
    ),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (REFERRER_POLICY, "same-origin"),
];

async fn newest_ranking(asked: Asked) -> Response {
    let mut address = asked.address.clone();
    address.path = format!("/peringkat/{}", asked.app.current_year(&asked.view).kode);
    answer::redirect(&address.here())
}

async fn no_such_page(State(app): State<Arc<App>>, uri: Uri) -> Response {
    let error = UserError::no_such_page(uri.path());
    answer::error(&app, &Address::of(uri.path()), None, &error)
}

async fn read_only(State(app): State<Arc<App>>, uri: Uri) -> Response {
    answer::error(
        &app,
        &Address::of(uri.path()),
        None,
        &UserError::read_only(),
    )
}

async fn stylesheet(headers: HeaderMap) -> Response {
    asset_answer(
        &headers,
        "text/css; charset=utf-8",
        include_str!("../assets/jejak.css"),
    )
}

async fn icon(headers: HeaderMap) -> Response {
    asset_answer(
        &headers,
        "image/svg+xml",
        include_str!("../assets/jejak.svg"),
    )
}

fn asset_answer(headers: &HeaderMap, content_type: &'static str, text: &'static str) -> Response {
    let tag = format!("W/\"{}\"", &hex(&leaf_hash(text.as_bytes()))[..16]);
    let known = headers
        .get(IF_NONE_MATCH)
        .is_some_and(|known| known.as_bytes() == tag.as_bytes());
    let kept = [(ETAG, tag), (CACHE_CONTROL, "no-cache".to_owned())];
    match known {
        true => (StatusCode::NOT_MODIFIED, kept).into_response(),
        false => (kept, [(CONTENT_TYPE, content_type)], text).into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_has_its_endings() {
        let patterns = |pattern: &str| {
            ROUTES
                .iter()
                .find(|route| route.pattern == pattern)
                .unwrap()
                .patterns()
        };
        assert_eq!(patterns("/"), ["/", "/index.json", "/index.csv"]);
        assert_eq!(patterns("/opd"), ["/opd", "/opd.json", "/opd.csv"]);
        assert_eq!(patterns("/opd/{kode}"), ["/opd/{kode}"]);
        assert_eq!(patterns("/jejak.css"), ["/jejak.css"]);
    }
}
