//! What the world is worth: places, names, offices, references, speed.

mod corpus;
mod gum;
mod names;
mod offices;
mod places;
mod references;
mod speed;
mod spotted;

use anyhow::Result;
use std::path::Path;

pub(crate) fn run(data: &Path) -> Result<()> {
    speed::opening();
    places::run(data)?;
    spotted::run(data)?;
    names::run(data)?;
    offices::run(data, false)?;
    references::run(data, false, false)?;
    speed::run(data)
}

pub(crate) fn fit(data: &Path) -> Result<()> {
    places::fit(data)
}

pub(crate) fn wrong(data: &Path, which: &str) -> Result<()> {
    places::wrong(data, which)
}

pub(crate) fn offices(data: &Path) -> Result<()> {
    offices::run(data, true)
}

pub(crate) fn references(data: &Path, all: bool) -> Result<()> {
    references::run(data, all, true)
}

pub(crate) fn decisions(data: &Path, out: &Path) -> Result<()> {
    references::dump(data, out)
}
