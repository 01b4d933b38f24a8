//! Sentences as they stand around the quotations.
//!
//! A quotation may hold several sentences, and "“We left. They stayed,” he said" is one sentence
//! of the report. Here each paragraph becomes sentences in which a quotation is a single item.

use crate::view::View;

/// One item of such a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Item {
    /// A token outside quotations.
    Tok(usize),
    /// A quotation.
    Quote(usize),
}

/// A sentence around its quotations.
#[derive(Clone, Debug, Default)]
pub(crate) struct Outer {
    pub(crate) items: Vec<Item>,
    /// The paragraph it stands in.
    pub(crate) block: usize,
}

/// The sentences of the report, around its quotations.
pub(crate) fn outers(view: &View) -> Vec<Outer> {
    let mut out: Vec<Outer> = vec![];
    for (block, laid) in view.document.blocks.iter().enumerate() {
        let mut current = Outer { items: vec![], block };
        let first = view.toks.get(view.tok_at(laid.range.start)).map_or(0, |tok| tok.range.start);
        let mut tok = view.tok_at(view.told_from(first));
        let mut finish = |current: &mut Outer| {
            if !current.items.is_empty() {
                out.push(Outer { items: std::mem::take(&mut current.items), block });
            }
        };
        while tok < view.toks.len() && view.toks[tok].range.start < laid.range.end {
            let at = view.toks[tok].range.start;
            if let Some(quote) = view.quote_at(at) {
                if closes_before(view, &current, quote) {
                    finish(&mut current);
                }
                current.items.push(Item::Quote(quote));
                let end = view.quotes[quote].marks.end.min(laid.range.end);
                while tok < view.toks.len() && view.toks[tok].range.start < end {
                    tok += 1;
                }
                if ends_within(view, quote) && !attributed_after(view, tok, laid.range.end) {
                    finish(&mut current);
                }
                continue;
            }
            current.items.push(Item::Tok(tok));
            let ends = ends_sentence(view, tok);
            tok += 1;
            if ends {
                finish(&mut current);
            }
        }
        finish(&mut current);
    }
    out
}

fn ends_sentence(view: &View, tok: usize) -> bool {
    let word = &view.toks[tok];
    if word.is_mark() && word.text.starts_with(['.', '!', '?']) && word.text.len() < 3 {
        return true;
    }
    // The text stage ends a sentence here as well (an abbreviation, a line).
    let end = word.range.end;
    let i = view.sentences.partition_point(|s| s.end <= tok);
    view.sentences.get(i).is_some_and(|sentence| {
        sentence.end == tok + 1 && view.toks[tok].range.end == end && word.text.ends_with('.')
    })
}

/// A quotation that begins a sentence of its own after a complete one without a full stop.
fn closes_before(view: &View, current: &Outer, quote: usize) -> bool {
    let Some(Item::Quote(last)) = current.items.last() else { return false };
    ends_within(view, *last) && *last != quote
}

/// The quotation ends with a full stop or the like.
fn ends_within(view: &View, quote: usize) -> bool {
    view.text[view.quotes[quote].range.clone()].ends_with(['.', '!', '?', '…'])
}

/// After a quotation that ends in a full stop: whether the words up to the end of the sentence
/// are no more than who said it.
fn attributed_after(view: &View, tok: usize, end: usize) -> bool {
    let mut cue = None;
    for at in tok..(tok + 30).min(view.toks.len()) {
        let word = &view.toks[at];
        if word.range.start >= end || (word.is_mark() && word.text.starts_with(['.', '!', '?'])) {
            break;
        }
        if view.quote_at(word.range.start).is_some() {
            return cue.is_some_and(|cue: usize| at - cue <= 3);
        }
        if cue.is_none() && super::cue::cue(&word.lower).is_some_and(|cue| !cue.participle) {
            cue = Some(at);
        } else if let Some(cue) = cue
            && (word.is(&["that", ":"]) || at - cue > 14)
        {
            return false;
        }
    }
    // "“… ?” he asked": a lower-case word goes on with the sentence, too.
    let lower = view.toks.get(tok).is_some_and(|word| {
        word.range.start < end && word.text.chars().next().is_some_and(char::is_lowercase)
    });
    cue.is_some() || lower
}
