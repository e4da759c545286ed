//! A score taken apart: lines, weights, points and sheets that add up to it.

use analytics::explain::{Line, Parts, SheetEntry};
use analytics::score::decimal as with_decimals;
use maud::{Markup, html};

use crate::asked::{Asked, event_path};
use crate::pages::parts::table;
use crate::text::{decimal, t, tf, whole};

/// A scorecard taken apart: value by value, line by line, with the sheets behind each.
pub fn scorecard(asked: &Asked, parts: Option<&Parts>, assessors: Option<i64>) -> Markup {
    let Some(parts) = parts else {
        return html! {
            section {
                h2 { (t("mengapa-scorecard-judul")) }
                p { (t("mengapa-scorecard-tidak")) }
            }
        };
    };
    let values = &asked.pack_of(Some(&parts.round)).nilai;
    let of_value =
        |kode: &str| parts.lines.iter().filter(|line| line.nilai == kode).collect::<Vec<_>>();
    html! {
        section #scorecard {
            h2 { (t("mengapa-scorecard-judul")) }
            p {
                (tf("mengapa-ronde", &[("kode", &parts.round.kode)]))
                @if let Some(assessors) = assessors {
                    " " (tf("mengapa-penilai", &[("jumlah", &whole(assessors))]))
                }
                " " (t("mengapa-poin-arti"))
            }
            (table(&t("mengapa-scorecard-tabel"), &html! {
                (line_head(true))
                @for value in values {
                    @let lines = of_value(&value.kode);
                    @if !lines.is_empty() {
                        tbody {
                            tr {
                                th scope="rowgroup" { strong { (value.nama) } }
                                td.num { strong { (lines.iter().map(|line| line.bobot).sum::<i64>()) } }
                                td.num { strong { (subtotal(&lines)) } }
                                td colspan="2" { }
                            }
                            @for line in lines { (line_row(asked, line, true)) }
                        }
                    }
                }
                (total(parts, true))
            }))
        }
    }
}

/// A Gelar result taken apart: criterion by criterion, with the sheets behind each.
pub fn gelar(asked: &Asked, parts: Option<&Parts>, judges: Option<i64>) -> Markup {
    let Some(parts) = parts else {
        return Markup::default();
    };
    html! {
        section #gelar {
            h2 { (t("mengapa-gelar-judul")) }
            p {
                (tf("mengapa-ronde", &[("kode", &parts.round.kode)]))
                @if let Some(judges) = judges {
                    " " (tf("mengapa-juri", &[("jumlah", &whole(judges))]))
                }
            }
            (table(&t("mengapa-gelar-tabel"), &html! {
                (line_head(false))
                tbody { @for line in &parts.lines { (line_row(asked, line, false)) } }
                (total(parts, false))
            }))
        }
    }
}

fn line_head(is_scorecard: bool) -> Markup {
    html! {
        thead {
            tr {
                th scope="col" { (t("kolom-teks")) }
                th.num scope="col" { (t("kolom-bobot")) }
                th.num scope="col" { (t("kolom-poin")) }
                th scope="col" { (t(if is_scorecard { "mengapa-lembar" } else { "mengapa-lembar-juri" })) }
                @if is_scorecard { th scope="col" { (t("hal-kolom-sumber")) } }
            }
        }
    }
}

fn line_row(asked: &Asked, line: &Line, is_scorecard: bool) -> Markup {
    html! {
        tr {
            th scope="row" {
                span.muted { (line.kode) } " " (line.teks)
                @if line.incomplete { " " (incomplete()) }
            }
            td.num { (line.bobot) }
            td.num { (decimal(&line.points.printed)) }
            td.lembar {
                @for (index, entry) in line.entries.iter().enumerate() {
                    @if index > 0 { ", " }
                    (sheet(asked, entry, is_scorecard))
                }
            }
            @if is_scorecard { td.muted { (line.sumber) } }
        }
    }
}

fn sheet(asked: &Asked, entry: &SheetEntry, is_scorecard: bool) -> Markup {
    let given = decimal(&entry.given);
    let person = whole(entry.person as i128);
    let position = whole(entry.position.0);
    let key = if is_scorecard { "mengapa-lembar-arti" } else { "mengapa-lembar-juri-arti" };
    let label = tf(key, &[("nilai", &given), ("orang", &person), ("nomor", &position)]);
    html! {
        a href=(asked.link(&event_path(entry.position))) title=(label) {
            (given) @if is_scorecard { "%" }
        }
    }
}

/// Says that the words beside it did not survive whole in the source.
pub fn incomplete() -> Markup {
    html! { em.muted { "(" (t("hal-teks-belum-lengkap")) ")" } }
}

fn subtotal(lines: &[&Line]) -> String {
    let sum: i64 = lines.iter().map(|line| line.points.x100()).sum();
    decimal(&with_decimals(i128::from(sum), 2))
}

fn total(parts: &Parts, is_scorecard: bool) -> Markup {
    let bobot: i64 = parts.lines.iter().map(|line| line.bobot).sum();
    html! {
        tfoot {
            tr {
                th scope="row" { (t("kolom-pembulatan")) }
                td.num { }
                td.num { (decimal(&parts.rounding)) }
                td colspan=(if is_scorecard { "2" } else { "1" }) { }
            }
            tr {
                th scope="row" { (t("mengapa-jumlah")) }
                td.num { (bobot) }
                td.num { (decimal(&parts.score.printed)) }
                td colspan=(if is_scorecard { "2" } else { "1" }) { }
            }
        }
    }
}
