//! The real binary meets a system that refuses: `strace` makes one of its calls fail.

use std::path::Path;
use std::process::Command;

use ingest::identity::Position;
use ingest::log::{Log, LogError};
use ingest::verify::verify_log;
use tests::{Installation, binary, example_files};

const PACK: &str = "purbalingga/perbup_11_2020";

/// Events of the file that is imported.
const FORMS: u64 = 40;

/// How many of the forms a record holds; all of it is checked on the way.
fn forms_in(data: &Path) -> u64 {
    let log = Log::in_folder(data).expect("the log opens");
    verify_log(&log, &[], &[], |_| ()).expect("the log is in order");
    let mut forms = 0;
    log.frames(Position(0), None, |frame| {
        forms += u64::from(frame.stream.category() == "evaluasi");
        Ok::<bool, LogError>(true)
    })
    .expect("the log can be read");
    forms
}

#[test]
fn an_import_that_meets_a_failing_disk_is_whole_or_not_there() {
    if Command::new("strace").arg("--version").output().is_err() {
        let required = std::env::var("JEJAK_FAULTS").is_ok_and(|faults| faults == "required");
        assert!(!required, "strace is not installed");
        println!("LEFT OUT: strace is not installed");
        return;
    }
    let begun = Installation::begun(PACK);
    let files = example_files(PACK, &["opd", "pegawai", "kbk", "periode"]);
    begun.ok(&[&["import"], &files.iter().map(String::as_str).collect::<Vec<_>>()[..]].concat());
    let questions: Vec<String> = (1..=32).map(|n| format!("q{n}")).collect();
    let rows: Vec<String> = (0..FORMS)
        .map(|n| format!("DINKES,EV-2026,t{n},pelaksana,2026-05-04{}", ",2".repeat(32)))
        .collect();
    let header = format!("opd,periode,token,kelas_jabatan,tanggal,{}", questions.join(","));
    let file = begun.file("evaluasi.csv", format!("{header}\n{}\n", rows.join("\n")));
    let (mut refused, mut taken) = (0, 0);
    for calls in ["pwrite64", "fsync,fdatasync", "ftruncate", "write"] {
        for error in ["EIO", "ENOSPC"] {
            for (when, number) in [1, 2, 3, 5, 8, 13].map(|n| (n.to_string(), n)) {
                // Once, and from then on.
                for when in [when.clone(), format!("{when}+")] {
                    if number > 5 && calls != "pwrite64" {
                        continue;
                    }
                    let case = format!("{calls}:error={error}:when={when}");
                    let copied = begun.copied();
                    let data = copied.data();
                    let output = Command::new("strace")
                        .args(["-f", "-qq", "-o", "/dev/null", "-e"])
                        .arg(format!("inject={case}"))
                        .arg(binary())
                        .args(["import", "--data"])
                        .arg(&data)
                        .arg(&file)
                        .output()
                        .expect("strace runs");
                    let forms = forms_in(&data);
                    if output.status.success() {
                        assert_eq!(forms, FORMS, "{case}: said yes and wrote something else");
                        taken += 1;
                    } else {
                        assert!(forms == 0 || forms == FORMS, "{case}: half an import, {forms}");
                        refused += 1;
                    }
                    let again = Command::new(binary())
                        .args(["import", "--data"])
                        .arg(&data)
                        .arg(&file)
                        .output()
                        .expect("the binary runs");
                    let said = String::from_utf8_lossy(&again.stderr);
                    assert!(again.status.success(), "{case}: the next import: {said}");
                    assert_eq!(forms_in(&data), FORMS, "{case}: once each");
                }
            }
        }
    }
    println!("{refused} imports refused, {taken} not touched by the error");
    assert!(refused > 20, "the errors are met");
}
