//! Where in their reports the tellings stand: sentence, offsets, lead. It is asked of the texts.

use crate::export::Error;
use crate::forms::each;
use crate::forms::ledger::{Ledger, happened};
use crate::forms::side::key;
use detente_case::{Case, Filter};
use detente_record::{ActorRef, Event, Evidence};
use detente_text::{BlockKind, Document};

/// A telling, and where it stands.
pub(super) struct Spotted {
    pub(super) event: Event,
    /// Number of its sentence, the first is 1.
    pub(super) sentence: Option<usize>,
    /// Whether it stands in the first paragraph.
    pub(super) lead: bool,
    /// Characters of the report's reading text.
    pub(super) length: usize,
}

impl Spotted {
    /// Where the word that names the happening begins, in characters.
    pub(super) fn action(&self) -> Option<usize> {
        start(self.event.evidence.iter().find(|one| one.field.as_deref() == Some("type")))
            .or_else(|| start(self.event.evidence.first()))
    }

    /// Where a participant is named, in characters.
    pub(super) fn participant(&self, who: Option<&ActorRef>, field: &str) -> Option<usize> {
        let who = who?;
        let all = if field == "actors" { &self.event.actors } else { &self.event.recipients };
        let own = all.iter().find(|one| key(one) == key(who))?;
        let mut words =
            self.event.evidence.iter().filter(|one| one.field.as_deref() == Some(field));
        start(words.find(|one| one.reading() == own.text))
    }
}

fn start(evidence: Option<&Evidence>) -> Option<usize> {
    Some(evidence?.parts.first()?.chars?[0])
}

/// Hands over the tellings of what happened or goes on, report by report.
pub(super) fn each_spotted(
    case: &Case,
    ledger: &Ledger,
    mut each_one: impl FnMut(Spotted) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut by_report: Vec<Event> = vec![];
    let mut failed: Option<Error> = None;
    let mut hand_over = |events: &mut Vec<Event>| -> Result<(), Error> {
        let Some(report) = events.first().map(|event| event.report.clone()) else { return Ok(()) };
        // The rows were read from it, so that it can be read; without it they lack its places.
        let document = ledger.case.document(&report)?;
        let length = document.text().chars().count();
        for event in events.drain(..) {
            let (sentence, lead) = place(&event, &document);
            each_one(Spotted { event, sentence, lead, length })?;
        }
        Ok(())
    };
    each::<Event>(case, &Filter::default(), |event| {
        if failed.is_some() || !happened(event.status) {
            return Ok(());
        }
        if by_report.first().is_some_and(|first| first.report != event.report) {
            failed = hand_over(&mut by_report).err();
        }
        by_report.push(event);
        Ok(())
    })?;
    match failed {
        Some(error) => Err(error),
        None => hand_over(&mut by_report),
    }
}

fn place(event: &Event, document: &Document) -> (Option<usize>, bool) {
    let word = event.evidence.iter().find(|one| one.field.as_deref() == Some("type"));
    let word = word.or_else(|| event.evidence.first());
    let Some(chars) = word.and_then(|one| one.parts.first()?.chars) else { return (None, false) };
    let at = document.bytes_of_chars(chars).start;
    let sentence = document.sentences.iter().position(|one| one.contains(&at)).map(|n| n + 1);
    let first = document.blocks.iter().find(|block| block.kind == BlockKind::Paragraph);
    (sentence, first.is_some_and(|block| block.range.contains(&at)))
}
