//! When reports without a day were written, by what others fix.

use super::lake::{Lake, Own, members};
use super::{json, parse};
use crate::columns::{Columns, Out, at, batch};
use crate::one::apart;
use arrow_array::{Array, RecordBatch};
use detente_case::read_report;
use detente_linking::dating::others::{Dated, Facts, bounds, keys};
use detente_linking::dating::{Bound, Known};
use detente_linking::{fnv, incident};
use detente_record::{Container, Event, Published, Report, Statement};
use detente_text::Limits;
use detente_world::World;
use pyo3::prelude::*;

/// What a report tells by its own words, for others to be dated by.
struct Tells {
    published: Published,
    events: Vec<Event>,
    statements: Vec<Statement>,
}

fn tells(row: &str, events: &str, statements: &str, own: Option<&str>) -> PyResult<Tells> {
    if let Some(own) = own {
        let Own { published, events, statements } = parse(own, "own")?;
        return Ok(Tells { published, events, statements });
    }
    let report: Report = parse(row, "row")?;
    let (events, statements) = (parse(events, "events")?, parse(statements, "statements")?);
    Ok(Tells { published: report.published, events, statements })
}

/// The keys under which reports are looked for by those without a day. Of a report that bears its
/// day and tells nothing there are none.
pub(super) fn keys_of(rows: &Columns<'_>) -> PyResult<RecordBatch> {
    let (report, row, text) = (rows.texts("report")?, rows.texts("row")?, rows.texts("text")?);
    let (events, statements) = (rows.texts("events")?, rows.texts("statements")?);
    let (own, undated) = (rows.texts("own")?, rows.flags("undated")?);
    let (mut key, mut of, mut open) = (vec![], vec![], vec![]);
    for n in 0..rows.rows() {
        if report.is_null(n) {
            continue;
        }
        let tells = tells(row.value(n), events.value(n), statements.value(n), at(&own, n))?;
        let says = !tells.events.is_empty() || !tells.statements.is_empty();
        if !undated.value(n) && !says {
            continue;
        }
        let id = report.value(n);
        let facts = Facts::new(id, text.value(n), &tells.events, &tells.statements);
        for one in keys(&facts) {
            key.push(Some(fnv(one.bytes()) as i64));
            of.push(Some(id.to_owned()));
            open.push(undated.value(n));
        }
    }
    batch(vec![("key", Out::Int(key)), ("report", Out::Text(of)), ("undated", Out::Flag(open))])
}

/// A bound as a lake keeps it.
type Stored = (Option<String>, Option<String>, i32, String);

/// What others fix of one report: the rows of the lake for it and for those that it shares a key
/// with, and beside them in `open` whose day is looked for.
pub(super) fn bounds_of(rows: &Columns<'_>) -> PyResult<RecordBatch> {
    let (open, report) = (rows.texts("open")?, rows.texts("report")?);
    let (row, text) = (rows.texts("row")?, rows.texts("text")?);
    let (events, statements) = (rows.texts("events")?, rows.texts("statements")?);
    let (own, undated) = (rows.texts("own")?, rows.flags("undated")?);
    let mut own_facts: Option<Facts> = None;
    let mut others: Vec<(Facts, [i64; 2], bool)> = vec![];
    for n in 0..rows.rows() {
        let tells = tells(row.value(n), events.value(n), statements.value(n), at(&own, n))?;
        let id = report.value(n);
        let facts = Facts::new(id, text.value(n), &tells.events, &tells.statements);
        if id == open.value(n) {
            own_facts = Some(facts);
            continue;
        }
        let day = |day: &Option<String>| incident::day(day.as_deref()?);
        let time = &tells.published.time;
        if let Some((from, to)) = day(&time.from).zip(day(&time.to)) {
            others.push((facts, [from, to], !undated.value(n)));
        }
    }
    let dated: Vec<Dated<'_>> = others
        .iter()
        .map(|(facts, [from, to], stated)| Dated { facts, from: *from, to: *to, stated: *stated })
        .collect();
    let found = own_facts.map(|own| bounds(&own, &dated)).unwrap_or_default();
    let (mut of, mut out) = (vec![], vec![]);
    if !found.is_empty() && rows.rows() > 0 {
        let kept = |one: &Bound| -> Stored {
            let (from, to) = (one.from.map(|d| d.to_string()), one.to.map(|d| d.to_string()));
            (from, to, one.points, one.because.clone())
        };
        of.push(Some(open.value(0).to_owned()));
        out.push(Some(json(&found.iter().map(kept).collect::<Vec<_>>())));
    }
    batch(vec![("report", Out::Text(of)), ("bounds", Out::Text(out))])
}

/// Reads originals of the lake again, with the column `bounds`: what others fix.
pub(super) fn reread(rows: &Columns<'_>) -> PyResult<RecordBatch> {
    let bounds = rows.texts("bounds")?;
    let mut lake = Lake::default();
    for (n, (place, member)) in members(rows)?.into_iter().enumerate() {
        let kept: Vec<Stored> = at(&bounds, n).map_or(Ok(vec![]), |text| parse(text, "bounds"))?;
        let day = |day: Option<String>| day.and_then(|day| day.parse().ok());
        let bound =
            |(from, to, points, because)| Bound { from: day(from), to: day(to), points, because };
        let known = Known { bounds: kept.into_iter().map(bound).collect(), said: None };
        let read = || read_report(&member, &Limits::default(), World::embedded(), &known);
        // It was read before; what is refused now leaves its row as it was.
        let Ok(mut read) = apart(read)? else { continue };
        let report = &mut read.reading.report;
        report.path = (!place.path.is_empty()).then(|| place.path.clone());
        report.container = place
            .container
            .clone()
            .map(|sha256| Container { sha256, member: member.member.clone().unwrap_or_default() });
        lake.push(&place, &member, &read);
    }
    lake.batch()
}
