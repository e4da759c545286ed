//! The lines of a bundle.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::frame::RecordedEvent;
use crate::identity::{Position, Revision, StreamName};
use crate::ledger::{Hash, hex, leaf_hash};

/// One line; its only key names its kind.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum Line<'a> {
    /// The first: of whom, and how much.
    Bundle {
        format: Cow<'a, str>,
        pemda: Cow<'a, str>,
        nama: Cow<'a, str>,
        size: u64,
        root: Cow<'a, str>,
    },
    /// Who signs.
    Key { origin: Cow<'a, str>, vkey: Cow<'a, str> },
    /// A signed checkpoint.
    Checkpoint { note: Cow<'a, str> },
    /// A rule pack, byte for byte.
    RulePack { kode: Cow<'a, str>, sha256: Cow<'a, str>, text: Cow<'a, str> },
    /// An event.
    Event(#[serde(borrow)] EventLine<'a>),
    /// A result as it was printed.
    Result { periode: Cow<'a, str>, sha256: Cow<'a, str>, json: Cow<'a, str> },
    /// The last.
    End { lines: u64, sha256: Cow<'a, str> },
}

/// An event: metadata and data are JSON inside a string, because their exact bytes are hashed.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EventLine<'a> {
    pub(super) position: u64,
    id: Uuid,
    #[serde(borrow)]
    pub(super) stream: Cow<'a, str>,
    pub(super) revision: u64,
    #[serde(rename = "type", borrow)]
    pub(super) type_name: Cow<'a, str>,
    version: u16,
    #[serde(borrow)]
    metadata: Cow<'a, str>,
    #[serde(borrow)]
    pub(super) data: Cow<'a, str>,
    #[serde(borrow)]
    pub(super) leaf: Cow<'a, str>,
}

impl<'a> EventLine<'a> {
    pub(super) fn of(event: &'a RecordedEvent, leaf: &Hash) -> Self {
        Self {
            position: event.position.0,
            id: event.id,
            stream: event.stream.as_str().into(),
            revision: event.revision.0,
            type_name: event.type_name.as_str().into(),
            version: event.version,
            metadata: String::from_utf8_lossy(&event.metadata),
            data: String::from_utf8_lossy(&event.data),
            leaf: hex(leaf).into(),
        }
    }

    pub(super) fn event(self) -> RecordedEvent {
        RecordedEvent {
            id: self.id,
            stream: StreamName::from_stored(&self.stream),
            revision: Revision(self.revision),
            position: Position(self.position),
            type_name: self.type_name.into_owned(),
            version: self.version,
            metadata: self.metadata.into_owned().into_bytes(),
            data: self.data.into_owned().into_bytes(),
        }
    }

    /// The leaf that its fields give.
    pub(super) fn own_leaf(&self) -> Hash {
        let mut bytes = Vec::with_capacity(512);
        crate::frame::write_canonical(
            &mut bytes,
            &self.id,
            &self.stream,
            Revision(self.revision),
            (&self.type_name, self.version),
            self.metadata.as_bytes(),
            self.data.as_bytes(),
        );
        leaf_hash(&bytes)
    }
}
