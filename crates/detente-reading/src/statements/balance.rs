//! Words said that end where they should: marks in pairs, and more than a pronoun.

use std::ops::Range;

/// The range with its quotation marks in pairs: a closing mark right behind it is taken in, an
/// opening one at its start let go. `None` where a mark stays without its partner.
pub(crate) fn balanced(text: &str, range: Range<usize>, end: usize) -> Option<Range<usize>> {
    let words = &text[range.clone()];
    if is_paired(words) {
        return Some(range);
    }
    let rest = text.get(range.end..end.max(range.end))?;
    let stops = rest.len() - rest.trim_start_matches(['.', ',', '!', '?']).len();
    if let Some(mark) = rest[stops..].chars().next().filter(|c| matches!(c, '"' | '”' | '»' | '“'))
    {
        let longer = range.start..range.end + stops + mark.len_utf8();
        if is_paired(&text[longer.clone()]) {
            return Some(longer);
        }
    }
    let mark = words.chars().next().filter(|c| matches!(c, '"' | '“' | '«' | '„'))?;
    let shorter = range.start + mark.len_utf8()..range.end;
    is_paired(&text[shorter.clone()]).then_some(shorter)
}

/// Whether straight marks are even and as many marks close as open. A paragraph that takes a
/// quotation up again opens it anew, so only one paragraph is judged.
fn is_paired(words: &str) -> bool {
    let count = |marks: &[char]| words.chars().filter(|c| marks.contains(c)).count();
    let straight = count(&['"']);
    let opened = count(&['“', '„', '«']);
    words.contains('\n')
        || straight.is_multiple_of(2) && opened == count(&['”', '»'])
        // „…“ and “…" are customs, too.
        || (straight + opened + count(&['”', '»'])).is_multiple_of(2) && (straight > 0 || words.contains('„'))
}

/// Whether nothing is said but a pronoun and adverbs: "it flatly", "this".
pub(crate) fn is_hollow(words: &str) -> bool {
    const EMPTY: &[&str] = &[
        "it",
        "this",
        "that",
        "them",
        "these",
        "those",
        "so",
        "him",
        "her",
        "too",
        "again",
        "as",
        "well",
        "on",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    let words =
        words.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|word| !word.is_empty());
    let mut words = words.map(str::to_lowercase);
    words.all(|word| EMPTY.contains(&word.as_str()) || word.len() > 4 && word.ends_with("ly"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_in_pairs() {
        let text = "the note \"regrettable\". More";
        let whole = Some(0..22);
        assert_eq!(
            balanced(text, 0..21, 23).map(|r| &text[r]),
            whole.map(|r: Range<usize>| &text[r])
        );
        let text = "“the note is late";
        assert_eq!(
            balanced(text, 0..text.len(), text.len()).map(|r| &text[r]),
            Some("the note is late")
        );
        let text = "the “note is late";
        assert_eq!(balanced(text, 0..text.len(), text.len()), None);
        let text = "a “note” of «ours»";
        assert_eq!(balanced(text, 0..text.len(), text.len()), Some(0..text.len()));
    }

    #[test]
    fn a_pronoun_says_nothing() {
        assert!(is_hollow("it flatly") && is_hollow("this"));
        assert!(!is_hollow("the charge") && !is_hollow("it is late") && !is_hollow("“No”"));
    }
}
