//! `/peringkat/{periode}/mengapa/{opd}`: why does this unit stand there?

use std::sync::Arc;

use analytics::AnalyticsError;
use analytics::explain::Explanation;
use analytics::ranking::{Basis, Ranking, Row};

use maud::{Markup, html};
use serde_json::Value;

use crate::asked::Asked;
use crate::export::{Reader, explanation_json, explanation_rows, reason};
use crate::pages::parts::{apart, category_words, place, why};
use crate::pages::peringkat::rounds;
use crate::pages::periods::name;
use crate::pages::{Page, evaluasi, kebijakan, lembar};
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
            Ok(explanation) => Ok(Self { ranking, explanation }),
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
            p {
                a href=(asked.link(&format!("/opd/{}", row.opd))) {
                    (tf("mengapa-profil", &[("nama", &row.nama)]))
                }
                " · "
                a href=(asked.link(&format!("/peringkat/{}", self.ranking.periode.kode))) {
                    (tf("peringkat-judul", &[("periode", &name(&self.ranking.periode.kode))]))
                }
            }
            (kebijakan::parts(explanation.index.as_ref()))
            (lembar::gelar(asked, explanation.gelar.as_ref(), judges))
            (lembar::scorecard(asked, explanation.scorecard.as_ref(), assessors))
            (evaluasi::section(
                asked,
                self.ranking.evaluation.as_ref(),
                row.evaluation.as_ref(),
                &explanation.questions,
            ))
            (self.activities())
            section {
                h2 { (t("peringkat-dasar-judul")) }
                (rounds(asked, &self.ranking))
            }
            (kebijakan::section(asked, &self.ranking.policies))
        }
    }

    fn json(&self, asked: &Asked) -> Value {
        explanation_json(&asked.view, &self.ranking, &self.explanation, Reader::Page)
    }

    fn rows(&self, _: &Asked) -> Vec<Vec<String>> {
        explanation_rows(&self.explanation)
    }
}
