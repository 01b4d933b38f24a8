//! The chart of a relation: well-formed whatever the rows, and drawn as it was.
#![allow(clippy::disallowed_methods, reason = "a test reads what is expected from a file")]

use detente_exchange::chart::of_relation;
use detente_record::{ActorRef, Relation};
use proptest::prelude::*;
use quick_xml::events::Event;

fn side(name: &str) -> ActorRef {
    ActorRef { name: Some(name.into()), ..ActorRef::default() }
}

fn row(from: &str, to: &str, net: f64, band: Option<(f64, f64)>, phase: &str) -> Relation {
    Relation {
        a: side("Ruritania"),
        b: side("Grand Fenwick"),
        directed: false,
        from: Some(from.into()),
        to: Some(to.into()),
        incidents: 2,
        cooperation: 0.0,
        conflict: 0.0,
        net: Some(net),
        low: band.map(|(low, _)| low),
        high: band.map(|(_, high)| high),
        undated: 0,
        phase: Some(phase.into()),
        drivers: vec![],
        method: String::new(),
    }
}

/// A war, talks a year later, and a new quarrel.
fn quarrel() -> Vec<Relation> {
    vec![
        row("2018-03-01", "2018-03-31", -1.0, None, "1 hostile"),
        row("2018-04-01", "2018-04-30", -0.92, Some((-1.0, -0.7)), "1 hostile"),
        row("2018-05-01", "2018-05-31", -0.75, Some((-0.95, -0.4)), "1 hostile"),
        row("2018-09-01", "2018-09-30", 0.1, Some((-0.3, 0.5)), "2 mixed"),
        row("2019-04-01", "2019-04-30", 0.6, Some((0.2, 0.9)), "3 cooperative"),
        row("2019-05-01", "2019-05-31", 0.8, Some((0.5, 1.0)), "3 cooperative"),
        row("2019-06-01", "2019-06-30", 0.7, Some((0.3, 0.95)), "3 cooperative"),
        row("2020-01-01", "2020-01-31", -0.4, None, "4 strained"),
    ]
}

/// All elements by name, if the text is well-formed XML.
fn elements(svg: &str) -> Result<Vec<String>, String> {
    let mut reader = quick_xml::Reader::from_str(svg);
    reader.config_mut().check_end_names = true;
    let (mut names, mut open) = (vec![], 0);
    loop {
        let event = reader.read_event().map_err(|error| error.to_string())?;
        match &event {
            Event::Start(tag) | Event::Empty(tag) => {
                for attribute in tag.attributes().with_checks(true) {
                    let attribute = attribute.map_err(|error| error.to_string())?;
                    let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0);
                    value.map_err(|error| error.to_string())?;
                }
                names.push(tag.name().as_ref().to_owned());
                open += i32::from(matches!(event, Event::Start(_)));
            }
            Event::End(_) => open -= 1,
            Event::Text(_) | Event::GeneralRef(_) => {}
            Event::Eof if open == 0 => return Ok(names),
            other => return Err(format!("{other:?}")),
        }
    }
}

/// Whether XML 1.0 knows a character.
fn is_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

#[test]
fn it_is_drawn_as_it_was() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/chart.svg");
    let drawn = of_relation(&quarrel()).expect("a chart") + "\n";
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        std::fs::write(path, &drawn).expect("written");
    }
    assert_eq!(drawn, std::fs::read_to_string(path).expect("a chart to compare with"));
}

#[test]
fn it_says_what_it_shows_and_stands_alone() {
    let drawn = of_relation(&quarrel()).expect("a chart");
    assert!(drawn.contains("role=\"img\""));
    assert!(drawn.contains("<title>How Ruritania and Grand Fenwick stood</title>"));
    assert!(drawn.contains("Phase 3 cooperative: 2019-04-01 to 2019-06-30."));
    assert!(drawn.contains("Last: -0.40 on 2020-01-31."));
    for foreign in ["<script", "href", "url(", "style", "<image", "foreignObject", "#"] {
        assert!(!drawn.contains(foreign), "{foreign}");
    }
}

#[test]
fn it_breaks_where_a_period_has_no_incidents() {
    let strokes = |rows: &[Relation]| {
        of_relation(rows).expect("a chart").matches("stroke-width=\"2\"").count()
    };
    let rows = quarrel();
    assert_eq!(strokes(&rows), 2, "the first three months and the last three");
    assert_eq!(strokes(&rows[..3]), 1);
    assert_eq!(strokes(&rows[3..4]), 0, "one period is a dot");
}

#[test]
fn no_order_of_rows_and_no_directed_row_shows() {
    let rows = quarrel();
    let mut turned: Vec<Relation> = rows.iter().rev().cloned().collect();
    turned.extend(rows.iter().cloned().map(|row| Relation { directed: true, ..row }));
    assert_eq!(of_relation(&turned), of_relation(&rows));
    let undated = Relation { from: None, to: None, ..rows[0].clone() };
    assert_eq!(of_relation(&[undated]), None);
}

fn any_day() -> impl Strategy<Value = Option<String>> {
    prop_oneof![
        3 => (-20_000_i32..20_000).prop_map(|days| {
            let epoch = jiff::civil::date(1990, 1, 1);
            Some(epoch.saturating_add(jiff::Span::new().days(days)).to_string())
        }),
        1 => Just(Some("9999-12-31".to_owned())),
        1 => Just(Some("-9999-01-01".to_owned())),
        1 => proptest::option::of(".{0,12}"),
    ]
}

prop_compose! {
    fn any_row()(
        a in any::<String>(),
        directed in any::<bool>(),
        from in any_day(),
        to in any_day(),
        net in proptest::option::of(any::<f64>()),
        low in proptest::option::of(any::<f64>()),
        high in proptest::option::of(-1.5..1.5),
        phase in proptest::option::of(any::<String>()),
    ) -> Relation {
        Relation { a: side(&a), directed, from, to, net, low, high, phase, ..row("", "", 0.0, None, "") }
    }
}

proptest! {
    #[test]
    fn any_rows_give_well_formed_xml(rows in proptest::collection::vec(any_row(), 0..12)) {
        let Some(drawn) = of_relation(&rows) else { return Ok(()) };
        let names = elements(&drawn).map_err(TestCaseError::fail)?;
        prop_assert_eq!(&names[..3], ["svg", "title", "desc"]);
        prop_assert!(names.iter().all(|n| ["svg", "title", "desc", "path", "rect", "text"].contains(&n.as_str())));
        prop_assert!(drawn.chars().all(is_xml));
        prop_assert!(names.iter().filter(|name| *name == "text").count() < 200);
        // Whole numbers, and none that leaves the drawing.
        for path in drawn.split(" d=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            for number in path.split(|c: char| !(c.is_ascii_digit() || c == '.' || c == '-')) {
                let fits = number.is_empty() || number.parse::<i64>().is_ok_and(|n| (0..=640).contains(&n));
                prop_assert!(fits, "{}", path);
            }
        }
    }
}
