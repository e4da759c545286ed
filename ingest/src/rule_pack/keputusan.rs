//! The decisions that close what the texts leave open, by their number.

use std::sync::LazyLock;

use serde::Deserialize;

/// One decision, in one sentence.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Keputusan {
    /// Number, such as `AMB-001`.
    pub nomor: String,
    /// What the text leaves open.
    pub judul: String,
    /// How it is read.
    pub putusan: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Semua {
    keputusan: Vec<Keputusan>,
}

static KEPUTUSAN: LazyLock<Vec<Keputusan>> = LazyLock::new(|| {
    let text = include_str!("../../../regulations/keputusan.toml");
    toml::from_str::<Semua>(text).map(|all| all.keputusan).unwrap_or_default()
});

/// The decision of this number.
pub fn keputusan(nomor: &str) -> Option<&'static Keputusan> {
    KEPUTUSAN.iter().find(|keputusan| keputusan.nomor == nomor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_decision_has_its_sentence() {
        let numbers: Vec<&str> = KEPUTUSAN.iter().map(|k| k.nomor.as_str()).collect();
        let expected: Vec<String> = (1..=121).map(|n| format!("AMB-{n:03}")).collect();
        assert_eq!(numbers, expected);
        for keputusan in KEPUTUSAN.iter() {
            let sentence = &keputusan.putusan;
            assert!(sentence.ends_with('.') && sentence.len() < 160, "{sentence}");
        }
    }
}
