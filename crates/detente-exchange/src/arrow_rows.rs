//! Rows as Arrow, nested fields as nested types.

use crate::export::{Error, by_table};
use crate::parquet::schema;
use arrow_array::RecordBatch;
use arrow_json::reader::{Decoder, ReaderBuilder};
use arrow_schema::SchemaRef;
use detente_case::{Case, Filter};
use std::io;
use std::sync::Arc;

/// Rows that are turned into columns at a time.
pub(crate) const BATCH: usize = 4096;

/// Turns rows of one table into columns. The types are those of [`crate::ParquetRows`].
///
/// ```
/// use detente_exchange::ArrowRows;
/// use detente_record::Refused;
/// let mut rows = ArrowRows::new("refused")?;
/// rows.push(&Refused {
///     path: "a.bin".into(),
///     reason: "not-text".into(),
///     detail: "a.bin: no text in it".into(),
///     when: None,
/// })?;
/// assert_eq!(rows.flush()?.map(|batch| batch.num_rows()), Some(1));
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug)]
pub struct ArrowRows {
    schema: SchemaRef,
    decoder: Decoder,
}

impl ArrowRows {
    /// Begins with no rows of `table`.
    ///
    /// # Errors
    /// A table that the record does not have.
    pub fn new(table: &str) -> io::Result<Self> {
        let schema = Arc::new(schema::of(table)?);
        let decoder = ReaderBuilder::new(schema.clone())
            .with_batch_size(BATCH)
            .with_strict_mode(true)
            .build_decoder()
            .map_err(io::Error::other)?;
        Ok(Self { schema, decoder })
    }

    /// The types of the columns.
    pub fn schema(&self) -> SchemaRef {
        self.schema.clone()
    }

    /// Adds one row.
    ///
    /// # Errors
    /// A row of another table.
    pub fn push(&mut self, row: &impl serde::Serialize) -> io::Result<()> {
        self.decoder.serialize(std::slice::from_ref(row)).map_err(io::Error::other)
    }

    /// Whether so many rows wait that they are to be taken.
    pub fn is_full(&self) -> bool {
        self.decoder.len() >= BATCH
    }

    /// The rows since the last call; `None` where there are none.
    ///
    /// # Errors
    /// A row of another table.
    pub fn flush(&mut self) -> io::Result<Option<RecordBatch>> {
        self.decoder.flush().map_err(io::Error::other)
    }
}

/// The rows of a case's table that pass a filter, as columns, some thousand rows at a time.
///
/// # Errors
/// An unknown table, a case that can't be asked.
pub fn arrow_table(
    case: &Case,
    table: &str,
    filter: &Filter,
) -> Result<(SchemaRef, Vec<RecordBatch>), Error> {
    by_table!(table, T => {
        let mut rows = ArrowRows::new(table)?;
        let mut out = vec![];
        let mut failed: Option<io::Error> = None;
        case.for_each::<T>(filter, &mut |row| {
            if failed.is_none() {
                failed = take(&mut rows, &row, &mut out).err();
            }
            Ok(())
        })?;
        match failed {
            Some(error) => Err(error.into()),
            None => {
                out.extend(rows.flush()?);
                Ok((rows.schema(), out))
            }
        }
    })
}

fn take(
    rows: &mut ArrowRows,
    row: &impl serde::Serialize,
    out: &mut Vec<RecordBatch>,
) -> io::Result<()> {
    rows.push(row)?;
    if rows.is_full() {
        out.extend(rows.flush()?);
    }
    Ok(())
}
