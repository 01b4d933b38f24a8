//! Editors' voices within running text: "[with Turkey]", "(… – Ed.)", ", – Ed.", "[sic]".

use std::ops::Range;

/// Longest insertion, in bytes.
const LONGEST: usize = 400;

/// How editors sign what they put into someone else's words, in several languages.
const SIGNATURES: &[&str] = &[
    "Ed.",
    "Ed",
    "ed.",
    "Eds.",
    "eds.",
    "Red.",
    "red.",
    "Editor",
    "editor",
    "Editors",
    "editors",
    "Editor's note",
    "editor's note",
    "Editor’s note",
    "editor’s note",
    "Author",
    "author",
    "Author's note",
    "author's note",
    "Trans.",
    "trans.",
    "Anm. d. Red.",
    "Anm. der Redaktion",
    "Anm. d. Redaktion",
    "d. Red.",
    "NDLR",
    "ndlr",
    "N.D.L.R.",
    "NdlR",
    "N. de la R.",
    "N. del E.",
    "Nota del editor",
    "N. da R.",
    "ndr",
    "Ред.",
    "ред.",
    "прим. ред.",
    "Прим. ред.",
    "прим. редакции",
    "прим. авт.",
    "Прим. авт.",
    "авт.",
    "примеч. ред.",
    "ред",
    "прим. пер.",
];

/// Editors' insertions within running text (", – Ed.", "[with Turkey]"), as ranges of it.
///
/// Square brackets with words in them, round brackets that an editor signed, and bare signatures
/// after a dash. References such as `[1]` and credits such as `[Jane Roe/Agency]` are none.
///
/// ```
/// use detente_text::lines::insertions;
/// let text = "“We work jointly [with Turkey] on it,” she said.";
/// let found: Vec<_> = insertions(text).into_iter().map(|range| &text[range]).collect();
/// assert_eq!(found, ["[with Turkey]"]);
/// ```
pub fn insertions(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = vec![];
    let mut round: Vec<usize> = vec![];
    let mut square: Option<usize> = None;
    for (at, c) in text.char_indices().filter(|(_, c)| matches!(c, '[' | ']' | '(' | ')' | '\n')) {
        match c {
            '\n' => {
                round.clear();
                square = None;
            }
            '[' => square = Some(at),
            '(' => round.push(at),
            ']' => {
                let range = square.take().map(|open| open..at + 1);
                found.extend(range.filter(|range| is_editorial(&text[range.clone()])));
            }
            _ => {
                let range = round.pop().map(|open| open..at + 1);
                found.extend(range.filter(|range| is_signed(&text[range.clone()])));
            }
        }
    }
    found.extend(signatures(text));
    found.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
    // What lies within another is part of it.
    let mut end = 0;
    found.retain(|range| {
        let outer = range.start >= end;
        end = end.max(range.end);
        outer
    });
    found
}

/// Words in square brackets, brackets included.
fn is_editorial(bracketed: &str) -> bool {
    let inside = bracketed[1..bracketed.len() - 1].trim();
    let words = inside.split_whitespace().count();
    let reference = !inside.chars().any(char::is_alphabetic);
    let credit = inside.contains('/') || inside.starts_with("File") || inside.contains("://");
    bracketed.len() <= LONGEST
        && (1..=20).contains(&words)
        && !reference
        && !credit
        && !is_page_word(inside)
}

/// Marks of encyclopaedias and players.
fn is_page_word(inside: &str) -> bool {
    ["edit", "citation needed", "update", "video", "photo", "image", "link", "advertisement"]
        .contains(&inside.to_lowercase().as_str())
        || inside.len() <= 1 && !inside.chars().all(char::is_alphabetic)
}

/// Round brackets whose last words, after a dash or stop, are an editor's signature, or whose
/// first words are.
fn is_signed(bracketed: &str) -> bool {
    if bracketed.len() > LONGEST {
        return false;
    }
    let inside = bracketed[1..bracketed.len() - 1].trim();
    let opened = SIGNATURES.iter().any(|signature| {
        inside
            .strip_prefix(signature)
            .is_some_and(|rest| rest.trim_start().starts_with([':', '—', '–']))
    });
    opened || ends_signed(inside).is_some()
}

/// Where the dash before the signature at the end of `text` starts.
fn ends_signed(text: &str) -> Option<usize> {
    SIGNATURES.iter().find_map(|signature| {
        let before = text.strip_suffix(signature)?;
        let bare = before.trim_end();
        let dash = bare.strip_suffix(['–', '—', '-', '―'])?;
        (before.len() > bare.len() || signature.ends_with('.') || bare.ends_with(['–', '—']))
            .then(|| dash.trim_end().trim_end_matches(',').len())
    })
}

/// Signatures outside brackets: ", – Ed.", from the comma to the stop.
fn signatures(text: &str) -> Vec<Range<usize>> {
    let mut found = vec![];
    for (at, dash) in text.match_indices(['–', '—', '―', '-']) {
        let after = &text[at + dash.len()..];
        let words = after.trim_start_matches(' ');
        // A hyphen within a word is no dash.
        if dash == "-" && words.len() == after.len() {
            continue;
        }
        let stopped = SIGNATURES.iter().filter(|s| s.ends_with('.'));
        let Some(signature) =
            stopped.max_by_key(|s| if words.starts_with(**s) { s.len() } else { 0 })
        else {
            continue;
        };
        if !words.starts_with(signature) {
            continue;
        }
        let end = at + dash.len() + (after.len() - words.len()) + signature.len();
        let start = text[..at].trim_end_matches(' ').trim_end_matches(',').len();
        found.push(start..end);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn finds(text: &str, expected: &[&str]) {
        let found: Vec<&str> = insertions(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn brackets_and_signatures_are_found() {
        finds(
            "He spoke of Africa (a district in the north. – Ed.), which fell.",
            &["(a district in the north. – Ed.)"],
        );
        finds("a jet (over the Syrian sky. – Red.) in 2015", &["(over the Syrian sky. – Red.)"]);
        finds("the general, – Ed., was there", &[", – Ed."]);
        finds("“[The army] must goe [sic] home”", &["[The army]", "[sic]"]);
        finds("„Sie [die Rebellen] (aus dem Norden, Anm. d. Red.: Mali)“", &["[die Rebellen]"]);
        finds("он (президент. — Прим. ред.) сказал", &["(президент. — Прим. ред.)"]);
        finds("(Editor’s note: the name was changed)", &["(Editor’s note: the name was changed)"]);
        finds("“[t]hey left”", &["[t]"]);
    }

    #[test]
    fn references_credits_and_plain_brackets_are_none() {
        finds("as stated [1], and again [12]", &[]);
        finds("A market [Jane Roe/Agency]", &[]);
        finds("the party (founded in 1978) split", &[]);
        finds("the well-ed. text", &[]);
        finds("[unclosed and (nested] )", &["[unclosed and (nested]"]);
    }
}
