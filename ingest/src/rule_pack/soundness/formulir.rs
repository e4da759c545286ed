//! Forms that can be read, told apart and obeyed.

use std::collections::{BTreeMap, BTreeSet};

use super::super::{Aturan, Daftar, Formulir, IsiKolom, Kolom, RulePack, Saran, Untuk};
use super::{Found, PackProblem, check_kinds, check_units, is_heading, needs, unknown};
use crate::event::{KelasJabatan, StatusPegawai, Word};
use crate::files::Kind;

impl RulePack {
    pub(super) fn check_forms(&self, found: &mut Found) {
        for form in &self.formulir {
            let tempat = format!("formulir.{}", form.kode);
            self.check_form(&tempat, form, found);
            for kolom in &form.kolom {
                let tempat = format!("{tempat}.kolom.{}", kolom.kode);
                self.check_column(&tempat, form, kolom, found);
            }
            for (index, aturan) in form.aturan.iter().enumerate() {
                self.check_rule(&format!("{tempat}.aturan.{}", index + 1), form, aturan, found);
            }
            for (index, saran) in form.saran.iter().enumerate() {
                self.check_advice(&format!("{tempat}.saran.{}", index + 1), form, saran, found);
            }
        }
        self.check_circles(found);
    }

    fn check_form(&self, tempat: &str, form: &Formulir, found: &mut Found) {
        if !is_heading(&form.kode) {
            let problem = PackProblem::JudulTidakSah { kode: form.kode.clone() };
            found.push((tempat.to_owned(), problem));
        }
        if Kind::from_word(&form.kode).is_some() && !form.adds() {
            let problem = PackProblem::JenisBawaan { kode: form.kode.clone() };
            found.push((tempat.to_owned(), problem));
        }
        check_units(tempat, &form.hanya_opd, found);
        for kode in form.unik.iter().chain(&form.salah_satu) {
            match form.kolom.iter().find(|kolom| kolom.kode == *kode) {
                None => found.push((tempat.to_owned(), no_column(kode, form))),
                Some(kolom) if kolom.isi == IsiKolom::Teks && form.unik.contains(kode) => {
                    let problem = PackProblem::KolomTertutup { kolom: kode.clone() };
                    found.push((tempat.to_owned(), problem));
                }
                Some(_) => {}
            }
        }
    }

    fn check_column(&self, tempat: &str, form: &Formulir, kolom: &Kolom, found: &mut Found) {
        let mut problems = Vec::new();
        if !is_heading(&kolom.kode) || head(form).contains(&kolom.kode.as_str()) {
            problems.push(PackProblem::JudulTidakSah { kode: kolom.kode.clone() });
        }
        let not_for = |key: &str| PackProblem::TidakUntukIsi { kunci: key.to_owned() };
        let is_choice = matches!(kolom.isi, IsiKolom::Pilihan | IsiKolom::PilihanBanyak);
        match (is_choice, kolom.pilihan.is_empty(), kolom.daftar) {
            (true, true, None) | (true, false, Some(_)) => {
                problems.push(PackProblem::PilihanKosong);
            }
            (true, true, Some(daftar)) if self.choices(kolom).is_empty() => {
                problems.push(match daftar {
                    Daftar::Bacaan => unknown("bacaan", &kolom.bacaan),
                    _ => PackProblem::PilihanKosong,
                });
            }
            (false, false, _) => problems.push(not_for("pilihan")),
            (false, true, Some(_)) => problems.push(not_for("daftar")),
            _ => {}
        }
        match (kolom.isi == IsiKolom::Rujuk, kolom.rujuk.is_empty()) {
            (true, _) if !self.has_entries(&kolom.rujuk) => {
                problems.push(unknown("formulir", &kolom.rujuk));
            }
            (false, false) => problems.push(not_for("rujuk")),
            _ => {}
        }
        if !kolom.bila.is_empty() && !kolom.wajib {
            problems.push(not_for("bila"));
        }
        if !kolom.bacaan.is_empty() && kolom.daftar != Some(Daftar::Bacaan) {
            problems.push(not_for("bacaan"));
        }
        if !kolom.sesudah.is_empty() {
            match form.kolom.iter().find(|other| other.kode == kolom.sesudah) {
                _ if kolom.isi != IsiKolom::Tanggal => problems.push(not_for("sesudah")),
                Some(other) if other.isi == IsiKolom::Tanggal => {}
                None if kolom.sesudah == "tanggal" => {}
                _ => problems.push(no_column(&kolom.sesudah, form)),
            }
        }
        let is_person = kolom.isi == IsiKolom::Orang;
        for (key, used) in [
            ("status", !kolom.status.is_empty()),
            ("kelas_jabatan", !kolom.kelas_jabatan.is_empty()),
            ("unit_sendiri", kolom.unit_sendiri),
        ] {
            if used && !is_person {
                problems.push(not_for(key));
            }
        }
        for word in kolom.status.iter().filter(|word| StatusPegawai::from_word(word).is_none()) {
            problems.push(unknown("status", word));
        }
        problems.extend(unknown_classes(&kolom.kelas_jabatan));
        if !kolom.harus.is_empty() && !self.takes(kolom, &kolom.harus) {
            problems.push(PackProblem::KodePilihan {
                kode: kolom.harus.clone(),
                kolom: kolom.kode.clone(),
            });
        }
        found.extend(problems.into_iter().map(|problem| (tempat.to_owned(), problem)));
        self.check_conditions(tempat, form, &kolom.bila, found);
    }

    /// Whether entries of this name are kept: of a form, or of an import that every record has.
    fn has_entries(&self, kind: &str) -> bool {
        self.formulir(kind).is_some() || ["kegiatan", "rapat"].contains(&kind)
    }

    /// Whether a column takes a code; of what cannot be listed, any.
    fn takes(&self, kolom: &Kolom, kode: &str) -> bool {
        match kolom.isi {
            IsiKolom::Pilihan | IsiKolom::PilihanBanyak => {
                self.choices(kolom).iter().any(|choice| choice.kode == kode)
            }
            IsiKolom::YaTidak => ["ya", "tidak"].contains(&kode),
            _ => true,
        }
    }

    /// Columns that must hold one of some codes: they are there, in clear, and take these.
    pub(super) fn check_conditions(
        &self,
        tempat: &str,
        form: &Formulir,
        conditions: &BTreeMap<String, Vec<String>>,
        found: &mut Found,
    ) {
        for (kode, codes) in conditions {
            let mut wrong = |problem| found.push((tempat.to_owned(), problem));
            match form.kolom.iter().find(|kolom| kolom.kode == *kode) {
                None if self.has_itself(&form.kode, kode) => {}
                None => wrong(no_column(kode, form)),
                Some(kolom) if matches!(kolom.isi, IsiKolom::Teks | IsiKolom::Orang) => {
                    wrong(PackProblem::KolomTertutup { kolom: kode.clone() });
                }
                Some(kolom) => {
                    for code in codes.iter().filter(|code| !self.takes(kolom, code)) {
                        wrong(PackProblem::KodePilihan { kode: code.clone(), kolom: kode.clone() });
                    }
                }
            }
        }
    }

    /// Columns of its own that an import of every record has, and that may be asked about.
    pub(super) fn has_itself(&self, kind: &str, kolom: &str) -> bool {
        kind == "kegiatan" && ["jenis", "metode", "nilai"].contains(&kolom)
    }

    fn check_rule(&self, tempat: &str, form: &Formulir, aturan: &Aturan, found: &mut Found) {
        self.check_conditions(tempat, form, &aturan.bila, found);
        if aturan.paling_sedikit == 0 && aturan.paling_banyak.is_none() {
            found.push((tempat.to_owned(), PackProblem::AturanKosong));
        }
        if aturan.pesan.trim().is_empty() {
            found.push((tempat.to_owned(), needs("pesan")));
        }
        let Some(counted) = self.formulir(&aturan.formulir) else {
            if !self.has_entries(&aturan.formulir) {
                found.push((tempat.to_owned(), unknown("formulir", &aturan.formulir)));
            }
            return;
        };
        self.check_conditions(tempat, counted, &aturan.dengan, found);
        match (names(form, &aturan.kolom), names(counted, &aturan.melalui)) {
            (Ok(here), Ok(there)) if here == there => {}
            (Ok(_), Ok(_)) => {
                let (kolom, melalui) = (aturan.kolom.clone(), aturan.melalui.clone());
                let problem = PackProblem::AturanTakBertemu { kolom, melalui };
                found.push((tempat.to_owned(), problem));
            }
            (here, there) => {
                let problems = [here.err(), there.err()].into_iter().flatten();
                found.extend(problems.map(|problem| (tempat.to_owned(), problem)));
            }
        }
    }

    fn check_advice(&self, tempat: &str, form: &Formulir, saran: &Saran, found: &mut Found) {
        self.check_conditions(tempat, form, &saran.bila, found);
        check_kinds(tempat, &saran.jenis, found);
        let mut wrong = |problem| found.push((tempat.to_owned(), problem));
        if saran.sebaiknya.is_empty() {
            wrong(needs("sebaiknya"));
        }
        if saran.pesan.trim().is_empty() {
            wrong(needs("pesan"));
        }
        match form.kolom.iter().find(|kolom| kolom.kode == saran.kolom) {
            None => wrong(no_column(&saran.kolom, form)),
            Some(kolom) if kolom.isi == IsiKolom::Teks => {
                wrong(PackProblem::KolomTertutup { kolom: kolom.kode.clone() });
            }
            Some(kolom) if kolom.isi == IsiKolom::Orang => {
                unknown_classes(&saran.sebaiknya).for_each(wrong);
            }
            Some(kolom) => {
                for code in saran.sebaiknya.iter().filter(|code| !self.takes(kolom, code)) {
                    let kolom = kolom.kode.clone();
                    wrong(PackProblem::KodePilihan { kode: code.clone(), kolom });
                }
            }
        }
    }

    /// Imports with the same columns as one before: a file of them says by its name what it is.
    pub(in crate::rule_pack) fn same_headers(&self) -> Found {
        let mut known: BTreeMap<BTreeSet<String>, &str> = BTreeMap::new();
        let mut found = Found::new();
        for kind in Kind::all(self) {
            let columns: BTreeSet<String> = kind.columns(self).into_iter().collect();
            let name = kind.name(self);
            if let Some(lain) = known.insert(columns, name) {
                let problem = PackProblem::KepalaSama { lain: lain.to_owned() };
                found.push((format!("formulir.{name}"), problem));
            }
        }
        found
    }

    /// An entry names entries that are there before it. Forms whose references must be filled and go
    /// in a circle never get a first entry; one that may be left out, such as the agent whom a new
    /// selection replaces, breaks the circle.
    fn check_circles(&self, found: &mut Found) {
        let mut done = BTreeSet::new();
        for form in &self.formulir {
            let mut path = Vec::new();
            if let Some(circle) = self.circle(&form.kode, &mut path, &mut done) {
                let tempat = format!("formulir.{}", form.kode);
                found.push((tempat, PackProblem::RujukanMelingkar { jalur: circle }));
            }
        }
    }

    fn circle<'p>(
        &'p self,
        kode: &'p str,
        path: &mut Vec<&'p str>,
        done: &mut BTreeSet<&'p str>,
    ) -> Option<String> {
        if let Some(start) = path.iter().position(|one| *one == kode) {
            let around = path[start..].iter().chain(std::iter::once(&kode));
            return Some(around.copied().collect::<Vec<_>>().join(" → "));
        }
        if !done.insert(kode) {
            return None;
        }
        path.push(kode);
        let columns = self.formulir(kode).into_iter().flat_map(|form| &form.kolom);
        let musts = columns.filter(|kolom| kolom.wajib && kolom.bila.is_empty());
        let mut named = musts.map(|kolom| kolom.rujuk.as_str()).filter(|one| !one.is_empty());
        let found = named.find_map(|other| self.circle(other, path, done));
        path.pop();
        found
    }
}

/// Columns that the form's entries begin with; for one that adds to an import, the import's.
fn head(form: &Formulir) -> Vec<&'static str> {
    match form.untuk {
        _ if form.adds() => ["kode", "opd", "kbk", "tanggal", "kind"].to_vec(),
        Untuk::Pemda => ["kode", "tanggal", "kind"].to_vec(),
        Untuk::Opd => ["kode", "opd", "tanggal", "kind"].to_vec(),
        Untuk::Kbk => ["kode", "kbk", "tanggal", "kind"].to_vec(),
    }
}

pub(super) fn no_column(kolom: &str, form: &Formulir) -> PackProblem {
    PackProblem::KolomTidakAda { kolom: kolom.to_owned(), formulir: form.kode.clone() }
}

fn unknown_classes(classes: &[String]) -> impl Iterator<Item = PackProblem> {
    let unknown_class = |word: &&String| KelasJabatan::from_word(word).is_none();
    classes.iter().filter(unknown_class).map(|word| unknown("kelas jabatan", word))
}

/// What a column's content is the name of: an entry of a form, a unit, a KBK, or a word.
fn names<'p>(form: &'p Formulir, kolom: &str) -> Result<(&'static str, &'p str), PackProblem> {
    match (kolom, form.untuk) {
        ("kode", _) => return Ok(("entri", &form.kode)),
        ("opd", Untuk::Opd) => return Ok(("opd", "")),
        ("kbk", Untuk::Kbk) => return Ok(("kbk", "")),
        _ => {}
    }
    let found = form.kolom.iter().find(|one| one.kode == kolom);
    let column = found.ok_or_else(|| no_column(kolom, form))?;
    Ok(match column.isi {
        IsiKolom::Teks => return Err(PackProblem::KolomTertutup { kolom: kolom.to_owned() }),
        IsiKolom::Rujuk => ("entri", &column.rujuk),
        IsiKolom::Opd => ("opd", ""),
        IsiKolom::Kbk => ("kbk", ""),
        IsiKolom::Orang => ("orang", ""),
        _ => ("kata", ""),
    })
}
