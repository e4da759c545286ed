//! The server follows what another process writes: every form whole, or not yet there.

use std::process::{Command, Stdio};

use arrow::array::AsArray;
use arrow::datatypes::Int64Type;
use dashboard::app::{App, View};
use ingest::identity::Position;
use ingest::record::Record;
use ingest::sealed::Randomness;
use projections::AsOf;
use tests::{Installation, binary, contoh_forms, example_files};

const PACK: &str = "kabupaten_contoh/perbup_1_2025";

/// A form of this pack and its twelve answers.
const EVENTS: u64 = 13;

/// How many forms a view shows, each of which must be whole: `base` events stand before the first.
fn whole_forms(view: &View, base: u64) -> u64 {
    let mut next = base;
    for batch in view.snapshot.tables.get("evaluasi").iter().flat_map(|table| &table.batches) {
        for position in batch.column(0).as_primitive::<Int64Type>().values() {
            next += EVENTS;
            assert_eq!(*position as u64, next - 1, "the row stands at its form's last event");
        }
    }
    let known = view.position.0 + 1;
    assert!(next <= known && known < next + EVENTS, "{known} events known, forms up to {next}");
    (next - base) / EVENTS
}

#[test]
fn a_burst_of_ten_thousand_forms_from_another_process_appears_whole() {
    let government = Installation::begun(PACK);
    let files = example_files(PACK, &["opd", "pegawai", "kbk", "periode"]);
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    government.ok(&[&["import"], files.as_slice()].concat());
    let record = Record::open(&government.data(), None, Randomness::System).expect("it opens");
    let app = App::open(record, government.data(), &mut |_| ()).expect("the tables open");
    let base = app.view(None).expect("the newest").position.0 + 1;

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
            let forms = whole_forms(&newest, base);
            assert!((from..=end).contains(&forms), "{forms} forms");
            assert_eq!(newest.position.0 + 1, base + forms * EVENTS, "the newest cuts no form");
            // A past moment inside the last form leaves that form out.
            let inside = Position(newest.position.0 - 5);
            if forms > 0 {
                let past = app.view(Some(AsOf::Position(inside))).expect("a past moment");
                assert_eq!(whole_forms(&past, base), forms - 1);
            }
            if is_done {
                assert_eq!(forms, end, "what is acknowledged is seen");
                break;
            }
        }
        from = end;
    }
    assert_eq!(from, 10_000);
}
