//! The decision: a command, the register and the rule pack in; events or a [`Refusal`] out.
//!
//! Nothing here reads a clock, a file or a log, so a test states a rule in three lines: given
//! events, when a command, then events or a refusal. What a regulation says no to carries its
//! pasal or the decision that closes it.

mod formulir;
mod gelar;
mod kebijakan;
mod keputusan;
mod koreksi;
mod perubahan;
mod refusal;
#[cfg(test)]
mod tests;

use time::Date;

pub use formulir::{Isian, saran};
pub use gelar::least_common_multiple;
pub use kebijakan::sound_policy;
pub use koreksi::Standing;
pub use refusal::{Dasar, Perlu, Refusal};

use gelar::{
    accept_close_gelar, accept_criteria, accept_decision, accept_gelar_sheet, accept_opening,
    find_gelar, open_gelar,
};
use kebijakan::accept_policy;
use keputusan::{accept_keputusan, accept_progress};
use koreksi::as_correction;
use perubahan::{
    accept_kbk_change, accept_lock, accept_opd_change, accept_pegawai_change, accept_unlock,
    living_kbk, living_opd, not_locked,
};

use crate::event::{
    Closed, EntryWithdrawn, Event, GelarCriteriaSet, GelarDecided, GelarJuriAppointed,
    GelarKbkEntered, GelarOpened, GelarScored, JenisPeriode, KbkChanged, KbkFormed,
    KegiatanRecorded, KelasJabatan, KeputusanFollowed, KeputusanRecorded, LogRestored, OpdChanged,
    OpdRegistered, ParticipationRecorded, PegawaiChanged, PegawaiRegistered, PemdaRegistered,
    PeriodeOpened, PolicyAdopted, RankingPublished, RapatRecorded, Reopened, RulePackAdopted,
    RulePackSupplemented, ScorecardSubmitted, SealedText, Word,
};
use crate::frame::{Body, Form};
use crate::identity::{Kode, Position, Pseudonym, StreamName, date_text};
use crate::register::{Adoption, Periode, Register, nearest};
use crate::rule_pack::{Alasan, Instrumen, NamaKbk, RulePack};

/// What somebody wants to record. Persons are pseudonyms and free text is sealed already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command {
    /// Natural key: the same key is the same command.
    pub key: String,
    /// The local date it is about.
    pub occurred_on: Date,
    /// What.
    pub intent: Intent,
}

/// The kinds of command.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Intent {
    RegisterPemda(PemdaRegistered),
    AdoptRulePack(RulePackAdopted),
    RegisterOpd(OpdRegistered),
    RegisterPegawai(PegawaiRegistered),
    FormKbk(KbkFormed),
    OpenPeriode {
        kode: Kode,
        jenis: JenisPeriode,
        mulai: Date,
        selesai: Date,
    },
    ClosePeriode(Closed),
    ReopenPeriode(Reopened),
    CloseGelar(Closed),
    ReopenGelar(Reopened),
    /// `jawaban` in the order of the pack's questions.
    SubmitForm {
        opd: Kode,
        periode: Kode,
        kelas_jabatan: KelasJabatan,
        jawaban: Box<[u8]>,
    },
    RecordParticipation(ParticipationRecorded),
    SubmitScorecard(ScorecardSubmitted),
    RecordKegiatan(KegiatanRecorded),
    RecordRapat(RapatRecorded),
    OpenGelar {
        kode: Kode,
        tahun: i32,
        ronde: Option<Kode>,
        buka: Date,
        tutup: Date,
        topik: String,
    },
    SetGelarCriteria(GelarCriteriaSet),
    AppointJuri(GelarJuriAppointed),
    EnterKbk(GelarKbkEntered),
    ScoreGelar(GelarScored),
    RestoreLog(LogRestored),
    SupplementRulePack(RulePackSupplemented),
    AdoptPolicy(PolicyAdopted),
    PublishRanking(RankingPublished),
    ChangeOpd(OpdChanged),
    ChangeKbk(KbkChanged),
    ChangePegawai(PegawaiChanged),
    LockPeriode(Closed),
    UnlockPeriode(Reopened),
    /// An entry as it should have been, recorded like that entry.
    Correct {
        alasan: SealedText,
        menjadi: Box<Intent>,
    },
    Withdraw(EntryWithdrawn),
    RecordCatatan(Isian),
    DecideGelar(GelarDecided),
    /// An activity, a meeting or a KBK with the columns that the rules in force add to it.
    RecordTogether {
        pokok: Box<Command>,
        tambahan: Isian,
    },
    RecordKeputusan(KeputusanRecorded),
    FollowKeputusan(KeputusanFollowed),
}

impl Intent {
    /// Whether its date is part of what it says, as a column of its own.
    pub fn is_dated(&self) -> bool {
        matches!(
            self,
            Self::RecordKegiatan(_)
                | Self::RecordRapat(_)
                | Self::SubmitScorecard(_)
                | Self::DecideGelar(_)
                | Self::ChangeOpd(_)
                | Self::ChangeKbk(_)
                | Self::ChangePegawai(_)
                | Self::RecordCatatan(_)
                | Self::RecordKeputusan(_)
                | Self::FollowKeputusan(_)
        ) || matches!(self, Self::RecordTogether { pokok, .. } if pokok.intent.is_dated())
    }

    /// Whether it records an entry that may be corrected.
    pub fn is_entry(&self) -> bool {
        matches!(
            self,
            Self::RecordKegiatan(_)
                | Self::RecordRapat(_)
                | Self::SubmitScorecard(_)
                | Self::ScoreGelar(_)
                | Self::DecideGelar(_)
                | Self::RecordCatatan(_)
        ) || matches!(self, Self::RecordTogether { pokok, .. } if pokok.intent.is_entry())
    }

    /// The round whose rules judge it, where it is part of one.
    pub fn round(&self) -> Option<&Kode> {
        match self {
            Self::SubmitForm { periode, .. } => Some(periode),
            Self::SubmitScorecard(e) => Some(&e.periode),
            Self::Correct { menjadi, .. } => menjadi.round(),
            _ => None,
        }
    }
}

impl Command {
    /// The stream it belongs to.
    pub fn stream(&self, pemda: &Kode) -> StreamName {
        let name =
            |category: &str, rest: &dyn std::fmt::Display| StreamName::new(category, pemda, rest);
        let intent = match &self.intent {
            Intent::Correct { menjadi, .. } => menjadi,
            intent => intent,
        };
        match intent {
            Intent::RegisterPemda(_)
            | Intent::AdoptRulePack(_)
            | Intent::RestoreLog(_)
            | Intent::SupplementRulePack(_)
            // No correction is corrected: what it makes of the entry is.
            | Intent::Correct { .. } => name("pemda", pemda),
            Intent::AdoptPolicy(e) => name("kebijakan", &e.periode),
            Intent::PublishRanking(e) => name("hasil", &e.periode),
            Intent::ChangeOpd(e) => name("opd", &e.opd),
            Intent::ChangeKbk(e) => name("kbk", &e.kbk),
            Intent::ChangePegawai(e) => name("pegawai", &e.pegawai),
            Intent::LockPeriode(e) => name("periode", &e.kode),
            Intent::UnlockPeriode(e) => name("periode", &e.kode),
            Intent::Withdraw(e) => formulir::stream(&e.jenis, &e.kode, pemda),
            Intent::RegisterOpd(e) => name("opd", &e.kode),
            Intent::RegisterPegawai(e) => name("pegawai", &e.pegawai),
            Intent::FormKbk(e) => name("kbk", &e.kode),
            Intent::OpenPeriode { kode, .. } => name("periode", kode),
            Intent::ClosePeriode(e) => name("periode", &e.kode),
            Intent::ReopenPeriode(e) => name("periode", &e.kode),
            Intent::CloseGelar(e) => name("gelar", &e.kode),
            Intent::ReopenGelar(e) => name("gelar", &e.kode),
            Intent::SubmitForm { .. } => name("evaluasi", &self.key),
            Intent::RecordParticipation(e) => {
                name("partisipasi", &format_args!("{}:{}", e.periode, e.opd))
            }
            Intent::SubmitScorecard(e) => {
                name("scorecard", &format_args!("{}:{}:{}", e.kbk, e.periode, e.penilai))
            }
            Intent::RecordKegiatan(e) => name("kegiatan", &e.kode),
            Intent::RecordRapat(e) => name("rapat", &e.kode),
            Intent::OpenGelar { kode, .. } => name("gelar", kode),
            Intent::SetGelarCriteria(e) => name("gelar", &e.gelar),
            Intent::AppointJuri(e) => name("gelar", &e.gelar),
            Intent::EnterKbk(e) => name("gelar", &e.gelar),
            Intent::ScoreGelar(e) => {
                name("gelar_nilai", &format_args!("{}:{}:{}", e.gelar, e.kbk, e.juri))
            }
            Intent::DecideGelar(e) => {
                // One decision a kategori: a second is another content of the same stream.
                let kategori = e.kategori.as_deref().unwrap_or_default();
                name("gelar_keputusan", &format_args!("{}:{kategori}", e.gelar))
            }
            Intent::RecordCatatan(e) => {
                formulir::stream(&e.catatan.formulir, &e.catatan.kode, pemda)
            }
            Intent::RecordTogether { pokok, .. } => pokok.stream(pemda),
            Intent::RecordKeputusan(e) => name("keputusan", &e.kode),
            Intent::FollowKeputusan(e) => name("keputusan", &e.keputusan),
        }
    }

    /// What it would write, whether or not it may. Lets a repeat be recognised before any rule is
    /// asked, so that an old import can always be run again.
    pub fn body(&self, register: &Register, pack: &RulePack) -> Result<Body, Refusal> {
        let rule_pack = || register.rule_pack.clone().ok_or(Refusal::TanpaPaket);
        let event = match &self.intent {
            Intent::RegisterPemda(e) => Event::PemdaRegistered(e.clone()),
            Intent::AdoptRulePack(e) => Event::RulePackAdopted(e.clone()),
            Intent::RegisterOpd(e) => Event::OpdRegistered(e.clone()),
            Intent::RegisterPegawai(e) => Event::PegawaiRegistered(e.clone()),
            Intent::FormKbk(e) => Event::KbkFormed(e.clone()),
            Intent::OpenPeriode { kode, jenis, mulai, selesai } => {
                Event::PeriodeOpened(PeriodeOpened {
                    kode: kode.clone(),
                    jenis: *jenis,
                    mulai: *mulai,
                    selesai: *selesai,
                    rule_pack: rule_pack()?,
                })
            }
            Intent::ClosePeriode(e) => Event::PeriodeClosed(e.clone()),
            Intent::ReopenPeriode(e) => Event::PeriodeReopened(e.clone()),
            Intent::CloseGelar(e) => Event::GelarClosed(e.clone()),
            Intent::ReopenGelar(e) => Event::GelarReopened(e.clone()),
            Intent::SubmitForm { opd, periode, kelas_jabatan, jawaban } => {
                let ronde = find_ronde(register, periode, JenisPeriode::RondeEvaluasi)?;
                return Ok(Body::Form(Form {
                    opd: opd.clone(),
                    periode: periode.clone(),
                    kelas_jabatan: *kelas_jabatan,
                    terlambat: self.occurred_on > ronde.selesai,
                    pertanyaan: find_instrumen(pack)?.questions(),
                    jawaban: jawaban.clone(),
                }));
            }
            Intent::RecordParticipation(e) => Event::ParticipationRecorded(e.clone()),
            Intent::SubmitScorecard(e) => Event::ScorecardSubmitted(e.clone()),
            Intent::RecordKegiatan(e) => Event::KegiatanRecorded(e.clone()),
            Intent::RecordRapat(e) => Event::RapatRecorded(e.clone()),
            Intent::OpenGelar { kode, tahun, ronde, buka, tutup, topik } => {
                Event::GelarOpened(GelarOpened {
                    kode: kode.clone(),
                    tahun: *tahun,
                    ronde: ronde.clone(),
                    buka: *buka,
                    tutup: *tutup,
                    topik: topik.clone(),
                    rule_pack: rule_pack()?,
                })
            }
            Intent::SetGelarCriteria(e) => Event::GelarCriteriaSet(e.clone()),
            Intent::AppointJuri(e) => Event::GelarJuriAppointed(e.clone()),
            Intent::EnterKbk(e) => Event::GelarKbkEntered(e.clone()),
            Intent::ScoreGelar(e) => Event::GelarScored(e.clone()),
            Intent::DecideGelar(e) => Event::GelarDecided(e.clone()),
            Intent::RestoreLog(e) => Event::LogRestored(e.clone()),
            Intent::SupplementRulePack(e) => Event::RulePackSupplemented(e.clone()),
            Intent::AdoptPolicy(e) => {
                let sesudah_jawaban = register.first_answer(&e.periode).is_some();
                Event::PolicyAdopted(PolicyAdopted { sesudah_jawaban, ..e.clone() })
            }
            Intent::PublishRanking(e) => Event::RankingPublished(e.clone()),
            Intent::ChangeOpd(e) => Event::OpdChanged(e.clone()),
            Intent::ChangeKbk(e) => Event::KbkChanged(e.clone()),
            Intent::ChangePegawai(e) => Event::PegawaiChanged(e.clone()),
            Intent::LockPeriode(e) => Event::PeriodeLocked(e.clone()),
            Intent::UnlockPeriode(e) => Event::PeriodeUnlocked(e.clone()),
            Intent::Withdraw(e) => Event::EntryWithdrawn(e.clone()),
            Intent::Correct { alasan, menjadi } => {
                return self.correction(alasan, menjadi, register, pack);
            }
            Intent::RecordCatatan(e) => Event::CatatanRecorded(e.catatan.clone()),
            Intent::RecordTogether { pokok, tambahan } => {
                let body = pokok.body(register, pack)?;
                return Ok(formulir::together(body, tambahan));
            }
            Intent::RecordKeputusan(e) => Event::KeputusanRecorded(e.clone()),
            Intent::FollowKeputusan(e) => Event::KeputusanFollowed(e.clone()),
        };
        Ok(Body::of(&[event]))
    }

    /// The events that make of an entry what `menjadi` would have recorded.
    fn correction(
        &self,
        alasan: &SealedText,
        menjadi: &Intent,
        register: &Register,
        pack: &RulePack,
    ) -> Result<Body, Refusal> {
        let (key, occurred_on) = (self.key.clone(), self.occurred_on);
        let recorded = match menjadi {
            Intent::RecordTogether { pokok, .. } => pokok.body(register, pack)?,
            alone => Command { key, occurred_on, intent: alone.clone() }.body(register, pack)?,
        };
        let mut events: Vec<Event> =
            recorded.stored().iter().filter_map(|stored| stored.read().ok()).collect();
        if let Intent::RecordTogether { tambahan, .. } = menjadi {
            let added = &tambahan.catatan;
            let standing = register.entries.get(&added.formulir, &added.kode);
            // What is emptied is said too.
            if !tambahan.is_empty() || standing.is_some_and(|entry| entry.filled) {
                events.push(Event::CatatanRecorded(added.clone()));
            }
        }
        let corrected = events.into_iter().map(|event| as_correction(event, alasan));
        let corrected: Option<Vec<Event>> = corrected.collect();
        corrected.map(|events| Body::of(&events)).ok_or(Refusal::TanpaKoreksi)
    }
}

/// Judges a command. Errors: the first [`Refusal`] that says why not.
pub fn accept(command: &Command, register: &Register, pack: &RulePack) -> Result<Body, Refusal> {
    match refusals(command, register, pack).into_iter().next() {
        Some(first) => Err(first),
        None => command.body(register, pack),
    }
}

/// Everything that speaks against a command: of an entry of a form all of it, of others the first.
pub(crate) fn refusals(command: &Command, register: &Register, pack: &RulePack) -> Vec<Refusal> {
    let date = command.occurred_on;
    // A correction is how a closed round and a locked year are put right.
    let (intent, is_correction) = match &command.intent {
        Intent::Correct { menjadi, .. } => (&**menjadi, true),
        intent => (intent, false),
    };
    if !is_correction && let Err(locked) = not_locked(intent, date, register) {
        return vec![locked];
    }
    match intent {
        Intent::RecordCatatan(isian) => formulir::refusals(isian, date, register, pack),
        Intent::RecordTogether { pokok, tambahan } => {
            let judged = judge(&pokok.intent, date, is_correction, register, pack);
            let mut found: Vec<Refusal> = judged.err().into_iter().collect();
            found.extend(formulir::refusals_of_added(tambahan, pokok, register, pack));
            found
        }
        alone => judge(alone, date, is_correction, register, pack).err().into_iter().collect(),
    }
}

fn judge(
    intent: &Intent,
    date: Date,
    is_correction: bool,
    register: &Register,
    pack: &RulePack,
) -> Result<(), Refusal> {
    match intent {
        Intent::RegisterPemda(_) | Intent::RestoreLog(_) => {}
        Intent::Withdraw(e) => formulir::accept_withdrawal(e, register, pack)?,
        // A correction is judged as what it makes of the entry, and never another correction.
        Intent::Correct { .. } => return Err(Refusal::TanpaKoreksi),
        // Forms are judged column by column.
        Intent::RecordCatatan(_) | Intent::RecordTogether { .. } => {}
        Intent::AdoptRulePack(e) => {
            if register.rule_pack.as_ref() == Some(&e.hash) {
                return Err(Refusal::PaketSudahBerlaku { paket: e.kode.clone() });
            }
        }
        Intent::SupplementRulePack(e) => {
            for opd in &e.opd {
                living_opd(register, opd, date)?;
            }
            let is_it = |known: &Adoption| known.hash == e.hash && known.opd == e.opd;
            if register.supplements().any(is_it) {
                return Err(Refusal::PaketSudahBerlaku { paket: e.kode.clone() });
            }
        }
        Intent::AdoptPolicy(e) => accept_policy(e, register, pack)?,
        Intent::PublishRanking(e) => accept_publication(e, register)?,
        Intent::ChangeOpd(e) => accept_opd_change(e, date, register)?,
        Intent::ChangeKbk(e) => accept_kbk_change(e, date, register)?,
        Intent::ChangePegawai(e) => accept_pegawai_change(e, date, register)?,
        Intent::LockPeriode(e) => accept_lock(&e.kode, register)?,
        Intent::UnlockPeriode(e) => accept_unlock(&e.kode, register)?,
        Intent::RegisterOpd(e) => accept_opd(e, date, register)?,
        Intent::RegisterPegawai(e) => _ = living_opd(register, &e.opd, date)?,
        Intent::FormKbk(e) => accept_kbk(e, date, register, pack)?,
        Intent::OpenPeriode { kode, mulai, selesai, .. } => {
            not_reserved(kode)?;
            in_order(*mulai, *selesai)?;
        }
        Intent::ClosePeriode(e) => accept_close_periode(&e.kode, register)?,
        Intent::CloseGelar(e) => accept_close_gelar(e, register)?,
        Intent::ReopenPeriode(e) => is_closed(&e.kode, find_periode(register, &e.kode)?.closed)?,
        Intent::ReopenGelar(e) => is_closed(&e.kode, find_gelar(register, &e.kode)?.closed)?,
        Intent::SubmitForm { opd, periode, jawaban, .. } => {
            living_opd(register, opd, date)?;
            open_ronde(register, periode, JenisPeriode::RondeEvaluasi, date)?;
            accept_answers(jawaban, pack)?;
        }
        // Whether the round is still open is asked of the forms that the marks stand for.
        Intent::RecordParticipation(e) => {
            find_opd(register, &e.opd)?;
            find_ronde(register, &e.periode, JenisPeriode::RondeEvaluasi)?;
        }
        Intent::SubmitScorecard(e) => accept_scorecard(e, date, is_correction, register, pack)?,
        Intent::RecordKegiatan(e) => {
            living_kbk(register, &e.kbk, date)?;
            accept_kegiatan(e, pack)?;
        }
        Intent::RecordRapat(e) => _ = living_opd(register, &e.opd, date)?,
        Intent::OpenGelar { kode, ronde, buka, tutup, topik, .. } => {
            not_reserved(kode)?;
            accept_opening(ronde.as_ref(), topik, register, pack)?;
            in_order(*buka, *tutup)?;
        }
        Intent::SetGelarCriteria(e) => accept_criteria(e, register)?,
        Intent::AppointJuri(e) => _ = open_gelar(register, &e.gelar)?,
        Intent::EnterKbk(e) => {
            find_kbk(register, &e.kbk)?;
            let gelar = open_gelar(register, &e.gelar)?;
            living_kbk(register, &e.kbk, gelar.opened.buka)?;
            // No Gelar opens its doors before its rubric is known to all: AMB-040.
            if gelar.kriteria.is_empty() {
                return Err(Refusal::KriteriaBelumAda { gelar: e.gelar.to_string() });
            }
        }
        Intent::ScoreGelar(e) => accept_gelar_sheet(e, register)?,
        Intent::DecideGelar(e) => accept_decision(e, date, register)?,
        Intent::RecordKeputusan(e) => accept_keputusan(e, date, register)?,
        Intent::FollowKeputusan(e) => accept_progress(e, date, register)?,
    }
    Ok(())
}

/// A result is published once; a later one of the same period stands beside it.
fn accept_publication(e: &RankingPublished, register: &Register) -> Result<(), Refusal> {
    match register.published.get(&e.hasil) {
        None => Ok(()),
        Some(position) => {
            Err(Refusal::SudahDiterbitkan { periode: e.periode.to_string(), posisi: position.0 })
        }
    }
}

/// Words in addresses that no unit or period may be called.
const RESERVED: [&str; 2] = ["gerak", "mengapa"];

fn not_reserved(kode: &Kode) -> Result<(), Refusal> {
    match RESERVED.contains(&kode.as_str()) {
        true => Err(Refusal::KodeDipakaiSistem { kode: kode.to_string() }),
        false => Ok(()),
    }
}

fn in_order(mulai: Date, selesai: Date) -> Result<(), Refusal> {
    match mulai <= selesai {
        true => Ok(()),
        false => {
            Err(Refusal::TanggalTerbalik { mulai: date_text(mulai), selesai: date_text(selesai) })
        }
    }
}

fn find_opd<'r>(register: &'r Register, kode: &Kode) -> Result<&'r OpdRegistered, Refusal> {
    register.opd.get(kode).ok_or_else(|| Refusal::OpdTidakDikenal {
        mungkin: nearest(kode.as_str(), register.opd.keys().map(Kode::as_str)),
        kode: kode.to_string(),
    })
}

fn find_kbk<'r>(register: &'r Register, kode: &Kode) -> Result<&'r KbkFormed, Refusal> {
    register.kbk.get(kode).ok_or_else(|| Refusal::KbkTidakDikenal {
        mungkin: nearest(kode.as_str(), register.kbk.keys().map(Kode::as_str)),
        kode: kode.to_string(),
    })
}

fn find_ronde<'r>(
    register: &'r Register,
    kode: &Kode,
    perlu: JenisPeriode,
) -> Result<&'r Periode, Refusal> {
    let periode = register.periode.get(kode).ok_or_else(|| {
        let same_kind = register.periode.iter().filter(|(_, p)| p.jenis == perlu);
        Refusal::PeriodeTidakDikenal {
            mungkin: nearest(kode.as_str(), same_kind.map(|(kode, _)| kode.as_str())),
            kode: kode.to_string(),
        }
    })?;
    match periode.jenis == perlu {
        true => Ok(periode),
        false => Err(Refusal::BukanRonde {
            kode: kode.to_string(),
            jenis: periode.jenis.word().to_owned(),
            perlu: perlu.word().to_owned(),
        }),
    }
}

/// A round that still takes submissions: not closed, and begun on the date of the form. A form
/// dated after the last day, while the round is not closed, is taken and marked late.
fn open_ronde(
    register: &Register,
    kode: &Kode,
    jenis: JenisPeriode,
    date: Date,
) -> Result<(), Refusal> {
    let ronde = find_ronde(register, kode, jenis)?;
    if let Some(position) = ronde.closed {
        return Err(Refusal::PeriodeDitutup { kode: kode.to_string(), posisi: position.0 });
    }
    begun(kode, ronde, date)
}

fn begun(kode: &Kode, ronde: &Periode, date: Date) -> Result<(), Refusal> {
    begun_on(kode, ronde.mulai, date)
}

fn begun_on(kode: &Kode, mulai: Date, date: Date) -> Result<(), Refusal> {
    match date >= mulai {
        true => Ok(()),
        false => Err(Refusal::SebelumRonde {
            tanggal: date_text(date),
            mulai: date_text(mulai),
            periode: kode.to_string(),
        }),
    }
}

fn find_instrumen(pack: &RulePack) -> Result<&Instrumen, Refusal> {
    pack.evaluasi().ok_or_else(|| Refusal::TanpaEvaluasi { paket: pack.kode.clone() })
}

fn accept_opd(opd: &OpdRegistered, date: Date, register: &Register) -> Result<(), Refusal> {
    not_reserved(&opd.kode)?;
    match &opd.induk {
        Some(induk) if !register.opd.contains_key(induk) => Err(Refusal::IndukTidakDikenal {
            mungkin: nearest(induk.as_str(), register.opd.keys().map(Kode::as_str)),
            kode: induk.to_string(),
        }),
        Some(induk) => living_opd(register, induk, date).map(|_| ()),
        None => Ok(()),
    }
}

fn accept_kbk(
    kbk: &KbkFormed,
    date: Date,
    register: &Register,
    pack: &RulePack,
) -> Result<(), Refusal> {
    living_opd(register, &kbk.opd, date)?;
    match &pack.kbk {
        Some(rule) if rule.nama == NamaKbk::Wajib && kbk.nama.is_empty() => {
            let (kolom, judul) = ("nama".to_owned(), String::new());
            let (sumber, keputusan) = (rule.sumber.clone(), rule.keputusan.clone());
            let dasar = Box::new(Dasar { kolom, judul, sumber, keputusan });
            Err(Refusal::NamaKbkKosong { dasar })
        }
        _ => Ok(()),
    }
}

/// Only rounds close; years and quarters end by the calendar.
fn accept_close_periode(kode: &Kode, register: &Register) -> Result<(), Refusal> {
    let periode = find_periode(register, kode)?;
    if matches!(periode.jenis, JenisPeriode::Tahun | JenisPeriode::Triwulan) {
        return Err(Refusal::HanyaRondeAtauGelar { kode: kode.to_string() });
    }
    is_open(kode, periode.closed)
}

fn is_open(kode: &Kode, closed: Option<Position>) -> Result<(), Refusal> {
    match closed {
        None => Ok(()),
        Some(position) => Err(Refusal::SudahDitutup { kode: kode.to_string(), posisi: position.0 }),
    }
}

fn is_closed(kode: &Kode, closed: Option<Position>) -> Result<(), Refusal> {
    match closed {
        Some(_) => Ok(()),
        None => Err(Refusal::BelumDitutup { kode: kode.to_string() }),
    }
}

fn find_periode<'r>(register: &'r Register, kode: &Kode) -> Result<&'r Periode, Refusal> {
    register.periode.get(kode).ok_or_else(|| {
        let known = register.periode.keys().chain(register.gelar.keys());
        Refusal::PeriodeTidakDikenal {
            mungkin: nearest(kode.as_str(), known.map(Kode::as_str)),
            kode: kode.to_string(),
        }
    })
}

fn accept_answers(answers: &[u8], pack: &RulePack) -> Result<(), Refusal> {
    let instrumen = find_instrumen(pack)?;
    if answers.len() != instrumen.pertanyaan.len() {
        return Err(Refusal::JumlahJawaban {
            ada: answers.len(),
            perlu: instrumen.pertanyaan.len(),
        });
    }
    for (pertanyaan, &jawaban) in instrumen.pertanyaan.iter().zip(answers) {
        let terbesar = pack
            .skala
            .iter()
            .find(|skala| skala.kode == pertanyaan.skala)
            .map_or(0, |skala| skala.pilihan.len());
        if jawaban == 0 || usize::from(jawaban) > terbesar {
            return Err(Refusal::JawabanDiLuarSkala {
                pertanyaan: pertanyaan.kode.clone(),
                jawaban,
                terbesar,
                sumber: pertanyaan.sumber.clone(),
            });
        }
    }
    Ok(())
}

/// A sheet of a closed round is taken where it corrects one that is there: AMB-027.
fn accept_scorecard(
    sheet: &ScorecardSubmitted,
    date: Date,
    is_correction: bool,
    register: &Register,
    pack: &RulePack,
) -> Result<(), Refusal> {
    let scorecard = pack
        .scorecard
        .as_ref()
        .ok_or_else(|| Refusal::TanpaScorecard { paket: pack.kode.clone() })?;
    living_kbk(register, &sheet.kbk, date)?;
    let jenis = JenisPeriode::RondeScorecard;
    match is_correction {
        true => begun(&sheet.periode, find_ronde(register, &sheet.periode, jenis)?, date)?,
        false => open_ronde(register, &sheet.periode, jenis, date)?,
    }
    not_own_unit(register, &sheet.kbk, sheet.penilai)?;
    for (index, rated) in sheet.butir.iter().enumerate() {
        if !scorecard.butir.iter().any(|butir| butir.kode == rated.butir) {
            return Err(Refusal::ButirTidakDikenal {
                mungkin: nearest(&rated.butir, scorecard.butir.iter().map(|b| b.kode.as_str())),
                butir: rated.butir.clone(),
            });
        }
        if sheet.butir[..index].iter().any(|earlier| earlier.butir == rated.butir) {
            return Err(Refusal::ButirGanda { butir: rated.butir.clone() });
        }
        if !scorecard.langkah.contains(&rated.persen) {
            let steps: Vec<String> = scorecard.langkah.iter().map(u8::to_string).collect();
            return Err(Refusal::LangkahTidakSah {
                butir: rated.butir.clone(),
                persen: rated.persen,
                langkah: steps.join(", "),
                sumber: scorecard.sumber.clone(),
            });
        }
    }
    let missing: Vec<&str> = scorecard
        .butir
        .iter()
        .map(|butir| butir.kode.as_str())
        .filter(|kode| !sheet.butir.iter().any(|rated| rated.butir == *kode))
        .collect();
    if !missing.is_empty() {
        return Err(Refusal::ButirKurang { butir: missing.join(", "), jumlah: missing.len() });
    }
    if scorecard.alasan == Alasan::Wajib && sheet.alasan.is_none() {
        return Err(Refusal::AlasanKosong { sumber: scorecard.sumber.clone() });
    }
    Ok(())
}

/// Nobody scores the KBK of the own unit: AMB-006, AMB-040.
fn not_own_unit(register: &Register, kbk: &Kode, person: Pseudonym) -> Result<(), Refusal> {
    match (register.opd_of_kbk(kbk), register.opd_of_pegawai(&person)) {
        (Some(unit), Some(own)) if unit == own => {
            Err(Refusal::UnitSendiri { kbk: kbk.to_string(), opd: own.to_string() })
        }
        _ => Ok(()),
    }
}

fn accept_kegiatan(kegiatan: &KegiatanRecorded, pack: &RulePack) -> Result<(), Refusal> {
    let kinds = &pack.jenis_kegiatan;
    if !kinds.is_empty() && !kinds.iter().any(|kind| kind.kode == kegiatan.jenis) {
        let known: Vec<&str> = kinds.iter().map(|kind| kind.kode.as_str()).collect();
        return Err(Refusal::JenisKegiatanTidakDikenal {
            jenis: kegiatan.jenis.clone(),
            pilihan: known.join(", "),
        });
    }
    let kind = kinds.iter().find(|kind| kind.kode == kegiatan.jenis);
    if let Some(kind) = kind.filter(|kind| !kind.metode.is_empty())
        && !kind.metode.iter().any(|metode| metode.kode == kegiatan.metode)
    {
        let known = || kind.metode.iter().map(|metode| metode.kode.as_str());
        return Err(Refusal::MetodeTidakDikenal {
            dasar: Box::new(Dasar {
                kolom: "metode".to_owned(),
                judul: kind.nama.clone(),
                sumber: kind.sumber.clone(),
                keputusan: kind.keputusan.clone(),
            }),
            metode: kegiatan.metode.clone(),
            pilihan: known().collect::<Vec<_>>().join(", "),
            mungkin: nearest(&kegiatan.metode, known()),
        });
    }
    match &kegiatan.nilai {
        Some(nilai) if !pack.nilai.iter().any(|known| known.kode == *nilai) => {
            let known: Vec<&str> = pack.nilai.iter().map(|nilai| nilai.kode.as_str()).collect();
            Err(Refusal::NilaiTidakDikenal { nilai: nilai.clone(), pilihan: known.join(", ") })
        }
        _ => Ok(()),
    }
}
