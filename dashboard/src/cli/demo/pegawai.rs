//! The people of the sample: invented names, and NIP that nobody can have.

use ingest::accept::Intent;
use ingest::event::{
    JenisOpd, KelasJabatan, PegawaiChanged, PegawaiRegistered, SealedText, StatusPegawai,
};
use ingest::identity::{Instant, Kode, Pseudonym, date_text};
use ingest::sealed::{Sealed, SealedError};
use serde::Serialize;
use time::Date;
use time::macros::date;

use super::calendar::{FIRST_DAY, moment, working_days};
use super::diary::Diary;
use super::dice::Dice;
use super::opd::Opd;
use super::table::lines;

/// The day on which those who were hired in 2026 are put on the lists.
const INTAKE: Date = date!(2026 - 01 - 12);

/// A civil servant.
pub(super) struct Pegawai {
    nip: String,
    nama: String,
    status: StatusPegawai,
    /// Class of post.
    pub(super) kelas: KelasJabatan,
    /// Since when on the list of the unit.
    pub(super) terdaftar: Date,
}

/// Someone who assesses, judges or presides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Person {
    /// A civil servant, by NIP and identity.
    Pegawai { nip: String, identity: String },
    /// A code that names nobody.
    Sandi(String),
}

/// What is sealed about a civil servant, as the import seals it, so that a list of the sample's
/// people can be imported again and adds nothing.
#[derive(Serialize)]
struct Identity<'a> {
    nip: &'a str,
    nama: &'a str,
}

impl Pegawai {
    /// As someone who assesses, judges or presides.
    pub(super) fn person(&self) -> Person {
        let identity = Identity { nip: &self.nip, nama: &self.nama };
        Person::Pegawai {
            nip: self.nip.clone(),
            // Writing two strings to memory cannot fail.
            identity: serde_json::to_string(&identity).unwrap_or_default(),
        }
    }
}

impl Person {
    /// The pseudonym, and the identity sealed.
    pub(super) fn seal(&self, sealed: &mut Sealed) -> Result<(Pseudonym, SealedText), SealedError> {
        match self {
            Self::Pegawai { nip, identity } => sealed.person(nip, identity),
            Self::Sandi(code) => sealed.person(&format!("kode:{code}"), code),
        }
    }

    /// The pseudonym.
    pub(super) fn pseudonym(&self, sealed: &mut Sealed) -> Result<Pseudonym, SealedError> {
        Ok(self.seal(sealed)?.0)
    }
}

/// Where the people come from.
pub(super) struct Names {
    given: Vec<&'static str>,
    second: Vec<&'static str>,
    dice: Dice,
}

impl Names {
    /// All names of the table.
    pub(super) fn all() -> Self {
        let mut kinds = lines(include_str!("nama.txt"));
        let mut next = || kinds.next().unwrap_or_default().split(' ').collect();
        Self { given: next(), second: next(), dice: Dice::of("pegawai") }
    }

    /// So many people of a unit, from the head down, and those who join it in 2026.
    pub(super) fn staff(&mut self, opd: &str, jenis: JenisOpd, count: i32) -> Vec<Pegawai> {
        let mut people = Vec::new();
        for (kelas, posts) in posts(opd, jenis, count) {
            people.extend((0..posts).map(|_| self.invent(kelas)));
        }
        let hired = (0..count / 30)
            .map(|_| Pegawai { terdaftar: INTAKE, ..self.hire(KelasJabatan::Fungsional, 2026) });
        people.extend(hired);
        people
    }

    fn invent(&mut self, kelas: KelasJabatan) -> Pegawai {
        let dice = &mut self.dice;
        let may_be_pppk = matches!(kelas, KelasJabatan::Fungsional | KelasJabatan::Pelaksana);
        if may_be_pppk && dice.chance(24) {
            let year = dice.between(2021, 2025);
            return self.hire(kelas, year);
        }
        let born = match kelas {
            KelasJabatan::Pimpinan => dice.between(1967, 1976),
            KelasJabatan::Administrator => dice.between(1968, 1981),
            KelasJabatan::Pengawas => dice.between(1970, 1988),
            KelasJabatan::Fungsional | KelasJabatan::Pelaksana => dice.between(1968, 1998),
        };
        let appointed = (born + dice.between(22, 31)).min(2024);
        let month = *dice.pick(&[1, 2, 3, 4, 10, 12]);
        Pegawai {
            nip: nip(born, &format!("{appointed}{month:02}"), dice),
            nama: self.name(kelas),
            status: StatusPegawai::Pns,
            kelas,
            terdaftar: FIRST_DAY,
        }
    }

    /// A PPPK, whose NIP has 21 where that of a PNS has a month.
    fn hire(&mut self, kelas: KelasJabatan, year: i32) -> Pegawai {
        let born = self.dice.between(1972, 2001);
        Pegawai {
            nip: nip(born, &format!("{year}21"), &mut self.dice),
            nama: self.name(kelas),
            status: StatusPegawai::Pppk,
            kelas,
            terdaftar: FIRST_DAY,
        }
    }

    fn name(&mut self, kelas: KelasJabatan) -> String {
        let titles: &[&str] = match kelas {
            KelasJabatan::Pimpinan => {
                &[", S.Sos., M.Si.", ", S.E., M.M.", ", S.T., M.T.", ", S.H., M.H."]
            }
            KelasJabatan::Administrator => {
                &[", S.Sos., M.Si.", ", S.E.", ", S.H.", ", S.IP., M.AP."]
            }
            KelasJabatan::Pengawas | KelasJabatan::Fungsional => {
                &[", S.E.", ", S.Sos.", ", S.Kom.", ", A.Md.", ", S.Pd.", ", S.IP.", ""]
            }
            KelasJabatan::Pelaksana => &["", "", "", ", A.Md.", ", S.E."],
        };
        let dice = &mut self.dice;
        format!("{} {}{}", dice.pick(&self.given), dice.pick(&self.second), dice.pick(titles))
    }
}

/// Date of birth, appointment, 9, running number. Digit 15 tells men (1) and women (2); 9 is nobody.
fn nip(born: i32, appointed: &str, dice: &mut Dice) -> String {
    let (month, day, number) = (dice.between(1, 12), dice.between(1, 28), dice.between(1, 999));
    format!("{born}{month:02}{day:02}{appointed}9{number:03}")
}

/// How many posts of each class a unit of this size has.
fn posts(opd: &str, jenis: JenisOpd, count: i32) -> [(KelasJabatan, i32); 5] {
    let (administrator, pengawas) = match jenis {
        JenisOpd::PerangkatDaerah => (count / 19, count / 13),
        JenisOpd::Kecamatan => (1, 2 + count / 10),
        _ => (count / 45, 1 + count / 30),
    };
    // Hospitals, surgeries and inspectors are mostly specialists.
    let specialists = match opd {
        "RSUD" | "PKM-BANYUARUM" | "ITDA" => 62,
        _ if jenis == JenisOpd::Kecamatan => 12,
        _ => 36,
    };
    let rest = count - 1 - administrator - pengawas;
    let fungsional = rest * specialists / 100;
    [
        (KelasJabatan::Pimpinan, 1),
        (KelasJabatan::Administrator, administrator),
        (KelasJabatan::Pengawas, pengawas),
        (KelasJabatan::Fungsional, fungsional),
        (KelasJabatan::Pelaksana, rest - fungsional),
    ]
}

/// BKPSDM brings in the lists, a few units a day, and in January 2026 those who were hired.
pub(super) fn register(opd: &[Opd], diary: &mut Diary) {
    let mut dice = Dice::of("pegawai-registered");
    let days = working_days(date!(2025 - 07 - 02), date!(2025 - 07 - 11));
    for (index, opd) in opd.iter().enumerate() {
        let day = days[index * days.len() / 40];
        let minute = i64::from(dice.between(15, 180));
        let mut at = moment(day, 9, minute);
        let mut intake_at = moment(INTAKE, 9, minute);
        for pegawai in &opd.pegawai {
            let hired = pegawai.terdaftar == INTAKE;
            let at = if hired { &mut intake_at } else { &mut at };
            at.0 += i64::from(dice.between(20, 60));
            register_one(pegawai, opd, *at, if hired { INTAKE } else { day }, diary);
        }
    }
}

fn register_one(pegawai: &Pegawai, opd: &Opd, at: Instant, day: Date, diary: &mut Diary) {
    let person = pegawai.person();
    let token = format!("nip:{}", pegawai.nip);
    let (opd, status, kelas_jabatan) = (opd.kode_on(day), pegawai.status, pegawai.kelas);
    diary.note_sealed(at, day, move |sealed| {
        let (pegawai, identitas) = person.seal(sealed)?;
        let registered = PegawaiRegistered { pegawai, opd, status, kelas_jabatan, identitas };
        Ok((format!("pegawai:{}", sealed.token_hash(&token)), Intent::RegisterPegawai(registered)))
    });
}

/// Everybody of one unit goes to another.
pub(super) fn transfer(from: &Opd, to: &Kode, day: Date, at: Instant, diary: &mut Diary) {
    for (index, pegawai) in (0..).zip(from.pegawai_on(day)) {
        let (person, opd) = (pegawai.person(), Some(to.clone()));
        let token = format!("nip:{}", pegawai.nip);
        let (status, kelas_jabatan) = (pegawai.status, pegawai.kelas);
        diary.note_sealed(Instant(at.0 + 20_000 * index), day, move |sealed| {
            let pegawai = person.pseudonym(sealed)?;
            let changed = PegawaiChanged { pegawai, opd, status, kelas_jabatan };
            let key = format!("pegawai_perubahan:{}:{}", date_text(day), sealed.token_hash(&token));
            Ok((key, Intent::ChangePegawai(changed)))
        });
    }
}
