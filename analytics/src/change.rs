//! Why a unit rose or fell: one ranking against an earlier one, line by line.
//!
//! Shares add up twice. The changes of the lines and *pembulatan* sum to the change of the printed
//! score; and the units that came above, less those that are above no longer, are the change of the
//! place, since a place is one more than the number of units above it.

use std::collections::BTreeMap;

use ingest::identity::Position;

use crate::explain::{Explanation, Share, Shares, ukuran_of};
use crate::ranking::{Basis, Ranking, Row};
use crate::score::{Score, decimal};

/// Something before and after; none where a side has it not.
pub type Sides<T> = (Option<T>, Option<T>);

/// One line on both sides. Points are printed with two decimals, those of an index with four.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineChange {
    /// Code.
    pub kode: String,
    /// Text.
    pub teks: String,
    /// Weight.
    pub bobot: Sides<i64>,
    /// Points it brought; a line of one side only brought nothing on the other.
    pub points: Sides<String>,
    /// Its share of the change.
    pub share: String,
    /// The same in ten-thousandths of a point.
    pub share_x10000: i64,
    /// The sheets behind it.
    pub events: (Vec<Position>, Vec<Position>),
}

/// One measure on both sides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScoreChange {
    /// What it measures: `indeks`, `gelar`, `scorecard`, `evaluasi.I`.
    pub ukuran: String,
    /// The round or Gelar; empty for an index, which is made of several.
    pub round: Sides<String>,
    /// The score as printed.
    pub score: Sides<Score>,
    /// What was printed after less what was printed before; none where a side has no score.
    pub change: Option<String>,
    /// Its lines, in the order of the side after; then those of the side before only.
    pub lines: Vec<LineChange>,
    /// The change less the shares of the lines.
    pub rounding: String,
}

/// Another unit that came above, or is above no longer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rival {
    /// Code.
    pub opd: String,
    /// Name.
    pub nama: String,
    /// Its place.
    pub rank: Sides<i64>,
    /// The number its place was given by.
    pub score: Sides<Score>,
}

/// A unit in two rankings.
#[derive(Debug, Clone)]
pub struct Change {
    /// Code.
    pub opd: String,
    /// Its rows; none where the unit was not there.
    pub row: Sides<Row>,
    /// What places were given by.
    pub basis: (Basis, Basis),
    /// Its measures, as far as a side has them.
    pub scores: Vec<ScoreChange>,
    /// Units above it after, but not before.
    pub came_above: Vec<Rival>,
    /// Units above it before, but not after.
    pub no_longer_above: Vec<Rival>,
}

impl Change {
    /// What changed for a unit from one ranking to the next; its explanation is none where it was not
    /// there.
    pub fn between(
        opd: &str,
        before: (&Ranking, Option<&Explanation>),
        after: (&Ranking, Option<&Explanation>),
    ) -> Self {
        let row = |side: Option<&Explanation>| side.map(|explained| explained.row.clone());
        let row = (row(before.1), row(after.1));
        let above = (above(before.0, row.0.as_ref()), above(after.0, row.1.as_ref()));
        let ranked = |row: &Option<Row>| row.as_ref().is_some_and(|row| row.rank.is_some());
        let both = ranked(&row.0) && ranked(&row.1);
        let rival = |other: &&Row| {
            let of = |ranking: &Ranking| {
                let found = ranking.rows.iter().find(|row| row.opd == other.opd)?;
                Some((found.rank, found.ranked_by(ranking.basis).cloned()))
            };
            let (was, is) = (of(before.0).unwrap_or_default(), of(after.0).unwrap_or_default());
            Rival {
                opd: other.opd.clone(),
                nama: other.nama.clone(),
                rank: (was.0, is.0),
                score: (was.1, is.1),
            }
        };
        let not_in = |rows: &[&Row], others: &[&Row]| -> Vec<Rival> {
            let apart = |row: &&&Row| both && !others.iter().any(|other| other.opd == row.opd);
            rows.iter().filter(apart).map(&rival).collect()
        };
        Self {
            opd: opd.to_owned(),
            basis: (before.0.basis, after.0.basis),
            scores: score_changes(before.1, after.1),
            came_above: not_in(&above.1, &above.0),
            no_longer_above: not_in(&above.0, &above.1),
            row,
        }
    }

    /// Its places; none on a side without.
    pub fn rank(&self) -> Sides<i64> {
        let rank = |row: &Option<Row>| row.as_ref().and_then(|row| row.rank);
        (rank(&self.row.0), rank(&self.row.1))
    }

    /// The numbers its places were given by.
    pub fn ranked_by(&self) -> Sides<&Score> {
        fn by(row: &Option<Row>, basis: Basis) -> Option<&Score> {
            row.as_ref()?.ranked_by(basis)
        }
        (by(&self.row.0, self.basis.0), by(&self.row.1, self.basis.1))
    }

    /// The measure that gave the place after, on both sides.
    pub fn decides(&self) -> Option<&ScoreChange> {
        let decides = ukuran_of(self.basis.1)?;
        self.scores.iter().find(|score| score.ukuran == decides)
    }
}

/// The units at better places in the same kategori.
fn above<'r>(ranking: &'r Ranking, own: Option<&Row>) -> Vec<&'r Row> {
    let Some((own, rank)) = own.and_then(|own| Some((own, own.rank?))) else {
        return Vec::new();
    };
    let is_above =
        |row: &&Row| row.kategori == own.kategori && row.rank.is_some_and(|other| other < rank);
    ranking.rows.iter().filter(is_above).collect()
}

fn score_changes(before: Option<&Explanation>, after: Option<&Explanation>) -> Vec<ScoreChange> {
    let shares = |side: Option<&Explanation>| side.map_or_else(Vec::new, Explanation::shares);
    let (before, after) = (shares(before), shares(after));
    let mut names: Vec<&str> = after.iter().map(|shares| shares.ukuran.as_str()).collect();
    for shares in &before {
        if !names.contains(&shares.ukuran.as_str()) {
            names.push(&shares.ukuran);
        }
    }
    let of = |side: &[Shares], name: &str| side.iter().find(|s| s.ukuran == name).cloned();
    names.into_iter().map(|name| score_change(name, of(&before, name), of(&after, name))).collect()
}

fn score_change(ukuran: &str, before: Option<Shares>, after: Option<Shares>) -> ScoreChange {
    let round = |side: &Option<Shares>| side.as_ref().map(|shares| shares.round.clone());
    let score = |side: &Option<Shares>| side.as_ref().map(|shares| shares.score.clone());
    let mut found = ScoreChange {
        ukuran: ukuran.to_owned(),
        round: (round(&before), round(&after)),
        score: (score(&before), score(&after)),
        change: None,
        lines: Vec::new(),
        rounding: String::new(),
    };
    if let (Some(before), Some(after)) = (before, after) {
        found.lines = line_changes(&before, &after);
        // As many decimals as anything here is printed with; the change itself has those of a score.
        let of_score = before.score.decimals().max(after.score.decimals());
        let decimals = of_score.max(4);
        let change = after.score.printed_with(decimals) - before.score.printed_with(decimals);
        let shares: i64 = found.lines.iter().map(|line| line.share_x10000).sum();
        let rounding = change - i128::from(shares) * 10_i128.pow(decimals - 4);
        let printed = |value: i128, to: u32| decimal(value / 10_i128.pow(decimals - to), to);
        found.change = Some(printed(change, of_score));
        found.rounding = printed(rounding, of_score.max(after.decimals));
    }
    found
}

/// Every line of both sides. A line is the same where code and text are: another pack may give the same
/// code to other words.
fn line_changes(before: &Shares, after: &Shares) -> Vec<LineChange> {
    type Key<'l> = (&'l str, &'l str);
    fn key(line: &Share) -> Key<'_> {
        (&line.kode, &line.teks)
    }
    let was: BTreeMap<Key<'_>, &Share> =
        before.lines.iter().map(|line| (key(line), line)).collect();
    let is: BTreeMap<Key<'_>, &Share> = after.lines.iter().map(|line| (key(line), line)).collect();
    let only_before = before.lines.iter().filter(|line| !is.contains_key(&key(line)));
    let change = |line: &Share| {
        let (was, is) = (was.get(&key(line)), is.get(&key(line)));
        let points = |side: Option<&&Share>| side.map(|line| after.printed(line.x10000));
        let events = |side: Option<&&Share>| side.map_or_else(Vec::new, |line| line.events.clone());
        let brought = |side: Option<&&Share>| side.map_or(0, |line| line.x10000);
        let share_x10000 = brought(is) - brought(was);
        LineChange {
            kode: line.kode.clone(),
            teks: line.teks.clone(),
            bobot: (was.map(|line| line.bobot), is.map(|line| line.bobot)),
            points: (points(was), points(is)),
            share: after.printed(share_x10000),
            share_x10000,
            events: (events(was), events(is)),
        }
    };
    after.lines.iter().chain(only_before).map(change).collect()
}
