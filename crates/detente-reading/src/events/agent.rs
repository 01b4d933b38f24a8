//! Who killed or wounded: only the explicit subject of an active verb, or the agent after "by".

use crate::actors::phrase;
use crate::view::View;
use crate::words::{ADVERBS, AUXILIARIES, PREPOSITIONS};
use detente_record::ActorRef;
use std::ops::Range;

/// The subject of the active verb at `verb`, where it names an actor.
pub(crate) fn active(
    view: &View,
    sentence: &Range<usize>,
    verb: Option<usize>,
) -> Option<ActorRef> {
    let verb = verb?;
    if !view.toks[verb].lower.ends_with("ed") {
        return None;
    }
    let mut end = verb;
    while end > sentence.start
        && (view.toks[end - 1].is(AUXILIARIES) || view.toks[end - 1].is(ADVERBS))
    {
        end -= 1;
    }
    let stop = |at: usize| {
        let tok = &view.toks[at];
        let inside = view.name_at(at).is_some_and(|named| named.range.start < tok.range.start);
        !inside
            && (tok.is_mark() && !matches!(tok.text, "-" | "'" | "’")
                || tok.is(&[
                    "that", "which", "who", "and", "but", "when", "while", "as", "after", "said",
                    "says", "because", "if", "where", "before",
                ]))
    };
    let start =
        (sentence.start..end).rev().find(|&at| stop(at)).map_or(sentence.start, |at| at + 1);
    named(view, start..end)
}

/// The agent that a passive gives: "killed (in Idlib) by Syrian artillery".
pub(crate) fn passive(
    view: &View,
    sentence: &Range<usize>,
    after: Option<usize>,
) -> Option<ActorRef> {
    let after = after?;
    let by = (after..sentence.end.min(after + 6)).find(|&at| view.toks[at].is(&["by"]))?;
    if view.toks[after..by].iter().any(|tok| tok.is_mark() || tok.is(&["said", "and"])) {
        return None;
    }
    let stop = |at: &usize| {
        let tok = &view.toks[*at];
        tok.is_mark() && !matches!(tok.text, "-" | "'" | "’")
            || tok.is(PREPOSITIONS)
            || tok.is(&["who", "that", "which", "and", "when", "while"])
    };
    let end = (by + 1..sentence.end).find(stop).unwrap_or(sentence.end);
    named(view, by + 1..end)
}

/// An actor, where the phrase up to its first preposition names one.
fn named(view: &View, toks: Range<usize>) -> Option<ActorRef> {
    if toks.is_empty() || toks.len() > 16 || view.toks[toks.start].is(PREPOSITIONS) {
        return None;
    }
    let cut = toks
        .clone()
        .skip(1)
        .find(|&at| view.name_at(at).is_none() && view.toks[at].is(PREPOSITIONS));
    let toks = toks.start..cut.unwrap_or(toks.end);
    // "the Turkish-backed fighters" are not Turkey.
    if view.toks[toks.clone()]
        .iter()
        .any(|tok| tok.is(&["backed", "allied", "aligned", "linked", "pro", "anti"]))
    {
        return None;
    }
    let read = phrase(view, toks)?;
    (read.actor.id.is_some() || read.actor.country.is_some()).then_some(read.actor)
}
