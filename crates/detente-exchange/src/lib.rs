//! Other people's forms: the brief as Markdown, page and JSON; rows as JSON Lines, CSV
//! and Parquet; event data, maps, timelines, graphs and annotations ([`Form`]); the language
//! analysis as CoNLL-U and JSON Lines.
//!
//! This crate knows the record and how to ask a case for it, and how others want to have it. It
//! must not decide anything: what it writes stands in the rows.

pub mod analysis;
#[cfg(feature = "parquet")]
mod arrow_rows;
pub mod brief;
pub mod chart;
pub mod clean;
mod csv_rows;
mod escape;
mod export;
mod forms;
pub mod knowledge;
#[cfg(feature = "parquet")]
mod lake;
mod outside;
#[cfg(feature = "parquet")]
mod parquet;
pub mod why;
pub mod words;

#[cfg(feature = "parquet")]
pub use arrow_rows::{ArrowRows, arrow_table};
pub use csv_rows::CsvRows;
pub use escape::{html, markdown};
pub use export::{Error, Format, TABLES, export, export_table};
pub use forms::{Form, formula_safe, write_brat, write_form};
#[cfg(feature = "parquet")]
pub use lake::{LakeError, Slice, lake_file};
pub use outside::{OutsideError, OutsideRows, is_report, read_outside};
#[cfg(feature = "parquet")]
pub use parquet::ParquetRows;
