//! `jejak regulation check`: *Uji Pasal*, the proof of a rule pack before it is obeyed.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use ingest::rule_pack::{Entri, PackFault, PackHash, StatusTeks, Uji, keputusan};
use serde_json::{Value, json};

use super::adopt::{AdoptArgs, adopt};
use super::{Failure, print, shipped_pack};
use crate::text::{message, t, tf};
use crate::user_error::pack_fault;

#[derive(Subcommand)]
pub(crate) enum RegulationTask {
    Check(CheckArgs),
    Adopt(AdoptArgs),
}

#[derive(Args)]
pub(crate) struct CheckArgs {
    path: PathBuf,
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Table,
    Json,
}

pub(crate) fn regulation(task: &RegulationTask) -> Result<(), Failure> {
    match task {
        RegulationTask::Check(args) => check(args),
        RegulationTask::Adopt(args) => adopt(args),
    }
}

fn check(args: &CheckArgs) -> Result<(), Failure> {
    let uji = match shipped_pack(&args.path) {
        Some(bytes) => Uji::of(&args.path, bytes.to_vec()),
        None => Uji::read(&args.path)?,
    };
    print(&match args.format {
        Format::Table => as_text(&uji),
        Format::Json => format!("{:#}\n", as_json(&uji)),
    });
    if uji.faults.is_empty() {
        return Ok(());
    }
    let (file, count) = (uji.file.display().to_string(), uji.faults.len().to_string());
    Err(Failure::No(tf("uji-belum-sah", &[("berkas", &file), ("jumlah", &count)])))
}

fn as_text(uji: &Uji) -> String {
    let mut lines: Vec<String> =
        uji.faults.iter().map(|fault| pack_fault(&uji.file, fault)).collect();
    if lines.is_empty() {
        let file = uji.file.display().to_string();
        let hash = PackHash::of(&uji.bytes).to_string();
        let count = uji.entries.len().to_string();
        let arguments = [("berkas", file.as_str()), ("jumlah", &count), ("sidik", &hash)];
        lines.push(tf("uji-sah", &arguments));
    }
    lines.extend(uji.notes.iter().map(|note| pack_fault(&uji.file, note)));
    let mut heading = |key: &str, count: usize, found: Vec<String>| {
        lines.push(String::new());
        lines.push(tf(key, &[("jumlah", &count.to_string())]));
        match found.is_empty() {
            true => lines.push(format!("  {}", t("uji-tidak-ada"))),
            false => lines.extend(found.into_iter().map(|line| format!("  {line}"))),
        }
    };
    let mut decided: BTreeMap<&str, Vec<&Entri>> = BTreeMap::new();
    for (entry, nomor) in uji.decided() {
        decided.entry(nomor).or_default().push(entry);
    }
    let said = decided.iter().flat_map(|(nomor, entries)| {
        let sentence = keputusan(nomor).map_or("", |keputusan| &keputusan.putusan);
        let places = entries.iter().map(|entry| format!("  {}", place(entry)));
        std::iter::once(format!("{nomor} {sentence}")).chain(places)
    });
    heading("uji-putusan", uji.decided().count(), said.collect());
    let lost = uji.lost().map(|entry| {
        let words =
            if entry.status == Some(StatusTeks::Hilang) { "uji-hilang" } else { "uji-sebagian" };
        let nomor = entry.keputusan.as_deref().unwrap_or_default();
        format!("{}: {} {nomor}", place(entry), t(words)).trim_end().to_owned()
    });
    heading("uji-teks", uji.lost().count(), lost.collect());
    let local = uji.local().map(|entry| {
        let nomor = entry.keputusan.as_deref().unwrap_or_default();
        format!("{} {nomor}", place(entry)).trim_end().to_owned()
    });
    heading("uji-daerah", uji.local().count(), local.collect());
    lines.join("\n") + "\n"
}

/// Line, place and pasal of an entry.
fn place(entry: &Entri) -> String {
    let line = entry.baris.to_string();
    let arguments =
        [("baris", line.as_str()), ("tempat", &entry.tempat), ("sumber", &entry.sumber)];
    tf("uji-letak", &arguments)
}

fn as_json(uji: &Uji) -> Value {
    let of = |entry: &Entri| {
        json!({"baris": entry.baris, "tempat": entry.tempat, "sumber": entry.sumber,
               "keputusan": entry.keputusan, "status": entry.status})
    };
    let told = |faults: &[PackFault]| -> Vec<Value> {
        let one = |fault: &PackFault| {
            json!({"baris": fault.baris, "tempat": fault.tempat, "sumber": fault.sumber,
                   "masalah": fault.masalah, "pesan": message("paket", "masalah", &fault.masalah)})
        };
        faults.iter().map(one).collect()
    };
    let decided = uji.decided().map(|(entry, nomor)| {
        let mut entry = of(entry);
        entry["putusan"] = keputusan(nomor).map(|keputusan| keputusan.putusan.as_str()).into();
        entry
    });
    json!({
        "berkas": uji.file.display().to_string(),
        "sah": uji.faults.is_empty(),
        "hash": PackHash::of(&uji.bytes).to_string(),
        "masalah": told(&uji.faults),
        "catatan": told(&uji.notes),
        "putusan": decided.collect::<Vec<_>>(),
        "teks": uji.lost().map(of).collect::<Vec<_>>(),
        "ketentuan_daerah": uji.local().map(of).collect::<Vec<_>>(),
    })
}
