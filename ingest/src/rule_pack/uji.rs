//! *Uji Pasal*: a pack read from its file, with everything that is wrong in it and everything that its
//! text leaves open, each with its line and its pasal.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::soundness::Found;
use super::{Entri, PackError, PackProblem, RulePack, keputusan};

/// One thing that is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackFault {
    /// Place in the pack, such as `scorecard.butir.S01`; empty for the file as a whole.
    pub tempat: String,
    /// Line of the file, from 1.
    pub baris: usize,
    /// Pasal of the entry concerned; empty where it names none.
    pub sumber: String,
    /// What is wrong.
    pub masalah: PackProblem,
}

/// A rule pack as it was read, whether or not it may be obeyed.
#[derive(Debug, Clone)]
pub struct Uji {
    /// The file.
    pub file: PathBuf,
    /// Its exact bytes.
    pub bytes: Vec<u8>,
    /// Its rules, where it could be read as rules.
    pub pack: Option<RulePack>,
    /// Every entry, in the order of the file.
    pub entries: Vec<Entri>,
    /// Everything that is wrong, in the order of the file.
    pub faults: Vec<PackFault>,
    /// What is no fault, and should be known all the same.
    pub notes: Vec<PackFault>,
}

impl Uji {
    /// Reads `path`, a `rule_pack.toml` or the folder that holds one.
    /// Errors: [`PackError::Unreadable`].
    pub fn read(path: &Path) -> Result<Self, PackError> {
        let file = if path.is_dir() { path.join("rule_pack.toml") } else { path.to_path_buf() };
        let bytes = std::fs::read(&file)
            .map_err(|source| PackError::Unreadable { path: file.clone(), source })?;
        Ok(Self::of(&file, bytes))
    }

    /// Reads the bytes of a `rule_pack.toml`; `file` is what it is called.
    pub fn of(file: &Path, bytes: Vec<u8>) -> Self {
        let mut uji = Self {
            file: file.to_path_buf(),
            bytes,
            pack: None,
            entries: Vec::new(),
            faults: Vec::new(),
            notes: Vec::new(),
        };
        let Ok(text) = std::str::from_utf8(&uji.bytes) else {
            let sound = uji.bytes.utf8_chunks().next().map_or("", |chunk| chunk.valid());
            let baris = sound.matches('\n').count() + 1;
            let masalah = PackProblem::BukanToml { pesan: "UTF-8".to_owned() };
            uji.faults.push(PackFault {
                tempat: String::new(),
                baris,
                sumber: String::new(),
                masalah,
            });
            return uji;
        };
        uji.entries = Entri::all(text);
        match toml::from_str::<RulePack>(text) {
            Ok(pack) => {
                uji.faults = faults(&pack, &uji.entries);
                uji.notes = located(pack.same_headers(), &uji.entries);
                uji.pack = Some(pack);
            }
            Err(error) => uji.faults = vec![unread(&error, text, &uji.entries)],
        }
        uji
    }

    /// Entries that a decision closes, each with its number.
    pub fn decided(&self) -> impl Iterator<Item = (&Entri, &str)> {
        self.entries.iter().filter_map(|entry| Some((entry, entry.keputusan.as_deref()?)))
    }

    /// Entries whose text did not survive whole.
    pub fn lost(&self) -> impl Iterator<Item = &Entri> {
        self.entries.iter().filter(|entry| entry.is_lost())
    }

    /// Entries that the regulation does not make: local choices.
    pub fn local(&self) -> impl Iterator<Item = &Entri> {
        self.entries.iter().filter(|entry| entry.is_local())
    }
}

fn faults(pack: &RulePack, entries: &[Entri]) -> Vec<PackFault> {
    let mut found = pack.problems();
    let mut seen = BTreeSet::new();
    for entry in entries {
        let mut wrong = |masalah| found.push((entry.tempat.clone(), masalah));
        if !seen.insert(&entry.tempat) {
            let kode = entry.tempat.rsplit('.').next().unwrap_or_default().to_owned();
            wrong(PackProblem::KodeGanda { kode });
        }
        if entry.text("sumber").is_some_and(|sumber| sumber.trim().is_empty()) {
            wrong(PackProblem::TanpaSumber);
        }
        if let Some(nomor) = entry.keputusan.as_ref().filter(|nomor| keputusan(nomor).is_none()) {
            wrong(PackProblem::KeputusanTidakAda { nomor: nomor.clone() });
        }
    }
    located(found, entries)
}

/// What was found, with the line and the pasal of its entry.
fn located(found: Found, entries: &[Entri]) -> Vec<PackFault> {
    let mut faults: Vec<PackFault> = found
        .into_iter()
        .map(|(tempat, masalah)| {
            let entry = nearest(&tempat, entries);
            PackFault {
                baris: entry.map_or(1, |entry| entry.baris),
                sumber: entry.map_or_else(String::new, |entry| entry.sumber.clone()),
                tempat,
                masalah,
            }
        })
        .collect();
    faults.sort_by_key(|fault| fault.baris);
    faults
}

/// The entry of a place, or what it is a part of. Of two of one name the later one is too many.
fn nearest<'e>(tempat: &str, entries: &'e [Entri]) -> Option<&'e Entri> {
    let mut place = tempat;
    loop {
        if let Some(entry) = entries.iter().rfind(|entry| entry.tempat == place) {
            return Some(entry);
        }
        place = place.rsplit_once('.')?.0;
    }
}

/// What the parser could not read, in words of its own.
fn unread(error: &toml::de::Error, text: &str, entries: &[Entri]) -> PackFault {
    let at = error.span().map_or(0, |span| span.start.min(text.len()));
    let baris = text.as_bytes()[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
    let entry = entries.iter().rfind(|entry| entry.baris <= baris);
    PackFault {
        tempat: entry.map_or_else(String::new, |entry| entry.tempat.clone()),
        baris,
        sumber: entry.map_or_else(String::new, |entry| entry.sumber.clone()),
        masalah: problem_of(error.message()),
    }
}

fn problem_of(message: &str) -> PackProblem {
    let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let first = || quoted.first().copied().unwrap_or_default().to_owned();
    let others = || quoted.get(1..).unwrap_or_default().join(", ");
    if message.starts_with("unknown field") {
        PackProblem::KunciTidakDikenal { kunci: first(), boleh: others() }
    } else if message.starts_with("missing field") {
        PackProblem::KunciKurang { kunci: first() }
    } else if message.starts_with("unknown variant") {
        PackProblem::KataTidakDikenal { kata: first(), boleh: others() }
    } else if let Some(rest) =
        message.strip_prefix("invalid type: ").or(message.strip_prefix("invalid value: "))
        && let Some((ada, perlu)) = rest.split_once(", expected ")
    {
        PackProblem::IsiSalah { ada: kind_of(ada), perlu: kind_of(perlu) }
    } else {
        PackProblem::BukanToml { pesan: message.to_owned() }
    }
}

/// A kind of value, as a word that the messages know.
fn kind_of(words: &str) -> String {
    let first = words.split([' ', '`']).find(|word| !["a", "an"].contains(word)).unwrap_or(words);
    match first {
        "string" | "borrowed" => "teks",
        "integer" | "u8" | "u16" | "u32" | "u64" | "i64" | "usize" => "bilangan",
        "floating" | "f64" => "pecahan",
        "boolean" | "bool" => "ya_tidak",
        "TOML" | "datetime" => "tanggal",
        "sequence" | "array" => "daftar",
        "map" | "struct" | "table" => "tabel",
        other => other,
    }
    .to_owned()
}
