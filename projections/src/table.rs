//! Building one append-only table.

use std::sync::Arc;

use arrow::array::{
    Array, ArrayRef, AsArray, Date32Builder, Int32Builder, Int64Builder, RecordBatch,
    StringBuilder, UInt8Builder,
};
use arrow::datatypes::{
    DataType, Date32Type, Field, Int32Type, Int64Type, Schema, SchemaRef, UInt8Type,
};
use ingest::frame::Frame;
use ingest::identity::Position;
use time::Date;

/// Rows per sealed batch: one-row batches are 150 times dearer a row to query, larger ones gain
/// nothing (measured).
pub(crate) const BATCH: usize = 8_192;

/// Columns before a table's own: position, recorded_at, occurred_on, sign.
const ORIGIN: usize = 4;

/// What every row says of its event.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Origin {
    pub(crate) position: Position,
    pub(crate) recorded_at: i64,
    pub(crate) occurred_on: i32,
}

impl Origin {
    pub(crate) fn of(frame: &Frame, position: Position) -> Self {
        Self { position, recorded_at: frame.recorded_at.0, occurred_on: days(frame.occurred_on) }
    }
}

/// A date as Arrow counts it: days since 1970-01-01.
pub(crate) fn days(date: Date) -> i32 {
    const UNIX_EPOCH: i32 = 2_440_588;
    date.to_julian_day() - UNIX_EPOCH
}

/// A value of one cell.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Cell<'a> {
    Key(Option<i32>),
    Number(i64),
    MaybeNumber(Option<i64>),
    Answer(u8),
    Text(Option<&'a str>),
    Day(Date),
    MaybeDay(Option<Date>),
}

impl Cell<'_> {
    /// Whether this key or text stands in a row of a column.
    fn is_in(&self, column: &ArrayRef, row: usize) -> bool {
        match *self {
            Self::Key(key) => {
                let found = column.as_primitive::<Int32Type>();
                key == found.is_valid(row).then(|| found.value(row))
            }
            Self::Text(text) => {
                let found = column.as_string::<i32>();
                text == found.is_valid(row).then(|| found.value(row))
            }
            other => unreachable!("a table has no key like {other:?}"),
        }
    }
}

/// Type of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Key,
    Number,
    MaybeNumber,
    Answer,
    Text,
    Day,
    MaybeDay,
}

enum Column {
    Key(Int32Builder),
    Number(Int64Builder),
    Answer(UInt8Builder),
    Text(StringBuilder),
    Day(Date32Builder),
}

impl Column {
    fn new(kind: Kind) -> Self {
        match kind {
            Kind::Key => Self::Key(Int32Builder::new()),
            Kind::Number | Kind::MaybeNumber => Self::Number(Int64Builder::new()),
            Kind::Answer => Self::Answer(UInt8Builder::new()),
            Kind::Text => Self::Text(StringBuilder::new()),
            Kind::Day | Kind::MaybeDay => Self::Day(Date32Builder::new()),
        }
    }

    fn push(&mut self, cell: Cell<'_>) {
        match (self, cell) {
            (Self::Key(column), Cell::Key(key)) => column.append_option(key),
            (Self::Number(column), Cell::Number(number)) => column.append_value(number),
            (Self::Number(column), Cell::MaybeNumber(number)) => column.append_option(number),
            (Self::Answer(column), Cell::Answer(answer)) => column.append_value(answer),
            (Self::Text(column), Cell::Text(text)) => column.append_option(text),
            (Self::Day(column), Cell::Day(date)) => column.append_value(days(date)),
            (Self::Day(column), Cell::MaybeDay(date)) => column.append_option(date.map(days)),
            (_, cell) => unreachable!("a projection gave {cell:?} to a column of another type"),
        }
    }

    /// Appends what stands in a row of a column of the same type.
    fn push_again(&mut self, from: &ArrayRef, row: usize) {
        let filled = from.is_valid(row);
        match self {
            Self::Key(column) => {
                column.append_option(filled.then(|| from.as_primitive::<Int32Type>().value(row)));
            }
            Self::Number(column) => {
                column.append_option(filled.then(|| from.as_primitive::<Int64Type>().value(row)));
            }
            Self::Answer(column) => {
                column.append_value(from.as_primitive::<UInt8Type>().value(row))
            }
            Self::Text(column) => {
                column.append_option(filled.then(|| from.as_string::<i32>().value(row)));
            }
            Self::Day(column) => {
                column.append_option(filled.then(|| from.as_primitive::<Date32Type>().value(row)));
            }
        }
    }

    fn finish(&mut self) -> ArrayRef {
        match self {
            Self::Key(column) => Arc::new(column.finish()),
            Self::Number(column) => Arc::new(column.finish()),
            Self::Answer(column) => Arc::new(column.finish()),
            Self::Text(column) => Arc::new(column.finish()),
            Self::Day(column) => Arc::new(column.finish()),
        }
    }

    fn finish_cloned(&self) -> ArrayRef {
        match self {
            Self::Key(column) => Arc::new(column.finish_cloned()),
            Self::Number(column) => Arc::new(column.finish_cloned()),
            Self::Answer(column) => Arc::new(column.finish_cloned()),
            Self::Text(column) => Arc::new(column.finish_cloned()),
            Self::Day(column) => Arc::new(column.finish_cloned()),
        }
    }
}

/// A table that only grows: sealed batches and a tail.
pub(crate) struct TableBuilder {
    schema: SchemaRef,
    sealed: Vec<RecordBatch>,
    origin: (Int64Builder, Int64Builder, Date32Builder, Int32Builder),
    columns: Vec<Column>,
    tail: usize,
}

impl TableBuilder {
    /// A table with these columns after the four that every table has.
    pub(crate) fn new<N: AsRef<str>>(columns: &[(N, Kind)]) -> Self {
        let mut fields = vec![
            Field::new("position", DataType::Int64, false),
            Field::new("recorded_at", DataType::Int64, false),
            Field::new("occurred_on", DataType::Date32, false),
            Field::new("sign", DataType::Int32, false),
        ];
        fields.extend(columns.iter().map(|(name, kind)| {
            let (data_type, nullable) = match kind {
                Kind::Key => (DataType::Int32, true),
                Kind::Number => (DataType::Int64, false),
                Kind::MaybeNumber => (DataType::Int64, true),
                Kind::Answer => (DataType::UInt8, false),
                Kind::Text => (DataType::Utf8, true),
                Kind::Day => (DataType::Date32, false),
                Kind::MaybeDay => (DataType::Date32, true),
            };
            Field::new(name.as_ref(), data_type, nullable)
        }));
        Self {
            schema: Arc::new(Schema::new(fields)),
            sealed: Vec::new(),
            origin: Default::default(),
            columns: columns.iter().map(|(_, kind)| Column::new(*kind)).collect(),
            tail: 0,
        }
    }

    /// Appends a row.
    pub(crate) fn push<'a>(&mut self, origin: Origin, cells: impl IntoIterator<Item = Cell<'a>>) {
        self.push_signed(origin, 1, cells);
    }

    /// Appends a row that counts (1) or takes back (-1).
    pub(crate) fn push_signed<'a>(
        &mut self,
        origin: Origin,
        sign: i32,
        cells: impl IntoIterator<Item = Cell<'a>>,
    ) {
        self.push_origin(origin, sign);
        let mut cells = cells.into_iter();
        for column in &mut self.columns {
            if let Some(cell) = cells.next() {
                column.push(cell);
            }
        }
        self.row_is_whole();
    }

    /// Takes back what counts under a key, the first columns of the table: its rows again with sign
    /// -1, under the date that they had. Answers the number in the last column of the first of them;
    /// none where nothing counts.
    pub(crate) fn take_back(&mut self, origin: Origin, key: &[Cell<'_>]) -> Option<i64> {
        let counting = self.counting(key);
        for (batch, row) in &counting {
            let occurred_on = batch.column(2).as_primitive::<Date32Type>().value(*row);
            self.push_origin(Origin { occurred_on, ..origin }, -1);
            for (column, from) in self.columns.iter_mut().zip(&batch.columns()[ORIGIN..]) {
                column.push_again(from, *row);
            }
            self.row_is_whole();
        }
        let (batch, row) = counting.first()?;
        let last = batch.columns().last()?.as_primitive_opt::<Int64Type>()?;
        Some(last.value(*row))
    }

    /// The rows that count under a key, in their order: those of its newest event, which says all of
    /// it, unless that only took back.
    fn counting(&self, key: &[Cell<'_>]) -> Vec<(RecordBatch, usize)> {
        let (mut found, mut newest) = (Vec::new(), None);
        for batch in self.tail_batch().iter().chain(self.sealed.iter().rev()) {
            let position = batch.column(0).as_primitive::<Int64Type>().values();
            let sign = batch.column(3).as_primitive::<Int32Type>().values();
            for row in (0..batch.num_rows()).rev() {
                if newest.is_some_and(|newest| position[row] < newest) {
                    found.reverse();
                    return found;
                }
                let mut cells = key.iter().zip(&batch.columns()[ORIGIN..]);
                if cells.all(|(cell, column)| cell.is_in(column, row)) {
                    newest = newest.or(Some(position[row]));
                    if sign[row] > 0 {
                        found.push((batch.clone(), row));
                    }
                }
            }
        }
        found.reverse();
        found
    }

    fn push_origin(&mut self, origin: Origin, sign: i32) {
        self.origin.0.append_value(origin.position.0 as i64);
        self.origin.1.append_value(origin.recorded_at);
        self.origin.2.append_value(origin.occurred_on);
        self.origin.3.append_value(sign);
    }

    fn row_is_whole(&mut self) {
        self.tail += 1;
        if self.tail == BATCH {
            let mut arrays: Vec<ArrayRef> = vec![
                Arc::new(self.origin.0.finish()),
                Arc::new(self.origin.1.finish()),
                Arc::new(self.origin.2.finish()),
                Arc::new(self.origin.3.finish()),
            ];
            arrays.extend(self.columns.iter_mut().map(Column::finish));
            self.sealed.push(self.batch(arrays));
            self.tail = 0;
        }
    }

    fn batch(&self, arrays: Vec<ArrayRef>) -> RecordBatch {
        match RecordBatch::try_new(Arc::clone(&self.schema), arrays) {
            Ok(batch) => batch,
            Err(error) => unreachable!("columns were built by the schema: {error}"),
        }
    }

    /// The table as it stands; sealed batches are shared, the tail is copied.
    pub(crate) fn snapshot(&self) -> (SchemaRef, Vec<RecordBatch>) {
        let mut batches = self.sealed.clone();
        batches.extend(self.tail_batch());
        (Arc::clone(&self.schema), batches)
    }

    fn tail_batch(&self) -> Option<RecordBatch> {
        if self.tail == 0 {
            return None;
        }
        let mut arrays: Vec<ArrayRef> = vec![
            Arc::new(self.origin.0.finish_cloned()),
            Arc::new(self.origin.1.finish_cloned()),
            Arc::new(self.origin.2.finish_cloned()),
            Arc::new(self.origin.3.finish_cloned()),
        ];
        arrays.extend(self.columns.iter().map(Column::finish_cloned));
        Some(self.batch(arrays))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(position: u64, occurred_on: i32) -> Origin {
        Origin { position: Position(position), recorded_at: position as i64, occurred_on }
    }

    /// Position, date, sign, code and number of every row.
    fn rows(table: &TableBuilder) -> Vec<(i64, i32, i32, String, i64)> {
        let mut rows = Vec::new();
        for batch in table.snapshot().1 {
            for row in 0..batch.num_rows() {
                rows.push((
                    batch.column(0).as_primitive::<Int64Type>().value(row),
                    batch.column(2).as_primitive::<Date32Type>().value(row),
                    batch.column(3).as_primitive::<Int32Type>().value(row),
                    batch.column(4).as_string::<i32>().value(row).to_owned(),
                    batch.column(5).as_primitive::<Int64Type>().value(row),
                ));
            }
        }
        rows
    }

    fn table() -> TableBuilder {
        TableBuilder::new(&[("kode", Kind::Text), ("asal", Kind::Number)])
    }

    fn push(table: &mut TableBuilder, origin: Origin, kode: &str, asal: i64) {
        table.push(origin, [Cell::Text(Some(kode)), Cell::Number(asal)]);
    }

    #[test]
    fn what_is_taken_back_keeps_its_date_and_counts_no_more() {
        let mut table = table();
        push(&mut table, at(1, 10), "a", 1);
        push(&mut table, at(2, 20), "b", 2);
        let key = [Cell::Text(Some("a"))];
        assert_eq!(table.take_back(at(3, 30), &key), Some(1));
        push(&mut table, at(3, 30), "a", 1);
        assert_eq!(table.take_back(at(4, 40), &key), Some(1), "the newest is taken back");
        assert_eq!(table.take_back(at(5, 50), &key), None, "nothing counts any more");
        assert_eq!(table.take_back(at(6, 60), &[Cell::Text(Some("c"))]), None);
        let expected = [
            (1, 10, 1, "a", 1),
            (2, 20, 1, "b", 2),
            (3, 10, -1, "a", 1),
            (3, 30, 1, "a", 1),
            (4, 30, -1, "a", 1),
        ];
        let expected = expected.map(|(p, day, sign, k, n)| (p, day, sign, k.to_owned(), n));
        assert_eq!(rows(&table), expected);
    }

    #[test]
    fn rows_of_one_event_are_taken_back_across_the_border_of_a_batch() {
        let mut table = table();
        (0..BATCH as u64 - 2).for_each(|n| push(&mut table, at(n, 1), "x", 0));
        let event = BATCH as u64;
        (0..5).for_each(|line| push(&mut table, at(event, 2), "a", line));
        push(&mut table, at(event + 1, 3), "y", 0);
        assert_eq!(table.take_back(at(event + 2, 4), &[Cell::Text(Some("a"))]), Some(0));
        let back: Vec<i64> =
            rows(&table).into_iter().filter(|row| row.2 < 0).map(|row| row.4).collect();
        assert_eq!(back, [0, 1, 2, 3, 4], "all of them, in their order");
    }
}
