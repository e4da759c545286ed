//! What a regulation says of itself, of bodies and roles, and what it only tells people: shown where
//! it belongs, never computed with.

use serde::{Deserialize, Serialize};

/// How strong a duty is. What may be done is never shown as a breach (AMB-031).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kekuatan {
    /// The text says *wajib*, *harus*, or states what is done.
    Wajib,
    /// The text says *hendaknya*, *idealnya*, *sedapat mungkin*: advice.
    Hendaknya,
    /// The text says *dapat*, *bisa*, *boleh*.
    Dianjurkan,
    /// A date the government set itself: a reminder.
    Pengingat,
}

/// Number, dates and words of the regulation itself.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profil {
    /// Kind and number as printed.
    pub nomor: String,
    /// Day it was signed; none where the text has none (AMB-037).
    pub ditetapkan: Option<toml::value::Datetime>,
    /// Day it was promulgated.
    pub diundangkan: Option<toml::value::Datetime>,
    /// Office that signed it.
    pub penandatangan: String,
    /// `Bupati` or `Walikota`: who reports of the whole government go to.
    pub pimpinan_daerah: String,
    /// What the text calls a unit, such as `SKPD` or `Perangkat Daerah` (AMB-062).
    pub label_opd: String,
    /// What the text calls a work-culture group.
    pub label_kbk: String,
    /// Units it is valid for; empty for the whole government.
    #[serde(default)]
    pub hanya_opd: Vec<String>,
    /// A note about dates, numbers or the state of the source.
    #[serde(default)]
    pub catatan: String,
    /// Where it stands.
    pub sumber: String,
    /// The decision that closes what the text leaves open.
    pub keputusan: Option<String>,
}

/// A text for reading: aims, definitions, guidance, conditions of success.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bacaan {
    /// Code.
    pub kode: String,
    /// Heading it stands under, such as `Istilah` or `Pedoman`.
    pub bagian: String,
    /// Its own heading.
    pub judul: String,
    /// Running text.
    #[serde(default)]
    pub teks: String,
    /// Lines of a list, in printed order, with their letters or numbers where the text has them.
    #[serde(default)]
    pub butir: Vec<String>,
    /// Where it is advice or a duty.
    pub kekuatan: Option<Kekuatan>,
    /// Pages it stands on beside `/paket`: `kbk`, `kegiatan`, `agen`, `evaluasi`, or a form's code.
    #[serde(default)]
    pub di: Vec<String>,
    /// Pasal.
    pub sumber: String,
    /// The decision that closes what the text leaves open.
    pub keputusan: Option<String>,
}

/// Kind of short text (AMB-060).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum JenisSemboyan {
    Motto,
    Salam,
    Slogan,
    YelYel,
    EmployerBranding,
    Sesanti,
    BudayaMalu,
}

/// Motto, salam, slogan, budaya malu: short texts that hang on walls.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Semboyan {
    /// Code.
    pub kode: String,
    /// Kind.
    pub jenis: JenisSemboyan,
    /// Heading as printed.
    pub judul: String,
    /// Lines as printed; empty where the text defines it and gives none (AMB-058).
    #[serde(default)]
    pub baris: Vec<String>,
    /// What it means, or where it comes from.
    #[serde(default)]
    pub arti: String,
    /// Pasal.
    pub sumber: String,
    /// The decision that closes what the text leaves open.
    pub keputusan: Option<String>,
}

/// What a position lets its holder do, whatever it is called (AMB-073).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Fungsi {
    Menyetujui,
    Menandatangani,
    Menulis,
    Mengikuti,
}

/// A position in a KBK or in a central body, with its tasks.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Peran {
    /// Code, as the `kbk_anggota` and `tim_anggota` forms name it.
    pub kode: String,
    /// Name as printed.
    pub nama: String,
    /// `kbk`, `unit`, or the code of a `[[tim]]`.
    pub badan: String,
    /// Tasks as printed.
    #[serde(default)]
    pub tugas: Vec<String>,
    /// What its holder may do.
    pub fungsi: Option<Fungsi>,
    /// Kedudukan in the chart: stands beside the line of command (AMB-084).
    #[serde(default)]
    pub koordinasi: bool,
    /// Pasal.
    pub sumber: String,
    /// The decision that closes what the text leaves open.
    pub keputusan: Option<String>,
}

/// A central body: the culture team, the reform team, the PMO.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tim {
    /// Code.
    pub kode: String,
    /// Name as printed.
    pub nama: String,
    /// Who sets it up, and by what.
    #[serde(default)]
    pub ditetapkan_oleh: String,
    /// Tasks of the body as a whole.
    #[serde(default)]
    pub tugas: Vec<String>,
    /// Headings of its printed table.
    #[serde(default)]
    pub kolom: Vec<String>,
    /// Positions and the officials who fill them, in printed order.
    #[serde(default)]
    pub jabatan: Vec<Jabatan>,
    /// Pasal.
    pub sumber: String,
    /// The decision that closes what the text leaves open.
    pub keputusan: Option<String>,
}

/// KBK positions for some kinds of unit.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Struktur {
    /// What the structure is for, as printed.
    #[serde(default)]
    pub nama: String,
    /// Kinds of unit it is for, as in the `opd` import.
    pub jenis: Vec<String>,
    /// Headings of its printed table.
    #[serde(default)]
    pub kolom: Vec<String>,
    /// Lampiran.
    pub sumber: String,
    /// The decision that closes what the text leaves open.
    pub keputusan: Option<String>,
    /// Positions, in printed order.
    pub jabatan: Vec<Jabatan>,
}

/// One position of a printed structure.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Jabatan {
    /// Position.
    pub peran: String,
    /// The official who fills it.
    pub diisi: String,
    /// Its task, where the table prints one.
    #[serde(default)]
    pub tugas: String,
    /// Counted as a member too.
    #[serde(default)]
    pub merangkap_anggota: bool,
}

/// The KBK: who must have one, and whose decree forms it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kbk {
    /// Kinds of unit that must have one (AMB-064).
    pub wajib_pada: Vec<String>,
    /// Whether the group must have a name of its own.
    pub nama: NamaKbk,
    /// Who signs the decree, by kind of unit.
    #[serde(default)]
    pub sk: Vec<SkKbk>,
    /// Pasal.
    pub sumber: String,
    /// The decision that closes what the text leaves open.
    pub keputusan: Option<String>,
}

/// Whether a KBK must have a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum NamaKbk {
    Wajib,
    Opsional,
}

/// The decree that forms a KBK.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SkKbk {
    /// Kind of decree as printed.
    pub nama: String,
    /// What it is for, as printed.
    #[serde(default)]
    pub untuk: String,
    /// Kinds of unit.
    pub jenis: Vec<String>,
    /// On whose behalf, where the text says so (AMB-071).
    #[serde(default)]
    pub atas_nama: String,
    /// Pasal.
    pub sumber: String,
    /// The decision that closes what the text leaves open.
    pub keputusan: Option<String>,
}

/// A kind of award.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Penghargaan {
    /// Code, as the `penghargaan` form names it.
    pub kode: String,
    /// Name.
    pub nama: String,
    /// Who receives it: `kbk`, `agen`, `pegawai`, `opd`.
    pub untuk: String,
    /// On what it rests, as printed.
    pub dasar: String,
    /// What is given; a local choice where the text is silent (AMB-045).
    #[serde(default)]
    pub bentuk: String,
    /// Pasal.
    pub sumber: String,
    /// The decision that closes what the text leaves open.
    pub keputusan: Option<String>,
}
