//! How firm a place is, in words: its interval, and who cannot be told apart.

use analytics::firmness::{APART_PERCENT, Firmness, Interval, Source, TAIL_PERCENT};
use analytics::ranking::{Ranking, Row};
use maud::{Markup, html};

use crate::pages::parts::joined;
use crate::text::{t, tf, whole};

/// The share of the re-runs that an interval holds, in percent.
fn inside() -> String {
    whole((100 - 2 * TAIL_PERCENT) as i128)
}

/// Places of the interval: `2–6`, or `2` where there is but one.
pub fn selang(place: &Interval) -> String {
    match place.low == place.high {
        true => whole(place.low),
        false => tf("teguh-selang", &[("dari", &whole(place.low)), ("sampai", &whole(place.high))]),
    }
}

/// The number of the group in which a unit of the ranking cannot be told from others.
pub fn group(firmness: Option<&Firmness>, index: usize) -> Option<String> {
    let groups = firmness?.setara();
    let group = groups.iter().position(|group| group.contains(&index))?;
    Some(whole(group as i128 + 1))
}

/// What an interval means, in one sentence: how many re-runs, and what was drawn again; or why there
/// is none. Nothing where nobody has a place.
pub fn meaning(ranking: &Ranking, firmness: Option<&Firmness>) -> Option<String> {
    ranking.rows.first().filter(|row| row.rank.is_some())?;
    let Some(firmness) = firmness else { return Some(t("teguh-tidak")) };
    let drawn = firmness.varied.iter().map(|source| {
        t(match source {
            Source::Weights => "teguh-bobot",
            Source::Respondents => "teguh-responden",
            Source::Judges => "teguh-juri",
            Source::Assessors => "teguh-penilai",
        })
    });
    let drawn = joined(&drawn.collect::<Vec<_>>());
    let (kali, persen) = (whole(firmness.draws), inside());
    let arguments = [("kali", kali.as_str()), ("apa", &drawn), ("persen", &persen)];
    Some(tf("teguh-kalimat", &arguments))
}

/// Each group of units that cannot be told apart, in one sentence.
pub fn groups(ranking: &Ranking, firmness: &Firmness) -> Vec<String> {
    let sentence = |(number, group): (usize, Vec<usize>)| {
        let names: Vec<String> =
            group.into_iter().map(|index| ranking.rows[index].nama.clone()).collect();
        let (nomor, names) = (whole(number as i128 + 1), joined(&names));
        tf("teguh-kelompok", &[("nomor", nomor.as_str()), ("nama", &names)])
    };
    firmness.setara().into_iter().enumerate().map(sentence).collect()
}

/// How firm the place of one unit is, in sentences; nothing where it has none.
pub fn of_unit(ranking: &Ranking, firmness: Option<&Firmness>, unit: &Row) -> Option<String> {
    let firmness = firmness?;
    let index = ranking.rows.iter().position(|row| row.opd == unit.opd)?;
    let place = firmness.places.get(index)?;
    let (kali, selang) = (whole(firmness.draws), selang(place));
    let (persen, pertama) = (inside(), whole(place.first));
    let arguments = [
        ("kali", kali.as_str()),
        ("nama", &unit.nama),
        ("selang", &selang),
        ("persen", &persen),
        ("pertama", &pertama),
    ];
    let key = if place.first == 0 { "teguh-opd" } else { "teguh-opd-pertama" };
    let mut sentences = tf(key, &arguments);
    let groups = firmness.setara();
    if let Some(group) = groups.iter().find(|group| group.contains(&index)) {
        let others = group.iter().filter(|other| **other != index);
        let names: Vec<String> = others.map(|other| ranking.rows[*other].nama.clone()).collect();
        sentences.push(' ');
        sentences.push_str(&tf("teguh-opd-setara", &[("nama", &joined(&names))]));
    }
    Some(sentences)
}

/// The part of the page of a ranking that says how firm it is.
pub fn section(ranking: &Ranking, firmness: Option<&Firmness>) -> Markup {
    let Some(meaning) = meaning(ranking, firmness) else { return Markup::default() };
    html! {
        section id="keteguhan" {
            h2 { (t("teguh-judul")) }
            p { (meaning) }
            @if let Some(firmness) = firmness {
                p { (tf("teguh-setara", &[("persen", &whole(APART_PERCENT))])) }
                @let groups = groups(ranking, firmness);
                @if groups.is_empty() {
                    p { (t("teguh-tanpa-kelompok")) }
                } @else {
                    ul { @for group in groups { li { (group) } } }
                }
            }
        }
    }
}
