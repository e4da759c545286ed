//! How firm places are, as the command line and the bundle tell it.

use serde_json::Value;
use tests::{Installation, jejak};

use crate::rule_packs::example;

const PACK: &str = "purbalingga/perbup_11_2020";

fn rows(ranking: &Value) -> &Vec<Value> {
    ranking["rows"].as_array().expect("rows")
}

/// Scorecard and questionnaire, each weight within ten of a hundred.
const TWO_MEASURES: &str = r#"
periode = "2026"
alasan = "Keputusan Tim nomor 1"
[[ukuran]]
kode = "scorecard"
bobot = 60
bobot_terendah = 50
bobot_tertinggi = 70
[[ukuran]]
kode = "evaluasi.I"
bobot = 40
bobot_terendah = 30
bobot_tertinggi = 50
"#;

/// Activities are counted: nothing to draw again.
const ACTIVITIES: &str = r#"
periode = "2026"
alasan = "Keputusan Tim nomor 2"
[[ukuran]]
kode = "kegiatan"
bobot = 100
terburuk = 0
terbaik = 12
"#;

fn adopt(government: &Installation, policy: &str) {
    let policy = government.file("kebijakan.toml", policy);
    let data = government.data().display().to_string();
    jejak(&["policy", "adopt", &policy, "--data", &data]);
}

#[test]
fn every_process_draws_the_same_intervals() {
    let government = example(PACK, true);
    let ranking = government.rank(&["--periode", "2026"]);
    assert_eq!(ranking["firmness"]["draws"], 10_000);
    assert_eq!(ranking["firmness"]["varied"], serde_json::json!(["judges"]));
    let mut firsts = 0.0;
    for row in rows(&ranking) {
        let interval = &row["interval"];
        assert_eq!(interval.is_null(), row["rank"].is_null(), "{row}");
        if let Some(low) = interval["low"].as_i64() {
            assert!(low >= 1 && low <= interval["high"].as_i64().expect("a place"), "{row}");
            let first = interval["first"].as_str().expect("a share");
            firsts += first.parse::<f64>().expect("a number");
        }
    }
    assert!(firsts >= 0.97, "somebody is first in every re-run: {firsts}");
    assert_eq!(government.rank(&["--periode", "2026"]), ranking);
    let table = government.ok(&["rank", "--periode", "2026"]);
    assert!(table.contains("Selang") && table.contains("juri Gelar"), "{table}");
    let csv = government.ok(&["rank", "--periode", "2026", "--format", "csv"]);
    let header = csv.lines().next().expect("a header");
    assert!(header.ends_with(",interval_low,interval_high,first,setara"), "{header}");
    let why = government.ok(&["explain", "--periode", "2026", "KEC-KALI"]);
    assert!(why.contains("Dalam 10.000 hitung ulang, Kecamatan Kaligondang"), "{why}");
}

#[test]
fn weights_and_respondents_of_a_policy_are_drawn_again() {
    let government = example(PACK, true);
    adopt(&government, TWO_MEASURES);
    let ranking = government.rank(&["--periode", "2026"]);
    assert_eq!(ranking["basis"], "indeks");
    let varied = ranking["firmness"]["varied"].as_array().expect("what was drawn").clone();
    for source in ["weights", "respondents", "assessors"] {
        assert!(varied.contains(&source.into()), "{varied:?}");
    }
    // Four forms: below the pack's limit, so neither a measure nor drawn again.
    let small = rows(&ranking).iter().find(|row| row["opd"] == "KEC-BOBO").expect("the row");
    assert!(small["rank"].is_null() && small["interval"].is_null(), "{small}");
}

#[test]
fn where_nothing_can_come_out_otherwise_the_ranking_says_so() {
    let government = example(PACK, false);
    adopt(&government, ACTIVITIES);
    let ranking = government.rank(&["--periode", "2026"]);
    assert_eq!(ranking["basis"], "indeks");
    assert!(ranking["firmness"].is_null());
    assert!(rows(&ranking).iter().all(|row| row["interval"].is_null()));
    let table = government.ok(&["rank", "--periode", "2026"]);
    assert!(table.contains("Tidak ada selang: tidak ada bobot, responden"), "{table}");
    assert!(!government.ok(&["explain", "--periode", "2026", "DINKES"]).contains("hitung ulang"));
}

#[test]
fn what_an_auditor_takes_home_holds_no_interval() {
    let government = example(PACK, true);
    let path = government.path("bundel.jsonl").display().to_string();
    government.ok(&["bundle", "-o", &path]);
    let bundle = std::fs::read_to_string(&path).expect("the bundle was written");
    assert!(bundle.contains("interval") && !bundle.contains("firmness"));
    assert!(!bundle.contains("low\\\":") && !bundle.contains("\"low\":"), "drawn, not counted");
}
