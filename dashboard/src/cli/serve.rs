//! `jejak serve` and `jejak demo`.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;

use super::{
    Failure, RecordArgs, SHIPPED, app_of, demo, open_app, open_record, print, progress_bar,
};
use crate::app::{App, SAMPLE_MARK};
use crate::follow::follow_log;
use crate::routes::router;
use crate::text::{t, tf};
use crate::witness::{Outlets, keep_watch};
use ingest::log::LogError;
use ingest::rule_pack::LoadedPack;

#[derive(Args)]
pub(crate) struct ServeArgs {
    #[command(flatten)]
    record: RecordArgs,
    #[arg(long, default_value = "127.0.0.1:8420")]
    listen: String,
    #[arg(long)]
    tim: bool,
    #[arg(long)]
    kurrentdb_listen: Option<String>,
    #[arg(long, requires = "kurrentdb_listen")]
    kurrentdb_append: bool,
    #[arg(long)]
    checkpoint_folder: Option<PathBuf>,
    #[arg(long)]
    checkpoint_command: Option<String>,
    #[arg(long)]
    checkpoint_witness: Option<String>,
}

#[derive(Args)]
pub(crate) struct DemoArgs {
    #[arg(long, default_value = "jejak-demo")]
    data: PathBuf,
    #[arg(long, default_value = "127.0.0.1:8420")]
    listen: String,
}

pub(crate) fn serve(args: &ServeArgs) -> Result<(), Failure> {
    let listen = loopback(&args.listen, "serve-hanya-lokal")?;
    let port = args.kurrentdb_listen.as_deref();
    let port = port.map(|port| loopback(port, "serve-porta-hanya-lokal")).transpose()?;
    if port.is_some() && cfg!(not(feature = "kurrentdb")) {
        return Err(LogError::NoKurrentDb.into());
    }
    let outlets = Outlets {
        folder: args.checkpoint_folder.clone(),
        command: args.checkpoint_command.clone(),
        witness: args.checkpoint_witness.clone(),
    };
    let mut app = open_app(&args.record)?;
    if args.tim {
        app = app.with_desk(open_record(&args.record)?);
        print(&format!("{}\n", t("serve-tim")));
    }
    run(app, listen, port.map(|port| (port, args.kurrentdb_append)), outlets, None)
}

/// Writes the sample government once, then serves it.
pub(crate) fn demo(args: &DemoArgs) -> Result<(), Failure> {
    let listen = loopback(&args.listen, "serve-hanya-lokal")?;
    let data = &args.data;
    let at = RecordArgs { data: data.clone(), log: None };
    let record = match (data.join("log.db").exists(), data.join(SAMPLE_MARK).exists()) {
        (true, true) => open_record(&at)?,
        (true, false) => {
            let folder = data.display().to_string();
            return Err(Failure::No(tf("demo-bukan-contoh", &[("folder", &folder)])));
        }
        (false, _) => {
            write_demo(data)?;
            open_record(&at)?
        }
    };
    // Everything in it is invented, so its texts may be read.
    let app = app_of(record, data.clone())?.with_desk(open_record(&at)?);
    let folder = data.display().to_string();
    run(app, listen, None, Outlets::default(), Some(tf("demo-hapus", &[("folder", &folder)])))
}

/// Writes the sample beside its folder and moves it there whole, so that an interrupted writing
/// leaves nothing that looks finished.
fn write_demo(data: &Path) -> Result<(), Failure> {
    let failed = |error: std::io::Error| Failure::No(error.to_string());
    let mut unfinished = data.as_os_str().to_owned();
    unfinished.push(".belum-selesai");
    let unfinished = PathBuf::from(unfinished);
    if unfinished.exists() {
        std::fs::remove_dir_all(&unfinished).map_err(failed)?;
    }
    let shipped = |(name, bytes): (&str, &[u8])| LoadedPack::of(Path::new(name), bytes.to_vec());
    let (rules, beside) = (shipped(SHIPPED[0])?, shipped(SHIPPED[1])?);
    let bar = progress_bar("kemajuan-demo", 0);
    drop(demo::write_sample(&unfinished, rules, beside, &|done, total| {
        bar.set_length(total);
        bar.set_position(done);
    })?);
    bar.finish_and_clear();
    std::fs::write(unfinished.join(SAMPLE_MARK), t("demo-tanda")).map_err(failed)?;
    if data.exists() {
        // Only an empty folder gives way.
        std::fs::remove_dir(data).map_err(failed)?;
    }
    std::fs::rename(&unfinished, data).map_err(failed)
}

/// Until accounts exist, only this machine may ask.
fn loopback(listen: &str, refusal: &str) -> Result<SocketAddr, Failure> {
    let text = listen.replace("localhost", "127.0.0.1");
    let address: SocketAddr =
        text.parse().map_err(|_| Failure::Misuse(tf("serve-alamat", &[("nilai", listen)])))?;
    match address.ip().is_loopback() {
        true => Ok(address),
        false => Err(Failure::Misuse(tf(refusal, &[("nilai", listen)]))),
    }
}

fn run(
    app: App,
    listen: SocketAddr,
    port: Option<(SocketAddr, bool)>,
    outlets: Outlets,
    note: Option<String>,
) -> Result<(), Failure> {
    let cannot_bind = |address: SocketAddr, key: &str, error: std::io::Error| {
        let address = address.to_string();
        Failure::No(tf(key, &[("alamat", &address), ("sebab", &error.to_string())]))
    };
    let failed = |error| cannot_bind(listen, "serve-gagal", error);
    let app = Arc::new(app);
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(failed)?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(listen).await.map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        print(&format!("{}\n", tf("serve-siap", &[("alamat", &address.to_string())])));
        print(&format!("{}\n", t("serve-lokal")));
        if let Some(note) = note {
            print(&format!("{note}\n"));
        }
        if let Some((port, takes_appends)) = port {
            let port = tokio::net::TcpListener::bind(port)
                .await
                .map_err(|error| cannot_bind(port, "serve-porta-gagal", error))?;
            offer_log(&app, port, takes_appends)?;
        }
        let follower = tokio::spawn(follow_log(Arc::clone(&app)));
        let watch = tokio::spawn(keep_watch(Arc::clone(&app), outlets));
        let served = axum::serve(listener, router(app)).with_graceful_shutdown(stop()).await;
        follower.abort();
        watch.abort();
        served.map_err(failed)
    })
}

/// Opens the log to KurrentDB's clients for as long as the server runs.
#[cfg(feature = "kurrentdb")]
fn offer_log(
    app: &App,
    listener: tokio::net::TcpListener,
    takes_appends: bool,
) -> Result<(), Failure> {
    let address = listener.local_addr().map_err(|error| Failure::No(error.to_string()))?;
    print(&format!("{}\n", tf("serve-porta", &[("alamat", &address.to_string())])));
    let port =
        crate::port::serve_log(app.shared_log(), app.pemda().kode.clone(), listener, takes_appends);
    tokio::spawn(async move {
        if let Err(error) = port.await {
            tracing::error!(%error, "the port for KurrentDB's clients closed");
        }
    });
    Ok(())
}

#[cfg(not(feature = "kurrentdb"))]
fn offer_log(_: &App, _: tokio::net::TcpListener, _: bool) -> Result<(), Failure> {
    Err(LogError::NoKurrentDb.into())
}

/// Waits for Ctrl-C or a service manager's stop.
async fn stop() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut terminate) => {
                tokio::select! {
                    _ = interrupt => {}
                    _ = terminate.recv() => {}
                }
            }
            Err(_) => _ = interrupt.await,
        }
    }
    #[cfg(not(unix))]
    {
        let _ = interrupt.await;
    }
}
