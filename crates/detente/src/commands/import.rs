//! `detente import`.

use super::SOME_REFUSED;
use super::read::{plural, read_into};
use crate::cli::Import;
use crate::output::say;
use anyhow::Context;
use detente_case::Case;
use detente_exchange::{is_report, read_outside};
use std::path::Path;
use std::process::ExitCode;

/// Most bytes of one file: it is held in memory while its rows are told apart.
const MOST: u64 = 1 << 30;

pub(crate) fn import(case: &Path, args: &Import, quiet: bool) -> anyhow::Result<ExitCode> {
    if let Some(sum) = &args.undo {
        let mut case = Case::open(case)?;
        let name = case.remove_outside(sum)?;
        if !quiet {
            say(&format!("{name} is taken out again"));
        }
        return Ok(ExitCode::SUCCESS);
    }
    // All files are looked at before the case is touched, so that a slip leaves nothing behind.
    let (mut reports, mut tables) = (vec![], vec![]);
    for path in &args.files {
        let bytes = bytes_of(path)?;
        match is_report(&bytes) {
            true => reports.push(path.clone()),
            false => {
                // Only whether it can be taken; the rows are made when they are stored.
                drop(read_outside(&path.display().to_string(), &bytes)?);
                tables.push(path);
            }
        }
    }
    let mut case = Case::open(case)?;
    for path in tables {
        let bytes = bytes_of(path)?;
        let (file, mut rows) = read_outside(&path.display().to_string(), &bytes)?;
        let added = case.add_outside(&file, &mut rows)?;
        if !quiet {
            say(&match added {
                0 => format!("{}: here already", file.path),
                _ => {
                    let rows = plural(added, "row");
                    format!("{}: {rows} beside the record ({})", file.path, file.form)
                }
            });
        }
    }
    if reports.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    let summary = read_into(&mut case, &reports, &args.reading, quiet)?;
    if !quiet {
        say(&format!("{} read", plural(summary.added, "report")));
    }
    Ok(ExitCode::from(if summary.refused > 0 { SOME_REFUSED } else { 0 }))
}

fn bytes_of(path: &Path) -> anyhow::Result<Vec<u8>> {
    let name = path.display();
    let size = std::fs::metadata(path).with_context(|| format!("{name}: can't be read"))?.len();
    if size > MOST {
        anyhow::bail!("{name}: larger than 1 GiB; split it and import the parts");
    }
    std::fs::read(path).with_context(|| format!("{name}: can't be read"))
}
