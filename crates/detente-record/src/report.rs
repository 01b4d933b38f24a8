use crate::{Evidence, Time};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One report that was read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Report {
    /// First 16 hex digits of the SHA-256 of the stored original.
    pub id: String,
    /// Where it was read from, as given.
    pub path: Option<String>,
    /// Its address on the web.
    pub url: Option<String>,
    /// The outlet that published it.
    pub outlet: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Its author as printed.
    pub byline: Option<String>,
    /// ISO 639-1.
    pub language: Option<String>,
    /// Size of the stored original.
    pub bytes: usize,
    /// Words in the reading text.
    pub words: usize,
    /// When it was written or published.
    pub published: Published,
    /// When it was fetched, from WARC, mail or feed metadata only.
    pub retrieved: Option<String>,
    /// SHA-256 of the stored original, 64 hex digits.
    pub sha256: String,
    /// The file it lay in, where that is not the original itself.
    pub container: Option<Container>,
    /// Whom it retells.
    pub relays: Vec<Relay>,
    /// The report it copies, if it does.
    pub copies_of: Option<String>,
    /// Passages it shares with other reports.
    pub passages_shared: Vec<SharedPassage>,
    /// NATO Admiralty reliability, A–F; F is not judged.
    pub reliability: String,
    /// What was folded, repaired, or kept out of the reading.
    pub notes: Vec<Note>,
    /// Where title, byline, outlet, URL and date were read, by field name.
    pub evidence: BTreeMap<String, Evidence>,
}

/// When a report was published: a [`Time`] with the candidates behind it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Published {
    /// The date itself.
    #[serde(flatten)]
    pub time: Time,
    /// Candidate days with their weights, best first.
    pub candidates: Vec<DateCandidate>,
}

/// One day on which a report may have been written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DateCandidate {
    /// ISO day.
    pub date: String,
    /// Share of the weight, 0–1.
    pub weight: f64,
}

/// The file a stored original was taken out of.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Container {
    /// SHA-256 of the container's bytes, 64 hex digits.
    pub sha256: String,
    /// The member's name or position in it, e.g. `line 12`, `entry a/b.html`, `record 3`.
    pub member: String,
}

/// Whom a report retells, and the words that say so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Relay {
    /// The outlet retold.
    pub outlet: Option<String>,
    /// The author retold.
    pub author: Option<String>,
    /// Where it says so.
    pub evidence: Evidence,
}

/// A passage that stands in another report too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SharedPassage {
    /// The other report.
    pub report: String,
    /// Range in this report's reading text.
    pub chars: [usize; 2],
}

/// What the text stage did to a stretch of a report, or noticed about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Note {
    /// What it is.
    pub kind: NoteKind,
    /// The words concerned; `null` for a note on the whole report.
    pub evidence: Option<Evidence>,
    /// One line of explanation.
    pub detail: Option<String>,
}

/// Kinds of notes on a report.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum NoteKind {
    /// A word of mixed scripts, or of look-alikes amid another script, folded for reading.
    MixedScript,
    /// Zero-width characters left out of the reading.
    InvisibleCharacters,
    /// Bidirectional control characters left out of the reading.
    BidiControl,
    /// Words of the page, not of the report.
    Boilerplate,
    /// A caption of a photo, with or without its credit.
    Caption,
    /// An editor's voice within someone else's words.
    #[serde(rename = "editor's-insertion")]
    EditorsInsertion,
    /// The title, printed again.
    RepeatedTitle,
    /// Nearly the same text as another report.
    NearCopy,
    /// Damaged or legacy encoding, repaired for reading.
    EncodingRepaired,
    /// Signs of machine translation.
    MachineTranslation,
    /// Longer than the limit; the rest was not read.
    Truncated,
    /// Kept out of the reading for the stated reason.
    NotRead,
}

/// An input that was not read, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Refused {
    /// The input as named by the user, members joined by ` » `.
    pub path: String,
    /// A short code, e.g. `empty`, `not-text`, `too-large`, `archive-too-deep`.
    pub reason: String,
    /// A sentence that names the input and the way out.
    pub detail: String,
    /// When it was refused, RFC 3339 UTC, from the custody log.
    pub when: Option<String>,
}
