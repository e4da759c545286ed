//! Corrections and withdrawals: what an entry says now, and what would be said instead.
//!
//! The events of one entry stand in one stream, and each frame of it says the entry whole; so the
//! newest frame is what counts. Source: AMB-027.

use crate::event::{Corrected, EntryWithdrawn, Event, ReadError, SealedText};
use crate::frame::Body;

/// What stands of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// It was withdrawn.
    Withdrawn(EntryWithdrawn),
    /// Its events as they would have been recorded at first.
    Counts(Vec<Event>),
}

impl Standing {
    /// What the newest frame of an entry's stream says. Errors: [`ReadError`].
    pub fn of(body: &Body) -> Result<Self, ReadError> {
        let events =
            body.stored().iter().map(|event| event.read()).collect::<Result<Vec<_>, _>>()?;
        Ok(match events.first() {
            Some(Event::EntryWithdrawn(e)) => Self::Withdrawn(e.clone()),
            _ => {
                let events = events.into_iter().map(as_recorded);
                Self::Counts(events.filter(|event| !is_empty(event)).collect())
            }
        })
    }
}

/// A correction as what it makes of the entry.
fn as_recorded(event: Event) -> Event {
    match event {
        Event::KegiatanCorrected(e) => Event::KegiatanRecorded(e.menjadi),
        Event::RapatCorrected(e) => Event::RapatRecorded(e.menjadi),
        Event::ScorecardCorrected(e) => Event::ScorecardSubmitted(e.menjadi),
        Event::GelarScoreCorrected(e) => Event::GelarScored(e.menjadi),
        Event::GelarDecisionCorrected(e) => Event::GelarDecided(e.menjadi),
        Event::CatatanCorrected(e) => Event::CatatanRecorded(e.menjadi),
        other => other,
    }
}

/// Columns that a pack adds to an activity or a meeting, none of them filled: as if they were not there.
fn is_empty(event: &Event) -> bool {
    match event {
        Event::CatatanRecorded(e) => {
            e.isi.is_empty() && e.rujukan.is_empty() && e.teks.is_none() && adds(&e.formulir)
        }
        _ => false,
    }
}

fn adds(formulir: &str) -> bool {
    matches!(formulir, "kegiatan" | "rapat")
}

/// The event that corrects an entry to this; none for what is never corrected.
pub(super) fn as_correction(event: Event, alasan: &SealedText) -> Option<Event> {
    let alasan = alasan.clone();
    Some(match event {
        Event::KegiatanRecorded(menjadi) => Event::KegiatanCorrected(Corrected { alasan, menjadi }),
        Event::RapatRecorded(menjadi) => Event::RapatCorrected(Corrected { alasan, menjadi }),
        Event::ScorecardSubmitted(menjadi) => {
            Event::ScorecardCorrected(Corrected { alasan, menjadi })
        }
        Event::GelarScored(menjadi) => Event::GelarScoreCorrected(Corrected { alasan, menjadi }),
        Event::GelarDecided(menjadi) => {
            Event::GelarDecisionCorrected(Corrected { alasan, menjadi })
        }
        Event::CatatanRecorded(menjadi) => Event::CatatanCorrected(Corrected { alasan, menjadi }),
        _ => return None,
    })
}
