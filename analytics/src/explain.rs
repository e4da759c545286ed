//! From a place to its measures, from a measure to its lines, from a line to its events.
//!
//! Shares add up: the printed lines and the line *pembulatan* sum to the printed score.

use std::collections::BTreeMap;

use ingest::identity::Position;
use ingest::rule_pack::{Butir, Instrumen, Pertanyaan, StatusTeks};

use crate::policy::IndexParts;
use crate::query::{self, number};
use crate::ranking::{Bench, Ranking, Row, scorecard_score};
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

/// One line of a scorecard, or one criterion of a rubric.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Code.
    pub kode: String,
    /// Text.
    pub teks: String,
    /// Code of the value it belongs to; empty for a criterion.
    pub nilai: String,
    /// The printed text did not survive whole.
    pub incomplete: bool,
    /// Weight.
    pub bobot: i64,
    /// Points it brings, of its weight.
    pub points: Score,
    /// Sheets behind it.
    pub entries: Vec<SheetEntry>,
    /// Source.
    pub sumber: String,
}

/// A score taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parts {
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
    fn new(round: ClosedRound, score: Score, lines: Vec<Line>) -> Self {
        let sum: i64 = lines.iter().map(|line| line.points.x100()).sum();
        // A score beside a band's edge is printed with more than two decimals; the lines and this
        // line must sum to what is printed.
        let (whole, part) = score.printed.split_once('.').unwrap_or((&score.printed, "00"));
        let decimals = part.len() as u32;
        let total: i128 = format!("{whole}{part}").parse().unwrap_or_default();
        let unit = 10_i128.pow(decimals.saturating_sub(2));
        let rounding = decimal(total - i128::from(sum) * unit, decimals);
        Self { round, score, lines, rounding }
    }
}

/// Mean answer to one question in a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionMean {
    /// Code of the question.
    pub kode: String,
    /// Code of its group.
    pub kelompok: String,
    /// Text.
    pub teks: String,
    /// Mean answer.
    pub mean: Score,
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
    /// Its scorecard.
    pub scorecard: Option<Parts>,
    /// Its Gelar result.
    pub gelar: Option<Parts>,
    /// Mean answers, where there are enough forms to show any.
    pub questions: Vec<QuestionMean>,
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
        let scorecard = match (&ranking.scorecard, row.kbk_kunci) {
            (Some(round), Some(kbk)) if row.scorecard.is_some() => {
                Some(self.scorecard_parts(round, kbk).await?)
            }
            _ => None,
        };
        let gelar = match (&ranking.gelar, row.kbk_kunci, &row.gelar) {
            (Some(gelar), Some(kbk), Some(result)) => {
                Some(self.gelar_parts(&gelar.round, kbk, result.score.clone()).await?)
            }
            _ => None,
        };
        let shown = row.evaluation.as_ref().is_some_and(|evaluation| evaluation.shown);
        let questions = match &ranking.evaluation {
            Some(round) if shown => self.question_means(round, row.opd_kunci),
            _ => Vec::new(),
        };
        let ranked = |index: usize| {
            let other = ranking.rows.get(index)?;
            (other.rank.is_some() && other.kategori == row.kategori).then(|| other.clone())
        };
        let neighbours = match row.rank {
            Some(_) => (place.checked_sub(1).and_then(ranked), ranked(place + 1)),
            None => (None, None),
        };
        let index = row.index.as_ref().map(|score| IndexParts::of(score, &row.measures));
        Ok(Explanation { row, neighbours, index, scorecard, gelar, questions })
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
            return Ok(Parts::new(round.clone(), Score::plain(0, 1), Vec::new()));
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
        Ok(Parts::new(round.clone(), scorecard_score(card, total, assessors), lines))
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
        Ok(Parts::new(round.clone(), score, lines))
    }

    fn question_means(&self, round: &ClosedRound, opd: i32) -> Vec<QuestionMean> {
        let Some(instrumen) = self.pack_of(round).evaluasi() else { return Vec::new() };
        let by_question = |instrumen: &Instrumen| (0..instrumen.pertanyaan.len()).collect();
        let counts = self.count(round, Some(opd), by_question);
        let mean = |(number, question): (usize, &Pertanyaan)| {
            let group =
                instrumen.kelompok.iter().find(|g| g.pertanyaan.contains(&question.kode))?;
            let given = || counts.iter().filter(|count| count.under == number);
            let responden: i64 = given().map(|count| count.jumlah).sum();
            let total: i64 = given().map(|count| count.jawaban * count.jumlah).sum();
            Some(QuestionMean {
                kode: question.kode.clone(),
                kelompok: group.kode.clone(),
                teks: question.teks.clone(),
                mean: Score::plain(total, responden),
            })
        };
        instrumen.pertanyaan.iter().enumerate().filter_map(mean).collect()
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
