//! A case taken into another is as if one case had read the inputs of both.
// Tests stand at the edge: they write reports and cases.
#![allow(clippy::disallowed_methods, clippy::unwrap_used)]

mod common;

use common::{Desk, GENEVA, HARBOUR, TABLE, WIRE, dump, read, rows, same, tamper};
use detente_case::{Case, Correcting, Wish};
use detente_record::{Event, Incident, Report, ReviewState};
use std::path::PathBuf;

/// All that hangs on no time: the rows, and what is linked of them.
fn record(case: &Case) -> String {
    let incidents = rows::<Incident>(case).into_iter();
    let incidents: String =
        incidents.map(|row| serde_json::to_string(&row).unwrap() + "\n").collect();
    dump(case) + &incidents
}

fn case(desk: &Desk, name: &str, paths: &[PathBuf]) -> Case {
    let mut case = Case::open(&desk.at(name)).unwrap();
    for path in paths {
        read(&mut case, std::slice::from_ref(path));
    }
    case
}

/// Files, a stream that holds one of them too, a table, and one that can't be read.
fn inputs(desk: &Desk) -> (Vec<PathBuf>, Vec<PathBuf>) {
    let again = format!("{WIRE}{}\n", serde_json::json!({ "title": "Geneva", "text": GENEVA }));
    let left = vec![
        desk.put("in/geneva.txt", GENEVA),
        desk.put("in/wire.jsonl", WIRE),
        desk.put("in/empty.txt", ""),
        desk.put(
            "in/ship.txt",
            "A ship\n\nANKARA, May 2, 2021 - Turkey let a ship pass on Sunday.\n",
        ),
    ];
    let right = vec![
        desk.put("in/harbour.txt", HARBOUR),
        desk.put("in/another.jsonl", again),
        desk.put("in/table.csv", TABLE),
        desk.put("in/copy-of-geneva.txt", GENEVA),
    ];
    (left, right)
}

#[test]
fn a_merged_case_has_the_record_of_one_that_read_both() {
    let desk = Desk::empty();
    let (left, right) = inputs(&desk);
    let both: Vec<PathBuf> = left.iter().chain(&right).cloned().collect();
    let whole = record(&case(&desk, "whole.detente", &both));
    for turn in [false, true] {
        let (one, other) = if turn { (&right, &left) } else { (&left, &right) };
        let (a, b) = (format!("a{turn}.detente"), format!("b{turn}.detente"));
        let mut into = case(&desk, &a, one);
        drop(case(&desk, &b, other));
        let merged = into.merge(&desk.at(&b), &()).unwrap();
        assert!(merged.added > 0 && merged.known > 0, "{merged:?}");
        same(&record(&into), &whole, "merged");
        assert_eq!(into.verify(&()).unwrap().failures, Vec::<String>::new());
        into.reread(&()).unwrap();
        same(&record(&into), &whole, "and read anew");
        let again = into.merge(&desk.at(&b), &()).unwrap();
        assert_eq!((again.added, again.refused, again.corrections), (0, 0, 0), "{again:?}");
        same(&record(&into), &whole, "merged twice");
        assert_eq!(into.verify(&()).unwrap().failures, Vec::<String>::new());
    }
}

#[test]
fn corrections_come_along_and_hold() {
    let desk = Desk::empty();
    let (left, right) = inputs(&desk);
    let mut other = case(&desk, "other.detente", &left);
    let ids: Vec<String> = rows::<Event>(&other).into_iter().map(|one| one.id).collect();
    let say = |case: &mut Case, second: usize, wish: Wish| {
        let asked = Correcting {
            wish,
            incident: false,
            author: "A. Analyst".into(),
            reason: "a reason".into(),
            at: format!("2024-05-02T10:00:{second:02}Z"),
        };
        case.correct(&asked, &()).unwrap().n
    };
    say(&mut other, 1, Wish::Reject(ids[0].clone()));
    let taken_back = say(&mut other, 2, Wish::ReDate(ids[0].clone(), "2019-01-01".into()));
    other.undo_correction(taken_back, "A. Analyst", "", "2024-05-03T10:00:00Z", &()).unwrap();
    drop(other);
    let mut into = case(&desk, "into.detente", &right);
    let merged = into.merge(&desk.at("other.detente"), &()).unwrap();
    assert_eq!(merged.corrections, 2);
    let row = rows::<Event>(&into).into_iter().find(|one| one.id == ids[0]).unwrap();
    assert_eq!(row.review.unwrap().state, ReviewState::Rejected);
    let states: Vec<String> = into.corrections().unwrap().into_iter().map(|c| c.state).collect();
    assert_eq!(states, ["in-force", "undone"]);
    let both: Vec<PathBuf> = left.iter().chain(&right).cloned().collect();
    let mut whole = case(&desk, "whole.detente", &both);
    say(&mut whole, 1, Wish::Reject(ids[0].clone()));
    same(&record(&into), &record(&whole), "as in a case that read and corrected both");
    assert_eq!(into.verify(&()).unwrap().failures, Vec::<String>::new());
}

#[test]
fn what_was_removed_stays_out_on_either_side() {
    let desk = Desk::empty();
    let (left, right) = inputs(&desk);
    let mut into = case(&desk, "into.detente", &left);
    let harbour = case(&desk, "other.detente", &right);
    let id = rows::<Report>(&harbour)
        .into_iter()
        .find(|one| one.path.as_deref().is_some_and(|path| path.ends_with("harbour.txt")));
    let id = id.unwrap().id;
    drop(harbour);
    into.merge(&desk.at("other.detente"), &()).unwrap();
    into.remove(&id, "a test").unwrap();
    let merged = into.merge(&desk.at("other.detente"), &()).unwrap();
    assert_eq!((merged.added, merged.removed), (0, 1));
    assert!(rows::<Report>(&into).iter().all(|one| one.id != id));
}

#[test]
fn the_other_log_of_custody_is_kept_and_verified() {
    let desk = Desk::empty();
    let (left, right) = inputs(&desk);
    let mut into = case(&desk, "into.detente", &left);
    drop(case(&desk, "other.detente", &right));
    into.merge(&desk.at("other.detente"), &()).unwrap();
    drop(into);
    tamper(&desk.at("into.detente"), "UPDATE merged_custody SET at = '1999' WHERE seq = 2");
    let found = Case::open(&desk.at("into.detente")).unwrap().verify(&()).unwrap();
    assert!(found.failures[0].starts_with("log of the merged case"), "{:?}", found.failures);
}

#[test]
fn what_is_no_other_case_is_refused() {
    let desk = Desk::empty();
    let (left, _) = inputs(&desk);
    let mut into = case(&desk, "into.detente", &left);
    let error = into.merge(&desk.at("into.detente"), &()).unwrap_err();
    assert!(error.is_input() && error.to_string().contains("this very case"), "{error}");
    assert!(into.merge(&desk.at("none.detente"), &()).unwrap_err().is_absent());
    let text = desk.put("text.detente", "no case");
    into.merge(&text, &()).unwrap_err();
    drop(case(&desk, "old.detente", &[]));
    tamper(&desk.at("old.detente"), "PRAGMA user_version = 2");
    assert!(into.merge(&desk.at("old.detente"), &()).unwrap_err().is_older());
}
