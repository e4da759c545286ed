//! A combined index: adopted, recomputed by hand, changed late, and stood beside other rules.

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use dashboard::app::App;
use dashboard::routes::router;
use ingest::record::Record;
use ingest::sealed::Randomness;
use serde_json::Value;
use tests::{Installation, root};
use tower::ServiceExt;

use crate::rule_packs::example;

const PACK: &str = "purbalingga/perbup_11_2020";

const POLICY: &str = r#"
periode = "2026"
alasan = "Keputusan Tim nomor 4 Tahun 2026"
[[ukuran]]
kode = "scorecard"
bobot = 60
[[ukuran]]
kode = "evaluasi.I"
bobot = 40
"#;

fn json(government: &Installation, args: &[&str]) -> Value {
    let words = [args, &["--format", "json"]].concat();
    serde_json::from_str(&government.ok(&words)).expect("JSON")
}

/// Place, unit and index of each ranked unit.
fn places(ranking: &Value) -> Vec<String> {
    let rows = ranking["rows"].as_array().expect("rows");
    let ranked = rows.iter().filter(|row| !row["rank"].is_null());
    ranked.map(|row| format!("{} {} {}", row["rank"], row["opd"], row["index"])).collect()
}

#[test]
fn an_adopted_index_is_what_anyone_computes_from_the_paper() {
    let government = example(PACK, true);
    let file = government.file("kebijakan.toml", POLICY);
    let said = government.ok(&["policy", "adopt", &file]);
    assert!(
        said.contains("Evaluasi kelompok I: bobot 40, 40,00 menjadi 0, 10,00 menjadi 100"),
        "{said}"
    );
    let ranking = json(&government, &["rank", "--periode", "2026"]);
    // From the printed scorecards and means: 0.6 * 87.50 + 0.4 * (40 - 11.49) / 30 * 100, and so on.
    assert_eq!(
        places(&ranking),
        [
            r#"1 "DISDIK" "90.51""#,
            r#"2 "DINKES" "90.50""#,
            r#"3 "KEC-KALI" "84.95""#,
            r#"4 "BKPSDM" "79.80""#,
            r#"5 "DISHUB" "31.52""#,
            r#"6 "PKM-KALI" "23.00""#,
        ]
    );
    assert_eq!(ranking["basis"], "indeks");
    assert_eq!(ranking["policy"]["after_first_answer"], true);
    assert_eq!(ranking["policy"]["reason"], "Keputusan Tim nomor 4 Tahun 2026");
    let rows = ranking["rows"].as_array().expect("rows");
    let without = |opd: &str| {
        let row = rows.iter().find(|row| row["opd"] == opd).expect("a unit");
        row["reason"].as_str().unwrap_or_default().to_owned()
    };
    assert_eq!(without("DINSOS"), "ukuran indeks daerah belum ada: Evaluasi kelompok I");
    assert_eq!(without("KEC-BOBO"), without("DINSOS"), "four forms are too few");
    assert_eq!(without("DPMPTSP"), "ukuran indeks daerah belum ada: Scorecard");

    let explained = json(&government, &["explain", "--periode", "2026", "DISDIK"]);
    let lines = explained["index"]["lines"].as_array().expect("lines");
    let shares: Vec<&str> = lines.iter().filter_map(|line| line["poin"].as_str()).collect();
    assert_eq!(shares, ["52.5000", "38.0120"]);
    assert_eq!(explained["index"]["pembulatan"], "-0.0020");

    // It was adopted after the first answer, and everything that shows the ranking says so.
    let table = government.ok(&["rank", "--periode", "2026"]);
    for words in [
        "Indeks daerah: Scorecard 60 persen, Evaluasi kelompok I 40 persen",
        "sesudah jawaban pertama",
    ] {
        assert!(table.contains(words), "{words}: {table}");
    }
    // As of the event before, nothing of it was known.
    let at = ranking["policy"]["position"].as_u64().expect("a position") - 1;
    let before = json(&government, &["rank", "--periode", "2026", "--as-of", &at.to_string()]);
    assert_eq!((&before["basis"], &before["policy"]), (&Value::from("gelar"), &Value::Null));
}

/// Status and text of a page.
async fn page(government: &Installation, path: &str) -> (StatusCode, String) {
    let data = government.data();
    let record = Record::open(&data, None, Randomness::System).expect("the record opens");
    let app = App::open(record, data, &mut |_| ()).expect("the tables open");
    let request = Request::get(path).body(Body::empty()).expect("a request");
    let answer = router(Arc::new(app)).oneshot(request).await.expect("an answer");
    let status = answer.status();
    let bytes = to_bytes(answer.into_body(), 4 << 20).await.expect("a body");
    (status, String::from_utf8_lossy(&bytes).into_owned())
}

#[tokio::test]
async fn a_late_policy_stands_on_every_report_of_its_year_with_its_reason() {
    let government = example(PACK, true);
    let reports = [
        "/peringkat/2026",
        "/peringkat/2026/mengapa/DINKES",
        "/gelar/GELAR-2026",
        "/tinjauan/2026-T2",
        "/laporan/monev_bupati?periode=2026",
        "/laporan/laporan_kbk?kbk=KBK-DINKES&periode=2026-T2",
        "/paket",
    ];
    for report in reports {
        let (status, body) = page(&government, report).await;
        assert_eq!(status, StatusCode::OK, "{report}");
        assert!(!body.contains("sesudah jawaban pertama"), "{report}");
    }
    let file = government.file("kebijakan.toml", POLICY);
    government.ok(&["policy", "adopt", &file]);
    for report in reports {
        let (_, body) = page(&government, report).await;
        for words in ["sesudah jawaban pertama masuk", "Alasan: Keputusan Tim nomor 4 Tahun 2026"] {
            assert!(body.contains(words), "{report}: {words}");
        }
    }
}

#[tokio::test]
async fn drafts_stand_beside_the_rules_in_force_on_a_page() {
    let government = example(PACK, false);
    let drafts = government.data().join("usulan");
    std::fs::create_dir(&drafts).expect("a folder");
    std::fs::write(drafts.join("indeks.toml"), POLICY).expect("a draft");
    std::fs::write(drafts.join("catatan.toml"), "bukan aturan").expect("a note");
    let (status, body) = page(&government, "/peringkat/2026/aturan").await;
    assert_eq!(status, StatusCode::OK);
    assert!(body.contains("dengan=usulan-indeks") && !body.contains("usulan-catatan"), "{body}");
    let (_, body) = page(&government, "/peringkat/2026/aturan?dengan=usulan-indeks").await;
    assert!(body.contains("Evaluasi kelompok I: bobot tidak ada menjadi 40"), "{body}");
    let (_, csv) = page(&government, "/peringkat/2026/aturan.csv?dengan=usulan-indeks").await;
    assert!(csv.contains("DINKES,Dinas Kesehatan,1,87.50,2,90.50,Evaluasi kelompok I"), "{csv}");
    let (status, body) = page(&government, "/peringkat/2026/aturan?dengan=usulan-indek").await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    assert!(body.contains("dengan=usulan-indeks"), "{body}");
}

#[test]
fn what_is_no_policy_changes_nothing_and_says_what_to_do() {
    let government = example(PACK, true);
    let size = || government.ok(&["events", "--format", "jsonl"]).lines().count();
    let before = size();
    for (text, words) in [
        (
            POLICY.replace("bobot = 40", "bobot = 30"),
            "Bobot semua ukuran berjumlah 90, seharusnya 100. Perbaiki bobotnya (AMB-041).",
        ),
        (
            POLICY.replace("\"scorecard\"", "\"skorecard\""),
            "Ukuran \"skorecard\" tidak ada pada peraturan ini. Maksud Anda \"scorecard\"?",
        ),
        (
            POLICY.replace("evaluasi.I", "kegiatan"),
            "ukuran \"kegiatan\" tidak mempunyai skala sendiri. Tambahkan terburuk dan terbaik",
        ),
        (
            POLICY.replace("alasan = \"Keputusan Tim nomor 4 Tahun 2026\"", ""),
            "Ronde di 2026 sudah berisi jawaban",
        ),
        (POLICY.replace("periode = \"2026\"", "periode = \"SC-2026\""), "SC-2026"),
        (POLICY.replace("bobot = 60", "berat = 60"), "bukan berkas kebijakan"),
        (
            POLICY.replace("nomor 4", "198001012005019001"),
            "memuat nomor yang panjangnya seperti NIP",
        ),
    ] {
        let file = government.file("kebijakan.toml", &text);
        let answer = government.run(&["policy", "adopt", &file]);
        assert_eq!(answer.status, 1, "{text}");
        assert!(answer.err.contains(words), "{words}: {}", answer.err);
        assert_eq!(size(), before, "{text}");
    }
    let file = government.file("kebijakan.toml", POLICY);
    government.ok(&["policy", "adopt", &file]);
    let again = government.run(&["policy", "adopt", &file]);
    assert_eq!(again.status, 1);
    assert!(again.err.contains("sudah berlaku sejak kejadian nomor"), "{}", again.err);
}

#[test]
fn one_history_stands_beside_another_rule_and_says_which_line_moves_whom() {
    let government = example(PACK, false);
    let file = government.file("usulan.toml", POLICY);
    let beside = json(&government, &["rank", "--periode", "2026", "--under", &file]);
    let line = |opd: &str| {
        let rows = beside["rows"].as_array().expect("rows");
        let row = rows.iter().find(|row| row["opd"] == opd).expect("a unit");
        let line = row["line"].as_str().unwrap_or("-");
        format!("{} > {} {line}", row["here"]["rank"], row["there"]["rank"])
    };
    assert_eq!(line("DISDIK"), "1 > 1 -");
    assert_eq!(line("DINKES"), "1 > 2 Evaluasi kelompok I: bobot tidak ada menjadi 40");
    assert_eq!(line("KEC-KALI"), "5 > 3 Evaluasi kelompok I: bobot tidak ada menjadi 40");
    // Nothing was adopted by asking.
    assert_eq!(json(&government, &["rank", "--periode", "2026"])["policy"], Value::Null);

    // A draft of the regulation: S01 weighs 20 more, S34 and others less.
    let path = root().join("regulations").join(PACK).join("rule_pack.toml");
    let pack = std::fs::read_to_string(path).expect("the pack");
    let draft = government.file("rule_pack.toml", reweighed(&pack));
    let beside = government.ok(&["rank", "--periode", "2026", "--under", &draft]);
    assert!(beside.contains("unit berpindah tempat"), "{beside}");
    let wrong = government.run(&["rank", "--periode", "2026", "--under", "tidak-ada.toml"]);
    assert_eq!(wrong.status, 1, "{}", wrong.err);
}

/// The same regulation with the weights of the lines from S21 on, all but one point each, given to S01.
fn reweighed(pack: &str) -> String {
    let mut lines: Vec<String> = pack.lines().map(str::to_owned).collect();
    let mut weights = Vec::new();
    let mut in_butir = false;
    for (place, line) in lines.iter().enumerate() {
        in_butir = match line.trim() {
            head if head.starts_with('[') => head == "[[scorecard.butir]]",
            _ => in_butir,
        };
        if let Some(weight) = line.strip_prefix("bobot = ").filter(|_| in_butir) {
            weights.push((place, weight.trim().parse::<u32>().expect("a weight")));
        }
    }
    assert_eq!(weights.len(), 34, "the scorecard has 34 lines");
    let moved: u32 = weights[20..].iter().map(|(_, weight)| weight - 1).sum();
    for (place, _) in &weights[20..] {
        lines[*place] = "bobot = 1".to_owned();
    }
    let (place, first) = weights[0];
    lines[place] = format!("bobot = {}", first + moved);
    lines.join("\n")
}
