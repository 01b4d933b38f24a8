//! One page a module: what it asks of the case, and what its template is given.

pub(crate) mod agreements;
pub(crate) mod alerts;
pub(crate) mod api;
pub(crate) mod ask;
pub(crate) mod brief;
pub(crate) mod disputes;
pub(crate) mod incidents;
pub(crate) mod map;
pub(crate) mod named;
pub(crate) mod raw;
pub(crate) mod relation;
pub(crate) mod relations;
pub(crate) mod report;
pub(crate) mod reports;
pub(crate) mod review;
pub(crate) mod row;
pub(crate) mod say;
pub(crate) mod search;
mod shown;
pub(crate) mod timeline;

pub(crate) use shown::{cut, who};

use crate::role::Role;
use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use detente_record::{Report, TimeBasis};
use std::net::SocketAddr;

/// A template as an answer.
pub(crate) struct Page<T>(pub(crate) T);

impl<T: Template> IntoResponse for Page<T> {
    fn into_response(self) -> Response {
        match self.0.render() {
            Ok(html) => Html(html).into_response(),
            Err(_) => refuse(&Failure::Broken),
        }
    }
}

/// Why there is no page. None of these names a path or what the program was doing.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Nothing is at this path.
    NoPage,
    /// No report has this id.
    NoReport(String),
    /// No row has this id.
    NoRow(String),
    /// Several reports have an id that begins so.
    Several(String),
    /// The address holds something that is not understood.
    Query,
    /// Something is sent to a page that takes nothing.
    ReadOnly,
    /// The request brings no token, or a wrong one.
    NoToken,
    /// The token lets its bearer do less than this.
    Role(Role),
    /// A page elsewhere had the browser send this.
    Foreign,
    /// A form that these pages did not make.
    Form,
    /// What was sent says something that can't be done, and what could be.
    Said(String),
    /// What was sent is too long.
    TooLarge,
    /// Too much was sent in a short time.
    TooMany,
    /// The request was meant for someone else.
    WrongHost(SocketAddr),
    /// Another process writes to the case.
    Busy,
    /// There is no case any more, or one that can't be read.
    Case,
    /// A mistake of ours.
    Broken,
}

impl From<detente_case::Error> for Failure {
    fn from(error: detente_case::Error) -> Self {
        if error.is_busy() { Self::Busy } else { Self::Case }
    }
}

impl Failure {
    pub(crate) fn told(&self) -> (StatusCode, String) {
        match self {
            Self::NoPage => (StatusCode::NOT_FOUND, "There is no page at this address.".into()),
            Self::NoReport(id) => {
                (StatusCode::NOT_FOUND, format!("No report of this case has the id “{id}”."))
            }
            Self::NoRow(id) => {
                (StatusCode::NOT_FOUND, format!("No row of this case has the id “{id}”."))
            }
            Self::Several(id) => (
                StatusCode::NOT_FOUND,
                format!(
                    "Several rows of this case have an id that begins with “{id}”: give more of it."
                ),
            ),
            Self::Query => {
                (StatusCode::BAD_REQUEST, "The address of this page is not understood.".into())
            }
            Self::ReadOnly => (
                StatusCode::METHOD_NOT_ALLOWED,
                "This page can be read; nothing can be sent to it.".into(),
            ),
            Self::NoToken => (
                StatusCode::UNAUTHORIZED,
                "These pages ask for a token: give it as the password, under your name.".into(),
            ),
            Self::Role(role) => (
                StatusCode::FORBIDDEN,
                format!("This asks for a token of the role “{}”; yours may do less.", role.as_str()),
            ),
            Self::Foreign => (
                StatusCode::FORBIDDEN,
                "This was sent by a page elsewhere, and nothing was done.".into(),
            ),
            Self::Form => (
                StatusCode::FORBIDDEN,
                "This form is older than the pages that are served now, or from elsewhere, and nothing \
                 was done: go back, load the page anew and send it again."
                    .into(),
            ),
            Self::Said(sentence) => (StatusCode::UNPROCESSABLE_ENTITY, sentence.clone()),
            Self::TooLarge => {
                (StatusCode::PAYLOAD_TOO_LARGE, "What was sent is too long to be taken.".into())
            }
            Self::TooMany => (
                StatusCode::TOO_MANY_REQUESTS,
                "Too much was sent in a short time: wait a minute.".into(),
            ),
            Self::WrongHost(address) => (
                StatusCode::MISDIRECTED_REQUEST,
                format!("This request names another host. The pages are at http://{address}/."),
            ),
            Self::Busy => (
                StatusCode::SERVICE_UNAVAILABLE,
                "Another process is writing to the case: try again in a moment.".into(),
            ),
            Self::Case => (
                StatusCode::INTERNAL_SERVER_ERROR,
                "The case cannot be read: “detente doctor” says what is wrong with it.".into(),
            ),
            Self::Broken => (
                StatusCode::INTERNAL_SERVER_ERROR,
                "This page could not be made, which is a mistake in the program.".into(),
            ),
        }
    }
}

#[derive(Template)]
#[template(path = "failure.html")]
struct Told {
    heading: &'static str,
    sentence: String,
}

/// The first characters of an id, enough to know it by.
pub(crate) fn short(id: &str) -> &str {
    id.get(..8).unwrap_or(id)
}

/// How something that is kept, broken or open is coloured.
pub(crate) fn class(standing: &str) -> &'static str {
    match standing {
        "said-fulfilled" | "fulfilled" | "continuing" => "kept",
        "said-breached" | "breached" | "overdue-unreported" => "broken",
        "disputed" | "said-partly" | "partly" | "not-yet" => "open",
        _ => "plain-tag",
    }
}

/// The page for a failure.
pub(crate) fn refuse(failure: &Failure) -> Response {
    let (status, sentence) = failure.told();
    let heading = status.canonical_reason().unwrap_or("No page");
    match (Told { heading, sentence: sentence.clone() }).render() {
        Ok(html) => (status, Html(html)).into_response(),
        Err(_) => (status, sentence).into_response(),
    }
}

/// What a report is called: its title, else where it was read from.
fn title(report: &Report) -> String {
    let title = report.title.as_ref().filter(|title| !title.trim().is_empty());
    title.or(report.path.as_ref()).cloned().unwrap_or_else(|| "Untitled report".into())
}

/// The day that a report bears, in EDTF.
fn day(report: &Report) -> Option<String> {
    let time = &report.published.time;
    time.edtf.clone().filter(|_| time.basis != Some(TimeBasis::ReportDate))
}

/// `12,345`.
fn grouped(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_numbers_are_grouped() {
        assert_eq!([0, 999, 1_000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
    }
}
