//! A few entries in, the answers about them as text out.

use ingest::event::{Corrected, EntryWithdrawn, Event};
use ingest::rule_pack::Untuk;
use projections::{Projections, Snapshot};

use super::*;
use crate::Limit;
use crate::capaian::Pembanding;
use crate::kewajiban::tests::{Entry, Given, date, entry, form, kode, pack, sealed};

fn forms() -> RulePack {
    let dipantau = "{ kode = \"dipantau\", judul = \"OPD\", isi = \"opd\" }";
    let forms = [
        form("program", "opd", ""),
        form("agen", "opd", ""),
        form("rencana_tindak", "opd", ""),
        form("monev_agen", "opd", ""),
        form("anggota", "kbk", ""),
        form("mandiri", "opd", ""),
        form("penggantian", "opd", ""),
        form("monev", "pemda", dipantau),
    ];
    pack(&forms.concat())
}

fn snapshot(given: &Given) -> Snapshot {
    Projections::replay(&given.log, None).unwrap().snapshot()
}

fn listed(entries: &[Entri]) -> Vec<String> {
    let name = |named: &Option<Named>| named.as_ref().map_or("-", |named| &named.kode).to_owned();
    let line = |entri: &Entri| {
        let isi: Vec<String> = entri
            .isi
            .iter()
            .map(|(kolom, isian)| format!("{kolom}={}", isian.isi.join("+")))
            .collect();
        let (opd, kbk) = (name(&entri.opd), name(&entri.kbk));
        format!("{} {opd} {kbk} {} x{} {}", entri.kode, entri.tanggal, entri.kali, isi.join(" "))
    };
    entries.iter().map(line).collect()
}

#[tokio::test]
async fn an_entry_reads_as_it_was_corrected_and_not_at_all_once_withdrawn() {
    let mut given = Given::units(&["A", "B"]);
    let isi = [("nilai", "sopan;adil"), ("banyak", "3")];
    given.entry("2026-02-01", &Entry { kbk: Some("K-A"), isi: &isi, ..entry("anggota", "X1") });
    given.entry("2026-02-02", &Entry { kbk: Some("K-B"), isi: &isi, ..entry("anggota", "X2") });
    let right = Entry { kbk: Some("K-A"), isi: &[("nilai", "adil")], ..entry("anggota", "X1") };
    let menjadi = right.recorded();
    given.event("2026-02-03", Event::CatatanCorrected(Corrected { alasan: sealed(), menjadi }));
    let withdrawn = EntryWithdrawn { jenis: "anggota".into(), kode: kode("X2"), alasan: sealed() };
    given.event("2026-02-04", Event::EntryWithdrawn(withdrawn));
    let (pack, whole) = (forms(), snapshot(&given));
    let mut told = Vec::new();
    let newest = whole.position.unwrap().0;
    for position in [newest - 2, newest - 1, newest] {
        let then = whole.as_of(Position(position));
        let bench = Bench::new(&then, &pack, Limit::default());
        let entries = bench.entries("anggota", &ever(), &Chosen::default()).await.unwrap();
        told.push(listed(&entries).join("; "));
    }
    assert_eq!(
        told,
        [
            "X1 A K-A 2026-02-01 x1 banyak=3 nilai=sopan+adil; \
             X2 B K-B 2026-02-02 x1 banyak=3 nilai=sopan+adil",
            "X2 B K-B 2026-02-02 x1 banyak=3 nilai=sopan+adil; X1 A K-A 2026-02-03 x2 nilai=adil",
            "X1 A K-A 2026-02-03 x2 nilai=adil",
        ]
    );
}

#[tokio::test]
async fn entries_are_of_the_unit_the_kbk_and_the_period_asked_for() {
    let mut given = Given::units(&["A", "B"]);
    let term = [("mulai", "2026-03-01"), ("selesai", "2026-06-30")];
    given.entry("2026-02-20", &Entry { kbk: Some("K-A"), isi: &term, ..entry("anggota", "X1") });
    given.entry("2026-04-01", &Entry { kbk: Some("K-B"), ..entry("anggota", "X2") });
    given.entry("2026-05-01", &Entry { isi: &[("dipantau", "B")], ..entry("monev", "M1") });
    given.entry("2026-05-02", &entry("monev", "M2"));
    let (pack, snapshot) = (forms(), snapshot(&given));
    let bench = Bench::new(&snapshot, &pack, Limit::default());
    for (formulir, periode, opd, kbk, codes) in [
        ("anggota", "2026", "", "", "X1 X2"),
        ("anggota", "2026-T1", "", "", "X1"),
        ("anggota", "2026-T2", "", "", "X1 X2"),
        ("anggota", "2026-T3", "", "", ""),
        ("anggota", "2026", "B", "", "X2"),
        ("anggota", "2026", "", "K-A", "X1"),
        ("anggota", "2026", "B", "K-A", ""),
        ("monev", "2026", "", "", "M1 M2"),
        ("monev", "2026", "B", "", "M1"),
        ("monev", "2026", "A", "", ""),
    ] {
        let periode = Periode::calendar(periode).unwrap();
        let chosen = Chosen { opd: opd.to_owned(), kbk: kbk.to_owned() };
        let found = bench.entries(formulir, &periode, &chosen).await.unwrap();
        let found: Vec<&str> = found.iter().map(|entri| entri.kode.as_str()).collect();
        assert_eq!(found.join(" "), codes, "{formulir} {periode:?} {chosen:?}");
    }
    let year = Periode::calendar("2026").unwrap();
    for (formulir, untuk, wanted) in
        [("anggota", Untuk::Kbk, ""), ("program", Untuk::Opd, "A B"), ("monev", Untuk::Pemda, "A")]
    {
        let missing = bench.without(formulir, untuk, &year, &Chosen::default()).await.unwrap();
        let missing: Vec<&str> = missing.iter().map(|kosong| kosong.opd.kode.as_str()).collect();
        assert_eq!(missing.join(" "), wanted, "{formulir}");
    }
}

#[tokio::test]
async fn what_a_unit_lacks_is_asked_of_every_unit_below_it() {
    let mut given = Given::units(&["A", "B"]);
    for (above, code) in [("A", "A-1"), ("A-1", "A-1-X"), ("A", "A-2"), ("B", "B-1")] {
        given.unit_under(Some(above), code, "2026-01-05");
    }
    given.entry("2026-02-01", &Entry { opd: Some("A-2"), ..entry("program", "P1") });
    let year = [("tahun", "2027")];
    given.entry("2026-12-15", &Entry { opd: Some("B"), isi: &year, ..entry("program", "P2") });
    let (pack, snapshot) = (forms(), snapshot(&given));
    let bench = Bench::new(&snapshot, &pack, Limit::default());
    for (periode, opd, wanted) in [
        ("2026", "", "A A-1 A-1-X B B-1"),
        ("2027", "", "A A-1 A-1-X A-2 B-1"),
        ("2027-T1", "B", "B B-1"),
        ("2026", "A", "A A-1 A-1-X"),
        ("2026", "A-1", "A-1 A-1-X"),
        ("2026", "A-2", ""),
        ("2027", "B", "B-1"),
    ] {
        let periode = Periode::calendar(periode).unwrap();
        let chosen = Chosen { opd: opd.to_owned(), kbk: String::new() };
        let missing = bench.without("program", Untuk::Opd, &periode, &chosen).await.unwrap();
        let missing: Vec<&str> = missing.iter().map(|kosong| kosong.opd.kode.as_str()).collect();
        assert_eq!(missing.join(" "), wanted, "{periode:?} {opd}");
    }
}

#[tokio::test]
async fn what_nothing_follows_is_listed_and_is_late_from_the_day_after() {
    let mut given = Given::units(&["A"]);
    for (code, selesai) in [("P1", "2026-04-30"), ("P2", "2026-04-30"), ("P3", "2026-05-31")] {
        let isi = [("waktu", selesai)];
        given.entry(
            "2026-02-01",
            &Entry { opd: Some("A"), isi: &isi, ..entry("rencana_tindak", code) },
        );
    }
    let names = [("rencana_tindak", "P1")];
    given.entry(
        "2026-04-01",
        &Entry { opd: Some("A"), rujukan: &names, ..entry("monev_agen", "M1") },
    );
    let (pack, snapshot) = (forms(), snapshot(&given));
    let bench = Bench::new(&snapshot, &pack, Limit::default());
    let open = bench.without_follow_up("rencana_tindak", "monev_agen").await.unwrap();
    assert_eq!(open.into_iter().collect::<Vec<_>>(), ["P2", "P3"]);
    for (tanggal, late) in [("2026-04-30", ""), ("2026-05-01", "P2"), ("2026-06-01", "P2 P3")] {
        let found = bench.past_their_time("rencana_tindak", "monev_agen", date(tanggal)).await;
        let found: Vec<String> = found.unwrap().into_iter().collect();
        assert_eq!(found.join(" "), late, "{tanggal}");
    }
}

#[tokio::test]
async fn months_without_an_activity_are_listed_once_they_are_over() {
    let mut given = Given::units(&["A", "B"]);
    given.kegiatan("G1", "K-A", "2026-01-31", "apel");
    given.kegiatan("G2", "K-A", "2026-03-01", "apel");
    let (pack, snapshot) = (forms(), snapshot(&given));
    let bench = Bench::new(&snapshot, &pack, Limit::default());
    let year = Periode::calendar("2026").unwrap();
    let empty = bench.empty_months(&year, date("2026-03-31"), &Chosen::default()).await.unwrap();
    let line =
        |(unit, months): &(Named, Vec<String>)| format!("{} {}", unit.kode, months.join(" "));
    let lines: Vec<String> = empty.iter().map(line).collect();
    assert_eq!(lines, ["A 2026-02", "B 2026-01 2026-02"]);
    let of_kbk = Chosen { opd: String::new(), kbk: "K-B".to_owned() };
    let empty = bench.empty_months(&year, date("2026-04-01"), &of_kbk).await.unwrap();
    // The decree of K-B is of 20 January.
    assert_eq!(empty.iter().map(line).collect::<Vec<_>>(), ["B 2026-01 2026-02 2026-03"]);
}

#[tokio::test]
async fn an_agent_is_placed_by_the_mean_of_what_the_plan_reached() {
    let mut given = Given::units(&["A"]);
    let unit = Some("A");
    for (agent, selesai) in
        [("AG1", "2026-12-31"), ("AG2", "2027-06-30"), ("AG3", "2026-12-31"), ("AG4", "2026-12-30")]
    {
        let isi = [("selesai", selesai)];
        given.entry("2026-01-10", &Entry { opd: unit, isi: &isi, ..entry("agen", agent) });
    }
    given.entry(
        "2026-12-01",
        &Entry { opd: unit, isi: &[("nilai", "71.50")], ..entry("mandiri", "M26") },
    );
    // Of AG1: two thirds of a target, more than a target, and a target that is better when lower.
    for (code, agent, target, arah, realisasi) in [
        ("R1", "AG1", "3", "naik", Some("2")),
        ("R2", "AG1", "10", "naik", Some("12.50")),
        ("R3", "AG1", "2.50", "turun", Some("4")),
        ("R4", "AG2", "5", "naik", None),
        ("R5", "AG2", "0", "naik", Some("0")),
        ("R6", "AG2", "0", "turun", Some("0.01")),
        ("R7", "AG3", "7", "turun", Some("0")),
        // The term of AG4 is over.
        ("R8", "AG4", "7", "naik", Some("7")),
    ] {
        let isi = [("target", target), ("arah", arah)];
        let plan = Entry {
            opd: unit,
            isi: &isi,
            rujukan: &[("agen", agent)],
            ..entry("rencana_tindak", code)
        };
        given.entry("2026-02-01", &plan);
        if let Some(reached) = realisasi {
            for (when, isi) in
                [("2026-06-30", [("realisasi", reached)]), ("2026-03-31", [("realisasi", "1")])]
            {
                let name = format!("M-{code}-{when}");
                let names = [("rencana_tindak", code)];
                given.entry(
                    when,
                    &Entry { opd: unit, isi: &isi, rujukan: &names, ..entry("monev_agen", &name) },
                );
            }
        }
    }
    let (pack, snapshot) = (forms(), snapshot(&given));
    let bench = Bench::new(&snapshot, &pack, Limit::default());
    let rows = bench.achievements("rencana_tindak").await.unwrap();
    let by = Pembanding {
        pemilik: "agen",
        mandiri: "mandiri",
        pengganti: "penggantian",
        oleh: "",
        tanggal: date("2026-12-31"),
    };
    let means = bench.mean_achievements("rencana_tindak", by).await.unwrap();
    let row = |row: &crate::capaian::Capaian| format!("{} {}", row.kode, row.persen);
    assert_eq!(
        rows.iter().map(row).collect::<Vec<_>>(),
        [
            "R1 66.67",
            "R2 100.00",
            "R3 62.50",
            "R4 0.00",
            "R5 100.00",
            "R6 0.00",
            "R7 100.00",
            "R8 100.00"
        ]
    );
    let mean = |mean: &crate::capaian::RataCapaian| {
        let mandiri = mean.mandiri.map_or("-".to_owned(), |nilai| nilai.to_string());
        let (kode, persen, baris) = (&mean.kode, mean.persen, mean.baris);
        format!("{} {kode} {persen} dari {baris}, {} belum, {mandiri}", mean.peringkat, mean.belum)
    };
    assert_eq!(
        means.iter().map(mean).collect::<Vec<_>>(),
        [
            "1 AG3 100.00 dari 1, 0 belum, 71.50",
            "2 AG1 76.39 dari 3, 0 belum, 71.50",
            "3 AG2 33.33 dari 3, 1 belum, 71.50",
        ]
    );
}

#[tokio::test]
async fn only_the_team_counts_for_the_place_and_equal_means_share_it() {
    let mut given = Given::units(&["A", "B", "C"]);
    // AG4 is replaced; AG5 has nothing from the team.
    for (unit, agent, mandiri) in [
        ("A", "AG1", Some("60")),
        ("B", "AG2", Some("70")),
        ("C", "AG3", None),
        ("C", "AG4", None),
        ("C", "AG5", None),
    ] {
        given.entry("2026-01-10", &Entry { opd: Some(unit), ..entry("agen", agent) });
        let plan = format!("R-{agent}");
        let isi = [("target", "4")];
        let names = [("agen", agent)];
        given.entry(
            "2026-02-01",
            &Entry {
                opd: Some(unit),
                isi: &isi,
                rujukan: &names,
                ..entry("rencana_tindak", &plan)
            },
        );
        let reports = [("tim_rbi", "2"), ("pimpinan", "4"), ("", "4")];
        for (oleh, reached) in
            reports.into_iter().filter(|(oleh, _)| agent != "AG5" || *oleh != "tim_rbi")
        {
            let name = format!("M-{agent}-{oleh}");
            let isi = [("oleh", oleh), ("realisasi", reached)];
            let names = [("rencana_tindak", plan.as_str())];
            given.entry(
                "2026-06-30",
                &Entry {
                    opd: Some(unit),
                    isi: &isi,
                    rujukan: &names,
                    ..entry("monev_agen", &name)
                },
            );
        }
        if let Some(nilai) = mandiri {
            let name = format!("MD-{unit}");
            given.entry(
                "2026-12-01",
                &Entry { opd: Some(unit), isi: &[("nilai", nilai)], ..entry("mandiri", &name) },
            );
        }
    }
    for (kode, tanggal, agent) in [("P1", "2026-12-31", "AG4"), ("P2", "2027-01-01", "AG1")] {
        let names = [("agen", agent)];
        let replaced = Entry { opd: Some("C"), rujukan: &names, ..entry("penggantian", kode) };
        given.entry(tanggal, &replaced);
    }
    let (pack, snapshot) = (forms(), snapshot(&given));
    let bench = Bench::new(&snapshot, &pack, Limit::default());
    let by = Pembanding {
        pemilik: "agen",
        mandiri: "mandiri",
        pengganti: "penggantian",
        oleh: "tim_rbi",
        tanggal: date("2026-12-31"),
    };
    let means = bench.mean_achievements("rencana_tindak", by).await.unwrap();
    let line = |mean: &crate::capaian::RataCapaian| {
        format!("{} {} {}", mean.peringkat, mean.kode, mean.persen)
    };
    let lines: Vec<String> = means.iter().map(line).collect();
    assert_eq!(lines, ["1 AG2 50.00", "1 AG1 50.00", "1 AG3 50.00", "4 AG5 0.00"]);
}
