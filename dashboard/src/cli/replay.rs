//! `jejak replay`: every table built once more from the log, and compared with how the server keeps it.

use clap::Args;
use ingest::identity::Position;
use ingest::ledger::hex;
use ingest::log::Log;
use projections::{AsOfError, Compared, Projections, Snapshot};

use super::rank::moment;
use super::table::aligned;
use super::{Failure, RecordArgs, open_record, print, progress_bar};
use crate::app::AppError;
use crate::text::{t, tf, whole};

#[derive(Args)]
pub(crate) struct ReplayArgs {
    #[command(flatten)]
    at: RecordArgs,
    #[arg(long)]
    as_of: Option<String>,
}

/// Pieces in which the live tables are caught up.
const STEPS: u64 = 16;

pub(crate) fn replay(args: &ReplayArgs) -> Result<(), Failure> {
    let as_of = moment(args.as_of.as_deref())?;
    let record = open_record(&args.at)?;
    let failed = |error: AsOfError| Failure::from(AppError::from(error));
    let newest = record.log.head()?.map(|head| head.position);
    let newest = newest.ok_or_else(|| failed(AsOfError::Empty))?;
    let position = match as_of {
        Some(as_of) => as_of.resolve(&record.log, record.pemda.zona).map_err(failed)?,
        None => newest,
    };
    let bar = progress_bar("kemajuan-menyusun", newest.0 + position.0);
    let live = caught_up(&record.log, newest, &|at| bar.set_position(at.0))?.as_of(position);
    let mut fresh = Projections::default();
    let mut progress = |at: Position| bar.set_position(newest.0 + at.0);
    fresh.catch_up(&record.log, Some(position), &mut progress).map_err(AppError::from)?;
    let compared = live.compare(&fresh.snapshot());
    bar.finish_and_clear();
    print(&table(&compared));
    let different = compared.iter().filter(|compared| !compared.is_equal()).count();
    let posisi = whole(position.0);
    if different > 0 {
        let jumlah = different.to_string();
        let arguments = [("jumlah", jumlah.as_str()), ("posisi", &posisi)];
        return Err(Failure::No(tf("replay-berbeda", &arguments)));
    }
    print(&format!("{}\n", tf("replay-sama", &[("posisi", &posisi)])));
    Ok(())
}

/// The tables as the server keeps them: caught up piece by piece, wherever a piece may end.
fn caught_up(
    log: &Log,
    newest: Position,
    progress: &dyn Fn(Position),
) -> Result<Snapshot, Failure> {
    let mut projections = Projections::default();
    for step in 1..=STEPS {
        let to = Position((newest.0 + 1) * step / STEPS);
        let to = (to < newest).then_some(to);
        projections.catch_up(log, to, &mut |at| progress(at)).map_err(AppError::from)?;
    }
    Ok(projections.snapshot())
}

fn table(compared: &[Compared]) -> String {
    let header = ["kolom-tabel", "kolom-baris", "kolom-sidik", "kolom-keterangan"].map(t);
    let mut rows = vec![header.to_vec()];
    for table in compared {
        let hash = table.hashes.1.or(table.hashes.0).map(|hash| hex(&hash)).unwrap_or_default();
        let verdict = if table.is_equal() { "replay-tabel-sama" } else { "replay-tabel-berbeda" };
        rows.push(vec![table.name.clone(), whole(table.rows.1 as i128), hash, t(verdict)]);
    }
    aligned(&rows, &[1])
}
