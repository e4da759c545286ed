//! Rounds of the sample: announced by one event, closed by another.

use ingest::accept::Intent;
use ingest::event::{Closed, JenisPeriode};
use time::Date;
use time::macros::date;

use super::calendar::moment;
use super::diary::Diary;
use super::table::kode;

/// A round.
pub(super) struct Ronde {
    /// Code.
    pub(super) kode: &'static str,
    /// Of which instrument.
    pub(super) jenis: JenisPeriode,
    /// 0 for the first round of its kind, 1 for the second.
    pub(super) index: usize,
    /// The day it is announced.
    pub(super) dibuka: Date,
    /// First day.
    pub(super) mulai: Date,
    /// Last day.
    pub(super) selesai: Date,
    /// The day it is closed.
    pub(super) ditutup: Date,
}

/// The questionnaire of 2025: 31 days.
pub(super) const EV_2025: Ronde = Ronde {
    kode: "EV-2025",
    jenis: JenisPeriode::RondeEvaluasi,
    index: 0,
    dibuka: date!(2025 - 09 - 22),
    mulai: date!(2025 - 10 - 01),
    selesai: date!(2025 - 10 - 31),
    ditutup: date!(2025 - 11 - 06),
};

/// The scorecard of 2025.
pub(super) const SC_2025: Ronde = Ronde {
    kode: "SC-2025",
    jenis: JenisPeriode::RondeScorecard,
    index: 0,
    dibuka: date!(2025 - 10 - 27),
    mulai: date!(2025 - 11 - 03),
    selesai: date!(2025 - 11 - 28),
    ditutup: date!(2025 - 12 - 02),
};

/// The questionnaire of 2026: 31 days.
pub(super) const EV_2026: Ronde = Ronde {
    kode: "EV-2026",
    jenis: JenisPeriode::RondeEvaluasi,
    index: 1,
    dibuka: date!(2026 - 05 - 11),
    mulai: date!(2026 - 05 - 20),
    selesai: date!(2026 - 06 - 19),
    ditutup: date!(2026 - 06 - 25),
};

/// The scorecard of 2026.
pub(super) const SC_2026: Ronde = Ronde {
    kode: "SC-2026",
    jenis: JenisPeriode::RondeScorecard,
    index: 1,
    dibuka: date!(2026 - 06 - 24),
    mulai: date!(2026 - 07 - 01),
    selesai: date!(2026 - 07 - 31),
    ditutup: date!(2026 - 08 - 04),
};

/// A round is announced in the morning and, later, closed when the office closes.
pub(super) fn open_and_close(ronde: &Ronde, diary: &mut Diary) {
    let open = Intent::OpenPeriode {
        kode: kode(ronde.kode),
        jenis: ronde.jenis,
        mulai: ronde.mulai,
        selesai: ronde.selesai,
    };
    let key = format!("periode:{}", ronde.kode);
    diary.note(moment(ronde.dibuka, 9, 0), ronde.mulai, key, open);
    let close = Intent::ClosePeriode(Closed { kode: kode(ronde.kode), alasan: None });
    diary.note(moment(ronde.ditutup, 16, 5), ronde.ditutup, "tutup:1".into(), close);
}
