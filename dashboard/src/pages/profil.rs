//! `/opd/{kode}`: how is this unit?

use std::collections::BTreeMap;
use std::sync::Arc;

use analytics::ClosedRound;
use analytics::gelar::Acara;
use analytics::kewajiban::Calendar;
use analytics::late::LateKind;
use analytics::ranking::{Ranking, Row};
use analytics::score::Score;
use analytics::units::{Kegiatan, Quarters, Unit, UnitChange, ValueRow};
use maud::{Markup, html};
use serde_json::{Value, json};

use crate::asked::Asked;
use crate::charts::{Caption, ScaleLine, Series, Trend, TrendPoint, trend};
use crate::pages::figure::figure;
use crate::pages::opd::{ended_json, ended_words, kind, latest_scored};
use crate::pages::parts::{band_of, event, kategori, nothing, score, table, too_few, why};
use crate::pages::periods::name;
use crate::pages::{Page, belakangan, gelar, kegiatan, kewajiban, perubahan, shell};
use crate::text::{decimal, t, tf, whole};
use crate::user_error::UserError;

/// One unit.
pub struct Profil {
    unit: Unit,
    life: Vec<UnitChange>,
    latest: Arc<Ranking>,
    kegiatan: Vec<Kegiatan>,
    quarters: Quarters,
    scores: Vec<(ClosedRound, Option<Score>)>,
    values: Option<ValueRow>,
    calendar: Arc<Calendar>,
    late: Vec<LateKind>,
    /// The way to what changed since the period before.
    fell: Option<Markup>,
    /// The Gelar of the ranked year.
    gelar: Vec<Acara>,
}

impl Profil {
    fn row(&self) -> Option<&Row> {
        self.latest.rows.iter().find(|row| row.opd == self.unit.kode)
    }

    /// The KBK that gives the unit its figures.
    fn kbk(&self) -> &str {
        self.row().and_then(|row| row.kbk.as_deref()).unwrap_or_default()
    }

    fn facts(&self, asked: &Asked) -> Markup {
        let unit = &self.unit;
        html! {
            dl {
                dt { (t("kolom-kode")) }
                dd { (unit.kode) " · " (t("profil-terdaftar")) " " (event(asked, unit.position)) }
                @if let Some(ended) = &unit.ended {
                    dt { (t("profil-berakhir")) }
                    dd { (ended_words(ended)) " " (event(asked, ended.position)) }
                }
                dt { (t("hal-kolom-jenis")) }
                dd { (kind(&unit.jenis)) }
                @if let Some(induk) = &unit.induk {
                    dt { (t("profil-induk")) }
                    dd { a href=(asked.link(&format!("/opd/{induk}"))) { (induk) } }
                }
                dt { (t("hal-kolom-kbk")) }
                dd {
                    @if unit.kbk.is_empty() { (t("opd-tanpa-kbk")) }
                    @for kbk in &unit.kbk {
                        div {
                            a href=(asked.link(&format!("/kbk/{}", kbk.kode))) { (kbk.nama) } " "
                            (tf("profil-kbk", &[
                                ("kode", &kbk.kode),
                                ("sk", &kbk.sk_nomor),
                                ("tanggal", &shell::day(&kbk.sk_tanggal)),
                            ]))
                            " " (event(asked, kbk.position))
                            @if let Some(ended) = &kbk.ended {
                                " " span.muted { (ended_words(ended)) } " " (event(asked, ended.position))
                            }
                        }
                    }
                }
                dt { (t("kolom-skor")) }
                dd { (self.latest_score(asked)) }
            }
        }
    }

    /// What became of the unit, and what went into it.
    fn life(&self, asked: &Asked) -> Markup {
        if self.life.is_empty() {
            return Markup::default();
        }
        let unit = |kode: &String| {
            html! { a href=(asked.link(&format!("/opd/{kode}"))) { (kode) } }
        };
        html! {
            section {
                h2 { (t("profil-riwayat-judul")) }
                p { (t("profil-riwayat-arti")) }
                (table(&t("profil-riwayat-judul"), &html! {
                    thead {
                        tr {
                            th scope="col" { (t("profil-riwayat-sejak")) }
                            th scope="col" { (t("hal-kolom-opd")) }
                            th scope="col" { (t("profil-riwayat-perubahan")) }
                            th scope="col" { (t("profil-riwayat-dasar")) }
                            th.num scope="col" { (t("hal-kolom-kejadian")) }
                        }
                    }
                    tbody {
                        @for change in &self.life {
                            tr {
                                td { (shell::day(&change.tanggal)) }
                                td { (unit(&change.opd)) }
                                td {
                                    (t(&format!("perubahan-{}", change.perubahan)))
                                    @for word in change.nama.iter() { ": " (word) }
                                    @for (index, kode) in change.menjadi.iter().enumerate() {
                                        @if index == 0 { ": " } @else { ", " }
                                        (unit(kode))
                                    }
                                }
                                td { (change.dasar) }
                                td.num { (event(asked, change.position)) }
                            }
                        }
                    }
                }))
            }
        }
    }

    fn latest_score(&self, asked: &Asked) -> Markup {
        let row = self.row();
        match row.and_then(|row| row.scorecard.as_ref()).zip(self.latest.scorecard.as_ref()) {
            Some((card, round)) => html! {
                (score(Some(&card.score))) " " (kategori(&card.category, card.tone)) " "
                (tf("profil-ronde", &[("kode", &round.kode), ("kbk", self.kbk())])) " "
                a href=(why(asked, &self.latest, &self.unit.kode)) { (t("hal-mengapa")) }
                @if let Some(link) = &self.fell { " · " (link) }
            },
            None => html! { (t("alasan-belum-dinilai")) },
        }
    }

    fn sentence(&self) -> String {
        let row = self.row();
        let periode = name(&self.latest.periode.kode);
        match row.and_then(|row| row.rank.zip(row.ranked_by(self.latest.basis))) {
            Some((rank, by)) => tf(
                "profil-kalimat",
                &[
                    ("nama", &self.unit.nama),
                    ("peringkat", &whole(rank)),
                    ("periode", &periode),
                    ("nilai", &decimal(&by.printed)),
                ],
            ),
            None => {
                let because = row.and_then(|row| row.reason.as_ref()).map(crate::export::reason);
                let because = because.unwrap_or_else(|| t("alasan-belum-dinilai"));
                let arguments = [
                    ("nama", self.unit.nama.as_str()),
                    ("periode", &periode),
                    ("alasan", &because),
                ];
                tf("mengapa-tanpa", &arguments)
            }
        }
    }

    fn values(&self, asked: &Asked) -> Markup {
        let pack = asked.pack_of(self.latest.scorecard.as_ref());
        let Some((values, round)) = self.values.as_ref().zip(self.latest.scorecard.as_ref()) else {
            return Markup::default();
        };
        if values.values.iter().all(Option::is_none) {
            return Markup::default();
        }
        html! {
            section {
                h2 { (t("profil-nilai-judul")) }
                p { (tf("profil-nilai-arti", &[("kode", &round.kode), ("kbk", self.kbk())])) }
                (table(&t("profil-nilai-tabel"), &html! {
                    thead {
                        tr {
                            th scope="col" { (t("hal-kolom-nilai-budaya")) }
                            th.num scope="col" { (t("hal-kolom-tercapai")) " ↑" }
                            th scope="col" { (t("hal-kolom-kategori")) }
                            th scope="col" { (t("hal-kolom-sumber")) }
                        }
                    }
                    tbody {
                        @for (nilai, percent) in pack.nilai.iter().zip(&values.values) {
                            tr {
                                th scope="row" { (nilai.nama) }
                                td.num {
                                    @match percent {
                                        Some(percent) => (tf("hal-persen", &[("nilai", &decimal(&percent.printed))])),
                                        None => (nothing()),
                                    }
                                }
                                td {
                                    @if let Some((tone, kode)) = percent.as_ref().and_then(|percent| band_of(pack, percent)) {
                                        (kategori(kode, tone))
                                    }
                                }
                                td.muted { (nilai.sumber) }
                            }
                        }
                    }
                }))
            }
        }
    }

    fn scores(&self) -> Markup {
        let scored: Vec<_> = self.scores.iter().filter(|(_, score)| score.is_some()).collect();
        if scored.len() < 2 {
            return Markup::default();
        }
        let caption = Caption {
            id: "scorecard-per-ronde".to_owned(),
            title: t("profil-skor-grafik"),
            description: tf("profil-skor-grafik-arti", &[("jumlah", &whole(scored.len() as i128))]),
        };
        let point = |score: &Option<Score>| {
            score.as_ref().map(|score| TrendPoint {
                value: score.for_drawing(),
                text: decimal(&score.printed),
            })
        };
        let chart = Trend {
            caption: caption.clone(),
            x_labels: self.scores.iter().map(|(round, _)| round.kode.clone()).collect(),
            series: vec![Series {
                name: t("kolom-skor"),
                points: self.scores.iter().map(|(_, score)| point(score)).collect(),
            }],
            range: (0.0, 100.0),
            ticks: [0, 25, 50, 75, 100]
                .map(|at| ScaleLine { at: f64::from(at), label: whole(at) })
                .to_vec(),
            direction: t("hal-makin-besar"),
        };
        let data = table(
            &t("profil-skor-grafik"),
            &html! {
                thead { tr { th scope="col" { (t("hal-kolom-ronde")) } th.num scope="col" { (t("kolom-skor")) } } }
                tbody {
                    @for (round, found) in &self.scores {
                        tr { th scope="row" { (round.kode) } td.num { (score(found.as_ref())) } }
                    }
                }
            },
        );
        html! {
            section {
                h2 { (t("profil-skor-judul")) }
                (figure(&caption, |width| trend(&chart, width), Some(&data)))
            }
        }
    }

    fn late(&self, asked: &Asked) -> Markup {
        html! {
            section {
                h2 { (t("belakangan-judul")) }
                @if self.late.is_empty() {
                    p { (t("belakangan-kosong")) }
                } @else {
                    p { (t("belakangan-arti")) }
                    (belakangan::list(asked, &self.late, false))
                }
            }
        }
    }

    fn evaluation(&self, asked: &Asked) -> Markup {
        let found = self.row().and_then(|row| row.evaluation.as_ref());
        html! {
            section {
                h2 { (t("mengapa-evaluasi-judul")) }
                @match (&self.latest.evaluation, found) {
                    (None, _) => { p { (t("mengapa-evaluasi-tanpa-ronde")) } }
                    (Some(_), None) => { p { (t("mengapa-evaluasi-kosong")) } }
                    (Some(round), Some(evaluation)) => {
                        p {
                            (tf("mengapa-evaluasi-ronde", &[
                                ("kode", &round.kode),
                                ("jawaban", &whole(evaluation.respondents)),
                                ("terdaftar", &whole(evaluation.registered)),
                            ]))
                        }
                        @if let Some(words) = too_few(asked, evaluation) { p.note { (words) } }
                        p { a href=(why(asked, &self.latest, &self.unit.kode)) { (t("profil-evaluasi-lihat")) } }
                    }
                }
            }
        }
    }
}

impl Page for Profil {
    async fn load(asked: &Asked) -> Result<Self, UserError> {
        let bench = asked.bench();
        let kode = asked.segment(0);
        let mut units = bench.units().await?;
        let Some(place) = units.iter().position(|unit| unit.kode == kode) else {
            let known: Vec<String> = units.into_iter().map(|unit| unit.kode).collect();
            let address = |near: &str| asked.link(&format!("/opd/{near}"));
            return Err(UserError::no_such_opd(kode, &known, asked.link("/opd"), address));
        };
        let quarters = bench.kegiatan_per_quarter(&units).await?.remove(kode).unwrap_or_default();
        let unit = units.swap_remove(place);
        let latest = latest_scored(asked).await?;
        let values = match &latest.scorecard {
            Some(round) => bench.values(&latest, round).await?,
            None => Vec::new(),
        };
        let mut scores = Vec::new();
        for round in bench.scorecard_rounds().await? {
            let score = asked.app.scores_in(&asked.view, &round).await?.get(kode).cloned();
            scores.push((round, score));
        }
        let fell = match latest.rows.iter().find(|row| row.opd == unit.kode) {
            Some(row) => perubahan::since_before(asked, &latest, row).await?,
            None => None,
        };
        let gelar = gelar::of_year(asked, latest.periode.selesai.year()).await?;
        Ok(Self {
            gelar,
            fell,
            late: bench.late_facts(asked.app.zona(), Some(&unit), None).await?,
            kegiatan: bench.kegiatan_of(&unit).await?,
            life: bench.life_of(&unit).await?,
            values: values.into_iter().find(|row| row.opd == unit.kode),
            unit,
            latest,
            quarters,
            scores,
            calendar: kewajiban::calendar(asked, &asked.app.current_year(&asked.view).kode).await?,
        })
    }

    fn title(&self, _: &Asked) -> String {
        self.unit.nama.clone()
    }

    fn body(&self, asked: &Asked) -> Markup {
        html! {
            p.lead { (self.sentence()) }
            (gelar::links(asked, &self.gelar))
            (self.facts(asked))
            (self.life(asked))
            (self.scores())
            (self.values(asked))
            (kegiatan::section(asked, &self.kegiatan, &self.quarters))
            (self.evaluation(asked))
            @if !asked.app.pack().kewajiban.is_empty() {
                (kewajiban::of_unit(asked, &self.calendar, &self.unit.kode))
            }
            (self.late(asked))
        }
    }

    fn json(&self, asked: &Asked) -> Value {
        let row = self.row();
        let pack = asked.pack_of(self.latest.scorecard.as_ref());
        let nilai = pack.nilai.iter().map(|nilai| nilai.kode.as_str());
        let values: BTreeMap<&str, Option<&str>> = match &self.values {
            Some(row) => nilai
                .zip(
                    row.values
                        .iter()
                        .map(|score| score.as_ref().map(|score| score.printed.as_str())),
                )
                .collect(),
            None => BTreeMap::new(),
        };
        let kegiatan = |held: &Kegiatan| {
            json!({
                "kode": held.kode, "position": held.position.0,
                "corrects": held.corrected.map(|first| first.0),
                "tanggal": held.tanggal, "jenis": held.jenis,
                "metode": held.metode, "nilai": held.nilai, "peserta": held.peserta,
                "durasi_menit": held.durasi_menit, "kbk": held.kbk,
            })
        };
        let change = |change: &UnitChange| {
            json!({"tanggal": change.tanggal, "opd": change.opd, "perubahan": change.perubahan,
                   "nama": change.nama, "induk": change.induk, "menjadi": change.menjadi,
                   "dasar": change.dasar, "position": change.position.0})
        };
        let rounds = self.scores.iter().map(|(round, score)| {
            json!({"round": round.kode, "score": score.as_ref().map(|score| &score.printed)})
        });
        let kbk = self.unit.kbk.iter().map(|kbk| {
            json!({"kode": kbk.kode, "nama": kbk.nama, "sk_nomor": kbk.sk_nomor,
                   "sk_tanggal": kbk.sk_tanggal, "position": kbk.position.0})
        });
        json!({
            "as_of": {"position": asked.view.position.0, "recorded_at": asked.view.recorded_at.to_string()},
            "opd": self.unit.kode,
            "nama": self.unit.nama,
            "jenis": self.unit.jenis,
            "induk": self.unit.induk,
            "position": self.unit.position.0,
            "ended": self.unit.ended.as_ref().map(ended_json),
            "changes": self.life.iter().map(change).collect::<Vec<_>>(),
            "kbk": kbk.collect::<Vec<_>>(),
            "periode": self.latest.periode.kode,
            "rank": row.and_then(|row| row.rank),
            "scorecards": rounds.collect::<Vec<_>>(),
            "values": values,
            "quarters": self.quarters,
            "kegiatan": self.kegiatan.iter().map(kegiatan).collect::<Vec<_>>(),
            "late": belakangan::list_json(&self.late),
            "evaluation": row.and_then(|row| row.evaluation.as_ref()).map(|evaluation| {
                json!({"respondents": evaluation.respondents, "registered": evaluation.registered})
            }),
        })
    }

    fn rows(&self, _: &Asked) -> Vec<Vec<String>> {
        let header =
            ["kejadian", "tanggal", "kbk", "jenis", "metode", "nilai", "peserta", "durasi_menit"];
        let row = |held: &Kegiatan| {
            vec![
                held.position.to_string(),
                held.tanggal.clone(),
                held.kbk.clone(),
                held.jenis.clone(),
                held.metode.clone(),
                held.nilai.clone().unwrap_or_default(),
                held.peserta.to_string(),
                held.durasi_menit.to_string(),
            ]
        };
        let header = header.map(String::from).to_vec();
        std::iter::once(header).chain(self.kegiatan.iter().map(row)).collect()
    }
}
