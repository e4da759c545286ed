//! One request for a page: its address, its moment, and the tables at that moment.

use std::sync::Arc;

use analytics::ranking::{Bench, Ranking};
use analytics::{ClosedRound, Limit};
use axum::extract::{FromRequestParts, Query, RawPathParams};
use axum::http::header::IF_NONE_MATCH;
use axum::http::request::Parts;
use axum::response::Response;
use ingest::identity::{Instant, Position};
use ingest::ledger::{hex, leaf_hash};
use ingest::rule_pack::RulePack;
use projections::AsOf;

use crate::app::{App, AppError, View};
use crate::moment::{Moment, Parameters};
use crate::pages::answer;
use crate::text::{date, tf};
use crate::user_error::UserError;

/// What a page is given as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// HTML.
    Page,
    /// JSON.
    Json,
    /// CSV.
    Csv,
    /// A workbook.
    Xlsx,
}

impl Format {
    /// Splits a last segment: `2026.csv` is `2026` as CSV.
    pub fn split(segment: &str) -> (&str, Self) {
        let endings = [(".json", Self::Json), (".csv", Self::Csv), (".xlsx", Self::Xlsx)];
        endings
            .into_iter()
            .find_map(|(ending, format)| Some((segment.strip_suffix(ending)?, format)))
            .unwrap_or((segment, Self::Page))
    }
}

/// The address of a page, whatever becomes of it.
#[derive(Debug, Clone)]
pub struct Address {
    /// Path without ending: `/peringkat/2026`.
    pub path: String,
    /// What it is asked as.
    pub format: Format,
    /// The moment it is about.
    pub moment: Moment,
    /// CSV with semicolons and decimal commas, as Indonesian spreadsheets read it.
    pub indonesian_csv: bool,
}

impl Address {
    /// The address behind a URI's path.
    pub fn of(path: &str) -> Self {
        let (path, format) = Format::split(path);
        let path = if path == "/index" { "/" } else { path };
        let moment = Moment::default();
        Self { path: path.to_owned(), format, moment, indonesian_csv: false }
    }

    /// Another page at the same moment.
    pub fn link(&self, path: &str) -> String {
        self.moment.link(path)
    }

    /// This page with an ending.
    pub fn export(&self, ending: &str, moment: Moment) -> String {
        let path = if self.path == "/" { "/index" } else { &self.path };
        moment.link(&format!("{path}.{ending}"))
    }
}

/// One request for a page.
pub struct Asked {
    /// The installation.
    pub app: Arc<App>,
    /// What was asked.
    pub address: Address,
    /// The tables at that moment.
    pub view: View,
    segments: Vec<String>,
    known_tag: Option<String>,
}

impl Asked {
    /// A named part of the path, in order.
    pub fn segment(&self, index: usize) -> &str {
        self.segments.get(index).map_or("", String::as_str)
    }

    /// Another page at the same moment.
    pub fn link(&self, path: &str) -> String {
        self.address.link(path)
    }

    /// Questions about the tables.
    pub fn bench(&self) -> Bench<'_> {
        self.app.bench(&self.view, Limit::default())
    }

    /// The rules that a round is judged by; those in force where there is none.
    pub fn pack_of(&self, round: Option<&ClosedRound>) -> &RulePack {
        self.app.pack_of(round)
    }

    /// The ranking of a period. Errors: an unknown period lists those that exist.
    pub async fn ranking(&self, periode: &str) -> Result<Arc<Ranking>, UserError> {
        match self.app.ranking(&self.view, periode, Limit::default()).await {
            Err(AppError::Analytics(analytics::AnalyticsError::UnknownPeriode { .. })) => {
                let known = crate::pages::periods::Periods::load(self).await?;
                let links = known.links(|kode| self.link(&format!("/peringkat/{kode}")));
                Err(UserError::no_such_periode(periode, links))
            }
            other => Ok(other?),
        }
    }

    /// A moment in words, in the government's zone: `31 Maret 2026 pukul 23.59 WIB`.
    pub fn at(&self, moment: Instant) -> String {
        local(&self.app, moment)
    }

    /// What a browser may keep: the same ledger up to the same position gives the same page.
    pub fn tag(&self) -> String {
        let newest = if self.view.is_newest { "terkini" } else { "lampau" };
        let Address { path, format, moment, indonesian_csv } = &self.address;
        let version = env!("CARGO_PKG_VERSION");
        let root = &self.view.root;
        let asked =
            format!("{path} {format:?} {moment:?} {indonesian_csv} {newest} {version} {root}");
        // Weak: the same page may travel compressed or not.
        format!("W/\"{}-{}\"", self.view.position, &hex(&leaf_hash(asked.as_bytes()))[..16])
    }

    /// The browser has this page already.
    pub fn is_known(&self) -> bool {
        let tag = self.tag();
        self.known_tag.as_ref().is_some_and(|known| known.split(',').any(|one| one.trim() == tag))
    }
}

/// A moment in words, in the government's zone.
pub fn local(app: &App, moment: Instant) -> String {
    let at = moment.to_utc().to_offset(app.zona().offset());
    let (jam, zona) = (format!("{:02}.{:02}", at.hour(), at.minute()), format!("{:?}", app.zona()));
    tf("hal-saat", &[("tanggal", &date(at.date())), ("jam", &jam), ("zona", &zona)])
}

/// The last moment that a question about a moment covers.
pub fn moment_in_words(app: &App, moment: Moment, view: &View) -> String {
    match moment.as_of() {
        Some(AsOf::Date(date)) => local(app, Instant(app.zona().end_of_day(date).0 - 1)),
        Some(AsOf::Instant(at)) => local(app, at),
        Some(AsOf::Position(_)) | None => local(app, view.recorded_at),
    }
}

/// Reads what is asked, before the tables are looked at.
fn read(parts: &Parts, address: &mut Address) -> Result<Option<Moment>, UserError> {
    let parameters = Query::<Parameters>::try_from_uri(&parts.uri);
    let Query(parameters) = parameters.map_err(|_| UserError::unreadable_address())?;
    address.indonesian_csv = parameters.gaya.as_deref() == Some("id");
    if let Some(chosen) = parameters.chosen() {
        return Ok(Some(Moment::date(chosen?)));
    }
    address.moment = Moment::of(&parameters).map_err(|error| {
        error.with_link(address.path.clone(), crate::text::t("hal-kembali-terkini"))
    })?;
    Ok(None)
}

impl FromRequestParts<Arc<App>> for Asked {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Response> {
        let mut address = Address::of(parts.uri.path());
        let refused =
            |error: UserError, address: &Address| answer::error(app, address, None, &error);
        match read(parts, &mut address) {
            Ok(None) => {}
            Ok(Some(chosen)) => return Err(answer::redirect(&address.again_at(chosen))),
            Err(error) => return Err(refused(error, &address)),
        }
        let view = match app.view(address.moment.as_of()) {
            Ok(view) => view,
            Err(AppError::AsOf(error)) => {
                let error = UserError::moment(error, app.zona(), &address.path);
                return Err(refused(error, &address));
            }
            Err(error) => return Err(refused(error.into(), &address)),
        };
        let segments = match RawPathParams::from_request_parts(parts, app).await {
            Ok(found) => found.iter().map(|(_, value)| Format::split(value).0.to_owned()).collect(),
            Err(_) => return Err(refused(UserError::unreadable_address(), &address)),
        };
        let known_tag = parts.headers.get(IF_NONE_MATCH);
        let known_tag = known_tag.and_then(|tag| Some(tag.to_str().ok()?.to_owned()));
        let app = Arc::new(app.at(view.position));
        Ok(Self { app, address, view, segments, known_tag })
    }
}

impl Address {
    /// This page, in its format, at its moment.
    pub fn here(&self) -> String {
        self.again_at(self.moment)
    }

    /// This page, in its format, at another moment.
    fn again_at(&self, moment: Moment) -> String {
        match self.format {
            Format::Page => moment.link(&self.path),
            Format::Json => self.export("json", moment),
            Format::Csv => self.export("csv", moment),
            Format::Xlsx => self.export("xlsx", moment),
        }
    }
}

/// The address of an event.
pub fn event_path(position: Position) -> String {
    format!("/audit/kejadian/{position}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ending_names_the_format() {
        assert_eq!(Format::split("2026.json"), ("2026", Format::Json));
        assert_eq!(Format::split("2026-T3.csv"), ("2026-T3", Format::Csv));
        assert_eq!(Format::split("2026.xlsx"), ("2026", Format::Xlsx));
        assert_eq!(Format::split("UPT.1"), ("UPT.1", Format::Page));
        let address = Address::of("/index.csv");
        assert_eq!((address.path.as_str(), address.format), ("/", Format::Csv));
        assert_eq!(address.export("json", address.moment), "/index.json");
    }
}
