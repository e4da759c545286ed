//! The review of a quarter: what was decided, how far it is, how complete the units are, and what has
//! changed since the review before.
//!
//! **The review before** is that of the newest earlier quarter for which something was decided, as
//! known at the last decision recorded for it; where nothing was ever decided, the quarter before, as
//! known at the end of its last day. What was told at that review is asked at that position, so it is
//! what was told, with nothing that came later.

use std::collections::BTreeMap;

use ingest::event::{StatusKeputusan, Word};
use ingest::identity::Position;
use time::{Date, Month};

use crate::AnalyticsError;
use crate::catatan::Named;
use crate::kewajiban::{Calendar, DutyRow};
use crate::periode::Periode;
use crate::query::{self, day, number, text};
use crate::ranking::{Basis, Bench, Ranking};
use crate::rules;
use crate::score::Score;

/// What became of a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kemajuan {
    /// How far it is.
    pub status: StatusKeputusan,
    /// The day it is about.
    pub tanggal: Date,
    /// Its event.
    pub position: Position,
    /// Commitment of its sealed words.
    pub teks: String,
}

/// A decision as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keputusan {
    /// Code.
    pub kode: String,
    /// The quarter that was reviewed.
    pub periode: String,
    /// The unit it is about.
    pub opd: Option<Named>,
    /// Pseudonym of who sees to it.
    pub penanggung_jawab: Option<String>,
    /// The day of the decision.
    pub tanggal: Date,
    /// Its event.
    pub position: Position,
    /// Commitment of its sealed words.
    pub teks: String,
    /// The last day in time, as first set.
    pub tenggat_semula: Option<Date>,
    /// The last day in time, as set last.
    pub tenggat: Option<Date>,
    /// The newest that is said of it.
    pub kemajuan: Option<Kemajuan>,
}

impl Keputusan {
    /// Whether it is neither done nor cancelled.
    pub fn is_open(&self) -> bool {
        self.kemajuan.as_ref().is_none_or(|last| last.status == StatusKeputusan::Berjalan)
    }

    /// Days that are left on a day while it is open; below 0 since its last day.
    pub fn days_left(&self, on: Date) -> Option<i64> {
        Some((self.tenggat.filter(|_| self.is_open())? - on).whole_days())
    }

    /// Whether it is open past its last day.
    pub fn is_overdue(&self, on: Date) -> bool {
        self.days_left(on).is_some_and(|days| days < 0)
    }

    /// Whether the review of a quarter still had it before it: it is of an earlier review and was
    /// open at the one before.
    pub fn is_carried_to(&self, periode: &str, before: Option<Position>) -> bool {
        let ended = self.kemajuan.as_ref().filter(|_| !self.is_open()).map(|last| last.position);
        self.periode.as_str() < periode && ended.is_none_or(|ended| Some(ended) > before)
    }
}

/// The review before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sebelumnya {
    /// The quarter it was about.
    pub periode: Periode,
    /// The last decision recorded for it; none where nothing was decided.
    pub position: Option<Position>,
}

/// How complete a unit is in a duty: its windows that have begun.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kelengkapan {
    /// Unit; none for the government.
    pub opd: Option<(String, String)>,
    /// Code of the duty.
    pub kewajiban: String,
    /// Done in time.
    pub terpenuhi: i64,
    /// Done after the last day.
    pub terlambat: i64,
    /// Not yet, and the last day has not passed.
    pub menunggu: i64,
    /// Not done by the last day, though it must be.
    pub terlewat: i64,
    /// The same of what is not *wajib*.
    pub belum: i64,
}

impl Kelengkapan {
    /// Windows whose last day has passed, or that are done, of what must be done.
    pub fn owed(&self) -> i64 {
        self.met() + self.terlewat
    }

    /// Done, in time or late.
    pub fn met(&self) -> i64 {
        self.terpenuhi + self.terlambat
    }

    /// Percent of what is owed that is done, two decimals; none where nothing is owed.
    pub fn percent(&self) -> Option<Score> {
        (self.owed() > 0).then(|| Score::plain(self.met() * 100, self.owed()))
    }

    fn add(&mut self, other: &Self) {
        self.terpenuhi += other.terpenuhi;
        self.terlambat += other.terlambat;
        self.menunggu += other.menunggu;
        self.terlewat += other.terlewat;
        self.belum += other.belum;
    }
}

/// All duties of each unit together, in the order of the units.
pub fn by_unit(rows: &[Kelengkapan]) -> Vec<Kelengkapan> {
    let mut units: Vec<Kelengkapan> = Vec::new();
    for row in rows {
        match units.iter_mut().find(|unit| unit.opd == row.opd) {
            Some(unit) => unit.add(row),
            None => units.push(Kelengkapan { kewajiban: String::new(), ..row.clone() }),
        }
    }
    units
}

/// All units of each duty together, in the order of the rule pack's `codes`.
pub fn by_duty<'c>(rows: &[Kelengkapan], codes: impl Iterator<Item = &'c str>) -> Vec<Kelengkapan> {
    let of_duty = |kode: &str| {
        let mut sum = Kelengkapan { kewajiban: kode.to_owned(), ..Kelengkapan::default() };
        let mut any = false;
        for row in rows.iter().filter(|row| row.kewajiban == kode) {
            sum.add(row);
            any = true;
        }
        any.then_some(sum)
    };
    codes.filter_map(of_duty).collect()
}

/// One number of a quarter and what it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Angka {
    /// `kegiatan`, `rapat`, `agen` or `monev_agen`.
    pub ukuran: String,
    /// How many.
    pub jumlah: i64,
    /// Of how many units.
    pub opd: i64,
    /// The newest event that it rests on.
    pub position: Position,
}

/// What came after the review before, about days that it had reviewed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Susulan {
    /// `kegiatan`, `rapat`, or the code of a form.
    pub jenis: String,
    /// Unit; none where it is of the government.
    pub opd: Option<(String, String)>,
    /// How many.
    pub jumlah: i64,
    /// The first day they are about.
    pub dari: Date,
    /// The last day they are about.
    pub sampai: Date,
    /// The first of their events.
    pub position: Position,
}

/// A unit that stands elsewhere than at the review before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gerak {
    /// Unit: code and name.
    pub opd: (String, String),
    /// Then and now: places, or percents as printed.
    pub dulu: String,
    /// See `dulu`.
    pub kini: String,
    /// Whether it is better now.
    pub naik: bool,
}

/// Units that have another place than in an earlier ranking on the same basis; the largest first.
pub fn moved(before: &Ranking, now: &Ranking) -> Vec<Gerak> {
    if before.basis != now.basis || now.basis == Basis::Nothing {
        return Vec::new();
    }
    let mut moved = Vec::new();
    for row in &now.rows {
        // Places restart in each kategori.
        let known =
            before.rows.iter().find(|one| one.opd == row.opd && one.kategori == row.kategori);
        let (Some(dulu), Some(kini)) = (known.and_then(|one| one.rank), row.rank) else { continue };
        if dulu != kini {
            let opd = (row.opd.clone(), row.nama.clone());
            let (from, to) = (dulu.to_string(), kini.to_string());
            moved.push((kini - dulu, Gerak { opd, dulu: from, kini: to, naik: kini < dulu }));
        }
    }
    moved.sort_by_key(|(by, _)| -by.abs());
    moved.into_iter().map(|(_, gerak)| gerak).collect()
}

/// Units that do more or less of what they owe than at an earlier review; the largest first.
pub fn fuller(before: &[Kelengkapan], now: &[Kelengkapan]) -> Vec<Gerak> {
    let before = by_unit(before);
    let mut moved = Vec::new();
    for unit in by_unit(now) {
        let Some(opd) = unit.opd.clone() else { continue };
        let code = |one: &&Kelengkapan| one.opd.as_ref().is_some_and(|(kode, _)| *kode == opd.0);
        let dulu = before.iter().find(code).and_then(Kelengkapan::percent);
        let (Some(dulu), Some(kini)) = (dulu, unit.percent()) else { continue };
        let by = kini.x100() - dulu.x100();
        if by != 0 {
            moved.push((by, Gerak { opd, dulu: dulu.printed, kini: kini.printed, naik: by > 0 }));
        }
    }
    moved.sort_by_key(|(by, _)| -by.abs());
    moved.into_iter().map(|(_, gerak)| gerak).collect()
}

/// The quarter of the calendar that a day lies in.
pub fn quarter_of(day: Date) -> Option<Periode> {
    let quarter = (u8::from(day.month()) - 1) / 3 + 1;
    Periode::calendar(&format!("{:04}-T{quarter}", day.year()))
}

/// A quarter of the calendar by its code; none for anything else.
pub fn quarter(kode: &str) -> Option<Periode> {
    Periode::calendar(kode).filter(|periode| !periode.is_year())
}

impl Bench<'_> {
    /// Every decision up to the moment, by the quarter that was reviewed. Errors: [`AnalyticsError`].
    pub async fn decisions(&self) -> Result<Vec<Keputusan>, AnalyticsError> {
        self.stand().await?;
        let found = self.questions.run(query::KEPUTUSAN, &[]).await?;
        let text = |column| found.texts(column);
        let number = |column| found.numbers(column);
        let (kode, periode) = (text("kode")?, text("periode")?);
        let (opd, nama) = (text("opd")?, text("opd_nama")?);
        let (orang, teks) = (text("penanggung_jawab")?, text("teks")?);
        let (status, kemajuan_teks) = (text("status")?, text("kemajuan_teks")?);
        let (tanggal, position) = (number("tanggal")?, number("position")?);
        let (semula, tenggat) = (number("tenggat_semula")?, number("tenggat")?);
        let (kemajuan_tanggal, kemajuan_position) =
            (number("kemajuan_tanggal")?, number("kemajuan_position")?);
        let kemajuan = |row: usize| {
            Some(Kemajuan {
                status: StatusKeputusan::from_word(&status.get(row)?)?,
                tanggal: query::date_of(kemajuan_tanggal.or_zero(row)),
                position: Position(kemajuan_position.or_zero(row) as u64),
                teks: kemajuan_teks.get(row).unwrap_or_default(),
            })
        };
        let decision = |row: usize| Keputusan {
            kode: kode.get(row).unwrap_or_default(),
            periode: periode.get(row).unwrap_or_default(),
            opd: opd.get(row).zip(nama.get(row)).map(|(kode, nama)| Named { kode, nama }),
            penanggung_jawab: orang.get(row),
            tanggal: query::date_of(tanggal.or_zero(row)),
            position: Position(position.or_zero(row) as u64),
            teks: teks.get(row).unwrap_or_default(),
            tenggat_semula: semula.get(row).map(query::date_of),
            tenggat: tenggat.get(row).map(query::date_of),
            kemajuan: kemajuan(row),
        };
        Ok((0..found.rows()).map(decision).collect())
    }

    /// The review before that of a quarter. Errors: [`AnalyticsError`].
    pub async fn review_before(
        &self,
        periode: &Periode,
    ) -> Result<Option<Sebelumnya>, AnalyticsError> {
        let of = [("periode", text(&periode.kode))];
        let found = self.questions.run(query::TINJAUAN_TERAKHIR, &of).await?;
        let (kode, position) = (found.texts("periode")?, found.numbers("position")?);
        let decided = (0..found.rows()).find_map(|row| {
            let position = Some(Position(position.get(row)? as u64));
            Some(Sebelumnya { periode: quarter(&kode.get(row)?)?, position })
        });
        let calendar = || {
            let periode = quarter_of(periode.mulai.previous_day()?)?;
            Some(Sebelumnya { periode, position: None })
        };
        Ok(decided.or_else(calendar))
    }

    /// How complete each unit is in each duty of a calendar. Errors: [`AnalyticsError`].
    pub async fn completeness(
        &self,
        calendar: &Calendar,
    ) -> Result<Vec<Kelengkapan>, AnalyticsError> {
        let places: BTreeMap<&str, i64> =
            self.pack.kewajiban.iter().map(|duty| duty.kode.as_str()).zip(0..).collect();
        let rows = &calendar.rows;
        let unit = |row: &'_ DutyRow| row.opd.clone().unwrap_or_default();
        let units: Vec<(String, String)> = rows.iter().map(unit).collect();
        let place = |row: &DutyRow| places.get(row.kewajiban.as_str()).copied().unwrap_or_default();
        self.questions.register(
            "jendela_opd",
            rules::batch(vec![
                ("opd", rules::texts(units.iter().map(|(kode, _)| kode.as_str()))),
                ("nama", rules::texts(units.iter().map(|(_, nama)| nama.as_str()))),
                ("kewajiban", rules::texts(rows.iter().map(|row| row.kewajiban.as_str()))),
                ("urutan", rules::numbers(rows.iter().map(place))),
                ("keadaan", rules::texts(rows.iter().map(|row| row.keadaan.word()))),
            ]),
        );
        let found = self.questions.run(query::KELENGKAPAN, &[]).await?;
        let (opd, nama, kewajiban) =
            (found.texts("opd")?, found.texts("nama")?, found.texts("kewajiban")?);
        let count = |column| found.numbers(column);
        let (terpenuhi, terlambat) = (count("terpenuhi")?, count("terlambat")?);
        let (menunggu, terlewat, belum) = (count("menunggu")?, count("terlewat")?, count("belum")?);
        let row = |row: usize| Kelengkapan {
            opd: opd.get(row).filter(|kode| !kode.is_empty()).zip(nama.get(row)),
            kewajiban: kewajiban.get(row).unwrap_or_default(),
            terpenuhi: terpenuhi.or_zero(row),
            terlambat: terlambat.or_zero(row),
            menunggu: menunggu.or_zero(row),
            terlewat: terlewat.or_zero(row),
            belum: belum.or_zero(row),
        };
        Ok((0..found.rows()).map(row).collect())
    }

    /// The numbers of a quarter that are not 0; agents as on a day. Errors: [`AnalyticsError`].
    pub async fn figures(
        &self,
        periode: &Periode,
        tanggal: Date,
    ) -> Result<Vec<Angka>, AnalyticsError> {
        self.stand().await?;
        let parameters = [
            ("mulai", day(Some(periode.mulai))),
            ("selesai", day(Some(periode.selesai))),
            ("tanggal", day(Some(tanggal))),
        ];
        let found = self.questions.run(query::ANGKA_TRIWULAN, &parameters).await?;
        let ukuran = found.texts("ukuran")?;
        let number = |column| found.numbers(column);
        let (jumlah, opd, position) = (number("jumlah")?, number("opd")?, number("position")?);
        let row = |row: usize| Angka {
            ukuran: ukuran.get(row).unwrap_or_default(),
            jumlah: jumlah.or_zero(row),
            opd: opd.or_zero(row),
            position: Position(position.or_zero(row) as u64),
        };
        Ok((0..found.rows()).map(row).collect())
    }

    /// What was first recorded after a position about a day or an earlier one.
    /// Errors: [`AnalyticsError`].
    pub async fn came_late(
        &self,
        sejak: Position,
        selesai: Date,
    ) -> Result<Vec<Susulan>, AnalyticsError> {
        self.stand().await?;
        let parameters = [("setelah", number(sejak.0 as i64)), ("selesai", day(Some(selesai)))];
        let found = self.questions.run(query::SUSULAN, &parameters).await?;
        let text = |column| found.texts(column);
        let (jenis, opd, nama) = (text("jenis")?, text("opd")?, text("opd_nama")?);
        let count = |column| found.numbers(column);
        let (jumlah, position) = (count("jumlah")?, count("position")?);
        let (dari, sampai) = (count("dari")?, count("sampai")?);
        let row = |row: usize| Susulan {
            jenis: jenis.get(row).unwrap_or_default(),
            opd: opd.get(row).zip(nama.get(row)),
            jumlah: jumlah.or_zero(row),
            dari: query::date_of(dari.or_zero(row)),
            sampai: query::date_of(sampai.or_zero(row)),
            position: Position(position.or_zero(row) as u64),
        };
        Ok((0..found.rows()).map(row).collect())
    }

    /// Units with a KBK that told nothing about a period: code and name. Errors: [`AnalyticsError`].
    pub async fn silent(&self, periode: &Periode) -> Result<Vec<Named>, AnalyticsError> {
        self.stand().await?;
        self.facts().await?;
        let span = [("mulai", day(Some(periode.mulai))), ("selesai", day(Some(periode.selesai)))];
        let found = self.questions.run(query::BELUM_MELAPOR, &span).await?;
        let (kode, nama) = (found.texts("opd")?, found.texts("opd_nama")?);
        let unit = |row| Some(Named { kode: kode.get(row)?, nama: nama.get(row)? });
        Ok((0..found.rows()).filter_map(unit).collect())
    }

    /// The quarter before another that last gave places on the same basis: in which its Gelar or its
    /// scorecard round ended. Errors: [`AnalyticsError`].
    pub async fn placed_before(
        &self,
        periode: &Periode,
        basis: Basis,
    ) -> Result<Option<Periode>, AnalyticsError> {
        let ever = Date::from_calendar_date(1900, Month::January, 1).unwrap_or(Date::MIN);
        let selesai = periode.mulai.previous_day().unwrap_or(periode.mulai);
        let earlier = Periode { kode: String::new(), mulai: ever, selesai };
        let rounds = self.rounds(&earlier).await?;
        let ended = match basis {
            Basis::Gelar => rounds.gelar.map(|gelar| gelar.round.selesai),
            _ => rounds.scorecard.map(|round| round.selesai),
        };
        Ok(ended.and_then(quarter_of))
    }
}

#[cfg(test)]
mod tests;
