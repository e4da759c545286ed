//! `evaluasi`: one complete questionnaire a row, named by a token and by nobody (AMB-012, AMB-015).

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::cells::all;
use super::fields::{Field, Reading};
use super::plan::{Line, Place, Plan, Reader, Trouble, content_hash};
use super::problem::{CellError, CellProblem};
use super::row::Fields;
use crate::accept::{Command, Intent};
use crate::event::ParticipationRecorded;
use crate::identity::Kode;
use crate::record::RecordError;
use crate::rule_pack::RulePack;

/// Columns of a template, before those of the questions.
pub(super) const COLUMNS: [&str; 5] = ["opd", "periode", "token", "kelas_jabatan", "tanggal"];

/// Marks in one event.
const MARKS_AT_ONCE: usize = 10_000;

/// Forms of an import. A million of them name a few units: each code is kept once.
#[derive(Default)]
pub(super) struct Forms {
    codes: HashMap<String, Kode>,
    /// Marks of those who answered, by round and unit: sorted, so that they tell no order.
    answered: BTreeMap<(Kode, Kode), (Place, BTreeSet<String>)>,
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
        let rules = match &head {
            Ok((_, periode, ..)) => plan.planner.rules_of(Some(periode)),
            Err(_) => Arc::clone(&plan.rules),
        };
        let of_round = of_questions(periode, fields, &rules.pack);
        let answers = of_round.and_then(|()| answers(fields, &rules.pack));
        let ((opd, periode, token, kelas_jabatan, tanggal), jawaban) = match (head, answers) {
            (Ok(head), Ok(answers)) => (head, answers),
            (head, answers) => {
                let wrong = head.err().into_iter().chain(answers.err()).flatten();
                return Err(wrong.collect::<Vec<_>>().into());
            }
        };
        let token = format!("{opd}|{periode}|{token}");
        let mark = plan.participation_mark(&token);
        let answered = self.answered.entry((periode.clone(), opd.clone()));
        answered.or_insert_with(|| (place, BTreeSet::new())).1.insert(mark);
        let command = Command {
            key: plan.token_hash(&token),
            occurred_on: tanggal,
            intent: Intent::SubmitForm { opd, periode, kelas_jabatan, jawaban },
        };
        Ok(plan.decide(&command, &[Line { place, code: "" }])?)
    }

    fn finish(&mut self, plan: &mut Plan<'_>) -> Result<(), RecordError> {
        for ((periode, opd), (place, mut marks)) in std::mem::take(&mut self.answered) {
            for known in plan.planner.participation(&periode, &opd)? {
                marks.remove(&known);
            }
            let marks: Vec<String> = marks.into_iter().collect();
            for tanda in marks.chunks(MARKS_AT_ONCE) {
                let (opd, periode, tanda) = (opd.clone(), periode.clone(), tanda.to_vec());
                let participation = ParticipationRecorded { opd, periode, tanda };
                let command = Command {
                    key: format!("ikut:{}", content_hash(&participation)),
                    occurred_on: plan.today,
                    intent: Intent::RecordParticipation(participation),
                };
                plan.decide_with(&command, place)?;
            }
        }
        Ok(())
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

/// Fails where the file asks other questions than the round does.
fn of_questions(
    periode: Field<'_>,
    fields: Fields<'_>,
    pack: &RulePack,
) -> Result<(), Vec<CellError>> {
    let asked = pack.evaluasi().map_or(&[][..], |instrumen| &instrumen.pertanyaan);
    let own = asked.iter().map(|question| question.kode.as_str());
    if fields.columns[COLUMNS.len()..].iter().eq(own) {
        return Ok(());
    }
    let problem = CellProblem::PertanyaanRondeLain { periode: periode.text.to_owned() };
    Err(vec![CellError::at(periode.column, problem)])
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
        let problem = CellProblem::PertanyaanBelumDijawab { nomor, jumlah: open.len() };
        wrong.insert(0, CellError::at(column, problem));
    }
    if wrong.is_empty() { Ok(answers.into()) } else { Err(wrong) }
}

/// Number of choices of a question.
fn largest_answer(index: usize, pack: &RulePack) -> u32 {
    let question = pack.evaluasi().and_then(|instrumen| instrumen.pertanyaan.get(index));
    let scale = question.and_then(|q| pack.skala.iter().find(|skala| skala.kode == q.skala));
    scale.map_or(9, |skala| skala.pilihan.len() as u32)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{CONTOH, Office, check_rows};
    use crate::event::Event;
    use crate::frame::Body;
    use crate::identity::{Kode, Position};

    const HEADER: &str =
        "opd,periode,token,kelas_jabatan,tanggal,q1,q2,q3,q4,q5,q6,q7,q8,q9,q10,q11,q12";

    #[test]
    fn a_row_is_a_form_that_names_nobody() {
        let mut office = Office::under(CONTOH);
        let row = "DINAS-A,EV-2026,rahasia,pelaksana,2026-05-04,1,2,3,4,5,1,2,3,4,5,1,2";
        assert_eq!(office.import(&format!("{HEADER}\n{row}\n")).accepted, 1);
        let frame = office.frames().pop().unwrap();
        assert_eq!(frame.actor, None);
        assert_eq!(frame.command, frame.stream.rest());
        assert_eq!(frame.command, office.record.sealed.token_hash("DINAS-A|EV-2026|rahasia"));
        let Body::Form(form) = &frame.body else { panic!() };
        assert_eq!(*form.jawaban, [1, 2, 3, 4, 5, 1, 2, 3, 4, 5, 1, 2]);
        assert!(!form.terlambat);
        assert_eq!(office.import(&format!("{HEADER}\n{row}\n{row}\n")).repeated, 2);
    }

    #[test]
    fn participation_is_recorded_apart_and_once() {
        let mut office = Office::under(CONTOH);
        let row = |token: &str| {
            format!("DINAS-A,EV-2026,{token},pelaksana,2026-05-04,1,2,3,4,5,1,2,3,4,5,1,2")
        };
        let (ani, budi, cici) = (row("ani"), row("budi"), row("cici"));
        let marks = |office: &Office| -> Vec<String> {
            let participation = office.frames().into_iter().filter_map(|frame| {
                match frame.body.stored()[0].read().unwrap() {
                    Event::ParticipationRecorded(e) => Some(e.tanda),
                    _ => None,
                }
            });
            participation.flatten().collect()
        };
        assert_eq!(
            office.import(&format!("{HEADER}\n{ani}\n{budi}\n")).written,
            Some(Position(36))
        );
        let first = marks(&office);
        assert_eq!(first.len(), 2);
        assert!(first.is_sorted(), "the order of the file is not kept");
        assert_eq!(office.import(&format!("{HEADER}\n{budi}\n{ani}\n")).written, None);
        office.import(&format!("{HEADER}\n{budi}\n{cici}\n"));
        assert_eq!(marks(&office).len(), 3, "only the new one is added");
        let kode = |text| Kode::parse(text).unwrap();
        let (round, opd) = (kode("EV-2026"), kode("DINAS-A"));
        for token in ["ani", "budi", "cici"] {
            assert!(office.record.participation(&round, &opd, token).unwrap().is_some());
        }
        assert!(office.record.participation(&round, &opd, "dedi").unwrap().is_none());
        let streams: Vec<String> =
            office.frames().iter().map(|frame| frame.stream.rest().to_owned()).collect();
        let joined = |mark: &String| streams.iter().any(|stream| stream.starts_with(&mark[..8]));
        assert!(!marks(&office).iter().any(joined), "a mark leads to no form");
    }

    #[test]
    fn columns_come_in_any_order() {
        let mut office = Office::under(CONTOH);
        office.import(
            "q12;q11;q10;q9;q8;q7;q6;q5;q4;q3;q2;Q1;tanggal;kelas_jabatan;token;periode;OPD\n\
             2;1;5;4;3;2;1;5;4;3;2;1;2026-06-04;pelaksana;t;EV-2026;DINAS-A\n",
        );
        let Body::Form(form) = office.frames().pop().unwrap().body else { panic!() };
        assert_eq!(*form.jawaban, [1, 2, 3, 4, 5, 1, 2, 3, 4, 5, 1, 2]);
        assert!(form.terlambat, "after the last day, while the round is open");
    }

    #[test]
    fn bad_rows() {
        let mut office = Office::under(CONTOH);
        let first = "DINAS-A,EV-2026,t1,pelaksana,2026-05-04,1,2,3,4,5,1,2,3,4,5,1,2";
        office.import(&format!("{HEADER}\n{first}\n"));
        let twice = "DINAS-A,EV-2026,t9,pelaksana,2026-05-04,1,2,3,4,5,1,2,3,4,5,1,2\n\
                     DINAS-A,EV-2026,t9,pelaksana,2026-05-04,2,2,3,4,5,1,2,3,4,5,1,2";
        check_rows(
            &mut office,
            HEADER,
            &[
                (
                    "DINAS-A,EV-2026,t2,pelaksana,2026-05-04,1,2,3,,5,1,2,3,4,5,, ",
                    &[
                        r#"2 q4 {"alasan":"pertanyaan-belum-dijawab","nomor":"4, 11, 12","jumlah":3}"#,
                    ],
                ),
                (
                    "DINAS-A,EV-2026,,pelaksana,2026-05-04,,2,3,4,ya,1,2,3,4,12,1,2",
                    &[
                        r#"2 token {"alasan":"kosong"}"#,
                        r#"2 q1 {"alasan":"pertanyaan-belum-dijawab","nomor":"1","jumlah":1}"#,
                        r#"2 q5 {"alasan":"bukan-bilangan-bulat","isi":"ya"}"#,
                        r#"2 q10 {"alasan":"di-luar-rentang","isi":"12","paling_kecil":1,"paling_besar":5}"#,
                    ],
                ),
                (
                    "DINAS-A,EV-2026,t2,pelaksana,2026-05-04,1,2,3,4,5,1,6,3,4,5,1,2",
                    &[
                        r#"2 q7 {"alasan":"jawaban-di-luar-skala","pertanyaan":"q7","jawaban":6,"terbesar":5,"sumber":"Lampiran II huruf C angka 2"}"#,
                    ],
                ),
                (
                    "DINAS-A,EV-2026,t2,pelaksana,2026-05-04,0,2,3,4,5,1,2,3,4,5,1,-1",
                    &[
                        r#"2 q1 {"alasan":"di-luar-rentang","isi":"0","paling_kecil":1,"paling_besar":5}"#,
                        r#"2 q12 {"alasan":"bukan-bilangan-bulat","isi":"-1"}"#,
                    ],
                ),
                (
                    "DINAS-A,SC-2026,t2,pelaksana,2026-05-04,1,2,3,4,5,1,2,3,4,5,1,2",
                    &[
                        r#"2 periode {"alasan":"bukan-ronde","kode":"SC-2026","jenis":"ronde_scorecard","perlu":"ronde_evaluasi"}"#,
                    ],
                ),
                (
                    "DINAS-A,EV-2026,t2,pelaksana,2026-04-30,1,2,3,4,5,1,2,3,4,5,1,2",
                    &[
                        r#"2 tanggal {"alasan":"sebelum-ronde","tanggal":"2026-04-30","mulai":"2026-05-01","periode":"EV-2026"}"#,
                    ],
                ),
                (
                    "DINAS-A,EV-2026,t1,pelaksana,2026-05-04,5,2,3,4,5,1,2,3,4,5,1,2",
                    &[r#"2 - {"alasan":"isi-berbeda","posisi":11}"#],
                ),
                (
                    "DINAS-X,EV-2026,t2,pelaksana,2026-05-04,1,2,3,4,5,1,2,3,4,5,1,2\n\
                     DINAS-X,EV-2026,t3,pelaksana,2026-05-04,1,2,3,4,5,1,2,3,4,5,1,2",
                    &[
                        r#"2 opd {"alasan":"opd-tidak-dikenal","kode":"DINAS-X","mungkin":"DINAS-A"}"#,
                        r#"3 opd {"alasan":"opd-tidak-dikenal","kode":"DINAS-X","mungkin":"DINAS-A"}"#,
                    ],
                ),
                (twice, &[r#"3 - {"alasan":"baris-berbeda","berkas":"berkas.csv","baris":2}"#]),
            ],
        );
    }
}
