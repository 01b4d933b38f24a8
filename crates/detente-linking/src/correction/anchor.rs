//! A row by the bytes it rests on.

use detente_record::{Event, Evidence, Quantity, Statement, Undertaking};
use serde::{Deserialize, Serialize};

/// What tells a row from all others whatever its id: the original, the kind of row, and the bytes of
/// the words that name it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Anchor {
    /// SHA-256 of the stored original, 64 hex digits.
    pub report: String,
    /// `events`, `statements`, `undertakings`; `reports` of one as a whole.
    pub table: String,
    /// An event's type, an undertaking's modality; empty where rows of that table have none.
    pub kind: String,
    /// Byte ranges, in the stored original, of the words that name it.
    pub bytes: Vec<[usize; 2]>,
    /// What else tells it from another row on the same words: figures, a code, further bytes. None of
    /// the original's own words, which may be removed one day.
    pub detail: String,
}

impl Anchor {
    /// That of a report as a whole, of so many bytes.
    pub fn report(sha256: &str, bytes: usize) -> Self {
        Self {
            report: sha256.to_owned(),
            table: "reports".into(),
            kind: String::new(),
            bytes: vec![[0, bytes]],
            detail: String::new(),
        }
    }

    /// Whether it is that of this report as a whole.
    pub fn is_report(&self, sha256: &str) -> bool {
        self.table == "reports" && self.report == sha256
    }
}

/// A row of a single report, which has an anchor.
pub trait Anchored {
    /// Its id.
    fn id(&self) -> &str;
    /// Its anchor; `sha256` is that of its report's original.
    fn anchor(&self, sha256: &str) -> Anchor;
}

impl Anchored for Event {
    fn id(&self) -> &str {
        &self.id
    }

    fn anchor(&self, sha256: &str) -> Anchor {
        // An event is named by its word; what is read from figures alone, by its sentence.
        let word = self.evidence.iter().find(|words| words.field.as_deref() == Some("type"));
        let figure = |one: &Quantity| {
            let value = one.value.or(one.low).or(one.high).unwrap_or(0.0);
            format!("{}={value}", one.role)
        };
        let figures: Vec<String> = self.quantities.iter().map(figure).collect();
        let detail = format!("{} {}", code_as_read(self).unwrap_or(""), figures.join("/"));
        Anchor {
            report: sha256.to_owned(),
            table: "events".into(),
            // As it was read, whatever an analyst made of it.
            kind: as_read(self).to_owned(),
            bytes: ranges(word.or(self.evidence.first())),
            detail: detail.trim().to_owned(),
        }
    }
}

fn as_read(event: &Event) -> &'static str {
    let was = event.review.as_ref().and_then(|review| review.was.as_ref());
    was.and_then(|was| was.kind).unwrap_or(event.kind).as_str()
}

fn code_as_read(event: &Event) -> Option<&str> {
    let was = event.review.as_ref().and_then(|review| review.was.as_ref());
    match was.filter(|was| was.kind.is_some()) {
        Some(was) => was.cameo.as_deref(),
        None => event.cameo.as_deref(),
    }
}

impl Anchored for Statement {
    fn id(&self) -> &str {
        &self.id
    }

    fn anchor(&self, sha256: &str) -> Anchor {
        Anchor {
            report: sha256.to_owned(),
            table: "statements".into(),
            kind: String::new(),
            bytes: ranges(Some(&self.evidence.content)),
            detail: joined(self.evidence.source.iter()),
        }
    }
}

impl Anchored for Undertaking {
    fn id(&self) -> &str {
        &self.obligation.id
    }

    fn anchor(&self, sha256: &str) -> Anchor {
        Anchor {
            report: sha256.to_owned(),
            table: "undertakings".into(),
            kind: self.obligation.modality.clone(),
            bytes: ranges(self.obligation.evidence.first()),
            detail: joined(self.obligation.evidence.iter()),
        }
    }
}

/// "12-40/44-50".
fn joined<'a>(all: impl Iterator<Item = &'a Evidence>) -> String {
    let all = all.flat_map(|words| &words.parts).map(|part| part.bytes);
    all.map(|[from, to]| format!("{from}-{to}")).collect::<Vec<_>>().join("/")
}

fn ranges(words: Option<&Evidence>) -> Vec<[usize; 2]> {
    words.into_iter().flat_map(|words| &words.parts).map(|part| part.bytes).collect()
}

/// Which of a report's rows an anchor means; `None` where the row is gone.
///
/// The words and the kind must be the same. Where several rows stand on them the one that agrees in
/// its details too is meant; where none or several do, the row can't be told and is gone.
pub fn find<T: Anchored>(anchor: &Anchor, rows: &[T]) -> Option<usize> {
    let all: Vec<(usize, Anchor)> =
        rows.iter().map(|row| row.anchor(&anchor.report)).enumerate().collect();
    let on_the_words = |one: &&(usize, Anchor)| {
        one.1.table == anchor.table && one.1.kind == anchor.kind && one.1.bytes == anchor.bytes
    };
    let found: Vec<&(usize, Anchor)> = all.iter().filter(on_the_words).collect();
    if let [only] = found.as_slice() {
        return Some(only.0);
    }
    let mut exact = found.iter().filter(|one| one.1.detail == anchor.detail);
    match (exact.next(), exact.next()) {
        (Some(only), None) => Some(only.0),
        _ => None,
    }
}
