//! The case: one SQLite file with what was read and what was found in it.
//!
//! This crate knows the file, the updates and the queries. It keeps the original bytes with a log
//! of custody, drives reports through the text stage, the reading and the linking, and stores the
//! rows that come of it. It must not interpret text itself: what a report says is decided in the
//! crates it calls, and everything here would be the same for reports about football.
//!
//! Tables are *kept* (originals, custody, refusals, tombstones: nothing can bring them back) or
//! *derived* (all else: they can be had again from the kept ones with [`Case::reread`]).
//!
//! ```
//! use detente_case::{Case, Filter};
//! use detente_record::Report;
//! let case = Case::temporary()?;
//! assert!(case.rows::<Report>(&Filter::default())?.is_empty());
//! # Ok::<(), detente_case::Error>(())
//! ```
// The case stands at the edge: it opens files, and its log of custody says when.
#![allow(clippy::disallowed_methods)]

mod case;
mod error;
mod filter;
mod keep;
mod link;
mod options;
mod pipeline;
mod query;
mod read;
mod store;

pub use case::Case;
pub use detente_linking::Period;
pub use detente_reading::Step;
pub use error::{Error, Result};
pub use filter::Filter;
pub use keep::audit::{Drawn, Judged, Precision, Verdict, VerdictOn};
pub use keep::correct::{Correcting, Wish, says_of};
pub use keep::corrections::{AnchorRow, CorrectionRow};
pub use keep::doctor::Check;
pub use keep::merge::Merged;
pub use keep::remove::Removed;
pub use keep::verify::Verification;
pub use options::{Input, PdfText, Progress, ReadOptions, Summary};
pub use query::awaiting::Awaiting;
pub use query::conditions::filters;
pub use query::diff::{Change, Difference, FieldChange, Moment};
pub use query::facets::{Facets, Narrow};
pub use query::find::Found;
pub use query::foremost::Foremost;
pub use query::map::Happened;
pub use query::named::{Mentioned, Named};
pub use query::overview::{Overview, Turn};
pub use query::pairs::Stand;
pub use query::rows::Row;
pub use query::search::Hit;
pub use query::spread::{Bin, Lane, Spot, Spread};
pub use read::Read;
pub use read::analyse::{read_report, why as why_event};
pub use store::alerts::{Alert, Outstanding};
pub use store::layers::{Layer, LayerForm};
pub use store::outside::OutsideFile;
pub use store::watched::{Fetched, Watched};
