//! Decisions of a quarterly review, and what becomes of them.
//!
//! A decision is about its quarter but not part of it: it is taken when the quarter is over or
//! locked, and counts in no score.

use time::Date;

use super::perubahan::{living_opd, needs};
use super::refusal::Perlu;
use super::{Refusal, begun_on};
use crate::event::{KeputusanFollowed, KeputusanRecorded, StatusKeputusan, Word};
use crate::identity::{Kode, calendar_days, date_text};
use crate::register::{Register, nearest};

pub(super) fn accept_keputusan(
    decision: &KeputusanRecorded,
    day: Date,
    register: &Register,
) -> Result<(), Refusal> {
    let mulai = first_of_quarter(&decision.periode)?;
    begun_on(&decision.periode, mulai, day)?;
    if let Some(opd) = &decision.opd {
        living_opd(register, opd, day)?;
    }
    in_time(decision.tenggat, day)
}

/// What is said of a decision follows the newest that was said of it, and nothing follows its end.
pub(super) fn accept_progress(
    progress: &KeputusanFollowed,
    day: Date,
    register: &Register,
) -> Result<(), Refusal> {
    let kode = progress.keputusan.to_string();
    let Some(known) = register.keputusan.get(&progress.keputusan) else {
        let mungkin = nearest(&kode, register.keputusan.keys().map(Kode::as_str));
        return Err(Refusal::KeputusanTidakDikenal { kode, mungkin });
    };
    let sejak = date_text(known.sejak);
    if let Some(status) = known.berakhir {
        return Err(Refusal::KeputusanBerakhir { kode, status: status.word().to_owned(), sejak });
    }
    if day < known.sejak {
        return Err(Refusal::KemajuanMundur { kode, tanggal: date_text(day), sejak });
    }
    match progress.status {
        StatusKeputusan::Berjalan => in_time(progress.tenggat, day),
        // What has ended needs no other day.
        ended => {
            let filled = usize::from(progress.tenggat.is_some());
            needs(ended.word(), "tenggat", Perlu::Kosong, filled)
        }
    }
}

/// The first day of a quarter of the calendar.
fn first_of_quarter(kode: &Kode) -> Result<Date, Refusal> {
    let quarter = calendar_days(kode.as_str()).filter(|_| kode.as_str().contains("-T"));
    match quarter {
        Some((mulai, _)) => Ok(mulai),
        None => Err(Refusal::BukanTriwulan { kode: kode.to_string() }),
    }
}

/// A last day lies no earlier than the day on which it is set.
fn in_time(tenggat: Option<Date>, day: Date) -> Result<(), Refusal> {
    match tenggat.filter(|tenggat| *tenggat < day) {
        Some(tenggat) => {
            let (tenggat, tanggal) = (date_text(tenggat), date_text(day));
            Err(Refusal::TenggatMendahului { tenggat, tanggal })
        }
        None => Ok(()),
    }
}
