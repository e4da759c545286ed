//! Numbers reached against numbers aimed at.

use std::collections::BTreeMap;

use ingest::identity::{Hundredths, Position};
use ingest::rule_pack::{Aturan, RulePack};
use time::Date;

use crate::AnalyticsError;
use crate::query::{self, day, text};
use crate::ranking::{Agents, Bench};

/// One entry with a target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Capaian {
    /// Code of the entry.
    pub kode: String,
    /// Unit that reached it, or whose it is: code and name.
    pub opd: Option<(String, String)>,
    /// Code of the KBK that reached it, or whose it is.
    pub kbk: Option<String>,
    /// What was aimed at.
    pub target: Hundredths,
    /// What was reached last; none so far.
    pub realisasi: Option<Hundredths>,
    /// Whether less is better.
    pub turun: bool,
    /// Percent of the target, 0 to 100; 0 where nothing is reached so far.
    pub persen: Hundredths,
    /// The event that told what was reached.
    pub position: Position,
}

/// The mean achievement of one whose plan it is, and the place that it proposes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RataCapaian {
    /// Code of the entry that the plan belongs to.
    pub kode: String,
    /// Place; equal ones share it.
    pub peringkat: i64,
    /// Rows of the plan.
    pub baris: i64,
    /// Rows without anything reached so far.
    pub belum: i64,
    /// Key of the unit, where it is a unit's.
    pub(crate) opd: Option<i32>,
    /// Mean of their percentages as printed, half up.
    pub persen: Hundredths,
    /// The unit's assessment of itself, where one is recorded: it only orders inside a shared place.
    pub mandiri: Option<Hundredths>,
}

/// Whose plans are compared, by what.
#[derive(Debug, Clone, Copy)]
pub struct Pembanding<'a> {
    /// The form of those whose plan it is, such as `agen`.
    pub pemilik: &'a str,
    /// The form of the units' own assessment, whose column `nilai` orders inside a shared place.
    pub mandiri: &'a str,
    /// The form that says who was replaced, such as `penggantian_agen`.
    pub pengganti: &'a str,
    /// Only what these reported counts, such as `tim_rbi`; empty for all.
    pub oleh: &'a str,
    /// Only who stands on this day is placed, by the plan of its year.
    pub tanggal: Date,
}

/// The rule of the award that says whose monitoring counts for it (AMB-112).
pub fn award(pack: &RulePack) -> Option<&Aturan> {
    let rules = &pack.formulir("penghargaan")?.aturan;
    rules.iter().find(|rule| rule.formulir == "monev_agen" && rule.dengan.contains_key("oleh"))
}

/// How the agents of change are compared on a day; none where the rules give them no plans.
/// Source: Perbup Purbalingga 11/2020, Pasal 17 ayat (1); AMB-043, AMB-112.
pub fn between_agents(pack: &RulePack, tanggal: Date) -> Option<Pembanding<'_>> {
    pack.formulir("agen").and(pack.formulir("rencana_tindak"))?;
    let oleh = award(pack).and_then(|rule| rule.dengan.get("oleh")?.first());
    Some(Pembanding {
        pemilik: "agen",
        pengganti: "penggantian_agen",
        mandiri: "penilaian_mandiri_rb",
        oleh: oleh.map_or("", String::as_str),
        tanggal,
    })
}

impl Bench<'_> {
    /// The agents of change of each unit on a day, by key; nothing where the rules give them no plans.
    pub(crate) async fn agents(
        &self,
        tanggal: Date,
    ) -> Result<BTreeMap<i32, Agents>, AnalyticsError> {
        let Some(by) = between_agents(self.pack, tanggal) else { return Ok(BTreeMap::new()) };
        let mut units: BTreeMap<i32, (i64, i64)> = BTreeMap::new();
        for agent in self.mean_achievements("rencana_tindak", by).await? {
            let Some(opd) = agent.opd else { continue };
            let unit = units.entry(opd).or_default();
            *unit = (unit.0 + 1, unit.1 + agent.persen.0);
        }
        let mean = |(opd, (jumlah, total)): (i32, (i64, i64))| {
            let capaian = Hundredths((2 * total + jumlah) / (2 * jumlah));
            (opd, Agents { jumlah, capaian })
        };
        Ok(units.into_iter().map(mean).collect())
    }

    /// How far the entries of a form have come. Errors: [`AnalyticsError`].
    pub async fn achievements(&self, formulir: &str) -> Result<Vec<Capaian>, AnalyticsError> {
        self.achieved(formulir, "").await
    }

    async fn achieved(&self, formulir: &str, oleh: &str) -> Result<Vec<Capaian>, AnalyticsError> {
        self.stand().await?;
        let of_form = [("formulir", text(formulir)), ("oleh", text(oleh))];
        let found = self.questions.run(query::CAPAIAN, &of_form).await?;
        let (kode, arah) = (found.texts("kode")?, found.texts("arah")?);
        let (opd, opd_nama, kbk) =
            (found.texts("opd")?, found.texts("opd_nama")?, found.texts("kbk")?);
        let number = |column| found.numbers(column);
        let (target, realisasi) = (number("target")?, number("realisasi")?);
        let (capaian, position) = (number("capaian_x100")?, number("position")?);
        let row = |row: usize| Capaian {
            kode: kode.get(row).unwrap_or_default(),
            opd: opd.get(row).zip(opd_nama.get(row)),
            kbk: kbk.get(row),
            target: Hundredths(target.or_zero(row)),
            realisasi: realisasi.get(row).map(Hundredths),
            turun: arah.get(row).as_deref() == Some("turun"),
            persen: Hundredths(capaian.or_zero(row)),
            position: Position(position.or_zero(row) as u64),
        };
        let rows = (0..found.rows()).map(row).collect();
        self.questions.register("capaian", found.batch.clone());
        Ok(rows)
    }

    /// The mean achievement of each whose plan the entries of a form are, best first.
    /// Errors: [`AnalyticsError`].
    pub async fn mean_achievements(
        &self,
        formulir: &str,
        by: Pembanding<'_>,
    ) -> Result<Vec<RataCapaian>, AnalyticsError> {
        self.achieved(formulir, by.oleh).await?;
        let parameters = [
            ("formulir", text(formulir)),
            ("pemilik", text(by.pemilik)),
            ("pengganti", text(by.pengganti)),
            ("mandiri", text(by.mandiri)),
            ("tahun", text(&format!("{:04}", by.tanggal.year()))),
            ("tanggal", day(Some(by.tanggal))),
        ];
        let found = self.questions.run(query::RATA_CAPAIAN, &parameters).await?;
        let kode = found.texts("kode")?;
        let number = |column| found.numbers(column);
        let (baris, belum, rata) = (number("baris")?, number("belum")?, number("rata_x100")?);
        let (mandiri, peringkat) = (number("mandiri_x100")?, number("peringkat")?);
        let opd = number("opd")?;
        let mean = |row: usize| RataCapaian {
            kode: kode.get(row).unwrap_or_default(),
            peringkat: peringkat.or_zero(row),
            baris: baris.or_zero(row),
            belum: belum.or_zero(row),
            opd: opd.get(row).map(|opd| opd as i32),
            persen: Hundredths(rata.or_zero(row)),
            mandiri: mandiri.get(row).map(Hundredths),
        };
        Ok((0..found.rows()).map(mean).collect())
    }
}
