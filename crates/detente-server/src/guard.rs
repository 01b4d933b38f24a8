//! Who may ask, and what a browser may do with the answer.

use crate::api;
use crate::page::{Failure, refuse};
use crate::rate::Rate;
use crate::role::{Asker, Role};
use crate::token::{self, Token};
use axum::extract::{Request, State};
use axum::http::header::{self, HeaderMap, HeaderName};
use axum::http::{HeaderValue, Method};
use axum::middleware::Next;
use axum::response::Response;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::{Duration, Instant};

const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; \
                      script-src 'self'; connect-src 'self'; \
                      form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// What every answer says to the browser.
const HEADERS: [(HeaderName, &str); 6] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    // With "no-referrer" a browser would send our own forms with `Origin: null`.
    (header::REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    // A case changes while it is looked at, and is nothing to be left in a browser's cache.
    (header::CACHE_CONTROL, "no-store"),
];

/// Who is let in.
#[derive(Clone, Debug, Default)]
pub struct Door {
    /// Of what a request must bring one; needed where other machines can reach the address. Where
    /// there is none, whoever asks may do all.
    pub tokens: Vec<Token>,
    /// Names of this machine by which others reach it, beside its addresses.
    pub names: Vec<String>,
}

/// The door, and where it stands.
#[derive(Debug)]
pub(crate) struct Gate {
    address: SocketAddr,
    door: Door,
    /// Wrong tokens that are looked at; whoever brings a right one is let in at any time.
    wrong: Rate,
    /// Requests that change something.
    changes: Rate,
}

impl Gate {
    pub(crate) const fn new(address: SocketAddr, door: Door) -> Self {
        const MINUTE: Duration = Duration::from_secs(60);
        Self { address, door, wrong: Rate::new(60, MINUTE), changes: Rate::new(240, MINUTE) }
    }

    fn asker(&self, headers: &HeaderMap) -> Result<Asker, Failure> {
        if self.door.tokens.is_empty() {
            return Ok(Asker { role: Role::Add, name: None });
        }
        token::asker(&self.door.tokens, headers).ok_or_else(|| {
            let brings = headers.contains_key(header::AUTHORIZATION);
            if brings && !self.wrong.allows(Instant::now()) {
                return Failure::TooMany;
            }
            Failure::NoToken
        })
    }

    fn admit(&self, request: &Request) -> Result<Asker, Failure> {
        let (headers, target) = (request.headers(), request.uri().authority());
        if !is_meant(self.address, &self.door.names, headers, target) {
            return Err(Failure::WrongHost(self.address));
        }
        if is_foreign(self.address, &self.door.names, headers, request.method()) {
            return Err(Failure::Foreign);
        }
        let asker = self.asker(headers)?;
        if !request.method().is_safe() && !self.changes.allows(Instant::now()) {
            return Err(Failure::TooMany);
        }
        Ok(asker)
    }
}

/// Lets a request through if it is meant for this server and brings the token, and puts the headers
/// on the answer.
///
/// A page elsewhere can have its own name point to an address of this machine and then read what is
/// served here (DNS rebinding). Its requests bear its name in `Host`, so no name is let in but those
/// of the loopback address there, and elsewhere the names that were given; an address names no page.
pub(crate) async fn guard(
    State(gate): State<Arc<Gate>>,
    mut request: Request,
    next: Next,
) -> Response {
    let path = request.uri().path();
    let program = path.starts_with("/api/") || path.ends_with(".json");
    let mut response = match gate.admit(&request) {
        Ok(asker) => {
            request.extensions_mut().insert(asker);
            next.run(request).await
        }
        Err(failure) => {
            let mut response = if program { api::refuse(&failure) } else { refuse(&failure) };
            if matches!(failure, Failure::NoToken) {
                let ask = HeaderValue::from_static("Basic realm=\"detente\", charset=\"UTF-8\"");
                response.headers_mut().insert(header::WWW_AUTHENTICATE, ask);
            }
            response
        }
    };
    for (name, value) in HEADERS {
        // An answer may say more exactly how long it holds.
        if name != header::CACHE_CONTROL || !response.headers().contains_key(&name) {
            response.headers_mut().insert(name, HeaderValue::from_static(value));
        }
    }
    response
}

/// Whether a page elsewhere made the browser send this (cross-site request forgery). A browser tells
/// in `Origin` which page sends, and in `Sec-Fetch-Site` how that page stands to this server; a
/// program that is no browser sends neither.
fn is_foreign(address: SocketAddr, names: &[String], headers: &HeaderMap, method: &Method) -> bool {
    let mut origins = headers.get_all(header::ORIGIN).iter();
    if let Some(origin) = origins.next() {
        let own = origin.to_str().ok().and_then(|origin| origin.split_once("://"));
        let ours = own.is_some_and(|(_, host)| is_host(address, names, host));
        if !ours || origins.next().is_some() {
            return true;
        }
    }
    let site = headers.get("sec-fetch-site").map(HeaderValue::as_bytes);
    !method.is_safe() && site.is_some_and(|site| site != b"same-origin")
}

fn is_host(address: SocketAddr, names: &[String], host: &str) -> bool {
    match address.ip().is_loopback() {
        true => is_ours(host, address),
        false => is_known(host, address, names),
    }
}

fn is_meant(
    address: SocketAddr,
    names: &[String],
    headers: &HeaderMap,
    target: Option<&axum::http::uri::Authority>,
) -> bool {
    let mut hosts = headers.get_all(header::HOST).iter();
    let (Some(host), None) = (hosts.next(), hosts.next()) else {
        return false;
    };
    let meant = |host: &str| is_host(address, names, host);
    host.to_str().is_ok_and(meant) && target.is_none_or(|target| meant(target.as_str()))
}

/// Whether `host` is an address, or one of the names, and the port; a proxy's port is its own.
fn is_known(host: &str, address: SocketAddr, names: &[String]) -> bool {
    let (name, port) = parted(host);
    if names.iter().any(|own| own.eq_ignore_ascii_case(name)) {
        return true;
    }
    let own = is_ours(host, address) || name.eq_ignore_ascii_case("localhost");
    (own || ip_of(name).is_some()) && port == Some(address.port())
}

/// A host's name and its port (RFC 9110 section 7.2); no port is that of HTTP.
fn parted(host: &str) -> (&str, Option<u16>) {
    match host.rsplit_once(':') {
        Some((name, port)) if !port.contains(']') => (name, port.parse().ok()),
        _ => (host, Some(80)),
    }
}

fn ip_of(name: &str) -> Option<IpAddr> {
    match name.strip_prefix('[').and_then(|name| name.strip_suffix(']')) {
        Some(six) => six.parse().ok().map(IpAddr::V6),
        None => name.parse().ok().map(IpAddr::V4),
    }
}

/// Whether `host` is a name of the loopback address.
fn is_ours(host: &str, address: SocketAddr) -> bool {
    let (name, port) = parted(host);
    let ip = ip_of(name);
    let ours = [IpAddr::V4(Ipv4Addr::LOCALHOST), IpAddr::V6(Ipv6Addr::LOCALHOST), address.ip()];
    let named = name.eq_ignore_ascii_case("localhost") || ip.is_some_and(|ip| ours.contains(&ip));
    named && port == Some(address.port())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_the_loopback_address_are_ours() {
        let address: SocketAddr = "127.0.0.1:8765".parse().unwrap();
        for host in ["127.0.0.1:8765", "localhost:8765", "LOCALHOST:8765", "[::1]:8765"] {
            assert!(is_ours(host, address), "{host}");
        }
        for host in [
            "evil.example:8765",
            "localhost.evil.example:8765",
            "127.0.0.1",
            "127.0.0.1:80",
            "127.0.0.1:",
            "127.0.0.1:8765:8765",
            "[::1]",
            "::1:8765",
            "10.0.0.1:8765",
            "user@localhost:8765",
            "",
        ] {
            assert!(!is_ours(host, address), "{host}");
        }
        let open: SocketAddr = "0.0.0.0:8765".parse().unwrap();
        let names = ["desk.example".to_owned()];
        for host in ["10.0.0.1:8765", "[fe80::1]:8765", "desk.example", "Desk.example:443"] {
            assert!(is_known(host, open, &names), "{host}");
        }
        for host in ["evil.example:8765", "10.0.0.1", "desk.example.evil:8765", ""] {
            assert!(!is_known(host, open, &names), "{host}");
        }
        let standard: SocketAddr = "[::1]:80".parse().unwrap();
        assert!(is_ours("[::1]", standard) && is_ours("localhost", standard));
    }
}
