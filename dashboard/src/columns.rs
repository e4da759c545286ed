//! What each column of an import kind holds, for people: templates and the description of the API
//! are drawn from it, so that they cannot differ from what an import takes.

use ingest::event::{
    JenisOpd, JenisPeriode, KelasJabatan, PerubahanKbk, PerubahanOpd, StatusKeputusan,
    StatusPegawai, Word,
};
use ingest::files::Kind;
use ingest::rule_pack::{IsiKolom, Kolom, NamaKbk, RulePack, Topik};

use crate::text::{t, tf};

/// What a cell is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// Any text.
    Text,
    /// A code.
    Code,
    /// Several codes with `;` between them.
    Codes,
    /// A date, `2026-03-31`.
    Date,
    /// A whole number.
    Whole,
    /// A number with at most two decimals.
    Decimal,
    /// A NIP, or a code that names nobody.
    Person,
}

/// One column of a kind.
#[derive(Debug, Clone)]
pub struct Column {
    /// Name in the header.
    pub name: String,
    /// Heading, as printed where it is a form's.
    pub title: String,
    /// Must be filled in every row.
    pub required: bool,
    /// What a cell is written as.
    pub holds: Holds,
    /// The only codes that are taken, each with its words; empty where any is.
    pub choices: Vec<(String, String)>,
    /// What it means and how it is filled.
    pub help: String,
    /// A cell as it could be.
    pub example: String,
    /// What of the record it names: `opd`, `kbk`, `periode`, `gelar`, or a form.
    pub names: Option<String>,
}

/// The columns of a kind under some rules, in the order of a template.
pub fn columns_of(kind: Kind, pack: &RulePack) -> Vec<Column> {
    let form = kind.formulir(pack);
    let own = |name: &str| form.and_then(|form| form.kolom.iter().find(|kolom| kolom.kode == name));
    kind.columns(pack)
        .into_iter()
        .map(|name| match own(&name) {
            Some(kolom) => of_form(kolom, kind, pack),
            None => built_in(kind, &name, pack),
        })
        .collect()
}

fn of_form(kolom: &Kolom, kind: Kind, pack: &RulePack) -> Column {
    let (holds, example) = match kolom.isi {
        IsiKolom::Teks => (Holds::Text, t("contoh-teks")),
        IsiKolom::Tanggal => (Holds::Date, t("contoh-tanggal")),
        IsiKolom::Bilangan => (Holds::Whole, "12".to_owned()),
        IsiKolom::Desimal => (Holds::Decimal, "85.50".to_owned()),
        IsiKolom::YaTidak | IsiKolom::Pilihan => (Holds::Code, String::new()),
        IsiKolom::PilihanBanyak => (Holds::Codes, String::new()),
        IsiKolom::Orang => (Holds::Person, t("contoh-nip")),
        IsiKolom::Opd => (Holds::Code, "DINKES".to_owned()),
        IsiKolom::Kbk => (Holds::Code, "KBK-DINKES".to_owned()),
        IsiKolom::Rujuk => (Holds::Code, format!("{}-1", kolom.rujuk.to_uppercase())),
        IsiKolom::Nomor => (Holds::Text, t("contoh-nomor")),
    };
    let choices: Vec<(String, String)> = match kolom.isi {
        IsiKolom::YaTidak => {
            ["ya", "tidak"].map(|word| (word.to_owned(), word.to_owned())).to_vec()
        }
        _ => pack.choices(kolom).into_iter().map(|one| (one.kode, one.nama)).collect(),
    };
    let first = choices.first().map(|(code, _)| code.clone());
    let example = match (kolom.harus.as_str(), first) {
        ("", Some(first)) => first,
        ("", None) => example,
        (only, _) => only.to_owned(),
    };
    let names = match kolom.isi {
        IsiKolom::Opd => Some("opd".to_owned()),
        IsiKolom::Kbk => Some("kbk".to_owned()),
        IsiKolom::Rujuk => Some(kolom.rujuk.clone()),
        _ => None,
    };
    Column {
        name: kolom.kode.clone(),
        title: kolom.judul.clone(),
        required: kolom.wajib && kolom.bila.is_empty() && matches!(kind, Kind::Formulir(_)),
        holds,
        choices,
        help: help_of_form(kolom, pack),
        example,
        names,
    }
}

/// How it is filled as printed, and what the form asks of it beside.
fn help_of_form(kolom: &Kolom, pack: &RulePack) -> String {
    let mut parts = vec![kolom.petunjuk.clone()];
    for (column, codes) in &kolom.bila {
        let codes = codes.join(", ");
        parts.push(tf("impor-kolom-bila", &[("kolom", column), ("isi", &codes)]));
    }
    if !kolom.harus.is_empty() {
        parts.push(tf("impor-kolom-harus", &[("isi", &kolom.harus)]));
    }
    if !kolom.sesudah.is_empty() {
        parts.push(tf("impor-kolom-sesudah", &[("kolom", &kolom.sesudah)]));
    }
    if let Some(form) = pack.formulir(&kolom.rujuk) {
        parts.push(tf("impor-kolom-rujuk", &[("formulir", &form.kode), ("nama", &form.nama)]));
    }
    if !kolom.sumber.is_empty() {
        parts.push(format!("({})", kolom.sumber));
    }
    parts.retain(|part| !part.is_empty());
    parts.join(" ")
}

/// Columns of the kinds that every government has which may be left empty.
const OPTIONAL: [(&str, &str); 17] = [
    ("opd", "induk"),
    ("scorecard", "alasan"),
    ("kegiatan", "tema"),
    ("kegiatan", "nilai"),
    ("kegiatan", "bukti"),
    ("rapat", "notulen"),
    ("gelar_peserta", "kategori"),
    ("gelar_keputusan", "kategori"),
    ("opd_perubahan", "nama"),
    ("opd_perubahan", "menjadi"),
    ("kbk_perubahan", "nama"),
    ("kbk_perubahan", "opd"),
    ("pegawai_perubahan", "opd"),
    ("keputusan", "opd"),
    ("keputusan", "penanggung_jawab"),
    ("keputusan", "tenggat"),
    ("keputusan_kemajuan", "tenggat"),
];

/// A column that every government has.
fn built_in(kind: Kind, name: &str, pack: &RulePack) -> Column {
    let is_form = matches!(kind, Kind::Formulir(_));
    let kind = kind.name(pack);
    let is_review = matches!(kind, "keputusan" | "keputusan_kemajuan");
    let question = question(name, pack).filter(|_| kind == "evaluasi");
    // `kode` and `nama` mean another thing in each kind; other columns mean one thing everywhere.
    let key = match name {
        "kode" | "tanggal" if is_form => format!("impor-kolom-formulir-{name}"),
        "kode" | "nama" | "jenis" | "nilai" | "tanggal" | "perubahan" | "menjadi" => {
            format!("impor-kolom-{kind}-{name}")
        }
        "kbk" | "kategori" | "alasan" if kind == "gelar_keputusan" => {
            format!("impor-kolom-{kind}-{name}")
        }
        "periode" | "status" | "keputusan" if is_review => format!("impor-kolom-{kind}-{name}"),
        _ => format!("impor-kolom-{name}"),
    };
    let key = key.replace('_', "-");
    let (holds, choices, help, example) = match question {
        Some((choices, text)) => (Holds::Whole, choices, text, "1".to_owned()),
        None => {
            let (holds, choices) = holds_of(kind, name, pack);
            let example = choices.first().map(|(code, _)| code.clone());
            let example = example.unwrap_or_else(|| t(&format!("{key}-contoh")));
            (holds, choices, t(&key), example)
        }
    };
    let names = match name {
        // A quarter is one of the calendar, whether or not it is recorded.
        "periode" if is_review => None,
        "opd" | "induk" | "menjadi" => Some("opd"),
        "kbk" | "periode" | "gelar" => Some(name),
        "ronde" => Some("periode"),
        _ => None,
    };
    let may_be_empty = OPTIONAL.contains(&(kind, name))
        || kind == "kbk_perubahan" && name.starts_with("sk_")
        || (kind, name) == ("gelar", "ronde") && pack.scorecard.is_none()
        || (kind, name) == ("kbk", "nama")
            && pack.kbk.as_ref().is_some_and(|kbk| kbk.nama == NamaKbk::Opsional);
    Column {
        name: name.to_owned(),
        title: name.to_owned(),
        required: !may_be_empty,
        holds,
        choices,
        help,
        example,
        names: names.map(str::to_owned),
    }
}

fn holds_of(kind: &str, name: &str, pack: &RulePack) -> (Holds, Vec<(String, String)>) {
    fn words<W: Word>() -> Vec<(String, String)> {
        W::WORDS.iter().map(|(word, _)| ((*word).to_owned(), word.replace('_', " "))).collect()
    }
    let named = |list: Vec<(&String, &String)>| -> Vec<(String, String)> {
        list.into_iter().map(|(code, name)| (code.clone(), name.clone())).collect()
    };
    let values = || named(pack.nilai.iter().map(|nilai| (&nilai.kode, &nilai.nama)).collect());
    match (kind, name) {
        ("opd", "jenis") => (Holds::Code, words::<JenisOpd>()),
        ("periode", "jenis") => (Holds::Code, words::<JenisPeriode>()),
        ("kegiatan", "jenis") => {
            let kinds = pack.jenis_kegiatan.iter().map(|jenis| (&jenis.kode, &jenis.nama));
            (Holds::Code, named(kinds.collect()))
        }
        ("kegiatan", "metode") => {
            let mut methods: Vec<(String, String)> = Vec::new();
            for metode in pack.jenis_kegiatan.iter().flat_map(|jenis| &jenis.metode) {
                if !methods.iter().any(|(code, _)| *code == metode.kode) {
                    methods.push((metode.kode.clone(), metode.nama.clone()));
                }
            }
            // A kind without methods of its own takes any.
            let closed = pack.jenis_kegiatan.iter().all(|jenis| !jenis.metode.is_empty());
            (Holds::Text, if closed { methods } else { Vec::new() })
        }
        ("kegiatan", "nilai") => (Holds::Code, values()),
        ("opd_perubahan", "perubahan") => (Holds::Code, words::<PerubahanOpd>()),
        ("kbk_perubahan", "perubahan") => (Holds::Code, words::<PerubahanKbk>()),
        ("opd_perubahan", "menjadi") => (Holds::Codes, Vec::new()),
        ("gelar", "topik") => {
            match pack.gelar.as_ref().is_some_and(|gelar| gelar.topik == Topik::Nilai) {
                true => (Holds::Codes, values()),
                false => (Holds::Text, Vec::new()),
            }
        }
        ("keputusan_kemajuan", "status") => (Holds::Code, words::<StatusKeputusan>()),
        ("keputusan", "keputusan") | (_, "keterangan") => (Holds::Text, Vec::new()),
        (_, "status") => (Holds::Code, words::<StatusPegawai>()),
        (_, "kelas_jabatan") => (Holds::Code, words::<KelasJabatan>()),
        (_, "butir") => {
            let lines = pack.scorecard.iter().flat_map(|scorecard| &scorecard.butir);
            (Holds::Code, named(lines.map(|butir| (&butir.kode, &butir.teks)).collect()))
        }
        (_, "persen") => {
            let steps = pack.scorecard.iter().flat_map(|scorecard| &scorecard.langkah);
            let step = |step: &u8| {
                (step.to_string(), tf("impor-kolom-langkah", &[("persen", &step.to_string())]))
            };
            (Holds::Whole, steps.map(step).collect())
        }
        (_, "tanggal" | "mulai" | "selesai" | "buka" | "tutup" | "sk_tanggal" | "tenggat") => {
            (Holds::Date, Vec::new())
        }
        (_, "peserta" | "durasi_menit" | "tahun" | "bobot" | "maks") => (Holds::Whole, Vec::new()),
        ("gelar_nilai", "nilai") => (Holds::Decimal, Vec::new()),
        (_, "nip" | "penilai" | "juri" | "pimpinan" | "penanggung_jawab") => {
            (Holds::Person, Vec::new())
        }
        (
            _,
            "nama" | "sk_nomor" | "tema" | "bukti" | "notulen" | "alasan" | "dasar" | "kategori",
        ) => (Holds::Text, Vec::new()),
        _ => (Holds::Code, Vec::new()),
    }
}

/// The choices of a question of the form in force, and its text.
fn question(name: &str, pack: &RulePack) -> Option<(Vec<(String, String)>, String)> {
    let instrumen = pack.evaluasi()?;
    let pertanyaan = instrumen.pertanyaan.iter().find(|one| one.kode == name)?;
    let skala = pack.skala.iter().find(|skala| skala.kode == pertanyaan.skala)?;
    let choice = |(number, word): (usize, &String)| ((number + 1).to_string(), word.clone());
    Some((skala.pilihan.iter().enumerate().map(choice).collect(), pertanyaan.teks.clone()))
}
