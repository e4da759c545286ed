//! A year of every government, filled into its own templates in Excel, handed in, and taken out again
//! under the printed columns.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Format, Workbook};
use tests::{Installation, packs, whole_example};

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

/// The kinds of the files of a worked example, by name, with their rows.
fn kinds(files: Vec<String>) -> BTreeMap<String, Vec<Vec<String>>> {
    let kind = |file: &str| {
        let name = file.rsplit('/').next().unwrap_or_default();
        name.trim_end_matches(".csv").to_owned()
    };
    let read = |file: &String| rows(&std::fs::read_to_string(file).expect("the file"));
    files.iter().map(|file| (kind(file), read(file))).collect()
}

#[test]
fn a_year_filled_into_the_templates_of_every_government_is_taken_whole() {
    for pack in packs() {
        let government = Installation::begun(&pack);
        let data = government.data().display().to_string();
        let example = kinds(whole_example(&pack).0);
        let (mut files, mut unfilled) = (Vec::new(), Vec::new());
        for (kind, rows) in &example {
            let header = tests::jejak(&["template", kind, "--data", &data]);
            let header: Vec<String> = header.trim().split(',').map(str::to_owned).collect();
            let unknown: Vec<&String> =
                rows[0].iter().filter(|name| !header.contains(name)).collect();
            assert!(unknown.is_empty(), "{pack} {kind}: {unknown:?}");
            let empty = government.path(&format!("kosong-{kind}.xlsx")).display().to_string();
            tests::jejak(&["template", kind, "--data", &data, "-o", &empty]);
            unfilled.push(empty);
            let path = government.path(&format!("{kind}.xlsx"));
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
    }
}
