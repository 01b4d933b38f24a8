//! Words said without a word that says so.
//!
//! "“The truce holds,” he said. “It will hold longer.”": a quotation that follows goes on with the
//! statement before it in the same paragraph. In a paragraph of its own, or where nobody was quoted
//! before, it is a row of its own, in the same voice where the paragraph before ended with one.
//! Words outside quotation marks need to be a clause, for a single noun is rarely said.

use super::claim;
use super::cut;
use super::{Found, moment, row};
use crate::view::View;
use detente_record::{Act, Form, Time};
use std::ops::Range;

/// Words that need no quotation marks to count as said.
const FEW: usize = 8;

/// Gives each stretch to the statement that it goes on with, or a row of its own.
pub(super) fn settle(view: &View, bare: &[Vec<Range<usize>>], found: &mut Vec<Found>) {
    for parts in bare {
        let Some((mut content, form)) = cut::content(view, parts, None) else { continue };
        // What a quotation made whole took in is said.
        let said = |part: &Range<usize>| {
            let all = || found.iter().filter(|one| one.cue.is_some()).flat_map(|one| &one.content);
            all().any(|own| own.start <= part.start && part.end <= own.end)
        };
        content.retain(|part| !said(part));
        let (Some(first), Some(last)) = (content.first(), content.last()) else { continue };
        let reach = |one: &Found| {
            let cue = one.cue.as_ref().map_or(0, |cue| row::bytes(view, cue).end);
            one.content.iter().map(|part| part.end).max().unwrap_or(0).max(cue)
        };
        let before = (0..found.len())
            .filter(|&i| found[i].cue.is_some() && reach(&found[i]) <= first.start)
            .max_by_key(|&i| reach(&found[i]));
        let block = |at: usize| view.document.blocks.partition_point(|b| b.range.start <= at);
        let spoken = |one: &Found| matches!(one.form, Form::Direct | Form::Mixed);
        if form == Form::Direct
            && let Some(before) = before.filter(|&i| spoken(&found[i]))
            && block(reach(&found[before]).saturating_sub(1)) == block(first.start)
        {
            let one = &mut found[before];
            one.content.extend(content.iter().cloned());
            one.content.sort_by_key(|part| part.start);
            one.content.dedup();
            one.end = one.end.max(last.end);
            continue;
        }
        // The words around a quotation may only be attributed after a part of it.
        let quote = view.quote_at(first.start).filter(|_| form == Form::Direct);
        let same = |one: &Found| {
            let own = one.content.iter().map(|part| view.quote_at(part.start));
            one.cue.is_some() && own.into_iter().any(|own| own == quote)
        };
        if quote.is_some()
            && let Some(one) = found.iter_mut().find(|one| same(one))
        {
            one.content.extend(content.iter().cloned());
            one.content.sort_by_key(|part| part.start);
            one.start = one.start.min(first.start);
            continue;
        }
        let words = content.iter().map(|part| cut::toks(view, part).len()).sum::<usize>();
        let clause = || content.iter().any(|part| claim::is_finite(view, part));
        if form == Form::Indirect && (words < FEW || !clause()) {
            continue;
        }
        let sentence = |at: usize| view.analysis.sentence_at(at).map(|s| s.range.clone());
        let mut one = Found {
            source: None,
            follows: before.is_some_and(|i| {
                spoken(&found[i])
                    && form == Form::Direct
                    && block(reach(&found[i]).saturating_sub(1)) + 1 == block(first.start)
            }),
            cue: None,
            act: Act::Asserts,
            start: sentence(first.start).map_or(first.start, |s| s.start),
            end: sentence(last.end.saturating_sub(1)).map_or(last.end, |s| s.end),
            content,
            form,
            told: vec![],
            addressee: None,
            said: Time::default(),
        };
        one.said = moment::by_tree(view, &one);
        found.push(one);
    }
}
