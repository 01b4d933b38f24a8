//! Declining to comment.
//!
//! Finds "declined to comment", "refused to comment", "did not (immediately) comment", "had no
//! comment", "did not respond to a request for comment": what is not said is said.

use super::outer::{Item, Outer};
use super::subject;
use super::{Draft, Source, Span};
use crate::view::View;
use detente_record::Act;

/// The statements of one sentence.
pub(crate) fn rule(view: &View, outer: &Outer) -> Vec<Draft> {
    let items = &outer.items;
    let mut out = vec![];
    for at in 0..items.len() {
        let word = |i: usize| match items.get(at + i) {
            Some(Item::Tok(tok)) => view.toks[*tok].lower.as_str(),
            _ => "",
        };
        let adverb = usize::from(word(2).ends_with("ly") || word(2) == "publicly");
        let taken = match (word(0), word(1), word(2)) {
            ("declined" | "refused" | "declines" | "refuses", "to", "comment") => 3,
            ("had" | "has", "no", "comment") => 3,
            ("did" | "has" | "have" | "does", "not" | "n't", _) => match word(2 + adverb) {
                "comment" | "commented" => 3 + adverb,
                "respond" | "responded" | "reply" | "replied" if asked(view, items, at) => {
                    3 + adverb
                }
                _ => continue,
            },
            _ => continue,
        };
        let (Some(subject), Some(Item::Tok(first))) =
            (subject::left(view, items, at), items.get(at))
        else {
            continue;
        };
        let mut end = items.len();
        while end > at + taken && matches!(items[end - 1], Item::Tok(t) if view.toks[t].is_mark()) {
            end -= 1;
        }
        out.push(Draft {
            source: Some(Source { toks: subject.toks, naming: subject.naming, more: vec![] }),
            follows: false,
            cue: *first..first + taken,
            act: Act::NoComment,
            content: vec![Span { items: at..end }],
            told: vec![],
        });
        break;
    }
    out
}

fn asked(view: &View, items: &[Item], from: usize) -> bool {
    items[from..].iter().any(|item| matches!(item, Item::Tok(t) if view.toks[*t].is(&["comment", "request", "requests"])))
}
