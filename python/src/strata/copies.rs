//! Which reports are near copies of which.

use super::parse;
use crate::columns::{Columns, Out, at, batch};
use crate::error::wrong;
use arrow_array::{Array, RecordBatch};
use detente_linking::copies::{Copy, Sketch, Text, compare, copies, keys, turn};
use detente_linking::outlet_id;
use detente_record::Report;
use detente_world::World;
use pyo3::prelude::*;

/// Figures that a note on a copy names.
const FIGURES: usize = 5;

/// The texts of those reports that tell something, as they are compared: a row for each key under
/// which one meets others. The sketch stands in the first alone.
pub(super) fn texts(rows: &Columns<'_>) -> PyResult<RecordBatch> {
    let (row, text) = (rows.texts("row")?, rows.texts("text")?);
    let (events, statements) = (rows.texts("events")?, rows.texts("statements")?);
    let (mut id, mut key, mut turns) = (vec![], vec![], vec![]);
    let (mut day, mut outlet, mut sketches) = (vec![], vec![], vec![]);
    for n in 0..rows.rows() {
        if row.is_null(n) || events.value(n) == "[]" && statements.value(n) == "[]" {
            continue;
        }
        let report: Report = parse(row.value(n), "row")?;
        let sketch = Sketch::new(text.value(n));
        let published = report.published.time.to;
        let source = report.outlet.as_deref().and_then(|o| outlet_id(o, World::embedded()));
        for (at, one) in keys(&sketch).into_iter().enumerate() {
            id.push(Some(report.id.clone()));
            key.push(Some(one as i64));
            turns.push(Some(turn(published.as_deref(), sketch.words())));
            day.push(published.clone());
            outlet.push(source.clone());
            sketches.push((at == 0).then(|| sketch.to_bytes()));
        }
    }
    batch(vec![
        ("report", Out::Text(id)),
        ("key", Out::Int(key)),
        ("turn", Out::Int(turns)),
        ("published", Out::Text(day)),
        ("outlet", Out::Text(outlet)),
        ("sketch", Out::Bytes(sketches)),
    ])
}

fn sketch(bytes: &[u8]) -> PyResult<Sketch> {
    Sketch::from_bytes(bytes).ok_or_else(|| wrong("the column sketch holds none"))
}

/// Of pairs of texts those that are near copies.
pub(super) fn near(rows: &Columns<'_>) -> PyResult<RecordBatch> {
    let (first, second) = (rows.texts("first")?, rows.texts("second")?);
    let none = || wrong("the table has no sketches");
    let own = rows.bytes("sketch_first")?.ok_or_else(none)?;
    let other = rows.bytes("sketch_second")?.ok_or_else(none)?;
    let (mut a, mut b) = (vec![], vec![]);
    for n in 0..rows.rows() {
        if compare(&sketch(own.value(n))?, &sketch(other.value(n))?).near() {
            a.push(Some(first.value(n).to_owned()));
            b.push(Some(second.value(n).to_owned()));
        }
    }
    batch(vec![("a", Out::Text(a)), ("b", Out::Text(b))])
}

/// The copies among texts that hang together, each with its original and a note that says so.
pub(super) fn settle(rows: &Columns<'_>) -> PyResult<RecordBatch> {
    let (report, day) = (rows.texts("report")?, rows.texts("published")?);
    let outlet = rows.texts("outlet")?;
    let sketches = rows.bytes("sketch")?.ok_or_else(|| wrong("the table has no sketches"))?;
    let mut texts: Vec<Text> = vec![];
    for n in 0..rows.rows() {
        texts.push(Text {
            id: report.value(n).to_owned(),
            published: at(&day, n).map(str::to_owned),
            outlet: at(&outlet, n).map(str::to_owned),
            credits: vec![],
            sketch: sketch(sketches.value(n))?,
        });
    }
    texts.sort_by(|a, b| a.id.cmp(&b.id));
    texts.dedup_by(|a, b| a.id == b.id);
    let (mut of, mut root, mut notes) = (vec![], vec![], vec![]);
    for copy in copies(&texts.iter().collect::<Vec<_>>()) {
        notes.push(Some(note(&copy)));
        of.push(Some(copy.id));
        root.push(Some(copy.copies_of));
    }
    batch(vec![
        ("report", Out::Text(of)),
        ("copies_of", Out::Text(root)),
        ("note", Out::Text(notes)),
    ])
}

/// As the case words it.
fn note(copy: &Copy) -> String {
    let mut detail = format!("{} % of it stands in {}", copy.share / 10, copy.through);
    for change in copy.figures.iter().take(FIGURES) {
        detail += &format!("; {} there is {} here", change.first, change.second);
    }
    detail
}
