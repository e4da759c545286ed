//! Form A: what a KBK plans to do in a quarter, and who answers for it.

use ingest::event::KelasJabatan;
use ingest::rule_pack::RulePack;

use super::calendar::{Triwulan, later, working_days};
use super::catatan::Desk;
use super::diary::Diary;
use super::opd::{Lapor, Opd, all_kbk};
use super::table::{cells, lines};

/// Of 100 quarters of a KBK whose unit reports after the quarter, so many are planned at all.
const PLANNED_BY_THE_SLOW: i32 = 35;

/// Every KBK that plans hands in the form at the beginning of the quarter.
///
/// Source: Perbup Purbalingga 11/2020, Lampiran III huruf B Langkah II.
pub(super) fn plan(opd: &[Opd], pack: &RulePack, diary: &mut Diary) {
    let mut desk = Desk::of("jadwal", pack, diary);
    let ideas: Vec<[&str; 3]> = lines(include_str!("jadwal.txt")).map(cells).collect();
    for triwulan in Triwulan::ALL {
        for (opd, kbk) in all_kbk(opd) {
            let first = triwulan.first().max(later(kbk.sk_tanggal, 8));
            let days = working_days(first, triwulan.last());
            let is_planned = opd.lapor != Lapor::Lalai || desk.dice.chance(PLANNED_BY_THE_SLOW);
            if days.len() < 20 || !is_planned {
                continue;
            }
            let slack = if opd.lapor == Lapor::Tertib { 5 } else { 15 };
            let drawn_up = desk.dice.between(0, slack) as usize;
            let people = opd.people(&[KelasJabatan::Pengawas, KelasJabatan::Fungsional]);
            let mut rows = ideas.clone();
            desk.dice.shuffle(&mut rows);
            rows.truncate((opd.kegiatan / 2 + desk.dice.between(0, 1)).clamp(1, 4) as usize);
            let room = &days[drawn_up + 1..];
            for (number, [kegiatan, tema, penjabaran]) in (1..).zip(rows) {
                let code = format!("JD-{}-{}-{number}", kbk.short(), triwulan.kode());
                let (waktu, person) = (*desk.dice.pick(room), *desk.dice.pick(&people));
                let entry = desk.of_kbk("jadwal", code, &kbk.kode).put("kegiatan", kegiatan);
                let entry = entry.put("tema", tema).date("waktu", waktu);
                let entry = entry.pegawai("penanggungjawab", person).put("penjabaran", penjabaran);
                desk.note(entry, days[drawn_up], days[drawn_up]);
            }
        }
    }
}
