//! `/formulir` and `/formulir/{kode}`: which forms are there, and what was entered?

use std::collections::BTreeMap;

use analytics::catatan::{Chosen, Entri, Named, ever};
use analytics::periode::Periode;
use ingest::identity::date_text;
use ingest::rule_pack::{Bacaan, Formulir, RulePack, Saran, Untuk};
use maud::{Markup, html};
use serde_json::{Map, Value, json};

use crate::asked::Asked;
use crate::entri::{Names, address};
use crate::export::{Reader, as_of_json};
use crate::pages::filter::{Field, filter};
use crate::pages::kewajiban::{kekuatan, source};
use crate::pages::periods::name;
use crate::pages::{Page, parts};
use crate::tabel::Tabel;
use crate::text::{t, tf, whole};
use crate::user_error::UserError;

/// Every form of the rules in force.
pub struct Forms {
    counts: BTreeMap<String, i64>,
    labels: [(Untuk, String); 3],
}

impl Forms {
    fn count(&self, form: &Formulir) -> i64 {
        self.counts.get(&form.kode).copied().unwrap_or(0)
    }

    fn of(&self, asked: &Asked, untuk: Untuk, label: &str) -> Markup {
        let forms: Vec<&Formulir> =
            asked.app.pack().formulir.iter().filter(|form| form.untuk == untuk).collect();
        if forms.is_empty() {
            return Markup::default();
        }
        html! {
            section {
                h2 { (tf("formulir-untuk", &[("siapa", label)])) }
                (parts::table_under_heading(&tf("formulir-untuk", &[("siapa", label)]), &html! {
                    thead {
                        tr {
                            th scope="col" { (t("formulir-kolom")) }
                            th scope="col" { (t("kewajiban-kekuatan")) }
                            th.num scope="col" { (t("formulir-kolom-entri")) }
                            th scope="col" { (t("hal-kolom-sumber")) }
                        }
                    }
                    tbody {
                        @for form in forms {
                            tr {
                                th scope="row" {
                                    a href=(asked.link(&format!("/formulir/{}", form.kode))) { (form.nama) }
                                    @if !form.judul_cetak.is_empty() { " " span.muted { (form.judul_cetak) } }
                                }
                                td { (kekuatan(form.kekuatan)) }
                                td.num { (whole(self.count(form))) }
                                td { (source(&form.sumber, form.keputusan.as_deref())) }
                            }
                        }
                    }
                }))
            }
        }
    }
}

impl Page for Forms {
    async fn load(asked: &Asked) -> Result<Self, UserError> {
        let names = Names::load(&asked.app, &asked.view).await?;
        let labels = [Untuk::Kbk, Untuk::Opd, Untuk::Pemda];
        Ok(Self {
            counts: asked.bench().entry_counts().await?,
            labels: labels.map(|untuk| (untuk, names.label(untuk))),
        })
    }

    fn title(&self, _: &Asked) -> String {
        t("formulir-judul")
    }

    fn body(&self, asked: &Asked) -> Markup {
        let forms = &asked.app.pack().formulir;
        let entries: i64 = forms.iter().map(|form| self.count(form)).sum();
        let arguments = [("jumlah", &*whole(forms.len() as i128)), ("entri", &whole(entries))];
        html! {
            @if forms.is_empty() {
                p.lead { (t("formulir-tanpa")) }
            } @else {
                p.lead { (tf("formulir-kalimat", &arguments)) }
                @for (untuk, label) in &self.labels { (self.of(asked, *untuk, label)) }
            }
        }
    }

    fn json(&self, asked: &Asked) -> Value {
        let form = |form: &Formulir| {
            json!({
                "kode": form.kode, "nama": form.nama, "judul_cetak": form.judul_cetak,
                "untuk": form.untuk, "kekuatan": form.kekuatan, "entri": self.count(form),
                "sumber": form.sumber, "keputusan": form.keputusan,
            })
        };
        let forms = asked.app.pack().formulir.iter();
        json!({"as_of": as_of_json(&asked.view), "rows": forms.map(form).collect::<Vec<_>>()})
    }

    fn rows(&self, asked: &Asked) -> Vec<Vec<String>> {
        let header = ["kode", "nama", "judul_cetak", "entri", "sumber"].map(String::from).to_vec();
        let row = |form: &Formulir| {
            vec![
                form.kode.clone(),
                form.nama.clone(),
                form.judul_cetak.clone(),
                self.count(form).to_string(),
                form.sumber.clone(),
            ]
        };
        std::iter::once(header).chain(asked.app.pack().formulir.iter().map(row)).collect()
    }
}

/// The entries of one form.
pub struct Form {
    form: Formulir,
    periode: Option<Periode>,
    entries: Vec<Entri>,
    table: Tabel,
    advice: Vec<(String, Saran)>,
    units: Vec<(String, String)>,
    groups: Vec<(String, String)>,
    labels: (String, String),
    /// The unit or KBK that is asked for, by its label and name.
    whose: Vec<(String, String)>,
}

/// The form of this code. Errors: it lists those that are like it.
pub fn form_of<'p>(asked: &'p Asked, kode: &str) -> Result<&'p Formulir, UserError> {
    let pack = asked.app.pack();
    pack.formulir(kode).ok_or_else(|| {
        let known: Vec<&str> = pack.formulir.iter().map(|form| form.kode.as_str()).collect();
        let near = |kode: &str| asked.link(&format!("/formulir/{kode}"));
        UserError::no_such_code("formulir", kode, &known, asked.link("/formulir"), near)
    })
}

/// The texts for reading that stand beside something.
pub fn readings<'p>(pack: &'p RulePack, di: &str) -> Vec<&'p Bacaan> {
    pack.bacaan.iter().filter(|bacaan| bacaan.di.iter().any(|one| one == di)).collect()
}

/// Texts for reading, folded.
pub fn reading(readings: &[&Bacaan]) -> Markup {
    html! {
        @for bacaan in readings {
            details {
                summary { (bacaan.judul) }
                @if !bacaan.teks.is_empty() { p { (bacaan.teks) } }
                @if !bacaan.butir.is_empty() {
                    ul.polos { @for butir in &bacaan.butir { li { (butir) } } }
                }
                p.muted {
                    @if let Some(strength) = bacaan.kekuatan { (kekuatan(strength)) " · " }
                    (source(&bacaan.sumber, bacaan.keputusan.as_deref()))
                }
            }
        }
    }
}

/// The lines that whoever signs fills in, on paper only.
pub fn signature(post: &str) -> Markup {
    html! {
        div.tanda-tangan {
            p { (t("tanda-tangan-tempat")) }
            p { (post) }
            p.ruang { (t("tanda-tangan-nama")) }
        }
    }
}

impl Form {
    fn head(&self) -> Markup {
        html! {
            dl {
                @if !self.form.judul_cetak.is_empty() {
                    dt { (t("formulir-judul-cetak")) }
                    dd { (self.form.judul_cetak) }
                }
                @for (label, nama) in &self.whose {
                    dt { (label) }
                    dd { (nama) }
                }
                @if let Some(periode) = &self.periode {
                    dt { (t("saring-periode")) }
                    dd { (name(&periode.kode)) }
                }
            }
        }
    }
}

impl Page for Form {
    async fn load(asked: &Asked) -> Result<Self, UserError> {
        let form = form_of(asked, asked.segment(0))?.clone();
        let names = Names::load(&asked.app, &asked.view).await?;
        asked.check_narrowed(&names)?;
        let (bench, narrowed) = (asked.bench(), &asked.address.narrowed);
        let periode = asked.chosen_period(&bench).await?;
        let chosen = Chosen { opd: narrowed.opd.clone(), kbk: narrowed.kbk.clone() };
        let span = periode.clone().unwrap_or_else(ever);
        let entries = bench.entries(&form.kode, &span, &chosen).await?;
        let one = match form.untuk {
            Untuk::Kbk => !chosen.kbk.is_empty(),
            Untuk::Opd => !chosen.opd.is_empty(),
            Untuk::Pemda => true,
        };
        let mut advice = Vec::new();
        for entri in &entries {
            let found = names.advice(&form, entri).into_iter();
            advice.extend(found.map(|saran| (entri.kode.clone(), saran.clone())));
        }
        let pair = |named: Named| (named.kode, named.nama);
        let mut whose = Vec::new();
        if !chosen.opd.is_empty() {
            whose.push((names.label(Untuk::Opd), names.opd(&chosen.opd)));
        }
        if !chosen.kbk.is_empty() {
            whose.push((names.label(Untuk::Kbk), names.kbk(&chosen.kbk)));
        }
        Ok(Self {
            table: names.table(&form, &entries, !one)?,
            units: names.units().into_iter().map(pair).collect(),
            groups: names.groups().into_iter().map(pair).collect(),
            labels: (names.label(Untuk::Opd), names.label(Untuk::Kbk)),
            form,
            periode,
            entries,
            advice,
            whose,
        })
    }

    fn title(&self, _: &Asked) -> String {
        self.form.nama.clone()
    }

    fn body(&self, asked: &Asked) -> Markup {
        let form = &self.form;
        let mut fields = vec![Field::opd(self.labels.0.clone(), &self.units)];
        if form.untuk == Untuk::Kbk {
            fields.push(Field::kbk(self.labels.1.clone(), &self.groups));
        }
        let shown = self.periode.as_ref().map_or("", |periode| &periode.kode);
        fields.push(Field::any_periode(shown, asked.today()));
        let sealed = asked.app.reader() == Reader::Page
            && self.entries.iter().any(|entri| entri.teks.is_some());
        html! {
            (self.head())
            @if !form.petunjuk.is_empty() { p { (form.petunjuk) } }
            p.muted {
                (kekuatan(form.kekuatan)) " · " (source(&form.sumber, form.keputusan.as_deref()))
            }
            (reading(&readings(asked.app.pack(), &form.kode)))
            (filter(asked, &fields))
            (self.table.markup(|path| asked.link(path)))
            @if sealed { p.note { (t("entri-tersegel-arti")) } }
            @if !self.advice.is_empty() {
                section {
                    h2 { (t("entri-saran")) }
                    ul {
                        @for (kode, saran) in &self.advice {
                            li {
                                a href=(format!("#{kode}")) { (kode) } ": " (saran.pesan) " "
                                span.muted { (source(&saran.sumber, saran.keputusan.as_deref())) }
                            }
                        }
                    }
                }
            }
            @if !form.tanda_tangan.is_empty() { (signature(&form.tanda_tangan)) }
        }
    }

    fn json(&self, asked: &Asked) -> Value {
        let mut json = entries_json(&self.form, &self.entries);
        json["as_of"] = as_of_json(&asked.view);
        json
    }

    fn rows(&self, _: &Asked) -> Vec<Vec<String>> {
        self.table.rows()
    }
}

/// Entries as stored: columns by their codes; free text stays sealed.
pub fn entries_json(form: &Formulir, entries: &[Entri]) -> Value {
    let code = |named: &Option<Named>| named.as_ref().map(|named| named.kode.clone());
    let entry = |entri: &Entri| {
        let isi = form.kolom.iter().filter_map(|kolom| {
            let held = &entri.isi.get(&kolom.kode)?.isi;
            let value = match held.as_slice() {
                [one] => Value::from(one.as_str()),
                many => Value::from(many.to_vec()),
            };
            Some((kolom.kode.clone(), value))
        });
        json!({
            "kode": entri.kode,
            "opd": code(&entri.opd),
            "kbk": code(&entri.kbk),
            "tanggal": date_text(entri.tanggal),
            "isi": isi.collect::<Map<_, _>>(),
            "teks": entri.teks,
            "position": entri.position.0,
            "dikoreksi": entri.kali - 1,
            "alamat": address(&form.kode, &entri.kode),
        })
    };
    json!({
        "formulir": form.kode,
        "nama": form.nama,
        "rows": entries.iter().map(entry).collect::<Vec<_>>(),
    })
}
