//! What of an event bears on channels.

use super::words::Words;
use detente_record::{ActorRef, Event, EventType, Evidence, Status, Time};

/// Words taken before the word that names the happening.
const BEFORE: usize = 6;

/// Words taken after it: over what, with whom and where is told after it.
const AFTER: usize = 9;

/// Somebody who takes part in a contact.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Participant {
    /// Who.
    pub actor: ActorRef,
    /// The office that they held then, where it is known: "foreign minister".
    pub office: Option<String>,
}

/// What of an event bears on channels.
#[derive(Clone, Debug, PartialEq)]
pub struct Contact {
    /// The incident's id; the event's while it belongs to none.
    pub incident: String,
    /// PLOVER type.
    pub kind: EventType,
    /// PLOVER mode.
    pub mode: Option<String>,
    /// PLOVER contexts.
    pub contexts: Vec<String>,
    /// CAMEO code.
    pub cameo: Option<String>,
    /// Who did it.
    pub actors: Vec<Participant>,
    /// To or with whom.
    pub recipients: Vec<Participant>,
    /// Whether all of them did it with each other.
    pub reciprocal: bool,
    /// The word that names the happening and those around it, in reading form.
    pub words: String,
    /// When.
    pub date: Time,
    /// What its source says of it.
    pub status: Status,
    /// The words it rests on.
    pub evidence: Vec<Evidence>,
}

impl Contact {
    /// An event as a contact; the offices are the caller's to fill in. `None` for a type that
    /// neither makes contact nor ends it.
    pub fn of(event: &Event) -> Option<Self> {
        use EventType::{Agree, Consult, Cooperate, Reject, Sanction, Support};
        if !matches!(event.kind, Agree | Consult | Cooperate | Reject | Sanction | Support) {
            return None;
        }
        let who = |actors: &[ActorRef]| {
            let one = |actor: &ActorRef| Participant { actor: actor.clone(), office: None };
            actors.iter().map(one).collect()
        };
        let field = |name: Option<&str>| {
            event.evidence.iter().find(|evidence| evidence.field.as_deref() == name)
        };
        let (sentence, trigger) = (field(None), field(Some("type")));
        Some(Self {
            incident: event.incident.clone().unwrap_or_else(|| event.id.clone()),
            kind: event.kind,
            mode: event.mode.clone(),
            contexts: event.contexts.clone(),
            cameo: event.cameo.clone(),
            actors: who(&event.actors),
            recipients: who(&event.recipients),
            reciprocal: event.reciprocal,
            words: sentence
                .and_then(|sentence| around(sentence, trigger?))
                .or_else(|| trigger.map(Evidence::reading))
                .unwrap_or_default(),
            date: event.date.clone(),
            status: event.status,
            evidence: sentence.into_iter().chain(trigger).cloned().collect(),
        })
    }

    pub(super) fn reading(&self) -> Words {
        Words::of(&self.words)
    }

    pub(super) fn is(&self, context: &str) -> bool {
        self.contexts.iter().any(|is| is == context)
    }

    /// Whether its CAMEO code is that or one below it.
    pub(super) fn coded(&self, cameo: &str) -> bool {
        self.cameo.as_deref().is_some_and(|code| code.starts_with(cameo))
    }

    pub(super) fn mode(&self, mode: &str) -> bool {
        self.mode.as_deref() == Some(mode)
    }
}

/// The words of a sentence around a word in it. A whole sentence would be too much: "On the eve of
/// the summit the envoys met" is long enough to be taken for a summit.
fn around(sentence: &Evidence, trigger: &Evidence) -> Option<String> {
    let (whole, word) = (sentence.parts.first()?, trigger.parts.first()?);
    let text: Vec<char> = whole.reading.as_deref()?.chars().collect();
    let start = whole.chars?[0];
    let from = word.chars?[0].checked_sub(start)?;
    let to = word.chars?[1].checked_sub(start)?;
    let (before, after) = (text.get(..from)?, text.get(to..)?);
    let inside: String = text.get(from..to)?.iter().collect();
    let (before, after): (String, String) = (before.iter().collect(), after.iter().collect());
    let last: Vec<&str> = before.split_whitespace().collect();
    let last = &last[last.len().saturating_sub(BEFORE)..];
    let next: Vec<&str> = after.split_whitespace().take(AFTER).collect();
    Some(format!("{} {inside} {}", last.join(" "), next.join(" ")))
}
