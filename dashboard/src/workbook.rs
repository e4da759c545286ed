//! Rows, or the parts of a document, as an XLSX workbook. The same rows give the same bytes.

use ingest::identity::Instant;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use crate::tabel::Tabel;

/// Widest a column is drawn, in characters.
const WIDEST: usize = 60;
/// Digits that a spreadsheet keeps of a number.
const DIGITS_KEPT: usize = 15;

/// A workbook of one table and of what is to be known about it.
pub struct Table<'a> {
    /// Name of the first sheet: at most 31 characters, none of `[]:*?/\`.
    pub name: &'a str,
    /// Lines above the header, such as a form's printed title.
    pub titles: &'a [String],
    /// Header first.
    pub rows: &'a [Vec<String>],
    /// Lines below, such as a signature block.
    pub below: &'a [String],
    /// What a second sheet says: name and value.
    pub about: &'a [(String, String)],
    /// When what it shows was recorded; stands as the file's date.
    pub at: Instant,
}

impl Table<'_> {
    /// The bytes of the workbook. Errors: [`XlsxError`], such as more rows than a sheet holds.
    pub fn to_bytes(&self) -> Result<Vec<u8>, XlsxError> {
        let mut workbook = Workbook::new();
        let at = ExcelDateTime::from_timestamp(self.at.0.div_euclid(1_000))?;
        workbook.set_properties(&DocProperties::new().set_creation_datetime(&at));
        self.write_rows(workbook.add_worksheet())?;
        if !self.about.is_empty() {
            let sheet = workbook.add_worksheet();
            sheet.set_name(crate::text::t("buku-keterangan"))?;
            sheet.set_column_width(0, 24)?;
            sheet.set_column_width(1, 80)?;
            for (row, (name, value)) in self.about.iter().enumerate() {
                sheet.write_string_with_format(row as u32, 0, name, &Format::new().set_bold())?;
                sheet.write_string(row as u32, 1, value)?;
            }
        }
        workbook.save_to_buffer()
    }

    fn write_rows(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        sheet.set_name(self.name)?;
        let bold = Format::new().set_bold();
        for (row, title) in self.titles.iter().enumerate() {
            sheet.write_string_with_format(row as u32, 0, title, &bold)?;
        }
        let heading = Format::new()
            .set_bold()
            .set_text_wrap()
            .set_align(FormatAlign::VerticalCenter)
            .set_border(FormatBorder::Thin);
        let top = self.titles.len() as u32 + u32::from(!self.titles.is_empty());
        let columns = self.rows.first().map_or(0, Vec::len);
        for column in 0..columns {
            let cells = || self.rows.iter().skip(1).filter_map(|row| row.get(column));
            let decimals = decimals_of(cells());
            let format = cell_format(decimals);
            let widest = cells().flat_map(|cell| cell.lines()).map(|line| line.chars().count());
            let name = self.rows[0][column].as_str();
            let width = widest.max().unwrap_or(0).max(name.chars().count().min(24));
            let column = column as u16;
            sheet.set_column_width(column, (width.min(WIDEST) + 2) as f64)?;
            sheet.write_string_with_format(top, column, name, &heading)?;
            for (row, cell) in (top + 1..).zip(cells()) {
                match decimals.and_then(|_| cell.parse::<f64>().ok()) {
                    Some(number) => sheet.write_number_with_format(row, column, number, &format)?,
                    None => sheet.write_string_with_format(row, column, cell, &format)?,
                };
            }
        }
        let end = top + self.rows.len() as u32;
        for (row, line) in (end + 1..).zip(self.below) {
            sheet.write_string(row, 0, line)?;
        }
        if let (true, Some(last)) = (self.rows.len() > 1, columns.checked_sub(1)) {
            sheet.set_freeze_panes(top + 1, 0)?;
            sheet.set_repeat_rows(top, top)?;
            if self.below.is_empty() {
                sheet.autofilter(top, 0, end - 1, last as u16)?;
            }
        }
        sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
        Ok(())
    }
}

/// A document of several tables on one sheet, as it is printed.
#[derive(Debug, Default)]
pub struct Document {
    /// Title, unit, period: one line each; the first is the title.
    pub head: Vec<String>,
    /// Its parts in order.
    pub parts: Vec<Part>,
    /// Who signs, what it rests on.
    pub below: Vec<String>,
}

/// One part of a document.
#[derive(Debug, Default)]
pub struct Part {
    /// Its heading.
    pub heading: String,
    /// Lines of text under it.
    pub lines: Vec<String>,
    /// Tables under these.
    pub tables: Vec<Tabel>,
}

/// Widest a column of a document is drawn: several tables share it.
const WIDEST_SHARED: usize = 40;

impl Document {
    /// The bytes of the workbook; `at` stands as the file's date. Errors: [`XlsxError`].
    pub fn to_bytes(&self, name: &str, at: Instant) -> Result<Vec<u8>, XlsxError> {
        let mut workbook = Workbook::new();
        let at = ExcelDateTime::from_timestamp(at.0.div_euclid(1_000))?;
        workbook.set_properties(&DocProperties::new().set_creation_datetime(&at));
        let sheet = workbook.add_worksheet();
        sheet.set_name(name)?;
        let bold = Format::new().set_bold();
        let mut row = 0;
        for line in &self.head {
            sheet.write_string_with_format(row, 0, line, &bold)?;
            row += 1;
        }
        for part in &self.parts {
            row += 1;
            sheet.write_string_with_format(row, 0, &part.heading, &bold)?;
            row += 1;
            for line in &part.lines {
                sheet.write_string(row, 0, line)?;
                row += 1;
            }
            for table in &part.tables {
                row = write_table(sheet, row, table)?;
            }
        }
        for line in &self.below {
            row += 1;
            sheet.write_string(row, 0, line)?;
        }
        self.widen(sheet)?;
        sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
        workbook.save_to_buffer()
    }

    /// The same with a sheet a part, called after its heading, and the head and what it rests on on
    /// the last. Errors: [`XlsxError`].
    pub fn to_sheets(&self, at: Instant) -> Result<Vec<u8>, XlsxError> {
        let mut workbook = Workbook::new();
        let at = ExcelDateTime::from_timestamp(at.0.div_euclid(1_000))?;
        workbook.set_properties(&DocProperties::new().set_creation_datetime(&at));
        let bold = Format::new().set_bold();
        for part in &self.parts {
            let sheet = workbook.add_worksheet();
            sheet.set_name(sheet_name(&part.heading))?;
            let mut row = 0;
            for line in self.head.iter().take(1).chain([&part.heading]) {
                sheet.write_string_with_format(row, 0, line, &bold)?;
                row += 1;
            }
            for line in &part.lines {
                sheet.write_string(row, 0, line)?;
                row += 1;
            }
            row += 1;
            for table in &part.tables {
                if part.tables.len() > 1 {
                    sheet.write_string_with_format(row, 0, &table.judul, &bold)?;
                    row += 1;
                }
                row = write_table(sheet, row, table)? + 1;
            }
            widen(sheet, part.tables.iter())?;
            sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
        }
        let sheet = workbook.add_worksheet();
        sheet.set_name(crate::text::t("buku-keterangan"))?;
        for (row, line) in (0..).zip(self.head.iter().chain(&self.below)) {
            sheet.write_string(row, 0, line)?;
        }
        workbook.save_to_buffer()
    }

    fn widen(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        widen(sheet, self.parts.iter().flat_map(|part| &part.tables))
    }
}

/// Columns as wide as what stands in any of these tables.
fn widen<'t>(
    sheet: &mut Worksheet,
    tables: impl Iterator<Item = &'t Tabel>,
) -> Result<(), XlsxError> {
    let mut widths: Vec<usize> = Vec::new();
    for rows in tables.map(Tabel::printed) {
        for (column, cell) in rows.iter().flat_map(|row| row.iter().enumerate()) {
            if widths.len() <= column {
                widths.resize(column + 1, 4);
            }
            widths[column] = widths[column].max(cell.chars().count().min(WIDEST_SHARED));
        }
    }
    for (column, width) in (0..).zip(widths) {
        sheet.set_column_width(column, (width + 2) as f64)?;
    }
    Ok(())
}

/// A heading as the name of a sheet: no more than 31 characters, none that a workbook refuses.
fn sheet_name(heading: &str) -> String {
    heading.chars().filter(|letter| !"[]:*?/\\".contains(*letter)).take(31).collect()
}

/// Writes a table and answers the row after it.
fn write_table(sheet: &mut Worksheet, first: u32, table: &Tabel) -> Result<u32, XlsxError> {
    if table.baris.is_empty() {
        sheet.write_string(first, 0, &table.kosong)?;
        return Ok(first + 1);
    }
    let cell = cell_format(None).set_border(FormatBorder::Thin);
    let head = Format::new().set_bold().set_text_wrap().set_border(FormatBorder::Thin);
    let rows = table.printed();
    for (row, cells) in (first..).zip(&rows) {
        let format = if row == first { &head } else { &cell };
        for (column, text) in (0..).zip(cells) {
            sheet.write_string_with_format(row, column, text, format)?;
        }
    }
    Ok(first + rows.len() as u32 + 1)
}

fn cell_format(decimals: Option<usize>) -> Format {
    let format = Format::new().set_align(FormatAlign::Top).set_border(FormatBorder::Hair);
    match decimals {
        None => format.set_num_format("@").set_text_wrap(),
        Some(0) => format.set_num_format("0"),
        Some(places) => format.set_num_format(format!("0.{}", "0".repeat(places))),
    }
}

/// Decimals of a column of numbers; none where a cell is no number, or would change as one.
fn decimals_of<'c>(cells: impl Iterator<Item = &'c String>) -> Option<usize> {
    let mut most = None;
    for cell in cells.filter(|cell| !cell.is_empty()) {
        let digits = cell.strip_prefix('-').unwrap_or(cell);
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let is_number = plain(whole)
            && plain(part)
            && (whole == "0" || (!whole.is_empty() && !whole.starts_with('0')))
            && (digits.contains('.') != part.is_empty())
            && whole.len() + part.len() <= DIGITS_KEPT;
        if !is_number {
            return None;
        }
        most = most.max(Some(part.len()));
    }
    most
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimals(cells: &[&str]) -> Option<usize> {
        let cells: Vec<String> = cells.iter().map(ToString::to_string).collect();
        decimals_of(cells.iter())
    }

    #[test]
    fn only_columns_of_numbers_that_stay_what_they_are_become_numbers() {
        assert_eq!(decimals(&["82.50", "", "-7.00"]), Some(2));
        assert_eq!(decimals(&["0", "12"]), Some(0));
        for text in ["007", "A", "1.", ".5", "1,5", "1e5", "198001012005019001", "", "-"] {
            assert_eq!(decimals(&[text]), None, "{text}");
        }
    }

    #[test]
    fn the_same_rows_give_the_same_bytes() {
        let rows = [vec!["kode".to_owned(), "skor".to_owned()], vec!["A".into(), "82.50".into()]];
        let about = [("Posisi".to_owned(), "7".to_owned())];
        let table = Table {
            name: "peringkat",
            titles: &["Judul".to_owned()],
            rows: &rows,
            below: &["Ketua".to_owned()],
            about: &about,
            at: Instant(1_772_418_600_000),
        };
        assert_eq!(table.to_bytes().unwrap(), table.to_bytes().unwrap());
    }
}
