//! Look-alike letters and invisible characters: folded for reading, kept for quoting.
//!
//! A word is judged by itself first: letters of two scripts within one word are read in the script
//! of the report's language, or, where that has no letter of such a shape, in the script that the
//! word's other letters demand. A word wholly of shared shapes (`а`, `со`) follows its neighbours
//! in the sentence or quotation. Words of one script with a letter of their own are never touched,
//! nor are symbols (`α`), abbreviations with one (`TNFα`), and each half of a compound is judged
//! apart (`COVID-овский`).

mod context;
mod invisible;
mod letters;
mod plain;
mod scan;
mod word;
mod words;

use context::Context;
use detente_record::NoteKind;
use letters::Script;
use std::ops::Range;
use word::{Likeness, Verdict};
use words::{Word, Words};

/// One change between the source text and the reading text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced, in bytes of the source text.
    pub range: Range<usize>,
    /// What stands in its place in the reading text; empty where it is left out.
    pub text: String,
    /// The note it leaves.
    pub note: NoteKind,
    /// The whole word concerned, in bytes of the source text.
    pub word: Range<usize>,
}

/// The changes that turn `text` into reading form, in order, without overlaps.
///
/// `language` is the ISO 639-1 code of the report, where known; it decides the script that
/// look-alikes are folded to. Without it the script with most letters decides. Each folded letter
/// is an edit of its own; all edits of a word name the same `word`.
///
/// ```
/// use detente_text::fold::edits;
/// let text = "Tаlks аre over"; // two Cyrillic letters
/// let folded: Vec<_> = edits(text, Some("en")).iter().map(|e| &text[e.word.clone()]).collect();
/// assert_eq!(folded, ["Tаlks", "аre"]);
/// assert!(edits("Talks in Москва are over", Some("en")).is_empty());
/// ```
pub fn edits(text: &str, language: Option<&str>) -> Vec<Edit> {
    if text.is_ascii() || !scan::needs_work(text) {
        return vec![];
    }
    let words = words::words(text);
    let mut edits = vec![];
    for word in words.all.iter().filter(|word| word.invisible) {
        invisible::edits(text, word, &mut edits);
    }
    if edits.is_empty() {
        return letter_edits(text, &words, language);
    }
    // Letters are judged as they are seen, so that what is left out can't sway how they are read.
    let visible = applied(text, &edits);
    let folds = letter_edits(&visible, &words::words(&visible), language);
    let ranges: Vec<_> = edits.iter().map(|edit| edit.range.clone()).collect();
    let (mut left_out, mut gone) = (ranges.iter().peekable(), 0);
    for mut fold in folds {
        while let Some(range) = left_out.next_if(|range| range.start <= fold.range.start + gone) {
            gone += range.len();
        }
        fold.range = fold.range.start + gone..fold.range.end + gone;
        let word = words.all.partition_point(|word| word.end <= fold.range.start);
        fold.word = words.all[word].start..words.all[word].end;
        edits.push(fold);
    }
    edits.sort_by_key(|edit| edit.range.start);
    edits
}

/// The changes that read look-alike and fancy letters as plain ones of one script.
fn letter_edits(text: &str, words: &Words, language: Option<&str>) -> Vec<Edit> {
    let target = target(words, language);
    let mut context = Context::new(text, &words.all, target, language);
    let mut edits = vec![];
    for at in 0..words.all.len() {
        let word = words.all[at];
        let undress = context.is_undressed(at);
        if let Some((script, likeness)) = context.fold(at) {
            change(text, &word, undress, Some((script, likeness)), language, &mut edits);
        } else if word.wide || undress {
            change(text, &word, undress, None, language, &mut edits);
        }
    }
    edits
}

/// `text` with its look-alikes folded and invisible characters left out.
pub fn folded(text: &str, language: Option<&str>) -> String {
    applied(text, &edits(text, language))
}

/// `text` with changes made, which are in order.
fn applied(text: &str, edits: &[Edit]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        out.push_str(&text[at..edit.range.start]);
        out.push_str(&edit.text);
        at = edit.range.end;
    }
    out.push_str(&text[at..]);
    out
}

/// The script that look-alikes are read in.
fn target(words: &Words, language: Option<&str>) -> Option<Script> {
    let most = words.letters.iter().copied().max().unwrap_or(0);
    let stated = language.and_then(Script::of_language);
    if let Some(script) = stated
        && words.letters[script as usize] * 10 >= most
    {
        return stated;
    }
    Script::ALL.into_iter().find(|script| most > 0 && words.letters[*script as usize] == most)
}

/// Adds the edits that a word needs to be read in a script, or only in plain letters.
fn change(
    text: &str,
    word: &Word,
    undress: bool,
    fold: Option<(Script, Likeness)>,
    language: Option<&str>,
    edits: &mut Vec<Edit>,
) {
    let mut before = None;
    for letter in word::letters(text, word, undress) {
        let read = match fold {
            Some((script, likeness)) => {
                word::convert(&letter, before, script, likeness, language).unwrap_or(letter.plain)
            }
            None => letter.plain,
        };
        before = Some(read);
        if read != letter.written {
            edits.push(Edit {
                range: letter.at..letter.at + letter.written.len_utf8(),
                text: read.to_string(),
                note: NoteKind::MixedScript,
                word: word.start..word.end,
            });
        }
    }
}

impl Verdict {
    fn script(self) -> Option<Script> {
        match self {
            Self::Settled(script) => script,
            Self::Fold(script, _) => Some(script),
            Self::Nothing | Self::LookAlike => None,
        }
    }
}
