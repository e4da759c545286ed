//! Workbooks as people and their spreadsheets make them, and as nobody should.

use std::io::{Cursor, Read, Write};

use rust_xlsxwriter::{ExcelDateTime as Moment, Format, Formula, Workbook, Worksheet};

use super::super::super::tests::{ANI, CONTOH, Office, lines, rules};
use super::*;
use crate::files::{ImportError, Summary};
use crate::rule_pack::LoadedPack;

fn import(office: &mut Office, fill: impl Fn(&mut Worksheet)) -> Result<Summary, ImportError> {
    let mut workbook = Workbook::new();
    fill(workbook.add_worksheet());
    workbook.add_worksheet().write(0, 0, "lembar lain").unwrap();
    let path = office.dir.path().join("berkas.xlsx");
    workbook.save(&path).unwrap();
    office.import_files(&[path])
}

fn header(sheet: &mut Worksheet, row: u32, names: &str) {
    for (column, name) in names.split(',').enumerate() {
        sheet.write(row, column as u16, name).unwrap();
    }
}

const KBK: &str = "kode,opd,nama,sk_nomor,sk_tanggal";

#[test]
fn dates_numbers_and_texts_are_read_as_they_are_shown() {
    let mut office = Office::under(CONTOH);
    let date = Format::new().set_num_format("dd/mm/yyyy");
    let summary = import(&mut office, |sheet| {
        // The form begins lower down, and a row between its rows is empty.
        header(sheet, 2, KBK);
        header(sheet, 3, "KBK-C, DINAS-A ,  Kelompok C\u{a0},,");
        sheet.write(3, 3, 188).unwrap();
        let day = Moment::from_ymd(2026, 3, 31).unwrap();
        sheet.write_with_format(3, 4, &day, &date).unwrap();
        header(sheet, 5, "KBK-D,DINAS-A,D,188/2026,2026-03-31");
        // A cell that only has a colour is no cell.
        sheet.write_blank(5, 300, &Format::new().set_bold()).unwrap();
    })
    .unwrap();
    assert_eq!(lines(&summary.errors), [""; 0]);
    assert_eq!((summary.rows, summary.accepted), (2, 2));
    assert!(office.text().contains(
        r#"{"kode":"KBK-C","opd":"DINAS-A","nama":"Kelompok C","sk_nomor":"188","sk_tanggal":"2026-03-31"}"#
    ));
    // The same rows as text are the same commands.
    let csv = format!("{KBK}\nKBK-C,DINAS-A,Kelompok C,188,2026-03-31\n");
    assert_eq!(office.import(&csv).repeated, 1);
}

#[test]
fn the_name_of_a_sheet_tells_forms_of_the_same_columns_apart() {
    let soil = r#"
[[formulir]]
kode = "mutu_tanah"
nama = "Uji mutu tanah"
untuk = "opd"
kekuatan = "wajib"
sumber = "Pasal 18"
kolom = [
    { kode = "titik", judul = "Titik uji", isi = "nomor", wajib = true },
    { kode = "realisasi", judul = "Keasaman", isi = "desimal", wajib = true },
]
"#;
    let bytes = [rules(CONTOH).bytes.as_slice(), soil.as_bytes()].concat();
    let mut office = Office::empty(LoadedPack::of("uji".as_ref(), bytes).unwrap());
    office.import("kode,nama,jenis,induk\nDINAS-A,Dinas A,unit,\n");
    let fill = |name: &'static str| {
        move |sheet: &mut Worksheet| {
            sheet.set_name(name).unwrap();
            header(sheet, 0, "kode,opd,tanggal,titik,realisasi");
            header(sheet, 1, "U-1,DINAS-A,2026-06-01,T-07,6.5");
        }
    };
    assert_eq!(import(&mut office, fill("mutu_tanah")).unwrap().accepted, 1);
    assert!(office.newest().contains(r#""formulir":"mutu_tanah""#));
    let Err(ImportError::Files(errors)) = import(&mut office, fill("Lembar1")) else { panic!() };
    let pilihan = "mutu_air, mutu_tanah".to_owned();
    assert_eq!(errors[0].problem, FileProblem::AmbiguousKind { pilihan });
}

#[test]
fn what_a_spreadsheet_has_changed_is_refused_by_cell() {
    let mut office = Office::under(CONTOH);
    let date = Format::new().set_num_format("yyyy-mm-dd hh:mm");
    let summary = import(&mut office, |sheet| {
        header(sheet, 0, KBK);
        header(sheet, 1, ",DINAS-A,C,1,2026-03-31");
        sheet.write(1, 0, 1.1).unwrap();
        header(sheet, 2, "KBK-D,DINAS-A,D,1,");
        let moment = Moment::from_ymd(2026, 3, 31).unwrap().and_hms(10, 0, 0).unwrap();
        sheet.write_with_format(2, 4, &moment, &date).unwrap();
        header(sheet, 3, "KBK-E,DINAS-A,,1,2026-03-31");
        sheet.write_formula(3, 2, Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
        header(sheet, 4, "KBK-F,DINAS-A,F,1,");
        sheet.write(4, 4, 46_112).unwrap();
        header(sheet, 5, "KBK-G,DINAS-A,G,,2026-03-31");
        sheet.write(5, 3, 1_234_567_890_123_456_789_u64 as f64).unwrap();
        header(sheet, 6, "KBK-H,DINAS-A,H,1,2026-03-31,catatan");
    })
    .unwrap();
    assert_eq!(
        lines(&summary.errors),
        [
            r#"2 kode {"alasan":"teks-sebagai-angka","isi":"1.1"}"#,
            r#"3 sk_tanggal {"alasan":"bukan-tanggal","isi":"2026-03-31 10:00:00"}"#,
            r##"4 nama {"alasan":"sel-rusak","isi":"#DIV/0!"}"##,
            r#"5 sk_tanggal {"alasan":"bukan-tanggal","isi":"46112"}"#,
            r#"6 sk_nomor {"alasan":"teks-sebagai-angka","isi":"1234567890123456800"}"#,
            r#"7 - {"alasan":"sel-tanpa-judul","kolom":6}"#,
        ]
    );
}

#[test]
fn a_nip_that_came_as_a_number_has_lost_digits() {
    let mut office = Office::under(CONTOH);
    let fill = |number: bool| {
        move |sheet: &mut Worksheet| {
            header(sheet, 0, "opd,nip,nama,status,kelas_jabatan");
            header(sheet, 1, "DINAS-A,,Ani,pns,pimpinan");
            match number {
                true => sheet.write(1, 1, ANI.parse::<f64>().unwrap()).unwrap(),
                false => sheet.write(1, 1, ANI).unwrap(),
            };
        }
    };
    let summary = import(&mut office, fill(true)).unwrap();
    assert_eq!(lines(&summary.errors), [r#"2 nip {"alasan":"nip-sebagai-angka"}"#]);
    assert_eq!(import(&mut office, fill(false)).unwrap().repeated, 1);
}

#[test]
fn a_cell_in_a_far_corner_is_refused_without_room_for_the_sheet() {
    let mut office = Office::under(CONTOH);
    for (row, column, sel) in [(1_048_575, 16_383, "XFD1048576"), (1, 256, "IW2")] {
        let refused = import(&mut office, |sheet| {
            header(sheet, 0, KBK);
            sheet.write(row, column, "x").unwrap();
        });
        let Err(ImportError::Files(errors)) = refused else { panic!("{refused:?}") };
        let expected = FileProblem::FarCell {
            sel: sel.to_owned(),
            paling_banyak_kolom: 256,
            paling_banyak_baris: 1_048_576,
        };
        assert_eq!(errors[0].problem, expected);
    }
}

#[test]
fn a_workbook_that_is_empty_or_cut_is_said_to_be() {
    let mut office = Office::under(CONTOH);
    let refused = import(&mut office, |_| ());
    let Err(ImportError::Files(errors)) = refused else { panic!("{refused:?}") };
    assert_eq!(errors[0].problem, FileProblem::Empty);

    import(&mut office, |sheet| header(sheet, 0, KBK)).unwrap();
    let whole = std::fs::read(office.dir.path().join("berkas.xlsx")).unwrap();
    let cut = office.write("terpotong.xlsx", &whole[..whole.len() / 2]);
    let problems = office.file_problems(cut);
    assert!(matches!(problems[..], [FileProblem::DamagedWorkbook { .. }]), "{problems:?}");
}

/// The workbook with one part replaced.
fn with_part(workbook: &[u8], name: &str, change: impl Fn(String) -> String) -> Vec<u8> {
    let mut parts = zip::ZipArchive::new(Cursor::new(workbook)).unwrap();
    let mut changed = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..parts.len() {
        let mut part = parts.by_index(index).unwrap();
        let part_name = part.name().unwrap().into_owned();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        let text = if part_name == name { change(text) } else { text };
        let options = zip::write::SimpleFileOptions::default();
        changed.start_file(part_name, options).unwrap();
        changed.write_all(text.as_bytes()).unwrap();
    }
    changed.finish().unwrap().into_inner()
}

#[test]
fn a_sheet_that_the_reader_stumbles_over_is_refused() {
    let mut office = Office::under(CONTOH);
    import(&mut office, |sheet| header(sheet, 0, KBK)).unwrap();
    let whole = std::fs::read(office.dir.path().join("berkas.xlsx")).unwrap();
    for name in ["A99999999999", "A0", "A", "AAAAAAAAAAAAAAAA1", "1"] {
        let changed = with_part(&whole, "xl/worksheets/sheet1.xml", |text| {
            text.replace("r=\"A1\"", &format!("r=\"{name}\""))
        });
        let path = office.write("rusak.xlsx", changed);
        let problems = office.file_problems(path);
        assert!(
            matches!(
                problems[..],
                [FileProblem::DamagedWorkbook { .. } | FileProblem::FarCell { .. }]
            ),
            "{name}: {problems:?}"
        );
    }
}

#[test]
fn a_form_in_a_workbook_is_the_form_in_a_text_file() {
    let mut office = Office::under(CONTOH);
    let questions: String = (1..=12).map(|n| format!(",q{n}")).collect();
    let names = format!("opd,periode,token,kelas_jabatan,tanggal{questions}");
    let day = Moment::from_ymd(2026, 5, 4).unwrap();
    let date = Format::new().set_num_format("yyyy-mm-dd");
    let summary = import(&mut office, |sheet| {
        header(sheet, 0, &names);
        header(sheet, 1, "DINAS-A,EV-2026,t1,pelaksana");
        sheet.write_with_format(1, 4, &day, &date).unwrap();
        (0..12).for_each(|n| _ = sheet.write(1, 5 + n, n % 5 + 1).unwrap());
    })
    .unwrap();
    assert_eq!((summary.accepted, summary.errors.len()), (1, 0));
    let row = "DINAS-A,EV-2026,t1,pelaksana,2026-05-04,1,2,3,4,5,1,2,3,4,5,1,2";
    assert_eq!(office.import(&format!("{names}\n{row}\n")).repeated, 1);
}

#[test]
fn columns_are_named_as_on_screen() {
    let names: Vec<String> = [0, 25, 26, 255, 701, 702, 16_383].map(column_name).into();
    assert_eq!(names, ["A", "Z", "AA", "IV", "ZZ", "AAA", "XFD"]);
}
