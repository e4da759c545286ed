//! `kbk_perubahan`: KBK renamed, set up anew by another decree, moved to another unit, ended.

use super::cells::all;
use super::fields::Field;
use super::plan::{Plan, Trouble};
use super::row::Fields;
use crate::accept::{Command, Intent};
use crate::event::KbkChanged;

/// Columns of a template.
pub(super) const COLUMNS: [&str; 8] =
    ["kode", "tanggal", "kbk", "perubahan", "nama", "opd", "sk_nomor", "sk_tanggal"];

/// A row is a change, from its date on.
pub(super) fn command(fields: Fields<'_>, _: &mut Plan<'_>) -> Result<Command, Trouble> {
    let [kode, tanggal, kbk, perubahan, nama, opd, sk_nomor, sk_tanggal] = fields.first();
    let (kode, tanggal, kbk, perubahan, nama, opd, sk_nomor, sk_tanggal) = all((
        kode.kode(),
        tanggal.date(),
        kbk.kode(),
        perubahan.word(),
        nama.optional(Field::line),
        opd.optional(Field::kode),
        sk_nomor.optional(Field::line),
        sk_tanggal.optional(Field::date),
    ))?;
    Ok(Command {
        key: format!("kbk_perubahan:{kode}"),
        occurred_on: tanggal,
        intent: Intent::ChangeKbk(KbkChanged {
            kode,
            kbk,
            perubahan,
            nama,
            opd,
            sk_nomor,
            sk_tanggal,
        }),
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{CONTOH, Office, check_rows};

    const HEADER: &str = "kode,tanggal,kbk,perubahan,nama,opd,sk_nomor,sk_tanggal";

    #[test]
    fn a_kbk_goes_to_another_unit_by_another_decree() {
        let mut office = Office::under(CONTOH);
        let text =
            format!("{HEADER}\nQ-1,2026-07-01,KBK-A,berganti_opd,,DINAS-B,9/2026,2026-06-20\n");
        assert_eq!(office.import(&text).accepted, 1);
        assert_eq!(
            office.newest(),
            r#"{"kode":"Q-1","kbk":"KBK-A","perubahan":"berganti_opd","nama":null,"opd":"DINAS-B","sk_nomor":"9/2026","sk_tanggal":"2026-06-20"}"#
        );
        assert_eq!(office.import(&text).repeated, 1);
    }

    #[test]
    fn bad_rows() {
        let mut office = Office::under(CONTOH);
        check_rows(
            &mut office,
            HEADER,
            &[
                (
                    "Q-1,2026-07-01,KBK-A,pindah,,DINAS-B,,2026-13-01",
                    &[
                        r#"2 perubahan {"alasan":"bukan-pilihan","isi":"pindah","pilihan":"berganti_nama, berganti_sk, berganti_opd, berakhir","mungkin":null}"#,
                        r#"2 sk_tanggal {"alasan":"bukan-tanggal","isi":"2026-13-01"}"#,
                    ],
                ),
                (
                    "Q-1,2026-07-01,KBK-A,berganti_opd,,,,",
                    &[
                        r#"2 opd {"alasan":"perubahan-kolom","perubahan":"berganti_opd","kolom":"opd","perlu":"isi"}"#,
                    ],
                ),
                (
                    "Q-1,2026-07-01,KBK-A,berganti_sk,,,9/2026,",
                    &[
                        r#"2 sk_tanggal {"alasan":"perubahan-kolom","perubahan":"berganti_sk","kolom":"sk_tanggal","perlu":"isi"}"#,
                    ],
                ),
                (
                    "Q-1,2026-07-01,KBK-X,berakhir,,,,",
                    &[r#"2 kbk {"alasan":"kbk-tidak-dikenal","kode":"KBK-X","mungkin":"KBK-A"}"#],
                ),
            ],
        );
    }
}
