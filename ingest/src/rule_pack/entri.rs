//! Every entry of a pack as its file writes it: where it stands there, and where in the regulation.

use std::ops::Range;

use serde_json::{Map, Value};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{LoadedPack, StatusTeks};

/// The source of what a government chose itself.
const KETENTUAN_DAERAH: &str = "ketentuan daerah";

/// One entry: a table of the file, with the fields that are its own.
#[derive(Debug, Clone)]
pub struct Entri {
    /// Its place in the pack, such as `nilai.integritas.perilaku.1`: by code, or by number from 1.
    pub tempat: String,
    /// Line of its heading, from 1.
    pub baris: usize,
    /// Pasal; that of the entry it is a part of where it names none.
    pub sumber: String,
    /// The decision that closes what the text leaves open.
    pub keputusan: Option<String>,
    /// How much of the text survived.
    pub status: Option<StatusTeks>,
    /// Its own fields; entries that are part of it stand for themselves.
    pub isi: Map<String, Value>,
}

impl Entri {
    /// A text of its own.
    pub fn text(&self, field: &str) -> Option<&str> {
        self.isi.get(field)?.as_str()
    }

    /// Whether words of its text are missing, or all of them.
    pub fn is_lost(&self) -> bool {
        matches!(self.status, Some(StatusTeks::Sebagian | StatusTeks::Hilang))
    }

    /// Whether it is a choice that the regulation does not make.
    pub fn is_local(&self) -> bool {
        self.text("sumber").is_some_and(|sumber| sumber.starts_with(KETENTUAN_DAERAH))
    }

    /// All entries of a file, in its order; of one that is not TOML, those that can be read.
    pub fn all(file: &str) -> Vec<Self> {
        let (document, _) = DeTable::parse_recoverable(file);
        let ends = file.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let mut walk = Walk { ends: ends.map(|(at, _)| at).collect(), found: Vec::new() };
        walk.table("", document.get_ref(), 0..0, "");
        walk.found.sort_by_key(|(start, _)| *start);
        walk.found.into_iter().map(|(_, entry)| entry).collect()
    }
}

impl LoadedPack {
    /// Every entry, in the order of the file.
    pub fn entries(&self) -> Vec<Entri> {
        Entri::all(&String::from_utf8_lossy(&self.bytes))
    }
}

struct Walk {
    /// Where the lines of the file end.
    ends: Vec<usize>,
    /// With the place of each in the file.
    found: Vec<(usize, Entri)>,
}

impl Walk {
    fn table(&mut self, tempat: &str, table: &DeTable<'_>, span: Range<usize>, above: &str) {
        let own = |field: &str| Some(table.get(field)?.get_ref().as_str()?.to_owned());
        let sumber = own("sumber").filter(|sumber| !sumber.trim().is_empty());
        let sumber = sumber.unwrap_or_else(|| above.to_owned());
        let mut isi = Map::new();
        for (key, value) in table {
            let key = key.get_ref();
            let inside =
                if tempat.is_empty() { key.to_string() } else { format!("{tempat}.{key}") };
            match value.get_ref() {
                DeValue::Table(part) if is_entry(part) => {
                    self.table(&inside, part, value.span(), &sumber);
                }
                DeValue::Array(parts) if is_list_of_entries(parts) => {
                    for (index, part) in parts.iter().enumerate() {
                        let DeValue::Table(entry) = part.get_ref() else { continue };
                        let kode = entry.get("kode").and_then(|kode| kode.get_ref().as_str());
                        let name = kode.map_or_else(|| (index + 1).to_string(), str::to_owned);
                        self.table(&format!("{inside}.{name}"), entry, part.span(), &sumber);
                    }
                }
                other => _ = isi.insert(key.to_string(), json(other)),
            }
        }
        if tempat.is_empty() {
            return;
        }
        let status = match own("status").as_deref() {
            Some("utuh") => Some(StatusTeks::Utuh),
            Some("sebagian") => Some(StatusTeks::Sebagian),
            Some("hilang") => Some(StatusTeks::Hilang),
            _ => None,
        };
        let start = span.start;
        let entry = Entri {
            tempat: tempat.to_owned(),
            baris: self.ends.partition_point(|end| *end < start) + 1,
            sumber,
            keputusan: own("keputusan"),
            status,
            isi,
        };
        self.found.push((start, entry));
    }
}

/// A table inside another is an entry where it names its own place in the regulation; such as
/// `bila` is a part of its entry.
fn is_entry(table: &DeTable<'_>) -> bool {
    table.contains_key("sumber")
        || table.values().any(|value| match value.get_ref() {
            DeValue::Array(parts) => is_list_of_entries(parts),
            _ => false,
        })
}

fn is_list_of_entries(parts: &[Spanned<DeValue<'_>>]) -> bool {
    parts.first().is_some_and(|part| part.get_ref().is_table())
}

fn json(value: &DeValue<'_>) -> Value {
    match value {
        DeValue::String(text) => Value::from(text.as_ref()),
        DeValue::Integer(number) => {
            i64::from_str_radix(number.as_str(), number.radix()).map_or(Value::Null, Value::from)
        }
        DeValue::Float(number) => Value::from(number.as_str()),
        DeValue::Boolean(yes) => Value::from(*yes),
        DeValue::Datetime(date) => Value::from(date.to_string()),
        DeValue::Array(parts) => parts.iter().map(|part| json(part.get_ref())).collect(),
        DeValue::Table(table) => Value::Object(
            table.iter().map(|(key, value)| (key.to_string(), json(value.get_ref()))).collect(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_knows_its_line_and_its_source() {
        let file = r#"kode = "perbup"

[berlaku]
mulai = 2026-01-02
sumber = "Pasal 9"

[[nilai]]
kode = "santun"
sumber = "Pasal 5"

[[nilai.perilaku]]
teks = "menyapa"
sumber = "Pasal 6"

[[formulir]]
kode = "masalah"
sumber = "Lampiran I"

[[formulir.kolom]]
kode = "kategori"
bila = { sebab = ["alat"] }
pilihan = [
    { kode = "penting", nama = "Penting" },
    { kode = "tidak", nama = "Tidak" },
]
"#;
        let seen: Vec<_> = Entri::all(file)
            .into_iter()
            .map(|entry| format!("{} {} {}", entry.baris, entry.tempat, entry.sumber))
            .collect();
        assert_eq!(
            seen,
            [
                "3 berlaku Pasal 9",
                "7 nilai.santun Pasal 5",
                "11 nilai.santun.perilaku.1 Pasal 6",
                "15 formulir.masalah Lampiran I",
                "19 formulir.masalah.kolom.kategori Lampiran I",
                "23 formulir.masalah.kolom.kategori.pilihan.penting Lampiran I",
                "24 formulir.masalah.kolom.kategori.pilihan.tidak Lampiran I",
            ]
        );
        let entries = Entri::all(file);
        assert_eq!(entries[0].text("mulai"), Some("2026-01-02"));
        assert_eq!(entries[4].isi["bila"]["sebab"][0], "alat");
    }
}
