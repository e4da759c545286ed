//! Units over time: the register, the culture values, the quarters.

use std::collections::BTreeMap;

use ingest::identity::{Instant, Position, date_text};

use crate::query::{self, day, number};
use crate::ranking::{Bench, Ranking};
use crate::score::Score;
use crate::{AnalyticsError, ClosedRound};

/// A KBK of a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kbk {
    /// Code.
    pub kode: String,
    /// Name.
    pub nama: String,
    /// Number of its decree.
    pub sk_nomor: String,
    /// Date of its decree, ISO.
    pub sk_tanggal: String,
    /// The event that formed it.
    pub position: Position,
    /// How it ended, where it has.
    pub ended: Option<Ended>,
}

/// How a unit or a KBK ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    /// The day, ISO.
    pub tanggal: String,
    /// The event that says so.
    pub position: Position,
    /// Units that came out of it.
    pub menjadi: Vec<String>,
}

/// One change in the life of a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitChange {
    /// From which day it holds, ISO.
    pub tanggal: String,
    /// The event.
    pub position: Position,
    /// The unit that changed: this one, or one that went into it.
    pub opd: String,
    /// What became of it, a word of [`ingest::event::PerubahanOpd`].
    pub perubahan: String,
    /// The new name.
    pub nama: Option<String>,
    /// The unit it stands under from then on.
    pub induk: Option<String>,
    /// Units that came out of it.
    pub menjadi: Vec<String>,
    /// Legal basis.
    pub dasar: String,
}

/// A unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    pub(crate) kunci: i32,
    /// Code.
    pub kode: String,
    /// Name.
    pub nama: String,
    /// Kind.
    pub jenis: String,
    /// Code of the unit above it.
    pub induk: Option<String>,
    /// The event that registered it.
    pub position: Position,
    /// How it ended, where it has by the day asked about.
    pub ended: Option<Ended>,
    /// Its KBK.
    pub kbk: Vec<Kbk>,
}

/// An activity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kegiatan {
    /// Code.
    pub kode: String,
    /// The event it stands in.
    pub position: Position,
    /// When that was recorded.
    pub recorded_at: Instant,
    /// The event that recorded it first, where it was corrected since.
    pub corrected: Option<Position>,
    /// Date held, ISO.
    pub tanggal: String,
    /// Kind.
    pub jenis: String,
    /// Method.
    pub metode: String,
    /// Code of the value.
    pub nilai: Option<String>,
    /// Participants.
    pub peserta: i64,
    /// Minutes.
    pub durasi_menit: i64,
    /// KBK.
    pub kbk: String,
}

/// How much of each value's weight a unit's KBK reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueRow {
    /// Unit code.
    pub opd: String,
    /// Unit name.
    pub nama: String,
    /// Per value of the pack, in its order: percent of the weight; none where not scored.
    pub values: Vec<Option<Score>>,
}

/// Codes with a space between.
fn words(joined: Option<String>) -> Vec<String> {
    joined.unwrap_or_default().split_whitespace().map(str::to_owned).collect()
}

/// Activities of a unit in one quarter.
pub type Quarters = BTreeMap<String, i64>;

impl Bench<'_> {
    /// Every unit with its KBK, in the order of names. Errors: [`AnalyticsError`].
    pub async fn units(&self) -> Result<Vec<Unit>, AnalyticsError> {
        self.name_units(None, None).await?;
        let pada = self.today();
        let found = self.questions.run(query::DAFTAR_OPD, &[("pada", day(pada))]).await?;
        let text = |column| found.texts(column);
        let (kode, nama, jenis, induk) =
            (text("kode")?, text("nama")?, text("jenis")?, text("induk")?);
        let (kbk, kbk_nama, sk) = (text("kbk")?, text("kbk_nama")?, text("sk_nomor")?);
        let (opd, position) = (found.numbers("opd")?, found.numbers("position")?);
        let (sk_tanggal, kbk_position) =
            (found.numbers("sk_tanggal")?, found.numbers("kbk_position")?);
        let (berakhir, berakhir_pada, menjadi) =
            (found.numbers("berakhir")?, found.numbers("berakhir_pada")?, text("menjadi")?);
        let (kbk_berakhir, kbk_berakhir_pada) =
            (found.numbers("kbk_berakhir")?, found.numbers("kbk_berakhir_pada")?);
        // What will end is still there.
        let ended = |days: Option<i64>, at: Option<i64>, menjadi: Option<String>| {
            let on = query::date_of(
                days.filter(|days| pada.is_none_or(|p| *days <= i64::from(query::days(p))))?,
            );
            Some(Ended {
                tanggal: date_text(on),
                position: Position(at? as u64),
                menjadi: words(menjadi),
            })
        };
        let mut units: Vec<Unit> = Vec::new();
        for row in 0..found.rows() {
            let kunci = opd.or_zero(row) as i32;
            if units.last().is_none_or(|unit| unit.kunci != kunci) {
                units.push(Unit {
                    kunci,
                    kode: kode.get(row).unwrap_or_default(),
                    nama: nama.get(row).unwrap_or_default(),
                    jenis: jenis.get(row).unwrap_or_default(),
                    induk: induk.get(row),
                    position: Position(position.or_zero(row) as u64),
                    ended: ended(berakhir.get(row), berakhir_pada.get(row), menjadi.get(row)),
                    kbk: Vec::new(),
                });
            }
            if let (Some(kode), Some(unit)) = (kbk.get(row), units.last_mut()) {
                unit.kbk.push(Kbk {
                    kode,
                    nama: kbk_nama.get(row).unwrap_or_default(),
                    sk_nomor: sk.get(row).unwrap_or_default(),
                    sk_tanggal: date_text(query::date_of(sk_tanggal.or_zero(row))),
                    position: Position(kbk_position.or_zero(row) as u64),
                    ended: ended(kbk_berakhir.get(row), kbk_berakhir_pada.get(row), None),
                });
            }
        }
        Ok(units)
    }

    /// What became of a unit, and what went into it, in the order of days.
    /// Errors: [`AnalyticsError`].
    pub async fn life_of(&self, unit: &Unit) -> Result<Vec<UnitChange>, AnalyticsError> {
        self.name_units(None, None).await?;
        let disebut = format!(" {} ", unit.kode);
        let parameters = [
            ("opd", number(i64::from(unit.kunci))),
            ("disebut", query::text(&disebut)),
            self.until(),
        ];
        let found = self.questions.run(query::RIWAYAT_OPD, &parameters).await?;
        let text = |column| found.texts(column);
        let (opd, perubahan, nama) = (text("opd")?, text("perubahan")?, text("nama")?);
        let (induk, menjadi, dasar) = (text("induk")?, text("menjadi")?, text("dasar")?);
        let (position, occurred) = (found.numbers("position")?, found.numbers("occurred_on")?);
        let change = |row: usize| UnitChange {
            tanggal: date_text(query::date_of(occurred.or_zero(row))),
            position: Position(position.or_zero(row) as u64),
            opd: opd.get(row).unwrap_or_default(),
            perubahan: perubahan.get(row).unwrap_or_default(),
            nama: nama.get(row),
            induk: induk.get(row),
            menjadi: words(menjadi.get(row)),
            dasar: dasar.get(row).unwrap_or_default(),
        };
        Ok((0..found.rows()).map(change).collect())
    }

    /// The activities of a unit, newest first. Errors: [`AnalyticsError`].
    pub async fn kegiatan_of(&self, unit: &Unit) -> Result<Vec<Kegiatan>, AnalyticsError> {
        self.name_units(None, None).await?;
        let parameters = [("opd", number(i64::from(unit.kunci))), self.until()];
        let found = self.questions.run(query::DAFTAR_KEGIATAN, &parameters).await?;
        let text = |column| found.texts(column);
        let (jenis, metode, nilai, kbk) =
            (text("jenis")?, text("metode")?, text("nilai")?, text("kbk")?);
        let (position, occurred) = (found.numbers("position")?, found.numbers("occurred_on")?);
        let (peserta, durasi) = (found.numbers("peserta")?, found.numbers("durasi_menit")?);
        let (kode, recorded_at, asal) =
            (text("kode")?, found.numbers("recorded_at")?, found.numbers("asal")?);
        let kegiatan = |row: usize| Kegiatan {
            kode: kode.get(row).unwrap_or_default(),
            position: Position(position.or_zero(row) as u64),
            recorded_at: Instant(recorded_at.or_zero(row)),
            corrected: asal
                .get(row)
                .filter(|asal| *asal != position.or_zero(row))
                .map(|asal| Position(asal as u64)),
            tanggal: date_text(query::date_of(occurred.or_zero(row))),
            jenis: jenis.get(row).unwrap_or_default(),
            metode: metode.get(row).unwrap_or_default(),
            nilai: nilai.get(row),
            peserta: peserta.or_zero(row),
            durasi_menit: durasi.or_zero(row),
            kbk: kbk.get(row).unwrap_or_default(),
        };
        Ok((0..found.rows()).map(kegiatan).collect())
    }

    /// How many activities each unit held in each quarter, by unit code and quarter (`2026-T1`).
    /// Errors: [`AnalyticsError`].
    pub async fn kegiatan_per_quarter(
        &self,
        units: &[Unit],
    ) -> Result<BTreeMap<String, Quarters>, AnalyticsError> {
        self.name_units(None, None).await?;
        let found = self.questions.run(query::KEGIATAN_TRIWULAN, &[self.until()]).await?;
        let (opd, triwulan) = (found.numbers("opd")?, found.numbers("triwulan")?);
        let kegiatan = found.numbers("kegiatan")?;
        let mut quarters: BTreeMap<String, Quarters> = BTreeMap::new();
        for row in 0..found.rows() {
            let Some(unit) = units.iter().find(|unit| i64::from(unit.kunci) == opd.or_zero(row))
            else {
                continue;
            };
            let (year, quarter) = (triwulan.or_zero(row) / 4, triwulan.or_zero(row) % 4 + 1);
            quarters
                .entry(unit.kode.clone())
                .or_default()
                .insert(format!("{year}-T{quarter}"), kegiatan.or_zero(row));
        }
        Ok(quarters)
    }

    /// The values of every ranked unit's KBK in a round, in the order of the ranking.
    /// Errors: [`AnalyticsError`].
    pub async fn values(
        &self,
        ranking: &Ranking,
        round: &ClosedRound,
    ) -> Result<Vec<ValueRow>, AnalyticsError> {
        self.judge_scorecard(round);
        let parameters = [
            ("ronde", number(i64::from(round.kunci))),
            ("ditutup_pada", number(round.closed.0 as i64)),
            self.until(),
        ];
        let found = self.questions.run(query::NILAI, &parameters).await?;
        let (kbk, nilai) = (found.numbers("kbk")?, found.texts("nilai")?);
        let (jumlah, pembagi) = (found.numbers("jumlah")?, found.numbers("pembagi")?);
        let mut reached = BTreeMap::new();
        for row in 0..found.rows() {
            let percent = Score::plain(jumlah.or_zero(row), pembagi.or_zero(row));
            reached.insert((kbk.or_zero(row) as i32, nilai.get(row).unwrap_or_default()), percent);
        }
        let value_row = |row: &crate::ranking::Row| {
            let of_value = |nilai: &ingest::rule_pack::Nilai| {
                reached.get(&(row.kbk_kunci?, nilai.kode.clone())).cloned()
            };
            ValueRow {
                opd: row.opd.clone(),
                nama: row.nama.clone(),
                values: self.pack_of(round).nilai.iter().map(of_value).collect(),
            }
        };
        Ok(ranking.rows.iter().map(value_row).collect())
    }

    /// Every closed scorecard round up to now, oldest first. Errors: [`AnalyticsError`].
    pub async fn scorecard_rounds(&self) -> Result<Vec<ClosedRound>, AnalyticsError> {
        let ended = day(self.limit.terjadi_sampai);
        let ever = [("mulai", day(Some(time::Date::MIN))), ("selesai", ended)];
        let found = self.questions.run(query::RONDE, &ever).await?;
        let mut rounds = crate::ranking::closed_rounds(&found, "ronde_scorecard")?;
        rounds.reverse();
        Ok(rounds)
    }

    /// The scorecard of each unit's best KBK in a round, by unit code. Errors: [`AnalyticsError`].
    pub async fn scores_in(
        &self,
        round: &ClosedRound,
    ) -> Result<BTreeMap<String, Score>, AnalyticsError> {
        let periode = crate::periode::Periode {
            kode: round.kode.clone(),
            mulai: round.selesai,
            selesai: round.selesai,
        };
        let ranking = self.rank(periode).await?;
        let scored = ranking.rows.into_iter();
        Ok(scored.filter_map(|row| Some((row.opd, row.scorecard?.score))).collect())
    }
}
