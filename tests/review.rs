//! The quarterly review: decisions as events, carried from review to review, printed again as it was.

use std::io::Read;
use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use dashboard::app::App;
use dashboard::routes::router;
use ingest::record::Record;
use ingest::sealed::Randomness;
use serde_json::Value;
use tests::Installation;
use tower::ServiceExt;

use crate::rule_packs::example;

const PACK: &str = "purbalingga/perbup_11_2020";
const HEADER: &str = "kode,periode,tanggal,opd,penanggung_jawab,tenggat,keputusan";
const PROGRESS: &str = "keputusan,tanggal,status,tenggat,keterangan";

/// The government of the worked example after the review of its first quarter.
fn reviewed() -> Installation {
    let government = example(PACK, true);
    decide(
        &government,
        "KP-1,2026-T1,2026-04-02,DINKES,197902282004079010,2026-05-29,Pak Bayu melengkapi notulen\n\
         KP-2,2026-T1,2026-04-02,,,,Bimbingan bagi semua KBK\n",
    );
    government
}

fn import(government: &Installation, header: &str, rows: &str) {
    let file = government.file("baris.csv", format!("{header}\n{rows}"));
    government.ok(&["import", &file]);
}

fn decide(government: &Installation, rows: &str) {
    import(government, HEADER, rows);
}

fn follow(government: &Installation, rows: &str) {
    import(government, PROGRESS, rows);
}

fn review(government: &Installation, periode: &str, more: &[&str]) -> Value {
    let asked = [&["review", "--periode", periode, "--format", "json"], more].concat();
    serde_json::from_str(&government.ok(&asked)).expect("the review is JSON")
}

/// Codes of some decisions, each with what is said last of it.
fn told(decisions: &Value) -> Vec<String> {
    let line = |one: &Value| {
        let status = one["kemajuan"]["status"].as_str().unwrap_or("-");
        format!("{} {status}", one["kode"].as_str().expect("a code"))
    };
    decisions.as_array().expect("decisions").iter().map(line).collect()
}

#[test]
fn a_decision_is_carried_until_the_review_after_its_end() {
    let government = reviewed();
    let first = review(&government, "2026-T1", &[]);
    assert_eq!(told(&first["keputusan"]["dibawa"]), [""; 0]);
    assert_eq!(told(&first["keputusan"]["diputuskan"]), ["KP-1 -", "KP-2 -"]);
    assert_eq!(first["keputusan"]["diputuskan"][0]["keputusan"], "Pak Bayu melengkapi notulen");

    follow(&government, "KP-1,2026-05-20,berjalan,2026-06-26,Baru separuh\n");
    follow(&government, "KP-2,2026-06-10,selesai,,Sudah dibimbing\n");
    let second = review(&government, "2026-T2", &[]);
    assert_eq!(told(&second["keputusan"]["dibawa"]), ["KP-1 berjalan", "KP-2 selesai"]);
    assert_eq!(second["keputusan"]["dibawa"][0]["tenggat_semula"], "2026-05-29");
    assert_eq!(second["keputusan"]["dibawa"][0]["tenggat"], "2026-06-26");
    assert_eq!(second["sebelumnya"]["periode"], "2026-T1");
    assert_eq!(second["sebelumnya"]["diputuskan"], true);

    decide(&government, "KP-3,2026-T2,2026-07-02,,,,Menyiapkan laporan\n");
    let third = review(&government, "2026-T3", &[]);
    assert_eq!(
        told(&third["keputusan"]["dibawa"]),
        ["KP-1 berjalan", "KP-3 -"],
        "KP-2 was heard of"
    );
    follow(&government, "KP-1,2026-09-01,dibatalkan,,Sudah tidak perlu\n");
    let third = review(&government, "2026-T3", &[]);
    let mut carried = told(&third["keputusan"]["dibawa"]);
    carried.sort();
    assert_eq!(carried, ["KP-1 dibatalkan", "KP-3 -"]);
}

/// The review of the second quarter in every form that a file or a screen can have.
fn printed(government: &Installation, as_of: &[&str]) -> Vec<Vec<u8>> {
    let mut forms = Vec::new();
    for format in ["table", "json", "csv"] {
        let asked = [&["review", "--periode", "2026-T2", "--format", format], as_of].concat();
        forms.push(government.ok(&asked).into_bytes());
    }
    for ending in ["html", "xlsx", "json", "csv"] {
        let path = government.path(&format!("tinjauan.{ending}")).display().to_string();
        government.ok(&[&["review", "--periode", "2026-T2", "-o", &path], as_of].concat());
        let mut bytes = Vec::new();
        let mut file = std::fs::File::open(&path).expect("the file");
        file.read_to_end(&mut bytes).expect("its bytes");
        forms.push(bytes);
    }
    forms
}

#[test]
fn a_review_printed_again_is_the_same_letter_for_letter() {
    let government = reviewed();
    let then = printed(&government, &[]);
    let json: Value = serde_json::from_slice(&then[1]).expect("JSON");
    let position = json["as_of"]["position"].to_string();
    let html = String::from_utf8_lossy(&then[3]).into_owned();
    for words in
        ["Tinjauan Triwulan II 2026", "Pak Bayu melengkapi notulen", "Pimpinan tinjauan", "<style>"]
    {
        assert!(html.contains(words), "{words}");
    }
    assert!(!html.contains("href="), "it needs no server");
    // Six parts, every unit in every duty, and what it all rests on; the names of a workbook's sheets
    // stand in its directory.
    let has = |sheet: &str| then[4].windows(sheet.len()).any(|bytes| bytes == sheet.as_bytes());
    assert!(has("xl/worksheets/sheet8.xml") && !has("xl/worksheets/sheet9.xml"));

    follow(&government, "KP-1,2026-05-20,selesai,,Sudah\n");
    import(
        &government,
        "kode,kbk,tanggal,jenis,metode,tema,nilai,peserta,durasi_menit,bukti",
        "KG-900,KBK-DINKES,2026-03-26,internalisasi,diskusi,Menyusul,disiplin,5,60,Foto\n\
         KG-901,KBK-DINKES,2026-06-26,internalisasi,diskusi,Baru,disiplin,5,60,Foto\n",
    );
    let again = printed(&government, &["--as-of", &position]);
    for (form, (one, other)) in then.iter().zip(&again).enumerate() {
        assert!(one == other, "form {form} is another");
    }
    let now = review(&government, "2026-T2", &[]);
    assert_eq!(told(&now["keputusan"]["dibawa"]), ["KP-1 selesai", "KP-2 -"]);
    let late = &now["perubahan"]["susulan"];
    assert_eq!(late.as_array().map(Vec::len), Some(1), "{late}");
    assert_eq!(late[0]["jenis"], "kegiatan");
    assert_eq!((&late[0]["opd"], &late[0]["dari"]), (&"DINKES".into(), &"2026-03-26".into()));
}

#[test]
fn a_review_tells_the_figures_and_where_they_come_from() {
    let government = reviewed();
    let found = review(&government, "2026-T2", &[]);
    let figure = |name: &str| {
        let all = found["angka"].as_array().expect("figures");
        let one = all.iter().find(|one| one["ukuran"] == name);
        one.map(|one| (one["angka"].as_str().unwrap_or("").to_owned(), one["position"].clone()))
    };
    let ranking = government.rank(&["--periode", "2026-T2"]);
    let rows = ranking["rows"].as_array().expect("rows");
    let placed = rows.iter().filter(|row| !row["rank"].is_null()).count();
    let forms: i64 = rows.iter().filter_map(|row| row["evaluation"]["respondents"].as_i64()).sum();
    let held: i64 = rows.iter().filter_map(|row| row["activities"]["kegiatan"].as_i64()).sum();
    assert!(placed > 0 && forms > 0 && held > 0);
    for (name, wanted) in [
        ("peringkat", placed.to_string()),
        ("evaluasi", forms.to_string()),
        ("kegiatan", held.to_string()),
    ] {
        let (angka, position) = figure(name).unwrap_or_else(|| panic!("{name}"));
        assert_eq!(angka, wanted, "{name}");
        let event = government.ok(&[
            "events",
            "--from",
            &position.to_string(),
            "--to",
            &position.to_string(),
        ]);
        assert!(!event.is_empty(), "{name} rests on an event that is there");
    }
    let missed = found["terlambat"].as_array().expect("duties").len() as i64;
    let counted = |part: &str| -> i64 {
        let rows = found["kelengkapan"][part].as_array().expect("counts");
        rows.iter().filter_map(|row| row["terlewat"].as_i64()).sum()
    };
    assert_eq!([counted("opd"), counted("kewajiban"), counted("rincian")], [missed; 3]);
}

#[test]
fn what_cannot_be_decided_is_refused_in_words_and_changes_nothing() {
    let government = reviewed();
    follow(&government, "KP-2,2026-06-10,selesai,,Sudah dibimbing\n");
    let before = government.ok(&["events"]);
    for (header, row, words) in [
        (
            HEADER,
            "KP-9,2026,2026-04-02,,,,Apa",
            "Periode \"2026\" bukan triwulan kalender. Isi triwulan yang ditinjau, misalnya 2026-T3.",
        ),
        (
            HEADER,
            "KP-9,2026-T2,2026-03-31,,,,Apa",
            "Tanggal 2026-03-31 mendahului 2026-T2, yang dimulai 2026-04-01. Periksa tanggal atau periodenya.",
        ),
        (
            HEADER,
            "KP-9,2026-T1,2026-04-02,,,2026-04-01,Apa",
            "Tenggat 2026-04-01 mendahului tanggal 2026-04-02. Isi tenggat pada hari itu atau sesudahnya.",
        ),
        (
            HEADER,
            "KP-9,2026-T1,2026-04-02,DINKS,,,Apa",
            "Kode OPD \"DINKS\" tidak dikenal. Maksud Anda \"DINKES\"?",
        ),
        (
            HEADER,
            "KP-9,2026-T1,2026-04-02,,199902282004079010,,Apa",
            "NIP ini belum terdaftar di unit mana pun. Impor pegawai lebih dahulu.",
        ),
        (HEADER, "KP-9,2026-T1,2026-04-02,,,,", "Isian ini wajib, tetapi kosong."),
        (
            PROGRESS,
            "KP-8,2026-05-04,selesai,,Apa",
            "Tidak ada keputusan dengan kode \"KP-8\". Maksud Anda \"KP-1\"?",
        ),
        (
            PROGRESS,
            "RAPAT-LAIN,2026-05-04,selesai,,Apa",
            "Tidak ada keputusan dengan kode \"RAPAT-LAIN\". Catat keputusannya lebih dahulu, atau periksa kodenya.",
        ),
        (
            PROGRESS,
            "KP-1,2026-04-01,selesai,,Apa",
            "Kemajuan KP-1 bertanggal 2026-04-01, sedangkan yang terakhir tercatat bertanggal 2026-04-02. Catat kemajuan menurut urutan tanggalnya.",
        ),
        (
            PROGRESS,
            "KP-1,2026-05-04,berjalan,2026-05-03,Apa",
            "Tenggat 2026-05-03 mendahului tanggal 2026-05-04. Isi tenggat pada hari itu atau sesudahnya.",
        ),
        (
            PROGRESS,
            "KP-1,2026-05-04,selesai,2026-06-03,Apa",
            "Untuk selesai, kolom tenggat dikosongkan.",
        ),
        (
            PROGRESS,
            "KP-2,2026-06-12,berjalan,,Apa",
            "Keputusan KP-2 sudah selesai sejak 2026-06-10. Bila masih ada yang harus dikerjakan, catat keputusan baru.",
        ),
        (
            PROGRESS,
            "KP-1,2026-05-04,tunda,,Apa",
            "\"tunda\" tidak dikenal. Pilih berjalan, selesai, dibatalkan.",
        ),
    ] {
        let file = government.file("baris.csv", format!("{header}\n{row}\n"));
        let answer = government.run(&["import", &file]);
        assert_eq!(answer.status, 1, "{row}");
        let said = format!("{}{}", answer.out, answer.err);
        assert!(said.contains(words), "{row}: {said}");
    }
    assert_eq!(government.ok(&["events"]), before);
}

#[test]
fn what_cannot_be_printed_says_what_can() {
    let government = reviewed();
    for (args, words) in [
        (
            vec!["--periode", "2026-T2", "-o", "tinjauan.pdf"],
            "\"tinjauan.pdf\": PDF belum dibuat langsung. Tulis berkas .html, buka di peramban, lalu cetak (Ctrl+P) atau simpan sebagai PDF.",
        ),
        (
            vec!["--periode", "2026-T2", "-o", "tinjauan.doc"],
            "harus berakhiran .html, .xlsx, .csv, atau .json.",
        ),
        (vec!["--periode", "2026"], "\"2026\" bukan triwulan. Tulis misalnya --periode 2026-T3."),
    ] {
        let answer = government.run(&[vec!["review"], args.clone()].concat());
        assert_eq!(answer.status, 2, "{args:?}");
        assert!(answer.err.contains(words), "{args:?}: {}", answer.err);
    }
    let header = |kind: &str| tests::jejak(&["template", kind]);
    assert!(header("keputusan").starts_with(HEADER));
    assert!(header("keputusan_kemajuan").starts_with(PROGRESS));
}

async fn page(government: &Installation, with_tim: bool, path: &str) -> String {
    let open = || Record::open(&government.data(), None, Randomness::System).expect("a record");
    let app = App::open(open(), government.data(), &mut |_| ()).expect("the tables open");
    let app = if with_tim { app.with_desk(open()) } else { app };
    let request = Request::get(path).body(Body::empty()).expect("a request");
    let answer = router(Arc::new(app)).oneshot(request).await.expect("an answer");
    assert_eq!(answer.status(), StatusCode::OK, "{path}");
    let bytes = to_bytes(answer.into_body(), 4 << 20).await.expect("a body");
    String::from_utf8_lossy(&bytes).into_owned()
}

#[tokio::test]
async fn only_the_tim_reads_what_was_decided() {
    let government = reviewed();
    for path in ["/tinjauan/2026-T1", "/tinjauan/2026-T1.json", "/tinjauan/2026-T1.csv"] {
        let shown = page(&government, false, path).await;
        for secret in ["Bayu", "Bimbingan bagi semua", "197902282004079010"] {
            assert!(!shown.contains(secret), "{path}: {secret}");
        }
        let shown = page(&government, true, path).await;
        for text in ["Pak Bayu melengkapi notulen", "197902282004079010"] {
            assert!(shown.contains(text), "{path}: {text}");
        }
    }
    let sealed = page(&government, false, "/tinjauan/2026-T1").await;
    assert!(sealed.contains("(tersimpan tersegel)") && sealed.contains("KP-1"), "{sealed}");
    let list = page(&government, false, "/tinjauan").await;
    assert!(list.contains("href=\"/tinjauan/2026-T1\""), "{list}");
    let home = page(&government, false, "/kewajiban?periode=2026-T1").await;
    assert!(home.contains("href=\"/tinjauan/2026-T1\""), "{home}");
}

#[tokio::test]
async fn a_decision_is_handed_in_over_http_and_stands_in_the_review_at_once() {
    let government = reviewed();
    let open = || Record::open(&government.data(), None, Randomness::System).expect("a record");
    let app = App::open(open(), government.data(), &mut |_| ()).expect("the tables open");
    let router = router(Arc::new(app.with_desk(open())));
    let ask = async |request: Request<Body>| {
        let answer = router.clone().oneshot(request).await.expect("an answer");
        let status = answer.status();
        let bytes = to_bytes(answer.into_body(), 4 << 20).await.expect("a body");
        (status, serde_json::from_slice::<Value>(&bytes).expect("JSON"))
    };
    let hand_in = |kind: &str, row: Value| {
        let request = Request::post(format!("/api/v1/{kind}")).header("host", "127.0.0.1:8420");
        let request = request.header("content-type", "application/json");
        ask(request.body(Body::from(serde_json::json!([row]).to_string())).expect("a request"))
    };
    let decision = serde_json::json!({
        "kode": "KP-7", "periode": "2026-T2", "tanggal": "2026-07-02", "keputusan": "Mulai bulan ini",
    });
    assert_eq!(hand_in("keputusan", decision.clone()).await.0, StatusCode::CREATED);
    assert_eq!(hand_in("keputusan", decision).await.0, StatusCode::OK, "the same adds nothing");
    let done = serde_json::json!({
        "keputusan": "KP-7", "tanggal": "2026-07-03", "status": "selesai", "keterangan": "Sudah",
    });
    assert_eq!(hand_in("keputusan_kemajuan", done).await.0, StatusCode::CREATED);
    let page = Request::get("/tinjauan/2026-T2.json").body(Body::empty()).expect("a request");
    let (_, review) = ask(page).await;
    assert_eq!(told(&review["keputusan"]["diputuskan"]), ["KP-7 selesai"]);
}
