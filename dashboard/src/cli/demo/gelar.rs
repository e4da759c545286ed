//! The Gelar Budaya Kerja: announced with its rubric and judges, entered by KBK that may, scored,
//! closed.

use ingest::accept::Intent;
use ingest::event::{
    Closed, GelarCriteriaSet, GelarJuriAppointed, GelarKbkEntered, GelarScored, Kriteria,
    NilaiKriteria,
};
use ingest::identity::{Hundredths, Kode};
use ingest::rule_pack::RulePack;
use time::Date;
use time::macros::date;

use super::calendar::{in_hours, moment, working_days};
use super::diary::Diary;
use super::dice::Dice;
use super::opd::{Kbk, Opd, all_kbk};
use super::pegawai::Person;
use super::penghargaan::Juara;
use super::scorecard::Hasil;
use super::table::kode;

/// A Gelar and its calendar.
pub(super) struct Gelar {
    pub(super) kode: &'static str,
    pub(super) tahun: i32,
    /// The scorecard round that decides who may enter.
    ronde: &'static str,
    topik: &'static str,
    buka: Date,
    pub(super) tutup: Date,
    /// First and last day of entering, and of judging.
    entering: [Date; 2],
    judging: [Date; 2],
    /// Judges that the organiser names by a code.
    codes: usize,
    /// Units whose head is a judge.
    heads: &'static [&'static str],
    /// How many KBK enter.
    entries: usize,
}

/// The first Gelar, small and late in the year.
pub(super) const GELAR_2025: Gelar = Gelar {
    kode: "GELAR-2025",
    tahun: 2025,
    ronde: "SC-2025",
    topik: "Disiplin yang melayani",
    buka: date!(2025 - 12 - 03),
    tutup: date!(2025 - 12 - 19),
    entering: [date!(2025 - 12 - 04), date!(2025 - 12 - 08)],
    judging: [date!(2025 - 12 - 10), date!(2025 - 12 - 16)],
    codes: 2,
    heads: &["SETDA"],
    entries: 12,
};

/// The second.
pub(super) const GELAR_2026: Gelar = Gelar {
    kode: "GELAR-2026",
    tahun: 2026,
    ronde: "SC-2026",
    topik: "Gagasan kecil, layanan cepat",
    buka: date!(2026 - 08 - 10),
    tutup: date!(2026 - 09 - 25),
    entering: [date!(2026 - 08 - 18), date!(2026 - 08 - 31)],
    judging: [date!(2026 - 09 - 07), date!(2026 - 09 - 21)],
    codes: 3,
    heads: &["BKPSDM", "ITDA"],
    entries: 18,
};

/// Code, name, weight and highest mark. A local choice: the regulation has no rubric (AMB-040).
const RUBRIC: [(&str, &str, u32, u32); 4] = [
    ("GAGASAN", "Keaslian dan kebaruan gagasan", 30, 100),
    ("DAMPAK", "Dampak bagi layanan dan warga", 35, 100),
    ("LANJUT", "Keberlanjutan dan kemudahan ditiru", 20, 100),
    ("SAJI", "Penyajian dan kekompakan", 15, 100),
];

/// Someone who gives marks.
struct Juri {
    person: Person,
    /// The own unit, whose KBK the others judge.
    opd: Option<Kode>,
    /// Hundredths by which this one is kinder than others.
    kind: i32,
}

/// Holds a Gelar among those that reached what the rules ask for. Answers what each KBK reached.
pub(super) fn hold(
    gelar: &Gelar,
    opd: &[Opd],
    results: &[Hasil],
    pack: &RulePack,
    diary: &mut Diary,
) -> Vec<Juara> {
    let mut dice = Dice::of(gelar.kode);
    announce(gelar, diary);
    let jury = appoint(gelar, opd, &mut dice, diary);
    let mut reached = Vec::new();
    for (opd, kbk) in choose_entries(gelar, opd, results, pack, &mut dice) {
        enter(gelar, kbk, &mut dice, diary);
        // What an entry is worth, in hundredths of a mark, before anybody looks.
        let worth = 8_080 + 4 * (opd.budaya(gelar.tutup) + kbk.selisih) + dice.bell(60);
        let strengths = RUBRIC.map(|_| worth + dice.bell(120));
        let (mut sum, mut sheets) = (0, 0);
        for juri in jury.iter().filter(|juri| juri.opd.as_ref() != Some(&opd.kode)) {
            sum += score(gelar, kbk, juri, strengths, &mut dice, diary);
            sheets += 1;
        }
        // Hundredths of a point, half up.
        reached.push((kbk.kode.clone(), Hundredths((sum + 50 * sheets) / (100 * sheets))));
    }
    let close = Intent::CloseGelar(Closed { kode: kode(gelar.kode), alasan: None });
    diary.note(moment(gelar.tutup, 15, 0), gelar.tutup, "tutup:1".into(), close);
    reached
}

fn announce(gelar: &Gelar, diary: &mut Diary) {
    let open = Intent::OpenGelar {
        kode: kode(gelar.kode),
        tahun: gelar.tahun,
        ronde: Some(kode(gelar.ronde)),
        buka: gelar.buka,
        tutup: gelar.tutup,
        topik: gelar.topik.to_owned(),
    };
    diary.note(moment(gelar.buka, 9, 0), gelar.buka, format!("gelar:{}", gelar.kode), open);
    let kriteria = RUBRIC.map(|(kode, nama, bobot, maks)| Kriteria {
        kode: kode.into(),
        nama: nama.into(),
        bobot,
        maks,
    });
    let rubric = GelarCriteriaSet { gelar: kode(gelar.kode), kriteria: kriteria.into() };
    let set = Intent::SetGelarCriteria(rubric);
    diary.note(moment(gelar.buka, 9, 20), gelar.buka, "kriteria:1".into(), set);
}

/// Judges from outside by a code, and heads of units.
fn appoint(gelar: &Gelar, opd: &[Opd], dice: &mut Dice, diary: &mut Diary) -> Vec<Juri> {
    let by_code = (1..=gelar.codes).map(|number| (Person::Sandi(format!("JURI-{number}")), None));
    let heads = opd
        .iter()
        .filter(|opd| gelar.heads.contains(&opd.kode.as_str()))
        .map(|opd| (opd.pegawai[0].person(), Some(opd.kode.clone())));
    let juri = |(person, opd)| Juri { person, opd, kind: dice.bell(90) };
    let jury: Vec<Juri> = by_code.chain(heads).map(juri).collect();
    for (minute, juri) in (0..).zip(&jury) {
        let (code, person) = (kode(gelar.kode), juri.person.clone());
        diary.note_sealed(moment(gelar.buka, 10, minute), gelar.buka, move |sealed| {
            let juri = person.pseudonym(sealed)?;
            let appointed = GelarJuriAppointed { gelar: code, juri };
            Ok((format!("juri:{juri}"), Intent::AppointJuri(appointed)))
        });
    }
    jury
}

/// Who enters, of those that may: the lively ones first, with a little chance in it.
///
/// Source: Perbup Purbalingga 11/2020, Pasal 16 ayat (1) huruf d angka 2; AMB-039.
fn choose_entries<'a>(
    gelar: &Gelar,
    opd: &'a [Opd],
    results: &[Hasil],
    pack: &RulePack,
    dice: &mut Dice,
) -> Vec<(&'a Opd, &'a Kbk)> {
    let least = pack.gelar.as_ref().and_then(|gelar| gelar.syarat.as_ref()).and_then(|syarat| {
        let bands = &pack.scorecard.as_ref()?.kategori;
        Some(bands.iter().find(|band| band.kode == syarat.paling_rendah)?.dari)
    });
    let may_enter = |kbk: &Kbk| {
        let result = results.iter().find(|result| result.kbk == kbk.kode);
        result.is_some_and(|result| result.reaches(least.unwrap_or_default()))
    };
    let mut able: Vec<_> = all_kbk(opd)
        .filter(|(_, kbk)| may_enter(kbk))
        .map(|(opd, kbk)| (opd.kegiatan * 10 + kbk.selisih + dice.bell(9), opd, kbk))
        .collect();
    able.sort_by_key(|(will, _, _)| -will);
    able.into_iter().take(gelar.entries).map(|(_, opd, kbk)| (opd, kbk)).collect()
}

fn enter(gelar: &Gelar, kbk: &Kbk, dice: &mut Dice, diary: &mut Diary) {
    let day = *dice.pick(&working_days(gelar.entering[0], gelar.entering[1]));
    let entered =
        GelarKbkEntered { gelar: kode(gelar.kode), kbk: kbk.kode.clone(), kategori: None };
    let key = format!("peserta:{}", kbk.kode);
    diary.note(in_hours(day, dice), day, key, Intent::EnterKbk(entered));
}

/// A judge's sheet: half marks, as judges give them. Answers the weighted sum of its marks.
fn score(
    gelar: &Gelar,
    kbk: &Kbk,
    juri: &Juri,
    strengths: [i32; 4],
    dice: &mut Dice,
    diary: &mut Diary,
) -> i64 {
    let day = *dice.pick(&working_days(gelar.judging[0], gelar.judging[1]));
    let marks = RUBRIC.iter().zip(strengths).map(|((kode, _, _, maks), strength)| {
        let seen = strength + juri.kind + dice.bell(140);
        let halves = (seen / 50).clamp(0, *maks as i32 * 2);
        NilaiKriteria { kriteria: (*kode).into(), nilai: Hundredths(i64::from(halves) * 50) }
    });
    let nilai: Vec<NilaiKriteria> = marks.collect();
    let weighted = |(mark, row): (&NilaiKriteria, &(_, _, u32, _))| mark.nilai.0 * i64::from(row.2);
    let sum = nilai.iter().zip(&RUBRIC).map(weighted).sum();
    let (gelar, kbk, person) = (kode(gelar.kode), kbk.kode.clone(), juri.person.clone());
    diary.note_sealed(in_hours(day, dice), day, move |sealed| {
        let juri = person.pseudonym(sealed)?;
        let key = format!("nilai:{kbk}:{juri}");
        Ok((key, Intent::ScoreGelar(GelarScored { gelar, kbk, juri, nilai })))
    });
    sum
}
