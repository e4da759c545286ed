//! A ranking policy: the measures of the combined index, their weights and their conversions.
//!
//! No regulation says how to weigh scorecard, questionnaire, activities and agents against each other,
//! so a combined rank exists only where a government adopts one, as an event (AMB-041). A measure is
//! brought to 0-100 by `(x - terburuk) / (terbaik - terburuk) * 100`; where `terburuk` is the larger,
//! less is better (AMB-003).

use serde::Deserialize;

use crate::event::{PolicyAdopted, Ukuran};
use crate::identity::{Hundredths, Kode};
use crate::rule_pack::{Arah, RulePack};

/// A policy could not be read from its file.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs)] // the fields are what the message names
pub enum PolicyError {
    #[error(transparent)]
    Toml(#[from] toml::de::Error),
    /// A measure without a scale of its own.
    #[error("measure {ukuran} needs terburuk and terbaik")]
    NoScale { ukuran: String },
    #[error("{isi} of measure {ukuran} is no number of at most two decimals")]
    NoNumber { ukuran: String, isi: String },
    #[error("{0} is no code")]
    NoCode(String),
}

/// `FILE.toml` of `jejak policy adopt`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    periode: String,
    #[serde(default)]
    alasan: String,
    ukuran: Vec<Line>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    kode: String,
    bobot: u32,
    terburuk: Option<toml::Value>,
    terbaik: Option<toml::Value>,
    #[serde(default)]
    bobot_terendah: u32,
    #[serde(default = "whole")]
    bobot_tertinggi: u32,
}

fn whole() -> u32 {
    100
}

/// Measures of one hundred points.
const POINTS: [&str; 3] = ["scorecard", "gelar", "agen"];

/// Every measure that an index may have under these rules: what they score, and what is counted.
pub fn measures(pack: &RulePack) -> Vec<String> {
    let groups = pack.evaluasi().map_or(&[][..], |instrumen| &instrumen.kelompok);
    let is_there = |measure: &str| match measure {
        "scorecard" => pack.scorecard.is_some(),
        "gelar" => pack.gelar.is_some(),
        _ => pack.formulir("agen").is_some() && pack.formulir("rencana_tindak").is_some(),
    };
    let points = POINTS.into_iter().filter(|measure| is_there(measure)).map(str::to_owned);
    let groups = groups.iter().map(|group| format!("evaluasi.{}", group.kode));
    points.chain(groups).chain(["kegiatan".to_owned()]).collect()
}

/// The worst and the best value of a measure by the rules; none where they give no scale.
fn scale(measure: &str, pack: &RulePack) -> Option<(Hundredths, Hundredths)> {
    if POINTS.contains(&measure) {
        return Some((Hundredths(0), Hundredths(10_000)));
    }
    let instrumen = pack.evaluasi()?;
    let code = measure.strip_prefix("evaluasi.")?;
    let group = instrumen.kelompok.iter().find(|group| group.kode == code)?;
    let choices = |code: &String| {
        let question = instrumen.pertanyaan.iter().find(|question| question.kode == *code)?;
        let scale = pack.skala.iter().find(|scale| scale.kode == question.skala)?;
        Some(scale.pilihan.len() as i64)
    };
    let most = group.pertanyaan.iter().map(choices).sum::<Option<i64>>()?;
    let (least, most) = (Hundredths(group.pertanyaan.len() as i64 * 100), Hundredths(most * 100));
    Some(match instrumen.arah {
        Arah::MakinKecilMakinBaik => (most, least),
        Arah::MakinBesarMakinBaik => (least, most),
    })
}

/// Reads a policy; what it leaves out is the scale that the rules give. Whether it may be adopted is
/// judged by [`crate::accept`]. Errors: [`PolicyError`].
pub fn read(text: &str, pack: &RulePack) -> Result<PolicyAdopted, PolicyError> {
    let file: File = toml::from_str(text)?;
    let known = measures(pack);
    let measure = |line: Line| {
        let given = |value: Option<toml::Value>| match value {
            None => Ok(None),
            Some(value) => {
                let isi = match value {
                    toml::Value::String(text) => text,
                    other => other.to_string(),
                };
                let number = Hundredths::parse(&isi);
                let ukuran = line.kode.clone();
                number.map(Some).ok_or(PolicyError::NoNumber { ukuran, isi })
            }
        };
        let (terburuk, terbaik) = (given(line.terburuk)?, given(line.terbaik)?);
        let own = scale(&line.kode, pack);
        let (terburuk, terbaik) = match (terburuk, terbaik, own) {
            (Some(terburuk), Some(terbaik), _) => (terburuk, terbaik),
            (terburuk, terbaik, Some(own)) => (terburuk.unwrap_or(own.0), terbaik.unwrap_or(own.1)),
            // What is unknown is refused as such, not for its scale.
            (_, _, None) if !known.contains(&line.kode) => (Hundredths(0), Hundredths(10_000)),
            (_, _, None) => return Err(PolicyError::NoScale { ukuran: line.kode }),
        };
        let Line { kode, bobot, bobot_terendah, bobot_tertinggi, .. } = line;
        Ok(Ukuran { kode, bobot, terburuk, terbaik, bobot_terendah, bobot_tertinggi })
    };
    let alasan = file.alasan.trim();
    Ok(PolicyAdopted {
        periode: Kode::parse(&file.periode).map_err(|_| PolicyError::NoCode(file.periode))?,
        ukuran: file.ukuran.into_iter().map(measure).collect::<Result<_, _>>()?,
        alasan: (!alasan.is_empty()).then(|| alasan.to_owned()),
        sesudah_jawaban: false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule_pack::LoadedPack;

    fn rules(name: &str) -> RulePack {
        let path = format!("{}/../regulations/{name}", env!("CARGO_MANIFEST_DIR"));
        LoadedPack::read(std::path::Path::new(&path)).unwrap().pack
    }

    const FILE: &str = r#"
periode = "2026"
alasan = "Keputusan Tim nomor 4 Tahun 2026"
[[ukuran]]
kode = "scorecard"
bobot = 50
bobot_terendah = 40
bobot_tertinggi = 60
[[ukuran]]
kode = "evaluasi.II"
bobot = 30
[[ukuran]]
kode = "kegiatan"
bobot = 20
terburuk = 0
terbaik = "12,5"
"#;

    #[test]
    fn what_a_file_leaves_out_is_the_scale_of_the_rules() {
        let policy = read(FILE, &rules("purbalingga/perbup_11_2020")).unwrap();
        let scales = policy.ukuran.iter().map(|ukuran| (ukuran.terburuk.0, ukuran.terbaik.0));
        // Five questions of four choices, where less is better.
        assert_eq!(scales.collect::<Vec<_>>(), [(0, 10_000), (2_000, 500), (0, 1_250)]);
        let limits = policy.ukuran.iter().map(|u| (u.bobot_terendah, u.bobot_tertinggi));
        assert_eq!(limits.collect::<Vec<_>>(), [(40, 60), (0, 100), (0, 100)]);
        assert_eq!(policy.alasan.as_deref(), Some("Keputusan Tim nomor 4 Tahun 2026"));
    }

    #[test]
    fn what_is_no_policy_says_where_it_goes_wrong() {
        let pack = rules("kabupaten_contoh/perbup_1_2025");
        let error = |text: &str| read(text, &pack).unwrap_err().to_string();
        let of = |line: &str| error(&format!("periode = \"2026\"\n[[ukuran]]\n{line}"));
        assert!(error("periode = 2026").contains("invalid type"));
        assert!(of("kode = \"scorecard\"\nbobot = 50.5").contains("invalid type"));
        assert!(of("kode = \"gelar\"\nberat = 1").contains("unknown field `berat`"));
        assert_eq!(
            of("kode = \"kegiatan\"\nbobot = 100\nterbaik = 4"),
            "measure kegiatan needs terburuk and terbaik"
        );
        assert_eq!(
            of("kode = \"gelar\"\nbobot = 100\nterbaik = 9.125"),
            "9.125 of measure gelar is no number of at most two decimals"
        );
    }
}
