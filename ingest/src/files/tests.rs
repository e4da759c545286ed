//! Whole imports: several kinds, several files, and what becomes of the record.

mod office;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Mutex;

use super::*;
use crate::accept::{Command, Intent, Refusal};
use crate::event::{Event, KelasJabatan, PolicyAdopted};
use crate::frame::{Body, Frame};
use crate::identity::{Kode, parse_date};
use crate::policy;
use crate::record::RecordError;
use crate::rule_pack::IsiKolom;
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

/// Cells of a file under the columns that are named, each once.
fn cells(path: &Path, named: &dyn Fn(&str) -> bool) -> BTreeSet<String> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let header = reader.headers().unwrap().clone();
    let mut found = BTreeSet::new();
    for row in reader.records().map(Result::unwrap) {
        let named = header.iter().zip(&row).filter(|(column, _)| named(column));
        found.extend(named.map(|(_, cell)| cell.to_owned()));
    }
    found
}

#[test]
fn no_text_and_no_person_of_a_form_stands_in_the_record() {
    let mut secrets_of_all = 0;
    for folder in every_pack() {
        let pack = folder.to_str().unwrap();
        let mut office = Office::empty(rules(pack));
        office.import_files(&examples(pack)).unwrap();
        let record = office.text();
        let mut secrets = BTreeSet::new();
        for form in &office.record.rules.pack.formulir {
            let hidden = |column: &str| {
                let sealed = [IsiKolom::Teks, IsiKolom::Orang];
                form.kolom.iter().any(|kolom| kolom.kode == column && sealed.contains(&kolom.isi))
            };
            let path = folder.join(format!("worked_example/{}.csv", form.kode));
            if path.exists() {
                secrets.extend(cells(&path, &hidden));
            }
        }
        // Names of units and groups stand in the open, and a short word may be a code as well.
        let open: BTreeSet<String> = ["opd", "kbk"]
            .map(|kind| folder.join(format!("worked_example/{kind}.csv")))
            .iter()
            .filter(|path| path.exists())
            .flat_map(|path| cells(path, &|_| true))
            .collect();
        let judul = &office.record.rules.pack.judul;
        let telling = |secret: &&String| {
            secret.len() >= 12 && !open.contains(*secret) && !judul.contains(secret.as_str())
        };
        for secret in secrets.iter().filter(telling) {
            secrets_of_all += 1;
            assert!(!record.contains(secret.as_str()), "{pack}: {secret}");
        }
    }
    assert!(secrets_of_all > 100, "{secrets_of_all}");
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

const KEGIATAN: &str = "kode,kbk,tanggal,jenis,metode,tema,nilai,peserta,durasi_menit,bukti
KG-1,KBK-A,2026-02-02,apel_budaya,apel,Salam,melayani,8,20,
KG-2,KBK-B,2026-02-03,apel_budaya,apel,,,5,20,
";

#[test]
fn a_correction_says_why_once_and_leaves_what_was() {
    let mut office = Office::under(CONTOH);
    office.import(KEGIATAN);
    let before = office.frames();
    // One row is corrected in number, date and sealed text; the other already reads so.
    let right = KEGIATAN.replace("2026-02-02", "2026-02-04").replace("Salam,", "Salam Bu Ani,");
    let right = right.replace(",8,", ",9,");
    let summary = office.correct(&right);
    assert_eq!((summary.accepted, summary.repeated, summary.errors.len()), (1, 1, 0));
    let frames = office.frames();
    assert_eq!(frames[..before.len()], before, "what was recorded stays");
    let newest = frames.last().unwrap();
    assert_eq!(newest.stream.as_str(), "kegiatan-contoh:KG-1");
    assert_eq!(newest.occurred_on.to_string(), "2026-02-04");
    assert_eq!(newest.body.stored()[0].type_name, "kegiatan-corrected");
    assert!(!office.text().contains("Bu Ani"), "reason and text are sealed");
    let event: serde_json::Value = serde_json::from_str(&office.newest()).unwrap();
    assert_eq!(event["menjadi"]["peserta"], 9);
    let komitmen = event["alasan"]["komitmen"].as_str().unwrap().to_owned();
    let reason = office.record.sealed.reveal(&crate::event::SealedText { komitmen });
    assert_eq!(reason.unwrap().as_deref(), Some("Salah ketik Bu Ani"));

    // Both files, run again, add nothing.
    assert_eq!(office.correct(&right).repeated, 2);
    assert_eq!(office.import(&right).repeated, 2);
    assert_eq!(office.import(KEGIATAN).repeated, 2);
    // And it may be corrected once more, also back to what it was.
    assert_eq!(office.correct(KEGIATAN).accepted, 1);
    assert_eq!(office.correct(&right).accepted, 1);
}

#[test]
fn what_cannot_be_corrected_says_so_and_nothing_is_written() {
    let mut office = Office::under(CONTOH);
    office.import(KEGIATAN);
    let before = office.frames();
    let head = KEGIATAN.lines().next().unwrap();
    let wrong = |office: &mut Office, text: &str| {
        let summary = office.correct(text);
        assert_eq!(summary.written, None);
        lines(&summary.errors)
    };
    assert_eq!(
        wrong(&mut office, &KEGIATAN.replace("KG-2", "KG-9")),
        [r#"3 - {"alasan":"belum-tercatat"}"#],
        "what is not there is recorded first"
    );
    assert_eq!(
        wrong(&mut office, &KEGIATAN.replace("apel_budaya", "apel")).len(),
        2,
        "a correction is judged by the rules"
    );
    let twice = format!(
        "{head}\nKG-1,KBK-A,2026-02-02,apel_budaya,apel,,,9,20,\nKG-1,KBK-A,2026-02-02,apel_budaya,apel,,,7,20,\n"
    );
    assert_eq!(
        wrong(&mut office, &twice),
        [r#"3 - {"alasan":"baris-berbeda","berkas":"koreksi.csv","baris":2}"#]
    );
    assert_eq!(
        wrong(&mut office, &OPD.replace("Dinas B", "Dinas C")),
        [r#"3 - {"alasan":"tanpa-koreksi"}"#]
    );
    assert_eq!(office.correct(OPD).repeated, 2, "the same unit is a repeat");
    assert_eq!(office.frames(), before);
}

#[test]
fn sheets_marks_and_entries_of_forms_are_corrected_like_activities() {
    let mut office = Office::empty(rules(CONTOH));
    office.import_files(&examples(CONTOH)).unwrap();
    let read = |kind: &str| {
        std::fs::read_to_string(regulation(CONTOH).join(format!("worked_example/{kind}.csv")))
            .unwrap()
    };
    let second_line = |text: &str| text.lines().nth(1).unwrap().to_owned();
    // The first sheet's first line, the first judge's first mark, an entry of a form with its text.
    let scorecard = read("scorecard");
    let line = second_line(&scorecard);
    let cells: Vec<&str> = line.split(',').collect();
    let other = if cells[5] == "100" { "67" } else { "100" };
    let corrected =
        line.replace(&format!(",{},{},", cells[4], cells[5]), &format!(",{},{other},", cells[4]));
    let summary = office.correct(&scorecard.replace(&line, &corrected));
    assert_eq!((summary.errors.len(), summary.submissions), (0, 1));
    assert!(office.newest().contains(&format!(r#""butir":"{}","persen":{other}"#, cells[4])));

    let masalah = read("masalah");
    let summary = office.correct(&masalah.replace("Tagihan terlambat", "Tagihan sering terlambat"));
    assert_eq!((summary.accepted, summary.repeated, summary.errors.len()), (1, 2, 0));
    let newest = office.frames().pop().unwrap();
    assert_eq!(newest.stream.as_str(), "catatan-contoh:masalah:MS-01");
    assert_eq!(newest.body.stored()[0].type_name, "catatan-corrected");

    let nilai = read("gelar_nilai");
    let line = second_line(&nilai);
    let (head, mark) = line.rsplit_once(',').unwrap();
    let other = if mark == "1" { "2" } else { "1" };
    let summary = office.correct(&nilai.replacen(&line, &format!("{head},{other}"), 1));
    assert_eq!((summary.errors.len(), summary.submissions), (0, 1), "{:?}", lines(&summary.errors));
    assert_eq!(office.frames().pop().unwrap().body.stored()[0].type_name, "gelar-score-corrected");
}

#[test]
fn what_a_pack_adds_to_an_activity_is_corrected_and_emptied_with_it() {
    let mut office = Office::under(CONTOH);
    let text = |tamu: &str, sasaran: &str| {
        let head = KEGIATAN.lines().next().unwrap();
        format!(
            "{head},tamu,sasaran\nKG-1,KBK-A,2026-02-02,apel_budaya,apel,,,8,20,,{tamu},{sasaran}\n"
        )
    };
    let tamu = |office: &Office| {
        let register = crate::register::Register::read(&office.record.log, None).unwrap();
        let kode = crate::identity::Kode::parse("KG-1").unwrap();
        let entry = register.entries.get("kegiatan", &kode).unwrap();
        (entry.holds("tamu").join(";"), entry.filled)
    };
    let is = |tamu: &str, filled| (tamu.to_owned(), filled);
    assert_eq!(lines(&office.import(&text("DINAS-A", "Warga")).errors), [""; 0]);
    assert_eq!(tamu(&office), is("DINAS-A", true));
    assert_eq!(lines(&office.correct(&text("DINAS-B", "Warga")).errors), [""; 0]);
    assert_eq!(tamu(&office), is("DINAS-B", true));
    assert_eq!(office.correct(&text("DINAS-B", "Warga")).repeated, 1);
    assert_eq!(office.correct(&text("", "Warga")).accepted, 1);
    assert_eq!(tamu(&office), is("", true), "the sealed text is left");
    assert_eq!(office.correct(&text("", "")).accepted, 1);
    assert_eq!(tamu(&office), is("", false), "emptied cells are empty");
    assert_eq!(office.correct(&text("", "")).repeated, 1);
    let events = |office: &Office| office.frames().last().unwrap().body.count();
    assert_eq!(office.correct(&text("", "").replace(",8,", ",9,")).accepted, 1);
    assert_eq!(events(&office), 1, "nothing is said of what is not there");
    assert_eq!(office.import(&text("DINAS-A", "Warga")).repeated, 1);
}

#[test]
fn a_locked_year_takes_corrections_and_nothing_new() {
    let mut office = Office::under(CONTOH);
    office.import(KEGIATAN);
    let kode = crate::identity::Kode::parse("2026-T1").unwrap();
    let lock = crate::accept::Command {
        key: "kunci:1".into(),
        occurred_on: crate::identity::parse_date("2026-06-01").unwrap(),
        intent: crate::accept::Intent::LockPeriode(crate::event::Closed { kode, alasan: None }),
    };
    let locked = office.record.record(lock, NOW).unwrap().first.0;
    let head = KEGIATAN.lines().next().unwrap();
    let late = format!("{head}\nKG-3,KBK-A,2026-03-31,apel_budaya,apel,,,8,20,\n");
    assert_eq!(
        office.errors(&late),
        [format!(
            r#"2 tanggal {{"alasan":"periode-dikunci","kode":"2026-T1","tanggal":"2026-03-31","posisi":{locked}}}"#
        )]
    );
    assert_eq!(office.import(KEGIATAN).repeated, 2, "what is there is a repeat");
    assert_eq!(office.correct(&KEGIATAN.replace(",8,", ",9,")).accepted, 1);
    let next = late.replace("2026-03-31", "2026-04-01");
    assert_eq!(office.import(&next).accepted, 1);
}

/// The fictional pack with other words in it, as an amended regulation.
fn amended(office: &Office, from: &str, to: &str) -> crate::rule_pack::LoadedPack {
    let text = String::from_utf8(rules(CONTOH).bytes).unwrap();
    assert!(text.contains(from), "{from}");
    let path = office.write("rule_pack.toml", text.replace(from, to));
    crate::rule_pack::LoadedPack::read(&path).unwrap()
}

#[test]
fn a_round_asks_its_own_questions_and_steps_whatever_was_adopted_since() {
    let mut office = Office::under(CONTOH);
    let dir = office.dir.path().to_path_buf();
    let pack = amended(&office, "\"q12\"", "\"k12\"");
    office.record.adopt(&dir, pack, &[], NOW).unwrap();
    office.import("kode,jenis,mulai,selesai\nEV-27,ronde_evaluasi,2027-05-01,2027-05-31\n");
    let form = |last: &str, ronde: &str, day: &str, token: &str| {
        let questions: Vec<String> = (1..12).map(|n| format!("q{n}")).collect();
        format!(
            "opd,periode,token,kelas_jabatan,tanggal,{},{last}\n\
             DINAS-A,{ronde},{token},pelaksana,{day},1,2,3,4,5,1,2,3,4,5,1,2\n",
            questions.join(",")
        )
    };
    let asked = |office: &Office| match office.frames().pop().unwrap().body {
        Body::Form(form) => form.pertanyaan.codes().pop().unwrap(),
        Body::Events(_) => panic!("a form is last"),
    };
    assert_eq!(lines(&office.import(&form("q12", "EV-2026", "2026-05-04", "t1")).errors), [""; 0]);
    assert_eq!(asked(&office), "q12", "the round of the old pack");
    assert_eq!(lines(&office.import(&form("k12", "EV-27", "2027-05-04", "t2")).errors), [""; 0]);
    assert_eq!(asked(&office), "k12", "the round of the new one");
    for (last, ronde, day) in [("k12", "EV-2026", "2026-05-04"), ("q12", "EV-27", "2027-05-04")] {
        assert_eq!(
            office.errors(&form(last, ronde, day, "t3")),
            [format!(r#"2 periode {{"alasan":"pertanyaan-ronde-lain","periode":"{ronde}"}}"#)]
        );
    }
    let pack = amended(&office, "langkah = [0, 33, 50, 67, 100]", "langkah = [0, 100]");
    office.record.adopt(&dir, pack, &[], NOW).unwrap();
    office.import("kode,jenis,mulai,selesai\nSC-27,ronde_scorecard,2026-05-01,2026-05-31\n");
    let sheet = |ronde: &str| {
        let line = |n: u32| format!("KBK-A,{ronde},TIM-1,2026-05-08,K{n},67,\n");
        let lines: String = (1..=9).map(line).collect();
        format!("kbk,periode,penilai,tanggal,butir,persen,alasan\n{lines}")
    };
    assert_eq!(lines(&office.import(&sheet("SC-2026")).errors), [""; 0]);
    assert!(office.errors(&sheet("SC-27"))[0].contains(r#""langkah":"0, 100""#));
}

#[test]
fn a_pack_is_adopted_once_and_again_after_another() {
    let mut office = Office::under(CONTOH);
    let dir = office.dir.path().to_path_buf();
    let adopt = |office: &mut Office, pack| {
        office.record.adopt(&dir, pack, &[], NOW).map(|_| ()).map_err(|error| error.to_string())
    };
    let old = || rules(CONTOH);
    let in_force = |office: &Office| office.record.rules.hash;
    assert!(adopt(&mut office, old()).unwrap_err().contains("PaketSudahBerlaku"));
    let new = amended(&office, "Satu baris untuk setiap orang", "Sebaris untuk setiap orang");
    let hash = new.hash;
    adopt(&mut office, new).unwrap();
    assert_eq!(in_force(&office), hash);
    adopt(&mut office, old()).unwrap();
    assert_eq!(in_force(&office), old().hash);
    // Opened anew, the record knows them all, and what was in force when.
    let record = &office.record;
    let packs = crate::record::Packs::of(
        &dir,
        &crate::register::Register::read(&record.log, None).unwrap(),
    );
    let packs = packs.unwrap();
    let last = record.log.head().unwrap().unwrap().position.0;
    let at = |position| packs.at(Position(position)).unwrap().hash;
    assert_eq!([at(1), at(last - 1), at(last)], [old().hash, hash, old().hash]);
    assert_eq!(crate::record::adopted_packs(&dir, &record.log, last + 1).unwrap().len(), 2);
}

/// A form is known by the participation in it; where that was not recorded it is looked for.
#[test]
fn a_form_alone_freezes_the_policy_of_its_year() {
    let mut office = Office::under(CONTOH);
    let file = "periode = \"2026\"\n[[ukuran]]\nkode = \"scorecard\"\nbobot = 100\n";
    let with = |alasan: Option<&str>| PolicyAdopted {
        alasan: alasan.map(str::to_owned),
        ..policy::read(file, &rules(CONTOH).pack).unwrap()
    };
    let questions = rules(CONTOH).pack.evaluasi().unwrap().pertanyaan.len();
    let form = Intent::SubmitForm {
        opd: Kode::parse("DINAS-A").unwrap(),
        periode: Kode::parse("EV-2026").unwrap(),
        kelas_jabatan: KelasJabatan::Pelaksana,
        jawaban: vec![1; questions].into(),
    };
    let occurred_on = parse_date("2026-05-04").unwrap();
    let command = Command { key: "lembar".to_owned(), occurred_on, intent: form };
    let form = office.record.record(command, NOW).unwrap();
    let before = office.frames();
    match office.record.adopt_policy(with(None), NOW) {
        Err(RecordError::Refused(Refusal::KebijakanTanpaAlasan { posisi, .. })) => {
            assert_eq!(posisi, form.first.0);
        }
        other => panic!("{:?}", other.map(|_| ())),
    }
    assert_eq!(office.frames(), before);
    office.record.adopt_policy(with(Some("Keputusan Tim")), NOW).unwrap();
    let newest = office.frames().pop().unwrap();
    let stored = newest.body.stored();
    let Event::PolicyAdopted(adopted) = stored[0].read().unwrap() else { panic!("a policy") };
    assert!(adopted.sesudah_jawaban);
}
