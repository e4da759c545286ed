//! The behaviours every log must show. A second log runs the same list.

use std::path::Path;
use std::sync::Arc;

use super::{Appended, EmbeddedLog, Expected, LogError, Submission};
use crate::event::{Event, JenisOpd, KelasJabatan, OpdRegistered};
use crate::frame::{Body, Form, Frame, Questions};
use crate::identity::{Instant, Kode, Position, Revision, StreamName, parse_date};
use crate::ledger::{Hash, root_of};

type Log = EmbeddedLog;

/// Runs every behaviour, each on a fresh log.
pub(crate) fn run(open: impl Fn(&Path) -> Log) {
    let behaviours: &[fn(&dyn Fn() -> Log)] = &[
        positions_are_dense_and_order_is_kept,
        a_wrong_revision_is_refused_and_writes_nothing,
        a_repeat_answers_with_the_first_position,
        the_same_command_with_other_content_is_refused,
        a_batch_is_all_or_nothing,
        a_moved_register_is_refused,
        recorded_at_never_goes_back,
        a_date_is_found_by_its_moment,
        what_was_acknowledged_is_there_after_reopening,
        two_writers_share_one_log,
        many_writers_lose_and_double_nothing,
        the_root_is_that_of_all_leaves,
        an_empty_submission_is_refused,
    ];
    for behaviour in behaviours {
        let dir = tempfile::tempdir().unwrap();
        behaviour(&|| open(dir.path()));
    }
}

fn kode(text: &str) -> Kode {
    Kode::parse(text).unwrap()
}

fn opd(code: &str, nama: &str, now: i64) -> Submission {
    let event = Event::OpdRegistered(OpdRegistered {
        kode: kode(code),
        nama: nama.into(),
        jenis: JenisOpd::PerangkatDaerah,
        induk: None,
    });
    Submission {
        stream: StreamName::new("opd", &kode("contoh"), code),
        expected: Expected::NoStream,
        command: format!("opd:{code}"),
        actor: None,
        occurred_on: parse_date("2026-01-02").unwrap(),
        now: Instant(now),
        body: Body::of(&[event]),
    }
}

pub(super) fn form(token: &str, answers: &[u8], now: i64) -> Submission {
    let codes: Vec<String> = (1..=answers.len()).map(|n| format!("q{n}")).collect();
    Submission {
        stream: StreamName::new("evaluasi", &kode("contoh"), token),
        command: token.into(),
        body: Body::Form(Form {
            opd: kode("DINKES"),
            periode: kode("EV-2026"),
            kelas_jabatan: KelasJabatan::Pelaksana,
            terlambat: false,
            pertanyaan: Questions::of(&codes),
            jawaban: answers.into(),
        }),
        ..opd("X", "", now)
    }
}

fn all(log: &Log) -> Vec<Frame> {
    let mut frames = Vec::new();
    log.frames(Position(0), None, |frame| {
        frames.push(frame);
        Ok::<bool, LogError>(true)
    })
    .unwrap();
    frames
}

fn positions_are_dense_and_order_is_kept(open: &dyn Fn() -> Log) {
    let log = open();
    assert_eq!(log.head().unwrap(), None);
    log.append(opd("A", "a", 1)).unwrap();
    let form = log.append(form("t1", &[1; 32], 2)).unwrap();
    assert_eq!((form.first, form.last), (Position(1), Position(33)));
    log.append(opd("B", "b", 3)).unwrap();
    let events: Vec<_> = all(&log).iter().flat_map(Frame::events).collect();
    let positions: Vec<u64> = events.iter().map(|event| event.position.0).collect();
    assert_eq!(positions, (0..35).collect::<Vec<_>>());
    let mut from_inside = Vec::new();
    log.frames(Position(20), Some(Position(33)), |frame| {
        from_inside.push(frame.first.0);
        Ok::<bool, LogError>(true)
    })
    .unwrap();
    assert_eq!(from_inside, [1], "a position inside a frame finds its frame");
}

fn a_wrong_revision_is_refused_and_writes_nothing(open: &dyn Fn() -> Log) {
    let log = open();
    log.append(opd("A", "a", 1)).unwrap();
    let other = Submission { command: "another".into(), ..opd("A", "a", 2) };
    let refused = log.append(other.clone());
    assert!(matches!(
        refused,
        Err(LogError::WrongExpectedRevision { actual: Some(Revision(0)), .. })
    ));
    let ahead = Submission { expected: Expected::Revision(Revision(4)), ..other.clone() };
    assert!(matches!(log.append(ahead), Err(LogError::WrongExpectedRevision { .. })));
    let next = Submission { expected: Expected::Revision(Revision(0)), ..other };
    assert_eq!(log.append(next).unwrap().first, Position(1));
    assert_eq!(log.head().unwrap().unwrap().position, Position(1));
}

fn a_repeat_answers_with_the_first_position(open: &dyn Fn() -> Log) {
    let log = open();
    log.append(opd("A", "a", 1)).unwrap();
    let first = log.append(form("t1", &[2; 32], 2)).unwrap();
    let again = log.append(form("t1", &[2; 32], 9)).unwrap();
    assert_eq!(again, Appended { repeated: true, ..first });
    assert_eq!(log.head().unwrap().unwrap().recorded_at, Instant(2), "the first metadata stands");
}

fn the_same_command_with_other_content_is_refused(open: &dyn Fn() -> Log) {
    let log = open();
    log.append(form("t1", &[2; 32], 1)).unwrap();
    let other = log.append(form("t1", &[3; 32], 2));
    assert!(matches!(other, Err(LogError::OtherContent { first: Position(0), .. })));
    assert_eq!(log.head().unwrap().unwrap().position, Position(32));
}

fn a_batch_is_all_or_nothing(open: &dyn Fn() -> Log) {
    let log = open();
    log.append(opd("B", "b", 1)).unwrap();
    let batch = vec![opd("A", "a", 2), opd("B", "other", 2), opd("C", "c", 2)];
    assert!(log.append_all(batch, None, &|_| ()).is_err());
    assert_eq!(all(&log).len(), 1);
    let batch = (0..300).map(|n| form(&format!("t{n}"), &[1; 32], 3)).collect();
    assert_eq!(log.append_all(batch, None, &|_| ()).unwrap().len(), 300);
    assert_eq!(log.head().unwrap().unwrap().position, Position(300 * 33));
}

fn a_moved_register_is_refused(open: &dyn Fn() -> Log) {
    let log = open();
    log.append(opd("A", "a", 1)).unwrap();
    let known = log.register_head().unwrap();
    log.append(form("t1", &[1; 32], 2)).unwrap();
    log.append_all(vec![form("t2", &[1; 32], 2)], Some(known), &|_| ()).unwrap();
    log.append(opd("B", "b", 3)).unwrap();
    let late = log.append_all(vec![form("t3", &[1; 32], 4)], Some(known), &|_| ());
    assert!(matches!(late, Err(LogError::RegisterMoved)));
}

fn recorded_at_never_goes_back(open: &dyn Fn() -> Log) {
    let log = open();
    log.append(opd("A", "a", 5_000)).unwrap();
    log.append(opd("B", "b", 1_000)).unwrap();
    let times: Vec<i64> = all(&log).iter().map(|frame| frame.recorded_at.0).collect();
    assert_eq!(times, [5_000, 5_000]);
}

fn a_date_is_found_by_its_moment(open: &dyn Fn() -> Log) {
    let log = open();
    assert_eq!(log.position_before(Instant(10)).unwrap(), None);
    log.append(opd("A", "a", 10)).unwrap();
    log.append(form("t1", &[1; 32], 20)).unwrap();
    log.append(opd("B", "b", 30)).unwrap();
    let found = |at| log.position_before(Instant(at)).unwrap().map(|position| position.0);
    assert_eq!([found(10), found(11), found(20)], [None, Some(0), Some(0)]);
    assert_eq!([found(21), found(30), found(99)], [Some(33), Some(33), Some(34)]);
}

fn what_was_acknowledged_is_there_after_reopening(open: &dyn Fn() -> Log) {
    let log = open();
    log.append(opd("A", "a", 1)).unwrap();
    log.append(form("t1", &[1; 32], 2)).unwrap();
    let (before, root) = (all(&log), log.root(34).unwrap());
    drop(log);
    let log = open();
    assert_eq!(all(&log), before);
    assert_eq!(log.root(34).unwrap(), root);
    assert_eq!(log.append(opd("B", "b", 3)).unwrap().first, Position(34));
}

fn two_writers_share_one_log(open: &dyn Fn() -> Log) {
    let (left, right) = (open(), open());
    for n in 0..20 {
        left.append(form(&format!("l{n}"), &[1; 32], n)).unwrap();
        right.append(form(&format!("r{n}"), &[2; 32], n)).unwrap();
    }
    let frames = all(&left);
    assert_eq!(frames.len(), 40);
    let leaves: Vec<Hash> = frames.iter().flat_map(Frame::leaves).collect();
    assert_eq!(right.root(leaves.len() as u64).unwrap().root, root_of(&leaves));
}

fn many_writers_lose_and_double_nothing(open: &dyn Fn() -> Log) {
    let log = Arc::new(open());
    let writers: Vec<_> = (0..8)
        .map(|writer| {
            let log = Arc::clone(&log);
            std::thread::spawn(move || {
                for n in 0..50 {
                    // Each form is sent twice, as after a time-out.
                    for _ in 0..2 {
                        log.append(form(&format!("w{writer}-{n}"), &[1; 32], n)).unwrap();
                    }
                }
            })
        })
        .collect();
    writers.into_iter().for_each(|writer| writer.join().unwrap());
    assert_eq!(all(&log).len(), 400);
    assert_eq!(log.head().unwrap().unwrap().position, Position(400 * 33 - 1));
}

fn the_root_is_that_of_all_leaves(open: &dyn Fn() -> Log) {
    let log = open();
    for n in 0..40 {
        log.append(form(&format!("t{n}"), &[1; 32], n)).unwrap();
    }
    let leaves: Vec<Hash> = all(&log).iter().flat_map(Frame::leaves).collect();
    for size in [0, 1, 33, 255, 256, 257, 512, 1_000, 1_320] {
        let root = log.root(size).unwrap();
        assert_eq!(root.root, root_of(&leaves[..size as usize]), "size {size}");
    }
}

fn an_empty_submission_is_refused(open: &dyn Fn() -> Log) {
    let log = open();
    let empty = Submission { body: Body::of(&[]), ..opd("A", "a", 1) };
    assert!(matches!(log.append(empty), Err(LogError::WrongSize { .. })));
    assert_eq!(log.head().unwrap(), None);
}
