//! Reading rows out of a file, whatever its format.
//!
//! The content decides what a file is; its name only tells JSONL from CSV where the content leaves
//! it open. No format holds more than one row in memory, except for the texts of a workbook, which
//! XLSX keeps apart from its rows.

mod archive;
mod csv;
mod jsonl;
mod xlsx;

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use super::ImportError;
use super::kind::{Kind, Table};
use super::problem::{CellError, FileError, FileProblem};
use super::row::{Fields, Row};
use crate::rule_pack::RulePack;

/// How much of a file is looked at to tell what it is.
const SNIFF: usize = 4_096;

/// A file whose header has been read.
pub(super) struct Source {
    label: String,
    format: Format,
}

enum Format {
    Csv(csv::Lines, Table),
    Xlsx(Box<xlsx::Sheet>, Table),
    Jsonl(jsonl::Objects),
}

/// What reading does with each row.
pub(super) type Each<'e> = dyn FnMut(Fields<'_>) -> Result<(), ImportError> + 'e;

/// Why reading stopped.
enum Halt {
    /// The file cannot be read on.
    File(FileProblem),
    /// Whoever takes the rows wants no more.
    Import(ImportError),
}

impl From<FileProblem> for Halt {
    fn from(problem: FileProblem) -> Self {
        Self::File(problem)
    }
}

impl From<ImportError> for Halt {
    fn from(error: ImportError) -> Self {
        Self::Import(error)
    }
}

impl Source {
    /// Opens a file and reads its header. Errors: everything that is wrong with the header, or the
    /// one reason why there is none.
    pub(super) fn open(
        path: &Path,
        label: String,
        pack: &RulePack,
    ) -> Result<Self, Vec<FileProblem>> {
        let file = File::open(path).map_err(|error| vec![unreadable(&error)])?;
        let mut input = BufReader::with_capacity(1 << 16, file);
        let start = input.fill_buf().map_err(|error| vec![unreadable(&error)])?;
        let named_jsonl = path
            .extension()
            .is_some_and(|ending| ending.eq_ignore_ascii_case("jsonl"));
        let format = match guess(&start[..start.len().min(SNIFF)], named_jsonl)
            .map_err(|problem| vec![problem])?
        {
            Guess::Csv => {
                let mut lines = csv::Lines::new(input);
                let header = lines.header().map_err(|problem| vec![problem])?;
                Format::Csv(lines, Table::of(&header, pack)?)
            }
            Guess::Xlsx => {
                let mut sheet = xlsx::Sheet::open(input).map_err(|problem| vec![problem])?;
                let header = sheet.header().map_err(|problem| vec![problem])?;
                Format::Xlsx(Box::new(sheet), Table::of(&header, pack)?)
            }
            Guess::Jsonl => {
                Format::Jsonl(jsonl::Objects::open(input, pack).map_err(|problem| vec![problem])?)
            }
        };
        Ok(Self { label, format })
    }

    /// What its rows are; a JSONL file may hold several kinds.
    pub(super) fn kinds(&self) -> Vec<Kind> {
        match &self.format {
            Format::Csv(_, table) | Format::Xlsx(_, table) => vec![table.kind],
            Format::Jsonl(objects) => objects.kinds.clone(),
        }
    }

    /// Lines that belong to no kind, with what is wrong with them.
    pub(super) fn strays(&self) -> &[(usize, CellError)] {
        match &self.format {
            Format::Jsonl(objects) => &objects.strays,
            _ => &[],
        }
    }

    /// Reads every row of one kind. Errors: the file cannot be read on, or whatever `each` answers.
    pub(super) fn read(&mut self, kind: Kind, each: &mut Each<'_>) -> Result<(), ImportError> {
        let mut row = Row::default();
        let read = match &mut self.format {
            Format::Csv(lines, table) => lines.read(table, &mut row, each),
            Format::Xlsx(sheet, table) => sheet.read(table, &mut row, each),
            Format::Jsonl(objects) => objects.read(kind, &mut row, each),
        };
        read.map_err(|halt| match halt {
            Halt::Import(error) => error,
            Halt::File(problem) => ImportError::Files(vec![FileError {
                file: self.label.clone(),
                problem,
            }]),
        })
    }
}

/// Hands a row of a table on, unless nothing stands in it.
fn hand_on(table: &Table, row: &mut Row, each: &mut Each<'_>) -> Result<(), ImportError> {
    use super::problem::CellProblem;
    if row.is_blank() && row.flaw.is_none() {
        return Ok(());
    }
    if let Some(kolom) = row.arrange(&table.places, table.columns.len()) {
        let stray = CellError::of_row(CellProblem::SelTanpaJudul { kolom });
        row.flaw.get_or_insert(stray);
    }
    each(Fields {
        row,
        columns: &table.columns,
    })
}

fn unreadable(error: &std::io::Error) -> FileProblem {
    FileProblem::Unreadable {
        galat: error.to_string(),
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Guess {
    Csv,
    Xlsx,
    Jsonl,
}

/// First bytes of what people send instead of a table.
const OTHER_FORMATS: [(&[u8], &str); 9] = [
    (b"%PDF", "pdf"),
    (b"\xd0\xcf\x11\xe0", "xls"),
    (b"{\\rtf", "rtf"),
    (b"\x1f\x8b", "gzip"),
    (b"\x89PNG", "gambar"),
    (b"\xff\xd8\xff", "gambar"),
    (b"GIF8", "gambar"),
    (b"<?xml", "xml"),
    (b"[", "json"),
];

fn guess(start: &[u8], named_jsonl: bool) -> Result<Guess, FileProblem> {
    let other = |format: &str| {
        Err(FileProblem::OtherFormat {
            format: format.to_owned(),
        })
    };
    if start.is_empty() {
        return Err(FileProblem::Empty);
    }
    if start.starts_with(b"PK\x03\x04") || start.starts_with(b"PK\x05\x06") {
        return Ok(Guess::Xlsx);
    }
    let utf16 = start.starts_with(b"\xff\xfe") || start.starts_with(b"\xfe\xff");
    // Without a byte order mark, UTF-16 of plain letters has a zero in every second byte.
    let zeros = start.iter().filter(|byte| **byte == 0).count();
    if utf16 || (zeros > 0 && zeros >= start.len() * 2 / 5) {
        return Err(FileProblem::WrongEncoding {
            baris: 1,
            pengodean: "UTF-16".to_owned(),
        });
    }
    let text = start
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(start)
        .trim_ascii_start();
    if let Some((_, format)) = OTHER_FORMATS
        .iter()
        .find(|(bytes, _)| text.starts_with(bytes))
    {
        return other(format);
    }
    if text.starts_with(b"<") {
        return other("html");
    }
    if zeros > 0 {
        return other("biner");
    }
    Ok(if named_jsonl || text.starts_with(b"{") {
        Guess::Jsonl
    } else {
        Guess::Csv
    })
}
