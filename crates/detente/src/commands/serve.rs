//! `detente serve`, `detente token`.

use super::read::usual;
use crate::cli::Serve;
use crate::output::{say, stdout};
use anyhow::Context;
use detente_server::{Door, Role, Token};
use std::io::Write;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

pub(crate) fn serve(case: &Path, args: &Serve) -> anyhow::Result<()> {
    let words = std::env::var("DETENTE_TOKEN").unwrap_or_default();
    let tokens = words.split_whitespace().map(|word| {
        Token::new(word).context(
            "a token in DETENTE_TOKEN is too short to keep anybody out; `detente token` prints a good \
             one",
        )
    });
    let door = Door { tokens: tokens.collect::<Result<_, _>>()?, names: args.names.clone() };
    let address = SocketAddr::new(args.host, args.port);
    let mut ready = |address: SocketAddr| {
        say(&format!("{} at http://{address}/ — Ctrl-C ends it", case.display()));
    };
    Ok(detente_server::serve(case, address, door, Arc::new(usual), &mut ready)?)
}

/// Prints a fresh token.
pub(crate) fn token(role: Role) -> anyhow::Result<()> {
    let token = Token::fresh(role).context("the system gives no random numbers")?;
    Ok(writeln!(stdout(), "{token}")?)
}
