//! `/opd`: which units are there?

use std::sync::Arc;

use analytics::ranking::{Ranking, Row};
use analytics::units::{Ended, Unit};
use maud::{Markup, html};
use serde_json::{Value, json};

use crate::asked::Asked;
use crate::pages::parts::{joined, kategori, nothing, score, table, why};
use crate::pages::{Page, shell};
use crate::text::{t, tf, whole};
use crate::user_error::UserError;

/// Every unit.
pub struct Opd {
    units: Vec<Unit>,
    latest: Arc<Ranking>,
}

/// The ranking of the year of the latest closed scorecard round, or of the current year.
/// Errors: [`UserError`].
pub async fn latest_scored(asked: &Asked) -> Result<Arc<Ranking>, UserError> {
    let rounds = asked.bench().scorecard_rounds().await?;
    let current = asked.app.current_year(&asked.view).kode;
    let of_round = |round: &analytics::ClosedRound| format!("{:04}", round.selesai.year());
    let current_year = current.parse().unwrap_or(i32::MAX);
    let so_far = rounds.iter().rev().find(|round| round.selesai.year() <= current_year);
    asked.ranking(&so_far.map_or(current, of_round)).await
}

/// The kind of a unit in words.
pub fn kind(jenis: &str) -> String {
    t(&format!("jenis-{jenis}"))
}

/// How a unit or a KBK ended, in words.
pub fn ended_words(ended: &Ended) -> String {
    let (tanggal, menjadi) = (shell::day(&ended.tanggal), joined(&ended.menjadi));
    match ended.menjadi.is_empty() {
        true => tf("opd-berakhir", &[("tanggal", &tanggal)]),
        false => tf("opd-menjadi", &[("tanggal", &tanggal), ("menjadi", &menjadi)]),
    }
}

/// The same in JSON.
pub fn ended_json(ended: &Ended) -> Value {
    json!({"tanggal": ended.tanggal, "menjadi": ended.menjadi, "position": ended.position.0})
}

impl Opd {
    fn row(&self, kode: &str) -> Option<&Row> {
        self.latest.rows.iter().find(|row| row.opd == kode)
    }
}

impl Page for Opd {
    async fn load(asked: &Asked) -> Result<Self, UserError> {
        Ok(Self { units: asked.bench().units().await?, latest: latest_scored(asked).await? })
    }

    fn title(&self, _: &Asked) -> String {
        t("opd-judul")
    }

    fn body(&self, asked: &Asked) -> Markup {
        let there = || self.units.iter().filter(|unit| unit.ended.is_none());
        let without = there().filter(|unit| unit.kbk.is_empty()).count();
        let arguments =
            [("jumlah", &*whole(there().count() as i128)), ("tanpa", &whole(without as i128))];
        let round = self.latest.scorecard.as_ref();
        html! {
            p.lead { (tf("opd-kalimat", &arguments)) }
            @if let Some(round) = round {
                p.note { (tf("opd-ronde", &[("kode", &round.kode)])) }
            }
            (table(&t("opd-tabel"), &html! {
                thead {
                    tr {
                        th scope="col" { (t("hal-kolom-opd")) }
                        th scope="col" { (t("kolom-kode")) }
                        th scope="col" { (t("hal-kolom-jenis")) }
                        th scope="col" { (t("hal-kolom-kbk")) }
                        th.num scope="col" { (t("kolom-skor")) " ↑" }
                        th scope="col" { (t("hal-kolom-kategori")) }
                    }
                }
                tbody {
                    @for unit in &self.units {
                        @let card = self.row(&unit.kode).and_then(|row| row.scorecard.as_ref());
                        tr {
                            th scope="row" {
                                a href=(asked.link(&format!("/opd/{}", unit.kode))) { (unit.nama) }
                                @if let Some(ended) = &unit.ended {
                                    " " span.muted { (ended_words(ended)) }
                                }
                            }
                            td { (unit.kode) }
                            td {
                                (kind(&unit.jenis))
                                @if let Some(induk) = &unit.induk {
                                    " " span.muted { (tf("opd-induk", &[("induk", induk)])) }
                                }
                            }
                            td {
                                @if unit.kbk.is_empty() { (t("opd-tanpa-kbk")) }
                                @for (index, kbk) in unit.kbk.iter().enumerate() {
                                    @if index > 0 { ", " }
                                    (kbk.nama)
                                }
                            }
                            td.num {
                                @match card {
                                    Some(card) => a href=(why(asked, &self.latest, &unit.kode)) {
                                        (score(Some(&card.score)))
                                    },
                                    None => (nothing()),
                                }
                            }
                            td {
                                @match card {
                                    Some(card) => (kategori(&card.category, card.tone)),
                                    None => span.muted { (t("alasan-belum-dinilai")) },
                                }
                            }
                        }
                    }
                }
            }))
        }
    }

    fn json(&self, asked: &Asked) -> Value {
        let unit = |unit: &Unit| {
            let card = self.row(&unit.kode).and_then(|row| row.scorecard.as_ref());
            let kbk = |kbk: &analytics::units::Kbk| {
                json!({"kode": kbk.kode, "nama": kbk.nama, "sk_nomor": kbk.sk_nomor,
                       "sk_tanggal": kbk.sk_tanggal, "position": kbk.position.0})
            };
            json!({
                "opd": unit.kode,
                "nama": unit.nama,
                "jenis": unit.jenis,
                "induk": unit.induk,
                "position": unit.position.0,
                "ended": unit.ended.as_ref().map(ended_json),
                "kbk": unit.kbk.iter().map(kbk).collect::<Vec<_>>(),
                "score": card.map(|card| &card.score.printed),
                "category": card.map(|card| &card.category),
            })
        };
        json!({
            "as_of": {"position": asked.view.position.0, "recorded_at": asked.view.recorded_at.to_string()},
            "round": self.latest.scorecard.as_ref().map(|round| &round.kode),
            "rows": self.units.iter().map(unit).collect::<Vec<_>>(),
        })
    }

    fn rows(&self, _: &Asked) -> Vec<Vec<String>> {
        let header = ["opd", "nama", "jenis", "induk", "kbk", "scorecard", "kategori"];
        let row = |unit: &Unit| {
            let card = self.row(&unit.kode).and_then(|row| row.scorecard.as_ref());
            let kbk: Vec<&str> = unit.kbk.iter().map(|kbk| kbk.kode.as_str()).collect();
            vec![
                unit.kode.clone(),
                unit.nama.clone(),
                unit.jenis.clone(),
                unit.induk.clone().unwrap_or_default(),
                kbk.join(" "),
                card.map(|card| card.score.printed.clone()).unwrap_or_default(),
                card.map(|card| card.category.clone()).unwrap_or_default(),
            ]
        };
        let header = header.map(String::from).to_vec();
        std::iter::once(header).chain(self.units.iter().map(row)).collect()
    }
}
