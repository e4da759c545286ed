//! Small pieces that several pages share.

use analytics::evaluation::Evaluation;
use analytics::ranking::{Basis, Ranking, Row};
use analytics::score::{Score, decimal as with_decimals};
use ingest::identity::Position;
use ingest::rule_pack::{Arah, Batas, RulePack};
use maud::{Markup, html};

use crate::asked::{Asked, event_path};
use crate::text::{decimal, t, tf, whole};

/// Tones that the stylesheet knows.
const TONES: usize = 5;

/// A category as a coloured letter or word.
pub fn kategori(text: &str, tone: usize) -> Markup {
    html! {
        span class=(format!("kat kat-{}", tone.min(TONES - 1))) { (text) }
    }
}

/// A dash that a screen reader says as words.
pub fn nothing() -> Markup {
    html! {
        span.muted title=(t("hal-kosong")) { "–" }
    }
}

/// A score with a decimal comma, or a dash.
pub fn score(score: Option<&Score>) -> Markup {
    match score {
        Some(score) => html! { (decimal(&score.printed)) },
        None => nothing(),
    }
}

/// A link to an event: `nomor 1.204`.
pub fn event(asked: &Asked, position: Position) -> Markup {
    let words = tf("hal-kejadian-nomor", &[("nomor", &whole(position.0))]);
    html! {
        a href=(asked.link(&event_path(position))) { (words) }
    }
}

/// A table that may be wider than the screen: it can be scrolled and reached by keyboard.
pub fn table(caption: &str, inside: &Markup) -> Markup {
    html! {
        div.table-scroll role="region" aria-label=(caption) tabindex="0" {
            table {
                caption { (caption) }
                (inside)
            }
        }
    }
}

/// The same where a heading above it says what it shows.
pub fn table_under_heading(caption: &str, inside: &Markup) -> Markup {
    html! {
        div.table-scroll role="region" aria-label=(caption) tabindex="0" {
            table {
                caption.tersembunyi { (caption) }
                (inside)
            }
        }
    }
}

/// The address that explains a place.
pub fn why(asked: &Asked, ranking: &Ranking, opd: &str) -> String {
    asked.link(&format!("/peringkat/{}/mengapa/{opd}", ranking.periode.kode))
}

/// A place: `3`, or `2 (sama)` where it is shared.
pub fn place(row: &Row) -> String {
    match row.rank {
        Some(rank) if row.tied => tf("hal-tempat-sama", &[("peringkat", &whole(rank))]),
        Some(rank) => whole(rank),
        None => String::new(),
    }
}

/// Which way a number is good, in words with an arrow.
pub fn direction(arah: Arah) -> String {
    t(match arah {
        Arah::MakinKecilMakinBaik => "hal-makin-kecil",
        Arah::MakinBesarMakinBaik => "hal-makin-besar",
    })
}

/// The arrow alone, beside a heading that the words stand under.
pub fn arrow(arah: Arah) -> &'static str {
    match arah {
        Arah::MakinKecilMakinBaik => "↓",
        Arah::MakinBesarMakinBaik => "↑",
    }
}

/// The name of a scorecard category: `Sangat Baik` for `A`.
fn category_name<'a>(pack: &'a RulePack, kode: &str) -> &'a str {
    let bands = pack.scorecard.as_ref().map_or(&[][..], |card| &card.kategori);
    bands.iter().find(|band| band.kode == kode).map_or("", |band| &band.nama)
}

/// A category in words: `A, Sangat Baik`; `Madya` alone where the code is the word.
pub fn category_words(pack: &RulePack, kode: &str) -> String {
    let nama = category_name(pack, kode);
    match nama.is_empty() || nama.to_lowercase() == kode.to_lowercase() {
        true => kode.to_owned(),
        false => tf("hal-kategori", &[("kode", kode), ("nama", nama)]),
    }
}

/// How far two scores as printed lie apart, as printed.
pub fn apart(one: &Score, other: &Score) -> String {
    let decimals = |score: &Score| score.printed.split_once('.').map_or(0, |(_, part)| part.len());
    let places = decimals(one).max(decimals(other));
    let units = |score: &Score| {
        let zeros = "0".repeat(places - decimals(score));
        let digits = format!("{}{zeros}", score.printed.replace('.', ""));
        digits.parse::<i128>().unwrap_or_default()
    };
    decimal(&with_decimals((units(one) - units(other)).abs(), places as u32))
}

/// The category of a percentage by the scorecard's bands, for its colour: place and code.
pub fn band_of<'a>(pack: &'a RulePack, percent: &Score) -> Option<(usize, &'a str)> {
    let card = pack.scorecard.as_ref()?;
    let inside = |dari: i64| match card.batas {
        Some(Batas::MasukKeBawah) => percent.x100() > dari * 100 || dari == 0,
        Some(Batas::MasukKeAtas) | None => percent.x100() >= dari * 100,
    };
    let place = card.kategori.iter().position(|band| inside(band.dari))?;
    Some((place, card.kategori[place].kode.as_str()))
}

/// What is said instead of figures where too few have answered; none where there are enough.
pub fn too_few(asked: &Asked, evaluation: &Evaluation) -> Option<String> {
    let limit =
        asked.app.pack().evaluasi().map_or(0, |instrumen| instrumen.responden.paling_sedikit);
    let arguments =
        [("jumlah", &*whole(evaluation.respondents)), ("paling_sedikit", &whole(limit))];
    (!evaluation.shown).then(|| tf("hal-terlalu-sedikit", &arguments))
}

/// The word for what places are given by.
pub fn basis(basis: Basis) -> String {
    t(match basis {
        Basis::Indeks => "dasar-indeks",
        Basis::Gelar => "dasar-gelar",
        Basis::Scorecard => "dasar-scorecard",
        Basis::Nothing => "dasar-tidak-ada",
    })
}

/// Names joined as in a sentence: `A, B dan C`.
pub fn joined(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => tf("hal-dan", &[("daftar", &first.join(", ")), ("akhir", last)]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_lie_as_far_apart_as_they_are_printed() {
        let edge = Score::on_its_side(180_010, 3_000, |n, d| usize::from(n <= 60 * d));
        assert_eq!(edge.printed, "60.003");
        assert_eq!(apart(&Score::plain(72, 1), &edge), "11,997");
        assert_eq!(apart(&edge, &edge), "0,000");
        assert_eq!(apart(&Score::plain(88, 1), &Score::plain(9067, 100)), "2,67");
    }
}
