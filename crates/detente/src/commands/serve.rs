//! `detente serve`, `detente token`.

use crate::cli::Serve;
use crate::output::{say, stdout};
use anyhow::Context;
use detente_server::{Door, Token};
use std::io::Write;
use std::net::SocketAddr;
use std::path::Path;

pub(crate) fn serve(case: &Path, args: &Serve) -> anyhow::Result<()> {
    let token = match std::env::var("DETENTE_TOKEN").ok().filter(|token| !token.is_empty()) {
        Some(token) => Some(Token::new(&token).context(
            "DETENTE_TOKEN is too short to keep anybody out; `detente token` prints a good one",
        )?),
        None => None,
    };
    let door = Door { token, names: args.names.clone() };
    let address = SocketAddr::new(args.host, args.port);
    let mut ready = |address: SocketAddr| {
        say(&format!("{} at http://{address}/ — Ctrl-C ends it", case.display()));
    };
    Ok(detente_server::serve(case, address, door, &mut ready)?)
}

/// Prints a fresh token.
pub(crate) fn token() -> anyhow::Result<()> {
    let token = Token::fresh().context("the system gives no random numbers")?;
    Ok(writeln!(stdout(), "{token}")?)
}
