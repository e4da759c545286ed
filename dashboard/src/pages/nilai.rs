//! `/nilai`: which value is weak, and where?

use std::sync::Arc;

use analytics::ranking::Ranking;
use analytics::score::Score;
use analytics::units::ValueRow;
use maud::{Markup, html};
use serde_json::{Map, Value, json};

use crate::asked::Asked;
use crate::charts::{Caption, Heatmap, HeatmapCell, HeatmapRow, heatmap};
use crate::pages::figure::figure;
use crate::pages::opd::latest_scored;
use crate::pages::parts::{band_of, category_name, kategori, nothing, table, why};
use crate::pages::{Page, shell};
use crate::text::{decimal, t, tf, whole};
use crate::user_error::UserError;

/// Every unit by every value, of the latest closed scorecard round.
pub struct Nilai {
    ranking: Arc<Ranking>,
    scored: Vec<ValueRow>,
    unscored: Vec<ValueRow>,
}

impl Nilai {
    /// In how many units each value is in the lowest category that is reached at all: the value
    /// with the most such units, and how many.
    fn weakest(&self, asked: &Asked) -> Option<(String, usize, String)> {
        let pack = asked.app.pack();
        let band = |score: &Option<Score>| Some(band_of(pack, score.as_ref()?)?.0);
        let worst = self
            .scored
            .iter()
            .flat_map(|row| row.values.iter().filter_map(band))
            .max()?;
        let count = |index: usize| {
            self.scored
                .iter()
                .filter(|row| row.values.get(index).and_then(band) == Some(worst))
                .count()
        };
        let counts = (0..pack.nilai.len()).map(|index| (count(index), index));
        // Among equals the first of the regulation's order.
        let (count, index) = counts.max_by_key(|(count, index)| (*count, usize::MAX - index))?;
        let category = pack.scorecard.as_ref()?.kategori.get(worst)?;
        Some((
            pack.nilai.get(index)?.nama.clone(),
            count,
            category.kode.clone(),
        ))
    }

    fn lead(&self, asked: &Asked) -> String {
        let Some((round, (nilai, count, category))) =
            self.ranking.scorecard.as_ref().zip(self.weakest(asked))
        else {
            return t("nilai-kosong");
        };
        tf(
            "nilai-kalimat",
            &[
                ("nilai", &nilai),
                ("jumlah", &whole(count as i128)),
                ("dari", &whole(self.scored.len() as i128)),
                ("kategori", &category),
                ("kategori_nama", category_name(asked.app.pack(), &category)),
                ("ronde", &round.kode),
            ],
        )
    }

    fn chart(&self, asked: &Asked) -> Markup {
        let pack = asked.app.pack();
        let caption = Caption {
            id: "nilai".to_owned(),
            title: t("nilai-grafik"),
            description: tf(
                "nilai-grafik-arti",
                &[
                    ("jumlah", &whole(self.scored.len() as i128)),
                    ("nilai", &whole(pack.nilai.len() as i128)),
                ],
            ),
        };
        let cell = |(nilai, score): (&ingest::rule_pack::Nilai, &Option<Score>)| match score {
            Some(score) => {
                let (tone, kode) = band_of(pack, score).unwrap_or((0, ""));
                let percent = decimal(&score.printed);
                let label = [
                    ("nilai", nilai.nama.as_str()),
                    ("persen", &percent),
                    ("kategori", kode),
                ];
                HeatmapCell {
                    text: whole(i128::from((score.x100() + 50).div_euclid(100))),
                    tone: Some(tone),
                    label: tf("nilai-sel", &label),
                }
            }
            None => HeatmapCell {
                text: "–".to_owned(),
                tone: None,
                label: t("alasan-belum-dinilai"),
            },
        };
        let chart = Heatmap {
            caption: caption.clone(),
            columns: pack.nilai.iter().map(|nilai| nilai.nama.clone()).collect(),
            rows: self
                .scored
                .iter()
                .map(|row| HeatmapRow {
                    name: row.nama.clone(),
                    href: Some(why(asked, &self.ranking, &row.opd)),
                    cells: pack.nilai.iter().zip(&row.values).map(cell).collect(),
                })
                .collect(),
        };
        figure(
            &caption,
            |width| heatmap(&chart, width),
            Some(&self.table(asked)),
        )
    }

    fn table(&self, asked: &Asked) -> Markup {
        let pack = asked.app.pack();
        table(
            &t("nilai-tabel"),
            &html! {
                thead {
                    tr {
                        th scope="col" { (t("hal-kolom-opd")) }
                        @for nilai in &pack.nilai { th scope="col" { (nilai.nama) " ↑" } }
                    }
                }
                tbody {
                    @for row in &self.scored {
                        tr {
                            th scope="row" { a href=(why(asked, &self.ranking, &row.opd)) { (row.nama) } }
                            @for percent in &row.values {
                                td {
                                    @match percent {
                                        Some(percent) => {
                                            (tf("hal-persen", &[("nilai", &decimal(&percent.printed))])) " "
                                            @if let Some((tone, kode)) = band_of(pack, percent) { (kategori(kode, tone)) }
                                        }
                                        None => (nothing()),
                                    }
                                }
                            }
                        }
                    }
                }
            },
        )
    }

    fn legend(&self, asked: &Asked) -> Markup {
        let Some(card) = &asked.app.pack().scorecard else {
            return Markup::default();
        };
        html! {
            p {
                @for (tone, band) in card.kategori.iter().enumerate() {
                    (kategori(&band.kode, tone)) " "
                    (tf("nilai-pita", &[("nama", &band.nama), ("dari", &whole(band.dari))])) " "
                }
            }
            p.note { (t("nilai-warna")) }
        }
    }
}

impl Page for Nilai {
    async fn load(asked: &Asked) -> Result<Self, UserError> {
        let ranking = latest_scored(asked).await?;
        let rows = match &ranking.scorecard {
            Some(round) => asked.bench().values(&ranking, round).await?,
            None => Vec::new(),
        };
        let has_value = |row: &ValueRow| row.values.iter().any(Option::is_some);
        let (scored, unscored) = rows.into_iter().partition(has_value);
        Ok(Self {
            ranking,
            scored,
            unscored,
        })
    }

    fn title(&self, _: &Asked) -> String {
        t("nilai-judul")
    }

    fn body(&self, asked: &Asked) -> Markup {
        html! {
            p.lead { (self.lead(asked)) }
            @if let Some(round) = &self.ranking.scorecard {
                p {
                    (tf("nilai-ronde", &[
                        ("kode", &round.kode), ("rentang", &shell::span(round.mulai, round.selesai)),
                    ]))
                }
            }
            @if !self.scored.is_empty() {
                (self.legend(asked))
                (self.chart(asked))
            }
            @if !self.unscored.is_empty() && self.ranking.scorecard.is_some() {
                @let names: Vec<String> = self.unscored.iter().map(|row| row.nama.clone()).collect();
                p { (tf("nilai-belum", &[("daftar", &crate::pages::parts::joined(&names))])) }
            }
            section {
                h2 { (t("nilai-arti-judul")) }
                dl {
                    @for nilai in &asked.app.pack().nilai {
                        dt { (nilai.nama) }
                        dd {
                            (nilai.arti) " "
                            span.muted { (tf("hal-sumber", &[("sumber", &nilai.sumber)])) }
                        }
                    }
                }
            }
        }
    }

    fn json(&self, asked: &Asked) -> Value {
        let nilai = &asked.app.pack().nilai;
        let row = |row: &ValueRow| {
            let percent = |score: &Option<Score>| score.as_ref().map(|score| score.printed.clone());
            let values: Map<String, Value> = nilai
                .iter()
                .zip(&row.values)
                .map(|(nilai, score)| (nilai.kode.clone(), json!(percent(score))))
                .collect();
            json!({"opd": row.opd, "nama": row.nama, "values": values})
        };
        json!({
            "as_of": {"position": asked.view.position.0, "recorded_at": asked.view.recorded_at.to_string()},
            "periode": self.ranking.periode.kode,
            "round": self.ranking.scorecard.as_ref().map(|round| &round.kode),
            "rows": self.scored.iter().chain(&self.unscored).map(row).collect::<Vec<_>>(),
        })
    }

    fn rows(&self, asked: &Asked) -> Vec<Vec<String>> {
        let nilai = asked
            .app
            .pack()
            .nilai
            .iter()
            .map(|nilai| nilai.kode.clone());
        let header = ["opd".to_owned(), "nama".to_owned()]
            .into_iter()
            .chain(nilai)
            .collect();
        let row = |row: &ValueRow| {
            let values = row.values.iter();
            let values = values.map(|score| {
                score
                    .as_ref()
                    .map(|score| score.printed.clone())
                    .unwrap_or_default()
            });
            [row.opd.clone(), row.nama.clone()]
                .into_iter()
                .chain(values)
                .collect()
        };
        std::iter::once(header)
            .chain(self.scored.iter().chain(&self.unscored).map(row))
            .collect()
    }
}
