//! The evaluation of a round: counted, ranked, and compared with the forms themselves.

use std::collections::BTreeMap;

use ingest::rule_pack::Instrumen;
use projections::{Counted, count_answers};

use crate::query::{self, Answer, number, text};
use crate::ranking::Bench;
use crate::rules;
use crate::score::{Score, group_band};
use crate::{AnalyticsError, ClosedRound};

/// Result of one group of questions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupResult {
    /// Code of the group.
    pub code: String,
    /// Mean total score of the respondents.
    pub mean: Score,
    /// Category.
    pub category: String,
    /// Place of the category, 0 is best.
    pub tone: usize,
    /// How often each choice was given, from choice 1; none below the pack's smallest number of forms.
    pub histogram: Option<Vec<i64>>,
}

/// Evaluation of a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evaluation {
    /// Forms that count.
    pub respondents: i64,
    /// Civil servants on the unit's list.
    pub registered: i64,
    /// Enough forms, and enough of the list, for a result without a note (AMB-014).
    pub adequate: bool,
    /// Enough forms to be shown at all (AMB-014, AMB-015).
    pub shown: bool,
    /// Groups in the order of the pack.
    pub groups: Vec<GroupResult>,
}

/// Forms and sums of total scores per unit and group: what every figure of an evaluation rests on.
pub type Sums = BTreeMap<(i32, String), (i64, i64)>;

impl<'a> Bench<'a> {
    /// Counts the answers of a round into `cacah`; none where no form of the pack's questionnaire exists.
    pub(crate) fn count(&self, round: &ClosedRound) -> Option<&'a Instrumen> {
        let instrumen = self.pack.evaluasi()?;
        let name = self.snapshot.evaluasi.get(&instrumen.questions())?;
        let forms = self.snapshot.tables.get(name)?;
        let counted = Counted {
            ronde: round.kunci,
            closed: Some(round.closed),
            occurred_until: self.limit.terjadi_sampai,
        };
        self.questions.register("cacah", count_answers(forms, counted));
        Some(instrumen)
    }

    pub(crate) async fn evaluations(
        &self,
        round: Option<&ClosedRound>,
    ) -> Result<BTreeMap<i32, Evaluation>, AnalyticsError> {
        let Some(instrumen) = round.and_then(|round| self.count(round)) else {
            return Ok(BTreeMap::new());
        };
        let sums = self.evaluation_sums(instrumen).await?;
        let registered = self.registered().await?;
        let mut histograms = self.histograms(instrumen).await?;
        let (opd, kelompok, total) =
            (sums.numbers("opd")?, sums.texts("kelompok")?, sums.numbers("total")?);
        let (responden, kategori, tone) =
            (sums.numbers("responden")?, sums.texts("kategori")?, sums.numbers("kategori_urutan")?);
        let mut units: BTreeMap<i32, Evaluation> = BTreeMap::new();
        for row in 0..sums.rows() {
            let unit = opd.or_zero(row) as i32;
            let code = kelompok.get(row).unwrap_or_default();
            let respondents = responden.or_zero(row);
            let Some(group) = instrumen.kelompok.iter().find(|group| group.kode == code) else {
                continue;
            };
            let band = |n, d| group_band(instrumen, group, n, d);
            let shown = respondents >= i64::from(instrumen.responden.paling_sedikit);
            let entry = units.entry(unit).or_insert_with(|| {
                let registered = registered.get(&unit).copied().unwrap_or(0);
                let share = i64::from(instrumen.responden.memadai_persen);
                Evaluation {
                    respondents,
                    registered,
                    adequate: shown && respondents * 100 >= registered * share,
                    shown,
                    groups: Vec::new(),
                }
            });
            entry.groups.push(GroupResult {
                mean: Score::on_its_side(total.or_zero(row), respondents, band),
                category: kategori.get(row).unwrap_or_default(),
                tone: tone.or_zero(row) as usize,
                histogram: histograms.remove(&(unit, code.clone())).filter(|_| shown),
                code,
            });
        }
        let order = |code: &str| instrumen.kelompok.iter().position(|group| group.kode == code);
        for unit in units.values_mut() {
            unit.groups.sort_by_key(|group| order(&group.code));
        }
        Ok(units)
    }

    async fn registered(&self) -> Result<BTreeMap<i32, i64>, AnalyticsError> {
        let found = self.questions.run(query::PEGAWAI, &[]).await?;
        let (opd, terdaftar) = (found.numbers("opd")?, found.numbers("terdaftar")?);
        let pair = |row| (opd.or_zero(row) as i32, terdaftar.or_zero(row));
        Ok((0..found.rows()).map(pair).collect())
    }

    async fn histograms(
        &self,
        instrumen: &Instrumen,
    ) -> Result<BTreeMap<(i32, String), Vec<i64>>, AnalyticsError> {
        let found = self.questions.run(query::SEBARAN, &[]).await?;
        let (opd, kelompok) = (found.numbers("opd")?, found.texts("kelompok")?);
        let (jawaban, jumlah) = (found.numbers("jawaban")?, found.numbers("jumlah")?);
        let choices = |code: &str| self.choices(instrumen, code);
        let mut histograms = BTreeMap::new();
        for row in 0..found.rows() {
            let code = kelompok.get(row).unwrap_or_default();
            let counts = histograms
                .entry((opd.or_zero(row) as i32, code.clone()))
                .or_insert_with(|| vec![0; choices(&code)]);
            if let Some(count) = counts.get_mut(jawaban.or_zero(row) as usize - 1) {
                *count += jumlah.or_zero(row);
            }
        }
        Ok(histograms)
    }

    /// The longest scale of a group's questions.
    fn choices(&self, instrumen: &Instrumen, kelompok: &str) -> usize {
        let group = instrumen.kelompok.iter().find(|group| group.kode == kelompok);
        let codes = group.map_or(&[][..], |group| &group.pertanyaan);
        let scale_of = |code: &String| {
            let question = instrumen.pertanyaan.iter().find(|question| question.kode == *code)?;
            self.pack.skala.iter().find(|scale| scale.kode == question.skala)
        };
        codes.iter().filter_map(scale_of).map(|scale| scale.pilihan.len()).max().unwrap_or(0)
    }

    /// Forms and sums per unit and group, by way of the counts. Errors: [`AnalyticsError`].
    pub async fn sums_from_counts(&self, round: &ClosedRound) -> Result<Sums, AnalyticsError> {
        let Some(instrumen) = self.count(round) else {
            return Ok(Sums::new());
        };
        let sums = self.evaluation_sums(instrumen).await?;
        let (opd, kelompok) = (sums.numbers("opd")?, sums.texts("kelompok")?);
        let (responden, total) = (sums.numbers("responden")?, sums.numbers("total")?);
        let unit = |row: usize| {
            let key = (opd.or_zero(row) as i32, kelompok.get(row).unwrap_or_default());
            (key, (responden.or_zero(row), total.or_zero(row)))
        };
        Ok((0..sums.rows()).map(unit).collect())
    }

    /// The same sums from the forms themselves, one row a form: the check on the counts.
    /// Errors: [`AnalyticsError`].
    pub async fn sums_from_rows(&self, round: &ClosedRound) -> Result<Sums, AnalyticsError> {
        let instrumen = self.pack.evaluasi();
        let table = instrumen.and_then(|i| self.snapshot.evaluasi.get(&i.questions()));
        let (Some(instrumen), Some(table)) = (instrumen, table) else {
            return Ok(Sums::new());
        };
        let mut sums = String::new();
        for (place, group) in instrumen.kelompok.iter().enumerate() {
            let answers: Vec<String> =
                group.pertanyaan.iter().map(|code| format!("CAST(\"{code}\" AS INT)")).collect();
            sums.push_str(&format!(
                ",\n       SUM(CAST(sign * ({}) AS BIGINT)) AS total_{place}",
                answers.join(" + ")
            ));
        }
        let sql = query::EVALUASI_BARIS.replace("{jumlah}", &sums).replace("{tabel}", table);
        let parameters = [
            ("ronde", number(i64::from(round.kunci))),
            ("ditutup_pada", number(round.closed.0 as i64)),
            self.until(),
        ];
        let found = self.questions.run_text("evaluasi_baris", &sql, &parameters).await?;
        let (opd, responden) = (found.numbers("opd")?, found.numbers("responden")?);
        let mut units = Sums::new();
        for (place, group) in instrumen.kelompok.iter().enumerate() {
            let total = found.numbers(&format!("total_{place}"))?;
            for row in 0..found.rows() {
                let key = (opd.or_zero(row) as i32, group.kode.clone());
                units.insert(key, (responden.or_zero(row), total.or_zero(row)));
            }
        }
        Ok(units)
    }

    async fn evaluation_sums(&self, instrumen: &Instrumen) -> Result<Answer, AnalyticsError> {
        let rounding = [("pembulatan", text(rules::pembulatan(instrumen.pembulatan.cara)))];
        self.questions.run(query::EVALUASI, &rounding).await
    }
}
