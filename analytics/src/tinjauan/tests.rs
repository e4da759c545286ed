//! A small record in, the parts of a review out.

use ingest::event::{Event, KeputusanFollowed, KeputusanRecorded};
use ingest::rule_pack::RulePack;
use projections::{Projections, Snapshot};

use super::*;
use crate::Limit;
use crate::kewajiban::tests::{Entry, Given, date, entry, kode, pack, sealed};

const DUTIES: &str = r#"
[[kewajiban]]
kode = "temu"
nama = "Rapat bulanan"
siapa = "opd"
tiap = "bulan"
kekuatan = "wajib"
sumber = "Pasal 2"
dipenuhi = { oleh = "rapat" }

[[kewajiban]]
kode = "kunjungan"
nama = "Kunjungan"
siapa = "opd"
tiap = "triwulan"
kekuatan = "hendaknya"
sumber = "Pasal 3"
dipenuhi = { oleh = "kegiatan" }
"#;

fn snapshot(given: &Given) -> Snapshot {
    Projections::replay(&given.log, None).unwrap().snapshot()
}

fn bench<'a>(snapshot: &'a Snapshot, pack: &'a RulePack) -> Bench<'a> {
    Bench::new(snapshot, pack, Limit::default())
}

fn decided(given: &mut Given, on: &str, code: &str, periode: &str, tenggat: Option<&str>) {
    let decision = KeputusanRecorded {
        kode: kode(code),
        periode: kode(periode),
        opd: Some(kode("A")),
        penanggung_jawab: None,
        tenggat: tenggat.map(date),
        teks: sealed(),
    };
    given.event(on, Event::KeputusanRecorded(decision));
}

fn followed(given: &mut Given, on: &str, code: &str, status: &str, tenggat: Option<&str>) {
    let progress = KeputusanFollowed {
        keputusan: kode(code),
        status: StatusKeputusan::from_word(status).unwrap(),
        tenggat: tenggat.map(date),
        teks: sealed(),
    };
    given.event(on, Event::KeputusanFollowed(progress));
}

async fn at(given: &Given, position: u64) -> Vec<Keputusan> {
    let snapshot = snapshot(given).as_of(Position(position));
    let pack = pack(DUTIES);
    bench(&snapshot, &pack).decisions().await.unwrap()
}

async fn before(given: &Given, periode: &str) -> String {
    let (snapshot, pack) = (snapshot(given), pack(DUTIES));
    let found = bench(&snapshot, &pack).review_before(&quarter(periode).unwrap()).await.unwrap();
    let found = found.unwrap();
    format!("{} {:?}", found.periode.kode, found.position.map(|at| at.0))
}

#[tokio::test]
async fn a_decision_stands_as_it_was_last_told_and_says_how_many_days_are_left() {
    // Events 0 and 1: the unit and its KBK.
    let mut given = Given::units(&["A"]);
    decided(&mut given, "2026-04-01", "KP-1", "2026-T1", Some("2026-05-29"));
    followed(&mut given, "2026-05-04", "KP-1", "berjalan", Some("2026-06-12"));
    followed(&mut given, "2026-06-15", "KP-1", "berjalan", None);
    followed(&mut given, "2026-06-20", "KP-1", "selesai", None);
    let line = |decisions: Vec<Keputusan>, on: &str| {
        let one = &decisions[0];
        let status = one.kemajuan.as_ref().map_or("-", |last| last.status.word());
        let days = one.days_left(date(on));
        format!("{status} {} {days:?} {}", one.tenggat.unwrap(), one.is_overdue(date(on)))
    };
    assert_eq!(line(at(&given, 2).await, "2026-05-29"), "- 2026-05-29 Some(0) false");
    assert_eq!(line(at(&given, 2).await, "2026-05-30"), "- 2026-05-29 Some(-1) true");
    assert_eq!(line(at(&given, 3).await, "2026-05-30"), "berjalan 2026-06-12 Some(13) false");
    assert_eq!(line(at(&given, 4).await, "2026-06-15"), "berjalan 2026-06-12 Some(-3) true");
    assert_eq!(line(at(&given, 5).await, "2026-06-20"), "selesai 2026-06-12 None false");
    assert_eq!(at(&given, 1).await, []);
    let one = at(&given, 5).await.remove(0);
    assert_eq!(one.tenggat_semula, Some(date("2026-05-29")));
    assert_eq!(one.opd.unwrap().nama, "Dinas A");
}

#[tokio::test]
async fn an_open_decision_is_carried_until_the_review_that_heard_of_its_end() {
    let mut given = Given::units(&["A"]);
    decided(&mut given, "2026-04-01", "KP-1", "2026-T1", None);
    decided(&mut given, "2026-07-01", "KP-2", "2026-T2", None);
    followed(&mut given, "2026-07-20", "KP-1", "dibatalkan", None);
    let decisions = at(&given, 4).await;
    let carried = |periode: &str, before: Option<u64>| -> Vec<&str> {
        let before = before.map(Position);
        let carried = decisions.iter().filter(|one| one.is_carried_to(periode, before));
        carried.map(|one| one.kode.as_str()).collect()
    };
    assert_eq!(carried("2026-T1", None), [""; 0], "its own decisions are not of an earlier one");
    assert_eq!(carried("2026-T2", Some(2)), ["KP-1"]);
    assert_eq!(carried("2026-T3", Some(3)), ["KP-1", "KP-2"], "the end of the first is news");
    assert_eq!(carried("2026-T4", Some(4)), ["KP-2"]);
}

#[tokio::test]
async fn the_review_before_is_the_last_one_that_decided_something() {
    let mut given = Given::units(&["A"]);
    assert_eq!(before(&given, "2026-T1").await, "2025-T4 None", "the calendar says which");
    decided(&mut given, "2025-10-01", "KP-1", "2025-T3", None);
    decided(&mut given, "2025-10-02", "KP-2", "2025-T3", None);
    assert_eq!(before(&given, "2026-T1").await, "2025-T3 Some(3)", "nothing was decided since");
    decided(&mut given, "2026-04-01", "KP-3", "2026-T1", None);
    decided(&mut given, "2026-04-02", "KP-4", "2025-T3", None);
    assert_eq!(
        before(&given, "2026-T1").await,
        "2025-T3 Some(3)",
        "what came after it began is not before"
    );
    assert_eq!(before(&given, "2026-T2").await, "2026-T1 Some(4)");
    assert_eq!(before(&given, "2025-T3").await, "2025-T2 None");
}

async fn complete(given: &Given, periode: &str, on: &str) -> Vec<Kelengkapan> {
    let (snapshot, pack) = (snapshot(given), pack(DUTIES));
    let bench = bench(&snapshot, &pack);
    let calendar = bench.duties(quarter(periode).unwrap(), date(on)).await.unwrap();
    bench.completeness(&calendar).await.unwrap()
}

#[tokio::test]
async fn completeness_counts_the_windows_of_each_unit_and_duty() {
    let mut given = Given::units(&["A", "B"]);
    given.rapat("R1", "A", "2026-01-20");
    given.rapat("R2", "A", "2026-02-20");
    given.kegiatan("G1", "K-B", "2026-02-03", "apel");
    let text = |rows: &[Kelengkapan]| -> Vec<String> {
        let line = |row: &Kelengkapan| {
            let percent = row.percent().map_or("-".to_owned(), |score| score.printed);
            format!(
                "{} {}: {} {} {} {} {} = {percent}",
                row.opd.as_ref().map_or("semua", |(kode, _)| kode),
                row.kewajiban,
                row.terpenuhi,
                row.terlambat,
                row.menunggu,
                row.terlewat,
                row.belum
            )
        };
        rows.iter().map(line).collect()
    };
    let rows = complete(&given, "2026-T1", "2026-03-15").await;
    assert_eq!(
        text(&rows),
        [
            "A temu: 2 0 1 0 0 = 100.00",
            "A kunjungan: 0 0 1 0 0 = -",
            "B temu: 0 0 1 2 0 = 0.00",
            "B kunjungan: 1 0 0 0 0 = 100.00",
        ]
    );
    assert_eq!(text(&by_unit(&rows)), ["A : 2 0 2 0 0 = 100.00", "B : 1 0 1 2 0 = 33.33"]);
    let codes = ["kunjungan", "temu", "tiada"];
    assert_eq!(
        text(&by_duty(&rows, codes.into_iter())),
        ["semua kunjungan: 1 0 1 0 0 = 100.00", "semua temu: 2 0 2 2 0 = 50.00"]
    );
    let after = complete(&given, "2026-T1", "2026-04-01").await;
    let line =
        |gerak: Gerak| format!("{} {} {} {}", gerak.opd.0, gerak.dulu, gerak.kini, gerak.naik);
    let moved: Vec<String> = fuller(&rows, &after).into_iter().map(line).collect();
    assert_eq!(moved, ["A 100.00 66.67 false", "B 33.33 25.00 false"]);
}

#[tokio::test]
async fn what_comes_late_is_told_by_unit_and_who_told_nothing_is_named() {
    let mut given = Given::units(&["A", "B"]);
    given.rapat("R1", "A", "2026-03-30");
    decided(&mut given, "2026-03-31", "KP-1", "2026-T1", None);
    let told = snapshot(&given).position.unwrap();
    given.rapat("R2", "B", "2026-03-12");
    given.kegiatan("G1", "K-B", "2026-03-13", "apel");
    given.entry("2026-03-14", &Entry { opd: Some("B"), ..entry("laporan", "L1") });
    given.entry("2026-03-20", &Entry { opd: Some("B"), ..entry("laporan", "L2") });
    given.rapat("R3", "A", "2026-04-02");
    let (snapshot, pack) = (snapshot(&given), pack(DUTIES));
    let bench = bench(&snapshot, &pack);
    let late = bench.came_late(told, date("2026-03-31")).await.unwrap();
    let line = |one: &Susulan| {
        let opd = one.opd.as_ref().map_or("pemda", |(kode, _)| kode);
        format!("{} {opd} {} {} {} {}", one.jenis, one.jumlah, one.dari, one.sampai, one.position)
    };
    assert_eq!(
        late.iter().map(line).collect::<Vec<_>>(),
        [
            "kegiatan B 1 2026-03-13 2026-03-13 7",
            "laporan B 2 2026-03-14 2026-03-20 8",
            "rapat B 1 2026-03-12 2026-03-12 6",
        ]
    );
    let silent = bench.silent(&quarter("2026-T2").unwrap()).await.unwrap();
    assert_eq!(silent.iter().map(|unit| unit.kode.as_str()).collect::<Vec<_>>(), ["B"]);
    assert_eq!(bench.silent(&quarter("2026-T1").unwrap()).await.unwrap(), []);
}

#[tokio::test]
async fn the_figures_name_the_newest_event_they_rest_on() {
    let mut given = Given::units(&["A", "B"]);
    given.kegiatan("G1", "K-A", "2026-01-22", "apel");
    given.kegiatan("G2", "K-B", "2026-02-03", "apel");
    given.kegiatan("G3", "K-B", "2026-04-03", "apel");
    given.rapat("R1", "A", "2026-03-30");
    let agent = |code| Entry {
        opd: Some("A"),
        isi: &[("mulai", "2026-01-10"), ("selesai", "2026-03-15")],
        ..entry("agen", code)
    };
    given.entry("2026-01-10", &agent("AG-1"));
    given.entry("2026-01-10", &Entry { isi: &[("mulai", "2026-02-01")], ..agent("AG-2") });
    let (snapshot, pack) = (snapshot(&given), pack(DUTIES));
    let bench = bench(&snapshot, &pack);
    let figures = bench.figures(&quarter("2026-T1").unwrap(), date("2026-03-31")).await.unwrap();
    let line = |one: &Angka| format!("{} {} {} {}", one.ukuran, one.jumlah, one.opd, one.position);
    assert_eq!(
        figures.iter().map(line).collect::<Vec<_>>(),
        ["kegiatan 2 2 5", "rapat 1 1 7", "agen 1 1 9"]
    );
}
