//! Words to word pieces: lower case, no accents, longest match from the left.
//!
//! The same rules stand in `training/detente_model/pieces.py`; both hold the same examples.

use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

/// The word pieces of a model.
pub(crate) struct Vocabulary {
    starts: HashMap<Box<str>, u32>,
    insides: HashMap<Box<str>, u32>,
    longest: usize,
    max_pieces: usize,
    max_chars: usize,
    pub(crate) unknown: u32,
    pub(crate) first: u32,
    pub(crate) last: u32,
}

impl Vocabulary {
    /// From the pieces in order of their numbers; `None` if a piece of the frame is missing.
    pub(crate) fn new<'a>(
        pieces: impl Iterator<Item = &'a str>,
        max_pieces: usize,
        max_chars: usize,
    ) -> Option<Self> {
        let (mut starts, mut insides, mut longest) = (HashMap::new(), HashMap::new(), 0);
        for (number, piece) in (0u32..).zip(pieces) {
            match piece.strip_prefix("##").filter(|rest| !rest.is_empty()) {
                Some(rest) => insides.insert(rest.into(), number),
                None => starts.insert(piece.into(), number),
            };
            longest = longest.max(piece.chars().count());
        }
        let frame = |name: &str| starts.get(name).copied();
        Some(Self {
            unknown: frame("[UNK]")?,
            first: frame("[CLS]")?,
            last: frame("[SEP]")?,
            starts,
            insides,
            longest,
            max_pieces,
            max_chars,
        })
    }

    /// Appends the pieces of a word: at least one, at most the model's limit for a word.
    pub(crate) fn cut(&self, word: &str, out: &mut Vec<u32>) {
        let start = out.len();
        for stretch in normalise(word) {
            self.cut_stretch(&stretch, out);
        }
        out.truncate(start + self.max_pieces);
        if out.len() == start {
            out.push(self.unknown);
        }
    }

    fn cut_stretch(&self, stretch: &str, out: &mut Vec<u32>) {
        let begun = out.len();
        if stretch.chars().count() > self.max_chars {
            out.push(self.unknown);
            return;
        }
        let mut start = 0;
        while start < stretch.len() {
            let table = if start == 0 { &self.starts } else { &self.insides };
            let rest = &stretch[start..];
            let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8()).take(self.longest);
            let ends: Vec<usize> = ends.collect();
            let found =
                ends.iter().rev().find_map(|&end| table.get(&rest[..end]).map(|&id| (end, id)));
            let Some((end, id)) = found else {
                out.truncate(begun);
                out.push(self.unknown);
                return;
            };
            out.push(id);
            start += end;
        }
    }
}

/// The stretches of one word that pieces are found in; punctuation stands alone.
fn normalise(word: &str) -> Vec<String> {
    if word.is_ascii() && word.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return vec![word.to_ascii_lowercase()];
    }
    let mut stretches = vec![];
    let mut current = String::new();
    for c in word.nfd() {
        match c.general_category_group() {
            _ if c == '\u{fffd}' || c.general_category() == GeneralCategory::NonspacingMark => {}
            GeneralCategoryGroup::Other => {}
            GeneralCategoryGroup::Separator => flush(&mut current, &mut stretches),
            _ => {
                let alone = is_punctuation(c) || is_ideograph(c);
                if alone {
                    flush(&mut current, &mut stretches);
                }
                let mark = |c: &char| c.general_category() == GeneralCategory::NonspacingMark;
                current.extend(c.to_lowercase().filter(|c| !mark(c)));
                if alone {
                    flush(&mut current, &mut stretches);
                }
            }
        }
    }
    flush(&mut current, &mut stretches);
    stretches
}

fn flush(current: &mut String, stretches: &mut Vec<String>) {
    if !current.is_empty() {
        stretches.push(std::mem::take(current));
    }
}

/// ASCII marks of every kind, and what Unicode calls punctuation.
pub(super) fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation()
        || !c.is_ascii() && c.general_category_group() == GeneralCategoryGroup::Punctuation
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{2FA1F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_lowered_stripped_of_accents_and_cut_at_punctuation() {
        assert_eq!(normalise("Ma'arrat"), ["ma", "'", "arrat"]);
        assert_eq!(normalise("Érdoğan"), ["erdogan"]);
        assert_eq!(normalise("x\u{200b}\u{fffd}y"), ["xy"]);
    }

    #[test]
    fn the_longest_piece_is_taken_first() {
        let pieces = ["[UNK]", "[CLS]", "[SEP]", "war", "warn", "##ing", "##s", "##h"];
        let vocabulary = Vocabulary::new(pieces.into_iter(), 8, 100).expect("the frame is there");
        let cut = |word| {
            let mut out = vec![];
            vocabulary.cut(word, &mut out);
            out
        };
        assert_eq!(cut("Warning"), [4, 5]);
        assert_eq!(cut("wars"), [3, 6]);
        assert_eq!(cut("peace"), [0], "a stretch that cannot be cut is unknown as a whole");
        assert_eq!(cut(""), [0], "every word has a piece");
        assert_eq!(cut(&"h".repeat(200)), [0]);
    }
}
