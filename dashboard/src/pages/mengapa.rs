//! `/peringkat/{periode}/mengapa/{opd}`: why does this unit stand there?

use std::sync::Arc;

use analytics::AnalyticsError;
use analytics::evaluation::{Evaluation, GroupResult};
use analytics::explain::{Explanation, Line, Parts, SheetEntry};
use analytics::ranking::{Basis, Ranking, Row};
use analytics::score::decimal as with_decimals;
use maud::{Markup, html};
use serde_json::Value;

use crate::asked::{Asked, event_path};
use crate::export::{Reader, explanation_json, explanation_rows, reason};
use crate::pages::Page;
use crate::pages::parts::{category_name, direction, kategori, place, score, table, too_few, why};
use crate::pages::peringkat::rounds;
use crate::pages::periods::name;
use crate::text::{decimal, t, tf, whole};
use crate::user_error::UserError;

/// A place taken apart.
pub struct Mengapa {
    ranking: Arc<Ranking>,
    explanation: Explanation,
}

impl Mengapa {
    fn row(&self) -> &Row {
        &self.explanation.row
    }

    /// The answer in one sentence.
    fn sentence(&self, asked: &Asked) -> String {
        let row = self.row();
        let periode = name(&self.ranking.periode.kode);
        let rivals = self
            .ranking
            .rows
            .iter()
            .filter(|other| other.rank.is_some() && other.kategori == row.kategori);
        let (Some(rank), Some(by)) = (row.rank, row.ranked_by(self.ranking.basis)) else {
            let because = row.reason.as_ref().map(reason).unwrap_or_default();
            let arguments = [
                ("nama", row.nama.as_str()),
                ("periode", &periode),
                ("alasan", &because),
            ];
            return tf("mengapa-tanpa", &arguments);
        };
        let score = decimal(&by.printed);
        let arguments = [
            ("nama", row.nama.as_str()),
            ("peringkat", &whole(rank)),
            ("dari", &whole(rivals.count() as i128)),
            ("periode", &periode),
            ("nilai", &score),
        ];
        let mut sentence = match (self.ranking.basis, &row.scorecard) {
            (Basis::Scorecard, Some(card)) => {
                let category = category_name(asked.app.pack(), &card.category);
                let arguments = [
                    arguments.as_slice(),
                    &[
                        ("kategori", card.category.as_str()),
                        ("kategori_nama", category),
                    ],
                ];
                tf("mengapa-scorecard", &arguments.concat())
            }
            _ => tf("mengapa-gelar", &arguments),
        };
        if row.tied {
            sentence.push(' ');
            sentence.push_str(&t("mengapa-sama"));
        }
        if let Some(kelas) = &row.kategori {
            sentence.push(' ');
            sentence.push_str(&tf("mengapa-kelas", &[("kelas", kelas)]));
        }
        sentence
    }

    /// The units directly above and below, with the difference of what is printed.
    fn neighbours(&self, asked: &Asked) -> Markup {
        let own = self.row().ranked_by(self.ranking.basis);
        let same_class = |other: &&Row| other.kategori == self.row().kategori;
        let (above, below) = &self.explanation.neighbours;
        let line = |key: &str, other: &Row| {
            let (Some(own), Some(theirs)) = (own, other.ranked_by(self.ranking.basis)) else {
                return Markup::default();
            };
            let apart = (own.x100() - theirs.x100()).abs();
            let apart = decimal(&with_decimals(i128::from(apart), 2));
            html! {
                li {
                    (tf(key, &[("peringkat", &place(other))])) " "
                    a href=(why(asked, &self.ranking, &other.opd)) { (other.nama) }
                    " " (tf("mengapa-selisih", &[("nilai", &decimal(&theirs.printed)), ("selisih", &apart)]))
                }
            }
        };
        html! {
            ul {
                @if let Some(other) = above.as_ref().filter(same_class) {
                    (line("mengapa-di-atas", other))
                }
                @if let Some(other) = below.as_ref().filter(same_class) {
                    (line("mengapa-di-bawah", other))
                }
            }
        }
    }

    fn scorecard(&self, asked: &Asked) -> Markup {
        let Some(parts) = &self.explanation.scorecard else {
            return html! {
                section {
                    h2 { (t("mengapa-scorecard-judul")) }
                    p { (t("mengapa-scorecard-tidak")) }
                }
            };
        };
        let values = &asked.app.pack().nilai;
        let of_value = |kode: &str| {
            parts
                .lines
                .iter()
                .filter(|line| line.nilai == kode)
                .collect::<Vec<_>>()
        };
        html! {
            section {
                h2 { (t("mengapa-scorecard-judul")) }
                p {
                    (tf("mengapa-ronde", &[("kode", &parts.round.kode)]))
                    @if let Some(card) = &self.row().scorecard {
                        " " (tf("mengapa-penilai", &[("jumlah", &whole(card.assessors))]))
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
                                    th scope="rowgroup" colspan="2" { strong { (value.nama) } }
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

    fn gelar(&self, asked: &Asked) -> Markup {
        let Some(parts) = &self.explanation.gelar else {
            return Markup::default();
        };
        html! {
            section {
                h2 { (t("mengapa-gelar-judul")) }
                p {
                    (tf("mengapa-ronde", &[("kode", &parts.round.kode)]))
                    @if let Some(gelar) = &self.row().gelar {
                        " " (tf("mengapa-juri", &[("jumlah", &whole(gelar.judges))]))
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

    fn evaluation(&self, asked: &Asked) -> Markup {
        let Some(instrumen) = asked.app.pack().evaluasi() else {
            return Markup::default();
        };
        let found = self.row().evaluation.as_ref();
        html! {
            section {
                h2 { (t("mengapa-evaluasi-judul")) }
                @match (&self.ranking.evaluation, found) {
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
                                (self.groups(asked, evaluation))
                            }
                        }
                    }
                }
            }
        }
    }

    fn groups(&self, asked: &Asked, evaluation: &Evaluation) -> Markup {
        let Some(instrumen) = asked.app.pack().evaluasi() else {
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
                    (histogram(asked, known, group))
                    (self.questions(asked, &known.kode))
                }
            }
        }
    }

    fn questions(&self, asked: &Asked, kelompok: &str) -> Markup {
        let of_group = |question: &&analytics::explain::QuestionMean| question.kelompok == kelompok;
        let means: Vec<_> = self.explanation.questions.iter().filter(of_group).collect();
        if means.is_empty() {
            return Markup::default();
        }
        let source = |kode: &str| {
            let known = asked
                .app
                .pack()
                .evaluasi()?
                .pertanyaan
                .iter()
                .find(|q| q.kode == kode)?;
            Some(known)
        };
        html! {
            details {
                summary { (tf("mengapa-pertanyaan", &[("jumlah", &whole(means.len() as i128))])) }
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
                        @for question in means {
                            @let known = source(&question.kode);
                            tr {
                                td { (question.kode) }
                                th scope="row" {
                                    (question.teks)
                                    @if known.is_some_and(|known| known.status != ingest::rule_pack::StatusTeks::Utuh) {
                                        " " (incomplete())
                                    }
                                }
                                td.num { (score(Some(&question.mean))) }
                                td.muted { (known.map_or("", |known| known.sumber.as_str())) }
                            }
                        }
                    }
                }))
            }
        }
    }

    fn activities(&self) -> Markup {
        let held = self.row().activities;
        let periode = name(&self.ranking.periode.kode);
        html! {
            section {
                h2 { (t("mengapa-kegiatan-judul")) }
                p {
                    (tf("mengapa-kegiatan", &[
                        ("kegiatan", &whole(held.kegiatan)),
                        ("peserta", &whole(held.peserta)),
                        ("menit", &whole(held.durasi_menit)),
                        ("rapat", &whole(held.rapat)),
                        ("periode", &periode),
                    ]))
                }
            }
        }
    }
}

fn histogram(asked: &Asked, known: &ingest::rule_pack::Kelompok, group: &GroupResult) -> Markup {
    let Some(counts) = &group.histogram else {
        return Markup::default();
    };
    let words = choices(asked, known, counts.len());
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
fn choices(asked: &Asked, known: &ingest::rule_pack::Kelompok, count: usize) -> Vec<String> {
    let pack = asked.app.pack();
    let questions = pack
        .evaluasi()
        .map_or(&[][..], |instrumen| &instrumen.pertanyaan);
    let asked_here = questions
        .iter()
        .filter(|question| known.pertanyaan.contains(&question.kode));
    let scales: Vec<&str> = asked_here.map(|question| question.skala.as_str()).collect();
    let used: Vec<_> = pack
        .skala
        .iter()
        .filter(|scale| scales.contains(&&*scale.kode))
        .collect();
    let word = |index: usize| {
        let mut words: Vec<&str> = used
            .iter()
            .filter_map(|scale| scale.pilihan.get(index))
            .map(String::as_str)
            .collect();
        words.dedup();
        format!("{} {}", index + 1, words.join(" / "))
    };
    (0..count).map(word).collect()
}

fn line_head(is_scorecard: bool) -> Markup {
    html! {
        thead {
            tr {
                th scope="col" { (t("kolom-kode")) }
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
            td { (line.kode) }
            th scope="row" {
                (line.teks)
                @if line.incomplete { " " (incomplete()) }
            }
            td.num { (line.bobot) }
            td.num { (decimal(&line.points.printed)) }
            td {
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
    let key = if is_scorecard {
        "mengapa-lembar-arti"
    } else {
        "mengapa-lembar-juri-arti"
    };
    let label = tf(
        key,
        &[("nilai", &given), ("orang", &person), ("nomor", &position)],
    );
    html! {
        a href=(asked.link(&event_path(entry.position))) title=(label) {
            (given) @if is_scorecard { "%" }
        }
    }
}

fn incomplete() -> Markup {
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
                th scope="row" colspan="2" { (t("kolom-pembulatan")) }
                td.num { }
                td.num { (decimal(&parts.rounding)) }
                td colspan=(if is_scorecard { "2" } else { "1" }) { }
            }
            tr {
                th scope="row" colspan="2" { (t("mengapa-jumlah")) }
                td.num { (bobot) }
                td.num { (decimal(&parts.score.printed)) }
                td colspan=(if is_scorecard { "2" } else { "1" }) { }
            }
        }
    }
}

impl Page for Mengapa {
    async fn load(asked: &Asked) -> Result<Self, UserError> {
        let ranking = asked.ranking(asked.segment(0)).await?;
        let explained = asked.bench().explain(&ranking, asked.segment(1)).await;
        match explained {
            Ok(explanation) => Ok(Self {
                ranking,
                explanation,
            }),
            Err(AnalyticsError::UnknownOpd { kode, known }) => {
                Err(UserError::no_such_opd(&kode, &known, |near| {
                    why(asked, &ranking, near)
                }))
            }
            Err(other) => Err(other.into()),
        }
    }

    fn title(&self, _: &Asked) -> String {
        let periode = name(&self.ranking.periode.kode);
        tf(
            "mengapa-judul",
            &[("nama", &self.row().nama), ("periode", &periode)],
        )
    }

    fn body(&self, asked: &Asked) -> Markup {
        let row = self.row();
        html! {
            p.lead { (self.sentence(asked)) }
            @if row.rank.is_some() && let Some(because) = &row.reason {
                p.note { (tf("mengapa-syarat", &[("alasan", &reason(because))])) }
            }
            (self.neighbours(asked))
            p {
                a href=(asked.link(&format!("/opd/{}", row.opd))) {
                    (tf("mengapa-profil", &[("nama", &row.nama)]))
                }
                " · "
                a href=(asked.link(&format!("/peringkat/{}", self.ranking.periode.kode))) {
                    (tf("peringkat-judul", &[("periode", &name(&self.ranking.periode.kode))]))
                }
            }
            (self.gelar(asked))
            (self.scorecard(asked))
            (self.evaluation(asked))
            (self.activities())
            section {
                h2 { (t("peringkat-dasar-judul")) }
                (rounds(asked, &self.ranking))
            }
        }
    }

    fn json(&self, asked: &Asked) -> Value {
        explanation_json(&asked.view, &self.ranking, &self.explanation, Reader::Page)
    }

    fn rows(&self, _: &Asked) -> Vec<Vec<String>> {
        explanation_rows(&self.explanation)
    }
}
