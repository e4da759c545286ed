//! Every rule pack gives the ranking that was worked out by hand beside it.

use std::collections::{BTreeMap, BTreeSet};

use tests::{Installation, packs, root, whole_example};

fn strings(list: &[String]) -> Vec<&str> {
    list.iter().map(String::as_str).collect()
}

/// The codes in the first column of a file of the worked example.
fn codes(files: &[String], kind: &str, of: &str) -> Vec<String> {
    let file = files.iter().find(|file| file.ends_with(&format!("/{kind}.csv")));
    let text =
        file.map(|file| std::fs::read_to_string(file).expect("the file")).unwrap_or_default();
    let rows = text.lines().skip(1).filter(|row| row.contains(of));
    rows.filter_map(|row| Some(row.split(',').next()?.to_owned())).collect()
}

/// What is ranked, and what it needs; forms of the pack come beside it.
const RANKED: [&str; 8] =
    ["opd", "pegawai", "kbk", "periode", "evaluasi", "scorecard", "kegiatan", "rapat"];

/// A record that holds what the worked example of a pack ranks, up to a stage.
pub(crate) fn example(pack: &str, with_gelar: bool) -> Installation {
    let (files, gelar) = whole_example(pack);
    let is_ranked =
        |file: &String| RANKED.iter().any(|kind| file.ends_with(&format!("/{kind}.csv")));
    year(pack, &files.into_iter().filter(is_ranked).collect::<Vec<_>>(), &gelar, with_gelar)
}

/// A record that holds the whole worked example of a pack up to a stage.
pub(crate) fn whole_year(pack: &str, with_gelar: bool) -> Installation {
    let (files, gelar) = whole_example(pack);
    year(pack, &files, &gelar, with_gelar)
}

fn year(pack: &str, files: &[String], gelar: &[String], with_gelar: bool) -> Installation {
    let government = Installation::begun(pack);
    government.ok(&[vec!["import"], strings(files)].concat());
    for round in codes(files, "periode", "ronde_") {
        government.ok(&["periode", "close", &round]);
    }
    if with_gelar && !gelar.is_empty() {
        government.ok(&[vec!["import"], strings(gelar)].concat());
        for kode in codes(gelar, "gelar", "") {
            government.ok(&["periode", "close", &kode]);
        }
    }
    government
}

type Expected = Vec<BTreeMap<String, String>>;

/// The stages of the year at which `expected_ranking.csv` says who stands where.
fn stages(pack: &str) -> BTreeSet<String> {
    all_expected(pack).into_iter().filter_map(|mut row| row.remove("tahap")).collect()
}

fn expected(pack: &str, stage: &str) -> Expected {
    all_expected(pack).into_iter().filter(|row| row["tahap"] == stage).collect()
}

/// The rows of `expected_ranking.csv`; none where the regulation ranks nothing.
fn all_expected(pack: &str) -> Expected {
    let path = root().join("regulations").join(pack).join("expected_ranking.csv");
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let mut lines = text.lines().filter(|line| !line.starts_with('#'));
    let header: Vec<&str> = lines.next().unwrap_or_default().split(',').collect();
    lines
        .map(|line| header.iter().map(ToString::to_string).zip(line.split(',').map(String::from)))
        .map(Iterator::collect)
        .collect()
}

fn text(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::Null => String::new(),
        serde_json::Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn follows_the_worked_example(pack: &str) {
    for stage in stages(pack) {
        let wanted = expected(pack, &stage);
        let ranking = whole_year(pack, stage == "gelar").rank(&["--periode", "2026"]);
        let rows = ranking["rows"].as_array().expect("rows");
        assert_eq!(rows.len(), wanted.len(), "{pack} {stage}");
        for want in wanted {
            let row = rows.iter().find(|row| row["opd"] == want["opd"].as_str());
            let row = row.unwrap_or_else(|| panic!("{} is ranked", want["opd"]));
            let evaluation = &row["evaluation"];
            let mut got = BTreeMap::from([
                ("tahap", stage.clone()),
                ("opd", text(&row["opd"])),
                ("kbk", text(&row["kbk"])),
                ("rank", text(&row["rank"])),
                ("score", text(&row["scorecard"]["score"])),
                ("category", text(&row["scorecard"]["category"])),
                ("eligible", text(&row["eligible"])),
                ("eval_n", text(&evaluation["respondents"])),
                ("gelar", text(&row["gelar"])),
            ]);
            if got["eval_n"].is_empty() {
                got.insert("eval_n", "0".into());
            }
            // A column that an example leaves out is of something its regulation does not have.
            for (column, value) in got.iter().filter(|(column, _)| want.contains_key(**column)) {
                assert_eq!(*value, want[*column], "{pack} {stage} {} {column}", want["opd"]);
            }
            for group in evaluation["groups"].as_array().into_iter().flatten() {
                let code = text(&group["code"]);
                assert_eq!(text(&group["mean"]), want[&code], "{pack} {} {code}", want["opd"]);
                let category = &want[&format!("{code}_cat")];
                assert_eq!(text(&group["category"]), *category, "{pack} {} {code}", want["opd"]);
            }
        }
    }
}

#[test]
fn worked_examples_rank_as_computed_by_hand() {
    let ranked: Vec<String> = packs().into_iter().filter(|pack| !stages(pack).is_empty()).collect();
    assert!(ranked.len() >= 5, "{ranked:?}");
    ranked.iter().for_each(|pack| follows_the_worked_example(pack));
}

#[test]
fn where_the_text_ranks_nothing_the_ranking_says_so() {
    let silent = packs();
    let silent = silent.iter().filter(|pack| {
        !root().join("regulations").join(pack).join("expected_ranking.csv").exists()
    });
    let silent: Vec<&String> = silent.collect();
    assert!(!silent.is_empty());
    for pack in silent {
        let ranking = whole_year(pack, true).rank(&["--periode", "2026"]);
        assert_eq!(ranking["basis"], serde_json::Value::Null, "{pack}");
        for row in ranking["rows"].as_array().expect("rows") {
            assert_eq!(row["rank"], serde_json::Value::Null, "{pack}");
            assert!(!text(&row["reason"]).is_empty(), "{pack}: {row}");
        }
    }
}
