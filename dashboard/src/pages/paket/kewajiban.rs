//! The calendar of duties, the reports, and the awards.

use ingest::rule_pack::{Bagian, Dipenuhi, JenisBagian, Kewajiban, Laporan, RulePack};
use maud::{Markup, html};

use super::formulir::{condition, form_name, owner};
use super::{Section, kinds, source, strength, word};
use crate::pages::parts::{joined, table};
use crate::text::{t, tf, whole};

/// Duties with a date.
pub(super) fn kewajiban(pack: &RulePack) -> Option<Section> {
    let all = &pack.kewajiban;
    let body = table(
        &t("paket-kewajiban"),
        &html! {
            thead {
                tr {
                    th scope="col" { (t("paket-kolom-kewajiban")) }
                    th scope="col" { (t("paket-kolom-siapa")) }
                    th scope="col" { (t("paket-kolom-kapan")) }
                    th scope="col" { (t("paket-kolom-dipenuhi")) }
                }
            }
            tbody {
                @for duty in all {
                    tr id=(format!("kewajiban.{}", duty.kode)) {
                        td {
                            (duty.nama) " " (strength(duty.kekuatan))
                            (source(&duty.sumber, duty.keputusan.as_deref()))
                        }
                        td { (who(pack, duty)) }
                        td { (when(duty)) }
                        td { (met(pack, &duty.dipenuhi)) }
                    }
                }
            }
        },
    );
    (!all.is_empty()).then(|| Section {
        id: "bagian-kewajiban",
        title: t("paket-kewajiban"),
        entries: Vec::new(),
        body,
    })
}

fn who(pack: &RulePack, duty: &Kewajiban) -> String {
    let siapa = match duty.siapa.as_str() {
        "pemda" => t("paket-untuk-pemda"),
        "opd" => super::label_opd(pack),
        "kbk" => super::label_kbk(pack),
        form => tf("paket-siapa-formulir", &[("formulir", &form_name(pack, form))]),
    };
    let mut said = vec![siapa];
    if !duty.jenis.is_empty() {
        said.push(kinds(&duty.jenis));
    }
    if !duty.hanya_opd.is_empty() {
        said.push(joined(&duty.hanya_opd));
    }
    said.join(": ")
}

fn when(duty: &Kewajiban) -> String {
    let tiap = match duty.hari {
        Some(hari) => tf("paket-tiap-hari", &[("hari", &word("paket-hari", &hari))]),
        None => word("paket-tiap", &duty.tiap),
    };
    let day = duty
        .paling_lambat
        .split_once('-')
        .and_then(|(month, day)| Some((month.parse::<u8>().ok()?, day.parse::<u8>().ok()?)));
    match day {
        Some((month, day)) => {
            let month = t(&format!("bulan-{month}"));
            let by = tf("paket-paling-lambat", &[("hari", &whole(day)), ("bulan", &month)]);
            format!("{tiap}, {by}")
        }
        None => tiap,
    }
}

fn met(pack: &RulePack, dipenuhi: &Dipenuhi) -> String {
    let nama = form_name(pack, &dipenuhi.oleh);
    match pack.formulir(&dipenuhi.oleh) {
        Some(form) if !dipenuhi.dengan.is_empty() => {
            let dengan = condition(pack, form, &dipenuhi.dengan);
            tf("paket-dipenuhi-dengan", &[("formulir", &nama), ("dengan", &dengan)])
        }
        _ => nama,
    }
}

/// Reports with their parts.
pub(super) fn laporan(pack: &RulePack) -> Option<Section> {
    let all = &pack.laporan;
    let name = |one: &Laporan| (format!("laporan.{}", one.kode), one.nama.clone());
    let body = html! { @for one in all { (report(pack, one)) } };
    let entries = all.iter().map(name).collect();
    (!all.is_empty()).then(|| Section {
        id: "bagian-laporan",
        title: t("paket-laporan"),
        entries,
        body,
    })
}

fn report(pack: &RulePack, laporan: &Laporan) -> Markup {
    let place = format!("laporan.{}", laporan.kode);
    let fact = |key: &str, words: &str| {
        html! {
            @if !words.is_empty() { dt { (t(key)) } dd { (words) } }
        }
    };
    html! {
        article id=(place) {
            h3 { (laporan.nama) " " (strength(laporan.kekuatan)) }
            dl {
                (fact("paket-laporan-tentang", &owner(pack, laporan.untuk)))
                (fact("paket-laporan-penyusun", &laporan.penyusun))
                (fact("paket-laporan-kepada", &laporan.kepada))
                (fact("paket-laporan-tembusan", &joined(&laporan.tembusan)))
            }
            ol {
                @for (index, part) in laporan.bagian.iter().enumerate() {
                    li id=(format!("{place}.bagian.{}", index + 1)) {
                        (part.judul) span.muted { ": " (contents(pack, part)) }
                    }
                }
            }
            (source(&laporan.sumber, laporan.keputusan.as_deref()))
        }
    }
}

fn contents(pack: &RulePack, part: &Bagian) -> String {
    let form = |kode: &str| match kode.is_empty() {
        true => String::new(),
        false => form_name(pack, kode),
    };
    let text = pack.bacaan.iter().find(|text| text.kode == part.bacaan);
    let name = serde_json::to_value(part.jenis).unwrap_or_default();
    let key = format!("paket-bagian-{}", name.as_str().unwrap_or_default().replace('_', "-"));
    let said = tf(
        &key,
        &[
            ("formulir", &form(&part.formulir)),
            ("lanjutan", &form(&part.lanjutan)),
            ("bacaan", text.map_or("", |text| &text.judul)),
        ],
    );
    match (part.jenis, pack.formulir(&part.formulir)) {
        (JenisBagian::Formulir, Some(form)) if !part.dengan.is_empty() => {
            let dengan = condition(pack, form, &part.dengan);
            format!("{said} {}", tf("paket-bagian-dengan", &[("dengan", &dengan)]))
        }
        _ => said,
    }
}

/// Awards.
pub(super) fn penghargaan(pack: &RulePack) -> Option<Section> {
    let all = &pack.penghargaan;
    let body = html! {
        @for award in all {
            article id=(format!("penghargaan.{}", award.kode)) {
                h3 { (award.nama) }
                dl {
                    dt { (t("paket-kolom-untuk")) }
                    dd { (word("paket-penerima", &award.untuk)) }
                    dt { (t("paket-penghargaan-dasar")) }
                    dd { (award.dasar) }
                    @if !award.bentuk.is_empty() {
                        dt { (t("paket-penghargaan-bentuk")) }
                        dd { (award.bentuk) }
                    }
                }
                (source(&award.sumber, award.keputusan.as_deref()))
            }
        }
    };
    (!all.is_empty()).then(|| Section {
        id: "bagian-penghargaan",
        title: t("paket-penghargaan"),
        entries: Vec::new(),
        body,
    })
}
