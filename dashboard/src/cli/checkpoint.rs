//! `jejak checkpoint`: the ledger as it stands, signed.

use std::path::{Path, PathBuf};

use clap::Args;
use ingest::checkpoint::{CheckpointError, Signer};
use ingest::event::PemdaRegistered;
use ingest::log::Log;
use ingest::register::Register;

use super::{Failure, RecordArgs, open_record, print};
use crate::text::tf;
use crate::user_error::UserError;

#[derive(Args)]
pub(crate) struct CheckpointArgs {
    #[command(flatten)]
    at: RecordArgs,
    #[arg(short = 'o', long)]
    output: Option<PathBuf>,
    #[arg(long, conflicts_with = "output")]
    cetak_kunci: bool,
}

impl From<CheckpointError> for Failure {
    fn from(error: CheckpointError) -> Self {
        Self::No(UserError::from(error).plain())
    }
}

pub(crate) fn checkpoint(args: &CheckpointArgs) -> Result<(), Failure> {
    let record = open_record(&args.at)?;
    let signer = open_signer(&args.at.data, &record.log, &record.pemda)?;
    if args.cetak_kunci {
        print(&format!("{}\n", signer.key.text));
        return Ok(());
    }
    let checkpoint = signer.sign(&record.log)?;
    match &args.output {
        Some(path) => write_text(path, &checkpoint.note),
        None => {
            print(&checkpoint.note);
            Ok(())
        }
    }
}

/// The signer of a data folder, for the epoch that its log has reached.
pub(crate) fn open_signer(
    data: &Path,
    log: &Log,
    pemda: &PemdaRegistered,
) -> Result<Signer, Failure> {
    let epoch = Register::read(log, None)?.epoch;
    Ok(Signer::open(data, &pemda.kode, epoch)?)
}

pub(crate) fn write_text(path: &Path, text: &str) -> Result<(), Failure> {
    std::fs::write(path, text).map_err(no_file(path))
}

/// A file that the caller named cannot be read or written.
pub(crate) fn no_file(path: &Path) -> impl Fn(std::io::Error) -> Failure {
    let berkas = path.display().to_string();
    move |error| {
        let sebab = error.to_string();
        Failure::No(tf("berkas-gagal", &[("berkas", &berkas), ("sebab", &sebab)]))
    }
}
