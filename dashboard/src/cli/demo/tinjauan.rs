//! What the team decides at its quarterly reviews, and what becomes of it: most is done in time, some
//! is put off, and two are overdue at the end and carried on.

use ingest::accept::Intent;
use ingest::event::{KeputusanFollowed, KeputusanRecorded, StatusKeputusan, Word};
use ingest::identity::{date_text, parse_date};
use time::Date;

use super::calendar::{Triwulan, in_the_afternoon, moment, working_days};
use super::diary::Diary;
use super::dice::Dice;
use super::opd::{Opd, find};
use super::table::{cells, kode, lines};

/// Reviews of the five quarters.
pub(super) fn decide(opd: &[Opd], diary: &mut Diary) {
    let exists = |unit: &str| unit.is_empty() || opd.iter().any(|opd| opd.kode.as_str() == unit);
    let mut taken = Vec::new();
    for line in table("putus") {
        let [triwulan, code, unit, head, tenggat, teks] = cells(line);
        let held = Triwulan::ALL.into_iter().find(|one| one.kode() == triwulan);
        if let Some(held) = held.filter(|_| exists(unit) && exists(head)) {
            let minute = 6 + taken.iter().filter(|(one, _)| *one == held).count() as i64;
            taken.push((held, code));
            decision(held, minute, [code, unit, head, tenggat, teks], opd, diary);
        }
    }
    let mut dice = Dice::of("tinjauan");
    for line in table("maju") {
        let [tanggal, code, status, tenggat, teks] = cells(line);
        let status = StatusKeputusan::from_word(status);
        let (Some(day), Some(status)) = (parse_date(tanggal), status) else { continue };
        if taken.iter().any(|(_, one)| *one == code) {
            progress(day, (code, status, parse_date(tenggat), teks), &mut dice, diary);
        }
    }
}

/// The rest of the lines that begin with a word.
fn table(word: &'static str) -> impl Iterator<Item = &'static str> {
    let all = lines(include_str!("tinjauan.txt")).map(cells::<2>);
    all.filter(move |[first, _]| *first == word).map(|[_, rest]| rest)
}

/// Decided on the last working day of the quarter, before the minutes of the meeting are closed.
fn decision(
    triwulan: Triwulan,
    minute: i64,
    [code, unit, head, tenggat, teks]: [&'static str; 5],
    opd: &[Opd],
    diary: &mut Diary,
) {
    let days = working_days(triwulan.first(), triwulan.last());
    let Some(day) = days.last().copied() else { return };
    let person = (!head.is_empty()).then(|| find(opd, head).pegawai[0].person());
    let periode = kode(&format!("{}-T{}", triwulan.tahun, triwulan.ke));
    diary.note_sealed(moment(day, 16, minute), day, move |sealed| {
        let key = format!("keputusan:{code}");
        let penanggung_jawab = person.map(|person| person.pseudonym(sealed)).transpose()?;
        let decided = KeputusanRecorded {
            kode: kode(code),
            periode,
            opd: (!unit.is_empty()).then(|| kode(unit)),
            penanggung_jawab,
            tenggat: parse_date(tenggat),
            teks: sealed.seal(&key, teks)?,
        };
        Ok((key, Intent::RecordKeputusan(decided)))
    });
}

fn progress(
    day: Date,
    (code, status, tenggat, teks): (&'static str, StatusKeputusan, Option<Date>, &'static str),
    dice: &mut Dice,
    diary: &mut Diary,
) {
    diary.note_sealed(in_the_afternoon(day, dice), day, move |sealed| {
        let key = format!("keputusan_kemajuan:{code}:{}", date_text(day));
        let teks = sealed.seal(&key, teks)?;
        let keputusan = kode(code);
        let followed = KeputusanFollowed { keputusan, status, tenggat, teks };
        Ok((key, Intent::FollowKeputusan(followed)))
    });
}
