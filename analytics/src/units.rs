//! Units over time: the register, the culture values, the quarters.

use std::collections::BTreeMap;

use ingest::identity::{Position, date_text};

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
    /// Its KBK.
    pub kbk: Vec<Kbk>,
}

/// An activity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kegiatan {
    /// The event it stands in.
    pub position: Position,
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

/// Activities of a unit in one quarter.
pub type Quarters = BTreeMap<String, i64>;

impl Bench<'_> {
    /// Every unit with its KBK, in the order of names. Errors: [`AnalyticsError`].
    pub async fn units(&self) -> Result<Vec<Unit>, AnalyticsError> {
        let found = self.questions.run(query::DAFTAR_OPD, &[]).await?;
        let text = |column| found.texts(column);
        let (kode, nama, jenis, induk) =
            (text("kode")?, text("nama")?, text("jenis")?, text("induk")?);
        let (kbk, kbk_nama, sk) = (text("kbk")?, text("kbk_nama")?, text("sk_nomor")?);
        let (opd, position) = (found.numbers("opd")?, found.numbers("position")?);
        let (sk_tanggal, kbk_position) =
            (found.numbers("sk_tanggal")?, found.numbers("kbk_position")?);
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
                });
            }
        }
        Ok(units)
    }

    /// The activities of a unit, newest first. Errors: [`AnalyticsError`].
    pub async fn kegiatan_of(&self, unit: &Unit) -> Result<Vec<Kegiatan>, AnalyticsError> {
        let parameters = [("opd", number(i64::from(unit.kunci))), self.until()];
        let found = self.questions.run(query::DAFTAR_KEGIATAN, &parameters).await?;
        let text = |column| found.texts(column);
        let (jenis, metode, nilai, kbk) =
            (text("jenis")?, text("metode")?, text("nilai")?, text("kbk")?);
        let (position, occurred) = (found.numbers("position")?, found.numbers("occurred_on")?);
        let (peserta, durasi) = (found.numbers("peserta")?, found.numbers("durasi_menit")?);
        let kegiatan = |row: usize| Kegiatan {
            position: Position(position.or_zero(row) as u64),
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
                values: self.pack.nilai.iter().map(of_value).collect(),
            }
        };
        Ok(ranking.rows.iter().map(value_row).collect())
    }

    /// Every closed scorecard round up to now, oldest first. Errors: [`AnalyticsError`].
    pub async fn scorecard_rounds(&self) -> Result<Vec<ClosedRound>, AnalyticsError> {
        let ever = [("mulai", day(Some(time::Date::MIN))), ("selesai", day(None))];
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
