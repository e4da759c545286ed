//! `rapat`: meetings of a unit, held.

use super::fields::{Field, all};
use super::kegiatan::MOST_PESERTA;
use super::plan::{Plan, Trouble};
use super::row::Fields;
use crate::accept::{Command, Intent};
use crate::event::RapatRecorded;

/// Columns of a template.
pub(super) const COLUMNS: [&str; 6] = ["kode", "opd", "tanggal", "pimpinan", "peserta", "notulen"];

/// A row is a meeting. Its minutes are sealed: they may name people.
pub(super) fn command(fields: Fields<'_>, plan: &mut Plan<'_>) -> Result<Command, Trouble> {
    let [kode, opd, tanggal, pimpinan_cell, peserta, notulen] = fields.first();
    let (kode, opd, tanggal, pimpinan, peserta, notulen) = all((
        kode.kode(),
        opd.kode(),
        tanggal.date(),
        pimpinan_cell.person(),
        peserta.whole(0..=MOST_PESERTA),
        notulen.optional(Field::document),
    ))?;
    let pimpinan = plan.pseudonym(pimpinan_cell, pimpinan)?;
    let notulen = plan.seal(&format!("rapat:{kode}:notulen"), notulen)?;
    Ok(Command {
        key: format!("rapat:{kode}"),
        occurred_on: tanggal,
        intent: Intent::RecordRapat(RapatRecorded {
            kode,
            opd,
            pimpinan,
            peserta,
            notulen,
        }),
    })
}
