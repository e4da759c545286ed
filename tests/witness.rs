//! What guards the record looks at all of it before it signs.

use std::sync::Arc;

use dashboard::app::App;
use dashboard::witness::{Outlets, WitnessError, tend};
use ingest::checkpoint::Signer;
use ingest::identity::Instant;
use ingest::record::Record;
use ingest::sealed::Randomness;
use rusqlite::Connection;

use crate::rule_packs::example;

#[tokio::test]
async fn a_damaged_log_is_not_signed() {
    let government = example("kabupaten_contoh/perbup_1_2025", false);
    let dir = government.data();
    let record = Record::open(&dir, None, Randomness::System).expect("it opens");
    let app = Arc::new(App::open(record, dir.clone(), &mut |_| ()).expect("the tables open"));
    let now = Instant(4_000_000_000_000);
    let outside = government.path("luar");
    std::fs::create_dir(&outside).expect("the folder is ours");
    let outlets = Outlets { folder: Some(outside), ..Outlets::default() };
    let file = Connection::open(dir.join("log.db")).expect("the file of the log");
    let newest = "(SELECT max(position) FROM frame WHERE form = 1)";
    let change = format!("UPDATE frame SET revision = 7 WHERE position = {newest}");
    assert_eq!(file.execute(&change, []).expect("it is changed"), 1);
    let refused = tend(&app, &outlets, now).await;
    assert!(matches!(refused, Err(WitnessError::Log(_))), "{refused:?}");
    let signer = Signer::existing(&dir).expect("a key").expect("it was made");
    assert!(signer.signed().expect("it reads").is_empty());
}
