//! `jejak formulir`: the entries of a form under its printed columns, with their texts.

use std::path::{Path, PathBuf};

use analytics::Limit;
use analytics::catatan::{Chosen, ever};
use clap::Args;
use ingest::register::nearest;
use ingest::rule_pack::{Formulir, Untuk};

use super::rank::moment;
use super::{Failure, RecordArgs, open_app, print, wait};
use crate::app::{App, AppError, View};
use crate::entri::Names;
use crate::export::{self, Reader};
use crate::pages::periods::name;
use crate::tabel::Tabel;
use crate::text::{t, tf};
use crate::workbook::{self, Lembar};

#[derive(Args)]
pub(crate) struct FormulirArgs {
    #[arg(value_name = "KODE")]
    formulir: String,
    #[command(flatten)]
    record: RecordArgs,
    #[arg(long, default_value = "")]
    opd: String,
    #[arg(long, default_value = "")]
    kbk: String,
    #[arg(long)]
    periode: Option<String>,
    #[arg(long)]
    as_of: Option<String>,
    #[arg(short, long)]
    output: Option<PathBuf>,
}

pub(crate) fn formulir(args: &FormulirArgs) -> Result<(), Failure> {
    let as_of = moment(args.as_of.as_deref())?;
    let app = open_app(&args.record)?;
    let view = app.view(as_of)?;
    let form = find(&app, &args.formulir)?;
    let (table, head) = wait(printed(&app, &view, form, args))??;
    let Some(path) = &args.output else {
        print(&export::csv(&table.rows(), b','));
        return Ok(());
    };
    write(path, &form.kode, &table, head)
}

fn find<'a>(app: &'a App, kode: &str) -> Result<&'a Formulir, Failure> {
    let pack = app.pack();
    pack.formulir(kode).ok_or_else(|| {
        let known = pack.formulir.iter().map(|form| form.kode.as_str());
        let mungkin = nearest(kode, known).unwrap_or_else(|| "tidak".to_owned());
        Failure::No(tf("formulir-tidak-ada", &[("kode", kode), ("mungkin", &mungkin)]))
    })
}

/// The entries as printed, and the lines above them.
async fn printed(
    app: &App,
    view: &View,
    form: &Formulir,
    args: &FormulirArgs,
) -> Result<(Tabel, Vec<String>), AppError> {
    let bench = app.bench(view, Limit::default());
    let periode = match &args.periode {
        Some(kode) => Some(bench.periode(kode).await?),
        None => None,
    };
    let chosen = Chosen { opd: args.opd.clone(), kbk: args.kbk.clone() };
    let span = periode.clone().unwrap_or_else(ever);
    let entries = bench.entries(&form.kode, &span, &chosen).await?;
    let names = Names::load(app, view, Reader::Tim).await?;
    let one = match form.untuk {
        Untuk::Kbk => !chosen.kbk.is_empty(),
        Untuk::Opd => !chosen.opd.is_empty(),
        Untuk::Pemda => true,
    };
    let mut head = vec![form.nama.clone()];
    if !form.judul_cetak.is_empty() {
        head.insert(0, form.judul_cetak.clone());
    }
    let line = |label: String, nama: String| format!("{label}: {nama}");
    if !chosen.opd.is_empty() {
        head.push(line(names.label(Untuk::Opd), names.opd(&chosen.opd)));
    }
    if !chosen.kbk.is_empty() {
        head.push(line(names.label(Untuk::Kbk), names.kbk(&chosen.kbk)));
    }
    head.extend(periode.map(|periode| line(t("saring-periode"), name(&periode.kode))));
    Ok((names.table(form, &entries, !one)?, head))
}

fn write(path: &Path, kode: &str, table: &Tabel, head: Vec<String>) -> Result<(), Failure> {
    let file = path.display().to_string();
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let written = match ending.to_ascii_lowercase().as_str() {
        "csv" => std::fs::write(path, export::csv(&table.rows(), b',')).map_err(|e| e.to_string()),
        "json" => std::fs::write(path, format!("{:#}\n", table.json())).map_err(|e| e.to_string()),
        "xlsx" => {
            let bagian = vec![(String::new(), vec![table.clone()], Vec::new())];
            let lembar = Lembar { kepala: head, bagian, kaki: Vec::new() };
            workbook::write(path, kode, &lembar).map_err(|error| error.to_string())
        }
        _ => return Err(Failure::Misuse(tf("formulir-akhiran", &[("nilai", &file)]))),
    };
    written
        .map_err(|sebab| Failure::No(tf("template-gagal", &[("berkas", &file), ("sebab", &sebab)])))
}
