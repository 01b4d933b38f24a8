//! The places that a sentence offers: names of places, and names that stand where a place would.
//!
//! What the language stage and the world take for names of places is offered first. Many small
//! places are in no gazetteer and many are tagged as something else, so a name behind a
//! preposition of place is offered too: "at Al-Malaah Farms", "near Tell Rifa'at".

use crate::view::View;
use detente_language::{NameKind, Upos};
use detente_record::ActorKind;
use detente_world::PlaceId;
use std::ops::Range;

/// As what a candidate is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    State,
    ByHand,
    Place,
    Location,
    Facility,
    /// A name of something else, behind a preposition of place.
    Named,
    /// A proper noun that is no name, behind a preposition of place.
    Untagged,
}

impl Kind {
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::State => "state",
            Self::ByHand => "by-hand",
            Self::Place => "place",
            Self::Location => "location",
            Self::Facility => "facility",
            Self::Named => "named",
            Self::Untagged => "untagged",
        }
    }
}

/// A place that a sentence offers.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// The name, in bytes of the text.
    pub(super) range: Range<usize>,
    pub(super) kind: Kind,
    /// Its words, by number in the sentence.
    pub(super) words: Range<usize>,
    /// The word that the others hang on.
    pub(super) head: usize,
    /// Its number in `view.places`, where the world knows it.
    pub(super) known: Option<usize>,
}

/// What the sentence offers, in text order and without overlap.
pub(super) fn find(view: &View, sentence: usize) -> Vec<Candidate> {
    let Some(one) = view.analysis.sentences.get(sentence) else { return vec![] };
    let tree = &one.tree;
    if tree.is_empty() {
        return vec![];
    }
    let inside = |range: &Range<usize>| {
        one.range.start <= range.start && range.end <= one.range.end && !range.is_empty()
    };
    let mut out: Vec<Candidate> = vec![];
    let offer = |out: &mut Vec<Candidate>, range: Range<usize>, kind: Kind| {
        let words = one.covered(&range);
        let Some(head) = tree.top(words.clone()) else { return };
        if out.iter().any(|other| overlap(&other.range, &range)) {
            return;
        }
        let known = view.places.iter().position(|placed| placed.range == range);
        out.push(Candidate { range, kind, words, head, known });
    };
    for range in view.place_names.iter().filter(|range| inside(range)) {
        offer(&mut out, range.clone(), kind(view, range));
    }
    let taken = |range: &Range<usize>| {
        view.times.iter().any(|time| overlap(&time.range, range))
            || view.names.iter().any(|named| {
                overlap(&named.range, range) && !matches!(named.actor.kind, ActorKind::Unknown)
            })
    };
    let placed = |head: usize| {
        super::path::preposition(tree, head).is_some_and(|case| LOCATIVE.contains(&case))
    };
    for name in view.analysis.names.iter().filter(|name| inside(&name.range)) {
        let other = matches!(
            name.kind,
            NameKind::Organisation
                | NameKind::Event
                | NameKind::Other
                | NameKind::Product
                | NameKind::Group
        );
        let words = one.covered(&name.range);
        if other && tree.top(words).is_some_and(placed) && !taken(&name.range) {
            offer(&mut out, name.range.clone(), Kind::Named);
        }
    }
    // A run of proper nouns that hangs together.
    let mut at = 0;
    while at < tree.len() {
        let proper = |word: usize| tree.nodes()[word].upos == Upos::Propn;
        if !proper(at) {
            at += 1;
            continue;
        }
        let start = at;
        while at < tree.len() && proper(at) {
            at += 1;
        }
        let range = one.text_of(start..at);
        let named = view.analysis.names.iter().any(|name| overlap(&name.range, &range));
        if !named && !taken(&range) && tree.top(start..at).is_some_and(placed) {
            offer(&mut out, range, Kind::Untagged);
        }
    }
    out.sort_by_key(|one| one.range.start);
    out
}

/// Prepositions that say where.
pub(super) const LOCATIVE: &[&str] = &[
    "in",
    "at",
    "near",
    "outside",
    "inside",
    "around",
    "on",
    "into",
    "toward",
    "towards",
    "across",
    "along",
    "through",
    "throughout",
    "within",
    "off",
    "to",
    "from",
    "of",
    "over",
    "between",
];

fn kind(view: &View, range: &Range<usize>) -> Kind {
    let placed = view.places.iter().find(|placed| placed.range == *range);
    if placed.is_some_and(|placed| matches!(placed.place, PlaceId::Spot(_))) {
        return Kind::ByHand;
    }
    let state = |named: &&crate::actors::Named| {
        named.range == *range && named.actor.kind == ActorKind::State
    };
    if view.names.iter().any(|named| state(&named)) {
        return Kind::State;
    }
    let name = view.analysis.names.iter().find(|name| overlap(&name.range, range));
    match name.map(|name| name.kind) {
        Some(NameKind::Location) => Kind::Location,
        Some(NameKind::Facility) => Kind::Facility,
        _ => Kind::Place,
    }
}

pub(super) fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}
