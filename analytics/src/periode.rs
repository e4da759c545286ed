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

    /// The year or quarter before; none before a period of the record, which need not follow another.
    pub fn previous(&self) -> Option<Self> {
        Self::calendar(&self.kode)?;
        let before = self.mulai.previous_day()?;
        let year = format!("{:04}", before.year());
        match self.is_year() {
            true => Self::calendar(&year),
            false => Self::calendar(&format!("{year}-T{}", (u8::from(before.month()) - 1) / 3 + 1)),
        }
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
    fn a_period_follows_one_of_its_kind() {
        let before = |kode: &str| {
            Periode::calendar(kode).and_then(|p| p.previous()).map(|previous| previous.kode)
        };
        assert_eq!(before("2026").unwrap(), "2025");
        assert_eq!(before("2026-T3").unwrap(), "2026-T2");
        assert_eq!(before("2026-T1").unwrap(), "2025-T4");
        let of_the_record = Periode { kode: "SEM-1".into(), ..Periode::calendar("2026").unwrap() };
        assert_eq!(of_the_record.previous(), None);
    }

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
