//! An event with what linking must know of who tells it.

use crate::origin::Witness;
use detente_record::{ActorRef, Event, Status};

/// One event as one report tells it.
#[derive(Clone, Debug, PartialEq)]
pub struct Telling {
    /// The event's row.
    pub event: Event,
    /// The day of the report, ISO 8601, where it is known.
    pub reported: Option<String>,
    /// The outlet as an actor, where the report names one.
    pub outlet: Option<ActorRef>,
    /// Whose statement it is told in.
    pub speaker: Option<ActorRef>,
    /// Who says it, through whom, where.
    pub witness: Witness,
    /// Where it comes from in the end, once [`super::sourced`] has looked at all tellings of the
    /// happening: those of one origin count as one source.
    pub origin: String,
}

impl Telling {
    /// Who holds it: the speaker, else the outlet; nobody alone where all sides do.
    pub fn holder(&self) -> Option<&ActorRef> {
        match &self.speaker {
            // "Each side says so": neither a holder of its own nor the outlet's account.
            Some(speaker) if crate::dispute::is_nobody(speaker) => None,
            speaker => speaker.as_ref().or(self.outlet.as_ref()),
        }
    }

    /// The words of the sentence it rests on, in reading form.
    pub fn sentence(&self) -> String {
        self.event.evidence.first().map(|words| words.reading()).unwrap_or_default()
    }

    /// The word that names the happening, in reading form.
    pub fn trigger(&self) -> String {
        let of_type = |words: &&detente_record::Evidence| words.field.as_deref() == Some("type");
        let found = self.event.evidence.iter().find(of_type);
        found.map(|words| words.reading()).unwrap_or_default()
    }

    /// Whether it is told as something that took place, or as something said to have and denied:
    /// plans, threats, demands and suppositions are happenings of another kind.
    pub fn is_real(&self) -> bool {
        matches!(
            self.event.status,
            Status::Happened | Status::Ongoing | Status::Denied | Status::Failed
        )
    }
}
