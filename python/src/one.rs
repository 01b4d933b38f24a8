//! One report: read, and asked for its rows.

use crate::error::{refused, wrong};
use crate::inputs;
use arrow_array::RecordBatch;
use arrow_pyarrow::PyArrowType;
use detente_case::{Read, read_report, why_event};
use detente_exchange::ArrowRows;
use detente_linking::dating::Known;
use detente_linking::{Key, keys};
use detente_record::Report;
use detente_text::{Limits, Member, Refusal};
use detente_world::World;
use pyo3::prelude::*;
use serde_json::{Map, Value};

/// Deeply nested pages need room.
pub(crate) const STACK: usize = 16 << 20;

/// One report as read: its rows as JSON or Arrow.
#[pyclass(frozen)]
pub struct Reading {
    member: Member,
    read: Read,
}

/// Reads one report from a text, or from the bytes of a file that holds one.
#[pyfunction]
#[pyo3(signature = (text, bytes, path, meta))]
pub(crate) fn read(
    py: Python<'_>,
    text: Option<&str>,
    bytes: Option<&[u8]>,
    path: &str,
    meta: &str,
) -> PyResult<Reading> {
    let meta: Map<String, Value> = serde_json::from_str(meta).map_err(wrong)?;
    let (member, read) =
        py.detach(|| apart(|| one(text, bytes, path, &meta)))?.map_err(|r| refused(&r))?;
    Ok(Reading { member, read })
}

/// Runs on a thread with room for deep pages.
pub(crate) fn apart<T: Send>(work: impl FnOnce() -> T + Send) -> PyResult<T> {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK);
        let thread = thread.spawn_scoped(scope, work).map_err(wrong)?;
        // Reading turns its own panics into refusals.
        thread.join().map_err(|_| wrong("a fault in detente; please report it"))
    })
}

fn one(
    text: Option<&str>,
    bytes: Option<&[u8]>,
    path: &str,
    meta: &Map<String, Value>,
) -> Result<(Member, Read), Refusal> {
    let member = match (text, bytes) {
        (Some(text), _) => inputs::of_text(text, meta)?,
        (None, bytes) => {
            let mut all = inputs::of_bytes(bytes.unwrap_or_default(), path);
            if all.len() > 1 {
                let detail = format!(
                    "{path}: it holds {} reports; give them to detente.read_batch, or to Case.read",
                    all.len()
                );
                return Err(Refusal::new("several", detail));
            }
            let member = all.pop().unwrap_or_else(|| Err(Refusal::new("empty", "no bytes")))?;
            supplied(member, meta)
        }
    };
    let mut read = read_report(&member, &Limits::default(), World::embedded(), &Known::default())?;
    read.reading.report.path = (!path.is_empty()).then(|| path.to_owned());
    Ok((member, read))
}

/// What the caller knows of a file goes before what the file's container says.
fn supplied(mut member: Member, meta: &Map<String, Value>) -> Member {
    let own = &mut member.supplied;
    for (name, field) in [
        ("title", &mut own.title),
        ("byline", &mut own.byline),
        ("outlet", &mut own.outlet),
        ("url", &mut own.url),
        ("published", &mut own.published),
        ("retrieved", &mut own.retrieved),
        ("language", &mut own.language),
    ] {
        if let Some(value) = meta.get(name).and_then(Value::as_str) {
            *field = Some(value.to_owned());
        }
    }
    member
}

/// The rows of one kind that a single report gives.
pub(crate) fn values(read: &Read, kind: &str) -> PyResult<Vec<Value>> {
    let world = World::embedded();
    let reading = &read.reading;
    let named = || keys(reading, world).into_iter();
    let published: &[Report] = std::slice::from_ref(&reading.report);
    Ok(match kind {
        "reports" => list([&reading.report]),
        "events" => list(&reading.events),
        "statements" => list(&reading.statements),
        "undertakings" => list(&reading.undertakings),
        "actors" => list(named().filter_map(|key| match key {
            Key::Actor(id) => detente_linking::actor(&id, &reading.mentions, world),
            _ => None,
        })),
        "places" => list(named().filter_map(|key| match key {
            Key::Place(id) => detente_linking::place(&id, &reading.places, world),
            _ => None,
        })),
        "sources" => list(named().filter_map(|key| match key {
            Key::Source(id) => detente_linking::source(&id, published, &reading.statements, world),
            _ => None,
        })),
        "timeline" => {
            list(detente_linking::timeline(&reading.events, &reading.statements, published))
        }
        other => {
            return Err(wrong(format!(
                "one report has no rows of {other:?}; it has reports, events, statements, \
                 undertakings, actors, places, sources and timeline, and the others come of \
                 linking: read into a Case"
            )));
        }
    })
}

fn list<T: serde::Serialize>(rows: impl IntoIterator<Item = T>) -> Vec<Value> {
    // Plain structs with string keys: nothing in them can fail.
    rows.into_iter().map(|row| serde_json::to_value(row).unwrap_or_default()).collect()
}

#[pymethods]
impl Reading {
    /// The rows of one kind, as a JSON array.
    fn rows(&self, kind: &str) -> PyResult<String> {
        Ok(Value::Array(values(&self.read, kind)?).to_string())
    }

    /// The rows of one kind, as a record batch.
    fn table(&self, kind: &str) -> PyResult<PyArrowType<RecordBatch>> {
        let mut rows = ArrowRows::new(kind).map_err(wrong)?;
        for row in values(&self.read, kind)? {
            rows.push(&row).map_err(wrong)?;
        }
        let empty = RecordBatch::new_empty(rows.schema());
        Ok(PyArrowType(rows.flush().map_err(wrong)?.unwrap_or(empty)))
    }

    /// How an event came to be: the steps, each as its kind and a sentence.
    fn why(&self, py: Python<'_>, id: &str) -> PyResult<Vec<(String, String)>> {
        let steps = py.detach(|| {
            apart(|| {
                let document = detente_text::read(&self.member, &Limits::default())?;
                Ok(why_event(&document, World::embedded(), &Known::default(), id))
            })
        })?;
        let steps = steps.map_err(|refusal: Refusal| refused(&refusal))?;
        Ok(steps.into_iter().map(|step| (step.what.to_owned(), step.text)).collect())
    }

    /// The reading text.
    #[getter]
    fn text(&self) -> &str {
        &self.read.text
    }

    /// The bytes that all spans of bytes lead to.
    #[getter]
    fn original(&self) -> &[u8] {
        &self.member.original
    }
}
