//! What the KBK do: activities, quarter by quarter, and when they are reported.

use std::collections::BTreeSet;

use ingest::accept::{Command, Intent, Isian};
use ingest::event::{CatatanRecorded, Isi, KegiatanRecorded};
use ingest::identity::Kode;
use ingest::sealed::{Sealed, SealedError};
use time::{Date, Duration};

use super::calendar::{
    LAST_DAY, Triwulan, in_the_afternoon, is_quiet, later, moment, working_days,
};
use super::catatan::correction;
use super::diary::Diary;
use super::dice::Dice;
use super::opd::{Kbk, Lapor, Opd, all_kbk};
use super::table::{cells, kode, lines, number};

/// Something a KBK can do.
struct Idea {
    jenis: &'static str,
    metode: &'static str,
    hadir: &'static str,
    menit: i32,
    nilai: &'static str,
    tema: &'static str,
    bukti: &'static str,
}

/// What the steps of Lampiran III and the rounds call for in a quarter, in the order of time.
const AGENDA: [[&str; 5]; 5] = [
    AFTER_FORMING,
    [
        "internalisasi",
        "inventarisasi_masalah",
        "pemecahan_masalah",
        "komitmen",
        "penyusunan_laporan",
    ],
    [
        "komitmen",
        "penyusunan_rencana_aksi",
        "tindak_lanjut",
        "penanaman_keterbukaan",
        "internalisasi",
    ],
    [
        "internalisasi",
        "inventarisasi_masalah",
        "lainnya",
        "pemecahan_masalah",
        "penyusunan_laporan",
    ],
    ["tindak_lanjut", "lainnya", "internalisasi", "pemecahan_masalah", "penyusunan_laporan"],
];
/// What a KBK does first in the quarter in which it is formed.
const AFTER_FORMING: [&str; 5] =
    ["deklarasi", "sosialisasi", "penyusunan_rencana_aksi", "penjelasan_konsep", "internalisasi"];
/// What it does when there is nothing in particular to do.
const ANY_TIME: [&str; 6] = [
    "internalisasi",
    "internalisasi",
    "internalisasi",
    "sosialisasi",
    "pemecahan_masalah",
    "penanaman_keterbukaan",
];
/// Of 100 activities that instil a value, so many name the line that spells it out.
const ELABORATED: i32 = 40;
/// The activity whose people were counted twice, as was found some days later.
const COUNTED_TWICE: &str = "KG-DINSOS-2026T1-02";
/// Working days of an ordinary quarter.
const WHOLE_QUARTER: usize = 62;

/// Every KBK holds its activities and reports them.
pub(super) fn hold(opd: &[Opd], diary: &mut Diary) {
    let (mut dice, mut choices) = (Dice::of("kegiatan"), Dice::of("penjabaran"));
    let ideas = ideas();
    for (triwulan, agenda) in Triwulan::ALL.into_iter().zip(AGENDA) {
        for (opd, kbk) in all_kbk(opd) {
            let days = days(opd, kbk, triwulan, &mut dice);
            let is_new = kbk.sk_tanggal >= triwulan.first();
            let agenda = if is_new { AFTER_FORMING } else { agenda };
            let kinds = kinds(agenda, days.len(), &mut dice);
            for (number, (day, jenis)) in (1..).zip(days.into_iter().zip(kinds)) {
                let fitting: Vec<&Idea> = ideas.iter().filter(|idea| idea.jenis == jenis).collect();
                let idea = *dice.pick(&fitting);
                let code = kode(&format!("KG-{}-{}-{number:02}", kbk.short(), triwulan.kode()));
                let penjabaran = elaborate(idea, &mut choices);
                let held = Held { code, idea, penjabaran, opd, kbk, day };
                held.note(&mut dice, diary);
            }
        }
    }
}

fn ideas() -> Vec<Idea> {
    let idea = |line| {
        let [jenis, metode, hadir, menit, nilai, tema, bukti] = cells(line);
        Idea { jenis, metode, hadir, menit: number(menit), nilai, tema, bukti }
    };
    lines(include_str!("kegiatan.txt")).map(idea).collect()
}

/// On which days of a quarter a KBK does something.
fn days(opd: &Opd, kbk: &Kbk, triwulan: Triwulan, dice: &mut Dice) -> Vec<Date> {
    // Nothing is held before the decree is known.
    let first = triwulan.first().max(later(kbk.sk_tanggal, 6));
    let open = working_days(first, triwulan.last());
    if open.is_empty() {
        return open;
    }
    let count = how_many(opd, kbk, triwulan, dice) * open.len() / WHOLE_QUARTER;
    let mut days: Vec<Date> = (0..count.clamp(1, 9))
        .map(|_| {
            let day = *dice.pick(&open);
            let is_put_off = is_quiet(day) && dice.chance(75);
            if is_put_off { *dice.pick(&open) } else { day }
        })
        .collect();
    days.sort();
    days
}

/// How many activities a KBK would hold in a whole quarter.
fn how_many(opd: &Opd, kbk: &Kbk, triwulan: Triwulan, dice: &mut Dice) -> usize {
    // Whoever gains in culture also does more from quarter to quarter, and the other way round.
    let gained = opd.budaya(triwulan.last()) - opd.budaya(Triwulan::ALL[0].last());
    let fasting_month = i32::from(triwulan.ke == 1);
    let count = opd.kegiatan + gained / 3 + kbk.selisih.signum() - fasting_month;
    (count + dice.between(-1, 1)).clamp(1, 9) as usize
}

/// So many kinds of activity: the agenda, and what comes up in between.
fn kinds(agenda: [&'static str; 5], count: usize, dice: &mut Dice) -> Vec<&'static str> {
    let mut kinds: Vec<&'static str> = agenda.into_iter().take(count).collect();
    while kinds.len() < count {
        // The first step stays the first.
        let place = 1 + dice.below(kinds.len());
        kinds.insert(place, *dice.pick(&ANY_TIME));
    }
    kinds
}

/// The line of the elaboration of the values that an activity spells out, if it names one.
fn elaborate(idea: &Idea, dice: &mut Dice) -> Option<i32> {
    let (first, last) = match idea.nilai {
        "integritas" => (1, 5),
        "profesional" => (6, 15),
        "inovatif" => (16, 20),
        "disiplin" => (21, 24),
        "akuntabel" => (25, 34),
        _ => return None,
    };
    let named = idea.jenis == "internalisasi" && dice.chance(ELABORATED);
    named.then(|| dice.between(first, last))
}

/// An activity that was held.
struct Held<'a> {
    code: Kode,
    idea: &'a Idea,
    penjabaran: Option<i32>,
    opd: &'a Opd,
    kbk: &'a Kbk,
    day: Date,
}

/// An activity as it is reported, before what is personal in it is sealed.
#[derive(Clone)]
struct Report {
    key: String,
    day: Date,
    held: KegiatanRecorded,
    tema: &'static str,
    bukti: Option<&'static str>,
    penjabaran: Option<i32>,
}

impl Held<'_> {
    fn note(self, dice: &mut Dice, diary: &mut Diary) {
        let Self { code, idea, penjabaran, opd, kbk, day } = self;
        let size = opd.size_on(day);
        let share = match idea.hadir {
            "semua" => dice.between(opd.budaya(day).clamp(35, 80), 96),
            "bidang" => dice.between(16, 42),
            _ => 0,
        };
        let group = dice.between(5, 13).min(size);
        let peserta = (size * share / 100).max(group) as u32;
        let durasi_menit = (idea.menit + 15 * dice.between(-1, 2)).max(15) as u32;
        let has_proof = dice.chance(if opd.lapor == Lapor::Lalai { 70 } else { 96 });
        let reported = report_day(opd, day, dice);
        let is_wrong = code.as_str() == COUNTED_TWICE;
        let report = Report {
            key: format!("kegiatan:{code}"),
            day,
            held: KegiatanRecorded {
                kode: code,
                kbk: kbk.kode.clone(),
                jenis: idea.jenis.to_owned(),
                metode: idea.metode.to_owned(),
                nilai: (!idea.nilai.is_empty()).then(|| idea.nilai.to_owned()),
                peserta,
                durasi_menit,
                tema: None,
                bukti: None,
            },
            tema: idea.tema,
            bukti: has_proof.then_some(idea.bukti),
            penjabaran,
        };
        let at = in_the_afternoon(reported, dice);
        if is_wrong {
            let mut right = report.clone();
            right.held.peserta /= 2;
            let found = moment(later(reported, 6), 10, 30);
            diary.note_sealed(found, day, move |sealed| {
                let key = right.key.clone();
                let menjadi = right.intent(sealed)?;
                correction(&key, menjadi, "Daftar hadir dua bidang terhitung dua kali", sealed)
            });
        }
        diary.note_sealed(at, day, move |sealed| Ok((report.key.clone(), report.intent(sealed)?)));
    }
}

impl Report {
    fn intent(self, sealed: &mut Sealed) -> Result<Intent, SealedError> {
        let Self { key, day, mut held, tema, bukti, penjabaran } = self;
        held.tema = Some(sealed.seal(&format!("{key}:tema"), tema)?);
        let seal = |bukti| sealed.seal(&format!("{key}:bukti"), bukti);
        held.bukti = bukti.map(seal).transpose()?;
        let Some(line) = penjabaran else { return Ok(Intent::RecordKegiatan(held)) };
        let catatan = CatatanRecorded {
            formulir: "kegiatan".to_owned(),
            kode: held.kode.clone(),
            opd: None,
            kbk: Some(held.kbk.clone()),
            isi: [("penjabaran".to_owned(), Isi::Satu(line.to_string()))].into(),
            rujukan: Vec::new(),
            teks: None,
        };
        let tambahan = Isian { catatan, terisi: BTreeSet::new() };
        let pokok = Command { key, occurred_on: day, intent: Intent::RecordKegiatan(held) };
        Ok(Intent::RecordTogether { pokok: Box::new(pokok), tambahan })
    }
}

/// The day on which an activity gets into the record.
fn report_day(opd: &Opd, day: Date, dice: &mut Dice) -> Date {
    let quarter_end =
        Triwulan::ALL.into_iter().map(Triwulan::last).find(|last| day <= *last).unwrap_or(LAST_DAY);
    match opd.lapor {
        Lapor::Tertib => later(day, dice.between(0, 5)),
        Lapor::Akhir => {
            let last_days = working_days(quarter_end - Duration::days(9), quarter_end);
            (*dice.pick(&last_days)).max(day)
        }
        Lapor::Lalai => later(quarter_end, dice.between(2, 14)),
    }
}
