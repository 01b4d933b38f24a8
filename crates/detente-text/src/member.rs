//! What comes out of an input: stored originals and refusals.

use std::borrow::Cow;

/// One stored original, with what its container said of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Member {
    /// The decoded bytes: the file itself, a WARC payload, a JSON line's text field, a mail
    /// part, an archive entry, or for PDF the extracted text layer.
    pub original: Vec<u8>,
    /// The format of `original`.
    pub media: Media,
    /// Its name within its container, e.g. `line 12`, `entry a/b.html`; `None` for a whole file.
    pub member: Option<String>,
    /// Where it lies as it stands in the container, where it can be cut out again cheaply.
    pub locator: Option<Locator>,
    /// What the container says of it: columns, headers, feed fields.
    pub supplied: Supplied,
    /// For a text layer, the byte offset at which each page starts; otherwise empty.
    pub pages: Vec<usize>,
}

/// Format of a stored original.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Media {
    /// Plain text.
    #[default]
    Text,
    /// Markdown.
    Markdown,
    /// HTML, whole page or fragment.
    Html,
    /// The text layer of a PDF, derived from it.
    PdfText,
}

impl Media {
    /// The word kept in a case.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::PdfText => "pdf-text",
        }
    }

    /// The format of that word.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Text, Self::Markdown, Self::Html, Self::PdfText]
            .into_iter()
            .find(|m| m.as_str() == word)
    }
}

/// How to cut a member out of its container again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Locator {
    /// Half-open byte range in the container.
    pub bytes: [u64; 2],
    /// What to take from that range.
    pub take: Take,
}

/// What to take from a range of the container.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Take {
    /// The bytes themselves.
    Bytes,
    /// The string under this key of the JSON object that the range holds.
    JsonField(String),
    /// The n-th field (from 0) of the CSV record that the range holds.
    CsvField {
        /// Column, from 0.
        column: usize,
        /// The delimiter.
        delimiter: u8,
    },
}

/// What a container says of a member, as it stands there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Supplied {
    /// Title.
    pub title: Option<String>,
    /// Author.
    pub byline: Option<String>,
    /// Outlet.
    pub outlet: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// Date of publication, as written there.
    pub published: Option<String>,
    /// When it was fetched, as written there (WARC-Date, mail's Received or Date).
    pub retrieved: Option<String>,
    /// Language, as written there.
    pub language: Option<String>,
    /// Character encoding declared outside the bytes (HTTP header, mail part).
    pub charset: Option<String>,
}

/// Why an input, or a part of one, was not read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{detail}")]
pub struct Refusal {
    /// The member within the input, where it is not the whole.
    pub member: Option<String>,
    /// A short code in kebab-case: `empty`, `not-text`, `too-large`, `expands-too-far`,
    /// `archive-too-deep`, `too-many-members`, `damaged`, `no-text`, `unknown-format`,
    /// `encrypted`, `timed-out`, `unreadable`.
    pub reason: Cow<'static, str>,
    /// A sentence that says what is wrong and what can be done.
    pub detail: String,
}

impl Refusal {
    /// A refusal of the whole input.
    pub fn new(reason: &'static str, detail: impl Into<String>) -> Self {
        Self { member: None, reason: Cow::Borrowed(reason), detail: detail.into() }
    }

    /// The same for one member.
    pub fn of(mut self, member: impl Into<String>) -> Self {
        self.member = Some(member.into());
        self
    }
}
