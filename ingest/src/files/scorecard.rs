//! `scorecard`: one rated line a row; the rows of a KBK, a round and an assessor are one sheet.
//!
//! Source: Perbup Purbalingga 11/2020, Pasal 16 ayat (1) huruf a; AMB-004 to AMB-006.

use serde::Serialize;
use time::Date;

use super::cells::all;
use super::fields::Field;
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
pub(super) const COLUMNS: [&str; 7] =
    ["kbk", "periode", "penilai", "tanggal", "butir", "persen", "alasan"];

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
            let rules = plan.planner.rules_of(Some(&sheet.key.1));
            in_order_of_pack(&mut sheet, &rules.pack);
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
    let others = sheet.lines.iter().filter(|(_, line)| line.tanggal != head.tanggal);
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
    let rules = plan.planner.rules_of(Some(&sheet.key.1));
    let sumber = match &rules.pack.scorecard {
        Some(scorecard) if scorecard.alasan == Alasan::Wajib => scorecard.sumber.clone(),
        _ => return false,
    };
    let mut found = false;
    for (place, _) in sheet.lines.iter().filter(|(_, line)| line.alasan.is_none()) {
        found = true;
        plan.report_refusal(*place, Refusal::AlasanKosong { sumber: sumber.clone() });
    }
    found
}

/// Lines that the pack does not have come last, to be refused by name.
fn in_order_of_pack(sheet: &mut Sheet<Key, Rating>, pack: &RulePack) {
    let order = |rating: &Rating| {
        let mut lines = pack.scorecard.iter().flat_map(|scorecard| &scorecard.butir);
        lines.position(|butir| butir.kode == rating.butir).unwrap_or(usize::MAX)
    };
    sheet.lines.sort_by_cached_key(|(place, rating)| (order(rating), *place));
}

fn command(sheet: &Sheet<Key, Rating>, plan: &mut Plan<'_>) -> Result<Command, RecordError> {
    let (kbk, periode, penilai) = &sheet.key;
    let key = format!("scorecard:{kbk}:{periode}:{penilai}");
    let alasan = plan.seal(&format!("{key}:alasan"), grounds(sheet))?;
    let rated =
        |(_, line): &(Place, Rating)| ButirRated { butir: line.butir.clone(), persen: line.persen };
    Ok(Command {
        occurred_on: sheet.lines.first().map_or(plan.today, |(_, line)| line.tanggal),
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
            Some(Ground { butir: &line.butir, alasan: line.alasan.as_deref()? })
        })
        .collect();
    if grounds.is_empty() { None } else { serde_json::to_string(&grounds).ok() }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{ANI, BUDI, CONTOH, Office, PURBALINGGA, lines};
    use crate::event::SealedText;

    const HEADER: &str = "kbk,periode,penilai,tanggal,butir,persen,alasan";

    /// A whole sheet under the fictional rules, in the order of its lines; what is given replaces
    /// the line of that code.
    fn sheet(kbk: &str, penilai: &str, instead: &[(&str, &str)]) -> String {
        let line = |code: &str| match instead.iter().find(|(given, _)| *given == code) {
            Some((_, line)) => (*line).to_owned(),
            None => format!("{kbk},SC-2026,{penilai},2026-05-08,{code},67,\n"),
        };
        (1..=9).map(|n| line(&format!("K{n}"))).collect()
    }

    #[test]
    fn rows_of_a_sheet_need_not_stand_together() {
        let mut office = Office::under(CONTOH);
        let (first, second) = (sheet("KBK-A", "TIM-1", &[]), sheet("KBK-B", "TIM-1", &[]));
        let mixed: Vec<&str> =
            first.lines().zip(second.lines()).flat_map(|(a, b)| [b, a]).collect();
        let text = format!("{HEADER}\n{}\n", mixed.join("\n"));
        let summary = office.import(&text);
        assert_eq!((summary.rows, summary.accepted, summary.submissions), (18, 18, 2));
        // A sheet says the same whatever the order of its rows.
        let backwards: Vec<&str> = first.lines().rev().collect();
        let again = office.import(&format!("{HEADER}\n{}\n", backwards.join("\n")));
        assert_eq!((again.accepted, again.repeated), (0, 9));
        let order: Vec<String> =
            (1..=9).map(|n| format!(r#"{{"butir":"K{n}","persen":67}}"#)).collect();
        assert!(office.text().contains(&order.join(",")));
    }

    #[test]
    fn grounds_are_sealed_as_one_document_in_the_order_of_the_lines() {
        let mut office = Office::under(CONTOH);
        let given = [
            ("K2", "KBK-A,SC-2026,TIM-1,2026-05-08,K2,50,\"Kata \"\"Bu Ani\"\"\"\n"),
            ("K9", "KBK-A,SC-2026,TIM-1,2026-05-08,K9,100,Lengkap\n"),
        ];
        let text = format!("{HEADER}\n{}", sheet("KBK-A", "TIM-1", &given));
        assert_eq!(office.import(&text).accepted, 9);
        let event: serde_json::Value = serde_json::from_str(&office.newest()).unwrap();
        let komitmen = event["alasan"]["komitmen"].as_str().unwrap().to_owned();
        assert_eq!(
            office.record.sealed.reveal(&SealedText { komitmen }).unwrap().unwrap(),
            r#"[{"butir":"K2","alasan":"Kata \"Bu Ani\""},{"butir":"K9","alasan":"Lengkap"}]"#
        );
        assert_eq!(office.import(&text).repeated, 9);
    }

    #[test]
    fn a_ground_for_every_rating_where_the_rules_want_one() {
        let mut office = Office::under(PURBALINGGA);
        let line = |n: u32| {
            let ground = if [7, 21].contains(&n) { "" } else { "Terlihat" };
            format!("KBK-A,SC-2026,TIM-1,2026-05-08,S{n:02},75,{ground}\n")
        };
        let rows: String = (1..=34).map(line).collect();
        let sumber = office.record.rules.pack.scorecard.as_ref().unwrap().sumber.clone();
        let empty =
            |row| format!(r#"{row} alasan {{"alasan":"alasan-kosong","sumber":"{sumber}"}}"#);
        assert_eq!(office.errors(&format!("{HEADER}\n{rows}")), [empty(8), empty(22)]);
    }

    #[test]
    fn bad_sheets() {
        let mut office = Office::under(CONTOH);
        let row = |text: &str| format!("KBK-A,SC-2026,TIM-1,{text}\n");
        let table: &[(String, &[&str])] = &[
            (
                sheet("KBK-A", "TIM-1", &[("K4", "")]),
                &[r#"2 - {"alasan":"butir-kurang","butir":"K4","jumlah":1}"#],
            ),
            (
                sheet("KBK-A", "TIM-1", &[("K4", &row("2026-05-08,K3,50,"))]),
                &[r#"5 butir {"alasan":"butir-ganda","butir":"K3"}"#],
            ),
            (
                sheet("KBK-A", "TIM-1", &[("K4", &row("2026-05-08,K44,50,"))]),
                &[r#"5 butir {"alasan":"butir-tidak-dikenal","butir":"K44","mungkin":"K4"}"#],
            ),
            (
                sheet("KBK-A", "TIM-1", &[("K7", &row("2026-05-08,K7,75,"))]),
                &[
                    r#"8 persen {"alasan":"langkah-tidak-sah","butir":"K7","persen":75,"langkah":"0, 33, 50, 67, 100","sumber":"Pasal 9; Lampiran III"}"#,
                ],
            ),
            (
                sheet("KBK-A", "TIM-1", &[("K5", &row("2026-05-09,K5,67,"))]),
                &[
                    r#"6 tanggal {"alasan":"tanggal-lembar-berbeda","tanggal":"2026-05-09","tanggal_pertama":"2026-05-08","baris_pertama":2}"#,
                ],
            ),
            // A row that cannot be read keeps its sheet from being judged, and is the only error.
            (
                sheet("KBK-A", "TIM-1", &[("K5", &row("2026-05-08,K5,75%,"))]),
                &[r#"6 persen {"alasan":"bukan-bilangan-bulat","isi":"75%"}"#],
            ),
            (
                sheet("KBK-X", "TIM-1", &[]),
                &[r#"2 kbk {"alasan":"kbk-tidak-dikenal","kode":"KBK-X","mungkin":"KBK-A"}"#],
            ),
            (
                sheet("KBK-A", ANI, &[]),
                &[r#"2 - {"alasan":"unit-sendiri","kbk":"KBK-A","opd":"DINAS-A"}"#],
            ),
        ];
        for (rows, expected) in table {
            assert_eq!(office.errors(&format!("{HEADER}\n{rows}")), *expected, "{rows}");
        }
        // Nobody rates the own unit, everybody the others: AMB-006.
        assert_eq!(office.import(&format!("{HEADER}\n{}", sheet("KBK-A", BUDI, &[]))).accepted, 9);
    }

    #[test]
    fn the_same_file_named_twice_is_the_same_sheets_twice() {
        let mut office = Office::under(CONTOH);
        let path = office.write("a.csv", format!("{HEADER}\n{}", sheet("KBK-A", "TIM-1", &[])));
        let summary = office.import_files(&[path.clone(), path]).unwrap();
        assert_eq!(lines(&summary.errors), [""; 0]);
        assert_eq!((summary.accepted, summary.repeated), (9, 9));
    }
}
