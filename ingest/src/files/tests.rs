//! Whole imports: several kinds, several files, and what becomes of the record. Also the small
//! government that the tests of each kind import into.

use std::cell::Cell;
use std::path::Path;
use std::sync::Mutex;

use super::*;
use crate::event::PemdaRegistered;
use crate::frame::Frame;
use crate::identity::{Kode, Zona};
use crate::rule_pack::LoadedPack;
use crate::sealed::Randomness;

pub(super) const PURBALINGGA: &str = "purbalingga/perbup_11_2020";
pub(super) const CONTOH: &str = "kabupaten_contoh/perbup_1_2025";

/// 1 June 2026, 07:00 in western Indonesia.
pub(super) const NOW: Instant = Instant(1_780_272_000_000);

/// Registered in DINAS-A and DINAS-B.
pub(super) const ANI: &str = "198001012005019001";
pub(super) const BUDI: &str = "198001012005019002";

const OPD: &str = "kode,nama,jenis,induk
DINAS-A,Dinas A,perangkat_daerah,
DINAS-B,Dinas B,perangkat_daerah,
";
const PEGAWAI: &str = "opd,nip,nama,status,kelas_jabatan
DINAS-A,198001012005019001,Ani,pns,pimpinan
DINAS-B,198001012005019002,Budi,pppk,pelaksana
";
const KBK: &str = "kode,opd,nama,sk_nomor,sk_tanggal
KBK-A,DINAS-A,Melati,1/2026,2026-01-05
KBK-B,DINAS-B,Mawar,2/2026,2026-01-06
";
const PERIODE: &str = "kode,jenis,mulai,selesai
EV-2026,ronde_evaluasi,2026-05-01,2026-05-31
SC-2026,ronde_scorecard,2026-05-01,2026-05-31
";

fn regulation(pack: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../regulations")
        .join(pack)
}

pub(super) fn rules(pack: &str) -> LoadedPack {
    LoadedPack::read(&regulation(pack)).unwrap()
}

/// A government and its folder.
pub(super) struct Office {
    pub(super) record: Record,
    pub(super) dir: tempfile::TempDir,
}

impl Office {
    /// With nothing in its record but its rules.
    pub(super) fn empty(rules: LoadedPack) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let pemda = PemdaRegistered {
            kode: Kode::parse("contoh").unwrap(),
            nama: "Kabupaten Contoh".into(),
            zona: Zona::WIB,
        };
        let randomness = Randomness::SampleData(7);
        let record = Record::init(dir.path(), rules, pemda, randomness, NOW).unwrap();
        Self { record, dir }
    }

    /// With two units, each with a civil servant and a KBK, and a round of each instrument.
    pub(super) fn under(pack: &str) -> Self {
        let mut office = Self::empty(rules(pack));
        for text in [OPD, PEGAWAI, KBK, PERIODE] {
            assert_eq!(office.import(text).errors, []);
        }
        office
    }

    pub(super) fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.dir.path().join(name);
        std::fs::write(&path, content).unwrap();
        path
    }

    pub(super) fn import_files(&mut self, paths: &[PathBuf]) -> Result<Summary, ImportError> {
        import(paths, &mut self.record, NOW, false, &|_| ())
    }

    /// Imports one CSV text.
    pub(super) fn import(&mut self, csv: &str) -> Summary {
        let path = self.write("berkas.csv", csv);
        self.import_files(&[path]).unwrap()
    }

    /// What is wrong with the rows of a CSV text, a line each: row, column, problem as JSON.
    /// Whatever it is, the record stays as it was.
    pub(super) fn errors(&mut self, csv: &str) -> Vec<String> {
        let before = self.frames();
        let summary = self.import(csv);
        assert!(!summary.errors.is_empty(), "nothing is wrong with\n{csv}");
        assert_eq!(summary.written, None);
        assert_eq!(self.frames(), before, "rows that are wrong write nothing");
        lines(&summary.errors)
    }

    /// What is wrong with a file as a whole.
    pub(super) fn file_problems(&mut self, path: PathBuf) -> Vec<FileProblem> {
        let before = self.frames();
        let problems = match self.import_files(&[path]) {
            Err(ImportError::Files(errors)) => errors.into_iter().map(|e| e.problem).collect(),
            other => panic!("{other:?}"),
        };
        assert_eq!(self.frames(), before, "a file that is wrong writes nothing");
        problems
    }

    pub(super) fn frames(&self) -> Vec<Frame> {
        let mut frames = Vec::new();
        let each = |frame| {
            frames.push(frame);
            Ok::<bool, LogError>(true)
        };
        self.record.log.frames(Position(0), None, each).unwrap();
        frames
    }

    /// Data of the newest event.
    pub(super) fn newest(&self) -> String {
        let event = self.frames().last().unwrap().events().pop().unwrap();
        String::from_utf8(event.data).unwrap()
    }

    /// Everything in the record, as one text.
    pub(super) fn text(&self) -> String {
        let event = |e: &crate::frame::RecordedEvent| {
            let (metadata, data) = (
                String::from_utf8_lossy(&e.metadata),
                String::from_utf8_lossy(&e.data),
            );
            format!("{} {metadata} {data}\n", e.stream)
        };
        self.frames()
            .iter()
            .flat_map(Frame::events)
            .map(|e| event(&e))
            .collect()
    }
}

pub(super) fn lines(errors: &[RowError]) -> Vec<String> {
    let line = |error: &RowError| {
        let column = error.column.as_deref().unwrap_or("-");
        let problem = serde_json::to_string(&error.problem).unwrap();
        format!("{} {column} {problem}", error.row)
    };
    errors.iter().map(line).collect()
}

/// Checks each row, put under the header of the good text, against what is wrong with it.
pub(super) fn check_rows(office: &mut Office, header: &str, table: &[(&str, &[&str])]) {
    for (row, expected) in table {
        let found = office.errors(&format!("{header}\n{row}\n"));
        assert_eq!(found, *expected, "{row}");
    }
}

fn examples(pack: &str) -> Vec<PathBuf> {
    let kinds = Kind::all().map(|kind| format!("worked_example/{}.csv", kind.name()));
    kinds.map(|file| regulation(pack).join(file)).collect()
}

#[test]
fn a_whole_government_comes_in_any_order_and_only_once() {
    for pack in [PURBALINGGA, CONTOH] {
        let mut office = Office::empty(rules(pack));
        // The worst order: everything is named before it is registered.
        let files: Vec<PathBuf> = examples(pack).into_iter().rev().collect();
        let first = office.import_files(&files).unwrap();
        assert_eq!(lines(&first.errors), [""; 0]);
        assert_eq!((first.accepted, first.repeated), (first.rows, 0));
        let frames = office.frames();
        assert_eq!(
            frames.len(),
            first.submissions + 2,
            "the government and its rules came first"
        );
        assert_eq!(first.written, frames.last().map(Frame::last));

        let again = office.import_files(&files).unwrap();
        assert_eq!((again.accepted, again.repeated), (0, first.rows));
        assert_eq!(again.written, None);
        assert_eq!(office.frames(), frames);
    }
}

#[test]
fn nothing_personal_stands_in_the_record() {
    let mut office = Office::empty(rules(PURBALINGGA));
    office.import_files(&examples(PURBALINGGA)).unwrap();
    let record = office.text();
    for file in ["pegawai", "rapat", "scorecard", "kegiatan"] {
        let path = regulation(PURBALINGGA).join(format!("worked_example/{file}.csv"));
        let mut reader = csv::Reader::from_path(path).unwrap();
        let header = reader.headers().unwrap().clone();
        let personal = [
            "nip", "nama", "penilai", "pimpinan", "notulen", "alasan", "tema", "bukti",
        ];
        for row in reader.records().map(Result::unwrap) {
            for (column, cell) in header.iter().zip(&row) {
                let secret = personal.contains(&column) && !cell.is_empty();
                assert!(!secret || !record.contains(cell), "{file}.{column}: {cell}");
            }
        }
    }
    let mut tokens = csv::Reader::from_path(&examples(PURBALINGGA)[4]).unwrap();
    for row in tokens.records().map(Result::unwrap) {
        assert!(
            !record.contains(&row[2]),
            "a token names its form to whoever knows it"
        );
    }
}

#[test]
fn a_dry_run_says_the_same_and_writes_nothing() {
    let mut office = Office::empty(rules(CONTOH));
    let before = office.frames();
    let files = examples(CONTOH);
    let would = import(&files, &mut office.record, NOW, true, &|_| ()).unwrap();
    assert_eq!((would.errors.len(), would.written), (0, None));
    assert_eq!(office.frames(), before);
    // Nothing sealed is left waiting: committing now must not put a person into the store.
    office.record.sealed.commit().unwrap();
    assert_eq!(office.record.sealed.find_person(ANI).unwrap(), None);

    let did = office.import_files(&files).unwrap();
    assert_eq!(
        Summary {
            written: None,
            ..did
        },
        would
    );
}

#[test]
fn one_wrong_row_in_one_file_keeps_everything_out() {
    let mut office = Office::empty(rules(CONTOH));
    let before = office.frames();
    let good = office.write("opd.csv", OPD);
    let bad = office.write(
        "kbk.csv",
        "kode,opd,nama,sk_nomor,sk_tanggal\nK,DINAS-X,N,1,2026-01-05\n",
    );
    let pegawai = office.write("pegawai.csv", PEGAWAI);
    let summary = office.import_files(&[bad, good, pegawai]).unwrap();
    assert_eq!(
        lines(&summary.errors),
        [r#"2 opd {"alasan":"opd-tidak-dikenal","kode":"DINAS-X","mungkin":"DINAS-A"}"#]
    );
    assert_eq!((summary.rows, summary.accepted), (5, 4));
    assert_eq!(summary.errors[0].file, "kbk.csv");
    assert_eq!(office.frames(), before);
    office.record.sealed.commit().unwrap();
    assert_eq!(office.record.sealed.find_person(ANI).unwrap(), None);
}

#[test]
fn every_error_of_every_file_is_reported_in_order() {
    let mut office = Office::under(CONTOH);
    let opd = office.write(
        "opd.csv",
        "kode,nama,jenis,induk\n,,desa,\nDINAS C,Dinas C,unit,\n",
    );
    let kbk = office.write(
        "kbk.csv",
        "kode,opd,nama,sk_nomor,sk_tanggal\nK,DINAS-A,N,1,05/01/2026\n",
    );
    let summary = office.import_files(&[kbk, opd]).unwrap();
    let found: Vec<String> = summary
        .errors
        .iter()
        .map(|e| {
            format!(
                "{}:{} {}",
                e.file,
                e.row,
                e.column.as_deref().unwrap_or("-")
            )
        })
        .collect();
    let expected = [
        "kbk.csv:2 sk_tanggal",
        "opd.csv:2 kode",
        "opd.csv:2 nama",
        "opd.csv:2 jenis",
        "opd.csv:3 kode",
    ];
    assert_eq!(found, expected);
}

#[test]
fn every_wrong_file_is_named() {
    let mut office = Office::under(CONTOH);
    let pdf = office.write("laporan.csv", "%PDF-1.7");
    let good = office.write("opd.csv", OPD);
    let absent = office.dir.path().join("tidak_ada.csv");
    let Err(ImportError::Files(errors)) = office.import_files(&[pdf, good, absent]) else {
        panic!()
    };
    let named: Vec<&str> = errors.iter().map(|error| error.file.as_str()).collect();
    assert_eq!(named, ["laporan.csv", "tidak_ada.csv"]);
}

#[test]
fn files_of_one_name_keep_their_folders() {
    let paths = [PathBuf::from("2025/opd.csv"), PathBuf::from("2026/opd.csv")];
    assert_eq!(labels(&paths), ["2025/opd.csv", "2026/opd.csv"]);
    let paths = [PathBuf::from("2025/opd.csv"), PathBuf::from("2026/kbk.csv")];
    assert_eq!(labels(&paths), ["opd.csv", "kbk.csv"]);
}

#[test]
fn a_writer_who_was_first_makes_the_import_plan_again() {
    let mut office = Office::under(CONTOH);
    let path = office.write("opd.csv", "kode,nama,jenis,induk\nDINAS-C,Dinas C,unit,\n");
    let paths = [path];
    let planned = plan(&paths, &mut office.record, NOW, &|_| ()).unwrap();
    office.import("kode,nama,jenis,induk\nDINAS-D,Dinas D,unit,\n");
    assert_eq!(
        planned.commit(&mut office.record, &|_| ()).unwrap(),
        Outcome::Moved
    );
    let summary = office.import_files(&paths).unwrap();
    assert_eq!((summary.accepted, summary.errors.len()), (1, 0));
}

#[test]
fn a_planned_import_with_errors_is_never_written() {
    let mut office = Office::under(CONTOH);
    let before = office.frames();
    let path = office.write(
        "opd.csv",
        "kode,nama,jenis,induk\nDINAS-C,Dinas C,unit,\n,,,\nX Y,N,unit,\n",
    );
    let planned = plan(&[path], &mut office.record, NOW, &|_| ()).unwrap();
    let Outcome::Refused(summary) = planned.commit(&mut office.record, &|_| ()).unwrap() else {
        panic!()
    };
    assert_eq!(
        (summary.rows, summary.accepted, summary.errors.len()),
        (2, 1, 1)
    );
    assert_eq!(office.frames(), before);
}

#[test]
fn progress_ends_with_everything_written() {
    let mut office = Office::under(CONTOH);
    let path = office.write("opd.csv", "kode,nama,jenis,induk\nDINAS-C,Dinas C,unit,\n");
    let told = Mutex::new(Vec::new());
    let tell = |progress| told.lock().unwrap().push(progress);
    import(&[path], &mut office.record, NOW, false, &tell).unwrap();
    let expected = [
        Progress::Read { rows: 1 },
        Progress::Prepared { done: 1, of: 1 },
        Progress::Written { done: 1, of: 1 },
    ];
    assert_eq!(*told.lock().unwrap(), expected);
}

/// More forms than one transaction holds, with something that is no form after them.
#[test]
fn a_large_import_goes_in_chunks_and_only_once() {
    let mut office = Office::under(CONTOH);
    let forms = FORMS_AT_ONCE + 10;
    let mut text = String::from("opd,periode,token,kelas_jabatan,tanggal");
    (1..=12).for_each(|n| text += &format!(",q{n}"));
    for n in 0..forms {
        text += &format!("\nDINAS-A,EV-2026,t{n},pelaksana,2026-05-04,1,2,3,4,5,1,2,3,4,5,1,2");
    }
    let evaluasi = office.write("evaluasi.csv", text);
    let rapat = office.write(
        "rapat.csv",
        "kode,opd,tanggal,pimpinan,peserta,notulen\nR-1,DINAS-A,2026-05-04,TIM-1,8,\n",
    );
    let paths = [evaluasi, rapat];
    let written = Mutex::new(Vec::new());
    let tell = |progress| {
        if let Progress::Written { done, .. } = progress {
            written.lock().unwrap().push(done);
        }
    };
    let summary = import(&paths, &mut office.record, NOW, false, &tell).unwrap();
    assert_eq!((summary.accepted, summary.errors.len()), (forms + 1, 0));
    assert_eq!(*written.lock().unwrap(), [FORMS_AT_ONCE + 1, forms + 1]);
    let count = Cell::new(0);
    let each = |_| {
        count.set(count.get() + 1);
        Ok::<bool, LogError>(true)
    };
    office.record.log.frames(Position(0), None, each).unwrap();
    assert_eq!(count.get(), 10 + forms + 1);

    let again = office.import_files(&paths).unwrap();
    assert_eq!(
        (again.accepted, again.repeated, again.written),
        (0, forms + 1, None)
    );
}
