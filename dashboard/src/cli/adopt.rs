//! `jejak regulation adopt`: another rule pack, from here on, or one of single units beside it.

use std::path::PathBuf;

use clap::Args;
use ingest::identity::Kode;

use super::{Failure, RecordArgs, now, open_record, print, read_pack};
use crate::text::tf;

#[derive(Args)]
pub(crate) struct AdoptArgs {
    path: PathBuf,
    #[command(flatten)]
    record: RecordArgs,
    #[arg(long, value_delimiter = ',')]
    opd: Vec<String>,
}

pub(crate) fn adopt(args: &AdoptArgs) -> Result<(), Failure> {
    let unit = |text: &String| {
        let bad = |_| Failure::Misuse(tf("bukan-kode", &[("nilai", text)]));
        Kode::parse(text.trim()).map_err(bad)
    };
    let opd = args.opd.iter().map(unit).collect::<Result<Vec<_>, _>>()?;
    let pack = read_pack(&args.path)?;
    let (judul, hash) = (pack.pack.judul.clone(), pack.hash.to_string());
    let mut record = open_record(&args.record)?;
    let adopted = record.adopt(&args.record.data, pack, &opd, now())?;
    let units: Vec<&str> = opd.iter().map(Kode::as_str).collect();
    let (units, posisi) = (units.join(", "), adopted.last.to_string());
    let arguments = [
        ("peraturan", judul.as_str()),
        ("sidik", &hash[..12]),
        ("opd", &units),
        ("posisi", &posisi),
    ];
    let key = if opd.is_empty() { "paket-dipakai" } else { "paket-dipakai-opd" };
    print(&format!("{}\n", tf(key, &arguments)));
    Ok(())
}
