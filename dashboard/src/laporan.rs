//! A report of the rule pack, put together from what was recorded: its parts in printed order.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use analytics::catatan::{Chosen, Entri, Kosong, Named, ever};
use analytics::kewajiban::DutyRow;
use analytics::periode::Periode;
use analytics::ranking::{Bench, Ranking};
use analytics::units::{Kegiatan, Unit};
use ingest::identity::Hundredths;
use ingest::rule_pack::{Bacaan, Bagian, Formulir, JenisBagian, Laporan, RulePack, Untuk};
use serde_json::{Value, json};
use time::Date;

use crate::app::{App, AppError, View};
use crate::charts::Bagan;
use crate::entri::Names;
use crate::export::Reader;
use crate::pages::kebijakan;
use crate::pages::kewajiban::{source, standing_table};
use crate::pages::periods::{month_name, name};
use crate::susunan::{Badan, of_kbk, of_tim};
use crate::tabel::{Baris, Judul, Sel, Tabel};
use crate::text::{date, decimal, iso_date, t, tf, whole};
use crate::workbook::{Document, Part};

/// What a report is asked for.
pub struct Pesanan<'a> {
    /// The installation.
    pub app: &'a App,
    /// The tables at one moment.
    pub view: &'a View,
    /// The report.
    pub laporan: &'a Laporan,
    /// Unit or KBK; all where none is chosen.
    pub chosen: Chosen,
    /// Year or quarter.
    pub periode: Periode,
    /// The day that is asked about.
    pub tanggal: Date,
}

/// One part of a report.
#[derive(Debug, Default)]
pub struct Isi {
    /// Its heading as printed.
    pub judul: String,
    /// Lines of running text.
    pub teks: Vec<String>,
    /// Lines of a list, with their letters.
    pub butir: Vec<String>,
    /// Tables.
    pub tabel: Vec<Tabel>,
    /// Charts.
    pub bagan: Vec<Bagan>,
}

/// A report, ready to be drawn or written.
#[derive(Debug)]
pub struct Dokumen {
    /// Title.
    pub judul: String,
    /// Lines under it: about whom, period, who writes it, who reads it.
    pub kepala: Vec<(String, String)>,
    /// Its parts.
    pub bagian: Vec<Isi>,
    /// Who signs.
    pub penyusun: String,
}

impl Dokumen {
    /// The report as JSON.
    pub fn json(&self) -> Value {
        let part = |isi: &Isi| {
            json!({
                "judul": isi.judul,
                "teks": isi.teks,
                "butir": isi.butir,
                "tabel": isi.tabel.iter().map(|tabel| {
                    json!({"judul": tabel.judul, "baris": tabel.json()})
                }).collect::<Vec<_>>(),
            })
        };
        let head = self.kepala.iter().map(|(label, isi)| json!({"judul": label, "isi": isi}));
        json!({
            "judul": self.judul,
            "kepala": head.collect::<Vec<_>>(),
            "bagian": self.bagian.iter().map(part).collect::<Vec<_>>(),
        })
    }

    /// The report as rows of text: the number and heading of the part before each row.
    pub fn rows(&self) -> Vec<Vec<String>> {
        let mut rows = vec![vec![self.judul.clone()]];
        rows.extend(self.kepala.iter().map(|(label, isi)| vec![label.clone(), isi.clone()]));
        for (number, isi) in (1..).zip(&self.bagian) {
            rows.push(vec![format!("{number}. {}", isi.judul)]);
            rows.extend(isi.teks.iter().chain(&isi.butir).map(|line| vec![line.clone()]));
            for tabel in &isi.tabel {
                match tabel.baris.is_empty() {
                    true => rows.push(vec![tabel.kosong.clone()]),
                    false => rows.extend(tabel.rows()),
                }
            }
        }
        let widest = rows.iter().map(Vec::len).max().unwrap_or(0);
        rows.iter_mut().for_each(|row| row.resize(widest, String::new()));
        rows
    }

    /// The report as a workbook holds it; `proof` is what it rests on.
    pub fn document(&self, proof: String) -> Document {
        let line = |(label, isi): &(String, String)| format!("{label}: {isi}");
        let part = |(number, isi): (usize, &Isi)| Part {
            heading: format!("{}. {}", number + 1, isi.judul),
            lines: isi.teks.iter().chain(&isi.butir).cloned().collect(),
            tables: isi.tabel.clone(),
        };
        let below = [t("tanda-tangan-tempat"), self.penyusun.clone(), t("tanda-tangan-nama")];
        Document {
            head: std::iter::once(self.judul.clone()).chain(self.kepala.iter().map(line)).collect(),
            parts: self.bagian.iter().enumerate().map(part).collect(),
            below: below.into_iter().chain([proof]).collect(),
        }
    }
}

/// Puts a report together. Errors: [`AppError`].
pub async fn assemble(pesanan: &Pesanan<'_>) -> Result<Dokumen, AppError> {
    let writer = Writer::load(pesanan).await?;
    let mut bagian = Vec::new();
    for part in &pesanan.laporan.bagian {
        bagian.push(writer.part(part).await?);
    }
    let laporan = pesanan.laporan;
    let mut kepala = Vec::new();
    let mut line = |label: &str, isi: String| {
        if !isi.is_empty() {
            kepala.push((t(label), isi));
        }
    };
    line("laporan-tentang", writer.about());
    line("saring-periode", name(&pesanan.periode.kode));
    line("laporan-penyusun", laporan.penyusun.clone());
    line("laporan-kepada", laporan.kepada.clone());
    line("laporan-tembusan", laporan.tembusan.join("; "));
    line("hal-kolom-sumber", source(&laporan.sumber, laporan.keputusan.as_deref()));
    line("laporan-keadaan", date(pesanan.tanggal));
    let Periode { kode, selesai, .. } = &pesanan.periode;
    for sentence in kebijakan::late_changes(&writer.bench, kode, *selesai).await? {
        line("kebijakan-judul", sentence);
    }
    Ok(Dokumen { judul: laporan.nama.clone(), kepala, bagian, penyusun: laporan.penyusun.clone() })
}

struct Writer<'a> {
    asked: &'a Pesanan<'a>,
    pack: &'a RulePack,
    bench: Bench<'a>,
    names: Names<'a>,
    units: Vec<Unit>,
}

impl<'a> Writer<'a> {
    async fn load(asked: &'a Pesanan<'a>) -> Result<Self, AppError> {
        let bench = asked.app.bench(asked.view, asked.view.limit);
        let names = Names::load(asked.app, asked.view).await?;
        let units = bench.units().await?;
        Ok(Self { asked, pack: asked.app.pack(), bench, names, units })
    }

    /// About whom the report is.
    fn about(&self) -> String {
        let Chosen { opd, kbk } = &self.asked.chosen;
        match (opd.as_str(), kbk.as_str()) {
            ("", "") => self.asked.app.pemda().nama.clone(),
            (opd, "") => self.names.opd(opd),
            (_, kbk) => {
                let unit =
                    self.units.iter().find(|unit| unit.kbk.iter().any(|one| one.kode == kbk));
                let opd = unit.map_or("", |unit| &unit.nama);
                tf("kewajiban-kbk", &[("kbk", &self.names.kbk(kbk)), ("opd", opd)])
            }
        }
    }

    /// The unit that is chosen, also through its KBK.
    fn unit(&self) -> Option<&Unit> {
        let Chosen { opd, kbk } = &self.asked.chosen;
        self.units.iter().find(|unit| {
            unit.kode == *opd || (!kbk.is_empty() && unit.kbk.iter().any(|one| one.kode == *kbk))
        })
    }

    fn has_choice(&self) -> bool {
        self.asked.chosen != Chosen::default()
    }

    async fn part(&self, bagian: &Bagian) -> Result<Isi, AppError> {
        let mut isi = Isi { judul: bagian.judul.clone(), ..Isi::default() };
        match bagian.jenis {
            JenisBagian::Formulir => isi.tabel.push(self.entries(bagian, None).await?),
            JenisBagian::Tanpa => isi.tabel.push(self.without(bagian).await?),
            JenisBagian::TanpaLanjutan => {
                let open = self.bench.without_follow_up(&bagian.formulir, &bagian.lanjutan).await?;
                isi.tabel.push(self.entries(bagian, Some(&open)).await?);
            }
            JenisBagian::LewatWaktu => {
                let (form, next) = (&bagian.formulir, &bagian.lanjutan);
                let late = self.bench.past_their_time(form, next, self.asked.tanggal).await?;
                isi.tabel.push(self.entries(bagian, Some(&late)).await?);
            }
            JenisBagian::Capaian => isi.tabel.push(self.achieved(bagian).await?),
            JenisBagian::Kewajiban => isi.tabel.push(self.duties().await?),
            JenisBagian::Kegiatan => isi.tabel.push(self.activities(&bagian.judul).await?),
            JenisBagian::BulanKosong => isi.tabel.push(self.empty_months(&bagian.judul).await?),
            JenisBagian::TanpaKegiatan => isi.tabel.push(self.unnamed(bagian).await?),
            JenisBagian::Struktur => self.structures(&mut isi).await?,
            JenisBagian::Evaluasi => self.evaluation(&mut isi).await?,
            JenisBagian::Scorecard => self.scorecard(&mut isi).await?,
            JenisBagian::Nilai => isi.tabel = values(self.pack),
            JenisBagian::Bacaan => reading(self.pack, &bagian.bacaan, &mut isi),
        }
        Ok(isi)
    }

    /// The form of a part. A pack that is sound has it; one that adds nothing to a kind that every
    /// record has does not name it.
    fn form(&self, kode: &str) -> Option<&'a Formulir> {
        self.pack.formulir(kode)
    }

    async fn chosen_entries(&self, bagian: &Bagian) -> Result<Vec<Entri>, AppError> {
        let Pesanan { periode, chosen, .. } = self.asked;
        let found = self.bench.entries(&bagian.formulir, periode, chosen).await?;
        Ok(found.into_iter().filter(|entri| entri.holds(&bagian.dengan)).collect())
    }

    /// Entries of a form; only those of these codes, where some are given.
    async fn entries(
        &self,
        bagian: &Bagian,
        only: Option<&BTreeSet<String>>,
    ) -> Result<Tabel, AppError> {
        let Some(form) = self.form(&bagian.formulir) else { return Ok(nothing()) };
        let mut entries = self.chosen_entries(bagian).await?;
        entries.retain(|entri| only.is_none_or(|only| only.contains(&entri.kode)));
        let mut tabel = self.names.table(form, &entries, self.is_of_many(form))?;
        tabel.judul = bagian.judul.clone();
        tabel.kosong = t(if only.is_some() { "laporan-tidak-ada" } else { "entri-kosong" });
        Ok(tabel)
    }

    /// Whether entries of this form are of several units or KBK here.
    fn is_of_many(&self, form: &Formulir) -> bool {
        match form.untuk {
            Untuk::Pemda => false,
            Untuk::Opd => !self.has_choice(),
            Untuk::Kbk => self.asked.chosen.kbk.is_empty(),
        }
    }

    /// Units or KBK without an entry; for `kbk` the units that must have one and have none.
    async fn without(&self, bagian: &Bagian) -> Result<Tabel, AppError> {
        let kbk = bagian.formulir == "kbk";
        let form = self.form(&bagian.formulir);
        let untuk = match form {
            Some(form) if !kbk => form.untuk,
            None if bagian.formulir == "kegiatan" => Untuk::Kbk,
            Some(_) | None => Untuk::Opd,
        };
        let Pesanan { periode, chosen, .. } = self.asked;
        let missing = self.bench.without(&bagian.formulir, untuk, periode, chosen).await?;
        let must = self.pack.kbk.as_ref().map_or(&[][..], |rules| &rules.wajib_pada);
        let only = form.map_or(&[][..], |form| &form.hanya_opd);
        let owes = |kosong: &Kosong| match kbk {
            true => must.is_empty() || must.contains(&kosong.jenis),
            false => only.is_empty() || only.contains(&kosong.opd.kode),
        };
        let of_kbk = untuk == Untuk::Kbk;
        let mut kolom =
            vec![Judul::angka(t("entri-no")), Judul::teks(self.names.label(Untuk::Opd))];
        if of_kbk {
            kolom.push(Judul::teks(self.names.label(Untuk::Kbk)));
        }
        let row = |(number, kosong): (usize, Kosong)| {
            let Named { kode, nama } = &kosong.opd;
            let mut sel =
                vec![number_cell(number), Sel::dibaca(nama, kode).ke(format!("/opd/{kode}"))];
            if let (true, Some(Named { kode, nama })) = (of_kbk, &kosong.kbk) {
                sel.push(Sel::dibaca(nama, kode).ke(format!("/kbk/{kode}")));
            }
            Baris::from(sel)
        };
        let owed = missing.into_iter().filter(owes).enumerate();
        let baris = owed.map(row).collect();
        Ok(Tabel { judul: bagian.judul.clone(), kolom, baris, kosong: t("laporan-lengkap") })
    }

    /// The entries of a form with a target, beside what was reached.
    async fn achieved(&self, bagian: &Bagian) -> Result<Tabel, AppError> {
        let Some(form) = self.form(&bagian.formulir) else { return Ok(nothing()) };
        let entries = self.chosen_entries(bagian).await?;
        let reached = self.bench.achievements(&bagian.formulir).await?;
        let printed = self.names.table(form, &entries, self.is_of_many(form))?;
        let by_code: BTreeMap<&str, usize> =
            entries.iter().enumerate().map(|(place, entri)| (entri.kode.as_str(), place)).collect();
        let Chosen { opd, kbk } = &self.asked.chosen;
        let is_asked = |row: &&analytics::capaian::Capaian| {
            let of_unit = row.opd.as_ref().is_none_or(|(kode, _)| opd.is_empty() || kode == opd);
            of_unit && row.kbk.as_ref().is_none_or(|kode| kbk.is_empty() || kode == kbk)
        };
        // A target of the whole government that several units reach has a row for each of them.
        let of_units = form.untuk == Untuk::Pemda && reached.iter().any(|row| row.opd.is_some());
        let mut kolom: Vec<Judul> = printed.kolom.clone();
        let shown = kolom.iter().position(|judul| judul.layar).unwrap_or(kolom.len());
        let mut added = ["capaian-realisasi", "capaian-persen"].map(t).map(Judul::angka).to_vec();
        if of_units {
            added.insert(0, Judul::teks(self.names.label(Untuk::Opd)));
        }
        kolom.splice(shown..shown, added);
        let mut baris = Vec::new();
        for row in reached.iter().filter(is_asked) {
            let Some(place) = by_code.get(row.kode.as_str()) else { continue };
            let mut one = printed.baris[*place].clone();
            one.sel[0] = number_cell(baris.len());
            let mut cells = vec![
                number(row.realisasi),
                Sel::dibaca(decimal(&row.persen.to_string()), row.persen.to_string()),
            ];
            if of_units {
                let unit = row.opd.as_ref();
                let cell =
                    unit.map(|(kode, nama)| Sel::dibaca(nama, kode).ke(format!("/opd/{kode}")));
                cells.insert(0, cell.unwrap_or_default());
            }
            one.sel.splice(shown..shown, cells);
            baris.push(one);
        }
        let judul = bagian.judul.clone();
        Ok(Tabel { judul, kolom, baris, kosong: t("entri-kosong") })
    }

    async fn duties(&self) -> Result<Tabel, AppError> {
        let Pesanan { app, view, periode, .. } = self.asked;
        let calendar = app.calendar(view, &periode.kode).await?;
        let Chosen { opd, kbk } = &self.asked.chosen;
        let is_asked = |row: &&DutyRow| {
            let unit = row.opd.as_ref().is_some_and(|(kode, _)| kode == opd);
            let group = row.kbk.as_ref().is_some_and(|(kode, _)| kode == kbk);
            (opd.is_empty() || unit) && (kbk.is_empty() || group)
        };
        let rows = calendar.rows.iter().filter(is_asked);
        Ok(standing_table(self.pack, &app.pemda().nama, rows))
    }

    async fn ranking(&self) -> Result<Arc<Ranking>, AppError> {
        let Pesanan { app, view, periode, .. } = self.asked;
        app.ranking(view, &periode.kode, view.limit).await
    }

    /// Activities one by one where a unit or KBK is chosen, else how many each unit held.
    async fn activities(&self, judul: &str) -> Result<Tabel, AppError> {
        let Some(unit) = self.unit() else { return self.activities_of_all(judul).await };
        let Pesanan { periode, chosen, .. } = self.asked;
        let (first, last) = (
            ingest::identity::date_text(periode.mulai),
            ingest::identity::date_text(periode.selesai),
        );
        let held = self.bench.kegiatan_of(unit).await?;
        let mut held: Vec<Kegiatan> = held
            .into_iter()
            .filter(|held| (first.as_str()..=last.as_str()).contains(&held.tanggal.as_str()))
            .filter(|held| chosen.kbk.is_empty() || held.kbk == chosen.kbk)
            .collect();
        held.reverse();
        let kind = |kode: &str| {
            let known = self.pack.jenis_kegiatan.iter().find(|kind| kind.kode == kode);
            known.map_or_else(|| kode.to_owned(), |kind| kind.nama.clone())
        };
        let value = |kode: &Option<String>| match kode {
            Some(kode) => {
                let known = self.pack.nilai.iter().find(|value| value.kode == *kode);
                known.map_or_else(|| kode.clone(), |value| value.nama.clone())
            }
            None => String::new(),
        };
        let mut kolom = vec![Judul::angka(t("entri-no"))];
        let words =
            ["hal-tanggal", "hal-kolom-kegiatan", "laporan-metode", "hal-kolom-nilai-budaya"];
        kolom.extend(words.map(t).map(Judul::teks));
        kolom.extend(["hal-kolom-peserta", "hal-kolom-menit"].map(t).map(Judul::angka));
        kolom.push(Judul::layar(t("hal-kolom-kejadian")));
        let row = |(number, held): (usize, &Kegiatan)| {
            let event = held.position.to_string();
            Baris::from(vec![
                number_cell(number),
                Sel::dibaca(iso_date(&held.tanggal), &held.tanggal),
                Sel::teks(kind(&held.jenis)),
                Sel::teks(&held.metode),
                Sel::teks(value(&held.nilai)),
                count(held.peserta),
                count(held.durasi_menit),
                Sel::dibaca(whole(held.position.0), event)
                    .ke(crate::asked::event_path(held.position)),
            ])
        };
        let baris = held.iter().enumerate().map(row).collect();
        Ok(Tabel { judul: judul.to_owned(), kolom, baris, kosong: t("profil-kegiatan-kosong") })
    }

    async fn activities_of_all(&self, judul: &str) -> Result<Tabel, AppError> {
        let ranking = self.ranking().await?;
        let mut rows: Vec<_> = ranking.rows.iter().collect();
        rows.sort_by(|one, other| (&one.nama, &one.opd).cmp(&(&other.nama, &other.opd)));
        let mut kolom =
            vec![Judul::angka(t("entri-no")), Judul::teks(self.names.label(Untuk::Opd))];
        let words = ["kolom-kegiatan", "hal-kolom-peserta", "hal-kolom-menit", "laporan-rapat"];
        kolom.extend(words.map(t).map(Judul::angka));
        let row = |(number, row): (usize, &&analytics::ranking::Row)| {
            let held = row.activities;
            Baris::from(vec![
                number_cell(number),
                Sel::dibaca(&row.nama, &row.opd).ke(format!("/opd/{}", row.opd)),
                count(held.kegiatan),
                count(held.peserta),
                count(held.durasi_menit),
                count(held.rapat),
            ])
        };
        let baris = rows.iter().enumerate().map(row).collect();
        Ok(Tabel { judul: judul.to_owned(), kolom, baris, kosong: t("laporan-tidak-ada") })
    }

    async fn empty_months(&self, judul: &str) -> Result<Tabel, AppError> {
        let Pesanan { periode, tanggal, chosen, .. } = self.asked;
        let empty = self.bench.empty_months(periode, *tanggal, chosen).await?;
        let mut kolom =
            vec![Judul::angka(t("entri-no")), Judul::teks(self.names.label(Untuk::Opd))];
        kolom.push(Judul::teks(t("laporan-bulan")));
        let month = |kode: &String| {
            let (year, month) = kode.split_once('-').unwrap_or((kode, ""));
            month.parse().map_or_else(|_| kode.clone(), |month| month_name(year, month))
        };
        let row = |(number, (unit, months)): (usize, &(Named, Vec<String>))| {
            let words: Vec<String> = months.iter().map(month).collect();
            Baris::from(vec![
                number_cell(number),
                Sel::dibaca(&unit.nama, &unit.kode).ke(format!("/opd/{}", unit.kode)),
                Sel::dibaca(words.join(", "), months.join(" ")),
            ])
        };
        let baris = empty.iter().enumerate().map(row).collect();
        Ok(Tabel { judul: judul.to_owned(), kolom, baris, kosong: t("laporan-bulan-lengkap") })
    }

    /// Lines of a text that no entry of a form names.
    async fn unnamed(&self, bagian: &Bagian) -> Result<Tabel, AppError> {
        let entries = self.chosen_entries(bagian).await?;
        let columns: Vec<&str> = self.form(&bagian.formulir).map_or_else(Vec::new, |form| {
            let names = form.kolom.iter().filter(|kolom| kolom.bacaan == bagian.bacaan);
            names.map(|kolom| kolom.kode.as_str()).collect()
        });
        let held = |entri: &Entri, column: &str| {
            entri.isi.get(column).map(|isian| isian.isi.clone()).unwrap_or_default()
        };
        let named: BTreeSet<String> = entries
            .iter()
            .flat_map(|entri| columns.iter().flat_map(move |column| held(entri, column)))
            .collect();
        let text = self.pack.bacaan.iter().find(|text| text.kode == bagian.bacaan);
        let lines = text.map_or(&[][..], |text| &text.butir);
        let open =
            (1..).zip(lines).filter(|(number, _): &(i32, _)| !named.contains(&number.to_string()));
        let baris = open.map(|(_, line)| Baris::from(vec![Sel::teks(line)])).collect();
        let judul = bagian.judul.clone();
        let kolom = vec![Judul::teks(text.map_or(judul.as_str(), |text| &text.judul))];
        Ok(Tabel { judul, kolom, baris, kosong: t("laporan-butir-lengkap") })
    }

    /// Structures: of the chosen KBK, of every KBK of the chosen unit, or of the central bodies.
    async fn structures(&self, isi: &mut Isi) -> Result<(), AppError> {
        let Pesanan { chosen, tanggal, laporan, .. } = self.asked;
        let mut found = Vec::new();
        if laporan.untuk == Untuk::Pemda && !self.has_choice() {
            let members = self.bench.entries("tim_anggota", &ever(), &Chosen::default()).await?;
            for tim in &self.pack.tim {
                let of_tim_only: Vec<Entri> = members
                    .iter()
                    .filter(|entri| entri.satu("tim").is_none_or(|kode| kode == tim.kode))
                    .cloned()
                    .collect();
                let badan = Badan {
                    kode: &tim.kode,
                    nama: &tim.nama,
                    anggota: &of_tim_only,
                    tanggal: *tanggal,
                };
                found.push(of_tim(self.pack, tim, &badan, &self.names)?);
            }
        }
        let is_pemda = laporan.untuk == Untuk::Pemda && !self.has_choice();
        for unit in self.units.iter().filter(|_| !is_pemda) {
            for kbk in &unit.kbk {
                if (!chosen.kbk.is_empty() && chosen.kbk != kbk.kode)
                    || (!chosen.opd.is_empty() && chosen.opd != unit.kode)
                {
                    continue;
                }
                let own = Chosen { opd: String::new(), kbk: kbk.kode.clone() };
                let members = self.bench.entries("kbk_anggota", &ever(), &own).await?;
                let badan = Badan {
                    kode: &kbk.kode,
                    nama: &kbk.nama,
                    anggota: &members,
                    tanggal: *tanggal,
                };
                let mut susunan = of_kbk(self.pack, &unit.jenis, &badan, &self.names)?;
                if !self.has_choice() {
                    for tabel in &mut susunan.tabel {
                        tabel.judul = format!("{}: {}", kbk.nama, tabel.judul);
                    }
                }
                found.push(susunan);
            }
        }
        for susunan in found {
            isi.tabel.extend(susunan.tabel);
            isi.bagan.extend(susunan.bagan);
        }
        if isi.tabel.is_empty() && isi.bagan.is_empty() {
            isi.teks.push(t("susunan-tanpa"));
        }
        Ok(())
    }

    async fn evaluation(&self, isi: &mut Isi) -> Result<(), AppError> {
        let Some(instrumen) = self.pack.evaluasi() else {
            isi.teks.push(t("laporan-tanpa-evaluasi"));
            return Ok(());
        };
        let ranking = self.ranking().await?;
        let Some(round) = &ranking.evaluation else {
            isi.teks.push(t("mengapa-evaluasi-tanpa-ronde"));
            return Ok(());
        };
        let unit = self.unit().map(|unit| unit.kode.as_str());
        let mut kolom =
            vec![Judul::angka(t("entri-no")), Judul::teks(self.names.label(Untuk::Opd))];
        if unit.is_some() {
            kolom[1] = Judul::teks(t("hal-kolom-responden"));
        } else {
            kolom.push(Judul::teks(t("hal-kolom-responden")));
        }
        for group in &instrumen.kelompok {
            kolom.push(Judul::angka(tf("laporan-ts", &[("kode", &group.kode)])));
            kolom.push(Judul::teks(tf("laporan-ka", &[("kode", &group.kode)])));
        }
        kolom.push(Judul::teks(t("kolom-keterangan")));
        let groups = |evaluation: &analytics::evaluation::Evaluation| {
            let shown = evaluation.shown || self.names.reader == Reader::Tim;
            let mut cells = Vec::new();
            for group in &instrumen.kelompok {
                let found = evaluation.groups.iter().find(|found| found.code == group.kode);
                match found.filter(|_| shown) {
                    Some(found) => cells.extend([
                        Sel::dibaca(decimal(&found.mean.printed), &found.mean.printed),
                        Sel::teks(&found.category),
                    ]),
                    None => cells.extend([Sel::default(), Sel::default()]),
                }
            }
            cells.push(match (shown, evaluation.adequate) {
                (true, true) => Sel::default(),
                (true, false) => Sel::teks(t("laporan-belum-memadai")),
                (false, _) => Sel::teks(t("laporan-terlalu-sedikit")),
            });
            cells
        };
        let answered = |evaluation: &analytics::evaluation::Evaluation| {
            let (n, of) = (whole(evaluation.respondents), whole(evaluation.registered));
            tf("laporan-n-dari", &[("n", &n), ("dari", &of)])
        };
        let mut baris = Vec::new();
        if let Some(row) = ranking.rows.iter().find(|row| Some(row.opd.as_str()) == unit) {
            if self.names.reader == Reader::Tim {
                for (number, sheet) in
                    self.bench.evaluation_sheets(round, row).await?.iter().enumerate()
                {
                    let kelas = t(&format!("kelas-{}", sheet.kelas_jabatan));
                    let mut sel = vec![number_cell(number), Sel::teks(kelas)];
                    for (total, kategori) in &sheet.totals {
                        sel.extend([count(*total), Sel::teks(kategori)]);
                    }
                    sel.push(Sel::default());
                    baris.push(Baris::from(sel));
                }
            }
            if let Some(evaluation) = &row.evaluation {
                let mean = tf("laporan-rata-rata", &[("jumlah", &answered(evaluation))]);
                let head = [Sel::default(), Sel::teks(mean)];
                baris.push(Baris::from([head.to_vec(), groups(evaluation)].concat()));
            }
        } else {
            let mut rows: Vec<_> = ranking.rows.iter().collect();
            rows.sort_by(|one, other| (&one.nama, &one.opd).cmp(&(&other.nama, &other.opd)));
            for (number, row) in rows.into_iter().enumerate() {
                let Some(evaluation) = &row.evaluation else { continue };
                let head = [
                    number_cell(number),
                    Sel::dibaca(&row.nama, &row.opd).ke(format!("/opd/{}", row.opd)),
                    Sel::teks(answered(evaluation)),
                ];
                baris.push(Baris::from([head.to_vec(), groups(evaluation)].concat()));
            }
            baris.iter_mut().enumerate().for_each(|(number, row)| row.sel[0] = number_cell(number));
            if let Some(evaluation) = self.bench.pooled(round).await? {
                let head = [
                    Sel::default(),
                    Sel::teks(t("laporan-rata-semua")),
                    Sel::teks(answered(&evaluation)),
                ];
                baris.push(Baris::from([head.to_vec(), groups(&evaluation)].concat()));
            }
        }
        isi.teks
            .push(tf("laporan-ronde", &[("kode", &round.kode), ("instrumen", &instrumen.nama)]));
        let judul = isi.judul.clone();
        isi.tabel.push(Tabel { judul, kolom, baris, kosong: t("mengapa-evaluasi-kosong") });
        Ok(())
    }

    async fn scorecard(&self, isi: &mut Isi) -> Result<(), AppError> {
        let Some(card) = &self.pack.scorecard else {
            isi.teks.push(t("alasan-tanpa-scorecard"));
            return Ok(());
        };
        let ranking = self.ranking().await?;
        let Some(round) = &ranking.scorecard else {
            isi.teks.push(t("alasan-tanpa-ronde"));
            return Ok(());
        };
        let mut kolom =
            vec![Judul::angka(t("entri-no")), Judul::teks(self.names.label(Untuk::Opd))];
        kolom.push(Judul::teks(self.names.label(Untuk::Kbk)));
        kolom.push(Judul::angka(t("laporan-nilai")));
        kolom.push(Judul::teks(t("kolom-kategori")));
        kolom.push(Judul::angka(t("laporan-penilai")));
        let unit = self.unit().map(|unit| unit.kode.as_str());
        let mut rows: Vec<_> =
            ranking.rows.iter().filter(|row| unit.is_none_or(|unit| unit == row.opd)).collect();
        rows.sort_by(|one, other| (&one.nama, &one.opd).cmp(&(&other.nama, &other.opd)));
        let row = |(number, row): (usize, &analytics::ranking::Row)| {
            let unit = Sel::dibaca(&row.nama, &row.opd).ke(format!("/opd/{}", row.opd));
            let group = row
                .kbk
                .as_ref()
                .map(|kode| Sel::dibaca(self.names.kbk(kode), kode).ke(format!("/kbk/{kode}")));
            let mut sel = vec![number_cell(number), unit, group.unwrap_or_default()];
            match &row.scorecard {
                Some(found) => sel.extend([
                    Sel::dibaca(decimal(&found.score.printed), &found.score.printed),
                    Sel::teks(crate::pages::parts::category_words(self.pack, &found.category)),
                    count(found.assessors),
                ]),
                None => {
                    sel.extend([
                        Sel::default(),
                        Sel::teks(t("alasan-belum-dinilai")),
                        Sel::default(),
                    ]);
                }
            }
            Baris::from(sel)
        };
        let baris = rows.into_iter().enumerate().map(row).collect();
        isi.teks.push(tf("laporan-ronde", &[("kode", &round.kode), ("instrumen", &card.nama)]));
        let judul = isi.judul.clone();
        isi.tabel.push(Tabel { judul, kolom, baris, kosong: t("laporan-tidak-ada") });
        Ok(())
    }
}

fn number_cell(index: usize) -> Sel {
    Sel::dibaca(whole(index as i128 + 1), (index + 1).to_string())
}

fn count(number: i64) -> Sel {
    Sel::dibaca(whole(number), number.to_string())
}

fn number(number: Option<Hundredths>) -> Sel {
    match number {
        Some(number) => Sel::dibaca(decimal(&number.to_string()), number.to_string()),
        None => Sel::dibaca(t("capaian-belum"), ""),
    }
}

fn nothing() -> Tabel {
    Tabel { kosong: t("entri-kosong"), ..Tabel::default() }
}

/// Printed tables of values, behaviours and measures.
fn values(pack: &RulePack) -> Vec<Tabel> {
    let mut tables = vec![Tabel {
        judul: t("laporan-nilai-arti"),
        kolom: ["laporan-nilai-nama", "laporan-arti", "hal-kolom-sumber"]
            .map(t)
            .map(Judul::teks)
            .into(),
        baris: pack
            .nilai
            .iter()
            .map(|nilai| {
                let nama = match nilai.huruf.as_str() {
                    "" => nilai.nama.clone(),
                    huruf => format!("{huruf}: {}", nilai.nama),
                };
                Baris::from([nama.as_str(), &nilai.arti, &nilai.sumber].map(Sel::teks).to_vec())
            })
            .collect(),
        kosong: t("laporan-tidak-ada"),
    }];
    for (judul, kepala, of) in [
        ("laporan-nilai-perilaku", "laporan-perilaku", (|nilai| &nilai.perilaku) as Texts),
        ("laporan-nilai-ukuran", "laporan-ukuran", |nilai| &nilai.ukuran),
    ] {
        let rows = pack.nilai.iter().enumerate().flat_map(|(number, nilai)| {
            of(nilai).iter().enumerate().map(move |(place, one)| {
                let first = place == 0;
                let number = if first { number_cell(number) } else { Sel::default() };
                let nama = if first { Sel::teks(&nilai.nama) } else { Sel::default() };
                Baris::from(vec![number, nama, Sel::teks(&one.teks), Sel::teks(&one.sumber)])
            })
        });
        let baris: Vec<Baris> = rows.collect();
        if baris.is_empty() {
            continue;
        }
        let mut kolom = vec![Judul::angka(t("entri-no"))];
        kolom.extend(["laporan-nilai-nama", kepala, "hal-kolom-sumber"].map(t).map(Judul::teks));
        tables.push(Tabel { judul: t(judul), kolom, baris, kosong: t("laporan-tidak-ada") });
    }
    tables
}

/// The behaviours or the measures of a value.
type Texts = fn(&ingest::rule_pack::Nilai) -> &Vec<ingest::rule_pack::Perilaku>;

fn reading(pack: &RulePack, kode: &str, isi: &mut Isi) {
    let Some(Bacaan { judul, teks, butir, sumber, keputusan, .. }) =
        pack.bacaan.iter().find(|text| text.kode == kode)
    else {
        return;
    };
    if *judul != isi.judul {
        isi.teks.push(judul.clone());
    }
    if !teks.is_empty() {
        isi.teks.push(teks.clone());
    }
    isi.butir.clone_from(butir);
    isi.teks.push(tf("hal-sumber", &[("sumber", &source(sumber, keputusan.as_deref()))]));
}
