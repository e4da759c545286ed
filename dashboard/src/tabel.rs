//! A table as it is printed: on a page, as CSV, as JSON, on a sheet of a workbook.

use maud::{Markup, html};
use serde_json::{Map, Value};

use crate::pages::parts;

/// One cell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sel {
    /// What a reader sees: `31 Maret 2026`, `12,50`.
    pub teks: String,
    /// What a file holds: `2026-03-31`, `12.50`.
    pub nilai: String,
    /// The page that it leads to.
    pub href: Option<String>,
}

impl Sel {
    /// The same for a reader and in a file.
    pub fn teks(teks: impl Into<String>) -> Self {
        let teks = teks.into();
        Self { nilai: teks.clone(), teks, href: None }
    }

    /// Other words for a reader than in a file.
    pub fn dibaca(teks: impl Into<String>, nilai: impl Into<String>) -> Self {
        Self { teks: teks.into(), nilai: nilai.into(), href: None }
    }

    /// The same cell, leading to a page.
    pub fn ke(mut self, href: impl Into<String>) -> Self {
        self.href = Some(href.into());
        self
    }
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judul {
    /// Its heading as printed.
    pub teks: String,
    /// Whether it holds numbers.
    pub angka: bool,
    /// Whether it is left out on paper and on sheets of a workbook.
    pub layar: bool,
}

impl Judul {
    /// A column of words.
    pub fn teks(teks: impl Into<String>) -> Self {
        Self { teks: teks.into(), angka: false, layar: false }
    }

    /// A column of numbers.
    pub fn angka(teks: impl Into<String>) -> Self {
        Self { teks: teks.into(), angka: true, layar: false }
    }

    /// A column that is not printed.
    pub fn layar(teks: impl Into<String>) -> Self {
        Self { teks: teks.into(), angka: false, layar: true }
    }
}

/// A row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baris {
    /// What links to it name.
    pub id: Option<String>,
    /// A cell a column.
    pub sel: Vec<Sel>,
}

impl From<Vec<Sel>> for Baris {
    fn from(sel: Vec<Sel>) -> Self {
        Self { id: None, sel }
    }
}

/// A table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tabel {
    /// What it shows.
    pub judul: String,
    /// Its columns.
    pub kolom: Vec<Judul>,
    /// Its rows.
    pub baris: Vec<Baris>,
    /// What is said where it has no row.
    pub kosong: String,
}

impl Tabel {
    /// The table on a page; `link` gives the address of another page at the same moment.
    pub fn markup(&self, link: impl Fn(&str) -> String) -> Markup {
        if self.baris.is_empty() {
            return html! { p { (self.kosong) } };
        }
        let class = |judul: &Judul| match (judul.angka, judul.layar) {
            (true, _) => Some("num"),
            (false, true) => Some("layar"),
            (false, false) => None,
        };
        // The same words stand above it as a heading.
        parts::table_under_heading(
            &self.judul,
            &html! {
                thead {
                    tr {
                        @for judul in &self.kolom { th scope="col" class=[class(judul)] { (judul.teks) } }
                    }
                }
                tbody {
                    @for baris in &self.baris {
                        tr id=[baris.id.as_deref()] {
                            @for (judul, sel) in self.kolom.iter().zip(&baris.sel) {
                                td class=[class(judul)] {
                                    @match &sel.href {
                                        Some(href) => a href=(link(href)) { (sel.teks) },
                                        None => (sel.teks),
                                    }
                                }
                            }
                        }
                    }
                }
            },
        )
    }

    /// Header and rows as they stand on paper: in a reader's words, numbers as a file holds them.
    pub fn printed(&self) -> Vec<Vec<String>> {
        let shown = || self.kolom.iter().enumerate().filter(|(_, judul)| !judul.layar);
        let header = shown().map(|(_, judul)| judul.teks.clone()).collect();
        let row = |baris: &Baris| {
            let cell = |(place, judul): (usize, &Judul)| match baris.sel.get(place) {
                Some(sel) if judul.angka => sel.nilai.clone(),
                Some(sel) => sel.teks.clone(),
                None => String::new(),
            };
            shown().map(cell).collect()
        };
        std::iter::once(header).chain(self.baris.iter().map(row)).collect()
    }

    /// Header and rows as text, as CSV holds them.
    pub fn rows(&self) -> Vec<Vec<String>> {
        let header = self.kolom.iter().map(|judul| judul.teks.clone()).collect();
        let row = |baris: &Baris| baris.sel.iter().map(|sel| sel.nilai.clone()).collect();
        std::iter::once(header).chain(self.baris.iter().map(row)).collect()
    }

    /// One object a row, by the headings.
    pub fn json(&self) -> Value {
        let row = |baris: &Baris| {
            let cells = self.kolom.iter().zip(&baris.sel);
            let fields = cells.map(|(judul, sel)| (judul.teks.clone(), sel.nilai.clone().into()));
            Value::Object(fields.collect::<Map<_, _>>())
        };
        self.baris.iter().map(row).collect()
    }
}
