//! Two who speak together.
//!
//! "Sudan's army and the Rapid Support Forces accused each other of …" is the accusation of each,
//! never of the one named last. "The ministers of Armenia and Azerbaijan said" can't be told apart
//! and is nobody's by name; "Foreign Minister and party leader X said" is one person.

use super::{Found, Source, Told, subject};
use crate::view::View;
use detente_world::{Actor, Form};
use std::ops::Range;

/// Each source of a statement, and whether the words are shared by two.
pub(crate) fn voices(view: &View, found: &Found) -> Vec<(Option<Source>, bool)> {
    let (Some(source), Some(cue)) = (&found.source, &found.cue) else {
        return vec![(found.source.clone(), false)];
    };
    // Of "each other" no one alone can be the voice: a verb names nobody.
    let mutual = subject::is_mutual(view, cue.end);
    let nobody = Source { naming: cue.clone(), ..source.clone() };
    let alone = || {
        let source = if mutual { nobody.clone() } else { source.clone() };
        vec![(Some(source), false)]
    };
    if !mutual && let Some(parts) = several(view, &source.naming) {
        let part = |naming: Range<usize>| (Some(Source { naming, ..source.clone() }), true);
        return parts.into_iter().map(part).collect();
    }
    let naming = source.naming.clone();
    let comma = naming.clone().find(|at| view.toks[*at].text == ",").unwrap_or(naming.end);
    let phrase = naming.start..comma;
    let mut ands =
        phrase.clone().filter(|at| view.toks[*at].is(&["and"]) && view.name_at(*at).is_none());
    let (Some(and), None) = (ands.next(), ands.next()) else { return alone() };
    let (left, right) = (phrase.start..and, and + 1..phrase.end);
    if left.is_empty() || right.is_empty() || !is_own(view, &left) || !is_own(view, &right) {
        return alone();
    }
    let of = left.clone().any(|at| {
        view.name_at(at).is_none() && view.toks[at].is(&["of", "for", "from", "between", "in"])
    });
    if of {
        return vec![(Some(nobody), false)];
    }
    // The words that it rests on are those of both.
    let part = |naming: Range<usize>| (Some(Source { naming, ..source.clone() }), true);
    vec![part(left), part(right)]
}

/// The parts of "X, Y and Z", each somebody of its own.
fn several(view: &View, naming: &Range<usize>) -> Option<Vec<Range<usize>>> {
    let bare = |at: usize| view.name_at(at).is_none();
    let and = naming.clone().rfind(|at| view.toks[*at].is(&["and"]) && bare(*at))?;
    let mut parts = vec![];
    let mut start = naming.start;
    for at in naming.start..and {
        if view.toks[at].text == "," && bare(at) {
            parts.push(start..at);
            start = at + 1;
        }
    }
    if start < and {
        parts.push(start..and);
    }
    let mut last = and + 1..naming.end;
    while last.len() > 1 && view.toks[last.end - 1].is(&["themselves", "itself", "all", "both"]) {
        last.end -= 1;
    }
    parts.push(last);
    let named = |part: &Range<usize>| {
        !part.is_empty()
            && view.name_ending(part.end - 1).is_some_and(|named| named.form != Form::Adjective)
            && !part
                .clone()
                .any(|at| bare(at) && view.toks[at].is(&["of", "for", "between", "who"]))
    };
    // "The minister, X, and Y" has a name within commas; three names are three.
    (parts.len() > 2 && parts.iter().all(named)).then_some(parts)
}

/// The first of two bodies that share a noun: "the Chadian interior and defence ministries".
pub(super) fn elliptic<'a>(view: &View<'a>, naming: &Range<usize>) -> Option<&'a Actor> {
    let and = naming.clone().find(|at| view.toks[*at].is(&["and"]))?;
    let last = view.toks.get(naming.end.checked_sub(1)?)?;
    let one = match last.lower.strip_suffix("ies") {
        Some(stem) => format!("{stem}y"),
        None => last.lower.strip_suffix('s').filter(|_| last.lower.len() > 4)?.to_owned(),
    };
    if and + 2 > naming.end || and == naming.start || naming.len() > 10 {
        return None;
    }
    let words = view.toks[naming.start..and].iter().filter(|tok| !tok.is(&["the", "both"]));
    let text = words.map(|tok| tok.text).chain([one.as_str()]).collect::<Vec<_>>().join(" ");
    let found = view.world.find(&text);
    let whole = |range: &Range<usize>| range.start == 0 && range.end == text.len();
    found.iter().find(|found| whole(&found.range)).map(|found| found.actor)
}

/// Of two who accuse each other, each speaks of the other.
pub(crate) fn about_each_other(told: &mut [Told]) {
    let [.., a, b] = told else { return };
    let id = |told: &Told| told.row.speaker.as_ref().and_then(|speaker| speaker.actor.id.clone());
    if a.row.content == b.row.content && a.start == b.start {
        a.row.about = id(b).into_iter().collect();
        b.row.about = id(a).into_iter().collect();
    }
}

/// Whether a half is somebody of its own: it ends in a name, or has an article or an owner.
fn is_own(view: &View, toks: &Range<usize>) -> bool {
    let named = view.name_ending(toks.end - 1).is_some_and(|named| named.form != Form::Adjective);
    named || toks.clone().any(|at| view.toks[at].is(&["the", "'s"]))
}
