//! Runs `tests/literate/*.md`: a report, and the rows that must come out of it.

use crate::harness::{Desk, root};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::fmt::Write;

/// A fenced block of a literate test.
struct Fence {
    info: String,
    text: String,
    line: usize,
}

fn fences(markdown: &str) -> Vec<Fence> {
    let mut found: Vec<Fence> = vec![];
    let mut open: Option<(char, usize)> = None;
    for (number, line) in markdown.split_inclusive('\n').enumerate() {
        let bare = line.trim_end_matches(['\n', '\r']);
        let mark = bare.chars().next().filter(|c| matches!(c, '`' | '~')).unwrap_or(' ');
        let length = bare.chars().take_while(|c| *c == mark).count();
        match open {
            None if mark != ' ' && length >= 3 => {
                let info = bare[length..].trim().to_owned();
                found.push(Fence { info, text: String::new(), line: number + 1 });
                open = Some((mark, length));
            }
            Some((c, n)) if c == mark && length >= n && bare.len() == length => open = None,
            Some(_) => {
                if let Some(fence) = found.last_mut() {
                    fence.text.push_str(line);
                }
            }
            None => {}
        }
    }
    found
}

const KINDS: &[&str] = &[
    "reports",
    "statements",
    "events",
    "undertakings",
    "notes",
    "actors",
    "places",
    "refused",
    "incidents",
    "accounts",
    "claims",
    "disputes",
    "agreements",
    "channels",
    "relations",
];

/// Whether `row` has all that `expected` names.
fn fits(expected: &Value, row: &Value) -> bool {
    match (expected, row) {
        (Value::Object(fields), Value::Object(row)) => {
            fields.iter().all(|(name, value)| fits(value, row.get(name).unwrap_or(&Value::Null)))
        }
        (Value::Array(items), Value::Array(row)) => {
            (!items.is_empty() || row.is_empty())
                && items.iter().all(|item| row.iter().any(|candidate| fits(item, candidate)))
        }
        (Value::Number(a), Value::Number(b)) => a.as_f64() == b.as_f64(),
        (a, b) => a == b,
    }
}

/// Matches every expectation with a row of its own (Kuhn's augmenting paths).
fn match_all(expected: &[Value], rows: &[Value]) -> Vec<usize> {
    let mut taken: Vec<Option<usize>> = vec![None; rows.len()];
    let mut missing = vec![];
    for i in 0..expected.len() {
        let mut seen = vec![false; rows.len()];
        if !place(i, expected, rows, &mut taken, &mut seen) {
            missing.push(i);
        }
    }
    missing
}

fn place(
    i: usize,
    expected: &[Value],
    rows: &[Value],
    taken: &mut [Option<usize>],
    seen: &mut [bool],
) -> bool {
    for j in 0..rows.len() {
        if seen[j] || !fits(&expected[i], &rows[j]) {
            continue;
        }
        seen[j] = true;
        let free = match taken[j] {
            None => true,
            Some(other) => place(other, expected, rows, taken, seen),
        };
        if free {
            taken[j] = Some(i);
            return true;
        }
    }
    false
}

fn rows(desk: &Desk, kind: &str) -> Vec<Value> {
    match kind {
        "notes" => {
            let reports = desk.rows("reports");
            let notes =
                reports.iter().flat_map(|r| r["notes"].as_array().cloned().unwrap_or_default());
            notes
                .map(|note| {
                    let parts = note["evidence"]["parts"].as_array();
                    let quote = parts.map(|parts| {
                        let quotes = parts.iter().map(|p| p["quote"].as_str().unwrap_or(""));
                        quotes.collect::<Vec<_>>().join(" … ")
                    });
                    json!({ "kind": note["kind"], "quote": quote, "detail": note["detail"],
                            "section": note["evidence"]["section"] })
                })
                .collect()
        }
        "actors" => {
            let actors = desk.rows("actors").into_iter();
            actors
                .map(|mut actor| {
                    let aliases = actor["aliases"].as_array().cloned().unwrap_or_default();
                    let texts = aliases.iter().map(|a| a["text"].clone()).collect::<Vec<_>>();
                    actor["texts"] = Value::Array(texts);
                    actor
                })
                .collect()
        }
        table => desk.rows(table),
    }
}

/// Only the fields that some expectation names, so that a difference can be seen.
fn cut(row: &Value, expected: &[Value]) -> Value {
    let (Value::Object(row), false) = (row, expected.is_empty()) else { return row.clone() };
    let named = |name: &String| expected.iter().any(|e| e.get(name).is_some());
    let fields: Map<String, Value> =
        row.iter().filter(|(name, _)| named(name)).map(|(n, v)| (n.clone(), v.clone())).collect();
    Value::Object(fields)
}

fn check(name: &str, markdown: &str) -> Result<(), String> {
    let desk = Desk::new();
    let mut inputs: Vec<String> = vec![];
    let mut layers: Vec<String> = vec![];
    let mut expectations: BTreeMap<&str, (usize, Vec<Value>)> = BTreeMap::new();
    let mut failed = String::new();
    let fences = fences(markdown);
    for fence in &fences {
        let mut info = fence.info.split_whitespace();
        let (kind, second) = (info.next().unwrap_or(""), info.next());
        let ending = match kind {
            "text" => "txt",
            "markdown" => "md",
            "html" | "csv" | "eml" => kind,
            // Knowledge, laid over the case before anything is read, and the files beside it.
            "toml" | "geojson" => {
                let file = second.map_or_else(|| format!("world.{kind}"), str::to_owned);
                desk.file(&file, &fence.text);
                if kind == "toml" {
                    layers.push(file);
                }
                continue;
            }
            "jsonl" => match second.and_then(|word| KINDS.iter().find(|k| **k == word)) {
                None => "jsonl",
                Some(kind) => {
                    let lines = fence.text.lines().filter(|line| !line.trim().is_empty());
                    let parsed =
                        lines.map(serde_json::from_str::<Value>).collect::<Result<Vec<_>, _>>();
                    let rows = parsed.map_err(|e| format!("{name}:{}: {e}", fence.line))?;
                    let entry = expectations.entry(kind).or_insert((fence.line, vec![]));
                    entry.1.extend(rows);
                    continue;
                }
            },
            _ => continue,
        };
        let file = second.map_or_else(|| format!("report.{ending}"), str::to_owned);
        desk.file(&format!("in/{file}"), &fence.text);
        inputs.push(format!("in/{file}"));
    }
    if inputs.is_empty() {
        return Err(format!("{name}: holds no report"));
    }
    for layer in &layers {
        let output = desk.run(["world", "add", "--quiet", layer]);
        if !output.status.success() {
            return Err(format!("{name}: {layer}: {}", String::from_utf8_lossy(&output.stderr)));
        }
    }
    let output = desk.run(["read", "--quiet"].into_iter().chain(inputs.iter().map(String::as_str)));
    if !matches!(output.status.code(), Some(0 | 1)) {
        return Err(format!("{name}: read failed: {}", String::from_utf8_lossy(&output.stderr)));
    }
    for (kind, (line, expected)) in &expectations {
        let rows = rows(&desk, kind);
        let missing = match_all(expected, &rows);
        if missing.is_empty() && (!expected.is_empty() || rows.is_empty()) {
            continue;
        }
        let _ = writeln!(failed, "{name}:{line}: {kind}");
        for i in missing {
            let _ = writeln!(failed, "  - {}", expected[i]);
        }
        for row in &rows {
            let _ = writeln!(failed, "  + {}", cut(row, expected));
        }
    }
    let readings = desk.readings();
    for fence in &fences {
        match fence.info.split_whitespace().next() {
            Some("absent") => {
                for words in fence.text.lines().filter(|line| !line.is_empty()) {
                    for (id, text) in readings.iter().filter(|(_, text)| text.contains(words)) {
                        let _ = writeln!(
                            failed,
                            "{name}:{}: {words:?} is in {id}:\n{text}",
                            fence.line
                        );
                    }
                }
            }
            Some("reading")
                if !readings.iter().any(|(_, text)| text.trim() == fence.text.trim()) =>
            {
                let _ = writeln!(failed, "{name}:{}: no report reads\n{}", fence.line, fence.text);
                for (_, text) in &readings {
                    let _ = writeln!(failed, "but\n{text}\n");
                }
            }
            _ => {}
        }
    }
    desk.expect(0, &["verify", "--quiet"]);
    if failed.is_empty() { Ok(()) } else { Err(failed) }
}

#[test]
fn literate_tests_hold() {
    let folder = root().join("tests/literate");
    let mut files: Vec<_> = std::fs::read_dir(&folder)
        .expect("tests/literate")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|e| e == "md") && !path.ends_with("README.md"))
        .collect();
    files.sort();
    assert!(files.len() >= 20, "the literate tests are in {}", folder.display());
    let only = std::env::var("LITERATE").ok();
    let mut failures = vec![];
    for path in files {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        if only.as_ref().is_some_and(|only| !name.contains(only.as_str())) {
            continue;
        }
        let markdown = std::fs::read_to_string(&path).expect("readable");
        failures.extend(check(&name, &markdown).err());
    }
    assert!(
        failures.is_empty(),
        "{} literate tests fail\n\n{}",
        failures.len(),
        failures.join("\n")
    );
}

#[test]
fn the_matcher_tells_what_is_missing() {
    let rows = [json!({"a": 1, "b": [1, 2]}), json!({"a": 1})];
    assert!(match_all(&[json!({"a": 1.0}), json!({"b": [2]})], &rows).is_empty());
    assert_eq!(match_all(&[json!({"a": 1}), json!({"a": 1}), json!({"a": 1})], &rows), [2]);
    assert!(!fits(&json!([]), &json!([1])), "an empty array matches an empty array only");
    assert!(!fits(&json!({"a": null}), &json!({"a": 0})), "null matches null only");
}
