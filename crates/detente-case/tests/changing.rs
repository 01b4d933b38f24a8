//! What changed in the record, and what brought it.
// Tests stand at the edge: they write reports and cases.
#![allow(clippy::disallowed_methods, clippy::unwrap_used)]

mod common;

use common::{Desk, read, rows, tamper};
use detente_case::{Case, Change, Correcting, Wish};
use detente_record::{Incident, Report};

const GAZETTE: &str = "Shells hit Khartoum market\n\nKHARTOUM, June 1, 2023 - Shells hit a crowded market in \
     Khartoum on Wednesday, killing 18 people, a committee of residents said. The Sudanese army shelled \
     the market in Khartoum on Wednesday, the residents said.\n";
const OBSERVER: &str = "Market under fire\n\nKHARTOUM, June 1, 2023 - At least 11 people were killed on Wednesday \
     when shells hit a market in Khartoum, doctors said. The Sudanese army denied that it had shelled the \
     market in Khartoum on Wednesday.\n";
const TALKS: &str =
    "Talks in Cairo\n\nCAIRO, June 3, 2023 - Egypt and Sudan held talks in Cairo on Friday.\n";

fn changes(case: &Case, from: &str, to: &str) -> Vec<Change> {
    case.diff(from, to).unwrap().changes
}

fn entries(case: &Case) -> String {
    case.diff("", "").unwrap().to.to_string()
}

fn correct(case: &mut Case, wish: Wish) {
    let asked = Correcting {
        wish,
        incident: false,
        author: "A. Analyst".into(),
        reason: "a reason".into(),
        at: "2024-05-02T10:00:00Z".into(),
    };
    case.correct(&asked, &()).unwrap();
}

#[test]
fn what_a_report_brings_is_told_with_it() {
    let desk = Desk::empty();
    let mut case = desk.case();
    read(&mut case, &[desk.put("in/gazette.txt", GAZETTE)]);
    let first = entries(&case);
    let new = changes(&case, "", "");
    assert!(!new.is_empty() && new.iter().all(|one| one.what == "new"), "{new:#?}");
    read(&mut case, &[desk.put("in/observer.txt", OBSERVER)]);
    let observer = rows::<Report>(&case).into_iter().find(|one| one.bytes == OBSERVER.len());
    let observer = observer.unwrap().id;
    let came = changes(&case, &first, "");
    let turned: Vec<&Change> = came.iter().filter(|one| one.what == "turned").collect();
    assert!(!turned.is_empty(), "a denial turns a standing: {came:#?}");
    let field = turned[0].fields.iter().find(|field| field.name == "standing").unwrap();
    assert_eq!(field.after.as_deref(), Some("disputed"));
    assert_eq!(turned[0].reports, std::slice::from_ref(&observer));
    assert!(came.iter().any(|one| one.kind == "dispute" && one.what == "new"), "{came:#?}");
    let found = case.diff(&first, "").unwrap();
    assert!(found.moments[0].did[0].starts_with("read ") && found.moments.len() == 1);
    // Nothing came after that report, nor before the first.
    assert_eq!(changes(&case, &observer, ""), []);
    assert_eq!(changes(&case, "", "1"), []);
    // Taken out again all is as it was: over the whole way nothing happened to what is gone.
    case.remove(&observer, "a test").unwrap();
    assert_eq!(changes(&case, &first, ""), []);
    assert_eq!(changes(&case, "", "").len(), new.len());
}

#[test]
fn what_is_merged_split_and_re_dated_is_told_so() {
    let desk = Desk::empty();
    let mut case = desk.case();
    read(&mut case, &[desk.put("in/gazette.txt", GAZETTE), desk.put("in/talks.txt", TALKS)]);
    let before = entries(&case);
    let all = rows::<Incident>(&case);
    let ids: Vec<String> = all.iter().map(|one| one.id.clone()).collect();
    assert!(ids.len() > 1, "{all:#?}");
    correct(&mut case, Wish::Merge(ids[0].clone(), ids[1].clone()));
    let merged = changes(&case, &before, "");
    let into =
        merged.iter().find(|one| one.what == "merged").unwrap_or_else(|| panic!("{merged:#?}"));
    assert!(ids.contains(&into.id) && ids.contains(&into.others[0]));
    let between = entries(&case);
    correct(&mut case, Wish::Split(ids[0].clone()));
    let split = changes(&case, &between, "");
    assert!(split.iter().any(|one| one.what == "split"), "{split:#?}");
    let at = entries(&case);
    correct(&mut case, Wish::ReDate(ids[0].clone(), "2023-01-01".into()));
    let dated = changes(&case, &at, "");
    let own = dated.iter().find(|one| one.id == ids[0]).unwrap_or_else(|| panic!("{dated:#?}"));
    assert_eq!(own.what, "re-dated");
    let did = case.diff(&at, "").unwrap().moments[0].did.clone();
    assert!(did[0].contains("re-date event") && did[0].contains("a reason"), "{did:?}");
}

#[test]
fn reading_all_anew_changes_nothing() {
    let desk = Desk::new();
    let mut case = desk.case();
    desk.read(&mut case);
    let before = entries(&case);
    case.reread(&()).unwrap();
    assert_eq!(changes(&case, &before, ""), []);
}

#[test]
fn tables_that_were_made_anew_are_only_counted() {
    let desk = Desk::empty();
    let mut case = desk.case();
    read(&mut case, &[desk.put("in/gazette.txt", GAZETTE)]);
    let before = entries(&case);
    drop(case);
    tamper(&desk.at("case.detente"), "UPDATE meta SET value = '1' WHERE key = 'derived'");
    let case = desk.case();
    let found = case.diff(&before, "").unwrap();
    assert_eq!(found.changes, [], "nothing is told that is not known");
    let all = case.diff("", "").unwrap();
    let last = all.moments.last().unwrap();
    assert!(last.counts_only && last.counts["incidents"].as_u64() > Some(0), "{last:?}");
    assert!(all.notes.iter().any(|note| note.contains("how many rows")), "{:?}", all.notes);
}

#[test]
fn a_point_that_is_none_is_told_so() {
    let desk = Desk::empty();
    let mut case = desk.case();
    read(&mut case, &[desk.put("in/gazette.txt", GAZETTE)]);
    for (from, to) in [("999", ""), ("yesterday", ""), ("2", "1"), ("", "zzzz")] {
        let error = case.diff(from, to).unwrap_err();
        assert!(error.is_query(), "{from}..{to}: {error}");
    }
    assert!(!changes(&case, "2020-01-01", "").is_empty());
    assert_eq!(changes(&case, "", "2020-01-01"), []);
    assert!(!changes(&case, "2020-01-01", "2999-12-31").is_empty());
}

#[test]
fn of_too_many_changes_only_the_counts_are_kept() {
    let desk = Desk::empty();
    let mut case = desk.case();
    read(&mut case, &[desk.put("in/gazette.txt", GAZETTE)]);
    drop(case);
    let many = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5001) \
                INSERT INTO touched (kind, id) SELECT 'incident', 'x' || i FROM n";
    tamper(&desk.at("case.detente"), many);
    let mut case = desk.case();
    read(&mut case, &[desk.put("in/talks.txt", TALKS)]);
    let found = case.diff("", "").unwrap();
    assert!(found.moments.iter().any(|moment| moment.counts_only), "{found:#?}");
    // And then each is again.
    let before = entries(&case);
    read(&mut case, &[desk.put("in/observer.txt", OBSERVER)]);
    assert!(!changes(&case, &before, "").is_empty());
}
