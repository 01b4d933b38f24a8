//! How a row came to be, for whoever shows it: the rule, the steps, the words, what else it might
//! have been.

use detente_case::{Case, Found, Result, Step};
use detente_record::Evidence;
use serde_json::{Value, json};

/// Other places of a name that are told.
const MOST: usize = 5;

/// How one row came to be.
#[derive(Clone, Debug, PartialEq)]
pub struct Reasons {
    /// The rule, by its name or in a sentence.
    pub rule: String,
    /// Of an event the way it took, of another row what analysts said of it.
    pub steps: Vec<Step>,
    /// Of a place the others of its name.
    pub runners_up: Vec<String>,
    /// The words that it rests on.
    pub evidence: Vec<Evidence>,
}

/// The reasons for a row. Of an event its report is read again.
///
/// # Errors
/// Where the case can't be asked.
pub fn reasons(case: &Case, found: &Found) -> Result<Reasons> {
    let report = found.row["report"].as_str().unwrap_or("");
    let steps = match found.table {
        "events" => case.why(report, &found.id)?,
        _ => case.said_of(&found.id)?,
    };
    Ok(Reasons {
        rule: rule(found),
        steps,
        runners_up: runners_up(case, found)?,
        evidence: evidence(&found.row),
    })
}

impl Reasons {
    /// As `detente why --format jsonl` writes them.
    pub fn to_json(&self, found: &Found) -> Value {
        let mut reasons = json!({
            "id": found.id, "table": found.table, "rule": self.rule, "evidence": self.evidence,
        });
        if found.table == "reports" {
            let published = &found.row["published"];
            reasons["published"] = json!({
                "edtf": published["edtf"], "basis": published["basis"],
                "because": published["because"], "candidates": published["candidates"],
            });
        }
        if found.table == "places" {
            reasons["runners_up"] = json!(self.runners_up);
        }
        if found.table == "events" || !self.steps.is_empty() {
            let step = |step: &Step| json!({ "what": step.what, "text": step.text });
            reasons["steps"] = self.steps.iter().map(step).collect();
        }
        reasons
    }
}

/// All evidence within a value, wherever it stands.
pub fn evidence(value: &Value) -> Vec<Evidence> {
    match value {
        Value::Object(fields) if fields.contains_key("parts") && fields.contains_key("section") => {
            serde_json::from_value(value.clone()).into_iter().collect()
        }
        Value::Object(fields) => fields.values().flat_map(evidence).collect(),
        Value::Array(items) => items.iter().flat_map(evidence).collect(),
        _ => vec![],
    }
}

/// Other places of the name under which a place is named most.
fn runners_up(case: &Case, found: &Found) -> Result<Vec<String>> {
    if found.table != "places" {
        return Ok(vec![]);
    }
    let name = found.row["aliases"][0]["text"].as_str().unwrap_or("");
    let world = case.world()?;
    let others = world.places_named(name).into_iter().map(|id| world.place(id));
    let others = others.filter(|place| place.id != found.id.as_str()).take(MOST);
    let line = |place: detente_world::Place<'_>| {
        let within: Vec<&str> = place.admin1.into_iter().chain(place.country).collect();
        format!("{} {}, a {} in {}", place.id, place.name, place.kind, within.join(", "))
    };
    Ok(others.map(line).collect())
}

fn rule(found: &Found) -> String {
    match found.row["rule"].as_str() {
        Some(rule) => rule.to_owned(),
        None => match found.table {
            "reports" => "one row for each stored original".to_owned(),
            "actors" | "sources" => "all mentions under one id of the world".to_owned(),
            "places" => {
                "the best of the places of that name by what the report says around it: the \
                         word for what it is, the name after a comma, the other places named, how \
                         many people live there"
                    .to_owned()
            }
            "statements" => format!(
                "speech marked by {}",
                found.row["cue"]
                    .as_str()
                    .map_or("quotation marks".into(), |cue| format!("“{cue}”"))
            ),
            _ => "drawn from the rows it names".to_owned(),
        },
    }
}
