//! What every whole-system test needs: the real binary, and a folder to run it on.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use sha2::{Digest, Sha256};
use tempfile::TempDir;

/// The root of the workspace.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The `jejak` binary, built once per test run in the profile of the tests.
pub fn binary() -> &'static Path {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    BINARY.get_or_init(|| {
        let exe = std::env::current_exe().expect("a test knows its own path");
        let profile =
            exe.parent().and_then(Path::parent).expect("tests lie in target/PROFILE/deps");
        let mut build = Command::new(std::env::var("CARGO").unwrap_or_else(|_| "cargo".into()));
        build.args(["build", "--quiet", "-p", "dashboard", "--bin", "jejak"]);
        if profile.ends_with("release") {
            build.arg("--release");
        }
        assert!(build.current_dir(root()).status().expect("cargo runs").success(), "jejak builds");
        profile.join("jejak")
    })
}

/// Runs a `jejak` command that must succeed and answers what it printed.
pub fn jejak(args: &[&str]) -> String {
    let answer = Answer::from(Command::new(binary()).args(args).output().expect("the binary runs"));
    assert_eq!(answer.status, 0, "jejak {args:?}: {}{}", answer.out, answer.err);
    answer.out
}

/// SHA-256 of a file, hex.
pub fn sha256(path: &Path) -> String {
    let bytes = std::fs::read(path).expect("the file is there");
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What a command answered.
pub struct Answer {
    /// Exit status.
    pub status: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl From<Output> for Answer {
    fn from(output: Output) -> Self {
        Self {
            status: output.status.code().unwrap_or(-1),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

/// An installation in a folder of its own.
pub struct Installation {
    dir: TempDir,
}

impl Installation {
    /// An empty folder.
    pub fn empty() -> Self {
        Self { dir: TempDir::new().expect("a folder for temporary files") }
    }

    /// A record begun with a pack of this repository, such as `purbalingga/perbup_11_2020`.
    pub fn begun(pack: &str) -> Self {
        let begun = Self::empty();
        let pack = root().join("regulations").join(pack).display().to_string();
        begun.ok(&[
            "init",
            "--regulation",
            &pack,
            "--pemda",
            "contoh",
            "--nama",
            "Kabupaten Contoh",
        ]);
        begun
    }

    /// The same record in a folder of its own.
    pub fn copied(&self) -> Self {
        let copied = Self::empty();
        copy_folder(&self.data(), &copied.data());
        copied
    }

    /// The data folder.
    pub fn data(&self) -> PathBuf {
        self.dir.path().join("data")
    }

    /// A path for a file of the test.
    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// Writes a file of the test and answers its path.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        std::fs::write(&path, content).expect("the folder is ours");
        path.display().to_string()
    }

    /// Runs `jejak COMMAND --data DIR ...`.
    pub fn run(&self, args: &[&str]) -> Answer {
        let data = self.data().display().to_string();
        let words = if matches!(args[0], "periode" | "policy" | "regulation") { 2 } else { 1 };
        let (command, rest) = args.split_at(words);
        let output =
            Command::new(binary()).args(command).args(["--data", &data]).args(rest).output();
        output.expect("the binary runs").into()
    }

    /// Runs a command that must succeed and answers what it printed.
    pub fn ok(&self, args: &[&str]) -> String {
        let answer = self.run(args);
        assert_eq!(answer.status, 0, "jejak {args:?}: {}{}", answer.out, answer.err);
        answer.out
    }

    /// Runs a command that must answer no (exit status 1) and answers what it said.
    pub fn no(&self, args: &[&str]) -> String {
        let answer = self.run(args);
        assert_eq!(answer.status, 1, "jejak {args:?}: {}{}", answer.out, answer.err);
        answer.err
    }

    /// The ranking of a period as JSON.
    pub fn rank(&self, args: &[&str]) -> serde_json::Value {
        let text = self.ok(&[&["rank", "--format", "json"], args].concat());
        serde_json::from_str(&text).expect("the ranking is JSON")
    }
}

/// Every rule pack with a worked example, as a folder under `regulations/`; the last is one that was
/// written from the guide alone.
pub fn packs() -> Vec<String> {
    let mut packs = Vec::new();
    for government in std::fs::read_dir(root().join("regulations")).expect("a folder").flatten() {
        for pack in std::fs::read_dir(government.path()).into_iter().flatten().flatten() {
            // A pack of one unit is adopted beside that of its government.
            let text = std::fs::read_to_string(pack.path().join("rule_pack.toml"));
            let of_a_unit = text.is_ok_and(|text| text.contains("\nhanya_opd = [\"DPMPTSP\"]"));
            if pack.path().join("worked_example").is_dir() && !of_a_unit {
                let name = |path: std::ffi::OsString| path.to_string_lossy().into_owned();
                packs.push(format!("{}/{}", name(government.file_name()), name(pack.file_name())));
            }
        }
    }
    packs.sort();
    packs.push("../tests/fixtures/kota_laut/perwali_7_2024".into());
    packs
}

/// The files of a pack's worked example, those of a Gelar apart from all others.
pub fn whole_example(pack: &str) -> (Vec<String>, Vec<String>) {
    let folder = root().join("regulations").join(pack).join("worked_example");
    let mut files: Vec<String> = std::fs::read_dir(folder)
        .expect("a worked example")
        .flatten()
        .map(|file| file.path().display().to_string())
        .filter(|file| file.ends_with(".csv"))
        .collect();
    files.sort();
    let name = |file: &String| file.rsplit('/').next().unwrap_or_default().to_owned();
    let of_gelar = |file: &String| name(file) == "gelar.csv" || name(file).starts_with("gelar_");
    files.into_iter().partition(|file| !of_gelar(file))
}

/// The paths of some CSV files of a pack's worked example.
pub fn example_files(pack: &str, kinds: &[&str]) -> Vec<String> {
    let folder = root().join("regulations").join(pack).join("worked_example");
    kinds.iter().map(|kind| folder.join(format!("{kind}.csv")).display().to_string()).collect()
}

/// Evaluation forms of the fictional pack as CSV: twelve answers each, tokens by number.
pub fn contoh_forms(numbers: std::ops::Range<u64>) -> String {
    let questions: Vec<String> = (1..=12).map(|n| format!("q{n}")).collect();
    let mut csv = format!("opd,periode,token,kelas_jabatan,tanggal,{}\n", questions.join(","));
    for number in numbers {
        let answers: Vec<String> =
            (0..12).map(|question| (1 + (number + question) % 3).to_string()).collect();
        let row =
            format!("BAD-ARSIP,EV-2026,t{number},pelaksana,2026-05-04,{}\n", answers.join(","));
        csv.push_str(&row);
    }
    csv
}

/// Copies a folder with everything in it.
pub fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("the folder is ours");
    for entry in std::fs::read_dir(from).expect("a folder").flatten() {
        let (path, target) = (entry.path(), to.join(entry.file_name()));
        match path.is_dir() {
            true => copy_folder(&path, &target),
            false => _ = std::fs::copy(&path, &target).expect("a copy"),
        }
    }
}
