//! Forms: what may be recorded beside the instruments, column by column, and what each entry needs
//! before it. A form is data; a regulation that nobody foresaw brings its own.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Kekuatan;

/// Whose entry it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Untuk {
    /// The government, its team or its leader.
    Pemda,
    /// A unit; the form has a column `opd`.
    Opd,
    /// A KBK; the form has a column `kbk`.
    Kbk,
}

/// One form. Its columns begin with `kode`, then `opd` or `kbk`, then `tanggal`.
///
/// A form called `kegiatan`, `rapat` or `kbk` adds its columns to that kind instead.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Formulir {
    /// Name of the import kind and of the address.
    pub kode: String,
    /// Title as printed, or what the record is.
    pub nama: String,
    /// Short title such as `Form B-1`.
    #[serde(default)]
    pub judul_cetak: String,
    /// Whose entry it is.
    pub untuk: Untuk,
    /// How strong the duty to keep it is.
    pub kekuatan: Kekuatan,
    /// What is recorded here, for who fills it in.
    #[serde(default)]
    pub petunjuk: String,
    /// Who signs it: a position of the KBK or an office, as printed.
    #[serde(default)]
    pub tanda_tangan: String,
    /// At most one entry of a unit or KBK may hold the same in all of these columns.
    #[serde(default)]
    pub unik: Vec<String>,
    /// Columns of which at least one must be filled.
    #[serde(default)]
    pub salah_satu: Vec<String>,
    /// Columns after `tanggal`, in printed order.
    pub kolom: Vec<Kolom>,
    /// What must be there, or must not, before an entry is taken.
    #[serde(default)]
    pub aturan: Vec<Aturan>,
    /// What is said of an entry that is taken all the same.
    #[serde(default)]
    pub saran: Vec<Saran>,
    /// Lampiran.
    pub sumber: String,
    /// The decision that closes what the text leaves open.
    pub keputusan: Option<String>,
    /// Only units named here have it; empty for all.
    #[serde(default)]
    pub hanya_opd: Vec<String>,
}

impl Formulir {
    /// Whether it adds its columns to a kind that every record has, and is none of its own.
    pub fn adds(&self) -> bool {
        ["kegiatan", "rapat", "kbk"].contains(&self.kode.as_str())
    }
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum IsiKolom {
    /// Free text, sealed.
    Teks,
    /// A date.
    Tanggal,
    /// A whole number from 0.
    Bilangan,
    /// A number from 0 with at most two decimals.
    Desimal,
    /// `ya` or `tidak`.
    YaTidak,
    /// One code of a list.
    Pilihan,
    /// Codes of a list with `;` between them.
    PilihanBanyak,
    /// A registered civil servant, by NIP, or a code that names nobody; a pseudonym in the record.
    Orang,
    /// A unit.
    Opd,
    /// A KBK.
    Kbk,
    /// The code of an entry of another form.
    Rujuk,
    /// A number or code in clear that names no person: a decree's number, a year, a place in a list.
    Nomor,
}

/// A list that the pack itself gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Daftar {
    /// The culture values.
    Nilai,
    /// Their behaviours, `nilai.1`, `nilai.2`, ...
    Perilaku,
    /// Their success measures, `nilai.1`, `nilai.2`, ...
    Ukuran,
    /// Positions of the KBK.
    PeranKbk,
    /// Positions of the central bodies, `tim.peran`.
    PeranTim,
    /// Central bodies.
    Tim,
    /// Kinds of activity.
    JenisKegiatan,
    /// Reports.
    Laporan,
    /// Awards.
    Penghargaan,
    /// Lines of a text for reading: `bacaan` of the column names it; codes are `1`, `2`, ...
    Bacaan,
}

/// One column.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kolom {
    /// Name in the header.
    pub kode: String,
    /// Heading as printed.
    pub judul: String,
    /// What it holds.
    pub isi: IsiKolom,
    /// Must be filled; with `bila`, only then.
    #[serde(default)]
    pub wajib: bool,
    /// Own columns that decide whether it must be filled: column = one of these codes.
    #[serde(default)]
    pub bila: BTreeMap<String, Vec<String>>,
    /// Codes and words of a list of its own.
    #[serde(default)]
    pub pilihan: Vec<Pilihan>,
    /// A list that the pack gives.
    pub daftar: Option<Daftar>,
    /// The text whose lines are the list, for `daftar = "bacaan"`.
    #[serde(default)]
    pub bacaan: String,
    /// The form whose entries it names, for `isi = "rujuk"`.
    #[serde(default)]
    pub rujuk: String,
    /// The entry named may belong to another unit or KBK.
    #[serde(default)]
    pub lintas: bool,
    /// The only code that is taken, such as `ya` for a condition that must hold.
    #[serde(default)]
    pub harus: String,
    /// The date column that it may not lie before.
    #[serde(default)]
    pub sesudah: String,
    /// Employment status that a person must have (AMB-078); empty for any.
    #[serde(default)]
    pub status: Vec<String>,
    /// Classes of post that a person must have; empty for any.
    #[serde(default)]
    pub kelas_jabatan: Vec<String>,
    /// A person must be on the list of the entry's own unit.
    #[serde(default)]
    pub unit_sendiri: bool,
    /// Kept and shown, but not one of the printed columns (AMB-090).
    #[serde(default)]
    pub tidak_dicetak: bool,
    /// How it is filled, as printed.
    #[serde(default)]
    pub petunjuk: String,
    /// Pasal, where it is another than the form's.
    #[serde(default)]
    pub sumber: String,
}

/// One choice of a list.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pilihan {
    /// Code.
    pub kode: String,
    /// Word as printed.
    pub nama: String,
}

/// What must be there, or must not, before an entry is taken.
///
/// It counts the entries of `formulir` whose column `melalui` holds what `kolom` of the new entry
/// holds, and whose other columns are as `dengan` says.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Aturan {
    /// Form whose entries are counted.
    pub formulir: String,
    /// Column there, a reference; `kode` for the entry's own code.
    pub melalui: String,
    /// Column here, a reference; `kode` for the new entry's own code.
    pub kolom: String,
    /// What other columns there must hold: column = one of these.
    #[serde(default)]
    pub dengan: BTreeMap<String, Vec<String>>,
    /// Only where own columns hold one of these.
    #[serde(default)]
    pub bila: BTreeMap<String, Vec<String>>,
    /// At least so many entries must be there.
    #[serde(default)]
    pub paling_sedikit: u32,
    /// No more than so many may be there already.
    pub paling_banyak: Option<u32>,
    /// What is said where it is not so, in the words of the regulation.
    pub pesan: String,
    /// Pasal.
    pub sumber: String,
    /// The decision that closes what the text leaves open.
    pub keputusan: Option<String>,
}

/// Advice about an entry: it is taken, and shown with this (AMB-076).
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Saran {
    /// Only where own columns hold one of these.
    #[serde(default)]
    pub bila: BTreeMap<String, Vec<String>>,
    /// Only for these kinds of unit; empty for all.
    #[serde(default)]
    pub jenis: Vec<String>,
    /// The column that should hold one of `sebaiknya`.
    pub kolom: String,
    /// What it should hold. For a person: classes of post.
    pub sebaiknya: Vec<String>,
    /// What is said where it does not.
    pub pesan: String,
    /// Pasal.
    pub sumber: String,
    /// The decision that closes what the text leaves open.
    pub keputusan: Option<String>,
}
