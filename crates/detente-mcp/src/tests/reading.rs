//! One row, its reasons, and the text around it.

use super::{Desk, TOLL, quotes, text};
use rmcp::model::{ReadResourceRequestParams, ResourceContents};
use serde_json::{Value, json};

fn first(desk: &Desk, table: &str) -> Value {
    desk.rows("rows", json!({ "table": table })).first().cloned().expect(table)
}

#[test]
fn a_row_is_found_by_the_beginning_of_its_id() {
    let desk = Desk::usual();
    let event = first(&desk, "events");
    let id = event["id"].as_str().unwrap();
    let answer = desk.call("row", json!({ "id": &id[..12] }));
    assert_eq!((&answer["table"], &answer["id"]), (&json!("events"), &json!(id)));
    assert_eq!(answer["rows"][0]["evidence"], event["evidence"]);
    assert!(answer["reports"].as_object().is_some_and(|all| !all.is_empty()), "{answer}");
}

#[test]
fn an_incident_that_bears_an_events_id_is_found_by_its_table() {
    let desk = Desk::usual();
    let incident = first(&desk, "incidents");
    let asked = json!({ "id": incident["id"], "table": "incidents" });
    let answer = desk.call("row", asked);
    assert_eq!(answer["table"], "incidents");
    assert!(
        answer["rows"][0]["events"].is_array() && !quotes(&answer["rows"][0]).is_empty(),
        "{answer}"
    );
    assert_eq!(desk.call("row", json!({ "id": incident["id"] }))["table"], "events");
}

#[test]
fn a_field_of_a_row_can_be_read_on_its_own() {
    let desk = Desk::usual();
    let id = first(&desk, "disputes")["id"].clone();
    let positions = desk.rows("row", json!({ "id": id, "field": "positions" }));
    assert!(positions.len() >= 2 && positions[0]["stance"].is_string(), "{positions:?}");
    let parts = desk.rows("row", json!({ "id": id, "field": "positions.0.evidence.0.parts" }));
    assert!(parts[0]["quote"].is_string(), "{parts:?}");
    let said = desk.refusal("row", json!({ "id": id, "field": "opinions" }));
    assert!(
        said.contains("opinions") && said.contains("positions"),
        "the refusal names the fields: {said}"
    );
}

#[test]
fn an_id_that_is_not_there_is_answered_with_those_near_it() {
    let desk = Desk::usual();
    let id = first(&desk, "events")["id"].as_str().unwrap().to_owned();
    let near = format!("{}zz", &id[..10]);
    for tool in ["row", "why"] {
        let said = desk.refusal(tool, json!({ "id": near }));
        assert!(said.contains(&near) && said.contains(&id), "{tool}: {said}");
    }
    let said = desk.refusal("row", json!({ "id": "" }));
    assert!(said.contains("first characters"), "{said}");
    let said = desk.refusal("report_text", json!({ "report": "zzzz" }));
    assert!(said.contains("zzzz"), "{said}");
}

#[test]
fn an_id_that_several_rows_begin_with_asks_for_more_of_it() {
    let desk = Desk::usual();
    let rows = |table: &str| desk.rows("rows", json!({ "table": table, "limit": 100 }));
    let ids: Vec<String> = rows("events")
        .into_iter()
        .chain(rows("statements"))
        .map(|row| row["id"].to_string())
        .collect();
    let begins = |digit: &&char| ids.iter().filter(|id| id[1..].starts_with(**digit)).count() > 1;
    let digits: Vec<char> = ('0'..='9').chain('a'..='f').collect();
    let digit = digits.iter().find(begins).expect("two ids of a dozen begin alike");
    let said = desk.refusal("row", json!({ "id": digit }));
    assert!(
        said.contains("more of it") && said.contains("(events)") | said.contains("(statements)"),
        "{said}"
    );
}

#[test]
fn why_tells_the_steps_to_an_event_and_the_words_of_other_rows() {
    let desk = Desk::usual();
    let event = first(&desk, "events");
    let why = desk.rows("why", json!({ "id": event["id"] })).remove(0);
    assert_eq!(why["rule"], event["rule"]);
    let kinds: Vec<&str> =
        why["steps"].as_array().unwrap().iter().filter_map(|step| step["what"].as_str()).collect();
    assert!(kinds.contains(&"trigger") && kinds.contains(&"status"), "{why}");
    assert!(!quotes(&why).is_empty());
    let dispute = first(&desk, "disputes");
    let why = desk.rows("why", json!({ "id": dispute["id"] })).remove(0);
    assert!(why["rule"].is_string() && !quotes(&why).is_empty(), "{why}");
}

#[test]
fn a_reports_text_is_read_on_around_a_quotation() {
    let desk = Desk::usual();
    let report = desk.report("toll.txt");
    let all = desk.call("report_text", json!({ "report": report }));
    assert_eq!(all["about"]["title"], "Market shelled in Nyala");
    assert_eq!(all["bytes"], TOLL.len());
    let passages = all["rows"].as_array().unwrap();
    assert_eq!(passages[0]["section"], "title");
    for passage in passages {
        for part in passage["parts"].as_array().unwrap() {
            let [from, to] = [0, 1].map(|at| part["bytes"][at].as_u64().unwrap() as usize);
            assert_eq!(TOLL[from..to], *part["quote"].as_str().unwrap());
        }
    }
    let byte = TOLL.find("denied firing").unwrap();
    let around =
        desk.call("report_text", json!({ "report": report, "from_byte": byte, "limit": 1 }));
    let quote = around["rows"][0]["parts"][0]["quote"].as_str().unwrap();
    assert!(quote.contains("denied firing"), "{quote}");
    let said = desk.refusal("report_text", json!({ "report": report, "from_byte": 1_000_000 }));
    assert!(said.contains("1000000") && said.contains("Leave `from_byte` out"), "{said}");
}

#[test]
fn every_report_is_a_resource() {
    let desk = Desk::usual();
    let id = desk.report("toll.txt");
    let uri = format!("detente://report/{id}");
    desk.speak(async |client| {
        let all = client.list_all_resources().await.unwrap();
        assert_eq!(all.len(), 2);
        let one = all.iter().find(|one| one.uri == uri).expect("the report is listed");
        assert_eq!(one.title.as_deref(), Some("Market shelled in Nyala"));
        let templates = client.list_all_resource_templates().await.unwrap();
        assert_eq!(templates[0].uri_template, "detente://report/{id}");

        let read = client.read_resource(ReadResourceRequestParams::new(&uri)).await.unwrap();
        let ResourceContents::TextResourceContents { text, .. } = &read.contents[0] else {
            panic!("text")
        };
        assert!(text.starts_with("[Words of report") && text.contains("untrusted"), "{text}");
        assert!(
            text.contains("The army denied firing on the town.")
                && text.ends_with("[End of the report.]"),
            "{text}"
        );

        for other in
            ["detente://report/ffffffffffffffff", "file:///etc/passwd", "detente://report/"]
        {
            let error =
                client.read_resource(ReadResourceRequestParams::new(other)).await.unwrap_err();
            assert!(error.to_string().contains("report"), "{other}: {error}");
            desk.harmless(&error.to_string());
        }
    });
}

#[test]
fn a_tool_that_is_not_there_is_refused_with_those_that_are() {
    let desk = Desk::usual();
    let error = desk.raw("delete", json!({})).unwrap_err().to_string();
    assert!(error.contains("report_text"), "{error}");
    let said = text(&desk.raw("rows", json!({ "table": "weather" })).unwrap());
    assert!(
        said.contains("weather") && said.contains("disputes"),
        "the refusal names the tables: {said}"
    );
    let said = text(&desk.raw("rows", json!({ "table": "events", "since": "2020" })).unwrap());
    assert!(
        said.contains("since") && said.contains("from"),
        "the refusal names the filters: {said}"
    );
}
