//! Deciding the rows of an import one after another, and remembering where each came from.

use std::collections::HashMap;
use std::sync::Arc;

use serde::Serialize;
use sha2::{Digest, Sha256};

use time::Date;

use super::fields::{Field, Person};
use super::kind::Kind;
use super::problem::{CellError, CellProblem, Hint, Problem, RowError};
use super::row::Fields;
use crate::accept::{Command, Intent, Refusal, refusals, saran};
use crate::event::SealedText;
use crate::identity::{Kode, Pseudonym};
use crate::ledger::hex;
use crate::log::Appended;
use crate::record::{Planner, RecordError};
use crate::rule_pack::LoadedPack;
use crate::sealed::Sealed;

/// Where a row stands: the number of its file in the import, and its number there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Place {
    pub(super) file: u32,
    pub(super) row: u32,
}

/// One row of a command, and the code of the sheet's line that it is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'a> {
    pub(super) place: Place,
    pub(super) code: &'a str,
}

/// What makes rows one sheet: two codes and whose it is.
pub(super) type SheetKey<P> = (Kode, Kode, P);

/// Why a row gives no command.
#[derive(Debug)]
pub(super) enum Trouble {
    /// Its cells cannot be read.
    Cells(Vec<CellError>),
    /// The import cannot go on.
    Stop(RecordError),
}

impl From<Vec<CellError>> for Trouble {
    fn from(wrong: Vec<CellError>) -> Self {
        Self::Cells(wrong)
    }
}

impl From<CellError> for Trouble {
    fn from(wrong: CellError) -> Self {
        Self::Cells(vec![wrong])
    }
}

impl<E: Into<RecordError>> From<E> for Trouble {
    fn from(error: E) -> Self {
        Self::Stop(error.into())
    }
}

/// Turns the rows of one kind into commands.
pub(super) trait Reader {
    /// Takes one row. Errors: [`Trouble`].
    fn row(&mut self, fields: Fields<'_>, place: Place, plan: &mut Plan<'_>)
    -> Result<(), Trouble>;

    /// Everything of this kind has been read.
    fn finish(&mut self, _: &mut Plan<'_>) -> Result<(), RecordError> {
        Ok(())
    }
}

/// A kind whose every row is a command.
pub(super) struct RowByRow<F>(pub(super) F);

impl<F> Reader for RowByRow<F>
where
    F: FnMut(Fields<'_>, &mut Plan<'_>) -> Result<Command, Trouble>,
{
    fn row(
        &mut self,
        fields: Fields<'_>,
        place: Place,
        plan: &mut Plan<'_>,
    ) -> Result<(), Trouble> {
        let command = (self.0)(fields, plan)?;
        Ok(plan.decide(&command, &[Line { place, code: "" }])?)
    }
}

/// A kind whose every row is a command, decided in the order of their dates.
pub(super) struct ByDate<F> {
    command: F,
    waiting: Vec<(Place, Command)>,
}

impl<F> ByDate<F> {
    pub(super) fn new(command: F) -> Self {
        Self { command, waiting: Vec::new() }
    }
}

impl<F> Reader for ByDate<F>
where
    F: FnMut(Fields<'_>, &mut Plan<'_>) -> Result<Command, Trouble>,
{
    fn row(
        &mut self,
        fields: Fields<'_>,
        place: Place,
        plan: &mut Plan<'_>,
    ) -> Result<(), Trouble> {
        let command = (self.command)(fields, plan)?;
        self.waiting.push((place, command));
        Ok(())
    }

    fn finish(&mut self, plan: &mut Plan<'_>) -> Result<(), RecordError> {
        self.waiting.sort_by_key(|(place, command)| (command.occurred_on, *place));
        for (place, command) in self.waiting.drain(..) {
            plan.decide(&command, &[Line { place, code: "" }])?;
        }
        Ok(())
    }
}

/// What an import would write, as far as it has been read.
pub(super) struct Plan<'r> {
    pub(super) planner: Planner<'r>,
    pub(super) rules: Arc<LoadedPack>,
    /// The date on the government's calendar.
    pub(super) today: Date,
    /// Why rows that are recorded otherwise are corrected; none where they are refused.
    pub(super) koreksi: Option<String>,
    /// The kind that is being read.
    kind: Kind,
    /// Rows read.
    pub(super) rows: usize,
    /// Rows that would be recorded.
    pub(super) accepted: usize,
    /// Rows that are in the record, or earlier in the import, already.
    pub(super) repeated: usize,
    sealed: &'r mut Sealed,
    files: &'r [String],
    people: HashMap<String, Option<Pseudonym>>,
    /// Units or KBK that this kind has named and nobody knows.
    unknown: HashMap<Kode, Refusal>,
    /// First row of each planned submission.
    places: Vec<Place>,
    errors: Vec<(Place, Option<String>, Problem)>,
    hints: Vec<(Place, Hint)>,
}

impl<'r> Plan<'r> {
    pub(super) fn new(
        planner: Planner<'r>,
        sealed: &'r mut Sealed,
        rules: Arc<LoadedPack>,
        today: Date,
        files: &'r [String],
    ) -> Self {
        Self {
            planner,
            rules,
            today,
            koreksi: None,
            kind: Kind::Opd,
            rows: 0,
            accepted: 0,
            repeated: 0,
            sealed,
            files,
            people: HashMap::new(),
            unknown: HashMap::new(),
            places: Vec::new(),
            errors: Vec::new(),
            hints: Vec::new(),
        }
    }

    /// Decides the command of these rows; a refusal is reported at the row it is about. Errors: the
    /// record cannot be read.
    pub(super) fn decide(
        &mut self,
        command: &Command,
        lines: &[Line<'_>],
    ) -> Result<(), RecordError> {
        let Some(first) = lines.iter().map(|line| line.place).min() else {
            return Ok(());
        };
        // A file of a million rows may name the same unknown unit in each: it is looked for once.
        if let Some(refusal) = named_by(&command.intent).and_then(|kode| self.unknown.get(kode)) {
            self.report_refusal(first, refusal.clone());
            return Ok(());
        }
        match self.decided(command) {
            Ok(None) => {
                self.places.push(first);
                self.accepted += lines.len();
                self.advise(&command.intent, first);
            }
            Ok(Some(_)) => self.repeated += lines.len(),
            Err(RecordError::Refused(refusal)) => {
                self.remember(command, &refusal);
                // Of two lines with one code it is the later that is too much.
                let about = lines.iter().rev().find(|line| refusal.line() == Some(line.code));
                let place = about.map_or(first, |line| line.place);
                let others = self.others(command, &refusal);
                self.refuse(command, place, refusal);
                others.into_iter().for_each(|other| self.report_refusal(place, other));
            }
            Err(error) => return Err(error),
        }
        Ok(())
    }

    fn decided(&mut self, command: &Command) -> Result<Option<Appended>, RecordError> {
        let (planner, sealed) = (&mut self.planner, &mut self.sealed);
        match &self.koreksi {
            None => planner.decide(command),
            Some(alasan) => planner.correct(command, &mut |name| sealed.seal(name, alasan)),
        }
    }

    /// Decides what goes with rows that are decided already, the first of them at `place`. Where a
    /// row is wrong nothing will be written, so nothing needs to go with it. Errors: [`RecordError`].
    pub(super) fn decide_with(
        &mut self,
        command: &Command,
        place: Place,
    ) -> Result<(), RecordError> {
        if self.errors.is_empty() && self.planner.decide(command)?.is_none() {
            self.places.push(place);
        }
        Ok(())
    }

    /// What else speaks against a command that the rules refuse.
    fn others(&self, command: &Command, refusal: &Refusal) -> Vec<Refusal> {
        let of_content = matches!(refusal, Refusal::IsiBerbeda { .. });
        match of_content {
            true => Vec::new(),
            false => self.against(command).into_iter().skip(1).collect(),
        }
    }

    /// Everything that speaks against a command, or against the correction that it stands for.
    fn against(&self, command: &Command) -> Vec<Refusal> {
        let rules = self.planner.rules_for(&command.intent);
        let Command { key, occurred_on, intent } = command.clone();
        let intent = match &self.koreksi {
            None => intent,
            // No rule asks about the reason.
            Some(_) => Intent::Correct {
                alasan: SealedText { komitmen: String::new() },
                menjadi: Box::new(intent),
            },
        };
        refusals(&Command { key, occurred_on, intent }, &self.planner.register, &rules.pack)
    }

    /// Notes what speaks against the columns of a row that could be read; `wrong` are the others.
    pub(super) fn report_columns(&mut self, command: &Command, place: Place, wrong: &[CellError]) {
        let is_wrong =
            |column: &str| wrong.iter().any(|cell| cell.column.as_deref() == Some(column));
        for refusal in self.against(command) {
            if refusal.column().is_some_and(|column| !is_wrong(column)) {
                self.report_refusal(place, refusal);
            }
        }
    }

    /// Notes the advice about an entry that was taken.
    fn advise(&mut self, intent: &Intent, place: Place) {
        let isian = match intent {
            Intent::RecordCatatan(isian) => isian,
            Intent::RecordTogether { tambahan, .. } => tambahan,
            _ => return,
        };
        let (register, pack) = (&self.planner.register, &self.rules.pack);
        let (formulir, kode) = (&isian.catatan.formulir, &isian.catatan.kode);
        let Some(entry) = register.entries.get(formulir, kode) else { return };
        for saran in saran(entry, register, pack) {
            let hint = Hint {
                file: self.files[place.file as usize].clone(),
                row: place.row as usize,
                kind: formulir.clone(),
                kode: kode.to_string(),
                pesan: saran.pesan.clone(),
                sumber: saran.sumber.clone(),
                keputusan: saran.keputusan.clone(),
            };
            self.hints.push((place, hint));
        }
    }

    fn remember(&mut self, command: &Command, refusal: &Refusal) {
        let unknown =
            matches!(refusal, Refusal::OpdTidakDikenal { .. } | Refusal::KbkTidakDikenal { .. });
        if let (true, Some(kode)) = (unknown, named_by(&command.intent)) {
            self.unknown.insert(kode.clone(), refusal.clone());
        }
    }

    /// Goes on to another kind. What was unknown to the last may be known to this one.
    pub(super) fn turn_to(&mut self, kind: Kind) {
        self.kind = kind;
        self.unknown.clear();
    }

    fn refuse(&mut self, command: &Command, place: Place, refusal: Refusal) {
        let earlier = match refusal {
            Refusal::IsiBerbeda { .. } if self.koreksi.is_some() => {
                self.planner.planned_correction(command)
            }
            Refusal::IsiBerbeda { .. } => self.planner.planned(command),
            _ => None,
        };
        if let Some(earlier) = earlier.and_then(|index| self.places.get(index)) {
            let berkas = self.files[earlier.file as usize].clone();
            let problem = CellProblem::BarisBerbeda { berkas, baris: earlier.row as usize };
            return self.report(place, CellError::of_row(problem));
        }
        self.report_refusal(place, refusal);
    }

    /// Notes what is wrong with a row.
    pub(super) fn report(&mut self, place: Place, wrong: CellError) {
        self.errors.push((place, wrong.column, Problem::Cell(wrong.problem)));
    }

    /// Notes that the rules refuse a row by itself.
    pub(super) fn report_refusal(&mut self, place: Place, refusal: Refusal) {
        let column = self.kind.column_of(&refusal).map(str::to_owned);
        self.errors.push((place, column, Problem::Refused(refusal)));
    }

    /// The pseudonym of a registered civil servant, or of a code that names nobody (AMB-006).
    pub(super) fn pseudonym(
        &mut self,
        field: Field<'_>,
        person: Person<'_>,
    ) -> Result<Pseudonym, Trouble> {
        let unknown = || field.wrong(CellProblem::PegawaiTidakDikenal);
        if let Some(known) = self.people.get(field.text) {
            return known.ok_or_else(|| unknown().into());
        }
        let found = match person {
            Person::Pegawai(nip) => self
                .sealed
                .find_person(nip)?
                .filter(|pegawai| self.planner.register.pegawai.contains_key(pegawai)),
            Person::Sandi(code) => Some(self.sealed.person(&format!("kode:{code}"), code)?.0),
        };
        self.people.insert(field.text.to_owned(), found);
        found.ok_or_else(|| unknown().into())
    }

    /// The pseudonym of a cell that was read as a person; what could not be read stays as it is.
    /// Errors: the sealed store.
    pub(super) fn in_sheet(
        &mut self,
        field: Field<'_>,
        key: Result<SheetKey<Person<'_>>, Vec<CellError>>,
    ) -> Result<Result<SheetKey<Pseudonym>, Vec<CellError>>, RecordError> {
        let (first, second, person) = match key {
            Ok(key) => key,
            Err(wrong) => return Ok(Err(wrong)),
        };
        match self.pseudonym(field, person) {
            Ok(person) => Ok(Ok((first, second, person))),
            Err(Trouble::Cells(wrong)) => Ok(Err(wrong)),
            Err(Trouble::Stop(error)) => Err(error),
        }
    }

    /// The pseudonym of a civil servant, with the identity sealed.
    pub(super) fn pegawai(
        &mut self,
        nip: &str,
        identity: &str,
    ) -> Result<(Pseudonym, SealedText), RecordError> {
        Ok(self.sealed.person(nip, identity)?)
    }

    /// Seals a text, where there is one, under the one place it belongs to.
    pub(super) fn seal(
        &mut self,
        name: &str,
        text: Option<String>,
    ) -> Result<Option<SealedText>, RecordError> {
        text.map(|text| self.sealed(name, &text)).transpose()
    }

    /// Seals a text under the one place it belongs to.
    pub(super) fn sealed(&mut self, name: &str, text: &str) -> Result<SealedText, RecordError> {
        Ok(self.sealed.seal(name, text)?)
    }

    /// As [`Plan::seal`], of a text that is always there.
    pub(super) fn seal_whole(&mut self, name: &str, text: &str) -> Result<SealedText, RecordError> {
        Ok(self.sealed.seal(name, text)?)
    }

    /// A hash that stands for a token or a NIP in a command key.
    pub(super) fn token_hash(&self, token: &str) -> String {
        self.sealed.token_hash(token)
    }

    /// The mark that stands for a token where participation is recorded.
    pub(super) fn participation_mark(&self, token: &str) -> String {
        self.sealed.participation_mark(token)
    }

    /// The advice about what was taken, in the order of files and rows.
    pub(super) fn take_hints(&mut self) -> Vec<Hint> {
        let mut hints = std::mem::take(&mut self.hints);
        hints.sort_by_key(|(place, _)| *place);
        hints.into_iter().map(|(_, hint)| hint).collect()
    }

    /// Everything that is wrong, in the order of files and rows.
    pub(super) fn take_errors(&mut self) -> Vec<RowError> {
        let mut errors = std::mem::take(&mut self.errors);
        errors.sort_by_key(|(place, _, _)| *place);
        let named = |(place, column, problem): (Place, _, _)| RowError {
            file: self.files[place.file as usize].clone(),
            row: place.row as usize,
            column,
            problem,
        };
        errors.into_iter().map(named).collect()
    }
}

/// Stands for a content in the key of a command: other content is another command.
pub(super) fn content_hash(content: &impl Serialize) -> String {
    // Writing plain structs of strings and numbers to memory cannot fail.
    let data = serde_json::to_vec(content).unwrap_or_default();
    hex(&Sha256::digest(data)[..8])
}

/// The unit or the KBK that a command is about.
fn named_by(intent: &Intent) -> Option<&Kode> {
    Some(match intent {
        Intent::RegisterPegawai(e) => &e.opd,
        Intent::FormKbk(e) => &e.opd,
        Intent::SubmitForm { opd, .. } => opd,
        Intent::RecordRapat(e) => &e.opd,
        Intent::RecordCatatan(e) => e.catatan.kbk.as_ref().or(e.catatan.opd.as_ref())?,
        Intent::RecordTogether { pokok, .. } => return named_by(&pokok.intent),
        Intent::SubmitScorecard(e) => &e.kbk,
        Intent::RecordKegiatan(e) => &e.kbk,
        Intent::EnterKbk(e) => &e.kbk,
        Intent::ScoreGelar(e) => &e.kbk,
        Intent::DecideGelar(e) => &e.kbk,
        Intent::ChangeOpd(e) => &e.opd,
        Intent::ChangeKbk(e) => &e.kbk,
        Intent::RecordKeputusan(e) => e.opd.as_ref()?,
        _ => return None,
    })
}
