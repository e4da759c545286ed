//! The pages in a real browser: Chromium through playwright-core, judged by axe-core.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use tests::{binary, root};

use crate::rule_packs::example;

struct Server {
    process: Child,
    address: String,
}

impl Server {
    fn over(data: &std::path::Path) -> Self {
        let mut process = Command::new(binary())
            .args(["serve", "--listen", "127.0.0.1:0", "--data"])
            .arg(data)
            .stdout(Stdio::piped())
            .spawn()
            .expect("the server starts");
        let mut line = String::new();
        let out = process.stdout.take().expect("its output");
        BufReader::new(out).read_line(&mut line).expect("it says where it listens");
        let address = line.split_whitespace().find(|word| word.starts_with("http://"));
        let address = address.expect("an address").trim_end_matches('/').to_owned();
        Self { process, address }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn runs(program: &str) -> bool {
    Command::new(program).arg("--version").output().is_ok_and(|output| output.status.success())
}

#[test]
fn every_page_is_sound_in_a_real_browser() {
    let chromium = std::env::var("CHROMIUM").unwrap_or_else(|_| "/usr/bin/chromium".into());
    if !(runs(&chromium) && runs("node") && runs("npm")) {
        let required = std::env::var("JEJAK_BROWSER").is_ok_and(|value| value == "required");
        assert!(!required, "Chromium, node or npm is missing");
        eprintln!("left out: the browser test needs {chromium}, node and npm");
        return;
    }
    let folder = root().join("tests/browser");
    if !folder.join("node_modules/playwright-core").exists() {
        let installed = Command::new("npm").args(["ci", "--silent"]).current_dir(&folder).status();
        assert!(installed.expect("npm runs").success(), "npm ci");
    }
    let government = example("purbalingga/perbup_11_2020", true);
    let said = government.ok(&["publish", "--periode", "2026"]);
    let result = said.split_whitespace().find(|word| word.starts_with("/periksa/"));
    let result = result.expect("the address of what was published").to_owned();
    let server = Server::over(&government.data());
    let paths = [
        "/",
        "/peringkat",
        "/peringkat/2026",
        "/peringkat/2026?kejadian=3386",
        "/peringkat/2026/mengapa/DINKES",
        "/peringkat/2026/mengapa/SATPOL",
        "/peringkat/2026?terjadi=2026-08-15",
        "/peringkat/2026-T3/mengapa/DINKES/perubahan?dari=2026-T2",
        "/peringkat/2026/mengapa/DINKES/perubahan?dari_kejadian=3386",
        "/audit/banding?dari=3386&periode=2026",
        "/opd",
        "/opd/DINKES",
        "/nilai",
        "/gelar/GELAR-2026",
        "/gelar/GELAR-2026?kejadian=3424",
        "/tinjauan",
        "/tinjauan/2026-T2",
        "/paket",
        "/paket/perbup_11_2020",
        "/audit/kejadian/500",
        "/audit/kejadian/3400",
        "/status",
        "/periksa",
        &result,
    ];
    let paths = serde_json::to_string(&paths).expect("JSON");
    let seen = Command::new("node")
        .arg(folder.join("smoke.mjs"))
        .args([&server.address, &paths])
        .output()
        .expect("node runs");
    let (out, err) = (String::from_utf8_lossy(&seen.stdout), String::from_utf8_lossy(&seen.stderr));
    assert!(seen.status.success(), "{out}{err}");
    assert!(out.contains("page views without a fault"), "{out}{err}");
}
