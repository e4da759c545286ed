//! `jejak verify`: nothing was altered, or where. Needs no server, no network and no secret, and
//! repairs nothing.

use std::collections::BTreeSet;
use std::fs::File;
use std::path::{Path, PathBuf};

use analytics::Limit;
use clap::{Args, ValueEnum};
use ingest::bundle::{self, BundleError, Expectations, Fault, Sound};
use ingest::checkpoint::{Checkpoint, Signer, VerifierKey};
use ingest::frame::Frame;
use ingest::identity::Position;
use ingest::ledger::{Hash, hex};
use ingest::log::{LOG_FILE, Log, LogError, Submission};
use ingest::receipt::Receipt;
use ingest::record::{Record, pack_path};
use ingest::register::Register;
use ingest::sealed::Randomness;
use ingest::verify::{LogFault, verify_log};
use projections::AsOf;
use serde_json::{Value, json};

use super::bundle::results;
use super::checkpoint::no_file;
use super::{Failure, app_of, print, progress_bar, wait};
use crate::app::{App, AppError, View};
use crate::terbitan::{published, recount, sidik};
use crate::text::{t, tf, whole};
use crate::user_error::UserError;

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Table,
    Json,
}

#[derive(Args)]
pub(crate) struct VerifyArgs {
    #[arg(long)]
    data: Option<PathBuf>,
    #[arg(long, requires = "data")]
    log: Option<String>,
    #[arg(long)]
    bundle: Option<PathBuf>,
    #[arg(long, conflicts_with = "data", requires = "pemeriksa")]
    receipt: Option<PathBuf>,
    #[arg(long)]
    checkpoint: Option<PathBuf>,
    #[arg(long = "kunci")]
    pemeriksa: Option<String>,
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

/// What was found, in words and as JSON.
struct Finding {
    sound: bool,
    words: String,
    json: Value,
}

impl Finding {
    fn sound(words: String, json: Value) -> Self {
        Self { sound: true, words, json }
    }

    fn fault(words: String, json: Value) -> Self {
        Self { sound: false, words, json }
    }
}

pub(crate) fn verify(args: &VerifyArgs) -> Result<(), Failure> {
    let finding = match (&args.data, &args.bundle, &args.receipt) {
        (Some(data), bundle, _) => verify_data(args, data, bundle.as_deref())?,
        (None, _, Some(receipt)) => verify_receipt(args, receipt)?,
        (None, Some(bundle), None) => verify_bundle(args, bundle)?,
        (None, None, None) => return Err(Failure::Misuse(t("periksa-apa"))),
    };
    match (args.format, finding.sound) {
        (Format::Json, true) => print(&format!("{}\n", finding.json)),
        (Format::Json, false) => {
            print(&format!("{}\n", finding.json));
            return Err(Failure::No(finding.words));
        }
        (Format::Table, true) => print(&format!("{}\n", finding.words)),
        (Format::Table, false) => return Err(Failure::No(finding.words)),
    }
    Ok(())
}

fn read_text(path: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(path).map_err(no_file(path))
}

fn verify_data(args: &VerifyArgs, data: &Path, bundle: Option<&Path>) -> Result<Finding, Failure> {
    let log = match &args.log {
        Some(address) => Log::at(address)?,
        None if !data.join(LOG_FILE).exists() => {
            let folder = data.display().to_string();
            return Err(Failure::No(tf("galat-tanpa-catatan", &[("folder", &folder)])));
        }
        None => Log::read_only(data)?,
    };
    let signer = Signer::existing(data)?;
    let key = match (&args.pemeriksa, &signer) {
        (Some(kunci), _) => Some(VerifierKey::parse(kunci)?),
        (None, Some(signer)) => Some(signer.key.clone()),
        (None, None) => None,
    };
    let mut checkpoints = match &signer {
        Some(signer) => signer.signed()?,
        None => Vec::new(),
    };
    if let Some(path) = &args.checkpoint {
        let note = read_text(path)?;
        checkpoints.push(match &key {
            Some(key) => Checkpoint::verified(&note, key)?,
            None => Checkpoint::parse(&note)?,
        });
    }
    let leaves = match bundle {
        Some(path) => leaves_of(path)?,
        None => Vec::new(),
    };
    let size = log.head()?.map_or(0, |head| head.position.0 + 1);
    let bar = progress_bar("kemajuan-memeriksa", size);
    let checked = verify_log(&log, &checkpoints, &leaves, |done| bar.set_position(done));
    bar.finish_and_clear();
    let published = match checked {
        Ok(_) => published_in(log, data)?,
        Err(_) => Published::default(),
    };
    Ok(match checked {
        Ok(_) if published.beda.is_some() => published.fault(),
        Ok(ledger) => {
            let (kejadian, akar) = (whole(ledger.size), hex(&ledger.root));
            let mut words = tf("periksa-utuh", &[("kejadian", &kejadian), ("akar", &akar)]);
            words.push('\n');
            match checkpoints.iter().map(|checkpoint| checkpoint.ledger.size).max() {
                None => words.push_str(&t("periksa-tanpa-checkpoint")),
                Some(last) => words.push_str(&tf(
                    "periksa-checkpoint",
                    &[("jumlah", &checkpoints.len().to_string()), ("sampai", &whole(last))],
                )),
            }
            if let Some(key) = &key {
                words.push('\n');
                words.push_str(&tf("periksa-kunci", &[("kunci", &key.text)]));
            }
            words.push_str(&published.words());
            let json = json!({"sound": true, "size": ledger.size, "root": akar,
                "checkpoints": checkpoints.len(), "published": published.same});
            Finding::sound(words, json)
        }
        Err(fault) => log_fault(fault),
    })
}

/// Published results, counted again.
#[derive(Default)]
struct Published {
    /// Fingerprints of those that are the same, and what is said of each.
    same: Vec<String>,
    lines: Vec<String>,
    /// The first that is not: its event, and why in one word.
    beda: Option<(u64, &'static str)>,
}

impl Published {
    /// What is said of each, each on a line of its own.
    fn words(&self) -> String {
        self.lines.iter().map(|line| format!("\n{line}")).collect()
    }

    fn fault(&self) -> Finding {
        let (position, reason) = self.beda.unwrap_or_default();
        let json = json!({"sound": false, "kind": "published", "position": position,
            "reason": reason, "published": self.same});
        Finding::fault(self.words().trim_start().to_owned(), json)
    }

    /// Counts every result again that a view knows to be published.
    async fn of(app: &App, view: &View) -> Result<Self, Failure> {
        let mut found = Self::default();
        for terbitan in published(app, view).await? {
            let (kejadian, per) = (whole(terbitan.at.0), whole(terbitan.posisi.0));
            let arguments = [
                ("periode", terbitan.periode.clone()),
                ("kejadian", kejadian),
                ("per", per),
                ("sidik", terbitan.hasil.clone()),
            ];
            match recount(app, &terbitan).await {
                Ok(_) => {
                    found.lines.push(words("periksa-terbitan-cocok", &arguments));
                    found.same.push(terbitan.hasil);
                }
                Err(beda) => {
                    let said = words("periksa-terbitan-lain", &arguments);
                    found.lines.push(format!("{said} {}", beda.words(&terbitan)));
                    found.beda.get_or_insert((terbitan.at.0, beda.kind()));
                }
            }
        }
        Ok(found)
    }
}

/// Counts again what the log says was published. Reading the tables is left out where nothing was.
fn published_in(log: Log, data: &Path) -> Result<Published, Failure> {
    if Register::read(&log, None)?.published.is_empty() {
        return Ok(Published::default());
    }
    let opened = App::open_log(log, data.to_path_buf(), &mut |_| ());
    let app = match opened {
        Ok(app) => app,
        Err(AppError::Packs(error)) => {
            let sebab = UserError::from(error).plain();
            let lines = vec![tf("periksa-terbitan-paket", &[("sebab", &sebab)])];
            return Ok(Published { lines, beda: Some((0, "rule_pack")), ..Published::default() });
        }
        Err(error) => return Err(error.into()),
    };
    let view = app.view(None)?;
    wait(Published::of(&app, &view))?
}

fn log_fault(fault: LogFault) -> Finding {
    let at = |position: Position| whole(position.0);
    let (kind, position, words) = match fault {
        LogFault::Structure(sebab) => {
            ("structure", None, tf("periksa-berkas-rusak", &[("sebab", &sebab)]))
        }
        LogFault::Revision { position, stream, .. } => {
            let arguments = [("posisi", at(position)), ("aliran", stream.to_string())];
            ("revision", Some(position.0), words("periksa-revisi", &arguments))
        }
        LogFault::Time { position } => {
            ("time", Some(position.0), words("periksa-waktu", &[("posisi", at(position))]))
        }
        LogFault::Tile { from, to } => {
            let arguments = [("dari", at(from)), ("sampai", at(to))];
            ("tile", Some(from.0), words("periksa-berubah", &arguments))
        }
        LogFault::Signed { checkpoint, after } => {
            let last = whole(checkpoint.ledger.size - 1);
            let arguments = [("dari", whole(after)), ("sampai", last)];
            ("signed", Some(after), words("periksa-bukan-yang-ditandatangani", &arguments))
        }
        LogFault::Shorter { checkpoint, size } => {
            let signed = whole(checkpoint.ledger.size);
            let arguments = [("ada", whole(size)), ("ditandatangani", signed)];
            ("shorter", Some(size), words("periksa-terpotong", &arguments))
        }
        LogFault::OtherEvent { position } => {
            let arguments = [("posisi", at(position))];
            ("other_event", Some(position.0), words("periksa-beda-bundel", &arguments))
        }
        LogFault::Log(error) => {
            let position = match &error {
                LogError::Frame { position, .. } => Some(position.0),
                LogError::Missing { expected, .. } => Some(expected.0),
                _ => None,
            };
            (
                "log",
                position,
                tf("periksa-tidak-terbaca", &[("sebab", &UserError::from(error).plain())]),
            )
        }
    };
    Finding::fault(words, json!({"sound": false, "kind": kind, "position": position}))
}

fn words(key: &str, arguments: &[(&'static str, String)]) -> String {
    let arguments: Vec<(&'static str, &str)> =
        arguments.iter().map(|(name, value)| (*name, value.as_str())).collect();
    tf(key, &arguments)
}

fn open_bundle(path: &Path) -> Result<Box<dyn std::io::BufRead + Send>, Failure> {
    let file = File::open(path).map_err(no_file(path))?;
    bundle::open(file).map_err(no_file(path))
}

/// Leaves of a bundle that an auditor took earlier and that must itself be sound.
fn leaves_of(path: &Path) -> Result<Vec<Hash>, Failure> {
    if let Err(fault) = bundle::verify(open_bundle(path)?, Expectations::default(), |_| ()) {
        return Err(Failure::No(bundle_fault(&fault).words));
    }
    let mut leaves = Vec::new();
    bundle::read(open_bundle(path)?, |frame| {
        leaves.extend(frame.leaves());
        Ok::<(), BundleError>(())
    })
    .map_err(|error| Failure::No(UserError::from(error).plain()))?;
    Ok(leaves)
}

fn verify_bundle(args: &VerifyArgs, path: &Path) -> Result<Finding, Failure> {
    let kept = args.checkpoint.as_deref().map(read_text).transpose()?;
    let expected = Expectations { checkpoint: kept.as_deref(), key: args.pemeriksa.as_deref() };
    let bar = progress_bar("kemajuan-memeriksa", 0);
    let checked = bundle::verify(open_bundle(path)?, expected, |lines| bar.set_position(lines));
    bar.finish_and_clear();
    let sound = match checked {
        Ok(sound) => sound,
        Err(fault) => return Ok(bundle_fault(&fault)),
    };
    let again = match recounted(path, &sound)? {
        Ok(again) => again,
        Err(finding) => return Ok(finding),
    };
    let (kejadian, akar) = (whole(sound.size), hex(&sound.root));
    let arguments = [
        ("pemda", sound.nama.clone()),
        ("kejadian", kejadian),
        ("akar", akar.clone()),
        ("jumlah", sound.checkpoints.to_string()),
        ("kunci", sound.key.text.clone()),
    ];
    let mut report = words("periksa-bundel-utuh", &arguments);
    for (periode, sidik) in &again.results {
        let arguments = [("periode", periode.as_str()), ("sidik", sidik)];
        report.push_str(&format!("\n{}", tf("periksa-hasil-sama", &arguments)));
    }
    report.push_str(&again.published.words());
    if args.pemeriksa.is_none() {
        report.push('\n');
        report.push_str(&t("periksa-kunci-di-kertas"));
    }
    let mut json = json!({"sound": true, "size": sound.size, "root": akar});
    if !sound.published.is_empty() {
        json["published"] = json!(sound.published);
    }
    Ok(Finding::sound(report, json))
}

fn bundle_fault(fault: &Fault) -> Finding {
    let place = |at| tf("bundel-tempat", &[("posisi", &whole(at))]);
    let arguments = [
        ("baris", whole(fault.line)),
        ("posisi", fault.position.map_or_else(String::new, whole)),
        ("tempat", fault.place.map_or_else(String::new, place)),
    ];
    let mut json = json!({"sound": false});
    if let (Some(json), Ok(Value::Object(fields))) =
        (json.as_object_mut(), serde_json::to_value(fault))
    {
        json.extend(fields);
    }
    let kind = json["kind"].as_str().unwrap_or_default().replace('_', "-");
    Finding::fault(words(&format!("bundel-{kind}"), &arguments), json)
}

/// What the events and rule packs of a bundle give by themselves.
#[derive(Default)]
struct Again {
    /// Each year with the fingerprint of its ranking as a page shows it at the bundle's last event.
    results: Vec<(String, String)>,
    published: Published,
}

/// Ranks again from nothing but the events and rule packs of the bundle. Answers what differs.
fn recounted(path: &Path, sound: &Sound) -> Result<Result<Again, Finding>, Failure> {
    if sound.results.is_empty() && sound.published.is_empty() {
        return Ok(Ok(Again::default()));
    }
    let folder = tempfile::tempdir().map_err(no_file(&std::env::temp_dir()))?;
    let log = Log::in_folder(folder.path())?;
    let mut frames: Vec<Frame> = Vec::new();
    let carried = bundle::read(open_bundle(path)?, |frame| {
        frames.push(frame);
        match frames.len() {
            4_096 => store(&log, &mut frames),
            _ => Ok(()),
        }
    })
    .and_then(|carried| store(&log, &mut frames).map(|()| carried))
    .map_err(|error| Failure::No(UserError::from(error).plain()))?;
    drop(log);
    for (hash, text) in &carried.packs {
        let pack = pack_path(folder.path(), hash);
        let parent = pack.parent().unwrap_or(folder.path());
        std::fs::create_dir_all(parent).map_err(no_file(parent))?;
        std::fs::write(&pack, text).map_err(no_file(&pack))?;
    }
    let record = Record::open(folder.path(), None, Randomness::System)?;
    let app = app_of(record, folder.path().to_path_buf())?;
    let view = app.view(Some(AsOf::Position(Position(sound.size - 1))))?;
    let published = wait(Published::of(&app, &view))??;
    if published.beda.is_some() {
        return Ok(Err(published.fault()));
    }
    let own = wait(results(&app, &view))??;
    for result in &carried.results {
        if !own.contains(result) {
            let words = tf("periksa-hasil-lain", &[("periode", &result.0)]);
            let json = json!({"sound": false, "kind": "recount", "periode": result.0});
            return Ok(Err(Finding::fault(words, json)));
        }
    }
    let mut again = Again { results: Vec::new(), published };
    let periods: BTreeSet<&String> = carried.results.iter().map(|(periode, _)| periode).collect();
    for periode in periods {
        let app = app.at(view.position);
        let ranking = wait(app.ranking(&view, periode, Limit::default()))??;
        again.results.push((periode.clone(), sidik(&app, &view, &ranking)));
    }
    Ok(Ok(again))
}

/// Writes frames into a log of its own, as they were.
fn store(log: &Log, frames: &mut Vec<Frame>) -> Result<(), BundleError> {
    let submissions = frames.drain(..).map(Submission::from).collect();
    log.append_all(submissions, None, &|_| ())?;
    Ok(())
}

fn verify_receipt(args: &VerifyArgs, path: &Path) -> Result<Finding, Failure> {
    let key = VerifierKey::parse(args.pemeriksa.as_deref().unwrap_or_default())?;
    let fault = |kind: &str| {
        let words = t(&format!("tanda-terima-{kind}"));
        Finding::fault(words, json!({"sound": false, "kind": kind}))
    };
    let Some(receipt) = Receipt::parse(&read_text(path)?) else {
        return Ok(fault("unreadable"));
    };
    let leaf = match &args.bundle {
        Some(bundle) => leaves_of(bundle)?.get(receipt.index as usize).copied(),
        None => None,
    };
    Ok(match receipt.verify(&key, leaf) {
        Ok(checkpoint) => {
            let size = checkpoint.ledger.size;
            let arguments = [("nomor", whole(receipt.index)), ("kejadian", whole(size))];
            let json = json!({"sound": true, "position": receipt.index, "size": size});
            Finding::sound(words("tanda-terima-sah", &arguments), json)
        }
        Err(problem) => fault(
            serde_json::to_value(problem).ok().as_ref().and_then(Value::as_str).unwrap_or_default(),
        ),
    })
}
