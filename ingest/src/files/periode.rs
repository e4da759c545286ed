//! `periode`: years, quarters and rounds.

use super::fields::all;
use super::plan::{Plan, Trouble};
use super::row::Fields;
use crate::accept::{Command, Intent};

/// Columns of a template.
pub(super) const COLUMNS: [&str; 4] = ["kode", "jenis", "mulai", "selesai"];

/// A row is a period or round.
pub(super) fn command(fields: Fields<'_>, _: &mut Plan<'_>) -> Result<Command, Trouble> {
    let [kode, jenis, mulai, selesai] = fields.first();
    let (kode, jenis, mulai, selesai) =
        all((kode.kode(), jenis.word(), mulai.date(), selesai.date()))?;
    Ok(Command {
        key: format!("periode:{kode}"),
        occurred_on: mulai,
        intent: Intent::OpenPeriode {
            kode,
            jenis,
            mulai,
            selesai,
        },
    })
}
