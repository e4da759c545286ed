//! A whole log of every version that wrote one, kept for ever: what it said then, it says now.

use ingest::checkpoint::Checkpoint;
use ingest::ledger::hex;
use ingest::log::Log;
use ingest::verify::verify_log;
use tests::{Installation, copy_folder, root, sha256};

#[test]
fn every_log_ever_written_still_has_its_root_and_its_ranking() {
    let mut logs = 0;
    for entry in std::fs::read_dir(root().join("tests/fixtures")).expect("fixtures").flatten() {
        let golden = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if !name.starts_with("log_v") {
            continue;
        }
        logs += 1;
        let government = Installation::empty();
        copy_folder(&golden, &government.data());
        let kept = |file: &str| std::fs::read_to_string(golden.join(file)).expect(file);

        // How firm a place is stands beside a result and is drawn: no released result holds it.
        let mut ranking = government.rank(&["--periode", "2026"]);
        ranking.as_object_mut().expect("a ranking").remove("firmness");
        for row in ranking["rows"].as_array_mut().expect("rows") {
            row["interval"] = serde_json::Value::Null;
        }
        assert_eq!(format!("{ranking}\n"), kept("ranking.json"), "{name}");

        let log = Log::in_folder(&government.data()).expect("the log opens");
        let nothing_signed: [Checkpoint; 0] = [];
        let ledger = verify_log(&log, &nothing_signed, &[], |_| ()).expect("every event is sound");
        assert_eq!(format!("{} {}\n", ledger.size, hex(&ledger.root)), kept("root"), "{name}");
        drop(log);
        government.ok(&["replay"]);
        let log = government.data().join("log.db");
        assert_eq!(sha256(&log), sha256(&golden.join("log.db")), "{name}: reading changed it");
    }
    assert!(logs >= 1, "the first release left its log");
}
