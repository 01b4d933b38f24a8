//! `detente verify`.

use super::{NOT_VERIFIED, read::plural};
use crate::cli::{RowFormat, Verify};
use crate::output::{format_or_default, json_line, printable, stdout};
use crate::progress::Bar;
use detente_case::Case;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

pub(crate) fn verify(case: &Path, args: &Verify, quiet: bool) -> anyhow::Result<ExitCode> {
    let case = Case::open_existing(case)?;
    let bar = Bar::new(quiet);
    let found = case.verify(&bar);
    bar.finish();
    let found = found?;
    let mut out = stdout();
    if format_or_default(args.format) == RowFormat::Jsonl {
        let row = serde_json::json!({
            "reports": found.reports, "quotes": found.quotes, "containers": found.containers,
            "custody": found.custody, "failed": found.failed, "failures": found.failures,
        });
        writeln!(out, "{}", json_line(&row)?)?;
    } else {
        for failure in &found.failures {
            writeln!(out, "{}", printable(failure, false))?;
        }
        let checked = format!(
            "{} recomputed from the bytes of {}, {} of the custody log",
            plural(found.quotes, "quote"),
            plural(found.reports, "report"),
            if found.custody == 1 {
                "1 entry".into()
            } else {
                format!("{} entries", found.custody)
            },
        );
        match found.failed {
            0 => writeln!(out, "{checked}: all as recorded")?,
            n => writeln!(out, "{checked}: {} FAILED", plural(n, "check"))?,
        }
    }
    out.flush()?;
    Ok(ExitCode::from(if found.failed > 0 { NOT_VERIFIED } else { 0 }))
}
