//! Answers as JSON and CSV: what the command line prints and pages offer beside themselves.

use analytics::evaluation::Evaluation;
use analytics::explain::{Distance, Explanation, GELAR, Parts, SCORECARD};
use analytics::firmness::{Firmness, Interval, Source};
use analytics::policy::{Measured, Policy, Ukuran};
use analytics::ranking::{Basis, Ranking, Reason, Row};
use analytics::score::decimal;
use ingest::identity::date_text;
use serde_json::{Value, json};

use crate::app::{App, View};
use crate::pages::parts::joined;
use crate::text::{t, tf};

/// Who reads: the Tim sees small groups and what lies sealed, a page does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// The Tim, on the command line or on pages that only this machine can open (`serve --tim`).
    Tim,
    /// Any page, until accounts exist.
    Page,
}

/// Why a unit has no place or may not enter, in words.
pub fn reason(reason: &Reason) -> String {
    match reason {
        Reason::TanpaKbk => t("alasan-tanpa-kbk"),
        Reason::TanpaRonde => t("alasan-tanpa-ronde"),
        Reason::BelumDinilai => t("alasan-belum-dinilai"),
        Reason::DiBawahSyarat { kategori, perlu } => {
            tf("alasan-di-bawah-syarat", &[("kategori", kategori), ("perlu", perlu)])
        }
        Reason::TidakIkut => t("alasan-tidak-ikut"),
        Reason::TanpaNilaiGelar => t("alasan-tanpa-nilai-gelar"),
        Reason::TanpaScorecard => t("alasan-tanpa-scorecard"),
        Reason::TanpaUkuran(absent) => {
            let names: Vec<String> = absent.iter().map(|kode| measure_name(kode)).collect();
            tf("alasan-tanpa-ukuran", &[("ukuran", &joined(&names))])
        }
    }
}

/// The name of a measure of the index.
pub fn measure_name(kode: &str) -> String {
    match kode.strip_prefix("evaluasi.") {
        Some(group) => tf("ukuran-evaluasi", &[("kelompok", group)]),
        None => t(&format!("ukuran-{kode}")),
    }
}

/// A policy as JSON.
pub fn policy_json(policy: &Policy) -> Value {
    let ukuran = |ukuran: &Ukuran| {
        json!({
            "kode": ukuran.kode,
            "bobot": ukuran.bobot,
            "terburuk": ukuran.terburuk.to_string(),
            "terbaik": ukuran.terbaik.to_string(),
            "bobot_terendah": ukuran.bobot_terendah,
            "bobot_tertinggi": ukuran.bobot_tertinggi,
        })
    };
    json!({
        "periode": policy.periode,
        "position": policy.position.map(|position| position.0),
        "since": policy.sejak.map(date_text),
        "measures": policy.ukuran.iter().map(ukuran).collect::<Vec<_>>(),
        "reason": policy.alasan,
        "after_first_answer": policy.sesudah_jawaban,
    })
}

/// A ranking as `jejak rank --format json` prints it. What is published and hashed is without
/// firmness: that is drawn, not counted.
pub fn ranking_json(
    app: &App,
    view: &View,
    ranking: &Ranking,
    firmness: Option<&Firmness>,
    reader: Reader,
) -> Value {
    let place = |index: usize| firmness.and_then(|firmness| firmness.places.get(index));
    let rows = ranking.rows.iter().enumerate();
    let rows: Vec<Value> = rows.map(|(index, row)| row_json(row, place(index), reader)).collect();
    let rules = app.rules_of(ranking.decides());
    let mut json = json!({
        "periode": ranking.periode.kode,
        "as_of": as_of_json(view),
        "regulation": {"code": rules.pack.kode, "hash": rules.hash.to_string()},
        "policy": ranking.policy().map(policy_json),
        "ledger": {"size": view.position.0 + 1, "root": view.root},
        "basis": basis_name(ranking.basis),
        "rounds": {
            "scorecard": ranking.scorecard.as_ref().map(|round| &round.kode),
            "evaluation": ranking.evaluation.as_ref().map(|round| &round.kode),
            "gelar": ranking.gelar.as_ref().map(|gelar| &gelar.round.kode),
            "open": ranking.open,
        },
        "rows": rows,
    });
    // What no earlier record has is only said where it is there: an older result stays as it was.
    if let [_, earlier @ ..] = ranking.policies.as_slice()
        && !earlier.is_empty()
    {
        json["earlier_policies"] = earlier.iter().map(policy_json).collect();
    }
    if let Some(firmness) = firmness {
        json["firmness"] = firmness_json(ranking, firmness);
    }
    json
}

/// What was drawn again how often, and the groups of units that cannot be told apart.
fn firmness_json(ranking: &Ranking, firmness: &Firmness) -> Value {
    let codes = |group: Vec<usize>| -> Vec<&str> {
        group.into_iter().map(|index| ranking.rows[index].opd.as_str()).collect()
    };
    let varied = firmness.varied.iter().map(|source| match source {
        Source::Weights => "weights",
        Source::Respondents => "respondents",
        Source::Judges => "judges",
        Source::Assessors => "assessors",
    });
    json!({
        "draws": firmness.draws,
        "varied": varied.collect::<Vec<_>>(),
        "setara": firmness.setara().into_iter().map(codes).collect::<Vec<_>>(),
    })
}

fn interval_json(place: &Interval) -> Value {
    json!({"low": place.low, "high": place.high, "first": first(place)})
}

/// Share of the re-runs that a unit is first in: `0.41`.
fn first(place: &Interval) -> String {
    decimal(i128::from(place.first), 2)
}

/// The moment of a view; the last day of what had happened where that is asked for.
pub fn as_of_json(view: &View) -> Value {
    let mut moment =
        json!({"position": view.position.0, "recorded_at": view.recorded_at.to_string()});
    if let Some(day) = view.limit.terjadi_sampai {
        moment["terjadi_sampai"] = date_text(day).into();
    }
    moment
}

/// What places are given by, as a word in JSON and CSV.
pub fn basis_name(basis: Basis) -> Option<&'static str> {
    match basis {
        Basis::Indeks => Some("indeks"),
        Basis::Gelar => Some("gelar"),
        Basis::Scorecard => Some("scorecard"),
        Basis::Nothing => None,
    }
}

fn row_json(row: &Row, place: Option<&Interval>, reader: Reader) -> Value {
    let mut json = json!({
        "rank": row.rank,
        "kategori": row.kategori,
        "opd": row.opd,
        "nama": row.nama,
        "jenis": row.jenis,
        "kbk": row.kbk,
        "eligible": row.eligible,
        "reason": row.reason.as_ref().map(reason),
        "scorecard": row.scorecard.as_ref().map(|scorecard| json!({
            "score": scorecard.score.printed,
            "category": scorecard.category,
            "assessors": scorecard.assessors,
        })),
        "evaluation": row.evaluation.as_ref().map(|evaluation| evaluation_json(evaluation, reader)),
        "activities": {
            "kegiatan": row.activities.kegiatan,
            "peserta": row.activities.peserta,
            "durasi_menit": row.activities.durasi_menit,
            "rapat": row.activities.rapat,
        },
        "agents": row.agents.map(|agents| {
            json!({"count": agents.jumlah, "achievement": agents.capaian.to_string()})
        }),
        "gelar": row.gelar.as_ref().map(|gelar| &gelar.score.printed),
        "index": row.index.as_ref().map(|index| &index.printed),
        "interval": place.map(interval_json),
    });
    if !row.measures.is_empty() {
        json["measures"] = row.measures.iter().map(measured_json).collect();
    }
    json
}

fn measured_json(measured: &Measured) -> Value {
    json!({
        "kode": measured.kode,
        "bobot": measured.bobot,
        "asli": measured.asli.map(|asli| asli.to_string()),
        "nilai": measured.nilai.map(|nilai| nilai.to_string()),
        "poin": measured.nilai.map(|_| measured.poin()),
    })
}

fn evaluation_json(evaluation: &Evaluation, reader: Reader) -> Value {
    let visible = reader == Reader::Tim || evaluation.shown;
    let groups: Vec<Value> = evaluation
        .groups
        .iter()
        .filter(|_| visible)
        .map(|group| {
            json!({
                "code": group.code,
                "mean": group.mean.printed,
                "category": group.category,
                "histogram": group.histogram,
            })
        })
        .collect();
    json!({
        "respondents": evaluation.respondents,
        "registered": evaluation.registered,
        "adequate": evaluation.adequate,
        "groups": groups,
    })
}

/// A ranking as rows of text, header first: `group_I_mean` and so on follow the pack's groups.
pub fn ranking_rows(
    app: &App,
    ranking: &Ranking,
    firmness: Option<&Firmness>,
    reader: Reader,
) -> Vec<Vec<String>> {
    let groups: Vec<&str> = app
        .pack_of(ranking.evaluation.as_ref())
        .evaluasi()
        .map_or(&[][..], |instrumen| &instrumen.kelompok)
        .iter()
        .map(|group| group.kode.as_str())
        .collect();
    let fixed = [
        "rank",
        "kategori",
        "opd",
        "nama",
        "jenis",
        "kbk",
        "eligible",
        "reason",
        "scorecard",
        "category",
        "assessors",
        "respondents",
        "registered",
    ];
    let mut header: Vec<String> = fixed.iter().map(ToString::to_string).collect();
    for group in &groups {
        header.extend([format!("evaluasi_{group}"), format!("kategori_{group}")]);
    }
    header.extend(
        ["kegiatan", "peserta", "durasi_menit", "rapat", "gelar", "agen", "indeks"]
            .map(String::from),
    );
    let measures = ranking.policy().map_or(&[][..], |policy| &policy.ukuran);
    header.extend(measures.iter().map(|ukuran| format!("ukuran_{}", ukuran.kode)));
    header.extend(["interval_low", "interval_high", "first", "setara"].map(String::from));
    let setara = firmness.map(Firmness::setara).unwrap_or_default();
    let mut rows = vec![header];
    for (index, row) in ranking.rows.iter().enumerate() {
        let visible = |evaluation: &&Evaluation| reader == Reader::Tim || evaluation.shown;
        let evaluation = row.evaluation.as_ref();
        let scorecard = row.scorecard.as_ref();
        let mut cells = vec![
            row.rank.map(|rank| rank.to_string()).unwrap_or_default(),
            row.kategori.clone().unwrap_or_default(),
            row.opd.clone(),
            row.nama.clone(),
            row.jenis.clone(),
            row.kbk.clone().unwrap_or_default(),
            row.eligible.to_string(),
            row.reason.as_ref().map(reason).unwrap_or_default(),
            scorecard.map(|scorecard| scorecard.score.printed.clone()).unwrap_or_default(),
            scorecard.map(|scorecard| scorecard.category.clone()).unwrap_or_default(),
            scorecard.map(|scorecard| scorecard.assessors.to_string()).unwrap_or_default(),
            evaluation.map(|e| e.respondents.to_string()).unwrap_or_default(),
            evaluation.map(|e| e.registered.to_string()).unwrap_or_default(),
        ];
        for group in &groups {
            let found = evaluation
                .filter(visible)
                .and_then(|evaluation| evaluation.groups.iter().find(|g| g.code == *group));
            cells.push(found.map(|group| group.mean.printed.clone()).unwrap_or_default());
            cells.push(found.map(|group| group.category.clone()).unwrap_or_default());
        }
        let activities = row.activities;
        for count in
            [activities.kegiatan, activities.peserta, activities.durasi_menit, activities.rapat]
        {
            cells.push(count.to_string());
        }
        cells.push(row.gelar.as_ref().map(|gelar| gelar.score.printed.clone()).unwrap_or_default());
        cells.push(row.agents.map(|agents| agents.capaian.to_string()).unwrap_or_default());
        cells.push(row.index.as_ref().map(|index| index.printed.clone()).unwrap_or_default());
        for (place, _) in measures.iter().enumerate() {
            let worth = row.measures.get(place).and_then(|measured| measured.nilai);
            cells.push(worth.map(|nilai| nilai.to_string()).unwrap_or_default());
        }
        let place = firmness.and_then(|firmness| firmness.places.get(index));
        let group = setara.iter().position(|group| group.contains(&index));
        cells.extend([
            place.map(|place| place.low.to_string()).unwrap_or_default(),
            place.map(|place| place.high.to_string()).unwrap_or_default(),
            place.map(first).unwrap_or_default(),
            group.map(|group| (group + 1).to_string()).unwrap_or_default(),
        ]);
        rows.push(cells);
    }
    rows
}

/// Rows as CSV. A text that a spreadsheet would run as a formula gets a leading apostrophe.
pub fn csv(rows: &[Vec<String>], delimiter: u8) -> String {
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
    for row in rows {
        let harmless = row.iter().map(|cell| match cell.chars().next() {
            Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '\0' | '＝' | '＋' | '－' | '＠')
                if cell.replace(',', ".").parse::<f64>().is_err() =>
            {
                format!("'{cell}")
            }
            _ => cell.clone(),
        });
        // Writing to memory cannot fail.
        let _ = writer.write_record(harmless);
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

/// An explanation as `jejak explain --format json` prints it.
pub fn explanation_json(
    view: &View,
    ranking: &Ranking,
    explanation: &Explanation,
    firmness: Option<&Firmness>,
    reader: Reader,
) -> Value {
    let index = ranking.rows.iter().position(|row| row.opd == explanation.row.opd);
    let place = index.and_then(|index| firmness?.places.get(index));
    let neighbour = |row: &Option<Row>| {
        row.as_ref().map(|row| {
            let score = row.ranked_by(ranking.basis).map(|score| score.printed.clone());
            json!({"rank": row.rank, "opd": row.opd, "score": score})
        })
    };
    let evaluation: Vec<Value> = explanation.evaluation().map(parts_json).collect();
    json!({
        "periode": ranking.periode.kode,
        "as_of": as_of_json(view),
        "basis": basis_name(ranking.basis),
        "row": row_json(&explanation.row, place, reader),
        "above": neighbour(&explanation.neighbours.0),
        "below": neighbour(&explanation.neighbours.1),
        "policy": ranking.policy().map(policy_json),
        "index": explanation.index.as_ref().map(|parts| json!({
            "score": parts.score.printed,
            "lines": parts.lines.iter().map(measured_json).collect::<Vec<_>>(),
            "pembulatan": parts.rounding,
        })),
        "scorecard": explanation.part(SCORECARD).map(parts_json),
        "gelar": explanation.part(GELAR).map(parts_json),
        "evaluation": evaluation,
        "distance": distance_json(&explanation.distance),
    })
}

fn distance_json(distance: &Distance) -> Value {
    let neighbour = |found: &Option<(Row, i64)>| {
        found
            .as_ref()
            .map(|(row, apart)| json!({"opd": row.opd, "rank": row.rank, "points": points(*apart)}))
    };
    let open: Vec<Value> = distance
        .open
        .iter()
        .map(|line| {
            let worth = line.worth.as_ref().map(|percent| &percent.printed);
            json!({"kode": line.kode, "bobot": line.bobot, "open": line.open, "worth_percent": worth})
        })
        .collect();
    json!({"above": neighbour(&distance.above), "below": neighbour(&distance.below), "open": open})
}

/// Hundredths of a point as a decimal.
pub fn points(x100: i64) -> String {
    decimal(i128::from(x100), 2)
}

fn parts_json(parts: &Parts) -> Value {
    let lines: Vec<Value> = parts
        .lines
        .iter()
        .map(|line| {
            let entries: Vec<Value> = line
                .entries
                .iter()
                .map(|entry| {
                    json!({"position": entry.position.0, "person": entry.person, "given": entry.given})
                })
                .collect();
            json!({
                "kode": line.kode,
                "bobot": line.bobot,
                "points": line.points.printed,
                "entries": entries,
                "sumber": line.sumber,
            })
        })
        .collect();
    json!({
        "ukuran": parts.ukuran,
        "round": parts.round.kode,
        "score": parts.score.printed,
        "lines": lines,
        "pembulatan": parts.rounding,
    })
}

/// An explanation as rows of text, header first: one row a line of each measure.
pub fn explanation_rows(explanation: &Explanation) -> Vec<Vec<String>> {
    let header = ["ukuran", "kode", "bobot", "poin", "kejadian", "sumber"];
    let mut rows = vec![header.map(String::from).to_vec()];
    if let Some(index) = &explanation.index {
        let row = |kode: &str, bobot: String, poin: String| {
            let empty = String::new;
            vec!["indeks".to_owned(), kode.to_owned(), bobot, poin, empty(), empty()]
        };
        for line in &index.lines {
            rows.push(row(&line.kode, line.bobot.to_string(), line.poin()));
        }
        rows.push(row("pembulatan", String::new(), index.rounding.clone()));
        rows.push(row("jumlah", "100".to_owned(), index.score.printed.clone()));
    }
    for parts in &explanation.parts {
        let name = parts.ukuran.as_str();
        for line in &parts.lines {
            let events: Vec<String> =
                line.entries.iter().map(|entry| entry.position.to_string()).collect();
            rows.push(vec![
                name.to_owned(),
                line.kode.clone(),
                line.bobot.to_string(),
                line.points.printed.clone(),
                events.join(" "),
                line.sumber.clone(),
            ]);
        }
        let rounding = vec![name.to_owned(), "pembulatan".to_owned(), String::new()];
        rows.push([rounding, vec![parts.rounding.clone(), String::new(), String::new()]].concat());
        let bobot: i64 = parts.lines.iter().map(|line| line.bobot).sum();
        let total = vec![name.to_owned(), "jumlah".to_owned(), bobot.to_string()];
        rows.push(
            [total, vec![parts.score.printed.clone(), String::new(), String::new()]].concat(),
        );
    }
    rows
}
