//! Rankings that were made known, and what they say they were counted from.

use ingest::identity::{Instant, Position};

use crate::AnalyticsError;
use crate::query;
use crate::ranking::Bench;

/// A published ranking; its fields are those of [`ingest::event::RankingPublished`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terbitan {
    /// The event that published it.
    pub at: Position,
    /// When that was.
    pub recorded_at: Instant,
    /// The period.
    pub periode: String,
    /// The last event that it knows.
    pub posisi: Position,
    /// Root of the ledger up to there, hex.
    pub akar: String,
    /// Hash of the rule pack that the places are judged by, hex.
    pub paket: String,
    /// The event that adopted the ranking policy; none without one.
    pub kebijakan: Option<Position>,
    /// Version of jejak that counted it.
    pub mesin: String,
    /// SHA-256 of the result as JSON, hex.
    pub hasil: String,
}

impl Bench<'_> {
    /// Every published ranking, the newest first. Errors: [`AnalyticsError`].
    pub async fn published(&self) -> Result<Vec<Terbitan>, AnalyticsError> {
        let found = self.questions.run(query::TERBITAN, &[]).await?;
        let number = |column| found.numbers(column);
        let text = |column| found.texts(column);
        let (at, recorded_at, posisi) =
            (number("position")?, number("recorded_at")?, number("posisi")?);
        let (periode, akar, paket) = (text("periode")?, text("akar")?, text("paket")?);
        let (kebijakan, mesin, hasil) = (number("kebijakan")?, text("mesin")?, text("hasil")?);
        let row = |row: usize| Terbitan {
            at: Position(at.or_zero(row) as u64),
            recorded_at: Instant(recorded_at.or_zero(row)),
            periode: periode.get(row).unwrap_or_default(),
            posisi: Position(posisi.or_zero(row) as u64),
            akar: akar.get(row).unwrap_or_default(),
            paket: paket.get(row).unwrap_or_default(),
            kebijakan: kebijakan.get(row).map(|position| Position(position as u64)),
            mesin: mesin.get(row).unwrap_or_default(),
            hasil: hasil.get(row).unwrap_or_default(),
        };
        Ok((0..found.rows()).map(row).collect())
    }
}
