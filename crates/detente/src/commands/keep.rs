//! `detente remove`, `reread`, `backup`, `merge`, `restore`.

use super::{SOME_REFUSED, read::plural};
use crate::cli::{Copy, Merge, Remove, Reread, Restore};
use crate::output::say;
use crate::progress::Bar;
use detente_case::Case;
use std::path::Path;
use std::process::ExitCode;

pub(crate) fn remove(case: &Path, args: &Remove, quiet: bool) -> anyhow::Result<()> {
    let mut case = Case::open(case)?;
    let removed = case.remove(&args.id, &args.reason)?;
    if !quiet {
        let rest = if removed.erased {
            "its bytes are erased".to_owned()
        } else {
            format!(
                "its bytes stay until {} in the same file are removed too",
                plural(removed.remaining, "other report")
            )
        };
        say(&format!("{} removed; {rest}", removed.id));
    }
    Ok(())
}

pub(crate) fn reread(case: &Path, args: &Reread, quiet: bool) -> anyhow::Result<ExitCode> {
    let bar = Bar::new(quiet);
    let mut case = Case::open_watched(case, &bar)?;
    if args.links {
        let linked = case.relink(&bar);
        bar.finish();
        linked?;
        if !quiet {
            say("everything linked again");
        }
        return Ok(ExitCode::SUCCESS);
    }
    let summary = case.reread(&bar);
    bar.finish();
    let summary = summary?;
    if !quiet {
        // Where only what is counted had another form, opening the case was all.
        let all = plural(summary.added, "report");
        say(&match summary.added + summary.refused {
            0 => "the case is up to date; no report had to be read again".to_owned(),
            _ => format!("{all} read again"),
        });
    }
    Ok(ExitCode::from(if summary.refused > 0 { SOME_REFUSED } else { 0 }))
}

pub(crate) fn merge(case: &Path, args: &Merge, quiet: bool) -> anyhow::Result<()> {
    // Before the case is made where there is none: a slip of the name leaves nothing behind.
    Case::open_existing(&args.other)?;
    let bar = Bar::new(quiet);
    let mut into = Case::open_watched(case, &bar)?;
    let merged = into.merge(&args.other, &bar);
    bar.finish();
    let merged = merged?;
    if !quiet {
        let mut parts = vec![format!("{} added", plural(merged.added, "report"))];
        let more = [
            (merged.known, "known already"),
            (merged.removed, "removed here earlier and left out"),
        ];
        parts.extend(more.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")));
        let taken = [
            (merged.refused, "refusal"),
            (merged.corrections, "correction"),
            (merged.verdicts, "verdict"),
            (merged.outside, "outside row"),
        ];
        parts.extend(
            taken
                .iter()
                .filter(|(n, _)| *n > 0)
                .map(|(n, what)| format!("{} taken", plural(*n, what))),
        );
        say(&format!(
            "{} merged into {}: {}",
            args.other.display(),
            case.display(),
            parts.join(", ")
        ));
        if !merged.layers.is_empty() {
            say(&format!(
                "files of knowledge were left there: {}; `detente world add` lays one over this case",
                merged.layers.join(", ")
            ));
        }
    }
    Ok(())
}

pub(crate) fn backup(case: &Path, args: &Copy, quiet: bool) -> anyhow::Result<()> {
    Case::open_existing(case)?.backup(&args.to)?;
    if !quiet {
        say(&format!("{} backed up to {}", case.display(), args.to.display()));
    }
    Ok(())
}

pub(crate) fn restore(case: &Path, args: &Restore, quiet: bool) -> anyhow::Result<()> {
    let aside = Case::restore(&args.from, case)?;
    if !quiet {
        let aside = aside.map(|path| format!("; what was there lies in {}", path.display()));
        say(&format!(
            "{} restored from {}{}",
            case.display(),
            args.from.display(),
            aside.unwrap_or_default()
        ));
    }
    Ok(())
}
