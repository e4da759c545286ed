//! `opd`: units of the government, each perhaps below another.

use std::collections::HashSet;

use super::fields::{Field, all};
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
        let (kode, nama, jenis, induk) = all((
            kode.kode(),
            nama.line(),
            jenis.word(),
            induk.optional(Field::kode),
        ))?;
        self.waiting.push((
            place,
            OpdRegistered {
                kode,
                nama,
                jenis,
                induk,
            },
        ));
        Ok(())
    }

    fn finish(&mut self, plan: &mut Plan<'_>) -> Result<(), RecordError> {
        loop {
            let codes: HashSet<Kode> = self
                .waiting
                .iter()
                .map(|(_, opd)| opd.kode.clone())
                .collect();
            let waits = |opd: &OpdRegistered| opd.induk.as_ref().is_some_and(|i| codes.contains(i));
            let (rest, ready) = std::mem::take(&mut self.waiting)
                .into_iter()
                .partition(|(_, opd)| waits(opd));
            self.waiting = rest;
            let ready: Vec<_> = ready;
            if ready.is_empty() {
                break;
            }
            for (place, opd) in ready {
                plan.decide(&command(opd, plan), &[Line { place, code: "" }])?;
            }
        }
        for (place, opd) in self.waiting.drain(..) {
            let induk = opd
                .induk
                .map_or_else(String::new, |induk| induk.to_string());
            plan.report(
                place,
                CellError::at("induk", CellProblem::IndukMelingkar { induk }),
            );
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
