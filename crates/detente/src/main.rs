//! `detente`: reads news reports about a conflict and keeps the record an analyst would keep.
//!
//! This crate knows the terminal: arguments, progress, tables, exit codes, and the child process
//! in which formats that can do harm are parsed. What it prints it gets from the case; it must
//! not interpret text or decide what a row says.
#![allow(
    clippy::disallowed_methods,
    reason = "the command is the edge where files, processes, clock and environment are met"
)]

mod cli;
mod commands;
mod output;
mod progress;
mod sandbox;

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = cli::Arguments::parse();
    output::choose_colours(arguments.colour);
    match commands::run(arguments) {
        Ok(code) => code,
        Err(error) => output::fail(&error),
    }
}
