//! `jejak template`: an empty form of an import kind, to be filled by hand.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use ingest::files::Kind;
use ingest::register::Register;
use ingest::rule_pack::{Formulir, LoadedPack, RulePack};
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, Format, FormatAlign, FormatBorder, Note, Workbook,
    Worksheet, XlsxError,
};

use super::{Failure, RecordArgs, SHIPPED, open_record, print, read_pack};
use crate::columns::{Column, Holds, columns_of};
use crate::export::csv;
use crate::text::{t, tf};

#[derive(Args)]
pub(crate) struct TemplateArgs {
    kind: String,
    #[arg(short, long)]
    output: Option<PathBuf>,
    #[arg(long)]
    data: Option<PathBuf>,
    #[arg(long, requires = "data")]
    log: Option<String>,
    #[arg(long, conflicts_with = "data")]
    regulation: Option<PathBuf>,
}

/// Rows of a template that are ready to be filled.
const READY: u32 = 1_000;

/// Codes that the record knows, by what a column names.
type Known = BTreeMap<String, Vec<(String, String)>>;

/// Columns are those of the record's rules or, without a record, of a shipped pack. With a record the
/// lists hold its units, KBK, rounds and entries too.
pub(crate) fn template(args: &TemplateArgs) -> Result<(), Failure> {
    let (rules, known) = match &args.data {
        Some(data) => {
            let at = RecordArgs { data: data.clone(), log: args.log.clone() };
            let record = open_record(&at)?;
            let known = known_to(&Register::read(&record.log, None)?, &record.rules.pack);
            (record.rules, known)
        }
        None => {
            let first = Path::new(SHIPPED[0].0);
            let named = args.regulation.as_deref().unwrap_or(first);
            (Arc::new(read_pack(named)?), Known::new())
        }
    };
    let rules: &LoadedPack = &rules;
    let kind = Kind::parse(&args.kind, &rules.pack).ok_or_else(|| {
        let known: Vec<&str> = Kind::all(&rules.pack).map(|kind| kind.name(&rules.pack)).collect();
        Failure::Misuse(tf(
            "template-jenis",
            &[("nilai", &args.kind), ("pilihan", &known.join(", "))],
        ))
    })?;
    let columns = columns_of(kind, &rules.pack);
    let header = || vec![columns.iter().map(|column| column.name.clone()).collect()];
    let Some(path) = &args.output else {
        print(&csv(&header(), b','));
        return Ok(());
    };
    let file = path.display().to_string();
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let written = match ending.to_ascii_lowercase().as_str() {
        "csv" => std::fs::write(path, csv(&header(), b',')).map_err(|error| error.to_string()),
        "xlsx" => write_workbook(path, kind, &rules.pack, &columns, &known)
            .map_err(|error| error.to_string()),
        _ => return Err(Failure::Misuse(tf("template-akhiran", &[("nilai", &file)]))),
    };
    written.map_err(|sebab| {
        Failure::No(tf("template-gagal", &[("berkas", &file), ("sebab", &sebab)]))
    })?;
    print(&format!(
        "{}\n",
        tf("template-selesai", &[("jenis", kind.name(&rules.pack)), ("berkas", &file)])
    ));
    Ok(())
}

fn known_to(register: &Register, pack: &RulePack) -> Known {
    let mut known = Known::new();
    let units = register.opd.values().map(|opd| (opd.kode.to_string(), opd.nama.clone()));
    known.insert("opd".into(), units.collect());
    let kbk = register.kbk.values().map(|kbk| (kbk.kode.to_string(), kbk.nama.clone()));
    known.insert("kbk".into(), kbk.collect());
    let rounds = register.periode.keys().map(|kode| (kode.to_string(), String::new()));
    known.insert("periode".into(), rounds.collect());
    let gelar = register
        .gelar
        .values()
        .map(|gelar| (gelar.opened.kode.to_string(), gelar.opened.topik.clone()));
    known.insert("gelar".into(), gelar.collect());
    for form in &pack.formulir {
        let codes = register.entries.codes(&form.kode).map(|kode| (kode.to_owned(), String::new()));
        known.insert(form.kode.clone(), codes.collect());
    }
    known
}

/// The first sheet is what is imported; a second explains it with an example; a third, hidden, holds
/// the lists. Columns are text, so that no spreadsheet turns a NIP into a rounded number or a code
/// into a date.
fn write_workbook(
    path: &Path,
    kind: Kind,
    pack: &RulePack,
    columns: &[Column],
    known: &Known,
) -> Result<(), XlsxError> {
    let mut workbook = Workbook::new();
    let lists = t("template-lembar-daftar");
    write_form(workbook.add_worksheet(), kind.name(pack), columns, known, &lists)?;
    write_guide(workbook.add_worksheet(), kind, pack, columns)?;
    write_lists(workbook.add_worksheet(), columns, known, &lists)?;
    workbook.save(path)
}

fn write_form(
    sheet: &mut Worksheet,
    name: &str,
    columns: &[Column],
    known: &Known,
    lists: &str,
) -> Result<(), XlsxError> {
    sheet.set_name(sheet_name(name))?;
    let text = Format::new().set_num_format("@");
    let heading =
        Format::new().set_bold().set_border_bottom(FormatBorder::Thin).set_num_format("@");
    let required = heading.clone().set_background_color("DDE7F0");
    for (place, column) in columns.iter().enumerate() {
        let at = place as u16;
        sheet.set_column_format(at, &text)?;
        sheet.set_column_width(
            at,
            (column.name.len().max(column.example.len()) as f64 + 4.0).clamp(10.0, 40.0),
        )?;
        let format = if column.required { &required } else { &heading };
        sheet.write_string_with_format(0, at, &column.name, format)?;
        let note = note(column);
        let height = 40 + 15 * (note.chars().count() as u32 / 40 + note.lines().count() as u32);
        sheet.insert_note(
            0,
            at,
            &Note::new(note).set_author("jejak").set_width(300).set_height(height),
        )?;
        let choices = choices(column, known);
        if !choices.is_empty() && column.holds != Holds::Codes {
            let letter = column_letter(place);
            let list = format!("='{lists}'!${letter}$2:${letter}${}", choices.len() + 1);
            let rule = DataValidation::new()
                .allow_list_formula(list.as_str().into())
                .set_error_style(DataValidationErrorStyle::Stop)
                .set_error_title(t("template-pilihan-judul"))?
                .set_error_message(t("template-pilihan"))?;
            sheet.add_data_validation(1, at, READY, at, &rule)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

fn note(column: &Column) -> String {
    let must = t(if column.required { "template-wajib" } else { "template-boleh-kosong" });
    let mut lines = vec![column.title.clone(), must, column.help.clone()];
    if !column.example.is_empty() {
        lines.push(tf("template-contoh", &[("contoh", &column.example)]));
    }
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}

fn write_guide(
    sheet: &mut Worksheet,
    kind: Kind,
    pack: &RulePack,
    columns: &[Column],
) -> Result<(), XlsxError> {
    sheet.set_name(t("template-lembar-petunjuk"))?;
    let bold = Format::new().set_bold();
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top).set_num_format("@");
    let mut row = 0;
    for line in introduction(kind.formulir(pack), kind.name(pack), pack) {
        sheet.write_string_with_format(row, 0, line, &bold)?;
        row += 1;
    }
    row += 1;
    let heads = ["kolom", "judul", "wajib", "isi", "pilihan", "contoh"];
    let widths = [18.0, 28.0, 10.0, 60.0, 50.0, 24.0];
    for (place, (head, width)) in (0..).zip(heads.into_iter().zip(widths)) {
        sheet.set_column_width(place, width)?;
        sheet.write_string_with_format(row, place, t(&format!("template-kolom-{head}")), &bold)?;
    }
    for column in columns {
        row += 1;
        let must = t(if column.required { "hal-ya" } else { "hal-tidak" });
        let choices: Vec<String> = column
            .choices
            .iter()
            .map(|(code, words)| match words.is_empty() || words == code {
                true => code.clone(),
                false => format!("{code} = {words}"),
            })
            .collect();
        let cells = [
            column.name.clone(),
            column.title.clone(),
            must,
            column.help.clone(),
            choices.join("\n"),
            column.example.clone(),
        ];
        for (place, cell) in (0..).zip(cells) {
            sheet.write_string_with_format(row, place, cell, &wrapped)?;
        }
    }
    row += 2;
    sheet.write_string_with_format(row, 0, t("template-contoh-baris"), &bold)?;
    for (place, column) in (0..).zip(columns) {
        sheet.write_string_with_format(row + 1, place, &column.name, &bold)?;
        sheet.write_string_with_format(row + 2, place, &column.example, &wrapped)?;
    }
    Ok(())
}

/// What the form is, where it stands, and how it is filled.
fn introduction(form: Option<&Formulir>, name: &str, pack: &RulePack) -> Vec<String> {
    let mut lines = match form {
        Some(form) => vec![
            form.judul_cetak.clone(),
            form.nama.clone(),
            form.sumber.clone(),
            form.petunjuk.clone(),
        ],
        None => vec![tf("template-jenis-impor", &[("jenis", name)])],
    };
    lines.push(pack.judul.clone());
    lines.push(t("template-cara"));
    lines.retain(|line| !line.is_empty());
    lines
}

fn write_lists(
    sheet: &mut Worksheet,
    columns: &[Column],
    known: &Known,
    name: &str,
) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    sheet.set_hidden(true);
    for (place, column) in (0..).zip(columns) {
        sheet.write_string(0, place, &column.name)?;
        for (row, (code, _)) in (1..).zip(choices(column, known)) {
            sheet.write_string(row, place, code)?;
        }
    }
    Ok(())
}

/// The codes that a cell may hold, as far as they are known.
fn choices(column: &Column, known: &Known) -> Vec<(String, String)> {
    match &column.names {
        Some(what) => known.get(what).cloned().unwrap_or_default(),
        None => column.choices.clone(),
    }
}

/// A sheet is called after its kind, so that the import knows it; a name has 31 characters at most.
fn sheet_name(kind: &str) -> &str {
    let end = kind.char_indices().nth(31).map_or(kind.len(), |(end, _)| end);
    &kind[..end]
}

/// `A` to `Z`, `AA` and so on.
fn column_letter(place: usize) -> String {
    let letter = |index: usize| char::from(b'A' + (index % 26) as u8);
    match place {
        0..26 => letter(place).to_string(),
        _ => format!("{}{}", column_letter(place / 26 - 1), letter(place)),
    }
}
