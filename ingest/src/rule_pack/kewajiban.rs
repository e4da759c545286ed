//! The calendar of duties, and the reports that are made of what was recorded.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Kekuatan, Untuk};

/// How often.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Tiap {
    Minggu,
    Bulan,
    Triwulan,
    Semester,
    Tahun,
    Sekali,
}

/// A day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Hari {
    Senin,
    Selasa,
    Rabu,
    Kamis,
    Jumat,
    Sabtu,
    Minggu,
}

/// One duty with a date: who owes what, how often, and which record fulfils it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kewajiban {
    /// Code.
    pub kode: String,
    /// What is to be done, as printed.
    pub nama: String,
    /// `pemda`, `opd`, `kbk`, or a form whose every entry owes it from its `mulai` to its `selesai`.
    pub siapa: String,
    /// Kinds of unit it binds; empty for all. For a KBK, the kind of its unit.
    #[serde(default)]
    pub jenis: Vec<String>,
    /// Only these units; empty for all.
    #[serde(default)]
    pub hanya_opd: Vec<String>,
    /// How often.
    pub tiap: Tiap,
    /// The day of the week, for `tiap = "minggu"`.
    pub hari: Option<Hari>,
    /// Last day inside a year, as `01-31`, month before day; without it the window's last day.
    #[serde(default)]
    pub paling_lambat: String,
    /// How strong it is: only `wajib` is ever reported as missed.
    pub kekuatan: Kekuatan,
    /// What fulfils it.
    pub dipenuhi: Dipenuhi,
    /// Pasal.
    pub sumber: String,
    /// The decision that closes what the text leaves open.
    pub keputusan: Option<String>,
}

/// The record that fulfils a duty in a window.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dipenuhi {
    /// A form, or `kbk`, `kegiatan`, `rapat`, `evaluasi`, `scorecard`, `gelar`.
    pub oleh: String,
    /// What its columns must hold: column = one of these.
    #[serde(default)]
    pub dengan: BTreeMap<String, Vec<String>>,
}

/// A report: who writes it, who reads it, and what it is made of.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Laporan {
    /// Code and address.
    pub kode: String,
    /// Title as printed.
    pub nama: String,
    /// What it is about.
    pub untuk: Untuk,
    /// Who writes it.
    #[serde(default)]
    pub penyusun: String,
    /// Who it goes to.
    #[serde(default)]
    pub kepada: String,
    /// Who gets a copy.
    #[serde(default)]
    pub tembusan: Vec<String>,
    /// How strong the duty is.
    pub kekuatan: Kekuatan,
    /// Its parts, in order.
    pub bagian: Vec<Bagian>,
    /// Pasal.
    pub sumber: String,
    /// The decision that closes what the text leaves open.
    pub keputusan: Option<String>,
}

/// One part of a report.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bagian {
    /// Heading.
    pub judul: String,
    /// What stands in it.
    pub jenis: JenisBagian,
    /// The form it is about.
    #[serde(default)]
    pub formulir: String,
    /// The form whose entries follow up, for `tanpa_lanjutan`.
    #[serde(default)]
    pub lanjutan: String,
    /// Only entries whose columns hold one of these.
    #[serde(default)]
    pub dengan: BTreeMap<String, Vec<String>>,
    /// The text for reading, for `bacaan`.
    #[serde(default)]
    pub bacaan: String,
}

/// What stands in a part of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum JenisBagian {
    /// Entries of a form, under its printed columns.
    Formulir,
    /// Units (or KBK, by the form) without any entry of a form; `kbk` lists units without a KBK.
    Tanpa,
    /// Entries of a form that no entry of `lanjutan` refers to.
    TanpaLanjutan,
    /// Entries of a form whose `selesai`, or else `waktu`, has passed without an entry of `lanjutan`.
    LewatWaktu,
    /// Numbers reached against numbers aimed at.
    Capaian,
    /// Duties with a date and how they stand.
    Kewajiban,
    /// Activities.
    Kegiatan,
    /// Months without any activity (AMB-036).
    BulanKosong,
    /// Lines of the list `bacaan` that no activity or entry of `formulir` names.
    TanpaKegiatan,
    /// Positions of the KBK with their holders, and the chart.
    Struktur,
    /// Result of the questionnaire.
    Evaluasi,
    /// Result of the scorecard.
    Scorecard,
    /// Printed tables of values, behaviours and measures.
    Nilai,
    /// A text for reading.
    Bacaan,
}
