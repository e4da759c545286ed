//! Random logs of accepted commands under the fictional pack: the same seed writes the same log.
//!
//! A small government lives through a year: forms, sheets of several assessors, activities, units that
//! are renamed, corrections, withdrawals, facts told late, rounds closed and opened again, a Gelar.
//! Sheets and marks are copied now and then, so that places are shared. What the rules refuse is not
//! written, as in life.

use std::collections::HashMap;
use std::path::Path;

use ingest::accept::{Command, Intent, accept};
use ingest::event::{
    ButirRated, Closed, EntryWithdrawn, GelarCriteriaSet, GelarJuriAppointed, GelarKbkEntered,
    GelarScored, JenisOpd, JenisPeriode, KbkChanged, KbkFormed, KegiatanRecorded, KelasJabatan,
    Kriteria, NilaiKriteria, OpdChanged, OpdRegistered, PegawaiRegistered, PemdaRegistered,
    PerubahanKbk, PerubahanOpd, PolicyAdopted, RapatRecorded, Reopened, RulePackAdopted,
    ScorecardSubmitted, SealedText, StatusPegawai, Ukuran, Word,
};
use ingest::frame::Body;
use ingest::identity::{
    Hundredths, Instant, Kode, Position, Pseudonym, Revision, StreamName, Zona, parse_date,
};
use ingest::log::{Expected, Log, Submission};
use ingest::policy::measures;
use ingest::record::pack_path;
use ingest::register::Register;
use ingest::rule_pack::LoadedPack;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};
use time::Date;

const EVALUASI: &str = "EV";
const SCORECARD: &str = "SC";
const GELAR: &str = "G";

/// What is written so far, and what may be written next.
struct Writer<'p> {
    dice: ChaCha8Rng,
    pack: &'p LoadedPack,
    register: Register,
    next: u64,
    lengths: HashMap<StreamName, u64>,
    submissions: Vec<Submission>,
    now: Instant,
    keys: u64,
    kbk: Vec<String>,
    units: Vec<String>,
    /// Sheets that were taken, to be copied and corrected.
    sheets: Vec<ScorecardSubmitted>,
    marks: Vec<GelarScored>,
    kegiatan: Vec<KegiatanRecorded>,
}

/// Writes the log of a seed into a folder, with the copy of its rule pack beside it. Answers how many
/// events it has.
pub(crate) fn write(seed: u64, pack: &LoadedPack, dir: &Path) -> u64 {
    let mut writer = Writer {
        dice: ChaCha8Rng::seed_from_u64(seed),
        pack,
        register: Register::default(),
        next: 0,
        lengths: HashMap::new(),
        submissions: Vec::new(),
        now: Instant::parse("2026-01-05T01:00:00Z").expect("a moment"),
        keys: 0,
        kbk: Vec::new(),
        units: Vec::new(),
        sheets: Vec::new(),
        marks: Vec::new(),
        kegiatan: Vec::new(),
    };
    writer.begin();
    writer.policy();
    writer.rounds();
    writer.close(Intent::ClosePeriode, EVALUASI);
    writer.close(Intent::ClosePeriode, SCORECARD);
    writer.afterwards();
    writer.gelar();
    writer.policy();
    writer.afterwards();
    let copy = pack_path(dir, &pack.hash.to_string());
    std::fs::create_dir_all(copy.parent().expect("a folder")).expect("the folder is ours");
    std::fs::write(copy, &pack.bytes).expect("the folder is ours");
    let log = Log::in_folder(dir).expect("an empty log");
    log.append_all(writer.submissions, None, &|_| ()).expect("it takes what was accepted");
    writer.next
}

fn kode(text: &str) -> Kode {
    Kode::parse(text).expect("a code")
}

fn day(text: &str) -> Date {
    parse_date(text).expect("a date")
}

fn person(number: u64) -> Pseudonym {
    Pseudonym::parse(&format!("{number:032x}")).expect("a pseudonym")
}

fn sealed(number: u64) -> SealedText {
    SealedText { komitmen: format!("{number:064x}") }
}

impl Writer<'_> {
    fn below(&mut self, limit: u64) -> u64 {
        self.dice.next_u64() % limit
    }

    /// So many times of a hundred.
    fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.below(from.len() as u64) as usize].clone()
    }

    /// A day of the first months, which may lie before the day it is told on.
    fn any_day(&mut self, from: &str, days: u64) -> Date {
        day(from) + time::Duration::days(self.below(days) as i64)
    }

    /// Writes a command if the rules take it.
    fn say(&mut self, on: Date, intent: Intent) -> bool {
        self.keys += 1;
        self.now = Instant(self.now.0 + self.below(200_000_000) as i64);
        let command = Command { key: format!("{:x}", self.keys), occurred_on: on, intent };
        let Ok(body) = accept(&command, &self.register, &self.pack.pack) else { return false };
        let stream = command.stream(&kode("contoh"));
        let length = self.lengths.entry(stream.clone()).or_insert(0);
        let expected = match length.checked_sub(1) {
            None => Expected::NoStream,
            Some(last) => Expected::Revision(Revision(last)),
        };
        *length += body.count() as u64;
        if let Body::Events(events) = &body {
            for (index, event) in events.iter().enumerate() {
                let event = event.read().expect("what was accepted can be read");
                self.register.apply(&event, Position(self.next + index as u64), on);
            }
        }
        self.next += body.count() as u64;
        let (command, now) = (command.key, self.now);
        let submission =
            Submission { stream, expected, command, actor: None, occurred_on: on, now, body };
        self.submissions.push(submission);
        true
    }

    fn correct(&mut self, on: Date, menjadi: Intent) -> bool {
        let alasan = sealed(self.keys);
        self.say(on, Intent::Correct { alasan, menjadi: Box::new(menjadi) })
    }

    fn begin(&mut self) {
        let first = day("2026-01-05");
        let pemda = PemdaRegistered {
            kode: kode("contoh"),
            nama: "Kabupaten Contoh".into(),
            zona: Zona::WIB,
        };
        self.say(first, Intent::RegisterPemda(pemda));
        let adopted = RulePackAdopted {
            kode: self.pack.pack.kode.clone(),
            judul: self.pack.pack.judul.clone(),
            hash: self.pack.hash.to_string(),
        };
        self.say(first, Intent::AdoptRulePack(adopted));
        for number in 0..3 + self.below(4) {
            self.unit(number);
        }
        for (code, jenis, mulai, selesai) in [
            (EVALUASI, JenisPeriode::RondeEvaluasi, "2026-03-01", "2026-03-31"),
            (SCORECARD, JenisPeriode::RondeScorecard, "2026-04-01", "2026-04-30"),
        ] {
            let (kode, mulai, selesai) = (kode(code), day(mulai), day(selesai));
            self.say(mulai, Intent::OpenPeriode { kode, jenis, mulai, selesai });
        }
    }

    /// A unit with up to three civil servants and up to two KBK; names are not in the order of codes.
    fn unit(&mut self, number: u64) {
        let (code, name) = (format!("OPD-{number}"), self.below(10));
        let induk = (number > 0 && self.chance(20)).then(|| kode("OPD-0"));
        let opd = OpdRegistered {
            kode: kode(&code),
            nama: format!("Dinas {name}"),
            jenis: if induk.is_some() { JenisOpd::Bagian } else { JenisOpd::PerangkatDaerah },
            induk,
        };
        self.say(day("2026-01-05"), Intent::RegisterOpd(opd));
        for one in 0..self.below(4) {
            let pegawai = PegawaiRegistered {
                pegawai: person(100 + 10 * number + one),
                opd: kode(&code),
                status: if one == 0 { StatusPegawai::Pns } else { StatusPegawai::Pppk },
                kelas_jabatan: KelasJabatan::Pelaksana,
                identitas: sealed(one),
            };
            self.say(day("2026-01-06"), Intent::RegisterPegawai(pegawai));
        }
        for one in 0..self.below(3) {
            let kbk = format!("KBK-{number}-{one}");
            let formed = KbkFormed {
                kode: kode(&kbk),
                opd: kode(&code),
                nama: format!("Kelompok {number}{one}"),
                sk_nomor: "1".into(),
                sk_tanggal: day("2026-01-07"),
            };
            self.say(day("2026-01-07"), Intent::FormKbk(formed));
            self.kbk.push(kbk);
        }
        self.units.push(code);
    }

    /// What happens while the rounds are open, in any order.
    fn rounds(&mut self) {
        for _ in 0..20 + self.below(20) {
            match self.below(10) {
                0..=3 => self.form(),
                4..=6 => self.sheet(),
                7 => self.meeting(),
                8 => self.change(),
                _ => self.activity(),
            }
        }
    }

    /// Corrections, withdrawals, facts told late, and sheets that come too late to count.
    fn afterwards(&mut self) {
        for _ in 0..4 + self.below(6) {
            match self.below(8) {
                0 => self.form(),
                1 => self.sheet(),
                2 => self.correct_sheet(),
                3 => self.correct_marks(),
                4 => self.correct_activity(),
                5 => self.withdraw(),
                6 => self.change(),
                _ => self.activity(),
            }
        }
    }

    /// Two measures of the index, now and then; with a reason, since there may be answers already.
    fn policy(&mut self) {
        if !self.chance(25) {
            return;
        }
        let known = measures(&self.pack.pack);
        let first = 10 * (1 + self.below(9)) as u32;
        let ukuran = [first, 100 - first].map(|bobot| Ukuran {
            kode: self.pick(&known),
            bobot,
            terburuk: Hundredths(0),
            terbaik: Hundredths(100 * (1 + self.below(100)) as i64),
            bobot_terendah: 0,
            bobot_tertinggi: 100,
        });
        let policy = PolicyAdopted {
            periode: kode("2026"),
            ukuran: ukuran.to_vec(),
            alasan: Some("Keputusan Bupati".into()),
            sesudah_jawaban: false,
        };
        self.say(day("2026-02-10"), Intent::AdoptPolicy(policy));
    }

    fn form(&mut self) {
        let opd = kode(&self.pick(&self.units.clone()));
        let classes: Vec<KelasJabatan> = KelasJabatan::WORDS.iter().map(|(_, one)| *one).collect();
        let kelas_jabatan = self.pick(&classes);
        let kind = 1 + self.below(3);
        let jawaban: Box<[u8]> = (0..12).map(|_| (kind + self.below(3)) as u8).collect();
        let on = self.any_day("2026-03-01", 40);
        let periode = kode(EVALUASI);
        self.say(on, Intent::SubmitForm { opd, periode, kelas_jabatan, jawaban });
    }

    fn ratings(&mut self) -> Vec<ButirRated> {
        let card = self.pack.pack.scorecard.as_ref().expect("the pack has a scorecard");
        let codes: Vec<String> = card.butir.iter().map(|butir| butir.kode.clone()).collect();
        let rated = |butir| ButirRated { butir, persen: self.pick(&card.langkah) };
        codes.into_iter().map(rated).collect()
    }

    fn sheet(&mut self) {
        if self.kbk.is_empty() {
            return;
        }
        let (kbk, penilai) = (kode(&self.pick(&self.kbk.clone())), person(self.below(4)));
        let butir = match self.sheets.is_empty() || self.chance(60) {
            true => self.ratings(),
            // A tie, on purpose.
            false => self.pick(&self.sheets.clone()).butir,
        };
        let sheet =
            ScorecardSubmitted { kbk, periode: kode(SCORECARD), penilai, butir, alasan: None };
        let is_first = !self.sheets.iter().any(|known| is_same_sheet(known, &sheet));
        let on = self.any_day("2026-04-01", 40);
        if is_first && self.say(on, Intent::SubmitScorecard(sheet.clone())) {
            self.sheets.push(sheet);
        }
    }

    fn correct_sheet(&mut self) {
        if self.sheets.is_empty() {
            return;
        }
        let mut sheet = self.pick(&self.sheets.clone());
        sheet.butir = self.ratings();
        let on = self.any_day("2026-04-01", 60);
        self.correct(on, Intent::SubmitScorecard(sheet));
    }

    fn activity(&mut self) {
        if self.kbk.is_empty() {
            return;
        }
        let kinds: Vec<(String, String)> = self
            .pack
            .pack
            .jenis_kegiatan
            .iter()
            .map(|kind| {
                let metode = kind.metode.first().map(|metode| metode.kode.clone());
                (kind.kode.clone(), metode.unwrap_or_default())
            })
            .collect();
        let (jenis, metode) = match kinds.is_empty() {
            true => ("apel".to_owned(), String::new()),
            false => self.pick(&kinds),
        };
        let kegiatan = KegiatanRecorded {
            kode: kode(&format!("KG-{}", self.keys)),
            kbk: kode(&self.pick(&self.kbk.clone())),
            jenis,
            metode,
            nilai: None,
            peserta: self.below(40) as u32,
            durasi_menit: 15 * self.below(12) as u32,
            tema: None,
            bukti: None,
        };
        // Months before it is told, or on the day.
        let on = self.any_day("2025-12-15", 150);
        if self.say(on, Intent::RecordKegiatan(kegiatan.clone())) {
            self.kegiatan.push(kegiatan);
        }
    }

    fn correct_activity(&mut self) {
        if self.kegiatan.is_empty() {
            return;
        }
        let mut kegiatan = self.pick(&self.kegiatan.clone());
        kegiatan.peserta = self.below(90) as u32;
        let on = self.any_day("2026-01-15", 150);
        self.correct(on, Intent::RecordKegiatan(kegiatan));
    }

    fn withdraw(&mut self) {
        if self.kegiatan.is_empty() {
            return;
        }
        let kegiatan = self.pick(&self.kegiatan.clone());
        let (jenis, alasan) = ("kegiatan".to_owned(), sealed(self.keys));
        let withdrawn = EntryWithdrawn { jenis, kode: kegiatan.kode.clone(), alasan };
        if self.say(day("2026-06-01"), Intent::Withdraw(withdrawn)) {
            self.kegiatan.retain(|one| one.kode != kegiatan.kode);
        }
    }

    fn meeting(&mut self) {
        let rapat = RapatRecorded {
            kode: kode(&format!("RP-{}", self.keys)),
            opd: kode(&self.pick(&self.units.clone())),
            pimpinan: person(9),
            peserta: self.below(30) as u32,
            notulen: None,
        };
        let on = self.any_day("2026-01-10", 100);
        self.say(on, Intent::RecordRapat(rapat));
    }

    /// A unit gets another name, or a KBK goes to another unit or ends.
    fn change(&mut self) {
        let (code, on) = (kode(&format!("UB-{}", self.keys)), self.any_day("2026-02-01", 160));
        let opd = kode(&self.pick(&self.units.clone()));
        if self.kbk.is_empty() || self.chance(50) {
            let change = OpdChanged {
                kode: code,
                opd,
                perubahan: PerubahanOpd::BergantiNama,
                nama: Some(format!("Badan {}", self.keys)),
                menjadi: Vec::new(),
                dasar: "Perda 1/2026".into(),
            };
            self.say(on, Intent::ChangeOpd(change));
            return;
        }
        let moves = self.chance(70);
        let change = KbkChanged {
            kode: code,
            kbk: kode(&self.pick(&self.kbk.clone())),
            perubahan: if moves { PerubahanKbk::BergantiOpd } else { PerubahanKbk::Berakhir },
            nama: None,
            opd: moves.then_some(opd),
            sk_nomor: None,
            sk_tanggal: None,
        };
        self.say(on, Intent::ChangeKbk(change));
    }

    /// Closes a round or a Gelar, mostly; sometimes it is opened and closed again.
    fn close(&mut self, close: fn(Closed) -> Intent, code: &str) {
        if self.chance(8) {
            return;
        }
        let on = day("2026-05-04");
        let closed = Closed { kode: kode(code), alasan: Some(sealed(self.keys)) };
        self.say(on, close(closed.clone()));
        if self.chance(20) {
            let reopened = Reopened { kode: kode(code), alasan: sealed(self.keys) };
            let reopen = match code == GELAR {
                true => Intent::ReopenGelar(reopened),
                false => Intent::ReopenPeriode(reopened),
            };
            self.say(on, reopen);
            self.sheet();
            self.form();
            if self.chance(90) {
                self.say(on, close(closed));
            }
        }
    }

    fn gelar(&mut self) {
        if self.kbk.is_empty() || self.chance(30) {
            return;
        }
        let (buka, tutup) = (day("2026-08-03"), day("2026-08-28"));
        let open = Intent::OpenGelar {
            kode: kode(GELAR),
            tahun: 2026,
            ronde: Some(kode(SCORECARD)),
            buka,
            tutup,
            topik: "melayani".into(),
        };
        self.say(buka, open);
        let first = 5 * (1 + self.below(19)) as u32;
        let maks = [8, 5, 100, 10];
        let kriteria = [("A", first), ("B", 100 - first)].map(|(code, bobot)| Kriteria {
            kode: code.into(),
            nama: code.into(),
            bobot,
            maks: self.pick(&maks),
        });
        let set = GelarCriteriaSet { gelar: kode(GELAR), kriteria: kriteria.to_vec() };
        self.say(buka, Intent::SetGelarCriteria(set));
        for juri in 0..1 + self.below(3) {
            let appointed = GelarJuriAppointed { gelar: kode(GELAR), juri: person(juri) };
            self.say(buka, Intent::AppointJuri(appointed));
        }
        let has_classes = self.chance(30);
        for kbk in self.kbk.clone() {
            let kategori =
                has_classes.then(|| self.pick(&["besar".to_owned(), "kecil".to_owned()]));
            if self.chance(85) {
                let entered = GelarKbkEntered { gelar: kode(GELAR), kbk: kode(&kbk), kategori };
                self.say(buka, Intent::EnterKbk(entered));
            }
        }
        for kbk in self.kbk.clone() {
            for juri in 0..3 {
                self.mark(&kbk, juri, &kriteria);
            }
        }
        self.close(Intent::CloseGelar, GELAR);
    }

    fn mark(&mut self, kbk: &str, juri: u64, kriteria: &[Kriteria]) {
        let nilai = match self.marks.is_empty() || self.chance(60) {
            true => self.fresh_marks(kriteria),
            false => self.pick(&self.marks.clone()).nilai,
        };
        let sheet = GelarScored { gelar: kode(GELAR), kbk: kode(kbk), juri: person(juri), nilai };
        let on = self.any_day("2026-08-03", 20);
        if self.say(on, Intent::ScoreGelar(sheet.clone())) {
            self.marks.push(sheet);
        }
    }

    fn fresh_marks(&mut self, kriteria: &[Kriteria]) -> Vec<NilaiKriteria> {
        let mark = |one: &Kriteria| NilaiKriteria {
            kriteria: one.kode.clone(),
            nilai: Hundredths(self.below(u64::from(one.maks) * 100 + 1) as i64),
        };
        kriteria.iter().map(mark).collect()
    }

    fn correct_marks(&mut self) {
        let Some(gelar) = self.register.gelar.get(&kode(GELAR)) else { return };
        let kriteria = gelar.kriteria.clone();
        if self.marks.is_empty() {
            return;
        }
        let mut sheet = self.pick(&self.marks.clone());
        sheet.nilai = self.fresh_marks(&kriteria);
        let on = self.any_day("2026-08-03", 20);
        self.correct(on, Intent::ScoreGelar(sheet));
    }
}

fn is_same_sheet(one: &ScorecardSubmitted, other: &ScorecardSubmitted) -> bool {
    one.kbk == other.kbk && one.penilai == other.penilai
}

#[test]
fn the_same_seed_writes_the_same_log_and_every_kind_of_event_comes_up() {
    let pack = super::determinism::pack();
    let (one, other) =
        (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    write(7, &pack, one.path());
    write(7, &pack, other.path());
    let root = |dir: &Path| {
        let log = Log::in_folder(dir).expect("the log opens");
        let size = log.head().expect("it can be read").expect("events").position.0 + 1;
        log.root(size).expect("a root").root
    };
    assert_eq!(root(one.path()), root(other.path()));
    let mut seen = std::collections::BTreeSet::new();
    for seed in 0..40 {
        let dir = tempfile::tempdir().expect("a folder");
        write(seed, &pack, dir.path());
        let log = Log::in_folder(dir.path()).expect("the log opens");
        log.frames(Position(0), None, |frame| {
            seen.extend(frame.body.stored().iter().map(|event| event.type_name.clone()));
            Ok::<bool, ingest::log::LogError>(true)
        })
        .expect("it can be read");
    }
    for kind in [
        "form-submitted",
        "scorecard-submitted",
        "scorecard-corrected",
        "kegiatan-corrected",
        "entry-withdrawn",
        "opd-changed",
        "kbk-changed",
        "periode-reopened",
        "gelar-scored",
        "gelar-score-corrected",
        "gelar-closed",
        "gelar-reopened",
        "policy-adopted",
    ] {
        assert!(seen.iter().any(|name| &**name == kind), "no log has {kind}: {seen:?}");
    }
}
