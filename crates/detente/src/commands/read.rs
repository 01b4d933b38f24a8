//! `detente read`.

use super::SOME_REFUSED;
use crate::cli::{Read, Reading};
use crate::output::say;
use crate::progress::Bar;
use crate::sandbox::{Bounds, pdf_pages};
use detente_case::{Case, Input, ReadOptions, Summary};
use detente_text::Limits;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

pub(crate) fn read(case: &Path, args: &Read, quiet: bool) -> anyhow::Result<ExitCode> {
    let mut case = open(case, quiet)?;
    let summary = read_into(&mut case, &args.paths, &args.reading, quiet)?;
    if !quiet {
        say(&sentence(&summary));
    }
    Ok(ExitCode::from(if summary.refused > 0 { SOME_REFUSED } else { 0 }))
}

/// Opens a case for writing, with a bar where a person looks on while an older one is brought up to date.
pub(crate) fn open(case: &Path, quiet: bool) -> anyhow::Result<Case> {
    let bar = Bar::new(quiet);
    let case = Case::open_watched(case, &bar);
    bar.finish();
    Ok(case?)
}

/// Reads paths into a case, with a bar where a person looks on.
pub(crate) fn read_into(
    case: &mut Case,
    paths: &[PathBuf],
    reading: &Reading,
    quiet: bool,
) -> anyhow::Result<Summary> {
    let input = |path: &PathBuf| match path.as_os_str() == "-" {
        true => Input::Stdin,
        false => Input::Path(path.clone()),
    };
    let inputs: Vec<Input> = paths.iter().map(input).collect();
    inputs_into(case, &inputs, reading, quiet)
}

/// The same for inputs of any kind.
pub(crate) fn inputs_into(
    case: &mut Case,
    inputs: &[Input],
    reading: &Reading,
    quiet: bool,
) -> anyhow::Result<Summary> {
    let bar = Bar::new(quiet);
    let summary = case.read(inputs, &options(reading), &bar);
    bar.finish();
    Ok(summary?)
}

fn options(reading: &Reading) -> ReadOptions {
    let limits = Limits {
        report_bytes: usize::try_from(reading.report_bytes).unwrap_or(usize::MAX),
        depth: reading.depth,
        expansion: reading.expansion,
        members: reading.members,
        child_seconds: reading.child_seconds,
        child_memory: reading.child_memory,
    };
    ReadOptions {
        threads: reading.threads.unwrap_or(0),
        again: reading.again,
        text_only: reading.text_only,
        ..within(limits)
    }
}

/// As `detente read` reads without options.
#[cfg(any(feature = "server", feature = "watch"))]
pub(crate) fn usual() -> ReadOptions {
    within(Limits::default())
}

fn within(limits: Limits) -> ReadOptions {
    let bounds = Bounds {
        seconds: limits.child_seconds,
        memory: limits.child_memory,
        text: limits.report_bytes,
    };
    let pdf = Box::new(move |pdf: &[u8]| pdf_pages(pdf, bounds));
    ReadOptions { limits, pdf, ..ReadOptions::default() }
}

/// `12 reports added, 3 known already, 1 input refused (detente refused lists it)`
fn sentence(summary: &Summary) -> String {
    let mut parts = vec![format!("{} added", plural(summary.added, "report"))];
    if summary.known > 0 {
        parts.push(format!("{} known already", summary.known));
    }
    if summary.removed > 0 {
        parts
            .push(format!("{} removed earlier and left out (--again reads them)", summary.removed));
    }
    if summary.hidden > 0 {
        parts.push(format!("{} passed over", plural(summary.hidden, "hidden file")));
    }
    if summary.refused > 0 {
        parts.push(format!(
            "{} refused: `detente refused` says why",
            plural(summary.refused, "input")
        ));
    }
    parts.join(", ")
}

pub(crate) fn plural(n: u64, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}
