//! What civil servants answered, of one unit and of all. Nothing of a unit where too few have.

use analytics::ClosedRound;
use analytics::evaluation::{Evaluation, GroupResult};
use analytics::explain::{EVALUASI, Explanation, Parts};
use analytics::ranking::Ranking;
use ingest::rule_pack::{Instrumen, Kelompok, RulePack};
use maud::{Markup, html};

use crate::asked::Asked;
use crate::pages::lembar::incomplete;
use crate::pages::parts::{arrow, direction, kategori, nothing, score, table, too_few, why};
use crate::text::{decimal, t, tf, whole};

/// What the civil servants of one unit answered.
pub fn section(asked: &Asked, round: Option<&ClosedRound>, explanation: &Explanation) -> Markup {
    let found = explanation.row.evaluation.as_ref();
    let pack = asked.pack_of(round);
    let Some(instrumen) = pack.evaluasi() else {
        return Markup::default();
    };
    html! {
        section {
            h2 { (t("mengapa-evaluasi-judul")) }
            @match (round, found) {
                (None, _) => { p { (t("mengapa-evaluasi-tanpa-ronde")) } }
                (Some(_), None) => { p { (t("mengapa-evaluasi-kosong")) } }
                (Some(round), Some(evaluation)) => {
                    p {
                        (tf("mengapa-evaluasi-ronde", &[
                            ("kode", &round.kode),
                            ("jawaban", &whole(evaluation.respondents)),
                            ("terdaftar", &whole(evaluation.registered)),
                        ]))
                        @if evaluation.shown && !evaluation.adequate { " " (t("hal-belum-memadai")) }
                    }
                    @match too_few(asked, evaluation) {
                        Some(words) => { p.note { (words) } }
                        None => {
                            p.note { (tf("mengapa-evaluasi-arah", &[("arah", &direction(instrumen.arah))])) }
                            (groups(pack, evaluation, explanation))
                        }
                    }
                }
            }
        }
    }
}

fn groups(pack: &RulePack, evaluation: &Evaluation, explanation: &Explanation) -> Markup {
    let Some(instrumen) = pack.evaluasi() else {
        return Markup::default();
    };
    html! {
        @for group in &evaluation.groups {
            @if let Some(known) = instrumen.kelompok.iter().find(|known| known.kode == group.code) {
                h3 { (tf("mengapa-kelompok", &[("kode", &known.kode), ("nama", &known.nama)])) }
                p {
                    (tf("mengapa-rata-rata", &[("nilai", &decimal(&group.mean.printed))])) " "
                    (kategori(&group.category, group.tone))
                    @if let Some(band) = known.kategori.iter().find(|band| band.nama == group.category) {
                        @if !band.saran.is_empty() { " " (band.saran) "." }
                        " " span.muted { (tf("hal-sumber", &[("sumber", &band.sumber)])) }
                    }
                }
                (histogram(pack, known, group))
                (means(explanation.part(&format!("{EVALUASI}{}", known.kode)), &known.kode))
            }
        }
    }
}

/// The mean answers to the questions of a group; they and *pembulatan* sum to its mean.
fn means(parts: Option<&Parts>, kelompok: &str) -> Markup {
    let Some(parts) = parts else {
        return Markup::default();
    };
    html! {
        details {
            summary { (tf("mengapa-pertanyaan", &[("jumlah", &whole(parts.lines.len() as i128))])) }
            (table(&tf("mengapa-pertanyaan-tabel", &[("kode", kelompok)]), &html! {
                thead {
                    tr {
                        th scope="col" { (t("kolom-kode")) }
                        th scope="col" { (t("hal-kolom-pertanyaan")) }
                        th.num scope="col" { (t("hal-kolom-rata-rata")) }
                        th scope="col" { (t("hal-kolom-sumber")) }
                    }
                }
                tbody {
                    @for line in &parts.lines {
                        tr {
                            td { (line.kode) }
                            th scope="row" { (line.teks) @if line.incomplete { " " (incomplete()) } }
                            td.num { (score(Some(&line.points))) }
                            td.muted { (line.sumber) }
                        }
                    }
                }
                tfoot {
                    tr {
                        th colspan="2" scope="row" { (t("kolom-pembulatan")) }
                        td.num { (decimal(&parts.rounding)) }
                        td { }
                    }
                    tr {
                        th colspan="2" scope="row" { (t("mengapa-rata-rata-jumlah")) }
                        td.num { (decimal(&parts.score.printed)) }
                        td { }
                    }
                }
            }))
        }
    }
}

fn histogram(pack: &RulePack, known: &Kelompok, group: &GroupResult) -> Markup {
    let Some(counts) = &group.histogram else {
        return Markup::default();
    };
    let words = choices(pack, known, counts.len());
    let caption = tf("mengapa-sebaran", &[("kode", &known.kode)]);
    table(
        &caption,
        &html! {
            thead { tr { @for word in &words { th.num scope="col" { (word) } } } }
            tbody { tr { @for count in counts { td.num { (whole(*count)) } } } }
        },
    )
}

/// Words of the choices; where a group's questions have several scales, each word of each.
fn choices(pack: &RulePack, known: &Kelompok, count: usize) -> Vec<String> {
    let questions = pack.evaluasi().map_or(&[][..], |instrumen| &instrumen.pertanyaan);
    let asked_here = questions.iter().filter(|question| known.pertanyaan.contains(&question.kode));
    let scales: Vec<&str> = asked_here.map(|question| question.skala.as_str()).collect();
    let used: Vec<_> = pack.skala.iter().filter(|scale| scales.contains(&&*scale.kode)).collect();
    let word = |index: usize| {
        let mut words: Vec<&str> =
            used.iter().filter_map(|scale| scale.pilihan.get(index)).map(String::as_str).collect();
        words.dedup();
        format!("{} {}", index + 1, words.join(" / "))
    };
    (0..count).map(word).collect()
}

/// Every unit's evaluation: a table of its own, because its numbers may be good the other way and
/// decide no place.
pub fn of_all(asked: &Asked, ranking: &Ranking) -> Markup {
    let pack = asked.pack_of(ranking.evaluation.as_ref());
    let found = pack.evaluasi().zip(ranking.evaluation.as_ref());
    let Some((instrumen, round)) = found else {
        return Markup::default();
    };
    let arah = direction(instrumen.arah);
    let caption = tf("peringkat-evaluasi-tabel", &[("kode", &round.kode), ("arah", &arah)]);
    let mut evaluations = ranking.rows.iter().filter_map(|row| row.evaluation.as_ref());
    let has_star = evaluations.any(|evaluation| evaluation.shown && !evaluation.adequate);
    html! {
        section {
            h2 { (t("mengapa-evaluasi-judul")) }
            p.note { (tf("peringkat-arah-evaluasi", &[("arah", &arah)])) }
            (table(&caption, &html! {
                thead {
                    tr {
                        th scope="col" { (t("hal-kolom-opd")) }
                        @for group in &instrumen.kelompok {
                            th scope="col" {
                                (tf("kolom-kelompok", &[("kode", &group.kode)])) " "
                                (arrow(instrumen.arah))
                            }
                        }
                        th.num scope="col" { (t("hal-kolom-responden")) }
                    }
                }
                tbody {
                    @for row in &ranking.rows {
                        tr {
                            th scope="row" {
                                a href=(why(asked, ranking, &row.opd)) { (row.nama) }
                            }
                            (cells(asked, instrumen, row.evaluation.as_ref()))
                        }
                    }
                }
            }))
            @if has_star { p.note { "* " (t("hal-belum-memadai")) } }
            dl {
                @for group in &instrumen.kelompok {
                    dt { (tf("kolom-kelompok", &[("kode", &group.kode)])) }
                    dd { (group.nama) " " span.muted { (tf("hal-sumber", &[("sumber", &group.sumber)])) } }
                }
            }
        }
    }
}

fn cells(asked: &Asked, instrumen: &Instrumen, found: Option<&Evaluation>) -> Markup {
    let Some(evaluation) = found else {
        return html! {
            @for _ in &instrumen.kelompok { td { (nothing()) } }
            td.num { "0" }
        };
    };
    let respondents = [
        ("jawaban", &*whole(evaluation.respondents)),
        ("terdaftar", &whole(evaluation.registered)),
    ];
    let respondents = tf("peringkat-responden", &respondents);
    if let Some(words) = too_few(asked, evaluation) {
        return html! {
            td.muted colspan=(instrumen.kelompok.len()) { (words) }
            td.num { (respondents) }
        };
    }
    html! {
        @for group in &instrumen.kelompok {
            td {
                @if let Some(found) = evaluation.groups.iter().find(|found| found.code == group.kode) {
                    (decimal(&found.mean.printed)) " "
                    (kategori(&found.category, found.tone))
                }
            }
        }
        td.num { (respondents) @if !evaluation.adequate { " *" } }
    }
}
