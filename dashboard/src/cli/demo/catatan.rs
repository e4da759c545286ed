//! Entries of forms: what somebody fills in, column by column, and when it is recorded.

use std::collections::BTreeMap;

use ingest::accept::{Intent, Isian};
use ingest::event::{CatatanRecorded, Isi, Rujukan};
use ingest::identity::{Kode, date_text};
use ingest::rule_pack::{Formulir, IsiKolom, Kolom, RulePack};
use ingest::sealed::{Sealed, SealedError};
use time::Date;

use super::calendar::in_the_afternoon;
use super::diary::{Diary, Entry};
use super::dice::Dice;
use super::opd::Opd;
use super::pegawai::{Pegawai, Person};
use super::table::kode;

/// Where one chapter of the sample fills in forms.
pub(super) struct Desk<'d> {
    pack: &'d RulePack,
    diary: &'d mut Diary,
    /// The dice of the chapter.
    pub(super) dice: Dice,
}

/// An entry that is being filled in, its columns in the order of the form.
pub(super) struct Catatan<'p> {
    form: &'p Formulir,
    kode: Kode,
    opd: Option<Kode>,
    kbk: Option<Kode>,
    isi: BTreeMap<String, Isi>,
    rujukan: Vec<Rujukan>,
    teks: BTreeMap<String, String>,
    orang: Vec<(String, Person)>,
}

impl<'d> Desk<'d> {
    /// The desk of the chapter of this name.
    pub(super) fn of(chapter: &str, pack: &'d RulePack, diary: &'d mut Diary) -> Self {
        Self { pack, diary, dice: Dice::of(chapter) }
    }

    /// An empty entry of the government.
    pub(super) fn entry(&self, formulir: &str, code: impl AsRef<str>) -> Catatan<'d> {
        // A test asks every form of the pack for its entries.
        let form = self.pack.formulir(formulir).unwrap_or_else(|| unreachable!("{formulir}"));
        Catatan {
            form,
            kode: kode(code.as_ref()),
            opd: None,
            kbk: None,
            isi: BTreeMap::new(),
            rujukan: Vec::new(),
            teks: BTreeMap::new(),
            orang: Vec::new(),
        }
    }

    /// An empty entry of a unit.
    pub(super) fn of_opd(&self, form: &str, code: impl AsRef<str>, opd: &Opd) -> Catatan<'d> {
        Catatan { opd: Some(opd.kode.clone()), ..self.entry(form, code) }
    }

    /// An empty entry of a KBK.
    pub(super) fn of_kbk(&self, form: &str, code: impl AsRef<str>, kbk: &Kode) -> Catatan<'d> {
        Catatan { kbk: Some(kbk.clone()), ..self.entry(form, code) }
    }

    /// The entry is about one day and recorded in the afternoon of another.
    pub(super) fn note(&mut self, entry: Catatan<'_>, day: Date, recorded: Date) {
        let at = in_the_afternoon(recorded, &mut self.dice);
        let filled = entry.filled_in();
        self.diary.note_sealed(at, day, move |sealed| {
            let (key, isian) = filled(sealed)?;
            Ok((key, Intent::RecordCatatan(isian)))
        });
    }

    /// What the entry of this code should have been, and why.
    pub(super) fn correct(
        &mut self,
        entry: Catatan<'_>,
        day: Date,
        recorded: Date,
        alasan: &'static str,
    ) {
        let at = in_the_afternoon(recorded, &mut self.dice);
        let filled = entry.filled_in();
        self.diary.note_sealed(at, day, move |sealed| {
            let (key, isian) = filled(sealed)?;
            correction(&key, Intent::RecordCatatan(isian), alasan, sealed)
        });
    }
}

/// The first correction of what was recorded under this key.
pub(super) fn correction(
    key: &str,
    menjadi: Intent,
    alasan: &str,
    sealed: &mut Sealed,
) -> Result<Entry, SealedError> {
    let correction = "koreksi:1";
    let alasan = sealed.seal(&format!("{key}:{correction}"), alasan)?;
    let menjadi = Box::new(menjadi);
    Ok((correction.to_owned(), Intent::Correct { alasan, menjadi }))
}

impl<'p> Catatan<'p> {
    /// Fills a column, unless there is nothing to say; several codes with `;` between.
    pub(super) fn put(mut self, kolom: &str, isi: impl ToString) -> Self {
        let isi = isi.to_string();
        if isi.is_empty() {
            return self;
        }
        let Kolom { kode: name, isi: kind, rujuk, .. } = self.kolom(kolom);
        let name = name.clone();
        match kind {
            IsiKolom::Teks => drop(self.teks.insert(name, isi)),
            IsiKolom::Rujuk => {
                let formulir = rujuk.clone();
                self.rujukan.push(Rujukan { kolom: name, formulir, kode: kode(&isi) });
            }
            IsiKolom::PilihanBanyak => {
                let codes = isi.split(';').map(str::to_owned).collect();
                self.isi.insert(name, Isi::Banyak(codes));
            }
            _ => drop(self.isi.insert(name, Isi::Satu(isi))),
        }
        self
    }

    /// Fills a column with a date.
    pub(super) fn date(self, kolom: &str, date: Date) -> Self {
        self.put(kolom, date_text(date))
    }

    /// Fills a column with a civil servant.
    pub(super) fn pegawai(self, kolom: &str, pegawai: &Pegawai) -> Self {
        self.person(kolom, pegawai.person())
    }

    /// Fills a column with somebody.
    pub(super) fn person(mut self, kolom: &str, person: Person) -> Self {
        let name = self.kolom(kolom).kode.clone();
        self.orang.push((name, person));
        self
    }

    fn kolom(&self, kolom: &str) -> &'p Kolom {
        let found = self.form.kolom.iter().find(|one| one.kode == kolom);
        // Every column that the sample names is filled in one of its entries.
        found.unwrap_or_else(|| unreachable!("no column {kolom} in {}", self.form.kode))
    }

    /// Its key and the entry, once there is something to seal it with.
    fn filled_in(
        self,
    ) -> impl FnOnce(&mut Sealed) -> Result<(String, Isian), SealedError> + 'static {
        let Self { form, kode, opd, kbk, mut isi, rujukan, teks, orang } = self;
        let formulir = form.kode.clone();
        move |sealed| {
            for (kolom, person) in orang {
                isi.insert(kolom, Isi::Satu(person.pseudonym(sealed)?.to_string()));
            }
            let key = format!("{formulir}:{kode}");
            // As the import seals them, so that an entry that is exported can be imported again.
            let document = serde_json::to_string(&teks).unwrap_or_default();
            let sealed = (!teks.is_empty()).then(|| sealed.seal(&key, &document)).transpose()?;
            let catatan = CatatanRecorded { formulir, kode, opd, kbk, isi, rujukan, teks: sealed };
            Ok((key, Isian { catatan, terisi: teks.into_keys().collect() }))
        }
    }
}
