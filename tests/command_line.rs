//! The command line as its users meet it: what is refused, in which words, and that nothing changes.

use rust_xlsxwriter::Workbook;
use tests::{Installation, example_files};

use crate::rule_packs::{example, whole_year};

const PACK: &str = "purbalingga/perbup_11_2020";

fn government() -> Installation {
    let government = Installation::begun(PACK);
    let files = example_files(PACK, &["opd", "pegawai", "kbk", "periode"]);
    let mut import = vec!["import"];
    import.extend(files.iter().map(String::as_str));
    government.ok(&import);
    government
}

fn evaluasi(rows: &[&str]) -> String {
    let questions: Vec<String> = (1..=32).map(|n| format!("q{n}")).collect();
    format!(
        "opd,periode,token,kelas_jabatan,tanggal,{}\n{}\n",
        questions.join(","),
        rows.join("\n")
    )
}

fn answers(answer: &str) -> String {
    [answer; 32].join(",")
}

/// Every bad file: its name, its content, and what the message must say.
fn bad_files() -> Vec<(&'static str, Vec<u8>, &'static [&'static str])> {
    let good = answers("2");
    let form = |row: &str| evaluasi(&[row]).into_bytes();
    let one = |from: &str, to: &str| good.replacen(from, to, 1);
    vec![
        (
            "opd.csv",
            form(&format!("DINKS,EV-2026,t1,pelaksana,2026-05-04,{good}")),
            &["baris 2", "kolom opd", "\"DINKS\" tidak dikenal", "Maksud Anda \"DINKES\"?"],
        ),
        (
            "skala.csv",
            form(&format!("DINKES,EV-2026,t1,pelaksana,2026-05-04,{}", one("2", "5"))),
            &["baris 2", "kolom q1", "1 sampai 4"],
        ),
        (
            "kosong.csv",
            form(&format!(
                "DINKES,EV-2026,t1,pelaksana,2026-05-04,,2,2,{}",
                ["2"; 28].join(",") + ","
            )),
            &["baris 2", "2 pertanyaan belum dijawab", "1, 32"],
        ),
        (
            "periode.csv",
            form(&format!("DINKES,EV-2027,t1,pelaksana,2026-05-04,{good}")),
            &["baris 2", "kolom periode", "EV-2027", "Maksud Anda \"EV-2026\"?"],
        ),
        (
            "dini.csv",
            form(&format!("DINKES,EV-2026,t1,pelaksana,2026-04-30,{good}")),
            &["baris 2", "kolom tanggal", "2026-05-01"],
        ),
        (
            "kelas.csv",
            form(&format!("DINKES,EV-2026,t1,bos,2026-05-04,{good}")),
            &["baris 2", "kolom kelas_jabatan", "pelaksana"],
        ),
        (
            "token.csv",
            evaluasi(&[
                &format!("DINKES,EV-2026,t1,pelaksana,2026-05-04,{good}"),
                &format!("DINKES,EV-2026,t1,pelaksana,2026-05-04,{}", answers("3")),
            ])
            .into_bytes(),
            &["baris 3", "baris 2", "isi lain"],
        ),
        (
            "ganda.csv",
            b"kode,nama,jenis,induk,nama\nX,Y,unit,,Z\n".to_vec(),
            &["ganda.csv", "\"nama\" tertulis dua kali"],
        ),
        ("asing.csv", b"kode,nama,jenis,induk,warna\nX,Y,unit,,Z\n".to_vec(), &["warna"]),
        (
            "utf16.csv",
            [0xff, 0xfe]
                .into_iter()
                .chain("kode,nama\n".encode_utf16().flat_map(u16::to_le_bytes))
                .collect(),
            &["UTF-8"],
        ),
        (
            "latin1.csv",
            b"kode,nama,jenis,induk\nX,Kecamatan Caf\xe9,unit,\n".to_vec(),
            &["Baris 2", "UTF-8"],
        ),
        ("potong.csv", b"kode,nama,jenis,induk\nX,\"Dinas ".to_vec(), &["terpotong"]),
        (
            "nip.csv",
            b"opd,nip,nama,status,kelas_jabatan\nDINKES,1.98001E+17,Ani,pns,pelaksana\n".to_vec(),
            &["baris 2", "kolom nip", "Teks"],
        ),
        ("surat.pdf", b"%PDF-1.7 ...".to_vec(), &["surat.pdf", "CSV"]),
        ("potong.xlsx", b"PK\x03\x04 not a workbook".to_vec(), &["potong.xlsx", "XLSX"]),
        (
            "potong.jsonl",
            br#"{"kind":"opd","kode":"X","nama":"Y","jenis":"unit","#.to_vec(),
            &["terpotong"],
        ),
        ("hampa.csv", Vec::new(), &["hampa.csv", "kosong"]),
    ]
}

#[test]
fn bad_files_say_where_what_and_what_would_be_right_and_change_nothing() {
    let government = government();
    let before = government.ok(&["events"]);
    for (name, content, says) in bad_files() {
        let path = government.file(name, content);
        let message = government.no(&["import", &path]);
        for part in says {
            assert!(message.contains(part), "{name} must say {part:?}:\n{message}");
        }
        assert!(message.contains("Tidak ada yang dicatat"), "{name}:\n{message}");
    }
    assert_eq!(government.ok(&["events"]), before);
}

#[test]
fn one_wrong_row_keeps_the_whole_import_out() {
    let government = government();
    let before = government.ok(&["events"]);
    let good = answers("1");
    let rows: Vec<String> = (0..50)
        .map(|n| format!("DINKES,EV-2026,t{n},pelaksana,2026-05-04,{good}"))
        .chain([format!("TIDAKADA,EV-2026,t99,pelaksana,2026-05-04,{good}")])
        .collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let path = government.file("evaluasi.csv", evaluasi(&rows));
    assert!(government.no(&["import", &path]).contains("baris 52"));
    assert_eq!(government.ok(&["events"]), before);
}

#[test]
fn the_same_files_twice_add_nothing_even_after_closing() {
    let government = example(PACK, true);
    let before = government.ok(&["events"]);
    let kinds = [
        "opd",
        "pegawai",
        "kbk",
        "periode",
        "evaluasi",
        "scorecard",
        "kegiatan",
        "rapat",
        "gelar",
        "gelar_kriteria",
        "gelar_juri",
        "gelar_peserta",
        "gelar_nilai",
    ];
    let files = example_files(PACK, &kinds);
    let mut import = vec!["import"];
    import.extend(files.iter().map(String::as_str));
    assert!(government.ok(&import).contains("semuanya sudah ada"));
    assert_eq!(government.ok(&["events"]), before);
}

#[test]
fn a_form_after_closing_is_refused_with_the_way_out() {
    let government = example(PACK, false);
    let row = format!("DINKES,EV-2026,late,pelaksana,2026-05-31,{}", answers("1"));
    let path = government.file("terlambat.csv", evaluasi(&[&row]));
    let message = government.no(&["import", &path]);
    assert!(message.contains("sudah ditutup"), "{message}");
    assert!(message.contains("jejak periode reopen EV-2026"), "{message}");
    government.ok(&["periode", "reopen", "EV-2026", "--alasan", "Formulir kertas tertinggal"]);
    government.ok(&["import", &path]);
    assert!(
        government.no(&["periode", "reopen", "EV-2026", "--alasan", "x"]).contains("belum ditutup")
    );
    government.ok(&["periode", "close", "EV-2026"]);
    let ranking = government.rank(&["--periode", "2026"]);
    let dinkes =
        ranking["rows"].as_array().into_iter().flatten().find(|row| row["opd"] == "DINKES");
    assert_eq!(dinkes.expect("DINKES")["evaluation"]["respondents"], 7);
}

#[test]
fn a_workbook_is_read_like_the_same_csv() {
    let government = Installation::begun(PACK);
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let rows = [
        ["kode", "nama", "jenis", "induk"],
        ["DINKES", "Dinas Kesehatan", "perangkat_daerah", ""],
        ["PKM-1", "Puskesmas Satu", "uptd", "DINKES"],
    ];
    for (row, cells) in rows.iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            sheet.write_string(row as u32, column as u16, *cell).expect("a cell");
        }
    }
    let path = government.path("opd.xlsx");
    workbook.save(&path).expect("a workbook");
    government.ok(&["import", &path.display().to_string()]);
    let csv = "kode;nama;jenis;induk\r\nDINKES;Dinas Kesehatan;perangkat_daerah;\r\n\
               PKM-1;Puskesmas Satu;uptd;DINKES\r\n";
    let path = government.file("opd.csv", [b"\xef\xbb\xbf", csv.as_bytes()].concat());
    assert!(government.ok(&["import", &path]).contains("semuanya sudah ada"));
}

#[test]
fn a_nip_typed_as_a_number_is_refused_before_a_digit_is_lost() {
    let government = government();
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, name) in ["opd", "nip", "nama", "status", "kelas_jabatan"].iter().enumerate() {
        sheet.write_string(0, column as u16, *name).expect("a heading");
    }
    sheet.write_string(1, 0, "DINKES").expect("a cell");
    sheet.write_number(1, 1, 198_001_012_005_011_001_f64).expect("a cell");
    for (column, cell) in [(2, "Ani"), (3, "pns"), (4, "pelaksana")] {
        sheet.write_string(1, column, cell).expect("a cell");
    }
    let path = government.path("pegawai.xlsx");
    workbook.save(&path).expect("a workbook");
    let message = government.no(&["import", &path.display().to_string()]);
    assert!(message.contains("kolom nip") && message.contains("Teks"), "{message}");
}

#[test]
fn an_empty_template_has_the_headings_the_import_knows() {
    let government = government();
    let questions = government.path("isi.csv");
    for kind in ["opd", "evaluasi", "gelar_nilai"] {
        for ending in ["csv", "xlsx"] {
            let path = government.path(&format!("{kind}.{ending}")).display().to_string();
            government.ok(&["template", kind, "-o", &path]);
            assert!(government.ok(&["import", &path]).contains("0 baris"), "{kind}.{ending}");
        }
    }
    assert!(!questions.exists());
    assert!(government.run(&["template", "warna"]).err.contains("gelar_nilai"));
}

#[test]
fn the_past_is_asked_by_position_date_and_instant() {
    let government = example(PACK, true);
    let events = government.ok(&["events"]);
    let first = events.lines().next().expect("an event");
    let first: serde_json::Value = serde_json::from_str(first).expect("JSON");
    let day = first["metadata"]["recorded_at"].as_str().expect("a time")[..10].to_owned();
    let newest = government.rank(&["--periode", "2026"]);
    let last = newest["as_of"]["position"].as_u64().expect("a position");
    assert_eq!(newest["ledger"]["size"], last + 1);

    let before_gelar = government.rank(&["--periode", "2026", "--as-of", "3386"]);
    assert_eq!(before_gelar["basis"], "scorecard");
    assert_eq!(before_gelar["as_of"]["position"], 3386);
    let early = government.no(&["rank", "--periode", "2026", "--as-of", "2020-01-01"]);
    assert!(early.contains("Kejadian pertama"), "{early}");
    let late = government.no(&["rank", "--periode", "2026", "--as-of", "99999999"]);
    assert!(late.contains("3.425"), "{late}");
    assert_eq!(government.run(&["rank", "--periode", "2026", "--as-of", "kemarin"]).status, 2);
    assert!(government.no(&["rank", "--periode", "26"]).contains("26"));
    // The record is of today; the end of a later day is today's state.
    assert!(day.starts_with("20"));
    let future = government.rank(&["--periode", "2026", "--as-of", "2099-01-01"]);
    assert_eq!(future, newest);
}

#[test]
fn an_explanation_adds_up_to_the_last_digit() {
    let government = example(PACK, true);
    let hundredths = |text: &serde_json::Value| -> i64 {
        let text = text.as_str().expect("a decimal");
        let (sign, text) = text.strip_prefix('-').map_or((1, text), |text| (-1, text));
        sign * text.replace('.', "").parse::<i64>().expect("two decimals")
    };
    for opd in ["DINKES", "KEC-KALI", "BKPSDM", "DISDIK"] {
        let text = government.ok(&["explain", "--periode", "2026", opd, "--format", "json"]);
        let explained: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        for measure in ["scorecard", "gelar"] {
            let parts = &explained[measure];
            let lines = parts["lines"].as_array().expect("lines");
            let sum: i64 = lines.iter().map(|line| hundredths(&line["points"])).sum();
            let total = sum + hundredths(&parts["pembulatan"]);
            assert_eq!(total, hundredths(&parts["score"]), "{opd} {measure}");
            let events = lines[0]["entries"].as_array().expect("events");
            assert!(!events.is_empty(), "{opd} {measure}");
        }
    }
    let unknown = government.no(&["explain", "--periode", "2026", "DINKS"]);
    assert!(unknown.contains("DINKES"), "{unknown}");
}

#[test]
fn an_answer_that_stands_alone_hides_class_and_value() {
    let government = example(PACK, false);
    for line in government.ok(&["events"]).lines() {
        let event: serde_json::Value = serde_json::from_str(line).expect("JSON");
        if event["type"] == "answer-given" {
            assert!(event["data"]["jawaban"].is_null() && event["data"]["kelas_jabatan"].is_null());
            assert!(event["metadata"]["actor"].is_null() && event["metadata"]["command"].is_null());
        }
    }
}

#[test]
fn nobody_stands_in_clear_in_the_record() {
    let government = example(PACK, true);
    let pegawai = std::fs::read_to_string(&example_files(PACK, &["pegawai"])[0]).expect("the file");
    let log = std::fs::read(government.data().join("log.db")).expect("the log");
    let events = government.ok(&["events"]);
    let found = |needle: &str| {
        events.contains(needle)
            || log.windows(needle.len()).any(|window| window == needle.as_bytes())
    };
    for row in pegawai.lines().skip(1) {
        let cells: Vec<&str> = row.split(',').collect();
        for secret in [cells[1], cells[2]] {
            assert!(!found(secret), "{secret} stands in the record");
        }
    }
    assert!(found("DINKES"), "the search itself works");
}

#[test]
fn only_this_machine_may_ask_until_accounts_exist() {
    let government = government();
    let refused = government.run(&["serve", "--listen", "0.0.0.0:8420"]);
    assert_eq!(refused.status, 2);
    assert!(refused.err.contains("127.0.0.1"), "{}", refused.err);
}

#[test]
fn a_record_is_begun_once_and_with_a_sound_pack() {
    let government = government();
    let args =
        ["init", "--regulation", "purbalingga/perbup_11_2020", "--pemda", "x", "--nama", "X"];
    assert!(government.no(&args).contains("sudah"));
    let other = Installation::empty();
    let pack = std::fs::read_to_string(
        tests::root().join("regulations").join(PACK).join("rule_pack.toml"),
    );
    let pack = pack.expect("the pack").replacen("bobot = 4", "bobot = 3", 1);
    let path = other.file("rule_pack.toml", pack);
    let refused = other.no(&["init", "--regulation", &path, "--pemda", "x", "--nama", "X"]);
    assert!(refused.contains("99"), "{refused}");
    assert!(!other.data().join("log.db").exists());
}

#[test]
fn a_report_is_written_for_whom_it_is_about_and_a_bad_call_says_what_is_missing() {
    let government = whole_year(PACK, true);
    let unknown = government.no(&["laporan", "laporan_kbkk"]);
    for kode in ["laporan_kbk", "evaluasi_unit", "monev_bupati"] {
        assert!(unknown.contains(kode), "{unknown}");
    }
    let of_nobody = government.run(&["laporan", "evaluasi_unit", "--periode", "2026"]);
    assert_eq!(of_nobody.status, 2);
    assert!(of_nobody.err.contains("--opd"), "{}", of_nobody.err);
    let of_nobody = government.run(&["laporan", "laporan_kbk", "--periode", "2026"]);
    assert_eq!(of_nobody.status, 2);
    assert!(of_nobody.err.contains("--kbk"), "{}", of_nobody.err);
    let misspelt = government.no(&["laporan", "evaluasi_unit", "--opd", "DINKS"]);
    assert!(misspelt.contains("Maksud Anda \"DINKES\"?"), "{misspelt}");
    let year = ["laporan", "monev_bupati", "--periode", "2026"];
    let no_ending = government.path("laporan.doc").display().to_string();
    let refused = government.run(&[&year[..], &["-o", &no_ending]].concat());
    assert_eq!(refused.status, 2);
    assert!(refused.err.contains(".html"), "{}", refused.err);
    assert!(!government.path("laporan.doc").exists());
    assert!(government.no(&["laporan", "monev_bupati", "--periode", "26"]).contains("26"));

    let csv = government.ok(&year);
    let mut written = Vec::new();
    for ending in ["html", "csv", "json", "xlsx"] {
        let path = government.path(&format!("laporan.{ending}"));
        government.ok(&[&year[..], &["-o", &path.display().to_string()]].concat());
        written.push(std::fs::read(&path).expect("the report"));
    }
    let [html, in_csv, json, xlsx] = &written[..] else { panic!("four files") };
    assert_eq!(csv.as_bytes(), &in_csv[..]);
    assert!(xlsx.starts_with(b"PK"));
    let html = String::from_utf8_lossy(html);
    assert!(html.starts_with("<!DOCTYPE html>") && !html.contains("href="), "it stands alone");
    let json: serde_json::Value = serde_json::from_slice(json).expect("JSON");
    assert_eq!(json["laporan"], "monev_bupati");
    for part in json["bagian"].as_array().expect("parts") {
        let heading = part["judul"].as_str().expect("a heading");
        assert!(csv.contains(heading), "{heading}");
    }
    // Names lie sealed in the record; whoever has its keys reads them.
    let people = std::fs::read_to_string(&example_files(PACK, &["pegawai"])[0]).expect("the file");
    let names = people.lines().skip(1).filter_map(|row| row.split(',').nth(2));
    assert!(names.into_iter().any(|name| csv.contains(name)), "{csv}");
}
