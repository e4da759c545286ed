//! The unit with a regulation of its own beside that of the government: its agents, and the minutes of
//! its meetings on Wednesdays.

use ingest::event::KelasJabatan;
use ingest::rule_pack::RulePack;
use time::macros::date;
use time::{Date, Weekday};

use super::calendar::{FIRST_DAY, LAST_DAY, later, working_days};
use super::catatan::Desk;
use super::diary::Diary;
use super::opd::Opd;
use super::table::sentence;

/// Code of the unit.
pub(super) const UNIT: &str = "DPMPTSP";
/// The day of the decree of its agents.
const APPOINTED: Date = date!(2025 - 07 - 17);
/// Of 100 Wednesdays, on so many it meets and says so.
const MEETINGS: i32 = 84;

/// What its regulation asks is done, nearly always.
///
/// Source: Keputusan Kepala DPMPTSP 503/1403/2021, diktum KETIGA; Risalah Budaya Kerja.
pub(super) fn keep(opd: &[Opd], pack: &RulePack, diary: &mut Diary) {
    let Some(unit) = opd.iter().find(|opd| opd.kode.as_str() == UNIT) else { return };
    let mut desk = Desk::of("dpmptsp", pack, diary);
    let people = unit.people(&[KelasJabatan::Pengawas]);
    for (ke, pegawai) in (1..).zip(people.into_iter().take(3)) {
        let entry = desk.of_opd("agen_rb", format!("ARB-{ke:02}"), unit).pegawai("nip", pegawai);
        let entry = entry.put("nomor", "503/118/2025").date("mulai", APPOINTED);
        let entry = if ke == 3 { entry.date("selesai", date!(2026 - 06 - 30)) } else { entry };
        desk.note(entry, APPOINTED, later(APPOINTED, 1));
    }
    let days = working_days(later(FIRST_DAY, 12), LAST_DAY);
    for (ke, day) in (1..).zip(days.into_iter().filter(|day| day.weekday() == Weekday::Wednesday)) {
        let butir = match ke % 9 {
            4 => "peningkatan_kapasitas",
            8 => "pola_perubahan",
            _ if desk.dice.chance(MEETINGS) => "staf_meeting",
            _ => continue,
        };
        let uraian = sentence(butir, &mut desk.dice);
        let peserta = desk.dice.between(8, 46);
        let entry = desk.of_opd("risalah", format!("RS-{ke:02}"), unit).put("butir", butir);
        let entry = entry.put("uraian", uraian).put("peserta", peserta);
        desk.note(entry.put("foto", format!("rabu-{ke:02}.jpg")), day, day);
    }
}
