//! The import kinds, and how a header tells them apart.

use super::problem::FileProblem;
use super::{evaluasi, formulir, gelar, kbk, kegiatan, keputusan, opd, pegawai, periode, rapat};
use super::{kbk_perubahan, opd_perubahan, pegawai_perubahan, scorecard};
use crate::accept::Refusal;
use crate::event::Word;
use crate::register::nearest;
use crate::rule_pack::{Formulir, Kolom, RulePack};

/// What the rows of a file are. A later kind may name what an earlier one registers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Kind {
    Opd,
    Pegawai,
    Kbk,
    Periode,
    OpdPerubahan,
    KbkPerubahan,
    PegawaiPerubahan,
    Evaluasi,
    Scorecard,
    Kegiatan,
    Rapat,
    Gelar,
    GelarKriteria,
    GelarJuri,
    GelarPeserta,
    GelarNilai,
    GelarKeputusan,
    Keputusan,
    KeputusanKemajuan,
    /// A form of the rules in force, by its place among them.
    Formulir(u16),
}

impl Word for Kind {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("opd", Self::Opd),
        ("pegawai", Self::Pegawai),
        ("kbk", Self::Kbk),
        ("periode", Self::Periode),
        ("opd_perubahan", Self::OpdPerubahan),
        ("kbk_perubahan", Self::KbkPerubahan),
        ("pegawai_perubahan", Self::PegawaiPerubahan),
        ("evaluasi", Self::Evaluasi),
        ("scorecard", Self::Scorecard),
        ("kegiatan", Self::Kegiatan),
        ("rapat", Self::Rapat),
        ("gelar", Self::Gelar),
        ("gelar_kriteria", Self::GelarKriteria),
        ("gelar_juri", Self::GelarJuri),
        ("gelar_peserta", Self::GelarPeserta),
        ("gelar_nilai", Self::GelarNilai),
        ("gelar_keputusan", Self::GelarKeputusan),
        ("keputusan", Self::Keputusan),
        ("keputusan_kemajuan", Self::KeputusanKemajuan),
    ];
}

impl Kind {
    /// Every kind under these rules, what is named before what names it: those that every record
    /// has, then the forms in the order of the pack.
    pub fn all(pack: &RulePack) -> impl Iterator<Item = Self> {
        let forms = pack.formulir.iter().zip(0..).filter(|(form, _)| !form.adds());
        let built_in = Self::WORDS.iter().map(|(_, kind)| *kind);
        built_in.chain(forms.map(|(_, place)| Self::Formulir(place)))
    }

    /// Its name, as in `jejak template NAME` and in the `kind` of a JSON line.
    pub fn name(self, pack: &RulePack) -> &str {
        match self {
            Self::Formulir(_) => self.formulir(pack).map_or("", |form| &form.kode),
            built_in => built_in.word(),
        }
    }

    /// The kind of a name.
    pub fn parse(name: &str, pack: &RulePack) -> Option<Self> {
        Self::all(pack).find(|kind| kind.name(pack) == name)
    }

    /// Every name, for a message that lists them.
    pub(super) fn names(pack: &RulePack) -> String {
        Self::all(pack).map(|kind| kind.name(pack)).collect::<Vec<_>>().join(", ")
    }

    /// The form that it is, or that adds columns to it.
    pub fn formulir(self, pack: &RulePack) -> Option<&Formulir> {
        match self {
            Self::Formulir(place) => pack.formulir.get(usize::from(place)),
            built_in => pack.formulir(built_in.word()).filter(|form| form.adds()),
        }
    }

    /// Its columns, in the order of a template. An evaluation form has a column a question, so these
    /// come from the rules in force.
    pub fn columns(self, pack: &RulePack) -> Vec<String> {
        let fixed: &[&str] = match self {
            Self::Opd => &opd::COLUMNS,
            Self::Pegawai => &pegawai::COLUMNS,
            Self::Kbk => &kbk::COLUMNS,
            Self::Periode => &periode::COLUMNS,
            Self::OpdPerubahan => &opd_perubahan::COLUMNS,
            Self::KbkPerubahan => &kbk_perubahan::COLUMNS,
            Self::PegawaiPerubahan => &pegawai_perubahan::COLUMNS,
            Self::Evaluasi => &evaluasi::COLUMNS,
            Self::Scorecard => &scorecard::COLUMNS,
            Self::Kegiatan => &kegiatan::COLUMNS,
            Self::Rapat => &rapat::COLUMNS,
            Self::Gelar => &gelar::COLUMNS,
            Self::GelarKriteria => &gelar::KRITERIA_COLUMNS,
            Self::GelarJuri => &gelar::JURI_COLUMNS,
            Self::GelarPeserta => &gelar::PESERTA_COLUMNS,
            Self::GelarNilai => &gelar::NILAI_COLUMNS,
            Self::GelarKeputusan => &gelar::KEPUTUSAN_COLUMNS,
            Self::Keputusan => &keputusan::COLUMNS,
            Self::KeputusanKemajuan => &keputusan::KEMAJUAN_COLUMNS,
            Self::Formulir(_) => self.formulir(pack).map_or(&[], formulir::head),
        };
        let mut columns: Vec<String> = fixed.iter().map(|column| (*column).to_owned()).collect();
        if let (Self::Evaluasi, Some(instrumen)) = (self, pack.evaluasi()) {
            columns.extend(instrumen.pertanyaan.iter().map(|pertanyaan| pertanyaan.kode.clone()));
        }
        columns.extend(self.kolom(pack).iter().map(|kolom| kolom.kode.clone()));
        columns
    }

    /// The columns that the rules in force give it.
    fn kolom(self, pack: &RulePack) -> &[Kolom] {
        self.formulir(pack).map_or(&[], |form| &form.kolom)
    }

    /// Whether a header may do without this column: one that need not be filled, or that is added to
    /// a kind that every record has.
    fn may_lack(self, column: &str, pack: &RulePack) -> bool {
        let added = !matches!(self, Self::Formulir(_));
        let may = |kolom: &Kolom| added || !kolom.wajib || !kolom.bila.is_empty();
        self.kolom(pack).iter().any(|kolom| kolom.kode == column && may(kolom))
    }

    /// The kind whose columns a header has, in any order and in small or capital letters. Where two
    /// are equally near, one of `called` decides: the name of the sheet or of the file.
    ///
    /// Errors: everything that is wrong with the header, seen as that of the nearest kind.
    pub fn recognise(
        header: &[String],
        called: &[&str],
        pack: &RulePack,
    ) -> Result<Self, Vec<FileProblem>> {
        Table::of(header, called, pack).map(|table| table.kind)
    }

    /// The column of this kind that a refusal is about.
    pub(super) fn column_of(self, refusal: &Refusal) -> Option<&str> {
        let column = refusal.column()?;
        Some(match (self, column) {
            (Self::Gelar, "periode") => "ronde",
            (Self::Gelar, "selesai") => "tutup",
            (Self::GelarKriteria, "kriteria") => "kode",
            (Self::GelarKriteria | Self::GelarJuri, "periode") => "gelar",
            (Self::GelarPeserta | Self::GelarNilai, "periode") => "gelar",
            _ => column,
        })
    }

    /// Fails where the rules in force have nothing to judge this kind by.
    pub fn within(self, pack: &RulePack) -> Result<(), FileProblem> {
        let known = match self {
            Self::Evaluasi => pack.evaluasi().is_some(),
            Self::Scorecard => pack.scorecard.is_some(),
            Self::Gelar => pack.gelar.is_some(),
            _ => true,
        };
        match known {
            true => Ok(()),
            false => Err(FileProblem::NotInRules {
                jenis: self.name(pack).to_owned(),
                paket: pack.kode.clone(),
            }),
        }
    }
}

/// A recognised header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Table {
    /// What the rows are.
    pub(super) kind: Kind,
    /// The kind's columns.
    pub(super) columns: Vec<String>,
    /// For each column of the file, which of the kind's it is; none for one without a heading.
    pub(super) places: Vec<Option<usize>>,
    /// Columns that the header lacks and must have.
    missing: Vec<String>,
    /// Columns that the header lacks and may lack.
    left_out: usize,
}

impl Table {
    /// Errors: see [`Kind::recognise`].
    pub(super) fn of(
        header: &[String],
        called: &[&str],
        pack: &RulePack,
    ) -> Result<Self, Vec<FileProblem>> {
        let header: Vec<String> = header.iter().map(|name| name.trim().to_lowercase()).collect();
        if header.iter().all(String::is_empty) {
            return Err(vec![FileProblem::Empty]);
        }
        let table = Self::nearest(&header, called, pack).map_err(|problem| vec![problem])?;
        table.kind.within(pack).map_err(|problem| vec![problem])?;
        let problems = table.problems(&header, pack);
        if problems.is_empty() { Ok(table) } else { Err(problems) }
    }

    /// The header as that of the kind it is nearest to.
    fn nearest(header: &[String], called: &[&str], pack: &RulePack) -> Result<Self, FileProblem> {
        let tables = Kind::all(pack).map(|kind| Self::seen_as(kind, header, pack));
        let mut tables: Vec<Self> = tables.filter(Self::is_half_there).collect();
        let Some(least) = tables.iter().map(|table| table.distance(header)).min() else {
            let kolom = header.join(", ").chars().take(200).collect();
            return Err(FileProblem::UnknownKind { kolom, pilihan: Kind::names(pack) });
        };
        // A header with mistakes is most likely that of the kind that the file is called after.
        let named = |table: &Self, called: &str| {
            table.kind.name(pack) == called && (least > 0 || table.distance(header) == 0)
        };
        let found = called.iter().find_map(|name| tables.iter().position(|t| named(t, name)));
        if let Some(found) = found {
            return Ok(tables.swap_remove(found));
        }
        tables.retain(|table| table.distance(header) == least);
        let fewest = tables.iter().map(|table| table.left_out).min();
        tables.retain(|table| Some(table.left_out) == fewest);
        match tables.pop() {
            Some(table) if tables.is_empty() => Ok(table),
            last => {
                let kinds = tables.iter().chain(&last).map(|table| table.kind.name(pack));
                Err(FileProblem::AmbiguousKind { pilihan: kinds.collect::<Vec<_>>().join(", ") })
            }
        }
    }

    fn seen_as(kind: Kind, header: &[String], pack: &RulePack) -> Self {
        let columns = kind.columns(pack);
        let place =
            |name: &String| columns.iter().position(|column| column.to_lowercase() == *name);
        let places: Vec<Option<usize>> = header.iter().map(place).collect();
        let absent = (0..columns.len()).filter(|column| !places.contains(&Some(*column)));
        let absent: Vec<&String> = absent.map(|column| &columns[column]).collect();
        let (left_out, missing): (Vec<&String>, Vec<&String>) =
            absent.into_iter().partition(|column| kind.may_lack(column, pack));
        let (left_out, missing) = (left_out.len(), missing.into_iter().cloned().collect());
        Self { kind, places, missing, left_out, columns }
    }

    /// Whether at least half of what the kind must have stands there.
    fn is_half_there(&self) -> bool {
        2 * self.missing.len() <= self.columns.len() - self.left_out
    }

    /// Columns that are missing, and columns that are too much.
    fn distance(&self, header: &[String]) -> usize {
        self.missing.len() + self.unknown(header).count()
    }

    fn unknown<'h>(&self, header: &'h [String]) -> impl Iterator<Item = &'h String> {
        let named = header.iter().zip(&self.places).filter(|(name, _)| !name.is_empty());
        named.filter(|(_, place)| place.is_none()).map(|(name, _)| name)
    }

    fn problems(&self, header: &[String], pack: &RulePack) -> Vec<FileProblem> {
        let mut problems = Vec::new();
        let jenis = || self.kind.name(pack).to_owned();
        if !self.missing.is_empty() {
            let kolom = self.missing.join(", ");
            problems.push(FileProblem::MissingColumns { jenis: jenis(), kolom });
        }
        for name in self.unknown(header) {
            problems.push(FileProblem::UnknownColumn {
                jenis: jenis(),
                mungkin: nearest(name, self.columns.iter().map(String::as_str)),
                kolom: name.clone(),
            });
        }
        for (index, name) in header.iter().enumerate() {
            if !name.is_empty() && header[..index].contains(name) {
                problems.push(FileProblem::DuplicateColumn { kolom: name.clone() });
            }
        }
        problems
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{CONTOH, PURBALINGGA, rules};
    use super::*;

    fn header(names: &str) -> Vec<String> {
        names.split(',').map(str::to_owned).collect()
    }

    #[test]
    fn each_kind_is_known_by_its_own_columns_in_any_order() {
        for pack in [PURBALINGGA, CONTOH] {
            let pack = rules(pack).pack;
            for kind in Kind::all(&pack) {
                let mut columns = kind.columns(&pack);
                assert_eq!(Kind::recognise(&columns, &[], &pack), Ok(kind));
                columns.reverse();
                columns
                    .iter_mut()
                    .for_each(|column| *column = format!(" {} ", column.to_uppercase()));
                assert_eq!(Kind::recognise(&columns, &[], &pack), Ok(kind));
                assert_eq!(Kind::parse(kind.name(&pack), &pack), Some(kind));
            }
        }
    }

    #[test]
    fn questions_of_a_form_come_from_the_rules() {
        let columns = |pack| Kind::Evaluasi.columns(&rules(pack).pack);
        assert_eq!(columns(PURBALINGGA).len(), 37);
        assert_eq!(columns(CONTOH).last().map(String::as_str), Some("q12"));
        assert!(Kind::recognise(&columns(PURBALINGGA), &[], &rules(CONTOH).pack).is_err());
    }

    #[test]
    fn wrong_headers_say_what_would_be_right() {
        let pack = rules(CONTOH).pack;
        let found = |names: &str| Kind::recognise(&header(names), &[], &pack).unwrap_err();
        assert_eq!(
            found("kode,nama,jeni,induk"),
            [
                FileProblem::MissingColumns { jenis: "opd".into(), kolom: "jenis".into() },
                FileProblem::UnknownColumn {
                    jenis: "opd".into(),
                    kolom: "jeni".into(),
                    mungkin: Some("jenis".into())
                },
            ]
        );
        assert_eq!(
            found("kode,nama,jenis,induk,Kode,alamat"),
            [
                FileProblem::UnknownColumn {
                    jenis: "opd".into(),
                    kolom: "alamat".into(),
                    mungkin: None
                },
                FileProblem::DuplicateColumn { kolom: "kode".into() },
            ]
        );
        assert_eq!(
            found("gelar,kbk"),
            [FileProblem::MissingColumns {
                jenis: "gelar_peserta".into(),
                kolom: "kategori".into()
            }]
        );
        assert!(matches!(found("nomor,uraian")[..], [FileProblem::UnknownKind { .. }]));
        assert_eq!(found(",,"), [FileProblem::Empty]);
    }

    /// The rules of CONTOH with a form beside `kunjungan` that has its columns and one more.
    fn two_alike() -> RulePack {
        let mut pack = rules(CONTOH).pack;
        let mut other = pack.formulir("kunjungan").unwrap().clone();
        other.kode = "tinjauan".into();
        let more = Kolom { kode: "lama".into(), wajib: false, ..other.kolom[1].clone() };
        other.kolom.push(more);
        pack.formulir.push(other);
        pack
    }

    #[test]
    fn of_two_kinds_that_are_equally_near_the_name_of_the_file_decides() {
        let pack = two_alike();
        let kind = |names: &str, called: &[&str]| {
            Kind::recognise(&header(names), called, &pack).map(|kind| kind.name(&pack).to_owned())
        };
        let short = "kode,tanggal,opd,temuan";
        for called in ["kunjungan", "tinjauan"] {
            assert_eq!(kind(short, &["Sheet1", called]).as_deref(), Ok(called));
        }
        // The one that lacks least, where nothing is called after either.
        assert_eq!(kind(short, &["berkas"]).as_deref(), Ok("kunjungan"));
        let whole = "kode,tanggal,opd,kbk,dilihat,ukuran,temuan";
        assert_eq!(kind(whole, &[]).as_deref(), Ok("kunjungan"));
        assert_eq!(kind(&format!("{whole},lama"), &["kunjungan"]).as_deref(), Ok("tinjauan"));
        let mut pack = pack;
        pack.formulir.last_mut().unwrap().kolom.pop();
        let pilihan = "kunjungan, tinjauan".to_owned();
        assert_eq!(
            Kind::recognise(&header(whole), &["berkas"], &pack),
            Err(vec![FileProblem::AmbiguousKind { pilihan }])
        );
    }

    #[test]
    fn a_wrong_header_is_that_of_the_kind_the_file_is_called_after() {
        let pack = rules(CONTOH).pack;
        let wrong = header("kode,kbk,tanggal,masalah,keputusn");
        let found = |called: &[&str]| Kind::recognise(&wrong, called, &pack).unwrap_err();
        let missing = |jenis: &str, kolom: &str| FileProblem::MissingColumns {
            jenis: jenis.into(),
            kolom: kolom.into(),
        };
        assert_eq!(found(&["persetujuan"])[0], missing("persetujuan", "keputusan"));
    }

    #[test]
    fn a_kind_the_rules_do_not_know_is_named() {
        let mut pack = rules(CONTOH).pack;
        pack.scorecard = None;
        let columns = Kind::Scorecard.columns(&pack);
        let expected =
            FileProblem::NotInRules { jenis: "scorecard".into(), paket: pack.kode.clone() };
        assert_eq!(Kind::recognise(&columns, &[], &pack), Err(vec![expected]));
    }
}
