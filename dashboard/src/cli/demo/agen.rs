//! Role models and agents of change: how they are chosen, appointed and replaced, and where they meet.

use std::collections::BTreeMap;

use ingest::event::KelasJabatan;
use ingest::identity::{Hundredths, parse_date};
use ingest::rule_pack::RulePack;
use time::Date;
use time::macros::date;

use super::calendar::{LAST_DAY, later, working_days};
use super::catatan::{Catatan, Desk};
use super::diary::Diary;
use super::opd::{Lapor, Opd, find};
use super::pegawai::{Pegawai, Person};
use super::table::{cells, lines, number, sentence};

/// The last day of a term that is set in the first year.
const TERM: Date = date!(2026 - 12 - 31);
/// When the forum of the agents meets, and how many come.
const FORUMS: [(Date, &str, u32); 4] = [
    (date!(2025 - 11 - 12), "koordinasi", 9),
    (date!(2026 - 02 - 11), "koordinasi;pertukaran", 11),
    (date!(2026 - 05 - 06), "pertukaran", 14),
    (date!(2026 - 08 - 12), "pertukaran;replikasi", 16),
];

/// An agent of change, appointed.
pub(super) struct Agen<'a> {
    /// Code.
    pub(super) kode: String,
    /// Code of the selection.
    seleksi: String,
    pegawai: &'a Pegawai,
    /// Unit.
    pub(super) opd: &'a Opd,
    /// The roadmap of the unit.
    pub(super) roadmap: String,
    /// First and last day, as appointed.
    pub(super) masa: [Date; 2],
    /// Since when in the record.
    pub(super) tercatat: Date,
    /// Percent of each target that is reached, in 2025 and in 2026; none where it was not approved.
    pub(super) capai: [Vec<Option<i64>>; 2],
}

impl Agen<'_> {
    /// The entry of the appointment, up to a last day.
    fn entry_until<'d>(&self, selesai: Date, personnel: &Opd, desk: &Desk<'d>) -> Catatan<'d> {
        let entry = desk.of_opd("agen", &self.kode, self.opd);
        let entry = entry.put("sk", format!("SA-{}", self.seleksi));
        let entry = entry.put("calon", self.kode.replacen("AG", "CA", 1));
        let entry = entry.pegawai("nip", self.pegawai).put("kriteria_b", "ya");
        let entry = entry.person("diperiksa_oleh", checker(personnel));
        entry.date("mulai", self.masa[0]).date("selesai", selesai)
    }

    /// Mean percent of the targets of 2025; none without a plan of that year.
    pub(super) fn mean_of_first_year(&self) -> Option<Hundredths> {
        let rows = &self.capai[0];
        let sum: i64 = rows.iter().flatten().sum();
        (!rows.is_empty()).then(|| Hundredths(sum * 100 / rows.len() as i64))
    }
}

/// A selection of the table.
struct Seleksi<'a> {
    /// Code of the unit and number of the selection there.
    kode: String,
    opd: &'a Opd,
    dibuka: Date,
    calon: usize,
    usul: usize,
    gugur: usize,
    sampai: Date,
    capai: &'static str,
}

/// Someone who stands in a selection.
struct Calon<'a> {
    kode: String,
    pegawai: &'a Pegawai,
    is_refused: bool,
}

/// Role models are named and agents chosen. Answers the agents.
///
/// Source: Perbup Purbalingga 11/2020, Pasal 7; Lampiran II huruf A and B.
pub(super) fn choose<'a>(opd: &'a [Opd], pack: &RulePack, diary: &mut Diary) -> Vec<Agen<'a>> {
    let mut desk = Desk::of("agen", pack, diary);
    name_role_models(opd, &mut desk);
    let (mut agents, mut seen) = (Vec::<Agen<'a>>::new(), BTreeMap::<&str, usize>::new());
    for line in lines(include_str!("agen.txt")) {
        let [unit, dibuka, calon, usul, gugur, sampai, capai] = cells(line);
        let Some(own) = opd.iter().find(|opd| opd.kode.as_str() == unit) else { continue };
        let dates = parse_date(dibuka).zip(parse_date(sampai));
        let Some((dibuka, sampai)) = dates else { continue };
        let ke = seen.entry(unit).and_modify(|ke| *ke += 1).or_insert(1);
        let [calon, usul, gugur] = [calon, usul, gugur].map(|cell| number(cell) as usize);
        let kode = format!("{unit}-{ke}");
        let seleksi = Seleksi { kode, opd: own, dibuka, calon, usul, gugur, sampai, capai };
        let before = agents.iter().find(|agen| agen.opd.kode == own.kode);
        let personnel = find(opd, "BKPSDM");
        seleksi.open(before, personnel, &mut desk);
        agents.extend(seleksi.run(personnel, &mut desk));
    }
    meet(&agents, &mut desk);
    agents
}

fn name_role_models(opd: &[Opd], desk: &mut Desk<'_>) {
    let days = working_days(date!(2025 - 08 - 04), date!(2025 - 09 - 12));
    for (index, opd) in (1..).zip(opd) {
        let share = if opd.lapor == Lapor::Lalai { 20 } else { 68 };
        if !desk.dice.chance(share) {
            continue;
        }
        let day = *desk.dice.pick(&days);
        let is_limited = desk.dice.chance(60);
        // The head proposes and, more often than not, is the one.
        let other = opd.people(&[KelasJabatan::Administrator, KelasJabatan::Pengawas]);
        let is_head = desk.dice.chance(60);
        let chosen = if is_head { None } else { other.first().copied() };
        let number = format!("{}/{index:03}.1/2025", opd.decree_class());
        let entry = desk.of_opd("role_model", format!("RM-{}", opd.kode), opd);
        let entry = entry.pegawai("nip", chosen.unwrap_or(&opd.pegawai[0]));
        let entry = entry.pegawai("pengusul", &opd.pegawai[0]).put("nomor", number);
        let entry = entry.date("mulai", day);
        let entry = if is_limited { entry.date("selesai", TERM) } else { entry };
        desk.note(entry, day, later(day, 2));
    }
}

impl<'a> Seleksi<'a> {
    /// The head opens it, in a unit that has said what it wants to change.
    fn open(&self, before: Option<&Agen<'a>>, personnel: &Opd, desk: &mut Desk<'_>) {
        let entry = desk.of_opd("seleksi_agen", format!("SL-{}", self.kode), self.opd);
        let cara = sentence("cara_seleksi", &mut desk.dice);
        desk.note(entry.put("cara", cara), self.dibuka, self.dibuka);
        let day = later(self.dibuka, 1);
        let Some(before) = before else {
            let idea = sentence("roadmap", &mut desk.dice);
            let (aksi, isu) = idea.split_once(" => ").unwrap_or_default();
            let entry = desk.of_opd("roadmap", format!("RP-{}", self.opd.kode), self.opd);
            let entry = entry.put("rencana_aksi", aksi).put("isu", isu);
            let entry = entry.date("mulai", self.dibuka).date("selesai", self.sampai);
            return desk.note(entry, day, day);
        };
        let entry = desk.of_opd("penggantian_agen", format!("PT-{}", self.kode), self.opd);
        let entry = entry.put("agen", &before.kode).put("seleksi", format!("SL-{}", self.kode));
        desk.note(entry.put("alasan", "Mutasi ke perangkat daerah lain"), day, day);
        // Whoever is replaced was appointed for longer.
        let shortened = before.entry_until(self.dibuka, personnel, desk);
        let reason = "Masa tugas berakhir karena mutasi";
        desk.correct(shortened, before.masa[0], later(day, 1), reason);
    }

    /// Candidates, review, assessment and appointment, as far as it has come. Answers who was appointed.
    fn run(&self, personnel: &Opd, desk: &mut Desk<'_>) -> Vec<Agen<'a>> {
        let day = later(self.dibuka, desk.dice.between(4, 9));
        let standing = self.stand(day, personnel, desk);
        if self.capai == "calon" {
            return Vec::new();
        }
        let day = later(day, 2);
        let entry = self.entry("usulan_agen", "US", desk).put("seleksi", self.name());
        let number = format!("800/{:03}/{}", desk.dice.between(20, 400), day.year());
        desk.note(entry.put("nomor", number), day, day);
        let day = later(day, desk.dice.between(4, 7));
        for calon in &standing {
            self.review(calon, day, desk);
        }
        if self.capai == "penelaahan" {
            return Vec::new();
        }
        let fit: Vec<&Calon<'_>> = standing.iter().filter(|calon| !calon.is_refused).collect();
        let assessed = later(day, desk.dice.between(5, 9));
        for calon in &fit {
            self.assess(calon, personnel, assessed, desk);
        }
        let day = later(assessed, desk.dice.between(4, 7));
        self.appoint(&fit, personnel, day, desk)
    }

    fn name(&self) -> String {
        format!("SL-{}", self.kode)
    }

    fn entry<'d>(&self, form: &str, letters: &str, desk: &Desk<'d>) -> Catatan<'d> {
        desk.of_opd(form, format!("{letters}-{}", self.kode), self.opd)
    }

    /// The candidates. Answers those whom the unit puts forward, the last of them to be refused.
    fn stand(&self, day: Date, personnel: &Opd, desk: &mut Desk<'_>) -> Vec<Calon<'a>> {
        let classes = [KelasJabatan::Pengawas, KelasJabatan::Fungsional, KelasJabatan::Pelaksana];
        let mut people = self.opd.people(&classes);
        desk.dice.shuffle(&mut people);
        let mut standing = Vec::new();
        for (ke, pegawai) in people.into_iter().take(self.calon).enumerate() {
            let kode = format!("CA-{}-{}", self.kode, ke + 1);
            let is_put_forward = ke < self.usul;
            let mut marks = ["memenuhi"; 4];
            let dasar = match is_put_forward {
                true => sentence("dasar_calon", &mut desk.dice),
                false => {
                    marks[desk.dice.below(4)] = "belum";
                    sentence("dasar_belum", &mut desk.dice)
                }
            };
            let entry = desk.of_opd("calon_agen", &kode, self.opd).put("seleksi", self.name());
            let entry =
                entry.pegawai("nip", pegawai).put("kriteria_a", "ya").put("kriteria_b", "ya");
            let entry = entry.person("diperiksa_oleh", checker(personnel));
            let mut entry = entry.date("diperiksa_tanggal", later(self.dibuka, 2));
            for (letter, mark) in ["c", "d", "e", "f"].iter().zip(marks) {
                entry = entry.put(&format!("kriteria_{letter}"), mark);
            }
            let hasil = if is_put_forward { "diusulkan" } else { "tidak_diusulkan" };
            desk.note(entry.put("dasar", dasar).put("hasil", hasil), day, later(day, 1));
            if is_put_forward {
                standing.push(Calon { kode, pegawai, is_refused: ke >= self.usul - self.gugur });
            }
        }
        standing
    }

    fn review(&self, calon: &Calon<'_>, day: Date, desk: &mut Desk<'_>) {
        let code = calon.kode.replacen("CA", "PN", 1);
        let is_asked = calon.is_refused || desk.dice.chance(35);
        let whom = *desk.dice.pick(&["pimpinan", "calon", "keduanya"]);
        let kind = if calon.is_refused { "klarifikasi_gugur" } else { "klarifikasi" };
        let said = sentence(kind, &mut desk.dice);
        let entry = desk.of_opd("penelaahan_agen", code, self.opd).put("seleksi", self.name());
        let entry = entry.put("calon", &calon.kode).put("kriteria", "memenuhi");
        let entry = entry.put("komitmen", if calon.is_refused { "belum" } else { "memenuhi" });
        let entry = match is_asked {
            true => entry.put("klarifikasi", whom).put("isi_klarifikasi", said),
            false => entry,
        };
        let hasil = if calon.is_refused { "tidak_lolos" } else { "lolos" };
        desk.note(entry.put("hasil", hasil), day, later(day, 1));
    }

    fn assess(&self, calon: &Calon<'_>, personnel: &Opd, day: Date, desk: &mut Desk<'_>) {
        let assessor = desk.dice.between(1, 3);
        let (cara, seen) =
            (sentence("cara_asesmen", &mut desk.dice), sentence("ringkasan", &mut desk.dice));
        let code = calon.kode.replacen("CA", "AS", 1);
        let entry = desk.of_opd("asesmen_agen", code, self.opd).put("calon", &calon.kode);
        let entry = entry.put("mitra", &personnel.kode).put("cara", cara);
        let entry = entry.person("penilai", Person::Sandi(format!("RBI-{assessor}")));
        let entry = entry.put("ringkasan", seen).put("hasil", "direkomendasikan");
        desk.note(entry.put("berkas", "Lembar penilaian"), day, later(day, 1));

        let advised = later(day, 2);
        let advice = sentence("pengembangan", &mut desk.dice);
        let code = calon.kode.replacen("CA", "RK", 1);
        let entry = desk.of_opd("rekomendasi_agen", code, self.opd).put("seleksi", self.name());
        let entry = entry.put("calon", &calon.kode).put("hasil", "direkomendasikan");
        desk.note(entry.put("pengembangan", advice), advised, later(advised, 1));
    }

    fn appoint(
        &self,
        fit: &[&Calon<'a>],
        personnel: &Opd,
        day: Date,
        desk: &mut Desk<'_>,
    ) -> Vec<Agen<'a>> {
        let ke = desk.dice.between(40, 300);
        let number = format!("{}/{ke:03}/{}", self.opd.decree_class(), day.year());
        let duties = format!(
            "Katalis, penggerak perubahan, pemberi solusi, mediator dan penghubung di {}",
            self.opd.nama
        );
        let entry = self.entry("sk_agen", "SA", desk).put("seleksi", self.name());
        let entry = entry.put("nomor", number).put("peran_tugas_fungsi", duties);
        let entry = entry.date("mulai", day).date("selesai", self.sampai);
        desk.note(entry, day, later(day, 1));

        let tercatat = later(day, 2);
        let mut agents = Vec::new();
        for (calon, capai) in fit.iter().zip(self.capai.split(',')) {
            let kode = calon.kode.replacen("CA", "AG", 1);
            let years = capai.split_once('/').unwrap_or_default();
            let percents = |text: &'static str| {
                text.split_whitespace().map(|cell| cell.parse().ok()).collect()
            };
            let agen = Agen {
                kode,
                seleksi: self.kode.clone(),
                pegawai: calon.pegawai,
                opd: self.opd,
                roadmap: format!("RP-{}", self.opd.kode),
                masa: [day, self.sampai],
                tercatat,
                capai: [percents(years.0), percents(years.1)],
            };
            desk.note(agen.entry_until(self.sampai, personnel, desk), day, tercatat);
            agents.push(agen);
        }
        agents
    }
}

/// Who says that nobody of them serves a penalty.
fn checker(personnel: &Opd) -> Person {
    personnel
        .people(&[KelasJabatan::Pengawas])
        .first()
        .map_or_else(|| personnel.pegawai[0].person(), |pegawai| pegawai.person())
}

/// The forum of the agents.
fn meet(agents: &[Agen<'_>], desk: &mut Desk<'_>) {
    for agen in agents {
        let day = later(agen.tercatat, desk.dice.between(10, 30));
        if day < LAST_DAY && desk.dice.chance(85) {
            let code = agen.kode.replacen("AG", "FA", 1);
            let entry = desk.of_opd("forum_anggota", code, agen.opd).put("agen", &agen.kode);
            desk.note(entry.date("mulai", day), day, day);
        }
    }
    for (number, (day, guna, peserta)) in (1..).zip(FORUMS) {
        let catatan = sentence("forum", &mut desk.dice);
        let entry = desk.entry("forum", format!("FR-{number:02}")).put("guna", guna);
        let entry = entry.put("peserta", peserta).put("catatan", catatan);
        desk.note(entry, day, later(day, 1));
    }
}
