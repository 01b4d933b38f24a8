//! What many reports say together: tables of the linking stage.

mod ecb;

use anyhow::{Result, bail};
use std::path::Path;

/// One table by its name.
pub(crate) fn one(name: &str, data: &Path) -> Result<()> {
    match name {
        "ecb" => ecb::run(data),
        _ => bail!("{name:?} is none of: ecb"),
    }
}

/// What `training/mentions.py` fits the weights of mentions on.
pub(crate) fn mentions(data: &Path, out: &Path) -> Result<()> {
    ecb::dump(data, out)
}
