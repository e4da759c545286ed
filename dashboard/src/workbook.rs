//! Rows as an XLSX workbook. The same rows give the same bytes.

use ingest::identity::Instant;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

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
