//! One real happening, told in many reports: keys, edges, parts, and what is made of each.

use super::relations::{contacts, counted};
use super::told::Told;
use super::{Sent, parse};
use crate::columns::{Columns, Out, batch};
use arrow_array::{Array, RecordBatch};
use detente_linking::incident::{Near, PartOf, Ready, Telling};
use detente_linking::{dispute, incident};
use detente_record::{Event, Incident, Status};
use pyo3::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::rc::Rc;

/// A count over a stretch of time with those who tell it.
#[derive(Serialize, Deserialize)]
pub(super) struct Summary {
    pub(super) incident: Incident,
    pub(super) told: Vec<Told>,
}

/// The keys under which events are looked for. `counts` says whether being left out under a key is a
/// cap: among what is compared only with the undated, many dated ones are none.
pub(super) fn keys_of(rows: &Columns<'_>) -> PyResult<RecordBatch> {
    let events = rows.texts("events")?;
    let (mut key, mut ids) = (vec![], vec![]);
    let (mut undated, mut counts) = (vec![], vec![]);
    for n in (0..rows.rows()).filter(|n| !events.is_null(*n)) {
        for event in parse::<Vec<Event>>(events.value(n), "events")? {
            let open = incident::is_undated(&event);
            for one in incident::blocks(&event) {
                counts.push(incident::meets(&one, open, false));
                key.push(Some(one));
                ids.push(Some(event.id.clone()));
                undated.push(open);
            }
        }
    }
    batch(vec![
        ("key", Out::Text(key)),
        ("event", Out::Text(ids)),
        ("undated", Out::Flag(undated)),
        ("counts", Out::Flag(counts)),
    ])
}

/// Which of the tellings under one key are of one happening, with their points.
pub(super) fn edges(rows: &Columns<'_>) -> PyResult<RecordBatch> {
    let (key, telling) = (rows.texts("key")?, rows.texts("telling")?);
    let undated = rows.flags("undated")?;
    let mut held: BTreeMap<String, (bool, Ready)> = BTreeMap::new();
    for n in 0..rows.rows() {
        let told: Told = parse(telling.value(n), "telling")?;
        let telling = told.telling();
        held.insert(telling.event.id.clone(), (undated.value(n), Ready::new(telling)));
    }
    let held: Vec<(String, (bool, Ready))> = held.into_iter().collect();
    let (mut a, mut b, mut all) = (vec![], vec![], vec![]);
    for (at, (one, (open, ready))) in held.iter().enumerate() {
        for (other, (other_open, other_ready)) in &held[at + 1..] {
            if incident::meets(key.value(0), *open, *other_open)
                && let Some(points) = ready.joins(other_ready)
            {
                a.push(Some(one.clone()));
                b.push(Some(other.clone()));
                all.push(Some(i64::from(points)));
            }
        }
    }
    batch(vec![("a", Out::Text(a)), ("b", Out::Text(b)), ("points", Out::Int(all))])
}

/// Which events are parted into happenings together, of all that hang together by some edges. The
/// option `least` is by how many points they do, where it took more than join two.
pub(super) fn parts(rows: &Columns<'_>, options: &Map<String, Value>) -> PyResult<RecordBatch> {
    let least = options.get("least").and_then(Value::as_i64);
    let (a, b, points) = (rows.texts("a")?, rows.texts("b")?, rows.ints("points")?);
    let mut near: BTreeMap<String, Vec<Near>> = BTreeMap::new();
    for n in 0..rows.rows() {
        let (one, other) = (a.value(n).to_owned(), b.value(n).to_owned());
        let points = i32::try_from(points.value(n)).unwrap_or(i32::MAX);
        near.entry(one.clone()).or_default().push((other.clone(), points));
        near.entry(other).or_default().push((one, points));
    }
    let near: BTreeMap<String, Rc<Vec<Near>>> =
        near.into_iter().map(|(id, all)| (id, Rc::new(all))).collect();
    let mut of = |id: &str| Ok::<_, Infallible>(near.get(id).cloned().unwrap_or_default());
    let (mut events, mut part, mut asked) = (vec![], vec![], vec![]);
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for id in near.keys() {
        if seen.contains(id) {
            continue;
        }
        let Ok(found) = incident::part(id, &mut of);
        let first = found.ids.first().cloned();
        for id in found.ids {
            events.push(Some(id.clone()));
            part.push(first.clone());
            asked.push(found.asked.map(i64::from).max(least));
            seen.insert(id);
        }
    }
    batch(vec![("event", Out::Text(events)), ("part", Out::Text(part)), ("asked", Out::Int(asked))])
}

/// The happenings of one part, and all that is made of each.
pub(super) fn happenings(rows: &Columns<'_>) -> PyResult<RecordBatch> {
    let telling = rows.texts("telling")?;
    let (asked, beyond) = (rows.ints("asked")?, rows.flags("beyond")?);
    let mut told: BTreeMap<String, (Told, bool)> = BTreeMap::new();
    let mut part = PartOf { ids: BTreeSet::new(), asked: None };
    for n in 0..rows.rows() {
        let one: Told = parse(telling.value(n), "telling")?;
        let id = one.clone().telling().event.id;
        if !asked.is_null(n) {
            part.asked = i32::try_from(asked.value(n)).ok();
        }
        part.ids.insert(id.clone());
        told.insert(id, (one, !beyond.is_null(n) && beyond.value(n)));
    }
    let told: Vec<(Told, bool)> = told.into_values().collect();
    let ready: Vec<Rc<Ready>> =
        told.iter().map(|(one, _)| Rc::new(Ready::new(one.clone().telling()))).collect();
    let mut out = Sent::default();
    for cluster in incident::happenings(&ready) {
        let beyond = cluster.iter().any(|&at| told[at].1);
        let tellings = cluster.iter().map(|&at| ready[at].telling.clone()).collect();
        let of: Vec<Told> = cluster.iter().map(|&at| told[at].0.clone()).collect();
        make(&mut out, &incident::sourced(tellings), of, part.capped(beyond));
    }
    out.batch()
}

fn make(out: &mut Sent, group: &[Telling], told: Vec<Told>, capped: Option<String>) {
    let Some(mut row) = incident::resolve(group) else { return };
    let disputes = dispute::of_incident(&row, group);
    if disputes.iter().any(|one| one.relation == "conflict") {
        row.standing = "disputed".into();
        row.credibility = 6;
    }
    row.capped = capped;
    let denied = disputes.iter().any(|one| matches!(one.kind.as_str(), "denial" | "occurrence"));
    for one in group {
        let event = &one.event;
        let linked = event.statement.as_ref().filter(|_| denied && event.status == Status::Denied);
        let of = json!({ "event": event.id, "incident": row.id, "linked": linked });
        out.push("of", &event.report, &of);
    }
    counted(out, &row, group);
    contacts(out, &row, group);
    for account in incident::accounts(&row, group) {
        out.push("accounts", &row.id, &account);
    }
    if let Some(claim) = dispute::claim(&row, group) {
        out.push("claims", &claim.id, &claim);
    }
    for one in disputes {
        out.push("disputes", &one.id, &one);
    }
    out.push("incidents", &row.id, &row);
    if let Some(scope) = scope_of(&row) {
        out.push("scope", &scope, &Summary { incident: row, told });
    }
}

/// Under what a count over a stretch of time is compared with others; nothing of one happening.
fn scope_of(row: &Incident) -> Option<String> {
    if row.extent != "summary" {
        return None;
    }
    let sides: BTreeSet<String> = row.recipients.iter().filter_map(incident::party_key).collect();
    Some(format!("{}|{}", row.kind, sides.first()?))
}
