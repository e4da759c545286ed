//! `jejak rank` and `jejak explain`: the ranking of a period, and why a unit stands where it stands.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use analytics::Limit;
use analytics::change::ScoreChange;
use analytics::explain::{Explanation, GELAR, Parts, SCORECARD};
use analytics::firmness::Firmness;
use analytics::policy::IndexParts;
use analytics::ranking::{Basis, Ranking, Row};
use clap::{Args, ValueEnum};
use ingest::identity::{Hundredths, parse_date};
use ingest::rule_pack::LoadedPack;
use projections::AsOf;

use super::table::aligned;
use super::{Failure, RecordArgs, open_app, print, shipped_pack, wait};
use crate::app::{App, View};
use crate::export::{self, Reader};
use crate::pages::aturan::{Beside, Rule};
use crate::pages::mengapa::distance;
use crate::pages::parts::basis;
use crate::pages::perubahan::{Perubahan, Side, measure, moved, short, signed};
use crate::pages::{kebijakan, keteguhan};
use crate::terbitan::sidik;
use crate::text::{date, decimal, t, tf, whole};
use crate::user_error::UserError;

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Format {
    Table,
    Json,
    Csv,
}

#[derive(Args)]
pub(crate) struct MomentArgs {
    #[command(flatten)]
    record: RecordArgs,
    #[arg(long)]
    periode: String,
    #[arg(long)]
    as_of: Option<String>,
    #[arg(long)]
    terjadi_sampai: Option<String>,
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

#[derive(Args)]
pub(crate) struct RankArgs {
    #[command(flatten)]
    moment: MomentArgs,
    #[arg(long)]
    under: Option<PathBuf>,
    #[arg(long)]
    utas: Option<NonZeroUsize>,
}

#[derive(Args)]
pub(crate) struct ExplainArgs {
    #[command(flatten)]
    moment: MomentArgs,
    opd: String,
    #[arg(long)]
    dari: Option<String>,
    #[arg(long)]
    dari_saat: Option<String>,
}

/// The tables at the moment asked about.
struct Asked {
    app: App,
    view: View,
}

/// The moment that `--as-of` names.
pub(crate) fn moment(as_of: Option<&str>) -> Result<Option<AsOf>, Failure> {
    let as_of = as_of.map(str::parse::<AsOf>).transpose();
    as_of.map_err(|error| Failure::Misuse(UserError::from(error).plain()))
}

fn asked(args: &MomentArgs) -> Result<Asked, Failure> {
    let as_of = moment(args.as_of.as_deref())?;
    let terjadi_sampai = match args.terjadi_sampai.as_deref() {
        None => None,
        Some(text) => Some(
            parse_date(text)
                .ok_or_else(|| Failure::Misuse(tf("bukan-tanggal", &[("nilai", text)])))?,
        ),
    };
    let app = open_app(&args.record)?;
    let view = app.view(as_of)?.until(terjadi_sampai);
    let app = app.at(view.position);
    Ok(Asked { app, view })
}

pub(crate) fn rank(args: &RankArgs) -> Result<(), Failure> {
    let Asked { app, view } = asked(&args.moment)?;
    let app = match args.utas {
        Some(utas) => app.in_parts(utas.get()),
        None => app,
    };
    if let Some(path) = &args.under {
        return under(path, &args.moment, &app, &view, view.limit);
    }
    let ranking = wait(app.ranking(&view, &args.moment.periode, view.limit))??;
    let firmness = wait(app.firmness(&view, &ranking, view.limit))??;
    let firmness = firmness.as_deref();
    match args.moment.format {
        Format::Json => {
            let json = export::ranking_json(&app, &view, &ranking, firmness, Reader::Tim);
            print(&format!("{json}\n"));
        }
        Format::Csv => {
            print(&export::csv(&export::ranking_rows(&app, &ranking, firmness, Reader::Tim), b','))
        }
        Format::Table => {
            print(&ranking_table(&app, &ranking, firmness));
            print(&firmness_text(&ranking, firmness));
            print(&footer(&app, &view, &ranking));
        }
    }
    // Standard output is the ranking and nothing else; its fingerprint does not know of a limit.
    if view.limit.terjadi_sampai.is_none() && ranking.basis != Basis::Nothing {
        eprintln!("{}", tf("rank-sidik", &[("sidik", &sidik(&app, &view, &ranking))]));
    }
    for open in &ranking.open {
        eprintln!("{}", tf("rank-ronde-terbuka", &[("kode", open)]));
    }
    Ok(())
}

/// The ranking beside what it would be under another rule pack or policy.
fn under(
    path: &Path,
    args: &MomentArgs,
    app: &App,
    view: &View,
    limit: Limit,
) -> Result<(), Failure> {
    let rule = match shipped_pack(path) {
        Some(bytes) => Rule::Pack(Box::new(LoadedPack::of(path, bytes.to_vec())?)),
        None => Rule::read(path, app.pack()).map_err(|error| Failure::No(error.plain()))?,
    };
    let beside = wait(Beside::ask(app, view, limit, &args.periode, rule))??;
    match args.format {
        Format::Json => print(&format!("{}\n", beside.json(view))),
        Format::Csv => print(&export::csv(&beside.rows(), b',')),
        Format::Table => {
            let mut rows = beside.rows();
            rows[0] = [
                "kolom-opd",
                "kolom-nama",
                "aturan-kolom-sini",
                "kolom-nilai",
                "aturan-kolom-sana",
                "kolom-nilai",
                "aturan-kolom-sebab",
            ]
            .map(t)
            .into();
            for row in rows.iter_mut().skip(1) {
                for cell in [3, 5] {
                    row[cell] = decimal(&row[cell]);
                }
            }
            print(&aligned(&rows, &[2, 3, 4, 5]));
            print(&format!("\n{}\n", beside.sentences().join("\n")));
        }
    }
    Ok(())
}

/// What the intervals mean, and who cannot be told apart.
fn firmness_text(ranking: &Ranking, firmness: Option<&Firmness>) -> String {
    let groups = firmness.map(|firmness| keteguhan::groups(ranking, firmness)).unwrap_or_default();
    let sentences = keteguhan::meaning(ranking, firmness).into_iter().chain(groups);
    sentences.map(|sentence| format!("\n{sentence}")).collect::<String>() + "\n"
}

fn ranking_table(app: &App, ranking: &Ranking, firmness: Option<&Firmness>) -> String {
    let pack = app.pack_of(ranking.evaluation.as_ref());
    let groups = pack.evaluasi().map_or(&[][..], |instrumen| &instrumen.kelompok);
    let mut header: Vec<String> =
        ["kolom-peringkat", "kolom-opd", "kolom-nama", "kolom-skor", "kolom-kategori"]
            .map(t)
            .into();
    header.push(t("kolom-gelar"));
    let has_index = ranking.policy().is_some();
    if has_index {
        header.push(t("kolom-indeks"));
    }
    header.extend(groups.iter().map(|group| tf("kolom-kelompok", &[("kode", &group.kode)])));
    header.extend(
        ["kolom-responden", "kolom-kegiatan", "kolom-selang", "kolom-setara", "kolom-keterangan"]
            .map(t),
    );
    let mut rows = vec![header];
    for (index, row) in ranking.rows.iter().enumerate() {
        let place = firmness.and_then(|firmness| firmness.places.get(index));
        let none = || "-".to_owned();
        let firm = [
            place.map_or_else(none, keteguhan::selang),
            keteguhan::group(firmness, index).unwrap_or_else(none),
        ];
        let codes = groups.iter().map(|group| group.kode.as_str());
        rows.push(table_row(row, has_index, firm, codes));
    }
    aligned(&rows, &[0, 3, 5])
}

fn table_row<'a>(
    row: &Row,
    has_index: bool,
    firm: [String; 2],
    groups: impl Iterator<Item = &'a str>,
) -> Vec<String> {
    let none = || "-".to_owned();
    let place = row.rank.map_or_else(none, |rank| rank.to_string());
    let scorecard = row.scorecard.as_ref();
    let mut cells = vec![
        if row.tied { format!("{place}=") } else { place },
        row.opd.clone(),
        row.nama.clone(),
        scorecard.map_or_else(none, |scorecard| decimal(&scorecard.score.printed)),
        scorecard.map_or_else(none, |scorecard| scorecard.category.clone()),
        row.gelar.as_ref().map_or_else(none, |gelar| decimal(&gelar.score.printed)),
    ];
    if has_index {
        let index = row.index.as_ref();
        cells.push(index.map_or_else(none, |index| decimal(&index.printed)));
    }
    for code in groups {
        let evaluation = row.evaluation.as_ref();
        let group = evaluation.and_then(|e| e.groups.iter().find(|group| group.code == code));
        cells.push(group.map_or_else(none, |group| {
            format!("{} {}", decimal(&group.mean.printed), group.category)
        }));
    }
    cells.push(row.evaluation.as_ref().map_or_else(none, |e| match e.registered {
        0 => whole(e.respondents),
        registered => format!("{}/{}", whole(e.respondents), whole(registered)),
    }));
    cells.push(row.activities.kegiatan.to_string());
    cells.extend(firm);
    let mut notes: Vec<String> = row.kategori.iter().cloned().collect();
    notes.extend(row.reason.as_ref().map(export::reason));
    cells.push(notes.join("; "));
    cells
}

fn footer(app: &App, view: &View, ranking: &Ranking) -> String {
    let basis = basis(ranking.basis);
    let recorded = view.recorded_at.to_utc().to_offset(app.zona().offset());
    let at = format!("{} {:02}.{:02}", date(recorded.date()), recorded.hour(), recorded.minute());
    let zona = format!("{:?}", app.zona());
    let arguments = [
        ("dasar", basis.as_str()),
        ("posisi", &whole(view.position.0)),
        ("saat", &at),
        ("zona", &zona),
        ("sidik", &view.root),
        ("paket", &app.pack_of(ranking.decides()).kode),
    ];
    let happened = match view.limit.terjadi_sampai {
        Some(day) => format!("{}\n", tf("rank-terjadi", &[("tanggal", &date(day))])),
        None => String::new(),
    };
    let mut words = format!("\n{happened}{}\n", tf("rank-kaki", &arguments));
    for sentence in kebijakan::sentences(&ranking.policies) {
        words.push_str(&sentence);
        words.push('\n');
    }
    words
}

/// Why a unit rose or fell since `--dari` or `--dari-saat`.
fn change(args: &ExplainArgs) -> Result<(), Failure> {
    let since = moment(args.dari_saat.as_deref())?;
    let Asked { app, view } = asked(&args.moment)?;
    let before = match since {
        Some(_) => app.view(since)?.until(view.limit.terjadi_sampai),
        None => view.clone(),
    };
    if before.position > view.position {
        let error = UserError::reversed_moments(before.position.0, view.position.0);
        return Err(Failure::Misuse(error.plain()));
    }
    let (periode, opd) = (args.moment.periode.as_str(), args.opd.as_str());
    let from = args.dari.as_deref().unwrap_or(periode);
    let compared = wait(async {
        let before = Side::load(&app, before, from, opd).await?;
        let after = Side::load(&app, view, periode, opd).await?;
        Perubahan::between(opd, before, after)
    })??;
    match args.moment.format {
        Format::Json => print(&format!("{}\n", compared.to_json())),
        Format::Csv => print(&export::csv(&compared.to_rows(), b',')),
        Format::Table => {
            for sentence in compared.sentences(&app) {
                print(&format!("{sentence}\n"));
            }
            for score in compared.scores() {
                print(&change_table(score));
            }
        }
    }
    Ok(())
}

/// The lines of a measure that moved, *pembulatan*, and their sum; nothing where a side has no score.
fn change_table(score: &ScoreChange) -> String {
    let (Some(was), Some(is), Some(change)) = (&score.score.0, &score.score.1, &score.change)
    else {
        return String::new();
    };
    let points = |points: &Option<String>| match points {
        Some(points) => decimal(points),
        None => t("perubahan-tidak-ada"),
    };
    let header =
        ["kolom-kode", "perubahan-sebelum", "perubahan-sesudah", "perubahan-andil", "kolom-teks"];
    let mut rows = vec![header.map(t).to_vec()];
    for line in moved(score) {
        rows.push(vec![
            short(&line.kode, &line.teks),
            points(&line.points.0),
            points(&line.points.1),
            signed(&line.share),
            line.teks.clone(),
        ]);
    }
    let none = String::new;
    rows.push(vec![t("kolom-pembulatan"), none(), none(), signed(&score.rounding)]);
    let (was, is) = (decimal(&was.printed), decimal(&is.printed));
    rows.push(vec![t("mengapa-jumlah"), was.clone(), is.clone(), signed(change)]);
    let ukuran = measure(&score.ukuran);
    let arguments = [("ukuran", ukuran.as_str()), ("dari", &was), ("ke", &is)];
    format!("\n{}\n{}", tf("explain-perubahan", &arguments), aligned(&rows, &[1, 2, 3]))
}

pub(crate) fn explain(args: &ExplainArgs) -> Result<(), Failure> {
    if args.dari.is_some() || args.dari_saat.is_some() {
        return change(args);
    }
    let Asked { app, view } = asked(&args.moment)?;
    let ranking = wait(app.ranking(&view, &args.moment.periode, view.limit))??;
    let bench = app.bench(&view, view.limit);
    let explanation = wait(bench.explain(&ranking, &args.opd))??;
    let firmness = wait(app.firmness(&view, &ranking, view.limit))??;
    let firmness = firmness.as_deref();
    match args.moment.format {
        Format::Json => {
            let json =
                export::explanation_json(&view, &ranking, &explanation, firmness, Reader::Tim);
            print(&format!("{json}\n"));
        }
        Format::Csv => print(&export::csv(&export::explanation_rows(&explanation), b',')),
        Format::Table => {
            print(&explanation_text(&ranking, &explanation, firmness));
            print(&footer(&app, &view, &ranking));
        }
    }
    Ok(())
}

fn explanation_text(
    ranking: &Ranking,
    explanation: &Explanation,
    firmness: Option<&Firmness>,
) -> String {
    let row = &explanation.row;
    let mut text = format!("{}\n", sentence(ranking, row));
    for (key, neighbour) in [
        ("explain-di-atas", &explanation.neighbours.0),
        ("explain-di-bawah", &explanation.neighbours.1),
    ] {
        if let Some(other) = neighbour
            && let Some(score) = other.ranked_by(ranking.basis)
        {
            let arguments = [("nama", other.nama.as_str()), ("skor", &decimal(&score.printed))];
            let key = match other.rank == row.rank {
                true => "explain-setara",
                false => key,
            };
            text.push_str(&format!("{}\n", tf(key, &arguments)));
        }
    }
    if let Some(firm) = keteguhan::of_unit(ranking, firmness, row) {
        text.push_str(&format!("{firm}\n"));
    }
    for sentence in distance(explanation) {
        text.push_str(&format!("{sentence}\n"));
    }
    if let Some(index) = &explanation.index {
        let head = tf("explain-indeks", &[("skor", &decimal(&index.score.printed))]);
        text.push_str(&format!("\n{head}\n{}", index_table(index)));
    }
    for parts in &explanation.parts {
        let (ukuran, skor) = (measure(&parts.ukuran), decimal(&parts.score.printed));
        let arguments =
            [("ukuran", ukuran.as_str()), ("ronde", &parts.round.kode), ("skor", &skor)];
        let mut heading = tf("explain-bagian", &arguments);
        if matches!(parts.ukuran.as_str(), GELAR | SCORECARD) {
            heading = format!("{heading} {}", t("explain-lembar"));
        }
        text.push_str(&format!("\n{heading}\n{}", parts_table(parts)));
    }
    text
}

fn sentence(ranking: &Ranking, row: &Row) -> String {
    let ranked = ranking.rows.iter().filter(|row| row.rank.is_some()).count();
    match (row.rank, row.ranked_by(ranking.basis)) {
        (Some(rank), Some(score)) => tf(
            "explain-peringkat",
            &[
                ("nama", row.nama.as_str()),
                ("peringkat", &rank.to_string()),
                ("dari", &ranked.to_string()),
                ("skor", &decimal(&score.printed)),
            ],
        ),
        _ => {
            let reason = row.reason.as_ref().map(export::reason).unwrap_or_default();
            tf("explain-tanpa-peringkat", &[("nama", &row.nama), ("alasan", &reason)])
        }
    }
}

fn index_table(index: &IndexParts) -> String {
    let head = ["kolom-ukuran", "kolom-terukur", "kolom-nilai-100", "kolom-bobot", "kolom-poin"];
    let mut rows = vec![head.map(t).to_vec()];
    let printed = |number: Option<Hundredths>| {
        number.map_or_else(|| "-".to_owned(), |number| decimal(&number.to_string()))
    };
    for line in &index.lines {
        let (asli, nilai) = (printed(line.asli), printed(line.nilai));
        let name = export::measure_name(&line.kode);
        rows.push(vec![name, asli, nilai, line.bobot.to_string(), decimal(&line.poin())]);
    }
    let empty = String::new;
    let rounding = decimal(&index.rounding);
    rows.push(vec![t("kolom-pembulatan"), empty(), empty(), empty(), rounding]);
    aligned(&rows, &[1, 2, 3, 4])
}

fn parts_table(parts: &Parts) -> String {
    let mut rows = vec![
        ["kolom-kode", "kolom-bobot", "kolom-poin", "kolom-lembar", "kolom-teks"].map(t).to_vec(),
    ];
    for line in &parts.lines {
        let entries: Vec<String> = line
            .entries
            .iter()
            .map(|entry| format!("{} (#{})", decimal(&entry.given), entry.position))
            .collect();
        rows.push(vec![
            line.kode.clone(),
            line.bobot.to_string(),
            decimal(&line.points.printed),
            entries.join(", "),
            line.teks.clone(),
        ]);
    }
    rows.push(vec![t("kolom-pembulatan"), String::new(), decimal(&parts.rounding)]);
    aligned(&rows, &[1, 2])
}
