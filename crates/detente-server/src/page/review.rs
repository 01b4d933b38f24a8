//! `/review`: what awaits somebody's eye, and what was said already.

use super::Failure;
use super::ask::encoded;
use crate::write::Desk;
use askama::Template;
use detente_case::{Awaiting, Case, CorrectionRow};

/// Rows that await review, and corrections, shown at most.
const AWAITING: usize = 50;
const LOG: usize = 100;

/// The page.
#[derive(Template)]
#[template(path = "review.html")]
pub(crate) struct Review {
    /// Whether the asker may correct.
    reviews: bool,
    awaiting: Vec<Waits>,
    log: Vec<Said>,
    earlier: usize,
}

struct Waits {
    link: String,
    what: &'static str,
    text: String,
    because: String,
}

/// A correction.
pub(crate) struct Said {
    n: i64,
    at: String,
    author: String,
    said: String,
    reason: String,
    state: String,
    note: Option<String>,
    rows: Vec<String>,
    undone: Option<String>,
}

/// What awaits review in a case, and the log of corrections.
pub(crate) fn page(case: &Case, reviews: bool) -> Result<Review, Failure> {
    let waits = |one: Awaiting| Waits {
        link: link(one.table, &one.id),
        what: one.table.strip_suffix('s').unwrap_or(one.table),
        text: super::shown::cut(&one.text, 240),
        because: one.because,
    };
    let awaiting = case.awaiting(AWAITING)?.into_iter().map(waits).collect();
    let all = case.corrections()?;
    let earlier = all.len().saturating_sub(LOG);
    Ok(Review {
        reviews,
        awaiting,
        log: all.into_iter().rev().take(LOG).map(said).collect(),
        earlier,
    })
}

fn link(table: &str, id: &str) -> String {
    let id = encoded(id);
    match table {
        "incidents" => format!("/incidents/{id}#say"),
        "reports" => format!("/reports/{id}#say"),
        "disputes" => format!("/rows/{id}"),
        _ => format!("/rows/{id}#say"),
    }
}

fn said(one: CorrectionRow) -> Said {
    let mut rows = one.rows;
    rows.extend(one.with);
    let undone = one.undone.map(|at| {
        let by = one.undone_by.unwrap_or_default();
        match one.undone_reason.filter(|reason| !reason.is_empty()) {
            Some(reason) => format!("{at}, by {by}: {reason}"),
            None => format!("{at}, by {by}"),
        }
    });
    Said {
        n: one.n,
        at: one.at,
        author: one.author,
        said: one.said,
        reason: one.reason,
        state: one.state,
        note: one.note,
        rows,
        undone,
    }
}

/// One correction.
#[derive(Template)]
#[template(path = "correction.html")]
pub(crate) struct Correction {
    desk: Desk,
    one: Said,
}

/// The correction with this number.
pub(crate) fn one(case: &Case, desk: Desk, n: i64) -> Result<Correction, Failure> {
    let found = case.corrections()?.into_iter().find(|one| one.n == n);
    let found = found.ok_or_else(|| Failure::NoRow(format!("correction {n}")))?;
    Ok(Correction { desk, one: said(found) })
}
