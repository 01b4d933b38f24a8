//! `row`: one row whole, and what was cut of it.

use super::Ask;
use super::answer::{Answer, Window, reports};
use super::table::Table;
use crate::failure::Failure;
use crate::shown::{ROW, clean, fit, ground, shown, whole, windows};
use detente_case::{Case, Found};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

/// Bytes of a row that is asked for alone.
const ALONE: usize = 2 * ROW;

/// Which row.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Row {
    /// Its id, or the beginning of it
    id: String,
    /// The table, where rows of several have this id: an incident bears the id of its first event, and without
    /// a table the event is given
    #[serde(default)]
    table: Option<Table>,
    /// A list or text of the row that was cut, e.g. obligations or obligations.3.evidence: its items are given,
    /// from the first
    #[serde(default)]
    field: Option<String>,
    /// `next` of the answer before
    #[serde(default)]
    cursor: Option<String>,
}

impl Ask for Row {
    const NAME: &'static str = "row";
    const TITLE: &'static str = "One row with its quotes";
    const DESCRIPTION: &'static str = "\
One row by its id, with every field and the words it rests on. Where `cut` says that a list or text was cut, ask \
again with that as `field` (a number stands for an item: obligations.3.evidence) and go on by `cursor`.";

    fn beside() -> Value {
        json!({
            "table": { "type": "string" },
            "id": { "type": "string" },
            "field": { "type": "string" },
            "reports": reports(),
        })
    }

    fn answer(self, case: &Case) -> Result<Answer, Failure> {
        let mut found = found(case, self.table, &self.id)?;
        ground(case, found.table, &mut found.row);
        let answer = match self.field.as_deref().map(str::trim).filter(|field| !field.is_empty()) {
            Some(field) => {
                let window = Window::whole(self.cursor.as_deref())?;
                part(&whole(found.row), field, &window)?.with("field", clean(field).0.into())
            }
            None => {
                let mut row = whole(found.row);
                fit(&mut row, ALONE);
                Answer::of(vec![row], &Window::whole(None)?)
            }
        };
        let answer = answer.with("table", found.table.into()).with("id", clean(&found.id).0.into());
        Ok(if found.table == "reports" { answer } else { answer.citing(case) })
    }
}

/// The row of this id, in a table where one is named.
pub(super) fn found(case: &Case, table: Option<Table>, id: &str) -> Result<Found, Failure> {
    let id = id.trim();
    let found = match table {
        Some(table) => case.find_in(table.name(), id),
        None => case.find(id),
    };
    found.map_err(|error| Failure::of_row(case, error))
}

/// The items of a list within a row, or the stretches of a text.
fn part(row: &Value, field: &str, window: &Window) -> Result<Answer, Failure> {
    let mut at = row;
    for name in field.split('.') {
        let below = match at {
            Value::Object(fields) => fields.get(name),
            Value::Array(all) => name.parse().ok().and_then(|n: usize| all.get(n)),
            _ => None,
        };
        at = below.ok_or_else(|| absent(field, name, at))?;
    }
    let all: Vec<Value> = match at {
        Value::Array(all) => {
            // An item that is no object has no fields; a row has.
            let item = |one: &Value| {
                if one.is_object() { shown(one.clone()) } else { json!({ "value": one }) }
            };
            all.iter().skip(window.skip).map(item).collect()
        }
        Value::String(text) => {
            let stretches = windows(text, 0..text.len(), ROW / 4).into_iter().skip(window.skip);
            stretches.map(|range| json!({ "text": &text[range] })).collect()
        }
        other => vec![shown(json!({ "value": other }))],
    };
    Ok(Answer::of(all, window))
}

fn absent(field: &str, name: &str, at: &Value) -> Failure {
    let known = match at {
        Value::Object(fields) => fields.keys().map(String::as_str).collect::<Vec<_>>().join(", "),
        Value::Array(all) => format!("items from 0 to {}", all.len().saturating_sub(1)),
        _ => "nothing below it".into(),
    };
    let short = |text: &str| text.chars().take(80).collect::<String>();
    Failure::new(format!("There is no “{}” in “{}”; there is {known}.", short(name), short(field)))
}
