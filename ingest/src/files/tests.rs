//! Whole imports: several kinds, several files, and what becomes of the record.

mod office;

use std::collections::BTreeSet;
use std::sync::Mutex;

use super::*;
use crate::frame::Frame;
pub(super) use office::{ANI, BUDI, CONTOH, NOW, Office, PURBALINGGA, check_rows, lines, rules};
use office::{OPD, PEGAWAI, regulation};

/// Every regulation that is shipped, and those that only tests have.
fn every_pack() -> Vec<PathBuf> {
    let folders = |path: PathBuf| {
        let entries = std::fs::read_dir(path).into_iter().flatten().flatten();
        let mut found: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
        found.sort();
        found
    };
    let governments = folders(regulation(""));
    let tests = regulation("../tests/fixtures/kota_laut");
    let packs = governments.into_iter().chain([tests]).flat_map(folders);
    packs.filter(|folder| folder.join("rule_pack.toml").exists()).collect()
}

fn examples(pack: &str) -> Vec<PathBuf> {
    let rules = rules(pack).pack;
    let kinds = Kind::all(&rules).map(|kind| format!("worked_example/{}.csv", kind.name(&rules)));
    kinds.map(|file| regulation(pack).join(file)).filter(|file| file.exists()).collect()
}

#[test]
fn a_whole_government_comes_in_any_order_and_only_once() {
    for pack in every_pack() {
        let pack = pack.to_str().unwrap();
        let mut office = Office::empty(rules(pack));
        // The worst order: everything is named before it is registered.
        let files: Vec<PathBuf> = examples(pack).into_iter().rev().collect();
        let first = office.import_files(&files).unwrap();
        assert_eq!(lines(&first.errors), [""; 0], "{pack}");
        assert_eq!((first.accepted, first.repeated), (first.rows, 0));
        let frames = office.frames();
        assert_eq!(frames.len(), first.submissions + 2, "the government and its rules came first");
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
    let personal =
        ["nip", "nama", "penilai", "pimpinan", "notulen", "alasan", "tema", "bukti", "token"];
    let mut secrets = BTreeSet::new();
    for file in ["pegawai", "rapat", "scorecard", "kegiatan", "evaluasi"] {
        let path = regulation(PURBALINGGA).join(format!("worked_example/{file}.csv"));
        let mut reader = csv::Reader::from_path(path).unwrap();
        let header = reader.headers().unwrap().clone();
        for row in reader.records().map(Result::unwrap) {
            let cells = header.iter().zip(&row).filter(|(column, _)| personal.contains(column));
            secrets.extend(cells.map(|(_, cell)| cell.to_owned()));
        }
    }
    secrets.remove("");
    assert!(secrets.len() > 200, "{}", secrets.len());
    for secret in secrets {
        assert!(!record.contains(&secret), "{secret}");
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
    assert_eq!(Summary { written: None, ..did }, would);
}

#[test]
fn one_wrong_row_in_one_file_keeps_everything_out() {
    let mut office = Office::empty(rules(CONTOH));
    let before = office.frames();
    let good = office.write("opd.csv", OPD);
    let bad =
        office.write("kbk.csv", "kode,opd,nama,sk_nomor,sk_tanggal\nK,DINAS-X,N,1,2026-01-05\n");
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
    let opd = office.write("opd.csv", "kode,nama,jenis,induk\n,,desa,\nDINAS C,Dinas C,unit,\n");
    let kbk =
        office.write("kbk.csv", "kode,opd,nama,sk_nomor,sk_tanggal\nK,DINAS-A,N,1,05/01/2026\n");
    let summary = office.import_files(&[kbk, opd]).unwrap();
    let found: Vec<String> = summary
        .errors
        .iter()
        .map(|e| format!("{}:{} {}", e.file, e.row, e.column.as_deref().unwrap_or("-")))
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
    assert_eq!(planned.commit(&mut office.record, &|_| ()).unwrap(), Outcome::Moved);
    let summary = office.import_files(&paths).unwrap();
    assert_eq!((summary.accepted, summary.errors.len()), (1, 0));
}

#[test]
fn a_planned_import_with_errors_is_never_written() {
    let mut office = Office::under(CONTOH);
    let before = office.frames();
    let path =
        office.write("opd.csv", "kode,nama,jenis,induk\nDINAS-C,Dinas C,unit,\n,,,\nX Y,N,unit,\n");
    let planned = plan(&[path], &mut office.record, NOW, &|_| ()).unwrap();
    let Outcome::Refused(summary) = planned.commit(&mut office.record, &|_| ()).unwrap() else {
        panic!()
    };
    assert_eq!((summary.rows, summary.accepted, summary.errors.len()), (2, 1, 1));
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

#[test]
fn a_large_import_goes_in_chunks_with_what_is_no_form_first() {
    let mut office = Office::under(CONTOH);
    let mut text = String::from("opd,periode,token,kelas_jabatan,tanggal");
    (1..=12).for_each(|n| text += &format!(",q{n}"));
    for n in 0..25 {
        text += &format!("\nDINAS-A,EV-2026,t{n},pelaksana,2026-05-04,1,2,3,4,5,1,2,3,4,5,1,2");
    }
    let paths = [
        office.write("evaluasi.csv", text),
        office.write(
            "rapat.csv",
            "kode,opd,tanggal,pimpinan,peserta,notulen\nR-1,DINAS-A,2026-05-04,TIM-1,8,\n",
        ),
    ];
    let written = Mutex::new(Vec::new());
    let tell = |progress| {
        if let Progress::Written { done, .. } = progress {
            written.lock().unwrap().push(done);
        }
    };
    let before = office.frames().len();
    let planned = plan(&paths, &mut office.record, NOW, &tell).unwrap();
    let outcome = planned.commit_in_chunks(10, &mut office.record, &tell).unwrap();
    let Outcome::Written(summary) = outcome else { panic!("{outcome:?}") };
    assert_eq!((summary.accepted, summary.errors.len()), (26, 0));
    assert_eq!(*written.lock().unwrap(), [12, 22, 27]);
    let frames = office.frames();
    assert_eq!(frames.len(), before + 27);
    let first = [&frames[before], &frames[before + 1]].map(|frame| frame.stream.category());
    assert_eq!(first, ["partisipasi", "rapat"]);
    assert_eq!(summary.written, frames.last().map(Frame::last));

    let again = office.import_files(&paths).unwrap();
    assert_eq!((again.accepted, again.repeated, again.written), (0, 26, None));
}

#[test]
fn an_import_that_stopped_half_way_is_finished_by_running_it_again() {
    let mut office = Office::under(CONTOH);
    let header: String = (1..=12).map(|n| format!(",q{n}")).collect();
    let row = |n| format!("DINAS-A,EV-2026,t{n},pelaksana,2026-05-04,1,2,3,4,5,1,2,3,4,5,1,2\n");
    let text = |rows: std::ops::Range<i32>| {
        let rows: String = rows.map(row).collect();
        format!("opd,periode,token,kelas_jabatan,tanggal{header}\n{rows}")
    };
    office.import(&text(0..7));
    let whole = office.import(&text(0..20));
    assert_eq!((whole.accepted, whole.repeated, whole.errors.len()), (13, 7, 0));
}
