//! The moment a page is about, as its address names it: `?per=2026-03-31` or `?kejadian=18204`.

use ingest::identity::{Kode, Position, date_text};
use projections::{AsOf, AsOfError};
use serde::Deserialize;
use time::{Date, Month};

use crate::user_error::UserError;

/// What may stand behind the `?` of a page.
#[derive(Debug, Default, Clone, Deserialize)]
pub struct Parameters {
    /// A date, an instant or a number.
    per: Option<String>,
    /// A number.
    kejadian: Option<String>,
    /// Day, month and year of the as-of form.
    tanggal: Option<String>,
    bulan: Option<String>,
    tahun: Option<String>,
    /// `id` for a CSV as Indonesian spreadsheets read it.
    pub(crate) gaya: Option<String>,
    /// What the page is narrowed to.
    #[serde(flatten)]
    narrowed: Narrowed,
}

/// What a page is narrowed to: `?opd=DINKES&kbk=KBK-1&periode=2026-T1`. Empty: all.
#[derive(Debug, Default, Clone, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Narrowed {
    /// Code of a unit.
    pub opd: String,
    /// Code of a KBK.
    pub kbk: String,
    /// A year, a quarter, or a period of the record.
    pub periode: String,
    /// Another rule, to stand beside the one in force.
    pub dengan: String,
}

impl Narrowed {
    /// The three with their names, where they are given.
    pub fn given(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let all = [
            ("opd", &self.opd),
            ("kbk", &self.kbk),
            ("periode", &self.periode),
            ("dengan", &self.dengan),
        ];
        all.into_iter().filter(|(_, code)| !code.is_empty()).map(|(name, code)| (name, &**code))
    }
}

impl Parameters {
    /// What the page is narrowed to; none where that is not made of codes.
    pub fn narrowed(&self) -> Option<&Narrowed> {
        let is_code = |(_, code): (&str, &str)| Kode::parse(code).is_ok();
        self.narrowed.given().all(is_code).then_some(&self.narrowed)
    }

    /// The date chosen in the as-of form, where it was sent. Errors: a date that does not exist.
    pub fn chosen(&self) -> Option<Result<Date, UserError>> {
        let part = |text: &Option<String>| text.as_deref().unwrap_or("").trim().to_owned();
        let parts = [part(&self.tanggal), part(&self.bulan), part(&self.tahun)];
        if parts.iter().all(String::is_empty) {
            return None;
        }
        let date = || {
            let month = Month::try_from(parts[1].parse::<u8>().ok()?).ok()?;
            Date::from_calendar_date(parts[2].parse().ok()?, month, parts[0].parse().ok()?).ok()
        };
        // Events carry years of four digits.
        let date = date().filter(|date| (1000..=9999).contains(&date.year()));
        Some(date.ok_or_else(|| UserError::no_such_date(&parts)))
    }
}

/// The moment a page is about; none is the newest.
#[derive(Debug, Default, Clone, Copy)]
pub struct Moment(Option<AsOf>);

impl Moment {
    /// Reads the moment of an address. Errors: unreadable, or two at once.
    pub fn of(parameters: &Parameters) -> Result<Self, UserError> {
        let given = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
        match (given(&parameters.per), given(&parameters.kejadian)) {
            (None, None) => Ok(Self(None)),
            (Some(_), Some(_)) => Err(UserError::two_moments()),
            (Some(per), None) => Ok(Self(Some(per.parse()?))),
            (None, Some(number)) => match number.parse() {
                Ok(position) => Ok(Self(Some(AsOf::Position(Position(position))))),
                Err(_) => Err(AsOfError::Unreadable(number).into()),
            },
        }
    }

    /// A local date.
    pub fn date(date: Date) -> Self {
        Self(Some(AsOf::Date(date)))
    }

    /// An event.
    pub fn event(position: Position) -> Self {
        Self(Some(AsOf::Position(position)))
    }

    /// As the tables are asked.
    pub fn as_of(self) -> Option<AsOf> {
        self.0
    }

    /// The address of a page at this moment.
    pub fn link(self, path: &str) -> String {
        match self.query() {
            Some(query) => format!("{path}?{query}"),
            None => path.to_owned(),
        }
    }

    /// What stands behind the `?`.
    pub fn query(self) -> Option<String> {
        self.parameters().map(|(name, value)| format!("{name}={value}"))
    }

    /// The same as name and value.
    pub fn parameters(self) -> Option<(&'static str, String)> {
        Some(match self.0? {
            AsOf::Position(position) => ("kejadian", position.to_string()),
            AsOf::Date(date) => ("per", date_text(date)),
            AsOf::Instant(at) => ("per", at.to_string()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parameters(pairs: &[(&str, &str)]) -> Parameters {
        let pair = |(name, value): &(&str, &str)| ((*name).to_owned(), serde_json::json!(value));
        serde_json::from_value(pairs.iter().map(pair).collect()).unwrap()
    }

    fn link(pairs: &[(&str, &str)]) -> Option<String> {
        Moment::of(&parameters(pairs)).ok().map(|moment| moment.link("/opd"))
    }

    #[test]
    fn a_moment_is_kept_in_links_as_it_was_named() {
        assert_eq!(link(&[]).unwrap(), "/opd");
        assert_eq!(link(&[("per", "")]).unwrap(), "/opd");
        assert_eq!(link(&[("per", "2026-03-31")]).unwrap(), "/opd?per=2026-03-31");
        assert_eq!(link(&[("kejadian", "18204")]).unwrap(), "/opd?kejadian=18204");
        let instant = link(&[("per", "2026-03-31T23:00:00+07:00")]).unwrap();
        assert_eq!(instant, "/opd?per=2026-03-31T16:00:00.000Z");
    }

    #[test]
    fn what_is_no_moment_is_refused() {
        assert_eq!(link(&[("per", "kemarin")]), None);
        assert_eq!(link(&[("kejadian", "2026-03-31")]), None);
        assert_eq!(link(&[("per", "2026-03-31"), ("kejadian", "4")]), None);
    }

    #[test]
    fn the_form_names_a_date_that_exists() {
        let chosen = |day, month, year| {
            let form = parameters(&[("tanggal", day), ("bulan", month), ("tahun", year)]);
            form.chosen().unwrap().ok().map(date_text)
        };
        assert_eq!(chosen("31", "3", "2026").unwrap(), "2026-03-31");
        assert_eq!(chosen("31", "2", "2026"), None);
        assert_eq!(chosen("", "2", "2026"), None);
        assert_eq!(chosen("1", "1", "26"), None);
        assert!(parameters(&[("per", "4")]).chosen().is_none());
    }
}
