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
