//! The proof that a pack may be obeyed.

mod formulir;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{Instrumen, RulePack, Scorecard};
use crate::identity::Kode;

/// Why a pack is not obeyed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "masalah", rename_all = "kebab-case")]
#[allow(missing_docs)] // the fields are the facts of the message
pub enum PackProblem {
    /// Two entries of one list share a code.
    KodeGanda { daftar: String, kode: String },
    /// An entry names something the pack does not have.
    TidakDikenal { tempat: String, menyebut: String },
    /// A code that columns and events cannot carry.
    KodeTidakSah { tempat: String, kode: String },
    /// An entry has no source.
    TanpaSumber { tempat: String },
    /// A question stands in no group, or in two.
    PertanyaanTanpaKelompok { instrumen: String, pertanyaan: String, kali: usize },
    /// Bands leave a possible total without a category.
    PitaBolong { tempat: String, nilai: i64 },
    /// Two bands own one total.
    PitaTumpangTindih { tempat: String, nilai: i64 },
    /// Scorecard weights do not sum to 100.
    BobotBukanSeratus { jumlah: u32 },
    /// The scorecard's bands do not start at 0, or a band repeats an edge.
    PitaScorecard { kode: String, dari: i64 },
    /// A rating step above 100 percent, or no step at all.
    LangkahTidakSah { langkah: String },
    /// A scale needs 2 to 9 choices.
    SkalaTidakSah { kode: String, pilihan: usize },
    /// An entry condition on a measure that has no categories.
    SyaratTidakSah { instrumen: String },
    /// `sampai` before `mulai`.
    TanggalTerbalik,
    /// A column has an attribute that only columns of another content can have, or lacks one that its
    /// content needs.
    KolomTidakSesuai { tempat: String, untuk: String },
    /// A rule or an advice that asks nothing, or says nothing.
    AturanKosong { tempat: String },
}

impl RulePack {
    /// Everything that makes this pack unsound; empty when it may be obeyed.
    pub fn problems(&self) -> Vec<PackProblem> {
        let mut found = Vec::new();
        self.check_values(&mut found);
        for instrumen in &self.instrumen {
            self.check_instrumen(instrumen, &mut found);
        }
        if let Some(scorecard) = &self.scorecard {
            self.check_scorecard(scorecard, &mut found);
        }
        self.check_gelar(&mut found);
        self.check_forms(&mut found);
        found
    }

    fn check_values(&self, found: &mut Vec<PackProblem>) {
        let berlaku = &self.berlaku;
        if let Some(sampai) = &berlaku.sampai
            && sampai.to_string() < berlaku.mulai.to_string()
        {
            found.push(PackProblem::TanggalTerbalik);
        }
        need_sumber("berlaku", &berlaku.sumber, found);
        need_sumber("peringkat", &self.peringkat.sumber, found);
        unique("nilai", self.nilai.iter().map(|n| &n.kode), found);
        unique("skala", self.skala.iter().map(|s| &s.kode), found);
        unique("instrumen", self.instrumen.iter().map(|i| &i.kode), found);
        unique("jenis_kegiatan", self.jenis_kegiatan.iter().map(|j| &j.kode), found);
        for nilai in &self.nilai {
            need_sumber(&format!("nilai.{}", nilai.kode), &nilai.sumber, found);
            for (index, perilaku) in nilai.perilaku.iter().enumerate() {
                let tempat = format!("nilai.{}.perilaku {}", nilai.kode, index + 1);
                need_sumber(&tempat, &perilaku.sumber, found);
            }
        }
        for skala in &self.skala {
            need_sumber(&format!("skala.{}", skala.kode), &skala.sumber, found);
            if !(2..=9).contains(&skala.pilihan.len()) {
                found.push(PackProblem::SkalaTidakSah {
                    kode: skala.kode.clone(),
                    pilihan: skala.pilihan.len(),
                });
            }
        }
        for (index, struktur) in self.struktur.iter().enumerate() {
            need_sumber(&format!("struktur {}", index + 1), &struktur.sumber, found);
        }
        for jenis in &self.jenis_kegiatan {
            need_sumber(&format!("jenis_kegiatan.{}", jenis.kode), &jenis.sumber, found);
        }
    }

    fn check_instrumen(&self, instrumen: &Instrumen, found: &mut Vec<PackProblem>) {
        let place = |part: &str| format!("instrumen.{}.{part}", instrumen.kode);
        need_sumber(&format!("instrumen.{}", instrumen.kode), &instrumen.sumber, found);
        need_sumber(&place("pembulatan"), &instrumen.pembulatan.sumber, found);
        need_sumber(&place("responden"), &instrumen.responden.sumber, found);
        unique(&place("pertanyaan"), instrumen.pertanyaan.iter().map(|q| &q.kode), found);
        unique(&place("kelompok"), instrumen.kelompok.iter().map(|k| &k.kode), found);

        let choices: BTreeMap<&str, i64> =
            self.skala.iter().map(|s| (s.kode.as_str(), s.pilihan.len() as i64)).collect();
        let mut largest_answer = BTreeMap::new();
        for pertanyaan in &instrumen.pertanyaan {
            let tempat = place(&format!("pertanyaan.{}", pertanyaan.kode));
            need_sumber(&tempat, &pertanyaan.sumber, found);
            if Kode::parse(&pertanyaan.kode).is_err() {
                let kode = pertanyaan.kode.clone();
                found.push(PackProblem::KodeTidakSah { tempat: tempat.clone(), kode });
            }
            match choices.get(pertanyaan.skala.as_str()) {
                Some(&largest) => {
                    largest_answer.insert(pertanyaan.kode.as_str(), largest);
                }
                None => found.push(PackProblem::TidakDikenal {
                    tempat,
                    menyebut: format!("skala {}", pertanyaan.skala),
                }),
            }
            let kali = instrumen
                .kelompok
                .iter()
                .flat_map(|k| &k.pertanyaan)
                .filter(|kode| **kode == pertanyaan.kode)
                .count();
            if kali != 1 {
                found.push(PackProblem::PertanyaanTanpaKelompok {
                    instrumen: instrumen.kode.clone(),
                    pertanyaan: pertanyaan.kode.clone(),
                    kali,
                });
            }
        }
        for kelompok in &instrumen.kelompok {
            let tempat = place(&format!("kelompok.{}", kelompok.kode));
            need_sumber(&tempat, &kelompok.sumber, found);
            let mut largest = 0;
            for kode in &kelompok.pertanyaan {
                match largest_answer.get(kode.as_str()) {
                    Some(answer) => largest += answer,
                    None => found.push(PackProblem::TidakDikenal {
                        tempat: tempat.clone(),
                        menyebut: format!("pertanyaan {kode}"),
                    }),
                }
            }
            for kategori in &kelompok.kategori {
                need_sumber(
                    &format!("{tempat}.kategori.{}", kategori.nama),
                    &kategori.sumber,
                    found,
                );
            }
            // Every total that a complete form can have is owned by exactly one band.
            for total in kelompok.pertanyaan.len() as i64..=largest {
                let owners = kelompok
                    .kategori
                    .iter()
                    .filter(|k| (k.dari..=k.sampai).contains(&total))
                    .count();
                match owners {
                    1 => continue,
                    0 => {
                        found.push(PackProblem::PitaBolong { tempat: tempat.clone(), nilai: total })
                    }
                    _ => found.push(PackProblem::PitaTumpangTindih {
                        tempat: tempat.clone(),
                        nilai: total,
                    }),
                }
                break;
            }
        }
    }

    fn check_scorecard(&self, scorecard: &Scorecard, found: &mut Vec<PackProblem>) {
        need_sumber("scorecard", &scorecard.sumber, found);
        unique("scorecard.butir", scorecard.butir.iter().map(|b| &b.kode), found);
        unique("scorecard.kategori", scorecard.kategori.iter().map(|k| &k.kode), found);
        for butir in &scorecard.butir {
            let tempat = format!("scorecard.butir.{}", butir.kode);
            need_sumber(&tempat, &butir.sumber, found);
            if !self.nilai.iter().any(|nilai| nilai.kode == butir.nilai) {
                found.push(PackProblem::TidakDikenal {
                    tempat,
                    menyebut: format!("nilai {}", butir.nilai),
                });
            }
        }
        let jumlah: u32 = scorecard.butir.iter().map(|butir| butir.bobot).sum();
        if jumlah != 100 {
            found.push(PackProblem::BobotBukanSeratus { jumlah });
        }
        if scorecard.langkah.is_empty() || scorecard.langkah.iter().any(|step| *step > 100) {
            found
                .push(PackProblem::LangkahTidakSah { langkah: format!("{:?}", scorecard.langkah) });
        }
        // From the best downward, each edge lower than the one before, the last at 0.
        let mut above = 101;
        for kategori in &scorecard.kategori {
            need_sumber(&format!("scorecard.kategori.{}", kategori.kode), &kategori.sumber, found);
            if kategori.dari >= above || kategori.dari < 0 {
                found.push(PackProblem::PitaScorecard {
                    kode: kategori.kode.clone(),
                    dari: kategori.dari,
                });
            }
            above = kategori.dari;
        }
        if above != 0 {
            let kode = scorecard.kategori.last().map(|k| k.kode.clone()).unwrap_or_default();
            found.push(PackProblem::PitaScorecard { kode, dari: above });
        }
    }

    fn check_gelar(&self, found: &mut Vec<PackProblem>) {
        let Some(gelar) = &self.gelar else { return };
        need_sumber("gelar", &gelar.sumber, found);
        let Some(syarat) = &gelar.syarat else { return };
        need_sumber("gelar.syarat", &syarat.sumber, found);
        match (&self.scorecard, syarat.instrumen.as_str()) {
            (Some(scorecard), "scorecard") => {
                if !scorecard.kategori.iter().any(|k| k.kode == syarat.paling_rendah) {
                    found.push(PackProblem::TidakDikenal {
                        tempat: "gelar.syarat".into(),
                        menyebut: format!("kategori {}", syarat.paling_rendah),
                    });
                }
            }
            _ => found.push(PackProblem::SyaratTidakSah { instrumen: syarat.instrumen.clone() }),
        }
    }
}

fn need_sumber(tempat: &str, sumber: &str, found: &mut Vec<PackProblem>) {
    if sumber.trim().is_empty() {
        found.push(PackProblem::TanpaSumber { tempat: tempat.to_owned() });
    }
}

fn unique<'a>(daftar: &str, codes: impl Iterator<Item = &'a String>, found: &mut Vec<PackProblem>) {
    let mut seen = BTreeSet::new();
    for kode in codes {
        if !seen.insert(kode) {
            found.push(PackProblem::KodeGanda { daftar: daftar.to_owned(), kode: kode.clone() });
        }
    }
}
