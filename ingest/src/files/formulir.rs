//! Forms of the rules in force: a row is an entry, read column by column as the pack says.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::cells::all;
use super::fields::Field;
use super::kind::Kind;
use super::plan::{Line, Place, Plan, Reader, Trouble};
use super::problem::{CellError, CellProblem};
use super::row::Fields;
use crate::accept::{Command, Intent, Isian};
use crate::event::{CatatanRecorded, Isi, Rujukan};
use crate::identity::{Kode, date_text};
use crate::record::RecordError;
use crate::rule_pack::{Formulir, IsiKolom, Kolom, Untuk};

/// Columns before those that the pack names.
pub(super) fn head(form: &Formulir) -> &'static [&'static str] {
    match form.untuk {
        Untuk::Pemda => &["kode", "tanggal"],
        Untuk::Opd => &["kode", "opd", "tanggal"],
        Untuk::Kbk => &["kode", "kbk", "tanggal"],
    }
}

/// Entries of the form at this place of the pack.
pub(super) struct Entries(pub(super) u16);

impl Reader for Entries {
    fn row(
        &mut self,
        fields: Fields<'_>,
        place: Place,
        plan: &mut Plan<'_>,
    ) -> Result<(), Trouble> {
        let rules = Arc::clone(&plan.rules);
        let Some(form) = Kind::Formulir(self.0).formulir(&rules.pack) else {
            return Ok(());
        };
        let mut columns = Columns::default();
        columns.read(form, fields.after(head(form).len()), plan)?;
        let read = match form.untuk {
            Untuk::Pemda => {
                let [kode, tanggal] = fields.first();
                all((kode.kode(), tanggal.date())).map(|(kode, tanggal)| (kode, None, tanggal))
            }
            Untuk::Opd | Untuk::Kbk => {
                let [kode, whose, tanggal] = fields.first();
                let read = all((kode.kode(), whose.kode(), tanggal.date()));
                read.map(|(kode, whose, tanggal)| (kode, Some(whose), tanggal))
            }
        };
        let (kode, whose, tanggal) = match read {
            Ok(read) => read,
            Err(wrong) => return Err([wrong, columns.wrong].concat().into()),
        };
        let wrong = std::mem::take(&mut columns.wrong);
        let (opd, kbk) = match form.untuk {
            Untuk::Kbk => (None, whose),
            _ => (whose, None),
        };
        let command = Command {
            key: format!("{}:{kode}", form.kode),
            occurred_on: tanggal,
            intent: Intent::RecordCatatan(columns.isian(form, kode, opd, kbk, plan)?),
        };
        if wrong.is_empty() {
            return Ok(plan.decide(&command, &[Line { place, code: "" }])?);
        }
        plan.report_columns(&command, place, &wrong);
        Err(wrong.into())
    }
}

/// What the columns of a row hold, and everything that is wrong with them.
#[derive(Default)]
pub(super) struct Columns {
    isi: BTreeMap<String, Isi>,
    rujukan: Vec<Rujukan>,
    teks: BTreeMap<String, String>,
    wrong: Vec<CellError>,
}

impl Columns {
    /// What the rules in force add to a kind that every record has.
    pub(super) fn added<'f>(
        kind: Kind,
        cells: impl Iterator<Item = Field<'f>>,
        plan: &mut Plan<'_>,
    ) -> Result<Self, RecordError> {
        let mut columns = Self::default();
        let rules = Arc::clone(&plan.rules);
        if let Some(form) = kind.formulir(&rules.pack) {
            columns.read(form, cells, plan)?;
        }
        Ok(columns)
    }

    /// The cells of the same row that every record has, unless anything in the row is wrong.
    pub(super) fn with<T>(&mut self, cells: Result<T, Vec<CellError>>) -> Result<T, Trouble> {
        let wrong = std::mem::take(&mut self.wrong);
        match cells {
            Ok(values) if wrong.is_empty() => Ok(values),
            Ok(_) => Err(wrong.into()),
            Err(cells) => Err([cells, wrong].concat().into()),
        }
    }

    /// The command together with what is added to it.
    pub(super) fn add_to(
        self,
        pokok: Command,
        kind: Kind,
        kode: Kode,
        (opd, kbk): (Option<Kode>, Option<Kode>),
        plan: &mut Plan<'_>,
    ) -> Result<Command, RecordError> {
        let rules = Arc::clone(&plan.rules);
        let Some(form) = kind.formulir(&rules.pack) else {
            return Ok(pokok);
        };
        // A KBK has a unit too; the form says whose its columns are.
        let (opd, kbk) = match form.untuk {
            Untuk::Opd if opd.is_some() => (opd, None),
            _ if kbk.is_some() => (None, kbk),
            _ => (opd, kbk),
        };
        let tambahan = self.isian(form, kode, opd, kbk, plan)?;
        let (key, occurred_on) = (pokok.key.clone(), pokok.occurred_on);
        let intent = Intent::RecordTogether { pokok: Box::new(pokok), tambahan };
        Ok(Command { key, occurred_on, intent })
    }

    fn read<'f>(
        &mut self,
        form: &Formulir,
        cells: impl Iterator<Item = Field<'f>>,
        plan: &mut Plan<'_>,
    ) -> Result<(), RecordError> {
        for (kolom, cell) in form.kolom.iter().zip(cells) {
            match self.read_cell(kolom, cell, plan) {
                Ok(()) => {}
                Err(Trouble::Cells(wrong)) => self.wrong.extend(wrong),
                Err(Trouble::Stop(error)) => return Err(error),
            }
        }
        Ok(())
    }

    fn read_cell(
        &mut self,
        kolom: &Kolom,
        cell: Field<'_>,
        plan: &mut Plan<'_>,
    ) -> Result<(), Trouble> {
        if cell.is_empty() {
            return Ok(());
        }
        let isi = match kolom.isi {
            IsiKolom::Teks => {
                self.teks.insert(kolom.kode.clone(), cell.document()?);
                return Ok(());
            }
            IsiKolom::Rujuk => {
                let (kolom, formulir) = (kolom.kode.clone(), kolom.rujuk.clone());
                self.rujukan.push(Rujukan { kolom, formulir, kode: cell.kode()? });
                return Ok(());
            }
            IsiKolom::Tanggal => date_text(cell.date()?),
            IsiKolom::Bilangan => cell.whole(0..=u32::MAX)?.to_string(),
            IsiKolom::Desimal => cell.decimal()?.to_string(),
            IsiKolom::YaTidak => cell.yes_or_no()?.to_owned(),
            IsiKolom::Pilihan => cell.line()?,
            IsiKolom::Opd | IsiKolom::Kbk => cell.kode()?.to_string(),
            IsiKolom::Orang => plan.pseudonym(cell, cell.person()?)?.to_string(),
            IsiKolom::Nomor => number_of_no_person(cell)?,
            IsiKolom::PilihanBanyak => {
                let line = cell.line()?;
                let codes = line.split(';').map(str::trim).filter(|code| !code.is_empty());
                let codes: Vec<String> = codes.map(str::to_owned).collect();
                if !codes.is_empty() {
                    self.isi.insert(kolom.kode.clone(), Isi::Banyak(codes));
                }
                return Ok(());
            }
        };
        self.isi.insert(kolom.kode.clone(), Isi::Satu(isi));
        Ok(())
    }

    /// The entry, its texts sealed together: who may read one may read all.
    fn isian(
        self,
        form: &Formulir,
        kode: Kode,
        opd: Option<Kode>,
        kbk: Option<Kode>,
        plan: &mut Plan<'_>,
    ) -> Result<Isian, RecordError> {
        // Writing plain texts to memory cannot fail.
        let texts = serde_json::to_string(&self.teks).unwrap_or_default();
        let texts = (!self.teks.is_empty()).then_some(texts);
        let teks = plan.seal(&format!("{}:{kode}", form.kode), texts)?;
        let formulir = form.kode.clone();
        let (isi, rujukan) = (self.isi, self.rujukan);
        Ok(Isian {
            catatan: CatatanRecorded { formulir, kode, opd, kbk, isi, rujukan, teks },
            terisi: self.teks.into_keys().collect(),
        })
    }
}

/// Digits in a row from which a number may name a person: a NIK has 16, a NIP 18.
const DIGITS_OF_A_PERSON: usize = 16;

/// A number or short code that stands in the record in clear.
fn number_of_no_person(cell: Field<'_>) -> Result<String, CellError> {
    let line = cell.line()?;
    let mut runs = line.split(|c: char| !c.is_ascii_digit());
    match runs.any(|run| run.len() >= DIGITS_OF_A_PERSON) {
        true => Err(cell.wrong(CellProblem::NomorSepertiOrang)),
        false => Ok(line),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{ANI, BUDI, CONTOH, Office, check_rows, lines};
    use super::super::{FileProblem, Summary};
    use crate::event::{CatatanRecorded, Event, SealedText};

    const MASALAH: &str = "kode,kbk,tanggal,uraian,perilaku,kejadian,mendesak,alasan,jenis";
    const M_1: &str =
        "M-1,KBK-A,2026-02-09,Antrean Bu Ani panjang,melayani.2; terbuka.1,014,Ya,Lansia menunggu,";
    const RENCANA: &str = "kode,kbk,tanggal,masalah,tindakan,pj,target,arah,satuan,mulai,selesai";

    fn newest(office: &Office) -> CatatanRecorded {
        let frame = office.frames().pop().unwrap();
        match frame.body.stored().pop().unwrap().read().unwrap() {
            Event::CatatanRecorded(entry) => entry,
            other => panic!("{other:?}"),
        }
    }

    fn revealed(office: &Office, teks: Option<SealedText>) -> String {
        office.record.sealed.reveal(&teks.unwrap()).unwrap().unwrap()
    }

    /// With a problem that was approved, so that a plan may follow.
    fn with_problem() -> Office {
        let mut office = Office::under(CONTOH);
        let approved = "kode,kbk,tanggal,masalah,keputusan\nP-1,KBK-A,2026-02-10,M-1,disetujui\n";
        for text in [&format!("{MASALAH}\n{M_1}\n"), approved] {
            assert_eq!(lines(&office.import(text).errors), [""; 0]);
        }
        office
    }

    #[test]
    fn every_column_is_kept_as_what_it_holds() {
        let mut office = with_problem();
        let plan = format!(
            "{RENCANA}\nR-1,KBK-A,2026-02-20,M-1,Buka loket,{BUDI},\"2,5\",turun,,2026-03-02,2026-05-29\n"
        );
        assert_eq!(office.import(&plan).accepted, 1);
        let budi = office.record.sealed.find_person(BUDI).unwrap().unwrap();
        let entry = newest(&office);
        assert_eq!(
            serde_json::to_string(&entry.isi).unwrap(),
            format!(
                r#"{{"arah":"turun","mulai":"2026-03-02","pj":"{budi}","selesai":"2026-05-29","target":"2.50"}}"#
            )
        );
        assert_eq!(
            serde_json::to_string(&entry.rujukan).unwrap(),
            r#"[{"kolom":"masalah","formulir":"masalah","kode":"M-1"}]"#
        );
        assert_eq!(revealed(&office, entry.teks), r#"{"tindakan":"Buka loket"}"#);
        assert_eq!((entry.formulir.as_str(), entry.opd), ("rencana", None));
        let frame = office.frames().pop().unwrap();
        assert_eq!(frame.command, "rencana:R-1");
        assert_eq!(frame.stream.as_str(), "catatan-contoh:rencana:R-1");
        assert_eq!(frame.occurred_on.to_string(), "2026-02-20");
        assert_eq!(office.import(&plan).repeated, 1);
    }

    #[test]
    fn all_free_text_of_a_row_is_sealed_together() {
        let mut office = Office::under(CONTOH);
        office.import(&format!("{MASALAH}\n{M_1}\n"));
        let entry = newest(&office);
        assert_eq!(
            serde_json::to_string(&entry.isi).unwrap(),
            r#"{"kejadian":"14","mendesak":"ya","perilaku":["melayani.2","terbuka.1"]}"#
        );
        assert_eq!(
            revealed(&office, entry.teks),
            r#"{"alasan":"Lansia menunggu","uraian":"Antrean Bu Ani panjang"}"#
        );
        assert!(!office.text().contains("Ani") && !office.text().contains("Lansia"));
    }

    #[test]
    fn a_changed_row_is_no_repeat() {
        let mut office = Office::under(CONTOH);
        office.import(&format!("{MASALAH}\n{M_1}\n"));
        let other = M_1.replace("Antrean", "Barisan");
        let found = office.errors(&format!("{MASALAH}\n{other}\n"));
        assert_eq!(found, [r#"2 - {"alasan":"isi-berbeda","posisi":10}"#]);
    }

    #[test]
    fn wrong_cells_and_what_the_rules_say_of_the_others_are_told_together() {
        let mut office = Office::under(CONTOH);
        check_rows(
            &mut office,
            MASALAH,
            &[(
                "M-1,KBK-A,2026-02-30,Antrean,melayani.9,banyak,mungkin,,",
                &[
                    r#"2 tanggal {"alasan":"bukan-tanggal","isi":"2026-02-30"}"#,
                    r#"2 kejadian {"alasan":"bukan-bilangan-bulat","isi":"banyak"}"#,
                    r#"2 mendesak {"alasan":"bukan-pilihan","isi":"mungkin","pilihan":"ya, tidak","mungkin":null}"#,
                ],
            )],
        );
        let found = office.errors(&format!(
            "{RENCANA}\nR-1,KBK-A,2026-02-20,M-7,Buka,,banyak,turun,,2026-03-02,2026-03-01\n"
        ));
        let columns = ["masalah", "pj", "selesai", "target"];
        let mut named: Vec<&str> =
            found.iter().map(|line| line.split(' ').nth(1).unwrap()).collect();
        named.sort_unstable();
        assert_eq!(named, columns, "{found:#?}");
    }

    #[test]
    fn bad_cells() {
        let mut office = Office::under(CONTOH);
        check_rows(
            &mut office,
            "kode,opd,tanggal,nip,tahun,bebas_hukuman,berkas",
            &[
                (
                    "C-1,DINAS-A,2026-03-02,198001012005019003,2026,ya,lengkap",
                    &[r#"2 nip {"alasan":"pegawai-tidak-dikenal"}"#],
                ),
                (
                    "C-1,DINAS-A,2026-03-02,Ani Lestari,2026,ya,lengkap",
                    &[r#"2 nip {"alasan":"bukan-nip-atau-kode"}"#],
                ),
            ],
        );
        check_rows(
            &mut office,
            "kode,tanggal,laporan,periode,kepada",
            &[(
                "L-1,2026-12-14,laporan_tahunan,198001012005019001,Bupati",
                &[r#"2 periode {"alasan":"nomor-seperti-orang"}"#],
            )],
        );
    }

    #[test]
    fn a_wrong_choice_says_what_may_be_chosen_and_where_that_stands() {
        let mut office = Office::under(CONTOH);
        let found = office.errors(
            "kode,tanggal,opd,kbk,dilihat,ukuran,temuan\nK-1,2026-05-11,DINAS-C,,1;4,,Ada\n",
        );
        assert_eq!(
            found,
            [
                r#"2 opd {"alasan":"rujukan-tidak-dikenal","kolom":"opd","judul":"Satuan kerja","sumber":"Pasal 13 ayat (1)","keputusan":null,"jenis":"opd","kode":"DINAS-C","mungkin":"DINAS-A"}"#,
                r#"2 dilihat {"alasan":"pilihan-tidak-dikenal","kolom":"dilihat","judul":"Yang dilihat","sumber":"Pasal 13 ayat (1)","keputusan":null,"isi":"4","pilihan":"1, 2, 3","mungkin":"1"}"#,
            ]
        );
    }

    #[test]
    fn advice_comes_with_what_was_taken_and_only_once() {
        let mut office = Office::under(CONTOH);
        let text = format!(
            "kode,kbk,tanggal,nip,peran,mulai\nA-1,KBK-A,2026-01-12,{ANI},koordinator,2026-01-12\n"
        );
        let taken = office.import(&text);
        let said: Vec<(&str, usize, &str, &str)> = taken
            .hints
            .iter()
            .map(|hint| (hint.kind.as_str(), hint.row, hint.pesan.as_str(), hint.sumber.as_str()))
            .collect();
        let pesan = "Koordinator sebaiknya administrator atau pengawas";
        assert_eq!(said, [("kbk_anggota", 2, pesan, "Pasal 6 ayat (6)")]);
        assert_eq!(taken.accepted, 1);
        let Summary { hints, repeated, .. } = office.import(&text);
        assert_eq!((hints.len(), repeated), (0, 1));
    }

    #[test]
    fn what_a_pack_adds_goes_with_the_row_it_stands_in() {
        let mut office = Office::under(CONTOH);
        let header = "kode,opd,tanggal,pimpinan,peserta,notulen";
        let with = format!("{header},sebagai,nilai\n");
        let rows = "RP-1,DINAS-A,2026-02-02,TIM-1,8,,kepala,melayani;terbuka\nRP-2,DINAS-A,2026-02-09,TIM-1,8,,,\n";
        let summary = office.import(&format!("{with}{rows}"));
        assert_eq!((summary.accepted, summary.submissions, summary.events), (2, 2, 3));
        let frames = office.frames();
        let events = frames[frames.len() - 2].events();
        let types: Vec<&str> = events.iter().map(|event| event.type_name.as_str()).collect();
        assert_eq!(types, ["rapat-recorded", "catatan-recorded"]);
        assert_eq!(
            String::from_utf8_lossy(&events[1].data),
            r#"{"formulir":"rapat","kode":"RP-1","opd":"DINAS-A","kbk":null,"isi":{"nilai":["melayani","terbuka"],"sebagai":"kepala"},"rujukan":[],"teks":null}"#
        );
        // A file without these columns says the same of a meeting that has nothing in them.
        let without = format!("{header}\nRP-2,DINAS-A,2026-02-09,TIM-1,8,\n");
        assert_eq!(office.import(&without).repeated, 1);
        let all_wrong = office.errors(&format!("{with}RP-3,DINAS-A,x,TIM-1,8,,tamu,mahal\n"));
        assert_eq!(all_wrong, [r#"2 tanggal {"alasan":"bukan-tanggal","isi":"x"}"#]);
        let refused =
            office.errors(&format!("{with}RP-3,DINAS-A,2026-02-02,TIM-1,8,,tamu,mahal\n"));
        assert_eq!(refused.len(), 2, "{refused:#?}");
    }

    #[test]
    fn a_file_may_leave_out_what_need_not_be_filled() {
        let mut office = Office::under(CONTOH);
        let short = "kode,kbk,tanggal,uraian,perilaku,mendesak\nM-1,KBK-A,2026-02-09,Antrean,melayani.2,tidak\n";
        assert_eq!(office.import(short).accepted, 1);
        let path = office.write("berkas.csv", "kode,kbk,tanggal,uraian,perilaku\n");
        assert_eq!(
            office.file_problems(path),
            [FileProblem::MissingColumns { jenis: "masalah".into(), kolom: "mendesak".into() }]
        );
    }

    #[test]
    fn lines_of_several_forms_are_taken_in_the_order_of_the_pack() {
        let mut office = Office::under(CONTOH);
        let text = r#"{"kind":"persetujuan","kode":"P-1","kbk":"KBK-A","tanggal":"2026-02-10","masalah":"M-1","keputusan":"disetujui"}
{"kind":"masalah","kode":"M-1","kbk":"KBK-A","tanggal":"2026-02-09","uraian":"Antrean","perilaku":"melayani.2","mendesak":"tidak"}
"#;
        let path = office.write("campur.jsonl", text);
        let summary = office.import_files(&[path]).unwrap();
        assert_eq!((summary.accepted, lines(&summary.errors)), (2, vec![]));
        let wrong =
            office.write("salah.jsonl", text.replace("masalah\",\"kode", "masalh\",\"kode"));
        let summary = office.import_files(&[wrong]).unwrap();
        assert!(lines(&summary.errors)[0].contains(r#""mungkin":"masalah""#));
    }
}
