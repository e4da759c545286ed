//! `jejak publish`: a ranking is made known, as an event that anybody can count again.

use analytics::Limit;
use analytics::ranking::{Basis, Ranking};
use clap::Args;
use ingest::accept::{Command, Intent};
use ingest::event::RankingPublished;
use ingest::identity::Kode;
use ingest::ledger::fingerprint;
use projections::AsOf;

use super::rank::moment;
use super::{Failure, RecordArgs, now, open_app, open_record, print, wait};
use crate::app::{App, View};
use crate::terbitan::{ENGINE, printed, published, recount, says_the_same};
use crate::text::{tf, whole};

#[derive(Args)]
pub(crate) struct PublishArgs {
    #[command(flatten)]
    record: RecordArgs,
    #[arg(long)]
    periode: String,
    #[arg(long)]
    as_of: Option<String>,
}

pub(crate) fn publish(args: &PublishArgs) -> Result<(), Failure> {
    let as_of = moment(args.as_of.as_deref())?;
    let app = open_app(&args.record)?;
    // A publication names an event, so that nobody has to know which day was meant.
    let view = app.view(Some(AsOf::Position(app.view(as_of)?.position)))?;
    let draft = wait(to_be_published(&app.at(view.position), &view, &args.periode))??;
    wait(is_new(&app, &draft))??;
    drop(app);
    let mut record = open_record(&args.record)?;
    let moment = now();
    let occurred_on = record.pemda.zona.date_of(moment);
    let Draft { event, .. } = draft;
    let (periode, posisi, hasil) = (event.periode.to_string(), event.posisi, event.hasil.clone());
    // Another publication in between makes the key new, and the rule then says where it stands.
    let at = record.log.register_head()?.map_or(0, |position| position.0);
    let key = format!("terbit:{at}");
    let intent = Intent::PublishRanking(event);
    let appended = record.record(Command { key, occurred_on, intent }, moment)?;
    let arguments = [
        ("kejadian", whole(appended.last.0)),
        ("periode", periode),
        ("posisi", whole(posisi)),
        ("sidik", hasil),
        ("folder", args.record.data.display().to_string()),
    ];
    let arguments = arguments.each_ref().map(|(name, value)| (*name, value.as_str()));
    print(&format!("{}\n", tf("terbit-selesai", &arguments)));
    Ok(())
}

/// What is about to be published, and its bytes.
struct Draft {
    event: RankingPublished,
    json: String,
}

/// The ranking as it may be published. Errors: it gives no places, or a round is still open.
async fn to_be_published(app: &App, view: &View, periode: &str) -> Result<Draft, Failure> {
    let ranking = app.ranking(view, periode, Limit::default()).await?;
    let no = |key: &str, arguments: &[(&'static str, &str)]| Err(Failure::No(tf(key, arguments)));
    if !ranking.open.is_empty() {
        let (ronde, first) = (ranking.open.join(", "), ranking.open[0].as_str());
        let arguments = [("periode", periode), ("ronde", &ronde), ("pertama", first)];
        return no("terbit-ronde-terbuka", &arguments);
    }
    if !gives_places(&ranking) {
        return no("terbit-tanpa-tempat", &[("periode", periode)]);
    }
    let json = printed(app, view, &ranking);
    let Ok(periode) = Kode::parse(&ranking.periode.kode) else {
        return no("bukan-kode", &[("nilai", periode)]);
    };
    let event = RankingPublished {
        periode,
        posisi: view.position.0,
        akar: view.root.clone(),
        paket: app.rules_of(ranking.decides()).hash.to_string(),
        kebijakan: ranking.policy().and_then(|policy| policy.position).map(|at| at.0),
        mesin: ENGINE.to_owned(),
        hasil: fingerprint(json.as_bytes()),
    };
    Ok(Draft { event, json })
}

fn gives_places(ranking: &Ranking) -> bool {
    ranking.basis != Basis::Nothing && ranking.rows.iter().any(|row| row.rank.is_some())
}

/// Refuses a result that says what the newest publication of its period says already.
async fn is_new(app: &App, draft: &Draft) -> Result<(), Failure> {
    let view = app.view(None)?;
    let known = published(app, &view).await?;
    let of_period = |periode: &str| periode == draft.event.periode.as_str();
    let Some(newest) = known.iter().find(|known| of_period(&known.periode)) else {
        return Ok(());
    };
    match recount(app, newest).await {
        Ok(json) if says_the_same(&json, &draft.json) => Err(Failure::No(tf(
            "terbit-sudah",
            &[
                ("periode", &newest.periode),
                ("kejadian", &whole(newest.at.0)),
                ("posisi", &whole(newest.posisi.0)),
                ("sidik", &newest.hasil),
            ],
        ))),
        _ => Ok(()),
    }
}
