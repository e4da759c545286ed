//! The evaluation of a round: sums over the forms, categories, and how often each choice was given.

use std::collections::BTreeMap;

use arrow::array::RecordBatch;
use ingest::event::{KelasJabatan, Word};
use ingest::rule_pack::{Arah, Instrumen, KategoriKelompok, Kelompok, Pertanyaan, RulePack};
use projections::{Count, Counted, count_answers};

use crate::query::{self, Numbers, number, text};
use crate::ranking::{Bench, Row};
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

/// One form: whose class of post handed it in, and its totals by group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Class of post.
    pub kelas_jabatan: &'static str,
    /// Total and category of each group, in the order of the pack.
    pub totals: Vec<(i64, String)>,
}

/// Forms and sums of total scores per unit and group: what every figure of an evaluation rests on.
pub type Sums = BTreeMap<(i32, String), (i64, i64)>;

impl<'a> Bench<'a> {
    /// The questionnaire of a round and the table of its forms; none where no form of it exists.
    fn forms(&self, round: &ClosedRound) -> Option<(&'a Instrumen, &'a str)> {
        let instrumen = self.pack_of(round).evaluasi()?;
        let table = self.snapshot.evaluasi.get(&instrumen.questions())?;
        Some((instrumen, table))
    }

    /// Counts the answers of a round, of all units or of one, under the numbers given by question.
    pub(crate) fn count(
        &self,
        round: &ClosedRound,
        opd: Option<i32>,
        under: impl Fn(&Instrumen) -> Vec<usize>,
    ) -> Vec<Count> {
        let Some((instrumen, table)) = self.forms(round) else { return Vec::new() };
        let counted = Counted {
            ronde: round.kunci,
            closed: Some(round.closed),
            // A round counts whole once it has ended: two days side by side must not tell the form of
            // one of them (AMB-015).
            occurred_until: None,
            opd,
        };
        count_answers(&self.snapshot.tables[table], counted, &under(instrumen))
    }

    pub(crate) async fn evaluations(
        &self,
        round: Option<&ClosedRound>,
    ) -> Result<BTreeMap<i32, Evaluation>, AnalyticsError> {
        let Some(round) = round else { return Ok(BTreeMap::new()) };
        let Some((instrumen, _)) = self.forms(round) else { return Ok(BTreeMap::new()) };
        let Some(pembulatan) = &instrumen.pembulatan else { return Ok(BTreeMap::new()) };
        self.questions.register("pita", rules::pita(instrumen));
        self.questions.register("jumlah", to_table(&self.sums_from_rows(round).await?));
        let rounding = [("pembulatan", text(rules::pembulatan(pembulatan.cara)))];
        let sums = self.questions.run(query::EVALUASI, &rounding).await?;
        let registered = self.registered(round).await?;
        let mut histograms = self.histograms(instrumen, round);
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
                histogram: histograms.remove(&(unit, group.kode.as_str())).filter(|_| shown),
                code,
            });
        }
        let order = |code: &str| instrumen.kelompok.iter().position(|group| group.kode == code);
        for unit in units.values_mut() {
            unit.groups.sort_by_key(|group| order(&group.code));
        }
        Ok(units)
    }

    /// Every form of a unit in a round, by class of post: for the Tim alone, and none below the pack's
    /// smallest number (AMB-015). Errors: [`AnalyticsError`].
    pub async fn evaluation_sheets(
        &self,
        round: &ClosedRound,
        unit: &Row,
    ) -> Result<Vec<Sheet>, AnalyticsError> {
        let Some((instrumen, table)) = self.forms(round) else { return Ok(Vec::new()) };
        let (mut sums, mut order) = (String::new(), String::new());
        for (place, group) in instrumen.kelompok.iter().enumerate() {
            sums.push_str(&format!(",\n       {} AS total_{place}", total_of(group)));
            order.push_str(&format!(", total_{place}"));
        }
        let sql = query::EVALUASI_LEMBAR.replace("{jumlah}", &sums).replace("{tabel}", table);
        let parameters = [
            ("ronde", number(i64::from(round.kunci))),
            ("opd", number(i64::from(unit.opd_kunci))),
            ("ditutup_pada", number(round.closed.0 as i64)),
        ];
        let sql = sql.replace("{urutan}", &order);
        let found = self.questions.run_text("evaluasi_lembar", &sql, &parameters).await?;
        if (found.rows() as u32) < instrumen.responden.paling_sedikit {
            return Ok(Vec::new());
        }
        let kelas = found.numbers("kelas_jabatan")?;
        let word = |row: usize| {
            let place = usize::try_from(kelas.or_zero(row)).unwrap_or_default();
            KelasJabatan::WORDS.get(place).map_or("", |(word, _)| word)
        };
        let mut sheets: Vec<Sheet> = (0..found.rows())
            .map(|row| Sheet { kelas_jabatan: word(row), totals: Vec::new() })
            .collect();
        for (place, group) in instrumen.kelompok.iter().enumerate() {
            let total = found.numbers(&format!("total_{place}"))?;
            for (row, sheet) in sheets.iter_mut().enumerate() {
                let total = total.or_zero(row);
                let band = group_band(instrumen, group, i128::from(total), 1);
                let name = group.kategori.get(band).map_or("", |band| &band.nama);
                sheet.totals.push((total, name.to_owned()));
            }
        }
        Ok(sheets)
    }

    /// Total scores of every form of a round in some of its groups, by unit: what the means of a unit are
    /// resampled from. Errors: [`AnalyticsError`].
    pub(crate) async fn form_totals(
        &self,
        round: &ClosedRound,
        groups: &[&str],
    ) -> Result<BTreeMap<i32, Vec<Vec<i64>>>, AnalyticsError> {
        let Some((instrumen, table)) = self.forms(round) else { return Ok(BTreeMap::new()) };
        let (mut sums, mut order) = (String::new(), String::new());
        for (place, code) in groups.iter().enumerate() {
            let Some(group) = instrumen.kelompok.iter().find(|group| group.kode == *code) else {
                return Ok(BTreeMap::new());
            };
            sums.push_str(&format!(",\n       {} AS total_{place}", total_of(group)));
            order.push_str(&format!(", total_{place}"));
        }
        let sql = query::EVALUASI_TOTAL.replace("{jumlah}", &sums).replace("{tabel}", table);
        let parameters = [
            ("ronde", number(i64::from(round.kunci))),
            ("ditutup_pada", number(round.closed.0 as i64)),
            self.until(),
        ];
        let sql = sql.replace("{urutan}", &order);
        let found = self.questions.run_text("evaluasi_total", &sql, &parameters).await?;
        let opd = found.numbers("opd")?;
        let columns: Vec<Numbers> = (0..groups.len())
            .map(|place| found.numbers(&format!("total_{place}")))
            .collect::<Result<_, _>>()?;
        let mut units: BTreeMap<i32, Vec<Vec<i64>>> = BTreeMap::new();
        for row in 0..found.rows() {
            let totals = columns.iter().map(|column| column.or_zero(row)).collect();
            units.entry(opd.or_zero(row) as i32).or_default().push(totals);
        }
        Ok(units)
    }

    /// The evaluation of the whole government: the mean of all respondents of all units (AMB-016); none
    /// where no form counts. Errors: [`AnalyticsError`].
    pub async fn pooled(&self, round: &ClosedRound) -> Result<Option<Evaluation>, AnalyticsError> {
        let Some((instrumen, _)) = self.forms(round) else { return Ok(None) };
        let mut sums: BTreeMap<String, (i64, i64)> = BTreeMap::new();
        for ((_, group), (respondents, total)) in self.sums_from_rows(round).await? {
            let sum = sums.entry(group).or_default();
            *sum = (sum.0 + respondents, sum.1 + total);
        }
        let Some(respondents) = sums.values().map(|(respondents, _)| *respondents).max() else {
            return Ok(None);
        };
        let registered = self.registered(round).await?.values().sum();
        let result = |group: &Kelompok| {
            let (respondents, total) = sums.get(&group.kode).copied()?;
            let band = |n, d| group_band(instrumen, group, n, d);
            let own = group.kategori.get(band(i128::from(total), i128::from(respondents)))?;
            let is_better = |other: &&KategoriKelompok| match instrumen.arah {
                Arah::MakinKecilMakinBaik => other.dari < own.dari,
                Arah::MakinBesarMakinBaik => other.dari > own.dari,
            };
            Some(GroupResult {
                code: group.kode.clone(),
                mean: Score::on_its_side(total, respondents, band),
                category: own.nama.clone(),
                tone: group.kategori.iter().filter(is_better).count(),
                histogram: None,
            })
        };
        let shown = respondents >= i64::from(instrumen.responden.paling_sedikit);
        let share = i64::from(instrumen.responden.memadai_persen);
        Ok(Some(Evaluation {
            respondents,
            registered,
            adequate: shown && respondents * 100 >= registered * share,
            shown,
            groups: instrumen.kelompok.iter().filter_map(result).collect(),
        }))
    }

    /// Civil servants on each unit's list when the round was opened: AMB-013.
    async fn registered(&self, round: &ClosedRound) -> Result<BTreeMap<i32, i64>, AnalyticsError> {
        let opened = [("dibuka_pada", number(round.opened.0 as i64))];
        let found = self.questions.run(query::PEGAWAI, &opened).await?;
        let (opd, terdaftar) = (found.numbers("opd")?, found.numbers("terdaftar")?);
        let pair = |row| (opd.or_zero(row) as i32, terdaftar.or_zero(row));
        Ok((0..found.rows()).map(pair).collect())
    }

    fn histograms(
        &self,
        instrumen: &'a Instrumen,
        round: &ClosedRound,
    ) -> BTreeMap<(i32, &'a str), Vec<i64>> {
        let groups: Vec<(&str, usize)> = instrumen
            .kelompok
            .iter()
            .map(|group| (group.kode.as_str(), choices(self.pack_of(round), instrumen, group)))
            .collect();
        let mut histograms = BTreeMap::new();
        for count in self.count(round, None, by_group) {
            let (code, choices) = groups[count.under];
            let counts = histograms.entry((count.opd, code)).or_insert_with(|| vec![0; choices]);
            if let Some(choice) = counts.get_mut(count.jawaban as usize - 1) {
                *choice += count.jumlah;
            }
        }
        histograms
    }

    /// Forms and sums per unit and group, reckoned from the counts: the check on the query.
    pub fn sums_from_counts(&self, round: &ClosedRound) -> Sums {
        let mut sums = Sums::new();
        let Some((instrumen, _)) = self.forms(round) else { return sums };
        for count in self.count(round, None, by_group) {
            let group = &instrumen.kelompok[count.under];
            let unit = sums.entry((count.opd, group.kode.clone())).or_default();
            unit.0 += count.jumlah;
            unit.1 += count.jawaban * count.jumlah;
        }
        let size = |code: &str| {
            let group = instrumen.kelompok.iter().find(|group| group.kode == code);
            group.map_or(1, |group| group.pertanyaan.len() as i64)
        };
        for ((_, code), unit) in &mut sums {
            unit.0 /= size(code);
        }
        sums
    }

    /// Forms and sums per unit and group, by DataFusion over the forms, one row a form.
    /// Errors: [`AnalyticsError`].
    pub async fn sums_from_rows(&self, round: &ClosedRound) -> Result<Sums, AnalyticsError> {
        let Some((instrumen, table)) = self.forms(round) else { return Ok(Sums::new()) };
        let mut sums = String::new();
        for (place, group) in instrumen.kelompok.iter().enumerate() {
            let total = total_of(group);
            sums.push_str(&format!(
                ",\n       SUM(CAST(sign * ({total}) AS BIGINT)) AS total_{place}"
            ));
        }
        let sql = query::EVALUASI_BARIS.replace("{jumlah}", &sums).replace("{tabel}", table);
        let parameters = [
            ("ronde", number(i64::from(round.kunci))),
            ("ditutup_pada", number(round.closed.0 as i64)),
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
}

/// The total score of a form in a group, as SQL.
fn total_of(group: &Kelompok) -> String {
    let answer = |code: &String| format!("CAST(\"{code}\" AS INT)");
    group.pertanyaan.iter().map(answer).collect::<Vec<_>>().join(" + ")
}

/// The longest scale of a group's questions.
fn choices(pack: &RulePack, instrumen: &Instrumen, group: &Kelompok) -> usize {
    let scale_of = |code: &String| {
        let question = instrumen.pertanyaan.iter().find(|question| question.kode == *code)?;
        pack.skala.iter().find(|scale| scale.kode == question.skala)
    };
    let scales = group.pertanyaan.iter().filter_map(scale_of);
    scales.map(|scale| scale.pilihan.len()).max().unwrap_or(0)
}

/// For each question, the number of its group.
fn by_group(instrumen: &Instrumen) -> Vec<usize> {
    let group_of = |question: &Pertanyaan| {
        instrumen.kelompok.iter().position(|group| group.pertanyaan.contains(&question.kode))
    };
    // A sound pack has every question in exactly one group.
    instrumen.pertanyaan.iter().map(|question| group_of(question).unwrap_or_default()).collect()
}

/// `jumlah`: what `evaluasi.sql` rounds and looks up.
fn to_table(sums: &Sums) -> RecordBatch {
    rules::batch(vec![
        ("opd", rules::keys(sums.keys().map(|(opd, _)| *opd))),
        ("kelompok", rules::texts(sums.keys().map(|(_, kelompok)| kelompok.as_str()))),
        ("responden", rules::numbers(sums.values().map(|(responden, _)| *responden))),
        ("total", rules::numbers(sums.values().map(|(_, total)| *total))),
    ])
}
