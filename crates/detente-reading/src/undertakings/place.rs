//! Where: the place named with what is to be done.

use super::look::Look;
use detente_language::{NameKind, Relation, Upos};
use detente_record::PlaceRef;
use std::ops::Range;

const OF_PLACE: &[&str] = &[
    "from", "in", "at", "on", "into", "to", "through", "along", "inside", "across", "around",
    "near", "of", "within", "over",
];

/// Nouns for places that an agreement makes or means.
const GROUNDS: &[&str] = &[
    "zone",
    "area",
    "district",
    "province",
    "region",
    "town",
    "city",
    "village",
    "camp",
    "border",
    "highway",
    "road",
    "corridor",
    "hospital",
    "territory",
    "line",
    "port",
    "airport",
    "crossing",
    "base",
    "strip",
];

/// The place among the words of an undertaking, with its words.
pub(super) fn place(
    look: &Look,
    action: usize,
    words: Range<usize>,
) -> Option<(PlaceRef, Range<usize>)> {
    let scene = &look.scene;
    let view = scene.view;
    let inside = |word: &usize| words.contains(word) && *word > action;
    let mut best: Option<(usize, usize)> = None;
    for word in words.clone().filter(inside) {
        if !matches!(scene.upos(word), Upos::Propn | Upos::Noun) {
            continue;
        }
        let bytes = scene.bytes(word);
        let named = view.analysis.names.iter().any(|name| {
            matches!(name.kind, NameKind::Place | NameKind::Location | NameKind::Facility)
                && name.range.start <= bytes.start
                && bytes.end <= name.range.end
        });
        let ground = look.is(word, GROUNDS);
        let head = !matches!(scene.relation(word), Relation::Compound | Relation::Flat);
        if !(named || ground && head) {
            continue;
        }
        let cased = look.has(word, Relation::Case, OF_PLACE)
            || scene.relation(word) == Relation::Obj && ground;
        let rank = usize::from(!named) + 2 * usize::from(!cased);
        if best.is_none_or(|(_, other)| rank < other) {
            best = Some((word, rank));
        }
    }
    let (word, rank) = best?;
    if rank > 2 {
        return None;
    }
    let phrase = scene.phrase(word);
    let range = scene.text_of(phrase.clone());
    Some((known(look, range), phrase))
}

/// The place by its name alone, until the report's places are at hand.
fn known(look: &Look, range: Range<usize>) -> PlaceRef {
    PlaceRef { text: look.scene.view.text[range].to_owned(), ..PlaceRef::default() }
}
