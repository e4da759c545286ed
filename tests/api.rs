//! `/api/v1`: every kind handed in over HTTP, and every request that must be refused.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use dashboard::app::App;
use dashboard::routes::router;
use ingest::files::Kind;
use ingest::record::Record;
use ingest::sealed::Randomness;
use serde_json::{Map, Value, json};
use tests::{Installation, packs, whole_example};
use tower::ServiceExt;

const PACK: &str = "kabupaten_contoh/perbup_1_2025";

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: Value,
}

struct Door {
    router: Router,
    government: Installation,
}

impl Door {
    /// The pages of a government, with the rights of the Tim or without.
    fn of(government: Installation, with_tim: bool) -> Self {
        let open = || Record::open(&government.data(), None, Randomness::System).expect("a record");
        let app = App::open(open(), government.data(), &mut |_| ()).expect("the tables open");
        let app = if with_tim { app.with_desk(open()) } else { app };
        Self { router: router(Arc::new(app)), government }
    }

    async fn ask(&self, request: Request<Body>) -> Answer {
        let answer = self.router.clone().oneshot(request).await.expect("an answer");
        let (status, headers) = (answer.status(), answer.headers().clone());
        let bytes = to_bytes(answer.into_body(), 64 << 20).await.expect("a body");
        let body = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
        Answer { status, headers, body }
    }

    async fn post(&self, path: &str, content_type: &str, body: impl Into<Body>) -> Answer {
        let request = Request::post(path).header("host", "127.0.0.1:8420");
        let request = request.header("content-type", content_type).body(body.into());
        self.ask(request.expect("a request")).await
    }

    async fn hand_in(&self, kind: &str, rows: &Value) -> Answer {
        self.post(&format!("/api/v1/{kind}"), "application/json", rows.to_string()).await
    }

    fn head(&self) -> String {
        self.government.ok(&["events", "--format", "table"])
    }
}

/// The rows of a CSV file as JSON objects; empty cells are left out.
fn rows(file: &str) -> Value {
    let mut reader = csv::Reader::from_path(file).expect("the file opens");
    let header = reader.headers().expect("a header").clone();
    let row = |row: csv::Result<csv::StringRecord>| {
        let row = row.expect("a row");
        let cells = header.iter().zip(row.iter()).filter(|(_, cell)| !cell.is_empty());
        Value::Object(
            cells.map(|(name, cell)| (name.to_owned(), cell.into())).collect::<Map<_, _>>(),
        )
    };
    reader.records().map(row).collect()
}

#[tokio::test]
async fn a_whole_year_of_every_government_can_be_handed_in_over_http() {
    for pack in packs() {
        let door = Door::of(Installation::begun(&pack), true);
        let (files, _) = whole_example(&pack);
        let record =
            Record::open(&door.government.data(), None, Randomness::System).expect("a record");
        let kinds = Kind::all(&record.rules.pack).map(|kind| kind.name(&record.rules.pack));
        for kind in kinds {
            let Some(file) = files.iter().find(|file| file.ends_with(&format!("/{kind}.csv")))
            else {
                continue;
            };
            let rows = rows(file);
            let count = rows.as_array().map_or(0, Vec::len);
            let first = door.hand_in(kind, &rows).await;
            assert_eq!(first.status, StatusCode::CREATED, "{pack} {kind}: {:#}", first.body);
            assert_eq!(first.body["baru"], count, "{pack} {kind}");
            let at = first.body["kejadian"].as_u64().expect("a position");
            assert_eq!(first.headers["location"], format!("/audit/kejadian/{at}"));
            let again = door.hand_in(kind, &rows).await;
            assert_eq!(
                (again.status, &again.body["ulang"]),
                (StatusCode::OK, &json!(count)),
                "{kind}"
            );
            assert_eq!(again.body["kejadian"], Value::Null);
        }
    }
}

#[tokio::test]
async fn what_is_handed_in_stands_on_the_pages_at_once() {
    let door = Door::of(Installation::begun(PACK), true);
    let opd = json!({"kode": "DINKES", "nama": "Dinas Kesehatan", "jenis": "perangkat_daerah"});
    assert_eq!(door.hand_in("opd?periksa=ya", &opd).await.status, StatusCode::OK);
    let page =
        || async { door.ask(Request::get("/opd/DINKES.json").body(Body::empty()).unwrap()).await };
    assert_eq!(page().await.status, StatusCode::NOT_FOUND, "only looked at");
    assert_eq!(door.hand_in("opd", &opd).await.status, StatusCode::CREATED);
    assert_eq!(page().await.status, StatusCode::OK);
    let lines = "{\"kode\":\"A\",\"nama\":\"A\",\"jenis\":\"unit\"}\n\n{\"kode\":\"B\",\"nama\":\"B\",\"jenis\":\"unit\"}\n";
    let lines = door.post("/api/v1/opd", "application/x-ndjson; charset=utf-8", lines).await;
    assert_eq!((lines.status, &lines.body["baru"]), (StatusCode::CREATED, &json!(2)));
}

#[tokio::test]
async fn bad_requests_say_what_to_do_and_change_nothing() {
    let door = Door::of(Installation::begun(PACK), true);
    let opd = |nama: &str| json!({"kode": "DINKES", "nama": nama, "jenis": "perangkat_daerah"});
    assert_eq!(door.hand_in("opd", &opd("Dinas Kesehatan")).await.status, StatusCode::CREATED);
    let before = door.head();
    let good = opd("Lain").to_string();
    let large = format!("[{}]", " ".repeat(dashboard::api::LARGEST_BODY));
    let json = "application/json";
    for (path, content_type, body, status, words) in [
        ("/api/v1/opd", "text/plain", good.as_str(), 415, "application/json"),
        ("/api/v1/opd", json, "{\"kode\":", 400, "bukan JSON"),
        ("/api/v1/opd", json, "[]", 422, "tidak berisi baris"),
        ("/api/v1/opd", json, "[1]", 422, "objek JSON"),
        ("/api/v1/opd", json, "{\"kind\":\"kbk\"}", 422, "kbk"),
        ("/api/v1/opt", json, &good, 404, "Maksud Anda opd?"),
        ("/api/v1/opd", json, &good, 409, "isi lain"),
        (
            "/api/v1/opd",
            json,
            "{\"kode\":\"X\",\"nama\":\"X\",\"jenis\":\"dinas\"}",
            422,
            "perangkat_daerah",
        ),
        ("/api/v1/opd", json, "{\"kode\":\"X\",\"namaa\":\"X\"}", 422, "nama"),
        (
            "/api/v1/kbk",
            json,
            "{\"kode\":\"K\",\"opd\":\"DINKS\",\"nama\":\"K\",\"sk_nomor\":\"1\",\"sk_tanggal\":\"2026-01-31\"}",
            422,
            "DINKES",
        ),
        ("/api/v1/opd", json, &large, 413, "16 MiB"),
    ] {
        let answer = door.post(path, content_type, body.to_owned()).await;
        assert_eq!(answer.status.as_u16(), status, "{path}: {:#}", answer.body);
        assert_eq!(answer.headers["content-type"], "application/problem+json");
        assert!(answer.headers.contains_key("x-request-id"));
        assert!(answer.body.to_string().contains(words), "{path}: {:#}", answer.body);
        assert_eq!(answer.body["status"], status);
    }
    let refused = door.hand_in("kbk", &json!([{"kode": "K", "opd": "LAIN", "nama": "K", "sk_nomor": "1", "sk_tanggal": "besok"}])).await;
    assert_eq!(refused.body["galat"][0]["baris"], 1);
    assert_eq!(refused.body["galat"][0]["kolom"], "sk_tanggal");
    let of_a_stranger = Request::post("/api/v1/opd").header("host", "jahat.example");
    let of_a_stranger = of_a_stranger.header("content-type", json).header("x-request-id", "abc-7");
    let answer = door.ask(of_a_stranger.body(Body::from(good)).unwrap()).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert_eq!(answer.headers["x-request-id"], "abc-7");
    let read = door.ask(Request::get("/api/v1/opd").body(Body::empty()).unwrap()).await;
    assert_eq!(read.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(door.head(), before, "nothing was recorded");
}

#[tokio::test]
async fn without_the_rights_of_the_tim_nothing_is_taken() {
    let door = Door::of(Installation::begun(PACK), false);
    let opd = json!({"kode": "DINKES", "nama": "Dinas Kesehatan", "jenis": "perangkat_daerah"});
    let answer = door.hand_in("opd", &opd).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(answer.body["detail"].as_str().unwrap().contains("--tim"));
}

#[tokio::test]
async fn the_description_names_every_kind_and_every_page_and_refers_to_nothing_else() {
    for pack in packs() {
        let door = Door::of(Installation::begun(&pack), false);
        let request = Request::get("/api/v1/openapi.json").body(Body::empty()).unwrap();
        let api = door.ask(request).await.body;
        assert_eq!(api["openapi"], "3.1.0");
        let record =
            Record::open(&door.government.data(), None, Randomness::System).expect("a record");
        for kind in Kind::all(&record.rules.pack) {
            let name = kind.name(&record.rules.pack);
            let is_there = api["paths"].get(format!("/api/v1/{name}")).is_some();
            assert_eq!(is_there, kind.within(&record.rules.pack).is_ok(), "{pack} {name}");
            let columns = kind.columns(&record.rules.pack);
            let described = &api["components"]["schemas"][name]["properties"];
            assert!(
                !is_there || columns.iter().all(|column| described.get(column).is_some()),
                "{name}"
            );
        }
        assert!(api["paths"].get("/peringkat/{periode}.json").is_some());
        let text = api.to_string();
        for reference in text.split("\"$ref\":\"").skip(1) {
            let target = reference.split('"').next().unwrap().trim_start_matches('#');
            assert!(api.pointer(target).is_some(), "{target}");
        }
    }
}
