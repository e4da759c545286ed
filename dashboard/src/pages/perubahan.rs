//! `/peringkat/{periode}/mengapa/{opd}/perubahan?dari=2026-T1`: why did this unit rise or fall?

use std::sync::Arc;

use analytics::AnalyticsError;
use analytics::change::{Change, LineChange, Rival, ScoreChange};
use analytics::explain::{EVALUASI, Explanation, GELAR, INDEKS, SCORECARD};
use analytics::ranking::{Ranking, Row};
use analytics::score::Score;
use ingest::identity::Position;
use maud::{Markup, html};
use serde_json::{Value, json};

use crate::app::{App, AppError, View};
use crate::asked::{Asked, event_path, local, narrowed};
use crate::export::{as_of_json, basis_name, measure_name, reason};
use crate::pages::Page;
use crate::pages::parts::{basis, direction, joined, nothing, score, table, why};
use crate::pages::periods::{Periods, name};
use crate::text::{decimal, t, tf, whole};
use crate::user_error::UserError;

/// A unit in the ranking of a period at one moment.
pub struct Side {
    view: View,
    ranking: Arc<Ranking>,
    /// None where the unit was not there.
    explanation: Option<Explanation>,
}

impl Side {
    /// Ranks and explains under the rules that were in force at that moment. Errors: [`AppError`].
    pub async fn load(app: &App, view: View, periode: &str, opd: &str) -> Result<Self, AppError> {
        let app = app.at(view.position);
        let ranking = app.ranking(&view, periode, view.limit).await?;
        let explanation = match app.bench(&view, view.limit).explain(&ranking, opd).await {
            Ok(explanation) => Some(explanation),
            Err(AnalyticsError::UnknownOpd { .. }) => None,
            Err(other) => return Err(other.into()),
        };
        Ok(Self { view, ranking, explanation })
    }

    /// The units it knows.
    fn units(&self) -> impl Iterator<Item = String> {
        self.ranking.rows.iter().map(|row| row.opd.clone())
    }

    fn json(&self, row: Option<&Row>) -> Value {
        json!({
            "periode": self.ranking.periode.kode,
            "as_of": as_of_json(&self.view),
            "basis": basis_name(self.ranking.basis),
            "rank": row.and_then(|row| row.rank),
            "score": row.and_then(|row| row.ranked_by(self.ranking.basis)).map(|score| &score.printed),
            "kbk": row.and_then(|row| row.kbk.as_ref()),
            "reason": row.and_then(|row| row.reason.as_ref()).map(reason),
        })
    }
}

/// A unit in two rankings.
pub struct Perubahan {
    before: Side,
    after: Side,
    change: Change,
}

/// Lines named in a sentence.
const NAMED: usize = 3;

impl Perubahan {
    /// What changed. Errors: a unit that neither side knows, as [`AnalyticsError::UnknownOpd`].
    pub fn between(opd: &str, before: Side, after: Side) -> Result<Self, AppError> {
        if before.explanation.is_none() && after.explanation.is_none() {
            let mut known: Vec<String> = after.units().chain(before.units()).collect();
            known.sort();
            known.dedup();
            return Err(AnalyticsError::UnknownOpd { kode: opd.to_owned(), known }.into());
        }
        let change = Change::between(
            opd,
            (&before.ranking, before.explanation.as_ref()),
            (&after.ranking, after.explanation.as_ref()),
        );
        Ok(Self { before, after, change })
    }

    fn nama(&self) -> &str {
        let row = self.change.row.1.as_ref().or(self.change.row.0.as_ref());
        row.map_or(&self.change.opd, |row| &row.nama)
    }

    /// A side in words: its period, and its moment where the two are not of one.
    fn side(&self, app: &App, side: &Side) -> String {
        let periode = name(&side.ranking.periode.kode);
        if self.before.view.position == self.after.view.position {
            return periode;
        }
        let saat = local(app, side.view.recorded_at);
        let nomor = whole(side.view.position.0);
        tf("perubahan-sisi", &[("periode", &periode), ("saat", &saat), ("nomor", &nomor)])
    }

    /// The answer in sentences: the place, the score, the lines that moved it, and the other units.
    pub fn sentences(&self, app: &App) -> Vec<String> {
        let mut sentences = self.places(app);
        sentences.extend(self.score());
        if let Some(score) = self.change.decides().filter(|score| score.change.is_some()) {
            sentences.extend(lines_named("perubahan-menurunkan", score, |share| share < 0));
            sentences.extend(lines_named("perubahan-menaikkan", score, |share| share > 0));
            sentences.extend(one_sided(score));
        }
        let kbk = |row: &Option<Row>| row.as_ref().and_then(|row| row.kbk.clone());
        if let (Some(was), Some(is)) = (kbk(&self.change.row.0), kbk(&self.change.row.1))
            && was != is
        {
            sentences.push(tf("perubahan-kbk", &[("dari", &was), ("ke", &is)]));
        }
        sentences.extend(self.others());
        sentences
    }

    /// Places before and after, or why there is none.
    fn places(&self, app: &App) -> Vec<String> {
        let (from, to) = (self.side(app, &self.before), self.side(app, &self.after));
        let nama = self.nama();
        if let ((Some(was), Some(is)), (Some(had), Some(has))) =
            (self.change.rank(), self.change.ranked_by())
        {
            let key = match is.cmp(&was) {
                std::cmp::Ordering::Greater => "perubahan-turun",
                std::cmp::Ordering::Less => "perubahan-naik",
                std::cmp::Ordering::Equal => "perubahan-tetap",
            };
            let (was, is) = (whole(was), whole(is));
            let (had, has) = (decimal(&had.printed), decimal(&has.printed));
            let arguments = [
                ("nama", nama),
                ("dari", &was),
                ("ke", &is),
                ("nilaidari", &had),
                ("nilaike", &has),
                ("sisidari", &from),
                ("sisike", &to),
            ];
            return vec![tf(key, &arguments)];
        }
        let side = |words: &str, row: &Option<Row>, ranked: Option<&Score>| {
            let Some(row) = row else {
                return tf("perubahan-belum-ada", &[("nama", nama), ("sisi", words)]);
            };
            match (row.rank, ranked) {
                (Some(rank), Some(score)) => {
                    let (rank, score) = (whole(rank), decimal(&score.printed));
                    let arguments =
                        [("nama", nama), ("sisi", words), ("peringkat", &rank), ("nilai", &score)];
                    tf("perubahan-berperingkat", &arguments)
                }
                _ => {
                    let because = row.reason.as_ref().map(reason).unwrap_or_default();
                    let arguments = [("nama", nama), ("sisi", words), ("alasan", &because)];
                    tf("perubahan-tanpa-peringkat", &arguments)
                }
            }
        };
        let ranked = self.change.ranked_by();
        vec![side(&from, &self.change.row.0, ranked.0), side(&to, &self.change.row.1, ranked.1)]
    }

    /// The change of the score that gives the place, or why it cannot be told.
    fn score(&self) -> Option<String> {
        let (was, is) = self.change.basis;
        if was != is {
            let arguments = [("dari", &*basis(was)), ("ke", &basis(is))];
            return Some(tf("perubahan-dasar", &arguments));
        }
        let score = self.change.decides()?;
        let (Some(had), Some(has), Some(change)) = (&score.score.0, &score.score.1, &score.change)
        else {
            return None;
        };
        let ukuran = measure(&score.ukuran);
        let (had, has) = (decimal(&had.printed), decimal(&has.printed));
        let apart = decimal(change.trim_start_matches('-'));
        let key =
            match (change.starts_with('-'), change.bytes().any(|b| (b'1'..=b'9').contains(&b))) {
                (_, false) => "perubahan-nilai-tetap",
                (true, true) => "perubahan-nilai-turun",
                (false, true) => "perubahan-nilai-naik",
            };
        let arguments =
            [("ukuran", ukuran.as_str()), ("dari", &had), ("ke", &has), ("selisih", &apart)];
        Some(tf(key, &arguments))
    }

    /// Who came above, who is above no longer, and that this is the change of the place.
    fn others(&self) -> Vec<String> {
        let change = &self.change;
        let (Some(was), Some(is)) = change.rank() else {
            return Vec::new();
        };
        let mut sentences = Vec::new();
        for (key, rivals) in [
            ("perubahan-kini-di-atas", &change.came_above),
            ("perubahan-tidak-lagi-di-atas", &change.no_longer_above),
        ] {
            if !rivals.is_empty() {
                let names: Vec<String> = rivals.iter().map(rival).collect();
                sentences.push(tf(key, &[("daftar", &joined(&names))]));
            }
        }
        if !sentences.is_empty() {
            let (was, is) = (whole(was), whole(is));
            let (came, left) =
                (change.came_above.len() as i128, change.no_longer_above.len() as i128);
            let arguments = [
                ("dari", was.as_str()),
                ("masuk", &whole(came)),
                ("keluar", &whole(left)),
                ("ke", &is),
            ];
            sentences.push(tf("perubahan-hitung", &arguments));
        }
        sentences
    }

    /// The two sides and every measure as JSON.
    pub fn to_json(&self) -> Value {
        let rival = |rival: &Rival| {
            let printed = |score: &Option<Score>| score.as_ref().map(|score| score.printed.clone());
            json!({
                "opd": rival.opd,
                "rank": [rival.rank.0, rival.rank.1],
                "score": [printed(&rival.score.0), printed(&rival.score.1)],
            })
        };
        let list = |rivals: &[Rival]| rivals.iter().map(rival).collect::<Vec<_>>();
        json!({
            "opd": self.change.opd,
            "before": self.before.json(self.change.row.0.as_ref()),
            "after": self.after.json(self.change.row.1.as_ref()),
            "scores": self.change.scores.iter().map(score_json).collect::<Vec<_>>(),
            "came_above": list(&self.change.came_above),
            "no_longer_above": list(&self.change.no_longer_above),
        })
    }

    /// One row a line of each measure that both sides have, header first.
    pub fn to_rows(&self) -> Vec<Vec<String>> {
        let header = [
            "ukuran",
            "kode",
            "sebelum",
            "sesudah",
            "andil",
            "kejadian_sebelum",
            "kejadian_sesudah",
        ];
        let mut rows = vec![header.map(String::from).to_vec()];
        let printed = |points: &Option<String>| points.clone().unwrap_or_default();
        let events = |events: &[Position]| {
            events.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
        };
        for score in &self.change.scores {
            let Some(change) = &score.change else { continue };
            for line in &score.lines {
                rows.push(vec![
                    score.ukuran.clone(),
                    line.kode.clone(),
                    printed(&line.points.0),
                    printed(&line.points.1),
                    line.share.clone(),
                    events(&line.events.0),
                    events(&line.events.1),
                ]);
            }
            let whole = |side: &Option<Score>| {
                side.as_ref().map(|score| score.printed.clone()).unwrap_or_default()
            };
            let none = String::new;
            for (kode, was, is, share) in [
                ("pembulatan", none(), none(), score.rounding.clone()),
                ("jumlah", whole(&score.score.0), whole(&score.score.1), change.clone()),
            ] {
                let head = [score.ukuran.clone(), kode.to_owned(), was, is, share];
                rows.push(head.into_iter().chain([none(), none()]).collect());
            }
        }
        rows
    }

    /// The measures, each with its lines that changed, as tables of a terminal or a page.
    pub fn scores(&self) -> &[ScoreChange] {
        &self.change.scores
    }
}

/// A measure in words.
pub fn measure(ukuran: &str) -> String {
    match (ukuran, ukuran.strip_prefix(EVALUASI)) {
        (_, Some(group)) => tf("kolom-kelompok", &[("kode", group)]),
        (INDEKS, None) => t("kolom-indeks"),
        (GELAR, None) => t("kolom-gelar"),
        (SCORECARD, None) => t("kolom-skor"),
        (other, None) => other.to_owned(),
    }
}

/// Whether a line is a measure of an index, which has a name and no text.
fn is_measure(kode: &str, teks: &str) -> bool {
    let known =
        kode.starts_with(EVALUASI) || [SCORECARD, GELAR, "kegiatan", "agen"].contains(&kode);
    known && teks.is_empty()
}

/// A line in a sentence: its code, or the name of the measure.
pub fn short(kode: &str, teks: &str) -> String {
    if is_measure(kode, teks) { measure_name(kode) } else { kode.to_owned() }
}

/// A line in a table: its code and text, or the name of the measure.
pub fn named(kode: &str, teks: &str) -> Markup {
    html! {
        @if is_measure(kode, teks) {
            (measure_name(kode))
        } @else {
            span.muted { (kode) } " " (teks)
        }
    }
}

/// A share with its sign and a decimal comma: `+0,25`.
pub fn signed(printed: &str) -> String {
    let sign = if printed.starts_with('-') || printed.bytes().all(|b| matches!(b, b'0' | b'.')) {
        ""
    } else {
        "+"
    };
    format!("{sign}{}", decimal(printed))
}

/// Lines that moved the score, or that one side alone has.
pub fn moved(score: &ScoreChange) -> impl Iterator<Item = &LineChange> {
    let has_both = |line: &LineChange| matches!(line.points, (Some(_), Some(_)));
    score.lines.iter().filter(move |line| line.share_x10000 != 0 || !has_both(line))
}

/// The lines with the largest shares of a sign, named.
fn lines_named(key: &str, score: &ScoreChange, of: impl Fn(i64) -> bool) -> Option<String> {
    let mut lines: Vec<&LineChange> =
        score.lines.iter().filter(|line| of(line.share_x10000)).collect();
    lines.sort_by_key(|line| -line.share_x10000.abs());
    let line = |line: &&LineChange| {
        let share = signed(&line.share);
        tf("perubahan-butir", &[("kode", &short(&line.kode, &line.teks)), ("andil", &share)])
    };
    let names: Vec<String> = lines.iter().take(NAMED).map(line).collect();
    let more = whole(lines.len().saturating_sub(NAMED) as i128);
    match names.is_empty() {
        true => None,
        false => {
            let key = if lines.len() > NAMED { format!("{key}-lagi") } else { key.to_owned() };
            Some(tf(&key, &[("daftar", &names.join(", ")), ("lagi", &more)]))
        }
    }
}

/// Lines of one side alone: the other was another round, or judged by another pack.
fn one_sided(score: &ScoreChange) -> Vec<String> {
    let codes = |is: fn(&LineChange) -> bool| {
        let lines = score.lines.iter().filter(|line| is(line));
        lines.map(|line| short(&line.kode, &line.teks)).collect::<Vec<_>>()
    };
    let gone = codes(|line| line.points.1.is_none());
    let new = codes(|line| line.points.0.is_none());
    [("perubahan-butir-hilang", gone), ("perubahan-butir-baru", new)]
        .into_iter()
        .filter(|(_, codes)| !codes.is_empty())
        .map(|(key, codes)| tf(key, &[("daftar", &joined(&codes))]))
        .collect()
}

/// Another unit with its numbers: `BKPSDM (83,00 menjadi 85,00)`.
fn rival(rival: &Rival) -> String {
    let printed = |score: &Option<Score>| match score {
        Some(score) => decimal(&score.printed),
        None => t("perubahan-tanpa-nilai"),
    };
    let (was, is) = (printed(&rival.score.0), printed(&rival.score.1));
    tf("perubahan-lain", &[("nama", &rival.nama), ("dari", &was), ("ke", &is)])
}

fn score_json(score: &ScoreChange) -> Value {
    let printed = |score: &Option<Score>| score.as_ref().map(|score| score.printed.clone());
    let numbers = |events: &[Position]| events.iter().map(|event| event.0).collect::<Vec<_>>();
    let line = |line: &LineChange| {
        json!({
            "kode": line.kode,
            "bobot": [line.bobot.0, line.bobot.1],
            "points": [line.points.0, line.points.1],
            "share": line.share,
            "events": [numbers(&line.events.0), numbers(&line.events.1)],
        })
    };
    json!({
        "ukuran": score.ukuran,
        "round": [score.round.0, score.round.1],
        "score": [printed(&score.score.0), printed(&score.score.1)],
        "change": score.change,
        "lines": score.lines.iter().map(line).collect::<Vec<_>>(),
        "pembulatan": score.change.as_ref().map(|_| &score.rounding),
    })
}

/// The link from a place to what changed since the period before; none where there is no such period.
/// Errors: [`UserError`].
pub async fn since_before(
    asked: &Asked,
    ranking: &Ranking,
    row: &Row,
) -> Result<Option<Markup>, UserError> {
    let Some(previous) = ranking.periode.previous() else {
        return Ok(None);
    };
    let before = asked.ranking(&previous.kode).await?;
    let was = before.rows.iter().find(|other| other.opd == row.opd).and_then(|row| row.rank);
    let key = match (was, row.rank) {
        (Some(was), Some(is)) if is > was => "perubahan-kenapa-turun",
        (Some(was), Some(is)) if is < was => "perubahan-kenapa-naik",
        _ => "perubahan-apa",
    };
    let given = [("dari", previous.kode.as_str())];
    let address = narrowed(&address(asked, ranking, &row.opd), given.into_iter());
    Ok(Some(html! {
        a href=(address) { (tf(key, &[("periode", &name(&previous.kode))])) }
    }))
}

/// The page of what changed for a unit, before it is said since when.
pub fn address(asked: &Asked, ranking: &Ranking, opd: &str) -> String {
    asked.link(&format!("/peringkat/{}/mengapa/{opd}/perubahan", ranking.periode.kode))
}

impl Page for Perubahan {
    async fn load(asked: &Asked) -> Result<Self, UserError> {
        let (periode, opd) = (asked.segment(0), asked.segment(1));
        let compared = &asked.address.compared;
        let ranking = asked.ranking(periode).await?;
        let moment = compared.moment()?;
        let from = match (compared.dari.as_str(), moment) {
            ("", None) => match ranking.periode.previous() {
                Some(previous) => previous.kode,
                None => return Err(UserError::nothing_to_compare(periode)),
            },
            ("", Some(_)) => periode.to_owned(),
            (dari, _) => dari.to_owned(),
        };
        let happened = asked.address.moment.happened_until();
        let view = match moment {
            None => asked.view.clone(),
            Some(_) => match asked.app.view(moment) {
                Ok(view) => view.until(happened),
                Err(AppError::AsOf(error)) => {
                    let path = &asked.address.path;
                    return Err(UserError::moment(error, asked.app.zona(), path));
                }
                Err(error) => return Err(error.into()),
            },
        };
        if view.position > asked.view.position {
            return Err(UserError::reversed_moments(view.position.0, asked.view.position.0));
        }
        let after = Side::load(&asked.app, asked.view.clone(), periode, opd).await?;
        let before = match Side::load(&asked.app, view, &from, opd).await {
            Err(AppError::Analytics(AnalyticsError::UnknownPeriode { .. })) => {
                let known = Periods::load(asked).await?;
                let link = |kode: &str| {
                    narrowed(&address(asked, &ranking, opd), [("dari", kode)].into_iter())
                };
                return Err(UserError::no_such_periode(&from, known.links(link)));
            }
            other => other?,
        };
        match Self::between(opd, before, after) {
            Err(AppError::Analytics(AnalyticsError::UnknownOpd { kode, known })) => {
                let near = |near: &str| asked.address.narrow(&address(asked, &ranking, near));
                Err(UserError::no_such_opd(&kode, &known, asked.link("/opd"), near))
            }
            other => Ok(other?),
        }
    }

    fn title(&self, _: &Asked) -> String {
        let key = match self.change.rank() {
            (Some(was), Some(is)) if is > was => "perubahan-judul-turun",
            (Some(was), Some(is)) if is < was => "perubahan-judul-naik",
            _ => "perubahan-judul",
        };
        tf(key, &[("nama", self.nama())])
    }

    fn body(&self, asked: &Asked) -> Markup {
        let sentences = self.sentences(&asked.app);
        let (first, rest) = sentences.split_first().map_or(("", &[][..]), |(f, r)| (f, r));
        let ranking = &self.after.ranking;
        html! {
            p.lead { (first) }
            ul { @for sentence in rest { li { (sentence) } } }
            p {
                a href=(why(asked, ranking, &self.change.opd)) {
                    (tf("perubahan-mengapa", &[("periode", &name(&ranking.periode.kode))]))
                }
                " · "
                a href=(asked.link(&format!("/opd/{}", self.change.opd))) {
                    (tf("mengapa-profil", &[("nama", self.nama())]))
                }
            }
            @for score in &self.change.scores { (self.taken_apart(asked, score)) }
            @if !(self.change.came_above.is_empty() && self.change.no_longer_above.is_empty()) {
                (self.rivals(asked))
            }
        }
    }

    fn json(&self, _: &Asked) -> Value {
        self.to_json()
    }

    fn rows(&self, _: &Asked) -> Vec<Vec<String>> {
        self.to_rows()
    }
}

impl Perubahan {
    /// One measure: the lines that moved it, *pembulatan*, and their sum.
    fn taken_apart(&self, asked: &Asked, found: &ScoreChange) -> Markup {
        let heading = measure(&found.ukuran);
        let Some(change) = &found.change else {
            let key = match &found.score.0 {
                None => "perubahan-tanpa-sebelum",
                Some(_) => "perubahan-tanpa-sesudah",
            };
            return html! { section { h2 { (heading) } p { (t(key)) } } };
        };
        let lines: Vec<&LineChange> = moved(found).collect();
        let same = whole((found.lines.len() - lines.len()) as i128);
        let rounds = [
            ("dari", found.round.0.as_deref().unwrap_or_default()),
            ("ke", found.round.1.as_deref().unwrap_or_default()),
        ];
        let pack = asked.pack_of(self.after.ranking.evaluation.as_ref());
        let arah = pack.evaluasi().filter(|_| found.ukuran.starts_with(EVALUASI));
        html! {
            section {
                h2 { (heading) }
                p {
                    @if found.ukuran != INDEKS { (tf("perubahan-ronde", &rounds)) " " }
                    (t("perubahan-tepat")) " " (tf("perubahan-sama", &[("jumlah", &same)]))
                }
                @if let Some(instrumen) = arah {
                    p.note { (tf("mengapa-evaluasi-arah", &[("arah", &direction(instrumen.arah))])) }
                }
                (table(&tf("perubahan-tabel", &[("ukuran", &heading)]), &html! {
                    thead {
                        tr {
                            th scope="col" { (t("kolom-teks")) }
                            th.num scope="col" { (t("perubahan-sebelum")) }
                            th.num scope="col" { (t("perubahan-sesudah")) }
                            th.num scope="col" { (t("perubahan-andil")) }
                            th scope="col" { (t("hal-kolom-kejadian")) }
                        }
                    }
                    tbody {
                        @for line in lines {
                            tr {
                                th scope="row" {
                                    (named(&line.kode, &line.teks))
                                    @if let (Some(was), Some(is)) = line.bobot && was != is {
                                        " " span.muted {
                                            (tf("perubahan-bobot", &[("dari", &whole(was)), ("ke", &whole(is))]))
                                        }
                                    }
                                }
                                td.num { (side_points(line.points.0.as_deref())) }
                                td.num { (side_points(line.points.1.as_deref())) }
                                td.num { (signed(&line.share)) }
                                td.lembar { (events(asked, line)) }
                            }
                        }
                    }
                    tfoot {
                        tr {
                            th scope="row" { (t("kolom-pembulatan")) }
                            td.num { } td.num { }
                            td.num { (signed(&found.rounding)) }
                            td { }
                        }
                        tr {
                            th scope="row" { (t("mengapa-jumlah")) }
                            td.num { (score(found.score.0.as_ref())) }
                            td.num { (score(found.score.1.as_ref())) }
                            td.num { (signed(change)) }
                            td { }
                        }
                    }
                }))
            }
        }
    }

    /// The units that made the change of the place.
    fn rivals(&self, asked: &Asked) -> Markup {
        let came = self.change.came_above.iter().map(|rival| (rival, "perubahan-masuk"));
        let left = self.change.no_longer_above.iter().map(|rival| (rival, "perubahan-keluar"));
        let place = |rank: Option<i64>| {
            html! {
                @match rank { Some(rank) => (whole(rank)), None => (nothing()) }
            }
        };
        html! {
            section {
                h2 { (t("perubahan-lain-judul")) }
                (table(&t("perubahan-lain-tabel"), &html! {
                    thead {
                        tr {
                            th scope="col" { (t("hal-kolom-opd")) }
                            th scope="col" { (t("perubahan-letak")) }
                            th.num scope="col" { (t("perubahan-peringkat-sebelum")) }
                            th.num scope="col" { (t("perubahan-peringkat-sesudah")) }
                            th.num scope="col" { (t("perubahan-nilai-sebelum")) }
                            th.num scope="col" { (t("perubahan-nilai-sesudah")) }
                        }
                    }
                    tbody {
                        @for (rival, key) in came.chain(left) {
                            tr {
                                th scope="row" {
                                    a href=(asked.address.narrow(&address(asked, &self.after.ranking, &rival.opd))) {
                                        (rival.nama)
                                    }
                                }
                                td { (t(key)) }
                                td.num { (place(rival.rank.0)) }
                                td.num { (place(rival.rank.1)) }
                                td.num { (score(rival.score.0.as_ref())) }
                                td.num { (score(rival.score.1.as_ref())) }
                            }
                        }
                    }
                }))
            }
        }
    }
}

/// Points on one side, or that the side has no such line.
fn side_points(points: Option<&str>) -> Markup {
    html! {
        @match points {
            Some(points) => (decimal(points)),
            None => span.muted { (t("perubahan-tidak-ada")) },
        }
    }
}

/// The events behind a line: those of the side before, then those of the side after.
fn events(asked: &Asked, line: &LineChange) -> Markup {
    let mut all: Vec<Position> = line.events.0.iter().chain(&line.events.1).copied().collect();
    all.sort();
    all.dedup();
    html! {
        @for (index, position) in all.iter().enumerate() {
            @if index > 0 { ", " }
            a href=(asked.link(&event_path(*position))) { (whole(position.0)) }
        }
    }
}
