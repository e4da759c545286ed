//! The period a ranking is about: a calendar year, a quarter, or a period of the record.

use time::{Date, Month};

/// A period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Periode {
    /// As asked: `2026`, `2026-T3`, or a code of the record.
    pub kode: String,
    /// First day.
    pub mulai: Date,
    /// Last day.
    pub selesai: Date,
}

impl Periode {
    /// A calendar year or quarter: these exist without being recorded (AMB-027).
    pub fn calendar(kode: &str) -> Option<Self> {
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
        Some(Self {
            kode: kode.to_owned(),
            mulai: Date::from_calendar_date(year, Month::try_from(first).ok()?, 1).ok()?,
            selesai: Date::from_calendar_date(year, last, last.length(year)).ok()?,
        })
    }

    /// The calendar year of a date.
    pub fn year_of(date: Date) -> Self {
        let year = date.year();
        Self::calendar(&format!("{year:04}")).unwrap_or(Self {
            kode: year.to_string(),
            mulai: date,
            selesai: date,
        })
    }

    /// Whether it is a whole year, when the Gelar decides.
    pub fn is_year(&self) -> bool {
        !self.kode.contains("-T")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ingest::identity::parse_date;

    #[test]
    fn years_and_quarters_exist_by_the_calendar() {
        let quarter = Periode::calendar("2026-T1").unwrap();
        assert_eq!(quarter.mulai, parse_date("2026-01-01").unwrap());
        assert_eq!(quarter.selesai, parse_date("2026-03-31").unwrap());
        let leap = Periode::calendar("2024").unwrap();
        assert_eq!(leap.selesai, parse_date("2024-12-31").unwrap());
        for bad in ["", "26", "2026-T5", "2026-T", "2026-T01", "20x6", "EV-2026"] {
            assert_eq!(Periode::calendar(bad), None, "{bad}");
        }
    }
}
