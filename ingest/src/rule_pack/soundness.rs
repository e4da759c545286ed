//! The proof that a pack may be obeyed.

mod formulir;
mod kewajiban;

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Butir, Instrumen, KategoriScorecard, RulePack, Scorecard};
use crate::event::{JenisOpd, Word};
use crate::identity::{Kode, parse_date};

/// Why a pack is not obeyed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "masalah", rename_all = "kebab-case")]
#[allow(missing_docs)] // the fields are the facts of the message
pub enum PackProblem {
    /// The file is not TOML.
    BukanToml { pesan: String },
    /// A key that no entry of this kind has.
    KunciTidakDikenal { kunci: String, boleh: String },
    /// A key that every entry of this kind must have.
    KunciKurang { kunci: String },
    /// A word that is none of those that may stand there.
    KataTidakDikenal { kata: String, boleh: String },
    /// A value of another kind.
    IsiSalah { ada: String, perlu: String },
    /// Two entries of one list share a code.
    KodeGanda { kode: String },
    /// An entry names something the pack does not have.
    TidakDikenal { menyebut: String },
    /// A code that events and addresses cannot carry.
    KodeTidakSah { kode: String },
    /// A code that cannot be the heading of a column, or the name of an import.
    JudulTidakSah { kode: String },
    /// A form is called like an import that every record has.
    JenisBawaan { kode: String },
    /// Two imports have the same columns: no fault, but a file must be called after its form.
    KepalaSama { lain: String },
    /// An entry has no source.
    TanpaSumber,
    /// A decision that does not exist.
    KeputusanTidakAda { nomor: String },
    /// A question stands in no group, or in two.
    PertanyaanTanpaKelompok { kali: usize },
    /// Bands leave a possible total without a category.
    PitaBolong { nilai: i64 },
    /// Two bands own one total.
    PitaTumpangTindih { nilai: i64 },
    /// Averages between two bands have no category, since no way of rounding is given.
    PitaRataRata { dari: i64, sampai: i64 },
    /// Two bands of the scorecard both own a score, and nothing says whose it is.
    BatasGanda { nilai: i64, lain: String },
    /// Scores between two bands of the scorecard have no category.
    SelaScorecard { dari: i64, sampai: i64 },
    /// The best band of the scorecard does not reach 100.
    PuncakScorecard { sampai: i64 },
    /// Nothing says whose a score on an edge is.
    TanpaBatas,
    /// A line of the scorecard has no weight.
    BobotHilang,
    /// Scorecard weights do not sum to 100.
    BobotBukanSeratus { jumlah: u32, selisih: u32 },
    /// The scorecard's bands do not start at 0, or a band repeats an edge.
    PitaScorecard { dari: i64 },
    /// A rating step above 100 percent, or no step at all.
    LangkahTidakSah { langkah: String },
    /// A scale needs 2 to 9 choices.
    SkalaTidakSah { pilihan: usize },
    /// An entry condition on a measure that has no categories.
    SyaratTidakSah { instrumen: String },
    /// A day that lies before one that it must follow.
    TanggalTerbalik { awal: String, akhir: String },
    /// A day that is in no calendar.
    HariTidakAda { hari: String },
    /// A weekday without a weekly duty, or the other way round.
    HariTanpaMinggu,
    /// A column of choices without any, or with both kinds of list.
    PilihanKosong,
    /// Something that a column of this content cannot have.
    TidakUntukIsi { kunci: String },
    /// A column that an entry of the form does not have.
    KolomTidakAda { kolom: String, formulir: String },
    /// A column whose content cannot be compared: sealed text, or a person.
    KolomTertutup { kolom: String },
    /// A code that its column does not take.
    KodePilihan { kode: String, kolom: String },
    /// Forms that refer to each other in a circle.
    RujukanMelingkar { jalur: String },
    /// A rule that asks for nothing.
    AturanKosong,
    /// A rule whose two columns can never hold the same.
    AturanTakBertemu { kolom: String, melalui: String },
    /// A part of the pack lacks what this kind of it needs.
    BagianKurang { perlu: String },
    /// An entry of one form that nothing refers to it with.
    TanpaRujukan { dari: String, ke: String },
}

/// What is found wrong, each with its place in the pack.
pub(super) type Found = Vec<(String, PackProblem)>;

impl RulePack {
    /// Everything that makes this pack unsound, each with its place; empty when it may be obeyed.
    pub fn problems(&self) -> Vec<(String, PackProblem)> {
        let mut found = Found::new();
        self.check_head(&mut found);
        self.check_scales(&mut found);
        for instrumen in &self.instrumen {
            self.check_instrumen(instrumen, &mut found);
        }
        if let Some(scorecard) = &self.scorecard {
            self.check_scorecard(scorecard, &mut found);
        }
        self.check_gelar(&mut found);
        self.check_forms(&mut found);
        self.check_bodies(&mut found);
        self.check_duties(&mut found);
        self.check_reports(&mut found);
        found
    }

    fn check_head(&self, found: &mut Found) {
        let berlaku = &self.berlaku;
        let mut days = vec![("berlaku", Some(&berlaku.mulai), berlaku.sampai.as_ref())];
        if let Some(profil) = &self.profil {
            days.push(("profil", profil.ditetapkan.as_ref(), profil.diundangkan.as_ref()));
        }
        for (tempat, awal, akhir) in days {
            let texts = [awal, akhir].map(|day| day.map(ToString::to_string));
            for day in texts.iter().flatten().filter(|day| parse_date(day).is_none()) {
                let hari = day.clone();
                found.push((tempat.to_owned(), PackProblem::HariTidakAda { hari }));
            }
            let [awal, akhir] = texts;
            if let Some((awal, akhir)) = awal.zip(akhir).filter(|(awal, akhir)| akhir < awal) {
                let problem = PackProblem::TanggalTerbalik { awal, akhir };
                found.push((tempat.to_owned(), problem));
            }
        }
        if Kode::parse(&self.kode).is_err() {
            let problem = PackProblem::KodeTidakSah { kode: self.kode.clone() };
            found.push((String::new(), problem));
        }
    }

    fn check_scales(&self, found: &mut Found) {
        for skala in self.skala.iter().filter(|skala| !(2..=9).contains(&skala.pilihan.len())) {
            let problem = PackProblem::SkalaTidakSah { pilihan: skala.pilihan.len() };
            found.push((format!("skala.{}", skala.kode), problem));
        }
    }

    fn check_instrumen(&self, instrumen: &Instrumen, found: &mut Found) {
        let place = |part: &str, kode: &str| format!("instrumen.{}.{part}.{kode}", instrumen.kode);
        let choices: BTreeMap<&str, i64> =
            self.skala.iter().map(|s| (s.kode.as_str(), s.pilihan.len() as i64)).collect();
        let mut largest_answer = BTreeMap::new();
        for pertanyaan in &instrumen.pertanyaan {
            let kode = &pertanyaan.kode;
            let mut wrong = |problem| found.push((place("pertanyaan", kode), problem));
            if !is_heading(kode) {
                wrong(PackProblem::JudulTidakSah { kode: kode.clone() });
            }
            match choices.get(pertanyaan.skala.as_str()) {
                Some(&largest) => _ = largest_answer.insert(kode.as_str(), largest),
                None => wrong(unknown("skala", &pertanyaan.skala)),
            }
            let groups = instrumen.kelompok.iter().flat_map(|k| &k.pertanyaan);
            let kali = groups.filter(|one| *one == kode).count();
            if kali != 1 {
                wrong(PackProblem::PertanyaanTanpaKelompok { kali });
            }
        }
        for kelompok in &instrumen.kelompok {
            let mut wrong = |problem| found.push((place("kelompok", &kelompok.kode), problem));
            let mut largest = 0;
            for kode in &kelompok.pertanyaan {
                match largest_answer.get(kode.as_str()) {
                    Some(answer) => largest += answer,
                    // A question whose scale is unknown is named above.
                    None if instrumen.pertanyaan.iter().any(|q| q.kode == *kode) => return,
                    None => wrong(unknown("pertanyaan", kode)),
                }
            }
            // Every total that a complete form can have is owned by exactly one band.
            for nilai in kelompok.pertanyaan.len() as i64..=largest {
                let owns =
                    |band: &&super::KategoriKelompok| (band.dari..=band.sampai).contains(&nilai);
                match kelompok.kategori.iter().filter(owns).count() {
                    1 => continue,
                    0 => wrong(PackProblem::PitaBolong { nilai }),
                    _ => wrong(PackProblem::PitaTumpangTindih { nilai }),
                }
                break;
            }
            // An average is hardly ever a whole number.
            if instrumen.pembulatan.is_none() {
                let mut edges: Vec<_> =
                    kelompok.kategori.iter().map(|b| (b.dari, b.sampai)).collect();
                edges.sort_unstable();
                for pair in edges.windows(2).filter(|pair| pair[0].1 < pair[1].0) {
                    let (dari, sampai) = (pair[0].1, pair[1].0);
                    wrong(PackProblem::PitaRataRata { dari, sampai });
                }
            }
        }
    }

    fn check_scorecard(&self, scorecard: &Scorecard, found: &mut Found) {
        for butir in &scorecard.butir {
            let tempat = || format!("scorecard.butir.{}", butir.kode);
            if !self.nilai.iter().any(|nilai| nilai.kode == butir.nilai) {
                found.push((tempat(), unknown("nilai", &butir.nilai)));
            }
            if butir.bobot == 0 {
                found.push((tempat(), PackProblem::BobotHilang));
            }
            if Kode::parse(&butir.kode).is_err() {
                found.push((tempat(), PackProblem::KodeTidakSah { kode: butir.kode.clone() }));
            }
        }
        check_weights(&scorecard.butir, found);
        if scorecard.langkah.is_empty() || scorecard.langkah.iter().any(|step| *step > 100) {
            let langkah = format!("{:?}", scorecard.langkah);
            found.push(("scorecard".to_owned(), PackProblem::LangkahTidakSah { langkah }));
        }
        // From the best downward, each edge lower than the one before, the last at 0.
        let mut above = 101;
        for kategori in &scorecard.kategori {
            if kategori.dari >= above || kategori.dari < 0 {
                let problem = PackProblem::PitaScorecard { dari: kategori.dari };
                found.push((band_place(kategori), problem));
            }
            above = kategori.dari;
        }
        match scorecard.kategori.last() {
            None => found.push(("scorecard".to_owned(), needs("scorecard.kategori"))),
            Some(last) if last.dari > 0 => {
                found.push((band_place(last), PackProblem::PitaScorecard { dari: last.dari }));
            }
            Some(_) => check_edges(scorecard, found),
        }
    }

    fn check_gelar(&self, found: &mut Found) {
        let Some(syarat) = self.gelar.as_ref().and_then(|gelar| gelar.syarat.as_ref()) else {
            return;
        };
        let mut wrong = |problem| found.push(("gelar.syarat".to_owned(), problem));
        match (&self.scorecard, syarat.instrumen.as_str()) {
            (Some(scorecard), "scorecard") => {
                if !scorecard.kategori.iter().any(|k| k.kode == syarat.paling_rendah) {
                    wrong(unknown("kategori", &syarat.paling_rendah));
                }
            }
            _ => wrong(PackProblem::SyaratTidakSah { instrumen: syarat.instrumen.clone() }),
        }
    }
}

fn check_weights(butir: &[Butir], found: &mut Found) {
    let jumlah: u32 = butir.iter().fold(0, |sum, butir| sum.saturating_add(butir.bobot));
    if jumlah != 100 {
        let problem = PackProblem::BobotBukanSeratus { jumlah, selisih: jumlah.abs_diff(100) };
        found.push(("scorecard".to_owned(), problem));
    }
}

fn band_place(kategori: &KategoriScorecard) -> String {
    format!("scorecard.kategori.{}", kategori.kode)
}

/// What both printed ends of the bands say. A score has two decimals, so that bands which only touch
/// in whole numbers leave scores out, and bands that share an edge both own it.
fn check_edges(scorecard: &Scorecard, found: &mut Found) {
    let before = found.len();
    if let Some(best) = scorecard.kategori.first()
        && let Some(sampai) = best.sampai.filter(|sampai| *sampai != 100)
    {
        found.push((band_place(best), PackProblem::PuncakScorecard { sampai }));
    }
    for pair in scorecard.kategori.windows(2) {
        let [upper, lower] = pair else { continue };
        let Some(sampai) = lower.sampai else { continue };
        let decided = upper.keputusan.is_some() || lower.keputusan.is_some();
        let closed = scorecard.batas.is_some() && decided;
        if sampai < upper.dari {
            let problem = PackProblem::SelaScorecard { dari: sampai, sampai: upper.dari };
            found.push((band_place(lower), problem));
        } else if sampai > upper.dari {
            found.push((band_place(lower), PackProblem::PitaTumpangTindih { nilai: sampai }));
        } else if !closed {
            let lain = lower.kode.clone();
            let problem = PackProblem::BatasGanda { nilai: sampai, lain };
            found.push((band_place(upper), problem));
        }
    }
    if scorecard.batas.is_none() && found.len() == before {
        found.push(("scorecard".to_owned(), PackProblem::TanpaBatas));
    }
}

/// An entry names something that the pack does not have.
fn unknown(what: &str, kode: &str) -> PackProblem {
    PackProblem::TidakDikenal { menyebut: format!("{what} {kode}") }
}

fn needs(what: &str) -> PackProblem {
    PackProblem::BagianKurang { perlu: what.to_owned() }
}

/// Whether a code can head a column: small letters, digits and `_`, a letter first.
fn is_heading(kode: &str) -> bool {
    let may = |letter: u8| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == b'_';
    kode.starts_with(|first: char| first.is_ascii_lowercase())
        && kode.len() <= 64
        && kode.bytes().all(may)
}

/// Kinds of unit that no unit can be of.
fn check_kinds(tempat: &str, jenis: &[String], found: &mut Found) {
    for one in jenis.iter().filter(|one| JenisOpd::from_word(one).is_none()) {
        found.push((tempat.to_owned(), unknown("jenis unit", one)));
    }
}

/// Units that cannot be named so.
fn check_units(tempat: &str, opd: &[String], found: &mut Found) {
    for kode in opd.iter().filter(|kode| Kode::parse(kode).is_err()) {
        found.push((tempat.to_owned(), PackProblem::KodeTidakSah { kode: kode.clone() }));
    }
}
