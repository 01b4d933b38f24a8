//! `detente brief`.

use super::{SOME_REFUSED, read::read_into};
use crate::cli::{Brief, BriefFormat};
use crate::output::stdout;
use detente_case::Case;
use detente_exchange::brief::{compose, to_html, to_markdown};
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

pub(crate) fn brief(case: &Path, args: &Brief, quiet: bool) -> anyhow::Result<ExitCode> {
    let mut refused = 0;
    let case = if args.paths.is_empty() {
        Case::open_existing(case)?
    } else {
        let mut case = Case::temporary()?;
        refused = read_into(&mut case, &args.paths, &args.reading, quiet)?.refused;
        case
    };
    let brief = compose(&case, args.as_of.as_deref())?;
    let mut out = stdout();
    match args.format {
        BriefFormat::Md => out.write_all(to_markdown(&brief).as_bytes())?,
        BriefFormat::Html => out.write_all(to_html(&brief).as_bytes())?,
        BriefFormat::Json => writeln!(out, "{}", serde_json::to_string_pretty(&brief)?)?,
    }
    out.flush()?;
    Ok(ExitCode::from(if refused > 0 { SOME_REFUSED } else { 0 }))
}
