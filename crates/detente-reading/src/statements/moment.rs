//! When it was said.
//!
//! "Lavrov said on Monday that the army had left on Sunday": the day of saying hangs on the word
//! that says it; a day within what is said is that of something else. "The envoy, who came on
//! Friday, said": that day hangs on another verb. Where no day hangs there, the report's day is
//! all that is known.

use super::row::bytes;
use super::spot::Spot;
use super::{Found, Source};
use crate::view::View;
use detente_language::{Relation, Upos};
use detente_record::Time;
use std::ops::Range;

/// By the tree: the one expression of time that hangs on the cue, with no other verb between.
pub(super) fn by_tree(view: &View, found: &Found) -> Time {
    let unknown = || Time::by_report(view.published_text().as_deref());
    let Some(spot) = found.cue.as_ref().and_then(|cue| Spot::of(view, cue)) else {
        return unknown();
    };
    let Some(head) = spot.head() else { return unknown() };
    let outside = |range: &Range<usize>| {
        found.content.iter().all(|c| range.end <= c.start || c.end <= range.start)
            && view.quote_at(range.start).is_none()
            && !view.datelines.iter().any(|line| line.contains(&range.start))
    };
    let hangs = |range: &Range<usize>| {
        let toks = view.tok_at(range.start)..view.tok_at(range.end.saturating_sub(1)) + 1;
        let Some(words) = spot.words_of(&toks) else { return false };
        let Some(mut at) = spot.tree.top(words) else { return false };
        loop {
            if at == head {
                return true;
            }
            let node = &spot.tree.nodes()[at];
            let clause = matches!(node.relation, Relation::Acl | Relation::Advcl | Relation::Ccomp)
                || matches!(node.upos, Upos::Verb | Upos::Aux);
            match node.head {
                Some(above) if !clause => at = above,
                _ => return false,
            }
        }
    };
    let mut times =
        view.times_in(spot.bytes(view)).filter(|time| outside(&time.range) && hangs(&time.range));
    match (times.next(), times.next()) {
        (Some(only), None) => only.time.clone(),
        _ => unknown(),
    }
}

/// By tokens: the one expression of time in the sentence outside what was said, and outside the
/// words by which others are said to speak.
pub(super) fn by_tokens(
    view: &View,
    sentence: Range<usize>,
    content: &[Range<usize>],
    others: &[Range<usize>],
    source: Option<&Source>,
) -> Time {
    // "Lavrov, who came on Friday, said": that day isn't the one of saying; in "Lavrov on Friday
    // said" it is.
    let mut apart = others.to_vec();
    apart.extend(source.and_then(|source| {
        let clause = source.toks.clone().find(|at| {
            view.toks[*at].text == "," || view.toks[*at].is(&["who", "which", "whose", "where"])
        })?;
        Some(bytes(view, &(clause..source.toks.end)))
    }));
    let outside = |range: &Range<usize>| {
        content.iter().chain(&apart).all(|c| range.end <= c.start || c.end <= range.start)
            && view.quote_at(range.start).is_none()
    };
    let mut times = view.times_in(sentence).filter(|time| outside(&time.range));
    match (times.next(), times.next()) {
        (Some(only), None) => only.time.clone(),
        _ => Time::by_report(view.published_text().as_deref()),
    }
}
