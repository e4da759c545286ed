//! Backups of a living installation, and the restore that begins a new epoch.
//!
//! A backup is a folder: the log, the sealed texts, the adopted rule packs, and `backup.json`, which
//! says what must be in it. Keys are never part of it; they are copied to a folder of their own, so
//! that no one medium gives away what is sealed. Both appear under their names when they are whole
//! and on stable storage. A backup that was not read back is no backup.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Component, Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::accept::{Command, Intent};
use crate::checkpoint::{Checkpoint, base64};
use crate::event::{KeadaanLog, LogRestored, RentangHilang};
use crate::identity::{Instant, Position};
use crate::ledger::hex;
use crate::log::{LOG_FILE, LedgerRoot, Log, LogError};
use crate::record::{Record, RecordError, adopted_packs, pack_path};
use crate::register::Register;
use crate::sealed::{Randomness, SealedError};
use crate::verify::{LogFault, verify_log};

/// No backup was made, or none restored.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs)] // the fields are what the message names
pub enum BackupError {
    /// The folder to write holds something.
    #[error("{0} exists and is not empty")]
    NotEmpty(PathBuf),
    /// Keys and log would lie together.
    #[error("keys may not lie in the folder of the backup: {0}")]
    SameFolder(PathBuf),
    /// The folder is no backup.
    #[error("{path} is no backup: {reason}")]
    NoBackup { path: PathBuf, reason: String },
    /// A file of the backup is not the one that was written.
    #[error("{0} is not the file that the backup names")]
    Changed(String),
    /// What lies in the copy is not sound.
    #[error(transparent)]
    Fault(#[from] LogFault),
    /// The events do not give the root that was written down.
    #[error("{size} events give the root {found}, not {expected}")]
    OtherRoot { size: u64, expected: String, found: String },
    /// The checkpoint is of another log.
    #[error("the checkpoint over {0} events is not of the log of this backup")]
    OtherLog(u64),
    /// The keys are of another installation.
    #[error("the sealed texts were not sealed with these keys")]
    OtherKeys,
    /// A file cannot be read or written.
    #[error("{path}: {source}")]
    File { path: PathBuf, source: std::io::Error },
    /// The record failed.
    #[error(transparent)]
    Record(#[from] RecordError),
    /// The log failed.
    #[error(transparent)]
    Log(#[from] LogError),
    /// The sealed store failed.
    #[error(transparent)]
    Sealed(#[from] SealedError),
}

/// What a backup holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    /// Events and root, computed from what lies in the backup.
    pub ledger: LedgerRoot,
    /// Size of its files.
    pub bytes: u64,
}

/// What to restore, and what is known of what was lost.
pub struct Restore<'r> {
    /// The backup.
    pub from: &'r Path,
    /// The folder with its keys; without them what is sealed stays sealed.
    pub keys: Option<&'r Path>,
    /// The new data folder.
    pub dir: &'r Path,
    /// The newest checkpoint that the operator holds.
    pub known: Option<Checkpoint>,
    /// Why.
    pub alasan: &'r str,
}

/// What a restore has done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// Events and root of the backup.
    pub ledger: LedgerRoot,
    /// Position of the event that says so.
    pub position: Position,
    /// The event.
    pub event: LogRestored,
}

/// `backup.json`.
#[derive(Serialize, Deserialize)]
struct Manifest {
    /// Version that made it.
    jejak: String,
    taken_at: String,
    ledger: ManifestLedger,
    /// SHA-256 of each file by its name, hex.
    sha256: BTreeMap<String, String>,
}

#[derive(Serialize, Deserialize)]
struct ManifestLedger {
    size: u64,
    /// Hex.
    root: String,
    root_base64: String,
}

const MANIFEST: &str = "backup.json";
const TEXTS: &str = "sealed.db";
const KEYS: &str = "keys.db";

/// Copies the record in `dir` to the new folder `to`, and its keys to the new folder `keys`, while
/// others go on writing; then reads the copy back. `progress` is told how many events are read.
/// Errors: [`BackupError`], and then neither folder is there.
pub fn back_up(
    record: &Record,
    dir: &Path,
    to: &Path,
    keys: Option<&Path>,
    now: Instant,
    progress: &mut dyn FnMut(u64),
) -> Result<Backup, BackupError> {
    if let Some(keys) = keys.filter(|keys| lie_together(keys, to) || lie_together(keys, dir)) {
        return Err(BackupError::SameFolder(keys.to_path_buf()));
    }
    let keys = keys.map(Staged::for_folder).transpose()?;
    let staged = Staged::for_folder(to)?;
    record.log.copy_to(&staged.path(LOG_FILE))?;
    // What is sealed is stored before the event that names it, and its key before that. So copied in
    // this order, every event of the copy finds its text, and every text its key.
    record.sealed.copy_texts_to(&staged.path(TEXTS))?;
    if let Some(keys) = &keys {
        record.sealed.copy_keys_to(&keys.path(KEYS))?;
        only_for_the_owner(&keys.path(KEYS))?;
    }
    let (log, ledger) = verified(&staged.unfinished, None, progress)?;
    for pack in adopted_packs(dir, &log, ledger.size)? {
        let path = pack_path(&staged.unfinished, &pack.hash.to_string());
        make_folder(path.parent().unwrap_or(&path))?;
        fs::write(&path, &pack.bytes).map_err(at(&path))?;
    }
    drop(log);
    let sha256 = hashes_below(&staged.unfinished, "")?;
    let (size, root) = (ledger.size, hex(&ledger.root));
    let manifest = Manifest {
        jejak: env!("CARGO_PKG_VERSION").to_owned(),
        taken_at: now.to_string(),
        ledger: ManifestLedger { size, root, root_base64: base64(&ledger.root) },
        sha256,
    };
    let path = staged.path(MANIFEST);
    // Writing plain structs of strings and numbers to memory cannot fail.
    let json = serde_json::to_string_pretty(&manifest).unwrap_or_default();
    fs::write(&path, json + "\n").map_err(at(&path))?;
    let bytes = size_below(&staged.unfinished)?;
    if let Some(keys) = keys {
        keys.finish()?;
    }
    staged.finish()?;
    Ok(Backup { ledger, bytes })
}

/// Restores a backup into the new data folder `dir` and says so in its log.
///
/// Everything is read back and compared before the folder appears under its name; `progress` is told
/// how many events are read. Errors: [`BackupError`], and then `dir` is as it was.
pub fn restore(
    wanted: &Restore<'_>,
    randomness: Randomness,
    now: Instant,
    progress: &mut dyn FnMut(u64),
) -> Result<Restored, BackupError> {
    let manifest = read_manifest(wanted.from)?;
    let staged = Staged::for_folder(wanted.dir)?;
    for (name, hash) in &manifest.sha256 {
        copy_named(wanted.from, &staged.unfinished, name, hash)?;
    }
    let (_, ledger) = verified(&staged.unfinished, wanted.known.as_ref(), progress)?;
    let (expected, found) = (manifest.ledger.root, hex(&ledger.root));
    if manifest.ledger.size != ledger.size || expected != found {
        return Err(BackupError::OtherRoot { size: ledger.size, expected, found });
    }
    if let Some(keys) = wanted.keys {
        let (from, to) = (keys.join(KEYS), staged.path(KEYS));
        fs::copy(&from, &to).map_err(at(&from))?;
    }
    let mut record = Record::open(&staged.unfinished, None, randomness)?;
    if wanted.keys.is_some() && record.sealed.has_lost_keys() {
        return Err(BackupError::OtherKeys);
    }
    let (event, position) = begin_epoch(&mut record, wanted, ledger, now)?;
    drop(record);
    staged.finish()?;
    Ok(Restored { ledger, position, event })
}

/// Appends the event that says what was restored and what was lost.
fn begin_epoch(
    record: &mut Record,
    wanted: &Restore<'_>,
    ledger: LedgerRoot,
    now: Instant,
) -> Result<(LogRestored, Position), BackupError> {
    let epoch = Register::read(&record.log, None).map_err(RecordError::from)?.epoch + 1;
    let state = |at: LedgerRoot| KeadaanLog { ukuran: at.size, akar: hex(&at.root) };
    let known = wanted.known.as_ref().map(|checkpoint| checkpoint.ledger);
    let lost = known.filter(|known| known.size > ledger.size);
    let event = LogRestored {
        ukuran: ledger.size,
        akar: hex(&ledger.root),
        terakhir_diketahui: known.map(state),
        hilang: lost.map(|known| RentangHilang { dari: ledger.size, sampai: known.size - 1 }),
        epoch,
        alasan: record.sealed.seal(&format!("pulih:{epoch}"), wanted.alasan)?,
    };
    let occurred_on = record.pemda.zona.date_of(now);
    let intent = Intent::RestoreLog(event.clone());
    let command = Command { key: format!("pulih:{epoch}"), occurred_on, intent };
    let appended = record.record(command, now)?;
    Ok((event, appended.last))
}

/// Everything of the log in `dir` read back, as the live log is checked, and held against a
/// checkpoint that it should reach.
fn verified(
    dir: &Path,
    checkpoint: Option<&Checkpoint>,
    progress: &mut dyn FnMut(u64),
) -> Result<(Log, LedgerRoot), BackupError> {
    let log = Log::read_only(dir)?;
    let size = log.head()?.map_or(0, |head| head.position.0 + 1);
    let checkpoints: Vec<Checkpoint> = checkpoint
        .filter(|checkpoint| checkpoint.ledger.size <= size)
        .cloned()
        .into_iter()
        .collect();
    match verify_log(&log, &checkpoints, &[], progress) {
        Ok(ledger) => Ok((log, ledger)),
        Err(LogFault::Signed { checkpoint, .. }) => {
            Err(BackupError::OtherLog(checkpoint.ledger.size))
        }
        Err(LogFault::Log(error)) => Err(error.into()),
        Err(fault) => Err(fault.into()),
    }
}

fn read_manifest(from: &Path) -> Result<Manifest, BackupError> {
    let no_backup = |reason: String| BackupError::NoBackup { path: from.to_path_buf(), reason };
    let text = fs::read(from.join(MANIFEST)).map_err(|error| no_backup(error.to_string()))?;
    let manifest: Manifest =
        serde_json::from_slice(&text).map_err(|error| no_backup(error.to_string()))?;
    let inside = |name: &String| {
        Path::new(name).components().all(|part| matches!(part, Component::Normal(_)))
    };
    match manifest.sha256.contains_key(LOG_FILE) && manifest.sha256.keys().all(inside) {
        true => Ok(manifest),
        false => Err(no_backup(MANIFEST.to_owned())),
    }
}

/// Copies one file of a backup, whose hash must be the one written down.
fn copy_named(from: &Path, to: &Path, name: &str, hash: &str) -> Result<(), BackupError> {
    let (source, target) = (from.join(name), to.join(name));
    make_folder(target.parent().unwrap_or(to))?;
    fs::copy(&source, &target).map_err(at(&source))?;
    match hash_of(&target)? == hash {
        true => Ok(()),
        false => Err(BackupError::Changed(name.to_owned())),
    }
}

/// A folder that appears under its name only when it is whole, and is gone when it cannot be.
struct Staged {
    folder: PathBuf,
    unfinished: PathBuf,
}

impl Staged {
    /// Begins beside a folder that does not exist or is empty.
    fn for_folder(folder: &Path) -> Result<Self, BackupError> {
        let folder = std::path::absolute(folder).map_err(at(folder))?;
        if fs::read_dir(&folder).is_ok_and(|mut entries| entries.next().is_some()) {
            return Err(BackupError::NotEmpty(folder));
        }
        let mut unfinished = folder.as_os_str().to_owned();
        unfinished.push(".belum-selesai");
        let unfinished = PathBuf::from(unfinished);
        if unfinished.exists() {
            // What a crash left of an earlier attempt.
            fs::remove_dir_all(&unfinished).map_err(at(&unfinished))?;
        }
        make_folder(&unfinished)?;
        Ok(Self { folder, unfinished })
    }

    fn path(&self, name: &str) -> PathBuf {
        self.unfinished.join(name)
    }

    /// Puts everything on stable storage, then gives the folder its name.
    fn finish(&self) -> Result<(), BackupError> {
        sync_below(&self.unfinished)?;
        if self.folder.exists() {
            // Only an empty folder gives way.
            fs::remove_dir(&self.folder).map_err(at(&self.folder))?;
        }
        fs::rename(&self.unfinished, &self.folder).map_err(at(&self.folder))?;
        sync_folder(self.folder.parent().unwrap_or(&self.folder))
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        // After it has got its name there is nothing left here.
        let _ = fs::remove_dir_all(&self.unfinished);
    }
}

fn at(path: &Path) -> impl FnOnce(std::io::Error) -> BackupError {
    let path = path.to_path_buf();
    move |source| BackupError::File { path, source }
}

/// Whether one folder is the other or lies in it.
fn lie_together(one: &Path, other: &Path) -> bool {
    let whole = |path: &Path| {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
        path.canonicalize().unwrap_or(path)
    };
    let (one, other) = (whole(one), whole(other));
    one.starts_with(&other) || other.starts_with(&one)
}

fn make_folder(path: &Path) -> Result<(), BackupError> {
    fs::create_dir_all(path).map_err(at(path))
}

#[cfg(unix)]
fn only_for_the_owner(path: &Path) -> Result<(), BackupError> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o600)).map_err(at(path))
}

#[cfg(not(unix))]
fn only_for_the_owner(_: &Path) -> Result<(), BackupError> {
    Ok(())
}

/// Every file in a folder and below, by its name from there.
fn files_below(folder: &Path, prefix: &str) -> Result<Vec<(String, PathBuf)>, BackupError> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(at(folder))? {
        let path = entry.map_err(at(folder))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        match path.is_dir() {
            true => found.extend(files_below(&path, &format!("{prefix}{name}/"))?),
            false => found.push((format!("{prefix}{name}"), path)),
        }
    }
    Ok(found)
}

fn hashes_below(folder: &Path, prefix: &str) -> Result<BTreeMap<String, String>, BackupError> {
    let files = files_below(folder, prefix)?.into_iter();
    files.map(|(name, path)| Ok((name, hash_of(&path)?))).collect()
}

fn size_below(folder: &Path) -> Result<u64, BackupError> {
    let files = files_below(folder, "")?.into_iter();
    files.map(|(_, path)| Ok(fs::metadata(&path).map_err(at(&path))?.len())).sum()
}

fn hash_of(path: &Path) -> Result<String, BackupError> {
    let mut file = File::open(path).map_err(at(path))?;
    let (mut hash, mut buffer) = (Sha256::new(), vec![0; 1 << 20]);
    loop {
        match file.read(&mut buffer).map_err(at(path))? {
            0 => return Ok(hex(&hash.finalize())),
            read => hash.update(&buffer[..read]),
        }
    }
}

fn sync_below(folder: &Path) -> Result<(), BackupError> {
    for entry in fs::read_dir(folder).map_err(at(folder))? {
        let path = entry.map_err(at(folder))?.path();
        match path.is_dir() {
            true => sync_below(&path)?,
            false => File::open(&path).and_then(|file| file.sync_all()).map_err(at(&path))?,
        }
    }
    sync_folder(folder)
}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> Result<(), BackupError> {
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(at(folder))
}

/// Elsewhere a folder cannot be opened; its entries are as safe as the file system makes them.
#[cfg(not(unix))]
fn sync_folder(_: &Path) -> Result<(), BackupError> {
    Ok(())
}

#[cfg(test)]
mod tests;
