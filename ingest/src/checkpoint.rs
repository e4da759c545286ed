//! Signed checkpoints of the ledger: what leaves the machine, so that the past cannot be rewritten.
//!
//! A checkpoint is origin, size and root in the C2SP tlog-checkpoint format, signed as a C2SP signed
//! note with Ed25519. Whoever holds one can show later that the ledger of that day is, or is not,
//! the beginning of the ledger of today.

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use ed25519_dalek::{SigningKey, VerifyingKey};
use signed_note::{Note, StandardSigner, StandardVerifier, VerifierList, key_id};
use tlog_tiles::Checkpoint as TreeHead;

use crate::identity::Kode;
use crate::ledger::{Hash, consistency};
use crate::log::{LedgerRoot, Log, LogError};

/// Algorithm byte of Ed25519 in note keys.
const ED25519: u8 = 1;

/// A checkpoint is not what it should be.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs)] // the fields are what the message names
pub enum CheckpointError {
    /// Not a note, or not a checkpoint.
    #[error("this is not a signed checkpoint")]
    Malformed,
    /// Not a key.
    #[error("this is not a verifier key")]
    BadKey,
    /// It speaks of another ledger.
    #[error("the checkpoint is of {found}, not of {expected}")]
    OtherOrigin { found: String, expected: String },
    /// The key did not sign it.
    #[error("the checkpoint carries no valid signature of {0}")]
    NotSigned(String),
    /// The ledger is not the one that was signed before.
    #[error("the ledger of {size} events is not the one that was signed at that size")]
    Inconsistent { size: u64 },
    /// The ledger is shorter than one that was signed before.
    #[error("the ledger has {now} events, and {signed} were signed before")]
    Shorter { now: u64, signed: u64 },
    /// The folder or the key cannot be read or written.
    #[error("{path}: {source}")]
    File { path: PathBuf, source: std::io::Error },
    /// The operating system gives no randomness for a key.
    #[error("no randomness: {0}")]
    Random(getrandom::Error),
    /// The log failed.
    #[error(transparent)]
    Log(#[from] LogError),
}

/// The public half of a ledger's key: who may sign for which ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifierKey {
    /// The ledger: government, deployment and epoch.
    pub origin: String,
    /// `origin+hash+key`, as printed on paper.
    pub text: String,
}

impl VerifierKey {
    /// Reads a verifier key. Errors: [`CheckpointError::BadKey`].
    pub fn parse(text: &str) -> Result<Self, CheckpointError> {
        StandardVerifier::new(text).map_err(|_| CheckpointError::BadKey)?;
        let (origin, rest) = text.split_once('+').ok_or(CheckpointError::BadKey)?;
        let (id, key) = rest.split_once('+').ok_or(CheckpointError::BadKey)?;
        // The library reads hexadecimal digits of either case and a point in any of its encodings;
        // the text on paper has one form, and no note can hold the name of a key below space.
        let one_form = id == id.to_ascii_lowercase()
            && origin.chars().all(|letter| letter >= ' ')
            && is_one_encoding(key);
        match one_form {
            true => Ok(Self { origin: origin.to_owned(), text: text.to_owned() }),
            false => Err(CheckpointError::BadKey),
        }
    }
}

/// A checkpoint as it is written and read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// The ledger it speaks of.
    pub origin: String,
    /// Events and root.
    pub ledger: LedgerRoot,
    /// The whole signed note.
    pub note: String,
}

impl Checkpoint {
    /// Reads a signed checkpoint; its signatures are not looked at.
    /// Errors: [`CheckpointError::Malformed`].
    pub fn parse(note: &str) -> Result<Self, CheckpointError> {
        let parsed = Note::from_bytes(note.as_bytes()).map_err(|_| CheckpointError::Malformed)?;
        let head = TreeHead::from_bytes(parsed.text()).map_err(|_| CheckpointError::Malformed)?;
        if !head.extension().is_empty() {
            return Err(CheckpointError::Malformed);
        }
        Ok(Self {
            origin: head.origin().to_owned(),
            ledger: LedgerRoot { size: head.size(), root: head.hash().0 },
            note: note.to_owned(),
        })
    }

    /// Reads a checkpoint that this key must have signed; other signatures are left alone.
    /// Errors: [`CheckpointError`].
    pub fn verified(note: &str, key: &VerifierKey) -> Result<Self, CheckpointError> {
        let checkpoint = Self::parse(note)?;
        if checkpoint.origin != key.origin {
            let (found, expected) = (checkpoint.origin, key.origin.clone());
            return Err(CheckpointError::OtherOrigin { found, expected });
        }
        let verifier = StandardVerifier::new(&key.text).map_err(|_| CheckpointError::BadKey)?;
        let parsed = Note::from_bytes(note.as_bytes()).map_err(|_| CheckpointError::Malformed)?;
        match parsed.verify(&VerifierList::new(vec![Box::new(verifier)])) {
            Ok((signed, _)) if !signed.is_empty() => Ok(checkpoint),
            _ => Err(CheckpointError::NotSigned(key.origin.clone())),
        }
    }
}

/// Signs the ledger of one installation and remembers what it signed.
pub struct Signer {
    dir: PathBuf,
    signer: StandardSigner,
    /// The public half.
    pub key: VerifierKey,
}

impl Signer {
    /// The signer of the installation in `dir`. Its key is made when it is first asked for:
    /// `ledger.key`, readable by the owner alone, with the origin `jejak/PEMDA/DEPLOYMENT/EPOCH`.
    ///
    /// Errors: [`CheckpointError::BadKey`], [`CheckpointError::File`], [`CheckpointError::Random`].
    pub fn open(dir: &Path, pemda: &Kode, epoch: u32) -> Result<Self, CheckpointError> {
        if let Some(signer) = Self::existing(dir)? {
            return Ok(signer);
        }
        let path = dir.join("ledger.key");
        let mut seed = [0; 36];
        getrandom::fill(&mut seed).map_err(CheckpointError::Random)?;
        write_whole(&path, &new_key(pemda, epoch, &seed), 0o600)
            .map_err(|source| CheckpointError::File { path, source })?;
        Self::existing(dir)?.ok_or(CheckpointError::BadKey)
    }

    /// The signer of the installation in `dir`, if it has ever signed. Errors: [`CheckpointError`].
    pub fn existing(dir: &Path) -> Result<Option<Self>, CheckpointError> {
        let path = dir.join("ledger.key");
        let secret = match fs::read_to_string(&path) {
            Ok(secret) => secret.trim().to_owned(),
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(source) => return Err(CheckpointError::File { path, source }),
        };
        let signer = StandardSigner::new(&secret).map_err(|_| CheckpointError::BadKey)?;
        Ok(Some(Self { dir: dir.join("checkpoints"), signer, key: public_half(&secret)? }))
    }

    /// Every checkpoint that was signed here, oldest first. Errors: [`CheckpointError`].
    pub fn signed(&self) -> Result<Vec<Checkpoint>, CheckpointError> {
        self.paths()?.iter().map(|path| self.read(path)).collect()
    }

    /// The checkpoint that covers most events. Errors: [`CheckpointError`].
    pub fn last(&self) -> Result<Option<Checkpoint>, CheckpointError> {
        self.paths()?.last().map(|path| self.read(path)).transpose()
    }

    fn paths(&self) -> Result<Vec<PathBuf>, CheckpointError> {
        let failed = |source| CheckpointError::File { path: self.dir.clone(), source };
        let mut names: Vec<PathBuf> = match fs::read_dir(&self.dir) {
            Ok(entries) => {
                let paths = entries.map(|entry| entry.map(|entry| entry.path()));
                paths.collect::<Result<_, _>>().map_err(failed)?
            }
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(failed(error)),
        };
        names.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
        names.sort();
        Ok(names)
    }

    fn read(&self, path: &Path) -> Result<Checkpoint, CheckpointError> {
        let failed = |source| CheckpointError::File { path: path.to_owned(), source };
        let note = fs::read_to_string(path).map_err(failed)?;
        Checkpoint::verified(&note, &self.key)
    }

    /// Signs the ledger as it stands.
    ///
    /// What was signed last must be in it unchanged; otherwise nothing is signed. The checkpoint is
    /// on disk before it is answered, and the same size is never signed twice.
    /// Errors: [`CheckpointError::Inconsistent`], [`CheckpointError::Shorter`] and others.
    pub fn sign(&self, log: &Log) -> Result<Checkpoint, CheckpointError> {
        let size = log.head()?.map_or(0, |head| head.position.0 + 1);
        self.sign_at(log, size)
    }

    /// As [`Signer::sign`], for the first `size` events.
    pub fn sign_at(&self, log: &Log, size: u64) -> Result<Checkpoint, CheckpointError> {
        let now = log.head()?.map_or(0, |head| head.position.0 + 1);
        if let Some(last) = self.last()? {
            let LedgerRoot { size: signed, root } = last.ledger;
            if signed > now {
                return Err(CheckpointError::Shorter { now, signed });
            }
            if log.root(signed)?.root != root {
                return Err(CheckpointError::Inconsistent { size: signed });
            }
        }
        let ledger = log.root(size)?;
        let path = self.path_of(size);
        if path.exists() {
            let signed = self.read(&path)?;
            return match signed.ledger == ledger {
                true => Ok(signed),
                false => Err(CheckpointError::Inconsistent { size }),
            };
        }
        let malformed = |_| CheckpointError::Malformed;
        let head = TreeHead::new(&self.key.origin, size, tlog_tiles::Hash(ledger.root), "");
        let text = head.map_err(malformed)?.to_bytes();
        let mut note = Note::new(&text, &[]).map_err(|_| CheckpointError::Malformed)?;
        note.add_sigs(&[&self.signer]).map_err(|_| CheckpointError::Malformed)?;
        let note = String::from_utf8(note.to_bytes()).map_err(|_| CheckpointError::Malformed)?;
        let failed = |source| CheckpointError::File { path: path.clone(), source };
        fs::create_dir_all(&self.dir).map_err(failed)?;
        write_whole(&path, &note, 0o644).map_err(failed)?;
        self.read(&path)
    }

    /// Adds a witness's signature lines to a checkpoint that was signed here.
    /// Errors: [`CheckpointError::Malformed`] when they are not signature lines.
    pub fn cosign(
        &self,
        checkpoint: &Checkpoint,
        lines: &str,
    ) -> Result<Checkpoint, CheckpointError> {
        let path = self.path_of(checkpoint.ledger.size);
        let mut note = self.read(&path)?.note;
        for line in lines.lines() {
            if !line.starts_with('\u{2014}') {
                return Err(CheckpointError::Malformed);
            }
            if !note.lines().any(|known| known == line) {
                note.push_str(line);
                note.push('\n');
            }
        }
        let cosigned = Checkpoint::verified(&note, &self.key)?;
        let failed = |source| CheckpointError::File { path: path.clone(), source };
        write_whole(&path, &note, 0o644).map_err(failed)?;
        Ok(cosigned)
    }

    /// Sizes sort as text.
    fn path_of(&self, size: u64) -> PathBuf {
        self.dir.join(format!("{size:012}.txt"))
    }
}

/// What a witness is sent (C2SP tlog-witness, `add-checkpoint`): the size it last cosigned, the proof
/// that the ledger has only grown since, and the checkpoint. Errors: [`LogError`].
pub fn witness_request(log: &Log, checkpoint: &Checkpoint, old: u64) -> Result<String, LogError> {
    let mut request = format!("old {old}\n");
    for hash in consistency(log, checkpoint.ledger.size, old)? {
        request.push_str(&base64(&hash));
        request.push('\n');
    }
    Ok(request + "\n" + &checkpoint.note)
}

/// Standard base64, as roots and proofs are written.
pub fn base64(hash: &Hash) -> String {
    BASE64_STANDARD.encode(hash)
}

fn new_key(pemda: &Kode, epoch: u32, seed: &[u8; 36]) -> String {
    let (deployment, secret) = seed.split_at(4);
    let origin = format!("jejak/{pemda}/{}/{epoch}", crate::ledger::hex(deployment));
    let mut signing = [0; 32];
    signing.copy_from_slice(secret);
    let id = key_id(&origin, &public_bytes(&signing));
    let data = BASE64_STANDARD.encode([&[ED25519], secret].concat());
    format!("PRIVATE+KEY+{origin}+{id:08x}+{data}")
}

/// Whether a point is written in the one way that RFC 8032, section 5.1.3, allows.
fn is_one_encoding(key: &str) -> bool {
    let Ok(Ok(bytes)) = BASE64_STANDARD.decode(key).map(<[u8; 33]>::try_from) else {
        return false;
    };
    let point: Result<[u8; 32], _> = bytes[1..].try_into();
    let decoded = point.map(|point| (point, VerifyingKey::from_bytes(&point)));
    matches!(decoded, Ok((point, Ok(key))) if key.to_edwards().compress().to_bytes() == point)
}

fn public_bytes(secret: &[u8; 32]) -> Vec<u8> {
    let public = SigningKey::from_bytes(secret).verifying_key();
    [&[ED25519], public.as_bytes().as_slice()].concat()
}

fn public_half(secret: &str) -> Result<VerifierKey, CheckpointError> {
    let bad = || CheckpointError::BadKey;
    let mut parts = secret.strip_prefix("PRIVATE+KEY+").ok_or_else(bad)?.split('+');
    let (origin, id) = (parts.next().ok_or_else(bad)?, parts.next().ok_or_else(bad)?);
    // Base64 has plus signs of its own.
    let data = parts.collect::<Vec<_>>().join("+");
    let bytes = BASE64_STANDARD.decode(data).map_err(|_| bad())?;
    let secret = bytes.get(1..).and_then(|secret| secret.try_into().ok()).ok_or_else(bad)?;
    let public = BASE64_STANDARD.encode(public_bytes(secret));
    VerifierKey::parse(&format!("{origin}+{id}+{public}"))
}

/// Writes a file so that it is there whole or not at all.
fn write_whole(path: &Path, text: &str, mode: u32) -> std::io::Result<()> {
    let unfinished = path.with_extension("belum-selesai");
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, mode);
    #[cfg(not(unix))]
    let _ = mode;
    let mut file = options.open(&unfinished)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    fs::rename(&unfinished, path)?;
    #[cfg(unix)]
    if let Some(folder) = path.parent() {
        fs::File::open(folder)?.sync_all()?;
    }
    Ok(())
}
