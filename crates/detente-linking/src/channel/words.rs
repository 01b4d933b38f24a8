//! Words to look for words in.

/// Words in small letters, parted by single spaces, with one before the first and after the last;
/// hyphens part words, so that "information-sharing" is found as "information sharing".
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Words(String);

impl Words {
    pub(super) fn of(text: &str) -> Self {
        let mut out = String::from(" ");
        // "Re-opened" is one word as "reopened" is.
        let lower = format!(" {}", text.to_lowercase()).replace(" re-", " re");
        for word in lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
            out.push_str(word);
            out.push(' ');
        }
        Self(out)
    }

    /// Whether any of some phrases of whole words stands there. A phrase that ends in `*` may go
    /// on within its last word.
    pub(super) fn any(&self, phrases: &[&str]) -> bool {
        phrases.iter().any(|phrase| match phrase.strip_suffix('*') {
            Some(start) => self.0.contains(&format!(" {start}")),
            None => self.0.contains(&format!(" {phrase} ")),
        })
    }

    /// Whether a word of the first list stands before one of the second, with at most `between`
    /// words between them.
    pub(super) fn near(&self, first: &[&str], second: &[&str], between: usize) -> bool {
        let is = |word: &str, list: &[&str]| {
            list.iter().any(|pattern| match pattern.strip_suffix('*') {
                Some(start) => word.starts_with(start),
                None => word == *pattern,
            })
        };
        let words: Vec<&str> = self.0.split_whitespace().collect();
        let firsts = (0..words.len()).filter(|&at| is(words[at], first));
        let mut after = firsts.map(|at| words.iter().skip(at + 1).take(between + 1));
        after.any(|mut next| next.any(|word| is(word, second)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_and_words_near_each_other() {
        let words = Words::of("Re-opened, the Hot-Line rang; talks between them resumed.");
        assert!(words.any(&["hot line"]) && words.any(&["reopen*"]) && !words.any(&["line r"]));
        assert!(words.near(&["reopen*"], &["line"], 2) && !words.near(&["reopen*"], &["line"], 1));
        assert!(!words.near(&["resum*"], &["talks"], 9), "in that order only");
        assert!(!words.near(&["them"], &["nothing"], 9) && !Words::of("").any(&["a"]));
    }
}
