//! `/laporan` and `/laporan/{kode}`: which reports are there, and what do they say?

use analytics::catatan::{Chosen, Named};
use ingest::rule_pack::{Laporan, Untuk};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use serde_json::{Value, json};

use crate::app::{App, View};
use crate::asked::{Asked, local};
use crate::charts::bagan;
use crate::entri::Names;
use crate::export::{Reader, as_of_json};
use crate::laporan::{Dokumen, Isi, Pesanan, assemble};
use crate::pages::figure::figure;
use crate::pages::filter::{Field, filter};
use crate::pages::formulir::signature;
use crate::pages::kewajiban::{kekuatan, period_of, source};
use crate::pages::periods::name;
use crate::pages::{Page, parts};
use crate::text::{t, tf, whole};
use crate::user_error::UserError;
use crate::workbook::Document;

/// Every report of the rules in force.
pub struct Reports;

impl Page for Reports {
    async fn load(_: &Asked) -> Result<Self, UserError> {
        Ok(Self)
    }

    fn title(&self, _: &Asked) -> String {
        t("laporan-judul")
    }

    fn body(&self, asked: &Asked) -> Markup {
        let reports = &asked.app.pack().laporan;
        if reports.is_empty() {
            return html! { p.lead { (t("laporan-tanpa")) } };
        }
        html! {
            p.lead { (tf("laporan-kalimat", &[("jumlah", &whole(reports.len() as i128))])) }
            (parts::table_under_heading(&t("laporan-judul"), &html! {
                thead {
                    tr {
                        th scope="col" { (t("laporan-kolom")) }
                        th scope="col" { (t("laporan-penyusun")) }
                        th scope="col" { (t("laporan-kepada")) }
                        th scope="col" { (t("kewajiban-kekuatan")) }
                        th scope="col" { (t("hal-kolom-sumber")) }
                    }
                }
                tbody {
                    @for laporan in reports {
                        tr {
                            th scope="row" {
                                a href=(asked.link(&format!("/laporan/{}", laporan.kode))) { (laporan.nama) }
                            }
                            td { (laporan.penyusun) }
                            td {
                                (laporan.kepada)
                                @if !laporan.tembusan.is_empty() {
                                    " " span.muted { (t("laporan-tembusan")) ": " (laporan.tembusan.join("; ")) }
                                }
                            }
                            td { (kekuatan(laporan.kekuatan)) }
                            td { (source(&laporan.sumber, laporan.keputusan.as_deref())) }
                        }
                    }
                }
            }))
        }
    }

    fn json(&self, asked: &Asked) -> Value {
        let report = |laporan: &Laporan| {
            json!({
                "kode": laporan.kode, "nama": laporan.nama, "untuk": laporan.untuk,
                "penyusun": laporan.penyusun, "kepada": laporan.kepada, "tembusan": laporan.tembusan,
                "kekuatan": laporan.kekuatan, "sumber": laporan.sumber,
            })
        };
        let reports = asked.app.pack().laporan.iter();
        json!({"as_of": as_of_json(&asked.view), "rows": reports.map(report).collect::<Vec<_>>()})
    }

    fn rows(&self, asked: &Asked) -> Vec<Vec<String>> {
        let header = ["kode", "nama", "penyusun", "kepada", "tembusan", "sumber"];
        let row = |laporan: &Laporan| {
            vec![
                laporan.kode.clone(),
                laporan.nama.clone(),
                laporan.penyusun.clone(),
                laporan.kepada.clone(),
                laporan.tembusan.join("; "),
                laporan.sumber.clone(),
            ]
        };
        let header = header.map(String::from).to_vec();
        std::iter::once(header).chain(asked.app.pack().laporan.iter().map(row)).collect()
    }
}

/// One report.
pub struct Report {
    dokumen: Dokumen,
    untuk: Untuk,
    kode: String,
    periode: String,
    units: Vec<(String, String)>,
    groups: Vec<(String, String)>,
    labels: (String, String),
}

impl Page for Report {
    async fn load(asked: &Asked) -> Result<Self, UserError> {
        let (pack, kode) = (asked.app.pack(), asked.segment(0));
        let Some(laporan) = pack.laporan.iter().find(|laporan| laporan.kode == kode) else {
            let known: Vec<&str> = pack.laporan.iter().map(|one| one.kode.as_str()).collect();
            let near = |kode: &str| asked.link(&format!("/laporan/{kode}"));
            return Err(UserError::no_such_code(
                "laporan",
                kode,
                &known,
                asked.link("/laporan"),
                near,
            ));
        };
        let names = Names::load(&asked.app, &asked.view).await?;
        asked.check_narrowed(&names)?;
        let narrowed = &asked.address.narrowed;
        let bench = asked.bench();
        let periode = match asked.chosen_period(&bench).await? {
            Some(periode) => periode,
            None => bench.periode(&period_of(asked)).await?,
        };
        let shown = periode.kode.clone();
        let pesanan = Pesanan {
            app: &asked.app,
            view: &asked.view,
            laporan,
            chosen: Chosen { opd: narrowed.opd.clone(), kbk: narrowed.kbk.clone() },
            periode,
            tanggal: asked.today(),
        };
        let pair = |named: Named| (named.kode, named.nama);
        Ok(Self {
            dokumen: assemble(&pesanan).await?,
            untuk: laporan.untuk,
            kode: laporan.kode.clone(),
            periode: shown,
            units: names.units().into_iter().map(pair).collect(),
            groups: names.groups().into_iter().map(pair).collect(),
            labels: (names.label(Untuk::Opd), names.label(Untuk::Kbk)),
        })
    }

    fn title(&self, _: &Asked) -> String {
        self.dokumen.judul.clone()
    }

    fn body(&self, asked: &Asked) -> Markup {
        let mut fields = Vec::new();
        if self.untuk != Untuk::Pemda {
            fields.push(Field::opd(self.labels.0.clone(), &self.units));
        }
        if self.untuk == Untuk::Kbk {
            fields.push(Field::kbk(self.labels.1.clone(), &self.groups));
        }
        fields.push(Field::periode(&self.periode, asked.today()));
        html! {
            dl {
                @for (label, isi) in &self.dokumen.kepala {
                    dt { (label) }
                    dd { (isi) }
                }
            }
            (filter(asked, &fields))
            (body(&self.dokumen, |path| asked.link(path)))
            @if asked.app.reader() == Reader::Page { p.note { (t("entri-tersegel-arti")) } }
            (signature(&self.dokumen.penyusun))
        }
    }

    fn json(&self, asked: &Asked) -> Value {
        let mut json = self.dokumen.json();
        json["laporan"] = self.kode.as_str().into();
        json["periode"] = name(&self.periode).into();
        json["as_of"] = as_of_json(&asked.view);
        json["ledger"] = json!({"size": asked.view.position.0 + 1, "root": asked.view.root});
        json
    }

    fn rows(&self, _: &Asked) -> Vec<Vec<String>> {
        self.dokumen.rows()
    }

    fn document(&self, asked: &Asked) -> Option<Document> {
        Some(self.dokumen.document(proof(&asked.app, &asked.view)))
    }
}

/// What a report rests on: the last event it knows, and the root of the ledger.
pub fn proof(app: &App, view: &View) -> String {
    let saat = local(app, view.recorded_at);
    let nomor = whole(view.position.0);
    tf("laporan-bukti", &[("nomor", &nomor), ("saat", &saat), ("akar", &view.root)])
}

/// A report as a file of its own, which needs no server to be read or printed; its links lead
/// nowhere and are left out.
pub fn printed(mut dokumen: Dokumen, proof: &str) -> Markup {
    let tables = dokumen.bagian.iter_mut().flat_map(|isi| &mut isi.tabel);
    tables.flat_map(|tabel| &mut tabel.baris).flat_map(|baris| &mut baris.sel).for_each(|sel| {
        sel.href = None;
    });
    html! {
        (DOCTYPE)
        html lang="id" {
            head {
                meta charset="utf-8";
                title { (dokumen.judul) }
                style { (PreEscaped(include_str!("../../assets/jejak.css"))) }
            }
            body {
                main #isi {
                    h1 { (dokumen.judul) }
                    dl {
                        @for (label, isi) in &dokumen.kepala {
                            dt { (label) }
                            dd { (isi) }
                        }
                    }
                    (body(&dokumen, str::to_owned))
                    (signature(&dokumen.penyusun))
                    p.note { (proof) }
                }
            }
        }
    }
}

/// The parts of a report as they are printed.
pub fn body(dokumen: &Dokumen, link: impl Fn(&str) -> String) -> Markup {
    html! {
        @for (number, isi) in (1..).zip(&dokumen.bagian) {
            section.bagian {
                h2 { (number) ". " (isi.judul) }
                (part(isi, &link))
            }
        }
    }
}

fn part(isi: &Isi, link: &impl Fn(&str) -> String) -> Markup {
    html! {
        @for teks in &isi.teks { p { (teks) } }
        @if !isi.butir.is_empty() {
            ul.polos { @for butir in &isi.butir { li { (butir) } } }
        }
        @for chart in &isi.bagan {
            (figure(&chart.caption, |width| bagan(chart, width), None))
        }
        @for tabel in &isi.tabel {
            @if isi.tabel.len() > 1 { h3 { (tabel.judul) } }
            (tabel.markup(link))
        }
    }
}
