//! A case: every kind of row as Arrow, the brief, why.

use crate::error::wrong;
use arrow_array::RecordBatch;
use arrow_pyarrow::PyArrowType;
use arrow_schema::Schema;
use detente_case::{Case as Kept, Filter, Input, ReadOptions};
use detente_exchange::brief::{compose, to_html, to_markdown};
use detente_exchange::{arrow_table, why};
use pyo3::prelude::*;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// A case that is open for reading or for writing.
#[pyclass(frozen)]
pub struct Case(Mutex<Option<Kept>>);

/// A case's table: its types, and its rows.
type Table = (PyArrowType<Schema>, Vec<PyArrowType<RecordBatch>>);

impl Case {
    fn with<T: Send>(
        &self,
        py: Python<'_>,
        work: impl FnOnce(&mut Kept) -> PyResult<T> + Send,
    ) -> PyResult<T> {
        py.detach(|| {
            let mut held: MutexGuard<'_, _> = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            match held.as_mut() {
                Some(case) => work(case),
                None => Err(wrong("the case was closed; open it again")),
            }
        })
    }
}

#[pymethods]
impl Case {
    /// Opens a case; `write` creates it where there is none.
    #[staticmethod]
    #[pyo3(signature = (path, write))]
    fn open(py: Python<'_>, path: PathBuf, write: bool) -> PyResult<Self> {
        let open = || if write { Kept::open(&path) } else { Kept::open_existing(&path) };
        Ok(Self(Mutex::new(Some(py.detach(open).map_err(wrong)?))))
    }

    /// A case in a temporary file.
    #[staticmethod]
    fn temporary(py: Python<'_>) -> PyResult<Self> {
        Ok(Self(Mutex::new(Some(py.detach(Kept::temporary).map_err(wrong)?))))
    }

    /// Lets go of the file.
    fn close(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
    }

    /// The file.
    #[getter]
    fn path(&self, py: Python<'_>) -> PyResult<PathBuf> {
        self.with(py, |case| Ok(case.path().to_owned()))
    }

    /// The rows of a table that pass a filter.
    #[pyo3(signature = (table, *, actor, place, country, kind, status, from_, to, report, about, limit))]
    #[allow(clippy::too_many_arguments)]
    fn table(
        &self,
        py: Python<'_>,
        table: &str,
        actor: Option<String>,
        place: Option<String>,
        country: Option<String>,
        kind: Option<String>,
        status: Option<String>,
        from_: Option<String>,
        to: Option<String>,
        report: Option<String>,
        about: Option<String>,
        limit: Option<usize>,
    ) -> PyResult<Table> {
        let from = from_;
        let filter = Filter {
            actor,
            place,
            country,
            kind,
            status,
            from,
            to,
            report,
            about,
            limit,
            ..Filter::default()
        };
        let found = self.with(py, |case| arrow_table(case, table, &filter).map_err(wrong))?;
        let (schema, batches) = found;
        let batches = batches.into_iter().map(PyArrowType).collect();
        Ok((PyArrowType(schema.as_ref().clone()), batches))
    }

    /// Reads files, folders and patterns; what is known already adds nothing.
    fn read(&self, py: Python<'_>, paths: Vec<PathBuf>) -> PyResult<[u64; 3]> {
        let inputs: Vec<Input> = paths.into_iter().map(Input::Path).collect();
        let summary =
            self.with(py, |case| case.read(&inputs, &ReadOptions::default(), &()).map_err(wrong))?;
        Ok([summary.added, summary.known, summary.refused])
    }

    /// The situation on one page.
    #[pyo3(signature = (format, as_of))]
    fn brief(&self, py: Python<'_>, format: &str, as_of: Option<&str>) -> PyResult<String> {
        let brief = self.with(py, |case| compose(case, as_of).map_err(wrong))?;
        match format {
            "md" => Ok(to_markdown(&brief)),
            "html" => Ok(to_html(&brief)),
            "json" => serde_json::to_string(&brief).map_err(wrong),
            other => Err(wrong(format!("a brief is md, html or json, not {other:?}"))),
        }
    }

    /// How a row came to be, as JSON.
    fn why(&self, py: Python<'_>, id: &str) -> PyResult<String> {
        self.with(py, |case| {
            let found = case.find(id).map_err(wrong)?;
            let reasons = why::reasons(case, &found).map_err(wrong)?;
            Ok(reasons.to_json(&found).to_string())
        })
    }

    /// A report's stored bytes.
    fn original(&self, py: Python<'_>, report: &str) -> PyResult<Vec<u8>> {
        self.with(py, |case| case.original(report).map_err(wrong))
    }

    /// Recomputes everything; gives what failed, a sentence each.
    fn verify(&self, py: Python<'_>) -> PyResult<Vec<String>> {
        self.with(py, |case| Ok(case.verify(&()).map_err(wrong)?.failures))
    }
}
