//! Forms: their columns, and their rules in sentences.

use std::collections::BTreeMap;

use ingest::rule_pack::{Aturan, Daftar, Formulir, IsiKolom, Kolom, RulePack, Saran, Untuk};
use maud::{Markup, html};

use super::{Section, kinds, label_kbk, label_opd, source, strength, word};
use crate::pages::parts::{joined, table};
use crate::text::{t, tf, whole};

/// Import kinds that a form of the same name adds its columns to.
const BUILT_IN: [&str; 3] = ["kegiatan", "rapat", "kbk"];

/// Columns that every form begins with.
const FIRST: [&str; 4] = ["kode", "opd", "kbk", "tanggal"];

/// Every form.
pub(super) fn formulir(pack: &RulePack) -> Option<Section> {
    let all = &pack.formulir;
    let name = |one: &Formulir| (format!("formulir.{}", one.kode), heading(one));
    let body = html! { @for one in all { (form(pack, one)) } };
    let entries = all.iter().map(name).collect();
    (!all.is_empty()).then(|| Section {
        id: "bagian-formulir",
        title: t("paket-formulir"),
        entries,
        body,
    })
}

fn heading(form: &Formulir) -> String {
    match form.judul_cetak.is_empty() {
        true => form.nama.clone(),
        false => format!("{}: {}", form.judul_cetak, form.nama),
    }
}

/// Whose entry something is, in the words of the text.
pub(super) fn owner(pack: &RulePack, untuk: Untuk) -> String {
    match untuk {
        Untuk::Pemda => t("paket-untuk-pemda"),
        Untuk::Opd => label_opd(pack),
        Untuk::Kbk => label_kbk(pack),
    }
}

fn form(pack: &RulePack, form: &Formulir) -> Markup {
    let place = format!("formulir.{}", form.kode);
    let untuk = owner(pack, form.untuk);
    let heads: Vec<String> = form.unik.iter().map(|kode| head(form, kode)).collect();
    html! {
        article id=(place) {
            h3 { (heading(form)) " " (strength(form.kekuatan)) }
            p {
                @if BUILT_IN.contains(&form.kode.as_str()) {
                    (tf("paket-formulir-tambahan", &[("jenis", &form.kode)]))
                } @else {
                    (tf("paket-formulir-untuk", &[("untuk", &untuk), ("kode", &form.kode)]))
                }
                @if !form.hanya_opd.is_empty() {
                    " " (tf("paket-formulir-hanya", &[("opd", &joined(&form.hanya_opd))]))
                }
                @if !form.unik.is_empty() {
                    " " (tf("paket-formulir-unik", &[("untuk", &untuk), ("kolom", &joined(&heads))]))
                }
            }
            @if !form.petunjuk.is_empty() { p { (form.petunjuk) } }
            @if !form.tanda_tangan.is_empty() {
                p { (tf("paket-formulir-tanda-tangan", &[("oleh", &form.tanda_tangan)])) }
            }
            (source(&form.sumber, form.keputusan.as_deref()))
            (columns(pack, form, &place))
            @if !form.aturan.is_empty() {
                h4 { (t("paket-aturan")) }
                ol.aturan {
                    @for (index, aturan) in form.aturan.iter().enumerate() {
                        li id=(format!("{place}.aturan.{}", index + 1)) {
                            (aturan.pesan) ". "
                            span.muted { (rule(pack, form, aturan)) }
                            (source(&aturan.sumber, aturan.keputusan.as_deref()))
                        }
                    }
                }
            }
            @if !form.saran.is_empty() {
                h4 { (t("paket-saran")) }
                ol.aturan {
                    @for (index, saran) in form.saran.iter().enumerate() {
                        li id=(format!("{place}.saran.{}", index + 1)) {
                            (saran.pesan) ". "
                            span.muted { (advice(pack, form, saran)) }
                            (source(&saran.sumber, saran.keputusan.as_deref()))
                        }
                    }
                }
            }
        }
    }
}

fn columns(pack: &RulePack, form: &Formulir, place: &str) -> Markup {
    table(
        &tf("paket-formulir-kolom", &[("nama", &form.nama)]),
        &html! {
            thead {
                tr {
                    th.num scope="col" { (t("paket-kolom-nomor")) }
                    th scope="col" { (t("paket-kolom-judul")) }
                    th scope="col" { (t("paket-kolom-isi")) }
                }
            }
            tbody {
                @for (index, kolom) in form.kolom.iter().enumerate() {
                    @let place = format!("{place}.kolom.{}", kolom.kode);
                    tr id=(place) {
                        td.num { (whole(index as i128 + 1)) }
                        td { (kolom.judul) div.muted { code { (kolom.kode) } } }
                        td {
                            (content(pack, kolom))
                            @if !kolom.pilihan.is_empty() {
                                ul.pilihan {
                                    @for choice in &kolom.pilihan {
                                        li id=(format!("{place}.pilihan.{}", choice.kode)) {
                                            (choice.nama) " " code.muted { (choice.kode) }
                                        }
                                    }
                                }
                            }
                            " " (sentences(pack, form, kolom))
                            @if !kolom.petunjuk.is_empty() { p { (kolom.petunjuk) } }
                            (source(&kolom.sumber, None))
                        }
                    }
                }
            }
        },
    )
}

/// When a column must be filled, and with what.
fn sentences(pack: &RulePack, form: &Formulir, kolom: &Kolom) -> String {
    let mut said = vec![match (kolom.wajib, kolom.bila.is_empty()) {
        (false, _) => t("paket-isi-boleh"),
        (true, true) => t("paket-isi-wajib"),
        (true, false) => {
            tf("paket-isi-wajib-bila", &[("bila", &condition(pack, form, &kolom.bila))])
        }
    }];
    if !kolom.harus.is_empty() {
        let only = choice(pack, kolom, &kolom.harus);
        said.push(tf("paket-isi-harus", &[("isi", &only)]));
    }
    if !kolom.sesudah.is_empty() {
        said.push(tf("paket-isi-sesudah", &[("kolom", &head(form, &kolom.sesudah))]));
    }
    if !kolom.status.is_empty() {
        let status: Vec<String> = kolom.status.iter().map(|one| one.to_uppercase()).collect();
        said.push(tf("paket-isi-status", &[("status", &joined(&status))]));
    }
    if !kolom.kelas_jabatan.is_empty() {
        said.push(tf("paket-isi-kelas", &[("kelas", &joined(&kolom.kelas_jabatan))]));
    }
    if kolom.unit_sendiri {
        said.push(t("paket-isi-unit-sendiri"));
    }
    if kolom.tidak_dicetak {
        said.push(t("paket-isi-tidak-dicetak"));
    }
    said.join(" ")
}

fn content(pack: &RulePack, kolom: &Kolom) -> String {
    let list = |key: &str| match kolom.daftar {
        Some(Daftar::Bacaan) => {
            let text = pack.bacaan.iter().find(|text| text.kode == kolom.bacaan);
            let title = text.map_or(kolom.bacaan.as_str(), |text| &text.judul);
            tf(&format!("{key}-bacaan"), &[("judul", title)])
        }
        Some(daftar) => {
            let daftar = word("paket-daftar", &daftar);
            tf(&format!("{key}-daftar"), &[("daftar", &daftar)])
        }
        None => t(key),
    };
    match kolom.isi {
        IsiKolom::Pilihan => list("paket-isi-pilihan"),
        IsiKolom::PilihanBanyak => list("paket-isi-pilihan-banyak"),
        IsiKolom::Rujuk => {
            let key = if kolom.lintas { "paket-isi-rujuk-lintas" } else { "paket-isi-rujuk" };
            tf(key, &[("formulir", &form_name(pack, &kolom.rujuk))])
        }
        other => word("paket-isi", &other),
    }
}

/// What a form, or an import kind of the same standing, is called.
pub(super) fn form_name(pack: &RulePack, kode: &str) -> String {
    match pack.formulir(kode) {
        Some(form) => form.nama.clone(),
        None => word("paket-jenis", &kode),
    }
}

/// The heading of a column.
fn head(form: &Formulir, kode: &str) -> String {
    match form.kolom.iter().find(|kolom| kolom.kode == kode) {
        Some(kolom) => kolom.judul.clone(),
        None if FIRST.contains(&kode) => word("paket-kepala", &kode),
        None => kode.to_owned(),
    }
}

/// A code in words, as the list of its column has it.
fn choice(pack: &RulePack, kolom: &Kolom, kode: &str) -> String {
    let own = kolom.pilihan.iter().find(|choice| choice.kode == kode);
    let own = own.map(|choice| choice.nama.clone());
    let listed = match kolom.daftar {
        Some(Daftar::Nilai) => name_of(pack.nilai.iter().map(|one| (&one.kode, &one.nama)), kode),
        Some(Daftar::PeranKbk) => {
            name_of(pack.peran.iter().map(|one| (&one.kode, &one.nama)), kode)
        }
        Some(Daftar::Tim) => name_of(pack.tim.iter().map(|one| (&one.kode, &one.nama)), kode),
        Some(Daftar::JenisKegiatan) => {
            name_of(pack.jenis_kegiatan.iter().map(|one| (&one.kode, &one.nama)), kode)
        }
        Some(Daftar::Laporan) => {
            name_of(pack.laporan.iter().map(|one| (&one.kode, &one.nama)), kode)
        }
        Some(Daftar::Penghargaan) => {
            name_of(pack.penghargaan.iter().map(|one| (&one.kode, &one.nama)), kode)
        }
        _ => None,
    };
    own.or(listed).unwrap_or_else(|| kode.to_owned())
}

fn name_of<'p>(
    mut list: impl Iterator<Item = (&'p String, &'p String)>,
    kode: &str,
) -> Option<String> {
    list.find(|(known, _)| *known == kode).map(|(_, nama)| nama.clone())
}

/// `Keputusan: Disetujui atau Dikembalikan; Tahap: Sebab`.
pub(super) fn condition(
    pack: &RulePack,
    form: &Formulir,
    wanted: &BTreeMap<String, Vec<String>>,
) -> String {
    let one = |(kode, codes): (&String, &Vec<String>)| {
        let kolom = form.kolom.iter().find(|kolom| kolom.kode == *kode);
        let words = codes.iter().map(|code| match kolom {
            Some(kolom) => choice(pack, kolom, code),
            None => code.clone(),
        });
        let words = one_of(&words.collect::<Vec<_>>());
        tf("paket-kolom-berisi", &[("kolom", &head(form, kode)), ("isi", &words)])
    };
    joined(&wanted.iter().map(one).collect::<Vec<_>>())
}

/// What a rule counts, in a sentence.
fn rule(pack: &RulePack, form: &Formulir, aturan: &Aturan) -> String {
    let counted = pack.formulir(&aturan.formulir);
    let mut said = Vec::new();
    if !aturan.bila.is_empty() {
        said.push(tf("paket-aturan-bila", &[("bila", &condition(pack, form, &aturan.bila))]));
    }
    let nama = form_name(pack, &aturan.formulir);
    let kolom = head(form, &aturan.kolom);
    let least = whole(aturan.paling_sedikit);
    if aturan.paling_sedikit > 0 {
        let arguments = [("jumlah", least.as_str()), ("formulir", &nama), ("kolom", &kolom)];
        said.push(tf("paket-aturan-sedikit", &arguments));
    }
    match aturan.paling_banyak {
        Some(0) => {
            said.push(tf("paket-aturan-belum", &[("formulir", &nama), ("kolom", &kolom)]));
        }
        Some(most) => {
            let most = whole(most);
            let arguments = [("jumlah", most.as_str()), ("formulir", &nama), ("kolom", &kolom)];
            said.push(tf("paket-aturan-banyak", &arguments));
        }
        None => {}
    }
    if let (false, Some(counted)) = (aturan.dengan.is_empty(), counted) {
        let dengan = condition(pack, counted, &aturan.dengan);
        said.push(tf("paket-aturan-dengan", &[("dengan", &dengan)]));
    }
    said.join(" ")
}

fn advice(pack: &RulePack, form: &Formulir, saran: &Saran) -> String {
    let mut said = Vec::new();
    if !saran.jenis.is_empty() {
        said.push(tf("paket-saran-jenis", &[("jenis", &kinds(&saran.jenis))]));
    }
    if !saran.bila.is_empty() {
        said.push(tf("paket-aturan-bila", &[("bila", &condition(pack, form, &saran.bila))]));
    }
    let should: Vec<String> = match form.kolom.iter().find(|kolom| kolom.kode == saran.kolom) {
        Some(kolom) => saran.sebaiknya.iter().map(|code| choice(pack, kolom, code)).collect(),
        None => saran.sebaiknya.clone(),
    };
    let (kolom, isi) = (head(form, &saran.kolom), one_of(&should));
    said.push(tf("paket-saran-isi", &[("kolom", &kolom), ("isi", &isi)]));
    said.join(" ")
}

/// `A, B atau C`.
fn one_of(names: &[String]) -> String {
    match names {
        [first @ .., last] if !first.is_empty() => {
            tf("paket-atau", &[("daftar", &first.join(", ")), ("akhir", last)])
        }
        _ => names.concat(),
    }
}
