//! What was asked for in a search, as the full-text index wants it.

use crate::error::{Error, Kind, Result};

/// One thing that must stand in a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Term {
    /// The words, which stand next to each other.
    pub(crate) words: Vec<String>,
    /// Whether the last word may go on.
    pub(crate) open: bool,
}

/// Plain words must all stand in the report; words in quotation marks stand together as written;
/// a `*` after a word lets it go on. Nothing else has a meaning, so that no character of a
/// question can break it.
pub(crate) fn parse(question: &str) -> Result<Vec<Term>> {
    let mut terms = vec![];
    for (n, part) in question.split(['"', '“', '”', '„', '«', '»']).enumerate() {
        match n % 2 == 1 {
            true => terms.extend(phrase(part)),
            false => terms.extend(part.split_whitespace().filter_map(phrase)),
        }
    }
    if terms.is_empty() {
        let message = format!("{question:?}: nothing to search for; give at least one word");
        return Err(Error::new(Kind::Query, message));
    }
    Ok(terms)
}

fn phrase(part: &str) -> Option<Term> {
    let words = tokens(part);
    if words.is_empty() {
        return None;
    }
    Some(Term { words, open: part.trim_end().ends_with('*') })
}

/// Words as the index splits them: letters, figures and marks on letters.
fn tokens(part: &str) -> Vec<String> {
    let words = part.split(|c: char| !is_word(c));
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Whether the index takes this character as a part of a word.
pub(crate) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || is_mark(c)
}

fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// The question in FTS5's own terms, every word quoted.
pub(crate) fn expression(terms: &[Term]) -> String {
    let term = |term: &Term| {
        let star = if term.open { " *" } else { "" };
        format!("\"{}\"{star}", term.words.join(" "))
    };
    terms.iter().map(term).collect::<Vec<_>>().join(" AND ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_phrases_and_openings() {
        let terms = parse("idlib \"observation posts\" withdr* NEAR(").unwrap();
        assert_eq!(
            expression(&terms),
            r#""idlib" AND "observation posts" AND "withdr" * AND "NEAR""#
        );
    }

    #[test]
    fn no_character_breaks_it() {
        for odd in ["a\"b", "x' OR 1", "col:word", "-word", "a^b", "(", "S-400", "\"unclosed"] {
            if let Ok(terms) = parse(odd) {
                let expression = expression(&terms);
                assert_eq!(expression.matches('"').count() % 2, 0, "{expression}");
            }
        }
        assert!(parse("\" - * \"").unwrap_err().is_query());
        assert_eq!(expression(&parse("S-400").unwrap()), "\"S 400\"");
    }
}
