//! `jejak import`: files into the record, whole or not at all.

use std::path::PathBuf;

use clap::Args;
use indicatif::ProgressBar;
use ingest::files::{self, Hint, ImportError, Progress, RowError, Summary};

use super::{Failure, RecordArgs, now, open_record, print, progress_bar};
use crate::text::{message, t, tf, whole};

#[derive(Args)]
pub(crate) struct ImportArgs {
    #[arg(required = true)]
    files: Vec<PathBuf>,
    #[command(flatten)]
    record: RecordArgs,
    #[arg(long)]
    dry_run: bool,
    #[arg(long)]
    koreksi: Option<String>,
}

/// Row errors shown; the rest is counted.
const SHOWN: usize = 50;

pub(crate) fn import(args: &ImportArgs) -> Result<(), Failure> {
    let koreksi = args.koreksi.as_deref().map(str::trim);
    if koreksi.is_some_and(str::is_empty) {
        return Err(Failure::Misuse(t("impor-koreksi-alasan")));
    }
    let mut record = open_record(&args.record)?;
    let bar = progress_bar("kemajuan-memeriksa", 0);
    let show = |progress| show(&bar, progress);
    let imported = match koreksi {
        None => files::import(&args.files, &mut record, now(), args.dry_run, &show),
        Some(alasan) => {
            files::correct(&args.files, &mut record, now(), args.dry_run, alasan, &show)
        }
    };
    bar.finish_and_clear();
    let summary = match imported {
        Ok(summary) => summary,
        Err(ImportError::Files(wrong)) => {
            let lines = wrong.iter().map(|error| {
                let pesan = message("berkas", "alasan", &error.problem);
                tf("impor-di-berkas", &[("berkas", &error.file), ("pesan", &pesan)])
            });
            return Err(refused(lines.collect(), wrong.len()));
        }
        Err(ImportError::Record(error)) => return Err(error.into()),
    };
    if !summary.errors.is_empty() {
        let lines = summary.errors.iter().take(SHOWN).map(in_words);
        return Err(refused(lines.collect(), summary.errors.len()));
    }
    print(&format!("{}\n", report(&summary, args.dry_run, koreksi.is_some())));
    print(&advice(&summary.hints));
    Ok(())
}

/// A line for each piece of advice; what is recorded may be better, it is not wrong.
fn advice(hints: &[Hint]) -> String {
    let line = |hint: &Hint| {
        let sumber = [Some(hint.sumber.as_str()), hint.keputusan.as_deref()];
        let sumber = sumber.into_iter().flatten().collect::<Vec<_>>().join("; ");
        let (baris, jenis) = (hint.row.to_string(), hint.kind.as_str());
        let place = [("berkas", hint.file.as_str()), ("baris", &baris), ("jenis", jenis)];
        let words = [("kode", hint.kode.as_str()), ("pesan", &hint.pesan), ("sumber", &sumber)];
        tf("impor-saran", &[place, words].concat())
    };
    let mut lines: Vec<String> = hints.iter().take(SHOWN).map(line).collect();
    if hints.len() > SHOWN {
        let jumlah = whole((hints.len() - SHOWN) as i128);
        lines.push(tf("impor-saran-lain", &[("jumlah", &jumlah)]));
    }
    lines.into_iter().map(|line| line + "\n").collect()
}

fn show(bar: &ProgressBar, progress: Progress) {
    match progress {
        Progress::Read { rows } => {
            bar.set_length(rows as u64);
            bar.set_position(rows as u64);
        }
        Progress::Prepared { done, of } | Progress::Written { done, of } => {
            bar.set_message(t("kemajuan-mencatat"));
            bar.set_length(of as u64);
            bar.set_position(done as u64);
        }
    }
}

fn refused(mut lines: Vec<String>, total: usize) -> Failure {
    if total > lines.len() {
        lines.push(tf("impor-masih", &[("jumlah", &whole((total - lines.len()) as i128))]));
    }
    lines.push(tf("impor-ditolak", &[("jumlah", &whole(total as i128))]));
    Failure::No(lines.join("\n"))
}

/// One row error as a line a user can act on.
fn in_words(error: &RowError) -> String {
    let pesan = match &error.problem {
        files::Problem::Cell(problem) => message("sel", "alasan", problem),
        files::Problem::Refused(refusal) => message("tolak", "alasan", refusal),
    };
    let baris = error.row.to_string();
    let mut arguments = vec![("berkas", error.file.as_str()), ("baris", &baris), ("pesan", &pesan)];
    match &error.column {
        Some(kolom) => {
            arguments.push(("kolom", kolom));
            tf("impor-di-kolom", &arguments)
        }
        None => tf("impor-di-baris", &arguments),
    }
}

fn report(summary: &Summary, dry_run: bool, corrects: bool) -> String {
    let baris = whole(summary.rows as i128);
    let (baru, ulang) = (whole(summary.accepted as i128), whole(summary.repeated as i128));
    let posisi = summary.written.map_or_else(String::new, |position| whole(position.0));
    let arguments =
        [("baris", baris.as_str()), ("baru", &baru), ("ulang", &ulang), ("posisi", &posisi)];
    match (dry_run, summary.written) {
        (true, _) if corrects => tf("impor-koreksi-periksa", &arguments),
        (false, Some(_)) if corrects => tf("impor-koreksi-selesai", &arguments),
        (true, _) => tf("impor-periksa", &arguments),
        (false, None) => tf("impor-kosong", &arguments),
        (false, Some(_)) => tf("impor-selesai", &arguments),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use ingest::event::PemdaRegistered;
    use ingest::identity::{Instant, Kode, Zona};
    use ingest::record::Record;
    use ingest::rule_pack::LoadedPack;
    use ingest::sealed::Randomness;
    use serde_json::{Value, json};

    use super::*;

    fn folders(path: &Path) -> Vec<PathBuf> {
        let entries = std::fs::read_dir(path).into_iter().flatten().flatten();
        let mut found: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
        found.sort();
        found
    }

    /// Every folder of a regulation that has entries which must be refused.
    fn packs() -> Vec<PathBuf> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let governments = folders(&root.join("regulations"));
        let packs = governments.iter().flat_map(|government| folders(government));
        let packs = packs.chain(folders(&root.join("tests/fixtures/kota_laut")));
        packs.filter(|folder| folder.join("worked_example/refused.jsonl").exists()).collect()
    }

    /// A record under the rules of a folder, with its worked example.
    fn government(pack: &Path, dir: &Path) -> Record {
        let pemda = PemdaRegistered {
            kode: Kode::parse("contoh").unwrap(),
            nama: "Kabupaten Contoh".into(),
            zona: Zona::WIB,
        };
        let (rules, random) = (LoadedPack::read(pack).unwrap(), Randomness::SampleData(7));
        let mut record = Record::init(dir, None, rules, pemda, random, now()).unwrap();
        let files = folders(&pack.join("worked_example"));
        let files: Vec<PathBuf> =
            files.into_iter().filter(|file| file.extension().is_some_and(|e| e == "csv")).collect();
        let summary = files::import(&files, &mut record, now(), false, &|_| ()).unwrap();
        let wrong: Vec<String> = summary.errors.iter().map(in_words).collect();
        assert_eq!(wrong, [""; 0], "{}", pack.display());
        record
    }

    fn now() -> Instant {
        Instant::parse("2026-12-31T08:00:00+07:00").unwrap()
    }

    /// Each line of a `refused.jsonl` is refused on top of the worked example, for one reason alone,
    /// and the reason says where it stands.
    #[test]
    fn every_refusal_of_the_worked_examples() {
        let packs = packs();
        assert!(!packs.is_empty());
        for pack in packs {
            let dir = tempfile::tempdir().unwrap();
            let mut record = government(&pack, dir.path());
            let lines = std::fs::read_to_string(pack.join("worked_example/refused.jsonl")).unwrap();
            for (number, line) in lines.lines().enumerate() {
                let refused: Value = serde_json::from_str(line).unwrap();
                let mut row = refused["row"].as_object().unwrap().clone();
                row.insert("kind".into(), refused["kind"].clone());
                let file = dir.path().join("ditolak.jsonl");
                std::fs::write(&file, format!("{}\n", json!(row))).unwrap();
                let import = files::import(&[file], &mut record, now(), true, &|_| ()).unwrap();
                let said: Vec<String> = import.errors.iter().map(in_words).collect();
                let place = format!("{} line {}: {said:#?}", pack.display(), number + 1);
                assert_eq!(said.len(), 1, "{place}");
                assert!(said[0].contains(refused["pesan"].as_str().unwrap()), "{place}");
            }
        }
    }
}
