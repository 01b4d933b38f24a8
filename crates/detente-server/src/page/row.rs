//! `/rows/ID`: one row of any kind: where its page is, else what it holds; `/rows/ID/why`: and why it is
//! there. For the steps its report is read anew, which costs what reading costs.

use super::ask::encoded;
use super::say::Say;
use super::shown::{Quoted, Reports};
use super::{Failure, Page};
use crate::write::Desk;
use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use detente_case::Case;
use detente_record::Evidence;
use serde_json::Value;

/// One row.
#[derive(Template)]
#[template(path = "row.html")]
pub(crate) struct Row {
    id: String,
    table: String,
    fields: Vec<(String, String)>,
    quotes: Vec<Quoted>,
    steps: Vec<(&'static str, String)>,
    /// Where the steps are told, if they are not here.
    why: Option<String>,
    incident: Option<String>,
    reviewed: Option<String>,
    say: Say,
}

/// The row with this id, or the way to its page; `why`: with the steps.
pub(crate) fn page(case: &Case, desk: Desk, id: &str, why: bool) -> Result<Response, Failure> {
    let found = match case.find(id) {
        Ok(found) => found,
        Err(error) if error.is_ambiguous() => return Err(Failure::Several(id.into())),
        Err(error) if error.is_no_such_row() || error.is_query() => {
            return Err(Failure::NoRow(id.into()));
        }
        Err(error) => return Err(error.into()),
    };
    let own = encoded(&found.id);
    let elsewhere = match found.table {
        "reports" => Some(format!("/reports/{own}")),
        "incidents" => Some(format!("/incidents/{own}")),
        "agreements" => Some(format!("/agreements/{own}")),
        "actors" => Some(format!("/actors/{own}")),
        "places" => Some(format!("/places/{own}")),
        _ => None,
    };
    if let Some(path) = elsewhere {
        return Ok(Redirect::to(&path).into_response());
    }
    let report = found.row.get("report").and_then(Value::as_str);
    let report = report.filter(|_| found.table == "events");
    let steps = match report.filter(|_| why) {
        Some(report) => case.why(report, &found.id)?,
        None => vec![],
    };
    // The words of single fields are shown here too.
    let whole = |one: Evidence| Evidence { field: None, ..one };
    let evidence = detente_exchange::why::evidence(&found.row["evidence"]);
    let evidence: Vec<Evidence> = evidence.into_iter().map(whole).collect();
    let fields = found.row.as_object().into_iter().flatten();
    let fields = fields.filter(|(name, value)| {
        !matches!(name.as_str(), "evidence" | "review") && !is_empty(value)
    });
    Ok(Page(Row {
        quotes: Reports::of(case).quotes(&evidence, 10)?,
        fields: fields.map(|(name, value)| (name.replace('_', " "), said(value))).collect(),
        incident: found.row.get("incident").and_then(Value::as_str).map(str::to_owned),
        why: report.filter(|_| !why).map(|_| format!("/rows/{own}/why#why")),
        steps: steps.into_iter().map(|step| (step.what, step.text)).collect(),
        reviewed: found.row.get("review").and_then(reviewed),
        say: Say::of(desk, found.table, &found.id, false),
        table: found.table.into(),
        id: found.id,
    })
    .into_response())
}

/// "corrected by A. Analyst, 2024-05-02T10:00:00Z: the ministry gave the day".
pub(super) fn reviewed(review: &Value) -> Option<String> {
    let part = |name: &str| review.get(name).and_then(Value::as_str);
    Some(format!("{} by {}, {}: {}", part("state")?, part("by")?, part("at")?, part("reason")?))
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(all) => all.is_empty(),
        Value::Object(fields) => fields.values().all(is_empty),
        Value::String(text) => text.is_empty(),
        _ => false,
    }
}

/// A value in words: what has a name by its name, the rest as it is.
fn said(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(all) => all.iter().map(said).collect::<Vec<_>>().join(", "),
        Value::Object(fields) => {
            for name in ["edtf", "name", "text"] {
                if let Some(Value::String(text)) = fields.get(name) {
                    return text.clone();
                }
            }
            let full = fields.iter().filter(|(_, value)| !is_empty(value));
            full.map(|(name, value)| format!("{name} {}", said(value)))
                .collect::<Vec<_>>()
                .join("; ")
        }
        other => other.to_string(),
    }
}
