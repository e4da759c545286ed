//! What the agents of change plan for a year, how far they get, and who looks.

use ingest::identity::Hundredths;
use ingest::rule_pack::RulePack;
use time::Date;
use time::macros::date;

use super::agen::Agen;
use super::calendar::{LAST_DAY, Triwulan, later, working_days};
use super::catatan::{Catatan, Desk};
use super::diary::Diary;
use super::opd::{Lapor, Opd};
use super::table::{cells, lines, number, sentence};

/// The day from which the plans of a year are drawn up.
const YEARS: [(i32, Date); 2] = [(2025, date!(2025 - 07 - 01)), (2026, date!(2026 - 01 - 12))];
/// The unit that the team did not reach at the end of 2025.
const NOT_REACHED: &str = "DISKOMINFO";
/// Positions of an agent, as the form names them.
const ROLES: [&str; 5] = ["katalis", "penggerak", "pemberi_solusi", "mediator", "penghubung"];

/// Something an agent can aim at.
#[derive(Clone, Copy)]
struct Sasaran {
    nilai: &'static str,
    arah: &'static str,
    /// Hundredths.
    target: i64,
    sasaran: &'static str,
    indikator: &'static str,
    kegiatan: &'static str,
    analisis: &'static str,
    tercapai: &'static str,
}

/// A row of a plan that was approved.
struct Rencana {
    kode: String,
    sasaran: Sasaran,
    /// Percent of the target in the end.
    persen: i64,
}

/// The agents plan, work and report, and are looked at.
///
/// Source: Perbup Purbalingga 11/2020, Lampiran II huruf C to E.
pub(super) fn work(agents: &[Agen<'_>], opd: &[Opd], pack: &RulePack, diary: &mut Diary) {
    let mut desk = Desk::of("rencana_tindak", pack, diary);
    let sasaran = |line| {
        let [nilai, arah, target, sasaran, indikator, kegiatan, analisis, tercapai] = cells(line);
        let target = 100 * i64::from(number(target.split('.').next().unwrap_or_default()));
        Sasaran { nilai, arah, target, sasaran, indikator, kegiatan, analisis, tercapai }
    };
    let known: Vec<Sasaran> = lines(include_str!("rencana_tindak.txt")).map(sasaran).collect();
    for agen in agents {
        for ((year, from), persen) in YEARS.into_iter().zip(&agen.capai) {
            if !persen.is_empty() {
                let drawn_up = later(agen.tercatat.max(from), desk.dice.between(3, 8));
                let (rows, approved) = agen.plan(year, persen, &known, drawn_up, &mut desk);
                agen.carry_out(year, &rows, approved, &mut desk);
            }
        }
    }
    for opd in opd.iter().filter(|opd| opd.lapor == Lapor::Tertib) {
        let has_agent = agents.iter().any(|agen| agen.opd.kode == opd.kode);
        for triwulan in Triwulan::ALL {
            // Where there is no agent, the role model does what there is to do.
            if !has_agent && desk.dice.chance(25) {
                let day = *desk.dice.pick(&working_days(triwulan.first(), triwulan.last()));
                let code = format!("KE-{}-{}", opd.kode, triwulan.kode());
                let entry = desk.of_opd("kegiatan_agen", code, opd);
                act(entry, day.max(date!(2025 - 09 - 15)), &mut desk);
            }
        }
    }
}

fn act(entry: Catatan<'_>, day: Date, desk: &mut Desk<'_>) {
    let (peran, uraian) = (*desk.dice.pick(&ROLES), sentence("uraian_agen", &mut desk.dice));
    let nilai = *desk.dice.pick(&["profesional", "inovatif", "disiplin", "", "akuntabel"]);
    desk.note(
        entry.put("peran", peran).put("nilai", nilai).put("uraian", uraian),
        day,
        later(day, 1),
    );
}

impl Agen<'_> {
    /// The code of something of this agent, and an entry that names the agent.
    fn entry<'d>(&self, form: &str, letters: &str, rest: &str, desk: &Desk<'d>) -> Catatan<'d> {
        let code = format!("{}-{rest}", self.kode.replacen("AG", letters, 1));
        desk.of_opd(form, code, self.opd).put("agen", &self.kode)
    }

    /// Tabel 1: drawn up, approved or returned, and handed on. Answers what was approved, and when.
    fn plan(
        &self,
        year: i32,
        persen: &[Option<i64>],
        known: &[Sasaran],
        drawn_up: Date,
        desk: &mut Desk<'_>,
    ) -> (Vec<Rencana>, Date) {
        let mut known = known.to_vec();
        desk.dice.shuffle(&mut known);
        let (mut rows, mut approved) = (Vec::new(), drawn_up);
        for ((ke, persen), sasaran) in (1..).zip(persen).zip(known) {
            let rest = format!("{}{ke}", year % 100);
            let entry = self.entry("rencana_tindak", "RT", &rest, desk).put("tahun", year);
            let kode = format!("{}-{rest}", self.kode.replacen("AG", "RT", 1));
            let is_joint = desk.dice.chance(20);
            let remark = if desk.dice.chance(30) { "Dibahas pada rapat bulanan" } else { "" };
            let entry = entry.put("nilai", sasaran.nilai).put("sasaran", sasaran.sasaran);
            let entry = entry.put("indikator", sasaran.indikator);
            let entry = entry.put("target", Hundredths(sasaran.target));
            let entry = entry.put("kegiatan", sasaran.kegiatan);
            let entry = entry.date("waktu", due(year, ke)).put("keterangan", remark);
            let entry = entry.put("arah", sasaran.arah);
            let entry = entry.put("jenis", if is_joint { "kelompok" } else { "individu" });
            let entry = entry.put("kelompok", if is_joint { "PERUBAHAN" } else { "" });
            let entry = entry.put("roadmap", &self.roadmap).put("analisis", sasaran.analisis);
            let entry = entry.put("logis", "ya").put("skp", format!("Butir {ke} SKP {year}"));
            desk.note(entry, drawn_up, later(drawn_up, 1));

            let decided = self.decide(&kode, persen.is_some(), drawn_up, desk);
            if let (Some(decided), Some(persen)) = (decided, *persen) {
                approved = approved.max(decided);
                rows.push(Rencana { kode, sasaran, persen });
            }
        }
        (rows, approved)
    }

    /// The head approves a row, some only when it comes a second time. Answers when it was approved.
    fn decide(&self, kode: &str, approves: bool, from: Date, desk: &mut Desk<'_>) -> Option<Date> {
        let mut day = later(from, desk.dice.between(3, 6));
        let is_returned = !approves || desk.dice.chance(15);
        if is_returned {
            let arahan = sentence("arahan_kembali", &mut desk.dice);
            let code = format!("{}-1", kode.replacen("RT", "PS", 1));
            let entry = desk.of_opd("persetujuan_rencana_tindak", code, self.opd);
            let entry = entry.put("rencana_tindak", kode).put("keputusan", "dikembalikan");
            desk.note(entry.put("arahan", arahan), day, day);
            day = later(day, desk.dice.between(4, 7));
        }
        if !approves {
            return None;
        }
        let code = format!("{}-2", kode.replacen("RT", "PS", 1));
        let entry = desk.of_opd("persetujuan_rencana_tindak", code, self.opd);
        desk.note(entry.put("rencana_tindak", kode).put("keputusan", "disetujui"), day, day);
        if desk.dice.chance(85) {
            let sent = later(day, desk.dice.between(2, 5));
            let code = kode.replacen("RT", "PY", 1);
            let entry = desk.of_opd("penyampaian_rencana_tindak", code, self.opd);
            let entry = entry.put("rencana_tindak", kode).put("tembusan", "tim_rbi;pimpinan_unit");
            desk.note(entry, sent, sent);
        }
        Some(day)
    }

    /// Quarter by quarter of a year: what is done, what is reached, who is told.
    fn carry_out(&self, year: i32, rows: &[Rencana], approved: Date, desk: &mut Desk<'_>) {
        let in_term = |triwulan: &Triwulan| {
            let days = working_days(later(approved, 3), triwulan.last());
            triwulan.tahun == year && triwulan.last() <= self.masa[1] && days.len() > 12
        };
        let quarters: Vec<Triwulan> = Triwulan::ALL.into_iter().filter(in_term).collect();
        for (ke, triwulan) in (1..).zip(&quarters) {
            let days = working_days(triwulan.first().max(later(approved, 3)), triwulan.last());
            let acted = *desk.dice.pick(&days[..days.len() - 8]);
            let entry = self.entry("kegiatan_agen", "KE", &triwulan.kode(), desk);
            act(entry, acted, desk);
            if rows.is_empty() {
                continue;
            }
            self.ask(*triwulan, acted, desk);
            let looked = days[days.len() - 8];
            let share = (ke, quarters.len() as i64);
            self.look(rows, share, *triwulan, "internal", looked, desk);
            self.report(*triwulan, later(looked, 2), desk);
            self.be_watched(*triwulan, later(looked, 1), desk);

            let end = later(looked, desk.dice.between(3, 5));
            let by_team = triwulan.ke == 4 && self.opd.kode.as_str() != NOT_REACHED;
            let by_head = triwulan.ke == 2 && desk.dice.chance(75);
            if by_team || by_head {
                self.look(rows, share, *triwulan, "eksternal", end, desk);
            }
        }
    }

    /// Tabel 2: what is reached of each row after so many of so many quarters.
    fn look(
        &self,
        rows: &[Rencana],
        (ke, of): (i64, i64),
        triwulan: Triwulan,
        jenis: &str,
        day: Date,
        desk: &mut Desk<'_>,
    ) {
        for row in rows {
            let is_external = jenis == "eksternal";
            let is_last = ke == of;
            let status = match row.persen {
                100.. if is_last => "selesai",
                0 => "belum",
                _ => "berjalan",
            };
            let remark = if desk.dice.chance(25) { "Diusulkan dilanjutkan" } else { "" };
            let letter = if is_external { "E" } else { "I" };
            let rest = format!("{}-{letter}{}", row.kode.replacen("RT", "MA", 1), triwulan.ke);
            let entry = desk.of_opd("monev_agen", &rest, self.opd).put("agen", &self.kode);
            let entry = entry.put("rencana_tindak", &row.kode);
            let entry = entry.put("realisasi", row.reached(ke, of));
            let entry = entry.put("realisasi_kegiatan", row.sasaran.tercapai);
            let entry = entry.put("keterangan", remark).put("status", status).put("jenis", jenis);
            let by_team = triwulan.ke == 4;
            let entry = match is_external {
                true if by_team => entry.put("oleh", "tim_rbi").put("waktu_monev", "tahunan"),
                true => entry.put("oleh", "pimpinan").put("waktu_monev", "berkala"),
                false => entry,
            };
            let seen = if by_team { "laporan;lapangan" } else { "laporan" };
            let entry = entry.put("bahan", if is_external { seen } else { "" });
            desk.note(entry, day, day);
            let answered = later(day, desk.dice.between(4, 10));
            if is_external && answered < LAST_DAY && desk.dice.chance(60) {
                let arahan = sentence("arahan_monev", &mut desk.dice);
                let code = rest.replacen("MA", "TM", 1);
                let entry = desk.of_opd("tindak_lanjut_agen", code, self.opd).put("monev", &rest);
                let entry = entry.put("oleh", if by_team { "tim_rbi" } else { "pimpinan_unit" });
                desk.note(entry.put("arahan", arahan), answered, answered);
            }
        }
    }

    /// The two reports of a quarter; the slower the unit, the rarer.
    fn report(&self, triwulan: Triwulan, day: Date, desk: &mut Desk<'_>) {
        let periode = format!("{}-T{}", triwulan.tahun, triwulan.ke);
        let share = if self.opd.lapor == Lapor::Lalai { 35 } else { 88 };
        for (jenis, letters, tembusan) in [
            ("kemajuan", "LA", "pimpinan_instansi"),
            ("monev_internal", "LM", "pimpinan_unit;tim_rbi"),
        ] {
            if !desk.dice.chance(share) {
                continue;
            }
            let said = sentence("perkembangan", &mut desk.dice);
            let (trouble, idea) = self.trouble(desk);
            let is_internal = jenis == "monev_internal";
            let entry = self.entry("laporan_agen", letters, &triwulan.kode(), desk);
            let entry =
                entry.put("jenis", jenis).put("periode", &periode).put("perkembangan", said);
            let entry = entry.put("permasalahan", if is_internal { trouble } else { "" });
            let entry = entry.put("usulan", if is_internal { idea } else { "" });
            desk.note(entry.put("tembusan", tembusan), day, day);
        }
    }

    /// The head looks at it in most quarters.
    fn be_watched(&self, triwulan: Triwulan, day: Date, desk: &mut Desk<'_>) {
        let share = if self.opd.lapor == Lapor::Tertib { 78 } else { 30 };
        if desk.dice.chance(share) {
            let catatan = sentence("catatan_pimpinan", &mut desk.dice);
            let helps = desk.dice.chance(50);
            let help = if helps { sentence("dukungan", &mut desk.dice) } else { "" };
            let entry = self.entry("pemantauan_pimpinan", "PP", &triwulan.kode(), desk);
            desk.note(entry.put("catatan", catatan).put("dukungan", help), day, day);
        }
    }

    /// Now and then something stands in the way, and mostly the head answers.
    fn ask(&self, triwulan: Triwulan, day: Date, desk: &mut Desk<'_>) {
        if !desk.dice.chance(35) {
            return;
        }
        let (trouble, idea) = self.trouble(desk);
        let kepada = *desk.dice.pick(&["atasan_langsung", "pimpinan_unit", "pimpinan_unit"]);
        let entry = self.entry("permasalahan_agen", "PA", &triwulan.kode(), desk);
        let entry = entry.put("permasalahan", trouble).put("usulan", idea).put("kepada", kepada);
        desk.note(entry, day, day);
        let answered = later(day, desk.dice.between(2, 6));
        if answered < LAST_DAY && desk.dice.chance(70) {
            let named =
                |letters| format!("{}-{}", self.kode.replacen("AG", letters, 1), triwulan.kode());
            let arahan = sentence("arahan_agen", &mut desk.dice);
            let entry = desk.of_opd("arahan_agen", named("AR"), self.opd);
            let entry = entry.put("permasalahan", named("PA")).put("arahan", arahan);
            desk.note(entry, answered, answered);
        }
    }

    fn trouble(&self, desk: &mut Desk<'_>) -> (&'static str, &'static str) {
        sentence("permasalahan_agen", &mut desk.dice).split_once(" => ").unwrap_or_default()
    }
}

impl Rencana {
    /// What is reached after so many of so many quarters.
    fn reached(&self, ke: i64, of: i64) -> Hundredths {
        let target = self.sasaran.target;
        let end = match self.sasaran.arah {
            // Where less is better, only these shares of a target come out whole.
            "turun" => match self.persen {
                90.. => target,
                65.. => target * 100 / 80,
                _ => target * 2,
            },
            _ => target * self.persen / 100,
        };
        let now = match self.sasaran.arah {
            "turun" => end + end * (of - ke) / of,
            _ => end * ke / of,
        };
        // Before the end, counted in whole numbers.
        Hundredths(if ke == of { now } else { now / 100 * 100 })
    }
}

/// The rows of a plan are due one after the other.
fn due(year: i32, ke: i64) -> Date {
    match (year, ke) {
        (2025, 1) => date!(2025 - 11 - 28),
        (2025, _) => date!(2025 - 12 - 19),
        (_, 1) => date!(2026 - 08 - 31),
        (_, 2) => date!(2026 - 10 - 30),
        _ => date!(2026 - 12 - 18),
    }
}
