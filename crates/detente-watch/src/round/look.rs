//! A first look at a page, before it goes into the case: whether its words are new.

use crate::archive::{hex, warc};
use crate::net::Exchange;
use detente_case::{ReadOptions, Watched};
use detente_text::container;
use sha2::{Digest, Sha256};
use std::io::Cursor;
use std::ops::ControlFlow;

/// What a page turned out to be.
pub(super) enum Looked {
    /// It has words that were not read before; `again`: at this address there were others.
    New { warc: Vec<u8>, words: Option<String>, report: String, again: bool },
    /// Its words are those that were read; only what stands around them is new.
    Same,
    /// It can't be read.
    Refused(String),
}

/// Looks at a page as the case will: the archive is taken apart and its text read.
pub(super) fn look(
    exchanges: &[Exchange],
    at: &str,
    one: &Watched,
    options: &ReadOptions,
) -> Looked {
    let warc = warc(exchanges, at, &one.told);
    let mut found = None;
    let mut sink = |member| {
        found = Some(member);
        ControlFlow::Break(())
    };
    let pdf = |bytes: &[u8]| (options.pdf)(bytes);
    container::members(&mut Cursor::new(&warc), "page.warc", &options.limits, &pdf, &mut sink);
    let (report, text) = match found {
        None => return Looked::Refused("holds no text that could be a report".into()),
        Some(Err(refusal)) => return Looked::Refused(refusal.detail),
        Some(Ok(member)) => match detente_text::read(&member, &options.limits) {
            Ok(document) => (document.id, document.reading.as_str().to_owned()),
            Err(refusal) => return Looked::Refused(refusal.detail),
        },
    };
    let words = Some(hex(&Sha256::digest(text.as_bytes())));
    if words == one.words {
        return Looked::Same;
    }
    Looked::New { warc, again: one.words.is_some(), words, report }
}
