//! Where a paragraph opens with its dateline.
//!
//! Finds "MOSCOW, February 17, 2020 —", "GENEVA (Reuters) -": the words before what is told, which
//! belong to no sentence, no quotation and no happening. A paragraph counts where the text stage
//! read its place, or where a city in capitals is followed by a day or an agency; the dash must
//! come before any other word. "NATO – which met on Monday –" opens with none.

use crate::view::View;
use detente_language::TokenKind;
use detente_text::Words;
use std::ops::Range;

/// The datelines in text order, each up to the first word of what is told.
pub(crate) fn find(view: &View) -> Vec<Range<usize>> {
    let place = view.document.about.dateline_place.as_ref();
    let place = match place.and_then(|stated| stated.words.as_ref()) {
        Some(Words::Reading(range)) => Some(range.start),
        _ => None,
    };
    let blocks = view.document.blocks.iter();
    blocks.filter_map(|block| dateline(view, block.range.clone(), place)).collect()
}

fn dateline(view: &View, block: Range<usize>, place: Option<usize>) -> Option<Range<usize>> {
    const LONGEST: usize = 16;
    let first = view.tok_at(block.start);
    let toks = view.toks.get(first..)?;
    let within = toks.iter().take_while(|tok| tok.range.start < block.end);
    let dash = within.clone().take(LONGEST).position(|tok| {
        let blank = |c: Option<char>| c.is_some_and(char::is_whitespace);
        let before = view.text[..tok.range.start].chars().next_back();
        let after = view.text[tok.range.end..].chars().next();
        matches!(tok.text, "—" | "–" | "-" | "--") && (blank(before) || blank(after))
    })?;
    let line = &toks[..dash];
    let fits = line.iter().all(|tok| match tok.kind {
        TokenKind::Punctuation => matches!(tok.text, "," | "." | "(" | ")" | "/" | "'" | "’" | "-"),
        _ => {
            let opens = tok.text.chars().next().unwrap_or(' ');
            opens.is_uppercase()
                || opens.is_ascii_digit()
                || tok.is(&["of", "the", "and", "de", "la", "el", "al", "in", "near", "occupied"])
        }
    });
    let told = within.skip(dash).find(|tok| !matches!(tok.text, "—" | "–" | "-" | "--"))?;
    let city = line.first()?;
    let range = city.range.start..told.range.start;
    let capitals = city.text.chars().filter(|c| c.is_uppercase()).count() >= 3
        && !city.text.chars().any(char::is_lowercase);
    let signed =
        || view.times_in(range.clone()).next().is_some() || line.iter().any(|tok| tok.text == "(");
    let known = place == Some(city.range.start) || capitals && signed();
    let goes_on = told.text.starts_with(char::is_lowercase);
    (fits && known && !goes_on).then_some(range)
}

#[cfg(test)]
mod tests {
    use crate::testing::with_view;

    #[test]
    fn datelines_end_where_the_telling_begins() {
        let cases: &[(&str, Option<&str>)] = &[
            ("MOSCOW, February 17, 2020 — The talks went on for a day.", Some("The talks")),
            ("JAMMU, May 4 – Indian guards came under fire on Monday.", Some("Indian guards")),
            ("GENEVA (Reuters) - \"We stay\", the envoy said on Friday.", Some("\"We stay\"")),
            ("NATO – which met on Monday – said that it would stay.", None),
            ("UNIFIL - the mission - said on Monday that it would stay.", None),
            ("Sweden said on Monday – The day of the talks – that it would go.", None),
        ];
        for (text, told) in cases {
            with_view(text, None, |view| {
                let end = super::find(view).first().map(|range| range.end);
                let rest = end.map(|end| &view.text[end..]);
                match told {
                    Some(told) => {
                        assert!(rest.is_some_and(|rest| rest.starts_with(told)), "{text}: {rest:?}")
                    }
                    None => assert_eq!(rest, None, "{text}"),
                }
            });
        }
    }
}
