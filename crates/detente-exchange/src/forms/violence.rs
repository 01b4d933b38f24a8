//! What violence an incident is, in the words of those who list violence by hand.

use super::ledger::{Ledger, Telling, days, most, shorten};
use super::side::{Side, name, side_of_all};
use super::{cell, each};
use crate::export::Error;
use detente_case::{Case, Filter};
use detente_record::{ActorRef, Incident, Time, TimeBasis};
use std::collections::HashSet;

/// The sums whose parts stand in the record themselves: whoever adds up rows must not have both.
pub(super) fn sums_with_parts(case: &Case) -> Result<HashSet<String>, Error> {
    let mut sums = HashSet::new();
    each::<Incident>(case, &Filter::default(), |incident| {
        sums.extend(incident.part_of);
        Ok(())
    })?;
    Ok(sums)
}

/// The mode that most tellings give.
pub(super) fn mode<'a>(tellings: &[(&str, &'a Telling)]) -> Option<&'a str> {
    most(tellings.iter().filter_map(|(_, one)| one.mode.as_deref()))
}

/// Whether it was done to the unarmed.
pub(super) fn on_civilians(incident: &Incident, ledger: &Ledger) -> bool {
    side_of_all(&incident.recipients, ledger) == Some(Side::Civilians)
}

/// Whether both sides bear arms.
pub(super) fn between_armed(incident: &Incident, ledger: &Ledger) -> bool {
    let armed =
        |all: &[ActorRef]| side_of_all(all, ledger).is_some_and(|side| side != Side::Civilians);
    armed(&incident.actors) && armed(&incident.recipients)
}

/// The names of a list of participants.
pub(super) fn names(all: &[ActorRef]) -> String {
    cell::list(all.iter().map(name))
}

/// How many days a time may be, and the first and the last.
pub(super) fn stretch(time: &Time) -> Option<(jiff::civil::Date, jiff::civil::Date, i64)> {
    if time.basis == Some(TimeBasis::ReportDate) {
        return None;
    }
    let (from, to) = days(time)?;
    let length = (to - from).get_days();
    Some((from, to, i64::from(length) + 1))
}

/// What a form with a column for notes is told beside its figures: the words, the time where it is
/// no single day, who stands behind it, and whether it is disputed.
pub(super) fn notes(incident: &Incident, tellings: &[(&str, &Telling)], ledger: &Ledger) -> String {
    let mut parts = vec![];
    parts.extend(tellings.iter().find_map(|(_, one)| one.words.clone()));
    let edtf = incident.date.edtf.as_deref();
    if let Some(edtf) = edtf.filter(|_| incident.date.from != incident.date.to) {
        parts.push(format!("date {edtf}"));
    }
    if incident.extent != "single" {
        parts.push(format!("told as a {}", incident.extent));
    }
    if let Some(killed) = incident.figures.get("killed").filter(|figure| figure.best.is_none()) {
        let end = |value: Option<f64>| value.map_or("?".into(), cell::number);
        parts.push(format!("killed {} to {}", end(killed.low), end(killed.high)));
    }
    parts.push(ledger.standing(incident));
    parts.push(format!("independent sources {}", incident.independent_sources));
    cell::line(&shorten(&parts.join("; "), 1000))
}
