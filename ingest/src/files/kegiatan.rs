//! `kegiatan`: activities of a KBK, held.
//!
//! Source: Perbup Purbalingga 11/2020, Pasal 8 and 10.

use super::fields::{Field, all};
use super::plan::{Plan, Trouble};
use super::row::Fields;
use crate::accept::{Command, Intent};
use crate::event::KegiatanRecorded;

/// Columns of a template.
pub(super) const COLUMNS: [&str; 10] = [
    "kode",
    "kbk",
    "tanggal",
    "jenis",
    "metode",
    "tema",
    "nilai",
    "peserta",
    "durasi_menit",
    "bukti",
];

/// Most people at one activity or meeting: more than any government has.
pub(super) const MOST_PESERTA: u32 = 1_000_000;
/// Longest activity, in minutes: a year.
const LONGEST_MENIT: u32 = 525_600;

/// A row is an activity. Its theme and its proof are sealed: they may name people.
pub(super) fn command(fields: Fields<'_>, plan: &mut Plan<'_>) -> Result<Command, Trouble> {
    let [
        kode,
        kbk,
        tanggal,
        jenis,
        metode,
        tema,
        nilai,
        peserta,
        durasi_menit,
        bukti,
    ] = fields.first();
    let (kode, kbk, tanggal, jenis, metode, tema, nilai, peserta, durasi_menit, bukti) = all((
        kode.kode(),
        kbk.kode(),
        tanggal.date(),
        jenis.line(),
        metode.line(),
        tema.optional(Field::document),
        nilai.optional(Field::line),
        peserta.whole(0..=MOST_PESERTA),
        durasi_menit.whole(0..=LONGEST_MENIT),
        bukti.optional(Field::document),
    ))?;
    let tema = plan.seal(&format!("kegiatan:{kode}:tema"), tema)?;
    let bukti = plan.seal(&format!("kegiatan:{kode}:bukti"), bukti)?;
    Ok(Command {
        key: format!("kegiatan:{kode}"),
        occurred_on: tanggal,
        intent: Intent::RecordKegiatan(KegiatanRecorded {
            kode,
            kbk,
            jenis,
            metode,
            nilai,
            peserta,
            durasi_menit,
            tema,
            bukti,
        }),
    })
}
