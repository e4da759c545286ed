//! Thousands of spoilt files: none is half taken, none brings jejak down, each is refused in words.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use dashboard::user_error::pack_fault;
use ingest::event::PemdaRegistered;
use ingest::files::{self, Kind};
use ingest::identity::{Instant, Kode, Zona};
use ingest::record::Record;
use ingest::rule_pack::{LoadedPack, Uji};
use ingest::sealed::Randomness;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};
use rust_xlsxwriter::Workbook;
use serde_json::{Map, Value};
use tempfile::TempDir;
use tests::root;

/// Chance that repeats: the same seed spoils the same files in the same way.
struct Dice(ChaCha8Rng);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        (self.0.next_u64() % limit.max(1) as u64) as usize
    }

    /// A file spoilt in one to three places: bytes, lines or words of it.
    fn spoil(&mut self, file: &[u8]) -> Vec<u8> {
        let mut spoilt = file.to_vec();
        for _ in 0..=self.below(3) {
            match self.below(6) {
                0 => self.spoil_byte(&mut spoilt),
                1 | 2 => self.spoil_lines(&mut spoilt),
                3 | 4 => self.spoil_word(&mut spoilt),
                _ => spoilt.truncate(spoilt.len() - self.below(spoilt.len() / 8)),
            }
        }
        spoilt
    }

    fn spoil_byte(&mut self, file: &mut Vec<u8>) {
        let at = self.below(file.len());
        match self.below(3) {
            0 if at < file.len() => file[at] ^= 1 << self.below(8),
            1 if at < file.len() => _ = file.remove(at),
            _ => file.insert(at, self.below(256) as u8),
        }
    }

    fn spoil_lines(&mut self, file: &mut Vec<u8>) {
        let mut lines: Vec<Vec<u8>> =
            file.split(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
        let (one, other) = (self.below(lines.len()), self.below(lines.len()));
        match self.below(4) {
            0 => lines.swap(one, other),
            1 => lines.insert(one, lines[other].clone()),
            2 => lines[one] = lines[other].clone(),
            _ => _ = lines.remove(one),
        }
        *file = lines.join(&b'\n');
    }

    /// Puts another word of the file, a number or nothing in the place of one.
    fn spoil_word(&mut self, file: &mut Vec<u8>) {
        let words: Vec<(usize, usize)> = words(file);
        if words.is_empty() {
            return;
        }
        let (start, end) = words[self.below(words.len())];
        let other = words[self.below(words.len())];
        let instead = match self.below(6) {
            0 => Vec::new(),
            1 => b"-1".to_vec(),
            2 => b"99999999999999999999".to_vec(),
            3 => b"2026-02-30".to_vec(),
            _ => file[other.0..other.1].to_vec(),
        };
        file.splice(start..end, instead);
    }
}

/// Where runs of letters, digits and what holds them together begin and end.
fn words(file: &[u8]) -> Vec<(usize, usize)> {
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.');
    let mut found = Vec::new();
    let mut start = None;
    for (at, byte) in file.iter().chain(b"\n").enumerate() {
        match (is_word(*byte), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                found.push((from, at));
                start = None;
            }
            _ => {}
        }
    }
    found
}

/// Runs a case; says which one it was where it brings everything down.
fn survives<T>(case: &str, run: impl FnOnce() -> T) -> T {
    catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|_| panic!("{case} brings jejak down"))
}

#[test]
fn a_spoilt_rule_pack_is_refused_in_words() {
    let mut packs: Vec<PathBuf> = crate::regulation::packs()
        .iter()
        .map(|pack| root().join("regulations").join(pack).join("rule_pack.toml"))
        .collect();
    packs.push(root().join("tests/fixtures/uji/rule_pack.toml"));
    let (mut sound, mut refused) = (0, 0);
    for pack in packs {
        let file = std::fs::read(&pack).expect("a pack");
        // About as much work for each.
        let cases = (8_000_000 / file.len()).clamp(50, 1_000);
        let mut dice = Dice(ChaCha8Rng::seed_from_u64(file.len() as u64));
        for case in 0..cases {
            let spoilt = dice.spoil(&file);
            let name = format!("case {case} of {}", pack.display());
            let uji = survives(&name, || Uji::of(&pack, spoilt));
            for fault in uji.faults.iter().chain(&uji.notes) {
                let said = survives(&name, || pack_fault(&uji.file, fault));
                assert!(said.contains(&format!("baris {}", fault.baris)), "{name}: {said}");
            }
            assert!(
                uji.pack.is_some() || !uji.faults.is_empty(),
                "{name} is refused without a word"
            );
            match uji.faults.is_empty() {
                true => sound += 1,
                false => refused += 1,
            }
        }
    }
    assert!(sound > 200 && refused > 1_500, "{sound} sound, {refused} refused");
}

fn now() -> Instant {
    Instant::parse("2026-12-31T08:00:00+07:00").expect("a moment")
}

/// A small government of the invented regulation, with its worked example.
struct Government {
    record: Record,
    dir: TempDir,
}

impl Government {
    fn begun() -> Self {
        let folder = root().join("regulations/kabupaten_contoh/perbup_1_2025");
        let dir = TempDir::new().expect("a folder for temporary files");
        let pemda = PemdaRegistered {
            kode: Kode::parse("contoh").expect("a code"),
            nama: "Kabupaten Contoh".into(),
            zona: Zona::WIB,
        };
        let rules = LoadedPack::read(&folder).expect("a sound pack");
        let data = dir.path().join("data");
        std::fs::create_dir(&data).expect("the folder is ours");
        let random = Randomness::SampleData(3);
        let mut record = Record::init(&data, None, rules, pemda, random, now()).expect("a record");
        let files: Vec<PathBuf> = examples().into_values().collect();
        let done = files::import(&files, &mut record, now(), false, &|_| ()).expect("an import");
        assert!(done.errors.is_empty(), "{:?}", done.errors);
        Self { record, dir }
    }

    /// Imports one file. Answers whether it was taken.
    fn takes(&mut self, name: &str, content: &[u8], case: &str) -> bool {
        let file = self.dir.path().join(name);
        std::fs::write(&file, content).expect("the folder is ours");
        let size = |record: &Record| record.log.head().expect("a log").map(|head| head.position);
        let before = (size(&self.record), people(&self.dir));
        let record = &mut self.record;
        let done = survives(case, || files::import(&[file], record, now(), false, &|_| ()));
        // A header that is none is refused as a whole.
        if done.is_ok_and(|summary| summary.errors.is_empty()) {
            return true;
        }
        assert_eq!(before, (size(&self.record), people(&self.dir)), "{case} was half written");
        false
    }
}

/// The sealed store as it lies on disk.
fn people(dir: &TempDir) -> Vec<Vec<u8>> {
    let file = |name: &str| std::fs::read(dir.path().join("data").join(name)).unwrap_or_default();
    ["sealed.db", "sealed.db-wal"].map(file).to_vec()
}

/// The example files of the invented regulation, by their kind.
fn examples() -> BTreeMap<String, PathBuf> {
    let folder = root().join("regulations/kabupaten_contoh/perbup_1_2025/worked_example");
    let entries = std::fs::read_dir(folder).expect("a folder").flatten();
    let files = entries.map(|entry| entry.path());
    let csv = files.filter(|path| path.extension().is_some_and(|ending| ending == "csv"));
    let name = |path: &Path| path.file_stem().expect("a name").to_string_lossy().into_owned();
    csv.map(|path| (name(&path), path)).collect()
}

/// The rows of a CSV file that needs no quotation marks, or few.
fn rows(csv: &str) -> Vec<Vec<String>> {
    let cells =
        |line: &str| line.split(',').map(|cell| cell.trim_matches('"').to_owned()).collect();
    csv.lines().map(cells).collect()
}

fn as_xlsx(rows: &[Vec<String>]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(cells) {
            sheet.write_string(row, column, cell).expect("a small sheet");
        }
    }
    workbook.save_to_buffer().expect("a workbook")
}

fn as_jsonl(kind: &str, rows: &[Vec<String>]) -> Vec<u8> {
    let mut text = String::new();
    let Some((header, rows)) = rows.split_first() else { return Vec::new() };
    for row in rows {
        let cells = header.iter().cloned().zip(row.iter().map(|cell| Value::from(cell.as_str())));
        let mut object: Map<String, Value> = cells.collect();
        object.insert("kind".into(), kind.into());
        text.push_str(&format!("{}\n", Value::Object(object)));
    }
    text.into_bytes()
}

#[test]
fn a_spoilt_import_changes_nothing() {
    let mut government = Government::begun();
    let examples = examples();
    let rules = std::sync::Arc::clone(&government.record.rules);
    let (mut taken, mut refused) = (0, 0);
    for kind in Kind::all(&rules.pack) {
        let kind = kind.name(&rules.pack);
        let Some(path) = examples.get(kind) else { continue };
        let csv = std::fs::read(path).expect("an example");
        // The first rows are enough, and quick.
        let csv = csv.split(|byte| *byte == b'\n').take(9).collect::<Vec<_>>().join(&b'\n');
        let mut dice = Dice(ChaCha8Rng::seed_from_u64(csv.len() as u64));
        for case in 0..36 {
            let spoilt = dice.spoil(&csv);
            let rows = rows(&String::from_utf8_lossy(&spoilt));
            let whole = as_jsonl(kind, &rows);
            let (ending, content) = match case % 6 {
                0..=2 => ("csv", spoilt),
                3 => ("jsonl", whole),
                4 => ("jsonl", dice.spoil(&whole)),
                _ if case % 12 == 5 => ("xlsx", as_xlsx(&rows)),
                _ => ("xlsx", dice.spoil(&as_xlsx(&rows))),
            };
            let name = format!("{kind}.{ending}");
            match government.takes(&name, &content, &format!("case {case} of {name}")) {
                true => taken += 1,
                false => refused += 1,
            }
        }
    }
    assert!(taken > 50 && refused > 300, "{taken} taken, {refused} refused");
    drop(government.record);
    let data = government.dir.path().join("data");
    let again = Record::open(&data, None, Randomness::System).expect("the record opens");
    let verified = ingest::verify::verify_log(&again.log, &[], &[], |_| ());
    assert!(verified.is_ok(), "what was taken is whole");
}
