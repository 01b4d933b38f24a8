//! What pages ask over time and by pair holds the same as the rows.
// Tests stand at the edge: they write cases.
#![allow(clippy::disallowed_methods, clippy::unwrap_used)]

mod common;

use detente_case::{Case, Filter, Narrow, Period};
use detente_record::{Incident, Relation};
use std::collections::BTreeSet;

const REPORTS: [(&str, &str); 4] = [
    (
        "a.txt",
        "Truce signed\n\nJEDDAH, 21 May 2023 — Sudan's army and the Rapid Support Forces signed a truce in \
         Jeddah on Saturday. Both sides agreed to withdraw from hospitals by May 24.\n",
    ),
    (
        "b.txt",
        "Market under fire\n\nNYALA, 4 March 2024 — At least 11 people were killed on Monday when shells hit \
         the market in Nyala, the Sudanese army said.\n",
    ),
    (
        "c.txt",
        "Talks in Cairo\n\nCAIRO, 9 April 2024 — Egypt and Sudan held talks in Cairo on Monday.\n",
    ),
    (
        "d.txt",
        "Talks again\n\nCAIRO, 7 May 2024 — Egypt and Sudan held talks in Cairo on Monday.\n",
    ),
];

fn case(folder: &std::path::Path, names: &[&str]) -> Case {
    let mut case = Case::open(&folder.join("case.detente")).unwrap();
    for (name, text) in REPORTS.iter().filter(|(name, _)| names.contains(name)) {
        let path = folder.join(name);
        std::fs::write(&path, text).unwrap();
        let inputs = [detente_case::Input::Path(path)];
        case.read(&inputs, &detente_case::ReadOptions::default(), &()).unwrap();
    }
    case
}

fn drawn(case: &Case, filter: &Filter) -> BTreeSet<String> {
    let spread = case.spread(filter).unwrap();
    spread.lanes.into_iter().flat_map(|lane| lane.marks).map(|spot| spot.id).collect()
}

/// All that the tables beside the rows hold.
fn beside(case: &Case) -> Vec<String> {
    let db = rusqlite::Connection::open(case.path()).unwrap();
    let mut out = vec![];
    for table in ["lanes", "tallies", "totals", "pairs"] {
        let mut statement = db.prepare(&format!("SELECT * FROM {table}")).unwrap();
        let columns = statement.column_count();
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let cells = (0..columns).map(|n| format!("{:?}", row.get_ref(n).unwrap()));
            out.push(format!("{table} {}", cells.collect::<Vec<_>>().join(" ")));
        }
    }
    out
}

#[test]
fn incidents_are_drawn_as_the_rows_have_them() {
    let folder = tempfile::tempdir().unwrap();
    let case = case(folder.path(), &["a.txt", "b.txt", "c.txt", "d.txt"]);
    let filters = [
        Filter::default(),
        Filter { actor: Some("state:EGY".into()), ..Filter::default() },
        Filter { actor: Some("egypt".into()), ..Filter::default() },
        Filter { kind: Some("consult".into()), ..Filter::default() },
        Filter { place: Some("Nyala".into()), ..Filter::default() },
        Filter { from: Some("2024".into()), to: Some("2024-04-30".into()), ..Filter::default() },
        Filter { actor: Some("Sudan".into()), place: Some("Cairo".into()), ..Filter::default() },
        Filter { country: Some("EGY".into()), ..Filter::default() },
        Filter { status: Some("unopposed".into()), ..Filter::default() },
    ];
    for filter in filters {
        let rows: Vec<Incident> = case.rows(&filter).unwrap();
        let dated = rows.into_iter().filter(|row| row.date.to.is_some() && row.extent != "summary");
        let dated: BTreeSet<String> = dated.map(|row| row.id).collect();
        assert!(!dated.is_empty(), "{filter:?}");
        assert_eq!(drawn(&case, &filter), dated, "{filter:?}");
    }
    let (due, more) = case.deadlines(&Filter::default()).unwrap();
    assert!(!more && !due.is_empty());
}

#[test]
fn many_incidents_are_counted() {
    let folder = tempfile::tempdir().unwrap();
    let case = case(folder.path(), &["c.txt"]);
    let known: Vec<Incident> = case.rows(&Filter::default()).unwrap();
    let before = known.iter().filter(|row| row.date.to.is_some()).count();
    let path = case.path().to_owned();
    drop(case);
    let many = "WITH RECURSIVE n (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM n WHERE n < 2999) \
        INSERT INTO incidents (id, type, actors, recipients, date, extent, standing, credibility, \
        independent_sources) SELECT printf('%016x', n), iif(n % 3 = 0, 'ASSAULT', 'AID'), \
        json_array(json_object('id', 'state:SDN', 'name', 'Sudan', 'text', 'Sudan')), '[]', \
        json_object('from', date('2015-01-01', n || ' days'), 'to', date('2015-01-01', n || ' days'), \
        'because', json('[]')), 'single', iif(n % 10 = 0, 'disputed', 'unopposed'), 3, 1 FROM n";
    common::tamper(&path, many);
    let case = Case::open_existing(&path).unwrap();
    let spread = case.spread(&Filter::default()).unwrap();
    assert_eq!(spread.incidents, 3000 + before);
    let all = &spread.lanes[0];
    assert!(all.key.is_none() && all.marks.is_empty());
    assert_eq!(all.bins.iter().map(|bin| bin.incidents).sum::<usize>(), 3000 + before);
    assert_eq!(all.bins.iter().map(|bin| bin.disputed).sum::<usize>(), 300);
    assert_eq!(spread.lanes[1].key.as_deref(), Some("state:SDN"));
    // A quarter comes by days, and what is few enough one by one.
    let filter = Filter {
        from: Some("2016-01-01".into()),
        to: Some("2016-12-31".into()),
        ..Filter::default()
    };
    assert_eq!(case.spread(&filter).unwrap().incidents, 366);
    let filter = Filter { to: Some("2016-03-31".into()), kind: Some("assault".into()), ..filter };
    let few = case.spread(&filter).unwrap();
    assert_eq!(few.lanes[0].marks.len(), 30);
    // A month lasts to its end.
    let filter = Filter { to: Some("2016-03".into()), ..filter };
    assert_eq!(case.spread(&filter).unwrap().lanes[0].marks.len(), 30);
    // What asks for more than a key is looked through up to a bound, and says so.
    let filter = Filter { status: Some("unopposed".into()), ..Filter::default() };
    let part = case.spread(&filter).unwrap();
    assert!(part.cut.is_some() && part.lanes.iter().all(|lane| lane.bins.is_empty()));
}

#[test]
fn the_tables_beside_the_rows_follow_them() {
    let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut all = case(one.path(), &["a.txt", "b.txt", "c.txt", "d.txt"]);
    let id = common::id_of(&all, "Market under fire");
    let full = beside(&all);
    all.remove(&id, "a test").unwrap();
    let without = case(two.path(), &["a.txt", "c.txt", "d.txt"]);
    assert_eq!(beside(&all), beside(&without));
    assert_ne!(full, beside(&without));
    all.reread(&()).unwrap();
    assert_eq!(beside(&all), beside(&without));
}

#[test]
fn pairs_stand_in_a_month_as_their_rows_say() {
    let folder = tempfile::tempdir().unwrap();
    let case = case(folder.path(), &["a.txt", "b.txt", "c.txt", "d.txt"]);
    let rows: Vec<Relation> = case.rows(&Filter::default()).unwrap();
    let rows: Vec<Relation> = rows.into_iter().filter(|row| !row.directed).collect();
    let months: BTreeSet<String> =
        rows.iter().filter_map(|row| row.from.as_ref()).map(|day| day[..7].to_owned()).collect();
    assert_eq!(case.months().unwrap(), months.iter().cloned().collect::<Vec<_>>());
    let side = |row: &Relation| [row.a.id.clone(), row.b.id.clone()];
    let pairs: BTreeSet<_> = rows.iter().map(side).collect();
    assert_eq!(case.pairs(0).unwrap(), pairs.len());
    assert_eq!(case.stood(None, 100).unwrap().len(), pairs.len());
    for month in months {
        for one in case.stood(Some(&month), 100).unwrap() {
            let of = |row: &&Relation| {
                side(row) == side(&one.last)
                    && row.from.as_ref().is_some_and(|day| day[..7] <= *month)
            };
            let until: Vec<&Relation> = rows.iter().filter(of).collect();
            assert_eq!(until.iter().map(|row| row.incidents).sum::<usize>(), one.incidents);
            assert_eq!(until.iter().max_by_key(|row| row.from.clone()), Some(&&one.last));
        }
    }
    let [Some(a), Some(b)] = side(&rows[0]) else { panic!("sides without ids") };
    assert_eq!(case.relation(&a, &b).unwrap(), case.relation(&b, &a).unwrap());
    assert!(!case.relation(&a, &b).unwrap().is_empty());
}

#[test]
fn facets_count_what_a_search_finds() {
    let folder = tempfile::tempdir().unwrap();
    let case = case(folder.path(), &["a.txt", "b.txt", "c.txt", "d.txt"]);
    let all = Narrow::default();
    let facets = case.facets("talks", &all).unwrap();
    assert_eq!((facets.counted, facets.more), (2, false));
    assert_eq!(facets.months, [("2024-04".to_owned(), 1), ("2024-05".to_owned(), 1)]);
    let narrow = Narrow { from: Some("2024-05".into()), to: Some("2024-05".into()), ..all };
    assert_eq!(case.search_within("talks", &narrow, 10, 0).unwrap().len(), 1);
    let all = case.search("talks", 10).unwrap();
    assert!(all.len() > 1);
    for skip in 0..=all.len() {
        let rest = case.search_within("talks", &Narrow::default(), 1, skip).unwrap();
        assert_eq!(rest, all[skip..].iter().take(1).cloned().collect::<Vec<_>>());
    }
    assert_eq!(case.facets("talks", &narrow).unwrap().counted, 1);
    let narrow = Narrow { outlet: Some("nobody's".into()), ..Narrow::default() };
    assert!(case.search_within("talks", &narrow, 10, 0).unwrap().is_empty());
}

#[test]
fn pairs_stand_by_months_weeks_and_days() {
    let folder = tempfile::tempdir().unwrap();
    let case = case(folder.path(), &["a.txt", "b.txt", "c.txt", "d.txt"]);
    let by = |period, filter: &Filter| {
        let mut all: Vec<Relation> = vec![];
        case.relations_by(period, filter, &mut |row| {
            all.push(row);
            Ok(())
        })
        .unwrap();
        all
    };
    let rows: Vec<Relation> = case.rows(&Filter::default()).unwrap();
    assert_eq!(by(Period::Month, &Filter::default()), rows, "months are those of the record");
    let pair = Filter { actor: Some("state:EGY".into()), ..Filter::default() };
    let days = by(Period::Day, &pair);
    let talks: Vec<&str> = days
        .iter()
        .filter(|row| !row.directed && row.incidents > 0)
        .filter_map(|row| row.from.as_deref())
        .collect();
    assert_eq!(talks, ["2024-04-08", "2024-05-06"], "the Mondays of both talks");
    assert!(days.iter().all(|row| row.from == row.to));
    let weeks = by(Period::Week, &pair);
    assert!(weeks.iter().any(|row| row.to.as_deref() == Some("2024-04-14")), "{weeks:#?}");
    let ids = [days[0].a.id.clone().unwrap(), days[0].b.id.clone().unwrap()];
    assert_eq!(case.relation_by(&ids[1], &ids[0], Period::Day).unwrap(), days);
    let limited = Filter { limit: Some(2), skip: 1, ..pair };
    assert_eq!(by(Period::Day, &limited), days[1..3]);
}
