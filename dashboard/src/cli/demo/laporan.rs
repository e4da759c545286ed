//! Reports of the KBK: on progress every quarter, and of the whole year; some late, some never.

use ingest::rule_pack::RulePack;
use time::Date;
use time::macros::date;

use super::calendar::{LAST_DAY, Triwulan, later};
use super::catatan::Desk;
use super::diary::Diary;
use super::opd::{Kbk, Lapor, Opd, all_kbk};

/// From when the yearly report of 2025 is sent by those who keep to the year.
const END_OF_YEAR: Date = date!(2025 - 12 - 08);
/// From when it is sent by the others.
const AFTER_THE_YEAR: Date = date!(2026 - 01 - 12);
/// A few write the report of 2026 before the year is over.
const EARLY: Date = date!(2026 - 09 - 14);

/// Every KBK that does sends its reports.
///
/// Source: Perbup Purbalingga 11/2020, Pasal 9 ayat (4) huruf e; Pasal 11 ayat (3) huruf e.
pub(super) fn send(opd: &[Opd], pack: &RulePack, diary: &mut Diary) {
    let mut desk = Desk::of("laporan_kirim", pack, diary);
    for (opd, kbk) in all_kbk(opd) {
        for triwulan in Triwulan::ALL {
            let (share, slack) = match opd.lapor {
                Lapor::Tertib => (95, 6),
                Lapor::Akhir => (75, 15),
                Lapor::Lalai => (25, 40),
            };
            let day = later(triwulan.last(), desk.dice.between(1, slack));
            if kbk.sk_tanggal < triwulan.last() && day < LAST_DAY && desk.dice.chance(share) {
                let periode = format!("{}-T{}", triwulan.tahun, triwulan.ke);
                send_one(kbk, "perkembangan_kbk", &periode, day, &mut desk);
            }
        }
        let (in_time, after) = match opd.lapor {
            Lapor::Tertib => (94, 80),
            Lapor::Akhir => (60, 70),
            Lapor::Lalai => (5, 40),
        };
        let year_end = if desk.dice.chance(in_time) {
            Some(later(END_OF_YEAR, desk.dice.between(0, 12)))
        } else {
            let sends = desk.dice.chance(after);
            sends.then(|| later(AFTER_THE_YEAR, desk.dice.between(0, 25)))
        };
        if let Some(day) = year_end.filter(|_| kbk.sk_tanggal < END_OF_YEAR) {
            send_one(kbk, "laporan_kbk", "2025", day, &mut desk);
        }
        if opd.lapor == Lapor::Tertib && desk.dice.chance(14) {
            let day = later(EARLY, desk.dice.between(0, 8));
            send_one(kbk, "laporan_kbk", "2026", day, &mut desk);
        }
    }
}

fn send_one(kbk: &Kbk, laporan: &str, periode: &str, day: Date, desk: &mut Desk<'_>) {
    let letters = if laporan == "laporan_kbk" { "LK" } else { "LP" };
    let has_copy = laporan == "laporan_kbk" || desk.dice.chance(30);
    let code = format!("{letters}-{}-{periode}", kbk.short());
    let entry = desk.of_kbk("laporan_kirim", code, &kbk.kode).put("laporan", laporan);
    let entry = entry.put("periode", periode).put("kepada", "penanggungjawab");
    let entry = entry.put("tembusan", if has_copy { "ya" } else { "tidak" });
    let recorded = later(day, desk.dice.between(0, 3));
    desk.note(entry, day, recorded);
}
