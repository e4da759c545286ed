//! From the record to a case: which sheets are drawn again.

use ingest::event::{PolicyAdopted, Ukuran};

use super::*;
use crate::firmness::{Firmness, Source};

impl Given {
    async fn firmness(&self) -> (Ranking, Option<Firmness>) {
        let snapshot = Projections::replay(&self.log, None).unwrap().snapshot();
        let bench = Bench::new(&snapshot, &self.pack, Limit::default());
        let ranking = bench.rank(Periode::calendar("2026").unwrap()).await.unwrap();
        let firmness = bench.firmness(&ranking).await.unwrap();
        (ranking, firmness)
    }

    /// Low, high, share of first places and group, by ranked unit.
    async fn places(&self) -> Vec<(String, u32, u32, u32, usize)> {
        let (ranking, firmness) = self.firmness().await;
        let rows = ranking.rows.iter().zip(firmness.unwrap().places);
        rows.map(|(row, p)| (row.opd.clone(), p.low, p.high, p.first, p.group)).collect()
    }
}

/// Judges 7 and 8 differ about A alone: 90 and 70. Drawn are both in half of the re-runs (A has 80), one
/// of them twice in a quarter each; B has 75 and C 10 from both.
#[tokio::test]
async fn who_judges_the_gelar_is_drawn_again() {
    let mut given = Given::units(&["A", "B", "C", "D"]);
    for kbk in ["K-A", "K-B", "K-C"] {
        given.sheet(kbk, 1, 30, 0);
    }
    given.close("SC");
    given.gelar(&[
        ("K-A", 7, 9_00),
        ("K-A", 8, 7_00),
        ("K-B", 7, 7_50),
        ("K-B", 8, 7_50),
        ("K-C", 7, 1_00),
        ("K-C", 8, 1_00),
    ]);
    let (_, firmness) = given.firmness().await;
    let firmness = firmness.unwrap();
    assert_eq!((firmness.draws, firmness.varied.as_slice()), (10_000, [Source::Judges].as_slice()));
    assert_eq!(firmness.setara(), [[0, 1]]);
    let places = given.places().await;
    assert_eq!(places.len(), 3, "D has no place");
    assert_eq!((places[0].0.as_str(), places[0].1, places[0].2, places[0].4), ("A", 1, 2, 1));
    assert!(places[0].3.abs_diff(75) <= 2, "{places:?}");
    assert_eq!(places[2], ("C".into(), 3, 3, 0, 2));
}

/// Without a Gelar it is the assessors: A has 94 and 60, B 80 from both.
#[tokio::test]
async fn who_assesses_the_scorecard_is_drawn_again() {
    let mut given = Given::units(&["A", "B"]);
    given.sheet("K-A", 1, 32, 0);
    given.sheet("K-A", 2, 20, 0);
    given.sheet("K-B", 1, 24, 0);
    given.sheet("K-B", 2, 24, 0);
    given.close("SC");
    let (ranking, firmness) = given.firmness().await;
    let firmness = firmness.unwrap();
    assert_eq!(firmness.varied, [Source::Assessors]);
    let alone = ranking.rows[0].scorecard.as_ref().unwrap();
    assert!(firmness.places[0].first > 20, "{} {firmness:?}", alone.score.printed);
    assert_eq!(firmness.places[1].high, 2);
    assert_eq!(given.firmness().await.1, Some(firmness), "the same question, the same answer");
}

#[tokio::test]
async fn one_assessor_leaves_nothing_to_draw() {
    let mut given = Given::units(&["A", "B"]);
    given.sheet("K-A", 1, 32, 0);
    given.sheet("K-B", 1, 24, 0);
    given.close("SC");
    assert_eq!(given.firmness().await.1, None);
    assert_eq!(Given::units(&["A"]).firmness().await.1, None, "nor does an empty ranking");
}

/// Scorecard and questionnaire, the weights within limits.
fn policy(limits: (u32, u32)) -> Event {
    let measure = |kode: &str, bobot: u32, terburuk: i64, terbaik: i64| Ukuran {
        kode: kode.into(),
        bobot,
        terburuk: Hundredths(terburuk),
        terbaik: Hundredths(terbaik),
        bobot_terendah: bobot - limits.0,
        bobot_tertinggi: bobot + limits.1,
    };
    Event::PolicyAdopted(PolicyAdopted {
        periode: kode("2026"),
        ukuran: vec![measure("scorecard", 60, 0, 10_000), measure("evaluasi.I", 40, 40_00, 10_00)],
        alasan: None,
        sesudah_jawaban: false,
    })
}

/// A has the better scorecard and B the better answers; C has too few forms to be ranked. The forms of
/// A differ, those of B do not.
fn ranked_by_index(limits: (u32, u32)) -> Given {
    let mut given = Given::units(&["A", "B", "C"]);
    given.event(policy(limits));
    for (kbk, full) in [("K-A", 30), ("K-B", 26), ("K-C", 20)] {
        given.sheet(kbk, 1, full, 0);
    }
    for form in 0..6 {
        given.form("A", &[if form % 2 == 0 { 4 } else { 1 }; 10]);
        given.form("B", &[2; 10]);
    }
    for _ in 0..4 {
        given.form("C", &[1; 10]);
    }
    given.close("SC");
    given.close("EV");
    given
}

#[tokio::test]
async fn weights_and_respondents_of_an_index_are_drawn_again() {
    let (ranking, firmness) = ranked_by_index((20, 20)).firmness().await;
    assert_eq!(ranking.basis, Basis::Indeks);
    let firmness = firmness.unwrap();
    assert_eq!(firmness.varied, [Source::Weights, Source::Respondents]);
    assert_eq!(
        firmness.places.len(),
        2,
        "four forms are no measure, so C is neither ranked nor drawn"
    );
    assert!(firmness.places.iter().all(|place| (1..100).contains(&place.first)), "{firmness:?}");
}

#[tokio::test]
async fn weights_without_room_are_not_drawn_again() {
    let (_, firmness) = ranked_by_index((0, 0)).firmness().await;
    assert_eq!(firmness.unwrap().varied, [Source::Respondents]);
}
