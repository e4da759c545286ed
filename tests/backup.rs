//! Backup and restore through the command line, and what a restored record shows.

use std::process::{Command, Stdio};
use std::sync::Arc;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use dashboard::app::App;
use dashboard::routes::router;
use ingest::ledger::hex;
use ingest::log::Log;
use ingest::record::Record;
use ingest::sealed::Randomness;
use serde_json::Value;
use tests::{Answer, Installation, binary};
use tower::ServiceExt;

use crate::rule_packs::example;

const PACK: &str = "kabupaten_contoh/perbup_1_2025";

/// Brings a backup back into a new installation.
fn restore(from: &Installation, options: &[&str]) -> (Installation, Answer) {
    let new = Installation::empty();
    let backup = from.path("cadangan").display().to_string();
    let alasan = ["restore", "--from", &backup, "--alasan", "Disk server rusak"];
    let answer = new.run(&[&alasan, options].concat());
    (new, answer)
}

fn manifest(government: &Installation) -> Value {
    let text = std::fs::read(government.path("cadangan").join("backup.json")).expect("a manifest");
    serde_json::from_slice(&text).expect("JSON")
}

#[test]
fn a_restored_record_ranks_as_before_and_names_what_was_lost() {
    let government = example(PACK, true);
    let [backup, keys] =
        ["cadangan", "kunci"].map(|name| government.path(name).display().to_string());
    let said = government.ok(&["backup", "-o", &backup, "--kunci", &keys]);
    let ledger = manifest(&government)["ledger"].clone();
    let (size, root) = (ledger["size"].as_u64().expect("a size"), ledger["root"].clone());
    assert!(said.contains(root.as_str().expect("hex")), "{said}");

    // Two events that are acknowledged after the backup; a checkpoint of them is all that is left.
    government.ok(&["periode", "reopen", "EV-2026", "--alasan", "Formulir tertinggal"]);
    government.ok(&["periode", "close", "EV-2026"]);
    let base64 = ledger["root_base64"].as_str().expect("base64");
    let signature = "\n\u{2014} jejak/contoh AAAAAAAA\n";
    let checkpoint = |size: u64| format!("jejak/contoh\n{size}\n{base64}\n{signature}");
    let lost = government.file("lost", checkpoint(size + 2));
    let (restored, answer) = restore(&government, &["--kunci", &keys, "--checkpoint", &lost]);
    assert_eq!(answer.status, 0, "{}", answer.err);
    assert!(answer.out.contains(&format!("nomor {size} sampai {}", size + 1)), "{}", answer.out);
    assert_eq!(answer.err, "", "the keys are there");

    let last = (size - 1).to_string();
    let before = government.rank(&["--periode", "2026", "--as-of", &last]);
    let after = restored.rank(&["--periode", "2026"]);
    assert_eq!(before["rows"], after["rows"]);
    assert_eq!(after["ledger"]["size"], size + 1);
    let same = restored.rank(&["--periode", "2026", "--as-of", &last]);
    assert_eq!(same["ledger"], before["ledger"], "the backup is a prefix");
    let events = restored.ok(&["events", "--from", &size.to_string()]);
    assert!(events.contains("log-restored") && events.contains("\"epoch\":2"), "{events}");

    let (_, again) =
        restore(&government, &["--checkpoint", &government.file("same", checkpoint(size))]);
    assert!(again.out.contains("tidak ada kejadian yang hilang"), "{}{}", again.out, again.err);
    let (_, other) =
        restore(&government, &["--checkpoint", &government.file("old", checkpoint(9))]);
    assert_eq!(other.status, 1);
    assert!(other.err.contains("bukan dari catatan"), "{}", other.err);
    assert!(restored.no(&["restore", "--from", &backup, "--alasan", "x"]).contains("berisi"));
    assert!(government.no(&["backup", "-o", &backup]).contains("berisi"));
}

#[tokio::test]
async fn without_keys_a_restored_record_warns_and_still_shows_everything() {
    let government = example(PACK, true);
    let backup = government.path("cadangan").display().to_string();
    assert!(government.ok(&["backup", "-o", &backup]).contains("Kunci (keys.db) tidak ikut"));
    let (restored, answer) = restore(&government, &[]);
    assert_eq!(answer.status, 0, "{}", answer.err);
    assert!(answer.err.contains("Peringatan: keys.db"), "{}", answer.err);
    let ranked = restored.run(&["rank", "--periode", "2026", "--format", "json"]);
    assert_eq!(ranked.status, 0);
    assert!(ranked.err.contains("impor ditolak"), "{}", ranked.err);
    let form = restored.file("evaluasi.csv", tests::contoh_forms(0..1));
    assert!(restored.no(&["import", &form]).contains("bisa terhitung dua kali"));
    let ranked: Value = serde_json::from_str(&ranked.out).expect("JSON");
    assert_eq!(ranked["rows"], government.rank(&["--periode", "2026"])["rows"]);

    let record = Record::open(&restored.data(), None, Randomness::System).expect("it opens");
    let newest = record.log.head().expect("the log").expect("events").position;
    let app = App::open(record, restored.data(), &mut |_| ()).expect("the tables open");
    let router = router(Arc::new(app));
    let event = format!("/audit/kejadian/{newest}");
    for page in ["/", "/peringkat/2026", "/opd", "/status", "/audit/kejadian/20", &event] {
        let request = Request::get(page).body(Body::empty()).expect("a request");
        let answer = router.clone().oneshot(request).await.expect("an answer");
        assert_eq!(answer.status(), StatusCode::OK, "{page}");
    }
}

#[test]
fn a_changed_backup_is_refused_and_leaves_nothing() {
    let government = example(PACK, false);
    let backup = government.path("cadangan").display().to_string();
    government.ok(&["backup", "-o", &backup]);
    let texts = government.path("cadangan").join("sealed.db");
    let mut bytes = std::fs::read(&texts).expect("the sealed texts");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&texts, bytes).expect("the backup is ours");
    let (new, refused) = restore(&government, &[]);
    assert_eq!(refused.status, 1);
    assert!(refused.err.contains("sealed.db"), "{}", refused.err);
    assert!(!new.data().exists() && !new.path("data.belum-selesai").exists());
}

#[test]
fn a_backup_taken_while_another_process_imports_is_whole() {
    let government = Installation::begun(PACK);
    let files = tests::example_files(PACK, &["opd", "pegawai", "kbk", "periode"]);
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    government.ok(&[&["import"], files.as_slice()].concat());
    let forms = government.file("evaluasi.csv", tests::contoh_forms(0..3_000));
    let data = government.data();
    let mut import = Command::new(binary());
    import.arg("import").arg("--data").arg(&data).arg(&forms);
    let mut import = import.stdout(Stdio::null()).spawn().expect("the binary runs");
    let mut sizes = Vec::new();
    loop {
        let is_done = import.try_wait().expect("a child").is_some();
        let number = sizes.len();
        let to = government.path(&format!("cadangan-{number}"));
        government.ok(&["backup", "-o", &to.display().to_string()]);
        let text = std::fs::read(to.join("backup.json")).expect("a manifest");
        let ledger = serde_json::from_slice::<Value>(&text).expect("JSON")["ledger"].clone();
        sizes.push((ledger["size"].as_u64().expect("a size"), ledger["root"].clone()));
        if is_done {
            break;
        }
    }
    assert!(import.wait().expect("a child").success());
    let live = Log::read_only(&data).expect("the live log");
    for (size, root) in &sizes {
        assert_eq!(*root, hex(&live.root(*size).expect("a root").root), "{sizes:?}");
    }
    assert!(sizes.last().expect("backups").0 > 3_000 * 13);
}
