//! Takes signed checkpoints out of the machine: one a day, and one whenever a round or a Gelar closes.
//!
//! Whoever owns the server owns its key. What keeps the past as it was is a checkpoint that somebody
//! else holds already, so a day without one is said aloud.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use ingest::checkpoint::{Checkpoint, CheckpointError, Signer, VerifierKey, witness_request};
use ingest::identity::{Instant, Position};
use ingest::log::Log;
use ingest::register::{Register, RegisterError};
use ingest::verify::{LogFault, verify_log};
use reqwest::StatusCode;
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::cli::now;

const HOUR: i64 = 3_600_000;
/// A checkpoint leaves at least this often.
const EVERY: i64 = 24 * HOUR;
/// After so long without one, it is said aloud.
const TOO_LONG: i64 = 36 * HOUR;
/// How often it is looked whether one is due.
const LOOK: Duration = Duration::from_secs(60);
/// How long after a failure it is tried again.
const RETRY: Duration = Duration::from_secs(15 * 60);
/// What a command or a witness may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// Where checkpoints go.
#[derive(Debug, Clone, Default)]
pub struct Outlets {
    /// A folder, such as a mounted share.
    pub folder: Option<PathBuf>,
    /// A command that takes the checkpoint on its standard input, such as `mail`.
    pub command: Option<String>,
    /// A witness after C2SP tlog-witness: its submission prefix.
    pub witness: Option<String>,
}

impl Outlets {
    fn is_none(&self) -> bool {
        self.folder.is_none() && self.command.is_none() && self.witness.is_none()
    }
}

/// A checkpoint did not leave.
#[derive(Debug, thiserror::Error)]
pub enum WitnessError {
    /// Nothing was signed.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    /// The log is not as it was written; nothing was signed.
    #[error("the log is not sound: {0}; run `jejak verify`")]
    Log(#[from] LogFault),
    /// The record cannot be read.
    #[error(transparent)]
    Register(#[from] RegisterError),
    /// The folder does not take it.
    #[error("{path}: {source}")]
    #[allow(missing_docs)] // the fields are what the message names
    Folder { path: PathBuf, source: std::io::Error },
    /// The command failed or took too long.
    #[error("the command for checkpoints: {0}")]
    Command(String),
    /// The witness did not cosign.
    #[error("the witness: {0}")]
    Witness(String),
}

/// The last checkpoint that was made because one was due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Left {
    size: u64,
    /// Milliseconds since 1970.
    at: i64,
    /// When one last reached every outlet.
    outside_at: Option<i64>,
    /// What the witness cosigned last; 0 without a witness.
    cosigned: u64,
}

impl Left {
    fn path(dir: &Path) -> PathBuf {
        dir.join("checkpoints").join("left.json")
    }

    fn read(dir: &Path) -> Option<Self> {
        serde_json::from_slice(&std::fs::read(Self::path(dir)).ok()?).ok()
    }

    fn write(&self, dir: &Path) -> Result<(), WitnessError> {
        let path = Self::path(dir);
        let text = serde_json::to_vec(self).unwrap_or_default();
        std::fs::write(&path, text).map_err(|source| WitnessError::Folder { path, source })
    }
}

/// How the record is guarded, as a page shows it.
#[derive(Debug, Clone)]
pub struct Guard {
    /// Who signs here.
    pub key: Option<VerifierKey>,
    /// The newest signed checkpoint.
    pub last: Option<Checkpoint>,
    /// When one last left the machine.
    pub left: Option<Instant>,
    /// None has left for too long.
    pub overdue: bool,
}

impl Guard {
    /// As it stands in a data folder. Errors: [`CheckpointError`].
    pub fn of(dir: &Path, now: Instant) -> Result<Self, CheckpointError> {
        let (key, last) = match Signer::existing(dir)? {
            Some(signer) => (Some(signer.key.clone()), signer.last()?),
            None => (None, None),
        };
        let left = Left::read(dir).and_then(|left| left.outside_at);
        let overdue = left.is_none_or(|at| now.0 - at > TOO_LONG);
        Ok(Self { key, last, left: left.map(Instant), overdue })
    }
}

/// Keeps watch until the server stops.
pub async fn keep_watch(app: Arc<App>, outlets: Outlets) {
    let mut warned = false;
    loop {
        let pause = match tend(&app, &outlets, now()).await {
            Ok(_) => LOOK,
            Err(error) => {
                tracing::error!(%error, "no checkpoint has left this machine");
                RETRY
            }
        };
        let overdue = Guard::of(app.dir(), now()).is_ok_and(|guard| guard.overdue);
        if overdue && !warned {
            tracing::warn!("no checkpoint has left this machine for 36 hours, or ever");
        }
        warned = overdue;
        tokio::time::sleep(pause).await;
    }
}

/// Signs and sends a checkpoint if one is due. Answers the checkpoint that was made.
/// Errors: [`WitnessError`]; what did not leave is due again.
pub async fn tend(
    app: &Arc<App>,
    outlets: &Outlets,
    now: Instant,
) -> Result<Option<Checkpoint>, WitnessError> {
    let left = Left::read(app.dir());
    let watched = Arc::clone(app);
    let last = left.clone();
    let outside = !outlets.is_none();
    let signing =
        tokio::task::spawn_blocking(move || sign_if_due(&watched, last.as_ref(), outside, now));
    let Some((signer, checkpoint)) =
        signing.await.map_err(|error| WitnessError::Command(error.to_string()))??
    else {
        return Ok(None);
    };
    let mut cosigned = left.as_ref().map_or(0, |left| left.cosigned);
    let mut leaving = checkpoint;
    if let Some(prefix) = &outlets.witness {
        leaving = ask_witness(app.log(), &signer, &leaving, prefix, cosigned).await?;
        cosigned = leaving.ledger.size;
    }
    if let Some(folder) = &outlets.folder {
        put_in_folder(folder, &leaving)?;
    }
    if let Some(command) = outlets.command.clone() {
        let note = leaving.note.clone();
        tokio::task::spawn_blocking(move || run_command(&command, &note))
            .await
            .map_err(|error| WitnessError::Command(error.to_string()))??;
    }
    let outside_at = if outside { Some(now.0) } else { left.and_then(|left| left.outside_at) };
    Left { size: leaving.ledger.size, at: now.0, outside_at, cosigned }.write(app.dir())?;
    Ok(Some(leaving))
}

fn sign_if_due(
    app: &App,
    left: Option<&Left>,
    outside: bool,
    now: Instant,
) -> Result<Option<(Signer, Checkpoint)>, WitnessError> {
    let register = Register::read(app.log(), None)?;
    let is_due = match left {
        None => true,
        // It stayed here, and outlets were named since.
        Some(left) if outside && left.outside_at != Some(left.at) => true,
        Some(left) => {
            let unseen = |closed: Option<Position>| closed.is_some_and(|at| at.0 >= left.size);
            now.0 - left.at >= EVERY
                || register.periode.values().any(|periode| unseen(periode.closed))
                || register.gelar.values().any(|gelar| unseen(gelar.closed))
        }
    };
    if !is_due {
        return Ok(None);
    }
    let signer = Signer::open(app.dir(), &app.pemda().kode, register.epoch)?;
    // Every event is read, so that damage is known within a day and never signed.
    verify_log(app.log(), &signer.signed()?, &[], |_| ())?;
    let checkpoint = signer.sign(app.log())?;
    Ok(Some((signer, checkpoint)))
}

fn put_in_folder(folder: &Path, checkpoint: &Checkpoint) -> Result<(), WitnessError> {
    let name = checkpoint.origin.replace('/', "-");
    let path = folder.join(format!("{name}-{:012}.txt", checkpoint.ledger.size));
    let written = std::fs::File::create(&path).and_then(|mut file| {
        file.write_all(checkpoint.note.as_bytes())?;
        file.sync_all()
    });
    written.map_err(|source| WitnessError::Folder { path, source })
}

fn run_command(command: &str, note: &str) -> Result<(), WitnessError> {
    let failed = |error: std::io::Error| WitnessError::Command(error.to_string());
    let (shell, flag) = if cfg!(windows) { ("cmd", "/C") } else { ("sh", "-c") };
    let mut running =
        Command::new(shell).args([flag, command]).stdin(Stdio::piped()).spawn().map_err(failed)?;
    if let Some(mut stdin) = running.stdin.take() {
        // A command that does not read its input answers by its status.
        let _ = stdin.write_all(note.as_bytes());
    }
    let step = Duration::from_millis(50);
    for _ in 0..PATIENCE.as_millis() / step.as_millis() {
        if let Some(status) = running.try_wait().map_err(failed)? {
            return match status.success() {
                true => Ok(()),
                false => Err(WitnessError::Command(status.to_string())),
            };
        }
        std::thread::sleep(step);
    }
    let _ = running.kill();
    let _ = running.wait();
    Err(WitnessError::Command(format!("no end after {} seconds", PATIENCE.as_secs())))
}

/// Sends a checkpoint to a witness and keeps its cosignature. A witness that remembers another size
/// says which, and is asked once more.
async fn ask_witness(
    log: &Log,
    signer: &Signer,
    checkpoint: &Checkpoint,
    prefix: &str,
    cosigned: u64,
) -> Result<Checkpoint, WitnessError> {
    let failed = |error: reqwest::Error| WitnessError::Witness(error.to_string());
    let client = reqwest::Client::builder().timeout(PATIENCE).build().map_err(failed)?;
    let address = format!("{}/add-checkpoint", prefix.trim_end_matches('/'));
    let mut old = cosigned;
    for _ in 0..2 {
        let request = witness_request(log, checkpoint, old).map_err(CheckpointError::from)?;
        let answer = client.post(&address).body(request).send().await.map_err(failed)?;
        let status = answer.status();
        let text = answer.text().await.map_err(failed)?;
        match status {
            StatusCode::OK => return Ok(signer.cosign(checkpoint, &text)?),
            StatusCode::CONFLICT => match text.trim().parse() {
                Ok(known) if known != old && known <= checkpoint.ledger.size => old = known,
                _ => break,
            },
            other => return Err(WitnessError::Witness(format!("answered {other}: {text}"))),
        }
    }
    Err(WitnessError::Witness("it holds another ledger, or a longer one".into()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Mutex;

    use axum::Router;
    use axum::extract::State;
    use axum::response::{IntoResponse, Response};
    use axum::routing::post;
    use ingest::accept::{Command as Decision, Intent};
    use ingest::event::{Closed, JenisPeriode, PemdaRegistered};
    use ingest::identity::{Kode, Zona, parse_date};
    use ingest::record::Record;
    use ingest::rule_pack::LoadedPack;
    use ingest::sealed::Randomness;

    fn at(hours: i64) -> Instant {
        Instant(1_790_000_000_000 + hours * HOUR)
    }

    /// A government with one open round.
    fn app(dir: &Path) -> Arc<App> {
        let path =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("../regulations/purbalingga/perbup_11_2020");
        let kode = Kode::parse("contoh").unwrap();
        let pemda = PemdaRegistered { kode, nama: "Contoh".into(), zona: Zona::WIB };
        let rules = LoadedPack::read(&path).unwrap();
        let mut record =
            Record::init(dir, None, rules, pemda, Randomness::SampleData(1), at(0)).unwrap();
        let intent = Intent::OpenPeriode {
            kode: Kode::parse("SC-1").unwrap(),
            jenis: JenisPeriode::RondeScorecard,
            mulai: parse_date("2026-09-01").unwrap(),
            selesai: parse_date("2026-09-30").unwrap(),
        };
        record_in(&mut record, "buka", intent);
        Arc::new(App::open(record, dir.to_owned(), &mut |_| ()).unwrap())
    }

    fn record_in(record: &mut Record, key: &str, intent: Intent) {
        let occurred_on = parse_date("2026-09-22").unwrap();
        record.record(Decision { key: key.into(), occurred_on, intent }, at(0)).unwrap();
    }

    fn files(folder: &Path) -> Vec<String> {
        let names = std::fs::read_dir(folder).unwrap();
        let mut names: Vec<String> =
            names.map(|name| name.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[tokio::test]
    async fn one_leaves_a_day_and_one_when_a_round_closes() {
        let (dir, outside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let app = app(dir.path());
        let outlets = Outlets { folder: Some(outside.path().to_owned()), ..Outlets::default() };
        let left = async |hours| tend(&app, &outlets, at(hours)).await.unwrap().is_some();
        assert!(left(0).await, "at the start");
        assert!(!left(23).await);
        assert!(left(24).await);
        assert_eq!(files(outside.path()).len(), 1, "the same size is the same checkpoint");
        let mut record = Record::open(dir.path(), None, Randomness::SampleData(1)).unwrap();
        let closed = Closed { kode: Kode::parse("SC-1").unwrap(), alasan: None };
        record_in(&mut record, "tutup", Intent::ClosePeriode(closed));
        assert!(left(25).await, "a round has closed");
        assert!(!left(26).await);
        assert_eq!(files(outside.path()).len(), 2);
        let guard = |hours| Guard::of(dir.path(), at(hours)).unwrap();
        assert_eq!((guard(61).overdue, guard(62).overdue), (false, true), "36 hours");
        assert_eq!(guard(62).last.unwrap().ledger.size, 4);
    }

    #[tokio::test]
    async fn what_does_not_leave_is_due_again() {
        let dir = tempfile::tempdir().unwrap();
        let app = app(dir.path());
        let file = dir.path().join("diterima");
        let command = |text: String| Outlets { command: Some(text), ..Outlets::default() };
        assert!(tend(&app, &command("exit 3".into()), at(0)).await.is_err());
        assert!(Guard::of(dir.path(), at(0)).unwrap().overdue);
        let works = command(format!("cat > '{}'", file.display()));
        let left = tend(&app, &works, at(0)).await.unwrap().unwrap();
        assert_eq!(std::fs::read_to_string(&file).unwrap(), left.note);
        let gone = Outlets { folder: Some(dir.path().join("tidak-ada")), ..Outlets::default() };
        assert!(tend(&app, &gone, at(30)).await.is_err());
        assert!(!Guard::of(dir.path(), at(30)).unwrap().overdue);
        assert!(Guard::of(dir.path(), at(37)).unwrap().overdue);
    }

    #[tokio::test]
    async fn without_an_outlet_nothing_counts_as_outside() {
        let dir = tempfile::tempdir().unwrap();
        let app = app(dir.path());
        assert!(tend(&app, &Outlets::default(), at(0)).await.unwrap().is_some());
        assert!(tend(&app, &Outlets::default(), at(1)).await.unwrap().is_none());
        let guard = Guard::of(dir.path(), at(1)).unwrap();
        assert_eq!((guard.left, guard.overdue), (None, true));
        let outside = tempfile::tempdir().unwrap();
        let outlets = Outlets { folder: Some(outside.path().to_owned()), ..Outlets::default() };
        assert!(tend(&app, &outlets, at(2)).await.unwrap().is_some(), "an outlet was named");
        assert!(tend(&app, &Outlets::default(), at(3)).await.unwrap().is_none());
        assert!(tend(&app, &Outlets::default(), at(30)).await.unwrap().is_some());
        let left = Guard::of(dir.path(), at(30)).unwrap().left;
        assert_eq!(left, Some(at(2)), "what has left stays outside");
    }

    /// A witness that remembers one size and cosigns what comes after it.
    async fn witness(State(known): State<Arc<Mutex<u64>>>, request: String) -> Response {
        let old: u64 =
            request.lines().next().unwrap().strip_prefix("old ").unwrap().parse().unwrap();
        let mut known = known.lock().unwrap();
        if old != *known {
            return (StatusCode::CONFLICT, format!("{known}\n")).into_response();
        }
        let note = request.split_once("\n\n").unwrap().1;
        *known = Checkpoint::parse(note).unwrap().ledger.size;
        "\u{2014} saksi.contoh AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n".into_response()
    }

    #[tokio::test]
    async fn a_witness_cosigns_and_one_with_another_ledger_is_named() {
        let dir = tempfile::tempdir().unwrap();
        let app = app(dir.path());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}/", listener.local_addr().unwrap());
        let known = Arc::new(Mutex::new(2));
        let router =
            Router::new().route("/add-checkpoint", post(witness)).with_state(Arc::clone(&known));
        let served = tokio::spawn(async move { axum::serve(listener, router).await });
        let outlets = Outlets { witness: Some(address), ..Outlets::default() };
        let cosigned = tend(&app, &outlets, at(0)).await.unwrap().unwrap();
        assert!(cosigned.note.contains("saksi.contoh"), "it was asked again from size 2");
        assert_eq!(Guard::of(dir.path(), at(0)).unwrap().last, Some(cosigned));
        *known.lock().unwrap() = 99;
        let refused = tend(&app, &outlets, at(24)).await;
        assert!(matches!(refused, Err(WitnessError::Witness(_))), "{refused:?}");
        served.abort();
    }
}
