//! Late facts: what was recorded after the day it is about.

use std::collections::BTreeMap;

use arrow::datatypes::DataType;
use ingest::identity::{Instant, Position, Zona};
use time::Date;

use crate::query::{self, day, number};
use crate::ranking::Bench;
use crate::units::Unit;
use crate::{AnalyticsError, rules};

/// One late fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LateFact {
    /// Its kind: of import, or the code of a form.
    pub jenis: String,
    /// Its code; of a sheet that of its round or Gelar, of a civil servant none.
    pub kode: Option<String>,
    /// The unit it is about.
    pub opd: Option<String>,
    /// The event.
    pub position: Position,
    /// When that was recorded.
    pub recorded_at: Instant,
    /// The day it is about.
    pub tanggal: Date,
    /// Days from the one to the other.
    pub hari: i64,
}

/// The late facts of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LateKind {
    /// Kind.
    pub jenis: String,
    /// How many.
    pub jumlah: i64,
    /// The longest delay in days; none for forms of an evaluation.
    pub terlama_hari: Option<i64>,
    /// Each of them, in the order of events; none for forms of an evaluation, which nobody may tell
    /// apart (AMB-015).
    pub facts: Vec<LateFact>,
}

/// The kind whose facts are counted and never shown one by one.
const EVALUASI: &str = "evaluasi";

impl Bench<'_> {
    /// The late facts by kind: of all units or of one; where `since` is given only those recorded after
    /// that event and about that day or an earlier one. Errors: [`AnalyticsError`].
    pub async fn late_facts(
        &self,
        zona: Zona,
        unit: Option<&Unit>,
        since: Option<(Position, Date)>,
    ) -> Result<Vec<LateKind>, AnalyticsError> {
        self.name_units(None, None).await?;
        self.forms_received().await?;
        let last = [since.map(|(_, day)| day), self.limit.terjadi_sampai];
        let parameters = [
            ("selisih_ms", number(i64::from(zona.offset().whole_seconds()) * 1_000)),
            ("sesudah", number(since.map_or(-1, |(position, _)| position.0 as i64))),
            ("sampai", day(last.into_iter().flatten().min())),
            ("opd", number(unit.map_or(-1, |unit| i64::from(unit.kunci)))),
        ];
        let found = self.questions.run(query::BELAKANGAN, &parameters).await?;
        let (jenis, kode, opd) = (found.texts("jenis")?, found.texts("kode")?, found.texts("opd")?);
        let (position, recorded_at) = (found.numbers("position")?, found.numbers("recorded_at")?);
        let (tanggal, hari) = (found.numbers("tanggal")?, found.numbers("hari")?);
        let mut kinds: BTreeMap<String, LateKind> = BTreeMap::new();
        for row in 0..found.rows() {
            let fact = LateFact {
                jenis: jenis.get(row).unwrap_or_default(),
                kode: kode.get(row),
                opd: opd.get(row),
                position: Position(position.or_zero(row) as u64),
                recorded_at: Instant(recorded_at.or_zero(row)),
                tanggal: query::date_of(tanggal.or_zero(row)),
                hari: hari.or_zero(row),
            };
            let kind = kinds.entry(fact.jenis.clone()).or_insert_with(|| LateKind {
                jenis: fact.jenis.clone(),
                jumlah: 0,
                terlama_hari: None,
                facts: Vec::new(),
            });
            kind.jumlah += 1;
            if fact.jenis != EVALUASI {
                kind.terlama_hari = kind.terlama_hari.max(Some(fact.hari));
                kind.facts.push(fact);
            }
        }
        Ok(kinds.into_values().collect())
    }

    /// Registers the forms of every questionnaire as `lembar_masuk`.
    pub(crate) async fn forms_received(&self) -> Result<(), AnalyticsError> {
        let each = self.snapshot.evaluasi.values().map(|table| {
            format!(
                "SELECT opd, ronde, position, recorded_at, occurred_on FROM {table} WHERE sign = 1"
            )
        });
        let batch = match each.collect::<Vec<_>>().join(" UNION ALL ").as_str() {
            "" => rules::nothing(&[
                ("opd", DataType::Int32),
                ("ronde", DataType::Int32),
                ("position", DataType::Int64),
                ("recorded_at", DataType::Int64),
                ("occurred_on", DataType::Date32),
            ]),
            sql => self.questions.run_text("lembar_masuk", sql, &[]).await?.batch,
        };
        self.questions.register("lembar_masuk", batch);
        Ok(())
    }
}
