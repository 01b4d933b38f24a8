//! What a speaker says that another said.
//!
//! "Peskov said that Putin had told him the convoy was late": two statements, for Putin's words are
//! Peskov's report of them. The model marks the outer one; the inner one is a verb of speech within
//! its words, with a subject and a clause of its own. The outer statement speaks of the inner, and
//! the inner came through the outer's speaker.

use super::attributed::{self, Attributed};
use super::spot::Spot;
use super::{Found, Told, act, cut, row};
use crate::view::View;
use detente_language::{Factuality, Relation, Upos, factuality};
use std::ops::Range;

/// The statements within those that are found.
pub(super) fn read(view: &View, all: &Attributed) -> Vec<Found> {
    let mut out: Vec<Found> = vec![];
    let apart = |a: &Range<usize>, b: &Range<usize>| a.end <= b.start || b.end <= a.start;
    for outer in &all.found {
        for part in &outer.content {
            let toks = cut::toks(view, part);
            for at in toks {
                let cue = at..at + 1;
                let seen = |seen: &Range<usize>| !apart(seen, &cue);
                let told = |one: &Found| one.cue.as_ref().is_some_and(seen);
                if all.cues.iter().any(seen) || out.iter().any(told) {
                    continue;
                }
                out.extend(inner(view, part, at));
            }
        }
    }
    out
}

/// The statement of a verb within words that are said.
fn inner(view: &View, said: &Range<usize>, at: usize) -> Option<Found> {
    let spot = Spot::of(view, &(at..at + 1))?;
    let (tree, verb) = (spot.tree, spot.words.start);
    let finite = tree.nodes()[verb].upos == Upos::Verb && act::speaks(tree.lemma(verb));
    if !finite || !matches!(factuality_of(&spot, verb), Factuality::Happened | Factuality::Ongoing)
    {
        return None;
    }
    let subject = tree.child(verb, Relation::Nsubj)?;
    let clause = tree.child(verb, Relation::Ccomp)?;
    if matches!(tree.lemma(subject), "I" | "i" | "we" | "you" | "it") {
        return None;
    }
    let within = |words: Range<usize>| {
        let range = row::bytes(view, &spot.toks(words));
        (said.start <= range.start && range.end <= said.end).then_some(range)
    };
    let source = within(tree.span(subject))?;
    let content = within(tree.span(clause))?;
    let mut first = verb;
    while first > 0 && tree.is(first - 1, Relation::Aux) && tree.head(first - 1) == Some(verb) {
        first -= 1;
    }
    let cue = spot.toks(first..verb + 1);
    let at = row::bytes(view, &cue);
    let crosses = |range: &Range<usize>| range.start < at.end && at.start < range.end;
    if crosses(&source) || crosses(&content) {
        return None;
    }
    attributed::found(view, &cue, &[source], &[content], None)
}

/// What is said of the verb itself, whatever the speaker makes of it.
pub(super) fn factuality_of(spot: &Spot, verb: usize) -> Factuality {
    let modal = spot.tree.auxiliaries(verb).any(|aux| {
        matches!(aux, "would" | "will" | "could" | "may" | "might" | "must" | "should" | "can")
    });
    if modal || spot.tree.is_negated(verb) {
        return Factuality::Hypothetical;
    }
    match factuality(spot.tree, verb) {
        Factuality::Planned | Factuality::Hypothetical => Factuality::Hypothetical,
        _ => Factuality::Happened,
    }
}

/// Joins each statement with the one within whose words it stands.
pub(super) fn join(told: &mut [Told]) {
    let size = |one: &Told| one.content.iter().map(|part| part.len()).sum::<usize>();
    for i in 0..told.len() {
        let Some(cue) = told[i].cue.clone() else { continue };
        let holds = |one: &Told| {
            one.content.iter().any(|part| part.start <= cue.start && cue.end <= part.end)
        };
        let outer = (0..told.len()).filter(|&j| j != i && holds(&told[j]));
        let Some(outer) = outer.min_by_key(|&j| size(&told[j])) else { continue };
        let id = told[i].row.id.clone();
        if !told[outer].row.about.contains(&id) {
            told[outer].row.about.push(id);
        }
        let Some(speaker) = told[outer].row.speaker.clone() else { continue };
        let inner = &mut told[i].row;
        let own = inner.speaker.as_ref().is_some_and(|own| own.actor.id == speaker.actor.id);
        if !own && inner.via.iter().all(|via| via.id.is_none() || via.id != speaker.actor.id) {
            inner.via.push(speaker.actor);
        }
    }
}
