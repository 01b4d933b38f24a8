//! `detente completions` and `detente man`.

use crate::cli::Arguments;
use crate::output::stdout;
use clap::CommandFactory;
use std::io::Write;

pub(crate) fn completions(shell: clap_complete::Shell) -> anyhow::Result<()> {
    // Into memory first: the generator panics on a closed pipe.
    let mut script = vec![];
    clap_complete::generate(shell, &mut Arguments::command(), "detente", &mut script);
    let mut out = stdout();
    out.write_all(&script)?;
    Ok(out.flush()?)
}

pub(crate) fn man() -> anyhow::Result<()> {
    let mut out = stdout();
    clap_mangen::Man::new(Arguments::command()).render(&mut out)?;
    Ok(out.flush()?)
}
