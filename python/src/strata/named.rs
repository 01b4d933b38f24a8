//! Actors, places and sources across the reports that name them.

use super::lake::Named;
use super::{Sent, parse};
use crate::columns::Columns;
use arrow_array::{Array, RecordBatch};
use detente_linking::outlet_id;
use detente_reading::{Mention, PlaceMention};
use detente_record::{Evidence, PlaceRole, Report, Statement};
use detente_world::World;
use pyo3::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A report as what a source published: only what tells of it.
#[derive(Serialize, Deserialize)]
struct Published {
    id: String,
    outlet: String,
    imprint: Option<Evidence>,
}

/// Everybody and everything that reports name, under its key.
pub(super) fn named(rows: &Columns<'_>) -> PyResult<RecordBatch> {
    let (row, statements) = (rows.texts("row")?, rows.texts("statements")?);
    let (mentions, places) = (rows.texts("mentions")?, rows.texts("places")?);
    let mut out = Sent::default();
    for n in 0..rows.rows() {
        if row.is_null(n) {
            continue;
        }
        for one in parse::<Vec<Named>>(mentions.value(n), "mentions")? {
            out.push("actors", &one.id, &one);
        }
        for one in parse::<Vec<Named>>(places.value(n), "places")? {
            out.push("places", &one.id, &one);
        }
        for one in parse::<Vec<Statement>>(statements.value(n), "statements")? {
            let speaker = one.speaker.iter().filter_map(|speaker| speaker.actor.id.clone());
            let via = one.via.iter().filter_map(|via| via.id.clone());
            for key in speaker.chain(via).collect::<BTreeSet<_>>() {
                out.push("voices", &key, &one);
            }
        }
        let mut report: Report = parse(row.value(n), "row")?;
        let imprint = report.evidence.remove("outlet");
        if let Some(outlet) = report.outlet
            && let Some(key) = outlet_id(&outlet, World::embedded())
        {
            out.push("published", &key, &Published { id: report.id, outlet, imprint });
        }
    }
    out.batch()
}

/// The row of one actor, place or source, from all that names it. A source's are `voices` and
/// `published`.
pub(super) fn name(rows: &Columns<'_>) -> PyResult<RecordBatch> {
    let world = World::embedded();
    let (kind, key, json) = (rows.texts("kind")?, rows.texts("key")?, rows.texts("json")?);
    let mut out = Sent::default();
    if rows.rows() == 0 {
        return out.batch();
    }
    let key = key.value(0);
    let (mut mentions, mut places) = (vec![], vec![]);
    let (mut reports, mut statements) = (vec![], vec![]);
    for n in 0..rows.rows() {
        match kind.value(n) {
            "actors" => {
                let Named { id, text, evidence, .. } = parse(json.value(n), "json")?;
                mentions.push(Mention {
                    report: evidence.report.clone(),
                    actor: id,
                    text,
                    evidence,
                });
            }
            "places" => {
                let Named { id, text, role, evidence } = parse(json.value(n), "json")?;
                let role = role.unwrap_or(PlaceRole::Named);
                let report = evidence.report.clone();
                places.push(PlaceMention { report, place: id, text, role, evidence });
            }
            "voices" => statements.push(parse::<Statement>(json.value(n), "json")?),
            _ => {
                let Published { id, outlet, imprint } = parse(json.value(n), "json")?;
                let evidence = imprint.map(|words| ("outlet".to_owned(), words));
                let evidence = evidence.into_iter().collect();
                reports.push(Report { id, outlet: Some(outlet), evidence, ..Report::default() });
            }
        }
    }
    if let Some(row) = detente_linking::actor(key, &mentions, world) {
        out.push("actors", key, &row);
    }
    if let Some(row) = detente_linking::place(key, &places, world) {
        out.push("places", key, &row);
    }
    if let Some(row) = detente_linking::source(key, &reports, &statements, world) {
        out.push("sources", key, &row);
    }
    out.batch()
}
