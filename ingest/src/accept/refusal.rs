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
    /// A unit that ended takes no facts of a later day.
    OpdBerakhir {
        opd: String,
        sejak: String,
        menjadi: Option<String>,
        posisi: u64,
    },
    KbkBerakhir {
        kbk: String,
        sejak: String,
        posisi: u64,
    },
    MenjadiTidakDikenal {
        kode: String,
        mungkin: Option<String>,
    },
    /// A unit that comes out of another is another.
    MenjadiSendiri {
        kode: String,
    },
    /// A unit would stand above itself.
    IndukMelingkar {
        opd: String,
        induk: String,
    },
    /// A column that this kind of change needs, or has no use for.
    PerubahanKolom {
        perubahan: String,
        kolom: String,
        perlu: Perlu,
    },
    /// A code that names another change already.
    KodePerubahanDipakai {
        kode: String,
    },
    /// A change of a person that is older than one that is recorded already.
    PerubahanMundur {
        tanggal: String,
        sejak: String,
    },
    PeriodeDikunci {
        kode: String,
        tanggal: String,
        posisi: u64,
    },
    HanyaTahunAtauTriwulan {
        kode: String,
    },
    SudahDikunci {
        kode: String,
        posisi: u64,
    },
    BelumDikunci {
        kode: String,
    },
    /// There is nothing to correct or to withdraw.
    BelumTercatat,
    SudahDitarik {
        kode: String,
        posisi: u64,
    },
    /// What is never corrected, but changed by an event of its own, or not at all.
    TanpaKoreksi,
    JenisTidakDitarik {
        jenis: String,
        pilihan: String,
    },
    PaketSudahBerlaku {
        paket: String,
    },
    /// Two packs in force beside each other use one code.
    PaketBertabrakan {
        daftar: String,
        kode: String,
        paket: String,
    },
}

/// What a column of a change must hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Perlu {
    /// Nothing.
    Kosong,
    /// Something.
    Isi,
    /// One code.
    Satu,
    /// No more than one code.
    PalingBanyakSatu,
    /// Two codes or more.
    Dua,
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
            Self::OpdBerakhir { .. } => "opd",
            Self::KbkBerakhir { .. } => "kbk",
            Self::MenjadiTidakDikenal { .. }
            | Self::MenjadiSendiri { .. }
            | Self::IndukMelingkar { .. } => "menjadi",
            Self::PerubahanKolom { kolom, .. } => kolom,
            Self::KodePerubahanDipakai { .. } => "kode",
            Self::PeriodeDikunci { .. } | Self::PerubahanMundur { .. } => "tanggal",
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
