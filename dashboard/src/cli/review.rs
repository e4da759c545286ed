//! `jejak review`: the review of a quarter, with its decisions in words.

use std::path::{Path, PathBuf};

use analytics::tinjauan::quarter;
use clap::Args;

use super::rank::{Format, moment};
use super::table::aligned;
use super::{Failure, RecordArgs, open_app, open_record, print, wait};
use crate::app::{App, AppError, View};
use crate::entri::Names;
use crate::export;
use crate::laporan::Dokumen;
use crate::pages::laporan::{printed, proof};
use crate::pages::tinjauan::workbook;
use crate::tabel::Tabel;
use crate::text::tf;
use crate::tinjauan::Tinjauan;

#[derive(Args)]
pub(crate) struct ReviewArgs {
    #[command(flatten)]
    record: RecordArgs,
    #[arg(long)]
    periode: String,
    #[arg(long)]
    as_of: Option<String>,
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    #[arg(short, long)]
    output: Option<PathBuf>,
}

/// What a file is written as.
enum Ending {
    Html,
    Xlsx,
    Json,
    Csv,
}

/// A review, ready to be printed or written.
struct Prepared {
    app: App,
    view: View,
    tinjauan: Tinjauan,
    dokumen: Dokumen,
    json: serde_json::Value,
}

pub(crate) fn review(args: &ReviewArgs) -> Result<(), Failure> {
    let as_of = moment(args.as_of.as_deref())?;
    let periode = quarter(&args.periode).ok_or_else(|| {
        Failure::Misuse(tf("tinjauan-bukan-triwulan", &[("nilai", &args.periode)]))
    })?;
    let output = args.output.as_deref().map(|path| Ok::<_, Failure>((path, ending(path)?)));
    let output = output.transpose()?;
    let app = open_app(&args.record)?.with_desk(open_record(&args.record)?);
    let view = app.view(as_of)?;
    let app = app.at(view.position);
    let prepared = wait(async {
        let tinjauan = Tinjauan::load(&app, &view, periode).await?;
        let names = Names::load(&app, &view).await?;
        let dokumen = tinjauan.document(&app, &names)?;
        let json = tinjauan.json(&app, &view, &names)?;
        drop(names);
        Ok::<_, AppError>((tinjauan, dokumen, json))
    })?;
    let (tinjauan, dokumen, json) = prepared?;
    let prepared = Prepared { app, view, tinjauan, dokumen, json };
    if let Some((path, ending)) = output {
        return prepared.write(path, &ending);
    }
    match args.format {
        Format::Json => print(&format!("{}\n", prepared.json)),
        Format::Csv => print(&export::csv(&prepared.dokumen.rows(), b',')),
        Format::Table => print(&prepared.as_text()),
    }
    Ok(())
}

/// The kind of file that a path asks for.
fn ending(path: &Path) -> Result<Ending, Failure> {
    let file = path.display().to_string();
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    match ending.to_ascii_lowercase().as_str() {
        "html" => Ok(Ending::Html),
        "xlsx" => Ok(Ending::Xlsx),
        "json" => Ok(Ending::Json),
        "csv" => Ok(Ending::Csv),
        "pdf" => Err(Failure::Misuse(tf("tinjauan-tanpa-pdf", &[("nilai", &file)]))),
        _ => Err(Failure::Misuse(tf("laporan-akhiran", &[("nilai", &file)]))),
    }
}

impl Prepared {
    fn write(self, path: &Path, ending: &Ending) -> Result<(), Failure> {
        let Self { app, view, tinjauan, dokumen, json } = self;
        let proof = proof(&app, &view);
        let bytes = match ending {
            Ending::Html => printed(dokumen, &proof).into_string().into_bytes(),
            Ending::Csv => export::csv(&dokumen.rows(), b',').into_bytes(),
            Ending::Json => format!("{json:#}\n").into_bytes(),
            Ending::Xlsx => {
                let document = workbook(&dokumen, proof, tinjauan.details(&app));
                let bytes = document.to_sheets(view.recorded_at);
                bytes.map_err(|error| Failure::No(error.to_string()))?
            }
        };
        std::fs::write(path, bytes).map_err(|sebab| {
            let (file, sebab) = (path.display().to_string(), sebab.to_string());
            Failure::No(tf("template-gagal", &[("berkas", &file), ("sebab", &sebab)]))
        })
    }

    /// The review on a terminal: its parts one below the other.
    fn as_text(&self) -> String {
        let mut text = format!("{}\n", self.dokumen.judul);
        for (label, isi) in &self.dokumen.kepala {
            text.push_str(&format!("{label}: {isi}\n"));
        }
        for (number, part) in (1..).zip(&self.dokumen.bagian) {
            text.push_str(&format!("\n{number}. {}\n", part.judul));
            part.teks.iter().for_each(|line| text.push_str(&format!("{line}\n")));
            for table in &part.tabel {
                let heading = if part.tabel.len() > 1 { &*table.judul } else { "" };
                text.push_str(&as_lines(heading, table));
            }
        }
        text.push_str(&format!("\n{}\n", proof(&self.app, &self.view)));
        text
    }
}

fn as_lines(heading: &str, table: &Tabel) -> String {
    let heading = if heading.is_empty() { String::new() } else { format!("\n{heading}\n") };
    if table.baris.is_empty() {
        return format!("{heading}{}\n", table.kosong);
    }
    let right: Vec<usize> =
        (0..).zip(&table.kolom).filter(|(_, kolom)| kolom.angka).map(|(place, _)| place).collect();
    let header = table.kolom.iter().map(|kolom| kolom.teks.clone()).collect();
    let rows = table.baris.iter();
    let rows = rows.map(|baris| baris.sel.iter().map(|sel| sel.teks.clone()).collect());
    let lines: Vec<Vec<String>> = std::iter::once(header).chain(rows).collect();
    format!("{heading}{}", aligned(&lines, &right))
}
