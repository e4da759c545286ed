//! The period a ranking is about: a calendar year, a quarter, or a period of the record.

use ingest::identity::calendar_days;
use time::Date;

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
        let (mulai, selesai) = calendar_days(kode)?;
        Some(Self { kode: kode.to_owned(), mulai, selesai })
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
