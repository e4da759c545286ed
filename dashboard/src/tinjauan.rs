//! A quarterly review, put together from the record: its parts in the order of the meeting.

use std::sync::Arc;

use analytics::catatan::Named;
use analytics::kewajiban::{Calendar, Keadaan};
use analytics::periode::Periode;
use analytics::ranking::{Ranking, Row};
use analytics::tinjauan::{
    Angka, Gerak, Kelengkapan, Keputusan, Susulan, by_duty, by_unit, fuller, moved,
};
use ingest::event::Word;
use ingest::identity::{Position, date_text};
use projections::AsOf;
use serde_json::{Value, json};
use time::Date;

use crate::app::{App, AppError, View};
use crate::asked::{event_path, local};
use crate::entri::Names;
use crate::export::{Reader, as_of_json};
use crate::laporan::{Dokumen, Isi};
use crate::pages::kebijakan::late_changes;
use crate::pages::kewajiban::{MISSED, calendar_json, duty_of, grouped, missed_by_duty};
use crate::pages::parts::{basis, joined};
use crate::pages::periods::name;
use crate::tabel::{Baris, Judul, Sel, Tabel};
use crate::text::{date, decimal, t, tf, whole};

/// The review before, and the tables as they were told there.
pub struct Sebelumnya {
    /// The quarter it was about.
    pub periode: Periode,
    /// The moment at which it is asked.
    pub view: View,
    /// Whether something was decided there; else it is the end of the quarter before.
    pub decided: bool,
}

/// The review of a quarter at a moment.
pub struct Tinjauan {
    /// The quarter.
    pub periode: Periode,
    /// The day that is asked about.
    pub tanggal: Date,
    /// The review before; none where the record tells nothing of that time.
    pub sebelumnya: Option<Sebelumnya>,
    keputusan: Vec<Keputusan>,
    ranking: Arc<Ranking>,
    calendar: Calendar,
    kelengkapan: Vec<Kelengkapan>,
    angka: Vec<Angka>,
    peringkat: Vec<Gerak>,
    /// The quarter whose places those of `peringkat` are compared with.
    peringkat_dulu: Option<Periode>,
    kelengkapan_berubah: Vec<Gerak>,
    susulan: Vec<Susulan>,
    diam: Vec<Named>,
    /// What must be said of the ranking policy.
    kebijakan: Vec<String>,
}

/// A part of the review on paper, on a page, and in a workbook.
struct Writer<'a> {
    tinjauan: &'a Tinjauan,
    app: &'a App,
    names: &'a Names<'a>,
}

impl Tinjauan {
    /// Asks for everything that a review tells. Errors: [`AppError`].
    pub async fn load(app: &App, view: &View, periode: Periode) -> Result<Self, AppError> {
        let bench = app.bench(view, view.limit);
        // Asked here and not by the app, so that what stands is asked only once.
        let calendar = bench.duties(periode.clone(), view.day).await?;
        let kelengkapan = bench.completeness(&calendar).await?;
        let ranking = app.ranking(view, &periode.kode, view.limit).await?;
        let last = periode.selesai.min(view.day);
        let mut found = Self {
            tanggal: view.day,
            keputusan: bench.decisions().await?,
            angka: bench.figures(&periode, last).await?,
            diam: bench.silent(&periode).await?,
            kebijakan: late_changes(&bench, &periode.kode, periode.selesai).await?,
            sebelumnya: before(app, view, &periode).await?,
            peringkat: Vec::new(),
            peringkat_dulu: None,
            kelengkapan_berubah: Vec::new(),
            susulan: Vec::new(),
            periode,
            ranking,
            calendar,
            kelengkapan,
        };
        found.compare(app, view).await?;
        Ok(found)
    }

    /// What has changed since the review before, as it was told there.
    async fn compare(&mut self, app: &App, view: &View) -> Result<(), AppError> {
        let Some(Sebelumnya { periode, view: then, .. }) = &self.sebelumnya else {
            return Ok(());
        };
        let (bench, earlier) = (app.bench(view, view.limit), app.at(then.position));
        let calendar = earlier.calendar(then, &periode.kode).await?;
        let told = earlier.bench(then, then.limit).completeness(&calendar).await?;
        self.kelengkapan_berubah = fuller(&told, &self.kelengkapan);
        self.susulan = bench.came_late(then.position, periode.selesai).await?;
        let is_placed = self.ranking.rows.iter().any(|row| row.rank.is_some());
        let placed = match is_placed {
            true => bench.placed_before(&self.periode, self.ranking.basis).await?,
            false => None,
        };
        if let Some(placed) = placed {
            let ranking = earlier.ranking(then, &placed.kode, then.limit).await?;
            // Places that were given by something else cannot be compared.
            let is_placed = ranking.rows.iter().any(|row| row.rank.is_some());
            if is_placed && ranking.basis == self.ranking.basis {
                self.peringkat = moved(&ranking, &self.ranking);
                self.peringkat_dulu = Some(placed);
            }
        }
        Ok(())
    }

    /// Decisions of earlier reviews that this one still had before it.
    fn carried(&self) -> impl Iterator<Item = &Keputusan> {
        let before = self.sebelumnya.as_ref().map(|before| before.view.position);
        self.keputusan.iter().filter(move |one| one.is_carried_to(&self.periode.kode, before))
    }

    /// Decisions of this review.
    fn decided(&self) -> impl Iterator<Item = &Keputusan> {
        self.keputusan.iter().filter(|one| one.periode == self.periode.kode)
    }

    /// The heading.
    pub fn title(&self) -> String {
        tf("tinjauan-judul", &[("periode", &name(&self.periode.kode))])
    }

    /// What the chair says first: how many decisions are open, how many windows are missed.
    pub fn lead(&self) -> String {
        let open = self.carried().filter(|one| one.is_open()).count();
        let late = self.carried().filter(|one| one.is_overdue(self.tanggal)).count();
        let missed = self.calendar.rows.iter().filter(|row| row.keadaan.is_missed()).count();
        let count = |number: usize| whole(number as i128);
        let key = if self.carried().next().is_some() {
            "tinjauan-kalimat"
        } else {
            "tinjauan-kalimat-tanpa"
        };
        let ended = count(self.carried().count() - open);
        tf(
            key,
            &[
                ("terbuka", &count(open)),
                ("selesai", &ended),
                ("lewat", &count(late)),
                ("terlewat", &count(missed)),
            ],
        )
    }

    /// The review as a document. Errors: [`AppError`].
    pub fn document(&self, app: &App, names: &Names<'_>) -> Result<Dokumen, AppError> {
        let writer = Writer { tinjauan: self, app, names };
        let mut kepala = vec![
            (t("tinjauan-ringkas"), self.lead()),
            (t("laporan-tentang"), app.pemda().nama.clone()),
            (t("laporan-keadaan"), date(self.tanggal)),
            (t("tinjauan-sebelumnya"), self.before_in_words(app)),
        ];
        let late = self.kebijakan.iter().cloned();
        kepala.extend(late.map(|sentence| (t("kebijakan-judul"), sentence)));
        let bagian = vec![
            writer.carried()?,
            writer.figures()?,
            writer.completeness(),
            writer.changes(),
            writer.late(),
            writer.decided()?,
        ];
        Ok(Dokumen { judul: self.title(), kepala, bagian, penyusun: t("tinjauan-pimpinan") })
    }

    fn before_in_words(&self, app: &App) -> String {
        let Some(before) = &self.sebelumnya else { return t("tinjauan-sebelumnya-tidak") };
        let key = if before.decided {
            "tinjauan-sebelumnya-keputusan"
        } else {
            "tinjauan-sebelumnya-akhir"
        };
        tf(
            key,
            &[
                ("periode", &name(&before.periode.kode)),
                ("saat", &local(app, before.view.recorded_at)),
                ("nomor", &whole(before.view.position.0)),
            ],
        )
    }

    /// Every unit in every duty: what a workbook holds beside the parts.
    pub fn details(&self, app: &App) -> Tabel {
        let mut kolom = vec![Judul::teks(t("hal-kolom-opd")), Judul::teks(t("kewajiban-kolom"))];
        kolom.extend(counts_head());
        let line = |row: &Kelengkapan| {
            let nama = duty_of(app.pack(), &row.kewajiban).map_or("", |duty| &duty.nama);
            let mut sel = vec![unit(row, app), Sel::dibaca(nama, &row.kewajiban)];
            sel.extend(counts(row));
            Baris::from(sel)
        };
        let baris = self.kelengkapan.iter().map(line).collect();
        Tabel { judul: t("tinjauan-rincian"), kolom, baris, kosong: t("kewajiban-kosong") }
    }

    /// The review as `jejak review --format json` prints it. Errors: [`AppError`].
    pub fn json(&self, app: &App, view: &View, names: &Names<'_>) -> Result<Value, AppError> {
        let writer = Writer { tinjauan: self, app, names };
        let carried: Result<Vec<Value>, _> = self.carried().map(|one| writer.json(one)).collect();
        let decided: Result<Vec<Value>, _> = self.decided().map(|one| writer.json(one)).collect();
        let code = |opd: &Option<(String, String)>| opd.as_ref().map(|(kode, _)| kode.clone());
        let complete = |row: &Kelengkapan| {
            json!({
                "opd": code(&row.opd), "kewajiban": row.kewajiban, "terpenuhi": row.terpenuhi,
                "terlambat": row.terlambat, "menunggu": row.menunggu, "terlewat": row.terlewat,
                "belum": row.belum, "persen": row.percent().map(|score| score.printed),
            })
        };
        let moved = |gerak: &Gerak| json!({"opd": gerak.opd.0, "dulu": gerak.dulu, "kini": gerak.kini, "naik": gerak.naik});
        let late = |one: &Susulan| {
            json!({
                "jenis": one.jenis, "opd": code(&one.opd), "jumlah": one.jumlah,
                "dari": date_text(one.dari), "sampai": date_text(one.sampai),
                "position": one.position,
            })
        };
        let figure = |one: &Figure| {
            let tanggal = writer.day_of(one.position)?.map(date_text);
            Ok(json!({
                "ukuran": one.ukuran, "angka": one.angka.nilai, "position": one.position,
                "tercatat": tanggal,
            }))
        };
        let figures = writer.rows_of_figures();
        let figures: Result<Vec<Value>, AppError> = figures.iter().map(figure).collect();
        let units = by_unit(&self.kelengkapan);
        let duties = by_duty(&self.kelengkapan, codes(app));
        let list = |rows: &[Kelengkapan]| rows.iter().map(complete).collect::<Vec<_>>();
        let missed = self.calendar.rows.iter().filter(|row| row.keadaan.is_missed());
        Ok(json!({
            "periode": self.periode.kode,
            "tanggal": date_text(self.tanggal),
            "as_of": as_of_json(view),
            "ledger": {"size": view.position.0 + 1, "root": view.root},
            "sebelumnya": self.sebelumnya.as_ref().map(|before| json!({
                "periode": before.periode.kode,
                "as_of": as_of_json(&before.view),
                "diputuskan": before.decided,
            })),
            "keputusan": {"dibawa": carried?, "diputuskan": decided?},
            "angka": figures?,
            "kelengkapan": {
                "opd": list(&units), "kewajiban": list(&duties), "rincian": list(&self.kelengkapan),
            },
            "perubahan": {
                "peringkat": self.peringkat.iter().map(moved).collect::<Vec<_>>(),
                "peringkat_dulu": self.peringkat_dulu.as_ref().map(|periode| &periode.kode),
                "kelengkapan": self.kelengkapan_berubah.iter().map(moved).collect::<Vec<_>>(),
                "belum_melapor": self.diam.iter().map(|unit| &unit.kode).collect::<Vec<_>>(),
                "susulan": self.susulan.iter().map(late).collect::<Vec<_>>(),
            },
            "terlambat": calendar_json(app.pack(), &self.calendar, missed)["rows"],
        }))
    }
}

/// The review before, as it was told. Errors: [`AppError`].
async fn before(app: &App, view: &View, periode: &Periode) -> Result<Option<Sebelumnya>, AppError> {
    let Some(found) = app.bench(view, view.limit).review_before(periode).await? else {
        return Ok(None);
    };
    let moment = match found.position {
        Some(position) => AsOf::Position(position),
        // A quarter that is not over was not reviewed.
        None if found.periode.selesai >= view.day => return Ok(None),
        None => AsOf::Date(found.periode.selesai),
    };
    match app.view(Some(moment)) {
        Ok(view) => {
            let (periode, decided) = (found.periode, found.position.is_some());
            Ok(Some(Sebelumnya { periode, view, decided }))
        }
        Err(AppError::AsOf(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Codes of the duties in the order of the rule pack.
fn codes(app: &App) -> impl Iterator<Item = &str> {
    app.pack().kewajiban.iter().map(|duty| duty.kode.as_str())
}

fn unit(row: &Kelengkapan, app: &App) -> Sel {
    match &row.opd {
        Some((kode, nama)) => Sel::dibaca(nama, kode).ke(format!("/opd/{kode}")),
        None => Sel::dibaca(&app.pemda().nama, ""),
    }
}

fn counts_head() -> Vec<Judul> {
    let heads = [
        "tinjauan-terpenuhi",
        "tinjauan-terlambat",
        "tinjauan-menunggu",
        "tinjauan-terlewat",
        "tinjauan-belum",
        "tinjauan-persen",
    ];
    heads.map(t).map(Judul::angka).into()
}

fn counts(row: &Kelengkapan) -> Vec<Sel> {
    let numbers = [row.terpenuhi, row.terlambat, row.menunggu, row.terlewat, row.belum];
    let number = |number: i64| Sel::dibaca(whole(number), number.to_string());
    let mut sel: Vec<Sel> = numbers.map(number).into();
    sel.push(
        row.percent()
            .map_or_else(Sel::default, |score| Sel::dibaca(decimal(&score.printed), score.printed)),
    );
    sel
}

/// One figure with what it rests on.
struct Figure {
    ukuran: &'static str,
    angka: Sel,
    /// The round, where it rests on one.
    ronde: String,
    position: Position,
}

impl Writer<'_> {
    fn opened(&self, komitmen: &str) -> Result<Option<String>, AppError> {
        match self.names.reader {
            Reader::Tim => self.app.reveal(komitmen),
            Reader::Page => Ok(None),
        }
    }

    fn words(&self, komitmen: &str) -> Result<Sel, AppError> {
        let text = self.opened(komitmen)?;
        Ok(text.map_or_else(|| Sel::dibaca(t("entri-tersegel"), ""), Sel::teks))
    }

    fn person(&self, one: &Keputusan) -> Result<Option<String>, AppError> {
        let person = one.penanggung_jawab.as_ref();
        person.map(|person| self.names.person(person)).transpose()
    }

    /// How a decision stands, in words: what is said last, and how the last day lies.
    fn standing(&self, one: &Keputusan) -> Sel {
        let last = one.kemajuan.as_ref();
        let word = last.map_or("terbuka", |last| last.status.word());
        let on = last.map(|last| date(last.tanggal)).unwrap_or_default();
        let said = tf(&format!("tinjauan-status-{word}"), &[("tanggal", &on)]);
        let words = match one.days_left(self.tinjauan.tanggal) {
            Some(days) if days < 0 => {
                let days = whole(-days);
                format!("{said}; {}", tf("tinjauan-lewat", &[("hari", &days)]))
            }
            Some(days) => format!("{said}; {}", tf("tinjauan-sisa", &[("hari", &whole(days))])),
            None => said,
        };
        let overdue = one.is_overdue(self.tinjauan.tanggal);
        Sel::dibaca(words, if overdue { "lewat_tenggat" } else { word })
    }

    fn json(&self, one: &Keputusan) -> Result<Value, AppError> {
        let last = one.kemajuan.as_ref().map(|last| {
            Ok::<_, AppError>(json!({
                "status": last.status.word(), "tanggal": date_text(last.tanggal),
                "keterangan": self.opened(&last.teks)?, "position": last.position,
            }))
        });
        Ok(json!({
            "kode": one.kode,
            "periode": one.periode,
            "opd": one.opd.as_ref().map(|opd| &opd.kode),
            "penanggung_jawab": self.person(one)?,
            "tanggal": date_text(one.tanggal),
            "tenggat_semula": one.tenggat_semula.map(date_text),
            "tenggat": one.tenggat.map(date_text),
            "hari": one.days_left(self.tinjauan.tanggal),
            "keputusan": self.opened(&one.teks)?,
            "kemajuan": last.transpose()?,
            "position": one.position,
        }))
    }

    fn decisions<'k>(
        &self,
        decisions: impl Iterator<Item = &'k Keputusan>,
        judul: String,
        kosong: &str,
    ) -> Result<Tabel, AppError> {
        let heads = [
            "tinjauan-kolom-keputusan",
            "tinjauan-kolom-keadaan",
            "tinjauan-kolom-tenggat",
            "hal-kolom-opd",
            "tinjauan-kolom-penanggung-jawab",
            "tinjauan-kolom-kemajuan",
        ];
        let mut kolom: Vec<Judul> = heads.map(t).map(Judul::teks).into();
        // Like a number, a code is not broken into lines.
        kolom.push(Judul::angka(t("kolom-kode")));
        let mut baris = Vec::new();
        for one in decisions {
            let opd = one
                .opd
                .as_ref()
                .map(|opd| Sel::dibaca(&opd.nama, &opd.kode).ke(format!("/opd/{}", opd.kode)));
            let tenggat =
                one.tenggat.map(|day| match one.tenggat_semula.filter(|was| *was != day) {
                    Some(was) => {
                        let words = [("tenggat", &*date(day)), ("semula", &date(was))];
                        Sel::dibaca(tf("tinjauan-tenggat-diubah", &words), date_text(day))
                    }
                    None => Sel::dibaca(date(day), date_text(day)),
                });
            let last = one.kemajuan.as_ref().map(|last| self.words(&last.teks)).transpose()?;
            let sel = vec![
                self.words(&one.teks)?,
                self.standing(one),
                tenggat.unwrap_or_default(),
                opd.unwrap_or_default(),
                self.person(one)?.map(Sel::teks).unwrap_or_default(),
                last.unwrap_or_default(),
                Sel::teks(&one.kode).ke(event_path(one.position)),
            ];
            baris.push(Baris { id: Some(one.kode.clone()), sel });
        }
        Ok(Tabel { judul, kolom, baris, kosong: t(kosong) })
    }

    fn carried(&self) -> Result<Isi, AppError> {
        let (judul, on) = (t("tinjauan-bagian-lalu"), self.tinjauan.tanggal);
        // What is late comes first, then what is open, then what has ended.
        let mut carried: Vec<&Keputusan> = self.tinjauan.carried().collect();
        carried.sort_by_key(|one| {
            (!one.is_overdue(on), !one.is_open(), one.tenggat.is_none(), one.tenggat, one.position)
        });
        let rows = self.decisions(carried.into_iter(), judul.clone(), "tinjauan-lalu-kosong")?;
        Ok(Isi { judul, tabel: vec![rows], ..Isi::default() })
    }

    fn decided(&self) -> Result<Isi, AppError> {
        let judul = t("tinjauan-bagian-putus");
        let decided = self.tinjauan.decided();
        let rows = self.decisions(decided, judul.clone(), "tinjauan-putus-kosong")?;
        Ok(Isi { judul, tabel: vec![rows], ..Isi::default() })
    }

    /// The places and the rounds that were closed about the quarter.
    fn rounds(&self) -> Vec<Figure> {
        let ranking = &self.tinjauan.ranking;
        let rows = || ranking.rows.iter();
        let mut figures = Vec::new();
        let ranked: Vec<&Row> = rows().filter(|row| row.rank.is_some()).collect();
        if let Some(round) = ranking.decides().filter(|_| !ranked.is_empty()) {
            let first: Vec<String> = ranked
                .iter()
                .filter(|row| row.rank == Some(1))
                .filter_map(|row| {
                    let score = row.ranked_by(ranking.basis)?;
                    let nilai = decimal(&score.printed);
                    Some(tf("tinjauan-angka-juara", &[("nama", &row.nama), ("nilai", &nilai)]))
                })
                .collect();
            let words = [
                ("jumlah", &*whole(ranked.len() as i128)),
                ("dasar", &basis(ranking.basis)),
                ("pertama", &joined(&first)),
            ];
            figures.push(Figure {
                ukuran: "peringkat",
                angka: Sel::dibaca(
                    tf("tinjauan-angka-peringkat", &words),
                    ranked.len().to_string(),
                )
                .ke(format!("/peringkat/{}", ranking.periode.kode)),
                ronde: round.kode.clone(),
                position: round.closed,
            });
        }
        if let Some(round) = &ranking.scorecard {
            let mut letters: Vec<(usize, String, usize)> = Vec::new();
            for card in rows().filter_map(|row| row.scorecard.as_ref()) {
                match letters.iter_mut().find(|(tone, ..)| *tone == card.tone) {
                    Some((.., count)) => *count += 1,
                    None => letters.push((card.tone, card.category.clone(), 1)),
                }
            }
            letters.sort_unstable();
            let one = |(_, letter, count): &(usize, String, usize)| {
                let jumlah = whole(*count as i128);
                tf("tinjauan-angka-kategori", &[("kategori", letter), ("jumlah", &jumlah)])
            };
            let words: Vec<String> = letters.iter().map(one).collect();
            figures.push(Figure {
                ukuran: "scorecard",
                angka: Sel::teks(words.join("; ")),
                ronde: round.kode.clone(),
                position: round.closed,
            });
        }
        if let Some(round) = &ranking.evaluation {
            let sheets = || rows().filter_map(|row| row.evaluation.as_ref());
            let forms: i64 = sheets().map(|one| one.respondents).sum();
            let registered: i64 = sheets().map(|one| one.registered).sum();
            let opd = whole(sheets().count() as i128);
            let words =
                [("jumlah", &*whole(forms)), ("terdaftar", &whole(registered)), ("opd", &opd)];
            figures.push(Figure {
                ukuran: "evaluasi",
                angka: Sel::dibaca(tf("tinjauan-angka-evaluasi", &words), forms.to_string()),
                ronde: round.kode.clone(),
                position: round.closed,
            });
        }
        figures
    }

    fn rows_of_figures(&self) -> Vec<Figure> {
        let mut figures = self.rounds();
        for ukuran in ["kegiatan", "rapat", "agen", "monev_agen"] {
            let found = self.tinjauan.angka.iter().find(|one| one.ukuran == ukuran);
            figures.extend(found.map(|one| {
                let words = [("jumlah", &*whole(one.jumlah)), ("opd", &whole(one.opd))];
                Figure {
                    ukuran,
                    angka: Sel::dibaca(tf("tinjauan-angka-jumlah", &words), one.jumlah.to_string()),
                    ronde: String::new(),
                    position: one.position,
                }
            }));
        }
        figures
    }

    /// The day on which an event was recorded.
    fn day_of(&self, position: Position) -> Result<Option<Date>, AppError> {
        let frame = self.app.log().frame_at(position)?;
        Ok(frame.map(|frame| self.app.zona().date_of(frame.recorded_at)))
    }

    fn figures(&self) -> Result<Isi, AppError> {
        let judul = t("tinjauan-bagian-angka");
        let heads = ["tinjauan-kolom-ukuran", "tinjauan-kolom-angka", "tinjauan-kolom-sandaran"];
        let mut baris = Vec::new();
        for figure in self.rows_of_figures() {
            let nomor = whole(figure.position.0);
            let tanggal = self.day_of(figure.position)?.map(date).unwrap_or_default();
            let arguments = [("ronde", &*figure.ronde), ("nomor", &nomor), ("tanggal", &tanggal)];
            let words = match figure.ronde.as_str() {
                "" => tf("tinjauan-sandaran", &arguments),
                _ => tf("tinjauan-sandaran-ronde", &arguments),
            };
            baris.push(Baris::from(vec![
                Sel::dibaca(t(&format!("tinjauan-ukuran-{}", figure.ukuran)), figure.ukuran),
                figure.angka,
                Sel::dibaca(words, figure.position.to_string()).ke(event_path(figure.position)),
            ]));
        }
        let open = &self.tinjauan.ranking.open;
        let teks = (!open.is_empty())
            .then(|| tf("tinjauan-ronde-terbuka", &[("daftar", &open.join(", "))]));
        let tabel = Tabel {
            judul: judul.clone(),
            kolom: heads.map(t).map(Judul::teks).into(),
            baris,
            kosong: t("tinjauan-angka-kosong"),
        };
        let teks = teks.into_iter().collect();
        Ok(Isi { judul, teks, tabel: vec![tabel], ..Isi::default() })
    }

    fn completeness(&self) -> Isi {
        let rows = &self.tinjauan.kelengkapan;
        let table = |judul: &str, first: &str, lines: Vec<(Sel, Kelengkapan)>| {
            let mut kolom = vec![Judul::teks(t(first))];
            kolom.extend(counts_head());
            let line = |(first, row): (Sel, Kelengkapan)| {
                Baris::from([vec![first], counts(&row)].concat())
            };
            let baris = lines.into_iter().map(line).collect();
            Tabel { judul: t(judul), kolom, baris, kosong: t("kewajiban-kosong") }
        };
        let units = by_unit(rows).into_iter().map(|row| (unit(&row, self.app), row)).collect();
        let duty = |row: Kelengkapan| {
            let nama = duty_of(self.app.pack(), &row.kewajiban).map_or("", |duty| &duty.nama);
            (Sel::dibaca(nama, &row.kewajiban), row)
        };
        let duties = by_duty(rows, codes(self.app)).into_iter().map(duty).collect();
        Isi {
            judul: t("tinjauan-bagian-lengkap"),
            teks: vec![t("tinjauan-lengkap-arti")],
            tabel: vec![
                table("tinjauan-lengkap-kewajiban", "kewajiban-kolom", duties),
                table("tinjauan-lengkap-opd", "hal-kolom-opd", units),
            ],
            ..Isi::default()
        }
    }

    /// Units that stand elsewhere than before, one way.
    fn moves(&self, moved: &[Gerak], naik: bool, judul: String, percent: bool) -> Tabel {
        let shown = |text: &str| match percent {
            true => Sel::dibaca(tf("tinjauan-persen-isi", &[("persen", &decimal(text))]), text),
            false => Sel::teks(text),
        };
        let line = |gerak: &Gerak| {
            let (kode, nama) = &gerak.opd;
            let opd = Sel::dibaca(nama, kode).ke(format!("/opd/{kode}"));
            Baris::from(vec![opd, shown(&gerak.dulu), shown(&gerak.kini)])
        };
        Tabel {
            judul,
            kolom: vec![
                Judul::teks(t("hal-kolom-opd")),
                Judul::angka(t("tinjauan-dulu")),
                Judul::angka(t("tinjauan-kini")),
            ],
            baris: moved.iter().filter(|gerak| gerak.naik == naik).map(line).collect(),
            kosong: t("tinjauan-gerak-kosong"),
        }
    }

    fn changes(&self) -> Isi {
        let tinjauan = self.tinjauan;
        let mut isi = Isi { judul: t("tinjauan-bagian-sejak"), ..Isi::default() };
        let Some(before) = &tinjauan.sebelumnya else {
            isi.teks.push(t("tinjauan-sebelumnya-tidak"));
            isi.tabel.push(self.silent());
            return isi;
        };
        isi.teks.push(tinjauan.before_in_words(self.app));
        match &tinjauan.peringkat_dulu {
            Some(dulu) => {
                let dulu = name(&dulu.kode);
                for (key, naik) in [("tinjauan-naik", true), ("tinjauan-turun", false)] {
                    let judul = tf(key, &[("periode", &dulu)]);
                    isi.tabel.push(self.moves(&tinjauan.peringkat, naik, judul, false));
                }
            }
            None => isi.teks.push(t("tinjauan-tanpa-peringkat")),
        }
        let dulu = name(&before.periode.kode);
        for (key, naik) in [("tinjauan-lengkap-naik", true), ("tinjauan-lengkap-turun", false)] {
            let judul = tf(key, &[("periode", &dulu)]);
            isi.tabel.push(self.moves(&tinjauan.kelengkapan_berubah, naik, judul, true));
        }
        isi.tabel.push(self.silent());
        isi.tabel.push(self.came_late(&dulu));
        isi
    }

    fn silent(&self) -> Tabel {
        let line = |unit: &Named| {
            Baris::from(vec![Sel::dibaca(&unit.nama, &unit.kode).ke(format!("/opd/{}", unit.kode))])
        };
        Tabel {
            judul: t("tinjauan-diam"),
            kolom: vec![Judul::teks(t("hal-kolom-opd"))],
            baris: self.tinjauan.diam.iter().map(line).collect(),
            kosong: t("tinjauan-diam-kosong"),
        }
    }

    fn came_late(&self, periode: &str) -> Tabel {
        let jenis = |kode: &str| match kode {
            "kegiatan" | "rapat" => t(&format!("tinjauan-ukuran-{kode}")),
            form => {
                self.app.pack().formulir(form).map_or(form.to_owned(), |form| form.nama.clone())
            }
        };
        let line = |one: &Susulan| {
            let opd = match &one.opd {
                Some((kode, nama)) => Sel::dibaca(nama, kode).ke(format!("/opd/{kode}")),
                None => Sel::dibaca(&self.app.pemda().nama, ""),
            };
            let days = match one.dari == one.sampai {
                true => date(one.dari),
                false => {
                    tf("hal-rentang", &[("mulai", &date(one.dari)), ("selesai", &date(one.sampai))])
                }
            };
            let event = Sel::dibaca(whole(one.position.0), one.position.to_string());
            Baris::from(vec![
                opd,
                Sel::dibaca(jenis(&one.jenis), &one.jenis),
                Sel::dibaca(whole(one.jumlah), one.jumlah.to_string()),
                Sel::dibaca(days, date_text(one.dari)),
                event.ke(event_path(one.position)),
            ])
        };
        Tabel {
            judul: tf("tinjauan-susulan", &[("periode", periode)]),
            kolom: vec![
                Judul::teks(t("hal-kolom-opd")),
                Judul::teks(t("tinjauan-kolom-apa")),
                Judul::angka(t("tinjauan-kolom-jumlah")),
                Judul::teks(t("tinjauan-kolom-tanggal")),
                Judul::layar(t("hal-kolom-kejadian")),
            ],
            baris: self.tinjauan.susulan.iter().map(line).collect(),
            kosong: t("tinjauan-susulan-kosong"),
        }
    }

    fn late(&self) -> Isi {
        let (judul, pemda) = (t("tinjauan-bagian-terlambat"), &self.app.pemda().nama);
        let rows = self.tinjauan.calendar.rows.iter();
        let groups = grouped(self.app.pack(), rows, &MISSED);
        let due = self.tinjauan.calendar.rows.iter();
        let due = due.filter(|row| row.keadaan == Keadaan::BelumJatuhTempo).count();
        let mut teks = vec![tf("tinjauan-menunggu-jumlah", &[("jumlah", &whole(due as i128))])];
        let tabel = missed_by_duty(pemda, groups);
        match &tabel[..] {
            [] => teks.insert(0, t("kewajiban-kosong")),
            // A heading stands above each of several tables only.
            [alone] => teks.push(alone.judul.clone()),
            _ => {}
        }
        Isi { judul, teks, tabel, ..Isi::default() }
    }
}
