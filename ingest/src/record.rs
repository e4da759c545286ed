//! The record of one installation: the log, the sealed store and the rules in force, and the I/O
//! around [`accept`].

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use time::Date;

use crate::accept::{Command, Intent, Refusal, accept};
use crate::event::{Event, ParticipationRecorded, PemdaRegistered, RulePackAdopted};
use crate::frame::{Actor, Body, Frame};
use crate::identity::{Instant, Kode, Position, Revision, StreamName};
use crate::log::{Appended, Expected, LOG_FILE, Log, LogError, Submission};
use crate::register::{Register, RegisterError};
use crate::rule_pack::{LoadedPack, PackError};
use crate::sealed::{Randomness, Sealed, SealedError};

/// The record could not be opened, read or written.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs)] // the fields are what the message names
pub enum RecordError {
    /// There is no record in this folder.
    #[error("{0} holds no record: run `jejak init` first")]
    NoRecord(PathBuf),
    /// There is a record in this folder already.
    #[error("{0} holds a record already")]
    RecordExists(PathBuf),
    /// The copy of the rules is not the one that was adopted.
    #[error("{path} is not the rule pack {hash} that the record names")]
    OtherPack { path: PathBuf, hash: String },
    /// The store of keys is not the one that this record was written with.
    #[error("keys.db is not the one of this record: a form sent twice would not be recognised")]
    LostKeys,
    /// The rules say no.
    #[error("refused: {0:?}")]
    Refused(Refusal),
    /// The log failed.
    #[error(transparent)]
    Log(#[from] LogError),
    /// The log holds what this jejak cannot read.
    #[error(transparent)]
    Register(#[from] RegisterError),
    /// The sealed store failed.
    #[error(transparent)]
    Sealed(#[from] SealedError),
    /// A rule pack cannot be used.
    #[error(transparent)]
    Pack(#[from] PackError),
    /// The folder cannot be written.
    #[error("{path}: {source}")]
    Folder { path: PathBuf, source: std::io::Error },
}

impl From<Refusal> for RecordError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// Everything of one installation that writes or is read back.
pub struct Record {
    /// The log.
    pub log: Log,
    /// Personal data.
    pub sealed: Sealed,
    /// The rules in force.
    pub rules: Arc<LoadedPack>,
    /// The government.
    pub pemda: PemdaRegistered,
}

impl Record {
    /// Begins a record in `dir`, its log on the cluster at `log` or in a file inside: the government
    /// and the rules it adopts. Errors: [`RecordError`].
    pub fn init(
        dir: &Path,
        log: Option<&str>,
        rules: LoadedPack,
        pemda: PemdaRegistered,
        randomness: Randomness,
        now: Instant,
    ) -> Result<Self, RecordError> {
        let folder = |source| RecordError::Folder { path: dir.to_path_buf(), source };
        if dir.join(LOG_FILE).exists() {
            return Err(RecordError::RecordExists(dir.to_path_buf()));
        }
        let cluster = log.map(Log::at).transpose()?;
        if let (Some(cluster), Some(address)) = (&cluster, log)
            && cluster.head()?.is_some()
        {
            return Err(RecordError::RecordExists(PathBuf::from(address)));
        }
        let kept = pack_path(dir, &rules.hash.to_string());
        std::fs::create_dir_all(kept.parent().unwrap_or(dir)).map_err(folder)?;
        std::fs::write(&kept, &rules.bytes).map_err(folder)?;
        let mut record = Self {
            sealed: Sealed::open(dir, randomness)?,
            log: match cluster {
                Some(cluster) => cluster,
                None => Log::in_folder(dir)?,
            },
            rules: Arc::new(rules),
            pemda: pemda.clone(),
        };
        let (kode, judul) = (record.rules.pack.kode.clone(), record.rules.pack.judul.clone());
        let hash = record.rules.hash.to_string();
        let begin = [
            ("pemda", Intent::RegisterPemda(pemda)),
            ("rule_pack", Intent::AdoptRulePack(RulePackAdopted { kode, judul, hash })),
        ];
        for (key, intent) in begin {
            let occurred_on = record.pemda.zona.date_of(now);
            record.record(Command { key: key.into(), occurred_on, intent }, now)?;
        }
        Ok(record)
    }

    /// Opens the record in `dir`, its log on the cluster at `log` or in the file inside.
    /// Errors: [`RecordError`], and then nothing was changed.
    pub fn open(
        dir: &Path,
        log: Option<&str>,
        randomness: Randomness,
    ) -> Result<Self, RecordError> {
        let log = match log {
            Some(address) => Log::at(address)?,
            None if !dir.join(LOG_FILE).exists() => {
                return Err(RecordError::NoRecord(dir.to_path_buf()));
            }
            None => Log::in_folder(dir)?,
        };
        let register = Register::read(&log, None)?;
        let (Some(pemda), Some(hash)) = (register.pemda, register.rule_pack) else {
            return Err(RecordError::NoRecord(dir.to_path_buf()));
        };
        let rules = read_pack(dir, &hash)?;
        Ok(Self { log, sealed: Sealed::open(dir, randomness)?, rules: Arc::new(rules), pemda })
    }

    /// The actor of the command line, which writes with the rights of the Tim: a code that names
    /// nobody. Errors: [`SealedError`].
    pub fn tim(&mut self) -> Result<Actor, SealedError> {
        let (pseudonym, _) = self.sealed.person("kode:baris-perintah", "baris-perintah")?;
        Ok(Actor { pseudonym, role: "tim".into() })
    }

    /// Where it is recorded that a form with this token was handed in. Errors: [`RecordError`].
    pub fn participation(
        &self,
        periode: &Kode,
        opd: &Kode,
        token: &str,
    ) -> Result<Option<Position>, RecordError> {
        let mark = self.sealed.participation_mark(&format!("{opd}|{periode}|{token}"));
        let found = participation(&self.log, &self.pemda.kode, periode, opd)?;
        Ok(found.into_iter().find(|(_, marks)| marks.contains(&mark)).map(|(at, _)| at))
    }

    /// A plan on top of the record as it stands, with the rights of the Tim, and the sealed store
    /// that its commands name. Errors: [`RecordError`].
    pub fn planner(&mut self, now: Instant) -> Result<(Planner<'_>, &mut Sealed), RecordError> {
        if self.sealed.has_lost_keys() {
            return Err(RecordError::LostKeys);
        }
        let actor = self.tim()?;
        let rules = Arc::clone(&self.rules);
        let planner = Planner::over(&self.log, rules, self.pemda.kode.clone(), actor, now)?;
        Ok((planner, &mut self.sealed))
    }

    /// Records one command: decides, appends, and decides again when another writer was first.
    /// Errors: [`RecordError`], and then nothing was written.
    pub fn record(&mut self, command: Command, now: Instant) -> Result<Appended, RecordError> {
        let actor = self.tim()?;
        self.sealed.commit()?;
        loop {
            let mut planner = Planner::new(self, actor.clone(), now)?;
            if let Some(repeated) = planner.decide(&command)? {
                return Ok(repeated);
            }
            let (submissions, register) = planner.into_submissions();
            match self.log.append_all(submissions, Some(register), &|_| ()) {
                Err(LogError::RegisterMoved | LogError::WrongExpectedRevision { .. }) => {}
                Err(error) => return Err(error.into()),
                Ok(appended) => return appended.first().copied().ok_or(LogError::Closed.into()),
            }
        }
    }
}

/// Where the participation in a round of a unit is recorded, and the marks there.
fn participation(
    log: &Log,
    pemda: &Kode,
    periode: &Kode,
    opd: &Kode,
) -> Result<Vec<(Position, Vec<String>)>, RecordError> {
    let participation =
        ParticipationRecorded { opd: opd.clone(), periode: periode.clone(), tanda: vec![] };
    let intent = Intent::RecordParticipation(participation);
    // The stream depends on neither key nor date.
    let command = Command { key: String::new(), occurred_on: Date::MIN, intent };
    let mut found = Vec::new();
    for frame in log.stream(&command.stream(pemda))? {
        for (index, stored) in frame.body.stored().iter().enumerate() {
            if let Event::ParticipationRecorded(e) = stored.read().map_err(RegisterError::from)? {
                found.push((Position(frame.first.0 + index as u64), e.tanda));
            }
        }
    }
    Ok(found)
}

/// Every rule pack that the first `size` events adopted, from its copy in `dir`.
/// Errors: [`RecordError`].
pub fn adopted_packs(dir: &Path, log: &Log, size: u64) -> Result<Vec<LoadedPack>, RecordError> {
    let mut hashes: Vec<String> = Vec::new();
    log.register_frames(size.checked_sub(1).map(Position), |frame| {
        for stored in frame.body.stored() {
            match stored.read().map_err(RegisterError::from)? {
                Event::RulePackAdopted(e) if !hashes.contains(&e.hash) => hashes.push(e.hash),
                _ => {}
            }
        }
        Ok::<bool, RecordError>(true)
    })?;
    hashes.iter().map(|hash| read_pack(dir, hash)).collect()
}

/// The rule pack of this hash that was adopted, from its copy in `dir`. Errors: [`RecordError`].
pub fn read_pack(dir: &Path, hash: &str) -> Result<LoadedPack, RecordError> {
    let path = pack_path(dir, hash);
    let rules = LoadedPack::read(&path)?;
    match rules.hash.to_string() == hash {
        true => Ok(rules),
        false => Err(RecordError::OtherPack { path, hash: hash.to_owned() }),
    }
}

/// Where the copy of an adopted rule pack lies.
pub fn pack_path(dir: &Path, hash: &str) -> PathBuf {
    dir.join("regulations").join(hash).join("rule_pack.toml")
}

/// Decides a run of commands against the record and against each other, writing nothing.
pub struct Planner<'r> {
    log: &'r Log,
    rules: Arc<LoadedPack>,
    pemda: Kode,
    /// The register with every accepted command applied.
    pub register: Register,
    register_head: Option<Position>,
    next: u64,
    actor: Actor,
    now: Instant,
    streams: HashMap<StreamName, Stream>,
    submissions: Vec<Submission>,
    /// Commands that are in the record already.
    pub repeated: usize,
}

/// What a stream holds once the plan is carried out. An import has one for every form, so it is
/// small while nothing is recorded.
struct Stream {
    /// Events in it.
    length: u64,
    recorded: Box<[Frame]>,
    /// First planned submission.
    first: Option<u32>,
    /// The planned submissions after it.
    #[allow(clippy::box_collection)] // nearly every stream has none
    more: Option<Box<Vec<u32>>>,
}

impl<'r> Planner<'r> {
    /// A plan on top of the record as it stands. Errors: [`RecordError`].
    pub fn new(record: &'r Record, actor: Actor, now: Instant) -> Result<Self, RecordError> {
        let rules = Arc::clone(&record.rules);
        Self::over(&record.log, rules, record.pemda.kode.clone(), actor, now)
    }

    fn over(
        log: &'r Log,
        rules: Arc<LoadedPack>,
        pemda: Kode,
        actor: Actor,
        now: Instant,
    ) -> Result<Self, RecordError> {
        // The head is read first: a register that is newer than it only makes the plan start again.
        let register_head = log.register_head()?;
        Ok(Self {
            register: Register::read(log, None)?,
            register_head,
            next: log.head()?.map_or(0, |head| head.position.0 + 1),
            log,
            rules,
            pemda,
            actor,
            now,
            streams: HashMap::new(),
            submissions: Vec::new(),
            repeated: 0,
        })
    }

    /// Decides one command. Answers where it stands already if it is a repeat.
    ///
    /// Identity comes before every rule, so that an old import can always be run again.
    /// Errors: [`RecordError::Refused`], [`RecordError::Log`].
    pub fn decide(&mut self, command: &Command) -> Result<Option<Appended>, RecordError> {
        let stream = command.stream(&self.pemda);
        let body = command.body(&self.register, &self.rules.pack)?;
        if let Some((known, appended)) = self.find(&stream, &command.key)? {
            if *known != body {
                return Err(Refusal::IsiBerbeda { posisi: appended.first.0 }.into());
            }
            self.repeated += 1;
            return Ok(Some(appended));
        }
        let body = accept(command, &self.register, &self.rules.pack)?;
        self.apply(&body);
        self.add(stream, command.key.clone(), command.occurred_on, body);
        Ok(None)
    }

    /// Marks of those whose participation in a round of a unit is recorded. Errors: [`RecordError`].
    pub fn participation(&self, periode: &Kode, opd: &Kode) -> Result<Vec<String>, RecordError> {
        let marks = participation(self.log, &self.pemda, periode, opd)?;
        Ok(marks.into_iter().flat_map(|(_, marks)| marks).collect())
    }

    /// The planned submission of this command, counted from 0, if it is planned and not recorded.
    pub fn planned(&self, command: &Command) -> Option<usize> {
        let stream = command.stream(&self.pemda);
        self.streams.get(&stream)?.planned(&self.submissions, &command.key)
    }

    /// What a stream holds of a command already, recorded or planned.
    fn find(
        &mut self,
        stream: &StreamName,
        key: &str,
    ) -> Result<Option<(&Body, Appended)>, RecordError> {
        if !self.streams.contains_key(stream) {
            let frames = self.log.stream(stream)?;
            self.streams.insert(stream.clone(), Stream::recorded(frames));
        }
        let stream = &self.streams[stream];
        if let Some(index) = stream.planned(&self.submissions, key) {
            let nowhere = Position(self.next);
            let appended = Appended { first: nowhere, last: nowhere, repeated: true };
            return Ok(Some((&self.submissions[index].body, appended)));
        }
        let recorded = stream.recorded.iter().find(|frame| frame.command == key);
        Ok(recorded.map(|frame| {
            (&frame.body, Appended { first: frame.first, last: frame.last(), repeated: true })
        }))
    }

    fn apply(&mut self, body: &Body) {
        let at = Position(self.next);
        self.next += body.count() as u64;
        if let Body::Events(events) = body {
            for event in events.iter().flat_map(|stored| stored.read()) {
                self.register.apply(&event, at);
            }
        }
    }

    fn add(&mut self, stream: StreamName, command: String, occurred_on: Date, body: Body) {
        let index = self.submissions.len() as u32;
        let count = body.count() as u64;
        let expected = match self.streams.get_mut(&stream) {
            Some(known) => known.plan(index, count),
            None => Expected::NoStream,
        };
        // Answers are nobody's: AMB-015.
        let actor = (!matches!(body, Body::Form(_))).then(|| self.actor.clone());
        let now = self.now;
        self.submissions.push(Submission {
            stream,
            expected,
            command,
            actor,
            occurred_on,
            now,
            body,
        });
    }

    /// How many submissions the plan would write.
    pub fn len(&self) -> usize {
        self.submissions.len()
    }

    /// Whether the plan would write nothing.
    pub fn is_empty(&self) -> bool {
        self.submissions.is_empty()
    }

    /// How many events the plan would write.
    pub fn events(&self) -> usize {
        self.submissions.iter().map(|submission| submission.body.count()).sum()
    }

    /// What to append, and the register it was decided against.
    pub fn into_submissions(self) -> (Vec<Submission>, Option<Position>) {
        (self.submissions, self.register_head)
    }
}

impl Stream {
    fn recorded(frames: Vec<Frame>) -> Self {
        let end = |frame: &Frame| frame.first_revision.0 + frame.body.count() as u64;
        let length = frames.last().map_or(0, end);
        Self { length, recorded: frames.into(), first: None, more: None }
    }

    /// The planned submission of a command.
    fn planned(&self, submissions: &[Submission], key: &str) -> Option<usize> {
        let more = self.more.iter().flat_map(|more| more.iter());
        let mut planned = self.first.iter().chain(more).map(|index| *index as usize);
        planned.find(|index| submissions[*index].command == key)
    }

    /// Adds a submission of so many events. Answers what it expects of the stream.
    fn plan(&mut self, index: u32, count: u64) -> Expected {
        let expected = match self.length {
            0 => Expected::NoStream,
            length => Expected::Revision(Revision(length - 1)),
        };
        self.length += count;
        match self.first {
            None => self.first = Some(index),
            Some(_) => self.more.get_or_insert_default().push(index),
        }
        expected
    }
}
