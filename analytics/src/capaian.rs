//! Numbers reached against numbers aimed at.

use ingest::identity::{Hundredths, Position};

use crate::AnalyticsError;
use crate::query::{self, text};
use crate::ranking::Bench;

/// One entry with a target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Capaian {
    /// Code of the entry.
    pub kode: String,
    /// What was aimed at.
    pub target: Hundredths,
    /// What was reached last; none so far.
    pub realisasi: Option<Hundredths>,
    /// Whether less is better.
    pub turun: bool,
    /// Percent of the target, 0 to 100; 0 where nothing is reached so far.
    pub persen: Hundredths,
    /// The event that told what was reached.
    pub position: Position,
}

/// The mean achievement of one whose plan it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RataCapaian {
    /// Code of the entry that the plan belongs to.
    pub kode: String,
    /// Rows of the plan.
    pub baris: i64,
    /// Rows without anything reached so far.
    pub belum: i64,
    /// Mean of their percentages as printed, half up.
    pub persen: Hundredths,
}

impl Bench<'_> {
    /// How far the entries of a form have come, and, where an owner is named, the mean of each entry of
    /// that form whose plan they are, best first. Errors: [`AnalyticsError`].
    pub async fn achievements(
        &self,
        formulir: &str,
        pemilik: Option<&str>,
    ) -> Result<(Vec<Capaian>, Vec<RataCapaian>), AnalyticsError> {
        self.stand().await?;
        let of_form = [("formulir", text(formulir))];
        let found = self.questions.run(query::CAPAIAN, &of_form).await?;
        let (kode, arah) = (found.texts("kode")?, found.texts("arah")?);
        let number = |column| found.numbers(column);
        let (target, realisasi) = (number("target")?, number("realisasi")?);
        let (capaian, position) = (number("capaian_x100")?, number("position")?);
        let row = |row: usize| Capaian {
            kode: kode.get(row).unwrap_or_default(),
            target: Hundredths(target.or_zero(row)),
            realisasi: realisasi.get(row).map(Hundredths),
            turun: arah.get(row).as_deref() == Some("turun"),
            persen: Hundredths(capaian.or_zero(row)),
            position: Position(position.or_zero(row) as u64),
        };
        let rows = (0..found.rows()).map(row).collect();
        self.questions.register("capaian", found.batch.clone());
        let Some(pemilik) = pemilik else { return Ok((rows, Vec::new())) };
        let parameters = [("formulir", text(formulir)), ("pemilik", text(pemilik))];
        let found = self.questions.run(query::RATA_CAPAIAN, &parameters).await?;
        let kode = found.texts("kode")?;
        let number = |column| found.numbers(column);
        let (baris, belum, rata) = (number("baris")?, number("belum")?, number("rata_x100")?);
        let mean = |row: usize| RataCapaian {
            kode: kode.get(row).unwrap_or_default(),
            baris: baris.or_zero(row),
            belum: belum.or_zero(row),
            persen: Hundredths(rata.or_zero(row)),
        };
        Ok((rows, (0..found.rows()).map(mean).collect()))
    }
}
