//! Checks a bundle line by line and names the first that is not as it was written.

use std::collections::{BTreeSet, HashMap, VecDeque};
use std::io::BufRead;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::Serialize;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::FORMAT;
use super::lines::{EventLine, Line};
use crate::checkpoint::{Checkpoint, CheckpointError, VerifierKey};
use crate::cores;
use crate::ledger::{Fold, Hash, hex};
use crate::log::LedgerRoot;

/// Lines that are parsed and hashed together, on every core.
const BATCH: usize = 8_192;

/// What the reader of a bundle knows from elsewhere.
#[derive(Debug, Clone, Copy, Default)]
pub struct Expectations<'e> {
    /// A checkpoint kept from before: the bundle must contain that ledger.
    pub checkpoint: Option<&'e str>,
    /// The key as it stands on paper.
    pub key: Option<&'e str>,
}

/// A bundle in which everything agrees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sound {
    /// Events.
    pub size: u64,
    /// Root of the ledger.
    pub root: Hash,
    /// Who signed.
    pub key: VerifierKey,
    /// The government's name.
    pub nama: String,
    /// Signed checkpoints in it.
    pub checkpoints: u64,
    /// Periods of the results in it.
    pub results: Vec<String>,
    /// Results that its events say were published.
    pub published: Vec<Published>,
}

/// A published result, as its event names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Published {
    /// The event.
    pub position: u64,
    /// The period.
    pub periode: String,
    /// The last event that it knows.
    pub as_of: u64,
    /// SHA-256 of its JSON, hex.
    pub result: String,
    /// Whether the bundle carries that JSON.
    pub carried: bool,
}

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FaultKind {
    /// The file ends too early.
    Truncated,
    /// Not a line of a bundle, or not written as jejak writes it.
    Unreadable,
    /// A line stands where it may not.
    Order,
    /// Another format.
    Format,
    /// The key is no key, or not the expected one.
    Key,
    /// No signed checkpoint.
    Note,
    /// A checkpoint of another ledger.
    Origin,
    /// Not signed by the key.
    Signature,
    /// Sizes do not agree.
    Size,
    /// The first line does not agree with what follows.
    Header,
    /// A rule pack is not the one it says, or is missing.
    RulePack,
    /// An event was changed.
    Leaf,
    /// An event is missing, doubled or moved.
    Position,
    /// A stream has a gap or a double.
    Revision,
    /// The events are not those that were signed.
    Root,
    /// A result was changed.
    Result,
    /// A result is not the one that was published of that period and that moment.
    Published,
    /// The end does not count or hash what stands before it.
    End,
}

/// The first thing that is wrong, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// What.
    pub kind: FaultKind,
    /// Line, counted from 1; 0 for a checkpoint that came from outside.
    pub line: u64,
    /// The event, if it is one.
    pub position: Option<u64>,
    /// The event that should stand there, where events stand.
    #[serde(skip)]
    pub place: Option<u64>,
}

/// Checks a bundle. `progress` is told how many lines are checked. Errors: the first [`Fault`]; of a
/// deflated bundle that is damaged anywhere, that it is truncated, since what it gives before it breaks
/// depends on who inflates it.
pub fn verify(
    bundle: impl BufRead + Send,
    expected: Expectations<'_>,
    progress: impl FnMut(u64),
) -> Result<Sound, Fault> {
    let (batches, coming) = sync_channel(1);
    std::thread::scope(|scope| {
        let reading = scope.spawn(move || read_all(bundle, &batches));
        let verdict = check_all(coming, expected, progress);
        match reading.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)) {
            Ok(()) => verdict,
            Err(_) => Err(fault(FaultKind::Truncated, 1)),
        }
    })
}

/// Lines that belong together, and whether the last of them is whole.
struct Batch {
    lines: Vec<Vec<u8>>,
    is_cut: bool,
}

/// Reads to the very end, whether or not anybody still wants the lines. Errors: it cannot be read.
fn read_all(mut bundle: impl BufRead, batches: &SyncSender<Batch>) -> std::io::Result<()> {
    loop {
        let mut batch = Batch { lines: Vec::with_capacity(BATCH), is_cut: false };
        while batch.lines.len() < BATCH {
            let mut text = Vec::with_capacity(1_024);
            bundle.read_until(b'\n', &mut text)?;
            match text.last() {
                Some(b'\n') => batch.lines.push(text),
                last => {
                    batch.is_cut = last.is_some();
                    let _ = batches.send(batch);
                    return Ok(());
                }
            }
        }
        // A fault was found already if nobody takes it.
        let _ = batches.send(batch);
    }
}

fn check_all(
    batches: Receiver<Batch>,
    expected: Expectations<'_>,
    mut progress: impl FnMut(u64),
) -> Result<Sound, Fault> {
    let mut check = Check::new(expected);
    for Batch { lines, is_cut } in batches {
        let parsed = cores::map(lines.iter().collect(), |text: &Vec<u8>| parse(text));
        for (text, parsed) in lines.iter().zip(parsed) {
            check.number += 1;
            check.line(text, parsed).map_err(|fault| check.placed(fault))?;
        }
        progress(check.number);
        if is_cut {
            return Err(check.placed(fault(FaultKind::Truncated, check.number + 1)));
        }
    }
    check.end()
}

fn fault(kind: FaultKind, line: u64) -> Fault {
    Fault { kind, line, position: None, place: None }
}

/// A line that says what it can say, and the leaf that its fields give if it is an event.
struct Parsed<'a> {
    line: Line<'a>,
    leaf: Option<Hash>,
}

/// Reads a line that is written exactly as jejak would write it.
fn parse(text: &[u8]) -> Option<Parsed<'_>> {
    let text = text.strip_suffix(b"\n")?;
    let line: Line<'_> = serde_json::from_slice(text).ok()?;
    if serde_json::to_vec(&line).ok()? != text {
        return None;
    }
    let is_hash = |text: &str| {
        text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
    };
    let sound = match &line {
        Line::Bundle { root, .. } => {
            BASE64_STANDARD.decode(root.as_bytes()).is_ok_and(|root| root.len() == 32)
        }
        Line::RulePack { sha256, .. } | Line::Result { sha256, .. } | Line::End { sha256, .. } => {
            is_hash(sha256)
        }
        Line::Event(event) => is_hash(&event.leaf),
        Line::Key { .. } | Line::Checkpoint { .. } => true,
    };
    let leaf = match &line {
        Line::Event(event) => Some(event.own_leaf()),
        _ => None,
    };
    sound.then_some(Parsed { line, leaf })
}

/// Kinds of lines in the order in which they stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Stage {
    Bundle,
    Key,
    Checkpoint,
    RulePack,
    Event,
    Result,
    End,
}

/// A checkpoint that the events must still reach.
struct Ahead {
    line: u64,
    size: u64,
    root: Hash,
}

struct Check<'e> {
    expected: Expectations<'e>,
    /// The line being checked.
    number: u64,
    /// Kind of the line before.
    stage: Option<Stage>,
    hash: Sha256,
    size: u64,
    root: String,
    pemda: (Option<String>, Option<String>),
    key: Option<VerifierKey>,
    /// Line, size and root of the checkpoint read last.
    last: Option<Ahead>,
    ahead: VecDeque<Ahead>,
    checkpoints: u64,
    fold: Fold,
    /// Last revision of each stream that is not a form's.
    revisions: HashMap<Box<str>, u64>,
    /// Stream and revision of the event before.
    before: (String, u64),
    packs: BTreeSet<Option<String>>,
    /// Hashes of the packs that events adopt; none where an event names none.
    adopted: BTreeSet<Option<String>>,
    /// What the first event says of the government.
    registered: Option<(Option<String>, Option<String>)>,
    results: Vec<String>,
    published: Vec<Published>,
    /// Size and root of the checkpoint from outside, and the root found at that size.
    outside: Option<(u64, Option<Hash>)>,
}

impl<'e> Check<'e> {
    fn new(expected: Expectations<'e>) -> Self {
        let outside = expected.checkpoint.and_then(|note| Checkpoint::parse(note).ok());
        Self {
            expected,
            number: 0,
            stage: None,
            hash: Sha256::new(),
            size: 0,
            root: String::new(),
            pemda: Default::default(),
            key: None,
            last: None,
            ahead: Default::default(),
            checkpoints: 0,
            fold: Fold::default(),
            revisions: HashMap::new(),
            before: Default::default(),
            packs: BTreeSet::new(),
            adopted: BTreeSet::new(),
            registered: None,
            results: Vec::new(),
            published: Vec::new(),
            outside: outside.map(|checkpoint| {
                let size = checkpoint.ledger.size;
                (size, (size == 0).then(|| Fold::default().root()))
            }),
        }
    }

    fn line(&mut self, text: &[u8], parsed: Option<Parsed<'_>>) -> Result<(), Fault> {
        let here = self.number;
        let Parsed { line, leaf } = parsed.ok_or(fault(FaultKind::Unreadable, here))?;
        self.in_order(&line)?;
        match line {
            Line::Bundle { format, pemda, nama, size, root } => {
                if format != FORMAT {
                    return Err(fault(FaultKind::Format, here));
                }
                self.pemda = (Some(pemda.into_owned()), Some(nama.into_owned()));
                (self.size, self.root) = (size, root.into_owned());
            }
            Line::Key { origin, vkey } => {
                let key = VerifierKey::parse(&vkey).ok();
                let key = key.filter(|key| key.origin == origin);
                let key = key.filter(|key| self.expected.key.is_none_or(|known| known == key.text));
                self.key = Some(key.ok_or(fault(FaultKind::Key, here))?);
            }
            Line::Checkpoint { note } => self.checkpoint(&note)?,
            Line::RulePack { sha256, text, .. } => {
                if hex(&Sha256::digest(text.as_bytes())) != sha256 {
                    return Err(fault(FaultKind::RulePack, here));
                }
                self.packs.insert(Some(sha256.into_owned()));
            }
            Line::Event(event) => {
                let leaf = leaf.unwrap_or_default();
                let wrong = |kind| Fault { position: Some(event.position), ..fault(kind, here) };
                if event.leaf != hex(&leaf) {
                    return Err(wrong(FaultKind::Leaf));
                }
                if event.position != self.fold.size() {
                    return Err(wrong(FaultKind::Position));
                }
                if !self.follows(&event.stream, event.revision) {
                    return Err(wrong(FaultKind::Revision));
                }
                self.note_rules(&event.type_name, &event.data);
                self.note_publication(&event);
                self.fold.push(leaf);
                self.reach()?;
            }
            Line::Result { periode, sha256, json } => {
                if hex(&Sha256::digest(json.as_bytes())) != sha256 {
                    return Err(fault(FaultKind::Result, here));
                }
                self.compare_published(&periode, &sha256, &json)?;
                self.results.push(periode.into_owned());
            }
            Line::End { lines, sha256 } => {
                if lines != here - 1 || hex(&self.hash.clone().finalize()) != sha256 {
                    return Err(fault(FaultKind::End, here));
                }
            }
        }
        self.hash.update(text);
        Ok(())
    }

    /// The same fault with the event that should stand there: after the packs come the events.
    fn placed(&self, fault: Fault) -> Fault {
        let among_events = matches!(self.stage, Some(Stage::RulePack | Stage::Event));
        let is_missing = among_events && self.fold.size() < self.size;
        Fault { place: is_missing.then(|| self.fold.size()), ..fault }
    }

    fn in_order(&mut self, line: &Line<'_>) -> std::result::Result<(), Fault> {
        use Stage::{Bundle, Checkpoint, End, Event, Key, Result, RulePack};
        let kind = match line {
            Line::Bundle { .. } => Bundle,
            Line::Key { .. } => Key,
            Line::Checkpoint { .. } => Checkpoint,
            Line::RulePack { .. } => RulePack,
            Line::Event(_) => Event,
            Line::Result { .. } => Result,
            Line::End { .. } => End,
        };
        let allowed = match self.stage {
            None => kind == Bundle,
            Some(Bundle) => kind == Key,
            Some(Key) => kind == Checkpoint,
            Some(Checkpoint) => matches!(kind, Checkpoint | RulePack),
            // There is at least one pack; events and results may be none.
            Some(last) => kind >= last && last < End,
        };
        if !allowed {
            return Err(fault(FaultKind::Order, self.number));
        }
        if self.stage == Some(Checkpoint) && kind == RulePack {
            self.leave_checkpoints()?;
        }
        self.stage = Some(kind);
        Ok(())
    }

    fn checkpoint(&mut self, note: &str) -> Result<(), Fault> {
        let here = self.number;
        let key = self.key.as_ref().ok_or(fault(FaultKind::Order, here))?;
        let checkpoint =
            Checkpoint::verified(note, key).map_err(|error| fault(kind_of(&error), here))?;
        let LedgerRoot { size, root } = checkpoint.ledger;
        if self.last.as_ref().is_some_and(|last| size <= last.size) {
            return Err(fault(FaultKind::Size, here));
        }
        self.ahead.push_back(Ahead { line: here, size, root });
        self.last = Some(Ahead { line: here, size, root });
        self.checkpoints += 1;
        Ok(())
    }

    /// After the last checkpoint: it covers what the first line announces.
    fn leave_checkpoints(&mut self) -> Result<(), Fault> {
        let last = self.last.as_ref().ok_or(fault(FaultKind::Order, self.number))?;
        if last.size != self.size {
            return Err(fault(FaultKind::Size, last.line));
        }
        if BASE64_STANDARD.encode(last.root) != self.root {
            return Err(fault(FaultKind::Header, 1));
        }
        self.reach()
    }

    /// Whether an event with this revision may come next in its stream. A form is written at once,
    /// so it is enough to look at the line before; there may be a million of them.
    fn follows(&mut self, stream: &str, revision: u64) -> bool {
        let form = stream.split('-').next() == Some("evaluasi");
        let expected = match form {
            true if self.before.0 == stream && revision > 0 => self.before.1 + 1,
            true => 0,
            false => self.revisions.get(stream).map_or(0, |last| last + 1),
        };
        if form {
            self.before.0.clear();
            self.before.0.push_str(stream);
            self.before.1 = revision;
        } else {
            self.before.0.clear();
            self.revisions.insert(stream.into(), revision);
        }
        revision == expected
    }

    fn note_rules(&mut self, type_name: &str, data: &str) {
        // Reading every answer would cost more than hashing it.
        let adopts = matches!(type_name, "rule-pack-adopted" | "rule-pack-supplemented");
        if !adopts && type_name != "pemda-registered" {
            return;
        }
        let data: Value = serde_json::from_str(data).unwrap_or_default();
        let said = |field: &str| data[field].as_str().map(str::to_owned);
        if adopts {
            self.adopted.insert(said("hash"));
        } else if self.registered.is_none() {
            self.registered = Some((said("kode"), said("nama")));
        }
    }

    fn note_publication(&mut self, event: &EventLine<'_>) {
        if event.type_name != "ranking-published" {
            return;
        }
        let data: Value = serde_json::from_str(&event.data).unwrap_or_default();
        let said = |field: &str| data[field].as_str().map(str::to_owned);
        if let (Some(periode), Some(as_of), Some(result)) =
            (said("periode"), data["posisi"].as_u64(), said("hasil"))
        {
            let (position, carried) = (event.position, false);
            self.published.push(Published { position, periode, as_of, result, carried });
        }
    }

    /// A result of a period and a moment that was published is that which was published.
    fn compare_published(&mut self, periode: &str, sha256: &str, json: &str) -> Result<(), Fault> {
        if self.published.is_empty() {
            return Ok(());
        }
        let result: Value = serde_json::from_str(json).unwrap_or_default();
        let as_of = result["as_of"]["position"].as_u64();
        let here = fault(FaultKind::Published, self.number);
        let is_it = |one: &&mut Published| one.periode == periode && Some(one.as_of) == as_of;
        for one in self.published.iter_mut().filter(is_it) {
            one.carried |= one.result == sha256;
            if !one.carried {
                return Err(here);
            }
        }
        Ok(())
    }

    /// Compares the root so far with every checkpoint of this size.
    fn reach(&mut self) -> Result<(), Fault> {
        let size = self.fold.size();
        if let Some((outside, found)) = &mut self.outside
            && *outside == size
        {
            *found = Some(self.fold.root());
        }
        while let Some(next) = self.ahead.front().filter(|next| next.size == size) {
            if next.root != self.fold.root() {
                return Err(fault(FaultKind::Root, next.line));
            }
            self.ahead.pop_front();
        }
        Ok(())
    }

    fn end(self) -> Result<Sound, Fault> {
        if self.stage != Some(Stage::End) {
            return Err(fault(FaultKind::Truncated, self.number.max(1)));
        }
        if self.fold.size() != self.size {
            return Err(fault(FaultKind::Size, 1));
        }
        if !self.adopted.is_subset(&self.packs) {
            return Err(fault(FaultKind::RulePack, 1));
        }
        if self.registered.as_ref().is_some_and(|registered| *registered != self.pemda) {
            return Err(fault(FaultKind::Header, 1));
        }
        let key = self.key.ok_or(fault(FaultKind::Key, 2))?;
        if let Some(note) = self.expected.checkpoint {
            let kept =
                Checkpoint::verified(note, &key).map_err(|error| fault(kind_of(&error), 0))?;
            match self.outside.and_then(|(_, root)| root) {
                None => return Err(fault(FaultKind::Size, 0)),
                Some(root) if root != kept.ledger.root => return Err(fault(FaultKind::Root, 0)),
                Some(_) => {}
            }
        }
        Ok(Sound {
            size: self.size,
            root: self.fold.root(),
            key,
            nama: self.pemda.1.unwrap_or_default(),
            checkpoints: self.checkpoints,
            results: self.results,
            published: self.published,
        })
    }
}

fn kind_of(error: &CheckpointError) -> FaultKind {
    match error {
        CheckpointError::OtherOrigin { .. } => FaultKind::Origin,
        CheckpointError::NotSigned(_) => FaultKind::Signature,
        _ => FaultKind::Note,
    }
}
