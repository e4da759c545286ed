//! `scorecard`: one rated line a row; the rows of a KBK, a round and an assessor are one sheet.
//!
//! Source: Perbup Purbalingga 11/2020, Pasal 16 ayat (1) huruf a; AMB-004 to AMB-006.

use serde::Serialize;
use time::Date;

use super::fields::{Field, all};
use super::plan::{Place, Plan, Reader, SheetKey, Trouble};
use super::problem::{CellError, CellProblem};
use super::row::Fields;
use super::sheet::{Sheet, SheetLine, Sheets};
use crate::accept::{Command, Intent, Refusal};
use crate::event::{ButirRated, ScorecardSubmitted};
use crate::identity::{Pseudonym, date_text};
use crate::record::RecordError;
use crate::rule_pack::{Alasan, RulePack};

/// Columns of a template.
pub(super) const COLUMNS: [&str; 7] = [
    "kbk", "periode", "penilai", "tanggal", "butir", "persen", "alasan",
];

/// KBK, round and assessor.
type Key = SheetKey<Pseudonym>;

struct Rating {
    tanggal: Date,
    butir: String,
    persen: u8,
    alasan: Option<String>,
}

impl SheetLine for Rating {
    fn code(&self) -> &str {
        &self.butir
    }
}

/// The written ground of one line, as it is sealed.
#[derive(Serialize)]
struct Ground<'a> {
    butir: &'a str,
    alasan: &'a str,
}

/// Scorecards of an import.
pub(super) struct Scorecards(Sheets<Key, Rating>);

impl Scorecards {
    pub(super) fn new() -> Self {
        Self(Sheets::new())
    }
}

impl Reader for Scorecards {
    fn row(
        &mut self,
        fields: Fields<'_>,
        place: Place,
        plan: &mut Plan<'_>,
    ) -> Result<(), Trouble> {
        let [kbk, periode, penilai, tanggal, butir, persen, alasan] = fields.first();
        let key = all((kbk.kode(), periode.kode(), penilai.person()));
        let key = plan.in_sheet(penilai, key)?;
        let line = all((
            tanggal.date(),
            butir.kode(),
            persen.whole(0..=100),
            alasan.optional(Field::document),
        ));
        let line = line.map(|(tanggal, butir, persen, alasan)| Rating {
            tanggal,
            butir: butir.to_string(),
            persen: persen as u8,
            alasan,
        });
        Ok(self.0.add(place, key, line)?)
    }

    fn finish(&mut self, plan: &mut Plan<'_>) -> Result<(), RecordError> {
        for mut sheet in self.0.take() {
            if has_other_dates(&sheet, plan) | lacks_grounds(&sheet, plan) {
                continue;
            }
            in_order_of_pack(&mut sheet, &plan.rules.pack);
            let command = command(&sheet, plan)?;
            plan.decide(&command, &sheet.places())?;
        }
        Ok(())
    }
}

/// A sheet is filled in on one day.
fn has_other_dates(sheet: &Sheet<Key, Rating>, plan: &mut Plan<'_>) -> bool {
    let Some((first, head)) = sheet.lines.first() else {
        return false;
    };
    let others = sheet
        .lines
        .iter()
        .filter(|(_, line)| line.tanggal != head.tanggal);
    let mut found = false;
    for (place, line) in others {
        found = true;
        let problem = CellProblem::TanggalLembarBerbeda {
            tanggal: date_text(line.tanggal),
            tanggal_pertama: date_text(head.tanggal),
            baris_pertama: first.row as usize,
        };
        plan.report(*place, CellError::at("tanggal", problem));
    }
    found
}

/// Where the rules want a written ground for every rating, each line has one (AMB-004).
fn lacks_grounds(sheet: &Sheet<Key, Rating>, plan: &mut Plan<'_>) -> bool {
    let sumber = match &plan.rules.pack.scorecard {
        Some(scorecard) if scorecard.alasan == Alasan::Wajib => scorecard.sumber.clone(),
        _ => return false,
    };
    let mut found = false;
    for (place, _) in sheet.lines.iter().filter(|(_, line)| line.alasan.is_none()) {
        found = true;
        plan.report_refusal(
            *place,
            Refusal::AlasanKosong {
                sumber: sumber.clone(),
            },
        );
    }
    found
}

/// Lines that the pack does not have come last, to be refused by name.
fn in_order_of_pack(sheet: &mut Sheet<Key, Rating>, pack: &RulePack) {
    let order = |rating: &Rating| {
        let mut lines = pack.scorecard.iter().flat_map(|scorecard| &scorecard.butir);
        lines
            .position(|butir| butir.kode == rating.butir)
            .unwrap_or(usize::MAX)
    };
    sheet
        .lines
        .sort_by_cached_key(|(place, rating)| (order(rating), *place));
}

fn command(sheet: &Sheet<Key, Rating>, plan: &mut Plan<'_>) -> Result<Command, RecordError> {
    let (kbk, periode, penilai) = &sheet.key;
    let key = format!("scorecard:{kbk}:{periode}:{penilai}");
    let alasan = plan.seal(&format!("{key}:alasan"), grounds(sheet))?;
    let rated = |(_, line): &(Place, Rating)| ButirRated {
        butir: line.butir.clone(),
        persen: line.persen,
    };
    Ok(Command {
        occurred_on: sheet
            .lines
            .first()
            .map_or(plan.today, |(_, line)| line.tanggal),
        intent: Intent::SubmitScorecard(ScorecardSubmitted {
            kbk: kbk.clone(),
            periode: periode.clone(),
            penilai: *penilai,
            butir: sheet.lines.iter().map(rated).collect(),
            alasan,
        }),
        key,
    })
}

/// All grounds of a sheet as one document, in the order of its lines; none where there is none.
fn grounds(sheet: &Sheet<Key, Rating>) -> Option<String> {
    let grounds: Vec<Ground<'_>> = sheet
        .lines
        .iter()
        .filter_map(|(_, line)| {
            Some(Ground {
                butir: &line.butir,
                alasan: line.alasan.as_deref()?,
            })
        })
        .collect();
    if grounds.is_empty() {
        None
    } else {
        serde_json::to_string(&grounds).ok()
    }
}
