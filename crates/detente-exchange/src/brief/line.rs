//! One row as one line.

use super::compose::count;
use super::numbers::Turns;
use super::{Citation, Line};
use detente_case::Result;
use detente_record::{Evidence, Note, NoteKind, Statement, TimeBasis};
use std::collections::BTreeMap;

/// Where evidence stands, in the order of the reports; at most `most` places.
pub(super) fn citations(
    evidence: &[Evidence],
    turns: &Turns<'_>,
    most: usize,
) -> Result<Vec<Citation>> {
    let mut places: Vec<Citation> = vec![];
    for evidence in evidence {
        let (Some(first), Some(last)) = (evidence.parts.first(), evidence.parts.last()) else {
            continue;
        };
        let Some(turn) = turns.of(&evidence.report)? else { continue };
        let bytes = [first.bytes[0], last.bytes[1]];
        places.push(Citation { number: 0, report: evidence.report.clone(), bytes, turn });
    }
    places.sort_by(|a, b| (&a.turn, a.bytes).cmp(&(&b.turn, b.bytes)));
    places.dedup();
    places.truncate(most);
    Ok(places)
}

pub(super) fn statement_line(statement: &Statement, turns: &Turns<'_>) -> Result<Line> {
    let speaker = statement.speaker.as_ref();
    let name = speaker.and_then(|s| s.actor.name.clone());
    let mut subject = name.unwrap_or_else(|| statement.speaker_text.clone());
    if subject.is_empty() {
        subject = "Someone not named".into();
    }
    if let Some(office) = speaker.and_then(|speaker| speaker.office.as_deref()) {
        subject += &format!(" ({office})");
    }
    let mut text = statement.act.verb().to_owned();
    let via: Vec<&str> =
        statement.via.iter().map(|via| via.name.as_deref().unwrap_or(&via.text)).collect();
    if !via.is_empty() {
        text += &format!(", through {}", via.join(", then "));
    }
    Ok(Line {
        id: statement.id.clone(),
        date: known_day(&statement.said),
        subject: Some(subject),
        text,
        quote: Some(shorten(&statement.content)),
        citations: citations(std::slice::from_ref(&statement.evidence.content), turns, 2)?,
        ..Line::default()
    })
}

/// A day of the row's own; that something was not after the report's date is no date to print.
fn known_day(time: &detente_record::Time) -> Option<String> {
    time.edtf.clone().filter(|_| time.basis != Some(TimeBasis::ReportDate))
}

/// A quotation without the marks around the whole of it.
pub(super) fn bare(quote: &str) -> &str {
    const PAIRS: [(char, char); 5] = [('"', '"'), ('“', '”'), ('«', '»'), ('„', '“'), ('‘', '’')];
    PAIRS
        .iter()
        .find_map(|(open, close)| {
            let inner = quote.strip_prefix(*open)?.strip_suffix(*close)?;
            (!inner.contains([*open, *close])).then_some(inner)
        })
        .unwrap_or(quote)
}

/// The first of a long quotation, cut between words.
pub(super) fn shorten(text: &str) -> String {
    const MOST: usize = 280;
    let even: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if even.chars().count() <= MOST {
        return even;
    }
    let cut: String = even.chars().take(MOST).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{} …", cut[..end].trim_end_matches([',', ';', ':']))
}

/// `230 words folded; 3 passages of the page left out`.
pub(super) fn note_summary(notes: &[Note]) -> Option<String> {
    let mut counts: BTreeMap<NoteKind, usize> = BTreeMap::new();
    for note in notes {
        *counts.entry(note.kind).or_default() += 1;
    }
    let parts: Vec<String> = counts.into_iter().map(|(kind, n)| in_words(kind, n)).collect();
    (!parts.is_empty()).then(|| parts.join("; "))
}

fn in_words(kind: NoteKind, n: usize) -> String {
    match kind {
        NoteKind::MixedScript => format!("{} folded", count(n, "word")),
        NoteKind::InvisibleCharacters => format!("invisible characters in {}", count(n, "word")),
        NoteKind::BidiControl => format!("direction marks in {}", count(n, "word")),
        NoteKind::Boilerplate => format!("{} of the page left out", count(n, "passage")),
        NoteKind::Caption => count(n, "caption"),
        NoteKind::EditorsInsertion => count(n, "editor's insertion"),
        NoteKind::RepeatedTitle => "title printed again".into(),
        NoteKind::NearCopy => "near copy".into(),
        NoteKind::EncodingRepaired => "encoding repaired".into(),
        NoteKind::MachineTranslation => "signs of machine translation".into(),
        NoteKind::Truncated => "truncated".into(),
        NoteKind::NotRead => "not read".into(),
    }
}
