//! `kbk_perubahan`: KBK renamed, set up anew by another decree, moved to another unit, ended.

use super::cells::all;
use super::fields::Field;
use super::plan::{Plan, Trouble};
use super::row::Fields;
use crate::accept::{Command, Intent};
use crate::event::KbkChanged;

/// Columns of a template.
pub(super) const COLUMNS: [&str; 8] =
    ["kode", "tanggal", "kbk", "perubahan", "nama", "opd", "sk_nomor", "sk_tanggal"];

/// A row is a change, from its date on.
pub(super) fn command(fields: Fields<'_>, _: &mut Plan<'_>) -> Result<Command, Trouble> {
    let [kode, tanggal, kbk, perubahan, nama, opd, sk_nomor, sk_tanggal] = fields.first();
    let (kode, tanggal, kbk, perubahan, nama, opd, sk_nomor, sk_tanggal) = all((
        kode.kode(),
        tanggal.date(),
        kbk.kode(),
        perubahan.word(),
        nama.optional(Field::line),
        opd.optional(Field::kode),
        sk_nomor.optional(Field::line),
        sk_tanggal.optional(Field::date),
    ))?;
    Ok(Command {
        key: format!("kbk_perubahan:{kode}"),
        occurred_on: tanggal,
        intent: Intent::ChangeKbk(KbkChanged {
            kode,
            kbk,
            perubahan,
            nama,
            opd,
            sk_nomor,
            sk_tanggal,
        }),
    })
}
