//! What was published can be found by its fingerprint and counted again, letter by letter, or the
//! reason why not stands there.

use std::path::Path;
use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use dashboard::app::App;
use dashboard::routes::router;
use dashboard::terbitan::ENGINE;
use ingest::accept::{Command, Intent};
use ingest::event::RankingPublished;
use ingest::identity::{Instant, Kode, parse_date};
use ingest::ledger::fingerprint;
use ingest::log::Log;
use ingest::record::Record;
use ingest::sealed::Randomness;
use serde_json::Value;
use tests::{Answer, Installation, copy_folder, example_files, jejak, root, sha256};
use tower::ServiceExt;

use crate::rule_packs::example;

const PACK: &str = "kabupaten_contoh/perbup_1_2025";

/// The fingerprint that a command printed.
fn printed(text: &str) -> String {
    let is_hash = |word: &&str| word.len() == 64 && word.bytes().all(|b| b.is_ascii_hexdigit());
    let found = text.split(|letter: char| !letter.is_ascii_alphanumeric()).find(is_hash);
    found.unwrap_or_else(|| panic!("no fingerprint in {text}")).to_owned()
}

fn published() -> (Installation, String) {
    let government = example(PACK, true);
    let said = government.ok(&["publish", "--periode", "2026"]);
    (government, printed(&said))
}

async fn get(government: &Installation, path: &str) -> (StatusCode, String) {
    let log = Log::read_only(&government.data()).expect("the log opens");
    let app = App::open_log(log, government.data(), &mut |_| ()).expect("the tables open");
    let request = Request::get(path).body(Body::empty()).expect("a request");
    let answer = router(Arc::new(app)).oneshot(request).await.expect("an answer");
    let (status, location) = (answer.status(), answer.headers().get("location").cloned());
    let body = to_bytes(answer.into_body(), 4 << 20).await.expect("a body");
    let body = String::from_utf8_lossy(&body).into_owned();
    match location {
        Some(location) => (status, location.to_str().expect("text").to_owned()),
        None => (status, body),
    }
}

/// `jejak verify` of a bundle.
fn verify_bundle(bundle: &Path) -> Answer {
    let mut command = std::process::Command::new(tests::binary());
    command.args(["verify", "--bundle"]).arg(bundle);
    command.output().expect("the binary runs").into()
}

/// The second verifier's verdict.
fn second(bundle: &Path) -> Value {
    let mut command = std::process::Command::new("python3");
    command.arg(root().join("tests/verifier.py")).arg("--bundle").arg(bundle);
    let answer = Answer::from(command.output().expect("python3 runs"));
    serde_json::from_str(&answer.out).unwrap_or_else(|_| panic!("{}{}", answer.out, answer.err))
}

#[tokio::test]
async fn a_published_result_is_found_by_its_fingerprint_and_counted_again() {
    let (government, sidik) = published();
    let (status, page) = get(&government, &format!("/periksa/{sidik}")).await;
    assert_eq!(status, StatusCode::OK, "{page}");
    assert!(page.contains("Cocok, huruf demi huruf") && page.contains(&sidik), "{page}");
    let short = sidik[..8].to_uppercase();
    let (status, found) = get(&government, &format!("/periksa/{short}.json")).await;
    assert_eq!(status, StatusCode::OK, "{found}");
    let found: Value = serde_json::from_str(&found).expect("JSON");
    assert_eq!((&found["same"], &found["published"]["engine"]), (&true.into(), &ENGINE.into()));
    let (_, bytes) = get(&government, &format!("/periksa/{sidik}/hasil.json")).await;
    assert_eq!(fingerprint(bytes.as_bytes()), sidik, "what is saved has that SHA-256");
    let result: Value = serde_json::from_str(&bytes).expect("JSON");
    assert_eq!(result["as_of"]["position"], found["published"]["as_of"]);
    assert_eq!(result["ledger"]["root"], found["published"]["root"]);
    // As it is copied from paper.
    let spaced = format!("/periksa?sidik=+{}+{}%0A", &short[..4], &short[4..]);
    let (status, location) = get(&government, &spaced).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    assert_eq!(location, format!("/periksa/{}", short.to_lowercase()));
    let (_, list) = get(&government, "/periksa").await;
    let (_, ranking) = get(&government, "/peringkat/2026").await;
    let link = format!("href=\"/periksa/{sidik}\"");
    assert!(list.contains(&link) && ranking.contains(&link), "both lead there");
    for (path, status, words) in [
        ("/periksa/00000000", 404, "Tidak ada hasil yang diterbitkan"),
        ("/periksa/0000000", 400, "sedikitnya 8"),
        ("/periksa/bukan-sidik", 404, "Tidak ada hasil yang diterbitkan"),
        ("/periksa/00000000/hasil.json", 404, "Tidak ada hasil yang diterbitkan"),
    ] {
        let (found, page) = get(&government, path).await;
        assert_eq!(found.as_u16(), status, "{path}");
        assert!(page.contains(words), "{path}: {page}");
    }
    // Before it was published, there was nothing to find.
    let before = found["published"]["as_of"].as_u64().expect("a position");
    let (status, _) = get(&government, &format!("/periksa/{sidik}?kejadian={before}")).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_published_result_holds_no_group_that_is_too_small_to_be_shown() {
    let (government, sidik) = published();
    let (_, bytes) = get(&government, &format!("/periksa/{sidik}/hasil.json")).await;
    let result: Value = serde_json::from_str(&bytes).expect("JSON");
    let rows = result["rows"].as_array().expect("rows");
    let groups = |row: &Value| row["evaluation"]["groups"].as_array().map_or(0, Vec::len);
    let forms = |row: &Value| row["evaluation"]["respondents"].as_i64().unwrap_or(0);
    // The pack of the example asks for four forms.
    assert!(rows.iter().any(|row| groups(row) > 0), "some are shown");
    assert!(rows.iter().any(|row| (1..4).contains(&forms(row))), "some are too small");
    for row in rows {
        assert!(forms(row) >= 4 || groups(row) == 0, "{row}");
        assert!(row["interval"].is_null(), "no float is published");
    }
}

#[test]
fn what_is_published_twice_is_refused_and_a_changed_result_stands_beside_it() {
    let (government, sidik) = published();
    let log = government.data().join("log.db");
    let before = sha256(&log);
    let said = government.no(&["publish", "--periode", "2026"]);
    assert!(said.contains("sudah diterbitkan") && said.contains(&sidik), "{said}");
    assert_eq!(sha256(&log), before, "nothing changed");
    let kegiatan = government.file(
        "kegiatan.csv",
        "kode,kbk,tanggal,jenis,metode,tema,nilai,peserta,durasi_menit,bukti\n\
         KG-BARU,KBK-AIR,2026-07-01,apel_budaya,apel,,,12,60,\n",
    );
    let imported = government.run(&["import", &kegiatan]);
    assert_eq!(imported.status, 0, "{}{}", imported.out, imported.err);
    let second = printed(&government.ok(&["publish", "--periode", "2026"]));
    assert_ne!(second, sidik);
    let said = government.ok(&["verify"]);
    assert!(said.contains(&second) && said.contains(&sidik), "{said}");
    assert!(said.find(&second) < said.find(&sidik), "the newest first");
}

#[test]
fn nothing_is_published_while_a_round_is_open_or_where_nobody_has_a_place() {
    let government = Installation::begun(PACK);
    let files = example_files(PACK, &["opd", "pegawai", "kbk", "periode", "scorecard"]);
    let none = government.no(&["publish", "--periode", "2026"]);
    assert!(none.contains("tidak ada satu OPD pun"), "{none}");
    government.ok(&[vec!["import"], files.iter().map(String::as_str).collect()].concat());
    let log = government.data().join("log.db");
    let before = sha256(&log);
    let open = government.no(&["publish", "--periode", "2026"]);
    assert!(open.contains("SC-2026") && open.contains("belum ditutup"), "{open}");
    assert!(open.contains("jejak periode close"), "it says what to do: {open}");
    // A round that was open at that moment stays open for a publication of that moment.
    let open_at = Log::read_only(&government.data()).expect("a log").head().expect("it opens");
    let open_at = open_at.expect("events").position.to_string();
    assert_eq!(sha256(&log), before, "nothing changed");
    for round in ["EV-2026", "SC-2026"] {
        government.ok(&["periode", "close", round]);
    }
    let past = government.no(&["publish", "--periode", "2026", "--as-of", &open_at]);
    assert!(past.contains("belum ditutup"), "{past}");
    government.ok(&["publish", "--periode", "2026"]);
    let unknown = government.no(&["publish", "--periode", "20x"]);
    assert!(unknown.contains("20x"), "{unknown}");
    let early = government.no(&["publish", "--periode", "2026", "--as-of", "2020-01-01"]);
    assert!(early.contains("Kejadian pertama tercatat"), "it says when that was: {early}");
    let late = government.no(&["publish", "--periode", "2026", "--as-of", "999999"]);
    assert!(late.contains("Kejadian terbaru bernomor"), "{late}");
}

#[test]
fn the_printed_hash_is_that_of_a_replay_from_the_bundle() {
    let (government, sidik) = published();
    let shown = government.run(&["rank", "--periode", "2026", "--format", "csv"]);
    let now = printed(&shown.err);
    let path = government.path("bundel.jsonl.gz");
    government.ok(&["bundle", "-o", &path.display().to_string()]);
    let answer = verify_bundle(&path);
    assert_eq!(answer.status, 0, "{}{}", answer.out, answer.err);
    assert!(answer.out.contains(&sidik), "the published one: {}", answer.out);
    assert!(answer.out.contains(&now), "the one on the screen: {}", answer.out);
    let verdict = second(&path);
    assert_eq!(verdict["sound"], true, "{verdict}");
    let found = verdict["published"].as_array().expect("a list");
    assert_eq!(found.len(), 1);
    assert_eq!((&found[0]["result"], &found[0]["carried"]), (&sidik.into(), &true.into()));
}

/// A bundle whose carried result of the publication was altered, and made to agree with itself again.
fn forged(bundle: &str, sidik: &str) -> String {
    let mut lines: Vec<String> = bundle.split_inclusive('\n').map(str::to_owned).collect();
    let is_result = |line: &String| line.starts_with("{\"result\"") && line.contains(sidik);
    let line = lines.iter_mut().find(|line| is_result(line)).expect("it is carried");
    *line = line.replacen("\\\"eligible\\\":true", "\\\"eligible\\\":false", 1);
    let said: Value = serde_json::from_str(line).expect("JSON");
    let json = said["result"]["json"].as_str().expect("text");
    *line = line.replace(sidik, &fingerprint(json.as_bytes()));
    let end = lines.pop().expect("an end");
    let said: Value = serde_json::from_str(&end).expect("JSON");
    let old = said["end"]["sha256"].as_str().expect("text");
    let before = lines.concat();
    let end = end.replace(old, &fingerprint(before.as_bytes()));
    before + &end
}

#[test]
fn both_verifiers_refuse_a_carried_result_that_is_not_the_published_one() {
    let (government, sidik) = published();
    let path = government.path("bundel.jsonl");
    government.ok(&["bundle", "-o", &path.display().to_string()]);
    let honest = std::fs::read_to_string(&path).expect("the bundle");
    let altered = forged(&honest, &sidik);
    let at = 1 + altered.lines().zip(honest.lines()).position(|(a, b)| a != b).expect("a change");
    std::fs::write(&path, altered).expect("the folder is ours");
    let answer = verify_bundle(&path);
    assert_eq!(answer.status, 1, "{}", answer.out);
    assert!(answer.err.contains("bukan yang diterbitkan"), "{}", answer.err);
    let verdict = second(&path);
    assert_eq!((&verdict["kind"], &verdict["line"]), (&"published".into(), &at.into()));
}

/// Records a publication that says something else than it should.
fn publish_otherwise(government: &Installation, change: impl Fn(&mut RankingPublished)) {
    let log = Log::read_only(&government.data()).expect("the log opens");
    let posisi = log.head().expect("it can be read").expect("events").position.0;
    let akar = ingest::ledger::hex(&log.root(posisi + 1).expect("a root").root);
    drop(log);
    let mut record =
        Record::open(&government.data(), None, Randomness::System).expect("the record opens");
    let mut event = RankingPublished {
        periode: Kode::parse("2026").expect("a code"),
        posisi,
        akar,
        paket: record.rules.hash.to_string(),
        kebijakan: None,
        mesin: ENGINE.to_owned(),
        hasil: "00".repeat(32),
    };
    change(&mut event);
    let occurred_on = parse_date("2026-11-02").expect("a date");
    let command = Command { key: "uji".into(), occurred_on, intent: Intent::PublishRanking(event) };
    record.record(command, Instant(0)).expect("it is recorded");
}

#[tokio::test]
async fn what_differs_is_named_by_the_page_the_log_and_the_bundle() {
    type Change = fn(&mut RankingPublished);
    let cases: [(&str, Change, &str); 4] = [
        ("root", |event| event.akar = "11".repeat(32), "sidik jari catatan 1111"),
        ("rule_pack", |event| event.paket = "22".repeat(32), "paket bersidik 2222"),
        ("engine", |event| event.mesin = "0.0.1".into(), "jejak versi 0.0.1"),
        ("result", |_| (), "hasil hitungannya lain"),
    ];
    let honest = example(PACK, true);
    for (kind, change, words) in cases {
        let government = honest.copied();
        publish_otherwise(&government, change);
        let verdict = government.run(&["verify", "--format", "json"]);
        assert_eq!(verdict.status, 1, "{kind}: {}", verdict.out);
        let found: Value = serde_json::from_str(&verdict.out).expect("JSON");
        assert_eq!((&found["kind"], &found["reason"]), (&"published".into(), &kind.into()));
        assert!(verdict.err.contains(words), "{kind}: {}", verdict.err);
        let (status, page) = get(&government, "/periksa/00000000").await;
        assert_eq!(status, StatusCode::OK, "{kind}");
        assert!(page.contains("Tidak cocok") && page.contains(words), "{kind}: {page}");
        let (status, _) = get(&government, "/periksa/00000000/hasil.json").await;
        assert_eq!(status, StatusCode::CONFLICT, "{kind}");
        let path = government.path("bundel.jsonl");
        government.ok(&["bundle", "-o", &path.display().to_string()]);
        let answer = verify_bundle(&path);
        assert_eq!(answer.status, 1, "{kind}: {}", answer.out);
        assert!(answer.err.contains(words), "{kind}: {}", answer.err);
    }
}

#[test]
fn a_rule_pack_that_is_gone_is_named() {
    let (government, _) = published();
    std::fs::remove_dir_all(government.data().join("regulations")).expect("the folder is ours");
    let said = government.no(&["verify"]);
    assert!(said.contains("tidak dapat dihitung ulang"), "{said}");
}

/// A log with a publication as an earlier release left it: folder of the fixture.
fn golden() -> std::path::PathBuf {
    root().join("tests/fixtures/terbitan_v1")
}

#[tokio::test]
async fn an_older_publication_is_given_again_byte_for_byte() {
    let government = Installation::empty();
    copy_folder(&golden(), &government.data());
    let kept = std::fs::read_to_string(golden().join("hasil.json")).expect("the published bytes");
    let sidik = fingerprint(kept.as_bytes());
    let (status, again) = get(&government, &format!("/periksa/{sidik}/hasil.json")).await;
    assert_eq!(status, StatusCode::OK, "{again}");
    assert_eq!(again, kept);
    let data = government.data().display().to_string();
    let said = jejak(&["verify", "--data", &data]);
    assert!(said.contains(&sidik) && said.contains("cocok, huruf demi huruf"), "{said}");
}

/// Run by hand before the first release of a form of the result, never after.
#[tokio::test]
#[ignore = "writes the fixture of the test above"]
async fn write_the_older_publication() {
    let (government, sidik) = published();
    let (_, bytes) = get(&government, &format!("/periksa/{sidik}/hasil.json")).await;
    let golden = golden();
    let _ = std::fs::remove_dir_all(&golden);
    copy_folder(&government.data().join("regulations"), &golden.join("regulations"));
    std::fs::copy(government.data().join("log.db"), golden.join("log.db")).expect("a copy");
    std::fs::write(golden.join("hasil.json"), bytes).expect("the folder is ours");
}
