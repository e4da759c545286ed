//! What an auditor takes home: a ledger and all that is needed to check it, as plain lines of JSON.
//!
//! One line for the government and the size, the key, the signed checkpoints, the rule packs, every
//! event with its leaf, the results, and an end that counts and hashes what stands before it. Nothing
//! in it is compressed but the whole, as gzip, so that anyone can read it with their own tools.
//! [`verify`] needs nothing else: no server, no network and no secret.

mod check;
mod lines;

use std::io::{BufRead, BufReader, ErrorKind, Read, Write};

use flate2::bufread::GzDecoder;
use sha2::{Digest, Sha256};

pub use check::{Expectations, Fault, FaultKind, Published, Sound, verify};
use lines::{EventLine, Line};

use crate::checkpoint::{Checkpoint, VerifierKey, base64};
use crate::event::PemdaRegistered;
use crate::frame::{Frame, RecordedEvent};
use crate::identity::Position;
use crate::ledger::{Fold, hex, leaf_hash};
use crate::log::{Log, LogError};
use crate::rule_pack::LoadedPack;

/// Format of the lines, named in the first.
const FORMAT: &str = "jejak-bundle/1";

/// A bundle could not be written or read.
#[derive(Debug, thiserror::Error)]
pub enum BundleError {
    /// The file cannot be written or read.
    #[error(transparent)]
    File(#[from] std::io::Error),
    /// The log failed.
    #[error(transparent)]
    Log(#[from] LogError),
    /// The events in the log are not those whose root is signed.
    #[error("the events in the log are not those whose root is signed")]
    OtherRoot,
    /// It is no bundle.
    #[error("line {0} is not a line of a bundle")]
    Line(u64),
}

/// Everything of a bundle that is not an event.
pub struct Contents<'c> {
    /// The government.
    pub pemda: &'c PemdaRegistered,
    /// Who signed.
    pub key: &'c VerifierKey,
    /// Checkpoints, oldest first; the last covers every event of the bundle.
    pub checkpoints: &'c [Checkpoint],
    /// Every rule pack that was in force.
    pub packs: &'c [LoadedPack],
    /// Results: the period, and the JSON as it is printed.
    pub results: &'c [(String, String)],
}

/// Writes a bundle of the events that the last checkpoint covers. `progress` is told how many events
/// are written. Errors: [`BundleError`].
pub fn write(
    out: impl Write,
    log: &Log,
    contents: &Contents<'_>,
    mut progress: impl FnMut(u64),
) -> Result<(), BundleError> {
    let mut out = Lines { out, hash: Sha256::new(), count: 0 };
    let Some(last) = contents.checkpoints.last() else {
        return Err(LogError::NoProof("a bundle needs a checkpoint".into()).into());
    };
    let size = last.ledger.size;
    out.line(&Line::Bundle {
        format: FORMAT.into(),
        pemda: contents.pemda.kode.as_str().into(),
        nama: contents.pemda.nama.as_str().into(),
        size,
        root: base64(&last.ledger.root).into(),
    })?;
    let VerifierKey { origin, text } = contents.key;
    out.line(&Line::Key { origin: origin.into(), vkey: text.into() })?;
    for checkpoint in contents.checkpoints {
        out.line(&Line::Checkpoint { note: checkpoint.note.as_str().into() })?;
    }
    for pack in contents.packs {
        out.line(&Line::RulePack {
            kode: pack.pack.kode.as_str().into(),
            sha256: hex(&Sha256::digest(&pack.bytes)).into(),
            text: String::from_utf8_lossy(&pack.bytes),
        })?;
    }
    let mut fold = Fold::default();
    if size > 0 {
        log.frames(Position(0), Some(Position(size - 1)), |frame| {
            for event in frame.events().iter().take((size - frame.first.0) as usize) {
                let leaf = leaf_hash(&event.canonical());
                fold.push(leaf);
                out.line(&Line::Event(EventLine::of(event, &leaf)))?;
            }
            progress(fold.size());
            Ok::<bool, BundleError>(true)
        })?;
    }
    // What is stored beside the events may be altered with them; what was signed may not.
    if fold.root() != last.ledger.root {
        return Err(BundleError::OtherRoot);
    }
    for (periode, json) in contents.results {
        out.line(&Line::Result {
            periode: periode.into(),
            sha256: hex(&Sha256::digest(json)).into(),
            json: json.into(),
        })?;
    }
    let sha256 = hex(&out.hash.clone().finalize()).into();
    let lines = out.count;
    out.line(&Line::End { lines, sha256 })?;
    Ok(out.out.flush()?)
}

struct Lines<W> {
    out: W,
    hash: Sha256,
    count: u64,
}

impl<W: Write> Lines<W> {
    fn line(&mut self, line: &Line<'_>) -> Result<(), BundleError> {
        let mut bytes = serde_json::to_vec(line).map_err(std::io::Error::from)?;
        bytes.push(b'\n');
        self.hash.update(&bytes);
        self.count += 1;
        Ok(self.out.write_all(&bytes)?)
    }
}

/// The lines of a bundle, whether it is deflated or not. A deflated one that is damaged, or has
/// anything behind its end, gives an error somewhere. Errors: [`std::io::Error`].
pub fn open<'r>(file: impl Read + Send + 'r) -> std::io::Result<Box<dyn BufRead + Send + 'r>> {
    let mut file = BufReader::with_capacity(1 << 20, file);
    Ok(match file.fill_buf()?.starts_with(&[0x1f, 0x8b]) {
        true => Box::new(BufReader::with_capacity(1 << 20, Inflated(GzDecoder::new(file)))),
        false => Box::new(file),
    })
}

/// A deflated file with nothing behind its end.
struct Inflated<R>(GzDecoder<R>);

impl<R: BufRead> Read for Inflated<R> {
    fn read(&mut self, bytes: &mut [u8]) -> std::io::Result<usize> {
        let read = self.0.read(bytes)?;
        match read == 0 && !bytes.is_empty() && !self.0.get_mut().fill_buf()?.is_empty() {
            true => Err(ErrorKind::InvalidData.into()),
            false => Ok(read),
        }
    }
}

/// What a bundle holds beside its events, as text.
#[derive(Debug, Default)]
pub struct Carried {
    /// Rule packs: SHA-256 in hex, and text.
    pub packs: Vec<(String, String)>,
    /// Results: period, and JSON.
    pub results: Vec<(String, String)>,
}

/// Reads a bundle that was verified before, giving each frame in order.
/// Errors: [`BundleError`], or whatever `each` answers.
pub fn read<E: From<BundleError>>(
    mut bundle: impl BufRead,
    mut each: impl FnMut(Frame) -> Result<(), E>,
) -> Result<Carried, E> {
    let mut carried = Carried::default();
    let mut waiting: Vec<RecordedEvent> = Vec::new();
    let mut text = Vec::new();
    let mut number = 0;
    loop {
        number += 1;
        text.clear();
        if bundle.read_until(b'\n', &mut text).map_err(BundleError::from)? == 0 {
            break;
        }
        let line = serde_json::from_slice(&text).map_err(|_| BundleError::Line(number))?;
        let event = match line {
            Line::Event(line) => line.event(),
            Line::RulePack { sha256, text, .. } => {
                carried.packs.push((sha256.into_owned(), text.into_owned()));
                continue;
            }
            Line::Result { periode, json, .. } => {
                carried.results.push((periode.into_owned(), json.into_owned()));
                continue;
            }
            _ => continue,
        };
        if waiting.last().is_some_and(|last| !belong_together(&waiting, last, &event)) {
            give(&mut waiting, number, &mut each)?;
        }
        waiting.push(event);
    }
    give(&mut waiting, number, &mut each)?;
    Ok(carried)
}

/// Whether an event was written by the same submission as those before it.
fn belong_together(waiting: &[RecordedEvent], last: &RecordedEvent, next: &RecordedEvent) -> bool {
    let neighbours = last.stream == next.stream && last.metadata == next.metadata;
    match Frame::answers_announced(&waiting[0]) {
        Some(answers) => neighbours && waiting.len() <= answers,
        None => neighbours && last.revision.0 + 1 == next.revision.0,
    }
}

fn give<E: From<BundleError>>(
    waiting: &mut Vec<RecordedEvent>,
    number: u64,
    each: &mut impl FnMut(Frame) -> Result<(), E>,
) -> Result<(), E> {
    if waiting.is_empty() {
        return Ok(());
    }
    let frame =
        Frame::of_events(waiting).map_err(|_| BundleError::Line(number.saturating_sub(1)))?;
    waiting.clear();
    each(frame)
}
