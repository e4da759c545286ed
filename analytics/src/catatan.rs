//! Entries of forms: those that stand, what they hold, whom they are about, what is missing.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::Ordering;

use arrow::array::RecordBatch;
use datafusion::common::ScalarValue;
use ingest::identity::Position;
use ingest::rule_pack::{IsiKolom, RulePack, Untuk};
use time::{Date, Month};

use crate::AnalyticsError;
use crate::periode::Periode;
use crate::query::{self, Query, day, text};
use crate::ranking::Bench;
use crate::rules;

/// A unit or KBK by code and name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Named {
    /// Code.
    pub kode: String,
    /// Name.
    pub nama: String,
}

/// Which entries are asked for; all where nothing is chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Chosen {
    /// Code of a unit.
    pub opd: String,
    /// Code of a KBK.
    pub kbk: String,
}

impl Chosen {
    fn parameters(&self) -> [(&'static str, ScalarValue); 2] {
        [("unit", text(&self.opd)), ("kelompok", text(&self.kbk))]
    }
}

/// What one column of an entry holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Isian {
    /// The codes, dates or numbers as stored, in order.
    pub isi: Vec<String>,
    /// The form of the entry that it names, where it is a reference.
    pub ke_formulir: Option<String>,
}

/// An entry of a form, as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entri {
    /// Its code.
    pub kode: String,
    /// Unit it belongs to, also through its KBK.
    pub opd: Option<Named>,
    /// Kind of that unit.
    pub jenis: Option<String>,
    /// KBK it belongs to.
    pub kbk: Option<Named>,
    /// The day it is about.
    pub tanggal: Date,
    /// The event that it stands in now.
    pub position: Position,
    /// The event that told it first.
    pub pertama: Position,
    /// How often it was told: more than once, it was corrected.
    pub kali: i64,
    /// From when it stands.
    pub mulai: Option<Date>,
    /// To when it stands.
    pub selesai: Option<Date>,
    /// When it is planned for.
    pub waktu: Option<Date>,
    /// Columns in clear.
    pub isi: BTreeMap<String, Isian>,
    /// Commitment to its free text, which lies sealed.
    pub teks: Option<String>,
    /// Commitment to why it was corrected.
    pub alasan: Option<String>,
}

impl Entri {
    /// The first code, date or number of a column.
    pub fn satu(&self, kolom: &str) -> Option<&str> {
        self.isi.get(kolom).and_then(|isian| isian.isi.first()).map(String::as_str)
    }

    /// Whether its columns hold what is asked for: column = one of these.
    pub fn holds(&self, dengan: &BTreeMap<String, Vec<String>>) -> bool {
        dengan.iter().all(|(kolom, asked)| {
            let isian = self.isi.get(kolom);
            isian.is_some_and(|isian| isian.isi.iter().any(|isi| asked.contains(isi)))
        })
    }

    /// Whether it stands on a day.
    pub fn stands_on(&self, tanggal: Date) -> bool {
        self.mulai.unwrap_or(self.tanggal) <= tanggal
            && self.selesai.is_none_or(|selesai| selesai >= tanggal)
    }
}

/// A unit, or a KBK of it, of which something is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kosong {
    /// Unit.
    pub opd: Named,
    /// Kind of unit.
    pub jenis: String,
    /// KBK, where it is about one.
    pub kbk: Option<Named>,
}

/// What may be said of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Orang {
    /// Class of post.
    pub kelas_jabatan: String,
    /// PNS or PPPK.
    pub status: String,
    /// Code of the unit.
    pub opd: Option<String>,
}

/// The days that limit nothing.
pub fn ever() -> Periode {
    let date = |year, month, day| Date::from_calendar_date(year, month, day);
    Periode {
        kode: String::new(),
        mulai: date(1900, Month::January, 1).unwrap_or(Date::MIN),
        selesai: date(9999, Month::December, 31).unwrap_or(Date::MAX),
    }
}

impl Bench<'_> {
    /// Registers what stands: units as `satuan`, KBK as `kelompok`, entries of forms as `entri`, their
    /// columns as `ciri`, who follows whom as `lanjutan`, whom they are about as `letak`. Answers the
    /// first day of the first year that the record tells of; none where it tells of nothing.
    pub(crate) async fn stand(&self) -> Result<Option<Date>, AnalyticsError> {
        let found = self.questions.run(query::AWAL, &[]).await?;
        let told = (0..found.rows()).next();
        let year = |column: &str| {
            let days = found.numbers(column)?;
            Ok::<_, AnalyticsError>(told.and_then(|row| days.get(row)).map(query::date_of))
        };
        let first_day = |date: Date| Date::from_calendar_date(date.year(), Month::January, 1).ok();
        let last_day = |date: Date| Date::from_calendar_date(date.year(), Month::December, 31).ok();
        let awal = year("awal")?.and_then(first_day);
        let daftar_awal = year("daftar")?.and_then(last_day);
        if self.standing.swap(true, Ordering::Relaxed) {
            return Ok(awal);
        }
        self.questions.register("tempat", places(self.pack));
        self.name_units(None, None).await?;
        let dari = [("awal", day(awal)), ("daftar_awal", day(daftar_awal))];
        self.keep(query::SATUAN, &dari).await?;
        self.keep(query::KELOMPOK, &[]).await?;
        self.keep(query::ENTRI, &[self.until()]).await?;
        for question in [query::CIRI, query::LANJUTAN, query::LETAK] {
            self.keep(question, &[]).await?;
        }
        Ok(awal)
    }

    /// Asks a question and registers its answer under its name.
    pub(crate) async fn keep(
        &self,
        question: Query,
        parameters: &[(&'static str, ScalarValue)],
    ) -> Result<(), AnalyticsError> {
        let found = self.questions.run(question, parameters).await?;
        self.questions.register(question.name, found.batch);
        Ok(())
    }

    /// The entries of a form in a period, by the day they are about. Errors: [`AnalyticsError`].
    pub async fn entries(
        &self,
        formulir: &str,
        periode: &Periode,
        chosen: &Chosen,
    ) -> Result<Vec<Entri>, AnalyticsError> {
        self.stand().await?;
        let mut isian = self.columns_of(formulir).await?;
        let span = [
            ("formulir", text(formulir)),
            ("mulai", day(Some(periode.mulai))),
            ("selesai", day(Some(periode.selesai))),
        ];
        let parameters: Vec<_> = span.into_iter().chain(chosen.parameters()).collect();
        let found = self.questions.run(query::DAFTAR_ENTRI, &parameters).await?;
        let text = |column| found.texts(column);
        let number = |column| found.numbers(column);
        let (kode, jenis, teks, alasan) =
            (text("kode")?, text("opd_jenis")?, text("teks")?, text("alasan")?);
        let (opd, opd_nama) = (text("opd")?, text("opd_nama")?);
        let (kbk, kbk_nama) = (text("kbk")?, text("kbk_nama")?);
        let (occurred, position) = (number("occurred_on")?, number("position")?);
        let (pertama, kali) = (number("pertama")?, number("kali")?);
        let (mulai, selesai, waktu) = (number("mulai")?, number("selesai")?, number("waktu")?);
        let named = |pair: Option<(String, String)>| pair.map(|(kode, nama)| Named { kode, nama });
        let entri = |row: usize| {
            let code = kode.get(row).unwrap_or_default();
            Entri {
                isi: isian.remove(&code).unwrap_or_default(),
                kode: code,
                opd: named(opd.get(row).zip(opd_nama.get(row))),
                jenis: jenis.get(row),
                kbk: named(kbk.get(row).zip(kbk_nama.get(row))),
                tanggal: query::date_of(occurred.or_zero(row)),
                position: Position(position.or_zero(row) as u64),
                pertama: Position(pertama.or_zero(row) as u64),
                kali: kali.or_zero(row),
                mulai: mulai.get(row).map(query::date_of),
                selesai: selesai.get(row).map(query::date_of),
                waktu: waktu.get(row).map(query::date_of),
                teks: teks.get(row),
                alasan: alasan.get(row),
            }
        };
        Ok((0..found.rows()).map(entri).collect())
    }

    async fn columns_of(
        &self,
        formulir: &str,
    ) -> Result<BTreeMap<String, BTreeMap<String, Isian>>, AnalyticsError> {
        let parameters = [("formulir", text(formulir))];
        let found = self.questions.run(query::ISIAN_ENTRI, &parameters).await?;
        let text = |column| found.texts(column);
        let (kode, kolom) = (text("kode")?, text("kolom")?);
        let (isi, ke_formulir) = (text("isi")?, text("ke_formulir")?);
        let mut columns: BTreeMap<String, BTreeMap<String, Isian>> = BTreeMap::new();
        for row in 0..found.rows() {
            let entry = columns.entry(kode.get(row).unwrap_or_default()).or_default();
            let isian = entry
                .entry(kolom.get(row).unwrap_or_default())
                .or_insert_with(|| Isian { isi: Vec::new(), ke_formulir: ke_formulir.get(row) });
            isian.isi.extend(isi.get(row));
        }
        Ok(columns)
    }

    /// How many entries of each form stand. Errors: [`AnalyticsError`].
    pub async fn entry_counts(&self) -> Result<BTreeMap<String, i64>, AnalyticsError> {
        self.stand().await?;
        let count = Query {
            name: "jumlah_entri",
            sql: "SELECT formulir, COUNT(*) AS jumlah FROM entri GROUP BY formulir",
        };
        let found = self.questions.run(count, &[]).await?;
        let (formulir, jumlah) = (found.texts("formulir")?, found.numbers("jumlah")?);
        let rows = 0..found.rows();
        Ok(rows.filter_map(|row| Some((formulir.get(row)?, jumlah.or_zero(row)))).collect())
    }

    /// Units (or, for a form of KBK, KBK) that no entry of a form is about in a period: of the chosen
    /// unit and of all below it. For `kbk`, the units without a KBK. Errors: [`AnalyticsError`].
    pub async fn without(
        &self,
        formulir: &str,
        untuk: Untuk,
        periode: &Periode,
        chosen: &Chosen,
    ) -> Result<Vec<Kosong>, AnalyticsError> {
        self.stand().await?;
        self.facts().await?;
        self.register_below(&chosen.opd).await?;
        let is_year = *periode == Periode::year_of(periode.mulai);
        let tahun = if is_year { periode.kode.as_str() } else { "" };
        let from = if formulir == "kbk" { ever().mulai } else { periode.mulai };
        let span = [
            ("formulir", text(formulir)),
            ("tahun", text(tahun)),
            ("untuk", text(if untuk == Untuk::Kbk { "kbk" } else { "opd" })),
            ("mulai", day(Some(from))),
            ("selesai", day(Some(periode.selesai))),
        ];
        let parameters: Vec<_> = span.into_iter().chain(chosen.parameters()).collect();
        let found = self.questions.run(query::TANPA, &parameters).await?;
        let text = |column| found.texts(column);
        let (opd, opd_nama, jenis) = (text("opd")?, text("opd_nama")?, text("jenis")?);
        let (kbk, kbk_nama) = (text("kbk")?, text("kbk_nama")?);
        let kosong = |row: usize| Kosong {
            opd: Named {
                kode: opd.get(row).unwrap_or_default(),
                nama: opd_nama.get(row).unwrap_or_default(),
            },
            jenis: jenis.get(row).unwrap_or_default(),
            kbk: kbk.get(row).zip(kbk_nama.get(row)).map(|(kode, nama)| Named { kode, nama }),
        };
        Ok((0..found.rows()).map(kosong).collect())
    }

    /// Registers as `bawah` a unit and every unit below it.
    async fn register_below(&self, opd: &str) -> Result<(), AnalyticsError> {
        let units = self.units().await?;
        let mut below = BTreeSet::from([opd]);
        loop {
            let known = below.len();
            let under = units.iter().filter(|unit| {
                unit.induk.as_ref().is_some_and(|induk| below.contains(induk.as_str()))
            });
            let under: Vec<&str> = under.map(|unit| unit.kode.as_str()).collect();
            below.extend(under);
            if below.len() == known {
                break;
            }
        }
        self.questions.register("bawah", rules::batch(vec![("kode", rules::texts(below))]));
        Ok(())
    }

    /// Codes of the entries of a form that nothing of another refers to. Errors: [`AnalyticsError`].
    pub async fn without_follow_up(
        &self,
        formulir: &str,
        lanjutan: &str,
    ) -> Result<BTreeSet<String>, AnalyticsError> {
        self.stand().await?;
        let parameters = [("formulir", text(formulir)), ("lanjutan", text(lanjutan))];
        codes(&self.questions.run(query::TANPA_LANJUTAN, &parameters).await?)
    }

    /// The same, of those whose last or planned day has passed on a day. Errors: [`AnalyticsError`].
    pub async fn past_their_time(
        &self,
        formulir: &str,
        lanjutan: &str,
        tanggal: Date,
    ) -> Result<BTreeSet<String>, AnalyticsError> {
        self.stand().await?;
        let parameters = [
            ("formulir", text(formulir)),
            ("lanjutan", text(lanjutan)),
            ("tanggal", day(Some(tanggal))),
        ];
        codes(&self.questions.run(query::LEWAT_WAKTU, &parameters).await?)
    }

    /// Months of a period that are over on a day and in which a unit, or the chosen KBK, held nothing:
    /// unit and months as `2026-03`. Errors: [`AnalyticsError`].
    pub async fn empty_months(
        &self,
        periode: &Periode,
        tanggal: Date,
        chosen: &Chosen,
    ) -> Result<Vec<(Named, Vec<String>)>, AnalyticsError> {
        self.stand().await?;
        self.questions.register("bulan", months(periode, tanggal));
        let found = self.questions.run(query::BULAN_KOSONG, &chosen.parameters()).await?;
        let (kode, nama, bulan) =
            (found.texts("kode")?, found.texts("nama")?, found.texts("bulan")?);
        let mut empty: Vec<(Named, Vec<String>)> = Vec::new();
        for row in 0..found.rows() {
            let unit = Named {
                kode: kode.get(row).unwrap_or_default(),
                nama: nama.get(row).unwrap_or_default(),
            };
            if empty.last().is_none_or(|(last, _)| *last != unit) {
                empty.push((unit, Vec::new()));
            }
            if let Some((_, months)) = empty.last_mut() {
                months.extend(bulan.get(row));
            }
        }
        Ok(empty)
    }

    /// What may be said of each registered person, by pseudonym. Errors: [`AnalyticsError`].
    pub async fn people(&self) -> Result<BTreeMap<String, Orang>, AnalyticsError> {
        let found = self.questions.run(query::ORANG, &[]).await?;
        let text = |column| found.texts(column);
        let (orang, kelas, status, opd) =
            (text("orang")?, text("kelas_jabatan")?, text("status")?, text("opd")?);
        let person = |row: usize| {
            let said = Orang {
                kelas_jabatan: kelas.get(row).unwrap_or_default(),
                status: status.get(row).unwrap_or_default(),
                opd: opd.get(row),
            };
            Some((orang.get(row)?, said))
        };
        Ok((0..found.rows()).filter_map(person).collect())
    }
}

fn codes(found: &query::Answer) -> Result<BTreeSet<String>, AnalyticsError> {
    let kode = found.texts("kode")?;
    Ok((0..found.rows()).filter_map(|row| kode.get(row)).collect())
}

/// `bulan`: the months of a period that are over on a day.
fn months(periode: &Periode, tanggal: Date) -> RecordBatch {
    let mut found = Vec::new();
    let mut first = periode.mulai.replace_day(1).unwrap_or(periode.mulai);
    while first <= periode.selesai {
        let last = first.month().length(first.year());
        let Ok(last) = first.replace_day(last) else { break };
        if last >= tanggal {
            break;
        }
        found.push((format!("{:04}-{:02}", first.year(), u8::from(first.month())), first, last));
        let Some(next) = last.next_day() else { break };
        first = next;
    }
    rules::batch(vec![
        ("bulan", rules::texts(found.iter().map(|month| month.0.as_str()))),
        ("mulai", rules::days(found.iter().map(|month| month.1))),
        ("selesai", rules::days(found.iter().map(|month| month.2))),
    ])
}

/// `tempat`: the columns of forms of the whole government that name a unit or a KBK.
fn places(pack: &RulePack) -> RecordBatch {
    let of_pemda = pack.formulir.iter().filter(|formulir| formulir.untuk == Untuk::Pemda);
    let rows: Vec<(&str, &str, &str)> = of_pemda
        .flat_map(|formulir| {
            formulir.kolom.iter().filter_map(|kolom| {
                let isi = match kolom.isi {
                    IsiKolom::Opd => "opd",
                    IsiKolom::Kbk => "kbk",
                    _ => return None,
                };
                Some((formulir.kode.as_str(), kolom.kode.as_str(), isi))
            })
        })
        .collect();
    rules::batch(vec![
        ("formulir", rules::texts(rows.iter().map(|row| row.0))),
        ("kolom", rules::texts(rows.iter().map(|row| row.1))),
        ("isi", rules::texts(rows.iter().map(|row| row.2))),
    ])
}

#[cfg(test)]
mod tests;
