//! Corrections laid over a row of one report.

use super::{Act, Anchored, Correction, Settles};
use detente_record::{
    Event, EventType, PlaceRef, Review, ReviewState, Statement, Time, TimeBasis, Undertaking, Was,
};
use std::collections::BTreeMap;

/// A row that can be corrected, field by field. A field that it does not have stays as it is.
pub trait Correctable: Anchored {
    /// The date that [`Act::ReDate`] sets, with its name.
    fn date(&mut self) -> Option<(&'static str, &mut Time)> {
        None
    }
    /// The place that [`Act::RePlace`] sets.
    fn place(&mut self) -> Option<&mut Option<PlaceRef>> {
        None
    }
    /// Sets the type and what follows from it; keeps what was in `was`.
    fn set_type(&mut self, kind: EventType, mode: Option<&str>, was: &mut Was) {
        let _ = (kind, mode, was);
    }
    /// Where its review stands.
    fn review(&mut self) -> &mut Option<Review>;
}

impl Correctable for Event {
    fn date(&mut self) -> Option<(&'static str, &mut Time)> {
        Some(("date", &mut self.date))
    }

    fn place(&mut self) -> Option<&mut Option<PlaceRef>> {
        Some(&mut self.place)
    }

    fn set_type(&mut self, kind: EventType, mode: Option<&str>, was: &mut Was) {
        was.kind = Some(std::mem::replace(&mut self.kind, kind));
        was.mode = std::mem::replace(&mut self.mode, mode.map(Into::into));
        // The code was that of the type that the program read.
        was.cameo = self.cameo.take();
        self.goldstein = None;
        self.intensity = detente_reading::intensity(kind, mode);
        self.quad = Some(detente_reading::quad(kind));
        for field in ["type", "mode", "cameo"] {
            was.fields.push(field.into());
        }
    }

    fn review(&mut self) -> &mut Option<Review> {
        &mut self.review
    }
}

impl Correctable for Statement {
    fn date(&mut self) -> Option<(&'static str, &mut Time)> {
        Some(("said", &mut self.said))
    }

    fn review(&mut self) -> &mut Option<Review> {
        &mut self.review
    }
}

impl Correctable for Undertaking {
    fn review(&mut self) -> &mut Option<Review> {
        &mut self.review
    }
}

/// Why an act says nothing of rows of a table; `None` where it does.
pub fn cannot(act: &Act, table: &str) -> Option<&'static str> {
    match (act.settles(), table) {
        (Settles::Verdict, "events" | "statements" | "undertakings")
        | (Settles::Date, "events" | "statements" | "reports")
        | (Settles::Place | Settles::Type | Settles::Joining, "events") => None,
        (Settles::Verdict, _) => {
            Some("only events, statements, undertakings and incidents are confirmed or rejected")
        }
        (Settles::Date, _) => {
            Some("only reports, events, statements and incidents bear a date to correct")
        }
        (Settles::Place, _) => Some("only events and incidents bear a place to correct"),
        (Settles::Type, _) => Some("only events and incidents are of a type"),
        (Settles::Joining, _) => Some("only events and incidents are joined and parted"),
        (Settles::Actor, "actors") => None,
        (Settles::Actor, _) => Some("only an actor can be another"),
        (Settles::Reliability, _) => Some("reliability is of an outlet"),
    }
}

/// Of some corrections of one row those that hold: the last of those that settle the same, in the
/// order in which they are laid over each other.
pub fn in_force<'a>(corrections: &[&'a Correction]) -> Vec<&'a Correction> {
    let mut last: BTreeMap<Settles, &Correction> = BTreeMap::new();
    for &one in corrections {
        let held = last.entry(one.act.settles()).or_insert(one);
        if (&held.at, held.n) < (&one.at, one.n) {
            *held = one;
        }
    }
    let mut all: Vec<&Correction> = last.into_values().collect();
    all.sort_by_key(|one| one.order());
    all
}

/// Lays the corrections of a row over it. What was read stands in the row's review; a row that none
/// is of stays as it is.
pub fn apply<T: Correctable>(row: &mut T, corrections: &[&Correction]) {
    let mut was = Was::default();
    let mut rejected = None;
    let all = in_force(corrections);
    let mut last = None;
    for one in all {
        match &one.act {
            Act::ReDate { date } => {
                let Some((field, own)) = row.date() else { continue };
                was.date = Some(std::mem::replace(own, dated(date, one)));
                was.fields.push(field.into());
            }
            Act::RePlace { place } => {
                let Some(own) = row.place() else { continue };
                let new = place.as_ref().map(|place| named(place, own.as_ref()));
                was.place = std::mem::replace(own, new);
                was.fields.push("place".into());
            }
            Act::ReType { kind, mode } => row.set_type(*kind, mode.as_deref(), &mut was),
            Act::Reject => rejected = Some(one),
            Act::Confirm => {}
            Act::Merge | Act::Split | Act::ReActor { .. } | Act::Reliability { .. } => continue,
        }
        last = Some(one);
    }
    // Who rejects a row has the last word on it, whatever else was said.
    let Some(said) = rejected.or(last) else { return };
    let state = match (rejected, was.fields.is_empty()) {
        (Some(_), _) => ReviewState::Rejected,
        (None, false) => ReviewState::Corrected,
        (None, true) => ReviewState::Confirmed,
    };
    was.fields.sort();
    *row.review() = Some(Review {
        state,
        by: said.author.clone(),
        reason: said.reason.clone(),
        at: said.at.clone(),
        was: (!was.fields.is_empty()).then_some(was),
    });
}

/// The date, as what follows from the analyst's reason.
pub fn dated(date: &Time, one: &Correction) -> Time {
    let because = vec![format!("{}: {}", one.author, one.reason)];
    Time { text: None, basis: Some(TimeBasis::Inferred), anchor: None, because, ..date.clone() }
}

/// The place under its mention, where the mention is a name of it.
fn named(place: &PlaceRef, before: Option<&PlaceRef>) -> PlaceRef {
    let mention = before.map(|before| before.text.as_str()).unwrap_or_default();
    let own = place.name.as_deref().unwrap_or_default();
    let text = if mention.to_lowercase() == own.to_lowercase() { mention } else { "" };
    PlaceRef { text: text.to_owned(), ..place.clone() }
}
