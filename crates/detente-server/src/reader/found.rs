//! What was found in a report, as marks on its reading text.

use super::word;
use detente_record::{Event, Evidence, Note, NoteKind, Report, Statement};
use detente_text::Document;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// What a mark shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// The words that the address asks for.
    Here,
    /// What someone said.
    Said,
    /// Who said it.
    Speaker,
    /// The word that marks the speech.
    Cue,
    /// What an event rests on.
    Event,
    /// What a note concerns.
    Noted,
    /// A word that is written otherwise in the original.
    Folded,
    /// Title, byline, outlet, date.
    About,
}

impl Kind {
    pub(crate) const fn class(self) -> &'static str {
        match self {
            Self::Here => "here",
            Self::Said => "said",
            Self::Speaker => "speaker",
            Self::Cue => "cue",
            Self::Event => "event",
            Self::Noted => "noted",
            Self::Folded => "folded",
            Self::About => "about",
        }
    }
}

/// A stretch of the reading text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    /// Bytes of the reading text.
    pub(crate) range: Range<usize>,
    pub(crate) kind: Kind,
    /// What it tells when pointed at.
    pub(crate) title: String,
}

/// One row in the list beside the text.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    /// Its number in the text, from 1.
    pub(crate) number: usize,
    pub(crate) kind: Kind,
    pub(crate) heading: String,
    pub(crate) facts: Vec<String>,
    pub(crate) quote: String,
    /// The row's id, where it has one.
    pub(crate) id: Option<String>,
    /// Bytes of the original.
    pub(crate) bytes: [usize; 2],
    /// Where it begins and ends in the reading text.
    pub(crate) at: usize,
    pub(crate) end: usize,
}

/// Words that are kept out of the reading text.
#[derive(Clone, Debug)]
pub(crate) struct LeftOut {
    pub(crate) heading: &'static str,
    pub(crate) detail: Option<String>,
    pub(crate) quote: String,
    pub(crate) bytes: [usize; 2],
}

/// A note without a number: on the whole report, or how many words were folded.
#[derive(Clone, Debug)]
pub(crate) struct Kept {
    pub(crate) heading: &'static str,
    pub(crate) detail: String,
}

/// Everything that is to be marked in one report.
pub(crate) struct Found<'a> {
    document: &'a Document,
    marks: Vec<Mark>,
    anchors: BTreeSet<(usize, String)>,
    items: Vec<Item>,
    kept: Vec<Kept>,
    left_out: Vec<LeftOut>,
}

/// The same, in order.
pub(crate) struct InOrder {
    pub(crate) marks: Vec<Mark>,
    /// Positions in the reading text that a citation may lead to, with their names.
    pub(crate) anchors: Vec<(usize, String)>,
    pub(crate) items: Vec<Item>,
    pub(crate) kept: Vec<Kept>,
    pub(crate) left_out: Vec<LeftOut>,
}

impl<'a> Found<'a> {
    pub(crate) fn new(document: &'a Document) -> Self {
        Self {
            document,
            marks: vec![],
            anchors: BTreeSet::new(),
            items: vec![],
            kept: vec![],
            left_out: vec![],
        }
    }

    /// Marks the words that say when and by whom the report is, and what the notes concern.
    pub(crate) fn about(&mut self, report: &Report) {
        for (field, evidence) in &report.evidence {
            self.mark(evidence, Kind::About, &format!("Read as the report's {field}"));
        }
        let mut folded: BTreeMap<NoteKind, usize> = BTreeMap::new();
        for note in &report.notes {
            self.note(note, &mut folded);
        }
        let kept = folded.into_iter().map(|(kind, n)| Kept {
            heading: word::note(kind),
            detail: if n == 1 { "in one place".into() } else { format!("in {n} places") },
        });
        self.kept.extend(kept);
    }

    fn note(&mut self, note: &Note, folded: &mut BTreeMap<NoteKind, usize>) {
        use NoteKind::{BidiControl, EncodingRepaired, InvisibleCharacters, MixedScript};
        let heading = word::note(note.kind);
        let detail = note.detail.clone();
        let Some(evidence) = &note.evidence else {
            self.kept.push(Kept { heading, detail: detail.unwrap_or_default() });
            return;
        };
        let Some(range) = self.hull(evidence) else {
            let quote = word::spelt(&evidence.quote());
            self.left_out.extend(whole(evidence).map(|bytes| LeftOut {
                heading,
                detail,
                quote,
                bytes,
            }));
            return;
        };
        if matches!(note.kind, MixedScript | InvisibleCharacters | BidiControl | EncodingRepaired) {
            *folded.entry(note.kind).or_default() += 1;
            let written = word::spelt(&evidence.quote());
            let detail = detail.map(|detail| format!("; {detail}")).unwrap_or_default();
            self.mark(evidence, Kind::Folded, &format!("{heading}, as written: {written}{detail}"));
            return;
        }
        self.mark(evidence, Kind::Noted, heading);
        let facts = detail.into_iter().collect();
        self.item(Kind::Noted, heading.to_owned(), facts, evidence, None, range);
    }

    /// Marks a statement: what was said, by whom, and the word that marks it.
    pub(crate) fn statement(&mut self, statement: &Statement) {
        let heading = word::statement(statement);
        let evidence = &statement.evidence;
        self.mark(&evidence.content, Kind::Said, &heading);
        if let Some(source) = &evidence.source {
            self.mark(source, Kind::Speaker, &heading);
        }
        if let Some(cue) = &evidence.cue {
            self.mark(cue, Kind::Cue, &heading);
        }
        if let Some(range) = self.hull(&evidence.content) {
            let facts = word::statement_facts(statement);
            let id = Some(statement.id.clone());
            self.item(Kind::Said, heading, facts, &evidence.content, id, range);
        }
    }

    /// Marks the words that an event rests on.
    pub(crate) fn event(&mut self, event: &Event) {
        let heading = word::event(event);
        for evidence in &event.evidence {
            self.mark(evidence, Kind::Event, &heading);
        }
        let first = event.evidence.first();
        if let Some((evidence, range)) = first.and_then(|e| Some((e, self.hull(e)?))) {
            let facts = word::event_facts(event);
            self.item(Kind::Event, heading, facts, evidence, Some(event.id.clone()), range);
        }
    }

    /// Marks the words that stand on these bytes of the original, if they are in the reading text.
    pub(crate) fn here(&mut self, bytes: &Range<usize>) -> Option<Range<usize>> {
        let source = self.document.source.locate(bytes.clone())?;
        let range = self.document.reading.locate(source)?;
        self.marks.push(Mark { range: range.clone(), kind: Kind::Here, title: "Cited".into() });
        self.anchors.insert((range.start, format!("b{}-{}", bytes.start, bytes.end)));
        Some(range)
    }

    /// All of it, in the order of the text.
    pub(crate) fn finish(mut self) -> InOrder {
        self.marks.sort_by_key(|mark| (mark.range.start, mark.range.end, mark.kind));
        self.items.sort_by_key(|item| (item.at, item.end, item.kind, item.id.clone()));
        for (n, item) in self.items.iter_mut().enumerate() {
            item.number = n + 1;
        }
        self.left_out.sort_by_key(|left_out| left_out.bytes);
        // A name may stand once on a page: where it comes first.
        let mut named = BTreeSet::new();
        let anchors = self.anchors.into_iter().filter(|(_, name)| named.insert(name.clone()));
        InOrder {
            marks: self.marks,
            anchors: anchors.collect(),
            items: self.items,
            kept: self.kept,
            left_out: self.left_out,
        }
    }

    fn mark(&mut self, evidence: &Evidence, kind: Kind, title: &str) {
        let Some(hull) = self.hull(evidence) else { return };
        if let Some([from, to]) = whole(evidence) {
            self.anchors.insert((hull.start, format!("b{from}-{to}")));
        }
        for chars in evidence.parts.iter().filter_map(|part| part.chars) {
            let range = self.document.bytes_of_chars(chars);
            if !range.is_empty() {
                self.marks.push(Mark { range, kind, title: title.to_owned() });
            }
        }
    }

    fn item(
        &mut self,
        kind: Kind,
        heading: String,
        facts: Vec<String>,
        evidence: &Evidence,
        id: Option<String>,
        range: Range<usize>,
    ) {
        let bytes = whole(evidence).unwrap_or_default();
        let quote = short(&evidence.reading());
        let (at, end) = (range.start, range.end);
        self.items.push(Item { number: 0, kind, heading, facts, quote, id, bytes, at, end });
    }

    /// From the first to the last character that evidence has in the reading text.
    fn hull(&self, evidence: &Evidence) -> Option<Range<usize>> {
        let chars: Vec<[usize; 2]> = evidence.parts.iter().filter_map(|part| part.chars).collect();
        let from = chars.iter().map(|chars| chars[0]).min()?;
        let to = chars.iter().map(|chars| chars[1]).max()?;
        Some(self.document.bytes_of_chars([from, to])).filter(|range| !range.is_empty())
    }
}

/// From the first to the last byte of the original, as citations name it.
fn whole(evidence: &Evidence) -> Option<[usize; 2]> {
    Some([evidence.parts.first()?.bytes[0], evidence.parts.last()?.bytes[1]])
}

/// The beginning of a long quotation.
fn short(text: &str) -> String {
    const MOST: usize = 160;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{} …", text[..end].trim_end()),
        None => text.to_owned(),
    }
}
