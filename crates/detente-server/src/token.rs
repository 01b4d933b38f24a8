//! The word that opens the pages to others than this machine.
//!
//! It is 256 random bits in hexadecimal after the word of its role, handed over in the environment and
//! kept nowhere: only its SHA-256 is held while the pages are served. A browser gives it as the
//! password of its own dialog (HTTP Basic, under the name of who asks), a program as
//! `Authorization: Bearer`.

use crate::role::{Asker, Role};
use axum::http::{HeaderMap, header};
use sha2::{Digest, Sha256};

/// Characters that a token has at least; `detente token` gives 64.
const SHORTEST: usize = 32;

/// A token, as its SHA-256, with what it lets its bearer do.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Token {
    sum: [u8; 32],
    role: Role,
}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Token({}…)", self.role.as_str())
    }
}

impl Token {
    /// A token; `None` for one that could be guessed because it is short. One that begins with no role
    /// lets its bearer read.
    ///
    /// ```
    /// use detente_server::{Role, Token};
    /// assert!(Token::new("review_secret").is_none());
    /// let bits = "0123456789abcdef".repeat(4);
    /// assert_eq!(Token::new(&bits).map(Token::role), Some(Role::Read));
    /// assert_eq!(Token::new(&format!("review_{bits}")).map(Token::role), Some(Role::Review));
    /// ```
    pub fn new(token: &str) -> Option<Self> {
        let (role, bits) = match token.split_once('_') {
            Some((word, bits)) => match word.parse() {
                Ok(role) => (role, bits),
                Err(_) => (Role::Read, token),
            },
            None => (Role::Read, token),
        };
        (bits.len() >= SHORTEST).then(|| Self { sum: Sha256::digest(token).into(), role })
    }

    /// What it lets its bearer do.
    pub const fn role(self) -> Role {
        self.role
    }

    /// A fresh one.
    ///
    /// # Errors
    /// Where the system gives no random numbers.
    pub fn fresh(role: Role) -> std::io::Result<String> {
        Ok(format!("{}_{}", role.as_str(), random()?))
    }

    /// Sums are compared whole, so that how long it takes tells nothing.
    fn is(self, given: [u8; 32]) -> bool {
        same(&self.sum, &given)
    }
}

/// 256 random bits in hexadecimal.
pub(crate) fn random() -> std::io::Result<String> {
    use std::fmt::Write;
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|error| std::io::Error::other(error.to_string()))?;
    Ok(bytes.iter().fold(String::new(), |mut out, byte| {
        // Writing to a string cannot fail.
        let _ = write!(out, "{byte:02x}");
        out
    }))
}

/// Whether two sums are the same, in a time that does not tell where they differ.
pub(crate) fn same(a: &[u8; 32], b: &[u8; 32]) -> bool {
    let odd = a.iter().zip(b).fold(0, |odd, (a, b)| odd | (a ^ b));
    std::hint::black_box(odd) == 0
}

/// Who asks, by the tokens that are known; `None` where the request brings none of them.
pub(crate) fn asker(tokens: &[Token], headers: &HeaderMap) -> Option<Asker> {
    let mut all = headers.get_all(header::AUTHORIZATION).iter();
    let (Some(value), None) = (all.next(), all.next()) else { return None };
    let (scheme, given) = value.to_str().ok()?.split_once(' ')?;
    let (name, token) = if scheme.eq_ignore_ascii_case("bearer") {
        (None, given.trim().as_bytes().to_vec())
    } else if scheme.eq_ignore_ascii_case("basic") {
        let both = decoded(given.trim())?;
        let at = both.iter().position(|byte| *byte == b':')?;
        let name = String::from_utf8_lossy(&both[..at]).trim().to_owned();
        (Some(name).filter(|name| !name.is_empty()), both[at + 1..].to_vec())
    } else {
        return None;
    };
    let sum: [u8; 32] = Sha256::digest(token).into();
    // All are compared, whichever it is.
    let role = tokens.iter().filter(|token| token.is(sum)).map(|token| token.role).max()?;
    Some(Asker { role, name })
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

    const BITS: &str = "0123456789abcdef0123456789abcdef";

    fn asks(tokens: &[Token], value: &str) -> Option<Asker> {
        let mut headers = HeaderMap::new();
        headers.insert(header::AUTHORIZATION, HeaderValue::from_str(value).unwrap());
        asker(tokens, &headers)
    }

    #[test]
    fn a_token_is_taken_as_a_password_or_by_itself() {
        let token = [Token::new(BITS).unwrap()];
        let reads =
            |name: Option<&str>| Some(Asker { role: Role::Read, name: name.map(str::to_owned) });
        assert_eq!(asks(&token, &format!("Bearer {BITS}")), reads(None));
        // "desk:" and the token.
        let basic = "Basic ZGVzazowMTIzNDU2Nzg5YWJjZGVmMDEyMzQ1Njc4OWFiY2RlZg==";
        assert_eq!(asks(&token, basic), reads(Some("desk")));
        for other in
            ["", "Bearer", "Bearer 0123", "Basic ZGVzazo=", "Basic !!", "Digest x", "Basic Z"]
        {
            assert_eq!(asks(&token, other), None, "{other}");
        }
        assert_eq!(asker(&token, &HeaderMap::new()), None);
    }

    #[test]
    fn each_token_has_its_role_and_none_that_it_claims_otherwise() {
        let tokens = ["review", "add"].map(|role| Token::new(&format!("{role}_{BITS}")).unwrap());
        let role = |value: &str| asks(&tokens, value).map(|asker| asker.role);
        assert_eq!(role(&format!("Bearer review_{BITS}")), Some(Role::Review));
        assert_eq!(role(&format!("Bearer add_{BITS}")), Some(Role::Add));
        assert_eq!(role(&format!("Bearer read_{BITS}")), None);
        assert_eq!(role(&format!("Bearer {BITS}")), None);
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
        let [a, b] = [(), ()].map(|()| Token::fresh(Role::Add).unwrap());
        assert!(a != b && a.len() == 68 && Token::new(&a).map(Token::role) == Some(Role::Add));
    }
}
