//! The simulated clock: working days and hours of the sample, in its zone.

use ingest::identity::{Instant, Zona};
use time::macros::date;
use time::{Date, Duration, Month, Weekday};

use super::dice::Dice;

/// The zone of Kabupaten Contoh.
pub(super) const ZONA: Zona = Zona::WIB;
/// The day the record begins.
pub(super) const FIRST_DAY: Date = date!(2025 - 07 - 01);
/// The day of the last event.
pub(super) const LAST_DAY: Date = date!(2026 - 09 - 30);

/// Public holidays and days of joint leave that are no weekend.
const HOLIDAYS: [Date; 26] = [
    date!(2025 - 08 - 18),
    date!(2025 - 09 - 05),
    date!(2025 - 12 - 25),
    date!(2025 - 12 - 26),
    date!(2026 - 01 - 01),
    date!(2026 - 01 - 16),
    date!(2026 - 02 - 16),
    date!(2026 - 02 - 17),
    date!(2026 - 03 - 18),
    date!(2026 - 03 - 19),
    date!(2026 - 03 - 20),
    date!(2026 - 03 - 23),
    date!(2026 - 03 - 24),
    date!(2026 - 04 - 03),
    date!(2026 - 05 - 01),
    date!(2026 - 05 - 14),
    date!(2026 - 05 - 15),
    date!(2026 - 05 - 27),
    date!(2026 - 05 - 28),
    date!(2026 - 06 - 01),
    date!(2026 - 06 - 16),
    date!(2026 - 08 - 17),
    date!(2026 - 08 - 25),
    date!(2026 - 12 - 24),
    date!(2026 - 12 - 25),
    date!(2026 - 12 - 31),
];

/// Whether offices are open.
pub(super) fn is_working(day: Date) -> bool {
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && !HOLIDAYS.contains(&day)
}

/// The working days from `first` to `last`, both included.
pub(super) fn working_days(first: Date, last: Date) -> Vec<Date> {
    let mut days = Vec::new();
    let mut day = first;
    while day <= last {
        if is_working(day) {
            days.push(day);
        }
        day += Duration::DAY;
    }
    days
}

/// The working day that comes so many after `day`, or `day` itself, or the last day of the sample.
pub(super) fn later(day: Date, working_days: i32) -> Date {
    let (mut found, mut left) = (day, working_days);
    while left > 0 {
        found += Duration::DAY;
        left -= i32::from(is_working(found));
    }
    found.min(LAST_DAY.max(day))
}

/// Days on which little happens: the fasting month with its feast, and the end of the year.
pub(super) fn is_quiet(day: Date) -> bool {
    let fasting = date!(2026 - 02 - 18)..=date!(2026 - 03 - 27);
    let turn_of_year = date!(2025 - 12 - 22)..=date!(2026 - 01 - 02);
    fasting.contains(&day) || turn_of_year.contains(&day)
}

/// The moment of this hour and minute of a day.
pub(super) fn moment(day: Date, hour: i64, minute: i64) -> Instant {
    let midnight = ZONA.end_of_day(day).0 - 86_400_000;
    Instant(midnight + (hour * 60 + minute) * 60_000)
}

/// Some moment in the office hours of a day, 07.30 to 16.00.
pub(super) fn in_hours(day: Date, dice: &mut Dice) -> Instant {
    Instant(moment(day, 7, 30).0 + i64::from(dice.between(0, 510 * 60_000 - 1)))
}

/// Some moment in the afternoon, when reports of the day are written: 13.00 to 16.00.
pub(super) fn in_the_afternoon(day: Date, dice: &mut Dice) -> Instant {
    Instant(moment(day, 13, 0).0 + i64::from(dice.between(0, 180 * 60_000 - 1)))
}

/// A quarter of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Triwulan {
    /// Year.
    pub(super) tahun: i32,
    /// 1 to 4.
    pub(super) ke: u8,
}

impl Triwulan {
    /// The quarters of the sample.
    pub(super) const ALL: [Self; 5] = [
        Self { tahun: 2025, ke: 3 },
        Self { tahun: 2025, ke: 4 },
        Self { tahun: 2026, ke: 1 },
        Self { tahun: 2026, ke: 2 },
        Self { tahun: 2026, ke: 3 },
    ];

    /// First day.
    pub(super) fn first(self) -> Date {
        month_start(self.tahun, self.ke * 3 - 2)
    }

    /// Last day.
    pub(super) fn last(self) -> Date {
        month_end(self.tahun, self.ke * 3)
    }

    /// How it stands in codes: `2025T3`.
    pub(super) fn kode(self) -> String {
        format!("{}T{}", self.tahun, self.ke)
    }
}

/// The months of the sample, as year and number.
pub(super) fn months() -> impl Iterator<Item = (i32, u8)> {
    (7..=12).map(|month| (2025, month)).chain((1..=9).map(|month| (2026, month)))
}

/// First day of a month.
pub(super) fn month_start(year: i32, month: u8) -> Date {
    let month = Month::try_from(month).unwrap_or(Month::January);
    Date::from_calendar_date(year, month, 1).unwrap_or(FIRST_DAY)
}

/// Last day of a month.
pub(super) fn month_end(year: i32, month: u8) -> Date {
    let next = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    month_start(next.0, next.1) - Duration::DAY
}
