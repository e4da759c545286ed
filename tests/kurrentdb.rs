//! The log on a cluster, against our own port and, where one can be had, a real server; and the
//! port itself, against clients that others wrote.

use std::sync::Arc;
use std::sync::mpsc::channel;

use dashboard::port::serve_log;
use ingest::identity::Kode;
use ingest::log::contract::{self, Given};
use ingest::log::{KurrentLog, Log};
use tempfile::TempDir;
use tokio::runtime::Runtime;

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
