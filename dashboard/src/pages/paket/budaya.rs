//! What a regulation says of culture: its values, the texts for reading, the short texts for walls.

use ingest::rule_pack::{Bacaan, JenisSemboyan, Nilai, Perilaku, RulePack, Semboyan};
use maud::{Markup, html};

use super::{Section, list, source, strength, word};
use crate::pages::parts::table;
use crate::text::{t, tf, whole};

/// Values with their behaviours and measures.
pub(super) fn nilai(pack: &RulePack) -> Option<Section> {
    let all = &pack.nilai;
    if all.is_empty() {
        return None;
    }
    let name = |nilai: &Nilai| (format!("nilai.{}", nilai.kode), nilai.nama.clone());
    let body = html! { @for nilai in all { (value(nilai)) } };
    let entries = all.iter().map(name).collect();
    Some(Section { id: "bagian-nilai", title: t("paket-nilai"), entries, body })
}

fn value(nilai: &Nilai) -> Markup {
    let place = format!("nilai.{}", nilai.kode);
    let lines = |key: &str, part: &str, lines: &[Perilaku]| {
        let caption = tf(key, &[("nilai", &nilai.nama)]);
        if lines.is_empty() {
            return Markup::default();
        }
        table(
            &caption,
            &html! {
                thead {
                    tr {
                        th.num scope="col" { (t("paket-kolom-nomor")) }
                        th scope="col" { (t(&format!("paket-kolom-{part}"))) }
                        th scope="col" { (t("hal-kolom-sumber")) }
                    }
                }
                tbody {
                    @for (index, line) in lines.iter().enumerate() {
                        tr id=(format!("{place}.{part}.{}", index + 1)) {
                            td.num { (whole(index as i128 + 1)) }
                            td { (line.teks) }
                            td.muted { (line.sumber) }
                        }
                    }
                }
            },
        )
    };
    html! {
        article id=(place) {
            h3 {
                @if !nilai.huruf.is_empty() { span.huruf { (nilai.huruf) } " " }
                (nilai.nama)
            }
            @if !nilai.arti.is_empty() { p { (nilai.arti) } }
            @if !nilai.catatan.is_empty() { p.note { (nilai.catatan) } }
            (source(&nilai.sumber, nilai.keputusan.as_deref()))
            (lines("paket-perilaku", "perilaku", &nilai.perilaku))
            (lines("paket-ukuran", "ukuran", &nilai.ukuran))
        }
    }
}

/// Texts for reading, under the headings they stand under.
pub(super) fn bacaan(pack: &RulePack) -> Option<Section> {
    let mut headings: Vec<&str> = Vec::new();
    for text in &pack.bacaan {
        if !headings.contains(&text.bagian.as_str()) {
            headings.push(&text.bagian);
        }
    }
    let first = |heading: &&str| {
        let text = pack.bacaan.iter().find(|text| text.bagian == **heading)?;
        Some((format!("bacaan.{}", text.kode), (*heading).to_owned()))
    };
    let entries: Vec<_> = headings.iter().filter_map(first).collect();
    let body = html! {
        @for heading in &headings {
            h3 { (heading) }
            @for text in pack.bacaan.iter().filter(|text| text.bagian == *heading) { (reading(text)) }
        }
    };
    (!entries.is_empty()).then(|| Section {
        id: "bagian-bacaan",
        title: t("paket-bacaan"),
        entries,
        body,
    })
}

fn reading(text: &Bacaan) -> Markup {
    html! {
        article id=(format!("bacaan.{}", text.kode)) {
            h4 {
                (text.judul)
                @if let Some(kekuatan) = text.kekuatan { " " (strength(kekuatan)) }
            }
            @if !text.teks.is_empty() { p { (text.teks) } }
            (list(&text.butir))
            (source(&text.sumber, text.keputusan.as_deref()))
        }
    }
}

/// Posters.
pub(super) fn semboyan(pack: &RulePack) -> Option<Section> {
    let all = &pack.semboyan;
    let name = |text: &Semboyan| (format!("semboyan.{}", text.kode), text.judul.clone());
    let body = html! { @for text in all { (poster(text)) } };
    let entries: Vec<_> = all.iter().map(name).collect();
    (!all.is_empty()).then(|| Section {
        id: "bagian-semboyan",
        title: t("paket-semboyan"),
        entries,
        body,
    })
}

fn poster(text: &Semboyan) -> Markup {
    let on_a_page = matches!(text.jenis, JenisSemboyan::Motto | JenisSemboyan::BudayaMalu);
    let numbered = text.jenis == JenisSemboyan::BudayaMalu;
    html! {
        article.poster.sehalaman[on_a_page] id=(format!("semboyan.{}", text.kode)) {
            p.muted { (word("paket-semboyan", &text.jenis)) }
            h3 { (text.judul) }
            @if text.baris.is_empty() {
                p.muted { (t("paket-semboyan-kosong")) }
            } @else if numbered {
                ol { @for line in &text.baris { li { (line) } } }
            } @else {
                @for line in &text.baris { p.baris { (line) } }
            }
            @if !text.arti.is_empty() { p { (text.arti) } }
            (source(&text.sumber, text.keputusan.as_deref()))
        }
    }
}
