//! `gelar` and what belongs to one: its rubric, judges, entries, marks and decisions.
//!
//! Source: Perbup Purbalingga 11/2020, Pasal 16 ayat (1) huruf d; AMB-040.

use super::cells::all;
use super::fields::Field;
use super::plan::{Place, Plan, Reader, SheetKey, Trouble, content_hash};
use super::row::Fields;
use super::sheet::{Sheet, SheetLine, Sheets};
use crate::accept::{Command, Intent};
use crate::event::{
    GelarCriteriaSet, GelarDecided, GelarJuriAppointed, GelarKbkEntered, GelarScored, Kriteria,
    NilaiKriteria,
};
use crate::identity::{Kode, Pseudonym};
use crate::record::RecordError;
use crate::register::Register;

/// Columns of the templates.
pub(super) const COLUMNS: [&str; 6] = ["kode", "tahun", "ronde", "buka", "tutup", "topik"];
pub(super) const KRITERIA_COLUMNS: [&str; 5] = ["gelar", "kode", "nama", "bobot", "maks"];
pub(super) const JURI_COLUMNS: [&str; 2] = ["gelar", "juri"];
pub(super) const PESERTA_COLUMNS: [&str; 3] = ["gelar", "kbk", "kategori"];
pub(super) const NILAI_COLUMNS: [&str; 5] = ["gelar", "kbk", "juri", "kriteria", "nilai"];
pub(super) const KEPUTUSAN_COLUMNS: [&str; 5] = ["gelar", "kategori", "kbk", "tanggal", "alasan"];

/// A row is a Gelar. Its round and its topic may be left out: not every regulation has them.
pub(super) fn command(fields: Fields<'_>, _: &mut Plan<'_>) -> Result<Command, Trouble> {
    let [kode, tahun, ronde, buka, tutup, topik] = fields.first();
    let (kode, tahun, ronde, buka, tutup, topik) = all((
        kode.kode(),
        tahun.whole(1945..=2999),
        ronde.optional(Field::kode),
        buka.date(),
        tutup.date(),
        topik.optional(Field::line),
    ))?;
    Ok(Command {
        key: format!("gelar:{kode}"),
        occurred_on: buka,
        intent: Intent::OpenGelar {
            kode,
            tahun: tahun as i32,
            ronde,
            buka,
            tutup,
            topik: topik.unwrap_or_default(),
        },
    })
}

/// A row is a judge.
pub(super) fn juri(fields: Fields<'_>, plan: &mut Plan<'_>) -> Result<Command, Trouble> {
    let [gelar, juri_cell] = fields.first();
    let (gelar, juri) = all((gelar.kode(), juri_cell.person()))?;
    let juri = plan.pseudonym(juri_cell, juri)?;
    Ok(Command {
        key: format!("juri:{juri}"),
        occurred_on: plan.today,
        intent: Intent::AppointJuri(GelarJuriAppointed { gelar, juri }),
    })
}

/// A row is an entry.
pub(super) fn peserta(fields: Fields<'_>, plan: &mut Plan<'_>) -> Result<Command, Trouble> {
    let [gelar, kbk, kategori] = fields.first();
    let (gelar, kbk, kategori) = all((gelar.kode(), kbk.kode(), kategori.optional(Field::line)))?;
    Ok(Command {
        key: format!("peserta:{kbk}"),
        occurred_on: plan.today,
        intent: Intent::EnterKbk(GelarKbkEntered { gelar, kbk, kategori }),
    })
}

/// A row is the choice of a kategori. Its reason is sealed: it may speak of people.
pub(super) fn keputusan(fields: Fields<'_>, plan: &mut Plan<'_>) -> Result<Command, Trouble> {
    let [gelar, kategori, kbk, tanggal, alasan] = fields.first();
    let (gelar, kategori, kbk, tanggal, alasan) = all((
        gelar.kode(),
        kategori.optional(Field::line),
        kbk.kode(),
        tanggal.date(),
        alasan.document(),
    ))?;
    let key = format!("keputusan:{}", kategori.as_deref().unwrap_or_default());
    let alasan = plan.sealed(&format!("gelar_keputusan:{gelar}:{key}"), &alasan)?;
    Ok(Command {
        key,
        occurred_on: tanggal,
        intent: Intent::DecideGelar(GelarDecided { gelar, kategori, kbk, alasan }),
    })
}

impl SheetLine for Kriteria {
    fn code(&self) -> &str {
        &self.kode
    }
}

/// Rubrics of an import: the rows of a Gelar are one.
pub(super) struct Rubrics(Sheets<Kode, Kriteria>);

impl Rubrics {
    pub(super) fn new() -> Self {
        Self(Sheets::new())
    }
}

impl Reader for Rubrics {
    fn row(&mut self, fields: Fields<'_>, place: Place, _: &mut Plan<'_>) -> Result<(), Trouble> {
        let [gelar, kode, nama, bobot, maks] = fields.first();
        let key = all((gelar.kode(), Ok(()))).map(|(gelar, ())| gelar);
        let line = all((kode.kode(), nama.line(), bobot.whole(0..=100), maks.whole(0..=1_000)));
        let line = line.map(|(kode, nama, bobot, maks)| Kriteria {
            kode: kode.to_string(),
            nama,
            bobot,
            maks,
        });
        Ok(self.0.add(place, key, line)?)
    }

    fn finish(&mut self, plan: &mut Plan<'_>) -> Result<(), RecordError> {
        for sheet in self.0.take() {
            let kriteria = sheet.lines.iter().map(|(_, kriteria)| kriteria.clone()).collect();
            let rubric = GelarCriteriaSet { gelar: sheet.key.clone(), kriteria };
            let command = Command {
                // A rubric may be replaced until a KBK is entered: another rubric, another command.
                key: format!("kriteria:{}", content_hash(&rubric)),
                occurred_on: plan.today,
                intent: Intent::SetGelarCriteria(rubric),
            };
            plan.decide(&command, &sheet.places())?;
        }
        Ok(())
    }
}

/// Gelar, KBK and judge.
type Key = SheetKey<Pseudonym>;

impl SheetLine for NilaiKriteria {
    fn code(&self) -> &str {
        &self.kriteria
    }
}

/// Marks of an import: the rows of a Gelar, a KBK and a judge are one sheet.
pub(super) struct Marks(Sheets<Key, NilaiKriteria>);

impl Marks {
    pub(super) fn new() -> Self {
        Self(Sheets::new())
    }
}

impl Reader for Marks {
    fn row(
        &mut self,
        fields: Fields<'_>,
        place: Place,
        plan: &mut Plan<'_>,
    ) -> Result<(), Trouble> {
        let [gelar, kbk, juri, kriteria, nilai] = fields.first();
        let key = all((gelar.kode(), kbk.kode(), juri.person()));
        let key = plan.in_sheet(juri, key)?;
        let line = all((kriteria.kode(), nilai.decimal()));
        let line =
            line.map(|(kriteria, nilai)| NilaiKriteria { kriteria: kriteria.to_string(), nilai });
        Ok(self.0.add(place, key, line)?)
    }

    fn finish(&mut self, plan: &mut Plan<'_>) -> Result<(), RecordError> {
        for mut sheet in self.0.take() {
            in_order_of_rubric(&mut sheet, &plan.planner.register);
            let (gelar, kbk, juri) = sheet.key.clone();
            let nilai = sheet.lines.iter().map(|(_, mark)| mark.clone()).collect();
            let command = Command {
                key: format!("nilai:{kbk}:{juri}"),
                occurred_on: plan.today,
                intent: Intent::ScoreGelar(GelarScored { gelar, kbk, juri, nilai }),
            };
            plan.decide(&command, &sheet.places())?;
        }
        Ok(())
    }
}

/// Marks for what the rubric does not have come last, to be refused by name.
fn in_order_of_rubric(sheet: &mut Sheet<Key, NilaiKriteria>, register: &Register) {
    let rubric = register.gelar.get(&sheet.key.0).map_or(&[][..], |gelar| &gelar.kriteria);
    let order = |mark: &NilaiKriteria| {
        rubric.iter().position(|kriteria| kriteria.kode == mark.kriteria).unwrap_or(usize::MAX)
    };
    sheet.lines.sort_by_cached_key(|(place, mark)| (order(mark), *place));
}

#[cfg(test)]
mod tests {
    use super::super::tests::{ANI, CONTOH, Office};

    const GELAR: &str =
        "kode,tahun,ronde,buka,tutup,topik\nG-26,2026,SC-2026,2026-08-01,2026-08-31,\n";
    const RUBRIC: &str = "gelar,kode,nama,bobot,maks\nG-26,A,Layanan,60,10\nG-26,B,Bukti,40,5\n";
    const JURI: &str = "gelar,juri\nG-26,JURI-1\nG-26,198001012005019001\n";
    const PESERTA: &str = "gelar,kbk,kategori\nG-26,KBK-A,\nG-26,KBK-B,kecil\n";
    const MARKS: &str =
        "gelar,kbk,juri,kriteria,nilai\nG-26,KBK-A,JURI-1,B,\"4,5\"\nG-26,KBK-A,JURI-1,A,9\n";

    fn opened(texts: &[&str]) -> Office {
        let mut office = Office::under(CONTOH);
        for text in texts {
            assert_eq!(office.import(text).errors, []);
        }
        office
    }

    #[test]
    fn a_gelar_with_all_that_belongs_to_it_comes_in_once() {
        let all = [GELAR, RUBRIC, JURI, PESERTA, MARKS];
        let mut office = opened(&all);
        assert!(office.newest().ends_with(
            r#""nilai":[{"kriteria":"A","nilai":"9.00"},{"kriteria":"B","nilai":"4.50"}]}"#
        ));
        assert!(!office.text().contains("JURI-1") && !office.text().contains(ANI));
        let before = office.frames();
        for text in all {
            let summary = office.import(text);
            assert_eq!((summary.accepted, summary.repeated), (0, summary.rows));
        }
        assert_eq!(office.frames(), before);
    }

    #[test]
    fn a_rubric_is_replaced_until_a_kbk_is_entered() {
        let mut office = opened(&[GELAR, RUBRIC]);
        let other = RUBRIC.replace("60", "70").replace("40", "30");
        assert_eq!(office.import(&other).accepted, 2);
        assert_eq!(office.import(&other).repeated, 2);
        assert_eq!(office.import(PESERTA).accepted, 2);
        let third = RUBRIC.replace("60", "50").replace("40", "50");
        assert_eq!(office.errors(&third), [r#"2 gelar {"alasan":"kriteria-beku","gelar":"G-26"}"#]);
        // What was there already stays a repeat.
        assert_eq!(office.import(RUBRIC).repeated, 2);
    }

    const KEPUTUSAN: &str = "gelar,kategori,kbk,tanggal,alasan\nG-26,,KBK-A,2026-09-02,Manfaat bagi Bu Ani\nG-26,kecil,KBK-B,2026-09-02,Hanya satu\n";

    /// Everything of a Gelar, and its closing.
    fn closed() -> Office {
        let mut office = opened(&[GELAR, RUBRIC, JURI, PESERTA]);
        let now = super::super::tests::NOW;
        let alasan = Some(office.record.sealed.seal("uji", "Sebagian juri sakit").unwrap());
        let kode = crate::identity::Kode::parse("G-26").unwrap();
        let command = super::Command {
            key: "tutup".into(),
            occurred_on: crate::identity::parse_date("2026-08-31").unwrap(),
            intent: super::Intent::CloseGelar(crate::event::Closed { kode, alasan }),
        };
        office.record.record(command, now).unwrap();
        office
    }

    #[test]
    fn a_kategori_is_decided_once_and_then_corrected() {
        let mut office = opened(&[GELAR, RUBRIC, JURI, PESERTA]);
        let open = r#"{"alasan":"gelar-belum-ditutup","gelar":"G-26"}"#;
        let before = [format!("2 gelar {open}"), format!("3 gelar {open}")];
        assert_eq!(office.errors(KEPUTUSAN), before);
        let mut office = closed();
        assert_eq!(office.import(KEPUTUSAN).accepted, 2);
        let frame = office.frames().pop().unwrap();
        assert_eq!(frame.stream.as_str(), "gelar_keputusan-contoh:G-26:kecil");
        assert_eq!(frame.occurred_on.to_string(), "2026-09-02");
        assert!(!office.text().contains("Bu Ani"), "the reason is sealed");
        assert_eq!(office.import(KEPUTUSAN).repeated, 2);
        let other =
            "gelar,kategori,kbk,tanggal,alasan\nG-26,,KBK-A,2026-09-03,Manfaat bagi warga\n";
        let second = office.errors(other);
        assert!(second[0].starts_with(r#"2 - {"alasan":"isi-berbeda""#), "{second:?}");
        let summary = office.correct(other);
        assert_eq!((summary.accepted, summary.errors.len()), (1, 0));
        let frame = office.frames().pop().unwrap();
        assert_eq!(frame.stream.as_str(), "gelar_keputusan-contoh:G-26:");
        assert_eq!(frame.body.stored()[0].type_name, "gelar-decision-corrected");
        assert_eq!(office.import(other).repeated, 1);
    }

    #[test]
    fn bad_decisions() {
        let mut office = closed();
        let header = "gelar,kategori,kbk,tanggal,alasan";
        let table: &[(&str, &[&str])] = &[
            ("G-26,,KBK-A,2026-09-02,", &[r#"2 alasan {"alasan":"kosong"}"#]),
            (
                "G-62,,KBK-A,2026-09-02,Alasan",
                &[r#"2 gelar {"alasan":"gelar-tidak-dikenal","kode":"G-62","mungkin":"G-26"}"#],
            ),
            (
                "G-26,,KBK-B,2026-09-02,Alasan",
                &[
                    r#"2 kategori {"alasan":"kategori-lain","kbk":"KBK-B","kategori":"kecil","diputus":null}"#,
                ],
            ),
            (
                "G-26,,KBK-A,2026-07-01,Alasan",
                &[
                    r#"2 tanggal {"alasan":"sebelum-ronde","tanggal":"2026-07-01","mulai":"2026-08-01","periode":"G-26"}"#,
                ],
            ),
        ];
        for (row, expected) in table {
            assert_eq!(office.errors(&format!("{header}\n{row}\n")), *expected, "{row}");
        }
    }

    #[test]
    fn bad_rows() {
        let mut office = opened(&[GELAR]);
        let kriteria = "gelar,kode,nama,bobot,maks";
        let table: &[(String, &[&str])] = &[
            (
                GELAR.replace("G-26", "G-27").replace("SC-2026", "EV-2026"),
                &[
                    r#"2 ronde {"alasan":"bukan-ronde","kode":"EV-2026","jenis":"ronde_evaluasi","perlu":"ronde_scorecard"}"#,
                ],
            ),
            (
                GELAR.replace("G-26", "G-27").replace("08-31", "07-31"),
                &[
                    r#"2 tutup {"alasan":"tanggal-terbalik","mulai":"2026-08-01","selesai":"2026-07-31"}"#,
                ],
            ),
            (
                GELAR.replace(",2026,", ",26,"),
                &[
                    r#"2 tahun {"alasan":"di-luar-rentang","isi":"26","paling_kecil":1945,"paling_besar":2999}"#,
                ],
            ),
            (
                format!("{kriteria}\nG-26,A,Layanan,60,10\nG-26,B,Bukti,30,5\n"),
                &[r#"2 bobot {"alasan":"bobot-kriteria","gelar":"G-26","jumlah":90}"#],
            ),
            (
                format!("{kriteria}\nG-26,A,Layanan,60,10\nG-26,A,Bukti,40,5\n"),
                &[r#"3 kode {"alasan":"kriteria-ganda","kriteria":"A"}"#],
            ),
            (
                format!("{kriteria}\nG-26,A,Layanan,60,10\nG-26,B,Bukti,40,0\n"),
                &[r#"3 maks {"alasan":"kriteria-maks","kriteria":"B","maks":0}"#],
            ),
            (
                format!("{kriteria}\nG-62,A,Layanan,100,10\n"),
                &[r#"2 gelar {"alasan":"gelar-tidak-dikenal","kode":"G-62","mungkin":"G-26"}"#],
            ),
            (
                PESERTA.to_owned(),
                &[
                    r#"2 - {"alasan":"kriteria-belum-ada","gelar":"G-26"}"#,
                    r#"3 - {"alasan":"kriteria-belum-ada","gelar":"G-26"}"#,
                ],
            ),
            (
                "gelar,juri\nG-26,198001012005019003\nG-26,Pak Budi\n".to_owned(),
                &[
                    r#"2 juri {"alasan":"pegawai-tidak-dikenal"}"#,
                    r#"3 juri {"alasan":"bukan-nip-atau-kode"}"#,
                ],
            ),
        ];
        for (text, expected) in table {
            assert_eq!(office.errors(text), *expected, "{text}");
        }
    }

    #[test]
    fn bad_marks() {
        let mut office = opened(&[GELAR, RUBRIC, JURI, PESERTA]);
        let header = "gelar,kbk,juri,kriteria,nilai";
        let table: &[(&str, &[&str])] = &[
            (
                "G-26,KBK-A,JURI-1,A,10.5\nG-26,KBK-A,JURI-1,B,5",
                &[
                    r#"2 nilai {"alasan":"nilai-melebihi-maks","kriteria":"A","nilai":"10.50","maks":10}"#,
                ],
            ),
            (
                "G-26,KBK-A,JURI-1,A,9.555\nG-26,KBK-A,JURI-1,B,-5",
                &[
                    r#"2 nilai {"alasan":"bukan-desimal","isi":"9.555"}"#,
                    r#"3 nilai {"alasan":"bukan-desimal","isi":"-5"}"#,
                ],
            ),
            ("G-26,KBK-A,JURI-1,A,9", &[r#"2 - {"alasan":"kriteria-kurang","kriteria":"B"}"#]),
            (
                "G-26,KBK-A,JURI-1,C,9\nG-26,KBK-A,JURI-1,B,5",
                &[
                    r#"2 kriteria {"alasan":"kriteria-tidak-dikenal","kriteria":"C","pilihan":"A, B"}"#,
                ],
            ),
            (
                "G-26,KBK-A,JURI-2,A,9\nG-26,KBK-A,JURI-2,B,5",
                &[r#"2 juri {"alasan":"bukan-juri","gelar":"G-26"}"#],
            ),
            (
                "G-26,KBK-A,198001012005019001,A,9\nG-26,KBK-A,198001012005019001,B,5",
                &[r#"2 - {"alasan":"unit-sendiri","kbk":"KBK-A","opd":"DINAS-A"}"#],
            ),
        ];
        for (rows, expected) in table {
            assert_eq!(office.errors(&format!("{header}\n{rows}\n")), *expected, "{rows}");
        }
    }
}
