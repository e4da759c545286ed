//! CSV, XLSX and JSONL files turned into commands.
//!
//! An import is read and decided whole before the first byte is written: [`plan`] says what it would
//! do and everything that is wrong, [`Import::commit`] does it, [`import`] does both. The same file
//! twice adds nothing, because each row has a natural key. One file a kind says what its columns
//! mean.

mod cells;
mod evaluasi;
mod fields;
mod formulir;
mod gelar;
mod import;
mod kbk;
mod kbk_perubahan;
mod kegiatan;
mod keputusan;
mod kind;
mod opd;
mod opd_perubahan;
mod pegawai;
mod pegawai_perubahan;
mod periode;
mod plan;
mod problem;
mod rapat;
mod row;
mod scorecard;
mod sheet;
mod source;
#[cfg(test)]
mod tests;

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use serde::Serialize;

pub use import::{FORMS_AT_ONCE, Import, Outcome};
pub use kind::Kind;
pub use problem::{CellProblem, FileError, FileProblem, Hint, Problem, RowError};

use crate::identity::{Instant, Position};
use crate::log::LogError;
use crate::record::{Record, RecordError};
use crate::rule_pack::{Instrumen, RulePack};
use plan::{ByDate, Place, Plan, Reader, RowByRow, Trouble};
use source::Source;

/// Rows between two reports of progress.
const REPORT_EVERY: usize = 1_000;

/// How often an import is planned again because others write, before it gives up.
const TRIES: usize = 20;

/// How far an import has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // the fields count what the variant names
pub enum Progress {
    /// Rows read and decided.
    Read { rows: usize },
    /// Submissions encoded and hashed.
    Prepared { done: usize, of: usize },
    /// Submissions on stable storage.
    Written { done: usize, of: usize },
}

/// Who is told of progress, from several threads.
pub type OnProgress<'p> = dyn Fn(Progress) + Sync + 'p;

/// An import could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// Files that cannot be imported at all. Nothing was written.
    #[error("not imported: {0:?}")]
    Files(Vec<FileError>),
    /// The record failed.
    #[error(transparent)]
    Record(#[from] RecordError),
}

/// What an import did, or would do.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Rows read; empty ones do not count.
    pub rows: usize,
    /// Rows that are new to the record.
    pub accepted: usize,
    /// Rows that are in the record already, or earlier in the import.
    pub repeated: usize,
    /// Commands behind the accepted rows: a sheet of many rows is one.
    pub submissions: usize,
    /// Events of these commands.
    pub events: usize,
    /// Everything that is wrong, by file and row; if there is anything, nothing is written.
    pub errors: Vec<RowError>,
    /// Advice about rows that are new, by file and row; it keeps nothing out.
    pub hints: Vec<Hint>,
    /// Position of the last event written; none if nothing was.
    pub written: Option<Position>,
}

/// Imports files: plans, and plans again while other writers are first.
///
/// Errors: [`ImportError`], and then nothing was written, except whole chunks of an import of more
/// than [`FORMS_AT_ONCE`] forms.
pub fn import(
    paths: &[PathBuf],
    record: &mut Record,
    now: Instant,
    dry_run: bool,
    progress: &OnProgress<'_>,
) -> Result<Summary, ImportError> {
    carry_out(record, dry_run, progress, |record| plan(paths, record, now, progress))
}

/// As [`import`], of rows that say what should have been recorded under the keys that they have, for
/// the reason `alasan`: what is recorded otherwise is corrected, what is not recorded is refused, and
/// the other kinds may only repeat what is there. Errors: as [`import`].
pub fn correct(
    paths: &[PathBuf],
    record: &mut Record,
    now: Instant,
    dry_run: bool,
    alasan: &str,
    progress: &OnProgress<'_>,
) -> Result<Summary, ImportError> {
    carry_out(record, dry_run, progress, |record| {
        plan_files(paths, record, now, Some(alasan), progress)
    })
}

/// Imports JSON lines that somebody sent, as [`import`] does a file of them; with a reason, as
/// [`correct`]. Errors: [`ImportError`].
pub fn import_lines(
    lines: &[u8],
    record: &mut Record,
    now: Instant,
    dry_run: bool,
    koreksi: Option<&str>,
) -> Result<Summary, ImportError> {
    let label = [String::new()];
    carry_out(record, dry_run, &|_| (), |record| {
        let source = Source::sent(lines.to_vec(), &record.rules.pack).map_err(|problem| {
            ImportError::Files(vec![FileError { file: String::new(), problem }])
        })?;
        settled(record, |record| plan_sources(vec![source], &label, record, now, koreksi, &|_| ()))
    })
}

fn carry_out(
    record: &mut Record,
    dry_run: bool,
    progress: &OnProgress<'_>,
    plan: impl Fn(&mut Record) -> Result<Import, ImportError>,
) -> Result<Summary, ImportError> {
    for _ in 0..TRIES {
        let import = plan(record)?;
        if dry_run {
            return Ok(import.discard(record));
        }
        match import.commit(record, progress)? {
            Outcome::Written(summary) | Outcome::Refused(summary) => return Ok(summary),
            Outcome::Moved => {}
        }
    }
    Err(RecordError::from(LogError::RegisterMoved).into())
}

/// Reads every file whole and decides every row, writing nothing.
///
/// Files come in any order; kinds are taken in the order in which they depend on each other. Errors:
/// [`ImportError::Files`] with every file that cannot be read, [`ImportError::Record`].
pub fn plan(
    paths: &[PathBuf],
    record: &mut Record,
    now: Instant,
    progress: &OnProgress<'_>,
) -> Result<Import, ImportError> {
    plan_files(paths, record, now, None, progress)
}

fn plan_files(
    paths: &[PathBuf],
    record: &mut Record,
    now: Instant,
    koreksi: Option<&str>,
    progress: &OnProgress<'_>,
) -> Result<Import, ImportError> {
    let labels = labels(paths);
    settled(record, |record| {
        let sources = open_all(paths, &labels, record)?;
        plan_sources(sources, &labels, record, now, koreksi, progress)
    })
}

/// A plan in which nothing is wrong keeps what was sealed for it.
fn settled(
    record: &mut Record,
    plan: impl FnOnce(&mut Record) -> Result<Import, ImportError>,
) -> Result<Import, ImportError> {
    let planned = plan(record);
    let wrong = !matches!(&planned, Ok(import) if import.summary.errors.is_empty());
    if wrong {
        record.sealed.discard();
    }
    planned
}

fn plan_sources(
    mut sources: Vec<Source>,
    labels: &[String],
    record: &mut Record,
    now: Instant,
    koreksi: Option<&str>,
    progress: &OnProgress<'_>,
) -> Result<Import, ImportError> {
    let rules = record.rules.clone();
    let today = record.pemda.zona.date_of(now);
    let (planner, sealed) = record.planner(now)?;
    let mut plan = Plan::new(planner, sealed, rules, today, labels);
    plan.koreksi = koreksi.map(str::to_owned);
    report_strays(&sources, &mut plan);
    for kind in Kind::all(&plan.rules.clone().pack) {
        read_kind(kind, &mut sources, &mut plan, progress)?;
    }
    progress(Progress::Read { rows: plan.rows });
    let (errors, hints) = (plan.take_errors(), plan.take_hints());
    let summary = Summary {
        rows: plan.rows,
        accepted: plan.accepted,
        repeated: plan.repeated,
        submissions: plan.planner.len(),
        events: plan.planner.events(),
        errors,
        hints,
        written: None,
    };
    let (submissions, register) = plan.planner.into_submissions();
    Ok(Import { summary, submissions, register })
}

/// Names that tell the files apart: without their folders, where that is enough.
fn labels(paths: &[PathBuf]) -> Vec<String> {
    let name = |path: &PathBuf| path.file_name().map(OsStr::to_owned);
    let alike =
        |path: &&PathBuf| paths.iter().any(|other| other != *path && name(other) == name(path));
    let ambiguous = paths.iter().any(|path| alike(&path));
    let label = |path: &PathBuf| match path.file_name() {
        Some(name) if !ambiguous => name.to_string_lossy().into_owned(),
        _ => path.display().to_string(),
    };
    paths.iter().map(label).collect()
}

/// Opens every file. Errors: whatever is wrong with any of them.
fn open_all(
    paths: &[PathBuf],
    labels: &[String],
    record: &Record,
) -> Result<Vec<Source>, ImportError> {
    let (mut sources, mut wrong) = (Vec::new(), Vec::new());
    for (path, label) in paths.iter().zip(labels) {
        match Source::open(path, label.clone(), &record.rules.pack) {
            Ok(source) => sources.push(source),
            Err(problems) => match of_earlier_round(path, label, record) {
                Some(source) => sources.push(source),
                None => wrong.extend(
                    problems.into_iter().map(|problem| FileError { file: label.clone(), problem }),
                ),
            },
        }
    }
    if wrong.is_empty() { Ok(sources) } else { Err(ImportError::Files(wrong)) }
}

/// Forms of a questionnaire that a round may still ask by an earlier rule pack.
fn of_earlier_round(path: &Path, label: &str, record: &Record) -> Option<Source> {
    let questions = |pack: &RulePack| pack.evaluasi().map(Instrumen::questions);
    let now = questions(&record.rules.pack);
    let asks_other = |pack: &&RulePack| questions(pack).is_some_and(|then| Some(then) != now);
    let earlier = record.packs.own().map(|rules| &rules.pack).filter(asks_other);
    let mut opened = earlier.filter_map(|pack| Source::open(path, label.to_owned(), pack).ok());
    opened.find(|source| source.kinds() == [Kind::Evaluasi])
}

fn report_strays(sources: &[Source], plan: &mut Plan<'_>) {
    for (file, source) in sources.iter().enumerate() {
        for (row, wrong) in source.strays() {
            plan.rows += 1;
            plan.report(Place { file: file as u32, row: *row as u32 }, wrong.clone());
        }
    }
}

fn read_kind(
    kind: Kind,
    sources: &mut [Source],
    plan: &mut Plan<'_>,
    progress: &OnProgress<'_>,
) -> Result<(), ImportError> {
    plan.turn_to(kind);
    let mut reader = reader_of(kind);
    for (file, source) in sources.iter_mut().enumerate() {
        if !source.kinds().contains(&kind) {
            continue;
        }
        source.read(kind, &mut |fields| {
            plan.rows += 1;
            if plan.rows.is_multiple_of(REPORT_EVERY) {
                progress(Progress::Read { rows: plan.rows });
            }
            let place = Place { file: file as u32, row: fields.row.number as u32 };
            if let Some(flaw) = &fields.row.flaw {
                plan.report(place, flaw.clone());
                return Ok(());
            }
            match reader.row(fields, place, plan) {
                Ok(()) => Ok(()),
                Err(Trouble::Cells(wrong)) => {
                    wrong.into_iter().for_each(|wrong| plan.report(place, wrong));
                    Ok(())
                }
                Err(Trouble::Stop(error)) => Err(error.into()),
            }
        })?;
    }
    Ok(reader.finish(plan)?)
}

fn reader_of(kind: Kind) -> Box<dyn Reader> {
    match kind {
        Kind::Opd => Box::new(opd::Units::default()),
        Kind::Pegawai => Box::new(RowByRow(pegawai::command)),
        Kind::Kbk => Box::new(RowByRow(kbk::command)),
        Kind::Periode => Box::new(RowByRow(periode::command)),
        Kind::OpdPerubahan => Box::new(ByDate::new(opd_perubahan::command)),
        Kind::KbkPerubahan => Box::new(ByDate::new(kbk_perubahan::command)),
        Kind::PegawaiPerubahan => Box::new(ByDate::new(pegawai_perubahan::command)),
        Kind::Evaluasi => Box::new(evaluasi::Forms::default()),
        Kind::Scorecard => Box::new(scorecard::Scorecards::new()),
        Kind::Kegiatan => Box::new(RowByRow(kegiatan::command)),
        Kind::Rapat => Box::new(RowByRow(rapat::command)),
        Kind::Gelar => Box::new(RowByRow(gelar::command)),
        Kind::GelarKriteria => Box::new(gelar::Rubrics::new()),
        Kind::GelarJuri => Box::new(RowByRow(gelar::juri)),
        Kind::GelarPeserta => Box::new(RowByRow(gelar::peserta)),
        Kind::GelarNilai => Box::new(gelar::Marks::new()),
        Kind::GelarKeputusan => Box::new(RowByRow(gelar::keputusan)),
        Kind::Keputusan => Box::new(RowByRow(keputusan::command)),
        Kind::KeputusanKemajuan => Box::new(ByDate::new(keputusan::progress)),
        Kind::Formulir(place) => Box::new(formulir::Entries(place)),
    }
}
