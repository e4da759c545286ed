//! The server follows what another process writes: every form whole, or not yet there.

use std::process::{Command, Stdio};
use std::time::Duration;

use arrow::array::AsArray;
use arrow::datatypes::Int64Type;
use dashboard::app::{App, View};
use ingest::frame::Body;
use ingest::identity::Position;
use ingest::log::{Log, LogError};
use ingest::record::Record;
use ingest::sealed::Randomness;
use projections::AsOf;
use tests::{Installation, binary, contoh_forms, example_files};

const PACK: &str = "kabupaten_contoh/perbup_1_2025";

/// Where each form ends in the log, up to a position: a form that is cut there is left out.
fn whole_forms(log: &Log, to: Position) -> Vec<i64> {
    let mut ends = Vec::new();
    log.frames(Position(0), Some(to), |frame| {
        if matches!(frame.body, Body::Form(_)) && frame.last() <= to {
            ends.push(frame.last().0 as i64);
        }
        Ok::<bool, LogError>(true)
    })
    .expect("the log reads");
    ends
}

/// The positions of the forms that a view shows.
fn shown_forms(view: &View) -> Vec<i64> {
    let batches = view.snapshot.tables.get("evaluasi").into_iter().flat_map(|table| &table.batches);
    batches
        .flat_map(|batch| batch.column(0).as_primitive::<Int64Type>().values().to_vec())
        .collect()
}

#[test]
fn a_burst_of_ten_thousand_forms_from_another_process_appears_whole() {
    let government = Installation::begun(PACK);
    let files = example_files(PACK, &["opd", "pegawai", "kbk", "periode"]);
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    government.ok(&[&["import"], files.as_slice()].concat());
    let record = Record::open(&government.data(), None, Randomness::System).expect("it opens");
    let app = App::open(record, government.data(), &mut |_| ()).expect("the tables open");

    // One large import, then many small ones.
    let mut ends = vec![5_000];
    ends.extend((5_500..=10_000).step_by(500));
    let mut from = 0;
    for end in ends {
        let file = government.file("evaluasi.csv", contoh_forms(from..end));
        let mut import = Command::new(binary());
        import.arg("import").arg("--data").arg(government.data()).arg(&file);
        let mut import = import.stdout(Stdio::null()).spawn().expect("the binary runs");
        loop {
            let is_done = import.try_wait().expect("a child").is_some();
            app.catch_up().expect("the tables follow");
            let newest = app.view(None).expect("the newest");
            let forms = shown_forms(&newest);
            assert_eq!(forms, whole_forms(app.log(), newest.position));
            assert!((from..=end).contains(&(forms.len() as u64)), "{} forms", forms.len());
            // A past moment inside the last form leaves that form out.
            if let Some((last, earlier)) = forms.split_last() {
                assert_eq!(*last as u64, newest.position.0, "the newest cuts no form");
                let inside = AsOf::Position(Position(*last as u64 - 5));
                let past = app.view(Some(inside)).expect("a past moment");
                assert_eq!(shown_forms(&past), earlier);
            }
            if is_done {
                assert_eq!(forms.len() as u64, end, "what is acknowledged is seen");
                break;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        from = end;
    }
    assert_eq!(from, 10_000);
}
