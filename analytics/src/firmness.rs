//! How firm a place is: the ranking re-run many times over what could as well have been.
//!
//! A re-run draws anew what is a matter of choice or of chance: the weights of the policy within its
//! limits, who of a unit's staff happened to answer, which judges and assessors sat there. Everything
//! else stays as it is printed, and so does the legal place: what comes out stands beside it.
//!
//! Model: uncertainty analysis of OECD/JRC, Handbook on Constructing Composite Indicators (2008), step 7;
//! Saisana, Saltelli and Tarantola, J. R. Statist. Soc. A 168 (2005) 307-323; the R package COINr,
//! `get_sensitivity(SA_type = "UA")`. Respondents: the bootstrap of Efron (1979), shrunk by the
//! finite-population factor of Cochran, Sampling Techniques (1977), 2.6, since most units ask nearly
//! everybody.
//!
//! Each draw has a generator of its own, so neither the number of threads nor their order matters.
#![allow(clippy::float_arithmetic)] // a share of re-runs decides no score, no place and no hash

use std::ops::Range;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};
use rand_distr::{Distribution, Gamma, StandardNormal};
use serde::Deserialize;
use sha2::{Digest, Sha256};

mod case;
#[cfg(test)]
mod tests;

/// Re-runs of a ranking.
pub const DRAWS: u32 = 10_000;

/// Weights are drawn from Dirichlet(c * w). Where a measure weighs 30 of 100 that is as wide as COINr's
/// noise of a quarter of each weight.
const CONCENTRATION: f64 = 100.0;

/// Draws of weights outside the policy's limits before the adopted ones are taken.
const TRIES: usize = 100;

/// From so many forms on, the mean of resampled forms is drawn from a normal distribution.
const NORMAL_FROM: usize = 30;

/// A unit stands apart from the leader of its group once the leader is above it in so many percent.
pub const APART_PERCENT: u64 = 90;

/// The interval leaves out so many percent of the re-runs at each end.
pub const TAIL_PERCENT: usize = 5;

/// One measure of what units are ranked by.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Measure {
    /// Weight; those of a case sum to 100.
    pub bobot: u32,
    /// The least weight that the policy finds defensible.
    pub bobot_terendah: u32,
    /// The greatest.
    pub bobot_tertinggi: u32,
    /// The value that is worth 0, in hundredths.
    pub terburuk: i64,
    /// The value that is worth 100, in hundredths.
    pub terbaik: i64,
}

impl Measure {
    /// A score of 0 to 100 that alone decides.
    pub fn alone() -> Self {
        Self { bobot: 100, bobot_terendah: 100, bobot_tertinggi: 100, terburuk: 0, terbaik: 10_000 }
    }

    /// What a value in hundredths is worth: 0 to 100, in hundredths, half up, as `ukuran.sql` has it.
    fn worth(&self, value: i64) -> i64 {
        let up = self.terbaik > self.terburuk;
        let (from, span) = if up {
            (value - self.terburuk, self.terbaik - self.terburuk)
        } else {
            (self.terburuk - value, self.terburuk - self.terbaik)
        };
        if from <= 0 {
            0
        } else if from >= span {
            10_000
        } else {
            (2 * from * 10_000 + span) / (2 * span)
        }
    }
}

/// What may come out otherwise in a re-run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// Weights, within the limits of the policy.
    Weights,
    /// Who of a unit answered.
    Respondents,
    /// Who judged the Gelar.
    Judges,
    /// Who assessed the scorecard.
    Assessors,
}

/// The sheets that one measure is the mean of.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Panel {
    /// Judges or assessors.
    pub source: Source,
    /// The measure, by its place in the case.
    pub measure: usize,
    /// How many people handed in sheets.
    pub people: usize,
    /// A sheet of so many points is worth one hundredth.
    pub unit: i64,
    /// By contender: the person, below `people`, and the points of each sheet.
    pub sheets: Vec<Vec<(usize, i64)>>,
}

/// The forms of one unit.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Forms {
    /// Total scores of each respondent, in the order of [`Case::groups`].
    pub totals: Vec<Vec<i64>>,
    /// Civil servants on the unit's list; 0 where there is none, and then nobody knows how many.
    pub registered: i64,
}

/// A unit that has a place.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Contender {
    /// Kategori of the Gelar; places restart in each.
    pub kategori: Option<String>,
    /// Its measures as printed, in hundredths.
    pub printed: Vec<i64>,
    /// Its forms, where a measure is a group of questions.
    pub forms: Option<Forms>,
}

/// A ranking as it is re-run; it can be read from JSON, so that another program can check it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct Case {
    /// What is weighed.
    pub measures: Vec<Measure>,
    /// Which of the measures are groups of questions.
    pub groups: Vec<usize>,
    /// Which of the measures are means of sheets.
    pub panels: Vec<Panel>,
    /// Units in the order of their places, kategori after kategori.
    pub contenders: Vec<Contender>,
}

/// Places of a unit in the re-runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    /// At most 5 percent of the re-runs put it higher.
    pub low: u32,
    /// At most 5 percent put it lower.
    pub high: u32,
    /// Share of the re-runs that put it first, in hundredths, half up.
    pub first: u32,
    /// Its group of units that cannot be told apart: numbered from the top, from 1.
    pub group: usize,
}

/// What the re-runs of a ranking show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Firmness {
    /// How many.
    pub draws: u32,
    /// What was drawn anew.
    pub varied: Vec<Source>,
    /// By contender.
    pub places: Vec<Interval>,
}

impl Firmness {
    /// Contenders that cannot be told apart: every group of two and more, from the top.
    pub fn setara(&self) -> Vec<Vec<usize>> {
        let mut groups: Vec<Vec<usize>> = Vec::new();
        for (unit, place) in self.places.iter().enumerate() {
            if place.group > groups.len() {
                groups.push(Vec::new());
            }
            if let Some(group) = groups.last_mut() {
                group.push(unit);
            }
        }
        groups.retain(|group| group.len() > 1);
        groups
    }
}

/// The seed of the re-runs of what is asked: the same question has the same answer.
pub fn seed(asked: &str) -> [u8; 32] {
    let constants = format!(
        "jejak-firmness/1 {DRAWS} {CONCENTRATION} {TRIES} {NORMAL_FROM} {APART_PERCENT} {TAIL_PERCENT}\n"
    );
    Sha256::new().chain_update(constants).chain_update(asked).finalize().into()
}

/// Ranks a case `draws` times; none where nothing in it can come out otherwise.
///
/// The result does not depend on `threads`. It keeps 6 bytes a draw and contender meanwhile.
pub fn rerun(case: &Case, seed: [u8; 32], draws: u32, threads: usize) -> Option<Firmness> {
    let model = Model::of(case);
    let units = case.contenders.len();
    if model.varied.is_empty() || units == 0 || draws == 0 {
        return None;
    }
    let (scores, places) = model.run(seed, draws as usize, threads);
    let place = |(unit, group): (usize, usize)| {
        let mut own: Vec<u32> = places.iter().skip(unit).step_by(units).copied().collect();
        own.sort_unstable();
        let first = own.partition_point(|place| *place == 1);
        let at = |percent: usize| own[(own.len() * percent).div_ceil(100).max(1) - 1];
        Interval {
            low: at(TAIL_PERCENT),
            high: at(100 - TAIL_PERCENT),
            first: ((200 * first + own.len()) / (2 * own.len())) as u32,
            group,
        }
    };
    let groups = groups(&model, &scores);
    let places = groups.into_iter().enumerate().map(place).collect();
    Some(Firmness { draws, varied: model.varied, places })
}

/// The generator of one draw.
fn generator(seed: [u8; 32], draw: usize) -> ChaCha8Rng {
    let mut generator = ChaCha8Rng::from_seed(seed);
    generator.set_stream(draw as u64);
    generator
}

/// The group of each contender: from the top, a unit belongs to its leader's group while the leader is
/// above it in too few of the re-runs. Units that share a place are told apart from a leader together.
fn groups(model: &Model<'_>, scores: &[u16]) -> Vec<usize> {
    let mut printed = vec![0; model.case.contenders.len()];
    Hand::of(model).score(model, &mut printed);
    let draws = (scores.len() / printed.len()) as u64;
    let apart = |leader: usize, unit: usize| {
        let rows = scores.chunks(printed.len());
        let above = rows.filter(|row| row[leader] > row[unit]).count() as u64;
        above * 100 >= draws * APART_PERCENT
    };
    let (mut groups, mut group) = (Vec::with_capacity(printed.len()), 0);
    for class in &model.classes {
        let mut leader = None;
        for tied in printed[class.clone()].chunk_by(|one, other| one == other) {
            let start = groups.len();
            let mut units = start..start + tied.len();
            if leader.is_none_or(|leader| units.all(|unit| apart(leader, unit))) {
                leader = Some(start);
                group += 1;
            }
            groups.extend(tied.iter().map(|_| group));
        }
    }
    groups
}

/// A case made ready for many draws.
struct Model<'a> {
    case: &'a Case,
    /// What each measure of each contender is worth as it is printed, contender after contender.
    worth: Vec<f64>,
    /// Weights as adopted.
    adopted: Vec<f64>,
    /// Measures whose weight may move, each with the distribution of its share.
    free: Vec<(usize, Gamma<f64>)>,
    /// The panels of whose people it matters who is there.
    panels: Vec<&'a Panel>,
    /// Contenders whose means may move.
    respondents: Vec<(usize, Respondents)>,
    /// Contenders of one kategori each.
    classes: Vec<Range<usize>>,
    varied: Vec<Source>,
}

impl<'a> Model<'a> {
    fn of(case: &'a Case) -> Self {
        let worth = |unit: &Contender| {
            let pairs = case.measures.iter().zip(&unit.printed);
            pairs.map(|(measure, value)| measure.worth(*value) as f64).collect::<Vec<_>>()
        };
        let panels: Vec<&Panel> = case.panels.iter().filter(|panel| panel.can_vary()).collect();
        let of_unit = |(unit, contender): (usize, &Contender)| {
            let forms = contender.forms.as_ref()?;
            Some((unit, Respondents::of(forms, case.groups.len())?))
        };
        let respondents: Vec<_> = case.contenders.iter().enumerate().filter_map(of_unit).collect();
        let free = free_weights(&case.measures);
        let mut varied: Vec<Source> = panels.iter().map(|panel| panel.source).collect();
        varied.extend((!free.is_empty()).then_some(Source::Weights));
        varied.extend((!respondents.is_empty()).then_some(Source::Respondents));
        varied.sort_unstable();
        let mut classes: Vec<Range<usize>> = Vec::new();
        for (unit, contender) in case.contenders.iter().enumerate() {
            match classes.last_mut() {
                Some(class) if case.contenders[class.start].kategori == contender.kategori => {
                    class.end = unit + 1;
                }
                _ => classes.push(unit..unit + 1),
            }
        }
        Self {
            case,
            worth: case.contenders.iter().flat_map(worth).collect(),
            adopted: case.measures.iter().map(|measure| f64::from(measure.bobot)).collect(),
            free,
            panels,
            respondents,
            classes,
            varied,
        }
    }

    /// Scores in hundredths and places, draw after draw.
    fn run(&self, seed: [u8; 32], draws: usize, threads: usize) -> (Vec<u16>, Vec<u32>) {
        let units = self.case.contenders.len();
        let each = draws.div_ceil(threads.max(1));
        let mut scores = vec![0_u16; units * draws];
        let mut places = vec![0_u32; units * draws];
        std::thread::scope(|scope| {
            let chunks = scores.chunks_mut(each * units).zip(places.chunks_mut(each * units));
            for (chunk, (scores, places)) in chunks.enumerate() {
                scope.spawn(move || {
                    let mut hand = Hand::of(self);
                    let rows = scores.chunks_mut(units).zip(places.chunks_mut(units));
                    for (row, (scores, places)) in rows.enumerate() {
                        hand.deal(self, generator(seed, chunk * each + row));
                        hand.score(self, scores);
                        self.place(scores, &mut hand.sorted, places);
                    }
                });
            }
        });
        (scores, places)
    }

    /// The place of each contender: one more than have a higher score in its kategori.
    fn place(&self, scores: &[u16], sorted: &mut Vec<u16>, places: &mut [u32]) {
        for class in &self.classes {
            sorted.clear();
            sorted.extend_from_slice(&scores[class.clone()]);
            sorted.sort_unstable_by(|one, other| other.cmp(one));
            for unit in class.clone() {
                let above = sorted.partition_point(|other| *other > scores[unit]);
                places[unit] = above as u32 + 1;
            }
        }
    }
}

/// Measures whose weight may move. A weight whose limits leave it no room stays, and the others share
/// what is left: a Dirichlet distribution under that condition is one over the others.
fn free_weights(measures: &[Measure]) -> Vec<(usize, Gamma<f64>)> {
    let has_room =
        |measure: &Measure| measure.bobot > 0 && measure.bobot_terendah < measure.bobot_tertinggi;
    let free = measures.iter().enumerate().filter(|(_, measure)| has_room(measure));
    let shape = |(index, measure): (usize, &Measure)| {
        let shape = CONCENTRATION * f64::from(measure.bobot) / 100.0;
        Some((index, Gamma::new(shape, 1.0).ok()?))
    };
    let free: Vec<_> = free.filter_map(shape).collect();
    if free.len() < 2 { Vec::new() } else { free }
}

impl Panel {
    /// Whether two people differ about a contender.
    fn can_vary(&self) -> bool {
        self.sheets.iter().any(|sheets| sheets.iter().any(|(_, points)| *points != sheets[0].1))
    }
}

/// How the mean totals of a unit move when its respondents are drawn again.
struct Respondents {
    /// Means in hundredths.
    mean: Vec<f64>,
    spread: Spread,
}

enum Spread {
    /// Each respondent's part of the deviation of the means, respondent after respondent.
    Forms { parts: Vec<f64>, forms: u32 },
    /// The lower triangle whose square is the covariance of the means, row after row.
    Normal { root: Vec<f64> },
}

impl Respondents {
    /// None where drawing again changes nothing: too few forms, all alike, or everybody asked.
    fn of(forms: &Forms, groups: usize) -> Option<Self> {
        let count = forms.totals.len();
        let (n, registered) = (count as f64, forms.registered as f64);
        let unasked = match forms.registered {
            0 => 1.0,
            _ => (1.0 - n / registered).max(0.0),
        };
        let mean: Vec<f64> = (0..groups)
            .map(|group| {
                let sum: i64 = forms.totals.iter().map(|totals| totals[group]).sum();
                (sum * 100) as f64 / n
            })
            .collect();
        let scale = unasked.sqrt();
        let deviations = forms.totals.iter().flat_map(|totals| {
            let pairs = totals.iter().zip(&mean);
            pairs.map(move |(total, mean)| ((total * 100) as f64 - mean) * scale)
        });
        let deviations: Vec<f64> = deviations.collect();
        if count < 2 || deviations.iter().all(|deviation| *deviation == 0.0) {
            return None;
        }
        let spread = if count < NORMAL_FROM {
            let parts = deviations.iter().map(|deviation| deviation / n).collect();
            Spread::Forms { parts, forms: count as u32 }
        } else {
            let mut covariance = vec![0.0; groups * groups];
            for deviation in deviations.chunks(groups) {
                for (row, one) in deviation.iter().enumerate() {
                    for (column, other) in deviation.iter().enumerate() {
                        covariance[row * groups + column] += one * other / n / n;
                    }
                }
            }
            Spread::Normal { root: cholesky(&covariance, groups) }
        };
        Some(Self { mean, spread })
    }

    /// Means of one draw, in hundredths.
    fn draw(&self, generator: &mut ChaCha8Rng, means: &mut [f64], normals: &mut [f64]) {
        means.copy_from_slice(&self.mean);
        let groups = means.len();
        match &self.spread {
            Spread::Forms { parts, forms } => {
                for _ in 0..*forms {
                    let form = below(generator, *forms);
                    let part = &parts[form * groups..(form + 1) * groups];
                    means.iter_mut().zip(part).for_each(|(mean, part)| *mean += part);
                }
            }
            Spread::Normal { root } => {
                normals.fill_with(|| StandardNormal.sample(generator));
                for (row, mean) in means.iter_mut().enumerate() {
                    let factors = &root[row * groups..row * groups + row + 1];
                    let pairs = factors.iter().zip(normals.iter());
                    *mean += pairs.map(|(factor, normal)| factor * normal).sum::<f64>();
                }
            }
        }
    }
}

/// The lower triangle `l` with `l * l^T = covariance`; a group that the ones before it determine, or that
/// does not vary, adds nothing of its own.
fn cholesky(covariance: &[f64], size: usize) -> Vec<f64> {
    let mut root = vec![0.0; size * size];
    for row in 0..size {
        for column in 0..=row {
            let known: f64 =
                (0..column).map(|k| root[row * size + k] * root[column * size + k]).sum();
            let rest = covariance[row * size + column] - known;
            root[row * size + column] = if row == column {
                let nothing = covariance[row * size + row] * 1e-12;
                if rest > nothing { rest.sqrt() } else { 0.0 }
            } else if root[column * size + column] > 0.0 {
                rest / root[column * size + column]
            } else {
                0.0
            };
        }
    }
    root
}

/// A number from 0 to `bound` - 1. The multiplication is uneven by less than `bound` in 2^32.
fn below(generator: &mut ChaCha8Rng, bound: u32) -> usize {
    ((u64::from(generator.next_u32()) * u64::from(bound)) >> 32) as usize
}

/// What one draw has dealt.
struct Hand {
    weights: Vec<f64>,
    worth: Vec<f64>,
    /// How often each person of a panel was drawn.
    drawn: Vec<i64>,
    means: Vec<f64>,
    normals: Vec<f64>,
    sorted: Vec<u16>,
}

impl Hand {
    fn of(model: &Model<'_>) -> Self {
        let groups = model.case.groups.len();
        Self {
            weights: model.adopted.clone(),
            worth: model.worth.clone(),
            drawn: Vec::new(),
            means: vec![0.0; groups],
            normals: vec![0.0; groups],
            sorted: Vec::new(),
        }
    }

    fn deal(&mut self, model: &Model<'_>, mut generator: ChaCha8Rng) {
        self.worth.copy_from_slice(&model.worth);
        self.weigh(model, &mut generator);
        for panel in &model.panels {
            self.seat(model.case, panel, &mut generator);
        }
        for (unit, respondents) in &model.respondents {
            respondents.draw(&mut generator, &mut self.means, &mut self.normals);
            for (mean, measure) in self.means.iter().zip(&model.case.groups) {
                let value = (mean + 0.5).floor() as i64;
                let worth = model.case.measures[*measure].worth(value);
                self.worth[unit * model.adopted.len() + measure] = worth as f64;
            }
        }
    }

    /// Weights inside the limits of the policy, or the adopted ones.
    fn weigh(&mut self, model: &Model<'_>, generator: &mut ChaCha8Rng) {
        let measures = &model.case.measures;
        let whole: f64 = model.free.iter().map(|(index, _)| model.adopted[*index]).sum();
        for _ in 0..TRIES {
            let mut sum = 0.0;
            for (index, gamma) in &model.free {
                self.weights[*index] = gamma.sample(generator);
                sum += self.weights[*index];
            }
            for (index, _) in &model.free {
                self.weights[*index] *= whole / sum;
            }
            let inside = |index: usize| {
                let limits = f64::from(measures[index].bobot_terendah)
                    ..=f64::from(measures[index].bobot_tertinggi);
                limits.contains(&self.weights[index])
            };
            if model.free.iter().all(|(index, _)| inside(*index)) {
                return;
            }
        }
        self.weights.copy_from_slice(&model.adopted);
    }

    /// Draws the people of a panel once for all contenders: each of them judges many. A contender none
    /// of whose people was drawn keeps its mean.
    fn seat(&mut self, case: &Case, panel: &Panel, generator: &mut ChaCha8Rng) {
        self.drawn.clear();
        self.drawn.resize(panel.people, 0);
        for _ in 0..panel.people {
            self.drawn[below(generator, panel.people as u32)] += 1;
        }
        let measure = &case.measures[panel.measure];
        for (unit, sheets) in panel.sheets.iter().enumerate() {
            let (mut sum, mut count) = (0, 0);
            for (person, points) in sheets {
                sum += self.drawn[*person] * points;
                count += self.drawn[*person];
            }
            if count > 0 {
                let hundredths = (2 * sum + count * panel.unit) / (2 * count * panel.unit);
                let worth = measure.worth(hundredths);
                self.worth[unit * case.measures.len() + panel.measure] = worth as f64;
            }
        }
    }

    /// Weighted sums in hundredths, half up, as the index is printed.
    fn score(&self, model: &Model<'_>, scores: &mut [u16]) {
        let measures = model.adopted.len();
        for (score, worth) in scores.iter_mut().zip(self.worth.chunks(measures)) {
            let pairs = worth.iter().zip(&self.weights);
            let sum: f64 = pairs.map(|(worth, weight)| worth * weight).sum();
            *score = (sum / 100.0 + 0.5) as u16;
        }
    }
}
