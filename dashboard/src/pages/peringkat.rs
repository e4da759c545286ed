//! `/peringkat/{periode}`: who stands where?

use std::collections::BTreeSet;
use std::sync::Arc;

use analytics::ClosedRound;
use analytics::firmness::{Firmness, Interval};
use analytics::ranking::{Basis, Ranking, Reason, Row};
use analytics::terbitan::Terbitan;
use maud::{Markup, html};
use serde_json::Value;

use crate::asked::{Asked, narrowed};
use crate::charts::{Caption, RankedBars, RankedRow, ScaleLine, UnrankedRow, ranked_bars};
use crate::export::{Reader, ranking_json, ranking_rows, reason};
use crate::pages::figure::figure;
use crate::pages::parts::{basis, event, joined, kategori, nothing, place, score, table, why};
use crate::pages::periods::{Periods, name};
use crate::pages::{Page, evaluasi, kebijakan, keteguhan, periksa, shell};
use crate::terbitan::{published, sidik};
use crate::text::{decimal, t, tf, whole};
use crate::user_error::UserError;

/// The ranking of a period.
pub struct Peringkat {
    ranking: Arc<Ranking>,
    firmness: Option<Arc<Firmness>>,
    periods: Periods,
    /// What was published of this period, the newest first.
    published: Vec<Terbitan>,
}

/// Who leads, in one sentence; or why nobody does.
pub fn lead(asked: &Asked, ranking: &Ranking) -> String {
    let periode = name(&ranking.periode.kode);
    let mut sentences = Vec::new();
    for kelas in classes(ranking) {
        let first = |row: &&Row| row.rank == Some(1) && row.kategori == kelas;
        let leaders: Vec<&Row> = ranking.rows.iter().filter(first).collect();
        let Some(score) = leaders.first().and_then(|row| row.ranked_by(ranking.basis)) else {
            continue;
        };
        let names: Vec<String> = leaders.iter().map(|row| row.nama.clone()).collect();
        let (names, score) = (joined(&names), decimal(&score.printed));
        let key = if leaders.len() == 1 { "peringkat-memimpin" } else { "peringkat-berbagi" };
        let arguments = [("nama", names.as_str()), ("periode", &periode), ("nilai", &score)];
        let sentence = tf(key, &arguments);
        sentences.push(match kelas {
            Some(kelas) => {
                tf("peringkat-kelas-kalimat", &[("kelas", &kelas), ("kalimat", &sentence)])
            }
            None => sentence,
        });
    }
    if sentences.is_empty() {
        return nobody(asked, ranking, &periode);
    }
    sentences.join(" ")
}

fn nobody(asked: &Asked, ranking: &Ranking, periode: &str) -> String {
    let key = match (ranking.basis, &ranking.scorecard) {
        (Basis::Nothing, _) => "peringkat-tanpa-dasar",
        (Basis::Scorecard, None) => "peringkat-tanpa-ronde",
        _ => "peringkat-tanpa-nilai",
    };
    tf(key, &[("periode", periode), ("peraturan", &asked.app.pack().kode)])
}

/// Kategori of the Gelar that have ranked units; one without a name where none are declared.
fn classes(ranking: &Ranking) -> Vec<Option<String>> {
    let ranked = ranking.rows.iter().filter(|row| row.rank.is_some());
    let found: BTreeSet<Option<String>> = ranked.map(|row| row.kategori.clone()).collect();
    if found.is_empty() { vec![None] } else { found.into_iter().collect() }
}

/// The rounds behind a ranking, each with the event that closed it.
pub fn rounds(asked: &Asked, ranking: &Ranking) -> Markup {
    let line = |key: &str, round: &ClosedRound| {
        let arguments =
            [("kode", round.kode.as_str()), ("rentang", &shell::span(round.mulai, round.selesai))];
        html! {
            li { (tf(key, &arguments)) " " (event(asked, round.closed)) "." }
        }
    };
    html! {
        ul {
            @if let Some(gelar) = &ranking.gelar {
                (line("peringkat-ronde-gelar", &gelar.round))
                li {
                    a href=(asked.link(&format!("/gelar/{}", gelar.round.kode))) {
                        (tf("gelar-lihat", &[("kode", &gelar.round.kode)]))
                    }
                }
                @if let Some(syarat) = &gelar.syarat {
                    (line("peringkat-ronde-syarat", syarat))
                }
            }
            @if let Some(round) = &ranking.scorecard {
                (line("peringkat-ronde-scorecard", round))
            }
            @if let Some(round) = &ranking.evaluation {
                (line("peringkat-ronde-evaluasi", round))
            }
            @for kode in &ranking.open {
                li { (tf("peringkat-ronde-terbuka", &[("kode", kode)])) }
            }
        }
    }
}

impl Peringkat {
    fn unranked(&self) -> Vec<&Row> {
        self.ranking.rows.iter().filter(|row| row.rank.is_none()).collect()
    }

    /// Fingerprint of what the page shows.
    fn sidik(&self, asked: &Asked) -> String {
        sidik(&asked.app, &asked.view, &self.ranking)
    }

    /// What can be held against this page later, also on paper.
    fn proof(&self, asked: &Asked) -> Markup {
        html! {
            section {
                h2 { (t("peringkat-bukti-judul")) }
                p { (t("peringkat-bukti-sidik")) " " code.sidik { (self.sidik(asked)) } }
                @for one in &self.published {
                    @let saat = asked.at(one.recorded_at);
                    p {
                        (tf("peringkat-bukti-terbit", &[("saat", &saat)])) " "
                        (event(asked, one.at)) ", "
                        (t("peringkat-bukti-per")) " " (event(asked, one.posisi)) ": "
                        (periksa::link(asked, one))
                    }
                }
                @if self.published.is_empty() {
                    p.muted { (t("peringkat-bukti-belum")) }
                }
            }
        }
    }

    fn sections(&self, asked: &Asked) -> Markup {
        let classes = classes(&self.ranking);
        // Without classes, who has no place stands below who has; with classes, apart from all.
        let together = classes == [None];
        html! {
            @for (index, kelas) in classes.iter().enumerate() {
                @let of_class = |row: &&Row| row.rank.is_some() && row.kategori == *kelas;
                @let mut rows = self.ranking.rows.iter().filter(of_class).collect::<Vec<_>>();
                @if let Some(kelas) = kelas {
                    h2 { (tf("peringkat-kelas", &[("kelas", kelas)])) }
                }
                (self.chart(asked, &rows, index, together))
                @if together {
                    @let () = rows.extend(self.unranked());
                }
                (self.table(asked, &rows, kelas.as_deref()))
            }
            @if !together && !self.unranked().is_empty() {
                h2 { (t("peringkat-tanpa-peringkat")) }
                (self.table(asked, &self.unranked(), None))
            }
        }
    }

    fn chart(&self, asked: &Asked, rows: &[&Row], index: usize, with_unranked: bool) -> Markup {
        if rows.is_empty() {
            return Markup::default();
        }
        let ranking = &self.ranking;
        let periode = name(&ranking.periode.kode);
        let caption = Caption {
            id: format!("peringkat-{index}"),
            title: tf("peringkat-grafik", &[("periode", &periode)]),
            description: self.described(rows),
        };
        let pack = asked.pack_of(ranking.scorecard.as_ref());
        let card = pack.scorecard.as_ref().filter(|_| ranking.basis == Basis::Scorecard);
        let edges = card.map_or(&[][..], |card| &card.kategori).iter();
        let chart = RankedBars {
            caption: caption.clone(),
            max: 100.0,
            edges: edges
                .map(|band| ScaleLine { at: band.dari as f64, label: band.kode.clone() })
                .collect(),
            rows: rows.iter().map(|row| self.bar(asked, row)).collect(),
            unranked: match with_unranked {
                true => self.unranked().iter().map(|row| self.no_bar(asked, row)).collect(),
                false => Vec::new(),
            },
        };
        figure(&caption, |width| ranked_bars(&chart, width), None)
    }

    fn described(&self, rows: &[&Row]) -> String {
        let score = |row: Option<&&Row>| {
            let score = row.and_then(|row| row.ranked_by(self.ranking.basis));
            score.map(|score| decimal(&score.printed)).unwrap_or_default()
        };
        tf(
            "peringkat-grafik-arti",
            &[
                ("jumlah", &whole(rows.len() as i128)),
                ("dasar", &basis(self.ranking.basis)),
                ("tertinggi", &score(rows.first())),
                ("terendah", &score(rows.last())),
            ],
        )
    }

    fn bar(&self, asked: &Asked, row: &Row) -> RankedRow {
        let by = row.ranked_by(self.ranking.basis);
        let scorecard = row.scorecard.as_ref();
        RankedRow {
            place: row.rank.map(whole).unwrap_or_default(),
            name: row.nama.clone(),
            score: by.map_or(0.0, analytics::score::Score::for_drawing),
            score_text: by.map(|score| decimal(&score.printed)).unwrap_or_default(),
            category: scorecard.map(|card| card.category.clone()).unwrap_or_default(),
            tone: scorecard.map_or(0, |card| card.tone),
            href: Some(why(asked, &self.ranking, &row.opd)),
            label: self.spoken(row),
        }
    }

    /// What a screen reader says of a bar after its place, name and score.
    fn spoken(&self, row: &Row) -> String {
        let tied = row.tied.then(|| t("peringkat-grafik-sama"));
        let place = self.place_of(row).map(|(_, place)| place);
        let interval =
            place.map(|place| tf("teguh-grafik", &[("selang", &keteguhan::selang(place))]));
        tied.into_iter().chain(interval).collect::<Vec<_>>().join(", ")
    }

    /// Where a unit stands in the ranking, and its places in the re-runs.
    fn place_of(&self, row: &Row) -> Option<(usize, &Interval)> {
        let index = self.ranking.rows.iter().position(|other| other.opd == row.opd)?;
        Some((index, self.firmness.as_ref()?.places.get(index)?))
    }

    /// The interval of a unit, with the number of its group where it cannot be told from others.
    fn interval(&self, row: &Row) -> Markup {
        let Some((index, place)) = self.place_of(row) else { return nothing() };
        html! {
            (keteguhan::selang(place))
            @if let Some(number) = keteguhan::group(self.firmness.as_deref(), index) {
                br; small.muted { (tf("teguh-tanda", &[("nomor", &number)])) }
            }
        }
    }

    fn no_bar(&self, asked: &Asked, row: &Row) -> UnrankedRow {
        UnrankedRow {
            name: row.nama.clone(),
            reason: row.reason.as_ref().map(reason).unwrap_or_default(),
            href: Some(why(asked, &self.ranking, &row.opd)),
            label: String::new(),
        }
    }

    fn table(&self, asked: &Asked, rows: &[&Row], kelas: Option<&str>) -> Markup {
        let ranking = &self.ranking;
        let periode = name(&ranking.periode.kode);
        let caption = match kelas {
            Some(kelas) => tf("peringkat-tabel-kelas", &[("periode", &periode), ("kelas", kelas)]),
            None => tf("peringkat-tabel", &[("periode", &periode)]),
        };
        let (has_index, has_gelar) = (ranking.policy().is_some(), ranking.gelar.is_some());
        let has_interval = rows.iter().any(|row| self.place_of(row).is_some());
        let has_scorecard = rows.iter().any(|row| row.scorecard.is_some());
        // What holds for the whole period stands once, in the sentence above.
        let notes = rows.iter().any(|row| !is_of_the_period(row));
        table(
            &caption,
            &html! {
                thead {
                    tr {
                        th.num scope="col" { (t("kolom-peringkat")) }
                        @if has_interval { th.num scope="col" { (t("kolom-selang")) } }
                        th scope="col" { (t("hal-kolom-opd")) }
                        @if has_index { th.num scope="col" { (t("kolom-indeks")) " ↑" } }
                        @if has_gelar { th.num scope="col" { (t("kolom-gelar")) " ↑" } }
                        @if has_scorecard {
                            th.num scope="col" { (t("kolom-skor")) " ↑" }
                            th scope="col" { (t("hal-kolom-kategori")) }
                        }
                        th.num scope="col" { (t("kolom-kegiatan")) }
                    @if notes { th scope="col" { (t("hal-kolom-syarat")) } }
                    }
                }
                tbody {
                    @for row in rows {
                        tr {
                            td.num { @if row.rank.is_some() { (place(row)) } @else { (nothing()) } }
                            @if has_interval { td.num { (self.interval(row)) } }
                            th scope="row" {
                            a href=(why(asked, ranking, &row.opd)) { (row.nama) }
                            @if let Some(kbk) = &row.kbk { br; small.muted { (kbk) } }
                        }
                            @if has_index { td.num { (score(row.index.as_ref())) } }
                        @if has_gelar { td.num { (score(row.gelar.as_ref().map(|gelar| &gelar.score))) } }
                            @if has_scorecard {
                                td.num { (score(row.scorecard.as_ref().map(|card| &card.score))) }
                                td {
                                    @match &row.scorecard {
                                        Some(card) => (kategori(&card.category, card.tone)),
                                        None => (nothing()),
                                    }
                                }
                            }
                            td.num { (whole(row.activities.kegiatan)) }
                        @if notes { td { (eligibility(asked, row)) } }
                        }
                    }
                }
            },
        )
    }
}

/// Whether a unit has no place for a reason that holds for all.
fn is_of_the_period(row: &Row) -> bool {
    matches!(row.reason, Some(Reason::TanpaRonde | Reason::TanpaScorecard))
}

fn eligibility(asked: &Asked, row: &Row) -> Markup {
    let has_gelar = asked.app.pack().gelar.is_some();
    html! {
        @match (&row.reason, row.eligible) {
            (Some(why), _) => (reason(why)),
            (None, true) if has_gelar => (t("peringkat-boleh")),
            (None, _) => (nothing()),
        }
    }
}

impl Page for Peringkat {
    async fn load(asked: &Asked) -> Result<Self, UserError> {
        let ranking = asked.ranking(asked.segment(0)).await?;
        let firmness = asked.firmness(&ranking).await?;
        let mut published = published(&asked.app, &asked.view).await?;
        published.retain(|one| one.periode == ranking.periode.kode);
        Ok(Self { ranking, firmness, periods: Periods::load(asked).await?, published })
    }

    fn title(&self, _: &Asked) -> String {
        tf("peringkat-judul", &[("periode", &name(&self.ranking.periode.kode))])
    }

    fn body(&self, asked: &Asked) -> Markup {
        let ranking = &self.ranking;
        html! {
            p.lead { (lead(asked, ranking)) }
            (self.periods.pager(asked, &ranking.periode.kode))
            (self.sections(asked))
            p.note { (t("peringkat-arah-skor")) " " (t("peringkat-seri")) }
            (keteguhan::section(ranking, self.firmness.as_deref()))
            (kebijakan::section(asked, &ranking.policies))
            p {
                a href=(asked.link(&format!("/peringkat/{}/aturan", ranking.periode.kode))) {
                    (t("peringkat-aturan-lain"))
                }
            }
            (evaluasi::of_all(asked, ranking))
            section {
                h2 { (t("peringkat-dasar-judul")) }
                p { (tf("peringkat-dasar", &[("dasar", &basis(ranking.basis))])) }
                (rounds(asked, ranking))
                p {
                    @let periode = [("periode", ranking.periode.kode.as_str())];
                    a href=(narrowed(&asked.link("/audit/banding"), periode.into_iter())) {
                        (t("peringkat-banding"))
                    }
                }
            }
            (self.proof(asked))
        }
    }

    fn json(&self, asked: &Asked) -> Value {
        let mut json = ranking_json(
            &asked.app,
            &asked.view,
            &self.ranking,
            self.firmness.as_deref(),
            Reader::Page,
        );
        if let Some(fields) = json.as_object_mut() {
            let published: Vec<&str> =
                self.published.iter().map(|one| one.hasil.as_str()).collect();
            fields.insert("sidik".into(), self.sidik(asked).into());
            fields.insert("terbitan".into(), published.into());
        }
        json
    }

    fn rows(&self, asked: &Asked) -> Vec<Vec<String>> {
        ranking_rows(&asked.app, &self.ranking, self.firmness.as_deref(), Reader::Page)
    }
}
