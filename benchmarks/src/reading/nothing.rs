//! Events stated where there are none: commodities and earnings.

use anyhow::Result;
use std::path::Path;

pub(super) fn run(_data: &Path) -> Result<()> {
    Ok(())
}
