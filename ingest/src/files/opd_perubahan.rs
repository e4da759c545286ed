//! `opd_perubahan`: units renamed, moved, merged, split, ended. What was recorded under them stays.

use super::cells::all;
use super::fields::Field;
use super::plan::{Plan, Trouble};
use super::row::Fields;
use crate::accept::{Command, Intent};
use crate::event::OpdChanged;

/// Columns of a template.
pub(super) const COLUMNS: [&str; 7] =
    ["kode", "tanggal", "opd", "perubahan", "nama", "menjadi", "dasar"];

/// A row is a change, from its date on. `menjadi` is the unit it stands under now, the one it goes
/// into, or those that come out of it.
pub(super) fn command(fields: Fields<'_>, _: &mut Plan<'_>) -> Result<Command, Trouble> {
    let [kode, tanggal, opd, perubahan, nama, menjadi, dasar] = fields.first();
    let (kode, tanggal, opd, perubahan, nama, menjadi, dasar) = all((
        kode.kode(),
        tanggal.date(),
        opd.kode(),
        perubahan.word(),
        nama.optional(Field::line),
        menjadi.codes(),
        dasar.line(),
    ))?;
    Ok(Command {
        key: format!("opd_perubahan:{kode}"),
        occurred_on: tanggal,
        intent: Intent::ChangeOpd(OpdChanged { kode, opd, perubahan, nama, menjadi, dasar }),
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{CONTOH, Office, check_rows};
    use crate::register::Register;

    const HEADER: &str = "kode,tanggal,opd,perubahan,nama,menjadi,dasar";

    #[test]
    fn a_unit_changes_from_the_day_of_its_row_and_only_once() {
        let mut office = Office::under(CONTOH);
        office.import("kode,nama,jenis,induk\nDINAS-C,Dinas C,unit,\nDINAS-D,Dinas D,unit,\n");
        let text = format!(
            "{HEADER}\nP-2,2026-07-01,DINAS-A,dipecah,,DINAS-C; DINAS-D,Perda 2/2026\n\
             P-1,2026-03-01,DINAS-A,Berganti_Nama,Dinas Alfa,,Perda 1/2026\n"
        );
        let summary = office.import(&text);
        assert_eq!((summary.accepted, summary.errors.len()), (2, 0));
        assert_eq!(
            office.newest(),
            r#"{"kode":"P-2","opd":"DINAS-A","perubahan":"dipecah","nama":null,"menjadi":["DINAS-C","DINAS-D"],"dasar":"Perda 2/2026"}"#
        );
        let newest = office.frames().pop().unwrap();
        assert_eq!(newest.occurred_on.to_string(), "2026-07-01");
        assert_eq!(
            newest.stream.as_str(),
            "opd-contoh:DINAS-A",
            "the life of a unit is one stream"
        );
        let register = Register::read(&office.record.log, None).unwrap();
        let unit = register.opd.values().find(|opd| opd.kode.as_str() == "DINAS-A").unwrap();
        assert_eq!(unit.nama, "Dinas Alfa");
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
                    "P-1,1/3/2026,DINAS-A,digabung,,,",
                    &[
                        r#"2 tanggal {"alasan":"bukan-tanggal","isi":"1/3/2026"}"#,
                        r#"2 perubahan {"alasan":"bukan-pilihan","isi":"digabung","pilihan":"berganti_nama, berganti_induk, bergabung, dipecah, berakhir","mungkin":"bergabung"}"#,
                        r#"2 dasar {"alasan":"kosong"}"#,
                    ],
                ),
                (
                    "P-1,2026-03-01,DINAS-A,berganti_nama,,,Perda 1/2026",
                    &[
                        r#"2 nama {"alasan":"perubahan-kolom","perubahan":"berganti_nama","kolom":"nama","perlu":"isi"}"#,
                    ],
                ),
                (
                    "P-1,2026-03-01,DINAS-A,dipecah,,DINAS-B,Perda 1/2026",
                    &[
                        r#"2 menjadi {"alasan":"perubahan-kolom","perubahan":"dipecah","kolom":"menjadi","perlu":"dua"}"#,
                    ],
                ),
                (
                    "P-1,2026-03-01,DINAS-A,bergabung,,DINAS-C,Perda 1/2026",
                    &[
                        r#"2 menjadi {"alasan":"menjadi-tidak-dikenal","kode":"DINAS-C","mungkin":"DINAS-A"}"#,
                    ],
                ),
                (
                    "P-1,2026-03-01,DINAS-X,berakhir,,,Perda 1/2026",
                    &[
                        r#"2 opd {"alasan":"opd-tidak-dikenal","kode":"DINAS-X","mungkin":"DINAS-A"}"#,
                    ],
                ),
                (
                    "P-1,2026-03-01,DINAS-A,berakhir,,,Perda 1/2026\nP-1,2026-03-01,DINAS-B,berakhir,,,Perda 1/2026",
                    &[r#"3 kode {"alasan":"kode-perubahan-dipakai","kode":"P-1"}"#],
                ),
                (
                    "P-1,2026-03-01,DINAS-A,berakhir,,,Perda 1/2026\nP-1,2026-04-01,DINAS-A,berakhir,,,Perda 1/2026",
                    &[r#"3 - {"alasan":"baris-berbeda","berkas":"berkas.csv","baris":2}"#],
                ),
            ],
        );
    }
}
