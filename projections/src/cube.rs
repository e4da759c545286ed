//! Answers counted: how often each choice was given, by unit and by group or question.
//!
//! Counted from the wide rows of one round when it is asked for, from exactly the rows that count: no
//! second state to keep, to repair or to forget as-of.

use arrow::array::{Array, AsArray, RecordBatch};
use arrow::datatypes::{Date32Type, Int32Type, Int64Type, UInt8Type};
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
    /// Only forms of this unit.
    pub opd: Option<i32>,
}

/// How often one choice was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// Key of the unit.
    pub opd: i32,
    /// What the question is counted under.
    pub under: usize,
    /// The choice.
    pub jawaban: i64,
    /// How often.
    pub jumlah: i64,
}

/// Choices that fit a count: answers are 0 to 9.
const CHOICES: usize = 10;

/// Counts the answers of the forms that count. `under` says, for each question in order, under which
/// number it is counted: its own, or that of its group. Choices never given are left out.
pub fn count_answers(forms: &Table, counted: Counted, under: &[usize]) -> Vec<Count> {
    let places = under.iter().max().map_or(0, |largest| largest + 1);
    let first = counted.opd.unwrap_or(0);
    let mut counts: Vec<i64> = Vec::new();
    for batch in &forms.batches {
        let rows = rows_that_count(batch, counted);
        let opd = batch.column(4).as_primitive::<Int32Type>().values();
        let sign = batch.column(3).as_primitive::<Int32Type>().values();
        let unit = |row: usize| (opd[row] - first) as usize;
        let units = rows.iter().map(|row| unit(*row) + 1).max().unwrap_or(0);
        if counts.len() < units * places * CHOICES {
            counts.resize(units * places * CHOICES, 0);
        }
        for (question, place) in under.iter().enumerate() {
            let answers =
                batch.column(FIRST_ANSWER + question).as_primitive::<UInt8Type>().values();
            for &row in &rows {
                let cell = (unit(row) * places + place) * CHOICES;
                counts[cell + usize::from(answers[row]) % CHOICES] += i64::from(sign[row]);
            }
        }
    }
    let given = counts.iter().enumerate().filter(|(_, jumlah)| **jumlah != 0);
    given
        .map(|(cell, &jumlah)| Count {
            opd: first + (cell / CHOICES / places) as i32,
            under: cell / CHOICES % places,
            jawaban: (cell % CHOICES) as i64,
            jumlah,
        })
        .collect()
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
                && counted.opd.is_none_or(|only| opd.as_primitive::<Int32Type>().value(row) == only)
                && position[row] <= closed
                && occurred[row] <= until
        })
        .collect()
}
