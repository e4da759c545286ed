//! The small government that imports are tried on.

use std::path::{Path, PathBuf};

use crate::event::PemdaRegistered;
use crate::files::{FileProblem, ImportError, RowError, Summary, correct, import};
use crate::frame::{Body, Frame};
use crate::identity::{Instant, Kode, Position, Zona};
use crate::log::LogError;
use crate::record::Record;
use crate::rule_pack::LoadedPack;
use crate::sealed::Randomness;

pub(in crate::files) const PURBALINGGA: &str = "purbalingga/perbup_11_2020";
pub(in crate::files) const CONTOH: &str = "kabupaten_contoh/perbup_1_2025";

/// 1 June 2026, 07:00 in western Indonesia.
pub(in crate::files) const NOW: Instant = Instant(1_780_272_000_000);

/// Registered in DINAS-A and DINAS-B.
pub(in crate::files) const ANI: &str = "198001012005019001";
pub(in crate::files) const BUDI: &str = "198001012005019002";

pub(super) const OPD: &str = "kode,nama,jenis,induk
DINAS-A,Dinas A,perangkat_daerah,
DINAS-B,Dinas B,perangkat_daerah,
";
pub(super) const PEGAWAI: &str = "opd,nip,nama,status,kelas_jabatan
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

pub(in crate::files) fn regulation(pack: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../regulations").join(pack)
}

pub(in crate::files) fn rules(pack: &str) -> LoadedPack {
    LoadedPack::read(&regulation(pack)).unwrap()
}

/// A government and its folder.
pub(in crate::files) struct Office {
    pub(in crate::files) record: Record,
    pub(in crate::files) dir: tempfile::TempDir,
}

impl Office {
    /// With nothing in its record but its rules.
    pub(in crate::files) fn empty(rules: LoadedPack) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let pemda = PemdaRegistered {
            kode: Kode::parse("contoh").unwrap(),
            nama: "Kabupaten Contoh".into(),
            zona: Zona::WIB,
        };
        let randomness = Randomness::SampleData(7);
        let record = Record::init(dir.path(), None, rules, pemda, randomness, NOW).unwrap();
        Self { record, dir }
    }

    /// With two units, each with a civil servant and a KBK, and a round of each instrument.
    pub(in crate::files) fn under(pack: &str) -> Self {
        let mut office = Self::empty(rules(pack));
        for text in [OPD, PEGAWAI, KBK, PERIODE] {
            assert_eq!(office.import(text).errors, []);
        }
        office
    }

    pub(in crate::files) fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.dir.path().join(name);
        std::fs::write(&path, content).unwrap();
        path
    }

    pub(in crate::files) fn import_files(
        &mut self,
        paths: &[PathBuf],
    ) -> Result<Summary, ImportError> {
        import(paths, &mut self.record, NOW, false, &|_| ())
    }

    /// Imports one CSV text.
    pub(in crate::files) fn import(&mut self, csv: &str) -> Summary {
        let path = self.write("berkas.csv", csv);
        self.import_files(&[path]).unwrap()
    }

    /// Imports one CSV text as corrections.
    pub(in crate::files) fn correct(&mut self, csv: &str) -> Summary {
        let path = self.write("koreksi.csv", csv);
        correct(&[path], &mut self.record, NOW, false, "Salah ketik Bu Ani", &|_| ()).unwrap()
    }

    /// What is wrong with the rows of a CSV text, a line each: row, column, problem as JSON.
    /// Whatever it is, the record stays as it was.
    pub(in crate::files) fn errors(&mut self, csv: &str) -> Vec<String> {
        let before = self.frames();
        let summary = self.import(csv);
        assert!(!summary.errors.is_empty(), "nothing is wrong with\n{csv}");
        assert_eq!(summary.written, None);
        assert_eq!(self.frames(), before, "rows that are wrong write nothing");
        lines(&summary.errors)
    }

    /// What is wrong with a file as a whole.
    pub(in crate::files) fn file_problems(&mut self, path: PathBuf) -> Vec<FileProblem> {
        let before = self.frames();
        let problems = match self.import_files(&[path]) {
            Err(ImportError::Files(errors)) => errors.into_iter().map(|e| e.problem).collect(),
            other => panic!("{other:?}"),
        };
        assert_eq!(self.frames(), before, "a file that is wrong writes nothing");
        problems
    }

    pub(in crate::files) fn frames(&self) -> Vec<Frame> {
        let mut frames = Vec::new();
        let each = |frame| {
            frames.push(frame);
            Ok::<bool, LogError>(true)
        };
        self.record.log.frames(Position(0), None, each).unwrap();
        frames
    }

    /// Data of the newest event.
    pub(in crate::files) fn newest(&self) -> String {
        let event = self.frames().last().unwrap().events().pop().unwrap();
        String::from_utf8(event.data).unwrap()
    }

    /// Everything in the record, as one text; of a form its first event, which says what all do.
    pub(in crate::files) fn text(&self) -> String {
        let first_of_form = |frame: &Frame| match frame.body {
            Body::Form(_) => 1,
            Body::Events(_) => usize::MAX,
        };
        let mut text = String::new();
        for frame in self.frames() {
            for event in frame.events().into_iter().take(first_of_form(&frame)) {
                text.push_str(event.stream.as_str());
                text.push_str(&String::from_utf8(event.metadata).unwrap());
                text.push_str(&String::from_utf8(event.data).unwrap());
            }
        }
        text
    }
}

pub(in crate::files) fn lines(errors: &[RowError]) -> Vec<String> {
    let line = |error: &RowError| {
        let column = error.column.as_deref().unwrap_or("-");
        let problem = serde_json::to_string(&error.problem).unwrap();
        format!("{} {column} {problem}", error.row)
    };
    errors.iter().map(line).collect()
}

/// Checks each row, put under the header of the good text, against what is wrong with it.
pub(in crate::files) fn check_rows(office: &mut Office, header: &str, table: &[(&str, &[&str])]) {
    for (row, expected) in table {
        let found = office.errors(&format!("{header}\n{row}\n"));
        assert_eq!(found, *expected, "{row}");
    }
}
