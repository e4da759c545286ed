//! One history under two rules: who moves, and by which line.
//!
//! A place is decided against others, so what moves a unit is read from the pairs that change sides: for
//! each other unit that it passes, or that passes it, the difference of the two is taken apart line by
//! line under both rules. The line whose share of these changes is the greatest is the one that moves it.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use crate::query::{self, number};
use crate::ranking::{Basis, Bench, Ranking, Reason, Row};
use crate::{AnalyticsError, ClosedRound};

/// A line of the rules.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Line {
    /// A line of the scorecard, by its code.
    Butir(String),
    /// A measure, by its code: of the index, or the one that gives the places without one.
    Ukuran(String),
    /// Who may enter the Gelar.
    Syarat,
}

/// A unit and its places under both rules.
#[derive(Debug, Clone)]
pub struct Side {
    /// Its row under the rules of the record.
    pub here: Row,
    /// Its row under the other rules.
    pub there: Row,
    /// The line that moves it; none for one that does not move, or that no line moves.
    pub line: Option<Line>,
}

/// One history under two rules.
#[derive(Debug, Clone)]
pub struct TwoRules {
    /// Under the rules of the record.
    pub here: Ranking,
    /// Under the other.
    pub there: Ranking,
    /// Every unit, in the order of the first.
    pub sides: Vec<Side>,
}

/// How finely a score is taken apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// The lines of the scorecard: for another rule pack.
    Butir,
    /// The measures: for another policy, which weighs them and leaves them whole.
    Ukuran,
}

/// Points of each line in ten-thousandths, for each unit that has a place.
type Points = BTreeMap<String, BTreeMap<Line, i64>>;

/// Puts two rankings of the same period beside each other. `here` and `there` are the questions that
/// answered them. Errors: [`AnalyticsError`].
pub async fn compare(
    (here, by_here): (&Bench<'_>, Ranking),
    (there, by_there): (&Bench<'_>, Ranking),
    detail: Detail,
) -> Result<TwoRules, AnalyticsError> {
    let points = (here.points(&by_here, detail).await?, there.points(&by_there, detail).await?);
    let pairs: Vec<(Row, Row)> = by_here
        .rows
        .iter()
        .filter_map(|row| {
            let other = by_there.rows.iter().find(|other| other.opd == row.opd)?;
            Some((row.clone(), other.clone()))
        })
        .collect();
    let mover = |(row, other): &(Row, Row)| match row.rank == other.rank {
        true => None,
        false => moved_by((row, other), &pairs, (&by_here, &by_there), &points),
    };
    let lines: Vec<Option<Line>> = pairs.iter().map(mover).collect();
    let sides = pairs.into_iter().zip(lines);
    let sides = sides.map(|((here, there), line)| Side { here, there, line }).collect();
    Ok(TwoRules { here: by_here, there: by_there, sides })
}

/// The line that moves a unit.
fn moved_by(
    (here, there): (&Row, &Row),
    pairs: &[(Row, Row)],
    (by_here, by_there): (&Ranking, &Ranking),
    points: &(Points, Points),
) -> Option<Line> {
    if here.rank.is_none() || there.rank.is_none() {
        let without = if here.rank.is_none() { here } else { there };
        return match &without.reason {
            Some(Reason::TanpaUkuran(absent)) => absent.first().cloned().map(Line::Ukuran),
            Some(Reason::DiBawahSyarat { .. }) => Some(Line::Syarat),
            _ => None,
        };
    }
    let score = |row: &Row, ranking: &Ranking| {
        row.rank.and(row.ranked_by(ranking.basis)).map(|score| score.x100())
    };
    let side = |own: &Row, other: &Row, ranking: &Ranking| {
        Some(score(own, ranking)?.cmp(&score(other, ranking)?))
    };
    let mut shares: BTreeMap<&Line, i64> = BTreeMap::new();
    for (rival_here, rival_there) in pairs.iter().filter(|(rival, _)| rival.opd != here.opd) {
        let (Some(before), Some(after)) =
            (side(here, rival_here, by_here), side(there, rival_there, by_there))
        else {
            continue;
        };
        let direction = match (after as i8).cmp(&(before as i8)) {
            Ordering::Equal => continue,
            Ordering::Greater => 1,
            Ordering::Less => -1,
        };
        for (opd, sign) in [(&here.opd, direction), (&rival_here.opd, -direction)] {
            for (side, sign) in [(&points.1, sign), (&points.0, -sign)] {
                for (line, points) in side.get(opd).into_iter().flatten() {
                    *shares.entry(line).or_default() += sign * points;
                }
            }
        }
    }
    // Of equal shares the first in the order of the rules.
    let greatest = shares.into_iter().filter(|(_, share)| *share > 0);
    let greatest = greatest.max_by_key(|(line, share)| (*share, std::cmp::Reverse(*line)));
    match greatest {
        Some((line, _)) => Some(line.clone()),
        // Its place changes because others come or go.
        None => by_there.gelar.as_ref().map(|_| Line::Syarat),
    }
}

impl Bench<'_> {
    /// What each line brings each unit that has a place.
    async fn points(&self, ranking: &Ranking, detail: Detail) -> Result<Points, AnalyticsError> {
        let butir = match &ranking.scorecard {
            Some(round) if detail == Detail::Butir => self.butir_points(round).await?,
            _ => BTreeMap::new(),
        };
        let of_kbk = |row: &Row| row.kbk_kunci.and_then(|kbk| butir.get(&kbk));
        let lines = |row: &Row| -> BTreeMap<Line, i64> {
            let whole = |kode: &str, points: i64| [(Line::Ukuran(kode.to_owned()), points)].into();
            let score = row.ranked_by(ranking.basis).map_or(0, |score| score.x100() * 100);
            match (ranking.basis, of_kbk(row)) {
                (Basis::Scorecard, Some(butir)) => butir.clone(),
                (Basis::Scorecard, None) => whole("scorecard", score),
                (Basis::Gelar, _) => whole("gelar", score),
                (Basis::Nothing, _) => BTreeMap::new(),
                (Basis::Indeks, butir) => {
                    let measures = row.measures.iter();
                    let shares = measures.flat_map(|measure| match butir {
                        // A scorecard as it is goes into the index line by line.
                        Some(butir) if is_plain_scorecard(&measure.kode, ranking) => {
                            let share = |(line, points): (&Line, &i64)| {
                                (line.clone(), points * measure.bobot / 100)
                            };
                            butir.iter().map(share).collect::<Vec<_>>()
                        }
                        _ => vec![(Line::Ukuran(measure.kode.clone()), measure.x10000())],
                    });
                    shares.collect()
                }
            }
        };
        let ranked = ranking.rows.iter().filter(|row| row.rank.is_some());
        Ok(ranked.map(|row| (row.opd.clone(), lines(row))).collect())
    }

    async fn butir_points(
        &self,
        round: &ClosedRound,
    ) -> Result<BTreeMap<i32, BTreeMap<Line, i64>>, AnalyticsError> {
        self.judge_scorecard(round);
        let parameters = [
            ("ronde", number(i64::from(round.kunci))),
            ("ditutup_pada", number(round.closed.0 as i64)),
            self.until(),
        ];
        let found = self.questions.run(query::POIN_BUTIR, &parameters).await?;
        let (kbk, butir) = (found.numbers("kbk")?, found.texts("butir")?);
        let (jumlah, penilai) = (found.numbers("jumlah")?, found.numbers("penilai")?);
        let mut points: BTreeMap<i32, BTreeMap<Line, i64>> = BTreeMap::new();
        for row in 0..found.rows() {
            let line = Line::Butir(butir.get(row).unwrap_or_default());
            let share = jumlah.or_zero(row) * 100 / penilai.or_zero(row).max(1);
            points.entry(kbk.or_zero(row) as i32).or_default().insert(line, share);
        }
        Ok(points)
    }
}

/// Whether a measure is the scorecard itself, from 0 to 100.
fn is_plain_scorecard(kode: &str, ranking: &Ranking) -> bool {
    let measure = ranking.policy().and_then(|policy| policy.ukuran.iter().find(|u| u.kode == kode));
    kode == "scorecard" && measure.is_some_and(|u| (u.terburuk.0, u.terbaik.0) == (0, 10_000))
}
