//! Answers counted: (unit, question, choice) -> how many, from the wide rows of one round.
//!
//! Counting 32 million answers takes tens of milliseconds, so the cube is counted when it is asked
//! for, from exactly the rows that count: no second state to keep, to repair or to forget as-of.

use std::sync::Arc;

use arrow::array::{Array, ArrayRef, AsArray, Int32Array, Int64Array, RecordBatch};
use arrow::datatypes::{DataType, Date32Type, Field, Int32Type, Int64Type, Schema, UInt8Type};
use ingest::identity::Position;
use time::Date;

use crate::evaluasi::FIRST_ANSWER;
use crate::snapshot::Table;
use crate::table::days;

/// Which forms count.
#[derive(Debug, Clone, Copy)]
pub struct Counted {
    /// Key of the round.
    pub ronde: i32,
    /// Where the round was closed: a form after it counts nowhere.
    pub closed: Option<Position>,
    /// Only forms about this day or earlier.
    pub occurred_until: Option<Date>,
}

/// Choices that fit a count: answers are 0 to 9.
const CHOICES: usize = 10;

/// Counts the forms that count into rows `opd, pertanyaan, jawaban, jumlah`, where `pertanyaan` is
/// the number of the question, from 0. Cells without an answer have no row.
pub fn count_answers(forms: &Table, counted: Counted) -> RecordBatch {
    let questions = forms.schema.fields().len().saturating_sub(FIRST_ANSWER);
    let mut counts: Vec<i64> = Vec::new();
    for batch in &forms.batches {
        let rows = rows_that_count(batch, counted);
        let opd = batch.column(4).as_primitive::<Int32Type>().values();
        let sign = batch.column(3).as_primitive::<Int32Type>().values();
        let units = rows.iter().map(|row| opd[*row] as usize + 1).max().unwrap_or(0);
        if counts.len() < units * questions * CHOICES {
            counts.resize(units * questions * CHOICES, 0);
        }
        for question in 0..questions {
            let answers =
                batch.column(FIRST_ANSWER + question).as_primitive::<UInt8Type>().values();
            for &row in &rows {
                let place = (opd[row] as usize * questions + question) * CHOICES;
                counts[place + usize::from(answers[row]) % CHOICES] += i64::from(sign[row]);
            }
        }
    }
    to_batch(&counts, questions)
}

fn rows_that_count(batch: &RecordBatch, counted: Counted) -> Vec<usize> {
    let position = batch.column(0).as_primitive::<Int64Type>().values();
    let occurred = batch.column(2).as_primitive::<Date32Type>().values();
    let opd = batch.column(4);
    let ronde = batch.column(5).as_primitive::<Int32Type>().values();
    let closed = counted.closed.map_or(i64::MAX, |position| position.0 as i64);
    let until = counted.occurred_until.map_or(i32::MAX, days);
    (0..batch.num_rows())
        .filter(|&row| {
            ronde[row] == counted.ronde
                && opd.is_valid(row)
                && position[row] <= closed
                && occurred[row] <= until
        })
        .collect()
}

fn to_batch(counts: &[i64], questions: usize) -> RecordBatch {
    let (mut opd, mut pertanyaan, mut jawaban, mut jumlah) = (vec![], vec![], vec![], vec![]);
    for (place, &count) in counts.iter().enumerate().filter(|(_, count)| **count != 0) {
        let cell = place / CHOICES;
        opd.push((cell / questions) as i32);
        pertanyaan.push((cell % questions) as i32);
        jawaban.push((place % CHOICES) as i64);
        jumlah.push(count);
    }
    let schema = Schema::new(vec![
        Field::new("opd", DataType::Int32, false),
        Field::new("pertanyaan", DataType::Int32, false),
        Field::new("jawaban", DataType::Int64, false),
        Field::new("jumlah", DataType::Int64, false),
    ]);
    let columns: Vec<ArrayRef> = vec![
        Arc::new(Int32Array::from(opd)),
        Arc::new(Int32Array::from(pertanyaan)),
        Arc::new(Int64Array::from(jawaban)),
        Arc::new(Int64Array::from(jumlah)),
    ];
    match RecordBatch::try_new(Arc::new(schema), columns) {
        Ok(batch) => batch,
        Err(error) => unreachable!("the columns are those of the schema: {error}"),
    }
}
