//! `jejak tarik`: an entry that should never have been counts no more.

use clap::Args;
use ingest::accept::{Command, Intent};
use ingest::event::EntryWithdrawn;
use ingest::identity::Kode;

use super::{Failure, RecordArgs, now, open_record, print};
use crate::text::{t, tf};

#[derive(Args)]
pub(crate) struct TarikArgs {
    jenis: String,
    kode: String,
    #[command(flatten)]
    record: RecordArgs,
    #[arg(long)]
    alasan: String,
}

pub(crate) fn tarik(args: &TarikArgs) -> Result<(), Failure> {
    let bad = |_| Failure::Misuse(tf("bukan-kode", &[("nilai", &args.kode)]));
    let (jenis, kode) = (args.jenis.trim().to_owned(), Kode::parse(&args.kode).map_err(bad)?);
    let alasan = args.alasan.trim();
    if alasan.is_empty() {
        return Err(Failure::Misuse(t("tarik-alasan")));
    }
    let mut record = open_record(&args.record)?;
    // The register it was decided on makes the key new.
    let at = record.log.register_head()?.map_or(0, |position| position.0);
    let alasan = record.sealed.seal(&format!("tarik:{jenis}:{kode}:{at}"), alasan)?;
    let moment = now();
    let command = Command {
        key: format!("tarik:{at}"),
        occurred_on: record.pemda.zona.date_of(moment),
        intent: Intent::Withdraw(EntryWithdrawn {
            jenis: jenis.clone(),
            kode: kode.clone(),
            alasan,
        }),
    };
    let appended = record.record(command, moment)?;
    let posisi = appended.last.to_string();
    let arguments = [("jenis", jenis.as_str()), ("kode", kode.as_str()), ("posisi", &posisi)];
    print(&format!("{}\n", tf("tarik-selesai", &arguments)));
    Ok(())
}
