//! `detente mcp`.

use crate::output::say;
use detente_case::Case;
use std::io::IsTerminal;
use std::path::Path;

/// Answers an assistant until it goes. Standard output is the assistant's alone.
pub(crate) fn mcp(case: &Path, quiet: bool) -> anyhow::Result<()> {
    if !quiet {
        // It serves all the same: the case may come yet, and each call says what is wrong.
        if let Err(error) = Case::open_existing(case) {
            say(&format!("detente: {error}"));
        }
        if std::io::stdin().is_terminal() {
            say(
                "This speaks the Model Context Protocol: an assistant starts it (see `detente mcp \
                 --help`). Ctrl-D ends it.",
            );
        }
    }
    Ok(detente_mcp::serve(case)?)
}
