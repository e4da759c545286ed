//! `verifier.py` was written from the public standards and shares no line with jejak. On every
//! bundle, receipt and proof here, whole or altered, the two must give the same verdict.

mod forgery;

use std::io::{BufRead, BufReader, Cursor, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::OnceLock;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use ingest::bundle::{self, Expectations};
use ingest::checkpoint::VerifierKey;
use ingest::ledger::{Hash, hex, is_consistent, is_included, leaf_hash, root_of};
use ingest::receipt::Receipt;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tempfile::TempDir;
use tests::{Installation, binary, example_files, root};

use forgery::{
    Key, Line, REPAIRS, Repair, closed, key_id, lines, repaired, signature_line, vkey,
    with_newline, written,
};

const PACK: &str = "kabupaten_contoh/perbup_1_2025";

/// What the real binary gave.
struct Given {
    /// A small bundle: units, a round and two forms.
    small: Vec<u8>,
    /// A bundle of the same record with two checkpoints and more events.
    later: Vec<u8>,
    /// A bundle of another installation with the same events.
    other: Vec<u8>,
    /// The checkpoint of the small bundle, as an auditor keeps it.
    kept: String,
    /// A receipt of an event in the small bundle.
    receipt: String,
    /// Who signs the first two.
    key: Key,
}

fn given() -> &'static Given {
    static GIVEN: OnceLock<Given> = OnceLock::new();
    GIVEN.get_or_init(|| {
        let bundled = |record: &Installation| {
            let path = record.path("bundel.jsonl").display().to_string();
            record.ok(&["bundle", "-o", &path]);
            std::fs::read(path).expect("the bundle was written")
        };
        let (record, twin) = (few_forms(), few_forms());
        let small = bundled(&record);
        let kept = record.ok(&["checkpoint"]);
        let receipt = record.ok(&["receipt", "--kejadian", "5"]);
        record.ok(&["import", &example_files(PACK, &["kbk"])[0]]);
        let secret = std::fs::read_to_string(record.data().join("ledger.key"))
            .expect("the ledger has a key");
        let key = Key::of(secret.trim());
        Given { small, later: bundled(&record), other: bundled(&twin), kept, receipt, key }
    })
}

fn few_forms() -> Installation {
    let record = Installation::begun(PACK);
    let [units, rounds, forms] = &example_files(PACK, &["opd", "periode", "evaluasi"])[..] else {
        unreachable!("three kinds were asked for");
    };
    let forms = std::fs::read_to_string(forms).expect("the example has forms");
    let few: String = forms.split_inclusive('\n').take(3).collect();
    record.ok(&["import", units, rounds, &record.file("evaluasi.csv", few)]);
    record
}

/// A seeded choice.
struct Dice(ChaCha8Rng);

impl Dice {
    fn of(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.0.next_u64() % limit as u64) as usize
    }

    fn one<'c, T>(&mut self, choices: &'c [T]) -> &'c T {
        &choices[self.below(choices.len())]
    }
}

/// What is handed to both.
#[derive(Default)]
struct Sample<'s> {
    bundle: &'s [u8],
    checkpoint: Option<&'s str>,
    key: Option<&'s str>,
}

/// Both verifiers; the second answers beside this process.
struct Both {
    process: Child,
    questions: ChildStdin,
    answers: BufReader<ChildStdout>,
    folder: TempDir,
}

impl Drop for Both {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Both {
    fn ready() -> Self {
        let mut process = Command::new("python3")
            .arg(root().join("tests/verifier.py"))
            .arg("--batch")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the second verifier needs python3");
        let questions = process.stdin.take().expect("its input");
        let answers = BufReader::new(process.stdout.take().expect("its output"));
        Self {
            process,
            questions,
            answers,
            folder: TempDir::new().expect("a folder for temporary files"),
        }
    }

    /// Writes a file for the second verifier and names it.
    fn file(&self, name: &str, content: &[u8]) -> String {
        let path = self.folder.path().join(name);
        std::fs::write(&path, content).expect("the folder is ours");
        path.display().to_string()
    }

    fn ask(&mut self, arguments: &[&str]) {
        writeln!(self.questions, "{}", json!(arguments)).expect("the second verifier listens");
    }

    fn answer(&mut self) -> Value {
        let mut line = String::new();
        self.answers.read_line(&mut line).expect("the second verifier answers");
        serde_json::from_str(&line).expect("the second verifier answers every case")
    }

    /// The verdict on a bundle, on which both agree.
    fn on(&mut self, sample: &Sample<'_>, what: &str) -> Value {
        let bundle = self.file("bundle", sample.bundle);
        let mut arguments = vec!["--bundle", &bundle];
        let checkpoint = sample.checkpoint.map(|note| self.file("checkpoint", note.as_bytes()));
        arguments.extend(checkpoint.iter().flat_map(|path| ["--checkpoint", path]));
        arguments.extend(sample.key.iter().flat_map(|key| ["--kunci", key]));
        self.ask(&arguments);
        let expected = Expectations { checkpoint: sample.checkpoint, key: sample.key };
        let opened = bundle::open(Cursor::new(sample.bundle)).expect("bytes can be read");
        let own = match bundle::verify(opened, expected, |_| ()) {
            Ok(sound) => {
                let root = hex(&sound.root);
                let mut verdict = json!({"sound": true, "size": sound.size, "root": root});
                if !sound.published.is_empty() {
                    verdict["published"] = json!(sound.published);
                }
                verdict
            }
            Err(fault) => {
                let mut verdict = serde_json::to_value(fault).expect("a fault is JSON");
                verdict["sound"] = false.into();
                verdict
            }
        };
        let second = self.answer();
        if own != second {
            let left = root().join("target/second_verifier_sample");
            std::fs::write(&left, sample.bundle).expect("target can be written");
            panic!("{what}: jejak says {own}, the second verifier {second}");
        }
        own
    }

    /// Both find an altered bundle unsound, unless nothing that was signed was altered.
    fn refuse(&mut self, altered: &[u8], what: &str) -> Value {
        let verdict = self.on(&Sample { bundle: altered, ..Sample::default() }, what);
        assert!(
            verdict["sound"] == false || signed_part(altered) == signed_part(&given().small),
            "{what} passes"
        );
        verdict
    }

    /// Both refuse it, for this reason and in this line.
    fn name(&mut self, sample: &Sample<'_>, kind: &str, line: u64, what: &str) {
        let verdict = self.on(sample, what);
        assert_eq!((&verdict["kind"], &verdict["line"]), (&json!(kind), &json!(line)), "{what}");
    }

    fn accept(&mut self, sample: &Sample<'_>, what: &str) {
        assert_eq!(self.on(sample, what)["sound"], true, "{what}");
    }
}

/// Header, key and events of a sound bundle: what the last checkpoint speaks for.
fn signed_part(bundle: &[u8]) -> Vec<Vec<u8>> {
    let mut text = bundle.to_vec();
    if bundle.starts_with(&[0x1f, 0x8b]) {
        text.clear();
        std::io::Read::read_to_end(&mut GzDecoder::new(bundle), &mut text)
            .expect("what is sound can be inflated");
    }
    let kinds = ["{\"bundle\"", "{\"key\"", "{\"event\""];
    let signed = |line: &&[u8]| kinds.iter().any(|kind| line.starts_with(kind.as_bytes()));
    text.split_inclusive(|byte| *byte == b'\n').filter(signed).map(<[u8]>::to_vec).collect()
}

fn split(bundle: &[u8]) -> Vec<Vec<u8>> {
    bundle.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect()
}

#[test]
fn both_find_what_the_binary_writes_sound() {
    let (given, mut both) = (given(), Both::ready());
    let vkey = given.key.vkey();
    for bundle in [&given.small, &given.later, &given.other] {
        assert_eq!(&written(&lines(bundle)), bundle, "the lines are read as they were written");
        both.accept(&Sample { bundle, ..Sample::default() }, "whole");
    }
    for bundle in [&given.small, &given.later] {
        let sample = Sample { bundle, checkpoint: Some(&given.kept), key: Some(&vkey) };
        both.accept(&sample, "with the key on paper and a checkpoint kept from before");
    }
    let sample = Sample { bundle: &given.other, key: Some(&vkey), ..Sample::default() };
    both.name(&sample, "key", 2, "the key of another ledger");
    let sample = Sample { bundle: &given.other, checkpoint: Some(&given.kept), key: None };
    both.name(&sample, "origin", 0, "the checkpoint of another ledger");
}

/// Exit status and verdict of a program that prints one JSON object.
fn printed(program: &mut Command) -> (Option<i32>, Value) {
    let output = program.output().expect("the program runs");
    (output.status.code(), serde_json::from_slice(&output.stdout).unwrap_or_default())
}

#[test]
fn both_commands_print_the_same_and_end_alike() {
    let (given, folder) = (given(), TempDir::new().unwrap());
    let file = |name: &str, content: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        path.display().to_string()
    };
    let whole = file("bundle.jsonl", &given.small);
    let cut = file("cut.jsonl", &given.small[..given.small.len() / 2]);
    let swapped = {
        let mut lines = split(&given.small);
        lines.swap(9, 10);
        file("swapped.jsonl", &closed(&lines))
    };
    let kept = file("kept.txt", given.kept.as_bytes());
    let receipt = file("receipt.tlog-proof", given.receipt.as_bytes());
    let spoilt = file("spoilt.tlog-proof", given.receipt.replace("index 5", "index 6").as_bytes());
    let (own, thief) = (given.key.vkey(), Key::forged(&given.key.origin, 9).vkey());
    for (status, arguments) in [
        (0, vec!["--bundle", &whole, "--checkpoint", &kept, "--kunci", &own]),
        (1, vec!["--bundle", &whole, "--kunci", &thief]),
        (1, vec!["--bundle", &cut]),
        (1, vec!["--bundle", &swapped]),
        (0, vec!["--receipt", &receipt, "--kunci", &own]),
        (1, vec!["--receipt", &receipt, "--kunci", &thief]),
        (1, vec!["--receipt", &spoilt, "--kunci", &own]),
        (2, vec!["--receipt", &receipt]),
        (2, vec!["--lain"]),
    ] {
        let second =
            printed(Command::new("python3").arg(root().join("tests/verifier.py")).args(&arguments));
        let own = ["verify", "--format", "json"];
        let mut own = printed(Command::new(binary()).args(own).args(&arguments));
        assert_eq!(second.0, Some(status), "{arguments:?}: {}", second.1);
        // A receipt has neither lines nor positions.
        for place in ["line", "position"].into_iter().filter(|_| status == 1) {
            let verdict = own.1.as_object_mut().unwrap();
            verdict.entry(place).or_insert(Value::Null);
        }
        assert_eq!(own, second, "{arguments:?}");
    }
}

#[test]
fn both_name_the_same_fault_when_bytes_change() {
    let (given, mut both, mut dice) = (given(), Both::ready(), Dice::of(1));
    let whole = &given.small;
    let starts: Vec<usize> = split(whole)
        .iter()
        .scan(0, |at, line| Some(std::mem::replace(at, *at + line.len())))
        .chain([whole.len()])
        .collect();
    for number in 0..5_000 {
        // Every line has its share, so that long ones do not hide short ones.
        let line = dice.below(starts.len() - 1);
        let at = starts[line] + dice.below(starts[line + 1] - starts[line]);
        let mut altered = whole.clone();
        let until = (at + 1 + dice.below(40)).min(whole.len());
        match number % 10 {
            0 | 1 => altered[at] ^= 1 << dice.below(8),
            2 => altered[at] = dice.below(256) as u8,
            3 => altered.insert(at, dice.below(256) as u8),
            4 => _ = altered.remove(at),
            5 => altered.truncate(at),
            6 => drop(altered.drain(at..until)),
            7 => drop(altered.splice(at..at, whole[at..until].to_vec())),
            8 => altered.swap(at, until - 1),
            // A digit or a letter for another: what a forger would write.
            _ => altered[at] = b"0123456789abcdef"[dice.below(16)],
        }
        if altered != *whole {
            both.refuse(&altered, &format!("bytes {number} at {at} in line {}", line + 1));
        }
    }
    for more in ["\n", " ", "{}\n", "{\"end\":{}}\n", "\u{feff}"] {
        both.refuse(&[whole, more.as_bytes()].concat(), "more after the end");
        both.refuse(&[more.as_bytes(), whole].concat(), "more before the beginning");
    }
    both.refuse(b"", "nothing");
}

/// Lines taken out, put in, doubled, exchanged, or taken from another bundle.
fn rearranged(dice: &mut Dice, given: &Given) -> Vec<Vec<u8>> {
    let mut lines = split(&given.small);
    let strange = [split(&given.later), split(&given.other)].concat();
    let (at, to) = (dice.below(lines.len()), dice.below(lines.len()));
    match dice.below(7) {
        0 => _ = lines.remove(at),
        1 => lines.insert(to, lines[at].clone()),
        2 => lines.swap(at, to),
        3 => lines.rotate_left(at),
        4 => lines[at..].reverse(),
        5 => lines[at] = dice.one(&strange).clone(),
        _ => lines.insert(at, dice.one(&strange).clone()),
    }
    lines
}

#[test]
fn both_name_the_same_fault_when_lines_move() {
    let (given, mut both, mut dice) = (given(), Both::ready(), Dice::of(2));
    for number in 0..1_500 {
        let lines = rearranged(&mut dice, given);
        let altered = if number % 2 == 0 { lines.concat() } else { closed(&lines) };
        both.refuse(&altered, &format!("lines {number}"));
    }
    // The events that another ledger has at the same place, from there on.
    let (own, strange) = (split(&given.small), split(&given.other));
    for at in 1..own.len() {
        let spliced = [&own[..at], &strange[at..]].concat();
        both.refuse(&spliced.concat(), &format!("spliced at {at}"));
        both.refuse(&closed(&spliced), &format!("spliced at {at}, closed"));
    }
}

/// A line with one of its fields changed to something else of the same type.
fn changed(line: &Line, dice: &mut Dice) -> Option<Line> {
    let mut value = serde_json::to_value(line).expect("a line is JSON");
    let fields = value.as_object_mut().expect("an object").values_mut().next().expect("one kind");
    let fields = fields.as_object_mut().expect("fields");
    let at = dice.below(fields.len());
    let field = fields.values_mut().nth(at).expect("a field");
    match field {
        Value::Number(number) => {
            let number = number.as_u64().expect("whole numbers");
            let others = [number + 1, number.saturating_sub(1), 0, 1 << 16, u64::MAX, number + 7];
            *field = (*dice.one(&others)).into();
        }
        Value::String(text) => {
            let mut letters: Vec<char> = text.chars().collect();
            let at = dice.below(letters.len());
            match dice.below(5) {
                0 => letters[at] = *dice.one(&['0', '1', 'a', 'f', 'A', 'Z', '+', '=', '-']),
                1 => letters.insert(at, *dice.one(&['0', ' ', '\n', '\0', '\u{e9}', '"', '\\'])),
                2 => _ = letters.remove(at),
                3 => letters.truncate(at),
                _ => letters[at] = letters[at].to_ascii_uppercase(),
            }
            *text = letters.into_iter().collect();
        }
        _ => {}
    }
    // A version of more than 16 bits cannot be written down here.
    serde_json::from_value(value).ok()
}

#[test]
fn both_name_the_same_fault_when_a_forger_puts_things_right() {
    let (given, mut both, mut dice) = (given(), Both::ready(), Dice::of(3));
    let vkey = given.key.vkey();
    let thieves = [Key::forged(&given.key.origin, 9), Key::forged("jejak/contoh/00000000/1", 9)];
    let with_result = {
        let mut lines = lines(&given.small);
        let json = String::from("{\"periode\":\"2026\"}");
        let sha256 = hex(&Sha256::digest(&json));
        lines.insert(lines.len() - 1, Line::Result { periode: "2026".into(), sha256, json });
        repaired(lines, Repair::End, &given.key)
    };
    both.accept(&Sample { bundle: &with_result, ..Sample::default() }, "with a result");
    for number in 0..2_500 {
        let mut lines = lines(&with_result);
        let at = dice.below(lines.len());
        // The few lines before the events have as large a share as the many events.
        let at = if dice.below(2) == 0 { at % 5 } else { at };
        let Some(line) = changed(&lines[at], &mut dice).filter(|line| *line != lines[at]) else {
            continue;
        };
        lines[at] = line;
        let repair = *dice.one(&REPAIRS);
        let thief = dice.one(&thieves);
        let bundle = &repaired(lines, repair, thief);
        let what = format!("field {number} in line {}, {repair:?} put right", at + 1);
        match repair {
            Repair::Everything => {
                // Sound in itself; the key on paper and a kept checkpoint tell.
                both.on(&Sample { bundle, ..Sample::default() }, &what);
                let sample = Sample { bundle, key: Some(&vkey), ..Sample::default() };
                assert_eq!(both.on(&sample, &what)["sound"], false, "{what}");
                let sample = Sample { bundle, checkpoint: Some(&given.kept), key: None };
                assert_eq!(both.on(&sample, &what)["sound"], false, "{what}");
            }
            _ => _ = both.refuse(bundle, &what),
        }
    }
}

#[test]
fn both_refuse_an_owner_who_signs_two_histories() {
    let (given, mut both) = (given(), Both::ready());
    let honest = lines(&given.later);
    let at = honest.iter().position(|line| matches!(line, Line::Event(_))).unwrap() + 4;
    let mut lines = honest.clone();
    let Line::Event(event) = &mut lines[at] else { unreachable!("events stand together") };
    event.data = event.data.replacen("\"nama\":\"", "\"nama\":\"Bukan ", 1);
    let rewritten = repaired(lines, Repair::Everything, &given.key);
    both.accept(&Sample { bundle: &rewritten, ..Sample::default() }, "by itself");
    let sample = Sample { bundle: &rewritten, checkpoint: Some(&given.kept), key: None };
    both.name(&sample, "root", 0, "beside a checkpoint from before");
    // The first checkpoint stays as it was signed: its line is named.
    let mut lines = self::lines(&rewritten);
    lines[2] = honest[2].clone();
    let sample = &Sample { bundle: &repaired(lines, Repair::End, &given.key), ..Sample::default() };
    both.name(sample, "root", 3, "beside its own first checkpoint");
    let late = self::lines(&given.later).into_iter().nth(3);
    let Some(Line::Checkpoint { note: late }) = late else { unreachable!("two checkpoints") };
    let sample = Sample { bundle: &given.small, checkpoint: Some(&late), key: None };
    both.name(&sample, "size", 0, "an older bundle than the auditor has seen");
}

#[test]
fn both_refuse_what_says_the_same_in_other_bytes() {
    let (given, mut both) = (given(), Both::ready());
    let lines = split(&given.small);
    let deep = format!("{{\"event\":{}1{}}}", "[".repeat(20_000), "]".repeat(20_000));
    // Events are alike: the first few stand for all.
    for at in (0..8).chain([lines.len() - 1]) {
        let text = std::str::from_utf8(&lines[at]).unwrap().trim_end();
        let fields: Value = serde_json::from_str(text).unwrap();
        let (kind, fields) = fields.as_object().unwrap().iter().next().unwrap();
        let list: Vec<&Value> = fields.as_object().unwrap().values().collect();
        let first = fields.as_object().unwrap().iter().find(|(_, value)| value.is_string());
        let (name, said) = first.map(|(name, said)| (name, said.as_str().unwrap())).unwrap();
        let escaped = said.replacen(|c: char| c.is_ascii_alphanumeric(), "\\u0041", 1);
        let numbered = |other: &str| {
            let digit = text.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
            text.replacen(&text[digit..=digit], other, 1)
        };
        let others = [
            text.replacen(':', ": ", 1),
            text.replacen(',', ", ", 1),
            format!(" {text}"),
            format!("{text} "),
            format!("{text}\r"),
            format!("\u{feff}{text}"),
            text.replacen('/', "\\/", 1),
            text.replacen(said, &escaped, 1),
            text.replacen(said, "\\ud800", 1),
            json!({kind: list}).to_string(),
            json!({kind: fields}).to_string(),
            json!({kind: null}).to_string(),
            json!([kind, fields]).to_string(),
            text.replacen('{', &format!("{{\"{kind}\":{fields},"), 1),
            text.replacen("\":{", "\":{\"lebih\":1,", 1),
            text.replacen(&format!("\"{name}\":"), "\"lain\":", 1),
            text.replacen(&format!("\"{name}\":"), &format!("\"{name}\":null,\"{name}\":"), 1),
            text.replacen(kind, "lain", 1),
            numbered("1.0"),
            numbered("1e0"),
            numbered("-0"),
            numbered("01"),
            numbered("true"),
            numbered("NaN"),
            numbered("18446744073709551616"),
            numbered(&"9".repeat(5_000)),
            deep.clone(),
            String::new(),
        ];
        for other in others.iter().filter(|other| *other != text) {
            let mut altered = lines.clone();
            altered[at] = with_newline(other.clone().into_bytes());
            let what = format!("line {} as {:.60}", at + 1, other);
            both.refuse(&altered.concat(), &what);
            both.refuse(&closed(&altered), &what);
        }
    }
}

/// Notes that are no checkpoint of this ledger, and what is wrong with each.
fn spoilt_notes(key: &Key, size: u64, root: &Hash) -> Vec<(&'static str, String)> {
    let (origin, root) = (&key.origin, BASE64_STANDARD.encode(root));
    let head = format!("{origin}\n{size}\n{root}\n");
    let good = key.sign(&head);
    let own = key.signature(&head);
    let thief = Key::forged(origin, 9);
    let signed = |text: &str| key.sign(text);
    let mut bytes = BASE64_STANDARD
        .decode(own.trim_end().rsplit(' ').next().expect("a signature line"))
        .expect("base64");
    // The same scalar once more around the group: RFC 8032 forbids it.
    let order = "edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010";
    let mut carry = 0;
    for (at, byte) in bytes[36..].iter_mut().enumerate() {
        let sum = u16::from(*byte)
            + u16::from(
                u8::from_str_radix(&order[2 * at..2 * at + 2], 16).expect("hexadecimal digits"),
            )
            + carry;
        (*byte, carry) = (sum as u8, sum >> 8);
    }
    // The last digit has two bits to spare, which must be zero.
    let mut loose = root.clone().into_bytes();
    loose[42] += 1;
    let loose = String::from_utf8(loose).expect("ASCII");
    vec![
        ("note", signed(&format!("{head}more\n"))),
        ("note", signed(&format!("{head}\nmore\n"))),
        ("note", signed(&format!("{origin}\n0{size}\n{root}\n"))),
        ("note", signed(&format!("{origin}\n+{size}\n{root}\n"))),
        ("note", signed(&format!("{origin}\n-1\n{root}\n"))),
        ("note", signed(&format!("{origin}\n18446744073709551616\n{root}\n"))),
        ("note", signed(&format!("{origin}\n{size} \n{root}\n"))),
        ("note", signed(&format!("{origin}\n{size}\n{}\n", &root[..40]))),
        ("note", signed(&format!("{origin}\n{size}\n{}\n", root.trim_end_matches('=')))),
        ("note", signed(&format!("{origin}\n{size}\n{}//\n", &root[..42]))),
        ("note", signed(&format!("{origin}\n{size}\n{loose}\n"))),
        ("note", signed(&format!("{origin}\n{size}\n"))),
        ("note", signed(&format!("\n{size}\n{root}\n"))),
        ("note", signed(&format!("{origin}\t\n{size}\n{root}\n"))),
        ("note", signed("")),
        ("note", String::new()),
        ("note", head.clone()),
        ("note", format!("{head}\n")),
        ("note", format!("{good}\n")),
        ("note", good.trim_end().to_owned()),
        ("note", good.replace('\n', "\r\n")),
        ("note", good.replace('\u{2014}', "-")),
        ("note", good.replace("\u{2014} ", "\u{2014}")),
        ("note", good.replacen(" jejak", "  jejak", 1)),
        ("note", format!("{good}{}", signature_line("saksi+satu", &[7; 76]))),
        ("note", format!("{good}{}", signature_line("saksi\u{a0}satu", &[7; 76]))),
        ("note", format!("{good}{}", signature_line("", &[7; 76]))),
        ("note", format!("{good}{}", signature_line("saksi", &[7; 4]))),
        ("note", format!("{good}{}", signature_line("saksi", &[7; 76]).replace("==", "="))),
        ("note", good.clone() + &signature_line("saksi", &[7; 76]).repeat(100)),
        ("note", good.clone() + &signature_line("saksi", &[7; 900_000])),
        ("origin", signed(&format!("{origin}0\n{size}\n{root}\n"))),
        ("origin", signed(&format!("{}\n{size}\n{root}\n", origin.to_uppercase()))),
        ("origin", signed(&format!("lain\u{2028}\n{size}\n{root}\n"))),
        ("signature", thief.sign(&head)),
        ("signature", format!("{head}\n{}", Key::forged("saksi", 9).signature(&head))),
        ("signature", format!("{head}\n{}", thief.signature(&head).replace(origin, "saksi"))),
        ("signature", format!("{head}\n{}", key.signature("another text\n"))),
        ("signature", format!("{head}\n{}", signature_line(origin, &bytes))),
        ("signature", format!("{head}\n{}", signature_line(origin, &bytes[..67]))),
        ("signature", format!("{head}\n{}", signature_line(origin, &[&bytes[..], &[0]].concat()))),
        ("signature", format!("{head}\n{}{own}", key.signature("another text\n"))),
        ("signature", format!("{origin}\n{}\n{root}\n\n{own}", size + 1)),
        ("signature", format!("{origin}\n{size}\n{}\n\n{own}", BASE64_STANDARD.encode([0; 32]))),
    ]
}

#[test]
fn both_know_a_checkpoint_from_what_looks_like_one() {
    let (given, mut both) = (given(), Both::ready());
    let bundle = &given.small;
    let whole = lines(bundle);
    let leaves: Vec<Hash> = whole.iter().filter_map(forgery::hash_of).collect();
    let (size, root) = (leaves.len() as u64, root_of(&leaves));
    for (at, (kind, note)) in spoilt_notes(&given.key, size, &root).iter().enumerate() {
        let what = format!("note {at}");
        both.name(
            &Sample { bundle, checkpoint: Some(note), key: None },
            kind,
            0,
            &format!("{what} from outside"),
        );
        let mut lines = whole.clone();
        lines[2] = Line::Checkpoint { note: note.clone() };
        let bundle = &repaired(lines, Repair::End, &given.key);
        both.name(&Sample { bundle, ..Sample::default() }, kind, 3, &what);
    }
    // Whoever else signed is no matter of this verifier.
    let witness = Key::forged("saksi.example/inspektorat", 5);
    let note = given.kept.clone() + &witness.signature("any text\n");
    both.accept(&Sample { bundle, checkpoint: Some(&note), key: None }, "a witness");
    let many = given.kept.clone() + &signature_line("saksi", &[7; 76]).repeat(99);
    both.accept(&Sample { bundle, checkpoint: Some(&many), key: None }, "many witnesses");
    let empty = given.key.checkpoint(0, &root_of(&[]));
    both.accept(&Sample { bundle, checkpoint: Some(&empty), key: None }, "of nothing");
    for (size, root, kind) in [
        (size, root_of(&leaves[1..]), "root"),
        (size - 1, root, "root"),
        (0, root, "root"),
        (size + 1, root, "size"),
        (u64::MAX, root, "size"),
    ] {
        let note = given.key.checkpoint(size, &root);
        let sample = Sample { bundle, checkpoint: Some(&note), key: None };
        both.name(&sample, kind, 0, "signed, and not of this ledger");
    }
    // What the last checkpoint says must be what the first line says; the others must be before it.
    let in_front = |notes: &[String]| {
        let mut lines = whole.clone();
        lines.splice(2..3, notes.iter().map(|note| Line::Checkpoint { note: note.clone() }));
        repaired(lines, Repair::End, &given.key)
    };
    let at = |size: u64| given.key.checkpoint(size, &root_of(&leaves[..size as usize]));
    for (notes, kind, line) in [
        (vec![at(3), at(size - 1)], "size", 4),
        (vec![at(3), at(3), at(size)], "size", 4),
        (vec![at(4), at(3), at(size)], "size", 4),
        (vec![at(size), at(size)], "size", 4),
        (vec![given.key.checkpoint(3, &root), at(size)], "root", 3),
        (vec![given.key.checkpoint(0, &root), at(size)], "root", 3),
        (vec![at(3), given.key.checkpoint(size, &root_of(&leaves[1..]))], "header", 1),
    ] {
        let bundle = &in_front(&notes);
        both.name(&Sample { bundle, ..Sample::default() }, kind, line, "checkpoints");
    }
    let bundle = &in_front(&[at(0), at(1), at(2), at(3), at(size)]);
    both.accept(&Sample { bundle, ..Sample::default() }, "many checkpoints");
}

#[test]
fn both_know_a_key_from_what_looks_like_one() {
    let (given, mut both) = (given(), Both::ready());
    let whole = lines(&given.small);
    let (origin, good) = (&given.key.origin, given.key.vkey());
    let public = *given.key.signing.verifying_key().as_bytes();
    let coordinate = |low: u8, middle: u8, high: u8| {
        let mut bytes = [middle; 32];
        (bytes[0], bytes[31]) = (low, high);
        bytes
    };
    let id = hex(&key_id(origin, &public));
    let mut keys: Vec<String> = vec![
        String::new(),
        good.replace(&id, &id.to_uppercase()),
        good.replace(&id, "00000000"),
        good.replace(&id, &format!("+{}", &id[1..])),
        good.replace(&id, &id[1..]),
        format!("{good}="),
        format!("{good} "),
        good.trim_end_matches('=').to_owned(),
        good.replacen('+', " ", 1),
        vkey("lain", &public),
        vkey("", &public),
        good[..good.len() - 8].to_owned(),
    ];
    // y = 2 is on no curve point; y = p and p + 1 are 0 and 1 written again; x = 0 has no sign.
    for bytes in [
        coordinate(2, 0, 0),
        coordinate(0xed, 0xff, 0x7f),
        coordinate(0xee, 0xff, 0x7f),
        coordinate(0xee, 0xff, 0xff),
        coordinate(1, 0, 0x80),
    ] {
        keys.push(vkey(origin, &bytes));
    }
    keys.retain(|key| *key != good);
    for (at, key) in keys.iter().enumerate() {
        let mut lines = whole.clone();
        lines[1] = Line::Key { origin: origin.clone(), vkey: key.clone() };
        let bundle = &repaired(lines, Repair::End, &given.key);
        both.name(&Sample { bundle, ..Sample::default() }, "key", 2, &format!("key {at}"));
    }
    for name in ["a b", "a+b", "a\u{85}b", "a\u{1}b", "a\nb", ""] {
        let mut lines = whole.clone();
        lines[1] = Line::Key { origin: name.to_owned(), vkey: vkey(name, &public) };
        let bundle = &repaired(lines, Repair::End, &given.key);
        both.name(&Sample { bundle, ..Sample::default() }, "key", 2, &format!("name {name:?}"));
    }
}

#[test]
fn both_read_what_the_events_say_of_packs_and_government() {
    let (given, mut both) = (given(), Both::ready());
    let whole = lines(&given.small);
    let at = |kind: &str| {
        let is_it = |line: &Line| matches!(line, Line::Event(event) if event.type_name == kind);
        whole.iter().position(is_it).unwrap()
    };
    let said = |line: usize, data: &str| {
        let mut lines = whole.clone();
        let Line::Event(event) = &mut lines[line] else { unreachable!("an event stands there") };
        event.data = data.to_owned();
        repaired(lines, Repair::Everything, &given.key)
    };
    for data in [
        "",
        "[]",
        "null",
        "{}",
        "{\"hash\":null}",
        "{\"hash\":[\"a\"]}",
        "{\"hash\":\"0\"}",
        "{\"hash\"",
        "\"hash\"",
        "7",
        "{\"hash\":NaN}",
    ] {
        let bundle = &said(at("rule-pack-adopted"), data);
        both.name(&Sample { bundle, ..Sample::default() }, "rule_pack", 1, data);
    }
    for data in [
        "",
        "[]",
        "{\"kode\":\"contoh\"}",
        "{\"kode\":\"lain\",\"nama\":\"Kabupaten Contoh\",\"zona\":\"WIB\"}",
        "{\"kode\":\"contoh\",\"nama\":\"Kota Contoh\",\"zona\":\"WIB\"}",
        "{\"kode\":\"contoh\",\"nama\":1,\"zona\":\"WIB\"}",
    ] {
        let bundle = &said(at("pemda-registered"), data);
        both.name(&Sample { bundle, ..Sample::default() }, "header", 1, data);
    }
    let mut without_pack = whole.clone();
    without_pack.retain(|line| !matches!(line, Line::RulePack { .. }));
    let bundle = &repaired(without_pack, Repair::End, &given.key);
    both.name(&Sample { bundle, ..Sample::default() }, "order", 4, "no rule pack at all");
}

#[test]
fn both_know_a_deflated_bundle_from_a_damaged_one() {
    let (given, mut both, mut dice) = (given(), Both::ready(), Dice::of(4));
    let deflated = |level| {
        let mut packed = GzEncoder::new(Vec::new(), level);
        packed.write_all(&given.small).unwrap();
        packed.finish().unwrap()
    };
    for level in [Compression::none(), Compression::fast(), Compression::best()] {
        both.accept(&Sample { bundle: &deflated(level), ..Sample::default() }, "deflated");
    }
    let whole = deflated(Compression::fast());
    for number in 0..600 {
        let mut altered = whole.clone();
        // The head and the checksum behind the data are few bytes among many.
        let at = match dice.below(3) {
            0 => dice.below(12),
            1 => whole.len() - 1 - dice.below(10),
            _ => dice.below(whole.len()),
        };
        match number % 6 {
            0 | 1 => altered[at] ^= 1 << dice.below(8),
            2 => altered[at] = dice.below(256) as u8,
            3 => altered.truncate(at),
            4 => _ = altered.remove(at),
            _ => altered.insert(at, dice.below(256) as u8),
        }
        if altered != whole {
            both.refuse(&altered, &format!("deflated {number} at {at}"));
        }
    }
    for more in [&whole[..], &[0], &[0; 512], &[0x1f, 0x8b], b"\n"] {
        let bundle = &[&whole, more].concat();
        both.name(&Sample { bundle, ..Sample::default() }, "truncated", 1, "more behind it");
    }
}

#[test]
fn both_give_the_same_verdict_on_receipts() {
    let (given, mut both, mut dice) = (given(), Both::ready(), Dice::of(5));
    let key = VerifierKey::parse(&given.key.vkey()).unwrap();
    let bundle = both.file("bundle", &given.small);
    let leaves: Vec<Hash> = lines(&given.small).iter().filter_map(forgery::hash_of).collect();
    let mut judge = |text: &str, key: &VerifierKey, with_bundle: bool, what: &str| {
        let path = both.file("receipt", text.as_bytes());
        let mut arguments = vec!["--receipt", &path, "--kunci", &key.text];
        if with_bundle {
            arguments.extend(["--bundle", &bundle]);
        }
        both.ask(&arguments);
        let own = Receipt::parse(text).map_or(json!("unreadable"), |receipt| {
            let known = leaves.get(receipt.index as usize).filter(|_| with_bundle);
            match receipt.verify(key, known.copied()) {
                Ok(checkpoint) => json!([receipt.index, checkpoint.ledger.size]),
                Err(fault) => serde_json::to_value(fault).unwrap(),
            }
        });
        let second = both.answer();
        let second = match &second["sound"] {
            Value::Bool(true) => json!([second["position"], second["size"]]),
            _ => second["kind"].clone(),
        };
        assert_eq!(own, second, "{what}: {text}");
        own
    };
    let receipt = Receipt::parse(&given.receipt).unwrap();
    let size = leaves.len() as u64;
    let whole = json!([5, size]);
    assert_eq!(judge(&given.receipt, &key, false, "whole"), whole);
    assert_eq!(judge(&given.receipt, &key, true, "beside its bundle"), whole);
    let short = receipt.short().text();
    assert_eq!(judge(&short, &key, false, "short"), "unreadable");
    assert_eq!(judge(&short, &key, true, "short, beside its bundle"), whole);
    let thief = VerifierKey::parse(&Key::forged(&key.origin, 9).vkey()).unwrap();
    assert_eq!(judge(&given.receipt, &thief, false, "another key"), "signature");
    let stranger = VerifierKey::parse(&Key::forged("lain", 9).vkey()).unwrap();
    assert_eq!(judge(&given.receipt, &stranger, false, "another ledger"), "origin");
    let with = |change: &dyn Fn(&mut Receipt)| {
        let mut changed = receipt.clone();
        change(&mut changed);
        changed.text()
    };
    let another = [leaves[3], leaves[4]];
    for (at, (kind, text)) in [
        ("proof", with(&|receipt| receipt.index = 4)),
        ("proof", with(&|receipt| receipt.index = 6)),
        ("proof", with(&|receipt| receipt.index = size)),
        ("proof", with(&|receipt| receipt.index = u64::MAX)),
        ("proof", with(&|receipt| receipt.event = Some(Vec::new()))),
        ("proof", with(&|receipt| receipt.event.as_mut().unwrap().push(0))),
        ("proof", with(&|receipt| receipt.proof.clear())),
        ("proof", with(&|receipt| _ = receipt.proof.pop())),
        ("proof", with(&|receipt| _ = receipt.proof.remove(0))),
        ("proof", with(&|receipt| receipt.proof.push(another[0]))),
        ("proof", with(&|receipt| receipt.proof.insert(0, another[1]))),
        ("proof", with(&|receipt| receipt.proof.swap(0, 1))),
        ("proof", with(&|receipt| receipt.proof.reverse())),
        ("proof", with(&|receipt| receipt.proof = vec![another[0]; 100])),
        (
            "proof",
            with(&|receipt| {
                receipt.checkpoint = given.key.checkpoint(size, &root_of(&leaves[1..]))
            }),
        ),
        (
            "proof",
            with(&|receipt| {
                // A path does not bind every size, only those in which it has another shape.
                receipt.checkpoint = given.key.checkpoint(16, &root_of(&leaves))
            }),
        ),
        ("proof", with(&|receipt| receipt.checkpoint = given.key.checkpoint(0, &root_of(&[])))),
        ("unreadable", given.receipt.replace("v1", "v2")),
        ("unreadable", given.receipt.replace("index 5", "index 05")),
        ("unreadable", given.receipt.replace("index 5", "index +5")),
        ("unreadable", given.receipt.replace("index 5", "index 18446744073709551616")),
        ("unreadable", given.receipt.replace("index 5\n", "")),
        ("unreadable", given.receipt.replace("extra ", "extra  ")),
        ("unreadable", given.receipt.replace("extra ", "more\nextra ")),
        ("unreadable", given.receipt.replace('\n', "\r\n")),
        ("unreadable", given.receipt.replace("\n\n", "\n")),
        ("note", given.receipt.trim_end().to_owned()),
        ("note", format!("{}\n", given.receipt)),
        ("note", given.receipt.replacen("\n\n", "\n\n\n", 1)),
    ]
    .into_iter()
    .enumerate()
    {
        assert_eq!(judge(&text, &key, false, kind), kind, "receipt {at}");
    }
    for (at, (kind, note)) in spoilt_notes(&given.key, size, &root_of(&leaves)).iter().enumerate() {
        let text = with(&|receipt| receipt.checkpoint = note.clone());
        assert_eq!(judge(&text, &key, false, &format!("note {at}")), *kind);
    }
    for number in 0..800 {
        let mut letters: Vec<char> = given.receipt.chars().collect();
        let at = dice.below(letters.len());
        match number % 4 {
            0 => letters[at] = *dice.one(&['0', '5', 'A', 'b', '+', '=', ' ', '\n', '\u{e9}']),
            1 => _ = letters.remove(at),
            2 => letters.insert(at, *dice.one(&['0', 'A', '=', ' ', '\n', '\0'])),
            _ => letters.truncate(at),
        }
        let text: String = letters.into_iter().collect();
        let verdict = judge(&text, &key, number % 8 < 4, "changed");
        assert!(text == given.receipt || verdict.is_string(), "{text} passes");
    }
}

/// The audit path of RFC 6962, section 2.1.1.
fn path(at: usize, leaves: &[Hash]) -> Vec<Hash> {
    if leaves.len() < 2 {
        return Vec::new();
    }
    let (left, right) = leaves.split_at(leaves.len().next_power_of_two() / 2);
    let (mut below, beside) = match at < left.len() {
        true => (path(at, left), root_of(right)),
        false => (path(at - left.len(), right), root_of(left)),
    };
    below.push(beside);
    below
}

/// The consistency proof of RFC 6962, section 2.1.2.
fn growth(old: usize, leaves: &[Hash], is_whole: bool) -> Vec<Hash> {
    if old == leaves.len() {
        return if is_whole { Vec::new() } else { vec![root_of(leaves)] };
    }
    let (left, right) = leaves.split_at(leaves.len().next_power_of_two() / 2);
    let (mut below, beside) = match old <= left.len() {
        true => (growth(old, left, is_whole), root_of(right)),
        false => (growth(old - left.len(), right, false), root_of(left)),
    };
    below.push(beside);
    below
}

/// The ways in which the published proof vectors of transparency logs go wrong.
fn spoilt_proofs(proof: &[Hash], strange: Hash) -> Vec<Vec<Hash>> {
    let mut all = vec![vec![], [proof, &[strange]].concat(), [&[strange], proof].concat()];
    for at in 0..proof.len() {
        all.push([&proof[..at], &proof[at + 1..]].concat());
        all.push([&proof[..at], &[strange], &proof[at + 1..]].concat());
        all.push([&proof[..=at], &proof[at..]].concat());
        let mut swapped = proof.to_vec();
        swapped.swap(at, proof.len() - 1 - at);
        all.push(swapped);
    }
    all.retain(|other| other != proof);
    all
}

#[test]
fn both_judge_proofs_alike_and_refuse_every_spoilt_one() {
    let mut both = Both::ready();
    let mut dice = Dice::of(6);
    let leaves: Vec<Hash> = (0..40u8).map(|n| leaf_hash(&[n])).collect();
    let mut included = |proof: &[Hash], size: u64, root: &Hash, index: u64, leaf: &Hash| {
        let own = is_included(proof, size, root, index, leaf);
        let proof: Vec<String> = proof.iter().map(|hash| hex(hash)).collect();
        let case = json!({"proof": proof, "size": size, "root": hex(root), "index": index,
            "leaf": hex(leaf)});
        both.ask(&["--proof", &case.to_string()]);
        assert_eq!(both.answer()["sound"], own, "{case}");
        own
    };
    for size in [1, 2, 3, 4, 5, 7, 8, 9, 16, 31, 40] {
        let root = root_of(&leaves[..size]);
        for _ in 0..4 {
            let at = dice.below(size);
            let (proof, leaf, index) = (path(at, &leaves[..size]), leaves[at], at as u64);
            let size = size as u64;
            assert!(included(&proof, size, &root, index, &leaf));
            for spoilt in spoilt_proofs(&proof, leaf) {
                assert!(!included(&spoilt, size, &root, index, &leaf), "{at} of {size}");
            }
            for (size, index) in
                [(0, 0), (0, index), (size, size), (size, u64::MAX), (index, index)]
            {
                assert!(!included(&proof, size, &root, index, &leaf), "{index} of {size}");
            }
            // An index beside this one never has its path, and a node is no leaf.
            for other in [index ^ 1, index + 2, index + size] {
                assert!(!included(&proof, size, &root, other, &leaf), "{other} of {size}");
            }
            for other in [root_of(&leaves[1..]), [0; 32]] {
                assert!(!included(&proof, size, &other, index, &leaf), "root of other leaves");
                assert!(!included(&proof, size, &root, index, &other), "another leaf");
            }
            if size > 1 {
                assert!(!included(&proof[1..], size, &root, index, &root), "a node for a leaf");
            }
        }
    }
}

#[test]
fn both_judge_growth_alike_and_refuse_every_spoilt_one() {
    let mut both = Both::ready();
    let leaves: Vec<Hash> = (0..33u8).map(|n| leaf_hash(&[n])).collect();
    let mut grown = |proof: &[Hash], new: (u64, &Hash), old: (u64, &Hash)| {
        let own = is_consistent(proof, new, old);
        let proof: Vec<String> = proof.iter().map(|hash| hex(hash)).collect();
        let case = json!({"proof": proof, "size": new.0, "root": hex(new.1), "old": old.0,
            "old_root": hex(old.1)});
        both.ask(&["--proof", &case.to_string()]);
        assert_eq!(both.answer()["sound"], own, "{case}");
        own
    };
    for size in [1, 2, 3, 4, 6, 7, 8, 13, 16, 33] {
        for old in [1, 2, 3, 4, 5, 6, 8, 12, 16, 32].into_iter().filter(|old| *old <= size) {
            let proof = growth(old, &leaves[..size], true);
            let (root, old_root) = (root_of(&leaves[..size]), root_of(&leaves[..old]));
            let (size, old) = (size as u64, old as u64);
            assert!(grown(&proof, (size, &root), (old, &old_root)), "{old} to {size}");
            for spoilt in spoilt_proofs(&proof, leaves[0]) {
                assert!(!grown(&spoilt, (size, &root), (old, &old_root)), "{old} to {size}");
            }
            let strange = leaf_hash(b"strange");
            assert!(!grown(&proof, (size, &strange), (old, &old_root)), "another root");
            assert!(!grown(&proof, (size, &root), (old, &strange)), "another old root");
            assert!(!grown(&proof, (0, &root), (old, &old_root)), "to nothing");
            assert!(!grown(&proof, (old - 1, &root), (old, &old_root)), "shrunk");
            assert!(!grown(&proof, (u64::MAX, &root), (old, &old_root)), "far more");
            if old < size {
                assert!(!grown(&proof, (size, &old_root), (old, &root)), "exchanged");
                assert!(!grown(&proof, (size, &root), (old + 1, &old_root)), "{old} + 1 to {size}");
            }
        }
    }
    let (nothing, one) = (root_of(&[]), leaves[0]);
    assert!(grown(&[], (1, &one), (0, &nothing)));
    assert!(!grown(&[one], (1, &one), (0, &nothing)));
    assert!(!grown(&[], (1, &one), (0, &one)));
}
