//! `jejak gelar`: the Gelar there are, and how one went from entry to award.

use analytics::Limit;
use analytics::gelar::Acara;
use clap::Args;
use ingest::identity::date_text;
use ingest::register::nearest;
use serde_json::json;

use super::rank::{Format, moment};
use super::table::aligned;
use super::{Failure, RecordArgs, open_app, open_record, print, wait};
use crate::export;
use crate::gelar::Berkas;
use crate::pages::laporan::proof;
use crate::tabel::Tabel;
use crate::text::{t, tf};

#[derive(Args)]
pub(crate) struct GelarArgs {
    #[command(flatten)]
    record: RecordArgs,
    kode: Option<String>,
    #[arg(long)]
    as_of: Option<String>,
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

pub(crate) fn gelar(args: &GelarArgs) -> Result<(), Failure> {
    let as_of = moment(args.as_of.as_deref())?;
    let app = open_app(&args.record)?.with_desk(open_record(&args.record)?);
    let view = app.view(as_of)?;
    let app = app.at(view.position);
    let all = wait(app.bench(&view, Limit::default()).gelar_list())??;
    let acara = match (&args.kode, all.as_slice()) {
        (None, [only]) => only,
        (None, all) => {
            print(&listed(all, args.format));
            return Ok(());
        }
        (Some(kode), all) => find(all, kode)?,
    };
    let berkas = wait(Berkas::load(&app, &view, acara))??;
    match args.format {
        Format::Json => print(&format!("{}\n", berkas.json(&view))),
        Format::Csv => print(&export::csv(&berkas.rows(), b',')),
        Format::Table => print(&format!("{}\n{}\n", told(&berkas), proof(&app, &view))),
    }
    Ok(())
}

fn find<'a>(all: &'a [Acara], kode: &str) -> Result<&'a Acara, Failure> {
    all.iter().find(|acara| acara.kode == kode).ok_or_else(|| {
        let mungkin = nearest(kode, all.iter().map(|acara| acara.kode.as_str()));
        let mungkin = mungkin.unwrap_or_else(|| "tidak".to_owned());
        Failure::No(tf("gelar-asing", &[("kode", kode), ("mungkin", &mungkin)]))
    })
}

/// Every Gelar in a line.
fn listed(all: &[Acara], format: Format) -> String {
    let header =
        ["kode", "tahun", "buka", "tutup", "peserta", "ditutup"].map(String::from).to_vec();
    let row = |acara: &Acara| {
        let closed = acara.ditutup.map(|(_, day)| date_text(day)).unwrap_or_default();
        let (buka, tutup) = (date_text(acara.buka), date_text(acara.tutup));
        let (tahun, peserta) = (acara.tahun.to_string(), acara.peserta.to_string());
        vec![acara.kode.clone(), tahun, buka, tutup, peserta, closed]
    };
    let rows: Vec<Vec<String>> = std::iter::once(header).chain(all.iter().map(row)).collect();
    match format {
        Format::Csv => export::csv(&rows, b','),
        Format::Json => {
            let object = |row: &Vec<String>| {
                rows[0].iter().cloned().zip(row.iter().map(|cell| json!(cell))).collect()
            };
            let objects: Vec<serde_json::Map<_, _>> = rows[1..].iter().map(object).collect();
            format!("{}\n", json!({ "rows": objects }))
        }
        Format::Table if all.is_empty() => format!("{}\n", t("gelar-tidak-ada")),
        Format::Table => aligned(&rows, &[4]),
    }
}

/// The whole of a Gelar for a terminal: heading, sentences and table of each section.
fn told(berkas: &Berkas) -> String {
    let mut text = format!("{}\n{}\n", berkas.nama, berkas.kalimat);
    for (label, sel) in &berkas.kepala {
        text.push_str(&format!("{label}: {}\n", sel.teks));
    }
    for bagian in &berkas.bagian {
        text.push_str(&format!("\n{}\n", bagian.isi.judul));
        for kalimat in &bagian.isi.teks {
            text.push_str(&format!("{kalimat}\n"));
        }
        for tabel in &bagian.isi.tabel {
            text.push_str(&format!("\n{}", drawn(tabel)));
        }
    }
    text
}

fn drawn(tabel: &Tabel) -> String {
    if tabel.baris.is_empty() {
        return format!("{}\n", tabel.kosong);
    }
    let header = tabel.kolom.iter().map(|judul| judul.teks.clone()).collect();
    let rows = tabel.baris.iter();
    let words = rows.map(|baris| baris.sel.iter().map(|sel| sel.teks.clone()).collect());
    let lines: Vec<Vec<String>> = std::iter::once(header).chain(words).collect();
    let numbers = tabel.kolom.iter().enumerate().filter(|(_, judul)| judul.angka);
    aligned(&lines, &numbers.map(|(place, _)| place).collect::<Vec<_>>())
}
