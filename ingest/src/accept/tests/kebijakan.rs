//! Who may say how units are compared, and until when without a reason.

use super::*;
use crate::event::{PolicyAdopted, Ukuran};

fn ukuran(code: &str, bobot: u32) -> Ukuran {
    Ukuran {
        kode: code.into(),
        bobot,
        terburuk: Hundredths(0),
        terbaik: Hundredths(10_000),
        bobot_terendah: 0,
        bobot_tertinggi: 100,
    }
}

fn policy(ukuran: &[Ukuran], alasan: Option<&str>) -> Intent {
    Intent::AdoptPolicy(PolicyAdopted {
        periode: kode("2026"),
        ukuran: ukuran.to_vec(),
        alasan: alasan.map(text),
        sesudah_jawaban: false,
    })
}

fn usual() -> [Ukuran; 2] {
    [ukuran("scorecard", 60), ukuran("evaluasi.I", 40)]
}

#[test]
fn weights_sum_to_100_over_measures_that_the_rules_have() {
    let given = Given::office();
    let limits = |bobot, bobot_terendah, bobot_tertinggi| {
        let limited = Ukuran { bobot_terendah, bobot_tertinggi, ..ukuran("scorecard", bobot) };
        [limited, ukuran("kegiatan", 100 - bobot)]
    };
    let flat = Ukuran { terbaik: Hundredths(0), ..ukuran("kegiatan", 40) };
    let out_of = |bobot, terendah, tertinggi| Refusal::BobotUkuran {
        kode: text("scorecard"),
        bobot,
        terendah,
        tertinggi,
    };
    for (ukuran, refusal) in [
        (usual().to_vec(), None),
        (limits(60, 50, 70).to_vec(), None),
        (
            vec![ukuran("scorecard", 60), ukuran("kegiatan", 30)],
            Some(Refusal::BobotKebijakan { jumlah: 90 }),
        ),
        (Vec::new(), Some(Refusal::BobotKebijakan { jumlah: 0 })),
        (
            vec![ukuran("skorecard", 100)],
            Some(Refusal::UkuranTidakDikenal {
                kode: text("skorecard"),
                pilihan: text("scorecard, gelar, evaluasi.I, kegiatan"),
                mungkin: maybe("scorecard"),
            }),
        ),
        (
            vec![ukuran("scorecard", 60), ukuran("scorecard", 40)],
            Some(Refusal::UkuranGanda { kode: text("scorecard") }),
        ),
        (
            vec![ukuran("scorecard", 60), flat],
            Some(Refusal::UkuranTanpaRentang { kode: text("kegiatan"), nilai: text("0.00") }),
        ),
        (limits(60, 70, 80).to_vec(), Some(out_of(60, 70, 80))),
        (limits(60, 0, 50).to_vec(), Some(out_of(60, 0, 50))),
        (limits(60, 0, 101).to_vec(), Some(out_of(60, 0, 101))),
        (limits(0, 0, 100).to_vec(), Some(out_of(0, 0, 100))),
    ] {
        let answer = given.when(policy(&ukuran, None));
        assert_eq!(answer.err(), refusal, "{ukuran:?}");
    }
}

#[test]
fn a_policy_is_for_a_year_or_quarter() {
    let given = Given::office();
    let of = |code: &str| {
        let Intent::AdoptPolicy(policy) = policy(&usual(), None) else { unreachable!() };
        Intent::AdoptPolicy(PolicyAdopted { periode: kode(code), ..policy })
    };
    assert!(given.when(of("2026-T2")).is_ok());
    assert_eq!(given.refusal(of("SC")), Refusal::HanyaTahunAtauTriwulan { kode: text("SC") });
    assert!(matches!(given.refusal(of("20x6")), Refusal::PeriodeTidakDikenal { .. }));
}

#[test]
fn once_a_round_is_answered_a_change_needs_its_reason() {
    let late = |events: Result<Vec<Event>, Refusal>| match events.unwrap().remove(0) {
        Event::PolicyAdopted(policy) => policy.sesudah_jawaban,
        other => panic!("{other:?}"),
    };
    let given = Given::office();
    assert!(!late(given.when(policy(&usual(), None))));
    let given = given.and(Event::ScorecardSubmitted(sheet("KBK-A", TIM, &RATED)));
    let first = given.next - 1;
    assert_eq!(
        given.refusal(policy(&usual(), None)),
        Refusal::KebijakanTanpaAlasan { periode: text("2026"), posisi: first }
    );
    assert!(late(given.when(policy(&usual(), Some("Keputusan Tim nomor 4")))));
    // What is answered in another year freezes nothing here.
    let other_year = |intent| match intent {
        Intent::AdoptPolicy(policy) => {
            Intent::AdoptPolicy(PolicyAdopted { periode: kode("2027"), ..policy })
        }
        other => other,
    };
    assert!(!late(given.when(other_year(policy(&usual(), None)))));
}

#[test]
fn the_same_policy_is_not_adopted_twice() {
    let Intent::AdoptPolicy(adopted) = policy(&usual(), None) else { unreachable!() };
    let given = Given::office().and(Event::PolicyAdopted(adopted));
    let at = given.next - 1;
    assert_eq!(
        given.refusal(policy(&usual(), Some("lagi"))),
        Refusal::KebijakanSudahBerlaku { periode: text("2026"), posisi: at }
    );
    assert!(given.when(policy(&[ukuran("scorecard", 100)], None)).is_ok());
}

#[test]
fn a_reason_that_is_printed_names_nobody() {
    let given = Given::office();
    for alasan in ["NIP 19800101 200501 9 001", "3303010101800001"] {
        let refused = given.refusal(policy(&usual(), Some(alasan)));
        assert_eq!(refused, Refusal::AlasanMenyebutOrang, "{alasan}");
    }
    assert!(
        given.when(policy(&usual(), Some("Keputusan nomor 061/2026 tanggal 2-1-2026"))).is_ok()
    );
}
