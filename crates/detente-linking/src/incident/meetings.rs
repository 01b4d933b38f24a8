//! Tests: a meeting told by a report that bears a date and by one that bears none.

use super::tests::{actor, market, words};
use super::{Telling, blocks, score};
use detente_record::{EventType, Time, TimeBasis};

fn meeting(id: &str, day: Option<&str>, sentence: &str, word: &str) -> Telling {
    let mut one = market(id, "2024-09-30", 1.0);
    let event = &mut one.event;
    (event.kind, event.mode, event.reciprocal) = (EventType::Consult, None, true);
    let sides = vec![actor("Jaishankar", "IND", "GOV"), actor("Dar", "PAK", "GOV")];
    (event.actors, event.recipients) = (sides.clone(), sides);
    (event.place, event.quantities) = (None, vec![]);
    event.date = match day {
        Some(day) => Time::day(day, day, TimeBasis::Stated),
        None => Time::by_report(None),
    };
    let report = event.report.clone();
    event.evidence = vec![words(&report, 0, sentence, None), words(&report, 7, word, Some("type"))];
    one
}

fn joined(a: &Telling, b: &Telling) -> bool {
    let shared = blocks(&a.event).iter().any(|key| blocks(&b.event).contains(key));
    shared && score(a, b).joins()
}

#[test]
fn it_is_one_by_those_who_met_and_the_names_told_with_it() {
    let dated = "On 27 September the two foreign ministers met on the sidelines of the Samarkand Water Forum.";
    let undated =
        "Two days earlier he sat down with Dar on the sidelines of the Samarkand Water Forum.";
    let (a, b) =
        (meeting("a", Some("2024-09-27"), dated, "met"), meeting("b", None, undated, "sat down"));
    assert!(joined(&a, &b), "{:?}", score(&a, &b));
}

#[test]
fn offices_and_bodies_are_no_names_of_a_meeting() {
    let dated = "On 27 September the Foreign Minister met the Prime Minister and the National Security Council.";
    let undated = "The Foreign Minister met the Defence Minister and the Prime Minister.";
    let (a, b) =
        (meeting("a", Some("2024-09-27"), dated, "met"), meeting("b", None, undated, "met"));
    assert!(!joined(&a, &b), "{:?}", score(&a, &b));
}

#[test]
fn another_day_or_another_place_is_another_meeting() {
    let here = "The ministers met on the sidelines of the Samarkand Water Forum.";
    let there = "The ministers met on the sidelines of the Astana Energy Week.";
    let a = meeting("a", Some("2024-09-27"), here, "met");
    assert!(!joined(&a, &meeting("b", Some("2023-09-27"), here, "met")));
    assert!(
        !joined(&a, &meeting("b", None, there, "met")),
        "{:?}",
        score(&a, &meeting("b", None, there, "met"))
    );
}
