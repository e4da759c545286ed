//! A ranking of the record as a case: its measures, and the forms and sheets that they are means of.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{Case, Contender, DRAWS, Firmness, Forms, Measure, Panel, Source, rerun, seed};
use crate::policy::Ukuran;
use crate::query::{self, Answer, number};
use crate::ranking::{Basis, Bench, Ranking, Row};
use crate::{AnalyticsError, ClosedRound};

/// The measures that are means of sheets, and of forms.
const SCORECARD: &str = "scorecard";
const GELAR: &str = "gelar";
const EVALUASI: &str = "evaluasi.";

impl Bench<'_> {
    /// How firm the places of a ranking are, unit after unit as they are ranked; none where nothing that
    /// they rest on can come out otherwise.
    ///
    /// Without a policy a ranking has one measure, so that only who judged or assessed is drawn again. An
    /// evaluation with fewer forms than may be shown is no measure and is never drawn again: an interval
    /// would tell of it (AMB-015). Errors: [`AnalyticsError`].
    pub async fn firmness(&self, ranking: &Ranking) -> Result<Option<Firmness>, AnalyticsError> {
        let case = self.case(ranking).await?;
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        Ok(rerun(&case, seed(&self.asked(ranking)), DRAWS, threads))
    }

    /// What is asked, as the seed takes it: the period, the events that closed the rounds which decide,
    /// and the policy. What is recorded without bearing on a place leaves its interval as it was.
    fn asked(&self, ranking: &Ranking) -> String {
        let until = self.limit.terjadi_sampai.map_or_else(String::new, |day| day.to_string());
        let gelar = ranking.gelar.as_ref().map(|gelar| &gelar.round);
        let rounds = [ranking.scorecard.as_ref(), ranking.evaluation.as_ref(), gelar];
        let closed = rounds.map(|round| round.map_or_else(String::new, |r| r.closed.to_string()));
        let policy = ranking.policy().and_then(|policy| policy.position);
        let policy = policy.map_or_else(String::new, |at| at.to_string());
        let periode = &ranking.periode.kode;
        let mut asked = format!("{periode}\n{until}\n{}\n{policy}\n", closed.join(" "));
        for (kode, measure) in measures(ranking) {
            let Measure { bobot, bobot_terendah, bobot_tertinggi, terburuk, terbaik } = measure;
            // Writing to a text cannot fail.
            let _ = writeln!(
                asked,
                "{kode} {bobot} {bobot_terendah} {bobot_tertinggi} {terburuk} {terbaik}"
            );
        }
        asked
    }

    async fn case(&self, ranking: &Ranking) -> Result<Case, AnalyticsError> {
        let (codes, measures): (Vec<String>, Vec<Measure>) = measures(ranking).into_iter().unzip();
        let ranked: Vec<&Row> = ranking.rows.iter().filter(|row| row.rank.is_some()).collect();
        let of = |code: &str| codes.iter().position(|kode| kode == code);
        let is_group = |index: &usize| codes[*index].starts_with(EVALUASI);
        let groups: Vec<usize> = (0..codes.len()).filter(is_group).collect();
        let mut panels = Vec::new();
        if let (Some(measure), Some(round)) = (of(SCORECARD), &ranking.scorecard) {
            let sheets = self.assessors(round).await?;
            panels.push(panel(Source::Assessors, measure, 1, &sheets, &ranked)?);
        }
        if let (Some(measure), Some(gelar)) = (of(GELAR), &ranking.gelar) {
            let (sheets, unit) = self.judges(&gelar.round).await?;
            panels.push(panel(Source::Judges, measure, unit, &sheets, &ranked)?);
        }
        let asked: Vec<&str> =
            groups.iter().map(|index| &codes[*index][EVALUASI.len()..]).collect();
        let mut totals = match &ranking.evaluation {
            Some(round) if !groups.is_empty() => self.form_totals(round, &asked).await?,
            _ => BTreeMap::new(),
        };
        let contender = |row: &Row| {
            let shown = row.evaluation.as_ref().filter(|evaluation| evaluation.shown);
            let forms = shown.and_then(|evaluation| {
                let totals = totals.remove(&row.opd_kunci)?;
                Some(Forms { totals, registered: evaluation.registered })
            });
            let printed = printed(ranking.basis, row);
            Contender { kategori: row.kategori.clone(), printed, forms }
        };
        let contenders = ranked.iter().copied().map(contender).collect();
        Ok(Case { measures, groups, panels, contenders })
    }

    /// The sheets of a scorecard round, in hundredths of a point.
    async fn assessors(&self, round: &ClosedRound) -> Result<Answer, AnalyticsError> {
        self.judge_scorecard(round);
        let parameters = [
            ("ronde", number(i64::from(round.kunci))),
            ("ditutup_pada", number(round.closed.0 as i64)),
            self.until(),
        ];
        self.questions.run(query::NILAI_PENILAI, &parameters).await
    }

    /// The sheets of a Gelar, and how much of them is a hundredth of a point.
    async fn judges(&self, round: &ClosedRound) -> Result<(Answer, i64), AnalyticsError> {
        let (_, common) = self.rubric(round).await?;
        let parameters = [
            ("gelar", number(i64::from(round.kunci))),
            ("ditutup_pada", number(round.closed.0 as i64)),
            self.until(),
        ];
        Ok((self.questions.run(query::NILAI_JURI, &parameters).await?, common))
    }
}

/// What units are ranked by, with its codes.
fn measures(ranking: &Ranking) -> Vec<(String, Measure)> {
    let of_policy = |ukuran: &Ukuran| {
        let measure = Measure {
            bobot: ukuran.bobot,
            bobot_terendah: ukuran.bobot_terendah,
            bobot_tertinggi: ukuran.bobot_tertinggi,
            terburuk: ukuran.terburuk.0,
            terbaik: ukuran.terbaik.0,
        };
        (ukuran.kode.clone(), measure)
    };
    match ranking.basis {
        Basis::Indeks => {
            let policy = ranking.policy().map_or(&[][..], |policy| &policy.ukuran);
            policy.iter().map(of_policy).collect()
        }
        Basis::Gelar => vec![(GELAR.to_owned(), Measure::alone())],
        Basis::Scorecard => vec![(SCORECARD.to_owned(), Measure::alone())],
        Basis::Nothing => Vec::new(),
    }
}

/// The measures of a ranked unit as printed, in hundredths.
fn printed(basis: Basis, row: &Row) -> Vec<i64> {
    match basis {
        Basis::Indeks => {
            let asli = row.measures.iter().map(|measured| measured.asli);
            asli.map(|asli| asli.map_or(0, |asli| asli.0)).collect()
        }
        Basis::Gelar | Basis::Scorecard | Basis::Nothing => {
            row.ranked_by(basis).map(|score| score.x100()).into_iter().collect()
        }
    }
}

/// Sheets by contender, people numbered by their keys.
fn panel(
    source: Source,
    measure: usize,
    unit: i64,
    found: &Answer,
    ranked: &[&Row],
) -> Result<Panel, AnalyticsError> {
    let (kbk, orang) = (found.numbers("kbk")?, found.numbers("orang")?);
    let nilai = found.numbers("nilai")?;
    let rows = 0..found.rows();
    let mut people: Vec<i64> = rows.clone().map(|row| orang.or_zero(row)).collect();
    people.sort_unstable();
    people.dedup();
    let mut sheets: BTreeMap<i64, Vec<(usize, i64)>> = BTreeMap::new();
    for row in rows {
        let person = people.partition_point(|key| *key < orang.or_zero(row));
        sheets.entry(kbk.or_zero(row)).or_default().push((person, nilai.or_zero(row)));
    }
    let of = |row: &&Row| {
        let key = row.kbk_kunci.map(i64::from);
        key.and_then(|key| sheets.remove(&key)).unwrap_or_default()
    };
    let sheets = ranked.iter().map(of).collect();
    Ok(Panel { source, measure, people: people.len(), unit, sheets })
}
