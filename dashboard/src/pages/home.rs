//! `/`: how are we doing, and what is open?

use std::sync::Arc;

use analytics::gelar::Acara;
use analytics::kewajiban::Calendar;
use analytics::ranking::{Basis, Ranking, Row};
use maud::{Markup, html};
use serde_json::{Value, json};

use crate::asked::Asked;
use crate::export::basis_name;
use crate::pages::kewajiban::{Group, MISSED, grouped};
use crate::pages::parts::{kategori, place, score, table, why};
use crate::pages::periods::{name, quarter_of};
use crate::pages::{Page, gelar, kewajiban, peringkat};
use crate::text::{t, tf, whole};
use crate::user_error::UserError;

/// Rows shown from each end of the ranking.
const ENDS: usize = 5;

/// The first page.
pub struct Home {
    /// The newest year that gives places.
    ranking: Arc<Ranking>,
    /// The current year, whose open rounds are named.
    current: Arc<Ranking>,
    quarter: Arc<Ranking>,
    calendar: Arc<Calendar>,
    /// The Gelar of the ranked year.
    gelar: Vec<Acara>,
}

/// Missed duties shown.
const MISSED_SHOWN: usize = 5;

/// How far the year is, in whole numbers.
struct Completeness {
    units: usize,
    scored: usize,
    with_kbk: usize,
    answering: usize,
    forms: i64,
    registered: i64,
}

impl Completeness {
    fn of(rows: &[Row]) -> Self {
        let evaluations = || rows.iter().filter_map(|row| row.evaluation.as_ref());
        Self {
            units: rows.len(),
            scored: rows.iter().filter(|row| row.scorecard.is_some()).count(),
            with_kbk: rows.iter().filter(|row| row.kbk.is_some()).count(),
            answering: evaluations().count(),
            forms: evaluations().map(|evaluation| evaluation.respondents).sum(),
            registered: evaluations().map(|evaluation| evaluation.registered).sum(),
        }
    }
}

/// The heading of the numbers that places are given by.
fn measure(basis: Basis) -> String {
    t(match basis {
        Basis::Indeks => "kolom-indeks",
        Basis::Gelar => "kolom-gelar",
        Basis::Scorecard | Basis::Nothing => "kolom-skor",
    })
}

fn count(number: usize) -> String {
    whole(number as i128)
}

impl Home {
    fn ranked(&self) -> Vec<&Row> {
        self.ranking.rows.iter().filter(|row| row.rank.is_some()).collect()
    }

    fn silent(&self) -> usize {
        self.quarter.rows.iter().filter(|row| row.activities.kegiatan == 0).count()
    }

    fn held(&self) -> i64 {
        self.quarter.rows.iter().map(|row| row.activities.kegiatan).sum()
    }

    fn cards(&self, asked: &Asked) -> Markup {
        let Completeness { units, scored, with_kbk, answering, forms, registered } =
            Completeness::of(&self.ranking.rows);
        let of_units =
            |some: usize| tf("beranda-dari", &[("ada", &count(some)), ("dari", &count(units))]);
        let list = asked.link("/opd");
        html! {
            ul.cards {
                @if asked.app.pack().scorecard.is_some() {
                    li.card {
                        h2 { (t("beranda-dinilai")) }
                        p.angka { (of_units(scored)) }
                        p { a href=(list) { (t("beranda-dinilai-lihat")) } }
                    }
                }
                li.card {
                    h2 { (t("beranda-kbk")) }
                    p.angka { (of_units(with_kbk)) }
                    p { a href=(list) { (t("beranda-kbk-lihat")) } }
                }
                li.card {
                    h2 { (t("beranda-evaluasi")) }
                    p.angka { (of_units(answering)) }
                    p.muted {
                        @if self.ranking.evaluation.is_some() {
                            (tf("beranda-evaluasi-isi", &[
                                ("jawaban", &whole(forms)), ("terdaftar", &whole(registered)),
                            ]))
                        } @else {
                            (t("beranda-evaluasi-belum"))
                        }
                    }
                }
                li.card {
                    h2 { (tf("beranda-kegiatan", &[("periode", &name(&self.quarter.periode.kode))])) }
                    p.angka { (whole(self.held())) }
                    p.muted {
                        @if self.silent() == 0 {
                            (t("beranda-kegiatan-semua"))
                        } @else {
                            (tf("beranda-kegiatan-diam", &[
                                ("ada", &count(self.silent())), ("dari", &count(units)),
                            ]))
                        }
                    }
                    p {
                        a href=(asked.link(&format!("/peringkat/{}", self.quarter.periode.kode))) {
                            (t("beranda-kegiatan-lihat"))
                        }
                    }

                }
            }
        }
    }

    fn ends(&self, asked: &Asked) -> Markup {
        let ranked = self.ranked();
        let top = &ranked[..ranked.len().min(ENDS)];
        let bottom = &ranked[ranked.len().saturating_sub(ENDS).max(top.len())..];
        html! {
            @if !top.is_empty() {
                (self.end(asked, top, &t("beranda-teratas")))
            }
            @if !bottom.is_empty() {
                (self.end(asked, bottom, &t("beranda-terbawah")))
            }
            p {
                @let without = self.ranking.rows.len() - ranked.len();
                @if without > 0 && !ranked.is_empty() {
                    (tf("beranda-tanpa-peringkat", &[("jumlah", &count(without))])) " "
                }
                a href=(asked.link(&format!("/peringkat/{}", self.ranking.periode.kode))) {
                    (t("beranda-peringkat-lengkap"))
                }
            }

        }
    }

    fn end(&self, asked: &Asked, rows: &[&Row], caption: &str) -> Markup {
        let ranking = &self.ranking;
        let by_kategori = rows.iter().any(|row| row.kategori.is_some());
        table(
            caption,
            &html! {
                thead {
                    tr {
                        th.num scope="col" { (t("kolom-peringkat")) }
                        th scope="col" { (t("hal-kolom-opd")) }
                        @if by_kategori { th scope="col" { (t("hal-kolom-kelas")) } }
                        th.num scope="col" { (measure(ranking.basis)) " ↑" }
                    th scope="col" { (t("beranda-kolom-kategori")) }
                    }
                }
                tbody {
                    @for row in rows {
                        tr {
                            td.num { (place(row)) }
                            th scope="row" {
                                a href=(why(asked, ranking, &row.opd)) { (row.nama) }
                            }
                            @if by_kategori { td { (row.kategori.as_deref().unwrap_or("")) } }
                            td.num { (score(row.ranked_by(ranking.basis))) }
                            td {
                                @if let Some(scorecard) = &row.scorecard {
                                    (kategori(&scorecard.category, scorecard.tone))
                                }
                            }
                        }
                    }
                }
            },
        )
    }

    fn missed<'c>(&'c self, asked: &'c Asked) -> Vec<Group<'c>> {
        grouped(asked.app.pack(), self.calendar.rows.iter(), &MISSED)
    }

    fn open(&self, asked: &Asked) -> Markup {
        let missed = self.missed(asked);
        let shown = &missed[..missed.len().min(MISSED_SHOWN)];
        html! {
            section {
                h2 { (t("beranda-terbuka")) }
                @if !asked.app.pack().kewajiban.is_empty() {
                    @if missed.is_empty() {
                        p { (t("beranda-kewajiban-tidak")) }
                    } @else {
                        @let jumlah = whole(missed.len() as i128);
                        h3 { (tf("beranda-kewajiban", &[("jumlah", &jumlah)])) }
                        (kewajiban::missed(&asked.app.pemda().nama, shown, t("kewajiban-terlewat"))
                            .markup(|path| asked.link(path)))
                    }
                    p { a href=(asked.link("/kewajiban")) { (t("kewajiban-semua")) } }
                }
                p {
                    a href=(asked.link(&format!("/tinjauan/{}", self.quarter.periode.kode))) {
                        (tf("tinjauan-judul", &[("periode", &name(&self.quarter.periode.kode))]))
                    }
                }
                @if self.current.open.is_empty() {
                    p { (tf("beranda-terbuka-tidak", &[("periode", &name(&self.current.periode.kode))])) }
                } @else {
                    p { (t("beranda-terbuka-ada")) }
                    ul { @for kode in &self.current.open { li { (kode) } } }
                }
            }
        }
    }
}

impl Page for Home {
    async fn load(asked: &Asked) -> Result<Self, UserError> {
        let year = asked.app.current_year(&asked.view).kode;
        let quarter = quarter_of(asked.app.current_day(&asked.view));
        let (current, quarter) = (asked.ranking(&year).await?, asked.ranking(&quarter).await?);
        let mut ranking = Arc::clone(&current);
        if ranking.rows.iter().all(|row| row.rank.is_none()) {
            // Early in a year the last one that gave places says more than an empty table.
            let rounds = asked.bench().scorecard_rounds().await?;
            if let Some(round) = rounds.last() {
                ranking = asked.ranking(&format!("{:04}", round.selesai.year())).await?;
            }
        }
        let calendar = kewajiban::calendar(asked, &year).await?;
        let gelar = gelar::of_year(asked, ranking.periode.selesai.year()).await?;
        Ok(Self { ranking, current, quarter, calendar, gelar })
    }

    fn title(&self, asked: &Asked) -> String {
        tf("beranda-judul", &[("nama", &asked.app.pemda().nama)])
    }

    fn body(&self, asked: &Asked) -> Markup {
        html! {
            p.muted { (asked.app.pack().judul) }
            p.lead {
                (peringkat::lead(asked, &self.ranking))
                @if let Some(first) = self.ranked().first() {
                    " " a href=(why(asked, &self.ranking, &first.opd)) { (t("hal-mengapa")) }
                }
            }
            (self.cards(asked))
            section {
                h2 { (tf("beranda-peringkat", &[("periode", &name(&self.ranking.periode.kode))])) }
                (self.ends(asked))
                (gelar::links(asked, &self.gelar))
            }
            (self.open(asked))
        }
    }

    fn json(&self, asked: &Asked) -> Value {
        let known = Completeness::of(&self.ranking.rows);
        let ranked = |row: &&Row| {
            let score = row.ranked_by(self.ranking.basis).map(|score| score.printed.clone());
            json!({"rank": row.rank, "kategori": row.kategori, "opd": row.opd, "nama": row.nama, "score": score})
        };
        json!({
            "pemda": {"kode": asked.app.pemda().kode.as_str(), "nama": asked.app.pemda().nama},
            "as_of": {"position": asked.view.position.0, "recorded_at": asked.view.recorded_at.to_string()},
            "periode": self.ranking.periode.kode,
            "basis": basis_name(self.ranking.basis),
            "units": known.units,
            "scored": known.scored,
            "with_kbk": known.with_kbk,
            "evaluation": {"units": known.answering, "forms": known.forms, "registered": known.registered},
            "activities": {"periode": self.quarter.periode.kode, "kegiatan": self.held(), "units_without": self.silent()},
            "ranked": self.ranked().iter().map(ranked).collect::<Vec<_>>(),
            "open": self.current.open,
            "missed": self.missed(asked).iter().map(|group| group.rows.len()).sum::<usize>(),
        })
    }

    fn rows(&self, asked: &Asked) -> Vec<Vec<String>> {
        let missed: usize = self.missed(asked).iter().map(|group| group.rows.len()).sum();
        let known = Completeness::of(&self.ranking.rows);
        let row = |name: &str, value: String| vec![name.to_owned(), value];
        vec![
            row("ukuran", "nilai".to_owned()),
            row("periode", self.ranking.periode.kode.clone()),
            row("opd", known.units.to_string()),
            row("opd_dinilai", known.scored.to_string()),
            row("opd_dengan_kbk", known.with_kbk.to_string()),
            row("opd_mengisi_evaluasi", known.answering.to_string()),
            row("formulir_evaluasi", known.forms.to_string()),
            row("triwulan", self.quarter.periode.kode.clone()),
            row("kegiatan", self.held().to_string()),
            row("opd_tanpa_kegiatan", self.silent().to_string()),
            row("ronde_terbuka", self.current.open.join(" ")),
            row("kewajiban_terlewat", missed.to_string()),
        ]
    }
}
