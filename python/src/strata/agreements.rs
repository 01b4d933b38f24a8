//! Agreements with their obligations, and what is disputed of them.

use super::{json, parse};
use crate::columns::{Columns, Out, at, batch};
use arrow_array::{Array, RecordBatch};
use detente_linking::zone::concerns;
use detente_linking::{
    AGREEMENT_DAYS, AGREEMENT_GROUPS, agreement_capped, agreement_event_keys, agreement_key,
    agreement_overlap, agreement_prints, agreements_within, dispute,
};
use detente_record::{Event, EventType, Incident, Report, Undertaking};
use detente_world::World;
use pyo3::prelude::*;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Columns of what is told under a key.
#[derive(Default)]
struct Terms {
    text: [Vec<Option<String>>; 5],
    print: Vec<Option<i64>>,
    said: Vec<Option<i64>>,
}

impl Terms {
    fn push(&mut self, row: [&str; 4], json: String, prints: Option<(i64, i64)>) {
        let row = row.map(str::to_owned).into_iter().chain([json]);
        self.text.iter_mut().zip(row).for_each(|(column, value)| column.push(Some(value)));
        self.print.push(prints.map(|(print, _)| print));
        self.said.push(prints.map(|(_, said)| said));
    }

    fn batch(self) -> PyResult<RecordBatch> {
        let [key, kind, row, day, json] = self.text.map(Out::Text);
        batch(vec![
            ("key", key),
            ("kind", kind),
            ("row", row),
            ("day", day),
            ("json", json),
            ("print", Out::Int(self.print)),
            ("said", Out::Int(self.said)),
        ])
    }
}

/// What reports tell of agreements, under the key of each.
pub(super) fn terms(rows: &Columns<'_>) -> PyResult<RecordBatch> {
    let world = World::embedded();
    let (row, events) = (rows.texts("row")?, rows.texts("events")?);
    let undertakings = rows.texts("undertakings")?;
    let mut out = Terms::default();
    for n in (0..rows.rows()).filter(|n| !row.is_null(*n)) {
        let report: Report = parse(row.value(n), "row")?;
        let day = report.published.time.to.unwrap_or_default();
        let bound: Vec<Undertaking> = parse(undertakings.value(n), "undertakings")?;
        for one in &bound {
            let key = agreement_key(one, world);
            let prints = agreement_prints(one, world);
            out.push([&key, "undertaking", &one.obligation.id, &day], json(one), Some(prints));
        }
        for event in parse::<Vec<Event>>(events.value(n), "events")? {
            if event.kind != EventType::Agree {
                continue;
            }
            let mut keys: BTreeSet<String> =
                agreement_event_keys(&event, world).into_iter().collect();
            let same = bound.iter().filter(|one| agreement_overlap(one, &event));
            keys.extend(same.map(|one| agreement_key(one, world)));
            for key in keys {
                out.push([&key, "event", &event.id, &day], json(&event), None);
            }
        }
    }
    out.batch()
}

/// Of incidents those that bear on an agreement whose zone was written down, under its key.
pub(super) fn zones(rows: &Columns<'_>) -> PyResult<RecordBatch> {
    let world = World::embedded();
    let text = rows.texts("json")?;
    let mut out = Terms::default();
    for n in 0..rows.rows() {
        let row: Incident = parse(text.value(n), "json")?;
        let zoned = world.rows().agreements.iter().filter(|known| known.zone.is_some());
        for known in zoned.filter(|known| concerns(known, &row, world)) {
            out.push([&known.id, "incident", &row.id, ""], text.value(n).to_owned(), None);
        }
    }
    out.batch()
}

/// Undertakings that say the very same.
#[derive(Default)]
struct Group {
    count: usize,
    /// The day and the row of the first and of the last.
    ends: Option<[(String, String); 2]>,
}

/// The agreement of one key, and its disputes. The option `as_of` is the day it is judged as of.
pub(super) fn agreements(
    rows: &Columns<'_>,
    options: &Map<String, Value>,
) -> PyResult<RecordBatch> {
    let as_of = options.get("as_of").and_then(Value::as_str);
    let (key, kind, row) = (rows.texts("key")?, rows.texts("kind")?, rows.texts("row")?);
    let (day, text) = (rows.texts("day")?, rows.texts("json")?);
    let (print, said) = (rows.ints("print")?, rows.ints("said")?);
    let mut out = super::Sent::default();
    if rows.rows() == 0 {
        return out.batch();
    }
    let key = key.value(0);
    let mut held: BTreeMap<&str, &str> = BTreeMap::new();
    let mut groups: BTreeMap<(i64, i64), Group> = BTreeMap::new();
    let mut events: BTreeSet<(&str, &str)> = BTreeSet::new();
    let mut within: Vec<Incident> = vec![];
    for n in 0..rows.rows() {
        let (id, text) = (row.value(n), text.value(n));
        match kind.value(n) {
            "incident" => within.push(parse(text, "json")?),
            "event" => {
                held.insert(id, text);
                events.insert((at(&day, n).unwrap_or_default(), id));
            }
            _ => {
                held.insert(id, text);
                let group = groups.entry((print.value(n), said.value(n))).or_default();
                let one = (day.value(n).to_owned(), id.to_owned());
                group.count += 1;
                let [first, last] = group.ends.get_or_insert_with(|| [one.clone(), one.clone()]);
                if one < *first {
                    first.clone_from(&one);
                }
                if one > *last {
                    last.clone_from(&one);
                }
            }
        }
    }
    let mut undertakings: Vec<Undertaking> = vec![];
    for id in chosen(&groups) {
        undertakings.extend(held.get(&*id).map(|text| parse(text, "json")).transpose()?);
    }
    let first = events.iter().take(AGREEMENT_DAYS);
    let concluded: BTreeSet<&str> =
        first.chain(events.iter().rev().take(AGREEMENT_DAYS)).map(|(_, id)| *id).collect();
    let mut agreed: Vec<Event> = vec![];
    for id in concluded {
        agreed.extend(held.get(id).map(|text| parse(text, "json")).transpose()?);
    }
    within.sort_by(|a, b| {
        let key = |row: &Incident| (row.date.to.is_none(), row.date.to.clone(), row.id.clone());
        key(a).cmp(&key(b))
    });
    let world = World::embedded();
    let found = agreements_within(key, &undertakings, &agreed, &within, world, as_of);
    if let Some(mut agreement) = found {
        let all = groups.values().map(|group| group.count).sum();
        agreement.capped = agreement_capped(undertakings.len(), all);
        for one in dispute::of_agreement(&agreement) {
            out.push("disputes", &one.id, &one);
        }
        out.push("agreements", key, &agreement);
    }
    out.batch()
}

/// The undertakings that stand for all that are told: of the groups told most often and of those told
/// last the first and the last.
fn chosen(groups: &BTreeMap<(i64, i64), Group>) -> BTreeSet<String> {
    let mut all: Vec<(&(i64, i64), &Group)> = groups.iter().collect();
    let mut out = BTreeSet::new();
    let mut take = |all: &[(&(i64, i64), &Group)]| {
        for (_, group) in all.iter().take(AGREEMENT_GROUPS) {
            out.extend(group.ends.iter().flatten().map(|(_, id)| id.clone()));
        }
    };
    all.sort_by_key(|(prints, group)| (std::cmp::Reverse(group.count), **prints));
    take(&all);
    let last = |group: &Group| group.ends.as_ref().map(|[_, (day, _)]| day.clone());
    all.sort_by_key(|(prints, group)| (std::cmp::Reverse(last(group)), **prints));
    take(&all);
    out
}
