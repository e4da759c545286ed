//! `jejak periode`: a round or a Gelar closes or begins again, a year or quarter is locked or unlocked.

use clap::{Args, Subcommand};
use ingest::accept::{Command, Intent};
use ingest::event::{Closed, Reopened};
use ingest::identity::Kode;
use ingest::register::Register;

use super::{Failure, RecordArgs, now, open_record, print};
use crate::text::tf;

#[derive(Subcommand)]
pub(crate) enum PeriodeTask {
    Close(CloseArgs),
    Reopen(ReopenArgs),
    Lock(ReopenArgs),
    Unlock(ReopenArgs),
}

#[derive(Args)]
pub(crate) struct CloseArgs {
    kode: String,
    #[command(flatten)]
    record: RecordArgs,
    #[arg(long)]
    alasan: Option<String>,
}

#[derive(Args)]
pub(crate) struct ReopenArgs {
    kode: String,
    #[command(flatten)]
    record: RecordArgs,
    #[arg(long)]
    alasan: String,
}

pub(crate) fn periode(task: &PeriodeTask) -> Result<(), Failure> {
    let (kode, at_record, alasan) = match task {
        PeriodeTask::Close(args) => (&args.kode, &args.record, args.alasan.as_deref()),
        PeriodeTask::Reopen(args) | PeriodeTask::Lock(args) | PeriodeTask::Unlock(args) => {
            (&args.kode, &args.record, Some(args.alasan.as_str()))
        }
    };
    let kode =
        Kode::parse(kode).map_err(|_| Failure::Misuse(tf("bukan-kode", &[("nilai", kode)])))?;
    let mut record = open_record(at_record)?;
    let register = Register::read(&record.log, None)?;
    let is_gelar = register.gelar.contains_key(&kode);
    // A period may be closed or locked more than once; the register it was decided on makes the key new.
    let at = record.log.register_head()?.map_or(0, |position| position.0);
    let alasan = alasan.map(str::trim).filter(|alasan| !alasan.is_empty());
    let sealed = match alasan {
        Some(alasan) => Some(record.sealed.seal(&format!("periode:{kode}:{at}"), alasan)?),
        None => None,
    };
    let (verb, intent) = match (task, sealed) {
        (PeriodeTask::Close(_), alasan) => {
            let closed = Closed { kode: kode.clone(), alasan };
            let close = if is_gelar { Intent::CloseGelar } else { Intent::ClosePeriode };
            ("tutup", close(closed))
        }
        (PeriodeTask::Reopen(_), Some(alasan)) => {
            let reopened = Reopened { kode: kode.clone(), alasan };
            let reopen = if is_gelar { Intent::ReopenGelar } else { Intent::ReopenPeriode };
            ("buka", reopen(reopened))
        }
        (PeriodeTask::Lock(_), Some(alasan)) => {
            let locked = Closed { kode: kode.clone(), alasan: Some(alasan) };
            ("kunci", Intent::LockPeriode(locked))
        }
        (PeriodeTask::Unlock(_), Some(alasan)) => {
            ("lepas", Intent::UnlockPeriode(Reopened { kode: kode.clone(), alasan }))
        }
        (_, None) => {
            return Err(Failure::Misuse(tf("periode-alasan", &[("kode", kode.as_str())])));
        }
    };
    let moment = now();
    let occurred_on = record.pemda.zona.date_of(moment);
    let command = Command { key: format!("{verb}:{at}"), occurred_on, intent };
    let appended = record.record(command, moment)?;
    let arguments = [("kode", kode.as_str()), ("posisi", &appended.last.to_string())];
    print(&tf(&format!("periode-{verb}-selesai"), &arguments));
    print("\n");
    Ok(())
}
