//! What many reports say together: a table for each stratum.

mod cost;
mod dating;
mod dating_case;
mod ecb;
mod independence;

use anyhow::{Result, bail};
use std::path::Path;

/// One table by its name. `more`: `--every N`, and what the table knows.
pub(crate) fn one(name: &str, data: &Path, more: &[&str]) -> Result<()> {
    match name {
        "cost" => cost::run(data, more),
        "dating" => dating::run(data, more),
        "dating-case" => dating_case::run(data, more),
        "ecb" => ecb::run(data),
        "independence" => {
            independence::run();
            Ok(())
        }
        _ => bail!("{name:?} is none of: cost, dating, dating-case, ecb, independence"),
    }
}

/// What `training/mentions.py` fits the weights of mentions on.
pub(crate) fn mentions(data: &Path, out: &Path) -> Result<()> {
    ecb::dump(data, out)
}
