//! The same events give the same tables and the same ranking, from any side and at any position.

use std::sync::Arc;

use analytics::Limit;
use analytics::periode::Periode;
use analytics::ranking::{Bench, Ranking};
use arrow::compute::concat_batches;
use arrow::record_batch::RecordBatch;
use dashboard::app::{App, View};
use dashboard::export::{Reader, explanation_json, ranking_json};
use ingest::identity::Position;
use ingest::log::Log;
use ingest::record::Record;
use ingest::sealed::Randomness;
use projections::{AsOf, Projections, Snapshot};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};

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

/// Positions that are compared.
const POSITIONS: usize = 1_000;

/// What is answered at a position: the ranking as JSON with its evaluations, and at every tenth why one
/// unit stands where it stands.
async fn answered(app: &App, view: &View, which: usize) -> String {
    let app = app.at(view.position);
    let bench = app.bench(view, Limit::default());
    let ranking = bench.rank(Periode::calendar("2026").expect("a year")).await.expect("a ranking");
    let mut said = ranking_json(&app, view, &ranking, Reader::Tim).to_string();
    let explained = ranking.rows.get(which / 10 % ranking.rows.len().max(1));
    if let Some(row) = explained.filter(|_| which.is_multiple_of(10)) {
        let explained = bench.explain(&ranking, &row.opd).await.expect("a unit of the ranking");
        said += &explanation_json(view, &ranking, &explained, Reader::Tim).to_string();
    }
    said
}

/// Compares prefixes with tables that are built from the log up to each of these positions.
async fn compare_all(app: &App, positions: &[Position]) {
    let mut fresh = Projections::default();
    for (index, position) in positions.iter().enumerate() {
        let view = app.view(Some(AsOf::Position(*position))).expect("a view");
        fresh.catch_up(app.log(), Some(*position), &mut |_| ()).expect("it replays");
        let built = View { snapshot: Arc::new(fresh.snapshot()), ..view.clone() };
        same_tables(&view.snapshot, &built.snapshot, &format!("as of {position}"));
        let prefix = answered(app, &view, index).await;
        assert_eq!(prefix, answered(app, &built, index).await, "as of {position}");
    }
}

#[test]
fn a_prefix_at_a_thousand_random_positions_is_a_fresh_replay_of_the_prefix() {
    let government = example(PACK, true);
    let log = Log::read_only(&government.data()).expect("the log opens");
    let app = App::open_log(log, government.data(), &mut |_| ()).expect("the tables open");
    let last = app.view(None).expect("a view").position.0;
    let mut dice = ChaCha8Rng::seed_from_u64(1_000);
    let mut random = || Position(dice.next_u64() % (last + 1));
    let mut positions: Vec<Position> = (2..POSITIONS).map(|_| random()).collect();
    positions.extend([Position(0), Position(last)]);
    positions.sort();
    // A replay goes on from one position to the next, so each core takes a run of them.
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for run in positions.chunks(POSITIONS.div_ceil(cores)) {
            let app = &app;
            scope.spawn(move || {
                let runtime = tokio::runtime::Builder::new_current_thread().build();
                runtime.expect("a runtime").block_on(compare_all(app, run));
            });
        }
    });
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
