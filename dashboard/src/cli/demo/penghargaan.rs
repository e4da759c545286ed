//! Awards: of the best KBK after each Gelar, and of the best agent of change of 2025.

use ingest::identity::{Hundredths, Kode};
use ingest::rule_pack::RulePack;
use time::Date;
use time::macros::date;

use super::agen::Agen;
use super::calendar::later;
use super::catatan::Desk;
use super::diary::Diary;
use super::gelar::{GELAR_2025, GELAR_2026, Gelar};

/// Who is honoured after a Gelar.
const PLACES: usize = 3;
/// The day on which the best agent of 2025 is honoured.
const AGENTS_HONOURED: Date = date!(2026 - 01 - 14);

/// A KBK and the points it reached in a Gelar.
pub(super) type Juara = (Kode, Hundredths);

/// The leader honours the best.
///
/// Source: Perbup Purbalingga 11/2020, Pasal 16 ayat (1) huruf d; Pasal 17 ayat (2).
pub(super) fn give(gelar: [&[Juara]; 2], agents: &[Agen<'_>], pack: &RulePack, diary: &mut Diary) {
    let mut desk = Desk::of("penghargaan", pack, diary);
    for (held, results) in [GELAR_2025, GELAR_2026].iter().zip(gelar) {
        honour(held, results, &mut desk);
    }
    let best = agents.iter().filter_map(|agen| Some((agen.mean_of_first_year()?, agen)));
    // Of equals the one whose unit was first.
    let best = best.reduce(|best, next| if next.0 > best.0 { next } else { best });
    if let Some((hasil, agen)) = best {
        let entry = desk.entry("penghargaan", "PG-AGEN-2025").put("jenis", "agen_terbaik");
        let entry = entry.put("penerima_agen", &agen.kode).put("hasil", hasil);
        let entry = entry.put("nomor", "003/011/2026").put("pemberi", "Bupati");
        let entry = entry.put("bentuk", "Piagam penghargaan");
        let entry = entry.put("alasan", "Rata-rata capaian rencana tindak 2025 tertinggi");
        desk.note(entry, AGENTS_HONOURED, later(AGENTS_HONOURED, 1));
    }
}

fn honour(held: &Gelar, results: &[Juara], desk: &mut Desk<'_>) {
    let mut results: Vec<&Juara> = results.iter().collect();
    results.sort_by_key(|(_, points)| -points.0);
    let day = later(held.tutup, 1);
    for (place, (kbk, points)) in (1..).zip(results.into_iter().take(PLACES)) {
        let entry = desk.entry("penghargaan", format!("PG-{}-{place}", held.kode));
        let entry = entry.put("jenis", "kbk_terbaik").put("penerima_kbk", kbk);
        let entry = entry.put("gelar", held.kode).put("hasil", points);
        let entry = entry.put("nomor", format!("003/{}/{}", 400 + place, held.tahun));
        let entry = entry.put("pemberi", "Bupati").put("bentuk", "Piagam penghargaan");
        desk.note(entry.put("alasan", format!("Peringkat {place}")), day, later(day, 1));
    }
}
