//! DataFusion questions about the tables.
//!
//! Every question is one `.sql` file under `queries/`, readable without Rust. Weights, bands,
//! directions and rounding come from the rule pack as tables ([`rules`]). All arithmetic that
//! decides a score, a category or a place is in whole numbers; a test fails on any float column in
//! a plan that scores. This crate never sees an event and never reads a clock.

#![warn(clippy::float_arithmetic)]

pub mod capaian;
pub mod catatan;
pub mod change;
pub mod evaluation;
pub mod explain;
pub mod firmness;
pub mod gelar;
pub mod kewajiban;
pub mod late;
pub mod periode;
pub mod policy;
pub mod query;
pub mod ranking;
pub mod rules;
pub mod score;
pub mod terbitan;
pub mod tinjauan;
pub mod two_rules;
pub mod units;

use ingest::identity::Position;
use time::Date;

/// A question could not be answered.
#[derive(Debug, thiserror::Error)]
pub enum AnalyticsError {
    /// DataFusion refused a plan or failed while running it.
    #[error("query {name}: {source}")]
    Query {
        /// The `.sql` file.
        name: &'static str,
        /// Why.
        source: datafusion::error::DataFusionError,
    },
    /// A result did not have the column the code reads.
    #[error("query {name}: no column {column}")]
    Column {
        /// The `.sql` file.
        name: &'static str,
        /// The column.
        column: String,
    },
    /// Neither a year, a quarter, nor a period of the record.
    #[error("{kode:?} is no year (2026), quarter (2026-T3) or period of this record")]
    UnknownPeriode {
        /// As asked.
        kode: String,
        /// Periods of the record.
        known: Vec<String>,
    },
    /// No such unit as of that moment.
    #[error("no unit {kode:?} as of that moment")]
    UnknownOpd {
        /// As asked.
        kode: String,
        /// Units of the record.
        known: Vec<String>,
    },
}

/// What limits a question besides its snapshot.
#[derive(Debug, Clone, Copy, Default)]
pub struct Limit {
    /// Only what is about this day or earlier, as known at the snapshot.
    pub terjadi_sampai: Option<Date>,
}

/// A round that decides: closed, with the position of its closing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClosedRound {
    /// Key in the tables.
    pub(crate) kunci: i32,
    /// Code.
    pub kode: String,
    /// First day.
    pub mulai: Date,
    /// Last day.
    pub selesai: Date,
    /// Where it was opened: lists are as they stood then.
    pub opened: Position,
    /// Hash of the rule pack it is judged by.
    pub rule_pack: String,
    /// Where it was closed: nothing after this counts.
    pub closed: Position,
}
