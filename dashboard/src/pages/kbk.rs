//! `/kbk/{kode}`: who is in this group, what does it owe, what did it do?

use std::sync::Arc;

use analytics::catatan::{Chosen, Entri, Isian, ever};
use analytics::kewajiban::{Calendar, DutyRow};
use analytics::units::{Kbk, Kegiatan, Unit};
use ingest::identity::date_text;
use ingest::rule_pack::{Formulir, JenisSemboyan, Untuk};
use maud::{Markup, html};
use serde_json::{Value, json};

use crate::asked::{Asked, narrowed};
use crate::charts::bagan;
use crate::entri::Names;
use crate::export::as_of_json;
use crate::pages::figure::figure;
use crate::pages::formulir::{reading, readings};
use crate::pages::parts::{event, table_under_heading};
use crate::pages::{Page, kegiatan, kewajiban, shell};
use crate::susunan::{Badan, Susunan, of_kbk};
use crate::tabel::Tabel;
use crate::text::{date, t, tf, whole};
use crate::user_error::UserError;

/// One KBK.
pub struct Group {
    unit: Unit,
    kbk: Kbk,
    susunan: Susunan,
    members: Vec<Entri>,
    calendar: Arc<Calendar>,
    kegiatan: Vec<Kegiatan>,
    /// Forms of KBK and how many entries of this one each has.
    forms: Vec<(String, String, usize)>,
    /// Entries of forms that say something of the group itself: added columns, yel-yel, decree.
    sayings: Vec<Tabel>,
    /// Entries that were corrected: form, code, how often.
    corrected: Vec<(String, Entri)>,
    label: String,
}

/// Forms whose entries stand on the page itself.
const SAYINGS: [&str; 3] = ["kbk", "yel_yel", "sk_kbk"];

impl Group {
    fn facts(&self, asked: &Asked) -> Markup {
        let (unit, kbk) = (&self.unit, &self.kbk);
        let decrees = asked.app.pack().kbk.as_ref().map_or(&[][..], |rules| &rules.sk);
        let decree = decrees.iter().find(|sk| sk.jenis.contains(&unit.jenis));
        html! {
            dl {
                dt { (t("kolom-kode")) }
                dd { (kbk.kode) " · " (t("profil-terdaftar")) " " (event(asked, kbk.position)) }
                dt { (self.label) }
                dd { a href=(asked.link(&format!("/opd/{}", unit.kode))) { (unit.nama) } }
                dt { (decree.map_or_else(|| t("kbk-sk"), |sk| sk.nama.clone())) }
                dd {
                    (tf("kbk-sk-isi", &[("nomor", &kbk.sk_nomor), ("tanggal", &shell::day(&kbk.sk_tanggal))]))
                    @if let Some(sk) = decree {
                        @if !sk.atas_nama.is_empty() { " " (tf("kbk-atas-nama", &[("pejabat", &sk.atas_nama)])) }
                        " " span.muted { (kewajiban::source(&sk.sumber, sk.keputusan.as_deref())) }
                    }
                }
                @for semboyan in asked.app.pack().semboyan.iter().filter(|one| one.jenis == JenisSemboyan::YelYel) {
                    dt { (semboyan.judul) }
                    dd {
                        @for baris in &semboyan.baris { (baris) br; }
                        (semboyan.arti) " "
                        span.muted { (kewajiban::source(&semboyan.sumber, semboyan.keputusan.as_deref())) }
                    }
                }
            }
        }
    }

    fn structure(&self, asked: &Asked) -> Markup {
        html! {
            section {
                h2 { (t("susunan-judul")) }
                @if let Some(chart) = &self.susunan.bagan {
                    (figure(&chart.caption, |width| bagan(chart, width), None))
                } @else {
                    p { (t("susunan-tanpa")) }
                }
                @for tabel in &self.susunan.tabel {
                    h3 { (tabel.judul) }
                    (tabel.markup(|path| asked.link(path)))
                }
                @let past = self.past(asked);
                @if past > 0 {
                    p {
                        @let path = asked.link("/formulir/kbk_anggota");
                        a href=(narrowed(&path, [("kbk", &*self.kbk.kode)].into_iter())) {
                            (tf("susunan-berakhir", &[("jumlah", &whole(past as i128))]))
                        }
                    }
                }
            }
        }
    }

    /// Members whose time is over.
    fn past(&self, asked: &Asked) -> usize {
        let today = asked.today();
        self.members.iter().filter(|entri| entri.selesai.is_some_and(|last| last < today)).count()
    }

    fn duties(&self) -> impl Iterator<Item = &DutyRow> {
        let is_mine =
            |row: &&DutyRow| row.kbk.as_ref().is_some_and(|(kode, _)| *kode == self.kbk.kode);
        self.calendar.rows.iter().filter(is_mine)
    }

    fn forms(&self, asked: &Asked) -> Markup {
        let link = |form: &str| {
            let path = asked.link(&format!("/formulir/{form}"));
            narrowed(&path, [("kbk", &*self.kbk.kode)].into_iter())
        };
        html! {
            @if !self.forms.is_empty() {
                section {
                    h2 { (t("formulir-judul")) }
                    (table_under_heading(&t("formulir-judul"), &html! {
                        thead {
                            tr {
                                th scope="col" { (t("formulir-kolom")) }
                                th.num scope="col" { (t("formulir-kolom-entri")) }
                            }
                        }
                        tbody {
                            @for (kode, nama, entries) in &self.forms {
                                tr {
                                    th scope="row" { a href=(link(kode)) { (nama) } }
                                    td.num { (whole(*entries as i128)) }
                                }
                            }
                        }
                    }))
                }
            }
        }
    }

    fn changes(&self, asked: &Asked) -> Markup {
        html! {
            section {
                h2 { (t("kbk-perubahan")) }
                @if self.corrected.is_empty() {
                    p { (t("kbk-perubahan-kosong")) }
                } @else {
                    ul {
                        @for (form, entri) in &self.corrected {
                            li {
                                (tf("kbk-koreksi", &[
                                    ("formulir", form), ("kode", &entri.kode),
                                    ("tanggal", &date(entri.tanggal)),
                                ]))
                                " " (event(asked, entri.pertama)) " → " (event(asked, entri.position))
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Whether a form says something that the page shows whole.
fn says(form: &Formulir) -> bool {
    SAYINGS.contains(&form.kode.as_str())
}

/// A unit and the KBK of this code. Errors: it names those that are like it.
pub fn kbk_of(asked: &Asked, units: Vec<Unit>, kode: &str) -> Result<(Unit, Kbk), UserError> {
    let known: Vec<String> =
        units.iter().flat_map(|unit| &unit.kbk).map(|kbk| kbk.kode.clone()).collect();
    let found = units.into_iter().find_map(|unit| {
        let kbk = unit.kbk.iter().find(|kbk| kbk.kode == kode).cloned();
        kbk.map(|kbk| (unit, kbk))
    });
    found.ok_or_else(|| {
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let near = |kode: &str| asked.link(&format!("/kbk/{kode}"));
        UserError::no_such_code("kbk", kode, &known, asked.link("/opd"), near)
    })
}

impl Page for Group {
    async fn load(asked: &Asked) -> Result<Self, UserError> {
        let bench = asked.bench();
        let (unit, kbk) = kbk_of(asked, bench.units().await?, asked.segment(0))?;
        let names = Names::load(&asked.app, &asked.view).await?;
        let chosen = Chosen { opd: String::new(), kbk: kbk.kode.clone() };
        let (mut members, mut forms) = (Vec::new(), Vec::new());
        let (mut sayings, mut corrected) = (Vec::new(), Vec::new());
        let pack = asked.app.pack();
        for form in pack.formulir.iter().filter(|form| form.untuk == Untuk::Kbk || form.adds()) {
            let entries = bench.entries(&form.kode, &ever(), &chosen).await?;
            let again = entries.iter().filter(|entri| entri.kali > 1);
            corrected.extend(again.map(|entri| (form.nama.clone(), entri.clone())));
            if says(form) {
                if !entries.is_empty() {
                    sayings.push(names.table(form, &entries, false)?);
                }
            } else if !form.adds() {
                forms.push((form.kode.clone(), form.nama.clone(), entries.len()));
            }
            if form.kode == "kbk_anggota" {
                members = entries;
            }
        }
        let badan =
            Badan { kode: &kbk.kode, nama: &kbk.nama, anggota: &members, tanggal: asked.today() };
        let susunan = of_kbk(pack, &unit.jenis, &badan, &names)?;
        let of_group = |held: &Kegiatan| held.kbk == kbk.kode;
        let kegiatan = bench.kegiatan_of(&unit).await?.into_iter().filter(of_group).collect();
        let year = asked.app.current_year(&asked.view).kode;
        Ok(Self {
            calendar: kewajiban::calendar(asked, &year).await?,
            label: names.label(Untuk::Opd),
            unit,
            susunan,
            members,
            kegiatan,
            forms,
            sayings,
            corrected,
            kbk,
        })
    }

    fn title(&self, _: &Asked) -> String {
        tf("kbk-judul", &[("nama", &self.kbk.nama)])
    }

    fn body(&self, asked: &Asked) -> Markup {
        let pack = asked.app.pack();
        html! {
            (self.facts(asked))
            @for tabel in &self.sayings {
                section {
                    h2 { (tabel.judul) }
                    (tabel.markup(|path| asked.link(path)))
                }
            }
            (reading(&readings(pack, "kbk")))
            (self.structure(asked))
            @if !pack.kewajiban.is_empty() {
                (kewajiban::of_group(asked, &self.calendar, self.duties()))
            }
            (self.forms(asked))
            (kegiatan::of_group(asked, &self.kegiatan))
            (self.changes(asked))
        }
    }

    fn json(&self, asked: &Asked) -> Value {
        let member = |entri: &Entri| {
            let first = |isian: &Isian| isian.isi.first().cloned();
            json!({
                "entri": entri.kode,
                "peran": entri.isi.get("peran").and_then(first),
                "pegawai": entri.isi.get("nip").and_then(first),
                "mulai": entri.mulai.map(date_text),
                "selesai": entri.selesai.map(date_text),
                "position": entri.position.0,
            })
        };
        let duty = |row: &DutyRow| {
            json!({"kewajiban": row.kewajiban, "jendela": row.jendela,
                   "tenggat": date_text(row.tenggat), "keadaan": kewajiban::keadaan(row.keadaan)})
        };
        let held = |held: &Kegiatan| json!({"position": held.position.0, "tanggal": held.tanggal, "jenis": held.jenis});
        json!({
            "as_of": as_of_json(&asked.view),
            "kbk": self.kbk.kode,
            "nama": self.kbk.nama,
            "opd": self.unit.kode,
            "sk_nomor": self.kbk.sk_nomor,
            "sk_tanggal": self.kbk.sk_tanggal,
            "position": self.kbk.position.0,
            "anggota": self.members.iter().map(member).collect::<Vec<_>>(),
            "kewajiban": self.duties().map(duty).collect::<Vec<_>>(),
            "formulir": self.forms.iter().map(|(kode, _, n)| json!({"kode": kode, "entri": n})).collect::<Vec<_>>(),
            "kegiatan": self.kegiatan.iter().map(held).collect::<Vec<_>>(),
        })
    }

    fn rows(&self, _: &Asked) -> Vec<Vec<String>> {
        let header = ["kedudukan", "pegawai", "mulai", "selesai", "entri", "kejadian"];
        let day = |date: Option<time::Date>| date.map(date_text).unwrap_or_default();
        let row = |entri: &Entri| {
            vec![
                entri.satu("peran").unwrap_or_default().to_owned(),
                entri.satu("nip").unwrap_or_default().to_owned(),
                day(entri.mulai),
                day(entri.selesai),
                entri.kode.clone(),
                entri.position.to_string(),
            ]
        };
        std::iter::once(header.map(String::from).to_vec())
            .chain(self.members.iter().map(row))
            .collect()
    }
}
