//! Whose words go on where the phrase for the speaker names nobody.
//!
//! "He said", "according to her", "the expert adds": who spoke last goes on speaking, known to the
//! world or not. "He" is the last single person who spoke, if the report has not gone on to
//! another; "they" the last who are several; "the expert" the last who was called that, or by a
//! noun of the same calling. A quotation with nobody's name beside it is the last speaker's, too.

use super::Told;
use super::cut;
use super::spot::Spot;
use crate::reference::is_person_noun;
use crate::view::View;
use detente_language::{NameKind, Relation, Upos, Xpos};
use detente_record::ActorKind;
use std::ops::Range;

/// Paragraphs that a voice may lie back.
const FAR: usize = 2;

/// Callings of those who are asked for their view of things.
const EXPERTS: &[&str] = &[
    "expert",
    "analyst",
    "scientist",
    "scholar",
    "researcher",
    "author",
    "columnist",
    "journalist",
    "writer",
    "reporter",
    "correspondent",
    "observer",
    "commentator",
    "historian",
    "professor",
    "specialist",
    "academic",
    "blogger",
    "political-scientist",
    "interlocutor",
    "fellow",
];

/// Words that name nobody by themselves.
const PRONOUNS: &[&str] = &[
    "he", "she", "they", "it", "him", "her", "them", "his", "their", "its", "who", "which", "that",
];

/// How many speak.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Number {
    /// One person, known or not.
    One,
    /// Several.
    Many,
    /// A body, a state, or nobody that can be told.
    #[default]
    Body,
}

/// How many a phrase speaks of.
pub(super) fn number(view: &View, toks: &Range<usize>) -> Number {
    let Some(spot) = Spot::of(view, toks) else { return Number::Body };
    let Some(head) = spot.head() else { return Number::Body };
    let node = &spot.tree.nodes()[head];
    let names = || {
        let bytes = super::row::bytes(view, toks);
        let inside = |range: &Range<usize>| bytes.start <= range.start && range.end <= bytes.end;
        let at = super::row::bytes(view, &spot.toks(head..head + 1));
        view.analysis.names.iter().any(|name| {
            name.kind == NameKind::Person
                && inside(&name.range)
                && (name.range.start <= at.start && at.end <= name.range.end
                    || spot.tree.children_by(head, Relation::Appos).any(|child| {
                        let own = super::row::bytes(view, &spot.toks(child..child + 1));
                        name.range.start <= own.start && own.end <= name.range.end
                    }))
        })
    };
    match node.upos {
        Upos::Pron => match view.toks[spot.toks(head..head + 1).start].lower.as_str() {
            "he" | "she" | "him" | "his" | "her" | "i" => Number::One,
            "they" | "them" | "their" | "we" => Number::Many,
            _ => Number::Body,
        },
        Upos::Noun | Upos::Propn if matches!(node.xpos, Xpos::Nns | Xpos::Nnps) => {
            if is_person_noun(&node.lemma) { Number::Many } else { Number::Body }
        }
        Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num => {
            let second = matches!(&*node.lemma, "one" | "another" | "second" | "third");
            if names() || second || is_person_noun(&node.lemma.to_lowercase()) {
                Number::One
            } else {
                Number::Body
            }
        }
        _ => Number::Body,
    }
}

/// Whom a pronoun at a token goes on with.
pub(super) fn pronoun<'t>(view: &View, tok: usize, told: &'t [Told]) -> Option<&'t Told> {
    let word = view.toks.get(tok)?;
    let wanted = match word.lower.as_str() {
        "he" | "she" | "him" | "his" | "her" => Number::One,
        "they" | "them" | "their" => Number::Many,
        "it" | "its" => {
            let at = word.range.start;
            let last = outer(view, told, at).next()?;
            let known = last.row.speaker.is_some() && last.number == Number::Body;
            return (known && !gone_on(view, last, at)).then_some(last);
        }
        _ => return None,
    };
    let at = word.range.start;
    let last = outer(view, told, at).find(|one| one.number != Number::Body)?;
    (last.number == wanted && !gone_on(view, last, at)).then_some(last)
}

/// Who was called by a noun, or by one of its calling, when he or she spoke.
pub(super) fn description<'t>(
    view: &View,
    noun: &str,
    at: usize,
    told: &'t [Told],
) -> Option<&'t Told> {
    let expert = EXPERTS.contains(&noun);
    let called = |one: &&Told| {
        let mut words = one.called.iter();
        words.any(|word| word == noun || expert && EXPERTS.contains(&word.as_str()))
    };
    let person = expert || is_person_noun(noun);
    let fits = |one: &&Told| match one.number {
        Number::One => person,
        Number::Many => false,
        Number::Body => !person && one.row.speaker.is_some(),
    };
    let same = |one: &&Told| one.called.iter().any(|word| word == noun);
    let mut all = outer(view, told, at).filter(fits);
    all.find(same).or_else(|| outer(view, told, at).filter(fits).find(called))
}

/// The noun of a phrase that speaks of somebody as known: "the expert".
pub(super) fn head(view: &View, toks: &Range<usize>) -> Option<String> {
    let the = view.toks.get(toks.start)?.is(&["the", "that", "this"]);
    let spot = Spot::of(view, toks).filter(|_| the)?;
    Some(spot.tree.nodes()[spot.head()?].lemma.to_lowercase())
}

/// Who goes on in a quotation that nobody is named beside.
pub(super) fn quotation<'t>(view: &View, at: usize, told: &'t [Told]) -> Option<&'t Told> {
    let last = outer(view, told, at).next()?;
    (last.number == Number::One && !gone_on(view, last, at)).then_some(last)
}

/// The statements before a place, the last first, that stand in nobody else's words and have a
/// speaker.
fn outer<'t>(view: &View, told: &'t [Told], at: usize) -> impl Iterator<Item = &'t Told> {
    let place = |one: &Told| one.cue.as_ref().map_or(one.start, |cue| cue.start);
    let quoted = view.quote_at(at);
    told.iter().rev().filter(move |one| {
        let here = place(one);
        let within = told.iter().any(|other| {
            !std::ptr::eq(other, *one)
                && other.content.iter().any(|part| part.start <= here && here < part.end)
        });
        let free = !within && (quoted.is_some() || view.quote_at(here).is_none());
        let known = one.row.speaker.is_some();
        let text = one.row.speaker_text.to_lowercase();
        let named = known || !text.is_empty() && !PRONOUNS.contains(&text.as_str());
        here < at && free && named
    })
}

/// Whether the report has turned to somebody else since a statement, or lies too far from it.
fn gone_on(view: &View, last: &Told, at: usize) -> bool {
    let block = |at: usize| view.document.blocks.partition_point(|b| b.range.start <= at);
    let end = last.content.iter().map(|part| part.end).max().unwrap_or(0).max(last.end).min(at);
    if block(at) > block(end.saturating_sub(1)) + FAR {
        return true;
    }
    let id = last.row.speaker.as_ref().and_then(|speaker| speaker.actor.id.as_deref());
    let own = last.row.speaker.as_ref().map_or("", |speaker| speaker.actor.text.as_str());
    let subject = |range: &Range<usize>| {
        let toks = cut::toks(view, range);
        Spot::of(view, &toks)
            .is_some_and(|spot| spot.head().is_some_and(|head| spot.tree.is(head, Relation::Nsubj)))
    };
    let between = |range: &Range<usize>| {
        end <= range.start && range.end <= at && view.quote_at(range.start).is_none()
    };
    let known = view.names_in(end..at.max(end)).iter().any(|name| {
        name.actor.kind == ActorKind::Person
            && Some(name.actor.id.as_str()) != id
            && between(&name.range)
            && subject(&name.range)
    });
    known
        || view.analysis.names.iter().any(|name| {
            name.kind == NameKind::Person
                && between(&name.range)
                && !own.contains(&view.text[name.range.clone()])
                && view.names_in(name.range.clone()).is_empty()
                && subject(&name.range)
        })
}

/// The nouns by which a phrase calls somebody, folded to lower case.
pub(super) fn called(view: &View, toks: &Range<usize>) -> Vec<String> {
    let Some(spot) = Spot::of(view, toks) else { return vec![] };
    let nodes = spot.words.clone().map(|word| &spot.tree.nodes()[word]);
    let nouns = nodes.filter(|node| matches!(node.upos, Upos::Noun | Upos::Propn));
    nouns.map(|node| node.lemma.to_lowercase()).collect()
}
