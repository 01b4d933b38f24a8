//! Source, type and recipient of PLOVER's gold standard records.

use anyhow::Result;
use std::path::Path;

pub(super) fn run(_data: &Path) -> Result<()> {
    Ok(())
}
