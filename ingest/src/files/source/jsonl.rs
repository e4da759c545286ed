//! JSONL rows: one flat object a line, its `kind` among its keys.
//!
//! A file may mix kinds. It is read once for the kinds it holds and once for each of them, so that
//! rows come in the order in which kinds depend on each other.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek};

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::super::kind::Kind;
use super::super::problem::{CellError, CellProblem, FileProblem};
use super::super::row::{Fields, Row, Written};
use super::{Each, Halt, unreadable};
use crate::event::Word;
use crate::register::nearest;
use crate::rule_pack::RulePack;

/// Longest line, in bytes.
const LONGEST_LINE: usize = 1 << 20;

/// The objects of a JSONL file.
pub(super) struct Objects {
    input: BufReader<File>,
    /// Every kind in the file, in the order in which they depend on each other.
    pub(super) kinds: Vec<Kind>,
    /// Lines that are of no kind.
    pub(super) strays: Vec<(usize, CellError)>,
    /// Columns of each of `kinds`.
    columns: Vec<Vec<String>>,
}

impl Objects {
    /// Reads the file once. Errors: it is empty, cut off, or not UTF-8.
    pub(super) fn open(mut input: BufReader<File>, pack: &RulePack) -> Result<Self, FileProblem> {
        let (mut kinds, mut strays) = (BTreeSet::new(), Vec::new());
        let mut number = 0;
        let mut line = Vec::new();
        while let Some(text) = next_line(&mut input, &mut number, &mut line)? {
            match serde_json::from_str::<Object<'_>>(text) {
                Ok(object) => match object.kind() {
                    Ok(kind) => _ = kinds.insert(kind),
                    Err(problem) => strays.push((number, CellError::at("kind", problem))),
                },
                Err(error) => {
                    let ended = line.ends_with(b"\n");
                    let problem = broken_line(&error, ended, number, input.fill_buf())?;
                    strays.push((number, CellError::of_row(problem)));
                }
            }
        }
        if kinds.is_empty() && strays.is_empty() {
            return Err(FileProblem::Empty);
        }
        for kind in &kinds {
            kind.within(pack)?;
        }
        let kinds: Vec<Kind> = kinds.into_iter().collect();
        let columns = kinds.iter().map(|kind| kind.columns(pack)).collect();
        Ok(Self {
            input,
            kinds,
            strays,
            columns,
        })
    }

    /// Every row of one kind.
    pub(super) fn read(
        &mut self,
        kind: Kind,
        row: &mut Row,
        each: &mut Each<'_>,
    ) -> Result<(), Halt> {
        self.input.rewind().map_err(|error| unreadable(&error))?;
        let place = self.kinds.iter().position(|known| *known == kind);
        let columns = place.map_or(&[][..], |place| &self.columns[place]);
        let mut number = 0;
        let mut line = Vec::new();
        let mut places = Vec::new();
        while let Some(text) = next_line(&mut self.input, &mut number, &mut line)? {
            // A line that cannot be read was reported when the file was opened.
            let Ok(object) = serde_json::from_str::<Object<'_>>(text) else {
                continue;
            };
            if object.kind() != Ok(kind) {
                continue;
            }
            row.begin(number);
            object.write(kind, columns, &mut places, row);
            row.arrange(&places, columns.len());
            each(Fields { row, columns })?;
        }
        Ok(())
    }
}

/// The next line that is not empty.
fn next_line<'l>(
    input: &mut BufReader<File>,
    number: &mut usize,
    line: &'l mut Vec<u8>,
) -> Result<Option<&'l str>, FileProblem> {
    loop {
        line.clear();
        let mut bounded = input.by_ref().take(LONGEST_LINE as u64 + 1);
        let read = bounded
            .read_until(b'\n', line)
            .map_err(|error| unreadable(&error))?;
        *number += 1;
        if read > LONGEST_LINE {
            let paling_banyak = LONGEST_LINE;
            return Err(FileProblem::LineTooLong {
                baris: *number,
                paling_banyak,
            });
        }
        if read == 0 || !line.trim_ascii().is_empty() {
            break;
        }
    }
    let text = std::str::from_utf8(line).map_err(|_| FileProblem::WrongEncoding {
        baris: *number,
        pengodean: String::new(),
    })?;
    Ok((!text.is_empty()).then(|| text.trim_start_matches('\u{feff}')))
}

/// A line that is no object: the row's problem, or the file's where the line is cut off or the file
/// is one big value.
fn broken_line(
    error: &serde_json::Error,
    ended: bool,
    baris: usize,
    rest: std::io::Result<&[u8]>,
) -> Result<CellProblem, FileProblem> {
    let last = rest.map_err(|error| unreadable(&error))?.is_empty();
    match (error.is_eof(), last, baris) {
        (true, true, _) => Err(FileProblem::Truncated { baris }),
        (_, true, _) if !ended => Err(FileProblem::Truncated { baris }),
        (true, false, 1) => Err(FileProblem::OtherFormat {
            format: "json".to_owned(),
        }),
        _ => Ok(CellProblem::JsonTidakSah {
            kolom: error.column(),
        }),
    }
}

/// One object, its keys in the order of the line.
struct Object<'l>(Vec<(Cow<'l, str>, Value<'l>)>);

/// What a key may have beside it.
enum Value<'l> {
    Empty,
    Text(Cow<'l, str>),
    Number(String),
    /// An array or an object.
    Nested,
}

impl Object<'_> {
    fn kind(&self) -> Result<Kind, CellProblem> {
        let named = self.0.iter().find(|(key, _)| key == "kind");
        let isi = match named.map(|(_, value)| value) {
            Some(Value::Text(text)) => match Kind::parse(text) {
                Some(kind) => return Ok(kind),
                None => text.chars().take(64).collect(),
            },
            _ => String::new(),
        };
        let names = Kind::WORDS.iter().map(|(name, _)| *name);
        let mungkin = nearest(&isi, names);
        Err(CellProblem::KindTidakDikenal {
            isi,
            pilihan: Kind::names(),
            mungkin,
        })
    }

    /// Writes the cells, and into `places` which column each of them belongs to.
    fn write(
        &self,
        kind: Kind,
        columns: &[String],
        places: &mut Vec<Option<usize>>,
        row: &mut Row,
    ) {
        places.clear();
        for (index, (key, value)) in self.0.iter().enumerate() {
            let place = columns.iter().position(|column| *column == **key);
            if self.0[..index].iter().any(|(earlier, _)| earlier == key) {
                let kunci = key.clone().into_owned();
                row.flaw
                    .get_or_insert(CellError::of_row(CellProblem::KunciGanda { kunci }));
            } else if place.is_none() && key != "kind" {
                row.flaw.get_or_insert(unknown_key(key, kind, columns));
            }
            let written = value.write(row.text());
            row.end_cell(written);
            places.push(place);
        }
    }
}

fn unknown_key(key: &str, kind: Kind, columns: &[String]) -> CellError {
    CellError::of_row(CellProblem::KunciTidakDikenal {
        kunci: key.chars().take(64).collect(),
        jenis: kind.name().to_owned(),
        mungkin: nearest(key, columns.iter().map(String::as_str)),
    })
}

impl Value<'_> {
    fn write(&self, out: &mut String) -> Written {
        match self {
            Self::Empty => Written::Text,
            Self::Text(text) => {
                out.push_str(text);
                Written::Text
            }
            Self::Number(number) => {
                out.push_str(number);
                Written::Number
            }
            Self::Nested => {
                out.push_str("[...]");
                Written::Unusable
            }
        }
    }
}

impl<'de> Deserialize<'de> for Object<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ObjectVisitor)
    }
}

struct ObjectVisitor;

impl<'de> Visitor<'de> for ObjectVisitor {
    type Value = Object<'de>;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut pairs = Vec::with_capacity(40);
        while let Some(Value::Text(key)) = map.next_key()? {
            pairs.push((key, map.next_value()?));
        }
        Ok(Object(pairs))
    }
}

impl<'de> Deserialize<'de> for Value<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

struct ValueVisitor;

fn number(value: impl std::fmt::Display) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = write!(text, "{value}");
    text
}

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value<'de>;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a text, a number or null")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Value::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Value::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Self::Value, E> {
        Ok(Value::Number(number(value)))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Self::Value, E> {
        Ok(Value::Number(number(value)))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Self::Value, E> {
        Ok(Value::Number(number(value)))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
        Ok(Value::Text(Cow::Borrowed(if value {
            "true"
        } else {
            "false"
        })))
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Value::Empty)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Value::Nested)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Value::Nested)
    }
}
