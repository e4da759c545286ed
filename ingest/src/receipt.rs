//! A receipt: that an event is in the ledger, for whoever handed it in.
//!
//! The C2SP tlog-proof format. Its checkpoint covers the whole ledger, so whoever keeps a receipt is a
//! witness of everything before it. The extra line holds the event's canonical bytes, so that the
//! file can be checked alone.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::Serialize;

use crate::checkpoint::{Checkpoint, CheckpointError, VerifierKey, base64};
use crate::frame::{Body, RecordedEvent};
use crate::identity::Position;
use crate::ledger::{Hash, inclusion, is_included, leaf_hash};
use crate::log::{LedgerRoot, Log, LogError};

const MAGIC: &str = "c2sp.org/tlog-proof@v1";

/// A receipt, read or made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The event's canonical bytes; not in the short form that a QR code holds.
    pub event: Option<Vec<u8>>,
    /// Its position.
    pub index: u64,
    /// From the leaf's sibling up.
    pub proof: Vec<Hash>,
    /// The signed checkpoint.
    pub checkpoint: String,
}

/// Why a receipt proves nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ReceiptFault {
    /// Not a receipt.
    Unreadable,
    /// Its checkpoint is none.
    Note,
    /// Its checkpoint is of another ledger.
    Origin,
    /// Its checkpoint is not signed by the key.
    Signature,
    /// The event is not in that ledger at that place.
    Proof,
}

/// No receipt can be given.
#[derive(Debug, thiserror::Error)]
pub enum NoReceipt {
    /// There is no such event.
    #[error("there is no event at this position")]
    NoEvent,
    /// It belongs to an evaluation form: a receipt that points at answers could be demanded by a
    /// superior, so a form's receipt proves participation only.
    #[error("the event belongs to an evaluation form")]
    OfAForm,
    /// The log failed.
    #[error(transparent)]
    Log(#[from] LogError),
}

/// The event at a position, if a receipt may be given for it. Errors: [`NoReceipt`].
pub fn event_for_receipt(log: &Log, position: Position) -> Result<RecordedEvent, NoReceipt> {
    let frame = log.frame_at(position)?.ok_or(NoReceipt::NoEvent)?;
    match frame.body {
        Body::Form(_) => Err(NoReceipt::OfAForm),
        Body::Events(_) => frame.event_at(position).ok_or(NoReceipt::NoEvent),
    }
}

impl Receipt {
    /// The receipt of an event that the checkpoint covers. Errors: [`LogError`].
    pub fn of(log: &Log, event: &RecordedEvent, checkpoint: &Checkpoint) -> Result<Self, LogError> {
        Ok(Self {
            event: Some(event.canonical()),
            index: event.position.0,
            proof: inclusion(log, checkpoint.ledger.size, event.position.0)?,
            checkpoint: checkpoint.note.clone(),
        })
    }

    /// The text of a `.tlog-proof` file.
    pub fn text(&self) -> String {
        let extra = self.event.as_ref().map(|event| BASE64_STANDARD.encode(event));
        let extra = extra.map_or_else(String::new, |extra| format!("extra {extra}\n"));
        let proof: String = self.proof.iter().map(|hash| base64(hash) + "\n").collect();
        format!("{MAGIC}\n{extra}index {}\n{proof}\n{}", self.index, self.checkpoint)
    }

    /// The same without the event, small enough for a QR code.
    pub fn short(&self) -> Self {
        Self { event: None, ..self.clone() }
    }

    /// Reads the text of a receipt; it must be written exactly as the format says.
    pub fn parse(text: &str) -> Option<Self> {
        let (head, checkpoint) = text.split_once("\n\n")?;
        let mut lines = head.split('\n');
        if lines.next()? != MAGIC {
            return None;
        }
        let mut line = lines.next()?;
        let event = match line.strip_prefix("extra ") {
            Some(extra) => {
                line = lines.next()?;
                Some(BASE64_STANDARD.decode(extra).ok()?)
            }
            None => None,
        };
        let index = line.strip_prefix("index ")?.parse().ok()?;
        let hash = |line: &str| BASE64_STANDARD.decode(line).ok()?.try_into().ok();
        let proof = lines.map(hash).collect::<Option<Vec<Hash>>>()?;
        let receipt = Self { event, index, proof, checkpoint: checkpoint.to_owned() };
        (receipt.text() == text).then_some(receipt)
    }

    /// Checks that the event is in the ledger that the key signed. A short receipt is checked with
    /// the event's leaf from elsewhere. Errors: [`ReceiptFault`].
    pub fn verify(
        &self,
        key: &VerifierKey,
        leaf: Option<Hash>,
    ) -> Result<Checkpoint, ReceiptFault> {
        let checkpoint =
            Checkpoint::verified(&self.checkpoint, key).map_err(|error| match error {
                CheckpointError::OtherOrigin { .. } => ReceiptFault::Origin,
                CheckpointError::NotSigned(_) => ReceiptFault::Signature,
                _ => ReceiptFault::Note,
            })?;
        let own = self.event.as_ref().map(|event| leaf_hash(event));
        let leaf = match (own, leaf) {
            (Some(own), Some(known)) if own != known => return Err(ReceiptFault::Proof),
            (own, known) => own.or(known).ok_or(ReceiptFault::Unreadable)?,
        };
        let LedgerRoot { size, root } = checkpoint.ledger;
        match is_included(&self.proof, size, &root, self.index, &leaf) {
            true => Ok(checkpoint),
            false => Err(ReceiptFault::Proof),
        }
    }
}
