//! The ranking of a period, as of a snapshot.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use arrow::array::{ArrayRef, Int64Array, RecordBatch};
use arrow::datatypes::DataType;
use datafusion::common::ScalarValue;
use ingest::accept::least_common_multiple;
use ingest::identity::{Hundredths, Position};
use ingest::record::Packs;
use ingest::rule_pack::{RulePack, Scorecard};
use projections::Snapshot;
use time::Date;

pub use crate::evaluation::{Evaluation, GroupResult};
use crate::periode::Periode;
use crate::policy::{By, Measured, Policy};
use crate::query::{self, Answer, Numbers, Query, Questions, day, number, text};
use crate::rules;
use crate::score::{Score, scorecard_band};
use crate::{AnalyticsError, ClosedRound, Limit};

/// What places are given by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// The combined index of the adopted policy.
    Indeks,
    /// The result of the closed Gelar.
    Gelar,
    /// The scorecard of the latest closed round.
    Scorecard,
    /// The regulation gives nothing to rank by.
    Nothing,
}

/// Why a unit has no place, or may not enter the Gelar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// The unit has no KBK.
    TanpaKbk,
    /// No scorecard round that ends inside the period is closed.
    TanpaRonde,
    /// The KBK was not scored in the round: *belum dinilai*, not failing.
    BelumDinilai,
    /// The category is below the one that opens the Gelar.
    DiBawahSyarat {
        /// Category reached.
        kategori: String,
        /// Category asked for.
        perlu: String,
    },
    /// Eligible, but not entered.
    TidakIkut,
    /// Entered, but no judge has scored it.
    TanpaNilaiGelar,
    /// The regulation has no scorecard.
    TanpaScorecard,
    /// Measures of the policy that the unit lacks.
    TanpaUkuran(Vec<String>),
}

/// A closed Gelar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GelarRound {
    /// The Gelar itself.
    pub round: ClosedRound,
    /// Code of the scorecard round that decides who may enter.
    pub syarat: Option<ClosedRound>,
}

/// Scorecard of a KBK.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScorecardResult {
    /// Mean of the sheets, 0 to 100.
    pub score: Score,
    /// Letter.
    pub category: String,
    /// Place of the category, 0 is best.
    pub tone: usize,
    /// Sheets.
    pub assessors: i64,
}

/// What was held in the period.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Activities {
    /// Activities.
    pub kegiatan: i64,
    /// Participants of all activities.
    pub peserta: i64,
    /// Minutes of all activities.
    pub durasi_menit: i64,
    /// Meetings.
    pub rapat: i64,
}

/// Agents of change of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Agents {
    /// Those with a plan who stand on the last day of the period.
    pub jumlah: i64,
    /// Mean of their achievements as printed, half up, in percent.
    pub capaian: Hundredths,
}

/// Gelar result of a KBK.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GelarResult {
    /// Mean of the judges' sheets, 0 to 100.
    pub score: Score,
    /// Sheets.
    pub judges: i64,
}

/// One unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Key in the tables.
    pub(crate) opd_kunci: i32,
    /// Key of the KBK in the tables.
    pub(crate) kbk_kunci: Option<i32>,
    /// Place; none without a score.
    pub rank: Option<i64>,
    /// Another unit shares the place.
    pub tied: bool,
    /// Kategori of the Gelar, where the organiser declared them.
    pub kategori: Option<String>,
    /// Code.
    pub opd: String,
    /// Name.
    pub nama: String,
    /// Kind of unit.
    pub jenis: String,
    /// Its best KBK.
    pub kbk: Option<String>,
    /// May enter the Gelar.
    pub eligible: bool,
    /// Why it may not, or why it has no place.
    pub reason: Option<Reason>,
    /// Scorecard, where scored.
    pub scorecard: Option<ScorecardResult>,
    /// Evaluation, where a form counts.
    pub evaluation: Option<Evaluation>,
    /// Activities in the period.
    pub activities: Activities,
    /// Gelar, where judged.
    pub gelar: Option<GelarResult>,
    /// Agents of change with a plan.
    pub agents: Option<Agents>,
    /// The combined index, where the policy has one for it.
    pub index: Option<Score>,
    /// What each measure of the policy is worth; empty without a policy.
    pub measures: Vec<Measured>,
}

impl Row {
    /// The number its place is given by, as printed.
    pub fn ranked_by(&self, basis: Basis) -> Option<&Score> {
        match basis {
            Basis::Indeks => self.index.as_ref(),
            Basis::Gelar => self.gelar.as_ref().map(|gelar| &gelar.score),
            Basis::Scorecard => self.scorecard.as_ref().map(|scorecard| &scorecard.score),
            Basis::Nothing => None,
        }
    }
}

/// A ranking.
#[derive(Debug, Clone)]
pub struct Ranking {
    /// The period asked about.
    pub periode: Periode,
    /// The last event it knows.
    pub position: Option<Position>,
    /// What places are given by.
    pub basis: Basis,
    /// The scorecard round that counts.
    pub scorecard: Option<ClosedRound>,
    /// The evaluation round that counts.
    pub evaluation: Option<ClosedRound>,
    /// The Gelar that counts.
    pub gelar: Option<GelarRound>,
    /// The ranking policies of the period, the newest first: the first one is in force.
    pub policies: Vec<Policy>,
    /// Rounds and Gelar of the period that are still open: their numbers count once they are closed.
    pub open: Vec<String>,
    /// Units, ranked first.
    pub rows: Vec<Row>,
}

impl Ranking {
    /// The policy that places are given by.
    pub fn policy(&self) -> Option<&Policy> {
        self.policies.first()
    }

    /// The round whose rules give the places: the Gelar, else the scorecard, else the evaluation.
    pub fn decides(&self) -> Option<&ClosedRound> {
        let gelar = self.gelar.as_ref().map(|gelar| &gelar.round);
        gelar.or(self.scorecard.as_ref()).or(self.evaluation.as_ref())
    }
}

/// The tables of one snapshot and the rules they are judged by, ready for questions.
pub struct Bench<'a> {
    pub(crate) snapshot: &'a Snapshot,
    pub(crate) pack: &'a RulePack,
    /// Every pack that a round may name.
    packs: Option<&'a Packs>,
    /// The day whose names and units are asked about; none for the latest.
    day: Option<Date>,
    pub(crate) limit: Limit,
    /// By which policy places are given.
    by: By,
    pub(crate) questions: Questions,
    /// The entries that stand are registered already.
    pub(crate) standing: AtomicBool,
}

/// The rounds that decide about a period.
#[derive(Debug, Clone)]
pub(crate) struct Rounds {
    pub(crate) scorecard: Option<ClosedRound>,
    pub(crate) evaluation: Option<ClosedRound>,
    pub(crate) gelar: Option<GelarRound>,
    pub(crate) open: Vec<String>,
}

impl<'a> Bench<'a> {
    /// Questions about a snapshot under a rule pack.
    pub fn new(snapshot: &'a Snapshot, pack: &'a RulePack, limit: Limit) -> Self {
        Self::asking(Questions::about(snapshot), snapshot, pack, limit)
    }

    /// The same questions with the work split into so many parts. No answer depends on it.
    pub fn in_parts(
        snapshot: &'a Snapshot,
        pack: &'a RulePack,
        limit: Limit,
        parts: usize,
    ) -> Self {
        Self::asking(Questions::in_parts(snapshot, parts), snapshot, pack, limit)
    }

    fn asking(
        questions: Questions,
        snapshot: &'a Snapshot,
        pack: &'a RulePack,
        limit: Limit,
    ) -> Self {
        questions.register("butir", rules::butir(pack.scorecard.as_ref()));
        questions.register("kategori", rules::kategori(pack.scorecard.as_ref()));
        if let Some(instrumen) = pack.evaluasi() {
            questions.register("pita", rules::pita(instrumen));
        }
        let standing = AtomicBool::new(false);
        Self { snapshot, pack, packs: None, day: None, limit, by: By::Record, questions, standing }
    }

    /// The same questions as of a day: units and KBK are called as they were then.
    pub fn on(mut self, day: Date) -> Self {
        self.day = Some(day);
        self
    }

    /// The same questions, each round judged by the pack that it names.
    pub fn judging(mut self, packs: &'a Packs) -> Self {
        self.packs = Some(packs);
        self
    }

    /// The same questions, places given by another policy than the record's.
    pub fn by(mut self, by: By) -> Self {
        self.by = by;
        self
    }

    /// The rules that judge a round.
    pub fn pack_of(&self, round: &ClosedRound) -> &'a RulePack {
        let named = self.packs.and_then(|packs| packs.named(&round.rule_pack));
        named.map_or(self.pack, |rules| &rules.pack)
    }

    /// The last day that is asked about; none for the latest.
    pub(crate) fn today(&self) -> Option<Date> {
        [self.day, self.limit.terjadi_sampai].into_iter().flatten().min()
    }

    /// Registers units and KBK as they were on a day, or at the moment asked about if that is earlier:
    /// `opd_pada`, `kbk_pada`, and `kbk_unit`, where each KBK was.
    pub(crate) async fn name_units(
        &self,
        units: Option<Date>,
        kbk: Option<Date>,
    ) -> Result<(), AnalyticsError> {
        let earliest =
            |day: Option<Date>| query::day([day, self.today()].into_iter().flatten().min());
        self.keep(query::OPD_PADA, &[("pada", earliest(units)), self.until()]).await?;
        self.keep(query::KBK_UNIT, &[self.until()]).await?;
        self.keep(query::KBK_PADA, &[("pada", earliest(kbk)), self.until()]).await
    }

    /// Registers the lines and bands of the scorecard that a round is judged by.
    pub(crate) fn judge_scorecard(&self, round: &ClosedRound) {
        let card = self.pack_of(round).scorecard.as_ref();
        self.questions.register("butir", rules::butir(card));
        self.questions.register("kategori", rules::kategori(card));
    }

    pub(crate) fn until(&self) -> (&'static str, ScalarValue) {
        ("terjadi_sampai", day(self.limit.terjadi_sampai))
    }

    /// A calendar period, or one of the record by its code.
    /// Errors: [`AnalyticsError::UnknownPeriode`].
    pub async fn periode(&self, kode: &str) -> Result<Periode, AnalyticsError> {
        if let Some(periode) = Periode::calendar(kode) {
            return Ok(periode);
        }
        let all = Query {
            name: "periode",
            sql: "SELECT kode, mulai, selesai FROM periode WHERE jenis IN ('tahun', 'triwulan')",
        };
        let found = self.questions.run(all, &[]).await?;
        let (codes, mulai, selesai) =
            (found.texts("kode")?, found.numbers("mulai")?, found.numbers("selesai")?);
        let known: Vec<String> = (0..found.rows()).filter_map(|row| codes.get(row)).collect();
        match known.iter().position(|code| code == kode) {
            Some(row) => Ok(Periode {
                kode: kode.to_owned(),
                mulai: query::date_of(mulai.or_zero(row)),
                selesai: query::date_of(selesai.or_zero(row)),
            }),
            None => Err(AnalyticsError::UnknownPeriode { kode: kode.to_owned(), known }),
        }
    }

    pub(crate) async fn rounds(&self, periode: &Periode) -> Result<Rounds, AnalyticsError> {
        // A round that ends after the day asked about has not ended.
        let ended = self.limit.terjadi_sampai.map_or(periode.selesai, |d| d.min(periode.selesai));
        let span = [("mulai", day(Some(periode.mulai))), ("selesai", day(Some(ended)))];
        let found = RoundRows::of(&self.questions.run(query::RONDE, &span).await?)?;
        let (gelar, ronde) = match found.latest("gelar") {
            Some(row) => (Some(found.closed(row)), found.ronde.get(row)),
            None => (None, None),
        };
        let gelar = match gelar {
            None => None,
            Some(round) => {
                // The round that opens the Gelar may lie in an earlier period.
                let ever = [("mulai", day(Some(Date::MIN))), ("selesai", day(None))];
                let all = RoundRows::of(&self.questions.run(query::RONDE, &ever).await?)?;
                let is_it = |row: &usize| {
                    all.jenis[*row] == "ronde_scorecard" && all.kunci.get(*row) == ronde
                };
                let row = (0..all.jenis.len()).find(is_it);
                let row = row.filter(|row| all.ditutup_pada.get(*row).is_some());
                Some(GelarRound { round, syarat: row.map(|row| all.closed(row)) })
            }
        };
        Ok(Rounds {
            scorecard: found.latest("ronde_scorecard").map(|row| found.closed(row)),
            evaluation: found.latest("ronde_evaluasi").map(|row| found.closed(row)),
            open: (0..found.jenis.len())
                .filter(|row| found.ditutup_pada.get(*row).is_none())
                .map(|row| found.kode[row].clone())
                .collect(),
            gelar,
        })
    }

    pub(crate) async fn scorecards(
        &self,
        round: Option<&ClosedRound>,
    ) -> Result<RecordBatch, AnalyticsError> {
        let Some(round) = round else {
            return Ok(rules::nothing(&[
                ("kbk", DataType::Int32),
                ("jumlah", DataType::Int64),
                ("penilai", DataType::Int64),
                ("skor_x100", DataType::Int64),
                ("kategori", DataType::Utf8),
                ("kategori_urutan", DataType::Int64),
            ]));
        };
        self.judge_scorecard(round);
        let parameters = [
            ("ronde", number(i64::from(round.kunci))),
            ("ditutup_pada", number(round.closed.0 as i64)),
            self.until(),
        ];
        Ok(self.questions.run(query::SCORECARD, &parameters).await?.batch)
    }

    /// Registers the rubric of a Gelar as `rubrik` and answers its common denominator.
    pub(crate) async fn rubric(
        &self,
        gelar: &ClosedRound,
    ) -> Result<(Answer, i64), AnalyticsError> {
        let parameters = [("gelar", number(i64::from(gelar.kunci)))];
        let rubric = self.questions.run(query::RUBRIK, &parameters).await?;
        let (codes, bobot, maks) =
            (rubric.texts("kode")?, rubric.numbers("bobot")?, rubric.numbers("maks")?);
        let rows = 0..rubric.rows();
        let maks: Vec<u64> = rows.clone().map(|row| maks.or_zero(row).max(1) as u64).collect();
        let common = maks.iter().fold(1, |common, maks| least_common_multiple(common, *maks));
        let codes: Vec<String> = rows.clone().filter_map(|row| codes.get(row)).collect();
        let parts: ArrayRef =
            Arc::new(Int64Array::from_iter_values(maks.iter().map(|maks| (common / maks) as i64)));
        self.questions.register(
            "rubrik",
            rules::batch(vec![
                ("kode", rules::texts(codes.iter().map(String::as_str))),
                ("bobot", rules::numbers(rows.map(|row| bobot.or_zero(row)))),
                ("bagian", parts),
            ]),
        );
        Ok((rubric, common as i64))
    }

    async fn gelar_results(
        &self,
        gelar: Option<&GelarRound>,
    ) -> Result<RecordBatch, AnalyticsError> {
        let Some(gelar) = gelar else {
            return Ok(rules::nothing(&[
                ("kbk", DataType::Int32),
                ("pembilang", DataType::Int64),
                ("pembagi", DataType::Int64),
                ("juri", DataType::Int64),
                ("nilai_x100", DataType::Int64),
            ]));
        };
        let (_, common) = self.rubric(&gelar.round).await?;
        let parameters = [
            ("gelar", number(i64::from(gelar.round.kunci))),
            ("ditutup_pada", number(gelar.round.closed.0 as i64)),
            ("penyebut", number(common)),
            self.until(),
        ];
        Ok(self.questions.run(query::GELAR, &parameters).await?.batch)
    }

    /// Ranks every unit for a period. Errors: [`AnalyticsError`].
    pub async fn rank(&self, periode: Periode) -> Result<Ranking, AnalyticsError> {
        let rounds = self.rounds(&periode).await?;
        let card = rounds.scorecard.as_ref().map_or(self.pack, |round| self.pack_of(round));
        let policies = match &self.by {
            By::Record => self.policies(&periode.kode).await?,
            By::Regulation => Vec::new(),
            By::Trial(policy) => vec![policy.clone()],
        };
        let policy = policies.first();
        let basis = match (policy, &card.scorecard, &rounds.gelar) {
            (Some(_), _, _) => Basis::Indeks,
            (None, _, Some(_)) => Basis::Gelar,
            (None, Some(_), None) => Basis::Scorecard,
            (None, None, None) => Basis::Nothing,
        };
        let decides = match &rounds.gelar {
            Some(gelar) => gelar.syarat.as_ref(),
            None => rounds.scorecard.as_ref(),
        };
        let judged = Judged {
            basis,
            has_round: decides.is_some(),
            card: card.scorecard.as_ref(),
            syarat: rounds.gelar.as_ref().map_or(card, |gelar| self.pack_of(&gelar.round)),
            bands: decides.map_or(card, |round| self.pack_of(round)),
        };
        // A KBK counts for the unit that it was in when its score was made.
        let scored = match &rounds.gelar {
            Some(gelar) => Some(gelar.round.selesai),
            None => rounds.scorecard.as_ref().map(|round| round.selesai),
        };
        // Asked first: it names units as they are, not as they were at the end of the period.
        let as_they_stand =
            self.today().map_or(periode.selesai, |today| today.min(periode.selesai));
        let agents = self.agents(as_they_stand).await?;
        let last = Some(periode.selesai);
        self.name_units(last, scored.or(last)).await?;
        let evaluations = self.evaluations(rounds.evaluation.as_ref()).await?;
        let activities = self.activities(&periode).await?;
        let questions = &self.questions;
        questions.register("hasil_scorecard", self.scorecards(rounds.scorecard.as_ref()).await?);
        questions.register("hasil_syarat", self.scorecards(decides).await?);
        questions.register("hasil_gelar", self.gelar_results(rounds.gelar.as_ref()).await?);
        let gelar_key = rounds.gelar.as_ref().map_or(-1, |gelar| i64::from(gelar.round.kunci));
        let mulai = ("mulai", day(Some(periode.mulai)));
        let syarat = ("syarat", number(judged.lowest_category()));
        self.keep(query::CALON, &[("gelar", number(gelar_key)), syarat, mulai.clone()]).await?;
        questions.register("hasil_evaluasi", means(&evaluations));
        questions.register("hasil_agen", achievements(&agents));
        let measures = self.index(policy).await?;
        let (dasar, kelas) = match basis {
            Basis::Indeks => ("indeks", policy.is_some_and(|policy| policy.has("gelar"))),
            Basis::Gelar => ("gelar", true),
            Basis::Scorecard | Basis::Nothing => ("scorecard", false),
        };
        let parameters = [("dasar", text(dasar)), ("kelas", number(i64::from(kelas))), mulai];
        let ranked = questions.run(query::PERINGKAT, &parameters).await?;
        let mut rows = judged.rows(&ranked, &measures)?;
        for row in &mut rows {
            row.evaluation = evaluations.get(&row.opd_kunci).cloned();
            row.activities = activities.get(&row.opd_kunci).copied().unwrap_or_default();
            row.agents = agents.get(&row.opd_kunci).copied();
        }
        Ok(Ranking {
            periode,
            position: self.snapshot.position,
            basis,
            scorecard: rounds.scorecard,
            evaluation: rounds.evaluation,
            gelar: rounds.gelar,
            policies,
            open: rounds.open,
            rows,
        })
    }

    async fn activities(
        &self,
        periode: &Periode,
    ) -> Result<BTreeMap<i32, Activities>, AnalyticsError> {
        let parameters = [
            ("mulai", day(Some(periode.mulai))),
            ("selesai", day(Some(periode.selesai))),
            self.until(),
        ];
        let found = self.questions.run(query::KEGIATAN, &parameters).await?;
        self.questions.register("hasil_kegiatan", found.batch.clone());
        let column = |name| found.numbers(name);
        let (opd, kegiatan, peserta) = (column("opd")?, column("kegiatan")?, column("peserta")?);
        let (durasi, rapat) = (column("durasi_menit")?, column("rapat")?);
        let unit = |row: usize| {
            let activities = Activities {
                kegiatan: kegiatan.or_zero(row),
                peserta: peserta.or_zero(row),
                durasi_menit: durasi.or_zero(row),
                rapat: rapat.or_zero(row),
            };
            (opd.or_zero(row) as i32, activities)
        };
        Ok((0..found.rows()).map(unit).collect())
    }
}

/// By which rules a ranking is judged.
struct Judged<'a> {
    basis: Basis,
    /// There is a closed round that decides who may enter.
    has_round: bool,
    /// The scorecard of the round that counts.
    card: Option<&'a Scorecard>,
    /// The pack that says who may enter the Gelar.
    syarat: &'a RulePack,
    /// The pack whose categories decide it.
    bands: &'a RulePack,
}

impl Judged<'_> {
    /// Place of the lowest category that opens the Gelar; -1 where every KBK may enter.
    fn lowest_category(&self) -> i64 {
        let syarat = self.syarat.gelar.as_ref().and_then(|gelar| gelar.syarat.as_ref());
        let bands = self.bands.scorecard.as_ref().map_or(&[][..], |card| &card.kategori);
        let lowest = |kode: &str| bands.iter().position(|band| band.kode == kode);
        syarat.and_then(|syarat| lowest(&syarat.paling_rendah)).map_or(-1, |place| place as i64)
    }

    fn rows(
        &self,
        ranked: &Answer,
        measures: &BTreeMap<i32, Vec<Measured>>,
    ) -> Result<Vec<Row>, AnalyticsError> {
        let [kode, nama, jenis, kbk, kategori, syarat, kelas] =
            ["kode", "nama", "jenis", "kbk", "kategori", "kategori_syarat", "kelas"]
                .map(|column| ranked.texts(column));
        let (kode, nama, jenis, kbk) = (kode?, nama?, jenis?, kbk?);
        let (kategori, syarat, kelas) = (kategori?, syarat?, kelas?);
        let column = |name| ranked.numbers(name);
        let (opd, kunci_kbk, place) = (column("opd")?, column("kunci_kbk")?, column("peringkat")?);
        let (jumlah, penilai, tone) =
            (column("jumlah")?, column("penilai")?, column("kategori_urutan")?);
        let (layak, ikut) = (column("layak")?, column("ikut")?);
        let (pembilang, pembagi, juri) =
            (column("pembilang")?, column("pembagi")?, column("juri")?);
        let indeks = column("indeks_x100")?;

        let shared = |row: usize| {
            place.get(row).is_some()
                && (0..ranked.rows()).any(|other| {
                    other != row
                        && place.get(other) == place.get(row)
                        && kelas.get(other) == kelas.get(row)
                })
        };
        let mut rows = Vec::with_capacity(ranked.rows());
        for row in 0..ranked.rows() {
            let scorecard = match (jumlah.get(row), self.card) {
                (Some(jumlah), Some(card)) => Some(ScorecardResult {
                    score: scorecard_score(card, jumlah, penilai.or_zero(row)),
                    category: kategori.get(row).unwrap_or_default(),
                    tone: tone.or_zero(row) as usize,
                    assessors: penilai.or_zero(row),
                }),
                _ => None,
            };
            let gelar = pembilang.get(row).map(|pembilang| GelarResult {
                score: Score::plain(pembilang, pembagi.or_zero(row).saturating_mul(100)),
                judges: juri.or_zero(row),
            });
            let kbk_kunci = kunci_kbk.get(row).map(|key| key as i32);
            let mut unit = Row {
                opd_kunci: opd.or_zero(row) as i32,
                kbk_kunci,
                rank: place.get(row).filter(|_| self.basis != Basis::Nothing),
                tied: shared(row),
                kategori: kelas.get(row),
                opd: kode.get(row).unwrap_or_default(),
                nama: nama.get(row).unwrap_or_default(),
                jenis: jenis.get(row).unwrap_or_default(),
                kbk: kbk.get(row),
                eligible: layak.or_zero(row) == 1,
                reason: None,
                scorecard,
                evaluation: None,
                activities: Activities::default(),
                gelar,
                agents: None,
                index: indeks.get(row).map(|indeks| Score::plain(indeks, 100)),
                measures: kbk_kunci.and_then(|kbk| measures.get(&kbk).cloned()).unwrap_or_default(),
            };
            unit.reason = self.reason(&unit, syarat.get(row), ikut.or_zero(row));
            rows.push(unit);
        }
        Ok(rows)
    }

    fn reason(&self, row: &Row, kategori: Option<String>, ikut: i64) -> Option<Reason> {
        if self.basis == Basis::Nothing {
            return Some(Reason::TanpaScorecard);
        }
        if row.kbk.is_none() {
            return Some(Reason::TanpaKbk);
        }
        if self.basis == Basis::Indeks {
            let absent = row.measures.iter().filter(|measure| measure.nilai.is_none());
            let absent: Vec<String> = absent.map(|measure| measure.kode.clone()).collect();
            return (!absent.is_empty()).then_some(Reason::TanpaUkuran(absent));
        }
        let syarat = self.syarat.gelar.as_ref().and_then(|gelar| gelar.syarat.as_ref());
        if let Some(syarat) = syarat.filter(|_| !row.eligible) {
            return Some(match kategori {
                Some(kategori) => {
                    Reason::DiBawahSyarat { kategori, perlu: syarat.paling_rendah.clone() }
                }
                None if self.has_round => Reason::BelumDinilai,
                None => Reason::TanpaRonde,
            });
        }
        match (self.basis, row.rank) {
            (_, Some(_)) => None,
            (Basis::Gelar, None) if ikut == 0 => Some(Reason::TidakIkut),
            (Basis::Gelar, None) => Some(Reason::TanpaNilaiGelar),
            (_, None) if self.has_round => Some(Reason::BelumDinilai),
            (_, None) => Some(Reason::TanpaRonde),
        }
    }
}

/// `hasil_evaluasi`: the means that may be a measure, as printed: those of enough forms (AMB-014).
fn means(evaluations: &BTreeMap<i32, Evaluation>) -> RecordBatch {
    let shown = evaluations.iter().filter(|(_, evaluation)| evaluation.shown);
    let groups =
        || shown.clone().flat_map(|(opd, unit)| unit.groups.iter().map(move |g| (*opd, g)));
    let names: Vec<String> =
        groups().map(|(_, group)| format!("evaluasi.{}", group.code)).collect();
    rules::batch(vec![
        ("opd", rules::keys(groups().map(|(opd, _)| opd))),
        ("ukuran", rules::texts(names.iter().map(String::as_str))),
        ("rata_x100", rules::numbers(groups().map(|(_, group)| group.mean.x100()))),
    ])
}

/// `hasil_agen`.
fn achievements(agents: &BTreeMap<i32, Agents>) -> RecordBatch {
    rules::batch(vec![
        ("opd", rules::keys(agents.keys().copied())),
        ("capaian_x100", rules::numbers(agents.values().map(|agents| agents.capaian.0))),
    ])
}

/// The score of `jumlah / penilai` hundredths, printed on its side of every band.
pub(crate) fn scorecard_score(card: &Scorecard, jumlah: i64, penilai: i64) -> Score {
    Score::on_its_side(jumlah, penilai.saturating_mul(100), |n, d| scorecard_band(card, n, d))
}

/// The closed rounds of a kind, newest first.
pub(crate) fn closed_rounds(
    answer: &Answer,
    jenis: &str,
) -> Result<Vec<ClosedRound>, AnalyticsError> {
    let found = RoundRows::of(answer)?;
    let is_closed =
        |row: &usize| found.jenis[*row] == jenis && found.ditutup_pada.get(*row).is_some();
    Ok((0..found.jenis.len()).filter(is_closed).map(|row| found.closed(row)).collect())
}

struct RoundRows {
    jenis: Vec<String>,
    kode: Vec<String>,
    rule_pack: Vec<String>,
    kunci: Numbers,
    mulai: Numbers,
    selesai: Numbers,
    ronde: Numbers,
    dibuka_pada: Numbers,
    ditutup_pada: Numbers,
}

impl RoundRows {
    fn of(answer: &Answer) -> Result<Self, AnalyticsError> {
        let texts = |column| {
            let texts = answer.texts(column)?;
            Ok::<_, AnalyticsError>(
                (0..answer.rows()).map(|row| texts.get(row).unwrap_or_default()).collect(),
            )
        };
        Ok(Self {
            jenis: texts("jenis")?,
            kode: texts("kode")?,
            rule_pack: texts("rule_pack")?,
            kunci: answer.numbers("kunci")?,
            mulai: answer.numbers("mulai")?,
            selesai: answer.numbers("selesai")?,
            ronde: answer.numbers("ronde")?,
            dibuka_pada: answer.numbers("dibuka_pada")?,
            ditutup_pada: answer.numbers("ditutup_pada")?,
        })
    }

    /// Row of the latest closed round of a kind: the rows come newest first.
    fn latest(&self, jenis: &str) -> Option<usize> {
        (0..self.jenis.len())
            .find(|row| self.jenis[*row] == jenis && self.ditutup_pada.get(*row).is_some())
    }

    fn closed(&self, row: usize) -> ClosedRound {
        ClosedRound {
            kunci: self.kunci.or_zero(row) as i32,
            kode: self.kode[row].clone(),
            mulai: query::date_of(self.mulai.or_zero(row)),
            selesai: query::date_of(self.selesai.or_zero(row)),
            opened: Position(self.dibuka_pada.or_zero(row) as u64),
            rule_pack: self.rule_pack[row].clone(),
            closed: Position(self.ditutup_pada.or_zero(row) as u64),
        }
    }
}

#[cfg(test)]
mod tests;
