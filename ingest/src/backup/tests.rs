use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use super::*;
use crate::event::PemdaRegistered;
use crate::frame::Frame;
use crate::identity::{Kode, Zona};
use crate::log::{Submission, contract};
use crate::rule_pack::LoadedPack;

/// 1 June 2026, 07:00 in western Indonesia.
const NOW: Instant = Instant(1_780_272_000_000);

fn kode(text: &str) -> Kode {
    Kode::parse(text).unwrap()
}

fn begun(dir: &Path) -> Record {
    let pack =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../regulations/kabupaten_contoh/perbup_1_2025");
    let pemda = PemdaRegistered { kode: kode("contoh"), nama: "Contoh".into(), zona: Zona::WIB };
    let rules = LoadedPack::read(&pack).unwrap();
    Record::init(dir, None, rules, pemda, Randomness::System, NOW).unwrap()
}

/// A form of three questions: four events.
fn form(token: &str) -> Submission {
    Submission { now: NOW, ..contract::form(&kode("contoh"), token, &[1, 2, 3], 0) }
}

fn hand_in(log: &Log, forms: usize) {
    let from = log.head().unwrap().map_or(0, |head| head.position.0);
    let forms = (0..forms).map(|n| form(&format!("{from}-{n}"))).collect();
    log.append_all(forms, None, &|_| ()).unwrap();
}

fn frames(log: &Log) -> Vec<Frame> {
    let mut frames = Vec::new();
    log.frames(Position(0), None, |frame| {
        frames.push(frame);
        Ok::<bool, LogError>(true)
    })
    .unwrap();
    frames
}

fn backed_up(record: &Record, dir: &Path, to: &Path) -> Result<Backup, BackupError> {
    back_up(record, dir, to, None, NOW, &mut |_| ())
}

fn restored(from: &Path, dir: &Path, known: Option<LedgerRoot>) -> Result<Restored, BackupError> {
    // Who signed is not looked at, so any signature line makes it a checkpoint.
    let checkpoint = |ledger: LedgerRoot| {
        let (size, root) = (ledger.size, base64(&ledger.root));
        let signature = "AAAAAAAA";
        let note = format!("jejak/contoh\n{size}\n{root}\n\n\u{2014} jejak/contoh {signature}\n");
        Checkpoint::parse(&note).unwrap()
    };
    let known = known.map(checkpoint);
    let wanted = Restore { from, keys: None, dir, known, alasan: "Disk rusak" };
    restore(&wanted, Randomness::System, NOW, &mut |_| ())
}

/// A number below `end`, another one at each call.
fn any(end: usize) -> usize {
    let mut bytes = [0; 4];
    getrandom::fill(&mut bytes).unwrap();
    u32::from_le_bytes(bytes) as usize % end
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        files_below(folder, "").unwrap().into_iter().map(|(name, _)| name).collect();
    names.sort();
    names
}

#[test]
fn a_hundred_backups_while_eight_write_are_each_a_prefix() {
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("data");
    let record = begun(&data);
    let (done, written) = (AtomicBool::new(false), AtomicUsize::new(0));
    let (log, done, written) = (&record.log, &done, &written);
    let sizes: Vec<u64> = std::thread::scope(|scope| {
        for writer in 0..8 {
            scope.spawn(move || {
                for n in 0.. {
                    if done.load(Ordering::Relaxed) {
                        break;
                    }
                    log.append(form(&format!("{writer}-{n}"))).unwrap();
                    written.fetch_add(1, Ordering::Relaxed);
                    std::thread::sleep(Duration::from_millis(20));
                }
            });
        }
        let backups = (0..100).map(|n| {
            std::thread::sleep(Duration::from_micros(any(3_000) as u64));
            let to = dir.path().join(format!("backup-{n}"));
            let backup = backed_up(&record, &data, &to).unwrap();
            assert_eq!(log.root(backup.ledger.size).unwrap(), backup.ledger, "backup {n}");
            let copy = Log::read_only(&to).unwrap();
            assert_eq!(copy.root(backup.ledger.size).unwrap(), backup.ledger, "backup {n}");
            fs::remove_dir_all(&to).unwrap();
            backup.ledger.size
        });
        let sizes = backups.collect();
        done.store(true, Ordering::Relaxed);
        sizes
    });
    assert!(sizes.is_sorted() && sizes[0] < sizes[99], "somebody wrote meanwhile: {sizes:?}");
    let newest = log.head().unwrap().unwrap().position.0 as usize;
    assert_eq!(newest + 1, 2 + 4 * written.load(Ordering::Relaxed));
}

#[test]
fn a_hundred_restores_are_each_exact_or_refused() {
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("data");
    let record = begun(&data);
    let (mut exact, mut refused) = (0, 0);
    for n in 0..100 {
        hand_in(&record.log, 1 + any(8));
        let (from, to) = (dir.path().join("backup"), dir.path().join("restored"));
        let taken = backed_up(&record, &data, &from).unwrap();
        // What is acknowledged after the backup, and lost.
        hand_in(&record.log, any(3));
        let mut live = frames(&record.log);
        let newest = live.last().unwrap().last().0 + 1;
        let known = record.log.root(any(newest as usize + 1) as u64).unwrap();
        let damaged = n % 2 == 1;
        if damaged {
            let names = names(&from);
            let victim = from.join(&names[any(names.len())]);
            let mut bytes = fs::read(&victim).unwrap();
            let at = any(bytes.len());
            match any(3) {
                0 => bytes.truncate(at),
                1 => bytes[at] ^= 1 << any(8),
                _ => bytes.insert(at, b'x'),
            }
            fs::write(&victim, bytes).unwrap();
        }
        match restored(&from, &to, Some(known)) {
            Ok(done) => {
                exact += 1;
                // A change in what backup.json says beside root and hashes changes nothing.
                assert_eq!(done.ledger, taken.ledger, "restore {n}");
                let again = Record::open(&to, None, Randomness::System).unwrap();
                let mut found = frames(&again.log);
                let top = found.pop().unwrap();
                live.truncate(found.len());
                assert_eq!(found, live, "restore {n}");
                assert_eq!(top.first, Position(taken.ledger.size));
                let lost = (known.size > taken.ledger.size)
                    .then(|| RentangHilang { dari: taken.ledger.size, sampai: known.size - 1 });
                assert_eq!(done.event.hilang, lost, "restore {n}");
                let register = Register::read(&again.log, None).unwrap();
                assert_eq!((register.epoch, done.event.epoch), (2, 2));
                drop(again);
                fs::remove_dir_all(&to).unwrap();
            }
            Err(error) => {
                refused += 1;
                assert!(damaged, "restore {n}: {error}");
                assert!(!to.exists(), "restore {n} left a folder");
            }
        }
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 2, "restore {n} left something");
        fs::remove_dir_all(&from).unwrap();
    }
    assert!(exact >= 50 && refused > 30, "{exact} exact, {refused} refused");
}

#[test]
fn a_checkpoint_of_another_log_refuses_the_backup() {
    let dir = tempfile::tempdir().unwrap();
    let (data, from, to) =
        (dir.path().join("data"), dir.path().join("backup"), dir.path().join("restored"));
    let record = begun(&data);
    hand_in(&record.log, 10);
    let taken = backed_up(&record, &data, &from).unwrap();
    let other = LedgerRoot { size: 30, root: record.log.root(29).unwrap().root };
    assert!(matches!(restored(&from, &to, Some(other)), Err(BackupError::OtherLog(30))));
    let nothing_lost = restored(&from, &to, Some(taken.ledger)).unwrap();
    assert_eq!(nothing_lost.event.hilang, None);
    assert_eq!(nothing_lost.event.terakhir_diketahui.unwrap().ukuran, 42);
    // A record is never restored over.
    assert!(matches!(restored(&from, &to, None), Err(BackupError::NotEmpty(_))));
    assert!(matches!(backed_up(&record, &data, &from), Err(BackupError::NotEmpty(_))));
    let no_backup = restored(&data, &dir.path().join("other"), None);
    assert!(matches!(no_backup, Err(BackupError::NoBackup { .. })));
}

#[test]
fn an_epoch_follows_each_restore() {
    let dir = tempfile::tempdir().unwrap();
    let mut data = dir.path().join("1");
    let mut record = begun(&data);
    for epoch in 2..5 {
        let (from, next) =
            (dir.path().join(format!("b{epoch}")), dir.path().join(epoch.to_string()));
        backed_up(&record, &data, &from).unwrap();
        assert_eq!(restored(&from, &next, None).unwrap().event.epoch, epoch);
        record = Record::open(&next, None, Randomness::System).unwrap();
        data = next;
    }
    assert_eq!(Register::read(&record.log, Some(Position(2))).unwrap().epoch, 2);
    assert_eq!(Register::read(&record.log, Some(Position(1))).unwrap().epoch, 1);
}

#[test]
fn keys_lie_apart_and_bring_back_what_is_sealed() {
    let dir = tempfile::tempdir().unwrap();
    let [data, from, keys] = ["data", "backup", "kunci"].map(|name| dir.path().join(name));
    let mut record = begun(&data);
    let text = record.sealed.seal("rapat:R1", "Rahasia").unwrap();
    let token = record.sealed.token_hash("token");
    record.sealed.commit().unwrap();
    for together in [from.clone(), from.join("kunci"), data.join("kunci")] {
        let refused = back_up(&record, &data, &from, Some(&together), NOW, &mut |_| ());
        assert!(matches!(refused, Err(BackupError::SameFolder(_))));
    }
    back_up(&record, &data, &from, Some(&keys), NOW, &mut |_| ()).unwrap();
    let pack = format!("regulations/{}/rule_pack.toml", record.rules.hash);
    assert_eq!(names(&from), [MANIFEST, LOG_FILE, &pack, TEXTS]);
    assert_eq!(names(&keys), [KEYS]);

    let bare = dir.path().join("bare");
    restored(&from, &bare, None).unwrap();
    let bare = Record::open(&bare, None, Randomness::System).unwrap();
    assert!(bare.sealed.has_lost_keys());
    assert_eq!(bare.sealed.reveal(&text).unwrap(), None);

    let whole = dir.path().join("whole");
    let mut wanted =
        Restore { from: &from, keys: Some(&keys), dir: &whole, known: None, alasan: "Uji" };
    let done = restore(&wanted, Randomness::System, NOW, &mut |_| ()).unwrap();
    let record = Record::open(&whole, None, Randomness::System).unwrap();
    assert!(!record.sealed.has_lost_keys());
    assert_eq!(record.sealed.reveal(&text).unwrap().as_deref(), Some("Rahasia"));
    assert_eq!(record.sealed.reveal(&done.event.alasan).unwrap().as_deref(), Some("Uji"));
    assert_eq!(record.sealed.token_hash("token"), token, "a form is recognised again");

    let stranger = dir.path().join("stranger");
    begun(&stranger);
    let again = dir.path().join("again");
    (wanted.keys, wanted.dir) = (Some(stranger.as_path()), &again);
    let refused = restore(&wanted, Randomness::System, NOW, &mut |_| ());
    assert!(matches!(refused, Err(BackupError::OtherKeys)));
    assert!(!again.exists());
}

#[test]
fn a_log_whose_roots_are_not_of_its_events_is_no_backup() {
    let dir = tempfile::tempdir().unwrap();
    let (data, to) = (dir.path().join("data"), dir.path().join("backup"));
    let record = begun(&data);
    hand_in(&record.log, 100);
    let log = rusqlite::Connection::open(data.join(LOG_FILE)).unwrap();
    log.execute("UPDATE tile SET root = zeroblob(32)", []).unwrap();
    assert!(matches!(
        backed_up(&record, &data, &to),
        Err(BackupError::Fault(LogFault::Tile { .. }))
    ));
    log.execute("DELETE FROM frame WHERE position = 6", []).unwrap();
    assert!(matches!(
        backed_up(&record, &data, &to),
        Err(BackupError::Log(LogError::Missing { .. }))
    ));
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1, "nothing is left");
}
