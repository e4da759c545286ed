//! An older jejak on a newer record says so and changes no byte of it.

use std::collections::BTreeMap;
use std::path::Path;

use ingest::frame::{Body, StoredEvent};
use ingest::identity::{Kode, StreamName};
use ingest::log::{EmbeddedLog, Expected, Submission};
use rusqlite::Connection;
use tests::{Installation, sha256};

use crate::rule_packs::example;

const PACK: &str = "kabupaten_contoh/perbup_1_2025";

/// The hash of every file in a folder and below, by path.
fn files(folder: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(folder).expect("the folder is ours").flatten() {
        let path = entry.path();
        match path.is_dir() {
            true => found.extend(files(&path)),
            false => _ = found.insert(path.display().to_string(), sha256(&path)),
        }
    }
    found
}

/// What every command that opens the record must say, with all files left as they are.
fn is_refused_unchanged(government: &Installation, says: &str) {
    let opd = "kode,nama,jenis,induk\nBARU,Dinas Baru,perangkat_daerah,\n";
    let opd = government.file("opd.csv", opd);
    let before = files(&government.data());
    assert!(before.len() >= 4, "log, sealed, keys and the pack: {before:?}");
    for command in [
        &["rank", "--periode", "2026"][..],
        &["serve", "--listen", "127.0.0.1:0"],
        &["import", &opd],
        &["periode", "reopen", "EV-2026", "--alasan", "coba"],
        &["periode", "close", "SC-2026"],
    ] {
        let message = government.no(command);
        assert!(message.contains(says), "{command:?} must say {says:?}: {message}");
        assert!(message.contains("Pakai jejak yang lebih baru"), "{command:?}: {message}");
        assert_eq!(files(&government.data()), before, "{command:?} changed the folder");
    }
}

fn database(government: &Installation) -> Connection {
    Connection::open(government.data().join("log.db")).expect("the log is a SQLite file")
}

#[test]
fn a_log_of_a_newer_format_is_left_alone() {
    let government = example(PACK, true);
    database(&government).execute_batch("PRAGMA user_version = 9").expect("a newer format");
    is_refused_unchanged(&government, "berformat 9");
}

#[test]
fn a_frame_of_a_newer_codec_is_left_alone() {
    let government = example(PACK, true);
    let log = database(&government);
    // The newest form, packed by a jejak that knows a codec 2 and sums its rows as ever.
    let row = "SELECT position, count, revision, recorded_at, form, stream, body FROM frame
               WHERE form = 1 ORDER BY position DESC LIMIT 1";
    let (numbers, stream, mut body) = log
        .query_row(row, [], |row| {
            let numbers: [i64; 5] =
                [row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?];
            Ok((numbers, row.get::<_, String>(5)?, row.get::<_, Vec<u8>>(6)?))
        })
        .expect("a form");
    body[0] = 2;
    let mut crc = crc32fast::Hasher::new();
    numbers.iter().for_each(|number| crc.update(&number.to_le_bytes()));
    crc.update(stream.as_bytes());
    crc.update(&body);
    let sql = "UPDATE frame SET body = ?1, crc = ?2 WHERE position = ?3";
    log.execute(sql, (body, crc.finalize(), numbers[0])).expect("the row is there");
    drop(log);
    is_refused_unchanged(&government, "bentuk 2");
}

#[test]
fn an_event_of_a_newer_vocabulary_is_left_alone() {
    let government = example(PACK, true);
    let log = EmbeddedLog::open(&government.data().join("log.db")).expect("the log opens");
    let newest = log.head().expect("the log reads").expect("events").recorded_at;
    let event = StoredEvent { type_name: "denda-issued".into(), version: 1, data: b"{}".to_vec() };
    let submission = Submission {
        stream: StreamName::new("denda", &Kode::parse("contoh").expect("a code"), "1"),
        expected: Expected::NoStream,
        command: "denda:1".into(),
        actor: None,
        occurred_on: ingest::identity::parse_date("2027-01-01").expect("a date"),
        now: newest,
        body: Body::Events(vec![event]),
    };
    log.append(submission).expect("a newer jejak writes it");
    drop(log);
    is_refused_unchanged(&government, "denda-issued versi 1");
}

#[test]
fn what_a_crash_left_in_the_write_ahead_log_is_left_there_too() {
    let government = example(PACK, true);
    let log = database(&government);
    log.execute_batch("PRAGMA user_version = 9").expect("a newer format");
    // The files as they are while a newer jejak holds them, copied as a crash would leave them.
    let crashed = government.path("crashed");
    std::fs::create_dir(&crashed).expect("a folder");
    for name in ["log.db", "log.db-wal"] {
        std::fs::copy(government.data().join(name), crashed.join(name)).expect("a copy");
    }
    drop(log);
    let before = files(&crashed);
    assert!(std::fs::metadata(crashed.join("log.db-wal")).expect("it is there").len() > 0);
    assert!(EmbeddedLog::open(&crashed.join("log.db")).is_err());
    // The index of the write-ahead log is rebuilt at each opening and holds nothing of its own.
    let _ = std::fs::remove_file(crashed.join("log.db-shm"));
    assert_eq!(files(&crashed), before);
}
