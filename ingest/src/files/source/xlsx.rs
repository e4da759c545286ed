//! Rows of a workbook's first sheet, cell by cell as they stand in the file.
//!
//! Only calamine's streaming reader is used: a range over the sheet would reserve room for every
//! cell up to the farthest, and one cell in a far corner is enough to exhaust any machine.

use std::fmt::Write;
use std::fs::File;
use std::io::BufReader;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, Xlsx, XlsxError};

use super::super::kind::Table;
use super::super::problem::FileProblem;
use super::super::row::{Row, Written};
use super::{Each, Halt, archive, hand_on};

/// Columns that a form may have.
const MOST_COLUMNS: u32 = 256;
/// Rows that a sheet can have.
const MOST_ROWS: u32 = 1_048_576;

/// The first sheet of a workbook.
pub(super) struct Sheet {
    workbook: Xlsx<BufReader<File>>,
    /// As on its tab.
    pub(super) name: String,
    /// Row of the header, counted from 1.
    header: usize,
}

impl Sheet {
    /// Opens a workbook that unpacks to a sound size.
    pub(super) fn open(mut input: BufReader<File>) -> Result<Self, FileProblem> {
        archive::check(&mut input)?;
        let workbook = guarded(|| Xlsx::new(input))?;
        let sheets = &workbook.sheets_metadata();
        let first = sheets.iter().find(|sheet| sheet.typ == SheetType::WorkSheet);
        let name = first.ok_or(FileProblem::Empty)?.name.clone();
        Ok(Self { workbook, name, header: 0 })
    }

    /// The first row that is not empty.
    pub(super) fn header(&mut self) -> Result<Vec<String>, FileProblem> {
        let (mut row, mut names) = (Row::default(), Vec::new());
        let found = self.rows(&mut row, |row| {
            names = row.texts().map(str::to_owned).collect();
            Err(Found(row.number))
        });
        match found {
            Err(Stop::Each(Found(number))) => {
                self.header = number;
                Ok(names)
            }
            Err(Stop::File(problem)) => Err(problem),
            Ok(()) => Err(FileProblem::Empty),
        }
    }

    /// Every row after the header.
    pub(super) fn read(
        &mut self,
        table: &Table,
        row: &mut Row,
        each: &mut Each<'_>,
    ) -> Result<(), Halt> {
        let header = self.header;
        let read = self.rows(row, |row| match row.number > header {
            true => hand_on(table, row, each),
            false => Ok(()),
        });
        read.map_err(|stop| match stop {
            Stop::File(problem) => Halt::File(problem),
            Stop::Each(error) => Halt::Import(error),
        })
    }

    /// Every row that is not empty.
    fn rows<E>(
        &mut self,
        row: &mut Row,
        mut each: impl FnMut(&mut Row) -> Result<(), E>,
    ) -> Result<(), Stop<E>> {
        let mut cells = guarded(|| self.workbook.worksheet_cells_reader(&self.name))?;
        row.begin(0);
        while let Some(cell) = guarded(|| cells.next_cell())? {
            let value = cell.get_value();
            if matches!(value, DataRef::Empty) {
                continue;
            }
            let (at, column) = cell.get_position();
            check_place(at, column)?;
            let number = at as usize + 1;
            if number != row.number {
                if number < row.number {
                    return Err(out_of_order(number).into());
                }
                if !row.is_blank() {
                    each(row).map_err(Stop::Each)?;
                }
                row.begin(number);
            }
            if row.len() > column as usize {
                return Err(out_of_order(number).into());
            }
            row.fill(column as usize);
            let written = write_value(value, row.text());
            row.end_cell(written);
        }
        match row.is_blank() {
            true => Ok(()),
            false => each(row).map_err(Stop::Each),
        }
    }
}

/// The header stands in this row.
struct Found(usize);

enum Stop<E> {
    File(FileProblem),
    Each(E),
}

impl<E> From<FileProblem> for Stop<E> {
    fn from(problem: FileProblem) -> Self {
        Self::File(problem)
    }
}

/// Reads on. A workbook that the reader stumbles over is as damaged as one that it refuses: cell
/// names with too many digits, for one, overflow inside it.
fn guarded<T>(read: impl FnOnce() -> Result<T, XlsxError>) -> Result<T, FileProblem> {
    let damaged = |rincian: String| FileProblem::DamagedWorkbook { rincian };
    // Nothing that was touched is used again: the import ends here.
    match catch_unwind(AssertUnwindSafe(read)) {
        Ok(read) => read.map_err(|error| damaged(error.to_string())),
        Err(_) => Err(damaged("the reader failed".to_owned())),
    }
}

fn out_of_order(number: usize) -> FileProblem {
    FileProblem::DamagedWorkbook { rincian: format!("cells out of order in row {number}") }
}

fn check_place(row: u32, column: u32) -> Result<(), FileProblem> {
    if row < MOST_ROWS && column < MOST_COLUMNS {
        return Ok(());
    }
    Err(FileProblem::FarCell {
        sel: format!("{}{}", column_name(column), u64::from(row) + 1),
        paling_banyak_kolom: MOST_COLUMNS,
        paling_banyak_baris: MOST_ROWS,
    })
}

/// `A`, `B`, ... `Z`, `AA`, ... as on screen.
fn column_name(column: u32) -> String {
    let letter = char::from(b'A' + (column % 26) as u8);
    match column / 26 {
        0 => letter.to_string(),
        more => format!("{}{letter}", column_name(more - 1)),
    }
}

/// Writes a value as its column would be typed in a text file.
fn write_value(value: &DataRef<'_>, out: &mut String) -> Written {
    // Writing to a string cannot fail.
    let _ = match value {
        DataRef::Empty => Ok(()),
        DataRef::Int(number) => write!(out, "{number}"),
        DataRef::Float(number) => write!(out, "{number}"),
        DataRef::String(text) => out.write_str(text),
        DataRef::SharedString(text) => out.write_str(text),
        DataRef::Bool(yes) => out.write_str(if *yes { "TRUE" } else { "FALSE" }),
        DataRef::DateTime(at) => write_date(at, out),
        DataRef::DateTimeIso(text) => out.write_str(text.strip_suffix("T00:00:00").unwrap_or(text)),
        DataRef::DurationIso(text) => out.write_str(text),
        DataRef::Error(error) => write!(out, "{error}"),
    };
    match value {
        DataRef::Int(_) | DataRef::Float(_) => Written::Number,
        DataRef::Error(_) => Written::Unusable,
        _ => Written::Text,
    }
}

/// `2026-03-31`; with the time of day where there is one, which no date column takes.
fn write_date(at: &ExcelDateTime, out: &mut String) -> std::fmt::Result {
    let (year, month, day, hour, minute, second, _) = at.to_ymd_hms_milli();
    if !at.is_duration() && at.as_f64() >= 1.0 {
        write!(out, "{year:04}-{month:02}-{day:02}")?;
        if at.as_f64().fract() == 0.0 {
            return Ok(());
        }
        out.write_char(' ')?;
    }
    write!(out, "{hour:02}:{minute:02}:{second:02}")
}

#[cfg(test)]
mod tests;
