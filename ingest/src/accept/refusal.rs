//! Every way in which the regulation, or the record, says no.

use serde::Serialize;

/// The regulation, or the record, says no. Each variant is one message to the user.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "alasan", rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Refusal {
    TanpaPaket,
    OpdTidakDikenal {
        kode: String,
        mungkin: Option<String>,
    },
    IndukTidakDikenal {
        kode: String,
        mungkin: Option<String>,
    },
    KbkTidakDikenal {
        kode: String,
        mungkin: Option<String>,
    },
    PeriodeTidakDikenal {
        kode: String,
        mungkin: Option<String>,
    },
    GelarTidakDikenal {
        kode: String,
        mungkin: Option<String>,
    },
    /// A word that addresses use and no code may be.
    KodeDipakaiSistem {
        kode: String,
    },
    BukanRonde {
        kode: String,
        jenis: String,
        perlu: String,
    },
    HanyaRondeAtauGelar {
        kode: String,
    },
    PeriodeDitutup {
        kode: String,
        posisi: u64,
    },
    BelumDitutup {
        kode: String,
    },
    SudahDitutup {
        kode: String,
        posisi: u64,
    },
    SebelumRonde {
        tanggal: String,
        mulai: String,
        periode: String,
    },
    TanggalTerbalik {
        mulai: String,
        selesai: String,
    },
    TanpaEvaluasi {
        paket: String,
    },
    JumlahJawaban {
        ada: usize,
        perlu: usize,
    },
    JawabanDiLuarSkala {
        pertanyaan: String,
        jawaban: u8,
        terbesar: usize,
        sumber: String,
    },
    TanpaScorecard {
        paket: String,
    },
    ButirTidakDikenal {
        butir: String,
        mungkin: Option<String>,
    },
    ButirGanda {
        butir: String,
    },
    ButirKurang {
        butir: String,
        jumlah: usize,
    },
    LangkahTidakSah {
        butir: String,
        persen: u8,
        langkah: String,
        sumber: String,
    },
    AlasanKosong {
        sumber: String,
    },
    UnitSendiri {
        kbk: String,
        opd: String,
    },
    JenisKegiatanTidakDikenal {
        jenis: String,
        pilihan: String,
    },
    NilaiTidakDikenal {
        nilai: String,
        pilihan: String,
    },
    TanpaGelar {
        paket: String,
    },
    KriteriaBeku {
        gelar: String,
    },
    BobotKriteria {
        gelar: String,
        jumlah: u32,
    },
    KriteriaGanda {
        kriteria: String,
    },
    KriteriaMaks {
        kriteria: String,
        maks: u32,
    },
    KriteriaBelumAda {
        gelar: String,
    },
    KriteriaTidakDikenal {
        kriteria: String,
        pilihan: String,
    },
    KriteriaKurang {
        kriteria: String,
    },
    NilaiMelebihiMaks {
        kriteria: String,
        nilai: String,
        maks: u32,
    },
    BukanJuri {
        gelar: String,
    },
    BukanPeserta {
        gelar: String,
        kbk: String,
    },
    LembarKurang {
        gelar: String,
        jumlah: usize,
        contoh: String,
    },
    IsiBerbeda {
        posisi: u64,
    },
    /// The regulation wants every KBK to have a name.
    NamaKbkKosong {
        sumber: String,
        keputusan: Option<String>,
    },
    /// A kind of activity has its own list of methods.
    MetodeTidakDikenal {
        metode: String,
        jenis: String,
        pilihan: String,
        mungkin: Option<String>,
        sumber: String,
        keputusan: Option<String>,
    },
    FormulirTidakDikenal {
        formulir: String,
        mungkin: Option<String>,
    },
    /// A form, or a regulation, that is for some units only.
    HanyaUnitTertentu {
        kolom: String,
        formulir: String,
        opd: String,
        hanya: String,
        sumber: String,
        keputusan: Option<String>,
    },
    /// `bila` says when it must be filled; none where it always must.
    KolomKosong {
        kolom: String,
        judul: String,
        bila: Option<String>,
        sumber: String,
        keputusan: Option<String>,
    },
    /// None of these columns is filled.
    SalahSatuKosong {
        kolom: String,
        sumber: String,
        keputusan: Option<String>,
    },
    PilihanTidakDikenal {
        kolom: String,
        isi: String,
        pilihan: String,
        mungkin: Option<String>,
        sumber: String,
        keputusan: Option<String>,
    },
    KolomHarus {
        kolom: String,
        judul: String,
        isi: String,
        harus: String,
        sumber: String,
        keputusan: Option<String>,
    },
    TanggalMendahului {
        kolom: String,
        judul: String,
        tanggal: String,
        sesudah: String,
        batas: String,
        sumber: String,
        keputusan: Option<String>,
    },
    /// A code that names nobody, where a civil servant must stand.
    BukanPegawai {
        kolom: String,
        judul: String,
        sumber: String,
        keputusan: Option<String>,
    },
    StatusPegawai {
        kolom: String,
        judul: String,
        status: String,
        perlu: String,
        sumber: String,
        keputusan: Option<String>,
    },
    KelasPegawai {
        kolom: String,
        judul: String,
        kelas: String,
        perlu: String,
        sumber: String,
        keputusan: Option<String>,
    },
    /// A civil servant of another unit than the entry's.
    PegawaiUnitLain {
        kolom: String,
        judul: String,
        opd: String,
        sumber: String,
        keputusan: Option<String>,
    },
    /// A column names a unit, a KBK or an entry that nobody knows.
    RujukanTidakDikenal {
        kolom: String,
        jenis: String,
        kode: String,
        mungkin: Option<String>,
        sumber: String,
        keputusan: Option<String>,
    },
    RujukanDitarik {
        kolom: String,
        jenis: String,
        kode: String,
        sumber: String,
        keputusan: Option<String>,
    },
    /// The entry named belongs to another unit or KBK.
    RujukanLintas {
        kolom: String,
        jenis: String,
        kode: String,
        sumber: String,
        keputusan: Option<String>,
    },
    /// Another entry holds the same in the columns that no two may share.
    EntriGanda {
        kolom: String,
        kode: String,
        sumber: String,
        keputusan: Option<String>,
    },
    /// A rule of the form: fewer entries than it asks for.
    BelumAda {
        kolom: String,
        pesan: String,
        ada: usize,
        perlu: usize,
        sumber: String,
        keputusan: Option<String>,
    },
    /// A rule of the form: an entry too many, `kode`.
    SudahAda {
        kolom: String,
        pesan: String,
        kode: String,
        sumber: String,
        keputusan: Option<String>,
    },
    EntriTidakDikenal {
        jenis: String,
        kode: String,
        mungkin: Option<String>,
    },
    EntriDitarik {
        jenis: String,
        kode: String,
    },
    MasihDirujuk {
        jenis: String,
        kode: String,
        formulir: String,
        oleh: String,
    },
}

impl Refusal {
    /// The import column the refusal is about, where it is about one.
    pub fn column(&self) -> Option<&str> {
        Some(match self {
            Self::OpdTidakDikenal { .. } => "opd",
            Self::IndukTidakDikenal { .. } => "induk",
            Self::KbkTidakDikenal { .. } | Self::BukanPeserta { .. } => "kbk",
            Self::GelarTidakDikenal { .. } | Self::KriteriaBeku { .. } => "gelar",
            Self::PeriodeTidakDikenal { .. } | Self::BukanRonde { .. } => "periode",
            Self::PeriodeDitutup { .. } => "periode",
            Self::KodeDipakaiSistem { .. } => "kode",
            Self::SebelumRonde { .. } => "tanggal",
            Self::TanggalTerbalik { .. } => "selesai",
            Self::JawabanDiLuarSkala { pertanyaan, .. } => pertanyaan,
            Self::ButirTidakDikenal { .. } | Self::ButirGanda { .. } => "butir",
            Self::LangkahTidakSah { .. } => "persen",
            Self::AlasanKosong { .. } => "alasan",
            Self::JenisKegiatanTidakDikenal { .. } => "jenis",
            Self::NilaiTidakDikenal { .. } | Self::NilaiMelebihiMaks { .. } => "nilai",
            Self::KriteriaTidakDikenal { .. } | Self::KriteriaGanda { .. } => "kriteria",
            Self::BobotKriteria { .. } => "bobot",
            Self::KriteriaMaks { .. } => "maks",
            Self::BukanJuri { .. } => "juri",
            Self::NamaKbkKosong { .. } => "nama",
            Self::MetodeTidakDikenal { .. } => "metode",
            Self::HanyaUnitTertentu { kolom, .. }
            | Self::KolomKosong { kolom, .. }
            | Self::PilihanTidakDikenal { kolom, .. }
            | Self::KolomHarus { kolom, .. }
            | Self::TanggalMendahului { kolom, .. }
            | Self::BukanPegawai { kolom, .. }
            | Self::StatusPegawai { kolom, .. }
            | Self::KelasPegawai { kolom, .. }
            | Self::PegawaiUnitLain { kolom, .. }
            | Self::RujukanTidakDikenal { kolom, .. }
            | Self::RujukanDitarik { kolom, .. }
            | Self::RujukanLintas { kolom, .. }
            | Self::BelumAda { kolom, .. }
            | Self::SudahAda { kolom, .. } => kolom,
            Self::EntriTidakDikenal { .. } | Self::EntriDitarik { .. } => "kode",
            _ => return None,
        })
    }

    /// The line of a sheet (butir or kriteria) the refusal is about, where it is about one.
    pub fn line(&self) -> Option<&str> {
        match self {
            Self::ButirTidakDikenal { butir, .. }
            | Self::ButirGanda { butir }
            | Self::LangkahTidakSah { butir, .. } => Some(butir),
            Self::KriteriaTidakDikenal { kriteria, .. }
            | Self::KriteriaGanda { kriteria }
            | Self::KriteriaMaks { kriteria, .. }
            | Self::NilaiMelebihiMaks { kriteria, .. } => Some(kriteria),
            _ => None,
        }
    }
}
