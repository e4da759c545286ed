//! The ranking policy of a period: what an index is made of, and what it is made of for one unit.

use analytics::AnalyticsError;
use analytics::policy::{IndexParts, Policy, Ukuran};
use analytics::ranking::Bench;
use ingest::identity::Hundredths;
use maud::{Markup, html};
use time::Date;

use crate::asked::Asked;
use crate::export::measure_name;
use crate::pages::parts::{event, nothing, table};
use crate::pages::periods::name;
use crate::text::{date, decimal, t, tf, whole};

fn number(number: Hundredths) -> String {
    decimal(&number.to_string())
}

/// Which way a measure is good, and how it becomes 0 to 100.
fn conversion(ukuran: &Ukuran) -> String {
    let key = match ukuran.terbaik > ukuran.terburuk {
        true => "kebijakan-makin-besar",
        false => "kebijakan-makin-kecil",
    };
    tf(key, &[("terburuk", &number(ukuran.terburuk)), ("terbaik", &number(ukuran.terbaik))])
}

/// What must stand on everything that shows an index: where it comes from, and that it was changed
/// after the first answer, with the reason (AMB-041).
pub fn sentences(policies: &[Policy]) -> Vec<String> {
    let Some(policy) = policies.first() else { return Vec::new() };
    let weights = policy.ukuran.iter().map(|ukuran| {
        let arguments = [("ukuran", measure_name(&ukuran.kode)), ("bobot", whole(ukuran.bobot))];
        tf("kebijakan-bobot", &arguments.each_ref().map(|(name, text)| (*name, text.as_str())))
    });
    let weights = weights.collect::<Vec<_>>().join(", ");
    let mut sentences = vec![tf("kebijakan-dasar", &[("bobot", &weights)])];
    if let Some(alasan) = &policy.alasan {
        sentences.push(tf("kebijakan-alasan", &[("alasan", alasan)]));
    }
    sentences.extend(changes(policies));
    sentences
}

/// What every report of a period must say of the policies of its quarter and of its year: those adopted
/// after the first answer, and why (AMB-041). Errors: [`AnalyticsError`].
pub async fn late_changes(
    bench: &Bench<'_>,
    periode: &str,
    last: Date,
) -> Result<Vec<String>, AnalyticsError> {
    let year = format!("{:04}", last.year());
    let mut words: Vec<String> = changes(&bench.policies(&year).await?).collect();
    if periode != year {
        words.extend(changes(&bench.policies(periode).await?));
    }
    Ok(words)
}

fn changes(policies: &[Policy]) -> impl Iterator<Item = String> {
    policies.iter().filter(|policy| policy.sesudah_jawaban).map(|policy| {
        let sejak = policy.sejak.map(date).unwrap_or_default();
        let alasan = policy.alasan.as_deref().unwrap_or_default();
        tf("kebijakan-sesudah-jawaban", &[("tanggal", &sejak), ("alasan", alasan)])
    })
}

/// The measures of a policy, with their weights, directions and conversions.
fn measures(policy: &Policy) -> Markup {
    let caption = tf("kebijakan-tabel", &[("periode", &name(&policy.periode))]);
    let limits = |ukuran: &Ukuran| {
        let (dari, sampai) = (whole(ukuran.bobot_terendah), whole(ukuran.bobot_tertinggi));
        tf("kebijakan-batas", &[("dari", &dari), ("sampai", &sampai)])
    };
    table(
        &caption,
        &html! {
            thead {
                tr {
                    th scope="col" { (t("kolom-ukuran")) }
                    th.num scope="col" { (t("kolom-bobot")) }
                    th scope="col" { (t("kebijakan-kolom-konversi")) }
                    th scope="col" { (t("kebijakan-kolom-batas")) }
                }
            }
            tbody {
                @for ukuran in &policy.ukuran {
                    tr {
                        th scope="row" { (measure_name(&ukuran.kode)) }
                        td.num { (whole(ukuran.bobot)) }
                        td { (conversion(ukuran)) }
                        td { (limits(ukuran)) }
                    }
                }
            }
        },
    )
}

/// By what a period is ranked, where the government has adopted it.
pub fn section(asked: &Asked, policies: &[Policy]) -> Markup {
    let Some(policy) = policies.first() else { return Markup::default() };
    html! {
        section #kebijakan {
            h2 { (t("kebijakan-judul")) }
            p { (t("kebijakan-arti")) }
            (measures(policy))
            (history(asked, policies))
        }
    }
}

/// When each was adopted, and why.
fn history(asked: &Asked, policies: &[Policy]) -> Markup {
    html! {
        ul {
            @for policy in policies {
                li {
                    @let sejak = policy.sejak.map(date).unwrap_or_default();
                    @let key = match policy.sesudah_jawaban {
                        true => "kebijakan-dipakai-terlambat",
                        false => "kebijakan-dipakai",
                    };
                    (tf(key, &[("tanggal", &sejak)]))
                    @if let Some(position) = policy.position { " (" (event(asked, position)) ")" }
                    @if let Some(alasan) = &policy.alasan { ". " (tf("kebijakan-alasan", &[("alasan", alasan)])) }
                }
            }
        }
    }
}

/// Every policy that the record knows, by period, the newest first.
pub fn all(asked: &Asked, policies: &[Policy]) -> Markup {
    let mut periods: Vec<&str> = policies.iter().map(|policy| policy.periode.as_str()).collect();
    periods.sort_unstable_by(|one, other| other.cmp(one));
    periods.dedup();
    html! {
        section #kebijakan {
            h2 { (t("kebijakan-judul")) }
            @if policies.is_empty() {
                p { (t("kebijakan-tidak")) }
            } @else {
                p { (t("kebijakan-arti")) }
            }
            @for periode in periods {
                @let of_period = policies.iter().filter(|policy| policy.periode == periode).cloned().collect::<Vec<_>>();
                @if let Some(policy) = of_period.first() { (measures(policy)) }
                (history(asked, &of_period))
            }
        }
    }
}

/// An index taken apart, measure by measure; each leads to what stands behind it.
pub fn parts(parts: Option<&IndexParts>) -> Markup {
    let Some(parts) = parts else { return Markup::default() };
    let printed = |number_of: Option<Hundredths>| match number_of {
        Some(known) => html! { (number(known)) },
        None => nothing(),
    };
    let anchor = |kode: &str| match kode.split_once('.') {
        Some((head, _)) => format!("#{head}"),
        None => format!("#{kode}"),
    };
    html! {
        section #indeks {
            h2 { (t("mengapa-indeks-judul")) }
            p { (t("mengapa-indeks-arti")) }
            (table(&t("mengapa-indeks-tabel"), &html! {
                thead {
                    tr {
                        th scope="col" { (t("kolom-ukuran")) }
                        th.num scope="col" { (t("kolom-terukur")) }
                        th.num scope="col" { (t("kolom-nilai-100")) }
                        th.num scope="col" { (t("kolom-bobot")) }
                        th.num scope="col" { (t("kolom-poin")) }
                    }
                }
                tbody {
                    @for line in &parts.lines {
                        tr {
                            th scope="row" { a href=(anchor(&line.kode)) { (measure_name(&line.kode)) } }
                            td.num { (printed(line.asli)) }
                            td.num { (printed(line.nilai)) }
                            td.num { (whole(line.bobot)) }
                            td.num { (decimal(&line.poin())) }
                        }
                    }
                }
                tfoot {
                    tr {
                        th scope="row" colspan="4" { (t("kolom-pembulatan")) }
                        td.num { (decimal(&parts.rounding)) }
                    }
                    tr {
                        th scope="row" colspan="4" { (t("mengapa-indeks-jumlah")) }
                        td.num { strong { (decimal(&parts.score.printed)) } }
                    }
                }
            }))
        }
    }
}
