//! The rules of a ranking policy (AMB-041).

use super::Refusal;
use super::perubahan::is_year_or_quarter;
use crate::event::PolicyAdopted;
use crate::policy::measures;
use crate::register::{Register, nearest};
use crate::rule_pack::RulePack;

/// Digits in a row that may be somebody's number.
const NUMBER_OF_A_PERSON: usize = 16;

/// Once a round of the period has its first answer, only a change with its reason is taken.
pub(super) fn accept_policy(
    policy: &PolicyAdopted,
    register: &Register,
    pack: &RulePack,
) -> Result<(), Refusal> {
    is_year_or_quarter(&policy.periode, register)?;
    sound_policy(policy, pack)?;
    let in_force = register.policies.get(&policy.periode);
    if let Some((at, known)) = in_force
        && known.ukuran == policy.ukuran
    {
        let periode = policy.periode.to_string();
        return Err(Refusal::KebijakanSudahBerlaku { periode, posisi: at.0 });
    }
    match (register.first_answer(&policy.periode), &policy.alasan) {
        (Some(answer), None) => Err(Refusal::KebijakanTanpaAlasan {
            periode: policy.periode.to_string(),
            posisi: answer.0,
        }),
        _ => Ok(()),
    }
}

/// The weights sum to 100 and every measure is one of the rules, on a scale; the reason names nobody.
/// Errors: the first [`Refusal`].
pub fn sound_policy(policy: &PolicyAdopted, pack: &RulePack) -> Result<(), Refusal> {
    let known = measures(pack);
    for (index, ukuran) in policy.ukuran.iter().enumerate() {
        let kode = ukuran.kode.clone();
        if !known.contains(&kode) {
            let mungkin = nearest(&kode, known.iter().map(String::as_str));
            return Err(Refusal::UkuranTidakDikenal { kode, pilihan: known.join(", "), mungkin });
        }
        if policy.ukuran[..index].iter().any(|earlier| earlier.kode == kode) {
            return Err(Refusal::UkuranGanda { kode });
        }
        if ukuran.terburuk == ukuran.terbaik {
            return Err(Refusal::UkuranTanpaRentang { kode, nilai: ukuran.terbaik.to_string() });
        }
        let limits = ukuran.bobot_terendah..=ukuran.bobot_tertinggi;
        if ukuran.bobot == 0 || ukuran.bobot_tertinggi > 100 || !limits.contains(&ukuran.bobot) {
            let (terendah, tertinggi) = (ukuran.bobot_terendah, ukuran.bobot_tertinggi);
            return Err(Refusal::BobotUkuran { kode, bobot: ukuran.bobot, terendah, tertinggi });
        }
    }
    let jumlah = policy.ukuran.iter().map(|ukuran| u64::from(ukuran.bobot)).sum();
    if jumlah != 100 {
        return Err(Refusal::BobotKebijakan { jumlah });
    }
    if policy.alasan.as_ref().is_some_and(|alasan| names_somebody(alasan)) {
        return Err(Refusal::AlasanMenyebutOrang);
    }
    Ok(())
}

/// Whether a text has a number as long as a NIP or NIK.
fn names_somebody(text: &str) -> bool {
    let mut digits = text.chars().filter(|sign| !sign.is_whitespace());
    let mut run = 0;
    digits.any(|sign| {
        run = if sign.is_ascii_digit() { run + 1 } else { 0 };
        run >= NUMBER_OF_A_PERSON
    })
}
