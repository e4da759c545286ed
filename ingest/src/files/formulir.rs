//! Forms of the rules in force: a row is an entry, read column by column as the pack says.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::cells::all;
use super::fields::Field;
use super::kind::Kind;
use super::plan::{Line, Place, Plan, Reader, Trouble};
use super::problem::{CellError, CellProblem};
use super::row::Fields;
use crate::accept::{Command, Intent, Isian};
use crate::event::{CatatanRecorded, Isi, Rujukan};
use crate::identity::{Kode, date_text};
use crate::record::RecordError;
use crate::rule_pack::{Formulir, IsiKolom, Kolom, Untuk};

/// Columns before those that the pack names.
pub(super) fn head(form: &Formulir) -> &'static [&'static str] {
    match form.untuk {
        Untuk::Pemda => &["kode", "tanggal"],
        Untuk::Opd => &["kode", "opd", "tanggal"],
        Untuk::Kbk => &["kode", "kbk", "tanggal"],
    }
}

/// Entries of the form at this place of the pack.
pub(super) struct Entries(pub(super) u16);

impl Reader for Entries {
    fn row(
        &mut self,
        fields: Fields<'_>,
        place: Place,
        plan: &mut Plan<'_>,
    ) -> Result<(), Trouble> {
        let rules = Arc::clone(&plan.rules);
        let Some(form) = Kind::Formulir(self.0).formulir(&rules.pack) else {
            return Ok(());
        };
        let mut columns = Columns::default();
        columns.read(form, fields.after(head(form).len()), plan)?;
        let read = match form.untuk {
            Untuk::Pemda => {
                let [kode, tanggal] = fields.first();
                all((kode.kode(), tanggal.date())).map(|(kode, tanggal)| (kode, None, tanggal))
            }
            Untuk::Opd | Untuk::Kbk => {
                let [kode, whose, tanggal] = fields.first();
                let read = all((kode.kode(), whose.kode(), tanggal.date()));
                read.map(|(kode, whose, tanggal)| (kode, Some(whose), tanggal))
            }
        };
        let (kode, whose, tanggal) = match read {
            Ok(read) => read,
            Err(wrong) => return Err([wrong, columns.wrong].concat().into()),
        };
        let wrong = std::mem::take(&mut columns.wrong);
        let (opd, kbk) = match form.untuk {
            Untuk::Kbk => (None, whose),
            _ => (whose, None),
        };
        let command = Command {
            key: format!("{}:{kode}", form.kode),
            occurred_on: tanggal,
            intent: Intent::RecordCatatan(columns.isian(form, kode, opd, kbk, plan)?),
        };
        if wrong.is_empty() {
            return Ok(plan.decide(&command, &[Line { place, code: "" }])?);
        }
        plan.report_columns(&command, place, &wrong);
        Err(wrong.into())
    }
}

/// What the columns of a row hold, and everything that is wrong with them.
#[derive(Default)]
pub(super) struct Columns {
    isi: BTreeMap<String, Isi>,
    rujukan: Vec<Rujukan>,
    teks: BTreeMap<String, String>,
    wrong: Vec<CellError>,
}

impl Columns {
    /// What the rules in force add to a kind that every record has.
    pub(super) fn added<'f>(
        kind: Kind,
        cells: impl Iterator<Item = Field<'f>>,
        plan: &mut Plan<'_>,
    ) -> Result<Self, RecordError> {
        let mut columns = Self::default();
        let rules = Arc::clone(&plan.rules);
        if let Some(form) = kind.formulir(&rules.pack) {
            columns.read(form, cells, plan)?;
        }
        Ok(columns)
    }

    /// The cells of the same row that every record has, unless anything in the row is wrong.
    pub(super) fn with<T>(&mut self, cells: Result<T, Vec<CellError>>) -> Result<T, Trouble> {
        let wrong = std::mem::take(&mut self.wrong);
        match cells {
            Ok(values) if wrong.is_empty() => Ok(values),
            Ok(_) => Err(wrong.into()),
            Err(cells) => Err([cells, wrong].concat().into()),
        }
    }

    /// The command together with what is added to it.
    pub(super) fn add_to(
        self,
        pokok: Command,
        kind: Kind,
        kode: Kode,
        (opd, kbk): (Option<Kode>, Option<Kode>),
        plan: &mut Plan<'_>,
    ) -> Result<Command, RecordError> {
        let rules = Arc::clone(&plan.rules);
        let Some(form) = kind.formulir(&rules.pack) else {
            return Ok(pokok);
        };
        let tambahan = self.isian(form, kode, opd, kbk, plan)?;
        let (key, occurred_on) = (pokok.key.clone(), pokok.occurred_on);
        let intent = Intent::RecordTogether { pokok: Box::new(pokok), tambahan };
        Ok(Command { key, occurred_on, intent })
    }

    fn read<'f>(
        &mut self,
        form: &Formulir,
        cells: impl Iterator<Item = Field<'f>>,
        plan: &mut Plan<'_>,
    ) -> Result<(), RecordError> {
        for (kolom, cell) in form.kolom.iter().zip(cells) {
            match self.read_cell(kolom, cell, plan) {
                Ok(()) => {}
                Err(Trouble::Cells(wrong)) => self.wrong.extend(wrong),
                Err(Trouble::Stop(error)) => return Err(error),
            }
        }
        Ok(())
    }

    fn read_cell(
        &mut self,
        kolom: &Kolom,
        cell: Field<'_>,
        plan: &mut Plan<'_>,
    ) -> Result<(), Trouble> {
        if cell.is_empty() {
            return Ok(());
        }
        let isi = match kolom.isi {
            IsiKolom::Teks => {
                self.teks.insert(kolom.kode.clone(), cell.document()?);
                return Ok(());
            }
            IsiKolom::Rujuk => {
                let (kolom, formulir) = (kolom.kode.clone(), kolom.rujuk.clone());
                self.rujukan.push(Rujukan { kolom, formulir, kode: cell.kode()? });
                return Ok(());
            }
            IsiKolom::Tanggal => date_text(cell.date()?),
            IsiKolom::Bilangan => cell.whole(0..=u32::MAX)?.to_string(),
            IsiKolom::Desimal => cell.decimal()?.to_string(),
            IsiKolom::YaTidak => cell.yes_or_no()?.to_owned(),
            IsiKolom::Pilihan => cell.line()?,
            IsiKolom::Opd | IsiKolom::Kbk => cell.kode()?.to_string(),
            IsiKolom::Orang => plan.pseudonym(cell, cell.person()?)?.to_string(),
            IsiKolom::Nomor => number_of_no_person(cell)?,
            IsiKolom::PilihanBanyak => {
                let line = cell.line()?;
                let codes = line.split(';').map(str::trim).filter(|code| !code.is_empty());
                let codes: Vec<String> = codes.map(str::to_owned).collect();
                if !codes.is_empty() {
                    self.isi.insert(kolom.kode.clone(), Isi::Banyak(codes));
                }
                return Ok(());
            }
        };
        self.isi.insert(kolom.kode.clone(), Isi::Satu(isi));
        Ok(())
    }

    /// The entry, its texts sealed together: who may read one may read all.
    fn isian(
        self,
        form: &Formulir,
        kode: Kode,
        opd: Option<Kode>,
        kbk: Option<Kode>,
        plan: &mut Plan<'_>,
    ) -> Result<Isian, RecordError> {
        // Writing plain texts to memory cannot fail.
        let texts = serde_json::to_string(&self.teks).unwrap_or_default();
        let texts = (!self.teks.is_empty()).then_some(texts);
        let teks = plan.seal(&format!("{}:{kode}", form.kode), texts)?;
        let formulir = form.kode.clone();
        let (isi, rujukan) = (self.isi, self.rujukan);
        Ok(Isian {
            catatan: CatatanRecorded { formulir, kode, opd, kbk, isi, rujukan, teks },
            terisi: self.teks.into_keys().collect(),
        })
    }
}

/// Digits in a row from which a number may name a person: a NIK has 16, a NIP 18.
const DIGITS_OF_A_PERSON: usize = 16;

/// A number or short code that stands in the record in clear.
fn number_of_no_person(cell: Field<'_>) -> Result<String, CellError> {
    let line = cell.line()?;
    let mut runs = line.split(|c: char| !c.is_ascii_digit());
    match runs.any(|run| run.len() >= DIGITS_OF_A_PERSON) {
        true => Err(cell.wrong(CellProblem::NomorSepertiOrang)),
        false => Ok(line),
    }
}
