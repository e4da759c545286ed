//! `pegawai_perubahan`: civil servants who go to another unit or post, or leave the list.

use super::cells::all;
use super::fields::{Field, Person};
use super::plan::{Plan, Trouble};
use super::row::Fields;
use crate::accept::{Command, Intent};
use crate::event::PegawaiChanged;
use crate::identity::date_text;

/// Columns of a template.
pub(super) const COLUMNS: [&str; 5] = ["tanggal", "nip", "opd", "status", "kelas_jabatan"];

/// A row is what a person is from its date on; without `opd` the person has left.
///
/// Source: AMB-038.
pub(super) fn command(fields: Fields<'_>, plan: &mut Plan<'_>) -> Result<Command, Trouble> {
    let [tanggal, nip_cell, opd, status, kelas_jabatan] = fields.first();
    let (tanggal, nip, opd, status, kelas_jabatan) = all((
        tanggal.date(),
        nip_cell.nip(),
        opd.optional(Field::kode),
        status.word(),
        kelas_jabatan.word(),
    ))?;
    let pegawai = plan.pseudonym(nip_cell, Person::Pegawai(nip))?;
    let person = plan.token_hash(&format!("nip:{nip}"));
    Ok(Command {
        key: format!("pegawai_perubahan:{}:{person}", date_text(tanggal)),
        occurred_on: tanggal,
        intent: Intent::ChangePegawai(PegawaiChanged { pegawai, opd, status, kelas_jabatan }),
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{ANI, CONTOH, Office, check_rows};
    use crate::register::Register;

    const HEADER: &str = "tanggal,nip,opd,status,kelas_jabatan";

    #[test]
    fn a_person_is_where_the_latest_day_says_and_is_named_nowhere() {
        let mut office = Office::under(CONTOH);
        let text = format!(
            "{HEADER}\n2026-06-01,{ANI},,pns,pimpinan\n2026-03-01,{ANI},DINAS-B,pns,pengawas\n"
        );
        let summary = office.import(&text);
        assert_eq!((summary.accepted, summary.errors.len()), (2, 0));
        let person = office.record.sealed.find_person(ANI).unwrap().unwrap();
        let register = Register::read(&office.record.log, None).unwrap();
        assert_eq!(register.pegawai[&person].opd, None, "the later day is decided last");
        assert!(!office.text().contains(ANI));
        assert_eq!(office.import(&text).repeated, 2);
    }

    #[test]
    fn bad_rows() {
        let mut office = Office::under(CONTOH);
        office.import(&format!("{HEADER}\n2026-03-01,{ANI},DINAS-B,pns,pengawas\n"));
        check_rows(
            &mut office,
            HEADER,
            &[
                (
                    "2026-03-02,198001012005019003,DINAS-B,pns,pengawas",
                    &[r#"2 nip {"alasan":"pegawai-tidak-dikenal"}"#],
                ),
                (
                    "2026-03-02,198001012005019001,DINAS-X,pns,kepala",
                    &[
                        r#"2 kelas_jabatan {"alasan":"bukan-pilihan","isi":"kepala","pilihan":"pimpinan, administrator, pengawas, fungsional, pelaksana","mungkin":null}"#,
                    ],
                ),
                (
                    "2026-03-02,198001012005019001,DINAS-X,pns,pengawas",
                    &[
                        r#"2 opd {"alasan":"opd-tidak-dikenal","kode":"DINAS-X","mungkin":"DINAS-A"}"#,
                    ],
                ),
                (
                    "2026-02-01,198001012005019001,DINAS-A,pns,pengawas",
                    &[
                        r#"2 tanggal {"alasan":"perubahan-mundur","tanggal":"2026-02-01","sejak":"2026-03-01"}"#,
                    ],
                ),
                (
                    "2026-03-01,198001012005019001,DINAS-A,pns,pengawas",
                    &[r#"2 - {"alasan":"isi-berbeda","posisi":10}"#],
                ),
            ],
        );
    }
}
