//! Forms, duties and reports: what each names must be there, and a rule must ask something.

use std::collections::BTreeMap;

use super::{PackProblem, need_sumber, unique};
use crate::event::{JenisOpd, KelasJabatan, StatusPegawai, Word};
use crate::files::Kind;
use crate::identity::Kode;
use crate::rule_pack::{Aturan, Daftar, Formulir, IsiKolom, Kolom, RulePack, Saran};

/// Columns and the codes that one of them must hold.
type Conditions = BTreeMap<String, Vec<String>>;

impl RulePack {
    pub(super) fn check_forms(&self, found: &mut Vec<PackProblem>) {
        unique("formulir", self.formulir.iter().map(|form| &form.kode), found);
        unique("kewajiban", self.kewajiban.iter().map(|one| &one.kode), found);
        unique("laporan", self.laporan.iter().map(|one| &one.kode), found);
        unique("bacaan", self.bacaan.iter().map(|one| &one.kode), found);
        for form in &self.formulir {
            let built_in = Kind::from_word(&form.kode).is_some() && !form.adds();
            if built_in || Kode::parse(&form.kode).is_err() {
                let (tempat, kode) = ("formulir".to_owned(), form.kode.clone());
                found.push(PackProblem::KodeTidakSah { tempat, kode });
            }
            Form { pack: self, form, found }.check();
        }
        for one in &self.kewajiban {
            let tempat = format!("kewajiban.{}", one.kode);
            need_sumber(&tempat, &one.sumber, found);
            let fixed = ["pemda", "opd", "kbk"].contains(&one.siapa.as_str());
            if !fixed && self.formulir(&one.siapa).is_none() {
                unknown(&tempat, "siapa", &one.siapa, found);
            }
            let measured = ["evaluasi", "scorecard", "gelar"];
            let by = &one.dipenuhi;
            if !measured.contains(&by.oleh.as_str()) {
                self.check_conditions(&tempat, &by.oleh, &by.dengan, found);
            }
        }
        for laporan in &self.laporan {
            for (index, bagian) in laporan.bagian.iter().enumerate() {
                let tempat = format!("laporan.{}.bagian {}", laporan.kode, index + 1);
                if !bagian.formulir.is_empty() {
                    self.check_conditions(&tempat, &bagian.formulir, &bagian.dengan, found);
                }
                if !bagian.lanjutan.is_empty() && self.columns_of(&bagian.lanjutan).is_none() {
                    unknown(&tempat, "formulir", &bagian.lanjutan, found);
                }
                self.check_reading(&tempat, &bagian.bacaan, found);
            }
            need_sumber(&format!("laporan.{}", laporan.kode), &laporan.sumber, found);
        }
    }

    /// Columns of what entries are kept of: a form, or an activity, a meeting, a KBK.
    fn columns_of(&self, formulir: &str) -> Option<Vec<String>> {
        let kind = Kind::parse(formulir, self)?;
        let kept = [Kind::Kegiatan, Kind::Rapat, Kind::Kbk].contains(&kind);
        (kept || matches!(kind, Kind::Formulir(_))).then(|| kind.columns(self))
    }

    fn check_reading(&self, tempat: &str, bacaan: &str, found: &mut Vec<PackProblem>) {
        if !bacaan.is_empty() && !self.bacaan.iter().any(|text| text.kode == bacaan) {
            unknown(tempat, "bacaan", bacaan, found);
        }
    }

    /// Every column must be one of the form's, and every code one that may stand there.
    fn check_conditions(
        &self,
        tempat: &str,
        formulir: &str,
        conditions: &Conditions,
        found: &mut Vec<PackProblem>,
    ) {
        let Some(columns) = self.columns_of(formulir) else {
            unknown(tempat, "formulir", formulir, found);
            return;
        };
        for (name, codes) in conditions {
            if !columns.contains(name) {
                unknown(tempat, "kolom", name, found);
                continue;
            }
            let form = self.formulir(formulir);
            let kolom = form.and_then(|form| form.kolom.iter().find(|kolom| kolom.kode == *name));
            let Some(kolom) = kolom else { continue };
            for code in codes.iter().filter(|code| !self.may_hold(kolom, code)) {
                unknown(tempat, &kolom.kode, code, found);
            }
        }
    }

    /// Whether a code may stand in a column, as far as the pack says.
    fn may_hold(&self, kolom: &Kolom, code: &str) -> bool {
        match kolom.isi {
            IsiKolom::YaTidak => ["ya", "tidak"].contains(&code),
            IsiKolom::Pilihan | IsiKolom::PilihanBanyak => {
                self.choices(kolom).iter().any(|choice| choice.kode == code)
            }
            // What is sealed is never asked about.
            IsiKolom::Teks => false,
            _ => true,
        }
    }
}

fn unknown(tempat: &str, apa: &str, kode: &str, found: &mut Vec<PackProblem>) {
    let (tempat, menyebut) = (tempat.to_owned(), format!("{apa} {kode}"));
    found.push(PackProblem::TidakDikenal { tempat, menyebut });
}

fn is_word<W: Word>(word: &str) -> bool {
    W::from_word(word).is_some()
}

/// A form on its way through the proof.
struct Form<'f> {
    pack: &'f RulePack,
    form: &'f Formulir,
    found: &'f mut Vec<PackProblem>,
}

impl Form<'_> {
    fn check(mut self) {
        let form = self.form;
        let place = format!("formulir.{}", form.kode);
        need_sumber(&place, &form.sumber, self.found);
        let columns = self.pack.columns_of(&form.kode).unwrap_or_default();
        unique(&place, columns.iter(), self.found);
        for kolom in &form.kolom {
            self.check_column(&format!("{place}.kolom.{}", kolom.kode), kolom);
        }
        for name in form.unik.iter().chain(&form.salah_satu) {
            if !columns.contains(name) {
                unknown(&place, "kolom", name, self.found);
            }
        }
        // The day of an entry and its free text are not among what is compared.
        let is_compared = |name: &&String| {
            let texts = form.kolom.iter().filter(|kolom| kolom.isi == IsiKolom::Teks);
            *name != "tanggal" && !texts.into_iter().any(|kolom| kolom.kode == **name)
        };
        if let Some(name) = form.unik.iter().find(|name| !is_compared(name)) {
            let tempat = format!("{place}.kolom.{name}");
            self.found.push(PackProblem::KolomTidakSesuai { tempat, untuk: "unik".into() });
        }
        for (index, aturan) in form.aturan.iter().enumerate() {
            self.check_rule(&format!("{place}.aturan.{}", index + 1), aturan, &columns);
        }
        for (index, saran) in form.saran.iter().enumerate() {
            self.check_advice(&format!("{place}.saran.{}", index + 1), saran);
        }
    }

    fn check_column(&mut self, tempat: &str, kolom: &Kolom) {
        let mut unfit = |fits: bool, untuk: &str| {
            if !fits {
                let (tempat, untuk) = (tempat.to_owned(), untuk.to_owned());
                self.found.push(PackProblem::KolomTidakSesuai { tempat, untuk });
            }
        };
        let is_person = kolom.isi == IsiKolom::Orang;
        let rules_of_persons = !kolom.status.is_empty() || !kolom.kelas_jabatan.is_empty();
        unfit(is_person || !(rules_of_persons || kolom.unit_sendiri), "pegawai");
        unfit(kolom.isi == IsiKolom::Tanggal || kolom.sesudah.is_empty(), "sesudah");
        unfit((kolom.isi == IsiKolom::Rujuk) != kolom.rujuk.is_empty(), "rujuk");
        unfit(kolom.wajib || kolom.bila.is_empty(), "bila");
        unfit((kolom.daftar == Some(Daftar::Bacaan)) != kolom.bacaan.is_empty(), "bacaan");
        let chosen = matches!(kolom.isi, IsiKolom::Pilihan | IsiKolom::PilihanBanyak);
        unfit(chosen != self.pack.choices(kolom).is_empty(), "pilihan");
        if kolom.kode == "kind" || Kode::parse(&kolom.kode).is_err() {
            let (tempat, kode) = (tempat.to_owned(), kolom.kode.clone());
            self.found.push(PackProblem::KodeTidakSah { tempat, kode });
        }
        unique(tempat, kolom.pilihan.iter().map(|choice| &choice.kode), self.found);
        self.pack.check_conditions(tempat, &self.form.kode, &kolom.bila, self.found);
        self.pack.check_reading(tempat, &kolom.bacaan, self.found);
        if !kolom.harus.is_empty() && !self.pack.may_hold(kolom, &kolom.harus) {
            unknown(tempat, &kolom.kode, &kolom.harus, self.found);
        }
        let is_date = |name: &str| {
            let mut dates = self.form.kolom.iter().filter(|kolom| kolom.isi == IsiKolom::Tanggal);
            name == "tanggal" || dates.any(|kolom| kolom.kode == name)
        };
        if !kolom.sesudah.is_empty() && !is_date(&kolom.sesudah) {
            unknown(tempat, "kolom", &kolom.sesudah, self.found);
        }
        if !kolom.rujuk.is_empty() && (kolom.rujuk == "kbk" || self.lacks_form(&kolom.rujuk)) {
            unknown(tempat, "formulir", &kolom.rujuk, self.found);
        }
        for word in kolom.status.iter().filter(|word| !is_word::<StatusPegawai>(word)) {
            unknown(tempat, "status", word, self.found);
        }
        for word in kolom.kelas_jabatan.iter().filter(|word| !is_word::<KelasJabatan>(word)) {
            unknown(tempat, "kelas_jabatan", word, self.found);
        }
    }

    fn lacks_form(&self, kode: &str) -> bool {
        self.pack.columns_of(kode).is_none()
    }

    fn check_rule(&mut self, tempat: &str, aturan: &Aturan, columns: &[String]) {
        need_sumber(tempat, &aturan.sumber, self.found);
        self.pack.check_conditions(tempat, &self.form.kode, &aturan.bila, self.found);
        self.pack.check_conditions(tempat, &aturan.formulir, &aturan.dengan, self.found);
        let theirs = self.pack.columns_of(&aturan.formulir).unwrap_or_default();
        for (name, columns) in [(&aturan.kolom, columns), (&aturan.melalui, &theirs)] {
            if !columns.contains(name) {
                unknown(tempat, "kolom", name, self.found);
            }
        }
        let asks = aturan.paling_sedikit > 0 || aturan.paling_banyak.is_some();
        if !asks || aturan.pesan.trim().is_empty() {
            self.found.push(PackProblem::AturanKosong { tempat: tempat.to_owned() });
        }
    }

    fn check_advice(&mut self, tempat: &str, saran: &Saran) {
        need_sumber(tempat, &saran.sumber, self.found);
        self.pack.check_conditions(tempat, &self.form.kode, &saran.bila, self.found);
        for word in saran.jenis.iter().filter(|word| !is_word::<JenisOpd>(word)) {
            unknown(tempat, "jenis", word, self.found);
        }
        let kolom = self.form.kolom.iter().find(|kolom| kolom.kode == saran.kolom);
        let Some(kolom) = kolom else {
            unknown(tempat, "kolom", &saran.kolom, self.found);
            return;
        };
        let fits = |word: &String| match kolom.isi {
            IsiKolom::Orang => is_word::<KelasJabatan>(word),
            _ => self.pack.may_hold(kolom, word),
        };
        for word in saran.sebaiknya.iter().filter(|word| !fits(word)) {
            unknown(tempat, &kolom.kode, word, self.found);
        }
        if saran.sebaiknya.is_empty() || saran.pesan.trim().is_empty() {
            self.found.push(PackProblem::AturanKosong { tempat: tempat.to_owned() });
        }
    }
}
