//! The exact words of what a speaker said, from the stretches that the model marks.
//!
//! Left out are the quotation marks around, the comma before the closing one, the "that" before a
//! clause, a dateline, marks at either end. A quotation never closed keeps its words.

use super::balance;
use super::drafts::said_range;
use super::spot::Spot;
use crate::view::View;
use detente_language::Upos;
use detente_record::Form;
use std::ops::Range;

/// The words of all stretches, and how they are given. `cue`: where the word that says it ends.
pub(super) fn content(
    view: &View,
    parts: &[Range<usize>],
    cue: Option<usize>,
) -> Option<(Vec<Range<usize>>, Form)> {
    let cut: Vec<Range<usize>> = parts.iter().filter_map(|part| one(view, part, cue)).collect();
    if cut.is_empty() {
        return None;
    }
    let (mut quoted, mut plain) = (false, false);
    for range in &cut {
        for tok in toks(view, range).filter_map(|at| view.toks.get(at)).filter(|t| !t.is_mark()) {
            match view.quote_at(tok.range.start) {
                Some(_) => quoted = true,
                None => plain = true,
            }
        }
    }
    let form = match (quoted, plain) {
        (true, false) => Form::Direct,
        (true, true) => Form::Mixed,
        _ => Form::Indirect,
    };
    Some((cut, form))
}

/// The tokens of a stretch.
pub(super) fn toks(view: &View, range: &Range<usize>) -> Range<usize> {
    let first = view.tok_at(range.start);
    let end = view.toks.partition_point(|tok| tok.range.start < range.end);
    first..end.max(first)
}

fn one(view: &View, part: &Range<usize>, cue: Option<usize>) -> Option<Range<usize>> {
    let from = view.told_from(part.start).min(part.end);
    let mut own = toks(view, &(from..part.end));
    let text = |at: usize| view.toks.get(at).map_or("", |tok| tok.text);
    let quoted = |at: usize| view.toks.get(at).and_then(|tok| view.quote_at(tok.range.start));
    while own.len() > 1 {
        let first = own.start;
        let joins = matches!(text(first), "," | ";" | ":" | "–" | "—" | "-" | ")" | "]");
        let that = text(first) == "that"
            && cue.is_some_and(|cue| cue <= view.toks[first].range.start)
            && Spot::of(view, &(first..first + 1))
                .is_some_and(|spot| spot.tree.nodes()[spot.words.start].upos == Upos::Sconj);
        if !joins && !that {
            break;
        }
        own.start += 1;
    }
    while own.len() > 1 {
        let last = own.end - 1;
        let mark = text(last);
        let stop = mark == "." && quoted(last).is_none();
        if !stop && !matches!(mark, "," | ";" | ":" | "–" | "—" | "-") {
            break;
        }
        own.end -= 1;
    }
    let last = own.end.checked_sub(1).filter(|last| *last >= own.start)?;
    if own.len() == 1 && view.toks[last].is_mark() {
        return None;
    }
    let range = view.toks[own.start].range.start..view.toks[last].range.end;
    if let (Some(first), Some(end)) = (quoted(own.start), quoted(last))
        && own.clone().all(|at| quoted(at).is_some())
    {
        let start = range.start.max(view.quotes[first].range.start);
        let end = range.end.min(view.quotes[end].range.end);
        let said = said_range(view, start..end.max(start));
        return (!said.is_empty()).then_some(said);
    }
    let block = view.document.block_at(range.start).map_or(range.end, |block| block.range.end);
    Some(balance::balanced(view.text, range.clone(), block.min(range.end + 8)).unwrap_or(range))
}
