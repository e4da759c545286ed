//! The years and quarters that hold something, and their names.

use std::collections::BTreeSet;

use analytics::periode::Periode;
use maud::{Markup, html};

use crate::asked::Asked;
use crate::text::{date, t, tf};
use crate::user_error::UserError;

/// Codes of years and quarters, newest first, each year before its quarters.
pub struct Periods(Vec<String>);

impl Periods {
    /// The periods with activities or a closed scorecard round, and the current year.
    /// Errors: [`UserError`].
    pub async fn load(asked: &Asked) -> Result<Self, UserError> {
        let bench = asked.bench();
        let units = bench.units().await?;
        let mut quarters: BTreeSet<String> = BTreeSet::new();
        for held in bench.kegiatan_per_quarter(&units).await?.values() {
            quarters.extend(held.keys().cloned());
        }
        for round in bench.scorecard_rounds().await? {
            let quarter = (u8::from(round.selesai.month()) - 1) / 3 + 1;
            quarters.insert(format!("{:04}-T{quarter}", round.selesai.year()));
        }
        let current = asked.app.current_year(&asked.view).kode;
        Ok(Self::of(&quarters, &current))
    }

    fn of(quarters: &BTreeSet<String>, current: &str) -> Self {
        let year = |quarter: &String| quarter.split('-').next().unwrap_or_default().to_owned();
        let years: BTreeSet<String> =
            quarters.iter().map(year).chain([current.to_owned()]).collect();
        let mut codes = Vec::new();
        for one in years.iter().rev() {
            codes.push(one.clone());
            codes.extend(quarters.iter().rev().filter(|quarter| year(quarter) == *one).cloned());
        }
        Self(codes)
    }

    /// Address and name of each.
    pub fn links(&self, address: impl Fn(&str) -> String) -> Vec<(String, String)> {
        self.0.iter().map(|kode| (address(kode), name(kode))).collect()
    }

    /// Codes of the quarters, newest year first.
    pub fn quarters(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str).filter(|kode| kode.contains("-T"))
    }

    /// Links to the same page of the other periods.
    pub fn pager(&self, asked: &Asked, current: &str) -> Markup {
        html! {
            nav.pager aria-label=(t("hal-periode-lain")) {
                ul {
                    @for kode in &self.0 {
                        li {
                            a href=(asked.link(&format!("/peringkat/{kode}")))
                                aria-current=[(kode == current).then_some("page")] {
                                (name(kode))
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A period in words: `2026`, `Triwulan III 2026`, or the code of a period of the record.
pub fn name(kode: &str) -> String {
    match kode.split_once("-T") {
        Some((tahun, quarter)) if Periode::calendar(kode).is_some() => {
            let nomor = ["I", "II", "III", "IV"];
            let index = quarter.parse::<usize>().unwrap_or(1) - 1;
            tf("hal-triwulan", &[("nomor", nomor[index.min(3)]), ("tahun", tahun)])
        }
        _ => kode.to_owned(),
    }
}

/// A window of a duty in words: `Maret 2026`, `Semester I 2026`, `Kamis 5 Februari 2026`.
pub fn window_name(jendela: &str, tenggat: time::Date) -> String {
    let (tahun, part) = jendela.split_once('-').unwrap_or((jendela, ""));
    if let Some(week) = part.strip_prefix('W') {
        let weekday = t(&format!("hari-{}", tenggat.weekday().number_from_monday()));
        let (nomor, tanggal) = (week.trim_start_matches('0'), date(tenggat));
        return tf(
            "jendela-minggu",
            &[("hari", &weekday), ("tanggal", &tanggal), ("nomor", nomor)],
        );
    }
    if let Some(half) = part.strip_prefix('S') {
        let nomor = if half == "1" { "I" } else { "II" };
        return tf("jendela-semester", &[("nomor", nomor), ("tahun", tahun)]);
    }
    match part.parse::<u8>() {
        Ok(month) => month_name(tahun, month),
        Err(_) if jendela == "sekali" => t("jendela-sekali"),
        Err(_) => name(jendela),
    }
}

/// A month in words: `Maret 2026`.
pub fn month_name(tahun: &str, month: u8) -> String {
    format!("{} {tahun}", t(&format!("bulan-{month}")))
}

/// The quarter of a date.
pub fn quarter_of(date: time::Date) -> String {
    format!("{:04}-T{}", date.year(), (u8::from(date.month()) - 1) / 3 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_year_stands_before_its_quarters_newest_first() {
        let quarters = ["2025-T4", "2026-T1", "2026-T3"].map(String::from).into();
        let periods = Periods::of(&quarters, "2027");
        assert_eq!(periods.0, ["2027", "2026", "2026-T3", "2026-T1", "2025", "2025-T4"]);
    }
}
