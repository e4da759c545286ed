//! What moved a place, share by share; and what was recorded late.

use ingest::event::{Corrected, KegiatanRecorded, SealedText};
use ingest::identity::Zona;

use crate::change::{Change, ScoreChange};
use crate::explain::{Explanation, GELAR, SCORECARD};
use crate::late::LateKind;

use super::*;

impl Given {
    fn round_in(&mut self, code: &str, mulai: &str, selesai: &str) {
        self.event(Event::PeriodeOpened(PeriodeOpened {
            kode: kode(code),
            jenis: JenisPeriode::RondeScorecard,
            mulai: date(mulai),
            selesai: date(selesai),
            rule_pack: String::new(),
        }));
    }

    /// A sheet that gives each line, by its number, a percentage.
    fn rated(&mut self, round: &str, kbk: &str, penilai: u128, persen: impl Fn(usize) -> u8) {
        let lines = &self.pack.scorecard.as_ref().unwrap().butir;
        let rate = |(index, line): (usize, &ingest::rule_pack::Butir)| ButirRated {
            butir: line.kode.clone(),
            persen: persen(index),
        };
        let butir = lines.iter().enumerate().map(rate).collect();
        self.event(Event::ScorecardSubmitted(ScorecardSubmitted {
            kbk: kode(kbk),
            periode: kode(round),
            penilai: Pseudonym(uuid::Uuid::from_u128(penilai)),
            butir,
            alasan: None,
        }));
    }

    /// Units that were rated in May and again in August.
    fn twice(units: &[&str], persen: impl Fn(&str, usize, u128, usize) -> u8) -> Self {
        let mut given = Self::units(units);
        given.round_in("SC2", "2026-08-01", "2026-08-31");
        for (number, round) in ["SC", "SC2"].into_iter().enumerate() {
            for unit in units {
                for penilai in 1..=3 {
                    let of_line = |line| persen(unit, number, penilai, line);
                    given.rated(round, &format!("K-{unit}"), penilai, of_line);
                }
            }
            given.close(round);
        }
        given
    }

    async fn explained(&self, pack: &RulePack, periode: &str, opd: &str) -> (Ranking, Explanation) {
        let snapshot = Projections::replay(&self.log, None).unwrap().snapshot();
        let bench = Bench::new(&snapshot, pack, Limit::default());
        let ranking = bench.rank(Periode::calendar(periode).unwrap()).await.unwrap();
        let explanation = bench.explain(&ranking, opd).await.unwrap();
        (ranking, explanation)
    }

    async fn changed(&self, opd: &str, from: &str, to: &str) -> Change {
        let before = self.explained(&self.pack, from, opd).await;
        let after = self.explained(&self.pack, to, opd).await;
        between(opd, &before, &after)
    }
}

fn between(opd: &str, before: &(Ranking, Explanation), after: &(Ranking, Explanation)) -> Change {
    Change::between(opd, (&before.0, Some(&before.1)), (&after.0, Some(&after.1)))
}

/// A decimal in hundredths of a hundredth, so that every number of these tests is whole.
fn whole(printed: &str) -> i64 {
    let (sign, digits) = printed.strip_prefix('-').map_or((1, printed), |digits| (-1, digits));
    let (whole, part) = digits.split_once('.').unwrap();
    sign * format!("{whole}{part:0<4}").parse::<i64>().unwrap()
}

/// Fails unless the shares of the lines and *pembulatan* are the change of what is printed.
fn adds_up(score: &ScoreChange) {
    let (Some(was), Some(is)) = (&score.score.0, &score.score.1) else {
        panic!("both sides have {}", score.ukuran);
    };
    let change = whole(score.change.as_ref().unwrap());
    let shares: i64 = score.lines.iter().map(|line| whole(&line.share)).sum();
    assert_eq!(change, whole(&is.printed) - whole(&was.printed), "{}", score.ukuran);
    assert_eq!(change, shares + whole(&score.rounding), "{}", score.ukuran);
}

#[tokio::test]
async fn shares_of_lines_and_units_are_the_change_of_score_and_place() {
    let units = ["A", "B", "C", "D", "E", "F"];
    // Every mark looks drawn by lot and is the same on every machine.
    let mark = |unit: &str, round: usize, penilai: u128, line: usize| {
        let unit = usize::from(unit.as_bytes()[0]);
        let drawn =
            (unit * 7_919 + round * 104_729 + penilai as usize * 1_299_709 + line * 15_485_863)
                .wrapping_mul(2_654_435_761)
                >> 7;
        [0, 25, 50, 75, 100][drawn % 5]
    };
    let given = Given::twice(&units, mark);
    let mut moved = 0;
    for unit in units {
        let change = given.changed(unit, "2026-T2", "2026-T3").await;
        change.scores.iter().for_each(adds_up);
        assert_eq!(change.decides().unwrap().ukuran, SCORECARD);
        let (Some(was), Some(is)) = change.rank() else { panic!("{unit} has places") };
        let (came, left) = (change.came_above.len(), change.no_longer_above.len());
        assert_eq!(is - was, came as i64 - left as i64, "{unit}");
        moved += came + left;
    }
    assert!(moved > 0, "somebody moved");
}

#[tokio::test]
async fn a_place_is_lost_to_whoever_rose_though_the_score_stayed() {
    let full = |lines: usize| move |line: usize| if line < lines { 100 } else { 0 };
    let given = Given::twice(&["A", "B", "C"], |unit, round, _, line| match (unit, round) {
        ("A", _) => full(30)(line),
        ("B", 0) => full(29)(line),
        ("B", _) => full(31)(line),
        _ => full(5)(line),
    });
    let change = given.changed("A", "2026-T2", "2026-T3").await;
    assert_eq!(change.rank(), (Some(1), Some(2)));
    assert_eq!(change.decides().unwrap().change.as_deref(), Some("0.00"));
    assert!(change.no_longer_above.is_empty());
    let came: Vec<_> = change.came_above.iter().map(|one| (one.opd.as_str(), one.rank)).collect();
    assert_eq!(came, [("B", (Some(2), Some(1)))]);
    let rose = given.changed("B", "2026-T2", "2026-T3").await;
    let score = rose.decides().unwrap();
    assert_eq!(score.change.as_deref(), Some("4.00"));
    let moved = score.lines.iter().filter(|line| line.share_x10000 != 0);
    let moved: Vec<_> = moved.map(|line| (line.kode.as_str(), line.share.as_str())).collect();
    assert_eq!(moved, [("S30", "2.00"), ("S31", "2.00")]);
    assert_eq!(score.lines[29].events.0.len(), 3, "a sheet of each assessor");
    assert_eq!(rose.no_longer_above.len(), 1);
}

#[tokio::test]
async fn a_line_of_another_pack_is_another_line() {
    let given = Given::twice(&["A"], |_, _, _, line| if line < 20 { 100 } else { 50 });
    let mut later = given.pack.clone();
    let line = &mut later.scorecard.as_mut().unwrap().butir[0];
    line.teks = "Bunyi yang lain".into();
    let before = given.explained(&given.pack, "2026-T2", "A").await;
    let after = given.explained(&later, "2026-T3", "A").await;
    let change = between("A", &before, &after);
    let score = change.decides().unwrap();
    adds_up(score);
    assert_eq!(score.change.as_deref(), Some("0.00"));
    let of_first = score.lines.iter().filter(|line| line.kode == "S01");
    let of_first: Vec<_> =
        of_first.map(|line| (line.points.clone(), line.share.as_str())).collect();
    let four = || Some("4.00".to_owned());
    assert_eq!(of_first, [((None, four()), "4.00"), ((four(), None), "-4.00")]);
}

#[tokio::test]
async fn a_side_without_a_score_has_no_change_and_says_why() {
    let mut given = Given::units(&["A", "B"]);
    given.round_in("SC2", "2026-08-01", "2026-08-31");
    given.rated("SC", "K-B", 1, |_| 50);
    given.close("SC");
    given.rated("SC2", "K-A", 1, |_| 100);
    given.close("SC2");
    let change = given.changed("A", "2026-T2", "2026-T3").await;
    assert_eq!(change.rank(), (None, Some(1)));
    assert_eq!(change.row.0.unwrap().reason, Some(Reason::BelumDinilai));
    let score = &change.scores[0];
    assert_eq!((score.ukuran.as_str(), &score.change), (SCORECARD, &None));
    assert!(change.came_above.is_empty() && change.no_longer_above.is_empty());
    // A unit that was not there is on one side only.
    let before = given.explained(&given.pack, "2026-T2", "A").await;
    let after = given.explained(&given.pack, "2026-T3", "A").await;
    let new = Change::between("A", (&before.0, None), (&after.0, Some(&after.1)));
    assert!(new.row.0.is_none() && new.rank() == (None, Some(1)));
}

#[tokio::test]
async fn groups_of_an_evaluation_are_the_sum_of_their_questions() {
    let mut given = Given::units(&["A"]);
    for first in [[1, 2], [2, 2], [1, 1], [3, 2], [2, 3], [1, 1], [2, 1]] {
        given.form("A", &first);
    }
    given.close("EV");
    let (_, explanation) = given.explained(&given.pack, "2026", "A").await;
    let groups: Vec<_> = explanation.evaluation().collect();
    assert_eq!(groups.len(), 3);
    for parts in groups {
        let lines: i64 = parts.lines.iter().map(|line| line.points.x100() * 100).sum();
        assert_eq!(lines + whole(&parts.rounding), whole(&parts.score.printed), "{}", parts.ukuran);
    }
    let first = explanation.part("evaluasi.I").unwrap();
    assert_eq!(first.lines[0].points.printed, "1.71");
    assert_ne!(first.rounding, "0.00", "the example needs rounding");
}

#[tokio::test]
async fn what_would_change_a_place_is_told_in_points_and_lines() {
    let mut given = Given::units(&["A", "B", "C", "D"]);
    // 92, 90 and 12 points; the last of the unscored has nothing to say.
    for (unit, lines) in [("A", 30), ("B", 29), ("C", 3)] {
        given.sheet(&format!("K-{unit}"), 1, lines, 0);
    }
    given.close("SC");
    let (_, explanation) = given.explained(&given.pack, "2026", "B").await;
    let distance = &explanation.distance;
    let named =
        |found: &Option<(Row, i64)>| found.as_ref().map(|(row, far)| (row.opd.clone(), *far));
    assert_eq!(named(&distance.above), Some(("A".to_owned(), 200)));
    assert_eq!(named(&distance.below), Some(("C".to_owned(), 7_800)));
    let line = &distance.open[0];
    let worth = line.worth.as_ref().map(|percent| percent.printed.as_str());
    let found = (line.kode.as_str(), line.bobot, line.open.as_str(), worth);
    assert_eq!(found, ("S30", 2, "2.00", Some("100.00")));
    let open: i64 = distance.open.iter().map(|line| whole(&line.open)).sum();
    assert_eq!(open, 100_000, "100 less 90");
    let (_, last) = given.explained(&given.pack, "2026", "C").await;
    assert!(last.distance.open.iter().all(|line| line.worth.is_none()), "78 points are no line");
    let (_, unscored) = given.explained(&given.pack, "2026", "D").await;
    assert_eq!(unscored.distance, crate::explain::Distance::default());
    assert!(unscored.part(GELAR).is_none());
}

#[tokio::test]
async fn a_round_that_ends_after_the_day_has_not_ended() {
    let given = Given::twice(&["A"], |_, round, _, _| if round == 0 { 50 } else { 100 });
    let snapshot = Projections::replay(&given.log, None).unwrap().snapshot();
    for (day, score) in [
        ("2026-05-30", None),
        // Every sheet of these logs is about 1 June.
        ("2026-08-30", Some("50.00")),
        ("2026-08-31", Some("100.00")),
    ] {
        let limit = Limit { terjadi_sampai: Some(date(day)) };
        let bench = Bench::new(&snapshot, &given.pack, limit);
        let ranking = bench.rank(Periode::calendar("2026").unwrap()).await.unwrap();
        let found = ranking.rows[0].scorecard.as_ref().map(|card| card.score.printed.as_str());
        assert_eq!(found, score, "{day}");
        let rounds = bench.scorecard_rounds().await.unwrap().len();
        assert_eq!(rounds, usize::from(day > "2026-05-31") + usize::from(day >= "2026-08-31"));
    }
}

#[tokio::test]
async fn a_day_never_cuts_the_forms_of_a_round() {
    let mut given = Given::units(&["A"]);
    for first in [[1, 2], [2, 2], [1, 1], [3, 2], [2, 3]] {
        given.form("A", &first);
    }
    given.close("EV");
    let snapshot = Projections::replay(&given.log, None).unwrap().snapshot();
    // The round ends on 31 May, its forms are of 1 June.
    for (day, respondents) in
        [("2026-05-30", None), ("2026-05-31", Some(5)), ("2026-06-01", Some(5))]
    {
        let limit = Limit { terjadi_sampai: Some(date(day)) };
        let bench = Bench::new(&snapshot, &given.pack, limit);
        let ranking = bench.rank(Periode::calendar("2026").unwrap()).await.unwrap();
        let found = ranking.rows[0].evaluation.as_ref().map(|evaluation| evaluation.respondents);
        assert_eq!(found, respondents, "{day}");
        let explanation = bench.explain(&ranking, "A").await.unwrap();
        assert_eq!(explanation.evaluation().count(), respondents.map_or(0, |_| 3), "{day}");
    }
}

fn kegiatan(code: &str, kbk: &str) -> KegiatanRecorded {
    KegiatanRecorded {
        kode: kode(code),
        kbk: kode(kbk),
        jenis: "rapat".into(),
        metode: "diskusi".into(),
        nilai: None,
        peserta: 3,
        durasi_menit: 30,
        tema: None,
        bukti: None,
    }
}

impl Given {
    /// Records an event at a moment, about a day.
    fn at(&mut self, now: &str, day: &str, body: Body) {
        self.written += 1;
        let stream = StreamName::new("uji", &kode("contoh"), self.written);
        let submission = Submission {
            command: stream.rest().to_owned(),
            stream,
            expected: Expected::NoStream,
            actor: None,
            occurred_on: date(day),
            now: Instant::parse(now).unwrap(),
            body,
        };
        self.log.append(submission).unwrap();
    }
}

/// Kind, count, longest delay, and code, day and delay of each.
fn late_lines(kinds: &[LateKind]) -> Vec<String> {
    let fact = |fact: &crate::late::LateFact| {
        let (kode, opd) = (fact.kode.as_deref().unwrap_or("-"), fact.opd.as_deref());
        format!("{kode}@{} {} +{}", opd.unwrap_or("-"), fact.tanggal, fact.hari)
    };
    let line = |kind: &LateKind| {
        let facts: Vec<String> = kind.facts.iter().map(fact).collect();
        let days = kind.terlama_hari.map_or("-".to_owned(), |days| days.to_string());
        format!("{} {} {days}: {}", kind.jenis, kind.jumlah, facts.join(", "))
    };
    kinds.iter().map(line).collect()
}

#[tokio::test]
async fn what_is_recorded_after_its_day_is_late_by_the_calendar_of_the_zone() {
    let mut given = Given::units(&["A", "B"]);
    let held = |code, kbk| Body::of(&[Event::KegiatanRecorded(kegiatan(code, kbk))]);
    // One minute before and at midnight in the western zone.
    given.at("2026-06-10T16:59:59Z", "2026-06-10", held("TEPAT", "K-A"));
    given.at("2026-06-10T17:00:00Z", "2026-06-10", held("TELAT", "K-A"));
    let before = given.log.head().unwrap().unwrap().position;
    given.at("2026-06-20T03:00:00Z", "2026-06-01", held("LAMA", "K-B"));
    let mut twice = kegiatan("TEPAT", "K-A");
    twice.peserta = 4;
    let alasan = SealedText { komitmen: "ab".repeat(32) };
    let corrected = Event::KegiatanCorrected(Corrected { alasan, menjadi: twice });
    given.at("2026-06-21T03:00:00Z", "2026-06-12", Body::of(&[corrected]));
    let form = Body::Form(Form {
        opd: kode("A"),
        periode: kode("EV"),
        kelas_jabatan: KelasJabatan::Pelaksana,
        terlambat: false,
        pertanyaan: given.pack.instrumen[0].questions(),
        jawaban: vec![1; 32].into(),
    });
    given.at("2026-06-22T03:00:00Z", "2026-05-20", form);

    let snapshot = Projections::replay(&given.log, None).unwrap().snapshot();
    let bench = Bench::new(&snapshot, &given.pack, Limit::default());
    let all = bench.late_facts(Zona::WIB, None, None).await.unwrap();
    let telat = "TELAT@A 2026-06-10 +1";
    let rest = "LAMA@B 2026-06-01 +19, TEPAT@A 2026-06-10 +11";
    assert_eq!(
        late_lines(&all),
        ["evaluasi 1 -: ".to_owned(), format!("kegiatan 3 19: {telat}, {rest}")],
        "a form is counted and not told apart; a correction is about the day it corrects"
    );
    let units = bench.units().await.unwrap();
    let of_b = bench.late_facts(Zona::WIB, Some(&units[1]), None).await.unwrap();
    assert_eq!(late_lines(&of_b), ["kegiatan 1 19: LAMA@B 2026-06-01 +19"]);
    let since =
        bench.late_facts(Zona::WIB, None, Some((before, date("2026-06-09")))).await.unwrap();
    assert_eq!(
        late_lines(&since),
        ["evaluasi 1 -: ", "kegiatan 1 19: LAMA@B 2026-06-01 +19"],
        "about the first moment's day or earlier"
    );
    let further_east = bench.late_facts(Zona::WIT, Some(&units[0]), None).await.unwrap();
    assert!(
        late_lines(&further_east)[1].contains("TEPAT@A 2026-06-10 +1"),
        "midnight comes earlier"
    );
}
