//! The whole way, from bytes to what the command prints. One binary, one room a file.

mod bad_input;
mod command;
mod examples;
mod founding;
mod harness;
mod kill;
mod literate;
