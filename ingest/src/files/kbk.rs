//! `kbk`: work-culture groups, each formed by a decree.

use super::fields::all;
use super::plan::{Plan, Trouble};
use super::row::Fields;
use crate::accept::{Command, Intent};
use crate::event::KbkFormed;

/// Columns of a template.
pub(super) const COLUMNS: [&str; 5] = ["kode", "opd", "nama", "sk_nomor", "sk_tanggal"];

/// A row is a KBK.
///
/// Source: Perbup Purbalingga 11/2020, Pasal 9 ayat (1)-(3).
pub(super) fn command(fields: Fields<'_>, _: &mut Plan<'_>) -> Result<Command, Trouble> {
    let [kode, opd, nama, sk_nomor, sk_tanggal] = fields.first();
    let (kode, opd, nama, sk_nomor, sk_tanggal) = all((
        kode.kode(),
        opd.kode(),
        nama.line(),
        sk_nomor.line(),
        sk_tanggal.date(),
    ))?;
    Ok(Command {
        key: format!("kbk:{kode}"),
        occurred_on: sk_tanggal,
        intent: Intent::FormKbk(KbkFormed {
            kode,
            opd,
            nama,
            sk_nomor,
            sk_tanggal,
        }),
    })
}
