//! The Gelar of each regulation from entry to award, over its worked example.

use serde_json::Value;
use tests::{Installation, example_files, whole_example};

use crate::pages::site_of;
use crate::rule_packs::whole_year;

const PURBALINGGA: &str = "purbalingga/perbup_11_2020";
const CONTOH: &str = "kabupaten_contoh/perbup_1_2025";
const BANJARMASIN: &str = "banjarmasin/perwali_38_2016";
const TANGERANG: &str = "tangerang/perwali_62_2018";
const PAGE: &str = "/gelar/GELAR-2026";

/// The Gelar as `jejak gelar --format json` prints it.
fn told(government: &Installation) -> Value {
    let text = government.ok(&["gelar", "GELAR-2026", "--format", "json"]);
    serde_json::from_str(&text).expect("the Gelar is JSON")
}

/// Cells of each row of a list, by their fields.
fn lines(told: &Value, list: &str, fields: &[&str]) -> Vec<String> {
    let cell = |row: &Value, field: &str| {
        let found = field.split('/').fold(row, |found, step| &found[step]);
        found.to_string().replace('"', "")
    };
    let line = |row: &Value| fields.iter().map(|f| cell(row, f)).collect::<Vec<_>>().join(" ");
    told[list].as_array().expect("rows").iter().map(line).collect()
}

/// Place, KBK, and the three measures of each entry.
fn results(told: &Value) -> Vec<String> {
    lines(told, "hasil", &["rata/tempat", "kbk", "rata/nilai", "median/nilai", "terkoreksi/nilai"])
}

const DECISIONS: &str = "gelar,kategori,kbk,tanggal,alasan";

fn decide(government: &Installation, row: &str) -> String {
    government.file("gelar_keputusan.csv", format!("{DECISIONS}\n{row}\n"))
}

#[tokio::test]
async fn purbalingga_goes_from_the_condition_of_entry_to_the_award() {
    let government = whole_year(PURBALINGGA, true);
    let found = told(&government);
    let may = lines(&found, "calon", &["kbk", "keadaan", "boleh"]);
    for one in [
        "KBK-DINSOS boleh true",
        "KBK-DISHUB di_bawah_syarat false",
        "KBK-PKM-KALI di_bawah_syarat false",
        "KBK-DPMPTSP belum_dinilai false",
    ] {
        assert!(may.iter().any(|line| line == one), "{one}: {may:?}");
    }
    // By KBK, so that both of BKPSDM have a place; the mean is the number of the ranking.
    let places = lines(&found, "hasil", &["rata/tempat", "kbk", "rata/nilai", "rata/sama"]);
    assert_eq!(
        places,
        [
            "1 KBK-KEC-KALI 90.67 false",
            "2 KBK-BKPSDM-1 88.00 true",
            "2 KBK-DINKES 88.00 true",
            "4 KBK-DISDIK 81.67 false",
            "5 KBK-BKPSDM-2 72.83 false",
            "6 KBK-KEC-BOBO 66.83 false",
        ]
    );
    assert_eq!(found["lembar"]["kurang"], 0);
    assert_eq!(lines(&found, "penghargaan", &["kode", "kbk"]), ["PG-01 KBK-KEC-KALI"]);
    let site = site_of(government);
    let page = site.get(PAGE).await.body;
    for words in [
        "meraih nilai terbaik 90,67",
        "AMB-039",
        "Kriteria beku",
        "Berita acara",
        "PG-01",
        "Juri 3",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    // Who is below the condition is named, the category is not (AMB-048).
    assert!(page.contains("tidak: di bawah kategori B"), "{page}");
    assert!(!page.contains("kategori D") && !page.contains("kategori C,"), "{page}");
    assert!(site.get("/peringkat/2026").await.body.contains("href=\"/gelar/GELAR-2026\""));
    assert!(site.get("/").await.body.contains("href=\"/gelar/GELAR-2026\""));
    assert!(site.get("/opd/DINKES").await.body.contains("href=\"/gelar/GELAR-2026\""));
    assert!(site.get("/gelar").await.status.is_redirection(), "to the only one");
    let agents = site.get("/agen?periode=2026").await.body;
    assert!(agents.contains("Penghargaan Agen Perubahan"), "{agents}");
    assert!(agents.contains("Diusulkan untuk penghargaan: AG-01"), "{agents}");
}

#[tokio::test]
async fn the_fictional_pack_gives_its_award_to_the_best() {
    let government = whole_year(CONTOH, true);
    let found = told(&government);
    let first = results(&found)[0].clone();
    assert!(first.starts_with("1 KBK-TANI 94.19"), "{first}");
    // Its form names no Gelar, so the award is this one's by its KBK and its day.
    assert_eq!(lines(&found, "penghargaan", &["kode", "kbk"]), ["PH-01 KBK-TANI"]);
    assert!(found["nama"].as_str().expect("a name").starts_with("Lomba Budaya Kerja"));
}

#[tokio::test]
async fn banjarmasin_shows_the_values_that_are_its_topic() {
    let government = whole_year(BANJARMASIN, true);
    let found = told(&government);
    assert!(lines(&found, "calon", &["boleh"]).iter().all(|may| may == "true"));
    assert!(results(&found)[0].starts_with("1 KBK-DUKCAPIL 90.50"));
    assert_eq!(lines(&found, "penghargaan", &["kode", "kbk"]), ["PH-02 KBK-DUKCAPIL"]);
    let header = "kode,tahun,ronde,buka,tutup,topik";
    let other = format!("{header}\nGELAR-X,2026,,2026-11-02,2026-11-30,kebersihan\n");
    let refused = government.no(&["import", &government.file("gelar.csv", other)]);
    assert!(refused.contains("kebersihan") && refused.contains("integritas"), "{refused}");
    let page = site_of(government).get(PAGE).await.body;
    for words in
        ["Integritas dan Akuntabel", "selalu mengutamakan perilaku terpuji", "Taat pada aturan"]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
}

#[tokio::test]
async fn tangerang_lets_every_kbk_compete_and_chooses_between_equals_with_a_reason() {
    let government = whole_year(TANGERANG, true);
    let found = told(&government);
    assert!(found["nama"].as_str().expect("a name").starts_with("Kompetisi/gelar budaya KBK"));
    assert!(lines(&found, "calon", &["boleh"]).iter().all(|may| may == "true"));
    let places = lines(&found, "hasil", &["rata/tempat", "kbk", "rata/nilai"]);
    assert_eq!(places, ["1 KBK-DINKES 89.00", "1 KBK-SETDA 89.00", "3 KBK-MAWAR 75.50"]);
    let undecided = government.ok(&["gelar"]);
    assert!(undecided.contains("Belum diputuskan"), "{undecided}");
    let path = decide(&government, "GELAR-2026,,KBK-SETDA,2026-09-03,Lebih banyak warga terlayani");
    government.ok(&["import", &path]);
    let found = told(&government);
    assert_eq!(
        lines(&found, "keputusan", &["kbk", "tempat", "alasan"]),
        ["KBK-SETDA 1 Lebih banyak warga terlayani"]
    );
    // A second one is a correction, and the page says when the chosen one is not the best.
    let path = decide(&government, "GELAR-2026,,KBK-MAWAR,2026-09-04,Salah satu pemenang mundur");
    assert!(government.no(&["import", &path]).contains("--koreksi"));
    government.ok(&["import", "--koreksi", "Pemenang mengundurkan diri", &path]);
    let events = government.ok(&["events"]);
    assert!(!events.contains("warga terlayani") && !events.contains("mengundurkan"), "sealed");
    let site = site_of(government);
    let page = site.get(PAGE).await.body;
    for words in ["berada di tempat 3, bukan di tempat pertama", "sudah pernah dikoreksi"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!page.contains("mundur"), "the reason is for the Tim: {page}");
    let csv = site.get(&format!("{PAGE}.csv")).await.body;
    assert!(csv.contains("GELAR-2026,,3,KBK-MAWAR,KEC-MAWAR,75.50"), "{csv}");
}

#[tokio::test]
async fn an_open_gelar_shows_no_number_but_to_the_tim() {
    let government = whole_year(PURBALINGGA, false);
    let (_, files) = whole_example(PURBALINGGA);
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    government.ok(&[vec!["import"], files].concat());
    let sheet = told(&government)["lembar"]["peserta"][0]["juri"][0]["position"].clone();
    let sheet = format!("/audit/kejadian/{}", sheet.as_u64().expect("an event"));
    let tim = government.ok(&["gelar"]);
    assert!(tim.contains("90,67") && tim.contains("belum tetap"), "{tim}");
    let site = site_of(government);
    for ending in ["", ".json", ".csv"] {
        let body = site.get(&format!("{PAGE}{ending}")).await.body;
        for number in ["90.67", "90,67", "88.00", "88,00", "81.67", "81,67"] {
            assert!(!body.contains(number), "{ending} shows {number}: {body}");
        }
    }
    // The events of the sheets are shown without their marks.
    let json: Value =
        serde_json::from_str(&site.get("/gelar/GELAR-2026.json").await.body).expect("JSON");
    assert!(
        json["hasil"].is_null() && json["lembar"]["peserta"][0]["juri"][0]["position"].is_null()
    );
    let shown = site.get(&sheet).await.body;
    assert!(shown.contains("gelar-scored") && shown.contains("masih terbuka"), "{shown}");
    assert!(!shown.contains("PENYAJIAN"), "{shown}");
    let receipt = site.get(&format!("{sheet}/tanda-terima.tlog-proof")).await.body;
    assert!(receipt.contains("masih terbuka") && !receipt.contains("PENYAJIAN"), "{receipt}");
    let page = site.get(PAGE).await.body;
    assert!(page.contains("masih terbuka") && page.contains(">masuk<"), "{page}");
    assert!(!page.contains("Berita acara"), "{page}");
}

#[test]
fn what_a_gelar_refuses_it_refuses_in_these_words() {
    let government = whole_year(PURBALINGGA, false);
    let (_, files) = whole_example(PURBALINGGA);
    let of = |kind: &str| {
        let file = files.iter().find(|file| file.ends_with(&format!("/{kind}.csv")));
        std::fs::read_to_string(file.expect("the file")).expect("its text")
    };
    let refused = |kind: &str, text: String| {
        let path = government.file(&format!("{kind}.csv"), text);
        government.no(&["import", &path])
    };
    government.ok(&["import", &government.file("gelar.csv", of("gelar"))]);
    let weights = refused("gelar_kriteria", of("gelar_kriteria").replace(",30,10", ",20,10"));
    assert!(
        weights.contains("Jumlah bobot kriteria GELAR-2026 adalah 90, seharusnya 100."),
        "{weights}"
    );
    for kind in ["gelar_kriteria", "gelar_juri", "gelar_peserta"] {
        government.ok(&["import", &government.file(&format!("{kind}.csv"), of(kind))]);
    }
    let frozen = refused("gelar_kriteria", of("gelar_kriteria").replace("Penyajian", "Presentasi"));
    assert!(
        frozen.contains(
            "Kriteria GELAR-2026 sudah beku karena sudah ada KBK yang terdaftar (AMB-040)."
        ),
        "{frozen}"
    );
    // A fourth judge, of the unit whose KBK has entered.
    let people = example_files(PURBALINGGA, &["pegawai"]).remove(0);
    let people = std::fs::read_to_string(people).expect("the list");
    let judge = people.lines().find_map(|row| row.strip_prefix("DINKES,")?.split(',').next());
    let judge = judge.expect("a civil servant of DINKES");
    let appointed = format!("gelar,juri\nGELAR-2026,{judge}\n");
    government.ok(&["import", &government.file("gelar_juri.csv", appointed)]);
    let rows = ["INOVASI,90", "DAMPAK,9", "PENYAJIAN,5"];
    let rows = rows.map(|row| format!("GELAR-2026,KBK-DINKES,{judge},{row}")).join("\n");
    let header = "gelar,kbk,juri,kriteria,nilai";
    let unit = refused("gelar_nilai", format!("{header}\n{rows}\n"));
    assert!(
        unit.contains(
            "Penilai berasal dari DINKES, unit KBK-DINKES sendiri. Tunjuk penilai dari unit lain (AMB-006, AMB-040)."
        ),
        "{unit}"
    );
    let early = decide(&government, "GELAR-2026,,KBK-DINKES,2026-09-03,Paling bermanfaat");
    let early = government.no(&["import", &early]);
    assert!(
        early.contains("GELAR-2026 belum ditutup, jadi hasilnya belum tetap. Tutup dahulu"),
        "{early}"
    );
}
