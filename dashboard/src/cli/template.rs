//! `jejak template`: an empty file with the right headings.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use ingest::files::Kind;
use ingest::rule_pack::LoadedPack;
use rust_xlsxwriter::{Format, FormatBorder, Workbook, XlsxError};

use super::{Failure, RecordArgs, SHIPPED, open_record, print};
use crate::export::csv;
use crate::text::tf;

#[derive(Args)]
pub(crate) struct TemplateArgs {
    kind: String,
    #[arg(short, long)]
    output: Option<PathBuf>,
    #[arg(long)]
    data: Option<PathBuf>,
    #[arg(long, requires = "data")]
    log: Option<String>,
}

/// The questions of an evaluation form are those of the record's rules or, without a record, of the
/// first shipped pack.
pub(crate) fn template(args: &TemplateArgs) -> Result<(), Failure> {
    let rules = match &args.data {
        Some(data) => {
            let at = RecordArgs { data: data.clone(), log: args.log.clone() };
            open_record(&at)?.rules
        }
        None => {
            let (name, bytes) = SHIPPED[0];
            Arc::new(LoadedPack::of(Path::new(name), bytes.to_vec())?)
        }
    };
    let kind = Kind::parse(&args.kind, &rules.pack).ok_or_else(|| {
        let known: Vec<&str> = Kind::all(&rules.pack).map(|kind| kind.name(&rules.pack)).collect();
        Failure::Misuse(tf(
            "template-jenis",
            &[("nilai", &args.kind), ("pilihan", &known.join(", "))],
        ))
    })?;
    let (name, columns) = (kind.name(&rules.pack), kind.columns(&rules.pack));
    let Some(path) = &args.output else {
        print(&csv(&[columns], b','));
        return Ok(());
    };
    let file = path.display().to_string();
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let written = match ending.to_ascii_lowercase().as_str() {
        "csv" => std::fs::write(path, csv(&[columns], b',')).map_err(|error| error.to_string()),
        "xlsx" => write_workbook(path, name, &columns).map_err(|error| error.to_string()),
        _ => return Err(Failure::Misuse(tf("template-akhiran", &[("nilai", &file)]))),
    };
    written.map_err(|sebab| {
        Failure::No(tf("template-gagal", &[("berkas", &file), ("sebab", &sebab)]))
    })?;
    print(&format!("{}\n", tf("template-selesai", &[("jenis", name), ("berkas", &file)])));
    Ok(())
}

/// Columns are text, so that no spreadsheet turns a NIP into a rounded number or a code into a date.
fn write_workbook(path: &Path, name: &str, columns: &[String]) -> Result<(), XlsxError> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    // A tab has at most 31 letters.
    sheet.set_name(name.chars().take(31).collect::<String>())?;
    let heading = Format::new().set_bold().set_border_bottom(FormatBorder::Thin);
    let text = Format::new().set_num_format("@");
    for (column, name) in columns.iter().enumerate() {
        let column = column as u16;
        sheet.set_column_format(column, &text)?;
        sheet.set_column_width(column, (name.len() as f64 + 4.0).max(8.0))?;
        sheet.write_string_with_format(0, column, name, &heading)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    workbook.save(path)
}
