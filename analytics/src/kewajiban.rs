//! The calendar of duties: who owes what by when, and how it stands on a day.
//!
//! The windows of every duty are a table made here; who owes them and what fulfils them is asked
//! in `queries/kewajiban.sql`. The day is always an argument: nothing here reads a clock.

use ingest::event::Word;
use ingest::identity::{Position, parse_date};
use ingest::rule_pack::{Hari, Kekuatan, Kewajiban, RulePack, Tiap};
use time::{Date, Duration, Month, Weekday};

use arrow::datatypes::DataType;

use crate::AnalyticsError;
use crate::periode::Periode;
use crate::query::{self, day};
use crate::ranking::Bench;
use crate::rules;

/// How a duty stands on the day asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Keadaan {
    /// Its last day has passed; the window is still open.
    Terlambat,
    /// The window has passed without a record.
    TidakAda,
    /// The same for what is not *wajib*: never a breach.
    Belum,
    /// Not yet, and its last day has not passed.
    BelumJatuhTempo,
    /// Done, after its last day.
    TerpenuhiTerlambat,
    /// Done in time.
    Terpenuhi,
    /// Its window has not begun.
    AkanDatang,
}

impl Word for Keadaan {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("terlambat", Self::Terlambat),
        ("tidak_ada", Self::TidakAda),
        ("belum", Self::Belum),
        ("belum_jatuh_tempo", Self::BelumJatuhTempo),
        ("terpenuhi_terlambat", Self::TerpenuhiTerlambat),
        ("terpenuhi", Self::Terpenuhi),
        ("akan_datang", Self::AkanDatang),
    ];
}

impl Keadaan {
    /// Whether a duty that must be done was missed so far.
    pub fn is_missed(self) -> bool {
        matches!(self, Self::Terlambat | Self::TidakAda)
    }
}

/// What fulfilled a duty first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bukti {
    /// The day it is about.
    pub tanggal: Date,
    /// Code of the entry, the activity, the meeting or the round.
    pub kode: String,
    /// Its event; none for a questionnaire, whose forms are nobody's.
    pub position: Option<Position>,
}

/// One duty of one who owes it, in one window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DutyRow {
    /// Code of the duty.
    pub kewajiban: String,
    /// Unit that owes it, or whose KBK or entry does: code and name. None: the government.
    pub opd: Option<(String, String)>,
    /// Kind of that unit.
    pub jenis: Option<String>,
    /// KBK that owes it: code and name.
    pub kbk: Option<(String, String)>,
    /// Entry that owes it: form and code.
    pub entri: Option<(String, String)>,
    /// The window: `2026-W05`, `2026-03`, `2026-T1`, `2026-S1`, `2026`, `sekali`.
    pub jendela: String,
    /// First day of the window.
    pub mulai: Date,
    /// Last day of the window.
    pub selesai: Date,
    /// Last day in time.
    pub tenggat: Date,
    /// How it stands.
    pub keadaan: Keadaan,
    /// Days since it should have been done; 0 unless it is missed.
    pub hari: i64,
    /// What fulfilled it.
    pub bukti: Option<Bukti>,
}

/// The duties of a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// The period: duties whose last day lies in it.
    pub periode: Periode,
    /// The day asked about.
    pub tanggal: Date,
    /// Nothing is owed before this day: the first in force, or the first year of the record.
    pub sejak: Date,
    /// Whether `sejak` is the day the regulation came into force.
    pub sejak_berlaku: bool,
    /// What is missed first, longest first.
    pub rows: Vec<DutyRow>,
}

/// One window of a duty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    /// Its name.
    pub jendela: String,
    /// First day.
    pub mulai: Date,
    /// Last day.
    pub selesai: Date,
    /// Last day in time.
    pub tenggat: Date,
}

fn weekday(hari: Hari) -> Weekday {
    match hari {
        Hari::Senin => Weekday::Monday,
        Hari::Selasa => Weekday::Tuesday,
        Hari::Rabu => Weekday::Wednesday,
        Hari::Kamis => Weekday::Thursday,
        Hari::Jumat => Weekday::Friday,
        Hari::Sabtu => Weekday::Saturday,
        Hari::Minggu => Weekday::Sunday,
    }
}

/// `01-31` in a year; the last day of the month where it is shorter.
fn day_in(year: i32, month_day: &str) -> Option<Date> {
    let (month, day) = month_day.split_once('-')?;
    let month = Month::try_from(month.parse::<u8>().ok()?).ok()?;
    Date::from_calendar_date(year, month, day.parse::<u8>().ok()?.min(month.length(year))).ok()
}

fn months(year: i32, first: u8, count: u8) -> Option<(Date, Date)> {
    let last = Month::try_from(first + count - 1).ok()?;
    let mulai = Date::from_calendar_date(year, Month::try_from(first).ok()?, 1).ok()?;
    Some((mulai, Date::from_calendar_date(year, last, last.length(year)).ok()?))
}

/// The windows of a duty whose last day in time lies between two days, both included.
///
/// A week is named as in ISO 8601 and begins on the duty's weekday, so that what is held earlier in
/// the week belongs to no week; it ends on Sunday. A duty that is owed once has one window a year:
/// who owes it owes the first.
pub fn windows(kewajiban: &Kewajiban, dari: Date, sampai: Date) -> Vec<Window> {
    let mut found = Vec::new();
    let mut add = |jendela: String, (mulai, selesai): (Date, Date), tenggat: Date| {
        if (dari..=sampai).contains(&tenggat) {
            found.push(Window { jendela, mulai, selesai, tenggat });
        }
    };
    if kewajiban.tiap == Tiap::Minggu {
        let Some(hari) = kewajiban.hari.map(weekday) else { return found };
        let mut tenggat = dari;
        while tenggat.weekday() != hari {
            let Some(next) = tenggat.next_day() else { return found };
            tenggat = next;
        }
        while tenggat <= sampai {
            let monday = tenggat - Duration::days(i64::from(hari.number_days_from_monday()));
            let (year, week, _) = tenggat.to_iso_week_date();
            let selesai = monday + Duration::days(6);
            add(format!("{year:04}-W{week:02}"), (tenggat, selesai), tenggat);
            let Some(next) = tenggat.checked_add(Duration::WEEK) else { break };
            tenggat = next;
        }
        return found;
    }
    for year in dari.year()..=sampai.year() {
        let spans: Vec<(String, u8, u8)> = match kewajiban.tiap {
            Tiap::Minggu => Vec::new(),
            Tiap::Bulan => (1..=12).map(|n| (format!("{year:04}-{n:02}"), n, 1)).collect(),
            Tiap::Triwulan => (1..=4).map(|n| (format!("{year:04}-T{n}"), n * 3 - 2, 3)).collect(),
            Tiap::Semester => (1..=2).map(|n| (format!("{year:04}-S{n}"), n * 6 - 5, 6)).collect(),
            Tiap::Tahun => vec![(format!("{year:04}"), 1, 12)],
            Tiap::Sekali => vec![("sekali".to_owned(), 1, 12)],
        };
        for (jendela, first, count) in spans {
            let Some((mulai, selesai)) = months(year, first, count) else { continue };
            let tenggat = day_in(year, &kewajiban.paling_lambat)
                .filter(|day| (mulai..=selesai).contains(day))
                .unwrap_or(selesai);
            add(jendela, (mulai, selesai), tenggat);
        }
    }
    found
}

/// The first and last day a regulation is in force.
fn in_force(pack: &RulePack) -> (Date, Date) {
    let date = |at: &dyn ToString| parse_date(&at.to_string());
    let mulai = date(&pack.berlaku.mulai).unwrap_or(Date::MIN);
    (mulai, pack.berlaku.sampai.as_ref().and_then(|at| date(at)).unwrap_or(Date::MAX))
}

fn ever() -> (Date, Date) {
    let day = |year, month, day| Date::from_calendar_date(year, month, day);
    let first = day(1900, Month::January, 1).unwrap_or(Date::MIN);
    (first, day(9999, Month::December, 31).unwrap_or(Date::MAX))
}

impl Bench<'_> {
    /// The first questionnaire of each unit in each round.
    async fn sheets(&self) -> Result<(), AnalyticsError> {
        let each = self.snapshot.evaluasi.values().map(|table| {
            format!(
                "SELECT opd, ronde, MIN(occurred_on) AS tanggal FROM {table} \
                 WHERE opd IS NOT NULL GROUP BY opd, ronde HAVING SUM(sign) > 0"
            )
        });
        let sql = each.collect::<Vec<_>>().join(" UNION ALL ");
        let columns =
            [("opd", DataType::Int32), ("ronde", DataType::Int32), ("tanggal", DataType::Date32)];
        let batch = match sql.as_str() {
            "" => rules::nothing(&columns),
            sql => self.questions.run_text("lembar", sql, &[]).await?.batch,
        };
        self.questions.register("lembar", batch);
        Ok(())
    }

    /// Registers as `fakta` what was recorded that can fulfil a duty, once.
    pub(crate) async fn facts(&self) -> Result<(), AnalyticsError> {
        if self.questions.knows("fakta") {
            return Ok(());
        }
        self.sheets().await?;
        let fakta = self.questions.run(query::FAKTA, &[]).await?;
        self.questions.register("fakta", fakta.batch);
        Ok(())
    }

    /// The duties of a period as they stand on a day. Errors: [`AnalyticsError`].
    pub async fn duties(
        &self,
        periode: Periode,
        tanggal: Date,
    ) -> Result<Calendar, AnalyticsError> {
        let awal = self.stand().await?;
        self.facts().await?;
        let (berlaku, hingga) = in_force(self.pack);
        let sejak = awal.map_or(berlaku, |awal| berlaku.max(awal));
        register_duties(self, &periode, sejak, hingga);
        let parameters = [
            ("sejak", day(Some(sejak))),
            ("tanggal", day(Some(tanggal))),
            ("mulai", day(Some(periode.mulai))),
        ];
        let found = self.questions.run(query::KEWAJIBAN, &parameters).await?;
        let rows = duty_rows(&found, tanggal)?;
        Ok(Calendar { periode, tanggal, sejak, sejak_berlaku: berlaku == sejak, rows })
    }
}

fn duty_rows(found: &query::Answer, tanggal: Date) -> Result<Vec<DutyRow>, AnalyticsError> {
    let text = |column| found.texts(column);
    let date = |column| found.numbers(column);
    let (kewajiban, jendela) = (text("kewajiban")?, text("jendela")?);
    let (opd, opd_nama, jenis) = (text("opd")?, text("opd_nama")?, text("opd_jenis")?);
    let (kbk, kbk_nama) = (text("kbk")?, text("kbk_nama")?);
    let (formulir, entri) = (text("formulir")?, text("entri")?);
    let (mulai, selesai, tenggat) = (date("mulai")?, date("selesai")?, date("tenggat")?);
    let (dipenuhi, position) = (date("dipenuhi")?, date("position")?);
    let (bukti, keadaan) = (text("bukti")?, text("keadaan")?);
    let row = |row: usize| {
        let last = query::date_of(tenggat.or_zero(row));
        let word = keadaan.get(row).unwrap_or_default();
        let stands = Keadaan::from_word(&word).unwrap_or(Keadaan::Belum);
        DutyRow {
            kewajiban: kewajiban.get(row).unwrap_or_default(),
            opd: opd.get(row).zip(opd_nama.get(row)),
            jenis: jenis.get(row),
            kbk: kbk.get(row).zip(kbk_nama.get(row)),
            entri: formulir.get(row).zip(entri.get(row)),
            jendela: jendela.get(row).unwrap_or_default(),
            mulai: query::date_of(mulai.or_zero(row)),
            selesai: query::date_of(selesai.or_zero(row)),
            tenggat: last,
            keadaan: stands,
            hari: if stands.is_missed() { (tanggal - last).whole_days() } else { 0 },
            bukti: dipenuhi.get(row).map(|days| Bukti {
                tanggal: query::date_of(days),
                kode: bukti.get(row).unwrap_or_default(),
                position: position.get(row).map(|at| Position(at as u64)),
            }),
        }
    };
    Ok((0..found.rows()).map(row).collect())
}

/// `kewajiban`, `jendela`, `dengan`, `bagi_jenis` and `bagi_opd`: the duties of the rule pack, and
/// their windows up to the end of the period.
fn register_duties(bench: &Bench<'_>, periode: &Periode, sejak: Date, hingga: Date) {
    let (questions, pack) = (&bench.questions, bench.pack);
    let duties = &pack.kewajiban;
    let flag = |is: bool| i64::from(is);
    let only: Vec<&[String]> = duties.iter().map(|duty| units_of(pack, duty)).collect();
    questions.register(
        "kewajiban",
        rules::batch(vec![
            ("kewajiban", rules::texts(duties.iter().map(|duty| duty.kode.as_str()))),
            ("urutan", rules::numbers(0..duties.len() as i64)),
            ("siapa", rules::texts(duties.iter().map(|duty| duty.siapa.as_str()))),
            ("oleh", rules::texts(duties.iter().map(|duty| duty.dipenuhi.oleh.as_str()))),
            ("kolom", rules::numbers(duties.iter().map(|duty| duty.dipenuhi.dengan.len() as i64))),
            (
                "wajib",
                rules::numbers(duties.iter().map(|duty| flag(duty.kekuatan == Kekuatan::Wajib))),
            ),
            ("semua_jenis", rules::numbers(duties.iter().map(|duty| flag(duty.jenis.is_empty())))),
            ("semua_opd", rules::numbers(only.iter().map(|only| flag(only.is_empty())))),
        ]),
    );
    let mut jendela = Vec::new();
    for duty in duties {
        let once = duty.tiap == Tiap::Sekali;
        let from = if once { sejak } else { periode.mulai.max(sejak) };
        let to = periode.selesai.min(hingga);
        for window in windows(duty, from, to) {
            jendela.push((duty, once, window));
        }
    }
    let span =
        |once: bool, window: &Window| if once { ever() } else { (window.mulai, window.selesai) };
    questions.register(
        "jendela",
        rules::batch(vec![
            ("kewajiban", rules::texts(jendela.iter().map(|row| row.0.kode.as_str()))),
            ("urutan", rules::numbers(0..jendela.len() as i64)),
            ("sekali", rules::numbers(jendela.iter().map(|row| flag(row.1)))),
            ("berhari", rules::numbers(jendela.iter().map(|row| flag(row.0.hari.is_some())))),
            ("tahunan", rules::numbers(jendela.iter().map(|row| flag(row.0.tiap == Tiap::Tahun)))),
            ("jendela", rules::texts(jendela.iter().map(|row| row.2.jendela.as_str()))),
            ("mulai", rules::days(jendela.iter().map(|row| span(row.1, &row.2).0))),
            ("selesai", rules::days(jendela.iter().map(|row| span(row.1, &row.2).1))),
            ("tenggat", rules::days(jendela.iter().map(|row| row.2.tenggat))),
        ]),
    );
    let dengan: Vec<(&str, &str, &str)> = duties
        .iter()
        .flat_map(|duty| {
            duty.dipenuhi.dengan.iter().flat_map(|(kolom, isi)| {
                isi.iter().map(|isi| (duty.kode.as_str(), kolom.as_str(), isi.as_str()))
            })
        })
        .collect();
    questions.register(
        "dengan",
        rules::batch(vec![
            ("kewajiban", rules::texts(dengan.iter().map(|row| row.0))),
            ("kolom", rules::texts(dengan.iter().map(|row| row.1))),
            ("isi", rules::texts(dengan.iter().map(|row| row.2))),
        ]),
    );
    let pairs = |name: &str, column: &str, rows: Vec<(&str, &str)>| {
        let batch = rules::batch(vec![
            ("kewajiban", rules::texts(rows.iter().map(|row| row.0))),
            (column, rules::texts(rows.iter().map(|row| row.1))),
        ]);
        questions.register(name, batch);
    };
    let kinds = duties
        .iter()
        .flat_map(|duty| duty.jenis.iter().map(|jenis| (duty.kode.as_str(), jenis.as_str())));
    pairs("bagi_jenis", "jenis", kinds.collect());
    let units = duties.iter().zip(&only);
    let units =
        units.flat_map(|(duty, only)| only.iter().map(|opd| (duty.kode.as_str(), opd.as_str())));
    pairs("bagi_opd", "opd", units.collect());
}

/// The only units a duty binds; empty for all. A regulation of single units binds no other.
fn units_of<'p>(pack: &'p RulePack, duty: &'p Kewajiban) -> &'p [String] {
    match &pack.profil {
        Some(profil) if duty.hanya_opd.is_empty() => &profil.hanya_opd,
        Some(_) | None => &duty.hanya_opd,
    }
}

#[cfg(test)]
pub(crate) mod tests;
