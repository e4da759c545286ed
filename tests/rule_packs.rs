//! Every rule pack gives the ranking that was worked out by hand beside it.

use std::collections::BTreeMap;

use tests::{Installation, example_files, root};

const BEFORE_GELAR: [&str; 8] =
    ["opd", "pegawai", "kbk", "periode", "evaluasi", "scorecard", "kegiatan", "rapat"];
const GELAR: [&str; 5] = ["gelar", "gelar_kriteria", "gelar_juri", "gelar_peserta", "gelar_nilai"];

fn strings(list: &[String]) -> Vec<&str> {
    list.iter().map(String::as_str).collect()
}

/// A record that holds the worked example of a pack up to a stage.
pub(crate) fn example(pack: &str, with_gelar: bool) -> Installation {
    let government = Installation::begun(pack);
    let files = example_files(pack, &BEFORE_GELAR);
    government.ok(&[vec!["import"], strings(&files)].concat());
    government.ok(&["periode", "close", "EV-2026"]);
    government.ok(&["periode", "close", "SC-2026"]);
    if with_gelar {
        let files = example_files(pack, &GELAR);
        government.ok(&[vec!["import"], strings(&files)].concat());
        government.ok(&["periode", "close", "GELAR-2026"]);
    }
    government
}

type Expected = Vec<BTreeMap<String, String>>;

/// The rows of `expected_ranking.csv` of one stage.
fn expected(pack: &str, stage: &str) -> Expected {
    let path = root().join("regulations").join(pack).join("expected_ranking.csv");
    let text = std::fs::read_to_string(path).expect("the example has its expected ranking");
    let mut lines = text.lines().filter(|line| !line.starts_with('#'));
    let header: Vec<&str> = lines.next().expect("a header").split(',').collect();
    lines
        .map(|line| header.iter().map(ToString::to_string).zip(line.split(',').map(String::from)))
        .map(|cells| cells.collect::<BTreeMap<_, _>>())
        .filter(|row| row["tahap"] == stage)
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
    for (stage, with_gelar) in [("scorecard", false), ("gelar", true)] {
        let ranking = example(pack, with_gelar).rank(&["--periode", "2026"]);
        let rows = ranking["rows"].as_array().expect("rows");
        let wanted = expected(pack, stage);
        assert_eq!(rows.len(), wanted.len(), "{pack} {stage}");
        for want in wanted {
            let row = rows.iter().find(|row| row["opd"] == want["opd"].as_str());
            let row = row.unwrap_or_else(|| panic!("{} is ranked", want["opd"]));
            let evaluation = &row["evaluation"];
            let mut got = BTreeMap::from([
                ("tahap", stage.to_owned()),
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
            for (column, value) in &got {
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
fn purbalingga_gives_its_worked_example() {
    follows_the_worked_example("purbalingga/perbup_11_2020");
}

#[test]
fn a_deliberately_different_pack_gives_its_worked_example() {
    follows_the_worked_example("kabupaten_contoh/perbup_1_2025");
}
