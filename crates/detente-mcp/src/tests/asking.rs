//! What each tool answers.

use super::{Desk, quotes};
use serde_json::{Value, json};

const CLASHES: &str = "Border clashes go on\n\n\
    YEREVAN, 4 March 2024 — Azerbaijani troops attacked Armenian positions near Jermuk on 1 March. On 2 March \
    Azerbaijani forces shelled Armenian positions again.\n";

const TABLES: [&str; 17] = [
    "disputes",
    "agreements",
    "undertakings",
    "relations",
    "channels",
    "incidents",
    "accounts",
    "timeline",
    "events",
    "statements",
    "claims",
    "actors",
    "places",
    "sources",
    "reports",
    "refused",
    "outside",
];

#[test]
fn an_assistant_finds_six_tools_that_only_read() {
    let tools = Desk::usual().tools();
    let names: Vec<&str> = tools.iter().map(|tool| tool.name.as_ref()).collect();
    assert_eq!(names, ["brief", "rows", "search", "row", "why", "report_text"]);
    for tool in &tools {
        let hints = tool.annotations.as_ref().expect("annotations");
        assert_eq!(hints.read_only_hint, Some(true), "{}", tool.name);
        assert_eq!(hints.destructive_hint, Some(false), "{}", tool.name);
        assert_eq!(hints.open_world_hint, Some(false), "{}", tool.name);
        assert!(tool.description.as_ref().is_some_and(|text| text.len() > 100), "{}", tool.name);
        assert_eq!(tool.input_schema["type"], "object", "{}", tool.name);
        for (name, property) in tool.input_schema["properties"].as_object().unwrap() {
            assert!(property["description"].is_string(), "{}: {name} is not described", tool.name);
        }
        assert!(tool.output_schema.is_some(), "{}", tool.name);
    }
    // What is listed is read by the model each time.
    let size = serde_json::to_string(&tools).unwrap().len();
    assert!(size < 16_000, "{size} bytes");
}

#[test]
fn every_table_can_be_asked_for_and_is_described() {
    let desk = Desk::usual();
    let tools = desk.tools();
    let rows = tools.iter().find(|tool| tool.name == "rows").unwrap();
    let told = rows.description.as_ref().unwrap();
    let known = &rows.input_schema["properties"]["table"]["enum"];
    assert_eq!(known, &json!(TABLES), "the schema names the tables");
    for table in TABLES {
        assert!(told.contains(table), "{table} is not described");
        let answer = desk.call("rows", json!({ "table": table }));
        let none = answer["rows"].as_array().unwrap().is_empty();
        assert_eq!(
            answer["hint"].is_string(),
            none,
            "{table}: a list without rows says so: {answer}"
        );
    }
}

#[test]
fn every_quote_leads_to_its_bytes() {
    let desk = Desk::usual();
    let case = desk.case();
    let mut seen = 0;
    for table in TABLES {
        for row in desk.rows("rows", json!({ "table": table, "limit": 100 })) {
            let quotes = quotes(&row);
            let bare = ["refused", "outside", "reports"].contains(&table) || row["incidents"] == 0;
            assert!(bare || !quotes.is_empty(), "a row of {table} without its words: {row}");
            for (report, [from, to], quote) in quotes {
                let original = case.original(&report).unwrap();
                assert_eq!(String::from_utf8_lossy(&original[from..to]), quote, "{table}");
                seen += 1;
            }
        }
    }
    assert!(seen > 50, "{seen} quotations are few for two reports");
}

#[test]
fn a_dispute_tells_who_holds_what_and_which_report_says_so() {
    let desk = Desk::usual();
    let answer = desk.call(
        "rows",
        json!({ "table": "disputes", "type": "denial", "actor": "group:rapid-support-forces" }),
    );
    let dispute = &answer["rows"][0];
    let stances: Vec<&str> = dispute["positions"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|one| one["stance"].as_str())
        .collect();
    assert!(stances.contains(&"asserts") && stances.contains(&"denies"), "{dispute}");
    let report = desk.report("truce.txt");
    assert_eq!(answer["reports"][&report]["title"], "Truce holds at Kassala crossing", "{answer}");
    assert_eq!(answer["reports"][&report]["published"], "2024-03-03");
}

#[test]
fn what_is_unknown_is_left_out_of_a_row() {
    let desk = Desk::usual();
    fn nulls(value: &Value) -> bool {
        match value {
            Value::Null => true,
            Value::Array(all) => all.is_empty() || all.iter().any(nulls),
            Value::Object(all) => all.values().any(nulls),
            _ => false,
        }
    }
    for row in desk.rows("rows", json!({ "table": "events" })) {
        assert!(!nulls(&row), "{row}");
    }
}

#[test]
fn a_filter_narrows_and_one_that_a_table_lacks_is_refused_with_those_it_has() {
    let desk = Desk::usual();
    let all = desk.rows("rows", json!({ "table": "statements" })).len();
    let denials = desk.rows("rows", json!({ "table": "statements", "type": "denies" }));
    assert!(!denials.is_empty() && denials.len() < all, "{} of {all}", denials.len());
    assert!(denials.iter().all(|row| row["act"] == "denies"));
    let said = desk.refusal("rows", json!({ "table": "disputes", "place": "Nyala" }));
    assert!(
        said.contains("disputes")
            && said.contains("`place`")
            && said.contains("actor, type, status"),
        "{said}"
    );
}

#[test]
fn a_month_is_asked_for_whole() {
    let desk = Desk::usual();
    let in_march =
        desk.rows("rows", json!({ "table": "reports", "from": "2024-03", "to": "2024-03" }));
    assert_eq!(in_march.len(), 2, "both reports are of March 2024");
    assert!(desk.rows("rows", json!({ "table": "reports", "to": "2024-02" })).is_empty());
    let said = desk.refusal("rows", json!({ "table": "reports", "from": "last week" }));
    assert!(said.contains("`from`") && said.contains("2020-02-15"), "{said}");
}

#[test]
fn a_name_that_is_a_form_of_an_actor_is_told_with_the_id() {
    let desk = Desk::usual();
    let answer =
        desk.call("rows", json!({ "table": "incidents", "actor": "Rapid Support Forces" }));
    let hint = answer["hint"].as_str().unwrap_or_default();
    assert!(hint.contains("group:rapid-support-forces"), "{answer}");
    let by_id =
        desk.call("rows", json!({ "table": "incidents", "actor": "group:rapid-support-forces" }));
    assert!(by_id["hint"].is_null(), "an id needs no hint: {by_id}");
    let nobody = desk.call("rows", json!({ "table": "incidents", "actor": "Ruritania" }));
    assert!(nobody["hint"].as_str().is_some_and(|hint| hint.contains("Ruritania")), "{nobody}");
}

#[test]
fn relations_tell_once_how_they_are_computed_and_with_which_words() {
    let desk = Desk::new(&[("clashes.txt", CLASHES.as_bytes())]);
    let answer = desk.call("rows", json!({ "table": "relations" }));
    assert!(
        answer["method"].as_str().is_some_and(|method| method.contains("half-life")),
        "{answer}"
    );
    let rows = answer["rows"].as_array().unwrap();
    assert!(rows.iter().all(|row| row["method"].is_null()));
    let drivers: Vec<&Value> =
        rows.iter().flat_map(|row| row["drivers"].as_array().into_iter().flatten()).collect();
    assert!(
        !drivers.is_empty() && drivers.iter().all(|driver| !quotes(driver).is_empty()),
        "{drivers:?}"
    );
}

#[test]
fn the_brief_has_lines_with_citations_and_can_be_asked_for_by_section() {
    let desk = Desk::usual();
    let answer = desk.call("brief", json!({}));
    assert!(
        answer["summary"].as_str().is_some_and(|text| text.starts_with("2 reports")),
        "{answer}"
    );
    let lines = answer["rows"].as_array().unwrap();
    assert!(lines.iter().all(|line| line["section"].is_string()), "{answer}");
    let cited = lines.iter().filter(|line| line["citations"][0]["bytes"].is_array()).count();
    assert_eq!(cited, lines.len(), "every line is cited: {answer}");
    let disputes = desk.rows("brief", json!({ "section": "in dispute" }));
    assert!(
        !disputes.is_empty() && disputes.iter().all(|line| line["section"] == "In dispute"),
        "{disputes:?}"
    );
    let said = desk.refusal("brief", json!({ "section": "Weather" }));
    assert!(said.contains("In dispute"), "the refusal names the sections: {said}");
    let earlier = desk.call("brief", json!({ "as_of": "2024-03-03" }));
    assert!(
        earlier["summary"].as_str().is_some_and(|text| text.starts_with("1 report,")),
        "{earlier}"
    );
}

#[test]
fn a_search_gives_the_sentence_with_its_bytes() {
    let desk = Desk::usual();
    let rows = desk.rows("search", json!({ "words": "\"single shell\"" }));
    assert_eq!(rows.len(), 1, "{rows:?}");
    assert_eq!(rows[0]["title"], "Truce holds at Kassala crossing");
    let (_, [from, to], quote) = quotes(&rows[0])[0].clone();
    assert!(quote.contains("single shell"), "{quote}");
    assert_eq!(&TRUCE_BYTES[from..to], quote.as_bytes());
    let nothing = desk.call("search", json!({ "words": "zeppelin" }));
    assert!(nothing["hint"].as_str().is_some_and(|hint| hint.contains("fewer")), "{nothing}");
    let said = desk.refusal("search", json!({ "words": " ?! " }));
    assert!(said.contains("at least one"), "{said}");
}

const TRUCE_BYTES: &[u8] = super::TRUCE.as_bytes();
