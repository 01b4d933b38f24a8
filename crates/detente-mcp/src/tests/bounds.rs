//! Answers stay within bounds, and what does not fit can be had.

use super::Desk;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// As many reports as that, in one stream.
fn many(n: usize) -> String {
    let line = |n: usize| {
        format!(
            "{{\"title\":\"Day {n} of the siege\",\"date\":\"2024-03-{:02}\",\"text\":\"The Sudanese army shelled \
             Nyala again, the Rapid Support Forces said. Day number {n} brought no truce.\"}}\n",
            1 + n % 28
        )
    };
    (0..n).map(line).collect()
}

/// All rows of a question, answer by answer.
fn all(desk: &Desk, tool: &'static str, asked: &Value) -> Vec<Value> {
    let (mut rows, mut cursor) = (vec![], Value::Null);
    loop {
        let mut asked = asked.clone();
        if cursor.is_string() {
            asked["cursor"] = cursor;
        }
        let answer = desk.call(tool, asked);
        rows.extend(answer["rows"].as_array().cloned().unwrap());
        cursor = answer["next"].clone();
        if cursor.is_null() {
            return rows;
        }
        assert!(rows.len() < 10_000, "a cursor that never ends");
    }
}

#[test]
fn lists_have_twenty_rows_or_as_many_as_are_asked_for_but_no_more_than_a_hundred() {
    let desk = Desk::new(&[("siege.jsonl", many(130).as_bytes())]);
    let rows = |limit: Value| desk.call("rows", json!({ "table": "sources", "limit": limit }));
    assert!(rows(Value::Null)["rows"].as_array().unwrap().len() <= 20);
    let asked = |limit: u32| desk.call("rows", json!({ "table": "reports", "limit": limit }));
    assert_eq!(desk.rows("rows", json!({ "table": "reports" })).len(), 20);
    assert_eq!(asked(3)["rows"].as_array().unwrap().len(), 3);
    assert_eq!(asked(3)["next"], "3");
    assert_eq!(asked(0)["rows"].as_array().unwrap().len(), 1, "nobody asks for nothing");
    let most = asked(5000);
    let given = most["rows"].as_array().unwrap().len();
    assert!(
        given <= 100 && most["next"].as_str() == Some(given.to_string().as_str()),
        "{given} rows, next {}",
        most["next"]
    );

    // Answer by answer, each report once.
    let ids: BTreeSet<String> = all(&desk, "rows", &json!({ "table": "reports", "limit": 100 }))
        .iter()
        .map(|row| row["id"].to_string())
        .collect();
    assert_eq!(ids.len(), 130);
    assert_eq!(all(&desk, "search", &json!({ "words": "truce", "limit": 40 })).len(), 130);

    let said = desk.refusal("rows", json!({ "table": "reports", "cursor": "the next" }));
    assert!(said.contains("`next`"), "{said}");
    let events = all(&desk, "rows", &json!({ "table": "events", "limit": 100 }));
    assert!(events.len() >= 130, "an answer that is full goes on in the next: {}", events.len());
    desk.call("brief", json!({}));

    let resources = desk.speak(async |client| client.list_all_resources().await.unwrap());
    assert_eq!(resources.len(), 130, "resources come a page at a time");
}

#[test]
fn long_titles_of_many_reports_leave_an_answer_within_its_bound() {
    let title = "Обстрел рынка в Ньяле ".repeat(20);
    let line = |n: usize| {
        let text = "The Sudanese army shelled Nyala, the Rapid Support Forces said. ".repeat(4);
        json!({ "title": format!("{n} {title}"), "outlet": format!("{title} {n}"), "date": "2024-03-03",
                "text": format!("{text} Report {n}.") })
        .to_string()
            + "\n"
    };
    let desk = Desk::new(&[("titles.jsonl", (0..60).map(line).collect::<String>().as_bytes())]);
    // Each answer is held to its bound: see `Desk::call`.
    for table in ["events", "statements", "incidents", "actors", "sources", "reports", "timeline"] {
        let answer = desk.call("rows", json!({ "table": table, "limit": 100 }));
        assert!(!answer["rows"].as_array().unwrap().is_empty(), "{table}");
    }
    desk.call("search", json!({ "words": "shelled", "limit": 100 }));
    desk.call("brief", json!({}));
}

#[test]
fn a_long_report_is_read_in_parts_that_join_up() {
    let words = "The army of Sudan held the road to Nyala on that day and the next. ".repeat(60);
    let report = format!("A long day\n\n{words}\n\n{}\n\n{words}\n", "word ".repeat(30_000));
    let desk = Desk::new(&[("long.txt", report.as_bytes())]);
    let id = desk.report("long.txt");
    let parts = all(&desk, "report_text", &json!({ "report": id, "limit": 100 }));
    assert!(parts.len() > 100, "{} parts", parts.len());
    let mut last = 0;
    let mut seen = String::new();
    for part in parts.iter().flat_map(|part| part["parts"].as_array().unwrap()) {
        let from = part["bytes"][0].as_u64().unwrap();
        assert!(from >= last, "parts come in order");
        last = part["bytes"][1].as_u64().unwrap();
        seen += part["quote"].as_str().unwrap();
        seen += " ";
    }
    let even = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(even(&seen), even(&report), "nothing is left out and nothing told twice");

    let uri = format!("detente://report/{id}");
    let read = desk.speak(async |client| {
        client.read_resource(rmcp::model::ReadResourceRequestParams::new(uri)).await.unwrap()
    });
    let size = serde_json::to_string(&read).unwrap().len();
    assert!(size < 60_000, "{size} bytes");
    assert!(serde_json::to_string(&read).unwrap().contains("report_text has the rest"));
}

#[test]
fn a_row_that_is_too_long_says_what_was_cut_and_the_rest_can_be_had() {
    let desk = Desk::new(&[("siege.jsonl", many(160).as_bytes())]);
    let actor = desk.rows("rows", json!({ "table": "actors", "limit": 1 })).remove(0);
    let cut: Vec<&str> =
        actor["cut"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    let reports =
        cut.iter().find(|cut| cut.starts_with("reports: ")).unwrap_or_else(|| panic!("{cut:?}"));
    assert!(reports.ends_with("of 160"), "{reports}");
    let asked = json!({ "id": actor["id"], "table": "actors", "field": "evidence" });
    assert_eq!(all(&desk, "row", &asked).len(), 160);
}
