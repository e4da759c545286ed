//! The log on a cluster, against our own port and, where one can be had, a real server; and the
//! port itself, against clients that others wrote.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::channel;

use dashboard::port::serve_log;
use ingest::identity::Kode;
use ingest::log::contract::{self, Given};
use ingest::log::{KurrentLog, Log};
use tempfile::TempDir;
use tests::{Answer, Installation, binary, example_files, root};
use tokio::runtime::Runtime;

use crate::rule_packs::example;

fn pemda() -> Kode {
    Kode::parse("contoh").expect("a code")
}

/// An embedded log of its own behind a port of its own.
struct Offered {
    address: String,
    _runtime: Runtime,
    _dir: TempDir,
}

impl Offered {
    fn open(&self) -> Log {
        Log::at(&self.address).expect("the log connects")
    }

    fn open_for(&self, pemda: &Kode) -> Log {
        let log = KurrentLog::open_for(&self.address, pemda).expect("the log connects");
        Log::KurrentDb(Box::new(log))
    }
}

fn offered() -> Offered {
    let dir = TempDir::new().expect("a folder");
    let log = Arc::new(Log::in_folder(dir.path()).expect("a log"));
    let runtime = Runtime::new().expect("a runtime");
    let (told, tells) = channel();
    runtime.spawn(async move {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        told.send(listener.local_addr().expect("its address")).expect("the test waits");
        serve_log(log, pemda(), listener, true).await.expect("the port serves");
    });
    let address = format!("kurrentdb://{}?tls=false", tells.recv().expect("an address"));
    Offered { address, _runtime: runtime, _dir: dir }
}

#[test]
fn the_port_keeps_the_contract_of_a_log() {
    contract::run(|| {
        let offered = offered();
        Given { open: Box::new(move || offered.open_for(&pemda())), pemda: pemda() }
    });
}

#[test]
fn a_real_server_keeps_the_contract_of_a_log() {
    let Ok(address) = std::env::var("JEJAK_KURRENTDB_URL") else {
        eprintln!("left out: no KurrentDB server is named by JEJAK_KURRENTDB_URL");
        return;
    };
    contract::run(|| {
        // A server is not emptied, so every behaviour has a government of its own.
        let dir = TempDir::new().expect("a folder with a name of its own");
        let name = dir.path().file_name().expect("a name").to_string_lossy().replace('.', "");
        let pemda = Kode::parse(&format!("uji_{name}")).expect("a code");
        let (address, own) = (address.clone(), pemda.clone());
        let open = move || KurrentLog::open_for(&address, &own).expect("the log connects");
        Given { open: Box::new(move || Log::KurrentDb(Box::new(open()))), pemda }
    });
}

#[test]
fn a_log_moves_to_a_cluster_and_back_with_the_same_root() {
    let government = example(PACK, true);
    let (data, cluster) = (government.data().display().to_string(), offered());
    let back = government.path("kembali").display().to_string();
    let copy = |from: &str, to: &str| -> Answer {
        let mut command = Command::new(binary());
        let output = command.args(["log", "copy", "--from", from, "--to", to]).output();
        output.expect("the binary runs").into()
    };
    let roots = |answer: &Answer| -> Vec<String> {
        assert_eq!(answer.status, 0, "{}{}", answer.out, answer.err);
        let is_root = |word: &&str| word.len() == 64 && word.bytes().all(|b| b.is_ascii_hexdigit());
        answer.out.split_whitespace().filter(is_root).map(String::from).collect()
    };
    let there = roots(&copy(&data, &cluster.address));
    let home = roots(&copy(&cluster.address, &back));
    assert_eq!(there.len(), 2, "both roots are printed");
    assert!(there.iter().chain(&home).all(|root| *root == there[0]));
    let (before, after) = (Log::in_folder(&government.data()), Log::in_folder(Path::new(&back)));
    let (before, after) = (before.expect("the source"), after.expect("the copy"));
    let head = before.head().expect("it reads").expect("events");
    assert_eq!(after.head().expect("it reads"), Some(head));
    let root = |log: &Log| log.root(head.position.0 + 1).expect("a root").root;
    assert_eq!(root(&before), root(&after));
    drop((before, after));

    // What the target holds already is its beginning, or it is refused.
    government.ok(&["periode", "reopen", "EV-2026", "--alasan", "uji"]);
    assert_eq!(roots(&copy(&data, &cluster.address)).len(), 2, "the rest is added");
    let shorter = copy(&back, &cluster.address);
    assert_eq!(shorter.status, 1);
    assert!(shorter.err.contains("sudah berisi kejadian lain"), "{}", shorter.err);
    let other = Installation::begun(PACK);
    let strange = copy(&other.data().display().to_string(), &back);
    assert_eq!(strange.status, 1);
    assert!(strange.err.contains("sudah berisi kejadian lain"), "{}", strange.err);
    let nothing = copy(&government.path("tidak-ada").display().to_string(), &back);
    assert_eq!(nothing.status, 1);
    assert!(!government.path("tidak-ada").exists());
}

#[test]
fn a_record_on_a_cluster_gives_the_same_ranking() {
    let cluster = offered();
    let log = ["--log", cluster.address.as_str()];
    let pack = root().join("regulations").join(PACK).display().to_string();
    let remote = Installation::empty();
    let begin = ["init", "--regulation", &pack, "--pemda", "contoh", "--nama", "Kabupaten Contoh"];
    remote.ok(&[&begin[..], &log].concat());
    assert!(!remote.data().join("log.db").exists(), "the events are on the cluster");
    let kinds = ["opd", "pegawai", "kbk", "periode", "evaluasi", "scorecard", "kegiatan", "rapat"];
    let files = example_files(PACK, &kinds);
    let import: Vec<&str> =
        ["import"].into_iter().chain(files.iter().map(String::as_str)).chain(log).collect();
    remote.ok(&import);
    let again = remote.ok(&import);
    assert!(again.contains("Tidak ada yang ditambahkan"), "{again}");
    for round in ["EV-2026", "SC-2026"] {
        remote.ok(&[&["periode", "close", round][..], &log].concat());
    }
    let rows = |ranking: serde_json::Value| ranking["rows"].clone();
    let ranked = rows(remote.rank(&[&["--periode", "2026"][..], &log].concat()));
    assert_eq!(ranked, rows(example(PACK, false).rank(&["--periode", "2026"])));
    remote.ok(&[&["checkpoint"][..], &log].concat());
    let verified = remote.ok(&[&["verify"][..], &log].concat());
    assert!(verified.contains("Cocok dengan 1 checkpoint"), "{verified}");
    let taken = remote.no(&[&begin[..], &log].concat());
    assert!(taken.contains("sudah berisi catatan"), "{taken}");
}

#[test]
fn what_cannot_be_reached_or_must_not_be_is_refused_and_changes_nothing() {
    let government = Installation::begun(PACK);
    let before = government.ok(&["events"]);
    // A port that was free a moment ago.
    let free = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("kurrentdb://{}?tls=false", free.local_addr().expect("its address"));
    drop(free);
    let opd = example_files(PACK, &["opd"]);
    let away = government.no(&["import", &opd[0], "--log", &address]);
    assert!(away.contains("tidak dapat dihubungi"), "{away}");
    let none = government.no(&["import", &opd[0], "--log", "http://127.0.0.1:2113"]);
    assert!(none.contains("bukan alamat KurrentDB"), "{none}");
    let empty = Installation::empty();
    let pack = root().join("regulations").join(PACK).display().to_string();
    empty.no(&[
        "init",
        "--regulation",
        &pack,
        "--pemda",
        "contoh",
        "--nama",
        "X",
        "--log",
        &address,
    ]);
    assert!(!empty.data().exists());
    for open in ["0.0.0.0:2113", "192.168.1.5:2113"] {
        let answer = government.run(&["serve", "--kurrentdb-listen", open]);
        assert_eq!(answer.status, 2);
        assert!(answer.err.contains("tidak memakai kata sandi"), "{}", answer.err);
    }
    assert_eq!(government.ok(&["events"]), before);
}

#[test]
fn the_port_outlives_what_is_no_request() {
    let cluster = offered();
    let address = cluster.address.trim_start_matches("kurrentdb://").trim_end_matches("?tls=false");
    let preface: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
    let frames = [0xff; 4096];
    for bytes in [&b"GET / HTTP/1.1\r\n\r\n"[..], &frames, &[preface, &frames].concat()] {
        let mut stream = std::net::TcpStream::connect(address).expect("the port listens");
        // It may hang up before everything is said.
        let _ = stream.write_all(bytes);
        let _ = stream.read_to_end(&mut Vec::new());
    }
    assert_eq!(cluster.open().head().expect("it still answers"), None);
}

/// The real binary, serving a record and its port.
pub(crate) struct Server {
    process: Child,
    pub(crate) port: String,
}

impl Server {
    /// Serves a record whose port takes appends.
    pub(crate) fn over(data: &Path) -> Self {
        Self::with(data, &["--kurrentdb-append"])
    }

    fn with(data: &Path, more: &[&str]) -> Self {
        let mut process = Command::new(binary())
            .args(["serve", "--listen", "127.0.0.1:0", "--kurrentdb-listen", "127.0.0.1:0"])
            .args(more)
            .arg("--data")
            .arg(data)
            .stdout(Stdio::piped())
            .spawn()
            .expect("the server starts");
        let out = BufReader::new(process.stdout.take().expect("its output"));
        let said = out.lines().map_while(Result::ok);
        let address = |line: String| {
            let word = line.split_whitespace().find(|word| word.starts_with("kurrentdb://"))?;
            Some(word.to_owned())
        };
        let port = said.filter_map(address).next().expect("it says where its port is");
        Self { process, port }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

const PACK: &str = "purbalingga/perbup_11_2020";

/// Whether a client can be driven; if it must be, its absence is a failure.
fn can_run(program: &str, args: &[&str], what: &str) -> bool {
    let folder = root().join("tests/kurrentdb");
    let found = Command::new(program).args(args).current_dir(folder).output();
    let found = found.is_ok_and(|output| output.status.success());
    let required = std::env::var("JEJAK_KURRENTDB_CLIENTS").is_ok_and(|value| value == "required");
    assert!(found || !required, "{what} is missing");
    if !found {
        eprintln!("left out: this test needs {what}");
    }
    found
}

fn drive(program: &str, script: &str) {
    let government = example(PACK, true);
    let server = Server::over(&government.data());
    let script = root().join("tests/kurrentdb").join(script);
    let output = Command::new(program).arg(script).args([&server.port, "contoh"]).output();
    let answer: Answer = output.expect("the client runs").into();
    assert_eq!(answer.status, 0, "{}{}", answer.out, answer.err);
    assert!(answer.out.contains("checks passed"), "{}{}", answer.out, answer.err);
    drop(server);
    // What a stranger wrote is as good as what jejak wrote.
    government.rank(&["--periode", "2026"]);
}

#[test]
fn the_python_client_reads_writes_and_follows_the_record() {
    if can_run("python3", &["-c", "import kurrentdbclient"], "python3 with kurrentdbclient 1.3.5") {
        drive("python3", "client.py");
    }
}

#[test]
fn the_node_client_reads_writes_and_follows_the_record() {
    let found = "require('@kurrent/kurrentdb-client')";
    if can_run("node", &["-e", found], "node with @kurrent/kurrentdb-client 1.3.1 on NODE_PATH") {
        drive("node", "client.mjs");
    }
}

#[test]
fn the_port_only_reads_unless_it_is_told_otherwise() {
    let government = example(PACK, false);
    let server = Server::with(&government.data(), &[]);
    let log = KurrentLog::open(&server.port).expect("it reads");
    let before = log.head().expect("it reads").expect("events");
    let refused = log.append(faults::forms::form("satu")).expect_err("it does not write");
    assert!(refused.to_string().contains("Access denied"), "{refused}");
    assert_eq!(log.head().expect("it reads"), Some(before));
}
