//! Standoff annotations of brat: for each report its reading text, and what was read in it.

use super::each;
use crate::export::Error;
use detente_case::{Case, Filter};
use detente_record::{Event, EventType, Evidence, Form, Report, Statement, Status};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;

/// The parts that words may play, by the field of the row that they tell.
const ROLES: &[(&str, &str)] = &[
    ("actors", "Actor"),
    ("recipients", "Recipient"),
    ("place", "Place"),
    ("date", "Date"),
    ("quantities", "Quantity"),
    ("instruments", "Instrument"),
    ("status", "StatusCue"),
];

pub(super) fn write(
    case: &Case,
    file: &mut dyn FnMut(&str, &[u8]) -> io::Result<()>,
) -> Result<(), Error> {
    file("annotation.conf", configuration().as_bytes())?;
    let mut reports = vec![];
    each::<Report>(case, &Filter::default(), |row| {
        reports.push(row.id);
        Ok(())
    })?;
    for report in reports {
        let document = case.document(&report)?;
        // Brat reads a text line by line; nothing but the line break moves it on.
        let plain = |c: char| if c != '\n' && c.is_control() { ' ' } else { c };
        let text: String = document.text().chars().map(plain).collect();
        let mut notes = Notes::new(&text);
        let of = Filter { report: Some(report.clone()), ..Filter::default() };
        each::<Event>(case, &of, |row| {
            notes.event(&row);
            Ok(())
        })?;
        each::<Statement>(case, &of, |row| {
            notes.statement(&row);
            Ok(())
        })?;
        file(&format!("{report}.txt"), text.as_bytes())?;
        file(&format!("{report}.ann"), notes.out.as_bytes())?;
    }
    Ok(())
}

/// What brat has to know of the types before it shows them.
fn configuration() -> String {
    let roles: Vec<&str> = ROLES.iter().map(|(_, role)| *role).collect();
    let mut out = "[entities]\nSpeaker\nContent\n".to_owned();
    roles.iter().for_each(|role| out += &format!("{role}\n"));
    out += "\n[relations]\n\n[events]\n";
    let arguments: Vec<String> = roles.iter().map(|role| format!("{role}*:{role}")).collect();
    for kind in EventType::ALL {
        out += &format!("{kind}\t{}\n", arguments.join(", "));
    }
    out += "Statement\tSpeaker?:Speaker, Content:Content\n\n[attributes]\n";
    let words = |all: Vec<&str>| all.join("|");
    let status = words(Status::ALL.iter().map(|one| one.as_str()).collect());
    let act = words(detente_record::Act::ALL.iter().map(|one| one.as_str()).collect());
    let form = words(Form::ALL.iter().map(|one| one.as_str()).collect());
    out += &format!("Status\tArg:<EVENT>, Value:{status}\n");
    out += &format!("Act\tArg:<EVENT>, Value:{act}\nForm\tArg:<EVENT>, Value:{form}\n");
    out
}

/// The annotations of one text.
struct Notes<'a> {
    text: &'a str,
    /// Byte offset of each character, and the end.
    offsets: Vec<usize>,
    /// Spans that are written, with their numbers.
    spans: BTreeMap<(String, String), usize>,
    events: usize,
    attributes: usize,
    comments: usize,
    out: String,
}

impl<'a> Notes<'a> {
    fn new(text: &'a str) -> Self {
        let starts = text.char_indices().map(|(at, _)| at);
        let offsets = starts.chain([text.len()]).collect();
        let (events, attributes, comments) = (0, 0, 0);
        let spans = BTreeMap::new();
        Self { text, offsets, spans, events, attributes, comments, out: String::new() }
    }

    /// The number of a span; none where its words are kept out of the text.
    fn span(&mut self, kind: &str, words: &Evidence) -> Option<usize> {
        let mut pieces: Vec<(usize, usize)> = vec![];
        for part in &words.parts {
            let [start, end] = part.chars?;
            if end >= self.offsets.len() || start >= end {
                return None;
            }
            pieces.extend(self.lines(start, end));
        }
        if pieces.is_empty() {
            return None;
        }
        let at: Vec<String> = pieces.iter().map(|(start, end)| format!("{start} {end}")).collect();
        let at = at.join(";");
        let key = (kind.to_owned(), at.clone());
        if let Some(&known) = self.spans.get(&key) {
            return Some(known);
        }
        let number = self.spans.len() + 1;
        let said: Vec<&str> = pieces
            .iter()
            .map(|&(start, end)| &self.text[self.offsets[start]..self.offsets[end]])
            .collect();
        let _ = writeln!(self.out, "T{number}\t{kind} {at}\t{}", said.join(" "));
        self.spans.insert(key, number);
        Some(number)
    }

    /// A stretch of the text, parted at line breaks, over which no span of brat's may go.
    fn lines(&self, start: usize, end: usize) -> Vec<(usize, usize)> {
        let said = &self.text[self.offsets[start]..self.offsets[end]];
        let (mut pieces, mut at) = (vec![], start);
        for line in said.split('\n') {
            let length = line.chars().count();
            if length > 0 {
                pieces.push((at, at + length));
            }
            at += length + 1;
        }
        pieces
    }

    fn event(&mut self, row: &Event) {
        let of = |field: Option<&str>| {
            row.evidence.iter().find(move |one| one.field.as_deref() == field)
        };
        let kind = row.kind.as_str();
        let word = of(Some("type")).or_else(|| of(None));
        let Some(trigger) = word.and_then(|words| self.span(kind, words)) else { return };
        let mut arguments: Vec<(&str, usize, usize)> = vec![];
        for words in &row.evidence {
            let field = words.field.as_deref().unwrap_or_default();
            let Some((_, role)) = ROLES.iter().find(|(known, _)| *known == field) else { continue };
            if let Some(span) = self.span(role, words) {
                let count = arguments.iter().filter(|(known, ..)| known == role).count();
                arguments.push((*role, count, span));
            }
        }
        let number = self.put(kind, trigger, &arguments);
        self.attribute("Status", number, row.status.as_str());
        self.comment(number, &row.id);
    }

    fn statement(&mut self, row: &Statement) {
        let words = &row.evidence;
        let Some(content) = self.span("Content", &words.content) else { return };
        let marked = words.cue.as_ref().unwrap_or(&words.content);
        let Some(trigger) = self.span("Statement", marked) else { return };
        let mut arguments = vec![("Content", 0, content)];
        let speaker = words.source.as_ref().and_then(|words| self.span("Speaker", words));
        arguments.extend(speaker.map(|span| ("Speaker", 0, span)));
        let number = self.put("Statement", trigger, &arguments);
        self.attribute("Act", number, row.act.as_str());
        self.attribute("Form", number, row.form.as_str());
        self.comment(number, &row.id);
    }

    fn put(&mut self, kind: &str, trigger: usize, arguments: &[(&str, usize, usize)]) -> usize {
        self.events += 1;
        let _ = write!(self.out, "E{}\t{kind}:T{trigger}", self.events);
        for (role, count, span) in arguments {
            let again = if *count == 0 { String::new() } else { (count + 1).to_string() };
            let _ = write!(self.out, " {role}{again}:T{span}");
        }
        self.out.push('\n');
        self.events
    }

    fn attribute(&mut self, name: &str, event: usize, value: &str) {
        self.attributes += 1;
        let _ = writeln!(self.out, "A{}\t{name} E{event} {value}", self.attributes);
    }

    /// The id of the row, as a note on it.
    fn comment(&mut self, event: usize, id: &str) {
        self.comments += 1;
        let _ = writeln!(self.out, "#{}\tAnnotatorNotes E{event}\t{id}", self.comments);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use detente_record::Part;

    fn words(chars: [usize; 2]) -> Evidence {
        let part = Part { bytes: [0, 0], chars: Some(chars), quote: String::new(), reading: None };
        Evidence { report: String::new(), parts: vec![part], section: String::new(), field: None }
    }

    #[test]
    fn spans_stop_at_line_breaks_and_count_characters() {
        let mut notes = Notes::new("Zürich\n\nrüstet auf");
        assert_eq!(notes.span("Place", &words([0, 6])), Some(1));
        assert_eq!(notes.span("Place", &words([0, 6])), Some(1), "once");
        assert_eq!(notes.span("Content", &words([4, 14])), Some(2));
        assert_eq!(notes.out, "T1\tPlace 0 6\tZürich\nT2\tContent 4 6;8 14\tch rüstet\n");
    }

    #[test]
    fn a_span_beyond_the_text_is_none() {
        let mut notes = Notes::new("ab");
        assert_eq!(notes.span("Place", &words([1, 5])), None);
        assert_eq!(notes.span("Place", &words([1, 1])), None);
        assert_eq!(notes.span("Place", &words([0, 2])), Some(1));
    }
}
