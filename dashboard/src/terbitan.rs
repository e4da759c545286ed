//! Published rankings: which bytes are published, and whether a recount still gives them.

use analytics::Limit;
use analytics::ranking::Ranking;
use analytics::terbitan::Terbitan;
use ingest::identity::Position;
use ingest::ledger::fingerprint;
use projections::AsOf;
use serde_json::Value;

use crate::app::{App, AppError, View};
use crate::export::{Reader, ranking_json};
use crate::text::{t, tf};
use crate::user_error::UserError;

/// Version of jejak that counts here.
pub const ENGINE: &str = env!("CARGO_PKG_VERSION");

/// Digits of a fingerprint that are enough to look for it.
pub const SHORTEST: usize = 8;

/// A ranking as it is published: what anybody may read, on one line, without an interval, since that
/// is drawn with floats. Its SHA-256 is the fingerprint.
pub fn printed(app: &App, view: &View, ranking: &Ranking) -> String {
    ranking_json(app, view, ranking, None, Reader::Page).to_string()
}

/// Fingerprint of a ranking as it stands on a page.
pub fn sidik(app: &App, view: &View, ranking: &Ranking) -> String {
    fingerprint(printed(app, view, ranking).as_bytes())
}

/// Why a recount does not give what was published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Beda {
    /// The events before it are not those that were counted.
    Akar {
        /// Root of the ledger at that position now, hex.
        ada: String,
    },
    /// It was judged by another rule pack.
    Paket {
        /// Hash of the rule pack that judges it now, hex.
        ada: String,
    },
    /// Another version of jejak counted it.
    Mesin,
    /// Same events, rules and version, and yet another result.
    Hasil,
    /// It cannot be counted again at all: the words of the error.
    Gagal(String),
}

impl Beda {
    /// The word that names it in JSON.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Akar { .. } => "root",
            Self::Paket { .. } => "rule_pack",
            Self::Mesin => "engine",
            Self::Hasil => "result",
            Self::Gagal(_) => "failed",
        }
    }

    /// The reason in words.
    pub fn words(&self, terbitan: &Terbitan) -> String {
        match self {
            Self::Akar { ada } => {
                tf("terbitan-beda-akar", &[("dicatat", &terbitan.akar), ("ada", ada)])
            }
            Self::Paket { ada } => {
                tf("terbitan-beda-paket", &[("dicatat", &terbitan.paket), ("ada", ada)])
            }
            Self::Mesin => {
                tf("terbitan-beda-mesin", &[("dicatat", &terbitan.mesin), ("ini", ENGINE)])
            }
            Self::Hasil => t("terbitan-beda-hasil"),
            Self::Gagal(sebab) => tf("terbitan-beda-gagal", &[("sebab", sebab)]),
        }
    }
}

/// Counts a published ranking again from the events up to its position: the bytes that were
/// published, letter by letter. Errors: why they are not the same.
pub async fn recount(app: &App, terbitan: &Terbitan) -> Result<String, Beda> {
    let counted = counted(app, &terbitan.periode, terbitan.posisi).await;
    let Counted { akar, paket, json } =
        counted.map_err(|error| Beda::Gagal(UserError::from(error).plain()))?;
    match () {
        () if akar != terbitan.akar => Err(Beda::Akar { ada: akar }),
        () if fingerprint(json.as_bytes()) == terbitan.hasil => Ok(json),
        () if paket != terbitan.paket => Err(Beda::Paket { ada: paket }),
        () if ENGINE != terbitan.mesin => Err(Beda::Mesin),
        () => Err(Beda::Hasil),
    }
}

struct Counted {
    akar: String,
    paket: String,
    json: String,
}

async fn counted(app: &App, periode: &str, posisi: Position) -> Result<Counted, AppError> {
    let view = app.view(Some(AsOf::Position(posisi)))?;
    let app = app.at(view.position);
    let ranking = app.ranking(&view, periode, Limit::default()).await?;
    let paket = app.rules_of(ranking.decides()).hash.to_string();
    Ok(Counted { json: printed(&app, &view, &ranking), akar: view.root, paket })
}

/// Whether two results say the same of every unit, whatever event they were counted up to.
pub fn says_the_same(one: &str, other: &str) -> bool {
    let said = |json: &str| {
        let mut value: Value = serde_json::from_str(json).unwrap_or_default();
        if let Some(fields) = value.as_object_mut() {
            fields.remove("as_of");
            fields.remove("ledger");
        }
        value
    };
    said(one) == said(other)
}

/// Every published ranking that a view knows, the newest first. Errors: [`AppError`].
pub async fn published(app: &App, view: &View) -> Result<Vec<Terbitan>, AppError> {
    Ok(app.bench(view, Limit::default()).published().await?)
}
