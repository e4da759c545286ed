//! `/agen`: who are the agents of change, how were they chosen, and what did they reach?

use std::collections::{BTreeMap, BTreeSet};

use analytics::capaian::{RataCapaian, award, between_agents};
use analytics::catatan::{Chosen, Entri, Named, ever};
use analytics::periode::Periode;
use analytics::ranking::Bench;
use analytics::units::Unit;
use ingest::identity::date_text;
use ingest::rule_pack::{Formulir, Kewajiban, RulePack, Untuk};
use maud::{Markup, html};
use serde_json::{Value, json};
use time::Date;

use crate::asked::Asked;
use crate::entri::{Names, address};
use crate::export::as_of_json;
use crate::pages::Page;
use crate::pages::filter::{Field, filter};
use crate::pages::formulir::{reading, readings};
use crate::pages::kewajiban::source;
use crate::pages::laporan::proof;
use crate::pages::parts::joined;
use crate::pages::periods::{name, quarter_of};
use crate::tabel::{Baris, Judul, Sel, Tabel};
use crate::text::{date, decimal, t, tf, whole};
use crate::user_error::UserError;
use crate::workbook::{Document, Part};

/// The agents of change on a day.
pub struct Agents {
    /// The day it is about: the last of the period asked for, at most today.
    day: Date,
    periode: Option<Periode>,
    quarter: Periode,
    agents: Vec<Agent>,
    selections: Vec<Selection>,
    gaps: Vec<Gap>,
    places: Vec<RataCapaian>,
    awards: Vec<Entri>,
    tables: Tables,
    units: Vec<(String, String)>,
    label: String,
}

/// The same as it is printed.
#[derive(Default)]
struct Tables {
    agents: Tabel,
    reminder: Tabel,
    selections: Tabel,
    gaps: Tabel,
    places: Tabel,
    awards: Tabel,
}

/// How an agent stands on a day (AMB-108, AMB-109).
#[derive(Clone, Copy, PartialEq, Eq)]
enum Keadaan {
    AkanDatang,
    Bertugas,
    Diganti,
    Berakhir,
}

impl Keadaan {
    fn word(self) -> &'static str {
        match self {
            Self::AkanDatang => "akan_datang",
            Self::Bertugas => "bertugas",
            Self::Diganti => "diganti",
            Self::Berakhir => "berakhir",
        }
    }
}

struct Agent {
    entri: Entri,
    keadaan: Keadaan,
    /// Rows of the plan, and how many of them were approved last.
    plan: usize,
    approved: usize,
    monev: Option<Entri>,
    /// Whether the last monitoring lies in the running quarter.
    monitored: bool,
}

/// How far a stage of a selection is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tahap {
    Belum,
    Terbuka,
    Selesai,
}

impl Tahap {
    fn word(self) -> &'static str {
        match self {
            Self::Belum => "belum",
            Self::Terbuka => "terbuka",
            Self::Selesai => "selesai",
        }
    }
}

struct Selection {
    entri: Entri,
    /// Internal selection and review, assessment and recommendation, decree.
    tahap: [Tahap; 3],
    calon: usize,
    diusulkan: usize,
    lolos: usize,
    direkomendasikan: usize,
    ditetapkan: usize,
}

impl Selection {
    fn is_open(&self) -> bool {
        self.tahap.iter().any(|tahap| *tahap != Tahap::Selesai)
    }
}

/// A unit that owes an agent and has none, or a selection that is open, or no decree of a role model.
struct Gap {
    opd: Named,
    bertugas: usize,
    terbuka: Vec<String>,
    /// Whether it has a role model; none where the rules know of none.
    role_model: Option<bool>,
}

/// Entries of the forms of the selection up to a day.
struct Read<'b, 'a> {
    bench: &'b Bench<'a>,
    until: Periode,
    chosen: Chosen,
}

impl Read<'_, '_> {
    async fn of(&self, form: &str) -> Result<Vec<Entri>, UserError> {
        let mut entries = self.bench.entries(form, &self.until, &self.chosen).await?;
        entries.retain(|entri| entri.tanggal <= self.until.selesai);
        entries.sort_by_key(|entri| (entri.tanggal, entri.position));
        Ok(entries)
    }
}

/// Codes that a column of these entries names.
fn named<'e>(entries: impl IntoIterator<Item = &'e Entri>, kolom: &str) -> BTreeSet<&'e str> {
    entries.into_iter().filter_map(|entri| entri.satu(kolom)).collect()
}

fn with<'e>(
    entries: &'e [Entri],
    kolom: &'e str,
    isi: &'e str,
) -> impl Iterator<Item = &'e Entri> + 'e {
    entries.iter().filter(move |entri| entri.satu(kolom) == Some(isi))
}

/// The selections, each with how far its three stages are. A stage that was passed over is closed by
/// the decree that ends the selection.
async fn selections(read: &Read<'_, '_>, agents: &[Entri]) -> Result<Vec<Selection>, UserError> {
    let (nominees, sent) = (read.of("calon_agen").await?, read.of("usulan_agen").await?);
    let (reviewed, assessed) = (read.of("penelaahan_agen").await?, read.of("asesmen_agen").await?);
    let (advised, decrees) = (read.of("rekomendasi_agen").await?, read.of("sk_agen").await?);
    let (sent, ended) = (named(&sent, "seleksi"), named(&decrees, "seleksi"));
    let seen = named(&reviewed, "calon");
    let passed = named(with(&reviewed, "hasil", "lolos"), "calon");
    let (assessed, judged) = (named(&assessed, "calon"), named(&advised, "calon"));
    let recommended = named(with(&advised, "hasil", "direkomendasikan"), "calon");
    let appointed = named(agents, "calon");
    let selection = |entri: Entri| {
        let of: Vec<&Entri> = with(&nominees, "seleksi", &entri.kode).collect();
        let put_forward: Vec<&Entri> =
            of.iter().copied().filter(|calon| calon.satu("hasil") == Some("diusulkan")).collect();
        let inside = |codes: &BTreeSet<&str>| {
            put_forward.iter().filter(|calon| codes.contains(calon.kode.as_str())).count()
        };
        let (lolos, direkomendasikan) = (inside(&passed), inside(&recommended));
        let is_over = ended.contains(entri.kode.as_str());
        let is_screened = sent.contains(entri.kode.as_str()) && inside(&seen) == put_forward.len();
        let is_judged = is_screened && lolos > 0 && inside(&judged) >= lolos;
        let tahap = |is_done: bool, has_begun: bool| match (is_done || is_over, has_begun) {
            (true, _) => Tahap::Selesai,
            (false, true) => Tahap::Terbuka,
            (false, false) => Tahap::Belum,
        };
        Selection {
            tahap: [
                tahap(is_screened, true),
                tahap(is_judged, is_screened || inside(&assessed) > 0),
                tahap(false, is_judged || direkomendasikan > 0),
            ],
            calon: of.len(),
            diusulkan: put_forward.len(),
            lolos,
            direkomendasikan,
            ditetapkan: inside(&appointed),
            entri,
        }
    };
    Ok(read.of("seleksi_agen").await?.into_iter().map(selection).collect())
}

/// The agents with their plans and their last monitoring.
async fn agents(
    read: &Read<'_, '_>,
    entries: &[Entri],
    day: Date,
    quarter: &Periode,
) -> Result<Vec<Agent>, UserError> {
    let (plans, decisions) =
        (read.of("rencana_tindak").await?, read.of("persetujuan_rencana_tindak").await?);
    let (monev, replaced) = (read.of("monev_agen").await?, read.of("penggantian_agen").await?);
    let replaced = named(&replaced, "agen");
    // The latest decision stands.
    let approved: BTreeMap<&str, &str> = decisions
        .iter()
        .filter_map(|entri| Some((entri.satu("rencana_tindak")?, entri.satu("keputusan")?)))
        .collect();
    let agent = |entri: &Entri| {
        let plan: Vec<&Entri> = with(&plans, "agen", &entri.kode).collect();
        let last = with(&monev, "agen", &entri.kode).last().cloned();
        let is_approved = |row: &&&Entri| approved.get(row.kode.as_str()) == Some(&"disetujui");
        Agent {
            keadaan: if replaced.contains(entri.kode.as_str()) {
                Keadaan::Diganti
            } else if entri.stands_on(day) {
                Keadaan::Bertugas
            } else if entri.mulai.unwrap_or(entri.tanggal) > day {
                Keadaan::AkanDatang
            } else {
                Keadaan::Berakhir
            },
            plan: plan.len(),
            approved: plan.iter().filter(is_approved).count(),
            monitored: last.as_ref().is_some_and(|last| last.tanggal >= quarter.mulai),
            monev: last,
            entri: entri.clone(),
        }
    };
    Ok(entries.iter().map(agent).collect())
}

/// The duty of a unit to have an agent.
fn duty(pack: &RulePack) -> Option<&Kewajiban> {
    pack.kewajiban.iter().find(|duty| duty.siapa == "opd" && duty.dipenuhi.oleh == "agen")
}

/// The form of awards and its column that names an agent (Pasal 17 ayat (2)).
fn award_form(pack: &RulePack) -> Option<(&Formulir, &str)> {
    let form = pack.formulir("penghargaan")?;
    let names_agent = form.kolom.iter().find(|kolom| kolom.rujuk == "agen")?;
    Some((form, &names_agent.kode))
}

/// The name of those whose monitoring counts.
fn judge(pack: &RulePack) -> Option<String> {
    let oleh = award(pack)?.dengan.get("oleh")?.first()?;
    let kolom = pack.formulir("monev_agen")?.kolom.iter().find(|kolom| kolom.kode == "oleh")?;
    let named = pack.choices(kolom).into_iter().find(|choice| choice.kode == *oleh);
    Some(named.map_or_else(|| oleh.clone(), |choice| choice.nama))
}

fn gaps(
    pack: &RulePack,
    units: &[Unit],
    agents: &[Agent],
    selections: &[Selection],
    role_models: Option<&[Entri]>,
    day: Date,
) -> Vec<Gap> {
    let Some(duty) = duty(pack) else { return Vec::new() };
    let binds = |unit: &&Unit| {
        (duty.jenis.is_empty() || duty.jenis.contains(&unit.jenis))
            && (duty.hanya_opd.is_empty() || duty.hanya_opd.contains(&unit.kode))
            && unit.ended.is_none()
    };
    let is_of =
        |entri: &Entri, unit: &Unit| entri.opd.as_ref().is_some_and(|opd| opd.kode == unit.kode);
    let gap = |unit: &Unit| Gap {
        opd: Named { kode: unit.kode.clone(), nama: unit.nama.clone() },
        bertugas: agents
            .iter()
            .filter(|agent| agent.keadaan == Keadaan::Bertugas && is_of(&agent.entri, unit))
            .count(),
        terbuka: selections
            .iter()
            .filter(|one| one.is_open() && is_of(&one.entri, unit))
            .map(|one| one.entri.kode.clone())
            .collect(),
        role_model: role_models
            .map(|entries| entries.iter().any(|entri| is_of(entri, unit) && entri.stands_on(day))),
    };
    let is_missing =
        |gap: &Gap| gap.bertugas == 0 || !gap.terbuka.is_empty() || gap.role_model == Some(false);
    units.iter().filter(binds).map(gap).filter(is_missing).collect()
}

fn count(number: usize) -> Sel {
    Sel::dibaca(whole(number as i128), number.to_string())
}

fn day_cell(day: Option<Date>) -> Sel {
    day.map_or_else(Sel::default, |day| Sel::dibaca(date(day), date_text(day)))
}

fn unit(opd: Option<&Named>) -> Sel {
    opd.map_or_else(Sel::default, |opd| {
        Sel::dibaca(&opd.nama, &opd.kode).ke(format!("/opd/{}", opd.kode))
    })
}

fn link(form: &str, kode: &str) -> Sel {
    Sel::teks(kode).ke(address(form, kode))
}

impl Agent {
    /// How it stands, in words.
    fn stands(&self, day: Date) -> Sel {
        let words = match (self.keadaan, self.entri.selesai) {
            (Keadaan::Bertugas, Some(last)) => {
                tf("agen-keadaan-sisa", &[("hari", &whole((last - day).whole_days()))])
            }
            (keadaan, _) => t(&format!("agen-keadaan-{}", keadaan.word())),
        };
        Sel::dibaca(words, self.keadaan.word())
    }

    fn person(&self, names: &Names<'_>) -> Result<Sel, UserError> {
        let person = self.entri.satu("nip").map(|person| names.person(person)).transpose()?;
        Ok(Sel::teks(person.unwrap_or_default()))
    }

    /// The last monitoring: its day, leading to it.
    fn last(&self) -> Sel {
        let Some(last) = &self.monev else { return Sel::dibaca(t("agen-monev-kosong"), "") };
        let day = date(last.tanggal);
        let words = tf("agen-monev-isi", &[("tanggal", &day), ("kode", &last.kode)]);
        Sel::dibaca(words, date_text(last.tanggal)).ke(address("monev_agen", &last.kode))
    }
}

fn agents_table(
    pack: &RulePack,
    names: &Names<'_>,
    agents: &[Agent],
    day: Date,
) -> Result<Tabel, UserError> {
    let has = |form: &str| pack.formulir(form).is_some();
    let mut kolom = vec![Judul::teks(t("agen-kolom-agen")), Judul::teks(names.label(Untuk::Opd))];
    let always = ["orang", "mulai", "selesai", "keadaan"];
    kolom.extend(always.map(|one| Judul::teks(t(&format!("agen-kolom-{one}")))));
    if has("rencana_tindak") {
        kolom.extend(["agen-kolom-rencana", "agen-kolom-disetujui"].map(t).map(Judul::angka));
    }
    if has("monev_agen") {
        kolom.push(Judul::teks(t("agen-kolom-monev")));
    }
    let mut baris = Vec::new();
    for agent in agents {
        let entri = &agent.entri;
        let mut sel = vec![
            link("agen", &entri.kode),
            unit(entri.opd.as_ref()),
            agent.person(names)?,
            day_cell(Some(entri.mulai.unwrap_or(entri.tanggal))),
            day_cell(entri.selesai),
            agent.stands(day),
        ];
        if has("rencana_tindak") {
            sel.extend([count(agent.plan), count(agent.approved)]);
        }
        if has("monev_agen") {
            sel.push(agent.last());
        }
        baris.push(Baris { id: Some(entri.kode.clone()), sel });
    }
    Ok(Tabel { judul: t("agen-daftar"), kolom, baris, kosong: t("agen-kosong") })
}

fn reminder_table(
    names: &Names<'_>,
    agents: &[Agent],
    quarter: &Periode,
) -> Result<Tabel, UserError> {
    let headings = [t("agen-kolom-agen"), names.label(Untuk::Opd), t("agen-kolom-orang")];
    let mut kolom: Vec<Judul> = headings.map(Judul::teks).into();
    kolom.push(Judul::teks(t("agen-kolom-monev")));
    let mut baris = Vec::new();
    for agent in agents.iter().filter(|agent| agent.waits()) {
        let entri = &agent.entri;
        let whose = unit(entri.opd.as_ref());
        let sel = vec![link("agen", &entri.kode), whose, agent.person(names)?, agent.last()];
        baris.push(sel.into());
    }
    let judul = tf("agen-pengingat", &[("periode", &name(&quarter.kode))]);
    Ok(Tabel { judul, kolom, baris, kosong: t("agen-pengingat-tidak") })
}

impl Agent {
    /// In term and not yet monitored in the running quarter.
    fn waits(&self) -> bool {
        self.keadaan == Keadaan::Bertugas && !self.monitored
    }
}

fn selections_table(label: &str, selections: &[Selection]) -> Tabel {
    let mut kolom = vec![Judul::teks(t("agen-kolom-seleksi")), Judul::teks(label)];
    kolom.push(Judul::teks(t("agen-kolom-dibuka")));
    kolom.extend((1..=3).map(|stage| Judul::teks(t(&format!("agen-tahap-{stage}")))));
    let counts = ["calon", "diusulkan", "lolos", "direkomendasikan", "ditetapkan"];
    kolom.extend(counts.map(|one| Judul::angka(t(&format!("agen-kolom-{one}")))));
    let line = |one: &Selection| {
        let mut sel = vec![
            link("seleksi_agen", &one.entri.kode),
            unit(one.entri.opd.as_ref()),
            day_cell(Some(one.entri.tanggal)),
        ];
        let words = |tahap: Tahap| t(&format!("agen-tahap-{}", tahap.word()));
        sel.extend(one.tahap.map(|tahap| Sel::dibaca(words(tahap), tahap.word())));
        let counts = [one.calon, one.diusulkan, one.lolos, one.direkomendasikan, one.ditetapkan];
        sel.extend(counts.map(count));
        Baris::from(sel)
    };
    Tabel {
        judul: t("agen-seleksi"),
        kolom,
        baris: selections.iter().map(line).collect(),
        kosong: t("agen-seleksi-kosong"),
    }
}

fn gaps_table(pack: &RulePack, label: &str, gaps: &[Gap]) -> Tabel {
    let mut kolom = vec![Judul::teks(label), Judul::angka(t("agen-kolom-bertugas"))];
    let has_selection = pack.formulir("seleksi_agen").is_some();
    if has_selection {
        kolom.push(Judul::teks(t("agen-kolom-terbuka")));
    }
    if pack.formulir("role_model").is_some() {
        kolom.push(Judul::teks(t("agen-kolom-role-model")));
    }
    let line = |gap: &Gap| {
        let mut sel = vec![unit(Some(&gap.opd)), count(gap.bertugas)];
        if has_selection {
            sel.push(match gap.terbuka.as_slice() {
                [one] => link("seleksi_agen", one),
                many => Sel::teks(many.join(", ")),
            });
        }
        if let Some(there) = gap.role_model {
            sel.push(Sel::teks(t(if there { "agen-ada" } else { "agen-belum" })));
        }
        Baris::from(sel)
    };
    Tabel {
        judul: tf("agen-unit", &[("label", label)]),
        kolom,
        baris: gaps.iter().map(line).collect(),
        kosong: t("agen-unit-tidak"),
    }
}

fn places_table(
    names: &Names<'_>,
    places: &[RataCapaian],
    agents: &[Agent],
    oleh: &str,
    day: Date,
) -> Result<Tabel, UserError> {
    let kolom = vec![
        Judul::angka(t("kolom-peringkat")),
        Judul::teks(t("agen-kolom-agen")),
        Judul::teks(names.label(Untuk::Opd)),
        Judul::teks(t("agen-kolom-orang")),
        Judul::angka(t("agen-kolom-capaian")),
        Judul::angka(t("agen-kolom-baris")),
        Judul::angka(tf("agen-kolom-tanpa", &[("oleh", oleh)])),
        Judul::angka(t("agen-kolom-mandiri")),
    ];
    let by_code: BTreeMap<&str, &Agent> =
        agents.iter().map(|agent| (agent.entri.kode.as_str(), agent)).collect();
    let mut baris = Vec::new();
    for mean in places {
        let Some(agent) = by_code.get(mean.kode.as_str()) else { continue };
        let shared = places.iter().filter(|one| one.peringkat == mean.peringkat).count() > 1;
        let place = whole(mean.peringkat);
        let words = match shared {
            true => tf("hal-tempat-sama", &[("peringkat", &place)]),
            false => place,
        };
        let number = |printed: String| Sel::dibaca(decimal(&printed), printed);
        let own = mean.mandiri.map(|own| number(own.to_string()));
        let sel = vec![
            Sel::dibaca(words, mean.peringkat.to_string()),
            Sel::teks(&mean.kode).ke(address("agen", &mean.kode)),
            unit(agent.entri.opd.as_ref()),
            agent.person(names)?,
            number(mean.persen.to_string()),
            Sel::dibaca(whole(mean.baris), mean.baris.to_string()),
            Sel::dibaca(whole(mean.belum), mean.belum.to_string()),
            own.unwrap_or_default(),
        ];
        baris.push(sel.into());
    }
    let judul = tf("agen-capaian", &[("tahun", &day.year().to_string())]);
    Ok(Tabel { judul, kolom, baris, kosong: t("agen-capaian-kosong") })
}

impl Agents {
    /// Who is proposed for the award: all at place 1 of whom something was monitored by those who count
    /// (AMB-112); a choice between them is made by whoever decides, with a reason (AMB-042, AMB-043).
    fn proposed(&self, oleh: &str) -> String {
        let is_first = |mean: &&RataCapaian| mean.peringkat == 1 && mean.belum < mean.baris;
        let first = self.places.iter().filter(is_first);
        let who: Vec<String> = first.map(|mean| mean.kode.clone()).collect();
        match who.as_slice() {
            [] => tf("agen-usulan-tidak", &[("oleh", oleh)]),
            [one] => tf("agen-usulan", &[("agen", one.as_str()), ("oleh", oleh)]),
            many => {
                let jumlah = whole(many.len() as i128);
                let arguments = [("agen", &*joined(many)), ("jumlah", &jumlah), ("oleh", oleh)];
                tf("agen-usulan-bersama", &arguments)
            }
        }
    }

    fn in_term(&self) -> usize {
        self.agents.iter().filter(|agent| agent.keadaan == Keadaan::Bertugas).count()
    }

    fn lead(&self) -> String {
        let jumlah = whole(self.in_term() as i128);
        tf("agen-kalimat", &[("tanggal", &date(self.day)), ("jumlah", &jumlah)])
    }

    /// What is shown, in order, each with what is said of it.
    fn sections(&self, pack: &RulePack) -> Vec<(&Tabel, Vec<String>)> {
        let has = |form: &str| pack.formulir(form).is_some();
        let Tables { agents, reminder, selections, gaps, places, awards } = &self.tables;
        let mut sections = vec![(agents, Vec::new())];
        if has("monev_agen") {
            sections.push((reminder, vec![t("agen-pengingat-arti")]));
        }
        if let Some(duty) = duty(pack) {
            let said =
                vec![format!("{}.", duty.nama), source(&duty.sumber, duty.keputusan.as_deref())];
            sections.push((gaps, said));
        }
        if has("seleksi_agen") {
            sections.push((selections, Vec::new()));
        }
        if let (Some(rule), Some(oleh)) = (award(pack), judge(pack)) {
            let said = vec![
                tf("agen-capaian-usulan", &[("oleh", &oleh)]),
                tf("agen-capaian-cara", &[("oleh", &oleh)]),
                source(&rule.sumber, rule.keputusan.as_deref()),
            ];
            sections.push((places, said));
            if let Some((form, _)) = award_form(pack) {
                let sumber = source(&form.sumber, form.keputusan.as_deref());
                sections.push((awards, vec![self.proposed(&oleh), sumber]));
            }
        }
        sections
    }
}

impl Page for Agents {
    async fn load(asked: &Asked) -> Result<Self, UserError> {
        let (bench, pack) = (asked.bench(), asked.app.pack());
        let names = Names::load(&asked.app, &asked.view).await?;
        asked.check_narrowed(&names)?;
        let periode = asked.chosen_period(&bench).await?;
        let today = asked.today();
        let day = periode.as_ref().map_or(today, |periode| periode.selesai.min(today));
        let quarter = bench.periode(&quarter_of(day)).await?;
        let opd = asked.address.narrowed.opd.clone();
        let is_asked = |unit: &Unit| opd.is_empty() || unit.kode == opd;
        let units: Vec<Unit> = bench.units().await?.into_iter().filter(is_asked).collect();
        let read = Read {
            bench: &bench,
            until: Periode { selesai: day, ..ever() },
            chosen: Chosen { opd: opd.clone(), kbk: String::new() },
        };
        let entries = read.of("agen").await?;
        let agents = agents(&read, &entries, day, &quarter).await?;
        let selections = selections(&read, &entries).await?;
        let role_models = match pack.formulir("role_model") {
            Some(_) => Some(read.of("role_model").await?),
            None => None,
        };
        let gaps = gaps(pack, &units, &agents, &selections, role_models.as_deref(), day);
        let (mut places, mut places_shown) = (Vec::new(), Tabel::default());
        if let (Some(nama), Some(by)) = (judge(pack), between_agents(pack, day)) {
            places = bench.mean_achievements("rencana_tindak", by).await?;
            places_shown = places_table(&names, &places, &agents, &nama, day)?;
            // Places are among all; shown are those of the unit asked for.
            let known: BTreeSet<&str> = entries.iter().map(|entri| entri.kode.as_str()).collect();
            places.retain(|mean| known.contains(mean.kode.as_str()));
        }
        let (mut awards, mut awards_shown) = (Vec::new(), Tabel::default());
        if let Some((form, column)) = award_form(pack) {
            awards = read.of(&form.kode).await?;
            awards.retain(|entri| entri.satu(column).is_some());
            awards_shown = names.table(form, &awards, true)?;
            awards_shown.judul = t("agen-penghargaan");
            awards_shown.kosong = t("agen-penghargaan-kosong");
        }
        let label = names.label(Untuk::Opd);
        let tables = Tables {
            agents: agents_table(pack, &names, &agents, day)?,
            reminder: reminder_table(&names, &agents, &quarter)?,
            selections: selections_table(&label, &selections),
            gaps: gaps_table(pack, &label, &gaps),
            places: places_shown,
            awards: awards_shown,
        };
        let units = names.units().into_iter().map(|one| (one.kode, one.nama)).collect();
        Ok(Self {
            day,
            periode,
            quarter,
            agents,
            selections,
            gaps,
            places,
            awards,
            tables,
            units,
            label,
        })
    }

    fn title(&self, _: &Asked) -> String {
        t("agen-judul")
    }

    fn body(&self, asked: &Asked) -> Markup {
        let pack = asked.app.pack();
        let shown = self.periode.as_ref().map_or("", |periode| &periode.kode);
        let fields =
            [Field::opd(self.label.clone(), &self.units), Field::any_periode(shown, asked.today())];
        html! {
            @if let Some(form) = pack.formulir("agen") {
                p.lead {
                    (self.lead())
                    @if pack.formulir("seleksi_agen").is_none() { " " (t("agen-pada-daftar")) }
                }
                p.muted { (form.nama) ": " (source(&form.sumber, form.keputusan.as_deref())) }
                (reading(&readings(pack, "agen")))
                (filter(asked, &fields))
                @for (tabel, said) in self.sections(pack) {
                    section {
                        h2 { (tabel.judul) }
                        @for line in said { p { (line) } }
                        (tabel.markup(|path| asked.link(path)))
                    }
                }
            } @else {
                p.lead { (t("agen-tanpa")) }
            }
        }
    }

    fn json(&self, asked: &Asked) -> Value {
        let code = |opd: &Option<Named>| opd.as_ref().map(|opd| opd.kode.clone());
        let agent = |agent: &Agent| {
            let entri = &agent.entri;
            json!({
                "agen": entri.kode,
                "opd": code(&entri.opd),
                "pegawai": entri.satu("nip"),
                "mulai": date_text(entri.mulai.unwrap_or(entri.tanggal)),
                "selesai": entri.selesai.map(date_text),
                "keadaan": agent.keadaan.word(),
                "rencana": agent.plan,
                "disetujui": agent.approved,
                "monev": agent.monev.as_ref().map(|last| json!({"kode": last.kode, "tanggal": date_text(last.tanggal)})),
                "position": entri.position.0,
            })
        };
        let selection = |one: &Selection| {
            json!({
                "seleksi": one.entri.kode,
                "opd": code(&one.entri.opd),
                "tanggal": date_text(one.entri.tanggal),
                "tahap": one.tahap.map(Tahap::word),
                "calon": one.calon,
                "diusulkan": one.diusulkan,
                "lolos": one.lolos,
                "direkomendasikan": one.direkomendasikan,
                "ditetapkan": one.ditetapkan,
                "position": one.entri.position.0,
            })
        };
        let gap = |gap: &Gap| json!({"opd": gap.opd.kode, "bertugas": gap.bertugas, "seleksi_terbuka": gap.terbuka, "role_model": gap.role_model});
        let place = |mean: &RataCapaian| {
            json!({
                "peringkat": mean.peringkat,
                "agen": mean.kode,
                "capaian": mean.persen.to_string(),
                "baris": mean.baris,
                "tanpa_monev": mean.belum,
                "penilaian_mandiri": mean.mandiri.map(|own| own.to_string()),
            })
        };
        let column = award_form(asked.app.pack()).map_or("", |(_, column)| column);
        let award = |entri: &Entri| {
            json!({"kode": entri.kode, "agen": entri.satu(column), "tanggal": date_text(entri.tanggal),
                   "position": entri.position.0})
        };
        let waiting = self.agents.iter().filter(|agent| agent.waits());
        let has_monev = asked.app.pack().formulir("monev_agen").is_some();
        let waiting = waiting.filter(|_| has_monev).map(|agent| &agent.entri.kode);
        json!({
            "as_of": as_of_json(&asked.view),
            "tanggal": date_text(self.day),
            "bertugas": self.in_term(),
            "agen": self.agents.iter().map(agent).collect::<Vec<_>>(),
            "tanpa_monev": {"triwulan": self.quarter.kode, "agen": waiting.collect::<Vec<_>>()},
            "seleksi": self.selections.iter().map(selection).collect::<Vec<_>>(),
            "unit": self.gaps.iter().map(gap).collect::<Vec<_>>(),
            "usulan_peringkat": self.places.iter().map(place).collect::<Vec<_>>(),
            "penghargaan": self.awards.iter().map(award).collect::<Vec<_>>(),
        })
    }

    fn rows(&self, _: &Asked) -> Vec<Vec<String>> {
        self.tables.agents.rows()
    }

    fn document(&self, asked: &Asked) -> Option<Document> {
        let pack = asked.app.pack();
        let part = |(tabel, said): (&Tabel, Vec<String>)| Part {
            heading: tabel.judul.clone(),
            lines: said,
            tables: vec![tabel.clone()],
        };
        let (lead, parts) = match pack.formulir("agen") {
            Some(_) => (self.lead(), self.sections(pack).into_iter().map(part).collect()),
            None => (t("agen-tanpa"), Vec::new()),
        };
        let below = vec![proof(&asked.app, &asked.view)];
        Some(Document { head: vec![t("agen-judul"), lead], parts, below })
    }
}
