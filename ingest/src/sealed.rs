//! Personal data, apart from the record: names, NIP and free text, sealed.
//!
//! `sealed.db` holds ciphertexts (XChaCha20-Poly1305, RFC 8439 with an extended nonce), `keys.db`
//! one key for each of them. An event carries only a pseudonym or a commitment
//! (`HMAC-SHA-256(HKDF(key, "commit"), text)`), so that destroying a key erases the text and
//! leaves the ledger whole. Both files lie beside the log; the keys are never part of its backups.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::path::Path;

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use rusqlite::{Connection, OptionalExtension, params};
use sha2::Sha256;
use uuid::Uuid;

use crate::event::SealedText;
use crate::identity::Pseudonym;
use crate::ledger::hex;

/// The sealed store could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum SealedError {
    /// The database refused.
    #[error("sealed store: {0}")]
    Store(#[from] rusqlite::Error),
    /// A ciphertext does not open with its key.
    #[error("sealed store: {0} does not open with its key")]
    Damaged(String),
    /// The operating system gave no random bytes.
    #[error("no random bytes from the operating system: {0}")]
    Random(getrandom::Error),
}

/// Where keys, nonces and pseudonyms come from.
#[derive(Debug, Clone)]
pub enum Randomness {
    /// The operating system: for every real installation.
    System,
    /// A fixed seed, so that sample data is the same everywhere. Protects nothing.
    SampleData(u64),
}

/// The sealed store of one installation.
pub struct Sealed {
    texts: Connection,
    keys: Connection,
    lookup_key: [u8; 32],
    has_lost_keys: bool,
    randomness: Randomness,
    drawn: Cell<u64>,
    pending: BTreeMap<[u8; 32], Vec<Item>>,
}

#[derive(Clone)]
struct Item {
    commitment: [u8; 32],
    pseudonym: Option<Pseudonym>,
    key: [u8; 32],
    nonce: [u8; 24],
    ciphertext: Vec<u8>,
}

type HmacSha256 = Hmac<Sha256>;

fn mac(key: &[u8; 32], parts: &[&[u8]]) -> [u8; 32] {
    // HMAC takes keys of any length, so this cannot fail for 32 bytes.
    let Ok(mut mac) = <HmacSha256 as KeyInit>::new_from_slice(key) else {
        return [0; 32];
    };
    parts.iter().for_each(|part| Mac::update(&mut mac, part));
    mac.finalize().into_bytes().into()
}

impl Sealed {
    /// Opens or creates the store in `dir`. Errors: [`SealedError`].
    pub fn open(dir: &Path, randomness: Randomness) -> Result<Self, SealedError> {
        let texts = Connection::open(dir.join("sealed.db"))?;
        let keys = Connection::open(dir.join("keys.db"))?;
        for db in [&texts, &keys] {
            db.busy_timeout(std::time::Duration::from_secs(10))?;
            db.execute_batch(
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;",
            )?;
        }
        texts.execute_batch(
            "CREATE TABLE IF NOT EXISTS sealed (
               commitment BLOB PRIMARY KEY, lookup BLOB NOT NULL, pseudonym BLOB,
               nonce BLOB NOT NULL, ciphertext BLOB NOT NULL) STRICT, WITHOUT ROWID;
             CREATE INDEX IF NOT EXISTS sealed_lookup ON sealed (lookup);
             CREATE INDEX IF NOT EXISTS sealed_pseudonym ON sealed (pseudonym);
             CREATE TABLE IF NOT EXISTS lookup_check (  -- tells the keys of this store from others
               only INTEGER PRIMARY KEY CHECK (only = 1), mac BLOB NOT NULL) STRICT;",
        )?;
        keys.execute_batch(
            "CREATE TABLE IF NOT EXISTS sealing_key (
               commitment BLOB PRIMARY KEY, key BLOB NOT NULL) STRICT, WITHOUT ROWID;
             CREATE TABLE IF NOT EXISTS lookup_key (
               only INTEGER PRIMARY KEY CHECK (only = 1), key BLOB NOT NULL) STRICT;",
        )?;
        let mut store = Self {
            texts,
            keys,
            lookup_key: [0; 32],
            has_lost_keys: false,
            randomness,
            drawn: Cell::new(0),
            pending: BTreeMap::new(),
        };
        let fresh: [u8; 32] = store.random()?;
        store.keys.execute("INSERT OR IGNORE INTO lookup_key VALUES (1, ?1)", [fresh])?;
        store.lookup_key =
            store.keys.query_row("SELECT key FROM lookup_key", [], |row| row.get(0))?;
        let check = mac(&store.lookup_key, &[b"check"]);
        store.texts.execute("INSERT OR IGNORE INTO lookup_check VALUES (1, ?1)", [check])?;
        let sql = "SELECT mac <> ?1 FROM lookup_check";
        store.has_lost_keys = store.texts.query_row(sql, [check], |row| row.get(0))?;
        Ok(store)
    }

    fn random<const N: usize>(&self) -> Result<[u8; N], SealedError> {
        let mut bytes = [0; N];
        match self.randomness {
            Randomness::System => getrandom::fill(&mut bytes).map_err(SealedError::Random)?,
            Randomness::SampleData(seed) => {
                let mut key = [0; 32];
                key[..8].copy_from_slice(&seed.to_le_bytes());
                let drawn = self.drawn.replace(self.drawn.get() + 1);
                bytes.copy_from_slice(&mac(&key, &[&drawn.to_le_bytes()])[..N]);
            }
        }
        Ok(bytes)
    }

    /// A keyed hash that stands for a form's token in stream names: 32 hex digits that nobody can
    /// recompute without `keys.db`.
    pub fn token_hash(&self, token: &str) -> String {
        hex(&mac(&self.lookup_key, &[b"token|", token.as_bytes()])[..16])
    }

    /// A keyed hash that stands for a token where participation is recorded: 16 hex digits that
    /// nobody can join to a form's stream without `keys.db`.
    pub fn participation_mark(&self, token: &str) -> String {
        hex(&mac(&self.lookup_key, &[b"ikut|", token.as_bytes()])[..8])
    }

    /// Seals `text` under `name`, the one place it belongs to; the same text under the same name
    /// is the same sealed text. Kept in memory until [`Sealed::commit`]. Errors: [`SealedError`].
    pub fn seal(&mut self, name: &str, text: &str) -> Result<SealedText, SealedError> {
        let item = self.item(&format!("dokumen|{name}"), text, false)?;
        Ok(SealedText { komitmen: hex(&item.commitment) })
    }

    /// The pseudonym of a registered person or of a code that names nobody.
    pub fn find_person(&self, code: &str) -> Result<Option<Pseudonym>, SealedError> {
        let found = self.items(&self.lookup(&format!("orang|{code}")))?;
        Ok(found.iter().find_map(|item| item.pseudonym))
    }

    /// The pseudonym of `code` with its identity sealed, made on first use and kept in memory until
    /// [`Sealed::commit`]. Another identity under the same code keeps the pseudonym and gives
    /// another commitment. Errors: [`SealedError`].
    pub fn person(
        &mut self,
        code: &str,
        identity: &str,
    ) -> Result<(Pseudonym, SealedText), SealedError> {
        let item = self.item(&format!("orang|{code}"), identity, true)?;
        let nobody = Pseudonym(Uuid::nil());
        let text = SealedText { komitmen: hex(&item.commitment) };
        Ok((item.pseudonym.unwrap_or(nobody), text))
    }

    /// Opens a sealed text; none once its key is destroyed. Errors: [`SealedError`].
    pub fn reveal(&self, sealed: &SealedText) -> Result<Option<String>, SealedError> {
        let Some(commitment) = unhex(&sealed.komitmen) else {
            return Ok(None);
        };
        self.open_where("commitment = ?1", &commitment)
    }

    /// What was sealed about a person; none once the key is destroyed. Errors: [`SealedError`].
    pub fn identity(&self, person: Pseudonym) -> Result<Option<String>, SealedError> {
        self.open_where("pseudonym = ?1", person.0.as_bytes())
    }

    fn open_where(&self, condition: &str, value: &[u8]) -> Result<Option<String>, SealedError> {
        let sql = format!(
            "SELECT commitment, pseudonym, nonce, ciphertext FROM sealed WHERE {condition}"
        );
        let row = self.texts.query_row(&sql, [value], row_of).optional()?;
        let Some(mut item) = row else { return Ok(None) };
        match self.key_of(&item.commitment)? {
            Some(key) => item.key = key,
            None => return Ok(None),
        }
        open(&item).map(Some)
    }

    fn key_of(&self, commitment: &[u8; 32]) -> Result<Option<[u8; 32]>, SealedError> {
        let sql = "SELECT key FROM sealing_key WHERE commitment = ?1";
        Ok(self.keys.query_row(sql, [commitment], |row| row.get(0)).optional()?)
    }

    fn lookup(&self, name: &str) -> [u8; 32] {
        mac(&self.lookup_key, &[name.as_bytes()])
    }

    /// Everything sealed under a lookup, committed or not, whose key still exists.
    fn items(&self, lookup: &[u8; 32]) -> Result<Vec<Item>, SealedError> {
        let sql = "SELECT commitment, pseudonym, nonce, ciphertext FROM sealed WHERE lookup = ?1";
        let mut statement = self.texts.prepare_cached(sql)?;
        let mut found = Vec::new();
        for item in statement.query_map([lookup], row_of)? {
            let mut item = item?;
            if let Some(key) = self.key_of(&item.commitment)? {
                item.key = key;
                found.push(item);
            }
        }
        found.extend(self.pending.get(lookup).into_iter().flatten().cloned());
        Ok(found)
    }

    fn item(&mut self, name: &str, text: &str, is_person: bool) -> Result<Item, SealedError> {
        let lookup = self.lookup(name);
        let existing = self.items(&lookup)?;
        for item in &existing {
            if open(item)? == text {
                return Ok(item.clone());
            }
        }
        let known = existing.iter().find_map(|item| item.pseudonym);
        let pseudonym = match (is_person, known) {
            (false, _) => None,
            (true, Some(known)) => Some(known),
            (true, None) => {
                Some(Pseudonym(uuid::Builder::from_random_bytes(self.random()?).into_uuid()))
            }
        };
        let key: [u8; 32] = self.random()?;
        let commitment = commitment_of(&key, text);
        let nonce: [u8; 24] = self.random()?;
        let payload = Payload { msg: text.as_bytes(), aad: &aad(&commitment, pseudonym) };
        let ciphertext = XChaCha20Poly1305::new(&key.into())
            .encrypt(&XNonce::from(nonce), payload)
            .map_err(|_| SealedError::Damaged(hex(&commitment)))?;
        let item = Item { commitment, pseudonym, key, nonce, ciphertext };
        self.pending.entry(lookup).or_default().push(item.clone());
        Ok(item)
    }

    /// Puts everything sealed since the last commit on stable storage. Call before the events that
    /// name it are appended: a sealed text without an event harms nobody, the reverse would.
    /// Errors: [`SealedError`].
    pub fn commit(&mut self) -> Result<(), SealedError> {
        if self.pending.is_empty() {
            return Ok(());
        }
        let keys = self.keys.transaction()?;
        for item in self.pending.values().flatten() {
            let sql = "INSERT OR IGNORE INTO sealing_key VALUES (?1, ?2)";
            keys.prepare_cached(sql)?.execute(params![item.commitment, item.key])?;
        }
        keys.commit()?;
        let texts = self.texts.transaction()?;
        for (lookup, items) in &self.pending {
            for item in items {
                let pseudonym = item.pseudonym.map(|p| p.0.into_bytes());
                let sql = "INSERT OR IGNORE INTO sealed VALUES (?1, ?2, ?3, ?4, ?5)";
                texts.prepare_cached(sql)?.execute(params![
                    item.commitment,
                    lookup,
                    pseudonym,
                    item.nonce,
                    item.ciphertext
                ])?;
            }
        }
        texts.commit()?;
        self.pending.clear();
        Ok(())
    }

    /// Copies the sealed texts to a file that does not exist yet. Errors: [`SealedError`].
    pub fn copy_texts_to(&self, target: &Path) -> Result<(), SealedError> {
        self.texts.execute("VACUUM INTO ?1", [target.to_string_lossy()])?;
        Ok(())
    }

    /// Copies the keys to a file that does not exist yet. Errors: [`SealedError`].
    pub fn copy_keys_to(&self, target: &Path) -> Result<(), SealedError> {
        self.keys.execute("VACUUM INTO ?1", [target.to_string_lossy()])?;
        Ok(())
    }

    /// Whether `keys.db` is not the one this store was made with, as after a restore without it:
    /// what was sealed stays sealed, and neither a person nor a form is recognised again.
    pub fn has_lost_keys(&self) -> bool {
        self.has_lost_keys
    }

    /// Forgets everything sealed since the last commit, as after a dry run or a refusal.
    pub fn discard(&mut self) {
        self.pending.clear();
    }
}

fn row_of(row: &rusqlite::Row<'_>) -> rusqlite::Result<Item> {
    let pseudonym: Option<[u8; 16]> = row.get(1)?;
    Ok(Item {
        commitment: row.get(0)?,
        pseudonym: pseudonym.map(|bytes| Pseudonym(Uuid::from_bytes(bytes))),
        key: [0; 32],
        nonce: row.get(2)?,
        ciphertext: row.get(3)?,
    })
}

/// The commitment, and whose it is, are bound to the ciphertext.
fn aad(commitment: &[u8; 32], pseudonym: Option<Pseudonym>) -> Vec<u8> {
    let mut aad = commitment.to_vec();
    aad.extend(pseudonym.iter().flat_map(|p| p.0.into_bytes()));
    aad
}

fn commitment_of(key: &[u8; 32], text: &str) -> [u8; 32] {
    let mut sub_key = [0; 32];
    // 32 bytes are far below HKDF's limit, so expanding cannot fail.
    let _ = Hkdf::<Sha256>::new(None, key).expand(b"commit", &mut sub_key);
    mac(&sub_key, &[text.as_bytes()])
}

fn open(item: &Item) -> Result<String, SealedError> {
    let damaged = || SealedError::Damaged(hex(&item.commitment));
    let payload = Payload { msg: &item.ciphertext, aad: &aad(&item.commitment, item.pseudonym) };
    let plain = XChaCha20Poly1305::new(&item.key.into())
        .decrypt(&XNonce::from(item.nonce), payload)
        .map_err(|_| damaged())?;
    let text = String::from_utf8(plain).map_err(|_| damaged())?;
    if commitment_of(&item.key, &text) == item.commitment { Ok(text) } else { Err(damaged()) }
}

fn unhex(text: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    for (index, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[2 * index..2 * index + 2], 16).ok()?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn store(dir: &Path) -> Sealed {
        Sealed::open(dir, Randomness::System).unwrap()
    }

    #[test]
    fn a_person_keeps_one_pseudonym_and_opens_again() {
        let dir = tempfile::tempdir().unwrap();
        let mut sealed = store(dir.path());
        let (person, first) = sealed.person("198001012005011001", "Ani").unwrap();
        assert_eq!(sealed.person("198001012005011001", "Ani").unwrap(), (person, first.clone()));
        sealed.commit().unwrap();
        drop(sealed);

        let mut sealed = store(dir.path());
        assert_eq!(sealed.person("198001012005011001", "Ani").unwrap(), (person, first.clone()));
        assert_eq!(sealed.identity(person).unwrap().as_deref(), Some("Ani"));
        assert_eq!(sealed.reveal(&first).unwrap().as_deref(), Some("Ani"));
        let (same, other) = sealed.person("198001012005011001", "Ani S.").unwrap();
        assert_eq!(same, person);
        assert_ne!(other, first);
    }

    #[test]
    fn nothing_sealed_stands_in_clear_and_a_lost_key_erases() {
        let dir = tempfile::tempdir().unwrap();
        let mut sealed = store(dir.path());
        let text = sealed.seal("rapat:R1", "Rahasia sekali").unwrap();
        sealed.person("198001012005011001", "Bambang").unwrap();
        sealed.commit().unwrap();
        for entry in std::fs::read_dir(dir.path()).unwrap() {
            let bytes = std::fs::read(entry.unwrap().path()).unwrap();
            for secret in ["Rahasia", "Bambang", "198001012005011001"] {
                assert!(!bytes.windows(secret.len()).any(|window| window == secret.as_bytes()));
            }
        }
        sealed.keys.execute("DELETE FROM sealing_key", []).unwrap();
        assert_eq!(sealed.reveal(&text).unwrap(), None);
    }

    #[test]
    fn a_changed_ciphertext_is_found() {
        let dir = tempfile::tempdir().unwrap();
        let mut sealed = store(dir.path());
        let text = sealed.seal("rapat:R1", "isi").unwrap();
        sealed.commit().unwrap();
        sealed.texts.execute("UPDATE sealed SET ciphertext = zeroblob(19)", []).unwrap();
        assert!(matches!(sealed.reveal(&text), Err(SealedError::Damaged(_))));
    }

    #[test]
    fn sample_data_is_the_same_everywhere() {
        let draw = || {
            let dir = tempfile::tempdir().unwrap();
            let mut sealed = Sealed::open(dir.path(), Randomness::SampleData(7)).unwrap();
            (sealed.token_hash("a"), sealed.person("TIM-1", "TIM-1").unwrap())
        };
        assert_eq!(draw(), draw());
    }
}
