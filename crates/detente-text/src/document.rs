//! A report as read: its reading text, the way back to the bytes, and what was noticed.

use crate::{Mapped, Media};
use detente_record::{Evidence, NoteKind, Part};
use std::ops::Range;

/// One report after the text stage. All ranges are bytes of the layer named.
#[derive(Clone, Debug)]
pub struct Document {
    /// Report id: first 16 hex digits of `sha256`.
    pub id: String,
    /// SHA-256 of the stored original.
    pub sha256: String,
    /// Format of the original.
    pub media: Media,
    /// Name of the encoding it was decoded from (WHATWG).
    pub encoding: &'static str,
    /// All visible words without markup, over the original's bytes.
    pub source: Mapped,
    /// The reading text, over `source`: the report's own words, folded.
    pub reading: Mapped,
    /// Blocks of the reading text in order.
    pub blocks: Vec<Block>,
    /// Sentences of the reading text in order; none crosses a block.
    pub sentences: Vec<Range<usize>>,
    /// What markup, the container and the first lines say of the report.
    pub about: About,
    /// What was folded, repaired, or left out.
    pub notes: Vec<TextNote>,
    /// ISO 639-1 of the text, with a confidence of 0–1.
    pub language: Option<(String, f64)>,
    pub(crate) index: CharIndex,
}

/// One paragraph, heading or other block of the reading text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Range in the reading text.
    pub range: Range<usize>,
    /// What it is.
    pub kind: BlockKind,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BlockKind {
    /// The title.
    Title,
    /// A heading within the text, or a standfirst.
    Heading,
    /// A paragraph.
    Paragraph,
    /// A list item.
    Item,
    /// A block quotation.
    Quote,
    /// A table cell or row.
    Cell,
    /// A caption; never in the reading text, but its date may be of use.
    Caption,
}

impl BlockKind {
    /// The word for a section in [`Evidence`].
    pub const fn section(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Heading => "heading",
            Self::Caption => "caption",
            _ => "body",
        }
    }
}

/// What is said of a report outside its sentences.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// Title.
    pub title: Option<Stated>,
    /// Author.
    pub byline: Option<Stated>,
    /// Outlet.
    pub outlet: Option<Stated>,
    /// Address.
    pub url: Option<Stated>,
    /// Date of publication as an ISO day, and the words that state it.
    pub published: Option<Stated>,
    /// When it was fetched, as an ISO day.
    pub retrieved: Option<String>,
    /// Place in the dateline ("GENEVA, Mar 3 —").
    pub dateline_place: Option<Stated>,
    /// Partial date in the dateline, as written.
    pub dateline_date: Option<Stated>,
}

/// A value and the words that state it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    /// The value, cleaned.
    pub value: String,
    /// Where it was found: `json-ld`, `open-graph`, `meta`, `time`, `markup`, `dateline`,
    /// `first-lines`, `supplied`.
    pub from: &'static str,
    /// The words; `None` where the container supplied it.
    pub words: Option<Words>,
}

/// A stretch of a report, by the layer in which it can be seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Words {
    /// Range of the reading text.
    Reading(Range<usize>),
    /// Range of the source text; kept out of the reading.
    Source(Range<usize>),
    /// Range of the original's bytes that is no visible text (an attribute, JSON-LD), and what
    /// stands there after decoding.
    Markup(Range<usize>, String),
}

/// A note before it becomes a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextNote {
    /// What it is.
    pub kind: NoteKind,
    /// The words; `None` for the whole report.
    pub words: Option<Words>,
    /// One line of explanation.
    pub detail: Option<String>,
}

impl Document {
    pub(crate) fn index(reading: &Mapped) -> CharIndex {
        CharIndex::new(reading.as_str())
    }

    /// The reading text.
    pub fn text(&self) -> &str {
        self.reading.as_str()
    }

    /// Range in Unicode scalar values for a range in bytes of the reading text.
    pub fn chars(&self, range: Range<usize>) -> [usize; 2] {
        let text = self.text();
        [self.index.char_at(text, range.start), self.index.char_at(text, range.end)]
    }

    /// Range in bytes of the reading text for a range in Unicode scalar values.
    pub fn bytes_of_chars(&self, chars: [usize; 2]) -> Range<usize> {
        let text = self.text();
        self.index.byte_at(text, chars[0])..self.index.byte_at(text, chars[1])
    }

    /// The evidence for a range of the reading text.
    pub fn evidence(&self, range: Range<usize>) -> Evidence {
        let parts = self.reading.origin_parts(range.clone()).into_iter();
        let parts = parts.flat_map(|(reading, source)| self.parts(reading, source)).collect();
        Evidence {
            report: self.id.clone(),
            parts,
            section: self.section(range).into(),
            field: None,
        }
    }

    fn parts(&self, reading: Range<usize>, source: Range<usize>) -> Vec<Part> {
        let whole = Part {
            bytes: self.source_bytes(source.clone()),
            chars: Some(self.chars(reading.clone())),
            quote: self.source.as_str()[source].to_owned(),
            reading: Some(self.text()[reading].to_owned()),
        };
        vec![whole]
    }

    fn source_bytes(&self, source: Range<usize>) -> [usize; 2] {
        let bytes = self.source.origin(source);
        [bytes.start, bytes.end]
    }

    /// The evidence for any stretch.
    pub fn evidence_of(&self, words: &Words) -> Evidence {
        let (part, section) = match words {
            Words::Reading(range) => return self.evidence(range.clone()),
            Words::Source(range) => {
                let part = Part {
                    bytes: self.source_bytes(range.clone()),
                    chars: None,
                    quote: self.source.as_str()[range.clone()].to_owned(),
                    reading: None,
                };
                (part, "left-out")
            }
            Words::Markup(bytes, quote) => {
                let part = Part {
                    bytes: [bytes.start, bytes.end],
                    chars: None,
                    quote: quote.clone(),
                    reading: None,
                };
                (part, "metadata")
            }
        };
        Evidence {
            report: self.id.clone(),
            parts: vec![part],
            section: section.into(),
            field: None,
        }
    }

    /// The block that a position of the reading text lies in.
    pub fn block_at(&self, at: usize) -> Option<&Block> {
        let next = self.blocks.partition_point(|block| block.range.start <= at);
        next.checked_sub(1).map(|i| &self.blocks[i]).filter(|block| at < block.range.end)
    }

    fn section(&self, range: Range<usize>) -> &'static str {
        self.block_at(range.start).map_or("body", |block| block.kind.section())
    }
}

/// Byte offsets of every 256th character, so that counting never walks the whole text.
#[derive(Clone, Debug, Default)]
pub(crate) struct CharIndex {
    marks: Vec<u32>,
    ascii: bool,
}

impl CharIndex {
    const STEP: usize = 256;

    fn new(text: &str) -> Self {
        if text.is_ascii() {
            return Self { marks: vec![], ascii: true };
        }
        let marks = text.char_indices().step_by(Self::STEP).map(|(at, _)| at as u32).collect();
        Self { marks, ascii: false }
    }

    fn char_at(&self, text: &str, byte: usize) -> usize {
        if self.ascii {
            return byte;
        }
        let mark = self.marks.partition_point(|&at| at as usize <= byte).saturating_sub(1);
        let from = self.marks.get(mark).map_or(0, |&at| at as usize);
        mark * Self::STEP + text[from..byte].chars().count()
    }

    fn byte_at(&self, text: &str, char: usize) -> usize {
        if self.ascii {
            return char.min(text.len());
        }
        let mark = (char / Self::STEP).min(self.marks.len().saturating_sub(1));
        let from = self.marks.get(mark).map_or(0, |&at| at as usize);
        let rest = char - mark * Self::STEP;
        text[from..].char_indices().nth(rest).map_or(text.len(), |(at, _)| from + at)
    }
}
