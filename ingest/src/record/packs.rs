//! The rules of a record over time: which were in force where, and by which a round is judged.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::RecordError;
use crate::accept::Refusal;
use crate::identity::Position;
use crate::register::{Adoption, Register};
use crate::rule_pack::{Collision, LoadedPack};

/// Every rule pack that a record adopted, read from its copies in the data folder.
#[derive(Debug, Clone)]
pub struct Packs {
    /// What was in force from each adoption on.
    eras: Vec<(Position, Arc<LoadedPack>)>,
    /// The government's own packs by hash: rounds and Gelar name one of them.
    named: BTreeMap<String, Arc<LoadedPack>>,
}

impl Packs {
    /// The packs that a register knows, from their copies in `dir`. Errors: [`RecordError`].
    pub fn of(dir: &Path, register: &Register) -> Result<Self, RecordError> {
        Self::read(dir, register, BTreeMap::new())
    }

    /// As [`Packs::of`], where one of them has no copy yet. Errors: [`RecordError`].
    pub(super) fn with(
        dir: &Path,
        register: &Register,
        new: &LoadedPack,
    ) -> Result<Self, RecordError> {
        Self::read(dir, register, [(new.hash.to_string(), Arc::new(new.clone()))].into())
    }

    fn read(
        dir: &Path,
        register: &Register,
        mut known: BTreeMap<String, Arc<LoadedPack>>,
    ) -> Result<Self, RecordError> {
        for Adoption { hash, .. } in &register.adoptions {
            if !known.contains_key(hash) {
                known.insert(hash.clone(), Arc::new(read_pack(dir, hash)?));
            }
        }
        let mut packs = Self { eras: Vec::new(), named: BTreeMap::new() };
        let mut past = Register::default();
        for adoption in &register.adoptions {
            past.adoptions.push(adoption.clone());
            if adoption.opd.is_empty() {
                past.rule_pack = Some(adoption.hash.clone());
                packs.named.insert(adoption.hash.clone(), Arc::clone(&known[&adoption.hash]));
            }
            // A pack of single units lies beside one of the government, or is no rule yet.
            let Some(hash) = &past.rule_pack else { continue };
            let beside: Vec<_> = past.supplements().map(|s| (&*known[&s.hash], s)).collect();
            let rules = match beside.is_empty() {
                true => Arc::clone(&known[hash]),
                false => Arc::new(in_force(&known[hash], &beside)?),
            };
            packs.eras.push((adoption.at, rules));
        }
        Ok(packs)
    }

    /// The rules in force now. None before any was adopted.
    pub fn newest(&self) -> Option<&Arc<LoadedPack>> {
        self.eras.last().map(|(_, rules)| rules)
    }

    /// The rules in force after this event; before any was adopted, the first.
    pub fn at(&self, position: Position) -> Option<&Arc<LoadedPack>> {
        let begun = self.eras.partition_point(|(at, _)| *at <= position);
        self.eras.get(begun.saturating_sub(1)).map(|(_, rules)| rules)
    }

    /// Every pack that was the government's own.
    pub fn own(&self) -> impl Iterator<Item = &Arc<LoadedPack>> {
        self.named.values()
    }

    /// The pack of the government with this hash.
    pub fn named(&self, hash: &str) -> Option<&Arc<LoadedPack>> {
        self.named.get(hash)
    }
}

/// The rules of a government: its own pack with those of single units beside it. Hash and bytes are
/// its own pack's. Errors: [`Refusal::PaketBertabrakan`].
fn in_force(own: &LoadedPack, beside: &[(&LoadedPack, &Adoption)]) -> Result<LoadedPack, Refusal> {
    let mut rules = own.clone();
    for (other, adoption) in beside {
        let added = rules.pack.beside(&other.pack, &adoption.opd);
        rules.pack = added.map_err(|Collision { daftar, kode }| Refusal::PaketBertabrakan {
            daftar: daftar.to_owned(),
            kode,
            paket: other.pack.kode.clone(),
        })?;
    }
    Ok(rules)
}

/// Every rule pack that was adopted among these events, each once, from its copy in `dir`.
/// Errors: [`RecordError`].
pub(super) fn copies(
    dir: &Path,
    adopted: impl Iterator<Item = String>,
) -> Result<Vec<LoadedPack>, RecordError> {
    let mut known = BTreeSet::new();
    let first = adopted.filter(|hash| known.insert(hash.clone())).collect::<Vec<_>>();
    first.iter().map(|hash| read_pack(dir, hash)).collect()
}

/// The rule pack of this hash, from its copy in `dir`. Errors: [`RecordError`].
pub fn read_pack(dir: &Path, hash: &str) -> Result<LoadedPack, RecordError> {
    let path = pack_path(dir, hash);
    let rules = LoadedPack::read(&path)?;
    match rules.hash.to_string() == hash {
        true => Ok(rules),
        false => Err(RecordError::OtherPack { path, hash: hash.to_owned() }),
    }
}

/// Where the copy of an adopted rule pack lies.
pub fn pack_path(dir: &Path, hash: &str) -> PathBuf {
    dir.join("regulations").join(hash).join("rule_pack.toml")
}

/// Puts the copy of a rule pack there. Errors: [`RecordError::Folder`].
pub(super) fn keep_copy(dir: &Path, rules: &LoadedPack) -> Result<(), RecordError> {
    let path = pack_path(dir, &rules.hash.to_string());
    let folder = |source| RecordError::Folder { path: dir.to_path_buf(), source };
    std::fs::create_dir_all(path.parent().unwrap_or(dir)).map_err(folder)?;
    std::fs::write(&path, &rules.bytes).map_err(folder)
}
