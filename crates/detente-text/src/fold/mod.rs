//! Look-alike letters and invisible characters: folded for reading, kept for quoting.

use detente_record::NoteKind;
use std::ops::Range;

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
/// look-alikes are folded to.
pub fn edits(text: &str, language: Option<&str>) -> Vec<Edit> {
    let _ = (text, language);
    vec![]
}
