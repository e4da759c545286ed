//! `jejak bundle`: what an auditor takes home.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use analytics::Limit;
use analytics::ranking::Basis;
use clap::Args;
use flate2::Compression;
use flate2::write::GzEncoder;
use ingest::bundle::{self, BundleError, Contents};
use ingest::identity::Position;
use ingest::record::adopted_packs;
use ingest::register::Register;
use projections::AsOf;

use super::checkpoint::{no_file, open_signer};
use super::{Failure, RecordArgs, open_app, print, progress_bar, wait};
use crate::app::{App, View};
use crate::export::{self, Reader};
use crate::terbitan::{published, recount};
use crate::text::{tf, whole};
use crate::user_error::UserError;

#[derive(Args)]
pub(crate) struct BundleArgs {
    #[command(flatten)]
    at: RecordArgs,
    #[arg(short = 'o', long)]
    output: PathBuf,
    #[arg(long)]
    as_of: Option<String>,
}

pub(crate) fn bundle(args: &BundleArgs) -> Result<(), Failure> {
    let as_of = args.as_of.as_deref().map(str::parse::<AsOf>).transpose();
    let as_of = as_of.map_err(|error| Failure::Misuse(UserError::from(error).plain()))?;
    let app = open_app(&args.at)?;
    let mut view = app.view(as_of)?;
    // A form that is not whole at that moment counts nowhere, so it is not carried in part.
    if let Some(frame) = app.log().frame_at(view.position)?.filter(|f| f.last() > view.position)
        && let Some(before) = frame.first.0.checked_sub(1)
    {
        view = app.view(Some(AsOf::Position(Position(before))))?;
    }
    // The last event says which moment it is, so that whoever has only the bundle asks about the same.
    let view = app.view(Some(AsOf::Position(view.position)))?;
    let app = app.at(view.position);
    let size = view.position.0 + 1;
    let signer = open_signer(&args.at.data, app.log(), app.pemda())?;
    signer.sign_at(app.log(), size)?;
    let mut checkpoints = signer.signed()?;
    checkpoints.retain(|checkpoint| checkpoint.ledger.size <= size);
    let contents = Contents {
        pemda: app.pemda(),
        key: &signer.key,
        checkpoints: &checkpoints,
        packs: &adopted_packs(&args.at.data, app.log(), size)?,
        results: &wait(results(&app, &view))??,
    };
    let bar = progress_bar("kemajuan-bundel", size);
    let failed = no_file(&args.output);
    // A bundle that is cut short is never left behind under its name.
    let unfinished = args.output.with_extension("belum-selesai");
    let written = write_to(&unfinished, is_gzip(&args.output), |out| {
        bundle::write(out, app.log(), &contents, |written| bar.set_position(written))
    });
    bar.finish_and_clear();
    if let Err(error) = written.and_then(|()| Ok(std::fs::rename(&unfinished, &args.output)?)) {
        let _ = std::fs::remove_file(&unfinished);
        return Err(match error {
            BundleError::File(error) => failed(error),
            other => Failure::No(UserError::from(other).plain()),
        });
    }
    let (berkas, kejadian) = (args.output.display().to_string(), whole(size));
    let arguments = [
        ("berkas", berkas.as_str()),
        ("kejadian", &kejadian),
        ("akar", &view.root),
        ("kunci", &signer.key.text),
    ];
    print(&format!("{}\n", tf("bundel-selesai", &arguments)));
    Ok(())
}

fn is_gzip(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "gz")
}

fn write_to(
    path: &Path,
    gzip: bool,
    write: impl FnOnce(&mut dyn Write) -> Result<(), BundleError>,
) -> Result<(), BundleError> {
    let mut file = BufWriter::with_capacity(1 << 20, File::create(path)?);
    if gzip {
        let mut packed = GzEncoder::new(&mut file, Compression::fast());
        write(&mut packed)?;
        packed.finish()?;
    } else {
        write(&mut file)?;
    }
    file.flush()?;
    Ok(file.get_ref().sync_all()?)
}

/// The ranking of every year that gives places, as `jejak rank --format json` prints it, and every
/// published one that still counts to the same, as it was published.
pub(crate) async fn results(app: &App, view: &View) -> Result<Vec<(String, String)>, Failure> {
    let register = Register::read(app.log(), Some(view.position))?;
    let rounds = register.periode.values().map(|periode| periode.selesai.year());
    let years: BTreeSet<i32> =
        rounds.chain(register.gelar.values().map(|gelar| gelar.opened.tahun)).collect();
    let mut results = Vec::new();
    for year in years {
        let periode = year.to_string();
        let ranking = app.ranking(view, &periode, Limit::default()).await?;
        if ranking.basis != Basis::Nothing {
            let json = export::ranking_json(app, view, &ranking, None, Reader::Tim).to_string();
            results.push((periode, json));
        }
    }
    for terbitan in published(app, view).await? {
        if let Ok(json) = recount(app, &terbitan).await {
            results.push((terbitan.periode, json));
        }
    }
    Ok(results)
}
