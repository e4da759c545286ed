//! Rows of a workbook's first sheet, cell by cell as they stand in the file.
//!
//! Only calamine's streaming reader is used: a range over the sheet would reserve room for every
//! cell up to the farthest, and one cell in a far corner is enough to exhaust any machine.

use std::fmt::Write;
use std::fs::File;
use std::io::BufReader;

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
    name: String,
    /// Row of the header, counted from 1.
    header: usize,
}

impl Sheet {
    /// Opens a workbook that unpacks to a sound size.
    pub(super) fn open(mut input: BufReader<File>) -> Result<Self, FileProblem> {
        archive::check(&mut input)?;
        let workbook = Xlsx::new(input).map_err(|error| damaged(&error))?;
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
        let mut cells =
            self.workbook.worksheet_cells_reader(&self.name).map_err(|error| damaged(&error))?;
        row.begin(0);
        while let Some(cell) = cells.next_cell().map_err(|error| damaged(&error))? {
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

fn damaged(error: &XlsxError) -> FileProblem {
    FileProblem::DamagedWorkbook { rincian: error.to_string() }
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
mod tests {
    use rust_xlsxwriter::{ExcelDateTime as Moment, Format, Formula, Workbook, Worksheet};

    use super::super::super::tests::{ANI, CONTOH, Office, lines};
    use super::*;
    use crate::files::{ImportError, Summary};

    fn import(office: &mut Office, fill: impl Fn(&mut Worksheet)) -> Result<Summary, ImportError> {
        let mut workbook = Workbook::new();
        fill(workbook.add_worksheet());
        workbook.add_worksheet().write(0, 0, "lembar lain").unwrap();
        let path = office.dir.path().join("berkas.xlsx");
        workbook.save(&path).unwrap();
        office.import_files(&[path])
    }

    fn header(sheet: &mut Worksheet, row: u32, names: &str) {
        for (column, name) in names.split(',').enumerate() {
            sheet.write(row, column as u16, name).unwrap();
        }
    }

    const KBK: &str = "kode,opd,nama,sk_nomor,sk_tanggal";

    #[test]
    fn dates_numbers_and_texts_are_read_as_they_are_shown() {
        let mut office = Office::under(CONTOH);
        let date = Format::new().set_num_format("dd/mm/yyyy");
        let summary = import(&mut office, |sheet| {
            // The form begins lower down, and a row between its rows is empty.
            header(sheet, 2, KBK);
            header(sheet, 3, "KBK-C, DINAS-A ,  Kelompok C\u{a0},,");
            sheet.write(3, 3, 188).unwrap();
            let day = Moment::from_ymd(2026, 3, 31).unwrap();
            sheet.write_with_format(3, 4, &day, &date).unwrap();
            header(sheet, 5, "KBK-D,DINAS-A,D,188/2026,2026-03-31");
            // A cell that only has a colour is no cell.
            sheet.write_blank(5, 300, &Format::new().set_bold()).unwrap();
        })
        .unwrap();
        assert_eq!(lines(&summary.errors), [""; 0]);
        assert_eq!((summary.rows, summary.accepted), (2, 2));
        assert!(office.text().contains(
            r#"{"kode":"KBK-C","opd":"DINAS-A","nama":"Kelompok C","sk_nomor":"188","sk_tanggal":"2026-03-31"}"#
        ));
        // The same rows as text are the same commands.
        let csv = format!("{KBK}\nKBK-C,DINAS-A,Kelompok C,188,2026-03-31\n");
        assert_eq!(office.import(&csv).repeated, 1);
    }

    #[test]
    fn what_a_spreadsheet_has_changed_is_refused_by_cell() {
        let mut office = Office::under(CONTOH);
        let date = Format::new().set_num_format("yyyy-mm-dd hh:mm");
        let summary = import(&mut office, |sheet| {
            header(sheet, 0, KBK);
            header(sheet, 1, ",DINAS-A,C,1,2026-03-31");
            sheet.write(1, 0, 1.1).unwrap();
            header(sheet, 2, "KBK-D,DINAS-A,D,1,");
            let moment = Moment::from_ymd(2026, 3, 31).unwrap().and_hms(10, 0, 0).unwrap();
            sheet.write_with_format(2, 4, &moment, &date).unwrap();
            header(sheet, 3, "KBK-E,DINAS-A,,1,2026-03-31");
            sheet.write_formula(3, 2, Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
            header(sheet, 4, "KBK-F,DINAS-A,F,1,");
            sheet.write(4, 4, 46_112).unwrap();
            header(sheet, 5, "KBK-G,DINAS-A,G,,2026-03-31");
            sheet.write(5, 3, 1_234_567_890_123_456_789_u64 as f64).unwrap();
            header(sheet, 6, "KBK-H,DINAS-A,H,1,2026-03-31,catatan");
        })
        .unwrap();
        assert_eq!(
            lines(&summary.errors),
            [
                r#"2 kode {"alasan":"teks-sebagai-angka","isi":"1.1"}"#,
                r#"3 sk_tanggal {"alasan":"bukan-tanggal","isi":"2026-03-31 10:00:00"}"#,
                r##"4 nama {"alasan":"sel-rusak","isi":"#DIV/0!"}"##,
                r#"5 sk_tanggal {"alasan":"bukan-tanggal","isi":"46112"}"#,
                r#"6 sk_nomor {"alasan":"teks-sebagai-angka","isi":"1234567890123456800"}"#,
                r#"7 - {"alasan":"sel-tanpa-judul","kolom":6}"#,
            ]
        );
    }

    #[test]
    fn a_nip_that_came_as_a_number_has_lost_digits() {
        let mut office = Office::under(CONTOH);
        let fill = |number: bool| {
            move |sheet: &mut Worksheet| {
                header(sheet, 0, "opd,nip,nama,status,kelas_jabatan");
                header(sheet, 1, "DINAS-A,,Ani,pns,pimpinan");
                match number {
                    true => sheet.write(1, 1, ANI.parse::<f64>().unwrap()).unwrap(),
                    false => sheet.write(1, 1, ANI).unwrap(),
                };
            }
        };
        let summary = import(&mut office, fill(true)).unwrap();
        assert_eq!(lines(&summary.errors), [r#"2 nip {"alasan":"nip-sebagai-angka"}"#]);
        assert_eq!(import(&mut office, fill(false)).unwrap().repeated, 1);
    }

    #[test]
    fn a_cell_in_a_far_corner_is_refused_without_room_for_the_sheet() {
        let mut office = Office::under(CONTOH);
        for (row, column, sel) in [(1_048_575, 16_383, "XFD1048576"), (1, 256, "IW2")] {
            let refused = import(&mut office, |sheet| {
                header(sheet, 0, KBK);
                sheet.write(row, column, "x").unwrap();
            });
            let Err(ImportError::Files(errors)) = refused else { panic!("{refused:?}") };
            let expected = FileProblem::FarCell {
                sel: sel.to_owned(),
                paling_banyak_kolom: 256,
                paling_banyak_baris: 1_048_576,
            };
            assert_eq!(errors[0].problem, expected);
        }
    }

    #[test]
    fn a_workbook_that_is_empty_or_cut_is_said_to_be() {
        let mut office = Office::under(CONTOH);
        let refused = import(&mut office, |_| ());
        let Err(ImportError::Files(errors)) = refused else { panic!("{refused:?}") };
        assert_eq!(errors[0].problem, FileProblem::Empty);

        import(&mut office, |sheet| header(sheet, 0, KBK)).unwrap();
        let whole = std::fs::read(office.dir.path().join("berkas.xlsx")).unwrap();
        let cut = office.write("terpotong.xlsx", &whole[..whole.len() / 2]);
        let problems = office.file_problems(cut);
        assert!(matches!(problems[..], [FileProblem::DamagedWorkbook { .. }]), "{problems:?}");
    }

    #[test]
    fn a_form_in_a_workbook_is_the_form_in_a_text_file() {
        let mut office = Office::under(CONTOH);
        let questions: String = (1..=12).map(|n| format!(",q{n}")).collect();
        let names = format!("opd,periode,token,kelas_jabatan,tanggal{questions}");
        let day = Moment::from_ymd(2026, 5, 4).unwrap();
        let date = Format::new().set_num_format("yyyy-mm-dd");
        let summary = import(&mut office, |sheet| {
            header(sheet, 0, &names);
            header(sheet, 1, "DINAS-A,EV-2026,t1,pelaksana");
            sheet.write_with_format(1, 4, &day, &date).unwrap();
            (0..12).for_each(|n| _ = sheet.write(1, 5 + n, n % 5 + 1).unwrap());
        })
        .unwrap();
        assert_eq!((summary.accepted, summary.errors.len()), (1, 0));
        let row = "DINAS-A,EV-2026,t1,pelaksana,2026-05-04,1,2,3,4,5,1,2,3,4,5,1,2";
        assert_eq!(office.import(&format!("{names}\n{row}\n")).repeated, 1);
    }

    #[test]
    fn columns_are_named_as_on_screen() {
        let names: Vec<String> = [0, 25, 26, 255, 701, 702, 16_383].map(column_name).into();
        assert_eq!(names, ["A", "Z", "AA", "IV", "ZZ", "AAA", "XFD"]);
    }
}
