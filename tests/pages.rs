//! Every page over HTTP, through the real router.

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use dashboard::app::App;
use dashboard::routes::router;
use ingest::record::Record;
use ingest::sealed::Randomness;
use tests::Installation;
use tower::ServiceExt;

use crate::rule_packs::{example, whole_year};

const PACK: &str = "purbalingga/perbup_11_2020";

pub(crate) struct Site {
    router: axum::Router,
    // Holds the folder for as long as the site is asked.
    _government: Installation,
}

fn site() -> Site {
    site_of(example(PACK, true))
}

pub(crate) fn site_of(government: Installation) -> Site {
    let record =
        Record::open(&government.data(), None, Randomness::System).expect("the record opens");
    let app = App::open(record, government.data(), &mut |_| ()).expect("the tables open");
    Site { router: router(Arc::new(app)), _government: government }
}

pub(crate) struct Page {
    pub(crate) status: StatusCode,
    headers: axum::http::HeaderMap,
    pub(crate) body: String,
}

impl Site {
    pub(crate) async fn get(&self, path: &str) -> Page {
        self.ask(Request::get(path).body(Body::empty()).expect("a request")).await
    }

    async fn ask(&self, request: Request<Body>) -> Page {
        let answer = self.router.clone().oneshot(request).await.expect("an answer");
        let (status, headers) = (answer.status(), answer.headers().clone());
        let bytes = to_bytes(answer.into_body(), 4 << 20).await.expect("a body");
        Page { status, headers, body: String::from_utf8_lossy(&bytes).into_owned() }
    }
}

const PAGES: [&str; 15] = [
    "/",
    "/peringkat/2026",
    "/peringkat/2026/mengapa/DINKES",
    "/opd",
    "/opd/DINKES",
    "/nilai",
    "/agen",
    "/gelar/GELAR-2026",
    "/tinjauan",
    "/tinjauan/2026-T2",
    "/paket",
    "/paket/perbup_11_2020",
    "/audit/kejadian/3400",
    "/status",
    "/peringkat/2026-T2",
];

#[tokio::test]
async fn every_page_answers_as_html_json_and_csv() {
    let site = site();
    for path in PAGES {
        let page = site.get(path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        assert!(page.body.contains("<html lang=\"id\""), "{path}");
        assert!(page.body.contains("3.425"), "{path} names its position");
        assert!(!page.body.contains("<script"), "{path} needs no script");
        let csp = page.headers.get(header::CONTENT_SECURITY_POLICY).expect("a policy");
        assert!(csp.to_str().expect("text").contains("default-src 'none'"), "{path}");
        let stem = if path == "/" { "/index" } else { path };
        let json = site.get(&format!("{stem}.json")).await;
        assert_eq!(json.status, StatusCode::OK, "{path}.json");
        serde_json::from_str::<serde_json::Value>(&json.body).expect("JSON");
        let csv = site.get(&format!("{stem}.csv")).await;
        assert_eq!(csv.status, StatusCode::OK, "{path}.csv");
        // The ranked kinds alone name no agent of change.
        let rows = csv.body.lines().count() - 1;
        assert_eq!(rows == 0, path == "/agen", "{path}.csv: {}", csv.body);
    }
}

#[tokio::test]
async fn the_page_shows_the_ranking_of_the_command_line() {
    let site = site();
    let page = site.get("/peringkat/2026.json").await;
    let page: serde_json::Value = serde_json::from_str(&page.body).expect("JSON");
    let places: Vec<String> = page["rows"]
        .as_array()
        .expect("rows")
        .iter()
        .filter(|row| !row["rank"].is_null())
        .map(|row| format!("{} {} {}", row["rank"], row["opd"], row["gelar"]))
        .collect();
    assert_eq!(
        places,
        [
            r#"1 "KEC-KALI" "90.67""#,
            r#"2 "BKPSDM" "88.00""#,
            r#"2 "DINKES" "88.00""#,
            r#"4 "DISDIK" "81.67""#,
            r#"5 "KEC-BOBO" "66.83""#,
        ]
    );
}

#[tokio::test]
async fn a_place_stands_beside_its_interval_and_who_cannot_be_told_apart() {
    let site = site();
    let page = site.get("/peringkat/2026").await.body;
    for words in
        ["<th class=\"num\" scope=\"col\">Selang</th>", "10.000 hitung ulang", "Setara 1: "]
    {
        assert!(page.contains(words), "{words}");
    }
    let why = site.get("/peringkat/2026/mengapa/KEC-KALI").await.body;
    assert!(
        why.contains("Dalam 10.000 hitung ulang, Kecamatan Kaligondang berada di tempat"),
        "{why}"
    );
}

#[tokio::test]
async fn the_past_carries_a_bar_and_is_kept_in_every_link() {
    let site = site();
    let page = site.get("/peringkat/2026?kejadian=3386").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("class=\"asof\""), "the bar");
    assert!(page.body.contains("/peringkat/2026/mengapa/DINKES?kejadian=3386"), "{}", page.body);
    let newest = site.get("/peringkat/2026").await;
    assert!(!newest.body.contains("class=\"asof\""));
    let asked = site.get("/peringkat/2026?tanggal=31&bulan=3&tahun=2026").await;
    assert!(asked.status.is_redirection());
    let to = asked.headers[header::LOCATION].to_str().expect("text");
    assert!(to.contains("per=2026-03-31"), "{to}");
}

#[tokio::test]
async fn small_groups_are_not_shown() {
    let site = site();
    // KEC-BOBO has four forms in the example, one below the pack's limit.
    let why = site.get("/peringkat/2026/mengapa/KEC-BOBO").await;
    assert!(why.body.contains("Hanya 4 jawaban"), "{}", why.body);
    let json = site.get("/peringkat/2026.json").await;
    let json: serde_json::Value = serde_json::from_str(&json.body).expect("JSON");
    let row = json["rows"].as_array().expect("rows").iter().find(|row| row["opd"] == "KEC-BOBO");
    let evaluation = &row.expect("a row")["evaluation"];
    assert_eq!(evaluation["respondents"], 4);
    assert_eq!(evaluation["groups"].as_array().map(Vec::len), Some(0));
    for path in ["/peringkat/2026", "/peringkat/2026.csv", "/opd/KEC-BOBO", "/opd/KEC-BOBO.json"] {
        let body = site.get(path).await.body;
        for mean in ["17,50", "17.50", "30,50", "30.50"] {
            assert!(!body.contains(mean), "{path} shows {mean}");
        }
    }
}

#[tokio::test]
async fn agents_stand_with_their_terms_plans_and_proposed_places() {
    let site = site_of(whole_year(PACK, true));
    // On the last day of the third quarter.
    let json = site.get("/agen.json?periode=2026-T3").await;
    let json: serde_json::Value = serde_json::from_str(&json.body).expect("JSON");
    let lines = |list: &str, fields: &[&str]| -> Vec<String> {
        let rows = json[list].as_array().expect("rows");
        let line = |row: &serde_json::Value| {
            let cells = fields.iter().map(|field| row[field].to_string().replace('"', ""));
            cells.collect::<Vec<_>>().join(" ")
        };
        rows.iter().map(line).collect()
    };
    assert_eq!(
        lines("agen", &["agen", "keadaan", "rencana", "disetujui"]),
        ["AG-01 bertugas 2 2", "AG-02 bertugas 2 1", "AG-03 diganti 0 0"]
    );
    assert_eq!(json["tanpa_monev"]["agen"], serde_json::json!(["AG-02"]));
    let counts = ["seleksi", "tahap", "diusulkan", "lolos", "direkomendasikan", "ditetapkan"];
    assert_eq!(
        lines("seleksi", &counts),
        [
            "SL-01 [selesai,selesai,selesai] 5 3 2 1",
            "SL-02 [selesai,selesai,selesai] 2 2 2 2",
            "SL-03 [terbuka,belum,belum] 1 0 0 0",
            "SL-04 [terbuka,belum,belum] 0 0 0 0",
        ]
    );
    let units = lines("unit", &["opd", "bertugas", "seleksi_terbuka"]);
    for unit in ["DISDIK 0 []", "DPMPTSP 0 [SL-03]", "KEC-KALI 1 [SL-04]"] {
        assert!(units.iter().any(|one| one == unit), "{unit}: {units:?}");
    }
    let csv = site.get("/agen.csv?periode=2026-T3").await.body;
    assert_eq!(
        csv.lines().skip(1).map(|row| &row[..5]).collect::<Vec<_>>(),
        ["AG-01", "AG-02", "AG-03"]
    );
    // What the leader of KEC-KALI reported does not count for the award.
    assert_eq!(
        lines("usulan_peringkat", &["peringkat", "agen", "capaian", "tanpa_monev"]),
        ["1 AG-01 95.46 0", "2 AG-02 0.00 2"]
    );
    let page = site.get("/agen?periode=2026-T3").await.body;
    for words in ["Tim RBI yang memutuskan", "95,46", "sisa 92 hari", "fungsional (PNS)"] {
        assert!(page.contains(words), "{words}: {page}");
    }
}

#[tokio::test]
async fn what_is_not_there_says_so_and_shows_the_way() {
    let site = site();
    for (path, status, says) in [
        ("/tidak-ada", StatusCode::NOT_FOUND, "Galat:"),
        ("/opd/DINKS", StatusCode::NOT_FOUND, "/opd/DINKES"),
        ("/peringkat/20x6", StatusCode::NOT_FOUND, "/peringkat/2026"),
        ("/peringkat/2026/mengapa/DINKS", StatusCode::NOT_FOUND, "DINKES"),
        ("/audit/kejadian/99999999", StatusCode::NOT_FOUND, "3.425"),
        ("/audit/kejadian/abc", StatusCode::NOT_FOUND, "Galat:"),
        ("/?per=2020-01-01", StatusCode::NOT_FOUND, "Kejadian pertama"),
        ("/?per=kemarin", StatusCode::BAD_REQUEST, "2026-03-31"),
        ("/?kejadian=99999999", StatusCode::NOT_FOUND, "3.425"),
        ("/opd.json?per=kemarin", StatusCode::BAD_REQUEST, "\"status\": 400"),
    ] {
        let page = site.get(path).await;
        assert_eq!(page.status, status, "{path}: {}", page.body);
        assert!(page.body.contains(says), "{path} must say {says:?}: {}", page.body);
    }
    let post = site.ask(Request::post("/opd").body(Body::empty()).expect("a request")).await;
    assert_eq!(post.status, StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn an_unchanged_page_is_not_sent_again() {
    let site = site();
    let first = site.get("/peringkat/2026").await;
    let tag = first.headers[header::ETAG].clone();
    let request = Request::get("/peringkat/2026").header(header::IF_NONE_MATCH, tag);
    let again = site.ask(request.body(Body::empty()).expect("a request")).await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
    assert!(again.body.is_empty());
}

#[tokio::test]
async fn adopted_packs_are_listed_with_what_took_their_place() {
    let government = example(PACK, false);
    let dpm = "purbalingga/dpmptsp_503_1403_2021";
    government.ok(&["regulation", "adopt", dpm, "--opd", "DPMPTSP"]);
    government.ok(&["regulation", "adopt", "kabupaten_contoh/perbup_1_2025"]);
    let site = site_of(government);
    let list = site.get("/paket.json").await.body;
    let list: serde_json::Value = serde_json::from_str(&list).expect("JSON");
    let packs = list["packs"].as_array().expect("a list");
    let kode: Vec<&str> = packs.iter().filter_map(|pack| pack["kode"].as_str()).collect();
    assert_eq!(kode, ["perbup_11_2020", "dpmptsp_503_1403_2021", "perbup_1_2025"]);
    assert_eq!(packs[0]["until"]["position"], packs[2]["position"]);
    assert_eq!(packs[1]["opd"], serde_json::json!(["DPMPTSP"]));
    assert!(packs[1]["until"].is_null() && packs[2]["until"].is_null());
    // The one that was replaced is read as it was.
    let page = site.get("/paket").await.body;
    assert!(page.contains("href=\"/paket/perbup_11_2020?kejadian=1\""), "{page}");
    for kode in kode {
        let page = site.get(&format!("/paket/{kode}")).await;
        assert_eq!(page.status, StatusCode::OK, "{kode}");
        let json = site.get(&format!("/paket/{kode}.json")).await.body;
        let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        assert_eq!(json["kode"], kode);
    }
    let before = format!("/paket/perbup_1_2025?kejadian={}", packs[1]["position"]);
    assert_eq!(site.get(&before).await.status, StatusCode::NOT_FOUND);
}
