//! What an answer means for what was asked for: how it went, and when again.

use super::fetch::{Outcome, Skip};
use crate::archive::hex;
use crate::net::Got;
use crate::{Config, due};
use detente_case::{Fetched, Watched};
use jiff::Timestamp;
use sha2::{Digest, Sha256};

/// A page is given up after so many failures in a row.
const TRIES: u32 = 8;
/// A page that failed is tried again after so many seconds, then twice as many.
const SOON: i64 = 900;

/// How what is said of a page begins that can't be read.
pub(super) const UNREAD: &str = "not read: ";

/// How something stands after it was asked for.
pub(super) struct Settled {
    pub(super) one: Watched,
    /// There is a whole answer with new content.
    pub(super) whole: bool,
    pub(super) unchanged: bool,
    pub(super) failed: bool,
}

/// A list: asked for every so many seconds, for ever.
pub(super) fn list(one: Watched, outcome: &Outcome, now: Timestamp, every: i64) -> Settled {
    let mut settled = settle(one, outcome, now, every);
    if settled.one.due.is_none() {
        settled.one.due = Some(due::text(due::after(now, every)));
    }
    settled
}

/// A page: once, then a few times more to see whether it changed.
pub(super) fn page(one: Watched, outcome: &Outcome, now: Timestamp, config: &Config) -> Settled {
    let mut settled = settle(one, outcome, now, SOON);
    let one = &mut settled.one;
    let gone = matches!(one.status, Some(404 | 410)) && settled.failed;
    if settled.failed && (gone || one.failures >= TRIES) {
        one.due = None;
        if !gone {
            one.said = format!("given up after {} tries: {}", one.failures, one.said);
        }
    } else if !settled.failed {
        let since = one.since.parse().unwrap_or(now);
        one.due = due::again(since, now, &config.look_again).map(due::text);
    }
    settled
}

/// `due` is left open where it went well.
fn settle(one: Watched, outcome: &Outcome, now: Timestamp, every: i64) -> Settled {
    let mut one = Watched { due: None, ..one };
    let later = |seconds: i64| Some(due::text(due::after(now, seconds)));
    let got = match outcome {
        Outcome::Forbidden => {
            one.said = "left alone: its robots.txt asks for that".into();
            one.due = later(86_400);
            return Settled { one, whole: false, unchanged: false, failed: false };
        }
        Outcome::Skipped(why, skip) => {
            one.said = why.clone();
            one.due = match skip {
                Skip::Unnamed => None,
                // It has not failed: it comes again when its host may be asked.
                Skip::Asked(wait) => later(wait.unwrap_or(every).max(every)),
                Skip::Unreachable => {
                    one.failures += 1;
                    later(due::back_off(every, one.failures))
                }
            };
            return Settled { one, whole: false, unchanged: false, failed: true };
        }
        Outcome::Got(got) => got,
    };
    one.asked = Some(due::text(now));
    let last = got.exchanges.last();
    one.status = last.map(|last| last.status);
    let fail = |mut one: Watched, said: String, wait: Option<i64>| {
        one.failures += 1;
        let pause = due::back_off(every, one.failures);
        one.due = later(wait.map_or(pause, |wait| wait.max(pause)));
        one.said = said;
        Settled { one, whole: false, unchanged: false, failed: true }
    };
    if let Some(fault) = &got.fault {
        return fail(one, fault.text.clone(), None);
    }
    let Some(last) = last else { return fail(one, "no answer".into(), None) };
    match last.status {
        304 => {
            one.failures = 0;
            one.said = "unchanged".into();
            Settled { one, whole: false, unchanged: true, failed: false }
        }
        200 | 203 => {
            let sha256 = hex(&Sha256::digest(&last.body));
            let unchanged = one.sha256.as_ref() == Some(&sha256);
            let held = |name: &str| last.header(name).filter(|v| v.len() <= 512).map(str::to_owned);
            one.failures = 0;
            one.etag = held("etag");
            one.modified = held("last-modified");
            one.sha256 = Some(sha256);
            // Why it could not be read still holds.
            if !(unchanged && one.said.starts_with(UNREAD)) {
                one.said = if unchanged { "unchanged" } else { "new" }.into();
            }
            Settled { one, whole: !unchanged, unchanged, failed: false }
        }
        status => {
            let wait = last.header("retry-after").and_then(|value| due::retry_after(value, now));
            let what = match status {
                401 | 403 => "access is denied",
                404 | 410 => "there is no such page",
                429 => "it was asked for too often",
                500.. => "its server failed",
                _ => "an answer without content",
            };
            fail(one, format!("{what} ({status})"), wait.filter(|_| matches!(status, 429 | 503)))
        }
    }
}

/// A list that came whole and makes no sense.
pub(super) fn spoilt(one: Watched, said: String, now: Timestamp, every: i64) -> Watched {
    let failures = one.failures + 1;
    let due = Some(due::text(due::after(now, due::back_off(every, failures))));
    // It is looked at again even if it stays as it is.
    Watched { failures, due, said, etag: None, modified: None, sha256: None, ..one }
}

/// What is kept of an answer beside the reports: everything that came with it.
pub(super) fn kept(got: &Got, at: &str) -> Vec<Fetched> {
    let last = got.exchanges.len().saturating_sub(1);
    let each = got.exchanges.iter().enumerate().filter(|(_, one)| !one.body.is_empty());
    each.map(|(n, one)| Fetched {
        url: one.url.to_string(),
        at: at.to_owned(),
        head: one.head.clone(),
        body: one.body.clone(),
        fault: got.fault.as_ref().filter(|_| n == last).map(|fault| fault.text.clone()),
    })
    .collect()
}
