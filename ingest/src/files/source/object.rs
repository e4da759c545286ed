//! One line of JSONL: a flat object, with every number and every repeated key as it was written.

use std::borrow::Cow;
use std::fmt::Write;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::super::kind::Kind;
use super::super::problem::{CellError, CellProblem};
use super::super::row::{Row, Written};
use crate::register::nearest;
use crate::rule_pack::RulePack;

/// One object, its keys in the order of the line.
pub(super) struct Object<'l>(Vec<(Cow<'l, str>, Value<'l>)>);

/// What a key may have beside it.
enum Value<'l> {
    Empty,
    Text(Cow<'l, str>),
    Number(String),
    /// An array or an object.
    Nested,
}

impl Object<'_> {
    /// What it is.
    pub(super) fn kind(&self, pack: &RulePack) -> Result<Kind, CellProblem> {
        let named = self.named().unwrap_or_default();
        Kind::parse(named, pack).ok_or_else(|| {
            let isi: String = named.chars().take(64).collect();
            let mungkin = nearest(&isi, Kind::all(pack).map(|kind| kind.name(pack)));
            CellProblem::KindTidakDikenal { isi, pilihan: Kind::names(pack), mungkin }
        })
    }

    /// Whether it is of the kind of this name.
    pub(super) fn is(&self, name: &str) -> bool {
        self.named() == Some(name)
    }

    fn named(&self) -> Option<&str> {
        match self.0.iter().find(|(key, _)| key == "kind") {
            Some((_, Value::Text(text))) => Some(text),
            _ => None,
        }
    }

    /// Writes the cells, and into `places` which column each of them belongs to.
    pub(super) fn write(
        &self,
        kind: &str,
        columns: &[String],
        places: &mut Vec<Option<usize>>,
        row: &mut Row,
    ) {
        places.clear();
        for (index, (key, value)) in self.0.iter().enumerate() {
            let place = columns.iter().position(|column| *column == **key);
            if self.0[..index].iter().any(|(earlier, _)| earlier == key) {
                let kunci = key.clone().into_owned();
                row.flaw.get_or_insert(CellError::of_row(CellProblem::KunciGanda { kunci }));
            } else if place.is_none() && key != "kind" {
                row.flaw.get_or_insert(unknown_key(key, kind, columns));
            }
            let written = value.write(row.text());
            row.end_cell(written);
            places.push(place);
        }
    }
}

fn unknown_key(key: &str, kind: &str, columns: &[String]) -> CellError {
    CellError::of_row(CellProblem::KunciTidakDikenal {
        kunci: key.chars().take(64).collect(),
        jenis: kind.to_owned(),
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
        Ok(Value::Text(Cow::Borrowed(if value { "true" } else { "false" })))
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
