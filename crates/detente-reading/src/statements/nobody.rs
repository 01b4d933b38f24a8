//! What the model marks and nobody said.
//!
//! - Distancing: "alleged obligations", "the so-called memorandum". It belongs to the words beside
//!   it and is no statement of its own.
//! - Sayings that did not happen: "would say", "will announce", "if the army says".
//! - Laws, plans and treaties: "the law says", "according to plan".
//! - Words that stand for anything ("has", "gave", "ran"), unless a quotation or a clause follows.

use super::act;
use super::spot::Spot;
use crate::view::View;
use detente_language::{Relation, Upos};
use detente_record::Act;
use std::ops::Range;

/// Words by which a reporter keeps a distance.
const DISTANT: &[&str] = &[
    "alleged",
    "allegedly",
    "so-called",
    "purported",
    "purportedly",
    "supposed",
    "supposedly",
    "reputed",
    "reputedly",
    "ostensible",
    "ostensibly",
    "reportedly",
    "apparent",
    "apparently",
    "suspected",
    "putative",
    "self-proclaimed",
    "self-styled",
];

/// What holds rather than speaks.
const WRITS: &[&str] = &[
    "law",
    "laws",
    "plan",
    "plans",
    "schedule",
    "constitution",
    "treaty",
    "treaties",
    "agreement",
    "agreements",
    "memorandum",
    "protocol",
    "rules",
    "custom",
    "tradition",
];

/// Verbs of any matter at all.
const GENERAL: &[&str] = &[
    "be",
    "have",
    "do",
    "go",
    "get",
    "come",
    "give",
    "take",
    "run",
    "keep",
    "bring",
    "become",
    "include",
    "work",
    "need",
    "lead",
    "pay",
    "leave",
    "lose",
    "win",
    "follow",
    "happen",
    "spend",
    "remain",
    "build",
    "face",
    "change",
    "move",
    "end",
    "grow",
    "play",
    "serve",
    "stand",
    "receive",
    "base",
    "meet",
    "create",
    "enter",
    "fight",
    "live",
    "break",
    "stop",
    "increase",
    "represent",
    "fall",
    "fail",
    "kill",
    "join",
    "close",
    "drive",
    "bear",
    "rise",
    "stay",
    "pick",
    "return",
    "carry",
    "protect",
    "sell",
    "exist",
    "conduct",
    "earn",
    "defeat",
    "drop",
    "sit",
    "prevent",
    "beat",
    "attend",
    "wait",
    "gain",
    "cause",
    "fund",
    "control",
    "ensure",
    "act",
    "buy",
    "die",
    "deal",
    "own",
    "reduce",
    "engage",
    "capture",
    "listen",
    "treat",
    "prepare",
    "pull",
    "host",
    "involve",
    "improve",
    "dominate",
    "let",
    "help",
    "elect",
    "cut",
];

/// Whether this is nobody's statement.
pub(super) fn is(
    view: &View,
    cue: &Range<usize>,
    source: Option<&Range<usize>>,
    content: &[Range<usize>],
    act: Act,
) -> bool {
    let words = &view.toks[cue.clone()];
    if words.iter().all(|tok| tok.is(DISTANT)) {
        return true;
    }
    if source.is_some_and(|source| is_writ(view, source)) {
        return true;
    }
    let Some(spot) = Spot::of(view, cue) else { return false };
    let Some(head) = spot.head() else { return false };
    let quoted = content.iter().any(|range| view.quote_at(range.start).is_some());
    let clause = spot.tree.children_by(head, Relation::Ccomp).next().is_some();
    if !quoted && !clause && is_general(&spot) {
        return true;
    }
    act::speaks(spot.tree.lemma(head))
        && spot.tree.nodes()[head].upos == Upos::Verb
        && act != Act::NoComment
        && (modal(&spot, &["would", "could", "might", "may", "should", "'d", "must"])
            || matches!(act, Act::Asserts | Act::Announces)
                && modal(&spot, &["will", "shall", "'ll"])
            || spot
                .tree
                .children_by(head, Relation::Mark)
                .any(|mark| matches!(spot.tree.lemma(mark), "if" | "unless" | "whether")))
}

fn modal(spot: &Spot, words: &[&str]) -> bool {
    let Some(head) = spot.head() else { return false };
    spot.tree.children_by(head, Relation::Aux).any(|aux| words.contains(&spot.tree.lemma(aux)))
}

/// Whether a phrase is a law, a plan or the like.
fn is_writ(view: &View, source: &Range<usize>) -> bool {
    let head =
        Spot::of(view, source).and_then(|spot| Some(spot.toks(spot.head()?..spot.head()? + 1)));
    head.is_some_and(|head| view.toks[head].iter().any(|tok| tok.is(WRITS)))
}

fn is_general(spot: &Spot) -> bool {
    let nodes = || spot.words.clone().map(|word| &spot.tree.nodes()[word]);
    let says = nodes().any(|node| match node.upos {
        Upos::Verb => !GENERAL.contains(&&*node.lemma),
        Upos::Noun | Upos::Adj | Upos::Propn | Upos::Punct => true,
        _ => false,
    });
    !says && nodes().any(|node| node.upos == Upos::Verb)
}
