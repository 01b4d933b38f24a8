//! What an analyst says holds on every reading, hangs on no order, and can be taken back whole.
// Tests stand at the edge: they write reports and cases.
#![allow(clippy::disallowed_methods, clippy::unwrap_used)]

mod common;

use common::{Desk, read, read_with, record, rows, same};
use detente_case::{Case, Correcting, CorrectionRow, ReadOptions, Wish};
use detente_record::{
    Event, EventType, Incident, Report, Review, ReviewState, Source, Statement, TimeBasis,
    TimelineEntry,
};
use std::path::PathBuf;

const REPORTS: &[(&str, &str)] = &[
    (
        "gazette.txt",
        "Shells hit Khartoum market\n\nKHARTOUM, June 1, 2023 (Nile Gazette) - Shells hit a crowded market \
         in Khartoum on Wednesday, killing 18 people, a committee of residents said. The Rapid Support \
         Forces accused the Sudanese army of shelling the market in Khartoum on Wednesday.\n",
    ),
    (
        "observer.txt",
        "Market under fire\n\nKHARTOUM, June 1, 2023 - At least 11 people were killed on Wednesday when \
         shells hit a market in Khartoum, doctors said. The Sudanese army denied that it had shelled \
         the market in Khartoum on Wednesday.\n",
    ),
    (
        "dispatch.txt",
        "Toll rises\n\nCAIRO, June 3, 2023 - The shelling of a market in Khartoum on Wednesday killed \
         27 people, doctors said on Saturday. Egypt and Sudan held talks in Cairo on Friday.\n",
    ),
    (
        "talks.txt",
        "Truce signed\n\nJEDDAH, May 21, 2023 - Sudan's army and the Rapid Support Forces signed a truce \
         in Jeddah on Saturday. Both sides agreed to withdraw from hospitals by May 24. Sudan said the \
         Rapid Support Forces had broken the truce.\n",
    ),
];

fn desk() -> (Desk, Vec<PathBuf>, Case) {
    let desk = Desk::empty();
    let paths: Vec<PathBuf> =
        REPORTS.iter().map(|(name, text)| desk.put(&format!("in/{name}"), text)).collect();
    let mut case = desk.case();
    read(&mut case, &paths);
    (desk, paths, case)
}

fn say(case: &mut Case, second: u8, wish: Wish) -> CorrectionRow {
    try_say(case, second, wish, false).unwrap()
}

fn try_say(
    case: &mut Case,
    second: u8,
    wish: Wish,
    all: bool,
) -> detente_case::Result<CorrectionRow> {
    let asked = Correcting {
        wish,
        incident: all,
        author: "A. Analyst".into(),
        reason: "a reason".into(),
        at: format!("2024-05-02T10:00:{second:02}Z"),
    };
    case.correct(&asked, &())
}

fn undo(case: &mut Case, n: i64) {
    case.undo_correction(n, "A. Analyst", "", "2024-05-03T10:00:00Z", &()).unwrap();
}

/// The incident of the market, told in three reports.
fn market(case: &Case) -> Incident {
    let all = rows::<Incident>(case);
    let found = all.iter().find(|one| one.reports.len() == 3);
    found.unwrap_or_else(|| panic!("one of three reports in {all:#?}")).clone()
}

fn event(case: &Case, id: &str) -> Event {
    rows::<Event>(case).into_iter().find(|one| one.id == id).expect("the event is there")
}

fn state(review: Option<&Review>) -> Option<ReviewState> {
    review.map(|review| review.state)
}

fn sound(case: &Case) {
    assert_eq!(case.verify(&()).unwrap().failures, Vec::<String>::new());
}

#[test]
fn a_rejected_event_stays_to_be_seen_and_nothing_is_made_of_it() {
    let (_desk, _, mut case) = desk();
    let before = record(&case);
    let incident = market(&case);
    let id = incident.events[1].clone();
    let told = event(&case, &id).report;
    let made = say(&mut case, 1, Wish::Reject(id.clone()));
    assert_eq!((made.state.as_str(), made.rows.clone()), ("in-force", vec![id.clone()]));
    let row = event(&case, &id);
    assert_eq!(state(row.review.as_ref()), Some(ReviewState::Rejected));
    assert_eq!(row.incident, None);
    let all = rows::<Incident>(&case);
    assert!(all.iter().all(|one| !one.events.contains(&id)), "{all:#?}");
    assert!(rows::<TimelineEntry>(&case).iter().all(|one| one.id != id));
    let first = case.why(&told, &id).unwrap().remove(0);
    assert!(first.what == "review" && first.text.contains("a reason; A. Analyst"), "{first:?}");
    sound(&case);
    case.reread(&()).unwrap();
    assert_eq!(state(event(&case, &id).review.as_ref()), Some(ReviewState::Rejected));
    undo(&mut case, made.n);
    same(&record(&case), &before, "the very bytes of before");
    assert_eq!(case.corrections().unwrap()[0].state, "undone");
    sound(&case);
}

#[test]
fn a_date_a_place_and_a_type_are_what_linking_sees() {
    let (_desk, _, mut case) = desk();
    let before = record(&case);
    let id = market(&case).events[0].clone();
    let was = event(&case, &id);
    let wishes = [
        Wish::ReDate(id.clone(), "2022-01-05".into()),
        Wish::RePlace(id.clone(), "geonames:169389".into()),
        Wish::ReType(id.clone(), "protest/riot".into()),
    ];
    for (second, wish) in wishes.into_iter().enumerate() {
        say(&mut case, second as u8, wish);
    }
    let row = event(&case, &id);
    assert_eq!((row.date.from.as_deref(), row.kind), (Some("2022-01-05"), EventType::Protest));
    assert_eq!(row.date.basis, Some(TimeBasis::Inferred));
    assert_eq!(row.place.unwrap().name.as_deref(), Some("Idlib"));
    let review = row.review.unwrap();
    let kept = review.was.unwrap();
    assert_eq!(kept.fields, ["cameo", "date", "mode", "place", "type"]);
    assert_eq!((kept.date, kept.place, kept.kind), (Some(was.date), was.place, Some(was.kind)));
    let incidents = rows::<Incident>(&case);
    let own = incidents.iter().find(|one| one.events.contains(&id)).unwrap();
    assert_eq!(own.events, [id], "it is of no other happening any more");
    assert_eq!(state(own.review.as_ref()), Some(ReviewState::Corrected));
    sound(&case);
    let corrected = record(&case);
    case.reread(&()).unwrap();
    same(&record(&case), &corrected, "as before");
    for n in [2, 1, 3] {
        undo(&mut case, n);
    }
    same(&record(&case), &before, "as before");
}

#[test]
fn a_report_that_an_analyst_dates_is_read_as_of_that_day() {
    let (desk, paths, mut case) = desk();
    let before = record(&case);
    let report = |case: &Case, name: &str| {
        let all = rows::<Report>(case);
        all.into_iter().find(|one| one.path.as_deref().is_some_and(|p| p.ends_with(name))).unwrap()
    };
    let id = report(&case, "gazette.txt").id;
    let made = say(&mut case, 1, Wish::ReDate(id.clone(), "2023-06-09".into()));
    assert_eq!((made.state.as_str(), made.rows), ("in-force", vec![id.clone()]));
    let dated = report(&case, "gazette.txt").published.time;
    assert_eq!(dated.from.as_deref(), Some("2023-06-09"));
    assert_eq!(dated.because, ["A. Analyst: a reason"]);
    let told: Vec<Event> = rows::<Event>(&case).into_iter().filter(|e| e.report == id).collect();
    let shelled = told.iter().find(|e| e.kind == EventType::Assault).expect("the shelling");
    assert_eq!(shelled.date.from.as_deref(), Some("2023-06-07"), "the Wednesday before");
    let because = shelled.date.because.join("\n");
    assert!(because.contains("said by an analyst"), "{because}");
    sound(&case);
    let corrected = record(&case);
    case.reread(&()).unwrap();
    same(&record(&case), &corrected, "read anew");
    case.remove(&id, "a test").unwrap();
    read_with(&mut case, &paths, &ReadOptions { again: true, ..ReadOptions::default() });
    same(&record(&case), &corrected, "gone and back");
    drop(case);
    let mut case = desk.case();
    undo(&mut case, made.n);
    same(&record(&case), &before, "as before");
}

#[test]
fn what_is_merged_and_split_outlives_regrouping() {
    let (desk, paths, mut case) = desk();
    let before = record(&case);
    let shelled = market(&case);
    let all = rows::<Incident>(&case);
    let talks = all.iter().find(|one| one.kind == EventType::Consult).expect("talks").clone();
    say(&mut case, 1, Wish::Merge(talks.id.clone(), shelled.id.clone()));
    let joined = rows::<Incident>(&case);
    let one = joined.iter().find(|one| one.events.contains(&talks.id)).unwrap();
    assert!(shelled.events.iter().all(|id| one.events.contains(id)), "{one:#?}");
    assert_eq!(state(one.review.as_ref()), Some(ReviewState::Corrected));
    let told_twice =
        try_say(&mut case, 2, Wish::Merge(talks.id.clone(), shelled.id.clone()), false);
    assert!(told_twice.unwrap_err().to_string().contains("one incident already"));
    let parted = shelled.events[2].clone();
    say(&mut case, 3, Wish::Split(parted.clone()));
    let alone = rows::<Incident>(&case);
    let alone = alone.iter().find(|one| one.events.contains(&parted)).unwrap();
    assert_eq!(alone.events, [parted]);
    let corrected = record(&case);
    case.reread(&()).unwrap();
    same(&record(&case), &corrected, "read anew");
    // A report of it goes and comes back.
    let gone = event(&case, &shelled.events[0]).report;
    case.remove(&gone, "a test").unwrap();
    sound(&case);
    read_with(&mut case, &paths, &ReadOptions { again: true, ..ReadOptions::default() });
    same(&record(&case), &corrected, "gone and back");
    drop(case);
    let mut case = desk.case();
    undo(&mut case, 2);
    undo(&mut case, 1);
    same(&record(&case), &before, "as before");
}

#[test]
fn the_order_of_independent_corrections_shows_nowhere() {
    let texts = [0, 1].map(|turn| {
        let (_desk, _, mut case) = desk();
        let shelled = market(&case);
        let statement = rows::<Statement>(&case)[0].id.clone();
        let mut wishes = vec![
            (1, Wish::ReDate(shelled.events[0].clone(), "2023-05-30".into())),
            (2, Wish::Reject(shelled.events[1].clone())),
            (3, Wish::RePlace(shelled.events[0].clone(), "none".into())),
            (4, Wish::Confirm(statement)),
        ];
        if turn == 1 {
            wishes.reverse();
        }
        for (second, wish) in wishes {
            say(&mut case, second, wish);
        }
        record(&case)
    });
    same(&texts[0], &texts[1], "in another order");
}

#[test]
fn a_correction_without_its_row_is_lost_and_comes_back_with_it() {
    let (_desk, paths, mut case) = desk();
    let id = market(&case).events[0].clone();
    let report = event(&case, &id).report;
    say(&mut case, 1, Wish::Confirm(id.clone()));
    case.remove(&report, "a test").unwrap();
    let row = case.corrections().unwrap().remove(0);
    assert_eq!(row.state, "lost");
    let note = row.note.unwrap();
    assert!(note.contains(&report) && note.contains("applies again"), "{note}");
    read_with(&mut case, &paths, &ReadOptions { again: true, ..ReadOptions::default() });
    assert_eq!(case.corrections().unwrap()[0].state, "in-force");
    assert_eq!(state(event(&case, &id).review.as_ref()), Some(ReviewState::Confirmed));
}

#[test]
fn of_two_that_disagree_the_later_holds_until_it_is_undone() {
    let (_desk, _, mut case) = desk();
    let id = market(&case).events[0].clone();
    say(&mut case, 1, Wish::ReDate(id.clone(), "2023-05-30".into()));
    say(&mut case, 1, Wish::ReDate(id.clone(), "2023-05-29".into()));
    assert_eq!(event(&case, &id).date.from.as_deref(), Some("2023-05-29"));
    let states: Vec<String> = case.corrections().unwrap().into_iter().map(|c| c.state).collect();
    assert_eq!(states, ["overruled", "in-force"]);
    undo(&mut case, 2);
    assert_eq!(event(&case, &id).date.from.as_deref(), Some("2023-05-30"));
}

#[test]
fn a_whole_incident_is_rejected_with_all_its_tellings() {
    let (_desk, _, mut case) = desk();
    let before = record(&case);
    let shelled = market(&case);
    try_say(&mut case, 1, Wish::Reject(shelled.id.clone()), true).unwrap();
    for id in &shelled.events {
        assert_eq!(state(event(&case, id).review.as_ref()), Some(ReviewState::Rejected));
    }
    assert!(rows::<Incident>(&case).iter().all(|one| one.id != shelled.id));
    let again = try_say(&mut case, 2, Wish::Confirm(shelled.id.clone()), true).unwrap_err();
    assert!(again.to_string().contains("--incident"), "{again}");
    undo(&mut case, 1);
    same(&record(&case), &before, "as before");
}

#[test]
fn an_outlet_is_judged_with_all_its_reports() {
    let (desk, _, mut case) = desk();
    let before = record(&case);
    let made = say(&mut case, 1, Wish::Reliability("nile gazette".into(), "c".into()));
    let judged = |case: &Case| -> Vec<String> {
        let all = rows::<Report>(case).into_iter();
        all.filter(|one| one.outlet.is_some()).map(|one| one.reliability).collect()
    };
    assert_eq!(judged(&case), ["C"]);
    let source = rows::<Source>(&case).into_iter().find(|one| one.id == made.rows[0]).unwrap();
    assert_eq!(source.reliability, "C");
    assert_eq!(source.review.unwrap().was.unwrap().reliability.as_deref(), Some("F"));
    let late = desk
        .put("in/late.txt", "Late\n\nKHARTOUM, June 9, 2023 (Nile Gazette) - Talks were held.\n");
    read(&mut case, &[late]);
    assert_eq!(judged(&case), ["C", "C"], "of what is read later, too");
    let late = rows::<Report>(&case)
        .into_iter()
        .find(|one| one.path.as_deref().is_some_and(|path| path.ends_with("late.txt")));
    case.remove(&late.unwrap().id, "a test").unwrap();
    undo(&mut case, made.n);
    same(&record(&case), &before, "as before");
}

#[test]
fn what_cannot_be_said_is_told_with_a_way_out() {
    let (_desk, _, mut case) = desk();
    let event = market(&case).events[0].clone();
    let report = rows::<Report>(&case)[0].id.clone();
    let mut near = event[..15].to_owned();
    near.push(if event.ends_with('0') { '1' } else { '0' });
    let cases = [
        (Wish::Reject(near), event.as_str()),
        (Wish::Reject(report.clone()), "only events, statements"),
        (Wish::ReDate(event.clone(), "soon".into()), "write a day"),
        (
            Wish::RePlace(event.clone(), "Nowhereville-upon-Nothing".into()),
            "the world knows no place",
        ),
        (Wish::RePlace(event.clone(), "Tripoli".into()), "give the id"),
        (Wish::ReType(event.clone(), "RAID".into()), "ASSAULT"),
        (Wish::ReType(event.clone(), "PROTEST/drone".into()), "riot"),
        (Wish::Reliability("No Such Herald".into(), "B".into()), "Nile Gazette"),
        (Wish::Reliability("Nile Gazette".into(), "Z".into()), "A (completely reliable)"),
        (Wish::Merge(event.clone(), event.clone()), "already"),
    ];
    for (wish, hint) in cases {
        let shown = format!("{wish:?}");
        let error = try_say(&mut case, 1, wish, false).unwrap_err().to_string();
        assert!(error.contains(hint), "{shown}: {error}");
    }
    assert_eq!(case.corrections().unwrap(), []);
    let error = case.undo_correction(4, "A", "", "2024-05-02T10:00:00Z", &()).unwrap_err();
    assert!(error.is_no_such_row() && error.to_string().contains("none in this case"), "{error}");
    let nobody = Correcting {
        wish: Wish::Confirm(event),
        incident: false,
        author: " ".into(),
        reason: "a reason".into(),
        at: "2024-05-02T10:00:00Z".into(),
    };
    assert!(case.correct(&nobody, &()).unwrap_err().to_string().contains("an author"));
}

#[test]
fn a_correction_that_was_changed_behind_the_program_fails_the_verification() {
    let (desk, _, mut case) = desk();
    let id = market(&case).events[0].clone();
    say(&mut case, 1, Wish::Confirm(id));
    drop(case);
    common::tamper(&desk.at("case.detente"), "UPDATE corrections SET reason = 'another'");
    let found = desk.case().verify(&()).unwrap();
    assert_eq!(found.failures, ["correction 1: it was changed after it was made"]);
}
