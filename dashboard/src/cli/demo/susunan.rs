//! Who is who in a KBK: the decree that forms it, its positions and who holds them, its cheer.

use ingest::event::{JenisOpd, KelasJabatan};
use ingest::rule_pack::RulePack;
use time::Date;
use time::macros::date;

use super::calendar::later;
use super::catatan::Desk;
use super::diary::Diary;
use super::dice::Dice;
use super::opd::{Kbk, Opd, find};
use super::pegawai::Pegawai;
use super::table::{lines, sentence};

/// The last day of a term that was set for the first year only.
const FIRST_TERM: Date = date!(2025 - 12 - 31);
/// The first day of the term after it.
const SECOND_TERM: Date = date!(2026 - 01 - 05);
/// Of 100 KBK, so many have a cheer.
const CHEERING: i32 = 62;

/// Somebody in a position.
struct Seat<'a> {
    peran: &'static str,
    pegawai: &'a Pegawai,
    mewakili: &'static str,
    mulai: Date,
    selesai: Option<Date>,
}

/// Every KBK gets its decree, its people and, if it likes, its cheer.
///
/// Source: Perbup Purbalingga 11/2020, Pasal 11; Lampiran III huruf A.
pub(super) fn fill(opd: &[Opd], pack: &RulePack, diary: &mut Diary) {
    let mut desk = Desk::of("susunan", pack, diary);
    let mut cheers: Vec<&str> = lines(include_str!("yel_yel.txt")).collect();
    desk.dice.shuffle(&mut cheers);
    let mut cheers = cheers.into_iter().cycle();
    for unit in opd {
        let mut staff = unit.people(&[KelasJabatan::Fungsional, KelasJabatan::Pelaksana]);
        desk.dice.shuffle(&mut staff);
        let mut staff = staff.into_iter();
        for (index, kbk) in unit.kbk.iter().enumerate() {
            decree(unit, kbk, &mut desk);
            let head = unit.induk.as_ref().map_or(unit, |induk| find(opd, induk.as_str()));
            let seats = seats(unit, head, index, kbk, &mut staff, &mut desk.dice);
            for (number, seat) in (1..).zip(seats) {
                seat.note(number, kbk, &mut desk);
            }
            let cheer = cheers.next().filter(|_| desk.dice.chance(CHEERING));
            if let Some(cheer) = cheer {
                adopt(cheer, kbk, &mut desk);
            }
        }
    }
}

fn decree(unit: &Opd, kbk: &Kbk, desk: &mut Desk<'_>) {
    let recorded = later(kbk.sk_tanggal, desk.dice.between(6, 8));
    let on_behalf = if desk.dice.chance(88) { "ya" } else { "tidak" };
    let copy = format!("Salinan keputusan {}", kbk.sk_nomor);
    let copy = if desk.dice.chance(70) { &copy } else { "" };
    let entry = desk.of_kbk("sk_kbk", format!("SKK-{}", kbk.short()), &kbk.kode);
    let entry = entry.put("nomor", &kbk.sk_nomor).put("penandatangan", unit.kepala());
    let entry = entry.put("atas_nama_bupati", on_behalf).put("berkas", copy);
    desk.note(entry, kbk.sk_tanggal, recorded);
}

fn adopt(cheer: &str, kbk: &Kbk, desk: &mut Desk<'_>) {
    let day = later(kbk.sk_tanggal, desk.dice.between(12, 40));
    let acara = *desk.dice.pick(&["non_formal", "formal;non_formal", "formal"]);
    let entry = desk.of_kbk("yel_yel", format!("YY-{}", kbk.short()), &kbk.kode);
    let entry = entry.put("sk", format!("SKK-{}", kbk.short()));
    let entry = entry.put("kalimat", cheer.replace('%', kbk.nama)).put("acara", acara);
    desk.note(entry, day, day);
}

/// The positions of one KBK; some stay vacant, some are filled again after the first year.
fn seats<'a>(
    unit: &'a Opd,
    head: &'a Opd,
    index: usize,
    kbk: &Kbk,
    staff: &mut impl Iterator<Item = &'a Pegawai>,
    dice: &mut Dice,
) -> Vec<Seat<'a>> {
    let mulai = later(kbk.sk_tanggal, 1);
    let seat = |peran, pegawai, mewakili| Seat { peran, pegawai, mewakili, mulai, selesai: None };
    let mut seats = vec![seat("penanggungjawab", &head.pegawai[0], "")];

    let is_below = unit.induk.is_some();
    let leaders: Vec<&Pegawai> = if is_below { vec![&unit.pegawai[0]] } else { Vec::new() };
    let leaders = [leaders, unit.people(&[KelasJabatan::Administrator])].concat();
    let writers = unit.people(&[KelasJabatan::Pengawas]);
    let is_first_year = kbk.sk_tanggal < FIRST_TERM;
    for (peran, people) in [("ketua", leaders), ("sekretaris", writers)] {
        // Where the class that should hold it has nobody left, somebody of the staff does.
        let Some(holder) = people.get(index).copied().or_else(|| staff.next()) else { continue };
        let first = seat(peran, holder, "");
        match dice.between(1, 100) {
            1..=4 => {}
            5..=10 if is_first_year => seats.push(Seat { selesai: Some(FIRST_TERM), ..first }),
            11..=22 if is_first_year => {
                seats.push(Seat { selesai: Some(FIRST_TERM), ..first });
                let next = people.get(index + 2).copied().or_else(|| staff.next());
                let again = |next| Seat { mulai: SECOND_TERM, ..seat(peran, next, "") };
                seats.extend(next.map(again));
            }
            _ => seats.push(first),
        }
    }
    let kind = match unit.jenis {
        JenisOpd::Kecamatan => "mewakili_kecamatan",
        JenisOpd::Uptd | JenisOpd::Unit => "mewakili_unit",
        _ => "mewakili_dinas",
    };
    let count = dice.between(3, 7) as usize;
    for member in staff.take(count.min(unit.pegawai.len() / 3)) {
        let leaves = is_first_year && dice.chance(8);
        let first = seat("anggota", member, sentence(kind, dice));
        seats.push(Seat { selesai: leaves.then_some(FIRST_TERM), ..first });
    }
    if dice.chance(30) {
        let specialists = head.people(&[KelasJabatan::Pengawas]);
        seats.extend(specialists.last().map(|guide| seat("fasilitator", guide, "")));
    }
    seats
}

impl Seat<'_> {
    fn note(self, number: usize, kbk: &Kbk, desk: &mut Desk<'_>) {
        let code = format!("AK-{}-{number:02}", kbk.short());
        let entry = desk.of_kbk("kbk_anggota", code, &kbk.kode).pegawai("nip", self.pegawai);
        let entry = entry.put("peran", self.peran).put("mewakili", self.mewakili);
        let entry = entry.date("mulai", self.mulai);
        let entry = match self.selesai {
            Some(selesai) => entry.date("selesai", selesai),
            None => entry,
        };
        let recorded = later(self.mulai, desk.dice.between(8, 12));
        desk.note(entry, self.mulai, recorded);
    }
}
