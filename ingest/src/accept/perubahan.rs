//! What may become of units, KBK and civil servants, and which days are locked.

use time::Date;

use super::refusal::Perlu;
use super::{Intent, Refusal, find_kbk, find_opd};
use crate::event::{
    JenisPeriode, KbkChanged, KbkFormed, OpdChanged, OpdRegistered, PegawaiChanged, PerubahanKbk,
    PerubahanOpd, Word,
};
use crate::identity::{Kode, date_text};
use crate::register::{Ended, Register, nearest};

/// A known unit that had not ended before this day.
pub(super) fn living_opd<'r>(
    register: &'r Register,
    kode: &Kode,
    day: Date,
) -> Result<&'r OpdRegistered, Refusal> {
    let opd = find_opd(register, kode)?;
    match ended(register.opd_life.get(kode).and_then(|life| life.ended()), day) {
        Some(ended) => Err(opd_ended(kode, ended)),
        None => Ok(opd),
    }
}

/// A known KBK that had not ended before this day, of a unit that had not.
pub(super) fn living_kbk<'r>(
    register: &'r Register,
    kode: &Kode,
    day: Date,
) -> Result<&'r KbkFormed, Refusal> {
    let kbk = find_kbk(register, kode)?;
    if let Some(ended) = ended(register.kbk_life.get(kode).and_then(|life| life.ended()), day) {
        return Err(kbk_ended(kode, ended));
    }
    living_opd(register, register.opd_of_kbk_on(kode, day).unwrap_or(&kbk.opd), day)?;
    Ok(kbk)
}

fn ended(ended: Option<&Ended>, day: Date) -> Option<&Ended> {
    ended.filter(|ended| ended.on < day)
}

fn opd_ended(kode: &Kode, ended: &Ended) -> Refusal {
    let menjadi: Vec<&str> = ended.menjadi.iter().map(Kode::as_str).collect();
    Refusal::OpdBerakhir {
        opd: kode.to_string(),
        sejak: date_text(ended.on),
        menjadi: (!menjadi.is_empty()).then(|| menjadi.join(", ")),
        posisi: ended.at.0,
    }
}

fn kbk_ended(kode: &Kode, ended: &Ended) -> Refusal {
    Refusal::KbkBerakhir { kbk: kode.to_string(), sejak: date_text(ended.on), posisi: ended.at.0 }
}

/// Fails where a cell is not what this kind of change needs.
pub(super) fn needs(
    perubahan: &str,
    kolom: &str,
    perlu: Perlu,
    filled: usize,
) -> Result<(), Refusal> {
    let fits = match perlu {
        Perlu::Kosong => filled == 0,
        Perlu::Isi | Perlu::Satu => filled == 1,
        Perlu::PalingBanyakSatu => filled <= 1,
        Perlu::Dua => filled >= 2,
    };
    let (perubahan, kolom) = (perubahan.to_owned(), kolom.to_owned());
    if fits { Ok(()) } else { Err(Refusal::PerubahanKolom { perubahan, kolom, perlu }) }
}

fn of_new_code(register: &Register, kode: &Kode) -> Result<(), Refusal> {
    match register.changes.contains(kode) {
        true => Err(Refusal::KodePerubahanDipakai { kode: kode.to_string() }),
        false => Ok(()),
    }
}

pub(super) fn accept_opd_change(
    change: &OpdChanged,
    day: Date,
    register: &Register,
) -> Result<(), Refusal> {
    let perubahan = change.perubahan;
    let (nama, menjadi) = match perubahan {
        PerubahanOpd::BergantiNama => (Perlu::Isi, Perlu::Kosong),
        PerubahanOpd::BergantiInduk => (Perlu::Kosong, Perlu::PalingBanyakSatu),
        PerubahanOpd::Bergabung => (Perlu::Kosong, Perlu::Satu),
        PerubahanOpd::Dipecah => (Perlu::Kosong, Perlu::Dua),
        PerubahanOpd::Berakhir => (Perlu::Kosong, Perlu::Kosong),
    };
    needs(perubahan.word(), "nama", nama, usize::from(change.nama.is_some()))?;
    needs(perubahan.word(), "menjadi", menjadi, change.menjadi.len())?;
    of_new_code(register, &change.kode)?;
    living_opd(register, &change.opd, day)?;
    let ends = !matches!(perubahan, PerubahanOpd::BergantiNama | PerubahanOpd::BergantiInduk);
    if ends && let Some(ended) = register.opd_life.get(&change.opd).and_then(|life| life.ended()) {
        return Err(opd_ended(&change.opd, ended));
    }
    for kode in &change.menjadi {
        if *kode == change.opd {
            return Err(Refusal::MenjadiSendiri { kode: kode.to_string() });
        }
        living_opd(register, kode, day).map_err(|refusal| match refusal {
            Refusal::OpdTidakDikenal { .. } => Refusal::MenjadiTidakDikenal {
                mungkin: nearest(kode.as_str(), register.opd.keys().map(Kode::as_str)),
                kode: kode.to_string(),
            },
            other => other,
        })?;
    }
    match (perubahan, change.menjadi.first()) {
        (PerubahanOpd::BergantiInduk, Some(induk)) => no_circle(&change.opd, induk, register),
        _ => Ok(()),
    }
}

/// Walks upward from the unit it would stand under: it may not meet the unit itself.
fn no_circle(opd: &Kode, induk: &Kode, register: &Register) -> Result<(), Refusal> {
    let mut above = register.opd.get(induk).and_then(|unit| unit.induk.as_ref());
    // No unit stands deeper than there are units.
    for _ in 0..register.opd.len() {
        match above {
            None => return Ok(()),
            Some(unit) if unit == opd => break,
            Some(unit) => above = register.opd.get(unit).and_then(|unit| unit.induk.as_ref()),
        }
    }
    Err(Refusal::IndukMelingkar { opd: opd.to_string(), induk: induk.to_string() })
}

pub(super) fn accept_kbk_change(
    change: &KbkChanged,
    day: Date,
    register: &Register,
) -> Result<(), Refusal> {
    let perubahan = change.perubahan;
    let filled = |cell: bool| usize::from(cell);
    let optional = Perlu::PalingBanyakSatu;
    let (nama, opd, sk) = match perubahan {
        PerubahanKbk::BergantiNama => (Perlu::Isi, Perlu::Kosong, optional),
        PerubahanKbk::BergantiSk => (Perlu::Kosong, Perlu::Kosong, Perlu::Isi),
        PerubahanKbk::BergantiOpd => (Perlu::Kosong, Perlu::Isi, optional),
        PerubahanKbk::Berakhir => (Perlu::Kosong, Perlu::Kosong, Perlu::Kosong),
    };
    needs(perubahan.word(), "nama", nama, filled(change.nama.is_some()))?;
    needs(perubahan.word(), "opd", opd, filled(change.opd.is_some()))?;
    needs(perubahan.word(), "sk_nomor", sk, filled(change.sk_nomor.is_some()))?;
    // A decree has a number and a date, or is not named at all.
    let sk = if change.sk_nomor.is_some() { Perlu::Isi } else { Perlu::Kosong };
    needs(perubahan.word(), "sk_tanggal", sk, filled(change.sk_tanggal.is_some()))?;
    of_new_code(register, &change.kode)?;
    find_kbk(register, &change.kbk)?;
    let known = register.kbk_life.get(&change.kbk).and_then(|life| life.ended());
    if let Some(ended) = known.filter(|e| e.on < day || perubahan == PerubahanKbk::Berakhir) {
        return Err(kbk_ended(&change.kbk, ended));
    }
    // A KBK whose unit has ended may go to another: that is what it is for.
    change.opd.as_ref().map_or(Ok(()), |opd| living_opd(register, opd, day).map(|_| ()))
}

/// A person is where the latest change says, so an older one comes too late.
pub(super) fn accept_pegawai_change(
    change: &PegawaiChanged,
    day: Date,
    register: &Register,
) -> Result<(), Refusal> {
    if let Some(opd) = &change.opd {
        living_opd(register, opd, day)?;
    }
    let sejak = register.pegawai.get(&change.pegawai).and_then(|pegawai| pegawai.sejak);
    match sejak.filter(|sejak| *sejak > day) {
        Some(sejak) => {
            Err(Refusal::PerubahanMundur { tanggal: date_text(day), sejak: date_text(sejak) })
        }
        None => Ok(()),
    }
}

/// Fails where a fact is dated in a locked year or quarter. What the rules or the calendar date by
/// themselves (units, lists, periods, the Gelar) is not asked.
pub(super) fn not_locked(intent: &Intent, day: Date, register: &Register) -> Result<(), Refusal> {
    let is_dated = matches!(
        intent,
        Intent::FormKbk(_)
            | Intent::SubmitForm { .. }
            | Intent::SubmitScorecard(_)
            | Intent::DecideGelar(_)
            | Intent::RecordKegiatan(_)
            | Intent::RecordRapat(_)
            | Intent::ChangeOpd(_)
            | Intent::ChangeKbk(_)
            | Intent::ChangePegawai(_)
            | Intent::RecordCatatan(_)
            | Intent::RecordTogether { .. }
    );
    let holds = |lock: &crate::register::Lock| (lock.mulai..=lock.selesai).contains(&day);
    match register.locked.iter().find(|(_, lock)| is_dated && holds(lock)) {
        Some((kode, lock)) => Err(Refusal::PeriodeDikunci {
            kode: kode.to_string(),
            tanggal: date_text(day),
            posisi: lock.at.0,
        }),
        None => Ok(()),
    }
}

/// Years and quarters lock; a round or a Gelar closes.
pub(super) fn accept_lock(kode: &Kode, register: &Register) -> Result<(), Refusal> {
    is_year_or_quarter(kode, register)?;
    match register.locked.get(kode) {
        Some(lock) => Err(Refusal::SudahDikunci { kode: kode.to_string(), posisi: lock.at.0 }),
        None => Ok(()),
    }
}

pub(super) fn accept_unlock(kode: &Kode, register: &Register) -> Result<(), Refusal> {
    is_year_or_quarter(kode, register)?;
    match register.locked.contains_key(kode) {
        true => Ok(()),
        false => Err(Refusal::BelumDikunci { kode: kode.to_string() }),
    }
}

pub(super) fn is_year_or_quarter(kode: &Kode, register: &Register) -> Result<(), Refusal> {
    if register.days_of(kode).is_some() {
        return Ok(());
    }
    match register.periode.contains_key(kode) || register.gelar.contains_key(kode) {
        true => Err(Refusal::HanyaTahunAtauTriwulan { kode: kode.to_string() }),
        false => {
            let known = register.periode.iter().filter(|(_, periode)| {
                matches!(periode.jenis, JenisPeriode::Tahun | JenisPeriode::Triwulan)
            });
            Err(Refusal::PeriodeTidakDikenal {
                mungkin: nearest(kode.as_str(), known.map(|(kode, _)| kode.as_str())),
                kode: kode.to_string(),
            })
        }
    }
}
