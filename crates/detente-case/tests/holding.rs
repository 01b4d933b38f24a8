//! What befalls a case from outside: a clock set back, another process that holds the file, an original
//! whose bytes are damaged.
// Tests stand at the edge: they write reports and cases.
#![allow(clippy::disallowed_methods, clippy::unwrap_used)]

mod common;

use common::{Desk, dump, read, record, rows, same, tamper};
use detente_case::{Case, Correcting, Input, ReadOptions, Wish};
use detente_record::{Event, Report, ReviewState};

/// As if all that was logged until now were of a day to come.
fn ahead(case: Case) -> Case {
    let path = case.path().to_owned();
    drop(case);
    tamper(
        &path,
        "UPDATE corrections SET at = '2999-01-01T00:00:00Z';
         UPDATE moments SET at = '2999-01-01T00:00:00Z';",
    );
    Case::open(&path).unwrap()
}

#[test]
fn what_is_said_last_holds_though_the_clock_was_set_back() {
    let desk = Desk::new();
    let mut case = desk.case();
    desk.read(&mut case);
    let id = rows::<Event>(&case)[0].id.clone();
    let say = |case: &mut Case, wish: Wish| {
        let (author, at) = ("A. Analyst".to_owned(), case.time().unwrap());
        let reason = "a reason".to_owned();
        case.correct(&Correcting { wish, incident: false, author, reason, at }, &()).unwrap()
    };
    say(&mut case, Wish::Reject(id.clone()));
    let mut case = ahead(case);
    assert_eq!(case.time().unwrap(), "2999-01-01T00:00:00Z");
    say(&mut case, Wish::Confirm(id.clone()));
    let event = rows::<Event>(&case).into_iter().find(|event| event.id == id).unwrap();
    assert_eq!(event.review.unwrap().state, ReviewState::Confirmed);
    let states: Vec<String> =
        case.corrections().unwrap().into_iter().map(|one| one.state).collect();
    assert_eq!(states, ["overruled", "in-force"]);
}

#[test]
fn a_clock_set_back_hides_no_entry_of_the_days_asked_for() {
    let desk = Desk::empty();
    let one = desk.put("one.txt", common::GENEVA);
    let two = desk.put("two.txt", common::HARBOUR);
    let mut case = desk.case();
    read(&mut case, &[one]);
    let path = case.path().to_owned();
    drop(case);
    // Created on the 4th, the first read on the 6th, the second after the clock was set back to the 5th.
    let mut case = Case::open(&path).unwrap();
    read(&mut case, &[two]);
    drop(case);
    tamper(
        &path,
        "DROP TRIGGER custody_stays;
         UPDATE custody SET at = '2024-03-0' || (4 + (seq > 1) + (seq = 2)) || 'T10:00:00Z';
         CREATE TRIGGER custody_stays BEFORE UPDATE ON custody
           BEGIN SELECT raise(ABORT, 'the log of custody is append-only'); END;",
    );
    let case = Case::open_existing(&path).unwrap();
    let between = |from: &str, to: &str| {
        let found = case.diff(from, to).unwrap();
        (found.after, found.to)
    };
    assert_eq!(between("2024-03-06", "2024-03-06"), (1, 3));
    assert_eq!(between("2024-03-05", ""), (1, 3));
    assert_eq!(between("2024-03-07", ""), (3, 3));
    assert_eq!(between("", "2024-03-04"), (0, 1));
}

#[test]
fn a_write_lock_held_elsewhere_is_told_and_loses_nothing() {
    let desk = Desk::new();
    let mut case = desk.case();
    let calm = Desk::new();
    let mut other = calm.case();
    calm.read(&mut other);
    let holder = rusqlite::Connection::open(case.path()).unwrap();
    holder.execute_batch("BEGIN IMMEDIATE").unwrap();
    let inputs = [Input::Path(desk.at("in"))];
    let error = case.read(&inputs, &ReadOptions::default(), &()).unwrap_err();
    assert!(error.is_busy() && error.to_string().contains("another process"), "{error}");
    assert_eq!(rows::<Report>(&case).len(), 0);
    holder.execute_batch("ROLLBACK").unwrap();
    desk.read(&mut case);
    same(&record(&case), &record(&other), "after the lock was let go");
}

#[test]
fn one_damaged_original_keeps_nobody_from_the_others() {
    let desk = Desk::new();
    let mut case = desk.case();
    desk.read(&mut case);
    let path = case.path().to_owned();
    drop(case);
    // Each original by itself, in its frame, its length, and the container that others lie in.
    for damage in [
        "UPDATE originals SET body = CAST(substr(body, 1, 20) || zeroblob(99) AS BLOB) \
         WHERE path LIKE '%geneva%'",
        "UPDATE originals SET bytes = 9000000000000000000 WHERE path LIKE '%harbour%'",
        "UPDATE chunks SET bytes = substr(bytes, 1, 30) WHERE container = 1",
        "UPDATE originals SET length = 9000000000000000000 WHERE length IS NOT NULL",
        "UPDATE containers SET bytes = 9000000000000000000",
    ] {
        tamper(&path, damage);
        tamper(&path, "INSERT OR IGNORE INTO stale SELECT n FROM originals");
        let case = Case::open(&path).unwrap();
        let refused = rows::<detente_record::Refused>(&case);
        let damaged: Vec<_> = refused.iter().filter(|row| row.reason == "damaged").collect();
        assert!(!damaged.is_empty(), "{damage}");
        assert!(damaged.iter().all(|row| row.detail.contains("detente restore")), "{damaged:?}");
        let found = case.verify(&()).unwrap();
        assert!(found.failed > 0, "{damage}");
    }
    assert!(!dump(&Case::open(&path).unwrap()).contains("Geneva"));
}

#[cfg(unix)]
#[test]
fn a_case_is_read_where_nothing_can_be_laid_beside_it() {
    let desk = Desk::new();
    let mut case = Case::open(&desk.at("odd %3f name#1?.detente")).unwrap();
    desk.read(&mut case);
    let path = case.path().to_owned();
    let before = record(&case);
    drop(case);
    // As on a medium that is full or can't be written to: SQLite's files beside the case can't be made.
    for end in ["-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(end);
        std::os::unix::fs::symlink(desk.at("no folder/at all"), name).unwrap();
    }
    let case = Case::open_existing(&path).unwrap();
    same(&record(&case), &before, "read as it lies");
    assert_eq!(case.verify(&()).unwrap().failures, Vec::<String>::new());
    assert!(Case::doctor(&path).unwrap().iter().any(|check| check.name == "integrity" && check.ok));
}
