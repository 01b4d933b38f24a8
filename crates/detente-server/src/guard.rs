//! Who may ask, and what a browser may do with the answer.

use crate::page::{Failure, refuse};
use axum::extract::{Request, State};
use axum::http::HeaderValue;
use axum::http::header::{self, HeaderMap, HeaderName};
use axum::middleware::Next;
use axum::response::Response;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; \
                      form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// What every answer says to the browser.
const HEADERS: [(HeaderName, &str); 6] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    // A case changes while it is looked at, and is nothing to be left in a browser's cache.
    (header::CACHE_CONTROL, "no-store"),
];

/// Lets a request through if it is meant for this server, and puts the headers on the answer.
///
/// A page elsewhere can have its own name point to 127.0.0.1 and then read what is served here
/// (DNS rebinding). Its requests bear its name in `Host`, so on loopback no other name is let in.
pub(crate) async fn guard(
    State(address): State<SocketAddr>,
    request: Request,
    next: Next,
) -> Response {
    let mut response = match is_meant(address, request.headers(), request.uri().authority()) {
        true => next.run(request).await,
        false => refuse(&Failure::WrongHost(address)),
    };
    for (name, value) in HEADERS {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

fn is_meant(
    address: SocketAddr,
    headers: &HeaderMap,
    target: Option<&axum::http::uri::Authority>,
) -> bool {
    if !address.ip().is_loopback() {
        return true;
    }
    let mut hosts = headers.get_all(header::HOST).iter();
    let (Some(host), None) = (hosts.next(), hosts.next()) else {
        return false;
    };
    let host = host.to_str().is_ok_and(|host| is_ours(host, address));
    host && target.is_none_or(|target| is_ours(target.as_str(), address))
}

/// Whether `host` (`name:port`, RFC 9110 section 7.2) is a name of the loopback address.
fn is_ours(host: &str, address: SocketAddr) -> bool {
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if !port.contains(']') => (name, port.parse().ok()),
        _ => (host, Some(80)),
    };
    let ip: Option<IpAddr> = match name.strip_prefix('[').and_then(|name| name.strip_suffix(']')) {
        Some(six) => six.parse().ok().map(IpAddr::V6),
        None => name.parse().ok().map(IpAddr::V4),
    };
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
        let standard: SocketAddr = "[::1]:80".parse().unwrap();
        assert!(is_ours("[::1]", standard) && is_ours("localhost", standard));
    }
}
