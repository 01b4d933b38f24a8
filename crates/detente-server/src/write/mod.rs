//! What is sent to the pages and the API: corrections and reports.
//!
//! Whatever changes the case comes through here. It needs a role (`role`), comes from our own pages
//! or from a program (`guard`), and one at a time.

pub(crate) mod corrections;
pub(crate) mod reports;

use crate::app::App;
use crate::page::Failure;
use crate::role::{Asker, Role};
use crate::token::same;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, header};
use sha2::{Digest, Sha256};
use std::convert::Infallible;

/// Who sits at the pages, and what a form of theirs bears to be known as ours.
#[derive(Clone, Debug)]
pub(crate) struct Desk {
    /// Whether they may correct.
    pub(crate) reviews: bool,
    /// What shows that a form was made by these pages: one word, new with each start.
    pub(crate) form: String,
    /// Under which name they corrected last, else came in.
    pub(crate) author: String,
}

/// The cookie that keeps the name under which somebody corrects.
const COOKIE: &str = "author";

impl FromRequestParts<App> for Desk {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        let asker = parts.extensions.get::<Asker>();
        let reviews = asker.is_some_and(|asker| asker.role >= Role::Review);
        let name = asker.and_then(|asker| asker.name.clone());
        Ok(Self {
            reviews,
            form: if reviews { app.form().to_owned() } else { String::new() },
            author: remembered(&parts.headers).or(name).unwrap_or_default(),
        })
    }
}

/// The name that the browser kept.
fn remembered(headers: &HeaderMap) -> Option<String> {
    let all = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = all.flat_map(|value| value.split(';')).filter_map(|pair| pair.split_once('='));
    let (_, value) = pairs.find(|(name, _)| name.trim() == COOKIE)?;
    Some(decoded(value.trim())).filter(|name| !name.is_empty() && name.len() <= 200)
}

/// What a value was before it was percent-encoded.
fn decoded(value: &str) -> String {
    percent_encoding::percent_decode_str(value).decode_utf8_lossy().into_owned()
}

/// Has the browser keep a name for a year; no script can read it, and no other site has it sent.
fn remember(author: &str) -> Option<HeaderValue> {
    let value = crate::page::ask::encoded(author.trim());
    let cookie = format!("{COOKIE}={value}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Strict");
    HeaderValue::from_str(&cookie).ok()
}

/// That the asker may do what the role may.
fn may(asker: &Asker, role: Role) -> Result<(), Failure> {
    if asker.role >= role { Ok(()) } else { Err(Failure::Role(role)) }
}

/// That a form bears the word of these pages.
fn ours(app: &App, form: &str) -> Result<(), Failure> {
    let [given, own] = [form, app.form()].map(|word| -> [u8; 32] { Sha256::digest(word).into() });
    if same(&given, &own) { Ok(()) } else { Err(Failure::Form) }
}

/// A failure of the case; one that says what to say otherwise is told in its own words.
fn told(error: detente_case::Error) -> Failure {
    match error.is_query() || error.is_no_such_row() || error.is_ambiguous() {
        true => Failure::Said(error.to_string()),
        false => error.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_comes_back_as_it_was_kept() {
        let kept = remember(" Ž. Ana; lyst ").unwrap();
        let kept = kept.to_str().unwrap().split(';').next().unwrap().to_owned();
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, format!("other=1; {kept}").parse().unwrap());
        assert_eq!(remembered(&headers).as_deref(), Some("Ž. Ana; lyst"));
        headers.insert(header::COOKIE, "author=".parse().unwrap());
        assert_eq!(remembered(&headers), None);
    }
}
