//! The units of the sample and their KBK.

use ingest::accept::Intent;
use ingest::event::{JenisOpd, KbkFormed, KelasJabatan, OpdRegistered, Word};
use ingest::identity::{Kode, parse_date};
use time::Date;
use time::macros::date;

use super::calendar::{FIRST_DAY, in_hours, later, moment, working_days};
use super::diary::Diary;
use super::dice::Dice;
use super::pegawai::{Names, Pegawai, Person};
use super::table::{cells, kode, lines, number};

/// The day on which units were given another form.
pub(super) const REFORMED: Date = date!(2026 - 01 - 01);
/// The unit that went into another on that day, and that other.
pub(super) const MERGED: [&str; 2] = ["DKPP", "DISTAN"];

/// When a unit reports its activities.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lapor {
    /// Within days.
    Tertib,
    /// All of them in the last days of the quarter.
    Akhir,
    /// When the quarter is over.
    Lalai,
}

/// A unit and its character.
pub(super) struct Opd {
    /// Code.
    pub(super) kode: Kode,
    /// Name.
    pub(super) nama: &'static str,
    /// Kind.
    pub(super) jenis: JenisOpd,
    /// The unit above it.
    pub(super) induk: Option<Kode>,
    /// Culture level in July 2025, 0 to 100.
    budaya: i32,
    /// What that level gains in half a year.
    gerak: i32,
    /// Percent that fill in the questionnaire, by round.
    pub(super) isi: [i32; 2],
    /// Activities of a KBK in an ordinary quarter.
    pub(super) kegiatan: i32,
    /// When they are reported.
    pub(super) lapor: Lapor,
    /// Of 12 months, in how many it meets.
    pub(super) rapat: i32,
    /// Its KBK.
    pub(super) kbk: Vec<Kbk>,
    /// Its people, the head first.
    pub(super) pegawai: Vec<Pegawai>,
}

/// A work-culture group.
pub(super) struct Kbk {
    /// Code.
    pub(super) kode: Kode,
    /// Name.
    pub(super) nama: &'static str,
    /// Points above its unit.
    pub(super) selisih: i32,
    /// Number of its decree.
    pub(super) sk_nomor: String,
    /// Date of its decree.
    pub(super) sk_tanggal: Date,
}

impl Opd {
    /// Every unit of the table.
    pub(super) fn all() -> Vec<Self> {
        let (mut dice, mut names) = (Dice::of("kbk"), Names::all());
        let table = lines(include_str!("opd.txt"));
        table.map(|line| Self::of(line, &mut dice, &mut names)).collect()
    }

    fn of(line: &'static str, dice: &mut Dice, names: &mut Names) -> Self {
        let [
            code,
            nama,
            jenis,
            induk,
            pegawai,
            budaya,
            gerak,
            isi,
            kegiatan,
            lapor,
            rapat,
            sk,
            kbk,
        ] = cells(line);
        let (first, second) = isi.split_once(' ').unwrap_or_default();
        let jenis = JenisOpd::from_word(jenis).unwrap_or(JenisOpd::PerangkatDaerah);
        Self {
            kode: kode(code),
            nama,
            jenis,
            induk: (!induk.is_empty()).then(|| kode(induk)),
            budaya: number(budaya),
            gerak: number(gerak),
            isi: [number(first), number(second)],
            kegiatan: number(kegiatan),
            lapor: match lapor {
                "tertib" => Lapor::Tertib,
                "akhir" => Lapor::Akhir,
                _ => Lapor::Lalai,
            },
            rapat: number(rapat),
            kbk: Kbk::all(code, sk, kbk, dice),
            pegawai: names.staff(code, jenis, number(pegawai)),
        }
    }

    /// The code under which its people stand on a day.
    pub(super) fn kode_on(&self, day: Date) -> Kode {
        match day >= REFORMED && self.kode.as_str() == MERGED[0] {
            true => kode(MERGED[1]),
            false => self.kode.clone(),
        }
    }

    /// Whether it is still a unit of its own on a day.
    pub(super) fn stands_on(&self, day: Date) -> bool {
        self.kode_on(day) == self.kode
    }

    /// Culture level on a day.
    pub(super) fn budaya(&self, day: Date) -> i32 {
        self.budaya + self.gerak * (day - FIRST_DAY).whole_days() as i32 / 182
    }

    /// People on the list on a day.
    pub(super) fn pegawai_on(&self, day: Date) -> Vec<&Pegawai> {
        self.pegawai.iter().filter(|pegawai| pegawai.terdaftar <= day).collect()
    }

    /// How many people stand on the list on a day.
    pub(super) fn size_on(&self, day: Date) -> i32 {
        self.pegawai_on(day).len() as i32
    }

    /// What its head is called.
    pub(super) fn kepala(&self) -> String {
        let named =
            |title: &str, of: &str| Some(format!("{title} {}", self.nama.strip_prefix(of)?));
        let special = named("Sekretaris", "Sekretariat ")
            .or_else(|| named("Inspektur", "Inspektorat "))
            .or_else(|| named("Camat", "Kecamatan "))
            .or_else(|| named("Direktur Rumah Sakit", "Rumah Sakit "));
        special.unwrap_or_else(|| format!("Kepala {}", self.nama))
    }

    /// People of these classes who have been on the list since the first day, in its order.
    pub(super) fn people(&self, classes: &[KelasJabatan]) -> Vec<&Pegawai> {
        let first = self.pegawai_on(FIRST_DAY).into_iter();
        first.filter(|pegawai| classes.contains(&pegawai.kelas)).collect()
    }

    /// Classification of its decrees.
    pub(super) fn decree_class(&self) -> &str {
        self.kbk[0].sk_nomor.split('/').next().unwrap_or_default()
    }

    /// The one who presides: the head, or now and then the second.
    pub(super) fn presider(&self, dice: &mut Dice) -> Person {
        let second = usize::from(dice.chance(25)).min(self.pegawai.len() - 1);
        self.pegawai[second].person()
    }
}

impl Kbk {
    /// Its code without what all KBK share, for the codes of its entries.
    pub(super) fn short(&self) -> &str {
        self.kode.as_str().trim_start_matches("KBK-")
    }

    /// The KBK in one cell of the table: `Melati+1,Sehati-6@2026-02-09`.
    fn all(opd: &str, sk: &str, cell: &'static str, dice: &mut Dice) -> Vec<Self> {
        let many = cell.contains(',');
        let (class, first) = sk.split_once('/').unwrap_or_default();
        let days = working_days(date!(2025 - 07 - 14), date!(2025 - 07 - 30));
        let of = |(index, text): (usize, &'static str)| {
            let (text, dated) = text.split_once('@').unwrap_or((text, ""));
            let at = text.find(['+', '-']).unwrap_or(text.len());
            let drawn = *dice.pick(&days);
            let sk_tanggal = parse_date(dated).unwrap_or(drawn);
            let code = if many { format!("KBK-{opd}-{}", index + 1) } else { format!("KBK-{opd}") };
            Self {
                kode: kode(&code),
                nama: text[..at].trim_end(),
                selisih: number(&text[at..]),
                sk_nomor: format!(
                    "{class}/{:03}/{}",
                    number(first) + index as i32,
                    sk_tanggal.year()
                ),
                sk_tanggal,
            }
        };
        cell.split(',').enumerate().map(of).collect()
    }
}

/// The units are registered on the first day, each after the one above it.
pub(super) fn register(opd: &[Opd], diary: &mut Diary) {
    let mut dice = Dice::of("opd");
    let mut at = moment(FIRST_DAY, 8, 30);
    let (above, below): (Vec<&Opd>, Vec<&Opd>) = opd.iter().partition(|opd| opd.induk.is_none());
    for opd in above.into_iter().chain(below) {
        at.0 += i64::from(dice.between(20_000, 90_000));
        let registered = OpdRegistered {
            kode: opd.kode.clone(),
            nama: opd.nama.to_owned(),
            jenis: opd.jenis,
            induk: opd.induk.clone(),
        };
        let key = format!("opd:{}", opd.kode);
        diary.note(at, FIRST_DAY, key, Intent::RegisterOpd(registered));
    }
}

/// Each KBK is formed by its decree and registered some days later.
///
/// Source: Perbup Purbalingga 11/2020, Pasal 9 ayat (2).
pub(super) fn form_kbk(opd: &[Opd], diary: &mut Diary) {
    let mut dice = Dice::of("kbk-formed");
    for (opd, kbk) in all_kbk(opd) {
        let day = later(kbk.sk_tanggal, dice.between(1, 5));
        let formed = KbkFormed {
            kode: kbk.kode.clone(),
            opd: opd.kode.clone(),
            nama: kbk.nama.to_owned(),
            sk_nomor: kbk.sk_nomor.clone(),
            sk_tanggal: kbk.sk_tanggal,
        };
        let key = format!("kbk:{}", kbk.kode);
        diary.note(in_hours(day, &mut dice), kbk.sk_tanggal, key, Intent::FormKbk(formed));
    }
}

/// The unit of this code, or the first where there is none.
pub(super) fn find<'a>(opd: &'a [Opd], kode: &str) -> &'a Opd {
    opd.iter().find(|opd| opd.kode.as_str() == kode).unwrap_or(&opd[0])
}

/// Every KBK with its unit.
pub(super) fn all_kbk(opd: &[Opd]) -> impl Iterator<Item = (&Opd, &Kbk)> {
    opd.iter().flat_map(|opd| opd.kbk.iter().map(move |kbk| (opd, kbk)))
}
