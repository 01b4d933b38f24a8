//! Through whom something was said, and to whom.
//!
//! "Told TASS", "in an interview with Sputnik", "was quoted by RIA", "wrote in Middle East Eye":
//! an outlet that hangs on the word that says it carried the words. "Told the envoys", "called on
//! Ankara", "said to his counterpart": anybody else there is who was spoken to. "TASS quoted the
//! minister as saying that …" is the minister's statement through TASS, and so is "TASS, quoting
//! the minister, said …".

use super::cut;
use super::spot::Spot;
use super::subject::speaks;
use crate::view::View;
use detente_language::{Relation, Upos};
use detente_record::ActorKind;
use std::ops::Range;

/// Tokens of the outlets that carried it, and of the phrase for whom it was told.
#[derive(Default)]
pub(super) struct Relay {
    pub(super) via: Vec<Range<usize>>,
    pub(super) told: Option<Range<usize>>,
}

/// Verbs whose object is spoken to.
const TELLS: &[&str] = &[
    "tell", "ask", "urge", "warn", "assure", "inform", "remind", "order", "instruct", "advise",
    "beg", "implore", "thank", "call", "press", "exhort", "notify", "brief",
];

/// Who stands beside the word that says it. `content`, `source`: where the words and the speaker
/// stand, in bytes.
pub(super) fn beside(
    view: &View,
    cue: &Range<usize>,
    source: &[Range<usize>],
    content: &[Range<usize>],
) -> Relay {
    let mut relay = Relay::default();
    let Some(spot) = Spot::of(view, cue) else { return relay };
    let tree = spot.tree;
    let Some(head) = spot.head() else { return relay };
    let says = spot.words.clone().find(|&word| TELLS.contains(&tree.lemma(word)));
    let calls = says.is_some_and(|word| matches!(tree.lemma(word), "call" | "press" | "urge"));
    let touches = |bytes: &Range<usize>, parts: &[Range<usize>]| {
        parts.iter().any(|part| bytes.start < part.end && part.start < bytes.end)
    };
    let heads: Vec<usize> = spot.words.clone().chain([head]).collect();
    for &word in &heads {
        for child in tree.children(word) {
            let node = &tree.nodes()[child];
            let beside = matches!(node.relation, Relation::Obj | Relation::Iobj | Relation::Obl)
                || node.relation == Relation::Nmod && tree.nodes()[word].upos == Upos::Noun;
            if !beside || spot.words.contains(&child) {
                continue;
            }
            let span = phrase(&spot, child);
            let toks = spot.toks(span);
            let bytes = super::row::bytes(view, &toks);
            if touches(&bytes, source) {
                continue;
            }
            let own = touches(&bytes, content);
            if !own
                && (outlets(view, &bytes, &mut relay.via) || unknown(view, &toks, &mut relay.via))
            {
                continue;
            }
            let case = tree.case(child);
            let spoken_to = match node.relation {
                Relation::Obj | Relation::Iobj => says == Some(word) && (!own || calls),
                Relation::Obl => case == Some("to") && !own || case == Some("on") && calls,
                _ => false,
            };
            if spoken_to
                && relay.told.is_none()
                && matches!(node.upos, Upos::Noun | Upos::Propn | Upos::Pron)
                && view.time_from(bytes.start).is_none()
                && !matches!(tree.lemma(child), "it" | "this" | "that" | "what" | "which")
            {
                relay.told = Some(toks);
            }
        }
    }
    // What the parse hung elsewhere: an outlet right behind the word that says it.
    let next = content.iter().map(|part| view.tok_at(part.start)).filter(|at| *at >= cue.end).min();
    let close = next.unwrap_or(cue.end + 8).min(cue.end + 8);
    let end = spot.toks(0..tree.len()).end.min(close);
    if cue.end < end {
        let bytes = super::row::bytes(view, &(cue.end..end));
        let comma = view.toks[cue.end..end].iter().find(|tok| tok.text == ",");
        let bytes = bytes.start..comma.map_or(bytes.end, |tok| tok.range.start);
        if !touches(&bytes, source) && !touches(&bytes, content) {
            outlets(view, &bytes, &mut relay.via);
        }
    }
    relay
}

/// A noun with what modifies it, without its preposition and clauses on it.
fn phrase(spot: &Spot, noun: usize) -> Range<usize> {
    let tree = spot.tree;
    let mut first = noun;
    let mut last = noun;
    for child in tree.children(noun) {
        let keep = !matches!(
            tree.nodes()[child].relation,
            Relation::Case
                | Relation::Punct
                | Relation::Acl
                | Relation::Cc
                | Relation::Conj
                | Relation::Parataxis
                | Relation::Advcl
                | Relation::Appos
        );
        if keep {
            let span = tree.span(child);
            (first, last) = (first.min(span.start), last.max(span.end - 1));
        }
    }
    first..last + 1
}

fn outlets(view: &View, bytes: &Range<usize>, via: &mut Vec<Range<usize>>) -> bool {
    let mut found = false;
    for named in view.names_in(bytes.clone()) {
        if named.actor.kind == ActorKind::Media {
            let toks =
                view.tok_at(named.range.start)..view.tok_at(named.range.end.saturating_sub(1)) + 1;
            found = true;
            if !via.contains(&toks) {
                via.push(toks);
            }
        }
    }
    found
}

/// What outlets call themselves, or are called.
const OUTLETS: &[&str] = &[
    "agency",
    "newspaper",
    "paper",
    "newswire",
    "wire",
    "daily",
    "weekly",
    "magazine",
    "television",
    "tv",
    "radio",
    "broadcaster",
    "channel",
    "station",
    "network",
    "portal",
    "website",
    "outlet",
    "post",
    "times",
    "herald",
    "tribune",
    "gazette",
    "observer",
    "chronicle",
    "journal",
    "news",
    "telegraph",
    "courier",
    "mail",
    "dispatch",
    "review",
    "monitor",
    "sun",
    "star",
    "press",
];

/// An outlet that the world does not know: a name that ends in a word for one.
fn unknown(view: &View, toks: &Range<usize>, via: &mut Vec<Range<usize>>) -> bool {
    let Some(words) = view.toks.get(toks.clone()) else { return false };
    let named = words.iter().any(|tok| tok.is_capital());
    let outlet = words
        .last()
        .is_some_and(|tok| tok.is(OUTLETS) && (words.len() > 1 || tok.is_capital()) && named);
    if outlet && !via.contains(toks) {
        via.push(toks.clone());
    }
    outlet
}

/// Words in a phrase for the one quoted.
const LONGEST: usize = 8;

/// Whose words "quoted" or "citing" carries.
pub(super) struct Quoted {
    /// Tokens of the one quoted.
    pub(super) speaker: Range<usize>,
    /// Where his or her words begin, in bytes; `None` where another word says them.
    pub(super) from: Option<usize>,
}

/// "Quoted the minister as saying that …", "was quoted as saying": who is quoted, and from where
/// on the words are his or hers; "citing the ministry": who is quoted.
pub(super) fn quoted(view: &View, cue: &Range<usize>, content: &[Range<usize>]) -> Option<Quoted> {
    let spot = Spot::of(view, cue)?;
    let quotes = |word: usize| matches!(spot.tree.lemma(word), "quote" | "cite");
    if !spot.words.clone().any(quotes) {
        return None;
    }
    let first = content.first()?;
    let all: Vec<usize> = content.iter().flat_map(|part| cut::toks(view, part)).collect();
    let says = all.windows(2).position(|pair| {
        view.toks[pair[0]].is(&["as"])
            && view.toks[pair[1]].is(&["saying", "telling", "claiming", "stating", "warning"])
    });
    if let Some(says) = says.filter(|says| (1..=LONGEST).contains(says)) {
        let from = all.get(says + 2).map(|at| view.toks[*at].range.start);
        return Some(Quoted { speaker: all[0]..all[says - 1] + 1, from });
    }
    let own = cut::toks(view, first);
    let named = Spot::of(view, &own)?;
    let noun = matches!(named.tree.nodes()[named.head()?].upos, Upos::Noun | Upos::Propn);
    let clause = named
        .words
        .clone()
        .any(|word| matches!(named.tree.nodes()[word].relation, Relation::Nsubj | Relation::Csubj));
    let plain = view.quote_at(first.start).is_none() && content.len() == 1;
    let somebody = view.toks[own.clone()].iter().any(|tok| tok.is_capital() || speaks(&tok.lower));
    (noun && !clause && plain && somebody && own.len() <= LONGEST)
        .then_some(Quoted { speaker: own, from: None })
}
