//! `detente serve`.

use crate::cli::Serve;
use crate::output::say;
use std::net::SocketAddr;
use std::path::Path;

pub(crate) fn serve(case: &Path, args: &Serve) -> anyhow::Result<()> {
    if !args.host.is_loopback() {
        say(&format!(
            "detente: {} can be reached from other machines, and the pages ask for no password",
            args.host
        ));
    }
    let address = SocketAddr::new(args.host, args.port);
    let mut ready = |address: SocketAddr| {
        say(&format!("{} at http://{address}/ — Ctrl-C ends it", case.display()));
    };
    Ok(detente_server::serve(case, address, &mut ready)?)
}
