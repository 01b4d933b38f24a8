//! Two who speak together.
//!
//! "Sudan's army and the Rapid Support Forces accused each other of …" is the accusation of each,
//! never of the one named last. "The ministers of Armenia and Azerbaijan said" can't be told apart
//! and is nobody's by name; "Foreign Minister and party leader X said" is one person.

use super::{Found, Source, Told, subject};
use crate::view::View;
use detente_world::Form;
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
