//! Many reports at once: a table of inputs in, tables of rows out.

use crate::columns::{Columns, at};
use crate::error::wrong;
use crate::inputs;
use crate::one::STACK;
use arrow_array::{Array, RecordBatch};
use arrow_pyarrow::PyArrowType;
use detente_case::{Read, read_report};
use detente_exchange::ArrowRows;
use detente_linking::dating::Known;
use detente_record::{Container, Refused};
use detente_text::{Limits, Member, Refusal};
use detente_world::World;
use pyo3::prelude::*;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What is known of a text, by column; other columns are passed over.
const META: [&str; 7] = ["title", "byline", "outlet", "url", "published", "retrieved", "language"];

/// An original of a batch with what its reading came to.
pub(crate) struct Done {
    pub(crate) path: String,
    pub(crate) container: Option<String>,
    pub(crate) ordinal: Option<i64>,
    pub(crate) outcome: Result<(Member, Read), Refusal>,
}

/// A row of the inputs.
enum Input {
    Text { path: String, text: String, meta: Map<String, Value> },
    File { path: String, bytes: Vec<u8> },
}

/// Reads a batch of inputs, `threads` at a time, in the order of the inputs.
pub(crate) fn all(batch: &RecordBatch, root: &str, threads: usize) -> PyResult<Vec<Done>> {
    let inputs = rows(batch, root)?;
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = vec![];
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(input) = inputs.get(at) else { return done };
            done.push((at, one(input)));
        }
    };
    let mut done = std::thread::scope(|scope| {
        let threads = 0..threads.clamp(1, 256).min(inputs.len().max(1));
        let start = |_| std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work);
        let started: Vec<_> = threads.map(start).collect::<Result<_, _>>().map_err(wrong)?;
        let mut all: Vec<(usize, Vec<Done>)> = vec![];
        for thread in started {
            // Reading turns its own panics into refusals.
            let fault = |_| wrong("a fault in detente; please report it");
            all.extend(thread.join().map_err(fault)?);
        }
        Ok::<_, PyErr>(all)
    })?;
    done.sort_by_key(|(at, _)| *at);
    Ok(done.into_iter().flat_map(|(_, all)| all).collect())
}

fn rows(batch: &RecordBatch, root: &str) -> PyResult<Vec<Input>> {
    let columns = Columns(batch);
    let (text, path) = (columns.text("text")?, columns.text("path")?);
    let bytes = match columns.bytes("content")? {
        Some(bytes) => Some(bytes),
        None => columns.bytes("bytes")?,
    };
    if text.is_none() && bytes.is_none() {
        return Err(wrong(
            "a table of reports has a column `text`, or a column `content` with the bytes of files; \
             this one has neither",
        ));
    }
    let mut meta = vec![];
    for name in META {
        meta.extend(columns.text(name)?.map(|column| (name, column)));
    }
    let mut out = Vec::with_capacity(columns.rows());
    for row in 0..columns.rows() {
        let named = path.as_ref().and_then(|column| at(column, row)).unwrap_or_default();
        let path = below(named, root).to_owned();
        if let Some(text) = text.as_ref().and_then(|column| at(column, row)) {
            let value =
                |(name, column): &(&str, _)| Some(((*name).to_owned(), at(column, row)?.into()));
            let meta = meta.iter().filter_map(value).collect();
            out.push(Input::Text { path, text: text.to_owned(), meta });
        } else if let Some(bytes) = bytes.as_ref().filter(|column| !column.is_null(row)) {
            out.push(Input::File { path, bytes: bytes.value(row).to_vec() });
        } else {
            out.push(Input::Text { path, text: String::new(), meta: Map::new() });
        }
    }
    Ok(out)
}

/// A path without what all paths begin with. Spark names a local file `file:/a/b`, Sail `a/b`.
fn below<'a>(path: &'a str, root: &str) -> &'a str {
    let bare = |path: &'a str| path.strip_prefix("file:").unwrap_or(path).trim_start_matches('/');
    let start = root.strip_prefix("file:").unwrap_or(root).trim_start_matches('/');
    match start.is_empty() {
        true => path,
        false => bare(path).strip_prefix(start).unwrap_or(path),
    }
}

fn one(input: &Input) -> Vec<Done> {
    match input {
        Input::Text { path, text, meta } => {
            let outcome = inputs::of_text(text, meta);
            vec![read(path, None, None, outcome)]
        }
        Input::File { path, bytes } => {
            let found = inputs::of_bytes(bytes, path);
            let holds = found.iter().any(|one| matches!(one, Ok(one) if one.member.is_some()));
            let sum = holds.then(|| hex(&Sha256::digest(bytes)));
            let mut ordinal = -1;
            let mut out = vec![];
            for member in found {
                let at = member.as_ref().ok().filter(|one| one.member.is_some()).map(|_| {
                    ordinal += 1;
                    ordinal
                });
                out.push(read(path, at.and(sum.clone()), at, member));
            }
            out
        }
    }
}

fn read(
    path: &str,
    container: Option<String>,
    ordinal: Option<i64>,
    member: Result<Member, Refusal>,
) -> Done {
    let known = Known::default();
    let outcome = member.and_then(|member| {
        let read = read_report(&member, &Limits::default(), World::embedded(), &known);
        let mut read = read.map_err(|refusal| match &member.member {
            Some(name) => refusal.of(name.clone()),
            None => refusal,
        })?;
        let report = &mut read.reading.report;
        report.path = (!path.is_empty()).then(|| path.to_owned());
        report.container = container
            .clone()
            .map(|sha256| Container { sha256, member: member.member.clone().unwrap_or_default() });
        Ok((member, read))
    });
    Done { path: path.to_owned(), container, ordinal, outcome }
}

/// A refusal as a row; when it was made is nobody's but a case's to say.
pub(crate) fn refused(path: &str, refusal: &Refusal) -> Refused {
    let path = match &refusal.member {
        Some(member) => format!("{path} » {member}"),
        None => path.to_owned(),
    };
    let (reason, detail) = (refusal.reason.to_string(), refusal.detail.clone());
    Refused { path, reason, detail, when: None }
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut out, byte| {
        // Writing to a string never fails.
        let _ = write!(out, "{byte:02x}");
        out
    })
}

/// Reads a table of reports: a dict of record batches, one for each kind of row that a single report
/// gives.
#[pyfunction]
#[pyo3(signature = (batch, threads = 1))]
pub(crate) fn read_batch(
    py: Python<'_>,
    batch: PyArrowType<RecordBatch>,
    threads: usize,
) -> PyResult<BTreeMap<&'static str, PyArrowType<RecordBatch>>> {
    let tables = py.detach(|| {
        let mut kinds = vec![];
        for kind in ["reports", "refused", "events", "statements", "undertakings"] {
            kinds.push((kind, ArrowRows::new(kind).map_err(wrong)?));
        }
        for done in all(&batch.0, "", threads)? {
            for (kind, rows) in &mut kinds {
                push(kind, rows, &done).map_err(wrong)?;
            }
        }
        let mut out = BTreeMap::new();
        for (kind, mut rows) in kinds {
            let empty = RecordBatch::new_empty(rows.schema());
            out.insert(kind, PyArrowType(rows.flush().map_err(wrong)?.unwrap_or(empty)));
        }
        Ok::<_, PyErr>(out)
    })?;
    Ok(tables)
}

fn push(kind: &str, rows: &mut ArrowRows, done: &Done) -> std::io::Result<()> {
    let reading = match &done.outcome {
        Ok((_, read)) => &read.reading,
        Err(refusal) if kind == "refused" => return rows.push(&refused(&done.path, refusal)),
        Err(_) => return Ok(()),
    };
    match kind {
        "reports" => rows.push(&reading.report),
        "events" => reading.events.iter().try_for_each(|row| rows.push(row)),
        "statements" => reading.statements.iter().try_for_each(|row| rows.push(row)),
        "undertakings" => reading.undertakings.iter().try_for_each(|row| rows.push(row)),
        _ => Ok(()),
    }
}
