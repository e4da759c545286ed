//! The rules of forms: whose an entry may be, what its columns must hold, what must be there before
//! it and what must not. Each rule is data of the pack; here is only how it is obeyed.

use std::collections::{BTreeMap, BTreeSet};

use time::Date;
use uuid::Uuid;

use super::perubahan::{living_kbk, living_opd};
use super::{Command, Dasar, Intent, Refusal};
use crate::event::{CatatanRecorded, EntryWithdrawn, Event, Word};
use crate::frame::{Body, StoredEvent};
use crate::identity::{Kode, Pseudonym, StreamName, date_text, parse_date};
use crate::register::{Entry, Register, held, nearest};
use crate::rule_pack::{Aturan, Formulir, IsiKolom, Kolom, RulePack, Saran, Untuk};

/// An entry of a form on its way in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Isian {
    /// As it would be recorded.
    pub catatan: CatatanRecorded,
    /// Columns of free text that are filled: what they say is sealed already.
    pub terisi: BTreeSet<String>,
}

impl Isian {
    /// Whether no column is filled.
    pub(super) fn is_empty(&self) -> bool {
        let catatan = &self.catatan;
        catatan.isi.is_empty() && catatan.rujukan.is_empty() && catatan.teks.is_none()
    }
}

/// Columns that must hold one of these, or should.
type Conditions = BTreeMap<String, Vec<String>>;

/// The stream of an entry.
pub(super) fn stream(jenis: &str, kode: &Kode, pemda: &Kode) -> StreamName {
    match jenis {
        "kegiatan" | "rapat" | "kbk" => StreamName::new(jenis, pemda, kode),
        form => StreamName::new("catatan", pemda, format_args!("{form}:{kode}")),
    }
}

/// What a submission says, and what the rules in force add to it, if any of that is filled.
pub(super) fn together(pokok: Body, tambahan: &Isian) -> Body {
    match pokok {
        Body::Events(mut events) if !tambahan.is_empty() => {
            events.push(StoredEvent::from(&Event::CatatanRecorded(tambahan.catatan.clone())));
            Body::Events(events)
        }
        alone => alone,
    }
}

/// Everything that speaks against an entry. An entry never counts itself, so this judges a correction
/// as well.
pub(super) fn refusals(
    isian: &Isian,
    tanggal: Date,
    register: &Register,
    pack: &RulePack,
) -> Vec<Refusal> {
    let catatan = &isian.catatan;
    let form = match find_form(&catatan.formulir, pack) {
        Ok(form) => form,
        Err(refusal) => return vec![refusal],
    };
    let owner = match (&catatan.opd, &catatan.kbk) {
        (_, Some(kbk)) => {
            living_kbk(register, kbk, tanggal).map(|_| register.opd_of_kbk_on(kbk, tanggal))
        }
        (Some(opd), None) => living_opd(register, opd, tanggal).map(|_| Some(opd)),
        (None, None) => Ok(None),
    };
    match owner {
        Ok(opd) => Judged { form, isian, tanggal, opd, pokok: &[], register, pack }.refusals(),
        Err(refusal) => vec![refusal],
    }
}

/// Everything that speaks against what is added to an activity, a meeting or a KBK.
pub(super) fn refusals_of_added(
    tambahan: &Isian,
    pokok: &Command,
    register: &Register,
    pack: &RulePack,
) -> Vec<Refusal> {
    let form = match find_form(&tambahan.catatan.formulir, pack) {
        Ok(form) => form,
        Err(refusal) => return vec![refusal],
    };
    let (opd, columns) = match &pokok.intent {
        Intent::RecordKegiatan(e) => {
            let own = vec![("jenis", e.jenis.as_str()), ("metode", &e.metode)];
            let nilai = e.nilai.iter().map(|nilai| ("nilai", nilai.as_str()));
            let opd = register.opd_of_kbk_on(&e.kbk, pokok.occurred_on);
            (opd, own.into_iter().chain(nilai).collect())
        }
        Intent::RecordRapat(e) => (Some(&e.opd), vec![]),
        Intent::FormKbk(e) => (Some(&e.opd), vec![]),
        _ => (None, vec![]),
    };
    let tanggal = pokok.occurred_on;
    let judged = Judged { form, isian: tambahan, tanggal, opd, pokok: &columns, register, pack };
    judged.refusals()
}

/// Judges a withdrawal: nothing may refer to what is withdrawn.
pub(super) fn accept_withdrawal(
    withdrawal: &EntryWithdrawn,
    register: &Register,
    pack: &RulePack,
) -> Result<(), Refusal> {
    let (jenis, kode) = (&withdrawal.jenis, &withdrawal.kode);
    match jenis.as_str() {
        "kegiatan" | "rapat" => {}
        // What a pack adds to a KBK goes with the KBK, and a KBK ends.
        "kbk" => {
            let formulir = jenis.clone();
            return Err(Refusal::FormulirTidakDikenal { formulir, mungkin: None });
        }
        form => _ = find_form(form, pack)?,
    }
    standing(jenis, kode, register)?;
    for form in &pack.formulir {
        for kolom in form.kolom.iter().filter(|kolom| kolom.rujuk == *jenis) {
            let mut naming = register.entries.holding(&form.kode, &kolom.kode, kode.as_str());
            if let Some(entry) = naming.next() {
                return Err(Refusal::MasihDirujuk {
                    jenis: jenis.clone(),
                    kode: kode.to_string(),
                    formulir: form.kode.clone(),
                    oleh: entry.kode.to_string(),
                });
            }
        }
    }
    Ok(())
}

/// The advice about an entry, which is recorded all the same (AMB-076).
pub fn saran<'p>(entry: &Entry, register: &Register, pack: &'p RulePack) -> Vec<&'p Saran> {
    let Some(form) = pack.formulir(&entry.formulir) else {
        return Vec::new();
    };
    let opd = entry.opd.as_ref().or_else(|| register.opd_of_kbk(entry.kbk.as_ref()?));
    let jenis = opd.and_then(|opd| register.opd.get(opd)).map(|opd| opd.jenis.word());
    let concerns = |saran: &&Saran| {
        let unit = saran.jenis.is_empty()
            || jenis.is_some_and(|jenis| saran.jenis.iter().any(|one| one == jenis));
        unit && meets(&saran.bila, |kolom| entry.holds(kolom))
    };
    let is_against = |saran: &&Saran| {
        let holds = entry.holds(&saran.kolom);
        let kolom = form.kolom.iter().find(|kolom| kolom.kode == saran.kolom);
        let is = |word: &str| saran.sebaiknya.iter().any(|one| one == word);
        match kolom.map(|kolom| kolom.isi) {
            // Of a code that names nobody, and of an empty cell, no class of post is known.
            Some(IsiKolom::Orang) => {
                let class = holds.iter().filter_map(|person| {
                    Some(register.pegawai.get(&pseudonym(person)?)?.kelas_jabatan.word())
                });
                class.into_iter().any(|class| !is(class))
            }
            _ => !holds.iter().any(|word| is(word)),
        }
    };
    form.saran.iter().filter(concerns).filter(is_against).collect()
}

fn find_form<'p>(kode: &str, pack: &'p RulePack) -> Result<&'p Formulir, Refusal> {
    pack.formulir(kode).ok_or_else(|| Refusal::FormulirTidakDikenal {
        formulir: kode.to_owned(),
        mungkin: nearest(kode, pack.formulir.iter().map(|form| form.kode.as_str())),
    })
}

/// An entry that is recorded and not withdrawn.
fn standing<'r>(jenis: &str, kode: &Kode, register: &'r Register) -> Result<&'r Entry, Refusal> {
    let (named, code) = (jenis.to_owned(), kode.to_string());
    match register.entries.get(jenis, kode) {
        Some(entry) if entry.withdrawn => Err(Refusal::EntriDitarik { jenis: named, kode: code }),
        Some(entry) => Ok(entry),
        None => {
            let known = register.entries.codes(jenis).take(MOST_COMPARED);
            let mungkin = nearest(kode.as_str(), known);
            Err(Refusal::EntriTidakDikenal { jenis: named, kode: code, mungkin })
        }
    }
}

/// Codes that are compared with a mistyped one: a file may be wrong in every row.
const MOST_COMPARED: usize = 1_000;

fn meets<'e>(conditions: &Conditions, holds: impl Fn(&str) -> Vec<&'e str>) -> bool {
    let met = |(kolom, codes): (&String, &Vec<String>)| {
        holds(kolom).iter().any(|held| codes.iter().any(|code| code == held))
    };
    conditions.iter().all(met)
}

fn pseudonym(text: &str) -> Option<Pseudonym> {
    Uuid::try_parse(text).ok().map(Pseudonym)
}

/// An entry with everything its rules ask about.
struct Judged<'j> {
    form: &'j Formulir,
    isian: &'j Isian,
    tanggal: Date,
    /// The unit it belongs to, itself or by its KBK.
    opd: Option<&'j Kode>,
    /// Columns of the activity, meeting or KBK that it is added to.
    pokok: &'j [(&'j str, &'j str)],
    register: &'j Register,
    pack: &'j RulePack,
}

impl<'j> Judged<'j> {
    fn refusals(&self) -> Vec<Refusal> {
        let mut found = Vec::new();
        found.extend(self.check_unit().err());
        for kolom in &self.form.kolom {
            found.extend(self.check_column(kolom).err());
        }
        let wrong: BTreeSet<String> =
            found.iter().filter_map(|refusal| Some(refusal.column()?.to_owned())).collect();
        found.extend(self.check_one_of().err());
        found.extend(self.check_unique().err());
        // Of what a wrong column names no rule can tell anything.
        for aturan in self.form.aturan.iter().filter(|aturan| !wrong.contains(&aturan.kolom)) {
            found.extend(self.check_rule(aturan).err());
        }
        found
    }

    /// What an own column holds; empty where nothing stands in it, or sealed text.
    fn holds(&self, kolom: &str) -> Vec<&'j str> {
        let own = &self.isian.catatan;
        let (opd, kbk) = (own.opd.as_ref(), own.kbk.as_ref());
        let holds = held(&own.kode, opd, kbk, &own.isi, &own.rujukan, kolom);
        let beside = self.pokok.iter().filter(|(name, _)| *name == kolom).map(|(_, held)| *held);
        if holds.is_empty() { beside.collect() } else { holds }
    }

    fn is_filled(&self, kolom: &str) -> bool {
        self.isian.terisi.contains(kolom) || !self.holds(kolom).is_empty()
    }

    /// A column and where its rule stands.
    fn dasar(&self, kolom: &Kolom) -> Box<Dasar> {
        let own = !kolom.sumber.is_empty();
        let sumber = if own { &kolom.sumber } else { &self.form.sumber };
        Box::new(Dasar {
            kolom: kolom.kode.clone(),
            judul: kolom.judul.clone(),
            sumber: sumber.clone(),
            keputusan: self.form.keputusan.clone(),
        })
    }

    /// Some forms are for some units only, and so are some regulations.
    fn check_unit(&self) -> Result<(), Refusal> {
        let Some(opd) = self.opd else { return Ok(()) };
        let all = self.pack.profil.as_ref().map(|profil| &profil.hanya_opd);
        for only in [Some(&self.form.hanya_opd), all].into_iter().flatten() {
            if !only.is_empty() && !only.iter().any(|unit| unit == opd.as_str()) {
                let of_kbk = self.form.untuk == Untuk::Kbk;
                let dasar = Box::new(Dasar {
                    kolom: if of_kbk { "kbk" } else { "opd" }.to_owned(),
                    judul: self.form.nama.clone(),
                    sumber: self.form.sumber.clone(),
                    keputusan: self.form.keputusan.clone(),
                });
                let (opd, hanya) = (opd.to_string(), only.join(", "));
                return Err(Refusal::HanyaUnitTertentu { dasar, opd, hanya });
            }
        }
        Ok(())
    }

    fn check_column(&self, kolom: &Kolom) -> Result<(), Refusal> {
        if !self.is_filled(&kolom.kode) {
            return self.check_empty(kolom);
        }
        self.check_required_code(kolom)?;
        for held in self.holds(&kolom.kode) {
            match kolom.isi {
                IsiKolom::Pilihan | IsiKolom::PilihanBanyak => self.check_choice(kolom, held)?,
                IsiKolom::Tanggal => self.check_after(kolom, held)?,
                IsiKolom::Orang => self.check_person(kolom, held)?,
                IsiKolom::Opd => {
                    let known = self.register.opd.keys().map(Kode::as_str);
                    self.check_known(kolom, "opd", held, known)?;
                }
                IsiKolom::Kbk => {
                    let known = self.register.kbk.keys().map(Kode::as_str);
                    self.check_known(kolom, "kbk", held, known)?;
                }
                IsiKolom::Rujuk => self.check_reference(kolom, held)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn check_empty(&self, kolom: &Kolom) -> Result<(), Refusal> {
        if !kolom.wajib || !meets(&kolom.bila, |own| self.holds(own)) {
            return Ok(());
        }
        let bila = self.in_words(&kolom.bila);
        Err(Refusal::KolomKosong { dasar: self.dasar(kolom), bila })
    }

    /// Conditions as a user knows them: headings and words of choices.
    fn in_words(&self, conditions: &Conditions) -> Option<String> {
        let one = |(kode, codes): (&String, &Vec<String>)| {
            let Some(kolom) = self.form.kolom.iter().find(|kolom| kolom.kode == *kode) else {
                return format!("{kode}: {}", codes.join(", "));
            };
            let choices = self.pack.choices(kolom);
            let word = |code: &String| {
                let found = choices.iter().find(|choice| choice.kode == *code);
                found.map_or_else(|| code.clone(), |choice| choice.nama.clone())
            };
            let words: Vec<String> = codes.iter().map(word).collect();
            format!("{}: {}", kolom.judul, words.join(", "))
        };
        let all: Vec<String> = conditions.iter().map(one).collect();
        (!all.is_empty()).then(|| all.join("; "))
    }

    fn check_required_code(&self, kolom: &Kolom) -> Result<(), Refusal> {
        let held = self.holds(&kolom.kode);
        if kolom.harus.is_empty() || held.contains(&kolom.harus.as_str()) {
            return Ok(());
        }
        let (isi, harus) = (held.join("; "), kolom.harus.clone());
        Err(Refusal::KolomHarus { dasar: self.dasar(kolom), isi, harus })
    }

    fn check_choice(&self, kolom: &Kolom, held: &str) -> Result<(), Refusal> {
        let choices = self.pack.choices(kolom);
        if choices.iter().any(|choice| choice.kode == held) {
            return Ok(());
        }
        let codes = || choices.iter().map(|choice| choice.kode.as_str());
        Err(Refusal::PilihanTidakDikenal {
            dasar: self.dasar(kolom),
            isi: held.to_owned(),
            pilihan: codes().collect::<Vec<_>>().join(", "),
            mungkin: nearest(held, codes()),
        })
    }

    fn check_after(&self, kolom: &Kolom, held: &str) -> Result<(), Refusal> {
        let before = match kolom.sesudah.as_str() {
            "" => return Ok(()),
            "tanggal" => Some(self.tanggal),
            other => self.holds(other).first().and_then(|date| parse_date(date)),
        };
        match before.zip(parse_date(held)) {
            Some((before, date)) if date < before => Err(Refusal::TanggalMendahului {
                dasar: self.dasar(kolom),
                tanggal: held.to_owned(),
                sesudah: self.headings(std::slice::from_ref(&kolom.sesudah)),
                batas: date_text(before),
            }),
            _ => Ok(()),
        }
    }

    fn check_person(&self, kolom: &Kolom, held: &str) -> Result<(), Refusal> {
        let asked =
            kolom.unit_sendiri || !(kolom.status.is_empty() && kolom.kelas_jabatan.is_empty());
        if !asked {
            return Ok(());
        }
        let dasar = self.dasar(kolom);
        let person = pseudonym(held).and_then(|person| self.register.pegawai.get(&person));
        let Some(person) = person else {
            return Err(Refusal::BukanPegawai { dasar });
        };
        let lacks = |allowed: &[String], word: &str| {
            !allowed.is_empty() && !allowed.iter().any(|one| one == word)
        };
        if lacks(&kolom.status, person.status.word()) {
            let (status, perlu) = (person.status.word().to_owned(), kolom.status.join(", "));
            return Err(Refusal::StatusPegawai { dasar, status, perlu });
        }
        if lacks(&kolom.kelas_jabatan, person.kelas_jabatan.word()) {
            let kelas = person.kelas_jabatan.word().to_owned();
            let perlu = kolom.kelas_jabatan.join(", ");
            return Err(Refusal::KelasPegawai { dasar, kelas, perlu });
        }
        match self.opd {
            Some(opd) if kolom.unit_sendiri && person.opd.as_ref() != Some(opd) => {
                Err(Refusal::PegawaiUnitLain { dasar, opd: opd.to_string() })
            }
            _ => Ok(()),
        }
    }

    fn check_known<'k>(
        &self,
        kolom: &Kolom,
        jenis: &str,
        held: &str,
        mut known: impl Iterator<Item = &'k str> + Clone,
    ) -> Result<(), Refusal> {
        let all = known.clone();
        if known.any(|kode| kode == held) {
            return Ok(());
        }
        Err(self.unknown(kolom, jenis, held, nearest(held, all)))
    }

    fn unknown(&self, kolom: &Kolom, jenis: &str, held: &str, mungkin: Option<String>) -> Refusal {
        let (jenis, kode) = (jenis.to_owned(), held.to_owned());
        Refusal::RujukanTidakDikenal { dasar: self.dasar(kolom), jenis, kode, mungkin }
    }

    fn check_reference(&self, kolom: &Kolom, held: &str) -> Result<(), Refusal> {
        let entries = &self.register.entries;
        let named = Kode::parse(held).ok().and_then(|kode| entries.get(&kolom.rujuk, &kode));
        let Some(entry) = named else {
            let own = [("kbk", &self.isian.catatan.kbk), ("opd", &self.isian.catatan.opd)];
            let own = own.iter().find_map(|(whose, kode)| Some((whose, kode.as_ref()?)));
            let mungkin = match own.filter(|_| !kolom.lintas) {
                Some((whose, kode)) => {
                    let theirs = entries.holding(&kolom.rujuk, whose, kode.as_str());
                    nearest(held, theirs.take(MOST_COMPARED).map(|entry| entry.kode.as_str()))
                }
                None => nearest(held, entries.codes(&kolom.rujuk).take(MOST_COMPARED)),
            };
            return Err(self.unknown(kolom, &kolom.rujuk, held, mungkin));
        };
        let (dasar, jenis) = (self.dasar(kolom), kolom.rujuk.clone());
        let kode = held.to_owned();
        if entry.withdrawn {
            return Err(Refusal::RujukanDitarik { dasar, jenis, kode });
        }
        match kolom.lintas || self.is_of_same_owner(entry) {
            true => Ok(()),
            false => Err(Refusal::RujukanLintas { dasar, jenis, kode }),
        }
    }

    /// An entry of the government is everybody's.
    fn is_of_same_owner(&self, entry: &Entry) -> bool {
        if let (Some(own), Some(theirs)) = (&self.isian.catatan.kbk, &entry.kbk) {
            return own == theirs;
        }
        let unit = entry.opd.as_ref();
        let unit = unit.or_else(|| self.register.opd_of_kbk(entry.kbk.as_ref()?));
        self.opd.zip(unit).is_none_or(|(own, theirs)| own == theirs)
    }

    fn check_one_of(&self) -> Result<(), Refusal> {
        let columns = &self.form.salah_satu;
        if columns.is_empty() || columns.iter().any(|kolom| self.is_filled(kolom)) {
            return Ok(());
        }
        Err(Refusal::SalahSatuKosong {
            daftar: self.headings(columns),
            sumber: self.form.sumber.clone(),
            keputusan: self.form.keputusan.clone(),
        })
    }

    /// Columns by their headings.
    fn headings(&self, columns: &[String]) -> String {
        let heading = |kode: &String| {
            let kolom = self.form.kolom.iter().find(|kolom| kolom.kode == *kode);
            kolom.map_or_else(|| kode.clone(), |kolom| kolom.judul.clone())
        };
        columns.iter().map(heading).collect::<Vec<_>>().join(", ")
    }

    fn is_itself(&self, entry: &Entry) -> bool {
        entry.formulir == self.form.kode && entry.kode == self.isian.catatan.kode
    }

    fn check_unique(&self) -> Result<(), Refusal> {
        let (own, unik) = (&self.isian.catatan, &self.form.unik);
        // Those that share the rarest of these columns are looked through.
        let asked = unik.iter().flat_map(|kolom| {
            self.holds(kolom).into_iter().map(move |held| (kolom.as_str(), held))
        });
        let entries = &self.register.entries;
        let count = |(kolom, held): &(&str, &str)| entries.how_many(&self.form.kode, kolom, held);
        let Some((kolom, held)) = asked.min_by_key(count) else {
            return Ok(());
        };
        let is_alike = |entry: &&Entry| {
            (&entry.opd, &entry.kbk) == (&own.opd, &own.kbk)
                && !self.is_itself(entry)
                && unik.iter().all(|kolom| entry.holds(kolom) == self.holds(kolom))
        };
        match entries.holding(&self.form.kode, kolom, held).find(is_alike) {
            None => Ok(()),
            Some(other) => Err(Refusal::EntriGanda {
                daftar: self.headings(unik),
                kode: other.kode.to_string(),
                sumber: self.form.sumber.clone(),
                keputusan: self.form.keputusan.clone(),
            }),
        }
    }

    fn check_rule(&self, aturan: &Aturan) -> Result<(), Refusal> {
        if !meets(&aturan.bila, |own| self.holds(own)) {
            return Ok(());
        }
        let named = self.holds(&aturan.kolom);
        // What names nothing cannot be asked about; whether it may is the column's own rule.
        if named.is_empty() {
            return Ok(());
        }
        let entries = &self.register.entries;
        let counted = named.iter().flat_map(|held| {
            entries.holding(&aturan.formulir, &aturan.melalui, held).filter(|entry| {
                !self.is_itself(entry) && meets(&aturan.dengan, |kolom| entry.holds(kolom))
            })
        });
        let pesan = aturan.pesan.clone();
        let dasar = || {
            Box::new(Dasar {
                kolom: aturan.kolom.clone(),
                judul: self.headings(std::slice::from_ref(&aturan.kolom)),
                sumber: aturan.sumber.clone(),
                keputusan: aturan.keputusan.clone(),
            })
        };
        let perlu = aturan.paling_sedikit as usize;
        let ada = counted.clone().take(perlu).count();
        if ada < perlu {
            return Err(Refusal::BelumAda { dasar: dasar(), pesan, ada, perlu });
        }
        let too_many = aturan.paling_banyak.and_then(|most| counted.clone().nth(most as usize));
        match too_many {
            None => Ok(()),
            Some(one) => {
                let kode = one.kode.to_string();
                Err(Refusal::SudahAda { dasar: dasar(), pesan, kode })
            }
        }
    }
}
