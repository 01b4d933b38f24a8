//! How much: "15–20 km", "ten posts", "30 percent of the revenue".

use super::look::Look;
use crate::figures;
use detente_language::{Relation, TokenKind};
use detente_record::{FigureRole, Quantity};
use std::ops::Range;

/// The first figure among some words of a sentence that is no time and no part of a name, with its
/// words.
pub(super) fn amount(look: &Look, words: Range<usize>) -> Option<(Quantity, Range<usize>)> {
    let scene = &look.scene;
    let view = scene.view;
    let mut at = words.start;
    while at < words.end {
        let tok = scene.tok(at);
        let found = figures::figure(&view.toks, tok);
        let Some((figure, next)) =
            found.filter(|(figure, _)| figure.value.or(figure.high).is_some())
        else {
            at += 1;
            continue;
        };
        let stop = (at + (next - tok)).min(words.end);
        let bytes = scene.text_of(at..stop);
        // "15-20" may be three tokens, of which the middle is a dash alone.
        let timed = view
            .times
            .iter()
            .any(|time| time.range.start < bytes.end && bytes.start < time.range.end);
        let named = view.name_at(tok).is_some()
            || view
                .analysis
                .names
                .iter()
                .any(|name| name.range.start < bytes.end && bytes.start < name.range.end);
        let span_of_time = (stop..(stop + 2).min(look.len())).any(|word| {
            look.is(
                word,
                &[
                    "day", "hour", "week", "month", "year", "minute", "a.m.", "p.m.", "am", "pm",
                    "time",
                ],
            )
        });
        // "the first of", "both", "one": an article in other words.
        let vague = stop == at + 1
            && scene.token(at).kind == TokenKind::Word
            && (look.is(at, &["one", "two"]) || scene.relation(at) != Relation::Nummod);
        if timed || named || span_of_time || vague {
            at = stop.max(at + 1);
            continue;
        }
        let toks = view.toks.get(..scene.tok(look.len())).unwrap_or_default();
        let (end, unit, role) = match figures::unit(toks, scene.tok(stop)) {
            Some(unit) => (stop + unit.len, Some(unit.name), unit.role),
            None => (stop, None, FigureRole::Other),
        };
        let counted = counted(look, at..stop).filter(|_| unit.is_none());
        let end = counted.as_ref().map_or(end, |words| words.end.max(end)).min(look.len());
        let words = at..end;
        let quantity = Quantity {
            role,
            value: figure.value,
            low: figure.low,
            high: figure.high,
            unit: unit.map(str::to_owned),
            of: counted.map(|words| look.text(words).to_owned()),
            text: look.text(words.clone()).to_owned(),
        };
        return Some((quantity, words));
    }
    None
}

/// The noun that a number counts.
fn counted(look: &Look, number: Range<usize>) -> Option<Range<usize>> {
    let scene = &look.scene;
    let head = number.clone().filter(|&word| scene.relation(word) == Relation::Nummod).find_map(
        |word| scene.tree.head(word).filter(|&head| head >= number.end && look.is_noun(head)),
    )?;
    Some(number.end..head + 1)
}
