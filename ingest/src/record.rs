//! The record of one installation: the log, the sealed store and the rules in force, and the I/O
//! around [`accept`].

mod packs;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sha2::{Digest, Sha256};
use time::Date;

use crate::accept::{Command, Intent, Refusal, Standing, accept};
use crate::event::{
    Event, ParticipationRecorded, PemdaRegistered, PolicyAdopted, RulePackAdopted,
    RulePackSupplemented, SealedText,
};
use crate::frame::{Actor, Body, Frame};
use crate::identity::{Instant, Kode, Position, Revision, StreamName, date_text};
use crate::ledger::hex;
use crate::log::{Appended, Expected, LOG_FILE, Log, LogError, Submission};
use crate::register::{Register, RegisterError};
use crate::rule_pack::{LoadedPack, PackError};
use crate::sealed::{Randomness, Sealed, SealedError};

pub use packs::{Packs, pack_path, read_pack};

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
    /// These and every earlier rule pack.
    pub packs: Arc<Packs>,
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
        if dir.join(LOG_FILE).exists() {
            return Err(RecordError::RecordExists(dir.to_path_buf()));
        }
        let cluster = log.map(Log::at).transpose()?;
        if let (Some(cluster), Some(address)) = (&cluster, log)
            && cluster.head()?.is_some()
        {
            return Err(RecordError::RecordExists(PathBuf::from(address)));
        }
        packs::keep_copy(dir, &rules)?;
        let (kode, judul) = (rules.pack.kode.clone(), rules.pack.judul.clone());
        let hash = rules.hash.to_string();
        let mut record = Self {
            sealed: Sealed::open(dir, randomness)?,
            log: match cluster {
                Some(cluster) => cluster,
                None => Log::in_folder(dir)?,
            },
            packs: Arc::new(Packs::of(dir, &Register::default())?),
            rules: Arc::new(rules),
            pemda: pemda.clone(),
        };
        let begin = [
            ("pemda", Intent::RegisterPemda(pemda)),
            ("rule_pack", Intent::AdoptRulePack(RulePackAdopted { kode, judul, hash })),
        ];
        for (key, intent) in begin {
            let occurred_on = record.pemda.zona.date_of(now);
            record.record(Command { key: key.into(), occurred_on, intent }, now)?;
        }
        record.read_packs(dir)?;
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
        let packs = Packs::of(dir, &register)?;
        let (Some(pemda), Some(rules)) = (register.pemda, packs.newest().map(Arc::clone)) else {
            return Err(RecordError::NoRecord(dir.to_path_buf()));
        };
        let sealed = Sealed::open(dir, randomness)?;
        Ok(Self { log, sealed, rules, packs: Arc::new(packs), pemda })
    }

    fn read_packs(&mut self, dir: &Path) -> Result<(), RecordError> {
        let packs = Packs::of(dir, &Register::read(&self.log, None)?)?;
        if let Some(rules) = packs.newest() {
            self.rules = Arc::clone(rules);
        }
        self.packs = Arc::new(packs);
        Ok(())
    }

    /// Adopts another rule pack and keeps its copy in `dir`: the government's from here on or, with
    /// units named, one that is valid for these beside it. What was opened before stays judged by the
    /// pack it names. Errors: [`RecordError`], and then nothing is adopted.
    pub fn adopt(
        &mut self,
        dir: &Path,
        pack: LoadedPack,
        opd: &[Kode],
        now: Instant,
    ) -> Result<Appended, RecordError> {
        let (kode, judul) = (pack.pack.kode.clone(), pack.pack.judul.clone());
        let hash = pack.hash.to_string();
        let only = pack.pack.profil.as_ref().map_or(&[][..], |profil| &profil.hanya_opd);
        let is_named = |opd: &Kode| only.iter().any(|one| one == opd.as_str());
        if !only.is_empty() && (opd.is_empty() || !opd.iter().all(is_named)) {
            return Err(Refusal::PaketUntukOpd { paket: kode, opd: only.join(", ") }.into());
        }
        let intent = match opd {
            [] => Intent::AdoptRulePack(RulePackAdopted { kode, judul, hash }),
            opd => {
                let opd = opd.to_vec();
                Intent::SupplementRulePack(RulePackSupplemented { kode, judul, hash, opd })
            }
        };
        let occurred_on = self.pemda.zona.date_of(now);
        // A pack may come into force again after another; what was there before makes the key new.
        let at = self.log.register_head()?.map_or(0, |position| position.0);
        let command = Command { key: format!("rule_pack:{at}"), occurred_on, intent };
        let actor = self.tim()?;
        let mut planner = Planner::new(self, actor, now)?;
        planner.decide(&command)?;
        // What cannot lie beside each other is not adopted.
        Packs::with(dir, &planner.register, &pack)?;
        packs::keep_copy(dir, &pack)?;
        let adopted = self.record(command, now)?;
        self.read_packs(dir)?;
        Ok(adopted)
    }

    /// Adopts a ranking policy from here on. Errors: [`RecordError`], and then nothing is adopted.
    pub fn adopt_policy(
        &mut self,
        policy: PolicyAdopted,
        now: Instant,
    ) -> Result<Appended, RecordError> {
        let occurred_on = self.pemda.zona.date_of(now);
        // The policy of before may come into force again; what was there before makes the key new.
        let at = self.log.register_head()?.map_or(0, |position| position.0);
        let intent = Intent::AdoptPolicy(policy);
        self.record(Command { key: format!("kebijakan:{at}"), occurred_on, intent }, now)
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
        let rules = (Arc::clone(&self.rules), Arc::clone(&self.packs));
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
    let register = match size.checked_sub(1) {
        Some(last) => Register::read(log, Some(Position(last)))?,
        None => Register::default(),
    };
    packs::copies(dir, register.adoptions.into_iter().map(|adoption| adoption.hash))
}

/// Decides a run of commands against the record and against each other, writing nothing.
pub struct Planner<'r> {
    log: &'r Log,
    rules: Arc<LoadedPack>,
    packs: Arc<Packs>,
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
        let rules = (Arc::clone(&record.rules), Arc::clone(&record.packs));
        Self::over(&record.log, rules, record.pemda.kode.clone(), actor, now)
    }

    fn over(
        log: &'r Log,
        (rules, packs): (Arc<LoadedPack>, Arc<Packs>),
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
            packs,
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
        if let Intent::AdoptPolicy(policy) = &command.intent {
            self.note_forms(&policy.periode)?;
        }
        let stream = command.stream(&self.pemda);
        let rules = self.rules_for(&command.intent);
        let body = command.body(&self.register, &rules.pack)?;
        if let Some((known, occurred_on, appended)) = self.find(&stream, &command.key)? {
            let is_same = *known == body
                && (!command.intent.is_dated() || occurred_on == command.occurred_on);
            if !is_same && !self.reads(&stream, command, &body)? {
                return Err(Refusal::IsiBerbeda { posisi: appended.first.0 }.into());
            }
            self.repeated += 1;
            return Ok(Some(appended));
        }
        let body = accept(command, &self.register, &rules.pack)?;
        self.apply(&body, command.occurred_on);
        self.add(stream, command.key.clone(), command.occurred_on, body);
        Ok(None)
    }

    /// Looks for a form in the rounds of a period that have no answer yet, as the register knows them.
    fn note_forms(&mut self, periode: &Kode) -> Result<(), RecordError> {
        let rounds = self.register.rounds_of(periode).into_iter().cloned();
        let mut silent: Vec<Kode> =
            rounds.filter(|round| !self.register.answered.contains_key(round)).collect();
        if silent.is_empty() {
            return Ok(());
        }
        let register = &mut self.register;
        self.log.frames(Position(0), None, |frame| {
            if let Body::Form(form) = &frame.body
                && let Some(found) = silent.iter().position(|round| *round == form.periode)
            {
                register.answer(&silent.swap_remove(found), frame.first);
            }
            Ok::<bool, LogError>(!silent.is_empty())
        })?;
        Ok(())
    }

    /// Decides a command as the correction of what is recorded under its key; `seal` seals the reason
    /// under a name of its own. Answers where it stands already if the entry reads so by now.
    /// Errors: as [`Planner::decide`].
    pub fn correct(
        &mut self,
        command: &Command,
        seal: &mut dyn FnMut(&str) -> Result<SealedText, SealedError>,
    ) -> Result<Option<Appended>, RecordError> {
        let stream = command.stream(&self.pemda);
        let rules = self.rules_for(&command.intent);
        let body = command.body(&self.register, &rules.pack)?;
        let recorded = self.find(&stream, &command.key)?;
        let recorded = recorded.map(|(known, _, appended)| (*known == body, appended));
        let Some((is_same, appended)) = recorded else {
            return Err(Refusal::BelumTercatat.into());
        };
        if !command.intent.is_entry() {
            return match is_same {
                true => Ok(Some(appended)),
                false => Err(Refusal::TanpaKoreksi.into()),
            };
        }
        if self.reads(&stream, command, &body)? {
            self.repeated += 1;
            return Ok(Some(appended));
        }
        let next = self.next;
        let Some(newest) = self.newest(&stream)?.filter(|newest| newest.is_recorded) else {
            return Err(Refusal::IsiBerbeda { posisi: next }.into());
        };
        if let Standing::Withdrawn(entry) = newest.standing()? {
            let (jenis, kode) = (entry.jenis, entry.kode.to_string());
            return Err(Refusal::EntriDitarik { jenis, kode }.into());
        }
        // An entry may be corrected back and forth: what is corrected is part of the key.
        let mut content = Sha256::new();
        content.update(date_text(command.occurred_on));
        body.stored().iter().for_each(|event| content.update(&event.data));
        let content = hex(&content.finalize()[..8]);
        let key = format!("koreksi:{}:{content}", newest.revision);
        let alasan = seal(&format!("{}:{key}", command.key))?;
        let menjadi = Box::new(command.intent.clone());
        let intent = Intent::Correct { alasan, menjadi };
        self.decide(&Command { key, occurred_on: command.occurred_on, intent })
    }

    /// Whether the newest that is said of an entry is what this command would say.
    fn reads(
        &mut self,
        stream: &StreamName,
        command: &Command,
        body: &Body,
    ) -> Result<bool, RecordError> {
        if !command.intent.is_entry() {
            return Ok(false);
        }
        let Some(newest) = self.newest(stream)? else { return Ok(false) };
        let has_day = !command.intent.is_dated() || newest.occurred_on == command.occurred_on;
        let said = Standing::of(body).map_err(RegisterError::from)?;
        Ok(has_day && newest.standing()? == said)
    }

    /// The rules that judge this: those of its round, or those in force.
    pub fn rules_for(&self, intent: &Intent) -> Arc<LoadedPack> {
        self.rules_of(intent.round())
    }

    /// The rules of a round, or those in force.
    pub fn rules_of(&self, round: Option<&Kode>) -> Arc<LoadedPack> {
        let round = round.and_then(|kode| self.register.periode.get(kode));
        let named = round.and_then(|round| self.packs.named(&round.rule_pack));
        Arc::clone(named.unwrap_or(&self.rules))
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

    /// The planned correction of the entry that this command is about, counted from 0.
    pub fn planned_correction(&self, command: &Command) -> Option<usize> {
        self.streams.get(&command.stream(&self.pemda))?.last_planned()
    }

    fn load(&mut self, name: &StreamName) -> Result<(), LogError> {
        if !self.streams.contains_key(name) {
            let frames = self.log.stream(name)?;
            self.streams.insert(name.clone(), Stream::recorded(frames));
        }
        Ok(())
    }

    /// What a stream holds of a command already, recorded or planned, and its date.
    fn find(
        &mut self,
        stream: &StreamName,
        key: &str,
    ) -> Result<Option<(&Body, Date, Appended)>, RecordError> {
        self.load(stream)?;
        let stream = &self.streams[stream];
        if let Some(index) = stream.planned(&self.submissions, key) {
            let nowhere = Position(self.next);
            let appended = Appended { first: nowhere, last: nowhere, repeated: true };
            let Submission { body, occurred_on, .. } = &self.submissions[index];
            return Ok(Some((body, *occurred_on, appended)));
        }
        let recorded = stream.recorded.iter().find(|frame| frame.command == key);
        Ok(recorded.map(|frame| {
            let appended = Appended { first: frame.first, last: frame.last(), repeated: true };
            (&frame.body, frame.occurred_on, appended)
        }))
    }

    /// The newest that a stream holds, recorded or planned.
    fn newest(&mut self, stream: &StreamName) -> Result<Option<Newest<'_>>, RecordError> {
        self.load(stream)?;
        let stream = &self.streams[stream];
        let revision = stream.length.saturating_sub(1);
        if let Some(index) = stream.last_planned() {
            let Submission { body, occurred_on, .. } = &self.submissions[index];
            let occurred_on = *occurred_on;
            return Ok(Some(Newest { body, occurred_on, revision, is_recorded: false }));
        }
        Ok(stream.recorded.last().map(|frame| Newest {
            body: &frame.body,
            occurred_on: frame.occurred_on,
            revision,
            is_recorded: true,
        }))
    }

    fn apply(&mut self, body: &Body, occurred_on: Date) {
        let at = Position(self.next);
        self.next += body.count() as u64;
        if let Body::Events(events) = body {
            for event in events.iter().flat_map(|stored| stored.read()) {
                self.register.apply(&event, at, occurred_on);
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

/// The newest that is said of an entry.
struct Newest<'p> {
    body: &'p Body,
    occurred_on: Date,
    /// Of its last event.
    revision: u64,
    /// Otherwise it is only planned.
    is_recorded: bool,
}

impl Newest<'_> {
    fn standing(&self) -> Result<Standing, RecordError> {
        Ok(Standing::of(self.body).map_err(RegisterError::from)?)
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

    fn last_planned(&self) -> Option<usize> {
        let last = self.more.as_ref().and_then(|more| more.last()).or(self.first.as_ref());
        last.map(|index| *index as usize)
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
