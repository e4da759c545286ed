//! `keputusan` and `keputusan_kemajuan`: what a quarterly review decides, and what becomes of it.

use super::cells::all;
use super::fields::{Field, Person};
use super::plan::{Plan, Trouble};
use super::row::Fields;
use crate::accept::{Command, Intent};
use crate::event::{KeputusanFollowed, KeputusanRecorded};
use crate::identity::date_text;

/// Columns of a template.
pub(super) const COLUMNS: [&str; 7] =
    ["kode", "periode", "tanggal", "opd", "penanggung_jawab", "tenggat", "keputusan"];
/// Columns of a template for what becomes of decisions.
pub(super) const KEMAJUAN_COLUMNS: [&str; 5] =
    ["keputusan", "tanggal", "status", "tenggat", "keterangan"];

/// A row is a decision. Its words are sealed: they may name people.
pub(super) fn command(fields: Fields<'_>, plan: &mut Plan<'_>) -> Result<Command, Trouble> {
    let [kode, periode, tanggal, opd, penanggung_jawab, tenggat, keputusan] = fields.first();
    let (kode, periode, tanggal, opd, nip, tenggat, keputusan) = all((
        kode.kode(),
        periode.kode(),
        tanggal.date(),
        opd.optional(Field::kode),
        penanggung_jawab.optional(Field::nip),
        tenggat.optional(Field::date),
        keputusan.document(),
    ))?;
    let named = nip.map(|nip| plan.pseudonym(penanggung_jawab, Person::Pegawai(nip)));
    let penanggung_jawab = named.transpose()?;
    let key = format!("keputusan:{kode}");
    let teks = plan.seal_whole(&key, &keputusan)?;
    Ok(Command {
        key,
        occurred_on: tanggal,
        intent: Intent::RecordKeputusan(KeputusanRecorded {
            kode,
            periode,
            opd,
            penanggung_jawab,
            tenggat,
            teks,
        }),
    })
}

/// A row is what became of a decision by a day; of one day one row.
pub(super) fn progress(fields: Fields<'_>, plan: &mut Plan<'_>) -> Result<Command, Trouble> {
    let [keputusan, tanggal, status, tenggat, keterangan] = fields.first();
    let (keputusan, tanggal, status, tenggat, keterangan) = all((
        keputusan.kode(),
        tanggal.date(),
        status.word(),
        tenggat.optional(Field::date),
        keterangan.document(),
    ))?;
    let key = format!("keputusan_kemajuan:{keputusan}:{}", date_text(tanggal));
    let teks = plan.seal_whole(&key, &keterangan)?;
    Ok(Command {
        key,
        occurred_on: tanggal,
        intent: Intent::FollowKeputusan(KeputusanFollowed { keputusan, status, tenggat, teks }),
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{ANI, CONTOH, Office, check_rows};
    use crate::register::Register;

    const HEADER: &str = "kode,periode,tanggal,opd,penanggung_jawab,tenggat,keputusan";
    const PROGRESS: &str = "keputusan,tanggal,status,tenggat,keterangan";

    fn office() -> Office {
        let mut office = Office::under(CONTOH);
        let decided = office.import(&format!(
            "{HEADER}\nKP-1,2026-T1,2026-04-02,DINAS-A,{ANI},2026-05-29,Bu Ani melengkapi notulen\n\
             KP-2,2026-T1,2026-04-02,,,,Bimbingan bagi semua\n"
        ));
        assert_eq!((decided.accepted, decided.errors.len()), (2, 0));
        office
    }

    #[test]
    fn a_decision_names_nobody_and_comes_once() {
        let mut office = office();
        let person = office.record.sealed.find_person(ANI).unwrap().unwrap();
        let text = office.text();
        assert!(text.contains(&format!(
            r#"{{"kode":"KP-1","periode":"2026-T1","opd":"DINAS-A","penanggung_jawab":"{}","tenggat":"2026-05-29","teks":{{"komitmen":""#,
            person.0
        )));
        assert!(text.contains("keputusan-contoh:KP-1"));
        assert!(!text.contains("notulen"), "what was decided is sealed");
        let again =
            office.import(&format!("{HEADER}\nKP-2,2026-T1,2026-04-02,,,,Bimbingan bagi semua\n"));
        assert_eq!((again.accepted, again.repeated), (0, 1));
        let other =
            office.errors(&format!("{HEADER}\nKP-2,2026-T1,2026-04-03,,,,Bimbingan bagi semua\n"));
        assert!(other[0].contains("isi-berbeda"), "{other:?}");
    }

    #[test]
    fn progress_is_decided_in_the_order_of_its_days() {
        let mut office = office();
        let rows = format!(
            "{PROGRESS}\nKP-1,2026-05-20,Selesai,,Notulen lengkap\n\
             KP-1,2026-05-04,berjalan,2026-06-12,Baru separuh\n"
        );
        assert_eq!(office.import(&rows).accepted, 2);
        assert_eq!(office.import(&rows).repeated, 2);
        let register = Register::read(&office.record.log, None).unwrap();
        let ended = register.keputusan.values().filter(|one| one.berakhir.is_some());
        assert_eq!(ended.map(|one| one.sejak.to_string()).collect::<Vec<_>>(), ["2026-05-20"]);
        check_rows(
            &mut office,
            PROGRESS,
            &[(
                "KP-1,2026-05-25,berjalan,,Lagi",
                &[
                    r#"2 keputusan {"alasan":"keputusan-berakhir","kode":"KP-1","status":"selesai","sejak":"2026-05-20"}"#,
                ],
            )],
        );
    }

    #[test]
    fn bad_rows() {
        let mut office = office();
        check_rows(
            &mut office,
            HEADER,
            &[
                (
                    "KP-3,2026,2026-04-02,,,,Apa",
                    &[r#"2 periode {"alasan":"bukan-triwulan","kode":"2026"}"#],
                ),
                (
                    "KP-3,EV-2026,2026-06-02,,,,Apa",
                    &[r#"2 periode {"alasan":"bukan-triwulan","kode":"EV-2026"}"#],
                ),
                (
                    "KP-3,2026-T2,2026-03-31,,,,Apa",
                    &[
                        r#"2 tanggal {"alasan":"sebelum-ronde","tanggal":"2026-03-31","mulai":"2026-04-01","periode":"2026-T2"}"#,
                    ],
                ),
                (
                    "KP-3,2026-T1,2026-04-02,,,2026-04-01,Apa",
                    &[
                        r#"2 tenggat {"alasan":"tenggat-mendahului","tenggat":"2026-04-01","tanggal":"2026-04-02"}"#,
                    ],
                ),
                (
                    "KP-3,2026-T1,2026-04-02,DINAS-C,,,Apa",
                    &[
                        r#"2 opd {"alasan":"opd-tidak-dikenal","kode":"DINAS-C","mungkin":"DINAS-A"}"#,
                    ],
                ),
                (
                    "KP-3,2026-T1,2026-04-02,,198001012005019003,,Apa",
                    &[r#"2 penanggung_jawab {"alasan":"pegawai-tidak-dikenal"}"#],
                ),
                (
                    "KP-3,2026-T1,2026-04-02,,KETUA,,",
                    &[
                        r#"2 penanggung_jawab {"alasan":"nip-tidak-sah","panjang":5}"#,
                        r#"2 keputusan {"alasan":"kosong"}"#,
                    ],
                ),
            ],
        );
        check_rows(
            &mut office,
            PROGRESS,
            &[
                (
                    "KP-9,2026-05-04,selesai,,Apa",
                    &[
                        r#"2 keputusan {"alasan":"keputusan-tidak-dikenal","kode":"KP-9","mungkin":"KP-1"}"#,
                    ],
                ),
                (
                    "KP-1,2026-04-01,selesai,,Apa",
                    &[
                        r#"2 tanggal {"alasan":"kemajuan-mundur","kode":"KP-1","tanggal":"2026-04-01","sejak":"2026-04-02"}"#,
                    ],
                ),
                (
                    "KP-1,2026-05-04,berjalan,2026-05-03,Apa",
                    &[
                        r#"2 tenggat {"alasan":"tenggat-mendahului","tenggat":"2026-05-03","tanggal":"2026-05-04"}"#,
                    ],
                ),
                (
                    "KP-1,2026-05-04,selesai,2026-06-03,Apa",
                    &[
                        r#"2 tenggat {"alasan":"perubahan-kolom","perubahan":"selesai","kolom":"tenggat","perlu":"kosong"}"#,
                    ],
                ),
                (
                    "KP-1,2026-05-04,tunda,,",
                    &[
                        r#"2 status {"alasan":"bukan-pilihan","isi":"tunda","pilihan":"berjalan, selesai, dibatalkan","mungkin":null}"#,
                        r#"2 keterangan {"alasan":"kosong"}"#,
                    ],
                ),
            ],
        );
    }
}
