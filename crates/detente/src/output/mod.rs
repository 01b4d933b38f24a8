//! What a person or a pipe gets to see.

mod linked;
mod rows;
mod table;

pub(crate) use detente_exchange::clean::{json_line, printable};
pub(crate) use rows::{Sheet, format_or_default, list, list_of};
pub(crate) use table::{Column, table};

use crate::cli::When;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

/// Whether standard output may be coloured: 0 not chosen yet, 1 yes, 2 no.
static COLOURS: std::sync::atomic::AtomicU8 = std::sync::atomic::AtomicU8::new(0);

/// Settles once whether output is coloured.
pub(crate) fn choose_colours(when: When) {
    let no_colour = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    let on = match when {
        When::Always => true,
        When::Never => false,
        When::Auto => io::stdout().is_terminal() && !no_colour && !dumb,
    };
    COLOURS.store(if on { 1 } else { 2 }, std::sync::atomic::Ordering::Relaxed);
}

/// Whether output is coloured.
pub(crate) fn coloured() -> bool {
    COLOURS.load(std::sync::atomic::Ordering::Relaxed) == 1
}

/// `text` in bold, where colours are on.
pub(crate) fn bold(text: &str) -> String {
    if coloured() { format!("\u{1b}[1m{text}\u{1b}[0m") } else { text.to_owned() }
}

/// `text` in a fainter shade, where colours are on.
pub(crate) fn faint(text: &str) -> String {
    if coloured() { format!("\u{1b}[2m{text}\u{1b}[0m") } else { text.to_owned() }
}

/// Standard output, buffered.
pub(crate) fn stdout() -> io::BufWriter<io::StdoutLock<'static>> {
    io::BufWriter::with_capacity(1 << 16, io::stdout().lock())
}

/// A line on standard error, made safe for a terminal. What can't be written is let go.
pub(crate) fn say(text: &str) {
    let mut stderr = io::stderr().lock();
    let _ = writeln!(stderr, "{}", printable(text, true));
}

/// Reports an error and chooses the exit code. A closed pipe is none.
pub(crate) fn fail(error: &anyhow::Error) -> ExitCode {
    let closed = |error: &io::Error| error.kind() == io::ErrorKind::BrokenPipe;
    for cause in error.chain() {
        let io = cause.downcast_ref::<io::Error>().is_some_and(closed);
        let json = cause.downcast_ref::<serde_json::Error>();
        if io || json.is_some_and(|e| e.io_error_kind() == Some(io::ErrorKind::BrokenPipe)) {
            return ExitCode::SUCCESS;
        }
    }
    let mut message = String::new();
    for cause in error.chain() {
        let cause = cause.to_string();
        // Errors that quote their cause would say it twice.
        if !message.contains(&cause) {
            if !message.is_empty() {
                message.push_str(": ");
            }
            message.push_str(&cause);
        }
    }
    say(&format!("detente: {message}"));
    let case = error.chain().find_map(|cause| cause.downcast_ref::<detente_case::Error>());
    match case {
        Some(error) if error.is_damaged() || error.is_newer() => ExitCode::from(3),
        _ => ExitCode::from(2),
    }
}

/// The time now, RFC 3339 UTC to the second: what an analyst says is said at a time.
pub(crate) fn now() -> String {
    let now = jiff::Timestamp::now();
    jiff::Timestamp::from_second(now.as_second()).unwrap_or(now).to_string()
}
