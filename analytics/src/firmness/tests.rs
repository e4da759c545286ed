//! Against numpy, against the Technology Achievement Index, and against what can be worked out by hand.

use std::path::Path;

use serde_json::Value;

use super::*;

const SEED: [u8; 32] = [7; 32];

/// A case and what `tests/compare/firmness.py` found for it.
fn fixture(name: &str) -> (Case, Value) {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/fixtures"));
    let text = std::fs::read_to_string(folder.join(name)).unwrap();
    let mut read: Value = serde_json::from_str(&text).unwrap();
    (serde_json::from_value(read["case"].take()).unwrap(), read["expected"].take())
}

/// Compares intervals, win shares and groups with the shares of the places that numpy found. Intervals
/// must be quantiles of numpy's distribution within four standard errors of ours, win shares within four
/// standard errors and the half hundredth of rounding.
fn compare(name: &str, draws: u32) -> Firmness {
    let (case, expected) = fixture(name);
    let found = rerun(&case, SEED, draws, 2).unwrap();
    let error = |share: f64| 4.0 * (share * (1.0 - share) / f64::from(draws)).sqrt();
    for (unit, place) in found.places.iter().enumerate() {
        let shares = expected["shares"][unit].as_array().unwrap();
        let up_to = |place: u32| -> f64 {
            shares[..place as usize].iter().map(|share| share.as_f64().unwrap()).sum()
        };
        for (place, quantile) in [(place.low, 0.05), (place.high, 0.95)] {
            assert!(up_to(place) >= quantile - error(quantile), "{name}: {unit} {place}");
            assert!(up_to(place - 1) < quantile + error(quantile), "{name}: {unit} {place}");
        }
        let (first, theirs) = (f64::from(place.first) / 100.0, up_to(1));
        assert!((first - theirs).abs() <= error(theirs) + 0.005, "{name}: {unit} {first} {theirs}");
        assert_eq!(expected["groups"][unit], place.group, "{name}: {unit}");
    }
    found
}

#[test]
fn numpy_finds_the_same_intervals_win_shares_and_groups() {
    let found = compare("firmness.json", 20_000);
    let all = [Source::Weights, Source::Respondents, Source::Judges, Source::Assessors];
    assert_eq!(found.varied, all);
}

/// The index that the handbook carries through its ten steps, with the data of Human Development Report
/// 2001: its dimensions normalised by minimum and maximum (step 5), weighed alike and added up (step 6),
/// which gives the published index; then the weights are varied (step 7), by Dirichlet as COINr users do
/// rather than by the handbook's choice among weighting schemes.
#[test]
fn the_technology_achievement_index_is_as_firm_as_numpy_finds_it() {
    let (case, _) = fixture("technology_achievement.json");
    let published = [744, 733, 703, 698, 666, 630, 606, 589, 587];
    for (country, index) in case.contenders.iter().zip(published) {
        let mean = country.printed.iter().sum::<i64>() / 4;
        assert!((mean - index * 10).abs() <= 15, "{mean} {index}");
    }
    let found = compare("technology_achievement.json", 20_000);
    let intervals: Vec<_> = found.places.iter().map(|place| (place.low, place.high)).collect();
    assert_eq!(intervals[0], (1, 2), "Finland");
    assert_eq!(intervals[4], (4, 5), "Korea");
}

#[test]
fn any_number_of_threads_gives_the_same() {
    let (case, _) = fixture("firmness.json");
    let one = rerun(&case, SEED, 1_001, 1).unwrap();
    for threads in [2, 8, 5_000] {
        assert_eq!(rerun(&case, SEED, 1_001, threads).unwrap(), one, "{threads}");
    }
    assert_ne!(rerun(&case, [8; 32], 1_001, 1).unwrap(), one, "another seed");
}

#[test]
fn a_draw_does_not_depend_on_those_before_it() {
    let (case, _) = fixture("firmness.json");
    let model = Model::of(&case);
    let units = case.contenders.len();
    let (scores, _) = model.run(SEED, 4_000, 2);
    let mut hand = Hand::of(&model);
    let mut alone = vec![0; units];
    for draw in [0, 1, 2_345, 3_999] {
        hand.deal(&model, generator(SEED, draw));
        hand.score(&model, &mut alone);
        assert_eq!(alone, scores[draw * units..(draw + 1) * units], "{draw}");
    }
    let first: Vec<f64> = scores.iter().step_by(units).map(|score| f64::from(*score)).collect();
    let mean = first.iter().sum::<f64>() / first.len() as f64;
    let product = |lag: usize| -> f64 {
        first.iter().zip(&first[lag..]).map(|(one, other)| (one - mean) * (other - mean)).sum()
    };
    for lag in [1, 2, 3] {
        assert!((product(lag) / product(0)).abs() < 4.0 / (4_000_f64).sqrt(), "lag {lag}");
    }
}

/// One measure of 0 to 100 that alone decides.
fn alone(contenders: Vec<Contender>) -> Case {
    Case { measures: vec![Measure::alone()], groups: vec![0], panels: Vec::new(), contenders }
}

fn unit(printed: i64, totals: &[i64], registered: i64) -> Contender {
    let totals = totals.iter().map(|total| vec![*total]).collect();
    Contender { kategori: None, printed: vec![printed], forms: Some(Forms { totals, registered }) }
}

fn fixed(printed: i64) -> Contender {
    Contender { kategori: None, printed: vec![printed], forms: None }
}

/// Share of 40,000 draws in which the first contender is above the second.
fn above(case: &Case) -> f64 {
    let (scores, _) = Model::of(case).run(SEED, 40_000, 2);
    scores.chunks(2).filter(|row| row[0] > row[1]).count() as f64 / 40_000.0
}

/// 100 forms of 40 and 60 points: the mean is 50 and its standard error 1.
#[test]
fn one_unit_is_above_another_as_often_as_the_normal_distribution_says() {
    let totals: Vec<i64> = (0..100).map(|form| 40 + 20 * (form % 2)).collect();
    for (registered, other, share) in [
        (0, 49_00, 0.8413),   // Phi(1)
        (0, 52_00, 0.0228),   // Phi(-2)
        (400, 49_00, 0.8759), // Phi(1 / sqrt(1 - 100/400))
        (100, 49_99, 1.0),    // everybody answered
        (90, 50_01, 0.0),     // more forms than staff
    ] {
        // A tie is not above: half a hundredth of a point less.
        let found = above(&alone(vec![unit(50_00, &totals, registered), fixed(other)]));
        assert!((found - share).abs() < 0.01, "{registered} {other}: {found}");
    }
}

/// Of two forms the bootstrap draws both, or one of them twice.
#[test]
fn few_forms_are_drawn_exactly() {
    let found = above(&alone(vec![unit(50_00, &[40, 60], 0), fixed(45_00)]));
    assert!((found - 0.75).abs() < 0.01, "{found}");
    // Four staff: deviations shrink by sqrt(1/2), to 50 +- 7.07.
    let shrunk = above(&alone(vec![unit(50_00, &[40, 60], 4), fixed(42_92)]));
    assert!((shrunk - 1.0).abs() < f64::EPSILON, "{shrunk}");
    let shrunk = above(&alone(vec![unit(50_00, &[40, 60], 4), fixed(42_93)]));
    assert!((shrunk - 0.75).abs() < 0.01, "{shrunk}");
}

/// Each row: the marks of judges 0, 1, 2, in hundredths; none for one who is excused.
fn judged(rows: &[&[Option<i64>]]) -> Case {
    let sheets = |row: &&[Option<i64>]| {
        let given = row.iter().enumerate();
        given.filter_map(|(judge, points)| Some((judge, (*points)?))).collect::<Vec<_>>()
    };
    let sheets: Vec<Vec<(usize, i64)>> = rows.iter().map(sheets).collect();
    let mean = |sheets: &Vec<(usize, i64)>| {
        let sum: i64 = sheets.iter().map(|(_, points)| points).sum();
        fixed(sum / sheets.len() as i64)
    };
    let contenders = sheets.iter().map(mean).collect();
    let panel =
        Panel { source: Source::Judges, measure: 0, people: rows[0].len(), unit: 1, sheets };
    Case { panels: vec![panel], ..alone(contenders) }
}

#[test]
fn a_judge_who_is_harsh_to_all_moves_no_place() {
    let case = judged(&[
        &[Some(90_00), Some(80_00), Some(40_00)],
        &[Some(89_00), Some(79_00), Some(39_00)],
        &[Some(70_00), Some(60_00), Some(20_00)],
    ]);
    let found = rerun(&case, SEED, 1_000, 2).unwrap();
    let places: Vec<_> = found.places.iter().map(|p| (p.low, p.high, p.first, p.group)).collect();
    assert_eq!(places, [(1, 1, 100, 1), (2, 2, 0, 2), (3, 3, 0, 3)]);
}

#[test]
fn a_contender_none_of_whose_judges_was_drawn_keeps_its_mean() {
    // The second has judge 1 alone: 80, whoever is drawn. The first is at 90, 80 or 70.
    let case = judged(&[&[Some(90_00), Some(70_00)], &[None, Some(80_00)]]);
    let (scores, places) = Model::of(&case).run(SEED, 4_000, 1);
    assert!(scores.chunks(2).all(|row| row[1] == 80_00));
    let share = |score: u16| scores.chunks(2).filter(|row| row[0] == score).count();
    assert_eq!(share(90_00) + share(80_00) + share(70_00), 4_000);
    assert!(share(80_00).abs_diff(2_000) < 130, "{}", share(80_00));
    let tied = scores.chunks(2).zip(places.chunks(2)).find(|(scores, _)| scores[0] == scores[1]);
    assert_eq!(tied.unwrap().1, [1, 1], "equal scores share a place");
}

#[test]
fn places_restart_in_each_kategori() {
    let mut case = judged(&[
        &[Some(90_00), Some(70_00)],
        &[Some(80_00), Some(75_00)],
        &[Some(50_00), Some(10_00)],
    ]);
    case.contenders[2].kategori = Some("kecil".into());
    let found = rerun(&case, SEED, 1_000, 2).unwrap();
    let last = found.places[2];
    assert_eq!((last.low, last.high, last.first, last.group), (1, 1, 100, 2));
    assert_eq!(found.places[1].group, 1, "cannot be told from the first");
}

/// B and C share a place. A is above B in three quarters of the draws and above C in all.
#[test]
fn units_that_share_a_place_are_in_one_group() {
    let case = judged(&[
        &[Some(80_00), Some(80_00)],
        &[Some(90_00), Some(60_00)],
        &[Some(75_00), Some(75_00)],
        &[Some(10_00), Some(10_00)],
    ]);
    let found = rerun(&case, SEED, 1_000, 1).unwrap();
    assert_eq!(found.setara(), [[0, 1, 2]]);
}

#[test]
fn where_nothing_can_vary_there_is_no_interval() {
    let alike = judged(&[&[Some(90_00), Some(90_00)], &[Some(80_00), Some(80_00)]]);
    assert_eq!(rerun(&alike, SEED, 100, 1), None);
    let everybody = alone(vec![unit(50_00, &[40, 60], 2), unit(45_00, &[45, 45], 100)]);
    assert_eq!(rerun(&everybody, SEED, 100, 1), None);
    let one_form = alone(vec![unit(50_00, &[50], 0), fixed(45_00)]);
    assert_eq!(rerun(&one_form, SEED, 100, 1), None);
    assert_eq!(rerun(&Case::default(), SEED, 100, 1), None);
}

fn weighed(limits: &[(u32, u32, u32)]) -> Case {
    let measure = |(bobot, bobot_terendah, bobot_tertinggi): &(u32, u32, u32)| Measure {
        bobot: *bobot,
        bobot_terendah: *bobot_terendah,
        bobot_tertinggi: *bobot_tertinggi,
        ..Measure::alone()
    };
    let measures: Vec<Measure> = limits.iter().map(measure).collect();
    let one = Contender { printed: vec![50_00; measures.len()], ..fixed(0) };
    Case { measures, contenders: vec![one], ..Case::default() }
}

/// Weights of 4,000 draws.
fn weights(case: &Case) -> Vec<Vec<f64>> {
    let model = Model::of(case);
    let mut hand = Hand::of(&model);
    let deal = |draw| {
        hand.deal(&model, generator(SEED, draw));
        hand.weights.clone()
    };
    (0..4_000).map(deal).collect()
}

#[test]
fn weights_are_drawn_around_the_adopted_ones() {
    let drawn = weights(&weighed(&[(50, 0, 100), (30, 0, 100), (20, 0, 100)]));
    for (measure, adopted) in [50.0, 30.0, 20.0].into_iter().enumerate() {
        let mean = drawn.iter().map(|weights| weights[measure]).sum::<f64>() / 4_000.0;
        let square = |weights: &Vec<f64>| (weights[measure] - mean).powi(2);
        let deviation = (drawn.iter().map(square).sum::<f64>() / 4_000.0).sqrt();
        // Dirichlet(100 w): variance w (1 - w) / 101.
        let expected = (adopted * (100.0 - adopted) / 101.0_f64).sqrt();
        assert!((mean - adopted).abs() < 4.0 * expected / 4_000_f64.sqrt(), "{mean} {adopted}");
        assert!((deviation / expected - 1.0).abs() < 0.05, "{deviation} {expected}");
    }
    assert!(drawn.iter().all(|weights| (weights.iter().sum::<f64>() - 100.0).abs() < 1e-9));
}

#[test]
fn weights_stay_inside_the_limits_of_the_policy() {
    let drawn = weights(&weighed(&[(50, 45, 52), (30, 25, 100), (10, 10, 10), (10, 0, 12)]));
    assert!(drawn.iter().all(|weights| (45.0..=52.0).contains(&weights[0])
        && weights[1] >= 25.0
        && weights[2] == 10.0
        && weights[3] <= 12.0));
    assert!(drawn.iter().any(|weights| weights[0] > 51.0), "and use what is inside");
    assert!(drawn.iter().all(|weights| (weights.iter().sum::<f64>() - 100.0).abs() < 1e-9));
}

#[test]
fn limits_that_no_draw_can_meet_leave_the_adopted_weights() {
    let drawn = weights(&weighed(&[(50, 50, 51), (30, 30, 31), (20, 20, 21)]));
    assert!(drawn.iter().all(|weights| *weights == [50.0, 30.0, 20.0]));
}

#[test]
fn a_measure_is_worth_what_the_policy_says() {
    let scale = |terburuk, terbaik| Measure { terburuk, terbaik, ..Measure::alone() };
    assert_eq!(scale(0, 10_000).worth(81_37), 81_37);
    assert_eq!(scale(40_00, 10_00).worth(17_50), 75_00, "less is better");
    assert_eq!(scale(0, 3_00).worth(2_00), 66_67, "half up");
    assert_eq!(scale(10_00, 20_00).worth(5_00), 0);
    assert_eq!(scale(10_00, 20_00).worth(25_00), 10_000);
}
