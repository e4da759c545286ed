//! Bodies, duties and reports that name what is there.

use std::collections::BTreeMap;

use super::super::{Bagian, Formulir, IsiKolom, JenisBagian, Kewajiban, RulePack, Tiap};
use super::formulir::no_column;
use super::{Found, PackProblem, check_kinds, check_units, needs, unknown};
use crate::identity::{Kode, parse_date};

/// Records that every government keeps, and that can fulfil a duty.
const BUILT_IN: [&str; 6] = ["kbk", "kegiatan", "rapat", "evaluasi", "scorecard", "gelar"];

/// Pages that a text can stand on beside its own.
const PAGES: [&str; 4] = ["kbk", "kegiatan", "agen", "evaluasi"];

impl RulePack {
    pub(super) fn check_bodies(&self, found: &mut Found) {
        if let Some(kbk) = &self.kbk {
            check_kinds("kbk", &kbk.wajib_pada, found);
            for (index, sk) in kbk.sk.iter().enumerate() {
                check_kinds(&format!("kbk.sk.{}", index + 1), &sk.jenis, found);
            }
        }
        for (index, struktur) in self.struktur.iter().enumerate() {
            check_kinds(&format!("struktur.{}", index + 1), &struktur.jenis, found);
        }
        for peran in &self.peran {
            let is_known = ["kbk", "unit"].contains(&peran.badan.as_str())
                || self.tim.iter().any(|tim| tim.kode == peran.badan);
            if !is_known {
                found.push((format!("peran.{}", peran.kode), unknown("badan", &peran.badan)));
            }
        }
        for bacaan in &self.bacaan {
            for page in &bacaan.di {
                if !PAGES.contains(&page.as_str()) && self.formulir(page).is_none() {
                    found.push((format!("bacaan.{}", bacaan.kode), unknown("halaman", page)));
                }
            }
        }
        for award in &self.penghargaan {
            if !["kbk", "agen", "pegawai", "opd"].contains(&award.untuk.as_str()) {
                found.push((
                    format!("penghargaan.{}", award.kode),
                    unknown("penerima", &award.untuk),
                ));
            }
        }
        if let Some(profil) = &self.profil {
            check_units("profil", &profil.hanya_opd, found);
        }
        let coded = self.bacaan.iter().map(|one| ("bacaan", &one.kode));
        let coded = coded.chain(self.laporan.iter().map(|one| ("laporan", &one.kode)));
        let coded = coded.chain(self.kewajiban.iter().map(|one| ("kewajiban", &one.kode)));
        let coded = coded.chain(self.penghargaan.iter().map(|one| ("penghargaan", &one.kode)));
        let coded = coded.chain(self.peran.iter().map(|one| ("peran", &one.kode)));
        let coded = coded.chain(self.tim.iter().map(|one| ("tim", &one.kode)));
        let coded = coded.chain(self.nilai.iter().map(|one| ("nilai", &one.kode)));
        for (list, kode) in coded.filter(|(_, kode)| Kode::parse(kode).is_err()) {
            let problem = PackProblem::KodeTidakSah { kode: kode.clone() };
            found.push((format!("{list}.{kode}"), problem));
        }
    }

    pub(super) fn check_duties(&self, found: &mut Found) {
        for duty in &self.kewajiban {
            let tempat = format!("kewajiban.{}", duty.kode);
            check_kinds(&tempat, &duty.jenis, found);
            check_units(&tempat, &duty.hanya_opd, found);
            self.check_duty(&tempat, duty, found);
        }
    }

    fn check_duty(&self, tempat: &str, duty: &Kewajiban, found: &mut Found) {
        let mut wrong = |problem| found.push((tempat.to_owned(), problem));
        if duty.hari.is_some() != (duty.tiap == Tiap::Minggu) {
            wrong(PackProblem::HariTanpaMinggu);
        }
        // Any day that some year has: 29 February is the month's last in the others.
        let last = &duty.paling_lambat;
        if !last.is_empty() && (last.len() != 5 || parse_date(&format!("2028-{last}")).is_none()) {
            wrong(PackProblem::HariTidakAda { hari: last.clone() });
        }
        let meets = &duty.dipenuhi;
        let by = self.formulir(&meets.oleh);
        if by.is_none() && !BUILT_IN.contains(&meets.oleh.as_str()) {
            wrong(unknown("formulir", &meets.oleh));
        }
        if !["pemda", "opd", "kbk"].contains(&duty.siapa.as_str()) {
            match self.formulir(&duty.siapa) {
                None => wrong(unknown("formulir", &duty.siapa)),
                Some(_) if self.follows(&meets.oleh, &duty.siapa) => {}
                Some(_) => {
                    let (dari, ke) = (meets.oleh.clone(), duty.siapa.clone());
                    wrong(PackProblem::TanpaRujukan { dari, ke });
                }
            }
        }
        self.check_asked(tempat, &meets.oleh, &meets.dengan, found);
    }

    /// Whether an entry of one form can name one of the other, or name one that does: at most three
    /// references long, as from a monitoring to a plan to an agent.
    fn follows(&self, form: &str, other: &str) -> bool {
        let mut reached = vec![form];
        for _ in 0..3 {
            let columns = reached.iter().filter_map(|kode| self.formulir(kode));
            let columns = columns.flat_map(|form| &form.kolom);
            reached =
                columns.map(|kolom| kolom.rujuk.as_str()).filter(|to| !to.is_empty()).collect();
            if reached.contains(&other) {
                return true;
            }
        }
        false
    }

    /// Columns that a duty or a report asks about.
    fn check_asked(
        &self,
        tempat: &str,
        kind: &str,
        dengan: &BTreeMap<String, Vec<String>>,
        found: &mut Found,
    ) {
        match self.formulir(kind) {
            Some(form) => self.check_conditions(tempat, form, dengan, found),
            None => {
                for kolom in dengan.keys().filter(|kolom| !self.has_itself(kind, kolom)) {
                    let (kolom, formulir) = (kolom.clone(), kind.to_owned());
                    found.push((tempat.to_owned(), PackProblem::KolomTidakAda { kolom, formulir }));
                }
            }
        }
    }

    pub(super) fn check_reports(&self, found: &mut Found) {
        for laporan in &self.laporan {
            for (index, part) in laporan.bagian.iter().enumerate() {
                let tempat = format!("laporan.{}.bagian.{}", laporan.kode, index + 1);
                self.check_part(&tempat, part, found);
            }
        }
    }

    fn check_part(&self, tempat: &str, part: &Bagian, found: &mut Found) {
        let mut wrong = |problem| found.push((tempat.to_owned(), problem));
        let form = self.formulir(&part.formulir);
        let followed = self.formulir(&part.lanjutan);
        let needs_form = match part.jenis {
            JenisBagian::Formulir
            | JenisBagian::TanpaLanjutan
            | JenisBagian::LewatWaktu
            | JenisBagian::Capaian
            | JenisBagian::TanpaKegiatan => true,
            JenisBagian::Tanpa => part.formulir != "kbk",
            _ => false,
        };
        if needs_form && form.is_none() {
            wrong(match part.formulir.as_str() {
                "" => needs("formulir"),
                kode => unknown("formulir", kode),
            });
        }
        if matches!(part.jenis, JenisBagian::TanpaLanjutan | JenisBagian::LewatWaktu) {
            match (form, followed) {
                (_, None) if part.lanjutan.is_empty() => wrong(needs("lanjutan")),
                (_, None) => wrong(unknown("formulir", &part.lanjutan)),
                (Some(_), Some(_)) if !self.follows(&part.lanjutan, &part.formulir) => {
                    let (dari, ke) = (part.lanjutan.clone(), part.formulir.clone());
                    wrong(PackProblem::TanpaRujukan { dari, ke });
                }
                _ => {}
            }
        }
        let has = |form: &Formulir, names: &[&str], isi: IsiKolom| {
            form.kolom.iter().any(|one| names.contains(&one.kode.as_str()) && one.isi == isi)
        };
        match (part.jenis, form) {
            (JenisBagian::LewatWaktu, Some(form))
                if !has(form, &["selesai", "waktu"], IsiKolom::Tanggal) =>
            {
                wrong(no_column("selesai", form));
            }
            (JenisBagian::Capaian, Some(form)) if !has(form, &["target"], IsiKolom::Desimal) => {
                wrong(no_column("target", form));
            }
            _ => {}
        }
        if matches!(part.jenis, JenisBagian::Bacaan | JenisBagian::TanpaKegiatan) {
            match self.bacaan.iter().any(|text| text.kode == part.bacaan) {
                true => {}
                false if part.bacaan.is_empty() => wrong(needs("bacaan")),
                false => wrong(unknown("bacaan", &part.bacaan)),
            }
        }
        match part.jenis {
            JenisBagian::Evaluasi if self.instrumen.is_empty() => wrong(needs("instrumen")),
            JenisBagian::Scorecard if self.scorecard.is_none() => wrong(needs("scorecard")),
            JenisBagian::Nilai if self.nilai.is_empty() => wrong(needs("nilai")),
            JenisBagian::Kewajiban if self.kewajiban.is_empty() => wrong(needs("kewajiban")),
            _ => {}
        }
        if needs_form && form.is_some() {
            self.check_asked(tempat, &part.formulir, &part.dengan, found);
        }
    }
}
