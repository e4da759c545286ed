//! What was recorded after the day it is about, on the page of a unit and between two moments.

use analytics::late::{LateFact, LateKind};
use ingest::identity::date_text;
use ingest::rule_pack::RulePack;
use maud::{Markup, html};
use serde_json::{Value, json};

use crate::asked::Asked;
use crate::pages::parts::{event, nothing, table, table_under_heading};
use crate::text::{date, t, tf, whole};

/// Kinds that are no form of a rule pack.
const KINDS: [&str; 13] = [
    "evaluasi",
    "gelar",
    "gelar_nilai",
    "gelar_peserta",
    "kbk",
    "kbk_perubahan",
    "kegiatan",
    "opd",
    "opd_perubahan",
    "pegawai",
    "periode",
    "rapat",
    "scorecard",
];

/// Facts of a kind shown one by one; JSON holds them all.
const SHOWN: usize = 40;

/// A kind in words: the name of its form, where it is one.
pub fn kind(pack: &RulePack, jenis: &str) -> String {
    match KINDS.contains(&jenis) {
        true => t(&format!("belakangan-{}", jenis.replace('_', "-"))),
        false => pack.formulir(jenis).map_or_else(|| jenis.to_owned(), |form| form.nama.clone()),
    }
}

/// How many, how late, and which events.
pub fn list(asked: &Asked, kinds: &[LateKind], names_units: bool) -> Markup {
    let pack = asked.app.pack();
    let days = |days: i64| tf("belakangan-hari", &[("hari", &whole(days))]);
    html! {
        (table_under_heading(&t("belakangan-tabel"), &html! {
            thead {
                tr {
                    th scope="col" { (t("hal-kolom-jenis")) }
                    th.num scope="col" { (t("belakangan-jumlah")) }
                    th.num scope="col" { (t("belakangan-terlama")) }
                }
            }
            tbody {
                @for one in kinds {
                    tr {
                        th scope="row" { (kind(pack, &one.jenis)) }
                        td.num { (whole(one.jumlah)) }
                        td.num { @match one.terlama_hari { Some(hari) => (days(hari)), None => (nothing()) } }
                    }
                }
            }
        }))
        @for one in kinds.iter().filter(|one| !one.facts.is_empty()) {
            @let (nama, jumlah) = (kind(pack, &one.jenis), whole(one.facts.len() as i128));
            details {
                summary { (tf("belakangan-rincian", &[("jenis", &nama), ("jumlah", &jumlah)])) }
                @if one.facts.len() > SHOWN {
                    p.note { (tf("belakangan-sebagian", &[("jumlah", &whole(SHOWN as i128))])) }
                }
                (table(&nama, &html! {
                    thead {
                        tr {
                            th.num scope="col" { (t("hal-kolom-kejadian")) }
                            @if names_units { th scope="col" { (t("hal-kolom-opd")) } }
                            th scope="col" { (t("kolom-kode")) }
                            th scope="col" { (t("belakangan-tentang")) }
                            th scope="col" { (t("belakangan-dicatat")) }
                            th.num scope="col" { (t("belakangan-selisih")) }
                        }
                    }
                    tbody { @for fact in slowest(&one.facts) { (row(asked, fact, names_units)) } }
                }))
            }
        }
    }
}

/// The facts that came latest after their day, first those of the longest delay.
fn slowest(facts: &[LateFact]) -> Vec<&LateFact> {
    let mut facts: Vec<&LateFact> = facts.iter().collect();
    facts.sort_by_key(|fact| (-fact.hari, fact.position));
    facts.truncate(SHOWN);
    facts
}

fn row(asked: &Asked, fact: &LateFact, names_units: bool) -> Markup {
    html! {
        tr {
            td.num { (event(asked, fact.position)) }
            @if names_units {
                td {
                    @match &fact.opd {
                        Some(opd) => a href=(asked.link(&format!("/opd/{opd}"))) { (opd) },
                        None => (nothing()),
                    }
                }
            }
            td { @match &fact.kode { Some(kode) => (kode), None => (nothing()) } }
            td { (date(fact.tanggal)) }
            td { (asked.at(fact.recorded_at)) }
            td.num { (tf("belakangan-hari", &[("hari", &whole(fact.hari))])) }
        }
    }
}

/// The same as JSON.
pub fn list_json(kinds: &[LateKind]) -> Value {
    let fact = |fact: &LateFact| {
        json!({
            "position": fact.position.0, "kode": fact.kode, "opd": fact.opd,
            "tanggal": date_text(fact.tanggal), "recorded_at": fact.recorded_at.to_string(),
            "days": fact.hari,
        })
    };
    let kind = |kind: &LateKind| {
        json!({
            "kind": kind.jenis, "count": kind.jumlah, "longest_days": kind.terlama_hari,
            "facts": kind.facts.iter().map(fact).collect::<Vec<_>>(),
        })
    };
    kinds.iter().map(kind).collect()
}
