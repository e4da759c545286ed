//! The ranking policy of a period, and what its measures are worth for each unit (AMB-041).

use std::collections::BTreeMap;

use arrow::array::RecordBatch;
use arrow::datatypes::DataType;
use ingest::event::PolicyAdopted;
use ingest::identity::{Hundredths, Position};
use time::Date;

pub use ingest::event::Ukuran;

use crate::AnalyticsError;
use crate::query::{self, text};
use crate::ranking::Bench;
use crate::rules;
use crate::score::{Score, decimal};

/// How the units of a period are compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// The year or quarter.
    pub periode: String,
    /// The event that adopted it; none for one that is only tried.
    pub position: Option<Position>,
    /// The day it was adopted.
    pub sejak: Option<Date>,
    /// Measures, in the order they are printed.
    pub ukuran: Vec<Ukuran>,
    /// Decision that it rests on.
    pub alasan: Option<String>,
    /// Adopted after the first answer of a round of the period.
    pub sesudah_jawaban: bool,
}

impl From<PolicyAdopted> for Policy {
    fn from(policy: PolicyAdopted) -> Self {
        let PolicyAdopted { periode, ukuran, alasan, sesudah_jawaban } = policy;
        let periode = periode.to_string();
        Self { periode, position: None, sejak: None, ukuran, alasan, sesudah_jawaban }
    }
}

impl Policy {
    /// Whether the index has a measure.
    pub fn has(&self, kode: &str) -> bool {
        self.ukuran.iter().any(|ukuran| ukuran.kode == kode)
    }

    /// `kebijakan_pada`: its measures, for `ukuran.sql`.
    fn to_table(&self) -> RecordBatch {
        let column = |of: fn(&Ukuran) -> i64| rules::numbers(self.ukuran.iter().map(of));
        rules::batch(vec![
            ("urutan", rules::numbers(0..self.ukuran.len() as i64)),
            ("ukuran", rules::texts(self.ukuran.iter().map(|ukuran| ukuran.kode.as_str()))),
            ("bobot", column(|ukuran| i64::from(ukuran.bobot))),
            ("terburuk_x100", column(|ukuran| ukuran.terburuk.0)),
            ("terbaik_x100", column(|ukuran| ukuran.terbaik.0)),
        ])
    }
}

/// By which policy a ranking is asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum By {
    /// The one that the record has for the period.
    #[default]
    Record,
    /// None: by the regulation alone.
    Regulation,
    /// Another, to be tried.
    Trial(Policy),
}

/// One measure of one unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measured {
    /// Code of the measure.
    pub kode: String,
    /// Its weight.
    pub bobot: i64,
    /// What was measured, as printed; none where there is nothing.
    pub asli: Option<Hundredths>,
    /// What that is worth, 0 to 100, as printed.
    pub nilai: Option<Hundredths>,
}

impl Measured {
    /// Its share of the index in ten-thousandths of a point: exact.
    pub fn x10000(&self) -> i64 {
        self.nilai.map_or(0, |nilai| nilai.0 * self.bobot)
    }

    /// Its share of the index, four decimals: exact.
    pub fn poin(&self) -> String {
        decimal(i128::from(self.x10000()), 4)
    }
}

/// An index taken apart: the shares and the rounding sum to it, to the last digit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexParts {
    /// As printed.
    pub score: Score,
    /// Its measures.
    pub lines: Vec<Measured>,
    /// The printed index less the sum of the shares, four decimals.
    pub rounding: String,
}

impl IndexParts {
    pub(crate) fn of(score: &Score, lines: &[Measured]) -> Self {
        let sum: i64 = lines.iter().map(Measured::x10000).sum();
        let rounding = decimal(i128::from(score.x100() * 100 - sum), 4);
        Self { score: score.clone(), lines: lines.to_vec(), rounding }
    }
}

impl Bench<'_> {
    /// Every policy that was adopted for a period, or for all where none is named, the newest first.
    /// Errors: [`AnalyticsError`].
    pub async fn policies(&self, periode: &str) -> Result<Vec<Policy>, AnalyticsError> {
        let found = self.questions.run(query::KEBIJAKAN, &[("periode", text(periode))]).await?;
        let number = |column| found.numbers(column);
        let (position, sejak) = (number("position")?, number("occurred_on")?);
        let (bobot, sesudah) = (number("bobot")?, number("sesudah_jawaban")?);
        let (terburuk, terbaik) = (number("terburuk_x100")?, number("terbaik_x100")?);
        let (terendah, tertinggi) = (number("bobot_terendah")?, number("bobot_tertinggi")?);
        let (kode, alasan) = (found.texts("ukuran")?, found.texts("alasan")?);
        let of = found.texts("periode")?;
        let mut policies: Vec<Policy> = Vec::new();
        for row in 0..found.rows() {
            let at = Some(Position(position.or_zero(row) as u64));
            let ukuran = Ukuran {
                kode: kode.get(row).unwrap_or_default(),
                bobot: bobot.or_zero(row) as u32,
                terburuk: Hundredths(terburuk.or_zero(row)),
                terbaik: Hundredths(terbaik.or_zero(row)),
                bobot_terendah: terendah.or_zero(row) as u32,
                bobot_tertinggi: tertinggi.or_zero(row) as u32,
            };
            match policies.last_mut().filter(|policy| policy.position == at) {
                Some(policy) => policy.ukuran.push(ukuran),
                None => policies.push(Policy {
                    periode: of.get(row).unwrap_or_default(),
                    position: at,
                    sejak: Some(query::date_of(sejak.or_zero(row))),
                    ukuran: vec![ukuran],
                    alasan: alasan.get(row),
                    sesudah_jawaban: sesudah.or_zero(row) == 1,
                }),
            }
        }
        Ok(policies)
    }

    /// Registers `indeks` and answers what each measure is worth, by KBK; nothing without a
    /// policy. `calon`, `hasil_kegiatan`, `hasil_agen` and `hasil_evaluasi` are registered already.
    pub(crate) async fn index(
        &self,
        policy: Option<&Policy>,
    ) -> Result<BTreeMap<i32, Vec<Measured>>, AnalyticsError> {
        let Some(policy) = policy else {
            let columns = [("kbk", DataType::Int32), ("indeks_x100", DataType::Int64)];
            self.questions.register("indeks", rules::nothing(&columns));
            return Ok(BTreeMap::new());
        };
        self.questions.register("kebijakan_pada", policy.to_table());
        let found = self.questions.run(query::UKURAN, &[]).await?;
        self.questions.register("ukuran", found.batch.clone());
        self.keep(query::INDEKS, &[]).await?;
        let (kbk, kode) = (found.numbers("kbk")?, found.texts("ukuran")?);
        let number = |column| found.numbers(column);
        let (bobot, asli, nilai) = (number("bobot")?, number("asli_x100")?, number("nilai_x100")?);
        let mut measured: BTreeMap<i32, Vec<Measured>> = BTreeMap::new();
        for row in 0..found.rows() {
            measured.entry(kbk.or_zero(row) as i32).or_default().push(Measured {
                kode: kode.get(row).unwrap_or_default(),
                bobot: bobot.or_zero(row),
                asli: asli.get(row).map(Hundredths),
                nilai: nilai.get(row).map(Hundredths),
            });
        }
        Ok(measured)
    }
}
