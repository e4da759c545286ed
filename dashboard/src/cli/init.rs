//! `jejak init`: a government begins its record.

use std::path::PathBuf;

use clap::Args;
use ingest::event::PemdaRegistered;
use ingest::identity::{Kode, Zona};
use ingest::record::Record;
use ingest::sealed::Randomness;

use super::{Failure, RecordArgs, now, print, read_pack};
use crate::text::{t, tf};

#[derive(Args)]
pub(crate) struct InitArgs {
    #[command(flatten)]
    record: RecordArgs,
    #[arg(long)]
    regulation: PathBuf,
    #[arg(long)]
    pemda: String,
    #[arg(long)]
    nama: String,
    #[arg(long, default_value = "WIB")]
    zona: String,
}

pub(crate) fn init(args: &InitArgs) -> Result<(), Failure> {
    let misuse = |key: &str, value: &str| Failure::Misuse(tf(key, &[("nilai", value)]));
    let kode = Kode::parse(&args.pemda)
        .ok()
        .filter(|kode| !kode.as_str().contains('-'))
        .ok_or_else(|| misuse("init-kode-pemda", &args.pemda))?;
    let zona = Zona::parse(&args.zona).ok_or_else(|| misuse("init-zona", &args.zona))?;
    if args.nama.trim().is_empty() {
        return Err(Failure::Misuse(t("init-nama-kosong")));
    }
    let rules = read_pack(&args.regulation)?;
    let (judul, hash) = (rules.pack.judul.clone(), rules.hash.to_string());
    let pemda = PemdaRegistered { kode, nama: args.nama.trim().to_owned(), zona };
    Record::init(
        &args.record.data,
        args.record.log.as_deref(),
        rules,
        pemda,
        Randomness::System,
        now(),
    )?;
    let data = args.record.data.display().to_string();
    print(&tf("init-selesai", &[("folder", &data), ("peraturan", &judul), ("sidik", &hash[..12])]));
    print("\n");
    Ok(())
}
