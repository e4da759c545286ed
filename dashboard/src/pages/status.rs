//! `/status`: what runs here, and how is it checked?

use maud::{Markup, html};
use serde_json::{Map, Value, json};

use crate::asked::Asked;
use crate::cli::now;
use crate::pages::Page;
use crate::pages::parts::{event, table};
use crate::text::{t, tf, whole};
use crate::user_error::UserError;
use crate::witness::Guard;

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The installation.
pub struct Status {
    tables: Vec<(String, usize)>,
    folder: String,
    /// Events recorded by now, whatever moment is asked about.
    newest: u64,
    guard: Result<Guard, String>,
}

impl Status {
    fn guard(&self, asked: &Asked) -> Markup {
        let guard = match &self.guard {
            Ok(guard) => guard,
            Err(cause) => {
                return html! { p.note { (tf("status-jaga-gagal", &[("sebab", cause)])) } };
            }
        };
        html! {
            @if let Some(last) = &guard.last {
                @let covered = whole(last.ledger.size);
                p { (tf("status-jaga-terakhir", &[("kejadian", &covered), ("jumlah", &whole(self.newest))])) }
                p { a href="/checkpoint" { (t("status-jaga-unduh")) } }
                @if let Some(key) = &guard.key {
                    dl {
                        dt { (t("status-jaga-kunci")) }
                        dd { code.sidik { (key.text) } }
                    }
                }
            }
            @match guard.left {
                Some(left) => p { (tf("status-jaga-keluar", &[("saat", &asked.at(left))])) },
                None => p.note { (t("status-jaga-belum")) },
            }
            @if guard.overdue {
                @if guard.left.is_some() { p.note { (t("status-jaga-terlambat")) } }
                p { (t("status-jaga-cara")) " " code { "jejak serve --data " (self.folder) " --checkpoint-folder FOLDER" } }
            }
        }
    }
}

impl Page for Status {
    // It also tells what has left the machine.
    const IS_OF_A_POSITION: bool = false;

    async fn load(asked: &Asked) -> Result<Self, UserError> {
        let tables = asked.view.snapshot.tables.iter();
        // The name of the folder, not where it lies: a path can name a person.
        let folder = asked.app.dir().canonicalize().unwrap_or_else(|_| asked.app.dir().clone());
        let folder = folder.file_name().map(|name| name.to_string_lossy().into_owned());
        Ok(Self {
            tables: tables.map(|(name, table)| (name.clone(), table.len())).collect(),
            folder: folder.unwrap_or_default(),
            newest: asked.app.log().head()?.map_or(0, |head| head.position.0 + 1),
            guard: Guard::of(asked.app.dir(), now()).map_err(|error| error.to_string()),
        })
    }

    fn title(&self, _: &Asked) -> String {
        t("status-judul")
    }

    fn body(&self, asked: &Asked) -> Markup {
        let view = &asked.view;
        let pack = asked.app.pack();
        let count = whole(view.position.0 + 1);
        let rows: usize = self.tables.iter().map(|(_, rows)| rows).sum();
        html! {
            p.lead {
                (tf("status-kalimat", &[("jumlah", &count), ("saat", &asked.at(view.recorded_at))]))
            }
            dl {
                dt { (t("status-versi")) }
                dd { "jejak " (VERSION) }
                dt { (t("status-terakhir")) }
                dd { (event(asked, view.position)) }
                dt { (t("status-akar")) }
                dd { code.sidik { (view.root) } }
                dt { (t("status-peraturan")) }
                dd { (pack.judul) " (" (pack.kode) ")" }
                dt { (t("status-peraturan-sidik")) }
                dd { code.sidik { (asked.app.rules().hash) } }
                dt { (t("status-folder")) }
                dd { code { (self.folder) } }
            }
            section {
                h2 { (t("status-jaga-judul")) }
                (self.guard(asked))
            }
            section {
                h2 { (t("status-tabel-judul")) }
                (table(&t("status-tabel"), &html! {
                    thead {
                        tr { th scope="col" { (t("status-tabel-nama")) } th.num scope="col" { (t("status-tabel-baris")) } }
                    }
                    tbody {
                        @for (name, rows) in &self.tables {
                            tr { th scope="row" { code { (name) } } td.num { (whole(*rows as i128)) } }
                        }
                    }
                    tfoot {
                        tr { th scope="row" { (t("mengapa-jumlah")) } td.num { (whole(rows as i128)) } }
                    }
                }))
            }
            section {
                h2 { (t("status-periksa-judul")) }
                p { (t("status-periksa")) }
                ol.steps {
                    li { (t("status-langkah-1")) }
                    li { (t("status-langkah-2")) " " code { "jejak events --data " (self.folder) } }
                    li {
                        (t("status-langkah-3")) " "
                        code {
                            "jejak rank --data " (self.folder)
                            " --periode " (asked.app.current_year(view).kode)
                            " --as-of " (view.position)
                        }
                    }
                    li {
                        (t("status-langkah-4")) " "
                        code { "jejak bundle --data " (self.folder) " -o catatan.jsonl.gz" } " "
                        (t("status-langkah-4-lalu")) " "
                        code { "jejak verify --bundle catatan.jsonl.gz" }
                    }
                    li { a href=(asked.link("/periksa")) { (t("status-langkah-5")) } }
                }
            }
        }
    }

    fn json(&self, asked: &Asked) -> Value {
        let view = &asked.view;
        let tables: Map<String, Value> =
            self.tables.iter().map(|(name, rows)| (name.clone(), json!(rows))).collect();
        json!({
            "version": VERSION,
            "as_of": {"position": view.position.0, "recorded_at": view.recorded_at.to_string()},
            "newest": view.is_newest,
            "ledger": {"size": view.position.0 + 1, "root": view.root},
            "regulation": {"code": asked.app.pack().kode, "hash": asked.app.rules().hash.to_string()},
            "pemda": {"kode": asked.app.pemda().kode.as_str(), "nama": asked.app.pemda().nama},
            "folder": self.folder,
            "checkpoint": self.guard.as_ref().ok().map(|guard| json!({
                "size": guard.last.as_ref().map(|last| last.ledger.size),
                "left_at": guard.left.map(|left| left.to_string()),
                "overdue": guard.overdue,
            })),
            "tables": tables,
        })
    }

    fn rows(&self, _: &Asked) -> Vec<Vec<String>> {
        let header = ["tabel", "baris"].map(String::from).to_vec();
        let row = |(name, rows): &(String, usize)| vec![name.clone(), rows.to_string()];
        std::iter::once(header).chain(self.tables.iter().map(row)).collect()
    }
}
