//! A regulation as data: the rule pack, its loading and its proof of soundness.
//!
//! No weight, band, step or label of a regulation stands in Rust. Everything that a score, a
//! category or a place depends on is read from `regulations/<pemda>/<regulation>/rule_pack.toml`,
//! each entry beside the pasal or lampiran it was taken from (`sumber`) and, where the text leaves
//! something open, the decision that closes it (`keputusan`, an AMB number).

mod entri;
mod formulir;
mod keputusan;
mod kewajiban;
mod profil;
mod soundness;
mod tambahan;
mod uji;

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

pub use entri::Entri;
pub use formulir::{Aturan, Daftar, Formulir, IsiKolom, Kolom, Pilihan, Saran, Untuk};
pub use keputusan::{Keputusan, keputusan};
pub use kewajiban::{Bagian, Dipenuhi, Hari, JenisBagian, Kewajiban, Laporan, Tiap};
pub use profil::{
    Bacaan, Fungsi, Jabatan, JenisSemboyan, Kbk, Kekuatan, NamaKbk, Penghargaan, Peran, Profil,
    Semboyan, SkKbk, Struktur, Tim,
};
pub use soundness::PackProblem;
pub use tambahan::Collision;
pub use uji::{PackFault, Uji};

use crate::frame::Questions;
/// SHA-256 of a rule pack's bytes, as events name it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PackHash(pub [u8; 32]);

impl PackHash {
    /// Hash of the exact bytes of a `rule_pack.toml`.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }
}

impl fmt::Display for PackHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for PackHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PackHash({self})")
    }
}

/// One regulation, as data.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RulePack {
    /// Code of the regulation, such as `perbup_11_2020`.
    pub kode: String,
    /// Full title as printed.
    pub judul: String,
    /// The government that issued it, as it is named in the title.
    pub pemda: String,
    /// Dates in force.
    pub berlaku: Berlaku,
    /// The culture values with their behaviours.
    #[serde(default)]
    pub nilai: Vec<Nilai>,
    /// Answer scales by code; a question names one.
    #[serde(default)]
    pub skala: Vec<Skala>,
    /// Questionnaires. An evaluation round uses the first.
    #[serde(default)]
    pub instrumen: Vec<Instrumen>,
    /// The weighted scorecard of a KBK, where the regulation has one.
    pub scorecard: Option<Scorecard>,
    /// The Gelar and who may enter it, where the regulation has one.
    pub gelar: Option<Gelar>,
    /// How places are given.
    pub peringkat: Peringkat,
    /// Number, dates and words of the regulation itself.
    pub profil: Option<Profil>,
    /// Who must have a KBK, and whose decree forms it.
    pub kbk: Option<Kbk>,
    /// KBK positions per kind of unit.
    #[serde(default)]
    pub struktur: Vec<Struktur>,
    /// Positions with their tasks.
    #[serde(default)]
    pub peran: Vec<Peran>,
    /// Central bodies.
    #[serde(default)]
    pub tim: Vec<Tim>,
    /// Kinds of KBK activity that may be recorded; empty allows any.
    #[serde(default)]
    pub jenis_kegiatan: Vec<JenisKegiatan>,
    /// Motto, salam, slogan, budaya malu.
    #[serde(default)]
    pub semboyan: Vec<Semboyan>,
    /// Texts for reading.
    #[serde(default)]
    pub bacaan: Vec<Bacaan>,
    /// Forms.
    #[serde(default)]
    pub formulir: Vec<Formulir>,
    /// Duties with a date.
    #[serde(default)]
    pub kewajiban: Vec<Kewajiban>,
    /// Reports.
    #[serde(default)]
    pub laporan: Vec<Laporan>,
    /// Awards.
    #[serde(default)]
    pub penghargaan: Vec<Penghargaan>,
}

/// Dates in force of a regulation.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Berlaku {
    /// First day in force.
    pub mulai: toml::value::Datetime,
    /// Last day in force; none while it stands.
    pub sampai: Option<toml::value::Datetime>,
    /// Where the date stands.
    pub sumber: String,
    /// The decision that closes what the text leaves open.
    pub keputusan: Option<String>,
}

/// One culture value.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Nilai {
    /// Code used by scorecard lines, activities and columns.
    pub kode: String,
    /// Name as printed.
    pub nama: String,
    /// Meaning as printed.
    #[serde(default)]
    pub arti: String,
    /// Pasal.
    pub sumber: String,
    /// Its letter in a motto, where it has one.
    #[serde(default)]
    pub huruf: String,
    /// What is to be known about it: a note, not part of the text.
    #[serde(default)]
    pub catatan: String,
    /// The decision that closes what the text leaves open.
    pub keputusan: Option<String>,
    /// Key behaviours, in printed order.
    #[serde(default)]
    pub perilaku: Vec<Perilaku>,
    /// Success measures, in printed order.
    #[serde(default)]
    pub ukuran: Vec<Perilaku>,
}

/// One key behaviour or success measure of a value.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Perilaku {
    /// Text as printed.
    pub teks: String,
    /// Pasal.
    pub sumber: String,
}

/// An answer scale; an answer is the number of a choice, counted from 1.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Skala {
    /// Code that questions name.
    pub kode: String,
    /// Words of the choices 1, 2, 3, ... in printed order.
    pub pilihan: Vec<String>,
    /// Lampiran.
    pub sumber: String,
}

/// Which way a number is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Arah {
    /// Lower is better.
    MakinKecilMakinBaik,
    /// Higher is better.
    MakinBesarMakinBaik,
}

/// How an average becomes the whole number that a band table is made for (AMB-002).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CaraPembulatan {
    /// To the nearest whole number, half upward.
    SetengahKeAtas,
    /// Always up.
    SelaluKeAtas,
    /// Always down.
    SelaluKeBawah,
}

/// A questionnaire.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Instrumen {
    /// Code, `evaluasi` for the national form.
    pub kode: String,
    /// Title as printed.
    pub nama: String,
    /// Instruction to the respondent as printed.
    #[serde(default)]
    pub pengantar: String,
    /// Off until the government switches it on in its own pack (AMB-020); on where left out.
    #[serde(default = "yes")]
    pub aktif: bool,
    /// Direction of its totals.
    pub arah: Arah,
    /// Rounding before the category of an average is looked up. Without it, averages between two
    /// bands have none.
    pub pembulatan: Option<Pembulatan>,
    /// Limits below which a result is marked or withheld.
    pub responden: Responden,
    /// Lampiran.
    pub sumber: String,
    /// Groups of questions, each with its own total and bands.
    pub kelompok: Vec<Kelompok>,
    /// Every question in order.
    pub pertanyaan: Vec<Pertanyaan>,
    /// Their codes as forms carry them, put together once.
    #[serde(skip)]
    codes: OnceLock<Questions>,
}

impl Instrumen {
    /// Codes of its questions, in order.
    pub fn questions(&self) -> Questions {
        let codes = || self.pertanyaan.iter().map(|q| q.kode.clone()).collect::<Vec<_>>();
        self.codes.get_or_init(|| Questions::of(&codes())).clone()
    }
}

/// Rounding of an average before its category is looked up.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pembulatan {
    /// The way.
    pub cara: CaraPembulatan,
    /// Where it stands.
    pub sumber: String,
    /// The decision that closes what the text leaves open.
    pub keputusan: Option<String>,
}

/// How many respondents make a result (AMB-014).
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Responden {
    /// Fewer forms than this: no histogram, no class, and on pages no figures at all.
    pub paling_sedikit: u32,
    /// Below this share of the registered staff, in percent, the result is marked.
    pub memadai_persen: u32,
    /// Where it stands.
    pub sumber: String,
    /// The decision that closes what the text leaves open.
    pub keputusan: Option<String>,
}

/// A group of questions with one total and its bands.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kelompok {
    /// Code, such as `I`.
    pub kode: String,
    /// Heading as printed.
    pub nama: String,
    /// Lampiran.
    pub sumber: String,
    /// Codes of its questions.
    pub pertanyaan: Vec<String>,
    /// Bands over the whole-number totals.
    pub kategori: Vec<KategoriKelompok>,
}

/// One band of a group total; both ends belong to it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KategoriKelompok {
    /// Smallest total.
    pub dari: i64,
    /// Largest total.
    pub sampai: i64,
    /// Category as printed.
    pub nama: String,
    /// Advice as printed.
    #[serde(default)]
    pub saran: String,
    /// Lampiran.
    pub sumber: String,
}

/// How much of a printed text survived in the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StatusTeks {
    /// As printed.
    Utuh,
    /// A fragment; the rest rebuilt or missing, shown as *teks belum lengkap*.
    Sebagian,
    /// Nothing survived.
    Hilang,
}

/// One question.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pertanyaan {
    /// Code and column name, such as `q1`.
    pub kode: String,
    /// Text shown to the respondent.
    pub teks: String,
    /// Code of its scale.
    pub skala: String,
    /// Lampiran.
    pub sumber: String,
    /// How much of the text survived.
    pub status: StatusTeks,
    /// The decision that closes what the text leaves open.
    pub keputusan: Option<String>,
}

/// The weighted scorecard.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scorecard {
    /// Title as printed.
    pub nama: String,
    /// Lampiran.
    pub sumber: String,
    /// Percentages a line may be rated with (AMB-004).
    pub langkah: Vec<u8>,
    /// Whether every sheet carries written grounds for each rating (AMB-004).
    pub alasan: Alasan,
    /// Which band owns a score that lies on a shared edge (AMB-001).
    pub batas: Option<Batas>,
    /// The lines with their weights; weights sum to 100.
    pub butir: Vec<Butir>,
    /// Bands from the best downward.
    pub kategori: Vec<KategoriScorecard>,
}

/// Whether a written ground must stand beside a rating.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Alasan {
    /// A rating without a ground is refused.
    Wajib,
    /// A ground may be left out.
    Dianjurkan,
}

/// Which of two bands owns their shared edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Batas {
    /// The band that starts there.
    MasukKeAtas,
    /// The band that ends there.
    MasukKeBawah,
}

/// One line of the scorecard.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Butir {
    /// Code, such as `S01`.
    pub kode: String,
    /// Code of the value it belongs to.
    pub nilai: String,
    /// Key behaviour it spells out.
    #[serde(default)]
    pub indikator: String,
    /// Text of the line.
    pub teks: String,
    /// Weight in points of 100; 0 where the source has lost it.
    #[serde(default)]
    pub bobot: u32,
    /// Lampiran.
    pub sumber: String,
    /// How much of the text survived.
    pub status: StatusTeks,
    /// The decision that closes what the text leaves open.
    pub keputusan: Option<String>,
}

/// One scorecard band; it reaches up to the next better band.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KategoriScorecard {
    /// Letter.
    pub kode: String,
    /// Word as printed.
    pub nama: String,
    /// Smallest score in points.
    pub dari: i64,
    /// Largest score in points as printed, where both ends are.
    pub sampai: Option<i64>,
    /// Pasal.
    pub sumber: String,
    /// The decision that closes what the text leaves open.
    pub keputusan: Option<String>,
}

/// The Gelar.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gelar {
    /// Its name in this regulation.
    pub nama: String,
    /// Pasal.
    pub sumber: String,
    /// Who may enter; none lets every KBK in (AMB-047).
    pub syarat: Option<Syarat>,
    /// What the topic must be.
    #[serde(default)]
    pub topik: Topik,
}

/// What the topic of a Gelar must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Topik {
    /// Any text.
    #[default]
    Bebas,
    /// Codes of one or more culture values with `;` between them (AMB-047).
    Nilai,
}

/// Condition of entry to the Gelar.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Syarat {
    /// The measure that decides: `scorecard`.
    pub instrumen: String,
    /// Lowest category that opens the Gelar.
    pub paling_rendah: String,
    /// Pasal.
    pub sumber: String,
    /// The decision that closes what the text leaves open.
    pub keputusan: Option<String>,
}

/// How places are given (AMB-042).
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Peringkat {
    /// What equal scores do: `berbagi` shares the place and skips the next.
    pub seri: Seri,
    /// Pasal, or `ketentuan daerah`.
    pub sumber: String,
    /// The decision that closes what the text leaves open.
    pub keputusan: Option<String>,
}

/// What equal scores do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Seri {
    /// 1, 1, 3.
    Berbagi,
}

/// A kind of activity.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JenisKegiatan {
    /// Code used by the `kegiatan` import.
    pub kode: String,
    /// Words on screen.
    pub nama: String,
    /// What it is, as printed.
    #[serde(default)]
    pub arti: String,
    /// The methods that may be used, in printed order; empty allows any.
    #[serde(default)]
    pub metode: Vec<Metode>,
    /// Pasal.
    pub sumber: String,
    /// The decision that closes what the text leaves open.
    pub keputusan: Option<String>,
}

/// A way to hold an activity (AMB-097).
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Metode {
    /// Code used by the `kegiatan` import.
    pub kode: String,
    /// Name as printed.
    pub nama: String,
    /// What it is, as printed.
    #[serde(default)]
    pub arti: String,
    /// Pasal.
    pub sumber: String,
}

/// A pack could not be used.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs)] // the fields are what the message names
pub enum PackError {
    /// No such file, or it cannot be read.
    #[error("{path}: {source}")]
    Unreadable { path: PathBuf, source: std::io::Error },
    /// Not TOML, or not sound.
    #[error("{path}: {} problems: {faults:?}", faults.len())]
    Unsound { path: PathBuf, faults: Vec<PackFault> },
}

/// A pack together with the hash that events name.
#[derive(Debug, Clone)]
pub struct LoadedPack {
    /// The rules.
    pub pack: RulePack,
    /// SHA-256 of the file.
    pub hash: PackHash,
    /// The exact bytes of the file.
    pub bytes: Vec<u8>,
}

impl LoadedPack {
    /// Reads and proves `path`, a `rule_pack.toml` or the folder that holds one.
    ///
    /// Errors: [`PackError`]; nothing unsound is ever returned.
    pub fn read(path: &Path) -> Result<Self, PackError> {
        Self::proved(Uji::read(path)?)
    }

    /// Proves the bytes of a `rule_pack.toml`; `file` is what errors call it. Errors: [`PackError`].
    pub fn of(file: &Path, bytes: Vec<u8>) -> Result<Self, PackError> {
        Self::proved(Uji::of(file, bytes))
    }

    fn proved(uji: Uji) -> Result<Self, PackError> {
        let Uji { file, bytes, pack, faults, .. } = uji;
        match pack.filter(|_| faults.is_empty()) {
            Some(pack) => Ok(Self { hash: PackHash::of(&bytes), pack, bytes }),
            None => Err(PackError::Unsound { path: file, faults }),
        }
    }
}

impl RulePack {
    /// The questionnaire an evaluation round uses.
    pub fn evaluasi(&self) -> Option<&Instrumen> {
        self.instrumen.iter().find(|instrumen| instrumen.aktif)
    }

    /// The form of this code.
    pub fn formulir(&self, kode: &str) -> Option<&Formulir> {
        self.formulir.iter().find(|formulir| formulir.kode == kode)
    }

    /// What may be chosen in a column: its own choices, or those of the list it names.
    pub fn choices(&self, kolom: &Kolom) -> Vec<Pilihan> {
        fn choice(kode: impl Into<String>, nama: &str) -> Pilihan {
            Pilihan { kode: kode.into(), nama: nama.to_owned() }
        }
        fn numbered<'t>(of: &str, texts: impl Iterator<Item = &'t str>) -> Vec<Pilihan> {
            let number = |(index, text)| choice(format!("{of}{}", index + 1), text);
            texts.enumerate().map(number).collect()
        }
        let texts = |of: &[Perilaku], nilai: &Nilai| {
            numbered(&format!("{}.", nilai.kode), of.iter().map(|one| one.teks.as_str()))
        };
        let Some(daftar) = kolom.daftar else {
            return kolom.pilihan.clone();
        };
        match daftar {
            Daftar::Nilai => self.nilai.iter().map(|n| choice(&n.kode, &n.nama)).collect(),
            Daftar::Perilaku => {
                self.nilai.iter().flat_map(|nilai| texts(&nilai.perilaku, nilai)).collect()
            }
            Daftar::Ukuran => {
                self.nilai.iter().flat_map(|nilai| texts(&nilai.ukuran, nilai)).collect()
            }
            Daftar::PeranKbk => {
                let of_kbk = self.peran.iter().filter(|peran| peran.badan == "kbk");
                of_kbk.map(|peran| choice(&peran.kode, &peran.nama)).collect()
            }
            Daftar::PeranTim => {
                let is_tim = |peran: &&Peran| self.tim.iter().any(|tim| tim.kode == peran.badan);
                let code = |peran: &Peran| format!("{}.{}", peran.badan, peran.kode);
                let of_tim = self.peran.iter().filter(is_tim);
                of_tim.map(|peran| choice(code(peran), &peran.nama)).collect()
            }
            Daftar::Tim => self.tim.iter().map(|tim| choice(&tim.kode, &tim.nama)).collect(),
            Daftar::JenisKegiatan => {
                self.jenis_kegiatan.iter().map(|j| choice(&j.kode, &j.nama)).collect()
            }
            Daftar::Laporan => self.laporan.iter().map(|l| choice(&l.kode, &l.nama)).collect(),
            Daftar::Penghargaan => {
                self.penghargaan.iter().map(|p| choice(&p.kode, &p.nama)).collect()
            }
            Daftar::Bacaan => {
                let text = self.bacaan.iter().find(|bacaan| bacaan.kode == kolom.bacaan);
                let lines = text.iter().flat_map(|bacaan| &bacaan.butir);
                numbered("", lines.map(String::as_str))
            }
        }
    }
}

fn yes() -> bool {
    true
}
