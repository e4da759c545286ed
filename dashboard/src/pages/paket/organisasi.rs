//! Who does the work: the KBK, its positions, the central bodies, and the kinds of activity.

use ingest::rule_pack::{Jabatan, JenisKegiatan, Peran, RulePack, Struktur, Tim};
use maud::{Markup, html};

use super::{Section, kinds, label_kbk, list, source, word};
use crate::pages::parts::table;
use crate::text::{t, tf, whole};

/// The KBK: who must have one, by whose decree, and its positions.
pub(super) fn kbk(pack: &RulePack) -> Option<Section> {
    let roles: Vec<&Peran> = pack
        .peran
        .iter()
        .filter(|role| pack.tim.iter().all(|tim| tim.kode != role.badan))
        .collect();
    if pack.kbk.is_none() && pack.struktur.is_empty() && roles.is_empty() {
        return None;
    }
    let label = label_kbk(pack);
    let body = html! {
        @if let Some(kbk) = &pack.kbk {
            article #kbk {
                p { (tf("paket-kbk-wajib", &[("kbk", &label), ("jenis", &kinds(&kbk.wajib_pada))])) }
                p { (tf(&format!("paket-kbk-{}", name_of(&kbk.nama)), &[("kbk", &label)])) }
                (source(&kbk.sumber, kbk.keputusan.as_deref()))
                @for (index, sk) in kbk.sk.iter().enumerate() {
                    article id=(format!("kbk.sk.{}", index + 1)) {
                        h3 { (sk.nama) }
                        @if !sk.untuk.is_empty() { p { (sk.untuk) } }
                        p { (tf("paket-sk-jenis", &[("jenis", &kinds(&sk.jenis))])) }
                        @if !sk.atas_nama.is_empty() {
                            p { (tf("paket-sk-atas-nama", &[("atas_nama", &sk.atas_nama)])) }
                        }
                        (source(&sk.sumber, sk.keputusan.as_deref()))
                    }
                }
            }
        }
        @for (index, struktur) in pack.struktur.iter().enumerate() { (structure(index + 1, struktur)) }
        @for role in &roles { (position(role)) }
    };
    let structures = pack
        .struktur
        .iter()
        .enumerate()
        .map(|(index, struktur)| (format!("struktur.{}", index + 1), structure_name(struktur)));
    let positions = roles.iter().map(|role| (format!("peran.{}", role.kode), role.nama.clone()));
    let entries = structures.chain(positions).collect();
    Some(Section { id: "bagian-kbk", title: label, entries, body })
}

fn name_of(nama: &impl serde::Serialize) -> String {
    let name = serde_json::to_value(nama).unwrap_or_default();
    format!("nama-{}", name.as_str().unwrap_or_default())
}

fn structure_name(struktur: &Struktur) -> String {
    match struktur.nama.is_empty() {
        true => tf("paket-struktur", &[("jenis", &kinds(&struktur.jenis))]),
        false => struktur.nama.clone(),
    }
}

fn structure(number: usize, struktur: &Struktur) -> Markup {
    let place = format!("struktur.{number}");
    let name = structure_name(struktur);
    html! {
        article id=(place) {
            h3 { (name) }
            p { (tf("paket-sk-jenis", &[("jenis", &kinds(&struktur.jenis))])) }
            (positions(&place, &name, &struktur.kolom, &struktur.jabatan))
            (source(&struktur.sumber, struktur.keputusan.as_deref()))
        }
    }
}

fn position(role: &Peran) -> Markup {
    html! {
        article id=(format!("peran.{}", role.kode)) {
            h3 { (role.nama) }
            @if role.badan == "unit" { p { (t("paket-peran-unit")) } }
            (list(&role.tugas))
            @if let Some(fungsi) = role.fungsi {
                p.muted { (word("paket-fungsi", &fungsi)) }
            }
            @if role.koordinasi { p.muted { (t("paket-peran-koordinasi")) } }
            (source(&role.sumber, role.keputusan.as_deref()))
        }
    }
}

/// Central bodies with their positions.
pub(super) fn tim(pack: &RulePack) -> Option<Section> {
    let all = &pack.tim;
    let name = |tim: &Tim| (format!("tim.{}", tim.kode), tim.nama.clone());
    let body = html! { @for tim in all { (team(pack, tim)) } };
    let entries = all.iter().map(name).collect();
    (!all.is_empty()).then(|| Section { id: "bagian-tim", title: t("paket-tim"), entries, body })
}

fn team(pack: &RulePack, tim: &Tim) -> Markup {
    let place = format!("tim.{}", tim.kode);
    html! {
        article id=(place) {
            h3 { (tim.nama) }
            @if !tim.ditetapkan_oleh.is_empty() {
                p { (tf("paket-tim-ditetapkan", &[("oleh", &tim.ditetapkan_oleh)])) }
            }
            (list(&tim.tugas))
            (positions(&place, &tim.nama, &tim.kolom, &tim.jabatan))
            (source(&tim.sumber, tim.keputusan.as_deref()))
        }
        @for role in pack.peran.iter().filter(|role| role.badan == tim.kode) { (position(role)) }
    }
}

/// What stands in a column of a printed table of positions.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cell {
    Number,
    Position,
    Official,
    Task,
}

/// The printed headings, each over what it names: a table may print the official first.
fn columns(kolom: &[String], jabatan: &[Jabatan]) -> Vec<(Cell, String)> {
    let mut columns: Vec<(Cell, String)> = Vec::new();
    for head in kolom {
        let words = head.to_lowercase();
        let taken = |cell: Cell| columns.iter().any(|(other, _)| *other == cell);
        let cell = match words.trim_end_matches('.') {
            "no" | "nomor" => Cell::Number,
            _ if words.contains("tugas") => Cell::Task,
            _ if words.contains("kedudukan")
                || words.contains("dalam kbk")
                || words.contains("dalam tim") =>
            {
                Cell::Position
            }
            _ if !taken(Cell::Position)
                && !words.contains("pejabat")
                && !words.contains("nama jabatan") =>
            {
                Cell::Position
            }
            _ => Cell::Official,
        };
        let cell = if taken(cell) { Cell::Official } else { cell };
        columns.push((cell, head.clone()));
    }
    let tasks = jabatan.iter().any(|jabatan| !jabatan.tugas.is_empty());
    for (cell, key, needed) in [
        (Cell::Position, "paket-kolom-kedudukan", true),
        (Cell::Official, "paket-kolom-pejabat", true),
        (Cell::Task, "paket-kolom-tugas", tasks),
    ] {
        if needed && columns.iter().all(|(other, _)| *other != cell) {
            columns.push((cell, t(key)));
        }
    }
    columns
}

fn positions(place: &str, caption: &str, kolom: &[String], jabatan: &[Jabatan]) -> Markup {
    if jabatan.is_empty() {
        return Markup::default();
    }
    let columns = columns(kolom, jabatan);
    let cell = |cell: Cell, number: usize, jabatan: &Jabatan| match cell {
        Cell::Number => html! { td.num { (whole(number as i128)) } },
        Cell::Position => html! {
            td {
                (jabatan.peran)
                @if jabatan.merangkap_anggota { span.muted { " " (t("paket-merangkap")) } }
            }
        },
        Cell::Official => html! { td { (jabatan.diisi) } },
        Cell::Task => html! { td { (jabatan.tugas) } },
    };
    table(
        caption,
        &html! {
            thead { tr { @for (_, head) in &columns { th scope="col" { (head) } } } }
            tbody {
                @for (index, jabatan) in jabatan.iter().enumerate() {
                    tr id=(format!("{place}.jabatan.{}", index + 1)) {
                        @for (kind, _) in &columns { (cell(*kind, index + 1, jabatan)) }
                    }
                }
            }
        },
    )
}

/// Kinds of activity with their methods.
pub(super) fn jenis_kegiatan(pack: &RulePack) -> Option<Section> {
    let all = &pack.jenis_kegiatan;
    let name =
        |jenis: &JenisKegiatan| (format!("jenis_kegiatan.{}", jenis.kode), jenis.nama.clone());
    let body = html! { @for jenis in all { (activity(jenis)) } };
    let entries = all.iter().map(name).collect();
    (!all.is_empty()).then(|| Section {
        id: "bagian-kegiatan",
        title: t("paket-kegiatan"),
        entries,
        body,
    })
}

fn activity(jenis: &JenisKegiatan) -> Markup {
    let place = format!("jenis_kegiatan.{}", jenis.kode);
    html! {
        article id=(place) {
            h3 { (jenis.nama) " " code.muted { (jenis.kode) } }
            @if !jenis.arti.is_empty() { p { (jenis.arti) } }
            (source(&jenis.sumber, jenis.keputusan.as_deref()))
            @if !jenis.metode.is_empty() {
                (table(&tf("paket-metode", &[("jenis", &jenis.nama)]), &html! {
                    thead {
                        tr {
                            th scope="col" { (t("paket-kolom-metode")) }
                            th scope="col" { (t("hal-kolom-sumber")) }
                        }
                    }
                    tbody {
                        @for metode in &jenis.metode {
                            tr id=(format!("{place}.metode.{}", metode.kode)) {
                                td {
                                    (metode.nama) " " code.muted { (metode.kode) }
                                    @if !metode.arti.is_empty() { div { (metode.arti) } }
                                }
                                td.muted { (metode.sumber) }
                            }
                        }
                    }
                }))
            }
        }
    }
}
