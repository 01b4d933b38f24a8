//! The definition of what looks after a case: removing, copying, merging.

use clap::{Args, ValueHint};
use std::path::PathBuf;

#[derive(Args, Debug)]
pub(crate) struct Remove {
    /// The report's id, or the beginning of it
    pub(crate) id: String,
    /// Why, for the custody log
    #[arg(long, default_value = "")]
    pub(crate) reason: String,
}

#[derive(Args, Debug)]
pub(crate) struct Reread {
    /// Only link again what was read, which is much faster
    #[arg(long)]
    pub(crate) links: bool,
}

#[derive(Args, Debug)]
pub(crate) struct Copy {
    /// Where to
    #[arg(value_hint = ValueHint::FilePath)]
    pub(crate) to: PathBuf,
}

#[derive(Args, Debug)]
pub(crate) struct Restore {
    /// The backup
    #[arg(value_hint = ValueHint::FilePath)]
    pub(crate) from: PathBuf,
}

pub(super) const MERGE: &str = "\
Takes its originals with the log of their custody, its refusals, what was removed from it, its corrections
and verdicts. Afterwards the record is that of a case that read the inputs of both; the other case is not
changed. Its files of knowledge are not taken, but named.

Example:
  detente --case mine.detente merge theirs.detente";

#[derive(Args, Debug)]
pub(crate) struct Merge {
    /// The other case
    #[arg(value_name = "CASE", value_hint = ValueHint::FilePath)]
    pub(crate) other: PathBuf,
}
