//! Rows drawn at random, judged and counted.

use crate::correct::desk;
use serde_json::{Value, json};

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

#[test]
fn the_same_seed_draws_the_same_rows_blind() {
    let desk = desk();
    let drawn = desk.expect(0, &["audit", "6", "--seed", "7"]);
    assert_eq!(drawn, desk.expect(0, &["audit", "6", "--seed", "7"]));
    let all = lines(&drawn);
    assert!(!all.is_empty());
    for one in &all {
        assert_eq!(one["seed"], 7);
        let row = one["row"].as_object().expect("a row");
        assert!(!row.contains_key("rule") && !row.contains_key("confidence"), "{row:?}");
    }
    let kinds: Vec<&str> = all.iter().filter_map(|one| one["kind"].as_str()).collect();
    assert!(kinds.contains(&"events") && kinds.contains(&"joins"), "{kinds:?}");
    let seedless = desk.run(["audit", "3"]);
    assert!(String::from_utf8_lossy(&seedless.stderr).contains("drawn by --seed "));
}

#[test]
fn verdicts_are_kept_and_give_the_precision_of_each_kind() {
    let desk = desk();
    let drawn = lines(&desk.expect(0, &["audit", "6", "--seed", "7", "--quiet"]));
    let verdicts: Vec<String> = drawn
        .iter()
        .enumerate()
        .map(|(at, one)| match at {
            0 => json!({ "id": one["id"], "verdict": "wrong", "field": "date", "note": "a day late" }),
            1 => json!({ "id": one["id"], "verdict": "cannot-tell" }),
            _ => json!({ "id": one["id"], "verdict": "right" }),
        })
        .map(|line| line.to_string() + "\n")
        .collect();
    desk.file("v.jsonl", verdicts.concat());
    let hand_in = ["audit", "6", "--seed", "7", "--verdicts", "v.jsonl", "--author", "A. Analyst"];
    let output = desk.run(hand_in);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(said.contains("all that were drawn are judged"), "{said}");
    let report = lines(&desk.expect(0, &["audit", "--report"]));
    let sum = |name: &str| -> u64 {
        let whole = report.iter().filter(|one| one["type"].is_null());
        whole.filter_map(|one| one[name].as_u64()).sum()
    };
    assert_eq!((sum("wrong"), sum("cannot_tell")), (1, 1));
    assert_eq!(sum("right") as usize, drawn.len() - 2);
    assert_eq!(report[0]["fields"]["date"], 1);
    for one in &report {
        let (low, high) = (one["low"].as_f64().expect("low"), one["high"].as_f64().expect("high"));
        let share = one["precision"].as_f64().unwrap_or(low);
        assert!(low <= share && share <= high, "{one}");
    }
    assert!(desk.expect(0, &["audit", "--report", "--format", "table"]).contains("precision"));
    desk.expect(0, &["audit", "--report", "--format", "csv"]);
    // The last verdict on a row counts, and what is read otherwise later is told.
    desk.file("v.jsonl", json!({ "id": drawn[0]["id"], "verdict": "right" }).to_string());
    desk.expect(0, &hand_in);
    let report = lines(&desk.expect(0, &["audit", "--report"]));
    assert_eq!((&report[0]["wrong"], &report[0]["changed"]), (&0.into(), &0.into()));
    let id = drawn[0]["id"].as_str().expect("an id");
    desk.expect(
        0,
        &["correct", "re-date", id, "2023-05-01", "--reason", "a test", "--author", "A"],
    );
    let report = lines(&desk.expect(0, &["audit", "--report"]));
    assert!(report[0]["changed"].as_u64() > Some(0));
    desk.expect(0, &["reread", "--quiet"]);
    assert_eq!(lines(&desk.expect(0, &["audit", "--report"])), report, "verdicts are kept");
    desk.expect(0, &["verify", "--quiet"]);
}

#[test]
fn what_is_no_verdict_is_refused_whole() {
    let desk = desk();
    let id = lines(&desk.expect(0, &["audit", "1", "--seed", "7"]))[0]["id"].clone();
    let good = json!({ "id": id, "verdict": "right" }).to_string();
    let cases = [
        (json!({ "id": "nobody", "verdict": "right" }).to_string(), "not among the 1 rows"),
        (
            json!({ "id": id, "verdict": "wrong", "field": "colour" }).to_string(),
            "none of its fields",
        ),
        (
            json!({ "id": id, "verdict": "right", "field": "date" }).to_string(),
            "not said to be wrong",
        ),
        (json!({ "id": id, "verdict": "perhaps" }).to_string(), "line 2"),
        ("{".to_owned(), "line 2"),
    ];
    for (bad, hint) in cases {
        desk.file("v.jsonl", format!("{good}\n{bad}\n"));
        let output = desk.run([
            "audit",
            "1",
            "--seed",
            "7",
            "--verdicts",
            "v.jsonl",
            "--author",
            "A. Analyst",
        ]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{bad}");
        assert!(said.contains(hint), "{bad}: {said}");
    }
    assert_eq!(desk.expect(0, &["audit", "--report"]), "");
    desk.expect(2, &["audit"]);
    desk.expect(2, &["audit", "0"]);
    desk.expect(2, &["audit", "1", "--verdicts", "v.jsonl"]);
}
