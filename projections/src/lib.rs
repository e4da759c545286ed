//! The record by columns: events replayed into append-only Arrow tables.
//!
//! Every row carries the position of its event, when it was recorded, the date it is about and a
//! `sign`; nothing is updated in place. So the state as of any position is a *prefix* of every
//! table ([`Snapshot::as_of`]): a zero-copy slice that no query can forget to apply. A correction
//! appends the old values with sign -1 and the new ones with +1.
//!
//! | table | one row is |
//! |---|---|
//! | `opd` | a unit |
//! | `pegawai` | a civil servant on a unit's list, without name; one who goes is taken back |
//! | `kbk` | a KBK |
//! | `periode` | a period or round |
//! | `penutupan` | a closing (1) or reopening (0) of a round or Gelar |
//! | `evaluasi` | a form, one column per question; another questionnaire is another table |
//! | `scorecard` | a rated line of one assessor's sheet; `asal` is the event that handed it in first |
//! | `kegiatan`, `rapat` | an activity, a meeting; `asal` is the event that recorded it first |
//! | `gelar`, `gelar_kriteria`, `gelar_juri`, `gelar_peserta` | what its names say |
//! | `gelar_nilai` | a judge's mark for one criterion |
//! | `gelar_keputusan` | who of those at place 1 was chosen, with its reason |
//! | `catatan` | an entry of a form as it reads from there on, or (`ditarik`) no longer stands |
//! | `isian` | what one of its columns holds in clear; a column of several codes is several rows |
//! | `rujukan` | an entry of another form that it names |
//! | `opd_perubahan`, `kbk_perubahan` | a change of a unit or KBK, from the day it is dated |
//! | `peraturan` | a rule pack that came into force; with `opd`, for these units beside the other |
//! | `keputusan` | a decision of a quarterly review or, with `status`, what became of it |
//!
//! Keys (`opd`, `kbk`, `periode`, `gelar`, ...) are row numbers in the order of registration, the
//! same in every replay.

#![warn(clippy::float_arithmetic)]

mod as_of;
mod cube;
mod evaluasi;
mod replay;
mod snapshot;
mod table;

pub use as_of::{AsOf, AsOfError};
pub use cube::{Count, Counted, count_answers};
pub use evaluasi::FIRST_ANSWER;
pub use replay::{ProjectionError, Projections};
pub use snapshot::{Compared, Snapshot, Table};
