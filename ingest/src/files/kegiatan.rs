//! `kegiatan`: activities of a KBK, held.
//!
//! Source: Perbup Purbalingga 11/2020, Pasal 8 and 10.

use super::cells::all;
use super::fields::Field;
use super::formulir::Columns;
use super::kind::Kind;
use super::plan::{Plan, Trouble};
use super::row::Fields;
use crate::accept::{Command, Intent};
use crate::event::KegiatanRecorded;

/// Columns of a template.
pub(super) const COLUMNS: [&str; 10] = [
    "kode",
    "kbk",
    "tanggal",
    "jenis",
    "metode",
    "tema",
    "nilai",
    "peserta",
    "durasi_menit",
    "bukti",
];

/// Most people at one activity or meeting: more than any government has.
pub(super) const MOST_PESERTA: u32 = 1_000_000;
/// Longest activity, in minutes: a year.
const LONGEST_MENIT: u32 = 525_600;

/// A row is an activity. Its theme and its proof are sealed: they may name people.
pub(super) fn command(fields: Fields<'_>, plan: &mut Plan<'_>) -> Result<Command, Trouble> {
    let mut added = Columns::added(Kind::Kegiatan, fields.after(COLUMNS.len()), plan)?;
    let [kode, kbk, tanggal, jenis, metode, tema, nilai, peserta, durasi_menit, bukti] =
        fields.first();
    let cells = all((
        kode.kode(),
        kbk.kode(),
        tanggal.date(),
        jenis.line(),
        metode.line(),
        tema.optional(Field::document),
        nilai.optional(Field::line),
        peserta.whole(0..=MOST_PESERTA),
        durasi_menit.whole(0..=LONGEST_MENIT),
        bukti.optional(Field::document),
    ));
    let (kode, kbk, tanggal, jenis, metode, tema, nilai, peserta, durasi_menit, bukti) =
        added.with(cells)?;
    let tema = plan.seal(&format!("kegiatan:{kode}:tema"), tema)?;
    let bukti = plan.seal(&format!("kegiatan:{kode}:bukti"), bukti)?;
    let (entry, group) = (kode.clone(), Some(kbk.clone()));
    let command = Command {
        key: format!("kegiatan:{kode}"),
        occurred_on: tanggal,
        intent: Intent::RecordKegiatan(KegiatanRecorded {
            kode,
            kbk,
            jenis,
            metode,
            nilai,
            peserta,
            durasi_menit,
            tema,
            bukti,
        }),
    };
    Ok(added.add_to(command, Kind::Kegiatan, entry, (None, group), plan)?)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{CONTOH, Office, check_rows};
    use crate::event::SealedText;

    const HEADER: &str = "kode;kbk;tanggal;jenis;metode;tema;nilai;peserta;durasi_menit;bukti";

    #[test]
    fn theme_and_proof_are_sealed_each_by_itself() {
        let mut office = Office::under(CONTOH);
        let text = format!(
            "{HEADER}\nKG-1;KBK-A;2026-02-02;apel_budaya;apel;Salam Bu Ani;melayani;8;20;\"Foto\nbersama\"\n"
        );
        assert_eq!(office.import(&text).accepted, 1);
        let event: serde_json::Value = serde_json::from_str(&office.newest()).unwrap();
        let revealed = |field: &str| {
            let komitmen = event[field]["komitmen"].as_str().unwrap().to_owned();
            office.record.sealed.reveal(&SealedText { komitmen }).unwrap().unwrap()
        };
        assert_eq!(
            (revealed("tema").as_str(), revealed("bukti").as_str()),
            ("Salam Bu Ani", "Foto\nbersama")
        );
        assert_eq!(office.import(&text).repeated, 1);
    }

    #[test]
    fn what_may_be_left_out() {
        let mut office = Office::under(CONTOH);
        let summary =
            office.import(&format!("{HEADER}\nKG-1;KBK-A;2026-02-02;apel_budaya;apel;;;0;0;\n"));
        assert_eq!((summary.accepted, summary.errors.len()), (1, 0));
        assert!(office.newest().contains(r#""nilai":null"#));
        assert!(office.newest().ends_with(r#""tema":null,"bukti":null}"#));
    }

    #[test]
    fn bad_rows() {
        let mut office = Office::under(CONTOH);
        check_rows(
            &mut office,
            HEADER,
            &[
                (
                    "KG-1;KBK-X;2026-02-02;apel_budaya;apel;;;8;20;",
                    &[r#"2 kbk {"alasan":"kbk-tidak-dikenal","kode":"KBK-X","mungkin":"KBK-A"}"#],
                ),
                (
                    "KG-1;KBK-A;2026-02-02;apel;apel;;;8;20;",
                    &[
                        r#"2 jenis {"alasan":"jenis-kegiatan-tidak-dikenal","jenis":"apel","pilihan":"apel_budaya, kelas_berbagi, kunjungan_belajar, perbaikan_layanan"}"#,
                    ],
                ),
                (
                    "KG-1;KBK-A;2026-02-02;apel_budaya;apel;;integritas;8;20;",
                    &[
                        r#"2 nilai {"alasan":"nilai-tidak-dikenal","nilai":"integritas","pilihan":"melayani, terbuka, tangguh"}"#,
                    ],
                ),
                (
                    "KG-1;KBK-A;2026-02-02;apel_budaya;apel;;;delapan;1,5;",
                    &[
                        r#"2 peserta {"alasan":"bukan-bilangan-bulat","isi":"delapan"}"#,
                        r#"2 durasi_menit {"alasan":"bukan-bilangan-bulat","isi":"1,5"}"#,
                    ],
                ),
                (
                    "KG-1;KBK-A;2026-02-02;apel_budaya;apel;;;99999999999;20;",
                    &[
                        r#"2 peserta {"alasan":"di-luar-rentang","isi":"99999999999","paling_kecil":0,"paling_besar":1000000}"#,
                    ],
                ),
            ],
        );
    }
}
