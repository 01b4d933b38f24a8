//! What many reports come to hangs on no order, and only what a report touches is made anew.
// Tests stand at the edge: they read the examples and write cases.
#![allow(clippy::disallowed_methods, clippy::unwrap_used)]

mod common;

use common::{Desk, read, read_with, rows};
use detente_case::{Case, ReadOptions, Row};
use detente_record::{
    Account, Agreement, Channel, Claim, Dispute, Event, Incident, Relation, Report,
};
use std::path::PathBuf;

/// All that linking makes, as text.
fn linked(case: &Case) -> String {
    fn lines<T: Row>(case: &Case) -> String {
        let line = |row: &T| serde_json::to_string(row).unwrap() + "\n";
        rows::<T>(case).iter().map(line).collect()
    }
    [
        lines::<Event>(case),
        lines::<Incident>(case),
        lines::<Account>(case),
        lines::<Claim>(case),
        lines::<Dispute>(case),
        lines::<Agreement>(case),
        lines::<Channel>(case),
        lines::<Relation>(case),
    ]
    .concat()
}

/// Reports of one day in Sudan that agree, differ and deny, in our own words.
const REPORTS: &[(&str, &str)] = &[
    (
        "gazette.txt",
        "Shells hit Khartoum market\n\nKHARTOUM, June 1, 2023 - Shells hit a crowded market in Khartoum \
         on Wednesday, killing 18 people, a committee of residents said. The Rapid Support Forces \
         accused the Sudanese army of shelling the market in Khartoum on Wednesday.\n",
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
    (
        "quiet.txt",
        "A quiet day\n\nOSLO, June 2, 2023 - Norway and Sweden held talks in Oslo on Friday.\n",
    ),
];

fn desk() -> (Desk, Vec<PathBuf>) {
    let desk = Desk::empty();
    let paths = REPORTS.iter().map(|(name, text)| desk.put(&format!("in/{name}"), text)).collect();
    (desk, paths)
}

#[test]
fn reports_of_one_shelling_come_to_one_incident_with_its_disputes() {
    let (desk, paths) = desk();
    let mut case = desk.case();
    read(&mut case, &paths);
    let incidents = rows::<Incident>(&case);
    let market = incidents.iter().find(|one| one.reports.len() == 3);
    let market = market.unwrap_or_else(|| panic!("one of three reports in {incidents:#?}"));
    let killed = &market.figures["killed"];
    assert_eq!((killed.low, killed.high), (Some(11.0), Some(27.0)), "{killed:#?}");
    assert!(rows::<Account>(&case).iter().any(|one| one.incident == market.id));
    let found = case.verify(&()).unwrap();
    assert_eq!(found.failures, Vec::<String>::new());
}

#[test]
fn no_order_of_reading_shows_in_what_is_linked() {
    let (batch, paths) = desk();
    let mut case = batch.case();
    read(&mut case, &paths);
    let expected = linked(&case);
    assert!(expected.len() > 2000, "{expected}");
    for shift in 0..paths.len() {
        let (desk, mut paths) = desk_in_order(shift);
        if shift % 2 == 1 {
            paths.reverse();
        }
        let mut case = desk.case();
        for path in &paths {
            read(&mut case, std::slice::from_ref(path));
        }
        assert_eq!(linked(&case), expected, "one by one, from {shift}");
    }
}

fn desk_in_order(shift: usize) -> (Desk, Vec<PathBuf>) {
    let (desk, mut paths) = desk();
    paths.rotate_left(shift);
    (desk, paths)
}

#[test]
fn what_is_removed_and_read_again_links_as_before() {
    let (desk, paths) = desk();
    let mut case = desk.case();
    read(&mut case, &paths);
    let expected = linked(&case);
    for at in 0..2 {
        let report = rows::<Report>(&case)[at].id.clone();
        case.remove(&report, "a test").unwrap();
    }
    let fewer = linked(&case);
    assert!(fewer.len() < expected.len());
    read_with(&mut case, &paths, &ReadOptions { again: true, ..ReadOptions::default() });
    assert_eq!(linked(&case), expected);
}

#[test]
fn an_event_names_its_incident_and_an_incident_its_events() {
    let (desk, paths) = desk();
    let mut case = desk.case();
    read(&mut case, &paths);
    let incidents = rows::<Incident>(&case);
    for event in rows::<Event>(&case) {
        let own = event.incident.clone().expect("every event is of an incident");
        let incident = incidents.iter().find(|one| one.id == own).expect("it is there");
        assert!(incident.events.contains(&event.id));
        assert_eq!(incident.id, *incident.events.iter().min().expect("it has events"));
    }
}

#[test]
fn linking_all_anew_gives_the_same() {
    let (desk, paths) = desk();
    let mut case = desk.case();
    read(&mut case, &paths);
    let expected = linked(&case);
    case.relink(&()).unwrap();
    assert_eq!(linked(&case), expected);
}

/// A report of a day on which far more is told of one place than is compared with each other.
fn busy(number: usize) -> String {
    let districts = ["Bahri", "Omdurman", "Burri", "Jabra", "Kalakla", "Soba", "Shambat"];
    let (one, other) = (districts[number % 7], districts[number / 7 % 7]);
    format!(
        "Day of shelling, {number}\n\nKHARTOUM, June 1, 2023 - Sudan's army shelled {one} in Khartoum \
         on Thursday, killing {} people near {other}. The Rapid Support Forces accused the army of \
         violating the Jeddah declaration and promised to withdraw {} guns from {other}.\n",
        number % 23,
        number + 2
    )
}

#[test]
fn what_is_too_much_to_compare_links_the_same_in_any_order() {
    let desk = Desk::empty();
    let mut paths: Vec<PathBuf> =
        (0..410).map(|at| desk.put(&format!("in/{at}.txt"), busy(at))).collect();
    let mut case = desk.case();
    read(&mut case, &paths);
    let expected = linked(&case);
    assert!(rows::<Incident>(&case).iter().any(|one| one.capped.is_some()), "a cap is told");
    assert!(rows::<Agreement>(&case).iter().any(|one| one.capped.is_some()), "of agreements too");
    let other = desk.at("other.detente");
    let mut case = Case::open(&other).unwrap();
    paths.reverse();
    for some in paths.chunks(205) {
        read(&mut case, some);
    }
    assert!(linked(&case) == expected, "read in other parts, it links otherwise");
    let gone = rows::<Report>(&case)[7].id.clone();
    case.remove(&gone, "a test").unwrap();
    assert!(linked(&case) != expected, "a report less");
    read_with(&mut case, &paths, &ReadOptions { again: true, ..ReadOptions::default() });
    assert!(linked(&case) == expected, "removed and read again, it links otherwise");
}

/// Found by a soak: an incident takes the id of a telling that comes later, and a claim of another
/// report went on naming it by the old one.
#[test]
fn a_claim_follows_its_incident_to_another_id() {
    let desk = Desk::empty();
    let head = |n: usize| format!("Word {n} from Cairo\n\nCAIRO, June 2, 2023 - ");
    let shelled = "Sudan shelled a road near Port Sudan and wounded 9 soldiers on Thursday";
    let denied = format!(
        "{}{shelled}, Egypt's foreign ministry said. Sudan's foreign ministry denied the charge.\n",
        head(0)
    );
    let mut paths = vec![desk.put("in/0.txt", denied)];
    for n in 1..6 {
        let more = format!("The envoy of day {n} left the city in the evening.");
        paths.push(desk.put(&format!("in/{n}.txt"), format!("{}{shelled}. {more}\n", head(n))));
    }
    let mut whole = Case::open(&desk.at("whole.detente")).unwrap();
    read(&mut whole, &paths);
    let mut case = desk.case();
    let mut named = std::collections::BTreeSet::new();
    for path in &paths {
        read(&mut case, std::slice::from_ref(path));
        named.extend(rows::<Claim>(&case).into_iter().map(|claim| (claim.id, claim.about)));
    }
    let ids: std::collections::BTreeSet<&String> = named.iter().map(|(id, _)| id).collect();
    assert!(named.len() > ids.len(), "no claim was about another id: this would show nothing");
    assert_eq!(linked(&case), linked(&whole));
}
