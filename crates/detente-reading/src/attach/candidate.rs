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
    let first = view.place_names.partition_point(|range| range.start < one.range.start);
    let names = view.place_names[first..].iter().take_while(|range| range.end <= one.range.end);
    let mut out: Vec<Candidate> = vec![];
    let offer = |out: &mut Vec<Candidate>, range: Range<usize>, kind: Kind| {
        let words = one.covered(&range);
        let Some(head) = tree.top(words.clone()) else { return };
        if out.iter().any(|other| overlap(&other.range, &range)) {
            return;
        }
        let known = known(view, &range);
        out.push(Candidate { range, kind, words, head, known });
    };
    for range in names {
        offer(&mut out, range.clone(), kind(view, &one.range, range));
    }
    let actors = view.names_in(one.range.clone());
    let taken = |range: &Range<usize>| {
        view.times_in(one.range.clone()).any(|time| overlap(&time.range, range))
            || actors
                .iter()
                .any(|named| overlap(&named.range, range) && named.actor.kind != ActorKind::Unknown)
    };
    let placed = |head: usize| {
        super::path::preposition(tree, head).is_some_and(|case| LOCATIVE.contains(&case))
    };
    for name in view.analysis.names_in(one.range.clone()) {
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
        let mut names = view.analysis.names_in(one.range.clone());
        let named = names.any(|name| overlap(&name.range, &range));
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

fn kind(view: &View, sentence: &Range<usize>, range: &Range<usize>) -> Kind {
    let place = known(view, range).map(|at| view.places[at].place);
    if matches!(place, Some(PlaceId::Spot(_))) {
        return Kind::ByHand;
    }
    let mut actors = view.names_in(range.clone()).iter();
    if actors.any(|named| named.range == *range && named.actor.kind == ActorKind::State) {
        return Kind::State;
    }
    let name = view.analysis.names_in(sentence.clone()).find(|name| overlap(&name.range, range));
    match name.map(|name| name.kind) {
        Some(NameKind::Location) => Kind::Location,
        Some(NameKind::Facility) => Kind::Facility,
        _ => Kind::Place,
    }
}

/// The number in `view.places` of the name that stands just there.
fn known(view: &View, range: &Range<usize>) -> Option<usize> {
    let at = view.places.partition_point(|placed| placed.range.start < range.start);
    view.places.get(at).filter(|placed| placed.range == *range).map(|_| at)
}

pub(super) fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}
