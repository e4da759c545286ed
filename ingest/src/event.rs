//! The vocabulary: everything that can stand in the record.
//!
//! A stored type name is written once, here, and never derived from a Rust name. Each has a
//! version; an older version is upcast by a pure function when it is read ([`Event::read`]), and
//! stored bytes are never rewritten. Nothing personal stands in clear: a person is a
//! [`Pseudonym`], free text is a [`SealedText`] whose content lies in the sealed store.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use time::Date;

use crate::identity::{Hundredths, Kode, Pseudonym, Zona, iso_date};

/// Free text that lies sealed outside the record.
///
/// The commitment is an HMAC of the text under a key that lies in `keys.db`: it proves the text
/// while the key lives and says nothing once the key is destroyed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SealedText {
    /// 64 hex digits.
    pub komitmen: String,
}

/// Kind of unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum JenisOpd {
    PerangkatDaerah,
    Kecamatan,
    Kelurahan,
    Uptd,
    Bagian,
    Unit,
}

/// Class of post: all that the record ever says about a respondent (AMB-015).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum KelasJabatan {
    Pimpinan,
    Administrator,
    Pengawas,
    Fungsional,
    Pelaksana,
}

/// Employment status of civil servants: PNS and PPPK are the ASN (AMB-078).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum StatusPegawai {
    Pns,
    Pppk,
}

/// Kind of period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum JenisPeriode {
    Triwulan,
    Tahun,
    RondeEvaluasi,
    RondeScorecard,
}

/// Reading and writing the words of a small vocabulary.
pub trait Word: Sized + Copy + 'static {
    /// Every word with its value, in the order shown to users.
    const WORDS: &'static [(&'static str, Self)];

    /// The value of a word.
    fn from_word(word: &str) -> Option<Self> {
        Self::WORDS.iter().find(|(text, _)| *text == word).map(|(_, value)| *value)
    }

    /// The word of a value.
    fn word(self) -> &'static str
    where
        Self: PartialEq,
    {
        Self::WORDS.iter().find(|(_, value)| *value == self).map_or("", |(text, _)| text)
    }
}

impl Word for JenisOpd {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("perangkat_daerah", Self::PerangkatDaerah),
        ("kecamatan", Self::Kecamatan),
        ("kelurahan", Self::Kelurahan),
        ("uptd", Self::Uptd),
        ("bagian", Self::Bagian),
        ("unit", Self::Unit),
    ];
}

impl Word for KelasJabatan {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("pimpinan", Self::Pimpinan),
        ("administrator", Self::Administrator),
        ("pengawas", Self::Pengawas),
        ("fungsional", Self::Fungsional),
        ("pelaksana", Self::Pelaksana),
    ];
}

impl Word for StatusPegawai {
    const WORDS: &'static [(&'static str, Self)] = &[("pns", Self::Pns), ("pppk", Self::Pppk)];
}

impl Word for JenisPeriode {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("triwulan", Self::Triwulan),
        ("tahun", Self::Tahun),
        ("ronde_evaluasi", Self::RondeEvaluasi),
        ("ronde_scorecard", Self::RondeScorecard),
    ];
}

/// A government begins its record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct PemdaRegistered {
    pub kode: Kode,
    pub nama: String,
    pub zona: Zona,
}

/// A rule pack is in force from here on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RulePackAdopted {
    /// Code of the regulation.
    pub kode: String,
    /// Its title.
    pub judul: String,
    /// SHA-256 of the pack's bytes, hex.
    pub hash: String,
}

/// A unit of the government.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct OpdRegistered {
    pub kode: Kode,
    pub nama: String,
    pub jenis: JenisOpd,
    pub induk: Option<Kode>,
}

/// A civil servant is on the list of a unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PegawaiRegistered {
    /// Stands for the person everywhere in the record.
    pub pegawai: Pseudonym,
    /// Unit.
    pub opd: Kode,
    /// PNS or PPPK.
    pub status: StatusPegawai,
    /// Class of post.
    pub kelas_jabatan: KelasJabatan,
    /// NIP and name, sealed.
    pub identitas: SealedText,
}

/// A KBK is formed.
///
/// Source: Perbup Purbalingga 11/2020, Pasal 9 ayat (1)-(3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct KbkFormed {
    pub kode: Kode,
    pub opd: Kode,
    pub nama: String,
    pub sk_nomor: String,
    #[serde(with = "iso_date")]
    pub sk_tanggal: Date,
}

/// A period or round is opened. Rounds name the rules they are judged by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct PeriodeOpened {
    pub kode: Kode,
    pub jenis: JenisPeriode,
    #[serde(with = "iso_date")]
    pub mulai: Date,
    #[serde(with = "iso_date")]
    pub selesai: Date,
    /// Hash of the rule pack in force.
    pub rule_pack: String,
}

/// A round or a Gelar is closed: nothing after this position counts in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Closed {
    pub kode: Kode,
    pub alasan: Option<SealedText>,
}

/// A closed round or Gelar is open again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Reopened {
    pub kode: Kode,
    pub alasan: SealedText,
}

/// An evaluation form is handed in; its answers follow in the same submission.
///
/// Names no person and carries neither actor nor request key (AMB-015).
/// Source: Perbup Purbalingga 11/2020, Lampiran IV.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct FormSubmitted {
    pub opd: Kode,
    pub periode: Kode,
    pub kelas_jabatan: KelasJabatan,
    /// How many answers follow.
    pub jawaban: u32,
    /// Dated after the round's last day, while the round was not yet closed.
    pub terlambat: bool,
}

/// One answer of a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswerGiven {
    /// Unit.
    pub opd: Kode,
    /// Round.
    pub periode: Kode,
    /// Class of post.
    pub kelas_jabatan: KelasJabatan,
    /// Code of the question.
    pub pertanyaan: String,
    /// Number of the choice, from 1.
    pub jawaban: u8,
}

/// Who has answered in one round of one unit, joined by nothing to what was answered: the marks are
/// keyed hashes of the forms' tokens, other than those in the forms' streams, and sorted (AMB-015).
///
/// It is what a respondent's receipt proves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct ParticipationRecorded {
    pub opd: Kode,
    pub periode: Kode,
    pub tanda: Vec<String>,
}

/// One rated line of a scorecard sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ButirRated {
    /// Code of the line.
    pub butir: String,
    /// Percent of the line's weight, one of the pack's steps.
    pub persen: u8,
}

/// One assessor's whole sheet for one KBK in one round.
///
/// Source: Perbup Purbalingga 11/2020, Pasal 16 ayat (1) huruf a; AMB-004 to AMB-006.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct ScorecardSubmitted {
    pub kbk: Kode,
    pub periode: Kode,
    pub penilai: Pseudonym,
    /// Ratings in the order of the pack.
    pub butir: Vec<ButirRated>,
    /// Written grounds of all lines, sealed together.
    pub alasan: Option<SealedText>,
}

/// An activity of a KBK, held.
///
/// Source: Perbup Purbalingga 11/2020, Pasal 8 and 10.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct KegiatanRecorded {
    pub kode: Kode,
    pub kbk: Kode,
    pub jenis: String,
    pub metode: String,
    /// Code of the value it serves, where one is named.
    pub nilai: Option<String>,
    pub peserta: u32,
    pub durasi_menit: u32,
    pub tema: Option<SealedText>,
    pub bukti: Option<SealedText>,
}

/// A meeting of a unit, held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct RapatRecorded {
    pub kode: Kode,
    pub opd: Kode,
    pub pimpinan: Pseudonym,
    pub peserta: u32,
    pub notulen: Option<SealedText>,
}

/// A Gelar is announced, tied to the scorecard round that decides who may enter; to none where the
/// regulation has no scorecard (AMB-047).
///
/// Source: Perbup Purbalingga 11/2020, Pasal 16 ayat (1) huruf d.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct GelarOpened {
    pub kode: Kode,
    pub tahun: i32,
    pub ronde: Option<Kode>,
    #[serde(with = "iso_date")]
    pub buka: Date,
    #[serde(with = "iso_date")]
    pub tutup: Date,
    pub topik: String,
    /// Hash of the rule pack in force.
    pub rule_pack: String,
}

/// One criterion of a Gelar's rubric.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kriteria {
    /// Code.
    pub kode: String,
    /// Name.
    pub nama: String,
    /// Weight; the rubric sums to 100.
    pub bobot: u32,
    /// Highest mark a judge may give.
    pub maks: u32,
}

/// The rubric of a Gelar, whole (AMB-040). A later one replaces it until a KBK is entered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct GelarCriteriaSet {
    pub gelar: Kode,
    pub kriteria: Vec<Kriteria>,
}

/// A judge is appointed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct GelarJuriAppointed {
    pub gelar: Kode,
    pub juri: Pseudonym,
}

/// A KBK enters the Gelar, in a kategori where the organiser has declared them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct GelarKbkEntered {
    pub gelar: Kode,
    pub kbk: Kode,
    pub kategori: Option<String>,
}

/// One mark of a judge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NilaiKriteria {
    /// Code of the criterion.
    pub kriteria: String,
    /// Mark, 0 to the criterion's maximum, two decimals.
    pub nilai: Hundredths,
}

/// One judge's whole sheet for one KBK.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct GelarScored {
    pub gelar: Kode,
    pub kbk: Kode,
    pub juri: Pseudonym,
    /// Marks in the order of the rubric.
    pub nilai: Vec<NilaiKriteria>,
}

/// Who of a kategori is proposed for the award of a Gelar: all at place 1 are, so a choice between
/// them is made by the jury or the Tim, with its reason (AMB-042).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct GelarDecided {
    pub gelar: Kode,
    /// None where the organiser declared no kategori.
    pub kategori: Option<String>,
    pub kbk: Kode,
    pub alasan: SealedText,
}

/// What a column of a form holds in clear.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Isi {
    /// A date, a number, a code, a pseudonym.
    Satu(String),
    /// Several codes, in the order they were given.
    Banyak(Vec<String>),
}

/// A column of an entry that names an entry of another form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Rujukan {
    pub kolom: String,
    pub formulir: String,
    pub kode: Kode,
}

/// An entry of a form of the rule pack, or what a pack adds to a `kegiatan`, `rapat` or `kbk`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CatatanRecorded {
    /// Code of the form.
    pub formulir: String,
    /// Code of the entry.
    pub kode: Kode,
    /// Unit, where the form is a unit's.
    pub opd: Option<Kode>,
    /// KBK, where the form is a KBK's.
    pub kbk: Option<Kode>,
    /// Columns in clear: dates, numbers, codes, pseudonyms.
    pub isi: BTreeMap<String, Isi>,
    /// Columns that name other entries, in the order of the form.
    pub rujukan: Vec<Rujukan>,
    /// Columns of free text, sealed together as one JSON object.
    pub teks: Option<SealedText>,
}

/// An entry as it should have been; the one it names stays where it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Corrected<T> {
    /// Why.
    pub alasan: SealedText,
    /// What is right; its code says which entry it is.
    pub menjadi: T,
}

/// An entry that should never have been: nothing counts it from here on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntryWithdrawn {
    /// `kegiatan`, `rapat`, or the code of a form.
    pub jenis: String,
    /// Code of the entry.
    pub kode: Kode,
    /// Why.
    pub alasan: SealedText,
}

/// What becomes of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PerubahanOpd {
    /// It has another name from here on.
    BergantiNama,
    /// It stands under another unit.
    BergantiInduk,
    /// It goes into one other unit and ends.
    Bergabung,
    /// Several units come out of it, and it ends.
    Dipecah,
    /// It ends.
    Berakhir,
}

impl Word for PerubahanOpd {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("berganti_nama", Self::BergantiNama),
        ("berganti_induk", Self::BergantiInduk),
        ("bergabung", Self::Bergabung),
        ("dipecah", Self::Dipecah),
        ("berakhir", Self::Berakhir),
    ];
}

/// A unit is renamed, moved, merged or split. What was recorded under it stays as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct OpdChanged {
    pub kode: Kode,
    pub opd: Kode,
    pub perubahan: PerubahanOpd,
    /// The new name.
    pub nama: Option<String>,
    /// The unit it stands under now, the one it goes into, or those that come out of it.
    pub menjadi: Vec<Kode>,
    /// Legal basis.
    pub dasar: String,
}

/// What becomes of a KBK.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PerubahanKbk {
    /// Another name, by decree.
    BergantiNama,
    /// Another decree.
    BergantiSk,
    /// It belongs to another unit.
    BergantiOpd,
    /// It ends.
    Berakhir,
}

impl Word for PerubahanKbk {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("berganti_nama", Self::BergantiNama),
        ("berganti_sk", Self::BergantiSk),
        ("berganti_opd", Self::BergantiOpd),
        ("berakhir", Self::Berakhir),
    ];
}

/// A KBK is renamed, set up anew, moved or ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct KbkChanged {
    pub kode: Kode,
    pub kbk: Kode,
    pub perubahan: PerubahanKbk,
    pub nama: Option<String>,
    pub opd: Option<Kode>,
    pub sk_nomor: Option<String>,
    #[serde(with = "iso_date::option")]
    pub sk_tanggal: Option<Date>,
}

/// A civil servant goes to another unit or post, or leaves the list (AMB-038).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct PegawaiChanged {
    pub pegawai: Pseudonym,
    /// The unit from here on; none for one who has left.
    pub opd: Option<Kode>,
    pub status: StatusPegawai,
    pub kelas_jabatan: KelasJabatan,
}

/// A regulation of one unit is in force beside that of the government.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct RulePackSupplemented {
    pub kode: String,
    pub judul: String,
    /// SHA-256 of the pack's bytes, hex.
    pub hash: String,
    /// Units it is valid for.
    pub opd: Vec<Kode>,
}

/// The Tim decides something at the review of a quarter.
///
/// Source: the quarterly review of Perbup Purbalingga 11/2020, Pasal 14 huruf b.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeputusanRecorded {
    /// Code.
    pub kode: Kode,
    /// The quarter that was reviewed.
    pub periode: Kode,
    /// The unit it is about; none where it is about the whole government.
    pub opd: Option<Kode>,
    /// The civil servant who sees to it.
    pub penanggung_jawab: Option<Pseudonym>,
    /// The last day on which it is done in time.
    #[serde(with = "iso_date::option")]
    pub tenggat: Option<Date>,
    /// What was decided.
    pub teks: SealedText,
}

/// How far a decision is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StatusKeputusan {
    /// It is being worked on.
    Berjalan,
    /// It is done.
    Selesai,
    /// It will not be done.
    Dibatalkan,
}

impl Word for StatusKeputusan {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("berjalan", Self::Berjalan),
        ("selesai", Self::Selesai),
        ("dibatalkan", Self::Dibatalkan),
    ];
}

/// What became of a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeputusanFollowed {
    /// Code of the decision.
    pub keputusan: Kode,
    /// How far it is.
    pub status: StatusKeputusan,
    /// Another last day; none where it stays as it was.
    #[serde(with = "iso_date::option")]
    pub tenggat: Option<Date>,
    /// What was done, or why not.
    pub teks: SealedText,
}

/// A log at one size, as its ledger proves it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeadaanLog {
    /// Events.
    pub ukuran: u64,
    /// Root of the ledger over them, hex.
    pub akar: String,
}

/// Events that were acknowledged and are not there any more, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct RentangHilang {
    pub dari: u64,
    pub sampai: u64,
}

/// The record goes on from a backup: a new epoch of the ledger, which says what was lost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LogRestored {
    /// Events in the backup.
    pub ukuran: u64,
    /// Root of the ledger over them, hex.
    pub akar: String,
    /// The newest checkpoint that the operator knew of.
    pub terakhir_diketahui: Option<KeadaanLog>,
    /// What that checkpoint proves to be lost.
    pub hilang: Option<RentangHilang>,
    /// The epoch that begins here; a log is begun in epoch 1.
    pub epoch: u32,
    /// Why the record had to be restored.
    pub alasan: SealedText,
}

/// One measure of a combined index.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ukuran {
    /// `scorecard`, `gelar`, `agen`, `kegiatan`, or `evaluasi.` and the code of a group.
    pub kode: String,
    /// Weight; those of a policy sum to 100.
    pub bobot: u32,
    /// The value that is worth 0; above `terbaik` where less is better.
    pub terburuk: Hundredths,
    /// The value that is worth 100.
    pub terbaik: Hundredths,
    /// The least weight that is defensible: how firm a place is, is tried within these limits.
    pub bobot_terendah: u32,
    /// The greatest.
    pub bobot_tertinggi: u32,
}

/// How units are compared in a period, where the regulation does not say: the combined index (AMB-041).
/// A later one for the same period replaces it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PolicyAdopted {
    /// The year or quarter.
    pub periode: Kode,
    /// Measures, in the order they are printed.
    pub ukuran: Vec<Ukuran>,
    /// Decision that it rests on, and why it is changed: printed on every report, so it names nobody.
    pub alasan: Option<String>,
    /// Adopted after the first answer of a round of the period.
    pub sesudah_jawaban: bool,
}

/// The ranking of a period as it was made known: what it was counted from, and what came out.
///
/// Whoever has the events up to `posisi` and this rule pack counts it again and must get the bytes
/// whose hash is `hasil`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RankingPublished {
    /// A year, a quarter, or a period of the record.
    pub periode: Kode,
    /// The last event that it knows.
    pub posisi: u64,
    /// Root of the ledger up to there, hex.
    pub akar: String,
    /// Hash of the rule pack that the places are judged by, hex.
    pub paket: String,
    /// The event that adopted the ranking policy; none without one.
    pub kebijakan: Option<u64>,
    /// Version of jejak that counted it.
    pub mesin: String,
    /// SHA-256 of the result as JSON, hex: its fingerprint.
    pub hasil: String,
}

/// Stored data could not be read as an event.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs)] // the fields are what the message names
pub enum ReadError {
    /// Written by a newer jejak.
    #[error("event type {name} version {version} is not known to this version of jejak")]
    UnknownType { name: String, version: u16 },
    /// The data is not what its type promises.
    #[error("data of {name} cannot be read: {source}")]
    Malformed { name: String, source: serde_json::Error },
}

macro_rules! vocabulary {
    ($($(#[$doc:meta])* $variant:ident($payload:ty) = $name:literal v $version:literal,)*) => {
        /// Everything that can happen. One variant, one stored type.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum Event {
            $($(#[$doc])* $variant($payload),)*
        }

        impl Event {
            /// Every stored type name, in the order of this file.
            pub const TYPE_NAMES: &'static [&'static str] = &[$($name),*];

            /// Stored type name.
            pub fn type_name(&self) -> &'static str {
                match self { $(Self::$variant(_) => $name,)* }
            }

            /// Version of the data that this jejak writes.
            pub fn version(&self) -> u16 {
                match self { $(Self::$variant(_) => $version,)* }
            }

            /// Data as JSON, fields in the order of this file: the bytes that are stored and hashed.
            pub fn data(&self) -> Vec<u8> {
                let written = match self { $(Self::$variant(payload) => serde_json::to_vec(payload),)* };
                // Writing plain structs of strings and numbers to memory cannot fail.
                written.unwrap_or_default()
            }

            /// Reads stored data, upcasting older versions. Errors: [`ReadError`].
            pub fn read(name: &str, version: u16, data: &[u8]) -> Result<Self, ReadError> {
                let malformed = |source| ReadError::Malformed { name: name.to_owned(), source };
                match (name, version) {
                    $(($name, $version) => serde_json::from_slice(data).map(Self::$variant).map_err(malformed),)*
                    _ => match upcast(UPCASTS, name, version, data).map_err(malformed)? {
                        Some((version, data)) => Self::read(name, version, &data),
                        None => Err(ReadError::UnknownType { name: name.to_owned(), version }),
                    },
                }
            }
        }
    };
}

vocabulary! {
    /// See [`PemdaRegistered`].
    PemdaRegistered(PemdaRegistered) = "pemda-registered" v 1,
    /// See [`RulePackAdopted`].
    RulePackAdopted(RulePackAdopted) = "rule-pack-adopted" v 1,
    /// See [`OpdRegistered`].
    OpdRegistered(OpdRegistered) = "opd-registered" v 1,
    /// See [`PegawaiRegistered`].
    PegawaiRegistered(PegawaiRegistered) = "pegawai-registered" v 1,
    /// See [`KbkFormed`].
    KbkFormed(KbkFormed) = "kbk-formed" v 1,
    /// See [`PeriodeOpened`].
    PeriodeOpened(PeriodeOpened) = "periode-opened" v 1,
    /// See [`Closed`].
    PeriodeClosed(Closed) = "periode-closed" v 1,
    /// See [`Reopened`].
    PeriodeReopened(Reopened) = "periode-reopened" v 1,
    /// See [`FormSubmitted`].
    FormSubmitted(FormSubmitted) = "form-submitted" v 1,
    /// See [`AnswerGiven`].
    AnswerGiven(AnswerGiven) = "answer-given" v 1,
    /// See [`ParticipationRecorded`].
    ParticipationRecorded(ParticipationRecorded) = "participation-recorded" v 1,
    /// See [`ScorecardSubmitted`].
    ScorecardSubmitted(ScorecardSubmitted) = "scorecard-submitted" v 1,
    /// See [`KegiatanRecorded`].
    KegiatanRecorded(KegiatanRecorded) = "kegiatan-recorded" v 1,
    /// See [`RapatRecorded`].
    RapatRecorded(RapatRecorded) = "rapat-recorded" v 1,
    /// See [`GelarOpened`].
    GelarOpened(GelarOpened) = "gelar-opened" v 1,
    /// See [`GelarCriteriaSet`].
    GelarCriteriaSet(GelarCriteriaSet) = "gelar-criteria-set" v 1,
    /// See [`GelarJuriAppointed`].
    GelarJuriAppointed(GelarJuriAppointed) = "gelar-juri-appointed" v 1,
    /// See [`GelarKbkEntered`].
    GelarKbkEntered(GelarKbkEntered) = "gelar-kbk-entered" v 1,
    /// See [`GelarScored`].
    GelarScored(GelarScored) = "gelar-scored" v 1,
    /// See [`Closed`].
    GelarClosed(Closed) = "gelar-closed" v 1,
    /// See [`Reopened`].
    GelarReopened(Reopened) = "gelar-reopened" v 1,
    /// See [`LogRestored`].
    LogRestored(LogRestored) = "log-restored" v 1,
    /// See [`CatatanRecorded`].
    CatatanRecorded(CatatanRecorded) = "catatan-recorded" v 1,
    /// See [`Corrected`].
    CatatanCorrected(Corrected<CatatanRecorded>) = "catatan-corrected" v 1,
    /// See [`Corrected`].
    KegiatanCorrected(Corrected<KegiatanRecorded>) = "kegiatan-corrected" v 1,
    /// See [`Corrected`].
    RapatCorrected(Corrected<RapatRecorded>) = "rapat-corrected" v 1,
    /// See [`Corrected`].
    ScorecardCorrected(Corrected<ScorecardSubmitted>) = "scorecard-corrected" v 1,
    /// See [`Corrected`].
    GelarScoreCorrected(Corrected<GelarScored>) = "gelar-score-corrected" v 1,
    /// See [`EntryWithdrawn`].
    EntryWithdrawn(EntryWithdrawn) = "entry-withdrawn" v 1,
    /// See [`OpdChanged`].
    OpdChanged(OpdChanged) = "opd-changed" v 1,
    /// See [`KbkChanged`].
    KbkChanged(KbkChanged) = "kbk-changed" v 1,
    /// See [`PegawaiChanged`].
    PegawaiChanged(PegawaiChanged) = "pegawai-changed" v 1,
    /// A year or quarter is locked: what is dated in it enters only as a correction. See [`Closed`].
    PeriodeLocked(Closed) = "periode-locked" v 1,
    /// See [`Reopened`].
    PeriodeUnlocked(Reopened) = "periode-unlocked" v 1,
    /// See [`RulePackSupplemented`].
    RulePackSupplemented(RulePackSupplemented) = "rule-pack-supplemented" v 1,
    /// See [`PolicyAdopted`].
    PolicyAdopted(PolicyAdopted) = "policy-adopted" v 1,
    /// See [`GelarDecided`].
    GelarDecided(GelarDecided) = "gelar-decided" v 1,
    /// See [`Corrected`].
    GelarDecisionCorrected(Corrected<GelarDecided>) = "gelar-decision-corrected" v 1,
    /// See [`RankingPublished`].
    RankingPublished(RankingPublished) = "ranking-published" v 1,
    /// See [`KeputusanRecorded`].
    KeputusanRecorded(KeputusanRecorded) = "keputusan-recorded" v 1,
    /// See [`KeputusanFollowed`].
    KeputusanFollowed(KeputusanFollowed) = "keputusan-followed" v 1,
}

/// One step: a type, a version of it, and how its data reads in the version after.
type Upcast = (&'static str, u16, fn(Value) -> Value);

/// Every version that was ever written and is not written any more. A step is pure, total, and
/// never changed once released.
const UPCASTS: &[Upcast] = &[];

/// Data of an older version as that of the newest the steps lead to; none where no step begins.
fn upcast(
    steps: &[Upcast],
    name: &str,
    version: u16,
    data: &[u8],
) -> Result<Option<(u16, Vec<u8>)>, serde_json::Error> {
    let step = |version| steps.iter().find(|(of, from, _)| *of == name && *from == version);
    let Some(mut next) = step(version) else {
        return Ok(None);
    };
    let (mut version, mut value) = (version, serde_json::from_slice(data)?);
    loop {
        value = next.2(value);
        version += 1;
        match step(version) {
            Some(further) => next = further,
            None => return Ok(Some((version, serde_json::to_vec(&value)?))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A KBK as two made-up earlier versions would have told it.
    const STEPS: &[Upcast] = &[
        ("kbk-formed", 8, |mut data| {
            data["sk_nomor"] = data["sk"].take();
            data.as_object_mut().unwrap().remove("sk");
            data
        }),
        ("kbk-formed", 9, |mut data| {
            data["sk_tanggal"] = "2026-01-02".into();
            data
        }),
    ];

    #[test]
    fn an_older_version_is_read_as_its_successor_step_by_step() {
        let first = br#"{"kode":"KBK-A","opd":"A","nama":"Maju","sk":"1/2026"}"#;
        let (version, data) = upcast(STEPS, "kbk-formed", 8, first).unwrap().unwrap();
        assert_eq!(version, 10);
        let Event::KbkFormed(formed) = Event::read("kbk-formed", 1, &data).unwrap() else {
            panic!("a KBK");
        };
        assert_eq!((formed.sk_nomor.as_str(), formed.sk_tanggal.year()), ("1/2026", 2026));
        let second = br#"{"kode":"KBK-A","opd":"A","nama":"Maju","sk_nomor":"1/2026"}"#;
        assert_eq!(upcast(STEPS, "kbk-formed", 9, second).unwrap().unwrap().0, 10);
    }

    #[test]
    fn what_no_step_leads_from_is_unknown() {
        assert!(upcast(STEPS, "kbk-formed", 10, b"{}").unwrap().is_none());
        assert!(upcast(STEPS, "opd-registered", 8, b"{}").unwrap().is_none());
        assert!(upcast(STEPS, "kbk-formed", 8, b"{").is_err());
        let newer = Event::read("kbk-formed", 2, b"{}");
        assert!(matches!(newer, Err(ReadError::UnknownType { version: 2, .. })));
    }
}
