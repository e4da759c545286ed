//! Names that never change: codes, streams, positions, event ids, moments.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha1::{Digest, Sha1};
use time::{Date, Duration, Month, OffsetDateTime, UtcOffset};
use uuid::Uuid;

/// Number of an event in the ledger: 0, 1, 2, ... in log order, without gaps.
///
/// *As of position P* includes P; the ledger then holds P + 1 events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Position(pub u64);

/// Number of an event in its stream: 0, 1, 2, ...
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Revision(pub u64);

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for Revision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A code is not one that streams and addresses can carry.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no code: 1 to 64 letters, digits, dots, dashes or underscores, no file ending")]
pub struct BadKode(pub String);

/// A short code given by the government: of a unit, a KBK, a round, an activity.
///
/// 1 to 64 ASCII letters, digits, `.`, `-` or `_`, starting with a letter or a digit, not ending
/// like a file (`.json`), because page addresses end so. Compared as it stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Kode(Arc<str>);

/// Address endings that name a format of a page, and so may not end a code.
pub const FORMAT_ENDINGS: [&str; 5] = [".json", ".csv", ".xlsx", ".svg", ".pdf"];

impl Kode {
    /// Reads a code. Errors: [`BadKode`].
    pub fn parse(text: &str) -> Result<Self, BadKode> {
        let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_');
        let sound = (1..=64).contains(&text.len())
            && text.bytes().all(plain)
            && text.as_bytes()[0].is_ascii_alphanumeric()
            && !FORMAT_ENDINGS.iter().any(|ending| text.to_ascii_lowercase().ends_with(ending));
        if sound { Ok(Self(text.into())) } else { Err(BadKode(text.to_owned())) }
    }

    /// The code as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Kode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl Serialize for Kode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Kode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}

/// A random name that stands for a person wherever an event would name one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Pseudonym(pub Uuid);

impl fmt::Display for Pseudonym {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.simple().fmt(f)
    }
}

/// Name of a stream: `category-pemda:rest`.
///
/// The category stands before the first dash, as KurrentDB reads it; the government's code stands
/// inside, so that one installation can hold many.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StreamName(Arc<str>);

impl StreamName {
    /// The stream of `rest` in `category` of the government `pemda`.
    pub fn new(category: &str, pemda: &Kode, rest: impl fmt::Display) -> Self {
        Self(format!("{category}-{pemda}:{rest}").into())
    }

    /// A name read back from a log.
    pub fn from_stored(text: &str) -> Self {
        Self(text.into())
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands before the first dash.
    pub fn category(&self) -> &str {
        self.0.split('-').next().unwrap_or_default()
    }

    /// The government's code.
    pub fn pemda(&self) -> &str {
        let after = self.0.split_once('-').map_or("", |(_, after)| after);
        after.split(':').next().unwrap_or_default()
    }

    /// What stands after the government's code.
    pub fn rest(&self) -> &str {
        self.0.split_once(':').map_or("", |(_, rest)| rest)
    }
}

impl fmt::Display for StreamName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Namespace of every event id. Frozen: another value would rename every event.
pub const EVENT_NAMESPACE: Uuid = Uuid::from_u128(0x6a65_6a61_6b00_5001_8000_6275_6461_7961);

/// Ids of the events of one submission: UUIDv5 of `pemda|stream|command key|index` (RFC 9562).
///
/// The same command gives the same ids on any machine and any log, which is how a repeat is
/// recognised.
pub struct EventIds(Sha1);

impl EventIds {
    /// Ids of what `command` writes to `stream`.
    pub fn of(stream: &StreamName, command: &str) -> Self {
        let mut hash = Sha1::new();
        hash.update(EVENT_NAMESPACE.as_bytes());
        for part in [stream.pemda(), stream.as_str(), command] {
            hash.update(part.as_bytes());
            hash.update(b"|");
        }
        Self(hash)
    }

    /// Id of the event with this number in the submission, counted from 0.
    pub fn id(&self, index: usize) -> Uuid {
        let mut hash = self.0.clone();
        hash.update(index.to_string().as_bytes());
        let digest: [u8; 20] = hash.finalize().into();
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&digest[..16]);
        uuid::Builder::from_sha1_bytes(bytes).into_uuid()
    }
}

/// A moment: milliseconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(pub i64);

impl Instant {
    /// The moment as a UTC date and time.
    pub fn to_utc(self) -> OffsetDateTime {
        OffsetDateTime::UNIX_EPOCH + Duration::milliseconds(self.0)
    }

    /// The moment of a date and time.
    pub fn from_utc(at: OffsetDateTime) -> Self {
        Self((at - OffsetDateTime::UNIX_EPOCH).whole_milliseconds() as i64)
    }

    /// Reads RFC 3339, such as `2026-03-31T23:59:59+07:00`.
    pub fn parse(text: &str) -> Option<Self> {
        use time::format_description::well_known::Rfc3339;
        OffsetDateTime::parse(text, &Rfc3339).ok().map(Self::from_utc)
    }
}

impl fmt::Display for Instant {
    /// `2026-03-31T16:59:59.000Z`, always with three decimals: the text that is hashed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = self.to_utc();
        let (year, month, day) = at.to_calendar_date();
        let (hour, minute, second) = at.to_hms();
        let (month, milli) = (month as u8, at.millisecond());
        write!(f, "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{milli:03}Z")
    }
}

/// The zone a government keeps; Indonesia has no summer time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Zona {
    /// Western Indonesia, UTC+7.
    WIB,
    /// Central Indonesia, UTC+8.
    WITA,
    /// Eastern Indonesia, UTC+9.
    WIT,
}

impl Zona {
    /// Reads `WIB`, `WITA` or `WIT`.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "WIB" => Some(Self::WIB),
            "WITA" => Some(Self::WITA),
            "WIT" => Some(Self::WIT),
            _ => None,
        }
    }

    fn hours(self) -> i64 {
        match self {
            Self::WIB => 7,
            Self::WITA => 8,
            Self::WIT => 9,
        }
    }

    /// Hours ahead of UTC, as an offset.
    pub fn offset(self) -> UtcOffset {
        UtcOffset::from_hms(self.hours() as i8, 0, 0).unwrap_or(UtcOffset::UTC)
    }

    /// First moment after `date`.
    pub fn end_of_day(self, date: Date) -> Instant {
        let midnight = date.midnight().assume_utc() + Duration::days(1);
        Instant(Instant::from_utc(midnight).0 - self.hours() * 3_600_000)
    }

    /// The date on this zone's calendars at a moment.
    pub fn date_of(self, at: Instant) -> Date {
        at.to_utc().to_offset(self.offset()).date()
    }
}

/// Reads `2026-03-31` and nothing else.
pub fn parse_date(text: &str) -> Option<Date> {
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 || month.len() != 2 || day.len() != 2 {
        return None;
    }
    let month = Month::try_from(month.parse::<u8>().ok()?).ok()?;
    Date::from_calendar_date(year.parse().ok()?, month, day.parse().ok()?).ok()
}

/// Writes a date as `2026-03-31`.
pub fn date_text(date: Date) -> String {
    let (year, month, day) = date.to_calendar_date();
    format!("{year:04}-{:02}-{day:02}", month as u8)
}

/// First and last day of a calendar year (`2026`) or quarter (`2026-T2`): these exist without being
/// recorded (AMB-027).
pub fn calendar_days(kode: &str) -> Option<(Date, Date)> {
    let (year, quarter) = match kode.split_once("-T") {
        None => (kode, None),
        Some((year, quarter)) => match quarter {
            "1" | "2" | "3" | "4" => (year, quarter.parse::<u8>().ok()),
            _ => return None,
        },
    };
    if year.len() != 4 || !year.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let year: i32 = year.parse().ok()?;
    let (first, last) = quarter.map_or((1, 12), |quarter| (quarter * 3 - 2, quarter * 3));
    let last = Month::try_from(last).ok()?;
    let mulai = Date::from_calendar_date(year, Month::try_from(first).ok()?, 1).ok()?;
    Some((mulai, Date::from_calendar_date(year, last, last.length(year)).ok()?))
}

/// Dates in event data, as `2026-03-31`.
pub mod iso_date {
    use super::{Date, Deserialize, Deserializer, Serializer, date_text, parse_date};

    /// Writes a date.
    pub fn serialize<S: Serializer>(date: &Date, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&date_text(*date))
    }

    /// Reads a date.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
        let text = String::deserialize(deserializer)?;
        parse_date(&text).ok_or_else(|| serde::de::Error::custom(format!("{text} is no date")))
    }

    /// Dates that may be absent, as `null`.
    pub mod option {
        use super::{Date, Deserialize, Deserializer, Serializer, date_text, parse_date};

        /// Writes a date or `null`.
        pub fn serialize<S: Serializer>(
            date: &Option<Date>,
            serializer: S,
        ) -> Result<S::Ok, S::Error> {
            match date {
                Some(date) => serializer.serialize_some(&date_text(*date)),
                None => serializer.serialize_none(),
            }
        }

        /// Reads a date or `null`.
        pub fn deserialize<'de, D: Deserializer<'de>>(
            deserializer: D,
        ) -> Result<Option<Date>, D::Error> {
            let Some(text) = Option::<String>::deserialize(deserializer)? else {
                return Ok(None);
            };
            let wrong = || serde::de::Error::custom(format!("{text} is no date"));
            parse_date(&text).map(Some).ok_or_else(wrong)
        }
    }
}

/// A decimal with two places, kept as whole hundredths so that sums stay exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hundredths(pub i64);

impl Hundredths {
    /// Reads `85`, `85.5`, `85,50`; nothing with more than two decimals, nothing negative.
    pub fn parse(text: &str) -> Option<Self> {
        let (whole, part) = text.split_once(['.', ',']).unwrap_or((text, ""));
        let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        let has_point = whole.len() != text.len();
        if whole.is_empty() || whole.len() > 9 || part.len() > 2 || (has_point && part.is_empty()) {
            return None;
        }
        if !digits(whole) || !digits(part) {
            return None;
        }
        Some(Self(whole.parse::<i64>().ok()? * 100 + format!("{part:0<2}").parse::<i64>().ok()?))
    }
}

impl fmt::Display for Hundredths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:02}", self.0 / 100, self.0 % 100)
    }
}

impl Serialize for Hundredths {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.to_string())
    }
}

impl<'de> Deserialize<'de> for Hundredths {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom(format!("{text} is no number")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn event_ids_are_uuid_v5_of_the_named_parts() {
        let pemda = Kode::parse("contoh").unwrap();
        let stream = StreamName::new("kbk", &pemda, "KBK-DINKES");
        let name = "contoh|kbk-contoh:KBK-DINKES|kbk:KBK-DINKES|0";
        assert_eq!(
            EventIds::of(&stream, "kbk:KBK-DINKES").id(0),
            Uuid::new_v5(&EVENT_NAMESPACE, name.as_bytes())
        );
        assert_eq!(
            (stream.category(), stream.pemda(), stream.rest()),
            ("kbk", "contoh", "KBK-DINKES")
        );
    }

    #[test]
    fn a_local_day_ends_at_local_midnight() {
        let end = Zona::WIB.end_of_day(parse_date("2026-03-31").unwrap());
        assert_eq!(end.to_string(), "2026-03-31T17:00:00.000Z");
        assert_eq!(Zona::WIB.date_of(end), parse_date("2026-04-01").unwrap());
        assert_eq!(
            Zona::WIT.date_of(Instant(end.0 - 7_200_001)),
            parse_date("2026-03-31").unwrap()
        );
    }

    #[test]
    fn decimals_keep_two_places_and_refuse_more() {
        assert_eq!(Hundredths::parse("85,5"), Some(Hundredths(8550)));
        assert_eq!(Hundredths::parse("100").map(|h| h.to_string()).as_deref(), Some("100.00"));
        for bad in ["", "-1", "1.234", "1.", "satu", "1e2", ".5"] {
            assert_eq!(Hundredths::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn codes_stay_safe_in_streams_and_addresses() {
        assert!(Kode::parse("1.02.01").is_ok());
        for bad in ["", "a b", "x:y", "../x", "OPD.json", "-x", "é"] {
            assert!(Kode::parse(bad).is_err(), "{bad}");
        }
    }
}
