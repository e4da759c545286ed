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
use super::{Each, Halt, hand_on, not_utf8, unreadable};

/// Longest row, in bytes.
const LONGEST_ROW: usize = 1 << 20;

/// The rows of a CSV file.
pub(super) struct Lines<R = BufReader<File>> {
    input: R,
    /// What ends a line: `\n`, or `\r` in a file that has no `\n` (Excel's "CSV Macintosh").
    ending: u8,
    delimiter: char,
    /// The header has been found, and has decided the delimiter.
    begun: bool,
    /// Lines read so far.
    number: usize,
    line: Vec<u8>,
}

impl<R: BufRead> Lines<R> {
    pub(super) fn new(mut input: R) -> Self {
        // What cannot be read fails at the first row.
        let start = input.fill_buf().unwrap_or_default();
        let ending = if start.contains(&b'\r') && !start.contains(&b'\n') { b'\r' } else { b'\n' };
        Self { input, ending, delimiter: ',', begun: false, number: 0, line: Vec::new() }
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
                if ada < perlu && !self.line.ends_with(&[self.ending]) {
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
        if !self.begun {
            self.delimiter = delimiter_of(&self.line);
        }
        let mut quoted = false;
        let mut length = 0;
        loop {
            let line = std::str::from_utf8(&self.line).map_err(|_| not_utf8(self.number))?;
            // Only the first line of a file may begin with a byte order mark.
            let line = if first { line.trim_start_matches('\u{feff}') } else { line };
            length += line.len();
            if length > LONGEST_ROW {
                return Err(FileProblem::LineTooLong { baris, paling_banyak: LONGEST_ROW });
            }
            quoted = split(line, self.delimiter, quoted, row);
            if !quoted {
                self.begun = self.begun || !row.is_blank();
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
        let read =
            bounded.read_until(self.ending, &mut self.line).map_err(|error| unreadable(&error))?;
        self.number += 1;
        match read {
            0 => Ok(false),
            read if read > LONGEST_ROW => {
                Err(FileProblem::LineTooLong { baris: self.number, paling_banyak: LONGEST_ROW })
            }
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
                row.flaw.get_or_insert(CellError::of_row(CellProblem::TandaKutip));
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Line, cells, what is wrong with it.
    type Found = (usize, Vec<String>, Option<CellProblem>);

    /// Every row that is not empty.
    fn rows(text: &str) -> Result<Vec<Found>, FileProblem> {
        let mut lines = Lines::new(text.as_bytes());
        let (mut row, mut found) = (Row::default(), Vec::new());
        while lines.next_row(&mut row)? {
            if !row.is_blank() {
                let flaw = row.flaw.take().map(|flaw| flaw.problem);
                found.push((row.number, row.texts().map(str::to_owned).collect(), flaw));
            }
        }
        Ok(found)
    }

    fn cells(text: &str) -> Vec<Vec<String>> {
        rows(text).unwrap().into_iter().map(|(_, cells, _)| cells).collect()
    }

    #[test]
    fn rows_are_split_at_the_delimiter_of_the_header() {
        let table: &[(&str, &[&[&str]])] = &[
            ("a,b\n1,2\n", &[&["a", "b"], &["1", "2"]]),
            ("a;b\r\n1;2,5\r\n", &[&["a", "b"], &["1", "2,5"]]),
            ("a,b\r1,2\r3,4\r", &[&["a", "b"], &["1", "2"], &["3", "4"]]),
            ("\u{feff}a;b\n1;2", &[&["a", "b"], &["1", "2"]]),
            ("a,b\n 1 ,\t2 \n", &[&["a", "b"], &["1", "2"]]),
            ("a,b\n,\n1,\n", &[&["a", "b"], &["1", ""]]),
            ("a,b\n\"1,5\", \"x\"\"y\" \n", &[&["a", "b"], &["1,5", "x\"y"]]),
            ("a,b\n\"dua\r\nbaris\",\"\"\n", &[&["a", "b"], &["dua\r\nbaris", ""]]),
            ("a,b\n5\" pipa,x\n", &[&["a", "b"], &["5\" pipa", "x"]]),
            ("\"a\",\"b\"\n1,2,3\n", &[&["a", "b"], &["1", "2", "3"]]),
        ];
        for (text, expected) in table {
            assert_eq!(cells(text), *expected, "{text:?}");
        }
    }

    #[test]
    fn a_row_has_the_number_of_its_first_line() {
        let text = "a,b\r\n\r\n1,\"x\ny\nz\"\n\n\n2,b\n";
        let numbers: Vec<usize> =
            rows(text).unwrap().into_iter().map(|(number, _, _)| number).collect();
        assert_eq!(numbers, [1, 3, 8]);
    }

    #[test]
    fn text_after_a_closing_mark_is_no_silent_change() {
        let found = rows("a,b\n\"x\"y,2\n").unwrap();
        assert_eq!(found[1].2, Some(CellProblem::TandaKutip));
    }

    #[test]
    fn a_mark_that_is_never_closed_is_a_cut() {
        assert_eq!(rows("a,b\n1,2\n3,\"x\n4,5\n"), Err(FileProblem::Truncated { baris: 3 }));
        let long = format!("a,b\n1,\"{}", "x\n".repeat(LONGEST_ROW));
        assert_eq!(
            rows(&long),
            Err(FileProblem::LineTooLong { baris: 2, paling_banyak: LONGEST_ROW })
        );
        let endless = "x".repeat(2 * LONGEST_ROW);
        assert_eq!(
            rows(&endless),
            Err(FileProblem::LineTooLong { baris: 1, paling_banyak: LONGEST_ROW })
        );
    }

    /// Everything well formed is split as the `csv` crate splits it.
    #[test]
    fn agrees_with_the_csv_crate() {
        let pieces = ["", "a", "7", "x y", "\"", ";", "\n", "é", "\"\"", "a\"b", "\r\n", "'"];
        let mut seed = 1_u64;
        let mut draw = |below: usize| {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) as usize % below
        };
        for _ in 0..2_000 {
            let mut writer = ::csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
            writer.write_record(["satu", "dua", "tiga"]).unwrap();
            for _ in 0..3 {
                let cell = |draw: &mut dyn FnMut(usize) -> usize| {
                    let text: String = (0..draw(4)).map(|_| pieces[draw(pieces.len())]).collect();
                    format!("k{text}k")
                };
                writer.write_record((0..3).map(|_| cell(&mut draw))).unwrap();
            }
            let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            let mut reader = ::csv::ReaderBuilder::new()
                .delimiter(b';')
                .has_headers(false)
                .from_reader(text.as_bytes());
            let theirs: Vec<Vec<String>> = reader
                .records()
                .map(|record| record.unwrap().iter().map(str::to_owned).collect())
                .collect();
            assert_eq!(cells(&text), theirs, "{text:?}");
        }
    }
}
