//! `periode`: years, quarters and rounds.

use super::cells::all;
use super::plan::{Plan, Trouble};
use super::row::Fields;
use crate::accept::{Command, Intent};

/// Columns of a template.
pub(super) const COLUMNS: [&str; 4] = ["kode", "jenis", "mulai", "selesai"];

/// A row is a period or round.
pub(super) fn command(fields: Fields<'_>, _: &mut Plan<'_>) -> Result<Command, Trouble> {
    let [kode, jenis, mulai, selesai] = fields.first();
    let (kode, jenis, mulai, selesai) =
        all((kode.kode(), jenis.word(), mulai.date(), selesai.date()))?;
    Ok(Command {
        key: format!("periode:{kode}"),
        occurred_on: mulai,
        intent: Intent::OpenPeriode { kode, jenis, mulai, selesai },
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{CONTOH, Office, check_rows};

    const HEADER: &str = "kode,jenis,mulai,selesai";

    #[test]
    fn a_period_names_the_rules_it_is_judged_by() {
        let mut office = Office::under(CONTOH);
        office.import(&format!("{HEADER}\n2026-T1,triwulan,2026-01-01,2026-03-31\n"));
        let hash = office.record.rules.hash;
        assert_eq!(
            office.newest(),
            format!(
                r#"{{"kode":"2026-T1","jenis":"triwulan","mulai":"2026-01-01","selesai":"2026-03-31","rule_pack":"{hash}"}}"#
            )
        );
        assert_eq!(office.frames().pop().unwrap().occurred_on.to_string(), "2026-01-01");
    }

    #[test]
    fn bad_rows() {
        let mut office = Office::under(CONTOH);
        check_rows(
            &mut office,
            HEADER,
            &[
                (
                    "2026-T1,triwulan,2026-03-31,2026-01-01",
                    &[
                        r#"2 selesai {"alasan":"tanggal-terbalik","mulai":"2026-03-31","selesai":"2026-01-01"}"#,
                    ],
                ),
                (
                    "2026-T1,ronde,2026-01-01,2026-03-31",
                    &[
                        r#"2 jenis {"alasan":"bukan-pilihan","isi":"ronde","pilihan":"triwulan, tahun, ronde_evaluasi, ronde_scorecard","mungkin":null}"#,
                    ],
                ),
                (
                    "gerak,tahun,2026-01-01,2026-03-31",
                    &[r#"2 kode {"alasan":"kode-dipakai-sistem","kode":"gerak"}"#],
                ),
                (
                    "EV-2026,ronde_evaluasi,2026-05-01,2026-06-30",
                    &[r#"2 - {"alasan":"isi-berbeda","posisi":8}"#],
                ),
            ],
        );
    }
}
