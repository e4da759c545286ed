//! `opd_perubahan`: units renamed, moved, merged, split, ended. What was recorded under them stays.

use super::cells::all;
use super::fields::Field;
use super::plan::{Plan, Trouble};
use super::row::Fields;
use crate::accept::{Command, Intent};
use crate::event::OpdChanged;

/// Columns of a template.
pub(super) const COLUMNS: [&str; 7] =
    ["kode", "tanggal", "opd", "perubahan", "nama", "menjadi", "dasar"];

/// A row is a change, from its date on. `menjadi` is the unit it stands under now, the one it goes
/// into, or those that come out of it.
pub(super) fn command(fields: Fields<'_>, _: &mut Plan<'_>) -> Result<Command, Trouble> {
    let [kode, tanggal, opd, perubahan, nama, menjadi, dasar] = fields.first();
    let (kode, tanggal, opd, perubahan, nama, menjadi, dasar) = all((
        kode.kode(),
        tanggal.date(),
        opd.kode(),
        perubahan.word(),
        nama.optional(Field::line),
        menjadi.codes(),
        dasar.line(),
    ))?;
    Ok(Command {
        key: format!("opd_perubahan:{kode}"),
        occurred_on: tanggal,
        intent: Intent::ChangeOpd(OpdChanged { kode, opd, perubahan, nama, menjadi, dasar }),
    })
}
