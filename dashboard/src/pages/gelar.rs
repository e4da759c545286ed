//! `/gelar` and `/gelar/{kode}`: which Gelar were there, and how did each go from entry to award?

use analytics::gelar::Acara;
use axum::response::Response;
use ingest::identity::date_text;
use maud::{Markup, html};
use serde_json::{Value, json};

use crate::asked::Asked;
use crate::export::{Reader, as_of_json};
use crate::gelar::{Bagian, Berkas};
use crate::pages::Page;
use crate::pages::answer::{self, show};
use crate::pages::formulir::signature;
use crate::pages::laporan::proof;
use crate::pages::shell::span;
use crate::tabel::{Judul, Sel, Tabel};
use crate::text::{date, t, tf, whole};
use crate::user_error::UserError;
use crate::workbook::{Document, Part};

/// The one Gelar there is, or the list of them.
pub async fn newest(asked: Asked) -> Response {
    match asked.bench().gelar_list().await.as_deref() {
        Ok([only]) => {
            let mut address = asked.address.clone();
            address.path = format!("/gelar/{}", only.kode);
            answer::redirect(&address.here())
        }
        _ => show::<Daftar>(asked).await,
    }
}

/// Every Gelar that was announced.
pub struct Daftar {
    all: Vec<Acara>,
}

impl Daftar {
    fn tabel(&self) -> Tabel {
        let kolom = ["kolom-kode", "hal-tahun", "gelar-waktu", "gelar-topik-kepala"];
        let mut kolom: Vec<Judul> = kolom.map(|key| Judul::teks(t(key))).into();
        kolom.push(Judul::angka(t("hal-kolom-peserta")));
        kolom.push(Judul::teks(t("gelar-kolom-keadaan")));
        let row = |acara: &Acara| {
            let state = match acara.ditutup {
                Some((position, day)) => {
                    let nomor = whole(position.0);
                    tf("gelar-ditutup-isi", &[("tanggal", &*date(day)), ("nomor", &nomor)])
                }
                None => t("gelar-belum-ditutup"),
            };
            let closed = acara.ditutup.map(|(_, day)| date_text(day)).unwrap_or_default();
            let sel = vec![
                Sel::teks(&acara.kode).ke(format!("/gelar/{}", acara.kode)),
                Sel::teks(acara.tahun.to_string()),
                Sel::teks(span(acara.buka, acara.tutup)),
                Sel::teks(&acara.topik),
                Sel::dibaca(whole(acara.peserta), acara.peserta.to_string()),
                Sel::dibaca(state, closed),
            ];
            sel.into()
        };
        Tabel {
            judul: t("gelar-judul"),
            kolom,
            baris: self.all.iter().map(row).collect(),
            kosong: t("gelar-tidak-ada"),
        }
    }
}

impl Page for Daftar {
    async fn load(asked: &Asked) -> Result<Self, UserError> {
        Ok(Self { all: asked.bench().gelar_list().await? })
    }

    fn title(&self, _: &Asked) -> String {
        t("gelar-judul")
    }

    fn body(&self, asked: &Asked) -> Markup {
        html! {
            p.lead { (t("gelar-kalimat")) }
            (self.tabel().markup(|path| asked.link(path)))
        }
    }

    fn json(&self, asked: &Asked) -> Value {
        let row = |acara: &Acara| {
            json!({"kode": acara.kode, "tahun": acara.tahun, "ronde": acara.ronde,
                   "buka": date_text(acara.buka), "tutup": date_text(acara.tutup),
                   "topik": acara.topik, "peserta": acara.peserta,
                   "ditutup": acara.ditutup.map(|(position, _)| position.0)})
        };
        let rows: Vec<Value> = self.all.iter().map(row).collect();
        json!({"as_of": as_of_json(&asked.view), "rows": rows})
    }

    fn rows(&self, _: &Asked) -> Vec<Vec<String>> {
        self.tabel().rows()
    }
}

/// One Gelar.
pub struct Satu(Berkas);

impl Satu {
    fn section(&self, asked: &Asked, bagian: &Bagian) -> Markup {
        let isi = &bagian.isi;
        let tables = html! {
            @for tabel in &isi.tabel {
                @if isi.tabel.len() > 1 { h3 { (tabel.judul) } }
                (tabel.markup(|path| asked.link(path)))
            }
        };
        html! {
            section id=(bagian.id) {
                h2 { (isi.judul) }
                @for kalimat in &isi.teks { p { (kalimat) } }
                @if bagian.lipat {
                    details {
                        @for tabel in &isi.tabel { summary { (tabel.judul) } }
                        (tables)
                    }
                } @else {
                    (tables)
                }
            }
        }
    }

    /// What is printed of the page once the Gelar is closed: the record of its result.
    fn minutes(&self, asked: &Asked) -> Markup {
        let Some((lines, isi)) = &self.0.berita_acara else { return Markup::default() };
        html! {
            section.berita-acara #berita-acara {
                h2 { (isi.judul) }
                p.note.hanya-layar { (t("gelar-ba-tercetak")) }
                dl {
                    @for (label, isi) in lines {
                        dt { (label) }
                        dd { (isi) }
                    }
                }
                @for tabel in &isi.tabel {
                    h3 { (tabel.judul) }
                    (tabel.markup(|path| asked.link(path)))
                }
                @for kalimat in &isi.teks { p { (kalimat) } }
                div.para-penanda-tangan {
                    (signature(&t("gelar-ba-panitia")))
                    @for juri in &self.0.gelar.juri {
                        (signature(&tf("gelar-juri-nomor", &[("nomor", &whole(juri.nomor))])))
                    }
                }
            }
        }
    }
}

impl Page for Satu {
    async fn load(asked: &Asked) -> Result<Self, UserError> {
        let all = asked.bench().gelar_list().await?;
        let kode = asked.segment(0);
        let Some(acara) = all.iter().find(|acara| acara.kode == kode) else {
            let known: Vec<&str> = all.iter().map(|acara| acara.kode.as_str()).collect();
            let near = |kode: &str| asked.link(&format!("/gelar/{kode}"));
            let list = asked.link("/gelar");
            return Err(UserError::no_such_code("gelar", kode, &known, list, near));
        };
        Ok(Self(Berkas::load(&asked.app, &asked.view, acara).await?))
    }

    fn title(&self, _: &Asked) -> String {
        self.0.nama.clone()
    }

    fn body(&self, asked: &Asked) -> Markup {
        let berkas = &self.0;
        html! {
            p.lead { (berkas.kalimat) }
            nav.pager aria-label=(t("gelar-isi")) {
                ul {
                    @for bagian in &berkas.bagian {
                        li { a href=(format!("#{}", bagian.id)) { (bagian.isi.judul) } }
                    }
                    @if let Some((_, isi)) = &berkas.berita_acara {
                        li { a href="#berita-acara" { (isi.judul) } }
                    }
                }
            }
            dl {
                @for (label, sel) in &berkas.kepala {
                    dt { (label) }
                    dd {
                        @match &sel.href {
                            Some(path) => a href=(asked.link(path)) { (sel.teks) },
                            None => (sel.teks),
                        }
                    }
                }
            }
            @for bagian in &berkas.bagian { (self.section(asked, bagian)) }
            @if asked.app.reader() == Reader::Page { p.note { (t("entri-tersegel-arti")) } }
            (self.minutes(asked))
            p {
                a href=(asked.link(&format!("/peringkat/{}", berkas.gelar.acara.tutup.year()))) {
                    (tf("gelar-peringkat", &[("tahun", &berkas.gelar.acara.tutup.year().to_string())]))
                }
                " · " a href=(asked.link("/gelar")) { (t("gelar-semua")) }
            }
        }
    }

    fn json(&self, asked: &Asked) -> Value {
        self.0.json(&asked.view)
    }

    fn rows(&self, _: &Asked) -> Vec<Vec<String>> {
        self.0.rows()
    }

    fn document(&self, asked: &Asked) -> Option<Document> {
        let berkas = &self.0;
        let lines = berkas.kepala.iter().map(|(label, sel)| format!("{label}: {}", sel.teks));
        let part = |bagian: &Bagian| Part {
            heading: bagian.isi.judul.clone(),
            lines: bagian.isi.teks.clone(),
            tables: bagian.isi.tabel.clone(),
        };
        let head = [berkas.nama.clone(), berkas.kalimat.clone()].into_iter().chain(lines);
        let minutes = berkas.berita_acara.as_ref().map(|(lines, isi)| Part {
            heading: isi.judul.clone(),
            lines: lines
                .iter()
                .map(|(label, isi)| format!("{label}: {isi}"))
                .chain(isi.teks.iter().cloned())
                .collect(),
            tables: isi.tabel.clone(),
        });
        Some(Document {
            head: head.collect(),
            parts: berkas.bagian.iter().map(part).chain(minutes).collect(),
            below: vec![proof(&asked.app, &asked.view)],
        })
    }
}

/// The Gelar of a year, as links: none where none was announced.
pub async fn of_year(asked: &Asked, tahun: i32) -> Result<Vec<Acara>, UserError> {
    let all = asked.bench().gelar_list().await?;
    Ok(all.into_iter().filter(|acara| acara.tahun == i64::from(tahun)).collect())
}

/// A sentence a Gelar, leading to its page.
pub fn links(asked: &Asked, all: &[Acara]) -> Markup {
    html! {
        @for acara in all {
            p {
                a href=(asked.link(&format!("/gelar/{}", acara.kode))) {
                    (tf("gelar-lihat", &[("kode", &acara.kode)]))
                }
                ": "
                @match acara.ditutup {
                    Some((_, day)) => (tf("gelar-lihat-ditutup", &[("tanggal", &date(day))])),
                    None => (t("gelar-lihat-terbuka")),
                }
            }
        }
    }
}
