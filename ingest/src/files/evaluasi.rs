//! `evaluasi`: one complete questionnaire a row, named by a token and by nobody (AMB-012, AMB-015).

use std::collections::HashMap;

use super::fields::{Field, Reading, all};
use super::plan::{Line, Place, Plan, Reader, Trouble};
use super::problem::{CellError, CellProblem};
use super::row::Fields;
use crate::accept::{Command, Intent};
use crate::identity::Kode;
use crate::rule_pack::RulePack;

/// Columns of a template, before those of the questions.
pub(super) const COLUMNS: [&str; 5] = ["opd", "periode", "token", "kelas_jabatan", "tanggal"];

/// Forms of an import. A million of them name a few units: each code is kept once.
#[derive(Default)]
pub(super) struct Forms {
    codes: HashMap<String, Kode>,
}

impl Reader for Forms {
    fn row(
        &mut self,
        fields: Fields<'_>,
        place: Place,
        plan: &mut Plan<'_>,
    ) -> Result<(), Trouble> {
        let [opd, periode, token, kelas_jabatan, tanggal] = fields.first();
        let head = all((
            self.kode(opd),
            self.kode(periode),
            token.line(),
            kelas_jabatan.word(),
            tanggal.date(),
        ));
        let answers = answers(fields, &plan.rules.pack);
        let ((opd, periode, token, kelas_jabatan, tanggal), jawaban) = match (head, answers) {
            (Ok(head), Ok(answers)) => (head, answers),
            (head, answers) => {
                let wrong = head.err().into_iter().chain(answers.err()).flatten();
                return Err(wrong.collect::<Vec<_>>().into());
            }
        };
        let command = Command {
            key: plan.token_hash(&format!("{opd}|{periode}|{token}")),
            occurred_on: tanggal,
            intent: Intent::SubmitForm {
                opd,
                periode,
                kelas_jabatan,
                jawaban,
            },
        };
        Ok(plan.decide(&command, &[Line { place, code: "" }])?)
    }
}

impl Forms {
    fn kode(&mut self, field: Field<'_>) -> Reading<Kode> {
        if let Some(known) = self.codes.get(field.text) {
            return Ok(known.clone());
        }
        let kode = field.kode()?;
        self.codes.insert(field.text.to_owned(), kode.clone());
        Ok(kode)
    }
}

/// One answer a question, or everything that is wrong with them: open questions by number, all in
/// one sentence, and each answer that is none.
fn answers(fields: Fields<'_>, pack: &RulePack) -> Result<Box<[u8]>, Vec<CellError>> {
    let mut answers = Vec::with_capacity(fields.columns.len());
    let (mut open, mut wrong) = (Vec::new(), Vec::new());
    for (index, field) in fields.after(COLUMNS.len()).enumerate() {
        match field.text.as_bytes() {
            // Nearly every answer there is.
            [digit @ b'1'..=b'9'] => answers.push(digit - b'0'),
            [] => open.push((index + 1, field.column)),
            _ => match field.whole(1..=largest_answer(index, pack)) {
                Ok(answer) => answers.push(answer as u8),
                Err(error) => wrong.push(error),
            },
        }
    }
    if let Some((_, column)) = open.first() {
        let numbers: Vec<String> = open.iter().map(|(number, _)| number.to_string()).collect();
        let nomor = numbers.join(", ");
        let problem = CellProblem::PertanyaanBelumDijawab {
            nomor,
            jumlah: open.len(),
        };
        wrong.insert(0, CellError::at(column, problem));
    }
    if wrong.is_empty() {
        Ok(answers.into())
    } else {
        Err(wrong)
    }
}

/// Number of choices of a question.
fn largest_answer(index: usize, pack: &RulePack) -> u32 {
    let question = pack
        .evaluasi()
        .and_then(|instrumen| instrumen.pertanyaan.get(index));
    let scale = question.and_then(|q| pack.skala.iter().find(|skala| skala.kode == q.skala));
    scale.map_or(9, |skala| skala.pilihan.len() as u32)
}
