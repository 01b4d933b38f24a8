//! The place that an event attaches to.

use anyhow::Result;
use std::path::Path;

pub(super) fn run(_data: &Path) -> Result<()> {
    Ok(())
}
