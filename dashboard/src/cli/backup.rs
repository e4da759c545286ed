//! `jejak backup` and `jejak restore`: a copy that was read back, and the record that goes on from it.

use std::path::{Path, PathBuf};

use clap::Args;
use ingest::backup::{Restore, back_up, restore as bring_back};
use ingest::checkpoint::Checkpoint;
use ingest::ledger::hex;
use ingest::sealed::Randomness;

use super::{Failure, RecordArgs, now, open_record, print, progress_bar};
use crate::text::{t, tf, whole};

#[derive(Args)]
pub(crate) struct BackupArgs {
    #[arg(long)]
    data: PathBuf,
    #[arg(short = 'o', long = "output")]
    cadangan: PathBuf,
    #[arg(long)]
    kunci: Option<PathBuf>,
}

#[derive(Args)]
pub(crate) struct RestoreArgs {
    #[arg(long = "from")]
    cadangan: PathBuf,
    #[arg(long)]
    kunci: Option<PathBuf>,
    #[arg(long)]
    data: PathBuf,
    #[arg(long)]
    alasan: String,
    #[arg(long = "checkpoint")]
    titik: Option<PathBuf>,
}

pub(crate) fn backup(args: &BackupArgs) -> Result<(), Failure> {
    let record = open_record(&in_folder(&args.data))?;
    let events = record.log.head()?.map_or(0, |head| head.position.0 + 1);
    let bar = progress_bar("kemajuan-membaca-kembali", events);
    let mut progress = |read| bar.set_position(read);
    let (to, keys) = (&args.cadangan, args.kunci.as_deref());
    let backup = back_up(&record, &args.data, to, keys, now(), &mut progress);
    bar.finish_and_clear();
    let backup = backup?;
    let (folder, jumlah) = (to.display().to_string(), whole(backup.ledger.size));
    let kib = whole(backup.bytes.div_ceil(1_024));
    let root = hex(&backup.ledger.root);
    let arguments =
        [("folder", folder.as_str()), ("jumlah", &jumlah), ("kib", &kib), ("akar", &root)];
    print(&format!("{}\n", tf("cadangan-selesai", &arguments)));
    let keys = match keys {
        Some(keys) => tf("cadangan-kunci", &[("folder", &keys.display().to_string())]),
        None => t("cadangan-tanpa-kunci"),
    };
    print(&format!("{keys}\n"));
    Ok(())
}

pub(crate) fn restore(args: &RestoreArgs) -> Result<(), Failure> {
    let alasan = args.alasan.trim();
    if alasan.is_empty() {
        return Err(Failure::Misuse(t("pulih-alasan")));
    }
    let known = args.titik.as_deref().map(read_checkpoint).transpose()?;
    let is_known = known.is_some();
    let wanted = Restore {
        from: &args.cadangan,
        keys: args.kunci.as_deref(),
        dir: &args.data,
        known,
        alasan,
    };
    let bar = progress_bar("kemajuan-membaca-kembali", 0);
    let mut progress = |read| bar.set_position(read);
    let restored = bring_back(&wanted, Randomness::System, now(), &mut progress);
    bar.finish_and_clear();
    let restored = restored?;
    let (folder, jumlah) = (args.data.display().to_string(), whole(restored.ledger.size));
    let (epoch, posisi) = (restored.event.epoch.to_string(), whole(restored.position.0));
    let root = hex(&restored.ledger.root);
    let arguments = [
        ("folder", folder.as_str()),
        ("jumlah", &jumlah),
        ("akar", &root),
        ("epoch", &epoch),
        ("posisi", &posisi),
    ];
    print(&format!("{}\n", tf("pulih-selesai", &arguments)));
    let lost = match (&restored.event.hilang, is_known) {
        (Some(lost), _) => {
            let (dari, sampai) = (whole(lost.dari), whole(lost.sampai));
            let jumlah = whole(lost.sampai - lost.dari + 1);
            let arguments = [("dari", dari.as_str()), ("sampai", &sampai), ("jumlah", &jumlah)];
            tf("pulih-hilang", &arguments)
        }
        (None, true) => t("pulih-tidak-hilang"),
        (None, false) => t("pulih-tidak-diketahui"),
    };
    print(&format!("{lost}\n"));
    // Opened once more, as every later command will: what it says of the keys is said here too.
    open_record(&in_folder(&args.data))?;
    Ok(())
}

/// A record whose log lies in its folder: a cluster keeps its own backups.
fn in_folder(data: &Path) -> RecordArgs {
    RecordArgs { data: data.to_path_buf(), log: None }
}

fn read_checkpoint(path: &Path) -> Result<Checkpoint, Failure> {
    let berkas = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|error| {
        let sebab = error.to_string();
        Failure::No(tf("pulih-titik-tidak-terbaca", &[("berkas", &berkas), ("sebab", &sebab)]))
    })?;
    Checkpoint::parse(&text)
        .map_err(|_| Failure::No(tf("pulih-bukan-titik", &[("berkas", &berkas)])))
}
