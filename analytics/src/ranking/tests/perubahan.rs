//! What changes in the life of a record, and what stays as it was.

use ingest::event::{
    Corrected, EntryWithdrawn, KbkChanged, KegiatanRecorded, OpdChanged, PegawaiChanged,
    PegawaiRegistered, PerubahanKbk, PerubahanOpd, RapatRecorded, SealedText, StatusPegawai,
};
use projections::Snapshot;

use super::*;

fn sealed() -> SealedText {
    SealedText { komitmen: "ab".repeat(32) }
}

fn person(number: u128) -> Pseudonym {
    Pseudonym(uuid::Uuid::from_u128(number))
}

fn kegiatan(code: &str, kbk: &str, peserta: u32) -> KegiatanRecorded {
    KegiatanRecorded {
        kode: kode(code),
        kbk: kode(kbk),
        jenis: "rapat".into(),
        metode: "diskusi".into(),
        nilai: None,
        peserta,
        durasi_menit: 30,
        tema: None,
        bukti: None,
    }
}

fn corrected<T>(menjadi: T) -> Corrected<T> {
    Corrected { alasan: sealed(), menjadi }
}

impl Given {
    fn on(&mut self, day: &str, event: Event) {
        self.write_on(day, "uji", Body::of(&[event]));
    }

    fn change(&mut self, day: &str, opd: &str, perubahan: PerubahanOpd, to: &str) {
        let renames = perubahan == PerubahanOpd::BergantiNama;
        self.on(
            day,
            Event::OpdChanged(OpdChanged {
                kode: kode(&format!("P{}", self.written)),
                opd: kode(opd),
                perubahan,
                nama: renames.then(|| to.to_owned()),
                menjadi: to.split(' ').filter(|_| !renames).map(kode).collect(),
                dasar: "Perda 1".into(),
            }),
        );
    }

    fn move_kbk(&mut self, day: &str, kbk: &str, opd: &str) {
        self.on(
            day,
            Event::KbkChanged(KbkChanged {
                kode: kode(&format!("Q{}", self.written)),
                kbk: kode(kbk),
                perubahan: PerubahanKbk::BergantiOpd,
                nama: None,
                opd: Some(kode(opd)),
                sk_nomor: Some("9".into()),
                sk_tanggal: Some(date(day)),
            }),
        );
    }

    fn tables(&self) -> Snapshot {
        Projections::replay(&self.log, None).unwrap().snapshot()
    }

    /// Position of the newest event.
    fn now(&self) -> Position {
        self.log.head().unwrap().unwrap().position
    }
}

async fn ranked(given: &Given, snapshot: &Snapshot, periode: &str) -> Ranking {
    let bench = Bench::new(snapshot, &given.pack, Limit::default());
    bench.rank(Periode::calendar(periode).unwrap()).await.unwrap()
}

/// Unit, name, KBK and score of every row, in the order of units.
fn lines(ranking: &Ranking) -> Vec<String> {
    let line = |row: &Row| {
        let score = row.scorecard.as_ref().map_or("-", |card| &card.score.printed);
        format!("{} {} {} {score}", row.opd, row.nama, row.kbk.as_deref().unwrap_or("-"))
    };
    let mut lines: Vec<String> = ranking.rows.iter().map(line).collect();
    lines.sort();
    lines
}

#[tokio::test]
async fn a_unit_stands_in_older_rankings_under_its_old_name_and_leaves_when_it_ends() {
    let mut given = Given::units(&["A", "B", "C"]);
    given.sheet("K-A", 1, 30, 0);
    given.sheet("K-B", 1, 31, 0);
    given.close("SC");
    let before = given.now();
    given.change("2026-07-01", "A", PerubahanOpd::BergantiNama, "Dinas Alfa");
    given.change("2027-01-01", "B", PerubahanOpd::Bergabung, "C");
    given.move_kbk("2027-01-01", "K-B", "C");
    // Recorded after the newer name, and older than it.
    given.change("2026-02-01", "A", PerubahanOpd::BergantiNama, "Dinas Awal");
    let whole = given.tables();
    let names = |ranking: &Ranking| {
        let mut names: Vec<String> = ranking.rows.iter().map(|row| row.nama.clone()).collect();
        names.sort();
        names.join(", ")
    };
    for (periode, expected) in [
        ("2025", "Dinas A, Dinas B, Dinas C"),
        ("2026-T1", "Dinas Awal, Dinas B, Dinas C"),
        ("2026-T2", "Dinas Awal, Dinas B, Dinas C"),
        ("2026-T3", "Dinas Alfa, Dinas B, Dinas C"),
        ("2026", "Dinas Alfa, Dinas B, Dinas C"),
        ("2027", "Dinas Alfa, Dinas C"),
    ] {
        assert_eq!(names(&ranked(&given, &whole, periode).await), expected, "{periode}");
    }
    assert_eq!(
        lines(&ranked(&given, &whole, "2026").await),
        ["A Dinas Alfa K-A 92.00", "B Dinas B K-B 94.00", "C Dinas C K-C -"],
        "what was scored stays with the unit it was scored in"
    );
    let then = ranked(&given, &whole.as_of(before), "2027").await;
    assert_eq!(names(&then), "Dinas A, Dinas B, Dinas C", "before anything had changed");
    // On a day before the merger it is not yet, whatever is known of it.
    let bench = Bench::new(&whole, &given.pack, Limit::default()).on(date("2026-06-30"));
    let june = bench.rank(Periode::calendar("2026").unwrap()).await.unwrap();
    assert_eq!(names(&june), "Dinas Awal, Dinas B, Dinas C");
    let ended = |units: Vec<crate::units::Unit>| {
        let of = |unit: &crate::units::Unit| {
            let ended = unit.ended.as_ref().map(|e| format!(" {} {:?}", e.tanggal, e.menjadi));
            format!("{}{}", unit.nama, ended.unwrap_or_default())
        };
        units.iter().map(of).collect::<Vec<_>>().join(", ")
    };
    assert_eq!(ended(bench.units().await.unwrap()), "Dinas Awal, Dinas B, Dinas C");
    let later = Bench::new(&whole, &given.pack, Limit::default()).on(date("2027-01-01"));
    let units = later.units().await.unwrap();
    assert_eq!(ended(units.clone()), "Dinas Alfa, Dinas C, Dinas B 2027-01-01 [\"C\"]");
    let groups: Vec<&str> = units[1].kbk.iter().map(|kbk| kbk.kode.as_str()).collect();
    assert_eq!((groups, units[1].kbk[0].sk_nomor.as_str()), (vec!["K-B", "K-C"], "9"));
    let life = later.life_of(&units[1]).await.unwrap();
    assert_eq!(life.len(), 1, "what went into it stands in its life");
    assert_eq!((life[0].opd.as_str(), life[0].perubahan.as_str()), ("B", "bergabung"));
}

#[tokio::test]
async fn a_kbk_counts_for_the_unit_it_was_in_when_its_score_was_made() {
    let mut given = Given::units(&["A", "B"]);
    given.sheet("K-A", 1, 30, 0);
    given.sheet("K-B", 1, 29, 0);
    given.close("SC");
    given.move_kbk("2026-07-01", "K-A", "B");
    assert_eq!(
        lines(&ranked(&given, &given.tables(), "2026").await),
        ["A Dinas A K-A 92.00", "B Dinas B K-B 90.00"]
    );
    // The Gelar is in August, when both are in B.
    given.gelar(&[("K-A", 1, 900), ("K-B", 1, 800)]);
    assert_eq!(
        given.ranking().await,
        ["1 B K-A 92.00 A 90.00", "- A - - - TanpaKbk"],
        "and A has none left"
    );
}

#[tokio::test]
async fn an_ended_kbk_is_in_no_later_period() {
    let mut given = Given::units(&["A"]);
    given.on(
        "2027-01-01",
        Event::KbkChanged(KbkChanged {
            kode: kode("Q"),
            kbk: kode("K-A"),
            perubahan: PerubahanKbk::Berakhir,
            nama: None,
            opd: None,
            sk_nomor: None,
            sk_tanggal: None,
        }),
    );
    let tables = given.tables();
    assert_eq!(lines(&ranked(&given, &tables, "2026").await), ["A Dinas A K-A -"]);
    assert_eq!(lines(&ranked(&given, &tables, "2027").await), ["A Dinas A - -"]);
}

#[tokio::test]
async fn a_correction_counts_from_its_event_on_and_a_withdrawal_ends_the_count() {
    let mut given = Given::units(&["A", "B"]);
    given.on("2026-02-02", Event::KegiatanRecorded(kegiatan("KG-1", "K-A", 8)));
    let rapat = |peserta| RapatRecorded {
        kode: kode("R-1"),
        opd: kode("A"),
        pimpinan: person(9),
        peserta,
        notulen: None,
    };
    given.on("2026-02-02", Event::RapatRecorded(rapat(5)));
    let mut moments = vec![given.now()];
    let mut then = |given: &mut Given, day: &str, event: Event| {
        given.on(day, event);
        moments.push(given.now());
    };
    // To the other quarter, the other KBK and another number; and back to A in a second correction.
    let other = corrected(kegiatan("KG-1", "K-B", 9));
    then(&mut given, "2026-05-05", Event::KegiatanCorrected(other));
    then(&mut given, "2026-05-06", Event::KegiatanCorrected(corrected(kegiatan("KG-1", "K-A", 7))));
    then(&mut given, "2026-02-02", Event::RapatCorrected(corrected(rapat(6))));
    let withdrawn = |jenis: &str, code: &str| {
        let (jenis, kode) = (jenis.to_owned(), kode(code));
        Event::EntryWithdrawn(EntryWithdrawn { jenis, kode, alasan: sealed() })
    };
    then(&mut given, "2026-09-01", withdrawn("kegiatan", "KG-1"));
    then(&mut given, "2026-09-01", withdrawn("rapat", "R-1"));
    let whole = given.tables();
    let mut told = Vec::new();
    for moment in &moments {
        let snapshot = whole.as_of(*moment);
        let fresh = Projections::replay(&given.log, Some(*moment)).unwrap().snapshot();
        assert!(snapshot.compare(&fresh).iter().all(|table| table.is_equal()), "{moment}");
        for quarter in ["2026-T1", "2026-T2"] {
            let ranking = ranked(&given, &snapshot, quarter).await;
            let of = |row: &Row| {
                let held = row.activities;
                format!("{} {}/{}/{}", row.opd, held.kegiatan, held.peserta, held.rapat)
            };
            let mut rows: Vec<String> = ranking.rows.iter().map(of).collect();
            rows.sort();
            told.push(rows.join(" "));
        }
    }
    assert_eq!(
        told,
        [
            "A 1/8/1 B 0/0/0",
            "A 0/0/0 B 0/0/0",
            "A 0/0/1 B 0/0/0",
            "A 0/0/0 B 1/9/0",
            "A 0/0/1 B 0/0/0",
            "A 1/7/0 B 0/0/0",
            "A 0/0/1 B 0/0/0",
            "A 1/7/0 B 0/0/0",
            "A 0/0/1 B 0/0/0",
            "A 0/0/0 B 0/0/0",
            "A 0/0/0 B 0/0/0",
            "A 0/0/0 B 0/0/0",
        ]
    );
    let listed = async |moment: Position, opd: usize| {
        let snapshot = whole.as_of(moment);
        let bench = Bench::new(&snapshot, &given.pack, Limit::default());
        let units = bench.units().await.unwrap();
        bench.kegiatan_of(&units[opd]).await.unwrap()
    };
    let [first, second, third] = [moments[0], moments[1], moments[2]];
    let before = listed(first, 0).await;
    assert_eq!((before.len(), before[0].corrected, before[0].peserta), (1, None, 8));
    assert!(listed(second, 0).await.is_empty());
    let corrected = listed(second, 1).await;
    assert_eq!(
        (corrected[0].position, corrected[0].corrected),
        (second, Some(Position(first.0 - 1)))
    );
    assert_eq!((corrected[0].tanggal.as_str(), corrected[0].peserta), ("2026-05-05", 9));
    let again = listed(third, 0).await;
    assert_eq!(again[0].corrected, Some(Position(first.0 - 1)), "the first event, however often");
    assert!(listed(given.now(), 0).await.is_empty(), "what is withdrawn is not listed");
    let bench = Bench::new(&whole, &given.pack, Limit::default());
    let units = bench.units().await.unwrap();
    assert!(
        bench.kegiatan_per_quarter(&units).await.unwrap().is_empty(),
        "and no quarter holds it"
    );
}

#[tokio::test]
async fn what_is_told_late_is_known_from_the_day_it_was_told() {
    let mut given = Given::units(&["A"]);
    let before = given.now();
    given.on("2026-02-02", Event::KegiatanRecorded(kegiatan("KG-1", "K-A", 8)));
    let whole = given.tables();
    let count = async |snapshot: &Snapshot, limit: Limit| {
        let bench = Bench::new(snapshot, &given.pack, limit);
        let ranking = bench.rank(Periode::calendar("2026-T1").unwrap()).await.unwrap();
        ranking.rows[0].activities.kegiatan
    };
    assert_eq!(count(&whole.as_of(before), Limit::default()).await, 0, "unknown then");
    assert_eq!(count(&whole, Limit::default()).await, 1, "known now, of that day");
    let until = |day: &str| Limit { terjadi_sampai: Some(date(day)) };
    assert_eq!(count(&whole, until("2026-02-01")).await, 0);
    assert_eq!(count(&whole, until("2026-02-02")).await, 1);
}

#[tokio::test]
async fn a_sheet_corrected_after_its_round_counts_and_its_explanation_adds_up() {
    let mut given = Given::units(&["A"]);
    given.sheet("K-A", 1, 30, 0);
    given.sheet("K-A", 2, 34, 0);
    given.close("SC");
    let closed = given.now();
    let as_sheet = |given: &Given, full: usize| {
        let lines = &given.pack.scorecard.as_ref().unwrap().butir;
        let rated = lines.iter().enumerate().map(|(index, line)| ButirRated {
            butir: line.kode.clone(),
            persen: if index < full { 100 } else { 0 },
        });
        ScorecardSubmitted {
            kbk: kode("K-A"),
            periode: kode("SC"),
            penilai: person(1),
            butir: rated.collect(),
            alasan: None,
        }
    };
    let better = corrected(as_sheet(&given, 34));
    given.on("2026-06-01", Event::ScorecardCorrected(better));
    // A sheet that nobody had handed in by then counts nowhere, as ever.
    given.sheet("K-A", 3, 0, 0);
    assert_eq!(given.ranking().await, ["1 A K-A 100.00 A -"]);
    let whole = given.tables();
    let then = ranked(&given, &whole.as_of(closed), "2026").await;
    assert_eq!(lines(&then), ["A Dinas A K-A 96.00"], "as of before the correction");

    let bench = Bench::new(&whole, &given.pack, Limit::default());
    let ranking = ranked(&given, &whole, "2026").await;
    let explained = bench.explain(&ranking, "A").await.unwrap().part("scorecard").unwrap().clone();
    let sum: i64 = explained.lines.iter().map(|line| line.points.x100()).sum();
    assert_eq!((sum, explained.score.printed.as_str()), (10_000, "100.00"));
    let events: Vec<u64> =
        explained.lines[0].entries.iter().map(|entry| entry.position.0).collect();
    assert_eq!(events, [closed.0 - 1, closed.0 + 1], "the other's sheet, and the correction");
    let values = bench.values(&ranking, ranking.scorecard.as_ref().unwrap()).await.unwrap();
    assert!(values[0].values.iter().flatten().all(|value| value.printed == "100.00"));
}

#[tokio::test]
async fn a_corrected_mark_replaces_what_it_corrects() {
    let mut given = Given::units(&["A"]);
    given.sheet("K-A", 1, 34, 0);
    given.close("SC");
    given.gelar(&[("K-A", 1, 500), ("K-A", 2, 700)]);
    given
        .event(Event::GelarReopened(ingest::event::Reopened { kode: kode("G"), alasan: sealed() }));
    let nilai = vec![NilaiKriteria { kriteria: "C1".into(), nilai: Hundredths(900) }];
    let mark = GelarScored { gelar: kode("G"), kbk: kode("K-A"), juri: person(1), nilai };
    given.event(Event::GelarScoreCorrected(corrected(mark)));
    given.event(Event::GelarClosed(Closed { kode: kode("G"), alasan: None }));
    assert_eq!(given.ranking().await, ["1 A K-A 100.00 A 80.00"]);
    let whole = given.tables();
    let bench = Bench::new(&whole, &given.pack, Limit::default());
    let ranking = ranked(&given, &whole, "2026").await;
    let explained = bench.explain(&ranking, "A").await.unwrap().part("gelar").unwrap().clone();
    let given_marks: Vec<&str> =
        explained.lines[0].entries.iter().map(|entry| entry.given.as_str()).collect();
    assert_eq!(given_marks, ["7.00", "9.00"]);
}

#[tokio::test]
async fn the_list_of_a_round_is_the_one_it_was_opened_with() {
    let mut given = Given::units(&["A", "B"]);
    let registered = |number: u128, opd: &str| {
        Event::PegawaiRegistered(PegawaiRegistered {
            pegawai: person(number),
            opd: kode(opd),
            status: StatusPegawai::Pns,
            kelas_jabatan: KelasJabatan::Pelaksana,
            identitas: sealed(),
        })
    };
    let goes = |number: u128, opd: Option<&str>| {
        Event::PegawaiChanged(PegawaiChanged {
            pegawai: person(number),
            opd: opd.map(kode),
            status: StatusPegawai::Pns,
            kelas_jabatan: KelasJabatan::Pelaksana,
        })
    };
    // EV was opened before anybody was on a list; the next round after three were.
    for (number, opd) in [(1, "A"), (2, "A"), (3, "B")] {
        given.event(registered(number, opd));
    }
    given.round("EV-2", JenisPeriode::RondeEvaluasi);
    given.event(registered(4, "A"));
    given.event(goes(1, Some("B")));
    given.event(goes(2, None));
    given.round("EV-3", JenisPeriode::RondeEvaluasi);
    given.event(goes(2, Some("A")));
    given.round("EV-4", JenisPeriode::RondeEvaluasi);
    for round in ["EV", "EV-2", "EV-3", "EV-4"] {
        for opd in ["A", "B"] {
            let mut jawaban = vec![1; 32];
            jawaban[0] = 2;
            let body = Body::Form(Form {
                opd: kode(opd),
                periode: kode(round),
                kelas_jabatan: KelasJabatan::Pelaksana,
                terlambat: false,
                pertanyaan: given.pack.instrumen[0].questions(),
                jawaban: jawaban.into(),
            });
            given.write("evaluasi", body);
        }
    }
    let mut lists = Vec::new();
    for round in ["EV", "EV-2", "EV-3", "EV-4"] {
        given.close(round);
        let ranking = ranked(&given, &given.tables(), "2026").await;
        let of = |opd: &str| {
            let row = ranking.rows.iter().find(|row| row.opd == opd).unwrap();
            row.evaluation.as_ref().unwrap().registered
        };
        lists.push((ranking.evaluation.as_ref().unwrap().kode.clone(), of("A"), of("B")));
        given.event(Event::PeriodeReopened(ingest::event::Reopened {
            kode: kode(round),
            alasan: sealed(),
        }));
    }
    let list = |round: &str, a, b| (round.to_owned(), a, b);
    assert_eq!(
        lists,
        [list("EV", 0, 0), list("EV-2", 2, 1), list("EV-3", 1, 2), list("EV-4", 2, 2)]
    );
}
