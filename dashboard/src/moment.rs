//! The moment a page is about, as its address names it: `?per=2026-03-31` or `?kejadian=18204` as it
//! was known then, `?terjadi=2026-03-31` as it had happened by then, with what was recorded later.

use ingest::identity::{Kode, Position, date_text, parse_date};
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
    /// A date.
    terjadi: Option<String>,
    /// Day, month and year of the as-of form.
    tanggal: Option<String>,
    bulan: Option<String>,
    tahun: Option<String>,
    /// `terjadi` where that form asks for what had happened by then.
    cara: Option<String>,
    /// `id` for a CSV as Indonesian spreadsheets read it.
    pub(crate) gaya: Option<String>,
    /// A fingerprint to look for.
    sidik: Option<String>,
    /// What the page is narrowed to.
    #[serde(flatten)]
    narrowed: Narrowed,
    /// What the page compares with.
    #[serde(flatten)]
    compared: Compared,
}

/// What a page compares with: `?dari=2026-T1&dari_per=2026-03-31`, `?dari=2026-03-31&ke=18204`. Empty:
/// what the page itself takes.
#[derive(Debug, Default, Clone, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Compared {
    /// A period, or a moment.
    pub dari: String,
    /// A date or an instant.
    pub dari_per: String,
    /// A number.
    pub dari_kejadian: String,
    /// A moment.
    pub ke: String,
}

impl Compared {
    /// The four with their names, where they are given.
    pub fn given(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let all = [
            ("dari", &self.dari),
            ("dari_per", &self.dari_per),
            ("dari_kejadian", &self.dari_kejadian),
            ("ke", &self.ke),
        ];
        all.into_iter().filter(|(_, text)| !text.is_empty()).map(|(name, text)| (name, &**text))
    }

    /// The moment that `dari_per` or `dari_kejadian` names; none where neither is given.
    /// Errors: unreadable, or two at once.
    pub fn moment(&self) -> Result<Option<AsOf>, UserError> {
        as_of(&self.dari_per, &self.dari_kejadian)
    }
}

/// The moment of an address: a date or an instant, or an event by its number.
fn as_of(per: &str, kejadian: &str) -> Result<Option<AsOf>, UserError> {
    match (per, kejadian) {
        ("", "") => Ok(None),
        (per, "") => Ok(Some(per.parse()?)),
        ("", number) => match number.parse() {
            Ok(position) => Ok(Some(AsOf::Position(Position(position)))),
            Err(_) => Err(AsOfError::Unreadable(number.to_owned()).into()),
        },
        _ => Err(UserError::two_moments()),
    }
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

    /// What the page compares with; none where that can be no code and no moment.
    pub fn compared(&self) -> Option<&Compared> {
        let is_plain = |text: &str| {
            text.chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | ':' | '+' | '_'))
        };
        self.compared.given().all(|(_, text)| is_plain(text)).then_some(&self.compared)
    }

    /// The moment chosen in the as-of form, where it was sent. Errors: as [`Parameters::chosen`].
    pub fn chosen_moment(&self) -> Option<Result<Moment, UserError>> {
        let moment = match self.cara.as_deref() {
            Some("terjadi") => Moment::happened,
            _ => Moment::date,
        };
        Some(self.chosen()?.map(moment))
    }

    /// The digits of a fingerprint as somebody copied it from paper; none where none was sent.
    pub fn sidik(&self) -> Option<String> {
        let digit = |letter: &char| letter.is_ascii_alphanumeric();
        let digits: String = self.sidik.as_deref()?.chars().filter(digit).collect();
        (!digits.is_empty()).then(|| digits.to_lowercase())
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

/// The moment a page is about: what was known, and what had happened.
#[derive(Debug, Default, Clone, Copy)]
pub struct Moment {
    /// As known then; none is now.
    known: Option<AsOf>,
    /// Only what had happened by the end of this day; none for all.
    happened: Option<Date>,
}

impl Moment {
    /// Reads the moment of an address. Errors: unreadable, or two at once.
    pub fn of(parameters: &Parameters) -> Result<Self, UserError> {
        let given = |text: &Option<String>| text.clone().unwrap_or_default();
        let known = as_of(&given(&parameters.per), &given(&parameters.kejadian))?;
        let happened = match given(&parameters.terjadi).as_str() {
            "" => None,
            text => Some(parse_date(text).ok_or_else(|| UserError::no_day("terjadi", text))?),
        };
        Ok(Self { known, happened })
    }

    /// As known at the end of a local date.
    pub fn date(date: Date) -> Self {
        Self { known: Some(AsOf::Date(date)), happened: None }
    }

    /// As it had happened by the end of a local date, with what was recorded later.
    pub fn happened(date: Date) -> Self {
        Self { known: None, happened: Some(date) }
    }

    /// As known at an event.
    pub fn event(position: Position) -> Self {
        Self { known: Some(AsOf::Position(position)), happened: None }
    }

    /// The same, as known at an event.
    pub fn known_at(self, position: Position) -> Self {
        Self { known: Some(AsOf::Position(position)), ..self }
    }

    /// As the tables are asked.
    pub fn as_of(self) -> Option<AsOf> {
        self.known
    }

    /// The last day of what had happened; none for all.
    pub fn happened_until(self) -> Option<Date> {
        self.happened
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
        let pairs: Vec<String> =
            self.parameters().map(|(name, value)| format!("{name}={value}")).collect();
        (!pairs.is_empty()).then(|| pairs.join("&"))
    }

    /// The same as names and values.
    pub fn parameters(self) -> impl Iterator<Item = (&'static str, String)> {
        let known = self.known.map(|known| match known {
            AsOf::Position(position) => ("kejadian", position.to_string()),
            AsOf::Date(date) => ("per", date_text(date)),
            AsOf::Instant(at) => ("per", at.to_string()),
        });
        known.into_iter().chain(self.happened.map(|date| ("terjadi", date_text(date))))
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
    fn what_had_happened_is_kept_beside_what_was_known() {
        assert_eq!(link(&[("terjadi", "2026-03-31")]).unwrap(), "/opd?terjadi=2026-03-31");
        let both = link(&[("kejadian", "18204"), ("terjadi", "2026-03-31")]).unwrap();
        assert_eq!(both, "/opd?kejadian=18204&terjadi=2026-03-31");
        for bad in ["18204", "kemarin", "2026-02-30", "2026-03-31T16:00:00Z"] {
            assert_eq!(link(&[("terjadi", bad)]), None, "{bad}");
        }
    }

    #[test]
    fn what_a_page_compares_with_is_a_code_or_a_moment() {
        let compared = |pairs: &[(&str, &str)]| parameters(pairs).compared().cloned();
        let both = [("dari_per", "2026-03-31"), ("dari_kejadian", "4")];
        assert!(compared(&both).unwrap().moment().is_err(), "two moments");
        let instant = compared(&[("dari_per", "2026-03-31T16:00:00+07:00")]).unwrap();
        assert!(matches!(instant.moment(), Ok(Some(AsOf::Instant(_)))));
        assert_eq!(compared(&[("dari", "2026-T1")]).unwrap().moment().unwrap(), None);
        assert_eq!(compared(&[("ke", "<b>")]), None);
        assert_eq!(compared(&[("dari", "2026 T1")]), None);
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
        let day = [("tanggal", "31"), ("bulan", "3"), ("tahun", "2026")];
        let chosen = |cara| {
            let form = parameters(&[&day[..], &[("cara", cara)]].concat());
            form.chosen_moment().unwrap().unwrap().link("/opd")
        };
        assert_eq!(chosen("diketahui"), "/opd?per=2026-03-31");
        assert_eq!(chosen("terjadi"), "/opd?terjadi=2026-03-31");
    }
}
