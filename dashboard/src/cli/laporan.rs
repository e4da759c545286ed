//! `jejak laporan`: a report of the rule pack, put together from the record, with its texts.

use std::path::{Path, PathBuf};

use analytics::Limit;
use analytics::catatan::Chosen;
use analytics::periode::Periode;
use clap::Args;
use ingest::register::nearest;
use ingest::rule_pack::{Laporan, Untuk};

use super::rank::moment;
use super::{Failure, RecordArgs, open_app, open_record, print, wait};
use crate::app::{App, AppError, View};
use crate::entri::Names;
use crate::export;
use crate::laporan::{Dokumen, Pesanan, assemble};
use crate::pages::laporan::{printed, proof};
use crate::text::{t, tf};

#[derive(Args)]
pub(crate) struct LaporanArgs {
    #[arg(value_name = "KODE")]
    laporan: String,
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

pub(crate) fn laporan(args: &LaporanArgs) -> Result<(), Failure> {
    let as_of = moment(args.as_of.as_deref())?;
    let app = open_app(&args.record)?.with_desk(open_record(&args.record)?);
    let view = app.view(as_of)?;
    let app = app.at(view.position);
    let report = find(&app, &args.laporan)?;
    let chosen = chosen(&wait(Names::load(&app, &view))??, report, args)?;
    let dokumen = wait(written(&app, &view, report, chosen, args.periode.as_deref()))??;
    let Some(path) = &args.output else {
        print(&export::csv(&dokumen.rows(), b','));
        return Ok(());
    };
    write(path, dokumen, report, &app, &view)
}

/// The report of this code; a refusal lists those that exist.
fn find<'a>(app: &'a App, kode: &str) -> Result<&'a Laporan, Failure> {
    let reports = &app.pack().laporan;
    reports.iter().find(|report| report.kode == kode).ok_or_else(|| {
        let line = |report: &Laporan| format!("\n  {}  {}", report.kode, report.nama);
        let daftar: String = reports.iter().map(line).collect();
        Failure::No(tf("laporan-tidak-dikenal", &[("kode", kode), ("daftar", &daftar)]))
    })
}

/// Whom the report is about: it must be said where the report is of one unit or KBK.
fn chosen(names: &Names<'_>, report: &Laporan, args: &LaporanArgs) -> Result<Chosen, Failure> {
    let LaporanArgs { opd, kbk, .. } = args;
    let known = |kode: &str, known: Vec<String>| {
        if kode.is_empty() || known.iter().any(|one| one == kode) {
            return Ok(());
        }
        let mungkin = nearest(kode, known.iter().map(String::as_str));
        let mungkin = mungkin.unwrap_or_else(|| "tidak".to_owned());
        Err(Failure::No(tf("laporan-kode-asing", &[("kode", kode), ("mungkin", &mungkin)])))
    };
    known(opd, names.units().into_iter().map(|unit| unit.kode).collect())?;
    known(kbk, names.groups().into_iter().map(|group| group.kode).collect())?;
    let missing = match report.untuk {
        Untuk::Pemda => None,
        Untuk::Opd => (opd.is_empty() && kbk.is_empty()).then_some("laporan-butuh-opd"),
        Untuk::Kbk => (opd.is_empty() && kbk.is_empty()).then_some("laporan-butuh-kbk"),
    };
    match missing {
        Some(words) => Err(Failure::Misuse(tf(words, &[("laporan", &report.kode)]))),
        None => Ok(Chosen { opd: opd.clone(), kbk: kbk.clone() }),
    }
}

async fn written(
    app: &App,
    view: &View,
    report: &Laporan,
    chosen: Chosen,
    periode: Option<&str>,
) -> Result<Dokumen, AppError> {
    let periode = match periode {
        Some(kode) => app.bench(view, Limit::default()).periode(kode).await?,
        None => Periode::year_of(view.day),
    };
    let pesanan = Pesanan { app, view, laporan: report, chosen, periode, tanggal: view.day };
    assemble(&pesanan).await
}

/// Writes a report to a file of the kind that its ending names.
fn write(
    path: &Path,
    dokumen: Dokumen,
    report: &Laporan,
    app: &App,
    view: &View,
) -> Result<(), Failure> {
    let file = path.display().to_string();
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let bytes = match ending.to_ascii_lowercase().as_str() {
        "html" => printed(dokumen, &proof(app, view)).into_string().into_bytes(),
        "csv" => export::csv(&dokumen.rows(), b',').into_bytes(),
        "json" => {
            let mut json = dokumen.json();
            json["laporan"] = report.kode.as_str().into();
            json["as_of"] = export::as_of_json(view);
            format!("{json:#}\n").into_bytes()
        }
        "xlsx" => {
            let document = dokumen.document(proof(app, view));
            let bytes = document.to_bytes(&t("buku-lembar"), view.recorded_at);
            bytes.map_err(|error| Failure::No(error.to_string()))?
        }
        _ => return Err(Failure::Misuse(tf("laporan-akhiran", &[("nilai", &file)]))),
    };
    std::fs::write(path, bytes).map_err(|sebab| {
        let sebab = sebab.to_string();
        Failure::No(tf("template-gagal", &[("berkas", &file), ("sebab", &sebab)]))
    })
}
