//! `pegawai_perubahan`: civil servants who go to another unit or post, or leave the list.

use super::cells::all;
use super::fields::{Field, Person};
use super::plan::{Plan, Trouble};
use super::row::Fields;
use crate::accept::{Command, Intent};
use crate::event::PegawaiChanged;
use crate::identity::date_text;

/// Columns of a template.
pub(super) const COLUMNS: [&str; 5] = ["tanggal", "nip", "opd", "status", "kelas_jabatan"];

/// A row is what a person is from its date on; without `opd` the person has left.
///
/// Source: AMB-038.
pub(super) fn command(fields: Fields<'_>, plan: &mut Plan<'_>) -> Result<Command, Trouble> {
    let [tanggal, nip_cell, opd, status, kelas_jabatan] = fields.first();
    let (tanggal, nip, opd, status, kelas_jabatan) = all((
        tanggal.date(),
        nip_cell.nip(),
        opd.optional(Field::kode),
        status.word(),
        kelas_jabatan.word(),
    ))?;
    let pegawai = plan.pseudonym(nip_cell, Person::Pegawai(nip))?;
    let person = plan.token_hash(&format!("nip:{nip}"));
    Ok(Command {
        key: format!("pegawai_perubahan:{}:{person}", date_text(tanggal)),
        occurred_on: tanggal,
        intent: Intent::ChangePegawai(PegawaiChanged { pegawai, opd, status, kelas_jabatan }),
    })
}
