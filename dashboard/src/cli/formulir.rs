//! `jejak formulir`: the entries of a form under its printed columns, with their texts.

use std::path::{Path, PathBuf};

use analytics::Limit;
use analytics::catatan::{Chosen, ever};
use clap::Args;
use ingest::register::nearest;
use ingest::rule_pack::{Formulir, Untuk};

use super::rank::moment;
use super::{Failure, RecordArgs, open_app, open_record, print, wait};
use crate::app::{App, AppError, View};
use crate::entri::Names;
use crate::export;
use crate::pages::periods::name;
use crate::tabel::Tabel;
use crate::text::{t, tf};
use crate::workbook::Table;

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
    let app = open_app(&args.record)?.with_desk(open_record(&args.record)?);
    let view = app.view(as_of)?;
    let app = app.at(view.position);
    let form = find(&app, &args.formulir)?;
    let (table, head) = wait(printed(&app, &view, form, args))??;
    let Some(path) = &args.output else {
        print(&export::csv(&table.rows(), b','));
        return Ok(());
    };
    write(path, form, &table, &head, &view)
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
    let names = Names::load(app, view).await?;
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

/// Writes a table to a file of the kind that its ending names.
fn write(
    path: &Path,
    form: &Formulir,
    table: &Tabel,
    titles: &[String],
    view: &View,
) -> Result<(), Failure> {
    let file = path.display().to_string();
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let bytes = match ending.to_ascii_lowercase().as_str() {
        "csv" => export::csv(&table.rows(), b',').into_bytes(),
        "json" => format!("{:#}\n", table.json()).into_bytes(),
        "xlsx" => {
            let below = match form.tanda_tangan.as_str() {
                "" => Vec::new(),
                post => vec![t("tanda-tangan-tempat"), post.to_owned(), t("tanda-tangan-nama")],
            };
            let sheet = Table {
                name: &t("buku-lembar"),
                titles,
                rows: &table.printed(),
                below: &below,
                about: &[],
                at: view.recorded_at,
            };
            sheet.to_bytes().map_err(|error| Failure::No(error.to_string()))?
        }
        _ => return Err(Failure::Misuse(tf("formulir-akhiran", &[("nilai", &file)]))),
    };
    std::fs::write(path, bytes).map_err(|sebab| {
        let sebab = sebab.to_string();
        Failure::No(tf("template-gagal", &[("berkas", &file), ("sebab", &sebab)]))
    })
}
