//! What is claimed and disputed beyond one incident.

use super::incidents::Summary;
use super::{Sent, parse};
use crate::columns::{Columns, at};
use arrow_array::{Array, RecordBatch};
use detente_linking::incident::Telling;
use detente_linking::{dispute, incident};
use detente_record::{Event, Incident, Statement};
use pyo3::prelude::*;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// The disputes among counts over stretches of time, of one scope: so many of them by day as a case
/// looks at.
pub(super) fn scopes(rows: &Columns<'_>) -> PyResult<RecordBatch> {
    let json = rows.texts("json")?;
    let mut all: Vec<(Incident, Vec<Telling>)> = vec![];
    for n in 0..rows.rows() {
        let Summary { incident: row, told } = parse(json.value(n), "json")?;
        let tellings = told.into_iter().map(super::told::Told::telling).collect();
        all.push((row, incident::sourced(tellings)));
    }
    all.sort_by(|(a, _), (b, _)| {
        let key = |row: &Incident| (row.date.to.is_none(), row.date.to.clone(), row.id.clone());
        key(a).cmp(&key(b))
    });
    all.truncate(incident::MOST);
    let mut out = Sent::default();
    for one in dispute::of_summaries(&all) {
        out.push("disputes", &one.id, &one);
    }
    out.batch()
}

/// Of which incident an event is.
#[derive(Deserialize)]
struct Of {
    event: String,
    incident: String,
    /// The statement that denies it, where a dispute of the incident tells so already.
    linked: Option<String>,
}

/// What the speakers of a report deny, and its events with their incidents. `of` stands beside the
/// lake's columns: a list of what the stratum before says of the report's events.
pub(super) fn said(rows: &Columns<'_>) -> PyResult<RecordBatch> {
    let (events, statements) = (rows.texts("events")?, rows.texts("statements")?);
    let of = rows.texts("of")?;
    let mut out = Sent::default();
    for n in (0..rows.rows()).filter(|n| !events.is_null(*n)) {
        let of: Vec<Of> = at(&of, n).map_or(Ok(vec![]), |text| parse(text, "of"))?;
        let linked: BTreeSet<String> = of.iter().filter_map(|one| one.linked.clone()).collect();
        let incidents: BTreeMap<String, String> =
            of.into_iter().map(|one| (one.event, one.incident)).collect();
        let mut said: Vec<Statement> = parse(statements.value(n), "statements")?;
        for id in said.iter_mut().flat_map(|statement| &mut statement.about) {
            // Claims name incidents, where a row belongs to one.
            if let Some(incident) = incidents.get(id) {
                id.clone_from(incident);
            }
        }
        let (claims, disputes) = dispute::of_statements(&said, &linked);
        for one in claims {
            out.push("claims", &one.id, &one);
        }
        for one in disputes {
            out.push("disputes", &one.id, &one);
        }
        for mut event in parse::<Vec<Event>>(events.value(n), "events")? {
            event.incident = incidents.get(&event.id).cloned();
            out.push("events", &event.id, &event);
        }
    }
    out.batch()
}
