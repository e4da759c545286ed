//! A disk that is really full: a small file system in memory, mounted for this test alone.

use std::collections::BTreeSet;
use std::process::Command;

use ingest::log::{EmbeddedLog, Submission};

use faults::forms::{end, form, in_order, log_in};

/// Set where the test runs again, inside the mount.
const MOUNTED: &str = "JEJAK_TEST_MOUNTED";

/// A file that fills the disk at first, so that there is something to free.
const BALLAST: usize = 2 << 20;

#[test]
fn a_full_disk_refuses_and_goes_on_when_there_is_room_again() {
    if let Some(mounted) = std::env::var_os(MOUNTED) {
        return fill_and_free(mounted.as_ref());
    }
    let dir = tempfile::tempdir().expect("a folder for temporary files");
    let here = std::env::current_exe().expect("a test knows its own path");
    let script = format!(
        "mount -t tmpfs -o size=6m tmpfs '{folder}' || exit 77
         exec '{test}' --exact full_disk::a_full_disk_refuses_and_goes_on_when_there_is_room_again",
        folder = dir.path().display(),
        test = here.display(),
    );
    let inside = Command::new("unshare")
        .args(["-Urm", "sh", "-c", &script])
        .env(MOUNTED, dir.path())
        .output();
    let left_out = match &inside {
        Err(error) => Some(error.to_string()),
        Ok(output)
            if output.status.code() == Some(77)
                || !output.stderr.is_empty() && output.stdout.is_empty() =>
        {
            Some(String::from_utf8_lossy(&output.stderr).into_owned())
        }
        Ok(_) => None,
    };
    if let Some(why) = left_out {
        let required = std::env::var("JEJAK_FAULTS").is_ok_and(|faults| faults == "required");
        assert!(!required, "no file system of its own for this test: {why}");
        println!("LEFT OUT: no file system of its own for this test: {why}");
        return;
    }
    let output = inside.expect("it ran");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    assert!(said.contains("1 passed"), "{said}");
}

fn fill_and_free(dir: &std::path::Path) {
    std::fs::write(dir.join("ballast"), vec![1; BALLAST]).expect("there is room");
    let log = EmbeddedLog::open(&log_in(dir)).expect("there is room");
    let (mut tried, mut acknowledged): (Vec<Submission>, _) = (Vec::new(), BTreeSet::new());
    let mut refused = 0;
    while refused < 20 {
        let n = tried.len();
        assert!(n < 20_000, "the disk is never full");
        let batch: Vec<Submission> = (0..20).map(|k| form(&format!("f{n}-{k}"))).collect();
        match log.append_all(batch.clone(), None, &|_| ()) {
            Ok(_) => acknowledged.extend(batch.iter().map(|form| form.command.clone())),
            Err(_) => refused += 1,
        }
        tried.extend(batch);
        let seen = end(&log).expect("readers go on");
        assert!(seen >= acknowledged.len() as u64 * 33, "what was acknowledged can be read");
    }
    assert_eq!(in_order(&log, &tried, &acknowledged), Ok(()));
    std::fs::remove_file(dir.join("ballast")).expect("the folder is ours");
    // The same log, never closed.
    for n in 0..3 {
        let form = form(&format!("after{n}"));
        log.append(form.clone()).expect("there is room again");
        acknowledged.insert(form.command.clone());
        tried.push(form);
    }
    assert_eq!(in_order(&log, &tried, &acknowledged), Ok(()));
    drop(log);
    let log = EmbeddedLog::open(&log_in(dir)).expect("there is room");
    assert_eq!(in_order(&log, &tried, &acknowledged), Ok(()));
}
