//! One request for a page: its address, its moment, and the tables at that moment.

use std::sync::Arc;

use analytics::ClosedRound;
use analytics::catatan::Named;
use analytics::firmness::Firmness;
use analytics::periode::Periode;
use analytics::ranking::{Bench, Ranking};
use axum::extract::{FromRequestParts, Query, RawPathParams};
use axum::http::header::IF_NONE_MATCH;
use axum::http::request::Parts;
use axum::response::Response;
use ingest::identity::{Instant, Position};
use ingest::ledger::{hex, leaf_hash};
use ingest::rule_pack::RulePack;
use projections::AsOf;
use time::Date;

use crate::app::{App, AppError, View};
use crate::entri::Names;
use crate::moment::{Compared, Moment, Narrowed, Parameters};
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
    /// What it is narrowed to.
    pub narrowed: Narrowed,
    /// What it compares with.
    pub compared: Compared,
    /// CSV with semicolons and decimal commas, as Indonesian spreadsheets read it.
    pub indonesian_csv: bool,
}

impl Address {
    /// The address behind a URI's path.
    pub fn of(path: &str) -> Self {
        let (path, format) = Format::split(path);
        let path = if path == "/index" { "/" } else { path };
        let (moment, narrowed) = (Moment::default(), Narrowed::default());
        let (path, compared) = (path.to_owned(), Compared::default());
        Self { path, format, moment, narrowed, compared, indonesian_csv: false }
    }

    /// Another page at the same moment.
    pub fn link(&self, path: &str) -> String {
        self.moment.link(path)
    }

    /// This page with an ending.
    pub fn export(&self, ending: &str, moment: Moment) -> String {
        let path = if self.path == "/" { "/index" } else { &self.path };
        self.narrow(&moment.link(&format!("{path}.{ending}")))
    }

    /// What this page is narrowed to and compares with, by name.
    pub fn given(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.narrowed.given().chain(self.compared.given())
    }

    /// An address narrowed to what this page is narrowed to.
    pub fn narrow(&self, address: &str) -> String {
        narrowed(address, self.given())
    }

    /// This page as HTML at another moment.
    pub fn at(&self, moment: Moment) -> String {
        self.narrow(&moment.link(&self.path))
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
        self.app.bench(&self.view, self.view.limit)
    }

    /// The rules that a round is judged by; those in force where there is none.
    pub fn pack_of(&self, round: Option<&ClosedRound>) -> &RulePack {
        self.app.pack_of(round)
    }

    /// The ranking of a period. Errors: an unknown period lists those that exist.
    pub async fn ranking(&self, periode: &str) -> Result<Arc<Ranking>, UserError> {
        match self.app.ranking(&self.view, periode, self.view.limit).await {
            Err(AppError::Analytics(analytics::AnalyticsError::UnknownPeriode { .. })) => {
                let known = crate::pages::periods::Periods::load(self).await?;
                let links = known.links(|kode| self.link(&format!("/peringkat/{kode}")));
                Err(UserError::no_such_periode(periode, links))
            }
            other => Ok(other?),
        }
    }

    /// How firm the places of a ranking are; none where nothing can come out otherwise. Errors: as
    /// ranking.
    pub async fn firmness(&self, ranking: &Ranking) -> Result<Option<Arc<Firmness>>, UserError> {
        Ok(self.app.firmness(&self.view, ranking, self.view.limit).await?)
    }

    /// An unknown period, with links to the page at `path` for those that exist. Errors: the record
    /// cannot be asked for them.
    pub async fn no_such_periode(&self, periode: &str, path: &str) -> Result<UserError, UserError> {
        let known = crate::pages::periods::Periods::load(self).await?;
        let link = |kode: &str| narrowed(&self.link(path), [("periode", kode)].into_iter());
        Ok(UserError::no_such_periode(periode, known.links(link)))
    }

    /// The period the page is narrowed to. Errors: an unknown one lists those that exist.
    pub async fn chosen_period(&self, bench: &Bench<'_>) -> Result<Option<Periode>, UserError> {
        match self.address.narrowed.periode.as_str() {
            "" => Ok(None),
            kode => match bench.periode(kode).await {
                Err(analytics::AnalyticsError::UnknownPeriode { .. }) => {
                    Err(self.no_such_periode(kode, &self.address.path).await?)
                }
                found => Ok(Some(found?)),
            },
        }
    }

    /// Checks that the unit and the KBK the page is narrowed to are there. Errors: they name those
    /// nearest.
    pub fn check_narrowed(&self, names: &Names<'_>) -> Result<(), UserError> {
        let codes = |of: Vec<Named>| of.into_iter().map(|one| one.kode).collect::<Vec<_>>();
        let near = |name: &'static str| {
            move |kode: &str| narrowed(&self.link(&self.address.path), [(name, kode)].into_iter())
        };
        let Narrowed { opd, kbk, .. } = &self.address.narrowed;
        let (units, groups) = (codes(names.units()), codes(names.groups()));
        if !opd.is_empty() && !units.contains(opd) {
            return Err(UserError::no_such_opd(opd, &units, self.link("/opd"), near("opd")));
        }
        if !kbk.is_empty() && !groups.contains(kbk) {
            let known: Vec<&str> = groups.iter().map(String::as_str).collect();
            return Err(UserError::no_such_code(
                "kbk",
                kbk,
                &known,
                self.link("/opd"),
                near("kbk"),
            ));
        }
        Ok(())
    }

    /// The day that the page is about: the one asked for, or that of the last event it knows.
    pub fn today(&self) -> Date {
        self.view.day
    }

    /// A moment in words, in the government's zone: `31 Maret 2026 pukul 23.59 WIB`.
    pub fn at(&self, moment: Instant) -> String {
        local(&self.app, moment)
    }

    /// What a browser may keep: the same ledger up to the same position gives the same page.
    pub fn tag(&self) -> String {
        let newest = if self.view.is_newest { "terkini" } else { "lampau" };
        let Address { path, format, moment, narrowed, compared, indonesian_csv } = &self.address;
        let version = env!("CARGO_PKG_VERSION");
        let (root, reader) = (&self.view.root, self.app.reader());
        let asked = format!(
            "{path} {format:?} {moment:?} {narrowed:?} {compared:?} {indonesian_csv} {newest} {version} {reader:?} {root}"
        );
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

/// Reads what is asked, before the tables are looked at. Answers where a form leads to.
fn read(parts: &Parts, address: &mut Address) -> Result<Option<String>, UserError> {
    let parameters = Query::<Parameters>::try_from_uri(&parts.uri);
    let Query(parameters) = parameters.map_err(|_| UserError::unreadable_address())?;
    address.indonesian_csv = parameters.gaya.as_deref() == Some("id");
    let narrowed = parameters.narrowed().ok_or_else(UserError::unreadable_address)?;
    address.narrowed = narrowed.clone();
    address.compared = parameters.compared().ok_or_else(UserError::unreadable_address)?.clone();
    if let Some(chosen) = parameters.chosen_moment() {
        return Ok(Some(address.again_at(chosen?)));
    }
    address.moment = Moment::of(&parameters).map_err(|error| {
        error.with_link(address.path.clone(), crate::text::t("hal-kembali-terkini"))
    })?;
    Ok(parameters.sidik().map(|sidik| address.link(&format!("/periksa/{sidik}"))))
}

impl FromRequestParts<Arc<App>> for Asked {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Response> {
        let mut address = Address::of(parts.uri.path());
        let refused =
            |error: UserError, address: &Address| answer::error(app, address, None, &error);
        match read(parts, &mut address) {
            Ok(None) => {}
            Ok(Some(elsewhere)) => return Err(answer::redirect(&elsewhere)),
            Err(error) => return Err(refused(error, &address)),
        }
        let view = match app.view(address.moment.as_of()) {
            Ok(view) => view.until(address.moment.happened_until()),
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
            Format::Page => self.at(moment),
            Format::Json => self.export("json", moment),
            Format::Csv => self.export("csv", moment),
            Format::Xlsx => self.export("xlsx", moment),
        }
    }
}

/// An address with more behind its `?`.
pub fn narrowed<'a>(address: &str, given: impl Iterator<Item = (&'static str, &'a str)>) -> String {
    given.fold(address.to_owned(), |address, (name, code)| {
        let separator = if address.contains('?') { '&' } else { '?' };
        // Behind a `?` a plus sign stands for a space.
        format!("{address}{separator}{name}={}", code.replace('+', "%2B"))
    })
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
