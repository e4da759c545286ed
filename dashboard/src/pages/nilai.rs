//! `/nilai`: which value is weak, and where?

use std::sync::Arc;

use analytics::ranking::Ranking;
use analytics::score::Score;
use analytics::units::ValueRow;
use ingest::rule_pack::RulePack;
use maud::{Markup, html};
use serde_json::{Map, Value, json};

use crate::asked::Asked;
use crate::charts::{Caption, Heatmap, HeatmapCell, HeatmapRow, heatmap};
use crate::pages::figure::figure;
use crate::pages::opd::latest_scored;
use crate::pages::parts::{band_of, joined, kategori, nothing, table, why};
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
    /// The rules that the round is judged by.
    fn pack<'a>(&self, asked: &'a Asked) -> &'a RulePack {
        asked.pack_of(self.ranking.scorecard.as_ref())
    }

    /// How many units each category has for one value, worst category first.
    fn spread(&self, asked: &Asked, index: usize) -> Vec<usize> {
        let pack = self.pack(asked);
        let bands = pack.scorecard.as_ref().map_or(0, |card| card.kategori.len());
        let mut counts = vec![0; bands];
        for percent in self.scored.iter().filter_map(|row| row.values.get(index)?.as_ref()) {
            if let Some((place, _)) = band_of(pack, percent) {
                counts[bands - 1 - place] += 1;
            }
        }
        counts
    }

    /// The finding: the values with most units in the worst categories.
    fn lead(&self, asked: &Asked) -> String {
        let pack = self.pack(asked);
        let Some(card) = pack.scorecard.as_ref().filter(|_| !self.scored.is_empty()) else {
            return t("nilai-kosong");
        };
        let spreads: Vec<_> =
            (0..pack.nilai.len()).map(|index| self.spread(asked, index)).collect();
        let Some(worst) = spreads.iter().max() else {
            return t("nilai-kosong");
        };
        let same = spreads.iter().zip(&pack.nilai).filter(|(spread, _)| *spread == worst);
        let names: Vec<String> = same.map(|(_, nilai)| nilai.nama.clone()).collect();
        if names.len() == pack.nilai.len() {
            return t("nilai-merata");
        }
        // Every category but the best.
        let below = worst.iter().zip(card.kategori.iter().rev()).take(worst.len() - 1);
        let parts: Vec<String> = below
            .filter(|(count, _)| **count > 0)
            .map(|(count, band)| {
                let count = whole(*count as i128);
                tf("nilai-bagian", &[("jumlah", &count), ("kategori", &band.kode)])
            })
            .collect();
        tf(
            "nilai-kalimat",
            &[
                ("nilai", &joined(&names)),
                ("bagian", &joined(&parts)),
                ("dari", &whole(self.scored.len() as i128)),
            ],
        )
    }

    fn chart(&self, asked: &Asked) -> Markup {
        let pack = self.pack(asked);
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
                let label =
                    [("nilai", nilai.nama.as_str()), ("persen", &percent), ("kategori", kode)];
                HeatmapCell {
                    text: rounded(pack, score),
                    tone: Some(tone),
                    label: tf("nilai-sel", &label),
                }
            }
            None => {
                HeatmapCell { text: "–".to_owned(), tone: None, label: t("alasan-belum-dinilai") }
            }
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
        figure(&caption, |width| heatmap(&chart, width), Some(&self.table(asked)))
    }

    fn table(&self, asked: &Asked) -> Markup {
        let pack = self.pack(asked);
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
        let Some(card) = &self.pack(asked).scorecard else {
            return Markup::default();
        };
        html! {
            ul.legend {
                @for (tone, band) in card.kategori.iter().enumerate() {
                    li {
                        (kategori(&band.kode, tone)) " "
                        @if band.nama.to_lowercase() != band.kode.to_lowercase() { (band.nama) ", " }
                        (tf("nilai-pita", &[("dari", &whole(band.dari))]))
                    }
                }
            }
            p.note { (t("nilai-warna")) }
        }
    }
}

/// A percentage without decimals, unless that would put it on the other side of a category's edge.
fn rounded(pack: &RulePack, percent: &Score) -> String {
    let whole_percent = (percent.x100() + 50).div_euclid(100);
    match band_of(pack, percent) == band_of(pack, &Score::plain(whole_percent, 1)) {
        true => whole(whole_percent),
        false => decimal(&percent.printed),
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
        Ok(Self { ranking, scored, unscored })
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
                p { (tf("nilai-belum", &[("daftar", &joined(&names))])) }
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
        let nilai = &self.pack(asked).nilai;
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
        let nilai = self.pack(asked).nilai.iter().map(|nilai| nilai.kode.clone());
        let header = ["opd".to_owned(), "nama".to_owned()].into_iter().chain(nilai).collect();
        let row = |row: &ValueRow| {
            let values = row.values.iter();
            let values = values
                .map(|score| score.as_ref().map(|score| score.printed.clone()).unwrap_or_default());
            [row.opd.clone(), row.nama.clone()].into_iter().chain(values).collect()
        };
        std::iter::once(header).chain(self.scored.iter().chain(&self.unscored).map(row)).collect()
    }
}
