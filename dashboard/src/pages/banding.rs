//! `/audit/banding?dari=2026-03-31&ke=18204`: what was recorded between two moments, how much of it came
//! late, and what did it do to the ranking?

use std::collections::BTreeSet;
use std::sync::Arc;

use analytics::AnalyticsError;
use analytics::late::LateKind;
use analytics::periode::Periode;
use analytics::ranking::{Ranking, Row};
use analytics::score::Score;
use ingest::identity::{Position, date_text};
use maud::{Markup, html};
use projections::{AsOf, AsOfError};
use serde_json::{Value, json};

use crate::app::{AppError, View};
use crate::asked::{Asked, event_path, narrowed};
use crate::audit::{Recorded, recorded_between};
use crate::export::{as_of_json, basis_name};
use crate::pages::Page;
use crate::pages::belakangan;
use crate::pages::parts::{basis, nothing, score, table, table_under_heading};
use crate::pages::periods::{name, quarter_of};
use crate::text::{date, t, tf, whole};
use crate::user_error::UserError;

/// A unit in the ranking before and after.
struct Move {
    opd: String,
    nama: String,
    rank: (Option<i64>, Option<i64>),
    score: (Option<Score>, Option<Score>),
}

/// Two moments side by side.
pub struct Banding {
    dari: View,
    ke: View,
    recorded: Vec<Recorded>,
    late: Vec<LateKind>,
    /// The ranking at the first moment; none where the period was not known yet.
    before: Option<Arc<Ranking>>,
    after: Arc<Ranking>,
    moves: Vec<Move>,
}

/// A moment of the address. Errors: unreadable, before the first event or after the last.
fn view_at(asked: &Asked, moment: &str) -> Result<View, UserError> {
    let refused =
        |error: AsOfError| UserError::moment(error, asked.app.zona(), &asked.address.path);
    let view = match asked.app.view(Some(moment.parse::<AsOf>().map_err(refused)?)) {
        Ok(view) => view.until(asked.address.moment.happened_until()),
        Err(AppError::AsOf(error)) => return Err(refused(error)),
        Err(error) => return Err(error.into()),
    };
    match view.position > asked.view.position {
        true => Err(refused(AsOfError::AfterLast { newest: asked.view.position })),
        false => Ok(view),
    }
}

/// The end of the quarter before a moment or, where nothing was recorded by then, the first event.
fn quarter_before(asked: &Asked, ke: &View) -> Result<View, UserError> {
    let quarter = Periode::calendar(&quarter_of(asked.app.zona().date_of(ke.recorded_at)));
    let end = quarter.and_then(|quarter| quarter.mulai.previous_day());
    let view = match asked.app.view(end.map(AsOf::Date)) {
        Err(AppError::AsOf(AsOfError::BeforeFirst { .. })) => {
            asked.app.view(Some(AsOf::Position(Position(0))))?
        }
        other => other?,
    };
    Ok(view.until(asked.address.moment.happened_until()))
}

fn moves(before: Option<&Ranking>, after: &Ranking) -> Vec<Move> {
    let rows = |ranking: Option<&Ranking>| ranking.map_or_else(Vec::new, |r| r.rows.clone());
    let (was, is) = (rows(before), rows(Some(after)));
    let known: BTreeSet<&str> = is.iter().map(|row| row.opd.as_str()).collect();
    let gone = was.iter().filter(|row| !known.contains(row.opd.as_str()));
    let found = |row: &Row| {
        let of = |rows: &[Row], ranking: Option<&Ranking>| {
            let row = rows.iter().find(|other| other.opd == row.opd)?;
            let score = row.rank.and(row.ranked_by(ranking?.basis)).cloned();
            Some((row.rank, score))
        };
        let (was, is) = (of(&was, before), of(&is, Some(after)));
        let ((was, had), (is, has)) = (was.unwrap_or_default(), is.unwrap_or_default());
        let (opd, nama) = (row.opd.clone(), row.nama.clone());
        Move { opd, nama, rank: (was, is), score: (had, has) }
    };
    is.iter().chain(gone).map(found).collect()
}

impl Move {
    /// What became of its place, in words.
    fn words(&self) -> String {
        match self.rank {
            (Some(was), Some(is)) if is > was => {
                tf("banding-turun", &[("tempat", &whole(is - was))])
            }
            (Some(was), Some(is)) if is < was => {
                tf("banding-naik", &[("tempat", &whole(was - is))])
            }
            (Some(_), Some(_)) => t("banding-tetap"),
            (None, Some(_)) => t("banding-masuk"),
            (Some(_), None) => t("banding-keluar"),
            (None, None) => String::new(),
        }
    }

    fn is_ranked(&self) -> bool {
        self.rank != (None, None)
    }

    /// The key of the link to why.
    fn why(&self) -> &'static str {
        match self.rank {
            (Some(was), Some(is)) if is > was => "banding-kenapa-turun",
            (Some(was), Some(is)) if is < was => "banding-kenapa-naik",
            _ => "banding-kenapa",
        }
    }
}

impl Banding {
    /// Another page at the second moment.
    fn link(&self, asked: &Asked, path: &str) -> String {
        asked.address.moment.known_at(self.ke.position).link(path)
    }

    fn moment(asked: &Asked, view: &View) -> String {
        let (nomor, saat) = (whole(view.position.0), asked.at(view.recorded_at));
        tf("banding-saat", &[("nomor", &nomor), ("saat", &saat)])
    }

    fn sentence(&self, asked: &Asked) -> String {
        let jumlah = whole(i128::from(self.ke.position.0 - self.dari.position.0));
        let (dari, ke) = (Self::moment(asked, &self.dari), Self::moment(asked, &self.ke));
        let arguments = [("jumlah", jumlah.as_str()), ("dari", &dari), ("ke", &ke)];
        tf("banding-kalimat", &arguments)
    }

    fn form(&self, asked: &Asked) -> Markup {
        let address = &asked.address;
        let field = |name: &'static str, view: &View| {
            let given = address.compared.given().find(|(given, _)| *given == name);
            let value =
                given.map_or_else(|| view.position.to_string(), |(_, text)| text.to_owned());
            html! {
                p {
                    label for=(format!("banding-{name}")) { (t(&format!("banding-isi-{name}"))) }
                    input id=(format!("banding-{name}")) name=(name) value=(value) maxlength="35" required;
                }
            }
        };
        html! {
            form.asof-form.saring method="get" action=(address.path) {
                @for (name, value) in address.moment.parameters() {
                    input type="hidden" name=(name) value=(value);
                }
                fieldset {
                    legend { (t("banding-legenda")) }
                    (field("dari", &self.dari))
                    (field("ke", &self.ke))
                    p {
                        label for="banding-periode" { (t("saring-periode")) }
                        input #banding-periode name="periode" value=(self.after.periode.kode) maxlength="40" required;
                    }
                    button type="submit" { (t("hal-saat-tampilkan")) }
                }
            }
        }
    }

    fn events(&self, asked: &Asked) -> Markup {
        let number = |position: Position| {
            html! { a href=(self.link(asked, &event_path(position))) { (whole(position.0)) } }
        };
        html! {
            section {
                h2 { (t("banding-dicatat")) }
                @if self.recorded.is_empty() {
                    p { (t("banding-dicatat-kosong")) }
                } @else {
                    (table_under_heading(&t("banding-dicatat"), &html! {
                        thead {
                            tr {
                                th scope="col" { (t("hal-kolom-kejadian")) }
                                th scope="col" { (t("hal-kolom-jenis")) }
                                th.num scope="col" { (t("belakangan-jumlah")) }
                                th.num scope="col" { (t("banding-pertama")) }
                                th.num scope="col" { (t("banding-terakhir")) }
                            }
                        }
                        tbody {
                            @for one in &self.recorded {
                                tr {
                                    th scope="row" {
                                        (t(&format!("kejadian-{}", one.type_name))) " "
                                        code.muted { (one.type_name) }
                                    }
                                    td {
                                        @match &one.jenis {
                                            Some(jenis) => (belakangan::kind(asked.app.pack(), jenis)),
                                            None => (nothing()),
                                        }
                                    }
                                    td.num { (whole(one.count)) }
                                    td.num { (number(one.first)) }
                                    td.num { (number(one.last)) }
                                }
                            }
                        }
                    }))
                }
            }
        }
    }

    fn late(&self, asked: &Asked) -> Markup {
        let hari = date(self.dari.day);
        html! {
            section {
                h2 { (t("banding-terlambat")) }
                @if self.late.is_empty() {
                    p { (tf("banding-terlambat-kosong", &[("tanggal", &hari)])) }
                } @else {
                    p { (tf("banding-terlambat-arti", &[("tanggal", &hari)])) }
                    (belakangan::list(asked, &self.late, true))
                }
            }
        }
    }

    fn ranking(&self, asked: &Asked) -> Markup {
        let periode = name(&self.after.periode.kode);
        let count =
            |of: fn(&Move) -> bool| whole(self.moves.iter().filter(|one| of(one)).count() as i128);
        let counts = [
            ("naik", &*count(|one| matches!(one.rank, (Some(was), Some(is)) if is < was))),
            ("turun", &count(|one| matches!(one.rank, (Some(was), Some(is)) if is > was))),
            ("tetap", &count(|one| matches!(one.rank, (Some(was), Some(is)) if is == was))),
            ("masuk", &count(|one| matches!(one.rank, (None, Some(_))))),
            ("keluar", &count(|one| matches!(one.rank, (Some(_), None)))),
        ];
        let place = |rank: Option<i64>| {
            html! { @match rank { Some(rank) => (whole(rank)), None => (nothing()) } }
        };
        let path =
            |opd: &str| format!("/peringkat/{}/mengapa/{opd}/perubahan", self.after.periode.kode);
        let since = self.dari.position.to_string();
        let why = |opd: &str| {
            let given = [("dari_kejadian", since.as_str())];
            narrowed(&self.link(asked, &path(opd)), given.into_iter())
        };
        let other_basis = self.before.as_ref().filter(|before| before.basis != self.after.basis);
        html! {
            section {
                h2 { (tf("banding-peringkat", &[("periode", &periode)])) }
                @if self.before.is_none() { p { (t("banding-periode-belum")) } }
                @if let Some(before) = other_basis {
                    p.note {
                        (tf("banding-dasar", &[
                            ("dari", &basis(before.basis)), ("ke", &basis(self.after.basis)),
                        ]))
                    }
                }
                @if self.moves.iter().any(Move::is_ranked) {
                    p { (tf("banding-gerak", &counts)) }
                    (table(&tf("banding-tabel", &[("periode", &periode)]), &html! {
                        thead {
                            tr {
                                th scope="col" { (t("hal-kolom-opd")) }
                                th.num scope="col" { (t("perubahan-peringkat-sebelum")) }
                                th.num scope="col" { (t("perubahan-peringkat-sesudah")) }
                                th scope="col" { (t("banding-perubahan")) }
                                th.num scope="col" { (t("perubahan-nilai-sebelum")) }
                                th.num scope="col" { (t("perubahan-nilai-sesudah")) }
                                th scope="col" { (t("banding-alasan")) }
                            }
                        }
                        tbody {
                            @for one in self.moves.iter().filter(|one| one.is_ranked()) {
                                tr {
                                    th scope="row" {
                                        a href=(self.link(asked, &format!("/opd/{}", one.opd))) { (one.nama) }
                                    }
                                    td.num { (place(one.rank.0)) }
                                    td.num { (place(one.rank.1)) }
                                    td { (one.words()) }
                                    td.num { (score(one.score.0.as_ref())) }
                                    td.num { (score(one.score.1.as_ref())) }
                                    td { @let words = t(one.why());
                                        a href=(why(&one.opd)) aria-label=(format!("{words} {}", one.nama)) { (words) } }
                                }
                            }
                        }
                    }))
                } @else {
                    p { (tf("banding-tanpa-peringkat", &[("periode", &periode)])) }
                }
            }
        }
    }
}

impl Page for Banding {
    async fn load(asked: &Asked) -> Result<Self, UserError> {
        let compared = &asked.address.compared;
        let ke = match compared.ke.as_str() {
            "" => asked.view.clone(),
            moment => view_at(asked, moment)?,
        };
        let dari = match compared.dari.as_str() {
            "" => quarter_before(asked, &ke)?,
            moment => view_at(asked, moment)?,
        };
        if dari.position > ke.position {
            return Err(UserError::reversed_moments(dari.position.0, ke.position.0));
        }
        let periode = match asked.address.narrowed.periode.as_str() {
            "" => asked.app.current_year(&ke).kode,
            kode => kode.to_owned(),
        };
        let app = asked.app.at(ke.position);
        let after = match app.ranking(&ke, &periode, ke.limit).await {
            Err(AppError::Analytics(AnalyticsError::UnknownPeriode { .. })) => {
                return Err(asked.no_such_periode(&periode, &asked.address.path).await?);
            }
            other => other?,
        };
        let earlier = asked.app.at(dari.position);
        let before = match earlier.ranking(&dari, &periode, dari.limit).await {
            Err(AppError::Analytics(AnalyticsError::UnknownPeriode { .. })) => None,
            other => Some(other?),
        };
        let bench = app.bench(&ke, ke.limit);
        let late = bench.late_facts(app.zona(), None, Some((dari.position, dari.day))).await?;
        let recorded = recorded_between(app.log(), dari.position, ke.position)?;
        let moves = moves(before.as_deref(), &after);
        Ok(Self { dari, ke, recorded, late, before, after, moves })
    }

    fn title(&self, _: &Asked) -> String {
        t("banding-judul")
    }

    fn body(&self, asked: &Asked) -> Markup {
        html! {
            p.lead { (self.sentence(asked)) }
            (self.form(asked))
            (self.ranking(asked))
            (self.late(asked))
            (self.events(asked))
        }
    }

    fn json(&self, _: &Asked) -> Value {
        let printed = |score: &Option<Score>| score.as_ref().map(|score| score.printed.clone());
        let recorded = |one: &Recorded| {
            json!({"type": one.type_name, "kind": one.jenis, "count": one.count,
                   "first": one.first.0, "last": one.last.0})
        };
        let moved = |one: &Move| {
            json!({"opd": one.opd, "nama": one.nama, "rank": [one.rank.0, one.rank.1],
                   "score": [printed(&one.score.0), printed(&one.score.1)]})
        };
        json!({
            "dari": as_of_json(&self.dari),
            "ke": as_of_json(&self.ke),
            "recorded": self.recorded.iter().map(recorded).collect::<Vec<_>>(),
            "late": belakangan::list_json(&self.late),
            "periode": self.after.periode.kode,
            "basis": [self.before.as_ref().and_then(|r| basis_name(r.basis)), basis_name(self.after.basis)],
            "ranking": self.moves.iter().map(moved).collect::<Vec<_>>(),
        })
    }

    fn rows(&self, _: &Asked) -> Vec<Vec<String>> {
        let header = [
            "bagian",
            "jenis",
            "kode",
            "opd",
            "kejadian",
            "tanggal",
            "hari",
            "jumlah",
            "peringkat_sebelum",
            "peringkat_sesudah",
            "nilai_sebelum",
            "nilai_sesudah",
        ];
        let mut rows = vec![header.map(String::from).to_vec()];
        let none = String::new;
        for one in &self.recorded {
            let mut row = vec!["dicatat".to_owned(), one.type_name.clone()];
            row.push(one.jenis.clone().unwrap_or_default());
            row.extend([none(), one.first.to_string(), none(), none(), one.count.to_string()]);
            rows.push(row);
        }
        for kind in &self.late {
            if kind.facts.is_empty() {
                let mut row = vec!["terlambat".to_owned(), kind.jenis.clone()];
                row.extend([none(), none(), none(), none(), none(), kind.jumlah.to_string()]);
                rows.push(row);
            }
            for fact in &kind.facts {
                rows.push(vec![
                    "terlambat".to_owned(),
                    kind.jenis.clone(),
                    fact.kode.clone().unwrap_or_default(),
                    fact.opd.clone().unwrap_or_default(),
                    fact.position.to_string(),
                    date_text(fact.tanggal),
                    fact.hari.to_string(),
                    "1".to_owned(),
                ]);
            }
        }
        for one in self.moves.iter().filter(|one| one.is_ranked()) {
            let rank = |rank: Option<i64>| rank.map(|rank| rank.to_string()).unwrap_or_default();
            let printed = |score: &Option<Score>| {
                score.as_ref().map(|score| score.printed.clone()).unwrap_or_default()
            };
            let mut row = vec!["peringkat".to_owned(), none(), none(), one.opd.clone()];
            row.extend([none(), none(), none(), none(), rank(one.rank.0), rank(one.rank.1)]);
            row.extend([printed(&one.score.0), printed(&one.score.1)]);
            rows.push(row);
        }
        let width = rows[0].len();
        rows.iter_mut().for_each(|row| row.resize(width, String::new()));
        rows
    }
}
