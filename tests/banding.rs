//! What moved a place, what came late, and what two moments differ in, from the command line to the page.

use std::sync::Arc;

use analytics::Limit;
use analytics::change::{Change, ScoreChange};
use analytics::explain::Explanation;
use analytics::periode::Periode;
use analytics::ranking::{Bench, Ranking};
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use dashboard::app::App;
use dashboard::routes::router;
use ingest::identity::Position;
use ingest::record::Record;
use ingest::sealed::Randomness;
use projections::{Projections, Snapshot};
use serde_json::{Value, json};
use tests::Installation;
use tower::ServiceExt;

use crate::rule_packs::example;

const CONTOH: &str = "kabupaten_contoh/perbup_1_2025";

/// A record in which one sheet was corrected after its round was closed: number of the event before.
fn corrected() -> (Installation, u64) {
    let government = example(CONTOH, false);
    let before = government.ok(&["events"]).lines().count() as u64 - 1;
    let line =
        |number: u8| format!("KBK-TANI,SC-2026,TIM-1,2026-06-09,K{number},100,Bukti susulan\n");
    let rows: String = (1..=9).map(line).collect();
    let path = government
        .file("susulan.csv", format!("kbk,periode,penilai,tanggal,butir,persen,alasan\n{rows}"));
    government.ok(&["import", "--koreksi", "Bukti susulan", &path]);
    (government, before)
}

/// A decimal in the smallest unit that anything here is printed with.
fn units(printed: &str) -> i128 {
    let (sign, digits) = printed.strip_prefix('-').map_or((1, printed), |digits| (-1, digits));
    let (whole, part) = digits.split_once('.').expect("a decimal");
    sign * format!("{whole}{part:0<12}").parse::<i128>().expect("digits")
}

#[test]
fn a_place_lost_to_a_corrected_sheet_is_explained_to_the_last_digit() {
    let (government, before) = corrected();
    let since = before.to_string();
    let explain = |opd: &str, rest: &[&str]| {
        government.ok(&[&["explain", opd, "--periode", "2026-T2"], rest].concat())
    };
    let said = explain("DIN-AIR", &["--dari-saat", &since]);
    for words in [
        "turun dari peringkat 1 (91,50)",
        "ke peringkat 2 (91,50)",
        "Scorecard tetap 91,50.",
        "(80,00 menjadi 100,00)",
        "Tempatnya: 1 + 1 yang kini di atasnya − 0 yang tidak lagi di atasnya = 2.",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    let rose = explain("DIN-TANI", &["--dari-saat", &since, "--format", "json"]);
    let rose: Value = serde_json::from_str(&rose).expect("JSON");
    let score = &rose["scores"][0];
    assert_eq!(score["change"], "20.00");
    let shares: Vec<_> = score["lines"]
        .as_array()
        .expect("lines")
        .iter()
        .filter(|line| line["share"] != "0.00")
        .map(|line| (line["kode"].clone(), line["share"].clone()))
        .collect();
    let expected = [("K1", "8.50"), ("K2", "6.50"), ("K3", "5.00")];
    assert_eq!(shares, expected.map(|(kode, share)| (json!(kode), json!(share))));
    assert_eq!(score["lines"][0]["events"][1], json!([before + 1]), "the correction is behind it");
    let csv = explain("DIN-TANI", &["--dari-saat", &since, "--format", "csv"]);
    assert!(csv.lines().any(|line| line == "scorecard,jumlah,80.00,100.00,20.00,,"), "{csv}");
    // A side without a score says why.
    let unscored = explain("KEL-MAWAR", &["--dari-saat", &since]);
    assert!(unscored.contains("tanpa peringkat"), "{unscored}");
    let no_round = explain("DIN-AIR", &["--dari", "2026-T1"]);
    assert!(no_round.contains("Pada Triwulan I 2026, Dinas"), "{no_round}");
}

#[test]
fn what_cannot_be_compared_is_refused_with_what_to_do() {
    let (government, before) = corrected();
    let first = before.to_string();
    let last = (before + 1).to_string();
    let explain = |rest: &[&str]| {
        government.run(&[&["explain", "DIN-AIR", "--periode", "2026-T2"], rest].concat())
    };
    for (rest, status, words) in [
        (&["--dari", "20x"][..], 1, "20x"),
        (&["--dari-saat", "99999999"], 1, "belum ada"),
        (&["--dari-saat", "2020-01-01"], 1, "Kejadian pertama"),
        (&["--dari-saat", "kemarin"], 2, "kemarin"),
        (&["--as-of", &first, "--dari-saat", &last], 2, "lebih baru"),
    ] {
        let answer = explain(rest);
        assert_eq!(answer.status, status, "{rest:?}: {}", answer.err);
        assert!(answer.err.contains(words), "{rest:?}: {}", answer.err);
    }
    let unknown = government.no(&["explain", "DIN-AIRR", "--periode", "2026", "--dari", "2025"]);
    assert!(unknown.contains("DIN-AIR"), "{unknown}");
    let events = government.ok(&["events", "--as-of", "3"]);
    assert_eq!(events.lines().count(), 4, "the record as it was known at event 3");
}

struct Site {
    router: axum::Router,
    government: Installation,
}

impl Site {
    fn of(government: Installation) -> Self {
        let record =
            Record::open(&government.data(), None, Randomness::System).expect("the record opens");
        let app = App::open(record, government.data(), &mut |_| ()).expect("the tables open");
        Self { router: router(Arc::new(app)), government }
    }

    async fn get(&self, path: &str) -> (StatusCode, axum::http::HeaderMap, String) {
        let request = Request::get(path).body(Body::empty()).expect("a request");
        let answer = self.router.clone().oneshot(request).await.expect("an answer");
        let (status, headers) = (answer.status(), answer.headers().clone());
        let bytes = to_bytes(answer.into_body(), 4 << 20).await.expect("a body");
        (status, headers, String::from_utf8_lossy(&bytes).into_owned())
    }

    async fn body(&self, path: &str) -> String {
        let (status, _, body) = self.get(path).await;
        assert_eq!(status, StatusCode::OK, "{path}: {body}");
        body
    }

    async fn json(&self, path: &str) -> Value {
        serde_json::from_str(&self.body(path).await).expect("JSON")
    }
}

#[tokio::test]
async fn two_moments_differ_in_what_was_recorded_and_in_who_stands_where() {
    let (government, before) = corrected();
    let site = Site::of(government);
    let newest = before + 1;
    let asked = format!("dari={before}&ke={newest}&periode=2026-T2");
    let found = site.json(&format!("/audit/banding.json?{asked}")).await;
    let recorded = json!([{"type": "scorecard-corrected", "kind": null, "count": 1,
                           "first": newest, "last": newest}]);
    assert_eq!(found["recorded"], recorded);
    let late = &found["late"][0];
    assert_eq!((&late["kind"], &late["count"]), (&json!("scorecard"), &json!(1)));
    assert_eq!(late["facts"][0]["opd"], "DIN-TANI");
    assert_eq!(late["facts"][0]["tanggal"], "2026-06-09");
    let moved = |opd: &str| {
        let rows = found["ranking"].as_array().expect("rows");
        rows.iter().find(|row| row["opd"] == opd).expect("a row")["rank"].clone()
    };
    assert_eq!((moved("DIN-TANI"), moved("DIN-AIR")), (json!([2, 1]), json!([1, 2])));
    let page = site.body(&format!("/audit/banding?{asked}")).await;
    let why = format!(
        "/peringkat/2026-T2/mengapa/DIN-AIR/perubahan?kejadian={newest}&amp;dari_kejadian={before}"
    );
    assert!(page.contains(&why), "{page}");
    assert!(page.contains("Lembar scorecard dikoreksi"), "{page}");
    let fell = site.body(&why.replace("&amp;", "&")).await;
    assert!(fell.contains(" turun?</h1>") && fell.contains("80,00 menjadi 100,00"), "{fell}");
    let csv = site.body(&format!("/audit/banding.csv?{asked}")).await;
    assert!(csv.contains("\nterlambat,scorecard,SC-2026,DIN-TANI,"), "{csv}");
    assert!(csv.contains("\nperingkat,,,DIN-AIR,,,,,1,2,91.50,91.50"), "{csv}");
    assert!(site.body(&format!("/audit/banding.xlsx?{asked}")).await.starts_with("PK"));
    // Nothing is named: since the quarter before or, in a young record, since the first event.
    assert_eq!(site.json("/audit/banding.json").await["ke"]["position"], newest);
    for (query, status, words) in [
        ("dari=9&ke=5", 400, "lebih baru"),
        ("dari=2020-01-01", 404, "Kejadian pertama tercatat"),
        ("ke=99999999", 404, "belum ada"),
        ("dari=kemarin", 400, "kemarin"),
        ("dari=1&kejadian=5&ke=7", 404, "belum ada"),
        ("periode=20x", 404, "periode=2026"),
        ("dari=%3Cb%3E", 400, "Galat"),
    ] {
        let (found, _, body) = site.get(&format!("/audit/banding?{query}")).await;
        assert_eq!(found.as_u16(), status, "{query}");
        assert!(body.contains(words), "{query}: {body}");
    }
}

#[tokio::test]
async fn what_had_happened_is_told_from_what_was_known() {
    let (government, before) = corrected();
    let site = Site::of(government);
    // The round ends on 30 June.
    let day = "terjadi=2026-06-29";
    let page = site.body(&format!("/peringkat/2026?{day}")).await;
    assert!(page.contains("seperti terjadi sampai 29 Juni 2026"), "{page}");
    assert!(page.contains("belum ada ronde scorecard yang ditutup"), "{page}");
    assert!(page.contains("/peringkat/2026/mengapa/DIN-AIR?terjadi=2026-06-29"), "{page}");
    assert!(page.contains("/peringkat/2026?per=2026-06-29"), "the way to what was known: {page}");
    assert!(page.contains(&format!("kejadian={}&amp;{day}", before + 1)), "the lasting link");
    for path in ["/peringkat/2026/mengapa/DIN-AIR", "/opd", "/opd/DIN-AIR", "/"] {
        let page = site.body(&format!("{path}?terjadi=2026-07-15")).await;
        assert!(page.contains("seperti terjadi sampai 15 Juli 2026"), "{path}");
        assert!(page.contains("/nilai?terjadi=2026-07-15"), "{path} keeps the day");
    }
    let shown = site.json("/peringkat/2026-T2.json?terjadi=2026-07-15").await;
    assert_eq!(shown["as_of"]["terjadi_sampai"], "2026-07-15");
    let told = site.government.rank(&["--periode", "2026-T2", "--terjadi-sampai", "2026-07-15"]);
    let places = |ranking: &Value| {
        let rows = ranking["rows"].as_array().expect("rows").iter();
        rows.map(|row| format!("{} {} {}", row["rank"], row["opd"], row["scorecard"]["score"]))
            .collect::<Vec<_>>()
    };
    assert_eq!(places(&shown), places(&told), "the page and the command line agree");
    assert!(places(&shown)[0].starts_with("1 \"DIN-TANI\""), "with what was recorded later");
    let form = "tanggal=15&bulan=7&tahun=2026";
    for (cara, to) in [("diketahui", "per=2026-07-15"), ("terjadi", "terjadi=2026-07-15")] {
        let (_, headers, _) = site.get(&format!("/peringkat/2026?{form}&cara={cara}")).await;
        let location = headers[header::LOCATION].to_str().expect("text");
        assert_eq!(location, format!("/peringkat/2026?{to}"));
    }
    let (status, _, body) = site.get("/opd?terjadi=kemarin").await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert!(body.contains("2026-03-31"), "{body}");
}

#[tokio::test]
async fn the_page_of_a_unit_lists_what_was_recorded_late() {
    let (government, before) = corrected();
    let site = Site::of(government);
    let unit = site.json("/opd/DIN-TANI.json").await;
    let kind = |kind: &str| {
        let kinds = unit["late"].as_array().expect("kinds");
        kinds.iter().find(|one| one["kind"] == kind).cloned().unwrap_or_default()
    };
    // The sheet of June and its correction.
    assert_eq!(kind("scorecard")["count"], 2, "{unit}");
    assert_eq!(kind("scorecard")["facts"][1]["position"], before + 1);
    assert_eq!(kind("evaluasi")["count"], 5, "{unit}");
    assert_eq!(kind("evaluasi")["facts"], json!([]), "no form is told apart");
    let page = site.body("/opd/DIN-TANI").await;
    assert!(page.contains("Dicatat belakangan"), "{page}");
    assert!(page.contains(&format!("/audit/kejadian/{}", before + 1)), "{page}");
    assert!(page.contains("/peringkat/2026/mengapa/DIN-TANI/perubahan?dari=2025"), "{page}");
}

/// Fails unless the lines of every measure sum to it.
fn parts_add_up(explanation: &Explanation, what: &str) -> usize {
    for parts in &explanation.parts {
        let lines: i128 = parts.lines.iter().map(|line| units(&line.points.printed)).sum();
        let sum = lines + units(&parts.rounding);
        assert_eq!(sum, units(&parts.score.printed), "{what}: {}", parts.ukuran);
    }
    explanation.parts.len()
}

/// Fails unless the shares sum to the change; how many measures could be compared.
fn shares_add_up(change: &Change, what: &str) -> usize {
    let compared = |score: &&ScoreChange| score.change.is_some();
    for score in change.scores.iter().filter(compared) {
        let shares: i128 = score.lines.iter().map(|line| units(&line.share)).sum();
        let told = units(score.change.as_deref().unwrap_or_default());
        assert_eq!(shares + units(&score.rounding), told, "{what}: {}", score.ukuran);
        let printed = |side: &Option<analytics::score::Score>| {
            units(&side.as_ref().expect("a score").printed)
        };
        assert_eq!(told, printed(&score.score.1) - printed(&score.score.0), "{what}");
    }
    if let (Some(was), Some(is)) = change.rank() {
        let units = change.came_above.len() as i64 - change.no_longer_above.len() as i64;
        assert_eq!(is - was, units, "{what}: the place");
    }
    change.scores.iter().filter(compared).count()
}

type Explained = (Ranking, Vec<(String, Explanation)>);

async fn explained(record: &Record, snapshot: &Snapshot, periode: &str) -> Explained {
    let bench = Bench::new(snapshot, &record.rules.pack, Limit::default());
    let periode = Periode::calendar(periode).expect("a period");
    let ranking = bench.rank(periode).await.expect("a ranking");
    let mut units = Vec::new();
    for row in &ranking.rows {
        let explanation = bench.explain(&ranking, &row.opd).await.expect("an explanation");
        units.push((row.opd.clone(), explanation));
    }
    (ranking, units)
}

#[tokio::test]
async fn shares_add_up_at_many_positions() {
    let government = example("purbalingga/perbup_11_2020", true);
    let record =
        Record::open(&government.data(), None, Randomness::System).expect("the record opens");
    let whole = Projections::replay(&record.log, None).expect("it replays").snapshot();
    let last = whole.position.expect("events").0;
    // Spread over the log by a stride without a common factor, and the end of it, where most is known.
    let spread = (0..6).map(|n| n * 1_009 % (last + 1));
    let mut positions: Vec<u64> =
        spread.chain((last.saturating_sub(60)..=last).step_by(12)).collect();
    positions.push(last);
    positions.sort_unstable();
    let (mut parts, mut compared) = (0, 0);
    for periode in ["2026", "2026-T2"] {
        let mut before: Option<Explained> = None;
        for position in &positions {
            let after = explained(&record, &whole.as_of(Position(*position)), periode).await;
            for (opd, explanation) in &after.1 {
                let what = format!("{opd} {periode} as of {position}");
                parts += parts_add_up(explanation, &what);
                let Some((ranking, units)) = &before else { continue };
                let was = units.iter().find(|(kode, _)| kode == opd).map(|(_, found)| found);
                let change = Change::between(opd, (ranking, was), (&after.0, Some(explanation)));
                compared += shares_add_up(&change, &what);
            }
            before = Some(after);
        }
    }
    assert!(parts > 150 && compared > 80, "{parts} parts and {compared} changes were compared");
}
