//! `/periksa` and `/periksa/{sidik}`: is this printed result what was published, and what the record gives?

use std::sync::Arc;

use analytics::terbitan::Terbitan;
use axum::extract::{Path, State};
use axum::response::Response;
use maud::{Markup, html};
use serde_json::{Value, json};

use crate::app::{App, View};
use crate::asked::{Address, Asked};
use crate::moment::Moment;
use crate::pages::parts::{event, table};
use crate::pages::periods::name;
use crate::pages::{Page, answer, bukti};
use crate::terbitan::{Beda, SHORTEST, published, recount};
use crate::text::{t, tf};
use crate::user_error::UserError;

/// What was published so far.
pub struct Daftar {
    published: Vec<Terbitan>,
}

impl Page for Daftar {
    async fn load(asked: &Asked) -> Result<Self, UserError> {
        Ok(Self { published: published(&asked.app, &asked.view).await? })
    }

    fn title(&self, _: &Asked) -> String {
        t("periksa-halaman-judul")
    }

    fn body(&self, asked: &Asked) -> Markup {
        html! {
            p.lead { (t("periksa-halaman-kalimat")) }
            form.asof-form method="get" action="/periksa" {
                fieldset {
                    legend { (t("periksa-halaman-legenda")) }
                    @for (name, value) in asked.address.moment.parameters() {
                        input type="hidden" name=(name) value=(value);
                    }
                    p {
                        label for="sidik" { (t("periksa-halaman-isian")) }
                        input #sidik name="sidik" required autocomplete="off" spellcheck="false" size="64";
                    }
                    button type="submit" { (t("periksa-halaman-tombol")) }
                }
            }
            @if self.published.is_empty() {
                p { (t("periksa-halaman-kosong")) " " code { "jejak publish" } }
            } @else {
                (self.table(asked))
            }
        }
    }

    fn json(&self, asked: &Asked) -> Value {
        json!({
            "as_of": crate::export::as_of_json(&asked.view),
            "published": self.published.iter().map(terbitan_json).collect::<Vec<_>>(),
        })
    }

    fn rows(&self, _: &Asked) -> Vec<Vec<String>> {
        let header = HEADER.map(String::from).to_vec();
        std::iter::once(header).chain(self.published.iter().map(terbitan_row)).collect()
    }
}

impl Daftar {
    fn table(&self, asked: &Asked) -> Markup {
        table(
            &t("periksa-halaman-tabel"),
            &html! {
                thead {
                    tr {
                        th scope="col" { (t("saring-periode")) }
                        th scope="col" { (t("periksa-diterbitkan")) }
                        th scope="col" { (t("periksa-per")) }
                        th scope="col" { (t("periksa-sidik")) }
                    }
                }
                tbody {
                    @for one in &self.published {
                        tr {
                            th scope="row" { (name(&one.periode)) }
                            td { (asked.at(one.recorded_at)) ", " (event(asked, one.at)) }
                            td { (event(asked, one.posisi)) }
                            td { (link(asked, one)) }
                        }
                    }
                }
            },
        )
    }
}

/// A link to a published result by its whole fingerprint.
pub fn link(asked: &Asked, one: &Terbitan) -> Markup {
    html! {
        a href=(asked.link(&format!("/periksa/{}", one.hasil))) { code.sidik { (one.hasil) } }
    }
}

const HEADER: [&str; 9] = [
    "periode",
    "kejadian",
    "diterbitkan",
    "per_kejadian",
    "akar",
    "paket",
    "kebijakan",
    "mesin",
    "hasil",
];

fn terbitan_row(one: &Terbitan) -> Vec<String> {
    vec![
        one.periode.clone(),
        one.at.to_string(),
        one.recorded_at.to_string(),
        one.posisi.to_string(),
        one.akar.clone(),
        one.paket.clone(),
        one.kebijakan.map(|position| position.to_string()).unwrap_or_default(),
        one.mesin.clone(),
        one.hasil.clone(),
    ]
}

fn terbitan_json(one: &Terbitan) -> Value {
    json!({
        "periode": one.periode,
        "position": one.at.0,
        "published_at": one.recorded_at.to_string(),
        "as_of": one.posisi.0,
        "root": one.akar,
        "rule_pack": one.paket,
        "policy": one.kebijakan.map(|position| position.0),
        "engine": one.mesin,
        "result": one.hasil,
    })
}

/// One published result, counted again.
pub struct Hasil {
    terbitan: Terbitan,
    beda: Option<Beda>,
}

/// The published result whose fingerprint begins so. Errors: none, or several.
async fn find(
    app: &App,
    view: &View,
    address: &Address,
    sidik: &str,
) -> Result<Terbitan, UserError> {
    let sidik = sidik.to_lowercase();
    let path = |hasil: &str| address.link(&format!("/periksa/{hasil}"));
    if sidik.len() < SHORTEST {
        return Err(UserError::short_fingerprint(&sidik, SHORTEST, address.link("/periksa")));
    }
    let known = published(app, view).await?;
    let mut found: Vec<Terbitan> =
        known.into_iter().filter(|one| one.hasil.starts_with(&sidik)).collect();
    match found.len() {
        1 => Ok(found.remove(0)),
        0 => Err(UserError::no_such_result(&sidik, address.link("/periksa"))),
        _ => {
            let links = found.iter().map(|one| (path(&one.hasil), one.hasil.clone())).collect();
            Err(UserError::several_results(&sidik, links))
        }
    }
}

impl Hasil {
    fn verdict(&self) -> String {
        match &self.beda {
            None => t("periksa-cocok"),
            Some(beda) => {
                let sebab = beda.words(&self.terbitan);
                tf("periksa-tidak-cocok", &[("sebab", &sebab)])
            }
        }
    }

    fn facts(&self, asked: &Asked) -> Markup {
        let one = &self.terbitan;
        html! {
            dl {
                dt { (t("periksa-sidik")) }
                dd { code.sidik { (one.hasil) } }
                dt { (t("saring-periode")) }
                dd { (name(&one.periode)) }
                dt { (t("periksa-diterbitkan")) }
                dd { (asked.at(one.recorded_at)) ", " (event(asked, one.at)) }
                dt { (t("periksa-per")) }
                dd {
                    (event(asked, one.posisi)) " · "
                    a href=(Moment::event(one.posisi).link(&format!("/peringkat/{}", one.periode))) {
                        (t("periksa-lihat"))
                    }
                }
                dt { (t("periksa-akar")) }
                dd { code.sidik { (one.akar) } }
                dt { (t("periksa-paket")) }
                dd { code.sidik { (one.paket) } }
                dt { (t("periksa-kebijakan")) }
                dd {
                    @match one.kebijakan {
                        Some(position) => (event(asked, position)),
                        None => (t("periksa-tanpa-kebijakan")),
                    }
                }
                dt { (t("periksa-mesin")) }
                dd { "jejak " (one.mesin) }
            }
        }
    }
}

impl Page for Hasil {
    async fn load(asked: &Asked) -> Result<Self, UserError> {
        let terbitan = find(&asked.app, &asked.view, &asked.address, asked.segment(0)).await?;
        let beda = recount(&asked.app, &terbitan).await.err();
        Ok(Self { terbitan, beda })
    }

    fn title(&self, _: &Asked) -> String {
        tf("periksa-hasil-judul", &[("periode", &name(&self.terbitan.periode))])
    }

    fn body(&self, asked: &Asked) -> Markup {
        let hasil = &self.terbitan.hasil;
        html! {
            p.lead { (self.verdict()) }
            (self.facts(asked))
            section {
                h2 { (t("periksa-sendiri-judul")) }
                ol.steps {
                    @if self.beda.is_none() {
                        li {
                            a href=(format!("/periksa/{hasil}/hasil.json")) { (t("periksa-sendiri-unduh")) }
                            " " (t("periksa-sendiri-sidik")) " " code { "sha256sum hasil.json" }
                        }
                    }
                    li { (t("periksa-sendiri-bundel")) " " code { "jejak verify --bundle BERKAS" } }
                }
                p { a href=(asked.link("/periksa")) { (t("periksa-semua")) } }
            }
        }
    }

    fn json(&self, asked: &Asked) -> Value {
        let beda = self.beda.as_ref();
        json!({
            "as_of": crate::export::as_of_json(&asked.view),
            "published": terbitan_json(&self.terbitan),
            "same": beda.is_none(),
            "reason": beda.map(Beda::kind),
            "words": self.verdict(),
        })
    }

    fn rows(&self, _: &Asked) -> Vec<Vec<String>> {
        let header = HEADER.into_iter().chain(["cocok", "sebab"]).map(String::from).collect();
        let beda = self.beda.as_ref();
        let mut row = terbitan_row(&self.terbitan);
        row.extend([beda.is_none().to_string(), beda.map(|_| self.verdict()).unwrap_or_default()]);
        vec![header, row]
    }
}

/// `/periksa/{sidik}/hasil.json`: the published bytes, as the record gives them again.
pub async fn bytes(State(app): State<Arc<App>>, Path(sidik): Path<String>) -> Response {
    let address = Address::of(&format!("/periksa/{sidik}"));
    match recounted(&app, &address, &sidik).await {
        Ok(json) => bukti::file("application/json", "hasil.json", json),
        Err(error) => answer::error(&app, &address, None, &error),
    }
}

async fn recounted(app: &App, address: &Address, sidik: &str) -> Result<String, UserError> {
    let view = app.view(None)?;
    let one = find(app, &view, address, sidik).await?;
    recount(app, &one).await.map_err(|beda| UserError::other_result(&beda.words(&one)))
}
