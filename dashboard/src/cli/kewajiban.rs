//! `jejak kewajiban`: what is owed, by whom, until when, and what was missed.

use clap::Args;

use super::rank::{Format, moment};
use super::table::aligned;
use super::{Failure, RecordArgs, open_app, print, wait};
use crate::export;
use crate::pages::kewajiban::{calendar_json, rows, whole_table};
use crate::text::t;

#[derive(Args)]
pub(crate) struct KewajibanArgs {
    #[command(flatten)]
    record: RecordArgs,
    #[arg(long)]
    periode: String,
    #[arg(long)]
    opd: Option<String>,
    #[arg(long)]
    as_of: Option<String>,
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

pub(crate) fn kewajiban(args: &KewajibanArgs) -> Result<(), Failure> {
    let as_of = moment(args.as_of.as_deref())?;
    let app = open_app(&args.record)?;
    let view = app.view(as_of)?;
    let app = app.at(view.position);
    let calendar = wait(app.calendar(&view, &args.periode))??;
    let of_unit = calendar.rows.iter().filter(|row| {
        args.opd.as_ref().is_none_or(|opd| row.opd.as_ref().is_some_and(|(kode, _)| kode == opd))
    });
    let pack = app.pack();
    match args.format {
        Format::Json => {
            let mut json = calendar_json(pack, &calendar, of_unit);
            json["as_of"] = export::as_of_json(&view);
            print(&format!("{json}\n"));
        }
        Format::Csv => print(&export::csv(&rows(of_unit), b',')),
        Format::Table => {
            let table = whole_table(pack, &app.pemda().nama, of_unit, String::new());
            if table.baris.is_empty() {
                print(&format!("{}\n", t("kewajiban-kosong")));
                return Ok(());
            }
            let words = table
                .baris
                .iter()
                .map(|baris| baris.sel.iter().map(|sel| sel.teks.clone()).collect::<Vec<_>>());
            let header = table.kolom.iter().map(|judul| judul.teks.clone()).collect();
            let lines: Vec<_> = std::iter::once(header).chain(words).collect();
            print(&aligned(&lines, &[5]));
        }
    }
    Ok(())
}
