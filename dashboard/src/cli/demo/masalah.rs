//! Forms B: a KBK lists its problems, ranks them, plans what to do and watches what becomes of it.
//! Some chains end half-way, and some KBK have none.

use ingest::event::KelasJabatan;
use ingest::identity::Kode;
use ingest::rule_pack::RulePack;
use time::Date;
use time::macros::date;

use super::calendar::{LAST_DAY, later};
use super::catatan::{Catatan, Desk};
use super::diary::Diary;
use super::opd::{Kbk, Lapor, Opd, all_kbk};
use super::table::{cells, lines, sentence};

/// The days from which problems are listed.
const ROUNDS: [Date; 2] = [date!(2025 - 10 - 06), date!(2026 - 04 - 20)];

/// A problem that a KBK can have, and how it can be solved.
struct Masalah {
    masalah: &'static str,
    dampak: &'static str,
    /// Column of the cause: man, method, mesin, material, money.
    unsur: &'static str,
    sebab: &'static str,
    usulan: &'static str,
    kegiatan: &'static str,
    tujuan: &'static str,
    tempat: &'static str,
    cara: &'static str,
}

/// A plan that was made.
pub(super) struct Rencana {
    /// Code.
    pub(super) kode: String,
    /// Whose.
    pub(super) kbk: Kode,
    /// Since when it stands in the record.
    pub(super) tercatat: Date,
}

/// Every KBK that does, from Form B-1 as far as it gets. Answers the plans.
///
/// Source: Perbup Purbalingga 11/2020, Lampiran III huruf B Langkah III to V.
pub(super) fn solve(opd: &[Opd], pack: &RulePack, diary: &mut Diary) -> Vec<Rencana> {
    let mut desk = Desk::of("masalah", pack, diary);
    let masalah = |line| {
        let [masalah, dampak, unsur, sebab, usulan, kegiatan, tujuan, tempat, cara] = cells(line);
        Masalah { masalah, dampak, unsur, sebab, usulan, kegiatan, tujuan, tempat, cara }
    };
    let known: Vec<Masalah> = lines(include_str!("masalah.txt")).map(masalah).collect();
    let mut plans = Vec::new();
    for (round, from) in (1..).zip(ROUNDS) {
        for (opd, kbk) in all_kbk(opd) {
            // The later a unit reports, the less of this it does.
            let does = match opd.lapor {
                Lapor::Tertib => 88,
                Lapor::Akhir => 55,
                Lapor::Lalai => 15,
            };
            if kbk.sk_tanggal > from || !desk.dice.chance(does) {
                continue;
            }
            let mut chosen: Vec<&Masalah> = known.iter().collect();
            desk.dice.shuffle(&mut chosen);
            let listed = later(from, desk.dice.between(0, 14));
            let count = desk.dice.between(2, 4) as usize;
            for (number, masalah) in (1..=count).zip(chosen) {
                let kategori = match number {
                    1 => "penting",
                    2 => *desk.dice.pick(&["penting", "sedang"]),
                    _ => *desk.dice.pick(&["sedang", "tidak"]),
                };
                let code = format!("{}-{round}{number}", kbk.short());
                let mut chain = Chain { code, masalah, opd, kbk, desk: &mut desk };
                chain.list(kategori, listed);
                // The first one is followed up nearly always, the others now and then.
                let goes_on = chain.desk.dice.chance(if number == 1 { 94 } else { 45 });
                if goes_on && kategori != "tidak" {
                    plans.extend(chain.follow(listed));
                }
            }
        }
    }
    plans
}

/// One problem on its way through the forms.
struct Chain<'c, 'd> {
    code: String,
    masalah: &'c Masalah,
    opd: &'c Opd,
    kbk: &'c Kbk,
    desk: &'c mut Desk<'d>,
}

impl<'d> Chain<'_, 'd> {
    /// Form B-1.
    fn list(&mut self, kategori: &str, listed: Date) {
        let (masalah, dice) = (self.masalah, &mut self.desk.dice);
        let seen = *dice.pick(&["mendesak", "berdampak_luas", "mendesak;berdampak_luas"]);
        let mut say = |kind| if kategori == "penting" { sentence(kind, dice) } else { "" };
        let [data, kesenjangan, kerugian] = ["data", "kesenjangan", "kerugian"].map(&mut say);
        let entry = self.desk.of_kbk("masalah", format!("MS-{}", self.code), &self.kbk.kode);
        let entry = entry.put("masalah", masalah.masalah).put("dampak", masalah.dampak);
        let mut entry = entry.put(masalah.unsur, masalah.sebab).put("kategori", kategori);
        if kategori == "penting" {
            entry = entry.put("data", data).put("dipandang", seen).put("kesenjangan", kesenjangan);
            entry = entry.put("faktor", masalah.sebab).put("kerugian", kerugian);
        }
        self.desk.note(entry, listed, later(listed, 1));
    }

    /// An entry of a later form, about the problem.
    fn entry(&self, form: &str, letters: &str) -> Catatan<'d> {
        let entry = self.desk.of_kbk(form, format!("{letters}-{}", self.code), &self.kbk.kode);
        entry.put("masalah", format!("MS-{}", self.code))
    }

    /// Forms B-2 to B-4, as far as the KBK gets.
    fn follow(&mut self, listed: Date) -> Option<Rencana> {
        let chosen = later(listed, self.desk.dice.between(3, 9));
        let has_remark = self.desk.dice.chance(30);
        let remark = if has_remark { self.say("keterangan_prioritas") } else { "" };
        let entry = self.entry("prioritas", "PR").put("usulan", self.masalah.usulan);
        self.desk.note(entry.put("keterangan", remark), chosen, later(chosen, 1));
        if !self.desk.dice.chance(82) {
            return None;
        }
        let planned = later(chosen, self.desk.dice.between(3, 10));
        let tercatat = self.plan(planned);
        self.watch(tercatat);
        Some(Rencana { kode: format!("RC-{}", self.code), kbk: self.kbk.kode.clone(), tercatat })
    }

    /// Form B-3. Answers when it is recorded.
    fn plan(&mut self, planned: Date) -> Date {
        let dice = &mut self.desk.dice;
        let due = later(planned, dice.between(20, 60));
        let people = self.opd.people(&[KelasJabatan::Pengawas, KelasJabatan::Fungsional]);
        let person = *dice.pick(&people);
        let (source, costs) = match dice.chance(40) {
            true => (sentence("sumber_dana", dice), 50_000 * dice.between(3, 60)),
            false => ("", 0),
        };
        let recorded = later(planned, dice.between(1, 4));
        let masalah = self.masalah;
        let entry = self.entry("rencana", "RC").put("kegiatan", masalah.kegiatan);
        let entry = entry.put("tujuan", masalah.tujuan).put("tempat", masalah.tempat);
        let entry = entry.date("waktu", due).put("cara", masalah.cara);
        let entry = entry.pegawai("penanggung_jawab", person);
        let entry = entry.put("sumber_dana", source).put("biaya", costs);
        self.desk.note(entry, planned, recorded);
        recorded
    }

    /// Form B-4: how often a plan is watched tells the careful from the others.
    fn watch(&mut self, from: Date) {
        let most = if self.opd.lapor == Lapor::Tertib { 3 } else { 2 };
        let visits = self.desk.dice.between(0, most);
        let mut day = from;
        for visit in 1..=visits {
            day = later(day, self.desk.dice.between(10, 30));
            if day >= LAST_DAY {
                return;
            }
            let is_done = visit == visits && self.desk.dice.chance(70);
            let status = match visit {
                _ if is_done => "selesai",
                1 if self.desk.dice.chance(30) => "belum",
                _ => "berjalan",
            };
            let trouble = if is_done { "" } else { self.say("kendala") };
            let (trouble, remedy) = trouble.split_once(" => ").unwrap_or_default();
            let guided = if self.desk.dice.chance(40) { self.say("supervisi") } else { "" };
            let proof = if is_done { self.say("bukti") } else { "" };
            let code = format!("PM-{}-{visit}", self.code);
            let entry = self.desk.of_kbk("pemantauan", code, &self.kbk.kode);
            let entry = entry.put("masalah", format!("MS-{}", self.code));
            let entry = entry.put("rencana", format!("RC-{}", self.code)).put("kendala", trouble);
            let entry = entry.put("tindaklanjut", remedy).put("status", status);
            let entry = entry.put("supervisi", guided).put("bukti", proof);
            let recorded = later(day, self.desk.dice.between(0, 2));
            self.desk.note(entry, day, recorded);
        }
    }

    fn say(&mut self, kind: &str) -> &'static str {
        sentence(kind, &mut self.desk.dice)
    }
}
