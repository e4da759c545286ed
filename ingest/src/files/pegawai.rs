//! `pegawai`: who belongs to which unit. Name and NIP are sealed; the record gets a pseudonym.

use serde::Serialize;

use super::cells::all;
use super::plan::{Plan, Trouble};
use super::row::Fields;
use crate::accept::{Command, Intent};
use crate::event::PegawaiRegistered;

/// Columns of a template.
pub(super) const COLUMNS: [&str; 5] = ["opd", "nip", "nama", "status", "kelas_jabatan"];

/// What is sealed about a person.
#[derive(Serialize)]
struct Identity<'a> {
    nip: &'a str,
    nama: &'a str,
}

/// A row is a civil servant.
pub(super) fn command(fields: Fields<'_>, plan: &mut Plan<'_>) -> Result<Command, Trouble> {
    let [opd, nip, nama, status, kelas_jabatan] = fields.first();
    let (opd, nip, nama, status, kelas_jabatan) =
        all((opd.kode(), nip.nip(), nama.line(), status.word(), kelas_jabatan.word()))?;
    // Writing two strings to memory cannot fail.
    let identity =
        serde_json::to_string(&Identity { nip, nama: &nama }).unwrap_or_else(|_| nip.to_owned());
    let (pegawai, identitas) = plan.pegawai(nip, &identity)?;
    Ok(Command {
        key: format!("pegawai:{}", plan.token_hash(&format!("nip:{nip}"))),
        occurred_on: plan.today,
        intent: Intent::RegisterPegawai(PegawaiRegistered {
            pegawai,
            opd,
            status,
            kelas_jabatan,
            identitas,
        }),
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{ANI, CONTOH, Office, check_rows};

    const HEADER: &str = "opd,nip,nama,status,kelas_jabatan";

    #[test]
    fn name_and_nip_are_sealed_and_open_again() {
        let mut office = Office::under(CONTOH);
        let person = office.record.sealed.find_person(ANI).unwrap().unwrap();
        let identity = office.record.sealed.identity(person).unwrap().unwrap();
        assert_eq!(identity, r#"{"nip":"198001012005019001","nama":"Ani"}"#);
        let record = office.text();
        assert!(record.contains(&person.to_string()));
        assert!(!record.contains(ANI) && !record.contains("Ani"));
        let repeated = office.import(&format!("{HEADER}\nDINAS-A,{ANI},Ani,PNS,Pimpinan\n"));
        assert_eq!((repeated.accepted, repeated.repeated), (0, 1));
    }

    #[test]
    fn bad_rows() {
        let mut office = Office::under(CONTOH);
        check_rows(
            &mut office,
            HEADER,
            &[
                (
                    "DINAS-A,1.98001E+17,Cici,pns,pimpinan",
                    &[r#"2 nip {"alasan":"nip-sebagai-angka"}"#],
                ),
                (
                    "DINAS-A,19800101200501900,Cici,pns,pimpinan",
                    &[r#"2 nip {"alasan":"nip-tidak-sah","panjang":17}"#],
                ),
                (
                    "DINAS-A,19800101 200501 9 003,Cici,pns,pimpinan",
                    &[r#"2 nip {"alasan":"nip-tidak-sah","panjang":21}"#],
                ),
                (
                    "DINAS-Z,198001012005019003,,honorer,kepala",
                    &[
                        r#"2 nama {"alasan":"kosong"}"#,
                        r#"2 status {"alasan":"bukan-pilihan","isi":"honorer","pilihan":"pns, pppk","mungkin":null}"#,
                        r#"2 kelas_jabatan {"alasan":"bukan-pilihan","isi":"kepala","pilihan":"pimpinan, administrator, pengawas, fungsional, pelaksana","mungkin":null}"#,
                    ],
                ),
                (
                    "DINAS-Z,198001012005019003,Cici,pns,pimpinan",
                    &[
                        r#"2 opd {"alasan":"opd-tidak-dikenal","kode":"DINAS-Z","mungkin":"DINAS-A"}"#,
                    ],
                ),
                // Somebody who moved, or whose name was corrected: not by importing again.
                (
                    "DINAS-B,198001012005019001,Ani,pns,pimpinan",
                    &[r#"2 - {"alasan":"isi-berbeda","posisi":4}"#],
                ),
                (
                    "DINAS-A,198001012005019001,Ani S.,pns,pimpinan",
                    &[r#"2 - {"alasan":"isi-berbeda","posisi":4}"#],
                ),
            ],
        );
    }
}
