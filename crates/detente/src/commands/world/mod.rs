//! `detente world`: the knowledge that reports are read against.

mod examples;
mod find;
mod lay;

use crate::cli::World;
use detente_case::{Case, Error};
use std::path::Path;
use std::process::ExitCode;

pub(crate) fn world(case: &Path, command: &World, quiet: bool) -> anyhow::Result<ExitCode> {
    match command {
        World::Find(args) => with(case, |world| find::find(world, args))?,
        World::Show(args) => with(case, |world| find::show(world, args))?,
        World::Add(args) => lay::add(case, args, quiet)?,
        World::Import(args) => lay::import(case, args, quiet)?,
        World::Check(args) => return lay::check(case, args, quiet),
    }
    Ok(ExitCode::SUCCESS)
}

/// The world of the case, where there is a case; else the program's own.
fn with(
    path: &Path,
    work: impl FnOnce(&detente_world::World) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    match Case::open_existing(path) {
        Ok(case) => work(case.world()?),
        Err(error) if Error::is_absent(&error) => work(detente_world::World::embedded()),
        Err(error) => Err(error.into()),
    }
}
