//! Reading rows out of a file, whatever its format.
//!
//! The content decides what a file is; its name only tells JSONL from CSV where the content leaves
//! it open. No format holds more than one row in memory, except for the texts of a workbook, which
//! XLSX keeps apart from its rows.

mod archive;
mod csv;
mod jsonl;
mod object;
mod xlsx;

use std::fs::File;
use std::io::{BufRead, BufReader, Cursor, Seek};
use std::path::Path;

use super::ImportError;
use super::kind::{Kind, Table};
use super::problem::{CellError, CellProblem, FileError, FileProblem};
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
        let alone = |problem| vec![problem];
        let (guess, input) = look_at(path).map_err(alone)?;
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let format = match guess {
            Guess::Csv => {
                let mut lines = csv::Lines::new(input);
                let header = lines.header().map_err(alone)?;
                Format::Csv(lines, Table::of(&header, &[&stem], pack)?)
            }
            Guess::Xlsx => {
                let mut sheet = xlsx::Sheet::open(input).map_err(alone)?;
                let header = sheet.header().map_err(alone)?;
                let table = Table::of(&header, &[&sheet.name, &stem], pack)?;
                Format::Xlsx(Box::new(sheet), table)
            }
            Guess::Jsonl => {
                let input = BufReader::new(jsonl::Input::File(rewound(input).map_err(alone)?));
                Format::Jsonl(jsonl::Objects::open(input, pack).map_err(alone)?)
            }
        };
        Ok(Self { label, format })
    }

    /// JSON lines that somebody sent. Errors: why there are none.
    pub(super) fn sent(lines: Vec<u8>, pack: &RulePack) -> Result<Self, FileProblem> {
        let input = BufReader::new(jsonl::Input::Sent(Cursor::new(lines)));
        let format = Format::Jsonl(jsonl::Objects::open(input, pack)?);
        Ok(Self { label: String::new(), format })
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
            Halt::File(problem) => {
                ImportError::Files(vec![FileError { file: self.label.clone(), problem }])
            }
        })
    }
}

fn rewound(input: BufReader<File>) -> Result<File, FileProblem> {
    let mut file = input.into_inner();
    file.rewind().map_err(|error| unreadable(&error))?;
    Ok(file)
}

/// Opens a file and looks at its first bytes.
fn look_at(path: &Path) -> Result<(Guess, BufReader<File>), FileProblem> {
    let file = File::open(path).map_err(|error| unreadable(&error))?;
    let mut input = BufReader::with_capacity(1 << 16, file);
    let start = input.fill_buf().map_err(|error| unreadable(&error))?;
    let named_jsonl = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("jsonl"));
    Ok((guess(&start[..start.len().min(SNIFF)], named_jsonl)?, input))
}

/// Hands a row of a table on, unless nothing stands in it.
fn hand_on(table: &Table, row: &mut Row, each: &mut Each<'_>) -> Result<(), ImportError> {
    if row.is_blank() && row.flaw.is_none() {
        return Ok(());
    }
    if let Some(kolom) = row.arrange(&table.places, table.columns.len()) {
        let stray = CellError::of_row(CellProblem::SelTanpaJudul { kolom });
        row.flaw.get_or_insert(stray);
    }
    each(Fields { row, columns: &table.columns })
}

/// Text that is not UTF-8: most often what Excel writes where it is not told otherwise.
fn not_utf8(baris: usize) -> FileProblem {
    FileProblem::WrongEncoding { baris, pengodean: "Windows-1252".to_owned() }
}

fn unreadable(error: &std::io::Error) -> FileProblem {
    match error.kind() {
        std::io::ErrorKind::NotFound => FileProblem::NotFound,
        _ => FileProblem::Unreadable { galat: error.to_string() },
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
    let other = |format: &str| Err(FileProblem::OtherFormat { format: format.to_owned() });
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
        return Err(FileProblem::WrongEncoding { baris: 1, pengodean: "UTF-16".to_owned() });
    }
    let text = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start).trim_ascii_start();
    if let Some((_, format)) = OTHER_FORMATS.iter().find(|(bytes, _)| text.starts_with(bytes)) {
        return other(format);
    }
    if text.starts_with(b"<") {
        return other("html");
    }
    if zeros > 0 {
        return other("biner");
    }
    Ok(if named_jsonl || text.starts_with(b"{") { Guess::Jsonl } else { Guess::Csv })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{CONTOH, Office};
    use super::*;

    #[test]
    fn content_decides_what_a_file_is() {
        let table: &[(&[u8], Result<Guess, &str>)] = &[
            (b"kode;nama\n", Ok(Guess::Csv)),
            (b"\xef\xbb\xbf\"kode\",nama\n", Ok(Guess::Csv)),
            (b"\n {\"kind\":", Ok(Guess::Jsonl)),
            (b"PK\x03\x04....", Ok(Guess::Xlsx)),
            (b"%PDF-1.7", Err("pdf")),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Err("xls")),
            (b"\n<html><table>", Err("html")),
            (b"<?xml version=\"1.0\"?>", Err("xml")),
            (b"{\\rtf1", Err("rtf")),
            (b"[{\"kind\":\"opd\"}]", Err("json")),
            (b"\x1f\x8b\x08", Err("gzip")),
            (b"\x89PNG\r\n", Err("gambar")),
            (b"kode,nama\nA,\x00\x01 bbbbbbbbbbbbbbbbbbb", Err("biner")),
        ];
        for (start, expected) in table {
            let found = guess(start, false);
            match expected {
                Ok(guess) => assert_eq!(found.as_ref(), Ok(guess), "{start:?}"),
                Err(format) => {
                    let problem = FileProblem::OtherFormat { format: (*format).to_owned() };
                    assert_eq!(found, Err(problem), "{start:?}");
                }
            }
        }
        assert_eq!(guess(b"", false), Err(FileProblem::Empty));
        assert_eq!(guess(b"kode", true), Ok(Guess::Jsonl));
    }

    #[test]
    fn files_that_cannot_be_read() {
        let mut office = Office::under(CONTOH);
        let utf16 = |bom: &[u8]| {
            let text: Vec<u8> = "kode,nama".encode_utf16().flat_map(u16::to_le_bytes).collect();
            [bom, text.as_slice()].concat()
        };
        let wrong = |baris, pengodean: &str| {
            vec![FileProblem::WrongEncoding { baris, pengodean: pengodean.to_owned() }]
        };
        let header = "kode,nama,jenis,induk\n";
        let table: &[(Vec<u8>, Vec<FileProblem>)] = &[
            (Vec::new(), vec![FileProblem::Empty]),
            (b" \n\n;;\n".to_vec(), vec![FileProblem::Empty]),
            (utf16(b"\xff\xfe"), wrong(1, "UTF-16")),
            (utf16(b""), wrong(1, "UTF-16")),
            (b"kode,nam\xe9,jenis,induk\n".to_vec(), wrong(1, "Windows-1252")),
            (
                [header.as_bytes(), b"A,B,unit,\nB,Caf\xe9,unit,\n"].concat(),
                wrong(3, "Windows-1252"),
            ),
            (
                format!("{header}A,A,unit,\nB,B,un").into(),
                vec![FileProblem::Truncated { baris: 3 }],
            ),
            (
                format!("{header}A,A,unit,\nB,\"B,unit,\nC,C,unit,\n").into(),
                vec![FileProblem::Truncated { baris: 3 }],
            ),
            (
                b"kode,nama,jenis\n".to_vec(),
                vec![FileProblem::MissingColumns { jenis: "opd".into(), kolom: "induk".into() }],
            ),
        ];
        for (bytes, expected) in table {
            let path = office.write("berkas.csv", bytes);
            assert_eq!(office.file_problems(path), *expected, "{}", String::from_utf8_lossy(bytes));
        }
        let folder = office.dir.path().to_path_buf();
        let problems = office.file_problems(folder);
        assert!(matches!(problems[..], [FileProblem::Unreadable { .. }]), "{problems:?}");
        let missing = office.dir.path().join("tidak-ada.csv");
        assert_eq!(office.file_problems(missing), [FileProblem::NotFound]);
    }

    #[test]
    fn rows_with_other_fields_than_the_header() {
        let mut office = Office::under(CONTOH);
        let text = "kode,nama,jenis,induk,\nA,Dinas A, B dan C,unit,,\nB,B,unit\n;;;\nC,C,unit,,x\nD,\"D\"d,unit,,\n,,,,\n";
        assert_eq!(
            office.errors(text),
            [
                r#"2 - {"alasan":"jumlah-kolom","ada":6,"perlu":5}"#,
                r#"3 - {"alasan":"jumlah-kolom","ada":3,"perlu":5}"#,
                r#"4 - {"alasan":"jumlah-kolom","ada":1,"perlu":5}"#,
                r#"5 - {"alasan":"sel-tanpa-judul","kolom":5}"#,
                r#"6 - {"alasan":"tanda-kutip"}"#,
            ]
        );
    }
}
