//! `jejak policy adopt`: how the units of a period are compared, from here on (AMB-041).

use std::path::PathBuf;

use clap::{Args, Subcommand};
use ingest::policy;

use super::checkpoint::no_file;
use super::{Failure, RecordArgs, now, open_record, print};
use crate::export::measure_name;
use crate::text::{tf, whole};
use crate::user_error::UserError;

#[derive(Subcommand)]
pub(crate) enum PolicyTask {
    Adopt(PolicyArgs),
}

#[derive(Args)]
pub(crate) struct PolicyArgs {
    berkas: PathBuf,
    #[command(flatten)]
    record: RecordArgs,
}

pub(crate) fn policy(PolicyTask::Adopt(args): &PolicyTask) -> Result<(), Failure> {
    let text = std::fs::read_to_string(&args.berkas).map_err(no_file(&args.berkas))?;
    let mut record = open_record(&args.record)?;
    let policy = policy::read(&text, &record.rules.pack)
        .map_err(|error| Failure::No(UserError::policy(&args.berkas, &error).plain()))?;
    let (periode, ukuran) = (policy.periode.to_string(), policy.ukuran.clone());
    let adopted = record.adopt_policy(policy, now())?;
    let posisi = whole(adopted.last.0);
    print(&tf("kebijakan-dicatat", &[("periode", &periode), ("posisi", &posisi)]));
    print("\n");
    for ukuran in ukuran {
        let arguments = [
            ("ukuran", measure_name(&ukuran.kode)),
            ("bobot", whole(ukuran.bobot)),
            ("terburuk", ukuran.terburuk.to_string().replace('.', ",")),
            ("terbaik", ukuran.terbaik.to_string().replace('.', ",")),
        ];
        let arguments = arguments.each_ref().map(|(name, text)| (*name, text.as_str()));
        print(&format!("  {}\n", tf("kebijakan-dicatat-ukuran", &arguments)));
    }
    Ok(())
}
