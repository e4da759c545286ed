//! What changes in the life of a record: units, corrections, locks and regulations, from the command
//! line to the page.

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::http::Request;
use dashboard::app::App;
use dashboard::routes::router;
use ingest::identity::Position;
use ingest::record::Record;
use ingest::sealed::Randomness;
use projections::Projections;
use tests::Installation;
use tower::ServiceExt;

use crate::rule_packs::example;

const PACK: &str = "purbalingga/perbup_11_2020";

fn import(government: &Installation, name: &str, text: &str) -> String {
    let path = government.file(name, text);
    government.ok(&["import", &path])
}

fn refused(government: &Installation, name: &str, text: &str) -> String {
    let path = government.file(name, text);
    let before = government.ok(&["events"]);
    let message = government.no(&["import", &path]);
    assert_eq!(government.ok(&["events"]), before, "nothing is written");
    message
}

/// Number of the newest event.
fn newest(government: &Installation) -> u64 {
    government.ok(&["events"]).lines().count() as u64 - 1
}

fn row<'r>(ranking: &'r serde_json::Value, opd: &str) -> Option<&'r serde_json::Value> {
    ranking["rows"].as_array().expect("rows").iter().find(|row| row["opd"] == opd)
}

async fn page(government: &Installation, path: &str) -> String {
    let record =
        Record::open(&government.data(), None, Randomness::System).expect("the record opens");
    let app = App::open(record, government.data(), &mut |_| ()).expect("the tables open");
    let request = Request::get(path).body(Body::empty()).expect("a request");
    let answer = router(Arc::new(app)).oneshot(request).await.expect("an answer");
    let bytes = to_bytes(answer.into_body(), 4 << 20).await.expect("a body");
    String::from_utf8_lossy(&bytes).into_owned()
}

/// At every event, the tables of the whole record cut there are those of the record up to there.
fn every_prefix_is_a_replay(government: &Installation, from: u64) {
    let record =
        Record::open(&government.data(), None, Randomness::System).expect("the record opens");
    let whole = Projections::replay(&record.log, None).expect("it replays").snapshot();
    let last = whole.position.expect("events").0;
    for position in (from..=last).map(Position) {
        let fresh = Projections::replay(&record.log, Some(position)).expect("it replays");
        let compared = whole.as_of(position).compare(&fresh.snapshot());
        let other: Vec<_> = compared.iter().filter(|table| !table.is_equal()).collect();
        assert!(other.is_empty(), "as of {position}: {other:?}");
    }
    drop(record);
    assert!(government.ok(&["replay"]).contains("Semua tabel sama"));
}

const OPD_PERUBAHAN: &str = "kode,tanggal,opd,perubahan,nama,menjadi,dasar\n";

#[tokio::test]
async fn a_unit_renamed_and_merged_keeps_its_past() {
    let government = example(PACK, true);
    let ranked = government.rank(&["--periode", "2026"]);
    let before = newest(&government);
    import(
        &government,
        "opd_perubahan.csv",
        &format!(
            "{OPD_PERUBAHAN}\
             PRB-1,2027-01-01,DISDIK,bergabung,,DINKES,Perda 3 Tahun 2026\n\
             PRB-2,2026-10-01,BKPSDM,berganti_nama,Badan Kepegawaian,,Perda 4 Tahun 2026\n"
        ),
    );
    let message = refused(
        &government,
        "rapat.csv",
        "kode,opd,tanggal,pimpinan,peserta,notulen\nR-99,DISDIK,2027-01-02,TIM-1,5,\n",
    );
    assert!(message.contains("DISDIK berakhir 2027-01-01"), "{message}");
    assert!(message.contains("Catat pada DINKES"), "{message}");
    let message = refused(
        &government,
        "lagi.csv",
        &format!("{OPD_PERUBAHAN}PRB-9,2027-02-01,DISDIK,berakhir,,,Perda 5 Tahun 2027\n"),
    );
    assert!(message.contains("DISDIK berakhir 2027-01-01"), "{message}");

    // The places of 2026 stand; in 2027 the unit is not there; before the change nothing had changed.
    let now = government.rank(&["--periode", "2026"]);
    for (old, new) in ranked["rows"].as_array().unwrap().iter().zip(now["rows"].as_array().unwrap())
    {
        assert_eq!(
            (&old["rank"], &old["opd"], &old["gelar"]),
            (&new["rank"], &new["opd"], &new["gelar"])
        );
    }
    let next = government.rank(&["--periode", "2027"]);
    assert!(row(&now, "DISDIK").is_some() && row(&next, "DISDIK").is_none());
    let at = before.to_string();
    let then = government.rank(&["--periode", "2026", "--as-of", &at]);
    assert_eq!(then["rows"], ranked["rows"]);
    let names = |per: &str| {
        let ranking = government.rank(&["--periode", "2026", "--as-of", per]);
        row(&ranking, "BKPSDM").expect("a row")["nama"].clone()
    };
    assert_ne!(names("2026-12-31"), names(&at));
    assert_eq!(names("2026-12-31"), "Badan Kepegawaian");

    let list = page(&government, "/opd?per=2027-01-01").await;
    assert!(list.contains("berakhir 1 Januari 2027, menjadi DINKES"), "{list}");
    let profile = page(&government, "/opd/DINKES?per=2027-01-01").await;
    assert!(profile.contains("Riwayat perubahan") && profile.contains("Perda 3 Tahun 2026"));
    let past = page(&government, &format!("/opd?kejadian={before}")).await;
    assert!(!past.contains("berakhir"), "{past}");
    every_prefix_is_a_replay(&government, before);
}

#[tokio::test]
async fn a_correction_is_told_on_the_page_with_both_its_events() {
    let government = example(PACK, true);
    let ranked = government.rank(&["--periode", "2026"]);
    let before = newest(&government);
    let head = "kode,kbk,tanggal,jenis,metode,tema,nilai,peserta,durasi_menit,bukti\n";
    let file = tests::example_files(PACK, &["kegiatan"]).remove(0);
    let text = std::fs::read_to_string(file).expect("the example");
    let line = text.lines().nth(1).expect("an activity");
    let cells: Vec<&str> = line.split(',').collect();
    let mut right: Vec<String> = cells.iter().map(ToString::to_string).collect();
    right[7] = "77".to_owned();
    let right = format!("{head}{}\n", right.join(","));
    let message = refused(&government, "kegiatan.csv", &right);
    assert!(message.contains("jejak import --koreksi"), "{message}");

    let path = government.file("kegiatan.csv", &right);
    let said = government.ok(&["import", "--koreksi", "Daftar hadir tertukar", &path]);
    assert!(said.contains("1 dikoreksi"), "{said}");
    let said = government.ok(&["import", "--koreksi", "Daftar hadir tertukar", &path]);
    assert!(said.contains("semuanya sudah ada"), "{said}");
    assert_eq!(newest(&government), before + 1);
    let unknown = government.file("lain.csv", right.replace(cells[0], "KG-TAK-ADA"));
    let message = government.no(&["import", "--koreksi", "x", &unknown]);
    assert!(message.contains("Catat dahulu"), "{message}");
    assert_eq!(government.run(&["import", "--koreksi", " ", &path]).status, 2);

    let opd = {
        let kbk = std::fs::read_to_string(&tests::example_files(PACK, &["kbk"])[0]).expect("kbk");
        let line = kbk.lines().find(|line| line.starts_with(&format!("{},", cells[1])));
        line.expect("its KBK").split(',').nth(1).expect("its unit").to_owned()
    };
    let html = page(&government, &format!("/opd/{opd}")).await;
    assert!(html.contains("dikoreksi") && html.contains("semula"), "{html}");
    let json = page(&government, &format!("/opd/{opd}.json")).await;
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let held = json["kegiatan"].as_array().expect("activities");
    let held = held.iter().find(|held| held["kode"] == cells[0]).expect("the corrected one");
    assert_eq!((held["position"].as_u64(), held["peserta"].as_i64()), (Some(before + 1), Some(77)));
    let first = held["corrects"].as_u64().expect("the first event");
    assert!(html.contains(&format!("/audit/kejadian/{first}\"")));
    assert!(html.contains(&format!("/audit/kejadian/{}\"", before + 1)));
    assert!(
        page(&government, &format!("/audit/kejadian/{}", before + 1)).await.contains("dikoreksi")
    );
    let number = |ranking: &serde_json::Value| {
        row(ranking, &opd).expect("a row")["activities"]["peserta"].as_i64().expect("a number")
    };
    let was: i64 = cells[7].parse().expect("a number");
    assert_eq!(number(&government.rank(&["--periode", "2026"])), number(&ranked) - was + 77);
    let at = before.to_string();
    assert_eq!(number(&government.rank(&["--periode", "2026", "--as-of", &at])), number(&ranked));

    let said = government.ok(&["tarik", "kegiatan", cells[0], "--alasan", "Tidak pernah ada"]);
    assert!(said.contains("ditarik"), "{said}");
    assert!(government.no(&["tarik", "kegiatan", cells[0], "--alasan", "x"]).contains("ditarik"));
    assert_eq!(number(&government.rank(&["--periode", "2026"])), number(&ranked) - was);
    assert!(!government.ok(&["events"]).contains("Tidak pernah ada"), "the reason is sealed");
    every_prefix_is_a_replay(&government, before);
}

#[test]
fn a_sheet_is_corrected_after_its_round_and_the_gelar_only_once_it_is_open_again() {
    let government = example(PACK, true);
    let before = newest(&government);
    let ranked = government.rank(&["--periode", "2026-T2"]);
    let files = tests::example_files(PACK, &["scorecard", "gelar_nilai"]);
    let text = std::fs::read_to_string(&files[0]).expect("the sheets");
    let line = text.lines().find(|line| line.contains(",S01,100,") || line.contains(",S01,75,"));
    let line = line.expect("a rated line");
    let percent =
        if line.contains(",S01,100,") { (",S01,100,", ",S01,0,") } else { (",S01,75,", ",S01,0,") };
    let path =
        government.file("scorecard.csv", text.replace(line, &line.replace(percent.0, percent.1)));
    assert!(government.no(&["import", &path]).contains("--koreksi"));
    government.ok(&["import", "--koreksi", "Salah baca bukti", &path]);
    let corrected = government.rank(&["--periode", "2026-T2"]);
    assert_ne!(corrected["rows"], ranked["rows"], "it counts, although the round is closed");
    let at = before.to_string();
    let then = government.rank(&["--periode", "2026-T2", "--as-of", &at]);
    assert_eq!(then["rows"], ranked["rows"]);

    let text = std::fs::read_to_string(&files[1]).expect("the marks");
    let line = text.lines().nth(1).expect("a mark");
    let (head, _) = line.rsplit_once(',').expect("cells");
    let path = government.file("nilai.csv", text.replace(line, &format!("{head},1")));
    let message = government.no(&["import", "--koreksi", "Salah tulis", &path]);
    assert!(message.contains("jejak periode reopen GELAR-2026"), "{message}");
    government.ok(&["periode", "reopen", "GELAR-2026", "--alasan", "Lembar juri tertukar"]);
    government.ok(&["import", "--koreksi", "Salah tulis", &path]);
    government.ok(&["periode", "close", "GELAR-2026"]);
    every_prefix_is_a_replay(&government, before);
}

#[test]
fn a_locked_quarter_names_its_way_out() {
    let government = example(PACK, false);
    let said = government.ok(&["periode", "lock", "2026-T1", "--alasan", "Laporan sudah dikirim"]);
    assert!(said.contains("2026-T1 dikunci"), "{said}");
    let rapat = "kode,opd,tanggal,pimpinan,peserta,notulen\nR-99,DINKES,2026-03-31,TIM-1,5,\n";
    let message = refused(&government, "rapat.csv", rapat);
    for part in ["2026-T1", "jejak import --koreksi", "jejak periode unlock 2026-T1"] {
        assert!(message.contains(part), "{message}");
    }
    assert!(
        government.no(&["periode", "lock", "2026-T1", "--alasan", "x"]).contains("sudah dikunci")
    );
    assert!(
        government.no(&["periode", "lock", "EV-2026", "--alasan", "x"]).contains("periode close")
    );
    assert_eq!(government.run(&["periode", "lock", "2026"]).status, 2, "a lock has a reason");
    government.ok(&["periode", "unlock", "2026-T1", "--alasan", "Rapat terlewat"]);
    assert!(import(&government, "rapat.csv", rapat).contains("1 catatan baru"));
    assert!(
        government.no(&["periode", "unlock", "2026-T1", "--alasan", "x"]).contains("tidak sedang")
    );
}

/// The pack of the example with other bands, as an amended regulation.
fn amended(government: &Installation) -> String {
    let path = tests::root().join("regulations").join(PACK).join("rule_pack.toml");
    let text = std::fs::read_to_string(path).expect("the pack");
    let harder = text.replacen("dari = 75", "dari = 95", 1).replacen(
        "nama = \"Sangat Baik\"",
        "nama = \"Istimewa\"",
        1,
    );
    assert_ne!(text, harder, "another band");
    government.file("rule_pack.toml", harder)
}

#[test]
fn an_amended_regulation_judges_what_is_opened_under_it() {
    let government = example(PACK, false);
    let before = newest(&government);
    let old = government.rank(&["--periode", "2026"]);
    let path = amended(&government);
    let said = government.ok(&["regulation", "adopt", &path]);
    assert!(said.contains("tetap dinilai"), "{said}");
    let again = government.no(&["regulation", "adopt", &path]);
    assert!(again.contains("sudah berlaku"), "{again}");

    // The round of 2026 is judged by the pack it names, and the ranking says which.
    let kept = government.rank(&["--periode", "2026"]);
    assert_eq!(kept["rows"], old["rows"]);
    assert_eq!(kept["regulation"], old["regulation"]);
    assert_ne!(
        government.rank(&["--periode", "2027"])["regulation"]["hash"],
        old["regulation"]["hash"]
    );

    // The same sheets in a round of 2027 are judged by the new one.
    import(
        &government,
        "periode.csv",
        "kode,jenis,mulai,selesai\nSC-2027,ronde_scorecard,2027-05-01,2027-05-31\n",
    );
    let files = tests::example_files(PACK, &["scorecard"]);
    let text = std::fs::read_to_string(&files[0]).expect("the sheets");
    import(
        &government,
        "scorecard.csv",
        &text.replace("SC-2026", "SC-2027").replace(",2026-", ",2027-"),
    );
    government.ok(&["periode", "close", "SC-2027"]);
    let new = government.rank(&["--periode", "2027"]);
    let categories = |ranking: &serde_json::Value| -> Vec<(String, String)> {
        let rows = ranking["rows"].as_array().expect("rows").iter();
        let scored = rows.filter(|row| !row["scorecard"].is_null());
        let mut found: Vec<(String, String)> = scored
            .map(|row| {
                (row["scorecard"]["score"].to_string(), row["scorecard"]["category"].to_string())
            })
            .collect();
        found.sort();
        found
    };
    let (was, is) = (categories(&old), categories(&new));
    assert_eq!(was.len(), is.len());
    assert!(was.iter().zip(&is).all(|(was, is)| was.0 == is.0), "the scores are the same");
    assert_ne!(was, is, "their categories are not");

    // A bundle carries both packs and ranks both years again from nothing else.
    let bundle = government.path("catatan.jsonl.gz").display().to_string();
    government.ok(&["bundle", "-o", &bundle]);
    let (sound, said) = verified(&bundle);
    assert!(sound, "{said}");
    assert!(said.contains("2026") && said.contains("2027"), "{said}");
    every_prefix_is_a_replay(&government, before);
}

const BESIDE: &str = r#"
kode = "keputusan_dinkes"
judul = "Keputusan Kepala Dinas Kesehatan Nomor 1"
pemda = "Kabupaten Contoh"
berlaku = { mulai = 2026-01-01, sumber = "Diktum KESATU" }
peringkat = { seri = "berbagi", sumber = "ketentuan daerah" }

[[nilai]]
kode = "akuntabel"
nama = "Akuntabel"
arti = "Bertanggung jawab atas kepercayaan yang diberikan"
sumber = "Diktum KEDUA"

[[formulir]]
kode = "sapa_pasien"
nama = "Sapaan di loket"
untuk = "opd"
kekuatan = "dianjurkan"
sumber = "Diktum KETIGA"
kolom = [
    { kode = "loket", judul = "Loket", isi = "nomor", wajib = true },
    { kode = "nilai", judul = "Nilai", isi = "pilihan", daftar = "nilai" },
]
"#;

#[test]
fn a_regulation_of_one_unit_lies_beside_that_of_the_government() {
    let government = example(PACK, false);
    let ranked = government.rank(&["--periode", "2026"]);
    let path = government.file("beside.toml", BESIDE);
    assert!(government.no(&["regulation", "adopt", &path, "--opd", "DINKS"]).contains("DINKES"));
    government.ok(&["regulation", "adopt", &path, "--opd", "DINKES"]);
    let columns = government.ok(&["template", "sapa_pasien"]);
    assert_eq!(columns.trim(), "kode,opd,tanggal,loket,nilai");

    // A value is named by its set, so that the government's own Akuntabel stays another.
    let head = "kode,opd,tanggal,loket,nilai\n";
    import(
        &government,
        "sapa.csv",
        &format!("{head}SP-1,DINKES,2026-06-01,3,keputusan_dinkes:akuntabel\n"),
    );
    let other = refused(&government, "sapa2.csv", &format!("{head}SP-2,DISDIK,2026-06-01,3,\n"));
    assert!(other.contains("DINKES"), "it is for one unit only: {other}");
    assert_eq!(
        government.rank(&["--periode", "2026"])["rows"],
        ranked["rows"],
        "scores are untouched"
    );

    // Codes of both packs are told apart, or the adoption is refused.
    let clash = BESIDE.replace("keputusan_dinkes", "keputusan_lain");
    let path = government.file("clash.toml", clash);
    let message = government.no(&["regulation", "adopt", &path, "--opd", "DISDIK"]);
    assert!(message.contains("sapa_pasien"), "{message}");

    // A pack that says for whom it is is for nobody else, and not the government's.
    let decree = "purbalingga/dpmptsp_503_1403_2021";
    assert!(government.no(&["regulation", "adopt", decree]).contains("--opd DPMPTSP"));
    let message = government.no(&["regulation", "adopt", decree, "--opd", "DINKES"]);
    assert!(message.contains("hanya berlaku untuk DPMPTSP"), "{message}");

    // A bundle carries both packs, and both verifiers want to see them.
    let bundle = government.path("catatan.jsonl").display().to_string();
    government.ok(&["bundle", "-o", &bundle]);
    let lines = std::fs::read_to_string(&bundle).expect("the bundle");
    let packs = lines.lines().filter(|line| line.starts_with("{\"rule_pack\""));
    assert_eq!(packs.count(), 2);
    assert!(verified(&bundle).0);
    let second = std::process::Command::new("python3")
        .arg(tests::root().join("tests/verifier.py"))
        .args(["--bundle", &bundle])
        .status();
    assert!(second.expect("python3").success());

    // And a server that runs while it is adopted shows it, and the past without it.
    let record =
        Record::open(&government.data(), None, Randomness::System).expect("the record opens");
    let app = App::open(record, government.data(), &mut |_| ()).expect("the tables open");
    let before = app.view(None).expect("a view").position;
    let later = BESIDE.replace("keputusan_dinkes", "keputusan_disdik");
    let path = government.file("later.toml", later.replace("sapa_pasien", "sapa_murid"));
    government.ok(&["regulation", "adopt", &path, "--opd", "DISDIK"]);
    app.catch_up().expect("it follows");
    let now = app.view(None).expect("a view").position;
    let has = |position| app.at(position).pack().formulir("sapa_murid").is_some();
    assert_eq!([has(before), has(now)], [false, true]);

    // The decree of Purbalingga lies beside its regulation without a clash.
    government.ok(&["regulation", "adopt", decree, "--opd", "DPMPTSP"]);
    let values = government.ok(&["template", "kegiatan"]);
    assert!(values.starts_with("kode,kbk,tanggal,jenis,metode,tema,nilai"), "{values}");
    assert_eq!(government.rank(&["--periode", "2026"])["rows"], ranked["rows"]);
}

/// Whether jejak finds a bundle sound, and what it says.
fn verified(bundle: &str) -> (bool, String) {
    let verified = std::process::Command::new(tests::binary())
        .args(["verify", "--bundle", bundle])
        .output()
        .expect("the binary runs");
    (verified.status.success(), String::from_utf8_lossy(&verified.stdout).into_owned())
}
