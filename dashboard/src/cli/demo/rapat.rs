//! Meetings: of most units every month, and of the team at the end of each quarter.

use ingest::accept::Intent;
use ingest::event::RapatRecorded;
use ingest::identity::{Instant, Kode};
use time::Date;

use super::calendar::{
    Triwulan, in_the_afternoon, later, moment, month_end, month_start, months, working_days,
};
use super::diary::Diary;
use super::dice::Dice;
use super::opd::Opd;
use super::pegawai::Person;
use super::table::{cells, kode, lines};

/// A meeting that was held.
struct Rapat {
    kode: String,
    opd: Kode,
    tanggal: Date,
    pimpinan: Person,
    peserta: u32,
    notulen: String,
}

/// The units meet and hand in their minutes; the team reviews each quarter.
pub(super) fn hold(opd: &[Opd], diary: &mut Diary) {
    let mut dice = Dice::of("rapat");
    for (year, month) in months() {
        let days = working_days(month_start(year, month), month_end(year, month));
        for opd in opd.iter().filter(|opd| opd.rapat > 0) {
            if dice.below(12) as i32 >= opd.rapat {
                continue;
            }
            let tanggal = *dice.pick(&days[2..]);
            let reported = later(tanggal, dice.between(0, 4));
            let rapat = Rapat {
                kode: format!("RP-{}-{year}-{month:02}", opd.kode),
                opd: opd.kode.clone(),
                tanggal,
                pimpinan: opd.presider(&mut dice),
                peserta: dice.between(6, 28).min(opd.size_on(tanggal)) as u32,
                notulen: minutes(&mut dice),
            };
            let at = in_the_afternoon(reported, &mut dice);
            if opd.stands_on(tanggal) {
                record(rapat, at, diary);
            }
        }
    }
    for triwulan in Triwulan::ALL {
        review(triwulan, diary);
    }
}

/// The quarterly review of the team on the last working day: in the last quarter, the last event.
///
/// Source: Perbup Purbalingga 11/2020, Pasal 14 huruf b.
fn review(triwulan: Triwulan, diary: &mut Diary) {
    let days = working_days(triwulan.first(), triwulan.last());
    let Some(tanggal) = days.last().copied() else {
        return;
    };
    let rapat = Rapat {
        kode: format!("RP-TIM-{}", triwulan.kode()),
        opd: kode("SETDA"),
        tanggal,
        pimpinan: Person::Sandi("TIM-1".into()),
        peserta: 17,
        notulen: format!(
            "Reviu triwulan {} tahun {}: posisi tiap perangkat daerah, laporan yang terlambat, dan \
             pembinaan bagi KBK yang belum aktif.",
            triwulan.ke, triwulan.tahun
        ),
    };
    record(rapat, moment(tanggal, 16, 20), diary);
}

fn minutes(dice: &mut Dice) -> String {
    let of = |kind: &str| -> Vec<&'static str> {
        let rows = lines(include_str!("rapat.txt")).map(cells::<2>);
        rows.filter(|[word, _]| *word == kind).map(|[_, text]| text).collect()
    };
    format!("{}. {}.", dice.pick(&of("bahas")), dice.pick(&of("putus")))
}

fn record(rapat: Rapat, at: Instant, diary: &mut Diary) {
    diary.note_sealed(at, rapat.tanggal, move |sealed| {
        let kode = kode(&rapat.kode);
        let notulen = Some(sealed.seal(&format!("rapat:{kode}:notulen"), &rapat.notulen)?);
        let pimpinan = rapat.pimpinan.pseudonym(sealed)?;
        let key = format!("rapat:{kode}");
        let held =
            RapatRecorded { kode, opd: rapat.opd, pimpinan, peserta: rapat.peserta, notulen };
        Ok((key, Intent::RecordRapat(held)))
    });
}
