//! Events in, rows out. Nothing else turns the log into tables.

use std::collections::{BTreeMap, HashMap};

use ingest::event::{
    CatatanRecorded, EntryWithdrawn, Event, GelarDecided, GelarScored, Isi, KegiatanRecorded,
    KelasJabatan, PerubahanKbk, PerubahanOpd, RapatRecorded, ReadError, ScorecardSubmitted,
    SealedText, StatusPegawai, Word,
};
use ingest::frame::{Body, Frame, StoredEvent};
use ingest::identity::{Hundredths, Kode, Position, Pseudonym, parse_date};
use ingest::log::{Log, LogError};

use crate::evaluasi::EvaluasiTable;
use crate::snapshot::{Snapshot, Table};
use crate::table::{Cell, Kind, Origin, TableBuilder};

/// The log could not be projected.
#[derive(Debug, thiserror::Error)]
pub enum ProjectionError {
    /// The log failed.
    #[error(transparent)]
    Log(#[from] LogError),
    /// An event this jejak does not know.
    #[error(transparent)]
    Event(#[from] ReadError),
}

/// Keys by what they stand for, given in the order of appearance.
struct Keys<T>(HashMap<T, i32>);

impl<T: std::hash::Hash + Eq + Clone> Keys<T> {
    fn add(&mut self, name: &T) -> i32 {
        let next = self.0.len() as i32;
        *self.0.entry(name.clone()).or_insert(next)
    }

    fn get(&self, name: &T) -> Option<i32> {
        self.0.get(name).copied()
    }
}

impl<T> Default for Keys<T> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

/// A civil servant as a unit's list has them, since a day.
#[derive(Clone, Copy)]
struct Listed {
    opd: Option<i32>,
    kelas_jabatan: KelasJabatan,
    status: StatusPegawai,
    since: i32,
}

/// Every table, kept up to date by replaying the log.
pub struct Projections {
    position: Option<Position>,
    opd_keys: Keys<Kode>,
    kbk_keys: Keys<Kode>,
    periode_keys: Keys<Kode>,
    gelar_keys: Keys<Kode>,
    person_keys: Keys<Pseudonym>,
    /// Where each civil servant is counted, until the next change takes it back.
    pegawai: HashMap<Pseudonym, Listed>,
    tables: Vec<(&'static str, TableBuilder)>,
    evaluasi: Vec<EvaluasiTable>,
}

// Places of the tables in `Projections::tables`.
const OPD: usize = 0;
const PEGAWAI: usize = 1;
const KBK: usize = 2;
const PERIODE: usize = 3;
const PENUTUPAN: usize = 4;
const SCORECARD: usize = 5;
const KEGIATAN: usize = 6;
const RAPAT: usize = 7;
const GELAR: usize = 8;
const GELAR_KRITERIA: usize = 9;
const GELAR_JURI: usize = 10;
const GELAR_PESERTA: usize = 11;
const GELAR_NILAI: usize = 12;
const CATATAN: usize = 13;
const ISIAN: usize = 14;
const RUJUKAN: usize = 15;
const OPD_PERUBAHAN: usize = 16;
const KBK_PERUBAHAN: usize = 17;
const PERATURAN: usize = 18;
const KEBIJAKAN: usize = 19;
const GELAR_KEPUTUSAN: usize = 20;
const TERBITAN: usize = 21;
const KEPUTUSAN: usize = 22;

#[rustfmt::skip]
fn empty_tables() -> Vec<(&'static str, TableBuilder)> {
    use Kind::{Day, Key, MaybeDay, MaybeNumber, Number, Text};
    let table = |name, columns: &[(&str, Kind)]| (name, TableBuilder::new(columns));
    vec![
        table("opd", &[("opd", Key), ("kode", Text), ("nama", Text), ("jenis", Text), ("induk", Key)]),
        table("pegawai", &[("opd", Key), ("kelas_jabatan", Text), ("status", Text), ("orang", Text)]),
        table("kbk", &[("kbk", Key), ("kode", Text), ("opd", Key), ("nama", Text), ("sk_nomor", Text), ("sk_tanggal", Day)]),
        table("periode", &[("periode", Key), ("kode", Text), ("jenis", Text), ("mulai", Day), ("selesai", Day), ("rule_pack", Text)]),
        table("penutupan", &[("periode", Key), ("gelar", Key), ("ditutup", Key)]),
        table("scorecard", &[("kbk", Key), ("ronde", Key), ("penilai", Key), ("butir", Text), ("persen", Number), ("asal", Number)]),
        table("kegiatan", &[("kode", Text), ("kbk", Key), ("jenis", Text), ("metode", Text), ("nilai", Text), ("peserta", Number), ("durasi_menit", Number), ("asal", Number)]),
        table("rapat", &[("kode", Text), ("opd", Key), ("peserta", Number)]),
        table("gelar", &[("gelar", Key), ("kode", Text), ("tahun", Number), ("ronde", Key), ("buka", Day), ("tutup", Day), ("topik", Text), ("rule_pack", Text)]),
        table("gelar_kriteria", &[("gelar", Key), ("urutan", Key), ("kode", Text), ("nama", Text), ("bobot", Number), ("maks", Number)]),
        table("gelar_juri", &[("gelar", Key), ("juri", Key), ("orang", Text)]),
        table("gelar_peserta", &[("gelar", Key), ("kbk", Key), ("kategori", Text)]),
        table("gelar_nilai", &[("gelar", Key), ("kbk", Key), ("juri", Key), ("kriteria", Text), ("nilai_x100", Number)]),
        table("catatan", &[("formulir", Text), ("kode", Text), ("opd", Key), ("kbk", Key), ("ditarik", Key), ("target_x100", MaybeNumber), ("realisasi_x100", MaybeNumber), ("mulai", MaybeDay), ("selesai", MaybeDay), ("waktu", MaybeDay), ("teks", Text), ("alasan", Text)]),
        table("isian", &[("formulir", Text), ("kode", Text), ("kolom", Text), ("urutan", Key), ("isi", Text)]),
        table("rujukan", &[("formulir", Text), ("kode", Text), ("kolom", Text), ("ke_formulir", Text), ("ke_kode", Text)]),
        table("opd_perubahan", &[("opd", Key), ("kode", Text), ("perubahan", Text), ("nama", Text), ("induk", Key), ("menjadi", Text), ("dasar", Text), ("berakhir", Key)]),
        table("kbk_perubahan", &[("kbk", Key), ("kode", Text), ("perubahan", Text), ("nama", Text), ("opd", Key), ("sk_nomor", Text), ("sk_tanggal", MaybeDay), ("berakhir", Key)]),
        table("peraturan", &[("kode", Text), ("judul", Text), ("hash", Text), ("opd", Text)]),
        table("kebijakan", &[("periode", Text), ("urutan", Key), ("ukuran", Text), ("bobot", Number), ("terburuk_x100", Number), ("terbaik_x100", Number), ("bobot_terendah", Number), ("bobot_tertinggi", Number), ("alasan", Text), ("sesudah_jawaban", Key)]),
        table("gelar_keputusan", &[("gelar", Key), ("kategori", Text), ("kbk", Key), ("alasan", Text), ("koreksi", Text)]),
        table("terbitan", &[("periode", Text), ("posisi", Number), ("akar", Text), ("paket", Text), ("kebijakan", MaybeNumber), ("mesin", Text), ("hasil", Text)]),
        table("keputusan", &[("kode", Text), ("periode", Text), ("opd", Key), ("penanggung_jawab", Text), ("status", Text), ("tenggat", MaybeDay), ("teks", Text)]),
    ]
}

impl Default for Projections {
    fn default() -> Self {
        Self {
            position: None,
            opd_keys: Keys::default(),
            kbk_keys: Keys::default(),
            periode_keys: Keys::default(),
            gelar_keys: Keys::default(),
            person_keys: Keys::default(),
            pegawai: HashMap::new(),
            tables: empty_tables(),
            evaluasi: Vec::new(),
        }
    }
}

impl Projections {
    /// All tables replayed from the log up to a position, or to its end. Errors: [`ProjectionError`].
    pub fn replay(log: &Log, to: Option<Position>) -> Result<Self, ProjectionError> {
        let mut projections = Self::default();
        projections.catch_up(log, to, &mut |_| ())?;
        Ok(projections)
    }

    /// Applies what the log holds after the last applied event, up to a position or to its end;
    /// `progress` is told the position reached, now and then. Errors: [`ProjectionError`].
    pub fn catch_up(
        &mut self,
        log: &Log,
        to: Option<Position>,
        progress: &mut dyn FnMut(Position),
    ) -> Result<(), ProjectionError> {
        let from = self.position.map_or(Position(0), |position| Position(position.0 + 1));
        let mut frames = 0_u64;
        log.frames(from, to, |frame| {
            self.apply(&frame, to)?;
            frames += 1;
            if frames.is_multiple_of(4_096) {
                progress(frame.last());
            }
            Ok::<bool, ProjectionError>(true)
        })?;
        if let Some(to) = to
            && self.position.is_some_and(|position| position > to)
        {
            // The cut lay inside a form, which is then left out but not read again.
            self.position = Some(to);
        }
        Ok(())
    }

    /// The last event applied.
    pub fn position(&self) -> Option<Position> {
        self.position
    }

    /// Applies one submission, or the part of it up to a position.
    fn apply(&mut self, frame: &Frame, to: Option<Position>) -> Result<(), ReadError> {
        let wanted = |position: Position| to.is_none_or(|to| position <= to);
        match &frame.body {
            Body::Form(form) if wanted(frame.last()) => {
                let origin = Origin::of(frame, frame.last());
                let (opd, ronde) =
                    (self.opd_keys.get(&form.opd), self.periode_keys.get(&form.periode));
                let known =
                    self.evaluasi.iter().position(|table| table.questions == form.pertanyaan);
                let place = known.unwrap_or_else(|| {
                    self.evaluasi.push(EvaluasiTable::new(&form.pertanyaan));
                    self.evaluasi.len() - 1
                });
                self.evaluasi[place].push(origin, opd, ronde, form);
            }
            Body::Form(_) => {}
            Body::Events(events) => {
                // Read whole before the first row: a submission that fails leaves no half of itself.
                let events = events.iter().map(StoredEvent::read).collect::<Result<Vec<_>, _>>()?;
                for (index, event) in events.iter().enumerate() {
                    let position = Position(frame.first.0 + index as u64);
                    if wanted(position) && self.position.is_none_or(|known| position > known) {
                        self.apply_event(event, Origin::of(frame, position));
                    }
                }
            }
        }
        self.position = Some(frame.last());
        Ok(())
    }

    fn apply_event(&mut self, event: &Event, at: Origin) {
        use Cell::{Day, Key, MaybeDay, MaybeNumber, Number, Text};
        match event {
            Event::OpdRegistered(e) => {
                let key = self.opd_keys.add(&e.kode);
                let induk = e.induk.as_ref().and_then(|induk| self.opd_keys.get(induk));
                let jenis = Text(Some(e.jenis.word()));
                let (kode, nama) = (Text(Some(e.kode.as_str())), Text(Some(&e.nama)));
                self.push(OPD, at, [Key(Some(key)), kode, nama, jenis, Key(induk)]);
            }
            Event::PegawaiRegistered(e) => {
                let (opd, kelas_jabatan) = (self.opd_keys.get(&e.opd), e.kelas_jabatan);
                let listed = Listed { opd, kelas_jabatan, status: e.status, since: at.occurred_on };
                self.list(at, e.pegawai, Some(listed));
            }
            Event::PegawaiChanged(e) => {
                let listed = e.opd.as_ref().map(|opd| Listed {
                    opd: self.opd_keys.get(opd),
                    kelas_jabatan: e.kelas_jabatan,
                    status: e.status,
                    since: at.occurred_on,
                });
                self.list(at, e.pegawai, listed);
            }
            Event::OpdChanged(e) => {
                use PerubahanOpd::{Berakhir, Bergabung, BergantiInduk, Dipecah};
                let ends = matches!(e.perubahan, Bergabung | Dipecah | Berakhir);
                let moved = e.perubahan == BergantiInduk;
                let induk = e.menjadi.first().filter(|_| moved);
                let menjadi: Vec<&str> = e.menjadi.iter().map(Kode::as_str).collect();
                let menjadi = menjadi.join(" ");
                let row = [
                    Key(self.opd_keys.get(&e.opd)),
                    Text(Some(e.kode.as_str())),
                    Text(Some(e.perubahan.word())),
                    Text(e.nama.as_deref()),
                    Key(induk.and_then(|induk| self.opd_keys.get(induk))),
                    Text(Some(&menjadi)),
                    Text(Some(&e.dasar)),
                    Key(Some(i32::from(ends))),
                ];
                self.push(OPD_PERUBAHAN, at, row);
            }
            Event::KbkChanged(e) => {
                let row = [
                    Key(self.kbk_keys.get(&e.kbk)),
                    Text(Some(e.kode.as_str())),
                    Text(Some(e.perubahan.word())),
                    Text(e.nama.as_deref()),
                    Key(e.opd.as_ref().and_then(|opd| self.opd_keys.get(opd))),
                    Text(e.sk_nomor.as_deref()),
                    MaybeDay(e.sk_tanggal),
                    Key(Some(i32::from(e.perubahan == PerubahanKbk::Berakhir))),
                ];
                self.push(KBK_PERUBAHAN, at, row);
            }
            Event::RulePackAdopted(e) => {
                let row = [&e.kode, &e.judul, &e.hash].map(|text| Text(Some(text.as_str())));
                self.push(PERATURAN, at, row.into_iter().chain([Text(None)]));
            }
            Event::RulePackSupplemented(e) => {
                let row = [&e.kode, &e.judul, &e.hash].map(|text| Text(Some(text.as_str())));
                let opd: Vec<&str> = e.opd.iter().map(Kode::as_str).collect();
                self.push(PERATURAN, at, row.into_iter().chain([Text(Some(&opd.join(" ")))]));
            }
            Event::PolicyAdopted(e) => {
                for (index, ukuran) in e.ukuran.iter().enumerate() {
                    let head = [Text(Some(e.periode.as_str())), Key(Some(index as i32))];
                    let row = [
                        Text(Some(&ukuran.kode)),
                        Number(i64::from(ukuran.bobot)),
                        Number(ukuran.terburuk.0),
                        Number(ukuran.terbaik.0),
                        Number(i64::from(ukuran.bobot_terendah)),
                        Number(i64::from(ukuran.bobot_tertinggi)),
                        Text(e.alasan.as_deref()),
                        Key(Some(i32::from(e.sesudah_jawaban))),
                    ];
                    self.push(KEBIJAKAN, at, head.into_iter().chain(row));
                }
            }
            Event::KbkFormed(e) => {
                let (key, opd) = (self.kbk_keys.add(&e.kode), self.opd_keys.get(&e.opd));
                // A group need not have a name everywhere; it is then called by its code.
                let nama = if e.nama.is_empty() { e.kode.as_str() } else { &e.nama };
                let (kode, nama) = (Text(Some(e.kode.as_str())), Text(Some(nama)));
                let sk = Text(Some(&e.sk_nomor));
                self.push(KBK, at, [Key(Some(key)), kode, Key(opd), nama, sk, Day(e.sk_tanggal)]);
            }
            Event::PeriodeOpened(e) => {
                let key = Key(Some(self.periode_keys.add(&e.kode)));
                let (kode, jenis) = (Text(Some(e.kode.as_str())), Text(Some(e.jenis.word())));
                let rules = Text(Some(&e.rule_pack));
                self.push(PERIODE, at, [key, kode, jenis, Day(e.mulai), Day(e.selesai), rules]);
            }
            Event::PeriodeClosed(e) => self.push_closing(at, Some(&e.kode), None, 1),
            Event::PeriodeReopened(e) => self.push_closing(at, Some(&e.kode), None, 0),
            Event::GelarClosed(e) => self.push_closing(at, None, Some(&e.kode), 1),
            Event::GelarReopened(e) => self.push_closing(at, None, Some(&e.kode), 0),
            Event::ScorecardSubmitted(e) => self.push_scorecard(at, e, false),
            Event::ScorecardCorrected(e) => self.push_scorecard(at, &e.menjadi, true),
            Event::KegiatanRecorded(e) => self.push_kegiatan(at, e, false),
            Event::KegiatanCorrected(e) => self.push_kegiatan(at, &e.menjadi, true),
            Event::RapatRecorded(e) => self.push_rapat(at, e, false),
            Event::RapatCorrected(e) => self.push_rapat(at, &e.menjadi, true),
            Event::GelarOpened(e) => {
                let key = self.gelar_keys.add(&e.kode);
                let ronde = e.ronde.as_ref().and_then(|ronde| self.periode_keys.get(ronde));
                let (kode, topik) = (Text(Some(e.kode.as_str())), Text(Some(&e.topik)));
                let head = [Key(Some(key)), kode, Number(i64::from(e.tahun)), Key(ronde)];
                let rest = [Day(e.buka), Day(e.tutup), topik, Text(Some(&e.rule_pack))];
                self.push(GELAR, at, head.into_iter().chain(rest));
            }
            Event::GelarCriteriaSet(e) => {
                let gelar = Key(self.gelar_keys.get(&e.gelar));
                for (index, k) in e.kriteria.iter().enumerate() {
                    let (kode, nama) = (Text(Some(&k.kode)), Text(Some(&k.nama)));
                    let (bobot, maks) = (Number(i64::from(k.bobot)), Number(i64::from(k.maks)));
                    let urutan = Key(Some(index as i32));
                    self.push(GELAR_KRITERIA, at, [gelar, urutan, kode, nama, bobot, maks]);
                }
            }
            Event::GelarJuriAppointed(e) => {
                let gelar = Key(self.gelar_keys.get(&e.gelar));
                let juri = Key(Some(self.person_keys.add(&e.juri)));
                let orang = e.juri.to_string();
                self.push(GELAR_JURI, at, [gelar, juri, Text(Some(&orang))]);
            }
            Event::GelarKbkEntered(e) => {
                let (gelar, kbk) = (self.gelar_keys.get(&e.gelar), self.kbk_keys.get(&e.kbk));
                let kategori = Text(e.kategori.as_deref());
                self.push(GELAR_PESERTA, at, [Key(gelar), Key(kbk), kategori]);
            }
            Event::GelarScored(e) => self.push_marks(at, e, false),
            Event::GelarScoreCorrected(e) => self.push_marks(at, &e.menjadi, true),
            Event::GelarDecided(e) => self.push_decision(at, e, None),
            Event::GelarDecisionCorrected(e) => {
                self.push_decision(at, &e.menjadi, Some(&e.alasan));
            }
            Event::CatatanRecorded(e) => self.push_catatan(at, e, None),
            Event::CatatanCorrected(e) => self.push_catatan(at, &e.menjadi, Some(&e.alasan)),
            Event::EntryWithdrawn(e) => {
                let kode = [Text(Some(e.kode.as_str()))];
                match e.jenis.as_str() {
                    "kegiatan" => _ = self.take_back(KEGIATAN, at, &kode, true),
                    "rapat" => _ = self.take_back(RAPAT, at, &kode, true),
                    _ => {}
                }
                self.push_withdrawal(at, e);
            }
            Event::RankingPublished(e) => {
                let row = [
                    Text(Some(e.periode.as_str())),
                    Number(e.posisi as i64),
                    Text(Some(&e.akar)),
                    Text(Some(&e.paket)),
                    MaybeNumber(e.kebijakan.map(|position| position as i64)),
                    Text(Some(&e.mesin)),
                    Text(Some(&e.hasil)),
                ];
                self.push(TERBITAN, at, row);
            }
            Event::KeputusanRecorded(e) => {
                let person = e.penanggung_jawab.map(|person| person.to_string());
                let row = [
                    Text(Some(e.kode.as_str())),
                    Text(Some(e.periode.as_str())),
                    Key(e.opd.as_ref().and_then(|opd| self.opd_keys.get(opd))),
                    Text(person.as_deref()),
                    Text(None),
                    MaybeDay(e.tenggat),
                    Text(Some(&e.teks.komitmen)),
                ];
                self.push(KEPUTUSAN, at, row);
            }
            Event::KeputusanFollowed(e) => {
                let row = [
                    Text(Some(e.keputusan.as_str())),
                    Text(None),
                    Key(None),
                    Text(None),
                    Text(Some(e.status.word())),
                    MaybeDay(e.tenggat),
                    Text(Some(&e.teks.komitmen)),
                ];
                self.push(KEPUTUSAN, at, row);
            }
            Event::PemdaRegistered(_)
            | Event::LogRestored(_)
            | Event::FormSubmitted(_)
            | Event::AnswerGiven(_)
            | Event::ParticipationRecorded(_)
            | Event::PeriodeLocked(_)
            | Event::PeriodeUnlocked(_) => {}
        }
    }

    /// What counts under a key, taken back. Only where there is a correction: it is looked for.
    fn take_back(
        &mut self,
        table: usize,
        at: Origin,
        key: &[Cell<'_>],
        corrects: bool,
    ) -> Option<i64> {
        corrects.then(|| self.tables[table].1.take_back(at, key)).flatten()
    }

    /// Puts a person on a unit's list from here on, or on none, and takes back where they were.
    fn list(&mut self, at: Origin, pegawai: Pseudonym, now: Option<Listed>) {
        use Cell::{Key, Text};
        let before = match now {
            Some(now) => self.pegawai.insert(pegawai, now),
            None => self.pegawai.remove(&pegawai),
        };
        let orang = pegawai.to_string();
        for (listed, sign) in [(before, -1), (now, 1)] {
            let Some(listed) = listed else { continue };
            let (kelas, status) = (listed.kelas_jabatan.word(), listed.status.word());
            let origin = Origin { occurred_on: listed.since, ..at };
            let row = [Key(listed.opd), Text(Some(kelas)), Text(Some(status)), Text(Some(&orang))];
            self.tables[PEGAWAI].1.push_signed(origin, sign, row);
        }
    }

    /// A sheet as it reads from here on; one that was there is taken back.
    fn push_scorecard(&mut self, at: Origin, e: &ScorecardSubmitted, corrects: bool) {
        use Cell::{Key, Number, Text};
        let penilai = self.person_keys.add(&e.penilai);
        let (kbk, ronde) = (self.kbk_keys.get(&e.kbk), self.periode_keys.get(&e.periode));
        let key = [Key(kbk), Key(ronde), Key(Some(penilai))];
        let asal = self.take_back(SCORECARD, at, &key, corrects);
        let asal = Number(asal.unwrap_or(at.position.0 as i64));
        for rated in &e.butir {
            let (butir, persen) = (Text(Some(&rated.butir)), Number(i64::from(rated.persen)));
            self.push(SCORECARD, at, key.into_iter().chain([butir, persen, asal]));
        }
    }

    /// An activity as it reads from here on; what it was is taken back.
    fn push_kegiatan(&mut self, at: Origin, e: &KegiatanRecorded, corrects: bool) {
        use Cell::{Key, Number, Text};
        let kode = Text(Some(e.kode.as_str()));
        let asal = self.take_back(KEGIATAN, at, &[kode], corrects);
        let asal = Number(asal.unwrap_or(at.position.0 as i64));
        let kbk = Key(self.kbk_keys.get(&e.kbk));
        let (jenis, metode) = (Text(Some(&e.jenis)), Text(Some(&e.metode)));
        let (peserta, durasi) = (i64::from(e.peserta), i64::from(e.durasi_menit));
        let nilai = Text(e.nilai.as_deref());
        let row = [kode, kbk, jenis, metode, nilai, Number(peserta), Number(durasi), asal];
        self.push(KEGIATAN, at, row);
    }

    /// A meeting as it reads from here on; what it was is taken back.
    fn push_rapat(&mut self, at: Origin, e: &RapatRecorded, corrects: bool) {
        use Cell::{Key, Number, Text};
        let kode = Text(Some(e.kode.as_str()));
        self.take_back(RAPAT, at, &[kode], corrects);
        let opd = Key(self.opd_keys.get(&e.opd));
        self.push(RAPAT, at, [kode, opd, Number(i64::from(e.peserta))]);
    }

    /// A judge's sheet as it reads from here on; one that was there is taken back.
    fn push_marks(&mut self, at: Origin, e: &GelarScored, corrects: bool) {
        use Cell::{Key, Number, Text};
        let juri = self.person_keys.add(&e.juri);
        let (gelar, kbk) = (self.gelar_keys.get(&e.gelar), self.kbk_keys.get(&e.kbk));
        let key = [Key(gelar), Key(kbk), Key(Some(juri))];
        self.take_back(GELAR_NILAI, at, &key, corrects);
        for mark in &e.nilai {
            let (kriteria, nilai) = (Text(Some(&mark.kriteria)), Number(mark.nilai.0));
            self.push(GELAR_NILAI, at, key.into_iter().chain([kriteria, nilai]));
        }
    }

    /// The choice of a kategori; the latest of a Gelar and kategori is what stands.
    fn push_decision(&mut self, at: Origin, e: &GelarDecided, koreksi: Option<&SealedText>) {
        use Cell::{Key, Text};
        let (gelar, kbk) = (self.gelar_keys.get(&e.gelar), self.kbk_keys.get(&e.kbk));
        let row = [
            Key(gelar),
            Text(e.kategori.as_deref()),
            Key(kbk),
            Text(Some(&e.alasan.komitmen)),
            Text(koreksi.map(|sealed| sealed.komitmen.as_str())),
        ];
        self.push(GELAR_KEPUTUSAN, at, row);
    }

    fn push<'a>(
        &mut self,
        table: usize,
        origin: Origin,
        cells: impl IntoIterator<Item = Cell<'a>>,
    ) {
        self.tables[table].1.push(origin, cells);
    }

    fn push_closing(
        &mut self,
        at: Origin,
        periode: Option<&Kode>,
        gelar: Option<&Kode>,
        closed: i32,
    ) {
        let periode = periode.and_then(|kode| self.periode_keys.get(kode));
        let gelar = gelar.and_then(|kode| self.gelar_keys.get(kode));
        let row = [Cell::Key(periode), Cell::Key(gelar), Cell::Key(Some(closed))];
        self.push(PENUTUPAN, at, row);
    }

    /// An entry as it reads from here on: the latest row of a form and code is what stands.
    fn push_catatan(&mut self, at: Origin, entry: &CatatanRecorded, alasan: Option<&SealedText>) {
        use Cell::{Key, MaybeDay, MaybeNumber, Text};
        let one = |column: &str| match entry.isi.get(column) {
            Some(Isi::Satu(text)) => Some(text.as_str()),
            Some(Isi::Banyak(_)) | None => None,
        };
        let hundredths =
            |column| MaybeNumber(one(column).and_then(Hundredths::parse).map(|number| number.0));
        let day = |column| MaybeDay(one(column).and_then(parse_date));
        let commitment = |sealed: Option<&SealedText>| sealed.map(|sealed| sealed.komitmen.clone());
        let (teks, alasan) = (commitment(entry.teks.as_ref()), commitment(alasan));
        let (formulir, kode) = (Text(Some(&entry.formulir)), Text(Some(entry.kode.as_str())));
        let opd = Key(entry.opd.as_ref().and_then(|opd| self.opd_keys.get(opd)));
        let kbk = Key(entry.kbk.as_ref().and_then(|kbk| self.kbk_keys.get(kbk)));
        let head = [formulir, kode, opd, kbk, Key(Some(0))];
        let known = [
            hundredths("target"),
            hundredths("realisasi"),
            day("mulai"),
            day("selesai"),
            day("waktu"),
            Text(teks.as_deref()),
            Text(alasan.as_deref()),
        ];
        self.push(CATATAN, at, head.into_iter().chain(known));
        for (column, isi) in &entry.isi {
            let values = match isi {
                Isi::Satu(one) => std::slice::from_ref(one),
                Isi::Banyak(many) => many,
            };
            for (place, isi) in (0..).zip(values) {
                let (column, place) = (Text(Some(column)), Key(Some(place)));
                self.push(ISIAN, at, [formulir, kode, column, place, Text(Some(isi))]);
            }
        }
        for named in &entry.rujukan {
            let (column, ke) = (Text(Some(&named.kolom)), Text(Some(&named.formulir)));
            let row = [formulir, kode, column, ke, Text(Some(named.kode.as_str()))];
            self.push(RUJUKAN, at, row);
        }
    }

    /// An entry that stands no longer.
    fn push_withdrawal(&mut self, at: Origin, entry: &EntryWithdrawn) {
        use Cell::{Key, MaybeDay, MaybeNumber, Text};
        let (formulir, kode) = (Text(Some(&entry.jenis)), Text(Some(entry.kode.as_str())));
        let head = [formulir, kode, Key(None), Key(None), Key(Some(1))];
        let none = [MaybeNumber(None), MaybeNumber(None)];
        let days = [MaybeDay(None), MaybeDay(None), MaybeDay(None)];
        let why = [Text(None), Text(Some(&entry.alasan.komitmen))];
        self.push(CATATAN, at, head.into_iter().chain(none).chain(days).chain(why));
    }

    /// Every table as it stands.
    pub fn snapshot(&self) -> Snapshot {
        let taken = |builder: &TableBuilder| {
            let (schema, batches) = builder.snapshot();
            Table { schema, batches }
        };
        let mut tables: BTreeMap<String, Table> = self
            .tables
            .iter()
            .map(|(name, builder)| ((*name).to_owned(), taken(builder)))
            .collect();
        let mut evaluasi = BTreeMap::new();
        for (number, table) in self.evaluasi.iter().enumerate() {
            let name = match number {
                0 => "evaluasi".to_owned(),
                later => format!("evaluasi_{}", later + 1),
            };
            tables.insert(name.clone(), taken(&table.rows));
            evaluasi.insert(table.questions.clone(), name);
        }
        Snapshot { position: self.position, tables, evaluasi }
    }
}

#[cfg(test)]
mod tests {
    use ingest::event::{Corrected, JenisOpd, OpdRegistered, Rujukan};
    use ingest::identity::{Instant, StreamName};
    use ingest::log::{Expected, Submission};

    use super::*;

    #[test]
    fn a_submission_that_cannot_be_read_whole_leaves_no_row_however_often_it_is_tried() {
        let dir = tempfile::tempdir().unwrap();
        let log = Log::in_folder(dir.path()).unwrap();
        let kode = Kode::parse("contoh").unwrap();
        let opd = Event::OpdRegistered(OpdRegistered {
            kode: kode.clone(),
            nama: "Dinas".into(),
            jenis: JenisOpd::Unit,
            induk: None,
        });
        let newer = StoredEvent { type_name: "denda-issued".into(), version: 1, data: vec![] };
        let submission = Submission {
            stream: StreamName::new("opd", &kode, "A"),
            expected: Expected::NoStream,
            command: "opd:A".into(),
            actor: None,
            occurred_on: parse_date("2026-01-02").unwrap(),
            now: Instant(1),
            body: Body::Events(vec![StoredEvent::from(&opd), newer]),
        };
        log.append(submission).unwrap();
        let mut projections = Projections::default();
        for _ in 0..3 {
            let followed = projections.catch_up(&log, None, &mut |_| ());
            assert!(matches!(followed, Err(ProjectionError::Event(_))));
            assert_eq!(projections.snapshot().tables["opd"].len(), 0);
            assert_eq!(projections.position(), None);
        }
    }

    fn append(log: &Log, kode: &str, events: &[Event]) {
        let pemda = Kode::parse("contoh").unwrap();
        let submission = Submission {
            stream: StreamName::new("catatan", &pemda, kode),
            expected: Expected::NoStream,
            command: kode.to_owned(),
            actor: None,
            occurred_on: parse_date("2026-01-02").unwrap(),
            now: Instant(1),
            body: Body::of(events),
        };
        log.append(submission).unwrap();
    }

    fn entry(target: &str, nilai: &[&str]) -> CatatanRecorded {
        let nilai = Isi::Banyak(nilai.iter().map(ToString::to_string).collect());
        let one = |text: &str| Isi::Satu(text.to_owned());
        CatatanRecorded {
            formulir: "program_kbk".into(),
            kode: Kode::parse("P1").unwrap(),
            opd: None,
            kbk: None,
            isi: BTreeMap::from([
                ("target".to_owned(), one(target)),
                ("waktu".to_owned(), one("2026-06-30")),
                ("nilai".to_owned(), nilai),
            ]),
            rujukan: vec![Rujukan {
                kolom: "masalah".into(),
                formulir: "masalah".into(),
                kode: Kode::parse("M1").unwrap(),
            }],
            teks: Some(SealedText { komitmen: "ab".repeat(32) }),
        }
    }

    #[test]
    fn a_prefix_of_an_entry_corrected_and_withdrawn_is_a_fresh_replay_of_it() {
        let dir = tempfile::tempdir().unwrap();
        let log = Log::in_folder(dir.path()).unwrap();
        let alasan = SealedText { komitmen: "cd".repeat(32) };
        let corrected = Corrected { alasan: alasan.clone(), menjadi: entry("12.50", &["a"]) };
        let withdrawn = EntryWithdrawn {
            jenis: "program_kbk".into(),
            kode: Kode::parse("P1").unwrap(),
            alasan,
        };
        append(&log, "1", &[Event::CatatanRecorded(entry("10", &["a", "b"]))]);
        append(&log, "2", &[Event::CatatanCorrected(corrected)]);
        append(&log, "3", &[Event::EntryWithdrawn(withdrawn)]);
        let whole = Projections::replay(&log, None).unwrap().snapshot();
        let rows = [(1, 4, 1), (2, 7, 2), (3, 7, 2)];
        for (position, (entries, columns, references)) in (0..).map(Position).zip(rows) {
            let fresh = Projections::replay(&log, Some(position)).unwrap().snapshot();
            let prefix = whole.as_of(position);
            assert!(fresh.compare(&prefix).iter().all(crate::Compared::is_equal), "{position}");
            let found = ["catatan", "isian", "rujukan"].map(|name| prefix.tables[name].len());
            assert_eq!(found, [entries, columns, references], "{position}");
        }
        let targets = whole.tables["catatan"].batches[0].column_by_name("target_x100").unwrap();
        let targets = targets.as_any().downcast_ref::<arrow::array::Int64Array>().unwrap();
        assert_eq!(targets.iter().collect::<Vec<_>>(), [Some(1000), Some(1250), None]);
    }
}
