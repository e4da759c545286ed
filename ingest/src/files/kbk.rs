//! `kbk`: work-culture groups, each formed by a decree.

use super::cells::all;
use super::fields::Field;
use super::formulir::Columns;
use super::kind::Kind;
use super::plan::{Plan, Trouble};
use super::row::Fields;
use crate::accept::{Command, Intent};
use crate::event::KbkFormed;

/// Columns of a template.
pub(super) const COLUMNS: [&str; 5] = ["kode", "opd", "nama", "sk_nomor", "sk_tanggal"];

/// A row is a KBK.
///
/// Source: Perbup Purbalingga 11/2020, Pasal 9 ayat (1)-(3).
pub(super) fn command(fields: Fields<'_>, plan: &mut Plan<'_>) -> Result<Command, Trouble> {
    let mut added = Columns::added(Kind::Kbk, fields.after(COLUMNS.len()), plan)?;
    let [kode, opd, nama, sk_nomor, sk_tanggal] = fields.first();
    let (kode, opd, nama, sk_nomor, sk_tanggal) = added.with(all((
        kode.kode(),
        opd.kode(),
        nama.optional(Field::line),
        sk_nomor.line(),
        sk_tanggal.date(),
    )))?;
    // Whether it must have a name is the regulation's to say.
    let nama = nama.unwrap_or_default();
    let (entry, whose) = (kode.clone(), (Some(opd.clone()), Some(kode.clone())));
    let command = Command {
        key: format!("kbk:{kode}"),
        occurred_on: sk_tanggal,
        intent: Intent::FormKbk(KbkFormed { kode, opd, nama, sk_nomor, sk_tanggal }),
    };
    Ok(added.add_to(command, Kind::Kbk, entry, whose, plan)?)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{CONTOH, Office, check_rows};

    const HEADER: &str = "kode,opd,nama,sk_nomor,sk_tanggal";

    #[test]
    fn a_kbk_is_formed_on_the_day_of_its_decree() {
        let mut office = Office::under(CONTOH);
        office.import(&format!("{HEADER}\nKBK-C,DINAS-A,Anggrek,\"440/1, 2026\",2026-01-31\n"));
        assert_eq!(
            office.newest(),
            r#"{"kode":"KBK-C","opd":"DINAS-A","nama":"Anggrek","sk_nomor":"440/1, 2026","sk_tanggal":"2026-01-31"}"#
        );
        let newest = office.frames().pop().unwrap();
        assert_eq!(newest.command, "kbk:KBK-C");
        assert_eq!(newest.occurred_on.to_string(), "2026-01-31");
    }

    #[test]
    fn bad_rows() {
        let mut office = Office::under(CONTOH);
        check_rows(
            &mut office,
            HEADER,
            &[
                (
                    "KBK-C,DINAS-A,Anggrek,1,31/01/2026",
                    &[r#"2 sk_tanggal {"alasan":"bukan-tanggal","isi":"31/01/2026"}"#],
                ),
                (
                    "KBK-C,DINAS-A,Anggrek,1,2026-02-30",
                    &[r#"2 sk_tanggal {"alasan":"bukan-tanggal","isi":"2026-02-30"}"#],
                ),
                (
                    "KBK-C,DINS-A,Anggrek,1,2026-01-31",
                    &[
                        r#"2 opd {"alasan":"opd-tidak-dikenal","kode":"DINS-A","mungkin":"DINAS-A"}"#,
                    ],
                ),
                ("KBK-C,DINAS-A,,,2026-01-31", &[r#"2 sk_nomor {"alasan":"kosong"}"#]),
                (
                    "KBK-C,DINAS-A,,1,2026-01-31",
                    &[
                        r#"2 nama {"alasan":"nama-kbk-kosong","kolom":"nama","judul":"","sumber":"Pasal 6","keputusan":null}"#,
                    ],
                ),
                (
                    "KBK-C,DINAS-A,\"dua\nbaris\",1,2026-01-31",
                    &[r#"2 nama {"alasan":"karakter-kendali"}"#],
                ),
            ],
        );
    }
}
