//! Rows as CSV: a column a field in the order of the record, nested fields as JSON.

use crate::formula_safe;
use serde_json::Value;
use std::io::{self, Write};

/// Writes rows of one table as CSV (RFC 4180), the heading first, also where there is no row. Text
/// that a spreadsheet would take for a formula has an apostrophe before it ([`formula_safe`]).
pub struct CsvRows<W: Write> {
    out: csv::Writer<W>,
    columns: Vec<String>,
}

impl<W: Write> CsvRows<W> {
    /// Starts with the heading of `table`.
    ///
    /// # Errors
    /// If it can't be written.
    pub fn new(table: &str, out: W) -> io::Result<Self> {
        let schemas = detente_record::schemas();
        let schema = schemas.iter().find(|(name, _)| *name == table).map(|(_, schema)| schema);
        let properties =
            schema.and_then(|schema| schema.get("properties")).and_then(Value::as_object);
        let columns: Vec<String> =
            properties.map(|p| p.keys().cloned().collect()).unwrap_or_default();
        let mut out = csv::Writer::from_writer(out);
        out.write_record(&columns).map_err(io::Error::other)?;
        Ok(Self { out, columns })
    }

    /// Writes one row.
    ///
    /// # Errors
    /// If it can't be written.
    pub fn write(&mut self, row: &impl serde::Serialize) -> io::Result<()> {
        let row = serde_json::to_value(row)?;
        let cell = |column: &String| match row.get(column) {
            None | Some(Value::Null) => String::new(),
            Some(Value::String(text)) => formula_safe(text).into_owned(),
            Some(value) => value.to_string(),
        };
        let cells: Vec<String> = self.columns.iter().map(cell).collect();
        self.out.write_record(&cells).map_err(into_io)
    }

    /// Writes out what is still held back.
    ///
    /// # Errors
    /// If it can't be written.
    pub fn finish(mut self) -> io::Result<()> {
        self.out.flush()
    }
}

fn into_io(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}
