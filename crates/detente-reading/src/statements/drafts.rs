//! What the rules over tokens draft, sentence by sentence, and the exact words of a draft.
//!
//! These rules read a report where no language model ran, and with one they add what it doesn't
//! mark: that somebody declined to comment, and the like.

use super::outer::{self, Item, Outer};
use super::{Draft, Found, according, balance, moment, no_comment, said};
use crate::view::View;
use detente_record::{Act, Form};
use std::ops::Range;

/// A sentence with its statements.
pub(super) struct Drafted {
    pub(super) outer: Outer,
    pub(super) found: Vec<Found>,
}

/// All sentences in order.
pub(super) fn all(view: &View) -> Vec<Drafted> {
    outer::outers(view).into_iter().map(|outer| drafted(view, outer)).collect()
}

fn drafted(view: &View, outer: Outer) -> Drafted {
    let mut drafts = said::rule(view, &outer);
    let free = |draft: &Draft, taken: &[Draft]| {
        let apart = |a: &Range<usize>, b: &Range<usize>| a.end <= b.start || b.end <= a.start;
        taken.iter().all(|other| {
            apart(&draft.cue, &other.cue)
                && (draft.act == Act::NoComment
                    || other
                        .content
                        .iter()
                        .all(|o| draft.content.iter().all(|d| apart(&o.items, &d.items))))
        })
    };
    for draft in according::rule(view, &outer).into_iter().chain(no_comment::rule(view, &outer)) {
        if free(&draft, &drafts) {
            drafts.push(draft);
        }
    }
    drafts.sort_by_key(|draft| draft.cue.start);
    let cues: Vec<Vec<Range<usize>>> = drafts
        .iter()
        .map(|draft| {
            let said = draft.content.iter().filter_map(|span| {
                let items = outer.items.get(span.items.clone())?;
                Some(start(view, *items.first()?)..end(view, *items.last()?))
            });
            said.chain([attribution(view, &outer, draft)]).collect()
        })
        .collect();
    let found = drafts.iter().enumerate().filter_map(|(i, draft)| {
        let others = cues.iter().enumerate().filter(|(j, _)| *j != i);
        let others: Vec<_> = others.flat_map(|(_, ranges)| ranges.clone()).collect();
        found(view, &outer, draft, &others)
    });
    let found = found.collect();
    Drafted { outer, found }
}

pub(super) fn start(view: &View, item: Item) -> usize {
    match item {
        Item::Tok(tok) => view.toks[tok].range.start,
        Item::Quote(quote) => view.quotes[quote].marks.start,
    }
}

pub(super) fn end(view: &View, item: Item) -> usize {
    match item {
        Item::Tok(tok) => view.toks[tok].range.end,
        Item::Quote(quote) => view.quotes[quote].marks.end,
    }
}

fn is_stray_mark(view: &View, item: Item) -> bool {
    matches!(item, Item::Tok(tok) if matches!(view.toks[tok].text, "“" | "”" | "\"" | "«" | "»" | "„"))
}

/// Quoted words without the comma that belongs to the sentence around them.
pub(super) fn said_range(view: &View, range: Range<usize>) -> Range<usize> {
    let kept = view.text[range.clone()].trim_end_matches([',', ' ', '\u{a0}']);
    range.start..range.start + kept.len()
}

/// The bytes from who speaks to what is said, where that follows; else of who speaks and the cue.
fn attribution(view: &View, outer: &Outer, draft: &Draft) -> Range<usize> {
    let cue = view.toks[draft.cue.start].range.start..view.toks[draft.cue.end - 1].range.end;
    let source = draft.source.as_ref().map(|source| &view.toks[source.toks.start].range);
    let from = source.map_or(cue.start, |source| source.start.min(cue.start));
    let last = draft.source.as_ref().map(|source| view.toks[source.toks.end - 1].range.end);
    let said = draft.content.iter().filter_map(|span| outer.items.get(span.items.start));
    let said = said.map(|item| start(view, *item)).find(|said| *said > cue.start);
    from..said.unwrap_or(cue.end.max(last.unwrap_or(0)))
}

/// The exact words of a draft. `others`: where others are said to speak in the sentence.
fn found(view: &View, outer: &Outer, draft: &Draft, others: &[Range<usize>]) -> Option<Found> {
    let items = &outer.items;
    let mut content: Vec<Range<usize>> = vec![];
    let (mut quoted, mut plain) = (false, false);
    for span in &draft.content {
        let mut own = items.get(span.items.clone())?;
        while let [Item::Tok(tok), rest @ ..] = own
            && (matches!(view.toks[*tok].text, "," | ";" | "–" | "—")
                || view.toks[*tok].text == "that" && !rest.is_empty() && draft.cue.end < *tok)
        {
            own = rest;
        }
        for item in own {
            match item {
                Item::Quote(_) => quoted = true,
                Item::Tok(tok) => plain |= !view.toks[*tok].is_mark(),
            }
        }
        let range = match own {
            [] => return None,
            [Item::Quote(quote)] => said_range(view, view.quotes[*quote].range.clone()),
            [Item::Quote(first), .., Item::Quote(last)] if !plain => {
                said_range(view, view.quotes[*first].range.start..view.quotes[*last].range.end)
            }
            [first, .., last] => start(view, *first)..end(view, *last),
            [Item::Tok(tok)] => view.toks[*tok].range.clone(),
        };
        // A mark without its partner: where the quotation began or ended isn't known.
        if range.is_empty()
            || own.iter().filter(|item| is_stray_mark(view, **item)).count() % 2 == 1
        {
            return None;
        }
        content.push(balance::balanced(view.text, range, end(view, *items.last()?))?);
    }
    if content.len() == 1
        && draft.act != Act::NoComment
        && balance::is_hollow(&view.text[content[0].clone()])
    {
        return None;
    }
    let form = match (quoted, plain) {
        (true, false) => Form::Direct,
        (true, true) => Form::Mixed,
        _ => Form::Indirect,
    };
    let first = items.first().map_or(0, |item| start(view, *item));
    let last = items.last().map_or(0, |item| end(view, *item));
    let said = moment::by_tokens(view, first..last, &content, others, draft.source.as_ref());
    Some(Found {
        source: draft.source.clone(),
        follows: draft.follows,
        cue: Some(draft.cue.clone()),
        act: draft.act,
        content,
        form,
        told: draft.told.clone(),
        addressee: None,
        said,
        start: first,
        end: last,
    })
}
