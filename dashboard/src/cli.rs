//! The command line: a file per noun. Exit status 0 done, 1 the answer is no, 2 not understood.

mod adopt;
mod backup;
mod bundle;
mod checkpoint;
mod demo;
mod events;
mod formulir;
mod gelar;
mod import;
mod init;
mod kewajiban;
mod laporan;
mod log;
mod periode;
mod policy;
mod publish;
mod rank;
mod receipt;
mod regulation;
mod replay;
mod review;
mod serve;
mod table;
mod tarik;
mod template;
mod verify;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use analytics::AnalyticsError;
use clap::{Arg, ArgAction, Args, CommandFactory, FromArgMatches, Parser, Subcommand};
use indicatif::{ProgressBar, ProgressStyle};
use ingest::backup::BackupError;
use ingest::identity::Instant;
use ingest::log::LogError;
use ingest::record::{Record, RecordError};
use ingest::register::RegisterError;
use ingest::rule_pack::{LoadedPack, PackError};
use ingest::sealed::{Randomness, SealedError};
use time::OffsetDateTime;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::prelude::*;

use crate::app::{App, AppError};
use crate::text::{t, tf};
use crate::user_error::UserError;

/// The packs of these names under `regulations/`, built in.
macro_rules! shipped {
    ($($name:literal),* $(,)?) => {
        &[$((
            $name,
            include_bytes!(concat!("../../regulations/", $name, "/rule_pack.toml")),
        )),*]
    };
}

#[derive(Parser)]
#[command(name = "jejak", version, disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    Demo(serve::DemoArgs),
    Serve(serve::ServeArgs),
    Init(init::InitArgs),
    Import(import::ImportArgs),
    Tarik(tarik::TarikArgs),
    Template(template::TemplateArgs),
    Rank(rank::RankArgs),
    Publish(publish::PublishArgs),
    Explain(rank::ExplainArgs),
    Kewajiban(kewajiban::KewajibanArgs),
    Formulir(formulir::FormulirArgs),
    Laporan(laporan::LaporanArgs),
    Gelar(gelar::GelarArgs),
    Review(review::ReviewArgs),
    Events(events::EventsArgs),
    Checkpoint(checkpoint::CheckpointArgs),
    Receipt(receipt::ReceiptArgs),
    Bundle(bundle::BundleArgs),
    Verify(verify::VerifyArgs),
    #[command(subcommand)]
    Log(log::LogTask),
    #[command(subcommand)]
    Periode(periode::PeriodeTask),
    #[command(subcommand)]
    Policy(policy::PolicyTask),
    #[command(subcommand)]
    Regulation(regulation::RegulationTask),
    Backup(backup::BackupArgs),
    Restore(backup::RestoreArgs),
    Replay(replay::ReplayArgs),
}

/// Why a command ended without doing what was asked.
pub(crate) enum Failure {
    /// The answer is no: refused, not found, not possible. Exit status 1.
    No(String),
    /// The call cannot be understood. Exit status 2.
    Misuse(String),
}

macro_rules! failures {
    ($($error:ty),*) => {
        $(impl From<$error> for Failure {
            fn from(error: $error) -> Self {
                Self::No(UserError::from(error).plain())
            }
        })*
    };
}

failures!(
    AnalyticsError,
    AppError,
    BackupError,
    LogError,
    PackError,
    RecordError,
    RegisterError,
    SealedError
);

/// Runs the command line.
pub fn main() -> ExitCode {
    let matches = in_words(Cli::command()).get_matches();
    let cli = match Cli::from_arg_matches(&matches) {
        Ok(cli) => cli,
        Err(error) => error.exit(),
    };
    write_logs();
    let done = match cli.task {
        Task::Demo(args) => serve::demo(&args),
        Task::Serve(args) => serve::serve(&args),
        Task::Init(args) => init::init(&args),
        Task::Import(args) => import::import(&args),
        Task::Tarik(args) => tarik::tarik(&args),
        Task::Template(args) => template::template(&args),
        Task::Rank(args) => rank::rank(&args),
        Task::Publish(args) => publish::publish(&args),
        Task::Explain(args) => rank::explain(&args),
        Task::Kewajiban(args) => kewajiban::kewajiban(&args),
        Task::Formulir(args) => formulir::formulir(&args),
        Task::Laporan(args) => laporan::laporan(&args),
        Task::Gelar(args) => gelar::gelar(&args),
        Task::Review(args) => review::review(&args),
        Task::Events(args) => events::events(&args),
        Task::Checkpoint(args) => checkpoint::checkpoint(&args),
        Task::Receipt(args) => receipt::receipt(&args),
        Task::Bundle(args) => bundle::bundle(&args),
        Task::Verify(args) => verify::verify(&args),
        Task::Log(task) => log::log(&task),
        Task::Periode(task) => periode::periode(&task),
        Task::Policy(task) => policy::policy(&task),
        Task::Regulation(task) => regulation::regulation(&task),
        Task::Backup(args) => backup::backup(&args),
        Task::Restore(args) => backup::restore(&args),
        Task::Replay(args) => replay::replay(&args),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::No(message)) => {
            eprintln!("{message}");
            ExitCode::from(1)
        }
        Err(Failure::Misuse(message)) => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
    }
}

/// Logs go to standard error. What KurrentDB's client says of a failure is in the error it answers.
fn write_logs() {
    let what = Targets::new()
        .with_default(tracing::Level::INFO)
        .with_target("kurrentdb", LevelFilter::OFF);
    let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr).with_target(false);
    tracing_subscriber::registry().with(lines.with_filter(what)).init();
}

/// Help texts from the Fluent file: `perintah-<command>` and `opsi-<argument>`.
fn in_words(command: clap::Command) -> clap::Command {
    let names: Vec<String> =
        command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    let about = t(&format!("perintah-{}", command.get_name()));
    let command = match command.get_version() {
        Some(_) => {
            let version = Arg::new("version").short('V').long("version");
            command.disable_version_flag(true).arg(version.action(ArgAction::Version))
        }
        None => command,
    };
    let asks_for_help = Arg::new("help").short('h').long("help").action(ArgAction::Help);
    let mut command = command
        .about(about)
        .disable_help_flag(true)
        .arg(asks_for_help)
        .subcommand_help_heading(forever("bantuan-perintah"))
        .help_template(tf(
            "bantuan-susunan",
            &[("isi", "{about-with-newline}"), ("pakai", "{usage}"), ("semua", "{all-args}")],
        ))
        .mut_args(|arg| {
            let help = t(&format!("opsi-{}", arg.get_id()));
            let heading = if arg.is_positional() { "bantuan-isian" } else { "bantuan-pilihan" };
            arg.help(help).help_heading(forever(heading))
        });
    for name in names {
        command = command.mut_subcommand(name, in_words);
    }
    command
}

/// Headings of the help, which clap keeps for as long as the process lives.
fn forever(key: &str) -> &'static str {
    t(key).leak()
}

/// The clock, read here and passed on.
#[allow(clippy::disallowed_methods)]
pub(crate) fn now() -> Instant {
    Instant::from_utc(OffsetDateTime::now_utc())
}

/// Where a record lies.
#[derive(Args)]
struct RecordArgs {
    #[arg(long)]
    data: PathBuf,
    #[arg(long)]
    log: Option<String>,
}

/// Opens a record; says when its keys are not with it.
fn open_record(at: &RecordArgs) -> Result<Record, Failure> {
    let record = Record::open(&at.data, at.log.as_deref(), Randomness::System)?;
    if record.sealed.has_lost_keys() {
        eprintln!("{}", t("kunci-hilang"));
    }
    Ok(record)
}

/// Opens a record and replays it into tables, showing progress.
fn open_app(at: &RecordArgs) -> Result<App, Failure> {
    let record = open_record(at)?;
    app_of(record, at.data.clone())
}

fn app_of(record: Record, data: PathBuf) -> Result<App, Failure> {
    let events = record.log.head()?.map_or(0, |head| head.position.0 + 1);
    let bar = progress_bar("kemajuan-membaca", events);
    let app = App::open(record, data, &mut |position| bar.set_position(position.0))?;
    bar.finish_and_clear();
    Ok(app)
}

/// A bar on a terminal, nothing elsewhere.
fn progress_bar(key: &str, total: u64) -> ProgressBar {
    let bar = ProgressBar::new(total);
    if let Ok(style) =
        ProgressStyle::with_template("{msg} {bar:30} {human_pos}/{human_len} ({eta})")
    {
        bar.set_style(style);
    }
    bar.with_message(t(key))
}

/// Runs one question to its end.
fn wait<T>(question: impl Future<Output = T>) -> Result<T, Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(|error| Failure::No(error.to_string()))?;
    Ok(runtime.block_on(question))
}

/// Writes to standard output; a reader that has gone away is no error.
fn print(text: &str) {
    use std::io::Write;
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
}

/// Rule packs that come with jejak, by the path they have under `regulations/`.
const SHIPPED: &[(&str, &[u8])] = shipped![
    "purbalingga/perbup_11_2020",
    "purbalingga/dpmptsp_503_1403_2021",
    "tangerang/perwali_62_2018",
    "banjarmasin/perwali_38_2016",
    "banyumas/se_061_2_5447",
    "serang/perbup_121_2022",
    "kabupaten_contoh/perbup_1_2025",
];

/// The shipped rule pack that a path names, where no such folder or file is there.
fn shipped_pack(path: &Path) -> Option<&'static [u8]> {
    let name = path.to_string_lossy().replace('\\', "/");
    let name = name.strip_prefix("regulations/").unwrap_or(&name).trim_end_matches('/');
    let found = SHIPPED.iter().find(|(shipped, _)| *shipped == name && !path.exists());
    found.map(|(_, bytes)| *bytes)
}

/// The rule pack in a folder or, where there is none, the shipped one of that name.
fn read_pack(path: &Path) -> Result<LoadedPack, Failure> {
    match shipped_pack(path) {
        Some(bytes) => Ok(LoadedPack::of(path, bytes.to_vec())?),
        None => Ok(LoadedPack::read(path)?),
    }
}
