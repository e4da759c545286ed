//! What every request may use: the log, the rules, and the tables at one position.

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use analytics::kewajiban::Calendar;
use analytics::periode::Periode;
use analytics::ranking::{Bench, Ranking};
use analytics::score::Score;
use analytics::{AnalyticsError, ClosedRound, Limit};
use ingest::event::{PemdaRegistered, SealedText};
use ingest::identity::{Instant, Position, Pseudonym, Zona};
use ingest::ledger::hex;
use ingest::log::{Log, LogError};
use ingest::record::Record;
use ingest::rule_pack::{LoadedPack, RulePack};
use ingest::sealed::{Sealed, SealedError};
use projections::{AsOf, AsOfError, ProjectionError, Projections, Snapshot};
use time::Date;

use crate::export::Reader;

/// A question could not be answered.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// The moment asked about has no answer.
    #[error(transparent)]
    AsOf(#[from] AsOfError),
    /// The question failed.
    #[error(transparent)]
    Analytics(#[from] AnalyticsError),
    /// The tables could not be brought up to date.
    #[error(transparent)]
    Projection(#[from] ProjectionError),
    /// The log failed.
    #[error(transparent)]
    Log(#[from] LogError),
    /// The sealed store failed.
    #[error(transparent)]
    Sealed(#[from] SealedError),
}

/// The tables at one moment, and what proves which moment it is.
#[derive(Debug, Clone)]
pub struct View {
    /// Tables.
    pub snapshot: Arc<Snapshot>,
    /// The last event they know.
    pub position: Position,
    /// When that event was recorded.
    pub recorded_at: Instant,
    /// Root of the ledger up to there, hex.
    pub root: String,
    /// Whether it is the newest there is.
    pub is_newest: bool,
}

/// Answers kept for the next asker.
const KEPT: usize = 256;

type RankingKey = (Position, String, Option<time::Date>);

/// Everything of one running installation.
pub struct App {
    log: Arc<Log>,
    rules: Arc<LoadedPack>,
    pemda: PemdaRegistered,
    dir: PathBuf,
    /// Whether the data is the sample government's.
    pub is_sample: bool,
    /// Who reads the pages.
    pub reader: Reader,
    sealed: Mutex<Sealed>,
    projections: Mutex<Projections>,
    newest: RwLock<Arc<Snapshot>>,
    roots: Mutex<HashMap<Position, (Instant, String)>>,
    rankings: Mutex<HashMap<RankingKey, Arc<Ranking>>>,
    scores: Mutex<HashMap<(Position, String), Arc<Scores>>>,
    calendars: Mutex<HashMap<CalendarKey, Arc<Calendar>>>,
}

type CalendarKey = (Position, String, Date);

/// The scorecard of each unit in one round, by unit code.
pub type Scores = BTreeMap<String, Score>;

/// File in the data folder that marks a sample government.
pub const SAMPLE_MARK: &str = "DATA_CONTOH";

impl App {
    /// Opens the tables of a record. Errors: [`AppError`].
    pub fn open(
        record: Record,
        dir: PathBuf,
        progress: &mut dyn FnMut(Position),
    ) -> Result<Self, AppError> {
        let mut projections = Projections::default();
        projections.catch_up(&record.log, None, progress)?;
        Ok(Self {
            is_sample: dir.join(SAMPLE_MARK).exists(),
            reader: Reader::Page,
            sealed: Mutex::new(record.sealed),
            newest: RwLock::new(Arc::new(projections.snapshot())),
            projections: Mutex::new(projections),
            log: Arc::new(record.log),
            rules: record.rules,
            pemda: record.pemda,
            dir,
            roots: Mutex::default(),
            rankings: Mutex::default(),
            scores: Mutex::default(),
            calendars: Mutex::default(),
        })
    }

    /// The rules in force.
    pub fn pack(&self) -> &RulePack {
        &self.rules.pack
    }

    /// The rules in force with their hash.
    pub fn rules(&self) -> &LoadedPack {
        &self.rules
    }

    /// The government.
    pub fn pemda(&self) -> &PemdaRegistered {
        &self.pemda
    }

    /// The government's zone.
    pub fn zona(&self) -> Zona {
        self.pemda.zona
    }

    /// The log, to read from.
    pub fn log(&self) -> &Log {
        &self.log
    }

    /// The log, for another task that reads or writes it.
    pub fn shared_log(&self) -> Arc<Log> {
        Arc::clone(&self.log)
    }

    /// The data folder.
    pub fn dir(&self) -> &PathBuf {
        &self.dir
    }

    /// Applies what was recorded since, by this process or another. Errors: [`AppError`].
    pub fn catch_up(&self) -> Result<(), AppError> {
        let mut projections = lock(&self.projections);
        let newest = self.log.head()?.map(|head| head.position);
        if projections.position() == newest {
            return Ok(());
        }
        projections.catch_up(&self.log, None, &mut |_| ())?;
        let snapshot = Arc::new(projections.snapshot());
        *self.newest.write().unwrap_or_else(PoisonError::into_inner) = snapshot;
        Ok(())
    }

    /// The tables at a moment, or the newest. Errors: [`AppError::AsOf`].
    pub fn view(&self, as_of: Option<AsOf>) -> Result<View, AppError> {
        let newest = Arc::clone(&self.newest.read().unwrap_or_else(PoisonError::into_inner));
        let last = newest.position.ok_or(AsOfError::Empty)?;
        let position = match as_of {
            Some(as_of) => as_of.resolve(&self.log, self.zona())?.min(last),
            None => last,
        };
        let is_newest = position == last;
        let snapshot = if is_newest { newest } else { Arc::new(newest.as_of(position)) };
        let (recorded_at, root) = self.proof_of(position)?;
        Ok(View { snapshot, position, recorded_at, root, is_newest })
    }

    /// When an event was recorded, and the ledger's root up to it.
    fn proof_of(&self, position: Position) -> Result<(Instant, String), AppError> {
        if let Some(known) = lock(&self.roots).get(&position) {
            return Ok(known.clone());
        }
        let root = hex(&self.log.root(position.0 + 1)?.root);
        let mut recorded_at = Instant(0);
        self.log.frames(position, Some(position), |frame| {
            recorded_at = frame.recorded_at;
            Ok::<bool, LogError>(false)
        })?;
        let mut roots = lock(&self.roots);
        if roots.len() >= KEPT {
            roots.clear();
        }
        roots.insert(position, (recorded_at, root.clone()));
        Ok((recorded_at, root))
    }

    /// Questions about a view.
    pub fn bench<'a>(&'a self, view: &'a View, limit: Limit) -> Bench<'a> {
        Bench::new(&view.snapshot, &self.rules.pack, limit)
    }

    /// The ranking of a period. A ranking is a function of its position, so it is kept.
    /// Errors: [`AppError`].
    pub async fn ranking(
        &self,
        view: &View,
        periode: &str,
        limit: Limit,
    ) -> Result<Arc<Ranking>, AppError> {
        let key = (view.position, periode.to_owned(), limit.terjadi_sampai);
        if let Some(known) = lock(&self.rankings).get(&key) {
            return Ok(Arc::clone(known));
        }
        let bench = self.bench(view, limit);
        let periode = bench.periode(periode).await?;
        let ranking = Arc::new(bench.rank(periode).await?);
        let mut rankings = lock(&self.rankings);
        if rankings.len() >= KEPT {
            rankings.clear();
        }
        rankings.insert(key, Arc::clone(&ranking));
        Ok(ranking)
    }

    /// The scorecards of a closed round, kept like rankings. Errors: [`AppError`].
    pub async fn scores_in(
        &self,
        view: &View,
        round: &ClosedRound,
    ) -> Result<Arc<Scores>, AppError> {
        let key = (view.position, round.kode.clone());
        if let Some(known) = lock(&self.scores).get(&key) {
            return Ok(Arc::clone(known));
        }
        let found = Arc::new(self.bench(view, Limit::default()).scores_in(round).await?);
        let mut scores = lock(&self.scores);
        if scores.len() >= KEPT {
            scores.clear();
        }
        scores.insert(key, Arc::clone(&found));
        Ok(found)
    }

    /// The duties of a period as they stand on a day, kept like rankings. Errors: [`AppError`].
    pub async fn calendar(
        &self,
        view: &View,
        periode: &str,
        tanggal: Date,
    ) -> Result<Arc<Calendar>, AppError> {
        let key = (view.position, periode.to_owned(), tanggal);
        if let Some(known) = lock(&self.calendars).get(&key) {
            return Ok(Arc::clone(known));
        }
        let bench = self.bench(view, Limit::default());
        let periode = bench.periode(periode).await?;
        let found = Arc::new(bench.duties(periode, tanggal).await?);
        let mut calendars = lock(&self.calendars);
        if calendars.len() >= KEPT {
            calendars.clear();
        }
        calendars.insert(key, Arc::clone(&found));
        Ok(found)
    }

    /// A sealed text by its commitment; none where its key is destroyed.
    /// Errors: [`AppError::Sealed`].
    pub fn reveal(&self, komitmen: &str) -> Result<Option<String>, AppError> {
        Ok(lock(&self.sealed).reveal(&SealedText { komitmen: komitmen.to_owned() })?)
    }

    /// What is sealed about a person; none where the key is destroyed.
    /// Errors: [`AppError::Sealed`].
    pub fn identity(&self, person: Pseudonym) -> Result<Option<String>, AppError> {
        Ok(lock(&self.sealed).identity(person)?)
    }

    /// The year a view stands in: the period shown when none is asked for.
    pub fn current_year(&self, view: &View) -> Periode {
        Periode::year_of(self.zona().date_of(view.recorded_at))
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
