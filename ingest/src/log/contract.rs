//! The behaviours every log must show: the same list for the file and for a cluster.

#![allow(clippy::unwrap_used)] // a test suite, which other crates' tests run too

use std::sync::Arc;

use super::{Appended, Expected, Log, LogError, Submission};
use crate::event::{Event, JenisOpd, KelasJabatan, OpdRegistered};
use crate::frame::{Body, Form, Frame, Questions};
use crate::identity::{Instant, Kode, Position, Revision, StreamName, parse_date};
use crate::ledger::{Hash, root_of};

/// One behaviour's own log.
pub struct Given {
    /// Opens it, empty at first; every further call opens the same log once more.
    pub open: Box<dyn Fn() -> Log>,
    /// The government whose streams it holds.
    pub pemda: Kode,
}

/// Runs every behaviour, each on a log of its own.
pub fn run(given: impl Fn() -> Given) {
    let behaviours: &[fn(&Given)] = &[
        positions_are_dense_and_order_is_kept,
        a_wrong_revision_is_refused_and_writes_nothing,
        a_repeat_answers_with_the_first_position,
        the_same_command_with_other_content_is_refused,
        a_failed_batch_leaves_what_the_log_promises,
        a_moved_register_is_refused,
        the_register_is_read_without_the_forms,
        recorded_at_never_goes_back,
        a_date_is_found_by_its_moment,
        what_was_acknowledged_is_there_after_reopening,
        two_writers_share_one_log,
        many_writers_lose_and_double_nothing,
        the_root_is_that_of_all_leaves,
        a_stream_gives_its_frames_back_in_their_places,
        an_empty_submission_is_refused,
    ];
    for behaviour in behaviours {
        behaviour(&given());
    }
}

fn kode(text: &str) -> Kode {
    Kode::parse(text).unwrap()
}

/// A unit as it is registered.
pub(super) fn opd(pemda: &Kode, code: &str, nama: &str, now: i64) -> Submission {
    let event = Event::OpdRegistered(OpdRegistered {
        kode: kode(code),
        nama: nama.into(),
        jenis: JenisOpd::PerangkatDaerah,
        induk: None,
    });
    Submission {
        stream: StreamName::new("opd", pemda, code),
        expected: Expected::NoStream,
        command: format!("opd:{code}"),
        actor: None,
        occurred_on: parse_date("2026-01-02").unwrap(),
        now: Instant(now),
        body: Body::of(&[event]),
    }
}

/// A form as it is submitted.
pub(super) fn form(pemda: &Kode, token: &str, answers: &[u8], now: i64) -> Submission {
    let codes: Vec<String> = (1..=answers.len()).map(|n| format!("q{n}")).collect();
    Submission {
        stream: StreamName::new("evaluasi", pemda, token),
        command: token.into(),
        body: Body::Form(Form {
            opd: kode("DINKES"),
            periode: kode("EV-2026"),
            kelas_jabatan: KelasJabatan::Pelaksana,
            terlambat: false,
            pertanyaan: Questions::of(&codes),
            jawaban: answers.into(),
        }),
        ..opd(pemda, "X", "", now)
    }
}

impl Given {
    fn open(&self) -> Log {
        (self.open)()
    }

    fn opd(&self, code: &str, nama: &str, now: i64) -> Submission {
        opd(&self.pemda, code, nama, now)
    }

    fn form(&self, token: &str, answers: &[u8], now: i64) -> Submission {
        form(&self.pemda, token, answers, now)
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

fn positions_are_dense_and_order_is_kept(given: &Given) {
    let log = given.open();
    assert_eq!(log.head().unwrap(), None);
    log.append(given.opd("A", "a", 1)).unwrap();
    let form = log.append(given.form("t1", &[1; 32], 2)).unwrap();
    assert_eq!((form.first, form.last), (Position(1), Position(33)));
    log.append(given.opd("B", "b", 3)).unwrap();
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

fn a_wrong_revision_is_refused_and_writes_nothing(given: &Given) {
    let log = given.open();
    log.append(given.opd("A", "a", 1)).unwrap();
    let other = Submission { command: "another".into(), ..given.opd("A", "a", 2) };
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

fn a_repeat_answers_with_the_first_position(given: &Given) {
    let log = given.open();
    log.append(given.opd("A", "a", 1)).unwrap();
    let first = log.append(given.form("t1", &[2; 32], 2)).unwrap();
    let again = log.append(given.form("t1", &[2; 32], 9)).unwrap();
    assert_eq!(again, Appended { repeated: true, ..first });
    assert_eq!(log.head().unwrap().unwrap().recorded_at, Instant(2), "the first metadata stands");
}

fn the_same_command_with_other_content_is_refused(given: &Given) {
    let log = given.open();
    log.append(given.form("t1", &[2; 32], 1)).unwrap();
    let other = log.append(given.form("t1", &[3; 32], 2));
    assert!(matches!(other, Err(LogError::OtherContent { first: Position(0), .. })));
    assert_eq!(log.head().unwrap().unwrap().position, Position(32));
}

fn a_failed_batch_leaves_what_the_log_promises(given: &Given) {
    let log = given.open();
    log.append(given.opd("B", "b", 1)).unwrap();
    let batch =
        |b: &str| vec![given.opd("A", "a", 2), given.opd("B", b, 2), given.opd("C", "c", 2)];
    assert!(log.append_all(batch("other"), None, &|_| ()).is_err());
    // A whole batch leaves nothing; elsewhere what stands before the wrong one stays.
    let left = if log.batches_are_whole() { 1 } else { 2 };
    assert_eq!(all(&log).len(), left);
    let finished = log.append_all(batch("b"), None, &|_| ()).unwrap();
    let repeated: Vec<bool> = finished.iter().map(|appended| appended.repeated).collect();
    assert_eq!(repeated, [left == 2, true, false]);
    let batch = (0..300).map(|n| given.form(&format!("t{n}"), &[1; 32], 3)).collect();
    assert_eq!(log.append_all(batch, None, &|_| ()).unwrap().len(), 300);
    assert_eq!(log.head().unwrap().unwrap().position, Position(2 + 300 * 33));
}

fn a_moved_register_is_refused(given: &Given) {
    let log = given.open();
    log.append(given.opd("A", "a", 1)).unwrap();
    let known = log.register_head().unwrap();
    log.append(given.form("t1", &[1; 32], 2)).unwrap();
    log.append_all(vec![given.form("t2", &[1; 32], 2)], Some(known), &|_| ()).unwrap();
    log.append(given.opd("B", "b", 3)).unwrap();
    let late = log.append_all(vec![given.form("t3", &[1; 32], 4)], Some(known), &|_| ());
    assert!(matches!(late, Err(LogError::RegisterMoved)));
}

fn the_register_is_read_without_the_forms(given: &Given) {
    let log = given.open();
    let forms =
        |name: &'static str| (0..20).map(move |n| given.form(&format!("{name}{n}"), &[1; 32], 2));
    log.append(given.opd("A", "a", 1)).unwrap();
    log.append_all(forms("s").collect(), None, &|_| ()).unwrap();
    log.append(given.opd("B", "b", 3)).unwrap();
    log.append_all(forms("t").collect(), None, &|_| ()).unwrap();
    log.append(given.opd("C", "c", 4)).unwrap();
    let found = |to| {
        let mut found = Vec::new();
        log.register_frames(to, |frame| {
            found.push(frame.first.0);
            Ok::<bool, LogError>(true)
        })
        .unwrap();
        found
    };
    assert_eq!(found(None), [0, 661, 1322]);
    assert_eq!(found(Some(Position(700))), [0, 661]);
    assert_eq!(log.register_head().unwrap(), Some(Position(1322)));
}

fn recorded_at_never_goes_back(given: &Given) {
    let log = given.open();
    log.append(given.opd("A", "a", 5_000)).unwrap();
    log.append(given.opd("B", "b", 1_000)).unwrap();
    let times: Vec<i64> = all(&log).iter().map(|frame| frame.recorded_at.0).collect();
    assert_eq!(times, [5_000, 5_000]);
}

fn a_date_is_found_by_its_moment(given: &Given) {
    let log = given.open();
    assert_eq!(log.position_before(Instant(10)).unwrap(), None);
    log.append(given.opd("A", "a", 10)).unwrap();
    log.append(given.form("t1", &[1; 32], 20)).unwrap();
    log.append(given.opd("B", "b", 30)).unwrap();
    let found = |at| log.position_before(Instant(at)).unwrap().map(|position| position.0);
    assert_eq!([found(10), found(11), found(20)], [None, Some(0), Some(0)]);
    assert_eq!([found(21), found(30), found(99)], [Some(33), Some(33), Some(34)]);
}

fn what_was_acknowledged_is_there_after_reopening(given: &Given) {
    let log = given.open();
    log.append(given.opd("A", "a", 1)).unwrap();
    log.append(given.form("t1", &[1; 32], 2)).unwrap();
    let (before, root) = (all(&log), log.root(34).unwrap());
    drop(log);
    let log = given.open();
    assert_eq!(all(&log), before);
    assert_eq!(log.root(34).unwrap(), root);
    assert_eq!(log.append(given.opd("B", "b", 3)).unwrap().first, Position(34));
}

fn two_writers_share_one_log(given: &Given) {
    let (left, right) = (given.open(), given.open());
    for n in 0..20 {
        left.append(given.form(&format!("l{n}"), &[1; 32], n)).unwrap();
        right.append(given.form(&format!("r{n}"), &[2; 32], n)).unwrap();
    }
    let frames = all(&left);
    assert_eq!(frames.len(), 40);
    let leaves: Vec<Hash> = frames.iter().flat_map(Frame::leaves).collect();
    assert_eq!(right.root(leaves.len() as u64).unwrap().root, root_of(&leaves));
}

fn many_writers_lose_and_double_nothing(given: &Given) {
    let log = Arc::new(given.open());
    let writers: Vec<_> = (0..8)
        .map(|writer| {
            let log = Arc::clone(&log);
            let forms = (0..50).map(|n| given.form(&format!("w{writer}-{n}"), &[1; 32], n));
            let forms: Vec<Submission> = forms.collect();
            std::thread::spawn(move || {
                for form in forms {
                    // Each form is sent twice, as after a time-out.
                    for _ in 0..2 {
                        log.append(form.clone()).unwrap();
                    }
                }
            })
        })
        .collect();
    writers.into_iter().for_each(|writer| writer.join().unwrap());
    assert_eq!(all(&log).len(), 400);
    assert_eq!(log.head().unwrap().unwrap().position, Position(400 * 33 - 1));
}

fn the_root_is_that_of_all_leaves(given: &Given) {
    let log = given.open();
    for n in 0..40 {
        log.append(given.form(&format!("t{n}"), &[1; 32], n)).unwrap();
    }
    let leaves: Vec<Hash> = all(&log).iter().flat_map(Frame::leaves).collect();
    for size in [0, 1, 33, 255, 256, 257, 512, 1_000, 1_320] {
        let root = log.root(size).unwrap();
        assert_eq!(root.root, root_of(&leaves[..size as usize]), "size {size}");
    }
}

fn a_stream_gives_its_frames_back_in_their_places(given: &Given) {
    let log = given.open();
    let again = |n: u64| Submission {
        command: format!("opd:{n}"),
        expected: n.checked_sub(1).map_or(Expected::NoStream, |n| Expected::Revision(Revision(n))),
        ..given.opd("A", "a", n as i64)
    };
    for n in 0..12 {
        log.append(again(n)).unwrap();
        log.append(given.form(&format!("t{n}"), &[1; 32], n as i64)).unwrap();
    }
    let frames = log.stream(&again(0).stream).unwrap();
    let places: Vec<u64> = frames.iter().map(|frame| frame.first.0).collect();
    assert_eq!(places, (0..12).map(|n| n * 34).collect::<Vec<_>>());
    let form = log.stream(&given.form("t7", &[], 0).stream).unwrap();
    assert_eq!(form[0].first, Position(7 * 34 + 1));
    assert_eq!(log.stream(&given.form("t99", &[], 0).stream).unwrap(), []);
}

fn an_empty_submission_is_refused(given: &Given) {
    let log = given.open();
    let empty = Submission { body: Body::of(&[]), ..given.opd("A", "a", 1) };
    assert!(matches!(log.append(empty), Err(LogError::WrongSize { .. })));
    assert_eq!(log.head().unwrap(), None);
}
