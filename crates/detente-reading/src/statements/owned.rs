//! Whose statement it is where a text or an office speaks.
//!
//! "A statement by the ministry said", "the army's general command said": those whose text or
//! whose office it is.

use super::spot::Spot;
use crate::view::View;
use detente_language::{Relation, Subtype};
use std::ops::Range;

/// Texts that speak for those who gave them out.
const TEXTS: &[&str] = &[
    "statement",
    "communique",
    "communiqué",
    "message",
    "letter",
    "declaration",
    "release",
    "post",
    "tweet",
    "note",
    "text",
    "bulletin",
];

/// Offices of a body or a movement that speak for it.
const OFFICES: &[&str] =
    &["command", "staff", "leadership", "headquarters", "office", "wing", "bureau", "hierarchy"];

/// The tokens of the one whose text or office a phrase names.
pub(super) fn owner(view: &View, toks: &Range<usize>) -> Option<Range<usize>> {
    let spot = Spot::of(view, toks)?;
    let tree = spot.tree;
    let head = spot.head()?;
    let lemma = tree.lemma(head);
    let text = TEXTS.contains(&lemma);
    if !text && !OFFICES.contains(&lemma) {
        return None;
    }
    let owner = tree.children_by(head, Relation::Nmod).find(|&child| {
        let case = tree.case(child);
        let from =
            if text { matches!(case, Some("by" | "from" | "of")) } else { case == Some("of") };
        from || tree.nodes()[child].subtype == Subtype::Poss
    })?;
    let mut span = tree.span(owner);
    let outer = |word: usize| {
        tree.head(word) == Some(owner)
            && matches!(tree.nodes()[word].relation, Relation::Case | Relation::Punct)
    };
    while span.start < owner && outer(span.start) {
        span.start += 1;
    }
    while span.end > owner + 1 && outer(span.end - 1) {
        span.end -= 1;
    }
    let own = spot.toks(span);
    (own.start >= toks.start && own.end <= toks.end && own.len() < toks.len()).then_some(own)
}
