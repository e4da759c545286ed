//! A Gelar from entry to result: who may enter, the rubric, the judges and their sheets, what they
//! gave by three measures, and who was chosen.
//!
//! Source: Perbup Purbalingga 11/2020, Pasal 16 ayat (1) huruf d; AMB-028, AMB-039, AMB-040, AMB-042.

use ingest::identity::Position;
use time::Date;

use crate::catatan::{Named, ever};
use crate::query::{self, Answer, Numbers, Texts, day, number};
use crate::ranking::{Bench, closed_rounds};
use crate::score::Score;
use crate::{AnalyticsError, ClosedRound};

/// A Gelar as it was announced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acara {
    kunci: i32,
    /// Code.
    pub kode: String,
    /// Year it belongs to.
    pub tahun: i64,
    /// Code of the scorecard round that decides who may enter; none where every KBK may (AMB-047).
    pub ronde: Option<String>,
    /// First day.
    pub buka: Date,
    /// Last day.
    pub tutup: Date,
    /// Topic: any text, or codes of values with `;` between them.
    pub topik: String,
    /// Hash of the rule pack it is judged by.
    pub rule_pack: String,
    /// The event that announced it.
    pub position: Position,
    /// KBK that have entered.
    pub peserta: i64,
    /// The event that closed it, and the day of it; none while it is open.
    pub ditutup: Option<(Position, Date)>,
}

impl Acara {
    /// As a round: one that is open counts what is known so far.
    pub fn round(&self, known: Option<Position>) -> ClosedRound {
        let closed = self.ditutup.map(|(position, _)| position).or(known);
        ClosedRound {
            kunci: self.kunci,
            kode: self.kode.clone(),
            mulai: self.buka,
            selesai: self.tutup,
            opened: self.position,
            rule_pack: self.rule_pack.clone(),
            closed: closed.unwrap_or(self.position),
        }
    }
}

/// Whether a KBK may enter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kelayakan {
    /// It may.
    Boleh,
    /// It had ended before the first day.
    Berakhir(Date),
    /// The round that decides is not closed, or none is named.
    TanpaRonde,
    /// It was not scored in that round: *belum dinilai*, not failing (AMB-028).
    BelumDinilai,
    /// Its category is below the one that opens the Gelar.
    DiBawahSyarat {
        /// Category reached.
        kategori: String,
        /// Category asked for.
        perlu: String,
    },
}

/// A KBK, and whether it may enter and has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calon {
    /// The KBK.
    pub kbk: Named,
    /// Its unit on the last day of the Gelar.
    pub opd: Named,
    /// Whether it may enter.
    pub kelayakan: Kelayakan,
    /// Kategori it has entered in, where the organiser declared them.
    pub kelas: Option<String>,
    /// The event of its entry; none where it has not entered.
    pub ikut: Option<Position>,
}

/// One criterion of the rubric.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kriteria {
    /// Code.
    pub kode: String,
    /// Name.
    pub nama: String,
    /// Weight; all sum to 100.
    pub bobot: i64,
    /// Highest mark.
    pub maks: i64,
}

/// A judge, by number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Juri {
    /// Number in the order of appointment, from 1.
    pub nomor: i64,
    /// Pseudonym.
    pub orang: String,
    /// The event of the appointment.
    pub position: Position,
    /// By how many points this judge gives more than the others, on the entries that every judge has
    /// scored; none where there is no such entry, or no sheet of this judge.
    pub condong: Option<Score>,
}

/// A judge's sheet for an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lembar {
    /// Handed in: what it is worth, 0 to 100, and the event.
    Ada(Score, Position),
    /// Not owed: the KBK is of the judge's own unit (AMB-040).
    UnitSendiri,
    /// Owed and not there.
    Belum,
}

/// A number and the place that it gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ukuran {
    /// The number, exact, and as printed.
    pub nilai: Score,
    /// Place in its kategori; none for an entry that may not enter.
    pub tempat: Option<i64>,
    /// Entries at that place.
    pub sama: i64,
}

/// What the judges gave an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hasil {
    /// The KBK.
    pub kbk: Named,
    /// Its unit.
    pub opd: Named,
    /// Kategori, where the organiser declared them.
    pub kelas: Option<String>,
    /// Sheets.
    pub lembar: i64,
    /// The mean of the sheets: the result. None without a sheet.
    pub rata: Option<Ukuran>,
    /// The middle sheet.
    pub median: Option<Ukuran>,
    /// The mean of the sheets, each less what its judge gives more than the others; none where no entry
    /// was scored by every judge.
    pub koreksi: Option<Ukuran>,
    /// The lowest and the highest sheet, and how far they lie apart.
    pub rentang: Option<(Score, Score, Score)>,
}

impl Hasil {
    /// Place by the mean, which is the result.
    pub fn tempat(&self) -> Option<i64> {
        self.rata.as_ref().and_then(|rata| rata.tempat)
    }
}

/// Whom the jury or the Tim chose of a kategori.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keputusan {
    /// Kategori, where the organiser declared them.
    pub kelas: Option<String>,
    /// Code of the KBK.
    pub kbk: String,
    /// Commitment to the reason, which lies sealed.
    pub alasan: String,
    /// Commitment to why it was corrected; none where it never was.
    pub koreksi: Option<String>,
    /// The day of the decision.
    pub tanggal: Date,
    /// The event.
    pub position: Position,
}

/// A Gelar with everything that belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gelar {
    /// Its announcement.
    pub acara: Acara,
    /// The scorecard round that decides who may enter, once it is closed.
    pub syarat: Option<ClosedRound>,
    /// The rubric in force, empty until one is set, and the event that set it.
    pub rubrik: Vec<Kriteria>,
    /// The first entry, which froze the rubric; none while it may still be replaced.
    pub beku: Option<Position>,
    /// Judges, by number.
    pub juri: Vec<Juri>,
    /// Every KBK that could enter or has entered, by unit.
    pub calon: Vec<Calon>,
    /// For each entry, by code, a sheet a judge.
    pub lembar: Vec<(String, Vec<Lembar>)>,
    /// Results, by kategori and place.
    pub hasil: Vec<Hasil>,
    /// Entries that every judge who handed in a sheet has scored.
    pub bersama: i64,
    /// Decisions, by kategori.
    pub keputusan: Vec<Keputusan>,
}

impl Gelar {
    /// Kategori of the entries, in order; one without a name where none are declared.
    pub fn kelas(&self) -> Vec<Option<String>> {
        let mut found: Vec<_> = self.hasil.iter().map(|hasil| hasil.kelas.clone()).collect();
        found.dedup();
        found
    }

    /// Those at place 1 of a kategori: all are proposed (AMB-042).
    pub fn pertama<'g>(&'g self, kelas: &'g Option<String>) -> impl Iterator<Item = &'g Hasil> {
        self.hasil.iter().filter(move |hasil| hasil.kelas == *kelas && hasil.tempat() == Some(1))
    }

    /// Sheets that are owed and not there.
    pub fn kurang(&self) -> usize {
        let sheets = self.lembar.iter().flat_map(|(_, sheets)| sheets);
        sheets.filter(|sheet| **sheet == Lembar::Belum).count()
    }

    /// Sheets handed in.
    pub fn masuk(&self) -> usize {
        let sheets = self.lembar.iter().flat_map(|(_, sheets)| sheets);
        sheets.filter(|sheet| matches!(sheet, Lembar::Ada(..))).count()
    }
}

impl Bench<'_> {
    /// Every Gelar that was announced, newest first. Errors: [`AnalyticsError`].
    pub async fn gelar_list(&self) -> Result<Vec<Acara>, AnalyticsError> {
        let found = self.questions.run(query::DAFTAR_GELAR, &[]).await?;
        let text = |column| found.texts(column);
        let number = |column| found.numbers(column);
        let (kode, ronde, topik, rule_pack) =
            (text("kode")?, text("ronde")?, text("topik")?, text("rule_pack")?);
        let (kunci, tahun, position) = (number("kunci")?, number("tahun")?, number("position")?);
        let (buka, tutup, peserta) = (number("buka")?, number("tutup")?, number("peserta")?);
        let (pada, tanggal) = (number("ditutup_pada")?, number("ditutup_tanggal")?);
        let acara = |row: usize| Acara {
            kunci: kunci.or_zero(row) as i32,
            kode: kode.get(row).unwrap_or_default(),
            tahun: tahun.or_zero(row),
            ronde: ronde.get(row),
            buka: query::date_of(buka.or_zero(row)),
            tutup: query::date_of(tutup.or_zero(row)),
            topik: topik.get(row).unwrap_or_default(),
            rule_pack: rule_pack.get(row).unwrap_or_default(),
            position: Position(position.or_zero(row) as u64),
            peserta: peserta.or_zero(row),
            ditutup: pada
                .get(row)
                .zip(tanggal.get(row))
                .map(|(pada, tanggal)| (Position(pada as u64), query::date_of(tanggal))),
        };
        Ok((0..found.rows()).map(acara).collect())
    }

    /// Everything that belongs to a Gelar. Errors: [`AnalyticsError`].
    pub async fn gelar(&self, acara: &Acara) -> Result<Gelar, AnalyticsError> {
        let round = acara.round(self.snapshot.position);
        let syarat = self.deciding_round(acara).await?;
        let last = Some(acara.tutup);
        self.name_units(last, last).await?;
        self.questions.register("hasil_syarat", self.scorecards(syarat.as_ref()).await?);
        let (rubric, common) = self.rubric(&round).await?;
        let kunci = ("gelar", number(i64::from(round.kunci)));
        let until = ("ditutup_pada", number(round.closed.0 as i64));
        let penyebut = ("penyebut", number(common));

        let juri = self.questions.run(query::JURI_GELAR, &[kunci.clone(), until.clone()]).await?;
        self.questions.register("juri_gelar", juri.batch.clone());
        let (lowest, perlu) = self.lowest_category(&round, syarat.as_ref());
        let entering = [
            kunci.clone(),
            until.clone(),
            ("buka", day(Some(acara.buka))),
            ("tutup", day(last)),
            ("syarat", number(lowest)),
            ("ada_ronde", number(i64::from(syarat.is_some()))),
        ];
        let calon = self.questions.run(query::CALON_GELAR, &entering).await?;
        self.questions.register("calon_gelar", calon.batch.clone());
        let sheets = [kunci.clone(), until, self.until()];
        let lembar = self.questions.run(query::LEMBAR_JURI, &sheets).await?;
        self.questions.register("lembar_juri", lembar.batch.clone());
        let condong = self.questions.run(query::CONDONG_JURI, &[]).await?;
        self.questions.register("condong_juri", condong.batch.clone());
        let hasil = self.questions.run(query::HASIL_JURI, &[penyebut]).await?;
        let keputusan = self.questions.run(query::KEPUTUSAN_GELAR, &[kunci]).await?;

        let calon = candidates(&calon, &perlu)?;
        Ok(Gelar {
            acara: acara.clone(),
            syarat,
            rubrik: criteria(&rubric)?,
            beku: calon.iter().filter_map(|one| one.ikut).min(),
            juri: judges(&juri, &condong, common)?,
            lembar: sheets_of(&lembar, common)?,
            hasil: results(&hasil, common)?,
            bersama: shared_entries(&condong)?,
            keputusan: decisions(&keputusan)?,
            calon,
        })
    }

    /// The round that a Gelar names, once it is closed: it may lie in an earlier period.
    async fn deciding_round(&self, acara: &Acara) -> Result<Option<ClosedRound>, AnalyticsError> {
        let Some(ronde) = &acara.ronde else { return Ok(None) };
        let all = ever();
        let ever = [("mulai", day(Some(all.mulai))), ("selesai", day(Some(all.selesai)))];
        let found = self.questions.run(query::RONDE, &ever).await?;
        let closed = closed_rounds(&found, "ronde_scorecard")?;
        Ok(closed.into_iter().find(|round| round.kode == *ronde))
    }

    /// Place and code of the lowest category that opens a Gelar; -1 where every KBK may enter.
    fn lowest_category(&self, round: &ClosedRound, syarat: Option<&ClosedRound>) -> (i64, String) {
        let rule = self.pack_of(round).gelar.as_ref().and_then(|gelar| gelar.syarat.as_ref());
        let Some(rule) = rule else { return (-1, String::new()) };
        let card = self.pack_of(syarat.unwrap_or(round)).scorecard.as_ref();
        let bands = card.map_or(&[][..], |card| &card.kategori);
        let lowest = bands.iter().position(|band| band.kode == rule.paling_rendah);
        (lowest.map_or(-1, |place| place as i64), rule.paling_rendah.clone())
    }
}

/// The judges, each with what the comparison says of them.
fn judges(found: &Answer, condong: &Answer, common: i64) -> Result<Vec<Juri>, AnalyticsError> {
    let (nomor, position) = (found.numbers("nomor")?, found.numbers("position")?);
    let orang = found.texts("orang")?;
    let (of, beda, bagi) =
        (condong.numbers("nomor")?, condong.numbers("beda")?, condong.numbers("bagi")?);
    let more = |judge: i64| {
        let row = (0..condong.rows()).find(|row| of.or_zero(*row) == judge)?;
        Some(points(beda.or_zero(row), bagi.or_zero(row).saturating_mul(common)))
    };
    let judge = |row: usize| Juri {
        nomor: nomor.or_zero(row),
        orang: orang.get(row).unwrap_or_default(),
        position: Position(position.or_zero(row) as u64),
        condong: more(nomor.or_zero(row)),
    };
    Ok((0..found.rows()).map(judge).collect())
}

/// Entries that every judge who handed in a sheet has scored.
fn shared_entries(condong: &Answer) -> Result<i64, AnalyticsError> {
    let bersama = condong.numbers("bersama")?;
    Ok((0..condong.rows()).next().map_or(0, |row| bersama.or_zero(row)))
}

/// Points from hundredths of a point, `numerator / denominator`.
fn points(numerator: i64, denominator: i64) -> Score {
    Score::plain(numerator, denominator.saturating_mul(100))
}

fn candidates(found: &Answer, perlu: &str) -> Result<Vec<Calon>, AnalyticsError> {
    let text = |column| found.texts(column);
    let (kode, nama, opd, opd_nama) =
        (text("kode")?, text("nama")?, text("opd")?, text("opd_nama")?);
    let (kategori, kelas, kelayakan) = (text("kategori")?, text("kelas")?, text("kelayakan")?);
    let (berakhir, ikut) = (found.numbers("berakhir")?, found.numbers("ikut_pada")?);
    let calon = |row: usize| Calon {
        kbk: named(&kode, &nama, row),
        opd: named(&opd, &opd_nama, row),
        kelayakan: match kelayakan.get(row).as_deref() {
            Some("berakhir") => Kelayakan::Berakhir(query::date_of(berakhir.or_zero(row))),
            Some("tanpa_ronde") => Kelayakan::TanpaRonde,
            Some("belum_dinilai") => Kelayakan::BelumDinilai,
            Some("di_bawah_syarat") => Kelayakan::DiBawahSyarat {
                kategori: kategori.get(row).unwrap_or_default(),
                perlu: perlu.to_owned(),
            },
            _ => Kelayakan::Boleh,
        },
        kelas: kelas.get(row),
        ikut: ikut.get(row).map(|position| Position(position as u64)),
    };
    Ok((0..found.rows()).map(calon).collect())
}

fn named(kode: &Texts, nama: &Texts, row: usize) -> Named {
    Named { kode: kode.get(row).unwrap_or_default(), nama: nama.get(row).unwrap_or_default() }
}

fn criteria(found: &Answer) -> Result<Vec<Kriteria>, AnalyticsError> {
    let (kode, nama) = (found.texts("kode")?, found.texts("nama")?);
    let (bobot, maks) = (found.numbers("bobot")?, found.numbers("maks")?);
    let kriteria = |row: usize| Kriteria {
        kode: kode.get(row).unwrap_or_default(),
        nama: nama.get(row).unwrap_or_default(),
        bobot: bobot.or_zero(row),
        maks: maks.or_zero(row),
    };
    Ok((0..found.rows()).map(kriteria).collect())
}

/// The sheets of each entry, by the number of the judge.
fn sheets_of(found: &Answer, common: i64) -> Result<Vec<(String, Vec<Lembar>)>, AnalyticsError> {
    let (kode, keadaan) = (found.texts("kode")?, found.texts("keadaan")?);
    let (nilai, position) = (found.numbers("nilai")?, found.numbers("position")?);
    let mut entries: Vec<(String, Vec<Lembar>)> = Vec::new();
    for row in 0..found.rows() {
        let kode = kode.get(row).unwrap_or_default();
        let lembar = match keadaan.get(row).as_deref() {
            Some("ada") => {
                let position = Position(position.or_zero(row) as u64);
                Lembar::Ada(points(nilai.or_zero(row), common), position)
            }
            Some("unit_sendiri") => Lembar::UnitSendiri,
            _ => Lembar::Belum,
        };
        match entries.last_mut() {
            Some((last, sheets)) if *last == kode => sheets.push(lembar),
            _ => entries.push((kode, vec![lembar])),
        }
    }
    Ok(entries)
}

/// A measure of `hasil_juri.sql`: its number, its place, and who shares it.
struct Measure {
    nilai: Numbers,
    bagi: Numbers,
    tempat: Numbers,
    sama: Numbers,
}

impl Measure {
    fn of(found: &Answer, name: &str) -> Result<Self, AnalyticsError> {
        let column = |ending: &str| found.numbers(&format!("{name}{ending}"));
        Ok(Self {
            nilai: column("")?,
            bagi: column("_bagi")?,
            tempat: column("_tempat")?,
            sama: column("_sama")?,
        })
    }

    fn get(&self, row: usize) -> Option<Ukuran> {
        let (nilai, bagi) = self.nilai.get(row).zip(self.bagi.get(row))?;
        Some(Ukuran {
            nilai: points(nilai, bagi),
            tempat: self.tempat.get(row),
            sama: self.sama.or_zero(row),
        })
    }
}

fn results(found: &Answer, common: i64) -> Result<Vec<Hasil>, AnalyticsError> {
    let text = |column| found.texts(column);
    let (kode, nama, opd, opd_nama) =
        (text("kode")?, text("nama")?, text("opd")?, text("opd_nama")?);
    let kelas = text("kelas")?;
    let lembar = found.numbers("lembar")?;
    let (terendah, tertinggi) = (found.numbers("terendah")?, found.numbers("tertinggi")?);
    let [rata, median, koreksi] =
        ["rata", "median", "koreksi"].map(|name| Measure::of(found, name));
    let (rata, median, koreksi) = (rata?, median?, koreksi?);
    let hasil = |row: usize| Hasil {
        kbk: named(&kode, &nama, row),
        opd: named(&opd, &opd_nama, row),
        kelas: kelas.get(row),
        lembar: lembar.or_zero(row),
        rata: rata.get(row),
        median: median.get(row),
        koreksi: koreksi.get(row),
        rentang: terendah.get(row).zip(tertinggi.get(row)).map(|(low, high)| {
            (points(low, common), points(high, common), points(high - low, common))
        }),
    };
    Ok((0..found.rows()).map(hasil).collect())
}

fn decisions(found: &Answer) -> Result<Vec<Keputusan>, AnalyticsError> {
    let text = |column| found.texts(column);
    let (kategori, kbk) = (text("kategori")?, text("kbk")?);
    let (alasan, koreksi) = (text("alasan")?, text("koreksi")?);
    let (tanggal, position) = (found.numbers("occurred_on")?, found.numbers("position")?);
    let keputusan = |row: usize| Keputusan {
        kelas: kategori.get(row),
        kbk: kbk.get(row).unwrap_or_default(),
        alasan: alasan.get(row).unwrap_or_default(),
        koreksi: koreksi.get(row),
        tanggal: query::date_of(tanggal.or_zero(row)),
        position: Position(position.or_zero(row) as u64),
    };
    Ok((0..found.rows()).map(keputusan).collect())
}

#[cfg(test)]
mod tests;
