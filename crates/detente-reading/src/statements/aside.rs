//! What stands between a verb of speech and what is said: to whom, when, where.

use super::outer::Item;
use crate::view::View;
use crate::words::{ADVERBS, AUXILIARIES, OPENERS, PREPOSITIONS};
use detente_language::TokenKind;
use detente_record::ActorKind;
use std::ops::Range;

/// What follows after the asides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lead {
    That,
    Colon,
    Comma,
    Quote,
    /// A clause without a mark before it.
    Bare,
    End,
}

/// The asides after a verb.
#[derive(Clone, Debug)]
pub(crate) struct Asides {
    /// The item at which what is said would begin.
    pub(crate) at: usize,
    pub(crate) lead: Lead,
    /// Tokens of the names told, asked or written for.
    pub(crate) told: Vec<Range<usize>>,
}

/// Reads the asides from item `from` on.
pub(crate) fn asides(view: &View, items: &[Item], from: usize, somebody: bool) -> Asides {
    let mut at = from;
    let mut told = vec![];
    if somebody {
        let end = phrase_end(view, items, at);
        note(view, items, at..end, &mut told);
        at = end;
    }
    let done = |at, lead, told| Asides { at, lead, told };
    loop {
        let tok = match items.get(at) {
            None => return done(at, Lead::End, told),
            Some(Item::Quote(_)) => return done(at, Lead::Quote, told),
            Some(Item::Tok(tok)) => *tok,
        };
        let word = &view.toks[tok];
        if word.text == ":" {
            return done(at + 1, Lead::Colon, told);
        }
        if word.text == "," || word.text == "–" || word.text == "—" {
            return done(at + 1, Lead::Comma, told);
        }
        if word.is(&["that"]) {
            return done(at + 1, Lead::That, told);
        }
        if word.is_mark() {
            let lead =
                if word.text.starts_with(['.', '!', '?', ';']) { Lead::End } else { Lead::Bare };
            return done(at, lead, told);
        }
        if let Some(time) = view.time_from(word.range.start) {
            let end = view.tok_at(time.range.end.saturating_sub(1)) + 1;
            at += end - tok;
            continue;
        }
        if word.is(PREPOSITIONS) || word.is(&["late", "early"]) {
            let timed = view.toks.get(tok + 1).and_then(|next| view.time_from(next.range.start));
            if let Some(time) = timed {
                let end = view.tok_at(time.range.end.saturating_sub(1)) + 1;
                at += end - tok;
                continue;
            }
            let end = phrase_end(view, items, at + 1);
            if end == at + 1 {
                return done(at, Lead::Bare, told);
            }
            note(view, items, at + 1..end, &mut told);
            at = end;
            continue;
        }
        if word.is(ADVERBS) || (word.lower.ends_with("ly") && !word.is_capital()) {
            at += 1;
            continue;
        }
        return done(at, Lead::Bare, told);
    }
}

/// The item after the noun phrase that begins at `from`.
fn phrase_end(view: &View, items: &[Item], from: usize) -> usize {
    let tok = |i: usize| match items.get(i) {
        Some(Item::Tok(tok)) => Some(*tok),
        _ => None,
    };
    let mut at = from;
    if tok(at)
        .is_some_and(|t| view.toks[t].is(&["the", "a", "an", "his", "her", "its", "their", "this"]))
    {
        at += 1;
    }
    let mut taken = 0;
    while let Some(t) = tok(at) {
        let word = &view.toks[t];
        let joint = matches!(word.text, "-" | "&" | "/") || word.is(&["'s", "'"]);
        if !(joint || matches!(word.kind, TokenKind::Word | TokenKind::Number)) {
            break;
        }
        if taken > 0 && !joint {
            let before = &view.toks[t - 1];
            let named = view.name_at(t).is_some_and(|named| named.range.start < word.range.start);
            let hyphened = before.text == "-" || before.is(&["'s", "'"]);
            let begins = word.is(OPENERS) || word.is(PREPOSITIONS) || word.is(AUXILIARIES);
            let timed = view.time_from(word.range.start).is_some();
            let place = before.is(&[
                "northern",
                "southern",
                "eastern",
                "western",
                "central",
                "state",
                "the",
                "news",
                "nearby",
                "outlet",
                "agency",
                "newspaper",
                "channel",
                "broadcaster",
                "station",
                "magazine",
                "daily",
                "portal",
                "network",
            ]) || view.name_at(t).is_some_and(|n| {
                n.actor.kind == ActorKind::Media && n.range.start == word.range.start
            });
            let turns = before.is_capital() != word.is_capital()
                && !place
                && !(before.is_capital()
                    && word.is(&[
                        "news",
                        "agency",
                        "television",
                        "newspaper",
                        "media",
                        "radio",
                        "magazine",
                        "news",
                        "summit",
                        "conference",
                        "meeting",
                    ]));
            if !named && (begins || timed || (turns && !hyphened)) {
                break;
            }
        }
        if word.is(&["that"]) {
            break;
        }
        taken += 1;
        at += 1;
    }
    if taken == 0 { from } else { at }
}

/// Keeps the outlets and actors named in an aside.
fn note(view: &View, items: &[Item], range: Range<usize>, told: &mut Vec<Range<usize>>) {
    let (Some(Item::Tok(first)), Some(Item::Tok(last))) =
        (items.get(range.start), range.end.checked_sub(1).and_then(|i| items.get(i)))
    else {
        return;
    };
    if range.is_empty() {
        return;
    }
    let bytes = view.toks[*first].range.start..view.toks[*last].range.end;
    for named in view.names_in(bytes) {
        if named.actor.kind == ActorKind::Media {
            told.push(
                view.tok_at(named.range.start)..view.tok_at(named.range.end.saturating_sub(1)) + 1,
            );
        }
    }
}
