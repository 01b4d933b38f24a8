//! The definition of what looks after a case: removing, copying, merging.

use super::values::day;
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
Takes its originals with the log of their custody, its refusals, what was removed from it, its corrections,
its verdicts and its rows from outside. Afterwards the record is that of a case that read the inputs of both; the other case is not
changed. Its files of knowledge are not taken, but named.

Example:
  detente --case mine.detente merge theirs.detente";

#[derive(Args, Debug)]
pub(crate) struct Merge {
    /// The other case
    #[arg(value_name = "CASE", value_hint = ValueHint::FilePath)]
    pub(crate) other: PathBuf,
}

pub(super) const IMPORT: &str = "\
Takes GDELT 2.0 (Event or Mentions, tab-separated without heading) and tables with the columns of ACLED or
UCDP GED. Each row is kept as it stands in its file, with the file's name and SHA-256 and its line, and with
what is understood of it: `detente outside` lists them. They are accounts from outside and stand beside what
was read; no incident, dispute, relation or count rests on them. A page or a JSON-LD article is a report and
is read as one. A file is taken in whole or not at all.

A folder is a lake, which detente.spark wrote (docs/spark.md): the originals of a slice of it are read into the
case, so that their rows are this version's; what the case knows already adds nothing.

Examples:
  detente import 20230531120000.export.CSV acled-sudan.csv
  detente outside --country SDN --type ASSAULT
  detente import --undo 9f2c41d0
  detente import lake/ --country SYR --from 2020-02-01 --to 2020-03-31";

#[derive(Args, Debug)]
pub(crate) struct Import {
    /// Files; the folder of a lake
    #[arg(required_unless_present = "undo", value_name = "FILE", value_hint = ValueHint::AnyPath)]
    pub(crate) files: Vec<PathBuf>,
    /// Of a lake, reports that name somebody or some place of this country (ISO 3166-1 alpha-3)
    #[arg(long, value_name = "CODE")]
    pub(crate) country: Option<String>,
    /// Of a lake, reports of this day or later
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) from: Option<String>,
    /// Of a lake, reports of this day or earlier
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) to: Option<String>,
    /// Take a file out again, by its SHA-256 or the beginning of it
    #[arg(long, value_name = "SHA256", conflicts_with = "files")]
    pub(crate) undo: Option<String>,
    #[command(flatten)]
    pub(crate) reading: super::Reading,
}
