//! The activities of one unit.

use analytics::units::{Kegiatan, Quarters};
use maud::{Markup, html};

use crate::asked::Asked;
use crate::charts::{Caption, ScaleLine, Series, Trend, TrendPoint, trend};
use crate::pages::figure::figure;
use crate::pages::parts::{event, nothing, table};
use crate::pages::periods::{name, quarter_of};
use crate::pages::shell;
use crate::text::{t, tf, whole};

/// Activities shown; the exports hold all.
const SHOWN: usize = 20;

/// What the KBK of one unit held, newest first, and how much in each quarter.
pub fn section(asked: &Asked, held: &[Kegiatan], quarters: &Quarters) -> Markup {
    html! {
        section {
            h2 { (t("profil-kegiatan-judul")) }
            @if held.is_empty() {
                p { (t("profil-kegiatan-kosong")) }
            } @else {
                (chart(asked, quarters))
                (newest(asked, held))
            }
        }
    }
}

/// What one KBK held, newest first.
pub fn of_group(asked: &Asked, held: &[Kegiatan]) -> Markup {
    html! {
        section {
            h2 { (t("hal-kolom-kegiatan")) }
            @if held.is_empty() { p { (t("profil-kegiatan-kosong")) } } @else { (newest(asked, held)) }
        }
    }
}

fn chart(asked: &Asked, held: &Quarters) -> Markup {
    let current = quarter_of(asked.app.current_day(&asked.view));
    let quarters = every_quarter(held, &current);
    if quarters.len() < 2 {
        return Markup::default();
    }
    let most = held.values().copied().max().unwrap_or(1).max(1);
    let caption = Caption {
        id: "kegiatan-per-triwulan".to_owned(),
        title: t("profil-kegiatan-grafik"),
        description: tf(
            "profil-kegiatan-grafik-arti",
            &[
                ("jumlah", &whole(held.values().sum::<i64>())),
                ("awal", &name(&quarters[0])),
                ("akhir", &name(&quarters[quarters.len() - 1])),
            ],
        ),
    };
    let count = |quarter: &String| held.get(quarter).copied().unwrap_or(0);
    let chart = Trend {
        caption: caption.clone(),
        x_labels: quarters.clone(),
        series: vec![Series {
            name: t("kolom-kegiatan"),
            points: quarters
                .iter()
                .map(|quarter| {
                    Some(TrendPoint { value: count(quarter) as f64, text: whole(count(quarter)) })
                })
                .collect(),
        }],
        range: (0.0, most as f64),
        ticks: [0, most].map(|at| ScaleLine { at: at as f64, label: whole(at) }).to_vec(),
        direction: String::new(),
    };
    let data = table(
        &t("profil-kegiatan-grafik"),
        &html! {
            thead { tr { th scope="col" { (t("hal-kolom-triwulan")) } th.num scope="col" { (t("kolom-kegiatan")) } } }
            tbody {
                @for quarter in &quarters {
                    tr { th scope="row" { (name(quarter)) } td.num { (whole(count(quarter))) } }
                }
            }
        },
    );
    figure(&caption, |width| trend(&chart, width), Some(&data))
}

fn newest(asked: &Asked, all: &[Kegiatan]) -> Markup {
    let pack = asked.app.pack();
    let kind = |kode: &str| {
        let known = pack.jenis_kegiatan.iter().find(|kind| kind.kode == kode);
        known.map_or_else(|| kode.to_owned(), |kind| kind.nama.clone())
    };
    let value = |kode: &str| {
        let known = pack.nilai.iter().find(|value| value.kode == kode);
        known.map_or_else(|| kode.to_owned(), |value| value.nama.clone())
    };
    let shown = all.len().min(SHOWN);
    let caption = tf(
        "profil-kegiatan-tabel",
        &[("tampil", &whole(shown as i128)), ("jumlah", &whole(all.len() as i128))],
    );
    table(
        &caption,
        &html! {
            thead {
                tr {
                    th scope="col" { (t("hal-tanggal")) }
                    th scope="col" { (t("hal-kolom-kegiatan")) }
                    th scope="col" { (t("hal-kolom-nilai-budaya")) }
                    th.num scope="col" { (t("hal-kolom-peserta")) }
                    th.num scope="col" { (t("hal-kolom-menit")) }
                    th.num scope="col" { (t("hal-kolom-kejadian")) }
                }
            }
            tbody {
                @for held in all.iter().take(SHOWN) {
                    tr {
                        td { (shell::day(&held.tanggal)) }
                        th scope="row" {
                            (kind(&held.jenis)) ", " (held.metode)
                            @if held.corrected.is_some() {
                                " " span.muted {
                                    (tf("profil-kegiatan-koreksi", &[("saat", &asked.at(held.recorded_at))]))
                                }
                            }
                        }
                        td {
                            @match &held.nilai { Some(kode) => (value(kode)), None => (nothing()) }
                        }
                        td.num { (whole(held.peserta)) }
                        td.num { (whole(held.durasi_menit)) }
                        td.num {
                            (event(asked, held.position))
                            @if let Some(first) = held.corrected {
                                br;
                                (t("profil-kegiatan-semula")) " " (event(asked, first))
                            }
                        }
                    }
                }
            }
        },
    )
}

/// The quarters from the first that has an activity to the current one, without gaps: a unit that
/// has fallen silent shows it.
fn every_quarter(held: &Quarters, current: &str) -> Vec<String> {
    let number = |kode: &str| {
        let (year, quarter) = kode.split_once("-T")?;
        Some(year.parse::<i32>().ok()? * 4 + quarter.parse::<i32>().ok()? - 1)
    };
    let mut known = held.keys().filter_map(|kode| number(kode));
    let first = known.next();
    let last = known.chain(number(current)).max();
    let ends = first.map(|first| (first, last.map_or(first, |last| last.max(first))));
    ends.map_or_else(Vec::new, |(first, last)| {
        (first..=last)
            .map(|quarter| format!("{:04}-T{}", quarter.div_euclid(4), quarter.rem_euclid(4) + 1))
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quarters_without_an_activity_are_not_left_out() {
        let held = [("2025-T4".to_owned(), 2), ("2026-T2".to_owned(), 1)].into();
        assert_eq!(every_quarter(&held, "2026-T1"), ["2025-T4", "2026-T1", "2026-T2"]);
        assert_eq!(every_quarter(&held, "2026-T3").len(), 4);
        assert!(every_quarter(&Quarters::new(), "2026-T3").is_empty());
    }
}
