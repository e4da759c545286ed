//! A government as large as asked, always the same: its units, one round, and the forms of it.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use ingest::event::PemdaRegistered;
use ingest::files;
use ingest::identity::{Instant, Kode, Zona};
use ingest::record::Record;
use ingest::rule_pack::LoadedPack;
use ingest::sealed::Randomness;

/// 2026-06-01T00:00:00Z: a bench reads no clock for what it records.
pub(crate) const NOW: Instant = Instant(1_780_272_000_000);

/// How many of each.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Government {
    /// Units.
    pub(crate) units: usize,
    /// Forms, of 32 answers each.
    pub(crate) forms: usize,
}

impl Government {
    /// Writes its files for the import, `evaluasi.csv` among them.
    pub(crate) fn write(&self, place: &Path) -> std::io::Result<()> {
        std::fs::create_dir_all(place)?;
        self.write_units(&place.join("opd.csv"))?;
        let round = "kode,jenis,mulai,selesai\nEV-2026,ronde_evaluasi,2026-05-01,2026-05-31\n";
        std::fs::write(place.join("periode.csv"), round)?;
        self.write_forms(&place.join("evaluasi.csv"))
    }

    fn write_units(&self, path: &Path) -> std::io::Result<()> {
        let mut out = std::io::BufWriter::new(std::fs::File::create(path)?);
        writeln!(out, "kode,nama,jenis,induk")?;
        for unit in 0..self.units {
            writeln!(out, "OPD-{unit:05},Perangkat Daerah {unit:05},perangkat_daerah,")?;
        }
        out.flush()
    }

    /// Answers from a small generator with a fixed seed, in the order in which forms arrive.
    fn write_forms(&self, path: &Path) -> std::io::Result<()> {
        let mut out = std::io::BufWriter::new(std::fs::File::create(path)?);
        let questions: Vec<String> = (1..=32).map(|n| format!("q{n}")).collect();
        writeln!(out, "opd,periode,token,kelas_jabatan,tanggal,{}", questions.join(","))?;
        let classes = ["pelaksana", "fungsional", "pengawas", "administrator", "pimpinan"];
        let mut state = 20_260_601_u64;
        let mut draw = |below: u64| {
            // xorshift64*, S. Vigna, 2016.
            state ^= state >> 12;
            state ^= state << 25;
            state ^= state >> 27;
            (state.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) % below
        };
        let mut row = String::new();
        for form in 0..self.forms {
            row.clear();
            let (unit, day) = (draw(self.units as u64), 1 + draw(31));
            let class = classes[(draw(16) as usize).min(4)];
            let _ = write!(row, "OPD-{unit:05},EV-2026,t{form:08},{class},2026-05-{day:02}");
            for _ in 0..32 {
                let _ = write!(row, ",{}", 1 + draw(4).min(draw(4)));
            }
            writeln!(out, "{row}")?;
        }
        out.flush()
    }
}

/// A record in `place/data` with the government's units and its round, begun afresh.
pub(crate) fn begun(place: &Path) -> Record {
    let data = place.join("data");
    let _ = std::fs::remove_dir_all(&data);
    let pack =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../regulations/purbalingga/perbup_11_2020");
    let rules = LoadedPack::read(&pack).expect("the pack is sound");
    let pemda = PemdaRegistered {
        kode: Kode::parse("contoh").expect("a code"),
        nama: "Kabupaten Contoh".into(),
        zona: Zona::WIB,
    };
    let mut record =
        Record::init(&data, None, rules, pemda, Randomness::System, NOW).expect("a record");
    imported(&mut record, &place.join("opd.csv"));
    imported(&mut record, &place.join("periode.csv"));
    record
}

/// Imports a file that is right in every row.
pub(crate) fn imported(record: &mut Record, file: &PathBuf) {
    let done = files::import(std::slice::from_ref(file), record, NOW, false, &|_| ());
    let done = done.expect("it imports");
    assert!(done.errors.is_empty(), "{:?}", done.errors.first());
}
