//! The questionnaire: who fills it in, on which day, and what they answer.
//!
//! An answer comes from a quality between 0 and 1000 that somebody sees in the unit: its culture
//! level, how the group of questions fares there, the respondent's temper and post, and how hard the
//! question is. The best quarter of that scale is the first of four choices.

use ingest::accept::Intent;
use ingest::event::KelasJabatan;
use ingest::rule_pack::RulePack;
use time::Date;

use super::calendar::{in_hours, working_days};
use super::diary::Diary;
use super::dice::Dice;
use super::opd::Opd;
use super::periode::{Ronde, open_and_close};
use super::table::kode;

/// How heavy the last working days of a round are, the last first; every other day weighs 2.
const RUSH: [usize; 6] = [46, 30, 18, 11, 7, 4];
/// Of 100 forms of a tidy unit, so many come when the round is over but not yet closed.
const LATE_PERCENT: i32 = 1;

/// One question as this sample sees it.
struct Question {
    /// Number of its group.
    group: usize,
    /// How many choices it has.
    choices: i32,
    /// How much harder it is than others.
    hard: i32,
}

/// Holds a round: opens it, takes the forms, closes it.
pub(super) fn hold(ronde: &Ronde, opd: &[Opd], pack: &RulePack, diary: &mut Diary) {
    open_and_close(ronde, diary);
    let questions = questions(pack);
    let mut dice = Dice::of(ronde.kode);
    for opd in opd {
        let seen = see(opd, ronde, &mut dice);
        let mut people = opd.pegawai_on(ronde.mulai);
        let forms = (people.len() * opd.isi[ronde.index] as usize + 50) / 100;
        dice.shuffle(&mut people);
        for pegawai in people.into_iter().take(forms) {
            let day = day_of_form(ronde, opd, &mut dice);
            let jawaban = answer(&questions, &seen, pegawai.kelas, &mut dice);
            let token = format!("{}|{}|{}", opd.kode_on(day), ronde.kode, dice.token());
            let form = Intent::SubmitForm {
                opd: opd.kode_on(day),
                periode: kode(ronde.kode),
                kelas_jabatan: pegawai.kelas,
                jawaban,
            };
            diary.note_sealed(in_hours(day, &mut dice), day, move |sealed| {
                Ok((sealed.token_hash(&token), form))
            });
        }
    }
}

/// The questions of the pack; in both rounds the same ones are hard.
fn questions(pack: &RulePack) -> Vec<Question> {
    let mut dice = Dice::of("pertanyaan");
    let Some(instrumen) = pack.evaluasi() else {
        return Vec::new();
    };
    let question = |q: &ingest::rule_pack::Pertanyaan| {
        let group = instrumen.kelompok.iter().position(|k| k.pertanyaan.contains(&q.kode));
        let scale = pack.skala.iter().find(|skala| skala.kode == q.skala);
        Question {
            group: group.unwrap_or_default(),
            choices: scale.map_or(4, |skala| skala.pilihan.len() as i32),
            hard: dice.bell(45),
        }
    };
    instrumen.pertanyaan.iter().map(question).collect()
}

/// The quality that people see in a unit, per group of questions.
fn see(opd: &Opd, ronde: &Ronde, dice: &mut Dice) -> Vec<i32> {
    let level = 10 * opd.budaya(ronde.mulai);
    // Leadership, thinking and conduct do not fare alike.
    (0..8).map(|group| level + dice.bell(28) - 12 * (group % 2)).collect()
}

fn answer(questions: &[Question], seen: &[i32], kelas: KelasJabatan, dice: &mut Dice) -> Box<[u8]> {
    // The higher the post, the kinder the view.
    let post = match kelas {
        KelasJabatan::Pimpinan => 90,
        KelasJabatan::Administrator => 50,
        KelasJabatan::Pengawas => 25,
        KelasJabatan::Fungsional => 0,
        KelasJabatan::Pelaksana => -12,
    };
    let temper = post + dice.bell(75);
    let choose = |question: &Question| {
        let quality = seen[question.group % seen.len()] + temper - question.hard + dice.bell(120);
        let choice = 1 + (999 - quality.clamp(0, 999)) * question.choices / 1_000;
        choice as u8
    };
    questions.iter().map(choose).collect()
}

/// Most people wait for the last days, and a few longer still.
fn day_of_form(ronde: &Ronde, opd: &Opd, dice: &mut Dice) -> Date {
    let late = working_days(ronde.selesai + time::Duration::DAY, ronde.ditutup);
    let slack = if opd.lapor == super::opd::Lapor::Lalai { 3 } else { 0 };
    if dice.chance(LATE_PERCENT + slack) && late.len() > 1 {
        // Not on the very day of the closing.
        return late[dice.below(late.len() - 1)];
    }
    let days = working_days(ronde.mulai, ronde.selesai);
    let from_end = |index: usize| RUSH.get(days.len() - 1 - index).copied().unwrap_or(2);
    let weights: Vec<usize> = (0..days.len()).map(from_end).collect();
    days[dice.weighted(&weights)]
}
