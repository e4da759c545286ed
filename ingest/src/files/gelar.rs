//! `gelar` and what belongs to one: its rubric, judges, entries and marks.
//!
//! Source: Perbup Purbalingga 11/2020, Pasal 16 ayat (1) huruf d; AMB-040.

use sha2::{Digest, Sha256};

use super::fields::{Field, all};
use super::plan::{Place, Plan, Reader, SheetKey, Trouble};
use super::row::Fields;
use super::sheet::{Sheet, SheetLine, Sheets};
use crate::accept::{Command, Intent};
use crate::event::{
    Event, GelarCriteriaSet, GelarJuriAppointed, GelarKbkEntered, GelarScored, Kriteria,
    NilaiKriteria,
};
use crate::identity::{Kode, Pseudonym};
use crate::ledger::hex;
use crate::record::RecordError;
use crate::register::Register;

/// Columns of the templates.
pub(super) const COLUMNS: [&str; 6] = ["kode", "tahun", "ronde", "buka", "tutup", "topik"];
pub(super) const KRITERIA_COLUMNS: [&str; 5] = ["gelar", "kode", "nama", "bobot", "maks"];
pub(super) const JURI_COLUMNS: [&str; 2] = ["gelar", "juri"];
pub(super) const PESERTA_COLUMNS: [&str; 3] = ["gelar", "kbk", "kategori"];
pub(super) const NILAI_COLUMNS: [&str; 5] = ["gelar", "kbk", "juri", "kriteria", "nilai"];

/// A row is a Gelar. Its topic may be left out: not every regulation has one.
pub(super) fn command(fields: Fields<'_>, _: &mut Plan<'_>) -> Result<Command, Trouble> {
    let [kode, tahun, ronde, buka, tutup, topik] = fields.first();
    let (kode, tahun, ronde, buka, tutup, topik) = all((
        kode.kode(),
        tahun.whole(1945..=2999),
        ronde.kode(),
        buka.date(),
        tutup.date(),
        topik.optional(Field::line),
    ))?;
    Ok(Command {
        key: format!("gelar:{kode}"),
        occurred_on: buka,
        intent: Intent::OpenGelar {
            kode,
            tahun: tahun as i32,
            ronde,
            buka,
            tutup,
            topik: topik.unwrap_or_default(),
        },
    })
}

/// A row is a judge.
pub(super) fn juri(fields: Fields<'_>, plan: &mut Plan<'_>) -> Result<Command, Trouble> {
    let [gelar, juri_cell] = fields.first();
    let (gelar, juri) = all((gelar.kode(), juri_cell.person()))?;
    let juri = plan.pseudonym(juri_cell, juri)?;
    Ok(Command {
        key: format!("juri:{juri}"),
        occurred_on: plan.today,
        intent: Intent::AppointJuri(GelarJuriAppointed { gelar, juri }),
    })
}

/// A row is an entry.
pub(super) fn peserta(fields: Fields<'_>, plan: &mut Plan<'_>) -> Result<Command, Trouble> {
    let [gelar, kbk, kategori] = fields.first();
    let (gelar, kbk, kategori) = all((gelar.kode(), kbk.kode(), kategori.optional(Field::line)))?;
    Ok(Command {
        key: format!("peserta:{kbk}"),
        occurred_on: plan.today,
        intent: Intent::EnterKbk(GelarKbkEntered {
            gelar,
            kbk,
            kategori,
        }),
    })
}

impl SheetLine for Kriteria {
    fn code(&self) -> &str {
        &self.kode
    }
}

/// Rubrics of an import: the rows of a Gelar are one.
pub(super) struct Rubrics(Sheets<Kode, Kriteria>);

impl Rubrics {
    pub(super) fn new() -> Self {
        Self(Sheets::new())
    }
}

impl Reader for Rubrics {
    fn row(&mut self, fields: Fields<'_>, place: Place, _: &mut Plan<'_>) -> Result<(), Trouble> {
        let [gelar, kode, nama, bobot, maks] = fields.first();
        let key = all((gelar.kode(), Ok(()))).map(|(gelar, ())| gelar);
        let line = all((
            kode.kode(),
            nama.line(),
            bobot.whole(0..=100),
            maks.whole(0..=1_000),
        ));
        let line = line.map(|(kode, nama, bobot, maks)| Kriteria {
            kode: kode.to_string(),
            nama,
            bobot,
            maks,
        });
        Ok(self.0.add(place, key, line)?)
    }

    fn finish(&mut self, plan: &mut Plan<'_>) -> Result<(), RecordError> {
        for sheet in self.0.take() {
            let kriteria = sheet
                .lines
                .iter()
                .map(|(_, kriteria)| kriteria.clone())
                .collect();
            let rubric = GelarCriteriaSet {
                gelar: sheet.key.clone(),
                kriteria,
            };
            let command = Command {
                key: format!("kriteria:{}", content_hash(&rubric)),
                occurred_on: plan.today,
                intent: Intent::SetGelarCriteria(rubric),
            };
            plan.decide(&command, &sheet.places())?;
        }
        Ok(())
    }
}

/// A rubric may be replaced until a KBK is entered, so another rubric is another command.
fn content_hash(rubric: &GelarCriteriaSet) -> String {
    let data = Event::GelarCriteriaSet(rubric.clone()).data();
    hex(&Sha256::digest(data)[..8])
}

/// Gelar, KBK and judge.
type Key = SheetKey<Pseudonym>;

impl SheetLine for NilaiKriteria {
    fn code(&self) -> &str {
        &self.kriteria
    }
}

/// Marks of an import: the rows of a Gelar, a KBK and a judge are one sheet.
pub(super) struct Marks(Sheets<Key, NilaiKriteria>);

impl Marks {
    pub(super) fn new() -> Self {
        Self(Sheets::new())
    }
}

impl Reader for Marks {
    fn row(
        &mut self,
        fields: Fields<'_>,
        place: Place,
        plan: &mut Plan<'_>,
    ) -> Result<(), Trouble> {
        let [gelar, kbk, juri, kriteria, nilai] = fields.first();
        let key = all((gelar.kode(), kbk.kode(), juri.person()));
        let key = plan.in_sheet(juri, key)?;
        let line = all((kriteria.kode(), nilai.decimal()));
        let line = line.map(|(kriteria, nilai)| NilaiKriteria {
            kriteria: kriteria.to_string(),
            nilai,
        });
        Ok(self.0.add(place, key, line)?)
    }

    fn finish(&mut self, plan: &mut Plan<'_>) -> Result<(), RecordError> {
        for mut sheet in self.0.take() {
            in_order_of_rubric(&mut sheet, &plan.planner.register);
            let (gelar, kbk, juri) = sheet.key.clone();
            let nilai = sheet.lines.iter().map(|(_, mark)| mark.clone()).collect();
            let command = Command {
                key: format!("nilai:{kbk}:{juri}"),
                occurred_on: plan.today,
                intent: Intent::ScoreGelar(GelarScored {
                    gelar,
                    kbk,
                    juri,
                    nilai,
                }),
            };
            plan.decide(&command, &sheet.places())?;
        }
        Ok(())
    }
}

/// Marks for what the rubric does not have come last, to be refused by name.
fn in_order_of_rubric(sheet: &mut Sheet<Key, NilaiKriteria>, register: &Register) {
    let rubric = register
        .gelar
        .get(&sheet.key.0)
        .map_or(&[][..], |gelar| &gelar.kriteria);
    let order = |mark: &NilaiKriteria| {
        rubric
            .iter()
            .position(|kriteria| kriteria.kode == mark.kriteria)
            .unwrap_or(usize::MAX)
    };
    sheet
        .lines
        .sort_by_cached_key(|(place, mark)| (order(mark), *place));
}
