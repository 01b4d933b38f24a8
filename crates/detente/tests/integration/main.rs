//! The whole way, from bytes to what the command prints. One binary, one room a file.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "these tests stand at the edge: they write files, start processes, watch the clock and say what they skip"
)]

mod analyse;
mod audit;
mod bad_input;
mod command;
mod correct;
mod diff;
mod examples;
mod exports;
mod founding;
mod harness;
mod holding;
mod import;
mod kill;
mod literate;
mod world;
