//! The ranking policy of 2026, adopted before its first answer.

use ingest::accept::Intent;
use ingest::policy;
use ingest::rule_pack::RulePack;
use time::Date;
use time::macros::date;

use super::calendar::moment;
use super::diary::Diary;

/// The day the Tim decided.
const DECIDED: Date = date!(2026 - 01 - 12);

/// The Tim says how the units of 2026 are compared (AMB-041).
pub(super) fn adopt(pack: &RulePack, diary: &mut Diary) {
    // The file stands beside this one and a test adopts it.
    if let Ok(policy) = policy::read(include_str!("kebijakan.toml"), pack) {
        let intent = Intent::AdoptPolicy(policy);
        diary.note(moment(DECIDED, 10, 0), DECIDED, "kebijakan:2026".to_owned(), intent);
    }
}
