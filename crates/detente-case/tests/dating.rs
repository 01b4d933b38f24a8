//! A report without a day is dated by others of the case, whatever the order in which they come.
// Tests stand at the edge: they write cases.
#![allow(clippy::disallowed_methods, clippy::unwrap_used)]

mod common;

use common::{Desk, read, rows};
use detente_case::{Case, Row};
use detente_record::{Event, Incident, Report, Statement, TimelineEntry};
use std::path::PathBuf;

/// The dispatch that others print, without its day.
const DISPATCH: &str = "Fighters of the Amber Column shelled the ferry landing at Kalemba before \
dawn and held the customs house until the evening, the regional administration said. Colonel Okello \
told the crews of both ferries to stay on the eastern shore. Residents carried the wounded across \
the marsh in canoes because the causeway had been flooded since the rains came early to the valley. \
A spokesman for the Amber Column said that the landing had been used to bring fuel to the garrison, \
and that no passenger had been aimed at. The administration called that a lie and asked the mission \
to send observers.";

/// A count of the dead.
fn count(dead: &str) -> String {
    format!(
        "More dead counted\n\nThe army fought the Amber Column around Kalemba again. At least {dead} \
         people have been killed in Kalemba since the fighting began, the health ministry said."
    )
}

fn reports(desk: &Desk) -> Vec<PathBuf> {
    let line = |day: &str, title: &str, text: &str| {
        let mut value = serde_json::json!({ "title": title, "text": text });
        if !day.is_empty() {
            value["date"] = day.into();
        }
        format!("{value}\n")
    };
    let copy = format!("{DISPATCH} Fuel has been dear there all year.");
    let all = [
        line("2019-05-02", "Landing shelled", DISPATCH),
        line("", "Ferry landing under fire", &copy),
        line("2019-06-03", "Counts", &count("1,204")),
        line("2019-06-12", "Counts", &count("1,398")),
        line("", "Counts", &count("1,311")),
        line("2019-05-20", "Counts", &count("1,088")),
        line("2019-06-21", "Counts", &count("1,455")),
        line("2019-07-01", "Counts", &count("1,502")),
        line("2019-07-09", "Counts", &count("1,561")),
        line("2019-05-12", "Counts", &count("1,024")),
        line("2019-07-18", "Counts", &count("1,602")),
        line("", "Talks", "Norway and Sweden met in Oslo to speak about fish, both said."),
    ];
    let put = |(at, text): (usize, &String)| desk.put(&format!("in/{at}.jsonl"), text);
    all.iter().enumerate().map(put).collect()
}

/// All that hangs on a day, as text.
fn told(case: &Case) -> String {
    fn lines<T: Row>(case: &Case) -> String {
        let line = |row: &T| serde_json::to_string(row).unwrap() + "\n";
        rows::<T>(case).iter().map(line).collect()
    }
    [
        lines::<Report>(case),
        lines::<Event>(case),
        lines::<Statement>(case),
        lines::<Incident>(case),
        lines::<TimelineEntry>(case),
    ]
    .concat()
}

fn of<'a>(reports: &'a [Report], path: &str) -> &'a Report {
    reports.iter().find(|one| one.path.as_deref().is_some_and(|own| own.contains(path))).unwrap()
}

#[test]
fn a_copy_is_dated_by_its_original_and_a_count_by_counts() {
    let desk = Desk::empty();
    let paths = reports(&desk);
    let mut case = desk.case();
    read(&mut case, &paths);
    let all = rows::<Report>(&case);
    let copy = &of(&all, "/1.jsonl").published.time;
    let (from, to) = (copy.from.as_deref().unwrap(), copy.to.as_deref().unwrap());
    assert!("2019-04-28" <= from && to <= "2019-05-12", "{copy:?}");
    assert!(copy.because.iter().any(|why| why.contains("much of its text")), "{copy:?}");
    let counted = &of(&all, "4.jsonl").published.time;
    let (from, to) = (counted.from.as_deref().unwrap(), counted.to.as_deref().unwrap());
    assert!("2019-05-15" <= from && to <= "2019-06-20", "{counted:?}");
    assert_eq!(of(&all, "11.jsonl").published.time.from, None, "nothing dates the talks");
}

#[test]
fn what_dated_it_gone_it_says_so_no_more() {
    let desk = Desk::empty();
    let paths = reports(&desk);
    let mut case = desk.case();
    read(&mut case, &paths);
    let all = rows::<Report>(&case);
    case.remove(&of(&all, "/0.jsonl").id, "a test").unwrap();
    let all = rows::<Report>(&case);
    let time = &of(&all, "/1.jsonl").published.time;
    assert!(!time.because.iter().any(|why| why.contains("much of its text")), "{time:?}");
    assert!(of(&all, "4.jsonl").published.time.from.is_some());
}

#[test]
fn no_order_of_reading_shows() {
    let desk = Desk::empty();
    let paths = reports(&desk);
    let whole = {
        let mut case = Case::open(&desk.at("whole.detente")).unwrap();
        read(&mut case, &paths);
        told(&case)
    };
    // Undated first, undated last, dated and undated in turn; one by one.
    for (at, order) in [
        [1, 4, 11, 0, 2, 3, 9, 6, 7, 5, 8, 10],
        [7, 3, 10, 2, 0, 6, 5, 4, 8, 9, 11, 1],
        [2, 1, 3, 4, 9, 0, 10, 5, 6, 11, 7, 8],
    ]
    .iter()
    .enumerate()
    {
        let mut case = Case::open(&desk.at(&format!("{at}.detente"))).unwrap();
        for place in order {
            read(&mut case, &paths[*place..=*place]);
        }
        let now = told(&case);
        let odd = now.lines().zip(whole.lines()).find(|(now, whole)| now != whole);
        assert_eq!(odd, None, "in the order {order:?}");
        case.reread(&()).unwrap();
        assert_eq!(told(&case), whole, "all read anew");
        case.relink(&()).unwrap();
        assert_eq!(told(&case), whole, "all linked anew");
        assert_eq!(case.verify(&()).unwrap().failures, Vec::<String>::new());
    }
}
