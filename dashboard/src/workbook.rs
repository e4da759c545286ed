//! Tables on the sheets of a workbook, as they are printed.

use std::path::Path;

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

use crate::tabel::Tabel;

/// What stands on one sheet: lines above, then tables under their headings, then lines below.
#[derive(Debug, Default)]
pub struct Lembar {
    /// Title, unit, period: one line each; the first is the title.
    pub kepala: Vec<String>,
    /// Headings with what stands under them.
    pub bagian: Vec<(String, Vec<Tabel>, Vec<String>)>,
    /// Who signs, what it rests on.
    pub kaki: Vec<String>,
}

/// Widest a column becomes, in characters; longer text is wrapped.
const WIDEST: usize = 48;
/// Narrowest, in characters.
const NARROWEST: usize = 6;

/// Writes a sheet to a file. Errors: [`XlsxError`].
pub fn write(path: &Path, name: &str, lembar: &Lembar) -> Result<(), XlsxError> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    // A sheet's name has at most 31 characters.
    sheet.set_name(name.chars().take(31).collect::<String>())?;
    let title = Format::new().set_bold().set_font_size(14);
    let heading = Format::new().set_bold();
    let head = Format::new().set_bold().set_border(FormatBorder::Thin).set_text_wrap();
    let text = Format::new()
        .set_num_format("@")
        .set_border(FormatBorder::Thin)
        .set_align(FormatAlign::Top)
        .set_text_wrap();
    let mut row = 0;
    for (index, line) in lembar.kepala.iter().enumerate() {
        let format = if index == 0 { &title } else { &heading };
        sheet.write_string_with_format(row, 0, line, format)?;
        row += 1;
    }
    for (judul, tables, lines) in &lembar.bagian {
        row += 1;
        if !judul.is_empty() {
            sheet.write_string_with_format(row, 0, judul, &heading)?;
            row += 1;
        }
        for line in lines {
            sheet.write_string(row, 0, line)?;
            row += 1;
        }
        for table in tables {
            row = write_table(sheet, row, table, &head, &text)?;
        }
    }
    row += 1;
    for line in &lembar.kaki {
        sheet.write_string(row, 0, line)?;
        row += 1;
    }
    widen(sheet, lembar)?;
    sheet.set_landscape();
    sheet.set_print_fit_to_pages(1, 0);
    workbook.save(path)
}

/// Columns are text, so that no spreadsheet turns a NIP into a rounded number or a code into a date.
fn write_table(
    sheet: &mut Worksheet,
    first: u32,
    table: &Tabel,
    head: &Format,
    text: &Format,
) -> Result<u32, XlsxError> {
    if table.baris.is_empty() {
        sheet.write_string(first, 0, &table.kosong)?;
        return Ok(first + 1);
    }
    for (column, judul) in (0..).zip(table.printed()) {
        sheet.write_string_with_format(first, column, &table.kolom[judul].teks, head)?;
    }
    for (row, baris) in (first + 1..).zip(&table.baris) {
        for (column, place) in (0..).zip(table.printed()) {
            let words = baris.sel.get(place).map_or("", |sel| &sel.teks);
            sheet.write_string_with_format(row, column, words, text)?;
        }
    }
    Ok(first + 2 + table.baris.len() as u32)
}

fn widen(sheet: &mut Worksheet, lembar: &Lembar) -> Result<(), XlsxError> {
    let mut widths: Vec<usize> = Vec::new();
    for table in lembar.bagian.iter().flat_map(|(_, tables, _)| tables) {
        for (column, place) in table.printed().into_iter().enumerate() {
            let cells = table.baris.iter().filter_map(|baris| baris.sel.get(place));
            let longest = cells.map(|sel| sel.teks.chars().count()).max().unwrap_or(0);
            let wanted = longest.max(table.kolom[place].teks.chars().count().min(20));
            if widths.len() <= column {
                widths.resize(column + 1, NARROWEST);
            }
            widths[column] = widths[column].max(wanted.min(WIDEST));
        }
    }
    for (column, width) in (0..).zip(widths) {
        sheet.set_column_width(column, width as f64 + 2.0)?;
    }
    Ok(())
}
