//! `/peringkat/{periode}/mengapa/{opd}`: why does this unit stand there?

use std::sync::Arc;

use analytics::AnalyticsError;
use analytics::explain::{Explanation, GELAR, OpenLine, SCORECARD};
use analytics::firmness::Firmness;
use analytics::ranking::{Basis, Ranking, Row};

use maud::{Markup, html};
use serde_json::Value;

use crate::asked::Asked;
use crate::export::{Reader, explanation_json, explanation_rows, points, reason};
use crate::pages::parts::{apart, category_words, place, table, why};
use crate::pages::peringkat::rounds;
use crate::pages::periods::name;
use crate::pages::perubahan::{named, short};
use crate::pages::{Page, evaluasi, kebijakan, keteguhan, lembar, perubahan};
use crate::text::{decimal, t, tf, whole};
use crate::user_error::UserError;

/// A place taken apart.
pub struct Mengapa {
    ranking: Arc<Ranking>,
    explanation: Explanation,
    firmness: Option<Arc<Firmness>>,
    /// The way to what changed since the period before.
    fell: Option<Markup>,
}

/// Lines with points open that are shown.
const OPEN_SHOWN: usize = 5;

/// How far the places around it lie, in sentences.
pub fn distance(explanation: &Explanation) -> Vec<String> {
    let distance = &explanation.distance;
    let mut sentences = Vec::new();
    let mut say = |key: &str, found: &Option<(Row, i64)>| {
        if let Some((row, apart)) = found {
            let (apart, rank) = (decimal(&points(*apart)), place(row));
            let arguments = [("nama", row.nama.as_str()), ("peringkat", &rank), ("poin", &apart)];
            sentences.push(tf(key, &arguments));
        }
    };
    say("jarak-di-atas", &distance.above);
    say("jarak-di-bawah", &distance.below);
    let line = distance.open.first().zip(distance.above.as_ref());
    if let Some((line, (_, apart))) = line {
        let (apart, terbuka) = (decimal(&points(*apart)), decimal(&line.open));
        let (bobot, kode) = (whole(line.bobot), short(&line.kode, &line.teks));
        let arguments =
            [("poin", apart.as_str()), ("kode", &kode), ("bobot", &bobot), ("terbuka", &terbuka)];
        sentences.push(match &line.worth {
            Some(percent) => {
                let percent = decimal(&percent.printed);
                tf("jarak-sebutir", &[&arguments[..], &[("persen", &percent)]].concat())
            }
            None => tf("jarak-lebih-dari-sebutir", &arguments),
        });
    }
    sentences
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
            let arguments =
                [("nama", row.nama.as_str()), ("periode", &periode), ("alasan", &because)];
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
                let category =
                    category_words(asked.pack_of(self.ranking.scorecard.as_ref()), &card.category);
                let arguments = [arguments.as_slice(), &[("kategori", category.as_str())]];
                tf("mengapa-scorecard", &arguments.concat())
            }
            (Basis::Indeks, _) => tf("mengapa-indeks", &arguments),
            _ => tf("mengapa-gelar", &arguments),
        };
        if let (Basis::Gelar, Some(card)) = (self.ranking.basis, &row.scorecard) {
            let score = decimal(&card.score.printed);
            let category =
                category_words(asked.pack_of(self.ranking.scorecard.as_ref()), &card.category);
            let arguments = [("nilai", score.as_str()), ("kategori", &category)];
            sentence.push(' ');
            sentence.push_str(&tf("mengapa-gelar-scorecard", &arguments));
        }
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
            let apart = apart(own, theirs);
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

    /// What would change the place: arithmetic in sentences, not advice.
    fn distance(&self, asked: &Asked) -> Markup {
        let sentences = distance(&self.explanation);
        if sentences.is_empty() {
            return Markup::default();
        }
        let open = &self.explanation.distance.open;
        let shown = &open[..open.len().min(OPEN_SHOWN)];
        html! {
            section {
                h2 { (t("jarak-judul")) }
                ul { @for sentence in &sentences { li { (sentence) } } }
                @if !shown.is_empty() {
                    (table(&t("jarak-tabel"), &html! {
                        thead {
                            tr {
                                th scope="col" { (t("kolom-teks")) }
                                th.num scope="col" { (t("kolom-bobot")) }
                                th.num scope="col" { (t("jarak-terbuka")) }
                                th scope="col" { (t("jarak-setara")) }
                            }
                        }
                        tbody {
                            @for line in shown {
                                tr {
                                    th scope="row" { (named(&line.kode, &line.teks)) }
                                    td.num { (line.bobot) }
                                    td.num { (decimal(&line.open)) }
                                    td { (self.worth(line)) }
                                }
                            }
                        }
                    }))
                    p.note { (t("jarak-arti")) }
                }
                @if let Some((above, _)) = &self.explanation.distance.above {
                    p {
                        a href=(why(asked, &self.ranking, &above.opd)) {
                            (tf("jarak-lihat", &[("nama", &above.nama)]))
                        }
                    }
                }
            }
        }
    }

    /// How much of a line is worth the distance to the place above.
    fn worth(&self, line: &OpenLine) -> String {
        match (&line.worth, &self.explanation.distance.above) {
            (Some(percent), _) => {
                tf("jarak-setara-persen", &[("persen", &decimal(&percent.printed))])
            }
            (None, Some(_)) => t("jarak-setara-kurang"),
            (None, None) => String::new(),
        }
    }

    fn activities(&self) -> Markup {
        let held = self.row().activities;
        let periode = name(&self.ranking.periode.kode);
        html! {
            section #kegiatan {
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

impl Page for Mengapa {
    async fn load(asked: &Asked) -> Result<Self, UserError> {
        let ranking = asked.ranking(asked.segment(0)).await?;
        let explained = asked.bench().explain(&ranking, asked.segment(1)).await;
        match explained {
            Ok(explanation) => {
                let fell = perubahan::since_before(asked, &ranking, &explanation.row).await?;
                let firmness = asked.firmness(&ranking).await?;
                Ok(Self { ranking, explanation, firmness, fell })
            }
            Err(AnalyticsError::UnknownOpd { kode, known }) => {
                let list = asked.link("/opd");
                Err(UserError::no_such_opd(&kode, &known, list, |near| why(asked, &ranking, near)))
            }
            Err(other) => Err(other.into()),
        }
    }

    fn title(&self, _: &Asked) -> String {
        let periode = name(&self.ranking.periode.kode);
        let arguments = [("nama", self.row().nama.as_str()), ("periode", &periode)];
        match self.row().rank {
            Some(rank) => {
                let rank = whole(rank);
                tf("mengapa-judul", &[arguments.as_slice(), &[("peringkat", &rank)]].concat())
            }
            None => tf("mengapa-judul-tanpa", &arguments),
        }
    }

    fn body(&self, asked: &Asked) -> Markup {
        let (row, explanation) = (self.row(), &self.explanation);
        let judges = row.gelar.as_ref().map(|gelar| gelar.judges);
        let assessors = row.scorecard.as_ref().map(|card| card.assessors);
        html! {
            p.lead { (self.sentence(asked)) }
            @if row.rank.is_some() && let Some(because) = &row.reason {
                p.note { (tf("mengapa-syarat", &[("alasan", &reason(because))])) }
            }
            (self.neighbours(asked))
            @if let Some(firm) = keteguhan::of_unit(&self.ranking, self.firmness.as_deref(), row) {
                p { (firm) }
            }
            p {
                a href=(asked.link(&format!("/opd/{}", row.opd))) {
                    (tf("mengapa-profil", &[("nama", &row.nama)]))
                }
                " · "
                a href=(asked.link(&format!("/peringkat/{}", self.ranking.periode.kode))) {
                    (tf("peringkat-judul", &[("periode", &name(&self.ranking.periode.kode))]))
                }
                @if let Some(link) = &self.fell { " · " (link) }
            }
            (self.distance(asked))
            (kebijakan::parts(explanation.index.as_ref()))
            (lembar::gelar(asked, explanation.part(GELAR), judges))
            (lembar::scorecard(asked, explanation.part(SCORECARD), assessors))
            (evaluasi::section(asked, self.ranking.evaluation.as_ref(), explanation))
            (self.activities())
            section {
                h2 { (t("peringkat-dasar-judul")) }
                (rounds(asked, &self.ranking))
            }
            (kebijakan::section(asked, &self.ranking.policies))
        }
    }

    fn json(&self, asked: &Asked) -> Value {
        explanation_json(
            &asked.view,
            &self.ranking,
            &self.explanation,
            self.firmness.as_deref(),
            Reader::Page,
        )
    }

    fn rows(&self, _: &Asked) -> Vec<Vec<String>> {
        explanation_rows(&self.explanation)
    }
}
