//! What the record knows of units, people, rounds and Gelar at a position.
//!
//! A fold over every event that is not a form: small, read-only, and all that a decision needs
//! beside its own command and the rule pack.

mod entries;
mod life;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use time::Date;

pub use entries::{Entries, Entry, held};

use crate::event::{
    Event, GelarOpened, JenisPeriode, KbkChanged, KbkFormed, KelasJabatan, Kriteria, OpdChanged,
    OpdRegistered, PemdaRegistered, PerubahanKbk, PerubahanOpd, PolicyAdopted, StatusKeputusan,
    StatusPegawai,
};
use crate::frame::{Body, Frame};
use crate::identity::{Kode, Position, Pseudonym, calendar_days};
use crate::log::{Log, LogError};

pub use life::{Ended, Life};

/// A period or round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Periode {
    /// Year, quarter, or a round of an instrument.
    pub jenis: JenisPeriode,
    /// First day.
    pub mulai: Date,
    /// Last day.
    pub selesai: Date,
    /// Hash of the rule pack it is judged by.
    pub rule_pack: String,
    /// Where it was closed; none while it is open.
    pub closed: Option<Position>,
}

/// A rule pack comes into force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adoption {
    /// The event that says so.
    pub at: Position,
    /// Code of the regulation.
    pub kode: String,
    /// SHA-256 of the pack's bytes, hex.
    pub hash: String,
    /// Units it is valid for, beside the government's; empty for the government's own.
    pub opd: Vec<Kode>,
}

/// A civil servant as the list has it now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pegawai {
    /// Unit; none for one who has left.
    pub opd: Option<Kode>,
    /// PNS or PPPK.
    pub status: StatusPegawai,
    /// Class of post.
    pub kelas_jabatan: KelasJabatan,
    /// From when it is so; none where the list was never changed.
    pub sejak: Option<Date>,
}

/// A year or quarter in which nothing new may be dated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lock {
    /// First day.
    pub mulai: Date,
    /// Last day.
    pub selesai: Date,
    /// The event that locked it.
    pub at: Position,
}

/// A Gelar with everything that is frozen before its first mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gelar {
    /// Its announcement.
    pub opened: GelarOpened,
    /// Rubric; empty until set.
    pub kriteria: Vec<Kriteria>,
    /// Judges.
    pub juri: BTreeSet<Pseudonym>,
    /// KBK that have entered, each with its kategori where there are any.
    pub peserta: BTreeMap<Kode, Option<String>>,
    /// Sheets handed in: KBK and judge.
    pub sheets: BTreeSet<(Kode, Pseudonym)>,
    /// Where it was closed; none while it is open.
    pub closed: Option<Position>,
}

/// A decision of a quarterly review.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Keputusan {
    /// The day of the newest that is said of it.
    pub sejak: Date,
    /// How it ended; none while it is open.
    pub berakhir: Option<StatusKeputusan>,
}

/// Everything a decision may look at.
#[derive(Debug, Clone)]
pub struct Register {
    /// The government.
    pub pemda: Option<PemdaRegistered>,
    /// Hash of the rule pack in force.
    pub rule_pack: Option<String>,
    /// Every adoption of a rule pack, in order.
    pub adoptions: Vec<Adoption>,
    /// Units by code, with their latest name and the unit they stand under now.
    pub opd: BTreeMap<Kode, OpdRegistered>,
    /// What became of units that were changed.
    pub opd_life: BTreeMap<Kode, Life>,
    /// Each civil servant who was ever registered.
    pub pegawai: HashMap<Pseudonym, Pegawai>,
    /// KBK by code, as formed, with their latest name.
    pub kbk: BTreeMap<Kode, KbkFormed>,
    /// What became of KBK that were changed.
    pub kbk_life: BTreeMap<Kode, Life>,
    /// Codes of the changes of units and KBK: each names one change.
    pub changes: BTreeSet<Kode>,
    /// Periods and rounds by code.
    pub periode: BTreeMap<Kode, Periode>,
    /// Years and quarters that are locked.
    pub locked: BTreeMap<Kode, Lock>,
    /// Gelar by code.
    pub gelar: BTreeMap<Kode, Gelar>,
    /// The first answer, sheet or mark of each round and Gelar. Forms are not read for a register: they
    /// are known by the participation in them, and otherwise looked for when it matters.
    pub answered: BTreeMap<Kode, Position>,
    /// The ranking policy of each year and quarter that has one.
    pub policies: BTreeMap<Kode, (Position, PolicyAdopted)>,
    /// Decisions of quarterly reviews by code.
    pub keputusan: BTreeMap<Kode, Keputusan>,
    /// Activities, meetings and entries of forms.
    pub entries: Entries,
    /// Where each result was published, by its fingerprint.
    pub published: BTreeMap<String, Position>,
    /// Life of the log: 1 from its first event, one more after each restore.
    pub epoch: u32,
}

impl Default for Register {
    fn default() -> Self {
        Self {
            pemda: None,
            rule_pack: None,
            adoptions: Vec::new(),
            opd: BTreeMap::new(),
            opd_life: BTreeMap::new(),
            pegawai: HashMap::new(),
            kbk: BTreeMap::new(),
            kbk_life: BTreeMap::new(),
            changes: BTreeSet::new(),
            periode: BTreeMap::new(),
            locked: BTreeMap::new(),
            gelar: BTreeMap::new(),
            answered: BTreeMap::new(),
            policies: BTreeMap::new(),
            keputusan: BTreeMap::new(),
            entries: Entries::default(),
            published: BTreeMap::new(),
            epoch: 1,
        }
    }
}

/// The log could not be folded into a register.
#[derive(Debug, thiserror::Error)]
pub enum RegisterError {
    /// The log failed.
    #[error(transparent)]
    Log(#[from] LogError),
    /// An event this jejak does not know.
    #[error(transparent)]
    Event(#[from] crate::event::ReadError),
}

impl Register {
    /// The register as of a position, or now. Errors: [`RegisterError`].
    pub fn read(log: &Log, as_of: Option<Position>) -> Result<Self, RegisterError> {
        let mut register = Self::default();
        log.register_frames(as_of, |frame| {
            register.apply_frame(&frame, as_of)?;
            Ok::<bool, RegisterError>(true)
        })?;
        Ok(register)
    }

    /// Applies the events of a frame up to a position. Errors: [`crate::event::ReadError`].
    pub fn apply_frame(
        &mut self,
        frame: &Frame,
        as_of: Option<Position>,
    ) -> Result<(), crate::event::ReadError> {
        let Body::Events(events) = &frame.body else {
            return Ok(());
        };
        for (index, stored) in events.iter().enumerate() {
            let position = Position(frame.first.0 + index as u64);
            if as_of.is_none_or(|as_of| position <= as_of) {
                self.apply(&stored.read()?, position, frame.occurred_on);
            }
        }
        Ok(())
    }

    /// Applies one event, about the day `on`.
    pub fn apply(&mut self, event: &Event, at: Position, on: Date) {
        match event {
            Event::PemdaRegistered(e) => self.pemda = Some(e.clone()),
            Event::RulePackAdopted(e) => {
                self.rule_pack = Some(e.hash.clone());
                let (kode, hash) = (e.kode.clone(), e.hash.clone());
                self.adoptions.push(Adoption { at, kode, hash, opd: Vec::new() });
            }
            Event::RulePackSupplemented(e) => {
                let (kode, hash) = (e.kode.clone(), e.hash.clone());
                self.adoptions.push(Adoption { at, kode, hash, opd: e.opd.clone() });
            }
            Event::OpdRegistered(e) => {
                self.opd.insert(e.kode.clone(), e.clone());
            }
            Event::PegawaiRegistered(e) => {
                let (opd, kelas_jabatan) = (Some(e.opd.clone()), e.kelas_jabatan);
                let pegawai = Pegawai { opd, status: e.status, kelas_jabatan, sejak: None };
                self.pegawai.insert(e.pegawai, pegawai);
            }
            Event::PegawaiChanged(e) => {
                let (opd, kelas_jabatan) = (e.opd.clone(), e.kelas_jabatan);
                let pegawai = Pegawai { opd, status: e.status, kelas_jabatan, sejak: Some(on) };
                self.pegawai.insert(e.pegawai, pegawai);
            }
            Event::OpdChanged(e) => self.change_opd(e, at, on),
            Event::KbkChanged(e) => self.change_kbk(e, at, on),
            Event::KbkFormed(e) => {
                self.kbk.insert(e.kode.clone(), e.clone());
            }
            Event::PeriodeOpened(e) => {
                let periode = Periode {
                    jenis: e.jenis,
                    mulai: e.mulai,
                    selesai: e.selesai,
                    rule_pack: e.rule_pack.clone(),
                    closed: None,
                };
                self.periode.insert(e.kode.clone(), periode);
            }
            Event::PeriodeClosed(e) => self.set_periode(&e.kode, Some(at)),
            Event::PeriodeReopened(e) => self.set_periode(&e.kode, None),
            Event::PeriodeLocked(e) => {
                if let Some((mulai, selesai)) = self.days_of(&e.kode) {
                    self.locked.insert(e.kode.clone(), Lock { mulai, selesai, at });
                }
            }
            Event::PeriodeUnlocked(e) => _ = self.locked.remove(&e.kode),
            Event::GelarOpened(e) => {
                let gelar = Gelar {
                    opened: e.clone(),
                    kriteria: Vec::new(),
                    juri: BTreeSet::new(),
                    peserta: BTreeMap::new(),
                    sheets: BTreeSet::new(),
                    closed: None,
                };
                self.gelar.insert(e.kode.clone(), gelar);
            }
            Event::GelarCriteriaSet(e) => {
                self.with_gelar(&e.gelar, |gelar| gelar.kriteria.clone_from(&e.kriteria));
            }
            Event::GelarJuriAppointed(e) => {
                self.with_gelar(&e.gelar, |gelar| _ = gelar.juri.insert(e.juri));
            }
            Event::GelarKbkEntered(e) => {
                let (kbk, kategori) = (e.kbk.clone(), e.kategori.clone());
                self.with_gelar(&e.gelar, |gelar| _ = gelar.peserta.insert(kbk, kategori));
            }
            Event::GelarScored(e) => {
                self.answer(&e.gelar, at);
                self.with_gelar(&e.gelar, |gelar| _ = gelar.sheets.insert((e.kbk.clone(), e.juri)));
            }
            Event::GelarClosed(e) => self.with_gelar(&e.kode, |gelar| gelar.closed = Some(at)),
            Event::GelarReopened(e) => self.with_gelar(&e.kode, |gelar| gelar.closed = None),
            Event::KegiatanRecorded(e) => self.entries.put_kegiatan(e, at),
            Event::KegiatanCorrected(e) => self.entries.put_kegiatan(&e.menjadi, at),
            Event::RapatRecorded(e) => self.entries.put_rapat(e, at),
            Event::RapatCorrected(e) => self.entries.put_rapat(&e.menjadi, at),
            Event::CatatanRecorded(e) => self.entries.put_catatan(e, at),
            Event::CatatanCorrected(e) => self.entries.put_catatan(&e.menjadi, at),
            Event::EntryWithdrawn(e) => self.entries.withdraw(&e.jenis, &e.kode),
            Event::RankingPublished(e) => _ = self.published.insert(e.hasil.clone(), at),
            Event::KeputusanRecorded(e) => {
                self.keputusan.insert(e.kode.clone(), Keputusan { sejak: on, berakhir: None });
            }
            Event::KeputusanFollowed(e) => {
                let berakhir = Some(e.status).filter(|status| *status != StatusKeputusan::Berjalan);
                self.keputusan.insert(e.keputusan.clone(), Keputusan { sejak: on, berakhir });
            }
            Event::LogRestored(e) => self.epoch = self.epoch.max(e.epoch),
            Event::ScorecardSubmitted(e) => self.answer(&e.periode, at),
            Event::ParticipationRecorded(e) => self.answer(&e.periode, at),
            Event::PolicyAdopted(e) => _ = self.policies.insert(e.periode.clone(), (at, e.clone())),
            Event::FormSubmitted(_)
            | Event::AnswerGiven(_)
            | Event::ScorecardCorrected(_)
            | Event::GelarScoreCorrected(_)
            | Event::GelarDecided(_)
            | Event::GelarDecisionCorrected(_) => {}
        }
    }

    fn change_opd(&mut self, e: &OpdChanged, at: Position, on: Date) {
        self.changes.insert(e.kode.clone());
        let life = self.opd_life.entry(e.opd.clone()).or_default();
        match e.perubahan {
            PerubahanOpd::BergantiNama => life.rename(on, e.nama.clone().unwrap_or_default()),
            PerubahanOpd::BergantiInduk => life.move_to(on, e.menjadi.first().cloned()),
            PerubahanOpd::Bergabung | PerubahanOpd::Dipecah | PerubahanOpd::Berakhir => {
                life.end(Ended { on, menjadi: e.menjadi.clone(), at });
            }
        }
        if let Some(opd) = self.opd.get_mut(&e.opd) {
            opd.nama = life.name().unwrap_or(&opd.nama).clone();
            opd.induk = life.place().unwrap_or(&opd.induk).clone();
        }
    }

    fn change_kbk(&mut self, e: &KbkChanged, at: Position, on: Date) {
        self.changes.insert(e.kode.clone());
        let life = self.kbk_life.entry(e.kbk.clone()).or_default();
        let Some(kbk) = self.kbk.get_mut(&e.kbk) else { return };
        if let Some(nama) = &e.nama {
            life.rename(on, nama.clone());
            kbk.nama = life.name().unwrap_or(&kbk.nama).clone();
        }
        if let Some(opd) = &e.opd {
            life.move_to(on, Some(opd.clone()));
        }
        if e.perubahan == PerubahanKbk::Berakhir {
            life.end(Ended { on, menjadi: Vec::new(), at });
        }
    }

    /// Something was answered in a round or a Gelar.
    pub(crate) fn answer(&mut self, round: &Kode, at: Position) {
        let first = self.answered.entry(round.clone()).or_insert(at);
        *first = at.min(*first);
    }

    /// Rounds and Gelar that end in a year or quarter: those that decide about it (AMB-027).
    pub fn rounds_of(&self, periode: &Kode) -> Vec<&Kode> {
        let Some((mulai, selesai)) = self.days_of(periode) else { return Vec::new() };
        let is_inside = |last: Date| (mulai..=selesai).contains(&last);
        let rounds = self.periode.iter().filter(|(_, periode)| {
            let is_round =
                matches!(periode.jenis, JenisPeriode::RondeEvaluasi | JenisPeriode::RondeScorecard);
            is_round && is_inside(periode.selesai)
        });
        let gelar = self.gelar.iter().filter(|(_, gelar)| is_inside(gelar.opened.tutup));
        rounds.map(|(kode, _)| kode).chain(gelar.map(|(kode, _)| kode)).collect()
    }

    /// The first answer in a round or Gelar of a year or quarter.
    pub fn first_answer(&self, periode: &Kode) -> Option<Position> {
        let rounds = self.rounds_of(periode);
        rounds.into_iter().filter_map(|round| self.answered.get(round).copied()).min()
    }

    fn set_periode(&mut self, kode: &Kode, closed: Option<Position>) {
        if let Some(periode) = self.periode.get_mut(kode) {
            periode.closed = closed;
        }
    }

    fn with_gelar(&mut self, kode: &Kode, change: impl FnOnce(&mut Gelar)) {
        if let Some(gelar) = self.gelar.get_mut(kode) {
            change(gelar);
        }
    }

    /// The packs of single units in force, each the latest of its code.
    pub fn supplements(&self) -> impl Iterator<Item = &Adoption> {
        let is_latest = |index: usize, one: &Adoption| {
            let later = self.adoptions[index + 1..].iter();
            !one.opd.is_empty() && !later.clone().any(|other| is_same(one, other))
        };
        let numbered = self.adoptions.iter().enumerate();
        numbered.filter(move |(index, one)| is_latest(*index, one)).map(|(_, one)| one)
    }

    /// First and last day of a year or quarter, of the calendar or of the record.
    pub fn days_of(&self, kode: &Kode) -> Option<(Date, Date)> {
        match self.periode.get(kode) {
            Some(Periode {
                jenis: JenisPeriode::Tahun | JenisPeriode::Triwulan,
                mulai,
                selesai,
                ..
            }) => Some((*mulai, *selesai)),
            Some(_) => None,
            None => calendar_days(kode.as_str()),
        }
    }

    /// Unit of a KBK now.
    pub fn opd_of_kbk(&self, kbk: &Kode) -> Option<&Kode> {
        let moved = self.kbk_life.get(kbk).and_then(|life| life.place()?.as_ref());
        moved.or_else(|| self.kbk.get(kbk).map(|kbk| &kbk.opd))
    }

    /// Unit of a KBK on a day.
    pub fn opd_of_kbk_on(&self, kbk: &Kode, day: Date) -> Option<&Kode> {
        let moved = self.kbk_life.get(kbk).and_then(|life| life.place_on(day)?.as_ref());
        moved.or_else(|| self.kbk.get(kbk).map(|kbk| &kbk.opd))
    }

    /// Unit of a civil servant now.
    pub fn opd_of_pegawai(&self, pegawai: &Pseudonym) -> Option<&Kode> {
        self.pegawai.get(pegawai)?.opd.as_ref()
    }
}

/// Whether both are packs of single units under one code.
fn is_same(one: &Adoption, other: &Adoption) -> bool {
    one.kode == other.kode && !other.opd.is_empty()
}

/// The known code nearest to a mistyped one, if it is near enough to be meant.
pub fn nearest<'a>(typed: &str, known: impl Iterator<Item = &'a str>) -> Option<String> {
    let typed = typed.to_uppercase();
    let length = typed.chars().count();
    let limit = |code: &str| 1 + code.len() / 4;
    known
        // Codes of quite another length are farther than that, and cheaper to tell.
        .filter(|code| length.abs_diff(code.len()) <= limit(code))
        .map(|code| (strsim::damerau_levenshtein(&typed, &code.to_uppercase()), code))
        .filter(|(distance, code)| *distance <= limit(code))
        .min()
        .map(|(_, code)| code.to_owned())
}
