//! The same events give the same tables and the same ranking, from any side and at any position.

use analytics::Limit;
use analytics::periode::Periode;
use analytics::ranking::{Bench, Ranking};
use arrow::compute::concat_batches;
use arrow::record_batch::RecordBatch;
use ingest::identity::Position;
use ingest::record::Record;
use ingest::sealed::Randomness;
use projections::{Projections, Snapshot};

use crate::rule_packs::example;

const PACK: &str = "purbalingga/perbup_11_2020";

fn rows(snapshot: &Snapshot, table: &str) -> RecordBatch {
    let table = &snapshot.tables[table];
    concat_batches(&table.schema, &table.batches).expect("one schema")
}

/// Tables that exist in both must be equal; one that is absent has no row yet.
fn same_tables(left: &Snapshot, right: &Snapshot, what: &str) {
    assert_eq!(left.position, right.position, "{what}");
    for name in left.tables.keys().chain(right.tables.keys()) {
        match (left.tables.contains_key(name), right.tables.contains_key(name)) {
            (true, true) => assert_eq!(rows(left, name), rows(right, name), "{what}: {name}"),
            (true, false) => assert_eq!(rows(left, name).num_rows(), 0, "{what}: {name}"),
            (false, _) => assert_eq!(rows(right, name).num_rows(), 0, "{what}: {name}"),
        }
    }
}

async fn ranked(record: &Record, snapshot: &Snapshot) -> Ranking {
    let bench = Bench::new(snapshot, &record.rules.pack, Limit::default());
    bench.rank(Periode::calendar("2026").expect("a year")).await.expect("a ranking")
}

/// Positions spread over the whole log by a fixed stride that shares no factor with it.
fn spread(last: u64, count: u64) -> impl Iterator<Item = Position> {
    (0..count).map(move |n| Position(n * 7_919 % (last + 1)))
}

#[tokio::test]
async fn a_prefix_of_every_table_is_a_fresh_replay_of_the_prefix() {
    let government = example(PACK, true);
    let record =
        Record::open(&government.data(), None, Randomness::System).expect("the record opens");
    let whole = Projections::replay(&record.log, None).expect("it replays").snapshot();
    let last = whole.position.expect("events").0;
    for position in spread(last, 60).chain([Position(0), Position(last)]) {
        let fresh =
            Projections::replay(&record.log, Some(position)).expect("it replays").snapshot();
        let prefix = whole.as_of(position);
        same_tables(&prefix, &fresh, &format!("as of {position}"));
        let (left, right) = (ranked(&record, &prefix).await, ranked(&record, &fresh).await);
        assert_eq!(format!("{left:?}"), format!("{right:?}"), "as of {position}");
    }
}

#[test]
fn two_halves_equal_one_replay() {
    let government = example(PACK, true);
    let record =
        Record::open(&government.data(), None, Randomness::System).expect("the record opens");
    let whole = Projections::replay(&record.log, None).expect("it replays").snapshot();
    let last = whole.position.expect("events").0;
    for half in spread(last, 25) {
        let mut halves = Projections::replay(&record.log, Some(half)).expect("the first half");
        halves.catch_up(&record.log, None, &mut |_| ()).expect("the second half");
        same_tables(&halves.snapshot(), &whole, &format!("cut at {half}"));
    }
}

/// The ranking sums the forms by DataFusion; this holds it against plain counting.
#[tokio::test]
async fn counts_and_forms_give_the_same_sums() {
    let government = example(PACK, true);
    let record =
        Record::open(&government.data(), None, Randomness::System).expect("the record opens");
    let whole = Projections::replay(&record.log, None).expect("it replays").snapshot();
    let last = whole.position.expect("events").0;
    let round = ranked(&record, &whole).await.evaluation.expect("a closed round");
    let mut compared = 0;
    for position in spread(last, 40).chain([Position(last)]) {
        let snapshot = whole.as_of(position);
        let bench = Bench::new(&snapshot, &record.rules.pack, Limit::default());
        let counts = bench.sums_from_counts(&round);
        let forms = bench.sums_from_rows(&round).await.expect("from the forms");
        assert_eq!(counts, forms, "as of {position}");
        compared += counts.len();
    }
    assert!(compared > 100, "something was compared");
}
