//! All tables at one position, immutable.

use std::collections::BTreeMap;

use arrow::array::{Array, Int64Array, RecordBatch};
use arrow::datatypes::SchemaRef;
use ingest::frame::Questions;
use ingest::identity::Position;

/// One table of a snapshot.
#[derive(Debug, Clone)]
pub struct Table {
    /// Its columns.
    pub schema: SchemaRef,
    /// Its rows in position order.
    pub batches: Vec<RecordBatch>,
}

impl Table {
    /// Number of rows.
    pub fn len(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.batches.is_empty()
    }

    /// The rows up to and including a position: whole batches and one slice, nothing copied.
    fn prefix(&self, position: Position) -> Self {
        let mut batches = Vec::new();
        for batch in &self.batches {
            let rows = rows_up_to(batch, position);
            if rows > 0 {
                batches.push(batch.slice(0, rows));
            }
            if rows < batch.num_rows() {
                break;
            }
        }
        Self { schema: SchemaRef::clone(&self.schema), batches }
    }
}

fn rows_up_to(batch: &RecordBatch, position: Position) -> usize {
    let positions = batch.column(0).as_any().downcast_ref::<Int64Array>();
    positions.map_or(0, |column| column.values().partition_point(|row| *row as u64 <= position.0))
}

/// Every table at one position.
#[derive(Debug, Clone)]
pub struct Snapshot {
    /// The last event it knows; none before the first.
    pub position: Option<Position>,
    /// Tables by name. Forms of the first questionnaire are `evaluasi`.
    pub tables: BTreeMap<String, Table>,
    /// Name of the table that holds the forms of each questionnaire.
    pub evaluasi: BTreeMap<Questions, String>,
}

impl Snapshot {
    /// The same tables as they stood at an earlier position.
    pub fn as_of(&self, position: Position) -> Self {
        if self.position.is_none_or(|newest| newest <= position) {
            return self.clone();
        }
        let prefix = |(name, table): (&String, &Table)| (name.clone(), table.prefix(position));
        Self {
            position: Some(position),
            tables: self.tables.iter().map(prefix).collect(),
            evaluasi: self.evaluasi.clone(),
        }
    }
}
