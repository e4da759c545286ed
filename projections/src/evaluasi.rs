//! Forms as wide rows: the 33 events of a form are one row, one small column per question.
//!
//! Ranking a wide row costs a twentieth of ranking one row per answer. The row carries the position
//! of the form's last event, so a cut inside a form leaves the form out.

use ingest::event::{KelasJabatan, Word};
use ingest::frame::{Form, Questions};

use crate::table::{Cell, Kind, Origin, TableBuilder};

/// Index of the first answer column in an `evaluasi` table.
pub const FIRST_ANSWER: usize = 8;

/// The forms of one questionnaire.
pub(crate) struct EvaluasiTable {
    pub(crate) questions: Questions,
    pub(crate) rows: TableBuilder,
}

impl EvaluasiTable {
    pub(crate) fn new(questions: &Questions) -> Self {
        let mut columns = vec![
            ("opd".to_owned(), Kind::Key),
            ("ronde".to_owned(), Kind::Key),
            ("kelas_jabatan".to_owned(), Kind::Key),
            ("terlambat".to_owned(), Kind::Key),
        ];
        columns.extend(questions.codes().into_iter().map(|code| (code, Kind::Answer)));
        Self { questions: questions.clone(), rows: TableBuilder::new(&columns) }
    }

    pub(crate) fn push(
        &mut self,
        origin: Origin,
        opd: Option<i32>,
        ronde: Option<i32>,
        form: &Form,
    ) {
        let class = KelasJabatan::WORDS.iter().position(|(_, class)| *class == form.kelas_jabatan);
        let head = [
            Cell::Key(opd),
            Cell::Key(ronde),
            Cell::Key(class.map(|class| class as i32)),
            Cell::Key(Some(i32::from(form.terlambat))),
        ];
        let answers = form.jawaban.iter().map(|answer| Cell::Answer(*answer));
        self.rows.push(origin, head.into_iter().chain(answers));
    }
}
