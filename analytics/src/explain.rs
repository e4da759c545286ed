//! From a place to its measures, from a measure to its lines, from a line to its events.
//!
//! Shares add up: the printed lines and the line *pembulatan* sum to the printed score, of a scorecard,
//! of a Gelar result and of each group of an evaluation.

use std::collections::BTreeMap;

use ingest::identity::Position;
use ingest::rule_pack::{Butir, Instrumen, Pertanyaan, StatusTeks};

use crate::policy::{IndexParts, Measured};
use crate::query::{self, number};
use crate::ranking::{Basis, Bench, Evaluation, GroupResult, Ranking, Row, scorecard_score};
use crate::score::{Score, decimal};
use crate::{AnalyticsError, ClosedRound};

/// One entry of one sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetEntry {
    /// The event it stands in.
    pub position: Position,
    /// Number of the assessor or judge within this explanation, from 1; nobody is named.
    pub person: usize,
    /// What was given, as printed: a percentage or a mark.
    pub given: String,
}

/// One line of a scorecard, one criterion of a rubric, or one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Code.
    pub kode: String,
    /// Text.
    pub teks: String,
    /// Code of the value it belongs to; empty for a criterion or a question.
    pub nilai: String,
    /// The printed text did not survive whole.
    pub incomplete: bool,
    /// Weight; of a question, its largest answer.
    pub bobot: i64,
    /// Points it brings, of its weight; of a question, the mean answer.
    pub points: Score,
    /// Sheets behind it; none of a question, whose forms are nobody's.
    pub entries: Vec<SheetEntry>,
    /// Source.
    pub sumber: String,
}

/// The measure that the sheets of a scorecard give.
pub const SCORECARD: &str = "scorecard";
/// The measure that the judges of a Gelar give.
pub const GELAR: &str = "gelar";
/// What the measures of an evaluation are called: this and the code of the group.
pub const EVALUASI: &str = "evaluasi.";

/// What the combined index of a policy is called among the measures.
pub const INDEKS: &str = "indeks";

/// The measure that gives the places, where one does.
pub(crate) fn ukuran_of(basis: Basis) -> Option<&'static str> {
    match basis {
        Basis::Indeks => Some(INDEKS),
        Basis::Gelar => Some(GELAR),
        Basis::Scorecard => Some(SCORECARD),
        Basis::Nothing => None,
    }
}

/// One part of a score, in ten-thousandths of a point: what a policy weighs has four decimals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Share {
    pub(crate) kode: String,
    pub(crate) teks: String,
    pub(crate) bobot: i64,
    pub(crate) x10000: i64,
    pub(crate) events: Vec<Position>,
}

/// A score as the sum of its shares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Shares {
    pub(crate) ukuran: String,
    pub(crate) round: String,
    pub(crate) score: Score,
    pub(crate) lines: Vec<Share>,
    /// Decimals that its shares are printed with.
    pub(crate) decimals: u32,
}

impl Shares {
    /// Ten-thousandths of a point, with as many decimals as its shares have.
    pub(crate) fn printed(&self, x10000: i64) -> String {
        decimal(i128::from(x10000) / 10_i128.pow(4 - self.decimals), self.decimals)
    }
}

impl From<&Parts> for Shares {
    fn from(parts: &Parts) -> Self {
        let line = |line: &Line| {
            let mut events: Vec<Position> =
                line.entries.iter().map(|entry| entry.position).collect();
            events.dedup();
            Share {
                kode: line.kode.clone(),
                teks: line.teks.clone(),
                bobot: line.bobot,
                x10000: line.points.x100() * 100,
                events,
            }
        };
        Self {
            ukuran: parts.ukuran.clone(),
            round: parts.round.kode.clone(),
            score: parts.score.clone(),
            lines: parts.lines.iter().map(line).collect(),
            decimals: 2,
        }
    }
}

impl From<&IndexParts> for Shares {
    fn from(index: &IndexParts) -> Self {
        let line = |line: &Measured| Share {
            kode: line.kode.clone(),
            teks: String::new(),
            bobot: line.bobot,
            x10000: line.x10000(),
            events: Vec::new(),
        };
        Self {
            ukuran: INDEKS.to_owned(),
            round: String::new(),
            score: index.score.clone(),
            lines: index.lines.iter().map(line).collect(),
            decimals: 4,
        }
    }
}

/// A score taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parts {
    /// What it measures: `scorecard`, `gelar`, `evaluasi.I`.
    pub ukuran: String,
    /// The round or Gelar.
    pub round: ClosedRound,
    /// The score as printed.
    pub score: Score,
    /// Its lines.
    pub lines: Vec<Line>,
    /// The printed score less the sum of the printed lines.
    pub rounding: String,
}

impl Parts {
    fn new(ukuran: String, round: ClosedRound, score: Score, lines: Vec<Line>) -> Self {
        let sum: i64 = lines.iter().map(|line| line.points.x100()).sum();
        // A score beside a band's edge is printed with more than two decimals; the lines and this
        // line must sum to what is printed.
        let decimals = score.decimals();
        let lines_as_printed = i128::from(sum) * 10_i128.pow(decimals - 2);
        let rounding = decimal(score.printed_with(decimals) - lines_as_printed, decimals);
        Self { ukuran, round, score, lines, rounding }
    }
}

/// A line that could still bring points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenLine {
    /// Code.
    pub kode: String,
    /// Text.
    pub teks: String,
    /// Weight.
    pub bobot: i64,
    /// Points that it has not brought.
    pub open: String,
    /// Percent of its weight that are worth the distance to the place above; none where there is no
    /// place above, or more is missing than this line could bring.
    pub worth: Option<Score>,
}

/// What lies between a place and those around it: arithmetic, not advice.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Distance {
    /// The last unit at a better place, and by how many hundredths of a point its score is higher.
    pub above: Option<(Row, i64)>,
    /// The first unit at a worse place, and by how many hundredths of a point its score is lower.
    pub below: Option<(Row, i64)>,
    /// Lines of the score that gives the place, those with most points open first.
    pub open: Vec<OpenLine>,
}

/// Why a unit stands where it stands.
#[derive(Debug, Clone)]
pub struct Explanation {
    /// Its row of the ranking.
    pub row: Row,
    /// The unit one place better, and the one after it.
    pub neighbours: (Option<Row>, Option<Row>),
    /// Its combined index.
    pub index: Option<IndexParts>,
    /// Every measure taken apart: its Gelar result, its scorecard, and the groups of its evaluation
    /// where there are enough forms to show any.
    pub parts: Vec<Parts>,
    /// What would change its place.
    pub distance: Distance,
}

impl Explanation {
    /// One measure taken apart.
    pub fn part(&self, ukuran: &str) -> Option<&Parts> {
        self.parts.iter().find(|parts| parts.ukuran == ukuran)
    }

    /// Every measure as the sum of its shares: the index, then what it and places are made of.
    pub(crate) fn shares(&self) -> Vec<Shares> {
        self.index.iter().map(Shares::from).chain(self.parts.iter().map(Shares::from)).collect()
    }

    /// The groups of its evaluation.
    pub fn evaluation(&self) -> impl Iterator<Item = &Parts> {
        self.parts.iter().filter(|parts| parts.ukuran.starts_with(EVALUASI))
    }
}

impl Bench<'_> {
    /// Takes the place of a unit apart. Errors: [`AnalyticsError::UnknownOpd`] and as ranking.
    pub async fn explain(
        &self,
        ranking: &Ranking,
        opd: &str,
    ) -> Result<Explanation, AnalyticsError> {
        let place = ranking.rows.iter().position(|row| row.opd == opd);
        let place = place.ok_or_else(|| AnalyticsError::UnknownOpd {
            kode: opd.to_owned(),
            known: ranking.rows.iter().map(|row| row.opd.clone()).collect(),
        })?;
        let row = ranking.rows[place].clone();
        let mut parts = Vec::new();
        if let (Some(gelar), Some(kbk), Some(result)) = (&ranking.gelar, row.kbk_kunci, &row.gelar)
        {
            parts.push(self.gelar_parts(&gelar.round, kbk, result.score.clone()).await?);
        }
        if let (Some(round), Some(kbk), Some(_)) =
            (&ranking.scorecard, row.kbk_kunci, &row.scorecard)
        {
            parts.push(self.scorecard_parts(round, kbk).await?);
        }
        if let (Some(round), Some(evaluation)) = (&ranking.evaluation, &row.evaluation) {
            parts.extend(self.evaluation_parts(round, row.opd_kunci, evaluation));
        }
        let ranked = |index: usize| {
            let other = ranking.rows.get(index)?;
            (other.rank.is_some() && other.kategori == row.kategori).then(|| other.clone())
        };
        let neighbours = match row.rank {
            Some(_) => (place.checked_sub(1).and_then(ranked), ranked(place + 1)),
            None => (None, None),
        };
        let index = row.index.as_ref().map(|score| IndexParts::of(score, &row.measures));
        let mut explanation =
            Explanation { row, neighbours, index, parts, distance: Distance::default() };
        explanation.distance = Distance::of(ranking, place, &explanation.shares());
        Ok(explanation)
    }

    async fn scorecard_parts(
        &self,
        round: &ClosedRound,
        kbk: i32,
    ) -> Result<Parts, AnalyticsError> {
        let parameters = [
            ("kbk", number(i64::from(kbk))),
            ("ronde", number(i64::from(round.kunci))),
            ("ditutup_pada", number(round.closed.0 as i64)),
            self.until(),
        ];
        let found = self.questions.run(query::LEMBAR_SCORECARD, &parameters).await?;
        let (butir, position) = (found.texts("butir")?, found.numbers("position")?);
        let (penilai, persen) = (found.numbers("penilai")?, found.numbers("persen")?);
        let mut people = People::default();
        let mut sheets: BTreeMap<String, (i64, Vec<SheetEntry>)> = BTreeMap::new();
        for row in 0..found.rows() {
            let given = persen.or_zero(row);
            let line = sheets.entry(butir.get(row).unwrap_or_default()).or_default();
            line.0 += given;
            line.1.push(SheetEntry {
                position: Position(position.or_zero(row) as u64),
                person: people.number(penilai.or_zero(row)),
                given: given.to_string(),
            });
        }
        let assessors = people.0.len() as i64;
        let Some(card) = &self.pack_of(round).scorecard else {
            let nothing = Score::plain(0, 1);
            return Ok(Parts::new(SCORECARD.to_owned(), round.clone(), nothing, Vec::new()));
        };
        let mut total = 0;
        let mut lines = Vec::new();
        for line in &card.butir {
            let (sum, entries) = sheets.remove(&line.kode).unwrap_or_default();
            let bobot = i64::from(line.bobot);
            total += bobot * sum;
            lines.push(Line {
                kode: line.kode.clone(),
                teks: text_of(line),
                nilai: line.nilai.clone(),
                incomplete: line.status != StatusTeks::Utuh,
                bobot,
                points: Score::plain(bobot * sum, assessors * 100),
                entries,
                sumber: line.sumber.clone(),
            });
        }
        let score = scorecard_score(card, total, assessors);
        Ok(Parts::new(SCORECARD.to_owned(), round.clone(), score, lines))
    }

    async fn gelar_parts(
        &self,
        round: &ClosedRound,
        kbk: i32,
        score: Score,
    ) -> Result<Parts, AnalyticsError> {
        let (rubric, _) = self.rubric(round).await?;
        let parameters = [
            ("kbk", number(i64::from(kbk))),
            ("gelar", number(i64::from(round.kunci))),
            ("ditutup_pada", number(round.closed.0 as i64)),
            self.until(),
        ];
        let found = self.questions.run(query::LEMBAR_GELAR, &parameters).await?;
        let (kriteria, position) = (found.texts("kriteria")?, found.numbers("position")?);
        let (juri, nilai) = (found.numbers("juri")?, found.numbers("nilai_x100")?);
        let mut people = People::default();
        let mut marks: BTreeMap<String, (i64, Vec<SheetEntry>)> = BTreeMap::new();
        for row in 0..found.rows() {
            let mark = nilai.or_zero(row);
            let line = marks.entry(kriteria.get(row).unwrap_or_default()).or_default();
            line.0 += mark;
            line.1.push(SheetEntry {
                position: Position(position.or_zero(row) as u64),
                person: people.number(juri.or_zero(row)),
                given: decimal(i128::from(mark), 2),
            });
        }
        let judges = people.0.len() as i64;
        let (kode, nama) = (rubric.texts("kode")?, rubric.texts("nama")?);
        let (bobot, maks) = (rubric.numbers("bobot")?, rubric.numbers("maks")?);
        let line = |row: usize| {
            let code = kode.get(row).unwrap_or_default();
            let (sum, entries) = marks.remove(&code).unwrap_or_default();
            let bobot = bobot.or_zero(row);
            Line {
                teks: nama.get(row).unwrap_or_default(),
                nilai: String::new(),
                incomplete: false,
                bobot,
                points: Score::plain(bobot * sum, judges * maks.or_zero(row) * 100),
                entries,
                sumber: String::new(),
                kode: code,
            }
        };
        let lines = (0..rubric.rows()).map(line).collect();
        Ok(Parts::new(GELAR.to_owned(), round.clone(), score, lines))
    }

    /// The mean answer to each question of each group; none below the pack's smallest number of forms
    /// (AMB-015).
    fn evaluation_parts(
        &self,
        round: &ClosedRound,
        opd: i32,
        evaluation: &Evaluation,
    ) -> Vec<Parts> {
        let pack = self.pack_of(round);
        let Some(instrumen) = pack.evaluasi().filter(|_| evaluation.shown) else {
            return Vec::new();
        };
        let by_question = |instrumen: &Instrumen| (0..instrumen.pertanyaan.len()).collect();
        let counts = self.count(round, Some(opd), by_question);
        let line = |(number, question): (usize, &Pertanyaan)| {
            let given = || counts.iter().filter(|count| count.under == number);
            let responden: i64 = given().map(|count| count.jumlah).sum();
            let total: i64 = given().map(|count| count.jawaban * count.jumlah).sum();
            let scale = pack.skala.iter().find(|scale| scale.kode == question.skala);
            Line {
                kode: question.kode.clone(),
                teks: question.teks.clone(),
                nilai: String::new(),
                incomplete: question.status != StatusTeks::Utuh,
                bobot: scale.map_or(0, |scale| scale.pilihan.len() as i64),
                points: Score::plain(total, responden),
                entries: Vec::new(),
                sumber: question.sumber.clone(),
            }
        };
        let parts = |result: &GroupResult| {
            let group = instrumen.kelompok.iter().find(|group| group.kode == result.code)?;
            let asked = instrumen.pertanyaan.iter().enumerate();
            let of_group = asked.filter(|(_, question)| group.pertanyaan.contains(&question.kode));
            let ukuran = format!("{EVALUASI}{}", group.kode);
            Some(Parts::new(
                ukuran,
                round.clone(),
                result.mean.clone(),
                of_group.map(&line).collect(),
            ))
        };
        evaluation.groups.iter().filter_map(parts).collect()
    }
}

impl Distance {
    /// What would change the place of the row at `place`.
    fn of(ranking: &Ranking, place: usize, shares: &[Shares]) -> Self {
        let row = &ranking.rows[place];
        let (Some(rank), Some(own)) = (row.rank, row.ranked_by(ranking.basis)) else {
            return Self::default();
        };
        let rivals = || ranking.rows.iter().filter(|other| other.kategori == row.kategori);
        let apart = |other: &Row| {
            let theirs = other.ranked_by(ranking.basis)?;
            Some((other.clone(), (theirs.x100() - own.x100()).abs()))
        };
        let better = |other: &&Row| other.rank.is_some_and(|other| other < rank);
        let worse = |other: &&Row| other.rank.is_some_and(|other| other > rank);
        let above = rivals().rfind(better).and_then(apart);
        let below = rivals().find(worse).and_then(apart);
        let decides = ukuran_of(ranking.basis);
        let decides = shares.iter().find(|shares| decides == Some(&shares.ukuran));
        let missing = above.as_ref().map(|(_, apart)| *apart * 100);
        let open = |line: &&Share| line.bobot * 10_000 - line.x10000;
        let mut lines: Vec<&Share> = decides.into_iter().flat_map(|shares| &shares.lines).collect();
        lines.retain(|line| open(line) > 0);
        lines.sort_by(|one, other| open(other).cmp(&open(one)).then(one.kode.cmp(&other.kode)));
        let open_line = |line: &Share| OpenLine {
            kode: line.kode.clone(),
            teks: line.teks.clone(),
            bobot: line.bobot,
            open: decides.map(|shares| shares.printed(open(&line))).unwrap_or_default(),
            worth: missing
                .filter(|missing| *missing <= open(&line))
                .map(|missing| Score::plain(missing, 100 * line.bobot)),
        };
        let open = lines.into_iter().map(open_line).collect();
        Self { above, below, open }
    }
}

/// The text of a line; where it did not survive whole, its behaviour before what is left (AMB-007).
fn text_of(line: &Butir) -> String {
    match line.status {
        StatusTeks::Utuh => line.teks.clone(),
        StatusTeks::Sebagian | StatusTeks::Hilang => format!("{}: {}", line.indikator, line.teks),
    }
}

/// Numbers people in the order of their appearance, so that nobody is named.
#[derive(Default)]
struct People(Vec<i64>);

impl People {
    fn number(&mut self, key: i64) -> usize {
        let known = self.0.iter().position(|person| *person == key);
        known.unwrap_or_else(|| {
            self.0.push(key);
            self.0.len() - 1
        }) + 1
    }
}
