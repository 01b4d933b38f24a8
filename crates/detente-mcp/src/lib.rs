//! The case for assistants, by the Model Context Protocol over standard input and output.
//!
//! This crate knows how an assistant asks a case: six tools that read (the brief, a search, rows, one
//! row, how it came to be, a report's text) and each report as a resource. It reads and never
//! writes. It must not decide anything: what it hands over stands in the rows.
//!
//! Words of reports are hostile until shown otherwise, here more than anywhere: an assistant may
//! take what it reads for what it is told. Each answer says which of its fields hold words from
//! outside; characters that nobody sees are taken out of them, with a count; and there is no tool
//! that could do what such words ask for. No answer names a path of the machine.
// The server stands at the edge: it speaks over the standard streams.
#![allow(clippy::disallowed_methods)]

mod failure;
mod resources;
mod server;
mod shown;
#[cfg(test)]
mod tests;
mod tools;
mod words;

use rmcp::ServiceExt;
use std::io;
use std::path::Path;

/// Most calls that are worked on at a time, beside the two threads that read and write.
const WORKERS: usize = 4;

/// Why no assistant can be answered.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The system gives no threads.
    #[error("the case can't be served: {0}")]
    System(#[from] io::Error),
    /// What came over standard input was not the protocol.
    #[error(
        "standard input does not speak the Model Context Protocol ({0}): an assistant starts this \
         command, see `detente mcp --help`"
    )]
    Protocol(String),
}

/// Answers an assistant over standard input and output about the case at `case`, until it closes
/// its side. Nothing else may be written to standard output meanwhile.
///
/// The case need not be there, or sound: each call opens it anew and says what is wrong with it.
///
/// # Errors
/// Where the system gives no threads; where standard input speaks something else.
pub fn serve(case: &Path) -> Result<(), Error> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .max_blocking_threads(WORKERS + 2)
        .build()?;
    let served = runtime.block_on(async {
        let server = server::Server::new(case);
        let protocol = |error: &dyn std::fmt::Display| Error::Protocol(error.to_string());
        match server.serve(rmcp::transport::stdio()).await {
            Ok(running) => running.waiting().await.map(drop).map_err(|error| protocol(&error)),
            // An assistant that goes before it has said anything asked for nothing.
            Err(rmcp::service::ServerInitializeError::ConnectionClosed(_)) => Ok(()),
            Err(error) => Err(protocol(&error)),
        }
    });
    // A read of standard input can't be called off; nothing is lost, for nothing is written.
    runtime.shutdown_background();
    served
}
