//! The rules of the Gelar: rubric, judges, entries, sheets.

use time::Date;

use super::{Dasar, Refusal, find_kbk, find_ronde, is_open, not_own_unit};
use crate::event::{Closed, GelarCriteriaSet, GelarDecided, GelarScored, JenisPeriode};
use crate::identity::{Kode, Pseudonym, date_text};
use crate::register::{Gelar, Register, nearest};
use crate::rule_pack::{RulePack, Topik};

/// A Gelar names the scorecard round that decides who may enter, where the regulation has a
/// scorecard, and one or more values as its topic, where it wants that (AMB-047).
pub(super) fn accept_opening(
    ronde: Option<&Kode>,
    topik: &str,
    register: &Register,
    pack: &RulePack,
) -> Result<(), Refusal> {
    let Some(rule) = &pack.gelar else {
        return Err(Refusal::TanpaGelar { paket: pack.kode.clone() });
    };
    let dasar = |kolom: &str| {
        let (kolom, judul) = (kolom.to_owned(), rule.nama.clone());
        Box::new(Dasar { kolom, judul, sumber: rule.sumber.clone(), keputusan: None })
    };
    match ronde {
        Some(ronde) => _ = find_ronde(register, ronde, JenisPeriode::RondeScorecard)?,
        None if pack.scorecard.is_some() => {
            return Err(Refusal::RondeKosong { dasar: dasar("ronde") });
        }
        None => {}
    }
    let is_value = |topik: &str| pack.nilai.iter().any(|nilai| nilai.kode == topik);
    if rule.topik == Topik::Nilai && !topik.split(';').all(|topik| is_value(topik.trim())) {
        let known: Vec<&str> = pack.nilai.iter().map(|nilai| nilai.kode.as_str()).collect();
        let (dasar, topik) = (dasar("topik"), topik.to_owned());
        return Err(Refusal::TopikBukanNilai { dasar, topik, pilihan: known.join(", ") });
    }
    Ok(())
}

pub(super) fn find_gelar<'r>(register: &'r Register, kode: &Kode) -> Result<&'r Gelar, Refusal> {
    register.gelar.get(kode).ok_or_else(|| Refusal::GelarTidakDikenal {
        mungkin: nearest(kode.as_str(), register.gelar.keys().map(Kode::as_str)),
        kode: kode.to_string(),
    })
}

pub(super) fn open_gelar<'r>(register: &'r Register, kode: &Kode) -> Result<&'r Gelar, Refusal> {
    let gelar = find_gelar(register, kode)?;
    match gelar.closed {
        None => Ok(gelar),
        Some(position) => {
            Err(Refusal::PeriodeDitutup { kode: kode.to_string(), posisi: position.0 })
        }
    }
}

/// A Gelar closes with a sheet of every judge for every entry, or with a reason.
pub(super) fn accept_close_gelar(closing: &Closed, register: &Register) -> Result<(), Refusal> {
    let gelar = find_gelar(register, &closing.kode)?;
    is_open(&closing.kode, gelar.closed)?;
    let mut missing = gelar.peserta.keys().flat_map(|kbk| {
        let unit = register.opd_of_kbk(kbk);
        let absent = move |juri: &&Pseudonym| {
            let own_unit = unit.is_some() && register.opd_of_pegawai(juri) == unit;
            !own_unit && !gelar.sheets.contains(&(kbk.clone(), **juri))
        };
        gelar.juri.iter().filter(absent).map(move |_| kbk)
    });
    match (missing.next(), &closing.alasan) {
        (Some(first), None) => Err(Refusal::LembarKurang {
            gelar: closing.kode.to_string(),
            contoh: first.to_string(),
            jumlah: 1 + missing.count(),
        }),
        _ => Ok(()),
    }
}

/// Largest common denominator of a rubric's marks, so that sums stay exact in 64 bits.
const LARGEST_DENOMINATOR: u64 = 1_000_000;

pub(super) fn accept_criteria(
    rubric: &GelarCriteriaSet,
    register: &Register,
) -> Result<(), Refusal> {
    let gelar = open_gelar(register, &rubric.gelar)?;
    if !gelar.peserta.is_empty() {
        return Err(Refusal::KriteriaBeku { gelar: rubric.gelar.to_string() });
    }
    let mut denominator = 1;
    for (index, kriteria) in rubric.kriteria.iter().enumerate() {
        if rubric.kriteria[..index].iter().any(|earlier| earlier.kode == kriteria.kode) {
            return Err(Refusal::KriteriaGanda { kriteria: kriteria.kode.clone() });
        }
        denominator = least_common_multiple(denominator, u64::from(kriteria.maks));
        if kriteria.maks == 0 || kriteria.maks > 1_000 || denominator > LARGEST_DENOMINATOR {
            return Err(Refusal::KriteriaMaks {
                kriteria: kriteria.kode.clone(),
                maks: kriteria.maks,
            });
        }
    }
    let jumlah = rubric.kriteria.iter().map(|kriteria| kriteria.bobot).sum();
    match jumlah {
        100 => Ok(()),
        _ => Err(Refusal::BobotKriteria { gelar: rubric.gelar.to_string(), jumlah }),
    }
}

/// Least common multiple; 0 when either is 0.
pub fn least_common_multiple(a: u64, b: u64) -> u64 {
    let (mut x, mut y) = (a, b);
    while y != 0 {
        (x, y) = (y, x % y);
    }
    a.checked_div(x).map_or(0, |quotient| quotient * b)
}

pub(super) fn accept_gelar_sheet(sheet: &GelarScored, register: &Register) -> Result<(), Refusal> {
    let gelar = open_gelar(register, &sheet.gelar)?;
    find_kbk(register, &sheet.kbk)?;
    if gelar.kriteria.is_empty() {
        return Err(Refusal::KriteriaBelumAda { gelar: sheet.gelar.to_string() });
    }
    if !gelar.juri.contains(&sheet.juri) {
        return Err(Refusal::BukanJuri { gelar: sheet.gelar.to_string() });
    }
    if !gelar.peserta.contains_key(&sheet.kbk) {
        let (gelar, kbk) = (sheet.gelar.to_string(), sheet.kbk.to_string());
        return Err(Refusal::BukanPeserta { gelar, kbk });
    }
    not_own_unit(register, &sheet.kbk, sheet.juri)?;
    for (index, mark) in sheet.nilai.iter().enumerate() {
        let Some(kriteria) = gelar.kriteria.iter().find(|k| k.kode == mark.kriteria) else {
            let known: Vec<&str> = gelar.kriteria.iter().map(|k| k.kode.as_str()).collect();
            return Err(Refusal::KriteriaTidakDikenal {
                kriteria: mark.kriteria.clone(),
                pilihan: known.join(", "),
            });
        };
        if sheet.nilai[..index].iter().any(|earlier| earlier.kriteria == mark.kriteria) {
            return Err(Refusal::KriteriaGanda { kriteria: mark.kriteria.clone() });
        }
        if mark.nilai.0 > i64::from(kriteria.maks) * 100 {
            return Err(Refusal::NilaiMelebihiMaks {
                kriteria: mark.kriteria.clone(),
                nilai: mark.nilai.to_string(),
                maks: kriteria.maks,
            });
        }
    }
    let absent = |k: &&crate::event::Kriteria| !sheet.nilai.iter().any(|m| m.kriteria == k.kode);
    let missing: Vec<&str> =
        gelar.kriteria.iter().filter(absent).map(|k| k.kode.as_str()).collect();
    match missing.is_empty() {
        true => Ok(()),
        false => Err(Refusal::KriteriaKurang { kriteria: missing.join(", ") }),
    }
}

/// The choice between those at place 1 is made once the result stands, of a KBK that has entered, in
/// the kategori that it entered in (AMB-042). Whether it is at place 1 is asked of the record, never
/// here: no score is computed where events are accepted.
pub(super) fn accept_decision(
    decision: &GelarDecided,
    day: Date,
    register: &Register,
) -> Result<(), Refusal> {
    let gelar = find_gelar(register, &decision.gelar)?;
    find_kbk(register, &decision.kbk)?;
    let (kode, kbk) = (decision.gelar.to_string(), decision.kbk.to_string());
    if gelar.closed.is_none() {
        return Err(Refusal::GelarBelumDitutup { gelar: kode });
    }
    if day < gelar.opened.buka {
        let (tanggal, mulai) = (date_text(day), date_text(gelar.opened.buka));
        return Err(Refusal::SebelumRonde { tanggal, mulai, periode: kode });
    }
    match gelar.peserta.get(&decision.kbk) {
        None => Err(Refusal::BukanPeserta { gelar: kode, kbk }),
        Some(kategori) if *kategori != decision.kategori => {
            let (kategori, diputus) = (kategori.clone(), decision.kategori.clone());
            Err(Refusal::KategoriLain { kbk, kategori, diputus })
        }
        Some(_) => Ok(()),
    }
}
