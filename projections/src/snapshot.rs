//! All tables at one position, immutable.

use std::collections::{BTreeMap, BTreeSet};

use arrow::array::{Array, ArrayRef, AsArray, Int64Array, RecordBatch};
use arrow::datatypes::{DataType, Date32Type, Int32Type, Int64Type, SchemaRef, UInt8Type};
use ingest::frame::Questions;
use ingest::identity::Position;
use sha2::{Digest, Sha256};

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

impl Table {
    /// SHA-256 over its rows: each value of each column in order, with its kind and its length, so
    /// that equal hashes mean equal rows however they are cut into batches.
    pub fn hash(&self) -> [u8; 32] {
        let mut hash = Sha256::new();
        let mut row = Vec::new();
        for field in self.schema.fields() {
            put(&mut row, 0, field.name().as_bytes());
        }
        for batch in &self.batches {
            for number in 0..batch.num_rows() {
                batch.columns().iter().for_each(|column| put_value(&mut row, column, number));
                hash.update(&row);
                row.clear();
            }
        }
        hash.chain_update(&row).finalize().into()
    }
}

fn put_value(row: &mut Vec<u8>, column: &ArrayRef, number: usize) {
    if column.is_null(number) {
        return put(row, 1, &[]);
    }
    match column.data_type() {
        DataType::Int64 => {
            put(row, 2, &column.as_primitive::<Int64Type>().value(number).to_le_bytes());
        }
        DataType::Int32 => {
            put(row, 3, &column.as_primitive::<Int32Type>().value(number).to_le_bytes());
        }
        DataType::Date32 => {
            put(row, 4, &column.as_primitive::<Date32Type>().value(number).to_le_bytes());
        }
        DataType::UInt8 => put(row, 5, &[column.as_primitive::<UInt8Type>().value(number)]),
        DataType::Utf8 => put(row, 6, column.as_string::<i32>().value(number).as_bytes()),
        other => unreachable!("no table has a column of {other}"),
    }
}

fn put(row: &mut Vec<u8>, kind: u8, value: &[u8]) {
    row.push(kind);
    row.extend_from_slice(&(value.len() as u32).to_le_bytes());
    row.extend_from_slice(value);
}

/// One table in two snapshots.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    /// Name of the table.
    pub name: String,
    /// Rows in the first and in the second.
    pub rows: (usize, usize),
    /// Hash in the first and in the second; none where the table is not there.
    pub hashes: (Option<[u8; 32]>, Option<[u8; 32]>),
}

impl Compared {
    /// Whether both hold the same rows. A table that is not there yet holds none.
    pub fn is_equal(&self) -> bool {
        self.hashes.0 == self.hashes.1 || self.rows == (0, 0)
    }
}

impl Snapshot {
    /// Every table of this snapshot beside the same table of another, by name.
    pub fn compare(&self, other: &Self) -> Vec<Compared> {
        let names: BTreeSet<&String> = self.tables.keys().chain(other.tables.keys()).collect();
        let compared = |name: &String| {
            let (one, other) = (self.tables.get(name), other.tables.get(name));
            let rows = |table: Option<&Table>| table.map_or(0, Table::len);
            Compared {
                name: name.clone(),
                rows: (rows(one), rows(other)),
                hashes: (one.map(Table::hash), other.map(Table::hash)),
            }
        };
        names.into_iter().map(compared).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arrow::array::{Int32Array, StringArray};
    use arrow::datatypes::{Field, Schema};

    use super::*;

    fn table(rows: &[(i32, Option<&str>)], cut: usize) -> Table {
        let fields = vec![
            Field::new("kunci", DataType::Int32, false),
            Field::new("teks", DataType::Utf8, true),
        ];
        let schema = Arc::new(Schema::new(fields));
        let batch = |rows: &[(i32, Option<&str>)]| {
            let keys: Int32Array = rows.iter().map(|row| Some(row.0)).collect();
            let texts: StringArray = rows.iter().map(|row| row.1).collect();
            RecordBatch::try_new(Arc::clone(&schema), vec![Arc::new(keys), Arc::new(texts)])
        };
        let batches = rows.chunks(cut).map(|rows| batch(rows).unwrap()).collect();
        Table { schema: Arc::clone(&schema), batches }
    }

    fn snapshot(tables: &[(&str, Table)]) -> Snapshot {
        let named = |(name, table): &(&str, Table)| ((*name).to_owned(), table.clone());
        Snapshot {
            position: Some(Position(9)),
            tables: tables.iter().map(named).collect(),
            evaluasi: BTreeMap::new(),
        }
    }

    const ROWS: &[(i32, Option<&str>)] =
        &[(1, Some("a")), (2, None), (3, Some("")), (4, Some("bc"))];

    #[test]
    fn a_hash_is_of_the_rows_and_not_of_their_batches() {
        for cut in 1..=4 {
            assert_eq!(table(ROWS, cut).hash(), table(ROWS, 4).hash());
        }
    }

    #[test]
    fn any_other_value_order_or_row_is_another_hash() {
        let whole = table(ROWS, 4).hash();
        let mut others = vec![ROWS[..3].to_vec(), [ROWS, &ROWS[..1]].concat()];
        for at in 0..ROWS.len() {
            let mut other = ROWS.to_vec();
            other[at].0 += 1;
            others.push(other);
            let mut other = ROWS.to_vec();
            other[at].1 = if other[at].1 == Some("") { None } else { Some("") };
            others.push(other);
            let mut other = ROWS.to_vec();
            other.swap(at, (at + 1) % ROWS.len());
            others.push(other);
        }
        for other in others {
            assert_ne!(table(&other, 4).hash(), whole, "{other:?}");
        }
    }

    #[test]
    fn a_comparison_names_the_table_that_differs() {
        let one = snapshot(&[("a", table(ROWS, 4)), ("b", table(ROWS, 4)), ("c", table(&[], 4))]);
        let two = snapshot(&[("a", table(ROWS, 1)), ("b", table(&ROWS[..3], 4))]);
        let equal: Vec<(String, bool)> =
            one.compare(&two).iter().map(|c| (c.name.clone(), c.is_equal())).collect();
        let expected = [("a", true), ("b", false), ("c", true)];
        assert_eq!(equal, expected.map(|(name, equal)| (name.to_owned(), equal)));
        let only_there = two.compare(&snapshot(&[]));
        assert!(only_there.iter().all(|compared| !compared.is_equal()));
    }
}
