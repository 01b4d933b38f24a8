//! The strata of linking as functions over Arrow, for drivers that bring rows of one key together.
//!
//! Each takes the rows of a group, or any part of a table, in any order, and gives rows. What they
//! decide is decided in `detente-linking`; they hand its functions the rows that the case hands them
//! from its tables, so that a driver of any kind comes to the same record. `detente.spark` drives
//! them; the way of the rows is told in `docs/spark.md`.

mod agreements;
mod copies;
mod dates;
mod incidents;
mod lake;
mod named;
mod relations;
mod said;
mod told;

use crate::columns::{Columns, Out, at, batch};
use crate::error::wrong;
use arrow_array::{RecordBatch, UInt32Array};
use arrow_pyarrow::PyArrowType;
use arrow_select::concat::concat_batches;
use arrow_select::take::take_record_batch;
use pyo3::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// Runs one function of the strata over a batch. `options` is a JSON object.
#[pyfunction]
pub(crate) fn spark(
    py: Python<'_>,
    function: &str,
    batch: PyArrowType<RecordBatch>,
    options: &str,
) -> PyResult<PyArrowType<RecordBatch>> {
    let options: Map<String, Value> = serde_json::from_str(options).map_err(wrong)?;
    let batch = batch.0;
    let rows = Columns(&batch);
    py.detach(|| match function {
        "readings" => lake::readings(&batch, &options),
        "rows" => lake::rows(&rows),
        "date_keys" => dates::keys_of(&rows),
        "date_bounds" => grouped(&batch, "open", &dates::bounds_of),
        "reread" => dates::reread(&rows),
        "texts" => copies::texts(&rows),
        "near" => copies::near(&rows),
        "settle" => grouped(&batch, "label", &copies::settle),
        "named" => named::named(&rows),
        "name" => grouped(&batch, "key", &named::name),
        "tellings" => told::tellings(&rows),
        "blocks" => incidents::keys_of(&rows),
        "edges" => grouped(&batch, "key", &incidents::edges),
        "parts" => grouped(&batch, "label", &|rows| incidents::parts(rows, &options)),
        "happenings" => grouped(&batch, "part", &incidents::happenings),
        "scopes" => grouped(&batch, "key", &said::scopes),
        "said" => said::said(&rows),
        "terms" => agreements::terms(&rows),
        "zones" => agreements::zones(&rows),
        "agreements" => grouped(&batch, "key", &|rows| agreements::agreements(rows, &options)),
        "relations" => grouped(&batch, "key", &relations::relations),
        "channels" => grouped(&batch, "key", &relations::channels),
        "typed" => lake::typed(&rows, &options),
        other => Err(wrong(format!("the strata have no function {other:?}"))),
    })
    .map(PyArrowType)
}

/// Runs a function over the rows of each key by themselves, in the order of the keys. A driver hands
/// over many keys at once, for a call costs more than most groups do.
fn grouped(
    batch: &RecordBatch,
    key: &str,
    run: &dyn Fn(&Columns<'_>) -> PyResult<RecordBatch>,
) -> PyResult<RecordBatch> {
    let keys = Columns(batch).texts(key)?;
    let mut groups: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for row in 0..batch.num_rows() {
        let place = u32::try_from(row).map_err(|_| wrong("a batch of more than 2^32 rows"))?;
        groups.entry(at(&keys, row).unwrap_or_default()).or_default().push(place);
    }
    let mut done = vec![];
    for places in groups.into_values() {
        let group = take_record_batch(batch, &UInt32Array::from(places)).map_err(wrong)?;
        done.push(run(&Columns(&group))?);
    }
    match done.first() {
        Some(first) => concat_batches(&first.schema(), &done).map_err(wrong),
        // For the types of the columns.
        None => run(&Columns(batch)),
    }
}

/// Rows of the record, or of a stratum, on their way: which kind, under which key, as JSON.
#[derive(Default)]
struct Sent {
    kind: Vec<Option<String>>,
    key: Vec<Option<String>>,
    json: Vec<Option<String>>,
}

impl Sent {
    fn push(&mut self, kind: &str, key: &str, row: &impl Serialize) {
        self.kind.push(Some(kind.to_owned()));
        self.key.push(Some(key.to_owned()));
        self.json.push(Some(json(row)));
    }

    fn batch(self) -> PyResult<RecordBatch> {
        batch(vec![
            ("kind", Out::Text(self.kind)),
            ("key", Out::Text(self.key)),
            ("json", Out::Text(self.json)),
        ])
    }
}

/// Plain structs with string keys: nothing in them can fail.
fn json(row: &impl Serialize) -> String {
    serde_json::to_string(row).unwrap_or_default()
}

/// What a cell of JSON holds.
fn parse<T: DeserializeOwned>(text: &str, what: &str) -> PyResult<T> {
    serde_json::from_str(text).map_err(|error| {
        wrong(format!("the column {what} holds what detente did not write: {error}"))
    })
}
