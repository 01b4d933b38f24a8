//! An event with what linking must know of who tells it.

use super::{json, parse};
use crate::columns::{Columns, Out, at, batch};
use arrow_array::{Array, RecordBatch};
use detente_linking::incident::Telling;
use detente_linking::origin::witness;
use detente_linking::outlet_id;
use detente_record::{ActorRef, Event, Report, Statement};
use detente_world::World;
use pyo3::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A telling on its way from one stratum to the next.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Told {
    event: Event,
    /// The report's day, where it is one alone.
    day: Option<String>,
    outlet: Option<ActorRef>,
    /// The report that its report copies.
    root: Option<String>,
    speaker: Option<ActorRef>,
    via: Vec<ActorRef>,
}

impl Told {
    pub(super) fn telling(self) -> Telling {
        let Self { event, day, outlet, root, speaker, via } = self;
        let witness = witness(
            &event.report,
            root.as_deref(),
            outlet.as_ref(),
            speaker.as_ref(),
            &via,
            &[],
            World::embedded(),
        );
        Telling { event, reported: day, outlet, speaker, witness, origin: String::new() }
    }
}

/// The tellings of reports, with `copies_of` beside the lake's columns.
pub(super) fn tellings(rows: &Columns<'_>) -> PyResult<RecordBatch> {
    let (row, events) = (rows.texts("row")?, rows.texts("events")?);
    let (statements, copies_of) = (rows.texts("statements")?, rows.texts("copies_of")?);
    let (mut ids, mut out) = (vec![], vec![]);
    for n in 0..rows.rows() {
        if row.is_null(n) || events.value(n) == "[]" {
            continue;
        }
        let report: Report = parse(row.value(n), "row")?;
        let time = &report.published.time;
        let day = time.to.clone().filter(|_| time.from == time.to);
        let outlet = report.outlet.filter(|name| !name.is_empty()).map(|text| ActorRef {
            id: outlet_id(&text, World::embedded()),
            text,
            sector: Some("MED".into()),
            ..ActorRef::default()
        });
        let said: Vec<Statement> = parse(statements.value(n), "statements")?;
        let said: BTreeMap<&str, &Statement> =
            said.iter().map(|one| (one.id.as_str(), one)).collect();
        for event in parse::<Vec<Event>>(events.value(n), "events")? {
            let (speaker, via) = match event.statement.as_deref().and_then(|id| said.get(id)) {
                Some(one) => (speaker(one), one.via.clone()),
                None => (None, vec![]),
            };
            let root = at(&copies_of, n).map(str::to_owned);
            ids.push(Some(event.id.clone()));
            let (day, outlet) = (day.clone(), outlet.clone());
            out.push(Some(json(&Told { event, day, outlet, root, speaker, via })));
        }
    }
    batch(vec![("event", Out::Text(ids)), ("telling", Out::Text(out))])
}

fn speaker(one: &Statement) -> Option<ActorRef> {
    let text = one.speaker_text.clone();
    let named = one.speaker.as_ref().map(|speaker| speaker.actor.clone());
    named.or_else(|| (!text.is_empty()).then(|| ActorRef { text, ..ActorRef::default() }))
}
