//! What is found by entries beside the rows is what the rows say: windows on lists, places on the map,
//! the order of reports.
// Tests stand at the edge: they write cases.
#![allow(clippy::disallowed_methods, clippy::unwrap_used)]

use detente_case::{Case, Filter, Input, ReadOptions};
use detente_record::{Actor, Incident, Report};
use std::collections::BTreeMap;

const REPORTS: [(&str, &str); 6] = [
    (
        "a.txt",
        "Market under fire\n\nNYALA, 4 March 2024 — At least 11 people were killed on Monday when shells \
         hit the market in Nyala, the Sudanese army said. Sudan's army shelled Zalingei on Sunday.\n",
    ),
    (
        "b.txt",
        "Talks in Cairo\n\nCAIRO, 9 April 2024 — Egypt and Sudan held talks in Cairo on Monday. Egypt has \
         condemned Ethiopia.\n",
    ),
    (
        "c.txt",
        "Talks again\n\nCAIRO, 7 May 2024 — Egypt and Sudan held talks in Cairo on Monday. Since January \
         the army of Sudan has killed 300 people in Nyala.\n",
    ),
    ("d.txt", "A word\n\nCAIRO, 7 May 2024 — Ethiopia threatened Egypt with war.\n"),
    // Its day is not known.
    ("e.txt", "Fire\n\nSudan's army shelled Nyala. Egypt condemned Sudan.\n"),
    (
        "f.txt",
        "A truce\n\nPORT SUDAN, 9 April 2024 — Sudan and Chad signed a truce in Port Sudan.\n",
    ),
];

fn case(folder: &std::path::Path) -> Case {
    let mut case = Case::open(&folder.join("case.detente")).unwrap();
    let inputs = REPORTS.map(|(name, text)| {
        let path = folder.join(name);
        std::fs::write(&path, text).unwrap();
        Input::Path(path)
    });
    case.read(&inputs, &ReadOptions::default(), &()).unwrap();
    case
}

#[test]
fn incidents_of_a_side_or_a_place_are_those_that_name_it() {
    let folder = tempfile::tempdir().unwrap();
    let case = case(folder.path());
    let all: Vec<Incident> = case.rows(&Filter::default()).unwrap();
    assert!(all.iter().any(|one| one.date.to.is_none()), "one bears no day");
    let of_side = |one: &Incident, id: &str| {
        one.actors.iter().chain(&one.recipients).any(|side| side.id.as_deref() == Some(id))
    };
    let at = |one: &Incident| one.place.as_ref().and_then(|place| place.id.clone());
    let places: Vec<String> = all.iter().filter_map(at).collect();
    assert!(places.len() > 2, "{places:?}");
    let asked = [Some("state:SDN"), Some("state:EGY"), Some("state:ETH"), Some("state:XXX"), None];
    for actor in asked {
        for place in places.iter().map(Some).chain([None]) {
            for days in [(None, None), (Some("2024-03"), None), (None, Some("2024-04"))] {
                let filter = Filter {
                    actor: actor.map(str::to_owned),
                    place: place.cloned(),
                    from: days.0.map(str::to_owned),
                    to: days.1.map(str::to_owned),
                    ..Filter::default()
                };
                let passes = |one: &&Incident| {
                    let (first, last) = (&one.date.from, &one.date.to);
                    actor.is_none_or(|id| of_side(one, id))
                        && place.is_none_or(|id| at(one).as_ref() == Some(id))
                        && days.0.is_none_or(|from| last.as_deref().is_some_and(|day| day >= from))
                        && days.1.is_none_or(|to| {
                            let first = first.as_ref().or(last.as_ref());
                            first.is_some_and(|day| *day <= format!("{to}~"))
                        })
                };
                let expected: Vec<Incident> = all.iter().filter(passes).cloned().collect();
                assert_eq!(case.rows::<Incident>(&filter).unwrap(), expected, "{filter:?}");
                for skip in 0..=expected.len() {
                    let window = Filter { limit: Some(2), skip, ..filter.clone() };
                    let part: Vec<Incident> = expected.iter().skip(skip).take(2).cloned().collect();
                    assert_eq!(case.rows::<Incident>(&window).unwrap(), part, "{window:?}");
                }
                let mut counts: BTreeMap<String, usize> = BTreeMap::new();
                expected.iter().filter_map(at).for_each(|id| *counts.entry(id).or_default() += 1);
                let drawn = case.happened(&filter).unwrap().into_iter();
                let drawn: BTreeMap<String, usize> =
                    drawn.map(|one| (one.place.id.unwrap(), one.incidents)).collect();
                assert_eq!(drawn, counts, "{filter:?}");
            }
        }
    }
    // By the name, whatever the case of its letters, as by the id.
    for (name, id) in [("sudan", "state:SDN"), ("Egypt", "state:EGY")] {
        let named = |limit| {
            let filter = Filter { actor: Some(name.into()), limit, ..Filter::default() };
            case.rows::<Incident>(&filter).unwrap()
        };
        let expected: Vec<Incident> = all.iter().filter(|one| of_side(one, id)).cloned().collect();
        assert_eq!(named(None), expected);
        assert_eq!(named(Some(2)), expected[..2]);
    }
    let kind = Filter {
        kind: Some("assault".into()),
        actor: asked[0].map(Into::into),
        ..Filter::default()
    };
    let expected =
        all.iter().filter(|one| one.kind.as_str() == "ASSAULT" && of_side(one, "state:SDN"));
    assert_eq!(case.rows::<Incident>(&kind).unwrap().len(), expected.count());
}

#[test]
fn a_window_on_the_reports_is_a_part_of_the_list() {
    let folder = tempfile::tempdir().unwrap();
    let case = case(folder.path());
    for (from, to) in [(None, None), (Some("2024-04"), None), (None, Some("2024-05-06"))] {
        let filter = Filter {
            from: from.map(str::to_owned),
            to: to.map(str::to_owned),
            ..Filter::default()
        };
        let all: Vec<Report> = case.rows(&filter).unwrap();
        assert!(all.len() > 2, "{filter:?}");
        for limit in 1..=all.len() {
            for skip in 0..all.len() {
                let window = Filter { limit: Some(limit), skip, ..filter.clone() };
                let part: Vec<Report> = all.iter().skip(skip).take(limit).cloned().collect();
                assert_eq!(case.rows::<Report>(&window).unwrap(), part, "{window:?}");
            }
        }
        let turn = |report: &Report| case.turn(&report.id, &filter).unwrap().unwrap();
        assert!(all.windows(2).all(|two| turn(&two[0]) < turn(&two[1])), "{filter:?}");
    }
    let none = Filter { to: Some("2023".into()), ..Filter::default() };
    let any: Vec<Report> = case.rows(&Filter { limit: Some(1), ..Filter::default() }).unwrap();
    assert_eq!(case.turn(&any[0].id, &none).unwrap(), None);
}

#[test]
fn the_first_words_are_those_of_the_earliest_reports() {
    let folder = tempfile::tempdir().unwrap();
    let case = case(folder.path());
    let until = Filter { to: Some("2024-04-30".into()), ..Filter::default() };
    let ids = ["state:SDN", "state:EGY", "state:XXX"];
    for filter in [&Filter::default(), &until] {
        let found = case.first_named::<Actor>(&ids, 2, filter).unwrap();
        let reports: Vec<Report> = case.rows(filter).unwrap();
        for (id, words) in ids.iter().zip(found) {
            let one = Filter { actor: Some((*id).to_owned()), ..filter.clone() };
            let expected: Vec<Report> = case.rows(&one).unwrap();
            let expected: Vec<&String> = expected.iter().take(2).map(|one| &one.id).collect();
            assert_eq!(words.iter().map(|one| &one.report).collect::<Vec<_>>(), expected, "{id}");
            assert!(reports.len() > expected.len());
        }
    }
}
