//! The careful analyst's list: what the record should say of the founding reports and of the
//! examples, held against what it says. `tests/README.md` says how and counts today's hits.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "the reports lie beside the repository, and the tables are to be read"
)]

mod expected;
mod reports;
mod score;
mod who;

use expected::{Event, List, Statement, Undertaking, Wanted};
use reports::{Report, undertakings};
use score::{Count, Score};

/// What must be found of the founding reports, and how much of what is stated may be wrong there,
/// in percent. The aim is 80 and 15 for each; raise a floor whenever more is reached.
const FOUNDING: [Floor; 3] = [
    Floor { kind: "events", found: 60, wrong: 18 },
    Floor { kind: "statements", found: 56, wrong: 15 },
    Floor { kind: "undertakings", found: 21, wrong: 15 },
];

/// What must be found of the examples. Their lists hold the most telling rows alone, so nothing
/// stated beside them is wrong.
const EXAMPLES: [Floor; 3] = [
    Floor { kind: "events", found: 81, wrong: 100 },
    Floor { kind: "statements", found: 65, wrong: 100 },
    Floor { kind: "undertakings", found: 38, wrong: 100 },
];

struct Floor {
    kind: &'static str,
    /// Rows of the list, of those that are not optional.
    found: usize,
    /// Percent of the rows stated, at most.
    wrong: usize,
}

#[test]
fn the_founding_reports() {
    let list = List::of(include_str!("../founding/expected.toml"));
    list.check();
    let Some(reports) = reports::founding() else { return };
    hold(&list, &reports, &FOUNDING, true);
}

#[test]
fn the_examples() {
    let list = List::of(include_str!("../examples/expected.toml"));
    list.check();
    let reports = reports::examples();
    hold(&list, &reports, &EXAMPLES, false);
    let russian = reports.iter().filter(|r| r.name == "karabakh/peacekeepers-cp1251.txt");
    for report in russian {
        assert!(report.reading.events.is_empty() && report.reading.statements.is_empty());
    }
}

/// Prints the tables and asserts the floors.
fn hold(list: &List, reports: &[Report], floors: &[Floor; 3], whole: bool) {
    let scores = [
        score("events", &list.event, reports, |report| report.reading.events.clone(), whole),
        score("statements", &list.statement, reports, |r| r.reading.statements.clone(), whole),
        score("undertakings", &list.undertaking, reports, undertakings, whole),
    ];
    for (score, floor) in scores.iter().zip(floors) {
        let Count { found, stated, wrong, .. } = score.total();
        let kind = floor.kind;
        assert!(found >= floor.found, "{kind}: {found} found, the floor is {}", floor.found);
        assert!(
            !whole || wrong * 100 <= floor.wrong * stated,
            "{kind}: {wrong} of {stated} stated are wrong, the ceiling is {} percent",
            floor.wrong
        );
    }
}

fn score<W: Wanted>(
    kind: &str,
    list: &[W],
    reports: &[Report],
    rows: impl Fn(&Report) -> Vec<W::Row>,
    whole: bool,
) -> Score {
    let mut score = Score::default();
    // A container holds several reports under one name: each key lies in one of them.
    for report in reports {
        let own: Vec<&W> = list.iter().filter(|w| w.report() == report.name).collect();
        let others = reports.iter().filter(|r| r.name == report.name);
        let alone = others.count() == 1;
        let own = own.into_iter().filter(|w| alone || report.holds(w.near())).collect();
        score.report(report, own, rows(report));
    }
    print!("{}", score.table(kind, whole));
    score
}

/// A key that finds nothing would be counted as missed for ever.
#[test]
fn every_key_is_found() {
    let founding = List::of(include_str!("../founding/expected.toml"));
    let examples = List::of(include_str!("../examples/expected.toml"));
    let mut lost = vec![];
    for (list, reports) in [(founding, reports::founding()), (examples, Some(reports::examples()))]
    {
        let Some(reports) = reports else { continue };
        let mut see = |report: &str, near: &[String]| {
            for key in near {
                let key = std::slice::from_ref(key);
                let holds = |r: &Report| r.name == report && (r.holds(key) || r.captioned(key));
                if !reports.iter().any(holds) {
                    lost.push(format!("{report}: {}", key[0]));
                }
            }
        };
        list.event.iter().for_each(|w: &Event| see(w.report(), w.near()));
        list.statement.iter().for_each(|w: &Statement| see(w.report(), w.near()));
        list.undertaking.iter().for_each(|w: &Undertaking| see(w.report(), w.near()));
    }
    assert!(lost.is_empty(), "{lost:#?}");
}
