//! Whole tables in a form of choice.

use crate::CsvRows;
use detente_case::{Case, Filter, Row};
use detente_record::{
    Account, Actor, Agreement, Channel, Claim, Dispute, Event, Incident, Outside, Place, Refused,
    Relation, Report, Source, Statement, TimelineEntry, Undertaking,
};
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
    match table {
        "reports" => export::<Report>(case, &Filter::default(), format, out),
        "refused" => export::<Refused>(case, &Filter::default(), format, out),
        "sources" => export::<Source>(case, &Filter::default(), format, out),
        "actors" => export::<Actor>(case, &Filter::default(), format, out),
        "places" => export::<Place>(case, &Filter::default(), format, out),
        "events" => export::<Event>(case, &Filter::default(), format, out),
        "statements" => export::<Statement>(case, &Filter::default(), format, out),
        "undertakings" => export::<Undertaking>(case, &Filter::default(), format, out),
        "incidents" => export::<Incident>(case, &Filter::default(), format, out),
        "accounts" => export::<Account>(case, &Filter::default(), format, out),
        "claims" => export::<Claim>(case, &Filter::default(), format, out),
        "disputes" => export::<Dispute>(case, &Filter::default(), format, out),
        "agreements" => export::<Agreement>(case, &Filter::default(), format, out),
        "channels" => export::<Channel>(case, &Filter::default(), format, out),
        "relations" => export::<Relation>(case, &Filter::default(), format, out),
        "timeline" => export::<TimelineEntry>(case, &Filter::default(), format, out),
        "outside" => export::<Outside>(case, &Filter::default(), format, out),
        other => Err(Error::NoTable { name: other.to_owned() }),
    }
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
