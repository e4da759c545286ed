//! A Gelar from announcement to award, in words and tables: what its page, its files and
//! `jejak gelar` show.
//!
//! While it is open nobody but the Tim sees a number of the jury. Who is below the condition of entry
//! is named without the category: a low category is not published by name (AMB-048).

use analytics::catatan::{Chosen, Entri, Named, ever};
use analytics::gelar::{Acara, Calon, Gelar, Hasil, Kelayakan, Keputusan, Lembar, Ukuran};
use analytics::score::Score;
use ingest::identity::{Position, date_text};
use ingest::rule_pack::{LoadedPack, Nilai, Topik, Untuk};
use serde_json::{Value, json};
use time::Date;

use crate::app::{App, AppError, View};
use crate::asked::event_path;
use crate::entri::Names;
use crate::export::{Reader, as_of_json};
use crate::laporan::Isi;
use crate::pages::kebijakan::late_changes;
use crate::pages::kewajiban::source;
use crate::pages::parts::joined;
use crate::pages::shell::span;
use crate::tabel::{Judul, Sel, Tabel};
use crate::text::{date, decimal, t, tf, whole};

/// The form whose entries are awards.
const PENGHARGAAN: &str = "penghargaan";

/// One section, in the order of the year.
pub struct Bagian {
    /// What links to it name.
    pub id: &'static str,
    /// Heading, sentences and tables.
    pub isi: Isi,
    /// Whether its tables are folded: they are long, and read by few.
    pub lipat: bool,
}

/// A Gelar as its reader may see it.
pub struct Berkas {
    /// What the record says of it.
    pub gelar: Gelar,
    /// Its name in its regulation, and its code.
    pub nama: String,
    /// Whether the numbers of the jury are shown.
    pub terlihat: bool,
    /// How it stands, in one or two sentences.
    pub kalimat: String,
    /// What was announced.
    pub kepala: Vec<(String, Sel)>,
    /// From entry to award.
    pub bagian: Vec<Bagian>,
    /// The record of the result, once it is closed: lines, and what follows them.
    pub berita_acara: Option<(Vec<(String, String)>, Isi)>,
    rules: (String, String),
    alasan: Vec<Option<String>>,
    penghargaan: Vec<Entri>,
}

impl Berkas {
    /// Everything of a Gelar. Errors: [`AppError`].
    pub async fn load(app: &App, view: &View, acara: &Acara) -> Result<Self, AppError> {
        let bench = app.bench(view, view.limit);
        let gelar = bench.gelar(acara).await?;
        let reader = app.reader();
        let alasan = gelar.keputusan.iter().map(|keputusan| app.reveal(&keputusan.alasan));
        let alasan = alasan.collect::<Result<Vec<_>, _>>()?;
        let mut penghargaan = Vec::new();
        if app.pack().formulir(PENGHARGAAN).is_some() {
            let all = bench.gelar_list().await?;
            let entries = bench.entries(PENGHARGAAN, &ever(), &Chosen::default()).await?;
            penghargaan.extend(entries.into_iter().filter(|one| is_of(one, &gelar, &all)));
        }
        let rules = app.rules_of(Some(&acara.round(Some(view.position))));
        let writer = Writer {
            app,
            view,
            rules,
            names: Names::load(app, view).await?,
            gelar: &gelar,
            terlihat: gelar.acara.ditutup.is_some() || reader == Reader::Tim,
            alasan: &alasan,
            penghargaan: &penghargaan,
            kebijakan: &late_changes(&bench, &acara.tahun.to_string(), acara.tutup).await?,
        };
        let mut bagian = vec![writer.topic(), Some(writer.entering()), Some(writer.rubric())];
        bagian.extend([Some(writer.sheets()?), Some(writer.results()), Some(writer.decisions())]);
        bagian.push(writer.awards()?);
        Ok(Self {
            nama: writer.name(),
            terlihat: writer.terlihat,
            kalimat: writer.lead(),
            kepala: writer.announcement(),
            bagian: bagian.into_iter().flatten().collect(),
            berita_acara: writer.minutes(),
            rules: (rules.pack.kode.clone(), rules.hash.to_string()),
            alasan,
            penghargaan,
            gelar,
        })
    }

    /// The same as JSON.
    pub fn json(&self, view: &View) -> Value {
        let Gelar { acara, rubrik, juri, calon, lembar, hasil, keputusan, .. } = &self.gelar;
        let criterion = |k: &analytics::gelar::Kriteria| json!({"kode": k.kode, "nama": k.nama, "bobot": k.bobot, "maks": k.maks});
        let judge = |juri: &analytics::gelar::Juri| {
            let condong = juri.condong.as_ref().filter(|_| self.terlihat);
            json!({"nomor": juri.nomor, "position": juri.position.0,
                   "condong": condong.map(|score| &score.printed)})
        };
        let candidate = |calon: &Calon| {
            json!({"kbk": calon.kbk.kode, "opd": calon.opd.kode,
                   "boleh": calon.kelayakan == Kelayakan::Boleh, "keadaan": word(&calon.kelayakan),
                   "kategori": calon.kelas, "ikut": calon.ikut.map(|at| at.0)})
        };
        let sheet = |(kbk, sheets): &(String, Vec<Lembar>)| {
            let states: Vec<Value> = sheets.iter().map(|one| self.sheet_json(one)).collect();
            json!({"kbk": kbk, "juri": states})
        };
        let result = |hasil: &Hasil| {
            let range = hasil.rentang.as_ref();
            json!({
                "kategori": hasil.kelas, "kbk": hasil.kbk.kode, "nama": hasil.kbk.nama,
                "opd": hasil.opd.kode, "lembar": hasil.lembar,
                "rata": hasil.rata.as_ref().map(measure_json),
                "median": hasil.median.as_ref().map(measure_json),
                "terkoreksi": hasil.koreksi.as_ref().map(measure_json),
                "terendah": range.map(|(low, _, _)| &low.printed),
                "tertinggi": range.map(|(_, high, _)| &high.printed),
                "selisih": range.map(|(_, _, apart)| &apart.printed),
            })
        };
        let decision = |(keputusan, alasan): (&Keputusan, &Option<String>)| {
            let place = self.place_of(&keputusan.kbk).filter(|_| self.terlihat);
            json!({"kategori": keputusan.kelas, "kbk": keputusan.kbk, "tempat": place,
                   "tanggal": date_text(keputusan.tanggal), "position": keputusan.position.0,
                   "dikoreksi": keputusan.koreksi.is_some(), "alasan": alasan})
        };
        let award = |entri: &Entri| {
            json!({"kode": entri.kode, "tanggal": date_text(entri.tanggal),
                   "kbk": self.recipient(entri), "position": entri.position.0})
        };
        let (kode, hash) = &self.rules;
        let awards = self.penghargaan.iter().filter(|_| self.terlihat);
        let results = self.terlihat.then(|| hasil.iter().map(result).collect::<Vec<_>>());
        json!({
            "gelar": acara.kode,
            "nama": self.nama,
            "tahun": acara.tahun,
            "as_of": as_of_json(view),
            "regulation": {"code": kode, "hash": hash},
            "ledger": {"size": view.position.0 + 1, "root": view.root},
            "ronde": acara.ronde,
            "buka": date_text(acara.buka),
            "tutup": date_text(acara.tutup),
            "topik": acara.topik,
            "diumumkan": acara.position.0,
            "ditutup": acara.ditutup.map(|(position, _)| position.0),
            "calon": calon.iter().map(candidate).collect::<Vec<_>>(),
            "rubrik": rubrik.iter().map(criterion).collect::<Vec<_>>(),
            "beku": self.gelar.beku.map(|position| position.0),
            "juri": juri.iter().map(judge).collect::<Vec<_>>(),
            "lembar": {
                "masuk": self.gelar.masuk(),
                "kurang": self.gelar.kurang(),
                "peserta": lembar.iter().map(sheet).collect::<Vec<_>>(),
            },
            "dinilai_semua_juri": self.gelar.bersama,
            "hasil": results,
            "keputusan": keputusan.iter().zip(&self.alasan).map(decision).collect::<Vec<_>>(),
            "penghargaan": awards.map(award).collect::<Vec<_>>(),
        })
    }

    fn sheet_json(&self, lembar: &Lembar) -> Value {
        match lembar {
            Lembar::Ada(score, position) => {
                let score = self.terlihat.then_some(&score.printed);
                let position = self.terlihat.then_some(position.0);
                json!({"keadaan": "ada", "nilai": score, "position": position})
            }
            Lembar::UnitSendiri => json!({"keadaan": "unit_sendiri"}),
            Lembar::Belum => json!({"keadaan": "belum"}),
        }
    }

    /// The KBK of this Gelar that an award names.
    fn recipient(&self, entri: &Entri) -> Option<&str> {
        let entered = self.gelar.hasil.iter().map(|hasil| hasil.kbk.kode.as_str());
        entered.into_iter().find(|kbk| names(entri, kbk))
    }

    fn place_of(&self, kbk: &str) -> Option<i64> {
        self.gelar.hasil.iter().find(|hasil| hasil.kbk.kode == kbk)?.tempat()
    }

    /// The results as rows of text, header first: one row an entry.
    pub fn rows(&self) -> Vec<Vec<String>> {
        let header = [
            "gelar",
            "kategori",
            "tempat",
            "kbk",
            "opd",
            "rata",
            "median",
            "tempat_median",
            "terkoreksi",
            "tempat_terkoreksi",
            "terendah",
            "tertinggi",
            "lembar",
            "diputuskan",
        ];
        let row = |hasil: &Hasil| {
            let shown = |found: &Option<Ukuran>| {
                let found = found.as_ref().filter(|_| self.terlihat);
                let place = found.and_then(|found| found.tempat).map(|place| place.to_string());
                let number = found.map(|found| found.nilai.printed.clone());
                [number.unwrap_or_default(), place.unwrap_or_default()]
            };
            let [rata, tempat] = shown(&hasil.rata);
            let ([median, median_at], [koreksi, koreksi_at]) =
                (shown(&hasil.median), shown(&hasil.koreksi));
            let range = hasil.rentang.as_ref().filter(|_| self.terlihat);
            let end = |score: Option<&Score>| score.map(|s| s.printed.clone()).unwrap_or_default();
            let is_it = |one: &Keputusan| one.kbk == hasil.kbk.kode && one.kelas == hasil.kelas;
            let decided = self.gelar.keputusan.iter().find(|one| is_it(one));
            vec![
                self.gelar.acara.kode.clone(),
                hasil.kelas.clone().unwrap_or_default(),
                tempat,
                hasil.kbk.kode.clone(),
                hasil.opd.kode.clone(),
                rata,
                median,
                median_at,
                koreksi,
                koreksi_at,
                end(range.map(|(low, _, _)| low)),
                end(range.map(|(_, high, _)| high)),
                hasil.lembar.to_string(),
                decided.map(|one| date_text(one.tanggal)).unwrap_or_default(),
            ]
        };
        let header = header.map(String::from).to_vec();
        std::iter::once(header).chain(self.gelar.hasil.iter().map(row)).collect()
    }
}

fn measure_json(found: &Ukuran) -> Value {
    json!({"nilai": found.nilai.printed, "tempat": found.tempat, "sama": found.sama > 1})
}

fn word(kelayakan: &Kelayakan) -> &'static str {
    match kelayakan {
        Kelayakan::Boleh => "boleh",
        Kelayakan::Berakhir(_) => "berakhir",
        Kelayakan::TanpaRonde => "tanpa_ronde",
        Kelayakan::BelumDinilai => "belum_dinilai",
        Kelayakan::DiBawahSyarat { .. } => "di_bawah_syarat",
    }
}

/// Whether an entry names this code.
fn names(entri: &Entri, kode: &str) -> bool {
    let of_kbk = entri.kbk.as_ref().is_some_and(|kbk| kbk.kode == kode);
    of_kbk || entri.isi.values().any(|isian| isian.isi.iter().any(|isi| isi == kode))
}

/// Whether an award is one of this Gelar: it names it; or it names none, and one of its KBK, between
/// its first day and that of the next.
fn is_of(entri: &Entri, gelar: &Gelar, all: &[Acara]) -> bool {
    let acara = &gelar.acara;
    if all.iter().any(|one| names(entri, &one.kode)) {
        return names(entri, &acara.kode);
    }
    let next = all.iter().map(|one| one.buka).filter(|buka| *buka > acara.buka).min();
    entri.tanggal >= acara.buka
        && next.is_none_or(|next| entri.tanggal < next)
        && gelar.hasil.iter().any(|hasil| names(entri, &hasil.kbk.kode))
}

/// What the sections are written from.
struct Writer<'a> {
    app: &'a App,
    view: &'a View,
    rules: &'a LoadedPack,
    names: Names<'a>,
    gelar: &'a Gelar,
    terlihat: bool,
    alasan: &'a [Option<String>],
    penghargaan: &'a [Entri],
    /// What must be said of the ranking policy of its year.
    kebijakan: &'a [String],
}

fn event_cell(position: Position) -> Sel {
    let words = tf("hal-kejadian-nomor", &[("nomor", &whole(position.0))]);
    Sel::dibaca(words, position.to_string()).ke(event_path(position))
}

fn kbk_cell(kbk: &Named) -> Sel {
    Sel::dibaca(&kbk.nama, &kbk.kode).ke(format!("/kbk/{}", kbk.kode))
}

fn opd_cell(opd: &Named) -> Sel {
    Sel::dibaca(&opd.nama, &opd.kode).ke(format!("/opd/{}", opd.kode))
}

fn number(score: &Score) -> Sel {
    Sel::dibaca(decimal(&score.printed), &score.printed)
}

fn count(number: i64) -> Sel {
    Sel::dibaca(whole(number), number.to_string())
}

/// A place: `3`, or `2 (sama)` where it is shared.
fn place(found: &Ukuran) -> Sel {
    let Some(place) = found.tempat else { return Sel::default() };
    let words = match found.sama > 1 {
        true => tf("hal-tempat-sama", &[("peringkat", &whole(place))]),
        false => whole(place),
    };
    Sel::dibaca(words, place.to_string())
}

/// `Melati (Dinas Kesehatan)`.
fn whose(hasil: &Hasil) -> String {
    tf("gelar-kbk", &[("kbk", &hasil.kbk.nama), ("opd", &hasil.opd.nama)])
}

fn judge_name(nomor: i64) -> String {
    tf("gelar-juri-nomor", &[("nomor", &whole(nomor))])
}

impl Writer<'_> {
    fn name(&self) -> String {
        let nama = self.rules.pack.gelar.as_ref().map(|gelar| gelar.nama.clone());
        let nama = nama.unwrap_or_else(|| t("kolom-gelar"));
        tf("gelar-nama", &[("nama", &nama), ("kode", &self.gelar.acara.kode)])
    }

    fn section(&self, id: &'static str, kalimat: Vec<String>, tabel: Vec<Tabel>) -> Bagian {
        let judul = t(&format!("gelar-{id}"));
        Bagian { id, isi: Isi { judul, teks: kalimat, tabel, ..Isi::default() }, lipat: false }
    }

    /// A sentence of each kategori; its name before it where there are several.
    fn each(&self, say: impl Fn(&Option<String>) -> Option<String>) -> Vec<String> {
        let said = |kelas: Option<String>| {
            let sentence = say(&kelas)?;
            Some(match kelas {
                Some(kelas) => {
                    tf("gelar-kelas-kalimat", &[("kelas", &kelas), ("kalimat", &sentence)])
                }
                None => sentence,
            })
        };
        self.gelar.kelas().into_iter().filter_map(said).collect()
    }

    fn lead(&self) -> String {
        let nama = self.name();
        if self.gelar.acara.ditutup.is_none() {
            let (masuk, kurang) = (self.gelar.masuk() as i128, self.gelar.kurang() as i128);
            let key = if self.terlihat { "gelar-terbuka-tim" } else { "gelar-terbuka" };
            let arguments =
                [("nama", &*nama), ("masuk", &whole(masuk)), ("kurang", &whole(kurang))];
            return tf(key, &arguments);
        }
        let best = self.each(|kelas| {
            let first: Vec<&Hasil> = self.gelar.pertama(kelas).collect();
            let nilai = first.first()?.rata.as_ref()?.nilai.printed.clone();
            let key = if first.len() == 1 { "gelar-terbaik" } else { "gelar-terbaik-bersama" };
            let who: Vec<String> = first.into_iter().map(whose).collect();
            Some(tf(
                key,
                &[("siapa", &*joined(&who)), ("nilai", &decimal(&nilai)), ("nama", &nama)],
            ))
        });
        match best.is_empty() {
            true => tf("gelar-tanpa-hasil", &[("nama", &nama)]),
            false => best.join(" "),
        }
    }

    /// The values that are the topic; none where the topic is any text.
    fn values(&self) -> Vec<&Nilai> {
        let pack = &self.rules.pack;
        if pack.gelar.as_ref().is_none_or(|gelar| gelar.topik != Topik::Nilai) {
            return Vec::new();
        }
        let codes = self.gelar.acara.topik.split(';').map(str::trim);
        codes.filter_map(|kode| pack.nilai.iter().find(|nilai| nilai.kode == kode)).collect()
    }

    fn topic_words(&self) -> String {
        let values: Vec<String> = self.values().iter().map(|nilai| nilai.nama.clone()).collect();
        if values.is_empty() { self.gelar.acara.topik.clone() } else { joined(&values) }
    }

    fn announcement(&self) -> Vec<(String, Sel)> {
        let acara = &self.gelar.acara;
        let rule = self.rules.pack.gelar.as_ref();
        let mut lines = vec![
            (t("hal-tahun"), Sel::teks(acara.tahun.to_string())),
            (t("gelar-waktu"), Sel::teks(span(acara.buka, acara.tutup))),
            (t("gelar-topik-kepala"), Sel::teks(self.topic_words())),
            (
                t("hal-kolom-sumber"),
                Sel::teks(rule.map(|rule| rule.sumber.clone()).unwrap_or_default()),
            ),
            (t("gelar-diumumkan"), event_cell(acara.position)),
        ];
        lines.push((
            t("gelar-ditutup"),
            match acara.ditutup {
                Some((position, day)) => {
                    let nomor = whole(position.0);
                    let words =
                        tf("gelar-ditutup-isi", &[("tanggal", &date(day)), ("nomor", &nomor)]);
                    Sel::dibaca(words, position.to_string()).ke(event_path(position))
                }
                None => Sel::teks(t("gelar-belum-ditutup")),
            },
        ));
        lines.retain(|(_, sel)| !sel.teks.is_empty());
        let late = self.kebijakan.iter().map(Sel::teks);
        lines.extend(late.map(|sentence| (t("kebijakan-judul"), sentence)));
        lines
    }

    /// The values of the topic with their text, where the regulation wants values (AMB-047).
    fn topic(&self) -> Option<Bagian> {
        let values = self.values();
        let row = |nilai: &&Nilai| {
            let perilaku: Vec<&str> =
                nilai.perilaku.iter().map(|perilaku| perilaku.teks.as_str()).collect();
            let cells = [&nilai.nama, &nilai.arti, &perilaku.join("; "), &nilai.sumber];
            cells.map(|text| Sel::teks(text.as_str())).to_vec().into()
        };
        let kolom = [
            "hal-kolom-nilai-budaya",
            "gelar-topik-arti",
            "gelar-topik-perilaku",
            "hal-kolom-sumber",
        ];
        let tabel = Tabel {
            judul: t("gelar-topik"),
            kolom: kolom.map(|key| Judul::teks(t(key))).to_vec(),
            baris: values.iter().map(row).collect(),
            kosong: String::new(),
        };
        (!values.is_empty()).then(|| self.section("topik", Vec::new(), vec![tabel]))
    }

    /// Why a KBK may not enter, or that it may.
    fn because(&self, kelayakan: &Kelayakan) -> String {
        match kelayakan {
            Kelayakan::Boleh => t("gelar-boleh"),
            Kelayakan::Berakhir(day) => tf("gelar-kbk-berakhir", &[("tanggal", &date(*day))]),
            Kelayakan::TanpaRonde => {
                let ronde = self.gelar.acara.ronde.as_deref().unwrap_or_default();
                tf("gelar-ronde-terbuka", &[("ronde", ronde)])
            }
            Kelayakan::BelumDinilai => t("alasan-belum-dinilai"),
            Kelayakan::DiBawahSyarat { kategori, perlu } => match self.names.reader {
                Reader::Tim => {
                    tf("alasan-di-bawah-syarat", &[("kategori", kategori), ("perlu", perlu)])
                }
                Reader::Page => tf("gelar-di-bawah-syarat", &[("perlu", perlu)]),
            },
        }
    }

    fn entering(&self) -> Bagian {
        let Gelar { acara, calon, .. } = self.gelar;
        let rule = self.rules.pack.gelar.as_ref().and_then(|gelar| gelar.syarat.as_ref());
        let condition = match (rule, &acara.ronde) {
            (Some(rule), Some(ronde)) => tf(
                "gelar-syarat",
                &[
                    ("perlu", &*rule.paling_rendah),
                    ("ronde", ronde),
                    ("sumber", &source(&rule.sumber, rule.keputusan.as_deref())),
                ],
            ),
            _ => t("gelar-syarat-tidak"),
        };
        let may = calon.iter().filter(|one| one.kelayakan == Kelayakan::Boleh).count() as i128;
        let entered = calon.iter().filter(|one| one.ikut.is_some()).count() as i128;
        let counted = tf(
            "gelar-peserta-jumlah",
            &[
                ("boleh", &*whole(may)),
                ("semua", &whole(calon.len() as i128)),
                ("ikut", &whole(entered)),
            ],
        );
        let has_classes = calon.iter().any(|one| one.kelas.is_some());
        let mut kolom = vec![
            Judul::teks(self.names.label(Untuk::Kbk)),
            Judul::teks(self.names.label(Untuk::Opd)),
            Judul::teks(t("gelar-kolom-boleh")),
            Judul::teks(t("gelar-kolom-ikut")),
        ];
        if has_classes {
            kolom.push(Judul::teks(t("gelar-kolom-kelas")));
        }
        let row = |one: &Calon| {
            let entered = match (one.ikut, &one.kelayakan) {
                (Some(position), _) => event_cell(position),
                (None, Kelayakan::Boleh) => Sel::dibaca(t("alasan-tidak-ikut"), ""),
                (None, _) => Sel::default(),
            };
            let because = Sel::dibaca(self.because(&one.kelayakan), word(&one.kelayakan));
            let mut sel = vec![kbk_cell(&one.kbk), opd_cell(&one.opd), because, entered];
            if has_classes {
                sel.push(Sel::teks(one.kelas.clone().unwrap_or_default()));
            }
            sel.into()
        };
        let tabel = Tabel {
            judul: t("gelar-peserta-tabel"),
            kolom,
            baris: calon.iter().map(row).collect(),
            kosong: t("gelar-peserta-kosong"),
        };
        let section = self.section("peserta", vec![condition, counted], vec![tabel]);
        Bagian { lipat: true, ..section }
    }

    fn rubric(&self) -> Bagian {
        let state = match (self.gelar.rubrik.is_empty(), self.gelar.beku) {
            (true, _) => t("gelar-rubrik-kosong"),
            (false, Some(position)) => tf("gelar-rubrik-beku", &[("nomor", &whole(position.0))]),
            (false, None) => t("gelar-rubrik-terbuka"),
        };
        let row = |k: &analytics::gelar::Kriteria| {
            vec![Sel::teks(&k.kode), Sel::teks(&k.nama), count(k.bobot), count(k.maks)].into()
        };
        let tabel = Tabel {
            judul: t("gelar-rubrik"),
            kolom: vec![
                Judul::teks(t("kolom-kode")),
                Judul::teks(t("gelar-kolom-kriteria")),
                Judul::angka(t("kolom-bobot")),
                Judul::angka(t("gelar-kolom-maks")),
            ],
            baris: self.gelar.rubrik.iter().map(row).collect(),
            kosong: t("gelar-rubrik-belum"),
        };
        self.section("rubrik", vec![state], vec![tabel])
    }

    /// The judges, by number; by name for the Tim alone.
    fn judges(&self) -> Result<Tabel, AppError> {
        let is_tim = self.names.reader == Reader::Tim;
        let mut kolom = vec![Judul::teks(t("gelar-kolom-juri"))];
        if is_tim {
            kolom.push(Judul::teks(t("kolom-nama")));
        }
        kolom.push(Judul::teks(t("gelar-kolom-ditunjuk")));
        if self.terlihat {
            kolom.push(Judul::angka(t("gelar-kolom-condong")));
        }
        let mut baris = Vec::new();
        for juri in &self.gelar.juri {
            let mut sel = vec![Sel::dibaca(judge_name(juri.nomor), juri.nomor.to_string())];
            if is_tim {
                sel.push(Sel::teks(self.names.person(&juri.orang)?));
            }
            sel.push(event_cell(juri.position));
            if self.terlihat {
                sel.push(juri.condong.as_ref().map(number).unwrap_or_default());
            }
            baris.push(sel.into());
        }
        let (judul, kosong) = (t("gelar-juri"), t("gelar-juri-kosong"));
        Ok(Tabel { judul, kolom, baris, kosong })
    }

    /// Which sheet is there: an entry a row, a judge a column.
    fn completeness(&self) -> Tabel {
        let cell = |lembar: &Lembar| match lembar {
            Lembar::Ada(score, _) if self.terlihat => number(score),
            Lembar::Ada(..) => Sel::dibaca(t("gelar-lembar-ada"), "ada"),
            Lembar::UnitSendiri => Sel::dibaca(t("gelar-lembar-unit-sendiri"), "unit_sendiri"),
            Lembar::Belum => Sel::dibaca(t("gelar-lembar-belum"), "belum"),
        };
        let row = |(kbk, sheets): &(String, Vec<Lembar>)| {
            let named = self.gelar.calon.iter().find(|one| one.kbk.kode == *kbk);
            let named = named.map_or_else(|| Sel::teks(kbk), |one| kbk_cell(&one.kbk));
            std::iter::once(named).chain(sheets.iter().map(cell)).collect::<Vec<_>>().into()
        };
        let mut kolom = vec![Judul::teks(self.names.label(Untuk::Kbk))];
        kolom.extend(self.gelar.juri.iter().map(|juri| Judul::angka(judge_name(juri.nomor))));
        Tabel {
            judul: t("gelar-lembar-tabel"),
            kolom,
            baris: self.gelar.lembar.iter().map(row).collect(),
            kosong: t("gelar-lembar-kosong"),
        }
    }

    fn sheets(&self) -> Result<Bagian, AppError> {
        let (masuk, kurang) = (self.gelar.masuk() as i128, self.gelar.kurang() as i128);
        let arguments = [("masuk", &*whole(masuk)), ("kurang", &whole(kurang))];
        let mut said = vec![tf("gelar-lembar-jumlah", &arguments), t("gelar-lembar-aturan")];
        if !self.terlihat {
            said.push(t("gelar-lembar-tertutup"));
        }
        Ok(self.section("lembar", said, vec![self.judges()?, self.completeness()]))
    }

    /// The results of a kategori, by place.
    fn result_table(&self, kelas: &Option<String>) -> Tabel {
        let row = |hasil: &&Hasil| {
            let of = |found: &Option<Ukuran>| match found {
                Some(found) => [number(&found.nilai), place(found)],
                None => [Sel::default(), Sel::default()],
            };
            let [rata, at] = of(&hasil.rata);
            let ([median, median_at], [koreksi, koreksi_at]) =
                (of(&hasil.median), of(&hasil.koreksi));
            let range = hasil.rentang.as_ref().map(|(low, high, _)| {
                let ends = [low, high].map(|score| decimal(&score.printed));
                Sel::teks(ends.join("–"))
            });
            let mut sel = vec![at, kbk_cell(&hasil.kbk), opd_cell(&hasil.opd), rata, median];
            sel.extend([median_at, koreksi, koreksi_at, range.unwrap_or_default()]);
            sel.push(count(hasil.lembar));
            sel.into()
        };
        let rows = self.gelar.hasil.iter().filter(|hasil| hasil.kelas == *kelas);
        let kbk = [self.names.label(Untuk::Kbk), self.names.label(Untuk::Opd)];
        let mut kolom = vec![Judul::angka(t("gelar-kolom-tempat"))];
        kolom.extend(kbk.map(Judul::teks));
        let measures = ["rata", "median", "tempat-median", "koreksi", "tempat-koreksi", "rentang"];
        kolom.extend(measures.map(|one| Judul::angka(t(&format!("gelar-kolom-{one}")))));
        kolom.push(Judul::angka(t("kolom-lembar")));
        Tabel {
            judul: match kelas {
                Some(kelas) => tf("gelar-hasil-kelas", &[("kelas", kelas)]),
                None => t("gelar-hasil-tabel"),
            },
            kolom,
            baris: rows.collect::<Vec<_>>().iter().map(row).collect(),
            kosong: t("gelar-hasil-kosong"),
        }
    }

    fn results(&self) -> Bagian {
        if !self.terlihat {
            return self.section("hasil", vec![t("gelar-hasil-tertutup")], Vec::new());
        }
        let corrected = match self.gelar.bersama {
            0 => t("gelar-cara-koreksi-tidak"),
            bersama => tf("gelar-cara-koreksi", &[("bersama", &whole(bersama))]),
        };
        let mut said = vec![t("gelar-cara-rata"), t("gelar-cara-median"), corrected];
        said.extend(self.each(|kelas| self.compared(kelas)));
        let refused = self.gelar.calon.iter().filter(|one| one.kelayakan != Kelayakan::Boleh);
        said.extend(refused.filter(|one| one.ikut.is_some()).map(|one| {
            let because = self.because(&one.kelayakan);
            tf("gelar-tanpa-tempat", &[("kbk", &one.kbk.nama), ("alasan", &because)])
        }));
        let tables = self.gelar.kelas();
        let tables = tables.iter().map(|kelas| self.result_table(kelas)).collect();
        self.section("hasil", said, tables)
    }

    /// Whether the two other measures would put others first.
    fn compared(&self, kelas: &Option<String>) -> Option<String> {
        let of_class = || self.gelar.hasil.iter().filter(|hasil| hasil.kelas == *kelas);
        let first = |measure: fn(&Hasil) -> &Option<Ukuran>| -> Vec<String> {
            let is_first = |hasil: &&Hasil| {
                measure(hasil).as_ref().is_some_and(|found| found.tempat == Some(1))
            };
            of_class().filter(is_first).map(|hasil| hasil.kbk.nama.clone()).collect()
        };
        let mean = first(|hasil| &hasil.rata);
        let others = [
            ("gelar-beda-median", first(|hasil| &hasil.median)),
            ("gelar-beda-koreksi", first(|hasil| &hasil.koreksi)),
        ];
        let differs = |(key, who): &(&str, Vec<String>)| {
            (!who.is_empty() && *who != mean).then(|| tf(key, &[("siapa", &joined(who))]))
        };
        let said: Vec<String> = others.iter().filter_map(differs).collect();
        match (mean.is_empty(), said.is_empty()) {
            (true, _) => None,
            (false, true) => Some(t("gelar-beda-tidak")),
            (false, false) => Some(said.join(" ")),
        }
    }

    fn decision_of(&self, kelas: &Option<String>) -> Option<(&Keputusan, &Option<String>)> {
        let mut all = self.gelar.keputusan.iter().zip(self.alasan);
        all.find(|(keputusan, _)| keputusan.kelas == *kelas)
    }

    /// Who is proposed, who was chosen, and what is to be known of that.
    fn decided(&self, kelas: &Option<String>) -> Option<String> {
        let first: Vec<&Hasil> = self.gelar.pertama(kelas).collect();
        let who: Vec<String> = first.iter().map(|hasil| whose(hasil)).collect();
        let mut said = Vec::new();
        match who.as_slice() {
            [] => {}
            [one] => said.push(tf("gelar-usulan", &[("siapa", one)])),
            many => {
                let arguments = [("siapa", &*joined(many)), ("jumlah", &whole(many.len() as i128))];
                said.push(tf("gelar-usulan-bersama", &arguments));
            }
        }
        match self.decision_of(kelas) {
            Some((keputusan, _)) => said.extend(self.remarks(keputusan)),
            None if who.len() > 1 => said.push(t("gelar-keputusan-perlu")),
            None => {}
        }
        (!said.is_empty()).then(|| said.join(" "))
    }

    fn remarks(&self, keputusan: &Keputusan) -> Vec<String> {
        let mut said = Vec::new();
        let chosen = self.gelar.hasil.iter().find(|hasil| hasil.kbk.kode == keputusan.kbk);
        let place = chosen.and_then(Hasil::tempat);
        if place != Some(1) {
            let kbk = chosen.map_or_else(|| keputusan.kbk.clone(), whose);
            said.push(match place {
                Some(place) => {
                    tf("gelar-bukan-pertama", &[("siapa", &*kbk), ("tempat", &whole(place))])
                }
                None => tf("gelar-bukan-bertempat", &[("siapa", &kbk)]),
            });
        }
        if self.gelar.acara.ditutup.is_none_or(|(closed, _)| keputusan.position < closed) {
            said.push(t("gelar-keputusan-lama"));
        }
        if keputusan.koreksi.is_some() {
            said.push(t("gelar-keputusan-dikoreksi"));
        }
        said
    }

    fn decisions(&self) -> Bagian {
        if !self.terlihat {
            return self.section("keputusan", vec![t("gelar-keputusan-tertutup")], Vec::new());
        }
        let mut said = self.each(|kelas| self.decided(kelas));
        said.push(t("gelar-keputusan-aturan"));
        let row = |(keputusan, alasan): (&Keputusan, &Option<String>)| {
            let chosen = self.gelar.hasil.iter().find(|hasil| hasil.kbk.kode == keputusan.kbk);
            let reason = match alasan {
                Some(alasan) => Sel::teks(alasan),
                None => Sel::dibaca(t("entri-tersegel"), ""),
            };
            let mut sel = vec![
                chosen.map_or_else(|| Sel::teks(&keputusan.kbk), |hasil| kbk_cell(&hasil.kbk)),
                chosen.and_then(|hasil| hasil.rata.as_ref()).map(place).unwrap_or_default(),
                Sel::dibaca(date(keputusan.tanggal), date_text(keputusan.tanggal)),
                reason,
                event_cell(keputusan.position),
            ];
            if self.has_classes() {
                sel.insert(0, Sel::teks(keputusan.kelas.clone().unwrap_or_default()));
            }
            sel.into()
        };
        let mut kolom = vec![
            Judul::teks(self.names.label(Untuk::Kbk)),
            Judul::angka(t("gelar-kolom-tempat")),
            Judul::teks(t("hal-tanggal")),
            Judul::teks(t("gelar-kolom-alasan")),
            Judul::teks(t("hal-kolom-kejadian")),
        ];
        if self.has_classes() {
            kolom.insert(0, Judul::teks(t("gelar-kolom-kelas")));
        }
        let tabel = Tabel {
            judul: t("gelar-keputusan-tabel"),
            kolom,
            baris: self.gelar.keputusan.iter().zip(self.alasan).map(row).collect(),
            kosong: t("gelar-keputusan-kosong"),
        };
        self.section("keputusan", said, vec![tabel])
    }

    fn has_classes(&self) -> bool {
        self.gelar.kelas().iter().any(Option::is_some)
    }

    /// The awards that were given, where the regulation has a form for them.
    fn awards(&self) -> Result<Option<Bagian>, AppError> {
        let Some(form) = self.app.pack().formulir(PENGHARGAAN) else { return Ok(None) };
        if !self.terlihat {
            let said = vec![t("gelar-penghargaan-tertutup")];
            return Ok(Some(self.section("penghargaan", said, Vec::new())));
        }
        let mut tabel = self.names.table(form, self.penghargaan, true)?;
        tabel.kosong = t("gelar-penghargaan-kosong");
        let mut said = vec![source(&form.sumber, form.keputusan.as_deref())];
        if self.gelar.acara.ditutup.is_some() {
            said.extend(self.each(|kelas| self.not_yet_awarded(kelas)));
        }
        Ok(Some(self.section("penghargaan", said, vec![tabel])))
    }

    /// Who was chosen, or alone is at place 1, and of whom no award is recorded.
    fn not_yet_awarded(&self, kelas: &Option<String>) -> Option<String> {
        let chosen = self.decision_of(kelas).map(|(keputusan, _)| keputusan.kbk.as_str());
        let mut first = self.gelar.pertama(kelas);
        let kbk = match (chosen, first.next(), first.next()) {
            (Some(kbk), _, _) => kbk,
            (None, Some(one), None) => &one.kbk.kode,
            (None, _, _) => return None,
        };
        let one = self.gelar.hasil.iter().find(|hasil| hasil.kbk.kode == kbk)?;
        let is_given = self.penghargaan.iter().any(|entri| names(entri, kbk));
        (!is_given).then(|| tf("gelar-penghargaan-belum", &[("siapa", &whose(one))]))
    }

    /// The record of the result, once the Gelar is closed.
    fn minutes(&self) -> Option<(Vec<(String, String)>, Isi)> {
        let Gelar { acara, rubrik, juri, .. } = self.gelar;
        let (_, closed_on): (Position, Date) = acara.ditutup?;
        let weights = rubrik
            .iter()
            .map(|k| tf("gelar-ba-kriteria", &[("nama", &*k.nama), ("bobot", &whole(k.bobot))]));
        let (masuk, kurang) = (self.gelar.masuk() as i128, self.gelar.kurang() as i128);
        let sheets =
            tf("gelar-lembar-jumlah", &[("masuk", &*whole(masuk)), ("kurang", &whole(kurang))]);
        let mut lines = vec![
            (t("gelar-ba-tentang"), self.name()),
            (t("gelar-ba-pemda"), self.app.pemda().nama.clone()),
            (t("gelar-waktu"), span(acara.buka, acara.tutup)),
            (t("gelar-ditutup"), date(closed_on)),
            (t("gelar-topik-kepala"), self.topic_words()),
            (t("gelar-rubrik"), weights.collect::<Vec<_>>().join("; ")),
            (t("gelar-ba-peserta"), whole(self.gelar.hasil.len() as i128)),
            (t("gelar-ba-juri"), whole(juri.len() as i128)),
            (t("gelar-lembar"), sheets),
        ];
        lines.retain(|(_, isi)| !isi.is_empty());
        let late = self.kebijakan.iter().cloned();
        lines.extend(late.map(|sentence| (t("kebijakan-judul"), sentence)));
        let classes = self.gelar.kelas();
        let mut teks = vec![t("gelar-ba-hasil")];
        teks.extend(self.each(|kelas| {
            let decided = self.decision_of(kelas).map(|(keputusan, _)| {
                let chosen = self.gelar.hasil.iter().find(|one| one.kbk.kode == keputusan.kbk);
                let kbk = chosen.map_or_else(|| keputusan.kbk.clone(), whose);
                let nomor = whole(keputusan.position.0);
                let day = date(keputusan.tanggal);
                tf("gelar-ba-putusan", &[("siapa", &*kbk), ("tanggal", &day), ("nomor", &nomor)])
            });
            let said = [self.decided(kelas), decided];
            let said: Vec<String> = said.into_iter().flatten().collect();
            (!said.is_empty()).then(|| said.join(" "))
        }));
        teks.push(crate::pages::laporan::proof(self.app, self.view));
        let tables = classes.iter().map(|kelas| self.short_table(kelas)).collect();
        Some((lines, Isi { judul: t("gelar-berita-acara"), teks, tabel: tables, ..Isi::default() }))
    }

    /// Places and results alone, as the record of the result lists them.
    fn short_table(&self, kelas: &Option<String>) -> Tabel {
        let whole_table = self.result_table(kelas);
        let kept = [0, 1, 2, 3, 9];
        let keep = |sel: &[Sel]| {
            kept.iter().filter_map(|place| sel.get(*place).cloned()).collect::<Vec<_>>()
        };
        Tabel {
            judul: match kelas {
                Some(kelas) => tf("gelar-ba-tabel-kelas", &[("kelas", kelas)]),
                None => t("gelar-ba-tabel"),
            },
            kolom: kept.iter().filter_map(|place| whole_table.kolom.get(*place).cloned()).collect(),
            baris: whole_table.baris.iter().map(|baris| keep(&baris.sel).into()).collect(),
            ..whole_table
        }
    }
}
