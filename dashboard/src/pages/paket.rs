//! `/paket` and `/paket/{kode}`: which regulations does this record follow, and what do they say?

mod budaya;
mod formulir;
mod kewajiban;
mod organisasi;
mod penilaian;

use std::fmt::Display;

use analytics::policy::Policy;
use ingest::event::Event;
use ingest::identity::{Instant, Position, StreamName};
use ingest::record::read_pack;
use ingest::register::RegisterError;
use ingest::rule_pack::{Entri, Kekuatan, LoadedPack, Profil, RulePack, StatusTeks, keputusan};
use maud::{Markup, html};
use serde::Serialize;
use serde_json::{Value, json};

use crate::asked::Asked;
use crate::export::policy_json;
use crate::moment::Moment;
use crate::pages::parts::{event, joined, table};
use crate::pages::{Page, kebijakan, lembar, shell};
use crate::text::{t, tf};
use crate::user_error::UserError;

/// A rule pack as the record took it up.
struct Adopted {
    position: Position,
    recorded_at: Instant,
    kode: String,
    judul: String,
    hash: String,
    /// Units it is valid for; empty for that of the whole government.
    opd: Vec<String>,
    /// What took its place, where something did.
    until: Option<(Position, Instant)>,
}

/// Every rule pack that the record took up so far, in its order. Errors: [`UserError`].
fn adopted(asked: &Asked) -> Result<Vec<Adopted>, UserError> {
    let pemda = &asked.app.pemda().kode;
    let mut found: Vec<Adopted> = Vec::new();
    for frame in asked.app.log().stream(&StreamName::new("pemda", pemda, pemda))? {
        for (index, stored) in frame.body.stored().iter().enumerate() {
            let position = Position(frame.first.0 + index as u64);
            let (kode, judul, hash, opd) = match stored.read().map_err(RegisterError::from)? {
                _ if position > asked.view.position => continue,
                Event::RulePackAdopted(e) => (e.kode, e.judul, e.hash, Vec::new()),
                Event::RulePackSupplemented(e) => {
                    let opd = e.opd.iter().map(ToString::to_string).collect();
                    (e.kode, e.judul, e.hash, opd)
                }
                _ => continue,
            };
            let recorded_at = frame.recorded_at;
            // The government has one regulation at a time; that of a unit gives way to its own.
            for before in found.iter_mut().filter(|before| before.until.is_none()) {
                if before.opd.is_empty() == opd.is_empty()
                    && (opd.is_empty() || before.kode == kode)
                {
                    before.until = Some((position, recorded_at));
                }
            }
            found.push(Adopted { position, recorded_at, kode, judul, hash, opd, until: None });
        }
    }
    Ok(found)
}

/// The list of them.
pub struct Daftar {
    adopted: Vec<Adopted>,
    policies: Vec<Policy>,
}

impl Page for Daftar {
    async fn load(asked: &Asked) -> Result<Self, UserError> {
        Ok(Self { adopted: adopted(asked)?, policies: asked.bench().policies("").await? })
    }

    fn title(&self, _: &Asked) -> String {
        t("paket-daftar-judul")
    }

    fn body(&self, asked: &Asked) -> Markup {
        let address = |pack: &Adopted| {
            let path = format!("/paket/{}", pack.kode);
            match pack.until {
                Some(_) => Moment::event(pack.position).link(&path),
                None => asked.link(&path),
            }
        };
        html! {
            p.lead { (t("paket-daftar-kalimat")) }
            (table(&t("paket-daftar-tabel"), &html! {
                thead {
                    tr {
                        th scope="col" { (t("paket-kolom-peraturan")) }
                        th scope="col" { (t("paket-kolom-untuk")) }
                        th scope="col" { (t("paket-kolom-dipakai")) }
                        th scope="col" { (t("paket-kolom-sampai")) }
                        th scope="col" { (t("paket-kolom-sidik")) }
                    }
                }
                tbody {
                    @for pack in self.adopted.iter().rev() {
                        tr {
                            th scope="row" { a href=(address(pack)) { (pack.judul) } }
                            td { (valid_for(&pack.opd)) }
                            td { (asked.at(pack.recorded_at)) ", " (event(asked, pack.position)) }
                            td {
                                @match pack.until {
                                    Some((position, at)) => { (asked.at(at)) ", " (event(asked, position)) }
                                    None => (t("paket-masih-dipakai")),
                                }
                            }
                            td { code.sidik { (pack.hash) } }
                        }
                    }
                }
            }))
            (kebijakan::all(asked, &self.policies))
        }
    }

    fn json(&self, asked: &Asked) -> Value {
        let pack = |pack: &Adopted| {
            json!({"kode": pack.kode, "judul": pack.judul, "hash": pack.hash, "opd": pack.opd,
            "position": pack.position.0, "recorded_at": pack.recorded_at.to_string(),
            "until": pack.until.map(|(position, at)| {
                json!({"position": position.0, "recorded_at": at.to_string()})
            })})
        };
        json!({
            "as_of": {"position": asked.view.position.0, "recorded_at": asked.view.recorded_at.to_string()},
            "packs": self.adopted.iter().map(pack).collect::<Vec<_>>(),
            "policies": self.policies.iter().map(policy_json).collect::<Vec<_>>(),
        })
    }

    fn rows(&self, _: &Asked) -> Vec<Vec<String>> {
        let header = ["kode", "judul", "opd", "kejadian", "dicatat", "sampai_kejadian", "sidik"];
        let row = |pack: &Adopted| {
            vec![
                pack.kode.clone(),
                pack.judul.clone(),
                pack.opd.join(";"),
                pack.position.to_string(),
                pack.recorded_at.to_string(),
                pack.until.map(|(position, _)| position.to_string()).unwrap_or_default(),
                pack.hash.clone(),
            ]
        };
        let header = header.map(String::from).to_vec();
        std::iter::once(header).chain(self.adopted.iter().map(row)).collect()
    }
}

fn valid_for(opd: &[String]) -> String {
    match opd.is_empty() {
        true => t("paket-seluruh-pemda"),
        false => joined(opd),
    }
}

/// One regulation, whole: every entry under its place in the pack.
pub struct Paket {
    adopted: Adopted,
    loaded: LoadedPack,
}

/// A part of the page with its heading and what the contents list of it.
struct Section {
    id: &'static str,
    title: String,
    /// Places and names of its entries, where they are worth finding by name.
    entries: Vec<(String, String)>,
    body: Markup,
}

impl Paket {
    fn sections(&self) -> Vec<Section> {
        let pack = &self.loaded.pack;
        let all = [
            budaya::bacaan(pack),
            budaya::nilai(pack),
            budaya::semboyan(pack),
            organisasi::kbk(pack),
            organisasi::tim(pack),
            organisasi::jenis_kegiatan(pack),
            formulir::formulir(pack),
            kewajiban::kewajiban(pack),
            kewajiban::laporan(pack),
            penilaian::instrumen(pack),
            penilaian::scorecard(pack),
            penilaian::gelar(pack),
            kewajiban::penghargaan(pack),
            decisions(&self.loaded.entries()),
        ];
        all.into_iter().flatten().collect()
    }

    fn head(&self, asked: &Asked) -> Markup {
        let (pack, profil) = (&self.loaded.pack, self.loaded.pack.profil.as_ref());
        let day = |date: &dyn Display| shell::day(&date.to_string());
        html! {
            section #profil {
                p.lead { (pack.judul) }
                dl {
                    dt { (t("paket-pemda")) }
                    dd { (pack.pemda) }
                    @if let Some(profil) = profil { (facts(profil)) }
                    dt { (t("paket-berlaku")) }
                    dd #berlaku {
                        (tf("paket-berlaku-sejak", &[("mulai", &day(&pack.berlaku.mulai))]))
                        @if let Some(sampai) = &pack.berlaku.sampai {
                            " " (tf("paket-berlaku-sampai", &[("sampai", &day(sampai))]))
                        }
                        (source(&pack.berlaku.sumber, pack.berlaku.keputusan.as_deref()))
                    }
                    dt { (t("paket-kolom-untuk")) }
                    dd { (valid_for(&self.adopted.opd)) }
                    dt { (t("paket-kolom-dipakai")) }
                    dd { (asked.at(self.adopted.recorded_at)) ", " (event(asked, self.adopted.position)) }
                    dt { (t("paket-kolom-sidik")) }
                    dd { code.sidik { (self.adopted.hash) } }
                }
                @if let Some(profil) = profil {
                    @if !profil.catatan.is_empty() { p.note { (profil.catatan) } }
                    (source(&profil.sumber, profil.keputusan.as_deref()))
                }
            }
        }
    }
}

fn facts(profil: &Profil) -> Markup {
    let fact = |key: &str, words: &str| html! { dt { (t(key)) } dd { (words) } };
    let day = |date: &dyn Display| shell::day(&date.to_string());
    html! {
        (fact("paket-nomor", &profil.nomor))
        @if let Some(date) = &profil.ditetapkan { (fact("paket-ditetapkan", &day(date))) }
        @if let Some(date) = &profil.diundangkan { (fact("paket-diundangkan", &day(date))) }
        (fact("paket-penandatangan", &profil.penandatangan))
        (fact("paket-pimpinan-daerah", &profil.pimpinan_daerah))
        (fact("paket-label-opd", &profil.label_opd))
        (fact("paket-label-kbk", &profil.label_kbk))
        @if !profil.hanya_opd.is_empty() {
            (fact("paket-hanya-opd", &joined(&profil.hanya_opd)))
        }
    }
}

fn contents(sections: &[Section]) -> Markup {
    html! {
        nav.toc aria-labelledby="daftar-isi" {
            h2 #daftar-isi { (t("paket-daftar-isi")) }
            ol {
                @for section in sections {
                    li {
                        a href=(format!("#{}", section.id)) { (section.title) }
                        @if !section.entries.is_empty() {
                            ul {
                                @for (place, name) in &section.entries {
                                    li { a href=(format!("#{place}")) { (name) } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

impl Page for Paket {
    async fn load(asked: &Asked) -> Result<Self, UserError> {
        let kode = asked.segment(0);
        let mut packs = adopted(asked)?;
        match packs.iter().rposition(|pack| pack.kode == kode) {
            Some(place) => {
                let adopted = packs.swap_remove(place);
                let loaded = read_pack(asked.app.dir(), &adopted.hash)?;
                Ok(Self { adopted, loaded })
            }
            None => {
                let known = packs
                    .into_iter()
                    .map(|pack| (asked.link(&format!("/paket/{}", pack.kode)), pack.judul));
                Err(UserError::no_such_pack(kode, known.collect()))
            }
        }
    }

    fn title(&self, _: &Asked) -> String {
        let pack = &self.loaded.pack;
        pack.profil.as_ref().map_or_else(|| pack.kode.clone(), |profil| profil.nomor.clone())
    }

    fn body(&self, asked: &Asked) -> Markup {
        let sections = self.sections();
        html! {
            (self.head(asked))
            (contents(&sections))
            @for section in sections {
                section.bab id=(section.id) {
                    h2 { (section.title) }
                    (section.body)
                }
            }
        }
    }

    fn json(&self, asked: &Asked) -> Value {
        let entry = |entry: Entri| {
            json!({"tempat": entry.tempat, "baris": entry.baris, "sumber": entry.sumber,
                   "keputusan": entry.keputusan, "isi": entry.isi})
        };
        let pack = &self.loaded.pack;
        json!({
            "as_of": {"position": asked.view.position.0, "recorded_at": asked.view.recorded_at.to_string()},
            "kode": pack.kode, "judul": pack.judul, "pemda": pack.pemda,
            "hash": self.adopted.hash, "opd": self.adopted.opd,
            "position": self.adopted.position.0,
            "entri": self.loaded.entries().into_iter().map(entry).collect::<Vec<_>>(),
        })
    }

    fn rows(&self, _: &Asked) -> Vec<Vec<String>> {
        let header = ["tempat", "sumber", "keputusan", "isi"].map(String::from).to_vec();
        let row = |entry: Entri| {
            let apart = ["sumber", "keputusan"];
            let fields = entry.isi.iter().filter(|(field, _)| !apart.contains(&field.as_str()));
            let isi: Vec<String> = fields
                .map(|(field, value)| match value.as_str() {
                    Some(text) => format!("{field}: {text}"),
                    None => format!("{field}: {value}"),
                })
                .collect();
            vec![entry.tempat, entry.sumber, entry.keputusan.unwrap_or_default(), isi.join("; ")]
        };
        std::iter::once(header).chain(self.loaded.entries().into_iter().map(row)).collect()
    }
}

/// Where an entry stands, and the decision that closes what is open there.
fn source(sumber: &str, nomor: Option<&str>) -> Markup {
    html! {
        @if !sumber.is_empty() { p.sumber { (sumber) } }
        (decision(nomor))
    }
}

fn decision(nomor: Option<&str>) -> Markup {
    let Some(nomor) = nomor else { return Markup::default() };
    html! {
        p.putusan {
            strong { (nomor) }
            @if let Some(keputusan) = keputusan(nomor) { " " (keputusan.putusan) }
        }
    }
}

/// The decisions that this pack rests on, each with the entries it closes.
fn decisions(entries: &[Entri]) -> Option<Section> {
    let mut numbers: Vec<&str> = entries.iter().filter_map(|e| e.keputusan.as_deref()).collect();
    numbers.sort_unstable();
    numbers.dedup();
    if numbers.is_empty() {
        return None;
    }
    let body = html! {
        p { (t("paket-keputusan-arti")) }
        (table(&t("paket-keputusan-judul"), &html! {
            thead {
                tr {
                    th scope="col" { (t("paket-kolom-keputusan")) }
                    th scope="col" { (t("paket-kolom-putusan")) }
                    th scope="col" { (t("paket-kolom-entri")) }
                }
            }
            tbody {
                @for nomor in numbers {
                    tr {
                        th scope="row" { (nomor) }
                        td {
                            @if let Some(keputusan) = keputusan(nomor) {
                                (keputusan.judul) ". " (keputusan.putusan)
                            }
                        }
                        td {
                            @for entry in entries.iter().filter(|e| e.keputusan.as_deref() == Some(nomor)) {
                                div { a href=(format!("#{}", entry.tempat)) { (entry.sumber) } }
                            }
                        }
                    }
                }
            }
        }))
    };
    let title = t("paket-keputusan-judul");
    Some(Section { id: "bagian-keputusan", title, entries: Vec::new(), body })
}

/// What the pack calls a thing that has a word of its own in the Fluent file.
fn word(prefix: &str, value: &impl Serialize) -> String {
    let name = serde_json::to_value(value).unwrap_or_default();
    t(&format!("{prefix}-{}", name.as_str().unwrap_or_default().replace('_', "-")))
}

/// How strong a duty is, as a word beside it.
fn strength(kekuatan: Kekuatan) -> Markup {
    html! {
        span class=(if kekuatan == Kekuatan::Wajib { "kuat kuat-wajib" } else { "kuat" }) {
            (word("paket-kekuatan", &kekuatan))
        }
    }
}

/// Says that words are missing, where they are.
fn survived(status: StatusTeks) -> Markup {
    match status {
        StatusTeks::Utuh => Markup::default(),
        _ => html! { " " (lembar::incomplete()) },
    }
}

/// What the text calls a work-culture group.
fn label_kbk(pack: &RulePack) -> String {
    pack.profil.as_ref().map_or_else(|| t("hal-kolom-kbk"), |profil| profil.label_kbk.clone())
}

/// What the text calls a unit.
fn label_opd(pack: &RulePack) -> String {
    pack.profil.as_ref().map_or_else(|| t("hal-kolom-opd"), |profil| profil.label_opd.clone())
}

/// Kinds of unit in words.
fn kinds(jenis: &[String]) -> String {
    joined(&jenis.iter().map(|jenis| crate::pages::opd::kind(jenis)).collect::<Vec<_>>())
}

/// A printed list.
fn list(lines: &[String]) -> Markup {
    html! {
        @if !lines.is_empty() {
            ul.butir { @for line in lines { li { (line) } } }
        }
    }
}
