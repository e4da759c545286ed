//! What stands around every page: head, moment, exports, proof.

use ingest::identity::parse_date;
use maud::{DOCTYPE, Markup, html};
use projections::AsOf;
use time::Date;

use crate::app::{App, View};
use crate::asked::{Address, Asked, local, moment_in_words};
use crate::moment::Moment;
use crate::text::{t, tf, whole};

/// A page with its heading.
pub fn page(asked: &Asked, title: &str, body: Markup) -> Markup {
    let inside = html! {
        h1 { (title) }
        (body)
        (exports(&asked.address))
        details {
            summary { (t("hal-saat-lain")) }
            (as_of_form(&asked.address, Some(asked.today())))
        }
    };
    bare(&asked.app, &asked.address, Some(&asked.view), title, &inside)
}

/// A page whose heading is in its body.
pub fn bare(
    app: &App,
    address: &Address,
    view: Option<&View>,
    title: &str,
    body: &Markup,
) -> Markup {
    html! {
        (DOCTYPE)
        html lang="id" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) " · " (app.pemda().nama) }
                link rel="stylesheet" href="/jejak.css";
                link rel="icon" href="/jejak.svg" type="image/svg+xml";
            }
            body {
                a.skip href="#isi" { (t("hal-lewati")) }
                (head(app, address))
                @let is_past = |view: &&View| !view.is_newest || view.limit.terjadi_sampai.is_some();
                @if let Some(view) = view.filter(is_past) {
                    (as_of_bar(app, address, view))
                }
                main #isi tabindex="-1" { (body) }
                (foot(app, address, view))
            }
        }
    }
}

/// Doors to the other pages.
const DOORS: [(&str, &str); 11] = [
    ("/", "hal-beranda"),
    ("/peringkat", "hal-peringkat"),
    ("/opd", "hal-opd"),
    ("/nilai", "hal-nilai"),
    ("/agen", "hal-agen"),
    ("/kewajiban", "hal-kewajiban"),
    ("/tinjauan", "hal-tinjauan"),
    ("/formulir", "hal-formulir"),
    ("/laporan", "hal-laporan"),
    ("/paket", "hal-paket"),
    ("/status", "hal-status"),
];

fn head(app: &App, address: &Address) -> Markup {
    let current = |door: &str| match door {
        "/" => address.path == "/",
        _ => address.path.starts_with(door),
    };
    // Only some regulations have agents.
    let opens = |door: &str| door != "/agen" || app.pack().formulir("agen").is_some();
    html! {
        header.top {
            a.brand href=(address.link("/")) aria-label=(t("hal-merek-label")) { (t("hal-merek")) }
            nav aria-label=(t("hal-navigasi")) {
                ul {
                    @for (door, words) in DOORS.into_iter().filter(|(door, _)| opens(door)) {
                        li {
                            a href=(address.link(door)) aria-current=[current(door).then_some("page")] {
                                (t(words))
                            }
                        }
                    }
                }
            }
            @if app.is_sample {
                p.ribbon { (t("hal-contoh")) }
            }
        }
    }
}

/// Says which moment is shown, and whether as it was known then or as it had happened by then.
fn as_of_bar(app: &App, address: &Address, view: &View) -> Markup {
    let saat = moment_in_words(app, address.moment, view);
    let nomor = whole(view.position.0);
    let (words, other) = match (view.limit.terjadi_sampai, address.moment.as_of()) {
        (Some(day), _) => {
            let tanggal = crate::text::date(day);
            let arguments = [("tanggal", tanggal.as_str()), ("saat", &saat), ("nomor", &nomor)];
            let other = tf("hal-saat-ke-diketahui", &[("tanggal", &tanggal)]);
            (tf("hal-saat-terjadi", &arguments), Some((Moment::date(day), other)))
        }
        (None, Some(AsOf::Date(day))) => {
            let other = tf("hal-saat-ke-terjadi", &[("tanggal", &crate::text::date(day))]);
            let arguments = [("saat", saat.as_str()), ("nomor", &nomor)];
            (tf("hal-saat-lampau", &arguments), Some((Moment::happened(day), other)))
        }
        (None, _) => (tf("hal-saat-lampau", &[("saat", &saat), ("nomor", &nomor)]), None),
    };
    html! {
        aside.asof aria-label=(t("hal-saat-label")) {
            p {
                (words) " "
                @if let Some((moment, words)) = other {
                    a href=(address.at(moment)) { (words) } " · "
                }
                a href=(address.at(Moment::default())) { (t("hal-kembali-terkini")) }
            }
        }
    }
}

fn exports(address: &Address) -> Markup {
    let csv = address.export("csv", address.moment);
    let separator = if csv.contains('?') { '&' } else { '?' };
    html! {
        nav aria-label=(t("hal-unduh")) {
            ul.chart-links {
                li { a href=(address.export("xlsx", address.moment)) { (t("hal-unduh-xlsx")) } }
                li { a href=(csv) { (t("hal-unduh-csv")) } }
                li { a href=(format!("{csv}{separator}gaya=id")) { (t("hal-unduh-csv-id")) } }
                li { a href=(address.export("json", address.moment)) { (t("hal-unduh-json")) } }
            }
        }
    }
}

/// Three labelled fields: a browser's own date field shows dates in the browser's language, and
/// 03/04/2026 is two days.
pub fn as_of_form(address: &Address, shown: Option<Date>) -> Markup {
    let month = shown.map(|date| u8::from(date.month()));
    html! {
        form.asof-form method="get" action=(address.path) {
                @for (name, code) in address.given() {
                    input type="hidden" name=(name) value=(code);
                }
                @let happened = address.moment.happened_until().is_some();
                fieldset {
                    legend { (t("hal-saat-legenda")) }
                    div.cara {
                        @for (cara, chosen) in [("diketahui", !happened), ("terjadi", happened)] {
                            p {
                                input id=(format!("cara-{cara}")) type="radio" name="cara" value=(cara)
                                    checked[chosen];
                                label for=(format!("cara-{cara}")) { (t(&format!("hal-saat-cara-{cara}"))) }
                            }
                        }
                    }
                    p {
                        label for="tanggal" { (t("hal-tanggal")) }
                        input #tanggal name="tanggal" inputmode="numeric" maxlength="2" required
                            value=[shown.map(Date::day)];
                    }
                    p {
                        label for="bulan" { (t("hal-bulan")) }
                        select #bulan name="bulan" {
                            @for number in 1..=12_u8 {
                                option value=(number)  selected[month == Some(number)] {
                                    (t(&format!("bulan-{number}")))
                                }
                            }
                        }
                    }
                    p {
                        label for="tahun" { (t("hal-tahun")) }
                        input #tahun name="tahun" inputmode="numeric" maxlength="4" required
                            value=[shown.map(Date::year)];
                    }
                    button type="submit" { (t("hal-saat-tampilkan")) }
            }
        }
    }
}

fn foot(app: &App, address: &Address, view: Option<&View>) -> Markup {
    let hash = app.rules().hash.to_string();
    let zona = format!("{:?}", app.zona());
    html! {
        footer {
            @if let Some(view) = view {
                p {
                    (tf("hal-kaki-data", &[
                        ("nomor", &whole(view.position.0)),
                        ("saat", &local(app, view.recorded_at)),
                    ]))
                    " · " (t("hal-kaki-sidik")) " "
                    span.sidik title=(view.root) { (short(&view.root)) }
                    " · "
                    a href=(address.at(address.moment.known_at(view.position))) { (t("hal-kaki-abadi")) }
                }
                details {
                    summary { (t("hal-kaki-lengkap")) }
                    p {
                        code.sidik { (view.root) }
                    }
                    p { (t("hal-kaki-arti")) }
                }
            }
            p {
                (tf("hal-kaki-aturan", &[("kode", &app.pack().kode), ("sidik", &hash[..12])]))
                " · " (tf("hal-kaki-zona", &[("zona", &zona)]))
                " · " (app.pemda().nama)
            }
        }
    }
}

/// The two ends of a fingerprint.
fn short(root: &str) -> String {
    match (root.get(..4), root.get(root.len().saturating_sub(4)..)) {
        (Some(start), Some(end)) => format!("{start}…{end}"),
        _ => root.to_owned(),
    }
}

/// A span of days in words, from ISO dates.
pub fn span(mulai: Date, selesai: Date) -> String {
    tf(
        "hal-rentang",
        &[("mulai", &crate::text::date(mulai)), ("selesai", &crate::text::date(selesai))],
    )
}

/// An ISO date in words, with what it is when it is none.
pub fn day(text: &str) -> String {
    parse_date(text).map_or_else(|| text.to_owned(), crate::text::date)
}
