//! The sample government: Kabupaten Contoh, five quarters of its record, the same everywhere.
//!
//! Everything in it is invented. It goes through the same door as every other record: each command
//! is judged by [`ingest::accept::accept`] and appended at its moment of a simulated clock, so that
//! an as-of question finds the history of July 2025 to September 2026. One seed and the tables
//! beside this file decide every byte, and so the root of the ledger.

mod agen;
mod calendar;
mod catatan;
mod diary;
mod dice;
mod dpmptsp;
mod evaluasi;
mod gelar;
mod jadwal;
mod kebijakan;
mod kegiatan;
mod laporan;
mod masalah;
mod monev;
mod opd;
mod pegawai;
mod penghargaan;
mod periode;
mod perubahan;
mod rapat;
mod rencana_tindak;
mod scorecard;
mod susunan;
mod table;
mod tim;
mod tinjauan;

#[cfg(test)]
mod tests;

use std::path::Path;
use std::slice;
use std::sync::Arc;

use ingest::event::PemdaRegistered;
use ingest::record::{Record, RecordError};
use ingest::rule_pack::{LoadedPack, RulePack};
use ingest::sealed::Randomness;

use calendar::{FIRST_DAY, ZONA, moment};
use diary::Diary;
use opd::Opd;

/// Writes the sample into `dir`, which holds no record yet, under rules like those of Perbup
/// Purbalingga 11/2020, whose kinds of activity and values its tables name, with `beside` them those
/// of one unit.
///
/// `progress` is told how many commands are recorded, and of how many. The keys of what is sealed
/// here are no secret: open the record again before anything real is added to it.
/// Errors: [`RecordError`].
pub(crate) fn write_sample(
    dir: &Path,
    rules: LoadedPack,
    beside: LoadedPack,
    progress: &dyn Fn(u64, u64),
) -> Result<Record, RecordError> {
    write(dir, &Opd::all(), rules, beside, progress)
}

fn write(
    dir: &Path,
    opd: &[Opd],
    rules: LoadedPack,
    beside: LoadedPack,
    progress: &dyn Fn(u64, u64),
) -> Result<Record, RecordError> {
    let mut record = begin(dir, rules)?;
    let mut units = Diary::default();
    opd::register(opd, &mut units);
    units.write(&mut record, &|_, _| ())?;
    if let Some(unit) = opd.iter().find(|opd| opd.kode.as_str() == dpmptsp::UNIT) {
        record.adopt(dir, beside, slice::from_ref(&unit.kode), moment(FIRST_DAY, 14, 0))?;
    }
    let rules = Arc::clone(&record.rules);
    five_quarters(opd, &rules.pack).write(&mut record, progress)?;
    Ok(record)
}

/// The record of Kabupaten Contoh on its first morning.
fn begin(dir: &Path, rules: LoadedPack) -> Result<Record, RecordError> {
    let pemda = PemdaRegistered {
        kode: table::kode("contoh"),
        nama: "Kabupaten Contoh".to_owned(),
        zona: ZONA,
    };
    let randomness = Randomness::SampleData(dice::SEED);
    Record::init(dir, None, rules, pemda, randomness, moment(FIRST_DAY, 8, 0))
}

/// What happens in these units, once they are registered, from July 2025 to September 2026.
fn five_quarters(opd: &[Opd], pack: &RulePack) -> Diary {
    let mut diary = Diary::default();
    pegawai::register(opd, &mut diary);
    opd::form_kbk(opd, &mut diary);
    kegiatan::hold(opd, &mut diary);
    rapat::hold(opd, &mut diary);
    tim::work(opd, pack, &mut diary);
    susunan::fill(opd, pack, &mut diary);
    jadwal::plan(opd, pack, &mut diary);
    let plans = masalah::solve(opd, pack, &mut diary);
    monev::hold(opd, &plans, pack, &mut diary);
    laporan::send(opd, pack, &mut diary);
    let agents = agen::choose(opd, pack, &mut diary);
    rencana_tindak::work(&agents, opd, pack, &mut diary);
    dpmptsp::keep(opd, pack, &mut diary);
    tinjauan::decide(opd, &mut diary);
    perubahan::happen(opd, &mut diary);
    kebijakan::adopt(pack, &mut diary);

    evaluasi::hold(&periode::EV_2025, opd, pack, &mut diary);
    let reached = scorecard::hold(&periode::SC_2025, opd, pack, &mut diary);
    let first = gelar::hold(&gelar::GELAR_2025, opd, &reached, pack, &mut diary);

    evaluasi::hold(&periode::EV_2026, opd, pack, &mut diary);
    let reached = scorecard::hold(&periode::SC_2026, opd, pack, &mut diary);
    let second = gelar::hold(&gelar::GELAR_2026, opd, &reached, pack, &mut diary);
    penghargaan::give([&first, &second], &agents, pack, &mut diary);
    diary
}
