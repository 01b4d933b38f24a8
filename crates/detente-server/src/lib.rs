//! Pages over a case, for a browser on the same machine.
//!
//! This crate knows how to show a case: the brief, the reports, each report with what was found in
//! it marked in place, what they come to (incidents, disputes, agreements, relations, the timeline),
//! a search, and all rows as JSON. It takes corrections and reports, loads nothing from elsewhere, and
//! works without its few scripts. It must not decide anything: what it shows stands in the rows.
//!
//! Words of reports are hostile until shown otherwise: every one goes through the escaper of the
//! templates, the stored original is sent as plain text only, and the pages forbid themselves by
//! their Content-Security-Policy whatever they do not need.
// The server stands at the edge: it listens on an address.
#![allow(clippy::disallowed_methods)]

mod api;
mod app;
mod chart;
mod escape;
mod guard;
mod kept;
mod live;
mod map;
mod page;
mod rate;
mod reader;
mod role;
mod script;
#[cfg(test)]
mod tests;
mod token;
mod write;

pub use app::Options;
pub use guard::Door;
pub use role::Role;
pub use token::Token;

use detente_case::Case;
use std::io;
use std::net::SocketAddr;
use std::path::Path;
use tokio::net::TcpListener;

/// Most requests that are worked on at a time; the others wait.
const WORKERS: usize = 4;

/// Why no page can be served.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The case can't be opened.
    #[error(transparent)]
    Case(#[from] detente_case::Error),
    /// Others could read the case.
    #[error(
        "{address} can be reached from other machines, and a case is not for everybody: run `detente \
         token`, and serve with what it prints in DETENTE_TOKEN"
    )]
    Open {
        /// The address asked for.
        address: SocketAddr,
    },
    /// The address can't be listened on.
    #[error("{address}: can't be listened on ({source}); choose another with --host and --port")]
    Listen {
        /// The address asked for.
        address: SocketAddr,
        /// What the system said.
        source: io::Error,
    },
    /// The system gives no threads or no signals.
    #[error("the pages can't be served: {0}")]
    System(#[from] io::Error),
}

/// Serves the pages of the case at `case` on `address` until Ctrl-C. A port of 0 takes a free one.
///
/// `ready` is called once, with the address that is listened on. On an address that other machines
/// can reach the door must have a token. `options` is how reports that are sent are read.
///
/// # Errors
/// A case that can't be opened, an address that can't be listened on, one that is open to others.
pub fn serve(
    case: &Path,
    address: SocketAddr,
    door: Door,
    options: Options,
    ready: &mut dyn FnMut(SocketAddr),
) -> Result<(), Error> {
    if !address.ip().is_loopback() && door.tokens.is_empty() {
        return Err(Error::Open { address });
    }
    // What is wrong with the file is told here, not on the first page.
    drop(Case::open_existing(case)?);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_io()
        .enable_time()
        .max_blocking_threads(WORKERS)
        .build()?;
    let served = runtime.block_on(async {
        let listen = |source| Error::Listen { address, source };
        let listener = TcpListener::bind(address).await.map_err(listen)?;
        let address = listener.local_addr()?;
        let router = app::router(case, address, door, options)?;
        // The serving never ends by itself; it goes with the runtime.
        tokio::spawn(async move { axum::serve(listener, router).await });
        ready(address);
        Ok(tokio::signal::ctrl_c().await?)
    });
    // Nothing is lost when a page is left half-sent, and a change is in the case whole or not at all.
    runtime.shutdown_background();
    served
}
