//! Two sayings around one word of speech.
//!
//! "The road is safe, the mayor told the radio: “Nobody has fired for a week.”": a clause in the
//! reporter's words before the word that says it, a quotation after its colon. Each is a statement.

use super::{Found, cut};
use crate::view::View;
use detente_record::Form;
use std::ops::Range;

/// The statement, or the two that it is.
pub(super) fn parts(view: &View, found: Found) -> Vec<Found> {
    let Some(cue) = found.cue.as_ref().map(|cue| super::row::bytes(view, cue)) else {
        return vec![found];
    };
    let (before, after): (Vec<Range<usize>>, Vec<Range<usize>>) =
        found.content.iter().cloned().partition(|part| part.end <= cue.start);
    let Some(first) = after.first() else { return vec![found] };
    let opens = view.tok_at(first.start);
    let colon = view.toks[..opens.min(view.toks.len())]
        .iter()
        .rev()
        .find(|tok| !matches!(tok.text, "“" | "\"" | "«" | "„"))
        .is_some_and(|tok| tok.text == ":" && tok.range.start >= cue.end);
    let (Some((before, told)), Some((after, quoted))) = (
        cut::content(view, &before, None).filter(|_| !before.is_empty()),
        cut::content(view, &after, None),
    ) else {
        return vec![found];
    };
    if !colon || told == Form::Direct || quoted != Form::Direct {
        return vec![found];
    }
    let one = Found { content: before, form: told, ..found.clone() };
    vec![one, Found { content: after, form: quoted, ..found }]
}

#[cfg(test)]
mod tests {
    use crate::testing::read_whole;

    #[test]
    fn a_clause_and_a_quotation() {
        let text = "The road to the north is safe again, Tom Mboya, head of the council in Kisumu, \
                    told the radio: “Nobody has fired there for a week.”";
        let rows = read_whole(text).statements;
        let forms: Vec<_> = rows.iter().map(|row| row.form.as_str()).collect();
        assert_eq!(forms, ["indirect", "direct"], "{rows:#?}");
    }
}
