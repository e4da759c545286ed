//! What the record knows of units, people, rounds and Gelar at a position.
//!
//! A fold over every event that is not a form: small, read-only, and all that a decision needs
//! beside its own command and the rule pack.

mod entries;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use time::Date;

pub use entries::{Entries, Entry, held};

use crate::event::{
    Event, GelarOpened, JenisPeriode, KbkFormed, KelasJabatan, Kriteria, OpdRegistered,
    PemdaRegistered, StatusPegawai,
};
use crate::frame::{Body, Frame};
use crate::identity::{Kode, Position, Pseudonym};
use crate::log::{Log, LogError};

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

/// A civil servant as the list has it now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pegawai {
    /// Unit; none for one who has left.
    pub opd: Option<Kode>,
    /// PNS or PPPK.
    pub status: StatusPegawai,
    /// Class of post.
    pub kelas_jabatan: KelasJabatan,
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
    /// KBK that have entered.
    pub peserta: BTreeSet<Kode>,
    /// Sheets handed in: KBK and judge.
    pub sheets: BTreeSet<(Kode, Pseudonym)>,
    /// Where it was closed; none while it is open.
    pub closed: Option<Position>,
}

/// Everything a decision may look at.
#[derive(Debug, Clone)]
pub struct Register {
    /// The government.
    pub pemda: Option<PemdaRegistered>,
    /// Hash of the rule pack in force.
    pub rule_pack: Option<String>,
    /// Units by code.
    pub opd: BTreeMap<Kode, OpdRegistered>,
    /// Each civil servant who was ever registered.
    pub pegawai: HashMap<Pseudonym, Pegawai>,
    /// KBK by code.
    pub kbk: BTreeMap<Kode, KbkFormed>,
    /// Periods and rounds by code.
    pub periode: BTreeMap<Kode, Periode>,
    /// Gelar by code.
    pub gelar: BTreeMap<Kode, Gelar>,
    /// Activities, meetings and entries of forms.
    pub entries: Entries,
    /// Life of the log: 1 from its first event, one more after each restore.
    pub epoch: u32,
}

impl Default for Register {
    fn default() -> Self {
        Self {
            pemda: None,
            rule_pack: None,
            opd: BTreeMap::new(),
            pegawai: HashMap::new(),
            kbk: BTreeMap::new(),
            periode: BTreeMap::new(),
            gelar: BTreeMap::new(),
            entries: Entries::default(),
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
                self.apply(&stored.read()?, position);
            }
        }
        Ok(())
    }

    /// Applies one event.
    pub fn apply(&mut self, event: &Event, at: Position) {
        match event {
            Event::PemdaRegistered(e) => self.pemda = Some(e.clone()),
            Event::RulePackAdopted(e) => self.rule_pack = Some(e.hash.clone()),
            Event::OpdRegistered(e) => {
                self.opd.insert(e.kode.clone(), e.clone());
            }
            Event::PegawaiRegistered(e) => {
                let (opd, kelas_jabatan) = (Some(e.opd.clone()), e.kelas_jabatan);
                self.pegawai.insert(e.pegawai, Pegawai { opd, status: e.status, kelas_jabatan });
            }
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
            Event::GelarOpened(e) => {
                let gelar = Gelar {
                    opened: e.clone(),
                    kriteria: Vec::new(),
                    juri: BTreeSet::new(),
                    peserta: BTreeSet::new(),
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
                self.with_gelar(&e.gelar, |gelar| _ = gelar.peserta.insert(e.kbk.clone()));
            }
            Event::GelarScored(e) => {
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
            Event::LogRestored(e) => self.epoch = self.epoch.max(e.epoch),
            Event::FormSubmitted(_)
            | Event::AnswerGiven(_)
            | Event::ParticipationRecorded(_)
            | Event::ScorecardSubmitted(_)
            | Event::ScorecardCorrected(_)
            | Event::GelarScoreCorrected(_)
            | Event::OpdChanged(_)
            | Event::KbkChanged(_)
            | Event::PegawaiChanged(_)
            | Event::PeriodeLocked(_)
            | Event::PeriodeUnlocked(_)
            | Event::RulePackSupplemented(_) => {}
        }
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

    /// Unit of a KBK.
    pub fn opd_of_kbk(&self, kbk: &Kode) -> Option<&Kode> {
        self.kbk.get(kbk).map(|kbk| &kbk.opd)
    }

    /// Unit of a civil servant now.
    pub fn opd_of_pegawai(&self, pegawai: &Pseudonym) -> Option<&Kode> {
        self.pegawai.get(pegawai)?.opd.as_ref()
    }
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
