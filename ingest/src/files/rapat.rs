//! `rapat`: meetings of a unit, held.

use super::cells::all;
use super::fields::Field;
use super::formulir::Columns;
use super::kegiatan::MOST_PESERTA;
use super::kind::Kind;
use super::plan::{Plan, Trouble};
use super::row::Fields;
use crate::accept::{Command, Intent};
use crate::event::RapatRecorded;

/// Columns of a template.
pub(super) const COLUMNS: [&str; 6] = ["kode", "opd", "tanggal", "pimpinan", "peserta", "notulen"];

/// A row is a meeting. Its minutes are sealed: they may name people.
pub(super) fn command(fields: Fields<'_>, plan: &mut Plan<'_>) -> Result<Command, Trouble> {
    let mut added = Columns::added(Kind::Rapat, fields.after(COLUMNS.len()), plan)?;
    let [kode, opd, tanggal, pimpinan_cell, peserta, notulen] = fields.first();
    let (kode, opd, tanggal, pimpinan, peserta, notulen) = added.with(all((
        kode.kode(),
        opd.kode(),
        tanggal.date(),
        pimpinan_cell.person(),
        peserta.whole(0..=MOST_PESERTA),
        notulen.optional(Field::document),
    )))?;
    let pimpinan = plan.pseudonym(pimpinan_cell, pimpinan)?;
    let notulen = plan.seal(&format!("rapat:{kode}:notulen"), notulen)?;
    let (entry, unit) = (kode.clone(), Some(opd.clone()));
    let command = Command {
        key: format!("rapat:{kode}"),
        occurred_on: tanggal,
        intent: Intent::RecordRapat(RapatRecorded { kode, opd, pimpinan, peserta, notulen }),
    };
    Ok(added.add_to(command, Kind::Rapat, entry, (unit, None), plan)?)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{ANI, CONTOH, Office, check_rows};

    const HEADER: &str = "kode,opd,tanggal,pimpinan,peserta,notulen";

    #[test]
    fn who_presides_is_a_pseudonym() {
        let mut office = Office::under(CONTOH);
        let text = format!(
            "{HEADER}\nRP-1,DINAS-A,2026-02-02,{ANI},8,\"Bu Ani hadir, juga Pak Budi\"\nRP-2,DINAS-A,2026-02-09,TIM-1,5,\n"
        );
        assert_eq!(office.import(&text).accepted, 2);
        let person = office.record.sealed.find_person(ANI).unwrap().unwrap();
        assert!(office.text().contains(&format!(r#""pimpinan":"{}""#, person.0)));
        assert!(!office.text().contains("TIM-1"));
        assert_eq!(office.import(&text).repeated, 2);
    }

    #[test]
    fn bad_rows() {
        let mut office = Office::under(CONTOH);
        check_rows(
            &mut office,
            HEADER,
            &[
                (
                    "RP-1,DINAS-A,2026-02-02,198001012005019003,8,",
                    &[r#"2 pimpinan {"alasan":"pegawai-tidak-dikenal"}"#],
                ),
                (
                    "RP-1,DINAS-A,2026-02-02,19800101200501900,8,",
                    &[r#"2 pimpinan {"alasan":"nip-tidak-sah","panjang":17}"#],
                ),
                (
                    "RP-1,DINAS-A,2026-02-02,\"1,98001E+17\",8,",
                    &[r#"2 pimpinan {"alasan":"nip-sebagai-angka"}"#],
                ),
                (
                    "RP-1,DINAS-A,2026-02-02,Ani Lestari,8,",
                    &[r#"2 pimpinan {"alasan":"bukan-nip-atau-kode"}"#],
                ),
                (
                    "RP-1,DINAS-C,2026-02-02,TIM-1,8,",
                    &[
                        r#"2 opd {"alasan":"opd-tidak-dikenal","kode":"DINAS-C","mungkin":"DINAS-A"}"#,
                    ],
                ),
            ],
        );
    }
}
