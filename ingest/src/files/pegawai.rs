//! `pegawai`: who belongs to which unit. Name and NIP are sealed; the record gets a pseudonym.

use serde::Serialize;

use super::fields::all;
use super::plan::{Plan, Trouble};
use super::row::Fields;
use crate::accept::{Command, Intent};
use crate::event::PegawaiRegistered;

/// Columns of a template.
pub(super) const COLUMNS: [&str; 5] = ["opd", "nip", "nama", "status", "kelas_jabatan"];

/// What is sealed about a person.
#[derive(Serialize)]
struct Identity<'a> {
    nip: &'a str,
    nama: &'a str,
}

/// A row is a civil servant.
pub(super) fn command(fields: Fields<'_>, plan: &mut Plan<'_>) -> Result<Command, Trouble> {
    let [opd, nip, nama, status, kelas_jabatan] = fields.first();
    let (opd, nip, nama, status, kelas_jabatan) = all((
        opd.kode(),
        nip.nip(),
        nama.line(),
        status.word(),
        kelas_jabatan.word(),
    ))?;
    // Writing two strings to memory cannot fail.
    let identity =
        serde_json::to_string(&Identity { nip, nama: &nama }).unwrap_or_else(|_| nip.to_owned());
    let (pegawai, identitas) = plan.pegawai(nip, &identity)?;
    Ok(Command {
        key: format!("pegawai:{}", plan.token_hash(&format!("nip:{nip}"))),
        occurred_on: plan.today,
        intent: Intent::RegisterPegawai(PegawaiRegistered {
            pegawai,
            opd,
            status,
            kelas_jabatan,
            identitas,
        }),
    })
}
