//! Which reports an answer cites, so that it can be told without asking again.

use super::{clean, named, size};
use detente_case::Case;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// Reports that an answer names, and the bytes of JSON that they may take of it.
const MOST: usize = 40;
const ROOM: usize = 10_000;

/// Characters of a title.
const TITLE: usize = 160;

/// Title, outlet and date of the reports that stand in rows, by id.
pub(crate) fn cited(case: &Case, rows: &[Value]) -> Value {
    let mut ids = BTreeSet::new();
    rows.iter().for_each(|row| gather(row, &mut ids));
    let (mut all, mut room) = (Map::new(), ROOM);
    for id in ids.into_iter().take(MOST) {
        let Ok(found) = case.find_in("reports", &id) else { continue };
        let about = about(&found.row);
        let Some(left) = room.checked_sub(size(&about) + id.len()) else { break };
        room = left;
        all.insert(id, about);
    }
    Value::Object(all)
}

/// The same of one report.
pub(crate) fn about(report: &Value) -> Value {
    let short = |text: &str| {
        let (text, _) = clean(text);
        let mut short: String = text.chars().take(TITLE).collect();
        if short.len() < text.len() {
            short.push('…');
        }
        short
    };
    let text = |field: &str| report[field].as_str();
    let title = text("title").map(short).or_else(|| text("path").map(|path| short(&named(path))));
    let mut about = json!({
        "title": title, "outlet": text("outlet").map(short),
        "published": report["published"]["edtf"], "language": text("language").map(short),
        "copies_of": text("copies_of"),
    });
    super::lean::lean(&mut about);
    about
}

fn gather(value: &Value, ids: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            for (name, one) in fields {
                match (name.as_str(), one) {
                    ("report" | "copies_of", Value::String(id)) => drop(ids.insert(id.clone())),
                    ("reports", Value::Array(all)) => {
                        ids.extend(all.iter().filter_map(Value::as_str).map(str::to_owned));
                    }
                    _ => gather(one, ids),
                }
            }
        }
        Value::Array(all) => all.iter().for_each(|one| gather(one, ids)),
        _ => {}
    }
}
