//! Words said made whole, where the model's stretches stop short.
//!
//! "He promised to withdraw the posts from the zone": what hangs on the words said up to the end of
//! the sentence is said as well, if nobody else says it. And what stands between two stretches of one
//! quotation is said with them.

use super::cut;
use super::row::bytes;
use super::spot::Spot;
use crate::view::View;
use detente_language::{Attribution, Relation};
use std::ops::Range;

/// The stretches of an attribution, made whole. `all`: the attributions of the report.
pub(super) fn content(view: &View, one: &Attribution, all: &[Attribution]) -> Vec<Range<usize>> {
    let mut content = one.content.clone();
    if let Some(end) = to_the_end(view, one, all)
        && let Some(last) = content.last_mut()
    {
        last.end = end;
    }
    quotation(view, &mut content, all);
    content
}

/// Where the words end that hang on the last stretch, if these end its sentence.
fn to_the_end(view: &View, one: &Attribution, all: &[Attribution]) -> Option<usize> {
    const MOST: usize = 20;
    const BEHIND_A_COMMA: usize = 8;
    let last = one.content.last()?;
    if last.start < one.cue.as_ref()?.start || view.quote_at(last.start).is_some() {
        return None;
    }
    let spot = Spot::of(view, &cut::toks(view, last))?;
    let (tree, end) = (spot.tree, spot.words.end);
    let tok = |word: usize| view.toks.get(spot.toks(word..word + 1).start);
    let mark = |word: usize| tok(word).is_some_and(crate::view::Tok::is_mark);
    let mut close = tree.span(spot.head()?).end;
    while close > end && mark(close - 1) {
        close -= 1;
    }
    if close <= end || (close..tree.len()).any(|word| !mark(word)) {
        return None;
    }
    let comma = tok(end).is_some_and(|tok| tok.text == ",");
    let phrase = || tree.nodes().get(end + 1).is_some_and(|node| node.relation == Relation::Case);
    let fits = if comma { close - end <= BEHIND_A_COMMA && phrase() } else { close - end <= MOST };
    let rest = bytes(view, &spot.toks(end..close));
    let taken = |part: &Range<usize>| part.start < rest.end && rest.start < part.end;
    let free = all.iter().all(|other| {
        let parts = other.source.iter().chain(other.cue.as_slice()).chain(&other.content);
        !parts.into_iter().any(taken)
    });
    (fits && free && view.quote_at(rest.start).is_none()).then_some(rest.end)
}

/// Joins the stretches of one quotation, with what the model left out between them, where nobody
/// else is said to speak there.
fn quotation(view: &View, content: &mut Vec<Range<usize>>, all: &[Attribution]) {
    let mut out: Vec<Range<usize>> = vec![];
    for part in content.drain(..) {
        let joined = out.last().is_some_and(|before| {
            let gap = before.end..part.start;
            let quote = view.quote_at(part.start);
            let speaks = |other: &Attribution| {
                let mut parts = other.cue.iter().chain(&other.source);
                parts.any(|own| own.start < gap.end && gap.start < own.end)
            };
            quote.is_some()
                && gap.start < gap.end
                && view.quote_at(before.end.saturating_sub(1)) == quote
                && !all.iter().any(speaks)
        });
        match out.last_mut().filter(|_| joined) {
            Some(before) => before.end = part.end,
            None => out.push(part),
        }
    }
    *content = out;
}
