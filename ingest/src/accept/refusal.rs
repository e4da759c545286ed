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
    SudahDiterbitkan {
        periode: String,
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
    /// A choice between those at place 1 before the result stands.
    GelarBelumDitutup {
        gelar: String,
    },
    /// A decision in another kategori than the KBK has entered in.
    KategoriLain {
        kbk: String,
        kategori: Option<String>,
        diputus: Option<String>,
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
    /// There is nothing to correct.
    BelumTercatat,
    /// What is never corrected, but changed by an event of its own, or not at all.
    TanpaKoreksi,
    PaketSudahBerlaku {
        paket: String,
    },
    /// A pack that says itself for which units it is.
    PaketUntukOpd {
        paket: String,
        opd: String,
    },
    UkuranTidakDikenal {
        kode: String,
        pilihan: String,
        mungkin: Option<String>,
    },
    UkuranGanda {
        kode: String,
    },
    /// A measure whose worst and best value are one.
    UkuranTanpaRentang {
        kode: String,
        nilai: String,
    },
    /// A weight of nothing, or outside its own limits.
    BobotUkuran {
        kode: String,
        bobot: u32,
        terendah: u32,
        tertinggi: u32,
    },
    BobotKebijakan {
        jumlah: u64,
    },
    /// A reason that is printed on every report has a number that may be somebody's.
    AlasanMenyebutOrang,
    KebijakanSudahBerlaku {
        periode: String,
        posisi: u64,
    },
    /// A policy after the first answer of a round needs its reason.
    KebijakanTanpaAlasan {
        periode: String,
        posisi: u64,
    },
    /// Two packs in force beside each other use one code.
    PaketBertabrakan {
        daftar: String,
        kode: String,
        paket: String,
    },
    /// The regulation wants every KBK to have a name.
    NamaKbkKosong {
        #[serde(flatten)]
        dasar: Box<Dasar>,
    },
    /// A kind of activity has its own list of methods.
    MetodeTidakDikenal {
        #[serde(flatten)]
        dasar: Box<Dasar>,
        metode: String,
        pilihan: String,
        mungkin: Option<String>,
    },
    /// A Gelar without the scorecard round that decides who may enter.
    RondeKosong {
        #[serde(flatten)]
        dasar: Box<Dasar>,
    },
    /// The regulation wants values as the topic of its Gelar.
    TopikBukanNilai {
        #[serde(flatten)]
        dasar: Box<Dasar>,
        topik: String,
        pilihan: String,
    },
    FormulirTidakDikenal {
        formulir: String,
        mungkin: Option<String>,
    },
    /// A form, or a regulation, that is for some units only.
    HanyaUnitTertentu {
        #[serde(flatten)]
        dasar: Box<Dasar>,
        opd: String,
        hanya: String,
    },
    /// `bila` says when it must be filled; none where it always must.
    KolomKosong {
        #[serde(flatten)]
        dasar: Box<Dasar>,
        bila: Option<String>,
    },
    /// None of these columns is filled.
    SalahSatuKosong {
        daftar: String,
        sumber: String,
        keputusan: Option<String>,
    },
    PilihanTidakDikenal {
        #[serde(flatten)]
        dasar: Box<Dasar>,
        isi: String,
        pilihan: String,
        mungkin: Option<String>,
    },
    KolomHarus {
        #[serde(flatten)]
        dasar: Box<Dasar>,
        isi: String,
        harus: String,
    },
    TanggalMendahului {
        #[serde(flatten)]
        dasar: Box<Dasar>,
        tanggal: String,
        sesudah: String,
        batas: String,
    },
    /// A code that names nobody, where a civil servant must stand.
    BukanPegawai {
        #[serde(flatten)]
        dasar: Box<Dasar>,
    },
    StatusPegawai {
        #[serde(flatten)]
        dasar: Box<Dasar>,
        status: String,
        perlu: String,
    },
    KelasPegawai {
        #[serde(flatten)]
        dasar: Box<Dasar>,
        kelas: String,
        perlu: String,
    },
    /// A civil servant of another unit than the entry's.
    PegawaiUnitLain {
        #[serde(flatten)]
        dasar: Box<Dasar>,
        opd: String,
    },
    /// A column names a unit, a KBK or an entry that nobody knows.
    RujukanTidakDikenal {
        #[serde(flatten)]
        dasar: Box<Dasar>,
        jenis: String,
        kode: String,
        mungkin: Option<String>,
    },
    RujukanDitarik {
        #[serde(flatten)]
        dasar: Box<Dasar>,
        jenis: String,
        kode: String,
    },
    /// The entry named belongs to another unit or KBK.
    RujukanLintas {
        #[serde(flatten)]
        dasar: Box<Dasar>,
        jenis: String,
        kode: String,
    },
    /// Another entry holds the same in the columns that no two may share.
    EntriGanda {
        daftar: String,
        kode: String,
        sumber: String,
        keputusan: Option<String>,
    },
    /// A rule of the form: fewer entries than it asks for.
    BelumAda {
        #[serde(flatten)]
        dasar: Box<Dasar>,
        pesan: String,
        ada: usize,
        perlu: usize,
    },
    /// A rule of the form: an entry too many, `kode`.
    SudahAda {
        #[serde(flatten)]
        dasar: Box<Dasar>,
        pesan: String,
        kode: String,
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
    /// What is reviewed is a quarter of the calendar.
    BukanTriwulan {
        kode: String,
    },
    /// A last day before the day on which it is set.
    TenggatMendahului {
        tenggat: String,
        tanggal: String,
    },
    KeputusanTidakDikenal {
        kode: String,
        mungkin: Option<String>,
    },
    /// A decision that is done or cancelled.
    KeputusanBerakhir {
        kode: String,
        status: String,
        sejak: String,
    },
    /// Progress that is older than what is recorded already.
    KemajuanMundur {
        kode: String,
        tanggal: String,
        sejak: String,
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

/// The column that a rule of the pack is about, and where the rule stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Dasar {
    /// Column.
    pub kolom: String,
    /// Its heading as printed.
    pub judul: String,
    /// Pasal: the rule's, else the column's, else the form's.
    pub sumber: String,
    /// The decision that closes what the text leaves open.
    pub keputusan: Option<String>,
}

impl Refusal {
    /// The import column the refusal is about, where it is about one.
    pub fn column(&self) -> Option<&str> {
        Some(match self {
            Self::OpdTidakDikenal { .. } => "opd",
            Self::IndukTidakDikenal { .. } => "induk",
            Self::KbkTidakDikenal { .. } | Self::BukanPeserta { .. } => "kbk",
            Self::GelarTidakDikenal { .. }
            | Self::KriteriaBeku { .. }
            | Self::GelarBelumDitutup { .. } => "gelar",
            Self::KategoriLain { .. } => "kategori",
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
            Self::NamaKbkKosong { dasar, .. }
            | Self::MetodeTidakDikenal { dasar, .. }
            | Self::RondeKosong { dasar, .. }
            | Self::TopikBukanNilai { dasar, .. }
            | Self::HanyaUnitTertentu { dasar, .. }
            | Self::KolomKosong { dasar, .. }
            | Self::PilihanTidakDikenal { dasar, .. }
            | Self::KolomHarus { dasar, .. }
            | Self::TanggalMendahului { dasar, .. }
            | Self::BukanPegawai { dasar, .. }
            | Self::StatusPegawai { dasar, .. }
            | Self::KelasPegawai { dasar, .. }
            | Self::PegawaiUnitLain { dasar, .. }
            | Self::RujukanTidakDikenal { dasar, .. }
            | Self::RujukanDitarik { dasar, .. }
            | Self::RujukanLintas { dasar, .. }
            | Self::BelumAda { dasar, .. }
            | Self::SudahAda { dasar, .. } => &dasar.kolom,
            Self::EntriTidakDikenal { .. } | Self::EntriDitarik { .. } => "kode",
            Self::BukanTriwulan { .. } => "periode",
            Self::TenggatMendahului { .. } => "tenggat",
            Self::KeputusanTidakDikenal { .. } | Self::KeputusanBerakhir { .. } => "keputusan",
            Self::KemajuanMundur { .. } => "tanggal",
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
