//! Rows of other data sets: beside what was read, and no part of it.
#![allow(clippy::unwrap_used)]

mod common;

use common::{Desk, dump, read, rows, tamper};
use detente_case::{Case, Filter, OutsideFile};
use detente_record::{ActorRef, EventType, Incident, Outside, Time, TimeBasis};
use std::collections::BTreeMap;

fn file(sum: char) -> OutsideFile {
    OutsideFile {
        path: "theirs.csv".into(),
        sha256: sum.to_string().repeat(64),
        bytes: 20,
        form: "acled-shape".into(),
        heading: Some("event_id_cnty,event_date".into()),
    }
}

fn row(file: &OutsideFile, line: usize, verbatim: &str) -> Outside {
    Outside {
        id: file.row_id(line, verbatim),
        form: file.form.clone(),
        key: Some(format!("TUR{line}")),
        kind: Some(EventType::Assault),
        code: Some("Battles".into()),
        actors: vec![ActorRef { text: "Military Forces of Turkey".into(), ..ActorRef::default() }],
        recipients: vec![],
        date: Time::day("2020-03-02", "2 March 2020", TimeBasis::Stated),
        place: None,
        figures: BTreeMap::new(),
        source: None,
        text: Some("four killed".into()),
        file: file.path.clone(),
        sha256: file.sha256.clone(),
        line,
        heading: file.heading.clone(),
        verbatim: verbatim.into(),
    }
}

fn imported(case: &mut Case, sum: char) -> Vec<Outside> {
    let file = file(sum);
    let rows = vec![row(&file, 2, "TUR2,2020-03-02"), row(&file, 3, "TUR3,\"a\nb\"")];
    assert_eq!(case.add_outside(&file, &mut rows.clone().into_iter()).unwrap(), 2);
    rows
}

#[test]
fn they_come_back_as_they_were_and_change_nothing_that_was_read() {
    let desk = Desk::new();
    let mut case = desk.case();
    desk.read(&mut case);
    let (before, incidents) = (dump(&case), rows::<Incident>(&case));
    assert_eq!(rows::<Outside>(&case), []);
    let brought = imported(&mut case, 'a');
    assert_eq!(rows::<Outside>(&case), brought);
    assert_eq!((dump(&case), rows::<Incident>(&case)), (before.clone(), incidents));
    case.reread(&()).unwrap();
    assert_eq!(dump(&case), before, "also after all was read anew");
    assert_eq!(rows::<Outside>(&case), brought);
    assert_eq!(case.verify(&()).unwrap().failures, Vec::<String>::new());
}

#[test]
fn they_are_found_by_filters_and_ids() {
    let desk = Desk::empty();
    let mut case = desk.case();
    let brought = imported(&mut case, 'a');
    let count = |filter: Filter| case.rows::<Outside>(&filter).unwrap().len();
    assert_eq!(count(Filter { kind: Some("ASSAULT".into()), ..Filter::default() }), 2);
    assert_eq!(count(Filter { status: Some("gdelt-event".into()), ..Filter::default() }), 0);
    assert_eq!(count(Filter { from: Some("2020-03-03".into()), ..Filter::default() }), 0);
    let actor = Some("military forces of turkey".into());
    assert_eq!(count(Filter { actor, ..Filter::default() }), 2);
    let found = case.find(&brought[1].id[..8]).unwrap();
    assert_eq!((found.table, found.row["line"].as_u64()), ("outside", Some(3)));
}

#[test]
fn a_file_is_taken_once_and_can_be_taken_out() {
    let desk = Desk::empty();
    let mut case = desk.case();
    let rows_of = imported(&mut case, 'a');
    assert_eq!(case.add_outside(&file('a'), &mut rows_of.into_iter()).unwrap(), 0, "known already");
    imported(&mut case, 'b');
    assert_eq!(rows::<Outside>(&case).len(), 4);
    let error = case.remove_outside("c").unwrap_err().to_string();
    assert!(error.contains("detente outside"), "{error}");
    assert!(case.remove_outside("not hex").is_err() && case.remove_outside("").is_err());
    assert_eq!(case.remove_outside("aaaa").unwrap(), "theirs.csv");
    assert!(rows::<Outside>(&case).iter().all(|row| row.sha256.starts_with('b')));
    assert_eq!(case.verify(&()).unwrap().failures, Vec::<String>::new());
}

#[test]
fn a_row_that_was_changed_shows() {
    let desk = Desk::empty();
    let mut case = desk.case();
    imported(&mut case, 'a');
    drop(case);
    let path = desk.at("case.detente");
    tamper(&path, "UPDATE outside_rows SET verbatim = 'TUR2,2020-03-09' WHERE line = 2");
    let found = Case::open_existing(&path).unwrap().verify(&()).unwrap();
    assert_eq!(found.failures, ["theirs.csv, line 2: the imported row was changed"]);
}

#[test]
fn a_merge_takes_them_along() {
    let desk = Desk::empty();
    let mut theirs = Case::open(&desk.at("theirs.detente")).unwrap();
    let brought = imported(&mut theirs, 'a');
    drop(theirs);
    let mut mine = desk.case();
    assert_eq!(mine.merge(&desk.at("theirs.detente"), &()).unwrap().outside, 2);
    assert_eq!(rows::<Outside>(&mine), brought);
    assert_eq!(mine.merge(&desk.at("theirs.detente"), &()).unwrap().outside, 0);
    assert_eq!(mine.verify(&()).unwrap().failures, Vec::<String>::new());
}

#[test]
fn a_case_of_the_version_before_is_brought_up_to_date() {
    let desk = Desk::new();
    let mut case = desk.case();
    read(&mut case, &[desk.at("in/geneva.txt")]);
    let before = dump(&case);
    drop(case);
    let path = desk.at("case.detente");
    tamper(&path, "PRAGMA user_version = 4");
    assert!(Case::open_existing(&path).unwrap_err().is_older());
    let mut case = desk.case();
    assert_eq!(dump(&case), before);
    imported(&mut case, 'a');
    assert_eq!(rows::<Outside>(&case).len(), 2);
}

#[test]
fn a_case_without_any_has_no_table_for_them() {
    let desk = Desk::empty();
    drop(desk.case());
    let db = rusqlite::Connection::open(desk.at("case.detente")).unwrap();
    let count = "SELECT count(*) FROM sqlite_schema WHERE name LIKE 'outside%'";
    assert_eq!(db.query_row(count, [], |row| row.get::<_, i64>(0)).unwrap(), 0);
}
