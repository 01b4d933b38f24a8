//! What one report says: every table of the reading stage, by one command.

mod between;
mod common;
mod dates;
mod frames;
mod gsr;
mod location;
mod nothing;
mod petrarch;
mod plv;
mod speed;
mod statements;
mod times;
mod typing;

pub(crate) use frames::{examples, say};

use anyhow::{Result, bail};
use std::path::Path;

/// Every table.
pub(crate) fn run(data: &Path) -> Result<()> {
    for (_, table) in TABLES {
        table(data)?;
    }
    Ok(())
}

/// One table by its name.
pub(crate) fn one(name: &str, data: &Path) -> Result<()> {
    let Some((_, table)) = TABLES.iter().find(|(known, _)| *known == name) else {
        let known: Vec<&str> = TABLES.iter().map(|(name, _)| *name).collect();
        bail!("{name:?} is none of: {}", known.join(", "));
    };
    table(data)
}

/// Every miss and false alarm of a table, a line each; `more`: a type, or what the table knows.
pub(crate) fn wrong(name: &str, data: &Path, more: &[&str]) -> Result<()> {
    match name {
        "gsr" => gsr::wrong(data, more),
        "plv" => plv::wrong(data, more),
        "nothing" => nothing::wrong(data, more),
        _ => bail!("{name:?} shows no lines"),
    }
}

/// What `training/attach.py` fits the weights of places on.
pub(crate) fn places(data: &Path, out: &Path) -> Result<()> {
    location::dump(data, out)
}

/// What `training/event_types.py` learns types from.
pub(crate) fn types(data: &Path, out: &Path) -> Result<()> {
    typing::dump(data, out)
}

type Table = fn(&Path) -> Result<()>;

const TABLES: &[(&str, Table)] = &[
    ("petrarch", petrarch::run),
    ("gsr", gsr::run),
    ("plv", plv::run),
    ("times", times::run),
    ("location", location::run),
    ("nothing", nothing::run),
    ("statements", statements::run),
    ("speed", speed::run),
];
