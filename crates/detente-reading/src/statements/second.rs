//! A second verb of the same subject.
//!
//! "Turkey denied the charge and said that …" is a denial and an assertion: the object of the first
//! verb ends where the second begins. In "denied that it was warned and threatened" none does.

use super::Draft;
use super::cue::{Takes, cue, may_be_noun};
use super::outer::Item;
use super::said::tok;
use crate::view::View;
use crate::words::ADVERBS;

/// The item of the "and" before a verb at `at`, adverbs and "has" between them.
fn joint(view: &View, items: &[Item], at: usize) -> Option<usize> {
    let mut before = at.checked_sub(1)?;
    while tok(items, before).is_some_and(|t| view.toks[t].is(ADVERBS)) {
        before = before.checked_sub(1)?;
    }
    tok(items, before).filter(|t| view.toks[*t].is(&["and", "but"])).map(|_| before)
}

/// Whether the verb at `at` goes on right behind what the draft before says: "denied the charge
/// and said that …".
pub(super) fn goes_on(view: &View, items: &[Item], at: usize, before: &Draft) -> bool {
    let Some(and) = joint(view, items, at) else { return false };
    let end = before.content.last().map_or(0, |span| span.items.end);
    let object = cue(&view.toks[before.cue.start].lower)
        .is_some_and(|found| found.takes == Takes::Object && !found.participle);
    object && (end == and || end + 1 == and)
}

/// Where the object of a verb ends because the subject's next verb follows: "rejected the note and
/// called it late". Within a clause of the object only a comma before the "and" shows it.
pub(super) fn next_verb(view: &View, items: &[Item], start: usize, end: usize) -> Option<usize> {
    const CLAUSE: &[&str] = &[
        "that", "who", "which", "had", "has", "have", "was", "were", "is", "are", "would", "will",
    ];
    const OTHERS: &[&str] =
        &["called", "described", "summoned", "condemned", "expelled", "ordered"];
    for at in start + 1..end {
        let Some(t) = tok(items, at) else { continue };
        let word = &view.toks[t];
        let third = word.lower.ends_with('s') && !may_be_noun(&word.lower);
        let says = word.is(&["said", "told"]);
        let finite = word.lower.ends_with("ed") || says || third;
        let verb = cue(&word.lower).is_some_and(|found| !found.participle) || word.is(OTHERS);
        if !finite || !verb {
            continue;
        }
        let Some(and) = joint(view, items, at).filter(|and| *and > start) else { continue };
        let comma = tok(items, and - 1).is_some_and(|t| view.toks[t].text == ",");
        let from = start.saturating_sub(1);
        let clause = (from..and).any(|i| tok(items, i).is_some_and(|t| view.toks[t].is(CLAUSE)));
        if comma || says || !clause {
            return Some(and - usize::from(comma)).filter(|end| *end > start);
        }
    }
    None
}
