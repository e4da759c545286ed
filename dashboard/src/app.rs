//! What every request may use: the log, the rules, and the tables at one position.

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError, RwLock, RwLockReadGuard};

use analytics::firmness::Firmness;
use analytics::kewajiban::Calendar;
use analytics::periode::Periode;
use analytics::ranking::{Bench, Ranking};
use analytics::score::Score;
use analytics::{AnalyticsError, ClosedRound, Limit};
use ingest::event::{PemdaRegistered, SealedText};
use ingest::frame::RecordedEvent;
use ingest::identity::{Instant, Position, Pseudonym, Zona};
use ingest::ledger::hex;
use ingest::log::{Log, LogError};
use ingest::record::{Packs, Record, RecordError};
use ingest::register::Register;
use ingest::rule_pack::{LoadedPack, RulePack};
use ingest::sealed::SealedError;
use projections::{AsOf, AsOfError, ProjectionError, Projections, Snapshot};
use time::Date;

use crate::audit::gelar_of_sheet;
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
    /// A rule pack that was adopted cannot be read.
    #[error(transparent)]
    Packs(#[from] RecordError),
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
    /// The day that is asked about: the one named, or that of the last event.
    pub day: Date,
    /// Whether it is the newest there is.
    pub is_newest: bool,
    /// What limits every question about it.
    pub limit: Limit,
}

impl View {
    /// The same, with only what had happened by the end of a day, whenever it was recorded.
    pub fn until(mut self, happened: Option<Date>) -> Self {
        self.limit = Limit { terjadi_sampai: happened };
        self.day = happened.map_or(self.day, |happened| happened.min(self.day));
        self
    }
}

/// Answers kept for the next asker.
const KEPT: usize = 256;

type RankingKey = (Position, Date, String, Option<Date>);
type ScoresKey = (Position, Date, String, Option<Date>);
type CalendarKey = (Position, Date, String, Option<Date>);

/// Everything of one running installation, under the rules of one moment.
#[derive(Clone)]
pub struct App {
    log: Arc<Log>,
    rules: Arc<LoadedPack>,
    packs: Arc<Packs>,
    pemda: Arc<PemdaRegistered>,
    dir: Arc<PathBuf>,
    /// Whether the data is the sample government's.
    pub is_sample: bool,
    shared: Arc<Shared>,
    desk: Option<Arc<Desk>>,
    /// Into how many parts the work of a question is split; by the machine where nobody says.
    parts: Option<usize>,
}

/// What changes while it runs.
struct Shared {
    projections: Mutex<Projections>,
    newest: RwLock<Arc<Snapshot>>,
    packs: RwLock<Arc<Packs>>,
    roots: Mutex<HashMap<Position, (Instant, String)>>,
    rankings: Mutex<HashMap<RankingKey, Arc<Ranking>>>,
    firmness: Mutex<HashMap<RankingKey, Option<Arc<Firmness>>>>,
    scores: Mutex<HashMap<ScoresKey, Arc<Scores>>>,
    calendars: Mutex<HashMap<CalendarKey, Arc<Calendar>>>,
}

/// The record, opened with the rights of the Tim: to write to it, and to read what is sealed.
pub type Desk = Mutex<Record>;

/// The scorecard of each unit in one round, by unit code.
pub type Scores = BTreeMap<String, Score>;

/// The table that says which rule packs were adopted.
const PERATURAN: &str = "peraturan";

/// File in the data folder that marks a sample government.
pub const SAMPLE_MARK: &str = "DATA_CONTOH";

impl App {
    /// Opens the tables of a record. Errors: [`AppError`].
    pub fn open(
        record: Record,
        dir: PathBuf,
        progress: &mut dyn FnMut(Position),
    ) -> Result<Self, AppError> {
        let Record { log, rules, packs, pemda, .. } = record;
        Self::over(log, (rules, packs), pemda, dir, progress)
    }

    /// Opens the tables of a log whose rule packs lie in `dir`, and writes nothing there.
    /// Errors: [`AppError`].
    pub fn open_log(
        log: Log,
        dir: PathBuf,
        progress: &mut dyn FnMut(Position),
    ) -> Result<Self, AppError> {
        let register = Register::read(&log, None).map_err(RecordError::from)?;
        let packs = Packs::of(&dir, &register)?;
        let (Some(pemda), Some(rules)) = (register.pemda, packs.newest().map(Arc::clone)) else {
            return Err(RecordError::NoRecord(dir).into());
        };
        Self::over(log, (rules, Arc::new(packs)), pemda, dir, progress)
    }

    fn over(
        log: Log,
        (rules, packs): (Arc<LoadedPack>, Arc<Packs>),
        pemda: PemdaRegistered,
        dir: PathBuf,
        progress: &mut dyn FnMut(Position),
    ) -> Result<Self, AppError> {
        let mut projections = Projections::default();
        projections.catch_up(&log, None, progress)?;
        let shared = Shared {
            newest: RwLock::new(Arc::new(projections.snapshot())),
            projections: Mutex::new(projections),
            packs: RwLock::new(Arc::clone(&packs)),
            roots: Mutex::default(),
            rankings: Mutex::default(),
            firmness: Mutex::default(),
            scores: Mutex::default(),
            calendars: Mutex::default(),
        };
        Ok(Self {
            is_sample: dir.join(SAMPLE_MARK).exists(),
            log: Arc::new(log),
            rules,
            packs,
            pemda: Arc::new(pemda),
            dir: Arc::new(dir),
            shared: Arc::new(shared),
            desk: None,
            parts: None,
        })
    }

    /// Whoever asks has the rights of the Tim from here on.
    pub fn with_desk(mut self, record: Record) -> Self {
        self.desk = Some(Arc::new(Mutex::new(record)));
        self
    }

    /// The work of every question is split into so many parts; the answers stay the same.
    pub fn in_parts(mut self, parts: usize) -> Self {
        self.parts = Some(parts);
        self
    }

    /// The record, where whoever asks has the rights of the Tim.
    pub fn desk(&self) -> Option<&Desk> {
        self.desk.as_deref()
    }

    /// Who reads.
    pub fn reader(&self) -> Reader {
        if self.desk.is_some() { Reader::Tim } else { Reader::Page }
    }

    /// A sealed text by its commitment; none where its key is destroyed, or for whoever has not the
    /// rights of the Tim. Errors: [`AppError::Sealed`].
    pub fn reveal(&self, komitmen: &str) -> Result<Option<String>, AppError> {
        let Some(desk) = self.desk() else { return Ok(None) };
        Ok(lock(desk).sealed.reveal(&SealedText { komitmen: komitmen.to_owned() })?)
    }

    /// What is sealed about a person; none as for [`App::reveal`]. Errors: [`AppError::Sealed`].
    pub fn identity(&self, person: Pseudonym) -> Result<Option<String>, AppError> {
        let Some(desk) = self.desk() else { return Ok(None) };
        Ok(lock(desk).sealed.identity(person)?)
    }

    /// The same installation under the rules that were in force at a position.
    pub fn at(&self, position: Position) -> Self {
        let packs = Arc::clone(&read(&self.shared.packs));
        let rules = packs.at(position).map_or_else(|| Arc::clone(&self.rules), Arc::clone);
        Self { rules, packs, ..self.clone() }
    }

    /// The rules in force.
    pub fn pack(&self) -> &RulePack {
        &self.rules.pack
    }

    /// The rules in force with their hash.
    pub fn rules(&self) -> &LoadedPack {
        &self.rules
    }

    /// The rules that a round is judged by; those in force where there is none.
    pub fn rules_of(&self, round: Option<&ClosedRound>) -> &LoadedPack {
        let named = round.and_then(|round| self.packs.named(&round.rule_pack));
        named.map_or(&self.rules, |rules| rules)
    }

    /// As [`App::rules_of`].
    pub fn pack_of(&self, round: Option<&ClosedRound>) -> &RulePack {
        &self.rules_of(round).pack
    }

    /// Every rule pack that was the government's own.
    pub fn own_packs(&self) -> impl Iterator<Item = &Arc<LoadedPack>> {
        self.packs.own()
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
        let mut projections = lock(&self.shared.projections);
        let newest = self.log.head()?.map(|head| head.position);
        if projections.position() == newest {
            return Ok(());
        }
        projections.catch_up(&self.log, None, &mut |_| ())?;
        let snapshot = Arc::new(projections.snapshot());
        let adopted = |snapshot: &Snapshot| snapshot.tables[PERATURAN].len();
        if adopted(&snapshot) != adopted(&read(&self.shared.newest)) {
            let register = Register::read(&self.log, None).map_err(RecordError::from)?;
            let packs = Arc::new(Packs::of(&self.dir, &register)?);
            *self.shared.packs.write().unwrap_or_else(PoisonError::into_inner) = packs;
        }
        *self.shared.newest.write().unwrap_or_else(PoisonError::into_inner) = snapshot;
        Ok(())
    }

    /// The tables at a moment, or the newest. Errors: [`AppError::AsOf`].
    pub fn view(&self, as_of: Option<AsOf>) -> Result<View, AppError> {
        let newest = Arc::clone(&read(&self.shared.newest));
        let last = newest.position.ok_or(AsOfError::Empty)?;
        let position = match as_of {
            Some(as_of) => as_of.resolve(&self.log, self.zona())?.min(last),
            None => last,
        };
        let is_newest = position == last;
        let snapshot = if is_newest { newest } else { Arc::new(newest.as_of(position)) };
        let (recorded_at, root) = self.proof_of(position)?;
        let day = match as_of {
            Some(AsOf::Date(date)) => date,
            Some(AsOf::Instant(at)) => self.zona().date_of(at),
            Some(AsOf::Position(_)) | None => self.zona().date_of(recorded_at),
        };
        let limit = Limit::default();
        Ok(View { snapshot, position, recorded_at, root, day, is_newest, limit })
    }

    /// When an event was recorded, and the ledger's root up to it.
    fn proof_of(&self, position: Position) -> Result<(Instant, String), AppError> {
        if let Some(known) = lock(&self.shared.roots).get(&position) {
            return Ok(known.clone());
        }
        let root = hex(&self.log.root(position.0 + 1)?.root);
        let mut recorded_at = Instant(0);
        self.log.frames(position, Some(position), |frame| {
            recorded_at = frame.recorded_at;
            Ok::<bool, LogError>(false)
        })?;
        let mut roots = lock(&self.shared.roots);
        if roots.len() >= KEPT {
            roots.clear();
        }
        roots.insert(position, (recorded_at, root.clone()));
        Ok((recorded_at, root))
    }

    /// Questions about a view.
    pub fn bench<'a>(&'a self, view: &'a View, limit: Limit) -> Bench<'a> {
        let (tables, pack) = (&view.snapshot, &self.rules.pack);
        let bench = match self.parts {
            Some(parts) => Bench::in_parts(tables, pack, limit, parts),
            None => Bench::new(tables, pack, limit),
        };
        bench.on(view.day).judging(&self.packs)
    }

    /// Whether an event is a judge's sheet of a Gelar that is still open as of a view: its marks are for
    /// the Tim alone until it is closed. Errors: [`AppError`].
    pub async fn is_secret_sheet(
        &self,
        view: &View,
        event: &RecordedEvent,
    ) -> Result<bool, AppError> {
        let (Some(gelar), Reader::Page) = (gelar_of_sheet(event), self.reader()) else {
            return Ok(false);
        };
        let all = self.bench(view, Limit::default()).gelar_list().await?;
        Ok(all.iter().any(|acara| acara.kode == gelar && acara.ditutup.is_none()))
    }

    /// The ranking of a period. A ranking is a function of its position, so it is kept.
    /// Errors: [`AppError`].
    pub async fn ranking(
        &self,
        view: &View,
        periode: &str,
        limit: Limit,
    ) -> Result<Arc<Ranking>, AppError> {
        let key = (view.position, view.day, periode.to_owned(), limit.terjadi_sampai);
        if let Some(known) = lock(&self.shared.rankings).get(&key) {
            return Ok(Arc::clone(known));
        }
        let bench = self.bench(view, limit);
        let periode = bench.periode(periode).await?;
        let ranking = Arc::new(bench.rank(periode).await?);
        let mut rankings = lock(&self.shared.rankings);
        if rankings.len() >= KEPT {
            rankings.clear();
        }
        rankings.insert(key, Arc::clone(&ranking));
        Ok(ranking)
    }

    /// How firm the places of a ranking of this view are, kept like rankings; none where nothing that
    /// they rest on can come out otherwise. Errors: [`AppError`].
    pub async fn firmness(
        &self,
        view: &View,
        ranking: &Ranking,
        limit: Limit,
    ) -> Result<Option<Arc<Firmness>>, AppError> {
        let periode = ranking.periode.kode.clone();
        let key = (view.position, view.day, periode, limit.terjadi_sampai);
        if let Some(known) = lock(&self.shared.firmness).get(&key) {
            return Ok(known.clone());
        }
        let found = self.bench(view, limit).firmness(ranking).await?.map(Arc::new);
        let mut firmness = lock(&self.shared.firmness);
        if firmness.len() >= KEPT {
            firmness.clear();
        }
        firmness.insert(key, found.clone());
        Ok(found)
    }

    /// The scorecards of a closed round, kept like rankings. Errors: [`AppError`].
    pub async fn scores_in(
        &self,
        view: &View,
        round: &ClosedRound,
    ) -> Result<Arc<Scores>, AppError> {
        let key = (view.position, view.day, round.kode.clone(), view.limit.terjadi_sampai);
        if let Some(known) = lock(&self.shared.scores).get(&key) {
            return Ok(Arc::clone(known));
        }
        let found = Arc::new(self.bench(view, view.limit).scores_in(round).await?);
        let mut scores = lock(&self.shared.scores);
        if scores.len() >= KEPT {
            scores.clear();
        }
        scores.insert(key, Arc::clone(&found));
        Ok(found)
    }

    /// The duties of a period as they stand on the day of a view, kept like rankings.
    /// Errors: [`AppError`].
    pub async fn calendar(&self, view: &View, periode: &str) -> Result<Arc<Calendar>, AppError> {
        let key = (view.position, view.day, periode.to_owned(), view.limit.terjadi_sampai);
        if let Some(known) = lock(&self.shared.calendars).get(&key) {
            return Ok(Arc::clone(known));
        }
        let bench = self.bench(view, view.limit);
        let periode = bench.periode(periode).await?;
        let found = Arc::new(bench.duties(periode, view.day).await?);
        let mut calendars = lock(&self.shared.calendars);
        if calendars.len() >= KEPT {
            calendars.clear();
        }
        calendars.insert(key, Arc::clone(&found));
        Ok(found)
    }

    /// The last day that a view tells of.
    pub fn current_day(&self, view: &View) -> Date {
        let recorded = self.zona().date_of(view.recorded_at);
        view.limit.terjadi_sampai.map_or(recorded, |happened| happened.min(recorded))
    }

    /// The year a view stands in: the period shown when none is asked for.
    pub fn current_year(&self, view: &View) -> Periode {
        Periode::year_of(self.current_day(view))
    }
}

fn read<T>(lock: &RwLock<T>) -> RwLockReadGuard<'_, T> {
    lock.read().unwrap_or_else(PoisonError::into_inner)
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
