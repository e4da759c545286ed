//! What is measured: the questionnaire, the scorecard, the Gelar and how places are given.

use ingest::rule_pack::{Instrumen, Kelompok, RulePack, Scorecard};
use maud::{Markup, html};

use super::{Section, source, survived, word};
use crate::pages::parts::{direction, table};
use crate::text::{t, tf, whole};

/// Scales and questionnaires.
pub(super) fn instrumen(pack: &RulePack) -> Option<Section> {
    if pack.skala.is_empty() && pack.instrumen.is_empty() {
        return None;
    }
    let body = html! {
        @for skala in &pack.skala {
            article id=(format!("skala.{}", skala.kode)) {
                h3 { (tf("paket-skala", &[("kode", &skala.kode)])) }
                ol { @for choice in &skala.pilihan { li { (choice) } } }
                (source(&skala.sumber, None))
            }
        }
        @for instrumen in &pack.instrumen { (questionnaire(pack, instrumen)) }
    };
    let name = |one: &Instrumen| (format!("instrumen.{}", one.kode), one.nama.clone());
    let entries = pack.instrumen.iter().map(name).collect();
    Some(Section { id: "bagian-instrumen", title: t("paket-instrumen"), entries, body })
}

fn questionnaire(pack: &RulePack, instrumen: &Instrumen) -> Markup {
    let place = format!("instrumen.{}", instrumen.kode);
    let respondents = &instrumen.responden;
    html! {
        article id=(place) {
            h3 { (instrumen.nama) }
            @if !instrumen.aktif { p.note { (t("paket-instrumen-mati")) } }
            @if !instrumen.pengantar.is_empty() { p { (instrumen.pengantar) } }
            p { (direction(instrumen.arah)) }
            (source(&instrumen.sumber, None))
            @if let Some(rounding) = &instrumen.pembulatan {
                div id=(format!("{place}.pembulatan")) {
                    p { (word("paket-bulat", &rounding.cara)) }
                    (source(&rounding.sumber, rounding.keputusan.as_deref()))
                }
            }
            div id=(format!("{place}.responden")) {
                p {
                    (tf("paket-responden", &[
                        ("sedikit", &whole(respondents.paling_sedikit)),
                        ("persen", &whole(respondents.memadai_persen)),
                    ]))
                }
                (source(&respondents.sumber, respondents.keputusan.as_deref()))
            }
            @for kelompok in &instrumen.kelompok { (group(pack, instrumen, kelompok)) }
        }
    }
}

fn group(pack: &RulePack, instrumen: &Instrumen, kelompok: &Kelompok) -> Markup {
    let place = format!("instrumen.{}.kelompok.{}", instrumen.kode, kelompok.kode);
    let questions =
        instrumen.pertanyaan.iter().filter(|question| kelompok.pertanyaan.contains(&question.kode));
    let choices = |kode: &str| {
        let skala = pack.skala.iter().find(|skala| skala.kode == kode);
        let numbered = skala.into_iter().flat_map(|skala| &skala.pilihan).enumerate();
        let words: Vec<String> = numbered.map(|(i, word)| format!("{} {word}", i + 1)).collect();
        words.join(", ")
    };
    html! {
        article id=(place) {
            h4 { (kelompok.kode) ". " (kelompok.nama) }
            (source(&kelompok.sumber, None))
            (table(&tf("paket-kategori", &[("kelompok", &kelompok.kode)]), &html! {
                thead {
                    tr {
                        th scope="col" { (t("paket-kolom-jumlah-skor")) }
                        th scope="col" { (t("hal-kolom-kategori")) }
                        th scope="col" { (t("paket-kolom-saran")) }
                        th scope="col" { (t("hal-kolom-sumber")) }
                    }
                }
                tbody {
                    @for (index, band) in kelompok.kategori.iter().enumerate() {
                        tr id=(format!("{place}.kategori.{}", index + 1)) {
                            td { (tf("paket-rentang", &[("dari", &whole(band.dari)), ("sampai", &whole(band.sampai))])) }
                            td { (band.nama) }
                            td { (band.saran) }
                            td.muted { (band.sumber) }
                        }
                    }
                }
            }))
            (table(&tf("paket-pertanyaan", &[("kelompok", &kelompok.kode)]), &html! {
                thead {
                    tr {
                        th scope="col" { (t("kolom-kode")) }
                        th scope="col" { (t("hal-kolom-pertanyaan")) }
                        th scope="col" { (t("hal-kolom-sumber")) }
                    }
                }
                tbody {
                    @for question in questions {
                        tr id=(format!("instrumen.{}.pertanyaan.{}", instrumen.kode, question.kode)) {
                            td { code { (question.kode) } }
                            td {
                                (question.teks) (survived(question.status))
                                div.muted { (choices(&question.skala)) }
                            }
                            td.muted { (source(&question.sumber, question.keputusan.as_deref())) }
                        }
                    }
                }
            }))
        }
    }
}

/// The scorecard.
pub(super) fn scorecard(pack: &RulePack) -> Option<Section> {
    let card = pack.scorecard.as_ref()?;
    let steps: Vec<String> = card.langkah.iter().map(|step| whole(*step)).collect();
    let body = html! {
        article #scorecard {
            p { (card.nama) }
            p { (tf("paket-langkah", &[("langkah", &steps.join(", "))])) " " (word("paket-alasan", &card.alasan)) }
            (source(&card.sumber, None))
            (bands(card))
            (lines(pack, card))
        }
    };
    let title = t("paket-scorecard");
    Some(Section { id: "bagian-scorecard", title, entries: Vec::new(), body })
}

fn bands(card: &Scorecard) -> Markup {
    // A band reaches up to where the next better one begins; the best up to the whole.
    let tops = std::iter::once(100).chain(card.kategori.iter().map(|band| band.dari));
    html! {
        @if let Some(batas) = card.batas { p { (word("paket-batas", &batas)) } }
        (table(&t("paket-scorecard-kategori"), &html! {
            thead {
                tr {
                    th scope="col" { (t("hal-kolom-kategori")) }
                    th scope="col" { (t("paket-kolom-rentang")) }
                    th scope="col" { (t("hal-kolom-sumber")) }
                }
            }
            tbody {
                @for (band, top) in card.kategori.iter().zip(tops) {
                    tr id=(format!("scorecard.kategori.{}", band.kode)) {
                        td { (band.kode) " " (band.nama) }
                        td { (tf("paket-rentang", &[("dari", &whole(band.dari)), ("sampai", &whole(band.sampai.unwrap_or(top)))])) }
                        td.muted { (source(&band.sumber, band.keputusan.as_deref())) }
                    }
                }
            }
        }))
    }
}

fn lines(pack: &RulePack, card: &Scorecard) -> Markup {
    let name = |kode: &str| {
        let nilai = pack.nilai.iter().find(|nilai| nilai.kode == kode);
        nilai.map_or_else(|| kode.to_owned(), |nilai| nilai.nama.clone())
    };
    let total: u32 = card.butir.iter().map(|line| line.bobot).sum();
    table(
        &t("paket-scorecard-butir"),
        &html! {
            thead {
                tr {
                    th scope="col" { (t("kolom-kode")) }
                    th scope="col" { (t("hal-kolom-nilai-budaya")) }
                    th scope="col" { (t("kolom-teks")) }
                    th.num scope="col" { (t("kolom-bobot")) }
                    th scope="col" { (t("hal-kolom-sumber")) }
                }
            }
            tbody {
                @for line in &card.butir {
                    tr id=(format!("scorecard.butir.{}", line.kode)) {
                        td { code { (line.kode) } }
                        td { (name(&line.nilai)) }
                        td {
                            @if !line.indikator.is_empty() { div.muted { (line.indikator) } }
                            (line.teks) (survived(line.status))
                        }
                        td.num { (whole(line.bobot)) }
                        td.muted { (source(&line.sumber, line.keputusan.as_deref())) }
                    }
                }
            }
            tfoot {
                tr { th scope="row" colspan="3" { (t("paket-jumlah")) } td.num { (whole(total)) } td {} }
            }
        },
    )
}

/// The Gelar, its condition, and how places are given.
pub(super) fn gelar(pack: &RulePack) -> Option<Section> {
    let bands = pack.scorecard.as_ref().map_or(&[][..], |card| &card.kategori);
    let body = html! {
        @if let Some(gelar) = &pack.gelar {
            article #gelar {
                h3 { (gelar.nama) }
                p { (word("paket-topik", &gelar.topik)) }
                (source(&gelar.sumber, None))
                @match &gelar.syarat {
                    Some(syarat) => {
                        @let band = bands.iter().find(|band| band.kode == syarat.paling_rendah);
                        @let nama = band.map_or("", |band| &band.nama);
                        div id="gelar.syarat" {
                            p { (tf("paket-syarat", &[("kategori", &syarat.paling_rendah), ("nama", nama)])) }
                            (source(&syarat.sumber, syarat.keputusan.as_deref()))
                        }
                    }
                    None => { p { (t("paket-tanpa-syarat")) } }
                }
            }
        }
        article #peringkat {
            p { (word("paket-seri", &pack.peringkat.seri)) }
            (source(&pack.peringkat.sumber, pack.peringkat.keputusan.as_deref()))
        }
    };
    Some(Section { id: "bagian-gelar", title: t("paket-gelar"), entries: Vec::new(), body })
}
