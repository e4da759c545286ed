//! `jejak receipt`: proof, for whoever handed it in, that an event is in the ledger.

use std::path::PathBuf;

use clap::Args;
use ingest::identity::{Kode, Position};
use ingest::receipt::{NoReceipt, Receipt, event_for_receipt};

use super::checkpoint::{open_signer, write_text};
use super::{Failure, RecordArgs, open_record, print};
use crate::charts::qr_svg;
use crate::text::{t, tf, whole};
use crate::user_error::UserError;

#[derive(Args)]
pub(crate) struct ReceiptArgs {
    #[command(flatten)]
    at: RecordArgs,
    #[arg(long, required_unless_present = "token")]
    kejadian: Option<u64>,
    #[arg(long, requires = "opd", requires = "periode", conflicts_with = "kejadian")]
    token: Option<String>,
    #[arg(long)]
    opd: Option<String>,
    #[arg(long)]
    periode: Option<String>,
    #[arg(short = 'o', long)]
    output: Option<PathBuf>,
    #[arg(long)]
    qr: Option<PathBuf>,
}

fn kode(text: &str) -> Result<Kode, Failure> {
    Kode::parse(text).map_err(|_| Failure::Misuse(tf("bukan-kode", &[("nilai", text)])))
}

pub(crate) fn receipt(args: &ReceiptArgs) -> Result<(), Failure> {
    let record = open_record(&args.at)?;
    let position = match (&args.token, &args.opd, &args.periode) {
        (Some(token), Some(opd), Some(periode)) => {
            let found = record.participation(&kode(periode)?, &kode(opd)?, token)?;
            found.ok_or_else(|| Failure::No(t("tanda-terima-token")))?
        }
        _ => Position(args.kejadian.unwrap_or_default()),
    };
    let event = event_for_receipt(&record.log, position).map_err(|error| match error {
        NoReceipt::NoEvent => {
            Failure::No(tf("tanda-terima-tidak-ada", &[("nomor", &whole(position.0))]))
        }
        NoReceipt::OfAForm => Failure::No(UserError::form_receipt().plain()),
        NoReceipt::Log(error) => error.into(),
    })?;
    let signer = open_signer(&args.at.data, &record.log, &record.pemda)?;
    let covering = signer.last()?.filter(|last| last.ledger.size > position.0);
    let checkpoint = match covering {
        Some(checkpoint) => checkpoint,
        None => signer.sign(&record.log)?,
    };
    let receipt = Receipt::of(&record.log, &event, &checkpoint)?;
    if let Some(path) = &args.qr {
        let drawn = qr_svg(&receipt.short().text());
        write_text(path, &drawn.ok_or_else(|| Failure::No(UserError::too_long_for_qr().plain()))?)?;
    }
    match &args.output {
        Some(path) => write_text(path, &receipt.text())?,
        None if args.qr.is_none() => print(&receipt.text()),
        None => {}
    }
    Ok(())
}
