//! What was fetched, as an archive of the web holds it (WARC 1.1, ISO 28500).

use crate::net::Exchange;
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// A record for each exchange. `told` is what the feed says of the page: its date, its author, its
/// outlet, each in a field of our own beside the standard's.
pub(crate) fn warc(exchanges: &[Exchange], at: &str, told: &[Option<String>; 3]) -> Vec<u8> {
    let mut out = vec![];
    for one in exchanges {
        let mut block = one.head.clone().into_bytes();
        block.extend_from_slice(&one.body);
        let mut header = String::from("WARC/1.1\r\nWARC-Type: response\r\n");
        let mut field = |name: &str, value: &str| {
            let value: String = value.chars().filter(|c| !c.is_control()).collect();
            let _ = write!(header, "{name}: {value}\r\n");
        };
        field("WARC-Record-ID", &format!("<urn:uuid:{}>", id(one, at)));
        field("WARC-Date", at);
        field("WARC-Target-URI", one.url.as_str());
        field("WARC-Payload-Digest", &format!("sha256:{}", hex(&Sha256::digest(&one.body))));
        for (name, value) in
            ["Detente-Published", "Detente-Byline", "Detente-Outlet"].iter().zip(told)
        {
            if let Some(value) = value {
                field(name, value);
            }
        }
        field("Content-Type", "application/http;msgtype=response");
        field("Content-Length", &block.len().to_string());
        out.extend_from_slice(header.as_bytes());
        out.extend_from_slice(b"\r\n");
        out.extend_from_slice(&block);
        out.extend_from_slice(b"\r\n\r\n");
    }
    out
}

/// A UUID of version 8 (RFC 9562): made from what the record holds, so that the same is the same.
fn id(one: &Exchange, at: &str) -> String {
    let mut hash = Sha256::new();
    for part in [at.as_bytes(), one.url.as_str().as_bytes(), one.head.as_bytes(), &one.body] {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    let mut bytes: [u8; 32] = hash.finalize().into();
    bytes[6] = bytes[6] & 0x0F | 0x80;
    bytes[8] = bytes[8] & 0x3F | 0x80;
    let hex = hex(&bytes[..16]);
    format!("{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..32])
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}
