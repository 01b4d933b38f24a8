//! From a name to addresses, of which only those are connected to that may be.
//!
//! The check stands between the lookup and the connection, so that a name that means something else a
//! moment later, or after a redirect, is judged by what it means then.

use super::address::is_public;
use crate::Config;
use std::fmt::{self, Debug};
use std::io;
use std::net::{SocketAddr, ToSocketAddrs};
use std::sync::{Arc, mpsc};
use ureq::Error;
use ureq::config::Config as Settings;
use ureq::http::Uri;
use ureq::unversioned::resolver::{ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

/// Looks names up.
pub trait Lookup: Send + Sync {
    /// The addresses of a host.
    ///
    /// # Errors
    /// Where there is none.
    fn lookup(&self, host: &str, port: u16) -> io::Result<Vec<SocketAddr>>;
}

/// The system's own lookup.
#[derive(Clone, Copy, Debug, Default)]
pub struct System;

impl Lookup for System {
    fn lookup(&self, host: &str, port: u16) -> io::Result<Vec<SocketAddr>> {
        Ok((host, port).to_socket_addrs()?.collect())
    }
}

/// A refusal of ours, as it comes back through the client.
#[derive(Debug)]
pub(super) struct Refused(pub(super) String);

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Refused {}

/// The lookup that the client uses.
pub(super) struct Careful {
    pub(super) lookup: Arc<dyn Lookup>,
    pub(super) config: Arc<Config>,
}

impl Debug for Careful {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Careful")
    }
}

impl Resolver for Careful {
    fn resolve(
        &self,
        uri: &Uri,
        _: &Settings,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let host = uri.host().ok_or(Error::HostNotFound)?;
        let host = host.trim_matches(['[', ']']).to_owned();
        let usual = if uri.scheme_str() == Some("https") { 443 } else { 80 };
        let port = uri.port_u16().unwrap_or(usual);
        // The system's lookup takes as long as it takes: it is waited for no longer than allowed.
        let (give, take) = mpsc::sync_channel(1);
        let (lookup, name) = (Arc::clone(&self.lookup), host.clone());
        std::thread::spawn(move || give.send(lookup.lookup(&name, port)));
        let found = take
            .recv_timeout(*timeout.after)
            .map_err(|_| Error::Timeout(timeout.reason))?
            .map_err(|_| Error::HostNotFound)?;
        let private = self.config.may_be_private(&host);
        let mut kept = self.empty();
        for address in found.iter().filter(|one| private || is_public(one.ip())).take(16) {
            kept.push(*address);
        }
        match (kept.is_empty(), found.first()) {
            (false, _) => Ok(kept),
            (true, None) => Err(Error::HostNotFound),
            (true, Some(address)) => Err(Error::Other(Box::new(Refused(format!(
                "{host} lies at the private address {}: name it under allow-private if that is meant",
                address.ip()
            ))))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicBool, Ordering};
    use ureq::unversioned::transport::time::Duration;

    /// A name that lies out in the world when it is first asked for, and then within.
    struct Turning(AtomicBool);

    impl Lookup for Turning {
        fn lookup(&self, _: &str, port: u16) -> io::Result<Vec<SocketAddr>> {
            let first = self.0.swap(false, Ordering::SeqCst);
            let outside = SocketAddr::from(([8, 8, 4, 4], port));
            let inside = SocketAddr::from(([10, 0, 0, 7], port));
            Ok(if first { vec![inside, outside] } else { vec![inside] })
        }
    }

    #[test]
    fn a_name_is_judged_by_what_it_means_when_it_is_connected_to() {
        let config =
            Config::read("[[feed]]\nurl = 'http://news.example/f'", "", &|_| None).unwrap();
        let lookup = Arc::new(Turning(AtomicBool::new(true)));
        let careful = Careful { lookup, config: Arc::new(config) };
        let settings = ureq::Agent::config_builder().build();
        let ask = || {
            let after = Duration::from_secs(5);
            let timeout = NextTimeout {
                after,
                reason: ureq::Timeout::Resolve,
                per_read: None,
                per_write: None,
            };
            careful.resolve(&Uri::from_static("http://news.example/f"), &settings, timeout)
        };
        // Of two addresses only the public one is used.
        let first: Vec<String> = ask().unwrap().iter().map(ToString::to_string).collect();
        assert_eq!(first, ["8.8.4.4:80"]);
        assert!(ask().unwrap_err().to_string().contains("private address 10.0.0.7"));
    }
}
