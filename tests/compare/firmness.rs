//! Times the re-runs of the case that `tests/compare/firmness` names, and prints their intervals as JSON.

// A benchmark reads the clock: that is what it is for.
#![allow(clippy::disallowed_methods, missing_docs)]

mod stopwatch;

use analytics::firmness::{Case, DRAWS, rerun, seed};
use serde_json::json;

use stopwatch::timed;

/// Turns: the clock of processor time counts in hundredths of a second.
const TURNS: u32 = 20;

fn main() {
    let path = std::env::args().nth(1).filter(|argument| !argument.starts_with("--"));
    // `cargo bench` without a case has nothing to measure here.
    let Some(path) = path else { return };
    let text = std::fs::read_to_string(path).expect("the case was written");
    let case: Case = serde_json::from_str(&text).expect("it is a case");
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let seed = seed("a benchmark");
    let found = rerun(&case, seed, DRAWS, threads).expect("it can vary");
    let ((), spent) = timed(|| {
        for _ in 0..TURNS {
            assert_eq!(rerun(&case, seed, DRAWS, threads).as_ref(), Some(&found));
        }
    });
    let column = |of: fn(&analytics::firmness::Interval) -> u32| -> Vec<u32> {
        found.places.iter().map(of).collect()
    };
    let turns = f64::from(TURNS);
    println!(
        "{}",
        json!({"wall": spent.wall / turns, "cpu": spent.cpu / turns, "threads": threads,
               "low": column(|place| place.low), "high": column(|place| place.high)})
    );
}
