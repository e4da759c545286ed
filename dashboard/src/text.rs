//! Every word a user reads, from the Fluent file `locales/id/jejak.ftl`.

use std::borrow::Cow;
use std::collections::HashMap;

use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{LanguageIdentifier, Loader, static_loader};
use ingest::identity::parse_date;
use serde::Serialize;
use time::Date;

static_loader! {
    static LOCALES = {
        locales: "./locales",
        fallback_language: "id",
        // Isolation marks are invisible characters that would land in HTML and CSV.
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

fn indonesian() -> LanguageIdentifier {
    "id".parse().unwrap_or_default()
}

/// The text of a key.
pub fn t(key: &str) -> String {
    found(key, LOCALES.try_lookup(&indonesian(), key))
}

/// The text of a key with its arguments.
pub fn tf(key: &str, arguments: &[(&'static str, &str)]) -> String {
    let arguments: HashMap<Cow<'static, str>, FluentValue<'_>> = arguments
        .iter()
        .map(|(name, value)| (Cow::Borrowed(*name), FluentValue::String(Cow::Borrowed(*value))))
        .collect();
    found(key, LOCALES.try_lookup_with_args(&indonesian(), key, &arguments))
}

/// The message of a problem: its tag names the key, its fields are the arguments.
///
/// `prefix` is what such keys begin with, `tag` the field that holds the variant.
pub fn message(prefix: &str, tag: &str, problem: &impl Serialize) -> String {
    let Ok(serde_json::Value::Object(fields)) = serde_json::to_value(problem) else {
        return t("galat-lain");
    };
    let key = format!("{prefix}-{}", fields.get(tag).and_then(|tag| tag.as_str()).unwrap_or(""));
    let text = |value: &serde_json::Value| match value {
        serde_json::Value::Null => "tidak".to_owned(),
        serde_json::Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let arguments: HashMap<Cow<'static, str>, FluentValue<'_>> = fields
        .iter()
        .filter(|(name, _)| *name != tag)
        .map(|(name, value)| {
            (Cow::Owned(name.clone()), FluentValue::String(Cow::Owned(text(value))))
        })
        .collect();
    found(&key, LOCALES.try_lookup_with_args(&indonesian(), &key, &arguments))
}

fn found(key: &str, text: Option<String>) -> String {
    debug_assert!(text.is_some(), "jejak.ftl has no message {key}");
    text.unwrap_or_else(|| key.to_owned())
}

/// A decimal as Indonesians write it: `81,24`.
pub fn decimal(printed: &str) -> String {
    printed.replace('.', ",")
}

/// A whole number with points between thousands: `18.204`.
pub fn whole(number: impl Into<i128>) -> String {
    let number: i128 = number.into();
    let digits = number.unsigned_abs().to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push('.');
        }
        grouped.push(digit);
    }
    if number < 0 { format!("-{grouped}") } else { grouped }
}

/// A date in words: `5 Oktober 2026`.
pub fn date(date: Date) -> String {
    format!("{} {} {}", date.day(), t(&format!("bulan-{}", date.month() as u8)), date.year())
}

/// An ISO date in words; as it stands if it is none.
pub fn iso_date(text: &str) -> String {
    parse_date(text).map_or_else(|| text.to_owned(), date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_indonesians_write_them() {
        assert_eq!(whole(18_204), "18.204");
        assert_eq!(whole(999), "999");
        assert_eq!(whole(-1_000_000), "-1.000.000");
        assert_eq!(decimal("11.50"), "11,50");
        assert_eq!(iso_date("2026-10-05"), "5 Oktober 2026");
    }
}
