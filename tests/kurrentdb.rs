//! The log on a cluster, against our own port and, where one can be had, a real server; and the
//! port itself, against clients that others wrote.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::channel;

use dashboard::port::serve_log;
use ingest::identity::Kode;
use ingest::log::contract::{self, Given};
use ingest::log::{KurrentLog, Log};
use tempfile::TempDir;
use tests::{Answer, binary, root};
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
        Log::KurrentDb(KurrentLog::open(&self.address).expect("the log connects"))
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
        serve_log(log, pemda(), listener).await.expect("the port serves");
    });
    let address = format!("kurrentdb://{}?tls=false", tells.recv().expect("an address"));
    Offered { address, _runtime: runtime, _dir: dir }
}

#[test]
fn the_port_keeps_the_contract_of_a_log() {
    contract::run(|| {
        let offered = offered();
        Given { open: Box::new(move || offered.open()), pemda: pemda() }
    });
}

/// The real binary, serving a record and its port.
pub(crate) struct Server {
    process: Child,
    pub(crate) port: String,
}

impl Server {
    pub(crate) fn over(data: &Path) -> Self {
        let mut process = Command::new(binary())
            .args(["serve", "--listen", "127.0.0.1:0", "--kurrentdb-listen", "127.0.0.1:0"])
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
    let found = Command::new(program).args(args).output();
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
