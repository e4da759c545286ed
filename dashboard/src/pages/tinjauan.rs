//! `/tinjauan` and `/tinjauan/{triwulan}`: what do we review, and what did we decide?

use std::collections::BTreeSet;

use analytics::tinjauan::{Keputusan, quarter};
use ingest::identity::date_text;
use maud::{Markup, html};
use serde_json::{Value, json};

use crate::asked::{Asked, narrowed};
use crate::entri::Names;
use crate::export::{Reader, as_of_json};
use crate::laporan::Dokumen;
use crate::pages::Page;
use crate::pages::formulir::signature;
use crate::pages::laporan::{body, proof};
use crate::pages::periods::{Periods, name, quarter_of};
use crate::tabel::{Baris, Judul, Sel, Tabel};
use crate::text::{t, tf, whole};
use crate::tinjauan::Tinjauan;
use crate::user_error::UserError;
use crate::workbook::{Document, Part};

/// Every quarter that can be reviewed, the newest first.
pub struct Reviews {
    quarters: Vec<String>,
    decisions: Vec<Keputusan>,
}

/// The quarters that hold something, that were reviewed, and the running one; the newest first.
async fn quarters(asked: &Asked, decisions: &[Keputusan]) -> Result<Vec<String>, UserError> {
    let held = Periods::load(asked).await?;
    let mut codes: BTreeSet<String> = held.quarters().map(str::to_owned).collect();
    codes.extend(decisions.iter().map(|one| one.periode.clone()));
    codes.insert(quarter_of(asked.today()));
    Ok(codes.into_iter().rev().collect())
}

impl Reviews {
    fn of<'k>(&'k self, kode: &'k str) -> impl Iterator<Item = &'k Keputusan> {
        self.decisions.iter().filter(move |one| one.periode == kode)
    }

    /// How many were decided, are open, and are open past their last day.
    fn counts(&self, asked: &Asked, kode: &str) -> [usize; 3] {
        [
            self.of(kode).count(),
            self.of(kode).filter(|one| one.is_open()).count(),
            self.of(kode).filter(|one| one.is_overdue(asked.today())).count(),
        ]
    }

    fn table(&self, asked: &Asked) -> Tabel {
        let line = |kode: &String| {
            let number = |count: usize| Sel::dibaca(whole(count as i128), count.to_string());
            let first = Sel::dibaca(name(kode), kode).ke(format!("/tinjauan/{kode}"));
            Baris::from([vec![first], self.counts(asked, kode).map(number).into()].concat())
        };
        let heads = ["tinjauan-kolom-diputuskan", "tinjauan-kolom-terbuka", "tinjauan-kolom-lewat"];
        let mut kolom = vec![Judul::teks(t("hal-kolom-triwulan"))];
        kolom.extend(heads.map(t).map(Judul::angka));
        let baris = self.quarters.iter().map(line).collect();
        Tabel { judul: t("tinjauan-daftar"), kolom, baris, kosong: String::new() }
    }
}

impl Page for Reviews {
    async fn load(asked: &Asked) -> Result<Self, UserError> {
        let decisions = asked.bench().decisions().await?;
        Ok(Self { quarters: quarters(asked, &decisions).await?, decisions })
    }

    fn title(&self, _: &Asked) -> String {
        t("tinjauan-daftar")
    }

    fn body(&self, asked: &Asked) -> Markup {
        let open = self.decisions.iter().filter(|one| one.is_open()).count();
        let late = self.decisions.iter().filter(|one| one.is_overdue(asked.today())).count();
        let (open, late) = (whole(open as i128), whole(late as i128));
        html! {
            p.lead { (tf("tinjauan-daftar-kalimat", &[("terbuka", &open), ("lewat", &late)])) }
            (self.table(asked).markup(|path| asked.link(path)))
            p.note { (t("tinjauan-daftar-arti")) }
        }
    }

    fn json(&self, asked: &Asked) -> Value {
        let row = |kode: &String| {
            let [decided, open, late] = self.counts(asked, kode);
            json!({"periode": kode, "diputuskan": decided, "terbuka": open, "lewat_tenggat": late})
        };
        json!({
            "as_of": as_of_json(&asked.view),
            "tanggal": date_text(asked.today()),
            "rows": self.quarters.iter().map(row).collect::<Vec<_>>(),
        })
    }

    fn rows(&self, asked: &Asked) -> Vec<Vec<String>> {
        let header = ["periode", "diputuskan", "terbuka", "lewat_tenggat"].map(String::from);
        let rows = self.table(asked).rows().into_iter().skip(1);
        std::iter::once(header.to_vec()).chain(rows).collect()
    }
}

/// The review of one quarter.
pub struct Review {
    tinjauan: Tinjauan,
    dokumen: Dokumen,
    json: Value,
}

impl Page for Review {
    const SHEET_A_PART: bool = true;

    async fn load(asked: &Asked) -> Result<Self, UserError> {
        let kode = asked.segment(0);
        let Some(periode) = quarter(kode) else {
            let decisions = asked.bench().decisions().await?;
            let known = quarters(asked, &decisions).await?;
            let link = |kode: String| (asked.link(&format!("/tinjauan/{kode}")), name(&kode));
            let links = known.into_iter().map(link).collect();
            return Err(UserError::no_such_periode(kode, links));
        };
        let tinjauan = Tinjauan::load(&asked.app, &asked.view, periode).await?;
        let names = Names::load(&asked.app, &asked.view).await?;
        let dokumen = tinjauan.document(&asked.app, &names)?;
        let json = tinjauan.json(&asked.app, &asked.view, &names)?;
        Ok(Self { tinjauan, dokumen, json })
    }

    fn title(&self, _: &Asked) -> String {
        self.tinjauan.title()
    }

    fn body(&self, asked: &Asked) -> Markup {
        let calendar = narrowed(
            &asked.link("/kewajiban"),
            [("periode", self.tinjauan.periode.kode.as_str())].into_iter(),
        );
        html! {
            p.lead { (self.tinjauan.lead()) }
            dl {
                @for (label, isi) in self.dokumen.kepala.iter().skip(1) {
                    dt { (label) }
                    dd { (isi) }
                }
            }
            (body(&self.dokumen, |path| asked.link(path)))
            p.layar {
                a href=(calendar) { (t("tinjauan-peta")) } " · "
                a href=(asked.link("/tinjauan")) { (t("tinjauan-semua")) }
            }
            @if asked.app.reader() == Reader::Page { p.note { (t("tinjauan-tersegel")) } }
            (signature(&self.dokumen.penyusun))
        }
    }

    fn json(&self, _: &Asked) -> Value {
        self.json.clone()
    }

    fn rows(&self, _: &Asked) -> Vec<Vec<String>> {
        self.dokumen.rows()
    }

    fn document(&self, asked: &Asked) -> Option<Document> {
        let proof = proof(&asked.app, &asked.view);
        Some(workbook(&self.dokumen, proof, self.tinjauan.details(&asked.app)))
    }
}

/// The review as a workbook: its parts, and every unit in every duty.
pub fn workbook(dokumen: &Dokumen, proof: String, details: Tabel) -> Document {
    let mut document = dokumen.document(proof);
    let heading = details.judul.clone();
    document.parts.push(Part { heading, lines: Vec::new(), tables: vec![details] });
    document
}
