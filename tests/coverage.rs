//! Every requirement of the five regulations has its place: an entry of a rule pack on its page, or
//! a page of its own, with the words that stand there and the test that shows it working.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use dashboard::app::App;
use dashboard::routes::router;
use ingest::event::PemdaRegistered;
use ingest::files;
use ingest::identity::{Instant, Kode, Zona};
use ingest::record::Record;
use ingest::rule_pack::{Entri, LoadedPack};
use ingest::sealed::Randomness;
use serde_json::Value;
use tempfile::TempDir;
use tests::root;
use tower::ServiceExt;

/// A table, the pack it is about, and how the requirements that it places are numbered.
type Table = (&'static str, &'static str, &'static [(&'static str, RangeInclusive<u32>)]);

const TABLES: [Table; 6] = [
    ("bms", "banyumas/se_061_2_5447", &[("BMS-", 1..=91)]),
    ("tng", "tangerang/perwali_62_2018", &[("TNG-", 1..=75)]),
    ("bjm", "banjarmasin/perwali_38_2016", &[("BJM-", 1..=65)]),
    (
        "pbg",
        "purbalingga/perbup_11_2020",
        &[("PBG-", 1..=111), ("PBG-S", 1..=34), ("PBG-Q", 1..=32)],
    ),
    ("dpm", "purbalingga/dpmptsp_503_1403_2021", &[("DPM-", 1..=21)]),
    ("srg", "serang/perbup_121_2022", &[("SRG-", 1..=41)]),
];

/// One line of a table: where a requirement stands, what is seen there, and which test shows it.
struct Line {
    id: String,
    places: Vec<String>,
    seen: String,
    test: String,
}

fn lines(table: &str) -> Vec<Line> {
    let file = root().join("tests/coverage").join(format!("{table}.tsv"));
    let text = std::fs::read_to_string(&file).unwrap_or_else(|_| panic!("{}", file.display()));
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some("id\ttempat\tterlihat\tuji"), "{table}.tsv");
    let line = |line: &str| {
        let cells: Vec<&str> = line.split('\t').collect();
        let [id, places, seen, test] = cells[..] else { panic!("{table}.tsv: {line}") };
        Line {
            id: id.to_owned(),
            places: places.split(';').map(|place| place.trim().to_owned()).collect(),
            seen: seen.to_owned(),
            test: test.to_owned(),
        }
    };
    lines.filter(|line| !line.trim().is_empty()).map(line).collect()
}

#[test]
fn every_requirement_has_its_line() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for (table, _, ranges) in TABLES {
        let ids: BTreeSet<String> = ranges
            .iter()
            .flat_map(|(prefix, range)| range.clone().map(move |n| format!("{prefix}{n:02}")))
            .collect();
        let mut known: BTreeMap<String, u32> = BTreeMap::new();
        for line in lines(table) {
            *known.entry(line.id).or_default() += 1;
        }
        let missing = ids.iter().filter(|id| !known.contains_key(*id));
        wrong.extend(missing.map(|id| format!("{id} is missing in {table}.tsv")));
        let twice = known.iter().filter(|(_, times)| **times > 1);
        wrong.extend(twice.map(|(id, times)| format!("{id} stands {times} times in {table}.tsv")));
        let other = known.keys().filter(|id| !ids.contains(*id));
        wrong.extend(other.map(|id| format!("{id} in {table}.tsv is no requirement")));
        count += ids.len();
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(count, 470);
}

#[test]
fn every_test_that_is_named_exists() {
    fn sources(folder: &Path, found: &mut String) {
        for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                sources(&path, found);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                found.push_str(&std::fs::read_to_string(&path).expect("a source file"));
            }
        }
    }
    let mut source = String::new();
    for crate_ in ["ingest", "projections", "analytics", "dashboard", "tests"] {
        sources(&root().join(crate_), &mut source);
    }
    let mut missing: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (table, _, _) in TABLES {
        for line in lines(table) {
            if line.test.is_empty() || !source.contains(&format!("fn {}(", line.test)) {
                missing.entry(line.test).or_default().push(line.id);
            }
        }
    }
    assert!(missing.is_empty(), "no such test: {missing:#?}");
}

/// A government under the rules of a folder.
struct Government {
    router: axum::Router,
    // Holds the folder for as long as the pages are asked.
    _dir: TempDir,
}

impl Government {
    /// Begun with the pack and, where asked, its worked example.
    fn under(pack: &Path, with_example: bool) -> Self {
        let dir = TempDir::new().expect("a folder for temporary files");
        let now = Instant::parse("2026-12-31T08:00:00+07:00").expect("a moment");
        let pemda = PemdaRegistered {
            kode: Kode::parse("contoh").expect("a code"),
            nama: "Kabupaten Contoh".into(),
            zona: Zona::WIB,
        };
        let rules = LoadedPack::read(pack).unwrap_or_else(|error| panic!("{error}"));
        let random = Randomness::SampleData(7);
        let mut record =
            Record::init(dir.path(), None, rules, pemda, random, now).expect("a record begins");
        let example = pack.join("worked_example");
        if with_example && example.is_dir() {
            let entries = std::fs::read_dir(example).expect("a folder").flatten();
            let is_csv = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "csv");
            let files: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(is_csv).collect();
            let done = files::import(&files, &mut record, now, false, &|_| ()).expect("an import");
            assert!(done.errors.is_empty(), "{}: {:?}", pack.display(), done.errors);
        }
        let app = App::open(record, dir.path().to_owned(), &mut |_| ()).expect("the tables open");
        Self { router: router(Arc::new(app)), _dir: dir }
    }

    async fn page(&self, path: &str) -> Result<Page, String> {
        let request = Request::get(path).body(Body::empty()).map_err(|error| error.to_string())?;
        let answer = self.router.clone().oneshot(request).await.expect("an answer");
        let status = answer.status();
        let bytes = to_bytes(answer.into_body(), 32 << 20).await.expect("a body");
        match status {
            StatusCode::OK => Ok(Page::read(&String::from_utf8_lossy(&bytes))),
            other => Err(format!("{path} answers {other}")),
        }
    }
}

/// The words of a page, as a whole and by element.
struct Page {
    words: String,
    by_id: HashMap<String, String>,
}

/// Elements that have no end.
const EMPTY: [&str; 6] = ["meta", "link", "input", "br", "hr", "img"];
/// Elements inside a line: what stands around them goes on.
const INLINE: [&str; 7] = ["a", "b", "code", "em", "span", "strong", "small"];

impl Page {
    /// Reads what maud wrote: every element is closed, every attribute quoted.
    fn read(html: &str) -> Self {
        let mut text = String::new();
        let mut open: Vec<(Option<String>, usize)> = Vec::new();
        let mut found: Vec<(String, String)> = Vec::new();
        for part in html.split('<').skip(1) {
            let (tag, words) = part.split_once('>').expect("a whole tag");
            let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
            if !INLINE.contains(&name) {
                text.push(' ');
            }
            if tag.starts_with('/') {
                let (id, start) = open.pop().expect("an open element");
                found.extend(id.map(|id| (id, collapsed(&text[start..]))));
            } else if !tag.starts_with('!') && !EMPTY.contains(&name) {
                let id = tag.split_once(" id=\"").and_then(|(_, rest)| rest.split('"').next());
                open.push((id.map(unescaped), text.len()));
            }
            text.push_str(&unescaped(words));
        }
        assert!(open.is_empty(), "every element is closed");
        let mut by_id = HashMap::new();
        for (id, words) in found {
            assert!(by_id.insert(id.clone(), words).is_none(), "two elements are called {id}");
        }
        Self { words: collapsed(&text), by_id }
    }

    /// The words inside the element of this id.
    fn element(&self, id: &str) -> Option<&str> {
        self.by_id.get(id).map(String::as_str)
    }
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// Small letters, with one space where there was any room.
fn collapsed(text: &str) -> String {
    text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_page_is_read_by_element() {
    let page = Page::read(
        "<!DOCTYPE html><html><body id=\"b\"><br><p id=\"a.1\">Satu <b>dua</b>,\n tiga</p>\
         <ul><li>A &amp; B</li><li id=\"c\">&lt;c&gt;</li></ul></body></html>",
    );
    assert_eq!(page.element("a.1"), Some("satu dua, tiga"));
    assert_eq!(page.element("c"), Some("<c>"));
    assert_eq!(page.element("b"), Some("satu dua, tiga a & b <c>"));
    assert_eq!(page.element("d"), None);
}

async fn check_line(line: &Line, page: &Page, whole: &Government) -> Result<(), String> {
    if line.seen.split_whitespace().count() == 0 {
        return Err("nothing is named that is seen there".to_owned());
    }
    for (index, place) in line.places.iter().enumerate() {
        let other;
        let words = if place.starts_with('/') {
            other = whole.page(place).await?;
            &other.words
        } else {
            page.element(place).ok_or_else(|| format!("{place} is not on the page"))?
        };
        if index == 0 && !words.contains(&collapsed(&line.seen)) {
            return Err(format!("{place} does not show {:?}", line.seen));
        }
    }
    Ok(())
}

#[tokio::test]
async fn every_requirement_is_seen_at_its_place() {
    let mut wrong = Vec::new();
    for (table, pack, _) in TABLES {
        let folder = root().join("regulations").join(pack);
        let lines = lines(table);
        let asks_pages = lines.iter().flat_map(|line| &line.places).any(|at| at.starts_with('/'));
        let government = Government::under(&folder, asks_pages);
        let kode = pack.split('/').next_back().expect("a code");
        let page = government.page(&format!("/paket/{kode}")).await.expect("the page of the pack");
        for line in lines {
            let checked = check_line(&line, &page, &government).await;
            wrong.extend(checked.err().map(|why| format!("{}: {why}", line.id)));
        }
    }
    assert!(wrong.is_empty(), "{} requirements:\n{}", wrong.len(), wrong.join("\n"));
}

/// Fields that are words of the pack language, or names of other entries: shown in words of the page.
const IN_OTHER_WORDS: [&str; 44] = [
    "alasan",
    "arah",
    "bacaan",
    "badan",
    "batas",
    "bila",
    "cara",
    "daftar",
    "dari",
    "dengan",
    "di",
    "dipenuhi",
    "ditetapkan",
    "diundangkan",
    "formulir",
    "fungsi",
    "hari",
    "harus",
    "instrumen",
    "isi",
    "jenis",
    "kekuatan",
    "kelas_jabatan",
    "kode",
    "lanjutan",
    "melalui",
    "mulai",
    "nilai",
    "paling_lambat",
    "paling_rendah",
    "pertanyaan",
    "rujuk",
    "salah_satu",
    "sampai",
    "sebaiknya",
    "seri",
    "sesudah",
    "siapa",
    "skala",
    "status",
    "tiap",
    "topik",
    "unik",
    "wajib_pada",
];

fn texts<'v>(value: &'v Value, found: &mut Vec<&'v str>) {
    match value {
        Value::String(text) => found.push(text),
        Value::Array(parts) => parts.iter().for_each(|part| texts(part, found)),
        _ => {}
    }
}

/// What of an entry does not stand in its element.
fn unseen(entry: &Entri, page: &Page) -> Vec<String> {
    let Some(words) = page.element(&entry.tempat) else {
        return vec![format!("{} is not on the page", entry.tempat)];
    };
    let mut wanted = Vec::new();
    for (field, value) in &entry.isi {
        let is_word = match (entry.tempat.as_str(), field.as_str()) {
            ("kbk", "nama") | (_, "untuk") if !entry.tempat.starts_with("kbk.sk.") => true,
            // The heading that a text stands under.
            (_, "bagian") => true,
            (tempat, "kolom") => !tempat.starts_with("struktur.") && !tempat.starts_with("tim."),
            (_, field) => IN_OTHER_WORDS.contains(&field),
        };
        if !is_word {
            texts(value, &mut wanted);
        }
    }
    wanted
        .into_iter()
        .filter(|text| !words.contains(&collapsed(text)))
        .map(|text| format!("{} does not show {text:?}", entry.tempat))
        .collect()
}

#[tokio::test]
async fn every_entry_of_a_pack_is_on_its_page() {
    let mut wrong = Vec::new();
    for pack in crate::regulation::packs() {
        let folder = root().join("regulations").join(&pack);
        let kode = pack.split('/').next_back().expect("a code");
        let government = Government::under(&folder, false);
        let page = government.page(&format!("/paket/{kode}")).await.expect("the page of the pack");
        let loaded = LoadedPack::read(&folder).expect("a sound pack");
        let entries = loaded.entries();
        assert!(entries.len() > 50, "{pack}");
        let missing = entries.iter().flat_map(|entry| unseen(entry, &page));
        wrong.extend(missing.map(|why| format!("{pack}: {why}")));
        for text in &loaded.pack.bacaan {
            if !page.words.contains(&collapsed(&text.bagian)) {
                wrong.push(format!("{pack}: the heading {:?} is not on the page", text.bagian));
            }
        }
    }
    assert!(wrong.is_empty(), "{} texts:\n{}", wrong.len(), wrong.join("\n"));
}
