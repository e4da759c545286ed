//! The scorecard: three assessors of the county's team a KBK, one sheet each, every line with its
//! written ground.

use std::collections::BTreeMap;

use ingest::accept::Intent;
use ingest::event::{ButirRated, KelasJabatan, ScorecardSubmitted};
use ingest::identity::Kode;
use ingest::rule_pack::{RulePack, Scorecard};
use serde::Serialize;
use time::Date;

use super::calendar::{in_hours, later, working_days};
use super::diary::Diary;
use super::dice::Dice;
use super::opd::{Kbk, Opd, all_kbk};
use super::pegawai::Person;
use super::periode::{Ronde, open_and_close};
use super::table::{cells, kode, lines, number};

/// Assessors that the team names by a code.
const TEAM: usize = 8;
/// Units that lend the team two people of their own each: auditors, personnel, organisation.
const LENDERS: [&str; 3] = ["ITDA", "BKPSDM", "SETDA"];
/// Assessors of one KBK.
const SHEETS: usize = 3;
/// The KBK that was not ready when the assessors came, by round.
const UNREADY: [&str; 2] = ["KBK-UPTD-METROLOGI", "KBK-DISPORAPAR"];
/// In 2026 the second of these reaches, on other lines, exactly what the first one reaches.
const EQUALS: [&str; 2] = ["KBK-BAPPERIDA", "KBK-DINSOS"];
/// A scorecard asks more than a questionnaire: by so many points.
const STRICTNESS: i32 = 11;

/// Someone who fills in sheets.
struct Penilai {
    person: Person,
    /// The own unit, whose KBK somebody else assesses.
    opd: Option<Kode>,
    /// Points by which this one is kinder than others.
    kind: i32,
}

/// One assessor's view of a KBK: a percent for each line, in the order of the pack.
struct Lembar {
    penilai: Person,
    persen: Vec<u8>,
}

/// What a KBK reached.
pub(super) struct Hasil {
    /// Code of the KBK.
    pub(super) kbk: Kode,
    /// Hundredths of a point, all sheets together.
    sum: i64,
    sheets: i64,
}

impl Hasil {
    /// Whether the mean of the sheets is at least this.
    pub(super) fn reaches(&self, points: i64) -> bool {
        self.sum >= points * 100 * self.sheets
    }
}

/// The written ground of one line, as the import seals it.
#[derive(Serialize)]
struct Ground<'a> {
    butir: &'a str,
    alasan: &'a str,
}

/// Holds a round: opens it, visits every KBK, closes it. Answers what each one reached.
pub(super) fn hold(ronde: &Ronde, opd: &[Opd], pack: &RulePack, diary: &mut Diary) -> Vec<Hasil> {
    open_and_close(ronde, diary);
    let Some(scorecard) = &pack.scorecard else {
        return Vec::new();
    };
    let mut dice = Dice::of(ronde.kode);
    let mut assessed = assess_all(ronde, opd, scorecard, &mut dice);
    if ronde.index == 1 {
        make_equal(&mut assessed, scorecard);
    }
    let days = working_days(ronde.mulai, ronde.selesai);
    let visits = &days[..days.len() - 3];
    for (kbk, sheets) in &assessed {
        let visited = *dice.pick(visits);
        for lembar in sheets {
            let day = later(visited, dice.between(0, 3));
            hand_in(ronde, kbk, lembar, scorecard, day, &mut dice, diary);
        }
    }
    let reached = |(kbk, sheets): (Kode, Vec<Lembar>)| Hasil {
        kbk,
        sum: sheets.iter().map(|lembar| lembar.points(scorecard)).sum(),
        sheets: sheets.len() as i64,
    };
    assessed.into_iter().map(reached).collect()
}

/// The county's assessors.
fn team(opd: &[Opd], dice: &mut Dice) -> Vec<Penilai> {
    let by_code = (1..=TEAM).map(|number| (Person::Sandi(format!("TIM-{number}")), None));
    let lent = opd.iter().filter(|opd| LENDERS.contains(&opd.kode.as_str())).flat_map(|opd| {
        let specialists = opd.pegawai.iter().filter(|p| p.kelas == KelasJabatan::Fungsional);
        specialists.take(2).map(|pegawai| (pegawai.person(), Some(opd.kode.clone())))
    });
    let penilai = |(person, opd)| Penilai { person, opd, kind: dice.bell(2) };
    by_code.chain(lent).map(penilai).collect()
}

/// The sheets of every KBK that is ready, in the order of codes.
fn assess_all(
    ronde: &Ronde,
    opd: &[Opd],
    scorecard: &Scorecard,
    dice: &mut Dice,
) -> BTreeMap<Kode, Vec<Lembar>> {
    let mut team = team(opd, dice);
    let ready = |(_, kbk): &(&Opd, &Kbk)| {
        kbk.sk_tanggal < ronde.mulai && kbk.kode.as_str() != UNREADY[ronde.index]
    };
    let mut assessed = BTreeMap::new();
    for (opd, kbk) in all_kbk(opd).filter(ready) {
        let true_lines = lines_of(opd, kbk, scorecard, ronde.mulai, dice);
        dice.shuffle(&mut team);
        let others = team.iter().filter(|penilai| penilai.opd.as_ref() != Some(&opd.kode));
        let sheets = others.take(SHEETS).map(|penilai| {
            let mut seen = |line: &i32| {
                let percent = line + penilai.kind + dice.bell(7);
                nearest_step(percent, &scorecard.langkah)
            };
            let persen = true_lines.iter().map(&mut seen).collect();
            Lembar { penilai: penilai.person.clone(), persen }
        });
        assessed.insert(kbk.kode.clone(), sheets.collect());
    }
    assessed
}

/// How far each line is true of a KBK, in percent, before anybody looks.
fn lines_of(opd: &Opd, kbk: &Kbk, scorecard: &Scorecard, day: Date, dice: &mut Dice) -> Vec<i32> {
    let level = opd.budaya(day) + kbk.selisih - STRICTNESS;
    // What a KBK is good at stays: these dice are its own and fall alike in every round.
    let mut character = Dice::of(kbk.kode.as_str());
    let mut strength = BTreeMap::new();
    for butir in &scorecard.butir {
        strength.entry(&butir.nilai).or_insert_with(|| character.bell(7));
    }
    scorecard.butir.iter().map(|butir| level + strength[&butir.nilai] + dice.bell(13)).collect()
}

fn nearest_step(percent: i32, steps: &[u8]) -> u8 {
    let distance = |step: &&u8| (i32::from(**step) - percent).abs();
    steps.iter().min_by_key(distance).copied().unwrap_or_default()
}

/// Gives the second of [`EQUALS`] the ratings of the first, moved among lines of the same weight.
fn make_equal(assessed: &mut BTreeMap<Kode, Vec<Lembar>>, scorecard: &Scorecard) {
    let [first, second] = EQUALS.map(kode);
    let Some(model) = assessed.get(&first) else {
        return;
    };
    let moved: Vec<Vec<u8>> = model.iter().map(|lembar| lembar.moved(scorecard)).collect();
    let sheets = assessed.get_mut(&second).into_iter().flatten();
    sheets.zip(moved).for_each(|(lembar, persen)| lembar.persen = persen);
}

impl Lembar {
    /// Hundredths of a point.
    fn points(&self, scorecard: &Scorecard) -> i64 {
        let lines = scorecard.butir.iter().zip(&self.persen);
        lines.map(|(butir, persen)| i64::from(butir.bobot) * i64::from(*persen)).sum()
    }

    /// The same ratings, each one line further among those of the same value and weight.
    fn moved(&self, scorecard: &Scorecard) -> Vec<u8> {
        let butir = &scorecard.butir;
        let alike = |index: usize| {
            let same = move |other: &usize| {
                butir[*other].nilai == butir[index].nilai
                    && butir[*other].bobot == butir[index].bobot
            };
            (0..butir.len()).filter(same)
        };
        let source = |index: usize| {
            let first = alike(index).next().unwrap_or(index);
            alike(index).find(|other| *other > index).unwrap_or(first)
        };
        (0..butir.len()).map(|index| self.persen[source(index)]).collect()
    }
}

/// One sheet is handed in, with a ground for every line.
fn hand_in(
    ronde: &Ronde,
    kbk: &Kode,
    lembar: &Lembar,
    scorecard: &Scorecard,
    day: Date,
    dice: &mut Dice,
    diary: &mut Diary,
) {
    let rated = |(butir, persen): (&ingest::rule_pack::Butir, &u8)| ButirRated {
        butir: butir.kode.clone(),
        persen: *persen,
    };
    let butir: Vec<ButirRated> = scorecard.butir.iter().zip(&lembar.persen).map(rated).collect();
    let grounds = grounds(&butir, dice);
    let (kbk, periode, person) = (kbk.clone(), kode(ronde.kode), lembar.penilai.clone());
    diary.note_sealed(in_hours(day, dice), day, move |sealed| {
        let penilai = person.pseudonym(sealed)?;
        let key = format!("scorecard:{kbk}:{periode}:{penilai}");
        let alasan = Some(sealed.seal(&format!("{key}:alasan"), &grounds)?);
        let sheet = ScorecardSubmitted { kbk, periode, penilai, butir, alasan };
        Ok((key, Intent::SubmitScorecard(sheet)))
    });
}

/// The grounds of a sheet as one document.
fn grounds(butir: &[ButirRated], dice: &mut Dice) -> String {
    let table: Vec<(i32, &str)> = lines(include_str!("alasan.txt"))
        .map(|line| {
            let [persen, alasan] = cells(line);
            (number(persen), alasan)
        })
        .collect();
    let ground = |rated: &ButirRated| {
        let fitting: Vec<&str> = table
            .iter()
            .filter(|(persen, _)| *persen == i32::from(rated.persen))
            .map(|(_, alasan)| *alasan)
            .collect();
        *dice.pick(if fitting.is_empty() { &["Sesuai catatan penilai"] } else { &fitting })
    };
    let texts: Vec<&str> = butir.iter().map(ground).collect();
    let grounds: Vec<Ground<'_>> = butir
        .iter()
        .zip(texts)
        .map(|(rated, alasan)| Ground { butir: &rated.butir, alasan })
        .collect();
    // Writing strings to memory cannot fail.
    serde_json::to_string(&grounds).unwrap_or_default()
}
