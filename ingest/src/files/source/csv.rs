//! CSV rows: `;` or `,`, UTF-8 with or without a byte order mark, quotation marks as in RFC 4180.
//!
//! The splitting is ours and not the `csv` crate's, because that crate reads a file that ends inside
//! a quotation, or text after a closing quotation mark, without a word; a test compares the two on
//! everything that is well formed.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};

use super::super::kind::Table;
use super::super::problem::{CellError, CellProblem, FileProblem};
use super::super::row::{Row, Written};
use super::{Each, Halt, hand_on, unreadable};

/// Longest row, in bytes.
const LONGEST_ROW: usize = 1 << 20;

/// The rows of a CSV file.
pub(super) struct Lines<R = BufReader<File>> {
    input: R,
    delimiter: char,
    /// Lines read so far.
    number: usize,
    line: Vec<u8>,
}

impl<R: BufRead> Lines<R> {
    pub(super) fn new(input: R) -> Self {
        Self {
            input,
            delimiter: ',',
            number: 0,
            line: Vec::new(),
        }
    }

    /// The first row that is not empty, which also decides the delimiter.
    pub(super) fn header(&mut self) -> Result<Vec<String>, FileProblem> {
        let mut row = Row::default();
        while self.next_row(&mut row)? {
            if !row.is_blank() {
                return Ok(row.texts().map(str::to_owned).collect());
            }
        }
        Err(FileProblem::Empty)
    }

    /// Every row after the header.
    pub(super) fn read(
        &mut self,
        table: &Table,
        row: &mut Row,
        each: &mut Each<'_>,
    ) -> Result<(), Halt> {
        while self.next_row(row)? {
            let (ada, perlu) = (row.len(), table.places.len());
            if ada != perlu && !row.is_blank() {
                // Only the last line of a file has no end.
                if ada < perlu && !self.line.ends_with(b"\n") {
                    return Err(FileProblem::Truncated { baris: row.number }.into());
                }
                let count = CellError::of_row(CellProblem::JumlahKolom { ada, perlu });
                row.flaw.get_or_insert(count);
            }
            hand_on(table, row, each)?;
        }
        Ok(())
    }

    /// Reads one row, of several lines where a text in quotation marks has several. Answers false at
    /// the end of the file.
    fn next_row(&mut self, row: &mut Row) -> Result<bool, FileProblem> {
        let first = self.number == 0;
        if !self.next_line()? {
            return Ok(false);
        }
        let baris = self.number;
        row.begin(baris);
        if first {
            self.delimiter = delimiter_of(&self.line);
        }
        let mut quoted = false;
        let mut length = 0;
        loop {
            let line = std::str::from_utf8(&self.line).map_err(|_| FileProblem::WrongEncoding {
                baris: self.number,
                pengodean: String::new(),
            })?;
            // Only the first line of a file may begin with a byte order mark.
            let line = if first {
                line.trim_start_matches('\u{feff}')
            } else {
                line
            };
            length += line.len();
            if length > LONGEST_ROW {
                return Err(FileProblem::LineTooLong {
                    baris,
                    paling_banyak: LONGEST_ROW,
                });
            }
            quoted = split(line, self.delimiter, quoted, row);
            if !quoted {
                return Ok(true);
            }
            if !self.next_line()? {
                return Err(FileProblem::Truncated { baris });
            }
        }
    }

    fn next_line(&mut self) -> Result<bool, FileProblem> {
        self.line.clear();
        let mut bounded = self.input.by_ref().take(LONGEST_ROW as u64 + 1);
        let read = bounded
            .read_until(b'\n', &mut self.line)
            .map_err(|error| unreadable(&error))?;
        self.number += 1;
        match read {
            0 => Ok(false),
            read if read > LONGEST_ROW => Err(FileProblem::LineTooLong {
                baris: self.number,
                paling_banyak: LONGEST_ROW,
            }),
            _ => Ok(true),
        }
    }
}

fn delimiter_of(header: &[u8]) -> char {
    let count = |delimiter: u8| header.iter().filter(|byte| **byte == delimiter).count();
    if count(b';') > count(b',') { ';' } else { ',' }
}

/// Splits a line into cells; `quoted` says that it begins inside quotation marks. Answers whether it
/// ends inside them.
fn split(line: &str, delimiter: char, mut quoted: bool, row: &mut Row) -> bool {
    let mut rest = line;
    loop {
        if !quoted && let Some(inside) = rest.trim_start_matches(' ').strip_prefix('"') {
            (rest, quoted) = (inside, true);
        }
        if quoted {
            let Some(after) = quotation(rest, row) else {
                return true;
            };
            (rest, quoted) = (after, false);
            let end = rest.find(delimiter).unwrap_or(rest.len());
            if !rest[..end].trim().is_empty() {
                row.flaw
                    .get_or_insert(CellError::of_row(CellProblem::TandaKutip));
            }
            rest = &rest[end..];
        } else {
            let end = rest.find(delimiter).unwrap_or(rest.len());
            row.push(&rest[..end]);
            rest = &rest[end..];
        }
        row.end_cell(Written::Text);
        match rest.strip_prefix(delimiter) {
            Some(next) => rest = next,
            None => return false,
        }
    }
}

/// Takes the text up to the closing quotation mark, with each doubled mark as one. Answers what
/// stands after it, or none if the line ends first.
fn quotation<'l>(line: &'l str, row: &mut Row) -> Option<&'l str> {
    let mut rest = line;
    loop {
        let Some((text, after)) = rest.split_once('"') else {
            row.push(rest);
            return None;
        };
        row.push(text);
        match after.strip_prefix('"') {
            Some(more) => {
                row.push("\"");
                rest = more;
            }
            None => return Some(after),
        }
    }
}
