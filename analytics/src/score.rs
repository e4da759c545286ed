//! Exact numbers, and how they are printed.

use ingest::rule_pack::{Batas, CaraPembulatan, Instrumen, Kelompok, Scorecard};

/// An exact number: `numerator / denominator`, and its printed form.
///
/// Printed with two decimals, half up. A number whose rounding would cross into another category is
/// printed with as many decimals as keep it on its side, so that a printed 75.00 never stands
/// beside a B.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Score {
    numerator: i128,
    denominator: i128,
    /// As printed, with a decimal point.
    pub printed: String,
}

/// Decimals printed at the least.
const DECIMALS: u32 = 2;
/// Decimals printed at the most: enough to tell any mean of a million forms from a band's edge.
const MOST_DECIMALS: u32 = 12;

impl Score {
    /// `numerator / denominator` of a quantity that has no categories.
    pub fn plain(numerator: i64, denominator: i64) -> Self {
        Self::on_its_side(numerator, denominator, |_, _| 0)
    }

    /// `numerator / denominator`, printed on the same side of every band as `band` puts it.
    pub fn on_its_side(
        numerator: i64,
        denominator: i64,
        band: impl Fn(i128, i128) -> usize,
    ) -> Self {
        let (numerator, denominator) = (i128::from(numerator), i128::from(denominator.max(1)));
        let exact = band(numerator, denominator);
        let mut decimals = DECIMALS;
        loop {
            let unit = 10_i128.pow(decimals);
            let rounded = (2 * numerator * unit + denominator).div_euclid(2 * denominator);
            if band(rounded, unit) == exact || decimals == MOST_DECIMALS {
                let printed = decimal(rounded, decimals);
                return Self { numerator, denominator, printed };
            }
            decimals += 1;
        }
    }

    /// Rounded half up to hundredths: what places and sums on paper are made of.
    pub fn x100(&self) -> i64 {
        let twice = 2 * self.denominator;
        (200 * self.numerator + self.denominator).div_euclid(twice) as i64
    }

    /// Decimals it is printed with: two, or as many as keep it on its side of a band's edge.
    pub fn decimals(&self) -> u32 {
        self.printed.split_once('.').map_or(DECIMALS, |(_, part)| part.len() as u32)
    }

    /// What is printed, in units of `1 / 10^decimals`; at least as many as it is printed with.
    pub fn printed_with(&self, decimals: u32) -> i128 {
        let digits: i128 = self.printed.replace('.', "").parse().unwrap_or_default();
        digits * 10_i128.pow(decimals.saturating_sub(self.decimals()))
    }

    /// For drawing only.
    #[allow(clippy::float_arithmetic)]
    pub fn for_drawing(&self) -> f64 {
        self.numerator as f64 / self.denominator as f64
    }
}

/// Writes `value / 10^decimals` as a decimal.
pub fn decimal(value: i128, decimals: u32) -> String {
    let unit = 10_i128.pow(decimals);
    let sign = if value < 0 { "-" } else { "" };
    let (whole, part) = (value.abs() / unit, value.abs() % unit);
    format!("{sign}{whole}.{part:0width$}", width = decimals as usize)
}

/// Place of a scorecard score (in points) among the bands, from the best.
pub(crate) fn scorecard_band(scorecard: &Scorecard, numerator: i128, denominator: i128) -> usize {
    let inside = |dari: i64| {
        let edge = i128::from(dari) * denominator;
        match scorecard.batas {
            Some(Batas::MasukKeBawah) => numerator > edge || dari == 0,
            Some(Batas::MasukKeAtas) | None => numerator >= edge,
        }
    };
    let found = scorecard.kategori.iter().position(|band| inside(band.dari));
    found.unwrap_or(scorecard.kategori.len())
}

/// Place of a mean total score among the bands of its group, as they are listed; past the last where
/// no way of rounding is given.
pub(crate) fn group_band(
    instrumen: &Instrumen,
    kelompok: &Kelompok,
    numerator: i128,
    denominator: i128,
) -> usize {
    let Some(pembulatan) = &instrumen.pembulatan else {
        return kelompok.kategori.len();
    };
    let whole = match pembulatan.cara {
        CaraPembulatan::SetengahKeAtas => (2 * numerator + denominator).div_euclid(2 * denominator),
        CaraPembulatan::SelaluKeAtas => (numerator + denominator - 1).div_euclid(denominator),
        CaraPembulatan::SelaluKeBawah => numerator.div_euclid(denominator),
    };
    let owns = |band: &ingest::rule_pack::KategoriKelompok| {
        (i128::from(band.dari)..=i128::from(band.sampai)).contains(&whole)
    };
    kelompok.kategori.iter().position(owns).unwrap_or(kelompok.kategori.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn above_75(numerator: i128, denominator: i128) -> usize {
        usize::from(numerator < 75 * denominator)
    }

    #[test]
    fn a_number_is_printed_with_two_decimals_half_up() {
        assert_eq!(Score::plain(23, 2).printed, "11.50");
        assert_eq!(Score::plain(200, 3).printed, "66.67");
        assert_eq!(Score::plain(1, 200).printed, "0.01", "0.005 goes up");
        assert_eq!(Score::plain(1, 200).x100(), 1);
    }

    #[test]
    fn what_is_printed_can_be_reckoned_with() {
        let edge = Score::on_its_side(22_499, 300, above_75);
        assert_eq!(
            (edge.decimals(), edge.printed_with(3), edge.printed_with(4)),
            (3, 74_997, 749_970)
        );
        assert_eq!(Score::plain(75, 1).printed_with(3), 75_000);
    }

    #[test]
    fn a_number_below_an_edge_is_not_printed_on_it() {
        let just_below = Score::on_its_side(22_499, 300, above_75);
        assert_eq!(just_below.printed, "74.997");
        assert_eq!(just_below.x100(), 7_500);
        assert_eq!(Score::on_its_side(75, 1, above_75).printed, "75.00");
        assert_eq!(Score::on_its_side(74_999_999, 1_000_000, above_75).printed, "74.999999");
    }
}
