//! "According to X".
//!
//! Finds "According to X, …", "…, according to X." and "In his words, …", "In X's opinion, …". A
//! plan, a law or a treaty is no speaker.

use super::outer::{Item, Outer};
use super::{Draft, Source, Span};
use crate::view::View;
use detente_record::Act;
use std::ops::Range;

/// The statements of one sentence.
pub(crate) fn rule(view: &View, outer: &Outer) -> Vec<Draft> {
    let items = &outer.items;
    let tok = |at: usize| match items.get(at) {
        Some(Item::Tok(tok)) => Some(*tok),
        _ => None,
    };
    let mut out = vec![];
    for at in 0..items.len() {
        let Some(first) = tok(at) else { continue };
        let Some((cue, from)) = opening(view, items, at, first) else { continue };
        let mut end = from;
        while let Some(next) = tok(end) {
            let word = &view.toks[next];
            let named =
                view.name_at(next).is_some_and(|named| named.range.start < word.range.start);
            if word.is_mark() && !matches!(word.text, "'" | "’" | "-") && !named {
                break;
            }
            end += 1;
        }
        let (Some(start_tok), Some(last)) = (tok(from), end.checked_sub(1).and_then(tok)) else {
            continue;
        };
        let cut = cut(view, start_tok..last + 1);
        if cut.is_empty() || cut.len() > 20 || !speaker(view, cut.clone()) {
            continue;
        }
        let left =
            0..at - usize::from(at > 0 && tok(at - 1).is_some_and(|t| view.toks[t].text == ","));
        let right = (end + usize::from(tok(end).is_some_and(|t| view.toks[t].text == ",")))
            ..last_item(view, items);
        let mut content: Vec<Span> = vec![];
        if left.len() >= 2 {
            content.push(Span { items: left });
        }
        let closed = tok(end).is_none_or(|t| view.toks[t].text == ",") && end < items.len();
        if closed
            && right.start < right.end
            && (right.len() >= 2 || matches!(items[right.start], Item::Quote(_)))
        {
            content.push(Span { items: right });
        }
        if content.is_empty() {
            continue;
        }
        out.push(Draft {
            source: Some(Source::of(cut)),
            follows: false,
            cue,
            act: Act::Asserts,
            content,
            told: vec![],
        });
        break;
    }
    out
}

/// The tokens of the cue, and the item at which the speaker begins.
fn opening(view: &View, items: &[Item], at: usize, first: usize) -> Option<(Range<usize>, usize)> {
    let word = |i: usize| view.toks.get(first + i);
    let is = |i: usize, words: &[&str]| word(i).is_some_and(|tok| tok.is(words));
    if is(0, &["according"]) && is(1, &["to"]) {
        return Some((first..first + 2, at + 2));
    }
    let whose = is(1, &["his", "her", "their"]) && is(2, &["words", "opinion", "view"]);
    if at == 0 && is(0, &["in"]) && whose && items.len() > 4 {
        return Some((first..first + 3, at + 1));
    }
    None
}

/// The speaker's phrase without what belongs to the clause.
fn cut(view: &View, toks: Range<usize>) -> Range<usize> {
    if view.toks[toks.start].is(&["his", "her", "their"]) {
        return toks.start..toks.start + 1;
    }
    let verb = toks.clone().find(|&at| {
        view.name_at(at).is_none()
            && view.toks[at].is(&[
                "who", "which", "that", "is", "was", "has", "had", "and", "as", "while", "cited",
                "quoted", "seen",
            ])
    });
    toks.start..verb.unwrap_or(toks.end)
}

/// What is no speaker, though one can say "according to" of it.
const WRITS: &[&str] = &[
    "plan",
    "plans",
    "schedule",
    "law",
    "laws",
    "custom",
    "tradition",
    "agreement",
    "terms",
    "article",
    "constitution",
    "treaty",
    "memorandum",
    "rules",
    "need",
    "needs",
    "size",
    "age",
    "protocol",
    "logic",
    "calendar",
    "scenario",
    "map",
    "maps",
    "timetable",
    "conditions",
];

fn speaker(view: &View, toks: Range<usize>) -> bool {
    let pronoun =
        toks.len() == 1 && view.toks[toks.start].is(&["him", "her", "them", "his", "their", "it"]);
    pronoun || !view.toks[toks].iter().any(|tok| tok.is(WRITS))
}

fn last_item(view: &View, items: &[Item]) -> usize {
    let mut end = items.len();
    while let Some(Item::Tok(tok)) = end.checked_sub(1).map(|i| items[i]) {
        let word = &view.toks[tok];
        if !word.is_mark() || matches!(word.text, ")" | "]" | "'" | "’") {
            break;
        }
        end -= 1;
    }
    end
}
