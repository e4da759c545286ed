//! `jejak log copy`: a log moves from a folder to a cluster, or back.

use std::path::Path;

use clap::{Args, Subcommand};
use ingest::identity::{Instant, Position};
use ingest::ledger::hex;
use ingest::log::{LOG_FILE, Log, LogError, Submission, is_address};
use ingest::record::RecordError;

use super::{Failure, print, progress_bar};
use crate::text::{t, tf};

#[derive(Subcommand)]
pub(crate) enum LogTask {
    Copy(CopyArgs),
}

#[derive(Args)]
pub(crate) struct CopyArgs {
    #[arg(long = "from")]
    asal: String,
    #[arg(long = "to")]
    tujuan: String,
}

/// Submissions written at once.
const CHUNK: usize = 1_024;

pub(crate) fn log(task: &LogTask) -> Result<(), Failure> {
    match task {
        LogTask::Copy(args) => copy(args),
    }
}

fn copy(args: &CopyArgs) -> Result<(), Failure> {
    let (from, to) = (args.asal.as_str(), args.tujuan.as_str());
    let source = match is_address(from) {
        true => Log::at(from)?,
        false if !Path::new(from).join(LOG_FILE).exists() => {
            return Err(RecordError::NoRecord(from.into()).into());
        }
        false => Log::in_folder(Path::new(from))?,
    };
    let target = match is_address(to) {
        true => Log::at(to)?,
        false => {
            std::fs::create_dir_all(to).map_err(|error| cannot_write(to, &error))?;
            Log::in_folder(Path::new(to))?
        }
    };
    let (size, there) = (size_of(&source)?, size_of(&target)?);
    if there > size || target.root(there)? != source.root(there)? {
        return Err(Failure::No(tf("log-tujuan-lain", &[("tujuan", to)])));
    }
    copy_events(&source, &target, there, size)?;
    let (before, after) = (source.root(size)?, target.root(size_of(&target)?)?);
    let akar = |root| hex(root);
    let counted = [("jumlah", after.size.to_string()), ("awal", there.to_string())];
    let arguments = [
        ("jumlah", counted[0].1.as_str()),
        ("awal", counted[1].1.as_str()),
        ("asal", &akar(&before.root)),
        ("tujuan", &akar(&after.root)),
    ];
    print(&format!("{}\n", tf("log-disalin", &arguments)));
    if before != after {
        return Err(Failure::No(t("log-akar-berbeda")));
    }
    if !is_address(to) {
        if !is_address(from) {
            copy_packs(Path::new(from), Path::new(to)).map_err(|error| cannot_write(to, &error))?;
        }
        print(&format!("{}\n", t("log-tidak-disalin")));
    }
    Ok(())
}

fn size_of(log: &Log) -> Result<u64, LogError> {
    Ok(log.head()?.map_or(0, |head| head.position.0 + 1))
}

fn cannot_write(folder: &str, error: &std::io::Error) -> Failure {
    let sebab = error.to_string();
    Failure::No(tf("galat-folder", &[("folder", folder), ("sebab", &sebab)]))
}

/// Writes what lies from position `there` up to `size` again, in the same places.
fn copy_events(source: &Log, target: &Log, there: u64, size: u64) -> Result<(), Failure> {
    let Some(last) = size.checked_sub(1).filter(|_| there < size) else {
        return Ok(());
    };
    let bar = progress_bar("kemajuan-menyalin", size);
    bar.set_position(there);
    let mut chunk: Vec<(Position, Submission)> = Vec::with_capacity(CHUNK);
    let mut latest = Instant(i64::MIN);
    let write = |chunk: &mut Vec<(Position, Submission)>| -> Result<(), Failure> {
        let (places, submissions): (Vec<Position>, Vec<Submission>) = chunk.drain(..).unzip();
        let appended = target.append_all(submissions, None, &|_| ())?;
        // Whoever else writes there meanwhile moves what follows.
        if appended.iter().zip(&places).any(|(at, place)| at.first != *place) {
            return Err(Failure::No(t("log-tujuan-berubah")));
        }
        bar.set_position(appended.last().map_or(there, |at| at.last.0 + 1));
        Ok(())
    };
    source.frames(Position(there), Some(Position(last)), |frame| {
        // A log never goes back in time, so such a frame would be written with another moment.
        if frame.recorded_at < latest {
            let nomor = frame.first.to_string();
            return Err(Failure::No(tf("log-waktu-mundur", &[("nomor", &nomor)])));
        }
        latest = frame.recorded_at;
        chunk.push((frame.first, Submission::from(frame)));
        if chunk.len() == CHUNK {
            write(&mut chunk)?;
        }
        Ok(true)
    })?;
    write(&mut chunk)?;
    bar.finish_and_clear();
    Ok(())
}

/// Copies the adopted rule packs, `regulations/HASH/rule_pack.toml`; one that is there stays.
fn copy_packs(from: &Path, to: &Path) -> std::io::Result<()> {
    for pack in std::fs::read_dir(from.join("regulations"))? {
        let pack = pack?;
        let kept = to.join("regulations").join(pack.file_name());
        std::fs::create_dir_all(&kept)?;
        let file = kept.join("rule_pack.toml");
        if !file.exists() {
            std::fs::copy(pack.path().join("rule_pack.toml"), file)?;
        }
    }
    Ok(())
}
