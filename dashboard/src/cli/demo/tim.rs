//! The team of the government: its decree, who sits in it, and the guidance it gives.

use ingest::event::KelasJabatan;
use ingest::identity::parse_date;
use ingest::rule_pack::RulePack;
use time::Date;
use time::macros::date;

use super::calendar::later;
use super::catatan::Desk;
use super::diary::Diary;
use super::opd::{Opd, find};
use super::pegawai::Person;
use super::table::{cells, lines};

/// The day of the decree of the team.
const DECREED: Date = date!(2025 - 07 - 14);
/// The day on which the secretary of the first year handed over; the post is vacant since July 2026.
const HANDED_OVER: Date = date!(2026 - 06 - 30);
/// Position and the unit whose head holds it. An empty unit: the leader of the government.
///
/// Source: Perbup Purbalingga 11/2020, Pasal 14 ayat (1).
const POSITIONS: [(&str, &str); 10] = [
    ("tim_penanggung_jawab", ""),
    ("tim_pengarah", "SETDA"),
    ("tim_ketua", "BKPSDM"),
    ("tim_sekretaris", "DISKOMINFO"),
    ("tim_anggota", "ITDA"),
    ("tim_anggota", "BAPPERIDA"),
    ("tim_anggota", "DINKES"),
    ("tim_anggota", "DISDIK"),
    ("tim_anggota", "BPKAD"),
    ("tim_anggota", "DINPERMADES"),
];
/// Units that lend a specialist each to the Tim RBI, and two as facilitators of the KBK.
const LENDERS: [&str; 3] = ["BKPSDM", "ITDA", "SETDA"];

/// The team is set up and does its work.
pub(super) fn work(opd: &[Opd], pack: &RulePack, diary: &mut Diary) {
    let mut desk = Desk::of("tim", pack, diary);
    set_up(opd, &mut desk);
    for (day, year, ways) in [
        (date!(2025 - 07 - 21), 2025, "scored_card;evaluasi;gelar"),
        (date!(2026 - 01 - 12), 2026, "scored_card;rencana_aksi;evaluasi;gelar"),
    ] {
        let chosen = desk.entry("cara_monitoring", format!("CM-{year}"));
        desk.note(chosen.put("tahun", year).put("cara", ways), day, later(day, 1));
    }
    for (number, line) in (1..).zip(lines(include_str!("pembinaan.txt"))) {
        let [day, bentuk, unit, uraian] = cells(line);
        let Some(day) = parse_date(day) else { continue };
        if opd.iter().any(|opd| opd.kode.as_str() == unit) || unit.is_empty() {
            let given = desk.entry("pembinaan", format!("PB-{number:02}")).put("bentuk", bentuk);
            let recorded = later(day, desk.dice.between(0, 3));
            desk.note(given.put("untuk_opd", unit).put("uraian", uraian), day, recorded);
        }
    }
}

fn set_up(opd: &[Opd], desk: &mut Desk<'_>) {
    let decree = desk.entry("sk_tim", "SKT-2025").put("tim", "pembinaan_pengendalian");
    desk.note(decree.put("nomor", "065/188/2025"), DECREED, later(DECREED, 1));

    let mut posts = Vec::new();
    for (position, unit) in POSITIONS {
        let person = match unit {
            "" => Person::Sandi("BUPATI".into()),
            unit => find(opd, unit).pegawai[0].person(),
        };
        posts.push(("pembinaan_pengendalian", position, person));
    }
    for unit in LENDERS {
        let specialists = find(opd, unit).people(&[KelasJabatan::Fungsional]);
        for pegawai in specialists.iter().skip(2).take(2) {
            posts.push(("pembinaan_pengendalian", "tim_fasilitator", pegawai.person()));
        }
        for pegawai in specialists.iter().skip(4).take(2) {
            posts.push(("rbi", "rbi_anggota", pegawai.person()));
        }
    }
    for (number, (tim, position, person)) in (1..).zip(posts) {
        let seat = desk.entry("tim_anggota", format!("TA-{number:02}")).put("tim", tim);
        let sk = if tim == "rbi" { "" } else { "SKT-2025" };
        let seat = seat.put("sk", sk).put("peran", format!("{tim}.{position}"));
        let seat = seat.person("nip", person).date("mulai", DECREED);
        let is_vacated = position == "tim_sekretaris";
        let seat = if is_vacated { seat.date("selesai", HANDED_OVER) } else { seat };
        desk.note(seat, DECREED, later(DECREED, 2));
    }
}
