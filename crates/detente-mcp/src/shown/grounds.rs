//! The words behind rows that rest on other rows.

use detente_case::Case;
use serde_json::Value;

/// Rows whose words are brought along.
const MOST: usize = 3;

/// Puts the words of its events beside an incident, and those of its first events beside each incident
/// that moved a relation. Other rows bring their own.
pub(crate) fn ground(case: &Case, table: &str, row: &mut Value) {
    match table {
        "incidents" => {
            let events = row["events"].as_array().into_iter().flatten().filter_map(Value::as_str);
            let words: Vec<Value> = events.take(MOST).filter_map(|id| words(case, id)).collect();
            row["evidence"] = words.into();
        }
        "relations" => {
            for driver in row["drivers"].as_array_mut().into_iter().flatten().take(MOST) {
                // An incident bears the id of its first event.
                let found = driver["incident"].as_str().and_then(|id| words(case, id));
                driver["evidence"] = found.into_iter().collect();
            }
        }
        _ => {}
    }
}

/// The words for an event as a whole.
fn words(case: &Case, event: &str) -> Option<Value> {
    let found = case.find_in("events", event).ok()?;
    let all = found.row["evidence"].as_array()?;
    all.iter().find(|one| one["field"].is_null()).or(all.first()).cloned()
}
