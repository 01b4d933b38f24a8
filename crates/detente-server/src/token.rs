//! The word that opens the pages to others than this machine.
//!
//! It is 256 random bits in hexadecimal, handed over in the environment and kept nowhere: only its
//! SHA-256 is held while the pages are served. A browser gives it as the password of its own dialog
//! (HTTP Basic, any name), a program as `Authorization: Bearer`.

use axum::http::{HeaderMap, header};
use sha2::{Digest, Sha256};

/// Characters that a token has at least; `detente token` gives 64.
const SHORTEST: usize = 32;

/// A token, as its SHA-256.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Token([u8; 32]);

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(…)")
    }
}

impl Token {
    /// A token; `None` for one that could be guessed because it is short.
    ///
    /// ```
    /// use detente_server::Token;
    /// assert!(Token::new("secret").is_none());
    /// assert!(Token::new(&"0123456789abcdef".repeat(4)).is_some());
    /// ```
    pub fn new(token: &str) -> Option<Self> {
        (token.len() >= SHORTEST).then(|| Self(Sha256::digest(token).into()))
    }

    /// A fresh one.
    ///
    /// # Errors
    /// Where the system gives no random numbers.
    pub fn fresh() -> std::io::Result<String> {
        use std::fmt::Write;
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).map_err(|error| std::io::Error::other(error.to_string()))?;
        Ok(bytes.iter().fold(String::new(), |mut out, byte| {
            // Writing to a string cannot fail.
            let _ = write!(out, "{byte:02x}");
            out
        }))
    }

    /// Whether a request brings it.
    pub(crate) fn is_in(self, headers: &HeaderMap) -> bool {
        let mut all = headers.get_all(header::AUTHORIZATION).iter();
        let (Some(value), None) = (all.next(), all.next()) else { return false };
        let Ok(value) = value.to_str() else { return false };
        match value.split_once(' ') {
            Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") => {
                self.is(token.trim().as_bytes())
            }
            Some((scheme, both)) if scheme.eq_ignore_ascii_case("basic") => {
                let both = decoded(both.trim());
                let at = both.as_ref().and_then(|both| both.iter().position(|b| *b == b':'));
                both.zip(at).is_some_and(|(both, at)| self.is(&both[at + 1..]))
            }
            _ => false,
        }
    }

    /// Sums are compared whole, so that how long it takes tells nothing.
    fn is(self, given: &[u8]) -> bool {
        let given: [u8; 32] = Sha256::digest(given).into();
        let odd = self.0.iter().zip(given).fold(0, |odd, (a, b)| odd | (a ^ b));
        std::hint::black_box(odd) == 0
    }
}

/// Base64 (RFC 4648, section 4); `None` where it is none.
fn decoded(text: &str) -> Option<Vec<u8>> {
    let text = text.trim_end_matches('=').as_bytes();
    let mut out = Vec::with_capacity(text.len() * 3 / 4);
    for group in text.chunks(4) {
        let mut bits = 0_u32;
        for &letter in group {
            let six = match letter {
                b'A'..=b'Z' => letter - b'A',
                b'a'..=b'z' => letter - b'a' + 26,
                b'0'..=b'9' => letter - b'0' + 52,
                b'+' => 62,
                b'/' => 63,
                _ => return None,
            };
            bits = bits << 6 | u32::from(six);
        }
        bits <<= 6 * (4 - group.len());
        let bytes = bits.to_be_bytes();
        match group.len() {
            1 => return None,
            length => out.extend(&bytes[1..length]),
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn brings(token: Token, value: &str) -> bool {
        let mut headers = HeaderMap::new();
        headers.insert(header::AUTHORIZATION, HeaderValue::from_str(value).unwrap());
        token.is_in(&headers)
    }

    #[test]
    fn a_token_is_taken_as_a_password_or_by_itself() {
        let token = Token::new("0123456789abcdef0123456789abcdef").unwrap();
        assert!(brings(token, "Bearer 0123456789abcdef0123456789abcdef"));
        // "desk:" and the token.
        assert!(brings(token, "Basic ZGVzazowMTIzNDU2Nzg5YWJjZGVmMDEyMzQ1Njc4OWFiY2RlZg=="));
        for other in
            ["", "Bearer", "Bearer 0123", "Basic ZGVzazo=", "Basic !!", "Digest x", "Basic Z"]
        {
            assert!(!brings(token, other), "{other}");
        }
        assert!(!token.is_in(&HeaderMap::new()));
    }

    #[test]
    fn base64_is_read() {
        assert_eq!(decoded("Zm9vYmFy").as_deref(), Some(&b"foobar"[..]));
        assert_eq!(decoded("Zm9vYg==").as_deref(), Some(&b"foob"[..]));
        assert_eq!(decoded("Zm9vYmE=").as_deref(), Some(&b"fooba"[..]));
        assert_eq!(decoded("Z"), None);
        assert_eq!(decoded("Zm 9"), None);
    }

    #[test]
    fn fresh_ones_differ() {
        let (a, b) = (Token::fresh().unwrap(), Token::fresh().unwrap());
        assert!(a != b && a.len() == 64 && Token::new(&a).is_some());
    }
}
