//! Whole tables in a form of choice.

use crate::CsvRows;
use detente_case::{Case, Filter, Row};
use std::io::{self, Write};

/// The tables that a case has rows for, in order.
pub const TABLES: &[&str] = &[
    "reports",
    "refused",
    "sources",
    "actors",
    "places",
    "events",
    "statements",
    "undertakings",
    "incidents",
    "accounts",
    "claims",
    "disputes",
    "agreements",
    "channels",
    "relations",
    "timeline",
    "outside",
];

/// A form of rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// One JSON object a line.
    Jsonl,
    /// A column a field, nested fields as JSON.
    Csv,
    /// Apache Parquet with nested types.
    #[cfg(feature = "parquet")]
    Parquet,
}

impl Format {
    /// The ending of a file in this form.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Jsonl => "jsonl",
            Self::Csv => "csv",
            #[cfg(feature = "parquet")]
            Self::Parquet => "parquet",
        }
    }
}

/// Why a table could not be written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No table of that name.
    #[error("there is no table {name:?}; there are {}", TABLES.join(", "))]
    NoTable {
        /// The name asked for.
        name: String,
    },
    /// No part of that name in a form.
    #[error("there is no {part:?} in this form; there are {parts}")]
    NoPart {
        /// The part asked for.
        part: String,
        /// Those that there are.
        parts: String,
    },
    /// The case could not be asked.
    #[error(transparent)]
    Case(#[from] detente_case::Error),
    /// The output could not be written.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// Runs the same for whichever kind of row a table has.
macro_rules! by_table {
    ($table:expr, $T:ident => $run:expr) => {
        by_table!(@ $table, $T => $run,
            "reports" Report, "refused" Refused, "sources" Source, "actors" Actor,
            "places" Place, "events" Event, "statements" Statement, "undertakings" Undertaking,
            "incidents" Incident, "accounts" Account, "claims" Claim, "disputes" Dispute,
            "agreements" Agreement, "channels" Channel, "relations" Relation,
            "timeline" TimelineEntry, "outside" Outside)
    };
    (@ $table:expr, $T:ident => $run:expr, $($name:literal $row:ident),+) => {
        match $table {
            $($name => {
                type $T = detente_record::$row;
                $run
            })+
            other => Err($crate::export::Error::NoTable { name: other.to_owned() }),
        }
    };
}
#[cfg(feature = "parquet")]
pub(crate) use by_table;

/// Writes one table.
///
/// # Errors
/// An unknown table, a case that can't be asked, an output that can't be written.
pub fn export_table(
    case: &Case,
    table: &str,
    format: Format,
    out: &mut dyn Write,
) -> Result<(), Error> {
    by_table!(table, T => export::<T>(case, &Filter::default(), format, out))
}

/// Writes the rows of one kind that pass a filter, one at a time.
///
/// # Errors
/// A case that can't be asked, an output that can't be written.
pub fn export<T: Row>(
    case: &Case,
    filter: &Filter,
    format: Format,
    out: &mut dyn Write,
) -> Result<(), Error> {
    let mut failed: Option<io::Error> = None;
    match format {
        Format::Csv => {
            let mut csv = CsvRows::new(T::TABLE, out)?;
            case.for_each::<T>(filter, &mut |row| keep(&mut failed, || csv.write(&row)))?;
            csv.finish()?;
        }
        #[cfg(feature = "parquet")]
        Format::Parquet => {
            let mut parquet = crate::ParquetRows::new(T::TABLE, out)?;
            case.for_each::<T>(filter, &mut |row| keep(&mut failed, || parquet.write(&row)))?;
            parquet.finish()?;
        }
        Format::Jsonl => case.for_each::<T>(filter, &mut |row| {
            keep(&mut failed, || {
                let line = serde_json::to_string(&row)?;
                out.write_all(line.as_bytes())?;
                out.write_all(b"\n")
            })
        })?,
    }
    failed.map_or(Ok(()), |error| Err(error.into()))
}

/// Writes unless writing has failed before; the first failure is kept.
fn keep(
    failed: &mut Option<io::Error>,
    write: impl FnOnce() -> io::Result<()>,
) -> detente_case::Result<()> {
    if failed.is_none() {
        *failed = write().err();
    }
    Ok(())
}
