//! `opd`: units of the government, each perhaps below another.

use std::collections::HashSet;

use super::cells::all;
use super::fields::Field;
use super::plan::{Line, Place, Plan, Reader, Trouble};
use super::problem::{CellError, CellProblem};
use super::row::Fields;
use crate::accept::{Command, Intent};
use crate::event::OpdRegistered;
use crate::identity::Kode;
use crate::record::RecordError;

/// Columns of a template.
pub(super) const COLUMNS: [&str; 4] = ["kode", "nama", "jenis", "induk"];

/// Units wait until all are read, because a unit may stand before the one above it.
#[derive(Default)]
pub(super) struct Units {
    waiting: Vec<(Place, OpdRegistered)>,
}

impl Reader for Units {
    fn row(&mut self, fields: Fields<'_>, place: Place, _: &mut Plan<'_>) -> Result<(), Trouble> {
        let [kode, nama, jenis, induk] = fields.first();
        let (kode, nama, jenis, induk) =
            all((kode.kode(), nama.line(), jenis.word(), induk.optional(Field::kode)))?;
        self.waiting.push((place, OpdRegistered { kode, nama, jenis, induk }));
        Ok(())
    }

    fn finish(&mut self, plan: &mut Plan<'_>) -> Result<(), RecordError> {
        loop {
            let codes: HashSet<Kode> =
                self.waiting.iter().map(|(_, opd)| opd.kode.clone()).collect();
            let waits = |opd: &OpdRegistered| opd.induk.as_ref().is_some_and(|i| codes.contains(i));
            let (rest, ready): (Vec<_>, Vec<_>) =
                std::mem::take(&mut self.waiting).into_iter().partition(|(_, opd)| waits(opd));
            self.waiting = rest;
            if ready.is_empty() {
                break;
            }
            for (place, opd) in ready {
                plan.decide(&command(opd, plan), &[Line { place, code: "" }])?;
            }
        }
        for (place, opd) in self.waiting.drain(..) {
            let induk = opd.induk.map_or_else(String::new, |induk| induk.to_string());
            plan.report(place, CellError::at("induk", CellProblem::IndukMelingkar { induk }));
        }
        Ok(())
    }
}

fn command(opd: OpdRegistered, plan: &Plan<'_>) -> Command {
    Command {
        key: format!("opd:{}", opd.kode),
        occurred_on: plan.today,
        intent: Intent::RegisterOpd(opd),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{CONTOH, Office, check_rows};

    const HEADER: &str = "kode,nama,jenis,induk";

    #[test]
    fn a_unit_may_stand_before_the_one_above_it() {
        let mut office = Office::under(CONTOH);
        let text = format!(
            "{HEADER}\nKEL-1,Kelurahan 1,kelurahan,KEC-1\nUPTD-1,U,uptd,KEL-1\nKEC-1,K,kecamatan,\n"
        );
        let summary = office.import(&text);
        assert_eq!((summary.accepted, summary.errors.len()), (3, 0));
        let register = crate::register::Register::read(&office.record.log, None).unwrap();
        let above = |kode: &str| {
            let opd = register.opd.values().find(|opd| opd.kode.as_str() == kode).unwrap();
            opd.induk.as_ref().map(ToString::to_string)
        };
        assert_eq!(above("UPTD-1").as_deref(), Some("KEL-1"));
        assert_eq!(office.import(&text).repeated, 3);
    }

    #[test]
    fn bad_rows() {
        let mut office = Office::under(CONTOH);
        check_rows(
            &mut office,
            HEADER,
            &[
                (",Dinas,unit,", &[r#"2 kode {"alasan":"kosong"}"#]),
                ("DINAS C,Dinas,unit,", &[r#"2 kode {"alasan":"kode-tidak-sah","isi":"DINAS C"}"#]),
                (
                    "DINAS-C,Dinas,bagin,",
                    &[
                        r#"2 jenis {"alasan":"bukan-pilihan","isi":"bagin","pilihan":"perangkat_daerah, kecamatan, kelurahan, uptd, bagian, unit","mungkin":"bagian"}"#,
                    ],
                ),
                (
                    "DINAS-C,Dinas,unit,DINAS-AA",
                    &[
                        r#"2 induk {"alasan":"induk-tidak-dikenal","kode":"DINAS-AA","mungkin":"DINAS-A"}"#,
                    ],
                ),
                (
                    "mengapa,Dinas,unit,",
                    &[r#"2 kode {"alasan":"kode-dipakai-sistem","kode":"mengapa"}"#],
                ),
                (
                    "DINAS-C,Dinas,unit,DINAS-C",
                    &[r#"2 induk {"alasan":"induk-melingkar","induk":"DINAS-C"}"#],
                ),
                (
                    "P,Dinas,unit,Q\nQ,Dinas,unit,P\nR,Dinas,unit,",
                    &[
                        r#"2 induk {"alasan":"induk-melingkar","induk":"Q"}"#,
                        r#"3 induk {"alasan":"induk-melingkar","induk":"P"}"#,
                    ],
                ),
                ("DINAS-A,Dinas Lain,unit,", &[r#"2 - {"alasan":"isi-berbeda","posisi":2}"#]),
                (
                    "DINAS-C,Dinas C,unit,\n\nDINAS-C,Dinas D,unit,",
                    &[r#"4 - {"alasan":"baris-berbeda","berkas":"berkas.csv","baris":2}"#],
                ),
            ],
        );
    }
}
