//! Who holds which position: the printed structure beside its holders, and the chart.

use analytics::catatan::Entri;
use ingest::rule_pack::{Jabatan, Peran, RulePack, Struktur, Tim};
use time::Date;

use crate::app::AppError;
use crate::charts::{Bagan, Caption, Kedudukan};
use crate::entri::Names;
use crate::pages::kewajiban::source;
use crate::tabel::{Baris, Judul, Sel, Tabel};
use crate::text::{date, t, tf, whole};

/// The structure of one body.
#[derive(Debug)]
pub struct Susunan {
    /// Printed tables beside their holders.
    pub tabel: Vec<Tabel>,
    /// The chart; none where nothing says which positions there are.
    pub bagan: Option<Bagan>,
}

/// Names in one box of a chart; more are counted.
const NAMED: usize = 4;

/// The body whose structure is asked for.
pub struct Badan<'b> {
    /// Code of the KBK or of the central body: unique on the page.
    pub kode: &'b str,
    /// Its name.
    pub nama: &'b str,
    /// Entries of `kbk_anggota` or `tim_anggota` that are about it.
    pub anggota: &'b [Entri],
    /// The day that is asked about.
    pub tanggal: Date,
}

/// Who holds a position now.
struct Holders<'a, 'n> {
    names: &'a Names<'n>,
    badan: &'a Badan<'a>,
}

impl Holders<'_, '_> {
    fn entries<'e>(&'e self, peran: &'e Peran) -> impl Iterator<Item = &'e Entri> {
        // A position of a central body is named together with the body.
        let with_body = format!("{}.{}", peran.badan, peran.kode);
        let holds = move |entri: &&Entri| {
            let held = entri.satu("peran").unwrap_or_default();
            held == peran.kode || held == with_body
        };
        let stands = |entri: &&Entri| entri.stands_on(self.badan.tanggal);
        self.badan.anggota.iter().filter(stands).filter(holds)
    }

    fn words(&self, peran: &Peran) -> Result<Vec<String>, AppError> {
        let people = self.entries(peran).filter_map(|entri| entri.satu("nip"));
        people.map(|person| self.names.person(person)).collect()
    }

    fn since(&self, peran: &Peran) -> String {
        let first = self.entries(peran).map(|entri| entri.mulai.unwrap_or(entri.tanggal)).min();
        first.map(date).unwrap_or_default()
    }
}

/// The position that a printed table names.
fn named<'p>(roles: &[&'p Peran], peran: &str) -> Option<&'p Peran> {
    roles.iter().find(|role| role.nama.to_lowercase() == peran.to_lowercase()).copied()
}

fn table(
    judul: String,
    jabatan: &[Jabatan],
    roles: &[&Peran],
    holders: &Holders<'_, '_>,
) -> Result<Tabel, AppError> {
    let kolom = [
        "entri-no",
        "susunan-kedudukan",
        "susunan-diisi",
        "susunan-pemegang",
        "susunan-sejak",
        "susunan-tugas",
    ];
    let mut kolom: Vec<Judul> = kolom.map(t).map(Judul::teks).into();
    kolom[0].angka = true;
    let mut baris = Vec::new();
    for (number, jabatan) in (1..).zip(jabatan) {
        let peran = named(roles, &jabatan.peran);
        let held = peran.map(|peran| holders.words(peran)).transpose()?.unwrap_or_default();
        let tugas = match (jabatan.tugas.as_str(), peran) {
            ("", Some(peran)) => {
                let task = |task: &String| task.trim_end_matches([';', '.']).to_owned();
                peran.tugas.iter().map(task).collect::<Vec<_>>().join("; ")
            }
            (tugas, _) => tugas.to_owned(),
        };
        let also = if jabatan.merangkap_anggota { t("susunan-merangkap") } else { String::new() };
        baris.push(Baris::from(vec![
            Sel::dibaca(whole(number), number.to_string()),
            Sel::teks(format!("{}{also}", jabatan.peran)),
            Sel::teks(&jabatan.diisi),
            match held.is_empty() {
                true => Sel::dibaca(t("susunan-kosong"), ""),
                false => Sel::teks(held.join("; ")),
            },
            Sel::teks(peran.map(|peran| holders.since(peran)).unwrap_or_default()),
            Sel::teks(tugas),
        ]));
    }
    Ok(Tabel { judul, kolom, baris, kosong: t("susunan-tanpa") })
}

/// A box of the chart: who holds the position, or who should.
fn position(
    nama: &str,
    peran: Option<&Peran>,
    diisi: Option<&str>,
    holders: &Holders<'_, '_>,
) -> Result<Kedudukan, AppError> {
    let mut pemegang = peran.map(|peran| holders.words(peran)).transpose()?.unwrap_or_default();
    if pemegang.len() > NAMED {
        let more = whole((pemegang.len() - NAMED) as i128);
        pemegang.truncate(NAMED);
        pemegang.push(tf("susunan-lagi", &[("jumlah", &more)]));
    }
    if pemegang.is_empty() {
        pemegang.push(match diisi {
            Some(diisi) => tf("susunan-untuk", &[("pejabat", diisi)]),
            None => t("susunan-kosong"),
        });
    }
    Ok(Kedudukan { nama: nama.to_owned(), pemegang })
}

fn chart(
    jabatan: &[Jabatan],
    roles: &[&Peran],
    holders: &Holders<'_, '_>,
) -> Result<Option<Bagan>, AppError> {
    let (mut komando, mut beside): (Vec<Kedudukan>, Vec<Kedudukan>) = (Vec::new(), Vec::new());
    let mut seen: Vec<String> = Vec::new();
    let printed = jabatan.iter().map(|one| (one.peran.as_str(), Some(one.diisi.as_str())));
    let known = roles.iter().map(|role| (role.nama.as_str(), None));
    for (nama, diisi) in printed.chain(known) {
        if seen.contains(&nama.to_lowercase()) {
            continue;
        }
        seen.push(nama.to_lowercase());
        let peran = named(roles, nama);
        let place = position(nama, peran, diisi, holders)?;
        match peran.is_some_and(|peran| peran.koordinasi) {
            true => beside.push(place),
            false => komando.push(place),
        }
    }
    if komando.is_empty() {
        return Ok(None);
    }
    // Beside the chair: AMB-084.
    let is_chair = |place: &Kedudukan| place.nama.to_lowercase().starts_with("ketua");
    let chair = komando.iter().position(is_chair).unwrap_or(usize::from(komando.len() > 1));
    let badan = holders.badan;
    Ok(Some(Bagan {
        caption: Caption {
            id: format!("bagan-{}", badan.kode),
            title: tf("susunan-bagan", &[("nama", badan.nama)]),
            description: t(match beside.is_empty() {
                true => "susunan-bagan-komando",
                false => "susunan-bagan-arti",
            }),
        },
        komando,
        koordinasi: beside.into_iter().map(|place| (chair, place)).collect(),
        garis: (t("susunan-komando"), t("susunan-koordinasi")),
    }))
}

/// The structures printed for a kind of unit.
pub fn structures<'p>(pack: &'p RulePack, jenis: &str) -> Vec<&'p Struktur> {
    pack.struktur.iter().filter(|struktur| struktur.jenis.iter().any(|one| one == jenis)).collect()
}

/// The structure of a KBK of a unit of this kind. Errors: [`AppError`].
pub fn of_kbk(
    pack: &RulePack,
    jenis: &str,
    badan: &Badan<'_>,
    names: &Names<'_>,
) -> Result<Susunan, AppError> {
    let is_kbk =
        |peran: &&Peran| peran.badan == "kbk" || (peran.badan == "unit" && peran.koordinasi);
    let roles: Vec<&Peran> = pack.peran.iter().filter(is_kbk).collect();
    let holders = Holders { names, badan };
    let printed = structures(pack, jenis);
    let mut tabel = Vec::new();
    for struktur in &printed {
        let nama = match struktur.nama.as_str() {
            "" => t("susunan-judul"),
            nama => nama.to_owned(),
        };
        let sumber = source(&struktur.sumber, struktur.keputusan.as_deref());
        let judul = tf("susunan-tabel", &[("nama", &nama), ("sumber", &sumber)]);
        tabel.push(table(judul, &struktur.jabatan, &roles, &holders)?);
    }
    let jabatan = printed.first().map_or(&[][..], |struktur| &struktur.jabatan);
    Ok(Susunan { tabel, bagan: chart(jabatan, &roles, &holders)? })
}

/// The structure of a central body. Errors: [`AppError`].
pub fn of_tim(
    pack: &RulePack,
    tim: &Tim,
    badan: &Badan<'_>,
    names: &Names<'_>,
) -> Result<Susunan, AppError> {
    let roles: Vec<&Peran> = pack.peran.iter().filter(|peran| peran.badan == tim.kode).collect();
    let holders = Holders { names, badan };
    let sumber = source(&tim.sumber, tim.keputusan.as_deref());
    let judul = tf("susunan-tabel", &[("nama", &tim.nama), ("sumber", &sumber)]);
    let tabel = match tim.jabatan.is_empty() {
        true => Vec::new(),
        false => vec![table(judul, &tim.jabatan, &roles, &holders)?],
    };
    Ok(Susunan { tabel, bagan: chart(&tim.jabatan, &roles, &holders)? })
}
