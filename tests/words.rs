//! Every word on a screen stands in the Fluent file, and every entry of the file is used.

use std::collections::BTreeSet;
use std::path::Path;

use tests::root;

fn sources(folder: &Path, found: &mut String) {
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push_str(&std::fs::read_to_string(&path).expect("a source file"));
        }
    }
}

fn entries() -> Vec<String> {
    let file = root().join("dashboard/locales/id/jejak.ftl");
    let text = std::fs::read_to_string(file).expect("the Fluent file");
    let is_entry = |line: &&str| line.starts_with(|c: char| c.is_ascii_lowercase());
    text.lines()
        .filter(is_entry)
        .filter_map(|line| Some(line.split_once(" =")?.0.to_owned()))
        .collect()
}

/// Words in quotation marks that look like keys: `impor-selesai`.
fn quoted(source: &str) -> BTreeSet<String> {
    let is_key = |word: &&str| {
        word.contains('-')
            && !word.ends_with('-')
            && word.starts_with(|c: char| c.is_ascii_lowercase())
            && word
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b'_'))
    };
    source.split('"').filter(is_key).map(String::from).collect()
}

#[test]
fn no_entry_stands_twice() {
    let entries = entries();
    let unique: BTreeSet<&String> = entries.iter().collect();
    assert_eq!(unique.len(), entries.len());
}

#[test]
fn every_key_in_the_code_has_its_entry() {
    let mut source = String::new();
    sources(&root().join("dashboard/src"), &mut source);
    let entries: BTreeSet<String> = entries().into_iter().collect();
    let mut asked = BTreeSet::new();
    for opening in ["t(\"", "tf(\"", "tf(\n"] {
        for part in source.split(opening).skip(1) {
            let part = part.trim_start().trim_start_matches('"');
            asked.extend(part.split('"').next().map(String::from));
        }
    }
    let missing: Vec<&String> = asked
        .iter()
        .filter(|key| quoted(&format!("\"{key}\"")).len() == 1 && !entries.contains(*key))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
    assert!(asked.len() > 50, "the search itself works");
}

/// Refusals and problems name their entry by their tag.
#[test]
fn every_refusal_has_its_message() {
    let entries: BTreeSet<String> = entries().into_iter().collect();
    for (prefix, file, name) in [
        ("tolak", "ingest/src/accept/refusal.rs", "enum Refusal {"),
        ("sel", "ingest/src/files/problem.rs", "enum CellProblem {"),
        ("berkas", "ingest/src/files/problem.rs", "enum FileProblem {"),
        ("paket", "ingest/src/rule_pack/soundness.rs", "enum PackProblem {"),
    ] {
        let source = std::fs::read_to_string(root().join(file)).expect("a source file");
        let body = source.split_once(name).expect(name).1.split_once("\n}").expect("its end").0;
        let mut variants = 0;
        for line in body.lines().filter_map(|line| line.strip_prefix("    ")) {
            let word: String = line.chars().take_while(char::is_ascii_alphanumeric).collect();
            if !word.starts_with(|c: char| c.is_ascii_uppercase()) {
                continue;
            }
            let kebab = word.chars().fold(String::new(), |mut kebab, letter| {
                if letter.is_ascii_uppercase() && !kebab.is_empty() {
                    kebab.push('-');
                }
                kebab.push(letter.to_ascii_lowercase());
                kebab
            });
            variants += 1;
            assert!(entries.contains(&format!("{prefix}-{kebab}")), "{prefix}-{kebab}");
        }
        assert!(variants > 5, "{name}");
    }
}
