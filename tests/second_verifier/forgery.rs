//! What a forger of bundles can do: change a line, and put right what would show it.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use ed25519_dalek::{Signer as _, SigningKey};
use ingest::ledger::{Hash, hex, leaf_hash, root_of};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// A key that signs, of the ledger or of a forger.
pub(super) struct Key {
    pub(super) origin: String,
    pub(super) signing: SigningKey,
}

impl Key {
    pub(super) fn of(secret: &str) -> Self {
        let [_, _, origin, _, seed] = secret.splitn(5, '+').collect::<Vec<_>>()[..] else {
            unreachable!("five parts");
        };
        let seed = BASE64_STANDARD.decode(seed).unwrap();
        Self {
            origin: origin.to_owned(),
            signing: SigningKey::from_bytes(seed[1..].try_into().unwrap()),
        }
    }

    pub(super) fn forged(origin: &str, seed: u8) -> Self {
        Self { origin: origin.to_owned(), signing: SigningKey::from_bytes(&[seed; 32]) }
    }

    pub(super) fn vkey(&self) -> String {
        vkey(&self.origin, self.signing.verifying_key().as_bytes())
    }

    /// A signature line for any text, as the name that this key has.
    pub(super) fn signature(&self, text: &str) -> String {
        let id = key_id(&self.origin, self.signing.verifying_key().as_bytes());
        let signature = self.signing.sign(text.as_bytes()).to_bytes();
        signature_line(&self.origin, &[id.as_slice(), signature.as_slice()].concat())
    }

    pub(super) fn sign(&self, text: &str) -> String {
        format!("{text}\n{}", self.signature(text))
    }

    pub(super) fn checkpoint(&self, size: u64, root: &Hash) -> String {
        self.sign(&format!("{}\n{size}\n{}\n", self.origin, BASE64_STANDARD.encode(root)))
    }
}

pub(super) fn key_id(name: &str, public: &[u8; 32]) -> [u8; 4] {
    let hash = Sha256::digest([name.as_bytes(), b"\n\x01", public.as_slice()].concat());
    [hash[0], hash[1], hash[2], hash[3]]
}

pub(super) fn vkey(name: &str, public: &[u8; 32]) -> String {
    let key = BASE64_STANDARD.encode([[1].as_slice(), public].concat());
    format!("{name}+{}+{key}", hex(&key_id(name, public)))
}

pub(super) fn signature_line(name: &str, signature: &[u8]) -> String {
    format!("\u{2014} {name} {}\n", BASE64_STANDARD.encode(signature))
}

/// The lines of a bundle, written down a second time.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum Line {
    Bundle { format: String, pemda: String, nama: String, size: u64, root: String },
    Key { origin: String, vkey: String },
    Checkpoint { note: String },
    RulePack { kode: String, sha256: String, text: String },
    Event(EventLine),
    Result { periode: String, sha256: String, json: String },
    End { lines: u64, sha256: String },
}

#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EventLine {
    pub(super) position: u64,
    pub(super) id: String,
    pub(super) stream: String,
    pub(super) revision: u64,
    #[serde(rename = "type")]
    pub(super) type_name: String,
    pub(super) version: u16,
    pub(super) metadata: String,
    pub(super) data: String,
    pub(super) leaf: String,
}

impl EventLine {
    pub(super) fn hash(&self) -> Hash {
        let digits = self.id.replace('-', "").into_bytes();
        let digit = |byte: &u8| (*byte as char).to_digit(16).unwrap_or(0) as u8;
        let byte = |two: &[u8]| two.iter().fold(0, |byte, next| byte << 4 | digit(next));
        let id: Vec<u8> = digits.chunks(2).map(byte).collect();
        let (revision, version) =
            (self.revision.to_le_bytes(), u64::from(self.version).to_le_bytes());
        let fields: [&[u8]; 7] = [
            &id,
            self.stream.as_bytes(),
            &revision,
            self.type_name.as_bytes(),
            &version,
            self.metadata.as_bytes(),
            self.data.as_bytes(),
        ];
        let with_length = |field: &&[u8]| [&(field.len() as u32).to_le_bytes(), *field].concat();
        leaf_hash(&fields.iter().flat_map(with_length).collect::<Vec<u8>>())
    }
}

pub(super) fn lines(bundle: &[u8]) -> Vec<Line> {
    let text = std::str::from_utf8(bundle).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

pub(super) fn written(lines: &[Line]) -> Vec<u8> {
    raw(lines).concat()
}

pub(super) fn raw(lines: &[Line]) -> Vec<Vec<u8>> {
    lines.iter().map(|line| serde_json::to_vec(line).unwrap()).map(with_newline).collect()
}

pub(super) fn with_newline(mut line: Vec<u8>) -> Vec<u8> {
    line.push(b'\n');
    line
}

/// What a forger may put right again after a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd)]
pub(super) enum Repair {
    Nothing,
    End,
    Leaves,
    Header,
    Checkpoints,
    Everything,
}

pub(super) const REPAIRS: [Repair; 6] = [
    Repair::Nothing,
    Repair::End,
    Repair::Leaves,
    Repair::Header,
    Repair::Checkpoints,
    Repair::Everything,
];

/// Puts right everything up to `repair`; checkpoints are signed by `signer`, whose key the bundle
/// names only when everything is put right.
pub(super) fn repaired(mut lines: Vec<Line>, repair: Repair, signer: &Key) -> Vec<u8> {
    if repair >= Repair::Leaves {
        for line in &mut lines {
            if let Line::Event(event) = line {
                event.leaf = hex(&event.hash());
            }
        }
    }
    let leaves: Vec<Hash> = lines.iter().filter_map(hash_of).collect();
    for line in &mut lines {
        match line {
            Line::Bundle { size, root, .. } if repair >= Repair::Header => {
                *size = leaves.len() as u64;
                *root = BASE64_STANDARD.encode(root_of(&leaves));
            }
            Line::Checkpoint { note } if repair >= Repair::Checkpoints => {
                let size = note.lines().nth(1).and_then(|size| size.parse().ok());
                let size = size.unwrap_or(0).min(leaves.len());
                *note = signer.checkpoint(size as u64, &root_of(&leaves[..size]));
            }
            Line::Key { origin, vkey } if repair == Repair::Everything => {
                (*origin, *vkey) = (signer.origin.clone(), signer.vkey());
            }
            _ => {}
        }
    }
    match repair {
        Repair::Nothing => written(&lines),
        _ => closed(&raw(&lines)),
    }
}

pub(super) fn hash_of(line: &Line) -> Option<Hash> {
    match line {
        Line::Event(event) => Some(event.hash()),
        _ => None,
    }
}

/// The lines with an end that counts and hashes them, if they have an end at all.
pub(super) fn closed(lines: &[Vec<u8>]) -> Vec<u8> {
    let Some(at) = lines.iter().rposition(|line| line.starts_with(b"{\"end\"")) else {
        return lines.concat();
    };
    let before = lines[..at].concat();
    let end = Line::End { lines: at as u64, sha256: hex(&Sha256::digest(&before)) };
    let end = with_newline(serde_json::to_vec(&end).unwrap());
    [before, end, lines[at + 1..].concat()].concat()
}
