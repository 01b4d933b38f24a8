//! Root type for a given pair of actors.

use anyhow::Result;
use std::path::Path;

pub(super) fn run(_data: &Path) -> Result<()> {
    Ok(())
}
