//! Every address of jejak, in one list.

use std::sync::Arc;

use axum::Router;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, IF_NONE_MATCH, REFERRER_POLICY,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get, post};
use ingest::ledger::{hex, leaf_hash};
use tower_http::compression::CompressionLayer;
use tower_http::set_header::SetResponseHeaderLayer;

use crate::api;
use crate::app::App;
use crate::asked::{Address, Asked};
use crate::pages::answer::{self, show};
use crate::pages::{
    agen, aturan, banding, bukti, formulir, gelar, home, kbk, kejadian, kewajiban, laporan,
    mengapa, nilai, opd, paket, periksa, peringkat, perubahan, profil, status, tinjauan,
};
use crate::user_error::UserError;

/// One address.
pub struct Route {
    /// As the router matches it; `{...}` is any one segment.
    pub pattern: &'static str,
    /// The question it answers.
    pub question: &'static str,
    /// Also as `.json`, `.csv` and `.xlsx`.
    pub formats: bool,
    serve: fn() -> MethodRouter<Arc<App>>,
}

/// Every address. Nothing else is served.
#[rustfmt::skip]
pub const ROUTES: &[Route] = &[
    page("/", "How are we doing, and what is open?", || get(show::<home::Home>)),
    page("/peringkat", "The ranking of the newest period", || get(newest_ranking)),
    page("/peringkat/{periode}", "Who stands where?", || get(show::<peringkat::Peringkat>)),
    page("/peringkat/{periode}/mengapa/{opd}", "Why does this unit stand there?", || get(show::<mengapa::Mengapa>)),
    page("/peringkat/{periode}/aturan", "What if another rule were in force?", || get(show::<aturan::Aturan>)),
    page("/peringkat/{periode}/mengapa/{opd}/perubahan", "Why did this unit rise or fall?", || get(show::<perubahan::Perubahan>)),
    page("/opd", "Which units are there?", || get(show::<opd::Opd>)),
    page("/opd/{kode}", "How is this unit?", || get(show::<profil::Profil>)),
    page("/kbk/{kbk}", "Who is in this group, and what does it owe?", || get(show::<kbk::Group>)),
    page("/gelar", "Which Gelar were there?", || get(gelar::newest)),
    page("/gelar/{gelar}", "How did this Gelar go from entry to award?", || get(show::<gelar::Satu>)),
    page("/agen", "Who are the agents of change, and what did they reach?", || get(show::<agen::Agents>)),
    page("/kewajiban", "What is owed, by whom, until when?", || get(show::<kewajiban::Duties>)),
    page("/tinjauan", "Which quarters are reviewed, and what is open?", || get(show::<tinjauan::Reviews>)),
    page("/tinjauan/{triwulan}", "What does this review have before it?", || get(show::<tinjauan::Review>)),
    page("/formulir", "Which forms are there?", || get(show::<formulir::Forms>)),
    page("/formulir/{formulir}", "What was entered?", || get(show::<formulir::Form>)),
    page("/laporan", "Which reports are there?", || get(show::<laporan::Reports>)),
    page("/laporan/{laporan}", "What does this report say?", || get(show::<laporan::Report>)),
    page("/nilai", "Which value is weak, and where?", || get(show::<nilai::Nilai>)),
    page("/paket", "Which regulations are followed?", || get(show::<paket::Daftar>)),
    page("/paket/{paket}", "What does this regulation say?", || get(show::<paket::Paket>)),
    page("/audit/banding", "What was recorded between two moments, and what did it do to the ranking?", || get(show::<banding::Banding>)),
    page("/audit/kejadian/{nomor}", "What exactly happened here?", || get(show::<kejadian::Kejadian>)),
    asset("/audit/kejadian/{nomor}/tanda-terima.tlog-proof", "Proof that this is in the ledger", || get(bukti::receipt)),
    asset("/audit/kejadian/{nomor}/tanda-terima.svg", "The same as a QR code", || get(bukti::receipt_qr)),
    page("/periksa", "Which results were published?", || get(show::<periksa::Daftar>)),
    page("/periksa/{sidik}", "Is this what was published, and what the record gives?", || get(show::<periksa::Hasil>)),
    asset("/periksa/{sidik}/hasil.json", "The published bytes, counted again", || get(periksa::bytes)),
    asset("/checkpoint", "The newest signed checkpoint", || get(bukti::checkpoint)),
    page("/status", "What runs here, and how is it checked?", || get(show::<status::Status>)),
    asset("/api/v1/openapi.json", "What may be asked and handed in, as OpenAPI", || get(api::description)),
    asset("/api/v1/{jenis}", "Rows of one import kind, handed in", rows),
    asset("/jejak.css", "The stylesheet", || get(stylesheet)),
    asset("/jejak.svg", "The icon", || get(icon)),
];

fn rows() -> MethodRouter<Arc<App>> {
    let whole = DefaultBodyLimit::max(api::LARGEST_BODY);
    post(api::submit).fallback(api::no_such_method).layer(whole)
}

const fn page(
    pattern: &'static str,
    question: &'static str,
    serve: fn() -> MethodRouter<Arc<App>>,
) -> Route {
    Route { pattern, question, formats: true, serve }
}

const fn asset(
    pattern: &'static str,
    question: &'static str,
    serve: fn() -> MethodRouter<Arc<App>>,
) -> Route {
    Route { pattern, question, formats: false, serve }
}

impl Route {
    /// The patterns the router needs: a pattern that ends in a segment takes the ending itself.
    pub fn patterns(&self) -> Vec<String> {
        let mut patterns = vec![self.pattern.to_owned()];
        if self.formats && !self.pattern.ends_with('}') {
            let stem = if self.pattern == "/" { "/index" } else { self.pattern };
            patterns.extend(["json", "csv", "xlsx"].map(|ending| format!("{stem}.{ending}")));
        }
        patterns
    }
}

/// The pages of an installation.
pub fn router(app: Arc<App>) -> Router {
    let mut router = Router::new();
    for route in ROUTES {
        for pattern in route.patterns() {
            router = router.route(&pattern, (route.serve)());
        }
    }
    let router = router
        .fallback(no_such_page)
        .method_not_allowed_fallback(read_only)
        .layer(CompressionLayer::new());
    let guarded = GUARDS.into_iter().fold(router, |router, (name, value)| {
        let value = HeaderValue::from_static(value);
        router.layer(SetResponseHeaderLayer::overriding(name, value))
    });
    guarded.with_state(app)
}

/// What every answer tells a browser not to do.
const GUARDS: [(HeaderName, &str); 3] = [
    (
        CONTENT_SECURITY_POLICY,
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; \
         base-uri 'none'; frame-ancestors 'none'",
    ),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (REFERRER_POLICY, "same-origin"),
];

async fn newest_ranking(asked: Asked) -> Response {
    let mut address = asked.address.clone();
    address.path = format!("/peringkat/{}", asked.app.current_year(&asked.view).kode);
    answer::redirect(&address.here())
}

async fn no_such_page(State(app): State<Arc<App>>, uri: Uri) -> Response {
    let error = UserError::no_such_page(uri.path());
    answer::error(&app, &Address::of(uri.path()), None, &error)
}

async fn read_only(State(app): State<Arc<App>>, uri: Uri) -> Response {
    answer::error(&app, &Address::of(uri.path()), None, &UserError::read_only())
}

async fn stylesheet(headers: HeaderMap) -> Response {
    asset_answer(&headers, "text/css; charset=utf-8", include_str!("../assets/jejak.css"))
}

async fn icon(headers: HeaderMap) -> Response {
    asset_answer(&headers, "image/svg+xml", include_str!("../assets/jejak.svg"))
}

fn asset_answer(headers: &HeaderMap, content_type: &'static str, text: &'static str) -> Response {
    let tag = format!("W/\"{}\"", &hex(&leaf_hash(text.as_bytes()))[..16]);
    let known = headers.get(IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes());
    let kept = [(ETAG, tag), (CACHE_CONTROL, "no-cache".to_owned())];
    match known {
        true => (StatusCode::NOT_MODIFIED, kept).into_response(),
        false => (kept, [(CONTENT_TYPE, content_type)], text).into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    use analytics::Limit;
    use axum::body::{Body, to_bytes};
    use axum::http::Request;
    use ingest::accept::{Command, Intent};
    use ingest::checkpoint::Signer;
    use ingest::event::{
        JenisOpd, JenisPeriode, KbkFormed, OpdRegistered, PemdaRegistered, RankingPublished,
    };
    use ingest::identity::{Instant, Kode, Zona, parse_date};
    use ingest::log::Log;
    use ingest::record::Record;
    use ingest::rule_pack::LoadedPack;
    use ingest::sealed::Randomness;
    use tower::ServiceExt;

    use crate::terbitan;

    #[test]
    fn every_page_has_its_endings() {
        let patterns = |pattern: &str| {
            ROUTES.iter().find(|route| route.pattern == pattern).unwrap().patterns()
        };
        assert_eq!(patterns("/"), ["/", "/index.json", "/index.csv", "/index.xlsx"]);
        assert_eq!(patterns("/opd"), ["/opd", "/opd.json", "/opd.csv", "/opd.xlsx"]);
        assert_eq!(patterns("/opd/{kode}"), ["/opd/{kode}"]);
        assert_eq!(patterns("/jejak.css"), ["/jejak.css"]);
    }

    /// A record of one unit and its KBK, begun on 2 March 2026.
    fn pages(dir: &Path) -> Router {
        pages_with(dir, Vec::new())
    }

    /// The same record with more behind it.
    fn pages_with(dir: &Path, more: Vec<(&'static str, Intent)>) -> Router {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../regulations/kabupaten_contoh/perbup_1_2025");
        let now = Instant::parse("2026-03-02T03:00:00Z").unwrap();
        let kode = |text: &str| Kode::parse(text).unwrap();
        let pemda = PemdaRegistered {
            kode: kode("contoh"),
            nama: "Kabupaten Contoh".to_owned(),
            zona: Zona::WIB,
        };
        let rules = LoadedPack::read(&path).unwrap();
        let mut record =
            Record::init(dir, None, rules, pemda, Randomness::SampleData(1), now).unwrap();
        let opd = OpdRegistered {
            kode: kode("DINKES"),
            nama: "Dinas <Kesehatan>".to_owned(),
            jenis: JenisOpd::PerangkatDaerah,
            induk: None,
        };
        let kbk = KbkFormed {
            kode: kode("KBK-1"),
            opd: kode("DINKES"),
            nama: "Mawar <Merah>".to_owned(),
            sk_nomor: "1/2026".to_owned(),
            sk_tanggal: parse_date("2026-02-02").unwrap(),
        };
        let intents = [("opd", Intent::RegisterOpd(opd)), ("kbk", Intent::FormKbk(kbk))];
        for (key, intent) in intents.into_iter().chain(more) {
            let occurred_on = parse_date("2026-03-02").unwrap();
            record.record(Command { key: key.to_owned(), occurred_on, intent }, now).unwrap();
        }
        let signer = Signer::open(dir, &record.pemda.kode, 1).unwrap();
        signer.sign(&record.log).unwrap();
        router(Arc::new(App::open(record, dir.to_owned(), &mut |_| ()).unwrap()))
    }

    async fn ask(pages: &Router, path: &str) -> (StatusCode, HeaderMap, String) {
        let request = Request::get(path).body(Body::empty()).unwrap();
        let response = pages.clone().oneshot(request).await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        (status, headers, String::from_utf8_lossy(&bytes).into_owned())
    }

    /// A Gelar, and the round that decides who may enter.
    fn announced() -> Vec<(&'static str, Intent)> {
        let kode = |text: &str| Kode::parse(text).unwrap();
        let day = |text: &str| parse_date(text).unwrap();
        let round = Intent::OpenPeriode {
            kode: kode("SC-2026"),
            jenis: JenisPeriode::RondeScorecard,
            mulai: day("2026-05-01"),
            selesai: day("2026-05-31"),
        };
        let gelar = Intent::OpenGelar {
            kode: kode("G-2026"),
            tahun: 2026,
            ronde: Some(kode("SC-2026")),
            buka: day("2026-08-01"),
            tutup: day("2026-08-31"),
            topik: "<Layanan>".to_owned(),
        };
        vec![("periode", round), ("gelar", gelar)]
    }

    /// Publishes the ranking of the year, whatever it says, and answers its fingerprint.
    async fn publish(dir: &Path) -> String {
        let log = Log::read_only(dir).unwrap();
        let app = App::open_log(log, dir.to_owned(), &mut |_| ()).unwrap();
        let view = app.view(None).unwrap();
        let ranking = app.ranking(&view, "2026", Limit::default()).await.unwrap();
        let hasil = terbitan::sidik(&app, &view, &ranking);
        let event = RankingPublished {
            periode: Kode::parse("2026").unwrap(),
            posisi: view.position.0,
            akar: view.root.clone(),
            paket: app.rules().hash.to_string(),
            kebijakan: None,
            mesin: terbitan::ENGINE.to_owned(),
            hasil: hasil.clone(),
        };
        let mut record = Record::open(dir, None, Randomness::SampleData(2)).unwrap();
        let (key, occurred_on) = ("terbit".to_owned(), parse_date("2026-03-03").unwrap());
        let command = Command { key, occurred_on, intent: Intent::PublishRanking(event) };
        record.record(command, view.recorded_at).unwrap();
        hasil
    }

    #[tokio::test]
    async fn every_route_answers_in_every_form() {
        let dir = tempfile::tempdir().unwrap();
        drop(pages_with(dir.path(), announced()));
        let sidik = publish(dir.path()).await;
        let log = Log::read_only(dir.path()).unwrap();
        let app = App::open_log(log, dir.path().to_owned(), &mut |_| ()).unwrap();
        let pages = router(Arc::new(app));
        for route in ROUTES.iter().filter(|route| !route.pattern.starts_with("/api/")) {
            let path = route
                .pattern
                .replace("{periode}", "2026")
                .replace("{triwulan}", "2026-T1")
                .replace("{opd}", "DINKES")
                .replace("{kode}", "DINKES")
                .replace("{kbk}", "KBK-1")
                .replace("{gelar}", "G-2026")
                .replace("{formulir}", "masalah")
                .replace("{laporan}", "laporan_tahunan")
                .replace("{paket}", "perbup_1_2025")
                .replace("{sidik}", &sidik)
                .replace("{nomor}", "2");
            let stem = if path == "/" { "/index" } else { &path };
            let mut forms = vec![path.clone()];
            if route.formats {
                forms.extend(["json", "csv", "xlsx"].map(|ending| format!("{stem}.{ending}")));
            }
            for form in forms {
                let (status, headers, body) = ask(&pages, &form).await;
                let is_redirect = ["/peringkat", "/gelar"].contains(&route.pattern);
                let expected = if is_redirect { StatusCode::SEE_OTHER } else { StatusCode::OK };
                assert_eq!(status, expected, "{form}: {body}");
                assert!(headers.contains_key(CONTENT_SECURITY_POLICY), "{form}");
                assert!(is_redirect || headers.contains_key(ETAG), "{form}");
                let is_page = ![".json", ".csv", ".xlsx"].iter().any(|end| form.ends_with(end));
                assert!(
                    !form.ends_with(".xlsx") || is_redirect || body.starts_with("PK"),
                    "{form}"
                );
                let is_escaped =
                    ["<Kesehatan>", "<Merah>", "<Layanan>"].iter().all(|tag| !body.contains(tag));
                assert!(!is_page || is_escaped, "{form}");
                if form.ends_with("/hasil.json") {
                    assert_eq!(ingest::ledger::fingerprint(body.as_bytes()), sidik);
                }
                if form.ends_with(".json") && !is_redirect {
                    serde_json::from_str::<serde_json::Value>(&body).unwrap();
                }
            }
        }
    }

    #[tokio::test]
    async fn what_is_not_there_is_a_page_that_says_what_to_do() {
        let dir = tempfile::tempdir().unwrap();
        let pages = pages(dir.path());
        for (path, status, words) in [
            ("/tidak-ada", 404, "Beranda"),
            ("/opd/DINKS", 404, "/opd/DINKES"),
            ("/opd/DINKS?kejadian=2", 404, "/opd/DINKES?kejadian=2"),
            ("/peringkat/2026/mengapa/DINKS", 404, "/peringkat/2026/mengapa/DINKES"),
            ("/peringkat/20x", 404, "/peringkat/2026"),
            ("/tinjauan/2026", 404, "/tinjauan/2026-T1"),
            ("/paket/perbup_12", 404, "/paket/perbup_1_2025"),
            ("/audit/kejadian/4", 404, "/audit/kejadian/3"),
            ("/opd?per=2026-03-01", 404, "/opd?per=2026-03-02"),
            ("/opd?kejadian=4", 404, "/opd?kejadian=3"),
            ("/formulir/maslah", 404, "/formulir/masalah"),
            ("/laporan/laporan_tahunn", 404, "/laporan/laporan_tahunan"),
            ("/kbk/KBK-2", 404, "/kbk/KBK-1"),
            ("/gelar/G-2026", 404, "/gelar"),
            ("/kewajiban?opd=DINKS", 404, "/kewajiban?opd=DINKES"),
            ("/formulir/masalah?kbk=KBK-2&kejadian=3", 404, "?kejadian=3&amp;kbk=KBK-1"),
            ("/laporan/laporan_tahunan?periode=20x", 404, "?periode=2026"),
            ("/kewajiban?periode=2026%20x", 400, "/"),
            ("/opd?per=kemarin", 400, "kemarin"),
            ("/opd?tanggal=31&bulan=2&tahun=2026", 400, "31 Februari 2026"),
        ] {
            let (found, _, body) = ask(&pages, path).await;
            assert_eq!(found.as_u16(), status, "{path}");
            assert!(body.contains("<title>Galat: "), "{path}: {body}");
            assert!(body.contains(words), "{path}: {body}");
        }
        let (status, headers, body) = ask(&pages, "/opd/DINKS.json").await;
        assert_eq!(status, StatusCode::NOT_FOUND);
        assert_eq!(headers[CONTENT_TYPE], "application/problem+json");
        let problem: serde_json::Value = serde_json::from_str(&body).unwrap();
        assert_eq!(problem["status"], 404);
    }

    #[tokio::test]
    async fn the_moment_stays_in_links_and_the_form_names_it() {
        let dir = tempfile::tempdir().unwrap();
        let pages = pages(dir.path());
        let (_, headers, body) = ask(&pages, "/opd?kejadian=1").await;
        assert_eq!(headers["x-jejak-position"], "1");
        assert!(body.contains("href=\"/peringkat?kejadian=1\""), "{body}");
        let (status, headers, _) = ask(&pages, "/opd?tanggal=31&bulan=3&tahun=2026").await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        assert_eq!(headers["location"], "/opd?per=2026-03-31");
        let (_, headers, _) = ask(&pages, "/peringkat.csv?kejadian=1").await;
        assert_eq!(headers["location"], "/peringkat/2026.csv?kejadian=1");
    }

    #[tokio::test]
    async fn a_page_that_has_not_changed_is_not_sent_again() {
        let dir = tempfile::tempdir().unwrap();
        let pages = pages(dir.path());
        let (_, headers, _) = ask(&pages, "/opd").await;
        let request = Request::get("/opd").header(IF_NONE_MATCH, headers[ETAG].clone());
        let response = pages.oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        assert_eq!(response.status(), StatusCode::NOT_MODIFIED);
    }
}
