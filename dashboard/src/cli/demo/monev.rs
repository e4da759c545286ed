//! Monitoring and evaluation: what the team finds at a KBK, what is done about it, and what each
//! unit reports of its questionnaire and of its own reform.

use ingest::event::KelasJabatan;
use ingest::identity::Hundredths;
use ingest::rule_pack::RulePack;
use time::Date;
use time::macros::date;

use super::calendar::{LAST_DAY, later};
use super::catatan::Desk;
use super::diary::Diary;
use super::masalah::Rencana;
use super::opd::{Kbk, Lapor, Opd, all_kbk};
use super::periode::{EV_2025, EV_2026, Ronde, SC_2025, SC_2026};
use super::table::{cells, lines, sentence};

/// A way of looking, the day after which the team visits, and how many KBK of 100 it visits.
const VISITS: [(&str, Date, i32); 5] = [
    ("evaluasi", EV_2025.ditutup, 30),
    ("scored_card", SC_2025.ditutup, 55),
    ("evaluasi", EV_2026.ditutup, 35),
    ("scored_card", SC_2026.ditutup, 60),
    ("gelar", date!(2025 - 12 - 19), 15),
];
/// Of 100 plans, so many are looked at.
const PLANS_SEEN: i32 = 40;
/// When units hand in how they rate their own reform, with the year.
const SELF_RATINGS: [(Date, i32); 2] =
    [(date!(2025 - 09 - 08), 2025), (date!(2026 - 05 - 18), 2026)];

/// The team visits, and every unit reports.
///
/// Source: Perbup Purbalingga 11/2020, Pasal 16 ayat (1); Lampiran IV.
pub(super) fn hold(opd: &[Opd], plans: &[Rencana], pack: &RulePack, diary: &mut Diary) {
    let mut desk = Desk::of("monev", pack, diary);
    for (number, (cara, after, share)) in (1..).zip(VISITS) {
        for (opd, kbk) in all_kbk(opd) {
            if kbk.sk_tanggal < after && desk.dice.chance(share) {
                let day = later(after, desk.dice.between(3, 22));
                visit(opd, kbk, cara, &format!("{}-{number}", kbk.short()), None, day, &mut desk);
            }
        }
    }
    for plan in plans {
        let Some((opd, kbk)) = all_kbk(opd).find(|(_, kbk)| kbk.kode == plan.kbk) else { continue };
        let day = later(plan.tercatat, desk.dice.between(20, 45));
        if day < LAST_DAY && desk.dice.chance(PLANS_SEEN) {
            visit(opd, kbk, "rencana_aksi", &plan.kode, Some(plan), day, &mut desk);
        }
    }
    for ronde in [EV_2025, EV_2026] {
        report(&ronde, opd, &mut desk);
    }
    for (from, year) in SELF_RATINGS {
        for opd in opd.iter().filter(|opd| opd.induk.is_none()) {
            let may = opd.lapor != Lapor::Lalai && opd.stands_on(from);
            if may && desk.dice.chance(90) {
                let day = later(from, desk.dice.between(0, 12));
                let nilai = 4_800 + 38 * opd.budaya(day) + desk.dice.bell(120);
                let entry =
                    desk.of_opd("penilaian_mandiri_rb", format!("PK-{}-{year}", opd.kode), opd);
                let entry = entry.put("tahun", year).put("nilai", Hundredths(i64::from(nilai)));
                desk.note(entry, day, later(day, 1));
            }
        }
    }
}

/// One visit with its finding, and what is done about it.
fn visit(
    opd: &Opd,
    kbk: &Kbk,
    cara: &str,
    code: &str,
    plan: Option<&Rencana>,
    day: Date,
    desk: &mut Desk<'_>,
) {
    let rows = lines(include_str!("monev.txt")).map(cells::<3>);
    let fitting: Vec<[&str; 3]> = rows.filter(|[way, ..]| *way == cara).collect();
    let [_, temuan, langkah] = *desk.dice.pick(&fitting);
    let entry = desk.of_kbk("monev", format!("MV-{code}"), &kbk.kode).put("cara", cara);
    let entry = entry.put("rencana", plan.map_or("", |plan| &plan.kode)).put("temuan", temuan);
    desk.note(entry, day, day);

    let answers = if opd.lapor == Lapor::Lalai { 20 } else { 68 };
    let answered = later(day, desk.dice.between(4, 16));
    if langkah.is_empty() || answered >= LAST_DAY || !desk.dice.chance(answers) {
        return;
    }
    let dice = &mut desk.dice;
    let by_kbk = dice.chance(65);
    let people = opd.people(&[KelasJabatan::Pengawas, KelasJabatan::Fungsional]);
    let (person, due) = (*dice.pick(&people), later(answered, dice.between(10, 50)));
    let status = *dice.pick(&["belum", "berjalan", "berjalan", "selesai", "selesai"]);
    let entry = desk.of_kbk("tindak_lanjut", format!("TL-{code}"), &kbk.kode);
    let entry = entry.put("monev", format!("MV-{code}"));
    let entry = entry.put("oleh", if by_kbk { "kbk" } else { "penanggungjawab" });
    let entry = entry.put("langkah", langkah).pegawai("petugas", person).date("waktu", due);
    desk.note(entry.put("status", status), answered, later(answered, 1));
}

/// What each unit reports of a round of the questionnaire; some do so late, and some not at all.
fn report(ronde: &Ronde, opd: &[Opd], desk: &mut Desk<'_>) {
    for opd in opd {
        let (share, slack) = match opd.lapor {
            Lapor::Tertib => (97, 6),
            Lapor::Akhir => (85, 18),
            Lapor::Lalai => (40, 50),
        };
        if !opd.stands_on(ronde.ditutup) || !desk.dice.chance(share) {
            continue;
        }
        let day = later(ronde.ditutup, desk.dice.between(2, slack));
        let leaders = opd.people(&[KelasJabatan::Administrator]);
        let (person, jabatan, pangkat) = match leaders.first() {
            Some(person) => (*person, "Sekretaris", "Pembina, IV/a"),
            None => (&opd.pegawai[0], "Kepala", "Penata Tingkat I, III/d"),
        };
        let has_remark = desk.dice.chance(35);
        let remark = if has_remark { sentence("keterangan_evaluasi", &mut desk.dice) } else { "" };
        let code = format!("LE-{}-{}", opd.kode, ronde.kode);
        let entry = desk.of_opd("laporan_evaluasi", code, opd).put("ronde", ronde.kode);
        let entry = entry.pegawai("penanggung_jawab", person);
        let entry = entry.put("jabatan", format!("{jabatan} {}", opd.nama));
        let entry = entry.put("pangkat", pangkat).put("keterangan", remark);
        let recorded = later(day, desk.dice.between(0, 2));
        desk.note(entry, day, recorded);
    }
}
