//! The definition of `detente export`.

use clap::{Args, ValueEnum, ValueHint};
use std::path::PathBuf;

pub(super) const EXPORT: &str = "\
What a row is in each form, what maps to what, and what is left empty because the record does not \
know it, stands in docs/exports.md. Only what happened or goes on is a row of polecat, gdelt, \
acled-shape and ucdp-shape. In tables, text that a spreadsheet would take for a formula has an \
apostrophe before it.

Examples:
  detente export geojson -o incidents.geojson
  detente export gdelt -o out/                 both tables
  detente export gdelt --table mentions        one of them, to standard output
  detente export parquet -o out/               every table of the record
  detente export csv --table disputes > disputes.csv
  detente export brat -o texts/                a text and its annotations for each report";

#[derive(Args, Debug)]
pub(crate) struct Export {
    /// The form
    #[arg(value_enum)]
    pub(crate) format: ExportFormat,
    /// The file; a folder where the form holds several
    #[arg(long, short, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub(crate) output: Option<PathBuf>,
    /// Only this table; needed for standard output where the form holds several
    #[arg(long, value_name = "TABLE")]
    pub(crate) table: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportFormat {
    /// Every table of the record, one JSON object a line
    Jsonl,
    /// Every table, comma-separated, nested fields as JSON
    Csv,
    /// Every table as Apache Parquet, nested types
    #[cfg(feature = "parquet")]
    Parquet,
    /// The brief as a page that stands alone
    Html,
    /// POLECAT: 40 columns parted by tabs, with heading
    Polecat,
    /// GDELT 2.0: tables `events` and `mentions`, parted by tabs, without heading
    Gdelt,
    /// ACLED's columns, comma-separated
    AcledShape,
    /// UCDP GED's columns, comma-separated
    UcdpShape,
    /// FollowTheMoney: tables `entities` and `statements`, one JSON object a line
    Ftm,
    /// Incidents on the map, with radius and precision
    Geojson,
    /// TimelineJS 3
    Timelinejs,
    /// Actors, how they stand, and incidents between them as a graph
    Graphml,
    /// W3C Web Annotations of the reports, as JSON-LD
    Webannotation,
    /// A text and standoff annotations for each report
    Brat,
    /// schema.org `Claim`: who stands where, never a verdict
    Claim,
}
