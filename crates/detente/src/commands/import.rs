//! `detente import`.

use super::SOME_REFUSED;
use super::read::{plural, read_into};
use crate::cli::Import;
use crate::output::say;
use anyhow::Context;
use detente_case::Case;
use detente_exchange::{is_report, read_outside};
use std::path::{Path, PathBuf};
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
    let (lakes, files): (Vec<&PathBuf>, Vec<&PathBuf>) =
        args.files.iter().partition(|path| path.is_dir());
    // All files are looked at before the case is touched, so that a slip leaves nothing behind.
    let (mut reports, mut tables) = (vec![], vec![]);
    for path in files {
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
    let mut case = super::read::open(case, quiet)?;
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
    let mut refused = 0;
    for lake in lakes {
        refused += lake_into(&mut case, lake, args, quiet)?;
    }
    if !reports.is_empty() {
        let summary = read_into(&mut case, &reports, &args.reading, quiet)?;
        refused += summary.refused;
        if !quiet {
            say(&format!("{} read", plural(summary.added, "report")));
        }
    }
    Ok(ExitCode::from(if refused > 0 { SOME_REFUSED } else { 0 }))
}

fn bytes_of(path: &Path) -> anyhow::Result<Vec<u8>> {
    let name = path.display();
    let size = std::fs::metadata(path).with_context(|| format!("{name}: can't be read"))?.len();
    if size > MOST {
        anyhow::bail!("{name}: larger than 1 GiB; split it and import the parts");
    }
    std::fs::read(path).with_context(|| format!("{name}: can't be read"))
}

/// Bytes of originals that are handed to the case at a time.
#[cfg(feature = "parquet")]
const HELD: usize = 64 << 20;

/// Reads a slice of a lake into the case; gives how many of its originals were refused.
#[cfg(feature = "parquet")]
fn lake_into(case: &mut Case, lake: &Path, args: &Import, quiet: bool) -> anyhow::Result<u64> {
    use super::read::inputs_into;
    use detente_case::Input;
    let slice = detente_exchange::Slice {
        country: args.country.as_ref().map(|code| code.to_uppercase()),
        from: args.from.clone(),
        to: args.to.clone(),
    };
    let (mut held, mut inputs) = (0, vec![]);
    let (mut added, mut known, mut refused) = (0, 0, 0);
    let mut read = |inputs: &mut Vec<Input>| -> anyhow::Result<()> {
        let summary = inputs_into(case, inputs, &args.reading, quiet)?;
        inputs.clear();
        added += summary.added;
        known += summary.known;
        refused += summary.refused;
        Ok(())
    };
    for path in parquet_files(lake, &slice)? {
        let name = path.display().to_string();
        let file = std::fs::File::open(&path).with_context(|| format!("{name}: can't be read"))?;
        detente_exchange::lake_file(&name, file, &slice, &mut |name, member| {
            held += member.original.len();
            inputs.push(Input::Given { name, member: Box::new(member) });
            if held < HELD {
                return Ok(());
            }
            held = 0;
            read(&mut inputs)
        })?;
    }
    read(&mut inputs)?;
    if !quiet {
        let (added, lake) = (plural(added, "report"), lake.display());
        say(&format!("{lake}: {added} read, {known} known already"));
    }
    Ok(refused)
}

#[cfg(not(feature = "parquet"))]
fn lake_into(_: &mut Case, lake: &Path, _: &Import, _: bool) -> anyhow::Result<u64> {
    anyhow::bail!("{}: this program was built without Parquet, in which lakes are", lake.display())
}

/// The files of a lake in the order of their names, of those months that may hold the slice.
#[cfg(feature = "parquet")]
fn parquet_files(lake: &Path, slice: &detente_exchange::Slice) -> anyhow::Result<Vec<PathBuf>> {
    let list = |folder: &Path| -> anyhow::Result<Vec<PathBuf>> {
        let entries = std::fs::read_dir(folder).and_then(|all| {
            all.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>()
        });
        let mut found = entries.with_context(|| format!("{}: can't be read", folder.display()))?;
        found.sort();
        Ok(found)
    };
    let mut out = vec![];
    for path in list(lake)? {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if path.is_dir() && name.strip_prefix("month=").is_some_and(|month| slice.may_hold(month)) {
            out.extend(list(&path)?);
        } else if path.is_file() {
            out.push(path);
        }
    }
    out.retain(|path| path.extension().is_some_and(|ending| ending == "parquet"));
    if out.is_empty() && !list(lake)?.iter().any(|path| path.to_string_lossy().contains("month=")) {
        anyhow::bail!(
            "{}: no lake, for there is no Parquet in it; `detente read` takes folders of reports",
            lake.display()
        );
    }
    Ok(out)
}
