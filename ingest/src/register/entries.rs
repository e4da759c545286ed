//! Entries of forms, found by their code and by what their columns hold.

use std::collections::{BTreeMap, HashMap};

use crate::event::{CatatanRecorded, Isi, KegiatanRecorded, RapatRecorded, Rujukan};
use crate::identity::{Kode, Position};

/// An entry as it stands: corrected where it was corrected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Code of the form, or `kegiatan`, `rapat`, `kbk`.
    pub formulir: String,
    /// Code of the entry.
    pub kode: Kode,
    /// Unit, where the entry is a unit's.
    pub opd: Option<Kode>,
    /// KBK, where the entry is a KBK's.
    pub kbk: Option<Kode>,
    /// Columns in clear.
    pub isi: BTreeMap<String, Isi>,
    /// Columns that name other entries.
    pub rujukan: Vec<Rujukan>,
    /// Where it was recorded first.
    pub at: Position,
    /// Something stands in the columns of its form, in clear or sealed.
    pub filled: bool,
    /// Withdrawn: nothing counts it, and nothing may refer to it any more.
    pub withdrawn: bool,
}

impl Entry {
    /// What a column holds: codes, numbers, dates. `kode`, `opd` and `kbk` are columns too.
    pub fn holds<'e>(&'e self, kolom: &str) -> Vec<&'e str> {
        held(&self.kode, self.opd.as_ref(), self.kbk.as_ref(), &self.isi, &self.rujukan, kolom)
    }

    fn columns(&self) -> impl Iterator<Item = &str> {
        let head = [("opd", &self.opd), ("kbk", &self.kbk)].into_iter();
        let head = head.filter_map(|(kolom, whose)| whose.as_ref().map(|_| kolom));
        let named = self.rujukan.iter().map(|rujukan| rujukan.kolom.as_str());
        head.chain(self.isi.keys().map(String::as_str)).chain(named)
    }
}

/// What a column of an entry holds; empty where nothing stands in it.
pub fn held<'e>(
    kode: &'e Kode,
    opd: Option<&'e Kode>,
    kbk: Option<&'e Kode>,
    isi: &'e BTreeMap<String, Isi>,
    rujukan: &'e [Rujukan],
    kolom: &str,
) -> Vec<&'e str> {
    let in_head = match kolom {
        "kode" => Some(kode),
        "opd" => opd,
        "kbk" => kbk,
        _ => None,
    };
    if let Some(kode) = in_head {
        return vec![kode.as_str()];
    }
    match isi.get(kolom) {
        Some(Isi::Satu(one)) => vec![one],
        Some(Isi::Banyak(many)) => many.iter().map(String::as_str).collect(),
        None => {
            let named = rujukan.iter().filter(|rujukan| rujukan.kolom == kolom);
            named.map(|rujukan| rujukan.kode.as_str()).collect()
        }
    }
}

/// Every entry, so that a rule finds those it asks about without looking at the others.
#[derive(Debug, Clone, Default)]
pub struct Entries(HashMap<String, OfForm>);

#[derive(Debug, Clone, Default)]
struct OfForm {
    entries: HashMap<Kode, Entry>,
    /// Codes of entries by column and by what stands in it, in the order in which they came.
    holding: HashMap<String, HashMap<String, Vec<Kode>>>,
}

impl Entries {
    /// The entry of this code, withdrawn or not.
    pub fn get(&self, formulir: &str, kode: &Kode) -> Option<&Entry> {
        self.0.get(formulir)?.entries.get(kode)
    }

    /// Codes of a form's entries, those of withdrawn ones too.
    pub fn codes(&self, formulir: &str) -> impl Iterator<Item = &str> {
        let entries = self.0.get(formulir).into_iter().flat_map(|of| of.entries.keys());
        entries.map(Kode::as_str)
    }

    /// Entries of a form in whose column this stands, without those that are withdrawn.
    pub fn holding(
        &self,
        formulir: &str,
        kolom: &str,
        isi: &str,
    ) -> impl Iterator<Item = &Entry> + Clone {
        let of = self.0.get(formulir);
        let by_code = Kode::parse(isi).ok().filter(|_| kolom == "kode");
        let by_code = of.zip(by_code).and_then(|(of, kode)| of.entries.get(&kode));
        let codes = of.and_then(|of| of.holding.get(kolom)?.get(isi));
        let found = codes.into_iter().flatten();
        let found = found.filter_map(move |kode| of.and_then(|of| of.entries.get(kode)));
        by_code.into_iter().chain(found).filter(|entry| !entry.withdrawn)
    }

    /// How many entries of a form hold this in a column, withdrawn ones too.
    pub(crate) fn how_many(&self, formulir: &str, kolom: &str, isi: &str) -> usize {
        let codes = self.0.get(formulir).and_then(|of| of.holding.get(kolom)?.get(isi));
        codes.map_or(0, Vec::len)
    }

    /// An entry as it stands from here on. What is added to an activity, a meeting or a KBK is told
    /// after it and under the same code, so there `own` says which columns are the teller's.
    fn put(&mut self, entry: Entry, own: impl Fn(&str) -> bool) {
        let of = self.0.entry(entry.formulir.clone()).or_default();
        let mut entry = entry;
        if let Some(old) = of.entries.remove(&entry.kode) {
            of.forget(&old);
            entry.at = old.at;
            entry.withdrawn = old.withdrawn;
            entry.opd = entry.opd.or(old.opd);
            entry.kbk = entry.kbk.or(old.kbk);
            entry.isi.extend(old.isi.into_iter().filter(|(kolom, _)| !own(kolom)));
            entry.rujukan.extend(old.rujukan.into_iter().filter(|rujukan| !own(&rujukan.kolom)));
        }
        of.remember(&entry);
        of.entries.insert(entry.kode.clone(), entry);
    }

    pub(super) fn put_catatan(&mut self, e: &CatatanRecorded, at: Position) {
        let fixed = fixed_columns(&e.formulir);
        let entry = Entry {
            formulir: e.formulir.clone(),
            kode: e.kode.clone(),
            opd: e.opd.clone(),
            kbk: e.kbk.clone(),
            isi: e.isi.clone(),
            rujukan: e.rujukan.clone(),
            at,
            filled: !e.isi.is_empty() || !e.rujukan.is_empty() || e.teks.is_some(),
            withdrawn: false,
        };
        self.put(entry, |kolom| !fixed.contains(&kolom));
    }

    pub(super) fn put_kegiatan(&mut self, e: &KegiatanRecorded, at: Position) {
        let one = |kolom: &str, isi: &str| (kolom.to_owned(), Isi::Satu(isi.to_owned()));
        let mut isi = BTreeMap::from([one("jenis", &e.jenis), one("metode", &e.metode)]);
        isi.extend(e.nilai.iter().map(|nilai| one("nilai", nilai)));
        self.put_fixed("kegiatan", &e.kode, None, Some(&e.kbk), isi, at);
    }

    pub(super) fn put_rapat(&mut self, e: &RapatRecorded, at: Position) {
        let pimpinan = ("pimpinan".to_owned(), Isi::Satu(e.pimpinan.to_string()));
        let isi = BTreeMap::from([pimpinan]);
        self.put_fixed("rapat", &e.kode, Some(&e.opd), None, isi, at);
    }

    fn put_fixed(
        &mut self,
        jenis: &str,
        kode: &Kode,
        opd: Option<&Kode>,
        kbk: Option<&Kode>,
        isi: BTreeMap<String, Isi>,
        at: Position,
    ) {
        let fixed = fixed_columns(jenis);
        let entry = Entry {
            formulir: jenis.to_owned(),
            kode: kode.clone(),
            opd: opd.cloned(),
            kbk: kbk.cloned(),
            isi,
            rujukan: Vec::new(),
            at,
            filled: self.get(jenis, kode).is_some_and(|old| old.filled),
            withdrawn: false,
        };
        self.put(entry, |kolom| fixed.contains(&kolom));
    }

    pub(super) fn withdraw(&mut self, jenis: &str, kode: &Kode) {
        let entry = self.0.get_mut(jenis).and_then(|of| of.entries.get_mut(kode));
        if let Some(entry) = entry {
            entry.withdrawn = true;
        }
    }
}

/// Columns of a kind that every record has, which a form of that name does not bring.
fn fixed_columns(jenis: &str) -> &'static [&'static str] {
    match jenis {
        "kegiatan" => &["jenis", "metode", "nilai"],
        "rapat" => &["pimpinan"],
        _ => &[],
    }
}

impl OfForm {
    fn remember(&mut self, entry: &Entry) {
        for kolom in entry.columns() {
            let holding = self.holding.entry(kolom.to_owned()).or_default();
            for isi in entry.holds(kolom) {
                holding.entry(isi.to_owned()).or_default().push(entry.kode.clone());
            }
        }
    }

    fn forget(&mut self, entry: &Entry) {
        for kolom in entry.columns() {
            let Some(holding) = self.holding.get_mut(kolom) else { continue };
            for isi in entry.holds(kolom) {
                if let Some(codes) = holding.get_mut(isi) {
                    codes.retain(|kode| *kode != entry.kode);
                }
            }
        }
    }
}
