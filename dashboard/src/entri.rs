//! Entries of forms in words: every code by its name, every person by what may be said of them.

use std::collections::BTreeMap;

use analytics::catatan::{Entri, Named, Orang};
use ingest::identity::{Pseudonym, date_text};
use ingest::rule_pack::{Formulir, IsiKolom, Kolom, Saran, Untuk};
use serde::Deserialize;

use crate::app::{App, AppError, View};
use crate::export::Reader;
use crate::tabel::{Baris, Judul, Sel, Tabel};
use crate::text::{date, decimal, iso_date, t, tf, whole};

/// What names the codes of one view.
pub struct Names<'a> {
    app: &'a App,
    /// Who reads.
    pub reader: Reader,
    people: BTreeMap<String, Orang>,
    opd: BTreeMap<String, String>,
    kbk: BTreeMap<String, String>,
}

/// The free text of an entry, by column; none where the reader may not see it or its key is gone.
type Texts = Option<BTreeMap<String, String>>;

/// What is sealed about a registered person.
#[derive(Deserialize)]
struct Identity {
    nip: String,
    nama: String,
}

/// The address of an entry.
pub fn address(formulir: &str, kode: &str) -> String {
    format!("/formulir/{formulir}#{kode}")
}

impl<'a> Names<'a> {
    /// The names of a view. Errors: [`AppError`].
    pub async fn load(app: &'a App, view: &View) -> Result<Self, AppError> {
        let bench = app.bench(view, view.limit);
        let units = bench.units().await?;
        let kbk = units.iter().flat_map(|unit| &unit.kbk);
        Ok(Self {
            app,
            reader: app.reader(),
            people: bench.people().await?,
            kbk: kbk.map(|kbk| (kbk.kode.clone(), kbk.nama.clone())).collect(),
            opd: units.into_iter().map(|unit| (unit.kode, unit.nama)).collect(),
        })
    }

    /// The name of a unit; its code where it is not known.
    pub fn opd(&self, kode: &str) -> String {
        self.opd.get(kode).cloned().unwrap_or_else(|| kode.to_owned())
    }

    /// The name of a KBK; its code where it is not known.
    pub fn kbk(&self, kode: &str) -> String {
        self.kbk.get(kode).cloned().unwrap_or_else(|| kode.to_owned())
    }

    /// Codes and names of every unit, by name.
    pub fn units(&self) -> Vec<Named> {
        by_name(&self.opd)
    }

    /// Codes and names of every KBK, by name.
    pub fn groups(&self) -> Vec<Named> {
        by_name(&self.kbk)
    }

    /// A person: name and NIP for the Tim, else class of post and employment.
    /// Errors: [`AppError`].
    pub fn person(&self, pseudonym: &str) -> Result<String, AppError> {
        if self.reader == Reader::Tim
            && let Some(person) = Pseudonym::parse(pseudonym)
            && let Some(identity) = self.app.identity(person)?
        {
            return Ok(match serde_json::from_str::<Identity>(&identity) {
                Ok(Identity { nip, nama }) => tf("orang-nama", &[("nama", &nama), ("nip", &nip)]),
                // A code that names nobody.
                Err(_) => identity,
            });
        }
        Ok(match self.people.get(pseudonym) {
            Some(orang) => tf(
                "orang-kelas",
                &[
                    ("kelas", &t(&format!("kelas-{}", orang.kelas_jabatan))),
                    ("status", &orang.status.to_uppercase()),
                ],
            ),
            None => t("orang-lain"),
        })
    }

    /// The free text of an entry. Errors: [`AppError`].
    fn texts(&self, entri: &Entri) -> Result<Texts, AppError> {
        let (Reader::Tim, Some(komitmen)) = (self.reader, &entri.teks) else {
            return Ok(None);
        };
        let text = self.app.reveal(komitmen)?;
        Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
    }

    /// What one column of an entry holds, in words.
    fn cell(&self, kolom: &Kolom, entri: &Entri, texts: &Texts) -> Result<Sel, AppError> {
        if kolom.isi == IsiKolom::Teks {
            return Ok(match (texts, &entri.teks) {
                (Some(texts), _) => Sel::teks(texts.get(&kolom.kode).cloned().unwrap_or_default()),
                (None, Some(_)) => Sel::dibaca(t("entri-tersegel"), ""),
                (None, None) => Sel::default(),
            });
        }
        let Some(isian) = entri.isi.get(&kolom.kode) else {
            return Ok(Sel::default());
        };
        let Some(isi) = isian.isi.first() else {
            return Ok(Sel::default());
        };
        let choices = self.app.pack().choices(kolom);
        let choice = |kode: &String| {
            let known = choices.iter().find(|choice| choice.kode == *kode);
            known.map_or_else(|| kode.clone(), |choice| choice.nama.clone())
        };
        Ok(match kolom.isi {
            IsiKolom::Teks => Sel::default(),
            IsiKolom::Tanggal => Sel::dibaca(iso_date(isi), isi),
            IsiKolom::Bilangan => match isi.parse::<i64>() {
                Ok(number) => Sel::dibaca(whole(number), isi),
                Err(_) => Sel::teks(isi),
            },
            IsiKolom::Desimal => Sel::dibaca(decimal(isi), isi),
            IsiKolom::YaTidak => Sel::dibaca(t(&format!("entri-{isi}")), isi),
            IsiKolom::Pilihan => Sel::teks(choice(isi)),
            IsiKolom::PilihanBanyak => {
                Sel::teks(isian.isi.iter().map(choice).collect::<Vec<_>>().join("; "))
            }
            IsiKolom::Orang => Sel::teks(self.person(isi)?),
            IsiKolom::Opd => Sel::dibaca(self.opd(isi), isi).ke(format!("/opd/{isi}")),
            IsiKolom::Kbk => Sel::dibaca(self.kbk(isi), isi).ke(format!("/kbk/{isi}")),
            IsiKolom::Rujuk => Sel::teks(isi).ke(address(&kolom.rujuk, isi)),
            IsiKolom::Nomor => Sel::teks(isi),
        })
    }

    /// The advice about an entry, which stands all the same (AMB-076).
    pub fn advice<'f>(&self, form: &'f Formulir, entri: &Entri) -> Vec<&'f Saran> {
        let concerns = |saran: &&Saran| {
            let kind = saran.jenis.is_empty()
                || entri.jenis.as_ref().is_some_and(|jenis| saran.jenis.contains(jenis));
            kind && entri.holds(&saran.bila)
        };
        let is_against = |saran: &&Saran| {
            let holds = entri.isi.get(&saran.kolom).map_or(&[][..], |isian| &isian.isi);
            let kolom = form.kolom.iter().find(|kolom| kolom.kode == saran.kolom);
            match kolom.map(|kolom| kolom.isi) {
                // Of a code that names nobody, and of an empty cell, no class of post is known.
                Some(IsiKolom::Orang) => holds
                    .iter()
                    .filter_map(|person| self.people.get(person))
                    .any(|orang| !saran.sebaiknya.contains(&orang.kelas_jabatan)),
                _ => !holds.iter().any(|isi| saran.sebaiknya.contains(isi)),
            }
        };
        form.saran.iter().filter(concerns).filter(is_against).collect()
    }

    /// The label of a unit or a KBK in the words of the regulation (AMB-062).
    pub fn label(&self, untuk: Untuk) -> String {
        let profil = self.app.pack().profil.as_ref();
        match untuk {
            Untuk::Pemda => self.app.pemda().nama.clone(),
            Untuk::Opd => {
                profil.map_or_else(|| t("hal-kolom-opd"), |profil| profil.label_opd.clone())
            }
            Untuk::Kbk => {
                profil.map_or_else(|| t("hal-kolom-kbk"), |profil| profil.label_kbk.clone())
            }
        }
    }

    /// Entries of a form under its printed columns. `whose`: with a column for the unit or KBK, where
    /// they are of several. What is not printed stands at the end. Errors: [`AppError`].
    pub fn table(
        &self,
        form: &Formulir,
        entries: &[Entri],
        whose: bool,
    ) -> Result<Tabel, AppError> {
        let whose = whose && form.untuk != Untuk::Pemda;
        let is_number = |kolom: &Kolom| matches!(kolom.isi, IsiKolom::Bilangan | IsiKolom::Desimal);
        let head = |kolom: &&Kolom| match (kolom.tidak_dicetak, is_number(kolom)) {
            (true, _) => Judul::layar(&kolom.judul),
            (false, true) => Judul::angka(&kolom.judul),
            (false, false) => Judul::teks(&kolom.judul),
        };
        let (printed, other): (Vec<&Kolom>, Vec<&Kolom>) =
            form.kolom.iter().partition(|kolom| !kolom.tidak_dicetak);
        let mut kolom = vec![Judul::angka(t("entri-no"))];
        if whose {
            kolom.push(Judul::teks(self.label(form.untuk)));
        }
        kolom.extend(printed.iter().map(head));
        kolom.extend(other.iter().map(head));
        kolom.extend(["hal-tanggal", "kolom-kode", "hal-kolom-kejadian"].map(t).map(Judul::layar));
        let mut baris = Vec::new();
        for (number, entri) in (1..).zip(entries) {
            let texts = self.texts(entri)?;
            let mut sel = vec![Sel::dibaca(whole(number), number.to_string())];
            if whose {
                sel.push(self.whose(form.untuk, entri));
            }
            for kolom in printed.iter().chain(&other) {
                sel.push(self.cell(kolom, entri, &texts)?);
            }
            sel.push(Sel::dibaca(date(entri.tanggal), date_text(entri.tanggal)));
            sel.push(Sel::teks(&entri.kode));
            sel.push(event(entri));
            baris.push(Baris { id: Some(entri.kode.clone()), sel });
        }
        Ok(Tabel { judul: form.nama.clone(), kolom, baris, kosong: t("entri-kosong") })
    }

    fn whose(&self, untuk: Untuk, entri: &Entri) -> Sel {
        let named = |named: &Option<Named>, page: &str| match named {
            Some(Named { kode, nama }) => Sel::dibaca(nama, kode).ke(format!("/{page}/{kode}")),
            None => Sel::default(),
        };
        match untuk {
            Untuk::Kbk => named(&entri.kbk, "kbk"),
            Untuk::Opd | Untuk::Pemda => named(&entri.opd, "opd"),
        }
    }
}

fn by_name(names: &BTreeMap<String, String>) -> Vec<Named> {
    let named = |(kode, nama): (&String, &String)| Named { kode: kode.clone(), nama: nama.clone() };
    let mut found: Vec<Named> = names.iter().map(named).collect();
    found.sort_by(|one, other| one.nama.cmp(&other.nama));
    found
}

/// The event an entry stands in; a corrected one says so.
fn event(entri: &Entri) -> Sel {
    let nomor = whole(entri.position.0);
    let words = match entri.kali {
        1 => nomor,
        times => {
            let kali = whole(times - 1);
            tf("entri-dikoreksi", &[("nomor", &nomor), ("kali", &kali)])
        }
    };
    let position = entri.position.to_string();
    Sel::dibaca(words, position).ke(crate::asked::event_path(entri.position))
}
