//! A year of every government, filled into its own templates in Excel, handed in, and taken out again
//! under the printed columns.

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::http::Request;
use dashboard::app::App;
use dashboard::routes::router;
use ingest::files::Kind;
use ingest::record::Record;
use ingest::rule_pack::{IsiKolom, RulePack};
use ingest::sealed::Randomness;
use rust_xlsxwriter::{Format, Workbook};
use tests::{Installation, packs, whole_example};
use tower::ServiceExt;

/// The rows of a CSV file, header first.
fn rows(text: &str) -> Vec<Vec<String>> {
    let reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    let cells = |row: csv::StringRecord| row.iter().map(str::to_owned).collect();
    reader.into_records().map(|row| cells(row.expect("a row"))).collect()
}

/// A workbook as a secretary would leave it: the template's header, and rows of text below.
fn filled(path: &std::path::Path, kind: &str, header: &[String], example: &[Vec<String>]) {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name(kind).expect("a name for a sheet");
    let text = Format::new().set_num_format("@");
    for (column, name) in (0..).zip(header) {
        sheet.write_string(0, column, name).expect("a cell");
        let Some(place) = example[0].iter().position(|given| given == name) else {
            continue;
        };
        for (row, cells) in (1..).zip(&example[1..]) {
            sheet.write_string_with_format(row, column, &cells[place], &text).expect("a cell");
        }
    }
    workbook.save(path).expect("the folder is ours");
}

/// One file of a worked example.
struct Example {
    kind: String,
    /// Its own name: an example may tell a kind in two files.
    name: String,
    rows: Vec<Vec<String>>,
}

fn examples(files: Vec<String>, pack: &RulePack) -> Vec<Example> {
    let read = |file: &String| {
        let name = file.rsplit('/').next().unwrap_or_default().trim_end_matches(".csv").to_owned();
        let kind = match Kind::parse(&name, pack) {
            Some(_) => name.clone(),
            None => name.rsplit_once('_').expect("a kind and what it shows").0.to_owned(),
        };
        Example { kind, name, rows: rows(&std::fs::read_to_string(file).expect("the file")) }
    };
    files.iter().map(read).collect()
}

/// The entries of each form as its page gives them to the Tim: under the printed columns, in order,
/// with their texts.
async fn come_back(government: &Installation, examples: &[Example]) {
    let open = || Record::open(&government.data(), None, Randomness::System).expect("a record");
    let app = App::open(open(), government.data(), &mut |_| ()).expect("the tables open");
    let app = Arc::new(app.with_desk(open()));
    let router = router(Arc::clone(&app));
    for form in app.pack().formulir.iter().filter(|form| !form.adds()) {
        let given = examples.iter().find(|example| example.kind == form.kode);
        let given = &given.unwrap_or_else(|| panic!("{} has an example", form.kode)).rows;
        let request = Request::get(format!("/formulir/{}.csv", form.kode)).body(Body::empty());
        let answer = router.clone().oneshot(request.expect("a request")).await.expect("an answer");
        let body = to_bytes(answer.into_body(), 4 << 20).await.expect("a body");
        let taken = rows(std::str::from_utf8(&body).expect("text"));
        assert_eq!(taken.len(), given.len(), "{}", form.kode);
        let mut heads = taken[0].iter();
        let printed = form.kolom.iter().filter(|kolom| !kolom.tidak_dicetak);
        for kolom in printed.filter(|kolom| kolom.isi == IsiKolom::Teks) {
            assert!(heads.any(|head| *head == kolom.judul), "{}: {}", form.kode, kolom.judul);
            let place = given[0].iter().position(|name| *name == kolom.kode);
            for text in given[1..].iter().filter_map(|row| row.get(place?)) {
                let is_there =
                    |row: &Vec<String>| row.iter().any(|cell| cell.contains(text.as_str()));
                assert!(taken.iter().any(is_there), "{}: {text}", form.kode);
            }
        }
    }
}

#[tokio::test]
async fn every_form_takes_its_example_and_comes_back() {
    for pack in packs() {
        let government = Installation::begun(&pack);
        let data = government.data().display().to_string();
        let record = Record::open(&government.data(), None, Randomness::System).expect("a record");
        let examples = examples(whole_example(&pack).0, &record.rules.pack);
        drop(record);
        let (mut files, mut unfilled) = (Vec::new(), Vec::new());
        for Example { kind, name, rows } in &examples {
            let header = tests::jejak(&["template", kind, "--data", &data]);
            let header: Vec<String> = header.trim().split(',').map(str::to_owned).collect();
            let unknown: Vec<&String> =
                rows[0].iter().filter(|name| !header.contains(name)).collect();
            assert!(unknown.is_empty(), "{pack} {kind}: {unknown:?}");
            let empty = government.path(&format!("kosong-{name}.xlsx")).display().to_string();
            tests::jejak(&["template", kind, "--data", &data, "-o", &empty]);
            unfilled.push(empty);
            let path = government.path(&format!("{name}.xlsx"));
            filled(&path, kind, &header, rows);
            files.push(path.display().to_string());
        }
        let import: Vec<&str> = unfilled.iter().map(String::as_str).collect();
        government.ok(&[vec!["import"], import].concat());
        let import: Vec<&str> = files.iter().map(String::as_str).collect();
        government.ok(&[vec!["import"], import.clone()].concat());
        let head = government.ok(&["events", "--format", "table"]);
        government.ok(&[vec!["import"], import].concat());
        assert_eq!(government.ok(&["events", "--format", "table"]), head, "{pack}: twice is once");
        come_back(&government, &examples).await;
    }
}
