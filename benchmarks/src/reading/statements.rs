//! Attributions through the whole program, on PolNeAR.

use anyhow::Result;
use std::path::Path;

pub(super) fn run(_data: &Path) -> Result<()> {
    Ok(())
}
