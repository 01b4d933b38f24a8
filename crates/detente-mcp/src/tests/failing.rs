//! A case that is not there, not sound or not a case: a sentence, never a crash.

use super::{Desk, TOLL, TRUCE};
use detente_case::Case;
use serde_json::json;

#[test]
fn a_case_that_is_not_there_is_told_with_the_way_out_and_may_come_later() {
    let desk = Desk::bare();
    let said = desk.refusal("brief", json!({}));
    assert!(said.contains("no case") && said.contains("detente read"), "{said}");
    // The tools are listed all the same.
    assert_eq!(desk.tools().len(), 6);
    desk.read(&[("truce.txt", TRUCE.as_bytes())]);
    assert_eq!(desk.rows("rows", json!({ "table": "reports" })).len(), 1);
}

#[test]
fn a_case_that_was_replaced_is_the_one_that_answers() {
    let (desk, other) = (Desk::usual(), Desk::new(&[("toll.txt", TOLL.as_bytes())]));
    desk.speak(async |client| {
        let reports = async || {
            let call = rmcp::model::CallToolRequestParams::new("rows")
                .with_arguments(json!({ "table": "reports" }).as_object().cloned().unwrap());
            let answer = client.call_tool(call).await.unwrap().structured_content.unwrap();
            answer["rows"].as_array().unwrap().len()
        };
        assert_eq!(reports().await, 2);
        Case::restore(&other.path(), &desk.path()).unwrap();
        assert_eq!(reports().await, 1, "within one conversation");
    });
}

#[test]
fn a_case_that_is_being_written_to_answers_as_it_was() {
    let desk = Desk::usual();
    let writer = Case::open(&desk.path()).unwrap();
    assert_eq!(desk.rows("rows", json!({ "table": "reports" })).len(), 2);
    drop(writer);
}

#[test]
fn a_file_that_is_no_case_or_a_damaged_one_is_told() {
    let desk = Desk::bare();
    std::fs::write(desk.path(), "a shopping list, and a long one, of no interest to anybody")
        .unwrap();
    for (tool, asked) in [
        ("brief", json!({})),
        ("rows", json!({ "table": "events" })),
        ("row", json!({ "id": "a" })),
    ] {
        let said = desk.refusal(tool, asked);
        assert!(said.contains("no case") || said.contains("damaged"), "{tool}: {said}");
    }
    let desk = Desk::usual();
    let mut bytes = std::fs::read(desk.path()).unwrap();
    let half = bytes.len() / 8;
    bytes[half..].fill(0x5a);
    std::fs::write(desk.path(), bytes).unwrap();
    for (tool, asked) in [
        ("brief", json!({})),
        ("search", json!({ "words": "truce" })),
        ("row", json!({ "id": "a" })),
    ] {
        let said = desk.refusal(tool, asked);
        assert!(said.contains("detente doctor"), "{tool}: {said}");
    }
}

#[test]
fn a_case_that_nobody_else_may_read_meanwhile_is_told_to_be_busy() {
    let desk = Desk::usual();
    let other = rusqlite::Connection::open(desk.path()).unwrap();
    other.execute_batch("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE;").unwrap();
    let said = desk.refusal("brief", json!({}));
    assert!(said.contains("Another process") && said.contains("again in a moment"), "{said}");
    drop(other);
    desk.call("brief", json!({}));
}

#[test]
fn a_case_of_another_version_is_told_with_what_to_do() {
    for (version, way_out) in [(1, "detente read"), (99_999, "newer version")] {
        let desk = Desk::usual();
        let case = rusqlite::Connection::open(desk.path()).unwrap();
        case.pragma_update(None, "user_version", version).unwrap();
        drop(case);
        let said = desk.refusal("rows", json!({ "table": "events" }));
        assert!(said.contains(way_out), "version {version}: {said}");
    }
}

#[test]
fn an_input_that_was_not_read_is_told_by_the_name_of_its_file() {
    // That no folder is named is held for every answer: see `Desk::harmless`.
    let desk = Desk::new(&[("truce.txt", TRUCE.as_bytes()), ("empty.txt", b"")]);
    let refused = desk.rows("rows", json!({ "table": "refused" }));
    assert_eq!((refused.len(), &refused[0]["path"]), (1, &json!("empty.txt")));
    let brief = desk.call("brief", json!({}));
    let gaps = brief["gaps"].to_string();
    assert!(gaps.contains("Not read: empty.txt"), "{gaps}");
}

#[test]
fn a_question_as_long_as_a_book_gets_a_short_answer() {
    let desk = Desk::usual();
    let long = "abc".repeat(100_000);
    for (tool, asked) in [
        ("row", json!({ "id": long })),
        ("rows", json!({ "table": long })),
        ("rows", json!({ "table": "events", "from": long })),
        ("row", json!({ "id": desk.report("toll.txt"), "field": long })),
    ] {
        let said = desk.refusal(tool, asked);
        assert!(said.len() < 4000, "{tool}: {} bytes", said.len());
    }
    desk.call("rows", json!({ "table": "events", "actor": long }));
    desk.call("search", json!({ "words": long }));
}

#[test]
fn an_empty_case_says_that_it_has_nothing() {
    let desk = Desk::new(&[]);
    let answer = desk.call("rows", json!({ "table": "disputes" }));
    assert_eq!(answer["hint"], "The case has no disputes.");
    assert!(desk.rows("brief", json!({})).is_empty());
}
